/* Attribution: statements are taken in the order of the text, clauses by their first tokens, of two that begin together the longer one first, and
 * quotations that stand in no other in between. What is known of who spoke last goes along: whoever is named beside a quotation, else began the
 * sentence before it, else spoke in the quotation before. */
#include "lunette/attribution.h"

#include <stdlib.h>
#include <string.h>

#include "reference/beside.h"
#include "reference/part.h"

enum { CARRIED_OVER = 1 /* paragraphs that a speaker is carried on over */ };

typedef struct last_quotation { /* that is speech; stop 0 for none */
  uint32_t stop, number, sentence;
  lun_voice speaker;
  lun_filler source, cue;
  bool direct;
} last_quotation;

typedef struct work {
  lun_referents *r;
  const lun_reference_ask *ask;
  lun_quotation_words *words;
  uint32_t near;
  lun_utterances *all;
  uint32_t *outer, outer_count; /* quotations that stand in no other */
  uint32_t *quoted;             /* [outer_count] the statements of them, and 1 */
  uint32_t *clauses, clause_count, next_clause;
  lun_voice speaker;  /* who spoke last */
  uint32_t reported;  /* the last clause, or LUN_NOBODY */
  last_quotation last;
  lun_err *err;
} work;

static const lun_voice nobody = {.entity = LUN_NOBODY, .of = LUN_NOBODY};

const char *lun_utterance_rule_name(lun_utterance_rule rule) {
  static const char *const names[] = {"carried", "within", "same"};
  return names[rule];
}

lun_status lun_utterances_give(lun_utterances *u, uint32_t count, lun_err *err) {
  static const lun_utterance none = {.speaker = {.entity = LUN_NOBODY, .of = LUN_NOBODY}, .source = {.of = LUN_NOBODY}, .cue = {.of = LUN_NOBODY}, .reason_of = LUN_NOBODY};
  if (lun_grow((void **)&u->at, &u->capacity, (uint64_t)count + 1, sizeof *u->at)) return lun_fail_memory(err);
  u->given = u->count = count;
  u->taken_count = 0;
  for (uint32_t i = 0; i < count; i++) u->at[i] = none;
  return LUN_OK;
}

void lun_utterances_free(lun_utterances *u) {
  lun_free(u->at);
  lun_free(u->taken);
  lun_free(u->numbers);
  *u = (lun_utterances){.at = NULL};
}

/* Notes what was done with a statement. */
static lun_status take(work *w, lun_taking taking) {
  lun_utterances *u = w->all;
  if (lun_grow((void **)&u->taken, &u->taken_capacity, (uint64_t)u->taken_count + 1, sizeof *u->taken)) return lun_fail_memory(w->err);
  u->taken[u->taken_count++] = taking;
  return LUN_OK;
}

/* Makes a statement of what a quotation says. */
static lun_status make(work *w, const lun_quote *q, uint32_t *number) {
  lun_utterances *u = w->all;
  if (lun_grow((void **)&u->at, &u->capacity, (uint64_t)u->count + 1, sizeof *u->at)) return lun_fail_memory(w->err);
  *number = u->count++;
  u->at[*number] = (lun_utterance){.first = q->first, .stop = q->stop, .speaker = nobody, .reason_of = LUN_NOBODY};
  return LUN_OK;
}

/* Whether who spoke last did so in the sentence before that of a statement, in its paragraph; somebody without a name may have spoken since. */
static bool spoke_just(const work *w, const lun_utterance *u) {
  uint32_t stop = w->last.stop;
  const lun_utterance *reported = w->reported == LUN_NOBODY ? NULL : &w->all->at[w->reported];
  if (reported && lun_is_voice(reported->speaker) && reported->stop > stop) stop = reported->stop;
  if (!stop || stop > u->first || lun_paragraph_of(w->r, stop - 1) != lun_paragraph_of(w->r, u->first)) return false;
  const lun_ranges *sentences = &w->r->doc->sentences;
  return lun_ranges_at(sentences, stop - 1) + 1 >= lun_ranges_at(sentences, u->first);
}

