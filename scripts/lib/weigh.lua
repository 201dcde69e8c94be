-- What speaks for each type of a mention: features that a reader can check (its words, the dictionaries' priors, what stands
-- before and after it, what the rest of the article says), and their weights from the dictionary `nameweight`. A linear
-- model: the weights of the features are added up, the type with the largest sum is taken.
local core = require "lunette.core"
local prior = require "lunette.prior"
local weigh = {}

weigh.types = { "person", "org", "place", "none" }

local function lookup(name) return prior.of(name) end
local function common(word) return lookup "lexicon"(core.lower(word)) > 0 end

local ends_place
local function place_head(word)
  ends_place = ends_place or prior.remembering(function(text)
    for _, row in ipairs(require("lunette").dictionary "placenoun":lookup(text) or {}) do if row.position ~= "before" then return true end end
    return false
  end)
  return ends_place(word)
end

-- The commonest part of speech of an ordinary word, as the lexicon has it.
local tag_of = prior.remembering(function(word)
  local row = (require("lunette").dictionary "lexicon":lookup(word) or {})[1]
  return row and row.tags and row.tags:match "^%S+" or "unknown"
end)

-- What kind of organisation or place a head noun makes.
local function kind_in(dictionary)
  return prior.remembering(function(word)
    local row = (require("lunette").dictionary(dictionary):lookup(word) or {})[1]
    return row and row.kind
  end)
end
local org_kind, place_kind = kind_in "orgnoun", kind_in "placenoun"

local weights
local function weight_of(feature)
  weights = weights or prior.remembering(function(text)
    local row = (require("lunette").dictionary "nameweight":lookup(text) or {})[1]
    if not row then return false end
    local list = {}
    for k, type in ipairs(weigh.types) do list[k] = tonumber(row[type]) or 0 end
    return list
  end)
  return weights(feature)
end

-- Features that always come together, with the sums of their weights, so that these are added up once and not each time.
local function bundle(list)
  local a, b, c, d = 0, 0, 0, 0
  for i = 1, #list do
    local w = weight_of(list[i])
    if w then a, b, c, d = a + w[1], b + w[2], c + w[3], d + w[4] end
  end
  list.sums = { a, b, c, d }
  return list
end
local single = prior.remembering(function(feature) return bundle { feature } end)

