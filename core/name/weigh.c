/* Weighing: what the article as a whole says of its mentions, the features of each, and what all of a text say together. */
#include <math.h>
#include <string.h>

#include "lunette/mem.h"
#include "name/naming.h"

#define LUN_WEIGH_NUMBERS(X)                                                                                              \
  X(words_most) X(likely) X(ending_of) X(ending) X(capitals_most) X(sure_elsewhere) X(sure_shape) X(seen_most) X(described_words)
#define LUN_WEIGH_TEXTS(X) X(marks) X(joins) X(described_by) X(articles) X(described_until)
#define LUN_NAME_OF(name) #name,
#define LUN_AS_NUMBER(name) WN_##name,
#define LUN_AS_TEXT(name) WT_##name,
enum { LUN_WEIGH_NUMBERS(LUN_AS_NUMBER) WN_COUNT };
enum { LUN_WEIGH_TEXTS(LUN_AS_TEXT) WT_COUNT };
static const char *const numbers[] = {LUN_WEIGH_NUMBERS(LUN_NAME_OF) NULL}, *const texts[] = {LUN_WEIGH_TEXTS(LUN_NAME_OF) NULL}, *const rules[] = {NULL};
const lun_step_names lun_weigher_names = {numbers, texts, rules};

/* Features that no word is part of are remembered by where they stand in this list. */
enum {
  SURE_MOST = 15,
  F_NOTHING = 0, F_INSIDE, F_SMALL, F_SURNAME, F_GIVEN,
  F_TYPE, F_PART = F_TYPE + LUN_NAME_TYPES * (SURE_MOST + 1), F_SET = F_PART + LUN_NAME_TYPES, F_DESCRIBED = F_SET + 3 * LUN_NAME_TYPES,
  F_LISTED_AFTER = F_DESCRIBED + 3, F_LISTED_BEFORE = F_LISTED_AFTER + LUN_NAME_TYPES, F_ELSEWHERE = F_LISTED_BEFORE + LUN_NAME_TYPES,
  F_SEEN = F_ELSEWHERE + LUN_NAME_TYPES + 1, F_BEGINS = F_SEEN + 2 * (SURE_MOST + 1), F_ENDS = F_BEGINS + LUN_NAME_TYPES, F_COUNT = F_ENDS + LUN_NAME_TYPES
};

enum { AHEAD = 8 /* mentions whose texts are asked for before they are looked up */ };
enum { TENTHS = 128 }; /* margins of which lists are found at once */

struct lun_weigher {
  lun_naming *naming;
  unsigned numbers[WN_COUNT];
  char *marks;
  lun_feature_limits limits;
  lun_word_set joins, described_by, articles, described_until;
  lun_lexeme bracket;
  lun_kept single[F_COUNT], *of_rule; /* [rule_count] */
  uint32_t rule_count, rule_capacity;
  lun_values lists[LUN_NAME_WEIGHTS][TENTHS]; /* of attributes of what was weighed, while they are not forgotten; `first`: NULL for none */
  uint32_t moved;
  uint32_t *ends, *begins, place_capacity, end_capacity; /* mention over a token, and 1, that ends or begins there; of an earlier document, unless it does so */
};

static unsigned number(const lun_weigher *w, unsigned name) { return w->numbers[name]; }

