/* A document: runs the stages of core/text over one text and holds what they made, with the layers over it: an array in
 * order of making, searched by name, since there are few. Whatever fails, all of it is freed. */
#include "lunette/doc.h"

#include <stdio.h>
#include <string.h>

#include "lunette/mem.h"

enum { LAYERS_KEPT = 64, IN_TURN = 3, ON_AND_ON = 32 /* tokens asked for one after the other, from which on a whole sentence is read, and all that are left */ };

static lun_status set(lun_layer *layer, uint32_t id, const char *key, const char *value, lun_err *err) {
  return lun_layer_set(layer, id, key, value, strlen(value), err);
}

/* The layer "quote"; the n-th quotation has the number n. */
static lun_status lay_quotes(lun_doc *doc, lun_err *err) {
  static const struct { unsigned flag; const char *key; } flags[] = {
      {LUN_QUOTE_UNCLOSED, "unclosed"}, {LUN_QUOTE_TURNED, "turned"}, {LUN_QUOTE_SINGLE, "single"}, {LUN_QUOTE_JOINED, "joined"}};
  lun_layer *layer;
  lun_status status = lun_doc_layer_make(doc, "quote", &layer, err);
  for (uint32_t i = 0; !status && i < doc->quotes.count; i++) {
    const lun_quote *q = &doc->quotes.at[i];
    uint32_t id;
    if ((status = lun_layer_add(layer, q->first, q->stop, 0, &id, err))) break;
    char depth[4];
    if (q->depth < 10) memcpy(depth, (const char[]){(char)('0' + q->depth), 0}, 2);
    else snprintf(depth, sizeof depth, "%u", (unsigned)q->depth);
    status = set(layer, id, "depth", depth, err);
    for (size_t f = 0; !status && f < sizeof flags / sizeof *flags; f++)
      if (q->flags & flags[f].flag) status = set(layer, id, flags[f].key, "1", err);
  }
  return status;
}

/* Layers that were there are kept empty, for most documents of a run have the same. */
static void empty_layers(lun_doc *doc) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < doc->layer_kept; i++) {
    if (kept < LAYERS_KEPT && (i >= doc->layer_count || lun_layer_empty(doc->layers[i]))) {
      doc->layers[kept] = doc->layers[i];
      doc->layer_hashes[kept++] = doc->layer_hashes[i];
    } else lun_layer_free(doc->layers[i]);
  }
  doc->layer_count = 0;
  doc->layer_kept = kept;
  doc->brought = NULL;
}

static void forget_labels(lun_tags *tags) {
  lun_free(tags->sentences);
  tags->sentences = NULL;
  tags->label = tags->found = NULL;
  tags->next = 0;
  tags->since = (uint32_t)-IN_TURN; /* who begins with the first token most likely goes on */
}

/* Takes out all that a document holds and keeps the room for it. */
static void empty(lun_doc *doc) {
  empty_layers(doc);
  if (doc->tags) forget_labels(doc->tags);
  lun_free(doc->tags);
  doc->tags = NULL;
  doc->day[0] = 0;
  lun_tokens_clear(&doc->tokens);
}

static lun_status make(lun_vocab *vocab, const char *text, size_t size, uint32_t headline, lun_doc *used, const lun_cut *cut, lun_doc **out, lun_err *err) {
  *out = NULL;
  if (size > LUN_TEXT_MAX) {
    lun_doc_free(used);
    return lun_fail(err, LUN_LIMIT, size, "a text of %zu bytes is over the limit of %d", size, LUN_TEXT_MAX);
  }
  if (used) empty(used);
  lun_doc *doc = used ? used : lun_zalloc(1, sizeof *doc);
  if (!doc) return lun_fail_memory(err);
  doc->text = text;
  doc->size = (uint32_t)size;
  doc->vocab = vocab;
  doc->structure.headline = headline;
  doc->fresh = lun_vocab_count(vocab) + 1;
  lun_status status = cut ? lun_tokens_take(text, doc->size, vocab, cut, &doc->tokens, err) : lun_tokenize(text, doc->size, vocab, &doc->tokens, err);
  doc->fresh_stop = lun_vocab_count(vocab) + 1;
  if (!status) status = lun_structure_find(text, vocab, &doc->tokens, &doc->structure, err);
  if (!status && cut && cut->sentence) status = lun_sentences_take(cut, &doc->tokens, &doc->sentences, err);
  else if (!status) status = lun_sentences_split(text, vocab, &doc->tokens, &doc->structure, &doc->sentences, err);
  if (!status) status = lun_quotes_find(text, vocab, &doc->tokens, &doc->structure, &doc->quotes, err);
  if (!status) status = lay_quotes(doc, err);
  if (status) {
    lun_doc_free(doc);
    return status;
  }
  *out = doc;
  return LUN_OK;
}

