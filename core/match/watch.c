/* Watches: rules that sleep until their anchor stands in a text, woken together where they have the same one. Of the anchors
 * that a rule has, the one that costs least is taken: how often it stands (first by a guess, then by a count), whether what
 * can stand next to it is rare, how many starts there are to try. A rule that stands alone may have a witness besides,
 * another set of words that must stand near. Rules without an anchor never sleep, nor do those whose watches, all
 * together, would wake all the time: they run in one machine from every token. */
#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

/* A watch is frequent when it wakes at more than one token in FREQUENT; frequent ones are given up, so that their rules
 * never sleep, when together they wake more than CROWDED times a token. */
enum { FREQUENT = 400, CROWDED = 2, PARDONS_MOST = 16 };
enum { WITNESS_MOST = 4 }; /* how many times as often as the anchor a witness may stand */

/* For each expression the contexts that it asks about. */
static uint64_t *contexts_of_tests(const lun_machine *m) {
  const lun_predicates *p = &m->predicates;
  uint64_t *of_leaf = lun_zalloc(p->leaf_count + (size_t)p->expression_count, sizeof *of_leaf), *of = of_leaf ? of_leaf + p->leaf_count : NULL;
  if (!of_leaf) return NULL;
  for (uint32_t c = 0; c < m->context_count; c++)
    for (unsigned which = PLACE_INSIDE; which <= PLACE_LAST; which++)
      if (m->contexts[c].leaf[which]) of_leaf[m->contexts[c].leaf[which] - 1] = lun_set_bit(c);
  for (uint32_t i = 0; i < p->expression_count; i++) { /* parts come before the whole */
    const lun_expression e = p->expressions[i];
    if (e.operator == OP_LEAF) of[i] = of_leaf[e.a];
    if (e.operator >= OP_NOT) of[i] = of[e.a] | (e.operator == OP_NOT ? 0 : of[e.b]);
  }
  return of_leaf;
}

void lun_anchors_free(lun_anchors *a) {
  lun_lists_free(&a->leaves);
  lun_lists_free(&a->elements);
  lun_lists_free(&a->woken);
  lun_numbers *const numbers[] = {&a->members, &a->contexts, &a->watch_start, &a->watch_of, &a->by_place, &a->seen, &a->awake, &a->heard, &a->witnesses, &a->always, &a->wholes, &a->wake_of};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) lun_numbers_free(numbers[i]);
  lun_free(a->at);
  lun_free(a->watches);
  lun_free(a->calls);
  lun_free(a->traits);
  lun_free(a->deaf);
  lun_free(a->events);
  *a = (lun_anchors){0};
}

size_t lun_anchors_memory(const lun_anchors *a) {
  const lun_numbers *const numbers[] = {&a->members, &a->contexts, &a->watch_start, &a->watch_of, &a->by_place, &a->seen, &a->awake, &a->heard, &a->witnesses, &a->always, &a->wholes, &a->wake_of};
  size_t size = lun_lists_memory(&a->leaves) + lun_lists_memory(&a->elements) + lun_lists_memory(&a->woken) + a->capacity * sizeof *a->at +
                a->watch_capacity * sizeof *a->watches + a->call_capacity * sizeof *a->calls + a->trait_count * sizeof *a->traits + lun_deaf_words(a->trait_count) * sizeof *a->deaf + a->event_capacity * sizeof *a->events;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) size += numbers[i]->capacity * sizeof(uint32_t);
  return size;
}

/* What a rule is to wake by; rules of one watch are equal in leaves, across and sort. */
typedef struct choice { uint32_t leaves, across, sort, rule; const lun_anchor *anchor, *witness; } choice;

/* Scratch for one rule, by position: what it takes, the label that was joined to that last, + 1, whether it is the anchor. */
typedef struct sight { lun_triggers taken; uint32_t joined; bool anchor; } sight;

