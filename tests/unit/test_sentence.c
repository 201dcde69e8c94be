/* Where sentences begin: each test gives a text and the sentences that it must be cut into. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/token.h"
#include "text/reading.h"

/* Cuts text and compares with `expected`, a NULL-ended list of sentences. */
static void check(const char *text, size_t size, const char *const *expected) {
  lun_err err;
  lun_vocab *vocab;
  lun_tokens tokens = {0};
  lun_structure structure = {0};
  lun_ranges sentences = {0};
  assert_int_equal(lun_vocab_new(&vocab, &err), LUN_OK);
  assert_int_equal(lun_tokenize(text, (uint32_t)size, vocab, &tokens, &err), LUN_OK);
  assert_int_equal(lun_structure_find(text, vocab, &tokens, &structure, &err), LUN_OK);
  assert_int_equal(lun_sentences_split(text, vocab, &tokens, &structure, &sentences, &err), LUN_OK);
  uint32_t n = 0;
  for (; expected[n]; n++) {
    assert_true(n < sentences.count);
    uint32_t first = sentences.first[n], stop = n + 1 < sentences.count ? sentences.first[n + 1] : tokens.count;
    assert_true(tokens.flags[first] & LUN_TOKEN_SENTENCE);
    const char *start = text + tokens.start[first];
    size_t length = lun_token_stop(&tokens, stop - 1) - tokens.start[first];
    if (length != strlen(expected[n]) || memcmp(start, expected[n], length) != 0)
      fail_msg("expected <%s>, found <%.*s>", expected[n], (int)length, start);
  }
  assert_int_equal(sentences.count, n);
  lun_ranges_free(&sentences);
  lun_structure_free(&structure);
  lun_tokens_free(&tokens);
  lun_vocab_free(vocab);
}

#define CUT(text, ...)                                    \
  do {                                                    \
    static const char *const expected[] = {__VA_ARGS__, NULL}; \
    check(text, sizeof(text) - 1, expected);              \
  } while (0)

static void test_sentence_ends_at_stops(void **state) {
  (void)state;
  CUT("The vote is over. Who won? Nobody! It was a draw.", "The vote is over.", "Who won?", "Nobody!", "It was a draw.");
  CUT("Prices rose by 3.5 percent. 12 firms closed.", "Prices rose by 3.5 percent.", "12 firms closed.");
}

static void test_sentence_does_not_end_after_abbreviation_before_name(void **state) {
  (void)state;
  CUT("The head of the U.S. Pentagon met Gen. Ruiz and Dr. Lee.", "The head of the U.S. Pentagon met Gen. Ruiz and Dr. Lee.");
  CUT("It opened on Jan. 5 at 3 p.m. in St. Louis.", "It opened on Jan. 5 at 3 p.m. in St. Louis.");
  CUT("Acme Inc. said J. K. Marsh had left.", "Acme Inc. said J. K. Marsh had left.");
}

static void test_sentence_ends_after_abbreviation_before_a_word_that_begins_one(void **state) {
  (void)state;
  CUT("She flew to the U.S. The talks failed.", "She flew to the U.S.", "The talks failed.");
  CUT("Doors close at 5 p.m. He was late.", "Doors close at 5 p.m.", "He was late.");
  CUT("He works for Acme Inc. “We grow,” he said.", "He works for Acme Inc.", "“We grow,” he said.");
}

static void test_closing_marks_belong_to_the_sentence_they_close(void **state) {
  (void)state;
  CUT("“We are ready.” The crowd left. (It rained.) Then it stopped.", "“We are ready.”", "The crowd left.", "(It rained.)",
      "Then it stopped.");
  CUT("He called it \"a shame.\" The mayor left.", "He called it \"a shame.\"", "The mayor left.");
}

static void test_cue_behind_a_quotation_goes_on(void **state) {
  (void)state;
  CUT("“Where?” he asked. Nobody knew.", "“Where?” he asked.", "Nobody knew.");
  CUT("“Go!” said Marsh. They went.", "“Go!” said Marsh.", "They went.");
  CUT("“Is it true?” Anna Marsh asked. It was.", "“Is it true?” Anna Marsh asked.", "It was.");
  CUT("“Is it true?” He left.", "“Is it true?”", "He left.");
  CUT("“Is it true?” The hall fell silent.", "“Is it true?”", "The hall fell silent.");
}

