/* Paragraphs of an article. Owns where they begin; what each of them is (headline, caption, ...) is decided in
 * structure_part.c. Blank lines always separate. What a single line break means is judged once for the whole text, from
 * the lines that no blank line follows: where most of them are filled, so that the first word of the next line would not
 * have fitted, the text is hard-wrapped and lines are joined; otherwise every line is a paragraph, unless indentation
 * marks where paragraphs begin. The data structure is the list of line starts, thinned in place to paragraph starts. */
#include "text/structure_part.h"

#include "lunette/mem.h"
#include "lunette/utf8.h"

enum {
  WIDTH_MIN = 40,  /* columns of a hard-wrapped text */
  WIDTH_MAX = 100,
  LONG_LINE = 400  /* bytes; columns of longer lines are not counted */
};

typedef struct line {
  uint32_t first, stop; /* tokens */
  uint32_t columns;     /* LONG_LINE for all longer ones */
  bool indented;
  bool open; /* its last token ends no sentence */
} line;

typedef struct layout {
  const lun_reading *r;
  uint32_t width;   /* columns of a hard-wrapped text, or 0 */
  bool indentation; /* indented lines begin paragraphs, others go on */
} layout;

static uint32_t columns_of(const lun_reading *r, uint32_t first, uint32_t stop) {
  uint32_t from = r->tokens->start[first], to = lun_token_stop(r->tokens, stop - 1), columns = 0;
  if (to - from >= LONG_LINE) return LONG_LINE;
  if (lun_utf8_is_ascii(r->text + from, to - from)) return to - from;
  for (; to - from >= 8; from += 8) { /* of eight bytes, those that continue no character */
    uint64_t eight;
    memcpy(&eight, r->text + from, 8);
    uint64_t inside = (eight >> 7) & (~eight >> 6) & UINT64_C(0x0101010101010101);
    columns += 8 - (uint32_t)((inside * UINT64_C(0x0101010101010101)) >> 56);
  }
  for (; from < to; from++) columns += ((unsigned char)r->text[from] & 0xC0) != 0x80;
  return columns;
}

static line line_at(const lun_reading *r, uint32_t first, uint32_t stop) {
  return (line){first, stop, columns_of(r, first, stop), (r->tokens->flags[first] & LUN_TOKEN_INDENT) != 0,
                !lun_reading_ends(r, first, stop)};
}

/* Columns that the first word of a line would have taken at the end of the line before. */
static uint32_t first_word_columns(const lun_reading *r, uint32_t first, uint32_t stop) {
  uint32_t i = first + 1;
  while (i < stop && !lun_reading_spaced(r, i)) i++;
  return columns_of(r, first, i);
}

static bool is_bullet(const lun_reading *r, uint32_t i) {
  if (i + 1 >= r->tokens->count || !lun_reading_spaced(r, i + 1)) return false;
  return lun_reading_is(r, i, "•") || lun_reading_is(r, i, "-") || lun_reading_is(r, i, "*") || lun_reading_is(r, i, "·");
}

static bool begins_lower(const lun_reading *r, uint32_t i) {
  uint32_t flags = lun_reading_flags(r, i);
  return (flags & LUN_LEX_WORD) && !(flags & LUN_LEX_CAP);
}

