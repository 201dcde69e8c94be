/* Writing the text of a page with its map: pieces of the source are copied, replaced, or passed over in the order in which
 * they stand there. For html_*.c and markdown*.c. */
#ifndef LUNETTE_INPUT_PAGE_H
#define LUNETTE_INPUT_PAGE_H

#include "lunette/html.h"

typedef struct lun_page_writer {
  lun_page *page;
  const char *source;
  uint32_t at;     /* byte of the source behind what is written */
  uint32_t breaks; /* line ends to write before the next character: 2 begin a paragraph */
  bool space;      /* white space to write before the next character */
  uint32_t space_start, space_stop; /* where it stands in the source */
  lun_status status; /* the first failure; then nothing more is written */
} lun_page_writer;

/* The first character written is at source byte `at`. */
void lun_page_begin(lun_page_writer *w, lun_page *page, const char *source);
/* Copies source bytes start .. stop as they are. */
void lun_page_copy(lun_page_writer *w, uint32_t start, uint32_t stop);
/* Writes bytes that stand for the source's start .. stop. */
void lun_page_replace(lun_page_writer *w, const char *bytes, uint32_t size, uint32_t start, uint32_t stop);
/* White space at start .. stop of the source: one space before the next character, none at a line's edges. */
void lun_page_space(lun_page_writer *w, uint32_t start, uint32_t stop);
/* At least `lines` line ends before the next character: 1 a line, 2 a paragraph. */
void lun_page_break(lun_page_writer *w, uint32_t lines);
/* Copies text of HTML: white space is collapsed unless `exact`, references are decoded, NULs dropped. */
void lun_page_html(lun_page_writer *w, uint32_t start, uint32_t stop, bool exact);

/* Appends a claim; value is decoded as HTML's where `html`, trimmed, and its white space collapsed. Empty ones are dropped. */
lun_status lun_page_say(lun_page *page, lun_page_key key, const char *value, size_t size, bool html);

/* Closes the text with a NUL. */
lun_status lun_page_finish(lun_page_writer *w, lun_err *err);

#endif
