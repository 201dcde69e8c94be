/* The allocator of a Lua state: small blocks from pools of one size each, since a script makes and drops very many. */
#ifndef LUNETTE_POOL_H
#define LUNETTE_POOL_H

#include <stdbool.h>
#include <stddef.h>

typedef struct lun_pool lun_pool;

lun_pool *lun_pool_new(void); /* NULL when memory is out */
void lun_pool_free(lun_pool *pool); /* after the state is closed */

/* A lua_Alloc; ud is the pool. */
void *lun_pool_alloc(void *ud, void *block, size_t old_size, size_t new_size);
/* The same for a state that is about to be closed: what it frees is not kept for others, as the pool is freed next. */
void *lun_pool_alloc_last(void *ud, void *block, size_t old_size, size_t new_size);

#endif
