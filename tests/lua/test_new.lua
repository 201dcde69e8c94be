-- Every bundled rule can be taken out of its pack into a file of its own, which holds what it needs: its lines pass there.
local core = require "lunette.core"
local environment = require "lunette.environment"
local excerpt = require "lunette.excerpt"
local new = require "lunette.new"
local show = require "lunette.show"
local check = dofile "tests/lua/check.lua"
local that = check.that

local rules = 0
for _, name in ipairs(environment.names "rules") do
  local text = core.script("rules/" .. name .. ".lua")
  local made = excerpt.of(text)
  that(made, name .. ": no rules were seen")
  for _, step in ipairs(made.steps) do
    local id = name .. "." .. step.name
    that(text:find(step.text, 1, true), id)
    if not step.resolves then
      rules = rules + 1
      local copied, message = new.from("taken", id)
      that(copied, message)
      local holds, lines = new.check(copied, "taken.lua")
      that(holds, ("%s: %s\n%s"):format(id, tostring(lines), copied))
      that(lines > 0 or not step.text:find "yes =", id .. ": no line was run")
      that(not copied:find 'fact = "said"' or id:find "^attribution", id .. ": its fact keeps its name")
    end
  end
end
that(rules > 40, rules .. " rules")
that(select(2, new.from("x", "speech.cvx")):find "did you mean 'csv'" or select(2, new.from("x", "speech.cvx")):find "did you mean 'cvs'")
that(select(2, new.from("x", "names.settle")):find "no pattern of its own")
that(select(2, show.text "brif"):find "did you mean 'brief'")
that(select(2, show.text "speach.csv"):find "did you mean 'speech'")
that(show.text "rules/entities":find "lun.rules" and show.text "entities":find "lun.report" and select(2, show.text "entities"):find "rules/entities")
check.done()
