/* How text is cut: each case is a text and its tokens, joined by bars. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/token.h"

enum { ROOM = 4096 };

typedef struct fixture {
  lun_vocab *vocab;
  lun_tokens tokens;
} fixture;

/* The text stands at the very end of its block, so that a sanitizer sees any byte read behind it. */
static void cut(fixture *f, const char *text, size_t size) {
  char *copy = malloc(size ? size : 1);
  assert_non_null(copy);
  memcpy(copy, text, size);
  lun_tokens_clear(&f->tokens);
  assert_int_equal(lun_tokenize(copy, (uint32_t)size, f->vocab, &f->tokens, NULL), LUN_OK);
  for (uint32_t i = 0; i < f->tokens.count; i++) {
    size_t length;
    const char *lexeme = lun_vocab_text(f->vocab, f->tokens.lexeme[i], &length);
    assert_int_equal(length, f->tokens.length[i]);
    assert_memory_equal(lexeme, copy + f->tokens.start[i], length);
  }
  free(copy);
}

static void expect(fixture *f, const char *text, const char *cuts) {
  char joined[ROOM] = "";
  cut(f, text, strlen(text));
  for (uint32_t i = 0; i < f->tokens.count; i++) {
    strncat(joined, i ? "|" : "", ROOM - strlen(joined) - 1);
    strncat(joined, lun_vocab_text(f->vocab, f->tokens.lexeme[i], NULL), ROOM - strlen(joined) - 1);
  }
  assert_string_equal(joined, cuts);
}

static void expect_flags(fixture *f, const char *text, uint32_t token, unsigned flags) {
  cut(f, text, strlen(text));
  assert_true(token < f->tokens.count);
  const unsigned mask = LUN_TOKEN_SPACE | LUN_TOKEN_LINE | LUN_TOKEN_BLANK | LUN_TOKEN_INDENT;
  if ((f->tokens.flags[token] & mask) != flags) fail_msg("%s: flags %x, expected %x", text, f->tokens.flags[token] & mask, flags);
}

static void expect_kind(fixture *f, const char *text, lun_token_kind kind) {
  cut(f, text, strlen(text));
  assert_true(f->tokens.count > 0);
  if ((f->tokens.flags[0] & LUN_TOKEN_KIND) != (unsigned)kind) fail_msg("%s: kind %x", text, f->tokens.flags[0] & LUN_TOKEN_KIND);
}

static void test_words_keep_inner_hyphens_and_apostrophes(void **state) {
  fixture *f = *state;
  expect(f, "a 14-year-old, Jean-Luc", "a|14-year-old|,|Jean-Luc");
  expect(f, "O'Brien and O’Brien met al-Assad", "O'Brien|and|O’Brien|met|al-Assad");
  expect(f, "ma'am at six o'clock", "ma'am|at|six|o'clock");
  expect(f, "bird's-eye view", "bird's-eye|view");
  expect(f, "AT&T R&D Q&A", "AT&T|R&D|Q&A");
  expect(f, "pre- and post-war", "pre|-|and|post-war");
  expect(f, "word-", "word|-");
}

static void test_contractions_are_split_as_treebanks_do(void **state) {
  fixture *f = *state;
  expect(f, "don't can’t won't", "do|n't|ca|n’t|wo|n't");
  expect(f, "Chile's we’re I'll she'd I'm they've", "Chile|'s|we|’re|I|'ll|she|'d|I|'m|they|'ve");
  expect(f, "couldn't've", "could|n't|'ve");
  expect(f, "DON'T IT'S", "DO|N'T|IT|'S");
  expect(f, "cannot Cannot gonna", "can|not|Can|not|gon|na");
  expect(f, "do n't and Chile 's", "do|n't|and|Chile|'s");
  expect(f, "a 14-year-old's", "a|14-year-old|'s");
  expect(f, "the U.S.'s", "the|U.S.|'s");
  expect(f, "(WHO)'s", "(|WHO|)|'s");
}

static void test_closing_apostrophe_after_s_is_its_own_token(void **state) {
  fixture *f = *state;
  expect(f, "Mattis' and Mattis’ aides", "Mattis|'|and|Mattis|’|aides");
  expect(f, "‘states’", "‘|states|’");
}

static void test_leading_apostrophes_of_decades_and_clipped_words_stay(void **state) {
  fixture *f = *state;
  expect(f, "the ’90s and '05", "the|’90s|and|'05");
  expect(f, "’tis, 'twas, ’em", "’tis|,|'twas|,|’em");
  expect(f, "rock ’n’ roll", "rock|’n’|roll");
  expect(f, "‘Hello’ 'there'", "‘|Hello|’|'|there|'");
}

