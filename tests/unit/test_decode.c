/* Decoding: what each kind of input becomes, and that the edits account for every byte, on chosen and on random inputs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/mem.h"
#include "lunette/text.h"
#include "lunette/utf8.h"

#define BAD "\xEF\xBF\xBD"

/* Text and input agree outside the edits, the edits are in order, and text offsets go to the input and never back. */
static void check_edits(const char *input, size_t size, const lun_decoded *d) {
  const char *text = d->bytes ? d->bytes : input;
  assert_int_equal(lun_utf8_valid_prefix(text, d->size), d->size);
  if (d->encoding == LUN_UTF16LE || d->encoding == LUN_UTF16BE) {
    assert_int_equal(d->edit_count, 0);
    return;
  }
  uint32_t at = 0, source = 0;
  for (uint32_t i = 0; i <= d->edit_count; i++) {
    uint32_t stop = i < d->edit_count ? d->edits[i].text_start : d->size, source_stop = i < d->edit_count ? d->edits[i].source_start : (uint32_t)size;
    assert_true(stop >= at && source_stop >= source && stop - at == source_stop - source);
    if (stop > at) assert_memory_equal(text + at, input + source, stop - at);
    for (uint32_t k = at; k < stop; k++) assert_int_equal(lun_text_source(d, k, false), source + (k - at));
    for (uint32_t k = at + 1; k <= stop; k++) assert_int_equal(lun_text_source(d, k, true), source + (k - at));
    if (i == d->edit_count) break;
    at = stop + d->edits[i].text_size;
    source = source_stop + d->edits[i].source_size;
    for (uint32_t k = stop; k < at; k++) assert_int_equal(lun_text_source(d, k, false), source_stop);
    for (uint32_t k = stop + 1; k <= at; k++) assert_int_equal(lun_text_source(d, k, true), source);
  }
}

static lun_decoded decoded(const char *input, size_t size, lun_encoding encoding) {
  lun_decoded d;
  lun_err err;
  char *exact = malloc(size ? size : 1); /* so that a read past the end is seen */
  assert_non_null(exact);
  if (size) memcpy(exact, input, size);
  assert_int_equal(lun_text_decode(exact, size, &d, &err), LUN_OK);
  assert_int_equal(d.encoding, encoding);
  check_edits(exact, size, &d);
  free(exact);
  return d;
}

/* A declared charset: the text, and that the edits lead to the bytes as given. */
static void declared(const char *charset, const char *input, const char *text, uint32_t repaired) {
  lun_decoded d;
  lun_err err = {0};
  char line[200];
  const lun_status status = lun_text_decode_declared(input, strlen(input), charset, strlen(charset), &d, &err);
  if (status == LUN_NOT_FOUND) {
    print_message("%s: not tried: %s\n", charset, err.message);
    return;
  }
  if (status) fail_msg("%s: %s", charset, err.message);
  assert_int_equal(d.encoding, LUN_DECLARED);
  assert_string_equal(d.bytes, text);
  assert_int_equal(d.size, strlen(text));
  assert_int_equal(d.repaired, repaired);
  check_edits(input, strlen(input), &d);
  assert_true(lun_text_warning(&d, 0, line, sizeof line));
  assert_non_null(strstr(line, lun_decoded_name(&d)));
  lun_decoded_free(&d);
}

static void test_declared_charsets(void **state) {
  (void)state;
  declared("KOI8-R", "Oleg \xE9\xD7\xC1\xCE\xCF\xD7 left", "Oleg Иванов left", 0);
  declared("x-cp1251", "\xCC\xE8\xF0.", "Мир.", 0);
  declared("iso_8859-2", "\xA3\xF3" "d\xBC", "Łódź", 0);
  declared("Shift_JIS", "in \x93\x8C\x8B\x9E\\ (\xB1)", "in 東京\\ (ｱ)", 0);
  declared("euc-jp", "\xC5\xEC\xB5\xFE", "東京", 0);
  declared("iso-2022-jp", "in \x1B$BEl5~\x1B(B now", "in 東京 now", 0);
  declared("gb2312", "\xB1\xB1\xBE\xA9 1", "北京 1", 0);
  declared("gbk", "\x81\x30\x81\x30\xB1\xB1", "\xC2\x80北", 0);
  declared("big5", "\xA5\x78\xA5\x5F", "台北", 0);
  declared("ks_c_5601-1987", "\xBC\xAD\xBF\xEF", "서울", 0);
  declared("windows-1255", "\xF9\xEC\xE5\xED", "שלום", 0);
  declared("windows-1258", "Vi\xEA\xF2t", "Việt", 0);
  declared("windows-1251", "a\x98z\xCC", "a" BAD "zМ", 1);                       /* a hole */
  declared("shift_jis", "a\x93", "a" BAD, 1);                                     /* cut off */
  declared("euc-kr", "a\xC9z\xBC\xAD", "a" BAD "z서", 1);                        /* a first byte without its second */
}

