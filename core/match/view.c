/* The view of a document that a search makes and readings use: where the spans of layers and the entries of dictionaries
 * stand in it, as far as rules that may match ask, and for each token its symbol, which is found when it is first asked for. */
#include <string.h>

#include "lunette/guise.h"
#include "lunette/mem.h"
#include "match/machine.h"

static uint32_t code_of(lun_context context, uint32_t adds) { return LEAF_FIRST_FREE + ADDS * context + adds; }

/* Adds what a code says to where a token stands. */
static inline lun_status add(lun_machine *m, uint32_t *at, uint32_t code) {
  const lun_symbols *s = &m->symbols;
  const uint32_t place = *at & ~SYMBOL_UNKNOWN;
  if (s->places_more_slots) { /* mostly it is where it is looked for first */
    const uint32_t *slot = s->places_more + 3 * (size_t)(lun_symbols_mix(place, code) & (s->places_more_slots - 1));
    if (slot[2] && slot[0] == place && slot[1] == code) {
      *at = (slot[2] - 1) | SYMBOL_UNKNOWN;
      return LUN_OK;
    }
  }
  uint32_t more;
  const lun_status status = lun_symbols_place(m, place, code, &more);
  if (!status) *at = more | SYMBOL_UNKNOWN;
  return status;
}

/* The inner tokens of a place; those next to each other mostly stand at the same place before. */
static lun_status add_inner(lun_machine *m, uint32_t *at, uint32_t count, uint32_t code) {
  uint32_t before = 0;
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t here = at[i];
    if (i > 0 && here == before) at[i] = at[i - 1];
    else if (add(m, &at[i], code)) return LUN_NO_MEMORY;
    before = here;
  }
  return LUN_OK;
}

static lun_status lay_context(lun_machine *m, const lun_view *view, lun_context context) {
  const uint32_t *leaf = m->contexts[context].leaf;
  if (!(view->asks & lun_set_bit(context)) || view->runs[context].by_label) return LUN_OK;
  if (!leaf[PLACE_INSIDE] && !leaf[PLACE_FIRST] && !leaf[PLACE_LAST]) return LUN_OK; /* only zones ask for it */
  for (uint32_t k = view->runs[context].first; k < view->runs[context].stop; k++) {
    uint32_t *first = view->symbols + view->places[k].first, *last = view->symbols + view->places[k].stop - 1;
    lun_status status = add(m, first, code_of(context, first == last ? ADDS_ONLY : ADDS_FIRST));
    if (first == last && !status) continue;
    if (!status) status = add_inner(m, first + 1, (uint32_t)(last - first) - 1, code_of(context, ADDS_INNER));
    if (!status) status = add(m, last, code_of(context, ADDS_LAST));
    if (status) return status;
  }
  return LUN_OK;
}

/* Where a token of each label stands by its label alone. */
static lun_status find_label_places(lun_machine *m, const lun_view *view) {
  lun_label_places *known = &m->label_places;
  const uint64_t asks = view->asks & view->labelled;
  const unsigned labels = lun_tagger_labels(view->doc->tags->tagger);
  if (known->by_tagger == view->by_tagger && known->asks == asks && known->families == view->labelled_families && known->generation == m->generation) return LUN_OK;
  known->by_tagger = 0;
  for (unsigned l = 0; l < LABELS_MOST; l++) known->of[l] = SYMBOL_UNKNOWN;
  for (uint32_t c = 0; c < m->context_count; c++) {
    const lun_place_source *x = &m->contexts[c];
    const lun_family *family = &m->families[x->family];
    if (!view->runs[c].by_label || !(asks & lun_set_bit(c)) || (!x->leaf[PLACE_INSIDE] && !x->leaf[PLACE_FIRST] && !x->leaf[PLACE_LAST])) continue;
    for (unsigned l = 0; l < labels; l++)
      if (family->of_label[l] >> x->member & 1 && add(m, &known->of[l], code_of(c, ADDS_ONLY))) return LUN_NO_MEMORY;
  }
  known->asks = asks;
  known->families = view->labelled_families;
  known->generation = m->generation;
  known->by_tagger = view->by_tagger;
  return LUN_OK;
}

