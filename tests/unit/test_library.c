/* Libraries that are loaded when first needed. */
#include "lunette/library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>

#define MATH(X) X(cos) X(sin)
#define LACKING(X) X(cos) X(no_such_function)
double no_such_function(double x);

struct math { MATH(LUN_LIBRARY_MEMBER) };
static const char *const math_names[] = {MATH(LUN_LIBRARY_NAME) NULL};

static void loads_functions_in_order(void **state) {
  struct math math;
  lun_err err;
  (void)state;
  assert_int_equal(lun_library_load("libm.so.6", "libc6", math_names, &math, sizeof math, &err), LUN_OK);
  assert_true(math.cos(0) > 0.99 && math.sin(0) < 0.01);
}

static void names_the_package_of_a_missing_library(void **state) {
  struct math math;
  lun_err err;
  (void)state;
  assert_int_equal(lun_library_load("libnowhere.so.9", "libnowhere9", math_names, &math, sizeof math, &err), LUN_NOT_FOUND);
  assert_non_null(strstr(err.message, "libnowhere.so.9 cannot be loaded"));
  assert_non_null(strstr(err.message, "apt-get install libnowhere9"));
  assert_null(math.cos);
}

static void names_the_function_that_is_lacking(void **state) {
  struct { LACKING(LUN_LIBRARY_MEMBER) } functions;
  static const char *const names[] = {LACKING(LUN_LIBRARY_NAME) NULL};
  lun_err err;
  (void)state;
  assert_int_equal(lun_library_load("libm.so.6", "libc6", names, &functions, sizeof functions, &err), LUN_NOT_FOUND);
  assert_non_null(strstr(err.message, "lacks no_such_function"));
  assert_null(functions.cos);
}

static void refuses_a_struct_of_another_size(void **state) {
  struct { LACKING(LUN_LIBRARY_MEMBER) double more; } functions;
  lun_err err;
  (void)state;
  assert_int_equal(lun_library_load("libm.so.6", "libc6", math_names, &functions, sizeof functions, &err), LUN_INVALID);
}

static void says_what_a_build_lacks(void **state) {
  lun_err err;
  (void)state;
  assert_int_equal(lun_library_absent("libarchive", "libarchive-dev", &err), LUN_NOT_FOUND);
  assert_string_equal(err.message, "this lunette was built without libarchive: on Debian, apt-get install libarchive-dev, and build it again");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(loads_functions_in_order),
    cmocka_unit_test(names_the_package_of_a_missing_library),
    cmocka_unit_test(names_the_function_that_is_lacking),
    cmocka_unit_test(refuses_a_struct_of_another_size),
    cmocka_unit_test(says_what_a_build_lacks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
