/* Parts of an article. Owns the decision what each paragraph is: headlines, by-lines and the dateline come first, in the
 * front matter; between paragraphs of the body only what is short, stands alone and looks like nothing the body would
 * say counts as a caption or a related headline. The body is the default, and at least one paragraph is body.
 * One pass over the paragraphs; long ones are not looked into. */
#include "text/structure_part.h"

enum {
  FRONT_MAX = 8,      /* paragraphs of front matter */
  HEADLINE_MAX = 34,  /* tokens */
  HEADLINE_BYTES = 220,
  BYLINE_MAX = 24,
  STANDFIRST_MAX = 60,
  CAPTION_MAX = 60,
  RELATED_MIN = 6,
  RELATED_MAX = 24,
  BODY_MIN = 12,
  CROSSHEAD_MAX = 5,
  END_MATTER = 3      /* paragraphs at the end among which credits of reporters stand */
};

typedef struct article {
  const lun_reading *r;
  lun_structure *s;
} article;

static uint32_t first_of(const article *a, uint32_t n) { return a->s->paragraphs.first[n]; }
static uint32_t stop_of(const article *a, uint32_t n) {
  return n + 1 < a->s->paragraphs.count ? a->s->paragraphs.first[n + 1] : a->r->tokens->count;
}
static uint32_t size_of(const article *a, uint32_t n) { return stop_of(a, n) - first_of(a, n); }
static bool is(const article *a, uint32_t i, const char *word) { return lun_reading_is(a->r, i, word); }
static bool caps(const article *a, uint32_t i) { return (lun_reading_flags(a->r, i) & LUN_LEX_CAP) != 0; }
static bool ends(const article *a, uint32_t n) { return lun_reading_ends(a->r, first_of(a, n), stop_of(a, n)); }
static bool has_class(const article *a, uint32_t i, uint32_t classes) { return (lun_reading_classes(a->r, i) & classes) != 0; }

/* Most words of some length have a capital, as in headings of American papers, or all letters have. */
static bool is_titled(const article *a, uint32_t n) {
  uint32_t words = 0, capital = 0;
  for (uint32_t i = first_of(a, n); i < stop_of(a, n); i++) {
    uint32_t flags = lun_reading_flags(a->r, i);
    if (!(flags & LUN_LEX_WORD) || has_class(a, i, LUN_WORD_SMALL)) continue;
    if ((a->r->tokens->flags[i] & LUN_TOKEN_KIND) == LUN_KIND_CLITIC) continue;
    words++;
    capital += (flags & LUN_LEX_CAP) != 0;
  }
  return words >= 2 && capital * 5 >= words * 4;
}

/* The paragraph ends in a plain full stop, a colon or the like, as a sentence of the body does. */
static bool ends_plainly(const article *a, uint32_t n) {
  uint32_t first = first_of(a, n), i = stop_of(a, n);
  while (i > first) {
    uint32_t flags = lun_reading_flags(a->r, --i);
    if (flags & (LUN_LEX_CLOSE | LUN_LEX_QUOTE)) continue;
    return (flags & LUN_LEX_ABBREV) || is(a, i, ".") || is(a, i, ":") || is(a, i, ";") || is(a, i, ",");
  }
  return false;
}

static bool has_word(const article *a, uint32_t first, uint32_t stop) {
  while (first < stop && !(lun_reading_flags(a->r, first) & LUN_LEX_WORD)) first++;
  return first < stop;
}

