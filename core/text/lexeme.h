/* What can be said of a text alone, without knowing where it stands. */
#ifndef LUNETTE_TEXT_LEXEME_H
#define LUNETTE_TEXT_LEXEME_H

#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

typedef enum lun_form { LUN_FORM_NORM, LUN_FORM_LOWER, LUN_FORM_KEY } lun_form;

/* The LUN_LEX_ flags. */
uint32_t lun_lexeme_flags(const char *text, size_t size);

/* The same for a word of ASCII letters of at most sixteen bytes, padded with zeros; 0 for any other text. */
uint32_t lun_lexeme_word_flags(const uint64_t bytes[2], size_t size);

/* What every token with this text carries: its kind and LUN_TOKEN_STOP, and LUN_RECORD_SPLIT. */
uint16_t lun_lexeme_token_flags(const char *text, size_t size, uint32_t flags);

/* Bytes of the first token of a word read as two: 3 for cannot; 0 for others. */
size_t lun_lexeme_split(const char *text, size_t size);

/* True when the text is its own norm, lower or key form, told without working it out: plain ASCII mostly. */
int lun_lexeme_is_form(const char *text, size_t size, uint32_t flags, lun_form form);

/* Writes a form to *bytes, which is yours to lun_free. LUN_FORM_LOWER and LUN_FORM_KEY are made from the norm. Text that
 * would vanish stays as it is, and so does text that would grow beyond 65,535 bytes. LUN_NO_MEMORY. */
lun_status lun_lexeme_form(const char *text, size_t size, lun_form form, char **bytes, size_t *length);

#endif
