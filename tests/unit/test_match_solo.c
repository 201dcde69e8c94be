/* A woken rule runs by itself, in one machine word while its positions fit there: nothing may depend on whether they do, on
 * how many things have a bit of their own in a glance, or on words that share one. */
#include "match_fixture.h"

/* zebra, so many words at most, quagga. */
static lun_pattern *gap_of(fixture *f, uint32_t most) {
  return SEQ(f, w(f, "zebra"), cap(f, 1, repeat(f, 0, most, false, tok(f, flag(f, LUN_LEX_LOWER)))), w(f, "quagga"));
}

static void test_rules_of_any_size_find_the_same(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  for (uint32_t most = 60; most <= 66; most++) add(f, gap_of(f, most));
  ready(f, 0);
  expect(f, "a zebra b c quagga d", "0:1-5[1=2-4] 1:1-5[1=2-4] 2:1-5[1=2-4] 3:1-5[1=2-4] 4:1-5[1=2-4] 5:1-5[1=2-4] 6:1-5[1=2-4]");
  char text[400] = "zebra";
  for (uint32_t k = 0; k < 64; k++) strcat(text, " a");
  strcat(text, " quagga"); /* too far for the first four */
  expect(f, text, "4:0-66[1=1-65] 5:0-66[1=1-65] 6:0-66[1=1-65]");
  close_machine(f);
}

/* Sixty layers have more places than there are bits. */
static void test_places_that_share_a_bit_are_told_apart(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  char name[8];
  lun_test inside[60];
  for (uint32_t k = 0; k < 60; k++) {
    snprintf(name, sizeof name, "l%u", k);
    inside[k] = lun_test_inside(f->machine, layer(f, name));
    add(f, SEQ(f, w(f, "zebra"), tok(f, inside[k])));
    add(f, SEQ(f, w(f, "zebra"), tok(f, both(f, not(f, inside[k]), flag(f, LUN_LEX_LOWER))), w(f, "quagga")));
  }
  ready(f, 0);
  for (uint32_t wanted = 0; wanted < 60; wanted += 7) {
    lun_doc *doc = document(f, "a zebra b quagga");
    char line[4000] = "", *at = line;
    snprintf(name, sizeof name, "l%u", wanted);
    lay(doc, name, 2, 3, NULL, NULL);
    for (uint32_t k = 0; k < 60; k++) {
      if (k == wanted) at += snprintf(at, (size_t)(line + sizeof line - at), "%s%u:1-3", at > line ? " " : "", 2 * k);
      else at += snprintf(at, (size_t)(line + sizeof line - at), "%s%u:1-4", at > line ? " " : "", 2 * k + 1);
    }
    expect_doc(f, doc, line);
    lun_doc_free(doc);
  }
  close_machine(f);
}

/* Five hundred words have sixty-four bits. */
static void test_words_that_share_a_bit_are_told_apart(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  char text[40], wanted[80];
  for (uint32_t k = 0; k < 500; k++) {
    snprintf(text, sizeof text, "w%u", k);
    add(f, SEQ(f, tok(f, words(f, 2, text, "quagga")), tok(f, not(f, word(f, text))), w(f, text)));
  }
  ready(f, 0);
  for (uint32_t k = 0; k < 500; k += 71) {
    snprintf(text, sizeof text, "w%u w%u w%u", k, (k + 64) % 500, k);
    snprintf(wanted, sizeof wanted, "%u:0-3", k);
    expect(f, text, wanted);
    snprintf(text, sizeof text, "w%u w%u w%u", k, k, k);
    expect(f, text, "");
  }
  close_machine(f);
}

/* What stands behind the end of a pattern, over a span that is longer than the run looks at. */
static void test_a_run_leaps_over_the_inside_of_a_span(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  const lun_context x = layer(f, "x");
  add(f, SEQ(f, w(f, "zebra"), cap(f, 1, whole(f, x)), look(f, false, word(f, "end"))));
  add(f, SEQ(f, w(f, "zebra"), span(f, cap(f, 1, some(f, whole(f, x)))), cap(f, 2, maybe(f, w(f, "end")))));
  ready(f, 0);
  char text[500] = "zebra";
  for (uint32_t k = 0; k < 100; k++) strcat(text, k % 10 ? " b" : " . B");
  strcat(text, " end");
  lun_doc *doc = document(f, text);
  lay(doc, "x", 1, 61, NULL, NULL);
  lay(doc, "x", 61, 111, NULL, NULL);
  expect_doc(f, doc, "1:0-112>1-111[1=1-111 2=111-112]");
  lun_doc_free(doc);
  doc = document(f, text);
  lay(doc, "x", 1, 111, NULL, NULL);
  expect_doc(f, doc, "0:0-111[1=1-111] 1:0-112>1-111[1=1-111 2=111-112]");
  lun_doc_free(doc);
  close_machine(f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rules_of_any_size_find_the_same),
    cmocka_unit_test(test_places_that_share_a_bit_are_told_apart),
    cmocka_unit_test(test_words_that_share_a_bit_are_told_apart),
    cmocka_unit_test(test_a_run_leaps_over_the_inside_of_a_span),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
