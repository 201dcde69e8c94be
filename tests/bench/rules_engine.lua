-- What the benchmarks ask of the engine that runs rules, and nothing else of it: to measure another engine, these functions
-- are pointed elsewhere. Each rule is searched by itself: the longest match at the leftmost start, then on behind it; rules
-- do not compete.
local index = require "lunette.index"
local pattern = require "lunette.pattern"
local starting = require "lunette.starting"
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

-- Dictionaries and layers that a tree reads, by name.
local function reads_of(x, reads)
  local kind = x.op or x.kind
  if kind == "entry" or kind == "layer" then reads[index.id(x)] = x end
  for _, y in ipairs(x) do reads_of(y, reads) end
  return reads
end

-- A machine of parsed rules that remembers no other machine: the plain matcher keeps its tests in its module, so it is
-- loaded anew. It makes its closures when they are first wanted, which belongs to the first pass.
function engine.prepare(parsed)
  package.loaded["lunette.matcher"] = nil
  local set = { matcher = require "lunette.matcher", programs = {}, options = {}, reads = {} }
  collectgarbage()
  set.before = collectgarbage "count"
  for k, rule in ipairs(parsed) do
    local tree = rule.tree
    set.programs[k] = { tree = tree, captures = rule.captures, first = tree.op == "seq" and tree[1].op == "start" }
    set.options[k] = { keep = rule.keep, across = rule.across }
    reads_of(tree, set.reads)
  end
  set.prepared = starting.prepare(set.programs)
  return set
end

-- Turns the machine to a document. What it gives is handed to `look_up` and `run`.
function engine.open(set, doc) return set.matcher.open(doc, {}) end

-- Finds the entries of the dictionaries and the spans of the layers that the rules read, before they run.
function engine.look_up(set, view)
  for _, x in pairs(set.reads) do index.find(view, x) end
end

-- Runs the rules over an opened document: numbers of matches and of captured spans.
function engine.run(set, view)
  local matches, captured = 0, 0
  local function accept(captures)
    matches = matches + 1
    for _, capture in pairs(captures) do captured = captured + (type(capture) == "table" and #capture or 1) end
    return true
  end
  local starts = starting.starts(set.prepared, view)
  for number, program in ipairs(set.programs) do
    set.matcher.search(program, starts[number], set.options[number], accept)
  end
  return matches, captured
end

-- Bytes that the machine holds now, with all that it has remembered.
function engine.memory(set)
  collectgarbage()
  return (collectgarbage "count" - set.before) * 1024
end

return engine
