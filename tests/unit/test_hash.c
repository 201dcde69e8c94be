/* What tables need of a hash: that it is the same everywhere, spreads what is alike, and hangs on the seed. The portable
 * form is compiled in beside the library's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/hash.h"

uint64_t portable_hash(const void *bytes, size_t size, uint64_t seed);
#define LUN_HASH_PORTABLE
#define lun_hash portable_hash
#include "base/hash.c"
#undef lun_hash

enum { LONGEST = 200 };

static uint64_t next_random(uint64_t *s) { /* xorshift64 */
  *s ^= *s << 13;
  *s ^= *s >> 7;
  return *s ^= *s << 17;
}

static void fill(unsigned char *bytes, size_t size, uint64_t *random) {
  for (size_t i = 0; i < size; i++) bytes[i] = (unsigned char)(next_random(random) >> 32);
}

static unsigned bits(uint64_t x) {
  unsigned n = 0;
  for (; x; x &= x - 1) n++;
  return n;
}

static void test_portable_form_gives_the_same_numbers(void **state) {
  (void)state;
  unsigned char bytes[LONGEST];
  uint64_t random = 1;
  fill(bytes, sizeof bytes, &random);
  for (size_t size = 0; size <= LONGEST; size++) {
    uint64_t seed = next_random(&random);
    assert_true(lun_hash(bytes, size, seed) == portable_hash(bytes, size, seed));
  }
  assert_true(lun_hash(NULL, 0, 5) == portable_hash(NULL, 0, 5));
}

