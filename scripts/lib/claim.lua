-- Rules that give a layer or a fact and do nothing else with what they match: their matches are settled in C (core/match/claim.c),
-- without a table for each. Owns which layers and facts go that way, what such rules are asked, and what holds of those whose `asks`
-- says that they ask only the words of a match, or less.
local core = require "lunette.core"
local claim = {}

-- What a function of a rule, "where" or "attributes", asks of a match: "words", "shape" (how many tokens it and its captures take,
-- and where they stand in it), or names of captures, whose words it asks besides the shape; nil: whatever there is.
local function asked_by(r, what)
  if type(r.asks) == "table" then return r.asks[what] end
  return r.asks
end
local function names_in(asks) return asks:gmatch "[^|%s]+" end

function claim.check_fields(r, captures, fail)
  if type(r.gives) ~= "string" or r.fact or r.emit then fail "asks is for a rule that gives a layer, without fact or emit" end
  for what in pairs(type(r.asks) == "table" and r.asks or {}) do
    if what ~= "where" and what ~= "attributes" then fail(("asks says of where and attributes what they ask, not of '%s'"):format(tostring(what))) end
  end
  for _, what in ipairs { "where", "attributes" } do
    local asks = asked_by(r, what)
    for name in names_in(asks or "") do
      if captures[name] == nil and name ~= "words" and name ~= "shape" then
        fail(("asks is \"words\", \"shape\" or names of captures; nothing is captured under '%s'"):format(name))
      end
    end
  end
end

local function functions_among(attributes)
  for _, value in pairs(attributes or {}) do if type(value) == "function" then return true end end
  return false
end

-- Attributes that are columns of dictionaries: function -> what it asks, which C tells as well (core/match/surest.c).
local surest = setmetatable({}, { __mode = "k" })

-- The words of a capture, or of the first span of one that is a list; nil where it took none.
local function words_of(m, capture)
  local found = m[capture]
  if found ~= nil and core.class(found) ~= "span" then found = found[1] end
  return found and found.text
end

