/* What wakes the rules that sleep: one pass over the words of a document, and over the places of layers and dictionary
 * entries that are anchors, notes what wakes which list of rules. When it is known what stands in the document, each rule of
 * each list is called if its gate is open; where its match may then begin is its window. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"
#include "text/character.h"

enum { PAIRS_PER_TOKEN = 16, LOOK_AT_ALL = 8, CHOICES = 4, SHORT_WINDOW = 6, LONG_WINDOW = 64 };

/* Whether a word may be an anchor otherwise than in a set of words. */
static bool is_among_few(const lun_machine *m, lun_lexeme lexeme) {
  const lun_few few = m->anchors.few;
  if (lun_vocab_flags(m->vocab, lexeme) & few.flags) return true;
  if (!few.odd) return false;
  size_t size;
  const unsigned char *text = (const unsigned char *)lun_vocab_text(m->vocab, lexeme, &size);
  return size && *text < 0x80 && !lun_byte_is(*text, LUN_BYTE_LETTER);
}

/* The class of such a word. */
static lun_status find_class(lun_machine *m, lun_lexeme lexeme, uint32_t *class, lun_err *err) {
  lun_status status = LUN_OK;
  if (lexeme >= m->symbols.of_count || !m->symbols.known[lexeme].word) status = lun_machine_learn(m, lexeme, NULL, 0, err);
  if (!status) *class = m->symbols.known[lexeme].word - 1;
  return status;
}

/* Whether a word whose leaves are loaded may be what the anchor of a rule takes. */
static bool may_wake(const lun_machine *m, uint32_t number) {
  const lun_rule *rule = &m->rules[number];
  uint32_t count;
  const uint32_t *elements = lun_lists_at(&m->anchors.elements, m->anchors.watches[number].elements, &count);
  for (uint32_t p = rule->position; p < rule->position_stop; p++)
    for (uint32_t k = m->positions[p].edge; k < m->positions[p].edge + m->positions[p].edge_count; k++) {
      const lun_edge *e = &m->edges[k];
      for (uint32_t i = 0; e->target != LUN_END && i < count; i++)
        if (elements[i] == m->positions[e->target].element && lun_predicates_may_hold(&m->predicates, e->label)) return true;
    }
  return false;
}

static lun_status hear(const lun_anchors *a, uint32_t leaf, lun_numbers *rules) {
  const uint32_t from = a->watch_start.at[leaf], to = a->watch_start.at[leaf + 1];
  return lun_numbers_append(rules, a->watch_of.at + from, to - from);
}

/* Keeps what a word or a class wakes: *list, whose rules are in scratch.d. */
static lun_status keep_list(lun_machine *m, uint32_t *list) {
  lun_numbers *rules = &m->scratch.d;
  lun_numbers_sort(rules);
  *list = 0; /* of none */
  return rules->count ? lun_anchors_list(m, rules->at, rules->count, list) : LUN_OK;
}

/* The rules that words of a class wake, some of whose leaves are no sets of words. */
static lun_status learn_class(lun_machine *m, uint32_t class, uint32_t *list) {
  lun_anchors *a = &m->anchors;
  lun_numbers *rules = &m->scratch.d;
  if (a->class_generation != m->generation) a->wake_of_class.count = 0;
  a->class_generation = m->generation;
  while (a->wake_of_class.count <= class)
    if (lun_numbers_push(&a->wake_of_class, 0)) return LUN_NO_MEMORY;
  if ((*list = a->wake_of_class.at[class])) {
    --*list;
    return LUN_OK;
  }
  uint32_t count;
  const uint32_t *leaves = lun_lists_at(&m->symbols.words, class, &count);
  rules->count = 0;
  lun_predicates_load(&m->predicates, leaves, count);
  m->loaded = 0;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = a->watch_start.at[leaves[i]]; k < a->watch_start.at[leaves[i] + 1]; k++)
      if (may_wake(m, a->watch_of.at[k]) && lun_numbers_push(rules, a->watch_of.at[k])) return LUN_NO_MEMORY;
  if (keep_list(m, list)) return LUN_NO_MEMORY;
  a->wake_of_class.at[class] = *list + 1;
  return LUN_OK;
}

