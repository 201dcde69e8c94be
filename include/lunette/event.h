/* Events: what verbs and nouns tell that the dictionaries of events hold, read from words and parts of speech: which of them stand in a
 * document, the clause of a verb - its subject, what governs it and the object between the two -, the rows that make an event of a verb
 * and what stands around it, and whether it has happened. Whom words name is asked of the caller. */
#ifndef LUNETTE_EVENT_H
#define LUNETTE_EVENT_H

#include "lunette/clause.h"

/* What dictionaries and lists of words say, kept from document to document. */
typedef struct lun_event_words lun_event_words;
typedef struct lun_event_sources {
  lun_dictionary *forms; /* words of a text, each with its lemma and its kind, "verb" or "noun" */
  lun_dictionary *verbs, *nouns; /* by lemmas: code, class, take, event */
  lun_dictionary *pairs;         /* by the class of a verb and that of a noun: code, take, event */
  lun_dictionary *spoken;        /* verbs of speech and their lemmas */
} lun_event_sources;
/* Dictionaries, and the vocabulary of the documents, are borrowed and must outlive it. LUN_NO_MEMORY; LUN_FORMAT: a dictionary lacks a
 * column; LUN_LIMIT: the columns `take` hold more words than there are bits. */
lun_status lun_event_words_new(lun_vocab *vocab, const lun_event_sources *sources, lun_event_words **words, lun_err *err);
void lun_event_words_free(lun_event_words *words);
/* The name of the i-th list: "hedge", "doubt", ...; NULL behind the last. */
const char *lun_event_list(unsigned i);
/* Puts a word, in small letters, in a list, before documents are read. LUN_NOT_FOUND: there is no such list. LUN_NO_MEMORY. */
lun_status lun_event_words_add(lun_event_words *words, const char *list, const char *word, size_t size, lun_err *err);
/* What becomes of a code with a root, two digits, where the word that governs its verb says so: the table is "intended", "asked", "demanded",
 * "refused"; and "reciprocal" for roots of what those do who do it together, whose code is any. LUN_NOT_FOUND: there is no such table;
 * LUN_INVALID: no root. LUN_NO_MEMORY. */
lun_status lun_event_words_code(lun_event_words *words, const char *table, const char *root, const char *code, lun_err *err);

/* A row of the dictionary of verbs or of nouns. Texts are borrowed, "" where it says nothing. */
typedef struct lun_event_row {
  const char *lemma, *code, *class, *event;
  const char *take;    /* words that bring whom it is done to */
  uint64_t takes;      /* the same as bits */
  uint16_t class_number;
  uint32_t traits;     /* bits of what its class and its event are */
} lun_event_row;
/* What the verb of a row tells: it only governs others, tells an event with a noun, or alone. */
typedef enum lun_event_weight { LUN_EVENT_GOVERNS, LUN_EVENT_PAIRS, LUN_EVENT_TELLS } lun_event_weight;
/* The rows of a lemma, one or more. */
typedef struct lun_event_rows {
  const lun_event_row *at;
  uint32_t count;
  lun_event_weight weight; /* the most that one of them tells */
  bool tells_fate;         /* of verbs: one may say what becomes of an event: it is held, ends, is called off */
} lun_event_rows;

typedef struct lun_event_verb lun_event_verb;
typedef struct lun_event_actors { /* a list of the caller's */
  uint32_t list;  /* its number; 0 for none */
  unsigned count; /* of actors: 0, 1, 2 for more */
} lun_event_actors;
/* What a dictionary of the user's own says of a verb: nothing, that it tells none, or its code and that of the other side, "" for none. */
typedef enum lun_event_own { LUN_OWN_SILENT, LUN_OWN_NONE, LUN_OWN_CODE } lun_event_own;
/* What only the caller knows of a document. */
typedef struct lun_event_asked {
  void *data;
  lun_event_actors (*actors)(void *data, lun_phrase words);     /* those whom words name */
  bool (*reports)(void *data, int32_t token, int32_t verb);     /* whether the source of the statement that holds the verb has the token */
  /* Of lun_events_find alone. */
  lun_event_actors (*named)(void *data, lun_phrase words);      /* those whom words name who have no code */
  bool (*armed)(void *data, uint32_t list);                     /* whether some of a list bear arms */
  void (*told)(void *data, uint32_t list);                      /* these have done something: pronouns may mean them */
  lun_event_own (*own)(void *data, const lun_event_verb *verb, const char **code, const char **other); /* NULL: there is no such dictionary */
} lun_event_asked;

