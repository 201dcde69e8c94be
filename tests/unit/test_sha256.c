/* SHA-256 against the examples of FIPS 180-4 and NIST's test vectors, and however a text is cut into pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/sha256.h"

static void assert_digest(const char *bytes, size_t size, const char *expected) {
  lun_sha256 sum;
  char digits[65];
  lun_sha256_begin(&sum);
  lun_sha256_add(&sum, bytes, size);
  lun_sha256_end(&sum, digits);
  assert_string_equal(digits, expected);
}

static void test_published_examples_hold(void **state) {
  static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  (void)state;
  assert_digest("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert_digest("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_digest(two_blocks, sizeof two_blocks - 1, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  assert_digest("\xbd", 1, "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
}

static void test_a_million_letters_hold(void **state) {
  lun_sha256 sum;
  char letters[1000], digits[65];
  (void)state;
  memset(letters, 'a', sizeof letters);
  lun_sha256_begin(&sum);
  for (unsigned i = 0; i < 1000; i++) lun_sha256_add(&sum, letters, sizeof letters);
  lun_sha256_end(&sum, digits);
  assert_string_equal(digits, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void test_pieces_of_any_size_give_the_same(void **state) {
  char text[300], whole[65], digits[65];
  lun_sha256 sum;
  (void)state;
  for (size_t i = 0; i < sizeof text; i++) text[i] = (char)(i * 7);
  for (size_t size = 0; size < sizeof text; size++) {
    lun_sha256_begin(&sum);
    lun_sha256_add(&sum, text, size);
    lun_sha256_end(&sum, whole);
    for (size_t piece = 1; piece < 130; piece += 9) {
      lun_sha256_begin(&sum);
      for (size_t at = 0; at < size; at += piece) lun_sha256_add(&sum, text + at, size - at < piece ? size - at : piece);
      lun_sha256_end(&sum, digits);
      assert_string_equal(digits, whole);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_published_examples_hold),
      cmocka_unit_test(test_a_million_letters_hold),
      cmocka_unit_test(test_pieces_of_any_size_give_the_same),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
