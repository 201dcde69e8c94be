/* Where the spans of layers and the entries of dictionaries stand in a document, and where rules that are narrowed to parts
 * may match. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { KINDS_MOST = UINT8_MAX };

static bool among(const lun_place_source *source, const char *value, size_t size) {
  for (uint32_t i = 0; i < source->value_count; i++)
    if (source->sizes[i] == size && memcmp(source->values[i], value, size) == 0) return true;
  return false;
}

static bool same_text(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

/* A family of the context, with room for it. */
static lun_status family_of(lun_machine *m, const lun_place_source *source, lun_family **family) {
  for (uint32_t f = 0; f < m->family_count; f++) {
    *family = &m->families[f];
    if ((*family)->dictionary == source->dictionary && (*family)->count < FAMILY_MOST && same_text((*family)->name, source->name)) return LUN_OK;
  }
  lun_status status;
  lun_family fresh = {.dictionary = source->dictionary, .name = source->name};
  LUN_VECTOR_ADD(m->families, m->family_capacity, m->family_count, fresh, status);
  if (!status) *family = &m->families[m->family_count - 1];
  return status;
}

void lun_families_free(lun_machine *m) {
  for (uint32_t f = 0; f < m->family_count; f++) {
    lun_free(m->families[f].passed);
    lun_free(m->families[f].kinds);
    lun_free(m->families[f].of_label);
  }
  m->family_count = 0;
}

size_t lun_families_memory(const lun_machine *m) {
  size_t size = m->family_capacity * sizeof *m->families;
  for (uint32_t f = 0; f < m->family_count; f++) {
    if (m->families[f].of_label) size += LABELS_MOST * sizeof *m->families[f].of_label;
    if (m->families[f].passed) size += lun_dictionary_entries(m->families[f].dictionary) + (size_t)1;
    if (m->families[f].kinds) size += KINDS_MOST * sizeof *m->families[f].kinds;
  }
  return size;
}

/* Remembers which contexts an entry is a place of, unless there is no room for one kind more. */
static void keep_kind(lun_family *family, uint32_t entry, uint32_t bits) {
  uint8_t k = 0;
  while (k < family->kind_count && family->kinds[k] != bits) k++;
  if (k == KINDS_MOST) return;
  if (k == family->kind_count) family->kinds[family->kind_count++] = bits;
  family->passed[entry] = k + 1;
}

/* The contexts of a family that an entry is a place of, as bits; worked out once, unless rows are true for a time. */
static uint32_t contexts_of_entry(const lun_machine *m, lun_family *family, uint32_t entry, const char *day) {
  uint32_t bits = 0, row, rows = lun_dictionary_candidates(family->dictionary, entry, &row);
  for (uint32_t k = 0; k < family->count; k++) {
    const lun_place_source *source = &m->contexts[family->context[k]];
    bool passes = !source->attribute;
    for (uint32_t i = 0; !passes && i < rows; i++) {
      if (!lun_dictionary_valid(family->dictionary, row + i, day)) continue;
      const char *value = lun_dictionary_value(family->dictionary, row + i, source->column);
      passes = among(source, value, strlen(value));
    }
    if (passes) bits |= 1u << k;
  }
  if (!lun_dictionary_dated(family->dictionary)) keep_kind(family, entry, bits);
  return bits;
}

/* keys: of the family's attributes, those of the layer. */
static uint32_t contexts_of_span(const lun_machine *m, const lun_family *family, const lun_layer *layer, const char *const *keys, uint32_t id) {
  const char *key = NULL, *value = NULL;
  size_t size = 0;
  uint32_t bits = 0;
  for (uint32_t k = 0; k < family->count; k++) {
    const lun_place_source *source = &m->contexts[family->context[k]];
    if (source->attribute && keys[k] != key) {
      key = keys[k];
      value = key ? lun_layer_get(layer, id, key, &size) : NULL;
    }
    if (!source->attribute || (value && among(source, value, size))) bits |= 1u << k;
  }
  return bits;
}

