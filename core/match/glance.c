/* Glances. Words share 64 bits by hash. Of the other leaves, flags and places that many tests ask for have a bit of their own,
 * so that what is seen of them is the truth; the rest share a few, places with places and tests of words (regular
 * expressions, measures, calls) with each other, for those are not worked out for a glance: it shows them all, but expressions of which
 * a flag is known that words need for them only to words with the flag.
 *
 * Source: superimposed coding (Mooers 1947; Bloom 1970). */
#include "match/glance.h"

#include "lunette/mem.h"
#include "match/predicate.h"

/* Bits of `others`: GLANCE_ANY, then own ones, then shared ones of flags and places, then those of tests of words, first of those
 * that need a flag. */
enum { OWN_FIRST = 1, SHARED_FIRST = 40, FLAGGED_FIRST = 52, CLASS_FIRST = 56, BITS = 64 };

void lun_sights_free(lun_sights *s) {
  lun_free(s->at);
  lun_free(s->left);
  lun_free(s->bits);
  *s = (lun_sights){0};
}

size_t lun_sights_memory(const lun_sights *s) { return s->count * (sizeof *s->at + sizeof *s->left) + s->leaf_count * sizeof *s->bits; }

/* How many expressions name each leaf; those that are always there count as named most. */
static void count_uses(const lun_predicates *p, uint64_t *uses) {
  for (uint32_t i = 0; i < p->expression_count; i++) {
    const lun_expression e = p->expressions[i];
    if (e.operator >= OP_NOT && p->expressions[e.a].operator == OP_LEAF) uses[p->expressions[e.a].a]++;
    if (e.operator > OP_NOT && p->expressions[e.b].operator == OP_LEAF) uses[p->expressions[e.b].a]++;
  }
  for (uint32_t leaf = 0; leaf < LEAF_FIRST_FREE; leaf++) uses[leaf] = UINT64_MAX;
}

static bool is_plain(const lun_leaf *leaf) { return leaf->kind == LEAF_PLACE || leaf->kind == LEAF_FLAG; }

/* The leaves named most get bits of their own. */
static void give_own_bits(const lun_predicates *p, lun_sights *s, uint64_t *uses) {
  count_uses(p, uses);
  for (unsigned bit = OWN_FIRST; bit < SHARED_FIRST; bit++) {
    uint32_t best = LEAF_END;
    bool any = false;
    for (uint32_t leaf = 0; leaf < p->leaf_count; leaf++) {
      if (s->bits[leaf] || !is_plain(&p->leaves[leaf]) || (any && uses[leaf] <= uses[best])) continue;
      best = leaf;
      any = true;
    }
    if (!any) break;
    s->bits[best] = 1ull << bit;
    s->own |= 1ull << bit;
  }
}

/* A test that words are asked for: of a flag that it needs, if it is known to need one, of several the rarest. */
static void give_class_bit(const lun_leaf *x, uint32_t hash, uint64_t *bits, lun_sights *s) {
  static const uint32_t rarest[] = {LUN_LEX_HYPHEN, LUN_LEX_DIGIT, LUN_LEX_UPPER, LUN_LEX_SIGN, LUN_LEX_CAP};
  const uint32_t needed = x->kind == LEAF_REGEX ? lun_regex_flags(x->regex) : 0;
  unsigned k = 0;
  while (needed && !(needed & rarest[k])) k++;
  const unsigned flag = (unsigned)__builtin_ctz(rarest[k]);
  *bits = 1ull << (needed ? FLAGGED_FIRST + flag % (CLASS_FIRST - FLAGGED_FIRST) : CLASS_FIRST + hash % (BITS - CLASS_FIRST));
  if (needed) s->flags[flag] |= *bits;
  else s->maybe |= *bits;
}

