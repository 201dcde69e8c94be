/* Verbs: the words that make one group with one, and whether one stands somewhere. */
#include "clause/clause.h"

lun_verb_group lun_verb_group_of(lun_clauses *c, int32_t verb, int32_t first) {
  lun_verb_group g = {verb, LUN_NO_TOKEN, LUN_NO_TOKEN, false, false};
  const uint64_t main_verb = clause_tag_at(c, verb);
  for (int32_t i = verb - 1; i >= first; i--) {
    const uint64_t tag = clause_tag_at(c, i), word = clause_word_at(c, i);
    if (tag & T(MD) || (word & W(AUXILIARY) && !(tag & T(POS)))) {
      if (word & W(BEING) && main_verb & T(VBN) && g.helper == LUN_NO_TOKEN) g.passive = true;
      g.start = g.helper = i;
    } else if (tag & (T(RB) | T(RBR) | T(RBS))) {
      if (word & W(NEGATION)) g.negated = true;
      if (i == verb - 1 || g.helper != LUN_NO_TOKEN || clause_tag_is(c, i + 1, T(RB))) g.start = i;
    } else break;
  }
  if (main_verb & T(VB) && g.helper == LUN_NO_TOKEN && clause_word_is(c, g.start - 1, W(TO))) g.to = g.start - 1;
  if (clause_word_is(c, g.start - 1, W(NOR)) || (g.to != LUN_NO_TOKEN && clause_word_is(c, g.to - 1, W(YET)))) g.negated = true; /* has yet to say */
  return g;
}

int32_t lun_finite_before(lun_clauses *c, int32_t token, int32_t first) {
  token = clause_least(token, c->count - 1);
  int32_t number = lun_clause_quote_number(c, token);
  if (number >= c->quote_count || c->quotes[number].first > token) number--;
  for (int32_t i = token; i >= first;) {
    if (number >= 0 && i <= c->quotes[number].last) i = c->quotes[number--].first - 1;
    else if (clause_tag_is(c, i, T_FINITE)) return i;
    else i--;
  }
  return LUN_NO_TOKEN;
}

int32_t lun_clause_verb_at(lun_clauses *c, int32_t token, int32_t last) {
  if (clause_word_is(c, token, W(DOUBLE) | W(SINGLE)) && clause_begins_quotation(c, token)) token++; /* the plan "has failed" */
  while (token <= last && clause_tag_is(c, token, T(RB) | T(RBR))) token++;
  return token <= last && clause_tag_is(c, token, T_FINITE) ? token : LUN_NO_TOKEN;
}

/* The tagger took its verb for a participle or an adjective (the bank raised rates; the strike delayed trains), or a participle tells of
 * the noun (the money raised last year was spent). */
bool lun_clause_has_verb_in_disguise(lun_clauses *c, lun_phrase noun, int32_t last) {
  static const uint64_t objects = T(DT) | T(PRP_S) | T(PRP) | T(NN) | T(NNS) | T(NNP) | T(NNPS) | T(CD) | T(MONEY) | T(JJ) | T(JJR);
  static const uint64_t naming = T_NAMING;
  const bool behind = clause_tag_is(c, noun.last + 1, T(VBN));
  int32_t v = behind ? noun.last + 1 : LUN_NO_TOKEN;
  for (int32_t k = noun.last - 1; !behind && k >= noun.first + 1 && v == LUN_NO_TOKEN; k--)
    if (clause_tag_is(c, k, T(JJ)) && clause_word_is(c, k, W(ENDS_ED)) && clause_tag_is(c, k - 1, naming) && clause_tag_is(c, k + 1, naming)) v = k;
  if (v == LUN_NO_TOKEN || v > last) return false;
  const uint64_t next = clause_tag_at(c, v + 1);
  if (v == last || next & T(STOP) || (next & objects && !clause_word_is(c, v + 1, W(DAY))) || (next & T(TO) && clause_tag_is(c, v + 2, T(VB)))) return true;
  for (int32_t i = v + 1; i <= last; i++) {
    if (clause_tag_is(c, i, T(COMMA)) || clause_word_is(c, i, W(SUBORDINATE))) return false;
    if (clause_tag_is(c, i, T_FINITE)) return true;
  }
  return false;
}
