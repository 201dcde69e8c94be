-- TIMEX3 values of the pack `times`, counted from a date of publication.
local lun = require "lunette"
local report = require "lunette.report"
local phase = require "lunette.phase"

local pack = report.load "times"()
local function values(text, date)
  local doc, list = lun.doc(text, { date = date }), {}
  phase.run({ pack }, doc)
  for s in doc:spans "time" do list[#list + 1] = ("%s %s %s"):format(s.text, s.type, s.value) end
  return table.concat(list, "; ")
end
local function is(text, date, wanted)
  local got = values(text, date)
  assert(got == wanted, ("%s (%s): %q, not %q"):format(text, tostring(date), got, wanted))
end

-- 2018-08-17 is a Friday
is("They met on Thursday.", "2018-08-17", "Thursday DATE 2018-08-16")
is("They met on Friday.", "2018-08-17", "Friday DATE 2018-08-17")
is("They will meet on Monday.", "2018-08-17", "Monday DATE 2018-08-20")
is("They met last Friday.", "2018-08-17", "last Friday DATE 2018-08-10")
is("They met on Thursday.", nil, "Thursday DATE XXXX-WXX-4")
is("They met on March 3, 2021.", "2018-08-17", "March 3, 2021 DATE 2021-03-03")
is("They met on 3 March 2021.", nil, "3 March 2021 DATE 2021-03-03")
is("They met on Aug. 2.", "2018-08-17", "Aug. 2 DATE 2018-08-02")
is("It began in December.", "2018-02-10", "December DATE 2017-12")
is("It began in December.", "2018-08-17", "December DATE 2018-12")
is("It began in 1998.", nil, "1998 DATE 1998")
is("They met yesterday.", "2020-03-01", "yesterday DATE 2020-02-29")
is("They met last week.", "2021-01-08", "last week DATE 2020-W53")
is("They met last month.", "2021-01-08", "last month DATE 2020-12")
is("They meet next year.", "2021-01-08", "next year DATE 2022")
print "ok"
