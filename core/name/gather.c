/* Gathering: longer and surer candidates win; what takes only a part of a run is told as the whole run besides, and runs that
 * no candidate took are unsure mentions. */
#include "name/gather.h"

#include <string.h>

#include "lunette/mem.h"

#define LUN_NAME_OF(name) #name,
static const char *const numbers[] = {LUN_GATHER_NUMBERS(LUN_NAME_OF) NULL}, *const texts[] = {LUN_GATHER_TEXTS(LUN_NAME_OF) NULL},
                         *const rules[] = {LUN_GATHER_RULES(LUN_NAME_OF) NULL};
const lun_step_names lun_gatherer_names = {numbers, texts, rules};

static void take_bytes(uint8_t *set, const char *text) {
  for (const unsigned char *p = (const unsigned char *)text; *p; p++) set[*p / 8] = (uint8_t)(set[*p / 8] | 1u << *p % 8);
}

/* The n-th of the words of a text. */
static lun_lexeme word_of(lun_naming *naming, const char *text, unsigned n) {
  for (;; n--) {
    text += strspn(text, " ");
    const size_t size = strcspn(text, " ");
    if (!n) return lun_words_intern(&naming->words, text, size);
    text += size;
  }
}

static unsigned parts_of(const char *text) {
  unsigned parts = 0;
  for (unsigned p = LUN_BODY; p <= LUN_DATELINE; p++) {
    const char *name = lun_part_name((lun_part)p), *found = strstr(text, name);
    const size_t size = strlen(name);
    if (found && (found == text || found[-1] == ' ') && (found[size] == ' ' || !found[size])) parts |= 1u << p;
  }
  return parts;
}

lun_status lun_gatherer_new(lun_naming *naming, const lun_step_given *given, lun_gatherer **gatherer, lun_err *err) {
  *gatherer = NULL;
  lun_gatherer *g = lun_zalloc(1, sizeof *g);
  if (!g) return lun_fail_memory(err);
  g->naming = naming;
  double numbers_given[GN_COUNT];
  lun_step_take(&lun_gatherer_names, given, numbers_given, g->rules);
  for (unsigned k = 0; k < GN_COUNT; k++) g->numbers[k] = (int32_t)numbers_given[k];
  g->headings = parts_of(given->texts[GT_headings]);
  take_bytes(g->closers, given->texts[GT_closers]);
  take_bytes(g->openers, given->texts[GT_openers]);
  naming->words.failed = false;
  g->hyphen = word_of(naming, "-", 0);
  g->ampersand = word_of(naming, "&", 0);
  g->the = word_of(naming, "the", 0);
  g->may_join[0] = word_of(naming, given->texts[GT_joint], 0);
  g->may_join[1] = word_of(naming, given->texts[GT_joint], 1);
  g->region = word_of(naming, given->texts[GT_region], 0);
  lun_status status = naming->words.failed ? lun_fail_memory(err) : LUN_OK;
  if (!status) status = lun_word_set_make(&naming->words, given->texts[GT_place_cues], &g->place_cues, err);
  if (!status) status = lun_word_set_make(&naming->words, given->texts[GT_compass], &g->compass, err);
  if (!status) status = lun_word_set_make(&naming->words, given->texts[GT_settled], &g->settled, err);
  if (!status) status = lun_word_set_make(&naming->words, given->texts[GT_post_joints], &g->post_joints, err);
  if (!status) status = lun_word_set_make(&naming->words, given->texts[GT_post_within], &g->post_within, err);
  if (!status) status = lun_word_set_make(&naming->words, given->texts[GT_articles], &g->articles, err);
  if (!status) status = lun_word_set_make(&naming->words, given->texts[GT_letters], &g->letters, err);
  if (status) lun_gatherer_free(g);
  else *gatherer = g;
  return status;
}