/* Whom the source of a statement means. */
static lun_status find_speaker(work *w, uint32_t number, uint32_t first, uint32_t stop) {
  lun_source source;
  lun_referents *r = w->r;
  lun_utterance *u = &w->all->at[number];
  const uint32_t before = w->speaker.many ? LUN_NOBODY : w->speaker.entity;
  r->uttered_first = u->first;
  r->uttered_stop = u->stop;
  r->spoke_just = spoke_just(w, u);
  const lun_status status = lun_source_of(r, w->ask, first, stop, before, w->last.stop, &source, w->err);
  r->uttered_first = r->uttered_stop = 0;
  r->spoke_just = false;
  if (status) return status;
  u = &w->all->at[number];
  u->speaker = (lun_voice){.entity = source.entity, .of = LUN_NOBODY, .many = source.many, .nameless_count = source.entity == LUN_NOBODY ? 0 : source.nameless_count};
  memcpy(u->speaker.several, source.several, sizeof source.several);
  memcpy(u->speaker.nameless, source.nameless, sizeof source.nameless);
  u->reason = source.reason;
  u->asked = u->reasoned = true;
  return LUN_OK;
}
static lun_status find_told_speaker(work *w, uint32_t number) {
  const lun_utterance *u = &w->all->at[number];
  return u->source.stop ? find_speaker(w, number, u->asked_stop ? u->asked_first : u->source.first, u->asked_stop ? u->asked_stop : u->source.stop) : LUN_OK;
}

/* Goes on from a statement whose speaker is known: who spoke last, and whom the words of the source mean. */
static lun_status spoken(work *w, uint32_t number) {
  const lun_utterance *u = &w->all->at[number];
  if (lun_is_voice(u->speaker)) w->speaker = u->speaker;
  if (!u->source.stop || u->speaker.entity == LUN_NOBODY || u->speaker.many || lun_type_of(w->r, u->speaker.entity) != LUN_ENTITY_PERSON) return LUN_OK;
  return lun_referents_refer(w->r, u->source.first, u->source.stop, u->speaker.entity, false, w->err);
}

static lun_status take_clause(work *w, uint32_t number) {
  lun_status status = find_told_speaker(w, number);
  if (!status) status = take(w, (lun_taking){.number = number, .what = LUN_UTTERED_CLAUSE});
  w->reported = number;
  return status ? status : spoken(w, number);
}

/* Whether a quotation is the second half of the one before it: "...," she said. "..." - with one source and one cue between them. */
static bool goes_on(const work *w, const lun_quote *q, uint32_t number) {
  const last_quotation *b = &w->last;
  if (!b->stop || !b->cue.stop || !b->source.stop || !b->direct || b->cue.first < b->stop || b->cue.stop > q->first) return false;
  const lun_filler *source = number != LUN_NOBODY ? &w->all->at[number].source : NULL;
  if (source && source->stop && (source->first != b->source.first || source->stop != b->source.stop)) return false;
  if (lun_paragraph_of(w->r, b->stop - 1) != lun_paragraph_of(w->r, q->first)) return false;
  const lun_ranges *sentences = &w->r->doc->sentences;
  const uint32_t from = lun_ranges_at(sentences, b->stop - 1), to = lun_ranges_at(sentences, q->first);
  return from == to || (to == from + 1 && sentences->first[to] == q->first);
}

static uint32_t paragraph_number(const work *w, uint32_t token) { return lun_ranges_at(&w->r->doc->structure.paragraphs, token); }

/* What fills a role of a statement as the filler of another one's. */
static lun_filler filler_of(uint32_t number, const lun_filler *filler) {
  lun_filler same = *filler;
  if (same.of == LUN_NOBODY) same.of = number;
  return same;
}

/* Makes the statement of a quotation that no other says anything of. */
static lun_status carry(work *w, const lun_quote *q, uint32_t *number) {
  lun_filler source = {.of = LUN_NOBODY}, cue = source;
  const last_quotation *last = &w->last;
  lun_status status = make(w, q, number);
  if (status) return status;
  lun_utterance *u = &w->all->at[*number];
  if (lun_source_beside(w->r, q, w->near, &source, &cue) || lun_source_of_headline(w->r, q->first, &source, &cue)) {
    if ((status = find_speaker(w, *number, source.first, source.stop))) return status;
    u = &w->all->at[*number];
    u->source = source;
    u->cue = cue;
    u->reason = lun_reason_of(LUN_REASON_CUE);
  } else if (lun_subject_before(w->r, q->first, last->stop, &source)) {
    u->source = source;
    u->speaker.entity = lun_referents_at(w->r, source.first, source.stop);
    u->reason = lun_reason_of(LUN_REASON_SUBJECT_BEFORE);
    u->reasoned = true;
  } else if (last->stop && (lun_is_voice(last->speaker) || last->source.stop) && paragraph_number(w, q->first) - paragraph_number(w, last->stop - 1) <= CARRIED_OVER) {
    u->source = last->source;
    u->speaker = last->speaker;
    u->reason = lun_reason_of(LUN_REASON_CARRIED_ON);
    u->reasoned = true;
  }
  return LUN_OK;
}

