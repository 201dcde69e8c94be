-- Verb dictionaries of PETRARCH and TABARI as a list of lunette: a row for each form of a verb and each pattern that goes with
-- it - its code, and the words that stand before and behind the verb. Sets of words (&NAME) make a row for each of theirs.
local core = require "lunette.core"
local inflect = require "lunette.inflect"
local petrarch = require "lunette.import_petrarch"
local verbs = {}

local MOST = 200 -- rows that the sets of one pattern make at most
local marks = { ["$"] = true, ["+"] = true, ["%"] = true, ["^"] = true, ["*"] = true } -- who, to whom, both, skipped, the verb

-- Whether a text is a verb dictionary: headings of verbs, or patterns around a *.
function verbs.looks_like(text) return (text:find "\n%-%-%- *[%u_]+.-%-%-%-" or text:find "\n%- [^\n]*%*") ~= nil end

local function words_of(text)
  local list = {}
  for word in text:gsub("_", " "):gmatch "%S+" do
    if not marks[word] then list[#list + 1] = core.lower(word) end
  end
  return table.concat(list, " ")
end

-- Forms of a verb, perhaps of several words (BREAK DOWN): those in braces, else the regular ones.
local function forms_of(name, braces)
  local list, seen = {}, {}
  local function put(form)
    form = core.lower(form):gsub("[_+]", " "):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")
    if form ~= "" and not seen[form] then list[#list + 1], seen[form] = form, true end
  end
  local first, rest = core.lower(name):gsub("[_+]", " "):match "^%s*(%S+)%s*(.-)%s*$"
  for _, form in ipairs(first and inflect.forms(first) or {}) do put(form .. " " .. rest) end
  for form in (braces or ""):gmatch "%S+" do put(form) end
  return list
end

-- The longest set whose name a text begins with: &TIETYPES_RELATIONS names TIETYPES and goes on.
local function set_of(name, sets)
  while name do
    if sets[name] then return name end
    name = name:match "^(.*)_[^_]*$"
  end
end

-- All texts that a text with sets in it stands for.
local function expanded(text, sets)
  local name = text:match "&([%w_]+)"
  if not name then return { text } end
  local found = set_of(name, sets) or sets[name .. "_"] and name .. "_"
  if not found then return nil, ("the set &%s is not defined before"):format(name) end
  local list, from = {}, text:find("&" .. name, 1, true)
  for _, word in ipairs(sets[found]) do
    local more, message = expanded(text:sub(1, from - 1) .. word .. text:sub(from + 1 + math.min(#found, #name)), sets)
    if not more then return nil, message end
    for _, one in ipairs(more) do if #list < MOST then list[#list + 1] = one end end
  end
  return list
end

-- Reads a dictionary: the text of a list, lines that were not read, counts { entries, synonyms, rows }.
function verbs.list(text)
  local rows, seen, problems, sets, read = {}, {}, {}, {}, { entries = 0, synonyms = 0, rows = 0 }
  local block, code, set, number = {}, "", nil, 0
  local function put(surface, its_code, before, behind)
    local row = table.concat({ surface, its_code, before, behind }, "\t"):gsub("\t+$", "")
    if not seen[row] then rows[#rows + 1], seen[row] = row, true end
  end
  local function wrong(what) problems[#problems + 1] = { line = number, text = what } end
  for at, line in petrarch.lines(text, "#") do
    number = at
    local heading = line:match "^%-%-%-.*%[(.-)%]"
    local pattern, pattern_code = line:match "^%-%s+(.-)%s*%[%s*(.-)%s*%]"
    if line == "" then set = nil
    elseif line:find "^%-%-%-" then block, code, set = {}, heading or "---", nil
    elseif line:find "^&" then
      set = line:match "^&([%w_]+)"
      sets[set] = {}
    elseif set and line:find "^%+" then table.insert(sets[set], (line:sub(2):gsub("^%s+", "")))
    elseif pattern then
      local list, message = expanded(pattern, sets)
      if not list then wrong(message)
      elseif not pattern:find("*", 1, true) then wrong "a pattern without *"
      else
        for _, one in ipairs(list) do
          local before, behind = one:match "^(.-)%*(.*)$"
          for _, surface in ipairs(block) do put(surface, pattern_code, words_of(before), words_of(behind)) end
        end
      end
    elseif line:find "^%-" then wrong "no pattern"
    else
      set = nil
      local name, braces = line:match "^%+?([^{%[]+)%s*{?([^}]*)}?"
      local own = line:match "%[(.-)%]"
      if name and name:find "%a" then
        local synonym = line:find "^%+" or own
        read[synonym and "synonyms" or "entries"] = read[synonym and "synonyms" or "entries"] + 1
        for _, surface in ipairs(forms_of(name, braces:match "^[^%[]*")) do
          block[#block + 1] = surface
          put(surface, own or code, "", "")
        end
      else wrong "no verb" end
    end
  end
  read.rows = #rows
  return ("#case fold\n#cols surface\tcode\tbefore\tbehind\n%s\n"):format(table.concat(rows, "\n")), problems, read
end

return verbs
