/* Settling: what was weighed decides the unsure mentions, what a sure one decided those of the same text; bare surnames follow
 * their full names; names one slip away from a known place are mended. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"
#include "name/settle.h"

#define LUN_NAME_OF(name) #name,
static const char *const numbers[] = {LUN_SETTLE_NUMBERS(LUN_NAME_OF) NULL}, *const texts[] = {LUN_SETTLE_TEXTS(LUN_NAME_OF) NULL},
                         *const rules[] = {LUN_SETTLE_RULES(LUN_NAME_OF) NULL};
const lun_step_names lun_settler_names = {numbers, texts, rules};

static const char *const layers[] = {"person", "place", "org", "norp", "misc"}; /* a name of another kind is none of these four */
static const lun_name_type layer_types[] = {LUN_PERSON, LUN_PLACE, LUN_ORG, LUN_NORP, LUN_NO_NAME};
enum { LAYERS = 5, IN_GIVEN = 1, IN_MENTION = 2 };

lun_status lun_settler_new(lun_naming *naming, const lun_step_given *given, lun_settler **settler, lun_err *err) {
  *settler = NULL;
  lun_settler *s = lun_zalloc(1, sizeof *s);
  if (!s) return lun_fail_memory(err);
  s->naming = naming;
  lun_step_take(&lun_settler_names, given, s->numbers, s->rules);
  for (unsigned k = 0; k < SN_COUNT; k++) s->whole[k] = (int32_t)s->numbers[k];
  const size_t size = strlen(given->texts[ST_team_reason]) + 1;
  lun_status status = (s->team_reason = lun_alloc(size)) ? LUN_OK : lun_fail_memory(err);
  if (!status) memcpy(s->team_reason, given->texts[ST_team_reason], size);
  for (unsigned k = 0; k < ST_team_reason && !status; k++) status = lun_word_set_make(&naming->words, given->texts[k], &s->sets[k], err);
  if (!status && !(s->ampersand = lun_words_intern(&naming->words, "&", 1))) status = lun_fail_memory(err);
  if (!status && (!(s->dashes[0] = lun_words_intern(&naming->words, "-", 1)) || !(s->dashes[1] = lun_words_intern(&naming->words, "\xE2\x80\x93", 3))))
    status = lun_fail_memory(err);
  if (status) lun_settler_free(s);
  else *settler = s;
  return status;
}

void lun_settler_free(lun_settler *s) {
  if (!s) return;
  for (unsigned k = 0; k < ST_team_reason; k++) lun_word_set_free(&s->sets[k]);
  lun_slips_free(&s->slips);
  lun_free(s->team_reason);
  lun_free(s->order);
  lun_free(s);
}

bool lun_settle_follows(lun_settler *s, const lun_doc *doc, uint32_t token, unsigned set) {
  return token > 0 && lun_word_set_has(&s->sets[set], lun_word_lower(&s->naming->words, lun_token(doc, token - 1)));
}

/* The key by which a span that the document brought decides others: of what it says that it is called, or of its text. */
static lun_lexeme given_key(lun_settler *s, const lun_doc *doc, const lun_layer *layer, uint32_t id, lun_mention *m) {
  size_t size;
  const char *called = lun_layer_get(layer, id, "called", &size);
  return lun_settle_key(s, called && size ? lun_words_intern(&s->naming->words, called, size) : lun_naming_plain(s->naming, doc, m));
}

/* What the document brought is decided, and stands before the mentions. */
static lun_status read_given(lun_settler *s, const lun_doc *doc, lun_err *err) {
  lun_naming *n = s->naming;
  lun_layer *brought[LAYERS];
  s->given = 0;
  for (size_t k = 0; k < LAYERS; k++) {
    brought[k] = lun_doc_layer(doc, layers[k]);
    if (brought[k]) s->given += lun_layer_count(brought[k]);
  }
  if (!s->given) return LUN_OK;
  if (lun_grow((void **)&n->mentions, &n->capacity, (uint64_t)n->count + s->given + 1, sizeof *n->mentions)) return lun_fail_memory(err);
  memmove(n->mentions + s->given, n->mentions, n->count * sizeof *n->mentions);
  n->count += s->given;
  lun_mention *m = n->mentions;
  for (size_t k = 0; k < LAYERS; k++) {
    const uint32_t count = brought[k] ? lun_layer_count(brought[k]) : 0;
    for (uint32_t i = 0; i < count; i++, m++) {
      const lun_span *span = &lun_layer_spans(brought[k])[i];
      *m = (lun_mention){.first = span->first, .last = span->stop - 1, .type = (uint8_t)layer_types[k], .part = LUN_NAME_TYPES, .sure = lun_settle_number(s, SN_given)};
      m->key = given_key(s, doc, brought[k], span->id, m);
      for (uint32_t t = m->first; t <= m->last; t++) n->taken[t] |= IN_GIVEN;
    }
  }
  return LUN_OK;
}

