-- Other names: events, holidays, laws and agreements, prizes, plans, works, languages, products. Known ones, and those that a head
-- noun makes of the words before or behind it. Gives candidates; the pack `names` decides.
local known = lun.dictionary "misc"

local function row(m) return (known:lookup(m.name.text) or {})[1] or {} end
local nouns = lun.dictionary "miscnoun"
local function noun(m) return (nouns:lookup(m.noun.text) or {})[1] or {} end
local of_noun = { sure = function(m) return tostring(math.min(8, (tonumber(noun(m).prior) or 5))) end, kind = function(m) return noun(m).kind end }

return lun.rules {
  name = "misc",
  about = "Candidates for names that are no person, place or organisation.",
  use = { "people" }, -- for its tests of words
  define = {
    Lead = [[ [cap & word & !opener & !#month & !#weekday & !#title] ]],
    Part = [[ [cap & word & !opener & !#weekday] | [num & cap] | of | and | "&" ]],
    Year = [[ [num & value>=1800 & value<=2100] ]],
    Number = [[ ("I" | "II" | "III" | "IV" | "V" | "VI" | [num & value<1000]) ]],
    Rest = [[ [cap & word & !#weekday & !#month] ]],
  },
  { "known", [[ name:#misc ]],
    gives = "misc?", attributes = { sure = function(m) return row(m).prior or "5" end, kind = function(m) return row(m).kind end },
    yes = { { "They fasted during Ramadan.", name = "Ramadan" }, { "Both men fought in World War II.", name = "World War II" } },
    no = { "They fasted for a month." } },
  { "headed", [[ name:(Year? Lead Part{0,3} noun:[#miscnoun & cap] Number?) ]],
    gives = "misc?", attributes = of_noun,
    yes = { { "She ran in the Harbour Marathon.", name = "Harbour Marathon" }, { "The 2016 Coastal Cup was cancelled.", name = "2016 Coastal Cup" },
      { "Members backed the Clean Rivers Act on Monday.", name = "Clean Rivers Act" } },
    no = { "She ran a marathon.", "Parliament passed the act." } },
  { "heading", [[ name:(noun:[#miscnoun & cap] (of | on | for | against) (the)? Rest{1,4}) ]],
    gives = "misc?", attributes = of_noun,
    yes = { { "They signed the Treaty of Norwick in May.", name = "Treaty of Norwick" }, { "He survived the Siege of Tellmar.", name = "Siege of Tellmar" } },
    no = { "They signed the treaty of friendship." } },
  { "titled", [[ (novel | film | movie | book | album | song | play | series | sitcom | documentary | musical | memoir | painting | single | game) ","? [open | text="\""] span:name:(Rest ([cap & word] | a | an | the | of | and | in | on | to | for | with | "'s" | "," | [num]){0,6}) [close | text="\""] ]],
    gives = "misc?", attributes = { sure = "8", kind = "work" },
    yes = { { "His novel \"The Drowned Harbour\" sold well.", name = "The Drowned Harbour" } },
    no = { "His novel sold well." } },
  { "language", [[ (speak | speaks | spoke | speaking | spoken | in | into | fluent | learn | learning | translated | teach | teaches | taught) span:name:#lang ![cap & word] ]],
    gives = "misc?", attributes = { sure = "7", kind = "language" },
    yes = { { "She spoke Quechua to the crowd.", name = "Quechua" } },
    no = { "She spoke to the crowd." } },
}
