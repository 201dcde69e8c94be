/* Facts are tables of Lua with a class of their own (scripts/lib/fact.lua). What is done for each of them is done here: their roles
 * are copied, they are made and marked (scripts/lib/origin.lua), and the facts of a document put into the order of the text. */
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

/* Pushes the table of the document at 1 that its facts and their makers stand in. */
static void push_data(lua_State *L) {
  bind_check_doc(L, 1);
  lua_getiuservalue(L, 1, DOC_DATA);
}

/* Names of fields, which are upvalues of what makes and marks facts, since pushing one that is there costs less than making it. */
enum { NAME_FACTS = 1, NAME_TYPE, NAME_CLASS, NAME_ORIGINS, NAME_MAKER, NAME_MATCH, NAME_RULE, NAME_ID, NAME_FILE, NAME_LINE, NAMES = NAME_LINE };
static const char *const names[NAMES] = {"facts", "type", "fact_class", "origins", "maker", "match", "rule", "id", "file", "line"};

static void push_name(lua_State *L, int name) { lua_pushvalue(L, lua_upvalueindex(name)); }
static int get_field(lua_State *L, int from, int name) {
  push_name(L, name);
  return lua_gettable(L, from);
}

/* core.make_fact(doc, type, roles): makes a fact of the table of its roles -> whether it did: not where the document has no list of facts */
static int core_make_fact(lua_State *L) {
  luaL_checkany(L, 2);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  push_data(L); /* 4 */
  const bool there = get_field(L, 4, NAME_FACTS) == LUA_TTABLE;
  if (there) {
    push_name(L, NAME_TYPE);
    lua_pushvalue(L, 2);
    lua_settable(L, 3);
    get_field(L, 4, NAME_CLASS);
    lua_setmetatable(L, 3);
    lua_pushvalue(L, 3);
    lua_rawseti(L, 5, (lua_Integer)lua_rawlen(L, 5) + 1);
  }
  lua_pushboolean(L, there);
  return 1;
}

/* Sets a field of the fact at 2, where it has none, to that of the table at an index. */
static void complete(lua_State *L, int name, int from, int as) {
  if (get_field(L, 2, name) == LUA_TNIL) {
    push_name(L, name);
    get_field(L, from, as);
    lua_settable(L, 2);
  }
  lua_settop(L, 5);
}

/* core.mark_fact(doc, fact): notes that the newest fact was made by whoever runs now, if anybody: it has the rule, file and line of that, and the
 * match that it is called for, unless it names its own. */
static int core_mark_fact(lua_State *L) {
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  push_data(L); /* 3 */
  if (get_field(L, 3, NAME_ORIGINS) != LUA_TTABLE || get_field(L, 4, NAME_MAKER) == LUA_TNIL) return 0; /* 4, 5 */
  get_field(L, 4, NAME_FACTS);
  get_field(L, 3, NAME_FACTS);
  const lua_Integer newest = (lua_Integer)lua_rawlen(L, 7);
  lua_pushvalue(L, 5);
  lua_rawseti(L, 6, newest);
  complete(L, NAME_RULE, 5, NAME_ID);
  complete(L, NAME_FILE, 5, NAME_FILE);
  complete(L, NAME_LINE, 5, NAME_LINE);
  if (get_field(L, 4, NAME_MATCH) != LUA_TNIL) {
    lua_replace(L, 4);
    complete(L, NAME_MATCH, 4, NAME_MATCH);
  }
  return 0;
}

/* The first token of the match of the fact on the top; 0 for one without. `match` stands at an index. */
static lua_Integer first_of(lua_State *L, int match) {
  lua_Integer first = 0;
  lua_pushvalue(L, match);
  const int kind = lua_rawget(L, -2);
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
  enum { FACTS = 1, TYPE, NAME_OF_TYPE, NAME_OF_MATCH, PLACES, FACT };
  luaL_checktype(L, FACTS, LUA_TTABLE);
  lua_settop(L, TYPE);
  lua_pushliteral(L, "type");
  lua_pushliteral(L, "match");
  const lua_Integer all = (lua_Integer)lua_rawlen(L, FACTS);
  const bool typed = lua_toboolean(L, TYPE);
  if (!all) {
    lua_newtable(L);
    return 1;
  }
  place *at = lua_newuserdatauv(L, (size_t)(all ? all : 1) * sizeof *at, 0);
  lua_Integer count = 0;
  bool ordered = true;
  for (lua_Integer n = 1; n <= all; n++) {
    lua_settop(L, PLACES);
    if (lua_rawgeti(L, FACTS, n) != LUA_TTABLE) return luaL_error(L, "a list of facts holds a %s", luaL_typename(L, FACT));
    if (typed) {
      lua_pushvalue(L, NAME_OF_TYPE);
      lua_rawget(L, FACT);
      if (!lua_rawequal(L, -1, TYPE)) continue;
      lua_settop(L, FACT);
    }
    at[count] = (place){first_of(L, NAME_OF_MATCH), n};
    ordered = ordered && (!count || at[count - 1].first <= at[count].first);
    count++;
  }
  lua_settop(L, PLACES);
  if (!ordered) qsort(at, (size_t)count, sizeof *at, compare_places);
  lua_createtable(L, count < 1 << 24 ? (int)count : 0, 0);
  for (lua_Integer k = 0; k < count; k++) {
    lua_rawgeti(L, FACTS, at[k].number);
    lua_rawseti(L, PLACES + 1, k + 1);
  }
  return 1;
}

/* core.has_fact(facts, first, type): whether there is one of the type among those from a place on */
static int core_has_fact(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 3);
  bool there = false;
  const lua_Integer all = (lua_Integer)lua_rawlen(L, 1);
  for (lua_Integer n = luaL_checkinteger(L, 2); n <= all && !there; n++) {
    lua_rawgeti(L, 1, n);
    lua_getfield(L, 4, "type");
    there = lua_rawequal(L, 5, 3);
    lua_settop(L, 3);
  }
  lua_pushboolean(L, there);
  return 1;
}

void bind_open_fact(lua_State *L) {
  static const luaL_Reg functions[] = {{"copied", core_copied}, {"facts_in_order", core_facts_in_order}, {"has_fact", core_has_fact}, {NULL, NULL}};
  static const luaL_Reg named[] = {{"make_fact", core_make_fact}, {"mark_fact", core_mark_fact}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
  luaL_checkstack(L, NAMES, "names of fields");
  for (int i = 0; i < NAMES; i++) lua_pushstring(L, names[i]);
  luaL_setfuncs(L, named, NAMES);
}
