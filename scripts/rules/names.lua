-- Names: settles, once a document, which candidate is a person, a place, an organisation or a nationality. Longer and
-- surer candidates win; what a sure mention decided decides the unsure ones; bare surnames follow their full names.
local lexicon, places = lun.dictionary "lexicon", lun.dictionary "place"

local ordinary = {} -- word -> whether the lexicon has it
local function common(word)
  local known = ordinary[word]
  if known == nil then
    known = lexicon:lookup(lun.lower(word)) ~= nil
    ordinary[word] = known
  end
  return known
end

-- Tokens that are taken: token -> mention.
local function overlaps(taken, first, last)
  for i = first, last do if taken[i] then return taken[i] end end
end

-- Headlines and the like in title case say nothing by their capitals.
local function title_case(doc, i)
  local part = doc:part(i)
  if part ~= "headline" and part ~= "related" and part ~= "caption" then return false end
  local first, last = doc:sentence(i)
  local words, capitals = 0, 0
  for _, word in doc:tokens(first, last) do
    if word:find "^%a" and #word > 3 then
      words = words + 1
      if word:find "^%u" then capitals = capitals + 1 end
    end
  end
  return words > 2 and capitals * 3 >= words * 2
end

-- Candidates of the layers, with sureness corrected for where they stand.
local function gather(doc)
  local list, inside = {}, {} -- inside: words seen capitalised within a sentence
  for s in doc:sentences() do
    for i, word in doc:tokens(math.min(s.first + 1, s.last), s.last) do
      if i > s.first and not title_case(doc, s.first) then inside[word] = true end
    end
  end
  for _, layer in ipairs { "person?", "place?", "org?", "norp?" } do
    for span in doc:spans(layer) do
      local c = { type = layer:sub(1, -2), first = span.first, last = span.last, sure = tonumber(span.sure) or 5, span = span, rule = span.rule }
      local headline = title_case(doc, c.first)
      if headline and c.type ~= "place" and c.type ~= "norp" then
        while c.last > c.first and common(doc:word(c.last)) do c.last = c.last - 1 end
        if c.last < span.last then c.sure = c.sure - 1 end
      end
      local start = doc:sentence(c.first) == c.first or doc:word(c.first - 1):find "^[“\"‘]"
      if c.first == c.last and (start or headline) and common(doc:word(c.first)) and not inside[doc:word(c.first)] then c.sure = c.sure - 4 end
      -- a place inside a longer run of capitals is rarely meant itself: `Boston Globe`
      if c.type == "place" and c.last < #doc and c.sure < 8 and not headline then
        local after = doc:word(c.last + 1)
        if after:find "^%u%l" and doc:spaced(c.last + 1) and not common(after) then c.sure = c.sure - 2 end
      end
      -- `Latin America and the Caribbean` is a region of statisticians; writers mean two places
      local joint = c.type == "place" and span.kind == "LOC.region" and #span > 3
      for i = c.first + 1, joint and c.last - 2 or 0 do
        if doc:lower(i) == "and" and doc:lower(i + 1) == "the" then
          list[#list + 1] = { type = "place", first = i + 2, last = c.last, sure = c.sure, rule = c.rule }
          c.last, c.span = i - 1, nil
          break
        end
      end
      list[#list + 1] = c
    end
  end
  return list
end

-- Surest first among equally long; a longer one goes first when it is sure enough itself.
local rank = { person = 1, org = 2, place = 3, norp = 4 }
local function better(a, b)
  local x = a.sure >= 5 and a.last - a.first or 0
  local y = b.sure >= 5 and b.last - b.first or 0
  if x ~= y then return x > y end
  if a.sure ~= b.sure then return a.sure > b.sure end
  if a.last - a.first ~= b.last - b.first then return a.last - a.first > b.last - b.first end
  if a.first ~= b.first then return a.first < b.first end
  if a.type ~= b.type then return rank[a.type] < rank[b.type] end
  return a.rule < b.rule
end

local function key_of(doc, c)
  return lun.key(doc.text:sub((doc:bounds(c.first)), (select(2, doc:bounds(c.last)))))
end

local suffixes = { ["Jr."] = true, ["Sr."] = true, Jr = true, Sr = true, II = true, III = true, IV = true, [","] = true }

-- Words of a person's name by which it may be called later: the last one, of three or more also the one before it (two
-- surnames), and the first where the family name stands first.
local function short_forms(doc, c)
  local words = {}
  for _, word in doc:tokens(c.first, c.last) do
    if not suffixes[word] then words[#words + 1] = word end
  end
  if #words < 2 then return {} end
  local forms = { lun.key(words[#words]) }
  if #words >= 3 and not words[#words - 1]:find "%.$" and words[#words - 1]:find "^%u" then forms[2] = lun.key(words[#words - 1]) end
  return forms, lun.key(words[1])
end

-- A name that no dictionary has and that lies one slip of the pen from a known place: Rio de Janerio.
local function misspelt(doc, first, last)
  local text = doc.text:sub((doc:bounds(first)), (select(2, doc:bounds(last))))
  if #text < 7 or text:find "[^%w%s%-'\x80-\xFF]" or places:lookup(text) then return nil end
  local characters = {}
  for _, code in utf8.codes(text) do characters[#characters + 1] = utf8.char(code) end
  local function try(list)
    local rows = places:lookup(table.concat(list))
    for _, row in ipairs(rows or {}) do if tonumber(row.prior) >= 7 then return row end end
  end
  for i = 2, #characters do -- swaps of neighbours, one letter too many
    local swapped, less = table.move(characters, 1, #characters, 1, {}), table.move(characters, 1, #characters, 1, {})
    if i < #characters then
      swapped[i], swapped[i + 1] = swapped[i + 1], swapped[i]
      local row = try(swapped)
      if row then return row end
    end
    table.remove(less, i)
    local row = try(less)
    if row then return row end
  end
  for i = 2, #characters + 1 do -- one letter missing, one letter wrong
    for letter in ("abcdefghijklmnopqrstuvwxyz"):gmatch "." do
      local more = table.move(characters, 1, #characters, 1, {})
      table.insert(more, i, letter)
      local row = try(more)
      if not row and i <= #characters then
        more = table.move(characters, 1, #characters, 1, {})
        more[i] = letter
        row = try(more)
      end
      if row then return row end
    end
  end
end

local function settle(doc)
  local candidates, taken, chosen = gather(doc), {}, {}
  table.sort(candidates, better)
  local known = {} -- key -> type decided by a sure mention
  local function take(c)
    for i = c.first, c.last do taken[i] = c end
    chosen[#chosen + 1] = c
    local key = key_of(doc, c)
    if c.sure >= 5 and not known[key] then known[key] = c.type end
  end
  for _, layer in ipairs { "person", "place", "org", "norp" } do -- what the document brought is decided
    for s in doc:spans(layer) do take { type = layer, first = s.first, last = s.last, sure = 10, given = true } end
  end
  -- long and short forms given in brackets are organisations unless they are places
  for fact in doc:facts "alias" do
    for _, s in ipairs { fact.long, fact.short } do
      local place
      for c in doc:spans "place?" do place = place or (c.first == s.first and c.last == s.last and tonumber(c.sure) >= 7) end
      for c in doc:spans "person?" do place = place or (c.first <= s.first and c.last >= s.last and tonumber(c.sure) >= 9) end
      if not place and not overlaps(taken, s.first, s.last) then
        local found
        for c in doc:spans "org?" do if c.first == s.first and c.last == s.last then found = c end end
        take { type = "org", first = s.first, last = s.last, sure = 8, rule = fact.rule, span = found }
      end
    end
  end
  local sure = {} -- tokens of candidates that need no second look
  for _, c in ipairs(candidates) do
    if c.sure >= 8 and c.type ~= "place" then for i = c.first, c.last do sure[i] = true end end
  end
  -- misspelt places after a preposition or `and`; a run of capitals that may hold small particles
  local cues = { ["in"] = true, to = true, at = true, from = true, near = true, ["and"] = true, visiting = true, around = true }
  local particles = { de = true, del = true, la = true, al = true, ["do"] = true, da = true, los = true }
  local tries = 0
  for i = 2, #doc do
    if tries < 4 and not taken[i] and not sure[i] and cues[doc:lower(i - 1)] and doc:word(i):find "^%u%l" then
      local last = i
      while last < #doc and doc:spaced(last + 1) and last - i < 4 and not overlaps(taken, last + 1, last + 1) and
        (doc:word(last + 1):find "^%u%l" or (particles[doc:word(last + 1)] and last + 2 <= #doc and doc:word(last + 2):find "^%u%l")) do
        last = last + 1
      end
      if not common(doc:word(last)) and not places:lookup(doc:span(i, last).text) then
        tries = tries + 1
        local row = misspelt(doc, i, last)
        if row then take { type = "place", first = i, last = last, sure = 5, rule = "names.misspelt", row = row } end
      end
    end
  end
  for _, c in ipairs(candidates) do
    if c.sure >= 5 and not overlaps(taken, c.first, c.last) then take(c) end
  end
  -- bare surnames, after their full names or before
  local surnames, firsts = {}, {}
  for _, c in ipairs(chosen) do
    if c.type == "person" then
      local forms, first = short_forms(doc, c)
      for _, form in ipairs(forms) do surnames[form] = c end
      if first then firsts[first] = c end
    end
  end
  for i, word in doc:tokens() do
    local key = lun.key(word)
    local full = surnames[key]
    if not full and firsts[key] and not places:lookup(word) and not common(word) then full = firsts[key] end
    if full and (i < full.first or i > full.last) and word:find "^[%u\xC3-\xC5]" then
      local there = taken[i]
      local alone = there and there.first == i and there.last == i
      local cue = i > 1 and doc:lower(i - 1)
      if not there or (alone and there.type ~= "person" and there.sure < 9 and cue ~= "in" and cue ~= "at" and cue ~= "from") then
        if there then
          for k, c in ipairs(chosen) do if c == there then table.remove(chosen, k) break end end
        end
        take { type = "person", first = i, last = i, sure = 4, rule = "names.surname" }
      end
    end
  end
  -- unsure ones follow what is known, or stand where only a name can stand
  for _, c in ipairs(candidates) do
    if c.sure >= 2 and c.sure < 5 and not overlaps(taken, c.first, c.last) then
      local decided = known[key_of(doc, c)]
      if decided then
        c.type = decided
        take(c)
      elseif c.sure >= 3 and doc:sentence(c.first) ~= c.first and not title_case(doc, c.first) then take(c) end
    end
  end
  -- other mentions of what is known
  for i, word in doc:tokens() do
    if not taken[i] and word:find "^[%u\xC3-\xC5]" and known[lun.key(word)] and known[lun.key(word)] ~= "person" then
      take { type = known[lun.key(word)], first = i, last = i, sure = 4, rule = "names.again" }
    end
  end
  table.sort(chosen, function(a, b) return a.first < b.first end)
  for _, c in ipairs(chosen) do
    if c.given then goto continue end
    local attributes = {}
    if c.span then
      for key, value in c.span:attributes() do attributes[key] = value end
    end
    if c.row then attributes.id, attributes.cc, attributes.kind, attributes.name = c.row.id, c.row.cc, c.row.type, c.row.surface end
    attributes.sure = c.sure
    doc:add(c.type, c.first, c.last, attributes, c.rule)
    ::continue::
  end
end

local norps = lun.dictionary "norp"
local function norp(m, column)
  local found
  for _, row in ipairs(norps:lookup(m.people.text) or {}) do
    if not found or tonumber(row.prior) > tonumber(found.prior) then found = row end
  end
  return found and found[column]
end

return lun.rules {
  name = "names",
  about = "People, places, organisations and nationalities, each mention decided once.",
  use = { "people", "places", "orgs", "alias" },
  { "nationality", [[ people:#norp ]],
    gives = "norp?",
    attributes = {
      sure = function(m) return tostring(math.min(8, (tonumber(norp(m, "prior")) or 5) + 1)) end,
      cc = function(m) return norp(m, "cc") end,
    },
    yes = { { "The Chilean navy left.", people = "Chilean" } },
    no = { "The navy left." } },
  lun.resolve {
    name = "settle", reads = { "person?", "place?", "org?", "norp?" }, gives = { "person", "place", "org", "norp" }, each = settle,
  },
}
