-- Speed of running 10 to 10,000 rules over the news, as ratios to the time that cutting the same texts into tokens and
-- sentences takes in the same process. All times are CPU time, best of some rounds; a cold pass has a machine of its own.
-- usage: lunette_lua_test tests/bench/rules.lua NEWS.jsonl [articles=N] [rules=10,100] [rounds=N] [seconds=N]
-- `seconds` bounds a pass; a pass that is stopped is extrapolated by tokens, and marked by ~. Returns 1 when a bar fails.
local core = require "lunette.core"
local articles = dofile "tests/bench/rules_articles.lua"
local engine = dofile "tests/bench/rules_engine.lua"
local make = dofile "tests/bench/rules_make.lua"

local BARS = { [100] = 0.6, [1000] = 2, [10000] = 8 } -- compile and cold pass / tokens and sentences
local MEMORY_BARS = { [1000] = 16, [10000] = 64 } -- MB that a machine holds
local MERGED, MERGED_BAR = 1000, 30 -- so many rules must be so many times faster in one machine than in one each
local SAMPLE = 200000 -- tokens on which the rules run one after the other
local BATCH = 32 -- articles between two looks at the clock

local given = { ... }
local news, options = given[1], { rules = "10,100,1000,10000", rounds = "3", seconds = "60" }
for k = 2, #given do
  local name, value = given[k]:match "^(%l+)=([%d,]+)$"
  if not name then error("not an option: " .. given[k], 0) end
  options[name] = value
end
local rounds, seconds = tonumber(options.rounds), tonumber(options.seconds)
if not news then error("usage: lunette_lua_test tests/bench/rules.lua NEWS.jsonl [articles=N] [rules=N,N] [rounds=N] [seconds=N]", 0) end

local failures = 0
local function bar(holds, format, ...)
  if not holds then failures = failures + 1 end
  print((holds and "PASS " or "FAIL ") .. format:format(...))
end
local function least(a, b) return a and math.min(a, b) or b end
-- Garbage of Lua is collected before, not while: the heap is the benchmark's, which holds all articles.
local function timed(call, ...)
  collectgarbage()
  collectgarbage "stop"
  local start = core.cpu()
  local result = table.pack(call(...))
  local time = core.cpu() - start
  collectgarbage "restart"
  return time, table.unpack(result, 1, result.n)
end

local read = articles.read(news, tonumber(options.articles or ""))
local t0, sentences
local function cut()
  local time, _, found = timed(core.measure_tokens, read.texts)
  t0, sentences = least(t0, time), found
  return time
