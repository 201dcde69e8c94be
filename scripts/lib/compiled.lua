-- Patterns of bundled packs that were compiled while the project was built: their trees as Lua code, so that a run begins without
-- reading the rule language. Made by core/cli/compile_patterns.lua; a pack whose texts are not those is compiled as any other.
local core = require "lunette.core"
local wordtest = require "lunette.wordtest"
local compiled = {}

-- Rules share tests: what one of them compiled serves the others.
local regexes = setmetatable({}, { __mode = "v" })
local function regex_of(source)
  local regex = regexes[source] or assert(core.regex(source))
  regexes[source] = regex
  return regex
end

local function same(a, b)
  for name, text in pairs(a) do if b[name] ~= text then return false end end
  for name in pairs(b) do if a[name] == nil then return false end end
  return true
end

-- What the build made of a pack: a list, by its steps, of { tree, captures, layers }; nil where it made nothing of these very texts.
-- `known` as of lunette.pattern, with the functions and dictionaries that the tests of the trees ask.
function compiled.of(file, pack, known)
  local name = file:match "^scripts/rules/([^/]+%.lua)$"
  local code = name and core.pattern_code(name)
  if not code then return nil end
  local macros, patterns, build, forms = load(code, "=(compiled patterns)", "b", {})()
  if not same(macros, known.macros) or #patterns ~= #pack then return nil end
  for i, text in ipairs(patterns) do if text ~= (pack[i][2] or false) then return nil end end
  local function dictionary(x)
    known.dictionary(x, function(message) error(message, 0) end)
    return x
  end
  wordtest.know(forms)
  return build(known.tests, dictionary, regex_of)
end

return compiled