void lun_gatherer_free(lun_gatherer *g) {
  if (!g) return;
  lun_word_set_free(&g->place_cues);
  lun_word_set_free(&g->compass);
  lun_word_set_free(&g->settled);
  lun_word_set_free(&g->post_joints);
  lun_word_set_free(&g->post_within);
  lun_word_set_free(&g->articles);
  lun_word_set_free(&g->letters);
  lun_free(g->candidates);
  lun_free(g->order);
  lun_free(g->spare);
  lun_free(g->runs);
  lun_free(g->cut);
  lun_free(g->chosen);
  lun_free(g->settings);
  lun_free(g);
}

static bool is_free(const lun_gatherer *g, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i <= last; i++)
    if (g->naming->taken[i]) return false;
  return true;
}

static lun_status choose(lun_gatherer *g, uint32_t number, lun_err *err) {
  if (lun_grow((void **)&g->chosen, &g->chosen_capacity, (uint64_t)g->chosen_count + 1, sizeof *g->chosen)) return lun_fail_memory(err);
  const lun_candidate *c = &g->candidates[number];
  g->chosen[g->chosen_count++] = (lun_place_of){.order = (uint64_t)c->first << 32 | (UINT32_MAX - c->last), .number = number};
  return LUN_OK;
}
static lun_status take(lun_gatherer *g, uint32_t number, lun_err *err) {
  const lun_candidate *c = &g->candidates[number];
  for (uint32_t i = c->first; i <= c->last; i++) g->naming->taken[i] = number + 1;
  return choose(g, number, err);
}

static lun_status take_new(lun_gatherer *g, const lun_candidate *c, lun_err *err) {
  lun_candidate *made = lun_candidate_add(g);
  if (!made) return lun_fail_memory(err);
  *made = *c;
  return take(g, g->count - 1, err);
}

/* Where the candidates of a document begin, and how far its persons reach: for the many aliases that a text may have. */
typedef struct beginnings {
  uint32_t *head, *next; /* [tokens]: the first in `order` that begins there, and 1; [order]: the one behind it */
  uint32_t *reach;       /* [tokens]: behind the last token of the persons that begin there or before, 0 without any */
} beginnings;

/* lun_free(b->head) frees it. */
static lun_status find_beginnings(const lun_gatherer *g, uint32_t tokens, uint32_t ordered, beginnings *b, lun_err *err) {
  b->head = lun_zalloc((size_t)tokens * 2 + ordered + 1, sizeof *b->head);
  if (!b->head) return lun_fail_memory(err);
  b->reach = b->head + tokens;
  b->next = b->reach + tokens;
  for (uint32_t i = ordered; i-- > 0;) {
    const lun_candidate *c = &g->candidates[g->order[i].number];
    b->next[i] = b->head[c->first];
    b->head[c->first] = i + 1;
    if (c->type == LUN_PERSON && c->sure >= lun_number(g, GN_alias_person) && b->reach[c->first] <= c->last) b->reach[c->first] = c->last + 1;
  }
  for (uint32_t i = 1; i < tokens; i++)
    if (b->reach[i] < b->reach[i - 1]) b->reach[i] = b->reach[i - 1];
  return LUN_OK;
}

/* Whether the last two words of a name are what names of organisations end with: Stock Market. */
static bool ends_body(lun_gatherer *g, const lun_doc *doc, uint32_t first, uint32_t last) {
  if (first == last) return false;
  const uint32_t start = doc->tokens.start[last - 1];
  return lun_word_prior(&g->naming->words, lun_words_intern(&g->naming->words, doc->text + start, lun_token_stop(&doc->tokens, last) - start), LUN_LIST_ORGNOUN) > 0;
}

/* Long and short forms given in brackets are organisations unless they are places or people: words in capitals that end as only places
 * do are one (Renaissance Dam), and so is their short form. */