/* Judges the layout from the line starts, first[0 .. count). */
static layout judge(const lun_reading *r, const uint32_t *first, uint32_t count) {
  layout found = {r, 0, false};
  uint32_t histogram[WIDTH_MAX + 1] = {0};
  uint32_t total = 0, wide = 0, lower = 0, open = 0, indented = 0, flush_open = 0;
  for (uint32_t n = 0; n + 1 < count; n++) {
    uint16_t next = r->tokens->flags[first[n + 1]];
    indented += (r->tokens->flags[first[n]] & LUN_TOKEN_INDENT) != 0;
    if (next & LUN_TOKEN_BLANK) continue;
    line at = line_at(r, first[n], first[n + 1]);
    if (!(next & LUN_TOKEN_INDENT) && at.open) flush_open++;
    if ((next & LUN_TOKEN_INDENT) && !at.indented) continue;
    total++;
    lower += begins_lower(r, first[n + 1]);
    open += at.open;
    if (at.columns > WIDTH_MAX) wide++;
    else histogram[at.columns]++;
  }
  found.indentation = indented >= 2 && flush_open >= 2;
  if (total == 0 || wide * 10 > total || (lower * 3 < total && (total < 3 || open * 10 < total * 8))) return found;
  /* The width is that of the longest lines, less the few that stick out. */
  uint32_t rest = (total - wide) / 20, width = WIDTH_MAX, filled = 0;
  while (width > 0 && histogram[width] <= rest) rest -= histogram[width--];
  if (width < WIDTH_MIN) return found;
  for (uint32_t n = 0; n + 1 < count; n++) {
    uint16_t next = r->tokens->flags[first[n + 1]];
    uint32_t stop = n + 2 < count ? first[n + 2] : r->tokens->count;
    if ((next & LUN_TOKEN_BLANK) || ((next & LUN_TOKEN_INDENT) && !(r->tokens->flags[first[n]] & LUN_TOKEN_INDENT))) continue;
    filled += columns_of(r, first[n], first[n + 1]) + 1 + first_word_columns(r, first[n + 1], stop) >= width;
  }
  if (filled * 4 >= total * 3) found.width = width;
  return found;
}

/* Whether the line next .. next_stop begins a paragraph after the line that begins at `before`. */
static bool parts_lines(const layout *all, uint32_t before, uint32_t next, uint32_t next_stop) {
  const lun_reading *r = all->r;
  uint16_t flags = r->tokens->flags[next];
  if ((flags & LUN_TOKEN_BLANK) || is_bullet(r, next)) return true;
  line at = line_at(r, before, next);
  bool indented = (flags & LUN_TOKEN_INDENT) != 0;
  if (all->width == 0) {
    if (at.open && begins_lower(r, next) && at.columns >= WIDTH_MIN) return false;
    return !(all->indentation && !indented && at.open);
  }
  if (indented && !at.indented) return true;
  uint32_t reached = at.columns + 1 + first_word_columns(r, next, next_stop);
  return reached * 10 < all->width * 9 && !at.open && !begins_lower(r, next);
}

lun_status lun_structure_find(const char *text, const lun_vocab *vocab, lun_tokens *tokens, lun_structure *structure,
                              lun_err *err) {
  lun_reading reading = {text, vocab, tokens}, *r = &reading;
  lun_ranges *p = &structure->paragraphs;
  uint32_t lines = 0, count = 0;
  bool single = false;
  structure->dateline_first = structure->dateline_stop = structure->dateline_end = 0;
  p->count = 0;
  for (uint32_t i = 0; i < tokens->count; i = lun_tokens_next(tokens, i + 1, tokens->count, LUN_TOKEN_LINE)) {
    if (lines == p->capacity && lun_grow((void **)&p->first, &p->capacity, (uint64_t)lines + 1, sizeof *p->first))
      return lun_fail_memory(err);
    p->first[lines++] = i;
    single = single || (i > 0 && !(tokens->flags[i] & LUN_TOKEN_BLANK));
  }
  if (single) {
    layout found = judge(r, p->first, lines);
    uint32_t before = 0; /* first[count] is written behind first[n], so the line before is kept here */
    count = 1;
    for (uint32_t n = 1; n < lines; n++) {
      uint32_t first = p->first[n], stop = n + 1 < lines ? p->first[n + 1] : tokens->count;
      const bool headed = tokens->start[before] < structure->headline && tokens->start[first] >= structure->headline;
      if (headed || parts_lines(&found, before, first, stop)) p->first[count++] = first;
      before = first;
    }
  } else {
    count = lines;
  }
  if (count > structure->part_capacity &&
      lun_grow((void **)&structure->part, &structure->part_capacity, count, sizeof *structure->part))
    return lun_fail_memory(err);
  p->count = count;
  for (uint32_t n = 0; n < count; n++) tokens->flags[p->first[n]] |= LUN_TOKEN_PARAGRAPH;
  lun_structure_parts(r, structure);
  return LUN_OK;
}

void lun_structure_free(lun_structure *structure) {
  lun_ranges_free(&structure->paragraphs);
  lun_free(structure->part);
  *structure = (lun_structure){0};
}