lun_status lun_weigher_new(lun_naming *naming, const lun_step_given *given, lun_weigher **weigher, lun_err *err) {
  *weigher = NULL;
  lun_weigher *w = lun_zalloc(1, sizeof *w);
  if (!w) return lun_fail_memory(err);
  w->naming = naming;
  double numbers_given[WN_COUNT];
  lun_step_take(&lun_weigher_names, given, numbers_given, NULL);
  for (unsigned k = 0; k < WN_COUNT; k++) w->numbers[k] = (unsigned)numbers_given[k];
  const size_t size = strlen(given->texts[WT_marks]) + 1;
  lun_status status = (w->marks = lun_alloc(size)) ? LUN_OK : lun_fail_memory(err);
  if (!status) memcpy(w->marks, given->texts[WT_marks], size);
  if (!status && !(w->bracket = lun_words_intern(&naming->words, "(", 1))) status = lun_fail_memory(err);
  w->limits = (lun_feature_limits){.words_most = number(w, WN_words_most), .likely = number(w, WN_likely), .ending_of = number(w, WN_ending_of),
                                   .ending = number(w, WN_ending), .capitals_most = number(w, WN_capitals_most)};
  if (!status) status = lun_marks_take(&w->limits, &naming->words, w->marks, err);
  if (!status) status = lun_word_set_make(&naming->words, given->texts[WT_joins], &w->joins, err);
  if (!status) status = lun_word_set_make(&naming->words, given->texts[WT_described_by], &w->described_by, err);
  if (!status) status = lun_word_set_make(&naming->words, given->texts[WT_articles], &w->articles, err);
  if (!status) status = lun_word_set_make(&naming->words, given->texts[WT_described_until], &w->described_until, err);
  if (status) lun_weigher_free(w);
  else *weigher = w;
  return status;
}

void lun_weigher_free(lun_weigher *w) {
  if (!w) return;
  lun_word_set_free(&w->joins);
  lun_word_set_free(&w->described_by);
  lun_word_set_free(&w->articles);
  lun_word_set_free(&w->described_until);
  lun_free(w->limits.marks);
  lun_free(w->marks);
  lun_free(w->of_rule);
  lun_free(w->ends);
  lun_free(w->begins);
  lun_free(w);
}

static const char *text_of(lun_words *words, lun_lexeme word) { return lun_word_text(words, word, NULL); }

/* Whether an acronym in brackets stands for words in lower case: `liquefied natural gas (LNG)`. */
static bool small_long_form(lun_weigher *w, const lun_doc *doc, const lun_mention *m) {
  lun_words *words = &w->naming->words;
  if (m->first != m->last || m->first < 3 || lun_token(doc, m->first - 1) != w->bracket) return false;
  size_t size, letters = 0;
  const char *text = lun_word_text(words, lun_token(doc, m->first), &size);
  while (letters < size && text[letters] >= 'A' && text[letters] <= 'Z') letters++;
  if (letters < 2 || (letters < size && (text[letters] != 's' || letters + 1 < size))) return false;
  const char *before = text_of(words, lun_token(doc, m->first - 2)), *second = text_of(words, lun_token(doc, m->first - 3));
  const char begins = *second >= 'A' && *second <= 'Z' ? (char)(*second | 0x20) : *second;
  return *before == (text[letters - 1] | 0x20) && begins == (text[letters - 2] | 0x20);
}

static bool holds_three_capitals(const char *text) {
  unsigned run = 0;
  for (; *text; text++)
    if ((run = *text >= 'A' && *text <= 'Z' ? run + 1 : 0) == 3) return true;
  return false;
}

/* Looks through all mentions, and writes down what the article as a whole says. */
static void survey_one(lun_weigher *w, const lun_doc *doc, uint32_t i) {
  lun_naming *n = w->naming;
  lun_words *words = &n->words;
  lun_mention *m = &n->mentions[i];
  if (m->set == LUN_SET_CAPITALS && holds_three_capitals(text_of(words, m->text)) && !lun_word_shaped(words, m->text, LUN_SHAPE_SMALL)) m->text = lun_words_titlecase(words, m->text);
  m->key = lun_words_key(words, m->text);
  m->entry = lun_naming_entry(n, m->key);
  const bool shaping = m->sure >= (int32_t)number(w, WN_sure_shape);
  lun_entry_of_name *entry = &n->entries[m->entry];
  entry->seen++;
  if (m->sure >= (int32_t)number(w, WN_sure_elsewhere) && entry->sure == LUN_NAME_TYPES) entry->sure = m->type;
  if (m->last > m->first) {
    if (!shaping) return;
    const lun_lexeme first = lun_words_key(words, lun_token(doc, m->first)), last = lun_words_key(words, lun_token(doc, m->last));
    if (m->type == LUN_PERSON) {
      lun_naming_of(n, last)->last = true;
      lun_naming_of(n, first)->first = true;
    } else {
      lun_naming_of(n, first)->begins = m->type;
      lun_naming_of(n, last)->ends = m->type;
    }
  } else if (small_long_form(w, doc, m)) entry->small = true;
}