/* The rules that words of a form wake. */
static lun_status learn_forms(lun_machine *m, lun_lexeme lexeme, uint32_t *list) {
  const lun_predicates *p = &m->predicates;
  lun_numbers *rules = &m->scratch.d;
  rules->count = 0;
  for (unsigned norm = 0; norm < 2; norm++) {
    if (norm && !p->norms) continue;
    const lun_lexeme form = norm ? lun_vocab_norm(m->vocab, lexeme) : lun_vocab_lower(m->vocab, lexeme);
    if (!form) return LUN_NO_MEMORY;
    for (uint32_t k = form < p->head[norm].count ? p->head[norm].at[form] : 0; k; k = p->postings[k - 1].next)
      if (hear(&m->anchors, p->postings[k - 1].leaf, rules)) return LUN_NO_MEMORY;
  }
  return keep_list(m, list);
}

/* The rules that a word wakes, as a list of them. */
static lun_status learn_word(lun_machine *m, lun_lexeme lexeme, uint32_t *list, lun_err *err) {
  lun_anchors *a = &m->anchors;
  lun_status status = LUN_OK;
  *list = 0; /* of none */
  if (is_among_few(m, lexeme)) {
    uint32_t class = 0;
    status = find_class(m, lexeme, &class, err);
    if (!status && learn_class(m, class, list)) status = lun_fail_memory(err);
  } else if ((!a->glance_of[lexeme] && lun_anchors_see(m, lexeme, 0)) || (lun_anchors_glance(a, lexeme).words && learn_forms(m, lexeme, list))) status = lun_fail_memory(err);
  if (status) return status;
  a->wake_of.at[lexeme] = *list + 1;
  if (*list == 0) a->deaf[lexeme / 32] |= 1u << lexeme % 32;
  return LUN_OK;
}

/* What is known of words, one by one; all of it is for the same number of them. */
static lun_status make_room(lun_anchors *a, uint32_t count) {
  const uint32_t before = a->wake_of.count;
  if (lun_numbers_room(&a->wake_of, count)) return LUN_NO_MEMORY;
  const uint32_t all = a->wake_of.capacity;
  if (all > a->glance_count) {
    const size_t before_words = lun_deaf_words(a->glance_count), words = lun_deaf_words(all);
    uint32_t *deaf = lun_realloc(a->deaf, words * sizeof *deaf);
    if (deaf) a->deaf = deaf;
    uint32_t *glance_of = deaf ? lun_realloc(a->glance_of, all * sizeof *glance_of) : NULL;
    if (!glance_of) return LUN_NO_MEMORY;
    memset(deaf + before_words, 0, (words - before_words) * sizeof *deaf);
    memset(glance_of + a->glance_count, 0, (all - a->glance_count) * sizeof *glance_of);
    a->glance_of = glance_of;
    a->glance_count = all;
  }
  memset(a->wake_of.at + before, 0, (all - before) * sizeof *a->wake_of.at);
  a->wake_of.count = all;
  return LUN_OK;
}

lun_status lun_anchors_see(lun_machine *m, lun_lexeme lexeme, lun_lexeme lower) {
  lun_anchors *a = &m->anchors;
  const uint32_t flags = lun_vocab_flags(m->vocab, lexeme);
  struct lun_plain *plain = &a->plain[(flags * 0x9E3779B1u >> 16) % (sizeof a->plain / sizeof *a->plain)];
  lun_glance glance = {0, 0};
  uint32_t items[sizeof glance / sizeof(uint32_t)], list;
  if (lun_sights_words(&m->predicates, m->vocab, lexeme, lower, &glance.words)) return LUN_NO_MEMORY;
  if (!glance.words && plain->glance && plain->flags == flags) {
    a->glance_of[lexeme] = plain->glance;
    return LUN_OK;
  }
  glance.others = lun_sights_flags(&m->predicates.sights, flags);
  memcpy(items, &glance, sizeof glance);
  if (lun_lists_intern(&a->glances, items, sizeof items / sizeof *items, &list)) return LUN_NO_MEMORY;
  a->glance_of[lexeme] = list + 1;
  if (!glance.words) *plain = (struct lun_plain){flags, list + 1};
  return LUN_OK;
}

