/* The host: one Lua state with lunette's module in it. Scripts and dictionaries come from the binary itself; folders
 * given in the options go before them. */
#include "lunette/host.h"

#include <lualib.h>
#include <stdio.h>
#include <string.h>

#include "lua/bind.h"
#include "lua/embedded.h"
#include "lua/pool.h"

/* Exported by the system's LPeg; lua-lpeg.h is found under different names on different systems. */
int luaopen_lpeg(lua_State *L);

/* core.script(name) -> text, chunk name; nil when neither the folders nor the binary have it. */
static int core_script(lua_State *L) {
  const char *name = luaL_checkstring(L, 1), *folders = bind_host(L)->options.scripts;
  for (const char *folder = folders; folder && *folder; folder += strcspn(folder, ":"), folder += *folder == ':') {
    lua_pushlstring(L, folder, strcspn(folder, ":"));
    lua_pushfstring(L, "%s/%s", lua_tostring(L, -1), name);
    char *bytes;
    size_t size;
    lun_err err;
    void **box = bind_push_box(L);
    lun_status status = lun_io_read_file(lua_tostring(L, -2), LUN_TEXT_MAX, &bytes, &size, &err);
    if (status == LUN_OK) {
      bind_push_boxed(L, box, bytes, size);
      lua_pushvalue(L, -3);
      return 2;
    }
    if (status != LUN_NOT_FOUND) return bind_raise(L, &err);
    lua_pop(L, 3);
  }
  for (const lun_embedded_script *s = lun_embedded_scripts; s->name; s++)
    if (!strcmp(s->name, name)) {
      lua_pushlstring(L, s->start, (size_t)(s->stop - s->start));
      lua_pushfstring(L, "scripts/%s", name);
      return 2;
    }
  lua_pushnil(L);
  return 1;
}

/* core.scripts() -> list of the embedded scripts' names */
static int core_scripts(lua_State *L) {
  lua_newtable(L);
  lua_Integer n = 0;
  for (const lun_embedded_script *s = lun_embedded_scripts; s->name; s++) {
    lua_pushstring(L, s->name);
    lua_rawseti(L, -2, ++n);
  }
  return 1;
}

/* core.dictionaries_digest() -> SHA-256 of the compiled dictionaries */
static int core_dictionaries_digest(lua_State *L) {
  lua_pushstring(L, lun_embedded_image_digest);
  return 1;
}

static int core_script_folders(lua_State *L) {
  lua_pushstring(L, bind_host(L)->options.scripts);
  return 1;
}

/* Of a list of scripts the one that the first argument names; NULL where it is not there, or where what was compiled does not hold: for another
 * release of Lua, and where a folder may have the script. */
static const lun_embedded_script *compiled_of(lua_State *L, const lun_embedded_script *list) {
  const char *name = luaL_checkstring(L, 1), *folders = bind_host(L)->options.scripts;
  if ((folders && *folders) || strcmp(lua_ident, lun_embedded_release) != 0) return NULL;
  while (list->name && strcmp(list->name, name) != 0) list++;
  return list->name ? list : NULL;
}

/* core.script_code(name[, text]) -> the compiled script, or nil: for another release of Lua, where a folder has the script, or
 * where its text is not this one. */
static int core_script_code(lua_State *L) {
  size_t size = 0;
  const char *text = luaL_optlstring(L, 2, NULL, &size);
  const lun_embedded_script *s = compiled_of(L, lun_embedded_scripts);
  if (s && (!text || (size == (size_t)(s->stop - s->start) && !memcmp(text, s->start, size)))) lua_pushlstring(L, s->code, (size_t)(s->code_stop - s->code));
  else lua_pushnil(L);
  return 1;
}

/* core.pattern_code(name) -> the compiled patterns of a bundled rule pack, or nil as for compiled scripts. */
static int core_pattern_code(lua_State *L) {
  const lun_embedded_script *s = compiled_of(L, lun_embedded_patterns);
  if (s) lua_pushlstring(L, s->code, (size_t)(s->code_stop - s->code));
  else lua_pushnil(L);
  return 1;
}

