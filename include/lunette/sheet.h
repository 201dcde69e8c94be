/* A workbook of tables for spreadsheets (xlsx), through libxlsxwriter, which is loaded when the first one is made. Each
 * sheet has a bold, frozen header with a filter, and columns as wide as what they hold. Texts are texts: no formula, no
 * link is ever made of one. The same calls give the same bytes. */
#ifndef LUNETTE_SHEET_H
#define LUNETTE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

enum {
  LUN_SHEET_ROWS = 1048576,  /* with the header; what spreadsheets can hold */
  LUN_SHEET_COLUMNS = 16384,
  LUN_SHEET_CELL = 32767     /* UTF-16 units of a text */
};

typedef struct lun_book lun_book;

/* A workbook that is written to `path` when it is closed; rows go to temporary files as they come, so memory stays small.
 * LUN_NOT_FOUND without the library, LUN_NO_MEMORY. */
lun_status lun_book_new(const char *path, lun_book **book, lun_err *err);

/* Adds a sheet, numbered from 0. Its name is made fit: no []:*?/\ , at most 31 characters, unlike all others. The columns
 * are its header. LUN_LIMIT for too many columns. */
lun_status lun_book_sheet(lun_book *book, const char *name, const char *const *columns, uint32_t count, uint32_t *sheet, lun_err *err);

/* Cells. Rows count from 0 below the header and are written in order: what stands before the last row is done. LUN_LIMIT
 * for a row or column that no spreadsheet has, LUN_INVALID for a row before the last. A text is written up to the longest
 * that a cell takes (*cut tells); control characters become U+FFFD. A date is one of the years 1900 to 9999. */
lun_status lun_book_text(lun_book *book, uint32_t sheet, uint32_t row, uint32_t column, const char *text, size_t size, bool *cut, lun_err *err);
lun_status lun_book_number(lun_book *book, uint32_t sheet, uint32_t row, uint32_t column, double number, lun_err *err);
lun_status lun_book_boolean(lun_book *book, uint32_t sheet, uint32_t row, uint32_t column, bool value, lun_err *err);
lun_status lun_book_date(lun_book *book, uint32_t sheet, uint32_t row, uint32_t column, int year, int month, int day, lun_err *err);

/* Writes the file. The book takes no more cells. LUN_IO with the library's reason. */
lun_status lun_book_close(lun_book *book, lun_err *err);
void lun_book_free(lun_book *book); /* without a close nothing was written */

#endif