/* For each position of a rule what it takes; for the first, anything: the match begins. And what can be taken first. */
static lun_status find_taken(lun_machine *m, lun_rule *rule, sight *sights) {
  const uint32_t base = rule->position, stop = rule->position_stop;
  lun_numbers *leaves = &m->scratch.d;
  lun_status status = LUN_OK;
  memset(sights, 0, (stop - base) * sizeof *sights);
  rule->begin = (lun_triggers){0};
  sights[0].taken = LUN_TRIGGERS_ALL;
  for (uint32_t p = base; !status && p < stop; p++)
    for (uint32_t k = m->positions[p].edge; !status && k < m->positions[p].edge + m->positions[p].edge_count; k++) {
      const lun_edge *e = &m->edges[k];
      sight *target = e->target == LUN_END ? NULL : &sights[e->target - base];
      if (!target || target->joined == e->label + 1) continue;
      target->joined = e->label + 1;
      status = lun_predicates_join_triggers(&m->predicates, e->label, leaves, &target->taken);
      if (!status && p == base) status = lun_predicates_join_triggers(&m->predicates, e->label, leaves, &rule->begin);
    }
  return status;
}

static void mark_anchor(const lun_machine *m, const lun_rule *rule, const lun_anchor *anchor, sight *sights) {
  uint32_t count;
  const uint32_t *elements = lun_lists_at(&m->anchors.elements, anchor->elements, &count);
  for (uint32_t p = rule->position; p < rule->position_stop; p++) {
    bool *there = &sights[p - rule->position].anchor;
    *there = false;
    for (uint32_t k = 0; k < count && p > rule->position; k++) *there = *there || elements[k] == m->positions[p].element;
  }
}

/* What a rule can take next to its anchor: what the positions take that lead to it or follow it; of a whole span, not those
 * within it. */
static lun_status find_neighbours(lun_machine *m, const lun_rule *rule, sight *sights, lun_anchor *anchor) {
  const uint32_t base = rule->position;
  lun_status status = LUN_OK;
  mark_anchor(m, rule, anchor, sights);
  for (uint32_t p = base; !status && p < rule->position_stop; p++)
    for (uint32_t k = m->positions[p].edge; !status && k < m->positions[p].edge + m->positions[p].edge_count; k++) {
      const lun_edge *e = &m->edges[k];
      if (e->target != LUN_END && m->positions[e->target].within) continue;
      if (e->target != LUN_END && sights[e->target - base].anchor) lun_triggers_join(&anchor->before, &sights[p - base].taken);
      if (sights[p - base].anchor) status = lun_predicates_join_triggers(&m->predicates, e->label, &m->scratch.d, &anchor->after);
    }
  return status;
}

/* What stands at the beginning of each rule, and next to its anchors. */
static lun_status look_around(lun_machine *m) {
  uint32_t longest = 1;
  for (uint32_t r = 0; r < m->rule_count; r++)
    if (m->rules[r].position_stop - m->rules[r].position > longest) longest = m->rules[r].position_stop - m->rules[r].position;
  sight *sights = lun_alloc(longest * sizeof *sights);
  lun_status status = sights ? LUN_OK : LUN_NO_MEMORY;
  for (uint32_t r = 0; !status && r < m->rule_count; r++) {
    lun_rule *rule = &m->rules[r];
    if (rule->anchor_count) status = find_taken(m, rule, sights);
    for (uint32_t k = rule->anchor; !status && k < rule->anchor + rule->anchor_count; k++) {
      m->anchors.at[k].before = m->anchors.at[k].after = (lun_triggers){0};
      status = find_neighbours(m, rule, sights, &m->anchors.at[k]);
    }
  }
  lun_free(sights);
  return status;
}

lun_status lun_anchors_ready(lun_machine *m) {
  uint64_t *tests = contexts_of_tests(m), *of = tests ? tests + m->predicates.leaf_count : NULL;
  if (!tests) return LUN_NO_MEMORY;
  for (uint32_t r = 0; r < m->rule_count; r++) {
    lun_rule *rule = &m->rules[r];
    rule->asks = rule->families = 0;
    for (uint32_t p = rule->position; p < rule->position_stop; p++)
      for (uint32_t k = m->positions[p].edge; k < m->positions[p].edge + m->positions[p].edge_count; k++)
        rule->asks |= of[m->edges[k].label] | of[m->edges[k].loose];
    for (uint32_t k = 0; k < rule->whole_count; k++) rule->asks |= lun_set_bit(m->anchors.wholes.at[rule->whole + k]);
    for (uint32_t c = 0; c < m->context_count; c++)
      if (rule->asks & lun_set_bit(c)) rule->families |= lun_set_bit(m->contexts[c].family);
  }
  lun_free(tests);
  const lun_status status = look_around(m);
  return status ? status : lun_anchors_choose(m);
}

