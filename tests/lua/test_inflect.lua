-- Inflected forms: what <lemma> in a pattern stands for, against tables written out here, against the exception lists that
-- come with the program, and against the dictionaries that list forms by hand.
local core = require "lunette.core"
local inflect = require "lunette.inflect"
local check = dofile "tests/lua/check.lua"
local is = check.is

local function forms(lemma, wanted)
  local got = table.concat(inflect.forms(lemma), " ")
  if got ~= wanted then error(("<%s> is %q, not %q"):format(lemma, got, wanted), 2) end
  check.count = check.count + 1
end

-- Everyday verbs and nouns.
for line in ([[
ink inks inked inking|say says said saying|tell tells told telling|make makes made making|get gets got gotten getting
see sees saw seen seeing|run runs ran running|build builds built building|win wins won winning|elect elects elected electing
play plays played playing|look looks looked looking|order orders ordered ordering|change changes changed changing
free frees freed freeing|sue sues sued suing|vow vows vowed vowing|watch watches watched watching|mix mixes mixed mixing
veto vetoes vetoed vetoing|waltz waltzes waltzed waltzing|refer refers referred referring|admit admits admitted admitting
equip equips equipped equipping|star stars starred starring|trek treks trekked trekking|bus buses bused bussed busing bussing busses
broadcast broadcasts broadcasting|prove proves proved proven proving|oversee oversees oversaw overseen overseeing
co-sign co-signs co-signed co-signing|woman women|leaf leaves leafs leafed leafing|wolf wolves wolfs wolfed wolfing|series|NATO
]]):gmatch "[^|\n]+" do forms(line:match "%S+", line) end

-- Regular spelling.
forms("sign", "sign signs signed signing")
forms("agree", "agree agrees agreed agreeing")
forms("announce", "announce announces announced announcing")
forms("carry", "carry carries carried carrying")
forms("stay", "stay stays stayed staying")
forms("die", "die dies died dying")
forms("argue", "argue argues argued arguing")
forms("dye", "dye dyes dyed dyeing")
forms("age", "age ages aged aging ageing")
forms("singe", "singe singes singed singeing")
forms("reach", "reach reaches reached reaching")
forms("fix", "fix fixes fixed fixing")
forms("panic", "panic panics panicked panicking")
forms("echo", "echo echoes echoed echoing")
forms("ski", "ski skis skied skiing")
check.that(table.concat(inflect.forms "monarch", " "):find "^monarch monarchs")
check.that(table.concat(inflect.forms "human", " "):find "^human humans")

-- Doubled consonants, by the stress.
forms("stop", "stop stops stopped stopping")
forms("plan", "plan plans planned planning")
forms("war", "war wars warred warring")
forms("quit", "quit quits quitted quitting")
forms("rain", "rain rains rained raining")
forms("show", "show shows showed shown showing")
forms("tax", "tax taxes taxed taxing")
forms("commit", "commit commits committed committing")
forms("visit", "visit visits visited visiting")
forms("occur", "occur occurs occurred occurring")
forms("offer", "offer offers offered offering")
forms("submit", "submit submits submitted submitting")
forms("resubmit", "resubmit resubmits resubmitted resubmitting")
forms("airdrop", "airdrop airdrops airdropped airdropping")
forms("compel", "compel compels compelled compelling")

-- Two spellings side by side.
forms("travel", "travel travels traveled travelled traveling travelling")
forms("cancel", "cancel cancels canceled cancelled canceling cancelling")
forms("kidnap", "kidnap kidnaps kidnaped kidnapped kidnaping kidnapping")
forms("learn", "learn learns learned learnt learning")
forms("focus", "focus focuses focused focussed focusing focussing foci")
forms("dive", "dive dives dived dove diving")