/* Whether what stands beside a mention may say something by it. */
static bool is_shaping(const lun_weigher *w, const lun_mention *m) { return m->type != LUN_NORP && m->sure >= (int32_t)number(w, WN_sure_shape); }

static lun_status make_places(uint32_t **places, uint32_t *capacity, uint32_t tokens, lun_err *err) {
  const uint32_t before = *capacity;
  if (lun_grow((void **)places, capacity, (uint64_t)tokens + 1, sizeof **places)) return lun_fail_memory(err);
  if (*capacity > before) memset(*places + before, 0, (*capacity - before) * sizeof **places);
  return LUN_OK;
}

/* Asks for the text of a mention of several words, which most likely is in the vocabulary, but not near. */
static void fetch_text(const lun_naming *n, const lun_doc *doc, const lun_mention *m) {
  const uint32_t start = doc->tokens.start[m->first];
  if (m->first < m->last) lun_vocab_fetch(n->words.vocab, doc->text + start, lun_token_stop(&doc->tokens, m->last) - start);
}

/* The texts of all mentions; the record of each is asked for, too. */
static void find_texts(lun_naming *n, const lun_doc *doc) {
  for (uint32_t i = 0; i < n->count && i < AHEAD; i++) fetch_text(n, doc, &n->mentions[i]);
  for (uint32_t i = 0; i < n->count; i++) {
    lun_mention *m = &n->mentions[i];
    if (i + AHEAD < n->count) fetch_text(n, doc, &n->mentions[i + AHEAD]);
    if (m->type == LUN_NORP) continue;
    m->text = lun_naming_spaced(n, doc, m);
    lun_word_fetch(&n->words, m->text);
  }
}

static lun_status survey(lun_weigher *w, const lun_doc *doc, lun_err *err) {
  lun_naming *n = w->naming;
  lun_status status = make_places(&w->begins, &w->place_capacity, doc->tokens.count, err);
  if (!status) status = make_places(&w->ends, &w->end_capacity, doc->tokens.count, err);
  if (status) return status;
  find_texts(n, doc);
  for (uint32_t i = 0; i < n->count; i++) {
    if (n->mentions[i].type == LUN_NORP) continue;
    survey_one(w, doc, i);
    if (is_shaping(w, &n->mentions[i])) w->begins[n->mentions[i].first] = w->ends[n->mentions[i].last] = i + 1;
  }
  return LUN_OK;
}

/* What a description after a comma calls a mention: `Veltra, a Dutch maker of pumps`. */
static const char *described(lun_weigher *w, const lun_doc *doc, const lun_mention *m, unsigned *which) {
  static const char *const called[] = {"person", "organisation", "place"};
  lun_words *words = &w->naming->words;
  const uint32_t count = doc->tokens.count;
  if (m->last + 3 >= count || !lun_word_set_has(&w->described_by, lun_word_lower(words, lun_token(doc, m->last + 1))) ||
      !lun_word_set_has(&w->articles, lun_word_lower(words, lun_token(doc, m->last + 2))))
    return NULL;
  const uint32_t stop = m->last + 3 + number(w, WN_described_words);
  for (uint32_t i = m->last + 3; i < stop && i < count; i++) {
    const lun_lexeme word = lun_word_lower(words, lun_token(doc, i));
    *which = lun_word_is(words, word, LUN_FACT_ROLE) ? 0 : lun_word_prior(words, word, LUN_LIST_ORGNOUN) > 0 ? 1 : lun_word_is(words, word, LUN_FACT_PLACE_NOUN) ? 2 : 3;
    if (*which < 3) return called[*which];
    if (lun_word_shaped(words, word, LUN_SHAPE_BEYOND) || lun_word_set_has(&w->described_until, word)) return NULL;
  }
  return NULL;
}