static int compare_choices(const void *a, const void *b) {
  const choice *x = a, *y = b;
  if (x->leaves != y->leaves) return x->leaves < y->leaves ? -1 : 1;
  if (x->across != y->across) return x->across < y->across ? -1 : 1;
  if (x->sort != y->sort) return x->sort < y->sort ? -1 : 1;
  return (x->rule > y->rule) - (x->rule < y->rule);
}
static bool together(const choice *a, const choice *b) { return a->leaves == b->leaves && a->across == b->across && a->sort == b->sort; }

static bool is_all(const lun_signature *signature) {
  const lun_signature all = LUN_SIGNATURE_ALL;
  return memcmp(signature, &all, sizeof all) == 0;
}

/* What share of the tokens is thought to share a bit with some triggers: those of places or of words alone are rare. */
static double share_of(const lun_triggers *triggers) {
  if (is_all(&triggers->bits)) return 1;
  if (!triggers->by_word) return 0.05;
  return triggers->bits.others[0] | triggers->bits.others[1] ? 0.4 : 0.1;
}

/* Rules of one anchor are woken together only where they are alike in how far away they begin and in whether they ask what
 * stands next to it, for a watch asks no more than the least of its rules. */
static uint32_t sort_of(const choice *x) {
  const lun_anchor *a = x->anchor;
  const uint32_t distance = a->most == LUN_NONE ? 3 : a->wholes ? 2 : a->most > 0 ? 1 : 0;
  return distance * 4 + 2 * is_all(&a->before.bits) + is_all(&a->after.bits);
}

/* Another anchor of words of the rule, which is not much more frequent: where it is missing there is no match either. */
static void find_witness(const lun_machine *m, const lun_rule *rule, choice *x) {
  const lun_anchors *a = &m->anchors;
  uint32_t count;
  const uint32_t *leaves = lun_lists_at(&a->leaves, x->anchor->leaves, &count);
  uint64_t least = WITNESS_MOST * (1 + lun_anchor_expected(m, leaves, count));
  for (uint32_t k = rule->anchor; k < rule->anchor + rule->anchor_count; k++) {
    bool words = a->at[k].elements != x->anchor->elements;
    leaves = lun_lists_at(&a->leaves, a->at[k].leaves, &count);
    for (uint32_t i = 0; i < count; i++) words = words && lun_is_words(&m->predicates.leaves[leaves[i]]);
    const uint64_t often = words ? lun_anchor_expected(m, leaves, count) : least;
    if (often >= least) continue;
    least = often;
    x->witness = &a->at[k];
  }
}

/* The anchor of a rule that costs least, or none. */
static choice best_anchor(const lun_machine *m, const lun_rule *rule) {
  const lun_anchors *a = &m->anchors;
  choice best = {0};
  double least = 0;
  for (uint32_t k = rule->anchor; !rule->always && k < rule->anchor + rule->anchor_count; k++) {
    const double cost = lun_anchor_cost(m, &a->at[k], share_of(&a->at[k].before) * share_of(&a->at[k].after), share_of(&rule->begin));
    if (best.anchor && cost >= least) continue;
    best.anchor = &a->at[k];
    least = cost;
  }
  if (best.anchor) find_witness(m, rule, &best);
  return best;
}

/* Where the witness stands from the anchor: so many tokens behind it at least and at most. */
static void place_witness(lun_watch *watch, const choice *x) {
  const lun_anchor *anchor = x->anchor, *witness = x->witness;
  watch->near = 1;
  watch->witness = witness->leaves + 1; /* until all are there: see number_witnesses */
  if (anchor->wholes || witness->wholes || anchor->most == LUN_NONE || witness->most == LUN_NONE) return;
  watch->near = (int64_t)witness->least - anchor->most;
  watch->far = (int64_t)witness->most - anchor->least;
}

/* Each list of leaves is one witness. */
static lun_status number_witnesses(lun_anchors *a) {
  uint32_t *number = lun_zalloc(a->leaves.count ? a->leaves.count : 1, sizeof *number);
  lun_status status = number ? LUN_OK : LUN_NO_MEMORY;
  a->witnesses.count = 0;
  for (uint32_t w = 0; !status && w < a->watch_count; w++) {
    if (!a->watches[w].witness) continue;
    const uint32_t leaves = a->watches[w].witness - 1;
    if (!number[leaves]) {
      status = lun_numbers_push(&a->witnesses, leaves);
      number[leaves] = a->witnesses.count;
    }
    a->watches[w].witness = number[leaves];
  }
  lun_free(number);
  return status;
}

