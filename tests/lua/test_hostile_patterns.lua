-- Patterns that nobody would write, and trees that no builder makes: each is refused with a message or works, within a
-- bounded time. The bounds are generous, for they are there to catch what explodes.
local lun = require "lunette"
local core = require "lunette.core"
local phase = require "lunette.phase"
local SECONDS = 20

-- How many spans a rule with the pattern gives, or false and what is wrong with it.
local function try(pattern, define, options)
  local r = { "r", pattern, gives = "x" }
  for key, value in pairs(options or {}) do r[key] = value end
  local before = core.clock()
  local ok, result = pcall(function()
    local doc, count = lun.doc "The red fox and a b c d e f. One two, a three.", 0
    phase.run({ lun.rules { name = "t", define = define, r } }, doc)
    for _ in doc:spans "x" do count = count + 1 end
    return count
  end)
  local seconds = core.clock() - before
  if seconds > SECONDS then error(("%.1f seconds for %s"):format(seconds, tostring(pattern):sub(1, 60)), 3) end
  return ok and result, not ok and tostring(result)
end

local count = 0
local function works(pattern, wanted, define, options)
  local got, message = try(pattern, define, options)
  if got ~= wanted then error(("%s gives %s, not %d spans: %s"):format(tostring(pattern):sub(1, 60), got, wanted, message), 2) end
  count = count + 1
end
local function refused(pattern, wanted, define, options)
  local got, message = try(pattern, define, options)
  if got then error(("%s is not refused: it gives %d spans"):format(tostring(pattern):sub(1, 60), got), 2) end
  if not message:find(wanted, 1, true) then
    error(("%s is refused with %q, which does not hold %q"):format(tostring(pattern):sub(1, 60), message:sub(1, 300), wanted), 2)
  end
  count = count + 1
end

local function list(n, form, mark) -- form with "%" as the number, n times
  local parts = {}
  for i = 1, n do parts[i] = form:gsub("%%", tostring(i)) end
  return table.concat(parts, mark or " ")
end

-- Nesting. Twenty levels work; what is too much for the grammar's stacks says so.
works(("("):rep(20) .. "a" .. (")"):rep(20), 2)
works(("("):rep(20) .. "a" .. (")*"):rep(20), 2)
works("[" .. ("("):rep(20) .. "cap" .. (")"):rep(20) .. "]", 2)
works("[" .. ("!"):rep(50) .. "cap]", 2)
for _, depth in ipairs { 100, 1000, 100000 } do
  local open, close = ("("):rep(depth), (")"):rep(depth)
  refused(open .. "a" .. close, "nested too deeply")
  refused(open .. "a" .. (")*"):rep(depth), "nested too deeply")
  refused("[" .. open .. "cap" .. close .. "]", "nested too deeply")
  refused(open, "nested too deeply") -- also where the pattern is wrong besides
end
refused("[" .. ("!"):rep(1000) .. "cap]", "nested too deeply")
refused(("c:"):rep(1000) .. "a", "nested too deeply")
refused(("span:"):rep(1000) .. "a", "nested too deeply")

-- Macros in macros: a chain, a loop, and one that doubles with each level.
local function chain(n, form, last)
  local define = { ["M" .. n + 1] = last }
  for i = 1, n do define["M" .. i] = form:gsub("%%", tostring(i + 1)) end
  return define
end
works("M1", 2, chain(500, "M%", "a"))
works("M1", 2, chain(100, "(M% | x) _?", "a"))
refused("M1", "nested too deeply", chain(5000, "(M% x)", "a"))
refused("M1", "nested too deeply", chain(200000, "M%", "a"))
refused("M1", "more than 10,000 elements", chain(60, "M% M%", "a"))
refused("M1", "uses itself", { M1 = "a M2", M2 = "M1?" })

-- Size.
works(list(10000, "w%", "|") .. "|a", 2)
works(list(3000, "w% x", "|") .. "|a b", 1)
works("[word=" .. list(10000, "w%", ",") .. ",a]", 2)
works("<" .. list(5000, "w%", "|") .. "|fox>", 1)
works("a " .. list(1000, "c%:(w%?)") .. " b", 1) -- captures that hold nothing are opened and closed a million times
works("a " .. list(1000, "c%:w%?") .. " b", 1)
works(list(1000, "c%:_*"), 2)
works(list(1000, "c:_*"), 2)
refused(list(6000, "w% x", "|"), "more than 10,000 elements")
refused(list(10001, "w%"), "more than 10,000 elements")
refused(list(10001, "c%:w%"), "more than 10,000 elements")
refused("(" .. list(1500, "w% x", "|") .. ")*", "too many elements")
refused(list(1500, "w%?"), "too many elements")

-- Repetition.
for _, form in ipairs { "a%", "_%", "(a? b)%", "a (![cap])% b", "((_%)%)%", "(_%?)%?" } do
  for _, bounds in ipairs { "{0,9999}", "{9999}", "{9999,}", "{20000,30000}", "{0,4000000000}", "{0,99999999999999999999}", "{99999999999999999999}" } do
    refused(form:gsub("%%", bounds), "more than 10,000 elements")
  end
  refused(form:gsub("%%", "{3,2}"), "{3,2}")
