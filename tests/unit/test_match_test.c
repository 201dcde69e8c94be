/* Tests of one token: what each kind says, equal ones, and tests over tests. */
#include "match_fixture.h"

/* Which tokens of the text pass: their numbers with a space between. */
static void passing(lun_test (*make)(fixture *f), const char *text, const char *expected) {
  for (uint32_t widest = 1; widest <= 2; widest++) {
    fixture f_ = open_machine(), *f = &f_;
    char line[400] = "";
    size_t n = 0;
    lun_found found = {0};
    add(f, tok(f, make(f)));
    ready(f, widest);
    lun_doc *doc = document(f, text);
    assert_int_equal(lun_machine_search(f->machine, doc, NULL, &found, NULL), LUN_OK);
    for (uint32_t k = found.first_of[0]; k != LUN_NONE; k = found.matches[k].next) {
      assert_int_equal(found.matches[k].stop, found.matches[k].first + 1);
      n += (size_t)snprintf(line + n, sizeof line - n, "%s%u", n ? " " : "", found.matches[k].first);
    }
    assert_string_equal(line, expected);
    lun_found_free(&found);
    lun_doc_free(doc);
    close_machine(f);
  }
}

static lun_test cap_test(fixture *f) { return flag(f, LUN_LEX_CAP); }
static lun_test punct_test(fixture *f) { return flag(f, LUN_LEX_PUNCT); }
static lun_test any_test(fixture *f) { return any(f); }
static void test_flags(void **state) {
  (void)state;
  passing(cap_test, "Ana met a Fox", "0 3");
  passing(punct_test, "yes, no.", "1 3");
  passing(any_test, "yes, no.", "0 1 2 3");
  passing(any_test, "", "");
}

static lun_test two_words(fixture *f) { return words(f, 2, "fox", "hen"); }
static lun_test no_words(fixture *f) { return lun_test_words(f->machine, false, NULL, 0); }
static lun_test same_word_often(fixture *f) { return words(f, 5, "fox", "hen", "fox", "fox", "hen"); }
static lun_test exact_words(fixture *f) {
  const lun_lexeme fox = lun_vocab_norm(f->vocab, lun_vocab_intern(f->vocab, "Fox", 3));
  return lun_test_words(f->machine, true, &fox, 1);
}
static lun_test norm_or_lower(fixture *f) { /* the same lexeme in both kinds of set */
  const lun_lexeme fox = lun_vocab_intern(f->vocab, "fox", 3);
  return both(f, not(f, lun_test_words(f->machine, true, &fox, 1)), lun_test_words(f->machine, false, &fox, 1));
}
static void test_words(void **state) {
  (void)state;
  passing(two_words, "Fox a FOX hen foxes", "0 2 3");
  passing(same_word_often, "Fox a FOX hen foxes", "0 2 3");
  passing(no_words, "Fox a FOX hen", "");
  passing(exact_words, "Fox a FOX fox", "0");
  passing(norm_or_lower, "Fox a FOX fox", "0 2");
}

static lun_test value_test(fixture *f, lun_sign sign, double bound) { return lun_test_measure(f->machine, LUN_VALUE, sign, bound); }
static lun_test length_test(fixture *f, lun_sign sign, double bound) { return lun_test_measure(f->machine, LUN_LENGTH, sign, bound); }
static lun_test value_is_12(fixture *f) { return value_test(f, LUN_EQUAL, 12); }
static lun_test value_is_not_12(fixture *f) { return value_test(f, LUN_UNEQUAL, 12); }
static lun_test value_under_12(fixture *f) { return value_test(f, LUN_LESS, 12); }
static lun_test value_to_12(fixture *f) { return value_test(f, LUN_LESS_EQUAL, 12); }
static lun_test value_over_12(fixture *f) { return value_test(f, LUN_GREATER, 12); }
static lun_test value_from_12(fixture *f) { return value_test(f, LUN_GREATER_EQUAL, 12); }
static lun_test length_is_2(fixture *f) { return length_test(f, LUN_EQUAL, 2); }
static lun_test length_is_not_2(fixture *f) { return length_test(f, LUN_UNEQUAL, 2); }
static void test_measures(void **state) {
  (void)state;
  static const char text[] = "3 12 12th 1,200 twelve 8:30";
  passing(value_is_12, text, "1 2");
  passing(value_is_not_12, text, "0 3"); /* no test of a value holds of what has none */
  passing(value_under_12, text, "0");
  passing(value_to_12, text, "0 1 2");
  passing(value_over_12, text, "3");
  passing(value_from_12, text, "1 2 3");
  passing(length_is_2, "a \xC3\xA9t ab abc", "1 2");
  passing(length_is_not_2, "a \xC3\xA9t ab abc", "0 3");
}

