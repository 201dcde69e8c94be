/* Lua's memory: blocks keep what is in them when they grow and shrink, are used again, and none is lost where there is no memory
 * to note that it is free. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/mem.h"

static bool no_room; /* for the stacks of free blocks */
static lun_status grow(void **block, uint32_t *capacity, uint64_t wanted, size_t size) {
  return no_room ? LUN_NO_MEMORY : lun_grow(block, capacity, wanted, size);
}
#define lun_grow grow
#include "lua/pool.c"
#undef lun_grow

enum { BLOCKS = 3000, LONGEST = 400, TURNS = 200000 };

static int open_pool(void **state) {
  no_room = false;
  return (*state = lun_pool_new()) ? 0 : -1;
}
static int close_pool(void **state) {
  lun_pool_free(*state);
  return 0;
}

static uint64_t next_random(uint64_t *s) { /* xorshift64 */
  *s ^= *s << 13;
  *s ^= *s >> 7;
  return *s ^= *s << 17;
}

/* Many blocks of all sizes, made, grown, shrunk and freed in any order: each is filled with its number and found so. */
static void test_blocks_keep_what_is_in_them(void **state) {
  lun_pool *pool = *state;
  static unsigned char *block[BLOCKS];
  static size_t size[BLOCKS];
  uint64_t random = 42;
  memset(block, 0, sizeof block);
  for (unsigned turn = 0; turn < TURNS; turn++) {
    const size_t k = next_random(&random) % BLOCKS, wanted = next_random(&random) % 3 ? next_random(&random) % LONGEST : 0;
    if (turn % 1000 == 0) no_room = turn / 1000 % 3 == 2;
    const size_t kept = size[k] < wanted ? size[k] : wanted;
    block[k] = lun_pool_alloc(pool, block[k], block[k] ? size[k] : 0, wanted);
    assert_true(wanted == 0 || block[k]);
    for (size_t i = 0; i < kept; i++) assert_int_equal(block[k][i], (unsigned char)k);
    if (wanted) memset(block[k], (int)(unsigned char)k, wanted);
    size[k] = wanted;
  }
  for (size_t k = 0; k < BLOCKS; k++) {
    for (size_t i = 0; i < size[k]; i++) assert_int_equal(block[k][i], (unsigned char)k);
    lun_pool_alloc(pool, block[k], size[k], 0);
  }
}

/* What is freed is given again, in any order, before more is asked of the system. */
static void test_freed_blocks_are_used_again(void **state) {
  lun_pool *pool = *state;
  enum { COUNT = 500, SIZE = 40 };
  void *first[COUNT], *again[COUNT];
  for (unsigned half = 0; half < 2; half++) {
    no_room = half == 1;
    for (unsigned k = 0; k < COUNT; k++) assert_non_null(first[k] = lun_pool_alloc(pool, NULL, 0, SIZE));
    const char *rest = pool->rest;
    for (unsigned k = 0; k < COUNT; k++) lun_pool_alloc(pool, first[k], SIZE, 0);
    for (unsigned k = 0; k < COUNT; k++) assert_non_null(again[k] = lun_pool_alloc(pool, NULL, 0, SIZE));
    assert_ptr_equal(pool->rest, rest);
    for (unsigned k = 0; k < COUNT; k++) lun_pool_alloc(pool, again[k], SIZE, 0);
  }
}

/* Free blocks for which the stack has no room wait in a list. */
static void test_free_blocks_without_room_are_not_lost(void **state) {
  lun_pool *pool = *state;
  void *a = lun_pool_alloc(pool, NULL, 0, 64), *b = lun_pool_alloc(pool, NULL, 0, 64);
  no_room = true;
  lun_pool_alloc(pool, a, 64, 0);
  lun_pool_alloc(pool, b, 64, 0);
  const char *rest = pool->rest;
  void *c = lun_pool_alloc(pool, NULL, 0, 64), *d = lun_pool_alloc(pool, NULL, 0, 64);
  assert_true((c == a && d == b) || (c == b && d == a));
  assert_ptr_equal(pool->rest, rest);
}

static void test_what_is_freed_last_is_not_kept(void **state) {
  lun_pool *pool = *state;
  void *small = lun_pool_alloc_last(pool, NULL, 0, 64), *large = lun_pool_alloc_last(pool, NULL, 0, 5000);
  assert_true(small && large);
  memset(small = lun_pool_alloc_last(pool, small, 64, 200), 1, 200); /* a state may still ask for memory while it is closed */
  assert_null(lun_pool_alloc_last(pool, small, 200, 0));
  assert_null(lun_pool_alloc_last(pool, large, 5000, 0));
  assert_ptr_not_equal(lun_pool_alloc(pool, NULL, 0, 200), small);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_blocks_keep_what_is_in_them, open_pool, close_pool),
    cmocka_unit_test_setup_teardown(test_freed_blocks_are_used_again, open_pool, close_pool),
    cmocka_unit_test_setup_teardown(test_free_blocks_without_room_are_not_lost, open_pool, close_pool),
    cmocka_unit_test_setup_teardown(test_what_is_freed_last_is_not_kept, open_pool, close_pool),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