/* A feature without words. Slots from F_COUNT on are not remembered. */
static void say(lun_weigher *w, lun_sink *sink, unsigned slot, const char *one, const char *two, const char *three) {
  lun_sink_once(sink, slot < F_COUNT ? &w->single[slot] : NULL, one, two, three);
}

/* The same with a number, which is written where nothing was remembered. */
static void say_number(lun_weigher *w, lun_sink *sink, unsigned slot, const char *what, const char *before, int32_t number, const char *after) {
  lun_kept *kept = slot < F_COUNT ? &w->single[slot] : NULL;
  lun_digits digits;
  if (lun_sink_kept(sink, kept)) return;
  const char *written = lun_number_text(&digits, number);
  lun_sink_keep(sink, kept, what, before ? before : written, before ? written : after);
}

static void say_rule(lun_weigher *w, lun_sink *sink, uint32_t rule) {
  lun_kept *kept = rule < w->rule_count ? &w->of_rule[rule] : NULL;
  if (lun_sink_kept(sink, kept)) return;
  if (!kept && rule < 1u << 16) {
    if (lun_grow((void **)&w->of_rule, &w->rule_capacity, (uint64_t)rule + 1, sizeof *w->of_rule)) w->naming->words.failed = true;
    else {
      while (w->rule_count <= rule) w->of_rule[w->rule_count++] = (lun_kept){.known = false};
      kept = &w->of_rule[rule];
    }
  }
  lun_sink_once(sink, kept, "rule", lun_naming_rule(w->naming, rule), NULL);
}

/* What stands before and after it. */
static void visit_neighbours(lun_weigher *w, lun_sink *sink, const lun_doc *doc, const lun_mention *m) {
  if (lun_opens_sentence(doc, m->first)) say(w, sink, F_NOTHING, "before nothing", NULL, NULL);
  else {
    lun_sink_word(sink, &w->limits, lun_token(doc, m->first - 1), LUN_SAID_BEFORE);
    if (!lun_opens_sentence(doc, m->first - 1)) lun_sink_word(sink, &w->limits, lun_token(doc, m->first - 2), LUN_SAID_SECOND_BEFORE);
  }
  if (m->last + 1 < doc->tokens.count) lun_sink_word(sink, &w->limits, lun_token(doc, m->last + 1), LUN_SAID_AFTER);
  if (m->last + 2 < doc->tokens.count) lun_sink_word(sink, &w->limits, lun_token(doc, m->last + 2), LUN_SAID_SECOND_AFTER);
}

/* The mention two tokens away, with a comma or the like between. */
static const lun_mention *listed(lun_weigher *w, const lun_doc *doc, const uint32_t *over, uint64_t token, uint64_t between) {
  const lun_naming *n = w->naming;
  const uint32_t number = token < doc->tokens.count ? over[token] : 0;
  if (!number || number > n->count) return NULL;
  const lun_mention *m = &n->mentions[number - 1];
  if ((over == w->ends ? m->last : m->first) != token || !is_shaping(w, m)) return NULL;
  return lun_word_set_has(&w->joins, lun_word_lower(&w->naming->words, lun_token(doc, (uint32_t)between))) ? m : NULL;
}

static const char *name_of(uint8_t type) { return lun_name_type_name((lun_name_type)type); }

