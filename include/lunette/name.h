/* Names of people, places, organisations and nationalities, decided once for a document, in three steps over its layers:
 * lun_gather makes mentions of runs of capitals and of the candidates of rules, lun_weigh says of each by a linear model what
 * it is, lun_settle decides. Which words and numbers they go by is given by who makes them: nothing that decides stands in C
 * alone. Indices of tokens are 0-based; a mention goes from its first token to its last, both included. */
#ifndef LUNETTE_NAME_H
#define LUNETTE_NAME_H

#include "lunette/doc.h"

typedef enum lun_name_type { LUN_PERSON, LUN_ORG, LUN_PLACE, LUN_NO_NAME, LUN_NORP, LUN_NAME_TYPES } lun_name_type;
const char *lun_name_type_name(lun_name_type type); /* "person", "org", "place", "none", "norp" */
enum { LUN_NAME_WEIGHTS = 4 }; /* types up to here have weights */

/* What the steps share: what is known of words and texts, remembered for a vocabulary, and the memory that they work in. */
typedef struct lun_naming lun_naming;

/* The dictionaries of an image that are asked, by name; NULL ends them. */
extern const char *const lun_naming_dictionaries[];
enum { LUN_NAMING_DICTIONARIES = 13 };

/* Says the name of a rule by the number that spans carry; NULL or "" for none. It stays where it is. */
typedef struct lun_rule_names {
  const char *(*of)(void *context, uint32_t rule);
  void *context;
} lun_rule_names;

/* Vocabulary and image are borrowed. LUN_NO_MEMORY, LUN_NOT_FOUND for an image that lacks a dictionary, LUN_FORMAT for a
 * dictionary that lacks a column. */
lun_status lun_naming_new(lun_vocab *vocab, lun_image *image, lun_rule_names rules, lun_naming **naming, lun_err *err);
void lun_naming_free(lun_naming *naming);

/* What a step is given: numbers, texts (words with spaces between them) and numbers of rules, by name, each in the order of
 * its list of names, which NULL ends. */
typedef struct lun_step_names { const char *const *numbers, *const *texts, *const *rules; } lun_step_names;
typedef struct lun_step_given {
  const double *numbers;
  const char *const *texts;
  const uint32_t *rules;
} lun_step_given;
enum { LUN_STEP_GIVEN_MAX = 64 }; /* of each kind at most */

/* Gathering: reads the layers run, person?, place?, org?, norp?; adds to the layer mention. */
typedef struct lun_gatherer lun_gatherer;
extern const lun_step_names lun_gatherer_names;
lun_status lun_gatherer_new(lun_naming *naming, const lun_step_given *given, lun_gatherer **gatherer, lun_err *err);
void lun_gatherer_free(lun_gatherer *gatherer);
typedef struct lun_alias { uint32_t first[2], last[2], rule; } lun_alias; /* the tokens of a long form and of its short one */
lun_status lun_gather(lun_gatherer *gatherer, lun_doc *doc, const lun_alias *aliases, uint32_t count, lun_err *err);

/* Weighing: reads the layer mention; adds to the layer weighed. */
typedef struct lun_weigher lun_weigher;
extern const lun_step_names lun_weigher_names;
lun_status lun_weigher_new(lun_naming *naming, const lun_step_given *given, lun_weigher **weigher, lun_err *err);
void lun_weigher_free(lun_weigher *weigher);
/* How much a mention counts for itself, the rest being the mean of all mentions of its text; what is added to "none". */
typedef struct lun_weighing { double own, none; uint32_t rule; } lun_weighing;
lun_status lun_weigh(lun_weigher *weigher, lun_doc *doc, const lun_weighing *how, lun_err *err);

/* The same told: each mention that was weighed, in order, and then its features with their weights, NULL for those without. */
typedef struct lun_weighed {
  uint32_t first, last;
  lun_name_type type;
  const char *text, *key; /* the same key for what has the same text; borrowed */
} lun_weighed;
typedef struct lun_weigh_listener {
  void (*mention)(void *context, const lun_weighed *mention);
  void (*feature)(void *context, const char *text, const double *weights);
  void *context;
} lun_weigh_listener;
lun_status lun_weigh_tell(lun_weigher *weigher, lun_doc *doc, const lun_weigh_listener *listener, lun_err *err);

/* Settling: reads the layers mention and weighed; adds to the layers person, place, org, norp. */
typedef struct lun_settler lun_settler;
extern const lun_step_names lun_settler_names;
lun_status lun_settler_new(lun_naming *naming, const lun_step_given *given, lun_settler **settler, lun_err *err);
void lun_settler_free(lun_settler *settler);
lun_status lun_settle(lun_settler *settler, lun_doc *doc, lun_err *err);

#endif
