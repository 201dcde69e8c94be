-- Verbs that a user brings with codes of their own (the list `eventcode`: surface, code, and the words before and behind that a
-- pattern wants): which of them stands at a verb, and whom the event then reaches. Methods of lunette.happening's reader.
local class = {}

-- Whether the words of a pattern stand in order from token a to z (or back from a): the tokens in between do not count.
local function stand(doc, words, a, z)
  local i = a
  for word in words:gmatch "%S+" do
    while i <= z do
      local low = doc:lower(i)
      if low == word or low == word .. "s" or low == word .. "es" then break end
      i = i + 1
    end
    if i > z then return false end
    i = i + 1
  end
  return true
end

local AROUND = 12 -- tokens around a verb in which a user's pattern is looked for

-- The code that the user's own dictionary of verbs has for the verb of tokens v to stop: code, code of the other side; nil where it has
-- none, and true where it says that the verb tells nothing.
function class:own_code(s)
  if not self.own then return nil end
  local doc, best, length = self.doc, nil, -1
  local surface = doc:lower(s.v)
  for stop = s.v, math.min(s.v + 2, s.last) do
    if stop > s.v then surface = surface .. " " .. doc:lower(stop) end
    for _, row in ipairs(self.own:lookup(surface) or {}) do
      local before, behind = row.before or "", row.behind or ""
      local weight = #before + #behind + (stop - s.v) * 4
      if weight > length and stand(doc, behind, stop + 1, math.min(stop + AROUND, s.last)) and stand(doc, before, math.max(s.first, s.v - AROUND), s.v - 1) then
        best, length = row.code, weight
      end
    end
  end
  if not best then return nil end
  if not best:find "%d" then return true end
  local code, other = best:match "^(%w+):?(%w*)$"
  return code or best, other ~= "" and other or nil
end

-- First tokens of the entries of the user's dictionary of verbs.
function class:own_entries()
  if not self.own then return function() end end
  return self.doc:entries(self.own)
end

return class
