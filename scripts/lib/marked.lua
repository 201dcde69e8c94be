-- A run of tokens in its sentence for a terminal: the sentence with the run in square brackets, wrapped to lines. Knows where blanks
-- stand; what is shown is safe to print.
local terminal = require "lunette.terminal"
local marked = {}

local function one_line(s) return (s:gsub("%s+", " ")) end

-- The parts of the sentences that tokens first to last stand in: { head, text, tail, tight_before, tight_after (no blank stands there) },
-- which outlives the document. Second and third: first and last token of the sentences.
function marked.of(doc, first, last)
  local from, to = doc:sentence(first), select(2, doc:sentence(last))
  return {
    text = one_line(doc:span(first, last).text), head = from < first and one_line(doc:span(from, first - 1).text) or "",
    tail = last < to and one_line(doc:span(last + 1, to).text) or "",
    tight_before = from < first and not doc:spaced(first), tight_after = last < to and not doc:spaced(last + 1),
  }, from, to
end

-- Adds the words of a text in a style; the first sticks to what stands before it when `sticks`.
function marked.add(words, text, style, sticks)
  for word in terminal.line(text):gmatch "%S+" do
    words[#words + 1] = { text = word, style = style, sticks = sticks }
    sticks = false
  end
end

-- Adds the words of such a sentence.
function marked.sentence(words, parts, style)
  marked.add(words, parts.head)
  words[#words + 1] = { text = "[", style = style, sticks = parts.tight_before }
  marked.add(words, parts.text, style, true)
  words[#words + 1] = { text = "]", style = style, sticks = true }
  marked.add(words, parts.tail, nil, parts.tight_after)
end

-- Words in lines of at most `width` cells, each behind `indent`; a word that is longer has a line of its own.
function marked.wrap(words, width, indent, paint)
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

local WIDEST, USUAL = 100, 80 -- columns that are read with ease, and those of a terminal that does not say

function marked.width(width) return math.min(WIDEST, width and width > 20 and width or USUAL) end

return marked
