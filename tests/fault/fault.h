/* Faults on order. A test that links mem_fault.c and system_fault.c has these in place of core/base/mem.c and
 * core/base/system.c: it says which allocation or which system call is to fail, and asks afterwards what is still held.
 * Everything stays as the system does it until something is ordered; fault_reset takes all orders back. The state is one
 * a process and not for threads. */
#ifndef LUNETTE_FAULT_H
#define LUNETTE_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

void fault_reset(void); /* no faults from here on, memory and system; what is held stays counted */

/* Memory. Blocks are told apart from others by a mark before them (a foreign or freed block ends the test), are filled
 * with rubbish when new and when freed, and move at each reallocation, so that stale pointers show. */
typedef enum fault_span { FAULT_ONCE, FAULT_ONWARDS } fault_span;
void fault_mem_fail(uint64_t nth, fault_span span); /* the n-th allocation from now (from 1), alone or with all after it */
bool fault_mem_failed(void);                        /* one has failed since the order */
void fault_mem_relent(void);                        /* no more failures; failed and calls keep what they say */
uint64_t fault_mem_calls(void);                     /* allocations and reallocations since the order */
uint64_t fault_mem_live(void);                      /* blocks that are held now */

/* Runs body with its first allocation failing, its second, ..., each once alone and once with all that follow, until it
 * gets through. Each failing run must give LUN_NO_MEMORY and each run must leave as many blocks and descriptors as
 * there were. Gives the number of allocations of a run that gets through. */
typedef lun_status fault_body(void *argument);
uint64_t fault_mem_sweep(const char *name, fault_body *body, void *argument);

/* System calls. Orders for different kinds of call stand side by side. */
typedef enum fault_call {
  FAULT_OPEN, FAULT_READ, FAULT_SEEK, FAULT_WRITE, FAULT_WAIT, FAULT_FSYNC, FAULT_CLOSE, FAULT_RENAME, FAULT_UNLINK,
  FAULT_STAT, FAULT_FSTAT, FAULT_MKDIR, FAULT_MAP, FAULT_OPENDIR, FAULT_READDIR, FAULT_CLOSEDIR,
  FAULT_ANY /* counts and fails all of them; also their number */
} fault_call;
void fault_system_fail(fault_call call, uint64_t nth, int code); /* the n-th such call from now fails with errno = code */
bool fault_system_failed(void);               /* a call has failed by order since the last one was given */
uint64_t fault_system_calls(fault_call call); /* since an order for this kind, or the reset */
void fault_system_short(unsigned most);       /* reads and writes move 1, 2, ..., most, 1, 2, ... bytes; 0: as asked */
void fault_system_interrupt(unsigned every);  /* each n-th call that can be is interrupted (EINTR); 0: none */
void fault_system_unready(unsigned every);    /* each n-th read or write is refused for now (EAGAIN); 0: none */
uint64_t fault_system_open(void);             /* descriptors and folders that are open now */

/* A folder of its own for a test, with the names of two files in it: setup and teardown of cmocka. The teardown takes all
 * orders back, removes both files and the folder, and fails where something else is in it or is still held or open. */
typedef struct fault_place {
  char folder[64], file[96], fresh[96];
} fault_place;
int fault_make_place(void **state);
int fault_remove_place(void **state);

#endif