/* package.searchers: "lunette" and "lunette.x" are lib/lunette.lua and lib/x.lua. */
static int search_library(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  if (strncmp(name, "lunette", 7) || (name[7] && name[7] != '.')) {
    lua_pushliteral(L, "not a module of lunette");
    return 1;
  }
  size_t size;
  lua_settop(L, 1);
  lua_pushfstring(L, "lib/%s.lua", name[7] ? name + 8 : name);
  lua_pushcfunction(L, core_script_code);
  lua_pushvalue(L, 2);
  lua_call(L, 1, 1);
  if (!lua_isnil(L, -1)) {
    const char *code = lua_tolstring(L, -1, &size);
    if (luaL_loadbufferx(L, code, size, name, "b")) return lua_error(L);
    lua_pushvalue(L, 2);
    return 2;
  }
  lua_pushcfunction(L, core_script);
  lua_pushvalue(L, 2);
  lua_call(L, 1, 2);
  if (lua_isnil(L, -2)) {
    lua_pushfstring(L, "no %s among lunette's scripts", lua_tostring(L, 2));
    return 1;
  }
  const char *text = lua_tolstring(L, -2, &size);
  lua_pushfstring(L, "@%s", lua_tostring(L, -1));
  if (luaL_loadbufferx(L, text, size, lua_tostring(L, -1), "t")) return lua_error(L);
  lua_pushvalue(L, 2);
  return 2;
}

/* core.trust(): gives Lua what only --trust opens: io and os, and modules from package.path and package.cpath. */
static int core_trust(lua_State *L) {
  luaL_requiref(L, LUA_IOLIBNAME, luaopen_io, 1);
  luaL_requiref(L, LUA_OSLIBNAME, luaopen_os, 1);
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers");
  lua_pushvalue(L, lua_upvalueindex(1));
  for (lua_Integer i = 2; lua_rawgeti(L, -1, i) == LUA_TFUNCTION; i++) lua_rawseti(L, -3, i + 1);
  return 0;
}

static int open_protected(lua_State *L) {
  lua_pushboolean(L, 1); /* LUA_PATH, LUA_CPATH and their like are not read */
  lua_setfield(L, LUA_REGISTRYINDEX, "LUA_NOENV");
  static const luaL_Reg libraries[] = {{LUA_GNAME, luaopen_base},       {LUA_LOADLIBNAME, luaopen_package},
                                       {LUA_COLIBNAME, luaopen_coroutine}, {LUA_TABLIBNAME, luaopen_table},
                                       {LUA_STRLIBNAME, luaopen_string}, {LUA_MATHLIBNAME, luaopen_math},
                                       {LUA_UTF8LIBNAME, luaopen_utf8},  {LUA_DBLIBNAME, luaopen_debug},
                                       {"lpeg", luaopen_lpeg},           {NULL, NULL}};
  for (const luaL_Reg *l = libraries; l->name; l++) {
    luaL_requiref(L, l->name, l->func, strcmp(l->name, "lpeg") != 0);
    lua_pop(L, 1);
  }
  /* only preloaded and embedded modules: no search through LUA_PATH */
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "searchers");
  int searchers = lua_gettop(L);
  lua_createtable(L, 2, 0);
  lua_rawgeti(L, searchers, 1);
  lua_rawseti(L, -2, 1);
  lua_pushcfunction(L, search_library);
  lua_rawseti(L, -2, 2);
  lua_setfield(L, -3, "searchers");

  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  bind_open_core(L);
  static const luaL_Reg functions[] = {{"script", core_script}, {"script_code", core_script_code}, {"pattern_code", core_pattern_code}, {"scripts", core_scripts},
                                       {"script_folders", core_script_folders}, {"dictionaries_digest", core_dictionaries_digest}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
  lua_pushvalue(L, searchers);
  lua_pushcclosure(L, core_trust, 1);
  lua_setfield(L, -2, "trust");
  lua_setfield(L, -2, "lunette.core");
  return 0;
}

