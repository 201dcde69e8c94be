-- How `lunette judge` looks: one thing in its context, wrapped to the terminal, with the match in square brackets and colour where
-- there is any; the question and the keys.
local set = require "lunette.set"
local terminal = require "lunette.terminal"
local show = {}

local WIDEST, USUAL = 100, 80 -- columns

local questions = { match = "right?", near = "should it match?", random = "should it match?" }
local names = { match = "match", near = "near miss", random = "random sentence" }

-- Words { text, style } in lines of at most `width` cells, each behind `indent`. A word sticks to the one before it where it says so.
local function wrap(words, width, indent, paint)
  local lines, line, used = {}, {}, 0
  local function flush()
    lines[#lines + 1] = indent .. table.concat(line)
    line, used = {}, 0
  end
  local k = 1
  while k <= #words do
    local group, room = {}, 0 -- what must stay together
    repeat
      group[#group + 1] = paint(words[k].style, words[k].text)
      room = room + terminal.width(words[k].text)
      k = k + 1
    until not words[k] or not words[k].sticks
    if used > 0 and used + 1 + room > width - #indent then flush() end
    line[#line + 1] = (used > 0 and " " or "") .. table.concat(group)
    used = used + (used > 0 and 1 or 0) + room
  end
  if line[1] then flush() end
  return lines
end

local function add(words, text, style, sticks)
  for word in terminal.line(text):gmatch "%S+" do
    words[#words + 1] = { text = word, style = style, sticks = sticks }
    sticks = false
  end
end

-- The lines of an item; number of all is told at their head. facts: rule, number, all, paint, width.
function show.item(item, facts)
  local paint = facts.paint
  local width = math.min(WIDEST, facts.width and facts.width > 20 and facts.width or USUAL)
  local head = ("%d of %d  %s  "):format(facts.number, facts.all, names[item.kind])
  local room = width - terminal.width(head)
  local lines = { "", paint("bold", head) .. paint("dim", terminal.cut_left(terminal.line(item.place), math.max(12, room))) }
  local words = {}
  if item.before then add(words, item.before, "dim") end
  if item.kind == "match" then
    add(words, item.head)
    words[#words + 1] = { text = "[", style = "cyan", sticks = item.head ~= "" and not item.gap_before }
    add(words, item.text, "cyan", true)
    words[#words + 1] = { text = "]", style = "cyan", sticks = true }
    add(words, item.tail, nil, not item.gap_after)
  else add(words, item.sentence) end
  if item.after then add(words, item.after, "dim") end
  for _, line in ipairs(wrap(words, width, "  ", paint)) do lines[#lines + 1] = line end
  local captures = {}
  for _, name in ipairs(set.names(item.captures)) do
    captures[#captures + 1] = { text = name .. ":", style = "dim" }
    add(captures, item.captures[name], "green")
  end
  for _, line in ipairs(wrap(captures, width, "    ", paint)) do lines[#lines + 1] = line end
  return table.concat(lines, "\n") .. "\n"
end

-- Without an item all are judged, and only the last answer can be taken back.
function show.question(item, paint)
  if not item then return "\n" .. paint("bold", "no more.") .. paint("dim", "   u undo   q quit >") .. " " end
  return ("%s %s "):format(paint("bold", questions[item.kind]), paint("dim", "y n ?   u undo   q quit >"))
end

return show
