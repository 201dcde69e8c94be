/* Blocks of up to 1,024 bytes come from stacks of free ones, one for each multiple of 16, cut from chunks that are given back when
 * the pool is freed; larger ones go to mem. Lua says the size of what it frees, so blocks need no header. Chunks double from
 * 64 KiB to 1 MiB and are touched at once, which costs the system far less than a fault for each page. Free blocks were mostly
 * freed long ago and are in no cache: those that are next are asked for some takes before, which a list of them could not tell. */
#include "lua/pool.h"

#include <string.h>

#include "lunette/mem.h"

enum { STEP = 16, SMALL = 1024, CLASSES = SMALL / STEP, FIRST_CHUNK = 1 << 16, LAST_CHUNK = 1 << 20 };

typedef struct chunk {
  struct chunk *next;
  size_t size;
} chunk;

enum { AHEAD = 4 }; /* takes */

typedef struct stack {
  void **at;
  uint32_t count, capacity;
  void *rest; /* blocks for which memory for the stack was out; each begins with the next one */
} stack;

struct lun_pool {
  stack free[CLASSES];
  char *rest, *end;    /* of the newest chunk */
  chunk *chunks;
  size_t next_size;
};

enum { CHUNK_HEADER = (sizeof(chunk) + STEP - 1) / STEP * STEP };

lun_pool *lun_pool_new(void) {
  lun_pool *pool = lun_zalloc(1, sizeof *pool);
  if (pool) pool->next_size = FIRST_CHUNK;
  return pool;
}

void lun_pool_free(lun_pool *pool) {
  if (!pool) return;
  for (chunk *c = pool->chunks, *next; c; c = next) {
    next = c->next;
    lun_free(c);
  }
  for (size_t class = 0; class < CLASSES; class++) lun_free(pool->free[class].at);
  lun_free(pool);
}

static bool add_chunk(lun_pool *pool) {
  chunk *c = lun_alloc(pool->next_size);
  if (!c) return false;
  lun_touch(c, pool->next_size);
  c->next = pool->chunks;
  c->size = pool->next_size;
  pool->chunks = c;
  pool->rest = (char *)c + CHUNK_HEADER;
  pool->end = (char *)c + c->size;
  if (pool->next_size < LAST_CHUNK) pool->next_size *= 2;
  return true;
}

/* Those that stand in line where the stack is empty: what it had no room for, then the rest of the newest chunk. */
static __attribute__((noinline)) void *take_rest(lun_pool *pool, size_t class) {
  stack *free = &pool->free[class];
  void *block = free->rest;
  if (block) {
    memcpy(&free->rest, block, sizeof block);
    return block;
  }
  const size_t size = (class + 1) * STEP;
  if ((size_t)(pool->end - pool->rest) < size && !add_chunk(pool)) return NULL;
  block = pool->rest;
  pool->rest += size;
  return block;
}

static inline void *take(lun_pool *pool, size_t size) {
  const size_t class = (size - 1) / STEP;
  stack *free = &pool->free[class];
  if (!free->count) return take_rest(pool, class);
  void *block = free->at[--free->count];
  if (free->count >= AHEAD) __builtin_prefetch(free->at[free->count - AHEAD]);
  return block;
}

static __attribute__((noinline)) void give_more(stack *free, void *block) {
  void *at = free->at;
  const lun_status status = lun_grow(&at, &free->capacity, (uint64_t)free->count + 1, sizeof *free->at);
  free->at = at;
  if (!status) {
    free->at[free->count++] = block;
    return;
  }
  memcpy(block, &free->rest, sizeof block);
  free->rest = block;
}

static inline void give(lun_pool *pool, void *block, size_t size) {
  stack *free = &pool->free[(size - 1) / STEP];
  if (free->count == free->capacity) give_more(free, block);
  else free->at[free->count++] = block;
}

/* A block becomes larger or smaller, or one of them is large. */
static __attribute__((noinline)) void *change(lun_pool *pool, void *block, size_t old_size, size_t new_size) {
  if (!new_size) {
    if (block && old_size) lun_free(block);
    return NULL;
  }
  if (block && old_size > SMALL && new_size > SMALL) return lun_realloc(block, new_size);
  if (block && old_size && old_size <= SMALL && new_size <= SMALL && (old_size - 1) / STEP == (new_size - 1) / STEP) return block;
  void *fresh = new_size <= SMALL ? take(pool, new_size) : lun_alloc(new_size);
  if (!fresh) return NULL;
  if (block && old_size) {
    memcpy(fresh, block, old_size < new_size ? old_size : new_size);
    if (old_size <= SMALL) give(pool, block, old_size);
    else lun_free(block);
  }
  return fresh;
}

/* What is asked for most goes first, and calls nothing but what is rare. */
void *lun_pool_alloc(void *ud, void *block, size_t old_size, size_t new_size) {
  if (!block) return new_size - 1 < SMALL ? take(ud, new_size) : change(ud, NULL, 0, new_size); /* old_size tells the kind of object */
  if (new_size || old_size - 1 >= SMALL) return change(ud, block, old_size, new_size);
  give(ud, block, old_size);
  return NULL;
}

void *lun_pool_alloc_last(void *ud, void *block, size_t old_size, size_t new_size) {
  return block && !new_size && old_size - 1 < SMALL ? NULL : lun_pool_alloc(ud, block, old_size, new_size);
}
