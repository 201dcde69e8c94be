/* Grouping: made once for a vocabulary, run over documents. Owns the order of the work (mentions, their words, groups, entities) and
 * what is shared by its parts; the results are the caller's. Whatever else it needs for a document is kept for the next one. */
#include <string.h>

#include "entity/part.h"
#include "lunette/hash.h"

static const char *const type_names[LUN_ENTITY_TYPES] = {"person", "place", "org", "norp", "misc"};

const char *lun_entity_type_name(lun_entity_type type) { return type_names[type]; }

lun_status lun_grouper_new(lun_vocab *vocab, lun_dictionary *given, const lun_entity_words *words, lun_grouper **out, lun_err *err) {
  *out = NULL;
  const uint32_t prior = lun_dictionary_find_column(given, "prior"), gender = lun_dictionary_find_column(given, "gender"), columns = lun_dictionary_columns(given);
  if (prior == columns || gender == columns) return lun_fail(err, LUN_INVALID, 0, "the dictionary of given names wants the columns prior and gender");
  lun_grouper *g = lun_zalloc(1, sizeof *g);
  if (!g) return lun_fail_memory(err);
  g->vocab = vocab;
  g->given = given;
  g->given_prior = prior;
  g->given_gender = gender;
  lun_status status = (g->ampersand = lun_vocab_intern(vocab, "&", 1)) ? LUN_OK : lun_fail_memory(err);
  if (!status) status = lun_flag_words(g, words->male, LUN_PART_MALE, err);
  if (!status) status = lun_flag_words(g, words->female, LUN_PART_FEMALE, err);
  if (!status) status = lun_flag_words(g, words->generation, LUN_PART_GENERATION, err);
  if (!status) status = lun_flag_words(g, words->numeral, LUN_PART_NUMERAL, err);
  if (!status) status = lun_flag_words(g, words->company, LUN_PART_COMPANY, err);
  if (!status) status = lun_flag_words(g, words->small, LUN_PART_SMALL, err);
  if (!status) status = lun_flag_words(g, words->home, LUN_PART_HOME, err);
  if (!status) status = lun_flag_words(g, words->team, LUN_PART_TEAM, err);
  if (!status) status = lun_flag_words(g, words->region, LUN_PART_REGION, err);
  if (!status) status = lun_flag_words(g, words->national, LUN_PART_NATIONAL, err);
  if (!status) status = lun_flag_words(g, words->joint, LUN_PART_JOINT, err);
  const size_t most = sizeof g->family_first / sizeof *g->family_first;
  for (const char *cc = words->family_first; *cc && cc[1] && g->family_first_count < most; cc += 2 + (cc[2] == ' ')) memcpy(g->family_first[g->family_first_count++], cc, 2);
  if (status) lun_grouper_free(g);
  else *out = g;
  return status;
}

void lun_grouper_lands(lun_grouper *g, lun_dictionary *nationalities, lun_dictionary *places) {
  g->lands[0] = nationalities;
  g->lands[1] = places;
}

static lun_entity_table *const *tables_of(lun_grouper *g, lun_entity_table *list[11]) {
  lun_entity_table *const all[11] = {&g->exact, &g->pairs, &g->ends, &g->singles, &g->unclear, &g->ids, &g->keys, &g->longs, &g->aliases, &g->spelt, NULL};
  memcpy(list, all, sizeof all);
  return list;
}

void lun_grouper_free(lun_grouper *g) {
  if (!g) return;
  lun_entity_table *list[11];
  for (lun_entity_table *const *t = tables_of(g, list); *t; t++) lun_entity_table_free(*t);
  lun_free(g->flagged);
  lun_free(g->folded);
  lun_free(g->genders);
  lun_free(g->names);
  lun_free(g->pool);
  lun_free(g->groups);
  lun_free(g->nodes);
  lun_free(g->group_of);
  lun_free(g->role_next);
  lun_free(g);
}

void lun_entities_free(lun_entities *e) {
  lun_free(e->mentions);
  lun_free(e->entities);
  lun_free(e->order);
  lun_free(e->rivals);
  lun_free(e->roles);
  memset(e, 0, sizeof *e);
}

uint32_t lun_entities_from(const lun_entities *e, uint32_t token) {
  return lun_first_from(e->mentions, sizeof *e->mentions, e->mention_count, token);
}

