-- What scripts of users see: everything that can be reached from their environment is walked, and nothing in it is a function
-- that is closed, and no table of it is met by another script or by the library.
local core = require "lunette.core"
local lun = require "lunette"
local lpeg = require "lpeg"
local permission = require "lunette.permission"
local sandbox = require "lunette.sandbox"
local check = dofile "tests/lua/check.lua"
local that, raises = check.that, check.raises

-- Functions that no script may reach, by themselves and not by their names. Of plain Lua: dofile loadfile require load
-- collectgarbage getmetatable setmetatable print, string.dump and string.rep, table.move, coroutine.close, and all of debug
-- and package (io and os are not even loaded); of LPeg those that look at no argument first; all of the library's core but
-- what `lun` gives.
local forbidden = {}
local function forbid(functions, prefix)
  for name, value in pairs(functions) do if type(value) == "function" then forbidden[value] = prefix .. name end end
end
for name in ("dofile loadfile require load collectgarbage getmetatable setmetatable print"):gmatch "%a+" do forbidden[_G[name]] = name end
forbid({ dump = string.dump, rep = string.rep }, "string.")
forbid({ move = table.move }, "table.")
forbid({ close = coroutine.close }, "coroutine.")
forbid({ randomseed = math.randomseed }, "math.")
forbid(debug, "debug.")
forbid({ loadlib = package.loadlib, searchpath = package.searchpath }, "package.")
forbid(lpeg, "lpeg.")
forbid(core, "core.")
for _, given in ipairs { core.key, core.lower, core.json_encode, core.json_decode, core.json_object } do forbidden[given] = nil end

-- Everything that can be reached from a value: tables by their keys, values and what their __index holds, as indexing finds
-- it; visit(value, path) is called once for each.
local function walk(value, visit)
  local seen = {}
  local function go(x, path)
    local kind = type(x)
    if kind == "string" and seen.strings or kind == "nil" or kind == "boolean" or kind == "number" or seen[x] then return end
    if kind == "string" then seen.strings = true else seen[x] = true end
    if kind ~= "string" then visit(x, path) end
    local meta = debug.getmetatable(x)
    local index = meta and rawget(meta, "__index")
    if type(index) == "table" then -- what is found there, for metatables of the library cannot be seen
      for key, item in next, index do go(item, ("%s:%s"):format(path, tostring(key))) end
    end
    for _, class in ipairs { "doc", "span", "layer", "dictionary" } do
      if core.class(x) == class then
        for name, method in pairs((core.methods(class))) do go(method, path .. ":" .. name) end
      end
    end
    if kind ~= "table" then return end
    for key, item in next, x do
      go(key, path .. "[key]")
      go(item, ("%s.%s"):format(path, tostring(key)))
    end
  end
  go(value, "env")
end

