/* Ordinary regular expressions on single words (PCRE2, UTF mode), which must match the whole word. Most words are refused
 * without running the expression: by their length, their first byte or their last, or a byte that every match holds. */
#ifndef LUNETTE_REGEX_H
#define LUNETTE_REGEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

typedef struct lun_regex lun_regex;

/* LUN_FORMAT with PCRE2's message and the 0-based byte of the pattern in err->position. */
lun_status lun_regex_new(const char *pattern, size_t size, lun_regex **regex, lun_err *err);
void lun_regex_free(lun_regex *regex);
/* A pattern that would try too long on a word does not match it (PCRE2's limits, made small). */
bool lun_regex_matches(const lun_regex *regex, const char *word, size_t size);
/* LUN_LEX_ flags of every word that matches: LUN_LEX_CAP or LUN_LEX_DIGIT where the first byte shows it (as /[A-Z].+/ does), LUN_LEX_UPPER besides
 * where nothing takes a small letter (/[A-Z][A-Z0-9]+/), LUN_LEX_HYPHEN or else LUN_LEX_SIGN where the pattern holds one (/.+-year-old/,
 * /[dl]'[A-Z].+/); or 0. */
uint32_t lun_regex_flags(const lun_regex *regex);
/* Whether no word that matches begins with a letter, ASCII or other. */
bool lun_regex_begins_odd(const lun_regex *regex);
/* The bytes of which one is the last of every word that matches, in order, where the pattern shows them (as /.+ing/ and /[A-Z][a-z]+s|Men/ do);
 * gives how many, 0 where they are not known or more than so many. */
enum { LUN_REGEX_LAST_MOST = 8 };
uint32_t lun_regex_last(const lun_regex *regex, unsigned char bytes[LUN_REGEX_LAST_MOST]);

#endif