lun_status lun_host_new(const lun_host_options *options, lun_host **out, lun_err *err) {
  lun_host *host = lun_zalloc(1, sizeof *host);
  lun_status status;
  *out = NULL;
  if (!host) return lun_fail_memory(err);
  host->options = *options;
  if ((status = lun_vocab_new(&host->vocab, err))) goto fail;
  size_t size = (size_t)(lun_embedded_image_end - lun_embedded_image);
  if ((status = lun_image_open(lun_embedded_image, size, &host->image, err))) goto fail;
  size = (size_t)(lun_embedded_weights_end - lun_embedded_weights);
  if ((status = lun_tagger_new(lun_embedded_weights, size, host->vocab, &host->tagger, err))) goto fail;
  lun_tagger_trust(host->tagger);
  if (!(host->pool = lun_pool_new()) || !(host->state = lua_newstate(lun_pool_alloc, host->pool))) {
    status = lun_fail_memory(err);
    goto fail;
  }
  *(lun_host **)lua_getextraspace(host->state) = host;
  lua_pushcfunction(host->state, open_protected);
  int code = lua_pcall(host->state, 0, 0, 0);
  if (code) {
    const char *message = lua_tostring(host->state, -1);
    status = code == LUA_ERRMEM ? lun_fail_memory(err) : lun_fail(err, LUN_FORMAT, 0, "%s", message ? message : "Lua did not start");
    goto fail;
  }
  *out = host;
  return LUN_OK;
fail:
  lun_host_free(host);
  return status;
}

void lun_host_free(lun_host *host) {
  if (!host) return;
  if (host->state) {
    lua_setallocf(host->state, lun_pool_alloc_last, host->pool);
    lua_close(host->state);
  }
  lun_pool_free(host->pool);
  if (host->image) lun_image_close(host->image);
  lun_languages_free(host->languages);
  lun_doc_free(host->spare);
  lun_tagger_free(host->tagger);
  lun_vocab_free(host->vocab);
  lun_free(host);
}

void lun_host_trim(lun_host *host) {
  lun_doc_free(host->spare);
  host->spare = NULL;
}

lua_State *lun_host_state(lun_host *host) { return host->state; }

typedef struct command { int argc; const char *const *argv; } command;

static int command_protected(lua_State *L) {
  const command *c = lua_touserdata(L, 1);
  lua_getglobal(L, "require");
  lua_pushliteral(L, "lunette.cli");
  lua_call(L, 1, 1);
  lua_createtable(L, c->argc, 0);
  for (int i = 0; i < c->argc; i++) {
    lua_pushstring(L, c->argv[i]);
    lua_rawseti(L, -2, i + 1);
  }
  lua_call(L, 1, 1);
  return 1;
}

static int add_traceback(lua_State *L) {
  const char *message = lua_tostring(L, 1);
  luaL_traceback(L, L, message ? message : luaL_typename(L, 1), 1);
  return 1;
}

lun_status lun_host_command(lun_host *host, int argc, const char *const *argv, int *code, lun_err *err) {
  lua_State *L = host->state;
  command c = {argc, argv};
  lua_pushcfunction(L, add_traceback);
  lua_pushcfunction(L, command_protected);
  lua_pushlightuserdata(L, &c);
  int result = lua_pcall(L, 1, 1, -3);
  if (result) {
    const char *message = lua_tostring(L, -1);
    *code = 70;
    lun_status status = result == LUA_ERRMEM ? LUN_NO_MEMORY : LUN_FORMAT;
    lun_fail(err, status, 0, "%s", message ? message : "unknown error");
    lua_pop(L, 2);
    return status;
  }
  *code = (int)lua_tointeger(L, -1);
  lua_pop(L, 2);
  return LUN_OK;
}
