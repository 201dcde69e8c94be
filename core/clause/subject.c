/* Subjects: who does what a verb says, before it, shared with an earlier verb, or behind the comma of a participle. */
#include "clause/clause.h"

enum {
  DESCRIPTION = 30, /* tokens between the commas of a description at most */
  DESCRIPTIONS = 2, /* one behind the other */
  SHARING = 3,      /* verbs that share a subject, one by the other */
  MOVES = 64,       /* steps over days that stand as groups of their own */
  NEITHER = 8,      /* tokens between `neither` and `nor` */
  BARE = 4,         /* tokens between a conjunction and the verb of a subject that no tag shows */
  EARLIER = 4,      /* verbs that are asked whose subject may be shared */
  RELATIVE = 24,    /* tokens of a relative clause without commas */
  COMMA_WITHIN = 40 /* tokens behind a participle that opens a sentence, in which its comma stands */
};

static const lun_subject nobody = {{LUN_NO_TOKEN, LUN_NO_TOKEN}, {LUN_NO_TOKEN, LUN_NO_TOKEN}, LUN_SUBJECT_NONE};

const char *lun_subject_kind_name(lun_subject_kind kind) {
  static const char *const names[] = {NULL, "pronoun", "noun", "relative", "shared", "participle", "inverted"};
  return names[kind];
}

static bool is_noun_end(lun_clauses *c, int32_t e) {
  return clause_tag_is(c, e, T_NAMING) || clause_word_is(c, e, W(CLOSING) | W(ALONE)) || clause_ends_as_noun(c, e);
}

static lun_subject noun_subject(lun_phrase noun) { return (lun_subject){noun, lun_no_phrase, lun_is_phrase(noun) ? LUN_SUBJECT_NOUN : LUN_SUBJECT_NONE}; }

/* Whether a description is a name, and the noun before it what its bearer is: the leader's lawyer, Ana Torres, said. */
static bool is_name_of(lun_clauses *c, int32_t begin, int32_t end, lun_phrase noun) {
  for (int32_t i = begin; i <= end; i++)
    if (!clause_tag_is(c, i, T(NNP))) return false;
  return begin < end && lun_is_phrase(noun) && (clause_tag_is(c, noun.last, T(NN)) || clause_ends_as_noun(c, noun.last));
}

/* Of a description between commas, or an age, the noun that it tells of: Torres, 41, a nurse, who left. */
static lun_phrase told_of(lun_clauses *c, lun_phrase noun, int32_t first) {
  for (int k = 0; k < DESCRIPTIONS && lun_is_phrase(noun) && noun.first - 2 >= first; k++) {
    const bool age = noun.first == noun.last && clause_tag_is(c, noun.last, T(CD));
    if (!(age || clause_tag_is(c, noun.first, T(DT))) || !clause_word_is(c, noun.first - 1, W(COMMA)) || !is_noun_end(c, noun.first - 2)) break;
    const lun_phrase before = lun_noun_before(c, noun.first - 2, first);
    if (!lun_is_phrase(before)) break;
    noun = before;
  }
  return noun;
}

/* Whether a noun without an article is the office of who is named before its comma: Torres, head of a bank, the largest of Peru, said. */
static bool is_office(lun_clauses *c, lun_phrase noun, int32_t first) {
  if (noun.first - 2 < first || !clause_tag_is(c, noun.first, T(NN) | T(JJ)) || !clause_word_is(c, noun.first - 1, W(COMMA)) || !clause_tag_is(c, noun.first - 2, T(NNP))) return false;
  int32_t of = noun.first + 1;
  while (of < noun.last && !clause_word_is(c, of, W(ATTACHED))) of++;
  const lun_phrase name = of < noun.last && clause_tag_is(c, of - 1, T(NN)) ? lun_noun_before(c, noun.first - 2, first) : lun_no_phrase;
  return lun_is_phrase(name) && clause_tag_is(c, name.first, T(NNP)) && (name.first == first || !clause_tag_is(c, name.first - 1, T(IN) | T(TO)));
}

