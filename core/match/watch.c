/* Watches: rules that sleep until their anchor stands in a text. Of the anchors that a rule has, the one that costs least is
 * taken: how often it stands (first by a guess, then by a count), whether what can stand next to it is rare, how many starts
 * there are to try. What must stand around the anchor is the rule's gate: what comes before it and after it, where the match
 * begins, and a witness, another set of words that must stand near. Rules without an anchor never sleep, nor do those that,
 * all together, would wake all the time, nor those of a small machine where that costs less: they run in one machine from every
 * token. */
#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

/* A rule is frequent when it wakes at more than one token in FREQUENT; frequent ones are given up, so that they never sleep,
 * when together they wake more than CROWDED times a token. */
enum { FREQUENT = 400, CROWDED = 2, PARDONS_MOST = 16 };
/* A small machine has so many rules at most. What it costs to try them at a token, and to look at a token for what wakes one, as
 * lun_anchor_cost has it. */
enum { SMALL = 40, MILLION = 1000000 };
static const double COST_AWAKE = 2.5, COST_PASS = 0.05;
/* How far away a witness is looked for, how many bits times places it may have, and of a sentence how many are guessed. */
enum { WITNESS_WIDE = 12, WITNESS_BITS = 48, SENTENCE_GUESS = 20, CACHE_LINE = 64 };
_Static_assert(sizeof(lun_gate) == CACHE_LINE, "a gate is one line of the cache");

void lun_anchors_free(lun_anchors *a) {
  lun_lists_free(&a->leaves);
  lun_lists_free(&a->elements);
  lun_lists_free(&a->woken);
  lun_lists_free(&a->extents);
  lun_lists_free(&a->side_lists);
  lun_lists_free(&a->glances);
  lun_numbers *const numbers[] = {&a->watch_start, &a->watch_of, &a->by_place, &a->longest, &a->side_of, &a->seen, &a->awake, &a->always, &a->wholes, &a->wake_of_class};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) lun_numbers_free(numbers[i]);
  void *const blocks[] = {a->at, a->watches, a->gate_block, a->sides, a->woken_often, a->reasons, a->heeds, a->events, a->call};
  for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) lun_free(blocks[i]);
  *a = (lun_anchors){0};
}

size_t lun_anchors_memory(const lun_anchors *a) {
  const lun_numbers *const numbers[] = {&a->watch_start, &a->watch_of, &a->by_place, &a->longest, &a->side_of, &a->seen, &a->awake, &a->always, &a->wholes, &a->wake_of_class};
  size_t size = lun_lists_memory(&a->leaves) + lun_lists_memory(&a->elements) + lun_lists_memory(&a->woken) + lun_lists_memory(&a->extents) + lun_lists_memory(&a->side_lists) + a->capacity * sizeof *a->at;
  size += a->rule_count * (sizeof *a->watches + sizeof *a->gates + sizeof *a->woken_often) + a->reason_capacity * sizeof *a->reasons + a->side_capacity * sizeof *a->sides;
  size += lun_lists_memory(&a->glances) + a->heed_count * sizeof *a->heeds;
  size += a->event_capacity * sizeof *a->events + a->call_capacity * sizeof *a->call;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) size += numbers[i]->capacity * sizeof(uint32_t);
  return size;
}

/* Room for what is kept of each rule. */
static lun_status room_for_rules(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  const size_t count = m->rule_count ? m->rule_count : 1;
  lun_free(a->watches);
  lun_free(a->gate_block);
  lun_free(a->woken_often);
  a->watches = lun_zalloc(count, sizeof *a->watches);
  a->woken_often = lun_zalloc(count, sizeof *a->woken_often);
  char *gates = a->gate_block = lun_alloc(count * sizeof *a->gates + CACHE_LINE);
  const bool ok = a->watches && a->woken_often && gates;
  a->rule_count = ok ? m->rule_count : 0;
  if (!ok) return LUN_NO_MEMORY;
  a->gates = (lun_gate *)(void *)(gates + (CACHE_LINE - (uintptr_t)gates % CACHE_LINE) % CACHE_LINE);
  memset(a->gates, 0, count * sizeof *a->gates);
  return LUN_OK;
}

