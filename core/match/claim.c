/* Collecting claims: goes through the matches of rules that give layers and facts and stops where the caller is to say whether a match
 * stands, or what attributes its span gets. A rule with a condition has several matches at a start, the longest first; the
 * first that stands is taken, and the rule begins again behind it. */
#include "lunette/claim.h"

#include <string.h>

#include "lunette/mem.h"
#include "match/wording.h"

enum { STAGE_MATCH, STAGE_WORDS, STAGE_CLAIM };
#define WIDE (UINT32_C(1) << 31) /* of a word in a key: a blank stands before it */

enum { KEPT = 1 << 14 }; /* claims, or tokens: more room than that is large */

static void release(lun_claims *c) {
  for (uint32_t i = 0; i < c->store_count; i++) lun_values_store_release(c->stores[i]);
  c->store_count = 0;
}

void lun_claims_empty(lun_claims *c) {
  if (c->spans.capacity > KEPT || c->facts.capacity > KEPT || c->taken_capacity > KEPT || c->lost_capacity > KEPT) {
    const bool tells = c->tells;
    lun_claims_free(c);
    c->tells = tells;
    return;
  }
  release(c);
  c->spans.count = c->spans.run_count = c->facts.count = c->facts.run_count = c->settling = c->given = c->filler_count = c->standing = c->loss_count = c->lost_count = 0;
}

void lun_claims_free(lun_claims *c) {
  release(c);
  lun_free(c->spans.at);
  lun_free(c->spans.runs);
  lun_free(c->facts.at);
  lun_free(c->facts.runs);
  lun_free(c->sorted);
  lun_free(c->taken);
  lun_free(c->fillers);
  lun_free(c->stores);
  lun_free(c->losses);
  lun_free(c->lost);
  *c = (lun_claims){0};
}

void lun_collector_free(lun_collector *c) {
  lun_free(c->key);
  c->key = NULL;
}

static lun_status hold(lun_claims *c, lun_values_store *store) {
  for (uint32_t i = c->store_count; i-- > 0;)
    if (c->stores[i] == store) return LUN_OK;
  if (lun_grow((void **)&c->stores, &c->store_capacity, (uint64_t)c->store_count + 1, sizeof(lun_values_store *))) return LUN_NO_MEMORY;
  lun_values_store_hold(store);
  c->stores[c->store_count++] = store;
  return LUN_OK;
}

static lun_status begin_run(lun_claim_list *list, const lun_claimant *by) {
  if (lun_grow((void **)&list->runs, &list->run_capacity, (uint64_t)list->run_count + 1, sizeof *list->runs)) return LUN_NO_MEMORY;
  list->runs[list->run_count++] = (lun_claim_run){by, list->count, list->count};
  return LUN_OK;
}

/* Adds a claim for the match at hand: *made, with all but what is of a span or of a fact. */
static inline lun_status add(lun_collector *c, lun_claim_list *list, const lun_claimant *by, lun_claim **made) {
  const lun_match *m = &c->found->matches[c->match];
  if (list->count == list->capacity && /* at once for all matches that are left */
      lun_grow((void **)&list->at, &list->capacity, (uint64_t)list->count + c->found->match_count, sizeof *list->at))
    return LUN_NO_MEMORY;
  if ((!list->run_count || list->runs[list->run_count - 1].by != by) && begin_run(list, by)) return LUN_NO_MEMORY;
  *made = &list->at[list->count];
  list->runs[list->run_count - 1].stop = ++list->count;
  **made = (lun_claim){.first = m->given_first, .stop = m->given_stop, .match_first = m->first, .match_stop = m->stop, .by = by,
                       .search = c->search, .match = c->match, .number = c->claims->standing};
  return LUN_OK;
}

static lun_status claim_fact(lun_collector *c) {
  lun_claims *claims = c->claims;
  const lun_match *m = &c->found->matches[c->match];
  const lun_claimant *by = &c->claimants[c->claimant];
  const uint32_t key = by->key, before = claims->filler_count;
  const lun_capture *captures = c->found->captures + m->captures;
  lun_claim *made;
  for (uint32_t k = 0; key != LUN_NONE && k < m->capture_count; k++) {
    if (lun_capture_name(c->machine, captures[k].capture) != key) continue;
    if (lun_grow((void **)&claims->fillers, &claims->filler_capacity, (uint64_t)claims->filler_count + 1, sizeof *claims->fillers)) return LUN_NO_MEMORY;
    claims->fillers[claims->filler_count++] = (uint64_t)captures[k].first << 32 | captures[k].stop;
  }
  if (add(c, &claims->facts, by, &made)) return LUN_NO_MEMORY;
  made->fillers.first = before;
  made->fillers.count = claims->filler_count - before;
  return LUN_OK;
}

