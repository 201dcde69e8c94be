/* Sources: who says it, and content that stands before them. */
#include "clause/report.h"

enum {
  DATELINE = 12, /* tokens of a dateline at most */
  BY_WITHIN = 8  /* tokens behind a passive in which its `by` stands */
};

static bool is_upper(char x) { return x >= 'A' && x <= 'Z'; }
static bool of_dateline(char x) { return is_upper(x) || (x >= '0' && x <= '9') || x == '(' || x == ')' || x == ',' || x == '.' || x == '/'; }
static const char *text_of(lun_clauses *c, int32_t token, size_t *size) { return lun_vocab_text(c->doc->vocab, c->lexeme[token], size); }

/* First token behind a dateline that opens a sentence: OSLO (Wire) - The fund is empty. */
static int32_t behind_dateline(lun_clauses *c, int32_t first, int32_t last) {
  size_t size;
  const char *text = text_of(c, first, &size);
  if (size < 2 || !is_upper(text[0]) || !is_upper(text[1])) return first;
  for (int32_t k = first + 1; k <= clause_least(last, first + DATELINE); k++) {
    if (clause_word_is(c, k, W(DASH))) return k + 1;
    text = text_of(c, k, &size);
    if (!size || !of_dateline(text[0])) return first;
  }
  return first;
}

/* Whether a part without a verb only tells where or when: In Peru, Torres has agreed. */
static bool is_circumstance(lun_clauses *c, lun_phrase part) {
  if (!clause_tag_is(c, part.first, T(IN))) return false;
  for (int32_t k = part.first + 1; k <= part.last; k++)
    if (clause_tag_is(c, k, T_VERB | T(MD)) || lun_clause_quotation(c, k)) return false;
  return true;
}

/* First token behind the last semicolon before `from`; `otherwise` without one. */
static int32_t behind_semicolon(lun_clauses *c, int32_t from, int32_t first, int32_t otherwise) {
  for (int32_t k = from; k >= first; k--)
    if (clause_word_is(c, k, W(SEMICOLON))) return k + 1;
  return otherwise;
}

/* The parts of content that stands before `from`, and goes on at `behind`: The road was closed, Torres said; the road, she said, was closed. */
static bool read_content_before(reading *r, int32_t from, int32_t behind) {
  lun_clauses *c = r->clauses;
  lun_statement *s = r->s;
  if (from - 2 < r->first) return false;
  const clause_outer *opened = lun_clause_quotation(c, from - 1); /* a quotation may end what is said: the plan was "a mess," said Torres */
  if (opened && opened->first <= r->first) return false;
  if (!opened && (!clause_word_is(c, from - 1, W(COMMA)))) return false;
  if (!opened) {
    const clause_outer *before = lun_clause_quotation(c, from - 2);
    if (before && before->first == r->first) return false;
  }
  int32_t begin = behind_semicolon(c, from - 2, r->first, behind_dateline(c, r->first, from));
  while (clause_tag_is(c, begin, T(CC))) begin++;
  const bool goes_on = clause_word_is(c, behind, W(COMMA));
  if (from - 2 - begin < 1 && !goes_on) return false;
  s->part[0] = lun_clause_trimmed(c, (lun_phrase){begin, from - 1});
  if (s->part[0].first > s->part[0].last) return false;
  s->parts = 1;
  const int32_t n = behind + 1;
  if (goes_on && behind < r->last && !(clause_tag_is(c, n, T(VBG)) && clause_is_cue(c, n)) && !clause_tag_is(c, n, T(CC) | T(WP))) {
    s->part[1] = lun_clause_trimmed(c, (lun_phrase){n, lun_clause_end(c, n, r->last)});
    if (s->part[1].first <= s->part[1].last && !lun_clause_quotation(c, s->part[1].first)) s->parts = 2;
  }
  return s->parts == 2 || !is_circumstance(c, s->part[0]);
}

/* The outer quotation that ends right before a token, with or without a comma between; NULL for none. */
static const clause_outer *quotation_before(lun_clauses *c, int32_t token, int32_t first) {
  for (int32_t at = token - 1; at >= clause_most(first, token - 2); at--) {
    const clause_outer *q = lun_clause_quotation(c, at);
    if (q) return q->last == at ? q : NULL;
    if (!clause_word_is(c, at, W(COMMA))) return NULL;
  }
  return NULL;
}

/* Whether a verb behind a quotation that ends another clause has content of its own: While Li called it "a mistake", Torres said it was good. */
static bool has_own_content(const reading *r, const clause_outer *quote) {
  if (quote->first <= r->first) return false;
  const complement what = lun_complement_of(r->clauses, r->stop + 1, r->last, r->frames);
  return lun_is_phrase(what.phrase) && F_SAYS & (uint32_t)1 << what.frame;
}

