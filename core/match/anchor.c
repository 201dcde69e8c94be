/* Anchors of a pattern. An anchor is a set of words, a test that few words pass, or where a layer's spans or a dictionary's entries
 * stand, of which something stands in every match, so many tokens behind its start: a sequence has those of its parts, alternatives have
 * one of each together, what may be left out has none. A pattern offers its best few; which of them wakes its rule is
 * decided in watch.c, where it is also known how often they stand in texts.
 *
 * Source: necessary factors of regular expressions, as in Navarro and Raffinot, Flexible Pattern Matching in Strings
 * (2002), chapter 5, here over sets of leaves instead of characters. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { OFFERED = 3, LEAVES_MAX = 64 };
/* Tokens in a million that a leaf is thought to stand at before it was counted. */
enum { MILLION = 1000000, GUESS_PLACE = 5000, GUESS_FEW = 10000, GUESS_TRUST = 1000, WINDOW_WIDE = 12 };
/* In steps: an event, a start that is tried, a run; and what share of the starts is thought to be run. */
static const double COST_EVENT = 1, COST_START = 0.5, COST_RUN = 8, BEGINS_GUESS = 0.2;

typedef struct offer { lun_numbers leaves, elements; lun_anchor at; double cost; } offer; /* `at` without its lists */
typedef struct offers { /* of a node, from its start: the best ones first */
  offer at[OFFERED];
  uint32_t count, least, most, wholes; /* and its length: tokens, and whole spans besides */
} offers;

static uint32_t plus(uint32_t a, uint32_t b) { return a == LUN_NONE || b == LUN_NONE || a + b < a ? LUN_NONE : a + b; }
static uint32_t times(uint32_t a, uint32_t b) {
  if (a == 0 || b == 0) return 0;
  return a == LUN_NONE || b == LUN_NONE || (uint64_t)a * b >= LUN_NONE ? LUN_NONE : a * b;
}

static void free_offer(offer *x) {
  lun_numbers_free(&x->leaves);
  lun_numbers_free(&x->elements);
}
static void free_offers(offers *x) {
  for (uint32_t i = 0; i < x->count; i++) free_offer(&x->at[i]);
  x->count = 0;
}

/* The most frequent words of English by their length, between spaces; at how many tokens in a million each of them is thought to stand,
 * and each other word: short ones are more frequent in all languages. */
enum { LENGTHS = 5 };
static const char *const frequent[LENGTHS] = {"", "a i", "of to in 's on is it he at by as be an we or", "the and for was his has are had not but its who", "that said with from have were will they this been"};
static const uint32_t expected_frequent[LENGTHS] = {0, 15000, 12000, 15000, 6000}, expected_other[LENGTHS] = {20000, 20000, 8000, 1500, 700};
enum { EXPECTED_FIVE = 400, EXPECTED_LONG = 150 };

static uint32_t guess_word(const lun_machine *m, lun_lexeme word) {
  size_t size;
  const char *text = lun_vocab_text(m->vocab, word, &size);
  if (size >= LENGTHS) return size == LENGTHS ? EXPECTED_FIVE : EXPECTED_LONG;
  for (const char *at = frequent[size]; size; at += size + 1) {
    if (*at == *text && !memcmp(at, text, size)) return expected_frequent[size];
    if (!at[size]) break;
  }
  return expected_other[size];
}

static uint64_t guess_leaf(const lun_machine *m, uint32_t leaf) {
  const lun_predicates *p = &m->predicates;
  if (!lun_is_words(&p->leaves[leaf])) return p->leaves[leaf].kind == LEAF_PLACE ? GUESS_PLACE : GUESS_FEW;
  uint32_t count;
  const uint32_t *words = lun_lists_at(&p->sets, p->leaves[leaf].number, &count);
  uint64_t sum = 0;
  for (uint32_t i = 1; i < count; i++) sum += guess_word(m, words[i]); /* the first is the set's kind */
  return sum;
}

uint64_t lun_anchor_expected(const lun_machine *m, const uint32_t *leaves, uint32_t count) {
  const lun_anchors *a = &m->anchors;
  uint64_t sum = 0;
  for (uint32_t i = 0; i < count; i++) {
    const uint64_t guess = guess_leaf(m, leaves[i]), seen = a->counted ? a->seen.at[leaves[i]] : 0;
    sum += a->counted ? (seen * MILLION + guess * GUESS_TRUST) / (a->counted + GUESS_TRUST) : guess;
  }
  return sum;
}

