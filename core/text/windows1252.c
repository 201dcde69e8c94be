/* Windows-1252 as news sites and old files still hold it: one table for the bytes that differ from Latin-1, and a count
 * over the bytes above 7F that tells prose in this encoding from binary data and from broken UTF-8. */
#include "text/windows1252.h"

#include "lunette/utf8.h"

/* Bytes 80 to 9F; 0 where there is nothing. A0 to FF are Latin-1. */
static const uint16_t upper[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                   0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                   0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

uint32_t lun_windows1252_code(unsigned char byte) {
  if (byte < 0x80 || byte >= 0xA0) return byte;
  return upper[byte - 0x80] ? upper[byte - 0x80] : UINT32_MAX;
}

static bool letter(unsigned char byte) {
  if (byte < 0x80) return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  if (byte >= 0xC0) return byte != 0xD7 && byte != 0xF7;
  switch (byte) {
    case 0x83: case 0x8A: case 0x8C: case 0x8E: case 0x9A: case 0x9C: case 0x9E: case 0x9F: case 0xAA: case 0xB5: case 0xBA: return true;
    default: return false;
  }
}

static bool digit(unsigned char byte) { return byte >= '0' && byte <= '9'; }

/* What may stand between a mark and the word it belongs to. */
static bool between(unsigned char byte) { return byte >= ' ' && byte != 0x7F && !letter(byte) && !digit(byte); }

/* Whether the byte at i stands where one of its kind stands in prose. */
static bool in_place(const char *input, size_t size, size_t i) {
  bool mark = !letter((unsigned char)input[i]);
  for (int side = -1; side <= 1; side += 2) {
    size_t at = i;
    for (int steps = mark ? 2 : 1; steps > 0; steps--) {
      if (side < 0 ? at == 0 : at + 1 == size) break;
      at = side < 0 ? at - 1 : at + 1;
      unsigned char near = (unsigned char)input[at];
      if (letter(near) || (mark && digit(near))) return true;
      if (!between(near)) break;
    }
  }
  return false;
}

bool lun_windows1252_fits(const char *input, size_t size) {
  size_t high = 0, placed = 0;
  for (size_t i = 0; i < size; i++) {
    unsigned char byte = (unsigned char)input[i];
    if (byte < 0x80) continue;
    if (lun_windows1252_code(byte) == UINT32_MAX || lun_utf8_decode(input + i, input + size, NULL)) return false;
    high++;
    placed += in_place(input, size, i);
  }
  return high && placed > high / 2;
}
