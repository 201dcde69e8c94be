/* From TSV to the rows of a builder: the form of the bundled dictionaries. Owns header lines that begin with #, then rows
 * of cells between tabs; a list that cannot be read leaves the builder as it was. */
#include <string.h>

#include "layer/dictionary_build.h"
#include "lunette/utf8.h"

typedef struct piece {
  const char *at;
  size_t size;
} piece;

/* One file being read. */
typedef struct reader {
  lun_image_builder *builder;
  const char *file;
  uint64_t line;
  piece name;
  bool fold, fold_given, columns_given;
  lun_filling filling; /* its list is NULL while header lines are read */
  lun_err *err;
} reader;

static lun_status malformed(const reader *r, const char *what) {
  return lun_fail(r->err, LUN_FORMAT, r->line, "%s:%llu: %s", r->file, (unsigned long long)r->line, what);
}

static piece trim(piece text) {
  while (text.size > 0 && strchr(" \t", text.at[0])) text = (piece){text.at + 1, text.size - 1};
  while (text.size > 0 && strchr(" \t", text.at[text.size - 1])) text.size--;
  return text;
}

static bool is(piece text, const char *word) { return text.size == strlen(word) && memcmp(text.at, word, text.size) == 0; }

/* Takes what stands before the next tab; false when nothing is left. *rest.at is NULL behind the last cell. */
static bool next_cell(piece *rest, piece *cell) {
  if (!rest->at) return false;
  const char *tab = rest->size > 0 ? memchr(rest->at, '\t', rest->size) : NULL;
  *cell = *rest;
  if (tab) cell->size = (size_t)(tab - rest->at);
  *rest = tab ? (piece){tab + 1, rest->size - cell->size - 1} : (piece){NULL, 0};
  return true;
}

static lun_status read_columns(reader *r, piece rest) {
  piece cell = {0};
  if (r->columns_given) return malformed(r, "a second #cols");
  r->columns_given = true;
  if (!next_cell(&rest, &cell) || !is(trim(cell), "surface")) return malformed(r, "the first column of #cols is not 'surface'");
  while (next_cell(&rest, &cell)) {
    cell = trim(cell);
    if (cell.size == 0) return malformed(r, "a column of #cols has no name");
    if (r->filling.column_count == LUN_COLUMNS_MAX) return malformed(r, "too many columns");
    uint32_t name;
    if (!lun_strings_add(&r->builder->strings, cell.at, cell.size, &name)) return lun_fail_memory(r->err);
    for (uint32_t i = 0; i < r->filling.column_count; i++)
      if (r->filling.columns[i] == name) return malformed(r, "two columns of #cols have the same name");
    if (is(cell, "surface")) return malformed(r, "two columns of #cols have the same name");
    r->filling.columns[r->filling.column_count++] = name;
  }
  return LUN_OK;
}

/* A line that begins with #. Words that are no directive make it a comment. */
static lun_status read_header(reader *r, piece line) {
  size_t length = 0;
  while (length < line.size && !strchr(" \t", line.at[length])) length++;
  const piece word = {line.at, length}, rest = trim((piece){line.at + length, line.size - length});
  const bool name = is(word, "#dictionary"), fold = is(word, "#case"), columns = is(word, "#cols");
  if (!name && !fold && !columns) return LUN_OK;
  if (r->filling.list) return malformed(r, "this header line must stand before the rows");
  if (columns) return read_columns(r, rest);
  if (name) {
    if (rest.size == 0) return malformed(r, "#dictionary has no name");
    r->name = rest;
    return LUN_OK;
  }
  r->fold = is(rest, "fold");
  r->fold_given = true;
  return r->fold || is(rest, "exact") ? LUN_OK : malformed(r, "#case is neither exact nor fold");
}

/* The header is over: finds the list of that name or makes one. */
static lun_status begin_list(reader *r) {
  if (r->name.size == 0) return malformed(r, "the dictionary has no name");
  const lun_status status = lun_filling_begin(&r->filling, r->builder, r->name.at, r->name.size, r->fold, r->err);
  if (status == LUN_OK && r->fold_given && r->filling.list->fold != r->fold) return malformed(r, "an earlier file of this dictionary has another #case");
  return status;
}

static lun_status read_row(reader *r, piece line) {
  lun_status status = r->filling.list ? LUN_OK : begin_list(r);
  if (status != LUN_OK) return status;
  uint32_t cells[LUN_COLUMNS_MAX], count = 0;
  piece rest = line, surface, cell;
  next_cell(&rest, &surface);
  surface = trim(surface);
  if (surface.size == 0) return malformed(r, lun_row_fault_text(LUN_ROW_EMPTY));
  for (; next_cell(&rest, &cell); count++) {
    if (count == r->filling.column_count) return malformed(r, "more cells than #cols has columns");
    if (!lun_strings_add(&r->builder->strings, cell.at, cell.size, cells + count)) return lun_fail_memory(r->err);
  }
  lun_row_fault fault;
  status = lun_filling_row(&r->filling, surface.at, surface.size, cells, count, &fault);
  return status == LUN_FORMAT ? malformed(r, lun_row_fault_text(fault)) : status == LUN_OK ? LUN_OK : lun_fail_memory(r->err);
}

static lun_status read_line(reader *r, piece line) {
  if (line.size > 0 && line.at[line.size - 1] == '\r') line.size--;
  if (line.size > 0 && memchr(line.at, 0, line.size)) return malformed(r, "a NUL character");
  if (lun_utf8_valid_prefix(line.at, line.size) < line.size) return malformed(r, "not valid UTF-8");
  if (trim(line).size == 0) return memchr(line.at, '\t', line.size) ? malformed(r, "the entry is empty") : LUN_OK;
  return line.at[0] == '#' ? read_header(r, line) : read_row(r, line);
}

static lun_status read_lines(reader *r, const char *tsv, size_t size) {
  size_t at = size >= 3 && memcmp(tsv, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  while (at < size) {
    const char *end = memchr(tsv + at, '\n', size - at);
    const size_t stop = end ? (size_t)(end - tsv) : size;
    r->line++;
    const lun_status status = read_line(r, (piece){tsv + at, stop - at});
    if (status != LUN_OK) return status;
    at = stop + 1;
  }
  return r->filling.list ? LUN_OK : begin_list(r);
}

lun_status lun_image_builder_add(lun_image_builder *builder, const char *name, const char *file, const char *tsv, size_t size, lun_err *err) {
  reader r = {.builder = builder, .file = file, .name = {name, strlen(name)}, .err = err};
  const lun_status status = read_lines(&r, tsv, size);
  if (status != LUN_OK) lun_filling_undo(&r.filling);
  return status;
}
