-- Quantities: money, percentages, measures and what is counted, as spans of the layer `quantity` with exact decimal values: kind,
-- value, high (the upper end of a range), code (a currency), unit, what (the noun that is counted) and about (yes, over, under).
-- Several million, tens of millions are ranges: 3000000 to 9999999. Shillings or pesos are those of the country that the sentence, the
-- dateline or the text before names, without one their code is empty; cents are of the currency that was named last.
local places, peoples = lun.dictionary "place", lun.dictionary "norp"
local currencies, signs, units = lun.dictionary "currency", lun.dictionary "cursign", lun.dictionary "unit"

local scales = lun.dictionary "scale"
local vague = { about = "yes", around = "yes", some = "yes", nearly = "under", almost = "under", approximately = "yes", roughly = "yes",
  over = "over", least = "over", more = "over", under = "under", less = "under", fewer = "under", most = "under", up = "under", below = "under", above = "over",
  estimated = "yes", close = "yes", excess = "over" }
-- What stands before the number says how exact it is: more than 5 people, not 5 more people.
local function about(m)
  local first, low = m.first, m.low.first
  if first == low then return nil end
  local doc = m.doc
  for i = first, math.min(first + 2, low - 1) do
    local said = vague[doc:lower(i)]
    if said then return said end
  end
end

local function text_of(span) return span and span.text end
-- The country, in two letters, of a place or a people that one or two words name; false of others.
local function country_in(dictionary, text)
  local row = dictionary:best(text)
  return row and row.cc ~= "" and row.cc
