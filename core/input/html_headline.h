/* The headline of a page. */
#ifndef LUNETTE_INPUT_HTML_HEADLINE_H
#define LUNETTE_INPUT_HTML_HEADLINE_H

#include "input/html_block.h"
#include "input/html_meta.h"

/* The block that is the headline, or LUN_HTML_NONE. A block that goes on behind its first line is parted there. */
uint32_t lun_html_headline_find(lun_html_view *view, const lun_html_meta *meta);

/* The best of what the page calls itself, without the site's name; empty where it has no title. */
lun_html_slice lun_html_best_title(const lun_html *html, const lun_html_meta *meta);

#endif
