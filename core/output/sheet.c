/* Workbooks through libxlsxwriter; see the header. The library writes rows to temporary files in the folder of the output,
 * so a full disk is met there, and is told when the book is closed. It takes C strings: texts pass through `clean`, which
 * also keeps out what XML cannot hold. */
#include "lunette/sheet.h"

#include <stdio.h>
#include <string.h>

#include "lunette/library.h"
#include "lunette/mem.h"
#include "lunette/utf8.h"

#ifdef LUNETTE_XLSXWRITER_SONAME
#include <xlsxwriter.h>

#define FUNCTIONS(X)                                                                                                     \
  X(workbook_new_opt) X(workbook_add_worksheet) X(workbook_add_format) X(workbook_set_properties) X(workbook_close)      \
  X(workbook_validate_sheet_name) X(lxw_workbook_free) X(lxw_strerror) X(format_set_bold) X(format_set_num_format)       \
  X(worksheet_write_string) X(worksheet_write_number) X(worksheet_write_boolean) X(worksheet_write_datetime)             \
  X(worksheet_freeze_panes) X(worksheet_autofilter) X(worksheet_set_column)

typedef struct functions { FUNCTIONS(LUN_LIBRARY_MEMBER) } functions;
static const char *const function_names[] = {FUNCTIONS(LUN_LIBRARY_NAME) NULL};

enum { NARROW = 8, WIDE = 60, NAME_MAX_UNITS = 31, NAME_ROOM = 128 };

typedef struct sheet {
  lxw_worksheet *made;
  char name[NAME_ROOM];
  uint32_t columns, rows; /* rows below the header that were begun */
  unsigned char *widths;  /* [columns], in characters */
} sheet;

struct lun_book {
  functions call;
  lxw_workbook *made; /* NULL once closed */
  lxw_format *bold, *day;
  sheet *sheets;
  uint32_t count, capacity;
  char *text; /* the cell that is being written */
  uint32_t text_capacity;
  char path[];
};

static lun_status refused(const lun_book *b, lxw_error code, lun_err *err) {
  if (code == LXW_ERROR_MEMORY_MALLOC_FAILED) return lun_fail_memory(err);
  return lun_fail(err, LUN_IO, 0, "the workbook cannot be written: %s", b->call.lxw_strerror(code));
}

lun_status lun_book_new(const char *path, lun_book **out, lun_err *err) {
  size_t length = strlen(path) + 1;
  *out = NULL;
  lun_book *b = lun_zalloc(1, sizeof *b + 2 * length + 2);
  if (!b) return lun_fail_memory(err);
  lun_status status = lun_library_load(LUNETTE_XLSXWRITER_SONAME, "libxlsxwriter-dev", function_names, &b->call, sizeof b->call, err);
  if (status) {
    lun_free(b);
    return status;
  }
  memcpy(b->path, path, length);
  char *folder = b->path + length;
  const char *slash = strrchr(path, '/');
  if (!slash) strcpy(folder, ".");
  else memcpy(folder, path, (size_t)(slash - path) + 1);
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = folder};
  lxw_doc_properties properties = {.created = 946684800}; /* the same on each run: the first second of 2000 */
  b->made = b->call.workbook_new_opt(b->path, &options);
  if (b->made) {
    b->bold = b->call.workbook_add_format(b->made);
    b->day = b->call.workbook_add_format(b->made);
  }
  if (!b->made || !b->bold || !b->day || b->call.workbook_set_properties(b->made, &properties)) {
    lun_book_free(b);
    return lun_fail_memory(err);
  }
  b->call.format_set_bold(b->bold);
  b->call.format_set_num_format(b->day, "yyyy-mm-dd");
  *out = b;
  return LUN_OK;
}

void lun_book_free(lun_book *b) {
  if (!b) return;
  if (b->made) b->call.lxw_workbook_free(b->made);
  for (uint32_t i = 0; i < b->count; i++) lun_free(b->sheets[i].widths);
  lun_free(b->sheets);
  lun_free(b->text);
  lun_free(b);
}

/* An apparent escape of the format itself, _xHHHH_, which readers would turn into a character. */
static bool is_escape(const char *p, const char *end) {
  if (end - p < 7 || p[0] != '_' || (p[1] != 'x' && p[1] != 'X') || p[6] != '_') return false;
  for (unsigned i = 2; i < 6; i++)
    if (!strchr("0123456789abcdefABCDEF", p[i])) return false;
  return true;
}

