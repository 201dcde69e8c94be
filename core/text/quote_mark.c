/* Reads single quotation marks. Owns their shapes and what their neighbours say about direction; pairs nothing. A mark's
 * shape gives its family and, unless it is straight, its usual direction; spaces, dashes and other marks around it say
 * on which side of a word it stands. Single marks that are apostrophes are told by the word they touch. */
#include "text/quote_mark.h"

#include "lunette/utf8.h"

enum { CUE_REACH = 7, MARKS_REACH = 6 }; /* tokens; marks in a row that are looked past */

static bool shape_of(const char *p, size_t size, lun_mark *mark) {
  uint32_t code = 0;
  mark->flags = 0;
  mark->family = LUN_MARK_DOUBLE;
  if (size == 2 && p[0] == p[1] && (p[0] == '`' || p[0] == '\'')) {
    mark->flags = p[0] == '`' ? LUN_MARK_OPENS : 0; /* some papers set '' on both sides */
    return true;
  }
  if (lun_utf8_decode(p, p + size, &code) != size) return false;
  switch (code) {
    case '"': case 0xFF02: return true;
    case 0x201C: case 0x201F: case 0x301D: mark->flags = LUN_MARK_OPENS; return true;
    case 0x201D: case 0x301E: case 0x301F: mark->flags = LUN_MARK_CLOSES; return true;
    case 0x201E: mark->flags = LUN_MARK_OPENS | LUN_MARK_LOW; return true;
    default: break;
  }
  mark->family = LUN_MARK_SINGLE;
  switch (code) {
    case '\'': return true;
    case '`': case 0x2018: case 0x201B: mark->flags = LUN_MARK_OPENS; return true;
    case 0x2019: mark->flags = LUN_MARK_CLOSES; return true;
    case 0x201A: mark->flags = LUN_MARK_OPENS | LUN_MARK_LOW; return true;
    default: break;
  }
  mark->family = LUN_MARK_ANGLE;
  switch (code) {
    case 0x00AB: case 0x2039: mark->flags = LUN_MARK_OPENS; return true;
    case 0x00BB: case 0x203A: mark->flags = LUN_MARK_CLOSES; return true;
    default: return false;
  }
}

/* A mark that stands on the left side of what it touches, seen from the token before it. */
static bool loose_before(const lun_reading *r, uint32_t i, uint32_t first) {
  for (unsigned n = 0; n < MARKS_REACH && i > first && !lun_reading_spaced(r, i); n++) {
    uint32_t flags = lun_reading_flags(r, i - 1);
    if (!(flags & LUN_LEX_PUNCT)) return false;
    if (flags & LUN_LEX_QUOTE) { /* as loose as that one is */
      if (flags & LUN_LEX_OPEN) return true;
      if (flags & LUN_LEX_CLOSE) return false;
      i--;
      continue;
    }
    return (flags & (LUN_LEX_OPEN | LUN_LEX_DASH)) || lun_reading_is(r, i - 1, "/") || lun_reading_is(r, i - 1, "--");
  }
  return true;
}

static bool loose_after(const lun_reading *r, uint32_t next, uint32_t stop) {
  for (unsigned n = 0; n < MARKS_REACH && next < stop && !lun_reading_spaced(r, next); n++) {
    uint32_t flags = lun_reading_flags(r, next);
    if (!(flags & LUN_LEX_PUNCT)) return (r->tokens->flags[next] & LUN_TOKEN_KIND) == LUN_KIND_CLITIC;
    if (flags & LUN_LEX_QUOTE) {
      if (flags & LUN_LEX_CLOSE) return true;
      if (flags & LUN_LEX_OPEN) return false;
      next++;
      continue;
    }
    return !(flags & (LUN_LEX_OPEN | LUN_LEX_CURRENCY)) && (flags & LUN_LEX_STOP ? !lun_reading_is(r, next, "...") : true);
  }
  return true;
}

static bool ends_in(const lun_reading *r, uint32_t i, const char *ending) {
  size_t size = strlen(ending), length = r->tokens->length[i];
  return length > size && memcmp(r->text + r->tokens->start[i] + length - size, ending, size) == 0;
}

/* Apostrophes: in front of a number or a shortened word, and behind a final s or a cut -ing. */
static uint8_t apostrophe_flags(const lun_reading *r, const lun_mark *mark, uint32_t first, uint32_t stop) {
  uint32_t next = mark->stop;
  if ((mark->flags & LUN_MARK_LOOSE_BEFORE) && next < stop && !lun_reading_spaced(r, next)) {
    if (lun_reading_classes(r, next) & LUN_WORD_ELISION) return LUN_MARK_APOSTROPHE;
    const char *p = r->text + r->tokens->start[next];
    size_t size = r->tokens->length[next];
    if (size >= 2 && size <= 4 && p[0] >= '0' && p[0] <= '9' && p[1] >= '0' && p[1] <= '9') return LUN_MARK_APOSTROPHE;
  }
  if (mark->first > first && !lun_reading_spaced(r, mark->first)) {
    uint32_t before = mark->first - 1;
    static const char endings[][3] = {"s", "S", "z", "x", "in"};
    for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++)
      if (ends_in(r, before, endings[k])) return LUN_MARK_POSSESSIVE;
    if (lun_reading_flags(r, before) & LUN_LEX_NUMBER) return LUN_MARK_POSSESSIVE; /* feet */
  }
  return 0;
}

bool lun_mark_at(const lun_reading *r, uint32_t i, uint32_t first, uint32_t stop, lun_mark *mark) {
  if (!shape_of(r->text + r->tokens->start[i], r->tokens->length[i], mark)) return false;
  mark->first = i;
  mark->stop = i + 1;
  bool curly = mark->family == LUN_MARK_SINGLE && r->tokens->length[i] == 3;
  if (curly && i + 1 < stop && !lun_reading_spaced(r, i + 1) && r->tokens->lexeme[i + 1] == r->tokens->lexeme[i]) {
    mark->family = LUN_MARK_DOUBLE; /* ‘‘ ’’ */
    mark->stop = i + 2;
  }
  if (loose_before(r, i, first)) mark->flags |= LUN_MARK_LOOSE_BEFORE;
  if (loose_after(r, mark->stop, stop)) mark->flags |= LUN_MARK_LOOSE_AFTER;
  if (mark->family == LUN_MARK_SINGLE) mark->flags |= apostrophe_flags(r, mark, first, stop);
  return true;
}

bool lun_cue_follows(const lun_reading *r, uint32_t i, uint32_t stop) {
  uint32_t limit = stop - i > CUE_REACH ? i + CUE_REACH : stop;
  for (uint32_t k = i; k < limit; k++) {
    uint32_t flags = lun_reading_flags(r, k);
    if (!(flags & LUN_LEX_WORD)) return false;
    uint32_t classes = lun_reading_classes(r, k);
    if (classes & LUN_WORD_CUE) return true;
    if (flags & LUN_LEX_CAP) continue;
    if (k == i && !(classes & LUN_WORD_PRONOUN) && !lun_reading_is(r, k, "the") && !lun_reading_is(r, k, "a")) return false;
    if (k > i && (classes & LUN_WORD_PRONOUN) && !lun_reading_is(r, k, "who")) return false;
  }
  return false;
}
