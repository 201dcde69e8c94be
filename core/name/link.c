/* The linker: made once for a vocabulary and its dictionaries, run over documents. Owns the weights, the order of the work
 * (mentions, evidence, decision) and what is written to spans. Whatever it needs for a document is kept for the next one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "name/link_part.h"

static const char *const term_names[LUN_LINK_WEIGHTS] = {
    "prior", "capital", "town", "given", "head", "inside", "holds", "list", "dateline", "beside", "sentence", "paragraph", "country",
    "region", "fellow", "open", "long_form", "carry", "tie", "nation", "organisation", "home", "same_region", "other_region", "most", "near"};

const char *lun_link_term_name(lun_link_term term) { return term < LUN_LINK_WEIGHTS ? term_names[term] : ""; }

lun_status lun_linker_new(lun_vocab *vocab, lun_dictionary *const dictionary[LUN_LINK_LAYERS], lun_dictionary *within, lun_linker **out, lun_err *err) {
  *out = NULL;
  lun_linker *linker = lun_zalloc(1, sizeof *linker);
  if (!linker) return lun_fail_memory(err);
  linker->vocab = vocab;
  linker->within = within;
  if (within) linker->within_column = lun_dictionary_find_column(within, "within");
  for (unsigned i = 0; i < LUN_COUNTRIES; i++) linker->common[i] = 1;
  const struct { lun_lexeme *to; const char *text; } words[] = {
      {&linker->comma, ","}, {&linker->open, "("}, {&linker->of, "of"}, {&linker->in, "in"}, {&linker->and, "and"}, {&linker->or, "or"}};
  lun_status status = LUN_OK;
  for (size_t i = 0; !status && i < sizeof words / sizeof *words; i++)
    if (!(*words[i].to = lun_vocab_intern(vocab, words[i].text, strlen(words[i].text)))) status = lun_fail_memory(err);
  for (unsigned layer = 0; !status && layer < LUN_LINK_LAYERS; layer++) status = lun_source_open(linker, (lun_link_layer)layer, dictionary[layer], err);
  if (status) {
    lun_linker_free(linker);
    return status;
  }
  *out = linker;
  return LUN_OK;
}

void lun_linker_free(lun_linker *linker) {
  if (!linker) return;
  for (unsigned layer = 0; layer < LUN_LINK_LAYERS; layer++) {
    lun_free(linker->source[layer].surface_of);
    lun_free(linker->source[layer].slots);
  }
  lun_free(linker->heads);
  lun_free(linker->shorts);
  lun_free(linker->candidates);
  lun_free(linker->surfaces);
  lun_free(linker->owners);
  lun_ids_free(&linker->ids);
  lun_hits_free(&linker->hits);
  lun_lists_close(&linker->written);
  lun_free(linker->mentions);
  lun_free(linker->groups);
  lun_free(linker->choices);
  lun_free(linker->locals);
  lun_free(linker->tally.key);
  lun_free(linker->tally.votes);
  lun_free(linker);
}

void lun_linker_weigh(lun_linker *linker, lun_link_term term, double weight) {
  linker->weight[term] = weight;
  linker->told.doc = NULL;
}

lun_status lun_linker_weigh_country(lun_linker *linker, const char *cc, double weight, lun_err *err) {
  const uint16_t country = lun_country_of(cc, strlen(cc));
  if (country == LUN_NO_COUNTRY) return lun_fail(err, LUN_INVALID, 0, "'%s' is no code of a country: two capitals, as in CL", cc);
  linker->common[country] = (float)weight;
  linker->told.doc = NULL;
  return LUN_OK;
}

lun_status lun_linker_add_head(lun_linker *linker, const char *kind, const char *word, bool before, lun_err *err) {
  const lun_place_kind number = lun_place_kind_of(kind);
  if (number == LUN_PLACE_OTHER)
    return lun_fail(err, LUN_INVALID, 0, "words can say that a place is LOC.country, LOC.admin1, LOC.city or LOC.water, not '%s'", kind);
  const lun_lexeme lexeme = lun_vocab_intern(linker->vocab, word, strlen(word));
  if (!lexeme || lun_grow((void **)&linker->heads, &linker->head_capacity, (uint64_t)linker->head_count + 1, sizeof *linker->heads)) return lun_fail_memory(err);
  linker->heads[linker->head_count++] = (lun_head){lexeme, (uint8_t)number, before};
  linker->told.doc = NULL;
  return LUN_OK;
}

lun_status lun_linker_add_short(lun_linker *linker, const char *word, const char *id, lun_err *err) {
  lun_short added = {lun_vocab_intern(linker->vocab, word, strlen(word)), 0};
  if (!added.word || lun_grow((void **)&linker->shorts, &linker->short_capacity, (uint64_t)linker->short_count + 1, sizeof *linker->shorts))
    return lun_fail_memory(err);
  const lun_status status = lun_surface_of_id(linker, id, &added.surface, err);
  if (!status) linker->shorts[linker->short_count++] = added;
  linker->told.doc = NULL;
  return status;
}

/* The choices of a mention, best first; of equal scores a country goes first, then what the dictionary has first. */
static void rank(const lun_linker *linker, const lun_mention *m, uint32_t order[LUN_CHOICES_MAX], double score[LUN_CHOICES_MAX]) {
  const lun_group *group = &linker->groups[m->group];
  for (uint32_t i = 0; i < group->count; i++) {
    const double mine = group->count > 1 ? lun_evidence_score(linker, m, i, NULL) : 0;
    const bool country = linker->candidates[linker->choices[group->first + i].candidate].kind == LUN_PLACE_COUNTRY;
    uint32_t at = i;
    for (; at > 0 && (score[at - 1] < mine || (country && score[at - 1] <= mine)); at--) {
      score[at] = score[at - 1];
      order[at] = order[at - 1];
    }
    score[at] = mine;
    order[at] = i;
  }
}

