/* What a construction tells: the rows of its verb, alone or as pairs with the noun that heads what it is done to, and whom it reaches. */
#include <string.h>

#include "clause/event.h"

/* What the preposition of a link is. */
uint64_t lun_event_takes_by(const lun_events *e, const lun_event_link *link) { return link->by == LUN_NO_TOKEN ? e->words->takes_with : event_takes_at(e, link->by); }
static bool is_about(const lun_events *e, const lun_event_link *link) {
  return (link->by == LUN_NO_TOKEN ? lun_event_bits_of(e->words, "with") : event_bits_at(e, link->by)) & E(ABOUT);
}

/* Whether rows may make an event of what is there: cheap, so that most verbs are asked no more. */
static bool may(const lun_events *e, const lun_event_rows *rows, const lun_construction *c, bool passive) {
  const bool what = lun_is_phrase(c->what);
  for (uint32_t i = 0; rows && i < rows->count; i++) {
    const lun_event_row *row = &rows->at[i];
    if ((what && (row->takes & e->words->takes_object || row->class_number)) || passive || *row->event) return true;
    const bool codes = *row->code && !row_is(row, ROW_INTENDS);
    if (!row->takes && codes) return true;
    for (unsigned k = 0; k < c->links; k++)
      if (row->takes & lun_event_takes_by(e, &c->link[k])) return true;
    if (row->takes & e->words->takes_nothing && !what) return true; /* students protested in Lima */
    if (!what && (!c->links || row_is(row, ROW_MEETS) || (row->takes & e->words->takes_with && lun_event_is_reciprocal(e, row->code))) && codes) return true; /* met in Lima, clashed on Monday */
  }
  return false;
}

/* Whether words are a disaster. */
static bool is_disaster(lun_events *e, lun_phrase words) {
  const lun_event_thing thing = lun_event_thing_of(e, words);
  return thing.rows && lun_event_is_of_disaster(e, thing.rows->at, thing.head);
}

bool lun_event_is_of_disaster(const lun_events *e, const lun_event_row *row, int32_t noun) {
  if (!row_is(row, ROW_OF_DISASTER) || !row_is(row, ROW_FIRES) || clause_tag_is(e->c, noun, T(NNS))) return row_is(row, ROW_OF_DISASTER);
  int32_t i = noun - 1;
  while (clause_tag_is(e->c, i, T_INSIDE)) i--;
  return clause_tag_is(e->c, i, T_DETERMINER);
}

/* Whether words are a disaster that is called by a name: Hurricane Maria. */
static bool is_named_disaster(lun_events *e, lun_phrase words) {
  for (int32_t i = words.first; i < words.last; i++) {
    const lun_event_rows *rows = lun_event_noun_rows(e, i);
    if (rows && row_is(rows->at, ROW_OF_DISASTER) && event_begins_large(e, i) && clause_tag_is(e->c, i, T(NN) | T(NNP)) && clause_tag_is(e->c, i + 1, T(NNP))) return true;
  }
  return false;
}

bool lun_event_is_between(lun_events *e, const lun_event_asked *asked, const lun_event_verb *s) {
  if (!lun_is_phrase(s->subject) || s->noun) return false;
  const lun_event_thing subject = lun_event_thing_of(e, s->subject);
  if (!subject.rows || !row_is(subject.rows->at, ROW_BETWEEN)) return false;
  return !asked->actors(asked->data, (lun_phrase){subject.head, subject.head}).count; /* an envoy does something */
}

bool lun_event_read(lun_events *e, const lun_event_asked *asked, const lun_construction *around, bool any, lun_event_reading *out) {
  const lun_event_verb *s = lun_event_verb_of(e, around->verb);
  if (!s || (!any && !may(e, lun_event_verb_rows(e, around->verb.first), around, s->passive))) return false;
  lun_event_clause_of(e, asked, around->verb);
  *out = (lun_event_reading){.clause = s, .around = *around, .who = s->passive || s->noun ? around->agent : s->subject};
  out->disaster = lun_is_phrase(s->subject) && (is_disaster(e, s->subject) || is_named_disaster(e, s->subject));
  if (out->disaster && !s->passive) out->who = lun_no_phrase; /* where it was, and whom it is called after, does nothing */
  if (!s->passive && lun_event_is_between(e, asked, s)) out->who = lun_no_phrase;
  if (s->passive) out->around.what = s->subject;
  else if (lun_event_is_time(e, out->around.what)) out->around.what = lun_no_phrase; /* strike next week */
  return true;
}

