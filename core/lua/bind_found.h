/* The class found for those who read matches besides bind_found.c. */
#ifndef LUNETTE_BIND_FOUND_H
#define LUNETTE_BIND_FOUND_H

#include "lua/bind.h"

typedef struct bind_found { /* user values: the machine, the document, the machine's table of names */
  lun_found found;
  lun_machine *machine;
} bind_found;
enum { FOUND_MACHINE = 1, FOUND_DOC, FOUND_KEPT, FOUND_VALUES = 3 };

bind_found *bind_check_found(lua_State *L, int index);
/* The same, with all that is needed to read matches again: scripts may be asked for words that the machine has forgotten. */
bind_found *bind_check_readable(lua_State *L, int index);
int bind_found_read(lua_State *L); /* the method of that name: a match as a table */

#endif
