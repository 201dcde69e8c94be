/* The inside of reading actors: what a token is as a set of bits, so that a question about it is one load, and what the files ask of each
 * other. A failure of memory is noted in the coder and told at the end of a question. */
#ifndef LUNETTE_EVENT_ACTOR_H
#define LUNETTE_EVENT_ACTOR_H

#include "lunette/actor.h"

/* Lists of words that are told: scripts/lib/actor.lua has them. */
#define ACTOR_LISTS(X) X(JOINS, "joins") X(ATTACHES, "attaches") X(OWNS, "owns") X(FORMER, "former") X(HEADS, "heads") X(PRONOUNS, "pronouns") X(NO_LEADERS, "no_leaders") X(DEEDS, "deeds") X(UNIFORMED, "uniformed") X(DESCRIBING, "describing") X(PROPER, "proper") X(SIDES, "sides") X(POSSESSIVES, "possessives")
typedef enum actor_bit {
#define X(name, text) BIT_##name,
  ACTOR_LISTS(X)
#undef X
  BIT_OF, BIT_FOR, BIT_AT, BIT_BOUND, BIT_THE, BIT_BOTH, BIT_TWO, /* of, for, at; least, most; the; both; two */
  BIT_INSIDE,                /* in a name of a place, a body or a person, in a part (head of state), or in an actor of the user's list */
  BIT_NAME, BIT_LEADER,      /* a name begins here; the last name of a leader */
  BIT_ENTRY                  /* and the bits of the kinds of entries that begin here */
} actor_bit;
_Static_assert(BIT_ENTRY + LUN_ACTOR_KINDS < 32, "bits of tokens");
#define A(name) ((uint32_t)1 << BIT_##name)
#define A_KIND(kind) ((uint32_t)1 << (BIT_ENTRY + (kind)))

#define ACTOR_NONE UINT32_MAX

typedef struct actor_body { char kind[8]; lun_lexeme part; } actor_body;
typedef struct actor_sector { lun_lexeme code; bool read, head, uniformed; } actor_sector;

struct lun_coder {
  lun_vocab *vocab;
  lun_coder_dictionaries of;
  uint32_t sector_code, nation_cc, country_code; /* columns */
  uint32_t *words;     /* [word_count] by lexeme of small letters */
  uint32_t *learned;   /* [learned_count] by lexeme: the same, with A(LEADER), made when a word is first met */
  uint64_t *plain;     /* [plain_count] sets of 64 lexemes: words that are known to have no bit, as most do */
  lun_lexeme *leaders; /* [leader_count] by lexeme: the country in two letters; ACTOR_NONE where several have one of that name */
  uint32_t word_count, learned_count, plain_count, leader_count;
  actor_sector *sectors;     /* [entries] */
  lun_lexeme three[26 * 26]; /* by two letters: 0 not asked, ACTOR_NONE there is no such country */
  actor_body *bodies;
  uint32_t body_count, body_capacity;
  lun_lexeme gov, mil, cop, jud, eli, igo, unknown;
  char *text; /* room for a code that is made */
  uint32_t text_capacity;
  bool failed; /* memory was out */
};

/* A light group: words between two that join or attach. */
typedef struct actor_light {
  uint32_t first, last, entity;
  lun_lexeme country, part;
  uint32_t named;          /* last token of the user's entry */
  uint32_t by;             /* bits of the word before it; A(JOINS) where it is one of a list */
  bool own, person, body, sport, nation; /* own: of the user's list */
  bool head;               /* one who leads or speaks for others */
  uint32_t where, wheres;  /* groups that are attached to it */
} actor_light;

typedef struct actor_entries { lun_actor_entry *at; uint32_t count, capacity; } actor_entries;
typedef struct actor_lights { actor_light *at; uint32_t count, capacity; } actor_lights;

struct lun_actors {
  lun_coder *coder;
  lun_doc *doc;
  lun_dictionary *lists[LUN_ACTOR_KINDS]; /* NULL: there is none */
  const lun_lexeme *lexeme;
  uint32_t count; /* tokens */
  bool begun;
  uint32_t *bits; /* [count] */
  uint32_t *next; /* [count + 1] the first token from one on at which anything begins, count for none */
  lun_actor_name *names; /* in the order of their first tokens, then of the layers */
  uint32_t name_count, name_capacity;
  actor_entries entries[LUN_ACTOR_KINDS];
  /* of the question at hand */
  uint32_t *held, held_count, held_capacity; /* names of a light group */
  actor_lights groups, where;
  lun_actor *found;
  uint32_t found_count, found_capacity;
  lun_err failure; /* of parts of speech */
};

static inline lun_lexeme actor_intern(lun_coder *c, const char *text, size_t size) {
  enum { LONGEST = 65535 };
  const lun_lexeme lexeme = lun_vocab_intern(c->vocab, text, size < LONGEST ? size : LONGEST);
  c->failed |= !lexeme;
  return lexeme;
}
/* Bits of the lists that the small letters of a lexeme are in, and whether it is the last name of a leader. */
uint32_t actor_learn(lun_coder *c, lun_lexeme lexeme);
static inline uint32_t actor_word(lun_coder *c, lun_lexeme lexeme) {
  if (lexeme / 64 < c->plain_count && c->plain[lexeme / 64] >> lexeme % 64 & 1) return 0;
  const uint32_t bits = lexeme < c->learned_count ? c->learned[lexeme] : 0;
  return bits ? bits : actor_learn(c, lexeme);
}
/* The row of an entry that tells: the first that is true on the day, else the first without an end, else the first. */
uint32_t actor_row(const lun_dictionary *dictionary, uint32_t entry, const char *day);
/* coder.c: what an entry of the dictionary of sectors says; the country in three letters. */
const actor_sector *actor_sector_of(lun_coder *coder, uint32_t entry);
lun_lexeme actor_country(lun_coder *coder, const char *cc);
/* Whether a name that ends as that of a leader does may be theirs: it is no more than that, or known whole; Erik Solberg is not Erna Solberg. */
bool actor_may_lead(lun_coder *coder, const char *name, size_t size);
/* code.c: of a country and a part. */
lun_lexeme actor_code(lun_coder *coder, lun_lexeme country, lun_lexeme part);
lun_lexeme actor_code_begin(lun_coder *coder, lun_lexeme code, size_t size); /* its first letters */

/* actor_find.c: reads the document, once. */
lun_status actor_begin(lun_actors *x, lun_err *err);
const lun_actor_entry *actor_entry(const lun_actors *x, lun_actor_kind kind, uint32_t token); /* the one that begins there */
uint32_t actor_names_from(const lun_actors *x, uint32_t token);                               /* number of the first from there on */

/* actor_light.c: the next light group of a phrase and what joins it; what it says. */
typedef struct actor_pieces { uint32_t at, from, last; uint32_t by; bool done; } actor_pieces;
bool actor_next_piece(const lun_actors *x, actor_pieces *pieces, uint32_t *first, uint32_t *last, uint32_t *by);
void actor_read_light(lun_actors *x, uint32_t first, uint32_t last, actor_light *light);
/* The tag of a token, "" for none. */
const char *actor_tag(lun_actors *x, uint32_t token);

#endif
