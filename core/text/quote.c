/* Quotations. Owns the pairing of marks; what a mark looks like is read in quote_mark.c, and whether a quotation is direct
 * speech, a title or scorn is for rules to say. A state machine goes over the marks of each paragraph with a stack of
 * open quotations, at most eight deep. Double and angle marks open and close by shape, straight ones by neighbours and
 * state; a single mark opens only where one that surely closes follows in the paragraph. A paragraph that leaves a
 * quotation open ends it, unless the next one begins with an opening mark, as printers continue long speech. */
#include "lunette/quote.h"

#include "lunette/mem.h"
#include "text/quote_mark.h"

enum { DEPTH_MAX = 8, SAID_BEFORE_END = 9 };

typedef struct machine {
  lun_reading r;
  const lun_structure *structure;
  lun_quotes *quotes;
  lun_err *err;
  lun_mark *marks; /* of the paragraph at hand */
  uint32_t mark_count, mark_capacity;
  uint32_t *closer; /* [mark_capacity] next mark at or behind each that surely closes a single one, or mark_count */
  uint32_t closer_capacity;
  uint32_t first, stop; /* tokens of the paragraph */
  uint32_t open[DEPTH_MAX]; /* indices of quotes */
  uint8_t family[DEPTH_MAX];
  bool low[DEPTH_MAX];
  bool reversed[DEPTH_MAX]; /* opened by », to be closed by « */
  uint32_t depth;
} machine;

static bool is_loose_before(const lun_mark *m) { return (m->flags & LUN_MARK_LOOSE_BEFORE) != 0; }
static bool is_loose_after(const lun_mark *m) { return (m->flags & LUN_MARK_LOOSE_AFTER) != 0; }
static bool leans_right(const lun_mark *m) { return is_loose_before(m) && !is_loose_after(m); } /* stands left of a word */
static bool leans_left(const lun_mark *m) { return !is_loose_before(m) && is_loose_after(m); }

static lun_status open_quote(machine *m, const lun_mark *mark, uint8_t flags) {
  if (m->depth == DEPTH_MAX) return LUN_OK;
  lun_quotes *q = m->quotes;
  if (q->count == q->capacity && lun_grow((void **)&q->at, &q->capacity, (uint64_t)q->count + 1, sizeof *q->at))
    return lun_fail_memory(m->err);
  if (mark->family == LUN_MARK_SINGLE) flags |= LUN_QUOTE_SINGLE;
  q->at[q->count] = (lun_quote){mark->first, mark->stop, mark->stop, mark->stop, 0, flags, 0, 0};
  m->family[m->depth] = mark->family;
  m->low[m->depth] = (mark->flags & LUN_MARK_LOW) != 0;
  m->reversed[m->depth] = mark->family == LUN_MARK_ANGLE && (mark->flags & LUN_MARK_CLOSES);
  m->open[m->depth++] = q->count++;
  return LUN_OK;
}

/* The quotation at a level of the stack ends; those above it had marks that opened nothing. */
static void close_quote(machine *m, uint32_t level, uint32_t inner_stop, uint32_t stop, uint8_t flags) {
  for (uint32_t k = level + 1; k < m->depth; k++) m->quotes->at[m->open[k]].stop = 0; /* dropped at the end */
  lun_quote *quote = &m->quotes->at[m->open[level]];
  quote->inner_stop = inner_stop;
  quote->stop = stop;
  quote->flags |= flags;
  m->depth = level;
}

/* Innermost open quotation of a family; DEPTH_MAX where there is none. */
static uint32_t level_of(const machine *m, uint8_t family) {
  for (uint32_t k = m->depth; k-- > 0;)
    if (m->family[k] == family) return k;
  return DEPTH_MAX;
}

/* The n-th mark of the same family behind mark k, or NULL. */
static const lun_mark *ahead(const machine *m, uint32_t k, unsigned n) {
  for (uint32_t i = k + 1; i < m->mark_count && i < k + 32; i++)
    if (m->marks[i].family == m->marks[k].family && n-- == 1) return &m->marks[i];
  return NULL;
}

static bool may_close(const lun_mark *mark) {
  if (!mark) return false;
  if (mark->flags & LUN_MARK_CLOSES) return !leans_right(mark);
  if (mark->flags & LUN_MARK_OPENS) return leans_left(mark);
  return !leans_right(mark);
}

static bool is_number(const machine *m, uint32_t i) { return (lun_reading_flags(&m->r, i) & LUN_LEX_NUMBER) != 0; }

