/* Complements: what a word that reports brings along behind it. */
#include <string.h>

#include "clause/report.h"

enum {
  INSERTION = 14, /* tokens between the commas of an insertion before `that` */
  COUNTING = 3,   /* tokens that say how exact a number is: no more than */
  UNKNOWN = 3     /* tokens of a subject that is no noun to the tagger */
};

static const complement nothing = {{LUN_NO_TOKEN, LUN_NO_TOKEN}, {LUN_NO_TOKEN, LUN_NO_TOKEN}, LUN_FRAME_THAT, LUN_FORM_PLAIN, NULL};

/* What one reading is told: up to where, and the frames that the dictionary allows. */
typedef struct limits {
  lun_clauses *c;
  int32_t last;
  uint32_t frames;
} limits;

static bool found(complement x) { return lun_is_phrase(x.phrase); }

/* What is said from `first` to `last`, of a frame; nothing where the dictionary does not allow it, or nothing is left. */
static complement content(const limits *x, lun_frame frame, int32_t first, int32_t last, lun_phrase hearer) {
  const lun_phrase phrase = lun_clause_trimmed(x->c, (lun_phrase){first, last});
  if (phrase.first > phrase.last) return nothing;
  return (complement){phrase, hearer, frame, LUN_FORM_PLAIN, NULL};
}
static complement clause(const limits *x, lun_frame frame, int32_t first, lun_phrase hearer) {
  return x->frames & (uint32_t)1 << frame ? content(x, frame, first, lun_clause_end(x->c, first, x->last), hearer) : nothing;
}
static complement phrase(const limits *x, lun_frame frame, int32_t first, lun_phrase hearer) {
  return x->frames & (uint32_t)1 << frame ? content(x, frame, first, lun_clause_phrase_end(x->c, first, x->last), hearer) : nothing;
}
/* The same for the quotation that begins at a token. */
static complement quotation(const limits *x, int32_t at, lun_phrase hearer) {
  complement made = clause(x, LUN_FRAME_QUOTE, at, hearer);
  if (found(made)) made.quote = lun_clause_quotation(x->c, at);
  return made;
}

int32_t lun_skip_circumstances(lun_clauses *c, int32_t j, int32_t last) {
  int32_t before;
  do {
    before = j;
    if (clause_tag_is(c, j, T(RB) | T(RP) | T(RBR))) j++;
    if (clause_word_is(c, j, W(DAY)) && !clause_tag_is(c, j, T(DT))) {
      do j++;
      while (clause_tag_is(c, j, T(CD)) || clause_word_is(c, j, W(DAY) | W(HOUR)));
    }
    if (clause_word_is(c, j, W(CIRCUMSTANCE)) && !clause_tag_is(c, j, T(RP)) && !clause_tag_is(c, j + 1, T(VB) | T(JJS) | T(RBS))) {
      const lun_phrase noun = lun_noun_after(c, j + 1, last, false);
      if (lun_is_phrase(noun)) j = noun.last + 1;
    }
  } while (j != before && j <= last);
  return j;
}

/* The noun group that begins at j with how exact its number is: at least 12 people, more than 100 men, up to 30 houses, nearly half a dozen. None
 * without such words, and for what a number may be a time of: in 2014. */
static lun_phrase counted_noun(lun_clauses *c, int32_t j, int32_t last) {
  int32_t k = j;
  while (k <= last && k - j < COUNTING && clause_tag_is(c, k, T(IN) | T(TO) | T(RP) | T(RB) | T(RBR) | T(RBS) | T(JJR) | T(JJS))) k++;
  if (k == j || !clause_tag_is(c, k, T(CD)) || (k == j + 1 && clause_word_is(c, j, W(CIRCUMSTANCE)))) return lun_no_phrase;
  lun_phrase noun = lun_noun_after(c, k, last, false);
  noun.first = lun_is_phrase(noun) ? j : noun.first;
  return noun;
}

/* Where the verb takes things too, a participle behind a noun group tells of it: announced a plan drawn up in May. */
static bool begins_clause(const limits *x, lun_phrase noun) {
  if (!lun_is_phrase(noun)) return false;
  if (lun_clause_verb_at(x->c, noun.last + 1, x->last) != LUN_NO_TOKEN) return true;
  return x->frames & F(CLAUSE) && !(x->frames & F(OBJECT)) && lun_clause_has_verb_in_disguise(x->c, noun, x->last);
}

static bool is_infinitive(lun_clauses *c, int32_t at) {
  return clause_tag_is(c, at, T(TO)) && (clause_tag_is(c, at + 1, T(VB)) || (clause_tag_is(c, at + 1, T(RB)) && clause_tag_is(c, at + 2, T(VB))));
}
/* Whether a mark at k leads to a quotation: said: "..." */
static bool leads_to_quotation(lun_clauses *c, int32_t k) { return clause_word_is(c, k, W(COLON) | W(COMMA)) && clause_begins_quotation(c, k + 1); }

