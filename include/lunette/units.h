/* Places of a text in other units than bytes: characters (code points) and UTF-16 units. One pass notes
 * the counts every few hundred bytes; a question then reads at most so many, so all places of a document, in any order, together
 * take time linear in its length. (lun_ruler needs no memory and wants them in ascending order.) */
#ifndef LUNETTE_UNITS_H
#define LUNETTE_UNITS_H

#include <stddef.h>
#include <stdint.h>

#include "lunette/offset.h"
#include "lunette/status.h"

/* "bytes", "chars", "utf16" to a unit; LUN_INVALID for another word. */
lun_status lun_unit_named(const char *name, lun_unit *unit, lun_err *err);

typedef struct lun_units lun_units;

/* text is valid UTF-8, borrowed until lun_units_free. LUN_NO_MEMORY. */
lun_status lun_units_new(const char *text, uint32_t size, lun_units **offsets, lun_err *err);
void lun_units_free(lun_units *offsets);

/* How many units of the text stand before a byte (at most its size). A byte inside a character counts as its start. */
uint32_t lun_units_of(const lun_units *offsets, uint32_t byte, lun_unit unit);

#endif
