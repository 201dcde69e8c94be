-- `lunette run -e`: a line of Lua as the body of a report, which runs once for each document with `doc` and `row`. A value is
-- printed, behind the document's id where there are several; a layer or a type of facts that no document had is told at the end,
-- with the pack that would give it.
local asked = require "lunette.asked"
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
  local heard = asked.listen { on = false, any = true }
  local count, held = 0, nil -- the first value waits until there is a second document, or none
  local function show(id, result)
    if id then env.print(id, table.unpack(result, 1, result.n)) else env.print(table.unpack(result, 1, result.n)) end
  end
  local function each(doc, row)
    heard.on = true
    local result = table.pack(pcall(chunk, doc, row))
    heard.on = false
    if not result[1] then error(result[2], 0) end
    result = table.pack(table.unpack(result, 2, result.n))
    count = count + 1
    if held and count == 2 then
      show(held.id, held.result)
      held = nil
    end
    if is_value and result.n > 0 and not (result.n == 1 and result[1] == nil) then
      for i = 1, result.n do result[i] = tostring(result[i]) end -- the document is closed later
      if count == 1 then held = { id = doc.id, result = result } else show(doc.id, result) end
    end
  end
  local ok, r = pcall(report.check, { name = NAME, use = use, each = each })
  if not ok then return nil, r, 3 end
  r.prints = true
  -- What is still to be said when all documents were read: what waits is printed, and notes are given.
  function r.ended()
    if held then show(nil, held.result) end
    return asked.told(heard, r.packs, function(pack) return "add --use " .. table.concat(use or {}, ",") .. (use and use[1] and "," or "") .. pack end)
  end
  return r
end

return oneliner