uint32_t lun_entities_at(const lun_entities *e, uint32_t first, uint32_t stop) {
  uint32_t found = LUN_NONE;
  for (uint32_t i = lun_entities_from(e, first); i < e->mention_count && e->mentions[i].first == first; i++)
    if (e->mentions[i].stop == stop) found = i;
  return found;
}

uint32_t lun_group_new(lun_grouper *g, lun_entity_type type, uint32_t mention) {
  if (lun_grow((void **)&g->groups, &g->group_capacity, (uint64_t)g->group_count + 1, sizeof *g->groups)) return LUN_NONE;
  g->groups[g->group_count] = (lun_group_of){.type = (uint8_t)type, .named = mention, .linked = LUN_NONE, .last = LUN_NONE, .same = g->group_count, .entity = LUN_NONE};
  return g->group_count++;
}

void lun_group_join(lun_grouper *g, uint32_t group, uint32_t mention, lun_entity_why why) {
  g->group_of[mention] = group;
  g->groups[group].last = mention;
  g->out->mentions[mention].why = (uint8_t)why;
}

lun_status lun_group_chain(lun_grouper *g, uint32_t *at, uint32_t group, uint8_t rank) {
  if (lun_grow((void **)&g->nodes, &g->node_capacity, (uint64_t)g->node_count + 1, sizeof *g->nodes)) return LUN_NO_MEMORY;
  g->nodes[g->node_count++] = (lun_link_node){group, *at, rank};
  *at = g->node_count;
  return LUN_OK;
}

lun_status lun_group_rivals(lun_grouper *g, uint32_t mention, const uint32_t *groups, uint32_t count, uint32_t but) {
  lun_entities *out = g->out;
  if (lun_grow((void **)&out->rivals, &out->rival_capacity, (uint64_t)out->rival_count + count, sizeof *out->rivals)) return LUN_NO_MEMORY;
  out->mentions[mention].rival = out->rival_count;
  for (uint32_t i = 0; i < count; i++)
    if (groups[i] != but) out->rivals[out->rival_count++] = groups[i];
  out->mentions[mention].rivals = out->rival_count - out->mentions[mention].rival;
  return LUN_OK;
}

/* The spans of all layers, in the order of the text. */
static lun_status gather_mentions(lun_grouper *g, lun_err *err) {
  lun_entities *out = g->out;
  uint32_t at[LUN_ENTITY_TYPES] = {0}, count[LUN_ENTITY_TYPES] = {0};
  uint64_t all = 0;
  for (unsigned t = 0; t < LUN_ENTITY_TYPES; t++) {
    g->layer[t] = lun_doc_layer(g->doc, type_names[t]);
    if (g->layer[t]) all += count[t] = lun_layer_count(g->layer[t]);
    g->key_id[t] = g->layer[t] ? lun_layer_key(g->layer[t], "id") : NULL;
    g->key_cc[t] = g->layer[t] ? lun_layer_key(g->layer[t], "cc") : NULL;
  }
  g->key_kind = g->layer[LUN_ENTITY_ORG] ? lun_layer_key(g->layer[LUN_ENTITY_ORG], "kind") : NULL;
  if (lun_grow((void **)&out->mentions, &out->mention_capacity, all, sizeof *out->mentions) ||
      lun_grow((void **)&g->group_of, &g->group_of_capacity, all, sizeof *g->group_of))
    return lun_fail_memory(err);
  while (out->mention_count < all) {
    const lun_span *next = NULL;
    unsigned from = 0;
    for (unsigned t = 0; t < LUN_ENTITY_TYPES; t++) {
      const lun_span *span = at[t] < count[t] ? lun_layer_span(g->layer[t], at[t]) : NULL;
      if (!span || (next && next->first <= span->first)) continue;
      next = span;
      from = t;
    }
    out->mentions[out->mention_count++] = (lun_entity_mention){.first = next->first, .stop = next->stop, .span = next->id, .layer = (uint8_t)from};
    at[from]++;
  }
  return LUN_OK;
}

