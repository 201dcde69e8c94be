/* Which leaves hold for a word: worked out once for each word that is asked. Most leaves are decided by the word's flags, or by how sure a
 * dictionary is of it, for all that ask the same one at once; what is left is asked one by one. */
#include <string.h>

#include "lunette/guise.h"
#include "lunette/mem.h"
#include "match/predicate.h"

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
  for (uint32_t k = lun_predicates_posting(p, norm, form); k; k = p->postings[k - 1].next)
    if (lun_numbers_push(leaves, p->postings[k - 1].leaf)) return LUN_NO_MEMORY;
  for (uint32_t to = leaves->count; from + 1 < to; from++) {
    const uint32_t last = leaves->at[--to];
    leaves->at[to] = leaves->at[from];
    leaves->at[from] = last;
  }
  return LUN_OK;
}

/* Dictionaries of an image that are known to lack a word. */
typedef struct lacking { lun_image *image; uint64_t dictionaries; } lacking;

/* How sure the dictionary of a leaf is of the word, or of its head. Most words are in none of those that are asked. */
static lun_status prior_of(const lun_leaf *leaf, lun_vocab *vocab, lun_lexeme lexeme, const char *text, size_t size, lacking *known, double *prior, lun_err *err) {
  *prior = 0;
  if (!leaf->head) {
    lun_image *image = lun_dictionary_image(leaf->dictionary);
    if (known->image != image && lun_image_lacks(image, vocab, lexeme, &known->dictionaries, err)) return LUN_NO_MEMORY;
    known->image = image;
    if (known->dictionaries & lun_dictionary_bit(leaf->dictionary)) return LUN_OK;
    return lun_dictionary_prior(leaf->dictionary, vocab, lexeme, prior, err);
  }
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

/* The group of a prior, of which p->others.at[from] is the first leaf; none where nobody asks it of such words. */
static lun_status group_priors(const lun_predicates *p, uint32_t from, uint32_t flags, lun_kin *kin) {
  const uint32_t first = p->others.at[from], group = kin->groups.count, held = kin->held.count;
  if (lun_numbers_push(&kin->groups, first)) return LUN_NO_MEMORY;
  for (unsigned value = 0; value <= LUN_PRIORS; value++) { /* the last one stands for any other */
    if (lun_numbers_push(&kin->groups, kin->held.count)) return LUN_NO_MEMORY;
    for (uint32_t i = from; i < p->others.count; i++) {
      const uint32_t leaf = p->others.at[i];
      if (!is_same_prior(&p->leaves[first], &p->leaves[leaf]) || !lun_predicates_wonders(p, leaf, flags)) continue;
      if (value < LUN_PRIORS && !compare(value, p->leaves[leaf].sign, p->leaves[leaf].bound)) continue;
      if (lun_numbers_push(&kin->held, leaf)) return LUN_NO_MEMORY;
    }
  }
  if (kin->held.count == held) kin->groups.count = group;
  return kin->held.count == held ? LUN_OK : lun_numbers_push(&kin->groups, kin->held.count);
}

/* Which leaves hold for words with some flags, or are to be asked; worked out when such a word is first met. */
static lun_status find_kin(lun_predicates *p, uint32_t flags, lun_kin **found) {
  lun_kin *kin = *found = &p->kins[(flags * 0x9E3779B1u >> 16) % LUN_KINS];
  if (kin->known && kin->flags == flags) return LUN_OK;
  lun_numbers *leaves = &kin->leaves;
  kin->known = false;
  leaves->count = kin->groups.count = kin->held.count = 0;
  for (uint32_t i = 0; i < p->others.count; i++) {
    const lun_leaf *leaf = &p->leaves[p->others.at[i]];
    if (leaf->kind == LEAF_FLAG && flags & leaf->number && lun_predicates_wonders(p, p->others.at[i], flags) && lun_numbers_push(leaves, p->others.at[i])) return LUN_NO_MEMORY;
  }
  kin->sure = leaves->count;
  for (uint32_t i = 0; i < p->others.count; i++) {
    const lun_leaf *leaf = &p->leaves[p->others.at[i]];
    if (leaf->kind == LEAF_PRIOR && !asks_before(p, i) && group_priors(p, i, flags, kin)) return LUN_NO_MEMORY;
    if (leaf->kind == LEAF_FLAG || leaf->kind == LEAF_PRIOR || !lun_predicates_wonders(p, p->others.at[i], flags)) continue;
    if (lun_numbers_push(leaves, p->others.at[i])) return LUN_NO_MEMORY;
  }
  kin->flags = flags;
  kin->known = true;
  return LUN_OK;
}

/* Appends the leaves that hold by how sure dictionaries are of a word. */
static lun_status classify_priors(const lun_predicates *p, const lun_kin *kin, lun_vocab *vocab, lun_lexeme lexeme, const char *text, size_t size, lun_numbers *leaves, lun_err *err) {
  lacking known = {NULL, 0};
  for (uint32_t g = 0; g < kin->groups.count; g += LUN_PRIOR_GROUP) {
    const uint32_t *group = kin->groups.at + g, *starts = group + 1;
    double prior;
    const lun_status status = prior_of(&p->leaves[*group], vocab, lexeme, text, size, &known, &prior, err);
    if (status) return status;
    const unsigned whole = prior >= 0 && prior < LUN_PRIORS ? (unsigned)prior : LUN_PRIORS;
    const bool is_whole = whole < LUN_PRIORS && !(prior > whole);
    const uint32_t *at = kin->held.at + starts[is_whole ? whole : LUN_PRIORS], count = is_whole ? starts[whole + 1] - starts[whole] : starts[LUN_PRIORS + 1] - starts[LUN_PRIORS];
    for (uint32_t k = 0; k < count; k++)
      if ((is_whole || compare(prior, p->leaves[at[k]].sign, p->leaves[at[k]].bound)) && lun_numbers_push(leaves, at[k])) return lun_fail_memory(err);
  }
  return LUN_OK;
}

lun_status lun_predicates_classify(lun_predicates *p, lun_vocab *vocab, lun_lexeme lexeme, const uint32_t *answers,
                                   uint32_t answer_count, lun_numbers *leaves, lun_err *err) {
  size_t size;
  const char *text = lun_vocab_text(vocab, lexeme, &size);
  const uint32_t flags = lun_vocab_flags(vocab, lexeme);
  const uint32_t number = lun_guise_of(vocab, lexeme); /* all words of sets are listed */
  if (!number) return lun_fail_memory(err);
  const lun_guise *guise = lun_guises_at(vocab, number);
  if (guise->lower && append_sets(p, false, guise->lower, leaves)) return lun_fail_memory(err);
  if (guise->norm && p->norms && append_sets(p, true, guise->norm, leaves)) return lun_fail_memory(err);
  lun_kin *kin;
  if (find_kin(p, flags, &kin)) return lun_fail_memory(err);
  if (lun_numbers_append(leaves, kin->leaves.at, kin->sure)) return lun_fail_memory(err);
  const lun_status status = classify_priors(p, kin, vocab, lexeme, text, size, leaves, err);
  if (status) return status;
  double length = -1; /* worked out when first asked for */
  for (uint32_t i = kin->sure; i < kin->leaves.count; i++) {
    const lun_leaf *leaf = &p->leaves[kin->leaves.at[i]];
    bool holds = false;
    if (leaf->kind == LEAF_REGEX) holds = lun_regex_matches(leaf->regex, text, size);
    else if (leaf->kind == LEAF_CALL) {
      for (uint32_t k = 0; k < answer_count; k++) holds = holds || answers[k] == leaf->number;
    } else {
      if (length < 0) length = (double)(flags & LUN_LEX_SIGN ? characters(text, size) : size);
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
