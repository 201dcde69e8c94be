-- Brat standoff: the lines of an .ann file as spans. Text-bound annotations are spans; what other lines say of them become
-- their attributes, so that a pattern can ask for it and a writer can write it again. Offsets are characters.
local annotation = require "lunette.annotation"
local brat = {}

-- Bounds of "0 5" or "0 5;8 12": start, stop, the parts when there are several, whether only white space can lie between.
local function bounds_of(places)
  local parts = {}
  for start, stop in places:gmatch "(%d+) (%d+)" do parts[#parts + 1] = { math.tointeger(tonumber(start)), math.tointeger(tonumber(stop)) } end
  if not parts[1] then return nil end
  local start, stop, written = parts[1][1], parts[1][2], {}
  for k, part in ipairs(parts) do
    if not part[1] or not part[2] then return nil end
    start, stop, written[k] = math.min(start, part[1]), math.max(stop, part[2]), part[1] .. "-" .. part[2]
  end
  return start, stop, parts[2] and table.concat(written, ";")
end

-- Adds to an attribute what may be said more than once.
local function say(attributes, key, value)
  attributes[key] = attributes[key] and attributes[key] .. "," .. value or value
end

-- Reads an .ann: found as annotation.lay wants it, or nil and a message. `where` names the file in what is told.
function brat.read(bytes, where)
  local found, spans, trigger_of, later = { unit = "chars", layers = {} }, {}, {}, {}
  local _, invalid = utf8.len(bytes)
  if invalid then return nil, ("byte %d: no UTF-8"):format(invalid) end
  local number = 0
  local function unread() annotation.meet("unread", ("%s:%d"):format(where, number)) end
  -- The attributes of what an id names: a span, or an event by its trigger.
  local function attributes_of(id)
    local s = spans[trigger_of[id] or id]
    return s and s.attributes
  end
  for line in (bytes:gsub("^\xEF\xBB\xBF", ""):gsub("\r\n?", "\n") .. "\n"):gmatch "(.-)\n" do
    number = number + 1
    local id, rest = line:match "^(%S+)%s+(.*)$"
    local kind = id and id:sub(1, 1)
    if kind == "T" then
      local label, places, text = rest:match "^(%S+) ([%d; ]+)\t?(.*)$"
      local start, stop, parts
      if label then start, stop, parts = bounds_of(places) end
      if not start then unread()
      else
        local s = { label = label, start = start, stop = stop, attributes = { id = id }, line = number }
        if parts then s.attributes.fragments = parts else s.text = text ~= "" and text or nil end
        spans[id] = s
        found.layers[#found.layers + 1] = s
      end
    elseif kind == "E" then
      local trigger = rest:match "^[^%s:]+:(%S+)"
      if trigger then trigger_of[id] = trigger end
      later[#later + 1] = { kind, id, rest, number }
    elseif kind then later[#later + 1] = { kind, id, rest, number }
    elseif line:find "%S" then unread() end
  end
  for _, entry in ipairs(later) do
    local kind, id, rest = entry[1], entry[2], entry[3]
    local done = false
    number = entry[4]
    if kind == "E" then
      local to = attributes_of(id)
      done = to ~= nil
      if to then
        say(to, "event", id)
        local roles = rest:match "^%S+%s*(.*)$" or ""
        for role, filler in roles:gmatch "(%S-):(%S+)" do say(to, role:lower():gsub("%d+$", ""), filler) end
      end
    elseif kind == "A" or kind == "M" then
      local name, target, value = rest:match "^(%S+) (%S+)%s*(.*)$"
      local to = name and attributes_of(target)
      done = to ~= nil and to ~= false
      if to then to[name:lower()] = value ~= "" and value or "1" end
    elseif kind == "R" or kind == "*" then
      local name, arguments = rest:match "^(%S+) (.*)$"
      local first, second = (arguments or ""):match "^Arg1:(%S+) Arg2:(%S+)"
      local to = first and attributes_of(first)
      done = to ~= nil and to ~= false
      if to then say(to, name:lower(), second) end
      if kind == "*" and name and not first then -- an equivalence: each names the others
        for target in arguments:gmatch "%S+" do
          to = attributes_of(target)
          done = done or to ~= nil
          for other in arguments:gmatch "%S+" do if to and other ~= target then say(to, name:lower(), other) end end
        end
      end
    elseif kind == "N" then
      local name, target, value = rest:match "^(%S+) (%S+) (%S+)"
      local to = name and attributes_of(target)
      done = to ~= nil and to ~= false
      if to then say(to, name:lower(), value) end
    elseif kind == "#" then
      local name, target, text = rest:match "^(%S+) (%S+)\t?(.*)$"
      local to = name and attributes_of(target)
      done = to ~= nil and to ~= false
      if to and name == "Attribute" then -- one that lunette wrote, whose value is no single word
        local key, value = text:match "^([%w_]+)=(.*)$"
        if key then to[key] = value end
      elseif to then to.note = to.note and to.note .. " / " .. text or text end
    end
    if not done then unread() end
  end
  for _, s in ipairs(found.layers) do
    local parts = s.attributes.fragments
    if parts then annotation.meet("torn", ("%s:%d: %s %s"):format(where, s.line, s.attributes.id, parts)) end
  end
  return found
end

return brat
