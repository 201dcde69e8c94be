/* What an element's name and attributes say about its role on a page. */
#ifndef LUNETTE_INPUT_HTML_HINT_H
#define LUNETTE_INPUT_HTML_HINT_H

#include "input/html_scan.h"

enum {
  LUN_HINT_UNSEEN = 1u << 0,  /* hidden, or shown only where something is lacking */
  LUN_HINT_CONTROL = 1u << 1, /* buttons, fields, pictures: text of no article */
  LUN_HINT_ASIDE = 1u << 2,   /* navigation, advertisements, related links, shares: unless it holds the article */
  LUN_HINT_REMARK = 1u << 3,  /* comments of readers, consent to cookies, links around the page: also where it is long */
  LUN_HINT_BODY = 1u << 4,    /* the text of the article */
  LUN_HINT_BYLINE = 1u << 5,
  LUN_HINT_DATE = 1u << 6,
  LUN_HINT_STANDFIRST = 1u << 7, /* the sentence under the headline */
  LUN_HINT_HEADLINE = 1u << 8,
  LUN_HINT_CELL = 1u << 9, /* a table's cell */
  LUN_HINT_EXACT = 1u << 10 /* white space counts */
};

uint32_t lun_html_hints(const lun_html *html, const lun_html_element *element);

#endif