/* Of all anchors. */
static void find_few(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  a->few = (lun_few){0, false};
  for (uint32_t k = 0; k < a->count; k++) {
    uint32_t count;
    const uint32_t *leaves = lun_lists_at(&a->leaves, a->at[k].leaves, &count);
    for (uint32_t i = 0; i < count; i++) {
      lun_few few;
      lun_anchors_may(m, leaves[i], &few);
      a->few.flags |= few.flags;
      a->few.odd = a->few.odd || few.odd;
    }
  }
}

lun_status lun_anchors_ready(lun_machine *m) {
  find_few(m);
  if (lun_anchors_look_around(m) || room_for_rules(m)) return LUN_NO_MEMORY;
  return lun_anchors_choose(m);
}

/* What share of the tokens is thought to share a bit: places are rare, words by their number, flags frequent. */
static double share_of(const lun_machine *m, lun_glance glance) {
  if (lun_glance_is_all(glance)) return 1;
  const double words = __builtin_popcountll(glance.words) / 64.0;
  if (!glance.others) return words;
  return words + (glance.others & ~m->predicates.sights.places ? 0.4 : 0.05);
}

static double cost_of(const lun_machine *m, const lun_rule *rule, const lun_anchor *anchor) {
  return lun_anchor_cost(m, anchor, share_of(m, anchor->before) * share_of(m, anchor->after), share_of(m, rule->begin));
}

/* The anchor of a rule that costs least, or none. */
static const lun_anchor *best_anchor(const lun_machine *m, const lun_rule *rule) {
  const lun_anchors *a = &m->anchors;
  const lun_anchor *best = NULL;
  double least = 0;
  for (uint32_t k = rule->anchor; !rule->always && k < rule->anchor + rule->anchor_count; k++) {
    const double cost = cost_of(m, rule, &a->at[k]);
    if (best && cost >= least) continue;
    best = &a->at[k];
    least = cost;
  }
  return best;
}

/* Words of which one is the anchor; 0 when it may be something else. */
static uint64_t words_of(const lun_machine *m, const lun_anchor *anchor) {
  uint32_t count;
  const uint32_t *leaves = lun_lists_at(&m->anchors.leaves, anchor->leaves, &count);
  uint64_t bits = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (!lun_is_words(&m->predicates.leaves[leaves[i]])) return 0;
    bits |= m->predicates.sights.bits[leaves[i]];
  }
  return bits;
}

/* Another anchor of words of the rule that stands so far away, or in the same sentence; of several the one of the fewest words
 * and places. */
static void find_witness(const lun_machine *m, const lun_rule *rule, const lun_anchor *anchor, lun_gate *gate) {
  const lun_anchors *a = &m->anchors;
  int64_t least = WITNESS_BITS;
  for (uint32_t k = rule->anchor; k < rule->anchor + rule->anchor_count; k++) {
    const lun_anchor *x = &a->at[k];
    if (x->elements == anchor->elements) continue;
    const bool known = !x->wholes && !anchor->wholes && x->most != LUN_NONE && anchor->most != LUN_NONE;
    int64_t near = known ? (int64_t)x->least - anchor->most : -1, far = known ? (int64_t)x->most - anchor->least : SENTENCE_GUESS;
    const uint64_t words = words_of(m, x);
    const int64_t cost = __builtin_popcountll(words) * (far - near + 1);
    if (!words || cost >= least) continue;
    if (!known || near < -WITNESS_WIDE || far > WITNESS_WIDE) near = 1, far = 0;
    if (near > far && gate->scope != SCOPE_SENTENCE) continue;
    least = cost;
    gate->witness = words;
    gate->near = (int8_t)near;
    gate->far = (int8_t)far;
  }
}

/* Contexts of which the rule takes whole spans, as a list; and how far a match of it may reach. */
static lun_status find_extent(lun_machine *m, const lun_rule *rule, lun_gate *gate) {
  lun_anchors *a = &m->anchors;
  lun_numbers *contexts = &m->scratch.a;
  uint32_t extent;
  contexts->count = 0;
  if (lun_numbers_append(contexts, a->wholes.at + rule->whole, rule->whole_count)) return LUN_NO_MEMORY;
  lun_numbers_sort(contexts);
  if (lun_lists_intern(&a->extents, contexts->at, contexts->count, &extent)) return LUN_NO_MEMORY;
  gate->extent = extent < UINT16_MAX ? (uint16_t)extent : UINT16_MAX;
  gate->scope = rule->across == LUN_IN_SENTENCE && extent < UINT16_MAX ? SCOPE_SENTENCE : SCOPE_WIDE;
  for (uint32_t k = 0; k < contexts->count; k++)
    if (gate->scope == SCOPE_SENTENCE && !m->contexts[contexts->at[k]].dictionary) gate->scope = SCOPE_SPANS;
  return LUN_OK;
}

