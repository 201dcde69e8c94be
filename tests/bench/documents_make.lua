-- One long document: the sample articles again and again, each time with names of its own, so that the vocabulary of names
-- grows with the text as it does in a long report or a book. Written to standard output, the same on every machine.
-- usage: lua5.4 tests/bench/documents_make.lua BYTES [line]   (from the project's root; `line`: all in one line)
local bytes, one_line = tonumber(arg[1]) or 125000, arg[2] == "line"
local syllables = { "ba", "den", "ko", "lis", "mar", "no", "ros", "ta", "vi", "zek" }

local articles = {}
for _, name in ipairs { "antivenom-summit", "battery-verdict", "cyber-pact", "lake-truce", "mayoral-runoff", "naryn-quake", "river-accord",
  "state-visit", "svalbard-core", "tidal-earnings" } do
  local file = assert(io.open("samples/articles/" .. name .. ".txt"))
  local text = file:read "a"
  local second = {} -- words that stand behind another capitalised one: surnames, and last words of other names
  for word in text:gmatch "%u[%l\x80-\xFF]+ (%u[%l\x80-\xFF]+)%f[^%w\x80-\xFF]" do second[word] = true end
  articles[#articles + 1] = { text = text, second = second }
  file:close()
end

local function ending(round)
  local parts = {}
  repeat
    parts[#parts + 1] = syllables[round % #syllables + 1]
    round = round // #syllables
  until round == 0
  return table.concat(parts)
end

local written, round = 0, 0
while written < bytes do
  local article = articles[round % #articles + 1]
  local text = article.text
  if round >= #articles then
    local tail = ending(round // #articles)
    text = text:gsub("%u[%l\x80-\xFF]+", function(word) return article.second[word] and #word < 16 and word .. tail or nil end)
  end
  text = text:sub(1, bytes - written)
  if one_line then text = text:gsub("%s+", " ") end
  io.write(text, one_line and " " or "\n\n")
  written, round = written + #text + 2, round + 1
end
