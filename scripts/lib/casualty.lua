-- What a count of casualties comes to: its exact number or range, who was harmed and how, of what, where, when, who says so, and which
-- of several counts of the same is the latest. The rules of the pack `casualties` say where counts stand.
local core = require "lunette.core"
local fact = require "lunette.fact"
local happening = require "lunette.happening"
local join = require "lunette.happening_join"
local order = require "lunette.happening_order"
local prior = require "lunette.prior"
local quantity = require "lunette.quantity"
local revision = require "lunette.casualty_revision"
local set = require "lunette.set"
local timex = require "lunette.timex"
local casualty = {}

-- Harm of words by how one of them begins; the longest beginning counts.
local harms = {}
for harm, words in pairs {
  killed = "kill,die,dead,perish,drown,slain,slay,murder,massacre,execut,behead,electrocut,fatalit,death,shot dead,lost their lives,toll,bodies",
  wounded = "wound,injur,hurt,maim,burns,fractures,treated,hospital,taken to hospital,taken to the hospital,taken to a hospital", missing = "missing,unaccounted,disappear,trapped",
  displaced = "displac,evacuat,uproot,flee,fled,homeless,forc,driv,drove,made to,lost their homes",
  abducted = "abduct,kidnap,taken hostage,taken captive,hostage,captive", infected = "infect,sicken,tested positive,fall ill,fell ill,fallen ill,falls ill,fall sick,fell sick,cases", detained = "detain,arrest,imprison,jail,detention,taken into",
} do
  for word in words:gmatch "[^,]+" do harms[#harms + 1] = { word, harm, "%f[%a]" .. word } end
end
table.sort(harms, function(x, y) return #x[1] > #y[1] or #x[1] == #y[1] and x[1] < y[1] end)
local harm_of = prior.remembering(function(text)
  text = core.lower(text):gsub("%s+", " ")
  for _, pair in ipairs(harms) do if text:find(pair[3]) then return pair[2] end end -- number of people injured
  return "killed" -- claimed lives
end)

-- Ends of what words say that give no number.
local vague = {
  { "tens of thousands", 20000, 99999 }, { "hundreds of thousands", 200000, 999999 }, { "several hundred", 300, 999 }, { "several dozen", 36, 99 }, { "several thousand", 3000, 9999 },
  { "few hundred", 200, 999 }, { "few dozen", 24, 99 }, { "few thousand", 2000, 9999 }, { "dozens", 24, 99 }, { "scores", 40, 199 }, { "hundreds", 200, 999 }, { "thousands", 2000, 9999 },
  { "several", 3, 9 }, { "handful", 3, 9 }, { "few", 3, 9 }, { "couple", 2, 2 },
}
local lower_end = { "at least", "upwards of", "more than", "over", "no fewer than", "no less than" }
local upper_end = { "up to", "as many as", "at most", "no more than", "fewer than", "less than" }
local roughly = set.of { "about", "around", "some", "nearly", "almost", "approximately", "roughly", "estimated" }

local function whole(text) return text and math.tointeger(tonumber(text)) end

-- What words that say how to take a number leave of a text, and the two ends of a range and what scales both, where it has them.
local function ends_of(text)
  local bare = text
  for _, list in ipairs { lower_end, upper_end } do for _, words in ipairs(list) do bare = bare:gsub(words .. " ", "") end end
  bare = bare:gsub("%f[%a]%a+ ", function(word) if roughly[word:sub(1, -2)] then return "" end end)
  for _, word in ipairs { "another", "a further", "the", "all", "these", "those", "its", "their", "an", "only", "just", "between" } do bare = bare:gsub("^" .. word .. " ", "") end
  local first, second = bare:match "^(%S.-) to (%S.*)$"
  if not first then first, second = bare:match "^(%S.-) or (%S.*)$" end
  if not first and text:find "between " then first, second = bare:match "^(%S.-) and (%S.*)$" end
  if not first then first, second = bare:match "^([%d,.]+)%s*[-–]%s*(%d.*)$" end
  local tail, scale = (second or ""):match "^(%S+) (%a+)$"
  if tail and first:find "%s" then tail = nil end -- two hundred to three hundred
  if tail then first = tostring(timex.number(first)) end -- two to three hundred
  return first or bare, tail or second, tail and scale
end

local function number_of(text)
  if text:find "^%d+$" then
    local number = whole(quantity.range(text))
    return number, number
  end
  local about
  for word in text:gmatch "%a+" do about = about or roughly[word] and "about" or nil end
  if text == "no" or text == "none" or text == "nobody" or text == "no one" or text:find "^not " then return 0, 0 end
  if text == "a" or text == "an" or text == "another" then return 1, 1 end
  local kind
  for _, words in ipairs(lower_end) do if text:find(words, 1, true) then kind = "low" end end
  for _, words in ipairs(upper_end) do if text:find(words, 1, true) then kind = "high" end end
  local digits = not text:find "%d" and text
  for _, row in ipairs(digits and vague or {}) do
    if text:find(row[1], 1, true) and not text:find "two" then
      if kind == "low" then return row[2] end
      return row[2], row[3], about
    end
  end
  local low, high
  if text:find "^%l+$" then low = quantity.range(text) else low, high = quantity.range(ends_of(text)) end
  low, high = whole(low), whole(high)
  if not low then return nil end
  if high then return low, high, about end
  if kind == "low" then return low, nil, about end
  if kind == "high" then return nil, low, about end
  return low, low, about
end

local MOST = 1000 -- texts whose numbers are remembered
local numbers, number_count = {}, 0

-- Low and high end of the words of a count, and "about" where they say so; nil for what is no count of people.
function casualty.number(text)
  local number = numbers[text]
  if not number then
    if number_count == MOST then numbers, number_count = {}, 0 end
    number = table.pack(number_of((core.lower(text):gsub("%s+", " "))))
    numbers[text], number_count = number, number_count + 1
  end
  return number[1], number[2], number[3]
end

-- Whether a span counts people: no year, no day of a month, no age, and nothing that a decimal point parts.
local before_year = set.of { "in", "since", "of", "from", "by", "until", "during", "early", "late", "and", "to" }
function casualty.counts(doc, count)
  local low, high = casualty.number(count.text)
  local number = low or high
  if not number or low and high and low > high then return false end -- won 3-0
  local before = count.first > 1 and doc:word(count.first - 1) or ""
  if count.first == count.last and count.text:find "^%d%d%d%d$" and number >= 1900 and number <= 2100 and (before_year[core.lower(before)] or require("lunette").dictionary("month"):lookup(before)) then return false end
  if count.first > 2 and before == "," and count.first == count.last and count.text:find "^%d+$" and count.last < #doc and doc:word(count.last + 1) == "," and doc:tag(count.first - 2) == "NNP" and not (count.first > 3 and doc:tag(count.first - 3) == "IN") then
    return false -- Torres, 61, was arrested
  end
  return not (number <= 31 and count.first == count.last and require("lunette").dictionary("month"):lookup(before))
end

local shares = set.of { "hundreds", "dozens", "scores", "thousands", "none", "nobody", "neither", "not", "any", "some", "most", "many", "few", "several", "half", "both", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten" }
local definite = set.of { "the", "these", "those", "its", "their", "his", "her" }
local WHOSE = 5 -- tokens: of the old freighter's 19 crew

-- Whether a count is that of which a part is told: two of the 14, none of the freighter's 19, nobody among the 40.
function casualty.is_whole(doc, count)
  local i = count.first - 1
  if i > 1 and definite[doc:lower(i)] then i = i - 1 end
  if i < 2 then return false end
  if doc:word(i):find "^['’]s?$" then
    while i > 2 and count.first - i <= WHOSE and doc:lower(i) ~= "of" and doc:lower(i) ~= "among" do i = i - 1 end
  end
  local by = doc:lower(i)
  return (by == "of" or by == "among") and (shares[doc:lower(i - 1)] or doc:word(i - 1):find "^%d") and true or false
end

local brings = set.of { "in", "by", "during", "after", "from", "following" }
local when = set.of { "when", "as" }
local stops = set.of { ".", ";", ":", "and", "but" }
-- What harms and is no noun of the dictionary `eventnoun`.
local disasters = set.of { "stampede", "avalanche", "landslide", "landslides", "mudslide", "mudslides", "derailment", "collision", "shootout", "gunfire", "crossfire", "capsizing", "collapse", "outbreak", "epidemic", "heatwave", "firefight", "gunfight", "pileup" }

local open_tags = set.of { "IN", "DT", "TO", "JJ", "PRP$", "POS", "CC" } -- of words at which no clause ends
local AHEAD, CLAUSE = 12, 24 -- tokens behind a count in which its cause stands; of a clause that says it
local finite = set.of { "VBD", "VBZ", "VBP" }
local hours = set.of { "dawn", "dusk", "night", "darkness", "day", "morning", "evening", "midnight" } -- that break and fall, and harm nobody

-- The clause behind a word at i that says when or as what happened: when a bus turned over; nil where it is none: charged as an accomplice,
-- as dawn broke, since 1992, when the vote was called off.
local function clause_behind(reading, i, last)
  local doc, r = reading.doc, reading.r
  if r.low[i - 1] == "," and (r.low[i - 3] == "since" or r.low[i - 4] == "since") then return nil end
  local stop = i
  while stop < last and stop < i + CLAUSE and not (r.low[stop + 1] == "," or stops[r.low[stop + 1]]) do stop = stop + 1 end
  local cut = stop == i + CLAUSE and stop < last
  while cut and open_tags[r.tag[stop]] and stop > i + 1 do stop = stop - 1 end
  if stop == i then return nil end
  if r.low[i] == "as" then
    local verb = i + 1
    while verb <= stop and not finite[r.tag[verb]] do verb = verb + 1 end
    local headline = r.tag[i + 1] ~= "DT" and r.low[i + 1] ~= "part" and stop > i + 2 -- as bus crashes in Peru
    if verb > stop and not headline or hours[r.low[verb - 1]] then return nil end
  end
  return doc:span(i + 1, stop)
end

local function is_result(r, i) return r.low[i] == "as" and r.low[i + 1] == "a" and (r.low[i + 2] == "result" or r.low[i + 2] == "consequence") end -- arrested as a result of the raid

-- What harmed: an attack in the north, rebels, when a bus turned over; nil where nothing near says so.
local function cause_of(reading, f, v)
  local doc, r = reading.doc, reading.r
  local _, last = doc:sentence(f.match.first)
  local active = v and not reading:verb(v, v).passive and f.how.first < f.count.first
  if active then
    local s = reading:clause(v, v)
    local a, z = table.unpack(s.subject or {})
    local meant = a and a == z and r.tag[a] == "PRP" and reading:actors(a, a)[1] -- it had detained six: whom `it` means
    if a then return meant and doc:span(meant.first, meant.last) or doc:span(a, z) end
  end
  if f.how.last < f.count.first and not v then -- the toll from the attack rose to 15
    local before = r.low[f.how.last] == "toll" and reading:nouns(f.how.last - 1)[1]
    if before and before.event == "disaster" then return doc:span(f.how.last - 1, f.how.last - 1) end -- flood toll rises
    for i = f.how.last + 1, f.count.first - 1 do
      local a, z
      if brings[r.low[i]] then a, z = r:noun_after(i + 1, f.count.first - 1, true) end
      if a and (reading:nouns(z)[1] or disasters[r.low[z]]) then return doc:span(a, z) end
    end
  end
  local from = math.max(f.match.last, f.how.last, f.count.last) + 1
  for i = from, math.min(last, from + AHEAD) do
    local word = r.low[i]
    if stops[word] then return nil end
    if when[word] and r.tag[i + 1] ~= "CD" and not (word == "as" and r.low[f.how.last] == "toll") and not is_result(r, i) then return clause_behind(reading, i, last) end
    if brings[word] or is_result(r, i - 3) then
      local a, z = r:noun_after(i + 1, last, true)
      local happens = a and r.tag[z] ~= "DT" and (word == "by" or word == "of" or reading:nouns(z)[1] or disasters[r.low[z]])
      if happens and not reading:events():is_when_or_where(a, z) and r.tag[z] ~= "CD" then return doc:span(a, z) end
    end
  end
end

local fearing = set.of { "feared", "believed", "presumed", "reportedly", "allegedly" }

-- Status of a count by its verb and by who tells it: happened, planned, alleged, conditional, denied.
local function status_of(reading, f, v, told)
  local r = reading.r
  if told and told.stance == "deny" then return "denied" end
  for i = f.match.first, f.match.last do if fearing[r.low[i]] then return "alleged" end end
  local s = v and reading:verb(v, v)
  return reading:status(s, v or f.count.first)
end

local general = set.of { "people", "persons", "person", "others", "victims", "lives", "dead" }
local people

-- Head of who was counted and its kind in the dictionary `people`.
local function kind_of(who)
  people = people or require("lunette").dictionary "people"
  local words = core.lower(who.text)
  local rest = words
  while rest do
    local row = (people:lookup(rest) or {})[1]
    if row then return rest, row.kind end
    rest = rest:match "^%S+%s+(.+)$"
  end
  return words:match "%S+$"
end

local adding = set.of { "another", "further", "additional", "other", "others", "more", "also" }

-- Whether words count people besides those who were counted before: two others, another two, two were also hurt; but not more than two.
local function adds(text)
  for word in core.lower(text):gsub("more than", ""):gmatch "%a+" do if adding[word] then return true end end
  return false
end

-- Words that say how new a count is: -1 that it was replaced, 1 that it replaces one.
local news = {}
for said, words in pairs {
  [-1] = "earlier initial initially previous previously originally preliminary",
  [1] = "now rose risen rising rises climbed climbs climbing updated revised latest increased later raised raising reached jumped grew",
} do
  for word in words:gmatch "%S+" do news[word] = said end
end

-- What a count was told by before another was: had spoken of, had put it at.
local told_before = set.of { "spoken", "put", "placed", "said", "reported", "given", "stood", "been", "announced", "estimated", "listed", "told", "talked" }

local AROUND = 10 -- tokens beside a count whose words are looked at

-- By what a count is told that was taken back behind it: first spoke of 35 dead, but corrected the figure.
local told_first = set.of { "spoke", "spoken", "said", "reported", "put", "gave", "announced", "estimated", "listed", "believed", "thought" }
local taken_back = set.of { "corrected", "retracted", "withdrew", "withdrawn", "lowered" }
local FIRST = 4 -- tokens before a count in which it is said to be the first
local function was_first(low, first, from, to, last)
  for i = math.max(first, from - FIRST), from - 1 do
    if low[i] == "first" and (told_first[low[i + 1]] or told_first[low[i - 1]]) then return true end
  end
  for i = to + 1, math.min(last, to + AROUND) do if taken_back[low[i]] then return true end end
  return false
end

-- How new a count is by the words around it: -1 one that was replaced, 1 one that replaces, 0 where nothing says so.
local function news_of(reading, f)
  local low, first, last = reading.r.low, reading.doc:sentence(f.count.first)
  local from, to = f.count.first, f.count.last
  if low[from - 1] == "from" and (low[to + 1] == "to" or low[from - 2] == "up") then return -1 end
  if was_first(low, first, from, to, last) then return -1 end
  local said, had = 0, false
  for i = math.max(first, from - AROUND), math.min(last, to + AROUND) do
    local word = low[i]
    local new = news[word]
    if new == -1 then return -1 end
    if new and not (word == "later" and i == f.match.last + 1) then said = 1 end -- five died later: besides
    if word == "had" and i < from and (told_before[low[i + 1]] or told_before[low[i + 2]]) then had = true end
  end
  return had and -1 or said
end

local harmful = set.of { "14", "15", "17", "18", "19", "20" } -- roots of CAMEO
local function harms_people(o) return o and (o.kind == "disaster" or o.kind == "casualty" or o.code and harmful[o.code:sub(1, 2)]) end

-- The occurrence a count belongs to: the one at its verb or in its cause, else the nearest of its sentence that harms people.
local function event_of(doc, by_token, f, cause)
  for _, span in ipairs { f.how, f.match, cause } do
    for i = span.first, span.last do if harms_people(by_token[i]) then return by_token[i] end end
  end
  local first, last = doc:sentence(f.count.first)
  for away = 1, 20 do
    local before, behind = f.count.first - away >= first and by_token[f.count.first - away], f.count.last + away <= last and by_token[f.count.last + away]
    if harms_people(before) then return before end
    if harms_people(behind) then return behind end
  end
end

-- Dates a count: what is told by an event's verb is of that event's day, else the time nearest to the verb or to the number counts.
local function date_of(reading, c, how, v, event)
  local f = c.count
  if event and event.time_from and event.time_from ~= "article" then c.time, c.time_from, c.date = event.time, event.time_from, event.date return end
  c.time = v and reading:time(v, how.last) or reading:time(f.first, f.last)
  join.date(reading, c, f.first)
  local o = c.event
  if not c.time_from and o and (o.time_from == "stated" or o.time_from == "event") and o.sentence.first == c.sentence.first then c.time, c.time_from, c.date = o.time, "event", o.date end
  if not c.time_from and reading.doc.date then c.date, c.time_from = reading.doc.date, "article" end
end

local BESIDE = 3 -- tokens between counts of one cause
local RECENT = 80 -- tokens: how far back the count is that another figure is put on

local BEFORE = 8 -- counts before one that is among the dead of which it may be a part

-- The last count of a harm that some suffered, as what a part is of; nil without one.
local function whole_before(found, harm)
  for k = #found, math.max(1, #found - BEFORE + 1), -1 do
    local c = found[k]
    if c.harm == harm and c.high ~= 0 and not c.part_of then return { c = c } end
  end
end

-- Makes facts `casualty` of the facts `harmed` of a document.
function casualty.read(doc)
  local list = fact.complete(doc, "harmed")
  if not list[1] then return end
  table.sort(list, function(x, y)
    if x.count.first ~= y.count.first then return x.count.first < y.count.first end
    return x.count.last > y.count.last
  end)
  local reading, by_token, told_at = happening.reader(doc), {}, {} -- told_at: the mention, or its event where that has the surer day
  for o in doc:facts "occurrence" do
    for _, e in ipairs(o.mentions) do
      local at = happening.at(e).first
      by_token[at] = by_token[at] or o
      told_at[at] = told_at[at] or order.surer(o.time_from, e.time_from) and o or e
    end
  end
  local found, whole_of, last_whole, read = {}, nil, nil, 0 -- read: where the last count ends
  for _, f in ipairs(list) do
    local first, last = doc:sentence(f.count.first)
    if whole_of and whole_of.first ~= first then whole_of = nil end
    local put = f.put and last_whole and f.count.first - last_whole.c.count.last <= RECENT and last_whole or nil
    local whole = put or not f.put and whole_of or nil -- what a count without a harm of its own belongs to
    local of = f.of or f.rule == "casualties.were" or nil -- among the dead, the victims included
    if (f.how or whole) and f.count.first > read then
      read = f.count.last
      local how = f.how or whole.how
      local v
      for i = how.first, how.last do if reading.r.tag[i]:sub(1, 1) == "V" then v = v or i end end
      local low, high, about = casualty.number(f.count.text)
      local head, kind
      if f.who then head, kind = kind_of(f.who) end
      if head == "couple" and low == 1 then low, high = 2, 2 end
      local actors = f.who and reading:actors(f.who.first, f.who.last) or {}
      local told = reading:statement(f.count.first)
      local cause
      if f.how and not f.there then cause = cause_of(reading, f, v) else cause = (whole or whole_of or {}).cause end
      local place, place_from = reading:place(f.match.last)
      if place_from ~= "stated" and cause and f.how and cause.first > f.match.last then -- six died when a bus fell into a ravine in southern Peru
        local there, from = reading:place(cause.first)
        if from == "stated" then place, place_from = there, from end
      end
      if f.there then place, place_from = reading:events():place_at(f.there.first) or f.there, "stated" end
      local harm = f.how and harm_of(f.how.text) or whole.harm
      local c = {
        harm = harm, low = low, high = high, about = about, count = f.count, who = f.who, people = kind, country = actors[1] and actors[1].country,
        code = actors[1] and actors[1].code, cause = cause, place = place, place_from = place_from,
        status = f.how and status_of(reading, f, v, told) or whole.status, source = told and told.source or nil, speaker = told and told.speaker or nil,
        sentence = doc:span(first, last), how = f.how, rule = f.rule, match = f.match, part_of = not f.how and not put and whole or nil, head = not general[head] and head or nil, news = news_of(reading, f),
        more = f.there ~= nil or adds(f.match.text) or reading.r.low[f.match.last + 1] == "later" or nil, headline = doc:part(f.count.first) == "headline", among = of ~= nil,
      }
      if of then c.part_of = whole_before(found, harm) end
      c.event = event_of(doc, by_token, { how = how, match = f.match, count = f.count }, cause)
      local verb = not put and v or nil
      date_of(reading, c, how, verb, verb and told_at[verb])
      c.day = c.time and reading.r.low[c.time.first - 1] == "since" and doc.date or c.date -- 12 have been killed since May: told today
      c.figure = not verb or harm == "missing" or c.time and reading.r.low[c.time.first - 1] == "by" -- by Friday 12 had been killed
      if put then
        c.news = math.max(c.news, 1)
        if place_from ~= "stated" then c.place, c.place_from = put.c.place, put.c.place_from end
      end
      local before = found[#found]
      if before and f.match.first - before.match.last <= BESIDE and before.sentence.first == first then -- 12 were killed and 30 injured in a crash
        c.cause, before.cause = c.cause or before.cause, before.cause or c.cause
        c.event, before.event = c.event or before.event, before.event or c.event
        if c.place_from == "stated" and before.place_from ~= "stated" and c.cause == before.cause and not f.there then before.place, before.place_from = c.place, c.place_from end
      end
      found[#found + 1] = c
      if f.how and not of then
        whole_of = { first = first, how = how, harm = harm, cause = cause, status = c.status, c = c }
        local beside = last_whole and last_whole.first == first and last_whole.harm == "killed" -- 12 were killed and 30 injured: it is the toll
        if not beside or harm == "killed" then last_whole = whole_of end
      end
    end
  end
  for _, c in ipairs(found) do if c.part_of then c.part_of = c.part_of.c end end
  local fact_of = {}
  for _, c in ipairs(revision.revise(found)) do
    local match, rule = c.match, c.rule
    local told = doc:fact("casualty", c)
    told.match, told.rule, fact_of[c] = match, rule, told
  end
  for _, told in pairs(fact_of) do told.part_of = told.part_of and fact_of[told.part_of] or nil end
end

return casualty
