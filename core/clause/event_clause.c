/* The clause of a verb of an event: its group, its subject, the verb that governs it, and the object between the two. Each verb is read
 * once, and those that it hangs on with it, to a depth. */
#include <string.h>

#include "clause/event_clause.h"

enum { DEEP = 64 }; /* verbs, each governed by the next, that are read for one: a hostile sentence may chain as many as it has words */

/* Whether a verb may tell an event without whom it is done to. */
static bool may_stand_alone(const lun_events *e, int32_t verb) {
  const lun_event_rows *rows = lun_event_verb_rows(e, verb);
  for (uint32_t i = 0; rows && i < rows->count; i++)
    if (rows->at[i].takes & e->words->takes_nothing || (!rows->at[i].takes && *rows->at[i].code)) return true;
  return false;
}

/* Whether a participle without a helping verb says what was done to the noun before it, as in `soldiers killed in Lima were`: then the
 * sentence has another finite verb. Where it has none, the tagger took a past form for a participle. */
static bool is_reduced(lun_events *e, const lun_event_verb *v) {
  lun_clauses *c = e->c;
  if (lun_finite_before(c, v->start - 1, v->around.first) != LUN_NO_TOKEN) return true;
  const bool alone = may_stand_alone(e, v->at.first);
  for (int32_t i = v->at.last + 1; i <= v->around.last; i++) {
    if (clause_word_is(c, i, W(COMMA)) || (alone && event_word_is(e, i, E(OPENING)))) return false; /* protested after rain fell */
    if (clause_tag_is(c, i, T_FINITE)) return true;
  }
  return false;
}

static bool has_object(lun_events *e, const lun_event_verb *v) {
  const int32_t behind = v->at.last + 1;
  if (lun_is_phrase(lun_noun_after(e->c, behind, v->around.last, true))) return true;
  return event_word_is(e, behind, E(COUNTING)) && (clause_tag_is(e->c, behind + 1, T(CD)) || clause_tag_is(e->c, behind + 2, T(CD))); /* killed at least 14 */
}

/* Whether a past form is that of the infinitive: would close a plant and cut jobs. */
static bool is_bare(const lun_events *e, const lun_event_verb *v) {
  const lun_event_rows *rows = e->verb_at[v->at.first];
  size_t size;
  if (!rows || v->start != v->at.first || !clause_tag_is(e->c, v->at.first, T(VBD) | T(VBN))) return false;
  const char *word = lun_vocab_text(e->c->doc->vocab, e->c->lexeme[v->at.first], &size);
  return !strncmp(rows->at->lemma, word, size) && (rows->at->lemma[size] == '\0' || rows->at->lemma[size] == ' ');
}

static void read_group(lun_events *e, lun_event_verb *v) {
  lun_clauses *c = e->c;
  const lun_verb_group group = lun_verb_group_of(c, v->at.first, v->around.first);
  v->start = group.start;
  v->helper = group.helper;
  v->to = group.to;
  if (v->to == LUN_NO_TOKEN && group.passive && clause_tag_is(c, v->start, T(VB)) && clause_word_is(c, v->start, W(BEING)) && clause_word_is(c, v->start - 1, W(TO))) v->to = v->start - 1; /* is due to be tried */
  v->passive = group.passive;
  v->negated = group.negated || (v->to != LUN_NO_TOKEN && clause_word_is(c, v->to - 1, W(NEGATION))); /* asked Peru not to help */
  for (int32_t i = v->start; i <= v->at.first; i++)
    if (clause_tag_is(c, i, T(MD))) v->modal = i;
  if (v->modal == LUN_NO_TOKEN && v->to == LUN_NO_TOKEN && (clause_tag_is(c, v->start, T(VB)) || is_bare(e, v)) && clause_tag_is(c, v->start - 1, T(CC))) { /* will step down and be followed by */
    const int32_t finite = lun_finite_before(c, v->start - 2, v->around.first);
    if (clause_tag_is(c, finite, T(MD))) v->modal = finite;
  }
  if (!clause_tag_is(c, v->at.first, T(VBN)) || v->helper != LUN_NO_TOKEN) return;
  v->passive = !has_object(e, v) && (lun_doc_part(c->doc, (uint32_t)v->at.first) == LUN_HEADLINE || is_reduced(e, v)); /* Minister jailed: a headline needs no helping verb */
  if (clause_word_is(c, v->start - 1, W(DAY))) v->passive = false; /* Peru on Monday condemned: the tagger took it for a participle */
  if (clause_word_is(c, v->at.last + 1, W(BY))) v->passive = true;
}

