/* Noun groups before and behind a token. */
#include "clause/clause.h"

enum {
  BRACKET = 12,  /* tokens that a bracket within a noun group holds at most */
  QUOTED = 8,    /* and a quotation within it */
  CHAINED = 64   /* groups that make one, joined by prepositions or by `and` */
};

/* Where the noun group that ends at a token begins, up to what joins it to another. */
typedef struct run {
  int32_t begin, end;
  enum { ENDS, ATTACHED, JOINED } link; /* to the group that ends at begin - 2 */
} run;

static bool may_end_noun(lun_clauses *c, int32_t e) {
  const lun_phrase *name = clause_name_at(c, e);
  if (name && name->last == e) return true;
  return clause_tag_is(c, e, T_NAMING | T(POS)) || clause_word_is(c, e, W(ALONE)) || clause_ends_as_noun(c, e);
}

/* The token before a bracket that closes at e; e where none does. */
static int32_t before_bracket(lun_clauses *c, int32_t e, int32_t first) {
  if (!clause_word_is(c, e, W(CLOSING))) return e;
  int32_t i = e;
  while (i > first && e - i < BRACKET && !clause_word_is(c, i, W(OPENING))) i--;
  return clause_word_is(c, i, W(OPENING)) ? i - 1 : LUN_NO_TOKEN;
}

static bool ends_noun_before_link(lun_clauses *c, int32_t e) { return clause_tag_is(c, e, T_NAMING & ~T(PRP)); }

/* Where what attaches the group that begins at i to a noun before it begins, a participle or an adjective with its preposition: accused of stealing,
 * familiar with; i where nothing does. */
static int32_t attachment_of(lun_clauses *c, int32_t i, int32_t first) {
  const bool doing = clause_tag_is(c, i - 1, T(VBG));
  const int32_t link = doing ? i - 2 : i - 1, at = link - 1;
  if (at - 1 < first || !clause_tag_is(c, link, T(IN) | T(TO)) || !clause_word_is(c, at, doing ? W(CHARGED) : W(CHARGED) | W(FAMILIAR))) return i;
  return ends_noun_before_link(c, at - 1) ? at : i;
}

static bool read_run(lun_clauses *c, int32_t e, int32_t first, run *out) {
  e = before_bracket(c, e, first);
  if (e < first) return false;
  *out = (run){e, e, ENDS};
  if (clause_tag_is(c, e, T(PRP))) {
    if (e - 2 >= first && clause_word_is(c, e - 1, W(ATTACHED)) && (clause_tag_is(c, e - 2, T(CD)) || clause_word_is(c, e - 2, W(ALONE)))) out->link = ATTACHED; /* one of them */
    return true;
  }
  if (!may_end_noun(c, e)) return false;
  int32_t i = e;
  bool closed = clause_tag_is(c, e, T(DT));
  for (; i > first; i--) {
    const lun_phrase *name = clause_name_at(c, i);
    if (name && name->first < i && name->first >= first) {
      i = name->first + 1;
      continue;
    }
    const uint64_t before = clause_tag_at(c, i - 1), word = clause_word_at(c, i - 1);
    if (before & T_INSIDE && !closed) continue;
    if (before & T_DETERMINER) {
      closed = true;
      continue;
    }
    if (before & T(POS)) {
      closed = false;
      continue;
    }
    if (before & (T(VBN) | T(VBG)) && !closed && clause_tag_is(c, i - 2, T_DETERMINER | T(JJ))) continue;
    if (before & T(VB) && i - 2 >= first && clause_word_is(c, i - 2, W(COMMA)) && clause_tag_is(c, i, T_INSIDE)) continue; /* ..., finance chief Bo Li said */
    if (before & (T(RB) | T(RBS) | T(JJS)) && clause_tag_is(c, i - 2, T_DETERMINER) && !closed) continue;
    if (before & (T(IN) | T(TO)) && word & W(ATTACHED) && i - 2 >= first &&
        (ends_noun_before_link(c, i - 2) || clause_word_is(c, i - 2, W(ALONE)) || clause_word_at(c, i - 2) & W(CLOSING)) &&
        !(word & W(TO) && clause_tag_is(c, i, T(VB))))
      out->link = ATTACHED;
    else if (attachment_of(c, i, first) < i) {
      out->link = ATTACHED;
      i = attachment_of(c, i, first) + 1;
    } else if (word & W_JOINS && i - 2 >= first && (ends_noun_before_link(c, i - 2) || clause_word_is(c, i - 2, W(DOING)))) out->link = JOINED;
    break;
  }
  out->begin = i;
  return true;
}

