-- Words that stand near the matches of `lunette find` more often than chance has it. A window holds the N words (marks not
-- counted) on either side of a match, within its sentence; a word in the windows of two matches counts once.
--
-- With f the number of matches, g how often the word stands anywhere, t how often it stands in a window (together), w the words
-- in all windows and N those of all documents:
--   logdice  14 + log2(2t / (f + g))     Rychly, "A lexicographer-friendly association score", RASLAN 2008; 14 is the most for
--            words that always stand together, one more is twice as often; it does not depend on the size of the corpus
--   mi       log2(tN / (fg))             Church and Hanks, "Word association norms, mutual information, and lexicography",
--            Computational Linguistics 16(1), 1990; high for rare words; not corrected for the width of the window
--   ll       2 * sum of O ln(O / E)      Dunning, "Accurate methods for the statistics of surprise and coincidence",
--            Computational Linguistics 19(1), 1993; over the table of (this word, others) by (inside, outside of windows):
--            t, w - t, g - t, N - w - g + t, with E = row * column / N; with a minus where the word shuns the match
local context = require "lunette.find_context"
local collocates = {}

local function log2(x) return math.log(x, 2) end

local function part(observed, row, column, all)
  return observed > 0 and observed * math.log(observed * all / (row * column)) or 0
end

collocates.measures = {
  logdice = function(t, f, g) return 14 + log2(2 * t / (f + g)) end,
  mi = function(t, f, g, _, all) return log2(t * all / (f * g)) end,
  ll = function(t, _, g, w, all)
    local sum = part(t, w, g, all) + part(w - t, w, all - g, all) + part(g - t, all - w, g, all) + part(all - w - g + t, all - w, all - g, all)
    return (t * all < w * g and -2 or 2) * sum
  end,
}

-- settings: window (words on either side), stat, least (times together), top (rows, or nil). As find_table.new.
function collocates.new(settings)
  local matches, windows, all = 0, 0, 0
  local everywhere, near, left_of, word_of = {}, {}, {}, {} -- by lexeme: counts, and the lower-case word; false for a mark

  local function word(doc, i, lexeme)
    local text = context.is_word(doc, i) and doc:lower(i) or false
    word_of[lexeme] = text
    return text
  end
  local function take(doc, i, taken, is_left)
    if taken[i] then return end
    taken[i] = true
    local lexeme = doc:lexeme(i)
    windows, near[lexeme] = windows + 1, (near[lexeme] or 0) + 1
    if is_left then left_of[lexeme] = (left_of[lexeme] or 0) + 1 end
  end
  local function add(doc, hits)
    for i = 1, #doc do
      local lexeme = doc:lexeme(i)
      local text = word_of[lexeme]
      if text == nil then text = word(doc, i, lexeme) end
      if text then all, everywhere[lexeme] = all + 1, (everywhere[lexeme] or 0) + 1 end
    end
    local taken = {}
    for span in hits do
      matches = matches + 1
      local first, last = doc:sentence(span.first), select(2, doc:sentence(span.last))
      for step = -1, 1, 2 do
        local i, left = step < 0 and span.first - 1 or span.last + 1, settings.window
        while left > 0 and i >= first and i <= last do
          if context.is_word(doc, i) then
            take(doc, i, taken, step < 0)
            left = left - 1
          end
          i = i + step
        end
      end
    end
  end

  local function rows()
    local of, list, few = {}, {}, 0 -- forms in other cases are one word
    for lexeme, t in pairs(near) do
      local text = word_of[lexeme]
      of[text] = of[text] or { collocate = text, together = 0, left = 0, count = 0 }
      of[text].together, of[text].left = of[text].together + t, of[text].left + (left_of[lexeme] or 0)
    end
    for lexeme, g in pairs(everywhere) do
      local x = of[word_of[lexeme]]
      if x then x.count = x.count + g end
    end
    local measure = collocates.measures[settings.stat]
    for _, x in pairs(of) do
      if x.together < settings.least then few = few + 1
      else
        x.score = measure(x.together, matches, x.count, windows, all)
        x.right = x.together - x.left
        list[#list + 1] = x
      end
    end
    table.sort(list, function(a, b)
      if a.score ~= b.score then return a.score > b.score end
      if a.together ~= b.together then return a.together > b.together end
      return a.collocate < b.collocate
    end)
    local made = {}
    for k = 1, math.min(#list, settings.top or #list) do
      local x = list[k]
      made[k] = { collocate = x.collocate, [settings.stat] = tonumber(("%.2f"):format(x.score)), together = x.together, left = x.left, right = x.right, count = x.count }
    end
    return made, { "collocate", settings.stat, "together", "left", "right", "count" }, #list, few
  end
  return { add = add, rows = rows, numbers = { settings.stat, "together", "left", "right", "count" } }
end

return collocates
