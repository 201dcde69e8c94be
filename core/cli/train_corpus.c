/* Corpora with gold tags, cut by lunette's own tokenizer: a token that the gold cuts alike has the gold's pair of tags, a word with
 * hyphens that the gold cuts into its parts has the one that stands to reason, any other has none. */
#include <jansson.h>
#include <string.h>

#include "cli/train.h"

enum { LONGEST_LINE = 1 << 26 };

static uint16_t pair_of(train_corpus *corpus, const char *tag, const char *pos) {
  const size_t tag_size = strlen(tag) + 1, size = tag_size + strlen(pos) + 1;
  for (uint32_t i = 0; i < corpus->pair_count; i++)
    if (corpus->pairs[i].size == size && !strcmp(corpus->pairs[i].names, tag) && !strcmp(corpus->pairs[i].names + tag_size, pos)) return (uint16_t)i;
  char *names = lun_alloc(size);
  if (!names || lun_grow((void **)&corpus->pairs, &corpus->pair_capacity, corpus->pair_count + 1, sizeof *corpus->pairs)) {
    lun_free(names);
    return UINT16_MAX;
  }
  memcpy(names, tag, tag_size);
  memcpy(names + tag_size, pos, size - tag_size);
  corpus->pairs[corpus->pair_count] = (train_pair){.names = names, .size = size};
  return (uint16_t)corpus->pair_count++;
}

typedef struct gold {
  const json_t *tokens, *tags, *poses;
  size_t count;
} gold;

static uint32_t edge(const gold *g, size_t i, size_t which) { return (uint32_t)json_integer_value(json_array_get(json_array_get(g->tokens, i), which)); }
static const char *tag_at(const gold *g, size_t i) {
  const char *tag = json_string_value(json_array_get(g->tags, i));
  return tag ? tag : "";
}
static const char *pos_at(const gold *g, size_t i) {
  const char *pos = json_string_value(json_array_get(g->poses, i));
  return pos ? pos : "";
}
static bool is_noun(const char *tag) { return strncmp(tag, "NN", 2) == 0; }

/* Tags of a word with hyphens, from those of its parts first .. last. */
static uint16_t joined(train_corpus *corpus, const gold *g, size_t first, size_t last) {
  bool hyphen = false, names = true;
  for (size_t i = first; i <= last; i++) {
    const char *tag = tag_at(g, i);
    if (!strcmp(tag, "HYPH") || !strcmp(tag, ":")) hyphen = true;
    else if (strcmp(tag, "NNP") != 0) names = false;
  }
  const char *tag = tag_at(g, last);
  if (!hyphen) return UINT16_MAX;
  if (names) return pair_of(corpus, "NNP", "PROPN");
  if (!strcmp(tag, "JJ") || !strcmp(tag, "VBN") || !strcmp(tag, "VBG") || !strcmp(tag, "VBD")) return pair_of(corpus, "JJ", "ADJ");
  if (!strcmp(tag, "NN")) return last + 1 < g->count && is_noun(tag_at(g, last + 1)) ? pair_of(corpus, "JJ", "ADJ") : pair_of(corpus, "NN", "NOUN");
  return pair_of(corpus, tag, pos_at(g, last));
}

static void align(train_corpus *corpus, train_doc *d, const gold *g) {
  const lun_tokens *tokens = &d->doc->tokens;
  size_t at = 0;
  for (uint32_t i = 0; i < tokens->count; i++) {
    const uint32_t start = tokens->start[i], stop = lun_token_stop(tokens, i);
    d->pair[i] = UINT16_MAX;
    while (at < g->count && edge(g, at, 0) < start) at++;
    size_t last = at;
    while (last < g->count && edge(g, last, 1) < stop) last++;
    if (last >= g->count || edge(g, at, 0) != start || edge(g, last, 1) != stop) continue;
    d->exact[i] = last == at;
    d->pair[i] = last == at ? pair_of(corpus, tag_at(g, at), pos_at(g, at)) : joined(corpus, g, at, last);
  }
}

static bool among(const char *list, const char *name) {
  const size_t size = strlen(name);
  for (const char *at = list; at && *at; at += strcspn(at, ","), at += *at == ',')
    if (strcspn(at, ",") == size && !memcmp(at, name, size)) return true;
  return false;
}