local function audit(value)
  local found, count = {}, 0
  walk(value, function(x, path)
    count = count + 1
    if forbidden[x] then found[#found + 1] = path .. " is " .. forbidden[x] end
  end)
  return found, count
end

-- The walk finds what is open in plain Lua, or it would find nothing here.
that(#audit(_G) >= 18, "the audit finds no more than " .. #audit(_G) .. " functions of plain Lua")

-- Environments of two scripts, with what a script can make in them.
local function environment()
  local env = sandbox.new "tests"
  local made = assert(load([[
    local lpeg = require "lpeg"
    local lib = { lpeg, require "lunette", require "string" }
    local doc = lun.doc("Ana Torres met Bo in Lima.", { id = "d" })
    local fact = doc:fact("met", { who = doc:span(1, 2) })
    local entity = doc:add_entity { type = "person", name = "Ana Torres", mentions = { doc:span(1, 2) } }
    local columns = lun.dictionary("place").columns
    return { lib, doc, fact, entity, columns, lpeg.P "a" * lpeg.S "bc", lun.p.any * lun.p.word "x", lun.p.test "cap & len>=2", lun.cql '"a"',
      lun.json.object {}, lun.json.decode '{"a":[]}', coroutine.wrap(function() end), lun.p.cap("n", lun.p.start) }
  ]], "=script", "t", env))()
  return { env = env, made = made }
end
local first, second = environment(), environment()
local found, count = audit(first)
that(#found == 0, table.concat(found, "\n"))
that(count > 150, "only " .. count .. " values were walked")

local tables = {}
walk(first, function(x, path) if type(x) == "table" then tables[x] = path end end)
walk(second, function(x, path)
  that(not tables[x], ("%s is shared with another script's %s"):format(path, tostring(tables[x])))
end)
walk({ lun, _G, package.loaded }, function(x, path)
  that(not tables[x], ("%s is the library's %s"):format(tostring(tables[x]), path))
end)

-- Runs a script's text in a fresh environment.
local function run(text) return assert(load(text, "=script", "t", sandbox.new "tests"))() end
local function closed(text, ...) raises(function() run(text) end, "script:1: ", ...) end

-- What is closed says what to use instead.
closed("io.open 'x'", [['io' is closed here: use lun.lines("x.txt"), --allow read=DIR or --trust]])
closed("return os", "'os' is closed here: use lun.date")
closed("debug.traceback()", "'debug' is closed here")
closed("package.path = ''", "'package' is closed here: use require \"name\"")
closed("loadfile 'x'", "'loadfile' is closed here: use require")
closed("dofile 'x'", "'dofile' is closed here: use require")
closed("return _G", "'_G' is closed here")
closed("return ('x').dump or string.dump(print)", "'string.dump' is closed here")
closed("collectgarbage()", "'collectgarbage' is closed here")
that(run "return collectgarbage 'count'" > 0 and run "return collectgarbage 'step'" == true)
closed("coroutine.close(coroutine.create(print))", "'coroutine.close' is closed here")
closed("require('lpeg').setmaxstack(1)", "'lpeg.setmaxstack' is closed here")
closed("return lun.reed", "lun has no 'reed'; did you mean 'read'?")
closed("return tabel", "undefined name 'tabel'; did you mean 'table'?")
closed("total = 1", "write 'local total = ...'")

-- load: text alone, in the script's own environment.
that(run "return load '\27Lua'" == nil)
that(run "return load('return io')" ~= nil)
closed("return load('return io', '=script')()", "'io' is closed here")
closed("load('x = 1', '=script')()", "undeclared global 'x'")
that(run "return load('return a', 'c', 'b', { a = 7 })()" == 7, "an environment of the script's own")
that(run "local n = 0 return (load(function() n = n + 1 return ({ 'return ', '8' })[n] end))()" == 8)
closed("load(function() return ('x'):rep(1 << 20) end)", "load takes at most 16 MiB")
that(run "return lpeg == require 'lpeg' and lpeg.P(1):match 'x'" == 2, "lpeg is there without require")

-- Metatables: a script's own are its own, those of the library are neither seen nor replaced.
that(run "return getmetatable('')" == false)
that(run "local m = {} return getmetatable(setmetatable({}, m)) == m")
that(run "return getmetatable(setmetatable({}, { __metatable = 'mine' }))" == "mine")
that(run "return getmetatable(lun.doc 'x') == false and getmetatable(lun.p.any) == false and getmetatable(require('lpeg').P(1)) == false")
closed("setmetatable(string, {})", "cannot change a protected metatable")
closed("setmetatable(lun.p.any, nil)", "cannot change a protected metatable")
closed("setmetatable({}, { __gc = print })", "'__gc' is closed here")
that(run "local t = setmetatable({}, { __index = { a = 1 } }) setmetatable(t, nil) return t.a" == nil)

-- What a script changes, the next one and the library do not see.
run "string.format = nil table.concat = nil lun.doc = nil lun.p.any.op = 'x' lun.json.encode = nil require('lpeg').P = nil rawset(_ENV, 'extra', 1)"
that(run "return string.format('%d', 1) .. table.concat({ 'a' }) .. lun.doc('x').text .. lun.p.any.op .. lun.json.encode({})" == "1axtok[]")
that(require("lpeg").P and string.format and lun.doc and pcall(run, "return extra") == false)

-- Functions of Lua and LPeg that would crash or hang.
that(run "return ((''):rep(1e15)) == '' and string.rep('', 1 << 60, '') == '' and ('ab'):rep(2, '-') == 'ab-ab'")
closed("table.move({}, 1, 1e15, 2)", "moves at most")
that(run "return table.move({ 1, 2 }, 1, 2, 2)[3]" == 2)
for _, text in ipairs { "P(-2147483648)", "P(65536)", "P(2^32 + 5)", "P(1) ^ -1073741825", "P(1) ^ 2147483647", "P(1) ^ -65535", "P(1) * -2147483648", "P(1) + 2^31",
  "P { -2147483648 }", "P(1) - -2147483648", "B(-2147483648)", "match(-2147483648, 'x')", "C(-70000)", "Cmt(-70000, print)" } do
  closed("local lpeg = require 'lpeg' return lpeg." .. text, "a pattern of LPeg takes numbers")
end
-- doubled to 32,767 elements, which one more exceeds: an element each would copy gigabytes
for _, text in ipairs { "p = -p", "p = #p", "p = lpeg.C(p)", "p = p / 'x'", "p = lpeg.P('a') + p * 'x'" } do
  closed("local lpeg = require 'lpeg' local p = lpeg.P 'a' for i = 1, 14 do p = p * p end for i = 1, 5 do " .. text .. " end", "the pattern is larger than 32768 elements")
end
that(run "local lpeg = require 'lpeg' local p = lpeg.P 'a' for i = 1, 6000 do p = -p end return p:match 'a' == nil or true")
closed("local t = {} t[1] = t require('lpeg').P(t)", "grammars of LPeg stand one in the other")
closed("local l = require 'lpeg' local t = { l.P 'a' } for i = 1, 45 do t = { l.V(2), t, t } end l.P(t)", "a grammar of LPeg has at most 32768 rules")
that(run "local lpeg = require 'lpeg' return lpeg.P(65535) and (lpeg.P 'a' ^ 3 * -1):match 'aaa'" == 4)
that(run "return require('lpeg').Cc(1e9):match ''" == 1e9)
that(run "local lpeg = require 'lpeg' return (lpeg.P 'a' / { a = 1e9 }):match 'a'" == 1e9)
that(run "local l = require 'lpeg' return (l.P { '(' * l.V(1) ^ -1 * ')' }):match(('('):rep(3000) .. (')'):rep(3000))" == 6001)

-- The same chance for every document.
local function chance(id)
  sandbox.seed(id)
  return run "return math.random(1 << 40)"
end
that(chance "a" == chance "a" and chance "a" ~= chance "b")
that(run "math.randomseed(42) local a = math.random() math.randomseed(42) return a == math.random()")

-- Days without a clock.
that(table.concat({ lun.date("2018-08-17", 15) }, " ") == "2018-09-01 Saturday 17775")
that(lun.date("2024-02-28", 1) == "2024-02-29" and lun.date("2023-02-28", 1) == "2023-03-01" and lun.date("1970-01-01", -1) == "1969-12-31")
that(select(3, lun.date "1970-01-01") == 0)
raises(function() lun.date "2023-02-30" end, "lun.date wants a day such as")

-- Files: beside the script and no further.
that(run "return lun.read 'lua/check.lua'" == core.read "tests/lua/check.lua", "without a command line nothing is closed")
permission.limit({}, { "tests/lua/check.lua", "samples/articles" })
local text, message = run "return lun.read 'lua/check.lua'"
that(text and #text > 100, message)
that(run "local n = 0 for line in lun.lines 'lua/check.lua' do n = n + 1 end return n" == select(2, core.read("tests/lua/check.lua"):gsub("\n", "")))
closed("lun.read '/etc/passwd'", "reading '/etc/passwd' is closed here: it lies outside of the script's folder; --allow read=/etc or --trust opens it")
closed("lun.read '../README.md'", "is closed here")
closed("lun.read 'lua/../../README.md'", "is closed here")
closed("lun.lines 'golden/names.lua'", "is closed here") -- below tests/, which was not named
closed("lun.open '/etc/passwd'", "is closed here")
closed("lun.docs '/etc'", "is closed here")
closed("lun.open '-'", "reading standard input is closed here")
that(select(2, run "return lun.read 'lua/none.txt'"):find "none.txt: no such file")
that(run "return lun.open('samples/articles/cyber-pact.txt').id" == "cyber-pact", "an input of the command line")
closed("lun.write('x.txt', '')", "writing 'x.txt' is closed here: --allow write=. or --trust opens it")
closed("lun.write('/tmp/x.txt', '')", "--allow write=/tmp")
closed("lun.rules { name = 'r', lists = { l = '/etc/passwd' } }", "is closed here")
closed("lun.report { name = 'r', use = { '../../etc/passwd.lua' } }", "is closed here")
for _, name in ipairs { "../x", "/x", "x/y", "a..b", ".x", "x.", "a\0b", "" } do closed(("require %q"):format(name), "require wants a name of letters") end
closed("require 'none'", "there is no 'none' to require")
-- A file is walked to from the folder that was granted, so that no link on the way is followed.
permission.limit({}, { "scripts" })
local read_beneath, above, rest = core.read_beneath, nil, nil
core.read_beneath = function(folder, path)
  above, rest = folder, path
  return read_beneath(folder, path)
end
that(run "return lun.read 'scripts/lib/set.lua'" == core.read "scripts/lib/set.lua")
that(above == core.real "scripts" and rest == "lib/set.lua", tostring(above) .. " " .. tostring(rest))
core.read_beneath = read_beneath
for text, wanted in pairs { ["read=none"] = "no such folder", ["write=README.md"] = "is no folder", ["exec"] = "not there yet", ["raed=tests"] = "did you mean 'read'" } do
  local ok, problem = permission.limit({ allow = { text } }, {})
  that(not ok and problem:find(wanted, 1, true), text .. ": " .. tostring(problem))
end
check.done()
