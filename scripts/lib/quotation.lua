-- Quotations as tokens: where sources and cues may stand around them, and what kind of speech they are. The layer `saying` holds what
-- stands outside of all quotations in the sentences that quotations are in, so that rules need look for speakers nowhere else
-- (within = "saying"). A quotation is a list here, as core.quotation gives it: its first and last token, those of its content, which
-- is empty where the last comes before the first, then those of each paragraph's part.
local core = require "lunette.core"
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

-- Makes the layer `saying`.
function quotation.surround(doc) core.surround(doc, "saying", quotation.NEAR) end

-- Words and marks that kinds of quotations go by.
quotation.lists = {
  ends = { ".", "!", "?", ",", "...", "…" },
  single = { "'", "‘" },
  small = { "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "vs", "is" }, -- words of titles without a capital
  subjects = { "i", "you", "he", "she", "it", "we", "they", "that", "this", "there", "here", "what", "who" },
  -- what goes on with the sentence behind what was said in it
  behind = { "and", "but", "or", "while", "when", "as", "after", "before", "because", "if", "in", "on", "at", "during", "for", "with", "by", "from", "since", "until",
    "although", "though", "to", "about", "last", "this", "late", "early", "over" },
  naming = { "on", "in", "of", "at", "from", "called", "titled", "entitled", "named", "headlined", "dubbed" }, -- what names a work right before its title
}

local words

-- Kind of a quotation from how it stands in its sentence (core/clause/quotation.c): direct, mixed, or none: "scare", and "title" of a
-- work that somebody's sentence names. `continues`: it is the second half of a quotation; `within`: first token of the reported clause that
-- it stands in.
function quotation.kind(doc, q, fact, continues, within)
  words = words or core.quotation_words(quotation.lists)
  local cue = fact and fact.cue
  return words:kind(doc, q[1], q[2], q[3], q[4], fact ~= nil, cue and cue.first, cue and cue.last, continues, within)
end

return quotation