/* Only names, of people and perhaps of what they write for, with commas between: "Jane Doe, Agency". */
static bool is_names(const article *a, uint32_t first, uint32_t stop, uint32_t at_least) {
  uint32_t words = 0;
  for (uint32_t i = first; i < stop; i++) {
    uint32_t flags = lun_reading_flags(a->r, i);
    if (is(a, i, "and") || is(a, i, "&")) continue;
    if (is(a, i, ",") || is(a, i, "|") || is(a, i, "/")) {
      if (words < 2) return false;
      continue;
    }
    if (!(flags & (LUN_LEX_TITLE | LUN_LEX_UPPER | LUN_LEX_MIXED)) || !(flags & LUN_LEX_CAP) || (flags & LUN_LEX_DIGIT)) return false;
    if (has_class(a, i, LUN_WORD_STARTER | LUN_WORD_SMALL)) return false;
    words++;
  }
  return words >= at_least;
}

/* Only a date, or a line that says when the article came out. */
static bool is_date_line(const article *a, uint32_t n) {
  uint32_t first = first_of(a, n), stop = stop_of(a, n);
  if (stop - first > BYLINE_MAX) return false;
  bool said = has_class(a, first, LUN_WORD_FRONT);
  if (!said && is(a, first, "Last") && first + 1 < stop) said = has_class(a, first + 1, LUN_WORD_FRONT);
  if (said) {
    for (uint32_t i = first; i < stop; i++)
      if (lun_date_end(a->r, i, stop) > i) return true;
    return false;
  }
  uint32_t end = lun_date_end(a->r, first, stop);
  return end > first && (end == stop || (end + 1 == stop && lun_reading_flags(a->r, end) & LUN_LEX_PUNCT));
}

static bool is_byline(const article *a, uint32_t n, bool after_headline) {
  uint32_t first = first_of(a, n), stop = stop_of(a, n), size = stop - first;
  if (size == 1) return (a->r->tokens->flags[first] & LUN_TOKEN_KIND) == LUN_KIND_URL;
  if (size > BYLINE_MAX || (ends_plainly(a, n) && size > 8 && !is_titled(a, n))) return false;
  bool by = is(a, first, "By") || is(a, first, "BY") || is(a, first, "by");
  if (!by && is(a, first + 1, "by") && size > 2 && caps(a, first) && caps(a, first + 2)) {
    static const char made[][10] = {"Story", "Text", "Reported", "Written", "Words", "Reporting", "Posted", "Editing"};
    for (size_t k = 0; k < sizeof made / sizeof made[0]; k++)
      if (is(a, first, made[k])) return true;
  }
  if (by) return caps(a, first + 1) && !has_class(a, first + 1, LUN_WORD_STARTER);
  if (is(a, first, "From") || is(a, first, "FROM"))
    return size <= 8 && (is(a, first + 1, "our") || is(a, first + 1, "a") || is_names(a, first + 1, stop, 2));
  return after_headline && size <= 8 && is_names(a, first, stop, 2);
}

/* What stands between a headline and the body comes next: a by-line, a date, a dateline. */
static bool front_follows(const article *a, uint32_t n) {
  lun_dateline found;
  const uint32_t next = n + 1;
  if (next >= a->s->paragraphs.count) return false;
  return is_date_line(a, next) || is_byline(a, next, true) || lun_dateline_find(a->r, first_of(a, next), stop_of(a, next), true, true, &found);
}

/* Its last stop is one of initials, which ends no sentence by itself: blames slow orders from U.S. */
static bool ends_in_initials(const article *a, uint32_t n) {
  const uint32_t flags = lun_reading_flags(a->r, stop_of(a, n) - 1);
  return (flags & (LUN_LEX_ABBREV | LUN_LEX_UPPER)) == (LUN_LEX_ABBREV | LUN_LEX_UPPER);
}

static bool is_headline(const article *a, uint32_t n, uint32_t before) {
  uint32_t first = first_of(a, n), stop = stop_of(a, n), size = stop - first;
  if (size > HEADLINE_MAX || lun_token_stop(a->r->tokens, stop - 1) - a->r->tokens->start[first] > HEADLINE_BYTES) return false;
  if (before > 0 && size > 2 && lun_reading_flags(a->r, first) & LUN_LEX_LOWER) return false;
  if (!has_word(a, first, stop)) return false;
  if (!ends_plainly(a, n)) return !ends(a, n) || (before == 0 && size <= HEADLINE_MAX - 10) || is_titled(a, n);
  if (size > HEADLINE_MAX - 10) return false;
  return ends_in_initials(a, n) ? is_titled(a, n) || front_follows(a, n) : is(a, stop - 1, ".") && is_titled(a, n);
}