/* 5' 10", a 12" record: a straight mark that touches a number and closes nothing. */
static bool is_measure(const machine *m, uint32_t k, bool is_open) {
  const lun_mark *mark = &m->marks[k];
  if (mark->flags & (LUN_MARK_OPENS | LUN_MARK_CLOSES) || mark->first == m->first) return false;
  if (lun_reading_spaced(&m->r, mark->first) || !is_number(m, mark->first - 1)) return false;
  if (!is_open) return true;
  const lun_mark *next = ahead(m, k, 1);
  return mark->stop < m->stop && (lun_reading_flags(&m->r, mark->stop) & LUN_LEX_LOWER) && next && !leans_right(next);
}

/* An opening mark inside an open quotation that in truth closes it: information, “he said. */
static bool is_turned_close(const machine *m, const lun_mark *mark) {
  if (leans_left(mark)) return true;
  if (mark->first == m->first || mark->stop >= m->stop) return false;
  uint32_t before = lun_reading_flags(&m->r, mark->first - 1);
  bool pause = (before & LUN_LEX_STOP) || lun_reading_is(&m->r, mark->first - 1, ",");
  return pause && lun_cue_follows(&m->r, mark->stop, m->stop);
}

/* A double or angle mark. */
static lun_status take_mark(machine *m, uint32_t k) {
  const lun_mark *mark = &m->marks[k];
  uint32_t level = level_of(m, mark->family);
  bool is_open = level != DEPTH_MAX;
  if (is_measure(m, k, is_open)) return LUN_OK;
  if (!is_open) {
    if (mark->flags & LUN_MARK_CLOSES) {
      bool other = m->depth > 0 && m->family[m->depth - 1] != LUN_MARK_SINGLE; /* « closed by ” */
      if (other && !leans_right(mark)) {
        close_quote(m, m->depth - 1, mark->first, mark->stop, 0);
        return LUN_OK;
      }
      if (mark->family == LUN_MARK_ANGLE && leans_right(mark)) return open_quote(m, mark, 0);
      return leans_right(mark) && may_close(ahead(m, k, 1)) ? open_quote(m, mark, LUN_QUOTE_TURNED) : LUN_OK;
    }
    if (leans_left(mark)) return LUN_OK;
    if (!is_loose_before(mark) && !(mark->flags & LUN_MARK_OPENS) && !may_close(ahead(m, k, 1))) return LUN_OK;
    return open_quote(m, mark, 0);
  }
  if (m->reversed[level] || m->low[level]) {
    bool ends = m->reversed[level] ? (mark->flags & LUN_MARK_OPENS) != 0 : !leans_right(mark);
    if (ends) close_quote(m, level, mark->first, mark->stop, 0);
    else return open_quote(m, mark, 0);
    return LUN_OK;
  }
  if (mark->flags & LUN_MARK_CLOSES || (!(mark->flags & LUN_MARK_OPENS) && !leans_right(mark))) {
    close_quote(m, level, mark->first, mark->stop, 0);
    return LUN_OK;
  }
  if (is_turned_close(m, mark)) {
    close_quote(m, level, mark->first, mark->stop, LUN_QUOTE_TURNED);
    return LUN_OK;
  }
  /* Nested where two marks in a row close behind it; otherwise the open one has lost its closing mark. */
  bool nested = may_close(ahead(m, k, 1)) && may_close(ahead(m, k, 2));
  if (!nested) close_quote(m, level, mark->first, mark->first, LUN_QUOTE_UNCLOSED);
  return open_quote(m, mark, 0);
}

static bool surely_closes(const lun_mark *mark) {
  if (mark->family != LUN_MARK_SINGLE || (mark->flags & (LUN_MARK_POSSESSIVE | LUN_MARK_APOSTROPHE))) return false;
  return leans_left(mark) || ((mark->flags & LUN_MARK_CLOSES) && !leans_right(mark));
}