/* Gives each mention the roles that it is called by, the first of them first. */
static lun_status read_roles(lun_grouper *g, const lun_entity_role *roles, uint32_t count, lun_err *err) {
  g->roles = roles;
  if (lun_grow((void **)&g->role_next, &g->role_next_capacity, count, sizeof *g->role_next)) return lun_fail_memory(err);
  for (uint32_t i = count; i-- > 0;) {
    const uint32_t mention = lun_entities_at(g->out, roles[i].who_first, roles[i].who_stop);
    g->role_next[i] = 0;
    if (mention == LUN_NONE || g->out->mentions[mention].layer != LUN_ENTITY_PERSON) continue;
    g->role_next[i] = g->names[mention].role;
    g->names[mention].role = i + 1;
  }
  return LUN_OK;
}

/* Entities of the groups, numbered as they are first mentioned, with their mentions and roles side by side. */
static lun_status number_entities(lun_grouper *g, uint32_t role_count, lun_err *err) {
  lun_entities *out = g->out;
  if (lun_grow((void **)&out->entities, &out->capacity, g->group_count, sizeof *out->entities) ||
      lun_grow((void **)&out->order, &out->order_capacity, out->mention_count, sizeof *out->order) ||
      lun_grow((void **)&out->roles, &out->role_capacity, role_count, sizeof *out->roles))
    return lun_fail_memory(err);
  for (uint32_t i = 0; i < out->mention_count; i++) {
    lun_group_of *group = &g->groups[g->group_of[i]];
    if (group->entity == LUN_NONE) {
      group->entity = out->count;
      out->entities[out->count++] = (lun_entity){.type = group->type, .gender = group->gender, .gender_stated = group->gender_stated, .unclear = group->unclear,
                                                 .named = group->named, .linked = group->linked};
    }
    out->mentions[i].entity = group->entity;
    out->entities[group->entity].mentions++;
  }
  for (uint32_t i = 0, at = 0; i < out->count; i++) {
    out->entities[i].mention = at;
    at += out->entities[i].mentions;
    out->entities[i].mentions = 0;
  }
  for (uint32_t i = 0; i < out->mention_count; i++) {
    lun_entity *e = &out->entities[out->mentions[i].entity];
    out->order[e->mention + e->mentions++] = i;
  }
  for (uint32_t i = 0; i < out->rival_count; i++) out->rivals[i] = g->groups[out->rivals[i]].entity;
  for (uint32_t i = 0; i < out->count; i++) {
    lun_entity *e = &out->entities[i];
    e->role = out->role_count;
    for (uint32_t k = 0; k < e->mentions; k++)
      for (uint32_t r = g->names[out->order[e->mention + k]].role; r; r = g->role_next[r - 1]) out->roles[out->role_count++] = g->roles[r - 1];
    e->roles = out->role_count - e->role;
  }
  return LUN_OK;
}

/* Marks the first mention of each entity that is written as none before it. */
static lun_status mark_spellings(lun_grouper *g, lun_err *err) {
  for (uint32_t i = 0; i < g->out->mention_count; i++) {
    lun_entity_mention *m = &g->out->mentions[i];
    uint32_t *known = lun_entity_table_at(&g->spelt, lun_words_hash(g->doc->tokens.lexeme + m->first, m->stop - m->first, (uint64_t)m->entity + 1));
    if (!known) return lun_fail_memory(err);
    m->spelt = !*known;
    *known = 1;
  }
  return LUN_OK;
}

lun_status lun_grouper_run(lun_grouper *g, lun_doc *doc, const lun_entity_role *roles, uint32_t role_count, const lun_entity_alias *aliases,
                           uint32_t alias_count, lun_entities *out, lun_err *err) {
  lun_entity_table *list[11];
  g->doc = doc;
  g->out = out;
  g->group_count = g->node_count = 0;
  g->failed = false;
  out->mention_count = out->count = out->rival_count = out->role_count = 0;
  lun_status status = gather_mentions(g, err);
  for (lun_entity_table *const *t = tables_of(g, list); *t; t++) lun_entity_table_clear(*t, out->mention_count);
  if (!status) status = lun_names_read(g, err);
  if (!status) status = read_roles(g, roles, role_count, err);
  if (!status && (lun_group_named(g, aliases, alias_count) || lun_group_people(g, aliases, alias_count) || g->failed)) status = lun_fail_memory(err);
  if (!status) status = number_entities(g, role_count, err);
  if (!status) status = mark_spellings(g, err);
  if (!status) lun_entity_countries(g);
  return !status && g->failed ? lun_fail_memory(err) : status;
}
