/* A reader of the events of one document: which entries of the dictionary of forms stand where, as rows by the tokens at which they begin
 * and end; the verbs among them that may tell something; and the noun that heads a group. */
#include <string.h>

#include "clause/event.h"

static lun_status add_verb(lun_events *e, lun_phrase verb, lun_err *err) {
  if (lun_grow((void **)&e->verbs, &e->verb_capacity, (uint64_t)e->verb_count + 1, sizeof *e->verbs)) return lun_fail_memory(err);
  e->verbs[e->verb_count++] = verb;
  return LUN_OK;
}

static const char *lower_at(const lun_events *e, int32_t token, size_t *size) {
  lun_vocab *vocab = e->words->bits.vocab;
  return lun_vocab_text(vocab, lun_vocab_lower_known(vocab, e->c->lexeme[token]), size);
}

static lun_status take_entries(lun_events *e, const lun_hits *hits, lun_err *err) {
  lun_status status = LUN_OK;
  for (uint32_t i = 0; !status && i < hits->count; i++) {
    const lun_phrase at = {(int32_t)hits->at[i].first, (int32_t)hits->at[i].stop - 1};
    const event_form *form;
    if ((status = lun_event_form_of(e->words, hits->at[i].entry, &form, err))) break;
    e->verb_at[at.first] = form->rows[EVENT_VERB];
    e->noun_at[at.last] = form->rows[EVENT_NOUN];
    if (form->rows[EVENT_VERB]) status = add_verb(e, at, err);
    if (at.last == at.first || form->rows[EVENT_NOUN] || status) continue;
    size_t size; /* a meeting with, calls for */
    const char *word = lower_at(e, at.first, &size);
    status = lun_event_noun_of(e->words, word, size, &e->noun_at[at.first], err);
  }
  return status;
}

static lun_status read_document(lun_events *e, lun_err *err) {
  const lun_doc *doc = e->c->doc;
  lun_event_words *w = e->words;
  const lun_dictionary *forms = w->sources.forms;
  lun_hits hits = {0};
  lun_status status = lun_word_bits_learn(&w->bits, doc->tokens.lexeme, doc->tokens.count, NULL, err);
  if (!status) status = lun_doc_entries(doc, lun_dictionary_image(forms), lun_dictionary_bit(forms), 0, doc->tokens.count, &hits, err);
  if (!status) status = take_entries(e, &hits, err);
  lun_hits_free(&hits);
  return status;
}

lun_status lun_events_new(lun_clauses *clauses, lun_event_words *words, lun_events **out, lun_err *err) {
  lun_events *e = *out = lun_zalloc(1, sizeof *e);
  if (!e) return lun_fail_memory(err);
  *e = (lun_events){.c = clauses, .words = words, .count = clauses->count};
  lun_arena_init(&e->arena);
  const size_t room = (size_t)e->count + 1;
  e->verb_at = lun_zalloc(room, sizeof *e->verb_at);
  e->noun_at = lun_zalloc(room, sizeof *e->noun_at);
  e->read = lun_zalloc(room, sizeof *e->read);
  const lun_status status = e->verb_at && e->noun_at && e->read ? read_document(e, err) : lun_fail_memory(err);
  if (status) {
    lun_events_free(e);
    *out = NULL;
  }
  return status;
}

void lun_events_free(lun_events *e) {
  if (!e) return;
  lun_free(e->verb_at);
  lun_free(e->noun_at);
  lun_free(e->verbs);
  lun_free(e->read);
  lun_free(e->made);
  lun_event_spans_free(&e->times);
  lun_event_spans_free(&e->places);
  lun_arena_free(&e->arena);
  lun_free(e);
}

lun_status lun_events_failure(const lun_events *e, lun_err *err) {
  if (!e->failure.code) return lun_clauses_failure(e->c, err);
  if (err) *err = e->failure;
  return e->failure.code;
}

const lun_event_rows *lun_event_verb_rows(const lun_events *e, int32_t i) { return i >= 0 && i < e->count ? e->verb_at[i] : NULL; }
const lun_event_rows *lun_event_noun_rows(const lun_events *e, int32_t i) { return i >= 0 && i < e->count ? e->noun_at[i] : NULL; }

lun_event_thing lun_event_thing_of(lun_events *e, lun_phrase words) {
  int32_t head = LUN_NO_TOKEN;
  for (int32_t i = words.first; i <= words.last; i++) {
    const uint64_t tag = clause_tag_at(e->c, i);
    if (tag & (T(IN) | T(JJ)) && head != LUN_NO_TOKEN && event_word_is(e, i, E(WORTH))) break; /* assets worth a million */
    if (tag & (T(IN) | T(COMMA) | T(CC))) {
      if (head == LUN_NO_TOKEN) continue;
      if (!(tag & T(IN)) || !event_word_is(e, head, E(PARTITIVE)) || !event_word_is(e, i, E(OF))) break;
      head = LUN_NO_TOKEN; /* a series of meetings */
    } else if (tag & T(VBG) && head != LUN_NO_TOKEN && e->noun_at[head]) break; /* a bill banning it */
    else if (tag & (T(NN) | T(NNS) | T(NNP) | T(NNPS))) head = i;
  }
  return (lun_event_thing){lun_event_noun_rows(e, head), head};
}