/* Behind an insertion that begins with the comma at k, where `that` follows: told them, on Monday, that. */
static int32_t behind_insertion(const limits *x, int32_t k) {
  lun_clauses *c = x->c;
  if (!clause_word_is(c, k, W(COMMA)) || clause_begins_quotation(c, k + 1)) return k;
  int32_t closing = k + 1;
  while (closing < x->last && closing - k < INSERTION && !clause_word_is(c, closing, W(COMMA))) closing++;
  return clause_word_is(c, closing, W(COMMA)) && clause_word_is(c, closing + 1, W(THAT)) ? closing + 1 : k;
}

/* Behind a noun group of somebody who is told: told reporters on Monday that; told him the road was closed; urged them to go. */
static complement behind_hearer(const limits *x, lun_phrase noun) {
  lun_clauses *c = x->c;
  const int32_t n = noun.last + 1;
  if (begins_clause(x, noun)) return clause(x, LUN_FRAME_CLAUSE, noun.first, lun_no_phrase);
  const uint64_t tag = clause_tag_at(c, n);
  if (!(tag & T(STOP)) && n <= x->last) {
    const int32_t k = behind_insertion(x, lun_skip_circumstances(c, n, x->last));
    if (clause_word_is(c, k, W(THAT)) && (clause_tag_is(c, k, T(IN)) || x->frames & F(HEARER))) return clause(x, LUN_FRAME_THAT, k + 1, noun);
    if (leads_to_quotation(c, k)) return quotation(x, k + 1, noun);
    if (clause_word_is(c, n, W(ASKING)) && (tag & (T(IN) | T(WRB)) || clause_word_is(c, n, W(WHAT)))) return clause(x, LUN_FRAME_QUESTION, n, noun);
    if (is_infinitive(c, n)) return phrase(x, LUN_FRAME_WHOM, noun.first, noun);
    const lun_phrase next = lun_noun_after(c, n, x->last, false);
    if (begins_clause(x, next)) return clause(x, LUN_FRAME_CLAUSE, next.first, noun);
    if (tag & T(VB)) return clause(x, LUN_FRAME_CLAUSE, noun.first, lun_no_phrase);
  }
  return nothing;
}
/* The same, or else of what is spoken of: opposes the law, criticized the plan to close the road. */
static complement behind_noun(const limits *x, lun_phrase noun) {
  const complement made = behind_hearer(x, noun);
  return found(made) ? made : phrase(x, LUN_FRAME_OBJECT, noun.first, lun_no_phrase);
}

/* Behind times, places and hearers that begin at j: said on Monday that; said in a speech the road was closed. */
static complement behind_circumstances(const limits *x, int32_t j) {
  lun_clauses *c = x->c;
  int32_t k = lun_skip_circumstances(c, j, x->last);
  if (k == j) return nothing;
  if (clause_word_is(c, k, W(COMMA)) && clause_word_is(c, k + 1, W(THAT))) k++;
  if (clause_word_is(c, k, W(THAT)) && (clause_tag_is(c, k, T(IN)) || x->frames & F(THAT))) return clause(x, LUN_FRAME_THAT, k + 1, lun_no_phrase);
  if (leads_to_quotation(c, k)) return quotation(x, k + 1, lun_no_phrase);
  const lun_phrase counted = counted_noun(c, k, x->last), noun = lun_is_phrase(counted) ? counted : lun_noun_after(c, k, x->last, false);
  if (begins_clause(x, noun)) return clause(x, LUN_FRAME_CLAUSE, noun.first, lun_no_phrase);
  if (clause_word_is(c, k, W(QUESTION)) && !clause_tag_is(c, k, T(WP))) return clause(x, LUN_FRAME_QUESTION, k, lun_no_phrase);
  return nothing;
}

/* The frame of a preposition; LUN_FRAME_COUNT for one that none is named after. */
static lun_frame frame_of(lun_clauses *c, int32_t at) {
  size_t size;
  const lun_lexeme lower = lun_vocab_lower_known(c->doc->vocab, c->lexeme[at]);
  const char *word = lower ? lun_vocab_text(c->doc->vocab, lower, &size) : "";
  lun_frame frame = LUN_FRAME_ABOUT;
  while (frame < LUN_FRAME_COUNT && strcmp(lun_frame_name(frame), word) != 0) frame++;
  return frame;
}

