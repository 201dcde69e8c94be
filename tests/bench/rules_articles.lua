-- The articles that the rule benchmarks read: opened once and kept, with the layers @place, @org and @person laid down from
-- the dictionaries, so that rules have layers to read and no time is spent on finding them.
local core = require "lunette.core"
local lun = require "lunette"
local articles = {}

-- Entries of a dictionary as spans of a layer, with the type of their likeliest candidate.
local function lay(doc, name)
  local dictionary = lun.dictionary(name)
  for first, last, entry in doc:entries(dictionary) do
    local best
    for _, row in ipairs(dictionary:candidates(entry)) do
      if not best or tonumber(row.prior) > tonumber(best.prior) then best = row end
    end
    doc:add(name, first, last, { type = best.type }, "bench")
  end
end

-- A given name with the surname behind it.
local function lay_persons(doc)
  local surname, given_end = {}, 0
  for first, last in doc:entries "surname" do surname[first] = last end
  for first, last in doc:entries "given" do
    local stop = surname[last + 1]
    if stop and first > given_end then
      doc:add("person", first, stop, nil, "bench")
      given_end = stop
    end
  end
end

function articles.lay(doc)
  for _, name in ipairs { "place", "org", "person" } do doc:make_layer(name) end
  lay(doc, "place")
  lay(doc, "org")
  lay_persons(doc)
  return doc
end

-- At most `most` articles of a file: { docs, texts, tokens, bytes }.
function articles.read(path, most)
  local read = { docs = {}, texts = {}, tokens = 0, bytes = 0 }
  for doc, message in lun.docs(path) do
    if not doc then error(message, 0) end
    local n = #read.docs + 1
    read.docs[n], read.texts[n] = articles.lay(doc), doc.text
    read.tokens, read.bytes = read.tokens + #doc, read.bytes + #doc.text
    if n == most then break end
  end
  if not read.docs[1] then error(path .. ": no articles", 0) end
  return read
end

-- One document of about `tokens` tokens, made of articles from everywhere in the file.
function articles.sample(read, tokens)
  local step, texts = math.max(1, read.tokens // tokens), {}
  for k = 1, #read.texts, step do texts[#texts + 1] = read.texts[k] end
  return articles.lay(lun.doc(table.concat(texts, "\n\n")))
end

-- Kilobytes of memory that the process has, or had at most ("VmRSS", "VmHWM"); nil where the system does not say.
function articles.memory(field)
  local status = core.read "/proc/self/status"
  return status and tonumber(status:match(field .. ":%s*(%d+)"))
end

return articles
