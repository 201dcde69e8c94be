/* Referents, as bind_reference.c makes them, and bind_answer.c and bind_attribution.c ask them. All of these stand at 1. */
#ifndef LUNETTE_BIND_REFERENCE_H
#define LUNETTE_BIND_REFERENCE_H

#include "lua/bind.h"

#define BIND_REFERENTS "lunette.referents"
#define BIND_REFERENCE_WORDS "lunette.reference_words"
enum { OF_DOC = 1, OF_WORDS, OF_KNOWN, OF_GROUPS, OF_MADE, OF_NAMES, OF_FAILURE, OF_COUNT = OF_FAILURE }; /* user values of referents */

lun_referents *bind_check_referents(lua_State *L);      /* those at 1, whose document is open */
uint32_t bind_check_entity(lua_State *L, int index);    /* the entity of a number; LUN_NOBODY for 0 and nil */
void bind_push_entity(lua_State *L, uint32_t entity);   /* pushes its table; nil for nobody */
lun_reference_ask bind_asked(lua_State *L);             /* what is asked of `known` */
void bind_push_reason(lua_State *L, const lun_reason *reason);  /* pushes its text */
int bind_raise_asked(lua_State *L, const lun_err *err); /* raises what failed when `known` was asked, else what failed otherwise */
void bind_open_answers(lua_State *L);                   /* these two add methods to the class of referents: those that ask */
bool bind_untold_said(lua_State *L, int fact, lun_said *said); /* reads a fact `said` that is untold; false for another */
void bind_open_attribution(lua_State *L);               /* and `attribute`; functions of core as well */

#endif