static lun_status take_alias(lun_gatherer *g, const lun_doc *doc, const lun_alias *alias, const beginnings *b, lun_err *err) {
  lun_status status = LUN_OK;
  const lun_lexeme end = lun_token(doc, alias->last[0]);
  bool place = lun_word_is(&g->naming->words, end, LUN_FACT_ENDS_PLACE) && !lun_word_prior(&g->naming->words, end, LUN_LIST_ORGNOUN) && !ends_body(g, doc, alias->first[0], alias->last[0]);
  for (uint32_t i = alias->first[0]; i < alias->last[0]; i++) place = place && lun_word_shaped(&g->naming->words, lun_token(doc, i), LUN_SHAPE_CAPITAL);
  for (unsigned k = 0; k < 2 && !status; k++) {
    const uint32_t first = alias->first[k], last = alias->last[k];
    lun_candidate org = {.type = place ? LUN_PLACE : LUN_ORG, .first = first, .last = last, .sure = lun_number(g, GN_alias), .rule = alias->rule};
    bool other = b->reach[first] > last;
    for (uint32_t i = b->head[first]; i; i = b->next[i - 1]) {
      const lun_candidate *c = &g->candidates[g->order[i - 1].number];
      if (c->last != last) continue;
      if (c->type == LUN_PLACE) other = other || c->sure >= lun_number(g, GN_alias_place);
      else if (c->type == LUN_ORG) {
        if (c->sure >= org.sure) org.type = LUN_ORG; /* a known one: Islamic State West Africa Province */
        org.id = c->id;
        org.layer = c->layer;
        org.key = c->key;
      }
    }
    if (!other && is_free(g, first, last)) status = take_new(g, &org, err);
  }
  return status;
}
static lun_status take_aliases(lun_gatherer *g, const lun_doc *doc, const lun_alias *aliases, uint32_t count, uint32_t ordered, lun_err *err) {
  beginnings b = {NULL, NULL, NULL};
  lun_status status = find_beginnings(g, doc->tokens.count, ordered, &b, err);
  for (uint32_t i = 0; i < count && !status; i++) {
    const lun_alias *alias = &aliases[i];
    if (alias->rule != g->rules[GR_alias_other]) status = take_alias(g, doc, alias, &b, err);
    else if (alias->first[1] == alias->last[1]) g->others = lun_naming_of(g->naming, lun_token(doc, alias->first[1]))->other = true;
  }
  lun_free(b.head);
  return status;
}

/* Whether a word alone is the short form of what is no organisation, in this document: GDP, FIR. */
static bool is_other(const lun_gatherer *g, const lun_doc *doc, uint32_t first, uint32_t last) {
  uint32_t entry;
  return g->others && first == last && lun_naming_has(g->naming, lun_token(doc, first), &entry) && g->naming->entries[entry].other;
}

/* Letters that no dictionary has are no organisation where they are the name of nothing: MPs, FDI. */
static bool is_letters(const lun_gatherer *g, const lun_doc *doc, const lun_candidate *c) {
  return c->type == LUN_ORG && c->first == c->last && c->sure < lun_number(g, GN_sure_first) && lun_word_set_has(&g->letters, lun_token(doc, c->first));
}

/* Whether a mention is whole although it stands in a longer run, as those of some rules are. */
static bool settled(lun_gatherer *g, const lun_candidate *c) {
  if (c->whole) return true;
  const char *rule = lun_naming_rule(g->naming, c->rule);
  return lun_word_set_has(&g->settled, lun_words_intern(&g->naming->words, rule, strlen(rule)));
}

/* Whether several parts that cover a run are one name: an organisation and its place, or a person's names. */
static bool joined(const lun_gatherer *g, const lun_run *run, uint32_t first_part) {
  const lun_candidate *part = &g->candidates[first_part];
  const bool org = part->type == LUN_ORG;
  for (uint32_t i = run->first, last = 0; i <= run->last; i++) {
    const uint32_t m = g->naming->taken[i];
    if (m == last) continue;
    last = m;
    const bool first = m == first_part + 1;
    if (g->candidates[m - 1].type != (org ? first ? LUN_ORG : LUN_PLACE : LUN_PERSON)) return false;
  }
  return true;
}

