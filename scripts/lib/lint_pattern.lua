-- What in a pattern can never match or never matters. Works on trees as lunette.pattern_grammar parses them, with macros by name;
-- every finding goes to `warn(source, at, kind, message)`, source being the text that the node stands in. `names` resolves
-- macros: names.macro(name) -> tree, source, or nil. Says only what is certain.
local core = require "lunette.core"
local lun = require "lunette"
local misspelt = require "lunette.misspelt"
local pattern = require "lunette.pattern"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local token = require "lunette.lint_token"
local walk = {}

local function through(x, names) -- a macro's tree
  while x and x.op == "macro" do x = names.macro(x.name) end
  return x
end

-- The test of a node that always takes one token and only looks at it, and whether it captures that; nil for other nodes.
local function one_token(x, names)
  x = through(x, names)
  if not x then return nil end
  if x.op == "tok" then return x[1], false end
  if x.op == "text" then
    local words = core.words(x.text)
    if #words == 1 then return { kind = "text", word = words[1] }, false end
  elseif x.op == "cap" then
    return (one_token(x[1], names)), true
  elseif x.op == "alt" then
    local either, captures = { kind = "or" }, false
    for k, y in ipairs(x) do
      local test, more = one_token(y, names)
      if not test then return nil end
      either[k], captures = test, captures or more
    end
    return either, captures
  end
  return nil
end
walk.one_token = one_token

-- A tree as a text, equal for trees that match the same in the same way. Without `captures` the names are left out.
local function tree_key(x, names, captures)
  x = through(x, names) or x
  local op, parts = x.op, {}
  if op == "tok" then return pattern.key(x[1]) end
  if op == "entry" or op == "layer" then return pattern.key(x) end
  if op == "text" then
    for k, word in ipairs(core.words(x.text)) do parts[k] = pattern.key { kind = "text", word = word } end
    return table.concat(parts, " ")
  end
  for k, y in ipairs(x) do parts[k] = y.op and tree_key(y, names, captures) or pattern.key(y) end
  local inner = table.concat(parts, op == "alt" and "|" or " ")
  if op == "seq" then return inner end -- one in another is the same sequence
  if op == "cap" and not captures then return inner end
  local except = x.except and tree_key(x.except, names, captures)
  return ("%s[%s,%s,%s,%s,%s,%s,%s]{%s}"):format(op, x.name, x.min, x.max, x.lazy, x.negative, x.free, except, inner)
end
walk.key = tree_key

-- Whether every match of the node takes a token.
local function takes(x, names)
  x = through(x, names)
  if not x then return false end
  local op = x.op
  if op == "tok" or op == "text" or op == "entry" or op == "layer" then return true end
  if op == "rep" or op == "gap" then return x.min > 0 and (op == "gap" or takes(x[1], names)) end
  if op == "alt" then
    for _, y in ipairs(x) do if not takes(y, names) then return false end end
    return true
  end
  for _, y in ipairs(op ~= "look" and x or {}) do if takes(y, names) then return true end end
  return false
end

-- Captures that a node makes: name -> whether every match makes it.
function walk.captures(x, names)
  x = through(x, names)
  local made = {}
  if not x or x.op == "tok" or x.op == "look" then return made end
  if x.op == "alt" then
    for k, y in ipairs(x) do
      local more = walk.captures(y, names)
      for name in pairs(made) do made[name] = made[name] and more[name] or false end
      for name, always in pairs(more) do made[name] = always and (k == 1 or made[name]) or false end
    end
    return made
  end
  for _, y in ipairs(x) do
    for name, always in pairs(walk.captures(y, names)) do
      made[name] = made[name] or always and not (x.op == "rep" and x.min == 0) or false
    end
  end
  if x.op == "cap" then made[x.name] = true end
  return made
end

-- The text of an alternative, as far as the next one tells where it ends.
local function shown(list, k, source)
  local text = source.text and list[k + 1] and source.text:sub(list[k].at, list[k + 1].at - 1):gsub("[%s|(]+$", "")
  if text and select(2, text:gsub("%)", "")) > select(2, text:gsub("%(", "")) then text = text:gsub("%)$", "") end -- that of its group
  return text and text ~= "" and not text:find "\n" and ("`%s`"):format(text) or k == #list and "the last one" or "another one"
end

-- Whether two different tests are words of which a token is at most one: known at once, for lists of words are long.
local function apart(a, b)
  if a.kind ~= b.kind then return false end
  return a.kind == "lower" or a.kind == "text" and not (a.word .. b.word):find "[^%w]"
