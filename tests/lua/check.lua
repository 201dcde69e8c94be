-- What the tests of the rule language share: patterns tried on texts, and errors that must say something.
local lun = require "lunette"
local phase = require "lunette.phase"
local check = { count = 0 }

-- Macros that every pattern here may use.
check.define = { Big = [[ [cap]+ ]], Pair = [[ a Big ]] }

local function pack_of(pattern, options, more)
  local r = { "r", pattern, gives = "found" }
  for field, value in pairs(options or {}) do r[field] = value end
  local pack = { name = "t", define = check.define }
  for _, step in ipairs(more or {}) do pack[#pack + 1] = step end
  pack[#pack + 1] = r
  return lun.rules(pack)
end

-- Texts of what a rule with the pattern gives, joined by "|". `more` are rules that run with it.
function check.found(pattern, text, options, more)
  local doc, found = lun.doc(text), {}
  phase.run({ pack_of(pattern, options, more) }, doc)
  for s in doc:spans "found" do found[#found + 1] = s.text:gsub("%s+", " ") end
  return table.concat(found, "|")
end

function check.is(pattern, text, wanted, options, more)
  local got = check.found(pattern, text, options, more)
  if got ~= wanted then error(("%s on %q gives %q, not %q"):format(tostring(pattern), text, got, wanted), 2) end
  check.count = check.count + 1
end

-- The first match of a pattern.
function check.match(pattern, text, options)
  local first
  options = options or {}
  function options.emit(m) first = first or m end
  phase.run({ pack_of(pattern, options) }, lun.doc(text))
  return first
end

-- Texts of a capture: a string, or a list joined by "|"; "nil" for none.
function check.text(capture)
  if type(capture) ~= "table" then return capture and capture.text or "nil" end
  local texts = {}
  for k, s in ipairs(capture) do texts[k] = s.text end
  return table.concat(texts, "|")
end

function check.captures(pattern, text, wanted)
  local m = check.match(pattern, text)
  if not m then error(("%s does not match %q"):format(pattern, text), 2) end
  for name, value in pairs(wanted) do
    local got = check.text(m[name])
    if got ~= value then error(("%s on %q: %s is %q, not %q"):format(pattern, text, name, got, value), 2) end
  end
  check.count = check.count + 1
end

-- The call must raise, and the message must hold every text that follows.
function check.raises(call, ...)
  local ok, message = pcall(call)
  if ok then error("nothing was raised; expected " .. ..., 2) end
  for _, wanted in ipairs { ... } do
    if not tostring(message):find(wanted, 1, true) then error(("%q lacks %q"):format(tostring(message), wanted), 2) end
  end
  check.count = check.count + 1
end

-- A pattern that must be refused.
function check.refused(pattern, ...)
  local wanted = { ... }
  local ok, message = pcall(pack_of, pattern)
  if ok then error(pattern .. " was accepted", 2) end
  for _, text in ipairs(wanted) do
    if not message:find(text, 1, true) then error(("%s: %q lacks %q"):format(pattern, message, text), 2) end
  end
  check.count = check.count + 1
end

function check.that(value, what)
  if not value then error(what or "a check failed", 2) end
  check.count = check.count + 1
end

function check.done() print("ok " .. check.count) end

return check
