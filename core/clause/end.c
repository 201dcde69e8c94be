/* Where clauses, noun groups and infinitives end. Quotations on the way are stepped over whole. */
#include "clause/clause.h"

enum { LISTED = 16 }; /* items of a list that are looked at */

/* The next quotation, which is looked out for. */
typedef struct outlook {
  int32_t from, to;
} outlook;
static outlook next_quotation(lun_clauses *c, int32_t token) {
  const int32_t k = lun_clause_quote_number(c, token);
  return k < c->quote_count ? (outlook){c->quotes[k].first, c->quotes[k].last} : (outlook){INT32_MAX, INT32_MAX};
}
/* The last token of the quotation that k has come to, at most `last`; k itself where it has come to none. */
static int32_t step_over(lun_clauses *c, outlook *ahead, int32_t k, int32_t last) {
  if (k < ahead->from) return k;
  if (ahead->to > k) k = clause_least(ahead->to, last);
  *ahead = next_quotation(c, k + 1);
  return k;
}

lun_phrase lun_clause_trimmed(lun_clauses *c, lun_phrase p) {
  while (p.last >= p.first && (clause_tag_is(c, p.last, T(STOP) | T(COMMA) | T(COLON) | T(NFP)) || clause_word_is(c, p.last, W(DASH))) &&
         !clause_word_is(c, p.last, W(CALLS)))
    p.last--;
  while (p.first <= p.last && clause_tag_is(c, p.first, T(COMMA) | T(COLON) | T(STOP))) p.first++;
  return p;
}

static int32_t verb_behind(lun_clauses *c, lun_phrase noun, int32_t last) {
  return lun_is_phrase(noun) ? lun_clause_verb_at(c, noun.last + 1, last) : LUN_NO_TOKEN;
}

/* The last token from one on to another that may be a cue, or LUN_NO_TOKEN. Behind it no part of speech need be asked to know that nobody
 * says something there. */
static int32_t last_cue(const lun_clauses *c, int32_t first, int32_t last) {
  int32_t k = last;
  while (c->cue && k >= first && !c->cue[k]) k--;
  return c->cue && k >= first ? k : LUN_NO_TOKEN;
}

/* Whether somebody says it behind the comma, or the dash, before n: "..., he said", "..., said Torres", "..., but he said". `cue` is the last
 * token that may be a cue. */
static bool is_said_behind(lun_clauses *c, int32_t n, int32_t last, int32_t cue) {
  if (n > cue && !clause_word_is(c, n, W(ACCORDING) | W(BUT))) return false;
  const uint64_t tag = clause_tag_at(c, n);
  if (clause_is_cue(c, verb_behind(c, lun_noun_after(c, n, last, false), last))) return true;
  if (tag & T(VBD) && clause_is_cue(c, n)) return true;
  if (tag & T(VBG) && (clause_is_cue(c, n) || clause_word_is(c, n, W(ACCORDING)))) return true;
  if (!(tag & T(CC))) return false;
  if (clause_word_is(c, n, W(BUT))) return !clause_word_is(c, n + 1, W(THAT)); /* but that the road was closed, too: it goes on */
  int32_t v = verb_behind(c, lun_noun_after(c, n + 1, last, false), last);
  if (v == LUN_NO_TOKEN) v = lun_clause_verb_at(c, n + 1, last);
  return clause_is_cue(c, v);
}

/* The verb that a helping one at v helps: did not say; v where there is none. */
static int32_t helped_by(lun_clauses *c, int32_t v, int32_t last) {
  int32_t i = v;
  while (i < last && (clause_word_is(c, i, W(AUXILIARY) | W(NEGATION)) || clause_tag_is(c, i, T(RB)))) i++;
  return clause_tag_is(c, i, T_VERB) ? i : v;
}

/* Whether the conjunction at k leads to another cue: ... and he said; ... while she said; ... but did not say. */
static bool is_said_further(lun_clauses *c, int32_t k, int32_t last) {
  const lun_phrase noun = lun_noun_after(c, k + 1, last, false);
  const int32_t v = lun_clause_verb_at(c, lun_is_phrase(noun) ? noun.last + 1 : k + 1, last);
  if (v == LUN_NO_TOKEN || clause_tag_is(c, v, T(MD))) return false;
  return clause_is_cue(c, v) || (!lun_is_phrase(noun) && clause_is_cue(c, helped_by(c, v, last)));
}

int32_t lun_clause_end(lun_clauses *c, int32_t begin, int32_t last) {
  const int32_t cue = last_cue(c, begin, clause_least(last + 1, c->count - 1)); /* one may stand right behind the last comma */
  outlook ahead = next_quotation(c, begin);
  bool relative = false; /* a clause of `who` has begun behind a comma: Torres, who left in May, denied it */
  for (int32_t k = begin; k <= last; k++) {
    k = step_over(c, &ahead, k, last);
    if (clause_word_is(c, k, W(SEMICOLON))) return k - 1;
    if (k == begin) continue;
    const bool dash = clause_is_dash(c, k);
    if (dash || clause_word_is(c, k, W(COMMA))) {
      const bool closes = relative && !dash && k < cue && clause_tag_is(c, k + 1, T_FINITE);
      relative = !dash && k < cue && clause_tag_is(c, k + 1, T(WP) | T(WDT));
      if (closes) continue;
      if (dash || is_said_behind(c, k + 1, last, cue) || (clause_tag_is(c, k, T(COMMA)) && clause_word_is(c, k + 1, W(WHILE)))) return k - 1;
    } else if (k < cue && (clause_tag_is(c, k, T(CC)) || clause_word_is(c, k, W(WHILE))) && is_said_further(c, k, last)) return k - 1;
  }
  return last;
}