/* A place misspelt is looked for after a preposition or `and`, on runs that nothing else knows, of whose first words alone a place may be known. */
static bool may_be_slip(lun_settler *s, const lun_doc *doc, const lun_mention *m, uint32_t tries) {
  size_t size;
  const bool of_parts = m->type == LUN_PLACE && m->rule == s->rules[SR_run] && m->last > m->first + 1;
  if (((m->sure >= lun_settle_number(s, SN_sure) || m->type == LUN_PLACE) && !of_parts) || (m->type == LUN_ORG && m->sure >= lun_settle_number(s, SN_slip_org)) || (int32_t)tries >= lun_settle_number(s, SN_slips)) return false;
  if (!lun_settle_follows(s, doc, m->first, ST_slip_after)) return false;
  lun_word_text(&s->naming->words, m->plain, &size);
  const lun_lexeme last = lun_token(doc, m->last);
  return (int32_t)size >= lun_settle_number(s, SN_slip_bytes) && !lun_settle_common(s, last) && (int32_t)lun_word_prior(&s->naming->words, last, LUN_LIST_SURNAME) < lun_settle_number(s, SN_slip_surname);
}

static void read_weighed(lun_mention *m, const lun_layer *layer, uint32_t id) {
  size_t size;
  const char *type = lun_layer_get(layer, id, "type", &size), *said = lun_layer_get(layer, id, "margin", NULL);
  m->tenths = said ? (int32_t)strtol(said, NULL, 10) : 0;
  m->best = type ? (uint8_t)lun_name_type_of(type, size) : LUN_NO_NAME;
}

static void take_weighed(lun_settler *s, lun_mention *m) {
  const uint8_t is = m->best;
  const double margin = m->tenths / 10.0;
  if (m->sure >= lun_settle_number(s, SN_sure) && !(margin > s->numbers[SN_margin_over])) return;
  if (m->type != is) m->rule = s->rules[SR_weighed];
  m->type = is < LUN_NAME_TYPES ? is : LUN_NO_NAME;
  const double sure = lun_settle_number(s, SN_weighed_least) + floor(margin * s->numbers[SN_weighed_by]);
  m->sure = sure < s->numbers[SN_weighed_most] ? (int32_t)sure : lun_settle_number(s, SN_weighed_most);
  m->weighed = true;
}

/* The span of the layer `weighed` with the tokens of a mention, both in order; *at is where to look from. */
static uint32_t weighed_id(lun_layer *layer, const lun_mention *m, uint32_t *at) {
  uint32_t id = 0;
  for (; layer && *at < lun_layer_count(layer); ++*at) {
    const lun_span *span = lun_layer_span(layer, *at);
    if (span->first > m->first || (span->first == m->first && span->stop <= m->last)) break;
    if (span->first == m->first && span->stop == m->last + 1) id = span->id;
  }
  return id;
}

/* The mentions with the types that rules and weighing give them, without parts of whole ones and what the document brought. */
static void read_mentions(lun_settler *s, const lun_doc *doc) {
  lun_naming *n = s->naming;
  lun_layer *layer = lun_doc_layer(doc, "weighed");
  uint32_t at = 0, tries = 0, kept = s->given, whole_last = 0;
  bool whole = false;
  s->weighing = layer && lun_layer_count(layer);
  const bool known = layer && n->held_weighed && lun_layer_sealed(layer) == n->held;
  for (uint32_t i = s->given; i < n->count; i++) {
    lun_mention *m = &n->mentions[i];
    m->key = lun_settle_key(s, lun_naming_plain(n, doc, m));
    if (may_be_slip(s, doc, m, tries)) {
      tries++;
      if ((m->row = lun_slip_find(&s->slips, &n->words, m->plain, (unsigned)lun_settle_number(s, SN_slip_place), (unsigned)lun_settle_number(s, SN_slip_bytes)))) {
        m->type = LUN_PLACE;
        m->sure = lun_settle_number(s, SN_slip_sure);
        m->rule = s->rules[SR_slip];
      }
    }
    const uint32_t id = known ? m->was != LUN_NORP : weighed_id(layer, m, &at);
    if (id && !known) read_weighed(m, layer, id);
    if (id && m->type != LUN_NORP && !m->row) take_weighed(s, m);
    else if (m->sure < lun_settle_number(s, SN_doubtful)) m->type = LUN_NO_NAME;
    if (m->part < LUN_NAME_TYPES) {
      whole = m->type != LUN_NO_NAME;
      whole_last = m->last;
    }
    bool held = m->inside && whole && whole_last >= m->last;
    for (uint32_t t = m->first; s->given && t <= m->last && !held; t++) held = n->taken[t] & IN_GIVEN;
    if (held) continue;
    if (kept < i) n->mentions[kept] = *m;
    kept++;
  }
  n->count = kept;
}

