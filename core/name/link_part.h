/* What the parts of linking share: candidates, which are rows of dictionaries read once; surfaces, which are the candidates
 * of one name; and what is known of one document: mentions in order, the names that they share, and votes for countries. */
#ifndef LUNETTE_NAME_LINK_PART_H
#define LUNETTE_NAME_LINK_PART_H

#include "lunette/link.h"
#include "lunette/mem.h"
#include "name/attribute.h"

#define LUN_NO_SURFACE UINT32_MAX
enum { LUN_COUNTRIES = 26 * 26, LUN_NO_COUNTRY = 0xFFFF, LUN_CANDIDATE_COUNTRIES = 4, LUN_CHOICES_MAX = 64 };

typedef enum lun_place_kind { LUN_PLACE_OTHER, LUN_PLACE_COUNTRY, LUN_PLACE_ADMIN1, LUN_PLACE_CITY, LUN_PLACE_WATER } lun_place_kind;
lun_place_kind lun_place_kind_of(const char *type);

typedef uint32_t lun_id; /* 1.. */
typedef struct lun_ids {
  const char **text; /* [count] by number - 1 */
  uint32_t count, capacity;
  uint32_t *slots; /* [room] numbers by hash, at most half of them taken; 0: free */
  uint32_t room;
  lun_arena arena;
  lun_id *within; /* [known] the holder of each, 0: none; NULL until read */
  bool *holds;    /* [known] it is the holder of some */
  uint32_t known;
} lun_ids;

typedef struct lun_candidate {
  uint32_t row; /* of the layer's dictionary */
  lun_id id, within; /* 0: none */
  uint16_t country[LUN_CANDIDATE_COUNTRIES];
  uint8_t countries, kind;
  bool capital, dated;
  bool shared; /* an organisation whose name bodies of many nations have: Congress */
  bool many;   /* and whose own nation is not meant wherever that is named too: the High Court */
  bool town, district, state; /* a city that a division is called after; such a division; a city called like its country */
  float prior;
} lun_candidate;

typedef struct lun_surface { /* candidates first .. first + count */
  uint32_t first, count;
  uint32_t group; /* of the document at hand, if that has this surface */
} lun_surface;

/* Surfaces of short runs of tokens that were looked up: each in the one slot that its lexemes lead to. */
enum { LUN_SLOT_TOKENS = 4, LUN_SLOTS = 1 << 13 };
typedef struct lun_slot {
  lun_lexeme token[LUN_SLOT_TOKENS];
  uint32_t tokens, surface;
} lun_slot;

typedef struct lun_source {
  lun_dictionary *dictionary;
  uint32_t type, id, cc, prior, flags, from, to; /* columns; UINT32_MAX where there is none */
  uint32_t *surface_of; /* [entries] surface + 1, 0: not read yet */
  lun_slot *slots;
} lun_source;

typedef struct lun_mention {
  uint32_t first, stop, span;
  uint32_t group; /* of the document; LUN_NO_SURFACE: in no dictionary */
  uint32_t sentence, paragraph;
  uint32_t follows; /* surface of what a short form behind a comma says that holds it; LUN_NO_SURFACE */
  uint32_t local; /* first of its group's choices in `locals` */
  uint32_t holder; /* mention that says that it lies elsewhere, plus 1; its own number plus 1: what follows says so; 0: none */
  uint16_t country; /* of one that is in no dictionary, or that brought its id; LUN_NO_COUNTRY */
  uint8_t layer, heads; /* bits of the kinds that words beside it say, and one when they were looked at */
  bool brought, home, fits; /* fits: what follows holds one of its candidates */
  bool own; /* a rule of a script gave it an id: settled ones are sure to some degree */
} lun_mention;

typedef struct lun_choice { /* a candidate in one document */
  uint32_t candidate;
  float whole, share, best_local; /* scores: of itself and the document, among its rivals (sum 1), of what stands beside a mention */
  bool given, long_form;          /* the document brought its id; says its long form */
} lun_choice;

typedef struct lun_group { /* mentions of one name */
  uint32_t surface, first, count; /* choices */
  uint32_t mentions, home;
  uint32_t elsewhere; /* mention whose holder says so, plus 1; 0: none */
  uint32_t best;      /* choice, among its own */
  uint8_t layer;
  bool inside, other; /* what holds it followed; a long form says that none of its candidates is meant */
  enum { LUN_FOREIGN_UNASKED, LUN_FOREIGN_NO, LUN_FOREIGN_YES } foreign; /* whether its body is of another nation than the document's */
  float weight; /* of its votes */
} lun_group;

typedef struct lun_tally { /* votes by id */
  lun_id *key; /* [room], a power of two, as many as the document at hand needs */
  float *votes;
  uint32_t room, capacity;
} lun_tally;

typedef struct lun_head { lun_lexeme word; uint8_t kind; bool before; } lun_head;

typedef struct lun_short { lun_lexeme word; uint32_t surface; } lun_short;

typedef struct lun_owner { lun_id id; uint32_t row; } lun_owner; /* which rows have an id */

/* What tells whether all that is worked out of a document holds of it still. */
typedef struct lun_link_told {
  const lun_doc *doc; /* NULL: nothing is */
  uint32_t tokens, aliases, spans[LUN_LINK_LAYERS], numbers[LUN_LINK_LAYERS];
} lun_link_told;