/* Before the comma, or the dash, at p: the noun that a description between two of them tells of. */
static lun_subject described(lun_clauses *c, int32_t p, int32_t first) {
  const uint64_t ends = clause_word_is(c, p, W(DASH)) ? W(COMMA) | W(DASH) : W(COMMA);
  int32_t q = p - 1;
  while (q > first && p - q < DESCRIPTION && !clause_word_is(c, q, ends)) {
    const clause_outer *quote = lun_clause_quotation(c, q);
    if (quote && quote->first < q) q = quote->first;
    q--;
  }
  if (q <= first || !clause_word_is(c, q, W(COMMA) | W(DASH)) || !is_noun_end(c, q - 1)) return nobody;
  const bool brought = clause_tag_is(c, q + 1, T(IN));
  if (clause_tag_is(c, q + 1, T(CC)) || (brought && !clause_word_is(c, q + 1, W(DESCRIBING)))) return nobody;
  lun_phrase noun = told_of(c, lun_noun_before(c, q - 1, first), first);
  if (lun_is_phrase(noun) && is_office(c, noun, first)) noun = told_of(c, lun_noun_before(c, noun.first - 2, first), first);
  if (is_name_of(c, q + 1, p - 1, noun)) noun = (lun_phrase){q + 1, p - 1};
  if (brought && lun_is_phrase(noun) && noun.first > first && clause_tag_is(c, noun.first - 1, T(IN) | T(TO)) && !clause_word_is(c, noun.first - 1, W(SUBORDINATE) | W(THAT)))
    return nobody; /* the toll rose to 38, with 100 people missing, said Torres */
  return noun_subject(noun);
}

/* A noun group without the day at its end: Trump on Monday said. */
static lun_phrase without_day(lun_clauses *c, lun_phrase noun) {
  if (!clause_word_is(c, noun.last, W(DAY)) && !clause_tag_is(c, noun.last, T(CD))) return noun;
  int32_t k = noun.last;
  for (int32_t i = noun.last; i > noun.first; i--) {
    if (clause_tag_is(c, i, T(IN)) || clause_word_is(c, i, W(DAY))) k = i - 1;
    if (clause_tag_is(c, i, T(IN))) break;
  }
  if (k >= noun.first && clause_tag_is(c, k, T_NAMING)) noun.last = k;
  return noun;
}

/* With the names of a list that end in one that `and` joins: Torres, Bo Li and Peter Miller said; Torres, the mayor, and Bo Li said. */
static lun_phrase with_list(lun_clauses *c, lun_phrase noun, int32_t first) {
  const bool behind = clause_word_is(c, noun.first - 1, W(AND)) && clause_word_is(c, noun.first - 2, W(COMMA));
  int32_t joint = behind ? noun.first : noun.first + 1;
  while (!behind && joint < noun.last && !clause_word_is(c, joint, W(AND))) joint++;
  if ((!behind && joint >= noun.last) || !clause_tag_is(c, noun.first, T(NNP))) return noun;
  for (int32_t end = noun.first - (behind ? 3 : 2); end >= first && clause_word_is(c, end + 1, W(COMMA)); end = noun.first - 2) {
    if (!clause_tag_is(c, end, T_NN) || clause_word_is(c, end, W(DAY))) break;
    const lun_phrase before = told_of(c, lun_noun_before(c, end, first), first);
    const bool bare = before.first == before.last && before.first == first && clause_tag_is(c, first, T(NNS)); /* Police, Torres and Li */
    if (!lun_is_phrase(before) || !(bare || clause_tag_is(c, before.first, T(NNP)) || (clause_tag_is(c, before.first, T_DETERMINER | T_NN) && clause_tag_is(c, before.last, T(NNP) | T(NNPS))))) break;
    if (before.first > first && !clause_word_is(c, before.first - 1, W(COMMA)) && !lun_clause_quotation(c, before.first - 1)) break;
    noun.first = before.first;
  }
  return noun;
}

static lun_subject subject(lun_clauses *c, int32_t start, int32_t first, int depth);

/* The last past form with an object that the tagger took for a participle, of a sentence so far that has no finite verb: the group praised Peru
 * and criticized Chile. */
static int32_t past_form_before(lun_clauses *c, int32_t token, int32_t first) {
  for (int32_t i = token; i > first; i--)
    if (clause_tag_is(c, i, T(VBN)) && lun_verb_group_of(c, i, first).helper == LUN_NO_TOKEN && lun_is_phrase(lun_noun_after(c, i + 1, token, true))) return i;
  return LUN_NO_TOKEN;
}

/* Subject of a verb of a sentence so far which another verb, at p + 1 or behind, shares: of the last one that reports, if one does in the
 * same tense (any, for a participle: tense 0), else of the last one that stands in no clause within the sentence. */