static void give_bits(const lun_predicates *p, lun_sights *s) {
  for (uint32_t leaf = 0; leaf < p->leaf_count; leaf++) {
    const lun_leaf *x = &p->leaves[leaf];
    const uint32_t hash = leaf * 0x9E3779B1u >> 16;
    if (lun_is_words(x)) {
      uint32_t count;
      const uint32_t *words = lun_lists_at(&p->sets, x->number, &count);
      for (uint32_t i = 1; i < count; i++) s->bits[leaf] |= lun_word_bit(words[i]); /* the first is the set's kind */
      continue;
    }
    if (!is_plain(x)) give_class_bit(x, hash, &s->bits[leaf], s);
    else if (!s->bits[leaf]) s->bits[leaf] = 1ull << (SHARED_FIRST + hash % (CLASS_FIRST - SHARED_FIRST));
    if (x->kind == LEAF_PLACE) s->places |= s->bits[leaf];
    if (x->kind == LEAF_FLAG && x->number & (LUN_LEX_WORD | LUN_LEX_LOWER)) s->common |= s->bits[leaf];
    for (unsigned flag = 0; x->kind == LEAF_FLAG && flag < 32; flag++)
      if (x->number >> flag & 1) s->flags[flag] |= s->bits[leaf];
  }
}

/* What is known of an expression beyond its sight, while sights are made, as if none of the leaves held that have no bit of their
 * own: `sure`, bits any of which makes it hold. CONJUNCTION: `some` says no more than `all`; CHOICE: only `some` says anything;
 * both, as MIXED, say all. `open`: bits of those leaves. */
typedef enum saying { UNSAID, CONJUNCTION, CHOICE, MIXED } saying;
typedef struct insight { uint64_t sure; lun_glance open; saying says; bool fails, places; } insight; /* fails: it then cannot hold; places: it asks for nothing else */

static void see_leaf(const lun_predicates *p, const lun_sights *s, uint32_t leaf, lun_sight *sight, insight *x) {
  const uint64_t bits = s->bits[leaf];
  const bool words = lun_is_words(&p->leaves[leaf]);
  *(words ? &sight->some.words : &sight->some.others) = bits;
  if (!words && bits & s->own) {
    sight->all = x->sure = bits;
    x->says = CONJUNCTION;
    return;
  }
  x->open = sight->some;
  x->says = CHOICE; /* of nothing that can be seen */
  x->fails = true;
}

static void see_both(const lun_predicates *p, const lun_sights *s, const insight *known, lun_expression e, lun_sight *sight, insight *x) {
  const lun_sight *a = &s->at[e.a], *b = &s->at[e.b];
  const insight *of_a = &known[e.a], *of_b = &known[e.b];
  const bool first = of_b->says == CONJUNCTION || (of_a->says != CONJUNCTION && p->weights[e.a].cost <= p->weights[e.b].cost);
  sight->some = first ? a->some : b->some;
  if (lun_glance_is_all(sight->some)) sight->some = first ? b->some : a->some;
  sight->all = a->all | b->all;
  sight->none = a->none | b->none;
  x->sure = of_a->sure & of_b->sure;
  x->fails = of_a->fails || of_b->fails;
  if (of_a->says == CONJUNCTION && of_b->says == CONJUNCTION) x->says = CONJUNCTION;
  else if ((of_a->says == CONJUNCTION && of_b->says) || (of_b->says == CONJUNCTION && of_a->says)) x->says = MIXED;
}

/* Of a conjunction with something of which a leaf is left to ask, that leaf is left. */
static uint32_t left_of_both(const lun_sights *s, const insight *known, lun_expression e) {
  if (known[e.a].says == CONJUNCTION && !known[e.a].open.words && !known[e.a].open.others) return s->left[e.b];
  return known[e.b].says == CONJUNCTION && !known[e.b].open.words && !known[e.b].open.others ? s->left[e.a] : LUN_NONE;
}

/* A leaf with a bit of its own is a choice of one as well. */
static bool is_choice(const lun_sight *sight, const insight *x) {
  return x->says == CHOICE || (x->says == CONJUNCTION && x->sure && x->sure == sight->some.others && !sight->none);
}

static void see_either(const lun_sights *s, const insight *known, lun_expression e, lun_sight *sight, insight *x) {
  const lun_sight *a = &s->at[e.a], *b = &s->at[e.b];
  sight->some = a->some;
  lun_glance_join(&sight->some, b->some);
  x->sure = known[e.a].sure | known[e.b].sure;
  x->fails = known[e.a].fails && known[e.b].fails;
  if (is_choice(a, &known[e.a]) && is_choice(b, &known[e.b])) x->says = CHOICE;
  else {
    sight->all = a->all & b->all;
    sight->none = a->none & b->none;
  }
}