static double cost_of(const lun_machine *m, const lun_anchor *anchor, const uint32_t *leaves, uint32_t count, double share, double begins) {
  const double width = anchor->most == LUN_NONE ? WINDOW_WIDE : (double)anchor->most + 2.0 * anchor->wholes - anchor->least;
  const double starts = width < WINDOW_WIDE ? 1 + width : WINDOW_WIDE;
  const double runs = starts * begins < 1 && starts > 1 ? starts * begins : 1;
  return (1 + (double)lun_anchor_expected(m, leaves, count)) * (COST_EVENT + share * (COST_START * starts + COST_RUN * runs));
}

double lun_anchor_cost(const lun_machine *m, const lun_anchor *anchor, double share, double begins) {
  uint32_t count;
  const uint32_t *leaves = lun_lists_at(&m->anchors.leaves, anchor->leaves, &count);
  return cost_of(m, anchor, leaves, count, share, begins);
}

/* Takes an offer over, or frees it when three better ones are there. */
static void keep(offers *x, offer fresh) {
  uint32_t at = x->count;
  while (at > 0 && x->at[at - 1].cost > fresh.cost) at--;
  if (at == OFFERED) {
    free_offer(&fresh);
    return;
  }
  if (x->count == OFFERED) free_offer(&x->at[--x->count]);
  memmove(x->at + at + 1, x->at + at, (x->count - at) * sizeof *x->at);
  x->at[at] = fresh;
  x->count++;
}

bool lun_anchors_may(const lun_machine *m, uint32_t leaf, lun_few *few) {
  *few = (lun_few){0, false};
  if (lun_is_words(&m->predicates.leaves[leaf])) return true;
  if (m->predicates.leaves[leaf].kind != LEAF_PLACE) return lun_predicates_few(&m->predicates, leaf, few);
  for (uint32_t c = 0; c < m->context_count; c++)
    if (m->contexts[c].leaf[PLACE_INSIDE] == leaf + 1) return true;
  return false;
}

static lun_status offer_leaves(lun_machine *m, offers *x, offer fresh) {
  const bool fits = fresh.leaves.count > 0 && fresh.leaves.count <= LEAVES_MAX;
  if (fits) fresh.cost = cost_of(m, &fresh.at, fresh.leaves.at, fresh.leaves.count, 1, BEGINS_GUESS);
  if (fits) keep(x, fresh);
  else free_offer(&fresh);
  return LUN_OK;
}

static lun_status offer_test(lun_machine *m, offers *x, const lun_pattern *node) {
  offer fresh = {0};
  lun_status status = LUN_OK;
  lun_few few;
  if (node->test != LUN_TEST_FAILED && lun_predicates_triggers(&m->predicates, node->test, &fresh.leaves, &status) && !status) {
    bool fits = true;
    lun_numbers_sort(&fresh.leaves);
    for (uint32_t i = 0; fits && i < fresh.leaves.count && i <= LEAVES_MAX; i++) fits = lun_anchors_may(m, fresh.leaves.at[i], &few);
    if (fits) status = lun_numbers_push(&fresh.elements, node->element);
    if (fits && !status) return offer_leaves(m, x, fresh);
  }
  free_offer(&fresh);
  return status;
}

static lun_status offer_whole(lun_machine *m, offers *x, const lun_pattern *node) {
  offer fresh = {0};
  const uint32_t leaf = m->contexts[node->context].leaf[PLACE_FIRST]; /* which writing the pattern out has asked for */
  if (!leaf) return LUN_OK;
  if (!lun_numbers_push(&fresh.leaves, leaf - 1) && !lun_numbers_push(&fresh.elements, node->element)) return offer_leaves(m, x, fresh);
  free_offer(&fresh);
  return LUN_NO_MEMORY;
}

static lun_status find(lun_machine *m, const lun_pattern *node, offers *x);

static lun_status find_in_sequence(lun_machine *m, const lun_pattern *node, offers *x) {
  lun_status status = LUN_OK;
  for (uint32_t i = 0; !status && i < node->count; i++) {
    offers part;
    status = find(m, node->children[i], &part);
    for (uint32_t k = 0; !status && k < part.count; k++) {
      offer moved = part.at[k];
      moved.at.least = plus(moved.at.least, x->least);
      moved.at.most = plus(moved.at.most, x->most);
      moved.at.wholes = plus(moved.at.wholes, x->wholes);
      moved.cost = cost_of(m, &moved.at, moved.leaves.at, moved.leaves.count, 1, BEGINS_GUESS);
      keep(x, moved);
    }
    if (status) free_offers(&part);
    x->least = plus(x->least, part.least);
    x->most = plus(x->most, part.most);
    x->wholes = plus(x->wholes, part.wholes);
  }
  return status;
}