/* Whether two candidates are one place in two shapes: a city and its district, a country and its capital. */
static bool one_place(const lun_candidate *a, const lun_candidate *b) {
  if (a->kind == b->kind || !a->countries || !lun_candidate_in(b, a->country[0])) return false;
  const bool towns = (a->kind == LUN_PLACE_CITY && b->kind == LUN_PLACE_ADMIN1) || (b->kind == LUN_PLACE_CITY && a->kind == LUN_PLACE_ADMIN1);
  return !towns || (a->town && b->district) || (b->town && a->district);
}

/* The attributes that are written; keys are the layer's own copies, NULL while no span of it ever had one. */
enum { KEY_ID, KEY_CC, KEY_KIND, KEY_NAME, KEY_ALSO, KEY_WITHIN, KEY_LINKED, KEYS };
static const char *const key_names[KEYS] = {"id", "cc", "kind", "name", "also", "within", "linked"};

typedef struct writer {
  lun_layer *layer;
  const char *key[KEYS];
  bool knows; /* the keys */
  uint32_t span;
  lun_err *err;
  lun_status status;
} writer;

static void know_keys(writer *w) {
  for (unsigned k = 0; k < KEYS && !w->knows; k++) w->key[k] = lun_layer_key(w->layer, key_names[k]);
  w->knows = true;
}

static void put(writer *w, int key, const char *value) {
  size_t size;
  if (w->status) return;
  know_keys(w);
  const char *there = w->key[key] ? lun_layer_get(w->layer, w->span, w->key[key], &size) : NULL;
  const size_t length = strlen(value);
  if (length == 0 ? !there : there && size == length && !memcmp(there, value, size)) return;
  w->status = lun_layer_set(w->layer, w->span, key_names[key], length ? value : NULL, length, w->err);
  if (!w->key[key]) w->key[key] = lun_layer_key(w->layer, key_names[key]);
}

/* A list with commas in a buffer that is long enough for what a tie can hold; what does not fit is left out. */
enum { LIST_MAX = 512 };
static void append(char list[LIST_MAX], const char *item, size_t size) {
  const size_t used = strlen(list);
  if (used + size + 2 > LIST_MAX) return;
  if (used) list[used] = ',';
  memcpy(list + used + (used > 0), item, size);
  list[used + (used > 0) + size] = 0;
}
static void append_country(char list[LIST_MAX], uint16_t country) {
  const char cc[3] = {(char)('A' + country / 26), (char)('A' + country % 26), 0};
  if (!strstr(list, cc)) append(list, cc, 2);
}

/* Whether a name stands as a dictionary writes it. */
static bool is_spelt(const lun_doc *doc, const lun_mention *m, const char *surface) {
  const uint32_t start = doc->tokens.start[m->first], stop = lun_token_stop(&doc->tokens, m->stop - 1);
  const size_t size = strlen(surface);
  return size == stop - start && !memcmp(surface, doc->text + start, size);
}

