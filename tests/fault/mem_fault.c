/* The four memory primitives, with an order to fail and a count of what is held. Each block has a header of 16 bytes
 * before it with its size and a mark. The counters are file-scope data, which only tests may have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"
#include "lunette/mem.h"

enum { HEADER = 16, FRESH = 0xA5, GONE = 0x5A };
static const uint64_t MARK = 0x6c756e656d656d21u;

static struct {
  uint64_t calls, nth, live;
  fault_span span;
  bool failed;
} memory;

/* Counts one allocation and says whether it is to fail. */
static bool due(void) {
  memory.calls++;
  if (!memory.nth || memory.calls < memory.nth || (memory.span == FAULT_ONCE && memory.calls > memory.nth)) return false;
  memory.failed = true;
  return true;
}

static void *give(size_t size, int fill) {
  if (size > PTRDIFF_MAX - HEADER) return NULL;
  unsigned char *whole = malloc(HEADER + size);
  if (!whole) return NULL;
  memcpy(whole, &size, sizeof size);
  memcpy(whole + 8, &MARK, sizeof MARK);
  memset(whole + HEADER, fill, size);
  memory.live++;
  return whole + HEADER;
}

static size_t size_of(const void *block) {
  const unsigned char *whole = (const unsigned char *)block - HEADER;
  size_t size;
  if (memcmp(whole + 8, &MARK, sizeof MARK)) {
    fputs("a block that lun_alloc did not give, or that was freed before, is freed or resized\n", stderr);
    abort();
  }
  memcpy(&size, whole, sizeof size);
  return size;
}

void *lun_alloc(size_t size) { return due() ? NULL : give(size, FRESH); }

void *lun_zalloc(size_t count, size_t size) {
  if (due() || (size && count > PTRDIFF_MAX / size)) return NULL;
  return give(count * size, 0);
}

void *lun_realloc(void *block, size_t size) {
  if (due()) return NULL;
  void *moved = give(size, FRESH);
  if (!moved || !block) return moved;
  size_t before = size_of(block);
  memcpy(moved, block, before < size ? before : size);
  lun_free(block);
  return moved;
}

void lun_free(void *block) {
  if (!block) return;
  size_t size = size_of(block);
  unsigned char *whole = (unsigned char *)block - HEADER;
  memset(whole, GONE, HEADER + size);
  free(whole);
  memory.live--;
}

void fault_mem_fail(uint64_t nth, fault_span span) {
  memory.calls = 0;
  memory.nth = nth;
  memory.span = span;
  memory.failed = false;
}

void fault_mem_relent(void) { memory.nth = 0; }
bool fault_mem_failed(void) { return memory.failed; }
uint64_t fault_mem_calls(void) { return memory.calls; }
uint64_t fault_mem_live(void) { return memory.live; }

uint64_t fault_mem_sweep(const char *name, fault_body *body, void *argument) {
  uint64_t blocks = fault_mem_live(), files = fault_system_open();
  for (uint64_t n = 1;; n++)
    for (fault_span span = FAULT_ONCE; span <= FAULT_ONWARDS; span++) {
      fault_mem_fail(n, span);
      lun_status status = body(argument);
      bool failed = fault_mem_failed();
      uint64_t calls = fault_mem_calls();
      fault_mem_fail(0, FAULT_ONCE);
      const char *order = span == FAULT_ONCE ? "alone" : "onwards";
      if (status != (failed ? LUN_NO_MEMORY : LUN_OK))
        fail_msg("%s: allocation %lu fails %s: gives \"%s\"", name, (unsigned long)n, order, lun_status_name(status));
      if (fault_mem_live() != blocks)
        fail_msg("%s: allocation %lu fails %s: %ld blocks left", name, (unsigned long)n, order, (long)(fault_mem_live() - blocks));
      if (fault_system_open() != files)
        fail_msg("%s: allocation %lu fails %s: %ld descriptors left", name, (unsigned long)n, order, (long)(fault_system_open() - files));
      if (!failed) return calls;
    }
}