/* Once it is settled what wakes whom, the glances of all words and those that wake nobody are found in one go, as far as forms are
 * known; that is faster than one by one where the text leads to them. */
lun_status lun_anchors_meet(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  const uint32_t before = a->wake_of.count, count = lun_vocab_count(m->vocab) + 1;
  if (before >= count) return LUN_OK;
  if (make_room(a, count)) return LUN_NO_MEMORY;
  for (lun_lexeme lexeme = 1; before == 0 && a->watch_count && a->counted >= m->sample && lexeme < count; lexeme++) {
    const lun_lexeme lower = lun_vocab_lower_known(m->vocab, lexeme);
    if (!lower) continue;
    if (lun_anchors_see(m, lexeme, lower)) return LUN_NO_MEMORY;
    if (lun_anchors_glance(a, lexeme).words || is_among_few(m, lexeme)) continue;
    a->wake_of.at[lexeme] = 1;
    a->deaf[lexeme / 32] |= 1u << lexeme % 32;
  }
  return LUN_OK;
}

static lun_status note(lun_anchors *a, lun_view *view, uint32_t list, uint32_t token, uint32_t stop) {
  lun_status status;
  const lun_event event = {token, stop, list};
  const lun_reason *reason = &a->reasons[list];
  LUN_VECTOR_ADD(a->events, a->event_capacity, a->event_count, event, status);
  a->pairs += reason->count;
  view->asks |= reason->asks;
  view->wanted |= reason->families;
  return status;
}

static lun_status wake_by_words(lun_machine *m, lun_view *view, uint64_t most, lun_err *err) {
  lun_anchors *a = &m->anchors;
  const lun_lexeme *lexemes = view->doc->tokens.lexeme;
  lun_status status = lun_anchors_meet(m) ? lun_fail_memory(err) : LUN_OK;
  const uint32_t *deaf = a->deaf, count = view->count;
  for (uint32_t i = 0; !status && i < count; i++) {
    const lun_lexeme lexeme = lexemes[i];
    if (deaf[lexeme / 32] >> lexeme % 32 & 1) continue;
    uint32_t list = a->wake_of.at[lexeme];
    if (list) list--;
    else if ((status = learn_word(m, lexeme, &list, err))) break;
    if (!list) continue;
    if (note(a, view, list, i, i + 1)) return lun_fail_memory(err);
    if (a->pairs > most) break;
  }
  return status;
}

/* The places of a context wake where they begin (PLACE_FIRST) or are (PLACE_INSIDE). */
static lun_status wake_by_places(lun_machine *m, lun_view *view, uint64_t most) {
  lun_anchors *a = &m->anchors;
  for (uint32_t k = 0; k < a->by_place.count; k += 3) {
    if (lun_view_list(m, view, a->by_place.at[k])) return LUN_NO_MEMORY;
    const lun_place_run *run = &view->runs[a->by_place.at[k]];
    const uint32_t which = a->by_place.at[k + 1], list = a->by_place.at[k + 2];
    for (uint32_t p = run->first; p < run->stop && a->pairs <= most; p++) {
      const lun_place *place = &view->places[p];
      lun_status status = LUN_OK;
      if (which == PLACE_FIRST) status = note(a, view, list, place->first, place->stop);
      else for (uint32_t i = place->first; !status && i < place->stop; i++) status = note(a, view, list, i, i + 1);
      if (status) return status;
    }
  }
  return LUN_OK;
}

