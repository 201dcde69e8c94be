/* gumbo at work on the skeleton of a page. The parser has no way to report that memory ran out, so what it allocates is kept in a
 * list and a failed allocation leaves it by longjmp: nothing but that memory is lost, and it is given back as a whole, as it is
 * after a page that went well. The tree is read without recursion; a run belongs to the last text node that begins at or before
 * its letter. */
#include "input/html_tree.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "lunette/library.h"
#include "lunette/mem.h"

void lun_html_tree_free(lun_html_tree *tree) {
  lun_free(tree->nodes);
  memset(tree, 0, sizeof *tree);
}

#ifndef LUNETTE_GUMBO_SONAME

lun_status lun_html_parse(lun_html *html, lun_html_tree *tree, lun_err *err) {
  (void)html;
  memset(tree, 0, sizeof *tree);
  return lun_library_absent("reading HTML", "libgumbo-dev", err);
}

#else
#include <gumbo.h>

#define FUNCTIONS(X) X(gumbo_parse_with_options)
struct functions { FUNCTIONS(LUN_LIBRARY_MEMBER) };
static const char *const names[] = {FUNCTIONS(LUN_LIBRARY_NAME) NULL};

/* A block of the parser's, in a ring. */
typedef struct block {
  struct block *next, *before;
} block;

typedef struct parser {
  block blocks;
  jmp_buf failed;
} parser;

static void *allocate(void *data, size_t size) {
  parser *p = data;
  block *b = size < SIZE_MAX - sizeof *b ? lun_alloc(sizeof *b + size) : NULL;
  if (!b) longjmp(p->failed, 1);
  *b = (block){p->blocks.next, &p->blocks};
  b->next->before = b;
  p->blocks.next = b;
  return b + 1;
}

static void release(void *data, void *at) {
  (void)data;
  if (!at) return;
  block *b = (block *)at - 1;
  b->next->before = b->before;
  b->before->next = b->next;
  lun_free(b);
}

static void release_all(parser *p) {
  for (block *b = p->blocks.next, *next; b != &p->blocks; b = next) {
    next = b->next;
    lun_free(b);
  }
}

/* A text node: where its letter stands in the skeleton, and the node it is in. */
typedef struct letter {
  uint32_t skeleton, node;
} letter;

typedef struct walk {
  lun_html *html;
  lun_html_tree *tree;
  letter *letters;
  uint32_t count, capacity;
  uint32_t *in_tree; /* the elements of the skeleton, in order */
  uint32_t in_tree_count;
} walk;

static uint32_t element_at(const walk *w, uint32_t skeleton) {
  uint32_t low = 0, high = w->in_tree_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (w->html->elements[w->in_tree[middle]].skeleton < skeleton) low = middle + 1;
    else high = middle;
  }
  return low < w->in_tree_count && w->html->elements[w->in_tree[low]].skeleton == skeleton ? w->in_tree[low] : LUN_HTML_NONE;
}

static lun_status add_node(walk *w, uint32_t parent, const GumboNode *node) {
  lun_html_tree *t = w->tree;
  if (lun_grow((void **)&t->nodes, &t->capacity, (uint64_t)t->count + 1, sizeof *t->nodes)) return LUN_NO_MEMORY;
  uint32_t element = LUN_HTML_NONE;
  if (node->type == GUMBO_NODE_ELEMENT && node->v.element.original_tag.length)
    element = element_at(w, (uint32_t)(node->v.element.original_tag.data - w->html->skeleton));
  t->nodes[t->count++] = (lun_html_node){parent, element};
  return LUN_OK;
}

static lun_status add_letter(walk *w, uint32_t parent, const GumboNode *node) {
  if (lun_grow((void **)&w->letters, &w->capacity, (uint64_t)w->count + 1, sizeof *w->letters)) return LUN_NO_MEMORY;
  w->letters[w->count++] = (letter){(uint32_t)(node->v.text.original_text.data - w->html->skeleton), parent};
  return LUN_OK;
}

static const GumboVector *children_of(const GumboNode *node) {
  return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : &node->v.element.children;
}

/* Nodes below the document in order; parents are found through the tree's own links. */
static lun_status read_tree(walk *w, const GumboNode *document) {
  const GumboNode *at = document;
  uint32_t number = 0, next = 0; /* of the node, and which of its children comes next */
  lun_status status = add_node(w, LUN_HTML_NONE, document);
  while (!status) {
    const GumboVector *children = children_of(at);
    if (next == children->length) {
      if (at == document) break;
      next = (uint32_t)at->index_within_parent + 1;
      at = at->parent;
      number = w->tree->nodes[number].parent;
      continue;
    }
    const GumboNode *child = children->data[next];
    if (child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE) {
      status = add_node(w, number, child);
      at = child;
      number = w->tree->count - 1;
      next = 0;
      continue;
    }
    if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE) status = add_letter(w, number, child);
    next++;
  }
  return status;
}

static int by_skeleton(const void *a, const void *b) {
  const letter *x = a, *y = b;
  return (x->skeleton > y->skeleton) - (x->skeleton < y->skeleton);
}

static lun_status place_runs(walk *w, const GumboNode *document) {
  lun_html *h = w->html;
  w->in_tree = lun_alloc(((size_t)h->element_count + 1) * sizeof *w->in_tree);
  if (!w->in_tree) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < h->element_count; i++)
    if (h->elements[i].skeleton != LUN_HTML_NONE) w->in_tree[w->in_tree_count++] = i;
  lun_status status = read_tree(w, document);
  if (status) return status;
  if (w->count) qsort(w->letters, w->count, sizeof *w->letters, by_skeleton);
  for (uint32_t i = 0, k = 0; i < h->run_count; i++) {
    while (k + 1 < w->count && w->letters[k + 1].skeleton <= h->runs[i].skeleton) k++;
    h->runs[i].node = w->count ? w->letters[k].node : 0;
  }
  return LUN_OK;
}

lun_status lun_html_parse(lun_html *html, lun_html_tree *tree, lun_err *err) {
  struct functions gumbo;
  memset(tree, 0, sizeof *tree);
  lun_status status = lun_library_load(LUNETTE_GUMBO_SONAME, "libgumbo1", names, &gumbo, sizeof gumbo, err);
  if (status) return status;
  parser p;
  walk w = {.html = html, .tree = tree};
  p.blocks.next = p.blocks.before = &p.blocks;
  if (setjmp(p.failed)) {
    release_all(&p);
    return lun_fail_memory(err);
  }
  const GumboOptions options = {.allocator = allocate, .deallocator = release, .userdata = &p, .tab_stop = 8, .stop_on_first_error = false,
                                .max_errors = 0, .fragment_context = GUMBO_TAG_LAST, .fragment_namespace = GUMBO_NAMESPACE_HTML};
  const GumboOutput *output = gumbo.gumbo_parse_with_options(&options, html->skeleton, html->skeleton_size);
  status = place_runs(&w, output->document);
  lun_free(w.letters);
  lun_free(w.in_tree);
  release_all(&p);
  return status ? lun_fail_memory(err) : LUN_OK;
}

#endif