static lun_status claim(lun_collector *c, const lun_values *values) {
  lun_claims *claims = c->claims;
  lun_claimant *by = &c->claimants[c->claimant];
  const lun_match *m = &c->found->matches[c->match];
  lun_claim *made;
  by->claims++;
  claims->standing++;
  c->done = m->first + 1;
  if (!by->overlaps) c->free = m->given_stop;
  c->stage = STAGE_MATCH;
  if (values && hold(claims, values->store)) return LUN_NO_MEMORY;
  if (by->layer) {
    if (add(c, &claims->spans, by, &made)) return LUN_NO_MEMORY;
    made->values = values;
  }
  return by->fact ? claim_fact(c) : LUN_OK;
}

/* Of a rule that asks nothing, and gives no fact: all matches that are left. */
static lun_status claim_all(lun_collector *c) {
  lun_claims *claims = c->claims;
  lun_claimant *by = &c->claimants[c->claimant];
  const lun_match *matches = c->found->matches;
  const uint32_t before = claims->standing;
  if (by->values && hold(claims, by->values->store)) return LUN_NO_MEMORY;
  for (; c->next != LUN_NONE; c->next = matches[c->match].next) {
    lun_claim *made;
    c->match = c->next;
    claims->standing++;
    if (add(c, &claims->spans, by, &made)) return LUN_NO_MEMORY;
    made->values = by->values;
  }
  by->matches += claims->standing - before;
  by->claims += claims->standing - before;
  return LUN_OK;
}

/* Some words of the match, in the key; they are not worded where blanks stand between them that this does not show. */
static void put_words(lun_collector *c, uint32_t first, uint32_t stop) {
  const lun_tokens *tokens = &c->doc->tokens;
  c->key[c->key_count++] = tokens->lexeme[first];
  for (uint32_t i = first + 1; i < stop; i++) {
    const uint32_t before = lun_token_stop(tokens, i - 1), blanks = tokens->start[i] - before;
    if (blanks > 1 || (blanks && c->doc->text[before] != ' ')) c->worded = false;
    c->key[c->key_count++] = tokens->lexeme[i] | (blanks ? WIDE : 0);
  }
}

static bool is_asked(const lun_claimant *by, uint32_t name) {
  for (uint32_t i = 0; i < by->name_count; i++)
    if (by->names[i] == name) return true;
  return false;
}

/* What a match says, as far as its rule asks, as numbers. */
static lun_status word(lun_collector *c) {
  const lun_claimant *by = &c->claimants[c->claimant];
  const lun_match *m = &c->found->matches[c->match];
  const lun_capture *captures = c->found->captures + m->captures;
  uint64_t room = 5 + (m->stop - m->first);
  for (uint32_t k = 0; k < m->capture_count; k++) room += 3 + captures[k].stop - captures[k].first;
  if (lun_grow((void **)&c->key, &c->key_capacity, room, sizeof *c->key)) return LUN_NO_MEMORY;
  c->worded = true;
  const uint32_t shape[] = {c->claimant, m->stop - m->first, m->given_first - m->first, m->given_stop - m->first, m->capture_count};
  memcpy(c->key, shape, sizeof shape);
  c->key_count = sizeof shape / sizeof *shape;
  for (uint32_t k = 0; k < m->capture_count; k++) {
    c->key[c->key_count++] = captures[k].capture;
    c->key[c->key_count++] = captures[k].first - m->first;
    c->key[c->key_count++] = captures[k].stop - m->first;
    if (by->name_count && is_asked(by, lun_capture_name(c->machine, captures[k].capture))) put_words(c, captures[k].first, captures[k].stop);
  }
  if (by->all_words) put_words(c, m->first, m->stop);
  return LUN_OK;
}

/* The next match that the rule at hand may take; false when there is none. */
static bool next_match(lun_collector *c) {
  lun_claimant *by = &c->claimants[c->claimant];
  while (c->next != LUN_NONE) {
    const lun_match *m = &c->found->matches[c->match = c->next];
    c->next = m->next;
    if (by->where == LUN_ASKS_NOTHING || by->every || (m->first >= c->free && m->first + 1 != c->done)) {
      by->matches++;
      return true;
    }
  }
  return false;
}