static void test_abbreviations_keep_their_stop(void **state) {
  fixture *f = *state;
  expect(f, "Gen. Ray met Mr. Oak in Jan. at 9 p.m.", "Gen.|Ray|met|Mr.|Oak|in|Jan.|at|9|p.m.");
  expect(f, "from the U.S.", "from|the|U.S.");
  expect(f, "Acme Inc., e.g., is", "Acme|Inc.|,|e.g.|,|is");
  expect(f, "a Ph.D. and an M.Sc.", "a|Ph.D.|and|an|M.Sc.");
  expect(f, "the U.S.-led force", "the|U.S.-led|force");
  expect(f, "It ended. Then", "It|ended|.|Then");
  expect(f, "St.Louis", "St.|Louis");
}

static void test_initials_keep_their_stop_before_names_only(void **state) {
  fixture *f = *state;
  expect(f, "J. Ray, J. K. Oak, J.K. Oak", "J.|Ray|,|J.|K.|Oak|,|J.K.|Oak");
  expect(f, "John F. Ray", "John|F.|Ray");
  expect(f, "So do I. The end", "So|do|I|.|The|end");
  expect(f, "Plan B. The end", "Plan|B|.|The|end");
  expect(f, "vitamin C.", "vitamin|C|.");
}

static void test_some_abbreviations_depend_on_what_follows(void **state) {
  fixture *f = *state;
  expect(f, "No. 5 but No. Never", "No.|5|but|No|.|Never");
  expect(f, "on Sat. at ten, the day it sat. We", "on|Sat.|at|ten|,|the|day|it|sat|.|We");
  expect(f, "Boston, Mass. Police", "Boston|,|Mass.|Police");
}

static void test_numbers_keep_their_separators(void **state) {
  fixture *f = *state;
  expect(f, "1,234.5 8:30 12th 1990s 9/11 2008-09", "1,234.5|8:30|12th|1990s|9/11|2008-09");
  expect(f, "in 2015, 2016.", "in|2015|,|2016|.");
  expect(f, "13,14 and 1,00,000", "13|,|14|and|1,00,000");
  expect(f, "rose .5 to +44", "rose|.5|to|+44");
}

static void test_money_percent_and_units_stand_apart(void **state) {
  fixture *f = *state;
  expect(f, "$5 $221bn £3m €4 US$6 58%", "$|5|$|221|bn|£|3|m|€|4|US$|6|58|%");
  expect(f, "5pm 5p.m. 35mm 7:30PM", "5|pm|5|p.m.|35|mm|7:30|PM");
  expect(f, "4chan 3D", "4chan|3D");
  expect(f, "HK$", "HK$"); /* as a dictionary or a pattern writes it */
  expect(f, "in US$.", "in|US|$|.");
}

static void test_addresses_and_tags_are_whole(void **state) {
  fixture *f = *state;
  expect(f, "see http://x.org/a_(b)?c=d, or (www.y.co.uk).", "see|http://x.org/a_(b)?c=d|,|or|(|www.y.co.uk|)|.");
  expect(f, "Gawker.com's, mail jo.po-x@mail.example.org.", "Gawker.com|'s|,|mail|jo.po-x@mail.example.org|.");
  expect(f, "#TagOne, @name_2: #2", "#TagOne|,|@name_2|:|#|2");
  expect(f, "comp.lang.lua report.pdf end.The", "comp.lang.lua|report.pdf|end|.|The");
}

static void test_marks_are_single_but_runs_of_stops_and_dashes_are_one(void **state) {
  fixture *f = *state;
  expect(f, "Wait... what?! No!!! -- yes—no", "Wait|...|what|?!|No|!!!|--|yes|—|no");
  expect(f, "((a)), “b”; «c»: [...] …", "(|(|a|)|)|,|“|b|”|;|«|c|»|:|[...]|…");
  expect(f, "``So,'' he said _ twice", "``|So|,|''|he|said|_|twice");
  expect(f, "and/or either \"x\"", "and|/|or|either|\"|x|\"");
}

static void test_control_characters_part_words_and_vanish(void **state) {
  fixture *f = *state;
  cut(f, "a\0b\x01" "c \x7F", 7);
  assert_int_equal(f->tokens.count, 3);
  assert_int_equal(f->tokens.start[1], 2);
  assert_true(f->tokens.flags[1] & LUN_TOKEN_SPACE);
  expect(f, "x\xC2\x85y", "x|y");
  expect(f, "bad\xEF\xBF\xBD!", "bad|\xEF\xBF\xBD|!");
  expect_kind(f, "\xEF\xBF\xBD", LUN_KIND_SYMBOL);
}

