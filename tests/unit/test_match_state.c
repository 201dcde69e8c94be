/* States one at a time or many, forgotten and made anew under every limit; which ends a rule gives; what is found read later. */
#include "match_fixture.h"

/* The end after `a` is known only when the next word has been seen, by when another state has gone on to `b`. */
static void test_a_shorter_end_seen_late_does_not_replace_a_longer_one(void **state) {
  (void)state;
  for (int turned = 0; turned < 2; turned++)
    for (uint32_t widest = 1; widest <= 2; widest++) {
      fixture f_ = open_machine(), *f = &f_;
      const lun_test lower = flag(f, LUN_LEX_LOWER), a = word(f, "a");
      add(f, EITHER(f, SEQ(f, tok(f, turned ? lower : a), tok(f, any(f))), SEQ(f, tok(f, turned ? a : lower), look(f, true, word(f, "c")))));
      ready(f, widest);
      expect(f, "a b", "0:0-2");
      expect(f, "a", "0:0-1");
      close_machine(f);
    }
}

static void test_ends_seen_late_are_given_once_and_in_order(void **state) {
  (void)state;
  for (int turned = 0; turned < 2; turned++)
    for (uint32_t widest = 1; widest <= 2; widest++) {
      fixture f_ = open_machine(), *f = &f_;
      const lun_test lower = flag(f, LUN_LEX_LOWER), a = word(f, "a");
      lun_rule_options options = plain;
      options.choose = true;
      add_with(f, EITHER(f, SEQ(f, tok(f, turned ? lower : a), some(f, tok(f, lower))), SEQ(f, some(f, tok(f, turned ? a : lower)), look(f, true, word(f, "c")))), options);
      ready(f, widest);
      expect(f, "a a a b", turned ? "0:0-4 0:0-3 0:0-2 0:0-1 0:1-4 0:1-3 0:1-2 0:2-4 0:2-3" : "0:0-4 0:0-3 0:0-2 0:0-1 0:1-4 0:1-3 0:1-2 0:2-4 0:2-3 0:3-4");
      close_machine(f);
    }
}

static void test_all_gives_the_longest_match_at_every_start(void **state) {
  (void)state;
  for (uint32_t widest = 1; widest <= 2; widest++) {
    fixture f_ = open_machine(), *f = &f_;
    lun_rule_options options = plain;
    options.all = true;
    add_with(f, SEQ(f, cap(f, 1, w(f, "a")), repeat(f, 0, 3, false, tok(f, any(f)))), options);
    ready(f, widest);
    expect(f, "a a b a c", "0:0-4[1=0-1] 0:1-5[1=1-2] 0:3-5[1=3-4]");
    close_machine(f);
  }
}

static void test_choose_gives_nine_ends_longest_first(void **state) {
  (void)state;
  for (uint32_t widest = 1; widest <= 2; widest++) {
    fixture f_ = open_machine(), *f = &f_;
    lun_rule_options options = plain;
    options.choose = true;
    add_with(f, SEQ(f, w(f, "x"), cap(f, 3, span(f, repeat(f, 1, 20, false, w(f, "a"))))), options);
    add_with(f, SEQ(f, w(f, "x"), w(f, "a")), options); /* nothing to read */
    ready(f, widest);
    expect(f, "x a a a b", "0:0-4>1-4[3=1-4] 0:0-3>1-3[3=1-3] 0:0-2>1-2[3=1-2] 1:0-2");
    expect(f, "x a a a a a a a a a a a a b",
           "0:0-13>1-13[3=1-13] 0:0-12>1-12[3=1-12] 0:0-11>1-11[3=1-11] 0:0-10>1-10[3=1-10] 0:0-9>1-9[3=1-9] 0:0-8>1-8[3=1-8] "
           "0:0-7>1-7[3=1-7] 0:0-6>1-6[3=1-6] 0:0-5>1-5[3=1-5] 1:0-2");
    lun_doc *doc = document(f, "x a a");
    lun_found found = {0};
    assert_int_equal(lun_machine_search(f->machine, doc, NULL, &found, NULL), LUN_OK);
    assert_int_equal(found.match_count, 3);
    assert_true(lun_found_reads(f->machine, &found, found.first_of[0]));
    assert_false(lun_found_reads(f->machine, &found, found.first_of[1]));
    assert_true(lun_rule_reads(f->machine, 0));
    assert_false(lun_rule_reads(f->machine, 1));
    assert_int_equal(found.capture_count, 0);
    for (int often = 0; often < 5; often++) assert_int_equal(lun_found_read(f->machine, &found, found.first_of[0], NULL), LUN_OK);
    assert_int_equal(found.capture_count, 1); /* what has been read is not read again */
    lun_found_free(&found);
    lun_doc_free(doc);
    close_machine(f);
  }
}

