/* What a builder holds between reading lists and writing the image, for the building files of this folder only. */
#ifndef LUNETTE_LAYER_DICTIONARY_BUILD_H
#define LUNETTE_LAYER_DICTIONARY_BUILD_H

#include "layer/dictionary_image.h"
#include "lunette/mem.h"

/* Distinct strings, numbered from 1 in order of arrival; 0 is the empty one. Open addressing over their numbers. */
typedef struct lun_string {
  const char *text;
  uint32_t size, hash;
} lun_string;
typedef struct lun_strings {
  lun_arena texts;
  lun_string *at; /* [count + 1] */
  uint32_t count, capacity;
  uint32_t *slots, mask;
} lun_strings;
bool lun_strings_add(lun_strings *strings, const char *text, size_t size, uint32_t *number); /* false: memory is out */
void lun_strings_free(lun_strings *strings);

enum { LUN_KEY_WORDS_MAX = 64, LUN_COLUMNS_MAX = 256 };

/* A run of key words in the pool of its list; words are lexemes of the builder's vocabulary. */
typedef struct lun_key {
  uint32_t first, count;
  uint32_t row;
} lun_key;

typedef struct lun_row {
  uint32_t surface;           /* string */
  uint32_t cell, cell_count;  /* in the pool of cells; the columns behind them are empty */
} lun_row;

/* One dictionary to be. Row r has key r; `others` are further ways to cut the surface of a row into tokens. */
typedef struct lun_list {
  uint32_t name; /* string */
  bool fold;
  uint32_t *columns; /* strings */
  uint32_t column_count, column_capacity;
  lun_row *rows;
  uint32_t row_count, row_capacity;
  lun_key *keys;
  uint32_t key_count, key_capacity;
  lun_key *others;
  uint32_t other_count, other_capacity;
  uint32_t *words;
  uint32_t word_count, word_capacity;
  uint32_t *cells;
  uint32_t cell_count, cell_capacity;
} lun_list;

struct lun_image_builder {
  lun_vocab *vocab;
  lun_strings strings;
  lun_tokens tokens; /* scratch */
  lun_list *lists;
  uint32_t list_count, list_capacity;
};

/* One source of rows being read into a list. The caller sets `columns` to the names of its columns (strings) before it
 * begins; then they are numbers of the list's columns. */
typedef struct lun_filling {
  lun_image_builder *builder;
  uint32_t columns[LUN_COLUMNS_MAX];
  uint32_t column_count;
  lun_list *list;  /* NULL before it begins */
  lun_list before; /* the list when it began, unless it is new */
  bool is_new;
} lun_filling;
typedef enum lun_row_fault { LUN_ROW_FINE, LUN_ROW_EMPTY, LUN_ROW_LONG, LUN_ROW_NO_WORD, LUN_ROW_WORDS } lun_row_fault;
const char *lun_row_fault_text(lun_row_fault fault);

/* Finds the builder's list of that name or makes one; `fold` is for a new one. After LUN_NO_MEMORY it can be undone. */
lun_status lun_filling_begin(lun_filling *f, lun_image_builder *builder, const char *name, size_t size, bool fold, lun_err *err);
/* Adds a row, whose `count` cells are strings (0: empty) for the first columns. LUN_FORMAT and a fault for one that could
 * never be found, LUN_NO_MEMORY; both leave the list as it was. The builder's tokens are those of the surface, unless it
 * ends with a stop. */
lun_status lun_filling_row(lun_filling *f, const char *surface, size_t size, const uint32_t *cells, uint32_t count, lun_row_fault *fault);
void lun_filling_undo(lun_filling *f); /* takes all rows back */

/* The words of all lists in order of their texts. */
typedef struct lun_word_numbers {
  lun_lexeme *at; /* [count] */
  uint32_t count;
  uint32_t units;    /* of all */
  uint32_t *numbers; /* by lexeme, plus 1; 0 for what is no word of a list */
} lun_word_numbers;
/* LUN_NO_MEMORY, also where there are more units than a number can tell; freed by the caller in any case. */
lun_status lun_word_numbers_make(const lun_image_builder *builder, lun_word_numbers *words);
void lun_word_numbers_free(lun_word_numbers *words);

/* The trie of a list, in the form of the image. */
typedef struct lun_trie {
  lun_image_node *nodes; /* [node_count + 1] */
  uint32_t node_count, node_capacity;
  uint32_t *edges; /* [node_count - 1] */
  uint32_t edge_capacity;
  uint32_t *rows;       /* the list's rows in order of their entries */
  uint32_t *entry_rows; /* [entry_count + 1] */
  uint32_t entry_count;
} lun_trie;
lun_status lun_trie_build(const lun_list *list, const lun_word_numbers *words, lun_trie *trie); /* LUN_NO_MEMORY; freed by the caller in any case */
void lun_trie_free(lun_trie *trie);

/* Numbers with a place to sort by. */
typedef struct lun_item {
  uint64_t place;
  uint32_t number;
} lun_item;
/* Compares two numbers whose places are equal: < 0, 0 (stay in order), > 0. */
typedef int lun_item_compare(const void *context, uint32_t a, uint32_t b);
/* Merge sort, stable; `room` has as many items. */
void lun_items_sort(lun_item *items, lun_item *room, uint32_t count, lun_item_compare *compare, const void *context);

#endif