/* Behind the preposition at j: spoke about the road, warned against closing it. */
static complement behind_preposition(const limits *x, int32_t j) {
  lun_clauses *c = x->c;
  const lun_frame frame = frame_of(c, j);
  const bool known = frame < LUN_FRAME_COUNT;
  const lun_phrase noun = lun_noun_after(c, j + 1, x->last, false);
  complement made = nothing;
  if (lun_is_phrase(noun)) {
    const bool verb = lun_clause_verb_at(c, noun.last + 1, x->last) != LUN_NO_TOKEN;
    if (known) made = (verb ? clause : phrase)(x, frame, noun.first, lun_no_phrase);
    made.form = verb ? LUN_FORM_CLAUSE : LUN_FORM_PLAIN;
  } else if (clause_tag_is(c, j + 1, T(VBG))) {
    if (known) made = phrase(x, frame, j + 1, lun_no_phrase);
    made.form = LUN_FORM_ING;
  } else if (clause_word_is(c, j + 1, W(QUESTION))) {
    if (known) made = clause(x, frame, j + 1, lun_no_phrase);
    made.form = LUN_FORM_QUESTION;
  } else if (clause_begins_quotation(c, j + 1)) made = quotation(x, j + 1, lun_no_phrase);
  return made;
}

/* Whether `that` at j leads to a clause: not that one. */
static bool leads_to_clause(lun_clauses *c, int32_t j) {
  return clause_word_is(c, j, W(THAT)) && (clause_tag_is(c, j, T(IN) | T(WDT)) || (clause_tag_is(c, j, T(DT)) && !clause_tag_is(c, j + 1, T_VERB | T_N | T_J)));
}

complement lun_complement_of(lun_clauses *c, int32_t j, int32_t last, uint32_t frames) {
  const limits here = {c, last, frames}, *x = &here;
  const lun_phrase counted = frames & F(CLAUSE) ? counted_noun(c, j, last) : lun_no_phrase;
  if (begins_clause(x, counted)) return clause(x, LUN_FRAME_CLAUSE, j, lun_no_phrase);
  if (clause_tag_is(c, j, T(RP))) j++;
  const int32_t direct = j;
  while (clause_tag_is(c, j, T(RB) | T(RBR))) j++;
  if (j > last) return nothing;
  const uint64_t tag = clause_tag_at(c, j), word = clause_word_at(c, j);
  if (word & W(COMMA) && clause_begins_quotation(c, j + 1)) return quotation(x, j + 1, lun_no_phrase);
  if (word & W(COMMA) && behind_insertion(x, j) != j) return clause(x, LUN_FRAME_THAT, behind_insertion(x, j) + 1, lun_no_phrase); /* said, without naming him, that */
  if (clause_begins_quotation(c, j)) return quotation(x, j, lun_no_phrase);
  if (leads_to_clause(c, j)) return clause(x, LUN_FRAME_THAT, j + 1, lun_no_phrase);
  if (word & W(COLON)) {
    if (clause_begins_quotation(c, j + 1)) return quotation(x, j + 1, lun_no_phrase);
    return frames & F(COLON) ? content(x, LUN_FRAME_COLON, j + 1, last, lun_no_phrase) : nothing;
  }
  if (word & W(QUESTION) && tag & (T(IN) | T_W)) return clause(x, LUN_FRAME_QUESTION, j, lun_no_phrase);
  if (is_infinitive(c, j)) return phrase(x, LUN_FRAME_INFINITIVE, j > direct && clause_word_is(c, j - 1, W(NEGATION)) ? j - 1 : j, lun_no_phrase); /* asked not to go */
  if (tag & T(VBG)) return phrase(x, LUN_FRAME_GERUND, j, lun_no_phrase);
  const lun_phrase noun = lun_noun_after(c, j, last, false);
  if (lun_is_phrase(noun)) return behind_noun(x, noun);
  if ((tag & T(IN) && word & W(PREPOSITION)) || tag & T(TO)) {
    complement made = behind_circumstances(x, direct);
    if (!found(made)) made = behind_preposition(x, j);
    if (found(made)) return made;
  }
  if (word & W(DAY) || tag & (T(NNP) | T(DT))) {
    const int32_t k = lun_skip_circumstances(c, direct, last);
    const complement made = k > direct ? lun_complement_of(c, k, last, frames) : nothing;
    if (found(made)) return made;
  }
  const complement made = tag & (T(JJ) | T(VBN)) ? phrase(x, LUN_FRAME_ADJECTIVE, j, lun_no_phrase) : nothing;
  if (found(made)) return made;
  if (j > direct && clause_tag_is(c, j, T_FINITE) && clause_word_is(c, j, W(AUXILIARY))) return clause(x, LUN_FRAME_CLAUSE, direct, lun_no_phrase);
  for (int32_t k = j; k < clause_least(j + UNKNOWN, last); k++) /* words that the tagger took for what they are not: said iwi had agreed */
    if (clause_tag_is(c, k, T_FINITE | T(IN)) || clause_word_is(c, k, W_MARK)) break;
    else if (clause_tag_is(c, k + 1, T_FINITE) && clause_word_is(c, k + 1, W(AUXILIARY))) return clause(x, LUN_FRAME_CLAUSE, j, lun_no_phrase);
  return nothing;
}
