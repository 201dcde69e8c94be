-- Events: tables of cases (tests/lua/cases/events_*.lua), construction by construction, and what the report and the user's own dictionaries make of them. A case
-- is its name, a text and the events wanted of it: "SOURCE CODE TARGET status", with - for what is not known; further words say
-- in @PLACE, on =TIME (- where its sentence gives it none), or the kind of an event without a code. With `never`, no event's line has that text, with `never_at` no place; with `name`, the
-- wanted event has a side of that name, with `nobody`, no event has one.
local lun = require "lunette"
local phase = require "lunette.phase"
local using = require "lunette.using"
local happening = require "lunette.happening"

local packs = {}
using.packs({ "events" }, packs, {}, 1)

local function events_of(text)
  local doc = lun.doc(text, { date = "2021-06-16" })
  phase.run(packs, doc)
  local list = {}
  for e in doc:facts "event" do
    for _, pair in ipairs(happening.pairs(e, doc)) do
      local line = ("%s %s %s %s"):format(pair[1] and pair[1].code or "-", pair[3] or e.kind, pair[2] and pair[2].code or "-", e.status)
      list[#list + 1] = { line = line, names = ("%s;%s;"):format(happening.name(doc, pair[1]), happening.name(doc, pair[2])), place = e.place and e.place.text, time = e.time and e.time.value, said = e.speaker and e.speaker.name or e.source and e.source.text }
    end
  end
  return list
end

local cases = {}
for _, part in ipairs { "kinds", "constructions", "status", "verbs" } do
  for _, case in ipairs(dofile("tests/lua/cases/events_" .. part .. ".lua")) do cases[#cases + 1] = case end
end

local failures = {}
for _, case in ipairs(cases) do
  local got, lines = events_of(case[2]), {}
  for k, e in ipairs(got) do lines[k] = e.line end
  local missing = {}
  for k = 3, #case do
    local wanted, place, time = case[k], case[k]:match "@(%S+)", case[k]:match "=(%S+)"
    local line = wanted:gsub("%s+[@=]%S+", "")
    local found
    for _, e in ipairs(got) do
      found = found or e.line == line and (not place or e.place == place) and (not time or (e.time or "-") == time) and (not case.name or e.names:find(case.name, 1, true))
    end
    if not found then missing[#missing + 1] = wanted end
  end
  for _, e in ipairs(case.never_at and got or {}) do
    if e.place == case.never_at then missing[#missing + 1] = "nothing in " .. e.place end
  end
  for _, line in ipairs(case.never and lines or {}) do
    if line:find(case.never, 1, true) then missing[#missing + 1] = "no " .. case.never end
  end
  for _, e in ipairs(case.nobody and got or {}) do
    if e.names:find(case.nobody, 1, true) then missing[#missing + 1] = "nobody named " .. case.nobody end
  end
  if #case == 2 and not (case.never or case.nobody) and got[1] or missing[1] then
    failures[#failures + 1] = ("%s: %q\n    wanted %s\n    got    %s"):format(case[1], case[2], table.concat(missing, "; "), table.concat(lines, "; "))
  end
end
if failures[1] then error(("%d of %d cases\n%s"):format(#failures, #cases, table.concat(failures, "\n")), 0) end
assert(#cases >= 80)

-- A sentence in which each verb is governed by the one before is read as far as anybody would write one.
local chain = events_of("Peru wants " .. ("to go and "):rep(60000) .. "to attack Chile.")
assert(#chain == 1 and chain[1].line:find "^%S+ %d+ CHL ", chain[1] and chain[1].line)
assert(events_of("Peru wants " .. ("to go and "):rep(8) .. "to attack Chile.")[1].line == "PER 138 CHL planned")

-- A user's rule may lay down days that have no value.
local dated = {}
using.packs({ lun.rules { name = "feasts", { "feast", [[ time:(on "Feastday") ]], gives = "time", attributes = { type = "DATE" } } }, "events" }, dated, {}, 1)
local feast = lun.doc("Peru signed a deal with Chile on Feastday. Brazil attacked Peru.", { date = "2021-06-16" })
phase.run(dated, feast)
assert(#lun.collect(feast:facts "event") == 2)