static void test_colon_and_comma_before_a_quotation_go_on(void **state) {
  (void)state;
  CUT("He said: “It is over.” She said, “No.”", "He said: “It is over.”", "She said, “No.”");
}

static void test_ellipsis_ends_only_before_a_capital(void **state) {
  (void)state;
  CUT("We waited ... and waited. Then… Nothing came.", "We waited ... and waited.", "Then…", "Nothing came.");
  CUT("He paused . . . and left. We saw.", "He paused . . . and left.", "We saw.");
}

static void test_small_letter_behind_a_plain_stop_begins(void **state) {
  (void)state;
  CUT("we went home. it was late.", "we went home.", "it was late.");
  CUT("The firm Yahoo! was sold.", "The firm Yahoo! was sold.");
}

static void test_number_of_a_list_item_is_part_of_it(void **state) {
  (void)state;
  CUT("1. Open the door. 2. Close it.", "1. Open the door.", "2. Close it.");
}

static void test_paragraph_begins_a_sentence_without_a_stop(void **state) {
  (void)state;
  CUT("Council votes on bridge\n\nThe council voted on Monday to close the old bridge for good.\n", "Council votes on bridge",
      "The council voted on Monday to close the old bridge for good.");
}

static void test_date_in_front_stands_apart(void **state) {
  (void)state;
  CUT("Storm hits coast\n\nThursday, May 7, 2015 A storm hit the northern coast and cut the power lines.", "Storm hits coast",
      "Thursday, May 7, 2015", "A storm hit the northern coast and cut the power lines.");
  CUT("Storm hits coast\n\nThursday, May 7, 2015, a storm hit the northern coast and cut the power lines.", "Storm hits coast",
      "Thursday, May 7, 2015, a storm hit the northern coast and cut the power lines.");
}

static void test_dateline_belongs_to_its_sentence(void **state) {
  (void)state;
  CUT("LIMA, Peru (XP) — The court ruled on Friday. Nobody spoke.", "LIMA, Peru (XP) — The court ruled on Friday.", "Nobody spoke.");
}

static void test_signed_quotation_is_one_sentence(void **state) {
  (void)state;
  CUT("The plan failed in spring.\n\n“It rained. We left.” – Anna Marsh\n\nNobody tried it again that year.", "The plan failed in spring.",
      "“It rained. We left.” – Anna Marsh", "Nobody tried it again that year.");
}

static void test_empty_text_has_no_sentence(void **state) {
  (void)state;
  static const char *const none[] = {NULL};
  check("", 0, none);
  check(" \n\n\t ", 5, none);
}

static void test_nul_and_marks_alone_are_survived(void **state) {
  (void)state;
  static const char *const nul[] = {"One.", "Two.", NULL};
  check("One.\0 Two.", 10, nul);
  static const char *const marks[] = {"....!?\"\"))", NULL};
  check("....!?\"\"))", 10, marks);
}

