/* What wakes the rules that sleep: one pass over the words of a document, and over the places of layers and dictionary
 * entries that are anchors. Each event names a watch and a token; where the watch's rules may then begin is its window. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { EVENTS_PER_TOKEN = 4, CHOICES = 4, SHORT_WINDOW = 6 };

/* The watches that a word wakes, as a list of them. */
static lun_status learn_word(lun_machine *m, lun_lexeme lexeme, uint32_t *list) {
  lun_anchors *a = &m->anchors;
  const lun_predicates *p = &m->predicates;
  lun_numbers *watches = &m->scratch.d;
  watches->count = 0;
  for (unsigned norm = 0; norm < 2; norm++) {
    if (norm && !p->norms) continue;
    const lun_lexeme form = norm ? lun_vocab_norm(m->vocab, lexeme) : lun_vocab_lower(m->vocab, lexeme);
    if (!form) return LUN_NO_MEMORY;
    for (uint32_t k = form < p->head[norm].count ? p->head[norm].at[form] : 0; k; k = p->postings[k - 1].next) {
      const uint32_t leaf = p->postings[k - 1].leaf, from = a->watch_start.at[leaf], to = a->watch_start.at[leaf + 1];
      if (lun_numbers_append(watches, a->watch_of.at + from, to - from)) return LUN_NO_MEMORY;
    }
  }
  lun_numbers_sort(watches);
  *list = 0; /* of none */
  if (watches->count && lun_lists_intern(&a->woken, watches->at, watches->count, list)) return LUN_NO_MEMORY;
  a->wake_of.at[lexeme] = *list + 1;
  if (*list == 0) a->deaf[lexeme / 32] |= 1u << lexeme % 32;
  return LUN_OK;
}

/* What is known of words, one by one; all of it is for the same number of them. */
static lun_status make_room(lun_anchors *a, uint32_t count) {
  const uint32_t before = a->wake_of.count;
  if (lun_numbers_room(&a->wake_of, count)) return LUN_NO_MEMORY;
  const uint32_t all = a->wake_of.capacity;
  if (all > a->trait_count) {
    const size_t before_words = lun_deaf_words(a->trait_count), words = lun_deaf_words(all);
    uint32_t *deaf = lun_realloc(a->deaf, words * sizeof *deaf);
    if (deaf) a->deaf = deaf;
    uint16_t *traits = deaf ? lun_realloc(a->traits, all * sizeof *traits) : NULL;
    if (!traits) return LUN_NO_MEMORY;
    memset(deaf + before_words, 0, (words - before_words) * sizeof *deaf);
    memset(traits + a->trait_count, 0, (all - a->trait_count) * sizeof *traits);
    a->traits = traits;
    a->trait_count = all;
  }
  memset(a->wake_of.at + before, 0, (all - before) * sizeof *a->wake_of.at);
  a->wake_of.count = all;
  return LUN_OK;
}

/* Makes room for all lexemes. Once it is settled what wakes whom, the traits of all words and those that wake nobody are
 * found in one go, as far as forms are known; that is faster than one by one where the text leads to them. */
static lun_status room_for_words(lun_machine *m) {
  lun_anchors *a = &m->anchors;
  const uint32_t before = a->wake_of.count, count = lun_vocab_count(m->vocab) + 1;
  if (before >= count) return LUN_OK;
  if (make_room(a, count)) return LUN_NO_MEMORY;
  for (lun_lexeme lexeme = 1; before == 0 && a->counted >= m->sample && lexeme < count; lexeme++) {
    const lun_lexeme lower = lun_vocab_lower_known(m->vocab, lexeme);
    if (!lower) continue;
    const uint16_t traits = a->traits[lexeme] = lun_predicates_traits(&m->predicates, m->vocab, lexeme, lower);
    if (!traits || traits & TRAIT_IN_SET) continue;
    a->wake_of.at[lexeme] = 1;
    a->deaf[lexeme / 32] |= 1u << lexeme % 32;
  }
  return LUN_OK;
}

static lun_status room_for_events(lun_anchors *a, uint32_t more) {
  if (a->event_count + more <= a->event_capacity) return LUN_OK;
  void *block = a->events;
  const lun_status status = lun_grow(&block, &a->event_capacity, (uint64_t)a->event_count + more, sizeof *a->events);
  a->events = block;
  return status;
}

