/* When and where an event happens: the time and the place that stand nearest to its verb, by what lies between the two. Times and places
 * of a document are read once, as the tokens at which they begin and end, and no search goes further than some tokens, so that the work
 * grows with the events and not with what a sentence holds. */
#include <string.h>

#include "clause/event.h"

enum {
  FAR = 40,                                                /* tokens on each side of an event among which its time stands */
  OTHER = 24,                                              /* what costs more is the time of another clause */
  VERB = 23, CLAUSE = 15, JOINED = 8, MARK = 3, NAMING = 25, /* what lies between counts as so many tokens */
  OPENING = 3,                                             /* tokens at the beginning of a sentence in which its time may stand */
  BEFORE = 8, BEHIND = 14,                                 /* tokens around an event among which its place stands */
  NOUN = 2                                                 /* tokens behind a time up to the noun that it belongs to */
};
#define T_NOUN (T(NN) | T(NNS) | T(NNP) | T(NNPS))
#define T_VERBAL (T(VB) | T(VBD) | T(VBG) | T(VBN) | T(VBP) | T(VBZ) | T(MD) | T(RB) | T(RBR) | T(RBS) | T(TO))

/* A duration says how long, a set how often: neither dates anything, and neither does what is now or was once, nor the day of the article
 * in a dateline. */
static bool dates(const lun_doc *doc, const lun_layer *layer, const lun_span *span) {
  static const char vague[] = "_REF";
  size_t size;
  const char *type = lun_layer_get(layer, span->id, "type", &size);
  if (!type || (strcmp(type, "DATE") && strcmp(type, "TIME"))) return false;
  const char *value = lun_layer_get(layer, span->id, "value", &size);
  if (value && size >= sizeof vague - 1 && !strcmp(value + size - (sizeof vague - 1), vague)) return false;
  return lun_doc_part(doc, span->first) != LUN_DATELINE;
}

/* Of two that begin at one token, or end at one, the later in the layer counts. */
static lun_status read_spans(lun_events *e, const char *name, bool times, event_spans *spans, lun_err *err) {
  lun_layer *layer = lun_doc_layer(e->c->doc, name);
  const uint32_t count = layer ? lun_layer_count(layer) : 0;
  spans->at = lun_alloc(((size_t)count + 1) * sizeof *spans->at);
  spans->starts = lun_zalloc((size_t)e->count + 1, sizeof *spans->starts);
  spans->stops = lun_zalloc((size_t)e->count + 1, sizeof *spans->stops);
  if (!spans->at || !spans->starts || !spans->stops) return lun_fail_memory(err);
  for (uint32_t i = 0; i < count; i++) {
    const lun_span *span = lun_layer_span(layer, i);
    if (times && !dates(e->c->doc, layer, span)) continue;
    spans->at[spans->count++] = (lun_event_span){{(int32_t)span->first, (int32_t)span->stop - 1}, span->id};
    spans->starts[span->first] = spans->stops[span->stop - 1] = spans->count;
  }
  spans->read = true;
  return LUN_OK;
}

void lun_event_spans_free(event_spans *spans) {
  lun_free(spans->at);
  lun_free(spans->starts);
  lun_free(spans->stops);
  *spans = (event_spans){0};
}

static const event_spans *spans_of(lun_events *e, const char *name, bool times, event_spans *spans) {
  if (!spans->read && !e->failure.code && read_spans(e, name, times, spans, &e->failure)) lun_event_spans_free(spans);
  return spans->read ? spans : NULL;
}
const event_spans *lun_event_times(lun_events *e) { return spans_of(e, "time", true, &e->times); }
static const event_spans *places_of(lun_events *e) { return spans_of(e, "place", false, &e->places); }

/* The one that begins at a token, which is in the document; that ends there; NULL for none. */
static const lun_event_span *beginning(const event_spans *s, int32_t i) { return s->starts[i] ? &s->at[s->starts[i] - 1] : NULL; }
static const lun_event_span *ending(const event_spans *s, int32_t i) { return s->stops[i] ? &s->at[s->stops[i] - 1] : NULL; }

/* The first that begins among the tokens; NULL in most sentences. */
static const lun_event_span *first_among(const event_spans *s, lun_phrase words) {
  uint32_t low = 0, high = s->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (s->at[middle].at.first < words.first) low = middle + 1;
    else high = middle;
  }
  return low < s->count && s->at[low].at.first <= words.last ? beginning(s, s->at[low].at.first) : NULL;
}

static bool joins(lun_events *e, int32_t i) { return clause_word_is(e->c, i, W(AND) | W(OR)); }

/* What it costs to cross a token. */
static int cost_of(lun_events *e, int32_t i) {
  if (clause_tag_is(e->c, i, T_FINITE)) return joins(e, i - 1) ? 1 : VERB; /* arrested two and killed one on Monday */
  if (event_word_is(e, i, E(OPENING))) return CLAUSE;
  if (joins(e, i)) return JOINED;
  return clause_word_is(e->c, i, W(COMMA)) ? MARK : 1;
}