lun_status lun_doc_new(lun_vocab *vocab, const char *text, size_t size, lun_doc **out, lun_err *err) {
  return make(vocab, text, size, 0, NULL, NULL, out, err);
}

lun_status lun_doc_headed(lun_vocab *vocab, const char *text, size_t size, uint32_t headline, lun_doc *used, lun_doc **out, lun_err *err) {
  return make(vocab, text, size, headline, used, NULL, out, err);
}

lun_status lun_doc_recut(lun_doc *doc, const lun_cut *cut, lun_err *err) {
  lun_doc *fresh;
  if (doc->layer_count > 1) return lun_fail(err, LUN_INVALID, 0, "a document that has layers of its own cannot be cut anew");
  const lun_status status = make(doc->vocab, doc->text, doc->size, doc->structure.headline, NULL, cut, &fresh, err);
  if (status) return status;
  const lun_doc before = *doc;
  *doc = *fresh;
  doc->fresh = before.fresh;
  memcpy(doc->day, before.day, sizeof doc->day);
  *fresh = before;
  if ((doc->tags = fresh->tags)) {
    fresh->tags = NULL;
    forget_labels(doc->tags);
  }
  lun_doc_free(fresh);
  return LUN_OK;
}

void lun_doc_free(lun_doc *doc) {
  if (!doc) return;
  for (uint32_t i = 0; i < doc->layer_kept; i++) lun_layer_free(doc->layers[i]);
  if (doc->tags) forget_labels(doc->tags);
  lun_free(doc->tags);
  lun_free(doc->layers);
  lun_free(doc->layer_hashes);
  lun_quotes_free(&doc->quotes);
  lun_ranges_free(&doc->sentences);
  lun_structure_free(&doc->structure);
  lun_tokens_free(&doc->tokens);
  lun_free(doc);
}

void lun_doc_set_day(lun_doc *doc, const char *day, size_t size) {
  const bool written = size >= LUN_DAY_ROOM - 1 && lun_day_is_written(day, LUN_DAY_ROOM - 1);
  if (written) memcpy(doc->day, day, LUN_DAY_ROOM - 1);
  doc->day[written ? LUN_DAY_ROOM - 1 : 0] = 0;
}

lun_status lun_doc_set_tagger(lun_doc *doc, lun_tagger *tagger, lun_err *err) {
  if (!doc->tags && !(doc->tags = lun_zalloc(1, sizeof *doc->tags))) return lun_fail_memory(err);
  doc->tags->tagger = tagger;
  forget_labels(doc->tags);
  return LUN_OK;
}

lun_status lun_doc_labels_begun(const lun_doc *doc, const uint8_t **label, lun_err *err) {
  *label = NULL;
  lun_tags *tags = doc->tags;
  if (!tags) return LUN_OK;
  if (!tags->label) {
    const lun_status status = lun_tagger_open(tags->tagger, err);
    if (status) return status;
    const size_t tokens = doc->tokens.count, sentences = doc->sentences.count * sizeof *tags->sentences;
    if (!(tags->sentences = lun_alloc(sentences + 2 * tokens + 1))) return lun_fail_memory(err);
    memset(tags->sentences, 0, sentences);
    tags->label = (uint8_t *)tags->sentences + sentences;
    tags->found = tags->label + tokens;
    memset(tags->label, LUN_UNREAD, 2 * tokens);
    tags->whole = 0;
  }
  *label = tags->label;
  return LUN_OK;
}

static uint32_t sentence_stop(const lun_doc *doc, uint32_t s) { return s + 1 < doc->sentences.count ? doc->sentences.first[s + 1] : doc->tokens.count; }

/* Labels sentences from .. to, none of which is whole. */
static lun_status label_stretch(const lun_doc *doc, uint32_t from, uint32_t to, lun_err *err) {
  lun_tags *tags = doc->tags;
  const uint32_t first = doc->sentences.first[from], stop = sentence_stop(doc, to - 1);
  const lun_status status = lun_tagger_run(tags->tagger, &doc->tokens, &doc->sentences, from, to, tags->label, err);
  if (status) {
    memset(tags->label + first, LUN_UNREAD, stop - first);
    memset(tags->found + first, LUN_UNREAD, stop - first);
    return status;
  }
  for (uint32_t s = from; s < to; s++) tags->sentences[s].whole = true;
  tags->whole += to - from;
  return LUN_OK;
}