/* Whether a noun group joins two by a conjunction of its own, with which a list ends: water and tents. */
static bool is_joined_within(lun_clauses *c, lun_phrase noun) {
  for (int32_t i = noun.first + 1; i < noun.last; i++)
    if (clause_word_is(c, i, W(AND) | W(OR))) return true;
  return false;
}

/* Last token of the list that goes on behind the comma at k, up to the item that its conjunction joins: food, water and tents; food, water,
 * and tents. LUN_NO_TOKEN where none does, or where what is joined does something of its own. */
static int32_t list_end(lun_clauses *c, int32_t k, int32_t last) {
  for (int items = 0; items < LISTED; items++) {
    const bool joined = clause_word_is(c, k, W(AND) | W(OR)), final = joined || (items && clause_word_is(c, k + 1, W(AND) | W(OR)));
    const int32_t n = final && !joined ? k + 2 : k + 1;
    const lun_phrase noun = clause_tag_is(c, n, T(PRP)) ? lun_no_phrase : lun_noun_after(c, n, last, false);
    if (!lun_is_phrase(noun) || verb_behind(c, noun, last) != LUN_NO_TOKEN) return LUN_NO_TOKEN;
    if (final || is_joined_within(c, noun)) return noun.last;
    k = noun.last + 1;
    if (!clause_word_is(c, k, W(COMMA) | W(AND) | W(OR))) return LUN_NO_TOKEN;
  }
  return LUN_NO_TOKEN;
}

/* Last token of the list or the description that goes on behind a comma at k; LUN_NO_TOKEN where neither does. */
static int32_t goes_on(lun_clauses *c, int32_t k, int32_t last) {
  const int32_t end = list_end(c, k, last);
  if (end != LUN_NO_TOKEN || !clause_tag_is(c, k + 1, T_DETERMINER)) return end;
  const lun_phrase noun = lun_noun_after(c, k + 1, last, false);
  if (!lun_is_phrase(noun) || verb_behind(c, noun, last) != LUN_NO_TOKEN) return LUN_NO_TOKEN;
  return noun.last >= last || clause_word_is(c, noun.last + 1, W(COMMA) | W(STOP)) ? noun.last : LUN_NO_TOKEN;
}

/* Whether the subordinating word at k only says what something is taken for: as a sign, as meaning. */
static bool is_taken_as(lun_clauses *c, int32_t k, int32_t last) {
  if (!clause_word_is(c, k, W(AS))) return false;
  const lun_phrase noun = lun_noun_after(c, k + 1, last, false);
  return clause_tag_is(c, k + 1, T(VBG)) || (lun_is_phrase(noun) && verb_behind(c, noun, last) == LUN_NO_TOKEN);
}

/* Whether a new predicate follows the conjunction at k. */
static bool is_joined_verb(lun_clauses *c, int32_t k, int32_t last) {
  if (clause_word_is(c, k, W(BUT)) || clause_tag_is(c, k + 1, T_FINITE)) return true;
  if (clause_tag_is(c, k + 1, T(RB)) && clause_tag_is(c, k + 2, T_FINITE)) return true;
  if (clause_tag_is(c, k + 1, T(VBN)) && clause_is_cue(c, k + 1) && clause_tag_is(c, k + 2, T_NN | T(TO) | T_DETERMINER)) return true; /* a past form that the tagger took for a participle */
  return verb_behind(c, lun_noun_after(c, k + 1, last, true), last) != LUN_NO_TOKEN;
}

int32_t lun_clause_phrase_end(lun_clauses *c, int32_t begin, int32_t last) {
  outlook ahead = next_quotation(c, begin);
  bool relative = false;
  for (int32_t k = begin; k <= last; k++) {
    k = step_over(c, &ahead, k, last);
    if (k == begin) continue;
    const lun_phrase *name = clause_name_at(c, k);
    if (name && name->first < k) {
      k = clause_least(name->last, last);
      continue;
    }
    const uint64_t word = clause_word_at(c, k), tag = clause_tag_at(c, k);
    if (word & W(SEMICOLON) || (tag & T(COLON) && !(word & W(DASH))) || clause_is_dash(c, k)) return k - 1;
    if (word & W(COMMA)) {
      const int32_t end = goes_on(c, k, last);
      if (end == LUN_NO_TOKEN) return k - 1;
      k = end;
    } else if (word & W(SUBORDINATE) && !relative && (tag & (T(IN) | T(WRB) | T(VBG)) || word & W(DURING))) {
      if (!is_taken_as(c, k, last)) return k - 1;
    } else if (word & W(DAY) && !(tag & T(DT)) && !relative && !(word & W(VAGUE))) return clause_tag_is(c, k - 1, T(IN)) ? k - 2 : k - 1;
    if (tag & (T(WP) | T(WDT)) || (word & W(THAT) && tag & T(IN))) relative = true;
    if (tag & T(CC) && is_joined_verb(c, k, last)) return k - 1;
  }
  return last;
}
