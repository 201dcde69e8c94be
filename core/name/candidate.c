/* Candidates of the layers, with their sureness corrected for where they stand, in the order in which they are taken. */
#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"
#include "name/gather.h"

static bool common(lun_gatherer *g, lun_lexeme word) { return lun_word_is(&g->naming->words, word, LUN_FACT_COMMON); }
static bool shaped(lun_gatherer *g, lun_lexeme word, unsigned shape) { return lun_word_shaped(&g->naming->words, word, shape); }
static int32_t prior(lun_gatherer *g, lun_lexeme word, lun_name_list dictionary) { return (int32_t)lun_word_prior(&g->naming->words, word, dictionary); }

static bool has_article(lun_gatherer *g, lun_lexeme word) {
  size_t size;
  const char *text = lun_word_text(&g->naming->words, word, &size);
  return lun_text_has_article(text, size);
}

/* Whether a word is one of those whose many are a team: a Cub, an Oriole. */
static bool is_player(lun_gatherer *g, const char *text, size_t size) {
  enum { MOST = 24 };
  char several[MOST];
  if (size + 1 >= MOST) return false;
  memcpy(several, text, size);
  several[size] = 's';
  const lun_lexeme team = lun_words_intern(&g->naming->words, several, size + 1);
  return team && prior(g, team, LUN_LIST_ORG) > 0;
}

/* Whether a word before a name may say who it is, and is no part of it: an ordinary one, an organisation, an oncologist, the
 * third-seeded. */
static bool may_call(lun_gatherer *g, lun_lexeme word) {
  size_t size;
  const char *text = lun_word_text(&g->naming->words, word, &size);
  if (common(g, word) || prior(g, word, LUN_LIST_ORG) || is_player(g, text, size)) return true;
  return size > 3 && (memcmp(text + size - 3, "ist", 3) == 0 || (memcmp(text + size - 2, "ed", 2) == 0 && memchr(text, '-', size)));
}

uint32_t lun_person_within(lun_gatherer *g, const lun_doc *doc, uint32_t first, uint32_t last) {
  for (uint32_t i = first + 1; i < last; i++) {
    const lun_lexeme word = lun_token(doc, i), before = lun_token(doc, i - 1);
    if (prior(g, word, LUN_LIST_GIVEN) < lun_number(g, GN_given_within) || common(g, word) || common(g, lun_token(doc, last)) ||
        (int32_t)(last - i) >= lun_number(g, GN_words_within))
      continue;
    if (i > first + 1) {
      if (prior(g, before, LUN_LIST_ORGNOUN) > 0) return i;
    } else if (may_call(g, before) && !has_article(g, before) && !prior(g, before, LUN_LIST_GIVEN) && !prior(g, before, LUN_LIST_SURNAME) && !prior(g, before, LUN_LIST_PLACE) &&
               !shaped(g, before, LUN_SHAPE_STOP | LUN_SHAPE_CAPITALS)) return i;
  }
  return 0;
}

lun_candidate *lun_candidate_add(lun_gatherer *g) {
  if (g->count == g->capacity && lun_grow((void **)&g->candidates, &g->capacity, (uint64_t)g->count + 1, sizeof *g->candidates)) return NULL;
  return &g->candidates[g->count++];
}

/* Whether an ordinary word at the end of a name is no part of it where every word has a capital: not what a mark joins to the name. */
static bool is_cut(lun_gatherer *g, const lun_doc *doc, uint32_t token) {
  const lun_lexeme word = lun_token(doc, token);
  if (!shaped(g, word, LUN_SHAPE_LETTER | LUN_SHAPE_NUMBER | LUN_SHAPE_BEYOND)) return true;
  return common(g, word) && prior(g, word, LUN_LIST_ORGNOUN) < lun_number(g, GN_head_in_capitals) && lun_token(doc, token - 1) != g->ampersand;
}

/* In headings and the like ordinary words at the end are no part of the name. */
static void cut_in_heading(lun_gatherer *g, const lun_doc *doc, lun_candidate *c, lun_name_set set) {
  const uint32_t last = c->last;
  while (c->last > c->first && is_cut(g, doc, c->last)) c->last--;
  if (c->last < last) c->sure -= lun_number(g, GN_cut_in_heading);
  if (set == LUN_SET_CAPITALS && c->first == c->last && common(g, lun_token(doc, c->first))) c->sure = 0;
}