static lun_status label_sentences(const lun_doc *doc, uint32_t from, uint32_t to, lun_err *err) {
  const lun_tag_sentence *sentence = doc->tags->sentences;
  lun_status status = LUN_OK;
  for (uint32_t s = from, stop; !status && s < to; s = stop) {
    for (stop = s; stop < to && !sentence[stop].whole;) stop++;
    if (stop > s) status = label_stretch(doc, s, stop, err);
    else stop++;
  }
  return status;
}

lun_status lun_doc_label_token(const lun_doc *doc, uint32_t token, lun_err *err) {
  lun_tags *tags = doc->tags;
  const uint32_t s = lun_ranges_at(&doc->sentences, token);
  if (tags->label[token] != LUN_UNREAD) return LUN_OK;
  return lun_tagger_run_token(tags->tagger, &doc->tokens, doc->sentences.first[s], sentence_stop(doc, s), token, &tags->sentences[s], tags->found, tags->label, err);
}

lun_status lun_doc_read_label(const lun_doc *doc, uint32_t token, uint8_t *label, lun_err *err) {
  const uint8_t *known;
  lun_status status = lun_doc_labels_begun(doc, &known, err);
  if (status) return status;
  const uint32_t turns = token - doc->tags->since, s = turns < IN_TURN ? 0 : lun_ranges_at(&doc->sentences, token);
  status = turns < IN_TURN ? lun_doc_label_token(doc, token, err) : label_sentences(doc, s, turns < ON_AND_ON ? s + 1 : doc->sentences.count, err);
  if (!status) *label = known[token];
  return status;
}

lun_status lun_doc_labels(const lun_doc *doc, const uint8_t **label, lun_err *err) {
  lun_status status = lun_doc_labels_begun(doc, label, err);
  if (!status && *label && doc->tags->whole < doc->sentences.count) status = label_sentences(doc, 0, doc->sentences.count, err);
  if (status) *label = NULL;
  return status;
}

lun_status lun_doc_part_of_speech(const lun_doc *doc, uint32_t token, const char *kind, const char **value, lun_err *err) {
  lun_layer *brought = doc->brought;
  const char *key = brought ? lun_layer_key(brought, kind) : NULL;
  uint8_t label;
  *value = NULL;
  if (key) {
    const uint32_t at = lun_layer_next(brought, token);
    const lun_span *span = at < lun_layer_count(brought) ? lun_layer_span(brought, at) : NULL;
    size_t size;
    if (span && span->first == token) *value = lun_layer_get(brought, span->id, key, &size);
    return LUN_OK;
  }
  const lun_status status = lun_doc_label_in_turn(doc, token, &label, err);
  if (!status && label != LUN_UNREAD) *value = (strcmp(kind, "pos") == 0 ? lun_tagger_pos : lun_tagger_tag)(doc->tags->tagger, label);
  return status;
}

static uint32_t hash_of(const char *name) {
  uint32_t hash = 0;
  for (; *name; name++) hash = hash * 31 + (unsigned char)*name;
  return hash;
}

static bool is_at(const lun_doc *doc, uint32_t place, const char *name, uint32_t hash) {
  return doc->layer_hashes[place] == hash && !strcmp(lun_layer_name(doc->layers[place]), name);
}

/* The place of the layer of that name among the first `count`, which is given where there is none. Most are where the last one with
 * such a hash was made. */
static uint32_t place_of(const lun_doc *doc, const char *name, uint32_t hash, uint32_t count) {
  uint32_t place = doc->layer_hints[hash % LUN_LAYER_HINTS];
  if (place < count && is_at(doc, place, name, hash)) return place;
  for (place = 0; place < count && !is_at(doc, place, name, hash);) place++;
  return place;
}

lun_layer *lun_doc_layer(const lun_doc *doc, const char *name) {
  const uint32_t place = place_of(doc, name, hash_of(name), doc->layer_count);
  return place < doc->layer_count ? doc->layers[place] : NULL;
}

static void swap(lun_doc *doc, uint32_t a, uint32_t b) {
  lun_layer *layer = doc->layers[a];
  const uint32_t hash = doc->layer_hashes[a];
  doc->layers[a] = doc->layers[b];
  doc->layer_hashes[a] = doc->layer_hashes[b];
  doc->layers[b] = layer;
  doc->layer_hashes[b] = hash;
}

