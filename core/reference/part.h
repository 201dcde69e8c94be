/* What the files of core/reference share. Mentions of entities are kept by type in the order of their ends, each list made when it is
 * first asked for; words that were said to mean somebody hang, by their last token, on an array of the document's tokens. So that a text
 * that asks a thousand times costs a thousand looks, each question looks at a bounded number of mentions (LUN_WINDOW). */
#ifndef LUNETTE_REFERENCE_PART_H
#define LUNETTE_REFERENCE_PART_H

#include "lunette/mem.h"
#include "lunette/reference.h"
#include "reference/word.h"

enum {
  LUN_WINDOW = 32,    /* mentions before a token that are looked at */
  LUN_NEAREST = 120,  /* tokens before it in which words count that were followed back themselves */
  LUN_BLOCK = 32,     /* a multiple of which these are rounded up to */
  LUN_TRIED = 24,     /* persons called by a noun, persons named together, and places behind a description that are looked at */
  LUN_MOST_TOLD = 3   /* runners-up of a reference */
};

/* A mention, or words that refer (of no list). */
typedef struct lun_antecedent {
  uint32_t first, stop, entity;
  uint32_t sentence, paragraph; /* their first tokens */
  uint32_t place;               /* in its list; of words that refer the number of lun_worded */
  uint32_t group;               /* of the mentions of one entity in one paragraph */
  uint32_t next;                /* of its group, and 1 */
  uint8_t subject;              /* asked: 1 no, 2 yes */
  bool refers;
} lun_antecedent;
/* Mentions of an entity in a paragraph are asked in order whether one is a subject: the next one that is asked, and 1, and that which
 * is one, and 1. */
typedef struct lun_lead { uint32_t asked, subject; } lun_lead;

/* Words that others may refer to, for they were said to mean an entity: `referred`. Else what is known of words, where that is
 * LUN_NOBODY: what they were said to mean last, and the answer that was given, and 1. */
typedef struct lun_worded { uint32_t first, stop, next /* of those that end there, and 1 */, referred, now, answer; uint8_t subject; } lun_worded;

/* Mentions of a list that are of a kind, by their places. */
typedef enum lun_mention_kind { LUN_MENTION_IS, LUN_MENTION_MAY, LUN_MENTION_ROLE_OF, LUN_MENTION_COUNTRY } lun_mention_kind; /* with a gender, a country, countries */
typedef struct lun_kind_list { uint8_t kind, gender; char *codes; uint32_t *place, count, capacity; } lun_kind_list;

typedef struct lun_mentions {
  lun_antecedent *at;
  lun_lead *leads;
  uint32_t count, lead_count, capacity, lead_capacity;
  uint32_t *own, *own_first; /* places of the mentions of each entity; first of an entity's, [entities + 1]; NULL until asked */
  bool read, linked;
} lun_mentions;

typedef struct lun_called { lun_lexeme word; uint32_t entry; } lun_called;
typedef struct lun_calling { uint32_t entity, word, words; bool office; } lun_calling; /* what somebody is called: words in the list's */
typedef struct lun_called_list { /* what persons are called, and their entries by words */
  lun_calling *calling;
  lun_called *called;
  lun_lexeme *words;
  uint32_t calling_count, calling_capacity, count, capacity, word_count, word_capacity;
  uint64_t letters; /* that words begin with, by lun_letter_of */
  bool read, sorted;
} lun_called_list;
enum { LUN_CALLED_ROLES, LUN_CALLED_ALL, LUN_CALLED_LISTS }; /* without the offices that persons hold, and with them */

/* An answer as it is kept. Runners-up of a pronoun may be found when somebody asks for them: `later`. */
typedef struct lun_kept {
  lun_reference_answer answer;
  uint32_t several; /* in `together` */
  uint32_t token, not_this, paragraph; /* of what is found later */
  uint8_t gender;
  bool later;
} lun_kept;

