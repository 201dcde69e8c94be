-- One token of a spaCy pattern as an element of lunette's language. Each attribute becomes tests between brackets; what a test
-- cannot say raises with the reason, which is told with the line. Expressions are PCRE2's, as spaCy's own tests define them.
local core = require "lunette.core"
local set = require "lunette.set"
local token = {}

local function escape(text) return (text:gsub("[^%w\x80-\xFF_ ]", "\\%0")) end
local function quoted(value) return '"' .. value:gsub('[\\"]', "\\%0") .. '"' end
local function regex(source) return "word~/" .. source .. "/" end
local function either(values, write)
  local parts = {}
  for k, value in ipairs(values) do parts[k] = write(value) end
  return table.concat(parts, "|")
end

-- Whether lunette's test of a text says exactly this one: it takes all dashes, and all apostrophes, for one.
local function plain(value) return core.norm(value) == value and not value:find "['\"`-]" end
local function single(value) return #core.words(value) == 1 end

local NEVER = "a value with white space, or of LOWER with a capital letter, holds for no token"
local function can_be(value, lower) return not value:find "%s" and (not lower or core.lower(value) == value) end

-- Words as one test: exactly these, or in any case.
local function words_test(values, lower)
  local good, odd = {}, {}
  for _, value in ipairs(values) do
    if type(value) ~= "string" or value == "" then error("a value is no text", 0) end
    if can_be(value, lower) then
      local to = plain(value) and single(value) and good or odd
      to[#to + 1] = value
    end
  end
  local parts = {}
  if good[1] then
    for k, value in ipairs(good) do good[k] = quoted(value) end
    parts[1] = (lower and "word=" or "text=") .. table.concat(good, ",")
  end
  if odd[1] then parts[#parts + 1] = regex((lower and "(?i)" or "") .. either(odd, escape)) end
  if not parts[1] then error(NEVER, 0) end
  return parts[2] and "(" .. table.concat(parts, " | ") .. ")" or parts[1]
end

-- A text as the tokens that lunette cuts it into, each exactly; where spaCy cuts at marks inside of words, that as well, for
-- documents that bring its tokens.
local marks_inside = "^(%w.*%w)$"
local function exactly(pieces, lower)
  local parts = {}
  for k, piece in ipairs(pieces) do
    if not plain(piece) then parts[k] = (lower and "/(?i)" or "/") .. escape(piece) .. "/"
    elseif lower then parts[k] = "[word=" .. quoted(core.lower(piece)) .. "]"
    else parts[k] = quoted(piece) end
  end
  return table.concat(parts, " ")
end
local function finer(pieces)
  local list = {}
  for _, piece in ipairs(pieces) do
    if piece:find(marks_inside) and piece:find "%a[-/:]%a" then
      for part, mark in piece:gmatch "([^-/:]+)([-/:]?)" do
        list[#list + 1] = part
        if mark ~= "" then list[#list + 1] = mark end
      end
    else list[#list + 1] = piece end
  end
  return #list > #pieces and list or nil
end
function token.phrase(text, lower)
  local pieces = core.words(text)
  if not pieces[1] then error("a phrase without words", 0) end
  local cut, more = exactly(pieces, lower), finer(pieces)
  return more and ("(%s | %s)"):format(cut, exactly(more, lower)) or cut, #pieces
end

local LETTER, UPPER = "\\p{L}", "[\\p{Lu}\\p{Lt}]"
local number_words = [[zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion quadrillion
  quintillion sextillion septillion octillion nonillion decillion gajillion bazillion first second third fourth fifth sixth seventh
  eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
  fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth millionth billionth trillionth quadrillionth
  quintillionth sextillionth septillionth octillionth nonillionth decillionth gajillionth bazillionth]]
local DIGITS = "[\\p{Nd},.]*\\p{Nd}[\\p{Nd},.]*"
local flags = { -- spaCy's flags by their own definitions
  IS_ALPHA = regex(LETTER .. "+"),
  IS_ASCII = regex "[\\x00-\\x7F]+",
  IS_DIGIT = regex "\\p{Nd}+",
  IS_LOWER = regex("(?=.*\\p{Ll})[^\\p{Lu}\\p{Lt}]*"),
  IS_UPPER = regex("(?=.*\\p{Lu})[^\\p{Ll}\\p{Lt}]*"),
  IS_TITLE = regex(("(?=.*%s)[^\\p{L}]*(?:%s\\p{Ll}*[^\\p{L}]+)*(?:%s\\p{Ll}*)?"):format(UPPER, UPPER, UPPER)),
  IS_PUNCT = regex "\\p{P}+",
  IS_BRACKET = regex "[()\\[\\]{}<>]",
  IS_QUOTE = regex "[\"'`«»‘’‚‛“”„‟‹›❮❯]|''|``",
  IS_LEFT_PUNCT = regex "[(\\[{<\"'«‘‚‛“„‟‹❮]|``",
  IS_RIGHT_PUNCT = regex "[)\\]}>\"'»’”›❯]|''",
  IS_CURRENCY = regex "\\p{Sc}+",
  IS_SENT_START = "first",
  SENT_START = "first",
  LIKE_NUM = regex(("(?i)[-+±~]?(?:%s(?:\\/%s|st|nd|rd|th)?|%s)"):format(DIGITS, DIGITS, number_words:gsub("%s+", "|"))),
  LIKE_EMAIL = regex "[a-zA-Z0-9_.+\\-]+@[a-zA-Z0-9\\-]+\\.[a-zA-Z0-9\\-.]+.*",
  LIKE_URL = regex "https?:\\/\\/.*|www\\..+|[^.@][^@]*\\.(?:[a-z]{2,}(?::[0-9]+)?(?:\\/.*)?|[^@]*\\/)",
}

-- A shape, as "Xxxx": runs of one sign stop at four.
local function shape(value)
  local parts, last, count = {}, nil, 0
  local function close()
    if not last then return end
    local class = last == "X" and "\\p{Lu}" or last == "x" and "(?:(?!\\p{Lu})\\p{L})" or last == "d" and "\\p{Nd}" or escape(last)
    parts[#parts + 1] = class .. (count >= 4 and "{4,}" or count > 1 and "{" .. count .. "}" or "")
  end
  for sign in value:gmatch(utf8.charpattern) do
    if sign ~= last then
      close()
      last, count = sign, 0
    end
    count = count + 1
  end
  close()
  return table.concat(parts)
end

local function values_of(value)
  if type(value) ~= "table" then return { value } end
  if #value == 0 then error("an empty list", 0) end
  return value
end
local function listed(values, what)
  local list = {}
  for k, value in ipairs(values) do
    if type(value) ~= "string" then error(what .. ": a value is no text", 0) end
    list[k] = quoted(value)
  end
  return table.concat(list, ",")
end

-- Tests of an attribute's values: what one of them says.
local say = {}
function say.ORTH(values) return words_test(values) end
function say.LOWER(values) return words_test(values, true) end
function say.LEMMA(values) return "lemma=" .. listed(values, "LEMMA") end
function say.POS(values) return "pos=" .. listed(values, "POS") end
function say.TAG(values) return "tag=" .. listed(values, "TAG") end
function say.SHAPE(values) return regex(either(values, shape)) end
function say.PREFIX(values) return regex(either(values, escape) .. ".*") end
function say.SUFFIX(values) return regex(".*" .. either(values, escape)) end
function say.LENGTH(values)
  local parts = {}
  for k, value in ipairs(values) do
    if not math.tointeger(value) then error("LENGTH: a value is no whole number", 0) end
    parts[k] = "len=" .. math.tointeger(value)
  end
  return parts[2] and "(" .. table.concat(parts, " | ") .. ")" or parts[1]
end
function say.ENT_TYPE(values, pack)
  local parts = {}
  for k, value in ipairs(values) do
    if type(value) ~= "string" or not value:find "^%a" then error('ENT_TYPE "" asks for no entity at all: write !@layer for each layer', 0) end
    local name = pack.layer_of(value)
    pack.given[name] = true
    parts[k] = "@" .. name
  end
  return parts[2] and "(" .. table.concat(parts, " | ") .. ")" or parts[1]
end

local reasons = {
  DEP = "lunette has no dependency relations", HEAD = "lunette has no dependency relations", MORPH = "features of morphology: [tag=...] may say the same",
  NORM = "lunette has no table of norms: LOWER or LEMMA may say the same",
  IS_OOV = "lunette has no vectors", SPACY = "white space behind a token is not asked", IS_SPACE = "white space is no token of lunette",
  ENT_ID = "ids of entities are attributes of layers: write @layer[id=...]", ENT_KB_ID = "ids of entities are attributes of layers: write @layer[id=...]",
  ENT_IOB = "a whole entity is @layer", LANG = "the language of a document", _ = "attributes of one's own",
}

-- The text of an attribute that FUZZY and REGEX ask.
local of_text = { ORTH = "text", LOWER = "lower" }

local function fuzzy(attribute, values, bound, pack)
  if not of_text[attribute] then error(("FUZZY for %s: for TEXT and LOWER only"):format(attribute), 0) end
  local parts = {}
  for k, value in ipairs(values) do parts[k] = pack.fuzzy(value, bound, of_text[attribute] == "lower") end
  return parts[2] and "(" .. table.concat(parts, " | ") .. ")" or parts[1]
end

local function searched(attribute, values)
  if not of_text[attribute] then
    if attribute == "TAG" or attribute == "POS" or attribute == "LEMMA" then error(("REGEX for %s: give the values as IN"):format(attribute), 0) end
    error(("REGEX for %s: for TEXT and LOWER only"):format(attribute), 0)
  end
  local sources = {}
  for k, value in ipairs(values) do
    local source = tostring(value):gsub("\\([AZ])", { A = "^", Z = "$" }):gsub("\\?/", "\\/"):gsub("\n", "\\n")
    if attribute == "LOWER" then error("REGEX for LOWER: write it for TEXT with (?i)", 0) end
    local ok, message = core.regex(source)
    if not ok then error("REGEX: " .. message, 0) end
    sources[k] = ("(?s:.*)(?:%s)(?s:.*)"):format(source)
  end
  return regex(table.concat(sources, "|"))
end

local signs = { ["=="] = "=", ["!="] = "!=", [">="] = ">=", ["<="] = "<=", [">"] = ">", ["<"] = "<" }
local in_list = set.of { "IN", "INTERSECTS", "IS_SUBSET" }

-- What a token's attribute with its value says, between brackets.
local function test_of(attribute, value, pack)
  if attribute == "TEXT" then attribute = "ORTH" end
  if attribute == "IS_SPACE" and value == false then return nil end
  if reasons[attribute] and not say[attribute] then error(attribute .. ": " .. reasons[attribute], 0) end
  if flags[attribute] then
    if type(value) == "boolean" or value == 0 or value == 1 or value == -1 then
      return ((value == false or value == 0 or value == -1) and "!" or "") .. flags[attribute]
    end
    error(attribute .. " is true or false", 0)
  end
  if attribute == "IS_STOP" then return ((value == false or value == 0) and "!" or "") .. pack.stop_word() end
  if not say[attribute] then error(("%s: no such attribute is known"):format(attribute), 0) end
  if type(value) ~= "table" then return say[attribute]({ value }, pack) end
  local parts, keys = {}, set.names(value)
  for _, key in ipairs(keys) do
    local wanted = value[key]
    local bound = type(key) == "string" and key:match "^FUZZY(%d*)$"
    if type(key) == "string" and in_list[key] then parts[#parts + 1] = say[attribute](values_of(wanted), pack)
    elseif key == "NOT_IN" then parts[#parts + 1] = #wanted > 0 and "!" .. say[attribute](wanted, pack) or nil
    elseif key == "REGEX" or bound then
      local values, negative = wanted, false
      if type(wanted) == "table" then values, negative = wanted.IN or wanted.NOT_IN, wanted.NOT_IN ~= nil end
      local test = bound and fuzzy(attribute, values_of(values), tonumber(bound), pack) or searched(attribute, values_of(values))
      parts[#parts + 1] = (negative and "!" or "") .. test
    elseif signs[key] and attribute == "LENGTH" then parts[#parts + 1] = "len" .. signs[key] .. tostring(math.tointeger(wanted) or wanted)
    else error(("%s for %s cannot be said"):format(tostring(key), attribute), 0) end
  end
  return table.concat(parts, " & ")
end

local operators = { ["1"] = "", ["?"] = "?", ["*"] = "*", ["+"] = "+", ["!"] = "" }
local function quantifier(op)
  if op == nil then return "" end
  if operators[op] then return operators[op] end
  local n, comma, m = tostring(op):match "^{(%d*)(,?)(%d*)}$"
  if not n or n == "" and m == "" then error(("OP %s is none of 1 ? * + ! {n} {n,m} {n,} {,m}"):format(tostring(op)), 0) end
  if comma == "" then return "{" .. n .. "}" end
  return ("{%s,%s}"):format(n == "" and "0" or n, m)
end

local function element_of(spec, pack)
  if type(spec) ~= "table" then error("a token is an object of attributes", 0) end
  local op, attributes = nil, {}
  for key, value in pairs(spec) do
    if key:upper() == "OP" then op = value else attributes[key == "_" and key or key:upper()] = value end
  end
  local times = quantifier(op)
  if attributes.IS_SPACE == true and (op == "?" or op == "*") then return "" end
  local names = set.names(attributes)
  local only = not names[2] and names[1]
  if op ~= "!" and (only == "TEXT" or only == "ORTH" or only == "LOWER") then
    local value = attributes[only]
    local values = type(value) == "string" and { value } or type(value) == "table" and value.IN or nil
    local several = false
    for _, v in ipairs(values or {}) do several = several or type(v) == "string" and #core.words(v) > 1 end
    if several then -- lunette cuts it into several tokens
      local parts = {}
      for _, v in ipairs(values) do
        if can_be(v, only == "LOWER") then parts[#parts + 1] = token.phrase(v, only == "LOWER") end
      end
      if not parts[1] then error(NEVER, 0) end
      return "(" .. table.concat(parts, " | ") .. ")" .. times
    end
  end
  local tests = {}
  for _, name in ipairs(names) do tests[#tests + 1] = test_of(name, attributes[name], pack) end
  if op == "!" then
    if not tests[1] then error("OP ! of any token holds for none", 0) end
    return "[!(" .. table.concat(tests, " & ") .. ")]"
  end
  return (tests[1] and "[" .. table.concat(tests, " & ") .. "]" or "_") .. times
end

-- An element of lunette's language; "" when it can be left out: where no token fits, none need be there.
function token.element(spec, pack)
  local ok, element = pcall(element_of, spec, pack)
  if ok then return element end
  local op = type(spec) == "table" and (spec.OP or spec.op)
  if element == NEVER and op == "!" then return "_" end
  if element == NEVER and (op == "?" or op == "*" or tostring(op):find "^{0*,") then return "" end
  error(element, 0)
end

return token