/* Writes where every token stands to view->symbols. */
static lun_status lay_places(lun_machine *m, lun_view *view) {
  uint32_t *at = view->symbols;
  const uint32_t tokens = view->count;
  if (view->labels && find_label_places(m, view)) return LUN_NO_MEMORY;
  if (view->labels) for (uint32_t i = 0; i < tokens; i++) at[i] = m->label_places.of[view->labels[i]];
  else for (uint32_t i = 0; i < tokens; i++) at[i] = SYMBOL_UNKNOWN;
  const lun_ranges *sentences = &view->doc->sentences, *paragraphs = &view->doc->structure.paragraphs;
  for (uint32_t k = 0; k < sentences->count; k++)
    if (add(m, &at[sentences->first[k]], LEAF_SENTENCE)) return LUN_NO_MEMORY;
  for (uint32_t k = 0; m->paragraphs && k < paragraphs->count; k++)
    if (add(m, &at[paragraphs->first[k]], LEAF_PARAGRAPH)) return LUN_NO_MEMORY;
  for (uint32_t c = 0; c < m->context_count; c++)
    if (lay_context(m, view, c)) return LUN_NO_MEMORY;
  return LUN_OK;
}

/* Nothing has been seen of the document's tokens. */
static lun_status forget_glances(lun_glances *g, const lun_view *view) {
  const uint32_t tokens = view->count + 1, words = tokens / 64 + 1;
  void *at = g->at, *known = g->known;
  lun_status status = lun_grow(&at, &g->capacity, tokens, sizeof *g->at);
  g->at = at;
  if (!status) status = lun_grow(&known, &g->known_capacity, words, sizeof *g->known);
  g->known = known;
  if (!status) memset(g->known, 0, words * sizeof *g->known);
  g->all = false;
  g->view = status ? NULL : view;
  return status;
}

lun_status lun_view_take_glances(lun_machine *m, const lun_view *view) {
  lun_glances *g = &m->scratch.glances;
  const lun_status status = lun_anchors_meet(m); /* words may have been listed since */
  return status || g->view == view ? status : forget_glances(g, view);
}

lun_status lun_view_look(lun_machine *m, const lun_view *view, uint32_t token, lun_glance *glance) {
  const lun_symbols *s = &m->symbols;
  const uint32_t place = lun_view_place_of(m, view, token);
  lun_glances *g = &m->scratch.glances;
  *glance = (lun_glance){0, GLANCE_ANY};
  if (token < view->count) {
    const uint32_t guise = lun_guise_of(m->vocab, view->doc->tokens.lexeme[token]);
    if (!guise || lun_anchors_glance(m, guise, glance)) return LUN_NO_MEMORY;
  }
  glance->others |= s->place_bits[place];
  g->at[token] = *glance;
  g->known[token / 64] |= 1ull << (token % 64);
  return LUN_OK;
}

/* Looks at the tokens from one on to another as long as their guises are known; gives the first one that is not so. Of a token where a
 * rule may begin that never sleeps the number is added to *starts. */
static uint32_t look_at_known(lun_machine *m, const lun_view *view, uint32_t from, uint32_t to, lun_numbers *starts) {
  const uint64_t *place_bits = m->symbols.place_bits;
  const lun_heed *heeds = m->anchors.heeds;
  const uint32_t *glances = m->anchors.glances.items.at, *places = view->symbols, *guises = m->scratch.guises;
  const lun_glance begin = m->anchors.begin;
  lun_glance *at = m->scratch.glances.at;
  uint32_t *start = starts->at, count = starts->count;
  for (; from < to; from++) {
    const uint32_t which = heeds[guises[from]].glance;
    if (!which) break;
    lun_glance glance;
    memcpy(&glance, glances + (size_t)(which - 1) * (sizeof glance / sizeof *glances), sizeof glance);
    glance.others |= place_bits[places[from] & ~SYMBOL_UNKNOWN];
    at[from] = glance;
    start[count] = from;
    count += lun_glance_shared(begin, glance);
  }
  starts->count = count;
  return from;
}

lun_status lun_view_look_at_all(lun_machine *m, const lun_view *view) {
  lun_numbers *starts = &m->scratch.starts;
  starts->count = 0;
  if (lun_anchors_meet(m) || lun_numbers_room(starts, view->count + 1)) return LUN_NO_MEMORY;
  for (uint32_t i = 0;; i++) {
    lun_glance glance;
    i = look_at_known(m, view, i, view->count, starts);
    if (lun_view_look(m, view, i, &glance)) return LUN_NO_MEMORY; /* of the end of the text as well */
    if (i == view->count) break;
    if (lun_glance_shared(m->anchors.begin, glance)) starts->at[starts->count++] = i;
  }
  m->scratch.glances.all = true;
  return LUN_OK;
}

