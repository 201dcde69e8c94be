/* UTF-8. Lengths and validity follow the Unicode standard's table 3-7; properties of code points come from utf8proc. */
#ifndef LUNETTE_UTF8_H
#define LUNETTE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { LUN_REPLACEMENT = 0xFFFD };

/* Whether all bytes are those of ASCII, eight at a time. */
static inline bool lun_utf8_is_ascii(const char *text, size_t size) {
  uint64_t eight, all = 0;
  for (; size >= sizeof eight; size -= sizeof eight, text += sizeof eight) {
    memcpy(&eight, text, sizeof eight);
    all |= eight;
  }
  for (size_t i = 0; i < size; i++) all |= (unsigned char)text[i];
  return !(all & UINT64_C(0x8080808080808080));
}

/* Length 1..4 of the valid sequence at p (p < end), or 0 where there is none; *code gets the code point if not NULL. */
unsigned lun_utf8_decode(const char *p, const char *end, uint32_t *code);

/* For bytes known to be valid UTF-8. */
uint32_t lun_utf8_code(const char *p);
unsigned lun_utf8_length(unsigned char lead);

/* Bytes of the maximal invalid part at p (1..3), as Unicode recommends for U+FFFD replacement. */
unsigned lun_utf8_invalid_part(const char *p, const char *end);

/* Writes 1..4 bytes, returns how many; surrogates and values over U+10FFFF become U+FFFD. */
unsigned lun_utf8_encode(uint32_t code, char out[4]);

/* Offset of the first byte that does not belong to valid UTF-8, or size. */
size_t lun_utf8_valid_prefix(const char *bytes, size_t size);

#endif