struct lun_referents {
  lun_reference_words *words;
  lun_doc *doc;
  const lun_entities *entities;
  uint32_t grouped, count; /* entities; with those that were added */
  uint8_t *added_type;
  uint32_t added_capacity;
  lun_added_mention *added;
  uint32_t added_count, added_mention_capacity;
  lun_mentions of_type[LUN_ENTITY_TYPES];
  lun_kind_list *kinds;
  uint32_t kind_count, kind_capacity;
  uint8_t *gender; /* [count] 0 not asked, else gender and 1 */
  uint32_t gender_capacity;
  uint32_t *ended; /* [tokens] the first of lun_worded that ends with it, and 1; NULL until there is one */
  uint64_t *referring; /* [tokens / 64 + 1] a bit of each with which words end that were said to mean an entity; NULL until there are any */
  lun_worded *worded;
  uint32_t worded_count, worded_capacity;
  lun_kept *kept;
  uint32_t kept_count, kept_capacity;
  uint32_t *together;
  uint32_t together_count, together_capacity;
  lun_said *said;
  uint32_t said_count, said_capacity;
  uint32_t *said_at, *said_end; /* the shortest that holds a token, and 1; those with a speaker by their ends */
  uint32_t said_ends, said_at_capacity, said_end_capacity;
  lun_called_list called[LUN_CALLED_LISTS];
  lun_called_list *telling; /* the one that is being told */
  lun_lexeme *role_words;   /* of the roles that the text gives persons, in small letters, by their numbers; made when they are first asked for */
  uint32_t role_word_count, role_word_capacity;
  bool role_words_read;
  uint32_t uttered_first, uttered_stop; /* what is said by whom a pronoun is asked for: whoever is named there is somebody else; 0, 0 where it is not asked */
  bool spoke_just;                      /* who spoke last did so in the sentence before that */
  uint32_t doer_from, doer_clear; /* tokens behind a subject that begin no clause: asked again and again */
  unsigned busy;                  /* questions that are being answered */
  lun_reference_answer name; /* of the name that was asked for last */
  /* of the question at hand */
  const lun_reference_ask *ask;
  lun_err failure;
};

/* Of the question at hand: what fails is noted, and whoever asks goes on with nothing. */
static inline bool lun_failed(const lun_referents *r) { return r->failure.code != LUN_OK; }
bool lun_not_told(lun_referents *r, bool told); /* notes a failure of what was asked; the opposite of told */
void lun_no_memory(lun_referents *r);

/* Words and tokens. */
static inline uint64_t lun_letter_of(const char *word) { return (uint64_t)1 << ((unsigned char)*word & 63); }
static inline uint64_t lun_word_bits(lun_referents *r, uint32_t token) {
  const uint64_t bits = lun_reference_bits(r->words, r->doc->tokens.lexeme[token]);
  if (!bits) lun_no_memory(r);
  return bits;
}
static inline bool lun_word_is(lun_referents *r, uint32_t token, uint64_t bits) { return (lun_word_bits(r, token) & bits) != 0; }
static inline bool lun_lexeme_is(const lun_referents *r, uint32_t token, lun_lexeme lexeme) { return r->doc->tokens.lexeme[token] == lexeme; }
lun_lexeme lun_lower_of(lun_referents *r, uint32_t token);
const char *lun_tag_at(lun_referents *r, uint32_t token); /* Penn; "" for none */
uint32_t lun_sentence_of(const lun_referents *r, uint32_t token); /* first token */
uint32_t lun_sentence_stop(const lun_referents *r, uint32_t token);
uint32_t lun_paragraph_of(const lun_referents *r, uint32_t token);
uint32_t lun_paragraph_stop(const lun_referents *r, uint32_t token);

/* Entities. */
uint8_t lun_type_of(const lun_referents *r, uint32_t entity);
uint8_t lun_referent_gender(lun_referents *r, uint32_t person); /* by title or given name, else by the pronouns behind the name (gender.c) */
bool lun_gender_stated(lun_referents *r, uint32_t person);
static inline bool lun_gender_fits(lun_referents *r, uint32_t person, uint8_t gender) {
  const uint8_t own = lun_referent_gender(r, person);
  return own == LUN_GENDER_UNKNOWN || own == gender;
}
lun_referent_facts lun_facts_of(lun_referents *r, uint32_t entity);

/* Mentions (mention.c). Places in a list: how many of it end at or before a token; the last of a kind there is, LUN_NOBODY for none. */
lun_mentions *lun_mentions_of(lun_referents *r, lun_entity_type type);
uint32_t lun_mentions_before(const lun_mentions *list, uint32_t token);
bool lun_is_subject(lun_referents *r, lun_antecedent *m);
bool lun_has_led(lun_referents *r, lun_entity_type type, lun_antecedent *m); /* was a subject of its paragraph here or before */
uint32_t lun_last_of_kind(lun_referents *r, uint32_t token, lun_entity_type type, lun_mention_kind kind, uint8_t gender, const char *codes);
/* Mentions of an entity in order, by their places in the list of its type; how many of them end before a token; the last of these, LUN_NOBODY
 * for none. */
const uint32_t *lun_own_mentions(lun_referents *r, uint32_t entity, uint32_t *count);
uint32_t lun_named_before(lun_referents *r, uint32_t entity, uint32_t token, const uint32_t **own);
uint32_t lun_latest(lun_referents *r, uint32_t entity, uint32_t token);
/* Places of the entities of a type whose names stand side by side with that of a mention, LUN_TRIED of them on either side at most: from *first on to
 * *stop. */
void lun_joined(lun_referents *r, const lun_antecedent *m, lun_entity_type type, uint32_t *first, uint32_t *stop);

/* Candidates (candidate.c): entities of a type meant before a token, the last one first, one mention for each, of a few paragraphs, and
 * none that begins before `from`. */