static lun_status room_for_candidates(lun_candidates *list, uint32_t count) {
  void *block = list->at;
  const lun_status status = lun_grow(&block, &list->capacity, count, sizeof *list->at);
  list->at = block;
  return status;
}

static lun_status gather_entries(const lun_machine *m, lun_family *family, const lun_lookups *lookups, const char *day, lun_candidates *list) {
  uint32_t count;
  const lun_hit *hit = lun_lookups_of(lookups, family->dictionary, &count);
  if (!count) return LUN_OK;
  if (room_for_candidates(list, count)) return LUN_NO_MEMORY;
  lun_candidate *to = list->at;
  for (const lun_hit *end = hit + count; hit < end; hit++) {
    const uint8_t kind = family->passed[hit->entry];
    const uint32_t bits = kind ? family->kinds[kind - 1] : contexts_of_entry(m, family, hit->entry, day);
    *to = (lun_candidate){{hit->first, hit->stop, hit->entry}, bits};
    to += bits != 0;
  }
  list->count = (uint32_t)(to - list->at);
  return LUN_OK;
}

static lun_status gather_spans(const lun_machine *m, const lun_family *family, lun_layer *layer, lun_candidates *list) {
  const char *keys[FAMILY_MOST];
  const uint32_t spans = lun_layer_count(layer);
  bool attributes = false;
  for (uint32_t k = 0; k < family->count; k++) {
    const char *attribute = m->contexts[family->context[k]].attribute;
    keys[k] = attribute ? lun_layer_key(layer, attribute) : NULL;
    attributes = attributes || attribute;
  }
  const lun_span *span = spans ? lun_layer_span(layer, 0) : NULL; /* they stand in a row */
  if (room_for_candidates(list, spans)) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < spans; i++) list->at[i].place = (lun_place){span[i].first, span[i].stop, span[i].id};
  list->count = spans;
  for (unsigned values = 0; attributes && values < 2; values++)
    for (uint32_t i = 0; i < list->count; i++) lun_layer_prefetch_span(layer, list->at[i].place.id, values);
  for (uint32_t i = 0; i < list->count; i++) list->at[i].contexts = contexts_of_span(m, family, layer, keys, list->at[i].place.id);
  return LUN_OK;
}

/* All that a family's contexts may have in the document: places in order, and the contexts of each as bits. */
static lun_status gather_family(lun_machine *m, const lun_view *view, lun_family *family, lun_layer *layer, const lun_lookups *lookups, lun_candidates *list, lun_err *err) {
  lun_status status = LUN_OK;
  list->count = 0;
  if (family->dictionary) status = gather_entries(m, family, lookups, view->doc->day, list);
  else if (layer) status = gather_spans(m, family, layer, list);
  if (status) return lun_fail_memory(err);
  return LUN_OK;
}

static lun_status make_room(lun_view *view, uint32_t more) {
  const uint64_t wanted = (uint64_t)view->place_count + more;
  if (wanted <= view->place_capacity) return LUN_OK;
  const bool moves = view->places == view->room;
  void *block = moves ? NULL : view->places;
  uint32_t capacity = moves ? 0 : view->place_capacity;
  if (lun_grow(&block, &capacity, wanted + view->place_capacity / 2, sizeof *view->places)) return LUN_NO_MEMORY;
  if (moves) memcpy(block, view->room, view->place_count * sizeof *view->places);
  view->places = block;
  view->place_capacity = capacity;
  return LUN_OK;
}

/* Adds a place of a context behind those that it has, unless it is over the last. */
static inline void add_place(lun_view *view, lun_place_run *run, lun_place place) {
  if (run->stop > run->first && place.first < view->places[run->stop - 1].stop) return;
  view->places[run->stop++] = place;
  if (place.stop - place.first > run->longest) run->longest = place.stop - place.first;
}

