-- Quotations as tokens: where sources and cues may stand around them, and what kind of speech they are. The layer `saying` holds what
-- stands outside of all quotations in the sentences that quotations are in, so that rules need look for speakers nowhere else
-- (within = "saying"). A quotation is a list here, as core.quotation gives it: its first and last token, those of its content, which
-- is empty where the last comes before the first, then those of each paragraph's part.
local core = require "lunette.core"
local set = require "lunette.set"
local quotation = {}

quotation.NEAR = 60 -- tokens that a source or a cue stands from its quotation at most

-- The quotations that stand in no other, in the order of the text.
function quotation.outer(doc)
  local n, count, done = 0, #doc:layer "quote", 0
  return function()
    while n < count do
      n = n + 1
      local first, last = core.quotation(doc, n)
      if first > done then
        done = last
        return { core.quotation(doc, n) }
      end
    end
  end
end

-- Adds the spans of a quotation's parts to a list.
function quotation.add_parts(doc, q, parts)
  for k = 5, #q, 2 do
    if q[k + 1] >= q[k] then parts[#parts + 1] = doc:span(q[k], q[k + 1]) end
  end
end

local function lay(doc, first, last)
  if first <= last then doc:add("saying", first, last) end
end

-- Makes the layer `saying`.
function quotation.surround(doc)
  doc:make_layer "saying"
  local near = quotation.NEAR
  local done, reach = 0, 0 -- the last token that is quoted, and the last one that its sentence goes on to
  for q in quotation.outer(doc) do
    local first, last = q[1], q[2]
    local start, stop = doc:sentence(first)
    lay(doc, done + 1, math.min(reach, first - 1))
    lay(doc, math.max(start, first - near, done + 1, reach + 1), first - 1)
    if last > stop then stop = select(2, doc:sentence(last)) end
    done, reach = last, math.min(stop, last + near)
  end
  lay(doc, done + 1, reach)
end

local ends = set.of { ".", "!", "?", ",", "...", "…" }
local single = set.of { "'", "‘" }
local small = set.of { "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "vs", "is" }
local subjects = set.of { "i", "you", "he", "she", "it", "we", "they", "that", "this", "there", "here", "what", "who" }

local HEADING = 6 -- words of a quotation in single marks which, alone in its paragraph and said by nobody, heads a section
local FEW = 2 -- words that are no statement where nobody says them
local CLAUSE = 6 -- words behind a comma or a dash that are a statement, and no name, where nobody says them
local LEAD, REST = 3, 4 -- words of what is said that may stand in front of the marks, and as how many of them at least stand between
local MANY = LEAD * REST -- words, of which none of these limits asks how many more there are

-- How a word stands in titles; most words are asked again and again.
local KEPT = 5000
local NOTHING, CUT, PLAIN, SMALL, NUMBER, CAPITAL = 1, 2, 3, 4, 5, 6 -- CUT: 's, 're
local manner, kept = {}, 0
local function manner_of(word)
  local known
  if word:find "^['\xE2]" or not word:find "[%w\x80-\xFF]" then known = word:find "%a$" and CUT or NOTHING
  elseif word:find "^%u" then known = CAPITAL
  elseif word:find "^%d" then known = NUMBER
  else known = small[word] and SMALL or PLAIN end
  if kept == KEPT then manner, kept = {}, 0 end
  manner[word], kept = known, kept + 1
  return known
end

-- Words of a quotation, counted as far as `enough`, and whether they are written as titles are: all but the small ones with a
-- capital, and no clause that a cut verb begins (That's Hull).
local function words_of(doc, first, last, enough)
  local words, capitals, title = 0, 0, true
  for i = first, last do
    local word = doc:word(i)
    local known = manner[word] or manner_of(word)
    if known >= PLAIN then
      words = words + 1
      if known == CAPITAL then capitals = capitals + 1
      elseif known == PLAIN or known == SMALL and i == first then title = false end
    elseif known == CUT and i == first + 1 and subjects[doc:lower(first)] and doc:sentence(i) == first - 1 then title = false end
    if words >= enough and not title then break end
  end
  return words, title and capitals >= 2
end

-- What goes on with the sentence behind what was said in it.
local behind = set.of { "and", "but", "or", "while", "when", "as", "after", "before", "because", "if", "in", "on", "at", "during", "for", "with", "by", "from", "since", "until",
  "although", "though", "to", "about", "last", "this", "late", "early", "over" }

-- What names a work right before its title.
local naming = set.of { "on", "in", "of", "at", "from", "called", "titled", "entitled", "named", "headlined", "dubbed" }

-- Whether a quotation is all of what is said but for a few words before it: from the token `said` on.
local function is_most(doc, q, words, said)
  if said < q[1] and doc:lower(said) == "that" then said = said + 1 end
  local lead = q[1] - said
  if lead < 0 or lead > LEAD or words < lead * REST then return false end
  local after = q[2] + 1
  return after > #doc or doc:sentence(after) == after or behind[doc:lower(after)] or not doc:word(after):find "^[%w\x80-\xFF]"
end

-- Kind of a quotation from how it stands in its sentence: direct, mixed, or none: "scare", and "title" of a work that somebody's
-- sentence names. `continues`: it is the second half of a quotation; `within`: first token of the reported clause that it stands in.
function quotation.kind(doc, q, fact, continues, within)
  local first, last, from, to = q[1], q[2], q[3], q[4]
  if to < from then from, to = first, last end
  local start, _, number = doc:sentence(first)
  local before = first > start and doc:lower(first - 1)
  local cue_first, cue_last
  if fact and fact.cue then cue_first, cue_last = fact.cue.first, fact.cue.last end
  local whole = first == start or before == ":" or before == "that" or continues or cue_last == first - 1
  local heading = not fact and single[doc:word(first)]
  local words, title = words_of(doc, from, to, whole and not heading and FEW + 1 or MANY)
  if before == ":" and doc:part(first) == "headline" then return "direct" end
  if title and before and (naming[before] and not (before == "of" and cue_last == first - 1) or cue_last and cue_last < first - 2 and before ~= ":") then return fact and "title" or "scare" end
  if not fact then
    if words <= FEW and not continues or title then return "scare" end
    local above, below = doc:paragraph(first)
    if last < below and doc:lower(last + 1) == "by" then return "scare" end -- "...," by Ana Torres: what she wrote
    if heading and words <= HEADING and first == above and last >= below - 1 then return "scare" end
  end
  if words > FEW and whole then return "direct" end
  local begins, stop = doc:word(from), ends[doc:word(to)]
  local capital = begins:find "^%u" or begins:find "^\xC3[\x80-\x9E]"
  if before == "," or before == "—" or before == "-" then whole = whole or fact or capital or words >= CLAUSE end
  if words > FEW and whole or words >= 5 and capital and stop then return "direct" end
  if words >= 1 and whole and stop and (fact or first == start) then return "direct" end
  if select(3, doc:sentence(to)) > number then return "direct" end -- sentences of its own
  local said = within or cue_last and (cue_last < first and cue_last + 1 or cue_first > last and start)
  if said and is_most(doc, q, words, said) then return "direct" end
  return fact and "mixed" or "scare"
end

return quotation
