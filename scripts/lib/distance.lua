-- Edit distance over characters: insertions, deletions, replacements and swaps of neighbours (optimal string alignment,
-- Damerau 1964), cut off at a bound so that far pairs cost little.
local distance = {}

local function characters(text)
  local list = {}
  for _, code in utf8.codes(text) do list[#list + 1] = code end
  return list
end

function distance.within(a, b, bound)
  if a == b then return 0 end
  local x, y = characters(a), characters(b)
  if math.abs(#x - #y) > bound then return nil end
  local before, row = {}, {}
  for j = 0, #y do row[j] = j end
  for i = 1, #x do
    local new, least = { [0] = i }, i
    for j = 1, #y do
      local cost = x[i] == y[j] and 0 or 1
      local d = math.min(row[j] + 1, new[j - 1] + 1, row[j - 1] + cost)
      if i > 1 and j > 1 and x[i] == y[j - 1] and x[i - 1] == y[j] then d = math.min(d, before[j - 2] + 1) end
      new[j] = d
      if d < least then least = d end
    end
    if least > bound then return nil end
    before, row = row, new
  end
  return row[#y] <= bound and row[#y] or nil
end

return distance
