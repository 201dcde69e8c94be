/* Places of a text in other units than bytes: characters (code points), UTF-16 units, and line and column. One pass notes
 * the counts every few hundred bytes; a question then reads at most so many, so all places of a document together take
 * time linear in its length. */
#ifndef LUNETTE_OFFSETS_H
#define LUNETTE_OFFSETS_H

#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

typedef enum lun_unit { LUN_UNIT_BYTES, LUN_UNIT_CHARS, LUN_UNIT_UTF16 } lun_unit;

/* "bytes", "chars", "utf16" to a unit; LUN_INVALID for another word. */
lun_status lun_unit_named(const char *name, lun_unit *unit, lun_err *err);

typedef struct lun_offsets lun_offsets;

/* text is valid UTF-8, borrowed until lun_offsets_free. LUN_NO_MEMORY. */
lun_status lun_offsets_new(const char *text, uint32_t size, lun_offsets **offsets, lun_err *err);
void lun_offsets_free(lun_offsets *offsets);

/* How many units of the text stand before a byte (at most its size). A byte inside a character counts as its start. */
uint32_t lun_offsets_of(const lun_offsets *offsets, uint32_t byte, lun_unit unit);

/* Line and column of a byte, as lun_text_position gives them. */
void lun_offsets_position(const lun_offsets *offsets, uint32_t byte, uint32_t *line, uint32_t *column);

#endif
