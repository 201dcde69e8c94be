-- Actors of events: who a group of words names, as codes that event data use - the country in three letters and what part of
-- it acts (USAGOV, SYRREB, IGOUNO). A country comes from names and nationalities and what is known of persons and bodies, the
-- rest from the dictionary `sector`; lists of one's own called `actor` and `agent` (columns surface and code) go before both.
local core = require "lunette.core"
local set = require "lunette.set"
local actor = {}

local UNKNOWN = "---"
local joins = set.of { ",", "and", "or", "&", ";" }
local attaches = set.of { "between", "of", "in", "from", "for", "at", "inside", "within", "on", "near" }
local owns = set.of { "of", "in", "between", "at" } -- what these bring may stand for a group that is no actor: the courage of Peru
local former = set.of { "former", "ex", "retired", "ousted", "deposed" }
local of_body = { gov = "GOV", mil = "MIL", armed = "UAF", com = "BUS", media = "MED", party = "PTY", edu = "EDU", ngo = "NGO", rel = "REL", igo = "IGO" }

local lower = core.lower
local heads = set.of { "leader", "leaders", "chief", "chiefs", "official", "officials", "spokesman", "spokesmen", "spokeswoman", "commander", "commanders", "delegation", "negotiator", "negotiators", "adviser", "advisers", "representative", "representatives", "soldier", "soldiers", "officer", "officers" }
local three = {}
local function three_of(cc)
  if not cc or cc == "" then return nil end
  local code = three[cc]
  if code == nil then
    local row = (require("lunette").dictionary("country"):lookup(cc:sub(1, 2)) or {})[1]
    code = row and row.code or false
    three[cc] = code
  end
  return code or nil
end

local class = {}
class.__index = class

-- A list of the user by its name, where one is opened; false otherwise.
local function own(name)
  local lists = require "lunette.lists"
  return lists.given and lists.given(name) or false
end

function actor.coder(doc)
  return setmetatable({ doc = doc, sectors = require("lunette").dictionary "sector", actors = own "actor", agents = own "agent", memo = {} }, class)
end

-- Names and words of the document that say something of an actor, by their first tokens, read once: names, sectors, and the user's.
local layers = { "norp", "place", "org", "person" }
function class:read_document()
  local doc = self.doc
  local names, inside, sectors = {}, {}, {}
  for rank, layer in ipairs(layers) do
    for s in doc:spans(layer) do
      local first, last = s.first, s.last
      names[first] = names[first] or {}
      table.insert(names[first], { span = s, layer = layer, rank = rank, first = first, last = last })
      if layer ~= "norp" then
        for i = first, last do inside[i] = true end
      end
    end
  end
  local function entries(dictionary, into)
    for first, last, number in doc:entries(dictionary) do into[first] = { first = first, last = last, number = number } end
    return into
  end
  entries(self.sectors, sectors)
  self.nations = entries(require("lunette").dictionary "norp", {})
  self.agent_at = self.agents and entries(self.agents, {})
  self.actor_at = self.actors and entries(self.actors, {})
  for first, e in pairs(self.actor_at or {}) do for i = first, e.last do inside[i] = true end end
  self.names, self.inside, self.sector_at = names, inside, sectors
end

local function in_order(a, b) return a.rank < b.rank or a.rank == b.rank and a.first < b.first end

-- Codes of the user's rows: those true on the article's day, else the first.
local function row_code(dictionary, number, day)
  local rows = day and dictionary:candidates(number, day) or dictionary:candidates(number)
  local row = rows[1] or dictionary:candidates(number)[1]
  return row and row.code and row.code:upper() or nil
end

