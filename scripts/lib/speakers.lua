-- Whom the source of a statement means: a name, a pronoun or a role noun is followed back to an entity (lunette.reference), with the
-- reason for it, or the reason why to none.
local antecedent = require "lunette.antecedent"
local core = require "lunette.core"
local reference = require "lunette.reference"
local speakers = {}

-- Called when all sources of a document were asked for: who speaks where is known from now on.
function speakers.finish(doc) antecedent.of(doc):forget_statements() end

-- Whether what is named at a token only tells more of the source: police in Lima, a lawyer for Torres.
local relations = { ["in"] = true, of = true, at = true, from = true, ["for"] = true, to = true, near = true }
local function beside(doc, token, from)
  token = token - 1
  if token > from and doc:lower(token) == "the" then token = token - 1 end
  return token > from and relations[doc:lower(token)]
end

-- The person whose name stands between commas behind a source: the mayor, Judge Ana Torres, said.
local function apposed(doc, source)
  local first, last = source.last + 2, source.last + 5
  if last >= #doc or doc:word(source.last + 1) ~= "," then return end
  while last >= first and doc:word(last) == "," do last = last - 1 end
  for i = first, last do
    if doc:word(i) == "," then return end
    for s in doc:layer("person"):at(i) do
      if s.first == i and s.last < #doc and doc:word(s.last + 1) == "," then return doc:entity(s) end
    end
  end
end

local naming = { "person", "org", "place" }

-- Whom a source means: entity and reason, or nil and the reason why nobody. speaker and quote: who spoke before, and the quotation.
function speakers.of(doc, source, speaker, quote)
  local text = source.text
  local lower = core.lower(text)
  if source.first == source.last and reference.is_pronoun(lower) then
    local told = reference.pronoun(doc, source.first, speaker, quote and quote.last)
    reference.keep(doc, source, told)
    return told.entity, told.reason
  end
  if text ~= lower then -- names have capitals
    for _, layer in ipairs(naming) do
      local found
      for s in doc:layer(layer):within(source) do found = s end
      if found and found.first > source.first and beside(doc, found.first, source.first) then found = nil end
      if found and (layer == "person" or found.last == source.last and not lower:find "^the %l+ of" and not lower:find "^an? ") then
        return doc:entity(found), "named"
      end
    end
  end
  local named = apposed(doc, source)
  if named then return named, "named beside" end
  if lower:find "^the " or lower:find "^his " or lower:find "^her " then
    local told = reference.of(doc, source)
    return told.entity, told.reason
  end
  return nil, "a source without a name"
end

return speakers
