/* What is known of a word or text by its number in the vocabulary: its shape, what the dictionaries have of it, the weights
 * of what it says by itself and beside a name. Worked out when first asked; a record is half a line of the cache, for most time
 * goes into waiting for it, and what few words have stands elsewhere. When memory runs out a question is answered with nothing and
 * words->failed is set; the next one asks again. */
#ifndef LUNETTE_NAME_WORD_H
#define LUNETTE_NAME_WORD_H

#include "lunette/name.h"

typedef enum lun_name_list {
  LUN_LIST_LEXICON, LUN_LIST_GIVEN, LUN_LIST_SURNAME, LUN_LIST_PLACE, LUN_LIST_ORG, LUN_LIST_ORGNOUN, LUN_LIST_PLACENOUN,
  LUN_LIST_SAYVERB, LUN_LIST_ROLE, LUN_LIST_TITLE, LUN_LIST_NORP, LUN_LIST_MONTH, LUN_LIST_WEIGHT
} lun_name_list;

/* Shapes, of the bytes of a text: a letter here is one of ASCII. */
enum {
  LUN_SHAPE_MADE = 1u << 0,
  LUN_SHAPE_CAPITAL = 1u << 1,   /* begins with a capital */
  LUN_SHAPE_LETTER = 1u << 2,    /* begins with a letter */
  LUN_SHAPE_NUMBER = 1u << 3,    /* begins with a digit */
  LUN_SHAPE_PROPER = 1u << 4,    /* begins with a capital and a small letter */
  LUN_SHAPE_CAPITALS = 1u << 5,  /* a capital, then capitals, digits and marks of which one is a capital: U.S., G20A */
  LUN_SHAPE_SMALL = 1u << 6,     /* holds a small letter */
  LUN_SHAPE_DIGIT = 1u << 7,     /* holds a digit */
  LUN_SHAPE_STOP = 1u << 8,      /* ends with a full stop */
  LUN_SHAPE_OPENS = 1u << 9,     /* begins as a name may: a capital, or one of the bytes C3 to C5 that begin most accented letters */
  LUN_SHAPE_BEYOND = 1u << 10,   /* begins with a byte that is no letter, digit or hyphen of ASCII */
  LUN_SHAPE_PLAIN = 1u << 11     /* has letters and digits of ASCII and spaces alone, and so is its own key */
};

/* Questions that are answered by yes or no. */
enum {
  LUN_FACT_PLACE = 1u << 0, LUN_FACT_LEXICON = 1u << 1, LUN_FACT_SAYVERB = 1u << 2, LUN_FACT_ROLE = 1u << 3, LUN_FACT_TITLE = 1u << 4,
  LUN_FACT_NORP = 1u << 5, LUN_FACT_MONTH = 1u << 6, LUN_FACT_ENDS_PLACE = 1u << 7, /* may end the name of a place */
  LUN_FACTS_OF_LISTS = (1u << 8) - 1,
  LUN_FACT_COMMON = 1u << 8,     /* its lower case is in the lexicon */
  LUN_FACT_PLACE_NOUN = 1u << 9, /* with a capital it may end the name of a place */
  LUN_FACT_MONTH_SET = 1u << 10, /* it is a month when only its first letter is a capital */
  LUN_FACTS_ASKED = 4,           /* by so many bits higher stands that one of these three was asked */
  LUN_FACT_NO_SLIP = 1u << 11,   /* asked and found by slip.c alone */
  LUN_FACT_MORE = 1u << 15       /* there is a lun_word_more of it */
};

/* What a word says before a name, two before it, after it, two after it; and a text by itself. */
typedef enum lun_said { LUN_SAID_BEFORE, LUN_SAID_SECOND_BEFORE, LUN_SAID_AFTER, LUN_SAID_SECOND_AFTER, LUN_SAID_ITSELF, LUN_SAID_COUNT } lun_said;

