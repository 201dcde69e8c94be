/* Asking for pages ahead: MADV_POPULATE_WRITE where the system knows it, nothing elsewhere. */
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE 1
#endif
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lunette/mem.h"

#if defined(__linux__) && !defined(MADV_POPULATE_WRITE)
#define MADV_POPULATE_WRITE 23
#endif

void lun_touch(void *block, size_t size) {
#if defined(MADV_POPULATE_WRITE)
  long page = sysconf(_SC_PAGESIZE);
  if (page <= 0) return;
  uintptr_t mask = (uintptr_t)page - 1, start = ((uintptr_t)block + mask) & ~mask, stop = ((uintptr_t)block + size) & ~mask;
  if (stop > start) (void)madvise((char *)block + (start - (uintptr_t)block), stop - start, MADV_POPULATE_WRITE);
#else
  (void)block;
  (void)size;
#endif
}