/* Whether the noun that a time belongs to is what the verb before it makes an event of: won Sunday's election. */
static bool is_of_object(const lun_events *e, const lun_event_span *t, int32_t at, int32_t behind) {
  if (t->at.first != at + 1) return false;
  for (int32_t i = behind; i <= behind + NOUN && i < e->count; i++)
    if (e->noun_at[i]) return *e->noun_at[i]->at->event != '\0';
  return false;
}

/* What a time costs that belongs to a noun behind it: Monday's attack, the 2015 accord; nothing where that noun is the event. */
static int naming(lun_events *e, const lun_event_span *t, int32_t at) {
  int32_t behind = t->at.last + 1;
  if (event_word_is(e, behind, E(GENITIVE))) {
    if (is_of_object(e, t, at, ++behind)) return 0;
  }
  else if (!clause_tag_is(e->c, behind, T_NOUN)) return 0;
  return at >= behind && at <= behind + NOUN ? 0 : NAMING;
}

typedef struct nearest {
  const lun_event_span *best;
  int least;
} nearest;
static void offer(lun_events *e, const lun_event_span *t, int32_t at, int cost, nearest *n) {
  cost += naming(e, t, at);
  if (!n->best || cost < n->least) *n = (nearest){t, cost};
}

static bool is_when(lun_events *e, int32_t i) { return event_word_is(e, i, E(MEANWHILE)) && clause_tag_is(e->c, i, T(WRB)); }

/* Whether a time only ends what a verb tells: barred it until 2027; not of what did not happen until then. */
static bool is_end(lun_events *e, const lun_event_span *t, int32_t at) {
  const lun_event_verb *verb = e->read[at];
  return event_word_is(e, t->at.first - 1, E(UNTIL)) && !(verb && verb->negated);
}

/* What the verb of an event makes of the verb behind it, to which the times behind belong: accused Peru of shelling, jailed for killing; asked Peru
 * to leave. */
static bool is_deed_of_other(lun_events *e, int32_t i, bool asks) {
  if (clause_tag_is(e->c, i, T(VBG))) return event_word_is(e, i - 1, E(OF)) || (event_word_is(e, i - 1, E(FROM)) && e->verb_at[i]);
  return asks && clause_tag_is(e->c, i, T(VB)) && clause_word_is(e->c, i - 1, W(TO));
}
static bool asks(const lun_events *e, int32_t verb) {
  const lun_event_rows *rows = e->verb_at[verb];
  for (uint32_t i = 0; rows && i < rows->count; i++)
    if (!strncmp(rows->at[i].code, "02", 2) || !strncmp(rows->at[i].code, "10", 2)) return true;
  return false;
}

static void look_behind(lun_events *e, const event_spans *times, lun_phrase at, int32_t last, nearest *n) {
  int cost = 0;
  const bool asking = asks(e, at.first);
  bool same = false; /* in a clause of `when`, before its verb: killed when a bus overturned on Monday */
  for (int32_t i = at.last + 1; i <= clause_least(last, at.first + FAR); i++) {
    const lun_event_span *t = beginning(times, i);
    if (t && !is_end(e, t, at.first)) offer(e, t, at.first, cost, n);
    if (t || is_deed_of_other(e, i, asking) || (event_word_is(e, i, E(RELATIVE)) && !is_when(e, i)) || cost > OTHER) return;
    const bool finite = clause_tag_is(e->c, i, T_FINITE);
    cost += is_when(e, i) || (same && finite) ? 1 : cost_of(e, i);
    same = is_when(e, i) || (same && !finite);
  }
}

/* Whether a time stands in what is told beside of a noun, between commas: Torres, who left in 2011, was charged. */
static bool is_beside(lun_events *e, const lun_event_span *t, int32_t first) {
  for (int32_t i = t->at.first - 1; i > first && t->at.first - i <= FAR; i--)
    if (clause_word_is(e->c, i, W(COMMA))) return event_word_is(e, i + 1, E(RELATIVE)) || clause_tag_is(e->c, i + 1, T(VBN));
  return false;
}

/* Whether a verb tells what is going on, which is not of the day of what was done before: was freed in May and is cooperating. */
static bool goes_on(lun_events *e, int32_t at) {
  if (clause_tag_is(e->c, at, T(VBZ) | T(VBP))) return true;
  return clause_tag_is(e->c, at, T(VBG)) && clause_tag_is(e->c, at - 1, T(VBZ) | T(VBP));
}

