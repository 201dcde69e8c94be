/* Charsets by the names that the web has for them. For decode.c. */
#ifndef LUNETTE_TEXT_CHARSET_H
#define LUNETTE_TEXT_CHARSET_H

#include "lunette/text.h"

typedef struct lun_charset lun_charset;

/* NULL for UTF-8 and for what is no charset. */
const lun_charset *lun_charset_named(const char *name, size_t size);
const char *lun_charset_name(const lun_charset *charset);
bool lun_charset_is_windows1252(const lun_charset *charset);
/* Whether bytes that are valid UTF-8 may still be in this charset. */
bool lun_charset_escapes(const lun_charset *charset, const char *input, size_t size);

/* Fills bytes, size, edits and repaired of *out, which is zeroed; what was allocated is yours either way. Not for Windows-1252.
 * LUN_NOT_FOUND (the system's iconv does not know it), LUN_LIMIT, LUN_NO_MEMORY. */
lun_status lun_charset_decode(const lun_charset *charset, const char *input, size_t size, lun_decoded *out, lun_err *err);

#endif