static lun_test first_test(fixture *f) { return lun_test_first(f->machine); }
static lun_test not_first(fixture *f) { return not(f, first_test(f)); }
static void test_first(void **state) {
  (void)state;
  passing(first_test, "One two. Three four.", "0 3");
  passing(not_first, "One two. Three four.", "1 2 4 5");
}

static lun_test fox_and_cap(fixture *f) { return both(f, word(f, "fox"), flag(f, LUN_LEX_CAP)); }
static lun_test fox_or_hen(fixture *f) { return one(f, word(f, "fox"), word(f, "hen")); }
static lun_test neither(fixture *f) { return not(f, fox_or_hen(f)); }
static lun_test never(fixture *f) { return both(f, word(f, "fox"), not(f, any(f))); }
static lun_test always(fixture *f) { return one(f, word(f, "fox"), any(f)); }
static lun_test all_of_none(fixture *f) { return lun_test_all(f->machine, NULL, 0); }
static lun_test one_of_none(fixture *f) { return lun_test_one(f->machine, NULL, 0); }
static lun_test many_of_each(fixture *f) { /* an odd number of them */
  lun_test list[7];
  for (unsigned i = 0; i < 7; i++) list[i] = length_test(f, LUN_UNEQUAL, i + 4);
  const lun_test all = lun_test_all(f->machine, list, 7);
  for (unsigned i = 0; i < 7; i++) list[i] = length_test(f, LUN_EQUAL, i + 2);
  return both(f, all, lun_test_one(f->machine, list, 7));
}
static void test_tests_over_tests(void **state) {
  (void)state;
  static const char text[] = "Fox fox hen Hen cat";
  passing(fox_and_cap, text, "0");
  passing(fox_or_hen, text, "0 1 2 3");
  passing(neither, text, "4");
  passing(never, text, "");
  passing(always, text, "0 1 2 3 4");
  passing(all_of_none, text, "0 1 2 3 4");
  passing(one_of_none, text, "");
  passing(many_of_each, "a ab abc abcd abcde abcdefghi abcdefghijkl", "1 2");
}

static void test_equal_tests_have_equal_numbers(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  lun_machine *m = f->machine;
  const lun_test fox = word(f, "fox"), cap = flag(f, LUN_LEX_CAP);
  assert_true(fox != cap);
  assert_int_equal(fox, word(f, "FOX"));
  assert_int_equal(words(f, 2, "fox", "hen"), words(f, 3, "hen", "fox", "hen"));
  assert_int_equal(cap, flag(f, LUN_LEX_CAP));
  assert_int_equal(both(f, fox, cap), both(f, cap, fox));
  assert_int_equal(both(f, fox, fox), fox);
  assert_int_equal(not(f, not(f, fox)), fox);
  assert_int_equal(not(f, any(f)), one_of_none(f));
  assert_int_equal(length_is_2(f), length_is_2(f));
  assert_true(length_is_2(f) != value_test(f, LUN_EQUAL, 2) && length_is_2(f) != length_is_not_2(f));
  assert_int_equal(lun_test_call(m, 3), lun_test_call(m, 3));
  assert_true(lun_test_call(m, 3) != lun_test_call(m, 4));
  assert_int_equal(lun_test_not(m, LUN_TEST_FAILED), LUN_TEST_FAILED);
  assert_int_equal(both(f, LUN_TEST_FAILED, not(f, any(f))), LUN_TEST_FAILED);
  assert_int_equal(one(f, any(f), LUN_TEST_FAILED), LUN_TEST_FAILED);
  close_machine(f);
}

