/* Addresses of the net inside running text: URLs, host names, e-mail addresses, hashtags. */
#ifndef LUNETTE_TEXT_WEB_H
#define LUNETTE_TEXT_WEB_H

#include <stddef.h>

#include "lunette/token.h"

/* The functions below look at text[at..size) and return where the address ends, or 0 where there is none. Each looks at
 * a bounded number of bytes unless it accepts them. */
size_t lun_web_url(const char *text, size_t size, size_t at);     /* scheme://... or www.... */
size_t lun_web_host(const char *text, size_t size, size_t at);    /* name.com, name.co.uk/path; known endings only */
size_t lun_web_email(const char *text, size_t size, size_t at);
size_t lun_web_hashtag(const char *text, size_t size, size_t at); /* #word, @name */

/* LUN_KIND_URL, LUN_KIND_EMAIL, LUN_KIND_HASHTAG or LUN_KIND_WORD for the text of a whole token. */
lun_token_kind lun_web_kind(const char *text, size_t size);

#endif
