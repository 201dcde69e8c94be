-- Names: decides once a document which mention is a person, a place, an organisation or a nationality. What was weighed
-- (pack `weigh`) decides the unsure ones, what a sure mention decided those of the same text; bare surnames follow their full
-- names; names one slip away from a known place are mended; places beside scores are teams.
local naming = require "lunette.naming"

local settle = naming.settler {
  texts = {
    suffixes = "Jr. Sr. Jr Sr II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII ,", -- behind a surname, or between its words
    no_surname_after = "in at from", -- what follows is no bare surname
    no_month_after = "in the", -- May without one of these may be a surname
    slip_after = "in to at from near and visiting around", -- where a misspelt place is looked for
    place_after = "in at from near of through across around", -- there a place beside scores stays one
    particles = "bin bint ibn ben del della de di da dos das du van von den der ter ten", -- before a surname, of which they are a part: bin Salman
    team_reason = "its score or player is told",
  },
  rules = { weighed = "weigh.mentions", again = "names.again", surname = "names.surname", short_org = "names.short", slip = "names.misspelt", team = "names.team", club = "orgs.club", run = "mentions.run" },
  numbers = {
    sure = 8, -- from here on the rules are not asked again,
    margin_over = 4, -- unless weighing has a margin over this
    weighed_least = 3, weighed_by = 2, weighed_most = 8, -- how sure what was weighed is: least + by * margin
    doubtful = 2, -- less sure than this is no name where nothing was weighed
    known = 5, -- from here on a mention decides those of its text that are less sure
    free_below = 9, -- what is less sure may be a surname where nothing was weighed
    again = 4, -- how sure a surname is, and what is named again
    given = 10, -- how sure is what the document brought
    slips = 4, -- tries in an article,
    slip_bytes = 7, -- of texts this long,
    slip_org = 5, -- that are no organisation this sure,
    slip_surname = 4, -- whose last word is no surname this sure,
    slip_place = 7, -- for places this sure;
    slip_sure = 8, -- how sure the mended one is
    short_place = 7, -- what ends an organisation's name is no place this sure, where it stands for it alone,
    short_below = 4, short_none = 7, -- instead of a mention less sure than this, and of what is no name
    short_surname = 7, person_stays = 9, -- what shortens the name of an organisation that stands before the person of that name is the organisation's, unless a surname or a person is this sure
    still_place = 7, -- a place this sure is one before a person of that name is named
    surely_place = 9, place_surname = 4, -- a place this sure is nobody's surname, unless it is a surname this sure: Ghana, but not Ireland
    scores = 3, -- places beside scores that make an article one of teams
  },
}

return lun.rules {
  name = "names",
  about = "People, places, organisations and nationalities, each mention decided once.",
  use = { "mentions", "weigh", "misc" },
  lun.resolve {
    name = "settle", reads = { "mention", "weighed", "misc" }, gives = { "person", "place", "org", "norp" }, each = settle,
  },
}