static lun_event_verb *verb_of(lun_events *e, lun_phrase verb) {
  if (e->read[verb.first]) return e->read[verb.first];
  lun_event_verb *v = lun_arena_alloc(&e->arena, sizeof *v);
  if (!v) {
    lun_fail_memory(&e->failure);
    return NULL;
  }
  *v = (lun_event_verb){.at = verb, .around = lun_clause_around(e->c, verb.first), .modal = LUN_NO_TOKEN, .governor = LUN_NO_TOKEN, .gerund_of = LUN_NO_TOKEN,
                        .subject = lun_no_phrase, .object = lun_no_phrase, .noun = clause_tag_is(e->c, verb.first, T(NN)), .gerund = clause_tag_is(e->c, verb.first, T(VBG))};
  read_group(e, v);
  return e->read[verb.first] = v;
}

const lun_event_verb *lun_event_verb_of(lun_events *e, lun_phrase verb) { return verb_of(e, verb); }

/* The clause of the nearest infinitive before a token; NULL where there is none. */
static const lun_event_verb *infinitive_before(lun_events *e, const lun_event_asked *asked, int32_t token, int32_t first) {
  for (int32_t i = token - 1; i > first; i--)
    if (clause_tag_is(e->c, i, T(VB)) && clause_word_is(e->c, i - 1, W(TO))) return lun_event_clause_at(e, asked, i);
  return NULL;
}

/* The subject of the last finite verb at a token or before it. */
static lun_phrase subject_of_finite(lun_clauses *c, int32_t token, int32_t first) {
  const int32_t finite = lun_finite_before(c, token, first);
  return finite == LUN_NO_TOKEN ? lun_no_phrase : lun_subject_of(c, lun_verb_group_of(c, finite, first).start, first).phrase;
}

/* Whether a preposition behind a verb only says where: flew to Peru to help, stayed in Peru to help; not appealed nor looked to Peru to help. */
static bool only_says_where(lun_events *e, int32_t preposition, int32_t verb) {
  if (!event_word_is(e, preposition, E(LOCATING)) && (!clause_word_is(e->c, preposition, W(TO)) || event_word_is(e, verb, E(RELYING)))) return false;
  const lun_event_rows *rows = lun_event_verb_rows(e, verb);
  for (uint32_t i = 0; rows && i < rows->count; i++)
    if (row_is(&rows->at[i], ROW_WANTS) || lun_event_asks(rows->at[i].code)) return false;
  return true;
}

/* The word that governs an infinitive where something stands between the two: asked Peru to help; has plans to help. */
static int32_t governor_before_object(lun_events *e, const lun_event_asked *asked, lun_event_verb *v, int32_t g) {
  const int32_t first = v->around.first;
  const lun_phrase noun = lun_noun_before(e->c, g, first);
  if (!lun_is_phrase(noun)) return LUN_NO_TOKEN;
  const int32_t before = noun.first - 1, governor = before - (clause_tag_is(e->c, before, T(RP) | T(IN) | T(TO)) ? 1 : 0);
  if (governor < first || !clause_tag_is(e->c, governor, T_VERB)) return LUN_NO_TOKEN;
  const lun_phrase object = {noun.first, g};
  const bool asks = governor == before || !only_says_where(e, before, governor);
  v->object = asks && asked->actors(asked->data, object).count ? object : lun_no_phrase; /* took the chance to meet: nobody is asked */
  return governor;
}

static lun_phrase subject_by_governor(lun_events *e, const lun_event_asked *asked, lun_event_verb *v, int32_t governor) {
  v->governor = governor;
  if (!clause_tag_is(e->c, governor, T_VERB)) return subject_of_finite(e->c, governor, v->around.first);
  const lun_event_verb *other = lun_event_clause_at(e, asked, governor);
  if (!other) return lun_no_phrase;
  if (v->modal == LUN_NO_TOKEN) v->modal = other->modal;
  v->governor_negated = other->negated;
  if (other->passive && !lun_is_phrase(v->object) && !lun_event_is_intended(e, governor)) v->object = other->subject; /* was asked to help */
  return other->subject;
}

