-- What `lunette explain said` and `lunette explain reported` say of speech without quotation marks, which is read by code around the verbs of
-- the dictionary `reporting`, not by patterns: of each such verb what it reports, or why it reports nothing.
local cell = require "lunette.cell"
local phase = require "lunette.phase"
local reporting = require "lunette.reporting"
local speakers = require "lunette.speakers"
local explain_reported = {}

local MOST_SHOWN = 40 -- verbs

local function words(doc, first, last) return cell.text(doc:span(first, math.min(last, #doc)).text) end

-- Why the verb of tokens first to last reports nothing.
local function reason(doc, first, last, row, read)
  local tag = doc:tag(first) or ""
  for _ in doc:layer("quote"):at(first) do return "stands within quotation marks, whose words are one quotation" end
  if tag:sub(1, 1) ~= "V" then
    return ("is taken for %s here (tag %s), not for a verb"):format(tag:find "^N" and "a noun" or "another word", tag == "" and "none" or tag)
  end
  if read then return "is part of what another verb reports, or of a quotation that has its source already" end
  local behind = last < #doc and words(doc, last + 1, math.min(last + 4, (select(2, doc:sentence(last))))) or ""
  return ("takes %s, and none is found before it or behind, where '%s' stands"):format(row.frames:gsub(" ", ", "), behind)
end

-- The lines on a document, or on one line of it.
function explain_reported.lines(target, doc, line, paint)
  phase.run(target.packs, doc, target.without)
  local verbs = require("lunette").dictionary "reporting"
  local said, lines, more = {}, {}, 0
  for fact in doc:facts "said" do
    local cue = fact.cue
    for token = cue and cue.first or 1, cue and cue.last or 0 do said[token] = fact end
  end
  local read, reporter, count = {}, reporting.read(doc, {})
  for n = 1, count do read[reporter:place(doc, n)] = true end
  for first, last, number in doc:entries(verbs) do
    local span = doc:span(first, last)
    local place = cell.text(cell.place(span))
    if not line or tonumber(place:match ":(%d+):%d+$") == line then
      local row, fact, what = verbs:candidates(number)[1], said[first], nil
      if fact then
        local who = speakers.shown(fact)
        what = ("%s: %s"):format(who and cell.text(who) or "nobody who is named", cell.text(fact.what.text))
      else what = reason(doc, first, last, row, read[first]) end
      if #lines < MOST_SHOWN then lines[#lines + 1] = ("%s  %s  %s"):format(paint("dim", place), paint("bold", cell.text(span.text)), what)
      else more = more + 1 end
    end
  end
  if more > 0 then lines[#lines + 1] = ("and %d more verbs; INPUT:LINE shows those of a line"):format(more) end
  if not lines[1] then lines[1] = "no verb of the dictionary reporting stands here (lunette dict lookup reporting WORD tells whether a verb is of it)" end
  return lines
end

return explain_reported
