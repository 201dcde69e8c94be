-- Quotations: the layer `saying` holds what stands outside of all quotations in the sentences that quotations are in, so that rules need look
-- for speakers nowhere else (within = "saying"); and the words that kinds of quotations go by (core/clause/quotation.c).
local core = require "lunette.core"
local quotation = {}

quotation.NEAR = 60 -- tokens that a source or a cue stands from its quotation at most

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

local made
function quotation.words()
  made = made or core.quotation_words(quotation.lists)
  return made
end

return quotation
