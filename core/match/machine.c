/* Building a machine and taking it apart: contexts, tests, the end of building. Owns everything that machine.h names. */
#include "match/machine.h"

#include <string.h>

#include "lunette/guise.h"
#include "lunette/mem.h"

enum { WIDEST = 256, LONG_RUN = 512, LONG_READING = 1 << 14, SAMPLE = 1 << 14, RECENT_LEAST = 1 << 13, RECENT_MOST = 1 << 16, RECENT_FOR_RULE = 16 };

lun_status lun_machine_new(lun_vocab *vocab, lun_machine **out, lun_err *err) {
  lun_machine *m = lun_zalloc(1, sizeof *m);
  *out = m;
  if (!m) return lun_fail_memory(err);
  void *truth = NULL;
  uint32_t room = 0;
  lun_status status = lun_column_take(vocab, &m->classes, err);
  if (!status && lun_grow_lines(&m->truth_block, &truth, &room, 1u << TRUTH_BITS, sizeof *m->truth)) status = lun_fail_memory(err);
  m->truth = truth;
  m->vocab = vocab;
  lun_arena_init(&m->arena);
  if (!status && (lun_predicates_init(&m->predicates) || lun_numbers_push(&m->actions, 0))) status = lun_fail_memory(err); /* offset 0 is no list */
  if (!status) return LUN_OK;
  lun_machine_free(m);
  *out = NULL;
  return status;
}

static void free_context(lun_place_source *source) {
  for (uint32_t i = 0; i < source->value_count; i++) lun_free(source->values[i]);
  lun_free(source->values);
  lun_free(source->sizes);
  lun_free(source->name);
  lun_free(source->attribute);
}

void lun_machine_free(lun_machine *m) {
  if (!m) return;
  for (uint32_t i = 0; i < m->context_count; i++) free_context(&m->contexts[i]);
  lun_families_free(m);
  lun_arena_free(&m->arena);
  lun_program_free(m);
  lun_predicates_free(&m->predicates);
  lun_symbols_free(&m->symbols);
  lun_column_give_back(m->vocab, m->classes);
  lun_states_free(&m->states);
  lun_fronts_free(&m->fronts);
  lun_anchors_free(&m->anchors);
  lun_solos_free(&m->solos);
  lun_numbers *const numbers[] = {&m->capture_contexts, &m->actions, &m->rule_of, &m->scratch.a, &m->scratch.b,
                                  &m->scratch.c, &m->scratch.d, &m->scratch.e, &m->scratch.f, &m->scratch.g, &m->scratch.deferred, &m->scratch.running, &m->scratch.ends, &m->scratch.visited, &m->scratch.starts};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) lun_numbers_free(numbers[i]);
  void *const blocks[] = {m->contexts, m->families, m->scratch.candidates.at, m->scratch.hits.at, m->zones, m->rules, m->positions, m->edges, m->captures, m->scratch.progress, m->scratch.sets, m->scratch.glances.at, m->scratch.glances.known, m->truth_block};
  for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) lun_free(blocks[i]);
  lun_free(m);
}

static char *copy(const char *text) {
  const size_t size = strlen(text) + 1;
  char *fresh = lun_alloc(size);
  if (fresh) memcpy(fresh, text, size);
  return fresh;
}

static bool same(const lun_place_source *a, const lun_place_source *b) {
  if (a->dictionary != b->dictionary || a->value_count != b->value_count || !a->name != !b->name || !a->attribute != !b->attribute) return false;
  if (a->name && strcmp(a->name, b->name)) return false;
  if (a->attribute && strcmp(a->attribute, b->attribute)) return false;
  for (uint32_t i = 0; i < a->value_count; i++) if (strcmp(a->values[i], b->values[i])) return false;
  return true;
}

static lun_status add_context(lun_machine *m, lun_place_source source, const char *name, const char *attribute,
                              const char *const *values, uint32_t count, lun_context *context, lun_err *err) {
  bool failed = (name && !(source.name = copy(name))) || (attribute && !(source.attribute = copy(attribute)));
  if (attribute && !failed) {
    source.values = lun_zalloc(count ? count : 1, sizeof *source.values);
    source.sizes = lun_alloc((count ? count : 1) * sizeof *source.sizes);
    failed = !source.values || !source.sizes;
    for (; !failed && source.value_count < count; source.value_count++) {
      source.sizes[source.value_count] = (uint32_t)strlen(values[source.value_count]);
      if (!(source.values[source.value_count] = copy(values[source.value_count]))) failed = true;
    }
  }
  for (uint32_t i = 0; !failed && i < m->context_count; i++)
    if (same(&m->contexts[i], &source)) {
      *context = i;
      free_context(&source);
      return LUN_OK;
    }
  lun_status status = failed ? LUN_NO_MEMORY : LUN_OK;
  if (!status) LUN_VECTOR_ADD(m->contexts, m->context_capacity, m->context_count, source, status);
  *context = m->context_count - 1;
  if (!status) return LUN_OK;
  free_context(&source);
  return lun_fail_memory(err);
}

