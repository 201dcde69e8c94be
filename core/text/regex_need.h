/* What every match of a regular expression holds. For regex.c only. */
#ifndef LUNETTE_TEXT_REGEX_NEED_H
#define LUNETTE_TEXT_REGEX_NEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lun_bytes { uint64_t bits[4]; } lun_bytes;
static inline bool lun_bytes_has(const lun_bytes *bytes, unsigned char byte) { return bytes->bits[byte / 64] >> (byte % 64) & 1; }

/* flags, of words: LUN_LEX_HYPHEN and LUN_LEX_SIGN where every match holds what they are of; LUN_LEX_UPPER where all letters of every match
 * are capitals of ASCII, if it has any. Not set where that is not known. last: the bytes that a match may end in, all where that is not
 * known. */
typedef struct lun_regex_need { uint32_t flags; lun_bytes last; } lun_regex_need;
lun_regex_need lun_regex_needs(const char *pattern, size_t size);

#endif
