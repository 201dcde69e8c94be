-- `lunette judge RULE --add-examples`: answers as yes and no lines of the rule's file. Chooses the sentences, tries each, shows the
-- change, asks, and writes the file whole.
local core = require "lunette.core"
local count = require "lunette.count"
local edit = require "lunette.example_edit"
local examples = require "lunette.examples"
local environment = require "lunette.environment"
local judged = require "lunette.judged"
local report = require "lunette.report"
local terminal = require "lunette.terminal"
local judge_examples = {}

-- Sentences that the rule has as examples already.
local function there_of(step)
  local there = {}
  for _, list in ipairs { step.yes or {}, step.no or {} } do
    for _, line in ipairs(list) do there[type(line) == "table" and line[1] or line] = true end
  end
  return there
end

-- The examples that answers give, each sentence once: y is a yes line, n a no line; of what is no near miss n says nothing.
local function chosen(answers, there, coder)
  local list, mixed = { yes = {}, no = {} }, {}
  for _, record in ipairs(answers) do
    if not coder or record.coder == coder then
      local field = record.answer == "y" and "yes" or record.answer == "n" and (record.kind ~= "random" or record.near) and "no" or nil
      local text = record.sentence
      if field and text and not there[text] then
        if mixed[text] and mixed[text].field ~= field then mixed[text].both = true
        elseif not mixed[text] then
          mixed[text] = { field = field, text = text, kind = record.kind, captures = field == "yes" and record.kind == "match" and record.captures or nil }
          table.insert(list[field], mixed[text])
        end
      end
    end
  end
  for _, examples_of in pairs(list) do
    for k = #examples_of, 1, -1 do if examples_of[k].both then table.remove(examples_of, k) end end
  end
  return list
end

-- Whether the rule, as it is, keeps to an example.
local function holds(target, example)
  local step = target.steps[1]
  local line, yes, no = { example.text }, step.yes, step.no
  for name, value in pairs(example.captures or {}) do line[name] = value end
  step.yes, step.no = nil, nil
  step[example.field] = { line }
  local ok, failures = pcall(examples.run, { steps = { step } }, target.packs, target.without)
  step.yes, step.no = yes, no
  return ok and #failures == 0
end

-- The change as lines: some that stay before and after each insertion, and the new ones behind a +.
local function shown(text, insertions, paint)
  local lines = {}
  for k = #insertions, 1, -1 do
    local at = insertions[k].at
    local number = select(2, text:sub(1, at - 1):gsub("\n", "")) + 1
    local before = text:sub(1, at - 1):match "[^\n]*$" .. text:sub(at):match "^[^\n]*"
    lines[#lines + 1] = paint("dim", ("%d"):format(number))
    lines[#lines + 1] = "  " .. terminal.line(before):gsub("^%s*", before:match "^%s*")
    for line in (insertions[k].text:gsub("^,?\n", "") .. "\n"):gmatch "([^\n]*)\n" do
      lines[#lines + 1] = paint("green", "+ " .. line:match "^%s*" .. terminal.line(line:gsub("^%s*", "")))
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

-- What is wrong with the new text of the file, or nil: it must give the rule with all its examples.
local function problem_of(text, file, step, all)
  local before = environment.texts[file]
  local chunk, message = environment.compile(text, file)
  local ok, value = false, message
  if chunk then ok, value = pcall(environment.within, environment.folder_of(file), chunk) end
  environment.texts[file] = before
  if not ok then return environment.plain(value) end
  local pack = report.is_pack(value) and value or report.is_report(value) and value.own
  for _, made in ipairs(pack and pack.steps or {}) do
    if made.id == step.id then
      return #(made.yes or {}) + #(made.no or {}) ~= #(step.yes or {}) + #(step.no or {}) + all and "the examples are not where they should be" or nil
    end
  end
  return "the rule is not there any more"
end

-- context as judge.run has it; the exit code.
function judge_examples.run(target, records, hash, path, coder, context)
  local say, step, paint = context.say, target.steps[1], context.paint
  if step.file:find "^scripts/" then
    say(("%s is bundled: copy it with `lunette new rule NAME --from %s` and judge that one"):format(step.id, step.id))
    return 2
  end
  local answers = judged.answers(records, step.id, hash)
  if not answers[1] then
    say(("%s: no answers for %s as it is now; lunette judge asks for them"):format(path, step.id))
    return 2
  end
  local list = chosen(answers, there_of(step), coder)
  local alone, failing, all = 0, 0, 0
  for _, field in ipairs { "yes", "no" } do
    for k = #list[field], 1, -1 do
      local example = list[field][k]
      if not holds(target, example) then
        if example.kind == "match" and field == "yes" then
          table.remove(list[field], k)
          alone = alone + 1
        else failing = failing + 1 end
      end
    end
    all = all + #list[field]
  end
  if alone > 0 then say(("%s left out: the rule matches there only among the other sentences of the article"):format(count.of(alone, "sentence")), "yellow") end
  if all == 0 then
    say "no new examples"
    return 0
  end
  local text, message = core.read(step.file)
  if not text then
    say(message)
    return 66
  end
  local insertions
  insertions, message = edit.insertions(text, step.name, list)
  local changed = insertions and edit.apply(text, insertions)
  message = changed and problem_of(changed, step.file, step, all) or message
  if not changed or message then
    say(("%s: the rule '%s' cannot be added to: %s"):format(step.file, step.name, message))
    return 3
  end
  core.write(1, ("%s\n%s"):format(paint("bold", step.file), shown(text, insertions, paint)))
  if failing > 0 then say(("%s not hold yet: lunette test %s"):format(failing == 1 and "1 of these lines does" or failing .. " of these lines do", step.file), "yellow") end
  core.write(1, ("write %s? %s "):format(count.of(all, "example"), paint("dim", "y n >")))
  if require("lunette.judge").asker(context.interactive)() ~= "y" then
    say("nothing was written", "yellow")
    return 0
  end
  local written
  written, message = core.write_file(step.file, changed)
  if not written then
    say(message)
    return 74
  end
  return 0
end

return judge_examples
