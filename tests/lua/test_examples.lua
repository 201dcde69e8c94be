-- The yes and no lines of every bundled rule and of the sample scripts.
local core = require "lunette.core"
local environment = require "lunette.environment"
local report = require "lunette.report"
local examples = require "lunette.examples"

local names = environment.names "rules"
for _, file in ipairs(core.list "samples/scripts") do
  if file:find "%.lua$" then names[#names + 1] = "samples/scripts/" .. file end
end
local lines, failures, bare = 0, {}, {}
for _, name in ipairs(names) do
  local chunk, message, folder = report.load(name)
  assert(chunk, message)
  local value = environment.within(type(folder) == "string" and folder or nil, chunk)
  if report.is_pack(value) then
    local r = report.of_pack(value)
    local missed, n = examples.run(value, r.packs)
    lines = lines + n
    table.move(missed, 1, #missed, #failures + 1, failures)
    for _, step in ipairs(value.steps) do
      if step.pattern and not (step.yes and step.no) then bare[#bare + 1] = step.id end
    end
  end
end
for _, failure in ipairs(failures) do print(failure) end
assert(#failures == 0, #failures .. " of " .. lines .. " examples fail")
assert(#bare == 0, "rules without yes and no lines: " .. table.concat(bare, " "))
assert(lines > 100, lines .. " lines")
print("ok", lines)
