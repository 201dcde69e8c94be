-- The yes and no lines of every bundled rule and of the sample scripts.
local lun = require "lunette"
local core = require "lunette.core"
local environment = require "lunette.environment"
local report = require "lunette.report"
local examples = require "lunette.examples"

local names = environment.names "rules"
for _, file in ipairs(core.list "samples/scripts") do
  if file:find "%.lua$" then names[#names + 1] = "samples/scripts/" .. file end
end
local lines, failures, bare = 0, {}, 0
for _, name in ipairs(names) do
  local chunk, message, folder = report.load(name)
  assert(chunk, message)
  local value = environment.within(type(folder) == "string" and folder or nil, chunk)
  if report.is_pack(value) then
    local r = report.of_pack(value)
    local missed, n = examples.run(value, r.packs)
    lines = lines + n
    table.move(missed, 1, #missed, #failures + 1, failures)
    for _, message in ipairs(examples.missing(value)) do
      print(message)
      bare = bare + 1
    end
  end
end
for _, failure in ipairs(failures) do print(failure) end
assert(#failures == 0, #failures .. " of " .. lines .. " examples fail")
assert(bare == 0, "rules without yes and no lines")
local own = lun.rules { name = "own", about = "Rules with few examples.",
  { "none", "the road", gives = "x" }, { "yes", "the road", gives = "x", yes = { "The road." } }, { "no", "the road", gives = "x", no = { "A road." } },
  { "both", "the road", gives = "x", yes = { "The road." }, no = { "A road." } },
  lun.resolve { name = "step", each = function() end } }
local missing = table.concat(examples.missing(own), "\n")
assert(select(2, missing:gsub("\n", "")) == 2 and missing:find("rule 'own.none' has no examples: give it yes = { \"...\" } and no = { \"...\" }", 1, true)
  and missing:find("rule 'own.yes' has no example that it must not match", 1, true) and missing:find("rule 'own.no' has no example that it matches", 1, true), missing)
assert(lines > 100, lines .. " lines")
print("ok", lines)