static lun_subject subject_of_earlier(lun_clauses *c, int32_t p, int32_t first, uint64_t tense, int depth) {
  lun_subject found = nobody;
  bool found_within = false;
  int32_t v = lun_finite_before(c, p, first);
  if (v == LUN_NO_TOKEN) v = past_form_before(c, p, first);
  for (int k = 0; k < EARLIER && v != LUN_NO_TOKEN; k++) {
    const int32_t start = lun_verb_group_of(c, v, first).start;
    lun_subject s = subject(c, start, first, depth);
    if (!lun_is_phrase(s.phrase) && clause_is_cue(c, v)) s = (lun_subject){lun_noun_after(c, v + 1, p, false), lun_no_phrase, LUN_SUBJECT_NONE}; /* "...," said Torres, adding */
    if (lun_is_phrase(s.phrase)) {
      if (clause_is_cue(c, v) && (!tense || clause_tag_is(c, v, tense))) return s;
      const bool within = s.kind == LUN_SUBJECT_RELATIVE || clause_word_is(c, s.phrase.first - 1, W(SUBORDINATE) | W(THAT));
      if (!lun_is_phrase(found.phrase) || (found_within && !within)) {
        found = s;
        found_within = within;
      }
    }
    v = lun_finite_before(c, start - 1, first);
  }
  return found;
}

/* The main verb of the group that begins at a token. */
static int32_t main_verb_of(lun_clauses *c, int32_t start) {
  int32_t i = start;
  while (i - start < CLAUSE_WITHIN && !clause_tag_is(c, i, T_VERB | T(MD) | T(NONE))) i++;
  return i;
}

/* Whether a conjunction brings the clause of a verb group that begins at a token, whose subject no tag shows: as fighting engulfed the town. */
static bool is_brought_bare(lun_clauses *c, int32_t start, int32_t first) {
  for (int32_t i = start - 1; i >= first && start - i <= BARE; i--) {
    if (clause_tag_is(c, i, T_FINITE) || clause_word_is(c, i, W(COMMA))) return false;
    if (clause_word_is(c, i, W(SUBORDINATE))) return clause_tag_is(c, i, T(IN) | T(WRB));
  }
  return false;
}

/* The subject of the verb before, of a clause within the sentence which a verb that says nothing goes on with: left after rebels stormed the
 * town and killed six; *unknown where that clause shows none. One that says something is rather of the main clause. */
static lun_subject shared_within(lun_clauses *c, int32_t start, int32_t first, int32_t verb, int depth, bool *unknown) {
  *unknown = false;
  if (!clause_word_is(c, start - 1, W(AND)) || clause_word_is(c, start - 2, W(COMMA)) || clause_is_cue(c, verb)) return nobody;
  const int32_t v = lun_finite_before(c, start - 2, first);
  const uint64_t past = T(VBD) | T(VBN), tense = clause_tag_is(c, verb, past) ? past : clause_tag_at(c, verb); /* the tagger takes one for the other */
  if (v == LUN_NO_TOKEN || clause_is_cue(c, v) || !clause_tag_is(c, v, tense)) return nobody;
  const int32_t before = lun_verb_group_of(c, v, first).start;
  const lun_subject s = subject(c, before, first, depth);
  *unknown = !lun_is_phrase(s.phrase) && is_brought_bare(c, before, first);
  return lun_is_phrase(s.phrase) && clause_word_is(c, s.phrase.first - 1, W(SUBORDINATE)) ? s : nobody;
}

static lun_subject shared(lun_clauses *c, int32_t start, int32_t first, int depth) {
  const int32_t verb = main_verb_of(c, start);
  bool unknown;
  lun_subject s = shared_within(c, start, first, verb, depth + 1, &unknown);
  if (unknown) return nobody;
  if (!lun_is_phrase(s.phrase)) s = subject_of_earlier(c, start - 2, first, clause_tag_at(c, verb), depth + 1);
  if (!lun_is_phrase(s.phrase)) s.kind = LUN_SUBJECT_NONE;
  else if (s.kind != LUN_SUBJECT_RELATIVE) s.kind = LUN_SUBJECT_SHARED; /* who left and will return: of both it is told of whom */
  return s;
}