/* Counts the leaves of a word that may be an anchor. */
static lun_status count_word(lun_machine *m, lun_lexeme lexeme, lun_err *err) {
  lun_anchors *a = &m->anchors;
  const lun_predicates *p = &m->predicates;
  if (is_among_few(m, lexeme)) {
    uint32_t class, count;
    const lun_status status = find_class(m, lexeme, &class, err);
    if (status) return status;
    const uint32_t *leaves = lun_lists_at(&m->symbols.words, class, &count);
    for (uint32_t i = 0; i < count; i++) a->seen.at[leaves[i]]++;
    return LUN_OK;
  }
  for (unsigned norm = 0; norm < 2; norm++) {
    if (norm && !p->norms) continue;
    const lun_lexeme form = norm ? lun_vocab_norm(m->vocab, lexeme) : lun_vocab_lower(m->vocab, lexeme);
    if (!form) return lun_fail_memory(err);
    for (uint32_t k = form < p->head[norm].count ? p->head[norm].at[form] : 0; k; k = p->postings[k - 1].next) a->seen.at[p->postings[k - 1].leaf]++;
  }
  return LUN_OK;
}

/* Counts at how many tokens each leaf stands that may be an anchor. */
static lun_status count_leaves(lun_machine *m, const lun_view *view, lun_err *err) {
  lun_anchors *a = &m->anchors;
  const uint32_t tokens = view->count < m->sample ? view->count : m->sample;
  lun_status status = LUN_OK;
  while (a->seen.count < m->predicates.leaf_count)
    if (lun_numbers_push(&a->seen, 0)) return lun_fail_memory(err);
  for (uint32_t i = 0; !status && i < tokens; i++) status = count_word(m, view->doc->tokens.lexeme[i], err);
  if (status) return status;
  for (uint32_t c = 0; c < m->context_count; c++) {
    const uint32_t *leaf = m->contexts[c].leaf;
    const lun_place_run *run = &view->runs[c];
    uint32_t places = 0, inside = 0;
    if (run->by_label) places = inside = run->tokens < tokens ? run->tokens : tokens;
    for (uint32_t k = run->first; !run->by_label && k < run->stop && view->places[k].stop <= tokens; k++) {
      places++;
      inside += view->places[k].stop - view->places[k].first;
    }
    if (leaf[PLACE_FIRST]) a->seen.at[leaf[PLACE_FIRST] - 1] += places;
    if (leaf[PLACE_INSIDE]) a->seen.at[leaf[PLACE_INSIDE] - 1] += inside;
  }
  a->counted += tokens;
  return lun_anchors_count_starts(m, view, tokens) ? lun_fail_memory(err) : LUN_OK;
}

static void forget_calls(lun_anchors *a) {
  for (uint32_t k = 0; k < a->awake.count; k++) a->calls[a->awake.at[k]].first = 0;
  a->awake.count = a->event_count = a->call_count = 0;
  a->pairs = 0;
}

static lun_status gather(lun_machine *m, lun_view *view, uint64_t most, lun_err *err) {
  forget_calls(&m->anchors);
  view->asks = m->anchors.asks;
  view->wanted = m->anchors.families;
  if (!m->anchors.watch_count) return LUN_OK;
  const lun_status status = wake_by_words(m, view, most, err);
  if (status) return status;
  return wake_by_places(m, view, most) ? lun_fail_memory(err) : LUN_OK;
}