enum { AHEAD = 12 }; /* tokens behind a verb, before one that may be passive, in which its noun stands */

bool lun_event_is_intended(const lun_events *e, int32_t verb) {
  const lun_event_rows *rows = lun_event_verb_rows(e, verb);
  for (uint32_t i = 0; rows && i < rows->count; i++)
    if (row_is(&rows->at[i], ROW_EXPECTS)) return true;
  return false;
}

/* Whether a participle only describes the noun behind it, or stands for one: a planned visit, the exiled leader; two of the injured. */
static bool describes(lun_events *e, lun_phrase verb) {
  if (verb.last > verb.first || !clause_tag_is(e->c, verb.first, T(VBN))) return false;
  size_t size;
  if (clause_tag_is(e->c, verb.first - 1, T(DT)) && !strcmp(lower_at(e, verb.first - 1, &size), "the")) return true;
  if (!clause_tag_is(e->c, verb.last + 1, T(NN) | T(NNS) | T_JJ)) return false;
  return clause_tag_is(e->c, verb.first - 1, T_DETERMINER | T(POS)) || lun_clause_sentence(e->c, verb.first).first == verb.first;
}

/* Whether some row of a verb makes an event with one of a noun. */
static bool makes_pair(const lun_events *e, const lun_event_rows *verb, const lun_event_rows *noun) {
  for (uint32_t i = 0; noun && i < verb->count; i++)
    for (uint32_t n = 0; verb->at[i].class_number && n < noun->count; n++)
      if (lun_event_pair_of(e->words, &verb->at[i], &noun->at[n])) return true;
  return false;
}

/* Whether a verb may tell an event where it stands: one that says nothing by itself needs its noun. */
static bool tells(lun_events *e, lun_phrase verb) {
  const lun_event_rows *rows = lun_event_verb_rows(e, verb.first);
  if (rows && describes(e, verb)) return false;
  if (!rows || rows->weight != LUN_EVENT_PAIRS) return rows && rows->weight == LUN_EVENT_TELLS;
  const bool finds = row_is(rows->at, ROW_FINDS);
  if (!finds && clause_tag_is(e->c, verb.first, T(VBN))) /* talks were held */
    for (int32_t i = verb.first - 1; i >= clause_most(0, verb.first - AHEAD); i--)
      if (makes_pair(e, rows, e->noun_at[i])) return true;
  for (int32_t i = verb.last + 1; i <= clause_least(e->count - 1, verb.last + AHEAD); i++) {
    if (finds ? event_word_is(e, i, E(GUILTY)) : makes_pair(e, rows, e->noun_at[i]) || (event_word_is(e, i, E(MONEY)) && makes_pair(e, rows, e->words->money))) return true;
    if (clause_word_is(e->c, i, W(STOP))) return false;
  }
  return false;
}

static lun_status lay(lun_events *e, lun_layer *layer, lun_phrase verb, event_voice voice, lun_err *err) {
  uint32_t id;
  return lun_layer_add_shared(layer, (uint32_t)verb.first, (uint32_t)verb.last + 1, 0, e->words->voices[voice], &id, err);
}

static lun_status lay_group(lun_events *e, lun_layer *layer, lun_phrase verb, lun_err *err) {
  const lun_event_verb *read = lun_event_verb_of(e, verb);
  if (!read) return lun_fail_memory(err);
  return lay(e, layer, verb, read->passive ? VOICE_PASSIVE : clause_tag_is(e->c, verb.last, T(IN)) ? VOICE_LINKED : VOICE_ACTIVE, err);
}

static bool ends_ing(const lun_events *e, int32_t token) {
  size_t size;
  const char *word = lower_at(e, token, &size);
  return size > 3 && !memcmp(word + size - 3, "ing", 3);
}

lun_status lun_events_lay(lun_events *e, lun_layer *layer, lun_err *err) {
  lun_status status = LUN_OK;
  for (uint32_t i = 0; !status && i < e->verb_count; i++) {
    const lun_phrase verb = e->verbs[i];
    const bool whole = verb.last > verb.first + 1; /* set fire to: can be no other, however it was tagged */
    if (whole || clause_tag_is(e->c, verb.first, T_VERB)) {
      if (tells(e, verb)) status = lay_group(e, layer, verb, err);
    } else if (clause_tag_is(e->c, verb.first, T(NN)) && event_word_is(e, verb.last + 1, E(OF)) && ends_ing(e, verb.first)) {
      status = lay(e, layer, verb, VOICE_GERUND, err); /* the signing of */
    }
  }
  return status ? status : lun_events_failure(e, err);
}

lun_status lun_events_lay_verb(lun_events *e, lun_layer *layer, int32_t token, lun_err *err) {
  if (!clause_tag_is(e->c, token, T_VERB)) return lun_events_failure(e, err);
  const lun_status status = lay_group(e, layer, (lun_phrase){token, token}, err);
  return status ? status : lun_events_failure(e, err);
}