static void add(lun_settler *s, const lun_doc *doc, uint32_t token, lun_name_type type, unsigned rule) {
  lun_mention *m = lun_naming_add(s->naming, token, token);
  if (!m) return;
  m->type = m->was = (uint8_t)type;
  m->sure = lun_settle_number(s, SN_again);
  m->rule = s->rules[rule];
  m->key = lun_settle_key(s, lun_token(doc, token));
  m->entry = lun_naming_entry(s->naming, m->key);
}

/* What begins a sentence may be a name that stands elsewhere. */
static void add_openers(lun_settler *s, const lun_doc *doc) {
  lun_naming *n = s->naming;
  for (uint32_t k = 0; k < doc->sentences.count; k++) {
    const uint32_t i = doc->sentences.first[k];
    uint32_t at;
    if (i >= doc->tokens.count || n->taken[i]) continue;
    const lun_lexeme word = lun_token(doc, i);
    if (!lun_word_shaped(&n->words, word, LUN_SHAPE_OPENS) || !lun_naming_has(n, lun_settle_key(s, word), &at)) continue;
    const lun_entry_of_name *entry = &n->entries[at];
    if ((entry->known || entry->last) && !lun_settle_common(s, word)) add(s, doc, i, entry->known ? (lun_name_type)n->mentions[entry->known - 1].type : LUN_PERSON, SR_again);
  }
}

/* Surnames that are titles or months: King, May. */
static void add_odd_surnames(lun_settler *s, const lun_doc *doc) {
  lun_naming *n = s->naming;
  lun_words *words = &n->words;
  bool odd = false;
  for (uint32_t i = 1; i < n->entry_count && !odd; i++)
    odd = n->entries[i].last && (lun_word_is(words, n->entries[i].number, LUN_FACT_TITLE) || lun_word_is(words, n->entries[i].number, LUN_FACT_MONTH_SET));
  for (uint32_t i = 1; odd && i < doc->tokens.count; i++) {
    const lun_lexeme word = lun_token(doc, i);
    uint32_t at;
    if (n->taken[i] || lun_opens_sentence(doc, i) || !lun_word_shaped(words, word, LUN_SHAPE_PROPER) || !lun_naming_has(n, lun_settle_key(s, word), &at) || !n->entries[at].last) continue;
    if (!lun_word_is(words, word, LUN_FACT_TITLE) && !lun_word_is(words, word, LUN_FACT_MONTH)) continue;
    if (i + 1 < doc->tokens.count && lun_word_shaped(words, lun_token(doc, i + 1), LUN_SHAPE_CAPITAL | LUN_SHAPE_NUMBER)) continue;
    if (!lun_settle_follows(s, doc, i, ST_no_month_after)) add(s, doc, i, LUN_PERSON, SR_surname);
  }
}

/* Adds what the dictionary says of a place that was mended, or what the mention said where that was decided. */
static void put_known(lun_settler *s, lun_list_draft *draft, const lun_mention *m, const lun_layer *mentions) {
  static const char *const kept[] = {"id", "cc", "kind", "name", "title"}, *const columns[] = {"id", "cc", "type", "surface"};
  for (size_t k = 0; m->row && k < sizeof columns / sizeof *columns; k++) {
    const char *value = lun_words_value(&s->naming->words, LUN_LIST_PLACE, m->row - 1, columns[k]);
    if (*value) lun_draft_text(draft, kept[k], value);
  }
  for (size_t k = 0; mentions && k < sizeof kept / sizeof *kept; k++) {
    size_t size;
    const char *value = lun_layer_get(mentions, m->id, kept[k], &size);
    if (value) lun_draft_put(draft, kept[k], value, size);
  }
}

