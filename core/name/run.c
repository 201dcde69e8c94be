/* How sentences are set, and the runs of words with capitals in them. */
#include "lunette/mem.h"
#include "name/gather.h"

enum { MET = 1u << 2, HEADING = 1u << 3, CLOSED = 1u << 4 }; /* of a sentence, with LUN_SETTING_KNOWN and the like */

static bool common(lun_gatherer *g, lun_lexeme word) { return lun_word_is(&g->naming->words, word, LUN_FACT_COMMON); }
static bool shaped(lun_gatherer *g, lun_lexeme word, unsigned shape) { return lun_word_shaped(&g->naming->words, word, shape); }

/* The number of the sentence that holds a token: most often the one that was asked for last, or the next. */
static uint32_t sentence_at(lun_gatherer *g, const lun_doc *doc, uint32_t token) {
  const lun_ranges *s = &doc->sentences;
  uint32_t n = g->sentence;
  if (n >= s->count || token < s->first[n]) n = lun_ranges_at(s, token);
  for (unsigned tries = 0; n + 1 < s->count && token >= s->first[n + 1]; n++)
    if (++tries == 4) {
      n = lun_ranges_at(s, token);
      break;
    }
  return g->sentence = n;
}

static uint32_t last_of(const lun_doc *doc, uint32_t sentence) {
  return (sentence + 1 < doc->sentences.count ? doc->sentences.first[sentence + 1] : doc->tokens.count) - 1;
}

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_letter(char c) { return is_capital((char)(c & ~0x20)); }

/* How many of the longer words with capitals are ordinary ones. */
static uint32_t count_ordinary(lun_gatherer *g, const lun_doc *doc, uint32_t first, uint32_t last) {
  uint32_t ordinary = 0;
  for (uint32_t i = first; i <= last; i++)
    if (is_capital(doc->text[doc->tokens.start[i]]) && doc->tokens.length[i] > lun_number(g, GN_long_word) && common(g, lun_token(doc, i))) ordinary++;
  return ordinary;
}

/* By how many words have capitals: nearly all letters, or most longer words. Read from the text, which stands in one place, and
 * not from the records of its words. */
static lun_name_set judge(lun_gatherer *g, const lun_doc *doc, uint32_t first, uint32_t last, bool heading, bool closed) {
  const int32_t long_word = lun_number(g, GN_long_word);
  uint32_t words = 0, raised = 0, upper = 0, all = 0;
  for (uint32_t i = first; i <= last; i++) {
    const char *text = doc->text + doc->tokens.start[i];
    const uint16_t size = doc->tokens.length[i];
    if (!is_letter(*text)) continue;
    const bool capital = is_capital(*text);
    all++;
    if (capital && lun_text_in_capitals(text, size)) upper++;
    if (size <= long_word) continue;
    words++;
    if (capital) raised++;
  }
  if (all > 2 && upper * 3 >= all * 2) return LUN_SET_CAPITALS;
  if (heading && words > 2 && raised * 3 >= words * 2) return LUN_SET_TITLE;
  if (!heading && !closed && words > 4 && raised * 5 >= words * 4 && count_ordinary(g, doc, first, last) * 2 >= raised) return LUN_SET_TITLE;
  return LUN_SET_PLAIN;
}

lun_name_set lun_setting_indeed(lun_gatherer *g, const lun_doc *doc, uint32_t token) {
  const uint32_t n = sentence_at(g, doc, token);
  uint8_t *memo = &g->settings[n];
  if (*memo & LUN_SETTING_KNOWN) return (lun_name_set)(*memo >> LUN_SETTING_SHIFT);
  const uint32_t first = doc->sentences.first[n], last = last_of(doc, n);
  if (!(*memo & MET)) {
    const uint32_t stop = lun_token_stop(&doc->tokens, last);
    *memo = MET;
    if (g->headings >> lun_doc_part(doc, first) & 1) *memo |= HEADING;
    if (stop && lun_byte_in(g->closers, (unsigned char)doc->text[stop - 1])) *memo |= CLOSED;
    if (!(*memo & HEADING) && *memo & CLOSED) *memo |= LUN_SETTING_USUAL;
  }
  if (*memo & LUN_SETTING_USUAL && shaped(g, lun_token(doc, token), LUN_SHAPE_SMALL)) return LUN_SET_PLAIN;
  const lun_name_set set = judge(g, doc, first, last, (*memo & HEADING) != 0, (*memo & CLOSED) != 0);
  *memo = (uint8_t)(*memo | LUN_SETTING_KNOWN | (unsigned)set << LUN_SETTING_SHIFT);
  return set;
}

