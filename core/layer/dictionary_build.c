/* Rows of a builder. Owns what a row is: a surface, whose key is its text cut by the tokenizer that also cuts articles, and
 * cells; a row that is refused, and a list that is undone, leave the builder as it was. Where a stop closes a surface
 * ("Ford Motor Co."), it depends on what follows whether the tokenizer leaves it with its word, so the surface is cut a
 * second time with a word behind it, and both cuts lead to the entry. Refuses to know where rows come from. */
#include "layer/dictionary_build.h"

#include <string.h>

#include "layer/dictionary_key.h"

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

const char *lun_row_fault_text(lun_row_fault fault) {
  static const char *const texts[] = {"", "the entry is empty", "the entry is too long", "there is no word in this entry", "more than 64 words in this entry"};
  return texts[fault];
}

/* Turns the names of the file's columns into numbers of the list's, which gets those it lacks. */
static bool adopt_columns(lun_filling *f) {
  lun_list *list = f->list;
  for (uint32_t i = 0; i < f->column_count; i++) {
    uint32_t column = 0;
    while (column < list->column_count && list->columns[column] != f->columns[i]) column++;
    if (column == list->column_count) {
      if (lun_grow((void **)&list->columns, &list->column_capacity, (uint64_t)column + 1, sizeof *list->columns)) return false;
      list->columns[list->column_count++] = f->columns[i];
    }
    f->columns[i] = column;
  }
  return true;
}

lun_status lun_filling_begin(lun_filling *f, lun_image_builder *builder, const char *name, size_t size, bool fold, lun_err *err) {
  uint32_t number, i = 0;
  f->builder = builder;
  if (!lun_strings_add(&builder->strings, name, size, &number)) return lun_fail_memory(err);
  while (i < builder->list_count && builder->lists[i].name != number) i++;
  if (i == builder->list_count) {
    if (lun_grow((void **)&builder->lists, &builder->list_capacity, (uint64_t)i + 1, sizeof *builder->lists)) return lun_fail_memory(err);
    builder->lists[builder->list_count++] = (lun_list){.name = number, .fold = fold};
    f->is_new = true;
  }
  f->list = builder->lists + i;
  f->before = *f->list;
  return adopt_columns(f) ? LUN_OK : lun_fail_memory(err);
}

/* Takes the counts of a list back to those that it had; pools only grow at their ends. */
static void restore(lun_list *list, const lun_list *before) {
  list->column_count = before->column_count;
  list->row_count = before->row_count;
  list->key_count = before->key_count;
  list->other_count = before->other_count;
  list->word_count = before->word_count;
  list->cell_count = before->cell_count;
}

void lun_filling_undo(lun_filling *f) {
  if (!f->list) return;
  if (f->is_new) {
    free_list(f->list);
    f->builder->list_count--;
  } else {
    restore(f->list, &f->before);
  }
  f->list = NULL;
}

