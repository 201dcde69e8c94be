/* Whom the source of a statement means: a name in it, a person named beside it, else what its pronoun or noun refers back to. */
#include <string.h>

#include "reference/part.h"

enum { APPOSED = 4 /* tokens behind the comma that a name beside a source takes */ };

/* Names have capitals. */
static bool is_lower(lun_referents *r, uint32_t first, uint32_t stop) {
  for (uint32_t t = first; t < stop; t++)
    if (!lun_lexeme_is(r, t, lun_lower_of(r, t))) return false;
  return true;
}

static bool followed_by_space(const lun_referents *r, uint32_t token) {
  const uint32_t stop = lun_token_stop(&r->doc->tokens, token);
  return stop < r->doc->size && r->doc->text[stop] == ' ';
}

static const char *lower_text(lun_referents *r, uint32_t token, size_t *size) {
  const lun_lexeme lower = lun_lower_of(r, token);
  *size = 0;
  return lower ? lun_vocab_text(r->doc->vocab, lower, size) : "";
}

static bool begins_with(lun_referents *r, uint32_t first, uint32_t stop, const char *word) {
  size_t size;
  const char *text = lower_text(r, first, &size);
  return stop - first > 1 && !strcmp(text, word) && followed_by_space(r, first);
}

/* The mayor of Lima; a lawyer: the name in it is not who speaks. */
static bool describes_only(lun_referents *r, uint32_t first, uint32_t stop) {
  if (begins_with(r, first, stop, "a") || begins_with(r, first, stop, "an")) return true;
  if (stop - first < 3 || !begins_with(r, first, stop, "the") || !followed_by_space(r, first + 1)) return false;
  size_t size;
  const char *word = lun_vocab_text(r->doc->vocab, r->doc->tokens.lexeme[first + 1], &size); /* as it is written: the Bank of Peru speaks itself */
  for (size_t i = 0; i < size; i++)
    if (word[i] < 'a' || word[i] > 'z') return false;
  return size && !strncmp(lower_text(r, first + 2, &size), "of", 2);
}

/* Whether what is named at a token only tells more of the source: police in Lima, a lawyer for Torres. */
static bool tells_more(lun_referents *r, uint32_t token, uint32_t first) {
  token--;
  if (token > first && lun_lower_of(r, token) == r->words->the) token--;
  return token > first && lun_word_is(r, token, R(RELATION));
}

/* Whether what is named before a token owns what stands there: Torres's lawyer, the miners' union. */
static bool is_owner(lun_referents *r, uint32_t stop) {
  size_t size;
  const char *text = lun_vocab_text(r->doc->vocab, r->doc->tokens.lexeme[stop], &size);
  return !strcmp(text, "'s") || !strcmp(text, "’s") || !strcmp(text, "'") || !strcmp(text, "’");
}

/* Whether a token stands in a name. */
static bool is_in_name(lun_referents *r, uint32_t token) {
  for (unsigned t = 0; t < LUN_ENTITY_TYPES; t++) {
    lun_layer *layer = lun_doc_layer(r->doc, lun_entity_type_name((lun_entity_type)t));
    if (layer && lun_layer_at(layer, token, 0) < lun_layer_count(layer)) return true;
  }
  return false;
}

/* The entity that a name in the source names: false for no name. */
static bool named_within(lun_referents *r, uint32_t first, uint32_t stop, uint32_t *entity) {
  static const lun_entity_type types[] = {LUN_ENTITY_PERSON, LUN_ENTITY_ORG, LUN_ENTITY_PLACE};
  for (unsigned t = 0; t < sizeof types / sizeof *types; t++) {
    lun_layer *layer = lun_doc_layer(r->doc, lun_entity_type_name(types[t]));
    const uint32_t count = layer ? lun_layer_count(layer) : 0;
    lun_span found = {0, 0, 0, 0};
    for (uint32_t i = layer ? lun_layer_within(layer, first, stop, 0) : 0; i < count; i = lun_layer_within(layer, first, stop, i + 1)) {
      const lun_span span = *lun_layer_span(layer, i);
      if (span.stop < stop && is_owner(r, span.stop)) continue;
      if (types[t] != LUN_ENTITY_PERSON || span.first == first || !tells_more(r, span.first, first)) found = span; /* Ana Torres of Acme */
    }
    if (!found.stop || (found.first > first && tells_more(r, found.first, first))) continue;
    if (types[t] != LUN_ENTITY_PERSON && (found.stop != stop || describes_only(r, first, stop))) continue;
    *entity = lun_referents_at(r, found.first, found.stop);
    return true;
  }
  return false;
}

