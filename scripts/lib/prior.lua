-- How sure a dictionary is of a text, by the dictionary's name; and functions of texts that remember what they gave.
local prior = {}

local LARGE = 200000 -- texts that are remembered of one function before it begins anew

function prior.remembering(of)
  local memo, held = {}, 0
  return function(text)
    local value = memo[text]
    if value == nil then
      if held >= LARGE then memo, held = {}, 0 end
      value, held = of(text), held + 1
      memo[text] = value
    end
    return value
  end
end

-- The function text -> highest prior in a dictionary, 0 for what it does not have; rows without one count 5.
function prior.within(dictionary)
  local ask = dictionary.prior
  return function(text) return ask(dictionary, text) end
end

-- The same in the dictionary of that name.
prior.made = setmetatable({}, { __index = function(made, name)
  local of = prior.within(require("lunette").dictionary(name))
  made[name] = of
  return of
end })
function prior.of(name) return prior.made[name] end

return prior