-- Irregular verbs, and those that follow a prefix.
forms("lead", "lead leads led leading")
forms("fly", "fly flies flew flown flying")
forms("hold", "hold holds held holding")
forms("wound", "wound wounds wounded wounding")
forms("wind", "wind winds wound winding")
forms("send", "send sends sent sending")
forms("meet", "meet meets met meeting")
forms("put", "put puts putting")
forms("pay", "pay pays paid paying")
forms("lie", "lie lies lay lied lain lying")
forms("go", "go goes went gone going")
forms("bear", "bear bears bore borne born bearing")
forms("found", "found founds founded founding")
forms("overthrow", "overthrow overthrows overthrew overthrown overthrowing")
forms("undertake", "undertake undertakes undertook undertaken undertaking")
forms("undergo", "undergo undergoes underwent undergone undergoing")
forms("forgo", "forgo forgoes forwent forgone forgoing")
forms("resend", "resend resends resent resending")
forms("relay", "relay relays relayed relaying")
forms("re-elect", "re-elect re-elects re-elected re-electing")
forms("melt", "melt melts melted molten melting")

-- Nouns.
forms("policewoman", "policewoman policewomen")
forms("spokesperson", "spokesperson spokespeople spokespersons")
forms("child", "child children")
forms("wife", "wife wives")
forms("crisis", "crisis crises")
forms("synthesis", "synthesis syntheses")
forms("knife", "knife knives knifes knifed knifing")
forms("passerby", "passerby passersby")
forms("aircraft", "aircraft")
forms("memorandum", "memorandum memoranda memorandums")
forms("secretary-general", "secretary-general secretaries-general secretary-generals")
forms("commander-in-chief", "commander-in-chief commanders-in-chief")
forms("brother-in-law", "brother-in-law brothers-in-law")

-- Auxiliaries, with what is left of contractions.
forms("be", "be am is are was were been being 'm 's 're")
forms("have", "have has had having 've 's 'd")
forms("do", "do does did done doing")
forms("will", "will would 'll wo")
forms("would", "would 'd")
is("<be>", "I'm sure that she’s late, they're not, it is, we were and had been.", "'m|’s|'re|is|were|been")
is("<have>", "I've seen that she'd left, he’s gone, they had and have.", "'ve|'d|’s|had|have")
is("<do>", "They don't, she did, it does and was done, doing well.", "do|did|does|done|doing")
is("<will> not?", "We’ll see, they will not, she won't.", "’ll|will not|wo")
is("<would>", "I’d go and she would stay.", "’d|would")
is("<can>", "She can’t, he can and they cannot.", "ca|can|can")
is("[lemma=be]", "Here's one.", "'s")

-- What is no English word in lower case is its only form.
forms("Ana", "Ana")
forms("été", "été")
forms("x", "x")

-- Every form that a list gives for a lemma is among the lemma's forms.
local function holds(lemma, form)
  for _, other in ipairs(inflect.forms(lemma)) do if other == form then return true end end
end
local function each_row(name, try)
  local rows, missed = 0, {}
  for line in assert(core.read("scripts/data/" .. name .. ".tsv")):gmatch "[^\n]+" do
    local cells = {}
    for cell in (line .. "\t"):gmatch "([^\t]*)\t" do cells[#cells + 1] = cell end
    local lemma, form = try(cells)
    if lemma and not line:find "^#" and not (lemma .. form):find " " then
      rows = rows + 1
      if not holds(lemma, form) then missed[#missed + 1] = lemma .. " " .. form end
      if #core.words(form) ~= 1 then missed[#missed + 1] = form .. " is never one token" end
    end
  end
  check.that(not missed[1], name .. ": " .. table.concat(missed, ", "))
  return rows
end
check.that(each_row("inflection", function(cells) return cells[1], cells[2] end) > 4000)
check.that(each_row("sayverb", function(cells) return cells[2], cells[1] end) > 1500)
-- a plural stands beside its singular
local singular = {}
each_row("role", function(cells)
  if cells[4] ~= "P" then singular[cells[1]] = true end
  return cells[4] ~= "P" and cells[1], cells[1]
end)
local plurals, made, stray = 0, {}, {}
for word in pairs(singular) do for _, form in ipairs(inflect.forms(word)) do made[form] = true end end
each_row("role", function(cells)
  if cells[4] == "P" and cells[1]:find "^[%l-]+$" then
    plurals = plurals + 1
    if not made[cells[1]] then stray[#stray + 1] = cells[1] end
  end
end)
check.that(not stray[1], table.concat(stray, ", ") .. ": the plural of no role")
check.that(plurals > 300, plurals .. " plurals")
check.done()
