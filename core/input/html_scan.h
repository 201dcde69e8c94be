/* A page cut into tags and runs of text, and its skeleton: a much shorter page for the parser, with nothing in it but elements
 * that matter and one letter for each stretch of text, nested no deeper than it can bear. */
#ifndef LUNETTE_INPUT_HTML_SCAN_H
#define LUNETTE_INPUT_HTML_SCAN_H

#include <stdbool.h>

#include "input/html_tag.h"
#include "lunette/status.h"

enum {
  LUN_HTML_DEPTH = 512,
  LUN_HTML_MOST = 1 << 19 /* elements and runs of a page: the parser needs some 500 bytes for each */
};
#define LUN_HTML_NONE UINT32_MAX

typedef struct lun_html_element {
  uint32_t start;               /* byte of its < */
  uint32_t content, content_stop; /* bytes of the text in an element that holds text alone */
  uint32_t skeleton;            /* byte of its < there, LUN_HTML_NONE outside */
  uint32_t attribute;           /* its first */
  uint8_t attribute_count, tag;
} lun_html_element;

typedef struct lun_html_attribute {
  uint32_t start, stop; /* of its value; where it has none, stop == start */
  uint8_t key;
} lun_html_attribute;

enum {
  LUN_RUN_LINK = 1u << 0,  /* inside <a href> */
  LUN_RUN_BLOCK = 1u << 1, /* the edge of a block before it */
  LUN_RUN_LINE = 1u << 2,  /* a <br> before it */
  LUN_RUN_LINES = 1u << 3, /* two or more */
  LUN_RUN_WHITE = 1u << 4  /* white space alone */
};

typedef struct lun_html_run {
  uint32_t start, stop;
  uint32_t skeleton; /* byte of its letter there */
  uint32_t node;     /* the element that it stands in: a number of lun_html_tree */
  uint8_t flags;
} lun_html_run;

typedef struct lun_html {
  const char *source; /* borrowed */
  uint32_t size;
  lun_html_element *elements;
  uint32_t element_count, element_capacity;
  lun_html_attribute *attributes;
  uint32_t attribute_count, attribute_capacity;
  lun_html_run *runs;
  uint32_t run_count, run_capacity;
  char *skeleton;
  uint32_t skeleton_size, skeleton_capacity;
} lun_html;

/* One pass over size bytes of UTF-8. LUN_NO_MEMORY, LUN_LIMIT; *html is yours either way (lun_html_free). */
lun_status lun_html_scan(const char *source, uint32_t size, lun_html *html);
void lun_html_free(lun_html *html);

/* The value of an element's attribute, or NULL: *length bytes of the source. */
const char *lun_html_attribute_of(const lun_html *html, const lun_html_element *element, lun_attribute_key key, uint32_t *length);

#endif
