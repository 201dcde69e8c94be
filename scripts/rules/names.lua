-- Names: decides once a document which mention is a person, a place, an organisation or a nationality. What was weighed
-- (pack `weigh`) decides the unsure ones, what a sure mention decided those of the same text; bare surnames follow their full
-- names; names one slip away from a known place are mended.
local places = lun.dictionary "place"
local titles, months = lun.dictionary "title", lun.dictionary "month"
local function common(word) return lun.prior("lexicon", lun.lower(word)) > 0 end

local SURE = 8 -- from here on the rules are not asked again

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
local function mended(text)
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


local tried = {} -- text -> row or false
local function misspelt(text)
  if tried[text] == nil then
    if #tried > 10000 then tried = {} end
    tried[text], tried[#tried + 1] = mended(text) or false, true
  end
  return tried[text] or nil
end

-- Where a misspelt place is looked for: after a preposition or `and`, on runs that nothing else knows.
local misspelt_after = { ["in"] = true, to = true, at = true, from = true, near = true, ["and"] = true, visiting = true, around = true }

-- What weighing says of each mention, by its tokens.
local function weighed(doc)
  local by_tokens = {}
  for s in doc:spans "weighed" do by_tokens[s.first << 31 | s.last] = s end
  return by_tokens, next(by_tokens) ~= nil
end

-- The mentions with the types that rules and weighing give them.
local function read(doc)
  local list, by_tokens, weighing = {}, weighed(doc)
  local tries, whole = 0, nil -- whole: the mention of a whole run whose parts follow
  for s in doc:spans "mention" do
    local m = { first = s.first, last = s.last, type = s:get "type", sure = tonumber(s:get "sure"), rule = s:get "by", span = s, part = s:get "part" }
    m.key = lun.key(s.text)
    local cue = m.first > 1 and doc:lower(m.first - 1)
    if m.sure < SURE and m.type ~= "place" and (m.type ~= "org" or m.sure < 5) and tries < 4 and misspelt_after[cue] and
      #s.text > 6 and not common(doc:word(m.last)) and lun.prior("surname", doc:word(m.last)) < 4 then
      tries = tries + 1
      local row = misspelt(s.text)
      if row then m.type, m.sure, m.rule, m.row = "place", 8, "names.misspelt", row end
    end
    local w = by_tokens[m.first << 31 | m.last]
    if w and m.type ~= "norp" and m.row == nil then
      local margin = tonumber(w:get "margin") / 10
      if m.sure < SURE or margin > 4 then
        if m.type ~= w:get "type" then m.rule = "weigh.mentions" end
        m.type, m.sure, m.weighed = w:get "type", math.min(8, 3 + math.floor(margin * 2)), "yes"
      end
    elseif m.sure < 2 then m.type = "none" end
    if m.part then whole = m end
    if not (s:get "inside" and whole.last >= m.last and whole.type ~= "none") then list[#list + 1] = m end
  end
  return list, weighing
end

-- Places beside a score, `Belgium 3-0 Panama`: there their teams are meant, and all through an article of three such or more,
-- unless a preposition says that something happens there.
local there = { ["in"] = true, at = true, from = true, near = true, of = true, through = true, across = true, around = true }
local function scored(doc, i)
  if i < 1 or i > #doc then return false end
  local word = doc:word(i)
  if word:find "^%d%d?[%-–]%d%d?$" then return true end
  local middle = i + 2 <= #doc and doc:word(i + 1)
  return word:find "^%d%d?$" ~= nil and (middle == "-" or middle == "–") and doc:word(i + 2):find "^%d%d?$" ~= nil
end
local function teams(doc, mentions)
  local keys, n = {}, 0
  for _, m in ipairs(mentions) do
    if m.type == "place" and not keys[m.key] and (scored(doc, m.last + 1) or scored(doc, m.first - 1) or scored(doc, m.first - 3)) then
      keys[m.key], n = true, n + 1
    end
  end
  for _, m in ipairs(n >= 3 and mentions or {}) do
    if m.type == "place" and keys[m.key] and not there[m.first > 1 and doc:lower(m.first - 1) or ""] then
      m.type, m.rule, m.reason, m.weighed = "org", "names.team", "its score is told", nil
    end
  end
end

-- What the document brought is decided: the mentions without those that it overlaps, and the given ones.
local function apart_from_given(doc, mentions)
  local given, held, free = {}, {}, {}
  for _, layer in ipairs { "person", "place", "org", "norp" } do
    for s in doc:spans(layer) do
      given[#given + 1] = { first = s.first, last = s.last, type = layer, sure = 10, key = lun.key(s.text) }
      for i = s.first, s.last do held[i] = true end
    end
  end
  if not given[1] then return mentions, given end
  for _, m in ipairs(mentions) do
    local hit = false
    for i = m.first, m.last do hit = hit or held[i] end
    if not hit then free[#free + 1] = m end
  end
  return free, given
end

local function settle(doc)
  local mentions, weighing = read(doc)
  local given
  mentions, given = apart_from_given(doc, mentions)
  local known = {} -- key -> the surest mention of that text
  for _, m in ipairs(given) do known[m.key] = m end
  for _, m in ipairs(mentions) do
    local k = known[m.key]
    if m.type ~= "none" and m.sure >= 5 and (not k or m.sure > k.sure) then known[m.key] = m end
  end
  local surnames, firsts = {}, {}
  for _, list in ipairs { given, mentions } do
    for _, m in ipairs(list) do
      if m.type == "person" then
        local forms, first = short_forms(doc, m)
        for _, form in ipairs(forms) do surnames[form] = m end
        if first then firsts[first] = m end
      end
    end
  end
  for _, m in ipairs(mentions) do
    local cue = m.first > 1 and doc:lower(m.first - 1)
    if m.type ~= "person" and m.first == m.last then
      local full = surnames[m.key]
      if not full and firsts[m.key] and not places:lookup(doc:word(m.first)) and not common(doc:word(m.first)) then full = firsts[m.key] end
      local free = not weighing and m.sure < 9 or m.type == "none" and not common(doc:word(m.first))
      if full and free and cue ~= "in" and cue ~= "at" and cue ~= "from" then m.type, m.sure, m.rule, m.id = "person", 4, "names.surname", nil end
    end
    local k = known[m.key]
    if k and m.sure < 5 and m.type ~= k.type and m.rule ~= "names.surname" then m.type, m.rule = k.type, "names.again" end
  end
  -- what begins a sentence may be a name that stands elsewhere
  local taken = {}
  for _, list in ipairs { given, mentions } do
    for _, m in ipairs(list) do for i = m.first, m.last do taken[i] = true end end
  end
  for s in doc:sentences() do
    local i = s.first
    local k = not taken[i] and known[lun.key(doc:word(i))]
    if not taken[i] and doc:word(i):find "^[%u\xC3-\xC5]" then
      local type = k and k.type or surnames[lun.key(doc:word(i))] and "person"
      if type and not common(doc:word(i)) then mentions[#mentions + 1] = { first = i, last = i, type = type, sure = 4, rule = "names.again" } end
    end
  end
  local odd = false -- a surname that is a title or a month: King, May
  for form in pairs(surnames) do odd = odd or titles:lookup(form) ~= nil or months:lookup(lun.titlecase(form)) ~= nil end
  if odd then
    for i, word in doc:tokens() do
      if not taken[i] and word:find "^%u%l" and surnames[lun.key(word)] and doc:sentence(i) ~= i then
        local after = i < #doc and doc:word(i + 1) or ""
        if (titles:lookup(word) or months:lookup(word)) and not after:find "^[%u%d]" and doc:lower(i - 1) ~= "in" and doc:lower(i - 1) ~= "the" then
          mentions[#mentions + 1] = { first = i, last = i, type = "person", sure = 4, rule = "names.surname" }
        end
      end
    end
  end
  teams(doc, mentions)
  table.sort(mentions, function(a, b) return a.first < b.first end)
  for _, m in ipairs(mentions) do
    if m.type ~= "none" then
      local attributes = { sure = m.sure, reason = m.reason, weighed = m.weighed }
      if m.span and m.type == m.span:get "type" and not m.part then
        for _, name in ipairs { "id", "cc", "kind", "name", "title" } do attributes[name] = m.span:get(name) end
      end
      if m.row then attributes.id, attributes.cc, attributes.kind, attributes.name = m.row.id, m.row.cc, m.row.type, m.row.surface end
      doc:add(m.type, m.first, m.last, attributes, m.rule)
    end
  end
end

return lun.rules {
  name = "names",
  about = "People, places, organisations and nationalities, each mention decided once.",
  use = { "mentions", "weigh" },
  lun.resolve {
    name = "settle", reads = { "mention", "weighed" }, gives = { "person", "place", "org", "norp" }, each = settle,
  },
}
