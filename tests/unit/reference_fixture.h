/* A tagged document with names in it, the entities that they are grouped into, and what the caller of references is asked. For the tests
 * of references only. */
#ifndef LUNETTE_TEST_REFERENCE_FIXTURE_H
#define LUNETTE_TEST_REFERENCE_FIXTURE_H

#include "clause_fixture.h"
#include "lunette/reference.h"

static const char *const reference_dictionaries[][2] = {
    {"given", "#cols surface\tprior\tgender\nAna\t9\tF\nPeter\t9\tM\n"},
    {"role", "#case fold\n#cols surface\tflags\nmayor\t\nmayors\tP\nminister\t\n"},
    {"body", "#case fold\n#cols surface\nagency\n"},
    {"say", "#case fold\n#cols surface\nsaid\n"},
    {"described", "#cols surface\tcc\tkind\nAndean\tPE,CL\tregion\nEmerald Isle\tIE\tname\n"}};
static const char *const reference_lists[][2] = {
    {"male", "he"}, {"male", "him"}, {"male", "his"}, {"female", "she"}, {"female", "her"}, {"plural", "they"}, {"object", "him"}, {"object", "her"}, {"own", "his"},
    {"determiner", "the"}, {"determiner", "his"}, {"tail", "of"}, {"relation", "in"}, {"subordinate", "that"}, {"clause", "and"}, {"opening", "\""}, {"land", "country"},
    {"land", "nation"}, {"country", "country"}, {"realm", "country"}, {"leading", "leader"}, {"man", "man"}, {"woman", "woman"}, {"company", "company"}};

typedef struct reference_name { const char *layer; uint32_t first, stop; const char *country; } reference_name;

typedef struct reference_work {
  clause_work w;
  char *bytes;
  lun_image *image;
  lun_grouper *grouper;
  lun_reference_words *words;
  lun_entities entities;
  lun_referents *referents;
  const lun_said *said; /* that are told when they are asked for */
  uint32_t said_count;
  uint32_t asked, asked_offices; /* how often it was asked what persons are called */
  bool refuses; /* to say what is asked */
} reference_work;

static inline bool reference_gender(void *context, uint32_t entity, uint8_t *gender, bool *stated) {
  const reference_work *r = context;
  *gender = r->entities.entities[entity].gender;
  *stated = r->entities.entities[entity].gender_stated;
  return !r->refuses;
}
static inline bool reference_facts(void *context, uint32_t entity, lun_referent_facts *facts) {
  const reference_work *r = context;
  const lun_entity *e = &r->entities.entities[entity];
  if (e->country_from) memcpy(facts->country, e->country, sizeof e->country);
  facts->is_country = e->type == LUN_ENTITY_PLACE && e->country_from;
  return !r->refuses;
}
static inline bool reference_name_ends(void *context, uint32_t entity, const char *word, size_t size, bool *ends) {
  (void)entity;
  *ends = size == 6 && !strncmp(word, "agency", size);
  return !((const reference_work *)context)->refuses;
}
static inline bool reference_statements(void *context) {
  reference_work *r = context;
  return !r->refuses && !lun_referents_statements(r->referents, r->said, r->said_count, NULL);
}
/* Everybody is called mayor. */
static inline bool reference_called(void *context, bool offices) {
  reference_work *r = context;
  r->asked++;
  r->asked_offices += offices;
  for (uint32_t i = 0; i < r->entities.count; i++)
    if (r->entities.entities[i].type == LUN_ENTITY_PERSON && lun_referents_call(r->referents, i, "mayor", 5, false, NULL)) return false;
  return !r->refuses;
}
static inline bool reference_singulars(void *context, const char *word, size_t size) {
  const reference_work *r = context;
  return !r->refuses && !lun_reference_words_singular(r->words, word, size - 1, NULL);
}