static void test_what_is_declared_is_believed_last(void **state) {
  (void)state;
  lun_decoded d;
  static const struct { const char *charset, *input; lun_encoding encoding; } cases[] = {
      {"koi8-r", "\xC3\xA9", LUN_UTF8}, {"koi8-r", "plain", LUN_UTF8}, {"koi8-r", "\xEF\xBB\xBFx", LUN_UTF8_BOM}, {"iso-2022-jp", "plain", LUN_UTF8},
      {"utf-8", "caf\xE9", LUN_WINDOWS1252}, {"utf-7", "caf\xE9", LUN_WINDOWS1252}, {"", "caf\xE9", LUN_WINDOWS1252}, {"latin1", "\xE9 1", LUN_WINDOWS1252}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(lun_text_decode_declared(cases[i].input, strlen(cases[i].input), cases[i].charset, strlen(cases[i].charset), &d, NULL), LUN_OK);
    assert_int_equal(d.encoding, cases[i].encoding);
    lun_decoded_free(&d);
  }
  assert_true(lun_text_is_charset("Windows-31J", 11));
  assert_false(lun_text_is_charset("utf-8", 5));
  assert_false(lun_text_is_charset(" ", 1));
  assert_false(lun_text_is_charset("x windows1251 y", 15));
}

static void becomes(const char *input, size_t size, lun_encoding encoding, const char *text, size_t text_size, uint32_t repaired, uint64_t first) {
  lun_decoded d = decoded(input, size, encoding);
  assert_int_equal(d.size, text_size);
  if (d.bytes) assert_memory_equal(d.bytes, text, text_size);
  else assert_memory_equal(input, text, text_size);
  assert_int_equal(d.repaired, repaired);
  assert_int_equal(d.first_repaired, first);
  lun_decoded_free(&d);
}
#define BECOMES(input, encoding, text, repaired, first) becomes(input, sizeof input - 1, encoding, text, sizeof text - 1, repaired, first)

static void test_valid_utf8_is_not_copied(void **state) {
  (void)state;
  static const char *const texts[] = {"", "plain", "caf\xC3\xA9 \xE2\x80\x94 \xF0\x9F\x98\x80", "a\r\nb\rc\n", "no\xC2\xA0" "break, zero\xE2\x80\x8B" "width, cafe\xCC\x81"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    lun_decoded d = decoded(texts[i], strlen(texts[i]), LUN_UTF8);
    assert_null(d.bytes);
    assert_int_equal(d.size, strlen(texts[i]));
    assert_int_equal(d.edit_count, 0);
    lun_decoded_free(&d);
  }
}

static void test_no_input_at_all_is_an_empty_text(void **state) {
  (void)state;
  lun_decoded d;
  assert_int_equal(lun_text_decode(NULL, 0, &d, NULL), LUN_OK);
  assert_int_equal(d.size, 0);
  lun_decoded_free(&d);
}

