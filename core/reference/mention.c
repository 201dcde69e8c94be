/* Mentions of entities by type, in the order of the text, and what is asked of them: whether one is a subject, who was one before, the
 * last of a kind. Made of a document's entities and of those that scripts added when they are first asked for. */
#include <stdlib.h>
#include <string.h>

#include "reference/part.h"

enum {
  SUBJECT = 8,    /* tokens from the beginning of its sentence that a subject stands within */
  MOST_BEFORE = 5, /* words between a name and what governs it: the finance minister */
  MARKS = 4        /* that part two names which stand side by side */
};

static int by_place(const void *a, const void *b) {
  const lun_antecedent *x = a, *y = b;
  if (x->stop != y->stop) return x->stop < y->stop ? -1 : 1;
  if (x->entity != y->entity) return x->entity < y->entity ? -1 : 1;
  return (x->first > y->first) - (x->first < y->first);
}

static lun_status add(lun_mentions *list, uint32_t first, uint32_t stop, uint32_t entity) {
  if (lun_grow((void **)&list->at, &list->capacity, (uint64_t)list->count + 1, sizeof *list->at)) return LUN_NO_MEMORY;
  list->at[list->count++] = (lun_antecedent){.first = first, .stop = stop, .entity = entity};
  return LUN_OK;
}

/* Who writes or prints an article, or is named in another headline, is not whom its text means. */
static bool is_aside(const lun_referents *r, uint32_t token, lun_entity_type type) {
  if (type != LUN_ENTITY_PERSON && type != LUN_ENTITY_ORG) return false;
  const lun_part part = lun_doc_part(r->doc, token);
  return part == LUN_DATELINE || part == LUN_BYLINE || part == LUN_RELATED;
}

static lun_status gather(lun_referents *r, lun_mentions *list, lun_entity_type type) {
  const lun_entities *all = r->entities;
  for (uint32_t i = 0; all && i < all->mention_count; i++) {
    const lun_entity_mention *m = &all->mentions[i];
    if (all->entities[m->entity].type == type && !is_aside(r, m->first, type) && add(list, m->first, m->stop, m->entity)) return LUN_NO_MEMORY;
  }
  for (uint32_t i = 0; i < r->added_count; i++)
    if (r->added_type[r->added[i].entity] == type && add(list, r->added[i].first, r->added[i].stop, r->grouped + r->added[i].entity)) return LUN_NO_MEMORY;
  if (list->count > 1) qsort(list->at, list->count, sizeof *list->at, by_place);
  for (uint32_t i = 0; i < list->count; i++) {
    lun_antecedent *m = &list->at[i];
    m->place = i;
    m->sentence = lun_sentence_of(r, m->first);
    m->paragraph = lun_paragraph_of(r, m->first);
  }
  list->read = true;
  return LUN_OK;
}

lun_mentions *lun_mentions_of(lun_referents *r, lun_entity_type type) {
  lun_mentions *list = &r->of_type[type];
  if (!list->read && gather(r, list, type)) {
    list->count = 0;
    lun_no_memory(r);
  }
  return list;
}