/* Adds one of several who are meant, once; the first of them is whom the source means. */
static void add_speaker(lun_source *source, uint32_t entity, const lun_reason *reason) {
  for (uint32_t i = 0; i < source->many; i++)
    if (source->several[i] == entity) return;
  if (entity == LUN_NOBODY || source->many == LUN_SPEAKERS) return;
  if (!source->many) {
    source->entity = entity;
    source->reason = *reason;
  }
  source->several[source->many++] = entity;
}

/* Whose name stands between commas behind a source: the mayor, Judge Ana Torres, said; two ministers, Ana Torres and Luis Vega, said. */
static bool apposed(lun_referents *r, uint32_t source_stop, lun_source *source) {
  const uint32_t count = r->doc->tokens.count, first = source_stop + 1;
  const lun_reason reason = lun_reason_of(LUN_REASON_BESIDE);
  uint32_t stop = first + APPOSED;
  if (stop >= count || !lun_lexeme_is(r, source_stop, r->words->comma)) return false;
  while (stop > first && lun_lexeme_is(r, stop - 1, r->words->comma)) stop--;
  lun_layer *persons = lun_doc_layer(r->doc, lun_entity_type_name(LUN_ENTITY_PERSON));
  const uint32_t spans = persons ? lun_layer_count(persons) : 0;
  for (uint32_t i = first; i < stop && !lun_lexeme_is(r, i, r->words->comma); i++)
    for (uint32_t k = spans ? lun_layer_at(persons, i, 0) : 0; k < spans; k = lun_layer_at(persons, i, k + 1)) {
      const lun_span s = *lun_layer_span(persons, k);
      if (s.first != i || s.stop >= count || !lun_lexeme_is(r, s.stop, r->words->comma)) continue;
      uint32_t from, to;
      lun_joined(r, &(lun_antecedent){.first = s.first, .stop = s.stop}, LUN_ENTITY_PERSON, &from, &to);
      for (const lun_mentions *list = &r->of_type[LUN_ENTITY_PERSON]; from < to; from++)
        if (list->at[from].first >= first && list->at[from].stop < s.stop) add_speaker(source, list->at[from].entity, &reason);
      add_speaker(source, lun_referents_at(r, s.first, s.stop), &reason);
      return source->entity != LUN_NOBODY;
    }
  return false;
}

static lun_source source_of(lun_referents *r, uint32_t first, uint32_t stop, uint32_t speaker, uint32_t quote) {
  const lun_reference_answer *told = NULL;
  lun_source named = {.entity = LUN_NOBODY, .reason = lun_reason_of(LUN_REASON_NAMED)};
  if (stop - first == 1 && lun_word_is(r, first, R_PRONOUN)) told = lun_meant_before(r, first, speaker, quote);
  else if (!is_lower(r, first, stop) && named_within(r, first, stop, &named.entity)) return named;
  else if (apposed(r, stop, &named)) return named;
  else if (begins_with(r, first, stop, "the") || begins_with(r, first, stop, "his") || begins_with(r, first, stop, "her")) told = lun_meant(r, first, stop);
  lun_source source = {.entity = told ? told->entity : LUN_NOBODY, .reason = told ? told->reason : lun_reason_of(LUN_REASON_NAMELESS)};
  if (told && told->entity == LUN_NOBODY)
    for (uint32_t i = 0; i < told->many; i++) add_speaker(&source, told->several[i], &told->reason);
  return source;
}

/* Where the part of a source that begins at a token ends: before a comma, or a conjunction, that stands in no name. Behind the last
 * conjunction commas part nothing. */
