-- `lunette judge`: a person looks at what a rule found, at what it nearly found and at random sentences, and answers with one key.
-- Runs the session; judge_items draws what is shown, judge_show shows it, judged keeps the answers, judge_examples turns them into
-- examples of the rule.
local core = require "lunette.core"
local count = require "lunette.count"
local environment = require "lunette.environment"
local items_of = require "lunette.judge_items"
local judged = require "lunette.judged"
local options_of = require "lunette.options"
local set = require "lunette.set"
local show = require "lunette.judge_show"
local targets = require "lunette.explain_target"
local judge = {}

judge.page = [==[
lunette judge RULE INPUT... --coder NAME [-n 20] [--near-misses] [--random]
lunette judge RULE --add-examples [--coder NAME]

Shows matches of a rule one by one in their context and asks whether each is right; `lunette eval` makes precision, an estimate of
recall and the agreement of two people of the answers. RULE is one rule: pack.rule, FILE.lua:rule, or FILE.lua with one rule.

  lunette judge visits.lua:visit articles/ --coder ana
  lunette judge visits.lua:visit articles/ --coder ana --near-misses --random -n 50
  lunette eval visits.visit.judged.jsonl

Keys: y right, n wrong, ? cannot be told, u undo the last answer, q quit; each answer is kept at once, and the same command goes on
where it was left. Answers may be piped, a line each.

  -n N             N things of each kind (20)
  --near-misses    besides matches: sentences without one in which half of the rule's elements matched, or its `where` refused
  --random         besides: random sentences without a match; without them nothing can be said of recall
  --coder NAME     who answers
                   keep to the same INPUT: recall is of the documents of the last session that drew sentences
  --seed S         draws other things (1); with the same seed two people judge the same ones
  -o FILE          the file of answers; without it RULE.judged.jsonl beside the rule's file, of a bundled rule in the working folder
  --use PACKS, --text, --date, and more options of INPUT: lunette help inputs

--add-examples puts sentences with an answer into the rule's file as lines of `yes` and `no`, shows the change, asks, and keeps every
other byte as it is: right matches with their captures, wrong ones, near misses and what was missed. A right match that the rule
does not find in its sentence alone is left out.

The file holds one JSON object a line; of several answers of one coder to one thing the last counts:
  doc, bytes      id of the document; first byte and the one behind the last, from 0, in the input as it was given
  text, sentence  what stands there; its sentence
  rule, hash      pack.rule, and a hash of what it says (examples do not count): eval takes answers of one version only
  kind            match, near (a near miss) or random; `near` true for a random sentence that is a near miss
  answer          y, n, ?, or undo, which takes the one before back
  coder, time     who, and when (UTC)
  captures, place captures of a match by name; file:line:column
  kind population: matches, near and rest (sentences without a match), documents: how many there are of each, for recall

An example that runs as it stands:
  $ echo y | lunette judge speech.cvs --text '"We lost the key," said Ana Torres.' --coder ana -o $(mktemp -d)/a.judged.jsonl

Exit codes: 0 also when things are left, 1 an input failed, 2 usage, 3 a pack does not load, 66 no input, 74 a file cannot be written.
]==]

local kinds = { "match", "near", "random" }