/* The countries of a candidate, and of those that are as likely, whose ids go into a list of their own. */
typedef struct tie { char countries[LIST_MAX], also[LIST_MAX]; } tie;
static void read_tie(const lun_linker *linker, const lun_group *group, const uint32_t *order, uint32_t tied, tie *t) {
  const lun_candidate *best = &linker->candidates[linker->choices[group->first + order[0]].candidate];
  t->countries[0] = t->also[0] = 0;
  for (unsigned i = 0; i < best->countries; i++) append_country(t->countries, best->country[i]);
  for (uint32_t i = 1; i < tied; i++) {
    const lun_candidate *rival = &linker->candidates[linker->choices[group->first + order[i]].candidate];
    if (one_place(best, rival) || !rival->id) continue;
    const char *id = lun_id_text(linker, rival->id);
    append(t->also, id, strlen(id));
    for (unsigned k = 0; k < rival->countries; k++) append_country(t->countries, rival->country[k]);
  }
}

/* Remembers what a span has now, for others that have what it had. */
static void remember(lun_linker *linker, writer *w, const lun_list_key *key) {
  lun_list_draft draft = {.count = 0};
  const char *name, *value;
  size_t size;
  for (uint32_t i = 0; lun_layer_attribute(w->layer, w->span, i, &name, &value, &size); i++) {
    if (i == LUN_LIST_VALUES) return;
    lun_draft_put(&draft, name, value, size);
  }
  if (!lun_lists_make(&linker->written, key, draft.at, draft.count)) w->status = lun_fail_memory(w->err);
}

static void write_choice(lun_linker *linker, writer *w, const lun_doc *doc, const lun_mention *m) {
  const lun_group *group = &linker->groups[m->group];
  uint32_t order[LUN_CHOICES_MAX], tied = 1;
  double score[LUN_CHOICES_MAX];
  rank(linker, m, order, score);
  while (tied < group->count && score[0] - score[tied] < linker->weight[LUN_LINK_TIE]) tied++;
  const lun_candidate *best = &linker->candidates[linker->choices[group->first + order[0]].candidate];
  const lun_link_layer layer = (lun_link_layer)m->layer;
  const char *surface = lun_dictionary_surface(linker->source[layer].dictionary, best->row);
  const bool spelt = is_spelt(doc, m, surface), alone = spelt && tied == 1;
  const lun_list_key key = lun_list_key_of(alone ? lun_layer_hash(w->layer, m->span) : 0, (uint64_t)(best - linker->candidates));
  const lun_list *list = alone ? lun_lists_find(&linker->written, &key) : NULL;
  if (list) {
    const lun_values values = lun_list_values(&linker->written, list);
    w->status = lun_layer_share(w->layer, m->span, &values, w->err);
    return;
  }
  tie t;
  read_tie(linker, group, order, tied, &t);
  put(w, KEY_ID, lun_id_text(linker, best->id));
  put(w, KEY_CC, t.countries);
  put(w, KEY_KIND, lun_candidate_value(linker, layer, best, linker->source[layer].type));
  put(w, KEY_ALSO, t.also);
  put(w, KEY_NAME, spelt ? "" : surface);
  if (alone && !w->status) remember(linker, w, &key);
}

/* Whether an organisation only tells what others say, wherever they are. */
static bool is_medium(const lun_linker *linker, const lun_mention *m, const lun_candidate *c) {
  return m->layer == LUN_LINK_ORGANISATIONS && !strncmp(lun_candidate_value(linker, LUN_LINK_ORGANISATIONS, c, linker->source[LUN_LINK_ORGANISATIONS].type), "ORG.media", sizeof "ORG.media" - 1);
}

/* The people with which the name of a body that no dictionary has begins: the Chilean Senate. *people is NULL for none. */
static lun_status people_of(lun_linker *linker, const lun_doc *doc, const lun_mention *m, const lun_candidate **people, lun_err *err) {
  uint32_t surface = LUN_NO_SURFACE;
  *people = NULL;
  const lun_status status = m->layer == LUN_LINK_ORGANISATIONS ? lun_surface_of(linker, doc, LUN_LINK_PEOPLES, m->first, m->first + 1, &surface, err) : LUN_OK;
  if (status || surface == LUN_NO_SURFACE) return status;
  const lun_surface *of = &linker->surfaces[surface];
  if (of->count && linker->candidates[of->first].countries) *people = &linker->candidates[of->first];
  return LUN_OK;
}