static void test_byte_order_mark_is_removed_and_offsets_shift(void **state) {
  (void)state;
  BECOMES("\xEF\xBB\xBFr\xC3\xA9sum\xC3\xA9", LUN_UTF8_BOM, "r\xC3\xA9sum\xC3\xA9", 0, 0);
  BECOMES("\xEF\xBB\xBF", LUN_UTF8_BOM, "", 0, 0);
  BECOMES("\xEF\xBB\xBF\xEF\xBB\xBFx", LUN_UTF8_BOM, "\xEF\xBB\xBFx", 0, 0); /* only the first is a mark */
  BECOMES("\xEF\xBB\xBF" "caf\xE9", LUN_UTF8_BOM, "caf" BAD, 1, 6); /* a mark decides: no guess after it */
  lun_decoded d = decoded("\xEF\xBB\xBFone", 6, LUN_UTF8_BOM);
  assert_int_equal(lun_text_source(&d, 0, false), 3);
  assert_int_equal(lun_text_source(&d, 0, true), 3);
  assert_int_equal(lun_text_source(&d, 3, true), 6);
  lun_decoded_free(&d);
}

static void test_each_maximal_invalid_part_becomes_one_replacement(void **state) {
  (void)state;
  BECOMES("\xC3\xA9 \x80\xBF|", LUN_UTF8, "\xC3\xA9 " BAD BAD "|", 2, 3);                         /* lone continuations: each by itself */
  BECOMES("\xC3\xA9 \xC0\x80|", LUN_UTF8, "\xC3\xA9 " BAD BAD "|", 2, 3);                         /* an overlong NUL */
  BECOMES("\xC3\xA9 \xED\xA0\x80|", LUN_UTF8, "\xC3\xA9 " BAD BAD BAD "|", 3, 3);                 /* a surrogate */
  BECOMES("\xC3\xA9 \xF4\x90\x80\x80|", LUN_UTF8, "\xC3\xA9 " BAD BAD BAD BAD "|", 4, 3);         /* over U+10FFFF */
  BECOMES("\xC3\xA9 \xE2\x82|", LUN_UTF8, "\xC3\xA9 " BAD "|", 1, 3);                             /* a cut sequence: one */
  BECOMES("\xC3\xA9 \xF0\x9F\x98", LUN_UTF8, "\xC3\xA9 " BAD, 1, 3);                              /* cut by the end */
  BECOMES("\xC3\xA9 \xC3(", LUN_UTF8, "\xC3\xA9 " BAD "(", 1, 3);
  BECOMES("\xC3\xA9 \xFE\xFF|", LUN_UTF8, "\xC3\xA9 " BAD BAD "|", 2, 3);
}

static void test_windows_1252_is_read_where_the_bytes_are_prose(void **state) {
  (void)state;
  BECOMES("caf\xE9 fran\xE7" "ais", LUN_WINDOWS1252, "caf\xC3\xA9 fran\xC3\xA7" "ais", 0, 0);
  BECOMES("the minister\x92s", LUN_WINDOWS1252, "the minister\xE2\x80\x99s", 0, 0);
  /* closing marks stand behind a comma or a stop, dashes between spaces, money signs before digits */
  BECOMES("\x93Yes,\x94 he said. \x93No.\x94", LUN_WINDOWS1252, "\xE2\x80\x9CYes,\xE2\x80\x9D he said. \xE2\x80\x9CNo.\xE2\x80\x9D", 0, 0);
  BECOMES("LIMA \x96 The", LUN_WINDOWS1252, "LIMA \xE2\x80\x93 The", 0, 0);
  BECOMES("for \x80" "20 or \xA3" "17", LUN_WINDOWS1252, "for \xE2\x82\xAC" "20 or \xC2\xA3" "17", 0, 0);
  BECOMES("\x8Akoda, \x9E" "ena", LUN_WINDOWS1252, "\xC5\xA0koda, \xC5\xBE" "ena", 0, 0);
}

static void test_windows_1252_is_not_guessed_elsewhere(void **state) {
  (void)state;
  BECOMES("caf\xE9 caf\xC3\xA9", LUN_UTF8, "caf" BAD " caf\xC3\xA9", 1, 3);      /* one valid sequence */
  BECOMES("a\x81z caf\xE9", LUN_UTF8, "a" BAD "z caf" BAD, 2, 1);                /* 81 is not defined */
  BECOMES("\x01\xE9\x02 \x01\xFC\x02", LUN_UTF8, "\x01" BAD "\x02 \x01" BAD "\x02", 2, 1); /* not beside letters */
  BECOMES("\xA3\xA3\xA3", LUN_UTF8, BAD BAD BAD, 3, 0);
  BECOMES("\xE9\x01 \xE9\x01 caf\xE9", LUN_UTF8, BAD "\x01 " BAD "\x01 caf" BAD, 3, 0); /* one of three is not most */
}