/* A statement of whoever speaks by another one: `of`, of which `cue` is known, too. */
static lun_status make_same(work *w, const lun_quote *q, uint32_t of, lun_voice speaker, const lun_filler *source, const lun_filler *cue, uint32_t *number) {
  const lun_status status = make(w, q, number);
  if (status) return status;
  lun_utterance *u = &w->all->at[*number];
  u->speaker = speaker;
  u->source = filler_of(of, source);
  u->cue = filler_of(of, cue);
  return LUN_OK;
}
static lun_status make_within(work *w, const lun_quote *q, uint32_t *number) {
  const lun_utterance clause = w->all->at[w->reported];
  const lun_status status = make_same(w, q, w->reported, clause.speaker, &clause.source, &clause.cue, number);
  if (!status) w->all->at[*number].reason_of = w->reported;
  return status;
}
static lun_status make_of_sentence(work *w, const lun_quote *q, uint32_t *number) {
  const last_quotation *last = &w->last;
  const lun_status status = make_same(w, q, last->number, last->speaker, &last->source, &last->cue, number);
  if (status) return status;
  w->all->at[*number].reason = lun_reason_of(LUN_REASON_SAME_SENTENCE);
  w->all->at[*number].reasoned = true;
  return LUN_OK;
}

static lun_phrase phrase_of(uint32_t first, uint32_t stop) { return first < stop ? (lun_phrase){(int32_t)first, (int32_t)stop - 1} : lun_no_phrase; }

/* Goes on from a quotation that is speech. Whose source is nobody known is not said by who spoke before. */
static void remember(work *w, const lun_quote *q, uint32_t number, bool direct) {
  const lun_utterance *u = &w->all->at[number];
  const lun_voice speaker = lun_is_voice(u->speaker) ? u->speaker : u->source.stop ? nobody : w->speaker;
  w->last = (last_quotation){q->stop, number, lun_sentence_of(w->r, q->first), speaker, filler_of(number, &u->source), filler_of(number, &u->cue), direct};
}

static lun_status take_quotation(work *w, uint32_t quote, uint32_t number) {
  const lun_quote q = w->r->doc->quotes.at[quote];
  lun_status status = number != LUN_NOBODY ? find_told_speaker(w, number) : LUN_OK;
  if (status) return status;
  const lun_filler no_cue = {.of = LUN_NOBODY}, cue = number != LUN_NOBODY ? w->all->at[number].cue : no_cue;
  const bool continues = goes_on(w, &q, number), inside = w->reported != LUN_NOBODY && q.stop <= w->all->at[w->reported].stop + 1, told = number != LUN_NOBODY;
  const lun_quotation read = {.whole = phrase_of(q.first, q.stop), .content = phrase_of(q.inner_first, q.inner_stop), .said = told, .cue = phrase_of(cue.first, cue.stop),
                              .continues = continues, .within = inside ? (int32_t)w->all->at[w->reported].first : LUN_NO_TOKEN};
  lun_quotation_kind kind;
  lun_taking taking = {.number = number, .quote = quote, .what = LUN_UTTERED_QUOTATION};
  if ((status = lun_quotation_kind_of(w->words, w->r->doc, &read, &kind, w->err))) return status;
  taking.direct = kind == LUN_QUOTATION_DIRECT;
  if (kind == LUN_QUOTATION_TITLE) {
    taking.what = LUN_UTTERED_TITLE;
    return take(w, taking);
  }
  if (taking.direct && continues) {
    taking.what = LUN_UTTERED_HALF;
    taking.joins = w->last.number;
    w->all->at[taking.joins].joined = true;
    w->last.stop = q.stop;
    w->last.cue = no_cue;
    return take(w, taking);
  }
  if (!told) {
    if (!taking.direct && (!w->last.stop || w->last.sentence != lun_sentence_of(w->r, q.first))) return LUN_OK;
    taking.rule = !taking.direct ? LUN_UTTERANCE_SAME : inside ? LUN_UTTERANCE_WITHIN : LUN_UTTERANCE_CARRIED;
    status = !taking.direct ? make_of_sentence(w, &q, &number) : inside ? make_within(w, &q, &number) : carry(w, &q, &number);
    taking.number = number;
  }
  if (!status) status = take(w, taking);
  if (status) return status;
  remember(w, &q, number, taking.direct);
  return spoken(w, number);
}

