/* Leaves and expressions. A test of words is a set of lexemes, found from the word's side: a word has a chain of the sets
 * that it is in, so that ten thousand sets cost a new word no more than ten. */
#include "match/predicate.h"

#include <string.h>

#include "lunette/mem.h"

enum { FIRST_SLOTS = 256 };

static uint32_t hash_of(lun_expression e) {
  const uint64_t parts = ((uint64_t)e.a << 32 | e.b) * 0x9E3779B97F4A7C15u + e.operator;
  const uint64_t hash = (parts ^ parts >> 29) * 0xFF51AFD7ED558CCDu;
  return (uint32_t)(hash >> 32);
}

static bool double_slots(lun_predicates *p) {
  const uint32_t wanted = p->slot_count ? 2 * p->slot_count : FIRST_SLOTS;
  uint32_t *slots = lun_zalloc(wanted, sizeof *slots);
  if (!slots) return false;
  for (uint32_t i = 0; i < p->expression_count; i++) {
    uint32_t at = hash_of(p->expressions[i]) & (wanted - 1);
    while (slots[at]) at = (at + 1) & (wanted - 1);
    slots[at] = i + 1;
  }
  lun_free(p->slots);
  p->slots = slots;
  p->slot_count = wanted;
  return true;
}

/* What a leaf costs as a trigger: the more tokens it holds for, the more. */
static uint32_t cost_of(const lun_leaf *leaf) {
  switch (leaf->kind) {
    case LEAF_WORDS: case LEAF_NORMS: return 1;
    case LEAF_PLACE: return 50;
    case LEAF_FLAG: return leaf->number & LUN_LEX_RARE ? 60 : 500;
    case LEAF_MEASURE: return leaf->measure == LUN_VALUE ? 60 : 500;
    case LEAF_CALL: case LEAF_REGEX: case LEAF_PRIOR: return 100;
    default: return 500;
  }
}

static lun_weight weigh(const lun_predicates *p, lun_expression e) {
  if (e.operator == OP_FALSE) return (lun_weight){0, 0};
  if (e.operator == OP_TRUE) return (lun_weight){NO_TRIGGERS, 0};
  if (e.operator == OP_LEAF) return (lun_weight){cost_of(&p->leaves[e.a]), 0};
  const lun_weight a = p->weights[e.a], b = p->weights[e.operator == OP_NOT ? e.a : e.b];
  const uint32_t depth = 1 + (a.depth > b.depth ? a.depth : b.depth);
  if (e.operator == OP_NOT) return (lun_weight){NO_TRIGGERS, depth};
  if (e.operator == OP_AND) return (lun_weight){a.cost < b.cost ? a.cost : b.cost, depth};
  const bool none = a.cost == NO_TRIGGERS || b.cost == NO_TRIGGERS || a.cost + b.cost > TRIGGERS_MAX;
  return (lun_weight){none ? NO_TRIGGERS : a.cost + b.cost, depth};
}

static lun_test intern(lun_predicates *p, uint32_t operator, uint32_t a, uint32_t b) {
  const lun_expression e = {operator, a, b};
  if (2 * (uint64_t)(p->expression_count + 1) > p->slot_count && !double_slots(p)) return LUN_TEST_FAILED;
  uint32_t at = hash_of(e) & (p->slot_count - 1);
  for (; p->slots[at]; at = (at + 1) & (p->slot_count - 1))
    if (memcmp(&p->expressions[p->slots[at] - 1], &e, sizeof e) == 0) return p->slots[at] - 1;
  const lun_weight weight = weigh(p, e);
  if (weight.depth > EXPRESSION_DEPTH_MAX) return LUN_TEST_FAILED;
  void *block = p->expressions;
  if (lun_grow(&block, &p->expression_capacity, (uint64_t)p->expression_count + 1, sizeof e)) return LUN_TEST_FAILED;
  p->expressions = block;
  block = p->weights;
  if (lun_grow(&block, &p->weight_capacity, (uint64_t)p->expression_count + 1, sizeof weight)) return LUN_TEST_FAILED;
  p->weights = block;
  p->weights[p->expression_count] = weight;
  p->expressions[p->expression_count] = e;
  p->slots[at] = ++p->expression_count;
  return p->expression_count - 1;
}