/* A run that candidates took in part, or in parts, is a mention besides. */
static lun_status take_around(lun_gatherer *g, const lun_run *run, lun_err *err) {
  uint32_t covered = 0, parts = 0, first_part = 0, last_part = 0;
  for (uint32_t i = run->first; i <= run->last; i++) {
    const uint32_t m = g->naming->taken[i];
    if (!m) continue;
    covered++;
    if (!parts) first_part = m - 1;
    if (!parts || last_part != m - 1) parts++;
    last_part = m - 1;
  }
  const lun_candidate *part = &g->candidates[first_part];
  if (run->set || part->first < run->first || g->candidates[last_part].last > run->last) return LUN_OK;
  const bool open = covered < run->last - run->first + 1;
  bool single = parts == 1 && open && !settled(g, part);
  if (single && part->type == LUN_PLACE && part->sure >= lun_number(g, GN_place_within) && part->rule == g->rules[GR_places_within]) single = false;
  if (!single && !(parts > 1 && !open && joined(g, run, first_part))) return LUN_OK;
  lun_candidate *whole = lun_candidate_add(g);
  if (!whole) return lun_fail_memory(err);
  *whole = (lun_candidate){.type = LUN_NAME_TYPES, .first = run->first, .last = run->last, .set = run->set, .rule = g->rules[GR_run], .part = first_part + 1};
  for (uint32_t i = run->first; i <= run->last; i++)
    if (g->naming->taken[i]) g->candidates[g->naming->taken[i] - 1].inside = true;
  return choose(g, g->count - 1, err);
}

/* Whether a word is of two sure places, and the name of neither: the Russia-Ukraine war. */
static bool is_pair_of_places(lun_gatherer *g, lun_lexeme word) {
  size_t size;
  if (lun_word_shaped(&g->naming->words, word, LUN_SHAPE_PLAIN)) return false;
  const char *text = lun_word_text(&g->naming->words, word, &size), *hyphen = memchr(text, '-', size);
  if (!hyphen) return false;
  const lun_lexeme one = lun_words_intern(&g->naming->words, text, (size_t)(hyphen - text)), two = lun_words_intern(&g->naming->words, hyphen + 1, size - (size_t)(hyphen - text) - 1);
  const int32_t least = lun_number(g, GN_pair_place);
  return (int32_t)lun_word_prior(&g->naming->words, one, LUN_LIST_PLACE) >= least && (int32_t)lun_word_prior(&g->naming->words, two, LUN_LIST_PLACE) >= least;
}

/* Whether a run is of one word, which is no name. */
static bool is_nameless(lun_gatherer *g, const lun_doc *doc, const lun_run *run) {
  if (run->first < run->last) return false;
  const lun_lexeme word = lun_token(doc, run->first);
  return lun_word_set_has(&g->letters, word) || is_other(g, doc, run->first, run->last) || is_pair_of_places(g, word);
}

static lun_status take_run(lun_gatherer *g, const lun_doc *doc, const lun_run *run, lun_err *err) {
  if (is_nameless(g, doc, run)) return LUN_OK;
  if (!is_free(g, run->first, run->last)) return take_around(g, run, err);
  lun_candidate whole = {.type = LUN_NAME_TYPES, .first = run->first, .last = run->last, .set = run->set, .rule = g->rules[GR_run]};
  const uint32_t at = run->last - run->first > 1 ? lun_person_within(g, doc, run->first, run->last) : 0;
  if (!at) return take_new(g, &whole, err);
  lun_candidate person = whole;
  whole.last = at - 1;
  person.first = at;
  person.type = LUN_PERSON;
  person.sure = lun_number(g, GN_person_in_run);
  person.rule = g->rules[GR_person];
  const lun_status status = take_new(g, &whole, err);
  return status ? status : take_new(g, &person, err);
}

