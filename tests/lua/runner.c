/* lunette_lua_test FILE.lua [ARGUMENT...]: runs a test script, which gets the arguments as `...`, in a host with the whole
 * library, lunette.core included (users' scripts never see that). Prints the error and exits with 1 when it raises. */
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>

#include "lunette/host.h"

static int traceback(lua_State *L) {
  luaL_traceback(L, L, luaL_tolstring(L, 1, NULL), 1);
  return 1;
}

int main(int argc, char **argv) {
  lun_host_options options = {getenv("LUNETTE_PATH"), 0, 0};
  lun_host *host;
  lun_err err;
  if (argc < 2 || lun_host_new(&options, &host, &err)) {
    fprintf(stderr, "%s\n", argc < 2 ? "usage: lunette_lua_test FILE.lua [ARGUMENT...]" : err.message);
    return 2;
  }
  lua_State *L = lun_host_state(host);
  int code = 0;
  lua_pushcfunction(L, traceback);
  int failed = !lua_checkstack(L, argc + 1) || luaL_loadfile(L, argv[1]);
  if (!failed) {
    for (int i = 2; i < argc; i++) lua_pushstring(L, argv[i]);
    failed = lua_pcall(L, argc - 2, 0, 1);
  }
  if (failed) {
    fprintf(stderr, "%s\n", lua_tostring(L, -1));
    code = 1;
  }
  lun_host_free(host);
  return code;
}