static lun_status take_single(machine *m, uint32_t k) {
  const lun_mark *mark = &m->marks[k];
  if (mark->flags & LUN_MARK_APOSTROPHE) return LUN_OK;
  bool on_top = m->depth > 0 && m->family[m->depth - 1] == LUN_MARK_SINGLE;
  uint32_t sure = m->closer[k];
  if (leans_right(mark)) {
    if (on_top) return LUN_OK;
    bool follows = k + 1 < m->mark_count && m->closer[k + 1] < m->mark_count;
    const lun_mark *next = ahead(m, k, 1);
    if (!follows) follows = next && (next->flags & LUN_MARK_POSSESSIVE) && !(mark->flags & LUN_MARK_CLOSES);
    return follows ? open_quote(m, mark, (mark->flags & LUN_MARK_CLOSES) ? LUN_QUOTE_TURNED : 0) : LUN_OK;
  }
  if (!on_top || !is_loose_after(mark)) return LUN_OK;
  if (sure != k) { /* behind a final s: only where no surer one follows before the next begins */
    if (!(mark->flags & LUN_MARK_POSSESSIVE)) return LUN_OK;
    for (uint32_t i = k + 1; i <= sure && i < m->mark_count; i++) {
      if (m->marks[i].family != LUN_MARK_SINGLE) break;
      if (leans_right(&m->marks[i])) break;
      if (i == sure) return LUN_OK;
    }
  }
  close_quote(m, m->depth - 1, mark->first, mark->stop, (mark->flags & LUN_MARK_OPENS) ? LUN_QUOTE_TURNED : 0);
  return LUN_OK;
}

static lun_status collect(machine *m) {
  const lun_tokens *t = m->r.tokens;
  m->mark_count = 0;
  for (uint32_t i = m->first; (i = lun_tokens_next(t, i, m->stop, LUN_KIND_PUNCT)) < m->stop; i++) {
    if ((t->flags[i] & 0xE000) != LUN_KIND_PUNCT) continue; /* neither punctuation nor symbol */
    unsigned char byte = (unsigned char)m->r.text[t->start[i]];
    if (byte != '"' && byte != '\'' && byte != '`' && byte != 0xE2 && byte != 0xC2 && byte != 0xE3 && byte != 0xEF) continue;
    lun_mark mark;
    if (!lun_mark_at(&m->r, i, m->first, m->stop, &mark)) continue;
    if (m->mark_count == m->mark_capacity &&
        lun_grow((void **)&m->marks, &m->mark_capacity, (uint64_t)m->mark_count + 1, sizeof *m->marks))
      return lun_fail_memory(m->err);
    m->marks[m->mark_count++] = mark;
    i = mark.stop - 1;
  }
  if (m->mark_count > m->closer_capacity && lun_grow((void **)&m->closer, &m->closer_capacity, m->mark_count, sizeof *m->closer))
    return lun_fail_memory(m->err);
  uint32_t sure = m->mark_count;
  for (uint32_t k = m->mark_count; k-- > 0;) {
    if (surely_closes(&m->marks[k])) sure = k;
    m->closer[k] = sure;
  }
  return LUN_OK;
}

/* The paragraph ends in words like ", he said." */
static bool ends_in_cue(const machine *m) {
  uint32_t from = m->stop - m->first > SAID_BEFORE_END ? m->stop - SAID_BEFORE_END : m->first;
  for (uint32_t i = m->stop; i-- > from;)
    if (lun_reading_is(&m->r, i, ",")) return lun_cue_follows(&m->r, i + 1, m->stop);
  return false;
}

static bool is_body(const machine *m, uint32_t n) {
  uint8_t part = m->structure->part[n];
  return part == LUN_BODY || part == LUN_LEAD;
}

static uint32_t paragraph_stop(const machine *m, uint32_t n) {
  const lun_ranges *p = &m->structure->paragraphs;
  return n + 1 < p->count ? p->first[n + 1] : m->r.tokens->count;
}

/* The mark that paragraph n begins with, where it may open a quotation. */
static bool opening_mark(const machine *m, uint32_t n, lun_mark *mark) {
  uint32_t first = m->structure->paragraphs.first[n], stop = paragraph_stop(m, n);
  if (!lun_mark_at(&m->r, first, first, stop, mark) || mark->family != LUN_MARK_DOUBLE) return false;
  return leans_right(mark) || (mark->flags & LUN_MARK_OPENS);
}

/* The next paragraph of the body after n, or the number of paragraphs. */
static uint32_t next_body(const machine *m, uint32_t n) {
  do n++;
  while (n < m->structure->paragraphs.count && !is_body(m, n));
  return n;
}

/* What stays open at the end of paragraph n ends there or goes on in another: returns that one, or 0. */
static uint32_t end_paragraph(machine *m, uint32_t n) {
  while (m->depth > 0 && m->family[m->depth - 1] == LUN_MARK_SINGLE) close_quote(m, m->depth - 1, 0, 0, 0);
  if (m->depth == 0) return 0;
  uint32_t next = is_body(m, n) ? next_body(m, n) : m->structure->paragraphs.count;
  lun_mark mark;
  bool speech = m->depth == 1 && m->family[0] == LUN_MARK_DOUBLE && m->quotes->at[m->open[0]].inner_first < m->stop;
  if (speech && next < m->structure->paragraphs.count && opening_mark(m, next, &mark) && !ends_in_cue(m)) return next;
  while (m->depth > 0) {
    bool empty = m->quotes->at[m->open[m->depth - 1]].inner_first >= m->stop; /* a mark alone at the end */
    close_quote(m, m->depth - 1, empty ? 0 : m->stop, empty ? 0 : m->stop, LUN_QUOTE_UNCLOSED);
  }
  return 0;
}