-- What the words of a name say, wherever it stands.
local of_text = prior.remembering(function(text)
  local words, list, ordinary = {}, {}, 0
  for word in text:gmatch "%S+" do words[#words + 1] = word end
  local function add(what, value, more) list[#list + 1] = what .. (value and " " .. value or "") .. (more and " " .. more or "") end
  local n, first, last = #words, words[1], words[#words]
  for _, word in ipairs(words) do if common(word) then ordinary = ordinary + 1 end end
  local one = n == 1 and "only" or "of several"
  add("words", math.min(n, 5))
  add("ordinary", ordinary == 0 and "none" or ordinary == n and "all" or "some", one)
  add("place", lookup "place"(text), one)
  add("organisation", lookup "org"(text))
  add("given", lookup "given"(first), one)
  add("surname", lookup "surname"(last), one)
  if n > 1 then
    add("last in given", lookup "given"(last) > 4 and "yes" or "no")
    if lookup "org"(first) > 4 then add "begins with organisation" end
    if lookup "place"(first) > 4 then add "begins with place" end
    if lookup "place"(last) > 4 then add "ends with place" end
    if org_kind(last) then add("head of organisation", org_kind(last), lookup "orgnoun"(last)) end
    if place_head(last) then add("head of place", place_kind(last)) end
    if org_kind(first) then add("begins with head of organisation", org_kind(first)) end
    if place_kind(first) then add("begins with head of place", place_kind(first)) end
    if common(first) then add("first word", core.lower(first)) end
    if text:find " of " then add "holds of" end
    if text:find " and " then add "holds and" end
    if text:find "%f[%S]%u%.%f[%s]" then add "holds initial" end
  end
  if common(last) then
    add("last word", core.lower(last))
    add("last word is", tag_of(core.lower(last)), one)
  elseif #last > 4 and not last:find "%u%u$" then add("ends in", core.lower(last):sub(-3)) end
  if text:find "^[%u%.&]+$" then add("capitals", math.min(#text, 6)) end
  if last:find "%l%u" then add "mixed capitals" end
  if last:find "%d" then add "digit" end
  if text:find "%-" then add(text:find "%-%l" and "hyphen small" or "hyphen") end
  return bundle(list)
end)

local marks = {
  [","] = "comma", ["."] = "stop", ["("] = "bracket", [")"] = "bracket", ["'s"] = "possessive", ["’s"] = "possessive", [":"] = "colon", [";"] = "semicolon",
  ["\""] = "quote", ["“"] = "quote", ["”"] = "quote", ["``"] = "quote", ["''"] = "quote", ["'"] = "apostrophe", ["’"] = "apostrophe", ["-"] = "dash", ["–"] = "dash",
  ["—"] = "dash", ["/"] = "slash", ["&"] = "ampersand", ["?"] = "stop", ["!"] = "stop", ["$"] = "money", ["_"] = "dash", ["#"] = "hash", ["@"] = "at sign",
}
local function has(name) return function(word) return lookup(name)(word) > 0 end end
local function place_noun(small) return place_head(small:gsub("^%l", string.upper)) end
local sayverb, role, title, norp = has "sayverb", has "role", has "title", has "norp"

-- What a neighbouring word says, by side.
local of_neighbour = {}
for _, side in ipairs { "before", "after" } do
  of_neighbour[side] = prior.remembering(function(word)
    local list, small = {}, core.lower(word)
    local function add(what) list[#list + 1] = side .. " " .. what end
    if marks[word] then add(marks[word])
    elseif word:find "^%d" then add "number"
    elseif norp(word) then add "nationality"
    elseif word ~= small and not common(word) then add "capital"
    elseif common(small) then
      add(small)
      add(("is %s"):format(tag_of(small)))
    else add "other" end
    if sayverb(small) then add "verb of saying" end
    if role(small) or title(small) then add "role" end
    if lookup "orgnoun"(small) > 0 then add "noun of organisations" end
    if word == small and place_noun(small) then add "noun of places" end
    return bundle(list)
  end)
end

-- The same of the word beyond.
local of_second = {}
for _, side in ipairs { "before", "after" } do
  of_second[side] = prior.remembering(function(word)
    local small = core.lower(word)
    local is = marks[word] or side == "after" and role(small) and "role" or tag_of(small)
    return bundle { ("two %s %s"):format(side, marks[word] or common(word) and small or "other"), ("two %s is %s"):format(side, is) }
  end)
end

-- What a description after a comma calls a mention: `Veltra, a Dutch maker of pumps`.
local function described(doc, m)
  if m.last + 3 > #doc then return nil end
  local at = doc:lower(m.last + 1) == "," and m.last + 2 or (doc:lower(m.last + 1) == "is" or doc:lower(m.last + 1) == "was") and m.last + 2
  if not at then return nil end
  local article = doc:lower(at)
  if article ~= "a" and article ~= "an" and article ~= "the" and article ~= "one" then return nil end
  for i = at + 1, math.min(at + 6, #doc) do
    local word = doc:lower(i)
    local called = role(word) and "person" or lookup "orgnoun"(word) > 0 and "organisation" or place_noun(word) and "place"
    if called then return called end
    if not word:find "^[%w%-]" or word == "of" or word == "in" then return nil end
  end
end

-- Whether an acronym in brackets stands for words in lower case: `liquefied natural gas (LNG)`.
local function small_long_form(doc, m)
  if m.first ~= m.last or m.first < 4 or doc:word(m.first - 1) ~= "(" then return false end
  local letters = doc:word(m.first):match "^(%u%u+)s?$"
  if not letters then return false end
  local before = doc:word(m.first - 2)
  return before:sub(1, 1) == letters:sub(-1):lower() and doc:word(m.first - 3):sub(1, 1):lower() == letters:sub(-2, -2):lower()
end

local joins = { [","] = true, ["and"] = true, ["or"] = true, ["/"] = true, ["&"] = true, [";"] = true }

-- Looks through all mentions of a document: gives each its text and key (the same for what has the same text), and returns
-- what the article as a whole says.
local function survey(doc, mentions)
  local all = { seen = {}, sure = {}, last_of = {}, first_of = {}, ends = {}, begins = {}, by_start = {}, by_end = {}, small = {} }
  for _, m in ipairs(mentions) do
    m.text = doc:span(m.first, m.last).text:gsub("%s+", " ")
    if m.set == "capitals" and m.text:find "%u%u%u" and not m.text:find "%l" then m.text = require("lunette").titlecase(m.text) end
    m.key = core.key(m.text)
    all.seen[m.key] = (all.seen[m.key] or 0) + 1
    if m.sure >= 7 and not all.sure[m.key] then all.sure[m.key] = m.type end
    if m.last > m.first then
      local first, last = core.key(doc:word(m.first)), core.key(doc:word(m.last))
      if m.type == "person" and m.sure >= 5 then all.last_of[last], all.first_of[first] = true, true
      elseif m.sure >= 5 then all.begins[first], all.ends[last] = m.type, m.type end
    elseif small_long_form(doc, m) then all.small[m.key] = true end
    if m.sure >= 5 then all.by_start[m.first], all.by_end[m.last] = m, m end
  end
  return all
end

-- Calls add(bundle) for all that speaks for or against a mention.
local function visit(doc, m, all, add)
  add(of_text(m.text))
  local start = doc:sentence(m.first)
  if start == m.first then add(single "before nothing")
  else
    add(of_neighbour.before(doc:word(m.first - 1)))
    if start < m.first - 1 then add(of_second.before(doc:word(m.first - 2))) end
  end
  if m.last < #doc then
    add(of_neighbour.after(doc:word(m.last + 1)))
    if m.last + 1 < #doc then add(of_second.after(doc:word(m.last + 2))) end
  end
  add(single("type " .. m.type .. " " .. m.sure))
  add(single("rule " .. m.rule))
  if m.part then add(single("part " .. m.part)) end
  add(single("set " .. (m.set or "plain") .. " " .. m.type))
  local called = described(doc, m)
  if called then add(single("described as " .. called)) end
  local near = all.by_end[m.first - 2]
  if near and joins[doc:lower(m.first - 1)] then add(single("listed after " .. near.type)) end
  near = all.by_start[m.last + 2]
  if near and joins[doc:lower(m.last + 1)] then add(single("listed before " .. near.type)) end
  if m.inside then add(single "inside of a run") end
  if all.small[m.key] then add(single "stands for small words") end
  add(single("elsewhere " .. (all.sure[m.key] or "unsure")))
  local alone = m.first == m.last
  add(single("seen " .. math.min(all.seen[m.key], 4) .. (alone and " only" or " of several")))
  if alone then
    if all.last_of[m.key] then add(single "surname here") end
    if all.first_of[m.key] then add(single "given name here") end
    if all.begins[m.key] then add(single("begins here " .. all.begins[m.key])) end
    if all.ends[m.key] then add(single("ends here " .. all.ends[m.key])) end
  end
end

-- Adds to mentions of a document their features: mention.features, a list; and mention.key. `all` is what a survey of the
-- document gave.
function weigh.features(doc, mentions, all)
  all = all or survey(doc, mentions)
  for _, m in ipairs(mentions) do
    local list = {}
    visit(doc, m, all, function(features) table.move(features, 1, #features, #list + 1, list) end)
    m.features = list
  end
end

-- Adds to mentions of a document the sums of their weights by type, in the order of weigh.types: mention.sums.
function weigh.sums(doc, mentions, all)
  local sums
  all = all or survey(doc, mentions)
  local function add(features)
    local more = features.sums
    sums[1], sums[2], sums[3], sums[4] = sums[1] + more[1], sums[2] + more[2], sums[3] + more[3], sums[4] + more[4]
  end
  for _, m in ipairs(mentions) do
    sums = { 0, 0, 0, 0 }
    m.sums = sums
    visit(doc, m, all, add)
  end
end

-- The mention with the tokens of a span and the survey of its document, which is made once for all that is asked.
local function surveyed(span)
  local data, count = core.data(span.doc), core.span_numbers(span.doc, "mention")
  local kept = data.surveyed
  if not kept or kept.count ~= count then
    local mentions = weigh.mentions(span.doc)
    kept = { count = count, all = survey(span.doc, mentions), by_tokens = {} }
    for _, m in ipairs(mentions) do kept.by_tokens[m.first << 31 | m.last] = m end
    data.surveyed = kept
  end
  return kept.by_tokens[span.first << 31 | span.last], kept.all
end

-- The features that speak most for the type of a span that was weighed, against the type that comes next: `surname here +2.1,
-- after said +1.4`; nil for a span that was none. Worked out when somebody asks.
function weigh.reason(span)
  local found, all = surveyed(span)
  local mine
  for k, type in ipairs(weigh.types) do mine = type == span.layer and k or mine end
  if not found or not mine then return nil end
  weigh.features(span.doc, { found }, all)
  weigh.sums(span.doc, { found }, all)
  local other
  for k, sum in ipairs(found.sums) do if k ~= mine and (not other or sum > found.sums[other]) then other = k end end
  local list = {}
  for _, feature in ipairs(found.features) do
    local w = weight_of(feature)
    if w and w[mine] > w[other] then list[#list + 1] = { feature, w[mine] - w[other] } end
  end
  table.sort(list, function(a, b)
    if a[2] ~= b[2] then return a[2] > b[2] end
    return a[1] < b[1]
  end)
  local parts = {}
  for i = 1, math.min(4, #list) do parts[i] = ("%s +%.1f"):format(list[i][1], list[i][2]) end
  return table.concat(parts, ", ")
end

-- The mentions of a document's layer `mention`.
function weigh.mentions(doc)
  local list = {}
  for s in doc:spans "mention" do
    list[#list + 1] = { span = s, first = s.first, last = s.last, type = s.type, sure = tonumber(s.sure), rule = s:get "by", set = s:get "set", part = s:get "part", inside = s:get "inside" }
  end
  return list
end

return weigh