static const lun_event_actors nobody = {0, 0};

/* Whether words name some, who are put in *to. */
static bool names_some(const lun_event_asked *asked, lun_phrase words, lun_event_actors *to) {
  *to = lun_is_phrase(words) && words.first <= words.last ? asked->actors(asked->data, words) : nobody;
  return to->count > 0;
}

lun_event_actors lun_event_reach(const lun_event_asked *asked, const lun_event_reading *reading) {
  const lun_construction *c = &reading->around;
  lun_event_actors to;
  if (names_some(asked, c->what, &to)) return to;
  for (unsigned k = 0; k < c->links; k++)
    if (names_some(asked, c->link[k].words, &to)) return to;
  return nobody;
}

/* Whether actors are named by what one of the prepositions attaches inside words: the release of prisoners by Peru. */
static bool names_attached(lun_events *e, const lun_event_asked *asked, lun_phrase words, uint64_t takes, lun_event_actors *to) {
  for (int32_t i = words.first; i <= words.last; i++)
    if (event_takes_at(e, i) & takes && clause_tag_is(e->c, i, T(IN) | T(TO)) && names_some(asked, (lun_phrase){i + 1, words.last}, to)) return true;
  return false;
}

/* The first token of a noun of one word or more that ends at a token: patrol boat. */
static int32_t noun_start(const lun_event_row *noun, int32_t last) {
  for (const char *at = noun->lemma; (at = strchr(at, ' ')); at++) last--;
  return last;
}

/* Whom a verb and its noun, of which the head begins at a token, reach: what a preposition of the pair brings, behind the noun or in its group,
 * else who stands before the noun, or before what is done with it. */
static bool pair_reaches(lun_events *e, const lun_event_asked *asked, const lun_event_reading *r, const event_pair *pair, int32_t head, lun_event_actors *to) {
  const lun_construction *c = &r->around;
  for (unsigned k = 0; k < c->links; k++)
    if (pair->takes & lun_event_takes_by(e, &c->link[k]) && names_some(asked, c->link[k].words, to)) return true;
  if (names_attached(e, asked, c->what, pair->takes, to)) return true;
  return !r->clause->passive && names_some(asked, (lun_phrase){c->what.first, head > c->what.last ? c->what.last : head - 1}, to);
}

/* Whether words are a sum and no more: $20 million, a further £3.2m. */
static bool is_sum(lun_events *e, lun_phrase words) {
  size_t size;
  for (int32_t i = words.first + 1; i <= words.last; i++) /* $20 million in Chile */
    if (clause_tag_is(e->c, i, T(IN))) words.last = i - 1;
  for (int32_t i = words.first; i < words.last; i++) {
    if (!event_word_is(e, i, E(MONEY)) || !clause_tag_is(e->c, i + 1, T(CD))) continue;
    lun_vocab_text(e->c->doc->vocab, e->c->lexeme[words.last], &size);
    return clause_tag_is(e->c, words.last, T(CD)) || size <= 2; /* m, bn */
  }
  return false;
}

/* What things a construction has: those of the noun that heads it, and of the last noun of a pair, which may be the head: missile and rocket
 * bases. */
typedef struct things {
  const lun_event_rows *rows[2];
  int32_t head;
  bool by_with; /* they stand behind with: rebels were supplied with arms */
} things;
static things things_of(lun_events *e, lun_phrase what) {
  const lun_event_thing thing = lun_is_phrase(what) ? lun_event_thing_of(e, what) : (lun_event_thing){NULL, LUN_NO_TOKEN};
  things found = {{thing.rows, NULL}, thing.head, false};
  if (!thing.rows && lun_is_phrase(what) && is_sum(e, what)) found = (things){{e->words->money, NULL}, what.last, false}; /* pledged $20 million */
  if (thing.head == LUN_NO_TOKEN || what.last <= thing.head) return found;
  const lun_event_thing last = lun_event_thing_of(e, (lun_phrase){what.last, what.last});
  if (last.head != LUN_NO_TOKEN && clause_word_is(e->c, thing.head + 1, W(AND)) && !clause_tag_is(e->c, thing.head + 2, T(DT))) found.rows[1] = last.rows;
  return found;
}

static bool same_root(const char *a, const char *b) { return a[0] && a[1] && a[0] == b[0] && a[1] == b[1]; }

static lun_event_found found_by(const lun_event_row *verb, int32_t thing) {
  return (lun_event_found){.verb = verb, .head = LUN_NO_TOKEN, .thing = thing, .code = verb->code, .event = verb->event, .patient = lun_no_phrase};
}

