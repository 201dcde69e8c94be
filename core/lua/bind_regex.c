/* core.regex(pattern) -> matcher, or nil, message and the pattern's byte that is wrong: an ordinary regular expression
 * (PCRE2, UTF mode) that must match a whole word. Called once per distinct word, so it is not compiled to code. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "lua/bind.h"

#define BIND_REGEX "lunette.regex"
typedef struct regex {
  pcre2_code *code;
  pcre2_match_data *match;
} regex;

static int regex_close(lua_State *L) {
  regex *r = luaL_checkudata(L, 1, BIND_REGEX);
  pcre2_match_data_free(r->match);
  pcre2_code_free(r->code);
  r->match = NULL;
  r->code = NULL;
  return 0;
}

/* matcher(word) -> boolean */
static int regex_call(lua_State *L) {
  regex *r = luaL_checkudata(L, 1, BIND_REGEX);
  size_t size;
  const char *word = luaL_checklstring(L, 2, &size);
  int n = pcre2_match(r->code, (PCRE2_SPTR)word, size, 0, PCRE2_ANCHORED | PCRE2_ENDANCHORED, r->match, NULL);
  lua_pushboolean(L, n >= 0);
  return 1;
}

static int core_regex(lua_State *L) {
  size_t size;
  const char *pattern = luaL_checklstring(L, 1, &size);
  regex *r = lua_newuserdatauv(L, sizeof *r, 0);
  r->code = NULL;
  r->match = NULL;
  luaL_setmetatable(L, BIND_REGEX);
  int code;
  PCRE2_SIZE offset;
  r->code = pcre2_compile((PCRE2_SPTR)pattern, size, PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &code, &offset, NULL);
  if (!r->code) {
    PCRE2_UCHAR message[256];
    pcre2_get_error_message(code, message, sizeof message);
    lua_pushnil(L);
    lua_pushstring(L, (const char *)message);
    lua_pushinteger(L, (lua_Integer)offset + 1);
    return 3;
  }
  r->match = pcre2_match_data_create_from_pattern(r->code, NULL);
  if (!r->match) return luaL_error(L, "not enough memory");
  return 1;
}

void bind_open_regex(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", regex_close}, {"__call", regex_call}, {NULL, NULL}};
  luaL_newmetatable(L, BIND_REGEX);
  luaL_setfuncs(L, meta, 0);
  lua_pop(L, 1);
  lua_pushcfunction(L, core_regex);
  lua_setfield(L, -2, "regex");
}