typedef struct lun_word {
  uint32_t within;   /* the last document, by its number in the naming, where it stands with a capital within a sentence */
  uint32_t entry;    /* in the table of the document at hand, if that has this word there */
  lun_lexeme lower;  /* 0 while it was not asked */
  uint16_t facts, shape;
  uint8_t prior[LUN_LIST_ORGNOUN - LUN_LIST_GIVEN + 1];
  uint8_t tag;       /* the commonest part of speech that the lexicon has, by its number; LUN_TAG_UNKNOWN, LUN_TAG_UNNUMBERED */
  uint16_t said[LUN_SAID_COUNT]; /* numbers of sums in lun_features; 0 while they were not asked */
} lun_word;

/* What few words have: a key and a title case that were asked and are another text (titled: or the same), nouns. 0 for none. */
typedef struct lun_word_more {
  lun_lexeme word, key, titled;
  uint32_t orgnoun, placenoun; /* their entries, and 1 */
} lun_word_more;
typedef struct lun_word_mores {
  lun_word_more *at; /* [mask + 1] by a hash of the word; at most half of them taken */
  uint32_t count, mask;
} lun_word_mores;

/* Parts of speech by number: two that are always there, then what the lexicon has, in order of asking. */
enum { LUN_TAG_UNKNOWN, LUN_TAG_ROLE, LUN_TAG_UNNUMBERED = 255, LUN_TAG_BYTES = 16, LUN_TAGS = 128 };
typedef struct lun_tag { char text[LUN_TAG_BYTES]; } lun_tag; /* zeros behind it */

enum { LUN_WORDS_PAGE = 1024 };
typedef struct lun_word_page {
  lun_word *words; /* [LUN_WORDS_PAGE] in `block`, where halves of lines of the cache begin */
  void *block;
} lun_word_page;

/* A small set of words, asked often. */
typedef struct lun_word_set {
  lun_lexeme *slots; /* [mask + 1]; 0 is free */
  uint32_t mask;
} lun_word_set;

typedef struct lun_words {
  lun_vocab *vocab;
  lun_image *image;
  lun_dictionary *dictionaries[LUN_NAMING_DICTIONARIES];
  uint64_t asked; /* bits of those that words are looked up in */
  uint8_t list_of[64]; /* by number in the image */
  uint32_t position; /* column of placenoun */
  int priors[LUN_NAMING_DICTIONARIES], kinds[LUN_NAMING_DICTIONARIES]; /* their columns `prior`, and `kind` (`tags` of the lexicon), or -1 */
  lun_word_page *pages;
  uint32_t page_count, page_capacity;
  lun_word_mores mores;
  lun_tag tags[LUN_TAGS];
  uint32_t tag_count;
  lun_word_set place_nouns, months; /* lower cases of what these dictionaries have, which rule out most words */
  lun_word nothing; /* answers where memory is out */
  lun_tokens tokens;
  lun_hits hits;
  bool failed;
} lun_words;

lun_status lun_words_open(lun_words *words, lun_vocab *vocab, lun_image *image, lun_err *err);
void lun_words_close(lun_words *words);

/* What LUN_SHAPE_CAPITALS means. */
bool lun_text_in_capitals(const char *text, size_t size);
/* Letters and digits of ASCII and spaces alone: such a text is its own key. */
bool lun_text_is_plain(const char *text, size_t size);

/* Whether a name begins with an article of Arabic: al-Burhan. */
enum { LUN_ARTICLE = 3 };
static inline bool lun_text_has_article(const char *text, size_t size) {
  return size > LUN_ARTICLE + 2 && text[2] == '-' && (text[1] | 0x20) == 'l' && ((text[0] | 0x20) == 'a' || (text[0] | 0x20) == 'e');
}