/* The watch of some rules: contexts of which they take whole spans are gathered from their positions. */
static lun_status add_watch(lun_machine *m, const choice *rules, uint32_t count) {
  lun_anchors *a = &m->anchors;
  lun_status status = LUN_OK;
  lun_watch watch = {.member = a->members.count, .member_count = count, .least = LUN_NONE, .context = a->contexts.count, .across = (lun_across)rules[0].across};
  lun_numbers *contexts = &m->scratch.a;
  contexts->count = 0;
  for (uint32_t i = 0; !status && i < count; i++) {
    const lun_anchor *anchor = rules[i].anchor;
    const lun_rule *rule = &m->rules[rules[i].rule];
    if (anchor->least < watch.least) watch.least = anchor->least;
    if (anchor->most > watch.most) watch.most = anchor->most;
    if (anchor->wholes > watch.wholes) watch.wholes = anchor->wholes;
    watch.asks |= rule->asks;
    watch.families |= rule->families;
    lun_triggers_join(&watch.begin, &rule->begin);
    lun_triggers_join(&watch.before, &anchor->before);
    lun_triggers_join(&watch.after, &anchor->after);
    status = lun_numbers_push(&a->members, rules[i].rule);
    if (!status) status = lun_numbers_append(contexts, a->wholes.at + rule->whole, rule->whole_count);
  }
  lun_numbers_sort(contexts);
  watch.context_count = contexts->count;
  if (!status) status = lun_numbers_append(&a->contexts, contexts->at, contexts->count);
  uint32_t leaf_count;
  const uint32_t *leaves = lun_lists_at(&a->leaves, rules[0].leaves, &leaf_count);
  uint32_t places = 0;
  for (uint32_t i = 0; i < leaf_count; i++) places += !lun_is_words(&m->predicates.leaves[leaves[i]]);
  watch.mixed = places > 0 && leaf_count > 1;
  for (uint32_t c = 0; c < m->context_count; c++)
    if (leaf_count == 1 && m->contexts[c].leaf[PLACE_FIRST] == leaves[0] + 1) watch.place = c + 1;
  watch.leaves = rules[0].leaves;
  watch.alone = count == 1 ? rules[0].rule : LUN_NONE;
  if (count == 1 && !watch.mixed && !watch.place && rules[0].witness) place_witness(&watch, &rules[0]);
  watch.follows = !is_all(&watch.before.bits);
  watch.goes_on = !is_all(&watch.after.bits);
  if (!status) LUN_VECTOR_ADD(a->watches, a->watch_capacity, a->watch_count, watch, status);
  return status;
}