static lun_status add(lun_gatherer *g, const lun_candidate *c, lun_err *err) {
  lun_candidate *made = lun_candidate_add(g);
  if (!made) return lun_fail_memory(err);
  *made = *c;
  return LUN_OK;
}

/* A longer candidate may hold the name of a person behind other words. */
static lun_status part_person(lun_gatherer *g, const lun_doc *doc, lun_candidate *c, lun_err *err) {
  const uint32_t at = lun_person_within(g, doc, c->first, c->last);
  if (!at) return LUN_OK;
  lun_candidate person = *c;
  person.first = at;
  person.id = 0;
  person.whole = true;
  if (c->type == LUN_PERSON) {
    *c = person;
    return LUN_OK;
  }
  person.type = LUN_PERSON;
  person.sure = lun_number(g, GN_person_found);
  person.rule = g->rules[GR_person];
  c->last = at - 1; /* and keeps its attributes */
  return add(g, &person, err);
}

/* `Latin America and the Caribbean` is a region of statisticians; writers mean two places. */
static lun_status part_joint(lun_gatherer *g, const lun_doc *doc, lun_candidate *c, lun_err *err) {
  for (uint32_t i = c->first + 1; i + 2 <= c->last; i++) {
    if (lun_word_lower(&g->naming->words, lun_token(doc, i)) != g->may_join[0] || lun_word_lower(&g->naming->words, lun_token(doc, i + 1)) != g->may_join[1]) continue;
    lun_candidate second = {.type = LUN_PLACE, .first = i + 2, .last = c->last, .sure = c->sure, .rule = c->rule};
    c->last = i - 1;
    c->id = 0;
    return add(g, &second, err);
  }
  return LUN_OK;
}

static int32_t read_sure(const lun_gatherer *g, const lun_layer *layer, const char *key, uint32_t id) {
  size_t size;
  const char *sure = key ? lun_layer_get(layer, id, key, &size) : NULL;
  if (!sure) return lun_number(g, GN_sure_unsaid);
  if (size == 1 && *sure >= '0' && *sure <= '9') return *sure - '0';
  char *end = NULL;
  const long number = strtol(sure, &end, 10);
  return end == sure ? lun_number(g, GN_sure_unsaid) : (int32_t)number;
}

static int32_t sure_of(lun_gatherer *g, const lun_layer *layer, const char *key, const lun_candidate *c) {
  lun_sure *known = &g->sures[c->key.of % LUN_SURES];
  if (known->of != c->key.of || !known->of) *known = (lun_sure){c->key.of, read_sure(g, layer, key, c->id)};
  return known->sure;
}

/* Whether what may be a person tells where something is: Hai Phong behind `in`, but not a known name, nor one whose first part is surely
 * given (in Boris Tarvosh), nor one that owns what follows (in Baz Marlow's film), nor what a mark joins (at Yoon Hee-geun). */
static bool is_where(lun_gatherer *g, const lun_doc *doc, const lun_candidate *c) {
  if (!c->first || !lun_word_set_has(&g->place_cues, lun_token(doc, c->first - 1))) return false;
  const lun_lexeme last = lun_token(doc, c->last);
  const int32_t given = prior(g, lun_token(doc, c->first), LUN_LIST_GIVEN);
  if (given >= lun_number(g, GN_given_surely) || (given >= lun_number(g, GN_given_within) && prior(g, last, LUN_LIST_SURNAME) >= lun_number(g, GN_known_alone))) return false;
  if (c->last + 1 < doc->tokens.count && lun_word_shaped(&g->naming->words, lun_token(doc, c->last + 1), LUN_SHAPE_BEYOND) && doc->tokens.length[c->last + 1] > 1 &&
      !(doc->tokens.flags[c->last + 1] & (LUN_TOKEN_SPACE | LUN_TOKEN_LINE))) return false;
  size_t size;
  const char *text = lun_word_text(&g->naming->words, last, &size);
  return !memchr(text, '-', size);
}

