-- `lunette run -e`: a line of Lua as the body of a report, which runs once for each document with `doc` and `row`. A value is
-- printed, behind the document's id where there are several; a layer or a type of facts that no document had is told at the end,
-- with the pack that would give it.
local core = require "lunette.core"
local document = require "lunette.document"
local environment = require "lunette.environment"
local permission = require "lunette.permission"
local report = require "lunette.report"
local sandbox = require "lunette.sandbox"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local using = require "lunette.using"
local oneliner = {}

local NAME = "-e"

-- Notes what the code asks documents for: there and missing are name -> true.
local function listener(method, is_there)
  local original, heard = document[method], { there = {}, missing = {}, on = false }
  document[method] = function(self, name, ...)
    if heard.on and type(name) == "string" then heard[is_there(self, name) and "there" or "missing"][name] = true end
    return original(self, name, ...)
  end
  return heard
end

local function has_fact(doc, name)
  for _, fact in ipairs(core.data(doc).facts or {}) do if fact.type == name then return true end end
  return false
end

-- What is said of names that were asked for and that neither a document had nor a pack of the run gives.
local function told(heard, given, facts, use)
  local lines = {}
  for _, name in ipairs(set.names(heard.missing)) do
    if not heard.there[name] and not given[name] then
      local giver, known = using.giver(name, facts)
      local what = facts and ("facts '%s'"):format(name) or "@" .. name
      if giver then lines[#lines + 1] = ("%s: given by the pack %s: add --use %s%s"):format(what, giver, use[1] and table.concat(use, ",") .. "," or "", giver)
      else lines[#lines + 1] = ("%s: nothing gives %s%s"):format(what, facts and "them" or "this layer", suggest.hint(name, known)) end
    end
  end
  return lines
end

-- The report around the code, or nil, message, code. use: the packs to run before it.
function oneliner.report(code, use)
  permission.grant_read "."
  local env = sandbox.new "."
  local head = "local doc, row = ... " -- on the code's first line, so that lines count as written
  local chunk = load(head .. "return " .. code, "=" .. NAME, "t", env)
  local is_value = chunk ~= nil
  local message
  if not chunk then chunk, message = load(head .. code, "=" .. NAME, "t", env) end
  if not chunk then return nil, message, 3 end
  environment.texts[NAME] = code
  local spans = listener("spans", core.find_layer)
  local facts = listener("facts", has_fact)
  local count, held = 0, nil -- the first value waits until there is a second document, or none
  local function show(id, result)
    if id then env.print(id, table.unpack(result, 1, result.n)) else env.print(table.unpack(result, 1, result.n)) end
  end
  local function each(doc, row)
    spans.on, facts.on = true, true
    local result = table.pack(pcall(chunk, doc, row))
    spans.on, facts.on = false, false
    if not result[1] then error(result[2], 0) end
    result = table.pack(table.unpack(result, 2, result.n))
    count = count + 1
    if held and count == 2 then
      show(held.id, held.result)
      held = nil
    end
    if is_value and result.n > 0 and not (result.n == 1 and result[1] == nil) then
      for i = 1, result.n do result[i] = tostring(result[i]) end -- the document is closed later
      if count == 1 then held = { id = doc.id, result = result } else show(doc.id, result) end
    end
  end
  local ok, r = pcall(report.check, { name = NAME, use = use, each = each })
  if not ok then return nil, r, 3 end
  r.prints = true
  -- What is still to be said when all documents were read: what waits is printed, and notes are given.
  function r.ended()
    if held then show(nil, held.result) end
    local layers, types = {}, {}
    for _, pack in ipairs(r.packs) do
      for _, step in ipairs(pack.steps) do
        for name in pairs(step.gives_set) do layers[name] = true end
        if step.fact then types[step.fact] = true end
      end
    end
    local lines = told(spans, layers, false, use or {})
    for _, line in ipairs(told(facts, types, true, use or {})) do lines[#lines + 1] = line end
    return lines
  end
  return r
end

return oneliner
