-- The bytes of one input as a reader of documents wants them: how they begin, all of them, record by record or block by block.
-- They are those of the member of a container (core.container; a plain file is one too), or are there already (decoded).
local core = require "lunette.core"
local kind = require "lunette.source_kind"
local stream = {}

stream.LIMIT = 64 << 20       -- bytes of a document, a line or a row
stream.TOTAL = (256 << 20) - 1     -- bytes of a file that is read whole but holds many documents
stream.BEGINNING = 4096     -- bytes by which the kind of a file is told

-- What a message of the reading of bytes comes to, as summaries count it.
function stream.reason(message)
  if message:find "larger than" or message:find "longer than" or message:find "unpacks to more" then return "too large" end
  local damaged = message:find "unpack" or message:find "compressed" or message:find "packed" or message:find "is cut short" or message:find "bytes that are none"
  return damaged and "damaged archive" or "cannot be read"
end

local class = { __index = {} }
local methods = class.__index

-- The member that the container stands at. count(n) is told of bytes that were read.
function stream.of_member(container, count)
  local beginning, message = container:peek(stream.BEGINNING)
  if not beginning then return nil, message end
  return setmetatable({ source = container, beginning = beginning, count = count }, class)
end

function stream.of_bytes(bytes, count)
  return setmetatable({ bytes = bytes, beginning = bytes:sub(1, stream.BEGINNING), count = count }, class)
end

-- The same over UTF-8 where it is UTF-16: records are cut at bytes.
function methods:decoded()
  local mark, written = kind.utf16(self.beginning)
  if not mark then return self end
  local bytes, message = self:all(stream.TOTAL)
  if not bytes then return nil, message end
  local text
  text, message = core.decode(written and bytes or mark .. bytes)
  if not text then return nil, message end
  return stream.of_bytes(text)
end

-- All bytes, or nil, a message, and whether they are too many.
function methods:all(limit)
  local bytes, message = self.bytes, nil
  if not bytes then bytes, message = self.source:read(limit)
  elseif #bytes > limit then bytes, message = nil, ("is larger than %d bytes"):format(limit) end
  if bytes and self.count then self.count(#bytes) end
  return bytes, message, message and message:find("larger than", 1, true) ~= nil
end

-- Lines without their ends: line, number; false, message, number for one that is too long or could not be read.
function methods:lines()
  local count = self.count
  if self.source then
    local lines = self.source:lines()
    if not count then return lines end
    return function()
      local line, number, at = lines()
      if line then count(#line + 1) end
      return line, number, at
    end
  end
  local bytes, at, number = self.bytes, 1, 0
  return function()
    if at > #bytes then return nil end
    local stop = bytes:find("\n", at, true) or #bytes + 1
    local line = bytes:sub(at, stop > at and bytes:byte(stop - 1) == 13 and stop - 2 or stop - 1)
    at, number = stop + 1, number + 1
    if #line > stream.LIMIT then return false, ("line %d is longer than %d bytes"):format(number, stream.LIMIT), number end
    return line, number
  end
end

-- Objects of JSON, one a line: number, size, line (nil where nobody needs it, unless `always`), then what core.record gives, or with
-- the fields as the text, which hold it; false, message, number as of lines.
function methods:records(wanted, always)
  if self.source then return self.source:records(wanted, always) end
  local lines = self:lines()
  return function()
    for line, number, at in lines do
      if not line then return line, number, at end
      if line:find "%S" then return number, #line, line, core.record(line, number, wanted) end
    end
  end
end

-- Bytes as they come; false and a message; nil at the end.
function methods:blocks()
  if not self.source then
    local bytes = self.bytes
    return function()
      local block = bytes
      bytes = nil
      return block
    end
  end
  local source, count = self.source, self.count
  return function()
    local block, message = source:block()
    if block and count then count(#block) end
    return block, message
  end
end

return stream