/* All that speaks for or against a mention, in an order that does not change: sums of numbers with fractions depend on it. */
static void visit(lun_weigher *w, lun_sink *sink, const lun_doc *doc, const lun_mention *m) {
  const lun_entry_of_name *entry = &w->naming->entries[m->entry];
  lun_sink_word(sink, &w->limits, m->text, LUN_SAID_ITSELF);
  visit_neighbours(w, sink, doc, m);
  const unsigned sure = m->sure < 0 || m->sure > SURE_MOST ? F_COUNT : (unsigned)m->sure;
  say_number(w, sink, sure == F_COUNT ? sure : (unsigned)(F_TYPE + m->type * (SURE_MOST + 1)) + sure, "type", name_of(m->type), m->sure, NULL);
  say_rule(w, sink, m->rule);
  if (m->part < LUN_NAME_TYPES) say(w, sink, (unsigned)F_PART + m->part, "part", name_of(m->part), NULL);
  say(w, sink, (unsigned)(F_SET + m->set * LUN_NAME_TYPES + m->type), "set", lun_name_set_name((lun_name_set)m->set), name_of(m->type));
  unsigned which = 0;
  const char *called = described(w, doc, m, &which);
  if (called) say(w, sink, F_DESCRIBED + which, "described as", called, NULL);
  const lun_mention *near = m->first >= 2 ? listed(w, doc, w->ends, m->first - 2, m->first - 1) : NULL;
  if (near) say(w, sink, (unsigned)F_LISTED_AFTER + near->type, "listed after", name_of(near->type), NULL);
  near = listed(w, doc, w->begins, (uint64_t)m->last + 2, (uint64_t)m->last + 1);
  if (near) say(w, sink, (unsigned)F_LISTED_BEFORE + near->type, "listed before", name_of(near->type), NULL);
  if (m->inside) say(w, sink, F_INSIDE, "inside of a run", NULL, NULL);
  if (entry->small) say(w, sink, F_SMALL, "stands for small words", NULL, NULL);
  say(w, sink, (unsigned)F_ELSEWHERE + entry->sure, "elsewhere", entry->sure < LUN_NAME_TYPES ? name_of(entry->sure) : "unsure", NULL);
  const bool alone = m->first == m->last;
  const unsigned most = number(w, WN_seen_most), seen = entry->seen < most ? entry->seen : most;
  say_number(w, sink, seen > SURE_MOST ? F_COUNT : F_SEEN + seen * 2 + alone, "seen", NULL, (int32_t)seen, alone ? "only" : "of several");
  if (!alone) return;
  if (entry->last) say(w, sink, F_SURNAME, "surname here", NULL, NULL);
  if (entry->first) say(w, sink, F_GIVEN, "given name here", NULL, NULL);
  if (entry->begins < LUN_NAME_TYPES) say(w, sink, (unsigned)F_BEGINS + entry->begins, "begins here", name_of(entry->begins), NULL);
  if (entry->ends < LUN_NAME_TYPES) say(w, sink, (unsigned)F_ENDS + entry->ends, "ends here", name_of(entry->ends), NULL);
}

/* Asks memory for the records of the words that the features of a mention are of. */
static void fetch(const lun_weigher *w, const lun_doc *doc, const lun_mention *m) {
  const lun_words *words = &w->naming->words;
  lun_word_fetch(words, m->text);
  for (uint32_t k = 1; k <= 2 && m->first >= k; k++) lun_word_fetch(words, lun_token(doc, m->first - k));
  for (uint32_t k = 1; k <= 2 && m->last + k < doc->tokens.count; k++) lun_word_fetch(words, lun_token(doc, m->last + k));
}

/* All mentions but nationalities are weighed. */
static lun_status begin(lun_weigher *w, const lun_doc *doc, lun_err *err) {
  lun_naming *n = w->naming;
  lun_status status = lun_features_open(&n->features, err);
  if (!status) status = lun_naming_mentioned(n, doc, err);
  return status ? status : survey(w, doc, err);
}

/* The type with the largest sum; *margin is how far it is from the next. */
static unsigned best_of(const double *total, double *margin) {
  unsigned best = 0, second = 1;
  if (total[1] > total[0]) best = 1, second = 0;
  for (unsigned k = 2; k < LUN_NAME_WEIGHTS; k++) {
    if (total[k] > total[best]) second = best, best = k;
    else if (total[k] > total[second]) second = k;
  }
  *margin = total[best] - total[second];
  return best;
}

