-- `lunette run -e`: a line of Lua as the body of a report, which runs once for each document with `doc` and `row`.
local environment = require "lunette.environment"
local permission = require "lunette.permission"
local report = require "lunette.report"
local sandbox = require "lunette.sandbox"
local oneliner = {}

local NAME = "-e"

-- The report around the code, or nil, message, code. use: the packs to run before it.
function oneliner.report(code, use)
  permission.grant_read "."
  local env = sandbox.new "."
  local head = "local doc, row = ... " -- on the code's first line, so that lines count as written
  local chunk = load(head .. "return " .. code, "=" .. NAME, "t", env)
  local is_value = chunk ~= nil
  local message
  if not chunk then chunk, message = load(head .. code, "=" .. NAME, "t", env) end
  if not chunk then return nil, message, 3 end
  environment.texts[NAME] = code
  local function each(doc, row)
    local result = table.pack(chunk(doc, row))
    if is_value and result.n > 0 and not (result.n == 1 and result[1] == nil) then env.print(table.unpack(result, 1, result.n)) end
  end
  local ok, r = pcall(report.check, { name = NAME, use = use, each = each })
  if not ok then return nil, r, 3 end
  r.prints = true
  return r
end

return oneliner
