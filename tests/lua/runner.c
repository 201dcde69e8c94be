/* lunette_lua_test FILE.lua [ARGUMENT...]: runs a test or benchmark script in a host with the whole library, lunette.core
 * included (users' scripts never see that), and two functions that only benchmarks need. A number that the script returns
 * is the exit code; prints the error and exits with 1 when it raises. */
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lunette/host.h"
#include "lunette/token.h"

static int traceback(lua_State *L) {
  luaL_traceback(L, L, luaL_tolstring(L, 1, NULL), 1);
  return 1;
}

/* core.cpu() -> seconds of CPU that the process has taken */
static int core_cpu(lua_State *L) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  lua_pushnumber(L, (lua_Number)now.tv_sec + (lua_Number)now.tv_nsec * 1e-9);
  return 1;
}

typedef struct stages {
  lun_vocab *vocab;
  lun_tokens tokens;
  lun_structure structure;
  lun_ranges sentences;
} stages;
#define STAGES "lunette.stages"

static int stages_close(lua_State *L) {
  stages *s = luaL_checkudata(L, 1, STAGES);
  lun_ranges_free(&s->sentences);
  lun_structure_free(&s->structure);
  lun_tokens_free(&s->tokens);
  lun_vocab_free(s->vocab);
  memset(s, 0, sizeof *s);
  return 0;
}
/* core.measure_tokens(texts) -> tokens, sentences: cuts valid UTF-8 texts into tokens and sentences, and nothing else, with
 * a vocabulary that is new, as a run over these texts does. */
static int core_measure_tokens(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  stages *s = lua_newuserdatauv(L, sizeof *s, 0);
  memset(s, 0, sizeof *s);
  luaL_setmetatable(L, STAGES);
  lun_err err;
  lun_status status = lun_vocab_new(&s->vocab, &err);
  lua_Integer tokens = 0, sentences = 0;
  for (lua_Integer i = 1; !status && lua_rawgeti(L, 1, i) == LUA_TSTRING; i++) {
    size_t size;
    const char *text = lua_tolstring(L, -1, &size);
    lun_tokens_clear(&s->tokens);
    status = lun_tokenize(text, (uint32_t)size, s->vocab, &s->tokens, &err);
    if (!status) status = lun_structure_find(text, s->vocab, &s->tokens, &s->structure, &err);
    if (!status) status = lun_sentences_split(text, s->vocab, &s->tokens, &s->structure, &s->sentences, &err);
    tokens += s->tokens.count;
    sentences += s->sentences.count;
    lua_pop(L, 1);
  }
  lua_pushcfunction(L, stages_close);
  lua_pushvalue(L, 2);
  lua_call(L, 1, 0);
  if (status) return luaL_error(L, "%s", err.message);
  lua_pushinteger(L, tokens);
  lua_pushinteger(L, sentences);
  return 2;
}

/* Adds them to lunette.core. */
static void add_functions(lua_State *L) {
  static const luaL_Reg functions[] = {{"cpu", core_cpu}, {"measure_tokens", core_measure_tokens}, {NULL, NULL}};
  luaL_newmetatable(L, STAGES);
  lua_pushcfunction(L, stages_close);
  lua_setfield(L, -2, "__gc");
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, "lunette.core");
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 3);
}

int main(int argc, char **argv) {
  lun_host_options options = {.scripts = getenv("LUNETTE_PATH")};
  lun_host *host;
  lun_err err;
  if (argc < 2 || lun_host_new(&options, &host, &err)) {
    fprintf(stderr, "%s\n", argc < 2 ? "usage: lunette_lua_test FILE.lua [ARGUMENT...]" : err.message);
    return 2;
  }
  lua_State *L = lun_host_state(host);
  int code = 0;
  setvbuf(stdout, NULL, _IOLBF, 0); /* what a benchmark has printed is seen even where its time runs out */
  add_functions(L);
  lua_pushcfunction(L, traceback);
  int loaded = luaL_loadfile(L, argv[1]);
  for (int i = 2; !loaded && i < argc; i++) lua_pushstring(L, argv[i]);
  if (loaded || lua_pcall(L, argc - 2, 1, 1)) {
    fprintf(stderr, "%s\n", lua_tostring(L, -1));
    code = 1;
  } else code = (int)lua_tointeger(L, -1);
  lun_host_free(host);
  return code;
}