/* Calls: 1 holds of words with an e, 2 of "fox". */
static void answer_all(lun_machine *m, lun_vocab *vocab, const lun_doc *doc, uint32_t *asked) {
  uint32_t from = 0;
  for (lun_lexeme word; (word = lun_machine_unknown(m, doc, &from)); ++*asked) {
    size_t size;
    const char *text = lun_vocab_text(vocab, word, &size);
    uint32_t answers[2], count = 0;
    if (strchr(text, 'e')) answers[count++] = 1;
    if (!strcmp(text, "fox")) answers[count++] = 2;
    assert_int_equal(lun_machine_answer(m, word, answers, count, NULL), LUN_OK);
  }
}
static void test_calls(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  add(f, tok(f, lun_test_call(f->machine, 1)));
  add(f, tok(f, lun_test_call(f->machine, 2)));
  add(f, tok(f, not(f, one(f, lun_test_call(f->machine, 1), lun_test_call(f->machine, 2)))));
  ready(f, 0);
  lun_doc *doc = document(f, "a red fox ate the red hen");
  uint32_t asked = 0;
  assert_int_equal(lun_machine_begin(f->machine, NULL), LUN_OK);
  answer_all(f->machine, f->vocab, doc, &asked);
  assert_int_equal(asked, 6); /* red once */
  expect_doc(f, doc, "0:1-2 0:3-4 0:4-5 0:5-6 0:6-7 1:2-3 2:0-1");
  answer_all(f->machine, f->vocab, doc, &asked);
  assert_int_equal(asked, 6);
  lun_doc_free(doc);
  close_machine(f);
}
static void test_nothing_is_unknown_without_calls(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  uint32_t from = 0;
  add(f, w(f, "fox"));
  ready(f, 0);
  lun_doc *doc = document(f, "a fox");
  assert_int_equal(lun_machine_unknown(f->machine, doc, &from), 0);
  lun_doc_free(doc);
  close_machine(f);
}

static void test_regular_expressions(void **state) {
  (void)state;
  lun_regex *regex;
  assert_int_equal(lun_regex_new("[a-c]+|FOX", 10, &regex, NULL), LUN_OK);
  for (uint32_t widest = 1; widest <= 2; widest++) {
    fixture f_ = open_machine(), *f = &f_;
    const lun_test test = lun_test_regex(f->machine, regex);
    assert_int_equal(lun_test_regex(f->machine, regex), test);
    add(f, SEQ(f, tok(f, test), maybe(f, tok(f, not(f, test)))));
    ready(f, widest);
    expect(f, "abc FOX fox abcd cab", "0:0-1 0:1-3 0:4-5"); /* the whole word, as it is written */
    close_machine(f);
  }
  lun_regex_free(regex);
}