-- The one rule that a name means, with where its answers go; nil, message, code.
local function rule_of(name, options)
  local use = options_of.use(options)
  local target, message, code = targets.find(name, use and table.concat(use, ","))
  if not target then return nil, message, code end
  if #target.steps ~= 1 then
    local ids = {}
    for _, step in ipairs(target.steps) do ids[#ids + 1] = step.id end
    return nil, ("'%s' is %s: judge one of them: %s"):format(name, count.of(#ids, "rule"), table.concat(ids, ", ", 1, math.min(8, #ids)) .. (ids[9] and ", ..." or "")), 2
  end
  local step = target.steps[1]
  local folder = not step.file:find "^scripts/" and step.file:match "^(.*/)[^/]*$" or ""
  return target, options.o or folder .. step.id .. ".judged.jsonl"
end

-- A function that gives the next answer, one of y n ? u q: keys of a terminal, or lines of standard input; what was said is shown.
local function asker(interactive)
  local lines
  local function next_key()
    if interactive then return core.typed() end
    lines = lines or core.lines "-"
    local line = lines()
    return line and (line:match "^%s*(.)" or "\n")
  end
  return function()
    while true do
      local key = next_key()
      if not key or key == "\3" or key == "\4" then key = "q" end
      key = key:lower()
      if key:find "[yn?uq]" then
        core.write(1, key .. "\n")
        return key
      end
    end
  end
end
judge.asker = asker

-- What was written of an item.
local function record_of(item, answer, step, hash, coder)
  return { doc = item.doc, bytes = item.bytes, text = item.text, sentence = item.sentence, rule = step.id, hash = hash, kind = item.kind, near = item.near or nil,
    answer = answer, coder = coder, time = core.time(), place = item.place, captures = next(item.captures) and core.json_object(item.captures) or nil }
end

-- Asks for the items that are left, keeping each answer; gives how many were answered how, or nil and a message.
local function session(list, path, step, hash, coder, context)
  local paint, ask, tally, at = context.paint, asker(context.interactive), { y = 0, n = 0, ["?"] = 0 }, 1
  local said = {} -- answers of this session, by item
  while list[1] do
    local item = list[at]
    if item then core.write(1, show.item(item, { number = at, all = #list, paint = paint, width = context.width })) end
    core.write(1, show.question(item, paint))
    local answer = ask()
    if answer == "q" then break end
    if answer == "u" then
      if at > 1 then
        at = at - 1
        tally[said[at]] = tally[said[at]] - 1
        local ok, message = judged.append(path, { record_of(list[at], "undo", step, hash, coder) })
        if not ok then return nil, message end
      end
    elseif item then
      local ok, message = judged.append(path, { record_of(item, answer, step, hash, coder) })
      if not ok then return nil, message end
      tally[answer], said[at] = tally[answer] + 1, answer
      at = at + 1
    end
  end
  return tally, #list - at + 1
end

-- Goes through the documents: the drawn items and the population; nil and a code when nothing was read.
local function draw(target, options, words, wanted, seed, context)
  local summary = require("lunette.summary").new(options, context.say, { is_terminal = context.redraws, width = context.width })
  local documents, message, code = options_of.inputs(options, words, true, summary)
  if not documents then
    context.say(message)
    return nil, code
  end
  local items, read, failed = items_of.new(target, wanted, seed), 0, false
  for doc, problem, outcome in documents do
    if doc then
      local ok, raised = pcall(items.take, doc)
      core.close(doc)
      if ok then read = read + 1 else
        failed = true
        summary:failed(environment.plain(raised), { reason = "script error" })
      end
    else
      failed = true
      summary:failed(problem, outcome)
    end
  end
  summary:close(read)
  if read == 0 then return nil, 66 end
  return items, failed and 1 or 0
end

-- The items that this coder has not answered, matches first; how many there are with those that were answered.
local function left_of(lists, answers, coder)
  local done, seen, list, all = {}, {}, {}, 0
  for _, record in ipairs(answers) do if record.coder == coder then done[judged.key(record)] = true end end
  for _, kind in ipairs(kinds) do
    for _, item in ipairs(lists[kind] or {}) do
      local key = judged.key(item)
      if not seen[key] then -- a near miss may be drawn among the random ones too
        seen[key], all = true, all + 1
        if not done[key] then list[#list + 1] = item end
      end
    end
  end
  return list, all
end

-- What is wrong with the options of a session, or the numbers in them.
local function settings_of(options, words)
  local n, seed = math.tointeger(tonumber(options.n or 20)), math.tointeger(tonumber(options.seed or 1))
  if not n or n < 1 then return nil, ("-n wants a number from 1 on, not '%s'"):format(options.n) end
  if not seed then return nil, ("--seed wants a whole number, not '%s'"):format(options.seed) end
  if not options.coder or not options.coder:find "%S" then return nil, "--coder NAME: who judges, so that the answers of two people can be compared" end
  if set.of(words)["-"] then return nil, "judge reads answers from standard input: name files or folders as INPUT" end
  if not words[1] and not options.text and not options["project-inputs"] then return nil, "judge needs INPUT: lunette judge RULE INPUT... --coder NAME" end
  return n, seed
end

-- context: say(message, style), paint, width, interactive, redraws. Gives the exit code.
function judge.run(options, words, context)
  local say, name = context.say, table.remove(words, 1)
  if not name then
    say "judge needs a rule: lunette judge RULE INPUT... --coder NAME; `lunette help judge`"
    return 2
  end
  local n, seed
  if not options["add-examples"] then
    n, seed = settings_of(options, words)
    if not n then
      say(seed)
      return 2
    end
  end
  local target, path, code = rule_of(name, options)
  if not target then
    say(path)
    return code
  end
  local step = target.steps[1]
  local hash = judged.hash(step)
  local records, message = judged.read(path)
  if not records then
    say(message)
    return 2
  end
  if options["add-examples"] then return require("lunette.judge_examples").run(target, records, hash, path, options.coder, context) end
  local answers, known, others = judged.answers(records, step.id, hash)
  if others > 0 then say(("%s: %s of another version of the rule are left aside"):format(path, count.of(others, "answer")), "yellow") end
  local items, failed = draw(target, options, words, { match = n, near = options["near-misses"] and n, random = options.random and n }, seed, context)
  if not items then return failed end
  local lists, population = items.drawn()
  local list, all = left_of(lists, answers, options.coder)
  if all == 0 then
    say(("%s matches nothing in %s"):format(step.id, count.of(population.documents, "document")), "yellow")
    return failed
  end
  if items.measured then
    local changed = not known
    for what, number in pairs(population) do changed = changed or known[what] ~= number end
    local record = { kind = "population", rule = step.id, hash = hash, seed = seed, time = core.time() }
    for what, number in pairs(population) do record[what] = number end
    local ok, problem = true, nil
    if changed then ok, problem = judged.append(path, { record }) end
    if not ok then
      say(problem)
      return 74
    end
  end
  local tally, left = session(list, path, step, hash, options.coder, context)
  if not tally then
    say(left)
    return 74
  end
  core.write(1, ("\n%s: %d right, %d wrong, %d unsure; %s\n"):format(step.id, tally.y, tally.n, tally["?"],
    left > 0 and ("%d left, the same command goes on"):format(left) or ("all %d are judged: lunette eval %s"):format(all, path)))
  return failed
end

return judge
