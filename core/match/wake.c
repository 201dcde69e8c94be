/* What wakes the rules that sleep: one pass over the words of a document, and over the places of layers and dictionary
 * entries that are anchors, notes what wakes which list of rules. When it is known what stands in the document, each rule of
 * each list is called if its gate is open; where its match may then begin is its window. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { PAIRS_PER_TOKEN = 16, LOOK_AT_ALL = 8, CHOICES = 4, SHORT_WINDOW = 6, LONG_WINDOW = 64 };

/* Whether a zone, + 1, is one that the token does not stand in; 0: none. */
static bool is_outside(const lun_view *view, uint32_t zone, uint32_t token) { return zone && !view->zone_stops[(size_t)(zone - 1) * view->count + token]; }

/* Notes that a list of rules is woken; there is room for it. */
static inline void note(lun_anchors *a, lun_view *view, uint32_t list, uint32_t token, uint32_t stop) {
  const lun_reason *reason = &a->reasons[list];
  if (is_outside(view, reason->zone, token)) return;
  a->events[a->event_count++] = (lun_event){token, stop, list};
  a->pairs += reason->count;
  view->asks |= reason->asks;
  view->wanted |= reason->families;
}

static lun_status room_for_events(lun_anchors *a, uint32_t more) {
  return lun_grow((void **)&a->events, &a->event_capacity, (uint64_t)a->event_count + more, sizeof *a->events);
}

static lun_status wake_by_words(lun_machine *m, lun_view *view, uint64_t most, lun_err *err) {
  lun_anchors *a = &m->anchors;
  const uint32_t *guises = m->scratch.guises, count = view->count;
  lun_status status = lun_anchors_meet(m) || room_for_events(a, count) ? lun_fail_memory(err) : LUN_OK;
  const uint32_t *stops = a->watch_zone ? view->zone_stops + (size_t)(a->watch_zone - 1) * count : NULL;
  for (uint32_t i = 0; !status && i < count; i++) {
    if (stops && !stops[i]) continue;
    uint32_t list = a->heeds[guises[i]].wake;
    if (list && list != WAKE_BY_CLASS) list--;
    else if ((status = lun_anchors_learn(m, guises[i], view->doc->tokens.lexeme[i], &list, err))) break;
    if (!list) continue;
    note(a, view, list, i, i + 1);
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
      if (room_for_events(a, place->stop - place->first)) return LUN_NO_MEMORY;
      if (which == PLACE_FIRST) note(a, view, list, place->first, place->stop);
      else for (uint32_t i = place->first; i < place->stop; i++) note(a, view, list, i, i + 1);
    }
  }
  return LUN_OK;
}

static void forget_calls(lun_anchors *a) {
  for (uint32_t k = 0; k < a->awake.count; k++) a->gates[a->awake.at[k]].calls.first = 0;
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
    status = lun_anchors_count(m, view, err);
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
    if (!view->zone_stops && (status = lun_view_find_zones(m, view, err))) return status;
    if ((status = gather(m, view, most, err))) return status;
    if (a->pairs <= most) break;
    if (choice > CHOICES || !lun_anchors_crowded(m, view->count, true)) lun_anchors_give_up_heard(m);
    if (lun_anchors_choose(m)) return lun_fail_memory(err);
  }
  return lun_view_need(m, view, view->wanted, lookups, err);
}

static lun_status call(lun_anchors *a, uint32_t rule, const lun_event *event, uint32_t from) {
  lun_status status;
  lun_calls *calls = &a->gates[rule].calls;
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

/* Calls a rule if its gate is open; both sides of the event are such as it wants. */
static lun_status try_rule(lun_machine *m, const lun_view *view, const lun_event *event, uint32_t rule, around *x) {
  const lun_gate *gate = &m->anchors.gates[rule];
  if (is_outside(view, gate->zone, event->token)) return LUN_OK;
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
  /* Where more than every eighth token wakes a rule, or rules may begin at any, all are looked at in one go: that is faster than one by one. */
  if ((a->always.count || LOOK_AT_ALL * a->pairs > view->count) && lun_view_look_at_all(m, view)) return LUN_NO_MEMORY;
  around x = {.gathered = 0};
  for (uint32_t e = 0; e < a->event_count; e++)
    if (call_rules(m, view, &a->events[e], &x)) return LUN_NO_MEMORY;
  for (uint32_t k = 0; k < a->awake.count; k++) a->woken_often[a->awake.at[k]] += a->gates[a->awake.at[k]].calls.count;
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