/* Takes of candidates that hang together the sure ones, then the others. */
static lun_status take_together(lun_gatherer *g, const lun_doc *doc, const lun_place_of *at, uint32_t count, lun_err *err) {
  const int32_t first = lun_number(g, GN_sure_first), later = lun_number(g, GN_sure_later);
  lun_status status = LUN_OK;
  for (unsigned pass = 0; pass < 2; pass++)
    for (uint32_t i = 0; i < count && !status; i++) {
      const lun_candidate *c = &g->candidates[at[i].number];
      if ((pass ? c->sure >= later && c->sure < first : c->sure >= first) && is_free(g, c->first, c->last) && !is_other(g, doc, c->first, c->last) && !is_letters(g, doc, c)) status = take(g, at[i].number, err);
    }
  return status;
}

/* People whose posts are told are taken before all else: what the post is of may go on into the name. */
static lun_status take_at_posts(lun_gatherer *g, const lun_doc *doc, lun_err *err) {
  lun_status status = LUN_OK;
  for (uint32_t i = 0; i < g->cut_count && !status; i++) {
    const lun_run *run = &g->cut[i];
    const uint32_t at = run->set || run->last - run->first < 2 ? 0 : lun_person_at_post(g, doc, run->first, run->last);
    const lun_candidate person = {.type = LUN_PERSON, .first = at, .last = run->last, .set = run->set, .sure = lun_number(g, GN_person_at_post), .rule = g->rules[GR_person], .whole = true};
    if (at && is_free(g, at, run->last)) status = take_new(g, &person, err);
  }
  return status;
}

static lun_status choose_all(lun_gatherer *g, const lun_doc *doc, const lun_alias *aliases, uint32_t count, lun_err *err) {
  uint32_t ordered;
  lun_status status = lun_order_candidates(g, count ? INT32_MIN : lun_number(g, GN_sure_later), &ordered, err);
  if (count && !status) status = take_aliases(g, doc, aliases, count, ordered, err);
  if (!status) status = take_at_posts(g, doc, err);
  for (uint32_t i = 0; i < ordered && !status; i += g->order[i].together) status = take_together(g, doc, &g->order[i], g->order[i].together, err);
  for (uint32_t i = 0; i < g->cut_count && !status; i++) status = take_run(g, doc, &g->cut[i], err);
  return status;
}

/* The whole before its parts. */
static lun_status sort_chosen(lun_gatherer *g, lun_err *err) { return lun_sort_candidates(g, g->chosen, g->chosen_count, err); }

static uint8_t part_of(const lun_gatherer *g, const lun_candidate *c) { return c->part ? g->candidates[c->part - 1].type : LUN_NAME_TYPES; }

/* What the candidate says, but how sure it was, and what became of it. */
static const lun_list *make_list(lun_gatherer *g, const lun_candidate *c) {
  const uint8_t part = part_of(g, c);
  lun_list_draft draft = {.count = 0};
  const char *name, *value;
  size_t size;
  lun_digits digits;
  for (uint32_t i = 0; c->id && lun_layer_attribute(c->layer, c->id, i, &name, &value, &size); i++) {
    static const char *const own[] = {"type", "sure", "by", "set", "part", "inside"};
    size_t k = 0;
    while (k < sizeof own / sizeof *own && (*own[k] != *name || strcmp(own[k], name) != 0)) k++;
    if (k == sizeof own / sizeof *own && draft.count + k < LUN_LIST_VALUES) lun_draft_put(&draft, name, value, size);
  }
  lun_draft_text(&draft, "type", lun_name_type_name((lun_name_type)c->type));
  lun_draft_text(&draft, "sure", lun_number_text(&digits, c->sure));
  lun_draft_text(&draft, "by", lun_naming_rule(g->naming, c->rule));
  if (c->set) lun_draft_text(&draft, "set", lun_name_set_name((lun_name_set)c->set));
  if (part < LUN_NAME_TYPES) lun_draft_text(&draft, "part", lun_name_type_name((lun_name_type)part));
  if (c->inside) lun_draft_text(&draft, "inside", "yes");
  return lun_lists_make(&g->naming->lists, &c->key, draft.at, draft.count);
}

