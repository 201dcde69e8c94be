/* UTF-8 against the Unicode standard: every code point, table 3-7 by exhaustion of all leads and second bytes, and the
 * fast scan against a byte-at-a-time one written here from the table. test_utf8_portable.c compiles this file again for
 * the form without SSE2. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/utf8.h"

/* Table 3-7, row by row: the ranges of up to four bytes. */
static const struct { unsigned size; unsigned char low[4], high[4]; } table[] = {
  {1, {0x00, 0, 0, 0}, {0x7F, 0, 0, 0}},
  {2, {0xC2, 0x80, 0, 0}, {0xDF, 0xBF, 0, 0}},
  {3, {0xE0, 0xA0, 0x80, 0}, {0xE0, 0xBF, 0xBF, 0}},
  {3, {0xE1, 0x80, 0x80, 0}, {0xEC, 0xBF, 0xBF, 0}},
  {3, {0xED, 0x80, 0x80, 0}, {0xED, 0x9F, 0xBF, 0}},
  {3, {0xEE, 0x80, 0x80, 0}, {0xEF, 0xBF, 0xBF, 0}},
  {4, {0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}},
  {4, {0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}},
  {4, {0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}},
};
enum { ROWS = sizeof table / sizeof *table };

/* Bytes at p that follow a row of the table, the most of any row; *whole when that row is complete. */
static unsigned by_table(const char *p, const char *end, int *whole) {
  unsigned best = 0;
  *whole = 0;
  for (unsigned row = 0; row < ROWS; row++) {
    unsigned n = 0;
    while (n < table[row].size && p + n < end && (unsigned char)p[n] >= table[row].low[n] && (unsigned char)p[n] <= table[row].high[n]) n++;
    if (n == table[row].size) *whole = 1;
    if (n > best) best = n;
  }
  return best;
}

static size_t slow_prefix(const char *bytes, size_t size) {
  size_t at = 0;
  while (at < size) {
    int whole;
    unsigned n = by_table(bytes + at, bytes + size, &whole);
    if (!whole) break;
    at += n;
  }
  return at;
}

static void test_every_code_point_goes_there_and_back(void **state) {
  (void)state;
  for (uint32_t code = 0; code <= 0x10FFFF; code++) {
    char bytes[5] = {'?', '?', '?', '?', '?'};
    unsigned n = lun_utf8_encode(code, bytes);
    uint32_t expected = code >= 0xD800 && code <= 0xDFFF ? LUN_REPLACEMENT : code, decoded = 1;
    if (n != (expected < 0x80 ? 1u : expected < 0x800 ? 2u : expected < 0x10000 ? 3u : 4u) || bytes[n] != '?') fail_msg("encode %x", (unsigned)code);
    if (lun_utf8_decode(bytes, bytes + n, &decoded) != n || decoded != expected) fail_msg("decode %x", (unsigned)code);
    if (lun_utf8_code(bytes) != expected || lun_utf8_length((unsigned char)bytes[0]) != n) fail_msg("code %x", (unsigned)code);
    for (unsigned less = 1; less < n; less++)
      if (lun_utf8_decode(bytes, bytes + less, NULL) || lun_utf8_invalid_part(bytes, bytes + less) != less) fail_msg("cut %x", (unsigned)code);
    if (lun_utf8_valid_prefix(bytes, n) != n) fail_msg("prefix %x", (unsigned)code);
  }
}

static void test_values_that_are_no_characters_become_the_replacement(void **state) {
  (void)state;
  static const uint32_t codes[] = {0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x110000, 0x7FFFFFFF, 0xFFFFFFFF};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
    char bytes[4];
    assert_int_equal(lun_utf8_encode(codes[i], bytes), 3);
    assert_memory_equal(bytes, "\xef\xbf\xbd", 3);
  }
}

/* All pairs of first bytes, followed by what would be well-formed and by what would not. */
static void test_decoding_follows_the_table_for_all_beginnings(void **state) {
  (void)state;
  static const char *const ends[] = {"\x80\x80", "\xbf\xbf", "\x80", "", "aa", "\x80z", "\xc0\x80", "\x80\xff"};
  for (unsigned first = 0; first < 256; first++)
    for (unsigned second = 0; second < 256; second++)
      for (size_t e = 0; e < sizeof ends / sizeof *ends; e++) {
        char bytes[4] = {(char)first, (char)second};
        size_t size = 2 + strlen(ends[e]);
        memcpy(bytes + 2, ends[e], size - 2);
        int whole;
        unsigned expected = by_table(bytes, bytes + size, &whole);
        unsigned n = lun_utf8_decode(bytes, bytes + size, NULL);
        if (n != (whole ? expected : 0)) fail_msg("decode %02x %02x, end %u", first, second, (unsigned)e);
        if (!whole && lun_utf8_invalid_part(bytes, bytes + size) != (expected ? expected : 1)) fail_msg("part %02x %02x, end %u", first, second, (unsigned)e);
        if (lun_utf8_valid_prefix(bytes, size) != slow_prefix(bytes, size)) fail_msg("prefix %02x %02x, end %u", first, second, (unsigned)e);
      }
}