unsigned lun_candidates(lun_referents *r, uint32_t token, lun_entity_type type, uint32_t from, lun_antecedent found[LUN_WINDOW]);
lun_worded *lun_worded_at(const lun_referents *r, uint32_t first, uint32_t stop); /* NULL for none */
lun_worded *lun_worded_make(lun_referents *r, uint32_t first, uint32_t stop);     /* NULL when memory is out */
lun_status lun_worded_refer(lun_referents *r, uint32_t first, uint32_t stop, uint32_t entity);
bool lun_has_code(const char *codes, const char country[2]); /* of two letters each; "" has all (mention.c) */

/* Answers. */
static inline lun_reason lun_reason_of(lun_reason_code code) { return (lun_reason){.entity = LUN_NOBODY, .code = (uint8_t)code}; }
static inline lun_kept lun_answer(uint32_t entity, lun_reason reason) { return (lun_kept){.answer = {.entity = entity, .reason = reason}, .not_this = LUN_NOBODY}; }
static inline void lun_add_other(lun_kept *kept, uint32_t entity, lun_reason reason) {
  if (kept->answer.others < LUN_RUNNERS_UP) kept->answer.other[kept->answer.others++] = (lun_runner_up){entity, reason};
}
void lun_forget_called(lun_called_list *list); /* so that it is told anew */
void lun_add_together(lun_referents *r, lun_kept *kept, uint32_t entity); /* one of several */
void lun_find_others(lun_referents *r, lun_kept *kept);                   /* now, those that are found later (pronoun.c) */

/* Pronouns (pronoun.c): they; he and she where it is told who spoke, and in running text. */
lun_kept lun_they(lun_referents *r, uint32_t token);
lun_kept lun_person_before(lun_referents *r, uint32_t token, uint8_t gender, uint32_t speaker, uint32_t quote, uint32_t not_this);
lun_kept lun_person_in_text(lun_referents *r, uint32_t token, uint8_t gender);
uint8_t lun_gender_of_word(lun_referents *r, uint32_t token);

/* Noun phrases (phrase.c). */
typedef struct lun_noun_phrase {
  uint32_t first, stop, at;      /* at: the head; words before it from `from` on */
  uint32_t from;
  lun_lexeme head;               /* in small letters; 0 for none */
  uint64_t head_bits, determiner; /* bits of the words; 0 for no determiner */
  bool tail;                     /* something is attached behind the head */
  bool country_read;
  char country[2];               /* of a name in it, or zeros */
  uint8_t country_layer;         /* lun_entity_type */
  uint32_t country_first, country_stop;
} lun_noun_phrase;
lun_noun_phrase lun_phrase_read(lun_referents *r, uint32_t first, uint32_t stop);
bool lun_phrase_country(lun_referents *r, lun_noun_phrase *phrase);
uint32_t lun_named_beside(lun_referents *r, const lun_noun_phrase *phrase, lun_entity_type type); /* LUN_NOBODY */

/* Who fits best (noun.c), then who was named last: kept->answer of a list, which gets its order; false for an empty one. */
typedef struct lun_fitting { uint32_t entity, stop, sentence; int fit; lun_reason reason; } lun_fitting;
typedef struct lun_fittings { lun_fitting at[LUN_WINDOW]; unsigned count; } lun_fittings;
static inline void lun_add_fitting(lun_fittings *list, const lun_antecedent *m, uint32_t entity, int fit, lun_reason reason) {
  if (list->count < LUN_WINDOW) list->at[list->count++] = (lun_fitting){entity, m->stop, m->sentence, fit, reason};
}
bool lun_best_of(lun_fittings *list, lun_kept *kept);
bool lun_own_country(lun_referents *r, const lun_noun_phrase *phrase, lun_kept *kept); /* country.c */
bool lun_country(lun_referents *r, const lun_noun_phrase *phrase, lun_kept *kept);
bool lun_aged(lun_referents *r, const lun_noun_phrase *phrase, lun_kept *kept); /* age.c */
bool lun_noun(lun_referents *r, uint32_t first, uint32_t stop, lun_kept *kept);

/* Answers, kept (referents.c): what tokens mean, NULL where they refer to nothing; a pronoun that is told who spoke before. */
const lun_reference_answer *lun_meant(lun_referents *r, uint32_t first, uint32_t stop);
const lun_reference_answer *lun_meant_before(lun_referents *r, uint32_t token, uint32_t speaker, uint32_t quote);
/* Begins and ends a question of these tokens. Who is asked may ask, too. */
typedef struct lun_question { const lun_reference_ask *before; } lun_question;
lun_status lun_question_begin(lun_referents *r, const lun_reference_ask *ask, uint32_t first, uint32_t stop, lun_question *question, lun_err *err);
lun_status lun_question_end(lun_referents *r, const lun_question *question, lun_err *err);

#endif
