/* A reader of one document: its tags as bits, by the tagger's labels or as the document brought them, its outer quotations in order, and
 * the tokens that are cues. */
#include <string.h>

#include "clause/clause.h"
#include "lunette/mem.h"

clause_tag lun_clause_tag(const char *text) {
  static const char *const names[] = {
      "",
#define X(name, text) text,
      CLAUSE_TAGS(X)
#undef X
  };
  if (!text || !*text) return TAG_NONE;
  for (int i = 1; i < TAG_OTHER_V; i++)
    if (!strcmp(text, names[i])) return (clause_tag)i;
  int i = TAG_OTHER_V;
  while (strncmp(text, names[i], strlen(names[i])) != 0) i++; /* the last is the beginning of all */
  return (clause_tag)i;
}

static const uint64_t *bits_of_labels(lun_clause_words *words, const lun_tagger *tagger) {
  if (words->tagger == tagger) return words->tag_of;
  memset(words->tag_of, 0, sizeof words->tag_of);
  for (unsigned i = 0; i < lun_tagger_labels(tagger); i++) words->tag_of[i] = (uint64_t)1 << lun_clause_tag(lun_tagger_tag(tagger, i));
  words->tagger = tagger;
  return words->tag_of;
}

/* Tags that the document brought, or none at all: a tag is its own label. */
static lun_status take_tags(lun_clauses *c, lun_err *err) {
  static const uint64_t bits[] = {
      T(NONE),
#define X(name, text) T(name),
      CLAUSE_TAGS(X)
#undef X
  };
  c->tag_of = bits;
  if (!(c->own = lun_zalloc((size_t)c->count + 1, 1))) return lun_fail_memory(err);
  c->label = c->own;
  for (int32_t i = 0; i < c->count; i++) {
    const char *text;
    const lun_status status = lun_doc_part_of_speech(c->doc, (uint32_t)i, "tag", &text, err);
    if (status) return status;
    c->own[i] = (uint8_t)lun_clause_tag(text);
  }
  return LUN_OK;
}

static lun_status take_quotes(lun_clauses *c, lun_err *err) {
  lun_layer *layer = lun_doc_layer(c->doc, "quote");
  const uint32_t count = layer ? lun_layer_count(layer) : 0;
  if (!(c->quotes = lun_alloc((count + 1) * sizeof *c->quotes))) return lun_fail_memory(err);
  for (uint32_t i = 0; i < count; i++) {
    const lun_span *span = lun_layer_span(layer, i);
    size_t size;
    const char *depth = lun_layer_get(layer, span->id, "depth", &size);
    if (depth && !strcmp(depth, "0")) c->quotes[c->quote_count++] = (clause_outer){(int32_t)span->first, (int32_t)span->stop - 1, span->id};
  }
  return LUN_OK;
}

enum { NAME_BETWEEN = 3 }; /* tokens of a name with one between others, at least */
static lun_status take_names(lun_clauses *c, lun_err *err) {
  lun_layer *layer = lun_doc_layer(c->doc, "org");
  const uint32_t count = layer ? lun_layer_count(layer) : 0;
  for (uint32_t i = 0; i < count; i++) {
    const lun_span *span = lun_layer_span(layer, i);
    const lun_phrase name = {(int32_t)span->first, (int32_t)span->stop - 1};
    if (span->stop - span->first < NAME_BETWEEN || (c->name_count && c->names[c->name_count - 1].last >= name.first)) continue;
    if (!c->names && !(c->names = lun_alloc(count * sizeof *c->names))) return lun_fail_memory(err);
    c->names[c->name_count++] = name;
  }
  return LUN_OK;
}

lun_status lun_clauses_new(lun_clause_words *words, const lun_doc *doc, lun_clauses **out, lun_err *err) {
  lun_clauses *c = *out = lun_zalloc(1, sizeof *c);
  if (!c) return lun_fail_memory(err);
  *c = (lun_clauses){.doc = doc, .words = words, .count = (int32_t)doc->tokens.count, .lexeme = doc->tokens.lexeme, .sentence_last = -1};
  const lun_layer *brought = doc->brought;
  lun_status status = lun_clause_words_learn(words, doc->tokens.lexeme, doc->tokens.count, err);
  if (!status && !(brought && lun_layer_key(brought, "tag"))) status = lun_doc_labels_begun(doc, &c->label, err);
  if (!status && c->label) c->tag_of = bits_of_labels(words, doc->tags->tagger);
  else if (!status) status = take_tags(c, err);
  if (!status) status = take_quotes(c, err);
  if (!status) status = take_names(c, err);
  if (status) {
    lun_clauses_free(c);
    *out = NULL;
  }
  return status;
}

