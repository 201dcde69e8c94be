/* Where the spans of layers and the entries of dictionaries stand in a document, and where rules that are narrowed to parts
 * may match. Dictionary entries are looked up once a document, whichever machine asks. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

typedef struct lookup {
  lun_dictionary *dictionary;
  lun_hits hits;
} lookup;
struct lun_lookups {
  lookup *at;
  uint32_t count, capacity;
};

lun_lookups *lun_lookups_new(void) { return lun_zalloc(1, sizeof(lun_lookups)); }
void lun_lookups_free(lun_lookups *lookups) {
  if (!lookups) return;
  for (uint32_t i = 0; i < lookups->count; i++) lun_hits_free(&lookups->at[i].hits);
  lun_free(lookups->at);
  lun_free(lookups);
}

static lun_status find_hits(lun_lookups *lookups, lun_dictionary *dictionary, const lun_doc *doc, const lun_hits **hits, lun_err *err) {
  for (uint32_t i = 0; i < lookups->count; i++)
    if (lookups->at[i].dictionary == dictionary) {
      *hits = &lookups->at[i].hits;
      return LUN_OK;
    }
  lookup fresh = {dictionary, {NULL, 0, 0}};
  lun_status status = lun_doc_entries(doc, dictionary, 0, doc->tokens.count, &fresh.hits, err);
  if (!status) {
    LUN_VECTOR_ADD(lookups->at, lookups->capacity, lookups->count, fresh, status);
    if (status) lun_fail_memory(err);
  }
  if (status) lun_hits_free(&fresh.hits);
  else *hits = &lookups->at[lookups->count - 1].hits;
  return status;
}

lun_status lun_machine_look_up(lun_machine *m, const lun_doc *doc, lun_lookups *lookups, lun_err *err) {
  lun_status status = LUN_OK;
  const lun_hits *hits;
  for (uint32_t c = 0; !status && c < m->context_count; c++)
    if (m->contexts[c].dictionary) status = find_hits(lookups, m->contexts[c].dictionary, doc, &hits, err);
  return status;
}

static bool among(const lun_place_source *source, const char *value, size_t size) {
  for (uint32_t i = 0; i < source->value_count; i++)
    if (source->sizes[i] == size && memcmp(source->values[i], value, size) == 0) return true;
  return false;
}

static bool entry_passes(lun_place_source *source, uint32_t entry) {
  if (!source->passes) return true;
  if (!source->passes[entry]) {
    uint32_t row, count = lun_dictionary_candidates(source->dictionary, entry, &row);
    source->passes[entry] = 1;
    for (uint32_t i = 0; i < count; i++) {
      const char *value = lun_dictionary_value(source->dictionary, row + i, source->column);
      if (among(source, value, strlen(value))) source->passes[entry] = 2;
    }
  }
  return source->passes[entry] == 2;
}

/* There is room for it: see make_room. */
static void add_place(lun_view *view, uint32_t *reached, uint32_t first, uint32_t stop, uint32_t id) {
  if (first < *reached) return;
  view->places[view->place_count++] = (lun_place){first, stop, id};
  *reached = stop;
}

static lun_status make_room(lun_view *view, uint32_t more) {
  void *block = view->places;
  const lun_status status = lun_grow(&block, &view->place_capacity, (uint64_t)view->place_count + more, sizeof *view->places);
  if (!status) view->places = block;
  return status;
}

lun_status lun_view_find_places(lun_machine *m, lun_view *view, lun_lookups *lookups, lun_err *err) {
  lun_lookups *own = NULL;
  lun_status status = LUN_OK;
  if (!lookups && !(lookups = own = lun_lookups_new())) return lun_fail_memory(err);
  for (uint32_t c = 0; !status && c < m->context_count; c++) {
    lun_place_source *source = &m->contexts[c];
    uint32_t reached = 0;
    view->place_of[c] = view->place_count;
    if (source->dictionary) {
      const lun_hits *hits;
      if ((status = find_hits(lookups, source->dictionary, view->doc, &hits, err))) break;
      status = make_room(view, hits->count);
      for (uint32_t i = 0; !status && i < hits->count; i++)
        if (entry_passes(source, hits->at[i].entry)) add_place(view, &reached, hits->at[i].first, hits->at[i].stop, hits->at[i].entry);
    } else {
      lun_layer *layer = source->like == c ? lun_doc_layer(view->doc, source->name) : m->contexts[source->like].layer;
      source->layer = layer;
      const uint32_t spans = layer ? lun_layer_count(layer) : 0;
      status = make_room(view, spans);
      for (uint32_t i = 0; !status && i < spans; i++) {
        const lun_span *span = lun_layer_span(layer, i);
        if (source->attribute) {
          size_t size;
          const char *value = lun_layer_get(layer, span->id, source->attribute, &size);
          if (!value || !among(source, value, size)) continue;
        }
        add_place(view, &reached, span->first, span->stop, span->id);
      }
    }
    if (status == LUN_NO_MEMORY) lun_fail_memory(err);
  }
  view->place_of[m->context_count] = view->place_count;
  lun_lookups_free(own);
  return status;
}

const lun_place *lun_view_place(const lun_view *view, lun_context context, uint32_t first) {
  uint32_t low = view->place_of[context], high = view->place_of[context + 1];
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (view->places[middle].first < first) low = middle + 1;
    else high = middle;
  }
  return low < view->place_of[context + 1] && view->places[low].first == first ? &view->places[low] : NULL;
}

const lun_place *lun_view_around(const lun_view *view, lun_context context, uint32_t token) {
  uint32_t low = view->place_of[context], high = view->place_of[context + 1];
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
  for (uint32_t k = view->place_of[context]; k < view->place_of[context + 1]; k++)
    for (uint32_t i = view->places[k].first; i < view->places[k].stop; i++) marks[i] = k + 1;
}

lun_status lun_view_find_zones(const lun_machine *m, lun_view *view, lun_err *err) {
  if (!m->zone_count || !view->count) return LUN_OK;
  const size_t count = view->count;
  uint32_t *within = lun_alloc(2 * count * sizeof *within), *outside = within + count;
  view->zone_stops = lun_zalloc(m->zone_count, count * sizeof *view->zone_stops);
  if (!within || !view->zone_stops) {
    lun_free(within);
    return lun_fail_memory(err);
  }
  for (uint32_t z = 0; z < m->zone_count; z++) {
    const lun_zone *zone = &m->zones[z];
    uint32_t *stops = view->zone_stops + z * count;
    if (zone->within != LUN_NO_CONTEXT) mark(view, zone->within, within);
    if (zone->outside != LUN_NO_CONTEXT) mark(view, zone->outside, outside);
    for (uint32_t i = view->count; i-- > 0;) {
      const bool in = zone->within == LUN_NO_CONTEXT || within[i];
      const bool out = zone->outside == LUN_NO_CONTEXT || !outside[i];
      const bool part = !zone->parts || zone->parts >> lun_doc_part(view->doc, i) & 1;
      if (!in || !out || !part) continue;
      const bool joined = i + 1 < view->count && stops[i + 1] && (zone->within == LUN_NO_CONTEXT || within[i] == within[i + 1]);
      stops[i] = joined ? stops[i + 1] : i + 1;
    }
  }
  lun_free(within);
  return LUN_OK;
}
