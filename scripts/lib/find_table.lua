-- Tables of numbers about the matches of `lunette find`: how often captures hold what (--count), and how many matches stand in
-- the documents of each value of a field (--by), per million tokens. Memory grows with the values, not with the matches.
local context = require "lunette.find_context"
local find_table = {}

local NONE = "(none)" -- of documents without the field

local in_order = { date = true, month = true, year = true } -- fields whose values have an order of their own

-- 10 of 200,000 tokens are 50 per million; two digits behind the point.
local function per_million(count, tokens) return tokens > 0 and math.floor(count / tokens * 1e8 + 0.5) / 100 or nil end
local function percent(count, all) return all > 0 and math.floor(count / all * 1e4 + 0.5) / 100 or nil end

-- settings: count (names of captures, or nil), by (a field, or nil), as_written, top (rows, or nil). Gives add(doc, hits), which
-- is called for each document once, and rows(), with the columns.
function find_table.new(settings)
  local count, by = settings.count, settings.by
  local had = {} -- what was counted and was ever there
  local groups, cells_of, total = {}, {}, { count = 0, tokens = 0 }

  local function group_of(doc)
    local value = by and context.field(doc, by) or NONE
    groups[value] = groups[value] or { value = value, count = 0, tokens = 0, documents = 0 }
    return groups[value]
  end
  local function add_match(group, seen, span, cells)
    local values = {}
    for k, name in ipairs(count) do
      local value = name == "match" and span or cells[name]
      local capture, attribute = name:match "^([^.]+)%.(.+)$"
      if value == nil and capture and cells[capture] then value = cells[capture][attribute] end
      had[name] = had[name] or value ~= nil
      values[k] = context.text(name, value, settings.as_written)
    end
    local key = (by and group.value or "") .. "\0" .. table.concat(values, "\0")
    local entry = cells_of[key]
    if not entry then
      entry = { group = group, values = values, count = 0, documents = 0, key = key }
      cells_of[key] = entry
    end
    entry.count = entry.count + 1
    if not seen[entry] then seen[entry], entry.documents = true, entry.documents + 1 end
  end

  local function add(doc, hits)
    local group, seen, n = group_of(doc), {}, 0
    for span, cells in hits do
      n = n + 1
      if count then add_match(group, seen, span, cells) end
    end
    group.count, group.tokens, group.documents = group.count + n, group.tokens + #doc, group.documents + 1
    total.count, total.tokens = total.count + n, total.tokens + #doc
  end

  local function rows()
    local list, columns = {}, {}
    for _, x in pairs(count and cells_of or groups) do list[#list + 1] = x end
    local function value_of(x) return count and x.group.value or x.value end
    local function name_of(x) return count and x.key or x.value end
    table.sort(list, function(a, b)
      if by and in_order[by] and value_of(a) ~= value_of(b) then return value_of(b) == NONE or value_of(a) ~= NONE and value_of(a) < value_of(b) end
      if a.count ~= b.count then return a.count > b.count end
      return name_of(a) < name_of(b)
    end)
    if by then columns[1] = by end
    table.move(count or {}, 1, count and #count or 0, #columns + 1, columns)
    for _, column in ipairs(count and { "count", "percent", "per_million", "documents" } or { "count", "per_million", "tokens", "documents" }) do columns[#columns + 1] = column end
    local made = {}
    for k = 1, math.min(#list, settings.top or #list) do
      local x = list[k]
      local group = count and x.group or x
      local row = { count = x.count, documents = x.documents }
      if count then
        for i, name in ipairs(count) do row[name] = x.values[i] end
        row.percent, row.per_million = percent(x.count, by and group.count or total.count), per_million(x.count, by and group.tokens or total.tokens)
      else row.tokens, row.per_million = group.tokens, per_million(x.count, group.tokens) end
      if by then row[by] = group.value end
      made[k] = row
    end
    return made, columns, #list
  end
  -- Counted attributes that no entry had.
  local function missing()
    local names = {}
    for _, name in ipairs(count or {}) do if had[name] == false and name:find(".", 1, true) then names[#names + 1] = name end end
    return names
  end
  return { add = add, rows = rows, missing = missing, numbers = { "count", "percent", "per_million", "tokens", "documents" } }
end

return find_table