/* "(Reporting by Jane Doe; Editing by John Roe)" at the end. */
static bool is_credit(const article *a, uint32_t n) {
  uint32_t first = first_of(a, n), stop = stop_of(a, n);
  if (first + 2 < stop && is(a, first, "(")) first++;
  if (first + 2 < stop && (is(a, first, "Additional") || is(a, first, "With"))) first++;
  if (first + 2 >= stop || !(is(a, first + 1, "by") || is(a, first + 1, "from"))) return false;
  static const char work[][10] = {"Reporting", "reporting", "Editing", "Writing", "Compiled"};
  for (size_t k = 0; k < sizeof work / sizeof work[0]; k++)
    if (is(a, first, work[k])) return true;
  return false;
}

/* "Photo:", "Image courtesy": a word for a picture and what puts its maker's name behind it. */
static bool is_credit_at(const article *a, uint32_t i) {
  if (!is(a, i + 1, ":") && !is(a, i + 1, "by") && !is(a, i + 1, "/") && !is(a, i + 1, "courtesy")) return false;
  return (caps(a, i) || is(a, i + 1, ":")) && has_class(a, i, LUN_WORD_CREDIT);
}

/* A look at the first byte behind, by which most tokens are told. */
static inline bool may_be_credit(const article *a, uint32_t i) {
  const char behind = a->r->text[a->r->tokens->start[i + 1]];
  return behind == ':' || behind == 'b' || behind == '/' || behind == 'c';
}

static bool begins_caption(const article *a, uint32_t first, uint32_t stop) {
  if (is(a, first, "(") && first + 1 < stop) first++;
  if (first + 1 >= stop) return false;
  if (is_credit_at(a, first)) return true;
  if (is(a, first, "FILE") || is(a, first, "File"))
    return (lun_reading_flags(a->r, first + 1) & LUN_LEX_DASH) || is(a, first + 1, "--") || has_class(a, first + 1, LUN_WORD_CREDIT);
  if (!is(a, first, "In") || !(is(a, first + 1, "this") || is(a, first + 1, "a"))) return false;
  for (uint32_t i = first + 2; i < stop && i < first + 10; i++) {
    if (is(a, i, "photo") || is(a, i, "image") || is(a, i, "photograph")) return true;
    if (lun_reading_flags(a->r, i) & LUN_LEX_STOP) return false;
  }
  return false;
}

/* A maker named at the end: "... Image: Jane Doe." or "... (Photo by Jane Doe/Agency)". */
/* "(Harbour Wire photo)" behind it. */
static bool ends_in_credit(const article *a, uint32_t first, uint32_t stop) {
  if (!is(a, stop - 1, ")")) return false;
  for (uint32_t i = stop - 1; i-- > first && i + 10 > stop;) {
    if (is(a, i, "(")) return false;
    if (has_class(a, i, LUN_WORD_CREDIT)) return true;
  }
  return false;
}

static bool ends_caption(const article *a, uint32_t first, uint32_t stop) {
  if (ends_in_credit(a, first, stop)) return true;
  uint32_t from = stop - first > 14 ? stop - 14 : first + 1;
  for (uint32_t i = from; i + 2 < stop; i++) {
    if (!may_be_credit(a, i) || !is_credit_at(a, i)) continue;
    uint32_t before = lun_reading_flags(a->r, i - 1);
    if (is(a, i + 1, ":") || (before & LUN_LEX_PUNCT)) return true;
    if (is(a, stop - 1, ")") && (before & LUN_LEX_UPPER) && is(a, i + 1, "/")) return true; /* (AP Photo/Jane Doe) */
  }
  return false;
}