/* Whether a time before a verb is of what is told of its subject: the firm which bought it in May will cut jobs. */
static bool is_of_subject(lun_events *e, const lun_event_span *t, int32_t at) {
  const lun_event_verb *verb = e->read[at];
  if (!verb || !verb->read || !lun_is_phrase(verb->subject)) return false;
  const int32_t i = verb->subject.last + 1;
  return i < t->at.first && (event_word_is(e, i, E(RELATIVE)) || clause_tag_is(e->c, i, T(WDT) | T(WP_S) | T(VBN) | T(VBG)));
}

static void look_before(lun_events *e, const event_spans *times, int32_t at, int32_t first, nearest *n) {
  const int32_t from = clause_most(first, at - FAR);
  int32_t i = at - 1;
  int cost = 2;
  bool comma = false;
  const bool on = goes_on(e, at);
  while (i > first && i >= from && !ending(times, i) && clause_tag_is(e->c, i, T_VERBAL)) i--; /* had been: its own group */
  for (; i >= from; i--) {
    const lun_event_span *t = ending(times, i);
    if (t && !is_end(e, t, at) && !(comma && is_beside(e, t, first)) && !is_of_subject(e, t, at)) offer(e, t, at, cost, n);
    if (t || cost > OTHER || (on && joins(e, i))) return;
    comma = comma || clause_word_is(e->c, i, W(COMMA));
    if (clause_word_is(e->c, i, W(COMMA)) && i + 2 < at && clause_word_is(e->c, i + 1, W(AS)) && clause_tag_is(e->c, i + 1, T(IN))) return; /* fell on Monday, as shells hit */
    if (clause_word_is(e->c, i, W(COMMA)) && i + 1 < at && clause_word_is(e->c, i + 1, W(AND) | W(OR) | W(BUT)) && !clause_tag_is(e->c, i + 2, T_VERBAL)) return; /* ..., and Peru praised */
    cost += cost_of(e, i);
  }
}

static const lun_event_span none = {{LUN_NO_TOKEN, LUN_NO_TOKEN}, 0};

/* The verb before that a verb shares its subject with, and the time that stands before both: a court on Friday convicted Torres and sentenced her;
 * LUN_NO_TOKEN for none. */
static int32_t verb_shared_with(lun_events *e, int32_t at, int32_t first) {
  const int32_t start = lun_verb_group_of(e->c, at, first).start;
  if (!clause_word_is(e->c, start - 1, W(AND))) return LUN_NO_TOKEN;
  for (int32_t i = start - 2; i >= first && start - i <= FAR; i--)
    if (clause_tag_is(e->c, i, T_FINITE) || (clause_tag_is(e->c, i, T(VBN)) && e->verb_at[i])) return i; /* the tagger takes past forms for participles */
  return LUN_NO_TOKEN;
}

lun_event_span lun_event_time_of(lun_events *e, lun_phrase at) {
  const event_spans *times = lun_event_times(e);
  const lun_phrase sentence = lun_clause_sentence(e->c, at.first);
  nearest n = {NULL, 0};
  if (!times || !first_among(times, sentence)) return none;
  look_behind(e, times, at, sentence.last, &n);
  look_before(e, times, at.first, sentence.first, &n);
  for (int32_t k = sentence.first; k <= clause_least(at.first, sentence.first + OPENING - 1); k++) { /* On Monday, ...: the clause that follows, however far its verb */
    const lun_event_span *t = beginning(times, k);
    if (!t) continue;
    offer(e, t, at.first, FAR / 2, &n);
    break;
  }
  const int32_t other = n.best || !clause_tag_is(e->c, at.first, T_FINITE | T(VBN)) ? LUN_NO_TOKEN : verb_shared_with(e, at.first, sentence.first);
  if (other != LUN_NO_TOKEN) look_before(e, times, other, sentence.first, &n);
  return n.best ? *n.best : none;
}

lun_event_span lun_event_first_time(lun_events *e, lun_phrase words) {
  const event_spans *times = lun_event_times(e);
  const lun_event_span *t = times ? first_among(times, words) : NULL;
  return t ? *t : none;
}

/* Whether a place is brought by a preposition that says where. */
static bool is_brought(lun_events *e, const lun_event_span *place, int32_t first) {
  int32_t before = place->at.first - 1;
  if (before - 1 > first && clause_tag_is(e->c, before, T(NN)) && clause_tag_is(e->c, before - 1, T(DT)) && !clause_tag_is(e->c, place->at.last + 1, T_VERB | T(MD))) before--; /* in the capital Norwick, */
  while (before > first && clause_tag_is(e->c, before, T(DT) | T(JJ) | T(VBG))) before--; /* in neighbouring Peru */
  if (before - 1 > first && clause_tag_is(e->c, before, T(POS)) && clause_tag_is(e->c, before - 1, T(NNP)))
    for (before--; before > first && clause_tag_is(e->c, before, T(NNP));) before--; /* in Peru's southern Puno region */
  if (before - 1 > first && event_word_is(e, before, E(OF)) && clause_tag_is(e->c, before - 1, T(NN))) /* in the border town of Norwick */
    for (before--; before > first && clause_tag_is(e->c, before, T(DT) | T(JJ) | T(NN));) before--;
  return before >= first && event_word_is(e, before, E(LOCATING));
}

