/* What every match of a regular expression holds. For regex.c only. */
#ifndef LUNETTE_TEXT_REGEX_NEED_H
#define LUNETTE_TEXT_REGEX_NEED_H

#include <stdbool.h>
#include <stddef.h>

/* Whether every match holds the sign "-"; false also where that is not known. */
bool lun_regex_needs_hyphen(const char *pattern, size_t size);

#endif