static bool add_leaf(lun_predicates *p, lun_leaf leaf) {
  void *block = p->leaves;
  if (lun_grow(&block, &p->leaf_capacity, (uint64_t)p->leaf_count + 1, sizeof leaf)) return false;
  p->leaves = block;
  p->leaves[p->leaf_count++] = leaf;
  return true;
}

lun_status lun_predicates_init(lun_predicates *p) {
  if (intern(p, OP_FALSE, 0, 0) || intern(p, OP_TRUE, 0, 0) != EXPRESSION_TRUE) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < LEAF_FIRST_FREE; i++)
    if (!add_leaf(p, (lun_leaf){.kind = LEAF_PLACE})) return LUN_NO_MEMORY;
  return LUN_OK;
}

static void forget_kins(lun_predicates *p) {
  for (uint32_t i = 0; i < LUN_KINS; i++) p->kins[i].known = false;
}

void lun_predicates_free(lun_predicates *p) {
  for (uint32_t i = 0; i < LUN_KINS; i++) {
    lun_numbers_free(&p->kins[i].leaves);
    lun_numbers_free(&p->kins[i].groups);
    lun_numbers_free(&p->kins[i].held);
  }
  lun_free(p->leaves);
  lun_free(p->expressions);
  lun_free(p->weights);
  lun_free(p->slots);
  lun_free(p->postings);
  lun_free(p->leaf_stamp);
  lun_free(p->value_stamp);
  lun_free(p->leaves_of);
  lun_free(p->guards);
  lun_lists_free(&p->sets);
  lun_numbers_free(&p->head[0]);
  lun_numbers_free(&p->head[1]);
  lun_numbers_free(&p->values);
  lun_numbers_free(&p->others);
  lun_numbers_free(&p->leaf_of);
  lun_sights_free(&p->sights);
  *p = (lun_predicates){0};
}

size_t lun_predicates_memory(const lun_predicates *p) {
  return p->leaf_capacity * sizeof *p->leaves + p->expression_capacity * sizeof *p->expressions +
         p->weight_capacity * sizeof *p->weights +
         sizeof(uint32_t) * ((size_t)p->slot_count + p->head[0].capacity + p->head[1].capacity + p->values.capacity + p->others.capacity +
                             p->leaf_of.capacity + p->leaf_stamp_capacity + p->value_capacity) +
         p->posting_capacity * sizeof *p->postings + p->value_capacity * sizeof *p->leaves_of + lun_lists_memory(&p->sets) + lun_sights_memory(&p->sights);
}

lun_test lun_predicates_place(lun_predicates *p, uint32_t *leaf) {
  if (!add_leaf(p, (lun_leaf){.kind = LEAF_PLACE})) return LUN_TEST_FAILED;
  *leaf = p->leaf_count - 1;
  return intern(p, OP_LEAF, *leaf, 0);
}

/* Expressions of which it is known in which few bytes a match ends are found from the word's side, as sets of words are. */
static lun_test ending_leaf(lun_predicates *p, lun_leaf leaf, const unsigned char *bytes, uint32_t count) {
  for (uint32_t k = p->ending[bytes[0]]; k; k = p->postings[k - 1].next)
    if (p->leaves[p->postings[k - 1].leaf].regex == leaf.regex) return intern(p, OP_LEAF, p->postings[k - 1].leaf, 0);
  void *block = p->postings;
  if (lun_grow(&block, &p->posting_capacity, (uint64_t)p->posting_count + count, sizeof *p->postings)) return LUN_TEST_FAILED;
  p->postings = block;
  if (!add_leaf(p, leaf)) return LUN_TEST_FAILED;
  for (uint32_t i = 0; i < count; i++) {
    p->postings[p->posting_count] = (lun_posting){p->leaf_count - 1, p->ending[bytes[i]]};
    p->ending[bytes[i]] = ++p->posting_count;
  }
  return intern(p, OP_LEAF, p->leaf_count - 1, 0);
}

