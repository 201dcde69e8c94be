/* What keeps a script from crashing or hanging the libraries that come with Lua, or from reaching the files: core.guard()
 * gives string.rep, table.move and LPeg's functions with their arguments looked at first, and puts the same checks behind
 * the operators of LPeg's patterns. LPeg takes numbers and trees of any size and follows them with C's own stack and int:
 * lpeg.P(-2147483648) writes out of bounds, p^1e9 overflows, 100,000 captures one in the other end the process. */
#include <string.h>

#include "lua/bind.h"

enum {
  MOST = 65535,              /* of a number that stands for a pattern */
  LEAST_POWER = -4096,       /* p^-n is n patterns, each inside the one before */
  LARGEST_TREE = 32768 * 8,  /* bytes; about 60,000 patterns one in the other need more C stack than a process has */
  DEEPEST_GRAMMAR = 50,      /* grammars in grammars */
  MOST_RULES = 32768,        /* of a grammar and those in it */
  MOST_MOVED = 1 << 26,      /* elements of one table.move */
  MATCH_STACK = 10000        /* places to go back to of one match */
};

static void check_number(lua_State *L, int index, lua_Number least) {
  lua_Number n = lua_tonumber(L, index);
  if (!(n >= least && n <= MOST)) luaL_error(L, "a pattern of LPeg takes numbers from %d to %d, not %s", (int)least, MOST, luaL_tolstring(L, index, NULL));
}

/* A number, or the numbers among the rules of a grammar. *rules counts: grammars that share others are few tables, and
 * twice as many rules with each level. */
static void check_rules(lua_State *L, int index, int depth, int *rules) {
  if (lua_type(L, index) == LUA_TNUMBER) check_number(L, index, -MOST);
  if (lua_type(L, index) != LUA_TTABLE) return;
  if (depth > DEEPEST_GRAMMAR) luaL_error(L, "grammars of LPeg stand one in the other more than %d deep", DEEPEST_GRAMMAR);
  index = lua_absindex(L, index);
  luaL_checkstack(L, 4, "a grammar");
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (++*rules > MOST_RULES) luaL_error(L, "a grammar of LPeg has at most %d rules", MOST_RULES);
    check_rules(L, -1, depth + 1, rules);
  }
}
static void check_pattern(lua_State *L, int index) {
  int rules = 0;
  check_rules(L, index, 0, &rules);
}

static int call_original(lua_State *L, bool whole) {
  int count = lua_gettop(L);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, count, LUA_MULTRET);
  if (!whole && lua_type(L, 1) == LUA_TUSERDATA && lua_rawlen(L, 1) > LARGEST_TREE)
    return luaL_error(L, "the pattern is larger than %d elements: a long list of words belongs into a dictionary (lists = { ... })", LARGEST_TREE / 8);
  return lua_gettop(L);
}

/* Functions and operators all of whose arguments are patterns. */
static int guarded_patterns(lua_State *L) {
  for (int i = 1; i <= lua_gettop(L); i++) check_pattern(L, i);
  return call_original(L, false);
}
/* lpeg.P: a number or a text is a row of elements, which LPeg goes through without recursion, so it may be long. */
static int guarded_p(lua_State *L) {
  int type = lua_type(L, 1);
  check_pattern(L, 1);
  return call_original(L, type == LUA_TNUMBER || type == LUA_TSTRING);
}
/* Functions whose first argument is a pattern: lpeg.match, Cmt, Cf, Cg, and `/`. */
static int guarded_first(lua_State *L) {
  check_pattern(L, 1);
  return call_original(L, false);
}
static int guarded_power(lua_State *L) {
  check_pattern(L, 1);
  if (lua_isnumber(L, 2)) check_number(L, 2, LEAST_POWER);
  return call_original(L, false);
}
/* Functions of plain values: Cc, V, S, R, Cb, Carg, type, locale. */
static int guarded_values(lua_State *L) { return call_original(L, false); }

/* string.rep: LPeg is not alone, ("").rep("", 1e15) goes through a loop as often. */
static int guarded_rep(lua_State *L) {
  size_t size, separator = 0;
  luaL_checklstring(L, 1, &size);
  luaL_checkinteger(L, 2);
  if (!lua_isnoneornil(L, 3)) luaL_checklstring(L, 3, &separator);
  if (!size && !separator) {
    lua_pushliteral(L, "");
    return 1;
  }
  return call_original(L, true);
}

static int guarded_move(lua_State *L) {
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
  if (last >= first && (lua_Unsigned)last - (lua_Unsigned)first >= MOST_MOVED)
    return luaL_error(L, "table.move moves at most %d elements", MOST_MOVED);
  return call_original(L, true);
}

static void push_guarded(lua_State *L, lua_CFunction guard) { lua_pushcclosure(L, guard, 1); }

static lua_CFunction guard_of(const char *name) {
  if (!strcmp(name, "P")) return guarded_p;
  if (!strcmp(name, "match") || !strcmp(name, "Cmt") || !strcmp(name, "Cf") || !strcmp(name, "Cg")) return guarded_first;
  if (!strcmp(name, "B") || !strcmp(name, "C") || !strcmp(name, "Cs") || !strcmp(name, "Ct")) return guarded_patterns;
  static const char *const values[] = {"Cc", "V", "S", "R", "Cb", "Carg", "Cp", "type", "locale", "version", "utfR"};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++)
    if (!strcmp(name, values[i])) return guarded_values;
  return NULL; /* setmaxstack, ptree, pcode, and what later releases add */
}

