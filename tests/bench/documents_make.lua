-- One long document: the sample articles again and again, each time with names of its own, so that the vocabulary of names
-- grows with the text as it does in a long report or a book; the same on every machine. As a module: function(bytes, read) -> text,
-- where read(path) gives the text of a file.
-- usage: lua5.4 tests/bench/documents_make.lua BYTES [line]   (from the project's root; `line`: all in one line)
local syllables = { "ba", "den", "ko", "lis", "mar", "no", "ros", "ta", "vi", "zek" }

local names = { "antivenom-summit", "battery-verdict", "cyber-pact", "lake-truce", "mayoral-runoff", "naryn-quake", "river-accord",
  "state-visit", "svalbard-core", "tidal-earnings" }

local function articles_of(read)
  local articles = {}
  for i, name in ipairs(names) do
    local text = read("samples/articles/" .. name .. ".txt")
    local second = {} -- words that stand behind another capitalised one: surnames, and last words of other names
    for word in text:gmatch "%u[%l\x80-\xFF]+ (%u[%l\x80-\xFF]+)%f[^%w\x80-\xFF]" do second[word] = true end
    articles[i] = { text = text, second = second }
  end
  return articles
end

local function ending(round)
  local parts = {}
  repeat
    parts[#parts + 1] = syllables[round % #syllables + 1]
    round = round // #syllables
  until round == 0
  return table.concat(parts)
end

local function make(bytes, read)
  local articles = articles_of(read)
  local parts, written, round = {}, 0, 0
  while written < bytes do
    local article = articles[round % #articles + 1]
    local text = article.text
    if round >= #articles then
      local tail = ending(round // #articles)
      text = text:gsub("%u[%l\x80-\xFF]+", function(word) return article.second[word] and #word < 16 and word .. tail or nil end)
    end
    parts[#parts + 1] = text .. "\n\n"
    written, round = written + #text + 2, round + 1
  end
  return table.concat(parts)
end

if arg and (arg[0] or ""):find "documents_make%.lua$" then
  local text = make(tonumber(arg[1]) or 125000, function(path)
    local file <close> = assert(io.open(path))
    return file:read "a"
  end)
  if arg[2] == "line" then text = text:gsub("%s+", " ") end
  io.write(text)
end
return make