/* A reader of one document. Clauses, whose document it reads, and words are borrowed and must outlive it. */
typedef struct lun_events lun_events;
/* LUN_NO_MEMORY. */
lun_status lun_events_new(lun_clauses *clauses, lun_event_words *words, lun_events **events, lun_err *err);
void lun_events_free(lun_events *events);
/* What was asked so far met, or LUN_OK: errors as of lun_clauses_failure, and LUN_NO_MEMORY. */
lun_status lun_events_failure(const lun_events *events, lun_err *err);

/* Rows of the verb that begins at a token, and of the noun that ends there; NULL where none does. */
const lun_event_rows *lun_event_verb_rows(const lun_events *events, int32_t token);
const lun_event_rows *lun_event_noun_rows(const lun_events *events, int32_t token);

/* Adds to a layer the verbs that may tell an event where they stand, with the attribute `voice`: "active", "linked" where they bring their
 * preposition, "passive", and "gerund" of a participle that stands as a noun. Then one verb that is a single token. LUN_NO_MEMORY. */
lun_status lun_events_lay(lun_events *events, lun_layer *layer, lun_err *err);
lun_status lun_events_lay_verb(lun_events *events, lun_layer *layer, int32_t verb, lun_err *err);

/* The noun that heads words, before what is attached to it. */
typedef struct lun_event_thing {
  const lun_event_rows *rows; /* or NULL */
  int32_t head;               /* LUN_NO_TOKEN where there is none */
} lun_event_thing;
lun_event_thing lun_event_thing_of(lun_events *events, lun_phrase words);

/* A verb with its group and its clause. */
struct lun_event_verb {
  lun_phrase at, around;      /* its tokens; what was looked at of its sentence */
  int32_t start, helper, to;  /* of its group, as lun_verb_group has them */
  int32_t modal;              /* the modal verb of its group or of what governs it */
  bool passive, negated;
  /* of its clause */
  bool read, governor_negated;
  bool noun, gerund;          /* it stands as a noun; it ends in -ing */
  int32_t governor;           /* the word that governs it: wants to attack */
  int32_t gerund_of;          /* the verb whose object it is: denied attacking */
  lun_phrase subject, object; /* object: of what governs it, asked Peru to help */
};
/* The group of the verb that begins at a token; its clause too, of verbs that govern each other to a depth. Borrowed until the reader is
 * freed. NULL when memory is out. */
const lun_event_verb *lun_event_verb_of(lun_events *events, lun_phrase verb);
const lun_event_verb *lun_event_clause_of(lun_events *events, const lun_event_asked *asked, lun_phrase verb);

/* A construction around a verb, as rules found it; phrases are none where it has no such words. */
typedef struct lun_event_link { /* what a preposition brings */
  int32_t by;                   /* LUN_NO_TOKEN where it is understood: with */
  lun_phrase words;
} lun_event_link;
enum { LUN_EVENT_LINKS = 2 };
typedef struct lun_construction {
  lun_phrase verb, what;
  lun_phrase agent; /* who does it where the verb is passive or stands as a noun */
  lun_event_link link[LUN_EVENT_LINKS];
  unsigned links;
} lun_construction;

/* What a construction tells. Texts are borrowed, "" for none. */
typedef struct lun_event_found {
  const lun_event_row *verb, *noun; /* the rows that make it; noun: of what makes a pair with the verb, or alone where that says only that it occurs */
  int32_t head;                     /* the token of the noun */
  int32_t thing;                    /* the head of what it is done to, or LUN_NO_TOKEN */
  const char *code, *event;
  bool called_off;
  lun_event_actors to;              /* whom it is done to */
  lun_phrase patient;               /* what it is done to by its words alone, where these name nobody: two suspects; or no phrase */
  bool person;                      /* that is somebody, as the verb has it: arrested */
} lun_event_found;
/* A verb and its construction while it is read. */
typedef struct lun_event_reading {
  const lun_event_verb *clause;
  lun_construction around; /* its `what` is the subject where the verb is passive */
  lun_phrase who;          /* words that say who does it */
  bool disaster;           /* the subject is one */
} lun_event_reading;
/* Reads the clause of a construction. False where the dictionaries say that such a verb can tell nothing there, unless `any` is asked for; and
 * when memory is out. */
bool lun_event_read(lun_events *events, const lun_event_asked *asked, const lun_construction *around, bool any, lun_event_reading *reading);
/* What makes an event of it; false where nothing does. */
bool lun_event_resolve(lun_events *events, const lun_event_asked *asked, const lun_event_reading *reading, lun_event_found *found);
/* The first actors among what it reaches. */
lun_event_actors lun_event_reach(const lun_event_asked *asked, const lun_event_reading *reading);
/* What the next verb that says only that something takes place, or what becomes of it, makes of the noun before it: clashes broke out, talks
 * collapsed, a visit was called off. *next is the
 * number of the verb of the document to begin with, and becomes that of the one behind it. False at the end. */