end
local country = lun.timex.remembering(function(text)
  if text == text:upper() then text = lun.titlecase(text) end
  return country_in(peoples, text) or country_in(places, text) or false
end)
local function country_of_two(word, behind) return behind:find "^%u" and country(word .. " " .. behind) end
local function country_at(doc, i)
  local word = doc:word(i)
  return word:find "^[%u\x80-\xFF]" and (country(word) or i < #doc and country_of_two(word, doc:word(i + 1))) or false
end
-- The countries of a document's tokens, as far as somebody has looked: many amounts may look back at them.
local countries = setmetatable({}, { __mode = "k" })
local function countries_of(doc)
  local known = countries[doc]
  if not known then
    known = {}
    countries[doc] = known
  end
  return known
end

-- Coins, as parts of their currency.
local minor = {}
for word in ("cent cents pence penny centavo centavos centime centimes kopeck kopecks fils paise paisa piastre piastres ¢"):gmatch "%S+" do minor[word] = "0.01" end

-- What a number of letters and digits says: $300-a-month, Rs500, 20p.
local function plain_of(text)
  if text:find "^[%d.,]+$" or not (text:find "%d" and text:find "%a") then return text end
  return (text:gsub("%-an?%-%a+$", ""):gsub("^%u%a*(%d)", "%1"):gsub("(%d)p$", "%1"))
end
-- $3m to £4m: each has its own scale; 4 to 5 million: what scales the second scales the first.
local asked, written, from, to -- of the match that was asked about last: its condition and its attributes all ask
local function ask(m)
  local scale, above, cur, said = text_of(m.scale), m.high, m.cur, m.low.text
  asked, written = m, plain_of(said)
  if scale and scale:find("-", 1, true) then scale = scale:gsub("%-an?%-%a+$", "") end -- $2 million-a-year
  from, to = lun.quantity(scale and written .. " " .. scale or written, text_of(above), above and text_of(m.tail), cur and minor[lun.lower(cur.text)] or written ~= said and said:find "%dp$" and "0.01" or nil)
end
local function low(m)
  if m ~= asked then ask(m) end
  return from
end
local function high(m)
  if m ~= asked then ask(m) end
  return to
end
local function is_number(m) return low(m) ~= nil end
-- Percentages that go down are told by to only: from 12 to 8 percent; not: in July 1995 and 0.8 percent.
local function is_share(m)
  if not is_number(m) then return false end
  local above = m.high and high(m)
  return not above or tonumber(above) >= tonumber(low(m)) or not m.doc:lower(m.high.first - 1):find "^[ao]"
end
-- Half and a are numbers where something scales them.
local function is_count(m)
  if not m.high and m.low.text:find "^%d+$" then return true end
  return is_number(m) and (m.scale ~= nil or written:find "^%d" or not (written:find "[hH]alf" or written:find "^[aA]n?$"))
end
-- Whether a number in digits is a year or a label of what it stands with, and counts nothing: the 2015 attacks, the Sept. 11 attacks, a category
-- 4 storm, Flight 93 passengers, Fortune 500 companies, 5 p.m. quotes; but 2015 people, some 2000 votes.
local months, numbered = lun.dictionary "month", lun.timex.numbered
local labelled, titled = {}, {} -- in any case; written as a name only
for word in ("no. nos. section article chapter phase category flight stage"):gmatch "%S+" do labelled[word] = true end
for word in ("Rule Title Room Page Line Route Highway Interstate Channel Class Grade Level Division Group Pool Type War Windows Fortune Boeing Airbus Apollo Trent Unit Block Schedule Form Act Order Tier Step Proposition Amendment Resolution Olympic"):gmatch "%S+" do titled[word] = true end
local clock = {}
for word in ("am a.m am. a.m. pm p.m pm. p.m."):gmatch "%S+" do clock[word] = true end
local function is_label(doc, number, first, at, last) -- the number, the first tokens of the match and of it, the last of what it would count
  if clock[doc:lower(at + 1)] then return true end
  if not number:find "^%d+$" then return false end
  local alone = at + 1 == last and numbered[doc:lower(last)]
  if #number == 4 and first == at and number >= "1850" and number <= "2059" and not alone then return true end
  if at == 1 then return false end
  local before = doc:word(at - 1)
  return titled[before] or labelled[doc:lower(at - 1)] or #number <= 2 and not alone and before:find "^%u" and months:lookup(lun.titlecase(before)) ~= nil
end
-- What several do is none of their names, so that a shorter match is tried: 12 people including nurses; 2.78 vs.
local function is_noun(doc, first, last)
  for i = first, last - 1 do if doc:tag(i) == "NNS" and doc:pos(i + 1) == "VERB" then return false end end
  return true
end
local function is_counted(m)
  local doc, low, what = m.doc, m.low, m.what
  local first, at, of, last = m.first, low.first, what.first, what.last
  if of < last and not is_noun(doc, of, last) or doc:word(last) == "vs" then return false end
  if not is_count(m) then return false end
  local number = of == at + 1 and low.last == at and low.text
  return not (number and number:find "^%d" and is_label(doc, number, first, at, last))
end
-- What is paid for a litre, done in an hour is no measure: $75 a barrel, two flights a kilometre.
local function is_measured(m)
  local doc, first = m.doc, m.first
  if m.unit.text == "bit" then return false end -- a bit of luck
  local before = first > 1 and doc:word(first - 1)
  return not (before and (before:find "%d" or scales:lookup(lun.lower(before)) or currencies:lookup(before))) and is_number(m)
end
-- Pounds are a weight where something weighs them, they are told in kilograms too, or of what is weighed only: 50 pounds of cocaine.
local weighed = {}
for word in ("cocaine marijuana heroin fentanyl methamphetamine meth cannabis hashish opium drugs explosives dynamite TNT ammunition meat beef pork chicken fish rice flour sugar coffee cheese food trash garbage uranium ice gold thrust pressure"):gmatch "%S+" do weighed[word] = true end
local function is_weight(m)
  local doc, last = m.doc, m.cur.last
  if not m.cur.text:find "^[Pp]ounds?$" then return false end
  if last + 2 <= #doc and doc:word(last + 1) == "of" then return weighed[doc:lower(last + 2)] or last + 3 <= #doc and weighed[doc:lower(last + 3)] or false end
  if last + 3 <= #doc and doc:word(last + 1) == "(" and doc:lower(last + 3):find "^k" then return true end
  for i = m.first - 1, math.max(1, m.first - 3), -1 do if doc:lower(i):find "^weigh" then return true end end
  return false
end
-- A sign of money that the next number has is not that of a number before it.
local function is_amount(m)
  local doc, last, said = m.doc, m.cur.last, m.cur.text
  if last < #doc and doc:word(last + 1):find "^%d" and not said:find "%a" and signs:lookup(said) then return false end
  return not is_weight(m) and is_number(m)
end
-- Oil rose $2 to $75: by how much, and where to; but lost $3 to $4.
local APART = 4 -- times that the second is at least
local changing = {}
for word in ("by up down rose rises rise fell falls fall gained gains gain lost loses lose added adds add dropped drops drop climbed climbs climb slipped slips slip jumped jumps jump slid tumbled plunged surged eased shed declined increased decreased advanced dipped"):gmatch "%S+" do changing[word] = true end
-- The same where a match may end with its number: one that goes on behind a comma (1,5 billion, 1.234.567,89) is not what its first part says.
local function ends_as_number(m)
  local doc, last = m.doc, (m.high or m.low).last
  if m.high and m.first > 1 and changing[doc:lower(m.first - 1)] and high(m) and APART * tonumber(low(m)) < tonumber(high(m)) then return false end
  local on = last + 2 <= #doc and doc:word(last + 1) == "," and not doc:spaced(last + 1) and not doc:spaced(last + 2) and doc:word(last + 2):find "^%d"
  return not on and is_number(m)
end

-- The row of a word for money that counts in every country.
local function row_of(dictionary, text)
  for _, row in ipairs(dictionary:lookup(text) or {}) do if (row.use or "") == "" then return row end end
end
local RECENT = 400 -- tokens before an amount among which a country may say whose shillings they are
local BESIDE = 100 -- tokens before cents among which a currency may say of which they are
-- The currency that a word has in a country that is named among the tokens a to z, the last one first; nil where none is.
local function code_in(doc, here, a, z)
  local known = countries_of(doc)
  for i = z, a, -1 do
    local cc = known[i]
    if cc == nil then
      cc = country_at(doc, i)
      known[i] = cc
    end
    if cc and here[cc] then return here[cc] end
  end
end
-- What a word that names a currency, and no coin, says of it: its row; false for other words.
local named = lun.timex.remembering(function(word)
  for _, row in ipairs(currencies:lookup(word) or {}) do if row.use == "coin" then return false end end
  return row_of(currencies, word) or row_of(signs, word) or false
end)
-- The code that the word at a token had in full before: 500 CFA francs ... 900 francs. A document's tokens are gone over once for each word.
local in_full = setmetatable({}, { __mode = "k" })
local function code_in_full(doc, at)
  local word, of = doc:lower(at), in_full[doc] or {}
  local known = of[word]
  if not known or known.before > at then known = { before = 2 } end
  for i = known.before, at - 1 do
    local row = doc:lower(i) == word and named(doc:word(i - 1) .. " " .. doc:word(i))
    if row then known.code, known.at = row.code, i end
  end
  known.before = math.max(known.before, at)
  in_full[doc], of[word] = of, known
  return known.code and at - known.at <= RECENT and known.code or nil
end
-- Of a word that several countries have for their money: by the country that the sentence names, else by its full name before, else by the
-- country of the dateline, else the one named last.
local function code_here(doc, currency, at)
  local here = currency.here
  local first, last = doc:sentence(at)
  local line = doc.dateline
  return code_in(doc, here, math.max(first, at - RECENT), at - 1) or code_in(doc, here, at + 1, math.min(last, at + RECENT)) or code_in_full(doc, at) or line and code_in(doc, here, line.first, line.last)
    or code_in(doc, here, math.max(1, at - RECENT), first - 1)
end
-- Of cents: that of the currency that was named last, where that has some.
local function code_of_coin(doc, currency, at)
  for i = at - 1, math.max(1, at - BESIDE), -1 do
    local word = doc:word(i)
    local said = named(word)
    if said and i > 1 then said = named(doc:word(i - 1) .. " " .. word) or said end
    if said and currency.codes[said.code or ""] then return said.code end
  end
end
-- What a word of several currencies says: how to tell which is meant, its codes, and by countries those that it has only there.
local ambiguous = lun.timex.remembering(function(text)
  local rows, codes, here = currencies:lookup(text) or {}, {}, {}
  if not rows[2] then return false end
  for _, row in ipairs(rows) do
    local code = row.code or "" -- which some have only with the name of a country
    local cc = code:sub(1, 2)
    codes[code] = true
    if row.use == "here" and not here[cc] then here[cc] = code end
  end
  return { tell = rows[2].use == "coin" and code_of_coin or code_here, codes = codes, here = here }
end)
local function codes_in(dictionary) -- the code that a word for money has in every country, by the word
  return lun.timex.remembering(function(text)
    local row = row_of(dictionary, text)
    return row and row.code ~= "" and row.code or false
  end)
end
local code_of_sign, code_of_word = codes_in(signs), codes_in(currencies)
local function code(m)
  if m.sign then return code_of_sign(m.sign.text) or nil end
  local cur = m.cur
  if not cur then return nil end
  local said = cur.text
  local currency = ambiguous(said)
  return currency and currency.tell(m.doc, currency, cur.first) or code_of_word(said) or nil
end
-- Crowns are worn, and won, too: they are money where a country says whose, and of more than a few.
local FEW = 10
local function is_sum(m)
  if m.cur.text:find "^[Cc]rowns?$" and not (code(m) and (m.scale or (tonumber(low(m)) or 0) >= FEW)) then return false end
  return is_amount(m)
end
local function unit_of(m, column)
  local row = (units:lookup(m.unit.text) or {})[1]
  return row and row[column]
end

local function code_compared(m)
  if m.cur then return code(m) end
  for i = m.first - 1, 1, -1 do
    if row_of(signs, m.doc:word(i)) then return code_of_sign(m.doc:word(i)) or nil end
  end
end

local lower = lun.timex.remembering(function(text) return lun.lower((text:gsub("%s+", " "))) end)
local function counted(m)
  local what = m.what
  return what and lower(what.text)
end
local function unit(m)
  local said = m.cur or m.unit
  return said and lun.lower(said.text)
end
local money = { kind = "money", value = low, high = high, code = code, about = about, unit = unit }
local compared = { kind = "money", value = low, high = high, code = code_compared, about = about, unit = unit }
local measure = { kind = "measure", value = low, high = high, about = about, unit = unit, of = function(m) return unit_of(m, "kind") end }
local count = { kind = "count", value = low, high = high, about = about, what = counted }
local between = {
  kind = function(m) return m.what and "count" or m.unit and "measure" or "money" end, value = low, high = high, code = code, about = about, unit = unit, what = counted,
  of = function(m) return m.unit and unit_of(m, "kind") end,
}

-- Letters and digits in one: Rs500, N5bn.
local glued_codes = { N = "NGN", R = "ZAR", P = "PHP" }
local glued = { kind = "money", value = low, high = high, about = about, code = function(m)
  local letters = m.low.text:match "^%a+"
  return glued_codes[letters] or code_of_sign(letters) or code_of_word(letters) or nil
end }
local coins = { kind = "money", value = low, about = about, code = function() return "GBP" end, unit = function() return "pence" end }
local screens = { ["144p"] = true, ["240p"] = true, ["360p"] = true, ["480p"] = true, ["720p"] = true }
-- billion-dollar, 500-million-euro, multi-million-pound; a 500-pound bomb is a weight
local function parts_joined(m)
  local text = lun.lower(m.low.text)
  local number, word = text:match "^(.*)%-(%a+)$"
  if word == "pound" and not number:find "illion" then return nil end
  local several, scale = number:match "^(multi)%-?(%a+)$"
  if several then return scale .. "s of", word end
  return (number:find "^%d" or number:find "%-") and number:gsub("%-", " ") or "a " .. number, word
end
local function low_joined(m)
  local number = parts_joined(m)
  return number and (lun.quantity(number))
end
local joined = { kind = "money", value = low_joined, high = function(m) return (select(2, lun.quantity((parts_joined(m))))) end,
  unit = function(m) return (select(2, parts_joined(m))) end, code = function(m)
    local word = select(2, parts_joined(m))
    local currency = ambiguous(word)
    return currency and currency.tell(m.doc, currency, m.low.first) or code_of_word(word) or nil
  end }

return lun.rules {
  name = "quantities",
  about = "Money, percentages, measures and counts with exact values.",
  define = {
    About = [[ (about | around | some | nearly | almost | approximately | roughly | over | under | above | below | at (least | most) | (more | less | fewer) than | up to | as (much | many) as | an estimated | close to | in excess of) ]],
    Part = [[ (half | (a | one | three)? [word=quarter,quarters,"three-quarters"] of) ]],
    Number = [[ ([num & !word~/\d{1,2}:\d\d.*/] | #number[kind=cardinal] (and? #number[kind=cardinal]){0,3} (and (a | one) half)? | Part (a | an) | a | an) ]],
    Range = [[ [word~/[0-9,.]+[-–][0-9,.]+(bn|m|k|mn|tn|million|billion)?/] ]],
    Scaled = [[ [word~/[0-9,.]+-(million|billion|trillion|thousand)/] ]],
    Words = [[ ([num & !word~/\d{1,2}:\d\d.*|\d+(st|nd|rd|th)/] | #number[kind=cardinal] (and? #number[kind=cardinal]){0,3} (and (a | one) half)? | Part a) ]],
    PerTime = [[ [word~/[0-9][0-9.,]*(bn|mn?|tn|-(million|billion))?-an?-(day|night|week|month|year|head|barrel|share|ton|tonne)/] ]],
    Glued = [[ [word~/[0-9][0-9.,]*(bn|m|mn|k|tn)/] ]],
    Some = [[ (([word=tens,hundreds] of)? [word=dozens,scores,hundreds,thousands,millions,billions] of | several (dozen | hundred? Scale) | a? few (dozen | hundred? Scale)) ]],
    Vague = [[ (several hundred? Scale | a? few hundred? Scale | ([word=tens,hundreds,dozens,scores] of)? [word=thousands,millions,billions,trillions] of) ]],
    What = [[ ([pos=ADJ,NOUN,PROPN,VERB & !punct & !#unit & !#month & !#currency & tag!=VBD,VBZ,VBP,MD]{0,3} [tag=NNS,NNPS & !#unit & !#currency & !#scale & !#weekday] | people) ]],
    Against = [[ ((up | down)? from | instead of | compared [word=with,to] | against | versus | than) ]],
    Scale = [[ (#scale | #number[kind=scale]) ]],
    Digits = [[ [num] ]],
  },
  { "money", [[ About? (sign:#cursign low:(Range | Scaled | Digits | Glued | PerTime) scale:(Scale | [word~/(million|billion|trillion)-an?-(day|night|week|month|year)/])? ((to | "-") #cursign? high:Digits tail:Scale?)?) ]],
    gives = "quantity", attributes = money, where = ends_as_number, asks = { attributes = "words" },
    yes = { { "It cost about $4.2bn to build.", sign = "$", low = "4.2" }, { "They paid £3m for it.", sign = "£", low = "3" } },
    no = { "It cost them the match." } },
  { "between", [[ between span:(sign:#cursign low:(Scaled | Digits) scale:Scale? and #cursign? high:Digits tail:Scale? | low:(Scaled | Number) scale:Scale? and high:Number tail:Scale?
      (cur:#currency | ![#unit[kind=ratio,time] ] unit:#unit | (more | other)? what:What)) ]],
    gives = "quantity", asks = { where = "words" }, where = is_number, attributes = between,
    yes = { { "It cost between $4 million and $5 million.", low = "4", high = "5" }, { "It cost between 90 and 110 million euros.", low = "90", high = "110", cur = "euros" },
      { "Between 300 and 400 soldiers crossed the river.", what = "soldiers" }, { "It runs between 5 and 10 kilometres.", unit = "kilometres" } },
    no = { "It cost $4 million and 5 million euros.", "They met between 300 soldiers and 400 nurses.", "It runs between 5 and 10 o'clock." } },
  { "amount", [[ About? (low:(Range | Scaled | Number) scale:Scale? ((to | "-" | or) high:Number tail:Scale?)? | low:Vague) ![word=won & tag=VBD,VBN,VBP] cur:#currency ]],
    gives = "quantity", attributes = money, where = is_sum,
    yes = { { "They owe 4.2 billion pesos.", low = "4.2", cur = "pesos" }, { "Half a million dollars is gone.", cur = "dollars" }, { "They lost tens of millions of dollars.", low = "tens of millions of" } },
    no = { "The dollars are gone.", "It cost several euros." } },
  -- 1.1 billion euros from 1.28 billion: what is compared takes the currency
  { "compared", [[ (#cursign Digits Scale? | cur:#currency) (share:((a | per) share))? ("(" [!text="(",")"]{1,6} ")")? (","? (in | for) (the year)? [num & len=4 | #month])? ","? Against the? span:(low:Digits scale:Scale?) ![#currency | #scale | text="%" | word=percent,per | tag=NN,NNS,JJ] ]],
    gives = "quantity", attributes = compared, where = function(m) return (m.scale or m.low.text:find "%d,%d%d%d" or m.share and m.low.text:find "%.%d") and is_number(m) end,
    yes = { { "Profit fell to 1.1 billion euros in 2023 from 1.28 billion.", low = "1.28", cur = "euros" }, { "They want 30 euros a share instead of the 24.50 offered.", low = "24.50", cur = "euros" } },
    no = { "It paid 1.1 billion euros from 1.28 billion shares.", "It rose to 30 euros from 24.50." } },
  -- Rs500 crore, N5bn: letters that stand for a currency, and of those that stand for more only with a scale
  { "glued", [[ low:/(Rs|RM|K[Ss]h|Dhs?|CNY|[NRP])[0-9][0-9,.]*(bn|m|tn)?/ scale:Scale? ]],
    gives = "quantity", where = function(m) return low(m) ~= nil and (m.scale ~= nil or not m.low.text:find "^[NRP]%d[%d,.]*$") end, attributes = glued,
    yes = { { "It cost Rs500 crore.", low = "Rs500" }, { "It cost N5bn.", low = "N5bn" }, { "It cost R500 million.", low = "R500" } },
    no = { "They took the R500 road.", "It cost 500 crore." } },
  { "pence", [[ About? low:[word~/[0-9]{1,3}(\.[0-9])?p/] ]],
    gives = "quantity", attributes = coins, where = function(m) return not screens[m.low.text] end,
    yes = { { "Milk rose to 95p.", low = "95p" } },
    no = { "It was filmed in 720p." } },
  -- a billion-dollar deal, a 500-million-euro loan
  { "compound", [[ (a | an | the)? low:/([0-9][0-9.,]*-|multi-?|((?i)two|three|four|five|six|seven|eight|nine|ten)-)?((?i)million|billion|trillion|[0-9][0-9.,]*)-(dollar|euro|pound|peso|rupee|yen|yuan|ruble|rouble|franc|naira|shilling|rand|real|won|crown|shekel|dirham)/ ]],
    gives = "quantity", attributes = joined, where = function(m) return low_joined(m) ~= nil end,
    yes = { { "It was a billion-dollar deal.", low = "billion-dollar" }, { "It was a two-billion-dollar deal.", low = "two-billion-dollar" } },
    no = { "It was a 500-pound bomb.", "It was a billion-dose deal." } },
  { "percent", [[ About? ("-" | minus)? low:(Range | Words) ((("%" | percent | per cent)? (to | "-") | or | and) high:Words)? unit:("%" | percent | per cent | pct | percentage (point | points) | "pct." | basis (point | points) | bps | bp) ]],
    gives = "quantity", where = is_share, asks = "words",
    attributes = { kind = "percent", high = high, about = about, value = function(m)
      local before = m.low.first > m.first and m.doc:lower(m.low.first - 1)
      return ((before == "minus" or before == "-") and "-" or "") .. low(m)
    end, unit = function(m)
      local said = lun.lower(m.unit.text)
      return (said:find "basis" or said:find "^bp") and "basis points" or said:find "point" and "percentage points" or "%"
    end },
    yes = { { "Prices rose 3.5 percentage points.", low = "3.5" }, { "Some 5-10 percent left.", low = "5-10" }, { "It fell by 12 per cent.", low = "12" } },
    no = { "A percent sign is missing." } },
  -- what a ratio says is a percentage, and times are of a pack of their own
  { "measure", [[ About? low:(Range | Words | half an) scale:Scale? ((to | "-" | or | by) high:Number tail:Scale?)? ![#unit[kind=ratio,time] ] unit:#unit ]],
    gives = "quantity", where = is_number, asks = "words",
    attributes = measure,
    yes = { { "The dam holds 20,000 cubic metres.", low = "20,000", unit = "cubic metres" } },
    no = { "The metres are counted.", "It took 20 minutes.", "It fell by 12 percent." } },
  { "one", [[ low:(a | an) ![#unit[kind=ratio,time] ] unit:#unit ]],
    gives = "quantity", where = is_measured, attributes = measure,
    yes = { { "It lies a mile from here.", unit = "mile" } },
    no = { "It sells at $75 a barrel." } },
  { "count", [[ About? (low:(Range | Words) scale:Scale? | low:a scale:Scale | low:Some) ((to | "-" | or) high:Words tail:Scale?)? (more | other)? what:What ]],
    gives = "quantity", asks = { attributes = "words" }, where = is_counted,
    attributes = count,
    yes = { { "Some 300 soldiers crossed the river.", low = "300", what = "soldiers" }, { "Two dozen people left.", what = "people" }, { "Dozens of villagers left.", low = "Dozens of", what = "villagers" } },
    no = { "Soldiers crossed the river.", "The 2015 attacks were planned." } },
}
