/* References: whom a pronoun (he, they), a role noun (the minister), a noun for a body (the company) or a description (the South
 * American giant) of one document means, with the reason and the runners-up; and whom the source of a statement means. Entities are
 * those of lunette/entity.h, numbered from 0, and behind them those that scripts added. What a script knows better (countries by
 * offices, names, statements) is asked of the caller. Which words are pronouns, determiners or lands is told once, by lists. */
#ifndef LUNETTE_REFERENCE_H
#define LUNETTE_REFERENCE_H

#include "lunette/entity.h"

/* Lists of words, and dictionaries, kept by lexeme from document to document. */
typedef struct lun_reference_words lun_reference_words;
typedef enum lun_reference_dictionary {
  LUN_REFERENCE_ROLE,      /* role nouns; column flags: P for a plural */
  LUN_REFERENCE_BODY,      /* nouns for organisations */
  LUN_REFERENCE_SAY,       /* verbs of speech, in all their forms */
  LUN_REFERENCE_DESCRIBED, /* descriptions of countries; columns kind (name, region) and cc */
  LUN_REFERENCE_DICTIONARIES
} lun_reference_dictionary;
/* Empty lists for documents of a vocabulary; it and the dictionaries are borrowed. company: the number of the rule that finds
 * companies. LUN_INVALID for a dictionary without those columns, LUN_NO_MEMORY. */
lun_status lun_reference_words_new(lun_vocab *vocab, lun_dictionary *const dictionary[LUN_REFERENCE_DICTIONARIES], uint32_t company, lun_reference_words **words, lun_err *err);
void lun_reference_words_free(lun_reference_words *words);
/* The name of the i-th list: "male", "plural", ...; NULL behind the last. */
const char *lun_reference_list(unsigned i);
/* Puts a word, in small letters, in a list. LUN_NOT_FOUND: there is no such list. LUN_NO_MEMORY. */
lun_status lun_reference_words_add(lun_reference_words *words, const char *list, const char *word, size_t size, lun_err *err);
/* The singulars of a plural role noun: who is asked for them (lun_reference_ask) tells each here. LUN_NO_MEMORY. */
lun_status lun_reference_words_singular(lun_reference_words *words, const char *singular, size_t size, lun_err *err);/* Whether a word stands for a person or several: he, them. */
bool lun_reference_is_pronoun(lun_reference_words *words, lun_lexeme lexeme);

#define LUN_NOBODY UINT32_MAX /* for the number of an entity */

