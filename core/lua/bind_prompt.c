/* The prompt and its session for Lua: core.prompt, core.session_start, session_save, session_done, session_end. Holds no
 * logic. */
#include "lua/bind.h"

#define BIND_PROMPT "lunette.prompt"
enum { PROMPT_COMPLETER = 1, PROMPT_STRINGS = 2 }; /* user values: the function; a table of what it gave last */

typedef struct bind_prompt {
  lun_prompt *prompt;
  lua_State *L; /* while a line is read, with the userdata at index 1 */
} bind_prompt;

static bind_prompt *check_prompt(lua_State *L) {
  bind_prompt *b = bind_check(L, 1, BIND_PROMPT);
  if (!b->prompt) luaL_argerror(L, 1, "the prompt is closed");
  return b;
}

static int prompt_close(lua_State *L) {
  bind_prompt *b = bind_check(L, 1, BIND_PROMPT);
  lun_prompt_free(b->prompt);
  b->prompt = NULL;
  return 0;
}

/* completer, text before the cursor, table -> remove, with insert and shown in the table */
static int call_completer(lua_State *L) {
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_call(L, 1, 3);
  lua_pushvalue(L, -2);
  lua_setfield(L, 3, "insert");
  lua_pushvalue(L, -1);
  lua_setfield(L, 3, "shown");
  lua_pushvalue(L, -3);
  return 1;
}

/* Called from within libedit, through which no error may go: a completer that raises completes nothing. */
static void complete(void *data, const char *before, size_t size, lun_completion *completion) {
  bind_prompt *b = data;
  lua_State *L = b->L;
  const int top = lua_gettop(L);
  lua_pushcfunction(L, call_completer);
  lua_getiuservalue(L, 1, PROMPT_COMPLETER);
  lua_pushlstring(L, before, size);
  lua_getiuservalue(L, 1, PROMPT_STRINGS);
  if (lua_pcall(L, 3, 1, 0) == LUA_OK) {
    completion->remove = (unsigned)lua_tointeger(L, -1);
    lua_getiuservalue(L, 1, PROMPT_STRINGS);
    if (lua_getfield(L, -1, "insert") == LUA_TSTRING) completion->insert = lua_tostring(L, -1);
    if (lua_getfield(L, -2, "shown") == LUA_TSTRING) completion->shown = lua_tostring(L, -1);
  }
  lua_settop(L, top);
}

/* core.prompt(edited, completer) -> prompt[, why lines are not edited though that was wanted]; or nil and a message. The completer is
 * called with the text before the cursor and gives how many characters before it give way, to what, and what is shown below. */
static int core_prompt(lua_State *L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  bind_prompt *b = lua_newuserdatauv(L, sizeof *b, 2);
  const char *missing;
  lun_err err;
  *b = (bind_prompt){NULL, NULL};
  luaL_setmetatable(L, BIND_PROMPT);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, -2, PROMPT_COMPLETER);
  lua_newtable(L);
  lua_setiuservalue(L, -2, PROMPT_STRINGS);
  if (lun_prompt_new(lua_toboolean(L, 1), complete, b, &b->prompt, &missing, &err)) return bind_refuse(L, &err);
  lua_pushstring(L, missing);
  return 2;
}

/* prompt:ask(text) -> line; nil at the end; false when it was interrupted; nil and a message */
static int prompt_ask(lua_State *L) {
  bind_prompt *b = check_prompt(L);
  const char *text = luaL_checkstring(L, 2), *line;
  lun_prompt_outcome outcome;
  size_t size;
  lun_err err;
  luaL_checkstack(L, 20, "a completion");
  b->L = L;
  if (lun_prompt_read(b->prompt, text, &outcome, &line, &size, &err)) return bind_refuse(L, &err);
  if (outcome == LUN_PROMPT_LINE) lua_pushlstring(L, line, size);
  else if (outcome == LUN_PROMPT_INTERRUPTED) lua_pushboolean(L, 0);
  else lua_pushnil(L);
  return 1;
}

static int prompt_width(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lun_prompt_width());
  return 1;
}

/* prompt:remember(text) */
static int prompt_remember(lua_State *L) {
  lun_err err;
  if (lun_prompt_remember(check_prompt(L)->prompt, luaL_checkstring(L, 2), &err)) return bind_raise(L, &err);
  return 0;
}

/* core.session_start() -> nothing in the session; in the process that waited for it the code that it ended with; nil and a
 * message */
static int core_session_start(lua_State *L) {
  bool waited;
  int code;
  lun_err err;
  if (lun_session_start(&waited, &code, &err)) return bind_refuse(L, &err);
  if (!waited) return 0;
  lua_pushinteger(L, code);
  return 1;
}
static int core_session_end(lua_State *L) {
  lun_session_end((int)luaL_checkinteger(L, 1));
  return 0;
}
/* core.session_save() -> "saved", "interrupted" or "lost"; nil and a message */
static int core_session_save(lua_State *L) {
  static const char *const names[] = {[LUN_SESSION_SAVED] = "saved", [LUN_SESSION_INTERRUPTED] = "interrupted", [LUN_SESSION_LOST] = "lost"};
  lun_session_turn turn;
  lun_err err;
  if (lun_session_save(&turn, &err)) return bind_refuse(L, &err);
  lua_pushstring(L, names[turn]);
  return 1;
}
static int core_session_done(lua_State *L) {
  (void)L;
  lun_session_done();
  return 0;
}

/* core.history_file() -> the path that the environment names, or nil */
static int core_history_file(lua_State *L) {
  lua_pushstring(L, bind_host(L)->options.history);
  return 1;
}

void bind_open_prompt(lua_State *L) {
  static const luaL_Reg methods[] = {{"ask", prompt_ask}, {"remember", prompt_remember}, {"width", prompt_width}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"prompt", core_prompt}, {"session_start", core_session_start}, {"session_end", core_session_end},
                                       {"session_save", core_session_save}, {"session_done", core_session_done}, {"history_file", core_history_file}, {NULL, NULL}};
  bind_closing_class(L, BIND_PROMPT, methods, prompt_close);
  luaL_setfuncs(L, functions, 0);
}