lun_status lun_context_layer(lun_machine *m, const char *name, const char *attribute, const char *const *values,
                             uint32_t count, lun_context *context, lun_err *err) {
  return add_context(m, (lun_place_source){0}, name, attribute, values, count, context, err);
}

lun_status lun_context_dictionary(lun_machine *m, lun_dictionary *dictionary, const char *attribute,
                                  const char *const *values, uint32_t count, lun_context *context, lun_err *err) {
  lun_place_source source = {.dictionary = dictionary};
  const uint32_t columns = lun_dictionary_columns(dictionary);
  if (attribute) source.column = lun_dictionary_find_column(dictionary, attribute);
  if (attribute && source.column == columns)
    return lun_fail(err, LUN_INVALID, 0, "dictionary '%s' has no column '%s'", lun_dictionary_name(dictionary), attribute);
  return add_context(m, source, NULL, attribute, values, count, context, err);
}

lun_test lun_test_any(lun_machine *m) {
  (void)m;
  return EXPRESSION_TRUE;
}
lun_test lun_test_flag(lun_machine *m, uint32_t flag) { return lun_predicates_leaf(&m->predicates, (lun_leaf){.kind = LEAF_FLAG, .number = flag}); }
lun_test lun_test_words(lun_machine *m, bool norm, const lun_lexeme *words, uint32_t count) {
  lun_numbers *list = &m->scratch.d;
  list->count = 0;
  if (lun_guises_list(m->vocab, words, count)) return LUN_TEST_FAILED;
  return lun_numbers_append(list, words, count) ? LUN_TEST_FAILED : lun_predicates_words(&m->predicates, norm, list);
}
lun_test lun_test_measure(lun_machine *m, lun_measure measure, lun_sign sign, double bound) {
  return lun_predicates_leaf(&m->predicates, (lun_leaf){.kind = LEAF_MEASURE, .measure = (uint8_t)measure, .sign = (uint8_t)sign, .bound = bound});
}
lun_test lun_test_prior(lun_machine *m, lun_dictionary *dictionary, bool head, lun_sign sign, double bound) {
  return lun_predicates_leaf(&m->predicates, (lun_leaf){.kind = LEAF_PRIOR, .sign = (uint8_t)sign, .bound = bound, .dictionary = dictionary, .head = head});
}
lun_test lun_test_call(lun_machine *m, uint32_t number) { return lun_predicates_leaf(&m->predicates, (lun_leaf){.kind = LEAF_CALL, .number = number}); }
lun_test lun_test_regex(lun_machine *m, const lun_regex *regex) { return lun_predicates_leaf(&m->predicates, (lun_leaf){.kind = LEAF_REGEX, .regex = regex}); }
lun_test lun_test_first(lun_machine *m) { return lun_predicates_leaf(&m->predicates, (lun_leaf){.kind = LEAF_PLACE, .number = LEAF_SENTENCE}); }
lun_test lun_test_not(lun_machine *m, lun_test test) { return lun_predicates_not(&m->predicates, test); }

/* Halves, so that long lists are not deep. */
static lun_test fold(lun_machine *m, bool all, const lun_test *tests, uint32_t count) {
  if (count == 0) return all ? EXPRESSION_TRUE : EXPRESSION_FALSE;
  if (count == 1) return tests[0];
  const lun_test a = fold(m, all, tests, count / 2), b = fold(m, all, tests + count / 2, count - count / 2);
  return all ? lun_predicates_and(&m->predicates, a, b) : lun_predicates_or(&m->predicates, a, b);
}
lun_test lun_test_all(lun_machine *m, const lun_test *tests, uint32_t count) { return fold(m, true, tests, count); }
lun_test lun_test_one(lun_machine *m, const lun_test *tests, uint32_t count) { return fold(m, false, tests, count); }

/* Labels of edges are what is asked; expressions else are parts of them. */
static lun_status guard(lun_machine *m) {
  uint64_t *labels = lun_zalloc(m->predicates.expression_count / 64 + (size_t)1, sizeof *labels);
  if (!labels) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < m->edge_count; i++) {
    labels[m->edges[i].label / 64] |= 1ull << (m->edges[i].label % 64);
    labels[m->edges[i].loose / 64] |= 1ull << (m->edges[i].loose % 64);
  }
  const lun_status status = lun_predicates_guard(&m->predicates, labels);
  lun_free(labels);
  return status;
}