/* Of some patterns the bytes are known that a match may end in, by which words find them. */
static void test_regular_expressions_that_end_in_few_bytes(void **state) {
  (void)state;
  static const struct { const char *pattern, *text, *found, *last; } cases[] = {
    {".+ing", "ing king KING kingdom sing", "0:1-2 0:4-5", "g"}, {"fox", "fox foxes a fox", "0:0-1 0:3-4", "x"},
    {"a*b+c", "c bc abbc bcc", "0:1-3", "c"}, {"f.", "fo f fox of", "0:0-1", ""}, {"ab+", "ab abb b", "0:0-2", "b"},
    {"o|ing", "o king ing", "0:0-1 0:2-3", "go"}, {"(?i)ing", "ING ing", "0:0-2", "Gg"}, {"[^x]g", "ag xg", "0:0-1", "g"},
    {"[A-Z][a-z]+s|Men", "Cars cars Men Man", "0:0-1 0:2-3", "ns"}, {"(ab|c)d?", "ab c cd abd d", "0:0-4", "bcd"}, {"[ab]x*", "a bx x", "0:0-2", "abx"},
    {"a[bc]{0,2}", "a abc b", "0:0-2", "abc"}, {"(?i)mas", "mas MAS ma\u017f", "0:0-3", ""}, {"x(?=.)y", "xy x", "0:0-1", "y"}, {"xy?$", "x xy y", "0:0-2", "xy"}, {"ax?é?", "a axé é", "0:0-2", ""},
    {"ab\\d", "ab1 ab", "0:0-1", ""}, {"[a-i]", "a i k", "0:0-2", ""}, {"[^a]", "b a", "0:0-1", ""}, {"a(b(c|)|)", "a ab abc", "0:0-3", "abc"},
    {"[\\.-Z]", "5 K a", "0:0-2", ""}, {"(?i)\u017f", "s S k", "0:0-2", ""}, {"(?i)[\u017f]", "s S k", "0:0-2", ""}, {"a{,2}", "b", "", ""}, {"a{1, 2}", "b", "", ""},
    {"a{1,2}", "a aa aaa", "0:0-2", "a"},
    {"[a-\u00E9-A-Z]", "Q a", "0:0-2", ""}, {"[a-\u00E9-\u00E9]", "a -", "0:0-2", ""}, {"[\\E]ab]", "a", "0:0-1", ""}};
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    lun_regex *regex;
    unsigned char last[LUN_REGEX_LAST_MOST];
    assert_int_equal(lun_regex_new(cases[k].pattern, strlen(cases[k].pattern), &regex, NULL), LUN_OK);
    assert_int_equal(lun_regex_last(regex, last), strlen(cases[k].last));
    assert_memory_equal(last, cases[k].last, strlen(cases[k].last));
    assert_false(lun_regex_matches(regex, "", 0));
    fixture f_ = open_machine(), *f = &f_;
    const lun_test test = lun_test_regex(f->machine, regex);
    assert_int_equal(lun_test_regex(f->machine, regex), test);
    add(f, some(f, tok(f, test)));
    ready(f, 0);
    expect(f, cases[k].text, cases[k].found);
    close_machine(f);
    lun_regex_free(regex);
  }
}

/* Of some the first byte shows what a word must be, and only such words are asked. */
static void test_regular_expressions_that_need_a_flag(void **state) {
  (void)state;
  static const struct { const char *pattern, *text, *found; uint32_t flag; } cases[] = {
    {"[A-Z]\\.(-?[A-Z]\\.)?", "J. j K. p K", "0:0-1 0:2-3", LUN_LEX_CAP | LUN_LEX_UPPER | LUN_LEX_SIGN}, {"[0-9]+[snrt][tdh]", "12th th 1st 12", "0:0-1 0:2-3", LUN_LEX_DIGIT | LUN_LEX_SIGN},
    {"[A-Z][A-Z0-9&]+", "A1 Ab ABC a1 A A&B", "0:0-1 0:2-3 0:5-6", LUN_LEX_CAP | LUN_LEX_UPPER}, {"([dl]'[A-Z]|[ae]l-[A-Z]).*", "d'Or al-Asr del l'a", "0:0-2", LUN_LEX_SIGN},
    {"(?!Non)[A-Z][a-z]+-[a-z]+", "Kwok-kin Non-kin Kin", "0:0-1", LUN_LEX_CAP | LUN_LEX_HYPHEN},
    {"(?i)[a-c].+", "Ab ab A Cx xA", "0:0-2 0:3-4", 0}, {"[A-Z0-9]+", "A1 1A a1", "0:0-2", 0}, {"[A-Z]*", "AB ab", "0:0-1", 0},
    {"[a-z]+-(day|long)(-old)?", "two-day day-long two day-old-", "0:0-2", LUN_LEX_HYPHEN}, {"[A-Z]+-[0-9]", "A-1 a-1 A1", "0:0-1", LUN_LEX_CAP | LUN_LEX_UPPER | LUN_LEX_HYPHEN}, {"-|a-b", "- a-b -- ab", "0:0-2", LUN_LEX_HYPHEN},
    {"[ab]-?c", "ac a-c b-", "0:0-2", 0}, {"[A-ZÉ].*", "Été Ab été", "0:0-2", 0}, {"[A-Z].*", "Été Ab AÉ", "0:1-3", LUN_LEX_CAP}};
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    lun_regex *regex;
    assert_int_equal(lun_regex_new(cases[k].pattern, strlen(cases[k].pattern), &regex, NULL), LUN_OK);
    assert_int_equal(lun_regex_flags(regex), cases[k].flag);
    for (int alone = 0; alone < 2; alone++) {
      fixture f_ = open_machine(), *f = &f_;
      add(f, some(f, tok(f, lun_test_regex(f->machine, regex))));
      if (!alone) add(f, w(f, "zebra")); /* a rule that sleeps */
      ready(f, 0);
      for (int often = 0; often < 60; often++) expect(f, cases[k].text, cases[k].found); /* from the 100th on its code runs */
      close_machine(f);
    }
    for (int often = 0; often < 101; often++) assert_false(lun_regex_matches(regex, "A\xC3", 2)); /* no UTF-8 */
    lun_regex_free(regex);
  }
}

