/* Facts are tables of Lua with a class of their own (scripts/lib/fact.lua). What is done for each of them is done here: their roles
 * are copied, they are made and marked (scripts/lib/origin.lua), and the facts of a document put into the order of the text. */
#include <stdlib.h>
#include <string.h>

#include "lua/bind_untold.h"

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

/* How many of something a table is to have room for: no more than a million, since it may grow. */
static int check_room(lua_State *L, int index) {
  enum { MOST = 1 << 20 };
  const lua_Integer room = luaL_checkinteger(L, index);
  luaL_argcheck(L, room >= 0, index, "there is no room for less than nothing");
  return (int)(room < MOST ? room : MOST);
}

/* core.with_room(elements, fields): an empty table that has so many of either without growing. */
static int core_with_room(lua_State *L) {
  lua_createtable(L, check_room(L, 1), check_room(L, 2));
  return 1;
}

/* Pushes the table of the document at 1 that its facts and their makers stand in. */
static void push_data(lua_State *L) {
  bind_check_doc(L, 1);
  lua_getiuservalue(L, 1, DOC_DATA);
}

/* Names of fields, which are upvalues of what makes and marks facts, since pushing one that is there costs less than making it. */
enum { NAME_FACTS = 1, NAME_TYPE, NAME_CLASS, NAME_MAKERS, NAME_MATCH, NAME_RULE, NAME_ID, NAME_FILE, NAME_LINE, NAME_TYPES, NAMES = NAME_TYPES };
static const char *const names[NAMES] = {"facts", "type", "fact_class", "fact_makers", "match", "rule", "id", "file", "line", "fact_types"};

