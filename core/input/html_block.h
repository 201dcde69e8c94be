/* The blocks of a page: stretches of text between two edges of paragraphs, with what can be counted in them, and what each node of
 * the tree holds. */
#ifndef LUNETTE_INPUT_HTML_BLOCK_H
#define LUNETTE_INPUT_HTML_BLOCK_H

#include "input/html_tree.h"

typedef struct lun_html_block {
  uint32_t first, stop; /* runs */
  uint32_t node;        /* the element that its first word stands in, nearest of those that make paragraphs */
  uint32_t inner;       /* the nearest of all */
  uint32_t words, link_words, lines;
  bool ends;            /* as a sentence does */
  bool kept;            /* part of the article */
} lun_html_block;

typedef struct lun_html_inside { /* of a node */
  uint32_t block;       /* the node itself, or the nearest above it that makes paragraphs */
  uint32_t list;        /* the nearest list that it is in or is, LUN_HTML_NONE */
  uint32_t hints;       /* its own */
  uint32_t above;       /* its own and those of all above it */
  uint32_t first, stop; /* blocks in it */
  uint32_t words, good; /* words of all blocks in it that can be seen; of those that read like prose and are not put aside */
  uint8_t tag;
  uint8_t listed; /* of a list, by the scorer: 1 its items are prose, 2 they are not */
} lun_html_inside;

typedef struct lun_html_view {
  const lun_html *html;
  const lun_html_tree *tree;
  lun_html_block *blocks;
  uint32_t count, capacity;
  lun_html_inside *inside; /* [tree->count] */
} lun_html_view;

/* LUN_NO_MEMORY; *view is yours either way. */
lun_status lun_html_view_make(const lun_html *html, const lun_html_tree *tree, lun_html_view *view);
/* Counts words again, after hints were changed. */
void lun_html_view_count(lun_html_view *view);
void lun_html_view_free(lun_html_view *view);

/* Parts a block before a run; nothing where memory is out. */
void lun_html_view_split(lun_html_view *view, uint32_t block, uint32_t run);

/* Reads like prose: enough words in its lines, few of them in links. */
bool lun_html_is_prose(const lun_html_block *block);

/* Letters and digits of a text in lower case, for comparing titles; returns how many bytes. */
uint32_t lun_html_key(const char *text, uint32_t size, char *key, uint32_t room);
uint32_t lun_html_block_key(const lun_html_view *view, const lun_html_block *block, char *key, uint32_t room);

#endif