/* Counts, and thinks over again what wakes which rule, when that is due. */
static lun_status reconsider(lun_machine *m, const lun_view *view, lun_err *err) {
  lun_anchors *a = &m->anchors;
  lun_status status = LUN_OK;
  if (!a->chosen && lun_anchors_choose(m)) return lun_fail_memory(err); /* memory was out at the last choice */
  if (!a->watch_count && !a->given_up) return LUN_OK;
  if (a->counted < m->sample) {
    status = count_leaves(m, view, err);
    if (!status && a->counted >= m->sample && lun_anchors_choose(m)) status = lun_fail_memory(err);
  } else if (a->since >= a->check) {
    a->check *= 4;
    const bool crowded = lun_anchors_crowded(m, a->since, false), pardon = lun_anchors_pardon(m);
    if ((crowded || pardon) && lun_anchors_choose(m)) status = lun_fail_memory(err);
  }
  a->since += view->count;
  return status;
}

/* Where there are more than some pairs of an event and a rule a token, rules are given up until there are not. */
lun_status lun_view_wake(lun_machine *m, lun_view *view, lun_lookups *lookups, lun_err *err) {
  lun_anchors *a = &m->anchors;
  const uint64_t most = PAIRS_PER_TOKEN * (uint64_t)view->count + m->sample / 16;
  lun_status status = LUN_OK;
  if (a->counted < m->sample && a->watch_count) status = lun_view_need(m, view, UINT64_MAX, lookups, err); /* to be counted */
  if (status) return status;
  if ((status = reconsider(m, view, err))) return status;
  for (unsigned choice = 1;; choice++) {
    if ((status = lun_view_need(m, view, m->anchors.families, lookups, err))) return status;
    if ((status = gather(m, view, most, err))) return status;
    if (a->pairs <= most) break;
    if (choice > CHOICES || !lun_anchors_crowded(m, view->count, true)) lun_anchors_give_up_heard(m);
    if (lun_anchors_choose(m)) return lun_fail_memory(err);
  }
  return lun_view_need(m, view, view->wanted, lookups, err);
}

static lun_status call(lun_anchors *a, uint32_t rule, const lun_event *event, uint32_t from) {
  lun_status status;
  lun_calls *calls = &a->calls[rule];
  const lun_call fresh = {event->token, event->stop, from, 0};
  LUN_VECTOR_ADD(a->call, a->call_capacity, a->call_count, fresh, status);
  if (!status && !calls->first) status = lun_numbers_push(&a->awake, rule);
  if (status) return status;
  if (calls->first) a->call[calls->last - 1].next = a->call_count;
  else *calls = (lun_calls){a->call_count, 0, 0};
  calls->last = a->call_count;
  calls->count++;
  return LUN_OK;
}

