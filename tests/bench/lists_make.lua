-- A list of names as someone might bring it: people, companies and places made of the bundled dictionaries' words, the same
-- on every machine. Written to standard output as CSV, `name,country,kind,from,to`, or with the word `text` as one name a line.
-- A third of the rows are true for a time.
-- usage: lua5.4 tests/bench/lists_make.lua COUNT [text]   (from the project's root)
local count, form = tonumber(arg[1]) or 1000000, arg[2]

local function words(dictionary)
  local list, seen = {}, {}
  for line in io.lines("scripts/data/" .. dictionary .. ".tsv") do
    local surface = line:match "^([^\t#][^\t]*)"
    if surface and not seen[surface] then list[#list + 1], seen[surface] = surface, true end
  end
  return list
end
local given, surname, place, org = words "given", words "surname", words "place", words "org"
local suffix, head, land = words "company", words "orgnoun", words "placenoun"
local countries = { "US", "GB", "CL", "BR", "DE", "FR", "IN", "CN", "ZA", "NG", "AU", "CA", "MX", "ES", "IT", "JP" }

-- A linear congruential generator with the multiplier and increment of Knuth's MMIX.
local state = 42
local function random(n)
  state = state * 6364136223846793005 + 1442695040888963407
  return (state >> 33) % n + 1
end
local function any(list) return list[random(#list)] end
-- Frequent words come more often, as in names that people bear; the files are sorted by letters, so any order will do.
local function some(list) return list[(random(#list) * random(#list)) // #list + 1] or list[1] end

local kinds = {
  { share = 55, kind = "person", make = function() return some(given) .. " " .. some(surname) end },
  { share = 10, kind = "person", make = function() return some(given) .. " " .. ("ABCDEFGHJKLMNPRSTW"):sub(random(18)):sub(1, 1) .. ". " .. some(surname) end },
  { share = 8, kind = "company", make = function() return some(surname) .. " & " .. some(surname) .. " " .. any(suffix) end },
  { share = 9, kind = "company", make = function() return some(surname) .. " " .. any(head) .. " " .. any(suffix) end },
  { share = 8, kind = "company", make = function() return any(place) .. " " .. any(head) end },
  { share = 6, kind = "place", make = function() return some(surname) .. " " .. any(land) end },
  { share = 4, kind = "place", make = function() return any(place) .. " " .. any(land) end },
}
local function kind_of(number)
  for _, kind in ipairs(kinds) do
    number = number - kind.share
    if number <= 0 then return kind end
  end
end

local function time()
  if random(3) > 1 then return "," end
  local from = 1990 + random(30)
  return ("%d-%02d,%s"):format(from, random(12), random(2) == 1 and ("%d-12-31"):format(from + random(9)) or "")
end

local seen, made, lines = {}, 0, {}
local function put(name, kind)
  if seen[name] or made == count then return end
  seen[name], made = true, made + 1
  lines[#lines + 1] = form == "text" and name or ("%s,%s,%s,%s"):format(name:find '[",]' and '"' .. name:gsub('"', '""') .. '"' or name, any(countries), kind, time())
  if #lines == 10000 then
    io.write(table.concat(lines, "\n"), "\n")
    lines = {}
  end
end
if form ~= "text" then lines[1] = "name,country,kind,from,to" end
for _, name in ipairs(place) do put(name, "place") end
for _, name in ipairs(org) do put(name, "company") end
while made < count do
  local kind = kind_of(random(100))
  put(kind.make(), kind.kind)
end
io.write(table.concat(lines, "\n"), lines[1] and "\n" or "")