-- lun.surest: the function of a match that gives what the surest row of a capture's words has in a column.
function claim.surest(capture, dictionary, column, options)
  local lunette, suggest = require "lunette", require "lunette.suggest"
  local asked, columns = lunette.dictionary(dictionary), {}
  for _, name in ipairs(asked.columns) do columns[#columns + 1] = name end
  local known = table.concat(columns, " ")
  if not (" " .. known .. " "):find(" " .. column .. " ", 1, true) then
    error(("dictionary '%s' has no column '%s'%s"):format(dictionary, column, suggest.hint(column, columns)), 0)
  end
  if options ~= nil and type(options) ~= "table" then error(("lun.surest takes a table of options, not %s"):format(tostring(options)), 0) end
  options = options or {}
  for name, value in pairs(options) do
    local wanted = ({ add = "integer", most = "integer", without = "string", capitals = "boolean" })[name]
    if (math.type(value) == "integer" and "integer" or type(value)) ~= wanted then error(("lun.surest takes add, most, without and capitals, not %s = %s"):format(tostring(name), tostring(value)), 0) end
  end
  local add, most, without, capitals = options.add, options.most or math.maxinteger, options.without, options.capitals
  local function value(m)
    local words = words_of(m, capture)
    local row = words and (asked:best(words) or capitals and not words:find "%l" and asked:best(lunette.titlecase(words)))
    local said = row and row[column] or without
    if not add or not said then return said end
    return tostring(math.min(most, (tonumber(said) or error(("'%s' in column '%s' is no number that can be added to"):format(said, column), 0)) + add))
  end
  surest[value] = { capture = capture, dictionary = asked, column = column, adds = add ~= nil, add = add, most = most, without = without, capitals = capitals }
  return value
end

-- Conditions that letters tell: function -> what it asks, of which C tells most (core/match/short_form.c).
local short_forms = setmetatable({}, { __mode = "k" })

-- lun.short_form: the function of a match that says whether the words of a capture stand for those of another.
function claim.short_form(full, brief, options)
  local lunette = require "lunette"
  if options ~= nil and type(options) ~= "table" then error(("lun.short_form takes a table of options, not %s"):format(tostring(options)), 0) end
  for name in pairs(options or {}) do
    if name ~= "dictionary" and name ~= "both" and name ~= "otherwise" then error(("lun.short_form takes dictionary, both and otherwise, not %s"):format(tostring(name)), 0) end
  end
  local name, otherwise = options and options.dictionary, options and options.otherwise
  if options and (type(name) ~= "string" or type(otherwise) ~= "function") then error("lun.short_form wants the name of a dictionary with otherwise, a function", 0) end
  local asked, both = name and lunette.dictionary(name), options and options.both
  local function stands(m)
    local long, short = words_of(m, full), words_of(m, brief)
    if not long or not short then return false end
    return lunette.acronym(long, short) or asked ~= nil and asked:prior(short) > 0 and (not both or asked:prior(long) > 0) and otherwise(m)
  end
  short_forms[stands] = { full = full, brief = brief, dictionary = asked, both = both }
  return stands
end

-- Conditions that most matches meet: function -> when it asks, which C tells (core/match/unless.c).
local unlesses = setmetatable({}, { __mode = "k" })

local unless_takes = { dictionary = "string", endings = "table", otherwise = "function" }
local ENDINGS = 4 -- that core/match/unless.c looks for
-- lun.unless: the function of a match that says that it stands, but where a dictionary knows the words of a capture or they end in one of
-- some texts, where it is asked.
function claim.unless(capture, options)
  local lunette = require "lunette"
  for name, value in pairs(options) do
    if not unless_takes[name] then error(("lun.unless takes dictionary, endings and otherwise, not %s"):format(tostring(name)), 0) end
    if type(value) ~= unless_takes[name] then error(("lun.unless wants a %s as %s, not %s"):format(unless_takes[name], name, type(value)), 0) end
  end
  local otherwise, endings = options.otherwise, table.move(options.endings or {}, 1, #(options.endings or {}), 1, {})
  if not otherwise or not (options.dictionary or endings[1]) then error("lun.unless wants a dictionary or endings, and otherwise, a function", 0) end
  for _, ending in ipairs(endings) do if type(ending) ~= "string" or ending:find "\0" then error(("lun.unless wants texts as endings, not a %s"):format(type(ending) == "string" and "zero byte in one" or type(ending)), 0) end end
  if #endings > ENDINGS then error(("lun.unless takes up to %d endings, not %d"):format(ENDINGS, #endings), 0) end
  local function ends(words)
    for _, ending in ipairs(endings) do if words:sub(-#ending) == ending then return true end end
  end
  local asked = options.dictionary and lunette.dictionary(options.dictionary)
  local function stands(m)
    local words = words_of(m, capture)
    if words and (ends(words) or asked and asked:prior(words) > 0) then return otherwise(m) end
    return true
  end
  unlesses[stands] = { capture = capture, dictionary = asked, endings = endings }
  return stands
end

local function check_captured(name, captures, fail, asks)
  if name and captures[name] == nil then fail(("%s asks for '%s', but nothing is captured under that name: write %s:(...) in the pattern"):format(asks, name, name)) end
end
local of_words_alone = { weekday_type = true, is_digits = true }
local function check_time(value, captures, fail, asks)
  local wanted, what = core.time_wants(value)
  if wanted then check_captured(wanted, captures, fail, ("anchor:tells %q"):format(what)) end
  if what and asks and not of_words_alone[what] then
    fail(("anchor:tells %q asks what was said before it and when, not only the words of the match: leave out asks"):format(what))
  end
end

-- What is told in C asks captures of the pattern that it stands beside.
function claim.check_told(r, captures, fail)
  local form = short_forms[r.where]
  if form then
    check_captured(form.full, captures, fail, "lun.short_form")
    check_captured(form.brief, captures, fail, "lun.short_form")
  end
  if unlesses[r.where] then check_captured(unlesses[r.where].capture, captures, fail, "lun.unless") end
  if r.where then check_time(r.where, captures, fail, asked_by(r, "where")) end
  for _, value in pairs(r.attributes or {}) do
    if type(value) == "function" then check_time(value, captures, fail, asked_by(r, "attributes")) end
  end
end

local MOST_TOLD = 8 -- attributes of a rule that C tells

-- What C is to tell of a rule's attributes: all of them or nothing.
local function told_in_c(attributes)
  local list = {}
  for key, value in pairs(attributes) do
    local asked = surest[value]
    if not asked or #list == MOST_TOLD then return nil end
    local entry = { key = key }
    for name, field in pairs(asked) do entry[name] = field end
    list[#list + 1] = entry
  end
  table.sort(list, function(a, b) return a.key < b.key end)
  return list
end

-- The layers and the types of facts, as name -> number, that only such rules give: those of rules that `emit` go the other way, and
-- all that is given beside what goes that way.
function claim.numbers(steps)
  local refused, numbers, rules = { layer = {}, fact = {} }, { layer = {}, fact = {} }, {}
  for _, r in ipairs(steps) do
    if r.pattern then rules[#rules + 1] = { layer = type(r.gives) == "string" and r.gives or nil, fact = r.fact, emits = r.emit ~= nil } end
  end
  local changed = true
  while changed do
    changed = false
    for _, x in ipairs(rules) do
      local refuses = x.emits or x.layer and refused.layer[x.layer] or x.fact and refused.fact[x.fact]
      for _, kind in ipairs(refuses and { "layer", "fact" } or {}) do
        if x[kind] and not refused[kind][x[kind]] then refused[kind][x[kind]], changed = true, true end
      end
    end
  end
  for _, x in ipairs(rules) do
    for kind, known in pairs(numbers) do
      local name = x[kind]
      if name and not refused[kind][name] and not known[name] then
        known[#known + 1] = name
        known[name] = #known
      end
    end
  end
  return numbers
end

-- Of a rule's table of attributes, by turns: the name, the value, and whether that is asked of each match; in the order of the names, in which
-- functions are called, since one may note what another reads.
local parts = setmetatable({}, { __mode = "k" })
local function parts_of(attributes)
  local list, names = {}, {}
  for name in pairs(attributes) do names[#names + 1] = name end
  table.sort(names, function(a, b) return tostring(a) < tostring(b) end) -- what is no text is refused later, with its rule
  for _, name in ipairs(names) do table.move({ name, attributes[name], type(attributes[name]) == "function" }, 1, 3, #list + 1, list) end
  parts[attributes] = list
  return list
end

-- A rule's attributes for a match.
function claim.attributes(r, m)
  local made, list = {}, r.attributes and (parts[r.attributes] or parts_of(r.attributes)) or {}
  for k = 1, #list, 3 do
    local value = list[k + 1]
    if list[k + 2] then value = value(m) end
    made[list[k]] = value
  end
  return made
end

-- What raises an error of a rule's `where` or `attributes` with the rule and the match that it met; and such a `where`.
local function refuse_of(r)
  return function(message, m, fields) error(("%s (in `%s` of rule '%s', which met %q)"):format(message, fields, r.id, m.text), 0) end
end
function claim.asked(r)
  local refuse = refuse_of(r)
  return function(m)
    local ok, stands = pcall(r.where, m)
    if not ok then refuse(stands, m, "where") end
    return stands
  end
end

-- Which words answers depend on, for C: true for all, or names of captures.
local function words_asked(r)
  local names = {}
  for _, what in ipairs { "where", "attributes" } do
    for name in names_in(asked_by(r, what) or "") do
      if name == "words" then return true end
      if name ~= "shape" then names[#names + 1] = name end
    end
  end
  return names
end

-- What a round's rules claim: { claimants, rules = theirs, others = numbers of the rules that go the other way }.
function claim.of_round(machine, rules, numbers)
  local specs, claiming, others = {}, {}, {}
  for number, r in ipairs(rules) do
    local layer, fact = type(r.gives) == "string" and numbers.layer[r.gives], r.fact and numbers.fact[r.fact]
    if layer or fact then
      local values = layer and functions_among(r.attributes)
      local each = values and not asked_by(r, "attributes")
      specs[#specs + 1] = {
        rule = number, layer = layer or 0, fact = fact or 0, key = r.key, name = r.id, place = r.place, priority = r.priority, overlaps = r.keep ~= nil,
        every = r.keep == "every", where = r.where and (asked_by(r, "where") and "words" or "each") or nil, words = words_asked(r),
        short_form = short_forms[r.where], unless = unlesses[r.where], test = r.where, refuse = (r.where or values) and refuse_of(r), attributes = values and (each and "each" or "words") or nil, asked = values and parts_of(r.attributes) or nil,
        values = not values and r.attributes or nil, surest = values and not each and told_in_c(r.attributes) or nil,
        file = r.file, line = r.line, maker = r,
      }
      claiming[#specs] = r
    else others[#others + 1] = number end
  end
  return { claimants = specs[1] and core.claimants(machine, specs), rules = claiming, others = others }
end

-- What is settled at once in a round, of whose names all go this way: { layers = { number, name, whether they compete, ... }, facts =
-- { number, name, ... } }; nil where a layer in `given` or a fact in `told` goes the other way. Candidates compete for nothing.
function claim.settling(names, numbers, given, told, candidates)
  local layers, facts = {}, {}
  for _, name in ipairs(names) do
    local layer, fact = numbers.layer[name], numbers.fact[name]
    if given[name] and not layer or told[name] and not fact then return nil end
    if layer then table.move({ layer, name, not candidates[name] }, 1, 3, #layers + 1, layers) end
    if fact then table.move({ fact, name }, 1, 2, #facts + 1, facts) end
  end
  return { layers = layers, facts = facts }
end

local MOST = 10000 -- wordings of a rule whose answers are compared
local known = setmetatable({}, { __mode = "k" })

-- What `asks` names of a match, as a text.
local function wording(m, asks)
  local doc, from, wanted = m.doc, m.match_first, {}
  for name in names_in(asks) do wanted[name] = true end
  local parts = { wanted.words and doc:span(from, m.match_last).text or m.match_last - from, m.first - from, m.last - from }
  for name, value in pairs(m) do
    for _, s in ipairs(type(name) ~= "string" and {} or core.class(value) == "span" and { value } or value) do
      parts[#parts + 1] = ("%s %d %d %s"):format(name, s.first - from, s.last - from, wanted[name] and s.text or "")
    end
  end
  table.sort(parts, function(a, b) return tostring(a) < tostring(b) end)
  return table.concat(parts, "\0")
end

-- Raises where a rule has answered what it says it asks in another way before. Runs in which somebody watches each match see to
-- it, as those of `lunette test` do; others ask nothing twice.
function claim.check(r, what, m, answer)
  local asks = asked_by(r, what)
  if not asks then return end
  local kept = known[r]
  if not kept or kept.count > MOST then
    kept = { count = 0 }
    known[r] = kept
  end
  if type(answer) == "table" then
    local parts = {}
    for key, value in pairs(answer) do parts[#parts + 1] = key .. "=" .. tostring(value) end
    table.sort(parts)
    answer = table.concat(parts, "\0")
  else answer = answer and true or false end
  local key = what .. "\0" .. wording(m, asks)
  if kept[key] == nil then kept[key], kept.count = answer, kept.count + 1 end
  if kept[key] == answer then return end
  error(("%s:%d: rule '%s' says asks = %q, but its `%s` answered otherwise for the same, %q, at another place: take asks out, or ask nothing else of a match")
    :format(r.file, r.line, r.id, asks, what, m.text), 0)
end

return claim
