-- What web pages and Markdown files share: their claims about themselves become fields of a document's data, where the caller gave
-- none. Of several claims of one kind the first that can be read counts; the core lists them in the order of trust.
local core = require "lunette.core"
local page = {}

local months = {}
for i, name in ipairs { "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december" } do
  months[name], months[name:sub(1, 3)] = i, i
end
months.sept = 9

local DATE_LONGEST = 200

local function day(y, m, d)
  y, m, d = tonumber(y), tonumber(m), tonumber(d)
  if not (y and m and d) or y < 1000 then return nil end
  local date = ("%04d-%02d-%02d"):format(y, m, d)
  return require("lunette.source").is_date(date) and date or nil
end

-- The first day of the calendar in a text, as YYYY-MM-DD: 2024-05-14T..., 20240514, May 14, 2024, 14 May 2024.
function page.date(text)
  text = text:sub(1, DATE_LONGEST)
  local date = day(text:match "^%D*(%d%d%d%d)[-/.](%d%d?)[-/.](%d%d?)") or day(text:match "^(%d%d%d%d)(%d%d)(%d%d)")
  for first, second, third in text:gmatch "(%w+)[.,]?%s+(%w+)[.,]?%s+(%d%d%d%d)%f[%D]" do
    if date then break end
    local month, number = months[first:lower()], second:match "^(%d%d?)%l*$"
    if not month then month, number = months[second:lower()], first:match "^(%d%d?)%l*$" end
    date = month and number and day(third, month, number)
  end
  return date or nil
end

-- Names without what stands around them: "By Ana Torres | 14 May 2024" is Ana Torres.
function page.byline(text)
  text = text:gsub("^%s*[Bb][Yy]:?%s+", ""):gsub("^%a+ [Bb]y:?%s+", ""):gsub("%s+", " ")
  text = text:gsub("[,;]?%s*%d%d?%l*%s+%a+%.?,?%s+%d%d%d%d.*$", ""):gsub("[,;]?%s*%u%l+%.?%s+%d%d?,%s+%d%d%d%d.*$", "")
  text = text:gsub("%s[|·•–—].*$", ""):gsub("%s+[Pp]ublished.*$", ""):gsub("[%s,;|]+$", "")
  if text == "" or text:find "://" or #text > 200 then return nil end
  return text
end

local readers = {
  date = page.date,
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
    if claim[1] == "byline" and not data.date then data.date = page.date(claim[2]) end
  end
  data.whole = claims.whole or nil
end

-- Makes a module's function document(bytes, data) from the reader of the core: a doc, or nil and a message.
function page.reader(read, what)
  return function(bytes, data)
    local doc, claims = core[read](bytes, data, data.charset)
    local name = data.file or data.id or what
    if not doc then return nil, ("%s: %s"):format(name, claims) end
    if #doc == 0 then return nil, ("%s: no text in this %s"):format(name, what) end
    page.fill(data, claims)
    return doc
  end
end

return page
