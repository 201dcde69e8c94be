/* The four primitives that every allocation goes through. Nothing else stands here: a test that defines these four is
 * linked in place of this file. Sizes that no object can have are refused before the allocator sees them. */
#include "lunette/mem.h"

#include <stdlib.h>

void *lun_alloc(size_t size) { return size > PTRDIFF_MAX ? NULL : malloc(size ? size : 1); }

void *lun_zalloc(size_t count, size_t size) {
  if (size && count > PTRDIFF_MAX / size) return NULL;
  return calloc(count ? count : 1, size ? size : 1);
}

void *lun_realloc(void *block, size_t size) { return size > PTRDIFF_MAX ? NULL : realloc(block, size ? size : 1); }

void lun_free(void *block) { free(block); }