static void test_unicode_spaces_part_words(void **state) {
  fixture *f = *state;
  expect(f, "a\xC2\xA0" "b\xE2\x80\x89" "c\xE3\x80\x80" "d\xE2\x80\xA8" "e", "a|b|c|d|e");
}

static void test_invisible_characters_do_not_split_words(void **state) {
  fixture *f = *state;
  expect(f, "na\xE2\x80\x8Bme co\xC2\xADop", "na\xE2\x80\x8Bme|co\xC2\xADop");
  expect(f, "a \xE2\x80\x8B b\xEF\xBB\xBF c\xE2\x80\x8D.", "a|b|c|.");
  expect(f, "\xEF\xBB\xBFhead", "head");
}

static void test_letters_of_all_scripts_make_words(void **state) {
  fixture *f = *state;
  expect(f, "Piñera e\xCC\x81te\xCC\x81 Київ, हिन्दी", "Piñera|e\xCC\x81te\xCC\x81|Київ|,|हिन्दी");
  expect(f, "日本 ラ 한국", "日|本|ラ|한국");
  expect(f, "🇩🇪🇫🇷 👍🏽 👩‍🚀!", "🇩🇪|🇫🇷|👍🏽|👩‍🚀|!");
}

static void test_flags_tell_what_stands_before(void **state) {
  fixture *f = *state;
  const unsigned first = LUN_TOKEN_LINE | LUN_TOKEN_BLANK, line = LUN_TOKEN_SPACE | LUN_TOKEN_LINE;
  expect_flags(f, "a b", 0, first);
  expect_flags(f, "a b", 1, LUN_TOKEN_SPACE);
  expect_flags(f, "a,", 1, 0);
  expect_flags(f, "a\nb", 1, line);
  expect_flags(f, "a\r\nb", 1, line);
  expect_flags(f, "a\rb", 1, line);
  expect_flags(f, "a\xE2\x80\xA9" "b", 1, line);
  expect_flags(f, "a\n \t\nb", 1, line | LUN_TOKEN_BLANK);
  expect_flags(f, "a\r\n\r\nb", 1, line | LUN_TOKEN_BLANK);
  expect_flags(f, "a\n  b", 1, line | LUN_TOKEN_INDENT);
  expect_flags(f, "a\n\tb", 1, line | LUN_TOKEN_INDENT);
  expect_flags(f, "a\n b", 1, line);
  expect_flags(f, "a  b", 1, LUN_TOKEN_SPACE);
  expect_flags(f, "   a", 0, first | LUN_TOKEN_SPACE | LUN_TOKEN_INDENT);
}

static void test_kinds_and_stops(void **state) {
  fixture *f = *state;
  expect_kind(f, "word", LUN_KIND_WORD);
  expect_kind(f, "1,234", LUN_KIND_NUMBER);
  expect_kind(f, ";", LUN_KIND_PUNCT);
  expect_kind(f, "$", LUN_KIND_SYMBOL);
  expect_kind(f, "https://x.org", LUN_KIND_URL);
  expect_kind(f, "jo@x.org", LUN_KIND_EMAIL);
  expect_kind(f, "@jo", LUN_KIND_HASHTAG);
  expect_kind(f, "'s", LUN_KIND_CLITIC);
  expect_kind(f, "n’t", LUN_KIND_CLITIC);
  expect_kind(f, "👍🏽", LUN_KIND_SYMBOL);
  const char *ends[] = {".", "?!", "…", "U.S.", "”", ")", "\""};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    cut(f, ends[i], strlen(ends[i]));
    assert_int_equal(f->tokens.count, 1);
    assert_true(f->tokens.flags[0] & LUN_TOKEN_STOP);
  }
  cut(f, "word , (", 8);
  for (uint32_t i = 0; i < f->tokens.count; i++) assert_false(f->tokens.flags[i] & LUN_TOKEN_STOP);
}

static void test_tokens_are_appended(void **state) {
  fixture *f = *state;
  cut(f, "one two", 7);
  assert_int_equal(lun_tokenize("three", 5, f->vocab, &f->tokens, NULL), LUN_OK);
  assert_int_equal(f->tokens.count, 3);
  assert_int_equal(f->tokens.start[2], 0);
  cut(f, "", 0);
  assert_int_equal(f->tokens.count, 0);
  cut(f, " \n\t ", 4);
  assert_int_equal(f->tokens.count, 0);
}

