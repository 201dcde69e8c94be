-- `lunette help` knows what scripts can write: every field that packs, rules and reports accept stands on its page with an
-- example that is Lua, every topic leads somewhere, and what a page says about a match is so.
local core = require "lunette.core"
local help = require "lunette.help"
local lun = require "lunette"
local phase = require "lunette.phase"

local usage = "usage\n  lunette run NAME\n  lunette version\n"
local function page(name)
  local text, message = help.about(name, usage)
  assert(text, ("help %s: %s"):format(name, message))
  return text
end
local function has(name, text) assert(page(name):find(text, 1, true), ("help %s lacks %s"):format(name, text)) end

-- Fields as the library checks them, read from its source.
local function accepted(file, variable)
  local body = assert(core.read(file)):match("\nlocal " .. variable .. " = (%b{})")
  return assert(load("return " .. assert(body, file .. " has no " .. variable)))()
end
local _, by_name = help.declarations()
local function compare(class, where, fields)
  local text = page(where)
  for field in pairs(fields) do
    assert(text:find(("\n  %s.%s: "):format(class, field), 1, true), ("help %s does not name %s.%s"):format(where, class, field))
    local example = by_name[class .. "." .. field].lines[1]:match "`([^`]*)`$"
    local chunk = assert(load("return { " .. assert(example, class .. "." .. field .. " has no example") .. " }"))
    assert(chunk()[field] ~= nil, class .. "." .. field .. " has an example of something else")
  end
  for name in pairs(by_name) do
    local field = name:match("^" .. class .. "%.([%w_]+)$")
    assert(not field or fields[field], ("help %s names %s, which is not accepted"):format(where, name))
  end
end
local pack_fields = accepted("scripts/lib/rule.lua", "pack_fields")
compare("pack", "lun.rules", pack_fields)
compare("rule", "lun.rules", accepted("scripts/lib/rule.lua", "rule_fields"))
compare("report", "lun.report", accepted("scripts/lib/report.lua", "fields"))

-- Topics, and every field by itself.
for name in pairs(help.topics) do assert(#page(name) > 40, name) end
for name in ([[run test list repl where emit gives fact key priority keep across within outside part reads yes no define use
  lists captures m match capture columns tables finish args raw right format attributes]]):gmatch "%a+" do
  assert(#page(name) > 40, name)
end
has("said", "facts of the pack attribution"); has("said", "captures at least: what"); has("harmed", "captures at least: count"); has("occurrence", "facts of the pack events")
assert(not help.about("eventverb", usage), "a dictionary is no type of facts")
has("where", "rule.where"); has("where", "lunette help lun.rules")
has("within", "rule.within"); has("within", "layer:within")
has("use", "pack.use"); has("use", "report.use")
for _, command in ipairs { "run", "test", "list", "repl" } do
  local text = page(command)
  local _, lines = text:gsub("\n", "\n")
  assert(lines >= 10 and lines <= (command == "repl" and 50 or 25), ("help %s has %d lines"):format(command, lines))
  has(command, "lunette " .. command); has(command, "Exit codes: 0"); has(command, "\n  $ ")
end
assert(page "version" == usage)

-- The type of a parameter is shown whole, and apart from what is said of it.
has("lun.short_form", "\n  options?: {dictionary: string, both: boolean?, otherwise: fun(m: table): boolean?}\n")
has("doc:describe_entities", "\n  concerns?: dictionary | fun(name: string, roles: boolean): boolean")
has("lun.open", "\n  meta?: {id: string?, date: string?} — id is the file's name without")
has("doc:span", "\n  last?: integer — the same token unless given")

-- What is unknown is answered with what is near, the nearest first.
for wrong, wanted in pairs { attributs = "did you mean 'rule.attributes'", prioritty = "'rule.priority'", capturs = "'captures'", person_names = "nothing" } do
  local text, message = help.about(wrong, usage)
  assert(not text and message:find(wanted, 1, true), wrong .. ": " .. tostring(message))
end
local _, message = help.about("spans_", usage)
assert(message:find("'doc:spans'", 1, true) and message:find("'layer:spans'", 1, true), message)

-- The page of matches: its example, and every field it lists.
local pattern = assert(page "m":match "%[%[ (.-) %]%]"):gsub("@person", "[cap & !first]")
local where = assert(load("return { " .. assert(page "m":match "\n *(where = [^\n]*)") .. " }"))().where
local matches = {}
phase.run({ lun.rules { name = "t", { "r", "span:" .. pattern, gives = { "found" }, emit = function(m) matches[#matches + 1] = m end, where = where } } },
  lun.doc "Then Ana met Bo, Cy, Di. Then Eva met Flo.")
local m = assert(matches[1])
assert(#matches == 1 and m.who.text == "Ana" and #m.others == 3 and m.others[3].text == "Di")
for name in pairs(by_name) do
  local field = name:match "^match%.(%w+)$"
  assert(not field or m[field] ~= nil, name)
end
assert(m.text == m.span.text and m.first == m.span.first and m.last == m.span.last and #m.match >= #m.span)

-- | binds loosest.
local function found(source, text)
  local doc, list = lun.doc(text), {}
  phase.run({ lun.rules { name = "t", { "r", source, gives = "found" } } }, doc)
  for s in doc:spans "found" do list[#list + 1] = s.text end
  return table.concat(list, "|")
end
assert(page "patterns":find("a b | c is (a b) | c", 1, true))
assert(found("red car | bus", "A red car, a red bus.") == "red car|bus")
assert(found("red (car | bus)", "A red car, a red bus.") == "red car|red bus")

-- lun.test gets the word as written.
local seen = {}
lun.test("noted", function(word) seen[word] = true return false end)
found("[noted]", "Ana's NATO café.")
assert(seen.Ana and seen.NATO and seen["café"] and not seen.nato)
print "ok"
