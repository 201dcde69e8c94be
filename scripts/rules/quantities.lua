-- Quantities: money, percentages, measures and what is counted, as spans of the layer `quantity` with exact decimal values: kind,
-- value, high (the upper end of a range), code (a currency), unit, what (the noun that is counted) and about (yes, over, under).
local currencies, signs, units = lun.dictionary "currency", lun.dictionary "cursign", lun.dictionary "unit"

local vague = { about = "yes", around = "yes", some = "yes", nearly = "under", almost = "under", approximately = "yes", roughly = "yes",
  over = "over", least = "over", more = "over", under = "under", less = "under", fewer = "under", most = "under", up = "under", below = "under", above = "over" }
-- What stands before the number says how exact it is: more than 5 people, not 5 more people.
local function about(m)
  local doc, first = m.doc, m.first
  for i = first, math.min(first + 2, m.low.first - 1) do
    local said = vague[doc:lower(i)]
    if said then return said end
  end
end

local function text_of(span) return span and span.text end
-- Coins, as parts of their currency.
local minor = {}
for word in ("cent cents pence penny centavo centavos centime centimes kopeck kopecks fils paise paisa piastre piastres ¢"):gmatch "%S+" do minor[word] = "0.01" end

-- $3m to £4m: each has its own scale; 4 to 5 million: what scales the second scales the first.
local asked, from, to -- of the match that was asked about last: its condition and its attributes all ask
local function range(m)
  if m ~= asked then
    local cur = m.cur
    from, to = lun.quantity(m.scale and m.low.text .. " " .. m.scale.text or m.low.text, text_of(m.high), text_of(m.tail), cur and minor[lun.lower(cur.text)])
    asked = m
  end
  return from, to
end
local function low(m) return (range(m)) end
local function high(m) return (m.high or m.low.text:find "[-–]") and select(2, range(m)) or nil end -- a range of one token: 10-12bn
local function is_number(m) return low(m) ~= nil end
-- The same where a match may end with its number: one that goes on behind a comma (1,5 billion, 1.234.567,89) is not what its first part says.
local function ends_as_number(m)
  local doc, last = m.doc, (m.high or m.low).last
  local on = last + 2 <= #doc and doc:word(last + 1) == "," and not doc:spaced(last + 1) and not doc:spaced(last + 2) and doc:word(last + 2):find "^%d"
  return not on and is_number(m)
end

local function code(m)
  local row = m.sign and (signs:lookup(m.sign.text) or {})[1] or m.cur and (currencies:lookup(m.cur.text) or {})[1]
  return row and row.code ~= "" and row.code or nil
end
local function unit_of(m, column)
  local row = (units:lookup(m.unit.text) or {})[1]
  return row and row[column]
end

local money = { kind = "money", value = low, high = high, code = code, about = about, unit = function(m) return m.cur and lun.lower(m.cur.text) end }

