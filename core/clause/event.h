/* The inside of the readers of events: words and rows as bits, and what their files ask of each other. */
#ifndef LUNETTE_CLAUSE_EVENT_H
#define LUNETTE_CLAUSE_EVENT_H

#include "clause/clause.h"
#include "lunette/event.h"
#include "lunette/mem.h"

/* Lists that are told: scripts/lib/happening_words.lua has them. */
#define EVENT_LISTS(X) \
  X(COUNTING, "counting") X(DATING, "dating") X(PARTITIVE, "partitive") X(ABOUT, "about") X(HEDGE, "hedge") X(DOUBT, "doubt") X(DENYING, "denying") \
  X(ALLEGING, "alleging") X(BRINGING, "bringing") X(DENIAL, "denial") X(ALLEGATION, "allegation") X(TALE, "tale") X(OTHER, "other") \
  X(CONDITION, "condition") X(OPENING, "opening") X(RELATIVE, "relative") X(LOCATING, "locating") X(HARM, "harm") X(WEAPON, "weapon") X(ACCIDENT, "accident") \
  X(WILLING, "willing") X(UNWILLING, "unwilling") X(CONTEST, "contest") X(SPORT, "sport") \
  X(EARLIER, "earlier") X(LATER, "later") X(MEANWHILE, "meanwhile") X(CONTRAST, "contrast") \
  X(NONE, "none") X(SINGLE, "single") X(PROVISO, "proviso") X(INVERTED, "inverted") X(CAUSING, "causing") X(EFFORT, "effort") X(THWARTING, "thwarting") X(CARRIER, "carrier") X(RELYING, "relying") X(AVOIDING, "avoiding") X(WEIGHING, "weighing") X(UNCERTAIN, "uncertain")
/* Words that grammar itself names: each of the texts has the bit. */
#define EVENT_FIXED(X) \
  X(BOUND, "at") X(BOUND, "more") X(BOUND, "less") X(BOUND, "fewer") X(LIMIT, "least") X(LIMIT, "most") X(LIMIT, "than") X(IN, "in") X(OF, "of") \
  X(FROM, "of") X(FROM, "for") X(FROM, "from") X(NO, "no") X(BOTH, "both") X(GENITIVE, "'s") X(UNLESS, "if") X(UNLESS, "unless") X(DENY, "deny") \
  X(WOULD, "would") X(WILL, "will") X(WILL, "wo") X(WILL, "would") X(PRIOR, "prior") X(AHEAD, "ahead") X(EACH, "each") X(OTHERS, "other") X(ANOTHER, "another") X(WORTH, "worth") X(UNTIL, "until") X(UNTIL, "till") X(GUILTY, "guilty") X(GUILTY, "liable") X(MONEY, "$") X(MONEY, "€") X(MONEY, "£") X(MONEY, "¥") X(SHOT, "shot") X(MANY, "thousands") X(MANY, "hundreds") X(MANY, "dozens") X(MANY, "scores")
enum {
#define X(name, text) EVENT_##name,
  EVENT_LISTS(X)
#undef X
  EVENT_BOUND, EVENT_LIMIT, EVENT_IN, EVENT_OF, EVENT_FROM, EVENT_NO, EVENT_BOTH, EVENT_GENITIVE, EVENT_UNLESS, EVENT_DENY, EVENT_WOULD, EVENT_WILL, EVENT_PRIOR, EVENT_AHEAD,
  EVENT_EACH, EVENT_OTHERS, EVENT_ANOTHER, EVENT_WORTH, EVENT_UNTIL, EVENT_GUILTY, EVENT_MONEY, EVENT_SHOT, EVENT_MANY,
  EVENT_BIT_COUNT
};
_Static_assert((int)EVENT_BIT_COUNT <= (int)WORD_BITS, "bits of words");
#define E(name) ((uint64_t)1 << EVENT_##name)

/* What the class of a row is, and its event. */
enum { ROW_INTENDS = 1 << 0, ROW_HOLDS = 1 << 1, ROW_CANCELS = 1 << 2, ROW_MEETS = 1 << 3, ROW_OCCURS = 1 << 4, ROW_BETWEEN = 1 << 5, ROW_OF_DISASTER = 1 << 6, ROW_DISASTER = 1 << 7,
       ROW_WANTS = 1 << 8, ROW_THREATENS = 1 << 9, /* by its lemma */
       ROW_FINISHES = 1 << 10, ROW_BREAKS = 1 << 11, ROW_OF_PERSON = 1 << 12, ROW_EXPECTS = 1 << 13 /* of what is to come: scheduled, not tried nor ordered */,
       ROW_GIVES = 1 << 14, ROW_CALLS = 1 << 15 /* by its lemma: somebody something as well */, ROW_FINDS = 1 << 16 /* by its lemma: guilty */, ROW_FIRES = 1 << 17 /* by its lemma: may be shot */ };
/* What becomes of a code where the word that governs its verb says so: tables by its root, two digits. */
#define EVENT_CODES(X) X(INTENDED, "intended") X(ASKED, "asked") X(DEMANDED, "demanded") X(REFUSED, "refused") X(RECIPROCAL, "reciprocal")
typedef enum event_code {
#define X(name, text) CODE_##name,
  EVENT_CODES(X)
#undef X
  CODE_TABLES
} event_code;
enum { CODE_ROOTS = 100 };
static inline bool row_is(const lun_event_row *row, unsigned traits) { return (row->traits & traits) != 0; }

typedef enum event_kind { EVENT_VERB, EVENT_NOUN, EVENT_KINDS } event_kind;
typedef enum event_voice { VOICE_ACTIVE, VOICE_LINKED, VOICE_PASSIVE, VOICE_GERUND, EVENT_VOICES } event_voice;