lun_status lun_view_lay(lun_machine *m, lun_view *view, lun_err *err) {
  if ((!m->symbols.count && lun_symbols_init(m)) || lay_places(m, view)) return lun_fail_memory(err);
  if (forget_glances(&m->scratch.glances, view)) return lun_fail_memory(err);
  view->symbols[view->count] = SYMBOL_END;
  view->generation = m->generation; /* not before: a view half done is stale */
  return LUN_OK;
}

lun_status lun_view_find_symbol(lun_machine *m, const lun_view *view, uint32_t token, uint32_t *symbol, lun_err *err) {
  const lun_lexeme lexeme = view->doc->tokens.lexeme[token];
  const uint32_t place = view->symbols[token] & ~SYMBOL_UNKNOWN, word = place ? 0 : *lun_class_of(m, lexeme), known = word ? m->symbols.alone.at[word - 1] : 0;
  *symbol = known - 1;
  const lun_status status = known ? LUN_OK : lun_symbols_learn(m, lexeme, place, symbol, err);
  if (!status) view->symbols[token] = *symbol;
  return status;
}

lun_status lun_view_learn(lun_machine *m, const lun_view *view, uint32_t first, uint32_t stop, lun_err *err) {
  lun_status status = LUN_OK;
  uint32_t symbol;
  for (uint32_t i = first; !status && i < stop; i++)
    if (view->symbols[i] & SYMBOL_UNKNOWN) status = lun_view_find_symbol(m, view, i, &symbol, err);
  return status;
}

lun_status lun_view_need(lun_machine *m, lun_view *view, uint64_t families, lun_lookups *lookups, lun_err *err) {
  lun_lookups *own = NULL;
  lun_status status = LUN_OK;
  if (!(families &= ~view->families)) return LUN_OK;
  if (!lookups && !(lookups = own = lun_lookups_new())) return lun_fail_memory(err);
  if (!view->families)
    for (uint32_t i = 0; i < view->doc->layer_count; i++) lun_layer_prefetch(view->doc->layers[i], true);
  status = lun_lookups_find(lookups, m, families, view->doc, err);
  for (uint32_t f = 0; !status && f < m->family_count; f++)
    if (families & lun_set_bit(f)) status = lun_view_find_places(m, view, &m->families[f], lookups, err);
  if (!status) view->families |= families;
  lun_lookups_free(own);
  return status;
}

/* One block: the view, a symbol for each token, the places of each context, the first match of each rule, and room for as many
 * places as most texts have. */
lun_status lun_view_new(const lun_machine *m, const lun_doc *doc, lun_view **out, lun_err *err) {
  const size_t tokens = (size_t)doc->tokens.count + 1, contexts = m->context_count, rules = m->rule_count + (size_t)1;
  const uint32_t places = doc->tokens.count / 4 + 16;
  lun_view *view = lun_alloc(sizeof *view + (tokens + rules) * sizeof(uint32_t) + contexts * sizeof(lun_place_run) + places * sizeof(lun_place));
  *out = view;
  if (!view) return lun_fail_memory(err);
  *view = (lun_view){.doc = doc, .count = doc->tokens.count, .generation = m->generation - 1, .symbols = (uint32_t *)(void *)(view + 1)};
  view->first_of = view->symbols + tokens;
  view->runs = (lun_place_run *)(void *)(view->first_of + rules);
  view->room = view->places = (lun_place *)(void *)(view->runs + contexts);
  view->place_capacity = places;
  memset(view->runs, 0, contexts * sizeof *view->runs);
  memset(view->first_of, 0xFF, rules * sizeof *view->first_of);
  for (uint32_t i = 0; i < doc->layer_count; i++) lun_layer_prefetch(doc->layers[i], false);
  return LUN_OK;
}

void lun_view_free(lun_view *view) {
  if (!view) return;
  if (view->places != view->room) lun_free(view->places);
  lun_free(view->zone_stops);
  lun_free(view);
}
