/* The rows of RFC 4180, read leniently where it costs no doubt: any line end, marks inside a cell that does not begin with
 * one. A cell that begins with a mark ends with one; what stands between may hold separators, line ends and doubled marks.
 * Reading again after a fault never looks further than to the next mark, so that time stays linear. */
#include "layer/names_csv.h"

#include <string.h>

#include "lunette/mem.h"

static bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/* Behind the line end at p, which may be CR LF. */
static const char *behind_line_end(const char *p, const char *end) {
  if (p < end && *p == '\r' && p + 1 < end && p[1] == '\n') return p + 2;
  return p < end ? p + 1 : p;
}

static const char *line_end(const char *p, const char *end) {
  while (p < end && !is_line_end(*p)) p++;
  return p;
}

static char frequent_separator(const char *p, const char *end) {
  static const char separators[] = ",;\t";
  uint32_t counts[3] = {0, 0, 0}, best = 0;
  bool quoted = false;
  while (p < end && is_line_end(*p)) p++;
  for (const char *stop = end - p > LUN_CSV_QUOTED_MAX ? p + LUN_CSV_QUOTED_MAX : end; p < stop && (quoted || !is_line_end(*p)); p++) {
    if (*p == '"') quoted = !quoted;
    for (uint32_t i = 0; i < 3 && !quoted; i++) counts[i] += *p == separators[i];
  }
  for (uint32_t i = 1; i < 3; i++)
    if (counts[i] >= counts[best] && counts[i] > 0) best = i; /* as often: commas also stand in texts */
  return separators[best];
}

void lun_csv_begin(lun_csv *csv, const char *text, size_t size, char separator) {
  *csv = (lun_csv){.at = text, .end = text + size, .separator = separator, .next_line = 1};
  const char *stop = line_end(csv->at, csv->end);
  if (stop - csv->at == 5 && memcmp(csv->at, "sep=", 4) == 0) {
    csv->separator = csv->at[4];
    csv->at = behind_line_end(stop, csv->end);
    csv->next_line = 2;
  } else if (separator == 0) {
    csv->separator = frequent_separator(csv->at, csv->end);
  }
}

void lun_csv_free(lun_csv *csv) {
  lun_free(csv->cells);
  lun_free(csv->unquoted);
  *csv = (lun_csv){0};
}

static lun_status add_cell(lun_csv *csv, const char *at, size_t size) {
  if (csv->count == LUN_CSV_CELLS_MAX) {
    csv->fault = "more than 4,096 cells";
    return LUN_OK;
  }
  if (lun_grow((void **)&csv->cells, &csv->capacity, (uint64_t)csv->count + 1, sizeof *csv->cells)) return LUN_NO_MEMORY;
  csv->cells[csv->count++] = (lun_csv_cell){at, size};
  return LUN_OK;
}

/* Copies a cell without the second of each two marks. Such cells have at = NULL and their offset as `size` until the row is
 * whole, for the copies may move; each stands there with its NUL, and its size before it. */
static lun_status add_unquoted(lun_csv *csv, const char *p, const char *stop) {
  const uint32_t start = csv->unquoted_size;
  uint32_t size = 0;
  if (lun_grow((void **)&csv->unquoted, &csv->unquoted_capacity, (uint64_t)start + sizeof size + (size_t)(stop - p), 1)) return LUN_NO_MEMORY;
  char *out = csv->unquoted + start + sizeof size;
  for (; p < stop; p++) {
    out[size++] = *p;
    p += *p == '"';
  }
  memcpy(csv->unquoted + start, &size, sizeof size);
  csv->unquoted_size = start + (uint32_t)sizeof size + size;
  return add_cell(csv, NULL, start);
}

/* The cell that begins with the mark at *p; moves *p behind its closing one. */
static lun_status read_quoted(lun_csv *csv, const char **p) {
  const char *from = *p + 1, *stop = csv->end - from > LUN_CSV_QUOTED_MAX ? from + LUN_CSV_QUOTED_MAX : csv->end, *mark = from;
  bool doubled = false;
  for (;;) {
    mark = mark < stop ? memchr(mark, '"', (size_t)(stop - mark)) : NULL;
    if (!mark) {
      csv->fault = "a quotation mark opens a cell and none closes it";
      return LUN_OK;
    }
    if (mark + 1 == csv->end || mark[1] != '"') break;
    doubled = true;
    mark += 2;
  }
  *p = mark + 1;
  if (*p < csv->end && **p != csv->separator && !is_line_end(**p)) {
    csv->fault = "there is text behind a closing quotation mark; one inside a cell is written twice";
    return LUN_OK;
  }
  return doubled ? add_unquoted(csv, from, mark) : add_cell(csv, from, (size_t)(mark - from));
}

static lun_status read_row(lun_csv *csv) {
  const char *p = csv->at;
  for (;;) {
    lun_status status;
    if (p < csv->end && *p == '"') {
      status = read_quoted(csv, &p);
    } else {
      const char *from = p;
      while (p < csv->end && *p != csv->separator && !is_line_end(*p)) p++;
      status = add_cell(csv, from, (size_t)(p - from));
    }
    if (status != LUN_OK || csv->fault) return status;
    if (p == csv->end || *p != csv->separator) break;
    p++;
  }
  for (const char *q = csv->at; q < p; q++)
    csv->next_line += is_line_end(*q) && !(*q == '\r' && q + 1 < p && q[1] == '\n');
  csv->next_line += p < csv->end;
  csv->at = behind_line_end(p, csv->end);
  for (uint32_t i = 0; i < csv->count; i++) {
    if (csv->cells[i].at) continue;
    const char *unquoted = csv->unquoted + csv->cells[i].size;
    uint32_t size;
    memcpy(&size, unquoted, sizeof size);
    csv->cells[i] = (lun_csv_cell){unquoted + sizeof size, size};
  }
  return LUN_OK;
}

lun_status lun_csv_next(lun_csv *csv, bool *there) {
  while (csv->at < csv->end && is_line_end(*csv->at)) {
    csv->at = behind_line_end(csv->at, csv->end);
    csv->next_line++;
  }
  *there = csv->at < csv->end;
  csv->count = csv->unquoted_size = 0;
  csv->fault = NULL;
  csv->line = csv->next_line;
  if (!*there) return LUN_OK;
  const lun_status status = read_row(csv);
  if (status == LUN_OK && csv->fault) {
    csv->at = behind_line_end(line_end(csv->at, csv->end), csv->end);
    csv->next_line = csv->line + 1;
  }
  return status;
}
