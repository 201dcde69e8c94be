-- Links: which place, nationality or organisation of the dictionaries a name means. Of several rows of one name evidence over
-- the whole article decides; the scores that it adds up are here, to be read and changed. What has most wins. One name has one
-- sense in an article, unless what stands beside a mention says otherwise.
--
-- Spans of place, norp and org get the attributes id, cc (country), kind, name (as the dictionary spells it), `also` (the other
-- ids of a tie; cc then has the countries of all), `within` (the state or country of a place that no dictionary has there:
-- Paris, Texas, has no id). What a document brought with an id keeps it. Reports that use `entities` have ids and countries
-- from here.
--
--   lunette explain links article.txt:3     the candidates of each name in line 3, with what spoke for each
--   lunette run entities article.txt --why  in brackets, what spoke for the choice, and the runner-up
--   lunette show links > mine.lua           to change the numbers and --use mine.lua,-links in its place
local links = lun.linker {
  weights = {
    prior = 0.8, -- a step of the dictionary's prior (1 to 9), which knows how large a place is
    capital = 1, -- the capital of its country
    town = 1, -- taken from a district that is called after its town, and from a town that is called like its country
    given = 20, -- the document says so elsewhere
    head = 3, -- a word beside it says its kind: `Washington state`, `city of Valencia`
    inside = 8, -- what holds it follows: `Hyderabad, Pakistan`
    holds = 6, -- it holds what stands before it: `Tbilisi, Georgia`
    list = 2, -- it stands in a list of its like: `Alabama, Georgia and Florida`
    dateline = 1, -- a town in the dateline
    beside = 5, -- a few words say where it lies: `the Venezuelan city of Valencia`, `Tripoli in Lebanon`, `Chile's Santiago`
    sentence = 2, -- a name of its country, or in it, in the sentence
    paragraph = 1.5, -- in the paragraph
    country = 3.5, -- in the article, each doubling of their number
    region = 3, -- names of its state or province, or in it, each doubling
    open = 4, -- it lies in no one country: a sea, a continent
    fellow = 0.7, -- other countries, for a country; other states of its country, for a state; each doubling
    long_form = 10, -- the article gives the acronym its long form
    carry = 0.5, -- what stands beside one mention counts by this share for the others
    tie = 0.5, -- scores less than this apart are a tie
    nation = 0.5, -- how much the name of a country or of its people says of the country, where a place in it says 1
    organisation = 0.3, -- how much an organisation does
    same_region = 1.5, -- how much names in its own state or province say in the sentence and the paragraph
    other_region = 0.5, -- and names in another
    most = 2, -- doublings that count
    home = 3, -- how many mentions one in the dateline counts for
    near = 4, -- how many words are few
  },
  -- How much the country speaks for what lies in it, 1 where it is not here: articles from anywhere name some of these.
  common = { US = 0.4, GB = 0.7, RU = 0.7, CN = 0.7, FR = 0.8, DE = 0.8 },
  -- Words that say what a name beside them is: behind it, or before it with `of` between them.
  after = {
    ["LOC.admin1"] = "state province region governorate oblast prefecture department county canton voivodeship",
    ["LOC.water"] = "river lake bay",
  },
  before = {
    ["LOC.country"] = "republic kingdom government",
    ["LOC.admin1"] = "state province region governorate oblast prefecture department county canton",
    ["LOC.city"] = "city town port suburb mayor",
  },
  -- Short forms that say behind a comma in which state or province a place lies: the code, which is one itself, then others.
  short = {
    ["iso:US-"] = "AL Ala., AK, AZ Ariz., AR Ark., CA Calif., CO Colo., CT Conn., DE Del., DC D.C., FL Fla., GA Ga., HI, ID, IL Ill., IN Ind., IA, KS Kan., " ..
      "KY Ky., LA La., ME, MD Md., MA Mass., MI Mich., MN Minn., MS Miss., MO Mo., MT Mont., NE Neb., NV Nev., NH N.H., NJ N.J., NM N.M., NY N.Y., NC N.C., " ..
      "ND N.D., OH, OK Okla., OR Ore., PA Pa., RI R.I., SC S.C., SD S.D., TN Tenn., TX Tex., UT, VT Vt., VA Va., WA Wash., WV W.Va., WI Wis., WY Wyo.",
    ["iso:CA-"] = "AB Alta., BC B.C., MB Man., NB N.B., NL N.L., NS N.S., ON Ont., PE P.E.I., QC Que., SK Sask.",
    ["iso:AU-"] = "NSW N.S.W., VIC Vic., QLD Qld., TAS Tas., ACT A.C.T.",
  },
  -- What each weight says in a reason.
  terms = {
    prior = "prior", capital = "a capital", town = "called after its town", given = "given elsewhere", head = "a word beside it", inside = "what holds it follows",
    holds = "what it holds stands before it", list = "in a list of its like", dateline = "a town in the dateline",
    beside = "beside it stands where it lies", sentence = "its country in the sentence", paragraph = "its country in the paragraph",
    country = "its country in the article", region = "its region in the article", fellow = "others of its kind", open = "in no one country",
    long_form = "its long form", carry = "beside another mention",
  },
}

return lun.rules {
  name = "links",
  about = "Which place, nationality or organisation of the dictionaries a name means, by evidence over the whole article.",
  use = { "names" },
  lun.resolve {
    name = "link", reads = { "place", "norp", "org", "alias" }, gives = { "place", "norp", "org" },
    each = function(doc) links:run(doc) end,
  },
}