/* Pushes a table of LPeg's functions, guarded, and guards the operators of its patterns. */
static void push_lpeg(lua_State *L) {
  static const struct { const char *name; lua_CFunction guard; } operators[] = {
    {"__mul", guarded_patterns}, {"__add", guarded_patterns}, {"__sub", guarded_patterns}, {"__unm", guarded_patterns},
    {"__len", guarded_patterns}, {"__div", guarded_first},    {"__mod", guarded_first},    {"__pow", guarded_power}};
  lua_newtable(L);
  int guarded = lua_gettop(L);
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, "lpeg");
  lua_getfield(L, -1, "setmaxstack");
  lua_pushinteger(L, MATCH_STACK);
  lua_call(L, 1, 0);
  for (lua_pushnil(L); lua_next(L, -2);) {
    lua_CFunction guard = lua_type(L, -2) == LUA_TSTRING ? guard_of(lua_tostring(L, -2)) : NULL;
    if (guard && lua_isfunction(L, -1)) {
      push_guarded(L, guard);
      lua_pushvalue(L, -2);
      lua_insert(L, -2);
      lua_settable(L, guarded);
    } else if (lua_type(L, -1) == LUA_TSTRING) { /* the version of later releases */
      lua_pushvalue(L, -2);
      lua_insert(L, -2);
      lua_settable(L, guarded);
    } else lua_pop(L, 1);
  }
  lua_getfield(L, -1, "P");
  lua_pushinteger(L, 0);
  lua_call(L, 1, 1); /* any pattern, for the metatable that all share */
  if (lua_getmetatable(L, -1)) {
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
      if (lua_getfield(L, -1, operators[i].name) == LUA_TFUNCTION) {
        push_guarded(L, operators[i].guard);
        lua_setfield(L, -2, operators[i].name);
      } else lua_pop(L, 1);
    }
    /* methods of patterns, of which scripts see no table */
    lua_newtable(L);
    for (lua_pushnil(L); lua_next(L, guarded);) {
      lua_pushvalue(L, -2);
      lua_insert(L, -2);
      lua_settable(L, -4);
    }
    lua_setfield(L, -2, "__index");
  }
  lua_settop(L, guarded);
}

static void push_library_function(lua_State *L, const char *library, const char *name, lua_CFunction guard) {
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, library);
  lua_getfield(L, -1, name);
  push_guarded(L, guard);
  lua_replace(L, -3);
  lua_pop(L, 1);
}

/* core.guard() -> { rep =, move =, lpeg = }: to be called once, before the first script of a user is run. */
static int core_guard(lua_State *L) {
  lua_createtable(L, 0, 3);
  push_library_function(L, "string", "rep", guarded_rep);
  lua_setfield(L, -2, "rep");
  push_library_function(L, "table", "move", guarded_move);
  lua_setfield(L, -2, "move");
  push_lpeg(L);
  lua_setfield(L, -2, "lpeg");
  return 1;
}

/* core.real(path) -> the path without links, "." and "..", or nil and a message */
static int core_real(lua_State *L) {
  lun_err err;
  char *real;
  const char *path = luaL_checkstring(L, 1);
  if (strlen(path) != lua_rawlen(L, 1)) return luaL_argerror(L, 1, "a path with a zero byte");
  void **box = bind_push_box(L);
  if (lun_io_real(path, &real, &err)) return bind_refuse(L, &err);
  *box = real;
  lua_pushstring(L, real);
  return 1;
}

/* core.read_beneath(folder, path) -> bytes, or nil and a message */
static int core_read_beneath(lua_State *L) {
  lun_err err;
  char *bytes;
  size_t size;
  const char *folder = luaL_checkstring(L, 1), *path = luaL_checkstring(L, 2);
  void **box = bind_push_box(L);
  if (lun_io_read_beneath(folder, path, LUN_TEXT_MAX, &bytes, &size, &err)) return bind_refuse(L, &err);
  *box = bytes;
  lua_pushlstring(L, bytes, size);
  return 1;
}

/* core.write_beneath(folder, path, bytes) -> true, or nil and a message */
static int core_write_beneath(lua_State *L) {
  lun_err err;
  size_t size;
  const char *folder = luaL_checkstring(L, 1), *path = luaL_checkstring(L, 2), *bytes = luaL_checklstring(L, 3, &size);
  if (lun_io_write_beneath(folder, path, bytes, size, &err)) return bind_refuse(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* core.make_folders(path [, private]) -> true, or nil and a message */
static int core_make_folders(lua_State *L) {
  lun_err err;
  if (lun_io_make_folder(luaL_checkstring(L, 1), lua_toboolean(L, 2) ? 0700 : 0777, &err)) return bind_refuse(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

void bind_open_guard(lua_State *L) {
  static const luaL_Reg functions[] = {{"guard", core_guard}, {"real", core_real}, {"read_beneath", core_read_beneath},
                                       {"write_beneath", core_write_beneath}, {"make_folders", core_make_folders}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
