/* From TSV to the rows of a builder. Owns the form of a list: header lines that begin with #, then rows of cells between
 * tabs; a list that cannot be read leaves the builder as it was. A row's key is its surface cut by the tokenizer that
 * also cuts articles. Where a stop closes a surface ("Ford Motor Co."), it depends on what follows whether the tokenizer
 * leaves it with its word, so the surface is cut a second time with a word behind it, and both cuts lead to the entry. */
#include "layer/dictionary_build.h"

#include <string.h>

#include "layer/dictionary_key.h"
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
  uint32_t columns[LUN_COLUMNS_MAX]; /* the file's columns behind the surface: strings, then numbers of the list's columns */
  uint32_t column_count;
  lun_list *list;  /* NULL while header lines are read */
  lun_list before; /* the list's counts when the file began, unless it is new */
  bool is_new;
  lun_err *err;
} reader;

lun_status lun_image_builder_new(lun_image_builder **out, lun_err *err) {
  *out = NULL;
  lun_image_builder *builder = lun_zalloc(1, sizeof *builder);
  if (!builder) return lun_fail_memory(err);
  lun_arena_init(&builder->strings.texts);
  const lun_status status = lun_vocab_new(&builder->vocab, err);
  if (status != LUN_OK) lun_free(builder);
  else *out = builder;
  return status;
}

static void free_list(lun_list *list) {
  lun_free(list->columns);
  lun_free(list->rows);
  lun_free(list->keys);
  lun_free(list->others);
  lun_free(list->words);
  lun_free(list->cells);
}

void lun_image_builder_free(lun_image_builder *builder) {
  if (!builder) return;
  for (uint32_t i = 0; i < builder->list_count; i++) free_list(builder->lists + i);
  lun_free(builder->lists);
  lun_tokens_free(&builder->tokens);
  lun_strings_free(&builder->strings);
  lun_vocab_free(builder->vocab);
  lun_free(builder);
}

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
    if (r->column_count == LUN_COLUMNS_MAX) return malformed(r, "too many columns");
    uint32_t name;
    if (!lun_strings_add(&r->builder->strings, cell.at, cell.size, &name)) return lun_fail_memory(r->err);
    for (uint32_t i = 0; i < r->column_count; i++)
      if (r->columns[i] == name) return malformed(r, "two columns of #cols have the same name");
    if (is(cell, "surface")) return malformed(r, "two columns of #cols have the same name");
    r->columns[r->column_count++] = name;
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
  if (r->list) return malformed(r, "this header line must stand before the rows");
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

/* Turns the names of the file's columns into numbers of the list's, which gets those it lacks. */
static bool adopt_columns(reader *r, lun_list *list) {
  for (uint32_t i = 0; i < r->column_count; i++) {
    uint32_t column = 0;
    while (column < list->column_count && list->columns[column] != r->columns[i]) column++;
    if (column == list->column_count) {
      if (lun_grow((void **)&list->columns, &list->column_capacity, (uint64_t)column + 1, sizeof *list->columns)) return false;
      list->columns[list->column_count++] = r->columns[i];
    }
    r->columns[i] = column;
  }
  return true;
}

/* The header is over: finds the list of that name or makes one. */
static lun_status begin_list(reader *r) {
  lun_image_builder *builder = r->builder;
  uint32_t name, i = 0;
  if (r->name.size == 0) return malformed(r, "the dictionary has no name");
  if (!lun_strings_add(&builder->strings, r->name.at, r->name.size, &name)) return lun_fail_memory(r->err);
  while (i < builder->list_count && builder->lists[i].name != name) i++;
  if (i < builder->list_count) {
    if (r->fold_given && builder->lists[i].fold != r->fold) return malformed(r, "an earlier file of this dictionary has another #case");
  } else {
    if (lun_grow((void **)&builder->lists, &builder->list_capacity, (uint64_t)i + 1, sizeof *builder->lists)) return lun_fail_memory(r->err);
    builder->lists[builder->list_count++] = (lun_list){.name = name, .fold = r->fold};
    r->is_new = true;
  }
  r->list = builder->lists + i;
  r->before = *r->list;
  return adopt_columns(r, r->list) ? LUN_OK : lun_fail_memory(r->err);
}

