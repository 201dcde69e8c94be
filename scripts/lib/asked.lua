-- What scripts ask documents for, and of it what no document of a run had and nothing gives: a name that is mistyped, or a pack that
-- is not used. Owns the listening and the words; doc:layer raises by itself.
local core = require "lunette.core"
local document = require "lunette.document"
local entity = require "lunette.entity"
local environment = require "lunette.environment"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local using = require "lunette.using"
local asked = {}

local function has_fact(doc, name)
  for _, fact in ipairs(core.data(doc).facts or {}) do if fact.type == name then return true end end
  return false
end

local function has_entity(doc, name)
  for _ in entity.each(doc, name) do return true end
  return false
end

local ENTITIES = set.of { "person", "place", "org", "norp", "misc" }

-- What can be asked for by name: the method, whether a document has it, and how a message calls it.
local kinds = {
  { method = "spans", is_there = core.find_layer, called = "@%s", none = "nothing gives this layer" },
  { method = "facts", is_there = has_fact, called = "facts '%s'", none = "nothing gives them" },
  { method = "entities", is_there = has_entity, called = "entities '%s'", none = "there are none of this type" },
}

-- Whether a script of one's own names it where something is made of it, or in a way that nobody can follow: as what is no argument of these methods.
local function is_made(name)
  local quoted = "[\"']" .. name:gsub("%p", "%%%0") .. "[\"']"
  for chunk, text in pairs(environment.texts) do
    local at, past
    if not environment.is_bundled(chunk) then at, past = text:find(quoted) end
    while at do
      if not text:sub(math.max(1, at - 40), at - 1):find ":%s*%l+%s*%(?%s*$" or text:find("^%s*,", past + 1) then return true end
      at, past = text:find(quoted, past + 1)
    end
  end
  return false
end

-- Where a script of one's own asks: "FILE:LINE: ", or "" where a tail call of what C called leaves no place, or a coroutine has no other
-- function; nil for other callers. level: that of the caller.
local chunks = setmetatable({}, { __mode = "k" }) -- of functions that ask: a chunk of one's own, "" for C, false
local function asker(level)
  local caller = debug.getinfo(level + 1, "f")
  if not caller then return "" end -- the method itself was made a coroutine
  local asks = caller.func
  if chunks[asks] == nil then
    local place = debug.getinfo(asks, "S")
    local chunk = place.source:match "^@(.*)$"
    chunks[asks] = place.what == "C" and "" or chunk and environment.texts[chunk] and not environment.is_bundled(chunk) and chunk
  end
  local chunk = chunks[asks]
  if not chunk or chunk == "" then return chunk or nil end
  return ("%s:%d: "):format(chunk, debug.getinfo(level + 1, "l").currentline)
end

local MOST, SHOWN = 64, 12 -- names that are kept of those that no document had; of those that are told: a script may ask by words of its articles

-- Begins to listen to what scripts of one's own ask. `gate`, a table, has fields: on, while there is something to listen to, and any, where
-- nobody but the script in question runs then. Gives what asked.told wants.
function asked.listen(gate)
  local heard = gate or { on = true }
  for k, kind in ipairs(kinds) do
    local names, original = { there = {}, missing = {}, count = 0 }, document[kind.method]
    heard[k] = names
    document[kind.method] = function(doc, name, ...)
      if not names.there[name] and type(name) == "string" and heard.on and (names.count < MOST or names.missing[name]) and core.class(doc) == "doc" then
        if kind.is_there(doc, name) then names.there[name] = true
        elseif not names.missing[name] then
          local place = heard.any and "" or asker(2)
          if place then names.missing[name], names.count = place, names.count + 1 end
        end
      end
      return original(doc, name, ...)
    end
  end
  return heard
end

-- Forgets what was heard.
function asked.forget(heard)
  for k in ipairs(kinds) do heard[k].there, heard[k].missing, heard[k].count = {}, {}, 0 end
end

-- Lets a report tell at its end what scripts of one's own asked for in vain.
function asked.watch(r)
  local heard = asked.listen()
  function r.ended()
    return asked.told(heard, r.packs, function(pack) return ("add it to use = { ..., %q }"):format(pack) end)
  end
end

-- Lines on what was asked for in vain. packs: those that ran; remedy(name of a pack): how one is used.
function asked.told(heard, packs, remedy)
  local lines, layers, types = {}, nil, nil
  for k, kind in ipairs(kinds) do
    for _, name in ipairs(set.names(heard[k].missing)) do
      if not layers then layers, types = using.given(packs) end
      local given = kind.method == "spans" and layers or kind.method == "facts" and types or layers.entity and ENTITIES or {}
      if not heard[k].there[name] and not given[name] and not is_made(name) then
        local giver, known
        if kind.method == "entities" then giver, known = ENTITIES[name] and "entities", set.names(ENTITIES)
        else giver, known = using.giver(name, kind.method == "facts") end
        for other in pairs(given) do known[#known + 1] = other end
        local else_where = kind.method == "spans" and types[name] and (": they are facts: doc:facts %q"):format(name)
          or kind.method == "facts" and layers[name] and (": it is a layer: doc:spans %q"):format(name)
        lines[#lines + 1] = heard[k].missing[name] .. kind.called:format(name)
          .. (else_where or giver and (": given by the pack %s: %s"):format(giver, remedy(giver)) or (": %s%s"):format(kind.none, suggest.hint(name, known)))
      end
    end
  end
  for i = #lines, SHOWN + 1, -1 do lines[i] = i == SHOWN + 1 and "and more that nothing gives" or nil end
  return lines
end

return asked
