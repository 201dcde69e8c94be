/* Reading and writing UTF-8 by the well-formed byte sequences of the Unicode standard, table 3-7. The scan for the first
 * invalid byte goes over ASCII sixteen bytes at a time (eight where there is no SSE2). */
#include "lunette/utf8.h"

#include <string.h>
#if defined(__SSE2__) && !defined(LUN_UTF8_PORTABLE)
#include <emmintrin.h>
#endif

unsigned lun_utf8_length(unsigned char lead) { return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; }

/* Bytes a lead byte asks for (0 for none), and the range that the second byte must lie in. */
static unsigned expected(unsigned char lead, unsigned char *low, unsigned char *high) {
  *low = 0x80;
  *high = 0xBF;
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) {
    if (lead == 0xE0) *low = 0xA0;
    if (lead == 0xED) *high = 0x9F;
    return 3;
  }
  if (lead < 0xF5) {
    if (lead == 0xF0) *low = 0x90;
    if (lead == 0xF4) *high = 0x8F;
    return 4;
  }
  return 0;
}

/* How many bytes at p follow the form of a sequence, and how many the whole sequence would have. */
static unsigned follow(const char *p, const char *end, unsigned *whole) {
  unsigned char low, high;
  unsigned n = expected((unsigned char)p[0], &low, &high), i;
  *whole = n;
  for (i = 1; i < n && p + i < end; i++) {
    unsigned char byte = (unsigned char)p[i];
    if (byte < low || byte > high) break;
    low = 0x80;
    high = 0xBF;
  }
  return n ? i : 0;
}

uint32_t lun_utf8_code(const char *p) {
  const unsigned char *u = (const unsigned char *)p;
  if (u[0] < 0x80) return u[0];
  if (u[0] < 0xE0) return (uint32_t)(u[0] & 0x1F) << 6 | (u[1] & 0x3F);
  if (u[0] < 0xF0) return (uint32_t)(u[0] & 0x0F) << 12 | (uint32_t)(u[1] & 0x3F) << 6 | (u[2] & 0x3F);
  return (uint32_t)(u[0] & 0x07) << 18 | (uint32_t)(u[1] & 0x3F) << 12 | (uint32_t)(u[2] & 0x3F) << 6 | (u[3] & 0x3F);
}

unsigned lun_utf8_decode(const char *p, const char *end, uint32_t *code) {
  unsigned whole, n = follow(p, end, &whole);
  if (!whole || n < whole) return 0;
  if (code) *code = lun_utf8_code(p);
  return n;
}

unsigned lun_utf8_invalid_part(const char *p, const char *end) {
  unsigned whole, n = follow(p, end, &whole);
  return n ? n : 1;
}

unsigned lun_utf8_encode(uint32_t code, char out[4]) {
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = LUN_REPLACEMENT;
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  if (code < 0x800) {
    out[0] = (char)(0xC0 | code >> 6);
    out[1] = (char)(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = (char)(0xE0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | code >> 18);
  out[1] = (char)(0x80 | (code >> 12 & 0x3F));
  out[2] = (char)(0x80 | (code >> 6 & 0x3F));
  out[3] = (char)(0x80 | (code & 0x3F));
  return 4;
}

/* Bytes below 0x80 from p on. */
static size_t ascii_run(const char *p, const char *end) {
  const char *from = p;
#if defined(__SSE2__) && !defined(LUN_UTF8_PORTABLE)
  for (; end - p >= 16; p += 16) {
    unsigned high = (unsigned)_mm_movemask_epi8(_mm_loadu_si128((const __m128i *)(const void *)p));
    if (high) return (size_t)(p - from) + (unsigned)__builtin_ctz(high);
  }
#else
  for (uint64_t word; end - p >= 8; p += 8) {
    memcpy(&word, p, 8);
    if (word & 0x8080808080808080u) break;
  }
#endif
  while (p < end && (unsigned char)*p < 0x80) p++;
  return (size_t)(p - from);
}

size_t lun_utf8_valid_prefix(const char *bytes, size_t size) {
  const char *p = bytes, *end = bytes + size;
  while (p < end) {
    if ((unsigned char)*p < 0x80) p += ascii_run(p, end);
    else {
      unsigned n = lun_utf8_decode(p, end, NULL);
      if (!n) break;
      p += n;
    }
  }
  return (size_t)(p - bytes);
}