static bool is_caption(const article *a, uint32_t n, uint32_t lead) {
  uint32_t first = first_of(a, n), stop = stop_of(a, n), size = stop - first;
  if (size < 2 || size > CAPTION_MAX) return false;
  if (begins_caption(a, first, stop) || ends_caption(a, first, stop)) return true;
  /* A fragment that begins in lower case and has lost its picture. */
  uint32_t flags = lun_reading_flags(a->r, first);
  if (!(flags & LUN_LEX_LOWER) || (flags & LUN_LEX_DIGIT) || has_class(a, first, LUN_WORD_SMALL | LUN_WORD_STARTER)) return false;
  return n > lead && size >= 3 && size <= 20 && n + 1 < a->s->paragraphs.count && is(a, stop - 1, ".") && ends(a, n - 1) && size_of(a, n + 1) > BODY_MIN && caps(a, first_of(a, n + 1));
}

/* Short, without a final stop, not a list's item: a heading of some kind. */
static bool is_heading(const article *a, uint32_t n) {
  uint32_t first = first_of(a, n), stop = stop_of(a, n);
  if (stop - first > HEADLINE_MAX || ends_plainly(a, n) || ends(a, n)) return false;
  uint32_t flags = lun_reading_flags(a->r, first);
  if (!(flags & (LUN_LEX_CAP | LUN_LEX_OPEN | LUN_LEX_QUOTE | LUN_LEX_DIGIT))) return false;
  return !is(a, first, "(") && !is(a, first, "[") && (a->r->tokens->flags[stop - 1] & LUN_TOKEN_KIND) != LUN_KIND_URL;
}

static bool is_pointer(const article *a, uint32_t n) {
  uint32_t first = first_of(a, n), stop = stop_of(a, n);
  if (stop - first > HEADLINE_MAX + 10) return false;
  for (uint32_t i = first + 1; i < stop && i < first + 4; i++)
    if (is(a, i, ":") || is(a, i, "|")) return caps(a, first) && has_class(a, first, LUN_WORD_POINTER);
  return false;
}

/* A heading of another article between two paragraphs that end as the body's do. */
/* "Harbour closed: who will pay?": a question that no sentence of the body would put so. */
static bool is_question(const article *a, uint32_t n) {
  uint32_t first = first_of(a, n), stop = stop_of(a, n);
  bool colon = false;
  if (!is(a, stop - 1, "?") || !caps(a, first)) return false;
  for (uint32_t i = first; i + 1 < stop; i++) {
    if (lun_reading_flags(a->r, i) & LUN_LEX_STOP) return false;
    colon = colon || is(a, i, ":");
  }
  return colon;
}

static bool is_related(const article *a, uint32_t n) {
  if (is_pointer(a, n)) return true;
  uint32_t first = first_of(a, n);
  if (size_of(a, n) < RELATED_MIN || size_of(a, n) > RELATED_MAX || !(is_heading(a, n) || is_question(a, n))) return false;
  if (has_class(a, first, LUN_WORD_QUESTION) || (size_of(a, n) > BODY_MIN && has_class(a, first, LUN_WORD_STARTER))) return false;
  if (!ends(a, n - 1) || n + 1 >= a->s->paragraphs.count) return false;
  /* A quotation that a writer set apart, or that a stop was lost from, is body. */
  if (lun_reading_flags(a->r, first) & LUN_LEX_QUOTE && lun_reading_flags(a->r, stop_of(a, n) - 1) & LUN_LEX_QUOTE) return false;
  return size_of(a, n + 1) > BODY_MIN && ends(a, n + 1);
}

/* Whether one of the next paragraphs reads like a body's, so that this one can be a heading to it. */
static bool body_follows(const article *a, uint32_t n) {
  for (uint32_t k = n + 1; k < a->s->paragraphs.count && k < n + 6; k++)
    if (size_of(a, k) > BODY_MIN && (ends(a, k) || size_of(a, k) > HEADLINE_MAX)) return true;
  return false;
}

