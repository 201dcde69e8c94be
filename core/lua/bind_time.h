/* Functions of a match that tell of its time, for those who read matches without tables. */
#ifndef LUNETTE_BIND_TIME_H
#define LUNETTE_BIND_TIME_H

#include "lua/bind_found.h"

/* Whether the value at an index is a function that an anchor gave (bind_time.c). */
bool bind_is_time(lua_State *L, int index);
/* Pushes what such a function, at an index (absolute), says of a match that has been read; the machine, the document and the table of names stand
 * from `values` on. False, and why, where the match lacks what is asked. */
bool bind_push_time(lua_State *L, int function, const bind_found *f, uint32_t match, int values);

#endif
