/* The shared part of naming: its life, the table of a document's texts, and how mentions are read and attributes written. */
#include "name/naming.h"

#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"

static const char *const types[LUN_NAME_TYPES] = {"person", "org", "place", "none", "norp"};

const char *lun_name_type_name(lun_name_type type) { return types[type]; }
lun_name_type lun_name_type_of(const char *text, size_t size) {
  unsigned k = 0;
  while (k < LUN_NAME_TYPES && (strlen(types[k]) != size || memcmp(types[k], text, size) != 0)) k++;
  return (lun_name_type)k;
}
static const char *const sets[] = {"plain", "title", "capitals"};
const char *lun_name_set_name(lun_name_set set) { return sets[set]; }

lun_status lun_naming_new(lun_vocab *vocab, lun_image *image, lun_rule_names rules, lun_naming **naming, lun_err *err) {
  *naming = NULL;
  lun_naming *n = lun_zalloc(1, sizeof *n);
  if (!n) return lun_fail_memory(err);
  n->rules = rules;
  n->features.words = &n->words;
  const lun_status status = lun_words_open(&n->words, vocab, image, err);
  if (status != LUN_OK) {
    lun_naming_free(n);
    return status;
  }
  *naming = n;
  return LUN_OK;
}

void lun_naming_free(lun_naming *n) {
  if (!n) return;
  lun_words_close(&n->words);
  lun_features_close(&n->features);
  lun_lists_close(&n->lists);
  lun_free(n->mentions);
  lun_free(n->entries);
  lun_free(n->rule_names);
  lun_free(n->taken);
  lun_free(n->text);
  lun_free(n);
}

static lun_entry_of_name *new_entry(lun_naming *n, lun_lexeme number) {
  if (n->entry_count == n->entry_capacity && lun_grow((void **)&n->entries, &n->entry_capacity, (uint64_t)n->entry_count + 1, sizeof *n->entries)) return NULL;
  lun_entry_of_name *entry = &n->entries[n->entry_count++];
  *entry = (lun_entry_of_name){.number = number, .sure = LUN_NAME_TYPES, .begins = LUN_NAME_TYPES, .ends = LUN_NAME_TYPES};
  return entry;
}

/* No text is known. */
static lun_status clear(lun_naming *n, lun_err *err) {
  n->words.failed = false;
  n->entry_count = 0;
  return new_entry(n, 0) ? LUN_OK : lun_fail_memory(err);
}

lun_status lun_naming_free_tokens(lun_naming *n, const lun_doc *doc, lun_err *err) {
  if (lun_grow((void **)&n->taken, &n->taken_capacity, (uint64_t)doc->tokens.count + 1, sizeof *n->taken)) return lun_fail_memory(err);
  memset(n->taken, 0, doc->tokens.count * sizeof *n->taken);
  return LUN_OK;
}

lun_status lun_naming_begin(lun_naming *n, lun_err *err) {
  n->count = 0;
  n->document++;
  n->held = 0;
  n->held_weighed = false;
  lun_lists_rest(&n->lists);
  return clear(n, err);
}

void lun_naming_hold(lun_naming *n, lun_layer *mention) {
  n->held = ++n->steps;
  lun_layer_seal(mention, n->held);
}

uint32_t lun_naming_enter(lun_naming *n, lun_lexeme number) {
  lun_word *place = number ? lun_word_room(&n->words, number) : NULL;
  if (place && new_entry(n, number)) return place->entry = n->entry_count - 1;
  n->words.failed = n->words.failed || number;
  return 0;
}

lun_mention *lun_naming_add(lun_naming *n, uint32_t first, uint32_t last) {
  if (n->count == n->capacity && lun_grow((void **)&n->mentions, &n->capacity, (uint64_t)n->count + 1, sizeof *n->mentions)) {
    n->words.failed = true;
    return NULL;
  }
  lun_mention *m = &n->mentions[n->count++];
  *m = (lun_mention){.first = first, .last = last, .type = LUN_NO_NAME, .part = LUN_NAME_TYPES};
  return m;
}

lun_lexeme lun_naming_plain(lun_naming *n, const lun_doc *doc, lun_mention *m) {
  if (m->plain) return m->plain;
  if (m->first == m->last) return m->plain = lun_token(doc, m->first);
  const uint32_t start = doc->tokens.start[m->first];
  return m->plain = lun_words_intern(&n->words, doc->text + start, lun_token_stop(&doc->tokens, m->last) - start);
}

