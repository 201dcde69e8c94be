/* Paragraphs and the parts of an article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/token.h"

/* One letter a paragraph: b body, h headline, y byline, l lead, c caption, r related, d dateline. */
static void check_headed(const char *text, size_t size, uint32_t headline, const char *parts) {
  lun_err err;
  lun_vocab *vocab;
  lun_tokens tokens = {0};
  lun_structure structure = {.headline = headline};
  char found[64] = "";
  assert_int_equal(lun_vocab_new(&vocab, &err), LUN_OK);
  assert_int_equal(lun_tokenize(text, (uint32_t)size, vocab, &tokens, &err), LUN_OK);
  for (int turn = 0; turn < 2; turn++) { /* twice: the memory is used again */
    assert_int_equal(lun_structure_find(text, vocab, &tokens, &structure, &err), LUN_OK);
    assert_true(structure.paragraphs.count < sizeof found);
    for (uint32_t n = 0; n < structure.paragraphs.count; n++) {
      found[n] = "bhylcrd"[structure.part[n]];
      assert_true(tokens.flags[structure.paragraphs.first[n]] & LUN_TOKEN_PARAGRAPH);
    }
    found[structure.paragraphs.count] = '\0';
    assert_string_equal(found, parts);
  }
  lun_structure_free(&structure);
  lun_tokens_free(&tokens);
  lun_vocab_free(vocab);
}

static void check(const char *text, size_t size, const char *parts) { check_headed(text, size, 0, parts); }
static void expect(const char *text, const char *parts) { check(text, strlen(text), parts); }

#define ONE "The council voted on Monday to close the old bridge after the spring floods."
#define TWO "Nobody in the town had asked for a new one, the mayor told a crowd in front of the hall."
#define TRE "Work on the road to the north will begin as soon as the river has fallen again."

static void test_blank_lines_separate_paragraphs(void **state) {
  (void)state;
  expect(ONE "\n\n" TWO "\n \n\n" TRE "\n", "lbb");
  expect(ONE "\r\n\r\n" TWO, "lb");
}

static void test_every_line_is_a_paragraph_without_blank_lines(void **state) {
  (void)state;
  expect("Bridge to close\n" ONE "\n" TWO "\n" TRE "\n", "hlbb");
  expect(ONE "\n" TWO "\n", "lb");
}

static void test_hard_wrapped_lines_are_joined(void **state) {
  (void)state;
  expect("Bridge to close\n\n"
         "The council voted on Monday to close the old bridge after\n"
         "the spring floods had taken away two of its seven piers and\n"
         "a part of the road.\n\n"
         "Nobody in the town had asked for a new one, the mayor told\n"
         "a crowd in front of the hall. Work on the road will begin\n"
         "as soon as the river has fallen again.\n", "hlb");
}

static void test_short_line_ends_a_paragraph_of_wrapped_text(void **state) {
  (void)state;
  expect("The council voted on Monday to close the old bridge after\n"
         "the spring floods had taken away two of its seven piers and\n"
         "a part of the road.\n"
         "Nobody in the town had asked for a new one, the mayor told\n"
         "a crowd in front of the hall. Work on the road will begin\n"
         "as soon as the river has fallen again.\n", "lb");
}

static void test_indented_lines_begin_paragraphs(void **state) {
  (void)state;
  expect("\tThe council voted on Monday to close the old bridge after\n"
         "the spring floods had taken away two of its seven piers and\n"
         "a part of the road, which had been mended only last autumn.\n"
         "\tNobody in the town had asked for a new one, the mayor told\n"
         "a crowd in front of the hall.\n"
         "\tWork on the road will begin soon.\n", "lbb");
}

static void test_headline_deck_and_byline_come_before_the_lead(void **state) {
  (void)state;
  expect("Bridge to close\n\n" ONE "\n\n" TWO, "hlb");
  expect("Bridge to close\n\nMayor promises a new road\n\nBy Anna Marsh\n\n" ONE "\n\n" TWO, "hhylb");
  expect("Bridge to close\n\nSaturday, September 12, 2015\n\n" ONE "\n\n" TWO, "hylb");
  expect("Bridge to close\n\nAnna Marsh, Northern Press\n\n" ONE "\n\n" TWO, "hylb");
  expect("Bridge to close, says maker in U.S.\n\nBy Anna Marsh\n\n" ONE "\n\n" TWO, "hylb"); /* initials end no sentence */
  expect("Old Bridge Sold to Maker in U.S.\n\n" ONE "\n\n" TWO, "hlb");
  expect("Bridge to close\n\nFrom our correspondent\n\n" ONE "\n\n" TWO, "hylb");
  expect("Town Council Closes Old Bridge for Good.\n\n" ONE "\n\n" TWO, "hlb");
  expect("Bridge to close\n\nUpdated 5 May 2018 at 11:30 GMT\n\n" ONE, "hyl");
}

static void test_sentence_in_front_is_no_headline(void **state) {
  (void)state;
  expect("The bridge will close.\n\n" ONE "\n\n" TWO, "lbb");
  expect("The bridge came from the U.S.\n\n" ONE "\n\n" TWO, "lbb");
  expect("Bridge to close", "l");
  expect("We left early.\nThey stayed.\n", "lb");
}