void lun_clauses_free(lun_clauses *c) {
  if (!c) return;
  lun_free(c->own);
  lun_free(c->quotes);
  lun_free(c->names);
  lun_free(c->cue);
  lun_free(c);
}

bool lun_clauses_stand(const lun_clauses *c) {
  return !c->failure.code && c->lexeme == c->doc->tokens.lexeme && c->count == (int32_t)c->doc->tokens.count && (c->own || (c->doc->tags && c->doc->tags->label == c->label));
}

uint64_t lun_clause_read_tag(lun_clauses *c, int32_t token) {
  if (!c->failure.code) lun_doc_label_token(c->doc, (uint32_t)token, &c->failure);
  return c->label[token] == LUN_UNREAD ? T(NONE) : c->tag_of[c->label[token]];
}

lun_status lun_clauses_failure(const lun_clauses *c, lun_err *err) {
  if (c->failure.code && err) *err = c->failure;
  return c->failure.code;
}

lun_status lun_clauses_mark(lun_clauses *c, int32_t token, clause_cue cue, lun_err *err) {
  if (!c->cue && !(c->cue = lun_zalloc((size_t)c->count + 1, 1))) return lun_fail_memory(err);
  c->cue[token] = (uint8_t)cue;
  return LUN_OK;
}

lun_status lun_clauses_cue(lun_clauses *c, const char *list, lun_err *err) {
  const uint64_t bit = lun_clause_list_bit(list);
  if (!bit) return lun_fail(err, LUN_NOT_FOUND, 0, "clauses know no list of words '%s'", list);
  lun_status status = LUN_OK;
  for (int32_t i = 0; !status && i < c->count; i++)
    if (clause_word_is(c, i, bit)) status = lun_clauses_mark(c, i, CUE_ALWAYS, err);
  return status;
}

lun_phrase lun_clause_sentence(lun_clauses *c, int32_t token) {
  if (token < c->sentence_first || token > c->sentence_last) {
    const lun_ranges *sentences = &c->doc->sentences;
    const uint32_t n = lun_ranges_at(sentences, (uint32_t)token);
    c->sentence_first = (int32_t)sentences->first[n];
    c->sentence_last = n + 1 < sentences->count ? (int32_t)sentences->first[n + 1] - 1 : c->count - 1;
    const int32_t behind = (int32_t)c->doc->structure.dateline_end; /* a dateline is a sentence of its own */
    if (behind > c->sentence_first && behind <= c->sentence_last) *(token < behind ? &c->sentence_last : &c->sentence_first) = token < behind ? behind - 1 : behind;
  }
  return (lun_phrase){c->sentence_first, c->sentence_last};
}

lun_phrase lun_clause_around(lun_clauses *c, int32_t token) {
  const lun_phrase sentence = lun_clause_sentence(c, token);
  return (lun_phrase){clause_most(sentence.first, token - CLAUSE_WITHIN), clause_least(sentence.last, token + CLAUSE_WITHIN)};
}

const lun_phrase *lun_clause_find_name(const lun_clauses *c, int32_t token) {
  int32_t low = 0, high = c->name_count;
  while (low < high) {
    const int32_t middle = low + (high - low) / 2;
    if (c->names[middle].last < token) low = middle + 1;
    else high = middle;
  }
  return low < c->name_count && c->names[low].first <= token ? &c->names[low] : NULL;
}

/* Questions come close together: most are answered by the quotation that the last one was. */
int32_t lun_clause_quote_number(lun_clauses *c, int32_t token) {
  int32_t k = c->near;
  if ((k > 0 && c->quotes[k - 1].last >= token) || (k < c->quote_count && c->quotes[k].last < token)) {
    int32_t low = 0, high = c->quote_count;
    while (low < high) {
      const int32_t middle = low + (high - low) / 2;
      if (c->quotes[middle].last < token) low = middle + 1;
      else high = middle;
    }
    c->near = k = low;
  }
  return k;
}

const clause_outer *lun_clause_quotation(lun_clauses *c, int32_t token) {
  const int32_t k = lun_clause_quote_number(c, token);
  return k < c->quote_count && c->quotes[k].first <= token ? &c->quotes[k] : NULL;
}
