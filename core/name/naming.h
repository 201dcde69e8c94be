/* What the steps of naming share: words, features, the mentions of the document at hand, and a table of its texts. Memory is
 * kept from document to document. */
#ifndef LUNETTE_NAME_NAMING_H
#define LUNETTE_NAME_NAMING_H

#include <string.h>

#include "name/attribute.h"
#include "name/feature.h"

typedef enum lun_name_set { LUN_SET_PLAIN, LUN_SET_TITLE, LUN_SET_CAPITALS } lun_name_set; /* how a sentence is set */
const char *lun_name_set_name(lun_name_set set);

typedef struct lun_mention {
  uint32_t first, last, rule;
  uint32_t id;      /* of its span in the layer mention, 0 for none */
  int32_t sure;
  uint8_t type;     /* lun_name_type */
  uint8_t set;      /* lun_name_set */
  uint8_t part;     /* type of what it was made of; LUN_NAME_TYPES for none */
  bool inside;      /* of a longer mention */
  uint8_t was;      /* its type before it was decided */
  bool weighed;
  uint8_t best;     /* what weighing said, and by how many tenths */
  int32_t tenths;
  uint64_t of;      /* a hash of what it has of its candidate */
  const char *reason;
  uint32_t row;     /* of the dictionary of places, and 1; 0 for none */
  lun_lexeme plain; /* its text as it stands; 0 while it was not asked */
  lun_lexeme text, key;
  uint32_t entry;   /* of its key in the table */
  lun_sums sums;
  lun_list_key made; /* of its attributes as a name */
} lun_mention;

/* What a document says of a text or word. */
typedef struct lun_entry_of_name {
  lun_lexeme number;
  uint32_t seen, grouped, known; /* known: number of a mention, and 1 */
  uint8_t sure, begins, ends;    /* types; LUN_NAME_TYPES for none */
  bool last, first, small, scored, plays, initials, other, shortens; /* other: the short form of what is no organisation; shortens: begins or ends the name of an organisation, which may be called so later */
  lun_lexeme particle; /* before it, as a surname; 0 for none */
  uint32_t person_at, org_at; /* where the first person's and organisation's name that it shortens stands: a token, and 1; 0 for none */
  lun_sums group;
} lun_entry_of_name;

typedef struct lun_naming {
  lun_words words;
  lun_features features;
  lun_lists lists;
  lun_rule_names rules;
  lun_mention *mentions;
  uint32_t count, capacity;
  uint32_t document; /* how many were begun with */
  uint64_t held, steps; /* the seal of the layer that says what mentions say, 0 for none; the last seal */
  bool held_weighed;    /* and the layer `weighed` has it too */
  lun_entry_of_name *entries; /* [entry_count] by order of asking */
  uint32_t entry_count, entry_capacity;
  const char **rule_names; /* [rule_count] that were asked for */
  uint32_t rule_count, rule_capacity;
  uint32_t *taken; /* [taken_capacity] by token */
  uint32_t taken_capacity;
  char *text;
  uint32_t text_capacity;
} lun_naming;

/* Begins with a document: nothing is mentioned, no text known. */
lun_status lun_naming_begin(lun_naming *naming, lun_err *err);
lun_status lun_naming_free_tokens(lun_naming *naming, const lun_doc *doc, lun_err *err); /* no token is taken */
/* The same as beginning, but with the mentions of the layer mention: as they still are from the last step, or read. */
lun_status lun_naming_mentioned(lun_naming *naming, const lun_doc *doc, lun_err *err);
/* Notes that a layer says what mentions say, to be asked by the next step. */
void lun_naming_hold(lun_naming *naming, lun_layer *mention);
lun_mention *lun_naming_add(lun_naming *naming, uint32_t first, uint32_t last); /* NULL when memory is out */
/* The number of a text's entry; 0 stands for all of number 0, and is there when memory is out. */
uint32_t lun_naming_enter(lun_naming *naming, lun_lexeme number);
static inline bool lun_naming_has(const lun_naming *naming, lun_lexeme number, uint32_t *entry) {
  const lun_word *place = number ? lun_word_place(&naming->words, number) : NULL;
  *entry = place ? place->entry : 0; /* of an earlier document, unless what it leads to says otherwise */
  return *entry && *entry < naming->entry_count && naming->entries[*entry].number == number;
}
static inline uint32_t lun_naming_entry(lun_naming *naming, lun_lexeme number) {
  uint32_t entry;
  return lun_naming_has(naming, number, &entry) ? entry : lun_naming_enter(naming, number);
}
static inline lun_entry_of_name *lun_naming_of(lun_naming *naming, lun_lexeme number) {
  const uint32_t entry = lun_naming_entry(naming, number); /* which may move the entries */
  return naming->entries + entry;
}
/* The text of a mention as it stands, and with one space for white space. */
lun_lexeme lun_naming_plain(lun_naming *naming, const lun_doc *doc, lun_mention *mention);
lun_lexeme lun_naming_spaced(lun_naming *naming, const lun_doc *doc, lun_mention *mention);
const char *lun_naming_rule(lun_naming *naming, uint32_t rule);

lun_name_type lun_name_type_of(const char *text, size_t size); /* LUN_NAME_TYPES for another text */
static inline void lun_draft_text(lun_list_draft *draft, const char *key, const char *value) { lun_draft_put(draft, key, value, strlen(value)); }
/* What keys of lists are of, in their highest bits. */
#define LUN_OF_MENTION (UINT64_C(1) << 60)
#define LUN_OF_WEIGHED (UINT64_C(2) << 60)
#define LUN_OF_NAME (UINT64_C(3) << 60)

static inline lun_lexeme lun_token(const lun_doc *doc, uint32_t i) { return doc->tokens.lexeme[i]; }
static inline bool lun_opens_sentence(const lun_doc *doc, uint32_t i) { return (doc->tokens.flags[i] & LUN_TOKEN_SENTENCE) != 0; }

/* What a step was given. */
void lun_step_take(const lun_step_names *names, const lun_step_given *given, double *numbers, uint32_t *rules);

#endif
