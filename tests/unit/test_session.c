/* What a session promises: the process that was started gets its code, and what is evaluated may end as it likes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "lunette/session.h"

/* Runs `session` in one: the code that comes of it. */
static int code_of(int (*session)(void)) {
  bool waited;
  int code = -1;
  lun_err err;
  assert_int_equal(lun_session_start(&waited, &code, &err), LUN_OK);
  if (!waited) {
    lun_session_end(session());
    _exit(0);
  }
  return code;
}

static int plain(void) { return 3; }
static void test_the_waiting_process_gets_the_code(void **state) {
  (void)state;
  assert_int_equal(code_of(plain), 3);
}

/* Evaluates `end`, which changes what is kept; 7 when it came back with `turn` and as it was. */
static int after(void (*end)(void), lun_session_turn wanted) {
  volatile int kept = 1;
  lun_session_turn turn;
  lun_err err;
  if (lun_session_save(&turn, &err)) return 1;
  if (turn == LUN_SESSION_SAVED) {
    kept = 2;
    end();
    lun_session_done();
    return 2;
  }
  if (lun_session_interrupted() || lun_session_end_descriptor() < 0) return 4;
  return turn == wanted && kept == 1 ? 7 : 5;
}

static void wait_for_signal(void) {
  raise(SIGINT);
  for (;;) pause();
}
static void be_killed(void) { raise(SIGKILL); }
static int interrupted(void) { return after(wait_for_signal, LUN_SESSION_INTERRUPTED); }
static int lost(void) { return after(be_killed, LUN_SESSION_LOST); }

static void test_an_interrupted_evaluation_leaves_no_trace(void **state) {
  (void)state;
  struct sigaction ignored = {.sa_handler = SIG_IGN}, before;
  assert_int_equal(code_of(interrupted), 7);
  sigaction(SIGINT, &ignored, &before); /* also where whoever started it wants no SIGINT */
  assert_int_equal(code_of(interrupted), 7);
  sigaction(SIGINT, &before, NULL);
}
static void test_an_evaluation_that_ends_the_process_leaves_no_trace(void **state) {
  (void)state;
  assert_int_equal(code_of(lost), 7);
}

static int done_and_noted(void) {
  lun_session_turn turn;
  lun_err err;
  for (int i = 0; i < 3; i++) {
    if (lun_session_save(&turn, &err) || turn != LUN_SESSION_SAVED) return 1;
    lun_session_done();
  }
  raise(SIGINT); /* between evaluations it is noted, once */
  if (!lun_session_interrupted() || lun_session_interrupted()) return 2;
  return 7;
}
static void test_an_evaluation_that_is_done_goes_on(void **state) {
  (void)state;
  assert_int_equal(code_of(done_and_noted), 7);
}

static int silent(void) { _exit(0); }
static void test_a_session_that_says_nothing_is_an_internal_error(void **state) {
  (void)state;
  assert_int_equal(code_of(silent), 70);
  assert_int_equal(lun_session_end_descriptor(), -1);
}

/* No descriptors are left: nothing is saved, and SIGINT ends what runs and the session with it. */
static int without_descriptors(void) {
  const struct rlimit none = {3, 3};
  lun_session_turn turn;
  lun_err err;
  setrlimit(RLIMIT_NOFILE, &none);
  if (lun_session_save(&turn, &err) != LUN_IO) return 1;
  lun_session_done();
  raise(SIGINT); /* is noted again */
  if (!lun_session_interrupted()) return 2;
  if (lun_session_save(&turn, &err) != LUN_IO) return 3;
  raise(SIGINT);
  return 4;
}
static void test_what_cannot_be_saved_can_be_stopped(void **state) {
  (void)state;
  lun_session_turn turn;
  lun_err err;
  assert_int_equal(code_of(without_descriptors), 70);
  assert_int_equal(lun_session_save(&turn, &err), LUN_INVALID); /* here is no session */
  lun_session_done();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_waiting_process_gets_the_code),
      cmocka_unit_test(test_an_interrupted_evaluation_leaves_no_trace),
      cmocka_unit_test(test_an_evaluation_that_ends_the_process_leaves_no_trace),
      cmocka_unit_test(test_an_evaluation_that_is_done_goes_on),
      cmocka_unit_test(test_what_cannot_be_saved_can_be_stopped),
      cmocka_unit_test(test_a_session_that_says_nothing_is_an_internal_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
