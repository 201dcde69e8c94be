/* Tables of separated values, read row by row from bytes that come in blocks: RFC 4180, with what is found in practice
 * allowed (line ends LF, CR LF or CR, a byte order mark, another separator). Memory is bounded by the longest row. */
#ifndef LUNETTE_CSV_H
#define LUNETTE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

typedef struct lun_table lun_table;

typedef struct lun_table_row {
  uint64_t line;    /* of the input, from 1, on which it begins */
  uint32_t count;   /* cells */
  const char *const *cell; /* [count] not closed by NUL; whatever bytes stand there */
  const size_t *size;      /* [count] */
} lun_table_row;

/* `separator` 0: that of , ; tab | which the first row has most of (of those as often the last but |; the comma where none
 * is there). A first line `sep=;` says another. With a tab a quotation mark that is not closed right before a separator is
 * an ordinary character. `strict`: text behind a closing mark is an error, else it is kept as it stands. LUN_NO_MEMORY. */
lun_status lun_table_new(char separator, bool strict, size_t row_limit, lun_table **csv, lun_err *err);
void lun_table_free(lun_table *csv);

/* Adds bytes, which are copied; `last` says that there are no more. LUN_NO_MEMORY. */
lun_status lun_table_feed(lun_table *csv, const char *bytes, size_t size, bool last, lun_err *err);

/* The next row, which holds until the next call; blank lines are passed over. row->count is 0 when more bytes are needed,
 * or at the end. err->position is the line on which a row began that is left out; the next call goes on behind it.
 * LUN_FORMAT: a quotation mark is not closed, or text stands behind one that is; only the row's first line is left out, and up to the end of what was read
 * no cell goes over a line end. LUN_LIMIT: over row_limit bytes. LUN_NO_MEMORY: the call may be repeated. */
lun_status lun_table_next(lun_table *csv, lun_table_row *row, lun_err *err);

char lun_table_separator(const lun_table *csv); /* 0 before the first row */

#endif
