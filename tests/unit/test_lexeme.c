/* Flags of texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/vocab.h"
#include "text/abbreviation.h"
#include "text/lexeme.h"

enum { SHAPES = LUN_LEX_LOWER | LUN_LEX_UPPER | LUN_LEX_TITLE | LUN_LEX_MIXED };

static uint32_t flags_of(const char *text) { return lun_lexeme_flags(text, strlen(text)); }

static void expect_shape(const char *text, uint32_t shape) {
  if ((flags_of(text) & SHAPES) != shape) fail_msg("%s: flags %x", text, (unsigned)flags_of(text));
}

static void expect_all(const char *text, uint32_t flags) {
  if ((flags_of(text) & flags) != flags) fail_msg("%s: flags %x lack some of %x", text, (unsigned)flags_of(text), (unsigned)flags);
}

static void expect_none(const char *text, uint32_t flags) {
  if ((flags_of(text) & flags) != 0) fail_msg("%s: flags %x have some of %x", text, (unsigned)flags_of(text), (unsigned)flags);
}

static void test_every_text_with_letters_has_one_shape(void **state) {
  (void)state;
  expect_shape("said", LUN_LEX_LOWER);
  expect_shape("14-year-old", LUN_LEX_LOWER);
  expect_shape("p.m.", LUN_LEX_LOWER);
  expect_shape("日", LUN_LEX_LOWER);
  expect_shape("A", LUN_LEX_UPPER);
  expect_shape("U.S.", LUN_LEX_UPPER);
  expect_shape("IE6", LUN_LEX_UPPER);
  expect_shape("ÉTÉ", LUN_LEX_UPPER);
  expect_shape("Mattis", LUN_LEX_TITLE);
  expect_shape("Jean-Luc", LUN_LEX_TITLE);
  expect_shape("O'Brien", LUN_LEX_TITLE);
  expect_shape("O’Brien", LUN_LEX_TITLE);
  expect_shape("Évian", LUN_LEX_TITLE);
  expect_shape("Ph.D.", LUN_LEX_TITLE);
  expect_shape("al-Assad", LUN_LEX_MIXED);
  expect_shape("iPhone", LUN_LEX_MIXED);
  expect_shape("McDonald", LUN_LEX_MIXED);
  expect_shape("SouthCom", LUN_LEX_MIXED);
  expect_shape("maker of pumps", LUN_LEX_LOWER);
  expect_shape("NORTH SEA", LUN_LEX_UPPER);
  expect_shape("Maria Moreno", LUN_LEX_TITLE);
  expect_shape("Maria de Moreno", LUN_LEX_TITLE);
  expect_shape("Maria McDonald", LUN_LEX_MIXED);
  expect_shape("de Moreno", LUN_LEX_MIXED);
  expect_shape("1,234.5", 0);
  expect_shape("...", 0);
}

/* Of words of every length that is read at once, and a little longer, with any byte at any place. */
static void test_letters_are_told_from_all_other_bytes(void **state) {
  (void)state;
  for (size_t size = 1; size <= 18; size++)
    for (size_t at = 0; at < size; at++)
      for (int byte = 1; byte < 256; byte++) {
        char text[18];
        memset(text, 'n', size);
        text[at] = (char)byte;
        const bool small = byte >= 'a' && byte <= 'z', capital = byte >= 'A' && byte <= 'Z';
        const uint32_t flags = lun_lexeme_flags(text, size), shape = at ? LUN_LEX_MIXED : size == 1 ? LUN_LEX_UPPER : LUN_LEX_TITLE;
        if (small) assert_int_equal(flags, LUN_LEX_WORD | LUN_LEX_LOWER);
        else if (capital) assert_int_equal(flags, LUN_LEX_WORD | shape | (at ? 0 : LUN_LEX_CAP));
        else assert_true(flags & LUN_LEX_SIGN);
      }
}

