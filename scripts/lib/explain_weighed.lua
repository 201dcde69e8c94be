-- What became of the mentions of a document: what weighing took each for and which features spoke most for it, for `lunette
-- explain weigh` and `lunette explain names`; and why a candidate that a rule gave is no name in the end.
local cell = require "lunette.cell"
local phase = require "lunette.phase"
local weigh = require "lunette.weigh"
local weighed = {}

local named = { "person", "org", "place", "norp", "misc" }

local function layers_of(doc)
  local there = {}
  for name in doc:layers() do there[name] = true end
  return there
end

-- The span of a layer that lies over tokens, of several the one with the most of them.
local function over(doc, layer, first, last)
  local best, most
  for s in doc:spans(layer) do
    local shared = math.min(s.last, last) - math.max(s.first, first) + 1
    if shared > 0 and (not most or shared > most) then best, most = s, shared end
  end
  return best
end

local function reason_of(s)
  local reason = weigh.reason(s, s:get "type")
  return reason and reason ~= "" and ": " .. reason or ""
end
local function verdict(s)
  local type = s:get "type"
  return ("%s by %.1f%s"):format(type == "none" and "no name" or type, (tonumber(s:get "margin") or 0) / 10, reason_of(s))
end

-- The names that settling gave at tokens: layer and text.
local function names_at(doc, there, first, last)
  local list = {}
  for _, layer in ipairs(named) do
    local s = there[layer] and over(doc, layer, first, last)
    if s then list[#list + 1] = ("@%s '%s'"):format(layer, cell.text(s.text)) end
  end
  return list
end

-- Of a candidate with these tokens for a layer, in a document that has been settled: why it is not there, or nil.
function weighed.lost(doc, layer, first, last)
  local there = layers_of(doc)
  if not there.mention or there[layer] and over(doc, layer, first, last) then return nil end
  local instead = names_at(doc, there, first, last)
  local said = ("but there is no @%s here%s"):format(layer, instead[1] and ", there is " .. table.concat(instead, ", ") or "")
  local s = there.weighed and over(doc, "weighed", first, last)
  if s then return ("%s: '%s' was weighed as %s"):format(said, cell.text(s.text), verdict(s)) end
  local mention = over(doc, "mention", first, last)
  if mention then return ("%s: the mention '%s' was taken for %s by %s"):format(said, cell.text(mention.text), mention:get "type", mention:get "by" or mention.rule) end
  return said .. ": another name took its words"
end

-- What `lunette explain weigh` prints of a document, or of one line: each mention that was weighed, the outcome, what spoke for it.
function weighed.lines(target, doc, line, paint)
  phase.run(target.packs, doc, target.without)
  local lines, there = {}, layers_of(doc)
  if not there.weighed then return lines end
  for s in doc:spans "weighed" do
    local place = cell.text(cell.place(s))
    if not line or tonumber(place:match ":(%d+):%d+$") == line then
      local names = names_at(doc, there, s.first, s.last)
      lines[#lines + 1] = ("%s  %s  %s"):format(paint("dim", place), paint("bold", cell.text(s.text)), names[1] and table.concat(names, ", ") or "no name")
      lines[#lines + 1] = "    weighed as " .. verdict(s)
    end
  end
  return lines
end

return weighed
