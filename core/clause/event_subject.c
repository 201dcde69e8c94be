/* Subjects of events: where they begin - with the list that they end, without the time before them -, and whose participles are. */
#include "clause/event_clause.h"

enum {
  DAY = 4,     /* tokens of a time at the beginning of a sentence */
  JOINED = 12  /* tokens between two participles that `and` joins */
};

/* Where a list begins whose end is a group: Peru, Chile and Bolivia. */
static int32_t list_start(lun_events *e, lun_phrase group, int32_t first) {
  lun_clauses *c = e->c;
  int32_t a = group.first;
  if (a - 2 >= first && clause_word_is(c, a - 1, W(AND)) && clause_tag_is(c, a - 2, T(JJ)) && event_begins_large(e, a - 2) && event_begins_large(e, a))
    a = clause_tag_is(c, a - 3, T(DT)) && a - 3 >= first ? a - 3 : a - 2; /* Indian and Chinese troops */
  bool joined = false;
  for (int32_t i = a; !joined && i <= group.last; i++) joined = clause_word_is(c, i, W(AND));
  if (!joined) joined = a - 2 == first && clause_tag_is(c, first, T(NNP)) && clause_word_is(c, a - 1, W(COMMA)) && clause_tag_is(c, group.last + 1, T(VBP) | T(VB)); /* in a headline: Peru, Chile sign a treaty */
  while (joined && a - 2 >= first && (clause_word_is(c, a - 1, W(COMMA)) || (clause_word_is(c, a - 1, W(AND)) && clause_word_is(c, a - 2, W(COMMA))))) {
    const int32_t end = clause_word_is(c, a - 1, W(AND)) ? a - 3 : a - 2;
    if (end < first || !clause_tag_is(c, end, T(NN) | T(NNS) | T(NNP) | T(NNPS))) break;
    const lun_phrase before = lun_noun_before(c, end, first);
    if (!lun_is_phrase(before)) break;
    a = before.first;
  }
  return a;
}

static bool is_year(const lun_events *e, int32_t token) {
  size_t size;
  const char *word = lun_vocab_text(e->c->doc->vocab, e->c->lexeme[token], &size);
  if (size != 4 || (word[0] != '1' && word[0] != '2')) return false;
  for (int i = 1; i < 4; i++)
    if (word[i] < '0' || word[i] > '9') return false;
  return true;
}

/* At least, more than: the bound of a number whose second word stands at a token. */
static bool is_bound(const lun_events *e, int32_t token) {
  return event_word_is(e, token, E(LIMIT)) && event_word_is(e, token - 1, E(BOUND)); /* at least, more than */
}

/* The first token of a subject, without the time that stands before it and with the bound of its number: On Monday six soldiers, at least
 * four soldiers. */
static int32_t subject_start(lun_events *e, lun_phrase subject, int32_t first) {
  const event_spans *times = lun_event_times(e);
  const int32_t a = subject.first;
  for (int32_t k = a; times && k <= clause_least(subject.last - 1, a + DAY); k++) {
    const int32_t from = times->stops[k] ? times->at[times->stops[k] - 1].at.first : -1;
    if (from >= 0 && (from == first || event_word_is(e, from - 1, E(DATING))) && !event_word_is(e, k + 1, E(GENITIVE))) return k + 1;
  }
  if (a > first && a < subject.last && event_word_is(e, a - 1, E(IN)) && is_year(e, a)) return a + 1; /* In 2018 gunmen killed */
  if (clause_word_is(e->c, a, W(THAT)) && a + 2 < subject.last && is_bound(e, a + 2)) return a + 1; /* said that at least four */
  if (a > first && is_bound(e, a)) return a - 1;
  return a > first + 1 && is_bound(e, a - 1) ? a - 2 : a;
}

/* The last token of a group without the time behind it: parliament last month passed. */
static int32_t without_time(lun_events *e, lun_phrase group) {
  const event_spans *times = lun_event_times(e);
  const uint32_t number = times ? times->stops[group.last] : 0;
  const int32_t before = number ? times->at[number - 1].at.first - 1 : group.last;
  return before >= group.first && clause_tag_is(e->c, before, T_NN) ? before : group.last;
}

/* Where a group begins whose noun a participle describes: Peru's ruling party. */
static int32_t with_participle(lun_events *e, lun_phrase group, int32_t first) {
  const int32_t before = group.first - 2;
  if (before <= first || !clause_tag_is(e->c, group.first - 1, T(VBG)) || !clause_tag_is(e->c, before, T(POS))) return group.first;
  const lun_phrase owner = lun_noun_before(e->c, before - 1, first);
  return lun_is_phrase(owner) ? owner.first : group.first;
}

lun_phrase lun_event_whole_subject(lun_events *e, lun_phrase group, int32_t first) {
  if (event_word_is(e, group.first - 1, E(WORTH)) && lun_is_phrase(lun_noun_before(e->c, group.first - 2, first))) group.first = lun_noun_before(e->c, group.first - 2, first).first; /* assets worth a million */
  group.first = with_participle(e, group, first);
  const lun_phrase list = {list_start(e, group, first), without_time(e, group)};
  return (lun_phrase){subject_start(e, list, first), list.last};
}

lun_phrase lun_event_told_by_participle(lun_events *e, lun_phrase group, int32_t first) {
  const int32_t participle = group.first - 1, end = participle - 1;
  if (end <= first || !clause_tag_is(e->c, participle, T(VBG)) || !clause_tag_is(e->c, end, T(NN) | T(NNS)) || clause_word_is(e->c, end, W(DAY) | W(HOUR))) return group;
  const lun_phrase noun = lun_noun_before(e->c, end, first);
  return lun_is_phrase(noun) ? noun : group;
}

