-- Rules that give a layer and do nothing else with what they match: their matches are settled in C (core/match/claim.c), without
-- a table for each. Owns which layers go that way, what such rules are asked, and what holds of those that say they ask only the
-- words of a match.
local core = require "lunette.core"
local claim = {}

-- Whether a function of a rule, "where" or "attributes", asks only the words of the match.
local function asks_words(r, what) return r.words_only == true or r.words_only == what end

local function functions_among(attributes)
  for _, value in pairs(attributes or {}) do if type(value) == "function" then return true end end
  return false
end

-- The layers, as name -> number, that only such rules give. Attributes that are to be asked when all have run are not of that kind.
function claim.layers(steps)
  local numbers, refused, count = {}, {}, 0
  for _, r in ipairs(steps) do
    if r.tree and type(r.gives) == "string" then
      if r.fact or r.emit or functions_among(r.attributes) and not asks_words(r, "attributes") then refused[r.gives] = true end
    end
  end
  for _, r in ipairs(steps) do
    if r.tree and type(r.gives) == "string" and not refused[r.gives] and not numbers[r.gives] then
      count = count + 1
      numbers[r.gives] = count
    end
  end
  return numbers
end

-- A rule's attributes for a match.
function claim.attributes(r, m)
  local attributes = {}
  for key, value in pairs(r.attributes or {}) do
    if type(value) == "function" then value = value(m) end
    attributes[key] = value
  end
  return attributes
end

-- A rule's `where`, whose errors name the rule and what it met.
function claim.asked(r)
  return function(m)
    local ok, stands = pcall(r.where, m)
    if not ok then error(("%s (in `where` of rule '%s', which met %q)"):format(stands, r.id, m.text), 0) end
    return stands
  end
end

-- What a round's rules claim: { claimants, rules = theirs, ask, others = numbers of the rules that go the other way }.
function claim.of_round(rules, numbers)
  local specs, asked, claiming, others = {}, {}, {}, {}
  for number, r in ipairs(rules) do
    local layer = type(r.gives) == "string" and numbers[r.gives]
    if layer then
      local values = functions_among(r.attributes)
      specs[#specs + 1] = {
        rule = number, layer = layer, name = r.id, place = r.place, priority = r.priority, overlaps = r.keep ~= nil,
        every = r.keep == "every", where = r.where and (asks_words(r, "where") and "words" or "each") or nil,
        attributes = values and "words" or nil, values = not values and r.attributes or nil,
      }
      claiming[#specs], asked[#specs] = r, r.where and claim.asked(r)
    else others[#others + 1] = number end
  end
  if not specs[1] then return { others = others } end
  local function ask(k, m, where, attributes)
    if where and not asked[k](m) then return false end
    return true, attributes and claim.attributes(claiming[k], m) or nil
  end
  return { claimants = core.claimants(specs), rules = claiming, ask = ask, others = others }
end

local MOST = 10000 -- wordings of a rule whose answers are compared
local known = setmetatable({}, { __mode = "k" })

local function wording(m)
  local doc, from = m.doc, m.match_first
  local parts = { doc:span(from, m.match_last).text, m.first - from, m.last - from }
  for name, value in pairs(m) do
    for _, s in ipairs(type(name) ~= "string" and {} or core.class(value) == "span" and { value } or value) do
      parts[#parts + 1] = ("%s %d %d"):format(name, s.first - from, s.last - from)
    end
  end
  table.sort(parts, function(a, b) return tostring(a) < tostring(b) end)
  return table.concat(parts, "\0")
end

-- Raises where a rule that says words_only has answered the same words in another way before. Runs in which somebody watches each
-- match see to it, as those of `lunette test` do; others ask no wording twice.
function claim.check(r, what, m, answer)
  if not asks_words(r, what) then return end
  local kept = known[r]
  if not kept or kept.count > MOST then
    kept = { count = 0 }
    known[r] = kept
  end
  if type(answer) == "table" then
    local parts = {}
    for key, value in pairs(answer) do parts[#parts + 1] = key .. "=" .. tostring(value) end
    table.sort(parts)
    answer = table.concat(parts, "\0")
  else answer = answer and true or false end
  local key = what .. "\0" .. wording(m)
  if kept[key] == nil then kept[key], kept.count = answer, kept.count + 1 end
  if kept[key] == answer then return end
  error(("%s:%d: rule '%s' says words_only, but its `%s` answered otherwise for the same words, %q, at another place: take words_only out, or ask nothing but the words of the match")
    :format(r.file, r.line, r.id, what, m.text), 0)
end

return claim
