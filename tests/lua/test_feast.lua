-- Days of feasts against days as almanacs have them.
local lun = require "lunette"
local calendar = require "lunette.calendar"
local feast = require "lunette.calendar_feast"

local function days(rule, year)
  local list = {}
  for i, day in ipairs(feast.days(rule, year)) do list[i] = ("%04d-%02d-%02d"):format(calendar.of(day)) end
  return table.concat(list, " ")
end
local known = {
  { "easter+0", 2018, "2018-04-01" }, { "easter+0", 2019, "2019-04-21" }, { "easter+0", 2024, "2024-03-31" }, { "easter-2", 2025, "2025-04-18" },
  { "orthodox+0", 2018, "2018-04-08" }, { "orthodox+0", 2023, "2023-04-16" }, { "orthodox+0", 2025, "2025-04-20" },
  { "11/thu/4", 2018, "2018-11-22" }, { "11/thu/4+1", 2018, "2018-11-23" }, { "05/mon/-1", 2021, "2021-05-31" }, { "12/sun/-1", 2023, "2023-12-31" },
  { "05-24/mon/-1", 2021, "2021-05-24" }, { "05-24/mon/-1", 2022, "2022-05-23" }, { "12-25", 2020, "2020-12-25" },
  { "hebrew 07-01", 2018, "2018-09-10" }, { "hebrew 07-10", 2023, "2023-09-25" }, { "hebrew 01-15", 2018, "2018-03-31" }, { "hebrew 01-15", 2024, "2024-04-23" },
  { "hebrew 12-14", 2024, "2024-03-24" }, { "hebrew 12-14", 2023, "2023-03-07" }, { "hebrew 09-25", 2022, "2022-12-19" },
  { "islamic 10-01", 2018, "2018-06-15" }, { "islamic 12-10", 2019, "2019-08-12" }, { "islamic 09-01", 2030, "2030-01-06 2030-12-26" },
  { "chinese 01-01", 2018, "" }, { "no rule", 2018, "" },
}
for _, case in ipairs(known) do
  local got = days(case[1], case[2])
  assert(got == case[3], ("%s %d: %s, not %s"):format(case[1], case[2], got, case[3]))
end

-- every rule of the dictionary is one of these
local feasts = 0
require("lunette.core").trust()
for line in io.lines "scripts/data/holiday.tsv" do
  local rule = not line:find "^#" and line:match "^[^\t]*\t[^\t]*\t[^\t]*\t([^\t]*)"
  if rule then
    local any = rule:find "^chinese" ~= nil
    for year = 1990, 2030 do any = any or feast.days(rule, year)[1] ~= nil end
    assert(any, "a rule that gives no day: " .. rule)
    feasts = feasts + 1
  end
end
assert(feasts > 100 and lun.timex)