bool lun_begins(const lun_gatherer *g, const lun_doc *doc, uint32_t token) {
  if (lun_opens_sentence(doc, token)) return true;
  return lun_byte_in(g->openers, (unsigned char)doc->text[doc->tokens.start[token - 1]]) || lun_token(doc, token - 1) == g->hyphen;
}

static lun_status read_runs(lun_gatherer *g, const lun_doc *doc, lun_err *err) {
  lun_layer *layer = lun_doc_layer(doc, "run");
  const uint32_t count = layer ? lun_layer_count(layer) : 0;
  if (lun_grow((void **)&g->runs, &g->run_capacity, (uint64_t)count + 1, sizeof *g->runs)) return lun_fail_memory(err);
  const lun_span *spans = layer ? lun_layer_spans(layer) : NULL;
  for (uint32_t k = 0; k < count; k++) {
    enum { SOON = 6 };
    const lun_span *span = &spans[k], *soon = k + SOON < count ? span + SOON : span;
    for (uint32_t i = soon->first; i < soon->stop; i++) lun_word_fetch(&g->naming->words, lun_token(doc, i));
    lun_run *run = &g->runs[g->run_count++];
    *run = (lun_run){span->first, span->stop - 1, (uint8_t)lun_setting(g, doc, span->first), lun_begins(g, doc, span->first)};
    for (uint32_t i = run->first + run->start; !run->set && i <= run->last; i++) {
      lun_word *place = lun_word_room(&g->naming->words, lun_token(doc, i));
      if (!place) return lun_fail_memory(err);
      place->within = g->naming->document;
    }
  }
  return LUN_OK;
}

static lun_status cut(lun_gatherer *g, lun_run run, lun_err *err) {
  if (lun_grow((void **)&g->cut, &g->cut_capacity, (uint64_t)g->cut_count + 1, sizeof *g->cut)) return lun_fail_memory(err);
  g->cut[g->cut_count++] = run;
  return LUN_OK;
}

/* In a sentence whose capitals say nothing ordinary words end a run. */
static lun_status cut_at_ordinary(lun_gatherer *g, const lun_doc *doc, const lun_run *run, lun_err *err) {
  bool open = false;
  lun_run piece = *run;
  lun_status status = LUN_OK;
  for (uint32_t i = run->first; i <= run->last && !status; i++) {
    const lun_lexeme word = lun_token(doc, i);
    const bool ordinary = common(g, word) && !lun_within(g, word) && !lun_within(g, lun_words_titlecase(&g->naming->words, word));
    if (ordinary && open) {
      piece.last = i - 1;
      status = cut(g, piece, err);
    } else if (!ordinary && !open) piece.first = i;
    open = !ordinary;
  }
  piece.last = run->last;
  return open && !status ? cut(g, piece, err) : status;
}

lun_status lun_find_runs(lun_gatherer *g, const lun_doc *doc, lun_err *err) {
  g->run_count = g->cut_count = 0;
  lun_status status = read_runs(g, doc, err);
  for (uint32_t k = 0; k < g->run_count && !status; k++) {
    lun_run run = g->runs[k];
    if (run.set) {
      status = cut_at_ordinary(g, doc, &run, err);
      continue;
    }
    if (run.start && common(g, lun_token(doc, run.first)) && !lun_within(g, lun_token(doc, run.first))) run.first++;
    if (run.first <= run.last) status = cut(g, run, err);
  }
  return status;
}
