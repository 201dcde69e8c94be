-- Receipts: what a table file was made of, laid beside it as NAME.receipt.json: version, command, and SHA-256 of scripts,
-- dictionaries, lists and inputs, with counts. No time and no name of a machine stands in one: the same inputs give the same
-- bytes, so two receipts that differ say what has changed.
local core = require "lunette.core"
local cell = require "lunette.cell"
local environment = require "lunette.environment"
local origin = require "lunette.origin"
local set = require "lunette.set"
local receipt = {}

-- What a run reads, noted as it goes: receipt.watch gives the iterator back with the files of its documents in `seen`, a list.
function receipt.watch(documents, seen)
  local known = {}
  return function()
    local doc, message, what = documents()
    if doc then
      local file = core.data(doc).file
      if file and not known[file] then
        known[file] = true
        seen[#seen + 1] = file
      end
    end
    return doc, message, what
  end
end

-- The file on the disk behind a name: of what is read out of an archive the archive.
local function file_behind(name)
  local path = name
  while path and path ~= "" do
    local kind = core.kind(path)
    if kind == "file" then return path end
    if kind then return nil end
    path = path:match "^(.+)[/!:][^/!:]*$"
  end
end

local function digest(path)
  local sum, size = core.digest(path)
  if not sum then return nil end
  return { path = cell.valid(path), sha256 = sum, size = size }
end

local function inputs_of(words, seen, text)
  local list, known = {}, {}
  if text then list[1] = { text = true, sha256 = core.sha256(text), size = #text } end
  local function add(name)
    local path = file_behind(name)
    if not path or known[path] then return end
    known[path] = true
    list[#list + 1] = digest(path)
  end
  for _, name in ipairs(seen) do
    if name == "stdin" and not core.kind(name) then list[#list + 1] = { path = "-" } else add(name) end
  end
  for _, word in ipairs(words) do if core.kind(word) == "file" then add(word) end end -- of which no document came
  table.sort(list, function(a, b) return (a.path or "") < (b.path or "") end)
  return list
end

-- The library is told by the hash of all its parts: two builds of one version may differ.
local function library()
  local parts = {}
  for _, name in ipairs(core.scripts()) do
    if name:find "^lib/" then parts[#parts + 1] = name .. "\0" .. core.script(name) .. "\0" end
  end
  table.sort(parts)
  return core.sha256(table.concat(parts))
end

-- facts: command (list of words), words (those that name inputs), text (of --text), seen, documents, rows, failures, undated (documents
-- without a date of publication), format, offsets.
function receipt.text(facts)
  local scripts, lists = {}, {}
  for _, name in ipairs(set.names(environment.texts)) do
    scripts[#scripts + 1] = { name = cell.valid(name), sha256 = core.sha256(environment.texts[name]) }
  end
  for _, name in ipairs(set.names(origin.dictionary_files)) do
    local file = origin.dictionary_files[name]
    local found = core.kind(file) == "file" and digest(file)
    if found then
      found.name = name
      lists[#lists + 1] = found
    end
  end
  local command = {}
  for i, word in ipairs(facts.command) do command[i] = cell.valid(word) end
  return core.json_encode({
    lunette = core.version,
    library = library(),
    dictionaries = core.dictionaries_digest(),
    command = command,
    scripts = scripts,
    lists = lists,
    inputs = inputs_of(facts.words, facts.seen, facts.text),
    documents = facts.documents,
    rows = facts.rows,
    failures = facts.failures,
    undated = facts.undated,
    format = facts.format,
    offsets = facts.offsets,
  }, 2) .. "\n"
end

function receipt.path(path) return path .. ".receipt.json" end

return receipt
