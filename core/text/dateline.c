/* Datelines and dates. Owns how the line before an article's first sentence reads: a place or two, perhaps a date and an
 * agency in brackets, and a dash. No list of places is known here, so form alone decides: a place in capitals needs
 * nothing more; one written as names are needs an agency, a date, a country after a comma, or the look of a whole
 * sentence behind the dash. Works on the few tokens at a paragraph's start and keeps nothing. */
#include "text/structure_part.h"

enum { PLACE_MAX = 12, AGENCY_MAX = 9, ASIDE_MAX = 30, BODY_MIN = 12, COLON_MIN = 22 };

typedef struct heading { /* what stands before the dash */
  uint32_t stop; /* of the place */
  uint32_t at;   /* first token not read yet */
  uint32_t words, commas;
  bool capitals; /* every word of the first place is in capitals */
  bool dated, agency, slashes; /* slashes stand around the agency, and no dash need follow */
} heading;

static bool is_number(const lun_reading *r, uint32_t i) { return (lun_reading_flags(r, i) & LUN_LEX_NUMBER) != 0; }

static bool is_dash(const lun_reading *r, uint32_t i) {
  return (lun_reading_flags(r, i) & LUN_LEX_DASH) || lun_reading_is(r, i, "--") || lun_reading_is(r, i, "_");
}

static bool is_iso_date(const lun_reading *r, uint32_t i) {
  const char *p = r->text + r->tokens->start[i];
  if (r->tokens->length[i] != 10 || p[4] != '-' || p[7] != '-') return false;
  for (int k = 0; k < 10; k++)
    if (k != 4 && k != 7 && (p[k] < '0' || p[k] > '9')) return false;
  return true;
}

static bool is_year(const lun_reading *r, uint32_t i) {
  const char *p = r->text + r->tokens->start[i];
  return r->tokens->length[i] == 4 && (p[0] == '1' || p[0] == '2') && is_number(r, i);
}

static bool is_day(const lun_reading *r, uint32_t i) {
  return is_number(r, i) && r->tokens->length[i] <= 4 && !is_year(r, i);
}

/* a.m., PM and the like. */
static bool is_half_day(const lun_reading *r, uint32_t i) {
  const char *p = r->text + r->tokens->start[i];
  size_t size = r->tokens->length[i];
  return size >= 2 && size <= 4 && strchr("apAP", p[0]) && (memchr(p, 'm', size) || memchr(p, 'M', size));
}

/* Behind a clock's time and zone that follow a date: "at 5:30 p.m. GMT". */
static uint32_t time_end(const lun_reading *r, uint32_t i, uint32_t stop) {
  uint32_t at = i;
  while (at < stop && (lun_reading_is(r, at, ",") || lun_reading_is(r, at, "at") || lun_reading_is(r, at, "|"))) at++;
  if (at >= stop || !is_number(r, at)) return i;
  bool colon = memchr(r->text + r->tokens->start[at], ':', r->tokens->length[at]) != NULL;
  if (!colon && !(at + 1 < stop && is_half_day(r, at + 1))) return i;
  at++;
  while (at < stop) {
    bool zone = (lun_reading_flags(r, at) & LUN_LEX_UPPER) && r->tokens->length[at] >= 2 && r->tokens->length[at] <= 4;
    if (!zone && !is_half_day(r, at)) break;
    at++;
  }
  return at;
}

uint32_t lun_date_end(const lun_reading *r, uint32_t first, uint32_t stop) {
  uint32_t i = first;
  if (i < stop && is_iso_date(r, i)) return time_end(r, i + 1, stop);
  bool weekday = i < stop && (lun_reading_classes(r, i) & LUN_WORD_WEEKDAY);
  if (weekday) {
    i++;
    if (i < stop && lun_reading_is(r, i, ",")) i++;
  }
  if (i < stop && (lun_reading_classes(r, i) & LUN_WORD_MONTH)) {
    if (i + 1 >= stop || !(is_day(r, i + 1) || is_year(r, i + 1))) return weekday ? first + 1 : first;
    i += 2;
  } else if (i + 1 < stop && is_day(r, i) && (lun_reading_classes(r, i + 1) & LUN_WORD_MONTH)) {
    i += 2;
  } else {
    return weekday ? first + 1 : first;
  }
  if (i < stop && is_year(r, i)) i++;
  else if (i + 1 < stop && lun_reading_is(r, i, ",") && is_year(r, i + 1)) i += 2;
  return time_end(r, i, stop);
}

