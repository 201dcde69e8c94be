/* From a list that somebody brings to the rows of a builder. Owns what a table's columns mean, which rows are left out and
 * what is said of them: each row that cannot be read by its line, as far as they are few; names that no text yields, rows
 * that are there twice and rows without a name by their number. Rows that are there already are known by a table of their
 * hashes. */
#include "lunette/names.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "layer/dictionary_build.h"
#include "lunette/csv.h"
#include "lunette/text.h"

enum { PIECE = 1 << 16 /* bytes that a table is given at once */, ROW_MOST = 1 << 20 /* bytes of a row */, NAMED_MOST = 5 /* bad rows that are named */, BAD_MOST = 10000, NOTE_MOST = 600, SHOWN = 60, FIRST_SLOTS = 1024, LINES_SHOWN = 3 };

typedef struct piece { /* of a text */
  const char *at;
  size_t size;
} piece;

/* Rows of one kind that are said by their number. */
typedef struct tally {
  uint32_t count;
  uint64_t lines[LINES_SHOWN];
} tally;

typedef struct reader {
  const lun_names_source *source;
  lun_notes *notes;
  lun_err *err;
  lun_filling filling;
  uint64_t line;
  uint32_t bad, *slots, mask, *cells; /* cells: of the row, strings */
  tally unnamed, never, twice, cut, undated;
  bool dated; /* a column from or to holds a day */
  char *clean; /* a name without line ends in it */
  uint32_t clean_capacity;
  /* of a table: what each of the file's columns is */
  uint32_t name_column, aliases_column, name_cell, *cell_of; /* cell_of: of the row, plus 1; 0 is no attribute */
  uint32_t from, to; /* those columns of the file, plus 1; 0 is none */
  uint32_t header_count;
} reader;

void lun_notes_free(lun_notes *notes) {
  lun_free(notes->at);
  *notes = (lun_notes){0};
}

