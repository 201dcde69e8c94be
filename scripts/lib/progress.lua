-- How far a run has come, on standard error: one line that is redrawn where a terminal shows it, or one JSON object a line
-- for a machine. Owns the clock of the run (monotonic) and the line; knows no failure's name.
local core = require "lunette.core"
local count = require "lunette.count"
local progress = {}

local REDRAW, REPORT = 0.2, 1 -- seconds between two lines on a terminal, and between two objects

local class = { __index = {} }
local methods = class.__index

progress.modes = { "auto", "json", "none" }

-- mode: "auto" (a line, where standard error is a terminal), "json" or "none".
function progress.new(mode, is_terminal, width)
  local drawn = mode == "json" and "json" or mode == "auto" and is_terminal and "line" or nil
  local now = core.now()
  return setmetatable({ drawn = drawn, width = width, start = now, last = now, documents = 0, failures = 0, skipped = 0, bytes = 0 }, class)
end

local function rounded(x, places) return tonumber(("%." .. places .. "f"):format(x)) end

function methods:seconds() return core.now() - self.start end

-- Seconds that are left, as far as bytes tell.
local function left(p, seconds)
  if not p.total or p.bytes < 1 or p.bytes > p.total or seconds < 0.5 then return nil end
  return seconds * (p.total - p.bytes) / p.bytes
end

local function line_of(p, seconds)
  local parts = { count.of(p.documents, "document") }
  if p.bytes > 0 and seconds > 0 then parts[#parts + 1] = ("%.1f MB/s"):format(p.bytes / seconds / 1e6) end
  if p.failures > 0 then parts[#parts + 1] = count.grouped(p.failures) .. " failed" end
  local rest = left(p, seconds)
  if rest then parts[#parts + 1] = ("%d:%02d left"):format(rest // 60, rest % 60 // 1) end
  return core.cut("lunette: " .. table.concat(parts, "  "), math.max(20, (p.width and p.width > 0 and p.width or 80) - 1))
end

local function object_of(p, seconds, more)
  local object = { documents = p.documents, failures = p.failures, skipped = p.skipped, bytes = p.bytes, total_bytes = p.total, seconds = rounded(seconds, 3),
    mb_per_second = seconds > 0 and rounded(p.bytes / seconds / 1e6, 3) or nil, seconds_left = left(p, seconds) and rounded(left(p, seconds), 1) }
  for key, value in pairs(more or {}) do object[key] = value end
  return core.json_encode(core.json_object(object)) .. "\n"
end

-- Shows where the run stands, unless it has just done so.
function methods:show()
  if not self.drawn then return end
  local now = core.now()
  if now - self.last < (self.drawn == "json" and REPORT or REDRAW) then return end
  self.last = now
  if self.drawn == "json" then core.write(2, object_of(self, now - self.start))
  else
    self.visible = true
    core.write(2, "\r" .. line_of(self, now - self.start) .. "\27[K")
  end
end

-- Takes the line away, so that a message can stand in its place.
function methods:clear()
  if self.visible then core.write(2, "\r\27[K") end
  self.visible = false
end

-- The last words: an object with `done`, and the rows of the run.
function methods:finish(rows)
  self:clear()
  if self.drawn == "json" then core.write(2, object_of(self, self:seconds(), { done = true, rows = rows })) end
  self.drawn = nil
end

return progress
