/* The parts of a noun phrase: determiner, words before the head, head, and what stands behind it; the country that a name in it has,
 * and the person whose name stands beside it. */
#include <string.h>

#include "reference/part.h"

lun_noun_phrase lun_phrase_read(lun_referents *r, uint32_t first, uint32_t stop) {
  lun_noun_phrase phrase = {.first = first, .stop = stop, .from = first, .at = first};
  const lun_lexeme *lexeme = r->doc->tokens.lexeme;
  uint32_t i = first;
  if (lun_word_is(r, i, R(DETERMINER))) {
    phrase.determiner = lun_word_bits(r, i);
    phrase.from = phrase.at = ++i;
  }
  for (; i < stop; i++) {
    if (phrase.head && lun_word_is(r, i, R(TAIL))) {
      phrase.tail = true;
      break;
    }
    phrase.head = lexeme[i];
    phrase.at = i;
  }
  if (phrase.head) {
    phrase.head_bits = lun_reference_looked_up(r->words, phrase.head, &r->failure);
    phrase.head = lun_lower_of(r, phrase.at);
  }
  return phrase;
}

/* The first name in a phrase that has a country: of an organisation, else of a place, else of a nation. */
bool lun_phrase_country(lun_referents *r, lun_noun_phrase *phrase) {
  static const lun_entity_type types[] = {LUN_ENTITY_ORG, LUN_ENTITY_PLACE, LUN_ENTITY_NORP};
  for (unsigned t = 0; !phrase->country_read && t < sizeof types / sizeof *types; t++) {
    lun_layer *layer = lun_doc_layer(r->doc, lun_entity_type_name(types[t]));
    const uint32_t count = layer ? lun_layer_count(layer) : 0;
    for (uint32_t i = layer ? lun_layer_within(layer, phrase->first, phrase->stop, 0) : 0; i < count; i = lun_layer_within(layer, phrase->first, phrase->stop, i + 1)) {
      const lun_span *s = lun_layer_span(layer, i);
      size_t size;
      const char *cc = lun_layer_get(layer, s->id, "cc", &size);
      const char *kind = cc && types[t] == LUN_ENTITY_NORP && s->stop > phrase->at ? lun_layer_get(layer, s->id, "kind", NULL) : NULL;
      if (!cc || size != 2 || (kind && !strcmp(kind, "NORP.pol"))) continue; /* the Republican is not whoever is of that land */
      memcpy(phrase->country, cc, 2);
      phrase->country_layer = (uint8_t)types[t];
      phrase->country_first = s->first;
      phrase->country_stop = s->stop;
      phrase->country_read = true;
      break;
    }
  }
  phrase->country_read = true;
  return *phrase->country != 0;
}

static bool is_mark(const lun_referents *r, uint32_t token) {
  const char first = r->doc->text[r->doc->tokens.start[token]];
  return first == ',' || first == '.';
}

/* Whose name stands beside a phrase: the mayor, Ana Torres, left; Ana Torres, the mayor, left; Acme, the oil company, fell. */
uint32_t lun_named_beside(lun_referents *r, const lun_noun_phrase *phrase, lun_entity_type type) {
  const uint32_t count = r->doc->tokens.count, stop = phrase->stop;
  lun_layer *names = lun_doc_layer(r->doc, lun_entity_type_name(type));
  if (!names) return LUN_NOBODY;
  const bool comma = stop < count && lun_lexeme_is(r, stop, r->words->comma);
  const uint32_t at = stop + comma, spans = lun_layer_count(names);
  for (uint32_t i = at < count ? lun_layer_at(names, at, 0) : spans; i < spans; i = lun_layer_at(names, at, i + 1)) {
    const lun_span s = *lun_layer_span(names, i);
    if (s.first == at && (!comma || (s.stop < count && is_mark(r, s.stop)))) return lun_referents_at(r, s.first, s.stop);
  }
  if (phrase->first < 2 || !lun_lexeme_is(r, phrase->first - 1, r->words->comma) || !(comma || is_mark(r, stop < count ? stop : stop - 1))) return LUN_NOBODY;
  for (uint32_t i = lun_layer_at(names, phrase->first - 2, 0); i < spans; i = lun_layer_at(names, phrase->first - 2, i + 1)) {
    const lun_span s = *lun_layer_span(names, i);
    if (s.stop == phrase->first - 1) return lun_referents_at(r, s.first, s.stop);
  }
  return LUN_NOBODY;
}
