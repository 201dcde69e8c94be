/* One statement: what a verb or a noun that reports says. */
#include "clause/report.h"

const char *lun_frame_name(lun_frame frame) {
  static const char *const names[] = {
#define X(name, text) text,
      LUN_FRAMES(X)
#undef X
  };
  return names[frame];
}
const char *lun_frame_form_name(lun_frame_form form) {
  static const char *const names[] = {"", "+clause", "+ing", "+question"};
  return names[form];
}

lun_phrase lun_statement_content(const lun_statement *s) { return (lun_phrase){s->part[0].first, s->part[s->parts - 1].last}; }
lun_phrase lun_statement_extent(const lun_statement *s) {
  const lun_phrase content = lun_statement_content(s);
  return (lun_phrase){clause_least(s->cue.first, content.first), clause_most(s->cue.last, content.last)};
}

static bool is_of_cue(lun_frame frame) { return (F_OF_CUE & (uint32_t)1 << frame) != 0; }

/* Whether a participle opens the sentence: asked about it, Torres left; when asked about it, she left. */
static bool is_opening(const reading *r) {
  if (lun_is_phrase(r->s->source) || r->group.helper != LUN_NO_TOKEN || !(r->tag & (T(VBN) | T(VBD)))) return false;
  return r->group.start == r->first || (r->group.start == r->first + 1 && clause_word_is(r->clauses, r->first, W(SUBORDINATE)));
}

/* Last token of the clause that the verb itself stands in: when she said so, he left; Torres, who said so, left. */
static int32_t own_clause_end(const reading *r) {
  lun_clauses *c = r->clauses;
  const lun_phrase source = r->s->source;
  const bool subordinate = is_opening(r) || (lun_is_phrase(source) && clause_word_is(c, source.first - 1, W(SUBORDINATE)));
  const bool described = r->subject.kind == LUN_SUBJECT_RELATIVE && clause_word_is(c, source.first - 1, W(COMMA));
  if (!subordinate && !described) return r->last;
  for (int32_t k = r->stop + 2; k < r->last; k++) {
    if (!clause_word_is(c, k, W(COMMA))) continue;
    const lun_phrase noun = subordinate ? lun_noun_after(c, k + 1, r->last, false) : lun_no_phrase;
    if (!lun_is_phrase(noun) && !described) continue;
    if (lun_clause_verb_at(c, lun_is_phrase(noun) ? noun.last + 1 : k + 1, r->last) != LUN_NO_TOKEN) return k - 1;
    if (described && clause_tag_is(c, k + 1, T(VBN)) && clause_word_is(c, k + 2, W_MARK)) return k - 1; /* a past form that the tagger took for a participle */
  }
  return r->last;
}

/* Whether a participle without a helping verb is the verb of its sentence, as in `the mayor called for calm`: the sentence ends in a mark, as
 * headlines do not, has no other verb, and nothing can be done to the noun before it that way. */
static bool is_past_form(const reading *r, const complement *what) {
  static const uint32_t acting = F(FOR) | F(AGAINST) | F(THAT) | F(CLAUSE) | F(OBJECT);
  lun_clauses *c = r->clauses;
  const bool object = what->frame == LUN_FRAME_OBJECT;
  const bool told = r->frames & F(HEARER) && !lun_is_phrase(what->hearer); /* the men told that she left; not so: she told them that */
  if (!(acting & (uint32_t)1 << what->frame) || told || (object && r->frames & F(WHOM))) return false;
  if (!clause_tag_is(c, r->last, T(STOP)) && !clause_tag_is(c, r->last - 1, T(STOP))) return false;
  if (lun_finite_before(c, r->group.start - 1, r->first) != LUN_NO_TOKEN) return false;
  const bool reported = !object && !is_of_cue(what->frame);
  for (int32_t k = r->stop + 1; k <= (reported ? what->phrase.first - 1 : r->last); k++) {
    if (clause_word_is(c, k, W(COMMA) | W(BY) | W(SUBORDINATE))) break;
    if (lun_clause_verb_at(c, k, k) != LUN_NO_TOKEN) return false;
  }
  return lun_is_phrase(lun_subject_of(c, r->group.start, r->first).phrase);
}

static void take(lun_statement *s, const complement *what) {
  s->frame = what->frame;
  s->form = what->form;
  s->part[0] = what->phrase;
  s->parts = 1;
  s->hearer = what->hearer;
  s->quote = what->quote ? what->quote->id : 0;
  if (is_of_cue(what->frame)) s->cue.last = clause_most(s->cue.last, what->phrase.first - 1);
}