/* What a class of verbs and one of nouns make together. */
typedef struct event_pair {
  const char *code, *event;
  uint64_t takes;
} event_pair;

typedef struct event_form { /* an entry of the dictionary of forms; read when it is first met */
  const lun_event_rows *rows[EVENT_KINDS];
  bool known;
} event_form;

struct lun_event_words {
  lun_event_sources sources;
  word_bits bits, takes;     /* of words: of the lists and the grammar; of those in small letters that bring whom it is done to */
  unsigned take_count;       /* bits of takes that are given */
  uint64_t takes_object, takes_nothing, takes_with;
  const char *codes[CODE_TABLES][CODE_ROOTS]; /* NULL where a table says nothing */
  uint32_t form_lemma, form_kind, spoken_lemma, spoken_root; /* columns */
  const lun_event_rows *money;             /* what the dictionary of nouns says of it: of a sum; NULL for nothing */
  event_form *forms;                       /* [of the dictionary of forms] */
  lun_event_rows *of_entry[EVENT_KINDS];   /* [of the dictionary of the kind] */
  lun_event_row *rows[EVENT_KINDS];
  lun_lexeme *classes; /* [class_count]: a class's number is its place and 1 */
  uint32_t class_count, class_capacity;
  event_pair *pairs;
  uint16_t *pair_of; /* [class of the verb * (class_count + 1) + class of the noun]: number of the pair and 1, or 0 */
  lun_values_store *store;
  const lun_values *voices[EVENT_VOICES];
};

/* What an entry of the dictionary of forms is. The rows of a word as a noun; NULL where it is none. LUN_NO_MEMORY. */
lun_status lun_event_form_of(lun_event_words *words, uint32_t entry, const event_form **form, lun_err *err);
lun_status lun_event_noun_of(lun_event_words *words, const char *text, size_t size, const lun_event_rows **rows, lun_err *err);
/* What two rows make; NULL where nothing. */
const event_pair *lun_event_pair_of(const lun_event_words *words, const lun_event_row *verb, const lun_event_row *noun);

typedef struct event_spans { /* of a layer, in its order */
  lun_event_span *at;
  uint32_t count;
  uint32_t *starts, *stops; /* [tokens]: number of the one that begins there, that ends there, and 1; 0 for none */
  bool read;
} event_spans;

struct lun_events {
  lun_clauses *c;
  lun_event_words *words;
  int32_t count;                          /* tokens */
  const lun_event_rows **verb_at, **noun_at; /* [count]: rows of the verb that begins there, of the noun that ends there */
  lun_phrase *verbs;                      /* entries that are verbs, in order */
  uint32_t verb_count, verb_capacity;
  lun_event_verb **read;                  /* [count]: verbs that were asked for */
  lun_event_made *made;                   /* what lun_events_find gave last */
  uint32_t made_count, made_capacity;
  lun_arena arena;                        /* of these */
  event_spans times, places;              /* times that may date something; read when they are first asked for */
  int depth;                              /* clauses that are being read */
  lun_err failure;
};

/* The first row of a word in the dictionary of verbs of speech; false where it is none. */
bool lun_event_spoken_row(lun_events *events, const char *word, size_t size, uint32_t *row);
/* Whether the row of the noun at a token is of a disaster: a fire, not Israeli fire. */
bool lun_event_is_of_disaster(const lun_events *events, const lun_event_row *row, int32_t noun);
/* What the preposition of a link is, as bits. */
uint64_t lun_event_takes_by(const lun_events *events, const lun_event_link *link);
/* Whether a code is of assault, fighting or mass violence. */
bool lun_event_is_fighting(const char *code);
/* Whether a code is of an appeal or a demand. */
bool lun_event_asks(const char *code);
/* What a table makes of a code; NULL where it says nothing. */
const char *lun_event_code_of(const lun_event_words *words, event_code table, const char *code);

/* Whether the subject of a verb is what is between sides and does nothing itself: relations between Peru and Chile improved, their talks failed. */
bool lun_event_is_between(lun_events *events, const lun_event_asked *asked, const lun_event_verb *verb);

/* Whether a verb says that something is to come: plan, expect. */
bool lun_event_is_intended(const lun_events *events, int32_t verb);

/* Times that may date something; NULL when memory is out. */
const event_spans *lun_event_times(lun_events *events);
void lun_event_spans_free(event_spans *spans);

/* Whether words are a time and no more. */
bool lun_event_is_time(lun_events *events, lun_phrase words);
/* The bits of a text as a word, in small letters. */
uint64_t lun_event_bits_of(const lun_event_words *words, const char *text);
static inline uint64_t event_bits_at(const lun_events *e, int32_t i) { return i >= 0 && i < e->count ? word_bits_learned(&e->words->bits, e->c->lexeme[i]) : 0; }
static inline bool event_word_is(const lun_events *e, int32_t i, uint64_t bits) { return (event_bits_at(e, i) & bits) != 0; }
/* Whether a token of the document begins with a capital of ASCII. */
static inline bool event_begins_large(const lun_events *e, int32_t token) {
  size_t size;
  const char *word = lun_vocab_text(e->c->doc->vocab, e->c->lexeme[token], &size);
  return size > 0 && word[0] >= 'A' && word[0] <= 'Z';
}
/* What the word at a token takes: few are asked, so that only small letters have bits. */
static inline uint64_t event_takes_at(const lun_events *e, int32_t i) {
  const word_bits *takes = &e->words->takes;
  const lun_lexeme lower = i >= 0 && i < e->count ? lun_vocab_lower_known(takes->vocab, e->c->lexeme[i]) : 0;
  return word_bits_of(takes, lower);
}

#endif
