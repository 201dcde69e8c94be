/* Referents, as bind_reference.c makes them and bind_answer.c asks them. */
#ifndef LUNETTE_BIND_REFERENCE_H
#define LUNETTE_BIND_REFERENCE_H

#include "lua/bind.h"

#define BIND_REFERENTS "lunette.referents"
#define BIND_REFERENCE_WORDS "lunette.reference_words"
enum { OF_DOC = 1, OF_WORDS, OF_KNOWN, OF_GROUPS, OF_MADE, OF_FAILURE, OF_COUNT = OF_FAILURE }; /* user values of referents */

lun_referents *bind_check_referents(lua_State *L);      /* those at 1, whose document is open */
uint32_t bind_check_entity(lua_State *L, int index);    /* the entity of a number; LUN_NOBODY for 0 and nil */
void bind_push_entity(lua_State *L, uint32_t entity);   /* pushes its table; nil for nobody */
void bind_open_answers(lua_State *L);                   /* adds methods that ask to the class of referents */

#endif