static void test_every_byte_that_windows_1252_defines_comes_out(void **state) {
  (void)state;
  unsigned defined = 0;
  for (unsigned byte = 0x80; byte < 0x100; byte++) {
    char input[3] = {'a', (char)byte, 'z'};
    lun_decoded d;
    assert_int_equal(lun_text_decode(input, 3, &d, NULL), LUN_OK);
    bool hole = byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D;
    assert_int_equal(d.encoding, hole ? LUN_UTF8 : LUN_WINDOWS1252);
    uint32_t code = lun_utf8_code(d.bytes + 1);
    if (hole) assert_int_equal(code, LUN_REPLACEMENT);
    else if (byte >= 0xA0) assert_int_equal(code, byte);
    else assert_true(code > 0xFF && code != LUN_REPLACEMENT);
    check_edits(input, 3, &d);
    defined += !hole;
    lun_decoded_free(&d);
  }
  assert_int_equal(defined, 123);
}

static void test_utf16_is_decoded_by_its_mark(void **state) {
  (void)state;
  BECOMES("\xFF\xFEH\0\xDC\0\x13\x20=\xD8\0\xDE", LUN_UTF16LE, "H\xC3\x9C\xE2\x80\x93\xF0\x9F\x98\x80", 0, 0);
  BECOMES("\xFE\xFF\0H\0\xDC\x20\x13\xD8=\xDE\0", LUN_UTF16BE, "H\xC3\x9C\xE2\x80\x93\xF0\x9F\x98\x80", 0, 0);
  BECOMES("\xFF\xFE", LUN_UTF16LE, "", 0, 0);
}

static void test_unpaired_surrogates_and_an_odd_byte_are_replaced(void **state) {
  (void)state;
  BECOMES("\xFE\xFF\0a\xD8\0\0b", LUN_UTF16BE, "a" BAD "b", 1, 4);          /* high without low */
  BECOMES("\xFE\xFF\0a\xDC\0\0b", LUN_UTF16BE, "a" BAD "b", 1, 4);          /* low alone */
  BECOMES("\xFE\xFF\xD8\0\xE0\0", LUN_UTF16BE, BAD "\xEE\x80\x80", 1, 2);  /* high before what is no low */
  BECOMES("\xFE\xFF\xD8\0\xD8\0\xDC\0", LUN_UTF16BE, BAD "\xF0\x90\x80\x80", 1, 2);
  BECOMES("\xFE\xFF\0a\xD8\0", LUN_UTF16BE, "a" BAD, 1, 4);                 /* high at the end */
  BECOMES("\xFE\xFF\0a\xD8\0\xDC", LUN_UTF16BE, "a" BAD BAD, 2, 4);         /* and half a unit behind it */
  BECOMES("\xFF\xFE" "a\0b", LUN_UTF16LE, "a" BAD, 1, 4);
  BECOMES("\xFF\xFEz", LUN_UTF16LE, BAD, 1, 2);
}

static void nuls(const char *input, size_t size, lun_encoding encoding, uint32_t count, uint64_t first) {
  lun_decoded d = decoded(input, size, encoding);
  assert_int_equal(d.nul_count, count);
  assert_int_equal(d.first_nul, first);
  lun_decoded_free(&d);
}

static void test_nul_is_kept_and_counted_by_its_byte_of_the_input(void **state) {
  (void)state;
  nuls("a\0b\0", 4, LUN_UTF8, 2, 1);
  nuls("\xEF\xBB\xBF" "a\0", 5, LUN_UTF8_BOM, 1, 4);
  nuls("caf\xE9 \0", 6, LUN_WINDOWS1252, 1, 5);
  nuls("\xFF\xFE" "a\0\0\0b\0\0\0", 10, LUN_UTF16LE, 2, 4);
}