static void test_related_headline_between_paragraphs_is_no_body(void **state) {
  (void)state;
  expect("Bridge to close\n\n" ONE "\n\n‘River Watch’: mayor founds new office to fight “floods” in the north\n\n" TWO, "hlrb");
  expect(ONE "\n\nRead more: Ten bridges that fell\n\n" TWO, "lrb");
}

static void test_body_without_a_stop_stays_body(void **state) {
  (void)state;
  expect(ONE "\n\nThere was nobody in the hall when the lights went out and the band began to play again\n\n" TWO, "lbb");
  expect(ONE "\n\n- a new road to the north of town\n\n- a new school\n\n" TWO, "lbbb");
}

static void test_captions_between_paragraphs(void **state) {
  (void)state;
  expect(ONE "\n\n(Photo: Anna Marsh/Northern Press)\n\n" TWO, "lcb");
  expect(ONE "\n\nFile photo of the old bridge in winter\n\n" TWO, "lcb");
  expect(ONE "\n\nThe bridge in 2008. Image: Anna Marsh.\n\n" TWO, "lcb");
  expect(ONE "\n\nworkers at the old bridge in 2008.\n\n" TWO, "lcb");
}

static void test_crossheads_need_a_headline(void **state) {
  (void)state;
  expect("Bridge to close\n\n" ONE "\n\nA new road\n\n" TWO "\n\n" TRE, "hlhbb");
  expect("The bridge will close.\n\n" ONE "\n\nA new road\n\n" TWO "\n\n" TRE, "lbbbb");
}

static void test_reporters_at_the_end_are_a_byline(void **state) {
  (void)state;
  expect(ONE "\n\n" TWO "\n\n(Reporting by Anna Marsh; Editing by John Roe)", "lby");
}

static void test_empty_text_has_no_paragraph(void **state) {
  (void)state;
  expect("", "");
  expect("\n\n  \n", "");
  check("\0\0\n\n\0", 5, "");
}

static void test_a_sentence_under_the_headline_is_front_matter_before_a_byline_or_dateline(void **state) {
  (void)state;
  expect("Bridge to close\n\n" TWO "\n\nBy Ana Torres\n\nLIMA, Peru (AP) \xE2\x80\x94 " ONE "\n\n" TRE, "hhylb");
  expect("Bridge to close\n\n" TWO "\n\nLIMA, Peru \xE2\x80\x94 " ONE "\n\n" TRE, "hhlb");
  expect("Bridge to close\n\n" TWO "\n\n" ONE "\n\n" TRE, "hlbb");
  expect(TWO "\n\nLIMA, Peru \xE2\x80\x94 " ONE "\n\n" TRE, "lbb");
}

static void test_a_headline_that_is_given_is_one_whatever_it_looks_like(void **state) {
  (void)state;
  const char *text = "Bridge closes.\n\nShe left.";
  expect(text, "lb");
  check_headed(text, strlen(text), 16, "hl");
  check_headed(text, strlen(text), 14, "hl");
  check_headed(text, strlen(text), 5, "lb"); /* not a whole paragraph */
  check_headed("Bridge closes.", 14, 14, "l"); /* one paragraph at least is body */
  check_headed("Bridge closes\nLIMA, Peru \xE2\x80\x94 She left.", 38, 13, "hl");
}

static void test_a_headline_that_is_given_is_not_joined_with_the_next_line(void **state) {
  (void)state;
  const char *text = "The council of the town votes to close the bridge at last\n"
                     "The council voted on Monday to close the old bridge after\n"
                     "the spring floods had taken away two of its seven piers and\n"
                     "a part of the road.";
  check_headed(text, strlen(text), 57, "hl");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_blank_lines_separate_paragraphs),
      cmocka_unit_test(test_a_sentence_under_the_headline_is_front_matter_before_a_byline_or_dateline),
      cmocka_unit_test(test_every_line_is_a_paragraph_without_blank_lines),
      cmocka_unit_test(test_hard_wrapped_lines_are_joined),
      cmocka_unit_test(test_short_line_ends_a_paragraph_of_wrapped_text),
      cmocka_unit_test(test_indented_lines_begin_paragraphs),
      cmocka_unit_test(test_headline_deck_and_byline_come_before_the_lead),
      cmocka_unit_test(test_sentence_in_front_is_no_headline),
      cmocka_unit_test(test_related_headline_between_paragraphs_is_no_body),
      cmocka_unit_test(test_body_without_a_stop_stays_body),
      cmocka_unit_test(test_captions_between_paragraphs),
      cmocka_unit_test(test_crossheads_need_a_headline),
      cmocka_unit_test(test_reporters_at_the_end_are_a_byline),
      cmocka_unit_test(test_a_headline_that_is_given_is_one_whatever_it_looks_like),
      cmocka_unit_test(test_a_headline_that_is_given_is_not_joined_with_the_next_line),
      cmocka_unit_test(test_empty_text_has_no_paragraph),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
