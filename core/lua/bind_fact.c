/* Facts are tables of Lua with a class of their own (scripts/lib/fact.lua). What is done for each of them is done here: their roles
 * are copied, and the facts of a document put into the order of the text. */
#include <stdlib.h>

#include "lua/bind.h"

/* core.copied(table, more): its copy, with room for so many fields more. */
static int core_copied(lua_State *L) {
  const lua_Integer more = luaL_optinteger(L, 2, 0);
  int count = 0;
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argcheck(L, more >= 0 && more < 1 << 20, 2, "no number of fields");
  lua_settop(L, 1);
  for (lua_pushnil(L); lua_next(L, 1); lua_settop(L, 2)) count++;
  lua_createtable(L, 0, count + (int)more);
  for (lua_pushnil(L); lua_next(L, 1);) {
    lua_pushvalue(L, 3);
    lua_insert(L, 4);
    lua_rawset(L, 2);
  }
  return 1;
}

/* The first token of the match of the fact on the top; 0 for one without. */
static lua_Integer first_of(lua_State *L) {
  lua_Integer first = 0;
  const int kind = lua_getfield(L, -1, "match");
  if (kind == LUA_TUSERDATA) first = bind_first(bind_check_span(L, -1)->first);
  else if (lua_toboolean(L, -1)) {
    lua_getfield(L, -1, "first");
    first = luaL_checkinteger(L, -1);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return first;
}

typedef struct place { lua_Integer first, number; } place;
static int compare_places(const void *pa, const void *pb) {
  const place *a = pa, *b = pb;
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  return a->number < b->number ? -1 : a->number > b->number;
}

/* core.facts_in_order(facts, type): those of the type, or all, by the first tokens of their matches; of one place as they stand in the
 * list. Most stand there in that order. */
static int core_facts_in_order(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  const lua_Integer all = (lua_Integer)lua_rawlen(L, 1);
  const bool typed = lua_toboolean(L, 2);
  place *at = lua_newuserdatauv(L, (size_t)(all ? all : 1) * sizeof *at, 0);
  lua_Integer count = 0;
  bool ordered = true;
  for (lua_Integer n = 1; n <= all; n++) {
    lua_rawgeti(L, 1, n); /* 4 */
    if (typed) lua_getfield(L, 4, "type");
    if (!typed || lua_rawequal(L, 5, 2)) {
      lua_settop(L, 4);
      at[count] = (place){first_of(L), n};
      ordered = ordered && (!count || at[count - 1].first <= at[count].first);
      count++;
    }
    lua_settop(L, 3);
  }
  if (!ordered) qsort(at, (size_t)count, sizeof *at, compare_places);
  lua_createtable(L, count < 1 << 24 ? (int)count : 0, 0);
  for (lua_Integer k = 0; k < count; k++) {
    lua_rawgeti(L, 1, at[k].number);
    lua_rawseti(L, 4, k + 1);
  }
  return 1;
}

void bind_open_fact(lua_State *L) {
  static const luaL_Reg functions[] = {{"copied", core_copied}, {"facts_in_order", core_facts_in_order}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