/* Of each alternative its best offer: one of them stands there. */
static lun_status find_in_either(lun_machine *m, const lun_pattern *node, offers *x) {
  lun_status status = LUN_OK;
  offer all = {.at.least = LUN_NONE};
  bool each = node->count > 0;
  x->least = LUN_NONE;
  for (uint32_t i = 0; !status && i < node->count; i++) {
    offers part;
    status = find(m, node->children[i], &part);
    if (part.least < x->least) x->least = part.least;
    if (part.most > x->most) x->most = part.most;
    if (part.wholes > x->wholes) x->wholes = part.wholes;
    if (!part.count) each = false;
    else {
      const offer *best = &part.at[0];
      if (!status) status = lun_numbers_append(&all.leaves, best->leaves.at, best->leaves.count);
      if (!status) status = lun_numbers_append(&all.elements, best->elements.at, best->elements.count);
      if (best->at.least < all.at.least) all.at.least = best->at.least;
      if (best->at.most > all.at.most) all.at.most = best->at.most;
      if (best->at.wholes > all.at.wholes) all.at.wholes = best->at.wholes;
    }
    free_offers(&part);
  }
  if (!node->count) x->least = 0;
  if (status || !each) {
    free_offer(&all);
    return status;
  }
  lun_numbers_sort(&all.leaves);
  lun_numbers_sort(&all.elements);
  return offer_leaves(m, x, all);
}

/* Offers of a node, which lun_machine_add has found to be whole and not too deep. */
static lun_status find(lun_machine *m, const lun_pattern *node, offers *x) {
  *x = (offers){0};
  switch (node->kind) {
    case LUN_PATTERN_SEQUENCE: return find_in_sequence(m, node, x);
    case LUN_PATTERN_EITHER: return find_in_either(m, node, x);
    case LUN_PATTERN_CAPTURE: case LUN_PATTERN_SPAN: return find(m, node->children[0], x);
    case LUN_PATTERN_REPEAT: {
      const lun_status status = find(m, node->children[0], x);
      if (node->min == 0) free_offers(x);
      x->least = times(x->least, node->min);
      x->most = times(x->most, node->max);
      x->wholes = times(x->wholes, node->max);
      return status;
    }
    case LUN_PATTERN_TOKEN:
      x->least = x->most = 1;
      return offer_test(m, x, node);
    case LUN_PATTERN_WHOLE:
      x->least = x->wholes = 1;
      return offer_whole(m, x, node);
    default: return LUN_OK; /* they take no token */
  }
}

/* Contexts of which a pattern takes whole spans. */
static lun_status gather_wholes(lun_machine *m, const lun_pattern *node) {
  if (node->kind == LUN_PATTERN_WHOLE) return lun_numbers_push(&m->anchors.wholes, node->context);
  for (uint32_t i = 0; i < node->count; i++)
    if (gather_wholes(m, node->children[i])) return LUN_NO_MEMORY;
  return LUN_OK;
}

lun_status lun_anchors_add(lun_machine *m, const lun_pattern *pattern, lun_across across, lun_rule *rule) {
  lun_anchors *a = &m->anchors;
  offers x;
  lun_status status = find(m, pattern, &x);
  rule->whole = a->wholes.count;
  if (!status) status = gather_wholes(m, pattern);
  rule->whole_count = a->wholes.count - rule->whole;
  rule->anchor = a->count;
  rule->across = across;
  for (uint32_t i = 0; !status && i < x.count; i++) {
    const offer *o = &x.at[i];
    lun_anchor anchor = o->at;
    status = lun_lists_intern(&a->leaves, o->leaves.at, o->leaves.count, &anchor.leaves);
    if (!status) status = lun_lists_intern(&a->elements, o->elements.at, o->elements.count, &anchor.elements);
    if (!status) LUN_VECTOR_ADD(a->at, a->capacity, a->count, anchor, status);
  }
  rule->anchor_count = a->count - rule->anchor;
  free_offers(&x);
  return status;
}
