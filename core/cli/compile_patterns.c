/* lunette-compile-patterns SCRIPT ARGUMENT...: runs compile_patterns.lua in a host that has no compiled patterns yet, while the
 * project is built. */
#include <lauxlib.h>
#include <stdio.h>

#include "lunette/host.h"

int main(int argc, char **argv) {
  const lun_host_options options = {0};
  lun_host *host;
  lun_err err;
  if (argc < 2 || lun_host_new(&options, &host, &err)) {
    fprintf(stderr, "%s\n", argc < 2 ? "usage: lunette-compile-patterns SCRIPT ARGUMENT..." : err.message);
    return 2;
  }
  lua_State *L = lun_host_state(host);
  int failed = luaL_loadfile(L, argv[1]);
  for (int i = 2; !failed && i < argc; i++) lua_pushstring(L, argv[i]);
  failed = failed || lua_pcall(L, argc - 2, 0, 0);
  if (failed) fprintf(stderr, "%s\n", lua_tostring(L, -1));
  lun_host_free(host);
  return failed ? 1 : 0;
}
