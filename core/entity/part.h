/* What the parts of grouping share: words of names by number, groups that grow into entities, and tables by hash. A word's number
 * is the lexeme of its key in lower case without full stops, so that names are equal as they are read. */
#ifndef LUNETTE_ENTITY_PART_H
#define LUNETTE_ENTITY_PART_H

#include "lunette/entity.h"
#include "lunette/mem.h"

#define LUN_NONE UINT32_MAX
enum { LUN_NAME_WORDS = 8 /* of a name that are looked at */, LUN_CHAIN_MOST = 32 /* groups that are tried for a name, newest first */ };

/* What a word is besides a word. */
enum { LUN_PART_MALE = 1u << 0, LUN_PART_FEMALE = 1u << 1, LUN_PART_GENERATION = 1u << 2, LUN_PART_COMPANY = 1u << 3, LUN_PART_SMALL = 1u << 4, LUN_PART_MADE = 1u << 5,
       LUN_PART_HOME = 1u << 6, LUN_PART_TEAM = 1u << 7, LUN_PART_REGION = 1u << 8, LUN_PART_NUMERAL = 1u << 9, LUN_PART_NATIONAL = 1u << 10, LUN_PART_JOINT = 1u << 11 };

typedef struct lun_folded { lun_lexeme whole, initial; uint16_t flags; } lun_folded; /* initial == whole: one letter */

/* 64-bit hashes, seeded, stand for what was hashed: two names that share one are taken for one. */
typedef struct lun_entity_table {
  uint64_t *key;   /* [capacity] 0: free */
  uint32_t *value; /* [capacity] */
  uint32_t *used;  /* [count] slots */
  uint32_t capacity, room, count, used_capacity; /* room: slots that are used for now, a power of two */
} lun_entity_table;

typedef struct lun_link_node { uint32_t group, next; uint8_t rank; } lun_link_node; /* next: number and 1, 0 ends */

typedef struct lun_group_of {
  uint32_t words, count; /* in the pool */
  uint32_t named, linked;
  uint32_t last;         /* mention; LUN_NONE */
  uint32_t same;         /* the group that it was joined to, else its own number */
  uint64_t id;           /* hash; 0: none */
  uint32_t heads;        /* newest of the nodes of what it is called, and 1 */
  uint32_t entity;
  lun_lexeme nickname, generation;
  uint8_t type, gender;
  bool gender_stated, unclear, short_name; /* its name is an acronym */
} lun_group_of;

typedef struct lun_name_of { /* of a mention */
  uint32_t words, count; /* in the pool */
  lun_lexeme nickname, generation;
  uint32_t role; /* first of the roles that it is given, and 1 */
} lun_name_of;

typedef struct lun_flagged { lun_lexeme word; uint16_t flag; } lun_flagged;
enum { LUN_FLAGGED_BITS = 2048 }; /* one of which each flagged word sets, so that others need not be looked for */
static inline uint32_t lun_flagged_place(lun_lexeme word) { return word % LUN_FLAGGED_BITS / 64; }
static inline uint64_t lun_flagged_bit(lun_lexeme word) { return (uint64_t)1 << word % 64; }