static bool keeps(const lun_mention *m) { return m->id && !m->row && m->type == m->was && m->part >= LUN_NAME_TYPES; }

static lun_list_key list_key(const lun_mention *m) {
  const uint64_t of = m->row ? m->row : !keeps(m) ? 0 : m->of;
  return lun_list_key_of(of, LUN_OF_NAME | (uint64_t)(uint8_t)m->sure << 50 | (uint64_t)m->weighed << 49 | (uint64_t)(m->reason != NULL) << 48 | (uint64_t)(m->row > 0) << 47 |
                                 (uint64_t)keeps(m) << 46);
}

static lun_status put(lun_settler *s, lun_layer *layer, const lun_mention *m, const lun_layer *mentions, lun_err *err) {
  lun_lists *lists = &s->naming->lists;
  const lun_list *list = lun_lists_find(lists, &m->made);
  if (!list) {
    lun_list_draft draft = {.count = 0};
    lun_digits digits;
    lun_draft_text(&draft, "sure", lun_number_text(&digits, m->sure));
    if (m->reason) lun_draft_text(&draft, "reason", m->reason);
    if (m->weighed) lun_draft_text(&draft, "weighed", "yes");
    put_known(s, &draft, m, keeps(m) ? mentions : NULL);
    if (!(list = lun_lists_make(lists, &m->made, draft.at, draft.count))) return lun_fail_memory(err);
  }
  const lun_values values = lun_list_values(lists, list);
  uint32_t id;
  return lun_layer_add_shared(layer, m->first, m->last + 1, m->rule, &values, &id, err);
}

/* Adds all that is a name to its layer, in order. */
static lun_status put_all(lun_settler *s, lun_doc *doc, lun_err *err) {
  lun_naming *n = s->naming;
  lun_layer *of_type[LUN_NAME_TYPES] = {NULL};
  const lun_layer *mentions = lun_doc_layer(doc, "mention");
  lun_status status = LUN_OK;
  uint32_t count[LUN_NAME_TYPES] = {0};
  for (uint32_t i = s->given; i < n->count; i++) {
    n->mentions[i].made = list_key(&n->mentions[i]);
    count[n->mentions[i].type]++;
    lun_lists_fetch(&n->lists, &n->mentions[i].made);
  }
  for (uint32_t i = s->given; i < n->count && !status; i++) {
    const lun_mention *m = &n->mentions[s->order[i] & UINT32_MAX];
    if (m->type == LUN_NO_NAME) continue;
    if (!of_type[m->type]) {
      status = lun_doc_layer_make(doc, lun_name_type_name((lun_name_type)m->type), &of_type[m->type], err);
      if (!status && lun_layer_reserve(of_type[m->type], count[m->type])) status = lun_fail_memory(err);
    }
    if (!status) status = put(s, of_type[m->type], m, mentions, err);
  }
  return status;
}

static int compare(const void *a, const void *b) {
  const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

lun_status lun_settle(lun_settler *s, lun_doc *doc, lun_err *err) {
  lun_naming *n = s->naming;
  lun_status status = lun_naming_mentioned(n, doc, err);
  if (!status) status = lun_naming_free_tokens(n, doc, err);
  if (!status) status = read_given(s, doc, err);
  if (!status) read_mentions(s, doc);
  n->held = 0; /* they are changed now */
  if (status) return status;
  for (uint32_t i = s->given; i < n->count; i++)
    for (uint32_t t = n->mentions[i].first; t <= n->mentions[i].last; t++) n->taken[t] |= IN_MENTION;
  const uint32_t in_order = n->count;
  lun_settle_known(s, doc);
  add_openers(s, doc);
  add_odd_surnames(s, doc);
  lun_settle_teams(s, doc);
  if (n->words.failed || lun_grow((void **)&s->order, &s->order_capacity, (uint64_t)n->count + 1, sizeof *s->order)) return lun_fail_memory(err);
  for (uint32_t i = s->given; i < n->count; i++) s->order[i] = (uint64_t)n->mentions[i].first << 32 | i;
  if (n->count > in_order) qsort(s->order + s->given, n->count - s->given, sizeof *s->order, compare);
  return put_all(s, doc, err);
}
