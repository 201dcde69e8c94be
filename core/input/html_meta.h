/* What a page says about itself in its head: <meta>, <link>, <title>, <html lang>, JSON-LD. */
#ifndef LUNETTE_INPUT_HTML_META_H
#define LUNETTE_INPUT_HTML_META_H

#include "input/html_scan.h"
#include "input/page.h"

/* A stretch of the source. */
typedef struct lun_html_slice {
  uint32_t start, stop;
} lun_html_slice;

enum { LUN_HTML_TITLES = 4 };

typedef struct lun_html_meta {
  lun_html_slice titles[LUN_HTML_TITLES]; /* og:title, other titles in <meta>, <title>; empty where there is none */
  const char *headline;                   /* of JSON-LD, a string of the page; NULL */
  const char *site;                       /* the site's name; NULL */
} lun_html_meta;

/* Adds claims to the page, dates and by-lines of JSON-LD before those of <meta>. LUN_NO_MEMORY. */
lun_status lun_html_meta_read(const lun_html *html, lun_page *page, lun_html_meta *meta);

/* The slice without the site's name at its beginning or end. */
lun_html_slice lun_html_without_site(const char *source, lun_html_slice title, const char *site);

#endif