static void begin(reading *r, lun_clauses *c, lun_phrase entry, uint32_t frames, lun_statement *s) {
  const lun_phrase around = lun_clause_around(c, entry.first);
  *s = (lun_statement){.cue = entry, .source = lun_no_phrase, .antecedent = lun_no_phrase, .hearer = lun_no_phrase, .first = entry.first};
  *r = (reading){.clauses = c, .s = s, .frames = frames, .first = around.first, .last = around.last, .verb = entry.first, .stop = entry.last,
                 .tag = clause_tag_at(c, entry.first)};
}

/* Whether an infinitive before an object tells what something is for, and nothing that anybody says: they spent millions to support the
 * bank; they sold bonds to support it. */
static bool is_purpose(const reading *r, const complement *what) {
  lun_clauses *c = r->clauses;
  if (r->group.to == LUN_NO_TOKEN || what->frame != LUN_FRAME_OBJECT) return false;
  const bool pronoun = what->phrase.first == what->phrase.last && clause_tag_is(c, what->phrase.first, T(PRP));
  return clause_tag_is(c, r->group.to - 1, pronoun ? T_NN | T(CD) : T(CD));
}

/* Whether what stands behind a verb only tells whom something was done to, or what somebody was made, and nothing that anybody says: they
 * congratulated him; she was named chairwoman, was charged with murder. Not so where the verb takes who is told: she was promised a seat. */
static bool is_of_person(const reading *r, const complement *what) {
  if (what->frame != LUN_FRAME_OBJECT && !(what->frame == LUN_FRAME_WITH && r->group.passive)) return false;
  if (r->group.passive && !(r->frames & F(HEARER))) return !lun_is_phrase(r->subject.phrase);
  const int32_t at = what->phrase.first;
  return at == what->phrase.last && clause_tag_is(r->clauses, at, T(PRP)) && clause_word_is(r->clauses, at, W(HEARER));
}

/* Whether a participle only describes the noun behind it, of whatever somebody said once: an estimated 200 houses, suspected rebels attacked. */
static bool is_attributive(const reading *r, const complement *what) {
  lun_clauses *c = r->clauses;
  const bool opens = r->verb == r->first && r->tag & T(VBD); /* where no past form has its subject */
  if ((!(r->tag & T(VBN)) && !opens) || r->group.start != r->verb || r->group.to != LUN_NO_TOKEN || what->phrase.first != r->stop + 1) return false;
  if (what->frame != LUN_FRAME_OBJECT && what->frame != LUN_FRAME_CLAUSE) return false;
  if (!clause_tag_is(c, what->phrase.first, T_INSIDE)) return false;
  if (r->verb == r->first || clause_is_dash(c, r->verb - 1) || clause_tag_is(c, r->verb - 1, T_DETERMINER | T(COLON))) return true;
  return !lun_is_phrase(r->subject.phrase) && !clause_tag_is(c, r->verb - 1, T_NAMING);
}

static bool has_head(lun_clauses *c, lun_phrase noun, uint64_t words) {
  const lun_phrase bare = lun_is_phrase(noun) ? lun_noun_after(c, noun.first, noun.last, true) : lun_no_phrase;
  return lun_is_phrase(bare) && clause_word_is(c, bare.last, words);
}
/* Whether a verb that tells of words or of arms tells of arms: rebels attacked the ministry, they attacked a convoy; not so: she
 * attacked the plan. */
static bool is_of_arms(const reading *r, lun_phrase source, lun_phrase object) {
  lun_clauses *c = r->clauses;
  if (clause_word_is(c, r->verb, W(SEIZING))) return has_head(c, object, W(TARGET));
  return clause_word_is(c, r->verb, W(ASSAULT)) && (has_head(c, source, W(ARMED)) || has_head(c, object, W(ARMED) | W(TARGET)));
}

