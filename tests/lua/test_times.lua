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

-- Holidays, by their rules.
local holiday = require "lunette.holiday"
local function day(rule, year, wanted)
  local got = holiday.day(rule, year)
  assert(got == wanted, ("%s in %d: %s, not %s"):format(rule, year, tostring(got), tostring(wanted)))
end
day("12-25", 2018, "2018-12-25")
for year, wanted in pairs { [1818] = "03-22", [1943] = "04-25", [2000] = "04-23", [2018] = "04-01", [2019] = "04-21", [2024] = "03-31", [2038] = "04-25" } do
  day("easter+0", year, year .. "-" .. wanted)
end
for year, wanted in pairs { [2010] = "04-04", [2018] = "04-08", [2021] = "05-02", [2024] = "05-05" } do day("orthodox+0", year, year .. "-" .. wanted) end
day("easter-46", 2024, "2024-02-14")
day("easter+50", 2018, "2018-05-21")
day("11/thu/4", 2018, "2018-11-22")
day("11/thu/4+1", 2018, "2018-11-23")
day("11/mon/1+1", 2016, "2016-11-08")
day("05/mon/-1", 2021, "2021-05-31")
day("05-24/mon/-1", 2018, "2018-05-21")
day("06-19/fri/1", 2018, "2018-06-22")
day("islamic 10-01", 2018, nil)
assert(holiday.near("12-25", "2018-01-03") == "2017-12-25" and holiday.near("12-25", "2018-01-03", 1) == "2018-12-25" and holiday.near("12-25", "2018-12-25", -1) == "2017-12-25")
is("They met on Christmas Day.", "2018-01-03", "Christmas Day DATE 2017-12-25")
is("They met last Thanksgiving Day.", "2018-11-01", "last Thanksgiving Day DATE XXXX-XX-XX") -- Canada's is another day
is("In Boston they met last Thanksgiving Day.", "2018-11-01", "last Thanksgiving Day DATE 2017-11-23")
is("In Toronto they met on Thanksgiving Day.", "2018-11-01", "Thanksgiving Day DATE 2018-10-08")
is("They met at Easter 2018.", nil, "Easter 2018 DATE 2018-04-01")
is("They met at Easter.", nil, "Easter DATE XXXX-XX-XX")
is("They will meet next Easter.", "2018-08-17", "next Easter DATE 2019-04-21")
is("They met at Ashura 2018.", nil, "Ashura 2018 DATE 2018")
-- every rule that tells a day gives one
for row in assert(require("lunette.core").read "scripts/data/holiday.tsv"):gmatch "[^\n]+" do
  local rule = row:match "^[^#\t][^\t]*\t[^\t]*\t[^\t]*\t([^\t]*)"
  if rule and not rule:find " " then assert(holiday.day(rule, 2018), row) end
end
print "ok"