/* Goes on to the next rule whose matches are looked at one by one; claims what those before it do. *more is false when there is none. */
static lun_status next_rule(lun_collector *c, bool *more) {
  *more = false;
  if (c->begun) c->claimant++;
  for (c->begun = true; c->claimant < c->claimant_count; c->claimant++) {
    if ((c->next = c->found->first_of[c->rules[c->claimant]]) == LUN_NONE) continue;
    const lun_claimant *by = &c->claimants[c->claimant];
    c->free = c->done = 0;
    c->reads = lun_rule_reads(c->machine, by->rule);
    *more = c->reads || by->fact || !by->layer || by->where != LUN_ASKS_NOTHING || by->attributes == LUN_ASKS_WORDS;
    if (*more) return LUN_OK;
    if (claim_all(c)) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

/* Tells the attributes that are columns of dictionaries. */
static lun_status tell(lun_collector *c, lun_err *err) {
  const lun_claimant *by = &c->claimants[c->claimant];
  const lun_match *m = &c->found->matches[c->match];
  const lun_status status = lun_surest_tell(c->machine, c->doc, c->found, m, by, lun_answers_store(c->answers), &c->telling, &c->told, err);
  if (!status && c->told) c->asks_attributes = false;
  return status;
}

static lun_status answer(lun_collector *c, bool stands, const lun_values *values) {
  const lun_values *got = c->told ? c->telling : c->asks_attributes ? values : c->claimants[c->claimant].values;
  if (c->worded && lun_answers_add(c->answers, c->key, c->key_count, (lun_answer){stands, got})) return LUN_NO_MEMORY;
  if (stands) return claim(c, got);
  c->stage = STAGE_MATCH;
  return LUN_OK;
}

/* Whether a match stands, as far as that is told without a question: *told. */
static lun_status tell_where(const lun_collector *c, bool *stands, bool *told, lun_err *err) {
  const lun_claimant *by = &c->claimants[c->claimant];
  const lun_match *m = &c->found->matches[c->match];
  *stands = true;
  *told = false;
  if (by->short_form && by->where == LUN_ASKS_EACH) return lun_short_form_tell(c->machine, c->doc, c->found, m, by->short_form, stands, told, err);
  return by->unless ? lun_unless_tell(c->machine, c->doc, c->found, m, by->unless, told, err) : LUN_OK;
}

/* What the rule asks of the match: a question for the caller, or what is known. */
static lun_status ask(lun_collector *c, bool *asks, lun_err *err) {
  const lun_claimant *by = &c->claimants[c->claimant];
  if (c->stage == STAGE_MATCH) {
    bool stands = true, told = by->where != LUN_ASKS_EACH;
    const lun_status status = told ? LUN_OK : tell_where(c, &stands, &told, err);
    if (status || (told && !stands)) return status;
    c->stage = STAGE_WORDS;
    c->asks_attributes = false;
    if ((*asks = c->asks_where = !told)) return LUN_OK;
  }
  c->asks_where = by->where == LUN_ASKS_WORDS;
  c->asks_attributes = by->attributes == LUN_ASKS_WORDS;
  c->stage = STAGE_CLAIM;
  c->told = false;
  if (!c->asks_where && !c->asks_attributes) return claim(c, by->values);
  if (word(c)) return LUN_NO_MEMORY;
  const lun_answer *known = c->worded ? lun_answers_find(c->answers, c->key, c->key_count) : NULL;
  if (!known) {
    bool stands, told = false;
    lun_status status = c->asks_attributes && by->surest_count ? tell(c, err) : LUN_OK;
    if (!status && c->asks_where) status = tell_where(c, &stands, &told, err);
    if (status) return status;
    c->asks_where = c->asks_where && !told;
    *asks = c->asks_where || c->asks_attributes;
    return *asks ? LUN_OK : answer(c, true, NULL);
  }
  if (known->stands) return claim(c, c->asks_attributes ? known->values : by->values);
  c->stage = STAGE_MATCH;
  return LUN_OK;
}

lun_status lun_collect(lun_collector *c, bool *asks, lun_err *err) {
  bool more = true;
  *asks = false;
  if (!c->begun && (lun_answers_begin(c->answers) || next_rule(c, &more))) return lun_fail_memory(err);
  while (more) {
    if (c->stage == STAGE_MATCH) {
      if (!next_match(c)) {
        if (next_rule(c, &more)) return lun_fail_memory(err);
        continue;
      }
      if (c->reads) {
        const lun_status status = lun_found_read(c->machine, c->found, c->match, err);
        if (status) return status;
      }
    }
    if (ask(c, asks, err)) return lun_fail_memory(err);
    if (*asks) return LUN_OK;
  }
  return LUN_OK;
}

lun_status lun_collect_answer(lun_collector *c, bool stands, const lun_values *values, lun_err *err) {
  if (c->stage == STAGE_CLAIM) return answer(c, stands, values) ? lun_fail_memory(err) : LUN_OK;
  if (!stands) c->stage = STAGE_MATCH;
  return LUN_OK;
}
