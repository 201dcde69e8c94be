/* Rows of a table, one after the other, for names.c. */
#ifndef LUNETTE_LAYER_NAMES_CSV_H
#define LUNETTE_LAYER_NAMES_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

typedef struct lun_csv_cell {
  const char *at; /* of the text, or of the reader until the next row */
  size_t size;
} lun_csv_cell;

typedef struct lun_csv {
  const char *at, *end;
  char separator;
  uint64_t next_line;
  /* the row that was read */
  uint64_t line;
  lun_csv_cell *cells;
  uint32_t count, capacity;
  const char *fault; /* what is wrong with it, or NULL */
  char *unquoted;    /* cells that hold quotation marks, without the second of each two */
  uint32_t unquoted_size, unquoted_capacity;
} lun_csv;

enum { LUN_CSV_CELLS_MAX = 4096, LUN_CSV_QUOTED_MAX = 65535 };

/* Begins at the first row. separator 0: the one of , ; and tab that is most frequent in it; a line `sep=;` decides. */
void lun_csv_begin(lun_csv *csv, const char *text, size_t size, char separator);
/* Reads the next row that is not blank; *there is false behind the last one. After a fault the next row begins with the
 * line after the one where the faulty row began. LUN_NO_MEMORY. */
lun_status lun_csv_next(lun_csv *csv, bool *there);
void lun_csv_free(lun_csv *csv);

#endif