/* Whether an infinitive says what a noun is for of which nobody is said to have it: a blow to efforts to end the war, foiled an attempt to end
 * it; not their efforts to. */
static bool is_for_nobody(lun_events *e, int32_t noun, int32_t first) {
  if (!event_word_is(e, noun, E(EFFORT))) return false;
  const lun_phrase group = lun_noun_before(e->c, noun, first);
  int32_t i = noun - 1;
  while (i >= group.first && !clause_tag_is(e->c, i, T(IN) | T(TO) | T(PRP_S) | T(POS))) i--;
  return i >= first && (clause_tag_is(e->c, i, T(IN) | T(TO)) || event_word_is(e, i, E(THWARTING)));
}

/* Whether what stands before the infinitive of a passive is what it is done to, not who asks for it: ordered Torres to be freed, called for the
 * office to be shut; not has the right to be heard. */
static bool is_done_to(lun_events *e, lun_phrase noun, int32_t governor) {
  if (event_word_is(e, noun.first - 1, E(LOCATING) | E(OF))) return false; /* the accused in Lima, the last of five to be tried */
  if (event_word_is(e, noun.first - 1, E(FROM)) || clause_tag_is(e->c, noun.last, T(NNP) | T(NNPS))) return true;
  const lun_event_rows *rows = governor == LUN_NO_TOKEN ? NULL : lun_event_verb_rows(e, governor);
  for (uint32_t i = 0; rows && i < rows->count; i++)
    if (row_is(&rows->at[i], ROW_WANTS) || lun_event_asks(rows->at[i].code)) return true;
  return false;
}

static lun_phrase subject_of_infinitive(lun_events *e, const lun_event_asked *asked, lun_event_verb *v) {
  lun_clauses *c = e->c;
  const int32_t first = v->around.first;
  int32_t g = v->to - 1, governor = LUN_NO_TOKEN;
  while (g > first && (clause_tag_is(c, g, T(RB)) || (clause_tag_is(c, g, T(DT)) && event_word_is(e, g, E(BOTH))))) g--;
  if (clause_word_is(c, g, W(AND) | W(OR)) && g - 1 > first) { /* to use it and to conduct exercises: the same governs both */
    const lun_event_verb *other = infinitive_before(e, asked, g, first);
    if (other) {
      governor = other->governor;
      v->object = other->object;
    }
  }
  if (governor == LUN_NO_TOKEN && clause_tag_is(c, g, T(NNS) | T(NN)) && lun_event_verb_rows(e, g) && lun_finite_before(c, g, first) == LUN_NO_TOKEN) {
    v->governor = governor = g; /* Peru plans to meet: taken for a noun */
    const lun_phrase subject = lun_noun_before(c, g - 1, first);
    if (lun_is_phrase(subject)) return subject;
  }
  const lun_phrase noun = lun_noun_before(c, g, first);
  if (lun_is_phrase(noun) && event_word_is(e, noun.first - 1, E(INVERTED)) && clause_tag_is(c, noun.first - 1, T_VERB)) return noun; /* were Peru to attack */
  if (governor == LUN_NO_TOKEN && is_for_nobody(e, g, first)) return lun_no_phrase;
  if (governor == LUN_NO_TOKEN) {
    if (clause_tag_is(c, g, T(RP))) governor = g - 1;
    else if (clause_tag_is(c, g, T_VERB | T(JJ))) governor = g;
    else {
      governor = governor_before_object(e, asked, v, g);
      if (v->passive && lun_is_phrase(noun) && !lun_is_phrase(v->object) && is_done_to(e, noun, governor)) {
        v->governor = governor;
        return noun;
      }
    }
  }
  return governor >= first ? subject_by_governor(e, asked, v, governor) : subject_of_finite(c, v->to - 1, first);
}

/* Who does both of two that `and` joins, where the tagger took the first for a participle or a noun: rebels kidnapped and killed a nurse; police
 * shot and killed him. */