lun_status lun_doc_layer_make(lun_doc *doc, const char *name, lun_layer **layer, lun_err *err) {
  const uint32_t hash = hash_of(name), last = doc->layer_kept;
  uint32_t place = place_of(doc, name, hash, last), capacity = doc->layer_capacity;
  if (place == last) {
    if (lun_grow((void **)&doc->layer_hashes, &capacity, (uint64_t)last + 1, sizeof *doc->layer_hashes) ||
        lun_grow((void **)&doc->layers, &doc->layer_capacity, (uint64_t)last + 1, sizeof *doc->layers))
      return lun_fail_memory(err);
    const lun_status status = lun_layer_new(name, &doc->layers[last], err);
    if (status) return status;
    doc->layer_hashes[doc->layer_kept++] = hash;
  }
  if (place >= doc->layer_count) {
    swap(doc, place, doc->layer_count);
    place = doc->layer_count++;
    if (!strcmp(name, "token")) doc->brought = doc->layers[place];
  }
  doc->layer_hints[hash % LUN_LAYER_HINTS] = (uint8_t)place; /* of a place that is too far it says another, which is no harm */
  *layer = doc->layers[place];
  return LUN_OK;
}

lun_part lun_doc_part(const lun_doc *doc, uint32_t token) {
  if (token >= doc->tokens.count) return LUN_BODY;
  if (token >= doc->structure.dateline_first && token < doc->structure.dateline_end) return LUN_DATELINE;
  return (lun_part)doc->structure.part[lun_ranges_at(&doc->structure.paragraphs, token)];
}

const char *lun_part_name(lun_part part) {
  switch (part) {
    case LUN_BODY: return "body";
    case LUN_HEADLINE: return "headline";
    case LUN_BYLINE: return "byline";
    case LUN_LEAD: return "lead";
    case LUN_CAPTION: return "caption";
    case LUN_RELATED: return "related";
    case LUN_DATELINE: return "dateline";
  }
  return "unknown";
}

/* A run of paragraphs that are read alike. */
typedef struct stretch {
  uint32_t first, stop;
  unsigned options;
} stretch;

static lun_status scan(const lun_doc *doc, lun_image *image, uint64_t dictionaries, const stretch *s, lun_hits *hits, lun_err *err) {
  return s->first < s->stop ? lun_image_scan(image, dictionaries, doc->vocab, &doc->tokens, s->first, s->stop, s->options, doc->day, hits, err) : LUN_OK;
}

/* Adds tokens to the stretch, which is scanned first where they are no part of it: no entry goes on beyond a sentence. */
static lun_status stretch_to(const lun_doc *doc, lun_image *image, uint64_t dictionaries, uint32_t first, uint32_t stop, unsigned options, stretch *s, lun_hits *hits, lun_err *err) {
  if (first >= stop) return LUN_OK;
  if (s->stop == first && s->options == options && doc->tokens.flags[first] & LUN_TOKEN_SENTENCE) {
    s->stop = stop;
    return LUN_OK;
  }
  const lun_status status = scan(doc, image, dictionaries, s, hits, err);
  *s = (stretch){first, stop, options};
  return status;
}

lun_status lun_doc_entries(const lun_doc *doc, lun_image *image, uint64_t dictionaries, uint32_t first, uint32_t stop, lun_hits *hits, lun_err *err) {
  const lun_ranges *paragraphs = &doc->structure.paragraphs;
  const bool most = first < stop && stop - first >= doc->tokens.count / 2; /* words of a few tokens are learnt where they are met */
  lun_status status = lun_image_learn(image, doc->vocab, most ? doc->fresh : 0, most ? doc->fresh_stop : 0, err);
  stretch now = {0, 0, 0};
  uint32_t i = first < stop ? lun_ranges_at(paragraphs, first) : paragraphs->count;
  for (; !status && i < paragraphs->count && paragraphs->first[i] < stop; i++) {
    const uint32_t end = i + 1 < paragraphs->count ? paragraphs->first[i + 1] : doc->tokens.count;
    const uint32_t a = paragraphs->first[i] > first ? paragraphs->first[i] : first, b = end < stop ? end : stop;
    const uint8_t part = doc->structure.part[i];
    uint32_t line = a; /* up to here words may be set in capitals */
    if (part != LUN_BODY && part != LUN_LEAD) line = b;
    else if (doc->structure.dateline_end > a && doc->structure.dateline_end <= b) line = doc->structure.dateline_end;
    status = stretch_to(doc, image, dictionaries, a, line, LUN_LOOKUP_RECASE, &now, hits, err);
    if (!status) status = stretch_to(doc, image, dictionaries, line, b, 0, &now, hits, err);
  }
  return status ? status : scan(doc, image, dictionaries, &now, hits, err);
}