/* All that stands there for a family whose only context asks for nothing else. */
static lun_status add_plain(lun_view *view, const lun_family *family, lun_layer *layer, const lun_lookups *lookups) {
  const lun_hit *hit = NULL;
  uint32_t count = 0;
  if (family->dictionary) hit = lun_lookups_of(lookups, family->dictionary, &count);
  else if (layer) count = lun_layer_count(layer);
  if (!count) return LUN_OK;
  if (make_room(view, count)) return LUN_NO_MEMORY;
  const lun_span *span = hit ? NULL : lun_layer_spans(layer);
  lun_place_run run = {view->place_count, view->place_count, 0, 0, false};
  for (uint32_t i = 0; hit && i < count; i++) add_place(view, &run, (lun_place){hit[i].first, hit[i].stop, hit[i].entry});
  for (uint32_t i = 0; span && i < count; i++) add_place(view, &run, (lun_place){span[i].first, span[i].stop, span[i].id});
  view->place_count = run.stop;
  view->runs[family->context[0]] = run;
  return LUN_OK;
}

/* Sorts what a family has into the places of its contexts: leftmost first, none over another. */
static lun_status add_places(lun_view *view, const lun_family *family, const lun_candidates *list) {
  uint32_t counts[FAMILY_MOST], total = 0;
  memset(counts, 0, family->count * sizeof *counts);
  for (uint32_t i = 0; i < list->count; i++)
    for (uint32_t bits = list->at[i].contexts; bits; bits &= bits - 1) counts[__builtin_ctz(bits)]++, total++;
  if (!total) return LUN_OK;
  if (make_room(view, total)) return LUN_NO_MEMORY;
  for (uint32_t k = 0; k < family->count; k++) {
    view->runs[family->context[k]] = (lun_place_run){view->place_count, view->place_count, 0, 0, false};
    view->place_count += counts[k];
  }
  for (uint32_t i = 0; i < list->count; i++)
    for (uint32_t bits = list->at[i].contexts; bits; bits &= bits - 1)
      add_place(view, &view->runs[family->context[__builtin_ctz(bits)]], list->at[i].place);
  return LUN_OK;
}

/* The sort of a part of speech that a context of tokens asks for; 0: another attribute, or none. */
static uint8_t label_kind(const lun_place_source *source) {
  if (!source->attribute) return 0;
  return !strcmp(source->attribute, "pos") ? LABEL_POS : !strcmp(source->attribute, "tag") ? LABEL_TAG : 0;
}

/* Of each label of a tagger the contexts of a family that ask for it; worked out once. */
static lun_status find_labels(const lun_machine *m, lun_family *family, const lun_tagger *tagger) {
  if (family->of_label && family->tagger == tagger) return LUN_OK;
  if (!family->of_label && !(family->of_label = lun_alloc(LABELS_MOST * sizeof *family->of_label))) return LUN_NO_MEMORY;
  memset(family->of_label, 0, LABELS_MOST * sizeof *family->of_label);
  for (unsigned l = 0; l < lun_tagger_labels(tagger); l++)
    for (uint32_t k = 0; k < family->count; k++) {
      const lun_place_source *source = &m->contexts[family->context[k]];
      const unsigned kind = label_kind(source);
      if (!kind) continue;
      const char *value = (kind == LABEL_POS ? lun_tagger_pos : lun_tagger_tag)(tagger, l);
      if (among(source, value, strlen(value))) family->of_label[l] |= 1u << k;
    }
  family->tagger = tagger;
  return LUN_OK;
}

/* Marks the contexts whose places zones and captures ask for. Of others that ask a part of speech it is mostly enough to know of each token
 * where it stands. */