static lun_status find_side(lun_anchors *a, const lun_anchor *anchor, uint32_t *number) {
  lun_side side = {anchor->before, anchor->after};
  uint32_t content[sizeof side / sizeof(uint32_t)];
  lun_status status;
  memcpy(content, &side, sizeof side);
  void *block = a->sides; /* room first, so that no list stands without */
  if ((status = lun_grow(&block, &a->side_capacity, (uint64_t)a->side_count + 1, sizeof *a->sides))) return status;
  a->sides = block;
  if ((status = lun_lists_intern(&a->side_lists, content, sizeof content / sizeof *content, number))) return status;
  if (*number == a->side_count) a->sides[a->side_count++] = side;
  return LUN_OK;
}

static lun_status make_watch(lun_machine *m, uint32_t number, const lun_anchor *anchor) {
  lun_anchors *a = &m->anchors;
  const lun_rule *rule = &m->rules[number];
  uint32_t count, places = 0;
  const uint32_t *leaves = lun_lists_at(&a->leaves, anchor->leaves, &count);
  for (uint32_t i = 0; i < count; i++) places += m->predicates.leaves[leaves[i]].kind == LEAF_PLACE;
  a->watches[number] = (lun_watch){.leaves = anchor->leaves, .elements = anchor->elements, .least = anchor->least, .most = anchor->most, .wholes = anchor->wholes};
  lun_gate gate = {.begin = rule->begin, .second = rule->second, .mixed = places > 0 && count > 1, .chooses = rule->choose, .zone = rule->zone};
  gate.least = anchor->least < GATE_FAR ? (uint8_t)anchor->least : GATE_FAR;
  gate.most = anchor->most < GATE_FAR ? (uint8_t)anchor->most : GATE_FAR;
  gate.wholes = anchor->wholes < GATE_FAR ? (uint8_t)anchor->wholes : GATE_FAR;
  if (find_extent(m, rule, &gate) || find_side(a, anchor, &a->side_of.at[number])) return LUN_NO_MEMORY;
  find_witness(m, rule, anchor, &gate);
  a->gates[number] = gate;
  a->woken_often[number] = 0;
  return LUN_OK;
}

/* Which rules a leaf wakes: watch_of[watch_start[leaf]] and on. */
static lun_status index_leaves(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  const uint32_t leaves = m->predicates.leaf_count;
  uint32_t total = 0;
  a->watch_start.count = a->watch_of.count = 0;
  for (uint32_t i = 0; i <= leaves; i++)
    if (lun_numbers_push(&a->watch_start, 0)) return LUN_NO_MEMORY;
  for (uint32_t pass = 0; pass < 2; pass++) {
    for (uint32_t r = a->rule_count; r-- > 0;) {
      if (a->watches[r].leaves == LUN_NONE) continue;
      uint32_t count;
      const uint32_t *list = lun_lists_at(&a->leaves, a->watches[r].leaves, &count);
      for (uint32_t i = 0; i < count; i++) {
        if (pass) a->watch_of.at[--a->watch_start.at[list[i]]] = r;
        else a->watch_start.at[list[i]]++;
      }
    }
    if (pass) break;
    for (uint32_t i = 0; i <= leaves; i++) a->watch_start.at[i] = total += a->watch_start.at[i];
    if (lun_numbers_room(&a->watch_of, total ? total : 1)) return LUN_NO_MEMORY;
    a->watch_of.count = total;
  }
  return LUN_OK;
}

typedef struct sided { uint32_t side, rule; } sided;
static int compare_sided(const void *a, const void *b) {
  const sided *x = a, *y = b;
  if (x->side != y->side) return x->side < y->side ? -1 : 1;
  return (x->rule > y->rule) - (x->rule < y->rule);
}

