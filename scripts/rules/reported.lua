-- Reported speech without marks around it, or with a quoted fragment in it: he said the road was closed; the road, she said, was
-- closed; according to police; they plan to leave; the party opposes the law. It goes from the verbs that report (dictionary
-- `reporting`), and only those cost anything: lunette.reporting reads what stands around each of them.
local clause = require "lunette.clause"
local reporting = require "lunette.reporting"

local verbs, nouns = lun.dictionary "reporting", lun.dictionary "reportnoun"

-- What the dictionary says of an entry, once for each: { stance, frames = set, says = whether it takes a clause }.
local known = { [verbs] = {}, [nouns] = {} }
local function entry_of(dictionary, number)
  local entry = known[dictionary][number]
  if not entry then
    local row = dictionary:candidates(number)[1]
    entry = { stance = row.stance, frames = {}, reason = ("%s: %s"):format(row.lemma, row.frames) }
    for frame in row.frames:gmatch "%S+" do entry.frames[frame] = true end
    entry.says = entry.frames.that or entry.frames.clause
    known[dictionary][number] = entry
  end
  return entry
end

-- Where a cue stands inside what another reports it is not told apart, unless somebody says something there in a clause.
local function nested(list, number)
  local s = list[number]
  if (s.frame == "that" or s.frame == "clause") and s.finite and s.entry.says then return false end
  local function holds(other)
    for _, part in ipairs(other.parts or {}) do
      if part[1] <= s.cue_first and s.cue_last <= part[2] then return true end
    end
  end
  for k = number - 1, 1, -1 do
    if s.cue_first - list[k].cue_last > clause.WITHIN then break end
    if holds(list[k]) then return true end
  end
  for k = number + 1, #list do
    if list[k].cue_first - s.cue_last > clause.WITHIN then break end
    if holds(list[k]) then return true end
  end
  return false
end

-- Marks within a quotation that end it: "..., and" goes on with the one who said it.
local closing = { [","] = true, ["."] = true, ["!"] = true, ["?"] = true, ["…"] = true }

-- The quotation that is all of what is said, if one is.
local function whole_quotation(r, s)
  if s.quote and not s.parts then return s.quote end
  local first, last = s.parts[1][1], s.parts[#s.parts][2]
  local from, to, quote = r:quotation(first)
  if from == first and (to >= last or closing[r.doc:word(to - 1)]) then return quote end
  return nil
end

-- The company plans to leave: what the tagger takes for a noun is the verb where the sentence has no other.
local function is_taken_for_noun(r, v)
  local tag = r.tag
  if tag[v + 1] ~= "TO" or tag[v + 2] ~= "VB" or tag[v - 1]:sub(1, 2) ~= "NN" then return false end
  local first, last = r:around(v)
  return not r:finite_before(last, first)
end

local function find(doc)
  local stated = {} -- quotations that have a statement, by their first token
  for fact in doc:facts "said" do stated[fact.what.first] = true end
  local cues, order = {}, {} -- token -> entry
  for first, last, number in doc:entries(verbs) do
    cues[first] = entry_of(verbs, number)
    order[#order + 1] = { first, last, cues[first] }
  end
  for first, last, number in doc:entries(nouns) do order[#order + 1] = { first, last, entry_of(nouns, number), noun = true } end
  table.sort(order, function(a, b)
    if a[1] ~= b[1] then return a[1] < b[1] end
    return not a.noun and b.noun or false
  end)
  local r
  r = clause.reader(doc, function(token)
    local entry = cues[token]
    return entry and entry.says and r.tag[token]:sub(1, 1) == "V"
  end)
  local list, sentence = {}, nil
  local function give(s)
    local quote = whole_quotation(r, s)
    if quote and stated[quote.first] then return end
    local parts = {}
    for k, part in ipairs(quote and {} or s.parts) do parts[k] = doc:span(part[1], part[2]) end
    local what = quote or doc:span(s.parts[1][1], s.parts[#s.parts][2])
    local fact = doc:fact("said", {
      what = what, cue = doc:add("reported", s.cue_first, s.cue_last, { reason = s.entry.reason, stance = s.entry.stance }),
      source = s.source and doc:span(s.source[1], s.source[2]) or nil, parts = #parts > 1 and parts or nil,
      addressee = s.hearer and doc:span(s.hearer[1], s.hearer[2]) or nil, stance = s.entry.stance, negated = s.negated or nil,
      antecedent = s.antecedent and s.antecedent[1] and doc:span(s.antecedent[1], s.antecedent[2]) or nil,
    })
    fact.rule, fact.match = "reported." .. s.frame, doc:span(math.min(s.cue_first, what.first), math.max(s.cue_last, what.last))
    if quote then stated[quote.first] = true end
  end
  local function flush()
    for number, s in ipairs(list) do if not s.parts or not nested(list, number) then give(s) end end
    list = {}
  end
  for _, at in ipairs(order) do
    local v, entry = at[1], at[3]
    local tag = doc:tag(v) or ""
    local is_verb = tag:sub(1, 1) == "V"
    if (is_verb and not at.noun or tag == "NNS" or at.noun and tag == "NN") and not r:quotation(v) then
      local first = r:enter(v)
      if first ~= sentence then flush() end
      sentence = first
      local s
      if at.noun then s = reporting.read_noun(r, v, at[2], entry.frames)
      elseif is_verb or is_taken_for_noun(r, v) then s = reporting.read(r, v, at[2], entry.frames) end
      if s then
        s.entry = entry
        list[#list + 1] = s
      end
    end
  end
  flush()
end

return lun.rules {
  name = "reported",
  about = "What is reported without quotation marks: who says, thinks, wants, backs or opposes what.",
  use = { "speech" },
  inner = { "reported" },
  lun.resolve { name = "statements", reads = { "quote", "statement" }, gives = { "reported" }, each = find },
}
