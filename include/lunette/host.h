/* The Lua host: a Lua state that holds lunette's module, the embedded scripts and the embedded dictionaries. The only
 * public header that names lua_State. */
#ifndef LUNETTE_HOST_H
#define LUNETTE_HOST_H

#include <lua.h>

#include "lunette/status.h"

typedef struct lun_host lun_host;

typedef struct lun_host_options {
  const char *scripts; /* folders, separated by ':', that go before the embedded scripts; NULL for none */
  int terminal;        /* bits: 1 standard output is a terminal that takes colour, 2 standard error is, 4 standard input is one,
                          8 standard error is one on which a line can be redrawn, 16 lines can be edited on standard input and output */
  int width;           /* columns of the terminal, 0 when unknown */
  const char *cache;   /* the folder where compiled lists are kept; NULL for none */
  const char *data;    /* the folder where a user keeps lists of their own; NULL for none */
  const char *history; /* the file where lines of the prompt are kept; NULL for none */
  char *unfinished;    /* room for the path of a file that is being written beside its place, "" when none is, so that a handler
                        * of signals can remove it; NULL for none */
  size_t unfinished_room;
} lun_host_options;

/* Makes a state. LUN_NO_MEMORY, LUN_FORMAT (damaged dictionaries). */
lun_status lun_host_new(const lun_host_options *options, lun_host **host, lun_err *err);
void lun_host_free(lun_host *host);
lua_State *lun_host_state(lun_host *host);
/* Gives back the memory that it keeps for the next document. */
void lun_host_trim(lun_host *host);

/* Runs the command line (argv without the program's name) through the bundled script lib/cli.lua; *code is the exit
 * code. A Lua error that reaches it is printed nowhere: it is in err, and *code is 70. */
lun_status lun_host_command(lun_host *host, int argc, const char *const *argv, int *code, lun_err *err);

#endif