/* Why somebody is meant, or nobody; the words that a reason names are in lun_reason. The first are those of lun_entity_why. */
#define LUN_REASONS(X) \
  X(SAME_NAME, "the same name") X(SAME_ID, "one entry of the dictionary") X(SHORT_FORM, "short form given in the text") \
  X(ACRONYM, "its letters begin the words of the long name") X(COMPANY_NAME, "a shorter form of that name") X(ONLY_ONE, "the only one of that name") \
  X(TITLE_GENDER, "the title says the gender") X(BY_TITLE, "called by that title") X(NAMED_BEFORE, "the only one named before") \
  X(NAMED_AFTER, "named first afterwards") X(IN_PARAGRAPH, "the only one named last in the paragraph") X(IN_SENTENCES, "the only one in the last sentences") \
  X(NAMED_AS_NEAR, "several of that name were named as near") X(HAS_NAME, "has that name") \
  X(SUBJECT_EARLIER, "subject of the paragraph, named earlier") X(NAMED_IN_PARAGRAPH, "named in the paragraph") X(NAMED_FARTHER, "named before") \
  X(SUBJECT, "subject of the paragraph") X(SPEAKER_BEFORE, "speaker before") X(MORE_THAN_ONE, "more than one may be meant") \
  X(LAST_IN_PARAGRAPH, "named last in the paragraph") X(LAST_BEFORE, "named last before") X(MOST_BEFORE, "named most before") X(NOBODY_FITS, "nobody named before fits the pronoun") \
  X(TOGETHER, "named together") X(SEVERAL, "several are meant") X(SUBJECT_BEFORE, "subject of the sentence before") X(SPEAKER_OF_CLAUSE, "speaker of the clause") \
  X(BESIDE, "named beside") X(CALLED, "called %") X(HOLDS, "holds the office of %") X(LEADS, "leads %") X(OF, "of %") X(WOMAN, "the woman named last") \
  X(MAN, "the man named last") X(AGED, "of that age") X(COUNTRYMAN, "the % person named last") X(NAME_ENDS, "its name ends so") X(LAST_BODY, "the % named last") \
  X(DESCRIBED, "called %") X(LAST_REGION, "the % named last") X(NEXT_REGION, "the % named next") X(LAST_COUNTRY, "the country named last") \
  X(NEXT_COUNTRY, "the country named next") X(NO_COUNTRY, "no country is named before") X(NO_SUCH_COUNTRY, "no such country is named before") \
  X(WHOSE, "whose country is not known") X(COUNTRY_OF, "the country of %") X(UNKNOWN, "nobody of the text is known as that") \
  X(NAMED, "named") X(NAMELESS, "a source without a name") X(CUE, "cue in its sentence") X(CARRIED_ON, "carried on from the quotation before") \
  X(SAME_SENTENCE, "same sentence") X(NO_SOURCE, "no source stands near, and nobody spoke in the paragraph before")
typedef enum lun_reason_code {
#define X(name, text) LUN_REASON_##name,
  LUN_REASONS(X)
#undef X
  LUN_REASON_COUNT
} lun_reason_code;

typedef struct lun_reason { /* what the % of its text stands for: the entity's name; else what the surface says and then the tokens */
  uint32_t entity;          /* LUN_NOBODY for none */
  const char *surface;      /* of an entry of a dictionary, or NULL */
  uint32_t first, stop;     /* tokens, none where they are equal */
  uint8_t code;             /* lun_reason_code */
  bool lower;               /* the tokens' words in small letters, one space between them; else their text */
  bool several;             /* more than one is so */
  bool unnamed;             /* a country that the text does not name */
} lun_reason;
const char *lun_reason_pattern(lun_reason_code code); /* its text, with % for those words */

enum { LUN_RUNNERS_UP = 4 };
typedef struct lun_runner_up { uint32_t entity; lun_reason reason; } lun_runner_up;
typedef struct lun_reference_answer {
  uint32_t entity; /* LUN_NOBODY for none */
  lun_reason reason;
  lun_runner_up other[LUN_RUNNERS_UP]; /* the nearest first */
  uint32_t others;
  const uint32_t *several; /* entities that are meant together, `many` of them; borrowed until the next question */
  uint32_t many;
  const uint32_t *rivals; /* of a name: those that have it too, `rival_count` of them, in place of others */
  uint32_t rival_count;
  char country[2]; /* that is meant and that no entity is, or zeros */
  bool unclear;    /* others are as likely */
} lun_reference_answer;

typedef struct lun_referent_facts { /* what scripts know of an entity */
  char country[2]; /* or zeros */
  bool is_country; /* it is that country */
  bool has_roles;
} lun_referent_facts;
typedef struct lun_referents lun_referents;
/* What is asked of the caller while a question is answered. Each gives false where it failed, and the question then fails with
 * LUN_INVALID; they may ask questions of their own. */
typedef struct lun_reference_ask {
  void *context;
  bool (*gender)(void *context, uint32_t entity, uint8_t *gender, bool *stated);
  bool (*facts)(void *context, uint32_t entity, lun_referent_facts *facts);
  bool (*name_ends)(void *context, uint32_t entity, const char *word, size_t size, bool *ends); /* in small letters */
  bool (*statements)(void *context);                     /* tells those there are by lun_referents_statements, where there are more than before */
  bool (*called)(void *context, bool offices);           /* tells what persons are called by lun_referents_call, and what offices they hold */
  bool (*singulars)(void *context, const char *word, size_t size); /* tells them by lun_reference_words_singular */
} lun_reference_ask;