/* The few other leaves that are no sets of words are compared one by one. */
lun_test lun_predicates_leaf(lun_predicates *p, lun_leaf leaf) {
  unsigned char last[LUN_REGEX_LAST_MOST];
  if (leaf.kind == LEAF_PLACE) return intern(p, OP_LEAF, leaf.number, 0);
  const uint32_t endings = leaf.kind == LEAF_REGEX ? lun_regex_last(leaf.regex, last) : 0;
  if (endings) return ending_leaf(p, leaf, last, endings);
  lun_numbers *list = leaf.kind == LEAF_MEASURE && leaf.measure == LUN_VALUE ? &p->values : &p->others;
  for (uint32_t i = 0; i < list->count; i++) {
    const lun_leaf *there = &p->leaves[list->at[i]];
    if (there->kind == leaf.kind && there->measure == leaf.measure && there->sign == leaf.sign && there->number == leaf.number && there->regex == leaf.regex && there->dictionary == leaf.dictionary && there->head == leaf.head &&
        memcmp(&there->bound, &leaf.bound, sizeof leaf.bound) == 0)
      return intern(p, OP_LEAF, list->at[i], 0);
  }
  if (!add_leaf(p, leaf)) return LUN_TEST_FAILED;
  if (lun_numbers_push(list, p->leaf_count - 1)) {
    p->leaf_count--;
    return LUN_TEST_FAILED;
  }
  if (leaf.kind == LEAF_CALL) p->calls = true;
  forget_kins(p);
  return intern(p, OP_LEAF, p->leaf_count - 1, 0);
}

/* Room for a set's postings, so that adding them cannot fail half-way. */
static bool room_for_postings(lun_predicates *p, lun_numbers *head, const uint32_t *words, uint32_t count) {
  uint32_t last = 0;
  for (uint32_t i = 0; i < count; i++) if (words[i] > last) last = words[i];
  while (head->count <= last)
    if (lun_numbers_push(head, 0)) return false;
  void *block = p->postings;
  if (lun_grow(&block, &p->posting_capacity, (uint64_t)p->posting_count + count, sizeof *p->postings)) return false;
  p->postings = block;
  return true;
}

/* A set begins with its kind, so that equal lists of both kinds are two. */
lun_test lun_predicates_words(lun_predicates *p, bool norm, lun_numbers *words) {
  lun_numbers_sort(words);
  if (words->count == 0) return EXPRESSION_FALSE;
  if (lun_numbers_push(words, 0)) return LUN_TEST_FAILED;
  memmove(words->at + 1, words->at, (words->count - 1) * sizeof *words->at);
  words->at[0] = norm;
  uint32_t set;
  if (lun_lists_intern(&p->sets, words->at, words->count, &set)) return LUN_TEST_FAILED;
  while (p->leaf_of.count <= set)
    if (lun_numbers_push(&p->leaf_of, 0)) return LUN_TEST_FAILED;
  if (!p->leaf_of.at[set]) {
    if (!room_for_postings(p, &p->head[norm], words->at + 1, words->count - 1)) return LUN_TEST_FAILED;
    if (!add_leaf(p, (lun_leaf){.kind = norm ? LEAF_NORMS : LEAF_WORDS, .number = set})) return LUN_TEST_FAILED;
    p->leaf_of.at[set] = p->leaf_count;
    for (uint32_t i = 1; i < words->count; i++) {
      uint32_t *head = &p->head[norm].at[words->at[i]];
      p->postings[p->posting_count] = (lun_posting){p->leaf_count - 1, *head};
      *head = ++p->posting_count;
    }
    if (norm) p->norms = true;
  }
  return intern(p, OP_LEAF, p->leaf_of.at[set] - 1, 0);
}

lun_test lun_predicates_not(lun_predicates *p, lun_test a) {
  if (a == LUN_TEST_FAILED) return a;
  if (a <= EXPRESSION_TRUE) return !a;
  if (p->expressions[a].operator == OP_NOT) return p->expressions[a].a;
  return intern(p, OP_NOT, a, 0);
}

