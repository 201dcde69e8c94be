-- Mentions: runs of words with capitals, and what the candidates of people, places, orgs and nationalities make of them.
-- Longer and surer candidates win; what takes only a part of a run is weighed as the whole run (Perth Glory, Paris
-- Agreement); runs that no candidate took are unsure mentions. The pack `names` decides them once a document.
local function common(word) return lun.prior("lexicon", lun.lower(word)) > 0 end
local function given(word) return lun.prior("given", word) end
local function surname(word) return lun.prior("surname", word) end
local function org_head(word) return lun.prior("orgnoun", word) end

-- Whether a word can end the name of a place: Island, Park.
local place_nouns, ends = lun.dictionary "placenoun", {}
local function ends_place(word)
  if ends[word] == nil then
    ends[word] = false
    for _, row in ipairs(place_nouns:lookup(word) or {}) do ends[word] = ends[word] or row.position ~= "before" end
  end
  return ends[word]
end

-- Words with a capital that are no part of a name within a sentence either.
lun.test("functional", [[(word=the,a,an,this,that,these,those,he,she,it,we,they,i,you,his,her,its,their,our,my,in,on,at,by,for,from,of,to,with,
  and,but,or,nor,so,yet,if,when,while,after,before,as,since,although,though,because,until,during,over,about,against,between,
  through,what,who,which,where,why,how,there,here,not,no,yes,also,now,then,today,yesterday,tomorrow,many,most,some,all,both,each,
  every,another,other,such,more,less,few,several,next,according,despite,amid,among,within,without,however,meanwhile,
  moreover,still,even,just,only,per,via,later,earlier,is,are,was,were,be,been,has,have,had,do,does,did,can,could,would,should,
  may,must,mr,mrs,ms,vs | word~/(?i)(mrs?|ms|dr|nos?|vol|fig|pp?|vs?)\./) & text!=May,Will]])

local function capitals(word) return word:find "^%u[%u%d&%.%-]*%u" ~= nil end

-- How the sentence at a token is set: "title" in title case, "capitals", or false. Then capitals say nothing of themselves.
local function setting(doc, memo, i)
  local first, last = doc:sentence(i)
  if memo[first] ~= nil then return memo[first] end
  local part = doc:part(first)
  local heading = part == "headline" or part == "related" or part == "caption"
  local closed = doc:word(last):find "[%.%?!\"”’]$" ~= nil
  if not heading and closed and doc:word(i):find "%l" then return false end -- a sentence as most are, without a look at its words
  local words, raised, ordinary, upper, all = 0, 0, 0, 0, 0
  for _, word in doc:tokens(first, last) do
    if word:find "^%a" then
      all = all + 1
      if capitals(word) then upper = upper + 1 end
      if #word > 3 then
        words = words + 1
        if word:find "^%u" then
          raised = raised + 1
          if common(word) then ordinary = ordinary + 1 end
        end
      end
    end
  end
  local set = false
  if all > 2 and upper * 3 >= all * 2 then set = "capitals"
  elseif heading and words > 2 and raised * 3 >= words * 2 then set = "title"
  elseif not heading and not closed and words > 4 and raised * 5 >= words * 4 and ordinary * 2 >= raised then set = "title" end
  memo[first] = set
  return set
end

local function begins(doc, i)
  return doc:sentence(i) == i or doc:word(i - 1):find "^[“\"‘`:•–—_]" ~= nil or doc:word(i - 1) == "-"
end

