/* Which blocks of a page are its article. */
#ifndef LUNETTE_INPUT_HTML_ARTICLE_H
#define LUNETTE_INPUT_HTML_ARTICLE_H

#include "input/html_block.h"
#include "input/html_meta.h"

typedef struct lun_html_article {
  uint32_t headline;    /* block, or LUN_HTML_NONE: then `title` holds it, if anything does */
  lun_html_slice title;
  uint32_t byline;      /* block, or LUN_HTML_NONE */
  bool says_by;         /* the by-line begins with the word: all of it is, up to a date */
  bool whole;           /* nothing looks like an article: all blocks that can be seen are kept */
} lun_html_article;

/* Sets `kept` of the blocks of the text, the by-line's among them, not the headline's. */
void lun_html_article_find(lun_html_view *view, const lun_html_meta *meta, lun_html_article *article);

/* Whether a run belongs to the names of the block that is the by-line: not the date beside them. */
bool lun_html_in_byline(const lun_html_view *view, const lun_html_article *article, const lun_html_run *run);

/* Whether a run's text can be part of what is kept: not a hidden or working part of the page inside a block. */
bool lun_html_run_seen(const lun_html_view *view, const lun_html_run *run);

#endif