static void check_need(const char *pattern, uint32_t flag, bool needed) {
  lun_regex *regex;
  if (lun_regex_new(pattern, strlen(pattern), &regex, NULL)) fail_msg("%s", pattern);
  if (((lun_regex_flags(regex) & flag) != 0) != needed) fail_msg("%s", pattern);
  lun_regex_free(regex);
}
static void check_hyphen(const char *pattern, bool needed) { check_need(pattern, LUN_LEX_HYPHEN, needed); }

static void test_regular_expressions_that_need_a_sign_or_capitals(void **state) {
  (void)state;
  static const char *const sign[] = {"\\.", "a\\.", ".*\\.", "[0-9]+", "[\"']", "a[+-/]b", "(?i)(mrs?|ms)\\.", "a'|b&", "[\\].]", "x ", "(?=a).,"};
  static const char *const no_sign[] = {"a", ".", "[a.]", "[.-a]", "[^a]", "\\w", "[\\d.]", "é", "[.é]", "(?i)[.ſ]", "a|'", "(a|')+", "'?", "(?=.*')a", "[Z-a]", "a^b$", "[\\!-~]"};
  for (size_t k = 0; k < sizeof sign / sizeof *sign; k++) check_need(sign[k], LUN_LEX_SIGN, true);
  for (size_t k = 0; k < sizeof no_sign / sizeof *no_sign; k++) check_need(no_sign[k], LUN_LEX_SIGN, false);
  static const char *const capitals[] = {"[A-Z]+", "[A-Z][A-Z0-9&]{1,5}", "[UV]\\.S\\.", "[A-Z](-[B-D])?"};
  static const char *const mixed[] = {"[A-Z]a", "[A-Z].", "[A-Z]\\w", "[A-Z][^x]", "[A-Z][Z-a]", "[A-Z]É", "[A-Z]+[É]", "(?i)AB", "[A-Z][\\w]", "[A-Z]\\x61", "[AB][[:lower:]]"};
  for (size_t k = 0; k < sizeof capitals / sizeof *capitals; k++) check_need(capitals[k], LUN_LEX_UPPER, true);
  for (size_t k = 0; k < sizeof mixed / sizeof *mixed; k++) check_need(mixed[k], LUN_LEX_UPPER, false);
}

/* What is read of an expression's text is never more than is true. */
static void test_regular_expressions_that_need_a_hyphen(void **state) {
  (void)state;
  static const char *const need[] = {"-", "a-b", "(?i)(mid|late)-(may|june)", "(a-|-b)c", "a\\-|b-", "[-]*-", "\\p{L}-x", "(a{2}-)+", "-{1,2}"};
  static const char *const none[] = {"", "ab", "a-?b", "[a-c]", "[-]", "a|-", "(-a)?b", "(-|b)c", "-*", "-{0,2}", "a(?=-)", "\\\\", "[^]-]", "(?x)a # -", "\\Qa-b\\E", "(?:-)??a", "a|()-|", "a|(-)", "(?=-)."};
  for (size_t k = 0; k < sizeof need / sizeof *need; k++) check_hyphen(need[k], true);
  for (size_t k = 0; k < sizeof none / sizeof *none; k++) check_hyphen(none[k], false);
  char deep[202] = "";
  for (int k = 0; k < 100; k++) deep[k] = '(', deep[200 - k] = ')';
  deep[100] = '-';
  check_hyphen(deep, false); /* as if nobody knew */
}

