/* lunette-recipe SCRIPT ARGUMENT...: runs a recipe of scripts/data/recipe with plain Lua while the project is built, for dictionaries
 * that are made of others. `arg` is what it is to Lua's own program. */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: lunette-recipe SCRIPT ARGUMENT...\n");
    return 2;
  }
  lua_State *L = luaL_newstate();
  if (!L) {
    fprintf(stderr, "lunette-recipe: out of memory\n");
    return 1;
  }
  luaL_openlibs(L);
  lua_newtable(L);
  for (int i = 1; i < argc; i++) {
    lua_pushstring(L, argv[i]);
    lua_rawseti(L, -2, i - 1);
  }
  lua_setglobal(L, "arg");
  const int failed = luaL_dofile(L, argv[1]);
  if (failed) fprintf(stderr, "lunette-recipe: %s\n", luaL_tolstring(L, -1, NULL));
  lua_close(L);
  return failed;
}