/* Whether another verb begins at a token: and to hold, while he held. */
static bool is_another(lun_events *e, int32_t i) {
  if (!joins(e, i) && !clause_word_is(e->c, i, W(BUT) | W(WHILE))) return false;
  return clause_tag_is(e->c, i + 1, T_VERB | T(MD)) || clause_tag_is(e->c, i + 2, T_VERB | T(MD));
}

static const lun_event_span *place_behind(lun_events *e, const event_spans *places, int32_t at, int32_t first, int32_t to) {
  bool apart = false; /* behind `after`, `before` and their like */
  for (int32_t i = at; i <= to; i++) {
    const lun_event_span *place = beginning(places, i);
    if (place && is_brought(e, place, first)) return place;
    if (is_another(e, i) || clause_word_is(e->c, i, W(SEMICOLON))) return NULL;
    if (apart && (e->noun_at[i] || clause_tag_is(e->c, i, T_VERB))) return NULL; /* freed them after talks in Accra: the place of the talks */
    apart = apart || (i > at && event_word_is(e, i, E(EARLIER) | E(LATER)));
  }
  return NULL;
}

static const lun_event_span *place_before(lun_events *e, const event_spans *places, int32_t at, int32_t first, int32_t from) {
  const lun_event_span *best = NULL;
  const bool participle = clause_tag_is(e->c, at, T(VBG)) && clause_word_is(e->c, at - 1, W(COMMA)); /* fell on Lima, killing six */
  bool comma = false;
  for (int32_t i = at - 1; i >= from; i--) {
    const lun_event_span *place = beginning(places, i);
    if (clause_word_is(e->c, i, W(SEMICOLON))) break;
    if (place && is_brought(e, place, first)) best = best ? best : place;
    else if (best && comma && !participle && clause_tag_is(e->c, i, T_VERB) && i + 1 < best->at.first) return NULL; /* after they left Lima, ...: the place of another verb */
    else if (!best) {
      if (event_word_is(e, i, E(OPENING))) return NULL;
      comma = comma || clause_word_is(e->c, i, W(COMMA));
    }
  }
  return best;
}

/* The place of the dateline, where the paragraph is under it. */
static const lun_event_span *place_of_dateline(const lun_events *e, const event_spans *places, int32_t at) {
  const lun_structure *s = &e->c->doc->structure;
  const uint32_t paragraph = s->paragraphs.first[lun_ranges_at(&s->paragraphs, (uint32_t)at)];
  if (s->dateline_first >= s->dateline_stop || s->dateline_first < paragraph || (int32_t)s->dateline_stop > at) return NULL;
  for (uint32_t i = s->dateline_first; i < s->dateline_stop; i++)
    if (beginning(places, (int32_t)i)) return beginning(places, (int32_t)i);
  return NULL;
}

lun_event_span lun_event_place_of(lun_events *e, int32_t at, lun_phrase journey, bool *stated) {
  const event_spans *places = places_of(e);
  *stated = true;
  if (!places || !places->count) return none;
  const lun_event_span *reached = lun_is_phrase(journey) ? first_among(places, journey) : NULL;
  if (reached) return *reached;
  const lun_phrase sentence = lun_clause_sentence(e->c, at);
  const lun_phrase around = {clause_most(sentence.first, at - BEFORE), clause_least(sentence.last, at + BEHIND)};
  const lun_event_span *place = NULL;
  if (first_among(places, around)) {
    place = place_behind(e, places, at, sentence.first, around.last);
    if (!place) place = place_before(e, places, at, sentence.first, around.first);
  }
  if (place) return *place;
  *stated = false;
  place = place_of_dateline(e, places, at);
  return place ? *place : none;
}

lun_event_span lun_event_place_at(lun_events *e, int32_t token) {
  const event_spans *places = places_of(e);
  const lun_event_span *place = places && token >= 0 && token < e->count ? beginning(places, token) : NULL;
  return place ? *place : none;
}

bool lun_event_is_when_or_where(lun_events *e, lun_phrase words) {
  const event_spans *times = lun_event_times(e), *places = places_of(e);
  return times && places && (beginning(times, words.first) || beginning(places, words.first) || ending(places, words.last));
}

bool lun_event_is_time(lun_events *e, lun_phrase words) {
  const event_spans *times = lun_is_phrase(words) ? lun_event_times(e) : NULL;
  const lun_event_span *t = times ? beginning(times, words.first) : NULL;
  return t && t->at.last == words.last;
}