static lun_phrase subject_of_both(lun_events *e, const lun_event_verb *v) {
  lun_clauses *c = e->c;
  const int32_t other = v->start - 2;
  if (other <= v->around.first || !clause_tag_is(c, v->start - 1, T(CC)) || !clause_tag_is(c, v->at.first, T(VBD) | T(VBN)) || v->helper != LUN_NO_TOKEN) return lun_no_phrase;
  const lun_event_rows *rows = lun_event_verb_rows(e, other);
  const lun_event_verb *first = rows && clause_tag_is(c, other, T(VBN)) ? verb_of(e, (lun_phrase){other, other}) : NULL;
  if (first ? first->helper != LUN_NO_TOKEN : !(clause_tag_is(c, other, T(NN)) && event_word_is(e, other, E(SHOT)))) return lun_no_phrase;
  const int32_t end = clause_tag_is(c, other - 1, T(RB)) ? other - 2 : other - 1;
  return end >= v->around.first && clause_tag_is(c, end, T(NN) | T(NNS) | T(NNP) | T(NNPS)) ? lun_noun_before(c, end, v->around.first) : lun_no_phrase;
}

static lun_phrase subject_of_finite_group(lun_events *e, const lun_event_asked *asked, const lun_event_verb *v) {
  const int32_t first = v->around.first;
  if (event_word_is(e, v->start - 1, E(BOTH)) && clause_tag_is(e->c, v->start - 2, T(CC) | T(IN) | T(COMMA)) && v->start - 2 >= first) return (lun_phrase){v->start - 1, v->start - 1}; /* but both left */
  const lun_phrase both = subject_of_both(e, v);
  if (lun_is_phrase(both)) return both;
  const lun_subject found = lun_subject_of(e->c, v->start, first);
  if (lun_is_phrase(found.phrase)) return found.kind == LUN_SUBJECT_RELATIVE ? found.antecedent : lun_event_told_by_participle(e, found.phrase, first);
  if (v->helper == v->start && clause_tag_is(e->c, v->start, T(VB)) && !clause_word_is(e->c, v->start, W(BEING) | W(PRESENT)) && clause_word_is(e->c, v->start - 1, W(TO)) && v->start - 2 >= first && !clause_word_is(e->c, v->start - 2, W(YET))) { /* is believed to have left */
    const lun_phrase noun = lun_noun_before(e->c, v->start - 2, first);
    return lun_is_phrase(noun) ? noun : subject_of_finite(e->c, v->start - 2, first);
  }
  if (!clause_tag_is(e->c, v->at.first, T(VB))) return lun_no_phrase;
  const lun_phrase subject = subject_of_finite(e->c, v->start - 1, first);
  if (lun_is_phrase(subject) || !clause_tag_is(e->c, v->start - 1, T(CC))) return subject;
  const lun_event_verb *other = infinitive_before(e, asked, v->start - 1, first); /* to give a speech and meet */
  return other ? other->subject : lun_no_phrase;
}

/* The passive verb that a participle is joined to, whose subject and helping verbs it shares: was fined and barred from office; NULL for none. */
static const lun_event_verb *joined_passive(lun_events *e, const lun_event_asked *asked, const lun_event_verb *v) {
  enum { JOINED = 16 }; /* tokens between the two */
  const int32_t and = v->start - 1;
  if (!clause_tag_is(e->c, and, T(CC))) return NULL;
  for (int32_t i = and - 1; i > v->around.first && and - i <= JOINED; i--) {
    if (clause_tag_is(e->c, i, T_FINITE)) return NULL;
    if (!clause_tag_is(e->c, i, T(VBN))) continue;
    const lun_event_verb *other = lun_event_clause_at(e, asked, i);
    return other && other->passive ? other : NULL;
  }
  return NULL;
}

/* The group with the one that `and` joins to it, both of several: two officials and four companies accused of it. */
static lun_phrase with_joined(lun_events *e, lun_phrase group, int32_t first) {
  if (!lun_is_phrase(group) || !clause_word_is(e->c, group.first - 1, W(AND)) || !clause_tag_is(e->c, group.last, T(NNS)) || !clause_tag_is(e->c, group.first - 2, T(NNS))) return group;
  int32_t i = group.first - 2;
  while (i > first && clause_tag_is(e->c, i - 1, T_INSIDE | T_DETERMINER)) i--;
  return (lun_phrase){i, group.last};
}

/* The subject of a participle that says what is done to it: who is joined by `and`, else who stands before. */
static lun_phrase subject_of_passive(lun_events *e, const lun_event_asked *asked, lun_event_verb *v) {
  const lun_event_verb *other = joined_passive(e, asked, v);
  if (!other) return with_joined(e, lun_noun_before(e->c, v->start - 1, v->around.first), v->around.first);
  v->negated |= other->negated;
  if (v->modal == LUN_NO_TOKEN) v->modal = other->modal;
  return other->subject;
}