/* Appends the key words of the first `count` tokens to the pool; a count over LUN_KEY_WORDS_MAX is left to the caller. */
static lun_status add_words(lun_filling *f, uint32_t count, lun_key *key) {
  lun_image_builder *builder = f->builder;
  lun_list *list = f->list;
  const lun_tokens *tokens = &builder->tokens;
  *key = (lun_key){.first = list->word_count, .row = list->row_count};
  for (uint32_t i = 0; i < count && key->count <= LUN_KEY_WORDS_MAX; i++) {
    if (lun_key_is_joined(tokens, i, 0, count) && lun_key_is_joiner(builder->vocab, tokens->lexeme[i])) continue;
    size_t size, at = 0, length;
    const char *text = lun_key_text(builder->vocab, tokens->lexeme[i], list->fold, &size), *part;
    if (!text) return LUN_NO_MEMORY;
    while (lun_key_word(text, size, &at, &part, &length)) {
      const lun_lexeme word = lun_vocab_intern(builder->vocab, part, length);
      if (word == 0 || lun_grow((void **)&list->words, &list->word_capacity, (uint64_t)list->word_count + 1, sizeof *list->words))
        return LUN_NO_MEMORY;
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

static lun_status cut(lun_filling *f, const char *text, size_t size) {
  lun_tokens_clear(&f->builder->tokens);
  return lun_tokenize(text, (uint32_t)size, f->builder->vocab, &f->builder->tokens, NULL);
}

static lun_status add_key(lun_filling *f, const char *surface, size_t size, lun_row_fault *fault) {
  lun_list *list = f->list;
  const lun_tokens *tokens = &f->builder->tokens;
  lun_key key;
  lun_status status = cut(f, surface, size);
  if (status != LUN_OK) return status;
  if (!has_word(f->builder->vocab, tokens)) {
    *fault = LUN_ROW_NO_WORD;
    return LUN_FORMAT;
  }
  status = add_words(f, tokens->count, &key);
  if (status != LUN_OK) return status;
  if (key.count > LUN_KEY_WORDS_MAX) {
    *fault = LUN_ROW_WORDS;
    return LUN_FORMAT;
  }
  if (lun_grow((void **)&list->keys, &list->key_capacity, (uint64_t)list->key_count + 1, sizeof *list->keys)) return LUN_NO_MEMORY;
  list->keys[list->key_count++] = key;
  return LUN_OK;
}

/* The key that a surface with a closing stop has before another word, if it is different. */
static lun_status add_other_key(lun_filling *f, const char *surface, size_t size) {
  lun_list *list = f->list;
  const lun_tokens *tokens = &f->builder->tokens;
  const lun_key own = list->keys[list->key_count - 1];
  lun_key key;
  char *text = lun_alloc(size + 2);
  if (!text) return LUN_NO_MEMORY;
  memcpy(text, surface, size);
  memcpy(text + size, " a", 2);
  lun_status status = cut(f, text, size + 2);
  lun_free(text);
  if (status != LUN_OK || tokens->count < 2) return status;
  status = add_words(f, tokens->count - 1, &key);
  if (status != LUN_OK) return status;
  const bool same = key.count == own.count && memcmp(list->words + key.first, list->words + own.first, key.count * sizeof *list->words) == 0;
  if (same || key.count > LUN_KEY_WORDS_MAX || key.count == 0) {
    list->word_count = key.first;
    return LUN_OK;
  }
  if (lun_grow((void **)&list->others, &list->other_capacity, (uint64_t)list->other_count + 1, sizeof *list->others)) return LUN_NO_MEMORY;
  list->others[list->other_count++] = key;
  return LUN_OK;
}

/* Writes the cells in order of the list's columns; those behind the last that is not empty are left out. */
static lun_status add_cells(lun_filling *f, const uint32_t *cells, uint32_t count, lun_row *row) {
  lun_list *list = f->list;
  row->cell = list->cell_count;
  for (uint32_t i = 0; i < count; i++) {
    if (cells[i] == 0) continue;
    const uint32_t column = f->columns[i];
    if (column >= row->cell_count) {
      if (lun_grow((void **)&list->cells, &list->cell_capacity, (uint64_t)row->cell + column + 1, sizeof *list->cells)) return LUN_NO_MEMORY;
      memset(list->cells + row->cell + row->cell_count, 0, (column + 1 - row->cell_count) * sizeof *list->cells);
      row->cell_count = column + 1;
      list->cell_count = row->cell + row->cell_count;
    }
    list->cells[row->cell + column] = cells[i];
  }
  return LUN_OK;
}

static lun_status add_row(lun_filling *f, const char *surface, size_t size, const uint32_t *cells, uint32_t count, lun_row_fault *fault) {
  lun_list *list = f->list;
  lun_row row = {0};
  *fault = size == 0 ? LUN_ROW_EMPTY : size > UINT16_MAX ? LUN_ROW_LONG : LUN_ROW_FINE;
  if (*fault != LUN_ROW_FINE) return LUN_FORMAT;
  if (!lun_strings_add(&f->builder->strings, surface, size, &row.surface)) return LUN_NO_MEMORY;
  lun_status status = add_key(f, surface, size, fault);
  if (status == LUN_OK && surface[size - 1] == '.') status = add_other_key(f, surface, size);
  if (status == LUN_OK) status = add_cells(f, cells, count, &row);
  if (status != LUN_OK) return status;
  if (lun_grow((void **)&list->rows, &list->row_capacity, (uint64_t)list->row_count + 1, sizeof *list->rows)) return LUN_NO_MEMORY;
  list->rows[list->row_count++] = row;
  return LUN_OK;
}

lun_status lun_filling_row(lun_filling *f, const char *surface, size_t size, const uint32_t *cells, uint32_t count, lun_row_fault *fault) {
  const lun_list before = *f->list;
  const lun_status status = add_row(f, surface, size, cells, count, fault);
  if (status != LUN_OK) restore(f->list, &before);
  return status;
}