/* Whether a noun at a token may be who is told. */
static bool may_be_hearer(const reading *r, int32_t at) {
  return r->frames & F(HEARER) && clause_tag_is(r->clauses, at, T_NN | T(DT) | T(PRP_S)) && !clause_word_is(r->clauses, at, W(HEARER) | W(DAY) | W(THAT));
}

bool lun_content_may_stand_first(const reading *r) {
  lun_clauses *c = r->clauses;
  const int32_t before = r->group.start - 1, behind = r->stop + 1;
  const uint64_t words = W_MARK | W(HEARER) | W(CIRCUMSTANCE) | W(DAY) | (clause_word_is(c, r->stop, W(SAYING)) ? W(SUBORDINATE) : 0);
  if (behind > r->last || clause_word_is(c, behind, words) || clause_tag_is(c, behind, T(RB)) || clause_word_is(c, before, W(COMMA)) || may_be_hearer(r, behind))
    return true;
  const int32_t k = lun_clause_quote_number(c, before);
  if (k < c->quote_count && c->quotes[k].first <= before) return true;
  return k > 0 && k <= c->quote_count && c->quotes[k - 1].last >= r->first;
}

/* Whether a conjunction at a token brings a clause that tells when it was said: ..., Torres said as the trial opened. */
static bool leads_to_clause(lun_clauses *c, int32_t at, int32_t last) {
  if (!clause_word_is(c, at, W(SUBORDINATE)) || !clause_tag_is(c, at, T(IN))) return false;
  if (clause_tag_is(c, at + 1, T(VBG))) return true; /* after meeting her */
  const lun_phrase noun = lun_noun_after(c, at + 1, last, false);
  return lun_is_phrase(noun) && lun_clause_verb_at(c, noun.last + 1, last) != LUN_NO_TOKEN;
}

/* Whether what stands behind the source, or the verb, ends what is told of the saying: a mark, or the end; *behind is moved there. */
static bool is_closed_behind(reading *r, int32_t *behind) {
  lun_clauses *c = r->clauses;
  int32_t at = *behind;
  while (at <= r->last && (clause_tag_is(c, at, T(RB)) || clause_word_is(c, at, W(DAY)))) at++;
  const bool hearer = at <= r->last && may_be_hearer(r, at);
  if (hearer) { /* told the court in Lima on Monday */
    r->s->hearer = lun_noun_after(c, at, r->last, false);
    if (lun_is_phrase(r->s->hearer)) at = lun_skip_circumstances(c, r->s->hearer.last + 1, r->last);
  } else if (!clause_word_is(c, at, W_MARK) && at <= r->last) {
    at = lun_skip_circumstances(c, at, r->last);
    if (clause_word_is(c, at, W(HEARER))) at = lun_skip_circumstances(c, at + 1, r->last);
  }
  for (int32_t k = *behind; clause_word_is(c, r->stop, W(SAYING)) && k <= clause_least(at, r->last); k++)
    if (leads_to_clause(c, k, r->last)) {
      *behind = k;
      return true;
    }
  *behind = at;
  return at > r->last || (clause_word_is(c, at, W_MARK) && !clause_word_is(c, at, W(COLON)));
}

/* The first token of a source with what it is called before it: ..., his lawyer, Kari Lund, said. */
static int32_t begin_of_described(lun_clauses *c, lun_phrase source, int32_t first) {
  const int32_t comma = source.first - 1;
  if (comma <= first || !clause_word_is(c, comma, W(COMMA)) || !clause_word_is(c, source.last + 1, W(COMMA))) return source.first;
  const lun_phrase before = lun_noun_before(c, comma - 1, first);
  const bool called = lun_is_phrase(before) && before.first > first && clause_tag_is(c, before.first, T_DETERMINER) && clause_word_is(c, before.first - 1, W(COMMA));
  return called ? before.first : source.first;
}

/* Whether content is a clause of its own: not what tells when it was said, as in when she came home, Torres told the police. */
static bool is_clause(lun_clauses *c, lun_phrase what) {
  return !clause_word_is(c, what.first, W(SUBORDINATE)) && lun_finite_before(c, what.last, what.first) != LUN_NO_TOKEN;
}