/* Appends a line. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static lun_status note(reader *r, uint64_t line, const char *format, ...) {
  char text[NOTE_MOST], place[24] = "";
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (line) snprintf(place, sizeof place, ":%llu", (unsigned long long)line);
  const size_t size = strlen(place) + strlen(text) + 4;
  lun_notes *notes = r->notes;
  if (lun_grow((void **)&notes->at, &notes->capacity, (uint64_t)notes->size + size, 1)) return lun_fail_memory(r->err);
  notes->size += (uint32_t)snprintf(notes->at + notes->size, size, "%s: %s\n", place, text);
  return LUN_OK;
}

static lun_status refuse(reader *r, uint64_t line, const char *what) {
  return lun_fail(r->err, LUN_FORMAT, line, "%s:%llu: %s", r->source->file, (unsigned long long)line, what);
}

static lun_status bad_row(reader *r, const char *what) {
  if (++r->bad == BAD_MOST) return refuse(r, r->line, "the 10,000th row that cannot be read: this is no list of names");
  return r->bad <= NAMED_MOST ? note(r, r->line, "%s; the row is left out", what) : LUN_OK;
}

static void tell(tally *t, uint64_t line) {
  if (t->count < LINES_SHOWN) t->lines[t->count] = line;
  t->count++;
}

/* `one` and `many` say what the rows are. */
static lun_status note_tally(reader *r, const tally *t, const char *one, const char *many) {
  if (t->count == 0) return LUN_OK;
  char lines[100] = "";
  size_t used = 0;
  for (uint32_t i = 0; i < t->count && i < LINES_SHOWN; i++)
    used += (size_t)snprintf(lines + used, sizeof lines - used, "%s%llu", i ? ", " : "", (unsigned long long)t->lines[i]);
  return note(r, 0, "%u %s (line%s %s%s)", (unsigned)t->count, t->count == 1 ? one : many, t->count == 1 ? "" : "s", lines,
              t->count > LINES_SHOWN ? ", ..." : "");
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static piece trim(piece c) {
  while (c.size > 0 && is_space(c.at[0])) c = (piece){c.at + 1, c.size - 1};
  while (c.size > 0 && is_space(c.at[c.size - 1])) c.size--;
  return c;
}

static piece cell_at(const lun_table_row *row, uint32_t column) { return (piece){row->cell[column], row->size[column]}; }

/* How much of a cell a message shows: whole characters. */
static int shown_of(piece cell) {
  size_t size = cell.size < SHOWN ? cell.size : SHOWN;
  while (size > 0 && size < cell.size && ((unsigned char)cell.at[size] & 0xC0) == 0x80) size--;
  return (int)size;
}

/* Trimmed, and with spaces for the line ends and tabs in it. */
static bool tidy(reader *r, piece *cell) {
  *cell = trim(*cell);
  size_t i = 0;
  while (i < cell->size && !(is_space(cell->at[i]) && cell->at[i] != ' ')) i++;
  if (i == cell->size) return true;
  if (lun_grow((void **)&r->clean, &r->clean_capacity, cell->size, 1)) return false;
  for (i = 0; i < cell->size; i++) r->clean[i] = is_space(cell->at[i]) ? ' ' : cell->at[i];
  cell->at = r->clean;
  return true;
}

/* Rows that are there already. */
static uint32_t hash_row(uint32_t surface, const uint32_t *cells, uint32_t count) {
  while (count > 0 && cells[count - 1] == 0) count--;
  const uint64_t hash = lun_hash(cells, count * sizeof *cells, surface);
  return (uint32_t)(hash ^ hash >> 32);
}

static const uint32_t *cells_of(const lun_list *list, const lun_row *row) { return row->cell_count ? list->cells + row->cell : NULL; }

static bool grow_slots(reader *r) {
  const lun_list *list = r->filling.list;
  uint32_t room = FIRST_SLOTS; /* the list may hold the rows of an earlier file */
  while (room > 0 && list->row_count >= (room - 1) / 3 * 2) room *= 2;
  const uint32_t mask = room - 1;
  uint32_t *slots = room ? lun_zalloc(room, sizeof *slots) : NULL;
  if (!slots) return false;
  for (uint32_t i = 0; i < list->row_count; i++) {
    const lun_row *row = list->rows + i;
    uint32_t at = hash_row(row->surface, cells_of(list, row), row->cell_count) & mask;
    while (slots[at]) at = (at + 1) & mask;
    slots[at] = i + 1;
  }
  lun_free(r->slots);
  r->slots = slots;
  r->mask = mask;
  return true;
}

/* The slot of a row, which is free when it is new. */
static uint32_t *slot_of(reader *r, uint32_t surface, uint32_t count) {
  const lun_list *list = r->filling.list;
  while (count > 0 && r->cells[count - 1] == 0) count--;
  uint32_t at = hash_row(surface, r->cells, count) & r->mask;
  for (; r->slots[at]; at = (at + 1) & r->mask) {
    const lun_row *row = list->rows + (r->slots[at] - 1);
    if (row->surface == surface && row->cell_count == count && (count == 0 || memcmp(cells_of(list, row), r->cells, count * sizeof *r->cells) == 0)) break;
  }
  return r->slots + at;
}

/* Whether a sentence begins inside a name where it stands among words, so that it is never found as a whole. */
static lun_status is_cut(reader *r, const char *surface, size_t size, bool *is) {
  lun_image_builder *builder = r->filling.builder;
  lun_tokens *tokens = &builder->tokens;
  lun_structure structure = {0};
  lun_ranges sentences = {0};
  *is = false;
  bool stops = false;
  for (uint32_t i = 0; i + 1 < tokens->count; i++) stops = stops || (tokens->flags[i] & LUN_TOKEN_STOP);
  if (!stops) return LUN_OK;
  char *text = lun_alloc(size + 4);
  if (!text) return LUN_NO_MEMORY;
  memcpy(text, "a ", 2);
  memcpy(text + 2, surface, size);
  memcpy(text + 2 + size, " a", 2);
  lun_tokens_clear(tokens);
  lun_status status = lun_tokenize(text, (uint32_t)size + 4, builder->vocab, tokens, NULL);
  if (status == LUN_OK) status = lun_structure_find(text, builder->vocab, tokens, &structure, NULL);
  if (status == LUN_OK) status = lun_sentences_split(text, builder->vocab, tokens, &structure, &sentences, NULL);
  for (uint32_t i = 2; status == LUN_OK && i + 1 < tokens->count; i++) *is = *is || (tokens->flags[i] & LUN_TOKEN_SENTENCE);
  lun_ranges_free(&sentences);
  lun_structure_free(&structure);
  lun_free(text);
  return status;
}

/* Adds one way to write the row's name; its cells stand in r->cells. */
static lun_status add_surface(reader *r, piece surface, uint32_t count, bool is_alias) {
  lun_filling *f = &r->filling;
  uint32_t string;
  if (!tidy(r, &surface)) return lun_fail_memory(r->err);
  if (surface.size == 0) {
    if (!is_alias) tell(&r->unnamed, r->line);
    return LUN_OK;
  }
  if (!lun_strings_add(&f->builder->strings, surface.at, surface.size, &string)) return lun_fail_memory(r->err);
  if ((!r->slots || f->list->row_count >= r->mask / 3 * 2) && !grow_slots(r)) return lun_fail_memory(r->err);
  uint32_t *slot = slot_of(r, string, count);
  if (*slot) {
    if (!is_alias) tell(&r->twice, r->line);
    return LUN_OK;
  }
  lun_row_fault fault;
  lun_status status = lun_filling_row(f, surface.at, surface.size, r->cells, count, &fault);
  if (status == LUN_FORMAT) {
    tell(&r->never, r->line);
    return LUN_OK;
  }
  bool cut = false;
  if (status == LUN_OK) status = is_cut(r, surface.at, surface.size, &cut);
  if (status != LUN_OK) return lun_fail_memory(r->err);
  if (cut) tell(&r->cut, r->line);
  *slot = f->list->row_count;
  return LUN_OK;
}

static lun_status begin(reader *r) {
  return lun_filling_begin(&r->filling, r->filling.builder, r->source->name, strlen(r->source->name), r->source->fold, r->err);
}

static lun_status read_lines(reader *r, const char *p, const char *end) {
  lun_status status = begin(r);
  while (p < end && status == LUN_OK) {
    const char *stop = p;
    r->line++;
    while (stop < end && *stop != '\n' && *stop != '\r') stop++;
    const piece line = trim((piece){p, (size_t)(stop - p)});
    if (line.size > 0 && memchr(line.at, 0, line.size)) status = bad_row(r, "a NUL character: save the list as UTF-8 text");
    else if (line.size > 0 && *p != '#') status = add_surface(r, line, 0, false);
    p = stop + (stop + 1 < end && *stop == '\r' && stop[1] == '\n') + 1;
  }
  return status;
}

static bool is_named(piece cell, const char *name) {
  if (cell.size != strlen(name)) return false;
  for (size_t i = 0; i < cell.size; i++)
    if ((cell.at[i] | 0x20) != name[i]) return false;
  return true;
}

/* A column's name as patterns and scripts write it: letters, digits and _. */
static size_t attribute_name(piece cell, char *out) {
  size_t size = 0;
  for (size_t i = 0; i < cell.size && i < 64; i++) {
    const char c = cell.at[i];
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9' && size > 0);
    if (fits) out[size++] = c;
    else if (size > 0 && out[size - 1] != '_') out[size++] = '_';
  }
  while (size > 0 && out[size - 1] == '_') size--;
  return size;
}

static lun_status add_column(reader *r, uint32_t column, piece cell) {
  lun_filling *f = &r->filling;
  char name[64];
  const int shown = shown_of(cell);
  const size_t size = attribute_name(cell, name);
  uint32_t string;
  if (size == 0) return note(r, r->line, "column %u has no name of letters and is left out: give it one", (unsigned)column + 1);
  if (f->column_count + 1 >= LUN_COLUMNS_MAX) return column < LUN_COLUMNS_MAX + 2 ? note(r, r->line, "column '%.*s' and those behind it are left out: a list has at most 254 attributes", shown, cell.at) : LUN_OK;
  if (!lun_strings_add(&f->builder->strings, name, size, &string)) return lun_fail_memory(r->err);
  for (uint32_t i = 0; i < f->column_count; i++)
    if (f->columns[i] == string) return note(r, r->line, "two columns are called '%.*s': the second is left out; rename it", (int)size, name);
  f->columns[f->column_count++] = string;
  r->cell_of[column] = f->column_count;
  if (size == 4 && memcmp(name, "from", 4) == 0) r->from = column + 1;
  if (size == 2 && memcmp(name, "to", 2) == 0) r->to = column + 1;
  if (size == cell.size && memcmp(name, cell.at, size) == 0) return LUN_OK;
  return note(r, r->line, "column '%.*s' is called %.*s in patterns and scripts", shown, cell.at, (int)size, name);
}

/* The first row: which column is what. */
static lun_status read_header(reader *r, const lun_table_row *row) {
  r->line = row->line;
  r->header_count = row->count;
  r->name_column = r->aliases_column = UINT32_MAX;
  r->cell_of = lun_zalloc(row->count, sizeof *r->cell_of);
  r->cells = lun_zalloc(LUN_COLUMNS_MAX, sizeof *r->cells);
  if (!r->cell_of || !r->cells) return lun_fail_memory(r->err);
  for (uint32_t c = 0; c < row->count; c++) {
    const piece cell = trim(cell_at(row, c));
    if (r->name_column == UINT32_MAX && is_named(cell, "name")) r->name_column = c;
    else if (r->aliases_column == UINT32_MAX && (is_named(cell, "aliases") || is_named(cell, "alias"))) r->aliases_column = c;
  }
  lun_status status = LUN_OK;
  if (r->name_column == UINT32_MAX) {
    r->name_column = r->aliases_column == 0 && row->count > 1 ? 1 : 0;
    const piece first = trim(cell_at(row, r->name_column));
    status = note(r, r->line, "no column is called 'name': the names are taken from the first, '%.*s'", shown_of(first), first.at);
  }
  for (uint32_t c = 0; c < row->count && status == LUN_OK; c++)
    if (c != r->name_column && c != r->aliases_column) status = add_column(r, c, trim(cell_at(row, c)));
  if (status == LUN_OK && r->aliases_column != UINT32_MAX) {
    if (!lun_strings_add(&r->filling.builder->strings, "name", 4, r->filling.columns + r->filling.column_count)) return lun_fail_memory(r->err);
    r->name_cell = ++r->filling.column_count;
  }
  return status == LUN_OK ? begin(r) : status;
}

static lun_status add_aliases(reader *r, piece aliases, uint32_t count) {
  lun_status status = LUN_OK;
  for (size_t at = 0; at < aliases.size && status == LUN_OK;) {
    size_t stop = at;
    while (stop < aliases.size && aliases.at[stop] != '|' && aliases.at[stop] != ';') stop++;
    status = add_surface(r, (piece){aliases.at + at, stop - at}, count, true);
    at = stop + 1;
  }
  return status;
}

/* Whether a row's from and to bound the time for which it is true. */
static void see_days(reader *r, const lun_table_row *row) {
  bool other = false;
  for (uint32_t i = 0; i < 2; i++) {
    const uint32_t column = i ? r->to : r->from;
    const piece cell = column && column <= row->count ? trim(cell_at(row, column - 1)) : (piece){"", 0};
    const bool day = lun_day_is_written(cell.at, cell.size);
    r->dated = r->dated || day;
    other = other || (cell.size > 0 && !day);
  }
  if (other) tell(&r->undated, r->line);
}

static lun_status read_row(reader *r, const lun_table_row *row) {
  lun_strings *strings = &r->filling.builder->strings;
  const uint32_t count = r->filling.column_count;
  r->line = row->line;
  for (uint32_t c = 0; c < row->count; c++) {
    const piece cell = cell_at(row, c);
    if (cell.size > 0 && memchr(cell.at, 0, cell.size)) return bad_row(r, "a NUL character: save the list as UTF-8 text");
    if (c >= r->header_count && trim(cell).size > 0)
      return bad_row(r, "more cells than the first row has: a cell that holds the separator stands in quotation marks");
  }
  if (r->name_column >= row->count) {
    tell(&r->unnamed, r->line);
    return LUN_OK;
  }
  if (r->from || r->to) see_days(r, row);
  if (count > 0) memset(r->cells, 0, count * sizeof *r->cells);
  for (uint32_t c = 0; c < row->count && c < r->header_count; c++) {
    if (r->cell_of[c] == 0) continue;
    const piece cell = trim(cell_at(row, c));
    if (!lun_strings_add(strings, cell.at, cell.size, r->cells + (r->cell_of[c] - 1))) return lun_fail_memory(r->err);
  }
  piece name = cell_at(row, r->name_column);
  if (!tidy(r, &name)) return lun_fail_memory(r->err);
  if (r->name_cell && !lun_strings_add(strings, name.at, name.size, r->cells + (r->name_cell - 1))) return lun_fail_memory(r->err);
  lun_status status = add_surface(r, cell_at(row, r->name_column), count, false);
  if (status == LUN_OK && name.size > 0 && r->aliases_column < row->count) status = add_aliases(r, cell_at(row, r->aliases_column), count);
  return status;
}

/* The next row of a text that the table is given piece by piece from *at on; its count is 0 behind the last. */
static lun_status next_row(lun_table *table, const char *text, size_t size, size_t *at, lun_table_row *row, lun_err *err) {
  for (;;) {
    const lun_status status = lun_table_next(table, row, err);
    if (status != LUN_OK || row->count > 0 || *at > size) return status;
    const size_t more = size - *at < PIECE ? size - *at : PIECE;
    const bool last = *at + more == size;
    if (lun_table_feed(table, text + *at, more, last, err)) return LUN_NO_MEMORY;
    *at += last ? more + 1 : more; /* behind the end there is nothing to give */
  }
}

static lun_status read_table(reader *r, const char *text, size_t size, char separator) {
  lun_table *table;
  lun_table_row row;
  lun_err fault;
  size_t at = 0;
  lun_status status = lun_table_new(separator, true, ROW_MOST, &table, r->err);
  bool headed = false, there = true;
  while (status == LUN_OK && there) {
    status = next_row(table, text, size, &at, &row, &fault);
    there = row.count > 0 || status != LUN_OK;
    if (status == LUN_NO_MEMORY) status = lun_fail_memory(r->err);
    else if (status != LUN_OK) {
      r->line = fault.position;
      status = headed ? bad_row(r, fault.message) : refuse(r, fault.position, fault.message);
    } else if (there) status = headed ? read_row(r, &row) : read_header(r, &row);
    else if (!headed) status = refuse(r, 1, "the table is empty: its first row names the columns, one of them 'name'");
    headed = true;
  }
  lun_table_free(table);
  return status;
}

static bool ends_with(const char *file, const char *ending) {
  const size_t size = strlen(file), length = strlen(ending);
  if (size < length) return false;
  for (size_t i = 0; i < length; i++)
    if ((file[size - length + i] | 0x20) != (ending[i] | 0x20)) return false;
  return true;
}

/* How a list is written: by the ending of its file's name and its first bytes. */
typedef enum names_form {
  FORM_LINES,     /* one name a line; lines that begin with # and blank ones are none */
  FORM_TABLE,     /* RFC 4180; the separator is the most frequent one of , ; and tab in its first row */
  FORM_TABS,      /* the same with tabs */
  FORM_DICTIONARY /* the TSV of lun_image_builder_add */
} names_form;

static names_form form_of(const char *file, const char *bytes, size_t size) {
  static const char *const directives[] = {"#dictionary", "#case", "#cols"};
  if (ends_with(file, ".csv")) return FORM_TABLE;
  if (!ends_with(file, ".tsv") && !ends_with(file, ".tab")) return FORM_LINES;
  for (size_t i = 0; i < sizeof directives / sizeof *directives; i++)
    if (size > strlen(directives[i]) && memcmp(bytes, directives[i], strlen(directives[i])) == 0) return FORM_DICTIONARY;
  return FORM_TABS;
}

/* Said of what the list has not given. */
static lun_status note_losses(reader *r, const lun_decoded *decoded) {
  char line[NOTE_MOST];
  /* UTF-16 by its mark is no news, and rows with NUL characters are named */
  const bool marked = decoded->encoding == LUN_UTF16LE || decoded->encoding == LUN_UTF16BE;
  const unsigned warnings = (marked ? 1u : 0) + (decoded->encoding == LUN_WINDOWS1252 ? 1u : 0) + (decoded->repaired > 0 ? 1u : 0);
  lun_status status = LUN_OK;
  for (unsigned n = marked; status == LUN_OK && n < warnings && lun_text_warning(decoded, n, line, sizeof line); n++) status = note(r, 0, "%s", line);
  if (status == LUN_OK && r->bad > NAMED_MOST) status = note(r, 0, "%u more rows cannot be read and are left out", (unsigned)(r->bad - NAMED_MOST));
  if (status == LUN_OK) status = note_tally(r, &r->unnamed, "row has no name and is left out", "rows have no name and are left out");
  if (status == LUN_OK) status = note_tally(r, &r->twice, "row is there already and counts once", "rows are there already and count once");
  if (status == LUN_OK) status = note_tally(r, &r->never, "name can never be found, for it holds no word or over 64, and is left out", "names can never be found, for they hold no word or over 64, and are left out");
  if (status == LUN_OK) status = note_tally(r, &r->cut, "name holds what ends a sentence and is not found among words", "names hold what ends a sentence and are not found among words");
  if (status == LUN_OK && r->dated) status = note_tally(r, &r->undated, "row has a from or to that is no day and bounds nothing: write 2019, 2019-03 or 2019-03-31", "rows have a from or to that is no day and bounds nothing: write 2019, 2019-03 or 2019-03-31");
  if (status == LUN_OK && r->filling.list && r->filling.list->row_count == 0) status = note(r, 0, "the list holds no name");
  return status;
}

lun_status lun_names_add(lun_image_builder *builder, const lun_names_source *source, const char *bytes, size_t size, lun_notes *notes, lun_err *err) {
  reader r = {.source = source, .notes = notes, .err = err};
  r.filling.builder = builder;
  if (ends_with(source->file, ".xlsx") || ends_with(source->file, ".xls") || ends_with(source->file, ".ods") || (size >= 4 && memcmp(bytes, "PK\3\4", 4) == 0))
    return lun_fail(err, LUN_FORMAT, 0, "%s: is a spreadsheet's own file: save the sheet as CSV", source->file);
  lun_decoded decoded = {0};
  lun_status status = lun_text_decode(bytes, size, &decoded, err);
  if (status != LUN_OK) {
    lun_decoded_free(&decoded);
    return status;
  }
  const char *text = decoded.bytes ? decoded.bytes : bytes;
  const names_form form = form_of(source->file, text, decoded.size);
  if (form == FORM_DICTIONARY) status = lun_image_builder_add(builder, source->name, source->file, text, decoded.size, err);
  else if (form == FORM_LINES) status = read_lines(&r, text, text + decoded.size);
  else status = read_table(&r, text, decoded.size, form == FORM_TABS ? '\t' : 0);
  if (status == LUN_OK) status = note_losses(&r, &decoded);
  if (status != LUN_OK) lun_filling_undo(&r.filling);
  lun_decoded_free(&decoded);
  lun_free(r.slots);
  lun_free(r.cells);
  lun_free(r.cell_of);
  lun_free(r.clean);
  return status;
}