static lun_test join(lun_predicates *p, uint32_t operator, lun_test a, lun_test b) {
  const lun_test neutral = operator == OP_AND ? EXPRESSION_TRUE : EXPRESSION_FALSE;
  if (a == LUN_TEST_FAILED || b == LUN_TEST_FAILED) return LUN_TEST_FAILED;
  if (a == neutral || a == b) return b;
  if (b == neutral) return a;
  if (a == !neutral || b == !neutral) return !neutral;
  return a < b ? intern(p, operator, a, b) : intern(p, operator, b, a);
}
lun_test lun_predicates_and(lun_predicates *p, lun_test a, lun_test b) { return join(p, OP_AND, a, b); }
lun_test lun_predicates_or(lun_predicates *p, lun_test a, lun_test b) { return join(p, OP_OR, a, b); }

lun_status lun_predicates_guard(lun_predicates *p, const uint64_t *labels) {
  const uint32_t nowhere = UINT32_MAX; /* where nothing asks */
  uint32_t *flags = lun_zalloc(p->expression_count, 2 * sizeof *flags), *sure = flags + p->expression_count; /* around it; in it */
  uint32_t *guards = lun_alloc((p->leaf_count + (size_t)1) * sizeof *guards);
  if (!flags || !guards) {
    lun_free(flags);
    lun_free(guards);
    return LUN_NO_MEMORY;
  }
  for (uint32_t i = 0; i < p->leaf_count; i++) guards[i] = nowhere;
  for (uint32_t i = 0; i < p->expression_count; i++) { /* parts come before the whole */
    const lun_expression e = p->expressions[i];
    flags[i] = labels && !(labels[i / 64] >> (i % 64) & 1) ? nowhere : 0;
    if (e.operator == OP_LEAF && p->leaves[e.a].kind == LEAF_FLAG) sure[i] = p->leaves[e.a].number;
    else if (e.operator == OP_AND) sure[i] = sure[e.a] | sure[e.b];
    else if (e.operator == OP_OR) sure[i] = sure[e.a] & sure[e.b];
  }
  for (uint32_t i = p->expression_count; i-- > 0;) {
    const lun_expression e = p->expressions[i];
    const uint32_t here = e.operator == OP_AND ? flags[i] | sure[i] : flags[i];
    if (e.operator == OP_LEAF) guards[e.a] &= here;
    if (e.operator >= OP_NOT) flags[e.a] &= here;
    if (e.operator > OP_NOT) flags[e.b] &= here;
  }
  for (uint32_t i = 0; i < p->leaf_count; i++)
    if (p->leaves[i].kind == LEAF_REGEX) guards[i] |= lun_regex_flags(p->leaves[i].regex);
  lun_free(flags);
  lun_free(p->guards);
  p->guards = guards;
  forget_kins(p);
  return LUN_OK;
}

bool lun_predicates_few(const lun_predicates *p, uint32_t leaf, lun_few *few) {
  const lun_leaf *x = &p->leaves[leaf];
  *few = (lun_few){0, false};
  if (x->kind == LEAF_FLAG) few->flags = x->number & LUN_LEX_RARE;
  else if (x->kind == LEAF_MEASURE && x->measure == LUN_VALUE) few->flags = LUN_LEX_DIGIT;
  else if (x->kind == LEAF_REGEX) {
    few->flags = lun_regex_flags(x->regex) & LUN_LEX_RARE;
    few->odd = !few->flags && lun_regex_begins_odd(x->regex);
  }
  return few->flags || few->odd;
}

static bool room(uint32_t **at, uint32_t *capacity, uint32_t count) { /* zeroed, for stamps begin anew */
  uint32_t *fresh = lun_zalloc(count, sizeof *fresh);
  if (!fresh) return false;
  lun_free(*at);
  *at = fresh;
  *capacity = count;
  return true;
}