static lun_list_key key_of(const lun_gatherer *g, const lun_candidate *c) {
  return lun_list_key_of(c->id ? c->key.of : 0, LUN_OF_MENTION | (uint64_t)(uint8_t)c->sure << 50 | (uint64_t)c->type << 46 | (uint64_t)c->set << 42 |
                                                                          (uint64_t)part_of(g, c) << 38 | (uint64_t)c->inside << 37 | c->rule);
}

static lun_status put(lun_gatherer *g, const lun_candidate *c, lun_layer *layer, lun_err *err) {
  lun_lists *lists = &g->naming->lists;
  const lun_list *list = lun_lists_find(lists, &c->key);
  if (!list && !(list = make_list(g, c))) return lun_fail_memory(err);
  lun_mention *m = lun_naming_add(g->naming, c->first, c->last);
  if (!m) return lun_fail_memory(err);
  m->rule = c->rule;
  m->sure = c->sure;
  m->type = m->was = c->type;
  m->set = c->set;
  m->part = part_of(g, c);
  m->inside = c->inside;
  m->of = c->key.of;
  const lun_values values = lun_list_values(lists, list);
  return lun_layer_add_shared(layer, c->first, c->last + 1, c->rule, &values, &m->id, err);
}

static lun_status put_all(lun_gatherer *g, lun_layer *layer, lun_err *err) {
  lun_lists *lists = &g->naming->lists;
  const bool alone = !lun_layer_count(layer);
  if (lun_layer_reserve(layer, g->chosen_count)) return lun_fail_memory(err);
  for (uint32_t i = 0; i < g->chosen_count; i++) {
    lun_candidate *c = &g->candidates[g->chosen[i].number];
    c->key = key_of(g, c);
    lun_lists_fetch(lists, &c->key);
  }
  lun_status status = LUN_OK;
  for (uint32_t i = 0; i < g->chosen_count && !status; i++) status = put(g, &g->candidates[g->chosen[i].number], layer, err);
  if (!status && alone) lun_naming_hold(g->naming, layer);
  return status;
}

lun_status lun_gather(lun_gatherer *g, lun_doc *doc, const lun_alias *aliases, uint32_t count, lun_err *err) {
  lun_layer *layer = NULL;
  g->chosen_count = g->sentence = 0;
  g->others = false;
  lun_status status = lun_naming_begin(g->naming, err);
  if (!status) status = lun_naming_free_tokens(g->naming, doc, err);
  if (!status && lun_grow((void **)&g->settings, &g->setting_capacity, (uint64_t)doc->sentences.count + 1, 1)) status = lun_fail_memory(err);
  if (!status) memset(g->settings, 0, doc->sentences.count);
  if (!status) status = lun_find_runs(g, doc, err);
  if (!status) status = lun_find_candidates(g, doc, err);
  if (!status) status = choose_all(g, doc, aliases, count, err);
  if (!status) status = sort_chosen(g, err);
  for (uint32_t i = 0; i < g->chosen_count && !status; i++) {
    lun_candidate *c = &g->candidates[g->chosen[i].number];
    if (c->type == LUN_NAME_TYPES) lun_kind_of_run(g, doc, c);
  }
  if (!status && g->naming->words.failed) status = lun_fail_memory(err);
  if (!status) status = lun_doc_layer_make(doc, "mention", &layer, err);
  if (!status) status = put_all(g, layer, err);
  return !status && g->naming->words.failed ? lun_fail_memory(err) : status;
}
