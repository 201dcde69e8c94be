-- The command `lunette explain`: which words are a rule and which are inputs with a line, the texts of all documents, and the
-- nearest misses of them together.
local core = require "lunette.core"
local environment = require "lunette.environment"
local explain = require "lunette.explain"
local kind = require "lunette.source_kind"
local linking = require "lunette.linking"
local meant = require "lunette.explain_meant"
local reported = require "lunette.explain_reported"
local options_of = require "lunette.options"
local show = require "lunette.explain_show"
local targets = require "lunette.explain_target"
local command = {}

local function holds_records(path) return kind.records[kind.of_name(path)] == true end

-- INPUT:LINE -> path, line; for a file of records RECORD, or RECORD:LINE -> path, line, record.
local function place_of(word)
  if core.kind(word) then return word end
  local path, number, line = word:match "^(.+%.%a+):(%d+):?(%d*)$"
  if path and holds_records(path) and core.kind(path) then return path, tonumber(line), tonumber(number) end
  path, line = word:match "^(.+):(%d+)$"
  if path and (core.kind(path) or path == "-") then return path, tonumber(line) end
  return word
end

local function is_input(word)
  return word == "-" or not word:find "%.lua$" and core.kind(place_of(word)) ~= nil
end

-- What is wrong with a line of a document that was asked for, or nil; `line` counts a headline of its own and the blank line behind it.
local function no_such_line(doc, line)
  local data = core.data(doc)
  local before = data.before and 2 or 0
  local last = #doc.text > 0 and doc:position(#doc.text) or 0
  if line >= 1 and line <= last then return nil end
  local place = data.record and ("%s:%d"):format(data.file, data.record) or data.file or data.id
  return ("%s: there is no line %d: %s"):format(place, line - before, last > before and ("its text has the lines 1 to %d"):format(last - before) or "it has no text")
end

local TOGETHER = 10 -- near misses that are shown of several documents

-- Keeps the near misses of several documents that the cheapest change helps, as lines, for their documents are closed; how many
-- there are of the others.
local function gatherer(target, context)
  local best, count = {}, { more = 0, helpless = 0, untried = 0 }
  local function keep(doc, finding)
    local far = finding.total - finding.depth
    local at = #best + 1
    while at > 1 and (finding.change.cost < best[at - 1].cost or finding.change.cost == best[at - 1].cost and far < best[at - 1].far) do at = at - 1 end
    if at <= TOGETHER then
      table.insert(best, at, { cost = finding.change.cost, far = far, rule = finding.rule,
        lines = show.lines(target, doc, { finding }, 0, { sentences = true }, context.paint, context.width) })
    end
    if at > TOGETHER or best[TOGETHER + 1] then best[TOGETHER + 1], count.more = nil, count.more + 1 end
  end
  local function add(doc, findings, hidden, helpless)
    local others = {}
    for _, finding in ipairs(findings) do
      if finding.kind ~= "near" then others[#others + 1] = finding
      elseif finding.change then keep(doc, finding)
      else count.helpless = count.helpless + 1 end
    end
    count.helpless, count.untried = count.helpless + helpless, count.untried + hidden - helpless
    return others
  end
  local function finish(lines)
    local last
    for _, near in ipairs(best) do
      for k, line in ipairs(near.lines) do if k > 1 or near.rule ~= last then lines[#lines + 1] = line end end
      last = near.rule
    end
    local rest = show.rest(count)
    if rest then lines[#lines + 1] = context.paint("dim", rest) end
    if not lines[1] then lines[1] = target.name .. ": no rule comes past its first element here" end
  end
  return add, finish
end

-- The lines to print, nil, the exit code; or nil, message, code.
function command.run(options, words, context)
  local name = words[1] and not (is_input(words[1]) and not options.text) and table.remove(words, 1) or nil
  if not name and not options.text and not words[1] then
    return nil, "explain needs a rule and an input: lunette explain RULE INPUT[:LINE]; `lunette help explain`", 2
  end
  local use = options_of.use(options)
  local target, message, code = targets.find(name, use and table.concat(use, ","))
  if not target then return nil, message, code end
  local places = {}
  for k, word in ipairs(words) do
    local path, line, record = place_of(word)
    words[k] = path
    places[#places + 1] = { path = path == "-" and "stdin" or path, line = line, record = record }
  end
  local many = #places > 1
  for _, place in ipairs(places) do many = many or core.kind(place.path) == "folder" or holds_records(place.path) end
  local add, finish = gatherer(target, context)
  local together = false
  local summary = require("lunette.summary").new(options, context.say, { is_terminal = context.redraws, width = context.width })
  local documents, problem, failed = options_of.inputs(options, words, context.interactive, summary)
  if not documents then return nil, problem, failed end
  local lines, exit, read, count = {}, 0, 0, 0
  for doc, why, outcome in documents do
    if not doc then
      summary:failed(why, outcome)
      exit = 1
    else
      count = count + 1
      local data, line, here, wanted = core.data(doc), nil, nil, #places == 0
      for _, place in ipairs(places) do
        local mine = place.path == data.file or core.kind(place.path) == "folder"
        if mine and (not place.record or place.record == data.record) then
          local own = place.line and data.before and (place.line == 0 and 1 or place.line + 2) or place.line -- a headline of its own is line 0
          line, here, wanted = line or own, here or place.record, true
        end
      end
      local problem = line and no_such_line(doc, line)
      if problem then
        core.close(doc)
        return nil, problem, 2
      end
      if wanted then
        read = read + 1
        local of_names = target.links and linking or target.meant and meant or target.weighs and require "lunette.explain_weighed"
        if of_names then
          for _, shown in ipairs(of_names.lines(target, doc, line, context.paint)) do lines[#lines + 1] = shown end
          goto continue
        end
        if target.reported == "alone" then
          for _, shown in ipairs(reported.lines(target, doc, line, context.paint)) do lines[#lines + 1] = shown end
          goto continue
        end
        local among = many and not line and not here
        local ok, findings, hidden, facts, helpless = pcall(explain.document, target, doc, { line = line, all = options.text ~= nil or here ~= nil, among = among })
        if not ok then return nil, environment.plain(findings), 3 end
        if among then findings, hidden, together = add(doc, findings, hidden, helpless), 0, true end
        if findings[1] or facts[1] or not many or not among and not places[2] then
          for _, shown in ipairs(show.lines(target, doc, findings, hidden, facts, context.paint, context.width)) do lines[#lines + 1] = shown end
        end
        if target.reported and (line or here or options.text) then
          lines[#lines + 1] = "Verbs that report, and what of (lunette explain reported):"
          for _, shown in ipairs(reported.lines(target, doc, line, context.paint)) do lines[#lines + 1] = "  " .. shown end
        end
      end
      ::continue::
      core.close(doc)
    end
  end
  if together then finish(lines) end
  local closed, unwritten = summary:close(count)
  if not closed then return nil, unwritten, 74 end
  if read == 0 and exit == 1 then return nil, "nothing was read", 66 end
  return table.concat(lines, "\n") .. "\n", nil, exit
end

return command
