-- Dictionaries of PETRARCH and TABARI as a list of lunette. An entry is a name and its codes; lines that begin with + are
-- synonyms of the entry before, indented lines in brackets codes that hold at some time. Agents have plurals in braces and may
-- name sets of endings (!PERSON! = MAN, MEN), each of which makes a name.
local petrarch = {}

local month_days = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

-- 900101 or 19900101 as a day; of two digits those from 30 on are of the last century. A day that its month lacks is its last.
local function day_of(digits)
  local year, month, day = digits:match "^(%d%d%d%d)(%d%d)(%d%d)$"
  if not year then
    year, month, day = digits:match "^(%d%d)(%d%d)(%d%d)$"
    if not year then return nil end
    year = (tonumber(year) >= 30 and "19" or "20") .. year
  end
  local m = tonumber(month)
  if m < 1 or m > 12 or tonumber(day) < 1 then return nil end
  return ("%s-%s-%02d"):format(year, month, math.min(tonumber(day), month_days[m]))
end

-- What stands between brackets: codes with their days, or nil and what is wrong.
local function codes_of(text)
  local list = {}
  for part in (text:gsub("%s+", " ") .. "/"):gmatch "%s*(.-)%s*/" do
    if part ~= "" then
      local code, time = part:match "^(%S+)%s*(.*)$"
      if code:find "^[<>]" or code:find "^%d%d%d%d%d%d" and not time:find "%S" then code, time = "", part end
      local entry = { code = code, from = "", to = "" }
      if time ~= "" then
        local sign, digits = time:match "^([<>])%s*(%d+)$"
        local first, last = time:match "^(%d+)%s*%-%s*(%d+)$"
        if sign == "<" then entry.to = day_of(digits)
        elseif sign == ">" then entry.from = day_of(digits)
        elseif first then entry.from, entry.to = day_of(first), day_of(last)
        else return nil, ("'%s' is no time: <900101, >900101 or 900101-951231"):format(time) end
        if not entry.from or not entry.to then return nil, ("'%s' holds no day of the calendar"):format(time) end
      end
      list[#list + 1] = entry
    end
  end
  if not list[1] then return nil, "brackets without a code" end
  return list
end

-- A name as it is written: lower lines and blanks are blanks; capitals stay, for the list is looked up in any case.
local function name_of(text)
  local name = text:gsub("_", " "):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")
  return name ~= "" and name or nil
end

-- The plural that {} leaves to the reader.
local function plural_of(name)
  if name:find "[^AEIOU]Y$" then return name:sub(1, -2) .. "IES" end
  if name:find "S$" or name:find "X$" or name:find "CH$" or name:find "SH$" then return name .. "ES" end
  return name .. "S"
end

-- A name with !SET! in it, once for each of the set's words.
local function expanded(name, sets)
  local set = name:match "!(.-)!"
  if not set then return { name } end
  if not sets[set] then return nil, ("the set !%s! is not defined before"):format(set) end
  local list = {}
  for _, word in ipairs(sets[set]) do
    local more, message = expanded(name:gsub("!.-!", (word:gsub("%%", "%%%%")), 1), sets)
    if not more then return nil, message end
    table.move(more, 1, #more, #list + 1, list)
  end
  return list
end

-- Goes through the lines of a dictionary: number, and the line without comments, which `mark` begins or which stand in <!-- -->.
function petrarch.lines(text, mark)
  local number, comment = 0, false
  local next_line = (text:gsub("^\xEF\xBB\xBF", ""):gsub("\r\n?", "\n") .. "\n"):gmatch "(.-)\n"
  return function()
    local line = next_line()
    if not line then return nil end
    number = number + 1
    if comment then
      if line:find("-->", 1, true) then comment, line = false, line:match ".*%-%->(.*)$" else line = "" end
    end
    line = line:gsub("<!%-%-.-%-%->", "")
    if line:find("<!--", 1, true) then comment, line = true, line:match "^(.-)<!%-%-" end
    return number, (line:gsub(mark .. ".*$", ""):gsub("%s+$", ""))
  end
end

-- Reads a dictionary: the text of a list, lines that were not read, counts { entries, synonyms, rows }.
function petrarch.list(text, file)
  local rows, problems, sets, read, seen = {}, {}, {}, { entries = 0, synonyms = 0, rows = 0 }, {}
  local names, main, codes = {}, nil, {} -- of the entry that is being read
  local number
  local function wrong(what) problems[#problems + 1] = { line = number, text = what } end
  local function close()
    if main and not codes[1] then problems[#problems + 1] = { line = main.line, text = ("'%s' has no code"):format(main.name) } end
    for _, name in ipairs(main and codes[1] and names or {}) do
      for _, c in ipairs(codes) do
        local row = table.concat({ name, c.code, c.from, c.to, main.name }, "\t")
        if not seen[row] then
          rows[#rows + 1], seen[row] = row, true
        end
      end
    end
    names, main, codes = {}, nil, {}
  end
  local function add_names(written)
    local list, message = expanded(written, sets)
    if not list then
      wrong(message)
      return nil
    end
    local first
    for _, one in ipairs(list) do
      local name = name_of(one)
      if name then
        first = first or name
        names[#names + 1] = name
      end
    end
    if not first then wrong "no name" end
    return first
  end
  for at, line in petrarch.lines(text, "[#;]") do
    number = at
    local set, members = line:match "^!(.-)!%s*=%s*(.+)$"
    if line == "" then -- nothing
    elseif set then
      close()
      sets[set] = {}
      for word in members:gmatch "[^,]+" do table.insert(sets[set], (word:gsub("^%s+", ""):gsub("%s+$", ""))) end
    else
      local before, inner, behind = line:match "^([^%[]*)%[(.-)%](.*)$"
      if not before then before = line end
      local synonym = before:match "^%s*%+(.*)$"
      local given, plural = (synonym or before):match "^(.-)%s*{(.-)}%s*$"
      local written = given or synonym or before
      local indented = before:find "^%s*$" and inner
      local fresh, message
      if inner then fresh, message = codes_of(inner) end
      if line:find("[", 1, true) and not inner then wrong "a bracket is not closed"
      elseif inner and behind:find "%S" then wrong(("'%s' stands behind the brackets"):format(behind:match "%S.*"))
      elseif message then wrong(message)
      elseif indented then
        if main then table.move(fresh, 1, #fresh, #codes + 1, codes) else wrong "a code without a name before it" end
      elseif synonym then
        if not main then wrong "a synonym without a name before it"
        elseif add_names(written) then
          read.synonyms = read.synonyms + 1
          if fresh then table.move(fresh, 1, #fresh, #codes + 1, codes) end
        end
      else
        close()
        local first = add_names(written)
        if first then
          read.entries = read.entries + 1
          main = { name = first, line = number }
          codes = fresh or {}
          if plural then
            if plural:find "%S" then add_names(plural)
            else for k = 1, #names do names[#names + 1] = plural_of(names[k]) end end
          end
        end
      end
    end
  end
  close()
  table.sort(problems, function(a, b) return a.line < b.line end)
  read.rows = #rows
  local head = { "#case fold", "#cols surface\tcode\tfrom\tto\tname" }
  return ("%s\n%s\n"):format(table.concat(head, "\n"), table.concat(rows, "\n")), problems, read
end

return petrarch