bool lun_event_occurrence(lun_events *events, const lun_event_asked *asked, uint32_t *next, const lun_event_verb **clause, lun_event_found *found);

/* An event that a verb tells. */
typedef struct lun_event_made {
  uint32_t construction; /* number of the one around it, from 1; 0 where the verb stands alone */
  uint32_t span;         /* the verb's place in its layer */
  lun_phrase verb;       /* its words there or in the construction */
  const lun_event_verb *clause;
  lun_event_found found; /* verb and noun are NULL of what is the user's own, whose codes these are: */
  const char *other;     /* that of the other side, "" for none */
  const char *base;      /* the code before what governs the verb changed it; NULL of what is the user's own, and without a code */
  lun_event_actors who, to;
  bool own;
  bool governs;          /* another verb tells it: asked Peru to help is one event */
} lun_event_made;
/* What the verbs of a layer tell, as lun_events_lay laid them, in its order: each first token once, with the last of the constructions that begin
 * there. Verbs that need a construction tell nothing without one. *made is borrowed until this is asked again. LUN_NO_MEMORY. */
lun_status lun_events_find(lun_events *events, const lun_event_asked *asked, lun_layer *verbs, const lun_construction *constructions, uint32_t count,
                           const lun_event_made **made, uint32_t *made_count, lun_err *err);

/* What a sentence shows that tells of harm. */
typedef enum lun_event_cause { LUN_CAUSE_NONE, LUN_CAUSE_ATTACK, LUN_CAUSE_DISASTER } lun_event_cause;
/* Of the verb at a token. False where it is none of harm, or one that says how. */
bool lun_event_cause_of_harm(lun_events *events, int32_t verb, lun_event_cause *cause);

/* A statement that tells of something. */
typedef struct lun_event_told {
  lun_phrase what, cue;
  bool direct; /* in the words of who says it */
} lun_event_told;
typedef enum lun_event_status { LUN_EVENT_HAPPENED, LUN_EVENT_PLANNED, LUN_EVENT_ALLEGED, LUN_EVENT_DENIED, LUN_EVENT_CONDITIONAL } lun_event_status;
const char *lun_event_status_name(lun_event_status status); /* "happened", ... */
/* Whether what stands at a token has happened, by its clause (NULL: of a noun), by what governs it, and by the statement that tells of it
 * (NULL: none does) - who denies that troops attacked tells of no attack. What is called off has not happened, and what is not called off is still
 * to come. */
lun_event_status lun_event_status_of(lun_events *events, const lun_event_verb *clause, int32_t at, const lun_event_told *told, bool called_off);

/* What the conjunction that brings an event makes of the order: it was before the other, after it, during it. */
typedef enum lun_event_order { LUN_EVENT_BEFORE, LUN_EVENT_AFTER, LUN_EVENT_DURING } lun_event_order;
/* The token of the conjunction that brings the noun group or the clause of an event at a token; LUN_NO_TOKEN for none. Of a clause, `start` is
 * where its verb's group begins, `subject` its subject's first token, and `gerund` whether it is a participle that stands by itself; LUN_NO_TOKEN
 * where it has none. */
int32_t lun_event_conjunction(lun_events *events, int32_t at, int32_t start, int32_t subject, bool gerund, lun_event_order *order);
/* The first token from one on that begins with a word, as it is written, and stands right behind a unit of time in days or longer (two months
 * before); LUN_NO_TOKEN for none. */
int32_t lun_event_counted(const lun_events *events, const char *word, int32_t from);
/* The first number among tokens; LUN_NO_TOKEN for none. */
int32_t lun_event_number(lun_events *events, lun_phrase words);

/* A span of the layer "time" or "place", by its id there, 0 for none. Both layers are read when a time or a subject, and a place, is first asked
 * for. */
typedef struct lun_event_span {
  lun_phrase at;
  uint32_t id;
} lun_event_span;
/* The time of an event at tokens (of its verb or noun), where its sentence gives one near it; the first one among tokens that dates anything. */
lun_event_span lun_event_time_of(lun_events *events, lun_phrase at);
lun_event_span lun_event_first_time(lun_events *events, lun_phrase words);
/* The place of an event at a token. `journey` are the words that say where a journey goes, or no phrase; *stated is false where it is only the
 * place of the dateline. */
lun_event_span lun_event_place_of(lun_events *events, int32_t at, lun_phrase journey, bool *stated);
/* The place that begins at a token. Whether words begin with a time that may date something or a place, or end with a place. */
lun_event_span lun_event_place_at(lun_events *events, int32_t token);
bool lun_event_is_when_or_where(lun_events *events, lun_phrase words);

/* Whether what a code tells is done by those who do it to each other: the table `reciprocal` lists how such codes begin. */
bool lun_event_is_reciprocal(const lun_events *events, const char *code);

#endif
