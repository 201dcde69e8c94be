-- Reads WordNet 3.1's data files. Owns synsets: byte offset -> lemmas, pointers, lexicographer file, gloss. Answers which
-- synsets stand above one (by hypernym or instance), and in which larger places it lies. Offsets are used here only and are
-- never written to a dictionary, because they change from version to version.
local wordnet = {}

local synset = {}
wordnet.synset = synset

local function parse(line, part)
  local data, gloss = line:match "^(.-) | (.*)$"
  if not data then return end
  local fields = {}
  for field in data:gmatch "%S+" do fields[#fields + 1] = field end
  local s = { part = part, file = tonumber(fields[2]), lemmas = {}, pointers = {}, gloss = gloss, offset = fields[1] }
  local count = tonumber(fields[4], 16)
  local at = 5
  for _ = 1, count do
    s.lemmas[#s.lemmas + 1] = fields[at]:gsub("_", " "):gsub("%(%a+%)$", "")
    at = at + 2
  end
  local pointers = tonumber(fields[at])
  for i = 0, pointers - 1 do
    local p = at + 1 + 4 * i
    s.pointers[#s.pointers + 1] = { kind = fields[p], target = fields[p + 2] .. fields[p + 1], from = tonumber(fields[p + 3]:sub(1, 2), 16) }
  end
  return s
end

function wordnet.load(folder)
  for _, part in ipairs { "noun", "adj" } do
    local letter = part == "noun" and "n" or "a"
    for line in io.lines(folder .. "/data." .. part) do
      if not line:find "^ " then
        local s = parse(line, letter)
        if s then synset[letter .. s.offset] = s end
      end
    end
  end
end

-- Synsets of a part of speech in the order of their offsets.
local function of_part(part)
  local list = {}
  for _, s in pairs(synset) do if s.part == part then list[#list + 1] = s end end
  table.sort(list, function(a, b) return a.offset < b.offset end)
  return list
end
function wordnet.nouns() return of_part "n" end
function wordnet.adjectives() return of_part "a" end

function wordnet.is_instance(s)
  for _, p in ipairs(s.pointers) do if p.kind == "@i" then return true end end
  return false
end

-- The set of all lemmas that stand above a synset, itself left out.
function wordnet.above(s)
  if s.above then return s.above end
  local set = {}
  s.above = set
  for _, p in ipairs(s.pointers) do
    if p.kind == "@" or p.kind == "@i" then
      local up = synset[p.target]
      for _, lemma in ipairs(up.lemmas) do set[lemma] = true end
      for lemma in pairs(wordnet.above(up)) do set[lemma] = true end
    end
  end
  return set
end

-- The places that a place is part of or its people are members of, nearest first.
function wordnet.holders(s)
  local list, seen, queue = {}, { [s] = true }, { s }
  local head = 1
  while queue[head] do
    local at = queue[head]
    head = head + 1
    for _, p in ipairs(at.pointers) do
      if p.kind == "#p" or (p.kind == "#m" and at == s) then
        local up = synset[p.target]
        if up and not seen[up] then
          seen[up] = true
          list[#list + 1] = up
          queue[#queue + 1] = up
        end
      end
    end
  end
  return list
end

return wordnet
