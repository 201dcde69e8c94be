-- What web pages and Markdown files share: their claims about themselves become fields of a document's data, where the caller gave
-- none. Of several claims of one kind the first that can be read counts; the core lists them in the order of trust.
local core = require "lunette.core"
local date = require "lunette.source_date"
local page = {}

-- Names without what stands around them: "By Ana Torres | 14 May 2024" is Ana Torres.
function page.byline(text)
  text = text:gsub("^%s*[Bb][Yy]:?%s+", ""):gsub("^%a+ [Bb]y:?%s+", ""):gsub("%s+", " ")
  text = text:gsub("[,;]?%s*%d%d?%l*%s+%a+%.?,?%s+%d%d%d%d.*$", ""):gsub("[,;]?%s*%u%l+%.?%s+%d%d?,%s+%d%d%d%d.*$", "")
  text = text:gsub("%s[|·•–—].*$", ""):gsub("%s+[Pp]ublished.*$", ""):gsub("[%s,;|]+$", "")
  if text == "" or text:find "://" or #text > 200 then return nil end
  return text
end

local readers = {
  date = date.find,
  byline = page.byline,
  lang = function(text) return text:match "^%a%a%a?%f[%A]" and text:gsub("_", "-") end,
}

-- Fills data's fields from a list of claims { name, value }.
function page.fill(data, claims)
  for _, claim in ipairs(claims) do
    if claim[1] == "site" then data.site = data.site or claim[2] end
  end
  for _, claim in ipairs(claims) do
    local name, value = claim[1], claim[2]
    if data[name] == nil then
      local read = readers[name]
      if read then value = read(value) end
      if name ~= "byline" or value ~= data.site then data[name] = value end
    end
  end
  for _, claim in ipairs(claims) do
    if claim[1] == "byline" and not data.date then data.date = date.find(claim[2]) end
  end
  data.whole = claims.whole or nil
end

-- Makes a module's function document(bytes, data) from the reader of the core: a doc, or nil and a message.
function page.reader(read, what)
  return function(bytes, data)
    local doc, claims = core[read](bytes, data)
    local name = data.file or data.id or what
    if not doc then return nil, ("%s: %s"):format(name, claims) end
    if #doc == 0 and bytes:find "[^%s\xEF\xBB\xBF]" then return nil, ("%s: no text in this %s"):format(name, what) end -- an empty file is an empty article
    page.fill(data, claims)
    return doc
  end
end

return page
