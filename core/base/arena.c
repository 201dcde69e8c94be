/* Arenas and growing arrays. An arena is a list of blocks, each twice the size of the one before up to a bound; an
 * allocation larger than a block gets a block of its own behind the newest one, so room in that is not lost. */
#include <string.h>

#include "lunette/mem.h"

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20, ALIGN = 16 };

struct lun_arena_block {
  lun_arena_block *next;
  size_t size;
};

enum { HEADER = (sizeof(lun_arena_block) + ALIGN - 1) / ALIGN * ALIGN };

void lun_arena_init(lun_arena *arena) { memset(arena, 0, sizeof *arena); }

static lun_arena_block *new_block(lun_arena *arena, size_t size) {
  if (size > SIZE_MAX - HEADER) return NULL;
  lun_arena_block *block = lun_alloc(HEADER + size);
  if (!block) return NULL;
  block->size = size;
  arena->total += size;
  return block;
}

static void *take(lun_arena *arena, size_t size, size_t align) {
  const size_t at = (arena->used + align - 1) / align * align;
  if (arena->blocks && at <= arena->room && arena->room - at >= size) {
    arena->used = at + size;
    return (char *)arena->blocks + HEADER + at;
  }
  size_t wanted = arena->blocks ? 2 * arena->room : FIRST_BLOCK;
  if (wanted > LARGEST_BLOCK) wanted = LARGEST_BLOCK;
  if (size > wanted / 4 && arena->blocks) { /* a block of its own, the newest stays the newest */
    lun_arena_block *own = new_block(arena, size);
    if (!own) return NULL;
    own->next = arena->blocks->next;
    arena->blocks->next = own;
    return (char *)own + HEADER;
  }
  lun_arena_block *block = new_block(arena, size > wanted ? size : wanted);
  if (!block) return NULL;
  block->next = arena->blocks;
  arena->blocks = block;
  arena->room = block->size;
  arena->used = size;
  return (char *)block + HEADER;
}

void *lun_arena_alloc(lun_arena *arena, size_t size) { return size > SIZE_MAX - ALIGN ? NULL : take(arena, size ? (size + ALIGN - 1) / ALIGN * ALIGN : ALIGN, ALIGN); }

char *lun_arena_copy(lun_arena *arena, const char *bytes, size_t size) {
  char *copy = size < SIZE_MAX - ALIGN ? take(arena, size + 1, 1) : NULL;
  if (!copy) return NULL;
  if (size) memcpy(copy, bytes, size);
  copy[size] = 0;
  return copy;
}

void lun_arena_clear(lun_arena *arena) {
  if (!arena->blocks) return;
  for (lun_arena_block *block = arena->blocks->next, *next; block; block = next) {
    next = block->next;
    arena->total -= block->size;
    lun_free(block);
  }
  arena->blocks->next = NULL;
  arena->used = 0;
}

void lun_arena_free(lun_arena *arena) {
  lun_arena_clear(arena);
  lun_free(arena->blocks);
  lun_arena_init(arena);
}

enum { CACHE_LINE = 64 };

/* How many elements to make room for; 0 when there cannot be as many. */
static uint32_t room_for(uint32_t capacity, uint64_t want, size_t size) {
  if (want > UINT32_MAX) return 0;
  uint64_t room = 2 * (uint64_t)capacity;
  if (room < want) room = want;
  if (room < 8) room = 8;
  if (room > UINT32_MAX) room = UINT32_MAX;
  return size && room > (SIZE_MAX - CACHE_LINE) / size ? 0 : (uint32_t)room;
}

lun_status lun_grow_indeed(void **at, uint32_t *capacity, uint64_t want, size_t size) {
  const uint32_t room = room_for(*capacity, want, size);
  void *grown = room ? lun_realloc(*at, room * size) : NULL;
  if (!grown) return LUN_NO_MEMORY;
  *at = grown;
  *capacity = room;
  return LUN_OK;
}

lun_status lun_grow_lines(void **block, void **at, uint32_t *capacity, uint64_t want, size_t size) {
  if (want <= *capacity) return LUN_OK;
  const uint32_t room = room_for(*capacity, want, size);
  char *grown = room ? lun_alloc(room * size + CACHE_LINE) : NULL;
  if (!grown) return LUN_NO_MEMORY;
  char *first = grown + (CACHE_LINE - (uintptr_t)grown % CACHE_LINE) % CACHE_LINE;
  if (*capacity) memcpy(first, *at, *capacity * size);
  lun_free(*block);
  *block = grown;
  *at = first;
  *capacity = room;
  return LUN_OK;
}