/* There is room for the event. */
static lun_status wake(lun_anchors *a, uint32_t number, uint32_t token, uint32_t stop) {
  lun_calls *calls = &a->calls[number];
  if (!calls->first && lun_numbers_push(number < a->watch_count ? &a->awake : &a->heard, number)) return LUN_NO_MEMORY;
  a->events[a->event_count++] = (lun_event){token, stop, 0};
  if (calls->first) a->events[calls->last - 1].next = a->event_count;
  else *calls = (lun_calls){a->event_count, 0, 0};
  calls->last = a->event_count;
  calls->count++;
  return LUN_OK;
}

static lun_status wake_by_word(lun_machine *m, lun_lexeme lexeme, uint32_t token) {
  lun_anchors *a = &m->anchors;
  uint32_t list = a->wake_of.at[lexeme], count;
  if (!list) {
    if (learn_word(m, lexeme, &list)) return LUN_NO_MEMORY;
    list++;
  }
  const uint32_t *watches = lun_lists_at(&a->woken, list - 1, &count);
  if (room_for_events(a, count)) return LUN_NO_MEMORY;
  for (uint32_t k = 0; k < count; k++)
    if (wake(a, watches[k], token, token + 1)) return LUN_NO_MEMORY;
  return LUN_OK;
}

static lun_status wake_by_words(lun_machine *m, const lun_view *view, uint32_t most) {
  lun_anchors *a = &m->anchors;
  const lun_lexeme *lexemes = view->doc->tokens.lexeme;
  if (room_for_words(m)) return LUN_NO_MEMORY;
  const uint32_t *deaf = a->deaf, count = view->count;
  for (uint32_t i = 0; i < count; i++) {
    if (deaf[lexemes[i] / 32] >> lexemes[i] % 32 & 1) continue;
    if (wake_by_word(m, lexemes[i], i)) return LUN_NO_MEMORY;
    if (a->event_count > most) break;
  }
  return LUN_OK;
}

