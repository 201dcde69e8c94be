/* Files, standard streams and the terminal for the library (never for users' scripts): core.read, core.write_file,
 * core.write, core.kind, core.list, core.lines, core.terminal, core.clock, core.now, core.typed, core.time. */
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lua/bind.h"

/* core.read(path [, limit]) -> bytes, or nil and a message */
static int core_read(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  size_t limit = (size_t)luaL_optinteger(L, 2, LUN_TEXT_MAX), size;
  char *bytes;
  lun_err err;
  void **box = bind_push_box(L);
  if (lun_io_read_file(path, limit, &bytes, &size, &err)) return bind_refuse(L, &err);
  bind_push_boxed(L, box, bytes, size);
  return 1;
}

/* core.write_file(path, bytes) -> true, or nil and a message */
static int core_write_file(lua_State *L) {
  size_t size;
  const char *path = luaL_checkstring(L, 1), *bytes = luaL_checklstring(L, 2, &size);
  lun_err err;
  if (lun_io_write_file(path, bytes, size, &err)) return bind_refuse(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* core.write(1 | 2, bytes) -> true, or nil and a message: standard output or standard error */
static int core_write(lua_State *L) {
  size_t size;
  int fd = luaL_checkinteger(L, 1) == 2 ? STDERR_FILENO : STDOUT_FILENO;
  const char *bytes = luaL_checklstring(L, 2, &size);
  lun_err err;
  if (lun_io_write(fd, fd == STDERR_FILENO ? "standard error" : "standard output", bytes, size, &err)) return bind_refuse(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* core.kind(path) -> "file", "folder", "other" or nil */
static int core_kind(lua_State *L) {
  switch (lun_io_kind_of(luaL_checkstring(L, 1))) {
    case LUN_IO_FILE: lua_pushliteral(L, "file"); break;
    case LUN_IO_FOLDER: lua_pushliteral(L, "folder"); break;
    case LUN_IO_OTHER: lua_pushliteral(L, "other"); break;
    default: lua_pushnil(L);
  }
  return 1;
}

/* core.kind_of_name(path) -> "file", "folder", "link", "other" or nil; bytes of a file */
static int core_kind_of_name(lua_State *L) {
  static const char *const names[] = {[LUN_IO_FILE] = "file", [LUN_IO_FOLDER] = "folder", [LUN_IO_OTHER] = "other", [LUN_IO_LINK] = "link"};
  uint64_t size;
  lua_pushstring(L, names[lun_io_kind_of_name(luaL_checkstring(L, 1), &size)]); /* NULL is nil */
  lua_pushinteger(L, (lua_Integer)size);
  return 2;
}

/* core.list(folder) -> sorted names, or nil and a message */
static int core_list(lua_State *L) {
  char **names;
  size_t count;
  lun_err err;
  const char *path = luaL_checkstring(L, 1);
  void **box = bind_push_box(L);
  if (lun_io_list(path, &names, &count, &err)) return bind_refuse(L, &err);
  *box = names;
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushstring(L, names[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

#define BIND_LINES "lunette.lines"
static int lines_close(lua_State *L) {
  lun_io_lines **lines = bind_check(L, 1, BIND_LINES);
  if (*lines) lun_io_lines_free(*lines);
  *lines = NULL;
  return 0;
}
/* lines() -> line, number; nil at the end; false, message, number for one that could not be read */
static int lines_next(lua_State *L) {
  lun_io_lines **lines = bind_check(L, 1, BIND_LINES);
  const char *line;
  size_t size;
  uint64_t number;
  lun_err err;
  if (!*lines) return 0;
  lun_status status = lun_io_lines_next(*lines, &line, &size, &number, &err);
  if (status) {
    if (status != LUN_LIMIT) lun_io_lines_free(*lines), *lines = NULL;
    lua_pushboolean(L, 0);
    lua_pushstring(L, err.message);
    lua_pushinteger(L, (lua_Integer)err.position);
    return 3;
  }
  if (!line) return 0;
  lua_pushlstring(L, line, size);
  lua_pushinteger(L, (lua_Integer)number);
  return 2;
}
/* core.lines(path) -> lines, or nil and a message */
static int core_lines(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  lun_io_lines **lines = lua_newuserdatauv(L, sizeof *lines, 0);
  *lines = NULL;
  luaL_setmetatable(L, BIND_LINES);
  lun_err err;
  if (lun_io_lines_new(path, LUN_TEXT_MAX, lines, &err)) return bind_refuse(L, &err);
  return 1;
}

/* core.terminal() -> colour on standard output, colour on standard error, standard input is a terminal, width, whether standard
 * error is a terminal on which a line can be redrawn, and whether lines can be edited */
static int core_terminal(lua_State *L) {
  const lun_host_options *options = &bind_host(L)->options;
  lua_pushboolean(L, options->terminal & 1);
  lua_pushboolean(L, options->terminal & 2);
  lua_pushboolean(L, options->terminal & 4);
  lua_pushinteger(L, options->width);
  lua_pushboolean(L, options->terminal & 8);
  lua_pushboolean(L, options->terminal & 16);
  return 6;
}

/* core.typed() -> the byte that is typed next at the terminal, which does not show it; nil at the end; nil and a message */
static int core_typed(lua_State *L) {
  char key;
  bool ended;
  lun_err err;
  if (lun_io_key(STDIN_FILENO, &key, &ended, &err)) return bind_refuse(L, &err);
  if (ended) lua_pushnil(L);
  else lua_pushlstring(L, &key, 1);
  return 1;
}

static lua_Number seconds_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (lua_Number)now.tv_sec + (lua_Number)now.tv_nsec * 1e-9;
}

/* core.clock() -> seconds of processor time */
static int core_clock(lua_State *L) {
  lua_pushnumber(L, seconds_of(CLOCK_PROCESS_CPUTIME_ID));
  return 1;
}
/* core.now() -> seconds since some moment, whatever is done to the clock on the wall */
static int core_now(lua_State *L) {
  lua_pushnumber(L, seconds_of(CLOCK_MONOTONIC));
  return 1;
}

/* core.time() -> the time of day in UTC, as 2019-12-31T23:59:59Z: only what a person does is dated */
static int core_time(lua_State *L) {
  const time_t now = time(NULL);
  struct tm parts;
  char text[sizeof "-2147483648-12-31T23:59:59Z"];
  if (!gmtime_r(&now, &parts) || !strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)) return luaL_error(L, "the clock cannot be read");
  lua_pushstring(L, text);
  return 1;
}

void bind_open_system(lua_State *L) {
  static const luaL_Reg functions[] = {{"read", core_read},   {"write_file", core_write_file}, {"write", core_write},
                                       {"kind", core_kind},   {"list", core_list},             {"lines", core_lines},
                                       {"kind_of_name", core_kind_of_name}, {"terminal", core_terminal}, {"clock", core_clock}, {"now", core_now}, {"typed", core_typed}, {"time", core_time}, {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__gc", lines_close}, {"__call", lines_next}, {NULL, NULL}};
  luaL_newmetatable(L, BIND_LINES);
  luaL_setfuncs(L, meta, 0);
  lua_pop(L, 1);
  luaL_setfuncs(L, functions, 0);
}