uint32_t lun_mentions_before(const lun_mentions *list, uint32_t token) {
  uint32_t low = 0, high = list->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (list->at[middle].stop <= token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* Whether a preposition that opens a sentence brings something else than the name before a verb: On Monday Ana Torres left. */
static bool brings_other(lun_referents *r, uint32_t preposition, uint32_t first, uint32_t stop, uint32_t sentence) {
  const char *verb = lun_tag_at(r, stop);
  const bool finite = !strcmp(verb, "VBD") || !strcmp(verb, "VBZ") || !strcmp(verb, "MD");
  return preposition == sentence && finite && preposition + 1 < first && !(lun_reference_looked_up(r->words, r->doc->tokens.lexeme[preposition + 1], &r->failure) & (R(ARTICLE) | R(ROLE)));
}

/* Whether a name stands where a subject does: near the beginning of its sentence, and not behind a verb or a preposition; behind a
 * verb of speech it may (said Ana Torres). */
static bool is_subject(lun_referents *r, uint32_t first, uint32_t stop, uint32_t sentence) {
  static const char *const before[] = {"NNP", "NN", "JJ", "DT", "POS", "CD", "PRP$"};
  if (first - sentence > SUBJECT) return false;
  for (uint32_t i = first; i-- > sentence;) {
    const char *tag = lun_tag_at(r, i);
    unsigned k = 0;
    while (k < sizeof before / sizeof *before && strcmp(tag, before[k]) != 0) k++;
    if (first - i <= MOST_BEFORE && k < sizeof before / sizeof *before) continue;
    if ((!strcmp(tag, "IN") && !lun_word_is(r, i, R(SUBORDINATE))) || !strcmp(tag, "TO")) return brings_other(r, i, first, stop, sentence);
    return *tag != 'V' || lun_reference_looked_up(r->words, r->doc->tokens.lexeme[i], &r->failure) & R(SAY);
  }
  return true;
}

bool lun_is_subject(lun_referents *r, lun_antecedent *m) {
  uint8_t *known = m->refers ? &r->worded[m->place].subject : &m->subject;
  if (!*known) {
    const uint8_t subject = is_subject(r, m->first, m->stop, m->sentence) ? 2 : 1;
    if (m->refers) r->worded[m->place].subject = subject;
    m->subject = subject;
  } else m->subject = *known;
  return m->subject == 2;
}

/* Mentions of one entity in one paragraph hang together. */
static lun_status link_mentions(lun_referents *r, lun_mentions *list) {
  typedef struct latest { uint32_t run, place; } latest;
  latest *last = lun_zalloc((size_t)r->count + 1, sizeof *last);
  uint32_t run = 0;
  lun_status status = last ? LUN_OK : LUN_NO_MEMORY;
  for (uint32_t i = 0; !status && i < list->count; i++) {
    lun_antecedent *m = &list->at[i];
    if (!i || m->paragraph != list->at[i - 1].paragraph) run++;
    if (last[m->entity].run == run) {
      m->group = list->at[last[m->entity].place].group;
      list->at[last[m->entity].place].next = i + 1;
    } else if (!(status = lun_grow((void **)&list->leads, &list->lead_capacity, (uint64_t)list->lead_count + 1, sizeof *list->leads))) {
      m->group = list->lead_count;
      list->leads[list->lead_count++] = (lun_lead){i + 1, 0};
    }
    last[m->entity] = (latest){run, i};
  }
  lun_free(last);
  return status;
}

bool lun_has_led(lun_referents *r, lun_entity_type type, lun_antecedent *m) {
  if (m->refers) return lun_is_subject(r, m);
  lun_mentions *list = &r->of_type[type];
  if (!list->linked) {
    if (link_mentions(r, list)) {
      lun_no_memory(r);
      return false;
    }
    list->linked = true;
  }
  lun_lead *lead = &list->leads[list->at[m->place].group];
  while (!lead->subject && lead->asked && lead->asked <= m->place + 1) {
    lun_antecedent *asked = &list->at[lead->asked - 1];
    if (lun_is_subject(r, asked)) lead->subject = lead->asked;
    lead->asked = asked->next;
  }
  return lead->subject && lead->subject <= m->place + 1;
}

/* Whether codes of countries, of two letters each, have one; all do where there are none. */
bool lun_has_code(const char *codes, const char country[2]) {
  if (!*codes) return true;
  for (const char *at = codes; *at; at += 2)
    if (at[0] == country[0] && at[1] == country[1]) return true;
  return false;
}

static bool is_of_kind(lun_referents *r, uint32_t entity, const lun_kind_list *kind) {
  if (kind->kind == LUN_MENTION_IS) return lun_referent_gender(r, entity) == kind->gender;
  if (kind->kind == LUN_MENTION_MAY) return lun_gender_fits(r, entity, kind->gender);
  const lun_referent_facts facts = lun_facts_of(r, entity);
  return (kind->kind == LUN_MENTION_ROLE_OF ? facts.has_roles && *facts.country : facts.is_country) && lun_has_code(kind->codes, facts.country);
}

static lun_kind_list *kind_of(lun_referents *r, lun_mention_kind kind, uint8_t gender, const char *codes) {
  for (uint32_t i = 0; i < r->kind_count; i++) {
    lun_kind_list *k = &r->kinds[i];
    if (k->kind == kind && k->gender == gender && !strcmp(k->codes, codes)) return k;
  }
  if (lun_grow((void **)&r->kinds, &r->kind_capacity, (uint64_t)r->kind_count + 1, sizeof *r->kinds)) return NULL;
  const size_t size = strlen(codes) + 1;
  char *copy = lun_alloc(size);
  if (!copy) return NULL;
  memcpy(copy, codes, size);
  r->kinds[r->kind_count] = (lun_kind_list){.kind = (uint8_t)kind, .gender = gender, .codes = copy};
  return &r->kinds[r->kind_count++];
}

/* Which mentions are of a kind is asked once for each, in the order of the text. What is asked may ask again, so the list is filled by
 * its number. */
uint32_t lun_last_of_kind(lun_referents *r, uint32_t token, lun_entity_type type, lun_mention_kind kind, uint8_t gender, const char *codes) {
  const uint32_t known = r->kind_count;
  lun_kind_list *k = kind_of(r, kind, gender, codes);
  const lun_mentions *list = lun_mentions_of(r, type);
  if (!k) {
    lun_no_memory(r);
    return LUN_NOBODY;
  }
  const uint32_t number = (uint32_t)(k - r->kinds);
  for (uint32_t i = 0; number == known && i < list->count && !lun_failed(r); i++) {
    if (!is_of_kind(r, list->at[i].entity, &r->kinds[number])) continue;
    k = &r->kinds[number];
    if (lun_grow((void **)&k->place, &k->capacity, (uint64_t)k->count + 1, sizeof *k->place)) lun_no_memory(r);
    else k->place[k->count++] = i;
  }
  k = &r->kinds[number];
  uint32_t low = 0, high = k->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (list->at[k->place[middle]].stop <= token) low = middle + 1;
    else high = middle;
  }
  return low ? k->place[low - 1] : LUN_NOBODY;
}

/* The places of the mentions of each entity side by side, by counting. */
static lun_status read_own(lun_referents *r, lun_mentions *list) {
  uint32_t *first = lun_zalloc((size_t)r->count + 2, sizeof *first), *own = lun_alloc(((size_t)list->count + 1) * sizeof *own);
  if (!first || !own) {
    lun_free(first);
    lun_free(own);
    return LUN_NO_MEMORY;
  }
  for (uint32_t i = 0; i < list->count; i++) first[list->at[i].entity + 2]++;
  for (uint32_t e = 2; e <= r->count; e++) first[e] += first[e - 1];
  for (uint32_t i = 0; i < list->count; i++) own[first[list->at[i].entity + 1]++] = i;
  list->own = own;
  list->own_first = first;
  return LUN_OK;
}

const uint32_t *lun_own_mentions(lun_referents *r, uint32_t entity, uint32_t *count) {
  const uint8_t type = lun_type_of(r, entity);
  *count = 0;
  if (type >= LUN_ENTITY_TYPES) return NULL;
  lun_mentions *list = lun_mentions_of(r, (lun_entity_type)type);
  if (!list->own && read_own(r, list)) {
    lun_no_memory(r);
    return NULL;
  }
  *count = list->own_first[entity + 1] - list->own_first[entity];
  return list->own + list->own_first[entity];
}

uint32_t lun_named_before(lun_referents *r, uint32_t entity, uint32_t token, const uint32_t **own) {
  uint32_t count, low = 0;
  *own = lun_own_mentions(r, entity, &count);
  const lun_mentions *list = &r->of_type[lun_type_of(r, entity)];
  while (low < count) {
    const uint32_t middle = low + (count - low) / 2;
    if (list->at[(*own)[middle]].stop <= token) low = middle + 1;
    else count = middle;
  }
  return low;
}

uint32_t lun_latest(lun_referents *r, uint32_t entity, uint32_t token) {
  const uint32_t *own, before = lun_named_before(r, entity, token, &own);
  return before ? own[before - 1] : LUN_NOBODY;
}

/* Names side by side in one sentence: Ana Torres, Luis Vega and Peter Miller. */
static bool beside(const lun_referents *r, const lun_antecedent *a, const lun_antecedent *b) {
  if (a->sentence != b->sentence || a->stop > b->first || b->first - a->stop > MARKS) return false;
  for (uint32_t t = a->stop; t < b->first; t++)
    if (!lun_lexeme_is(r, t, r->words->and_) && !lun_lexeme_is(r, t, r->words->comma) && !lun_lexeme_is(r, t, r->words->the)) return false;
  return true;
}

void lun_joined(lun_referents *r, const lun_antecedent *m, lun_entity_type type, uint32_t *first, uint32_t *stop) {
  const lun_mentions *list = lun_mentions_of(r, type);
  const uint32_t at = lun_mentions_before(list, m->stop);
  *first = *stop = at;
  if (!at) return;
  for (*first = at - 1; *first > 0 && at - *first < LUN_TRIED && beside(r, &list->at[*first - 1], &list->at[*first]);) --*first;
  while (*stop < list->count && *stop - at < LUN_TRIED && beside(r, &list->at[*stop - 1], &list->at[*stop])) ++*stop;
}
