-- Rows of dictionaries that are true for a time: what a document finds on its day, by patterns, captures and doc:entries, and
-- what is looked up by hand.
local lun = require "lunette"
local phase = require "lunette.phase"
local check = dofile "tests/lua/check.lua"

local rows = {
  { "Ana Torres", "minister", "2010-03-11", "2014-03-10" }, { "Ana Torres", "president", "2014-03-11", "2018" },
  { "Ana Torres", "poet", "2018-06", "" }, { "Ana", "singer", "", "" },
}
local person = lun.dictionary("person_of_a_time", rows, { columns = { "job", "from", "to" } })

-- One machine, documents of several days: nothing is remembered from one to the other.
local function found(pattern, day)
  local list = {}
  local pack = lun.rules { name = "t", { "r", pattern, emit = function(m)
    local jobs = {}
    for k, row in ipairs(m.c:candidates()) do jobs[k] = row.job end
    list[#list + 1] = ("%s %s %s"):format(m.c.text, m.c.job, table.concat(jobs, ","))
  end } }
  return function(date)
    list = {}
    local doc = lun.doc("We met Ana Torres there.", { date = date })
    phase.run({ pack }, doc)
    local entries = {}
    for first, last in doc:entries "person_of_a_time" do entries[#entries + 1] = doc:span(first, last).text end
    return table.concat(list, "|"), table.concat(entries, "|")
  end
end
local on, president_on = found "c:#person_of_a_time", found "c:#person_of_a_time[job=president]"
for _, case in ipairs {
  { "2009-12-31", "Ana singer singer", "Ana" }, { "2010-03-11", "Ana Torres minister minister", "Ana Torres" },
  { "2014-03-10T23:00", "Ana Torres minister minister", "Ana Torres" }, { "2014-03-11", "Ana Torres president president", "Ana Torres" },
  { "2018-07-01", "Ana Torres president president,poet", "Ana Torres" }, { "2019-01-01", "Ana Torres poet poet", "Ana Torres" },
  { nil, "Ana Torres poet poet,minister,president", "Ana Torres" }, -- those that have no end first
} do
  local got, entries = on(case[1])
  check.that(got == case[2] and entries == case[3], ("on %s: %s; %s"):format(case[1], got, entries))
end
check.that(president_on "2010-06-01" == "" and president_on "2015-06-01" == "Ana Torres president president" and president_on(nil) ~= "", "an attribute on a day")

-- By hand.
check.that(#person:lookup "Ana Torres" == 3 and person:lookup("Ana Torres")[1].job == "poet", "without a day those that have no end come first")
check.that(#person:lookup("Ana Torres", "2012-01-01") == 1 and person:lookup("Ana Torres", "2012-01-01")[1].job == "minister", "a row on a day")
check.that(person:lookup("Ana Torres", "2000-01-01") == nil and person:lookup("Ana", "2000-01-01"), "no row on a day is nil")
check.that(person:best("Ana Torres").job == "poet" and person:best("Ana Torres", "2012-01-01").job == "minister" and person:best("Ana Torres", "2000-01-01") == nil, "the best row on a day")
local ok, message = pcall(person.lookup, person, "Ana", "yesterday")
check.that(not ok and message:find("a day is written YYYY-MM-DD", 1, true), "a day that is none")

-- A page tells its day when it has been read already.
local doc = require("lunette.source_page").html([[<html><head><meta property="article:published_time" content="2012-05-01"></head><body><p>We met Ana Torres there.</p></body></html>]], { id = "page" })
local seen = {}
for first, last in doc:entries "person_of_a_time" do seen[#seen + 1] = doc:span(first, last).text end
check.that(doc.date == "2012-05-01" and seen[1] == "Ana Torres", "the day of a page")

check.done()
