-- What the benchmarks ask of the engine that runs rules, and nothing else of it: to measure another engine, these functions
-- are pointed elsewhere. Each rule is searched by itself: the longest match at the leftmost start, then on behind it; rules
-- do not compete.
local core = require "lunette.core"
local forms = require "lunette.wordtest".forms
local pattern = require "lunette.pattern"
local wordtest = require "lunette.wordtest"
local lun = require "lunette"
local engine = {}

local columns = {}
local known = {
  macros = {}, expanded = {}, tests = wordtest.names,
  dictionary = function(x, fail)
    columns[x.name] = columns[x.name] or table.concat(lun.dictionary(x.name).columns, " ")
    if x.attribute and not (" " .. columns[x.name] .. " "):find(" " .. x.attribute .. " ", 1, true) then
      fail(("dictionary '%s' has no column '%s'"):format(x.name, x.attribute))
    end
  end,
}

-- Rules as texts, or as { text, keep = "all", across = "document" }, to trees. Nothing is kept from call to call.
function engine.parse(rules)
  local parsed = {}
  for k, rule in ipairs(rules) do
    local options = type(rule) == "table" and rule or {}
    local tree, captures = pattern.compile(options[1] or rule, known, options.keep == "all")
    parsed[k] = { tree = tree, captures = captures, keep = options.keep == "all", across = options.across }
  end
  return parsed
end

-- A machine of parsed rules, new and knowing no word yet.
function engine.prepare(parsed) return core.machine(parsed, forms) end

-- Turns the machine to a document. What it gives is handed to `look_up` and `run`.
function engine.open(_, doc) return { doc = doc, lookups = core.lookups() } end

-- Finds the entries of the dictionaries that the rules read, before they run.
function engine.look_up(machine, opened) core.look_up(machine, opened.doc, opened.lookups) end

-- Runs the rules over an opened document: numbers of matches and of captured spans.
function engine.run(machine, opened)
  local found = core.search(machine, opened.doc, opened.lookups)
  local matches, captures = found:count()
  found:close()
  return matches, captures
end

-- Frees what was opened.
function engine.close(_, opened) opened.lookups:close() end

-- Bytes that the machine holds now, with all that it has remembered.
function engine.memory(machine) return machine:memory() end

return engine