/* Appends the key words of the first `count` tokens to the pool; a count over LUN_KEY_WORDS_MAX is left to the caller. */
static lun_status add_words(reader *r, uint32_t count, lun_key *key) {
  lun_image_builder *builder = r->builder;
  lun_list *list = r->list;
  const lun_tokens *tokens = &builder->tokens;
  *key = (lun_key){.first = list->word_count, .row = list->row_count};
  for (uint32_t i = 0; i < count && key->count <= LUN_KEY_WORDS_MAX; i++) {
    if (lun_key_is_joined(tokens, i, 0, count) && lun_key_is_joiner(builder->vocab, tokens->lexeme[i])) continue;
    size_t size, at = 0, length;
    const char *text = lun_key_text(builder->vocab, tokens->lexeme[i], list->fold, &size), *part;
    if (!text) return lun_fail_memory(r->err);
    while (lun_key_word(text, size, &at, &part, &length)) {
      const lun_lexeme word = lun_vocab_intern(builder->vocab, part, length);
      if (word == 0 || lun_grow((void **)&list->words, &list->word_capacity, (uint64_t)list->word_count + 1, sizeof *list->words))
        return lun_fail_memory(r->err);
      list->words[list->word_count++] = word;
      key->count++;
    }
  }
  return LUN_OK;
}

/* Whether something else stands here than the marks of every sentence; % and & may be entries. */
static bool has_word(const lun_vocab *vocab, const lun_tokens *tokens) {
  const uint32_t marks = LUN_LEX_STOP | LUN_LEX_DASH | LUN_LEX_QUOTE | LUN_LEX_OPEN | LUN_LEX_CLOSE;
  for (uint32_t i = 0; i < tokens->count; i++) {
    size_t size;
    const char *text = lun_vocab_text(vocab, tokens->lexeme[i], &size);
    if (lun_vocab_flags(vocab, tokens->lexeme[i]) & marks) continue;
    if (size != 1 || !strchr(",;:", text[0])) return true;
  }
  return false;
}

static lun_status cut(reader *r, const char *text, size_t size) {
  lun_tokens_clear(&r->builder->tokens);
  return lun_tokenize(text, (uint32_t)size, r->builder->vocab, &r->builder->tokens, r->err);
}

static lun_status add_key(reader *r, piece surface) {
  lun_list *list = r->list;
  const lun_tokens *tokens = &r->builder->tokens;
  lun_key key;
  lun_status status = cut(r, surface.at, surface.size);
  if (status != LUN_OK) return status;
  if (!has_word(r->builder->vocab, tokens)) return malformed(r, "there is no word in this entry");
  status = add_words(r, tokens->count, &key);
  if (status != LUN_OK) return status;
  if (key.count > LUN_KEY_WORDS_MAX) return malformed(r, "more than 64 words in this entry");
  if (lun_grow((void **)&list->keys, &list->key_capacity, (uint64_t)list->key_count + 1, sizeof *list->keys)) return lun_fail_memory(r->err);
  list->keys[list->key_count++] = key;
  return LUN_OK;
}