/* Puts into b->text what XML can hold of a text, up to `units` UTF-16 units; *width is that of its longest line. */
static lun_status clean(lun_book *b, const char *text, size_t size, uint32_t units, bool *cut, uint32_t *width, lun_err *err) {
  static const char escaped[] = "_x005F_";
  const char *p = text, *end = text + size;
  uint32_t used = 0, at = 0, line = 0;
  *width = 0;
  *cut = false;
  while (p < end) {
    uint32_t code;
    unsigned length = lun_utf8_decode(p, end, &code), read = length ? length : lun_utf8_invalid_part(p, end);
    bool escape = is_escape(p, end);
    if (!length || (code < 32 && code != '\t' && code != '\n' && code != '\r') || code == 0x7F || (code & 0xFFFE) == 0xFFFE) code = LUN_REPLACEMENT;
    uint32_t more = escape ? sizeof escaped - 1 : code >= 0x10000 ? 2 : 1;
    if (used + more > units) {
      *cut = true;
      break;
    }
    if (lun_grow((void **)&b->text, &b->text_capacity, (uint64_t)at + sizeof escaped + 4, 1)) return lun_fail_memory(err);
    if (escape) {
      memcpy(b->text + at, escaped, sizeof escaped - 1);
      at += sizeof escaped - 1;
    } else at += lun_utf8_encode(code, b->text + at);
    used += more;
    line = code == '\n' ? 0 : line + 1;
    if (line > *width) *width = line;
    p += read;
  }
  if (lun_grow((void **)&b->text, &b->text_capacity, (uint64_t)at + 1, 1)) return lun_fail_memory(err);
  b->text[at] = 0;
  return LUN_OK;
}

static bool same_name(const char *a, const char *b) {
  for (; *a && *b; a++, b++) {
    char x = *a >= 'A' && *a <= 'Z' ? (char)(*a | 32) : *a, y = *b >= 'A' && *b <= 'Z' ? (char)(*b | 32) : *b;
    if (x != y) return false;
  }
  return *a == *b;
}

static bool taken(const lun_book *b, const char *name) {
  for (uint32_t i = 0; i < b->count; i++)
    if (same_name(b->sheets[i].name, name)) return true;
  return same_name(name, "History"); /* a name that spreadsheets keep for themselves */
}

/* A name of at most 31 units that no other sheet has; the n-th attempt ends in " n". */
static lun_status name_sheet(lun_book *b, const char *wanted, char name[NAME_ROOM], lun_err *err) {
  uint32_t width, at = 0;
  bool cut;
  for (unsigned n = 1;; n++) {
    char tail[16] = "";
    if (n > 1) snprintf(tail, sizeof tail, " %u", n);
    lun_status status = clean(b, *wanted ? wanted : "Table", *wanted ? strlen(wanted) : 5, NAME_MAX_UNITS - (uint32_t)strlen(tail), &cut, &width, err);
    if (status) return status;
    at = 0;
    for (const char *p = b->text; *p && at < NAME_ROOM - sizeof tail; p++) name[at++] = strchr("[]:*?/\\'\t\r\n", *p) ? '_' : *p;
    memcpy(name + at, tail, sizeof tail);
    if (!taken(b, name)) break;
  }
  if (b->call.workbook_validate_sheet_name(b->made, name)) snprintf(name, NAME_ROOM, "Table %u", b->count + 1);
  return LUN_OK;
}

static void widen(sheet *s, uint32_t column, uint32_t width) {
  if (width > s->widths[column]) s->widths[column] = (unsigned char)(width < WIDE ? width : WIDE);
}

lun_status lun_book_sheet(lun_book *b, const char *wanted, const char *const *columns, uint32_t count, uint32_t *number, lun_err *err) {
  if (count > LUN_SHEET_COLUMNS) return lun_fail(err, LUN_LIMIT, 0, "a sheet has at most %d columns", LUN_SHEET_COLUMNS);
  if (lun_grow((void **)&b->sheets, &b->capacity, (uint64_t)b->count + 1, sizeof *b->sheets)) return lun_fail_memory(err);
  sheet *s = &b->sheets[b->count];
  memset(s, 0, sizeof *s);
  lun_status status = name_sheet(b, wanted, s->name, err);
  if (status) return status;
  if (!(s->widths = lun_zalloc(count + 1, 1))) return lun_fail_memory(err);
  if (!(s->made = b->call.workbook_add_worksheet(b->made, s->name))) {
    lun_free(s->widths);
    return lun_fail_memory(err);
  }
  s->columns = count;
  *number = b->count++;
  for (uint32_t i = 0; i < count; i++) {
    bool cut;
    uint32_t width;
    if ((status = clean(b, columns[i], strlen(columns[i]), LUN_SHEET_CELL, &cut, &width, err))) return status;
    lxw_error code = b->call.worksheet_write_string(s->made, 0, (lxw_col_t)i, b->text, b->bold);
    if (code) return refused(b, code, err);
    widen(s, i, width + 3); /* room for the filter's button */
  }
  b->call.worksheet_freeze_panes(s->made, 1, 0);
  return LUN_OK;
}

/* The sheet of a cell that may be written. */
static lun_status place(lun_book *b, uint32_t number, uint32_t row, uint32_t column, sheet **s, lun_err *err) {
  *s = number < b->count && b->made ? &b->sheets[number] : NULL;
  if (!*s || column >= (*s)->columns) return lun_fail(err, LUN_LIMIT, 0, "there is no sheet %u with a column %u", number, column);
  if (row >= LUN_SHEET_ROWS - 1) return lun_fail(err, LUN_LIMIT, 0, "a sheet has at most %d rows", LUN_SHEET_ROWS);
  if (row + 1 < (*s)->rows) return lun_fail(err, LUN_INVALID, 0, "row %u of the sheet is done", row);
  (*s)->rows = row + 1;
  return LUN_OK;
}

