-- Web pages and Markdown files as documents: page.html and page.markdown (bytes, data) give the article, or nil and a message for
-- what holds no text. What they say of themselves becomes fields of the data, where the caller gave none: headline, date, byline,
-- url, lang, site; of several claims of one kind the first that can be read counts, as the core lists them in the order of
-- trust. data.whole tells that nothing looked like an article and the text is all that can be seen.
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

local function reader(read, what)
  return function(bytes, data)
    local doc, claims = core[read](bytes, data, data.charset)
    local name = data.file or data.id or what
    if not doc then return nil, ("%s: %s"):format(name, claims) end
    if #doc == 0 and bytes:find "[^%s\xEF\xBB\xBF]" then return nil, ("%s: no text in this %s"):format(name, what) end -- an empty file is an empty article
    page.fill(data, claims)
    return doc
  end
end

page.html = reader("html", "page")
page.markdown = reader("markdown", "Markdown file")

return page
