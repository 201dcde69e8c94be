-- How sure a dictionary is of a text: the highest prior of its rows, remembered for each text that was asked for.
local prior = {}

local LARGE = 200000 -- texts that are remembered of one dictionary before it begins anew

local function remembering(of)
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
prior.remembering = remembering

-- The function text -> highest prior in a dictionary, 0 for what it does not have; rows without one count 5.
function prior.within(dictionary)
  return remembering(function(text)
    local best = 0
    for _, row in ipairs(dictionary:lookup(text) or {}) do best = math.max(best, tonumber(row.prior) or 5) end
    return best
  end)
end

-- The same in the dictionary of that name.
local made = {}
function prior.of(name)
  made[name] = made[name] or prior.within(require("lunette").dictionary(name))
  return made[name]
end

return prior