static void mark_placed(lun_machine *m) {
  for (uint32_t c = 0; c < m->context_count; c++) m->contexts[c].placed = false;
  for (uint32_t z = 0; z < m->zone_count; z++) {
    if (m->zones[z].within != LUN_NO_CONTEXT) m->contexts[m->zones[z].within].placed = true;
    if (m->zones[z].outside != LUN_NO_CONTEXT) m->contexts[m->zones[z].outside].placed = true;
  }
  for (uint32_t k = 0; k < m->capture_contexts.count; k++) m->contexts[m->capture_contexts.at[k]].placed = true;
}

/* Room for what is remembered of a dictionary's entries, once the family's contexts are known. */
static lun_status prepare(const lun_machine *m, lun_family *family) {
  family->plain = family->count == 1 && !m->contexts[family->context[0]].attribute;
  if (family->plain || !family->dictionary) return LUN_OK;
  family->passed = lun_zalloc((size_t)lun_dictionary_entries(family->dictionary) + 1, sizeof *family->passed);
  family->kinds = lun_alloc(KINDS_MOST * sizeof *family->kinds);
  return family->passed && family->kinds ? LUN_OK : LUN_NO_MEMORY;
}

lun_status lun_families_make(lun_machine *m) {
  lun_families_free(m);
  for (uint32_t c = 0; c < m->context_count; c++) {
    lun_family *family;
    if (family_of(m, &m->contexts[c], &family)) return LUN_NO_MEMORY;
    m->contexts[c].member = family->count;
    family->context[family->count++] = c;
    m->contexts[c].family = (uint32_t)(family - m->families);
  }
  for (uint32_t f = 0; f < m->family_count; f++) if (prepare(m, &m->families[f])) return LUN_NO_MEMORY;
  mark_placed(m);
  return LUN_OK;
}

/* The contexts of a family that ask a part of speech which the document did not bring, answered by its tagger. The places of one
 * context come from here or from the layer, never from both. */
static lun_status add_labels(const lun_machine *m, lun_view *view, lun_family *family, const lun_layer *layer, lun_err *err) {
  const lun_doc *doc = view->doc;
  uint32_t asked = 0, kept = 0, tokens_of[LABELS_MOST] = {0}, tokens[FAMILY_MOST] = {0}, total = 0; /* kept: those whose places are looked for */
  const uint8_t *label;
  for (uint32_t k = 0; k < family->count; k++) {
    const lun_place_source *source = &m->contexts[family->context[k]];
    const uint8_t kind = label_kind(source);
    if (!kind || (layer && lun_layer_key(layer, source->attribute))) continue;
    asked |= 1u << k;
    if (source->placed) kept |= 1u << k;
    view->by_tagger |= kind;
    view->labelled |= lun_set_bit(family->context[k]);
  }
  const lun_status status = asked ? lun_doc_labels(doc, &label, err) : LUN_OK;
  if (status || !asked || !label) return status;
  if (find_labels(m, family, doc->tags->tagger)) return lun_fail_memory(err);
  for (uint32_t i = 0, count = view->count; i < count; i++) tokens_of[label[i]]++;
  for (unsigned l = 0; l < lun_tagger_labels(doc->tags->tagger); l++)
    for (uint32_t bits = tokens_of[l] ? family->of_label[l] & asked : 0; bits; bits &= bits - 1) tokens[__builtin_ctz(bits)] += tokens_of[l];
  for (uint32_t bits = asked; bits; bits &= bits - 1) {
    const uint32_t k = (uint32_t)__builtin_ctz(bits);
    view->runs[family->context[k]] = (lun_place_run){view->place_count + total, view->place_count + total, tokens[k] > 0, tokens[k], true};
    if (kept >> k & 1) total += tokens[k];
  }
  if (make_room(view, total)) return lun_fail_memory(err);
  view->place_count += total;
  view->labels = label;
  view->labelled_families |= lun_set_bit((uint32_t)(family - m->families));
  for (uint32_t i = 0; kept && i < view->count; i++)
    for (uint32_t bits = family->of_label[label[i]] & kept; bits; bits &= bits - 1)
      view->places[view->runs[family->context[__builtin_ctz(bits)]].stop++] = (lun_place){i, i + 1, 0};
  return LUN_OK;
}

