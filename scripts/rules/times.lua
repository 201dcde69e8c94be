-- Times: dates, times of day, durations and sets (TIMEX3), with values counted from the date of publication and, where words such
-- as "eight months later" ask for it, from the day, the month or the year that was named before. Each span says where its value comes
-- from (`from`): stated in the text, published (counted from the date of publication), or text (counted from a time before it).
local timex = lun.timex
local anchor, ahead = timex.anchor(), timex.ahead
local month_value, year_value, weekday_value, stated = anchor:tells "month", anchor:tells "year", anchor:tells "weekday", anchor:tells "from"
local within_month = anchor:tells "within_month"
local value_of, from_of = timex.values(anchor)

local word_row = timex.row_of(lun.dictionary "timeword")

local function counted_type(m) return timex.part(m.unit.text) and "TIME" or "DATE" end
local function year_like(m)
  local y = tonumber(m.year.text)
  return y >= 1700 and y <= 2060
end
-- Whether a noun follows in small letters, or one of several: the week meeting, in 1998 cases. Asked of the few that match, so that no
-- other sentence needs parts of speech.
local function is_before_noun(m)
  local doc, i = m.doc, m.last + 1
  if i > #doc or doc:sentence(i) == i then return false end
  local word = doc:word(i)
  return word:find "[%a\x80-\xFF]" ~= nil and word == lun.lower(word) and doc:pos(i) == "NOUN"
end
-- Whether what looks like a year counts what follows: 2015 people; but the 2015 attacks.
local function is_number(m) return m.last < #m.doc and timex.numbered[m.doc:lower(m.last + 1)] end

local function is_clock(m) return timex.clock(m.clock.text:match "^[%d:.]+" or "", nil, nil) ~= nil end

local function word_type(m)
  local row = word_row(m.word.text)
  return row and row.kind == "set" and "SET" or row and row.kind == "time" and "TIME" or "DATE"
end

-- Whether the second of two days is the later one: 3-5 May; not won 2-1 May 5.
local function is_days(m)
  local one, two = m.day.text:match "^(%d+)%-(%d+)$"
  return tonumber(one) < tonumber(two) and tonumber(two) <= 31
end
local BETWEEN_YEARS = 60 -- at most, of years in two digits
-- The years of 2019-20, 2010/2014; nil where they are none.
local function years_of(text)
  local from, to = text:match "^%a*%s*(%d%d%d%d)%D+(%d+)$"
  if not from then return nil end
  local y, last = tonumber(from), tonumber(to)
  if #to == 2 then last = y // 100 * 100 + last + (last <= y % 100 and 100 or 0) end
  if last <= y or #to == 2 and last - y > BETWEEN_YEARS then return nil end
  return ("%s/%d"):format(from, last)
end
local function century_value(m) return timex.century((m.which or m.match).text) end