return lun.rules {
  name = "quantities",
  about = "Money, percentages, measures and counts with exact values.",
  define = {
    About = [[ (about | around | some | nearly | almost | approximately | roughly | over | under | above | below | at (least | most) | (more | less | fewer) than | up to | as (much | many) as) ]],
    Number = [[ ([num & !word~/\d{1,2}:\d\d.*/] | #number[kind=cardinal] (and? #number[kind=cardinal]){0,3} (and (a | one) half)? | half (a | an) | a | an) ]],
    Range = [[ [word~/[0-9,.]+[-–][0-9,.]+(bn|m|k|mn|tn|million|billion)?/] ]],
    Scaled = [[ [word~/[0-9,.]+-(million|billion|trillion|thousand)/] ]],
    Words = [[ ([num & !word~/\d{1,2}:\d\d.*|\d+(st|nd|rd|th)/] | #number[kind=cardinal] (and? #number[kind=cardinal]){0,3} (and (a | one) half)? | half a) ]],
    Scale = [[ (#scale | #number[kind=scale]) ]],
    Digits = [[ [num] ]],
  },
  { "money", [[ About? (sign:#cursign low:(Range | Scaled | Digits) scale:Scale? ((to | "-") #cursign? high:Digits tail:Scale?)?) ]],
    gives = "quantity", attributes = money, where = ends_as_number, asks = { attributes = "words" },
    yes = { { "It cost about $4.2bn to build.", sign = "$", low = "4.2" }, { "They paid £3m for it.", sign = "£", low = "3" } },
    no = { "It cost them the match." } },
  { "money.between", [[ between span:(sign:#cursign low:(Scaled | Digits) scale:Scale? and #cursign? high:Digits tail:Scale? | low:(Scaled | Number) scale:Scale? and high:Number tail:Scale? cur:#currency) ]],
    gives = "quantity", asks = "words", where = is_number, attributes = money,
    yes = { { "It cost between $4 million and $5 million.", low = "4", high = "5" }, { "It cost between 90 and 110 million euros.", low = "90", high = "110" } },
    no = { "It cost $4 million and 5 million euros." } },
  { "amount", [[ About? low:(Range | Scaled | Number) scale:Scale? ((to | "-" | or) high:Number tail:Scale?)? cur:#currency ]],
    gives = "quantity", attributes = money, where = is_number, asks = "words",
    yes = { { "They owe 4.2 billion pesos.", low = "4.2", cur = "pesos" }, { "Half a million dollars is gone.", cur = "dollars" } },
    no = { "The dollars are gone." } },
  { "percent", [[ About? ("-" | minus)? low:(Range | Words) ((to | "-" | or | and) high:Words)? unit:("%" | percent | per cent | pct | percentage (point | points) | "pct." | basis (point | points)) ]],
    gives = "quantity", where = is_number, asks = "words",
    attributes = { kind = "percent", high = high, about = about, value = function(m)
      local before = m.low.first > m.first and m.doc:lower(m.low.first - 1)
      return ((before == "minus" or before == "-") and "-" or "") .. low(m)
    end, unit = function(m) return m.unit.text:find "point" and (m.unit.text:find "basis" and "basis points" or "percentage points") or "%" end },
    yes = { { "Prices rose 3.5 percentage points.", low = "3.5" }, { "Some 5-10 percent left.", low = "5-10" }, { "It fell by 12 per cent.", low = "12" } },
    no = { "A percent sign is missing." } },
  -- what a ratio says is a percentage, and times are of a pack of their own
  { "measure", [[ About? low:(Range | Number) scale:Scale? ((to | "-" | or | by) high:Number tail:Scale?)? ![#unit[kind=ratio,time] ] unit:#unit ]],
    gives = "quantity", where = is_number, asks = "words",
    attributes = { kind = "measure", value = low, high = high, about = about, unit = function(m) return lun.lower(m.unit.text) end, of = function(m) return unit_of(m, "kind") end },
    yes = { { "The dam holds 20,000 cubic metres.", low = "20,000", unit = "cubic metres" } },
    no = { "The metres are counted.", "It took 20 minutes.", "It fell by 12 percent." } },
  { "count", [[ About? (low:(Range | Words) scale:Scale? | low:a scale:Scale) ((to | "-" | or) high:Words tail:Scale?)? (more | other)? what:([pos=ADJ,NOUN,PROPN,VERB & !punct & !#unit & !#month & !#currency & tag!=VBD,VBZ,VBP,MD]{0,3} [tag=NNS,NNPS & !#unit & !#currency & !#scale & !#weekday] | people) ]],
    gives = "quantity", asks = "words", where = function(m) return is_number(m) and not (m.scale == nil and lun.lower(m.low.text):find "^[ha]") end,
    attributes = { kind = "count", value = low, high = high, about = about, what = function(m) return lun.lower(m.what.text:gsub("%s+", " ")) end },
    yes = { { "Some 300 soldiers crossed the river.", low = "300", what = "soldiers" }, { "Two dozen people left.", what = "people" } },
    no = { "Soldiers crossed the river." } },
}
