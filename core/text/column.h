/* Columns: a number of each lexeme of a vocabulary, that somebody keeps who asks for it whenever a word is met. The first ones stand in
 * the words' records, which are at hand then; further ones stand side by side in shelves of their own. */
#ifndef LUNETTE_TEXT_COLUMN_H
#define LUNETTE_TEXT_COLUMN_H

#include "text/vocab_slot.h"

typedef struct lun_column { uint16_t shelf, place; } lun_column; /* in the vocabulary, and in a line; all zeros: none */

/* A column whose numbers are all 0. LUN_NO_MEMORY; LUN_LIMIT when there are as many as there can be. */
lun_status lun_column_take(lun_vocab *vocab, lun_column *column, lun_err *err);
void lun_column_clear(lun_vocab *vocab, lun_column column); /* all 0 again */
void lun_column_give_back(lun_vocab *vocab, lun_column column); /* also none */

/* A page of lines, none of which lies across two lines of the cache: all zeros, but records, which are written whole when there is a word
 * for them. False when memory is out. */
bool lun_shelf_add_page(lun_vocab *vocab, lun_shelf *shelf, uint32_t page);

static inline uint32_t *lun_column_of(const lun_vocab *vocab, lun_column column, lun_lexeme lexeme) {
  return (uint32_t *)(void *)(lun_line_of(&vocab->shelves[column.shelf], lexeme) + column.place);
}

#endif