static void test_words_of_letters_are_told_by_their_padded_bytes(void **state) {
  (void)state;
  static const char *const texts[] = {"", "a", "A", "harbour", "Harbour", "HARBOURS", "McHarbour", "harbourmasters", "HarbourMastership", "don't", "caf\xC3\xA9", "x y", "1st"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    const size_t size = strlen(texts[i]) < 16 ? strlen(texts[i]) : 16;
    uint64_t bytes[2] = {0};
    memcpy(bytes, texts[i], size);
    const uint32_t flags = lun_lexeme_flags(texts[i], size), expected = flags & LUN_LEX_SIGN ? 0 : flags;
    assert_int_equal(lun_lexeme_word_flags(bytes, size), expected);
  }
}

static void test_cap_is_the_first_letter(void **state) {
  (void)state;
  expect_all("Mattis", LUN_LEX_CAP | LUN_LEX_WORD);
  expect_all("’Tis", LUN_LEX_CAP);
  expect_all("Ñandú", LUN_LEX_CAP);
  expect_none("iPhone", LUN_LEX_CAP);
  expect_none("al-Assad", LUN_LEX_CAP);
  expect_all("Maria de Moreno", LUN_LEX_CAP | LUN_LEX_WORD);
  expect_none("de Moreno", LUN_LEX_CAP);
  expect_none("  ", LUN_LEX_WORD);
}

static void test_numbers_are_written_in_digits(void **state) {
  (void)state;
  const char *numbers[] = {"12", "1,234.5", "12th", "1990s", "8:30", "9/11", "’90s", "'05", "1990's", "+44", ".5", "2008-09", "½", "٣"};
  const char *others[] = {"4chan", "IE6", "14-year-old", "12.", "COVID-19", "-", "1990sx", "two", "5pm", "1..2"};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) expect_all(numbers[i], LUN_LEX_NUMBER | LUN_LEX_DIGIT);
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) expect_none(others[i], LUN_LEX_NUMBER);
  expect_all("COVID-19", LUN_LEX_DIGIT | LUN_LEX_WORD);
  expect_all("12th", LUN_LEX_WORD);
  expect_none("12", LUN_LEX_WORD | LUN_LEX_PUNCT);
}

static void test_marks_open_close_and_quote(void **state) {
  (void)state;
  const char *open[] = {"(", "[", "{", "“", "‘", "„", "«", "‹", "``", "「", "（"};
  const char *close[] = {")", "]", "}", "”", "’", "»", "›", "''", "」", "）"};
  const char *quotes[] = {"\"", "'", "“", "”", "‘", "’", "„", "«", "»", "``", "''", "」"};
  const char *straight[] = {"\"", "'"};
  for (size_t i = 0; i < sizeof open / sizeof *open; i++) expect_all(open[i], LUN_LEX_OPEN | LUN_LEX_PUNCT);
  for (size_t i = 0; i < sizeof close / sizeof *close; i++) expect_all(close[i], LUN_LEX_CLOSE | LUN_LEX_PUNCT);
  for (size_t i = 0; i < sizeof open / sizeof *open; i++) expect_none(open[i], LUN_LEX_CLOSE);
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) expect_all(quotes[i], LUN_LEX_QUOTE);
  for (size_t i = 0; i < sizeof straight / sizeof *straight; i++) expect_none(straight[i], LUN_LEX_OPEN | LUN_LEX_CLOSE);
  expect_none("(", LUN_LEX_QUOTE);
}

static void test_stops_dashes_and_money(void **state) {
  (void)state;
  const char *stops[] = {".", "!", "?", "…", "...", "?!", "!!!", "。"};
  const char *dashes[] = {"-", "–", "—", "--", "---", "‐", "−", "_"};
  const char *money[] = {"$", "£", "€", "¥", "US$", "HK$"};
  for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) expect_all(stops[i], LUN_LEX_STOP | LUN_LEX_PUNCT);
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) expect_all(dashes[i], LUN_LEX_DASH | LUN_LEX_PUNCT);
  for (size_t i = 0; i < sizeof money / sizeof *money; i++) expect_all(money[i], LUN_LEX_CURRENCY);
  expect_none(",", LUN_LEX_STOP | LUN_LEX_DASH | LUN_LEX_CURRENCY);
  expect_none("co-op", LUN_LEX_DASH);
  expect_all("co-op", LUN_LEX_HYPHEN);
  expect_all("-", LUN_LEX_HYPHEN | LUN_LEX_DASH);
  expect_all("2008-09", LUN_LEX_HYPHEN);
  expect_none("coop", LUN_LEX_HYPHEN);
  expect_none("co–op", LUN_LEX_HYPHEN);
  expect_none("____", LUN_LEX_DASH);
  const char *signs[] = {"co-op", "-", "U.S.", "12", "Perth Glory", "Zoë", "é", "d'Or"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) expect_all(signs[i], LUN_LEX_SIGN);
  expect_none("coop", LUN_LEX_SIGN);
  expect_none("USA", LUN_LEX_SIGN);
}