/* A word of a place's name; small ones (of, de, la) count only between others. */
static bool is_place_word(const lun_reading *r, uint32_t i, uint32_t stop, bool inside) {
  uint32_t flags = lun_reading_flags(r, i);
  if (!(flags & LUN_LEX_WORD)) return inside && i + 1 < stop && (r->tokens->flags[i] & LUN_TOKEN_KIND) == LUN_KIND_CLITIC;
  if ((r->tokens->flags[i] & LUN_TOKEN_KIND) == LUN_KIND_CLITIC) return inside;
  if (flags & LUN_LEX_CAP) return true;
  return inside && i + 1 < stop && (lun_reading_classes(r, i) & LUN_WORD_SMALL) && (lun_reading_flags(r, i + 1) & LUN_LEX_CAP) &&
         !lun_reading_is(r, i, "and") && !lun_reading_is(r, i, "to");
}

/* NEW YORK/LONDON, but not MOSCOW /TASS/. */
static bool joins_places(const lun_reading *r, uint32_t i, uint32_t stop) {
  return lun_reading_is(r, i, "/") && !(i + 2 < stop && lun_reading_is(r, i + 2, "/"));
}

static bool read_places(const lun_reading *r, uint32_t first, uint32_t stop, heading *h) {
  uint32_t i = first, limit = stop - first > PLACE_MAX ? first + PLACE_MAX : stop;
  *h = (heading){.stop = first, .at = first, .capitals = true};
  while (i < limit) {
    if (is_place_word(r, i, limit, i > first)) {
      uint32_t classes = lun_reading_classes(r, i), flags = lun_reading_flags(r, i);
      bool starts = i == first || lun_reading_is(r, i - 1, ",");
      if (starts && i > first && lun_date_end(r, i, stop) > i) break; /* Jan. 5 */
      if (classes & (LUN_WORD_WEEKDAY | LUN_WORD_PRONOUN)) return false;
      if (starts && (classes & (LUN_WORD_STARTER | LUN_WORD_QUESTION))) return false;
      if (h->commas == 0 && (flags & LUN_LEX_CAP) && !(flags & LUN_LEX_UPPER)) h->capitals = false;
      h->words++;
      h->stop = ++i;
    } else if (i > first && (lun_reading_is(r, i, ",") || joins_places(r, i, stop))) {
      if (lun_reading_is(r, i, ",")) h->commas++;
      i++;
    } else if (i > first && lun_reading_is(r, i, "-") && !lun_reading_spaced(r, i) && i + 1 < limit &&
               !lun_reading_spaced(r, i + 1)) {
      i++;
    } else {
      break;
    }
  }
  h->at = h->stop;
  return h->words > 0 && h->stop - first < PLACE_MAX;
}

/* Date and agency, in either order. */
static void read_rest(const lun_reading *r, uint32_t stop, heading *h) {
  for (int turn = 0; turn < 4 && h->at < stop; turn++) {
    uint32_t i = h->at;
    if (lun_reading_is(r, i, ",") || lun_reading_is(r, i, "|") || lun_reading_is(r, i, "/")) i++;
    if (i >= stop) return;
    uint32_t end = lun_date_end(r, i, stop);
    if (end > i) {
      h->at = end;
      h->dated = true;
    } else if (lun_reading_is(r, i, "(") || lun_reading_is(r, h->at, "/")) { /* (AP), /TASS/ */
      bool bracket = lun_reading_is(r, i, "(");
      uint32_t k = bracket ? i + 1 : h->at + 1, limit = stop - i > AGENCY_MAX ? i + AGENCY_MAX : stop;
      while (k < limit && !lun_reading_is(r, k, bracket ? ")" : "/")) k++;
      if (k >= limit || (bracket && k == i + 1)) return;
      if (!bracket && !(k == h->at + 2 && (lun_reading_flags(r, h->at + 1) & LUN_LEX_UPPER))) return;
      h->slashes = h->slashes || !bracket;
      h->at = k + 1;
      h->agency = true;
    } else {
      return;
    }
  }
}