bool lun_statement_of_verb(lun_clauses *c, lun_phrase verb, uint32_t frames, lun_statement *s) {
  reading here, *r = &here;
  begin(r, c, verb, frames, s);
  if (frames & F(ACCORDING)) return lun_read_according(r);
  const lun_verb_group group = r->group = lun_verb_group_of(c, verb.first, r->first);
  const bool helped = group.helper != LUN_NO_TOKEN, infinitive = group.to != LUN_NO_TOKEN;
  if (!helped && clause_word_is(c, verb.last, W(CHARGED)) && clause_tag_is(c, verb.last + 1, T(IN))) return false; /* a man accused of stealing */
  lun_phrase patient;
  s->negated = group.negated;
  s->finite = !(r->tag & (T(VB) | T(VBG))) && (!(r->tag & T(VBN)) || helped);
  s->cue = (lun_phrase){infinitive ? group.to : group.start, verb.last};
  if (!group.passive && !infinitive && (s->finite || helped) && lun_content_may_stand_first(r) && lun_read_content_first(r)) return true;
  if (group.passive && frames & F(OBJECT)) {
    lun_find_source(r, &patient);
    if (lun_is_phrase(r->subject.phrase) && lun_is_phrase(patient)) {
      if (is_of_arms(r, r->subject.phrase, patient)) return false;
      s->source = r->subject.phrase;
      s->frame = LUN_FRAME_PASSIVE;
      s->part[0] = patient;
      s->parts = 1;
      return true;
    }
  }
  complement what = lun_complement_of(c, verb.last + 1, r->last, frames);
  if (!lun_is_phrase(what.phrase) || is_purpose(r, &what)) return false;
  if (r->tag & T(VBN) && !helped && is_past_form(r, &what)) {
    r->tag = T(VBD);
    s->finite = true;
  }
  const bool ing = (r->tag & T(VBG)) != 0;
  if (!r->subject_read) lun_find_source(r, &patient);
  if (is_of_person(r, &what)) return false;
  s->source = r->subject.phrase;
  s->antecedent = r->subject.antecedent;
  if (lun_is_phrase(s->source) && (clause_word_is(c, s->source.first, W(NOBODY)) || clause_word_is(c, s->source.first - 1, W(NOR)))) s->negated = true;
  if (is_attributive(r, &what)) return false;
  if ((what.frame == LUN_FRAME_QUESTION || what.frame == LUN_FRAME_ABOUT) && is_opening(r)) return false; /* asked whether it would last, she laughed: by whom? */
  if (what.frame == LUN_FRAME_OBJECT && is_of_arms(r, s->source, what.phrase)) return false;
  if (ing && !lun_is_phrase(s->source) && group.start == r->first && what.frame == LUN_FRAME_CLAUSE) return false; /* Ruling party loses majority */
  const int32_t own = own_clause_end(r);
  if (own < what.phrase.last) what = lun_complement_of(c, verb.last + 1, own, frames);
  if (!lun_is_phrase(what.phrase)) return false;
  if (clause_tag_is(c, verb.last + 1, T(RP)) && what.phrase.first > verb.last + 1) s->cue.last = verb.last + 1;
  take(s, &what);
  if (!lun_is_phrase(s->source) && s->quote && group.start == r->first) { /* Added Torres: "..." */
    s->source = s->hearer;
    s->hearer = lun_no_phrase;
  }
  return true;
}

/* Whose noun it is: her, the party's. *begin gets the token behind. */
static lun_phrase owner_of(const reading *r, int32_t *behind) {
  lun_clauses *c = r->clauses;
  int32_t i = r->verb - 1;
  while (i > r->first && clause_tag_is(c, i, T_JJ | T(RB) | T(VBN))) i--;
  *behind = i + 1;
  if (clause_tag_is(c, i, T(PRP_S))) return (lun_phrase){i, i};
  return clause_tag_is(c, i, T(POS)) ? lun_noun_before(c, i - 1, r->first) : lun_no_phrase;
}

bool lun_statement_of_noun(lun_clauses *c, lun_phrase noun, uint32_t frames, lun_statement *s) {
  reading here, *r = &here;
  begin(r, c, noun, frames, s);
  s->noun = true;
  s->source = owner_of(r, &s->cue.first);
  if (!lun_is_phrase(s->source)) return false;
  complement what = lun_complement_of(c, noun.last + 1, r->last, frames);
  if (!lun_is_phrase(what.phrase) || what.quote) return false;
  const bool clausal = (uint32_t)1 << what.frame & (F_SAYS | F(QUESTION));
  for (int32_t k = what.phrase.first; !clausal && k <= what.phrase.last; k++) { /* her promise to leave / was kept */
    if (clause_tag_is(c, k, T(WDT) | T(WP)) || clause_word_is(c, k, W(THAT))) break;
    if (k > what.phrase.first && lun_clause_verb_at(c, k, r->last) != LUN_NO_TOKEN) what.phrase.last = k - 1;
  }
  take(s, &what);
  s->hearer = lun_no_phrase;
  return true;
}