static inline lun_status reference_open(reference_work *r, lun_err *err) {
  static const lun_entity_words words = {"mr", "mrs", "jr", "ii", "inc", "of the", "CN", "mayor", "coach", "province", "court", "joint"};
  lun_image_builder *builder = NULL;
  size_t size;
  *r = (reference_work){0};
  lun_status status = clause_open(&r->w, err);
  if (!status) status = lun_image_builder_new(&builder, err);
  for (size_t i = 0; !status && i < sizeof reference_dictionaries / sizeof *reference_dictionaries; i++) {
    const char *name = reference_dictionaries[i][0], *rows = reference_dictionaries[i][1];
    status = lun_image_builder_add(builder, name, name, rows, strlen(rows), err);
  }
  if (!status) status = lun_image_builder_finish(builder, &r->bytes, &size, err);
  lun_image_builder_free(builder);
  if (!status) status = lun_image_open(r->bytes, size, &r->image, err);
  if (!status) status = lun_grouper_new(r->w.vocab, lun_image_find(r->image, "given"), &words, &r->grouper, err);
  if (status) return status;
  lun_dictionary *const dictionaries[] = {lun_image_find(r->image, "role"), lun_image_find(r->image, "body"), lun_image_find(r->image, "say"), lun_image_find(r->image, "described")};
  status = lun_reference_words_new(r->w.vocab, dictionaries, 7, &r->words, err);
  for (size_t i = 0; !status && i < sizeof reference_lists / sizeof *reference_lists; i++)
    status = lun_reference_words_add(r->words, reference_lists[i][0], reference_lists[i][1], strlen(reference_lists[i][1]), err);
  return status;
}

static inline void reference_close(reference_work *r) {
  lun_referents_free(r->referents);
  lun_entities_free(&r->entities);
  lun_reference_words_free(r->words);
  lun_grouper_free(r->grouper);
  if (r->image) lun_image_close(r->image);
  clause_close(&r->w);
  lun_free(r->bytes);
}

static inline lun_status reference_read(reference_work *r, const char *tagged, const reference_name *names, size_t count, lun_err *err) {
  lun_referents_free(r->referents);
  r->referents = NULL;
  lun_entities_free(&r->entities);
  lun_status status = clause_read(&r->w, tagged, err);
  for (size_t i = 0; !status && i < count; i++) {
    lun_layer *layer;
    uint32_t id;
    status = lun_doc_layer_make(r->w.doc, names[i].layer, &layer, err);
    if (!status) status = lun_layer_add(layer, names[i].first, names[i].stop, 1, &id, err);
    if (!status && names[i].country) status = lun_layer_set(layer, id, "cc", names[i].country, 2, err);
    if (!status && names[i].country) status = lun_layer_set(layer, id, "id", names[i].country, 2, err);
  }
  if (!status) status = lun_grouper_run(r->grouper, r->w.doc, NULL, 0, NULL, 0, &r->entities, err);
  if (!status) status = lun_referents_new(r->words, r->w.doc, &r->referents, err);
  if (!status) status = lun_referents_renew(r->referents, &r->entities, NULL, 0, NULL, 0, err);
  return status;
}

static inline void reference_show_entity(const reference_work *r, uint32_t entity, char *to, size_t room) {
  if (entity == LUN_NOBODY) {
    clause_show(&r->w, lun_no_phrase, to, room);
    return;
  }
  const lun_entity_mention *m = &r->entities.mentions[r->entities.entities[entity].named];
  clause_show(&r->w, (lun_phrase){(int32_t)m->first, (int32_t)m->stop - 1}, to, room);
}

static inline lun_reference_ask reference_ask(reference_work *r) {
  return (lun_reference_ask){r, reference_gender, reference_facts, reference_name_ends, reference_statements, reference_called, reference_singulars};
}

/* What tokens mean, as one line: who | pattern of the reason | runners-up. */
static inline lun_status reference_tell(reference_work *r, uint32_t first, uint32_t stop, char *to, size_t room, lun_err *err) {
  const lun_reference_ask ask = reference_ask(r);
  const lun_reference_answer *answer;
  *to = 0;
  const lun_status status = lun_reference_of(r->referents, &ask, first, stop, &answer, err);
  if (status) return status;
  if (!answer) {
    snprintf(to, room, "none");
    return LUN_OK;
  }
  for (uint32_t i = 0; i < answer->many; i++) {
    if (i) strcat(to, " + ");
    reference_show_entity(r, answer->several[i], to, room);
  }
  if (!answer->many) reference_show_entity(r, answer->entity, to, room);
  snprintf(to + strlen(to), room - strlen(to), " | %s%s |", answer->unclear ? "unclear: " : "", lun_reason_pattern((lun_reason_code)answer->reason.code));
  for (uint32_t i = 0; i < answer->others; i++) {
    snprintf(to + strlen(to), room - strlen(to), " ");
    reference_show_entity(r, answer->other[i].entity, to, room);
  }
  return LUN_OK;
}

#endif