/* Sorts rules by their sides: to *list each side, how many rules it has, and they. */
static lun_status sort_by_side(const lun_anchors *a, const uint32_t *rules, uint32_t count, lun_numbers *pairs, lun_numbers *list) {
  if (lun_numbers_room(pairs, 2 * count + 1)) return LUN_NO_MEMORY;
  sided *at = (sided *)(void *)pairs->at;
  for (uint32_t k = 0; k < count; k++) at[k] = (sided){a->side_of.at[rules[k]], rules[k]};
  if (count > 1) qsort(at, count, sizeof *at, compare_sided);
  list->count = 0;
  for (uint32_t k = 0, next; k < count; k = next) {
    for (next = k; next < count && at[next].side == at[k].side;) next++;
    if (lun_numbers_push(list, at[k].side) || lun_numbers_push(list, next - k)) return LUN_NO_MEMORY;
    for (uint32_t i = k; i < next; i++) if (lun_numbers_push(list, at[i].rule)) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

lun_status lun_anchors_list(lun_machine *m, const uint32_t *rules, uint32_t count, uint32_t *list) {
  lun_anchors *a = &m->anchors;
  lun_numbers *sorted = &m->scratch.f;
  void *block = a->reasons; /* room first, so that no list stands without */
  if (lun_grow(&block, &a->reason_capacity, (uint64_t)a->woken.count + 1, sizeof *a->reasons)) return LUN_NO_MEMORY;
  a->reasons = block;
  if (sort_by_side(a, rules, count, &m->scratch.e, sorted)) return LUN_NO_MEMORY;
  if (lun_lists_intern(&a->woken, sorted->at, sorted->count, list)) return LUN_NO_MEMORY;
  if (*list < a->reason_count) return LUN_OK;
  lun_reason reason = {.count = count, .zone = count ? m->rules[rules[0]].zone : 0};
  for (uint32_t k = 0; k < count; k++) {
    if (m->rules[rules[k]].zone != reason.zone) reason.zone = 0;
    reason.asks |= m->rules[rules[k]].asks;
    reason.families |= m->rules[rules[k]].families;
  }
  a->reasons[a->reason_count++] = reason;
  return LUN_OK;
}

static lun_status index_places(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  a->by_place.count = 0;
  for (uint32_t c = 0; c < m->context_count; c++)
    for (uint32_t which = PLACE_INSIDE; which <= PLACE_FIRST; which++) { /* no anchor is where a place ends */
      const uint32_t leaf = m->contexts[c].leaf[which];
      const uint32_t from = leaf ? a->watch_start.at[leaf - 1] : 0, to = leaf ? a->watch_start.at[leaf] : 0;
      uint32_t list;
      if (from == to) continue;
      if (lun_anchors_list(m, a->watch_of.at + from, to - from, &list)) return LUN_NO_MEMORY;
      if (lun_numbers_append(&a->by_place, (const uint32_t[]){c, which, list}, 3)) return LUN_NO_MEMORY;
      a->families |= lun_set_bit(m->contexts[c].family);
    }
  return LUN_OK;
}

/* Rules that never sleep are tried together at every token where one of them may begin. Of a small machine none sleeps where these
 * tokens cost less than all that would wake one, but for those that are looked for in few places: what would wake these stands there alone. */
static void keep_few_awake(const lun_machine *m, const lun_anchor **best) {
  const lun_anchors *a = &m->anchors;
  double cost = COST_PASS * MILLION;
  if (!a->counted || m->rule_count > SMALL) return;
  for (uint32_t r = 0; r < m->rule_count; r++)
    if (best[r] && !lun_rule_is_narrowed(m, &m->rules[r])) cost += cost_of(m, &m->rules[r], best[r]);
  if ((double)a->begun * MILLION / (double)a->counted * COST_AWAKE >= cost) return;
  for (uint32_t r = 0; r < m->rule_count; r++)
    if (!lun_rule_is_narrowed(m, &m->rules[r])) best[r] = NULL;
}

lun_status lun_anchors_choose(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  lun_status status = LUN_OK;
  a->chosen = false;
  a->watch_count = a->always.count = a->event_count = a->call_count = 0;
  for (uint32_t k = 0; k < a->awake.count; k++) a->gates[a->awake.at[k]].calls.first = 0;
  a->since = a->asks = a->families = a->awake.count = 0;
  a->begin = (lun_glance){0, 0};
  for (uint32_t z = 0; z < m->zone_count; z++) {
    const lun_zone *zone = &m->zones[z];
    if (zone->within != LUN_NO_CONTEXT) a->families |= lun_set_bit(m->contexts[zone->within].family);
    if (zone->outside != LUN_NO_CONTEXT) a->families |= lun_set_bit(m->contexts[zone->outside].family);
  }
  lun_lists_clear(&a->extents);
  lun_lists_clear(&a->side_lists);
  a->side_count = 0;
  if (lun_numbers_room(&a->side_of, m->rule_count)) return LUN_NO_MEMORY;
  a->check = (uint64_t)m->sample << 2 * a->pardons;
  m->stale = true; /* other rules may begin at every token */
  const lun_anchor **best = lun_alloc((m->rule_count + (size_t)1) * sizeof *best);
  if (!best) return LUN_NO_MEMORY;
  for (uint32_t r = 0; r < m->rule_count; r++) best[r] = best_anchor(m, &m->rules[r]);
  keep_few_awake(m, best);
  for (uint32_t r = 0; !status && r < m->rule_count; r++) {
    const lun_rule *rule = &m->rules[r];
    if (best[r]) {
      status = make_watch(m, r, best[r]);
      a->watch_zone = !a->watch_count || a->watch_zone == rule->zone ? rule->zone : 0;
      a->watch_count++;
      continue;
    }
    a->watches[r].leaves = LUN_NONE;
    a->asks |= rule->asks;
    a->families |= rule->families;
    lun_glance_join(&a->begin, rule->begin);
    status = lun_numbers_push(&a->always, r);
  }
  lun_free(best);
  lun_lists_clear(&a->woken);
  a->wake_of_class.count = a->reason_count = 0;
  for (uint32_t guise = 0; guise < a->heed_count; guise++) a->heeds[guise].wake = 0;
  uint32_t none;
  if (!status) status = lun_anchors_list(m, NULL, 0, &none);
  if (!status) status = index_leaves(m);
  if (!status) status = index_places(m);
  a->chosen = status == LUN_OK;
  return status;
}

/* Puts a rule among those that never sleep; for the sake of one document only for some time. */
static void keep_awake(lun_machine *m, uint32_t number, bool here) {
  lun_rule *rule = &m->rules[number];
  if (rule->always) return;
  rule->always = true;
  rule->pardoned = here;
  m->anchors.given_up = m->anchors.given_up || here;
}

bool lun_anchors_pardon(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  if (!a->given_up) return false;
  for (uint32_t r = 0; r < m->rule_count; r++)
    if (m->rules[r].pardoned) m->rules[r].always = m->rules[r].pardoned = false;
  a->given_up = false;
  if (a->pardons < PARDONS_MOST) a->pardons++;
  return true;
}

/* For each rule how often something of this document wakes it. */
static void count_here(lun_anchors *a) {
  for (uint32_t r = 0; r < a->rule_count; r++) a->gates[r].calls = (lun_calls){0, 0, 0};
  for (uint32_t e = 0; e < a->event_count; e++) {
    uint32_t count;
    const uint32_t *list = lun_lists_at(&a->woken, a->events[e].list, &count);
    for (uint32_t k = 0; k < count; k += 2 + list[k + 1])
      for (uint32_t i = 0; i < list[k + 1]; i++) a->gates[list[k + 2 + i]].calls.count++;
  }
}

static uint64_t woken_of(const lun_anchors *a, uint32_t rule, bool here) { return here ? a->gates[rule].calls.count : a->woken_often[rule]; }

bool lun_anchors_crowded(lun_machine *m, uint64_t tokens, bool here) {
  lun_anchors *a = &m->anchors;
  uint64_t sum = 0;
  if (here) count_here(a);
  for (uint32_t r = 0; r < a->rule_count; r++) {
    const uint64_t woken = woken_of(a, r, here);
    if (woken * FREQUENT > tokens) sum += woken;
  }
  if (sum <= CROWDED * tokens) return false;
  for (uint32_t r = 0; r < a->rule_count; r++)
    if (woken_of(a, r, here) * FREQUENT > tokens) keep_awake(m, r, here);
  return true;
}

void lun_anchors_give_up_heard(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  count_here(a);
  for (uint32_t r = 0; r < a->rule_count; r++)
    if (a->gates[r].calls.count) keep_awake(m, r, true);
}

void lun_anchors_give_up(lun_machine *m, uint32_t from) {
  const lun_anchors *a = &m->anchors;
  for (uint32_t k = from; k < a->awake.count; k++) keep_awake(m, a->awake.at[k], true);
}
