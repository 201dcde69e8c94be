/* The tree of a page: what gumbo makes of the skeleton, as one array in which each node stands behind its parent. */
#ifndef LUNETTE_INPUT_HTML_TREE_H
#define LUNETTE_INPUT_HTML_TREE_H

#include "input/html_scan.h"

typedef struct lun_html_node {
  uint32_t parent;  /* LUN_HTML_NONE for the first, the document */
  uint32_t element; /* number among the scan's elements; LUN_HTML_NONE for what the parser put in */
} lun_html_node;

typedef struct lun_html_tree {
  lun_html_node *nodes;
  uint32_t count, capacity;
} lun_html_tree;

/* Parses the skeleton and sets the node of every run. LUN_NO_MEMORY, LUN_NOT_FOUND (no libgumbo); *tree is yours either way. */
lun_status lun_html_parse(lun_html *html, lun_html_tree *tree, lun_err *err);
void lun_html_tree_free(lun_html_tree *tree);

#endif
