-- The names under which records of JSON, CSV and TSV keep their text, id, date and headline: the one list of them, what the
-- reader asked for instead, and what is said where a name was guessed.
local fields = {}

fields.roles = { "text", "id", "date", "headline" }

-- The most wanted first; in a table's head any case of them is the same name.
fields.names = {
  text = { "text", "body", "content", "article", "article_text", "full_text", "fulltext", "body_text", "main_text", "maintext",
    "articleBody", "story", "raw_content", "plain_text", "message" },
  id = { "id", "_id", "doc_id", "document_id", "article_id", "docid", "guid", "uuid", "url", "link", "permalink" },
  date = { "date", "published", "published_at", "publishedAt", "date_published", "datePublished", "publish_date", "publication_date",
    "pub_date", "pubDate", "published_date", "created", "created_at", "date_publish", "timestamp", "datetime" },
  headline = { "headline", "title" },
}

-- Names as they are looked for in objects, where case matters: as listed, then with a capital, then in capitals.
local function spelled(list)
  local all, seen = {}, {}
  local function add(name)
    if not seen[name] then all[#all + 1], seen[name] = name, true end
  end
  for _, name in ipairs(list) do add(name) end
  for _, name in ipairs(list) do add((name:gsub("^%l", string.upper))) end
  for _, name in ipairs(list) do if not name:find "%u" then add(name:upper()) end end
  return all
end

-- Fields that may hold annotation of the text (lunette.annotation_json).
fields.annotation = { "layers", "tokens", "ents", "spans", "pos", "tag", "lemma" }

-- Five lists of names: those of the roles in their order, then those of annotation. asked: names that the reader gave, by role.
function fields.lists(asked)
  local lists = {}
  for i, role in ipairs(fields.roles) do lists[i] = asked and asked[role] and { asked[role] } or spelled(fields.names[role]) end
  lists[#lists + 1] = fields.annotation
  return lists
end

-- "'a', 'b'"
local function quoted(list)
  local out = {}
  for i, name in ipairs(list) do out[i] = "'" .. name .. "'" end
  return table.concat(out, ", ")
end

-- The columns that a table's head gives: role -> number. nil and a message where there is no text, or where a name that was
-- asked for is no column.
function fields.columns(head, asked)
  local exact, any_case, found = {}, {}, {}
  for i = #head, 1, -1 do
    local name = head[i]:match "^%s*(.-)%s*$"
    exact[name], any_case[name:lower()] = i, i
  end
  for _, role in ipairs(fields.roles) do
    local wanted = asked and asked[role]
    if wanted then
      found[role] = exact[wanted] or any_case[wanted:lower()]
      if not found[role] then return nil, ("no column '%s' (columns: %s)"):format(wanted, table.concat(head, ", ")) end
    else
      for _, name in ipairs(fields.names[role]) do
        found[role] = exact[name] or any_case[name:lower()]
        if found[role] then break end
      end
    end
  end
  if not found.text then return nil, ("no column holds the text (columns: %s); --text-field NAME says which"):format(table.concat(head, ", ")) end
  return found
end

-- What is said of names that were guessed, or nil: chosen: role -> name; others: further names that hold a text.
function fields.note(chosen, asked, others)
  local parts = {}
  for _, role in ipairs(fields.roles) do
    local name = chosen[role]
    local guessed = name and not (asked and asked[role]) and name ~= fields.names[role][1]
    if guessed or role == "text" and name and others and others[1] and not (asked and asked.text) then
      local rest = role == "text" and others and others[1] and (" (%s hold%s text too)"):format(quoted(others), others[2] and "" or "s") or ""
      parts[#parts + 1] = ("%s from '%s'%s"):format(role, name, rest)
    end
  end
  if not parts[1] then return nil end
  return "reading " .. table.concat(parts, ", ") .. "; --text-field, --id-field, --date-field, --headline-field choose others"
end

-- The value that a dotted path leads to in an object.
function fields.at(object, path)
  if object[path] ~= nil then return object[path] end
  local value = object
  for name in path:gmatch "[^.]+" do
    if type(value) ~= "table" then return nil end
    value = value[name]
  end
  return value
end

return fields
