/* The folder that a fault test works in. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"

int fault_make_place(void **state) {
  fault_place *p = calloc(1, sizeof *p);
  if (!p) return -1;
  *state = p;
  strcpy(p->folder, "/tmp/lunette-fault-XXXXXX");
  if (!mkdtemp(p->folder)) return -1;
  snprintf(p->file, sizeof p->file, "%s/file", p->folder);
  snprintf(p->fresh, sizeof p->fresh, "%s/fresh", p->folder);
  return 0;
}

int fault_remove_place(void **state) {
  fault_place *p = *state;
  fault_reset();
  unlink(p->file);
  unlink(p->fresh);
  int failed = rmdir(p->folder) || fault_mem_live() || fault_system_open();
  free(p);
  return failed ? -1 : 0;
}