/* Tells whether the document names another country, and nothing else of that of an organisation whose name those of many nations have: Congress in New
 * Delhi. Where its own is named too, those of the other are meant if that is named much more often, or, of such as the High Court,
 * more often, and much more where articles from anywhere name its own. */
static lun_status tell_foreign(lun_linker *linker, const lun_doc *doc, uint32_t number, lun_err *err) {
  lun_group *group = &linker->groups[number];
  const lun_candidate mine = linker->candidates[linker->choices[group->first + group->best].candidate], *c = &mine; /* others may be read, and move them */
  enum { MUCH = 8 };
  uint32_t abroad = 0, home = 0, most = 0, named_in[LUN_COUNTRIES];
  group->foreign = LUN_FOREIGN_NO;
  if (!c->shared) return LUN_OK;
  memset(named_in, 0, sizeof named_in);
  for (uint32_t i = 0; i < linker->mention_count; i++) {
    const lun_mention *other = &linker->mentions[i];
    if (other->group == number) continue;
    const lun_group *of = other->group == LUN_NO_SURFACE ? NULL : &linker->groups[other->group];
    const lun_candidate *named = of ? &linker->candidates[linker->choices[of->first + of->best].candidate] : NULL;
    const lun_status status = of ? LUN_OK : people_of(linker, doc, other, &named, err);
    if (status) return status;
    if (!named || !named->countries || named->shared || (of && is_medium(linker, other, named))) continue;
    if (lun_candidate_in(named, c->country[0])) {
      home++;
    } else if (!of || other->layer != LUN_LINK_ORGANISATIONS) {
      abroad++;
      if (++named_in[named->country[0]] > most) most = named_in[named->country[0]];
    }
  }
  if (home ? (c->many ? (float)most * linker->common[c->country[0]] > (float)home : most > home * MUCH) : abroad > 0) group->foreign = LUN_FOREIGN_YES;
  return LUN_OK;
}

/* None of the candidates is meant, or there is none: of a place its holder is known. */
static void write_astray(lun_linker *linker, writer *w, const lun_mention *m) {
  const lun_group *group = m->group == LUN_NO_SURFACE ? NULL : &linker->groups[m->group];
  const uint32_t holder = m->holder ? m->holder : group && group->elsewhere ? linker->mentions[group->elsewhere - 1].holder : 0;
  char countries[LIST_MAX];
  countries[0] = 0;
  const char *within = "";
  if (holder) {
    const lun_mention *says = &linker->mentions[holder - 1];
    const lun_group *of = &linker->groups[says->group];
    const bool abbreviated = says->holder == holder;
    const lun_candidate *c = &linker->candidates[abbreviated ? linker->surfaces[says->follows].first : linker->choices[of->first + of->best].candidate];
    for (unsigned i = 0; i < c->countries; i++) append_country(countries, c->country[i]);
    within = lun_id_text(linker, c->id);
  }
  static const int gone[] = {KEY_ID, KEY_KIND, KEY_NAME, KEY_ALSO};
  for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) put(w, gone[i], "");
  put(w, KEY_CC, countries);
  put(w, KEY_WITHIN, within);
}

static lun_status prepare(lun_linker *linker, lun_doc *doc, const lun_link_facts *facts, lun_err *err) {
  linker->told.doc = NULL;
  if (doc->vocab != linker->vocab) return lun_fail(err, LUN_INVALID, 0, "the document has another vocabulary than the linker");
  const lun_status status = lun_mentions_gather(linker, doc, facts, err);
  return status || !linker->mention_count ? status : lun_evidence_weigh(linker, doc, facts, err);
}

static const char *const layer_names[LUN_LINK_LAYERS] = {"place", "norp", "org"};

lun_status lun_linker_run(lun_linker *linker, lun_doc *doc, const lun_link_facts *facts, lun_err *err) {
  writer writers[LUN_LINK_LAYERS];
  lun_lists_rest(&linker->written);
  const lun_status status = prepare(linker, doc, facts, err);
  if (status) return status;
  for (unsigned i = 0; i < LUN_LINK_LAYERS; i++) writers[i] = (writer){.layer = lun_doc_layer(doc, layer_names[i]), .err = err};
  for (uint32_t i = 0; i < linker->mention_count; i++) {
    const lun_mention *m = &linker->mentions[i];
    if (m->brought || m->own) continue;
    if (m->group == LUN_NO_SURFACE) {
      writer *unknown = &writers[m->layer];
      unknown->span = m->span;
      if (m->holder) write_astray(linker, unknown, m);
      if (unknown->status) return unknown->status;
      continue;
    }
    lun_group *group = &linker->groups[m->group];
    const lun_status told = group->foreign ? LUN_OK : tell_foreign(linker, doc, m->group, err);
    if (told) return told;
    writer *w = &writers[m->layer];
    w->span = m->span;
    if (lun_mention_astray(linker, i) || group->foreign == LUN_FOREIGN_YES) write_astray(linker, w, m);
    else write_choice(linker, w, doc, m);
    if (!lun_layer_by_id(w->layer, m->span)->rule) put(w, KEY_LINKED, "yes"); /* told from what the document brought */
    if (w->status) return w->status;
  }
  return LUN_OK;
}

