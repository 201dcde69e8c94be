-- TIMEX3 values of the pack `times`, counted from a date of publication.
local lun = require "lunette"
local report = require "lunette.report"
local phase = require "lunette.phase"

local pack = report.load "times"()
local function values(text, date)
  local doc, list = lun.doc(text, { date = date }), {}
  phase.run({ pack }, doc)
  for s in doc:spans "time" do list[#list + 1] = ("%s %s %s"):format(s.text, s.type, s.value) end
  return table.concat(list, "; ")
end
local function is(text, date, wanted)
  local got = values(text, date)
  assert(got == wanted, ("%s (%s): %q, not %q"):format(text, tostring(date), got, wanted))
end

-- 2018-08-17 is a Friday. Each case: what it is about, text, the times in it; published on that day unless it says otherwise.
local DAY = "2018-08-17"
local cases = {
  { "weekday behind", "They met on Thursday.", "Thursday DATE 2018-08-16" },
  { "weekday of publication", "They met on Friday.", "Friday DATE 2018-08-17" },
  { "weekday ahead by will", "They will meet on Monday.", "Monday DATE 2018-08-20" },
  { "weekday behind although the clause after it looks ahead", "She said on Wednesday that she will resign.", "Wednesday DATE 2018-08-15" },
  { "weekday ahead over a clause between commas", "They plan to meet the miners, who wanted more, on Tuesday.", "Tuesday DATE 2018-08-21" },
  { "quarter ahead over a clause between commas", "A court is expected to rule on the complaint of the holders, who want 40 euros a share, in the fourth quarter.", "the fourth quarter DATE 2018-Q4" },
  { "weekday behind a clause between commas", "They met the miners, who will strike, on Tuesday.", "Tuesday DATE 2018-08-14" },
  { "weekday ahead by a plan", "They plan to meet Tuesday.", "Tuesday DATE 2018-08-21" },
  { "weekday ahead by a journey in the present", "She flies home on Monday.", "Monday DATE 2018-08-20" },
  { "weekday with a part of the day before it", "They fled shortly before dawn on Thursday.", "dawn on Thursday TIME 2018-08-16TDW" },
  { "day with a part of the day before it", "They fled at dusk on 3 March 2017.", "dusk on 3 March 2017 TIME 2017-03-03TDU" },
  { "dawn alone", "They fled at dawn.", "dawn TIME 2018-08-17TDW" },
  { "weekend behind", "They fled over the weekend.", "the weekend DATE 2018-W32-WE" },
  { "weekend behind, at", "They fled at the weekend.", "the weekend DATE 2018-W32-WE" },
  { "weekend ahead", "They will meet over the weekend.", "the weekend DATE 2018-W33-WE" },
  { "weekend that goes on", "They fled over the weekend.", "the weekend DATE 2018-W33-WE", "2018-08-18" },
  { "weekday ahead by a deadline", "They have until Monday.", "Monday DATE 2018-08-20" },
  { "weekday behind a deadline that has passed", "Until Monday, the miners had stayed below.", "Monday DATE 2018-08-13" },
  { "weekday behind, what could not be", "The mayor could not be reached on Monday.", "Monday DATE 2018-08-13" },
  { "weekday behind, what neither could", "Neither the mayor nor his wife could be found on Monday.", "Monday DATE 2018-08-13" },
  { "weekday ahead, what could be", "The mayor could be freed on Monday.", "Monday DATE 2018-08-20" },
  { "year of something of several", "The 2015 attacks shook Peru as did the 1998 floods.", "2015 DATE 2015; 1998 DATE 1998" },
  { "year of several people is a number", "They killed 2015 people and the 2016 voters left.", "" },
  { "years one after another", "She won in the years 2010 and 2011.", "2010 DATE 2010; 2011 DATE 2011" },
  { "year that is named as one", "She spoke of the year 2012.", "the year 2012 DATE 2012" },
  { "year that is spoken about", "They talked about the year 2012 for long.", "the year 2012 DATE 2012" },
  { "day of the next year", "The vote is set for May 30 next year.", "May 30 next year DATE 2019-05-30" },
  { "day of last year", "They met on 3 June last year.", "3 June last year DATE 2017-06-03" },
  { "hour in digits before its hour elsewhere", "The jet landed at 1503 (1203 GMT) on Wednesday.", "1503 TIME 2018-08-15T15:03; 1203 GMT TIME 2018-08-15T12:03Z; Wednesday DATE 2018-08-15" },
  { "weekday behind, what failed to be", "The two sides failed to agree on Monday.", "Monday DATE 2018-08-13" },
  { "weekday ahead, what was agreed to be", "The two sides agreed to meet on Monday.", "Monday DATE 2018-08-20" },
  { "weekday behind between subject and verb", "She will stay in Lima even after a court Monday refused to hear her.", "Monday DATE 2018-08-13" },
  { "weekday ahead, nothing but as soon as", "A vote could come as soon as Tuesday.", "Tuesday DATE 2018-08-21" },
  { "what is to last", "The talks are expected to last three weeks.", "three weeks DURATION P3W" },
  { "last weekday", "They met last Friday.", "last Friday DATE 2018-08-10" },
  { "next weekday", "They meet next Friday.", "next Friday DATE 2018-08-24" },
  { "weekday with a part of the day", "He was shot Thursday evening.", "Thursday evening TIME 2018-08-16TEV" },
  { "weekday early", "It began early Tuesday.", "early Tuesday DATE 2018-08-14" },
  { "every weekday", "They meet every Monday.", "every Monday SET XXXX-WXX-1" },
  { "weekdays", "They meet on Mondays.", "Mondays SET XXXX-WXX-1" },
  { "weekday without a date", "They met on Thursday.", "Thursday DATE XXXX-WXX-4", false },
  { "full date", "They met on March 3, 2021.", "March 3, 2021 DATE 2021-03-03" },
  { "full date, day first", "They met on 3 March 2021.", "3 March 2021 DATE 2021-03-03", false },
  { "date with its weekday", "They met on Tuesday, March 3, 2020.", "Tuesday, March 3, 2020 DATE 2020-03-03" },
  { "ordinal day", "They met on June 1st.", "June 1st DATE 2018-06-01" },
  { "day without a year", "They met on Aug. 2.", "Aug. 2 DATE 2018-08-02" },
  { "day ahead over the year's end", "It is due on Jan. 14.", "Jan. 14 DATE 2019-01-14", "2018-12-20" },
  { "two days of a month", "They met on April 24 and 25.", "April 24 DATE 2018-04-24; 25 DATE 2018-04-25" },
  { "date in digits", "Signed on 2021-03-03 in Rome.", "2021-03-03 DATE 2021-03-03" },
  { "date in digits, month first", "Signed on 10/31/89 in Rome.", "10/31/89 DATE 1989-10-31" },
  { "month behind", "It began in December.", "December DATE 2017-12", "2018-02-10" },
  { "month behind, although it is nearer ahead", "It began in December.", "December DATE 2017-12" },
  { "next month's name behind a participle", "The mayor was arrested in September.", "September DATE 2017-09" },
  { "next month's name behind a verb with a name", "Police arrested Torres in September.", "September DATE 2017-09" },
  { "next month's name behind what is to come then", "The union announced a strike in September.", "September DATE 2018-09" },
  { "next month's name behind what leads up to it", "The talks were extended to September.", "September DATE 2018-09" },
  { "next month's name behind since", "She has been in jail since September.", "September DATE 2017-09" },
  { "day of next month behind since", "He will stay, as he has since Sept. 3.", "Sept. 3 DATE 2017-09-03" },
  { "day of next month behind a participle", "She was elected on 3 September.", "3 September DATE 2017-09-03" },
  { "next month behind what is planned", "The vote planned in September is off.", "September DATE 2018-09" },
  { "month ahead", "It will end in December.", "December DATE 2018-12" },
  { "month and year", "It began in March 2016.", "March 2016 DATE 2016-03" },
  { "month last year", "He was held in June last year.", "June last year DATE 2017-06" },
  { "last month by name", "It crashed last February.", "last February DATE 2018-02" },
  { "middle of a month", "It opens in mid-November.", "mid-November DATE 2018-11" },
  { "a month in small letters", "It opens in mid-november.", "mid-november DATE 2018-11" },
  { "year", "It began in 1998.", "1998 DATE 1998", false },
  { "year in brackets", "The play (1998) ran on.", "1998 DATE 1998" },
  { "year before a noun", "He broke the 1959 truce.", "1959 DATE 1959" },
  { "number that is no year", "It cost 1998 dollars.", "" },
  { "fiscal year", "Profit fell in fiscal 1990.", "fiscal 1990 DATE 1990" },
  { "year in words", "It began in nineteen ninety-four.", "nineteen ninety-four DATE 1994" },
  { "decade", "It grew in the late 1990s.", "the late 1990s DATE 199" },
  { "decade in words", "She left in the eighties.", "the eighties DATE 198" },
  { "ages that look like decades", "He is in his thirties.", "" },
  { "century", "It was built in the 19th century.", "the 19th century DATE 18" },
  { "today", "They met yesterday.", "yesterday DATE 2020-02-29", "2020-03-01" },
  { "week", "They met last week.", "last week DATE 2020-W53", "2021-01-08" },
  { "month", "They met last month.", "last month DATE 2020-12", "2021-01-08" },
  { "coming year", "They meet early next year.", "early next year DATE 2022", "2021-01-08" },
  { "earlier in it", "They met earlier this year.", "earlier this year DATE 2018" },
  { "season", "They met last winter.", "last winter DATE 2017-WI" },
  { "season of a year", "They met in the summer of 1998.", "the summer of 1998 DATE 1998-SU" },
  { "what no calendar counts", "They won it last season.", "last season DATE PAST_REF" },
  { "digits that are no day", "It was 13/13/13 there.", "" },
  { "holiday behind", "She was found on Thanksgiving Day.", "Thanksgiving Day DATE 2017-11-23", "2018-01-05" },
  { "holiday ahead", "They will meet on Christmas Day.", "Christmas Day DATE 2018-12-25" },
  { "last holiday", "She left last Easter.", "last Easter DATE 2018-04-01" },
  { "week of a holiday", "Shops closed for Easter week.", "Easter week DATE 2018-W13" },
  { "quarter", "Profit rose in the third quarter of 1990.", "the third quarter of 1990 DATE 1990-Q3" },
  { "quarter behind", "It posted a fourth-quarter loss.", "fourth-quarter DATE 2017-Q4" },
  { "quarter of a year before", "In the second quarter profit fell from a year earlier.", "the second quarter DATE 2018-Q2; a year earlier DATE 2017-Q2" },
  { "years ago", "He left almost two years ago.", "almost two years ago DATE 2016" },
  { "days ago", "He left 10 days ago.", "10 days ago DATE 2018-08-07" },
  { "some years ago", "He left several years ago.", "several years ago DATE PAST_REF" },
  { "counted from the text", "They met on March 3, 2016 and parted two days later.", "March 3, 2016 DATE 2016-03-03; two days later DATE 2016-03-05" },
  { "months from a month", "She was arrested in May 2015 and freed on bail ten months later.", "May 2015 DATE 2015-05; ten months later DATE 2016-03" },
  { "months from a month of the sentence before", "She was arrested in Rome in May 2015, when she was to fly home. She was freed ten months later.", "May 2015 DATE 2015-05; ten months later DATE 2016-03" },
  { "months before a month", "She was arrested in May 2015. Six months earlier she had lost her seat.", "May 2015 DATE 2015-05; Six months earlier DATE 2014-11" },
  { "a year from a month", "She was arrested in May 2015 and freed a year later.", "May 2015 DATE 2015-05; a year later DATE 2016" },
  { "a year from a day", "They met on March 3, 2016 and parted a year later.", "March 3, 2016 DATE 2016-03-03; a year later DATE 2017" },
  { "years from a year", "The bridge opened in 1998 and fell two years later.", "1998 DATE 1998; two years later DATE 2000" },
  { "months from a year are of that year", "The bridge opened in 1998 and fell two months later.", "1998 DATE 1998; two months later DATE 1998" },
  { "a year before a year", "Profit fell to 1.3 billion euros in 2015 from 1.5 billion a year earlier.", "2015 DATE 2015; a year earlier DATE 2014" },
  { "a year before publication", "The firm, which was founded in 1998, said profit rose 5 percent from a year earlier.", "1998 DATE 1998; a year earlier DATE 2017" },
  { "not from a month two sentences before", "She was arrested in May 2015. She fell ill. She was ill a year earlier.", "May 2015 DATE 2015-05; a year earlier DATE 2017" },
  { "the month before", "He visited Rome in January and Oslo the month before.", "January DATE 2018-01; the month before DATE 2017-12" },
  { "the week before a week", "She was in Rome last week and in Oslo the week before.", "last week DATE 2018-W32; the week before DATE 2018-W31" },
  { "weeks from a week", "She left last week and will be back two weeks later.", "last week DATE 2018-W32; two weeks later DATE 2018-W34" },
  { "the following week, over the year's end", "She came back last week; the following week, she fell ill.", "last week DATE 2020-W53; the following week DATE 2021-W01", "2021-01-08" },
  { "the year before", "He visited Rome in 2012 and Oslo the year before.", "2012 DATE 2012; the year before DATE 2011" },
  { "the following year", "They met on March 3, 2016. He left Rome in 2012 and Oslo the following year.", "March 3, 2016 DATE 2016-03-03; 2012 DATE 2012; the following year DATE 2013" },
  { "the next day is counted from the text", "They met on March 3, 2016 and parted the next day.", "March 3, 2016 DATE 2016-03-03; the next day DATE 2016-03-04" },
  { "the following day, from a weekday", "They met on Monday and parted the following day.", "Monday DATE 2018-08-13; the following day DATE 2018-08-14" },
  { "the next day, from a weekday", "They met on Monday. They parted the next day.", "Monday DATE 2018-08-13; the next day DATE 2018-08-14" },
  { "the next morning is counted from the text", "They met on Monday. The next morning they parted.", "Monday DATE 2018-08-13; The next morning TIME 2018-08-14TMO" },
  { "the evening before", "They met on Monday. The evening before, it rained.", "Monday DATE 2018-08-13; The evening before TIME 2018-08-12TEV" },
  { "the day before an event is not counted", "They met the day before the vote.", "" },
  { "that evening", "They met on Monday. That evening, it rained.", "Monday DATE 2018-08-13; That evening TIME 2018-08-13TEV" },
  { "that night is a time of day", "They met on Monday and left that night.", "Monday DATE 2018-08-13; that night TIME 2018-08-13TNI" },
  { "weekday ahead by what somebody said would come", "She said she would petition the court on Monday.", "Monday DATE 2018-08-20" },
  { "the next week is counted from publication", "They met on March 3, 2016 and will part the next week.", "March 3, 2016 DATE 2016-03-03; the next week DATE 2018-W34" },
  { "the same day", "They met on March 3, 2016 and parted the same day.", "March 3, 2016 DATE 2016-03-03; the same day DATE 2016-03-03" },
  { "weekday behind, of what was set on fire", "Miners set a depot ablaze on Thursday.", "Thursday DATE 2018-08-16" },
  { "weekday ahead, of what is set", "The court is set to rule on Thursday.", "Thursday DATE 2018-08-23" },
  { "weekday ahead, of what is set for it", "A vote was set for Thursday.", "Thursday DATE 2018-08-23" },
  { "weekday behind, next to", "A tanker overturned next to the old mill on Thursday.", "Thursday DATE 2018-08-16" },
  { "weekday behind, due to something", "Ferries stayed in port due to high waves on Thursday.", "Thursday DATE 2018-08-16" },
  { "weekday behind, more than expected", "Copper rose more than expected on Thursday.", "Thursday DATE 2018-08-16" },
  { "weekday behind, of plans", "The utility unveiled its plans on Thursday.", "Thursday DATE 2018-08-16" },
  { "weekday behind, of what was planned", "The planned march was called off on Thursday.", "Thursday DATE 2018-08-16" },
  { "weekday ahead, of what takes place", "The funeral takes place on Thursday.", "Thursday DATE 2018-08-23" },
  { "weekday ahead, of what ends", "The amnesty expires on Thursday.", "Thursday DATE 2018-08-23" },
  { "the previous weekday", "They met on March 6, 2016. They had met the previous Friday.", "March 6, 2016 DATE 2016-03-06; the previous Friday DATE 2016-03-04" },
  { "the following weekday", "They met on March 6, 2016 and again the following Friday.", "March 6, 2016 DATE 2016-03-06; the following Friday DATE 2016-03-11" },
  { "this coming weekday", "They will meet this coming Monday.", "this coming Monday DATE 2018-08-20" },
  { "from a day to another of a month", "They met from 3 to 5 May.", "3 DATE 2018-05-03; 5 May DATE 2018-05-05" },
  { "days with a dash of another kind", "They met on 3–5 May 2017.", "3 DATE 2017-05-03; 5 May 2017 DATE 2017-05-05" },
  { "days with a hyphen", "They met on 3-5 May.", "3-5 May DATE 2018-05-03/2018-05-05" },
  { "days with a hyphen behind the month", "They met on May 3-5, 2017.", "May 3-5, 2017 DATE 2017-05-03/2017-05-05" },
  { "years with a hyphen", "They won in 2010-2014 and lost in 2015-16.", "2010-2014 DATE 2010/2014; 2015-16 DATE 2015/2016" },
  { "years with a stroke over a century", "They won in 1999/00.", "1999/00 DATE 1999/2000" },
  { "a month in digits is no pair of years", "They won in 2016-03.", "" },
  { "fiscal years", "Sales fell in FY17 and in fiscal 2015-16.", "FY17 DATE 2017; fiscal 2015-16 DATE 2015/2016" },
  { "middle of a year", "It fell apart in mid-1996.", "mid-1996 DATE 1996" },
  { "end of a month", "It will open by end-October.", "end-October DATE 2018-10" },
  { "quarters of a year, short", "Sales fell in Q3 of 2016 and in 2Q.", "Q3 of 2016 DATE 2016-Q3; 2Q DATE 2018-Q2" },
  { "last quarter of a year", "Sales fell in the final quarter of 2016.", "the final quarter of 2016 DATE 2016-Q4" },
  { "quarter of the year before", "Sales fell from last year's fourth quarter.", "last year's fourth quarter DATE 2017-Q4" },
  { "half of the year", "Sales fell in the first half of the year.", "the first half of the year DATE 2018-H1" },
  { "part of a day by its date", "They fled on the night of 5 March 2017.", "the night of 5 March 2017 TIME 2017-03-05TNI" },
  { "part of a day by its weekday", "They fled on the morning of Tuesday.", "the morning of Tuesday TIME 2018-08-14TMO" },
  { "day said early or late", "They met late yesterday and earlier today.", "late yesterday DATE 2018-08-16; earlier today DATE 2018-08-17" },
  { "clock with a weekday and a date", "They meet at 7pm on Saturday 12 May 2018.", "7pm on Saturday 12 May 2018 TIME 2018-05-12T19:00" },
  { "clock with universal time before its day", "It struck at 9:40 a.m. (0640 GMT) on Thursday.", "9:40 a.m. TIME 2018-08-16T09:40; 0640 GMT TIME 2018-08-16T06:40Z; Thursday DATE 2018-08-16" },
  { "duration with a half behind", "It took a year and a half.", "a year and a half DURATION P1.5Y" },
  { "duration with a half, joined", "It took two-and-a-half hours.", "two-and-a-half hours DURATION PT2H30M" },
  { "duration that is a range", "It will last 10-15 years.", "10-15 years DURATION PXY" },
  { "a year and a half ago", "He left a year and a half ago.", "a year and a half ago DATE 2017" },
  { "duration with its article", "Sales fell in the six months ended June 30, 2018.", "the six months DURATION P6M; June 30, 2018 DATE 2018-06-30" },
  { "duration before a noun, with an article", "The two day fair ended.", "two day DURATION P2D" },
  { "feast that has been", "It opened on Easter Monday.", "Easter Monday DATE 2017-04-17", "2018-03-14" },
  { "between two numbers of days", "It took between two and six days.", "two DURATION P2D; six days DURATION P6D" },
  { "duration", "It lasted two years.", "two years DURATION P2Y" },
  { "duration with a half", "It took two and a half years.", "two and a half years DURATION P2.5Y" },
  { "hours with a half", "It took five and a half hours.", "five and a half hours DURATION PT5H30M" },
  { "a fraction of nothing", "It lasted 5 1/0 hours, and 0 0/0 days ago it ended.", "5 1/0 hours DURATION PTXH; 0 0/0 days ago DATE PAST_REF" },
  { "vague duration", "It took a few minutes.", "a few minutes DURATION PTXM" },
  { "duration in words", "It took twenty-five years.", "twenty-five years DURATION P25Y" },
  { "decades", "It took two decades.", "two decades DURATION P20Y" },
  { "duration before a noun", "They signed a three-month truce.", "three-month DURATION P3M" },
  { "duration that lies behind", "Shares fell in the past three months.", "the past three months DURATION P3M" },
  { "duration without a number", "They waited for years.", "years DURATION PXY" },
  { "age is no time", "The 6-year-old boy slept.", "" },
  { "time of day", "He was held at 10 p.m. Wednesday.", "10 p.m. Wednesday TIME 2018-08-15T22:00" },
  { "time of day without the day", "It opened at 4:30 p.m. as planned.", "4:30 p.m. TIME 2018-08-17T16:30" },
  { "universal time", "At 0800 UTC the bank acted.", "0800 UTC TIME 2018-08-17T08:00Z" },
  { "noon", "Talks broke off at noon Thursday.", "noon Thursday TIME 2018-08-16T12:00" },
  { "frequency", "They meet twice a year.", "a year SET P1Y" },
  { "frequency with every", "They meet every two weeks.", "every two weeks SET P2W" },
  { "price", "It costs $5 a month.", "a month SET P1M" },
  { "no percent of a month", "Prices rose in May 3 percent.", "May DATE 2018-05" },
}
for _, case in ipairs(cases) do
  local about, text, wanted, date = table.unpack(case)
  local got = values(text, date == nil and DAY or date or nil)
  assert(got == wanted, ("%s: %s: %q, not %q"):format(about, text, got, wanted))
end

-- the date of publication that the text itself says
assert(values("Rome, March 3, 2021. They met yesterday.") == "March 3, 2021 DATE 2021-03-03; yesterday DATE 2021-03-02")
is("They struck on Monday, June 3, 2019. Two more died on Tuesday.", nil, "Monday, June 3, 2019 DATE 2019-06-03; Tuesday DATE 2019-06-04")
is("They struck on Monday, June 3, 2019. Two more died on Tuesday.", "2019-06-08", "Monday, June 3, 2019 DATE 2019-06-03; Tuesday DATE 2019-06-04")

-- ages have a layer of their own, and each time says where its value is from
local doc = lun.doc("The 6-year-old boy slept on Monday and on March 3, 2021.", { date = DAY })
phase.run({ pack }, doc)
local function each(layer, attribute)
  local list = {}
  for s in doc:spans(layer) do list[#list + 1] = s.text .. " " .. s:get(attribute) end
  return table.concat(list, "; ")
end
assert(each("age", "value") == "6-year-old P6Y", each("age", "value"))
assert(each("time", "from") == "Monday published; March 3, 2021 stated", each("time", "from"))
doc = lun.doc("They met on Monday. Two days earlier it rained. He was held in May 2015, freed eight months later and tried a year ago.", { date = DAY })
phase.run({ pack }, doc)
assert(each("time", "from") == "Monday published; Two days earlier text; May 2015 stated; eight months later text; a year ago published", each("time", "from"))
do -- days by number and back: leap days, the month behind December, numbers that cannot be counted with
  local calendar = require "lunette.calendar"
  for _, day in ipairs { { 2018, 8, 17 }, { 2000, 2, 29 }, { 1900, 3, 1 }, { 1969, 12, 31 }, { -1, 1, 1 }, { 9999, 12, 31 } } do
    local y, m, d = calendar.of(calendar.number(table.unpack(day)))
    assert(y == day[1] and m == day[2] and d == day[3], day[1])
  end
  assert(calendar.number(1970, 1, 1) == 0 and calendar.number(2018, 13, 1) == calendar.number(2019, 1, 1))
  local ok, message = pcall(calendar.number, 1 << 60, 1, 1)
  assert(not ok and message:find "beyond what days are counted to", message)
  ok, message = pcall(lun.timex.anchor().name_day, lun.timex.anchor(), lun.doc "Then.", math.maxinteger, 1)
  assert(not ok and message:find "beyond what days are counted to", message)
end

print(#cases .. " cases")