lun_word *lun_word_make(lun_words *words, lun_lexeme word);
static inline lun_word *lun_word_of(lun_words *words, lun_lexeme word) {
  const uint32_t page = word / LUN_WORDS_PAGE;
  if (page < words->page_count && words->pages[page].words) {
    lun_word *found = words->pages[page].words + word % LUN_WORDS_PAGE;
    if (found->shape) return found;
  }
  return lun_word_make(words, word);
}
/* The record of a word where there is one, to be fetched from memory before it is asked for. */
static inline lun_word *lun_word_place(const lun_words *words, lun_lexeme word) {
  const uint32_t page = word / LUN_WORDS_PAGE;
  return page < words->page_count && words->pages[page].words ? words->pages[page].words + word % LUN_WORDS_PAGE : NULL;
}
/* The record, not made: all but its entry may be nothing. NULL when memory is out. */
lun_word *lun_word_new_room(lun_words *words, lun_lexeme word);
static inline lun_word *lun_word_room(lun_words *words, lun_lexeme word) {
  lun_word *place = lun_word_place(words, word);
  return place ? place : lun_word_new_room(words, word);
}
static inline void lun_word_fetch(const lun_words *words, lun_lexeme word) {
  const lun_word *place = lun_word_place(words, word);
  if (place) __builtin_prefetch(place);
}
void lun_words_unsay(lun_words *words); /* no word has said anything */
/* What few words have (word_more.c): NULL for nothing, or when memory is out. It stays in place until another is made. */
lun_word_more *lun_word_more_of(const lun_words *words, lun_lexeme word);
lun_word_more *lun_word_more_make(lun_words *words, lun_lexeme word);

static inline bool lun_word_shaped(lun_words *words, lun_lexeme word, unsigned shape) { return (lun_word_of(words, word)->shape & shape) != 0; }

bool lun_word_ask(lun_words *words, lun_lexeme word, unsigned fact);
static inline bool lun_word_is(lun_words *words, lun_lexeme word, unsigned fact) {
  const lun_word *known = lun_word_of(words, word);
  return fact & LUN_FACTS_OF_LISTS || known->facts & fact << LUN_FACTS_ASKED ? (known->facts & fact) != 0 : lun_word_ask(words, word, fact);
}

/* How sure a dictionary is of it: given, surname, place, org or orgnoun. */
static inline unsigned lun_word_prior(lun_words *words, lun_lexeme word, lun_name_list list) { return lun_word_of(words, word)->prior[list - LUN_LIST_GIVEN]; }

lun_lexeme lun_word_ask_lower(lun_words *words, lun_lexeme word);
static inline lun_lexeme lun_word_lower(lun_words *words, lun_lexeme word) {
  const lun_word *known = lun_word_of(words, word);
  return known->lower ? known->lower : lun_word_ask_lower(words, word);
}

static inline const char *lun_word_text(const lun_words *words, lun_lexeme word, size_t *size) { return lun_vocab_text(words->vocab, word, size); }
/* The number of a text, of its key; 0 when memory is out or it is too long for one. */
lun_lexeme lun_words_intern(lun_words *words, const char *text, size_t size);
lun_lexeme lun_word_ask_key(lun_words *words, lun_lexeme word);
static inline lun_lexeme lun_words_key(lun_words *words, lun_lexeme word) {
  const lun_word *place = lun_word_place(words, word);
  return place && place->shape & LUN_SHAPE_PLAIN ? word : lun_word_ask_key(words, word);
}
/* The number of the first part of speech that a row of the lexicon has; that of a word, read again where it has no number. */
uint8_t lun_words_tag_at(lun_words *words, uint32_t row);
lun_tag lun_word_tag(lun_words *words, lun_lexeme word);
/* The kind that the first row says of a noun of organisations or places; "" for none. */
const char *lun_word_kind(lun_words *words, lun_lexeme word, lun_name_list list);
/* The text with the first letter of each word as it is and the others small, as names are written. */
lun_lexeme lun_words_titlecase(lun_words *words, lun_lexeme text);

/* The rows of a dictionary for a text; 0 for none. */
uint32_t lun_words_rows(lun_words *words, lun_name_list list, const char *text, size_t size, uint32_t *first_row);
/* A column of a dictionary by name, or -1; what a row has there, "" for none. */
int lun_words_column(const lun_words *words, lun_name_list list, const char *name);
const char *lun_words_value(const lun_words *words, lun_name_list list, uint32_t row, const char *column);

lun_status lun_word_set_make(lun_words *words, const char *text, lun_word_set *set, lun_err *err); /* words with white space between them */
void lun_word_set_free(lun_word_set *set);
static inline bool lun_word_set_has(const lun_word_set *set, lun_lexeme word) {
  for (uint32_t at = word * 2654435761u & set->mask; set->slots[at]; at = (at + 1) & set->mask)
    if (set->slots[at] == word) return true;
  return false;
}

#endif
