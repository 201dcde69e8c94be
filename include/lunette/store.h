/* A database in one file, through libsqlite3, which is loaded when the first one is opened. What is in it, its tables and
 * their columns, is for the caller to say. */
#ifndef LUNETTE_STORE_H
#define LUNETTE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

typedef enum lun_store_mode {
  LUN_STORE_READ,  /* nothing can be written, whatever is asked: only SELECT and what looks at the schema is allowed */
  LUN_STORE_WRITE, /* an existing one; foreign keys hold, and waits up to 5 s for other writers */
  LUN_STORE_FRESH  /* an empty file that nobody else knows yet: without a journal, for it is thrown away when writing fails */
} lun_store_mode;

typedef struct lun_store lun_store;
typedef struct lun_statement lun_statement;

/* LUN_NOT_FOUND without the library or the file, LUN_FORMAT for a file that is no database, LUN_IO, LUN_NO_MEMORY. */
lun_status lun_store_open(const char *path, lun_store_mode mode, lun_store **store, lun_err *err);
void lun_store_free(lun_store *store); /* after its statements */

/* Runs statements that give no rows. LUN_FORMAT with SQLite's words. */
lun_status lun_store_run(lun_store *store, const char *sql, lun_err *err);

int64_t lun_store_last(const lun_store *store); /* the number of the row that was inserted last */
bool lun_store_keyword(const lun_store *store, const char *word); /* SQL keeps the word for itself */

/* One statement. LUN_FORMAT with SQLite's words and, where it tells, the 1-based byte in err->position (else 0);
 * LUN_INVALID when there is none or more than one, or one that LUN_STORE_READ does not allow. Rows of texts are borrowed until the
 * next step, reset or free. */
lun_status lun_statement_new(lun_store *store, const char *sql, size_t size, lun_statement **statement, lun_err *err);
void lun_statement_free(lun_statement *statement);

/* Parameters count from 1. Texts must live until the statement is stepped. A NULL text is SQL's NULL. */
lun_status lun_statement_bind_text(lun_statement *statement, uint32_t parameter, const char *text, size_t size, lun_err *err);
lun_status lun_statement_bind_integer(lun_statement *statement, uint32_t parameter, int64_t value, lun_err *err);
lun_status lun_statement_bind_real(lun_statement *statement, uint32_t parameter, double value, lun_err *err);

lun_status lun_statement_step(lun_statement *statement, bool *row, lun_err *err); /* *row is false behind the last */
void lun_statement_reset(lun_statement *statement); /* to be stepped again, its parameters NULL */

typedef enum lun_cell_kind { LUN_CELL_NULL, LUN_CELL_INTEGER, LUN_CELL_REAL, LUN_CELL_TEXT } lun_cell_kind;
typedef struct lun_cell {
  lun_cell_kind kind;
  int64_t integer;
  double real;
  const char *text; /* bytes of a blob too */
  size_t size;
} lun_cell;

uint32_t lun_statement_columns(const lun_statement *statement);
const char *lun_statement_column(const lun_statement *statement, uint32_t column); /* its name; borrowed */
lun_cell lun_statement_value(const lun_statement *statement, uint32_t column);    /* columns count from 0 */

#endif
