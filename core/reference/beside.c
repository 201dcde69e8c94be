/* Who stands beside a quotation: speakers and cues that the rules of speech laid down in its sentence, whom a headline names, and who began the
 * sentence before. All look no further than so many tokens, a sentence or the paragraph above. */
#include "reference/beside.h"

#include "reference/part.h"

enum { BEHIND = 4 /* tokens behind a cue that a speaker stands in */ };

static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }

/* The first or the last span of a layer among tokens. */
static bool span_within(lun_layer *layer, uint32_t first, uint32_t stop, bool last, lun_filler *found) {
  const uint32_t count = layer && first < stop ? lun_layer_count(layer) : 0;
  bool is = false;
  for (uint32_t i = count ? lun_layer_within(layer, first, stop, 0) : 0; i < count && (last || !is); i = lun_layer_within(layer, first, stop, i + 1)) {
    const lun_span *s = lun_layer_span(layer, i);
    *found = (lun_filler){s->first, s->stop, LUN_NOBODY, layer, s->id};
    is = true;
  }
  return is;
}

/* A warning, his reply: no cue, but a noun. */
static bool is_noun(lun_referents *r, uint32_t cue) { return cue && lun_word_is(r, cue - 1, R(ARTICLE)); }

typedef struct view { lun_layer *speakers, *cues; uint32_t first, stop; } view;

static bool before(lun_referents *r, const view *v, const lun_quote *q, lun_filler *source, lun_filler *cue) {
  const uint32_t count = v->first < q->first ? lun_layer_count(v->cues) : 0;
  bool is = false;
  for (uint32_t i = count ? lun_layer_within(v->cues, v->first, q->first, 0) : 0; i < count; i = lun_layer_within(v->cues, v->first, q->first, i + 1)) {
    const lun_span c = *lun_layer_span(v->cues, i);
    if (is_noun(r, c.first) || !span_within(v->speakers, v->first, c.first, true, source)) continue;
    *cue = (lun_filler){c.first, c.stop, LUN_NOBODY, v->cues, c.id};
    is = true;
  }
  return is;
}

static bool behind(lun_referents *r, const view *v, const lun_quote *q, lun_filler *source, lun_filler *cue) {
  const uint32_t count = q->stop < v->stop ? lun_layer_count(v->cues) : 0;
  for (uint32_t i = count ? lun_layer_within(v->cues, q->stop, v->stop, 0) : 0; i < count; i = lun_layer_within(v->cues, q->stop, v->stop, i + 1)) {
    const lun_span c = *lun_layer_span(v->cues, i);
    if (is_noun(r, c.first)) continue;
    if (!span_within(v->speakers, q->stop, c.first, true, source) && !span_within(v->speakers, c.stop, least(v->stop, c.stop + BEHIND), false, source)) continue;
    *cue = (lun_filler){c.first, c.stop, LUN_NOBODY, v->cues, c.id};
    return true;
  }
  return false;
}

bool lun_source_beside(lun_referents *r, const lun_quote *q, uint32_t near, lun_filler *source, lun_filler *cue) {
  view v = {lun_doc_layer(r->doc, "speaker"), lun_doc_layer(r->doc, "cue"), lun_sentence_of(r, q->first), lun_sentence_stop(r, q->stop - 1)};
  if (!v.speakers || !v.cues) return false;
  if (q->first - v.first > near) v.first = q->first - near;
  v.stop = least(v.stop, q->stop + near);
  return before(r, &v, q, source, cue) || behind(r, &v, q, source, cue);
}

bool lun_source_of_headline(lun_referents *r, uint32_t first, lun_filler *source, lun_filler *cue) {
  static const lun_entity_type types[] = {LUN_ENTITY_PERSON, LUN_ENTITY_ORG};
  const uint32_t colon = first - 1;
  if (first < 2 || !lun_lexeme_is(r, colon, r->words->colon) || lun_doc_part(r->doc, colon) != LUN_HEADLINE) return false;
  const uint32_t from = lun_sentence_of(r, colon);
  bool is = false;
  for (unsigned t = 0; t < sizeof types / sizeof *types; t++) {
    lun_filler s;
    if (!span_within(lun_doc_layer(r->doc, lun_entity_type_name(types[t])), from, colon, false, &s) || (is && s.first >= source->first)) continue;
    *source = s;
    is = true;
  }
  *cue = (lun_filler){colon, first, LUN_NOBODY, NULL, 0};
  return is;
}

bool lun_subject_before(lun_referents *r, uint32_t first, uint32_t quotation_stop, lun_filler *subject) {
  lun_layer *persons = lun_doc_layer(r->doc, lun_entity_type_name(LUN_ENTITY_PERSON));
  const uint32_t paragraph = lun_paragraph_of(r, first), start = lun_sentence_of(r, first);
  if (!start) return false;
  const uint32_t from = lun_sentence_of(r, start - 1);
  if (start <= paragraph) {
    if (!lun_lexeme_is(r, start - 1, r->words->colon)) return false;
    return span_within(persons, from, start, false, subject) || span_within(persons, lun_paragraph_of(r, start - 1), start, false, subject);
  }
  return from >= paragraph && quotation_stop <= from && span_within(persons, from, start, false, subject);
}