static void test_every_listed_word_is_found(void **state) {
  (void)state;
  assert_true(lun_word_classes("The", 3) & LUN_WORD_STARTER);
  assert_true(lun_word_classes("acknowledged", 12) & LUN_WORD_CUE);
  assert_true(lun_word_classes("photograph", 10) & LUN_WORD_CREDIT);
  assert_true(lun_word_classes("PHOTOGRAPHS", 11) & LUN_WORD_CREDIT);
  assert_true(lun_word_classes("Sept.", 5) & LUN_WORD_MONTH);
  assert_true(lun_word_classes("a", 1) & LUN_WORD_SMALL);
  assert_true(lun_word_classes("yours", 5) == 0);
  static const char *const ends[] = { /* the first and the last of each letter */
    "a", "august", "background", "by", "called", "cycling", "de", "during", "each", "explains", "factbox", "fumed",
    "gloated", "graphic", "had", "however", "i", "its", "jan", "june", "la", "look", "many", "my",
    "n", "now", "observed", "over", "part", "published", "q", "quoted", "racing", "rugby", "said", "swimming",
    "tells", "tweeted", "under", "urgent", "v", "vs", "warned", "wrote", "yelled", "your"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (!lun_word_classes(ends[i], strlen(ends[i]))) fail_msg("%s", ends[i]);
  static const char *const none[] = {"aa", "ko", "kz", "xa", "xylophone", "zoo", "zz", "jz", "`a", "{", "yt", "@"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    if (lun_word_classes(none[i], strlen(none[i]))) fail_msg("%s", none[i]);
  assert_true(lun_word_classes("your", 4) & LUN_WORD_STARTER);
  assert_int_equal(lun_word_classes("", 0), 0);
  assert_int_equal(lun_word_classes(".", 1), 0);
  assert_int_equal(lun_word_classes("acknowledgedx", 13), 0);
}

static void test_the_next_token_with_a_flag_is_found_wherever_it_stands(void **state) {
  (void)state;
  enum { MOST = 11 };
  for (uint32_t at = 0; at < MOST; at++)
    for (uint32_t from = 0; from <= MOST; from++)
      for (uint32_t stop = 0; stop <= MOST; stop++) {
        uint16_t flags[MOST];
        for (uint32_t i = 0; i < MOST; i++) flags[i] = i == at ? LUN_TOKEN_STOP | LUN_TOKEN_SPACE : LUN_TOKEN_SPACE;
        const lun_tokens tokens = {.flags = flags, .count = MOST};
        const uint32_t expected = from > stop ? from : at >= from && at < stop ? at : stop;
        assert_int_equal(lun_tokens_next(&tokens, from, stop, LUN_TOKEN_STOP | LUN_TOKEN_PARAGRAPH), expected);
      }
}

static void test_classes_of_a_token_are_those_of_its_text(void **state) {
  (void)state;
  lun_vocab *vocab;
  lun_tokens tokens = {0};
  static const char text[] = "Yesterday he said that nothing acknowledged it.";
  assert_int_equal(lun_vocab_new(&vocab, NULL), LUN_OK);
  assert_int_equal(lun_tokenize(text, sizeof text - 1, vocab, &tokens, NULL), LUN_OK);
  const lun_reading r = {text, vocab, &tokens};
  for (int again = 0; again < 2; again++)
    for (uint32_t i = 0; i < tokens.count; i++)
      assert_int_equal(lun_reading_classes(&r, i), lun_word_classes(text + tokens.start[i], tokens.length[i]));
  lun_tokens_free(&tokens);
  lun_vocab_free(vocab);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sentence_ends_at_stops),
      cmocka_unit_test(test_sentence_does_not_end_after_abbreviation_before_name),
      cmocka_unit_test(test_sentence_ends_after_abbreviation_before_a_word_that_begins_one),
      cmocka_unit_test(test_closing_marks_belong_to_the_sentence_they_close),
      cmocka_unit_test(test_cue_behind_a_quotation_goes_on),
      cmocka_unit_test(test_colon_and_comma_before_a_quotation_go_on),
      cmocka_unit_test(test_ellipsis_ends_only_before_a_capital),
      cmocka_unit_test(test_small_letter_behind_a_plain_stop_begins),
      cmocka_unit_test(test_number_of_a_list_item_is_part_of_it),
      cmocka_unit_test(test_paragraph_begins_a_sentence_without_a_stop),
      cmocka_unit_test(test_date_in_front_stands_apart),
      cmocka_unit_test(test_dateline_belongs_to_its_sentence),
      cmocka_unit_test(test_signed_quotation_is_one_sentence),
      cmocka_unit_test(test_empty_text_has_no_sentence),
      cmocka_unit_test(test_nul_and_marks_alone_are_survived),
      cmocka_unit_test(test_every_listed_word_is_found),
      cmocka_unit_test(test_the_next_token_with_a_flag_is_found_wherever_it_stands),
      cmocka_unit_test(test_classes_of_a_token_are_those_of_its_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