end
refused("a ...{0,99999999999999999999} b", "more than 10,000 elements")
refused("a ...{5,2} b", "{5,2}")
works("((_{0,15}){0,15}){0,15}", 2)
works("((((a?)*)+)*)?", 2)
works("((a?){3})*", 2)
works("a{00000000000000000001}", 2)
works("(![cap]){100} a", 2)

-- Looking ahead.
works(list(64, "![len=1%]") .. " a", 2)
works("a " .. list(60, "(&[len=1%] | b)"), 0)
refused(list(65, "![len=1%]") .. " a", "looks ahead in at most 64 ways")
refused("a " .. list(65, "![len=1%]"), "looks ahead in at most 64 ways")
works("a " .. list(5, "(&[len=%])?") .. " b", 1)
for _, n in ipairs { 20, 40, 60 } do refused("a " .. list(n, "(&[len=%])?") .. " b", "too many ways") end

-- Long words, and bytes that no text holds.
for _, form in ipairs { "%", '"%"', "[word=%]", "[word=b,%]", "<%>", "[lemma=%]", "[text=%]" } do
  refused(form:gsub("%%", ("a"):rep(70000)), "longer than 65,535 bytes")
  for _, byte in ipairs { "\255", "\192\128", "\237\160\128", "\244\144\128\128", "\195" } do
    refused(form:gsub("%%", "a" .. byte), "not valid UTF-8")
    refused(form:gsub("%%", byte), "not valid UTF-8")
  end
  refused(form:gsub("%%", "a\0b"), "a NUL")
end
for _, form in ipairs { "@%", "#%", "/%/", "%:a", "a -- %", "_%", "...%" } do
  refused(form:gsub("%%", "\255"), "not valid UTF-8")
  refused(form:gsub("%%", "\0"), "a NUL")
end
works("[" .. ("len>=1 & "):rep(3000) .. "len=1]", 10)
refused("[" .. ("a"):rep(100000) .. "]", "no test")
works(("c"):rep(100000) .. ":a", 2)
refused("/" .. ("(a"):rep(20000) .. "/", "nested")
for _, wrong in ipairs { "", " ", "--", "c:", "a |", "| a", "()", "[]", "<>", "//", '""', "{3}", "?", "a**", "a{1}{2}", "a{", "[", "<", '"' } do
  refused(wrong, "expected")
end
for _, nothing in ipairs { "^", "$", "^ $", "![cap]" } do works(nothing, 0) end

-- Trees written by hand.
local any = { kind = "any" }
for _, tree in ipairs {
  {}, { op = "rep" }, { op = "rep", min = 1, max = 2 }, { op = "rep", { op = "tok", any } }, { op = "cap" }, { op = "cap", name = "x" },
  { op = "cap", name = 5, { op = "tok", any } }, { op = "span" }, { op = "tok" }, { op = "tok", {} }, { op = "tok", { kind = "not" } },
  { op = "tok", { kind = "compare" } }, { op = "tok", { kind = "compare", field = "len", sign = "=" } },
  { op = "tok", { kind = "compare", field = "word", sign = "=", values = { 5 } } }, { op = "entry" }, { op = "layer" },
  { op = "layer", name = "x", attribute = "y", values = { "\0" } }, { op = "layer", name = "x", attribute = "y", values = { 7 } }, { op = 5 },
  { op = "tok", 5 }, { 5 }, { op = "seq", 5 }, { op = "seq", "a" }, { op = "look", { kind = "zzz" } }, { op = "text", text = 5 }, { op = "macro" },
  { op = "tok", { kind = "forms", lemmas = { 5 } } }, { op = "tok", { kind = "regex" } }, { op = "tok", { kind = "lower", word = 5 } },
  { op = "gap" }, { op = "tok", { kind = "begins" } }, { op = "tok", { kind = "begins", { op = "tok" } } }, { op = "tok", { kind = "zzz" } },
  { op = "tok", { kind = "forms", lemmas = { "a\0b" } } },
} do refused(tree, "") end
local function deep(n, wrap, inner)
  for i = 1, n do inner = wrap(inner, i) end
  return inner
end
local function seq(x) return { op = "seq", x } end
local function negated(x) return { kind = "not", x } end
local function len(n) return { kind = "compare", field = "len", sign = "=", values = { tostring(n) } } end
local function ladder(x, i) return { kind = i % 2 == 0 and "or" or "and", x, len(i + 1) } end
works(deep(500, seq, { op = "tok", len(1) }), 10)
works({ op = "tok", deep(501, ladder, len(1)) }, 0)
refused(deep(1000000, seq, { op = "tok", any }), "nested too deeply")
refused({ op = "tok", deep(1000000, negated, any) }, "nested too deeply")
refused({ op = "tok", deep(1001, ladder, any) }, "nested too deeply")
local loop = { op = "seq" }
loop[1] = loop
refused(loop, "nested too deeply")

print(count .. " hostile patterns")