end
for _ = 1, 5 do cut() end
print(("%d articles, %.1f MB, %d tokens, %d sentences; tokens and sentences: %.4f s of CPU (%.1f million tokens/s)")
  :format(#read.docs, read.bytes / 1e6, read.tokens, sentences, t0, read.tokens / t0 / 1e6))

-- Runs a machine over all articles: seconds of CPU for looking up and for the rules, matches, captures, share of the tokens
-- that were read. A batch of articles is opened and looked up, then the rules run over it, so that each is measured by
-- itself. Articles are taken in order; when the time is up the rest is left out.
local function pass(set)
  local docs, matches, captures, tokens, looking, running, start = read.docs, 0, 0, 0, 0, 0, core.cpu()
  for from = 1, #docs, BATCH do
    local opened, before = {}, core.cpu()
    for k = from, math.min(from + BATCH - 1, #docs) do
      local one = engine.open(set, docs[k])
      engine.look_up(set, one)
      opened[#opened + 1] = one
    end
    local between = core.cpu()
    for k = 1, #opened do
      local m, c = engine.run(set, opened[k])
      matches, captures = matches + m, captures + c
    end
    local after = core.cpu()
    looking, running = looking + between - before, running + after - between
    for k = 1, #opened do
      engine.close(set, opened[k])
      tokens = tokens + #docs[from + k - 1]
    end
    if after - start > seconds then break end
  end
  return looking, running, matches, captures, tokens / read.tokens
end

-- Measures a number of rules: fields cut (tokens and sentences, in the same minutes), parse, compile, cold, warm, look_up
-- (seconds), matches, captures, share, held (bytes), grown (KB that the process grew by in the first round).
local function measure(rules)
  local best = {}
  for round = 1, rounds do
    best.cut = least(best.cut, cut()) -- in between, so that both meet the same neighbours on the machine
    best.cut = least(best.cut, cut())
    local time, parsed = timed(engine.parse, rules)
    best.parse = least(best.parse, time)
    collectgarbage()
    local before = articles.memory "VmRSS"
    local compile, set = timed(engine.prepare, parsed)
    local _, looking, cold, matches, captures, share = timed(pass, set)
    local after = articles.memory "VmRSS"
    if round == 1 then
      best.grown = before and after - before
      best.held, best.share, best.matches, best.captures = engine.memory(set), share, matches, captures
    elseif share == 1 and (matches ~= best.matches or captures ~= best.captures) then
      error(("round %d found %d matches, the first one %d: the engine is not deterministic"):format(round, matches, best.matches), 0)
    end
    if not best.cold or compile + cold / share < best.compile + best.cold then best.compile, best.cold = compile, cold / share end
    best.look_up = least(best.look_up, looking / share)
    if share < 1 then break end -- too slow to be measured twice
    local _, again, warm = timed(pass, set)
    best.look_up, best.warm = least(best.look_up, again), least(best.warm, warm)
  end
  return best
end

print "rules: mix in percent, then seconds of CPU and in brackets ratios to tokens and sentences; look-up of dictionaries is apart"
for number in options.rules:gmatch "%d+" do
  local count = tonumber(number)
  local rules, anchored = make.make(count, count)
  local mix = make.mix(rules, anchored)
  local best = measure(rules)
  local mark = best.share < 1 and "~" or ""
  local cold, warm = best.compile + best.cold, best.warm
  local t0 = best.cut
  print(("%d rules: %.0f anchored, %.0f with a layer or dictionary, %.0f with captures, %.0f span:, %.0f alternatives, %.0f optional, %.0f bounded repetitions, %.0f gaps")
    :format(count, mix.anchored, mix.reads, mix.captures, mix.span, mix.alternatives, mix.optional, mix.bounded, mix.gaps))
  print(("  tokens and sentences %.4f  parse %.3f (%.2f)  compile %.3f (%.2f)  compile + cold pass %s%.3f (%s%.2f)  warm pass %s  look-up %.3f (%.2f)")
    :format(t0, best.parse, best.parse / t0, best.compile, best.compile / t0, mark, cold, mark, cold / t0,
      warm and ("%.3f (%.2f)"):format(warm, warm / t0) or "-", best.look_up, best.look_up / t0))
  print(("  %s%.0f matches (%.4f a token), %s%.0f captured spans; the machine holds %s MB, the process grew by %s MB, at most %s MB")
    :format(mark, best.matches / best.share, best.matches / best.share / read.tokens, mark, best.captures / best.share,
      best.held and ("%.1f"):format(best.held / 2 ^ 20) or "?", best.grown and ("%.1f"):format(best.grown / 1024) or "?",
      ("%.0f"):format((articles.memory "VmHWM" or 0) / 1024)))
  if mark ~= "" then print(("  ~ stopped after %d s with %.1f %% of the tokens read, extrapolated by tokens"):format(seconds, 100 * best.share)) end
  if BARS[count] then
    bar(cold / t0 <= BARS[count], "%d rules, compile + cold pass: %.2f times tokens and sentences (bar %.1f)", count, cold / t0, BARS[count])
  end
  local held = best.held and best.held / 2 ^ 20 or best.grown and best.grown / 1024
  if MEMORY_BARS[count] and held then
    bar(held <= MEMORY_BARS[count], "%d rules: %.1f MB held (bar %d)", count, held, MEMORY_BARS[count])
  end

  -- One machine for all rules against one for each, both warm, on the same document.
  if count == MERGED then
    local doc, apart, done, deadline = articles.sample(read, SAMPLE), 0, 0, core.cpu() + seconds
    local function time_of(some) -- the best of two passes, after one that warms it up
      local set, time = engine.prepare(engine.parse(some)), nil
      local opened = engine.open(set, doc)
      engine.look_up(set, opened)
      engine.run(set, opened)
      for _ = 1, 2 do
        local start = core.cpu()
        engine.run(set, opened)
        time = least(time, core.cpu() - start)
      end
      engine.close(set, opened)
      return time
    end
    for _, rule in ipairs(rules) do
      apart, done = apart + time_of { rule }, done + 1
      if core.cpu() > deadline then break end
    end
    local each, merged = apart / done * count, time_of(rules)
    print(("  on one document of %d tokens: one after the other %.2f s%s, in one machine %.4f s")
      :format(#doc, each, done < count and (" (extrapolated from %d rules)"):format(done) or "", merged))
    bar(each / merged >= MERGED_BAR, "%d rules in one machine: %.1f times faster than one after the other (bar %d)", count, each / merged, MERGED_BAR)
  end
end
print(failures == 0 and "ok" or failures .. " bars failed")
return failures == 0 and 0 or 1
