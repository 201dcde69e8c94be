/* Actors of events: whom a group of words names, as codes that event data use - the country in three letters and what part of it acts
 * (USAGOV, SYRREB), or the code of a whole body (IGOUNO). A country comes from names and nationalities and from what the caller knows
 * of persons and bodies, the part from a dictionary of sectors; two lists of the user, of actors and of agents, go before both. Codes
 * are lexemes of the vocabulary, 0 for none. */
#ifndef LUNETTE_ACTOR_H
#define LUNETTE_ACTOR_H

#include "lunette/doc.h"

/* Dictionaries and words that codes are made by, kept from document to document. */
typedef struct lun_coder lun_coder;
/* Columns that are read: code; cc; kind and cc; code. Borrowed. */
typedef struct lun_coder_dictionaries { lun_dictionary *sector, *nation, *office, *country; } lun_coder_dictionaries;
/* LUN_NO_MEMORY; LUN_INVALID for a dictionary without its columns. */
lun_status lun_coder_new(lun_vocab *vocab, const lun_coder_dictionaries *dictionaries, lun_coder **coder, lun_err *err);
void lun_coder_free(lun_coder *coder);
/* The name of the i-th list of words: "joins", ...; NULL behind the last. Puts a word, in small letters, in a list: LUN_NOT_FOUND where
 * there is no such list, LUN_NO_MEMORY. Lists are told before documents are read. */
const char *lun_coder_list(unsigned i);
lun_status lun_coder_add(lun_coder *coder, const char *list, const char *word, size_t size, lun_err *err);
/* The part that a kind of bodies is: GOV of what has the type ORG.gov. LUN_NO_MEMORY. */
lun_status lun_coder_add_body(lun_coder *coder, const char *kind, const char *part, lun_err *err);

/* The country in three letters of one in two, with which the text begins; of the heads of state and of government whose last name is the
 * last word of a name, *known where there are any: of one country at least two letters. Then the part that words of a role say. All LUN_NO_MEMORY. */
lun_status lun_coder_country(lun_coder *coder, const char *cc, lun_lexeme *country, lun_err *err);
lun_status lun_coder_leader(lun_coder *coder, const char *name, size_t size, bool *known, lun_lexeme *country, lun_err *err);
lun_status lun_coder_part_of_role(lun_coder *coder, const char *role, size_t size, lun_lexeme *part, lun_err *err);
/* One code of a country and a part; the code of a whole body stands as it is. 0 where both are unknown. LUN_NO_MEMORY. */
lun_status lun_coder_join(lun_coder *coder, lun_lexeme country, lun_lexeme part, lun_lexeme *code, lun_err *err);

/* A reader of one document, which finds names and words in it when it is first asked. Document, coder and lists are borrowed. */
typedef struct lun_actors lun_actors;
/* actors, agents: lists of the user, of which the column code is read, or NULL. LUN_NO_MEMORY. */
lun_status lun_actors_new(lun_coder *coder, lun_doc *doc, lun_dictionary *actors, lun_dictionary *agents, lun_actors **reader, lun_err *err);
void lun_actors_free(lun_actors *reader);
/* Whether the document still is what was read: false when it was cut anew. */
bool lun_actors_stand(const lun_actors *reader);

/* What was found, by its first token; both tokens are of it, here and in all that follows. */
typedef enum lun_actor_kind { LUN_ACTOR_SECTOR, LUN_ACTOR_NATION, LUN_ACTOR_LISTED, LUN_ACTOR_AGENT, LUN_ACTOR_KINDS } lun_actor_kind;
typedef struct lun_actor_entry {
  uint32_t first, last, entry;
  lun_lexeme code; /* of a nationality its country */
  bool head;       /* of a sector: one who leads or speaks for others */
} lun_actor_entry;
typedef enum lun_actor_wants { LUN_WANTS_ENTITY, LUN_WANTS_COUNTRY, LUN_WANTS_PART } lun_actor_wants; /* each with those before */
typedef struct lun_actor_name {
  uint32_t first, last, span; /* span: its id in the layer */
  uint32_t entity;            /* the caller's number, 0 for none */
  lun_lexeme country, part;
  uint8_t layer, wants;       /* of lun_actor_layer; of lun_actor_wants */
  bool told, sport;           /* sport: a team */
} lun_actor_name;
const char *lun_actor_layer(unsigned i); /* "norp", ...; NULL behind the last */
/* Entries of a kind and names that begin among tokens, in order. LUN_NO_MEMORY; errors as of lun_doc_entries. */
lun_status lun_actors_entries(lun_actors *reader, lun_actor_kind kind, uint32_t first, uint32_t last, const lun_actor_entry **list, uint32_t *count, lun_err *err);
lun_status lun_actors_names(lun_actors *reader, uint32_t first, uint32_t last, const lun_actor_name **list, uint32_t *count, lun_err *err);
/* The number of the next name inside these tokens, from one on, of which the caller has not told what it is known as; UINT32_MAX when all
 * are told, as they are to be before the questions below. Names are numbered from 0, *name is the one. Errors as above. */
lun_status lun_actors_untold(lun_actors *reader, uint32_t first, uint32_t last, uint32_t *number, const lun_actor_name **name, lun_err *err);
void lun_actors_tell(lun_actors *reader, uint32_t number, uint32_t entity, lun_lexeme country, lun_lexeme part);

typedef struct lun_actor {
  uint32_t first, last;
  uint32_t entity; /* the caller's number, 0 for none */
  lun_lexeme code, country, part;
} lun_actor;
/* The actors that tokens first to last name, in order, borrowed until the next question. LUN_NO_MEMORY; errors as of lun_tagger_run. */
lun_status lun_actors_read(lun_actors *reader, uint32_t first, uint32_t last, const lun_actor **list, uint32_t *count, lun_err *err);
/* How words that were read begin: with the article, so that what they name may have been named before; they are one pronoun; they mean two of
 * whom it was told before, as both countries and the two ministers do; or they are of one of whom it was, as its army is. */
typedef enum lun_actor_how { LUN_ACTOR_PLAIN, LUN_ACTOR_ARTICLE, LUN_ACTOR_PRONOUN, LUN_ACTOR_PAIR, LUN_ACTOR_OWNED } lun_actor_how;
lun_actor_how lun_actors_how(const lun_actors *reader, uint32_t first, uint32_t last);
/* Whether the words are known to name nobody without being read: so far as it was read, nothing begins among them, and they are no pronoun
 * and mean no pair. */
bool lun_actors_silent(const lun_actors *reader, uint32_t first, uint32_t last);
/* The first person or body that they name with an entity, before any preposition; NULL for none. What is theirs is not they: the campaign of
 * Torres, Torres's campaign. Errors as of lun_tagger_run. */
lun_status lun_actors_named(lun_actors *reader, uint32_t first, uint32_t last, const lun_actor_name **name, lun_err *err);

#endif
