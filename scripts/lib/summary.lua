-- What a run came to: documents, failures by reason, what was passed over. Messages of one reason are told a few times and
-- then counted, at the end, so that a folder of broken files does not flood the screen; --failures FILE names them all.
local core = require "lunette.core"
local count = require "lunette.count"
local progress = require "lunette.progress"
local summary = {}

local SHOWN = 5 -- messages of one reason

local class = { __index = {} }
local methods = class.__index

-- options: of the command line; say(message, style) prints; context: is_terminal, width.
function summary.new(options, say, context)
  local watch = progress.new(options.progress or "auto", context.is_terminal, context.width)
  return setmetatable({
    progress = watch, path = options.failures, is_terminal = context.is_terminal and options.progress ~= "none",
    say = function(...)
      watch:clear()
      say(...)
    end,
    failures = { order = {}, count = 0 }, skipped = { order = {}, count = 0 }, warnings = { order = {}, count = 0 }, all = {},
  }, class)
end

-- Adds a message to those of its reason; gives how many there are now.
local function add(list, reason, message, code)
  local there = list[reason]
  if not there then
    there = { reason = reason, count = 0, codes = {} }
    list[reason], list.order[#list.order + 1] = there, there
  end
  there.count, list.count = there.count + 1, list.count + 1
  if there.count <= SHOWN then there[there.count] = message end
  if code then there.codes[code] = (there.codes[code] or 0) + 1 end
  return there.count
end

function methods:failed(message, outcome)
  outcome = outcome or {}
  add(self.failures, outcome.reason or "script error", message)
  self.progress.failures = self.failures.count
  if self.path then self.all[#self.all + 1] = { file = outcome.file, line = outcome.line, reason = outcome.reason or "script error", message = message } end
  self.progress:show()
end

-- A warning is told as it comes, the first few of each kind.
function methods:warned(message, reason)
  if add(self.warnings, reason or "warning", message) <= SHOWN then self.say(message, "yellow") end
end

-- The kind of a warning about a document's bytes: its words without the numbers.
function methods:warned_of_bytes(message, text)
  self:warned(message, text:gsub("%d+", "n"):gsub("parts", "part"):gsub("characters", "character"))
end

-- The documents without those that are passed over, which are counted.
function methods:watch(documents, bytes)
  local progress = self.progress
  progress.total = bytes
  return function()
    while true do
      local doc, message, outcome = documents()
      if doc then
        progress.documents = progress.documents + 1
        if progress.drawn then progress:show() end
        return doc
      elseif doc == nil then return nil
      elseif outcome and outcome.skipped then
        add(self.skipped, outcome.reason, outcome.file, outcome.language or outcome.detail)
        self.progress.skipped = self.skipped.count
        if self.path then self.all[#self.all + 1] = { file = outcome.file, line = outcome.line, reason = outcome.reason, message = message, skipped = true } end
      else
        return doc, message, outcome
      end
    end
  end
end

-- A function that counts bytes that were read.
function methods:counter()
  local watched = self.progress
  return function(bytes) watched.bytes = watched.bytes + bytes end
end

-- "de 9, es 5": the most frequent first
local function shares(codes)
  local names = {}
  for code in pairs(codes) do names[#names + 1] = code end
  table.sort(names, function(a, b)
    if codes[a] ~= codes[b] then return codes[a] > codes[b] end
    return a < b
  end)
  for i, code in ipairs(names) do names[i] = ("%s %d"):format(code, codes[code]) end
  return table.concat(names, ", ")
end

-- What is said of files that were passed over, by why.
local function told_of_skipped(s)
  local first = table.concat(s, ", ", 1, math.min(3, s.count)) .. (s.count > 3 and ", ..." or "")
  if s.reason == "language" then return ("%s not in a wanted language (%s) skipped; --lang any reads them"):format(count.of(s.count, "document"), shares(s.codes))
  elseif s.reason == "web archive" then return ("%s of web archives that hold no article passed over (%s)"):format(count.of(s.count, "record"), shares(s.codes))
  elseif s.reason == "a link" then return ("%s not followed (%s); --follow follows them"):format(count.of(s.count, "link"), first)
  elseif s.reason == "another kind of file" then return ("%s of other kinds passed over (%s); --include GLOB reads them"):format(count.of(s.count, "file"), first)
  elseif s.reason == "no regular file" then return ("%s passed over (%s)"):format(s.count == 1 and "1 file that is no regular file" or s.count .. " files that are no regular files", first) end
  return ("%s passed over: %s (%s)"):format(count.of(s.count, "file"), s.reason, first)
end

-- Whether all failures have that reason.
function methods:only(reason) return self.failures.count > 0 and (self.failures[reason] or { count = 0 }).count == self.failures.count end

-- Says how the run ended. documents: those that were read; rows: what they gave, nil where that has no meaning. Gives true, or nil
-- and a message when the list of failures could not be written.
function methods:close(documents, rows)
  self.progress:finish(rows)
  for _, s in ipairs(self.warnings.order) do
    if s.count > SHOWN then self.say(("%s more of the kind: %s"):format(count.of(s.count - SHOWN, "warning"), s[1]), "yellow") end
  end
  for _, s in ipairs(self.skipped.order) do self.say(told_of_skipped(s), "yellow") end
  local parts, total = {}, documents + self.failures.count
  for i, f in ipairs(self.failures.order) do
    for k = 1, math.min(SHOWN, f.count) do self.say(f[k]) end
    if f.count > SHOWN then self.say(("... and %d more: %s%s"):format(f.count - SHOWN, f.reason, self.path and "" or " (--failures FILE names them all)")) end
    parts[i] = ("%s %d"):format(f.reason, f.count)
  end
  if self.failures.count > 0 and total > 1 then
    self.say(("%d of %d documents failed (%s)"):format(self.failures.count, total, table.concat(parts, ", ")))
  end
  if self.is_terminal and documents > 1 then
    self.say(("%s%s%s, %.1f s"):format(count.of(documents, "document"), rows and ", " .. count.of(rows, "row") or "",
      self.failures.count > 0 and ", " .. count.of(self.failures.count, "failure") or "", self.progress:seconds()), "dim")
  end
  if not self.path then return true end
  for i, failure in ipairs(self.all) do self.all[i] = core.json_encode(core.json_object(failure)) .. "\n" end
  return core.write_file(self.path, table.concat(self.all))
end

return summary
