/* Character references of HTML: &amp; &eacute; &#8217; &#x2019;. */
#ifndef LUNETTE_INPUT_HTML_ENTITY_H
#define LUNETTE_INPUT_HTML_ENTITY_H

#include <stdbool.h>
#include <stddef.h>

enum { LUN_ENTITY_MAX = 8 }; /* bytes that a reference can stand for */

/* Decodes the reference that begins with the & at p: its text goes to out, its bytes to *size; returns how many bytes it takes
 * in the source, 0 where there is none. Names without their semicolon are read where HTML reads them, in an attribute only
 * when neither a letter, a digit nor an equals sign follows. */
size_t lun_entity_decode(const char *p, const char *end, bool attribute, char out[LUN_ENTITY_MAX], unsigned *size);

/* Names by their first letter, A to Z and a to z: "name text", each closed by a NUL, sorted by bytes; names that need no
 * semicolon end in & here. */
typedef struct lun_entity_letter {
  size_t size;
  const char *names;
} lun_entity_letter;
extern const lun_entity_letter lun_entity_letters[52];

#endif