lun_status lun_predicates_room(lun_predicates *p) {
  p->stamp = 0;
  const bool ok = room(&p->leaf_stamp, &p->leaf_stamp_capacity, p->leaf_count) && room(&p->value_stamp, &p->value_capacity, p->expression_count);
  lun_free(p->leaves_of);
  p->leaves_of = lun_zalloc(p->expression_count, sizeof *p->leaves_of);
  if (!ok || !p->leaves_of) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < p->expression_count; i++) { /* parts come before the whole */
    const lun_expression e = p->expressions[i];
    if (e.operator == OP_LEAF) lun_signature_add(&p->leaves_of[i], lun_is_words(&p->leaves[e.a]), e.a);
    if (e.operator < OP_NOT) continue;
    lun_signature_join(&p->leaves_of[i], &p->leaves_of[e.a]);
    if (e.operator != OP_NOT) lun_signature_join(&p->leaves_of[i], &p->leaves_of[e.b]);
  }
  return lun_sights_make(p);
}

void lun_predicates_load(lun_predicates *p, const uint32_t *leaves, uint32_t count) {
  if (++p->stamp == UINT32_MAX / 2) {
    memset(p->leaf_stamp, 0, p->leaf_stamp_capacity * sizeof *p->leaf_stamp);
    memset(p->value_stamp, 0, p->value_capacity * sizeof *p->value_stamp);
    p->stamp = 1;
  }
  for (uint32_t i = 0; i < count; i++) p->leaf_stamp[leaves[i]] = p->stamp;
}

bool lun_predicates_holds(lun_predicates *p, lun_test test) {
  const lun_expression e = p->expressions[test];
  switch (e.operator) {
    case OP_FALSE: return false;
    case OP_TRUE: return true;
    case OP_LEAF: return p->leaf_stamp[e.a] == p->stamp;
    case OP_NOT: return !lun_predicates_holds(p, e.a);
    default: break;
  }
  if (p->value_stamp[test] >> 1 == p->stamp) return p->value_stamp[test] & 1;
  bool value = lun_predicates_holds(p, e.a);
  if (value == (e.operator == OP_AND)) value = lun_predicates_holds(p, e.b);
  p->value_stamp[test] = p->stamp << 1 | value;
  return value;
}

/* What may be the case. */
enum { MAY_HOLD = 1, MAY_FAIL = 2 };
static unsigned chances(const lun_predicates *p, lun_test test) {
  const lun_expression e = p->expressions[test];
  switch (e.operator) {
    case OP_FALSE: return MAY_FAIL;
    case OP_TRUE: return MAY_HOLD;
    case OP_LEAF:
      if (p->leaves[e.a].kind == LEAF_PLACE) return MAY_HOLD | MAY_FAIL;
      return p->leaf_stamp[e.a] == p->stamp ? MAY_HOLD : MAY_FAIL;
    default: break;
  }
  const unsigned a = chances(p, e.a);
  if (e.operator == OP_NOT) return (a & MAY_HOLD ? MAY_FAIL : 0u) | (a & MAY_FAIL ? MAY_HOLD : 0u);
  const unsigned settles = e.operator == OP_AND ? MAY_FAIL : MAY_HOLD; /* what one of both settles */
  if (a == settles) return settles;
  const unsigned b = chances(p, e.b);
  return ((a | b) & settles) | (a & b & ~settles);
}

bool lun_predicates_may_hold(const lun_predicates *p, lun_test test) { return chances(p, test) & MAY_HOLD; }

static lun_status gather_triggers(const lun_predicates *p, lun_test test, lun_numbers *leaves) {
  const lun_expression e = p->expressions[test];
  if (e.operator == OP_FALSE) return LUN_OK;
  if (e.operator == OP_LEAF) return lun_numbers_push(leaves, e.a);
  if (e.operator == OP_AND) return gather_triggers(p, p->weights[e.a].cost <= p->weights[e.b].cost ? e.a : e.b, leaves);
  const lun_status status = gather_triggers(p, e.a, leaves);
  return status ? status : gather_triggers(p, e.b, leaves);
}

bool lun_predicates_triggers(const lun_predicates *p, lun_test test, lun_numbers *leaves, lun_status *status) {
  if (p->weights[test].cost == NO_TRIGGERS) return false;
  *status = gather_triggers(p, test, leaves);
  return true;
}
