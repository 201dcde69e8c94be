/* Entities: the mentions of one document grouped into who and what they mean. Persons by full name, surname, given name and
 * nickname, with titles and roles keeping apart those of one surname; places, organisations and nationalities by the id that
 * linking gave, by name, by the short form that the document gives, and by the letters of an acronym. A bare surname that fits
 * several persons as well is an entity of its own, unclear, with those persons as its rivals. */
#ifndef LUNETTE_ENTITY_H
#define LUNETTE_ENTITY_H

#include "lunette/doc.h"

typedef enum lun_entity_type { LUN_ENTITY_PERSON, LUN_ENTITY_PLACE, LUN_ENTITY_ORG, LUN_ENTITY_NORP, LUN_ENTITY_MISC, LUN_ENTITY_TYPES } lun_entity_type;
const char *lun_entity_type_name(lun_entity_type type); /* which is the name of the layer, too */

/* Why a mention was taken for its entity. */
typedef enum lun_entity_why {
  LUN_WHY_NAME,       /* the name is the same, or a shorter or longer form of it */
  LUN_WHY_ID,         /* the dictionary has one id for both */
  LUN_WHY_ALIAS,      /* the document gives the short form */
  LUN_WHY_ACRONYM,    /* its letters begin the words of one long name */
  LUN_WHY_COMPANY,    /* the long name without what ends names of companies and regions, or without its middle */
  LUN_WHY_PART,       /* the surname or given name of one person only */
  LUN_WHY_GENDER,     /* of several the one whose gender the title says */
  LUN_WHY_ROLE,       /* the one who is called by that title */
  LUN_WHY_BEFORE,     /* the only one who was named before */
  LUN_WHY_AFTER,      /* nobody of them was, and it is named first afterwards */
  LUN_WHY_PARAGRAPH,  /* the only one who was named last in this paragraph, or in the last that names any */
  LUN_WHY_SENTENCE,   /* the only one whom the last sentences name */
  LUN_WHY_UNCLEAR     /* none of these */
} lun_entity_why;

typedef struct lun_entity_mention {
  uint32_t first, stop, span; /* tokens; the number within its layer */
  uint32_t entity;            /* number, from 0 */
  uint32_t rival, rivals;     /* in `rivals`: entities that it was taken before, or may be */
  uint8_t layer;              /* lun_entity_type of its layer */
  uint8_t why;
  bool spelt; /* the first of its entity that is written so */
} lun_entity_mention;

enum { LUN_GENDER_UNKNOWN, LUN_GENDER_M, LUN_GENDER_F };
/* What a country is from, the surest first. */
typedef enum lun_country_from { LUN_COUNTRY_NONE, LUN_COUNTRY_LINKED, LUN_COUNTRY_STATED, LUN_COUNTRY_PLACE, LUN_COUNTRY_ORGANISATION, LUN_COUNTRY_PARAGRAPH, LUN_COUNTRY_DATELINE,
  LUN_COUNTRY_ARTICLE } lun_country_from;

typedef struct lun_entity {
  uint32_t mention, mentions; /* in `order` */
  uint32_t named;             /* mention whose text is its name */
  uint32_t linked;            /* mention whose attributes id, cc, also and name are its own; UINT32_MAX: none has an id */
  uint32_t role, roles;       /* in `roles`: facts of a role that tell of it */
  char country[2];            /* where country_from says so */
  uint8_t type, gender, country_from;
  bool gender_stated; /* by a title */
  bool unclear;
} lun_entity;

/* A role that a document gives a person: tokens of the person's name, of the words of the role, of what names the country;
 * stop 0 where there is none of it. */
typedef struct lun_entity_role { uint32_t who_first, who_stop, first, stop, from_first, from_stop; } lun_entity_role;
typedef struct lun_entity_alias { uint32_t long_first, long_stop, short_first, short_stop; } lun_entity_alias;

typedef struct lun_entities { /* of one document; numbers are from 0, entities in order of their first mentions */
  lun_entity_mention *mentions; /* in order of the text, then of the layers */
  lun_entity *entities;
  uint32_t *order;  /* numbers of mentions, entity by entity */
  uint32_t *rivals; /* numbers of entities */
  lun_entity_role *roles; /* entity by entity, in the order given */
  uint32_t mention_count, mention_capacity, count, capacity, order_capacity, rival_count, rival_capacity, role_count, role_capacity;
} lun_entities;

/* Words that grouping goes by, with spaces between them: titles of men and of women, what follows a surname (jr), what a name
 * is without in its short form, at its end or beginning (inc group), words without a letter in an acronym (of the), countries where the family name
 * stands first; roles of those who mostly are from where they are written of, and of those who play or work for a town that they need not be from; what
 * the name of a region ends with and its short form does not; what every land has one of, and what begins the names of those that are of several lands. */
typedef struct lun_entity_words { const char *male, *female, *generation, *numeral, *company, *small, *family_first, *home, *team, *region, *national, *joint; } lun_entity_words;

typedef struct lun_grouper lun_grouper;
/* given: the dictionary of given names, with columns prior and gender; borrowed. LUN_NO_MEMORY, LUN_INVALID for a dictionary without
 * those columns. */
lun_status lun_grouper_new(lun_vocab *vocab, lun_dictionary *given, const lun_entity_words *words, lun_grouper **grouper, lun_err *err);
/* Dictionaries of nationalities and of places, with columns type and cc, by which the name of a body may say its land; borrowed. */
void lun_grouper_lands(lun_grouper *grouper, lun_dictionary *nationalities, lun_dictionary *places);
void lun_grouper_free(lun_grouper *grouper);
/* Groups the spans of the layers person, place, org, norp and misc. *entities, zeroed or of another document, is filled;
 * lun_entities_free when done with it. LUN_NO_MEMORY. */
lun_status lun_grouper_run(lun_grouper *grouper, lun_doc *doc, const lun_entity_role *roles, uint32_t role_count, const lun_entity_alias *aliases,
                           uint32_t alias_count, lun_entities *entities, lun_err *err);
void lun_entities_free(lun_entities *entities);

/* The first mention that begins at or after a token, or their count. */
uint32_t lun_entities_from(const lun_entities *entities, uint32_t token);
/* The mention with just these tokens; of several layers the last. UINT32_MAX when there is none. */
uint32_t lun_entities_at(const lun_entities *entities, uint32_t first, uint32_t stop);

#endif