lun_status lun_book_text(lun_book *b, uint32_t number, uint32_t row, uint32_t column, const char *text, size_t size, bool *cut, lun_err *err) {
  sheet *s;
  uint32_t width;
  *cut = false;
  lun_status status = place(b, number, row, column, &s, err);
  if (!status) status = clean(b, text, size, LUN_SHEET_CELL, cut, &width, err);
  if (status) return status;
  widen(s, column, width);
  lxw_error code = b->call.worksheet_write_string(s->made, row + 1, (lxw_col_t)column, b->text, NULL);
  return code ? refused(b, code, err) : LUN_OK;
}

lun_status lun_book_number(lun_book *b, uint32_t number, uint32_t row, uint32_t column, double value, lun_err *err) {
  char written[32];
  sheet *s;
  lun_status status = place(b, number, row, column, &s, err);
  if (status) return status;
  widen(s, column, (uint32_t)snprintf(written, sizeof written, "%.15g", value));
  lxw_error code = b->call.worksheet_write_number(s->made, row + 1, (lxw_col_t)column, value, NULL);
  return code ? refused(b, code, err) : LUN_OK;
}

lun_status lun_book_boolean(lun_book *b, uint32_t number, uint32_t row, uint32_t column, bool value, lun_err *err) {
  sheet *s;
  lun_status status = place(b, number, row, column, &s, err);
  if (status) return status;
  lxw_error code = b->call.worksheet_write_boolean(s->made, row + 1, (lxw_col_t)column, value, NULL);
  return code ? refused(b, code, err) : LUN_OK;
}

lun_status lun_book_date(lun_book *b, uint32_t number, uint32_t row, uint32_t column, int year, int month, int day, lun_err *err) {
  sheet *s;
  lun_status status = place(b, number, row, column, &s, err);
  if (status) return status;
  lxw_datetime date = {.year = year, .month = month, .day = day};
  widen(s, column, 10);
  lxw_error code = b->call.worksheet_write_datetime(s->made, row + 1, (lxw_col_t)column, &date, b->day);
  return code ? refused(b, code, err) : LUN_OK;
}

lun_status lun_book_close(lun_book *b, lun_err *err) {
  for (uint32_t i = 0; i < b->count; i++) {
    sheet *s = &b->sheets[i];
    for (uint32_t c = 0; c < s->columns; c++)
      b->call.worksheet_set_column(s->made, (lxw_col_t)c, (lxw_col_t)c, (s->widths[c] > NARROW ? s->widths[c] : NARROW) + 1, NULL);
    if (s->columns) b->call.worksheet_autofilter(s->made, 0, 0, s->rows, (lxw_col_t)(s->columns - 1));
  }
  lxw_error code = b->call.workbook_close(b->made);
  b->made = NULL; /* it is freed whether that went well or not */
  return code ? refused(b, code, err) : LUN_OK;
}

#else

struct lun_book { char nothing; };

static lun_status absent(lun_err *err) { return lun_library_absent("libxlsxwriter", "libxlsxwriter-dev", err); }

lun_status lun_book_new(const char *path, lun_book **book, lun_err *err) {
  (void)path;
  *book = NULL;
  return absent(err);
}
lun_status lun_book_sheet(lun_book *book, const char *name, const char *const *columns, uint32_t count, uint32_t *sheet, lun_err *err) {
  (void)book, (void)name, (void)columns, (void)count, (void)sheet;
  return absent(err);
}
lun_status lun_book_text(lun_book *book, uint32_t sheet, uint32_t row, uint32_t column, const char *text, size_t size, bool *cut, lun_err *err) {
  (void)book, (void)sheet, (void)row, (void)column, (void)text, (void)size, (void)cut;
  return absent(err);
}
lun_status lun_book_number(lun_book *book, uint32_t sheet, uint32_t row, uint32_t column, double number, lun_err *err) {
  (void)book, (void)sheet, (void)row, (void)column, (void)number;
  return absent(err);
}
lun_status lun_book_boolean(lun_book *book, uint32_t sheet, uint32_t row, uint32_t column, bool value, lun_err *err) {
  (void)book, (void)sheet, (void)row, (void)column, (void)value;
  return absent(err);
}
lun_status lun_book_date(lun_book *book, uint32_t sheet, uint32_t row, uint32_t column, int year, int month, int day, lun_err *err) {
  (void)book, (void)sheet, (void)row, (void)column, (void)year, (void)month, (void)day;
  return absent(err);
}
lun_status lun_book_close(lun_book *book, lun_err *err) {
  (void)book;
  return absent(err);
}
void lun_book_free(lun_book *book) { (void)book; }

#endif