/* The number of the first range that begins behind a token. */
static uint32_t range_behind(const lun_ranges *ranges, uint32_t token) {
  uint32_t low = 0, high = ranges->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (ranges->first[middle] <= token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* First token of the range that holds a token, and the first behind it. */
static uint32_t begin_of(const lun_ranges *ranges, uint32_t token) {
  const uint32_t next = range_behind(ranges, token);
  return next ? ranges->first[next - 1] : 0;
}
static uint32_t end_of(const lun_ranges *ranges, uint32_t token, uint32_t count) {
  const uint32_t next = range_behind(ranges, token);
  return next < ranges->count ? ranges->first[next] : count;
}

/* What is looked at around an event, for all the gates that it comes to. Of the sentence more is kept, for the events that
 * follow are mostly in the same one: its words are gathered once. */
typedef struct around {
  lun_glance before, after;
  bool begin_known;
  uint32_t begin;    /* of the sentence */
  uint32_t gathered; /* begin of the sentence whose words are known, + 1 */
  uint64_t sentence; /* they */
} around;

static void find_begin(const lun_view *view, uint32_t token, around *x) {
  if (!x->begin_known) x->begin = begin_of(&view->doc->sentences, token);
  x->begin_known = true;
}

static lun_status gather_words(lun_machine *m, const lun_view *view, uint32_t from, uint32_t to, uint64_t *words) {
  *words = 0;
  for (uint32_t i = from; i < to; i++) {
    lun_glance glance;
    if (lun_view_glance(m, view, i, &glance)) return LUN_NO_MEMORY;
    *words |= glance.words;
  }
  return LUN_OK;
}

/* Whether a word of the gate's witness stands where it must. */
static lun_status find_witness(lun_machine *m, const lun_view *view, const lun_gate *gate, uint32_t token, around *x, bool *there) {
  uint64_t words;
  if (gate->near > gate->far) {
    find_begin(view, token, x);
    if (x->gathered != x->begin + 1 && gather_words(m, view, x->begin, end_of(&view->doc->sentences, token, view->count), &x->sentence)) return LUN_NO_MEMORY;
    x->gathered = x->begin + 1;
    words = x->sentence;
  } else {
    const int64_t low = (int64_t)token + gate->near, high = (int64_t)token + gate->far + 1;
    if (gather_words(m, view, low < 0 ? 0 : (uint32_t)low, high < 0 ? 0 : high < view->count ? (uint32_t)high : view->count, &words)) return LUN_NO_MEMORY;
  }
  *there = (words & gate->witness) != 0;
  return LUN_OK;
}

/* The first token where a match may begin that the event is about; LUN_NONE when there is none. *wide: it is not known here. */
static lun_status find_start(lun_machine *m, const lun_view *view, const lun_gate *gate, uint32_t token, around *x, uint32_t *start, bool *wide) {
  *start = LUN_NONE;
  *wide = gate->scope == SCOPE_WIDE || gate->least == GATE_FAR;
  if (*wide || token < gate->least) return LUN_OK;
  uint32_t length = gate->most;
  if (gate->wholes) length += gate->wholes * m->anchors.longest.at[gate->extent];
  if (gate->most == GATE_FAR || gate->wholes == GATE_FAR || length > token) length = token;
  uint32_t from = token - length;
  if (length > SHORT_WINDOW && gate->scope == SCOPE_SENTENCE) {
    find_begin(view, token, x);
    if (x->begin > from) from = x->begin;
  }
  if ((*wide = token - from > LONG_WINDOW)) return LUN_OK;
  for (uint32_t i = from; i + gate->least <= token; i++) {
    bool begins;
    if (lun_view_begins(m, view, gate, i, &begins)) return LUN_NO_MEMORY;
    if (!begins) continue;
    *start = i;
    break;
  }
  return LUN_OK;
}

/* The longest place of each extent in this document. */
static lun_status find_longest(lun_anchors *a, const lun_view *view) {
  a->longest.count = 0;
  for (uint32_t e = 0; e < a->extents.count; e++) {
    uint32_t count, longest = 0;
    const uint32_t *contexts = lun_lists_at(&a->extents, e, &count);
    for (uint32_t k = 0; k < count; k++) if (view->runs[contexts[k]].longest > longest) longest = view->runs[contexts[k]].longest;
    if (lun_numbers_push(&a->longest, longest)) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

/* Whether a rule is narrowed to parts of the text that the token does not stand in. */
static bool is_shut_out(const lun_machine *m, const lun_view *view, uint32_t rule, uint32_t token) {
  const uint32_t zone = m->zone_count ? m->rules[rule].zone : 0;
  return zone && !view->zone_stops[(size_t)(zone - 1) * view->count + token];
}

/* Calls a rule if its gate is open; both sides of the event are such as it wants. */
static lun_status try_rule(lun_machine *m, const lun_view *view, const lun_event *event, uint32_t rule, around *x) {
  if (is_shut_out(m, view, rule, event->token)) return LUN_OK;
  const lun_gate *gate = &m->anchors.gates[rule];
  bool there = true, wide;
  uint32_t start;
  if (gate->witness && find_witness(m, view, gate, event->token, x, &there)) return LUN_NO_MEMORY;
  if (!there) return LUN_OK;
  if (find_start(m, view, gate, event->token, x, &start, &wide)) return LUN_NO_MEMORY;
  return start == LUN_NONE && !wide ? LUN_OK : call(&m->anchors, rule, event, start);
}

static lun_status call_rules(lun_machine *m, const lun_view *view, const lun_event *event, around *x) {
  const lun_anchors *a = &m->anchors;
  uint32_t count;
  const uint32_t *list = lun_lists_at(&a->woken, event->list, &count);
  x->begin_known = false;
  if (lun_view_glance_before(m, view, event->token, &x->before) || lun_view_glance(m, view, event->stop, &x->after)) return LUN_NO_MEMORY;
  for (uint32_t k = 0; k < count; k += 2 + list[k + 1]) {
    const lun_side *side = &a->sides[list[k]];
    if (!lun_glance_shared(side->before, x->before) || !lun_glance_shared(side->after, x->after)) continue;
    const uint32_t *rules = list + k + 2;
    for (uint32_t i = 0; i < list[k + 1]; i++) __builtin_prefetch(&a->gates[rules[i]]);
    for (uint32_t i = 0; i < list[k + 1]; i++)
      if (try_rule(m, view, event, rules[i], x)) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

lun_status lun_view_call(lun_machine *m, const lun_view *view) {
  lun_anchors *a = &m->anchors;
  if (a->event_count && find_longest(a, view)) return LUN_NO_MEMORY;
  /* Where more than every eighth token wakes a rule, all are looked at in one go: that is faster than one by one. */
  if (LOOK_AT_ALL * a->pairs > view->count && lun_view_look_at_all(m, view)) return LUN_NO_MEMORY;
  around x = {.gathered = 0};
  for (uint32_t e = 0; e < a->event_count; e++)
    if (call_rules(m, view, &a->events[e], &x)) return LUN_NO_MEMORY;
  for (uint32_t k = 0; k < a->awake.count; k++) a->watches[a->awake.at[k]].woken += a->calls[a->awake.at[k]].count;
  return LUN_OK;
}

/* The first token at which a match may begin that holds this one: a match stays in its sentence, but for the spans of layers
 * that it takes whole. Not looked for before `enough`. */
static uint32_t begin_of_scope(const lun_machine *m, const lun_view *view, const lun_rule *rule, uint32_t token, uint32_t enough) {
  if (rule->across == LUN_ACROSS_DOCUMENT) return 0;
  if (rule->across == LUN_ACROSS_PARAGRAPH) return begin_of(&view->doc->structure.paragraphs, token);
  uint32_t begin = begin_of(&view->doc->sentences, token);
  for (uint32_t before = begin + 1; begin < before && begin > enough;) {
    before = begin;
    for (uint32_t k = 0; k < rule->whole_count; k++) {
      const uint32_t context = m->anchors.wholes.at[rule->whole + k];
      const lun_place *place = m->contexts[context].dictionary ? NULL : lun_view_around(view, context, before);
      if (place && place->first < begin) begin = place->first;
    }
    if (begin < before) begin = begin_of(&view->doc->sentences, begin);
  }
  return begin;
}

bool lun_view_window(const lun_machine *m, const lun_view *view, uint32_t number, uint32_t token, uint32_t *from, uint32_t *to) {
  const lun_watch *watch = &m->anchors.watches[number];
  const lun_rule *rule = &m->rules[number];
  if (token < watch->least) return false;
  uint64_t length = watch->most;
  for (uint32_t k = 0; watch->wholes && k < rule->whole_count; k++) {
    const uint64_t longest = view->runs[m->anchors.wholes.at[rule->whole + k]].longest;
    if (watch->most + longest * watch->wholes > length) length = watch->most + longest * watch->wholes;
  }
  *to = token - watch->least;
  if (watch->most == LUN_NONE || length > token) length = token;
  if (*from + length < token) *from = token - (uint32_t)length;
  if (length > SHORT_WINDOW) {
    const uint32_t begin = begin_of_scope(m, view, rule, token, *from);
    if (begin > *from) *from = begin;
  }
  return *from <= *to;
}
