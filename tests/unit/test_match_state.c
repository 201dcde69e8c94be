/* States: one at a time or many, forgotten and made anew, ends seen late, and machines that go on after memory was out. */
#include "match_fixture.h"

/* The end after `a` is known only when the next word has been seen, by when another state has gone on to `b`. */
static void test_a_shorter_end_seen_late_does_not_replace_a_longer_one(void **state) {
  (void)state;
  for (int turned = 0; turned < 2; turned++)
    for (int flat = 1; flat <= 2; flat++) {
      fixture f_ = open_machine(), *f = &f_;
      const lun_test lower = flag(f, LUN_LEX_LOWER), a = word(f, "a");
      add(f, EITHER(f, SEQ(f, tok(f, turned ? lower : a), tok(f, any(f))), SEQ(f, tok(f, turned ? a : lower), look(f, true, word(f, "c")))));
      ready(f, flat);
      expect(f, "a b", "0:0-2");
      expect(f, "a", "0:0-1");
      close_machine(f);
    }
}

static void test_ends_seen_late_are_given_once_and_in_order(void **state) {
  (void)state;
  for (int turned = 0; turned < 2; turned++)
    for (int flat = 1; flat <= 2; flat++) {
      fixture f_ = open_machine(), *f = &f_;
      const lun_test lower = flag(f, LUN_LEX_LOWER), a = word(f, "a");
      lun_rule_options options = plain;
      options.choose = true;
      add_with(f, EITHER(f, SEQ(f, tok(f, turned ? lower : a), some(f, tok(f, lower))), SEQ(f, some(f, tok(f, turned ? a : lower)), look(f, true, word(f, "c")))), options);
      ready(f, flat);
      expect(f, "a a a b", turned ? "0:0-4 0:0-3 0:0-2 0:0-1 0:1-4 0:1-3 0:1-2 0:2-4 0:2-3" : "0:0-4 0:0-3 0:0-2 0:0-1 0:1-4 0:1-3 0:1-2 0:2-4 0:2-3 0:3-4");
      close_machine(f);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_a_shorter_end_seen_late_does_not_replace_a_longer_one),
    cmocka_unit_test(test_ends_seen_late_are_given_once_and_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