/* The `neither` that goes with the `nor` at a token: neither confirmed nor denied; LUN_NO_TOKEN for none. */
static int32_t neither_of(lun_clauses *c, int32_t nor, int32_t first) {
  for (int32_t i = nor - 1; clause_word_is(c, nor, W(NOR)) && i > first && nor - i <= NEITHER; i--)
    if (clause_word_is(c, i, W(NOR)) && clause_word_is(c, i, W(FLOATING))) return i;
  return LUN_NO_TOKEN;
}

/* Of things joined by `of` the last one, of which a relative clause behind that or which tells: the owner of a ferry that sank. */
static lun_phrase last_thing(lun_clauses *c, lun_phrase noun, int32_t relative) {
  if (!lun_is_phrase(noun) || noun.last != relative - 1 || !clause_tag_is(c, relative, T(WDT)) || !clause_tag_is(c, noun.last, T(NN) | T(NNS))) return noun;
  for (int32_t i = noun.last - 1; i > noun.first; i--)
    if (clause_word_is(c, i, W(ATTACHED))) return (lun_phrase){i + 1, noun.last};
  return noun;
}

static bool is_relative(lun_clauses *c, int32_t token) { return clause_tag_is(c, token, T(WP) | T(WDT)) || clause_word_is(c, token, W(WHO)); }

/* The word that brings the relative clause of a finite verb: who attacked, that Peru signed; LUN_NO_TOKEN for none. */
static int32_t relative_of(lun_clauses *c, int32_t verb, int32_t first) {
  int32_t p = verb - 1;
  while (p > first && clause_tag_is(c, p, T(RB))) p--;
  if (p > first && is_relative(c, p)) return p;
  const lun_phrase noun = p > first && is_noun_end(c, p) ? lun_noun_before(c, p, first) : lun_no_phrase;
  if (!lun_is_phrase(noun)) return LUN_NO_TOKEN;
  if (clause_tag_is(c, noun.first, T(WP_S))) return noun.first; /* whose leader fled */
  return noun.first - 1 > first && is_relative(c, noun.first - 1) ? noun.first - 1 : LUN_NO_TOKEN;
}

/* Whether a noun group is the object of a verb, or what a preposition brings: what stands behind it tells of that clause. */
static bool is_taken(lun_clauses *c, lun_phrase noun, int32_t first) {
  const int32_t p = noun.first - 1;
  if (p <= first || clause_is_cue(c, p)) return false;
  return clause_tag_is(c, p, T_VERB | T(TO)) || (clause_tag_is(c, p, T(IN)) && !clause_word_is(c, p, W(THAT) | W(SUBORDINATE)));
}

/* Whether a participle tells of the noun before it: troops sent by Peru, people living there. One with an object is rather a past form. */
static bool is_reduced(lun_clauses *c, int32_t i) {
  if (!clause_tag_is(c, i - 1, T_NN)) return false;
  return clause_tag_is(c, i, T(VBG)) || (clause_tag_is(c, i, T(VBN)) && (clause_tag_is(c, i + 1, T(IN) | T(TO) | T(RB) | T(RP)) || clause_word_is(c, i + 1, W(DAY))));
}

/* Of a finite verb behind a relative clause without commas, the noun that both tell of: the man who attacked a church was arrested, troops
 * sent by Peru killed two. Not where that clause says something, for its words may be those of another: the man who said rebels had fled. */
static lun_phrase before_relative(lun_clauses *c, int32_t start, int32_t first) {
  const uint64_t finite = T(VBD) | T(VBZ) | T(VBP) | T(MD);
  if (!clause_tag_is(c, start, finite) || is_relative(c, start - 1)) return lun_no_phrase;
  const lun_phrase near = is_noun_end(c, start - 1) ? lun_noun_before(c, start - 1, first) : lun_no_phrase;
  for (int32_t i = start - 1; i > first && start - i <= RELATIVE; i--) {
    if (clause_word_is(c, i, W(COMMA) | W(DASH)) || clause_is_cue(c, i) || lun_clause_quotation(c, i)) return lun_no_phrase;
    if (is_reduced(c, i) && (!lun_is_phrase(near) || i < near.first)) {
      const lun_phrase noun = lun_noun_before(c, i - 1, first);
      if (lun_is_phrase(noun) && !is_taken(c, noun, first)) return noun;
    }
    if (!clause_tag_is(c, i, finite) || clause_tag_is(c, i - 1, T(CC))) continue;
    const int32_t relative = relative_of(c, i, first);
    if (relative == LUN_NO_TOKEN || !is_noun_end(c, relative - 1)) return lun_no_phrase;
    const lun_phrase noun = lun_noun_before(c, relative - 1, first);
    return lun_is_phrase(noun) && !is_taken(c, noun, first) ? noun : lun_no_phrase;
  }
  return lun_no_phrase;
}

