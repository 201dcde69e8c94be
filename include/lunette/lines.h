/* Lines and columns of a text. One pass notes, every few hundred bytes, the line and how far into it that place is; a question
 * then reads at most so many bytes, so the places of all rows of a long document, in any order, take time linear in its length. */
#ifndef LUNETTE_LINES_H
#define LUNETTE_LINES_H

#include <stdint.h>

#include "lunette/status.h"

typedef struct lun_lines lun_lines;

/* text is valid UTF-8, borrowed until lun_lines_free. LUN_NO_MEMORY. */
lun_status lun_lines_new(const char *text, uint32_t size, lun_lines **lines, lun_err *err);
void lun_lines_free(lun_lines *lines);

/* Line and column (both from 1, column in code points) of a byte; one past the end is the end. Lines end at LF, CR LF or a
 * lone CR. */
void lun_lines_place(const lun_lines *lines, uint32_t byte, uint32_t *line, uint32_t *column);

#endif
