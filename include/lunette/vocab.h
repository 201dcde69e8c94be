/* The vocabulary: every distinct token text once, numbered. A lexeme's number is what all later stages work with:
 * whatever depends on the text of a token alone is worked out once per lexeme and remembered. Shared by all documents
 * of a process; lives as long as any document that uses it. What is known of a lexeme stands in one record of 64
 * bytes, with its text where that is short. */
#ifndef LUNETTE_VOCAB_H
#define LUNETTE_VOCAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

typedef uint32_t lun_lexeme; /* 1.. ; 0 is no lexeme */

/* What can be said of a token text alone. Exactly one shape bit of LOWER, UPPER, TITLE, MIXED for texts with letters. */
enum {
  LUN_LEX_LOWER = 1u << 0,  /* all letters lower case */
  LUN_LEX_UPPER = 1u << 1,  /* all letters upper case (also a single capital: A) */
  LUN_LEX_TITLE = 1u << 2,  /* a capital first, then lower case: Mattis, Jean-Luc, O'Brien, al-Assad is MIXED */
  LUN_LEX_MIXED = 1u << 3,  /* any other case: iPhone, SouthCom, McDonald */
  LUN_LEX_CAP = 1u << 4,    /* the first letter is upper case */
  LUN_LEX_DIGIT = 1u << 5,  /* holds a digit */
  LUN_LEX_NUMBER = 1u << 6, /* a number written in digits: 12 1,234.5 12th 1990s 8:30 */
  LUN_LEX_PUNCT = 1u << 7,  /* punctuation or symbols only */
  LUN_LEX_OPEN = 1u << 8,   /* an opening quotation mark or bracket (a straight mark is neither or both: see quote.h) */
  LUN_LEX_CLOSE = 1u << 9,  /* a closing quotation mark or bracket */
  LUN_LEX_QUOTE = 1u << 10, /* a quotation mark of any kind */
  LUN_LEX_STOP = 1u << 11,  /* . ! ? … and runs of them: may end a sentence */
  LUN_LEX_DASH = 1u << 12,  /* a dash of any kind standing alone */
  LUN_LEX_ABBREV = 1u << 13, /* an abbreviation with its stop: U.S. Gen. p.m. Inc. and initials J. */
  LUN_LEX_TITLE_ABBREV = 1u << 14, /* one that stands before a name and never ends a sentence: Mr. Gen. */
  LUN_LEX_INITIAL = 1u << 15,      /* one capital and a stop: J. */
  LUN_LEX_WORD = 1u << 16,         /* holds a letter */
  LUN_LEX_CURRENCY = 1u << 17,     /* a money sign: $ £ € US$ */
  LUN_LEX_HYPHEN = 1u << 18,       /* holds the sign -, alone or not */
  LUN_LEX_SIGN = 1u << 19          /* holds anything but letters of ASCII */
};

typedef struct lun_vocab lun_vocab;

lun_status lun_vocab_new(lun_vocab **vocab, lun_err *err);
void lun_vocab_free(lun_vocab *vocab);

/* The lexeme of a text, made when new; 0 when memory is out. size <= 65535. */
lun_lexeme lun_vocab_intern(lun_vocab *vocab, const char *text, size_t size);
/* The same without making one: 0 when it is not there. */
lun_lexeme lun_vocab_find(const lun_vocab *vocab, const char *text, size_t size);
/* Has what finds a text fetched from memory, for who will ask for it soon. */
void lun_vocab_fetch(const lun_vocab *vocab, const char *text, size_t size);

uint32_t lun_vocab_count(const lun_vocab *vocab); /* lexemes are 1 .. count */
const char *lun_vocab_text(const lun_vocab *vocab, lun_lexeme lexeme, size_t *size); /* borrowed, NUL-terminated, never moves */
uint32_t lun_vocab_flags(const lun_vocab *vocab, lun_lexeme lexeme);

/* Forms, worked out when first asked for; 0 when memory is out.
 * norm: NFC, straight quotation marks and apostrophes, "-" for every dash and hyphen, no zero-width characters.
 * lower: the lower case of norm. key: norm without accents (case kept), what dictionaries are looked up by. */
lun_lexeme lun_vocab_norm(lun_vocab *vocab, lun_lexeme lexeme);
lun_lexeme lun_vocab_lower(lun_vocab *vocab, lun_lexeme lexeme);
lun_lexeme lun_vocab_key(lun_vocab *vocab, lun_lexeme lexeme);
/* The lower case in *lower where the vocabulary has it, else 0: then it is in nobody's list either, and most words that are met once need
 * none. False when memory is out. */
bool lun_vocab_find_lower(lun_vocab *vocab, lun_lexeme lexeme, lun_lexeme *lower);
/* The lower case, 0 where it has not been worked out yet and the word is not small as it stands. */
lun_lexeme lun_vocab_lower_known(const lun_vocab *vocab, lun_lexeme lexeme);

/* Whether a short form can stand for a long one: its letters are found in the long one's key in order, beginning with the first,
 * each where a word begins or right behind the letter before it. Nothing longer than a lexeme is or has one, and no short form has more
 * than 64 letters. LUN_NO_MEMORY. */
lun_status lun_acronym(lun_vocab *vocab, const char *full, size_t full_size, const char *brief, size_t brief_size, bool *fits, lun_err *err);

/* The text with the first letter of each word, also behind a hyphen, as it is and the others small, as names are written; as it stands
 * where that is too long for a lexeme. 0 when memory is out or the text itself is too long. */
lun_lexeme lun_vocab_titlecase(lun_vocab *vocab, const char *text, size_t size);

#endif