lun_status lun_view_list(const lun_machine *m, lun_view *view, lun_context context) {
  lun_place_run *run = &view->runs[context];
  const lun_place_source *source = &m->contexts[context];
  const uint32_t *of_label = m->families[source->family].of_label;
  if (!run->by_label || run->stop > run->first || !run->tokens) return LUN_OK;
  if (make_room(view, run->tokens)) return LUN_NO_MEMORY;
  run->first = run->stop = view->place_count;
  for (uint32_t i = 0; i < view->count; i++)
    if (of_label[view->labels[i]] >> source->member & 1) view->places[run->stop++] = (lun_place){i, i + 1, 0};
  view->place_count = run->stop;
  return LUN_OK;
}

lun_status lun_view_find_places(lun_machine *m, lun_view *view, lun_family *family, const lun_lookups *lookups, lun_err *err) {
  lun_candidates *list = &m->scratch.candidates;
  lun_layer *layer = family->dictionary ? NULL : lun_doc_layer(view->doc, family->name);
  if (family->plain) return add_plain(view, family, layer, lookups) ? lun_fail_memory(err) : LUN_OK;
  const lun_status status = gather_family(m, view, family, layer, lookups, list, err);
  if (status) return status;
  if (list->count && add_places(view, family, list)) return lun_fail_memory(err);
  return !family->dictionary && !strcmp(family->name, "token") ? add_labels(m, view, family, layer, err) : LUN_OK;
}

const lun_place *lun_view_place(const lun_view *view, lun_context context, uint32_t first) {
  const lun_place_run *run = &view->runs[context];
  const uint32_t at = run->first + lun_first_from(view->places + run->first, sizeof *view->places, run->stop - run->first, first);
  return at < run->stop && view->places[at].first == first ? &view->places[at] : NULL;
}

const lun_place *lun_view_around(const lun_view *view, lun_context context, uint32_t token) {
  uint32_t low = view->runs[context].first, high = view->runs[context].stop;
  const uint32_t begin = low;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (view->places[middle].first <= token) low = middle + 1;
    else high = middle;
  }
  return low > begin && view->places[low - 1].stop > token ? &view->places[low - 1] : NULL;
}

/* For each token, number + 1 of the context's place that holds it, or 0. */
static void mark(const lun_view *view, lun_context context, uint32_t *marks) {
  memset(marks, 0, view->count * sizeof *marks);
  for (uint32_t k = view->runs[context].first; k < view->runs[context].stop; k++)
    for (uint32_t i = view->places[k].first; i < view->places[k].stop; i++) marks[i] = k + 1;
}

/* The parts of the article that tokens stand in, asked from the last token to the first. */
typedef struct parts {
  const lun_structure *structure;
  uint32_t paragraph;
} parts;

static uint8_t part_of(parts *p, uint32_t token) {
  const lun_structure *s = p->structure;
  while (p->paragraph > 0 && s->paragraphs.first[p->paragraph] > token) p->paragraph--;
  return token >= s->dateline_first && token < s->dateline_end ? LUN_DATELINE : s->part[p->paragraph];
}

static void find_zone(const lun_zone *zone, const lun_view *view, const uint32_t *within, const uint32_t *outside, uint32_t *stops) {
  parts asked = {&view->doc->structure, view->doc->structure.paragraphs.count - 1};
  uint32_t after = 0; /* where the zone ends that the token behind stands in, or 0 */
  for (uint32_t i = view->count; i-- > 0;) {
    const bool in = (!within || within[i]) && (!outside || !outside[i]) && (!zone->parts || zone->parts >> part_of(&asked, i) & 1);
    const bool joined = after && (!within || within[i] == within[i + 1]);
    stops[i] = after = !in ? 0 : joined ? after : i + 1;
  }
}

