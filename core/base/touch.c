/* Asking for pages ahead, MADV_POPULATE_WRITE, and for large ones, MADV_HUGEPAGE, where the system knows it; nothing elsewhere. */
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE 1
#endif
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

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

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
enum { WIDTH = 64 << 20, OWN_PAGES = 4 << 20, FORCES = 1 << 20 };

void lun_heap_widen(void) {
  if (!mallopt(M_MMAP_THRESHOLD, OWN_PAGES) || !mallopt(M_TOP_PAD, WIDTH) || !mallopt(M_TRIM_THRESHOLD, 2 * WIDTH)) return;
  char *before = sbrk(0);
  void *block = lun_alloc(FORCES); /* more than there is, so that the heap grows by all its width */
  char *after = sbrk(0);
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start = ((uintptr_t)before + page - 1) / page * page;
  if (after > before && (uintptr_t)after > start) (void)madvise(before + (start - (uintptr_t)before), (uintptr_t)after - start, MADV_HUGEPAGE);
  lun_free(block);
}
#else
void lun_heap_widen(void) {}
#endif