/* The places of a context wake what watches where they begin (PLACE_FIRST) or are (PLACE_INSIDE). */
static lun_status wake_by_context(lun_machine *m, const lun_view *view, lun_context context, unsigned which, uint32_t watch, uint32_t most) {
  lun_anchors *a = &m->anchors;
  const lun_place_run *run = &view->runs[context];
  if (a->watches[watch].place) {
    if (lun_numbers_push(&a->awake, watch)) return LUN_NO_MEMORY;
    a->calls[watch] = (lun_calls){1, 0, run->stop - run->first};
    return LUN_OK;
  }
  for (uint32_t k = run->first; k < run->stop && a->event_count <= most; k++) {
    const lun_place *place = &view->places[k];
    const uint32_t to = which == PLACE_FIRST ? place->first + 1 : place->stop;
    if (room_for_events(a, to - place->first)) return LUN_NO_MEMORY;
    for (uint32_t i = place->first; i < to; i++)
      if (wake(a, watch, i, which == PLACE_FIRST ? place->stop : i + 1)) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

static lun_status wake_by_places(lun_machine *m, const lun_view *view, uint32_t most) {
  const lun_numbers *list = &m->anchors.by_place;
  for (uint32_t k = 0; k < list->count; k += 3) {
    const lun_place_run *run = &view->runs[list->at[k]];
    if (run->first == run->stop) continue;
    if (wake_by_context(m, view, list->at[k], list->at[k + 1], list->at[k + 2], most)) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

/* Counts at how many tokens each leaf stands that may be an anchor. */
static lun_status count_leaves(lun_machine *m, const lun_view *view) {
  lun_anchors *a = &m->anchors;
  const lun_predicates *p = &m->predicates;
  const uint32_t tokens = view->count < m->sample ? view->count : m->sample;
  while (a->seen.count < p->leaf_count)
    if (lun_numbers_push(&a->seen, 0)) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < tokens; i++)
    for (unsigned norm = 0; norm < 2; norm++) {
      if (norm && !p->norms) continue;
      const lun_lexeme lexeme = view->doc->tokens.lexeme[i], form = norm ? lun_vocab_norm(m->vocab, lexeme) : lun_vocab_lower(m->vocab, lexeme);
      if (!form) return LUN_NO_MEMORY;
      for (uint32_t k = form < p->head[norm].count ? p->head[norm].at[form] : 0; k; k = p->postings[k - 1].next) a->seen.at[p->postings[k - 1].leaf]++;
    }
  for (uint32_t c = 0; c < m->context_count; c++) {
    const uint32_t *leaf = m->contexts[c].leaf;
    for (uint32_t k = view->runs[c].first; k < view->runs[c].stop && view->places[k].stop <= tokens; k++) {
      if (leaf[PLACE_FIRST]) a->seen.at[leaf[PLACE_FIRST] - 1]++;
      if (leaf[PLACE_INSIDE]) a->seen.at[leaf[PLACE_INSIDE] - 1] += view->places[k].stop - view->places[k].first;
    }
  }
  a->counted += tokens;
  return LUN_OK;
}

static void forget_events(lun_anchors *a) {
  for (uint32_t k = 0; k < a->awake.count; k++) a->calls[a->awake.at[k]].first = 0;
  for (uint32_t k = 0; k < a->heard.count; k++) a->calls[a->heard.at[k]].first = 0;
  a->awake.count = a->heard.count = a->event_count = 0;
}

static lun_status gather(lun_machine *m, const lun_view *view, uint32_t most) {
  forget_events(&m->anchors);
  if (!m->anchors.watch_count) return LUN_OK;
  const lun_status status = wake_by_words(m, view, most);
  return status ? status : wake_by_places(m, view, most);
}

/* Counts, and thinks over again what wakes which rule, when that is due. */
static lun_status reconsider(lun_machine *m, const lun_view *view) {
  lun_anchors *a = &m->anchors;
  lun_status status = LUN_OK;
  if (!a->chosen && lun_anchors_choose(m)) return LUN_NO_MEMORY; /* memory was out at the last choice */
  if (!a->watch_count && !a->given_up) return LUN_OK;
  if (a->counted < m->sample) {
    status = count_leaves(m, view);
    if (!status && a->counted >= m->sample) status = lun_anchors_choose(m);
  } else if (a->since >= a->check) {
    a->check *= 4;
    const bool crowded = lun_anchors_crowded(m, a->since, false), pardon = lun_anchors_pardon(m);
    if (crowded || pardon) status = lun_anchors_choose(m);
  }
  a->since += view->count;
  return status;
}

/* Where there are more than some events a token, watches are given up until there are not. */
lun_status lun_view_wake(lun_machine *m, lun_view *view, lun_lookups *lookups, lun_err *err) {
  lun_anchors *a = &m->anchors;
  const uint64_t wanted = EVENTS_PER_TOKEN * (uint64_t)view->count + m->sample / 16;
  const uint32_t most = wanted < UINT32_MAX / 2 ? (uint32_t)wanted : UINT32_MAX / 2;
  lun_status status = LUN_OK;
  if (a->counted < m->sample && a->watch_count) status = lun_view_need(m, view, UINT64_MAX, lookups, err); /* to be counted */
  if (status) return status;
  if (reconsider(m, view)) return lun_fail_memory(err);
  for (unsigned choice = 1;; choice++) {
    if ((status = lun_view_need(m, view, m->anchors.families, lookups, err))) return status;
    if (gather(m, view, most)) return lun_fail_memory(err);
    if (a->event_count <= most) break;
    if (choice > CHOICES || !lun_anchors_crowded(m, view->count, true)) lun_anchors_give_up(m, 0);
    if (lun_anchors_choose(m)) return lun_fail_memory(err);
  }
  uint64_t families = a->families;
  view->asks = a->asks;
  for (uint32_t k = 0; k < a->awake.count; k++) {
    lun_watch *watch = &a->watches[a->awake.at[k]];
    watch->woken += a->calls[a->awake.at[k]].count;
    view->asks |= watch->asks;
    families |= watch->families;
  }
  return lun_view_need(m, view, families, lookups, err);
}

/* The number of the first range that begins behind a token. */
static uint32_t range_behind(const lun_ranges *ranges, uint32_t token) {
  uint32_t low = 0, high = ranges->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (ranges->first[middle] <= token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* First token of the range that holds a token, and the first behind it. */
static uint32_t begin_of(const lun_ranges *ranges, uint32_t token) {
  const uint32_t next = range_behind(ranges, token);
  return next ? ranges->first[next - 1] : 0;
}
static uint32_t end_of(const lun_ranges *ranges, uint32_t token, uint32_t count) {
  const uint32_t next = range_behind(ranges, token);
  return next < ranges->count ? ranges->first[next] : count;
}

/* The first token at which a match may begin that holds this one: a match stays in its sentence, but for the spans of layers
 * that it takes whole. Not looked for before `enough`. */
static uint32_t begin_of_scope(const lun_machine *m, const lun_view *view, const lun_watch *watch, uint32_t token, uint32_t enough) {
  if (watch->across == LUN_ACROSS_DOCUMENT) return 0;
  if (watch->across == LUN_ACROSS_PARAGRAPH) return begin_of(&view->doc->structure.paragraphs, token);
  uint32_t begin = begin_of(&view->doc->sentences, token);
  for (uint32_t before = begin + 1; begin < before && begin > enough;) {
    before = begin;
    for (uint32_t k = 0; k < watch->context_count; k++) {
      const uint32_t context = m->anchors.contexts.at[watch->context + k];
      const lun_place *place = m->contexts[context].dictionary ? NULL : lun_view_around(view, context, before);
      if (place && place->first < begin) begin = place->first;
    }
    if (begin < before) begin = begin_of(&view->doc->sentences, begin);
  }
  return begin;
}

lun_status lun_view_wakes(lun_machine *m, const lun_view *view, const lun_watch *watch, uint32_t first, uint32_t stop, bool *wakes) {
  *wakes = first > 0 || !watch->follows;
  lun_status status = LUN_OK;
  if (*wakes && watch->follows) status = lun_view_shares(m, view, first - 1, &watch->before, wakes);
  if (!status && *wakes && watch->goes_on) status = lun_view_shares(m, view, stop, &watch->after, wakes);
  return status;
}

/* The token behind the last one that a match may hold which holds this one. */
static uint32_t end_of_scope(const lun_machine *m, const lun_view *view, const lun_watch *watch, uint32_t token) {
  if (watch->across == LUN_ACROSS_DOCUMENT) return view->count;
  const lun_ranges *ranges = watch->across == LUN_ACROSS_PARAGRAPH ? &view->doc->structure.paragraphs : &view->doc->sentences;
  uint32_t end = end_of(ranges, token, view->count);
  if (watch->across == LUN_ACROSS_PARAGRAPH) return end;
  for (uint32_t before = end - 1; before < end && end < view->count;) {
    before = end;
    for (uint32_t k = 0; k < watch->context_count; k++) {
      const uint32_t context = m->anchors.contexts.at[watch->context + k];
      const lun_place *place = m->contexts[context].dictionary ? NULL : lun_view_around(view, context, before);
      if (place && place->first < before && place->stop > end) end = place->stop;
    }
    if (end > before) end = end_of(ranges, end - 1, view->count);
  }
  return end;
}

bool lun_view_witness(const lun_machine *m, const lun_view *view, const lun_watch *watch, uint32_t token, uint32_t *event) {
  const lun_event *events = m->anchors.events;
  int64_t low = (int64_t)token + watch->near, high = (int64_t)token + watch->far;
  if (watch->near > watch->far) {
    low = begin_of_scope(m, view, watch, token, 0);
    high = (int64_t)end_of_scope(m, view, watch, token) - 1;
  }
  while (*event && events[*event - 1].token < low) *event = events[*event - 1].next;
  return *event && events[*event - 1].token <= high;
}

bool lun_view_window(const lun_machine *m, const lun_view *view, const lun_watch *watch, uint32_t token, uint32_t *from, uint32_t *to) {
  if (token < watch->least) return false;
  uint64_t length = watch->most;
  for (uint32_t k = 0; watch->wholes && k < watch->context_count; k++) {
    const uint64_t longest = view->runs[m->anchors.contexts.at[watch->context + k]].longest;
    if (watch->most + longest * watch->wholes > length) length = watch->most + longest * watch->wholes;
  }
  *to = token - watch->least;
  if (watch->most == LUN_NONE || length > token) length = token;
  if (*from + length < token) *from = token - (uint32_t)length;
  if (length > SHORT_WINDOW) {
    const uint32_t begin = begin_of_scope(m, view, watch, token, *from);
    if (begin > *from) *from = begin;
  }
  return *from <= *to;
}