/* The tokens from one on to another are in the zone or not; what stands behind them has been told. *after: where the zone ends that
 * the token behind stands in, or 0. */
static void tell(uint32_t *stops, uint32_t from, uint32_t to, bool in, uint32_t *after) {
  if (from >= to) return;
  const uint32_t stop = !in ? 0 : *after ? *after : to;
  for (uint32_t i = from; i < to; i++) stops[i] = stop;
  *after = stop;
}

/* Of a zone that asks for parts of the article alone, a paragraph at a time. */
static void find_zone_of_parts(const lun_zone *zone, const lun_view *view, uint32_t *stops) {
  const lun_structure *s = &view->doc->structure;
  const bool dateline = zone->parts >> LUN_DATELINE & 1;
  uint32_t after = 0, to = view->count;
  for (uint32_t p = s->paragraphs.count; p-- > 0;) {
    const uint32_t from = p ? s->paragraphs.first[p] : 0;
    const uint32_t first = s->dateline_first > from ? s->dateline_first : from, end = s->dateline_end < to ? s->dateline_end : to;
    const bool in = zone->parts >> s->part[p] & 1;
    if (first >= end) tell(stops, from, to, in, &after);
    else {
      tell(stops, end, to, in, &after);
      tell(stops, first, end, dateline, &after);
      tell(stops, from, first, in, &after);
    }
    to = from;
  }
}

static bool is_of_parts(const lun_zone *zone) { return zone->within == LUN_NO_CONTEXT && zone->outside == LUN_NO_CONTEXT; }

/* Of a zone that is the spans of a layer alone, each for itself; false where some overlap. */
static bool find_zone_of_spans(const lun_zone *zone, const lun_view *view, uint32_t *stops) {
  if (zone->within == LUN_NO_CONTEXT || zone->outside != LUN_NO_CONTEXT || zone->parts) return false;
  const lun_place_run *run = &view->runs[zone->within];
  for (uint32_t k = run->first; k + 1 < run->stop; k++) if (view->places[k + 1].first < view->places[k].stop) return false;
  memset(stops, 0, view->count * sizeof *stops);
  for (uint32_t k = run->first; k < run->stop; k++)
    for (uint32_t i = view->places[k].first; i < view->places[k].stop; i++) stops[i] = view->places[k].stop;
  return true;
}

lun_status lun_view_find_zones(const lun_machine *m, lun_view *view, lun_err *err) {
  if (!m->zone_count || !view->count) return LUN_OK;
  const size_t count = view->count;
  uint32_t others = 0;
  view->zone_stops = lun_alloc(m->zone_count * count * sizeof *view->zone_stops);
  if (!view->zone_stops) return lun_fail_memory(err);
  for (uint32_t z = 0; z < m->zone_count; z++) {
    if (is_of_parts(&m->zones[z])) find_zone_of_parts(&m->zones[z], view, view->zone_stops + z * count);
    else others += !find_zone_of_spans(&m->zones[z], view, view->zone_stops + z * count);
  }
  if (!others) return LUN_OK;
  uint32_t *within = lun_alloc(2 * count * sizeof *within), *outside = within + count;
  if (!within) return lun_fail_memory(err);
  for (uint32_t z = 0; z < m->zone_count; z++) {
    const lun_zone *zone = &m->zones[z];
    if (is_of_parts(zone) || find_zone_of_spans(zone, view, view->zone_stops + z * count)) continue;
    const bool inside = zone->within != LUN_NO_CONTEXT, apart = zone->outside != LUN_NO_CONTEXT;
    if (inside) mark(view, zone->within, within);
    if (apart) mark(view, zone->outside, outside);
    find_zone(zone, view, inside ? within : NULL, apart ? outside : NULL, view->zone_stops + z * count);
  }
  lun_free(within);
  return LUN_OK;
}