static int better_choice(const void *a, const void *b) {
  const lun_link_choice *x = a, *y = b;
  if (x->score > y->score || x->score < y->score) return x->score > y->score ? -1 : 1;
  const bool a_country = !strcmp(x->kind, "LOC.country"), b_country = !strcmp(y->kind, "LOC.country"); /* as rank() has it */
  return a_country != b_country ? (a_country ? -1 : 1) : strcmp(x->id, y->id);
}

/* Works out a document once for all its spans that are asked for in turn. */
static lun_status prepare_once(lun_linker *linker, lun_doc *doc, const lun_link_facts *facts, lun_err *err) {
  lun_link_told now = {.doc = doc, .tokens = doc->tokens.count, .aliases = facts->aliases};
  for (unsigned i = 0; i < LUN_LINK_LAYERS; i++) {
    const lun_layer *layer = lun_doc_layer(doc, layer_names[i]);
    now.spans[i] = layer ? lun_layer_count(layer) : 0;
    now.numbers[i] = layer ? lun_layer_numbers(layer) : 0;
  }
  if (!memcmp(&now, &linker->told, sizeof now)) return LUN_OK;
  const lun_status status = prepare(linker, doc, facts, err);
  if (!status) linker->told = now;
  return status;
}

/* The first mention that begins at a token or behind it. */
static uint32_t mention_from(const lun_linker *linker, uint32_t token) {
  return lun_first_from(linker->mentions, sizeof *linker->mentions, linker->mention_count, token);
}

lun_status lun_linker_explain(lun_linker *linker, lun_doc *doc, const lun_link_facts *facts, lun_link_layer layer, uint32_t span,
                              lun_link_choices *choices, lun_err *err) {
  lun_layer *of = lun_doc_layer(doc, layer_names[layer]);
  const lun_span *asked = of ? lun_layer_by_id(of, span) : NULL;
  if (!asked) return LUN_OK;
  const uint32_t first = asked->first, before = choices->count;
  const lun_status status = prepare_once(linker, doc, facts, err);
  if (status) return status;
  for (uint32_t i = mention_from(linker, first); i < linker->mention_count && linker->mentions[i].first == first; i++) {
    const lun_mention *m = &linker->mentions[i];
    if (m->layer != layer || m->span != span || m->group == LUN_NO_SURFACE || m->brought) continue;
    const lun_group *group = &linker->groups[m->group];
    choices->elsewhere = lun_mention_astray(linker, i);
    if (lun_grow((void **)&choices->at, &choices->capacity, (uint64_t)before + group->count, sizeof *choices->at)) return lun_fail_memory(err);
    for (uint32_t k = 0; k < group->count; k++) {
      const lun_choice *choice = &linker->choices[group->first + k];
      const lun_candidate *c = &linker->candidates[choice->candidate];
      lun_link_choice *out = &choices->at[choices->count++];
      *out = (lun_link_choice){.id = lun_id_text(linker, c->id), .surface = lun_dictionary_surface(linker->source[layer].dictionary, c->row),
                               .cc = lun_candidate_value(linker, layer, c, linker->source[layer].cc),
                               .kind = lun_candidate_value(linker, layer, c, linker->source[layer].type)};
      lun_evidence_whole(linker, group, choice, out->term);
      lun_evidence_beside(linker, doc, i, choice, out->term);
      out->score = lun_evidence_score(linker, m, k, out->term);
    }
    qsort(choices->at + before, choices->count - before, sizeof *choices->at, better_choice);
    return LUN_OK;
  }
  return LUN_OK;
}

void lun_link_choices_free(lun_link_choices *choices) {
  lun_free(choices->at);
  *choices = (lun_link_choices){0};
}