/* Words of a small alphabet, the same for the same seed; a full stop and a capital now and then. */
static char *make_text(unsigned count, uint32_t seed, unsigned distinct) {
  char *text = malloc(count * 12 + 2), *at = text;
  for (unsigned i = 0; i < count; i++) {
    seed = seed * 1664525 + 1013904223;
    const unsigned n = (seed >> 8) % distinct;
    if (n < 26) at += sprintf(at, "%c", (char)('a' + n));
    else at += sprintf(at, "w%u", n);
    at += sprintf(at, "%s", (seed >> 24) % 40 == 0 ? ". The " : " ");
  }
  *at = 0;
  return text;
}

/* Rules of every kind, among them some whose runs go on to the end of the sentence or the document. */
static void add_rules(fixture *f) {
  lun_rule_options across = plain, all = plain, choose = plain, zone = plain;
  across.across = LUN_ACROSS_DOCUMENT;
  all.all = choose.choose = true;
  zone.outside = layer(f, "x");
  add(f, SEQ(f, cap(f, 1, w(f, "a")), many(f, tok(f, not(f, word(f, "b")))), cap(f, 2, w(f, "c"))));
  add_with(f, SEQ(f, w(f, "d"), many(f, tok(f, any(f))), cap(f, 1, w(f, "zebra"))), across); /* never there */
  add_with(f, SEQ(f, w(f, "e"), cap(f, 4, many(f, EITHER(f, w(f, "a"), w(f, "b"), SEQ(f, w(f, "c"), cap(f, 5, w(f, "d"))), tok(f, not(f, words(f, 3, "e", "f", "g")))))), w(f, "f")), across);
  add_with(f, SEQ(f, w(f, "b"), repeat(f, 0, 6, false, tok(f, any(f))), w(f, "b")), all);
  add_with(f, SEQ(f, cap(f, 9, w(f, "c")), repeat(f, 1, 8, true, tok(f, any(f))), look(f, true, words(f, 2, "a", "b"))), choose);
  add(f, SEQ(f, w(f, "g"), span(f, some(f, tok(f, not(f, words(f, 2, "a", "g"))))), look(f, false, any(f)), w(f, "a")));
  add_with(f, some(f, tok(f, flag(f, LUN_LEX_LOWER))), zone);
  add_with(f, SEQ(f, w(f, "h"), many(f, tok(f, not(f, word(f, "h")))), stop(f)), across);
}

/* What is found under limits, with some starts of documents before it. */
static char *find_all(uint32_t widest, const char *text, size_t bytes, uint32_t run, uint32_t reading) {
  fixture f_ = open_machine(), *f = &f_;
  const size_t room = (size_t)1 << 20;
  char *line = malloc(room);
  add_rules(f);
  ready(f, widest);
  if (bytes || run || reading) lun_machine_limits(f->machine, bytes, run, reading, 16);
  lun_doc *doc = document(f, text);
  lay(doc, "x", 5, 9, NULL, NULL);
  for (int twice = 0; twice < 2; twice++) {
    lun_found found = {0};
    lun_err err;
    assert_int_equal(lun_machine_begin(f->machine, NULL), LUN_OK);
    if (lun_machine_search(f->machine, doc, NULL, &found, &err)) fail_msg("%s", err.message);
    write_found(f->machine, &found, line, room);
    lun_found_free(&found);
  }
  lun_doc_free(doc);
  close_machine(f);
  return line;
}