static bool take_dateline(article *a, uint32_t n, bool after_headline) {
  lun_dateline found;
  uint32_t next = n + 1;
  bool colon = true;
  if (next < a->s->paragraphs.count) /* a second paragraph of the same form makes it a transcript */
    for (uint32_t i = first_of(a, next); i < stop_of(a, next) && i < first_of(a, next) + 5; i++) colon = colon && !is(a, i, ":");
  if (!lun_dateline_find(a->r, first_of(a, n), stop_of(a, n), after_headline, colon, &found)) return false;
  if (found.end < stop_of(a, n) && !ends(a, n) && size_of(a, n) < HEADLINE_MAX && !after_headline) return false;
  a->s->dateline_first = found.first;
  a->s->dateline_stop = found.stop;
  a->s->dateline_end = found.end;
  return true;
}

/* A sentence under the headline that a by-line, a date or a dateline follows. */
static bool is_standfirst(const article *a, uint32_t n, bool after_headline) {
  return after_headline && size_of(a, n) <= STANDFIRST_MAX && front_follows(a, n);
}

/* The paragraph lies in what the text's giver said is the headline. */
static bool is_given(const article *a, uint32_t n) { return lun_token_stop(a->r->tokens, stop_of(a, n) - 1) <= a->s->headline; }

/* Front matter; returns the first paragraph of the body. */
static uint32_t mark_front(article *a) {
  uint32_t n = 0, count = a->s->paragraphs.count, headlines = 0;
  for (; n + 1 < count && n < FRONT_MAX; n++) {
    if (is_given(a, n)) {
      a->s->part[n] = LUN_HEADLINE;
      headlines++;
      continue;
    }
    if (take_dateline(a, n, headlines > 0)) {
      if (a->s->dateline_end < stop_of(a, n)) break;
      a->s->part[n++] = LUN_DATELINE;
      break;
    }
    if (is_date_line(a, n) || is_byline(a, n, headlines > 0)) a->s->part[n] = LUN_BYLINE;
    else if (n > 0 && is_caption(a, n, count)) a->s->part[n] = LUN_CAPTION;
    else if (headlines < 2 && is_headline(a, n, headlines) && body_follows(a, n)) {
      a->s->part[n] = LUN_HEADLINE;
      headlines++;
    } else if (is_standfirst(a, n, headlines > 0)) a->s->part[n] = LUN_HEADLINE;
    else break;
  }
  if (n + 1 == count) take_dateline(a, n, headlines > 0);
  return n;
}

static bool is_crosshead(const article *a, uint32_t n) {
  return n + 1 < a->s->paragraphs.count && size_of(a, n) <= CROSSHEAD_MAX && is_heading(a, n) && ends(a, n - 1) &&
         size_of(a, n + 1) > BODY_MIN;
}

void lun_structure_parts(const lun_reading *r, lun_structure *structure) {
  article a = {r, structure};
  uint32_t count = structure->paragraphs.count;
  if (count == 0) return;
  memset(structure->part, LUN_BODY, count);
  uint32_t lead = mark_front(&a);
  structure->part[lead] = LUN_LEAD;
  bool headed = lead > 0 && structure->part[0] == LUN_HEADLINE;
  for (uint32_t n = lead + 1; n < count; n++) {
    if (size_of(&a, n) > CAPTION_MAX) continue;
    if (is_caption(&a, n, lead)) structure->part[n] = LUN_CAPTION;
    else if (is_related(&a, n)) structure->part[n] = LUN_RELATED;
    else if (n + END_MATTER >= count && is_credit(&a, n)) structure->part[n] = LUN_BYLINE;
    else if (headed && is_crosshead(&a, n)) structure->part[n] = LUN_HEADLINE;
  }
}