static void test_runs_over_the_longest_token_are_cut_at_characters(void **state) {
  fixture *f = *state;
  enum { SIZE = 200001 };
  char *text = malloc(SIZE);
  assert_non_null(text);
  text[0] = 'a';
  for (size_t i = 1; i + 1 < SIZE; i += 2) memcpy(text + i, "\xC3\xA9", 2);
  cut(f, text, SIZE);
  assert_int_equal(f->tokens.count, 4);
  uint32_t at = 0;
  for (uint32_t i = 0; i < f->tokens.count; i++) {
    assert_int_equal(f->tokens.start[i], at);
    assert_true(((unsigned char)text[at] & 0xC0) != 0x80);
    at = lun_token_stop(&f->tokens, i);
  }
  assert_int_equal(at, SIZE);
  free(text);
}

/* Any mixture of the pieces below: tokens in order, never overlapping, nothing visible left out, no white space at the
 * edges, and the same when cut again. */
static void test_any_mixture_keeps_the_invariants(void **state) {
  fixture *f = *state;
  static const char *const pieces[] = {"a", "I", "word", "U", ".", ".", "'", "’", "‘", "-", "--", ",", "1", "23", "s", "t", "n", "@", "/", ":",
    "//", "http", "www", "com", "#", "_", "&", "$", "é", "日", "\xCC\x81", "\xE2\x80\x8B", "\xC2\xAD", "👍", "\xE2\x80\x8D", " ", " ", "\n", "\r",
    "\t", "\xC2\xA0", "…", "!", "?", "(", ")", "[", "]", "`", "~", "%", "Mr", "pm", "\xEF\xBF\xBD", "\x01", "“", "”"};
  enum { COUNT = sizeof pieces / sizeof *pieces, ROUNDS = 20000 };
  uint32_t seed = 12345;
  char text[512];
  for (int round = 0; round < ROUNDS; round++) {
    size_t size = 0;
    for (int i = round % 40; i >= 0; i--) {
      seed = seed * 1664525u + 1013904223u;
      const char *piece = pieces[(seed >> 8) % COUNT];
      memcpy(text + size, piece, strlen(piece));
      size += strlen(piece);
    }
    cut(f, text, size);
    uint32_t at = 0;
    for (uint32_t i = 0; i < f->tokens.count; i++) {
      assert_true(f->tokens.start[i] >= at && f->tokens.length[i] > 0);
      for (; at < f->tokens.start[i]; at++) assert_false(text[at] > ' ' && text[at] < 0x7F);
      at = lun_token_stop(&f->tokens, i);
      assert_true(at <= size && ((unsigned char)text[f->tokens.start[i]] & 0xC0) != 0x80);
      assert_true((unsigned char)text[f->tokens.start[i]] > ' ' && (unsigned char)text[at - 1] > ' ');
    }
    for (; at < size; at++) assert_false(text[at] > ' ' && text[at] < 0x7F);
  }
}

static int open_fixture(void **state) {
  fixture *f = calloc(1, sizeof *f);
  *state = f;
  return !f || lun_vocab_new(&f->vocab, NULL) != LUN_OK;
}

static int close_fixture(void **state) {
  fixture *f = *state;
  lun_tokens_free(&f->tokens);
  lun_vocab_free(f->vocab);
  free(f);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_words_keep_inner_hyphens_and_apostrophes),
    cmocka_unit_test(test_contractions_are_split_as_treebanks_do),
    cmocka_unit_test(test_closing_apostrophe_after_s_is_its_own_token),
    cmocka_unit_test(test_leading_apostrophes_of_decades_and_clipped_words_stay),
    cmocka_unit_test(test_abbreviations_keep_their_stop),
    cmocka_unit_test(test_initials_keep_their_stop_before_names_only),
    cmocka_unit_test(test_some_abbreviations_depend_on_what_follows),
    cmocka_unit_test(test_numbers_keep_their_separators),
    cmocka_unit_test(test_money_percent_and_units_stand_apart),
    cmocka_unit_test(test_addresses_and_tags_are_whole),
    cmocka_unit_test(test_marks_are_single_but_runs_of_stops_and_dashes_are_one),
    cmocka_unit_test(test_control_characters_part_words_and_vanish),
    cmocka_unit_test(test_unicode_spaces_part_words),
    cmocka_unit_test(test_invisible_characters_do_not_split_words),
    cmocka_unit_test(test_letters_of_all_scripts_make_words),
    cmocka_unit_test(test_flags_tell_what_stands_before),
    cmocka_unit_test(test_kinds_and_stops),
    cmocka_unit_test(test_tokens_are_appended),
    cmocka_unit_test(test_runs_over_the_longest_token_are_cut_at_characters),
    cmocka_unit_test(test_any_mixture_keeps_the_invariants),
  };
  return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
