/* Leaves and expressions. A test of words is a set of lexemes, found from the word's side: a word has a chain of the sets
 * that it is in, so that ten thousand sets cost a new word no more than ten. */
#include "match/predicate.h"

#include <string.h>

#include "lunette/mem.h"
#include "lunette/utf8.h"

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
  for (uint32_t i = 0; i < LUN_KINS; i++) lun_numbers_free(&p->kins[i].leaves);
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

/* Expressions that end in some bytes are found from the word's side, as sets of words are. */
static lun_test ending_leaf(lun_predicates *p, lun_leaf leaf, unsigned char byte) {
  for (uint32_t k = p->ending[byte]; k; k = p->postings[k - 1].next)
    if (p->leaves[p->postings[k - 1].leaf].regex == leaf.regex) return intern(p, OP_LEAF, p->postings[k - 1].leaf, 0);
  void *block = p->postings;
  if (lun_grow(&block, &p->posting_capacity, (uint64_t)p->posting_count + 1, sizeof *p->postings)) return LUN_TEST_FAILED;
  p->postings = block;
  if (!add_leaf(p, leaf)) return LUN_TEST_FAILED;
  p->postings[p->posting_count] = (lun_posting){p->leaf_count - 1, p->ending[byte]};
  p->ending[byte] = ++p->posting_count;
  return intern(p, OP_LEAF, p->leaf_count - 1, 0);
}

/* The few other leaves that are no sets of words are compared one by one. */
lun_test lun_predicates_leaf(lun_predicates *p, lun_leaf leaf) {
  unsigned char byte;
  if (leaf.kind == LEAF_PLACE) return intern(p, OP_LEAF, leaf.number, 0);
  if (leaf.kind == LEAF_REGEX && lun_regex_last(leaf.regex, &byte)) return ending_leaf(p, leaf, byte);
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

/* What a word writes as one number in digits, commas left out, with the ending of 1990s or 12th; false for others, among
 * them times and fractions. `text` is a norm. */
static bool value_of(const char *text, size_t size, double *value) {
  static const char *const endings[] = {"", "s", "st", "nd", "rd", "th"};
  double number = 0, scale = 1;
  size_t i = 0, dots = 0;
  bool digit = false; /* the last character was one */
  if (i < size && text[i] == '\'') i++;
  if (i < size && text[i] == '+') i++;
  for (; i < size; i++) {
    if (text[i] == ',') continue;
    if (text[i] == '.' && dots++ == 0) digit = false;
    else if (text[i] < '0' || text[i] > '9') break;
    else {
      if (dots) number += (text[i] - '0') * (scale /= 10);
      else number = number * 10 + (text[i] - '0');
      digit = true;
    }
  }
  char ending[3] = {0};
  if (!digit || size - i >= sizeof ending) return false;
  for (size_t k = 0; i + k < size; k++) ending[k] = (char)(text[i + k] | 0x20);
  *value = number;
  for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) if (!strcmp(endings[k], ending)) return true;
  return false;
}

static bool compare(double a, unsigned sign, double b) {
  switch (sign) {
    case LUN_EQUAL: return !(a < b) && !(a > b);
    case LUN_UNEQUAL: return a < b || a > b;
    case LUN_LESS: return a < b;
    case LUN_LESS_EQUAL: return a <= b;
    case LUN_GREATER: return a > b;
    default: return a >= b;
  }
}

static size_t characters(const char *text, size_t size) {
  size_t count = 0;
  for (size_t i = 0; i < size; i++) count += ((unsigned char)text[i] & 0xC0) != 0x80;
  return count;
}

