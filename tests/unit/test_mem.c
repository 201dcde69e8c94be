/* The four primitives, arenas and growing arrays. What happens when memory is out is tested in tests/fault. */
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE 1
#endif
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lunette/mem.h"

static void test_size_zero_gives_a_block_that_can_be_freed(void **state) {
  (void)state;
  void *a = lun_alloc(0), *b = lun_zalloc(0, 8), *c = lun_zalloc(8, 0), *d = lun_realloc(NULL, 0);
  assert_non_null(a);
  assert_non_null(b);
  assert_non_null(c);
  assert_non_null(d);
  d = lun_realloc(d, 0);
  assert_non_null(d);
  lun_free(a);
  lun_free(b);
  lun_free(c);
  lun_free(d);
  lun_free(NULL);
}

static void test_zalloc_is_zero_and_refuses_an_overflow(void **state) {
  (void)state;
  unsigned char *block = lun_zalloc(37, 11);
  assert_non_null(block);
  for (size_t i = 0; i < 37 * 11; i++) assert_int_equal(block[i], 0);
  lun_free(block);
  volatile size_t half = SIZE_MAX / 2 + 1; /* 2 * half is 0: a product that is not checked would be granted */
  assert_null(lun_zalloc(half, 2));
  assert_null(lun_zalloc(2, half));
}

static void test_realloc_keeps_what_was_there(void **state) {
  (void)state;
  char *block = lun_realloc(NULL, 6);
  assert_non_null(block);
  strcpy(block, "hello");
  block = lun_realloc(block, 100000);
  assert_non_null(block);
  assert_string_equal(block, "hello");
  block = lun_realloc(block, 3);
  assert_memory_equal(block, "hel", 3);
  lun_free(block);
}

static void test_grow_makes_room_geometrically(void **state) {
  (void)state;
  struct { uint64_t *at; uint32_t count, capacity; } v = {0};
  unsigned moves = 0;
  for (uint32_t i = 0; i < 100000; i++) {
    uint32_t before = v.capacity;
    assert_int_equal(lun_grow((void **)&v.at, &v.capacity, v.count + 1, sizeof *v.at), LUN_OK);
    moves += before != v.capacity;
    assert_true(v.capacity > v.count);
    v.at[v.count++] = i * 3u;
  }
  assert_true(moves < 16);
  for (uint32_t i = 0; i < v.count; i++) assert_true(v.at[i] == i * 3u);
  lun_free(v.at);
}

static void test_grow_gives_what_is_asked_and_does_nothing_when_there_is_room(void **state) {
  (void)state;
  char *at = NULL;
  uint32_t capacity = 0;
  assert_int_equal(lun_grow((void **)&at, &capacity, 0, 1), LUN_OK);
  assert_null(at);
  assert_int_equal(lun_grow((void **)&at, &capacity, 1000, 1), LUN_OK);
  assert_true(capacity >= 1000);
  char *same = at;
  uint32_t room = capacity;
  assert_int_equal(lun_grow((void **)&at, &capacity, room, 1), LUN_OK);
  assert_ptr_equal(at, same);
  assert_int_equal(capacity, room);
  lun_free(at);
}

static void test_grow_beyond_32_bits_leaves_everything_as_it_was(void **state) {
  (void)state;
  char *at = NULL;
  uint32_t capacity = 0;
  assert_int_equal(lun_grow((void **)&at, &capacity, 8, 1), LUN_OK);
  char *same = at;
  uint32_t room = capacity;
  assert_int_equal(lun_grow((void **)&at, &capacity, (uint64_t)UINT32_MAX + 1, 1), LUN_NO_MEMORY);
  assert_int_equal(lun_grow((void **)&at, &capacity, UINT32_MAX, SIZE_MAX / 2), LUN_NO_MEMORY);
  assert_ptr_equal(at, same);
  assert_int_equal(capacity, room);
  lun_free(at);
}

static void test_lines_begin_where_a_cache_line_does_and_keep_what_was_there(void **state) {
  (void)state;
  struct half { uint64_t number[4]; } *at = NULL;
  void *block = NULL, *from = NULL;
  uint32_t count = 0, capacity = 0;
  unsigned moves = 0;
  for (; count < 5000; count++) {
    const uint32_t before = capacity;
    assert_int_equal(lun_grow_lines(&block, &from, &capacity, count + 1, sizeof *at), LUN_OK);
    at = from;
    moves += before != capacity;
    assert_int_equal((uintptr_t)from % 64, 0);
    at[count] = (struct half){{count, 1, 2, 3u * count}};
  }
  assert_true(moves < 30);
  for (uint32_t i = 0; i < count; i++) assert_true(at[i].number[0] == i && at[i].number[3] == 3u * i);
  const uint32_t room = capacity;
  assert_int_equal(lun_grow_lines(&block, &from, &capacity, (uint64_t)UINT32_MAX + 1, sizeof *at), LUN_NO_MEMORY);
  assert_ptr_equal(from, at);
  assert_int_equal(capacity, room);
  lun_free(block);
}

/* Where the system has large pages and the heap is the system's, a part of it is marked for them; else nothing happens. */
static void test_a_wide_heap_is_of_large_pages(void **state) {
  (void)state;
  char line[512];
  bool marked = false;
  FILE *maps = fopen("/proc/self/smaps", "r");
  const char *before = sbrk(0);
  lun_heap_widen();
  void *block = lun_alloc(1000);
  assert_non_null(block);
  lun_free(block);
  if (maps && sbrk(0) != before && access("/sys/kernel/mm/transparent_hugepage/enabled", R_OK) == 0) {
    while (fgets(line, sizeof line, maps)) marked = marked || (!strncmp(line, "VmFlags:", 8) && strstr(line, " hg"));
    assert_true(marked);
  }
  if (maps) fclose(maps);
}