static uint32_t part_stop(lun_referents *r, uint32_t first, uint32_t stop, uint32_t last_joint) {
  uint32_t t = first;
  while (t < stop && !(t <= last_joint && (lun_lexeme_is(r, t, r->words->and_) || lun_lexeme_is(r, t, r->words->comma)) && !is_in_name(r, t))) t++;
  return t;
}

/* The name that is all of a part but for an article, and its type; LUN_ENTITY_TYPES for none. */
static lun_entity_type bare_name(lun_referents *r, uint32_t first, uint32_t stop) {
  if (first < stop && lun_lower_of(r, first) == r->words->the) first++;
  for (unsigned t = 0; t < LUN_ENTITY_TYPES; t++) {
    lun_layer *layer = lun_doc_layer(r->doc, lun_entity_type_name((lun_entity_type)t));
    const uint32_t count = layer ? lun_layer_count(layer) : 0;
    for (uint32_t i = count ? lun_layer_at(layer, first, 0) : 0; i < count; i = lun_layer_at(layer, first, i + 1)) {
      const lun_span *span = lun_layer_span(layer, i);
      if (span->first == first && span->stop == stop) return (lun_entity_type)t;
    }
  }
  return LUN_ENTITY_TYPES;
}

/* Whether a name behind a conjunction goes with the preposition before the part that ends there: officials in Peru and Chile. */
static bool goes_with(lun_referents *r, uint32_t first, uint32_t stop, uint32_t next, uint32_t next_stop) {
  const lun_entity_type type = bare_name(r, next, next_stop);
  if (type == LUN_ENTITY_TYPES) return false;
  for (uint32_t t = stop - 1; t > first; t--)
    if (lun_word_is(r, t - 1, R(RELATION))) return bare_name(r, t, stop) == type;
  return false;
}

/* Those whom a source joins by `and`, each followed back for itself: Torres, Li and the mayor. False for a source that is to be followed back as
 * a whole. */
static bool joined(lun_referents *r, uint32_t first, uint32_t stop, uint32_t speaker, uint32_t quote, lun_source *source) {
  bool attached = false;
  uint32_t joint = stop - 1;
  while (joint > first && !(lun_lexeme_is(r, joint, r->words->and_) && !is_in_name(r, joint))) joint--;
  if (joint == first) return false;
  for (uint32_t from = first; from < stop;) {
    const uint32_t head = part_stop(r, from, stop, joint); /* behind it the names that go with its last one */
    uint32_t to = head, next = to;
    bool goes_on = false;
    for (;;) {
      while (next < stop && (lun_lexeme_is(r, next, r->words->and_) || lun_lexeme_is(r, next, r->words->comma))) next++;
      const uint32_t next_stop = part_stop(r, next, stop, joint);
      if (next >= stop || to == from || !goes_with(r, from, head, next, next_stop)) break;
      to = next = next_stop;
      goes_on = attached = true;
    }
    if (to > from && !goes_on) {
      const lun_source one = source_of(r, from, to, speaker, quote);
      add_speaker(source, one.entity, &one.reason);
      if (one.entity == LUN_NOBODY && source->nameless_count < LUN_SPEAKERS) source->nameless[source->nameless_count++] = (lun_part_of_source){from, to};
    }
    from = next;
  }
  return source->many || (attached && !begins_with(r, first, stop, "the"));
}

lun_status lun_source_of(lun_referents *r, const lun_reference_ask *ask, uint32_t first, uint32_t stop, uint32_t speaker, uint32_t quote, lun_source *source, lun_err *err) {
  lun_question question = {NULL};
  const lun_status status = lun_question_begin(r, ask, first, stop, &question, err);
  if (status) return status;
  *source = (lun_source){.entity = LUN_NOBODY, .reason = lun_reason_of(LUN_REASON_NAMELESS)};
  if (stop - first <= 2 || !joined(r, first, stop, speaker, quote, source)) *source = source_of(r, first, stop, speaker, quote);
  if (source->many == 1) source->many = 0;
  return lun_question_end(r, &question, err);
}