/* Pieces of a quotation, one a paragraph. */
static lun_status add_parts(machine *m, lun_quote *quote) {
  lun_quotes *q = m->quotes;
  uint32_t n = lun_ranges_at(&m->structure->paragraphs, quote->first), from = quote->inner_first;
  quote->part_first = q->part_count;
  while (from < quote->inner_stop || quote->part_count == 0) {
    uint32_t stop = paragraph_stop(m, n);
    if (stop > quote->inner_stop || !(quote->flags & LUN_QUOTE_JOINED)) stop = quote->inner_stop;
    if (q->part_count == q->part_capacity &&
        lun_grow((void **)&q->parts, &q->part_capacity, (uint64_t)q->part_count + 1, sizeof *q->parts))
      return lun_fail_memory(m->err);
    q->parts[q->part_count++] = (struct lun_quote_part){from, stop};
    quote->part_count++;
    lun_mark mark;
    if (stop == quote->inner_stop) break;
    n = next_body(m, n);
    if (n >= m->structure->paragraphs.count) break;
    from = opening_mark(m, n, &mark) ? mark.stop : m->structure->paragraphs.first[n];
  }
  return LUN_OK;
}

/* Drops what closed nowhere, and gives the rest their depth and parts. */
static lun_status finish(machine *m) {
  lun_quotes *q = m->quotes;
  uint32_t kept = 0, depth = 0, stops[DEPTH_MAX + 1];
  for (uint32_t i = 0; i < q->count; i++) {
    lun_quote quote = q->at[i];
    if (quote.stop == 0) continue;
    while (depth > 0 && stops[depth - 1] <= quote.first) depth--;
    quote.depth = (uint8_t)depth;
    if (depth < DEPTH_MAX) stops[depth++] = quote.stop;
    if (add_parts(m, &quote)) return LUN_NO_MEMORY;
    q->at[kept++] = quote;
  }
  q->count = kept;
  return LUN_OK;
}

/* Paragraph n, of whose marks the first `skipped` are taken already. */
static lun_status take_paragraph(machine *m, uint32_t n, uint32_t skipped) {
  m->first = m->structure->paragraphs.first[n];
  m->stop = paragraph_stop(m, n);
  if (collect(m)) return LUN_NO_MEMORY;
  for (uint32_t k = skipped; k < m->mark_count; k++) {
    lun_status status = m->marks[k].family == LUN_MARK_SINGLE ? take_single(m, k) : take_mark(m, k);
    if (status) return status;
  }
  return LUN_OK;
}

static lun_status run(machine *m) {
  uint32_t going_on = 0;
  for (uint32_t n = 0; n < m->structure->paragraphs.count; n++) {
    if (going_on > n) { /* a related headline in the middle of a long quotation is read on its own */
      uint32_t outer = m->open[0];
      m->depth = 0;
      if (take_paragraph(m, n, 0)) return LUN_NO_MEMORY;
      end_paragraph(m, n);
      m->family[0] = LUN_MARK_DOUBLE;
      m->low[0] = m->reversed[0] = false;
      m->open[0] = outer;
      m->depth = 1;
      continue;
    }
    if (going_on > 0) m->quotes->at[m->open[0]].flags |= LUN_QUOTE_JOINED;
    if (take_paragraph(m, n, going_on > 0 ? 1 : 0)) return LUN_NO_MEMORY;
    going_on = end_paragraph(m, n);
  }
  return finish(m);
}

lun_status lun_quotes_find(const char *text, const lun_vocab *vocab, const lun_tokens *tokens, const lun_structure *structure,
                           lun_quotes *quotes, lun_err *err) {
  machine m = {.r = {text, vocab, tokens}, .structure = structure, .quotes = quotes, .err = err};
  quotes->count = quotes->part_count = 0;
  lun_status status = run(&m);
  lun_free(m.marks);
  lun_free(m.closer);
  return status;
}

void lun_quotes_free(lun_quotes *quotes) {
  lun_free(quotes->at);
  lun_free(quotes->parts);
  *quotes = (lun_quotes){0};
}