static void test_arena_blocks_are_aligned_and_apart(void **state) {
  (void)state;
  enum { COUNT = 3000 };
  static unsigned char *block[COUNT];
  static size_t size[COUNT];
  lun_arena arena;
  lun_arena_init(&arena);
  assert_true(arena.total == 0);
  size_t sum = 0;
  for (unsigned i = 0; i < COUNT; i++) {
    size[i] = i % 100 == 99 ? i * 37u : i % 71; /* most small, some larger than a block */
    block[i] = lun_arena_alloc(&arena, size[i]);
    assert_non_null(block[i]);
    assert_true((uintptr_t)block[i] % 16 == 0);
    memset(block[i], (int)(i % 251), size[i]);
    sum += size[i];
  }
  assert_true(arena.total >= sum);
  for (unsigned i = 0; i < COUNT; i++)
    for (size_t k = 0; k < size[i]; k++) assert_int_equal(block[i][k], i % 251);
  lun_arena_free(&arena);
  assert_true(arena.total == 0 && arena.blocks == NULL);
}

static void test_arena_gives_empty_allocations_places_of_their_own(void **state) {
  (void)state;
  lun_arena arena;
  lun_arena_init(&arena);
  void *a = lun_arena_alloc(&arena, 0), *b = lun_arena_alloc(&arena, 0);
  assert_non_null(a);
  assert_non_null(b);
  assert_ptr_not_equal(a, b);
  lun_arena_free(&arena);
}

static void test_arena_copy_closes_with_a_nul(void **state) {
  (void)state;
  lun_arena arena;
  lun_arena_init(&arena);
  char *copy = lun_arena_copy(&arena, "Santiago, Chile", 8);
  assert_string_equal(copy, "Santiago");
  char *empty = lun_arena_copy(&arena, NULL, 0);
  assert_string_equal(empty, "");
  char *nul = lun_arena_copy(&arena, "a\0b", 3);
  assert_memory_equal(nul, "a\0b", 4);
  lun_arena_free(&arena);
}

static void test_arena_copies_stand_side_by_side(void **state) {
  (void)state;
  lun_arena arena;
  lun_arena_init(&arena);
  char *first = lun_arena_copy(&arena, "Santiago", 8);
  assert_ptr_equal(lun_arena_copy(&arena, "Chile", 5), first + 9);
  char *block = lun_arena_alloc(&arena, 16); /* aligned all the same */
  assert_ptr_equal(block, first + 16);
  lun_arena_free(&arena);
}

static void test_arena_keeps_room_when_a_large_piece_comes_between(void **state) {
  (void)state;
  lun_arena arena;
  lun_arena_init(&arena);
  char *first = lun_arena_alloc(&arena, 16);
  assert_non_null(lun_arena_alloc(&arena, 1 << 22));
  assert_ptr_equal((char *)lun_arena_alloc(&arena, 16), first + 16);
  lun_arena_free(&arena);
}

static void test_arena_clear_keeps_one_block_for_the_next_use(void **state) {
  (void)state;
  lun_arena arena;
  lun_arena_init(&arena);
  lun_arena_clear(&arena);
  for (unsigned i = 0; i < 1000; i++) assert_non_null(lun_arena_alloc(&arena, 1000));
  size_t full = arena.total;
  lun_arena_clear(&arena);
  assert_true(arena.total > 0 && arena.total < full);
  size_t kept = arena.total;
  void *first = lun_arena_alloc(&arena, 1000);
  assert_non_null(first);
  assert_true(arena.total == kept);
  lun_arena_clear(&arena);
  assert_ptr_equal(lun_arena_alloc(&arena, 1), first);
  lun_arena_free(&arena);
  lun_arena_free(&arena);
}

static void test_arena_refuses_sizes_that_no_memory_has(void **state) {
  (void)state;
  lun_arena arena;
  lun_arena_init(&arena);
  volatile size_t most = SIZE_MAX;
  for (size_t less = 0; less < 64; less++) assert_null(lun_arena_alloc(&arena, most - less));
  assert_null(lun_arena_copy(&arena, "", most));
  assert_non_null(lun_arena_alloc(&arena, 8));
  for (size_t less = 0; less < 64; less++) assert_null(lun_arena_alloc(&arena, most - less));
  lun_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_size_zero_gives_a_block_that_can_be_freed),
    cmocka_unit_test(test_zalloc_is_zero_and_refuses_an_overflow),
    cmocka_unit_test(test_realloc_keeps_what_was_there),
    cmocka_unit_test(test_grow_makes_room_geometrically),
    cmocka_unit_test(test_grow_gives_what_is_asked_and_does_nothing_when_there_is_room),
    cmocka_unit_test(test_grow_beyond_32_bits_leaves_everything_as_it_was),
    cmocka_unit_test(test_lines_begin_where_a_cache_line_does_and_keep_what_was_there),
    cmocka_unit_test(test_a_wide_heap_is_of_large_pages), cmocka_unit_test(test_arena_blocks_are_aligned_and_apart),
    cmocka_unit_test(test_arena_gives_empty_allocations_places_of_their_own),
    cmocka_unit_test(test_arena_copy_closes_with_a_nul),
    cmocka_unit_test(test_arena_copies_stand_side_by_side),
    cmocka_unit_test(test_arena_keeps_room_when_a_large_piece_comes_between),
    cmocka_unit_test(test_arena_clear_keeps_one_block_for_the_next_use),
    cmocka_unit_test(test_arena_refuses_sizes_that_no_memory_has),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
