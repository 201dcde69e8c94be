/* Quotations. A test gives a text and what must be found: "flags depth content" a quotation, pieces parted by " / ". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/quote.h"

static void describe(const char *text, const lun_tokens *tokens, const lun_quotes *quotes, char *out, size_t room) {
  size_t used = 0;
  out[0] = '\0';
  for (uint32_t i = 0; i < quotes->count; i++) {
    const lun_quote *q = &quotes->at[i];
    assert_true(q->first < q->inner_first && q->inner_first <= q->inner_stop && q->inner_stop <= q->stop);
    if (i > 0) assert_true(quotes->at[i - 1].first < q->first);
    used += (size_t)snprintf(out + used, room - used, "%s%s%s%s%s%u", i > 0 ? "\n" : "", q->flags & LUN_QUOTE_UNCLOSED ? "u" : "",
                             q->flags & LUN_QUOTE_TURNED ? "t" : "", q->flags & LUN_QUOTE_SINGLE ? "s" : "",
                             q->flags & LUN_QUOTE_JOINED ? "j" : "", q->depth);
    for (uint32_t k = 0; k < q->part_count; k++) {
      struct lun_quote_part part = quotes->parts[q->part_first + k];
      int length = part.stop > part.first ? (int)(lun_token_stop(tokens, part.stop - 1) - tokens->start[part.first]) : 0;
      used += (size_t)snprintf(out + used, room - used, "%s%.*s", k > 0 ? " / " : " ", length, text + tokens->start[part.first]);
    }
  }
}

static void check(const char *text, size_t size, const char *expected) {
  lun_err err;
  lun_vocab *vocab;
  lun_tokens tokens = {0};
  lun_structure structure = {0};
  lun_quotes quotes = {0};
  char found[4096];
  assert_int_equal(lun_vocab_new(&vocab, &err), LUN_OK);
  assert_int_equal(lun_tokenize(text, (uint32_t)size, vocab, &tokens, &err), LUN_OK);
  assert_int_equal(lun_structure_find(text, vocab, &tokens, &structure, &err), LUN_OK);
  for (int turn = 0; turn < 2; turn++) {
    assert_int_equal(lun_quotes_find(text, vocab, &tokens, &structure, &quotes, &err), LUN_OK);
    describe(text, &tokens, &quotes, found, sizeof found);
    assert_string_equal(found, expected);
  }
  lun_quotes_free(&quotes);
  lun_structure_free(&structure);
  lun_tokens_free(&tokens);
  lun_vocab_free(vocab);
}

static void expect(const char *text, const char *expected) { check(text, strlen(text), expected); }

static void test_marks_of_all_kinds(void **state) {
  (void)state;
  expect("“We go,” he said.", "0 We go,");
  expect("\"We go,\" he said. \"Now.\"", "0 We go,\n0 Now.");
  expect("``We go,'' he said.", "0 We go,");
  expect("''We go,'' he said, ''now.''", "0 We go,\n0 now.");
  expect("„Wir gehen“, sagte er.", "0 Wir gehen");
  expect("«On y va», dit-il.", "0 On y va");
  expect("»Wir gehen«, sagte er.", "0 Wir gehen");
  expect("«On y va” he said.", "0 On y va");
  expect("‘We go,’ he said.", "s0 We go,");
  expect("'We go,' he said.", "s0 We go,");
}

static void test_fragments_beside_punctuation(void **state) {
  (void)state;
  expect("It is (\"so called\") a “beacon”; nothing—\"else\"—counts.", "0 so called\n0 beacon\n0 else");
  expect("He was \"tired,\" \"old\" and \"poor.\"", "0 tired,\n0 old\n0 poor.");
}

static void test_nested_quotations(void **state) {
  (void)state;
  expect("“She told me ‘stay here’ and left,” he said.", "0 She told me ‘stay here’ and left,\ns1 stay here");
  expect("\"'Go,' was all he said.\"", "0 'Go,' was all he said.\ns1 Go,");
  expect("‘He said “no” to me,’ she said.", "s0 He said “no” to me,\n1 no");
  expect("“He said “no” to me,” she said.", "0 He said “no” to me,\n1 no");
}

static void test_apostrophes_are_no_marks(void **state) {
  (void)state;
  expect("It was first on Marsh’ agenda, the boys’ club and James' house.", "");
  expect("In the ’90s and the '80s they’d say ’em all; rock ’n’ roll.", "");
  expect("‘Tis the season. Marsh’ agenda is full.", "");
  expect("He is 5' 10\" tall and has a 12\" record.", "");
  expect("‘River Watch’: the mayor’s office and the boys’ club", "s0 River Watch");
  expect("'The boys' club is ours,' he said.", "s0 The boys' club is ours,");
}

static void test_closing_mark_the_wrong_way_round(void **state) {
  (void)state;
  expect("“We need training and exchange of information, “he said. Nobody asked.", "t0 We need training and exchange of information,");
  expect("“We need more time,“ the minister said. “It is late.”", "t0 We need more time,\n0 It is late.");
  expect("He called it ”a shame” and left.", "t0 a shame");
}

static void test_lost_closing_mark(void **state) {
  (void)state;
  expect("“We need more time, he said.", "u0 We need more time, he said.");
  expect("“We need more time. “It is late,” he said.", "u0 We need more time.\n0 It is late,");
  expect("“We need more time, he said.\n\n“It is late,” she said.", "u0 We need more time, he said.\n0 It is late,");
  expect("They left at noon. “", "");
  expect("They left at noon.” He stayed.", "");
}

static void test_quotation_over_several_paragraphs(void **state) {
  (void)state;
  expect("“We came by sea.\n\n“The wind was good.\n\n“Then it fell,” he said.", "j0 We came by sea. / The wind was good. / Then it fell,");
  expect("He said: \"We came by sea.\n\n\"The wind was 'good' then.\" She said \"no.\"",
         "j0 We came by sea. / The wind was 'good' then.\ns1 good\n0 no.");
  expect("“We came by sea.\n\nThe wind was good, he said.", "u0 We came by sea.");
}

static void test_related_headline_inside_a_long_quotation_is_skipped(void **state) {
  (void)state;
  expect("The old fisherman told the court how he had come to this town. “We came by sea in the first days of spring.\n\n"
         "‘River Watch’: mayor founds new office against floods in the north\n\n"
         "“The wind was good and nobody on board had been ill so far,” he said.",
         "j0 We came by sea in the first days of spring. / The wind was good and nobody on board had been ill so far,\ns1 River Watch");
}

static void test_nesting_is_bounded_and_time_is_linear(void **state) {
  (void)state;
  static char many[60000];
  for (size_t i = 0; i + 4 <= sizeof many; i += 4) memcpy(many + i, i % 8 ? "\xE2\x80\x98y" : "\xE2\x80\x9Cx", 4);
  lun_err err;
  lun_vocab *vocab;
  lun_tokens tokens = {0};
  lun_structure structure = {0};
  lun_quotes quotes = {0};
  assert_int_equal(lun_vocab_new(&vocab, &err), LUN_OK);
  assert_int_equal(lun_tokenize(many, sizeof many, vocab, &tokens, &err), LUN_OK);
  assert_int_equal(lun_structure_find(many, vocab, &tokens, &structure, &err), LUN_OK);
  assert_int_equal(lun_quotes_find(many, vocab, &tokens, &structure, &quotes, &err), LUN_OK);
  for (uint32_t i = 0; i < quotes.count; i++) assert_true(quotes.at[i].depth < 8);
  lun_quotes_free(&quotes);
  lun_structure_free(&structure);
  lun_tokens_free(&tokens);
  lun_vocab_free(vocab);
}

static void test_empty_text_and_nul(void **state) {
  (void)state;
  expect("", "");
  check("\"We\0go,\" he said.", 17, "0 We");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_marks_of_all_kinds),
      cmocka_unit_test(test_fragments_beside_punctuation),
      cmocka_unit_test(test_nested_quotations),
      cmocka_unit_test(test_apostrophes_are_no_marks),
      cmocka_unit_test(test_closing_mark_the_wrong_way_round),
      cmocka_unit_test(test_lost_closing_mark),
      cmocka_unit_test(test_quotation_over_several_paragraphs),
      cmocka_unit_test(test_related_headline_inside_a_long_quotation_is_skipped),
      cmocka_unit_test(test_nesting_is_bounded_and_time_is_linear),
      cmocka_unit_test(test_empty_text_and_nul),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