/* What is not the case is known where it is known of what fails when nothing speaks for it. */
static void see_not(const lun_sights *s, const insight *known, lun_expression e, lun_sight *sight, insight *x) {
  sight->some = GLANCE_ALL;
  sight->none = known[e.a].sure;
  if (is_choice(&s->at[e.a], &known[e.a]) || known[e.a].fails) x->says = CONJUNCTION;
}

lun_status lun_sights_make(lun_predicates *p) {
  lun_sights *s = &p->sights;
  lun_sights_free(s);
  s->at = lun_zalloc(p->expression_count, sizeof *s->at);
  s->bits = lun_zalloc(p->leaf_count, sizeof *s->bits);
  s->left = lun_alloc(p->expression_count * sizeof *s->left);
  insight *known = lun_zalloc(p->expression_count, sizeof *known);
  uint64_t *uses = lun_zalloc(p->leaf_count, sizeof *uses);
  const bool ok = s->at && s->left && s->bits && known && uses;
  if (ok) {
    s->count = p->expression_count;
    s->leaf_count = p->leaf_count;
    give_own_bits(p, s, uses);
    give_bits(p, s);
  }
  for (uint32_t i = 0; ok && i < p->expression_count; i++) { /* parts come before the whole */
    const lun_expression e = p->expressions[i];
    lun_sight *sight = &s->at[i];
    s->left[i] = e.operator == OP_LEAF ? e.a : e.operator == OP_AND ? left_of_both(s, known, e) : LUN_NONE;
    switch (e.operator) {
      case OP_FALSE: break;
      case OP_TRUE: sight->some = GLANCE_ALL; known[i].says = CONJUNCTION; break;
      case OP_LEAF: see_leaf(p, s, e.a, sight, &known[i]); break;
      case OP_NOT: see_not(s, known, e, sight, &known[i]); break;
      case OP_AND: see_both(p, s, known, e, sight, &known[i]); break;
      default: see_either(s, known, e, sight, &known[i]);
    }
    known[i].places = e.operator == OP_LEAF ? p->leaves[e.a].kind == LEAF_PLACE : e.operator < OP_LEAF || (known[e.a].places && (e.operator == OP_NOT || known[e.b].places));
    if (known[i].places) s->left[i] = LEFT_PLACES;
    else if (s->left[i] == LEFT_PLACES) s->left[i] = LUN_NONE; /* a part asks for something else */
    if (e.operator >= OP_NOT) lun_glance_join(&known[i].open, known[e.a].open);
    if (e.operator > OP_NOT) lun_glance_join(&known[i].open, known[e.b].open);
    sight->doubt = known[i].says ? known[i].open : GLANCE_ALL;
  }
  lun_free(known);
  lun_free(uses);
  return ok ? LUN_OK : LUN_NO_MEMORY;
}

lun_glance lun_sights_some(const lun_sights *s, uint32_t expression) {
  const lun_sight *sight = &s->at[expression];
  const uint64_t places = sight->all & s->places, rarer = sight->all & ~s->common, all = rarer ? rarer : sight->all;
  if (places) return (lun_glance){0, places & -places};
  if (!all || !(sight->some.others & ~s->places)) return sight->some; /* words and places are rarer than flags */
  return (lun_glance){0, all & -all};
}

uint64_t lun_sights_words(const lun_predicates *p, lun_lexeme lower, lun_lexeme norm) {
  return (lun_predicates_posting(p, false, lower) ? lun_word_bit(lower) : 0) | (lun_predicates_posting(p, true, norm) ? lun_word_bit(norm) : 0);
}

uint64_t lun_sights_flags(const lun_sights *s, uint32_t flags) {
  uint64_t others = GLANCE_ANY | s->maybe;
  for (; flags; flags &= flags - 1) others |= s->flags[__builtin_ctz(flags)];
  return others;
}
