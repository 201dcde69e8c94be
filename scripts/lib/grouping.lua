-- Grouping: makes a grouper (core/entity) of the words that a pack hands over, and runs it over documents. The pack `entities` holds
-- the words.
local core = require "lunette.core"
local entity = require "lunette.entity"
local fact = require "lunette.fact"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local grouping = {}
local methods = {}
local class = { __name = "grouper", __index = methods }
local made = setmetatable({}, { __mode = "k" }) -- grouper -> the one of C, apart, so that no script gets at it

local fields = { "male", "female", "generation", "numeral", "company", "small", "family_first", "home", "team", "region", "national", "joint" }

-- words: texts of words with spaces between them, by these names.
function grouping.new(words)
  if type(words) ~= "table" then error("lun.grouper wants a table of words: lunette show rules/entities", 0) end
  suggest.check_fields("words", words, set.of(fields), 0)
  for _, field in ipairs(fields) do
    if type(words[field]) ~= "string" then error(("lun.grouper wants the words '%s', a text: lunette show rules/entities"):format(field), 0) end
  end
  local new = setmetatable({}, class)
  local dictionary = require("lunette").dictionary
  made[new] = core.grouper(dictionary "given", words, dictionary "norp", dictionary "place")
  return new
end

-- Names that stand for others: short ones in brackets, and those by which somebody is known.
local function other_names(doc)
  local aliases, nicknames = fact.list(doc, "alias"), fact.list(doc, "nickname")
  if not nicknames[1] then return aliases end
  local all = table.move(aliases, 1, #aliases, 1, {})
  for _, f in ipairs(nicknames) do all[#all + 1] = { long = f.who, short = f.short } end
  return all
end

local layers = { "person", "place", "org", "norp", "misc" }

function methods:run(doc)
  core.make_layers(doc, layers)
  entity.group(doc, made[self](doc, fact.list(doc, "role"), other_names(doc)))
end

return grouping