struct lun_grouper {
  lun_vocab *vocab;
  lun_lexeme ampersand;
  lun_dictionary *given, *lands[2]; /* of nationalities, of places; NULL for none */
  uint32_t given_prior, given_gender; /* columns */
  lun_flagged *flagged;
  uint32_t flagged_count, flagged_capacity;
  uint64_t flagged_bits[LUN_FLAGGED_BITS / 64];
  char family_first[64][2];
  uint32_t family_first_count;
  lun_folded *folded; /* [folded_capacity] by lexeme */
  uint8_t *genders;   /* [gender_capacity] by lexeme: 0 not asked, else gender and 1 */
  uint32_t folded_capacity, gender_capacity;
  bool failed; /* memory was out */
  /* of the document at hand */
  lun_doc *doc;
  lun_layer *layer[LUN_ENTITY_TYPES];
  const char *key_id[LUN_ENTITY_TYPES], *key_cc[LUN_ENTITY_TYPES], *key_kind; /* the layers' own names of attributes; the last one of organisations */
  lun_entities *out;
  const lun_entity_role *roles;
  uint32_t role_count;
  lun_name_of *names; /* [mention_count] */
  uint32_t name_capacity;
  lun_lexeme *pool;
  uint32_t pool_count, pool_capacity;
  lun_group_of *groups;
  uint32_t group_count, group_capacity;
  lun_link_node *nodes;
  uint32_t node_count, node_capacity;
  uint32_t *group_of; /* [mention_count] */
  uint32_t group_of_capacity;
  uint32_t *role_next; /* [role_count] the next of the same mention, and 1 */
  uint32_t role_next_capacity;
  lun_entity_table exact, pairs, ends, singles, unclear, ids, keys, longs, aliases, spelt;
};

/* Words (word.c). The folded form of a token; of the text of a mention. */
const lun_folded *lun_fold(lun_grouper *g, lun_lexeme lexeme);
lun_lexeme lun_fold_text(lun_grouper *g, const char *text, size_t size);
lun_status lun_flag_words(lun_grouper *g, const char *words, uint16_t flag, lun_err *err);
lun_status lun_names_read(lun_grouper *g, lun_err *err); /* names of all mentions */
uint8_t lun_gender_of(lun_grouper *g, uint32_t mention); /* of the given name that a mention begins with */
uint64_t lun_words_hash(const lun_lexeme *words, uint32_t count, uint64_t seed);

/* Tables (table.c): where the value of a key stands, 0 when it is new; NULL when memory is out. find gives 0 for what is not there. */
uint32_t *lun_entity_table_at(lun_entity_table *table, uint64_t key);
uint32_t lun_entity_table_find(const lun_entity_table *table, uint64_t key);
void lun_entity_table_clear(lun_entity_table *table, uint32_t entries); /* for about so many, which it may get more than */
void lun_entity_table_free(lun_entity_table *table);

/* Groups (group.c). A new one, LUN_NONE when memory is out; a mention joins one; rivals of a mention, which are groups until the
 * entities are numbered. */
uint32_t lun_group_new(lun_grouper *g, lun_entity_type type, uint32_t mention);
void lun_group_join(lun_grouper *g, uint32_t group, uint32_t mention, lun_entity_why why);
lun_status lun_group_rivals(lun_grouper *g, uint32_t mention, const uint32_t *groups, uint32_t count, uint32_t but);
/* Adds a node to the chain whose newest is *at. */
lun_status lun_group_chain(lun_grouper *g, uint32_t *at, uint32_t group, uint8_t rank);

/* people.c: groups the mentions of persons. Aliases join two names of one person: before names of one word are read, so that a surname that both
 * share is unclear between nobody, and in the end those of one word. */
lun_status lun_group_people(lun_grouper *g, const lun_entity_alias *aliases, uint32_t alias_count);
lun_status lun_group_named(lun_grouper *g, const lun_entity_alias *aliases, uint32_t alias_count);         /* named.c */
lun_folded lun_role_head(lun_grouper *g, const lun_entity_role *role); /* people.c: what its words end with */
/* country.c: the land that all rows of tokens first .. stop are of, among names of peoples, of countries, of these
 * and their parts, of all places. */
typedef enum lun_names_of { LUN_PEOPLES, LUN_LANDS, LUN_PARTS, LUN_PLACES } lun_names_of;
bool lun_land_of(lun_grouper *g, lun_names_of which, uint32_t first, uint32_t stop, char country[2]);
void lun_entity_countries(lun_grouper *g); /* country.c: of the finished entities */
uint32_t lun_long_of(const lun_grouper *g, lun_entity_type type, uint64_t key); /* named.c: the group of the one name that a key stands for in short; LUN_NONE */

#endif