struct lun_linker {
  lun_vocab *vocab;
  lun_source source[LUN_LINK_LAYERS];
  lun_dictionary *within;
  uint32_t within_column;
  double weight[LUN_LINK_WEIGHTS];
  float common[LUN_COUNTRIES]; /* how much names of a country speak for what lies in it */
  lun_head *heads;
  uint32_t head_count, head_capacity;
  lun_short *shorts;
  uint32_t short_count, short_capacity;
  lun_lexeme comma, open, of, in, and, or;
  lun_ids ids;
  lun_candidate *candidates;
  uint32_t candidate_count, candidate_capacity;
  lun_surface *surfaces;
  uint32_t surface_count, surface_capacity;
  lun_owner *owners; /* of organisations, by id; made when first asked for */
  uint32_t owner_count;
  lun_hits hits;
  lun_lists written; /* what spans have when a candidate without a rival is written to them, by what they had before and by the candidate */
  /* of one document */
  lun_link_told told;
  lun_mention *mentions;
  uint32_t mention_count, mention_capacity;
  lun_group *groups;
  uint32_t group_count, group_capacity;
  lun_choice *choices;
  uint32_t choice_count, choice_capacity;
  float *locals; /* what stands beside each mention, for each choice of its group */
  uint32_t local_count, local_capacity;
  float votes[LUN_COUNTRIES], regions[LUN_COUNTRIES]; /* names in a country; names of its admin1 */
  float nations; /* names of countries */
  float nation[LUN_COUNTRIES];
  uint16_t touched[LUN_COUNTRIES];
  uint32_t touched_count;
  bool is_touched[LUN_COUNTRIES];
  lun_tally tally;
};

/* Ids (link_id.c): the number of a text, 0 when memory is out; the text of a number, "" for 0. */
lun_id lun_id_of(lun_linker *linker, const char *text, bool borrowed);
const char *lun_id_text(const lun_linker *linker, lun_id id);
/* Reads what the dictionary `within` says of ids, once: looking up each in it would cost as much as all of it. */
lun_status lun_ids_read_within(lun_linker *linker, lun_err *err);
lun_id lun_id_within(const lun_linker *linker, lun_id id);
/* Whether it holds towns. Some countries have divisions of two ranks under codes of one kind, and only those of one rank do. */
bool lun_id_holds(const lun_linker *linker, lun_id id);
void lun_ids_free(lun_ids *ids);

/* Candidates (link_candidate.c). */
lun_status lun_source_open(lun_linker *linker, lun_link_layer layer, lun_dictionary *dictionary, lun_err *err);
/* The surface of tokens first .. stop, LUN_NO_SURFACE when the layer's dictionary has none. */
lun_status lun_surface_of(lun_linker *linker, const lun_doc *doc, lun_link_layer layer, uint32_t first, uint32_t stop, uint32_t *surface, lun_err *err);
/* A surface with one candidate of no row: a division that a short form means. */
lun_status lun_surface_of_id(lun_linker *linker, const char *id, uint32_t *surface, lun_err *err);
/* The same of a name given as text: what a misspelt one was mended to. */
lun_status lun_surface_named(lun_linker *linker, lun_link_layer layer, const char *name, size_t size, uint32_t *surface, lun_err *err);
const char *lun_candidate_value(const lun_linker *linker, lun_link_layer layer, const lun_candidate *candidate, uint32_t column);
uint16_t lun_country_of(const char *cc, size_t size); /* LUN_NO_COUNTRY for what is no code */
bool lun_candidate_in(const lun_candidate *candidate, uint16_t country);
/* Whether a candidate of organisations has a name that shares half of the words of tokens first .. stop. */
lun_status lun_candidate_called(lun_linker *linker, const lun_doc *doc, const lun_candidate *candidate, uint32_t first, uint32_t stop, bool *called, lun_err *err);

/* What is known of a document (link_mention.c). */
lun_status lun_mentions_gather(lun_linker *linker, lun_doc *doc, const lun_link_facts *facts, lun_err *err);

/* Evidence (link_evidence.c, link_beside.c). */
/* What parts of evidence come to by their weights; added to term by term, where that is not NULL. */
static inline double lun_weigh_parts(const lun_linker *linker, const double *parts, double *term) {
  double sum = 0;
  for (unsigned i = 0; i < LUN_LINK_TERMS; i++) {
    sum += parts[i] * linker->weight[i];
    if (term) term[i] += parts[i] * linker->weight[i];
  }
  return sum;
}
lun_status lun_evidence_weigh(lun_linker *linker, const lun_doc *doc, const lun_link_facts *facts, lun_err *err);
/* What speaks for a choice in the whole document, and beside one mention; term[], where it is not NULL, gets the parts. */
double lun_evidence_whole(const lun_linker *linker, const lun_group *group, const lun_choice *choice, double *term);
double lun_evidence_beside(const lun_linker *linker, const lun_doc *doc, uint32_t mention, const lun_choice *choice, double *term);
/* The final score of a mention's choice, by its number among those of the group. */
double lun_evidence_score(const lun_linker *linker, const lun_mention *mention, uint32_t choice, double *term);
/* Finds mentions of which what follows says that none of the candidates is meant (Paris, Texas), or that one is. */
void lun_beside_holders(lun_linker *linker, const lun_doc *doc);
/* Looks at the words beside places of several candidates. */
void lun_beside_heads(lun_linker *linker, const lun_doc *doc);
/* How much a country's name, or a place in it, says of the country. */
double lun_evidence_says(const lun_linker *linker, unsigned layer, const lun_candidate *candidate);
bool lun_mention_astray(const lun_linker *linker, uint32_t mention); /* none of its candidates is meant */

#endif
