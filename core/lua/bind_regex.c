/* The class regex: core.regex(pattern) -> a function of a word, or nil, message and the pattern's byte that is wrong. */
#include "lua/bind.h"

typedef struct regex { lun_regex *regex; } regex;

lun_regex *bind_test_regex(lua_State *L, int index) {
  regex *r = luaL_testudata(L, index, BIND_REGEX);
  return r ? r->regex : NULL;
}

static int regex_close(lua_State *L) {
  regex *r = bind_check(L, 1, BIND_REGEX);
  lun_regex_free(r->regex);
  r->regex = NULL;
  return 0;
}

/* regex(word) -> boolean */
static int regex_call(lua_State *L) {
  regex *r = bind_check(L, 1, BIND_REGEX);
  size_t size;
  const char *word = luaL_checklstring(L, 2, &size);
  lua_pushboolean(L, r->regex && lun_regex_matches(r->regex, word, size));
  return 1;
}

static int core_regex(lua_State *L) {
  size_t size;
  const char *pattern = luaL_checklstring(L, 1, &size);
  regex *r = lua_newuserdatauv(L, sizeof *r, 0);
  r->regex = NULL;
  luaL_setmetatable(L, BIND_REGEX);
  lun_err err;
  const lun_status status = lun_regex_new(pattern, size, &r->regex, &err);
  if (status == LUN_NO_MEMORY) return bind_raise(L, &err);
  if (!status) return 1;
  lua_pushnil(L);
  lua_pushstring(L, err.message);
  lua_pushinteger(L, bind_first((uint32_t)err.position));
  return 3;
}

void bind_open_regex(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", regex_close}, {"__call", regex_call}, {NULL, NULL}};
  luaL_newmetatable(L, BIND_REGEX);
  luaL_setfuncs(L, meta, 0);
  lua_pop(L, 1);
  lua_pushcfunction(L, core_regex);
  lua_setfield(L, -2, "regex");
}
