/* The state of one run of the tokenizer, shared by its parts. Tokens found are pushed into a batch of sixty-four, whose
 * slots and records in the vocabulary are fetched ahead; a full batch is looked up and written to the token arrays together. */
#ifndef LUNETTE_TEXT_SCAN_H
#define LUNETTE_TEXT_SCAN_H

#include <stdbool.h>

#include "lunette/token.h"
#include "text/character.h"
#include "text/vocab_slot.h"

enum { LUN_SCAN_BATCH = 64 };

typedef struct lun_scan_item {
  lun_probe probe;
  uint32_t start;
  uint32_t flags; /* what stands before the token */
} lun_scan_item;

typedef struct lun_scan {
  const char *text;
  uint32_t size;
  uint32_t flags;   /* what stands before the next token */
  uint32_t pending; /* tokens in the batch */
  bool failed;      /* memory ran out: nothing more is stored */
  bool whole;       /* the cut is given: no token is read as two */
  lun_vocab *vocab;
  lun_tokens *tokens;
  lun_scan_item batch[LUN_SCAN_BATCH];
} lun_scan;

/* Stores text[start..end) as a token, in pieces if it is too long for one. */
void lun_scan_emit(lun_scan *scan, uint32_t start, uint32_t end);

/* The three below emit the token or tokens that start at `start` and return where they end. */
/* A word that starts with letters or digits; `at` is known to be inside it (start or behind some ASCII letters). */
uint32_t lun_scan_word(lun_scan *scan, uint32_t start, uint32_t at);
uint32_t lun_scan_number(lun_scan *scan, uint32_t start);
/* Anything else that is visible. */
uint32_t lun_scan_mark(lun_scan *scan, uint32_t start);

/* Byte at `at`, 0 behind the end. */
static inline unsigned char lun_scan_byte(const lun_scan *scan, uint32_t at) {
  return at < scan->size ? (unsigned char)scan->text[at] : 0;
}

/* Class of the character at `at` and, in *next, where it ends; LUN_CHAR_SPACE behind the end. */
lun_character lun_scan_class(const lun_scan *scan, uint32_t at, uint32_t *next);

/* A letter, digit or combining mark, which can be in the middle of a word. */
static inline bool lun_character_in_word(lun_character class) {
  return class == LUN_CHAR_LETTER || class == LUN_CHAR_MARK || class == LUN_CHAR_DIGIT;
}

/* Numbers with separators inside: 1,234.5 8:30 9/11; `at` is at a digit; returns where the digits end. */
uint32_t lun_scan_digits(const lun_scan *scan, uint32_t at);

#endif