static lun_event_found found_by_pair(const lun_event_row *verb, const lun_event_row *noun, const event_pair *pair, int32_t head) {
  lun_event_found found = found_by(verb, head);
  found.noun = noun;
  found.head = head;
  const bool general = row_is(verb, ROW_HOLDS) || (*pair->code && pair->code[2] == '0'); /* the noun may say more: a loan is economic aid */
  found.code = general && same_root(noun->code, pair->code) ? noun->code : pair->code;
  found.event = *pair->event ? pair->event : *noun->event ? noun->event : verb->event;
  found.called_off = row_is(verb, ROW_CANCELS);
  return found;
}

/* Whether somebody says what a thing is: called the vote a farce. */
static bool is_said_to_be(lun_events *e, const lun_event_reading *r, const lun_event_row *row) {
  if (!row_is(row, ROW_CALLS) || r->clause->passive || !lun_is_phrase(r->around.what)) return false;
  const int32_t behind = r->around.what.last + 1;
  return clause_tag_is(e->c, behind, T(DT) | T_JJ) || lun_clause_quotation(e->c, behind);
}

/* The first pair that reaches somebody, else the first. */
static bool resolve_pairs(lun_events *e, const lun_event_asked *asked, const lun_event_reading *r, const lun_event_rows *rows, const things *t, lun_event_found *out) {
  bool any = false;
  for (uint32_t i = 0; i < rows->count; i++) {
    if (!rows->at[i].class_number || is_said_to_be(e, r, &rows->at[i])) continue;
    for (int k = 0; k < 2; k++)
      for (uint32_t n = 0; t->rows[k] && n < t->rows[k]->count; n++) {
        const event_pair *pair = lun_event_pair_of(e->words, &rows->at[i], &t->rows[k]->at[n]);
        if (!pair) continue;
        lun_event_actors to = nobody;
        bool reaches = pair_reaches(e, asked, r, pair, k ? t->head : noun_start(&t->rows[k]->at[n], t->head), &to);
        if (!reaches && t->by_with && r->clause->passive) reaches = names_some(asked, r->around.what, &to);
        if (any && !reaches) continue;
        *out = found_by_pair(&rows->at[i], &t->rows[k]->at[n], pair, t->head);
        out->to = to;
        if (reaches) return true;
        any = true;
      }
  }
  return any;
}

static bool row_reaches(lun_events *e, const lun_event_asked *asked, const lun_event_reading *r, const lun_event_row *row, int32_t head, lun_event_actors *to) {
  const lun_construction *c = &r->around;
  if (lun_is_phrase(c->what) && (row->takes & e->words->takes_object || r->disaster)) {
    if (names_some(asked, c->what, to)) return true;
    for (unsigned k = 0; k < c->links && !r->clause->passive && head != LUN_NO_TOKEN; k++) /* praised the ties with Peru */
      if (is_about(e, &c->link[k]) && c->link[k].words.first <= c->what.last + 2 && names_some(asked, c->link[k].words, to)) return true;
  }
  for (unsigned k = 0; k < c->links; k++)
    if (row->takes & lun_event_takes_by(e, &c->link[k]) && names_some(asked, c->link[k].words, to)) return true;
  return false;
}

/* Whether words mean some of a kind: the ministers of Peru. */
static bool are_some(const lun_events *e, lun_phrase words) {
  int32_t head = words.first;
  while (head < words.last && !clause_tag_is(e->c, head + 1, T(IN) | T(TO) | T(COMMA))) head++;
  return clause_tag_is(e->c, head, T(NNS));
}

/* Whether several do it, or some of a kind met, as no one does alone: the ministers met, not the nurses worked. */
static bool several_do(lun_events *e, const lun_event_asked *asked, const lun_event_reading *r, const lun_event_row *row) {
  if (r->clause->passive || !lun_is_phrase(r->who)) return false;
  const unsigned count = asked->actors(asked->data, r->who).count;
  return count > 1 || (count && row_is(row, ROW_MEETS) && are_some(e, r->who));
}

/* Whether words name an organisation. */
static bool names_body(const lun_events *e, lun_phrase words) {
  lun_layer *layer = lun_is_phrase(words) ? lun_doc_layer(e->c->doc, "org") : NULL;
  const uint32_t at = layer ? lun_layer_next(layer, (uint32_t)words.first) : 0;
  if (!layer || at >= lun_layer_count(layer)) return false;
  return (int32_t)lun_layer_span(layer, at)->stop - 1 <= words.last;
}