static void test_limits_change_nothing_that_is_found(void **state) {
  (void)state;
  static const struct { size_t bytes; uint32_t run, reading; } limits[] = {
    {1, 1u << 30, 1u << 30}, {1 << 14, 64, 1 << 14}, {1u << 30, 1, 1u << 30}, {1u << 30, 512, 0}, {1, 1, 1}, {1u << 30, 1u << 30, UINT32_MAX}};
  for (unsigned seed = 1; seed <= 4; seed++)
    for (uint32_t widest = 1; widest <= 2; widest++) {
      char *text = make_text(1500, seed, seed % 2 ? 10 : 60), *usual = find_all(widest, text, 0, 0, 0);
      assert_true(strlen(usual) > 1000);
      for (size_t k = 0; k < sizeof limits / sizeof *limits; k++) {
        char *limited = find_all(widest, text, limits[k].bytes, limits[k].run, limits[k].reading);
        if (strcmp(usual, limited)) fail_msg("seed %u, widest %u, limits %zu: another result", seed, widest, k);
        free(limited);
      }
      char *other = find_all(0, text, 0, 0, 0);
      assert_string_equal(usual, other);
      free(other);
      free(usual);
      free(text);
    }
}

static void test_memory_grows_and_is_bounded(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  add_rules(f);
  const size_t built = lun_machine_memory(f->machine);
  ready(f, 0);
  const size_t empty = lun_machine_memory(f->machine), limit = 1 << 16;
  assert_true(built > 0 && empty > 0);
  lun_machine_limits(f->machine, limit, 512, 1 << 14, 1 << 14);
  size_t most = 0, first = 0;
  for (uint32_t i = 0; i < 60; i++) {
    char *text = make_text(800, i + 1, 2000 + 500 * i); /* ever more words */
    lun_doc *doc = document(f, text);
    lun_found found = {0};
    assert_int_equal(lun_machine_begin(f->machine, NULL), LUN_OK);
    assert_int_equal(lun_machine_search(f->machine, doc, NULL, &found, NULL), LUN_OK);
    lun_found_free(&found);
    lun_doc_free(doc);
    free(text);
    const size_t now = lun_machine_memory(f->machine);
    if (i == 0) first = now;
    if (now > most) most = now;
  }
  assert_true(first > empty);
  assert_true(most < empty + 8 * limit + 4 * sizeof(uint32_t) * (size_t)lun_vocab_count(f->vocab));
  close_machine(f);
}

