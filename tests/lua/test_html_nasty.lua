-- Time grows with a page and not faster, whatever the page holds: each of tests/bench/pages_nasty.lua at two sizes. Times are of the
-- processor, and a page that seems too slow is tried again, since others use the machine too.
local core = require "lunette.core"
local nasty = dofile "tests/bench/pages_nasty.lua"

local SMALL, LARGE = 50000, 250000
local ALLOWED = 3 -- times slower a byte
local FASTEST = 0.004 -- below this a clock tick decides
local SLOWEST = 4e-6 -- seconds a byte, with sanitizers on a machine that is busy

local function seconds(read, bytes)
  local best
  for _ = 1, 3 do
    collectgarbage()
    local start = core.clock()
    local doc = read(bytes, { id = "x" })
    local passed = core.clock() - start
    if doc then core.close(doc) end
    best = math.min(best or passed, passed)
    if best < FASTEST then break end
  end
  return best
end

local slow, count = {}, 0
local function try(read, pages)
  for _, case in ipairs(pages) do
    local name, make = case[1], case[2]
    local small, large = make(SMALL), make(LARGE)
    local a, b = seconds(read, small), seconds(read, large)
    local growth = (b / #large) / (math.max(a, FASTEST) / #small)
    count = count + 1
    if growth > ALLOWED or b / #large > SLOWEST then
      slow[#slow + 1] = ("%s: %.3f s for %d bytes, %.3f s for %d"):format(name, a, #small, b, #large)
    end
  end
end
try(core.html, nasty)
try(core.markdown, nasty.markdown)
assert(count > 65)
assert(#slow == 0, table.concat(slow, "\n"))

-- 20,000 levels
local start = core.clock()
assert(core.html(("<div>"):rep(20000) .. "x", { id = "x" }))
assert(core.clock() - start < 1)