/* Whether somebody takes the place of another by name: Li succeeded Torres; not replaced it with another. */
static bool follows(const lun_events *e, const lun_event_asked *asked, const lun_event_reading *r, const lun_event_row *row) {
  const int32_t what = r->around.what.last;
  if (clause_tag_is(e->c, what, T(PRP)) && !strcmp(lun_vocab_text(e->c->doc->vocab, e->c->lexeme[what], NULL), "it")) return false;
  return !strcmp(row->event, "appointment") && asked->named(asked->data, r->around.what).count && lun_is_phrase(r->who) && asked->named(asked->data, r->who).count;
}

/* Whether a row makes an event that reaches nobody. Of those without a code, which tell of companies, an organisation must do it, or it must
 * be done to one: a bank buys a mine, a man a hat. */
static bool stands_alone(lun_events *e, const lun_event_asked *asked, const lun_event_reading *r, const lun_event_row *row) {
  const bool what = lun_is_phrase(r->around.what);
  if (row_is(row, ROW_INTENDS)) return false;
  if (!row->takes || (row->takes & e->words->takes_object && what && *row->code)) return true;
  if (row->takes & e->words->takes_object && what && *row->event && (names_body(e, r->who) || names_body(e, r->around.what) || follows(e, asked, r, row))) return true;
  if (r->disaster && row_is(row, ROW_DISASTER) && what) return true;
  return !what && (row->takes & e->words->takes_nothing || several_do(e, asked, r, row));
}

/* Whether somebody is called on the phone by name: called Torres on Monday; not called Torres a liar, nor called an election. */
static bool is_of_person(lun_events *e, const lun_event_reading *r) {
  const lun_phrase what = r->around.what;
  if (!lun_is_phrase(what) || !clause_tag_is(e->c, what.last, T(NNP)) || clause_tag_is(e->c, r->clause->at.last + 1, T(RP))) return false;
  if (r->clause->passive) return lun_is_phrase(r->around.agent);
  if (clause_word_is(e->c, r->clause->start - 1, W(COMMA)) && clause_tag_is(e->c, r->clause->at.first, T(VBN))) return false; /* a group, called Norte */
  const int32_t behind = what.last + 1;
  return clause_tag_is(e->c, behind, T(IN) | T(STOP) | T(COMMA) | T(CC) | T(TO) | T(RB) | T(WRB)) || lun_event_is_when_or_where(e, (lun_phrase){behind, behind});
}

/* Whether somebody is found guilty, not found. */
static bool is_verdict(const lun_events *e, const lun_event_reading *r) {
  enum { AGED = 4 }; /* tokens: Torres, 58, guilty */
  const lun_phrase what = r->around.what;
  const int32_t behind = r->clause->at.last + 1;
  if (r->clause->passive || !lun_is_phrase(what)) return event_word_is(e, behind, E(GUILTY));
  const int32_t last = clause_word_is(e->c, what.last + 1, W(COMMA)) && clause_tag_is(e->c, what.last + 2, T(CD)) ? what.last + AGED : what.last + 1;
  for (int32_t i = behind; i <= last; i++)
    if (event_word_is(e, i, E(GUILTY))) return !clause_word_is(e->c, i - 1, W(NEGATION));
  return false;
}

static bool resolve_alone(lun_events *e, const lun_event_asked *asked, const lun_event_reading *r, const lun_event_rows *rows, int32_t head, lun_event_found *out) {
  bool any = false;
  for (uint32_t i = 0; i < rows->count; i++) {
    const lun_event_row *row = &rows->at[i];
    const bool disaster = row_is(row, ROW_DISASTER);
    if ((!*row->code && !*row->event) || (r->disaster && !disaster) || (!r->disaster && disaster && row->takes & e->words->takes_object)) continue;
    if (row_is(row, ROW_OF_PERSON) && !is_of_person(e, r)) continue;
    if (row_is(row, ROW_FINDS) && !is_verdict(e, r)) continue;
    lun_event_actors to = nobody;
    const bool reaches = row_reaches(e, asked, r, row, head, &to);
    if (!reaches && (any || !stands_alone(e, asked, r, row))) continue;
    *out = found_by(row, head);
    out->to = to;
    if (reaches) return true;
    any = true;
  }
  return any;
}

