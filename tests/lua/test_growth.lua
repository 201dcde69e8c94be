-- Work grows with the length of a document, not with its square: what the bundled reports do on a text four times as long
-- is counted in instructions of Lua, which no load of the machine changes. The names in the text grow with it.
local lun = require "lunette"
local core = require "lunette.core"
local report = require "lunette.report"
local make = dofile "tests/bench/documents_make.lua"
local check = dofile "tests/lua/check.lua"
local that = check.that

local STEP, TIMES, MOST = 100, 4, 4.6 -- instructions between counts; how much longer; how much more work
local short, long = make(40000, core.read), make(TIMES * 40000, core.read)

local function run_report(name, text, settings)
  local loaded = assert(report.load(name))
  local made = loaded()
  if report.is_pack(made) then made = report.of_pack(made) end
  local doc, given = lun.doc(text), false
  local result = report.run(made, function()
    if given then return nil end
    given = true
    return doc
  end, settings)
  assert(not result.failures[1], result.failures[1])
  return result.rows
end

local function work_of(...)
  local count = 0
  debug.sethook(function() count = count + 1 end, "", STEP)
  local ok, rows = pcall(run_report, ...)
  debug.sethook()
  assert(ok, rows)
  return count, rows
end

local function grows(name, settings, text, longer)
  run_report(name, longer or long, settings) -- what is learnt once a word is learnt
  local few, rows = work_of(name, text or short, settings)
  local many, more = work_of(name, longer or long, settings)
  that(rows > 0 and more >= rows, ("%s: %d rows, then %d"):format(name, rows, more))
  local growth = many / few / (#(longer or long) / #(text or short)) * TIMES
  that(growth <= MOST, ("%s does %.2f times the work for %d times the text"):format(name, growth, TIMES))
end

for _, name in ipairs { "stats", "times", "names", "entities", "references", "guide", "quotes", "brief", "annotate", "events", "timeline", "casualties", "itinerary" } do grows(name) end
grows("kwic", { arguments = { "the" } })
grows("quotes", { explained = true })
grows("quotes", nil, (short:gsub("%s+", " ")), (long:gsub("%s+", " "))) -- all in one line, one paragraph

for _, part in ipairs { "Peru praised Chile and ", "at least 12 people were killed and ", "if rebels killed soldiers " } do -- events of one endless sentence
  for _, name in ipairs { "events", "timeline", "annotate" } do grows(name, nil, part:rep(150) .. "left.\n", part:rep(600) .. "left.\n") end
end

do -- people and organisations of one endless sentence, all of them different
  local function sentence(count)
    local parts = {}
    for k = 1, count do
      local surname = "Tor" .. ("aeiou"):sub(k % 5 + 1, k % 5 + 1) .. string.char(97 + k // 26 % 26, 97 + k % 26) .. "es"
      parts[k] = ("Minister Ana %s of the %s Bank"):format(surname, surname)
    end
    return table.concat(parts, " and ") .. " met.\n"
  end
  grows("people", nil, sentence(150), sentence(600))
end

do -- events, times, counts and journeys of one endless sentence, and mentions of one event without end
  local part = "Peru praised Chile on Monday after Ana Torres flew from Lima to Oslo and at least 12 people were killed when Kenya attacked Mali"
  local function sentence(count) return part .. (" and " .. part):rep(count) .. ".\n" end
  local function mentions(count) return ("Peru praised Chile. Twelve people died in Lima. Ana Torres went to Oslo.\n\n"):rep(count) end
  for _, name in ipairs { "timeline", "casualties", "itinerary" } do
    grows(name, nil, sentence(30), sentence(120))
    grows(name, nil, mentions(30), mentions(120))
  end
end

do -- whom pronouns mean, asked while facts are made
  local packs = report.check({ name = "asked", use = { "attribution" }, each = function() end }).packs
  local function work(count)
    local doc = lun.doc(('"We won," Ana Torres said. Then she left.\n\n'):rep(count))
    require("lunette.phase").run(packs, doc)
    local steps, asked = 0, 0
    debug.sethook(function() steps = steps + 1 end, "", STEP)
    for i in doc:tokens() do
      if doc:lower(i) == "she" then
        asked = asked + 1
        doc:fact("left", { who = doc:reference(doc:span(i)).entity })
      end
    end
    debug.sethook()
    that(asked == count, asked .. " pronouns")
    return steps
  end
  work(50)
  local growth = work(400) / work(100)
  that(growth <= MOST, ("references do %.2f times the work for %d times the text while facts are made"):format(growth, TIMES))
end

-- Places of spans, which the host works out: as many steps far into a text as at its beginning.
do
  local doc = lun.doc(long)
  local line, column = doc:position(#doc.text + 1)
  local lines = select(2, doc.text:gsub("\n", ""))
  that(line == lines + 1 and column == 1, "the end of the text stands in its last line")
  core.close(doc)
end

-- A document that is discarded keeps nothing: all that was found in it goes with the next collection, not with the one after it.
do
  local packs = report.check({ name = "all", use = { "itineraries", "casualties", "references" }, each = function() end }).packs
  local function collected()
    collectgarbage()
    return collectgarbage "count"
  end
  require("lunette.phase").run(packs, lun.doc(short))
  collectgarbage "stop"
  collected()
  local before = collected()
  do
    local doc = lun.doc(short)
    require("lunette.phase").run(packs, doc)
    core.discard(doc)
  end
  local used, once, twice = collectgarbage "count", collected(), collected()
  collectgarbage "restart"
  that(once - twice < (used - before) / 20, ("of %.0f KB of a discarded document %.0f KB outlive a collection"):format(used - before, once - twice))
end
check.done()
