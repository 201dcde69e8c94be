/* From bytes as given to the text of one article: valid UTF-8 that never moves again, with a map back to the bytes of
 * the input. Nothing is refused: what cannot be read is repaired, counted and named by its byte. */
#ifndef LUNETTE_TEXT_H
#define LUNETTE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

typedef enum lun_encoding { LUN_UTF8, LUN_UTF8_BOM, LUN_UTF16LE, LUN_UTF16BE, LUN_WINDOWS1252, LUN_DECLARED } lun_encoding;

const char *lun_encoding_name(lun_encoding encoding); /* "UTF-8", "UTF-16LE", "Windows-1252", ... */

/* One place where text and input differ: text_size bytes at text_start stand for source_size bytes at source_start. */
typedef struct lun_edit {
  uint32_t text_start, text_size, source_start, source_size;
} lun_edit;

typedef struct lun_decoded {
  char *bytes;    /* the text, yours; NULL when the input is the text as it stands (then size is the input's size) */
  uint32_t size;  /* bytes of text */
  lun_encoding encoding;
  const char *charset; /* with LUN_DECLARED: its name, "koi8-r"; of static storage */
  uint32_t before;         /* bytes of text that stand before what was decoded, and have no place in the input */
  lun_edit *edits; /* sorted by both offsets; empty for UTF-16, whose offsets refer to the decoded text */
  uint32_t edit_count, edit_capacity;
  uint32_t repaired;       /* invalid parts that became U+FFFD (unpaired surrogates in UTF-16) */
  uint64_t first_repaired; /* byte of the input where the first of them stands */
  uint32_t nul_count;      /* NUL characters, which stay in the text */
  uint64_t first_nul;
} lun_decoded;

enum { LUN_TEXT_MAX = 1 << 28 }; /* bytes; a larger input is LUN_LIMIT */

/* Decodes size bytes. A BOM decides. Otherwise UTF-8; an input without one valid multi-byte sequence, whose invalid
 * bytes are all defined in Windows-1252 and mostly stand beside letters, is read as Windows-1252; in any other each
 * maximal invalid part becomes U+FFFD. LUN_NO_MEMORY, LUN_LIMIT. */
lun_status lun_text_decode(const char *input, size_t size, lun_decoded *out, lun_err *err);
/* The same for an input whose charset is declared by any of the names that the web has for it: that is believed where no mark stands
 * and the bytes are no UTF-8. Edits lead to the bytes as they were given. A name of no charset is as none. LUN_NOT_FOUND: the
 * system's iconv does not know it. */
lun_status lun_text_decode_declared(const char *input, size_t size, const char *charset, size_t length, lun_decoded *out, lun_err *err);
/* Whether that is the name of a charset other than UTF-8. */
bool lun_text_is_charset(const char *name, size_t size);
/* What it was read as: the encoding's name, or the charset's. */
const char *lun_decoded_name(const lun_decoded *decoded);
void lun_decoded_free(lun_decoded *decoded);

/* The input's byte offset for a text offset; the beginning for what stands before it (decoded->before). For an offset inside an edit, `end` chooses the edit's end in the input
 * rather than its start. */
uint32_t lun_text_source(const lun_decoded *decoded, uint32_t offset, bool end);

/* The n-th warning about the input (n from 0), a sentence such as "byte 17: 2 invalid parts replaced by U+FFFD",
 * written to `line`; false when there are no more. */
bool lun_text_warning(const lun_decoded *decoded, unsigned n, char *line, size_t room);

#endif