static void test_abbreviations_titles_and_initials(void **state) {
  (void)state;
  const char *plain[] = {"U.S.", "p.m.", "Inc.", "Ph.D.", "etc."};
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
    expect_all(plain[i], LUN_LEX_ABBREV);
    expect_none(plain[i], LUN_LEX_TITLE_ABBREV | LUN_LEX_INITIAL);
  }
  expect_all("Gen.", LUN_LEX_ABBREV | LUN_LEX_TITLE_ABBREV);
  expect_all("MR.", LUN_LEX_ABBREV | LUN_LEX_TITLE_ABBREV);
  expect_all("J.", LUN_LEX_ABBREV | LUN_LEX_INITIAL);
  expect_all("É.", LUN_LEX_ABBREV | LUN_LEX_INITIAL);
  expect_none("Gen", LUN_LEX_ABBREV | LUN_LEX_TITLE_ABBREV);
}

static void test_the_list_of_abbreviations_is_found_entry_by_entry(void **state) {
  (void)state;
  const struct { const char *text; lun_abbreviation class; } some[] = {
    {"Adm", LUN_ABBR_TITLE}, {"Mr", LUN_ABBR_TITLE}, {"vs", LUN_ABBR_ALWAYS}, {"Inc", LUN_ABBR_ALWAYS}, {"Jan", LUN_ABBR_ALWAYS},
    {"No", LUN_ABBR_NUMBER}, {"pp", LUN_ABBR_NUMBER}, {"Sat", LUN_ABBR_CAREFUL}, {"GEN", LUN_ABBR_TITLE}, {"SAT", LUN_ABBR_NONE},
    {"Xyz", LUN_ABBR_NONE}, {"", LUN_ABBR_NONE}, {"A", LUN_ABBR_NONE}, {"zzz", LUN_ABBR_NONE}, {"concrete", LUN_ABBR_NONE},
    {"Messrs", LUN_ABBR_TITLE}, {"approx", LUN_ABBR_ALWAYS}, {"mR", LUN_ABBR_NONE},
  };
  for (size_t i = 0; i < sizeof some / sizeof *some; i++)
    assert_int_equal(lun_abbreviation_find(some[i].text, strlen(some[i].text)), some[i].class);
}

static void test_words_read_as_two_are_known_in_any_case(void **state) {
  (void)state;
  assert_int_equal(lun_lexeme_split("cannot", 6), 3);
  assert_int_equal(lun_lexeme_split("Cannot", 6), 3);
  assert_int_equal(lun_lexeme_split("GONNA", 5), 3);
  assert_int_equal(lun_lexeme_split("cannots", 7), 0);
  assert_int_equal(lun_lexeme_split("not", 3), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_every_text_with_letters_has_one_shape),
    cmocka_unit_test(test_letters_are_told_from_all_other_bytes),
    cmocka_unit_test(test_words_of_letters_are_told_by_their_padded_bytes),
    cmocka_unit_test(test_cap_is_the_first_letter),
    cmocka_unit_test(test_numbers_are_written_in_digits),
    cmocka_unit_test(test_marks_open_close_and_quote),
    cmocka_unit_test(test_stops_dashes_and_money),
    cmocka_unit_test(test_abbreviations_titles_and_initials),
    cmocka_unit_test(test_the_list_of_abbreviations_is_found_entry_by_entry),
    cmocka_unit_test(test_words_read_as_two_are_known_in_any_case),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
