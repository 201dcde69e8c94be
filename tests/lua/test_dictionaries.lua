-- Bundled dictionaries: every entry of those that patterns name is found where a text has it, as one entry and whole.
local core = require "lunette.core"
local lun = require "lunette"
local phase = require "lunette.phase"
local check = dofile "tests/lua/check.lua"

local function surfaces(name)
  local list, seen = {}, {}
  for line in assert(core.read("scripts/data/" .. name .. ".tsv")):gmatch "[^\n]+" do
    local surface = line:match "^([^\t#][^\t]*)"
    if surface and not seen[surface] then list[#list + 1], seen[surface] = surface, true end
  end
  return list
end

-- One paragraph an entry and form, so that no entry runs into the next; each entry must be found in one of the forms.
local function all_found(name, ...)
  local texts, lines, missed, found = surfaces(name), {}, {}, {}
  for _, surface in ipairs(texts) do
    for _, form in ipairs { ... } do lines[#lines + 1] = form:format(surface) end
  end
  phase.run({ lun.rules { name = "t", { "r", "#" .. name, emit = function(m) found[m.text] = true end } } },
    lun.doc(table.concat(lines, "\n\n")))
  for _, surface in ipairs(texts) do if not found[surface] then missed[#missed + 1] = surface end end
  check.that(not missed[1], ("%s is never found: %s"):format(name, table.concat(missed, ", ")))
end

for name in ("agreement people title orgnoun role weekday month timeword number unit relation norp lang placenoun metonym place org"):gmatch "%a+" do
  all_found(name, "and %s was there", "the %s Ana Torres")
end
all_found("cursign", "it cost %s 5 then")
all_found("cursign", "it cost %s 5.")
all_found("currency", "it cost 5 %s then", "it cost %s5 then")
all_found("scale", "it cost 5 %s euros")

-- What a number is followed by without a space, and signs that stand before it.
check.is("#cursign [num] #scale?", "It cost $4.2bn, US$5m, €3.5 million, £20k, R$6, Rs 7 lakh crore, $1.5T and A$12m.",
  "$4.2bn|US$5m|€3.5 million|£20k|R$6|Rs 7 lakh crore|$1.5T|A$12m")
check.is("#currency", "It cost 5 US dollars, HK$ 6 and 7 euros.", "US dollars|HK$|euros")
check.is('"US$" [num]', "It cost US$5.", "US$5") -- a text between quotation marks is cut as the article is
check.done()
