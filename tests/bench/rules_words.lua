-- The words that the benchmarks' rules are made of: the bundled dictionaries read as TSV, and a source of chance of its own,
-- so that a seed gives the same rules on every machine. Frequent words are drawn more often, as people write rules about
-- what stands in the news.
local core = require "lunette.core"
local words = {}

-- A source of chance: functions below(n) -> 1 .. n, one(list), chance(percent). SplitMix64 (Steele, Lea, Flood 2014).
function words.chance(seed)
  local state, source = seed, {}
  local function bits()
    state = state + 0x9E3779B97F4A7C15
    local z = (state ~ state >> 30) * 0xBF58476D1CE4E5B9
    z = (z ~ z >> 27) * 0x94D049BB133111EB
    return (z ~ z >> 31) >> 1
  end
  function source.below(n) return bits() % n + 1 end
  function source.one(list) return list[bits() % #list + 1] end
  function source.chance(percent) return bits() % 100 < percent end
  return source
end

-- Rows of a dictionary's TSV: { surface, column = value }.
function words.rows(name)
  local rows, columns = {}, nil
  for line in assert(core.read("scripts/data/" .. name .. ".tsv")):gmatch "[^\n]+" do
    local cells = {}
    for cell in (line .. "\t"):gmatch "([^\t]*)\t" do cells[#cells + 1] = cell end
    if line:find "^#cols " then
      cells[1] = cells[1]:gsub("^#cols ", "")
      columns = cells
    elseif columns then
      local row = { cells[1] }
      for k, column in ipairs(columns) do row[column] = cells[k] or "" end
      rows[#rows + 1] = row
    end
  end
  return rows
end

-- Surfaces of the rows that pass a test, each once, none of more than `most` tokens.
function words.surfaces(name, most, passes)
  local list, seen = {}, {}
  for _, row in ipairs(words.rows(name)) do
    local surface = row[1]
    if not seen[surface] and not surface:find '["\\]' and (not passes or passes(row)) then
      seen[surface] = true
      if #core.words(surface) <= most then list[#list + 1] = surface end
    end
  end
  return list
end

-- Words of the lexicon by the tag that they have first, from the most frequent to the rarest band.
function words.lexicon()
  local by_tag = {}
  for _, row in ipairs(words.rows "lexicon") do
    local word, tag = row[1], row.tags:match "%S+"
    if tag and #word > 2 and word:find "^%l+$" and #core.words(word) == 1 then
      by_tag[tag] = by_tag[tag] or { ["10"] = {}, ["20"] = {}, ["35"] = {} }
      table.insert(by_tag[tag][row.band], word)
    end
  end
  return by_tag
end

return words
