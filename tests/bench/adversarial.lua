-- Hostile patterns on hostile texts must cost time in proportion to the text: twice the text may take at most 2.4 times the
-- CPU time. Each case starts with a short text, which is doubled until it takes long enough to be measured, so an engine that
-- explodes fails at a short text. Where the number of matches is known it must be right.
-- usage: lunette_lua_test tests/bench/adversarial.lua [list | NAME OF A CASE]
local core = require "lunette.core"
local lun = require "lunette"
local engine = dofile "tests/bench/rules_engine.lua"
local cases = dofile "tests/bench/adversarial_cases.lua"

local GROWTH, ENOUGH, ROUNDS = 2.4, 0.2, 3
local FIRST, LARGEST = 256, 1 << 20 -- tokens of the first and of the largest text that is then doubled
local AT_ONCE = 0.06 -- seconds for the larger text below which growth says nothing: the clock may tick every 4 ms
local LONGEST, COMPILE = 25, 2 -- seconds of a case, and of making its machine

local wanted = ...
if wanted == "list" then
  for _, case in ipairs(cases) do print(case.name) end
  return 0
end

-- Ends what Lua runs when the time of a case is up; C code is ended by the limit that adversarial.sh sets.
local function bounded(call)
  local deadline = core.cpu() + LONGEST
  debug.sethook(function() if core.cpu() > deadline then error("stopped after " .. LONGEST .. " s", 0) end end, "", 1000000)
  local result = table.pack(pcall(call))
  debug.sethook()
  return table.unpack(result, 1, result.n)
end

local function measure(case)
  local tried = {} -- what is known when the time is up
  local function document(size)
    local doc = lun.doc(case.text(size))
    if case.prepare then case.prepare(doc) end
    return doc
  end
  local function time_of(doc)
    local parsed, start = engine.parse(case.rules), core.cpu()
    local set = engine.prepare(parsed)
    tried.compile = math.max(tried.compile or 0, core.cpu() - start)
    start = core.cpu()
    local opened = engine.open(set, doc)
    engine.look_up(set, opened)
    local matches = engine.run(set, opened)
    return core.cpu() - start, matches
  end
  local function check(doc, matches)
    local known = case.matches and case.matches(#doc, doc)
    if known and matches ~= known then tried.wrong = tried.wrong or ("%d matches in %d tokens, not %d"):format(matches, #doc, known) end
  end
  local function best_of(doc, best, matches)
    check(doc, matches)
    for _ = 2, ROUNDS do best = math.min(best, (time_of(doc))) end
    return best
  end
  local ok, message = bounded(function()
    local size = FIRST
    while true do
      local doc = document(size)
      tried.tokens = #doc
      local time, matches = time_of(doc)
      tried.time, tried.matches = time, matches
      check(doc, matches)
      if time >= ENOUGH or size >= LARGEST then
        tried.time = best_of(doc, time, matches)
        doc = document(2 * size)
        tried.twice = best_of(doc, time_of(doc))
        return
      end
      size = 2 * size
    end
  end)
  if not ok then tried.stopped = message end
  return tried
end

local failures, found = 0, false
print(("%-40s %9s %9s %9s %7s %9s"):format("case", "tokens", "seconds", "twice", "growth", "matches"))
for _, case in ipairs(cases) do
  if not wanted or wanted == case.name then
    found = true
    collectgarbage()
    local tried = measure(case)
    local growth = tried.twice and tried.twice / tried.time
    local why = tried.stopped or tried.wrong or
      (tried.compile or 0) > COMPILE and ("its machine took %.1f s to make"):format(tried.compile) or
      growth > GROWTH and tried.twice > AT_ONCE and ("grows by more than %.1f times"):format(GROWTH)
    local function cell(format, value) return value and format:format(value) or "-" end
    print(("%-40s %9s %9s %9s %7s %9s  %s"):format(case.name, cell("%d", tried.tokens), cell("%.4f", tried.time),
      cell("%.4f", tried.twice), cell("%.2f", growth), cell("%d", tried.matches), why and "FAIL: " .. why or "PASS"))
    if why then failures = failures + 1 end
  end
end
if not found then error(("no case '%s': `adversarial.lua list` names them"):format(wanted), 0) end
return failures == 0 and 0 or 1