/* Which watches a leaf wakes: watch_of[watch_start[leaf]] and on. */
static lun_status index_leaves(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  const uint32_t leaves = m->predicates.leaf_count;
  uint32_t total = 0;
  a->watch_start.count = a->watch_of.count = 0;
  for (uint32_t i = 0; i <= leaves; i++)
    if (lun_numbers_push(&a->watch_start, 0)) return LUN_NO_MEMORY;
  for (uint32_t pass = 0; pass < 2; pass++) {
    for (uint32_t w = 0; w < a->watch_count + a->witnesses.count; w++) {
      uint32_t count;
      const uint32_t leaves_of = w < a->watch_count ? a->watches[w].leaves : a->witnesses.at[w - a->watch_count];
      const uint32_t *list = lun_lists_at(&a->leaves, leaves_of, &count);
      for (uint32_t i = 0; i < count; i++) {
        if (pass) a->watch_of.at[--a->watch_start.at[list[i]]] = w;
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

static lun_status index_places(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  lun_status status = LUN_OK;
  a->by_place.count = 0;
  for (uint32_t c = 0; c < m->context_count; c++)
    for (uint32_t which = PLACE_INSIDE; which <= PLACE_FIRST; which++) { /* no anchor is where a place ends */
      const uint32_t leaf = m->contexts[c].leaf[which];
      for (uint32_t w = leaf ? a->watch_start.at[leaf - 1] : 0; !status && leaf && w < a->watch_start.at[leaf]; w++) {
        status = lun_numbers_append(&a->by_place, (const uint32_t[]){c, which, a->watch_of.at[w]}, 3);
        a->families |= lun_set_bit(m->contexts[c].family);
      }
    }
  return status;
}

static lun_status room_for_calls(lun_anchors *a) {
  void *block = a->calls;
  const uint32_t count = a->watch_count + a->witnesses.count;
  const lun_status status = lun_grow(&block, &a->call_capacity, count, sizeof *a->calls);
  a->calls = block;
  if (!status && count) memset(a->calls, 0, count * sizeof *a->calls);
  return status;
}

lun_status lun_anchors_choose(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  lun_status status = LUN_OK;
  choice *choices = lun_alloc((m->rule_count ? m->rule_count : 1) * sizeof *choices);
  a->chosen = false;
  uint32_t count = 0;
  if (!choices) return LUN_NO_MEMORY;
  a->watch_count = a->members.count = a->contexts.count = a->always.count = a->awake.count = a->heard.count = a->event_count = 0;
  a->since = a->asks = a->families = 0;
  for (uint32_t z = 0; z < m->zone_count; z++) {
    const lun_zone *zone = &m->zones[z];
    if (zone->within != LUN_NO_CONTEXT) a->families |= lun_set_bit(m->contexts[zone->within].family);
    if (zone->outside != LUN_NO_CONTEXT) a->families |= lun_set_bit(m->contexts[zone->outside].family);
  }
  a->check = (uint64_t)m->sample << 2 * a->pardons;
  m->stale = true; /* other rules may begin at every token */
  for (uint32_t r = 0; !status && r < m->rule_count; r++) {
    const lun_rule *rule = &m->rules[r];
    choice *best = &choices[count];
    *best = best_anchor(m, rule);
    if (best->anchor) {
      best->leaves = best->anchor->leaves;
      best->across = (uint32_t)rule->across;
      best->sort = sort_of(best);
      best->rule = r;
      count++;
    } else {
      a->asks |= rule->asks;
      a->families |= rule->families;
      status = lun_numbers_push(&a->always, r);
    }
  }
  qsort(choices, count, sizeof *choices, compare_choices);
  for (uint32_t i = 0, next; !status && i < count; i = next) {
    for (next = i + 1; next < count && together(&choices[i], &choices[next]); next++) continue;
    status = add_watch(m, choices + i, next - i);
  }
  lun_free(choices);
  lun_lists_clear(&a->woken);
  a->wake_of.count = 0;
  if (a->trait_count) memset(a->deaf, 0, lun_deaf_words(a->trait_count) * sizeof *a->deaf);
  uint32_t none;
  if (!status) status = lun_lists_intern(&a->woken, NULL, 0, &none);
  if (!status) status = number_witnesses(a);
  if (!status) status = room_for_calls(a);
  if (!status) status = index_leaves(m);
  if (!status) status = index_places(m);
  a->chosen = status == LUN_OK;
  for (uint32_t i = 0; i < m->symbols.of_count; i++) m->symbols.known[i].symbol &= ~SYMBOL_DEAD;
  return status;
}

/* Puts the rules of a watch among those that never sleep; for the sake of one document only for some time. */
static void keep_awake(lun_machine *m, const lun_watch *watch, bool here) {
  for (uint32_t k = 0; k < watch->member_count; k++) {
    lun_rule *rule = &m->rules[m->anchors.members.at[watch->member + k]];
    rule->always = true;
    rule->pardoned = here;
  }
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

static uint64_t woken_of(const lun_anchors *a, uint32_t watch, bool here) {
  if (here) return a->calls[watch].first ? a->calls[watch].count : 0;
  return a->watches[watch].woken;
}

bool lun_anchors_crowded(lun_machine *m, uint64_t tokens, bool here) {
  const lun_anchors *a = &m->anchors;
  uint64_t sum = 0;
  for (uint32_t w = 0; w < a->watch_count; w++) {
    const uint64_t woken = woken_of(a, w, here);
    if (woken * FREQUENT > tokens) sum += woken;
  }
  if (sum <= CROWDED * tokens) return false;
  for (uint32_t w = 0; w < a->watch_count; w++)
    if (woken_of(a, w, here) * FREQUENT > tokens) keep_awake(m, &a->watches[w], here);
  return true;
}

void lun_anchors_give_up(lun_machine *m, uint32_t from) {
  const lun_anchors *a = &m->anchors;
  for (uint32_t k = from; k < a->awake.count; k++) keep_awake(m, &a->watches[a->awake.at[k]], true);
}