/* Whether words that begin at a token mean nobody or nothing: no officer, none of them; not no fewer than six, no longer, nor no other, which
 * leaves one. */
static bool means_none(lun_events *e, int32_t i) { return event_word_is(e, i, E(NONE)) && !clause_tag_is(e->c, i + 1, T(JJR) | T(RBR)) && !event_word_is(e, i + 1, E(OTHERS)); }

/* Whether nobody does it, or it is done to nobody: no officer was charged, not a single one was; police shot no one. Who is told of in a clause
 * of their own, as those who were hurt, is left out: no one who attacked them fled. */
static bool is_of_nobody(lun_events *e, const lun_event_verb *v) {
  if (means_none(e, v->at.last + 1)) return true;
  const int32_t a = v->subject.first;
  if (!lun_is_phrase(v->subject) || a > v->start || (v->helper == LUN_NO_TOKEN && (v->gerund || (v->passive && clause_tag_is(e->c, v->at.first, T(VBN)))))) return false;
  if (!means_none(e, a) && !(clause_word_is(e->c, a - 1, W(NEGATION)) && event_word_is(e, a, E(SINGLE)))) return false;
  for (int32_t i = a; i < v->start; i++)
    if (clause_tag_is(e->c, i, T(WP) | T(WDT)) || clause_word_is(e->c, i, W(WHO))) return false;
  return true;
}

/* The bare form before a verb of that form which `and` joins to it, or a comma with an adverb: decided to sign and attack; will sign, then
 * attack. NULL where none does. */
static const lun_event_verb *joined_bare(lun_events *e, const lun_event_asked *asked, const lun_event_verb *v) {
  enum { JOINED = 24 }; /* tokens between the two */
  lun_clauses *c = e->c;
  const int32_t and = v->start - 1;
  if (!clause_tag_is(c, v->at.first, T(VB)) || v->helper != LUN_NO_TOKEN || v->to != LUN_NO_TOKEN || v->modal != LUN_NO_TOKEN) return NULL;
  if (!clause_tag_is(c, and, T(CC)) && !(clause_word_is(c, and, W(COMMA)) && v->start < v->at.first)) return NULL;
  for (int32_t i = and - 1; i > v->around.first && and - i <= JOINED && !clause_tag_is(c, i, T_FINITE); i--)
    if (clause_tag_is(c, i, T(VB))) return lun_event_clause_at(e, asked, i);
  return NULL;
}

/* What such a verb shares with the one before: whose it is, and whether it is to come. */
static lun_phrase shared_with(const lun_event_verb *other, lun_event_verb *v) {
  v->modal = other->modal;
  v->to = other->to;
  v->governor = other->governor;
  v->governor_negated = other->governor_negated;
  v->negated |= other->negated;
  v->object = other->object;
  return other->subject;
}

static void read_clause(lun_events *e, const lun_event_asked *asked, lun_event_verb *v) {
  const int32_t first = v->around.first;
  const lun_event_verb *other = joined_bare(e, asked, v);
  lun_phrase group;
  if (v->noun) return;
  if (other && lun_is_phrase(other->subject)) group = shared_with(other, v);
  else if (v->to != LUN_NO_TOKEN) group = subject_of_infinitive(e, asked, v);
  else if (v->helper != LUN_NO_TOKEN || !clause_tag_is(e->c, v->at.first, T(VBG) | T(VBN))) group = subject_of_finite_group(e, asked, v);
  else if (v->gerund) group = lun_event_subject_of_participle(e, asked, v);
  else if (v->passive) group = subject_of_passive(e, asked, v);
  else group = subject_of_finite_group(e, asked, v);
  if (lun_is_phrase(group)) v->subject = lun_event_whole_subject(e, group, first);
  if (is_of_nobody(e, v)) v->negated = true;
}

const lun_event_verb *lun_event_clause_of(lun_events *e, const lun_event_asked *asked, lun_phrase verb) {
  lun_event_verb *v = verb_of(e, verb);
  if (v && !v->read && e->depth < DEEP) {
    v->read = true;
    e->depth++;
    read_clause(e, asked, v);
    e->depth--;
  }
  return v;
}

const lun_event_verb *lun_event_clause_at(lun_events *e, const lun_event_asked *asked, int32_t verb) { return lun_event_clause_of(e, asked, (lun_phrase){verb, verb}); }
