/* The class stemmer: core.stemmer(language) -> a function of a word in lower case that gives its stem. Holds no logic. */
#include "lua/bind.h"
#include "lunette/stem.h"

typedef struct box { lun_stemmer *stemmer; } box;

static int stemmer_close(lua_State *L) {
  box *b = bind_check(L, 1, BIND_STEMMER);
  lun_stemmer_free(b->stemmer);
  b->stemmer = NULL;
  return 0;
}

static int stemmer_call(lua_State *L) {
  box *b = bind_check(L, 1, BIND_STEMMER);
  size_t size, stem_size;
  const char *word = luaL_checklstring(L, 2, &size), *stem;
  lun_err err;
  if (lun_stemmer_stem(b->stemmer, word, size, &stem, &stem_size, &err)) return bind_raise(L, &err);
  lua_pushlstring(L, stem, stem_size);
  return 1;
}

static int core_stemmer(lua_State *L) {
  const char *language = luaL_checkstring(L, 1);
  box *b = lua_newuserdatauv(L, sizeof *b, 0);
  b->stemmer = NULL;
  luaL_setmetatable(L, BIND_STEMMER);
  lun_err err;
  if (lun_stemmer_new(language, &b->stemmer, &err)) return bind_raise(L, &err);
  return 1;
}

void bind_open_stem(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", stemmer_close}, {"__call", stemmer_call}, {NULL, NULL}};
  luaL_newmetatable(L, BIND_STEMMER);
  luaL_setfuncs(L, meta, 0);
  lua_pop(L, 1);
  lua_pushcfunction(L, core_stemmer);
  lua_setfield(L, -2, "stemmer");
}