/* Statements of clauses that begin before a quotation, or with it and go on behind it; all of them for LUN_NOBODY. */
static lun_status take_clauses(work *w, uint32_t first, uint32_t stop) {
  lun_status status = LUN_OK;
  while (!status && w->next_clause < w->clause_count) {
    const uint32_t number = w->clauses[w->next_clause];
    const lun_utterance *u = &w->all->at[number];
    if (u->first > first || (u->first == first && u->stop < stop)) break;
    w->next_clause++;
    status = take_clause(w, number);
  }
  return status;
}

typedef struct place { uint32_t first, stop, number; } place; /* of a clause */
static int by_place(const void *pa, const void *pb) {
  const place *a = pa, *b = pb;
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  if (a->stop != b->stop) return a->stop > b->stop ? -1 : 1;
  return a->number < b->number ? -1 : a->number > b->number;
}

static void list_quotations(work *w) {
  const lun_quotes *quotes = &w->r->doc->quotes;
  uint32_t stop = 0;
  for (uint32_t i = 0; i < quotes->count; i++) {
    if (quotes->at[i].first < stop) continue;
    stop = quotes->at[i].stop;
    w->outer[w->outer_count++] = i;
  }
}
/* The place in the list of the quotation of these tokens; their count for none. */
static uint32_t quotation_of(const work *w, uint32_t first, uint32_t stop) {
  const lun_quote *at = w->r->doc->quotes.at;
  uint32_t low = 0, high = w->outer_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (at[w->outer[middle]].first < first) low = middle + 1;
    else high = middle;
  }
  return low < w->outer_count && at[w->outer[low]].first == first && at[w->outer[low]].stop == stop ? low : w->outer_count;
}

/* Parts the statements that were given: of a quotation the last one, and those of clauses, in their order. */
static lun_status part(work *w) {
  place *places = lun_alloc(((size_t)w->all->given + 1) * sizeof *places);
  bool ordered = true;
  if (!places) return lun_fail_memory(w->err);
  for (uint32_t i = 0; i < w->all->given; i++) {
    const lun_utterance *u = &w->all->at[i];
    const uint32_t k = quotation_of(w, u->first, u->stop);
    if (k < w->outer_count) {
      w->quoted[k] = i + 1;
      continue;
    }
    places[w->clause_count] = (place){u->first, u->stop, i};
    ordered = ordered && (!w->clause_count || by_place(&places[w->clause_count - 1], &places[w->clause_count]) < 0);
    w->clause_count++;
  }
  if (!ordered) qsort(places, w->clause_count, sizeof *places, by_place);
  for (uint32_t i = 0; i < w->clause_count; i++) w->clauses[i] = places[i].number;
  lun_free(places);
  return LUN_OK;
}

lun_status lun_utterances_attribute(lun_referents *r, const lun_reference_ask *ask, lun_quotation_words *words, uint32_t near, lun_utterances *all, lun_err *err) {
  const uint32_t tokens = r->doc->tokens.count, quotes = r->doc->quotes.count;
  for (uint32_t i = 0; i < all->given; i++) {
    const lun_utterance *u = &all->at[i];
    if (u->first >= u->stop || u->stop > tokens || u->source.stop > tokens || u->cue.stop > tokens || u->asked_stop > tokens)
      return lun_fail(err, LUN_INVALID, i, "a statement of another document");
  }
  if (lun_grow((void **)&all->numbers, &all->number_capacity, 2 * (uint64_t)quotes + all->given + 1, sizeof *all->numbers)) return lun_fail_memory(err);
  memset(all->numbers, 0, 2 * (size_t)quotes * sizeof *all->numbers);
  work w = {.r = r, .ask = ask, .words = words, .near = near, .all = all, .outer = all->numbers, .quoted = all->numbers + quotes, .clauses = all->numbers + 2 * (size_t)quotes,
            .speaker = nobody, .reported = LUN_NOBODY, .err = err};
  list_quotations(&w);
  lun_status status = part(&w);
  for (uint32_t i = 0; !status && i < w.outer_count; i++) {
    const lun_quote *q = &r->doc->quotes.at[w.outer[i]];
    status = take_clauses(&w, q->first, q->stop);
    if (!status) status = take_quotation(&w, w.outer[i], w.quoted[i] ? w.quoted[i] - 1 : LUN_NOBODY);
  }
  return status ? status : take_clauses(&w, LUN_NOBODY, 0);
}