/* The key that a surface with a closing stop has before another word, if it is different. */
static lun_status add_other_key(reader *r, piece surface) {
  lun_list *list = r->list;
  const lun_tokens *tokens = &r->builder->tokens;
  const lun_key own = list->keys[list->key_count - 1];
  lun_key key;
  char *text = lun_alloc(surface.size + 2);
  if (!text) return lun_fail_memory(r->err);
  memcpy(text, surface.at, surface.size);
  memcpy(text + surface.size, " a", 2);
  lun_status status = cut(r, text, surface.size + 2);
  lun_free(text);
  if (status != LUN_OK || tokens->count < 2) return status;
  status = add_words(r, tokens->count - 1, &key);
  if (status != LUN_OK) return status;
  const bool same = key.count == own.count && memcmp(list->words + key.first, list->words + own.first, key.count * sizeof *list->words) == 0;
  if (same || key.count > LUN_KEY_WORDS_MAX || key.count == 0) {
    list->word_count = key.first;
    return LUN_OK;
  }
  if (lun_grow((void **)&list->others, &list->other_capacity, (uint64_t)list->other_count + 1, sizeof *list->others)) return lun_fail_memory(r->err);
  list->others[list->other_count++] = key;
  return LUN_OK;
}

/* Writes the cells behind the surface in order of the list's columns. */
static lun_status add_cells(reader *r, piece rest, lun_row *row) {
  lun_list *list = r->list;
  piece cell;
  row->cell = list->cell_count;
  for (uint32_t i = 0; next_cell(&rest, &cell); i++) {
    if (i == r->column_count) return malformed(r, "more cells than #cols has columns");
    uint32_t value;
    if (!lun_strings_add(&r->builder->strings, cell.at, cell.size, &value)) return lun_fail_memory(r->err);
    if (value == 0) continue;
    const uint32_t column = r->columns[i];
    if (column >= row->cell_count) {
      if (lun_grow((void **)&list->cells, &list->cell_capacity, (uint64_t)row->cell + column + 1, sizeof *list->cells)) return lun_fail_memory(r->err);
      memset(list->cells + row->cell + row->cell_count, 0, (column + 1 - row->cell_count) * sizeof *list->cells);
      row->cell_count = column + 1;
      list->cell_count = row->cell + row->cell_count;
    }
    list->cells[row->cell + column] = value;
  }
  return LUN_OK;
}

static lun_status read_row(reader *r, piece line) {
  lun_status status = r->list ? LUN_OK : begin_list(r);
  if (status != LUN_OK) return status;
  lun_list *list = r->list;
  lun_row row = {0};
  piece rest = line, surface;
  next_cell(&rest, &surface);
  surface = trim(surface);
  if (surface.size == 0) return malformed(r, "the entry is empty");
  if (surface.size > UINT16_MAX) return malformed(r, "the entry is too long");
  if (!lun_strings_add(&r->builder->strings, surface.at, surface.size, &row.surface)) return lun_fail_memory(r->err);
  status = add_key(r, surface);
  if (status == LUN_OK && surface.at[surface.size - 1] == '.') status = add_other_key(r, surface);
  if (status == LUN_OK) status = add_cells(r, rest, &row);
  if (status != LUN_OK) return status;
  if (lun_grow((void **)&list->rows, &list->row_capacity, (uint64_t)list->row_count + 1, sizeof *list->rows)) return lun_fail_memory(r->err);
  list->rows[list->row_count++] = row;
  return LUN_OK;
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
  return r->list ? LUN_OK : begin_list(r);
}

/* Takes back what a file that failed has added. */
static void undo(reader *r) {
  lun_list *list = r->list;
  if (!list) return;
  if (r->is_new) {
    free_list(list);
    r->builder->list_count--;
    return;
  }
  list->column_count = r->before.column_count;
  list->row_count = r->before.row_count;
  list->key_count = r->before.key_count;
  list->other_count = r->before.other_count;
  list->word_count = r->before.word_count;
  list->cell_count = r->before.cell_count;
}

lun_status lun_image_builder_add(lun_image_builder *builder, const char *name, const char *file, const char *tsv, size_t size, lun_err *err) {
  reader r = {.builder = builder, .file = file, .name = {name, strlen(name)}, .err = err};
  const lun_status status = read_lines(&r, tsv, size);
  if (status != LUN_OK) undo(&r);
  return status;
}