-- Runs as { first, last, set }, cut where the setting of the sentence asks for it; and the words that stand with a capital
-- within a sentence.
local function runs_of(doc, settings)
  local runs, inside = {}, {}
  for s in doc:spans "run" do
    local run = { first = s.first, last = s.last, set = setting(doc, settings, s.first), start = begins(doc, s.first) }
    runs[#runs + 1] = run
    if not run.set then
      for i, word in doc:tokens(run.first, run.last) do if i > run.first or not run.start then inside[word] = true end end
    end
  end
  local cut = {}
  for _, run in ipairs(runs) do
    if run.set then
      local first
      for i, word in doc:tokens(run.first, run.last) do
        local ordinary = common(word) and not (inside[word] or inside[lun.titlecase(word)])
        if ordinary and first then
          cut[#cut + 1] = { first = first, last = i - 1, set = run.set }
          first = nil
        elseif not ordinary then first = first or i end
      end
      if first then cut[#cut + 1] = { first = first, last = run.last, set = run.set } end
    else
      if run.start and common(doc:word(run.first)) and not inside[doc:word(run.first)] then run.first, run.trimmed = run.first + 1, true end
      if run.first <= run.last then cut[#cut + 1] = run end
    end
  end
  return cut, inside
end

-- Where a person's name begins in a run that holds another word before it: `Scientologist Tom Marlow`, `Water Committee Ana
-- Torres`. nil where none does.
local function person_within(doc, first, last)
  for i = first + 1, last - 1 do
    local word, before = doc:word(i), doc:word(i - 1)
    if given(word) >= 6 and not common(word) and not common(doc:word(last)) and last - i < 3 then
      if i == first + 1 then
        if given(before) == 0 and surname(before) == 0 and lun.prior("place", before) == 0 and not before:find "%.$" and not capitals(before) then return i end
      elseif org_head(before) > 0 then return i end
    end
  end
end

-- Candidates of the layers, with sureness corrected for where they stand.
local function gather(doc, settings, inside)
  local list = {}
  for _, layer in ipairs { "person?", "place?", "org?", "norp?" } do
    for span in doc:spans(layer) do
      local c = { type = layer:sub(1, -2), first = span.first, last = span.last, sure = tonumber(span.sure) or 5, span = span, rule = span.rule }
      local set = setting(doc, settings, c.first)
      if set and c.type ~= "place" and c.type ~= "norp" then
        while c.last > c.first and common(doc:word(c.last)) and org_head(doc:word(c.last)) < 7 do c.last = c.last - 1 end
        if c.last < span.last then c.sure = c.sure - 1 end
        if set == "capitals" and c.first == c.last and common(doc:word(c.first)) then c.sure = 0 end
      end
      if c.first == c.last and (set or begins(doc, c.first)) and common(doc:word(c.first)) and not inside[doc:word(c.first)] then c.sure = c.sure - 4 end
      if c.last - c.first > 1 and (c.type == "person" and c.sure < 9 or c.type == "org") then
        local at = person_within(doc, c.first, c.last)
        if at and c.type == "person" then c.first, c.span, c.whole = at, nil, true
        elseif at then
          list[#list + 1] = { type = "person", first = at, last = c.last, sure = 6, rule = "mentions.person", whole = true }
          c.last = at - 1
        end
      end
      -- a place inside a longer run of capitals is rarely meant itself: `Boston Globe`
      if c.type == "place" and c.last < #doc and c.sure < 8 and not set then
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

local place_cues, compass = {}, {}
for word in ("in at near outside across toward towards throughout inside"):gmatch "%a+" do place_cues[word] = true end
for word in ("north south east west northern southern eastern western central upper lower old greater inner outer"):gmatch "%a+" do compass[word] = true end

-- What a run is by its own words, as far as rules can tell; nil where they cannot.
local function kind_of(doc, m)
  local n, first, last = m.last - m.first + 1, doc:word(m.first), doc:word(m.last)
  if n > 1 and org_head(last) > 0 then return "org", 5 end
  if n > 1 and ends_place(last) then return "place", 5 end
  if n > 1 and m.part then
    local type, at_end = m.part.type, m.part.last == m.last
    if type == "person" then return "person", 5 end
    if type == "org" then return not common(last) and "org" or nil, 4 end
    if type == "place" and at_end and compass[lun.lower(first)] then return "place", 6 end
    if given(first) >= 5 and not common(last) and n < 4 then return "person", 5 end
    if type == "place" and not common(last) then return at_end and "place" or "org", 4 end
    return nil
  end
  local before = m.first > 1 and doc:lower(m.first - 1) or ""
  if n > 1 then
    for _, word in doc:tokens(m.first, m.last) do if common(word) then return nil end end
    if place_cues[before] then return "place", 4 end
    return n < 4 and "person" or "org", 3
  end
  if capitals(first) or first:find "%d" then return "org", 3 end
  if common(first) then return nil end
  if place_cues[before] then return "place", 4 end
  if given(first) >= 4 or surname(first) >= 4 then return "person", 3 end
  if before == "the" then return "org", 3 end
  return "person", 2
end

-- Rules whose mentions are whole although they stand in a longer run.
local settled = { ["alias.paren"] = true, ["people.titled"] = true, ["orgs.company"] = true, ["orgs.heading"] = true }

local function gather_mentions(doc)
  local settings, taken, chosen = {}, {}, {}
  local runs, inside = runs_of(doc, settings)
  local candidates = gather(doc, settings, inside)
  table.sort(candidates, better)
  local function free(first, last)
    for i = first, last do if taken[i] then return false end end
    return true
  end
  local function take(c)
    for i = c.first, c.last do taken[i] = c end
    chosen[#chosen + 1] = c
  end
  local over -- token -> candidates over it
  local function over_token(i)
    if not over then
      over = {}
      for _, c in ipairs(candidates) do
        for k = c.first, c.last do
          over[k] = over[k] or {}
          table.insert(over[k], c)
        end
      end
    end
    return over[i] or {}
  end
  -- long and short forms given in brackets are organisations unless they are places or people
  for fact in doc:facts "alias" do
    for _, s in ipairs { fact.long, fact.short } do
      local other, found
      for _, c in ipairs(over_token(s.first)) do
        if c.type == "place" then other = other or (c.first == s.first and c.last == s.last and c.sure >= 7)
        elseif c.type == "person" then other = other or (c.first <= s.first and c.last >= s.last and c.sure >= 9)
        elseif c.type == "org" and c.first == s.first and c.last == s.last then found = c.span end
      end
      if not other and free(s.first, s.last) then take { type = "org", first = s.first, last = s.last, sure = 8, rule = fact.rule, span = found } end
    end
  end
  for _, c in ipairs(candidates) do
    if c.sure >= 5 and free(c.first, c.last) then take(c) end
  end
  for _, c in ipairs(candidates) do
    if c.sure >= 2 and c.sure < 5 and free(c.first, c.last) then take(c) end
  end
  for _, run in ipairs(runs) do
    local parts, covered = {}, 0
    for i = run.first, run.last do
      local m = taken[i]
      if m then
        covered = covered + 1
        if parts[#parts] ~= m then parts[#parts + 1] = m end
      end
    end
    local whole = { first = run.first, last = run.last, set = run.set, rule = "mentions.run" }
    local part = parts[1]
    local at = not part and run.last - run.first > 1 and person_within(doc, run.first, run.last)
    if at then
      take { first = run.first, last = at - 1, set = run.set, rule = "mentions.run" }
      take { type = "person", sure = 5, first = at, last = run.last, set = run.set, rule = "mentions.person" }
    elseif not part then take(whole)
    elseif not run.set and part.first >= run.first and parts[#parts].last <= run.last then
      local open = covered < run.last - run.first + 1
      local single = #parts == 1 and open and not settled[part.rule] and not part.whole
      if single and part.type == "place" and part.sure >= 7 and part.rule == "places.within" then single = false end
      local joined = #parts > 1 and not open
      for k, m in ipairs(parts) do
        if joined and m.type ~= (k == 1 and part.type == "org" and "org" or k > 1 and part.type == "org" and "place" or "person") then joined = false end
      end
      if single or joined then
        whole.part, whole.parts = part, parts
        for _, m in ipairs(parts) do m.inside = whole end
        chosen[#chosen + 1] = whole
      end
    end
  end
  table.sort(chosen, function(a, b) -- the whole before its parts
    if a.first ~= b.first then return a.first < b.first end
    return a.last > b.last
  end)
  for _, m in ipairs(chosen) do
    if not m.type then
      m.type, m.sure = kind_of(doc, m)
      m.type, m.sure = m.type or "none", m.sure or 1
    end
    local attributes = {}
    if m.span then for key, value in m.span:attributes() do attributes[key] = value end end
    attributes.type, attributes.sure, attributes.by, attributes.set = m.type, m.sure, m.rule, m.set or nil
    attributes.part, attributes.inside = m.part and m.part.type, m.inside and "yes" or nil
    doc:add("mention", m.first, m.last, attributes, m.rule)
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
  name = "mentions",
  about = "Whatever may be a name, each place once, with what the rules make of it.",
  use = { "people", "places", "orgs", "alias" },
  inner = { "run", "mention" },
  define = {
    Particle = [[ (de | del | della | di | da | dos | das | van | von | der | den | bin | ibn | al | el | la | le | ten | ter | dela | du | st | y){1,2} ]],
    Name = [[ ([cap & word & !functional & !#month & !#weekday & !#title] | [dname] | "May") ]],
    Last = [[ ([cap & word & #title] ![cap & word | word=of]) ]],
  },
  { "run", [[ ([ordinal] &[cap & !#month])? [cap & word & !functional & !#month & !#weekday & !#title] (Particle? Name)* Last? ]], gives = "run",
    yes = { { "On Monday Maria van der Berg met Perth Glory.", text = "Maria van der Berg" } },
    no = { "On Monday the ministry answered." } },
  { "nationality", [[ people:#norp ]],
    asks = "people", gives = "norp?",
    attributes = {
      sure = function(m) return tostring(math.min(8, (tonumber(norp(m, "prior")) or 5) + 1)) end,
      cc = function(m) return norp(m, "cc") end,
    },
    yes = { { "The Chilean navy left.", people = "Chilean" } },
    no = { "The navy left." } },
  lun.resolve { name = "gather", reads = { "person?", "place?", "org?", "norp?", "run" }, gives = { "mention" }, each = gather_mentions },
}