lun_lexeme lun_naming_spaced(lun_naming *n, const lun_doc *doc, lun_mention *m) {
  if (m->first == m->last) return lun_naming_plain(n, doc, m);
  const uint32_t start = doc->tokens.start[m->first], stop = lun_token_stop(&doc->tokens, m->last);
  const char *text = doc->text + start;
  uint32_t size = stop - start, kept = 0, at = 0;
  while (at < size && !(text[at] >= '\t' && text[at] <= '\r') && !(text[at] == ' ' && text[at + 1] == ' ')) at++;
  if (at == size) return lun_naming_plain(n, doc, m);
  if (lun_grow((void **)&n->text, &n->text_capacity, size, 1)) {
    n->words.failed = true;
    return 0;
  }
  bool white = false;
  for (at = 0; at < size; at++) {
    const bool now = text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r');
    if (!now) n->text[kept++] = text[at];
    else if (!white) n->text[kept++] = ' ';
    white = now;
  }
  return lun_words_intern(&n->words, n->text, kept);
}

static bool is(const char *value, size_t size, const char *text) { return value && strlen(text) == size && memcmp(value, text, size) == 0; }

static void read_attributes(lun_mention *m, const lun_layer *layer, const lun_span *span) {
  const char *key, *value;
  size_t size;
  for (uint32_t i = 0; lun_layer_attribute(layer, span->id, i, &key, &value, &size); i++) {
    if (!strcmp(key, "type")) m->type = (uint8_t)lun_name_type_of(value, size);
    else if (!strcmp(key, "sure")) m->sure = (int32_t)strtol(value, NULL, 10);
    else if (!strcmp(key, "set")) m->set = is(value, size, sets[LUN_SET_CAPITALS]) ? LUN_SET_CAPITALS : LUN_SET_TITLE;
    else if (!strcmp(key, "part")) m->part = (uint8_t)lun_name_type_of(value, size);
    else if (!strcmp(key, "inside")) m->inside = true;
  }
  if (m->type == LUN_NAME_TYPES) m->type = LUN_NO_NAME;
}

/* Reads the layer mention. */
static lun_status read_mentions(lun_naming *n, const lun_doc *doc, lun_err *err) {
  lun_layer *layer = lun_doc_layer(doc, "mention");
  const uint32_t count = layer ? lun_layer_count(layer) : 0;
  const lun_span *spans = layer ? lun_layer_spans(layer) : NULL;
  for (uint32_t i = 0; i < count; i++) {
    const lun_span *span = &spans[i];
    lun_mention *m = lun_naming_add(n, span->first, span->stop - 1);
    if (!m) return lun_fail_memory(err);
    m->rule = span->rule;
    m->id = span->id;
    m->of = lun_layer_hash(layer, span->id);
    read_attributes(m, layer, span);
    m->was = m->type;
  }
  return LUN_OK;
}

lun_status lun_naming_mentioned(lun_naming *n, const lun_doc *doc, lun_err *err) {
  const lun_layer *layer = n->held ? lun_doc_layer(doc, "mention") : NULL;
  if (layer && lun_layer_sealed(layer) == n->held) return clear(n, err);
  const lun_status status = lun_naming_begin(n, err);
  return status ? status : read_mentions(n, doc, err);
}

const char *lun_naming_rule(lun_naming *n, uint32_t rule) {
  enum { REMEMBERED = 1 << 16 };
  const char *name = rule < n->rule_count ? n->rule_names[rule] : NULL;
  if (name) return name;
  name = n->rules.of(n->rules.context, rule);
  if (!name) return "";
  if (rule >= n->rule_count && rule < REMEMBERED) {
    if (lun_grow((void **)&n->rule_names, &n->rule_capacity, (uint64_t)rule + 1, sizeof *n->rule_names)) n->words.failed = true;
    else while (n->rule_count <= rule) n->rule_names[n->rule_count++] = NULL;
  }
  if (rule < n->rule_count) n->rule_names[rule] = name;
  return name;
}

void lun_step_take(const lun_step_names *names, const lun_step_given *given, double *numbers, uint32_t *rules) {
  for (size_t i = 0; names->numbers[i]; i++) numbers[i] = given->numbers[i];
  for (size_t i = 0; names->rules[i]; i++) rules[i] = given->rules[i];
}