static lun_status add_record(train_corpus *corpus, const json_t *record, unsigned file, lun_err *err) {
  const json_t *text = json_object_get(record, "text");
  const gold g = {json_object_get(record, "tokens"), json_object_get(record, "pos"), json_object_get(record, "upos"), json_array_size(json_object_get(record, "tokens"))};
  const size_t size = json_string_length(text);
  if (!json_is_string(text) || json_array_size(g.tags) != g.count || json_array_size(g.poses) != g.count)
    return lun_fail(err, LUN_FORMAT, 0, "a document has no text, or not a tag in `pos` and `upos` for each of its `tokens`");
  if (lun_grow((void **)&corpus->docs, &corpus->capacity, corpus->count + 1, sizeof *corpus->docs)) return lun_fail_memory(err);
  train_doc *d = corpus->docs + corpus->count++;
  memset(d, 0, sizeof *d);
  d->file = file;
  if (!(d->text = lun_alloc(size + 1))) return lun_fail_memory(err);
  memcpy(d->text, json_string_value(text), size + 1);
  lun_status status = lun_doc_new(corpus->vocab, d->text, size, &d->doc, err);
  if (status) return status;
  const uint32_t count = d->doc->tokens.count;
  d->pair = lun_zalloc(count, sizeof *d->pair);
  d->exact = lun_zalloc(count, sizeof *d->exact);
  d->label = lun_zalloc(count, sizeof *d->label);
  if (!d->pair || !d->exact || !d->label) return lun_fail_memory(err);
  align(corpus, d, &g);
  return LUN_OK;
}

lun_status train_corpus_read(train_corpus *corpus, const char *path, unsigned file, const char *without, lun_err *err) {
  lun_io_lines *lines = NULL;
  const char *line;
  size_t size;
  uint64_t number;
  lun_status status = lun_io_lines_new(path, LONGEST_LINE, &lines, err);
  while (status == LUN_OK && (status = lun_io_lines_next(lines, &line, &size, &number, err)) == LUN_OK && line) {
    json_error_t wrong;
    json_t *record = json_loadb(line, size, 0, &wrong);
    const char *genre = json_string_value(json_object_get(record, "genre"));
    if (!record) status = lun_fail(err, LUN_FORMAT, 0, "%s: %s", path, wrong.text);
    else if (!among(without, genre ? genre : "")) status = add_record(corpus, record, file, err);
    json_decref(record);
  }
  lun_io_lines_free(lines);
  return status;
}

lun_status train_corpus_label(train_corpus *corpus, unsigned files, lun_err *err) {
  for (uint32_t d = 0; d < corpus->count; d++)
    for (uint32_t i = 0; corpus->docs[d].file < files && i < corpus->docs[d].doc->tokens.count; i++)
      if (corpus->docs[d].pair[i] != UINT16_MAX) corpus->pairs[corpus->docs[d].pair[i]].count++;
  uint8_t *label_of = lun_alloc(corpus->pair_count);
  if (!label_of) return lun_fail_memory(err);
  memset(label_of, TRAIN_NO_LABEL, corpus->pair_count);
  while (corpus->label_count < LUN_TAG_LABELS) {
    uint32_t best = corpus->pair_count;
    for (uint32_t i = 0; i < corpus->pair_count; i++)
      if (label_of[i] == TRAIN_NO_LABEL && corpus->pairs[i].count > 0 && (best == corpus->pair_count || corpus->pairs[i].count > corpus->pairs[best].count)) best = i;
    if (best == corpus->pair_count) break;
    label_of[best] = (uint8_t)corpus->label_count;
    corpus->labels[corpus->label_count++] = (uint16_t)best;
  }
  for (uint32_t d = 0; d < corpus->count; d++)
    for (uint32_t i = 0; i < corpus->docs[d].doc->tokens.count; i++)
      corpus->docs[d].label[i] = corpus->docs[d].pair[i] == UINT16_MAX ? TRAIN_NO_LABEL : label_of[corpus->docs[d].pair[i]];
  lun_free(label_of);
  return corpus->label_count ? LUN_OK : lun_fail(err, LUN_INVALID, 0, "there is nothing to learn from: no token of the corpora has tags");
}

void train_corpus_free(train_corpus *corpus) {
  for (uint32_t i = 0; i < corpus->count; i++) {
    train_doc *d = corpus->docs + i;
    lun_doc_free(d->doc);
    lun_free(d->text);
    lun_free(d->pair);
    lun_free(d->exact);
    lun_free(d->label);
  }
  for (uint32_t i = 0; i < corpus->pair_count; i++) lun_free(corpus->pairs[i].names);
  lun_free(corpus->docs);
  lun_free(corpus->pairs);
  lun_vocab_free(corpus->vocab);
}