/* Whether what a verb is done with stands behind `with`: a plane with tents, supplied Peru with tents. */
static bool is_done_with(lun_events *e, const lun_event_reading *r, const lun_event_rows *rows, int32_t head) {
  if (!r->around.links || !(lun_event_takes_by(e, &r->around.link[0]) & e->words->takes_with)) return false;
  if (event_word_is(e, head, E(CARRIER))) return true;
  for (uint32_t i = 0; i < rows->count; i++)
    if (row_is(&rows->at[i], ROW_GIVES)) return true;
  return false;
}

bool lun_event_resolve(lun_events *e, const lun_event_asked *asked, const lun_event_reading *r, lun_event_found *found) {
  const lun_event_rows *rows = lun_event_verb_rows(e, r->clause->at.first);
  if (!rows) return false;
  things t = things_of(e, r->around.what);
  if (!t.rows[0] && is_done_with(e, r, rows, t.head)) {
    t = things_of(e, r->around.link[0].words);
    t.by_with = true;
  }
  return resolve_pairs(e, asked, r, rows, &t, found) || resolve_alone(e, asked, r, rows, t.head, found);
}

/* Whether a verb is done to its subject, or has nothing behind it that it does something to: talks were held, talks ended on Monday. */
static bool tells_of_subject(lun_events *e, const lun_event_verb *s) {
  if (s->passive) return true;
  const int32_t behind = s->at.last + 1;
  return clause_word_is(e->c, behind, W(DAY)) || !lun_is_phrase(lun_noun_after(e->c, behind, s->around.last, true));
}

/* Whether a noun that tells an event stands near before a verb: most verbs are asked no more. */
static bool is_behind_event(const lun_events *e, lun_phrase verb) {
  enum { NEAR = 24 }; /* tokens before the verb */
  for (int32_t i = verb.first - 1; i >= clause_most(0, verb.first - NEAR); i--)
    if (e->noun_at[i] && (*e->noun_at[i]->at->code || *e->noun_at[i]->at->event)) return true;
  return false;
}

/* The row by which a verb says what becomes of the event that its noun tells: it occurs, is held or ends, is called off, or breaks off, which has
 * a code of its own. NULL where none does. */
static const lun_event_row *fate_of(lun_events *e, const lun_event_verb *s, const lun_event_rows *rows, const lun_event_row *noun, const event_pair **pair) {
  const lun_event_row *fate = NULL;
  *pair = NULL;
  for (uint32_t i = 0; i < rows->count; i++) {
    const lun_event_row *row = &rows->at[i];
    if (row_is(row, ROW_CANCELS) && s->passive) return row;
    if (!fate && (row_is(row, ROW_HOLDS | ROW_FINISHES) || (row_is(row, ROW_EXPECTS) && s->passive))) fate = row;
  }
  for (uint32_t i = 0; i < rows->count; i++) {
    const event_pair *made = rows->at[i].class_number ? lun_event_pair_of(e->words, &rows->at[i], noun) : NULL;
    if (!made || !same_root(made->code, "16") || row_is(&rows->at[i], ROW_FINISHES)) continue;
    *pair = made;
    return &rows->at[i];
  }
  return fate;
}

bool lun_event_occurrence(lun_events *e, const lun_event_asked *asked, uint32_t *next, const lun_event_verb **clause, lun_event_found *found) {
  while (*next < e->verb_count) {
    const lun_phrase verb = e->verbs[(*next)++];
    const lun_event_rows *rows = e->verb_at[verb.first];
    const bool occurs = row_is(rows->at, ROW_OCCURS);
    if (!occurs && !rows->tells_fate) continue;
    if (!clause_tag_is(e->c, verb.first, T_VERB) || (!occurs && !is_behind_event(e, verb))) continue;
    const lun_event_verb *s = lun_event_clause_of(e, asked, verb);
    if (!s || !lun_is_phrase(s->subject) || (occurs ? s->passive : !tells_of_subject(e, s))) continue;
    const lun_event_thing thing = lun_event_thing_of(e, s->subject);
    const lun_event_row *noun = thing.rows ? thing.rows->at : NULL;
    const event_pair *pair = NULL;
    if (!noun || (!*noun->code && !*noun->event)) continue;
    const lun_event_row *row = occurs ? rows->at : fate_of(e, s, rows, noun, &pair);
    if (!row) continue;
    *found = found_by(row, thing.head);
    found->noun = noun;
    found->head = thing.head;
    found->code = pair ? pair->code : noun->code;
    found->event = pair ? pair->event : noun->event;
    found->called_off = row_is(row, ROW_CANCELS);
    *clause = s;
    return true;
  }
  return false;
}
