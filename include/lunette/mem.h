/* Memory. Every allocation of the project goes through the four functions of mem.c, so a test that links its own four
 * in their place can make the n-th one fail. An arena is a chain of growing blocks freed at once. A vector is a
 * pointer, a count and a capacity in the caller's struct, grown by lun_grow. */
#ifndef LUNETTE_MEM_H
#define LUNETTE_MEM_H

#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

void *lun_alloc(size_t size);              /* NULL when there is none; size 0 gives a pointer that can be freed */
void *lun_zalloc(size_t count, size_t size); /* zeroed; checks count * size */
void *lun_realloc(void *block, size_t size); /* as realloc, but size 0 keeps a block; block unchanged on NULL */
void lun_free(void *block);                /* NULL is allowed */

/* Asks the system for the pages of a block at once, which is cheaper than a fault for each; only a hint. */
void lun_touch(void *block, size_t size);
/* Asks for a heap of large pages, for a process that is to hold much: what is kept of words lies all over it, and with small pages
 * the processor mostly looks for these. Once, at the beginning; only a hint, and room, not memory, is taken. */
void lun_heap_widen(void);

/* Makes room for `want` elements of `size` bytes: *at and *capacity are replaced, growth is geometric.
 * LUN_NO_MEMORY leaves both as they were. Usage: lun_grow((void **)&v->at, &v->capacity, v->count + 1, sizeof *v->at) */
lun_status lun_grow_indeed(void **at, uint32_t *capacity, uint64_t want, size_t size);
static inline lun_status lun_grow(void **at, uint32_t *capacity, uint64_t want, size_t size) {
  return want <= *capacity ? LUN_OK : lun_grow_indeed(at, capacity, want, size); /* mostly there is room, and nothing to call */
}

/* The same, but the elements stand from the start of a cache line on, inside of *block, which is what is to be freed.
 * For those that fill a line or an even part of it, so that each is read from one. */
lun_status lun_grow_lines(void **block, void **at, uint32_t *capacity, uint64_t want, size_t size);

typedef struct lun_arena_block lun_arena_block;
typedef struct lun_arena {
  lun_arena_block *blocks;
  size_t used, room; /* in the newest block */
  size_t total;      /* bytes held in all blocks */
} lun_arena;

void lun_arena_init(lun_arena *arena);                 /* allocates nothing */
void *lun_arena_alloc(lun_arena *arena, size_t size);  /* aligned to 16; NULL when there is none */
char *lun_arena_copy(lun_arena *arena, const char *bytes, size_t size); /* with a closing NUL; texts stand side by side, not aligned */
void lun_arena_clear(lun_arena *arena);                /* keeps one block for the next use */
void lun_arena_free(lun_arena *arena);

#endif