return lun.rules {
  name = "times",
  about = "Dates, times of day, durations and sets with TIMEX3 values.",
  define = {
    Year = [[ [num & value>=1000 & value<=2999 & len=4] ]],
    Day = [[ [num & value>=1 & value<=31 & len<=4] ]],
    Month = [[ [#month & cap] ]],
    Mod = [[ (early | late | mid | later | earlier | (the)? very? (beginning | start | middle | end | close | rest | remainder) of) ]],
    Before = [[ (in | since | by | from | until | till | of | during | before | after | between | through | to | and | for | early | late | fiscal | "(" | than | "," | mid | "-") ]],
    Approx = [[ (about | around | almost | nearly | over | approximately | roughly | some | at least | (more | less | fewer | longer) than | up to | as (many | much | long) as | no (more | less) than | (just | well) (over | under) | under | within) ]],
    Count = [[ ((a)? couple of? | (a | the)? few | several | many | numerous | dozens of | hundreds of | (half | a half) (a | an)? | a dozen | another
      | [num & value<100000] ([word~/[0-9]\/[0-9]/])? | [word~/[0-9][0-9.]*-[0-9][0-9.]*/] | [word~/[a-z0-9]+-and-a-half/] | #number[kind=cardinal] (and? (#number[kind=cardinal,scale])){0,3} | a | an | one) (and (a | an | one)? (half | quarter))? ]],
    Unit = [[ [lower & word=seconds,minute,minutes,hour,hours,day,days,night,nights,week,weeks,weekend,weekends,fortnight,month,months,quarters,year,years,decade,decades,century,centuries,millennium,millennia] ]],
    Rest = [[ ((and (a | one) [word=half,quarter]) | or (two | three | so)) ]],
    Counted = [[ [word=day,morning,afternoon,evening,week,weekend,month,quarter,period,year,decade,century,night,spring,summer,fall,autumn,winter,season] ]],
    Rel = [[ (last | past | previous | preceding | prior | next | coming | following | upcoming | this | current | latest) ]],
    Ordinal = [[ (first | second | third | fourth | "1st" | "2nd" | "3rd" | "4th") ]],
    Half = [[ ("a.m." | "p.m." | am | pm | "a.m" | "p.m" | "A.M." | "P.M." | "o'clock") ]],
    Zone = [[ ("(")? ("GMT" | "UTC" | "EST" | "EDT" | "ET" | "CST" | "CDT" | "PST" | "PDT" | "MST" | "MDT" | "CET" | "CEST" | "BST" | "IST" | local time | eastern time | "(" "GMT" [num] ")") ]],
    Today = [[ (today | tomorrow | yesterday | tonight) ]],
  },
  { "weekday", [[ (Mod | every:(every | each))? (rel:(last | past | next | coming | this) | this rel:(past | coming) | the rel:(previous | preceding | following))? day:#weekday part:(morning | afternoon | evening | night | mornings | afternoons | evenings | nights)? ]],
    gives = "time", attributes = { type = anchor:tells "weekday_type", value = weekday_value, from = "published" },
    yes = { { "They met on Thursday.", day = "Thursday" }, { "It begins late Tuesday night.", day = "Tuesday", part = "night" } },
    no = { "They met on the way." } },
  { "date", [[ (#weekday ","?)? (Mod)? month:#month (the)? day:Day ![text="%" | word=percent,million,billion] (","? year:Year | rel:(last | this | next) yearly:year)? ]],
    gives = "time", attributes = { type = "DATE", value = month_value, from = stated },
    yes = { { "They met on March 3, 2021 in Rome.", month = "March", day = "3", year = "2021" }, { "They meet on March 3 next year.", rel = "next" } },
    no = { "They march on." } },
  { "dayafter", [[ month:#month Day ([word=and,or,to,through,until] | "-") span:day:Day ![text="%" | word=percent,million,billion | #month] ]],
    gives = "time", attributes = { type = "DATE", value = month_value, from = "published" },
    yes = { { "They met on April 24 and 25.", day = "25" } },
    no = { "They met on April 24 and left." } },
  { "daybefore", [[ (#weekday ","?)? span:day:Day ([word=and,or,to,through,until] | "-") (#weekday ","?)? last_day:Day of? month:Month (","? year:Year)? ]],
    gives = "time", attributes = { type = "DATE", value = month_value, from = stated }, where = function(m) return tonumber(m.day.text:match "^%d+") < tonumber(m.last_day.text:match "^%d+") end,
    yes = { { "They met from 3 to 5 May.", day = "3" } },
    no = { "They met 30 to 5 May." } },
  { "days", [[ (#weekday ","?)? day:[word~/[0-9]{1,2}-[0-9]{1,2}/] month:Month (","? year:Year)? | month:Month day:[word~/[0-9]{1,2}-[0-9]{1,2}/] (","? year:Year)? ]],
    gives = "time", attributes = { type = "DATE", value = value_of.days, from = stated }, where = is_days,
    yes = { { "They met on 3-5 May.", day = "3-5" } },
    no = { "They lost 3-5 in May.", "They won 2-1 May 5." } },
  { "daymonth", [[ (#weekday ","?)? (the)? day:Day of? month:#month (","? year:Year | rel:(last | this | next) yearly:year)? ]],
    gives = "time", attributes = { type = "DATE", value = month_value, from = stated },
    yes = { { "They met on 3 March 2021 in Rome.", month = "March", day = "3", year = "2021" } },
    no = { "They met 3 people." } },
  { "digits", [[ date:[word~/[0-9]{1,2}[\/.][0-9]{1,2}[\/.][0-9]{2}([0-9]{2})?|[0-9]{4}[-\/][0-9]{2}[-\/][0-9]{2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{2}([0-9]{2})?/] ]],
    gives = "time", attributes = { type = "DATE", value = anchor:tells "digits", from = "stated" },
    where = anchor:tells "is_digits",
    yes = { { "The form was signed on 2021-03-03 in Rome.", date = "2021-03-03" }, { "It fell due on 10/31/89.", date = "10/31/89" } },
    no = { "They fought 24/7 and more." } },
  { "monthyear", [[ (Mod)? month:Month ("," | of)? year:Year ]],
    gives = "time", attributes = { type = "DATE", value = month_value, from = "stated" },
    yes = { { "It began in March 2021 and ended.", month = "March", year = "2021" } },
    no = { "They may go." } },
  { "monthrel", [[ (Mod)? month:Month (of)? rel:(last | this | next) yearly:year ]],
    gives = "time", attributes = { type = "DATE", value = month_value, from = "published" },
    yes = { { "He was held in June last year.", month = "June", rel = "last" } },
    no = { "He was held last year." } },
  { "relmonth", [[ (Mod)? (rel:(last | past | this | next | coming) | mid "-"?) month:Month ]],
    gives = "time", attributes = { type = "DATE", value = month_value, from = "published" },
    yes = { { "It crashed last February.", month = "February", rel = "last" } },
    no = { "It crashed twice." } },
  { "month", [[ (in | since | until | till | of | by | during | early | late | mid | between | from | through | to | and | for | the | "'s") span:x:((Mod)? month:Month) ![#month | cap & word & !first] ]],
    gives = "time", attributes = { type = "DATE", value = month_value, from = "published" },
    yes = { { "It began in March and ended.", month = "March" } },
    no = { "They may go." } },
  { "months", [[ (Mod)? month:[text=January,February,July,September,October,November,December,"Sept.","Nov.","Dec.","Jan.","Feb.","Oct."] ![word & cap & !#weekday] ]],
    gives = "time", attributes = { type = "DATE", value = month_value, from = "published" },
    yes = { { "Sales fell, said the firm, after September.", month = "September" } },
    no = { "April said no." } },
  { "midmonth", [[ part:/(?i)(mid|early|late|end)-(january|february|march|april|may|june|july|august|september|october|november|december|[12][0-9]{3})/ ]],
    gives = "time", attributes = { type = "DATE", from = "published", value = function(m)
      local year = m.part.text:match "%d+$"
      return year and anchor:name(m.doc, year, nil, m.last) or within_month(m)
    end },
    yes = { { "Talks resume in mid-November.", part = "mid-November" }, { "It began in mid-1996.", part = "mid-1996" } },
    no = { "Talks resume in mid-air." } },
  { "year", [[ (Before span:x:((early | late | mid | later | earlier | fiscal)? year:Year) | Before span:x:((the (fiscal)? year | (the)? very? (beginning | start | middle | end | close | rest | remainder) of) year:Year)) ![text="$","%" | word=percent,people,men,women,million,billion,feet] ]],
    gives = "time", attributes = { type = "DATE", value = year_value, from = "stated" },
    where = function(m) return year_like(m) and not is_number(m) end,
    yes = { { "It began in 1998.", year = "1998" }, { "Profits fell in fiscal 1990, it said.", year = "1990" } },
    no = { "It cost 1998 dollars.", "In 1998 cases it failed." } },
  { "theyear", [[ span:x:(the fiscal? [text=year] year:Year) | years span:year:Year ]],
    gives = "time", attributes = { type = "DATE", value = year_value, from = "stated" }, where = year_like,
    yes = { { "They spoke about the year 2022.", year = "2022" }, { "They spoke of the years 2010 and 2011.", year = "2010" } },
    no = { "They spoke of the year." } },
  { "years", [[ (Before | the | season) span:years:(fiscal? [word~/[12][0-9]{3}[-\/][0-9]{2}([0-9]{2})?/]) ]],
    gives = "time", attributes = { type = "DATE", value = function(m) return years_of(m.years.text) end, from = "stated" }, where = function(m) return years_of(m.years.text) ~= nil end,
    yes = { { "They won in 2019-20.", years = "2019-20" } },
    no = { "They won on 2019-03." } },
  { "fiscalshort", [[ fiscal:/FY[0-9]{2}([0-9]{2})?/ ]],
    gives = "time", attributes = { type = "DATE", from = "stated", value = function(m)
      local y = m.fiscal.text:match "%d+"
      return anchor:name(m.doc, (#y == 2 and "20" or "") .. y, nil, m.last)
    end },
    yes = { { "Sales fell in FY24.", fiscal = "FY24" } },
    no = { "Sales fell in FYI." } },
  { "yearof", [[ (the | a | an | his | her | its | their | this | that | "'s" | our) span:year:[num & value>=1850 & value<=2059 & len=4] [lower & word | cap & word] ]],
    gives = "time", where = function(m) return not is_number(m) end, attributes = { type = "DATE", value = year_value, from = "stated" },
    yes = { { "He backed the 1959 trade embargo.", year = "1959" } },
    no = { "He saw the 1959 people." } },
  { "saidyear", [[ span:x:(Mod? (the year)? year:[num & value>=1850 & value<=2059 & len=4]) ("'s" | "," | "." | ")" | ";" | election | season | budget | elections) ]],
    gives = "time", attributes = { type = "DATE", value = year_value, from = "stated" },
    where = function(m) return m.first > 1 and not m.doc:word(m.first - 1):find "[%$£€#%d]" and tonumber(m.year.text) <= 2059 end,
    yes = { { "She won the 1998 election easily.", year = "1998" } },
    no = { "He paid $1998, no more." } },
  { "spoken", [[ (in | of | by | since | from | until | year) span:year:(#number[kind=cardinal] (thousand | #number[kind=cardinal]) (and? #number[kind=cardinal])?) ]],
    gives = "time", asks = "year", attributes = { type = "DATE", value = function(m) return timex.spoken_year(m.year.text) end, from = "stated" },
    where = function(m) return timex.spoken_year(m.year.text) ~= nil end,
    yes = { { "It began in nineteen ninety-four.", year = "nineteen ninety-four" } },
    no = { "It began in ninety days." } },
  { "decade", [[ x:((the)? (Mod)? decade:([num & word~/['’]?[0-9]{1,3}0'?s/] | [text=twenties,thirties,forties,fifties,sixties,seventies,eighties,nineties,"mid-twenties","mid-thirties","mid-forties","mid-fifties","mid-sixties","mid-seventies","mid-eighties","mid-nineties"] | /(mid|early|late)-[0-9]{3}0s/ | "'" [word~/[0-9]0s/])) ]],
    gives = "time", attributes = { type = "DATE", value = function(m) return timex.decade((m.decade.text:gsub("^%a+%-", "")), anchor:published(m.doc)) or "XXX" end, from = "stated" },
    where = function(m) -- he is in his thirties
      local before = m.first > 1 and m.doc:lower(m.first - 1) or ""
      if before == "his" or before == "her" or before == "their" or before == "my" or before == "your" or before == "our" then return false end
      return timex.decade((m.decade.text:gsub("^%a+%-", "")), nil) ~= nil
    end,
    yes = { { "It grew in the late 1990s.", decade = "1990s" }, { "The eighties were loud.", decade = "eighties" } },
    no = { "It grew by tens." } },
  { "century", [[ x:((the)? (Mod)? which:([num] | #number[kind=ordinal]) century) ]],
    gives = "time", asks = "which", attributes = { type = "DATE", value = century_value, from = "stated" },
    where = function(m) return timex.ordinal(m.which.text) ~= nil end,
    yes = { { "It was built in the 19th century.", which = "19th" } },
    no = { "It was built centuries ago." } },
  { "counted", [[ x:((the | its | his | their)? (Mod)? rel:Rel (fiscal | full | calendar | school | financial | academic | tax)? unit:Counted) ![text="-"] | x:(the unit:[word=day,morning,afternoon,evening,night,week,month,year] rel:before) &[text=",",".",";"] ]],
    gives = "time", attributes = { type = counted_type, value = value_of.counted, from = from_of.counted },
    yes = { { "Sales fell last fall.", rel = "last", unit = "fall" }, { "They meet early next year.", rel = "next", unit = "year" }, { "The night before, shells fell.", unit = "night" } },
    no = { "They meet again.", "It was the day before the vote." } },
  { "the", [[ (earlier | later | early | late | during | of | ended | end | over | for | in | through) span:x:(the unit:[word=day,week,month,quarter,year,weekend]) ![word=ago,before,after,when] | (at | on) span:x:(the unit:weekend) ]],
    gives = "time", where = function(m) return not is_before_noun(m) end, attributes = { type = "DATE", value = value_of.same, from = from_of.same },
    yes = { { "It rained earlier in the year.", unit = "year" } },
    no = { "It rained." } },
  { "that", [[ x:((the same | that same | that) unit:[word=day,morning,afternoon,evening,night,week,month,quarter,year,weekend,period] ((of (the)?)? (earlier:last year | earlier:(a year (ago | earlier)) | earlier:(the year before)))?) ]],
    gives = "time", attributes = { type = counted_type, value = value_of.same, from = from_of.same },
    where = function(m) return timex.unit(m.unit.text) ~= nil or timex.part(m.unit.text) ~= nil or m.unit.text == "period" end,
    yes = { { "It opened in May and closed that same year.", unit = "year" } },
    no = { "It closed." } },
  { "moment", [[ (at | by | until | since | before | after | from | around) span:x:((that same | that) (time | point | moment)) ]],
    gives = "time", attributes = { type = "DATE", from = from_of.same, value = function(m)
      local from = anchor:latest(m.doc).day or anchor:published(m.doc)
      return from and timex.iso(from) or "PAST_REF"
    end },
    yes = { { "By that time they had left.", x = "that time" } },
    no = { "They had time." } },
  { "holiday", [[ (Mod)? rel:(last | this | next)? holiday:#holiday (week:(week | weekend))? year:Year? ![cap & word] ]],
    gives = "time", attributes = { type = "DATE", value = value_of.holiday, from = stated },
    yes = { { "She was found on Thanksgiving Day.", holiday = "Thanksgiving Day" } },
    no = { "She gave thanks." } },
  { "quarter", [[ x:((the | its | his | their | a)? (Mod)? (fiscal | latest)? which:Ordinal (fiscal | calendar)? kind:(quarter | half) (","? (of | in)? (the | fiscal)? (year:Year | rel:(last | this | next) year | year))?)
      | x:(the which:(last | final) (fiscal)? kind:(quarter | half) (of | in) (the | fiscal)? (year:Year | rel:(last | this | next) year | year)) | x:((rel:(last | this | next) year | year:Year) "'s" which:Ordinal kind:(quarter | half)) ]],
    gives = "time", attributes = { type = "DATE", value = value_of.quarter, from = stated },
    where = function(m) return lun.lower(m.kind.text) == "quarter" or m.year ~= nil or m.rel ~= nil or m.doc:lower(m.last + 1 <= #m.doc and m.last + 1 or m.last) ~= "of" end,
    yes = { { "Profit rose in the third quarter of 1990.", which = "third", year = "1990" } },
    no = { "A quarter of them left." } },
  { "quarterly", [[ which:/(?i)(first|second|third|fourth|1st|2nd|3rd|4th)-(quarter|half)/ ]],
    gives = "time", attributes = { type = "DATE", value = value_of.quarter, from = "published" },
    yes = { { "It posted a third-quarter loss.", which = "third-quarter" } },
    no = { "It posted a loss." } },
  { "shortquarter", [[ which:[text=Q1,Q2,Q3,Q4,"1Q","2Q","3Q","4Q"] ((of | in)? year:Year)? ]],
    gives = "time", attributes = { type = "DATE", value = value_of.quarter, from = stated },
    yes = { { "It grew in Q3 2009.", which = "Q3", year = "2009" } },
    no = { "It grew." } },
  { "yearago", [[ x:((the)? back:/(?i)year-(earlier|ago)/ (quarter | period | month | year)?) ]],
    gives = "time", attributes = { type = "DATE", from = "text", value = function(m)
      local quarter, today = anchor:latest(m.doc).quarter, anchor:published(m.doc)
      return quarter and timex.years_from(quarter, -1) or today and timex.counted("year", today, -1) or "XXXX"
    end },
    yes = { { "Profit fell from the year-earlier period.", back = "year-earlier" } },
    no = { "Profit fell." } },
  { "season", [[ (in | since | by | until | of | during | for) span:x:((the)? (Mod)? unit:(spring | summer | fall | autumn | winter) (of year:Year | year:Year)?) ]],
    gives = "time", where = function(m) return not is_before_noun(m) end, attributes = { type = "DATE", from = stated, value = function(m)
      local code = timex.seasons[lun.lower(m.unit.text)]
      if m.year then return m.year.text .. "-" .. code end
      local today = anchor:published(m.doc)
      return today and timex.season(today, lun.lower(m.unit.text), ahead(m.doc, m.first, m.last) and 1 or 0) or "XXXX-" .. code
    end },
    yes = { { "They left in the summer of 1998.", unit = "summer", year = "1998" } },
    no = { "They left in the end." } },
  { "ago", [[ x:(Approx? count:Count? unit:Unit (rest:Rest)? way:(ago | earlier | later | before that | from now | hence)) ]],
    gives = "time", attributes = { type = "DATE", value = value_of.ago, from = from_of.ago },
    yes = { { "He left almost two years ago.", count = "two", unit = "years" }, { "Sales fell from a year earlier.", count = "a" } },
    no = { "He left in two years." } },
  { "duration", [[ x:((Approx? | the) count:Count (more | full | consecutive | straight | long | additional | short | whole | extra | further | working | business | calendar)? unit:Unit (rest:Rest)?) ![word=ago,earlier,old] ]],
    gives = "time", asks = "count|unit", attributes = { type = "DURATION", value = value_of.duration, from = "stated" },
    where = function(m) -- not the two day rally, between two and six days
      local one = m.doc:lower(m.first) ~= "the" or m.unit.text:find "s$" ~= nil
      return one and not (m.count.text:find " and " and timex.number(m.count.text) == "X")
    end,
    yes = { { "It lasted nearly two and a half years.", count = "two and a half" }, { "They waited a few minutes.", count = "a few" } },
    no = { "It lasted." } },
  { "least", [[ (between | from) span:count:([num & value<100000] | #number[kind=cardinal]) (and | to) ([num] | #number[kind=cardinal]) unit:Unit ]],
    gives = "time", asks = "count|unit", attributes = { type = "DURATION", value = value_of.duration, from = "stated" },
    yes = { { "It took between two and six days.", count = "two" } },
    no = { "It took two and six days more." } },
  { "vague", [[ (for | in | over | of | after | within | through) span:unit:[word=hours,days,weeks,months,years,decades,centuries] ![word=ago,later,earlier,before,after] ]],
    gives = "time", asks = "unit", attributes = { type = "DURATION", value = value_of.duration, from = "stated" },
    yes = { { "They have waited for years.", unit = "years" } },
    no = { "They waited years ago." } },
  { "before", [[ span:x:((the)? unit:[word=hours,days,weeks,months,years]) (before | after | since | leading | following | that followed) ]],
    gives = "time", asks = "unit", attributes = { type = "DURATION", value = value_of.duration, from = "stated" },
    yes = { { "In the weeks before the vote they met.", unit = "weeks" } },
    no = { "In the weeks they met." } },
  { "span", [[ x:((the)? (last | past | next | coming | first | final | previous | following | recent | latest) count:Count? unit:[word=seconds,minutes,hours,days,nights,weeks,weekends,months,quarters,years,decades,centuries]) ]],
    gives = "time", asks = "count|unit", attributes = { type = "DURATION", value = value_of.duration, from = "stated" },
    where = function(m) -- not: will last ten years, is expected to last ten years
      if m.doc:lower(m.first) ~= "last" then return true end
      return m.doc:tag(m.first) ~= "VB" and not (m.count and m.first > 1 and m.doc:lower(m.first - 1) == "to")
    end,
    yes = { { "Stocks plunged in the past three months.", count = "three", unit = "months" }, { "It grew in recent years.", unit = "years" } },
    no = { "Stocks plunged." } },
  { "pastdecade", [[ x:((the)? (last | past | next | coming) count:(quarter "-"? century | half "-"? century | [word=decade,century])) ]],
    gives = "time", asks = "count", priority = 1, attributes = { type = "DURATION", from = "stated", value = function(m)
      local text = lun.lower(m.count.text)
      return text:find "quarter" and "P25Y" or text:find "half" and "P50Y" or text == "decade" and "P10Y" or "P100Y"
    end },
    yes = { { "It grew over the past decade.", count = "decade" } },
    no = { "It grew." } },
  { "hyphen", [[ x:/(?i)([0-9,.]+|[a-z]+(-[a-z]+)?)-(second|minute|hour|day|night|week|month|quarter|year|decade|century|long)(-long)?|(years|decades|centuries|months|weeks)-old/ ]],
    gives = "time", asks = "x", attributes = { type = "DURATION", from = "stated", value = function(m) return timex.duration(timex.compound(m.x.text)) end },
    where = function(m)
      local number, unit = timex.compound(m.x.text)
      return number ~= nil and unit ~= nil
    end,
    yes = { { "They signed a two-year deal.", x = "two-year" }, { "It ended a decades-long war.", x = "decades-long" } },
    no = { "They signed a mid-year deal.", "A top-quarter club won." } },
  { "age", [[ x:(/(?i)([0-9,.]+|[a-z]+(-[a-z]+)?)-(day|week|month|year)-olds?/ | [num & value<=120] (day | days | week | weeks | month | months | year | years) old) ]],
    gives = "age", asks = "x", attributes = { type = "DURATION", from = "stated", value = function(m)
      local text = lun.lower(m.x.text):gsub("%s+", "-")
      local count, unit = text:match "^(.-)%-(%a+)%-old"
      local number = count and timex.number(count)
      return number and timex.duration(number, timex.unit(unit)) or "PXY"
    end },
    yes = { { "The 6-year-old boy slept.", x = "6-year-old" }, { "She is 44 years old.", x = "44 years old" } },
    no = { "The old boy slept." } },
  -- the night of 5 March, the evening of Tuesday
  { "partof", [[ x:((the)? part:(morning | afternoon | evening | night) of ((#weekday ","?)? (month:Month date:Day | date:Day of? month:Month) (","? year:Year)? | day:#weekday)) ]],
    gives = "time", attributes = { type = "TIME", from = stated, value = function(m)
      local day = m.month and month_value { doc = m.doc, first = m.first, last = m.last, month = m.month, day = m.date, year = m.year }
        or weekday_value { doc = m.doc, first = m.first, last = m.last, day = m.day }
      return day .. timex.part(m.part.text)
    end },
    yes = { { "They fled on the night of 5 March.", part = "night", date = "5" }, { "They fled on the evening of Tuesday.", day = "Tuesday" } },
    no = { "They fled on the night of the fire." } },
  { "clock", [[ x:((about | around | at? least)? clock:[num & word~/\d{1,2}([:.]\d\d)?/] half:Half zone:Zone? (","? on? (day:(#weekday | Today) | (#weekday ","?)? (month:#month date:Day | date:Day month:#month) (","? year:Year)?))?) ]],
    gives = "time", attributes = { type = "TIME", value = value_of.clock, from = "published" }, where = is_clock,
    yes = { { "He was held at 10 p.m. Wednesday.", clock = "10", day = "Wednesday" }, { "It opened at 4:30 p.m. EST.", clock = "4:30" } },
    no = { "He was held by 10 men." } },
  { "clock24", [[ x:(clock:[num & word~/\d{1,2}:\d\d|\d{4}/] zone:Zone (","? on? (day:(#weekday | Today) | month:#month date:Day (","? year:Year)?))?) ]],
    gives = "time", attributes = { type = "TIME", value = value_of.clock, from = "published" }, where = is_clock,
    yes = { { "At 0800 UTC the bank acted.", clock = "0800" } },
    no = { "At 0800 the bank acted." } },
  { "hour", [[ (at | by | until | from | to | before | after | around) span:clock:[num & word~/\d{1,2}:\d\d/] | at span:clock:[num & len=4 & word~/([01]\d|2[0-3])[0-5]\d/] "(" [num] Zone ]],
    gives = "time", attributes = { type = "TIME", value = value_of.clock, from = "published" }, where = is_clock,
    yes = { { "The train left at 8:15 as planned.", clock = "8:15" } },
    no = { "The train won 8:15." } },
  { "noon", [[ (x:(clock:(noon | midnight) (on? day:#weekday)?) | x:(clock:[word=noon,midnight,midday,dawn,daybreak,sunrise,dusk,nightfall,sunset] ("," on | on) (day:(#weekday | Today) | month:#month date:Day ("," year:Year)? | date:Day month:#month year:Year?))) ![cap] ]],
    gives = "time", attributes = { type = "TIME", value = value_of.noon, from = "published" },
    yes = { { "Talks broke off at noon Thursday.", clock = "noon", day = "Thursday" }, { "They left before dawn on 3 May.", clock = "dawn", month = "May" } },
    no = { "Talks broke off." } },
  { "times", [[ (once | twice | times | [#scale] | #currency | percent | "%" | cents | [num] | miles | tons | tonnes | barrels) span:x:((a | per | each | every) unit:[word=second,minute,hour,day,night,week,month,quarter,year]) ![word=and] ]],
    gives = "time", asks = "unit", priority = 2, attributes = { type = "SET", from = "stated", value = function(m) return timex.duration(1, timex.unit(m.unit.text)) end },
    yes = { { "They meet twice a year.", unit = "year" }, { "It costs $5 a month.", unit = "month" } },
    no = { "They meet for a year." } },
  { "every", [[ x:((every | each) other? count:([num] | #number[kind=cardinal])? unit:[word=second,minute,hour,day,days,night,week,weeks,weekend,month,months,quarter,year,years,spring,summer,fall,winter,autumn]) ]],
    gives = "time", asks = "count|unit", priority = 1, attributes = { type = "SET", from = "stated", value = function(m)
      local season = timex.seasons[lun.lower(m.unit.text)]
      return season and "XXXX-" .. season or timex.duration(m.count and timex.number(m.count.text) or 1, timex.unit(m.unit.text))
    end },
    yes = { { "They meet every two years.", unit = "years" } },
    no = { "They meet for two years." } },
  { "word", [[ (mod:[word=early,earlier,late,later])? word:#timeword ]],
    gives = "time", attributes = { type = word_type, value = value_of.word, from = "published" },
    where = function(m) -- quarterly results and the daily Granma say no time
      local text = lun.lower(m.word.text)
      if m.mod and not word_row(m.word.text).value:find "^day" then return false end
      local behind = (text == "quarterly" or text == "daily") and m.last < #m.doc and m.doc:pos(m.last + 1)
      return behind ~= "NOUN" and behind ~= "PROPN"
    end,
    yes = { { "They met yesterday.", word = "yesterday" } },
    no = { "They met." } },
}
