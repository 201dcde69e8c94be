-- How `lunette judge` looks: one thing in its context, wrapped to the terminal, with the match in square brackets and colour where
-- there is any; the question and the keys.
local marked = require "lunette.marked"
local set = require "lunette.set"
local terminal = require "lunette.terminal"
local show = {}

local questions = { match = "right?", near = "should it match?", random = "should it match?" }
local names = { match = "match", near = "near miss", random = "random sentence" }

-- The lines of an item; number of all is told at their head. facts: rule, number, all, paint, width.
function show.item(item, facts)
  local paint = facts.paint
  local width = marked.width(facts.width)
  local head = ("%d of %d  %s  "):format(facts.number, facts.all, names[item.kind])
  local room = width - terminal.width(head)
  local lines = { "", paint("bold", head) .. paint("dim", terminal.cut_left(terminal.line(item.place), math.max(12, room))) }
  local words = {}
  if item.before then marked.add(words, item.before, "dim") end
  if item.kind == "match" then marked.sentence(words, item.parts, "cyan") else marked.add(words, item.sentence) end
  if item.after then marked.add(words, item.after, "dim") end
  for _, line in ipairs(marked.wrap(words, width, "  ", paint)) do lines[#lines + 1] = line end
  local captures = {}
  for _, name in ipairs(set.names(item.captures)) do
    captures[#captures + 1] = { text = name .. ":", style = "dim" }
    marked.add(captures, item.captures[name], "green")
  end
  for _, line in ipairs(marked.wrap(captures, width, "    ", paint)) do lines[#lines + 1] = line end
  return table.concat(lines, "\n") .. "\n"
end

-- Without an item all are judged, and only the last answer can be taken back.
function show.question(item, paint)
  if not item then return "\n" .. paint("bold", "no more.") .. paint("dim", "   u undo   q quit >") .. " " end
  return ("%s %s "):format(paint("bold", questions[item.kind]), paint("dim", "y n ?   u undo   q quit >"))
end

return show
