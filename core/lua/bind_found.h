/* The class found for those who read matches besides bind_found.c. */
#ifndef LUNETTE_BIND_FOUND_H
#define LUNETTE_BIND_FOUND_H

#include "lua/bind.h"

typedef struct bind_found { /* user values: the machine, the document, the machine's table of names */
  lun_found found;
  lun_machine *machine;
} bind_found;
enum { FOUND_MACHINE = 1, FOUND_DOC, FOUND_KEPT, FOUND_VALUES = 3 };

void bind_push_found(lua_State *L); /* an object of the class that is closed */
/* Searches the document at doc_index by the machine at machine_index; what is found is in the object at found_index, which was closed. All
 * are absolute. */
void bind_search(lua_State *L, int found_index, int machine_index, int doc_index, lun_lookups *lookups);
void bind_close_found(lua_State *L, int index); /* frees what was found, at an index; the object can be of use for another search */
lun_lookups *bind_check_lookups(lua_State *L, int index); /* which are open */
bind_found *bind_check_found(lua_State *L, int index);
/* The same, with all that is needed to read matches again: scripts may be asked for words that the machine has forgotten. */
bind_found *bind_check_readable(lua_State *L, int index);
/* Pushes a match, whose number counts from 0, as a table: doc, first and last token of the span given, of the whole match, and captures
 * by name. What was found stands at an index (absolute). */
void bind_push_match(lua_State *L, int index, uint32_t number);
/* Pushes the machine, the document and the table of names of what was found, and sees to it that the match has been read. */
bind_found *bind_push_found_values(lua_State *L, int index, uint32_t number);
/* Pushes such a match, as above; these three values stand from `values` on. */
void bind_push_read_match(lua_State *L, bind_found *f, uint32_t number, int values);
/* Sets the captures of such a match as fields of the table at `into`. */
void bind_found_captures(lua_State *L, bind_found *f, uint32_t number, int values, int into);

#endif