-- What the words a to z say of a part (GOV) or of a whole body (IGOUNO), and the token at which that ends; words inside names of
-- places and persons say nothing.
function class:sector(a, z, names)
  local doc, found, last = self.doc, nil, nil
  for i = a, self.agents and z or a - 1 do
    local e = self.agent_at[i]
    if e and e.last <= z then found, last = row_code(self.agents, e.number), e.last end
  end
  if found then return found, last end
  for i = a, z do
    local e = self.sector_at[i]
    local free = e and e.last <= z
    for _, s in ipairs(free and names or {}) do
      if s.layer ~= "org" and s.first <= i and e.last <= s.last then free = false end
    end
    if free then
      local row = self.sectors:candidates(e.number)[1]
      if found and heads[lower(row.surface)] then last = e.last -- a rebel leader is of the rebels
      elseif not (found and #found > 3) then found, last = row.code, e.last end
    end
  end
  if found == "GOV" or found == "MIL" or found == "JUD" then
    for i = a, math.min(z, a + 4) do if former[doc:lower(i)] then return "ELI", last end end
  end
  return found, last
end

-- Countries of heads of state and of government by their last names, where one name stands for one country: last name -> cc.
local leaders
local function leader(name)
  if not leaders then
    leaders = {}
    local dictionary = require("lunette").dictionary "office"
    for number = 1, #dictionary do
      for _, row in ipairs(dictionary:candidates(number)) do
        local last = row.surface:match "%S+$"
        if row.kind == "state" or row.kind == "government" then
          leaders[last] = (leaders[last] == nil or leaders[last] == row.cc) and row.cc or false
        end
      end
    end
  end
  return leaders[name] or nil
end

-- The part that words of a role say: the longest that ends them and is known (student leader), else their last known word; a
-- leader is of who is led (leader of the opposition, rebel commander).
local function part_of_role(sectors, role)
  local function code_of(words)
    local row = (sectors:lookup(words) or {})[1]
    return row and #row.code == 3 and row.code or nil
  end
  local what, whose = role:match "^(.-) of (.*)$"
  what = what or role
  local from = what
  while from:find " " do
    local part = code_of(from)
    if part then return part end
    from = from:match " (.*)$"
  end
  local part, head
  for piece in what:gmatch "%S+" do
    local found = code_of(piece)
    if heads[piece] and part then found = nil end
    part, head = found or part, piece
  end
  if whose and heads[head] then
    whose = whose:gsub("^the ", "")
    return code_of(whose) or code_of(whose:match "^%S*") or part
  end
  return part
end

local function of_entity(e, coder)
  local country, part = three_of(e.country), nil
  if e.offices and e.offices[1] then
    local office = e.offices[1]
    part, country = "GOV", country or three_of(office.country)
  end
  if not part then
    for _, role in ipairs(e.roles or {}) do
      part = part_of_role(coder.sectors, lower(role))
      if part then break end
    end
  end
  if not country and not part then
    local cc = leader(e.name:match "%S+$")
    if cc then country, part = three_of(cc), "GOV" end
  end
  return country, part
end

-- One code of a country and a part; a code of a whole body (IGOUNO) stands as it is. nil where both are unknown.
local function joined(country, part)
  if part and part:find "~$" then return part:sub(1, -2) .. (country or "") end -- NGO~: the part goes first
  if part and part:find "~" then part = part:gsub("~", "")
  elseif part and #part > 3 then return part end
  if not country and not part then return nil end
  if part == "IGO" and not country then return "IGO" end
  return (country or UNKNOWN) .. (part or "")
end

-- What the words a to z, one light group, name: { country, part, code = a whole code, first, last, name }.
function class:light(a, z)
  local doc = self.doc
  local r = { first = a, last = z }
  for i = a, self.actors and z or a - 1 do
    local e = self.actor_at[i]
    if e and e.last <= z then r.country, r.named, r.own = row_code(self.actors, e.number, doc.date) or r.country, e.last, true end
  end
  local spans = {}
  for i = a, z do
    for _, name in ipairs(self.names[i] or {}) do if name.last <= z then spans[#spans + 1] = name end end
  end
  if spans[2] then table.sort(spans, in_order) end
  for _, name in ipairs(spans) do
    local s = name.span
    local e = doc:entity(s)
    if name.layer == "person" then
      r.person = true
      if e then
        local country, known = of_entity(e, self)
        r.country, r.part, r.entity = r.country or country, r.part or known, e
      end
    elseif name.layer == "org" then
      local kind = (s.type or ""):match "^ORG%.(%l+)"
      local own_part = self:sector(name.first, name.last)
      if kind == "sport" then r.sport = true end
      if not r.own then
        r.country = r.country or three_of(s.cc) or e and three_of(e.country)
        r.part = r.part or own_part or of_body[kind or ""]
      end
      r.entity = r.entity or e
    elseif not r.own then
      r.country = r.country or three_of(s.cc)
      r.entity = r.entity or e
      r.nation = name.layer == "norp" and doc:tag(name.first):sub(1, 1) == "J"
    end
  end
  for i = a, r.country and a - 1 or z do -- a nationality that no rule took for one
    local e = self.nations[i]
    local row = e and e.last <= z and require("lunette").dictionary("norp"):candidates(e.number)[1]
    if row and row.cc and row.cc ~= "" and not r.country then r.country, r.nation = three_of(row.cc), doc:tag(i):sub(1, 1) == "J" end
  end
  local part, last = self:sector(a, z, spans)
  if part and not (r.own and r.named and last <= r.named and not self.agents) then
    r.part = part
  end
  if not r.country and not r.part and doc:tag(z) == "NNP" then
    local cc = leader(doc:word(z))
    if cc then r.country, r.part, r.person = three_of(cc), "GOV", true end
  end
  if r.own and r.part and r.country:find((r.part:gsub("~", "")), 4, true) then r.part = nil end
  if r.country == "---" then r.country = nil end
  return r
end

-- Light groups of the words a to z with what joins them: { {first, last, by = "and", a preposition or nil} }.
function class:pieces(a, z)
  local doc, inside, list, from, by = self.doc, self.inside, {}, a, nil
  local function close(stop, how)
    if stop >= from then list[#list + 1] = { first = from, last = stop, by = by } end
    by, from = how, stop + 2
  end
  for i = a, z do
    local w = doc:lower(i)
    if not inside[i] then
      if joins[w] then
        if i > from then close(i - 1, "and") else from, by = i + 1, by or "and" end
        if i == from then from = i + 1 end
      elseif attaches[w] and not (w == "at" and (doc:lower(math.min(i + 1, z)) == "least" or doc:lower(math.min(i + 1, z)) == "most")) then
        if i > from then close(i - 1, w) else from, by = i + 1, w end
      end
    end
  end
  close(z, nil)
  return list
end

-- A known person or body as an actor.
function class:entity(e)
  local country, part = of_entity(e, self)
  local code, m = joined(country, part), e.mentions[1]
  return code and { code = code, entity = e, first = m.first, last = m.last, country = country, part = part }
end

-- The actors that the words a to z name: { { code, entity, first, last, country, part } }, in order; empty where they name none.
function class:read(a, z)
  local key = a * 65536 + z
  if self.memo[key] then return self.memo[key] end
  if not self.names then self:read_document() end
  local groups, attached = {}, nil
  for _, piece in ipairs(self:pieces(a, z)) do
    local light = self:light(piece.first, piece.last)
    if piece.by == "of" and groups[1] and light.person and groups[#groups].part and not groups[#groups].person then -- Secretary of Defense Ana Torres
      local g = groups[#groups]
      g.entity, g.person, g.country, g.last = light.entity, true, g.country or light.country, light.last
    elseif piece.by and piece.by ~= "and" and groups[1] then
      local g = groups[#groups]
      light.by = piece.by
      g.where = g.where or {}
      table.insert(g.where, light)
      attached = g
    elseif piece.by == "and" and attached and not light.part and light.country and not light.person and groups[#groups] == attached then
      table.insert(attached.where, light) -- officials of Peru and Chile
    else
      groups[#groups + 1] = light
    end
  end
  local list = {}
  local function put(g, country)
    local code = not g.sport and joined(country, g.part) -- who beats whom in a match is no event of this kind
    if code then list[#list + 1] = { code = code, entity = g.entity, first = g.first, last = g.last, country = country, part = g.part } end
  end
  for k, g in ipairs(groups) do
    local where, behind = g.where, groups[k + 1]
    if g.country and not g.part and g.first == g.last and g.nation and behind and behind.country and behind.part and not behind.person then g.part = behind.part end -- Indian and Chinese troops
    for n = k + 1, #groups do if not where and not g.country and groups[n].where and g.part then where = groups[n].where end end
    if not g.country and g.part and not (#g.part > 3 and not g.part:find "^~") and where then
      local any
      for _, place in ipairs(where) do
        if place.country then
          put(g, place.country:sub(1, place.own and 6 or 3))
          any = true
        end
      end
      if not any then put(g, nil) end
    elseif not g.country and not g.part and where and g.person == nil then
      for _, place in ipairs(where) do if (place.country or place.part) and owns[place.by] then put({ part = place.part, entity = place.entity, first = g.first, last = place.last }, place.country) break end end
    else put(g, g.country) end
  end
  self.memo[key] = list
  return list
end

return actor