/* The subject of the verb before a participle, where the tagger took its past form for a participle and no finite verb stands before: Lima
 * - Rebels attacked a post, killing six. */
static lun_phrase subject_of_untagged(lun_events *e, const lun_event_asked *asked, int32_t start, int32_t first) {
  if (lun_finite_before(e->c, start - 1, first) != LUN_NO_TOKEN) return lun_no_phrase;
  for (int32_t i = start - 1; i > first; i--) {
    if (!clause_tag_is(e->c, i, T(VBN))) continue;
    const lun_event_verb *other = lun_event_clause_at(e, asked, i);
    return other && other->helper == LUN_NO_TOKEN && !other->passive ? other->subject : lun_no_phrase;
  }
  return lun_no_phrase;
}

/* Whether a verb tells that somebody is fought or comes to harm. */
static bool harms(lun_events *e, int32_t verb) {
  const lun_event_rows *rows = lun_event_verb_rows(e, verb);
  for (uint32_t i = 0; rows && i < rows->count; i++) {
    if (row_is(&rows->at[i], ROW_DISASTER) || lun_event_is_fighting(rows->at[i].code)) return true;
  }
  return false;
}

/* The subject of the verb before a participle that tells of harm, where that verb tells of some as well, in whatever clause it stands: they left
 * after shells hit a market, killing six. */
static lun_phrase subject_of_harm(lun_events *e, const lun_event_asked *asked, const lun_event_verb *v) {
  const int32_t first = v->around.first;
  if (!harms(e, v->at.first)) return lun_no_phrase;
  int32_t before = v->start - 1;
  if (clause_tag_is(e->c, before, T(CC))) /* killing six and wounding ten */
    for (int32_t i = before - 1; i > first && before - i <= JOINED; i--)
      if (clause_tag_is(e->c, i, T(VBG)) && clause_word_is(e->c, i - 1, W(COMMA)) && harms(e, i)) before = i - 1;
  if (!clause_word_is(e->c, before, W(COMMA)) || (before = lun_finite_before(e->c, before, first)) == LUN_NO_TOKEN) return lun_no_phrase;
  while (clause_word_is(e->c, before, W(AUXILIARY)) && clause_tag_is(e->c, before + 1, T_VERB | T(RB))) before++; /* had shelled */
  if (!harms(e, before)) return lun_no_phrase;
  const lun_event_verb *other = lun_event_clause_at(e, asked, before);
  return other && !other->passive ? other->subject : lun_no_phrase;
}

/* The subject of the last finite verb before a token, in whatever clause it stands. */
static lun_phrase subject_of_nearest(lun_events *e, const lun_event_asked *asked, int32_t token, int32_t first) {
  int32_t verb = lun_finite_before(e->c, token, first);
  while (verb != LUN_NO_TOKEN && clause_word_is(e->c, verb, W(AUXILIARY)) && clause_tag_is(e->c, verb + 1, T_VERB | T(RB))) verb++;
  const lun_event_verb *other = verb == LUN_NO_TOKEN ? NULL : lun_event_clause_at(e, asked, verb);
  return other && !other->passive ? other->subject : lun_no_phrase;
}

/* Of a participle that begins a group behind a comma, a preposition or at the beginning of its sentence. */
static lun_phrase subject_of_loose(lun_events *e, const lun_event_asked *asked, const lun_event_verb *v) {
  const int32_t first = v->around.first, last = v->around.last;
  lun_phrase subject = subject_of_harm(e, asked, v);
  if (!lun_is_phrase(subject)) subject = subject_of_untagged(e, asked, v->start, first);
  if (!lun_is_phrase(subject)) {
    subject = lun_subject_of_participle(e->c, v->start, first, last).phrase;
    if (lun_is_phrase(subject)) subject = lun_event_told_by_participle(e, subject, first);
  }
  if (lun_is_phrase(subject) && asked->reports(asked->data, subject.first, v->at.first)) /* killing six, the ministry said; the ministry said a ship sank, killing six */
    subject = subject.first > v->at.last ? lun_no_phrase : subject_of_nearest(e, asked, v->start - 1, first);
  if (!lun_is_phrase(subject) && clause_word_is(e->c, v->start - 1, W(COMMA))) subject = lun_noun_after(e->c, first, last, false);
  return subject;
}

lun_phrase lun_event_subject_of_participle(lun_events *e, const lun_event_asked *asked, lun_event_verb *v) {
  const int32_t first = v->around.first, before = v->start - 1;
  if (event_word_is(e, before, E(FROM)) && before > first) { /* accused Peru of arming */
    if (!clause_tag_is(e->c, before - 1, T_VERB)) return lun_noun_before(e->c, before - 1, first);
    const lun_event_verb *other = lun_event_clause_at(e, asked, before - 1);
    return other ? other->subject : lun_no_phrase;
  }
  if (before >= first && clause_tag_is(e->c, before, T_VERB)) { /* denied attacking */
    const lun_event_verb *other = lun_event_clause_at(e, asked, before);
    v->gerund_of = before;
    return other ? other->subject : lun_no_phrase;
  }
  if (clause_tag_is(e->c, before, T(IN) | T(COMMA) | T(CC)) || v->start == first) return subject_of_loose(e, asked, v);
  return lun_noun_before(e->c, before, first);
}
