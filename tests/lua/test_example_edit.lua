-- Examples put into the text of a rule: they are where Lua looks for them, and every other byte is as it was.
local edit = require "lunette.example_edit"
local check = dofile "tests/lua/check.lua"
local that = check.that

-- The tables of the rules of a text, as a script would make them.
local function rules_of(text)
  local found
  local chunk = assert(load(text, "text", "t", { lun = { rules = function(t) found = t return t end, report = function(t) found = t.rules return t end } }))
  chunk()
  return found
end
local function rule_of(text, name)
  for _, rule in ipairs(rules_of(text)) do if rule[1] == name then return rule end end
end
local function first(line) return type(line) == "table" and line[1] or line end

-- Adds a yes line with captures and a no line to the rule "r", which then has them behind those it had.
local added = { yes = { { text = 'Ana said "no", {and} left.', captures = { who = "Ana", at_ = "]]" } } }, no = { { text = "Rain -- fell." } } }
local function check_text(text)
  local before = rule_of(text, "r")
  local insertions, problem = edit.insertions(text, "r", added)
  that(insertions, problem)
  local changed = edit.apply(text, insertions)
  local after = rule_of(changed, "r")
  that(#after.yes == #(before.yes or {}) + 1 and #after.no == #(before.no or {}) + 1, changed)
  for k, line in ipairs(before.yes or {}) do that(first(after.yes[k]) == first(line)) end
  local last = after.yes[#after.yes]
  that(last[1] == added.yes[1].text and last.who == "Ana" and last.at_ == "]]", changed)
  that(first(after.no[#after.no]) == "Rain -- fell.")
  -- what was put in, taken out again, gives the text back
  table.sort(insertions, function(a, b) return a.at < b.at end)
  local parts, at, shift = {}, 1, 0
  for _, insertion in ipairs(insertions) do
    parts[#parts + 1] = changed:sub(at, insertion.at + shift - 1)
    at, shift = insertion.at + shift + #insertion.text, shift + #insertion.text
  end
  that(table.concat(parts) .. changed:sub(at) == text, "other bytes changed")
  that(not text:find "\r\n" or not changed:find "[^\r]\n", "two kinds of line ends")
end

for _, text in ipairs {
  'return lun.rules { name = "t", { "r", "a", fact = "x" } }',
  'return lun.rules { name = "t", { "r", "a", fact = "x", } }\n',
  'return lun.rules { name = "t", { "r", "a", yes = {}, no = {} }, { "q", "r" } }',
  'return lun.rules { name = "t",\n  { "q", "r", yes = { "one" } },\n  { "r", [[ a ]], yes = { "one", "two", }, -- yes = { no\n    no = { { "three", x = "y" } } } }\n',
  'return lun.rules { name = "t", { "r", [==[ yes = { ]==], no = { "}" }, where = function(m) return { yes = { "x" } } end, yes = { [[one]] --[[ last ]] } } }',
  'return lun.rules {\r\n  name = "t",\r\n  { "r", "a",\r\n    yes = { "one" },\r\n  },\r\n}\r\n',
  'local list = { "r", "s" }\nreturn lun.report { name = "t", rules = {\n\t{ "r", "a", fact = "x",\n\t  no = { "one", -- why\n\t  } },\n} }',
  "return lun.rules { name = 't', { -- the rule\n 'r', 'a', yes = { 'one'; 'two' } } }",
  '#!/usr/bin/env lunette\n-- { "r", pattern } is explained here\nreturn lun.rules { name = "t", { "r", "a" } }',
} do
  if text:find "^#" then text = text:gsub("^[^\n]*\n", "") end
  if text:find "local list" then
    local insertions, problem = edit.insertions(text, "r", added)
    that(insertions == nil and problem == "it stands there twice", tostring(problem))
    text = text:gsub("^[^\n]*\n", "")
  end
  check_text(text)
end

-- What cannot be added to is said.
local function refused(text, wanted)
  local insertions, problem = edit.insertions(text, "r", added)
  that(insertions == nil and problem:find(wanted, 1, true), tostring(problem))
end
refused('return lun.rules { name = "t", { "q", "a" } }', "it is not written there")
refused('local lines = {} return lun.rules { name = "t", { "r", "a", yes = lines } }', "its `yes` is no list in braces")
that(edit.written { text = "a\\b \"c\"" } == [["a\\b \"c\""]])
check.done()
