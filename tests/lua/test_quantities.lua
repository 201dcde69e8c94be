-- Quantities: exact decimals, and what the pack `quantities` makes of texts.
local lun = require "lunette"
local decimal = require "lunette.decimal"
local phase = require "lunette.phase"
local report = require "lunette.report"

local function same(got, wanted, what)
  if got ~= wanted then error(("%s: %s, not %s"):format(what, tostring(got), tostring(wanted)), 2) end
end

-- decimals: no float comes near them
for text, wanted in pairs { ["1,234.50"] = "1234.5", ["-3.20"] = "-3.2", ["0.05"] = "0.05", ["007"] = "7", ["0.0"] = "0", ["100"] = "100", [".5"] = "0.5", ["1,5"] = "1.5", ["12,50"] = "12.5", ["1,00,000"] = "100000", ["1,234,567"] = "1234567" } do
  same(decimal.text(decimal.of(text)), wanted, text)
end
for _, text in ipairs { "", ".", "1.", "a", "1.2.3", "1-2", ",", "12,34,", "-", "1,2345", "1.234.567,89" } do assert(decimal.of(text) == nil, text) end
local function times(a, b) return decimal.text(decimal.times(decimal.of(a), decimal.of(b))) end
same(times("4.2", "1000000000"), "4200000000", "4.2bn")
same(times("0.1", "3"), "0.3", "a tenth three times")
same(times("123456789012345678901234567890", "987654321"), "121932631124828532112482853211126352690", "many digits")
same(times("-2", "0.5"), "-1", "a negative one")
same(times("0", "-5"), "0", "nothing")
same(times("0", "1000000"), "0", "a million times nothing")
same(times("-0.05", "1000000"), "-50000", "a million times a part")
local ordered = { "-100", "-3.2", "-3", "0", "0.05", "0.5", "3", "3.2", "10", "100000000000000000000" }
for i, a in ipairs(ordered) do
  for k, b in ipairs(ordered) do same(decimal.less(decimal.of(a), decimal.of(b)), i < k, a .. " < " .. b) end
end

-- amounts
for _, case in ipairs {
  { "4.2", nil, "bn", "4200000000" }, { "10-12bn", nil, nil, "10000000000", "12000000000" }, { "4", "5", "million", "4000000", "5000000" }, { "one", "two", "million", "1000000", "2000000" }, { "two thousand", "three", "million", "2000", "3000000" },
  { "500", nil, "crore", "5000000000" }, { "half a million", nil, nil, "500000" }, { "two and a half", nil, "million", "2500000" },
  { "300-million", nil, nil, "300000000" }, { "twenty-five", nil, nil, "25" }, { "two", nil, "dozen", "24" }, { "a few", nil, nil, nil }, { "3,000-4,000", nil, nil, "3000", "4000" },
  { "a quarter of a million", nil, nil, "250000" }, { "three quarters of a", nil, "billion", "750000000" }, { "several million", nil, nil, "3000000", "9999999" },
  { "119.04-06", nil, nil, "119.04", "119.06" }, { "1.1728-1730", nil, nil, "1.1728", "1.173" }, { "1.5-2", nil, "million", "1500000", "2000000" }, { "2.50-10", nil, nil, "2.5", "10" },
  { "tens of thousands of", nil, nil, "20000", "99999" }, { "several hundred million", nil, nil, "300000000", "999999999" }, { "millions of", nil, nil, "2000000", "9999999" }, { "several", nil, nil, nil },
  { "1,234.50", nil, nil, "1234.5" }, { "0.00", nil, "million", "0" }, { "36.50", nil, "million", "36500000" }, { "007", nil, nil, "7" }, { "1,5", nil, "million", "1500000" },
  { ("9"):rep(70), nil, "bn", ("9"):rep(70) .. "000000000" },
} do
  local value, high = lun.quantity(case[1], case[2], case[3])
  same(value, case[4], case[1])
  same(high, case[5], case[1] .. ", upper end")
  local again, upper = lun.quantity(case[1], case[2], case[3]) -- what is remembered is the same
  same(again, value, case[1])
  same(upper, high, case[1])