static lun_status take(lun_gatherer *g, const lun_doc *doc, lun_layer *layer, const char *sure_key, const lun_span *span, lun_name_type type, lun_err *err) {
  size_t size;
  lun_candidate c = {.type = (uint8_t)type, .first = span->first, .last = span->stop - 1, .rule = span->rule, .id = span->id, .layer = layer, .key = {.of = lun_layer_hash(layer, span->id)}};
  c.sure = sure_of(g, layer, sure_key, &c);
  const lun_name_set set = lun_setting(g, doc, c.first);
  if (set && (type == LUN_PERSON || type == LUN_ORG)) cut_in_heading(g, doc, &c, set);
  const bool acts = (c.rule == g->rules[GR_places_acting] && !set) || c.rule == g->rules[GR_places_within];
  if (c.first == c.last && (set || lun_begins(g, doc, c.first)) && !acts && common(g, lun_token(doc, c.first)) && !lun_within(g, lun_token(doc, c.first)) &&
      !(type == LUN_PLACE && lun_doc_part(doc, c.first) == LUN_DATELINE))
    c.sure -= lun_number(g, GN_opens_sentence);
  if (type == LUN_PERSON && c.sure < lun_number(g, GN_person_kept) && is_where(g, doc, &c)) c.sure = 0;
  lun_status status = LUN_OK;
  if (c.last - c.first > 1 && ((type == LUN_PERSON && c.sure < lun_number(g, GN_person_kept)) || type == LUN_ORG)) status = part_person(g, doc, &c, err);
  /* a place inside a longer run of capitals is rarely meant itself: `Boston Globe` */
  if (type == LUN_PLACE && c.last + 1 < doc->tokens.count && c.sure < lun_number(g, GN_place_doubted) && !set) {
    const lun_lexeme after = lun_token(doc, c.last + 1);
    if (shaped(g, after, LUN_SHAPE_PROPER) && (doc->tokens.flags[c.last + 1] & (LUN_TOKEN_SPACE | LUN_TOKEN_LINE)) && !common(g, after)) c.sure -= lun_number(g, GN_place_followed);
  }
  if (!status && type == LUN_PLACE && span->stop - span->first > 3) {
    size_t wanted;
    const char *kind = lun_layer_get(layer, span->id, "kind", &size), *region = lun_word_text(&g->naming->words, g->region, &wanted);
    if (kind && size == wanted && memcmp(kind, region, size) == 0) status = part_joint(g, doc, &c, err);
  }
  return status ? status : add(g, &c, err);
}

/* A layer of candidates that is read. */
typedef struct source {
  lun_layer *layer;
  const lun_span *at, *stop;
  uint32_t first;   /* token of the span at `at`; UINT32_MAX when none is left */
  const char *sure; /* the layer's own key */
  lun_name_type type;
} source;

static source source_of(const lun_doc *doc, const char *name, lun_name_type type) {
  lun_layer *layer = lun_doc_layer(doc, name);
  const uint32_t count = layer ? lun_layer_count(layer) : 0;
  if (!count) return (source){.first = UINT32_MAX, .type = type};
  const lun_span *spans = lun_layer_spans(layer);
  return (source){layer, spans, spans + count, spans->first, lun_layer_key(layer, "sure"), type};
}

/* Of all layers in the order of the text, so that they need no sorting but where they are cut. */
lun_status lun_find_candidates(lun_gatherer *g, const lun_doc *doc, lun_err *err) {
  enum { LAYERS = 4, SOON = 2 };
  source of[LAYERS] = {source_of(doc, "person?", LUN_PERSON), source_of(doc, "place?", LUN_PLACE), source_of(doc, "org?", LUN_ORG), source_of(doc, "norp?", LUN_NORP)};
  g->count = g->sentence = 0;
  for (;;) {
    source *next = &of[0];
    for (size_t k = 1; k < LAYERS; k++)
      if (of[k].first < next->first) next = &of[k];
    if (next->first == UINT32_MAX) return LUN_OK;
    const lun_span *span = next->at++, *soon = span + SOON;
    next->first = next->at < next->stop ? next->at->first : UINT32_MAX;
    if (soon < next->stop) {
      lun_word_fetch(&g->naming->words, lun_token(doc, soon->first));
      lun_word_fetch(&g->naming->words, lun_token(doc, soon->stop - 1));
    }
    const lun_status status = take(g, doc, next->layer, next->sure, span, next->type, err);
    if (status) return status;
  }
}

/* Surest first among equally long; a longer one goes first when it is sure enough itself. In one number: the length that
 * counts, how sure, the length, the place, the type. */
