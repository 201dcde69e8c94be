/* A web page or a Markdown file as an article: the text that its writer wrote, with a map back to the bytes of the file, and
 * what the page says about itself (date, byline, language, ...), each claim in the order in which it is to be trusted. */
#ifndef LUNETTE_HTML_H
#define LUNETTE_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/mem.h"
#include "lunette/status.h"
#include "lunette/text.h"

enum { LUN_PAGE_MAX = 1 << 26 }; /* bytes; a larger page is LUN_LIMIT */

typedef enum lun_page_key { LUN_PAGE_HEADLINE, LUN_PAGE_DATE, LUN_PAGE_BYLINE, LUN_PAGE_URL, LUN_PAGE_LANG, LUN_PAGE_SITE } lun_page_key;
const char *lun_page_key_name(lun_page_key key); /* "headline", "date", ... */

/* One thing that a page says about itself, as it says it: a date may have any form, a byline begin with "By". */
typedef struct lun_page_field {
  lun_page_key key;
  const char *value; /* with a closing NUL and without one inside; valid UTF-8; lives as long as the page */
} lun_page_field;

typedef struct lun_page {
  char *text; /* paragraphs with a blank line between them, the headline first; NULL without any text */
  uint32_t size, capacity;
  lun_edit *edits; /* places where text and source differ, sorted by both offsets */
  uint32_t edit_count, edit_capacity;
  uint32_t headline; /* bytes of text that are the headline, 0 where it says none */
  bool whole; /* nothing looked like an article: the text is all that can be seen */
  lun_page_field *fields;
  uint32_t field_count, field_capacity;
  lun_arena strings; /* of the fields */
} lun_page;

/* Reads size bytes of valid UTF-8. Time and memory grow with the size alone, whatever the page holds: tags nested deeper than
 * 512 and attributes that are not read are passed over. On success *page is yours (lun_page_free), else it is zeroed. A page
 * without text is no error: page->size is 0. LUN_NO_MEMORY, LUN_NOT_FOUND (libgumbo cannot be loaded), LUN_LIMIT, also for a
 * page of more than half a million tags and stretches of text, of which the parser would make gigabytes. */
lun_status lun_html_read(const char *source, size_t size, lun_page *page, lun_err *err);

/* The same for Markdown with a front matter. Never LUN_NOT_FOUND. */
lun_status lun_markdown_read(const char *source, size_t size, lun_page *page, lun_err *err);

void lun_page_free(lun_page *page);

/* Decodes a page as lun_text_decode_declared does: by the charset that HTTP named, or where that was none ("") or UTF-8 by the <meta
 * charset> or the XML declaration among the first bytes. */
lun_status lun_html_decode(const char *input, size_t size, const char *charset, size_t length, lun_decoded *out, lun_err *err);

#endif