/* The standard's own examples of how many replacement characters a broken text gets (section 3.9, tables 3-8 to 3-11). */
static void test_maximal_parts_are_cut_as_the_standard_recommends(void **state) {
  (void)state;
  static const struct { const char *bytes; unsigned parts[8]; } cases[] = {
    {"\xe1\x80\xe2\xf0\x91\x92\xf1\xbf", {2, 1, 3, 2, 0, 0, 0, 0}},
    {"\xc0\xaf\xe0\x80\xbf\xf0\x81\x82", {1, 1, 1, 1, 1, 1, 1, 1}},
    {"\xed\xa0\x80\xed\xbf\xbf\xed\xaf", {1, 1, 1, 1, 1, 1, 1, 1}},
    {"\xf4\x91\x92\x93\xff\x80\xbf", {1, 1, 1, 1, 1, 1, 1, 0}},
    {"\xe2\x80\x41\xf0\x9f\x98", {2, 0, 0, 0, 0, 0, 0, 0}},
  };
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
    const char *p = cases[c].bytes, *end = p + strlen(p);
    for (unsigned i = 0; i < 8 && cases[c].parts[i]; i++) {
      assert_int_equal(lun_utf8_decode(p, end, NULL), 0);
      assert_int_equal(lun_utf8_invalid_part(p, end), cases[c].parts[i]);
      p += cases[c].parts[i];
    }
  }
}

/* One bad byte at every place of texts of every length around the width of the fast steps. */
static void test_scan_finds_the_first_bad_byte_wherever_it_stands(void **state) {
  (void)state;
  for (size_t size = 0; size <= 70; size++)
    for (size_t shift = 0; shift < 16; shift++) {
      char *block = malloc(shift + size + 1), *bytes = block + shift;
      assert_non_null(block);
      memset(bytes, 'a', size);
      assert_int_equal(lun_utf8_valid_prefix(bytes, size), size);
      for (size_t bad = 0; bad < size; bad++) {
        bytes[bad] = (char)0xFF;
        if (bad + 3 < size) bytes[bad + 3] = (char)0x80;
        assert_int_equal(lun_utf8_valid_prefix(bytes, size), bad);
        memset(bytes, 'a', size);
      }
      free(block);
    }
}

/* Texts made of whole characters of all lengths, some with one byte changed; each in a block of exactly its size, so
 * that a sanitizer sees a read beyond it. */
static void test_scan_agrees_with_the_table_on_random_texts(void **state) {
  (void)state;
  static const uint32_t kinds[] = {0x80, 0x80, 0x800, 0x10000, 0x110000};
  uint64_t random = 88172645463325252u;
  unsigned broken = 0;
  for (unsigned round = 0; round < 20000; round++) {
    char text[160];
    size_t size = 0;
    for (unsigned n = 0; n < 30; n++) {
      random ^= random << 13, random ^= random >> 7, random ^= random << 17;
      uint32_t kind = kinds[(random >> 8) % (round % 5 + 1)];
      size += lun_utf8_encode((uint32_t)(random >> 20) % kind, text + size);
    }
    if (round % 2) text[(random >> 3) % size] = (char)(random >> 40);
    if (round % 3 == 0) size -= (random >> 12) % 4;
    char *exact = malloc(size);
    assert_non_null(exact);
    memcpy(exact, text, size);
    size_t expected = slow_prefix(exact, size);
    broken += expected < size;
    if (lun_utf8_valid_prefix(exact, size) != expected) fail_msg("round %u", round);
    free(exact);
  }
  assert_true(broken > 2000 && broken < 18000);
}

static void test_an_empty_text_is_valid(void **state) {
  (void)state;
  assert_int_equal(lun_utf8_valid_prefix("", 0), 0);
  assert_int_equal(lun_utf8_valid_prefix("\0\0", 2), 2);
}

static void test_one_byte_beyond_ascii_is_seen_wherever_it_stands(void **state) {
  (void)state;
  char text[20];
  memset(text, 'a', sizeof text);
  for (size_t size = 0; size <= sizeof text; size++) assert_true(lun_utf8_is_ascii(text, size));
  for (size_t at = 0; at < sizeof text; at++) {
    text[at] = '\x80';
    assert_true(lun_utf8_is_ascii(text, at));
    assert_false(lun_utf8_is_ascii(text, at + 1));
    assert_false(lun_utf8_is_ascii(text, sizeof text));
    text[at] = '\x7F';
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_one_byte_beyond_ascii_is_seen_wherever_it_stands),
    cmocka_unit_test(test_every_code_point_goes_there_and_back),
    cmocka_unit_test(test_values_that_are_no_characters_become_the_replacement),
    cmocka_unit_test(test_decoding_follows_the_table_for_all_beginnings),
    cmocka_unit_test(test_maximal_parts_are_cut_as_the_standard_recommends),
    cmocka_unit_test(test_scan_finds_the_first_bad_byte_wherever_it_stands),
    cmocka_unit_test(test_scan_agrees_with_the_table_on_random_texts),
    cmocka_unit_test(test_an_empty_text_is_valid),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