bool lun_read_content_first(reading *r) {
  lun_clauses *c = r->clauses;
  const int32_t start = r->group.start;
  r->subject = lun_subject_of(c, start, r->first);
  r->subject_read = true;
  lun_phrase source = r->subject.phrase;
  const bool inverted = !lun_is_phrase(source) && r->group.helper == LUN_NO_TOKEN && (clause_word_is(c, start - 1, W(COMMA)) || lun_clause_quotation(c, start - 1));
  if (inverted) source = lun_noun_after(c, r->stop + 1, r->last, false);
  else if (r->subject.kind == LUN_SUBJECT_RELATIVE || r->subject.kind == LUN_SUBJECT_SHARED) return false;
  if (!lun_is_phrase(source)) return false;
  const int32_t from = inverted ? start : begin_of_described(c, source, r->first);
  int32_t behind = inverted ? r->last + 1 : r->stop + 1;
  const clause_outer *quote = r->frames & F(QUOTE) ? quotation_before(c, from, r->first) : NULL;
  if (quote && !inverted && has_own_content(r, quote)) return false;
  if (!quote) {
    const int32_t next = source.last + 1;
    if (!(r->frames & F_SAYS)) return false;
    if (!inverted && !is_closed_behind(r, &behind)) {
      r->s->hearer = lun_no_phrase;
      return false;
    }
    if (inverted && source.last < r->last && !clause_word_is(c, next, W_MARK | W(FAMILIAR)) && !clause_tag_is(c, next, T(WP)) &&
        !(clause_tag_is(c, next, T(IN)) && !clause_word_is(c, next, W(THAT))))
      return false;
    const bool told_of = !inverted && (clause_word_is(c, behind, W(SUBORDINATE)) || lun_is_phrase(r->s->hearer));
    if (!read_content_before(r, from, behind) || (told_of && !is_clause(c, r->s->part[0]))) {
      r->s->parts = 0;
      r->s->hearer = lun_no_phrase;
      return false;
    }
  }
  r->s->source = source;
  r->s->antecedent = r->subject.antecedent;
  r->s->quote = quote ? quote->id : 0;
  if (quote) r->s->part[0] = (lun_phrase){quote->first, quote->last};
  r->s->frame = quote ? LUN_FRAME_QUOTE : LUN_FRAME_CLAUSE;
  return true;
}

void lun_find_source(reading *r, lun_phrase *patient) {
  lun_clauses *c = r->clauses;
  *patient = lun_no_phrase;
  r->subject = (lun_subject){lun_no_phrase, lun_no_phrase, LUN_SUBJECT_NONE};
  if (r->group.passive) {
    *patient = lun_subject_of(c, r->group.start, r->first).phrase;
    for (int32_t k = r->stop + 1; k <= clause_least(r->last, r->stop + BY_WITHIN); k++)
      if (clause_word_is(c, k, W(BY))) {
        r->subject.phrase = lun_noun_after(c, k + 1, r->last, false);
        break;
      }
  } else if (r->group.to != LUN_NO_TOKEN) {
    const int32_t governor = lun_finite_before(c, r->group.to - 1, r->first);
    if (governor != LUN_NO_TOKEN) r->subject = lun_subject_of(c, lun_verb_group_of(c, governor, r->first).start, r->first);
    r->subject.kind = LUN_SUBJECT_NONE;
  } else if (r->group.helper != LUN_NO_TOKEN || !(r->tag & (T(VBG) | T(VBN)))) r->subject = lun_subject_of(c, r->group.start, r->first);
  else if (r->tag & T(VBG)) r->subject = lun_subject_of_participle(c, r->group.start, r->first, r->last);
  else if (clause_word_is(c, r->stop + 1, W(BY))) r->subject.phrase = lun_noun_after(c, r->stop + 2, r->last, false);
  else r->subject = lun_subject_before_relative(c, r->group.start, r->first);
}

/* Content of `according to` in tokens first .. last, unless it all is a quotation. */
static void add_part(reading *r, int32_t first, int32_t last) {
  lun_clauses *c = r->clauses;
  const lun_phrase part = lun_clause_trimmed(c, (lun_phrase){first, last});
  if (part.first >= part.last || (clause_begins_quotation(c, part.first) && lun_clause_quotation(c, part.last))) return;
  r->s->part[r->s->parts++] = part;
}

bool lun_read_according(reading *r) {
  lun_clauses *c = r->clauses;
  const int32_t v = r->verb;
  if (!clause_word_is(c, v, W(ACCORDING)) || !clause_word_is(c, v + 1, W(TO))) return false;
  const lun_phrase noun = lun_noun_after(c, v + 2, r->last, false);
  if (!lun_is_phrase(noun)) return false;
  const int32_t end = lun_clause_trimmed(c, (lun_phrase){noun.first, lun_clause_phrase_end(c, noun.first, r->last)}).last;
  r->s->cue = (lun_phrase){v, v + 1};
  r->s->source = (lun_phrase){noun.first, end};
  r->s->frame = LUN_FRAME_ACCORDING;
  const bool comma = clause_word_is(c, end + 1, W(COMMA));
  if (v - r->first > 2) {
    add_part(r, behind_semicolon(c, v - 1, r->first, r->first), v - 1);
    if (r->s->parts && comma && !clause_tag_is(c, end + 2, T(CC) | T(WP) | T(WDT))) add_part(r, end + 2, lun_clause_end(c, end + 2, r->last));
  } else if (comma) add_part(r, end + 2, lun_clause_end(c, end + 2, r->last));
  return r->s->parts > 0 && end >= noun.first;
}