lun_status lun_machine_ready(lun_machine *m, uint32_t widest, lun_err *err) {
  uint32_t none = LUN_NONE;
  const size_t rules = m->rule_count ? m->rule_count : 1;
  lun_arena_free(&m->arena);
  lun_program_free(m);
  m->widest = widest ? widest : WIDEST;
  lun_machine_limits(m, ((size_t)11 << 19) + ((size_t)2 << 10) * (rules < 10000 ? rules : 10000), LONG_RUN, LONG_READING, SAMPLE);
  uint32_t recent = RECENT_LEAST;
  while (recent < RECENT_MOST && recent < RECENT_FOR_RULE * rules) recent *= 2;
  lun_progress *block = lun_zalloc(rules, sizeof *block);
  if (!block) return lun_fail_memory(err);
  lun_free(m->scratch.progress);
  m->scratch.progress = block;
  m->scratch.set_words = 1;
  for (uint32_t r = 0; r < m->rule_count; r++) {
    const uint32_t words = (m->rules[r].position_stop - m->rules[r].position + 63) / 64;
    if (words > m->scratch.set_words) m->scratch.set_words = words;
  }
  lun_free(m->scratch.sets);
  if (!(m->scratch.sets = lun_alloc(2 * (size_t)m->scratch.set_words * sizeof *m->scratch.sets))) return lun_fail_memory(err);
  if (guard(m) || lun_predicates_room(&m->predicates) || lun_symbols_init(m) || lun_families_make(m) || lun_anchors_ready(m) || lun_solos_ready(m) || lun_fronts_room(m, recent) || lun_fronts_start(m, &none)) return lun_fail_memory(err);
  return LUN_OK;
}

uint32_t lun_machine_rules(const lun_machine *m) { return m->rule_count; }
void lun_machine_limits(lun_machine *m, size_t bytes, uint32_t run, uint32_t reading, uint32_t sample) {
  m->limit = bytes;
  m->long_run = run;
  m->long_reading = reading;
  m->sample = sample;
}

size_t lun_machine_memory(const lun_machine *m) {
  size_t size = sizeof *m + (sizeof *m->truth << TRUTH_BITS) + m->arena.total + lun_predicates_memory(&m->predicates) + lun_symbols_memory(&m->symbols) + lun_states_memory(&m->states) + lun_fronts_memory(&m->fronts) + lun_anchors_memory(&m->anchors) + lun_solos_memory(&m->solos);
  size += m->rule_capacity * sizeof *m->rules + m->position_capacity * sizeof *m->positions + m->edge_capacity * sizeof *m->edges;
  size += m->capture_capacity * sizeof *m->captures + m->zone_capacity * sizeof *m->zones + m->context_capacity * sizeof *m->contexts;
  size += lun_families_memory(m) + m->scratch.candidates.capacity * sizeof *m->scratch.candidates.at + m->scratch.hits.capacity * sizeof *m->scratch.hits.at;
  const lun_numbers *const numbers[] = {&m->capture_contexts, &m->actions, &m->rule_of, &m->scratch.a, &m->scratch.b,
                                        &m->scratch.c, &m->scratch.d, &m->scratch.e, &m->scratch.f, &m->scratch.g, &m->scratch.deferred, &m->scratch.running, &m->scratch.ends, &m->scratch.visited, &m->scratch.starts};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) size += numbers[i]->capacity * sizeof(uint32_t);
  size += m->scratch.glances.capacity * sizeof *m->scratch.glances.at + m->scratch.glances.known_capacity * sizeof *m->scratch.glances.known;
  return size + m->rule_count * sizeof *m->scratch.progress;
}

uint32_t lun_capture_name(const lun_machine *m, uint32_t capture) { return m->captures[capture].name; }
bool lun_capture_lists(const lun_machine *m, uint32_t capture) { return m->captures[capture].list; }

bool lun_found_whole(const lun_machine *m, const lun_found *found, const lun_capture *capture, lun_context *context, lun_place *place) {
  const lun_capture_node *node = &m->captures[capture->capture];
  for (uint32_t k = 0; k < node->context_count; k++) {
    *context = m->capture_contexts.at[node->context + k];
    const lun_place *there = lun_view_place(found->view, *context, capture->first);
    if (!there || there->stop != capture->stop) continue;
    *place = *there;
    return true;
  }
  return false;
}

bool lun_context_row(const lun_machine *m, lun_context context, uint32_t row) {
  const lun_place_source *source = &m->contexts[context];
  const char *value = source->attribute ? lun_dictionary_value(source->dictionary, row, source->column) : NULL;
  for (uint32_t i = 0; i < source->value_count; i++) if (!strcmp(source->values[i], value)) return true;
  return !source->attribute;
}
lun_dictionary *lun_context_of(const lun_machine *m, lun_context context, const char **layer) {
  *layer = m->contexts[context].name;
  return m->contexts[context].dictionary;
}
