-- The sample articles against what a careful reader finds in them (tests/golden/expect): headline, dateline and related
-- headlines exactly; people, acronyms and quotations as shares over all articles, which must not fall below their floors.
local core = require "lunette.core"
local lun = require "lunette"
local report = require "lunette.report"
local phase = require "lunette.phase"

local brief = report.load "brief"()

local function fold(text) return (text:gsub("\xC2\xA0", " "):gsub("\xE2\x80\xAF", " "):gsub("%s+", " ")) end
local function same(a, b) return lun.lower(core.norm(fold(a))) == lun.lower(core.norm(fold(b))) end

local totals = {}
local function count(what, ok, detail)
  local t = totals[what] or { ok = 0, all = 0, misses = {} }
  totals[what] = t
  t.all = t.all + 1
  if ok then t.ok = t.ok + 1 else t.misses[#t.misses + 1] = detail end
end

local articles = 0
for _, file in ipairs(core.list "tests/golden/expect") do
  local name = file:match "^(.*)%.json$"
  if name then
    articles = articles + 1
    local expect = assert(core.json_decode(core.read("tests/golden/expect/" .. file)))
    local doc = assert(lun.open("samples/articles/" .. name .. ".txt", { date = expect.date }))
    phase.run(brief.packs, doc, {})
    count("headline", doc.headline and same(doc.headline.text, expect.headline), name)
    count("dateline", doc.dateline and same(doc.dateline.text, expect.dateline), name .. ": " .. tostring(doc.dateline))
    local related = {}
    for paragraph, part in doc:paragraphs() do if part == "related" then related[#related + 1] = paragraph.text end end
    for i = 1, math.max(#related, #(expect.related_headlines or {})) do
      count("related headline", related[i] and expect.related_headlines[i] and same(related[i], expect.related_headlines[i]), name)
    end
    for _, person in ipairs(expect.people) do
      local found, twice
      for e in doc:entities "person" do
        if same(e.name, person.name) then found, twice = e, found ~= nil end
      end
      count("person", found and not twice, name .. ": " .. person.name)
      if found and person.country then count("country", found.country == person.country, name .. ": " .. person.name .. " " .. tostring(found.country)) end
      if #person.roles > 0 and found then count("role", #found.roles > 0, name .. ": " .. person.name) end
    end
    for _, place in ipairs(expect.places) do
      local found
      for e in doc:entities "place" do
        found = found or same(e.name, place)
        for _, alias in ipairs(e.aliases) do found = found or same(alias, place) end
      end
      count("place", found, name .. ": " .. place)
    end
    for _, acronym in ipairs(expect.acronyms or {}) do
      local found
      for fact in doc:facts "alias" do found = found or (same(fact.short.text, acronym.short) and same(fact.long.text, acronym.long)) end
      count("acronym", found, name .. ": " .. acronym.short)
    end
    for _, quote in ipairs(expect.quotes) do
      local found
      local wanted = fold(quote.text)
      for q in doc:facts "said" do
        for _, part in ipairs(q.kind and q.parts or {}) do -- of a split quotation each half is listed
          local text = fold(part.text):gsub("^[“‘\"']+", "")
          if text:sub(1, #wanted) == wanted or wanted:sub(1, #text) == text then
            if not found or q.kind == quote.kind then found = q end
          end
        end
      end
      count(quote.kind .. " quotation", found, ("%s: %s"):format(name, quote.text))
      if found and quote.kind == "direct" and quote.speaker then
        count("speaker", found.speaker and same(found.speaker.name, quote.speaker), ("%s: %s ... %s, not %s"):format(name, quote.text, quote.speaker, found.speaker and found.speaker.name or "nobody"))
      end
    end
    core.close(doc)
  end
end

local floors = {
  headline = 1, dateline = 1, ["related headline"] = 1, person = 0.88, country = 0.8, role = 0.78, place = 0.9, acronym = 0.85,
  ["direct quotation"] = 1, ["mixed quotation"] = 0.65, ["indirect quotation"] = 0.65, speaker = 0.8,
}
local low = 0
for what, floor in pairs(floors) do
  local t = totals[what] or { ok = 0, all = 0, misses = {} }
  local share = t.all > 0 and t.ok / t.all or 0
  print(("%-20s %3d of %3d  %.2f (floor %.2f)%s"):format(what, t.ok, t.all, share, floor, share < floor and "  LOW" or ""))
  for _, miss in ipairs(t.misses) do print("    " .. miss) end
  if share < floor then low = low + 1 end
end
assert(articles >= 8, "fewer than 8 sample articles")
assert(low == 0, low .. " shares below their floors")
