/* What a character is to one who cuts text into tokens. Bytes of ASCII are told by a table, other characters by their
 * Unicode category (utf8proc) and a few exceptions. */
#ifndef LUNETTE_TEXT_CHARACTER_H
#define LUNETTE_TEXT_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum lun_character {
  LUN_CHAR_SPACE,      /* white space and control characters */
  LUN_CHAR_LINE,       /* U+2028, U+2029 and the ASCII line ends */
  LUN_CHAR_INVISIBLE,  /* zero width: part of a word inside it, white space elsewhere */
  LUN_CHAR_LETTER,
  LUN_CHAR_MARK,       /* combining */
  LUN_CHAR_DIGIT,      /* also fractions, superscripts and Roman numeral characters */
  LUN_CHAR_IDEOGRAPH,  /* a token of its own: Han, kana */
  LUN_CHAR_APOSTROPHE, /* ' and U+2019, U+02BC, U+FF07 */
  LUN_CHAR_HYPHEN,     /* - and U+2010, U+2011 */
  LUN_CHAR_DASH,
  LUN_CHAR_PUNCT,
  LUN_CHAR_SYMBOL
} lun_character;

lun_character lun_character_of(uint32_t code);

/* The character at *at (< size), which moves behind it. A byte that is not UTF-8 counts as U+FFFD. */
uint32_t lun_character_next(const char *text, size_t size, size_t *at);

/* For a quick look at ASCII bytes; all bytes over 0x7F are LUN_BYTE_HIGH. */
enum {
  LUN_BYTE_LETTER = 1,  /* A-Z a-z */
  LUN_BYTE_DIGIT = 2,
  LUN_BYTE_SPACE = 4,   /* white space and control characters */
  LUN_BYTE_ENDS = 8,    /* behind ASCII letters: ends the word whatever follows */
  LUN_BYTE_ALONE = 16,  /* a token by itself whatever follows */
  LUN_BYTE_HIGH = 32,
  LUN_BYTE_LOCAL = 64,  /* may stand in the local part of an e-mail address, with letters and digits */
  LUN_BYTE_ALNUM = LUN_BYTE_LETTER | LUN_BYTE_DIGIT
};
extern const uint8_t lun_byte_class[256];

static inline bool lun_byte_is(unsigned char byte, unsigned classes) { return (lun_byte_class[byte] & classes) != 0; }

#endif
