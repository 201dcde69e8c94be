-- The command `lunette explain`: which words are a rule and which are inputs with a line, and the texts of all documents.
local core = require "lunette.core"
local explain = require "lunette.explain"
local options_of = require "lunette.options"
local show = require "lunette.explain_show"
local targets = require "lunette.explain_target"
local command = {}

-- INPUT:LINE -> path, line; for a file of JSON Lines RECORD, or RECORD:LINE -> path, line, record.
local function place_of(word)
  if core.kind(word) then return word end
  local path, number, line = word:match "^(.+%.jsonl):(%d+):?(%d*)$"
  if path and core.kind(path) then return path, tonumber(line), tonumber(number) end
  path, line = word:match "^(.+):(%d+)$"
  if path and (core.kind(path) or path == "-") then return path, tonumber(line) end
  return word
end

local function is_input(word)
  return word == "-" or not word:find "%.lua$" and core.kind(place_of(word)) ~= nil
end

-- The lines to print, nil, the exit code; or nil, message, code.
function command.run(options, words, context)
  if options.o or options.format then return nil, "explain prints text: it takes no --format and no -o", 2 end
  local name = words[1] and not (is_input(words[1]) and not options.text) and table.remove(words, 1) or nil
  if not name and not options.text and not words[1] then
    return nil, "explain needs a rule and an input: lunette explain RULE INPUT[:LINE]; `lunette help explain`", 2
  end
  local target, message, code = targets.find(name, options.rules)
  if not target then return nil, message, code end
  local places = {}
  for k, word in ipairs(words) do
    local path, line, record = place_of(word)
    words[k] = path
    places[#places + 1] = { path = path == "-" and "stdin" or path, line = line, record = record }
  end
  local documents, problem, failed = options_of.inputs(options, words, context.interactive)
  if not documents then return nil, problem, failed end
  local lines, exit, read = {}, 0, 0
  for doc, why in documents do
    if not doc then
      context.say(why)
      exit = 1
    else
      local data, line, here, wanted = core.data(doc), nil, nil, #places == 0
      for _, place in ipairs(places) do
        local mine = place.path == data.file or core.kind(place.path) == "folder"
        if mine and (not place.record or place.record == data.record) then line, here, wanted = line or place.line, here or place.record, true end
      end
      if wanted then
        read = read + 1
        local ok, findings, hidden, facts = pcall(explain.document, target, doc, { line = line, all = options.text ~= nil or here ~= nil })
        if not ok then return nil, (tostring(findings):gsub("\nstack traceback:.*", "")), 3 end
        if findings[1] or #words < 2 then
          for _, shown in ipairs(show.lines(target, doc, findings, hidden, facts, context.paint, context.width)) do lines[#lines + 1] = shown end
        end
      end
      core.close(doc)
    end
  end
  if read == 0 and exit == 1 then return nil, "nothing was read", 66 end
  return table.concat(lines, "\n") .. "\n", nil, exit
end

return command