static void test_an_input_over_the_limit_is_refused_unread(void **state) {
  (void)state;
  lun_decoded d;
  lun_err err;
  assert_int_equal(lun_text_decode("x", (size_t)LUN_TEXT_MAX + 1, &d, &err), LUN_LIMIT);
  assert_int_equal(err.code, LUN_LIMIT);
  assert_null(d.bytes);
}

static void test_a_text_that_grows_over_the_limit_is_refused(void **state) {
  (void)state;
  size_t size = LUN_TEXT_MAX / 3 + 1000;
  char *input = malloc(size);
  assert_non_null(input);
  memset(input, 0x81, size); /* each becomes three bytes */
  lun_decoded d;
  lun_err err;
  assert_int_equal(lun_text_decode(input, size, &d, &err), LUN_LIMIT);
  assert_null(d.bytes);
  assert_null(d.edits);
  free(input);
}

/* Random inputs, made of pieces that are valid, nearly valid and not valid. */
static void test_random_inputs_are_accounted_for(void **state) {
  (void)state;
  static const char *const pieces[] = {"a", "B", " ", "word", ".", "\xC3\xA9", "\xE2\x80\x94", "\xF0\x9F\x98\x80", "\xE2\x80", "\xF0\x9F", "\xC3", "\x80", "\x81",
                                       "\x93", "\xE9", "\xFF", "\xED\xA0\x80", "\r\n", "\xEF\xBB\xBF"};
  enum { PIECES = sizeof pieces / sizeof *pieces };
  uint32_t random = 2463534242u;
  unsigned kinds[5] = {0};
  for (unsigned round = 0; round < 20000; round++) {
    char input[256];
    size_t size = 0;
    unsigned allowed = 1 + random % PIECES;
    for (unsigned n = (random >> 8) % 20; n; n--) {
      random ^= random << 13, random ^= random >> 17, random ^= random << 5;
      const char *piece = pieces[(random >> 4) % allowed];
      if (round % 4 == 0) piece = pieces[random % 2 ? 3 : 14]; /* "word" and E9 */
      memcpy(input + size, piece, strlen(piece));
      size += strlen(piece);
    }
    random = random * 1664525u + 1013904223u;
    if (round % 9 == 0) {
      memmove(input + 2, input, size);
      memcpy(input, round % 2 ? "\xFF\xFE" : "\xFE\xFF", 2);
      size += 2;
    }
    lun_decoded d;
    assert_int_equal(lun_text_decode(input, size, &d, NULL), LUN_OK);
    check_edits(input, size, &d);
    uint32_t replaced = 0;
    for (uint32_t i = 0; d.encoding != LUN_WINDOWS1252 && i < d.edit_count; i++) replaced += d.edits[i].text_size > 0;
    if (d.encoding == LUN_UTF8 || d.encoding == LUN_UTF8_BOM) assert_int_equal(replaced, d.repaired);
    kinds[d.encoding]++;
    lun_decoded_free(&d);
  }
  for (unsigned i = 0; i < 5; i++)
    if (!kinds[i]) fail_msg("no input of kind %u", i);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_valid_utf8_is_not_copied),
    cmocka_unit_test(test_no_input_at_all_is_an_empty_text),
    cmocka_unit_test(test_byte_order_mark_is_removed_and_offsets_shift),
    cmocka_unit_test(test_each_maximal_invalid_part_becomes_one_replacement),
    cmocka_unit_test(test_windows_1252_is_read_where_the_bytes_are_prose),
    cmocka_unit_test(test_windows_1252_is_not_guessed_elsewhere),
    cmocka_unit_test(test_every_byte_that_windows_1252_defines_comes_out),
    cmocka_unit_test(test_utf16_is_decoded_by_its_mark),
    cmocka_unit_test(test_unpaired_surrogates_and_an_odd_byte_are_replaced),
    cmocka_unit_test(test_nul_is_kept_and_counted_by_its_byte_of_the_input),
    cmocka_unit_test(test_an_input_over_the_limit_is_refused_unread),
    cmocka_unit_test(test_a_text_that_grows_over_the_limit_is_refused),
    cmocka_unit_test(test_declared_charsets), cmocka_unit_test(test_what_is_declared_is_believed_last), cmocka_unit_test(test_random_inputs_are_accounted_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