/* The list of attributes for a type and a margin; false when memory is out. */
static bool list_of(lun_weigher *w, unsigned best, int32_t tenths, lun_values *values) {
  lun_lists *lists = &w->naming->lists;
  if (w->moved != lists->moved) memset(w->lists, 0, sizeof w->lists);
  w->moved = lists->moved;
  lun_values *known = tenths >= 0 && tenths < TENTHS ? &w->lists[best][tenths] : NULL;
  if (known && known->first) {
    *values = *known;
    return true;
  }
  const lun_list_key key = lun_list_key_of(0, LUN_OF_WEIGHED | (uint64_t)best << 32 | (uint32_t)tenths);
  const lun_list *list = lun_lists_find(lists, &key);
  if (!list) {
    lun_list_draft draft = {.count = 0};
    lun_digits digits;
    lun_draft_text(&draft, "type", name_of((uint8_t)best));
    lun_draft_text(&draft, "margin", lun_number_text(&digits, tenths));
    list = lun_lists_make(lists, &key, draft.at, draft.count);
  }
  if (!list) return false;
  *values = lun_list_values(lists, list);
  if (known) *known = *values;
  return true;
}

static lun_status put_weighed(lun_weigher *w, lun_layer *layer, lun_mention *m, const lun_weighing *how, lun_err *err) {
  lun_naming *n = w->naming;
  const lun_entry_of_name *entry = &n->entries[m->entry];
  double total[LUN_NAME_WEIGHTS], margin;
  for (unsigned k = 0; k < LUN_NAME_WEIGHTS; k++)
    total[k] = how->own * m->sums.at[k] + (1 - how->own) * entry->group.at[k] / entry->grouped + (k == LUN_NO_NAME ? how->none : 0);
  const unsigned best = best_of(total, &margin);
  const int32_t tenths = (int32_t)floor(margin * 10);
  m->best = (uint8_t)best;
  m->tenths = tenths;
  uint32_t id;
  lun_values values;
  if (!list_of(w, best, tenths, &values)) return lun_fail_memory(err);
  return lun_layer_add_shared(layer, m->first, m->last + 1, how->rule, &values, &id, err);
}

lun_status lun_weigh(lun_weigher *w, lun_doc *doc, const lun_weighing *how, lun_err *err) {
  enum { SOON = 8 };
  lun_naming *n = w->naming;
  lun_layer *layer = NULL;
  lun_status status = begin(w, doc, err);
  for (uint32_t i = 0; i < n->count && !status; i++) {
    lun_mention *m = &n->mentions[i];
    if (m->type == LUN_NORP) continue;
    lun_sink sink = {&n->features, {{0}}, NULL};
    if (i + SOON < n->count) fetch(w, doc, &n->mentions[i + SOON]);
    visit(w, &sink, doc, m);
    m->sums = sink.sums;
    lun_entry_of_name *entry = &n->entries[m->entry];
    entry->grouped++;
    for (unsigned k = 0; k < LUN_NAME_WEIGHTS; k++) entry->group.at[k] += sink.sums.at[k];
  }
  if (!status && n->words.failed) status = lun_fail_memory(err);
  if (!status) status = lun_doc_layer_make(doc, "weighed", &layer, err);
  const bool alone = !status && !lun_layer_count(layer);
  if (!status && lun_layer_reserve(layer, n->count)) status = lun_fail_memory(err);
  for (uint32_t i = 0; i < n->count && !status; i++)
    if (n->mentions[i].type != LUN_NORP) status = put_weighed(w, layer, &n->mentions[i], how, err);
  n->held_weighed = !status && alone && n->held;
  if (n->held_weighed) lun_layer_seal(layer, n->held);
  return status;
}

lun_status lun_weigh_tell(lun_weigher *w, lun_doc *doc, const lun_weigh_listener *listener, lun_err *err) {
  lun_naming *n = w->naming;
  lun_status status = begin(w, doc, err);
  for (uint32_t i = 0; i < n->count && !status; i++) {
    const lun_mention *m = &n->mentions[i];
    if (m->type == LUN_NORP) continue;
    const lun_weighed told = {m->first, m->last, (lun_name_type)m->type, text_of(&n->words, m->text), text_of(&n->words, m->key)};
    lun_sink sink = {&n->features, {{0}}, listener};
    listener->mention(listener->context, &told);
    visit(w, &sink, doc, m);
  }
  return !status && n->words.failed ? lun_fail_memory(err) : status;
}