/* What follows the dash begins a sentence. */
static bool begins_sentence(const lun_reading *r, uint32_t i, uint32_t stop) {
  while (i < stop && (lun_reading_flags(r, i) & (LUN_LEX_OPEN | LUN_LEX_QUOTE))) i++;
  return i < stop && (lun_reading_flags(r, i) & (LUN_LEX_CAP | LUN_LEX_DIGIT | LUN_LEX_CURRENCY));
}

/* The dash is the first of two around an aside: "Egypt – Africa's most populous state – is". */
static bool opens_aside(const lun_reading *r, uint32_t i, uint32_t stop) {
  for (uint32_t limit = stop - i > ASIDE_MAX ? i + ASIDE_MAX : stop; i < limit; i++) {
    if (is_dash(r, i) && lun_reading_spaced(r, i)) return true;
    if (lun_reading_flags(r, i) & LUN_LEX_STOP) return false;
  }
  return false;
}

static bool all_capitals(const lun_reading *r, uint32_t i, uint32_t stop) {
  uint32_t words = 0;
  for (; i < stop; i++) {
    uint32_t flags = lun_reading_flags(r, i);
    if (!(flags & LUN_LEX_WORD)) continue;
    if (!(flags & LUN_LEX_UPPER)) return false;
    words++;
  }
  return words > 1;
}

bool lun_dateline_find(const lun_reading *r, uint32_t first, uint32_t stop, bool after_headline, bool colon, lun_dateline *dateline) {
  heading h;
  if (first >= stop || !read_places(r, first, stop, &h)) return false;
  read_rest(r, stop, &h);
  uint32_t classes = lun_reading_classes(r, first), length = r->tokens->length[first];
  bool capitals = h.capitals && (length > 2 || h.words > 1), label = (classes & LUN_WORD_LABEL) != 0;
  *dateline = (lun_dateline){first, h.stop, h.at};
  if (h.at == stop) { /* on a line of its own, without a dash */
    if (h.agency || h.dated) return capitals || h.agency;
    return after_headline && capitals && !label && h.words <= 4 && length > 2;
  }
  if (lun_reading_is(r, h.at, ":") && !label && (length > 3 || h.words > 1)) { /* LIMA: but of a transcript only with a date or an agency */
    const bool headed = h.dated || (h.agency && capitals);
    if (headed || (colon && capitals && h.words <= 3 && h.commas == 0)) {
      dateline->end = h.at + 1;
      return stop - first > COLON_MIN && begins_sentence(r, h.at + 1, stop) && !all_capitals(r, h.at, stop);
    }
  }
  if (!is_dash(r, h.at)) return h.slashes && begins_sentence(r, h.at, stop);
  uint32_t end = h.at + 1;
  dateline->end = end;
  if (end == stop) return capitals || h.agency || h.dated || h.commas == 1;
  bool spaced = lun_reading_spaced(r, h.at) || lun_reading_spaced(r, end);
  if (h.agency) return spaced || capitals;
  if (!spaced && !(capitals && h.words + length > 4)) return false;
  uint32_t date = lun_date_end(r, end, stop);
  if (date > end && date < stop && lun_reading_is(r, date, ":")) { /* CAIRO – 26 July 2022: */
    dateline->end = date + 1;
    return true;
  }
  if (label || all_capitals(r, end, stop) || !begins_sentence(r, end, stop)) return false;
  if (h.dated) return true;
  if (h.capitals) return capitals;
  return h.words <= 5 && stop - end > BODY_MIN && lun_reading_ends(r, end, stop) && (h.commas == 1 || !opens_aside(r, end, stop));
}