/* Of a noun group that is two, the second: a charge Peru denied. */
static lun_phrase behind_contested(lun_clauses *c, lun_phrase noun) {
  for (int32_t i = noun.last - 1; i > noun.first && clause_tag_is(c, i + 1, T(NNP) | T(NNPS)); i--)
    if (clause_word_is(c, i, W(CONTESTED))) return (lun_phrase){i + 1, noun.last};
  return noun;
}

static lun_subject subject(lun_clauses *c, int32_t start, int32_t first, int depth) {
  const lun_phrase told = before_relative(c, start, first);
  if (lun_is_phrase(told)) return noun_subject(with_list(c, told, first));
  for (int moves = 0; moves < MOVES; moves++, depth++) {
    const int32_t p = start - 1;
    if (p < first) return nobody;
    const uint64_t tag = clause_tag_at(c, p), word = clause_word_at(c, p);
    if (tag & (T(WP) | T(WDT)) || word & W(WHO)) {
      const int32_t e = clause_word_is(c, p - 1, W(COMMA)) ? p - 2 : p - 1;
      return (lun_subject){{p, p}, last_thing(c, told_of(c, lun_noun_before(c, e, first), first), p), LUN_SUBJECT_RELATIVE};
    }
    const int32_t neither = neither_of(c, p, first);
    if (neither != LUN_NO_TOKEN) {
      start = neither;
      continue;
    }
    if (word & W(FLOATING) && p > first && (clause_tag_is(c, p - 1, T_NN | T(PRP)) || clause_word_is(c, p - 1, W(COMMA)))) { /* Torres and Li both said */
      start = p;
      continue;
    }
    if (tag & T(PRP) && clause_word_is(c, p - 1, W(ATTACHED))) { /* one of them */
      const lun_phrase noun = lun_noun_before(c, p, first);
      if (noun.first < p) return noun_subject(noun);
    }
    if (tag & (T(PRP) | T(EX))) return (lun_subject){{p, p}, lun_no_phrase, LUN_SUBJECT_PRONOUN};
    if (word & W(COMMA) || (word & W(DASH) && !(tag & T(HYPH)))) return described(c, p, first);
    lun_phrase noun = is_noun_end(c, p) ? lun_noun_before(c, p, first) : lun_no_phrase;
    if (lun_is_phrase(noun)) {
      noun = behind_contested(c, without_day(c, noun));
      if (!clause_word_is(c, noun.last, W(DAY)) || noun.last != noun.first) return noun_subject(with_list(c, noun, first));
      start = noun.first;
    } else if ((tag & T(CC) || word & W(AMPERSAND)) && depth < SHARING) return shared(c, start, first, depth);
    else return nobody;
  }
  return nobody;
}

lun_subject lun_subject_of(lun_clauses *c, int32_t start, int32_t first) { return subject(c, start, first, 0); }

lun_subject lun_subject_before_relative(lun_clauses *c, int32_t start, int32_t first) {
  const lun_subject s = clause_word_is(c, start - 1, W(COMMA)) ? described(c, start - 1, first) : nobody;
  return lun_is_phrase(s.phrase) && clause_tag_is(c, s.phrase.last + 2, T(WP) | T(WDT)) ? s : nobody;
}

lun_subject lun_subject_of_participle(lun_clauses *c, int32_t start, int32_t first, int32_t last) {
  lun_subject s = subject_of_earlier(c, start - 1, first, 0, 1);
  if (!lun_is_phrase(s.phrase) && lun_finite_before(c, start - 1, first) != LUN_NO_TOKEN) return nobody;
  for (int32_t k = start + 1; !lun_is_phrase(s.phrase) && k <= clause_least(last, start + COMMA_WITHIN); k++) {
    if (!clause_word_is(c, k, W(COMMA))) continue;
    const lun_phrase noun = lun_noun_after(c, k + 1, last, false);
    if (lun_is_phrase(noun) && clause_tag_is(c, noun.last + 1, T_FINITE)) s = noun_subject(noun);
  }
  s.kind = lun_is_phrase(s.phrase) ? LUN_SUBJECT_PARTICIPLE : LUN_SUBJECT_NONE;
  return s;
}