static void push_name(lua_State *L, int name) { lua_pushvalue(L, lua_upvalueindex(name)); }
static int get_field(lua_State *L, int from, int name) {
  push_name(L, name);
  return lua_gettable(L, from);
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

/* Notes that the newest fact, at 2, was made by whoever runs now, if anybody: it has the rule, file and line of that, and the match that it is called
 * for, unless it names its own. The document stands at 1. */
static void mark(lua_State *L) {
  if (lua_getiuservalue(L, 1, DOC_MAKER) == LUA_TNIL) return; /* 3 */
  lua_getiuservalue(L, 1, DOC_MATCH); /* 4 */
  push_data(L); /* 5 */
  get_field(L, 5, NAME_MAKERS);
  get_field(L, 5, NAME_FACTS);
  lua_pushvalue(L, 3);
  lua_rawseti(L, 6, (lua_Integer)lua_rawlen(L, 7));
  complete(L, NAME_RULE, 3, NAME_ID);
  complete(L, NAME_FILE, 3, NAME_FILE);
  complete(L, NAME_LINE, 3, NAME_LINE);
  if (!lua_isnil(L, 4)) complete(L, NAME_MATCH, 4, NAME_MATCH);
}

/* core.make_fact(doc, type, roles, marked): makes a fact of the table of its roles, where `marked` by whoever runs now -> whether it did: not
 * where the document has no list of facts */
static int core_make_fact(lua_State *L) {
  luaL_checkany(L, 2);
  luaL_checktype(L, 3, LUA_TTABLE);
  const bool marked = lua_toboolean(L, 4);
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
  if (there && marked) {
    lua_settop(L, 3);
    lua_remove(L, 2);
    mark(L);
  }
  lua_pushboolean(L, there);
  return 1;
}

/* The first token of the match of the fact on the top; 0 for one without. */
static lua_Integer first_of(lua_State *L) {
  lua_Integer first = 0;
  push_name(L, NAME_MATCH);
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

/* Places on the stack of what lists facts: the document, the type that is asked for, the table of the document, its facts, their types. */
enum { LIST_DOC = 1, LIST_TYPE, LIST_DATA, LIST_FACTS, LIST_TYPES };

/* Types of a document's facts in the order of making, which are made and never taken away: so that whoever asks for one type need not look at all. A
 * type is the address of its string. Those who make facts, while they run, find them by the type that they were made with, and none that has another
 * since; scripts that have the document find them by the type that they have. Room for places stands behind. */
static const char unlike; /* stands for what no short string is: only these are equal where their addresses are */
typedef struct place { lua_Integer first, number; } place;
typedef struct fact_types {
  lua_Integer count, room;
  const void *counted; /* the type that was counted last, among the first so many, and how many it has there */
  lua_Integer among, counts;
  const void *of[];
} fact_types;
static place *places_of(fact_types *types) { return (place *)(void *)(types->of + types->room); }

static const void *address_of(lua_State *L, int index) {
  enum { SHORT = 40 };
  return lua_type(L, index) == LUA_TSTRING && lua_rawlen(L, index) <= SHORT ? lua_topointer(L, index) : &unlike;
}

/* Whether nobody runs who makes facts: then scripts have the document, and may have given facts another type. */
static bool is_at_rest(lua_State *L) {
  const bool rests = lua_getiuservalue(L, LIST_DOC, DOC_MAKER) == LUA_TNIL;
  lua_pop(L, 1);
  return rests;
}

/* Pushes the types of the facts, of all that there are now; `anew` looks at all of them again. */
static fact_types *push_types(lua_State *L, lua_Integer all, bool anew) {
  enum { LEAST = 32 };
  fact_types *types = get_field(L, LIST_DATA, NAME_TYPES) == LUA_TUSERDATA ? lua_touserdata(L, LIST_TYPES) : NULL;
  if (!types || types->room < all) {
    const lua_Integer room = 2 * all > LEAST ? 2 * all : LEAST, known = types ? types->count : 0;
    fact_types *more = lua_newuserdatauv(L, sizeof *more + (size_t)room * (sizeof *more->of + sizeof(place)), 0);
    if (known) memcpy(more->of, types->of, (size_t)known * sizeof *more->of);
    more->count = known;
    more->counted = NULL;
    more->room = room;
    lua_replace(L, LIST_TYPES);
    push_name(L, NAME_TYPES);
    lua_pushvalue(L, LIST_TYPES);
    lua_rawset(L, LIST_DATA);
    types = more;
  }
  if (anew) {
    types->count = 0;
    types->counted = NULL;
  }
  for (; types->count < all; types->count++) {
    if (lua_rawgeti(L, LIST_FACTS, types->count + 1) != LUA_TTABLE) luaL_error(L, "a list of facts holds a %s", luaL_typename(L, -1));
    push_name(L, NAME_TYPE);
    lua_rawget(L, -2);
    types->of[types->count] = address_of(L, -1);
    lua_settop(L, LIST_TYPES);
  }
  return types;
}

/* Pushes the fact of a number, where it is of the type that is asked for; nothing where it is not. */
static bool push_of_type(lua_State *L, lua_Integer number) {
  lua_rawgeti(L, LIST_FACTS, number);
  push_name(L, NAME_TYPE);
  lua_rawget(L, -2);
  const bool is = lua_rawequal(L, -1, LIST_TYPE);
  lua_pop(L, is ? 1 : 2);
  return is;
}

/* Pushes types and facts of the document at 1, and the address of the type at 2, NULL for all; NULL without facts. */
static fact_types *push_facts(lua_State *L, const void **wanted) {
  luaL_checkany(L, LIST_DOC);
  lua_settop(L, LIST_TYPE);
  push_data(L);
  if (get_field(L, LIST_DATA, NAME_FACTS) != LUA_TTABLE) return NULL;
  *wanted = lua_toboolean(L, LIST_TYPE) ? address_of(L, LIST_TYPE) : NULL;
  return push_types(L, (lua_Integer)lua_rawlen(L, LIST_FACTS), *wanted && is_at_rest(L));
}

/* How many facts a type has: those of one that is asked for again and again are counted on. */
static lua_Integer count_of(fact_types *types, const void *wanted) {
  if (!wanted) return types->count;
  if (types->counted != wanted) {
    types->counted = wanted;
    types->among = types->counts = 0;
  }
  for (; types->among < types->count; types->among++) types->counts += types->of[types->among] == wanted;
  return types->counts;
}

static int compare_places(const void *pa, const void *pb) {
  const place *a = pa, *b = pb;
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  return a->number < b->number ? -1 : a->number > b->number;
}

/* core.facts_in_order(doc, type) -> a list of its facts of the type, or of all, by the first tokens of their matches; of one place in the order of
 * making. Most stand there in that order. */
static int core_facts_in_order(lua_State *L) {
  const void *wanted;
  fact_types *types = push_facts(L, &wanted);
  place *at = types ? places_of(types) : NULL;
  lua_Integer count = types ? count_of(types, wanted) : 0;
  bool ordered = true;
  lua_createtable(L, count < 1 << 24 ? (int)count : 0, 0);
  const int list = lua_gettop(L);
  count = 0;
  for (lua_Integer n = 0; types && n < types->count; n++) {
    if (wanted && types->of[n] != wanted) continue;
    if (!wanted) lua_rawgeti(L, LIST_FACTS, n + 1);
    else if (!push_of_type(L, n + 1)) continue;
    at[count] = (place){first_of(L), n + 1};
    ordered = ordered && (!count || at[count - 1].first <= at[count].first);
    lua_rawseti(L, list, ++count);
  }
  if (ordered) return 1;
  qsort(at, (size_t)count, sizeof *at, compare_places);
  for (lua_Integer k = 0; k < count; k++) {
    lua_rawgeti(L, LIST_FACTS, at[k].number);
    lua_rawseti(L, list, k + 1);
  }
  return 1;
}

/* core.count_facts(doc, type) -> how many were made of a type, which is a short string */
static int core_count_facts(lua_State *L) {
  const void *wanted;
  luaL_checktype(L, 2, LUA_TSTRING);
  fact_types *types = push_facts(L, &wanted);
  lua_pushinteger(L, types ? count_of(types, wanted) : 0);
  return 1;
}

/* The next fact of a list: told, so that it can be kept when the document is closed. Upvalues: the list, core.tell_fact, how many were given. */
static int next_fact(lua_State *L) {
  const lua_Integer next = lua_tointeger(L, lua_upvalueindex(3)) + 1;
  lua_settop(L, 0);
  if (lua_rawgeti(L, lua_upvalueindex(1), next) == LUA_TNIL) return 1;
  lua_pushinteger(L, next);
  lua_replace(L, lua_upvalueindex(3));
  if (bind_is_untold(L, 1)) {
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_pushvalue(L, 1);
    lua_call(L, 1, 0);
  }
  return 1;
}

/* core.each_fact(list, core.tell_fact) -> iterator over its facts */
static int core_each_fact(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_fact, 3);
  return 1;
}

/* Whether the fact at an index has a span, or with `several` a list that begins with one, as one of the roles of a list at another. */
static bool is_filled(lua_State *L, int fact, int roles, bool several) {
  const int value = lua_gettop(L) + 1;
  bool filled = false;
  for (lua_Integer i = 1; !filled && lua_rawgeti(L, roles, i) != LUA_TNIL; i++) {
    if (lua_gettable(L, fact) == LUA_TTABLE && several) lua_geti(L, value, 1);
    filled = bind_is(L, -1, BIND_SPAN);
    lua_settop(L, value - 1);
  }
  lua_settop(L, value - 1);
  return filled;
}

/* core.find_lacking(facts, wanted) -> the place of the first fact of a list that lacks a role, or nil; wanted: lists of roles, of each of which it
 * has a span, or where that says `several` a list that begins with one */
static int core_find_lacking(lua_State *L) {
  enum { FACTS = 1, WANTED, FACT, ROLES };
  luaL_checktype(L, FACTS, LUA_TTABLE);
  luaL_checktype(L, WANTED, LUA_TTABLE);
  lua_settop(L, WANTED);
  lua_getfield(L, WANTED, "several");
  const bool several = lua_toboolean(L, -1);
  lua_settop(L, WANTED);
  for (lua_Integer n = 1; lua_rawgeti(L, FACTS, n) != LUA_TNIL; n++, lua_settop(L, WANTED))
    for (lua_Integer i = 1; lua_rawgeti(L, WANTED, i) != LUA_TNIL; i++, lua_settop(L, FACT))
      if (!is_filled(L, FACT, ROLES, several)) {
        lua_pushinteger(L, n);
        return 1;
      }
  return 0;
}

void bind_open_fact(lua_State *L) {
  static const luaL_Reg functions[] = {{"copied", core_copied}, {"with_room", core_with_room}, {"find_lacking", core_find_lacking}, {"each_fact", core_each_fact}, {NULL, NULL}};
  static const luaL_Reg named[] = {{"make_fact", core_make_fact}, {"facts_in_order", core_facts_in_order}, {"count_facts", core_count_facts}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
  luaL_checkstack(L, NAMES, "names of fields");
  for (int i = 0; i < NAMES; i++) lua_pushstring(L, names[i]);
  luaL_setfuncs(L, named, NAMES);
}