/* While matches of one document are read, others are searched and words are forgotten. */
static void test_what_was_found_can_be_read_after_words_were_forgotten(void **state) {
  (void)state;
  for (uint32_t widest = 1; widest <= 2; widest++) {
    fixture f_ = open_machine(), *f = &f_;
    lun_rule_options options = plain;
    options.choose = true;
    add_with(f, SEQ(f, w(f, "a"), cap(f, 1, some(f, tok(f, flag(f, LUN_LEX_LOWER))))), options);
    ready(f, widest);
    lun_machine_limits(f->machine, 1, 512, 1 << 14, 1 << 14);
    lun_doc *doc = document(f, "a b c D"), *other = document(f, "Q a r a s T");
    lun_found found = {0}, more = {0};
    uint32_t elements[8];
    char line[200];
    assert_int_equal(lun_machine_begin(f->machine, NULL), LUN_OK);
    assert_int_equal(lun_machine_search(f->machine, doc, NULL, &found, NULL), LUN_OK);
    assert_false(lun_found_stale(f->machine, &found));
    assert_int_equal(lun_machine_begin(f->machine, NULL), LUN_OK);
    assert_int_equal(lun_machine_search(f->machine, other, NULL, &more, NULL), LUN_OK);
    assert_true(lun_found_stale(f->machine, &found));
    write_found(f->machine, &found, line, sizeof line);
    assert_string_equal(line, "0:0-3[1=1-3] 0:0-2[1=1-2]");
    assert_false(lun_found_stale(f->machine, &found));
    assert_int_equal(lun_machine_begin(f->machine, NULL), LUN_OK);
    lun_match m = found.matches[0];
    assert_int_equal(lun_found_elements(f->machine, &found, &m, elements, NULL), LUN_OK);
    assert_true(elements[0] != elements[1] && elements[1] == elements[2]);
    lun_attempts attempts = {0};
    assert_int_equal(lun_machine_begin(f->machine, NULL), LUN_OK);
    assert_int_equal(lun_found_attempts(f->machine, &found, 0, 0, &attempts, NULL), LUN_OK);
    assert_int_equal(attempts.at[0].element, elements[0]);
    assert_true(attempts.at[0].took && attempts.at[0].token == 0);
    assert_false(attempts.at[attempts.count - 1].took && attempts.at[attempts.count - 1].element);
    assert_int_equal(attempts.at[attempts.count - 1].token, 3);
    lun_free(attempts.at);
    write_found(f->machine, &more, line, sizeof line);
    assert_string_equal(line, "0:1-5[1=2-5] 0:1-4[1=2-4] 0:1-3[1=2-3] 0:3-5[1=4-5]");
    lun_found_free(&found);
    lun_found_free(&more);
    lun_doc_free(doc);
    lun_doc_free(other);
    close_machine(f);
  }
}

/* Each attempt as token:element, with + where it took the token and < before the one that led to it. */
static void expect_attempts(fixture *f, lun_found *found, uint32_t from, const char *expected) {
  lun_attempts attempts = {0};
  char line[400];
  size_t n = 0;
  assert_int_equal(lun_found_attempts(f->machine, found, 0, from, &attempts, NULL), LUN_OK);
  for (uint32_t k = 0; k < attempts.count; k++) {
    const lun_attempt *a = &attempts.at[k];
    n += (size_t)snprintf(line + n, sizeof line - n, "%s%u:%u%s", k ? " " : "", a->token, a->element, a->took ? "+" : "");
    if (a->from != LUN_NONE) n += (size_t)snprintf(line + n, sizeof line - n, "<%u", a->from);
  }
  assert_string_equal(line, expected);
  lun_free(attempts.at);
}

static void test_attempts_say_what_was_tried(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  lun_pattern *a = w(f, "a"), *b = w(f, "b"), *c = w(f, "c"), *d = w(f, "d"); /* elements 1 to 4 */
  add(f, SEQ(f, a, maybe(f, b), c, d));
  ready(f, 0);
  lun_doc *doc = document(f, "a b x a c");
  lun_found found = {0};
  assert_int_equal(lun_machine_search(f->machine, doc, NULL, &found, NULL), LUN_OK);
  assert_int_equal(found.match_count, 0);
  expect_attempts(f, &found, 0, "0:1+ 1:2+<0 1:3<0 2:3<1");
  expect_attempts(f, &found, 2, "2:1");
  expect_attempts(f, &found, 3, "3:1+ 4:2<0 4:3+<0 5:4<2"); /* at the end of the document */
  lun_found_free(&found);
  lun_doc_free(doc);
  close_machine(f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_a_shorter_end_seen_late_does_not_replace_a_longer_one),
    cmocka_unit_test(test_ends_seen_late_are_given_once_and_in_order),
    cmocka_unit_test(test_all_gives_the_longest_match_at_every_start),
    cmocka_unit_test(test_choose_gives_nine_ends_longest_first),
    cmocka_unit_test(test_limits_change_nothing_that_is_found),
    cmocka_unit_test(test_memory_grows_and_is_bounded),
    cmocka_unit_test(test_what_was_found_can_be_read_after_words_were_forgotten),
    cmocka_unit_test(test_attempts_say_what_was_tried),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