/* Appends the leaves that hold for the value of a word, if it has one. */
static lun_status classify_value(const lun_predicates *p, lun_vocab *vocab, lun_lexeme lexeme, lun_numbers *leaves) {
  const lun_lexeme norm = lun_vocab_norm(vocab, lexeme);
  size_t size;
  double value;
  if (!norm) return LUN_NO_MEMORY;
  const char *digits = lun_vocab_text(vocab, norm, &size);
  if (!value_of(digits, size, &value)) return LUN_OK;
  for (uint32_t i = 0; i < p->values.count; i++) {
    const lun_leaf *leaf = &p->leaves[p->values.at[i]];
    if (compare(value, leaf->sign, leaf->bound) && lun_numbers_push(leaves, p->values.at[i])) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

/* Appends the leaves of the sets that a form is in, ascending: the chain goes backwards. */
static lun_status append_sets(const lun_predicates *p, bool norm, lun_lexeme form, lun_numbers *leaves) {
  uint32_t from = leaves->count;
  for (uint32_t k = form < p->head[norm].count ? p->head[norm].at[form] : 0; k; k = p->postings[k - 1].next)
    if (lun_numbers_push(leaves, p->postings[k - 1].leaf)) return LUN_NO_MEMORY;
  for (uint32_t to = leaves->count; from + 1 < to; from++) {
    const uint32_t last = leaves->at[--to];
    leaves->at[to] = leaves->at[from];
    leaves->at[from] = last;
  }
  return LUN_OK;
}

/* How sure the dictionary of a leaf is of the word, or of its head. */
static lun_status prior_of(const lun_leaf *leaf, lun_vocab *vocab, lun_lexeme lexeme, const char *text, size_t size, double *prior, lun_err *err) {
  *prior = 0;
  if (!leaf->head) return lun_dictionary_prior(leaf->dictionary, vocab, lexeme, prior, err);
  const char *hyphen = memchr(text, '-', size);
  return hyphen ? lun_dictionary_prior_of(leaf->dictionary, vocab, text, (size_t)(hyphen - text), prior, err) : LUN_OK;
}

static bool is_same_prior(const lun_leaf *a, const lun_leaf *b) { return a->kind == LEAF_PRIOR && b->kind == LEAF_PRIOR && a->dictionary == b->dictionary && a->head == b->head; }

/* Whether the same prior as the one of p->others.at[i] is asked by one before it. */
static bool asks_before(const lun_predicates *p, uint32_t i) {
  for (uint32_t k = 0; k < i; k++)
    if (is_same_prior(&p->leaves[p->others.at[k]], &p->leaves[p->others.at[i]])) return true;
  return false;
}

/* Which leaves hold for words with some flags, or are to be asked; worked out when such a word is first met. */
static lun_status find_kin(lun_predicates *p, uint32_t flags, lun_kin **found) {
  lun_kin *kin = *found = &p->kins[(flags * 0x9E3779B1u >> 16) % LUN_KINS];
  if (kin->known && kin->flags == flags) return LUN_OK;
  lun_numbers *leaves = &kin->leaves;
  kin->known = false;
  leaves->count = 0;
  for (uint32_t i = 0; i < p->others.count; i++) {
    const lun_leaf *leaf = &p->leaves[p->others.at[i]];
    if (leaf->kind == LEAF_FLAG && flags & leaf->number && lun_predicates_wonders(p, p->others.at[i], flags) && lun_numbers_push(leaves, p->others.at[i])) return LUN_NO_MEMORY;
  }
  kin->sure = leaves->count;
  for (uint32_t i = 0; i < p->others.count; i++) {
    const lun_leaf *leaf = &p->leaves[p->others.at[i]];
    if (leaf->kind == LEAF_FLAG || (leaf->kind == LEAF_PRIOR && asks_before(p, i))) continue;
    for (uint32_t k = i; k < p->others.count; k++) { /* with a prior all that ask the same one */
      const bool mine = k == i || (leaf->kind == LEAF_PRIOR && is_same_prior(leaf, &p->leaves[p->others.at[k]]));
      if (mine && lun_predicates_wonders(p, p->others.at[k], flags) && lun_numbers_push(leaves, p->others.at[k])) return LUN_NO_MEMORY;
    }
  }
  kin->flags = flags;
  kin->known = true;
  return LUN_OK;
}

lun_status lun_predicates_classify(lun_predicates *p, lun_vocab *vocab, lun_lexeme lexeme, const uint32_t *answers,
                                   uint32_t answer_count, lun_numbers *leaves, lun_err *err) {
  size_t size;
  const char *text = lun_vocab_text(vocab, lexeme, &size);
  const uint32_t flags = lun_vocab_flags(vocab, lexeme);
  for (unsigned norm = 0; norm < 2; norm++) {
    if (norm && !p->norms) continue;
    const lun_lexeme form = norm ? lun_vocab_norm(vocab, lexeme) : lun_vocab_lower(vocab, lexeme);
    if (!form) return lun_fail_memory(err);
    if (append_sets(p, norm, form, leaves)) return lun_fail_memory(err);
  }
  lun_kin *kin;
  if (find_kin(p, flags, &kin)) return lun_fail_memory(err);
  if (lun_numbers_append(leaves, kin->leaves.at, kin->sure)) return lun_fail_memory(err);
  double length = -1, prior = 0; /* worked out when first asked for */
  const lun_leaf *before = NULL; /* whose prior that is */
  for (uint32_t i = kin->sure; i < kin->leaves.count; i++) {
    const lun_leaf *leaf = &p->leaves[kin->leaves.at[i]];
    bool holds = false;
    if (leaf->kind == LEAF_REGEX) holds = lun_regex_matches(leaf->regex, text, size);
    else if (leaf->kind == LEAF_PRIOR) {
      const lun_status status = before && is_same_prior(before, leaf) ? LUN_OK : prior_of(leaf, vocab, lexeme, text, size, &prior, err);
      if (status) return status;
      before = leaf;
      holds = compare(prior, leaf->sign, leaf->bound);
    } else if (leaf->kind == LEAF_CALL) {
      for (uint32_t k = 0; k < answer_count; k++) holds = holds || answers[k] == leaf->number;
    } else {
      if (length < 0) length = (double)characters(text, size);
      holds = compare(length, leaf->sign, leaf->bound);
    }
    if (holds && lun_numbers_push(leaves, kin->leaves.at[i])) return lun_fail_memory(err);
  }
  for (uint32_t k = size ? p->ending[(unsigned char)text[size - 1]] : 0; k; k = p->postings[k - 1].next) {
    const uint32_t leaf = p->postings[k - 1].leaf;
    if (lun_predicates_wonders(p, leaf, flags) && lun_regex_matches(p->leaves[leaf].regex, text, size) && lun_numbers_push(leaves, leaf)) return lun_fail_memory(err);
  }
  if (p->values.count && flags & LUN_LEX_DIGIT && classify_value(p, vocab, lexeme, leaves)) return lun_fail_memory(err);
  lun_numbers_sort(leaves);
  return LUN_OK;
}

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