end
for _, text in ipairs { "4", "4.2", "4.2 million", "few" } do same(select("#", lun.quantity(text)), 1, text .. ", one value") end
for i = 1, 1100 do same(lun.quantity(i .. ".5", nil, "thousand"), tostring(i * 1000 + 500), "more texts than are remembered") end
for _, case in ipairs { { "42", "0.42" }, { "7.50", "0.075" }, { "1,200", "12" }, { "2 million", "20000" } } do same(lun.quantity(case[1], nil, nil, "0.01"), case[2], case[1] .. " cents") end
same(lun.quantity("3", nil, nil, "0.5"), "1.5", "a part that is no power of ten")
for _, word in ipairs { "million", "bn" } do same(lun.quantity("3", nil, nil, word), "3", "no decimal, though it was met as a scale") end
same(lun.quantity("4.2", nil, "million"), "4200000", "4.2 million when others were forgotten")

local failed
local pack = report.load "quantities"()
local function found(text)
  local doc, list = lun.doc(text), {}
  phase.run({ pack }, doc)
  for s in doc:spans "quantity" do
    local parts = { s.text, s:get "kind", s:get "value" }
    for _, name in ipairs { "high", "code", "unit", "what", "about" } do if s:get(name) then parts[#parts + 1] = name .. "=" .. s:get(name) end end
    list[#list + 1] = table.concat(parts, " ")
  end
  return table.concat(list, "; ")
end
for _, case in ipairs {
  { "It cost about $4.2bn.", "about $4.2bn money 4200000000 code=USD about=yes" },
  { "They owe 4.2 billion pesos.", "4.2 billion pesos money 4200000000 unit=pesos" },
  { "They owe 4.2 billion Chilean pesos.", "4.2 billion Chilean pesos money 4200000000 code=CLP unit=chilean pesos" },
  { "It lost £3m to £4m.", "£3m to £4m money 3000000 high=4000000 code=GBP" },
  { "It lost $4 to $5 million.", "$4 to $5 million money 4000000 high=5000000 code=USD" },
  { "It lost £30m-£40m.", "£30m-£40m money 30000000 high=40000000 code=GBP" },
  { "They signed a billion-dollar deal.", "a billion-dollar money 1000000000 code=USD unit=dollar" },
  { "They signed a multi-million-euro deal and dropped a 500-pound bomb.", "a multi-million-euro money 2000000 high=9999999 code=EUR unit=euro" },
  { "They signed the two-billion-dollar deal.", "the two-billion-dollar money 2000000000 code=USD unit=dollar" },
  { "It was a $1.5bn-a-year programme.", "$1.5bn-a-year money 1500000000 code=USD" },
  { "It was a $300-a-month job at a $2 million-a-year firm.", "$300-a-month money 300 code=USD; $2 million-a-year money 2000000 code=USD" },
  { "It sold at $75 a barrel, and a mile away.", "$75 money 75 code=USD; a mile measure 1 unit=mile" },
  { "It sold at 95p a litre in 720p.", "95p money 0.95 code=GBP unit=pence" },
  { "It cost Rs3 lakh crore, N5bn, R400 million and RM20.", "Rs3 lakh crore money 3000000000000 code=INR; N5bn money 5000000000 code=NGN; R400 million money 400000000 code=ZAR; RM20 money 20 code=MYR" },
  { "They took the R500 road.", "" },
  { "It raised an estimated $2 million and close to £3m.", "an estimated $2 million money 2000000 code=USD about=yes; close to £3m money 3000000 code=GBP about=yes" },
  { "They seized 40 pounds of cocaine.", "40 pounds measure 40 unit=pounds" },
  { "The stone weighed 40 pounds.", "40 pounds measure 40 unit=pounds" },
  { "They gave 40 pounds of public money.", "40 pounds money 40 code=GBP unit=pounds" },
  { "It rose 2% to 3%, by 50 bps or a quarter of a percentage point.", "2% to 3% percent 2 high=3 unit=%; 50 bps percent 50 unit=basis points; a quarter of a percentage point percent 0.25 unit=percentage points" },
  { "It pumps 300,000 barrels a day.", "300,000 barrels a day measure 300000 unit=barrels a day" },
  { "Dozens of villagers and tens of thousands of miners left.", "Dozens of villagers count 24 high=99 what=villagers; tens of thousands of miners count 20000 high=99999 what=miners" },
  { "A dozen soldiers and several hundred monks left.", "A dozen soldiers count 12 what=soldiers; several hundred monks count 300 high=999 what=monks" },
  { "Crude rose $1.20 to $75.30 and fell by $3 to $70.", "$1.20 money 1.2 code=USD; $75.30 money 75.3 code=USD; $3 money 3 code=USD; $70 money 70 code=USD" },
  { "It needs €10-12bn.", "€10-12bn money 10000000000 high=12000000000 code=EUR" },
  { "It asked for Rs 500 crore.", "Rs 500 crore money 5000000000 code=INR" },
  { "Half a million dollars is gone.", "Half a million dollars money 500000 code=USD unit=dollars" },
  { "They were fined 700,000 soles.", "700,000 soles money 700000 code=PEN unit=soles" },
  { "It would raise 340 billion shillings.", "340 billion shillings money 340000000000 unit=shillings" },
  { "NAIROBI, Kenya (Wire) - The levy would raise 340 billion shillings.", "340 billion shillings money 340000000000 code=KES unit=shillings" },
  { "NAIROBI, Kenya (Wire) - Uganda owes 5 billion shillings.", "5 billion shillings money 5000000000 code=UGX unit=shillings" },
  { "Chile raised the levy. It now stands at 500 pesos.", "500 pesos money 500 code=CLP unit=pesos" },
  { "The mayor of Karachi lost 5 million rupees.", "5 million rupees money 5000000 code=PKR unit=rupees" },
  { "Of the 20 teams from Seoul 12 won their games.", "20 teams count 20 what=teams" },
  { "The firm in Seoul paid 12,000 won.", "12,000 won money 12000 code=KRW unit=won" },
  { "Norway paid 182 crowns and 1.1 billion crowns.", "182 crowns money 182 code=NOK unit=crowns; 1.1 billion crowns money 1100000000 code=NOK unit=crowns" },
  { "Norway won 3 crowns. It paid 300,000 levs.", "300,000 levs money 300000 code=BGN unit=levs" },
  { "Canada spent 5 million pounds.", "5 million pounds money 5000000 code=GBP unit=pounds" },
  { "The stock rose to 21.50 euros. It pays 45 cents a share.", "21.50 euros money 21.5 code=EUR unit=euros; 45 cents money 0.45 code=EUR unit=cents" },
  { "It earned 30 euros, then 20 cents and 10 cents.", "30 euros money 30 code=EUR unit=euros; 20 cents money 0.2 code=EUR unit=cents; 10 cents money 0.1 code=EUR unit=cents" },
  { "It sells for 3 Canadian dollars and earns 20 cents.", "3 Canadian dollars money 3 code=CAD unit=canadian dollars; 20 cents money 0.2 code=CAD unit=cents" },
  { "He lost a quarter of a million pounds.", "a quarter of a million pounds money 250000 code=GBP unit=pounds" },
  { "They sold it for three quarters of a billion dollars.", "three quarters of a billion dollars money 750000000 code=USD unit=dollars" },
  { "Repairs cost several million euros.", "several million euros money 3000000 high=9999999 code=EUR unit=euros" },
  { "They lost tens of millions of dollars.", "tens of millions of dollars money 20000000 high=99999999 code=USD unit=dollars" },
  { "It cost Kč 20 million.", "Kč 20 million money 20000000 code=CZK" },
  { "Sales fell to 2.1 billion euros in 2022 from 2.4 billion a year before.", "2.1 billion euros money 2100000000 code=EUR unit=euros; 2.4 billion money 2400000000 code=EUR unit=euros" },
  { "It pledged 25 billion euros ($27 billion), up from 18 billion.", "25 billion euros money 25000000000 code=EUR unit=euros; $27 billion money 27000000000 code=USD; 18 billion money 18000000000 code=EUR unit=euros" },
  { "It cost 30,000 euros, compared with 22,000 three months ago.", "30,000 euros money 30000 code=EUR unit=euros; 22,000 money 22000 code=EUR unit=euros" },
  { "A bag cost 500 CFA francs. It now costs 900 francs.", "500 CFA francs money 500 code=XOF unit=cfa francs; 900 francs money 900 code=XOF unit=francs" },
  { "Losses were put at between one and two million euros.", "one and two million euros money 1000000 high=2000000 code=EUR unit=euros" },
  { "Sales rose to $2.1 billion from 1.9 billion.", "$2.1 billion money 2100000000 code=USD; 1.9 billion money 1900000000 code=USD" },
  { "Holders want 40 euros a share instead of the 32.50 on offer.", "40 euros money 40 code=EUR unit=euros; 32.50 money 32.5 code=EUR unit=euros" },
  { "It paid 2.1 billion euros in 2022 from 2.4 billion people.", "2.1 billion euros money 2100000000 code=EUR unit=euros; 2.4 billion people count 2400000000 what=people" },
  { "Between 300 and 400 miners left.", "300 and 400 miners count 300 high=400 what=miners" },
  { "Between 2 and 3 million people left.", "2 and 3 million people count 2000000 high=3000000 what=people" },
  { "It runs for between 5 and 8 kilometres.", "5 and 8 kilometres measure 5 high=8 unit=kilometres" },
  { "It earned 38 cents a share.", "38 cents money 0.38 code=USD unit=cents" },
  { "Prices rose 5%.", "5% percent 5 unit=%" },
  { "Prices rose by more than 12 per cent.", "more than 12 per cent percent 12 unit=% about=over" },
  { "Support fell 3.5 percentage points.", "3.5 percentage points percent 3.5 unit=percentage points" },
  { "Between 5 and 10 percent left.", "5 and 10 percent percent 5 high=10 unit=%" },
  { "Growth was -3.2%.", "-3.2% percent -3.2 unit=%" },
  { "It covers 20,000 square kilometres.", "20,000 square kilometres measure 20000 unit=square kilometres" },
  { "Some 300 soldiers crossed.", "Some 300 soldiers count 300 what=soldiers about=yes" },
  { "At least two dozen people left.", "At least two dozen people count 24 what=people about=over" },
  { "They found 5 more people.", "5 more people count 5 what=people" },
  { "They found more than 5 more people.", "more than 5 more people count 5 what=people about=over" },
  { "They sent 3,000-4,000 troops.", "3,000-4,000 troops count 3000 high=4000 what=troops" },
  { "The 1.5m people stayed.", "1.5m people count 1500000 what=people" },
  { "They met at 8:30 on 3 May 2018.", "" },
  { "In 1998 it rained.", "" },
  { "It cost €1.234.567,89 and $1,5 billion.", "" },
  { "The 2015 attacks followed the Sept. 11 attacks.", "" },
  { "Some 2000 families and 2015 voters left.", "Some 2000 families count 2000 what=families about=yes; 2015 voters count 2015 what=voters" },
  { "Flight 93 passengers, Fortune 500 companies and No. 4 reactors were named.", "" },
  { "A category 4 storm of 180 kilometres hit 12 flooded coastal towns and 40 people including five women soldiers.", "180 kilometres measure 180 unit=kilometres; 12 flooded coastal towns count 12 what=flooded coastal towns; 40 people count 40 what=people; five women soldiers count 5 what=women soldiers" },
  { "Its 5 p.m. quotes fell to 2.78 vs 2.69.", "" },
  { "Its 9 A.M. quotes rose after the JUNE 12 attacks.", "" },
  { "There was a bit of damage.", "" },
  { "Output rose 3.2 percent from July 1995 and 0.8 percent from June.", "3.2 percent percent 3.2 unit=%; 0.8 percent percent 0.8 unit=%" },
  { "Prices fell from 12 to 8 percent.", "12 to 8 percent percent 12 high=8 unit=%" },
  { "In May 12 people left.", "12 people count 12 what=people" },
} do
  local got = found(case[1])
  if got ~= case[2] then print(("%s\n  got    %s\n  wanted %s"):format(case[1], got, case[2])) failed = true end
end
assert(not failed)