/* What is known of a document; words and document are borrowed and must outlive it. LUN_NO_MEMORY. */
lun_status lun_referents_new(lun_reference_words *words, lun_doc *doc, lun_referents **referents, lun_err *err);
void lun_referents_free(lun_referents *referents);
/* Begins anew with these entities (borrowed; NULL for none) and those that scripts added, of these types (LUN_ENTITY_TYPES for one that
 * is none of them), and their mentions, whose numbers of entities count from 0 among the added. What words were said to mean stays.
 * LUN_NO_MEMORY; LUN_INVALID while a question is answered. */
typedef struct lun_added_mention { uint32_t entity, first, stop; lun_layer *layer; uint32_t span; } lun_added_mention;
lun_status lun_referents_renew(lun_referents *referents, const lun_entities *entities, const uint8_t *types, uint32_t count,
                               const lun_added_mention *mentions, uint32_t mention_count, lun_err *err);

/* Says that words mean an entity: `names` where they are a name of it, else they refer to it and may be referred to. LUN_NO_MEMORY. */
lun_status lun_referents_refer(lun_referents *referents, uint32_t first, uint32_t stop, uint32_t entity, bool names, lun_err *err);
/* The entity of these tokens: what they were said to mean last, else what they name; LUN_NOBODY. */
uint32_t lun_referents_at(const lun_referents *referents, uint32_t first, uint32_t stop);

/* Statements: the tokens of what is said, and the speaker or LUN_NOBODY. They take the place of those that were told before. */
typedef struct lun_said { uint32_t first, stop, speaker; bool indirect; } lun_said;
lun_status lun_referents_statements(lun_referents *referents, const lun_said *said, uint32_t count, lun_err *err);
/* The number of the shortest statement that holds a token; LUN_NOBODY for none. */
uint32_t lun_referents_statement_at(const lun_referents *referents, uint32_t token);
/* Says what a person is called, in small letters, or what office somebody holds. LUN_NO_MEMORY; LUN_INVALID where nobody asked (`called`). */
lun_status lun_referents_call(lun_referents *referents, uint32_t entity, const char *text, size_t size, bool office, lun_err *err);

/* What tokens mean; *answer is NULL where they neither name nor refer to anything, and borrowed until the next question. An answer that
 * was given once stays. LUN_NO_MEMORY; LUN_INVALID where something that was asked failed; errors as of lun_doc_part_of_speech. */
lun_status lun_reference_of(lun_referents *referents, const lun_reference_ask *ask, uint32_t first, uint32_t stop, const lun_reference_answer **answer, lun_err *err);
/* Whom the source of a statement means, LUN_NOBODY for nobody known: the first of those who are meant together (Torres and Li; they), which
 * `several` lists, `many` of them (the first LUN_SPEAKERS at most), 0 for one alone; the tokens of those joined with them of whom nobody is known
 * (police and Torres), `nameless_count` of them, as many at most. speaker: who spoke before, LUN_NOBODY; quote: where that ended, the
 * token behind it, 0 for nowhere. Errors as above. */
enum { LUN_SPEAKERS = 8 };
typedef struct lun_part_of_source { uint32_t first, stop; } lun_part_of_source;
typedef struct lun_source {
  uint32_t entity;
  lun_reason reason;
  uint32_t many, several[LUN_SPEAKERS], nameless_count;
  lun_part_of_source nameless[LUN_SPEAKERS];
} lun_source;
lun_status lun_source_of(lun_referents *referents, const lun_reference_ask *ask, uint32_t first, uint32_t stop, uint32_t speaker, uint32_t quote, lun_source *source, lun_err *err);

#endif