/* A loose test lets more pass than the test does, and changes nothing of what is found. */
static void test_loose_tests_change_nothing(void **state) {
  (void)state;
  for (uint32_t widest = 1; widest <= 2; widest++)
    for (int loose = 0; loose < 2; loose++)
      for (int choose = 0; choose < 2; choose++) {
        fixture f_ = open_machine(), *f = &f_;
        lun_rule_options options = plain;
        options.choose = choose;
        lun_pattern *x[] = {w(f, "fox"), tok(f, both(f, flag(f, LUN_LEX_LOWER), length_test(f, LUN_LESS, 4))), w(f, "cat")};
        if (loose) {
          x[0]->loose = flag(f, LUN_LEX_WORD);
          x[1]->loose = flag(f, LUN_LEX_LOWER);
          x[2]->loose = any(f);
        }
        add_with(f, SEQ(f, cap(f, 1, x[0]), cap(f, 2, repeat(f, 1, 6, false, x[1])), maybe(f, x[2])), options);
        ready(f, widest);
        expect(f, "a fox a a hens a fox hens fox a Cat fox cat", choose ? "0:1-4[1=1-2 2=2-4] 0:1-3[1=1-2 2=2-3] 0:8-11[1=8-9 2=9-10] 0:8-10[1=8-9 2=9-10] 0:11-13[1=11-12 2=12-13]"
                                                                        : "0:1-4[1=1-2 2=2-4] 0:8-11[1=8-9 2=9-10] 0:11-13[1=11-12 2=12-13]");
        close_machine(f);
      }
}

/* Each test holds the one before it twice: what is worked out for one must not be worked out for each path to it. */
static void test_tests_that_share_parts_cost_what_they_hold(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  lun_test test = word(f, "fox");
  for (unsigned i = 0; i < 200; i++) test = one(f, both(f, test, length_test(f, LUN_LESS, 100 + i)), both(f, test, length_test(f, LUN_LESS, 400 + i)));
  add(f, SEQ(f, tok(f, test), EITHER(f, tok(f, test), w(f, "b"), w(f, "c"), w(f, "d"), w(f, "e"), w(f, "g"), w(f, "h"))));
  ready(f, 0);
  expect(f, "fox fox cat fox c", "0:0-2 0:3-5");
  close_machine(f);
}
static void test_a_test_is_only_so_deep(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  lun_test test = word(f, "fox");
  unsigned depth = 0;
  for (; depth < 1000000; depth++) {
    const lun_test next = depth % 2 ? one(f, test, length_test(f, LUN_EQUAL, depth % 50)) : both(f, test, length_test(f, LUN_UNEQUAL, depth % 50 + 9));
    if (next == LUN_TEST_FAILED) break;
    test = next;
  }
  assert_true(depth >= 2000 && depth <= 10000);
  add(f, tok(f, test));
  ready(f, 0);
  expect(f, "a fox", "0:0-1 0:1-2");
  close_machine(f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_flags),
    cmocka_unit_test(test_words),
    cmocka_unit_test(test_measures),
    cmocka_unit_test(test_first),
    cmocka_unit_test(test_tests_over_tests),
    cmocka_unit_test(test_equal_tests_have_equal_numbers),
    cmocka_unit_test(test_calls),
    cmocka_unit_test(test_nothing_is_unknown_without_calls),
    cmocka_unit_test(test_regular_expressions),
    cmocka_unit_test(test_regular_expressions_that_end_in_few_bytes),
    cmocka_unit_test(test_regular_expressions_that_need_a_flag),
    cmocka_unit_test(test_regular_expressions_that_need_a_hyphen), cmocka_unit_test(test_regular_expressions_that_need_a_sign_or_capitals),
    cmocka_unit_test(test_loose_tests_change_nothing),
    cmocka_unit_test(test_tests_that_share_parts_cost_what_they_hold),
    cmocka_unit_test(test_a_test_is_only_so_deep),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
