-- Derivations of events: which rows of dictionaries gave the CAMEO code, and which words, names and rows the code of each actor.
-- What was decided is kept with the event (lunette.happening); here it is looked up again in the words, when somebody asks.
local core = require "lunette.core"
local happening = require "lunette.happening"
local lists = require "lunette.lists"
local origin = require "lunette.origin"
local tree = require "lunette.why_tree"
local why_event = {}

local node_of, bare = tree.node, tree.bare
local none = {}

local function dictionary(name) return require("lunette").dictionary(name) end

local function entry_node(span, name, rows)
  return node_of("entry", span, { dictionary = name, file = origin.dictionary_files[name] or name .. ".tsv", rows = rows })
end

-- Rows of a word for which `fits` holds, all where it holds for none.
local function rows_of(name, word, fits)
  local all, rows = dictionary(name):lookup(word) or none, {}
  for _, row in ipairs(all) do if fits(row) then rows[#rows + 1] = row end end
  return rows[1] and rows or all
end

local function word_node(span, name, row)
  return entry_node(span, name, rows_of(name, row.surface, function(x) return (x.code or "") == row.code and (x.class or "") == row.class end))
end

-- Whether the classes of a verb and a noun make something together.
local function is_pair(made) return dictionary("eventpair"):lookup(made.verb.class .. " " .. made.noun.class) ~= nil end

-- What gave the code: the verb's row, the noun's, or that of the pair which both make; nil for events without a code.
local function code_node(doc, event)
  local found, at = happening.found_of(event), happening.at(event)
  if not event.code or not found or core.class(at) ~= "span" then return nil end
  local made, node = found.made, nil
  if event.own or not made then
    local own = event.own and lists.given "eventcode"
    return own and entry_node(at, "eventcode", own:lookup(core.lower(at.text)) or none) or nil
  elseif made.verb and made.noun and not is_pair(made) then node = word_node(doc:span(made.head, made.head), "eventnoun", made.noun) -- talks were called off: the verb says no more
  elseif made.verb and made.noun then
    local noun = doc:span(made.head, made.head)
    node = entry_node(doc:span(math.min(at.first, made.head), math.max(at.last, made.head)), "eventpair", rows_of("eventpair", made.verb.class .. " " .. made.noun.class, function() return true end))
    node.from = { word_node(at, "eventverb", made.verb), word_node(noun, "eventnoun", made.noun) }
    if noun.first < at.first then node.from[1], node.from[2] = node.from[2], node.from[1] end
  else node = word_node(at, made.verb and "eventverb" or "eventnoun", made.verb or made.noun) end
  if found.base and found.base ~= event.code then
    local s = happening.clause_of(event)
    local governor = s and s.governor and doc:word(s.governor)
    node.reason = ("%s becomes %s: %s"):format(found.base, event.code, governor and "behind " .. governor or "it is denied")
  end
  return node
end

local BEHIND = 12 -- tokens behind the words of an actor in which its country or part may be attached: officials of Chile, Indian and Chinese troops

local names = { nation = "norp" } -- of dictionaries that the coder calls otherwise

-- Entries of a dictionary or a list among the words first to last: nodes of those of whose rows some fit.
local function add_entries(coder, list, kind, first, last, fits)
  local any, entries = false, coder:entries(first, last, kind)
  for k = 1, #entries, 3 do
    local rows = {}
    for _, row in ipairs(entries[k + 1] <= last and coder:dictionary(kind):candidates(entries[k + 2]) or none) do if fits(row) then rows[#rows + 1] = row end end
    if rows[1] then
      any = true
      list[#list + 1] = entry_node(coder.doc:span(entries[k], entries[k + 1]), names[kind] or kind, rows)
    end
  end
  return any
end

-- Names among the words whose country is that of the actor, or which are its entity; whether a name by itself gave the country.
local function add_names(asking, coder, list, a, first, last)
  local any = false
  for _, s in ipairs(coder:names(first, last)) do
    local e = asking.doc:entity(s)
    local country = a.country and coder:country(s.cc) == a.country
    if s.last <= last and (country or e and (e == a.entity or a.country and coder:country(e.country) == a.country)) then
      any = any or country
      list[#list + 1] = asking:span(s)
    end
  end
  return any
end

-- What is known of an entity that gave a country or a part, as words.
local function known_of(coder, e, a, country, part)
  local told = {}
  if not country and a.country and coder:country(e.country) == a.country then
    told[1] = ("%s is of %s%s"):format(e.name, a.country, e.country_from and " (" .. e.country_from .. ")" or "")
  end
  if not part and a.part then
    local office, role = e.offices and e.offices[1], e.roles and e.roles[1]
    if office and a.part == "GOV" then told[#told + 1] = ("%s by the office %s"):format(a.part, office.role)
    elseif role then told[#told + 1] = ("%s by what it is called: %s"):format(a.part, role) end
  end
  if not told[1] and not country and not part and a.country and a.part == "GOV" then told[1] = "heads of state and of government of this last name are of " .. a.country end
  return told
end

-- The node of an actor: its words, and below them what gave its country and its part.
local function actor_node(asking, role, a)
  local doc, coder, list = asking.doc, happening.coder(asking.doc), {}
  local node = node_of("actor", doc:span(a.first, a.last), { type = "actor", role = role, code = a.code, country = a.country, part = a.part, from = list })
  local function own(row) return row.code and row.code ~= "" end
  local listed = add_entries(coder, list, "actor", a.first, a.last, own)
  local of_agent = add_entries(coder, list, "agent", a.first, a.last, own)
  local country = add_names(asking, coder, list, a, a.first, a.last) or listed
  local function of_part(from, to) return add_entries(coder, list, "sector", from, to, function(row) return row.code == a.part end) end
  local part = of_agent or a.part and of_part(a.first, a.last)
  if a.country and not country then
    country = add_entries(coder, list, "nation", a.first, a.last, function(row) return coder:country(row.cc) == a.country end)
  end
  local told = known_of(coder, a.entity or { name = "" }, a, country, part)
  if not told[1] then
    local _, stop = doc:sentence(a.first)
    stop = math.min(stop, a.last + BEHIND)
    if a.country and not country then add_names(asking, coder, list, { country = a.country }, a.last + 1, stop) end
    if a.part and not part and not (a.entity and a.entity.type == "person") then of_part(a.last + 1, stop) end
  end
  table.insert(told, 1, a.code)
  node.reason = table.concat(told, "; ")
  return node
end

-- Adds to the node of an event what its actors and its code stand on.
function why_event.add(asking, node, event)
  node.captures = node.captures or {}
  for _, name in ipairs { "who", "to" } do
    local value = event[name]
    if type(value) == "table" and getmetatable(value) == nil then
      local captured = {}
      for _, a in ipairs(value) do
        if a.code and a.first then
          local from = actor_node(asking, name, a)
          node.from[#node.from + 1] = from
          captured[#captured + 1] = bare(from)
        end
      end
      if captured[1] then node.captures[name] = captured end
    end
  end
  local code = code_node(asking.doc, event)
  if code then
    code.role = "code"
    node.from[#node.from + 1] = code
    node.captures.code = bare(code)
  end
end

-- Whether a construction became part of an event.
local function is_told(doc, construction)
  for e in doc:facts "event" do
    if e.construction == construction or e.match == construction.match then return true end
  end
  return false
end

local function is_actor(reading, span)
  return span and (reading:actors(span.first, span.last)[1] or reading:named(span.first, span.last)[1]) ~= nil
end

-- The words of two sides that name no actor, quoted, or that there are none.
local function nobody(reading, spans)
  local words = {}
  for _, span in ipairs(spans) do
    if span and not is_actor(reading, span) then words[#words + 1] = "'" .. span.text:gsub("%s+", " ") .. "'" end
  end
  return words[1] and table.concat(words, " and ") .. (words[2] and " name" or " names") .. " no actor that has a code or a name" or "no side is said"
end

-- Why a construction that a rule found tells no event, in one line; nil where it tells one.
function why_event.lacking(doc, construction)
  if is_told(doc, construction) then return nil end
  local reading = happening.reader(doc)
  local verb, noun = construction.verb, construction.noun
  if not verb then
    local row = noun and reading:thing(noun.first, noun.last)
    if not row or row.code == "" and not row.event then return ("no event: '%s' tells none by itself (lunette show eventnoun)"):format(noun and noun.text or construction.match.text) end
    return "no event: a noun needs both sides, and " .. nobody(reading, { construction.both or construction.who or false, construction.to or false })
  end
  local tells = false
  for _, row in ipairs(reading:rows(verb.first) or {}) do tells = tells or row.code ~= "" or row.event ~= nil end
  if not tells then return ("no event: '%s' tells one only with a noun that makes a pair with it (lunette show eventpair)"):format(verb.text) end
  local s = reading:clause(verb.first, verb.last)
  local subject = s and s.subject and doc:span(s.subject[1], s.subject[2]) or false
  if is_actor(reading, subject) or is_actor(reading, construction.what) or is_actor(reading, construction.who) or is_actor(reading, construction.to) then
    return ("no event: the dictionaries make none of '%s' with these words (lunette show eventverb), or what governs it does"):format(verb.text)
  end
  return "no event: " .. nobody(reading, { subject, construction.who or construction.what or construction.to or false })
end

return why_event