end

-- Alternatives that another one makes superfluous. items: { key, test, captures } by number of the alternative.
local function check_alternatives(list, items, source, warn)
  local gone = {}
  for j = #list, 1, -1 do
    local mine, others = items[j], { kind = "or" }
    local impossible = mine.test and token.never(mine.test) -- said of the test itself
    local behind = not mine.captures -- whether those behind count: the first reading must stay the first
    for k, other in ipairs(items) do
      if k > j then behind = behind and other.test and not other.captures end
      if k ~= j and not gone[k] and not impossible then
        if k < j and other.key == mine.key then gone[j] = "is written twice" break end
        if mine.test and other.test and (k < j or behind) and not apart(mine.test, other.test) then
          others[#others + 1] = other.test
          if token.implies(mine.test, other.test) then gone[j] = ("never matters: %s takes every token that it does"):format(shown(list, k, source)) break end
        end
      end
    end
    if not gone[j] and others[2] and token.implies(mine.test, others) then gone[j] = "never matters: the others take every token that it does" end
    if gone[j] then warn(source, list[j].at, "alternative", ("this alternative %s; take it out"):format(gone[j])) end
  end
end

-- The values that a column of a dictionary has. Another script may have another list of that name.
local columns = {}
function walk.forget() columns = {} end
local function values_of(name, column)
  local key = name .. "\0" .. column
  if not columns[key] then
    local dictionary, found = lun.dictionary(name), {}
    for entry = 1, #dictionary do
      for _, row in ipairs(dictionary:candidates(entry)) do found[row[column] or ""] = true end
    end
    columns[key] = found
  end
  return columns[key]
end

-- Parts of speech that lunette's tagger says; documents may bring others.
local universal, penn = {}, {}
for tag in ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X _"):gmatch "%S+" do universal[tag] = true end
for tag in ("CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB HYPH ADD AFX GW NFP XX $ # . , : `` '' -LRB- -RRB- _"):gmatch "%S+" do penn[tag] = true end

local function check_values(t, source, warn)
  if (t.kind or t.op) == "entry" and t.attribute then
    local known = values_of(t.name, t.attribute)
    for _, value in ipairs(t.values) do
      if not known[value] then
        warn(source, t.at, "never", ("no entry of '%s' has %s=%s%s"):format(t.name, t.attribute, value, suggest.hint(value, set.names(known))))
      end
    end
  end
  local asked = t.kind == "compare" and t.field or (t.kind or t.op) == "layer" and t.name == "token" and t.attribute
  local tags = asked == "pos" and universal or asked == "tag" and penn
  for _, value in ipairs(tags and t.values or {}) do
    local meant = not tags[value] and suggest.hint(value, set.names(tags)) or ""
    if meant ~= "" then warn(source, t.at, "misspelt", ("lunette's tagger knows no %s=%s%s"):format(asked, value, meant)) end
  end
  local values, seen = t.lemmas or t.values or {}, {}
  for _, value in ipairs(values) do
    if seen[value] then warn(source, t.at, "alternative", ("'%s' is written twice; take one out"):format(value)) end
    seen[value] = true
  end
  if t.kind == "forms" or t.kind == "compare" and t.field == "lemma" then
    for _, lemma in ipairs(values) do
      if core.lower(lemma) ~= lemma then
        warn(source, t.at, "never", ("the lemma '%s' never matches: forms are compared in lower case; write %s"):format(lemma, core.lower(lemma)))
      elseif not lemma:find "%." and core.words(lemma)[2] then
        warn(source, t.at, "never", ("the lemma '%s' never matches: it is cut into %s; write the tokens one after the other"):format(lemma, table.concat(core.words(lemma), " | ")))
      else
        local meant = misspelt(lemma)
        if meant then warn(source, t.at, "misspelt", ("no dictionary knows the lemma '%s'; did you mean '%s'?"):format(lemma, meant)) end
      end
    end
  end
end

-- The tests of one token, from the outside in: where one never holds nothing more is said about its parts.
local function check_test(t, source, warn)
  check_values(t, source, warn)
  local words = t.kind == "forms" or t.kind == "compare" and t.field == "lemma"
  if not words and token.never(t) then
    warn(source, t.at, "never", "no token passes this test; drop one of the tests that exclude each other")
    return
  end
  if t.kind == "or" then
    local items = {}
    for k, inner in ipairs(t) do items[k] = { key = pattern.key(inner), test = inner } end
    check_alternatives(t, items, source, warn)
  end
  for _, inner in ipairs(t) do if inner.kind then check_test(inner, source, warn) end end
end

-- What needs no more than the text of one pattern or macro.
function walk.check(x, source, names, warn)
  local op = x.op
  if op == "tok" or op == "look" then return check_test(x[1], source, warn) end
  if op == "entry" or op == "layer" then check_values(x, source, warn) end
  if op == "rep" and x.max == 0 then
    return warn(source, x.at, "never", "repeated at most 0 times, this is never looked at; take it out or raise the bound")
  end
  if op == "rep" and x.lazy and x.max == x.min then
    warn(source, x.at, "lazy", ("`?` changes nothing where the number of repetitions is fixed; write {%d}"):format(x.min))
  end
  if op == "alt" then
    local items = {}
    for k, y in ipairs(x) do
      local test, captures = one_token(y, names)
      items[k] = { key = tree_key(y, names, true), test = test, captures = captures }
    end
    check_alternatives(x, items, source, warn)
  end
  for k, y in ipairs(x) do
    if op == "seq" and y.op == "look" and x[k + 1] then
      local following = one_token(x[k + 1], names)
      local asked = y.negative and { kind = "not", y[1] } or y[1]
      if following and not token.never(y[1]) and not token.never(following) and token.never { kind = "and", asked, following } then
        warn(source, y.at, "never", "the element behind this look takes no token that it allows; drop one of the two")
      end
    end
    walk.check(y, source, names, warn)
  end
  if x.except then walk.check(x.except, source, names, warn) end
end

local first = { kind = "name", name = "first" }

-- What depends on where a macro stands: `before` and `after` say that a token must have been taken before the node, must be
-- taken after it.
function walk.check_place(x, source, names, warn, before, after)
  local op = x.op
  if op == "macro" then
    local tree, its_source = names.macro(x.name)
    return tree and walk.check_place(tree, its_source, names, warn, before, after)
  elseif op == "stop" then
    if after then warn(source, x.at, "never", "`$` with an element behind it never matches, for a match stays in one sentence; move it to the end or set across") end
  elseif op == "start" then
    if before and after then warn(source, x.at, "never", "`^` behind an element never matches, for a match stays in one sentence; move it to the front or set across") end
  elseif op == "tok" then
    if before and not token.never(x[1]) and token.implies(x[1], first) then
      warn(source, x.at, "never", "[first] behind an element never matches, for a match stays in one sentence; drop it or set across")
    end
  elseif op == "seq" then
    for k, y in ipairs(x) do
      local later = after
      for j = k + 1, #x do later = later or takes(x[j], names) end
      walk.check_place(y, source, names, warn, before, later)
      before = before or takes(y, names)
    end
  elseif op ~= "look" then
    for _, y in ipairs(x) do walk.check_place(y, source, names, warn, before, after) end
  end
end

-- Goes over the lazy repetitions of a pattern: found(node, source, useful). Lazy decides between readings that end at the
-- same place, so it moves only captures that lie around it, in it, or behind it.
function walk.lazy(x, source, names, found, moved)
  local op = x.op
  if op == "macro" then
    local tree, its_source = names.macro(x.name)
    return tree and walk.lazy(tree, its_source, names, found, moved)
  elseif op == "tok" or op == "look" then return end
  local function marks(y)
    y = through(y, names)
    if not y or y.op == "tok" or y.op == "look" then return false end
    if y.op == "cap" or y.op == "span" then return true end
    for _, z in ipairs(y) do if marks(z) then return true end end
    return false
  end
  if op == "rep" and x.lazy and x.max ~= x.min then found(x, source, moved or marks(x[1])) end
  if op == "cap" or op == "span" then moved = true end
  if op == "rep" and x.max ~= 1 then moved = moved or marks(x[1]) end
  for k = #x, 1, -1 do
    walk.lazy(x[k], source, names, found, moved)
    if op == "seq" then moved = moved or marks(x[k]) end
  end
end

-- Tests of lemmas in a tree: found(test).
function walk.lemmas(x, found)
  if x.kind == "forms" or x.kind == "compare" and x.field == "lemma" then found(x) end
  for _, y in ipairs(x) do walk.lemmas(y, found) end
  if x.except then walk.lemmas(x.except, found) end
end

return walk