/* Compiled dictionaries hold these numbers: who changes the algorithm gives their format a new version. */
static void test_numbers_stay_what_they_are(void **state) {
  (void)state;
  static const struct { const char *text; uint64_t hash; } known[] = {
    {"", 0xd6198d4dbc73cca3u},
    {"a", 0x75bf4adf2e915d05u},
    {"port", 0x768fff48c4e8891cu},
    {"harbour", 0xe352bcf63cf86cafu},
    {"the minister said", 0xb300f84a7c829fb9u},
    {"a text of more than one step of sixteen bytes", 0x4a8050907c2f79d4u},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    assert_true(lun_hash(known[i].text, strlen(known[i].text), 0x6c756e65747465u) == known[i].hash);
}

static void test_does_not_depend_on_where_the_bytes_stand(void **state) {
  (void)state;
  unsigned char bytes[LONGEST], moved[LONGEST + 16];
  uint64_t random = 2;
  fill(bytes, sizeof bytes, &random);
  for (size_t shift = 0; shift < 16; shift++)
    for (size_t size = 0; size <= LONGEST; size++) {
      fill(moved, sizeof moved, &random); /* what stands around it must not count */
      memcpy(moved + shift, bytes, size);
      assert_true(lun_hash(moved + shift, size, 7) == lun_hash(bytes, size, 7));
    }
}

/* Flipping any bit of a key of any length changes about half of the result's bits. */
static void test_every_bit_of_a_key_counts(void **state) {
  (void)state;
  unsigned char bytes[LONGEST];
  uint64_t random = 3, changed = 0, trials = 0;
  for (size_t size = 1; size <= 80; size++) {
    fill(bytes, size, &random);
    uint64_t before = lun_hash(bytes, size, 11);
    for (size_t bit = 0; bit < 8 * size; bit++) {
      bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
      unsigned n = bits(lun_hash(bytes, size, 11) ^ before);
      assert_true(n >= 8);
      changed += n;
      trials++;
      bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
  }
  assert_true(changed > trials * 31 && changed < trials * 33);
}

static void test_every_bit_of_the_seed_counts(void **state) {
  (void)state;
  for (size_t size = 0; size <= 40; size++) {
    static const unsigned char bytes[40] = "the minister said on Monday";
    for (unsigned bit = 0; bit < 64; bit++) assert_true(bits(lun_hash(bytes, size, 13) ^ lun_hash(bytes, size, 13 ^ (uint64_t)1 << bit)) >= 8);
  }
}

static int by_number(const void *a, const void *b) {
  uint64_t x, y;
  memcpy(&x, a, sizeof x);
  memcpy(&y, b, sizeof y);
  return (x > y) - (x < y);
}

static void assert_distinct(uint64_t *hashes, size_t n) {
  qsort(hashes, n, sizeof *hashes, by_number);
  for (size_t i = 1; i < n; i++) assert_true(hashes[i] != hashes[i - 1]);
}

static void test_lengths_of_equal_bytes_are_told_apart(void **state) {
  (void)state;
  uint64_t hashes[2 * LONGEST];
  unsigned char zeros[LONGEST] = {0}, ones[LONGEST];
  memset(ones, 0xFF, sizeof ones);
  for (size_t i = 0; i < LONGEST; i++) {
    hashes[2 * i] = lun_hash(zeros, i + 1, 17);
    hashes[2 * i + 1] = lun_hash(ones, i + 1, 17);
  }
  assert_distinct(hashes, 2 * LONGEST);
}

/* Numbered words, as in running text: no two alike, and evenly spread over a table by low bits and by high bits. */
static void test_like_keys_are_spread_evenly(void **state) {
  (void)state;
  enum { KEYS = 1 << 16, SLOTS = 1 << 10 };
  static uint64_t hashes[KEYS];
  static unsigned low[SLOTS], high[SLOTS];
  for (unsigned i = 0; i < KEYS; i++) {
    char key[32];
    int size = snprintf(key, sizeof key, "word%u", i);
    hashes[i] = lun_hash(key, (size_t)size, 0);
    low[hashes[i] % SLOTS]++;
    high[hashes[i] / (UINT64_MAX / SLOTS + 1)]++;
  }
  double expected = (double)KEYS / SLOTS, chi_low = 0, chi_high = 0; /* chi-square with 1023 degrees: mean 1023, deviation 45 */
  for (unsigned s = 0; s < SLOTS; s++) {
    chi_low += (low[s] - expected) * (low[s] - expected) / expected;
    chi_high += (high[s] - expected) * (high[s] - expected) / expected;
  }
  assert_true(chi_low > 1023 - 6 * 45 && chi_low < 1023 + 6 * 45);
  assert_true(chi_high > 1023 - 6 * 45 && chi_high < 1023 + 6 * 45);
  assert_distinct(hashes, KEYS);
}

/* The constants of the algorithm stand in its source: keys made of them, or with their words exchanged, must not meet. */
static void test_keys_made_of_the_constants_do_not_meet(void **state) {
  (void)state;
  static const uint64_t words[] = {0xa0761d6478bd642fu, 0xe7037ed1a0b428dbu, 0x8ebc6af09c88c6e3u, 0, UINT64_MAX, 1};
  enum { WORDS = sizeof words / sizeof *words, ALL = WORDS * WORDS * WORDS * WORDS };
  static uint64_t hashes[ALL];
  for (unsigned i = 0; i < ALL; i++) {
    unsigned char key[32];
    unsigned rest = i;
    for (unsigned w = 0; w < 4; w++, rest /= WORDS)
      for (unsigned b = 0; b < 8; b++) key[8 * w + b] = (unsigned char)(words[rest % WORDS] >> 8 * b);
    hashes[i] = lun_hash(key, sizeof key, 0x0123456789abcdefu);
  }
  assert_distinct(hashes, ALL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_portable_form_gives_the_same_numbers),
    cmocka_unit_test(test_numbers_stay_what_they_are),
    cmocka_unit_test(test_does_not_depend_on_where_the_bytes_stand),
    cmocka_unit_test(test_every_bit_of_a_key_counts),
    cmocka_unit_test(test_every_bit_of_the_seed_counts),
    cmocka_unit_test(test_lengths_of_equal_bytes_are_told_apart),
    cmocka_unit_test(test_like_keys_are_spread_evenly),
    cmocka_unit_test(test_keys_made_of_the_constants_do_not_meet),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
