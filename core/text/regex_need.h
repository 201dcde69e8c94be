/* What every match of a regular expression holds. For regex.c only. */
#ifndef LUNETTE_TEXT_REGEX_NEED_H
#define LUNETTE_TEXT_REGEX_NEED_H

#include <stddef.h>
#include <stdint.h>

/* Flags of words: LUN_LEX_HYPHEN and LUN_LEX_SIGN where every match holds what they are of; LUN_LEX_UPPER where all letters of every match
 * are capitals of ASCII, if it has any. Not set where that is not known. */
uint32_t lun_regex_needs(const char *pattern, size_t size);

#endif