/* Whether a word takes the noun group behind it for itself: a preposition, a verb that no clause follows; not `that`, `after` and their like
 * before a clause, nor a verb of saying: said Peru and Chile had met. */
static bool takes_noun(lun_clauses *c, int32_t i) {
  const uint64_t tag = clause_tag_at(c, i);
  if (tag & T(IN)) return !clause_word_is(c, i, W(THAT) | W(SUBORDINATE));
  return tag & T(TO) || (tag & T_VERB && !clause_is_cue(c, i));
}

/* Runs are read from the last to the first; then it is seen, from the first on, where a joined one does not belong: in `criticized Trump and
 * Clinton said` another verb, or a preposition, has taken it. */
lun_phrase lun_noun_before(lun_clauses *c, int32_t end, int32_t first) {
  run chain[CHAINED];
  unsigned count = 0;
  int32_t at = end;
  while (count < CHAINED && read_run(c, at, first, &chain[count])) {
    at = chain[count].begin - 2;
    if (chain[count++].link == ENDS) break;
  }
  if (count == 0) return lun_no_phrase;
  int32_t begin = chain[count - 1].begin;
  for (unsigned k = count - 1; k-- > 0;)
    if (chain[k].link == JOINED && takes_noun(c, begin - 1)) begin = chain[k].begin;
  return (lun_phrase){begin, chain[0].end};
}

/* The bracket that opens at i behind a noun: where it closes, or LUN_NO_TOKEN. */
static int32_t behind_bracket(lun_clauses *c, int32_t i, int32_t last) {
  int32_t k = i;
  while (k < last && k - i < BRACKET && !clause_word_is(c, k, W(CLOSING))) k++;
  return clause_word_is(c, k, W(CLOSING)) ? k : LUN_NO_TOKEN;
}

/* Last token of the noun group that begins at j, without what is attached to it. */
static int32_t head_of_group(lun_clauses *c, int32_t j, int32_t last, bool bare) {
  int32_t head = LUN_NO_TOKEN;
  for (int32_t i = j; i <= last; i++) {
    const uint64_t tag = clause_tag_at(c, i), word = clause_word_at(c, i);
    const lun_phrase *name = clause_name_at(c, i);
    if (name && name->first == i && name->last <= last) i = head = name->last;
    else if (tag & T_NAMING & ~T(PRP)) head = i;
    else if (tag & T_DETERMINER) {
      if (head != LUN_NO_TOKEN) break;
      if (word & W(ALONE)) head = i;
    } else if (tag & T(POS)) head = LUN_NO_TOKEN;
    else if (tag & T_INSIDE || (tag & T(RB) && head == LUN_NO_TOKEN) || tag & T(RBS)) {
      if (word & W(ALONE)) head = i;
    } else if (tag & (T(VBN) | T(VBG)) && head == LUN_NO_TOKEN && i > j && clause_tag_is(c, i + 1, T_INSIDE | T_NAMING)) {
      continue; /* growing number */
    } else if (word & W_JOINS && head == i - 1 && head != LUN_NO_TOKEN && clause_tag_is(c, i + 1, T_INSIDE | T_DETERMINER) && !bare) {
      continue;
    } else if (word & W(DOUBLE) && !bare) {
      const clause_outer *q = lun_clause_quotation(c, i);
      if (!q || q->first != i || q->last > last || q->last - q->first >= QUOTED) break;
      i = head = q->last;
    } else if (word & W(OPENING) && head == i - 1 && head != LUN_NO_TOKEN) {
      const int32_t close = behind_bracket(c, i, last);
      if (close == LUN_NO_TOKEN) break;
      i = head = close;
    } else break;
  }
  return head;
}

lun_phrase lun_noun_after(lun_clauses *c, int32_t begin, int32_t last, bool bare) {
  int32_t end = LUN_NO_TOKEN;
  for (int32_t j = begin; j <= last;) {
    if (clause_tag_is(c, j, T(PRP) | T(EX))) return (lun_phrase){begin, j};
    const int32_t head = head_of_group(c, j, last, bare);
    if (head == LUN_NO_TOKEN) break;
    end = head;
    if (bare || !clause_word_is(c, head + 1, W(ATTACHED)) || !clause_tag_is(c, head + 1, T(IN) | T(TO)) || clause_tag_is(c, head + 2, T(JJS) | T(RBS)) ||
        (clause_word_is(c, head + 1, W(TO)) && clause_tag_is(c, head + 2, T(VB))))
      break;
    j = head + 2;
  }
  return end == LUN_NO_TOKEN ? lun_no_phrase : (lun_phrase){begin, end};
}