static uint64_t order_of(const lun_gatherer *g, const lun_candidate *c) {
  static const uint64_t rank[LUN_NAME_TYPES] = {[LUN_PERSON] = 1, [LUN_ORG] = 2, [LUN_PLACE] = 3, [LUN_NORP] = 4, [LUN_NO_NAME] = 5};
  enum { LENGTH = 4095, SURE = 63 };
  const uint64_t length = c->last - c->first < LENGTH ? c->last - c->first : LENGTH;
  const uint64_t counts = c->sure >= lun_number(g, GN_sure_first) ? length : 0;
  const uint64_t sure = (uint64_t)(c->sure < -8 ? 0 : c->sure > SURE - 8 ? SURE : c->sure + 8);
  return (LENGTH - counts) << 52 | (SURE - sure) << 46 | (LENGTH - length) << 34 | (uint64_t)c->first << 3 | rank[c->type];
}

static inline bool before(const lun_gatherer *g, lun_place_of a, lun_place_of b) {
  if (a.order != b.order) return a.order < b.order;
  const lun_candidate *x = &g->candidates[a.number], *y = &g->candidates[b.number];
  if (x->rule == y->rule) return false;
  return strcmp(lun_naming_rule(g->naming, x->rule), lun_naming_rule(g->naming, y->rule)) < 0;
}

static void insert(const lun_gatherer *g, lun_place_of *at, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    const lun_place_of one = at[i];
    uint32_t k = i;
    for (; k > 0 && before(g, one, at[k - 1]); k--) at[k] = at[k - 1];
    at[k] = one;
  }
}

/* Where what is in order from a place on ends. */
static uint32_t ordered_until(const lun_gatherer *g, const lun_place_of *at, uint32_t from, uint32_t count) {
  uint32_t stop = from + 1;
  while (stop < count && !before(g, at[stop], at[stop - 1])) stop++;
  return stop < count ? stop : count;
}

/* Natural merge sort, for what comes is mostly in order: pairs of stretches that are in order become one. Gives where the result
 * stands. */
static lun_place_of *sort(const lun_gatherer *g, lun_place_of *at, lun_place_of *spare, uint32_t count) {
  for (;;) {
    uint32_t from = 0, middle = ordered_until(g, at, 0, count);
    if (middle == count) return at;
    for (; from < count; middle = from < count ? ordered_until(g, at, from, count) : count) {
      const uint32_t stop = middle < count ? ordered_until(g, at, middle, count) : count;
      uint32_t i = from, j = middle;
      for (uint32_t k = from; k < stop; k++) spare[k] = i < middle && (j == stop || !before(g, at[j], at[i])) ? at[i++] : at[j++];
      from = stop;
    }
    lun_place_of *other = at;
    at = spare;
    spare = other;
  }
}

lun_status lun_sort_candidates(lun_gatherer *g, lun_place_of *at, uint32_t count, lun_err *err) {
  if (!count) return LUN_OK;
  if (lun_grow((void **)&g->spare, &g->spare_capacity, count, sizeof *g->spare)) return lun_fail_memory(err);
  const lun_place_of *sorted = sort(g, at, g->spare, count);
  if (sorted != at) memcpy(at, sorted, count * sizeof *at);
  return LUN_OK;
}

/* How many, the first of them included, hang together: each begins in those before it. */
static uint32_t count_together(const lun_gatherer *g, const lun_place_of *at, uint32_t count) {
  uint32_t together = 1, reach = g->candidates[at->number].last;
  for (; together < count; together++) {
    const lun_candidate *c = &g->candidates[at[together].number];
    if (c->first > reach) break;
    if (c->last > reach) reach = c->last;
  }
  return together;
}

lun_status lun_order_candidates(lun_gatherer *g, int32_t least, uint32_t *count, lun_err *err) {
  *count = 0;
  if (lun_grow((void **)&g->order, &g->order_capacity, (uint64_t)g->count + 1, sizeof *g->order)) return lun_fail_memory(err);
  for (uint32_t i = 0; i < g->count; i++)
    if (g->candidates[i].sure >= least) g->order[(*count)++] = (lun_place_of){.order = (uint64_t)g->candidates[i].first << 32 | i, .number = i};
  lun_status status = lun_sort_candidates(g, g->order, *count, err);
  for (uint32_t from = 0; from < *count && !status; from += g->order[from].together) {
    enum { FEW = 8 };
    lun_place_of *at = &g->order[from];
    const uint32_t together = count_together(g, at, *count - from);
    for (uint32_t k = 0; k < together && together > 1; k++) at[k].order = order_of(g, &g->candidates[at[k].number]);
    if (together <= FEW) insert(g, at, together);
    else status = lun_sort_candidates(g, at, together, err);
    at->together = together;
  }
  return status;
}
