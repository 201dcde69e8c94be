-- Places and organisations within a word with hyphens: US-led, Hong Kong-listed, the Russia-Ukraine war. The word is one token, and no span
-- holds a part of one, so that rules go by the word as a whole; `lunette run annotate` tells what it names besides.
local compound = {}

local SURE = 7 -- from here on a place of the dictionary is meant whatever stands around it
-- What stands behind the name of who does it or where it is.
local behind = {}
for word in ([[administered affiliated aligned allied armed backed based born bound brokered built controlled dominated drafted educated flagged funded headquartered held issued led
  like linked listed made mediated occupied origin owned produced registered ruled run sponsored style supplied supported trained wide]]):gmatch "%S+" do behind[word] = true end

local places
local function of_place(text)
  places = places or require("lunette").dictionary "place"
  local row = places:best(text)
  return row and (tonumber(row.prior) or 0) >= SURE and text:find "^%u%S*%l" and row or text:find "^%u[%u.]+$" and row or nil
end

-- The size of a text in the unit of offsets.
local function size_in(unit, text)
  if unit == "bytes" then return #text end
  local size = utf8.len(text) or #text
  if unit == "utf16" then for _, code in utf8.codes(text, true) do if code > 0xFFFF then size = size + 1 end end end
  return size
end

-- Calls tell(start, stop, text, entity or nil, row or nil) for each place or organisation within a word with a hyphen that no mention of the list
-- holds, start and stop in the unit of doc:offsets: a sure place with the word before or behind that belongs to it, or what the document names elsewhere.
function compound.each(doc, mentions, tell)
  local held, named
  local function note()
    held, named = {}, {}
    for _, m in ipairs(mentions) do
      local s, e = m[1], m[2]
      for i = s.first, s.last do held[i] = true end
      if e.type == "place" or e.type == "org" then named[s.text] = named[s.text] or e end
    end
  end
  -- A name, with the token beside it where that belongs to it.
  local function known(text, i, beside)
    local other = not held[beside] and beside >= 1 and beside <= #doc and doc:word(beside)
    local longer = other and other:find "^%u" and (beside < i and other .. " " .. text or text .. " " .. other)
    for _, name in ipairs { longer or text, text } do
      local e = named[name]
      local row = not e and of_place(name)
      if e or row then return name, e, row or nil, name ~= text end
    end
  end
  local function look(i, word, one, two)
    if not held then note() end
    if held[i] then return end
    local small = two:find "^%l"
    if small and not behind[two] then return end
    local first, e, row, before = known(one, i, i - 1)
    local second, e2, row2, after
    if not small then second, e2, row2, after = known(two, i, i + 1) end
    if not first or not small and not second then return end
    local start, stop, unit = doc:offsets(doc:span(i))
    local from = before and doc:offsets(doc:span(i - 1)) or start
    tell(from, start + size_in(unit, one), first, e, row)
    if second then
      local to = after and select(2, doc:offsets(doc:span(i + 1))) or stop
      tell(start + size_in(unit, word:sub(1, #one + 1)), to, second, e2, row2)
    end
  end
  for i, word in doc:tokens() do
    local one, two = word:match "^(%u[%w.]+)%-(%a[%a.]+)$"
    if one then look(i, word, one, two) end
  end
end

return compound
