/* What writers of outputs use: files written piece by piece (core.output), digests of files and texts, places of a document
 * in other units. Holds no logic. */
#include "lua/bind.h"

#include <string.h>

#include "lunette/units.h"
#include "lunette/sha256.h"

#define BIND_OUTPUT "lunette.output"
#define BIND_UNITS "lunette.units"

static lun_io_file *check_output(lua_State *L) {
  lun_io_file **file = bind_check(L, 1, BIND_OUTPUT);
  if (!*file) luaL_argerror(L, 1, "the output is closed");
  return *file;
}
/* Lets a handler of signals know the file that stands beside its place; NULL when none does any more. */
static void note_unfinished(lua_State *L, const char *path) {
  const lun_host_options *options = &bind_host(L)->options;
  if (!options->unfinished) return;
  options->unfinished[0] = 0;
  if (path && strlen(path) < options->unfinished_room) {
    memcpy(options->unfinished + 1, path + 1, strlen(path)); /* its first byte last: half a path is never there */
    options->unfinished[0] = path[0];
  }
}

static int output_discard(lua_State *L) {
  lun_io_file **file = bind_check(L, 1, BIND_OUTPUT);
  if (*file && lun_io_file_neighbour(*file)) note_unfinished(L, NULL);
  lun_io_file_free(*file);
  *file = NULL;
  return 0;
}
/* output:write with bytes -> true, or nil and a message */
static int output_write(lua_State *L) {
  size_t size;
  lun_io_file *file = check_output(L);
  const char *bytes = luaL_checklstring(L, 2, &size);
  lun_err err;
  if (lun_io_file_write(file, bytes, size, &err)) return bind_refuse(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}
/* output:commit() -> true, or nil and a message; the output is closed in any case */
static int output_commit(lua_State *L) {
  lun_io_file *file = check_output(L);
  lun_err err;
  lun_status status = lun_io_file_commit(file, &err);
  note_unfinished(L, NULL);
  output_discard(L);
  if (status) return bind_refuse(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}
/* output:neighbour() -> the path that a library may write to; nil for a device or standard output */
static int output_neighbour(lua_State *L) {
  lua_pushstring(L, lun_io_file_neighbour(check_output(L)));
  return 1;
}
/* core.output(path | nil) -> output, or nil and a message; nil is standard output */
static int core_output(lua_State *L) {
  const char *path = luaL_optstring(L, 1, NULL);
  lun_io_file **file = lua_newuserdatauv(L, sizeof *file, 0);
  *file = NULL;
  luaL_setmetatable(L, BIND_OUTPUT);
  lun_err err;
  if (lun_io_file_new(path, file, &err)) return bind_refuse(L, &err);
  note_unfinished(L, lun_io_file_neighbour(*file));
  return 1;
}

/* core.same_file(a, b) -> whether both paths name one file */
static int core_same_file(lua_State *L) {
  lua_pushboolean(L, lun_io_same(luaL_checkstring(L, 1), luaL_checkstring(L, 2)));
  return 1;
}

/* core.digest(path) -> SHA-256 in hexadecimal, size; or nil and a message */
static int core_digest(lua_State *L) {
  char digits[65];
  uint64_t size;
  lun_err err;
  if (lun_io_sha256(luaL_checkstring(L, 1), digits, &size, &err)) return bind_refuse(L, &err);
  lua_pushstring(L, digits);
  lua_pushinteger(L, (lua_Integer)size);
  return 2;
}
/* core.sha256(bytes) -> the same of a text */
static int core_sha256(lua_State *L) {
  size_t size;
  const char *bytes = luaL_checklstring(L, 1, &size);
  char digits[65];
  lun_sha256 sum;
  lun_sha256_begin(&sum);
  lun_sha256_add(&sum, bytes, size);
  lun_sha256_end(&sum, digits);
  lua_pushstring(L, digits);
  return 1;
}

static lun_units *check_offsets(lua_State *L) { return *(lun_units **)bind_check(L, 1, BIND_UNITS); }
static int offsets_close(lua_State *L) {
  lun_units **offsets = bind_check(L, 1, BIND_UNITS);
  lun_units_free(*offsets);
  *offsets = NULL;
  return 0;
}
/* offsets:of(span, unit) -> start and stop, 0-based half-open, in characters or UTF-16 units of the text */
static int offsets_of(lua_State *L) {
  const lun_units *offsets = check_offsets(L);
  bind_span *s = bind_check_span(L, 2);
  lua_getiuservalue(L, 2, 1);
  const lun_tokens *tokens = &bind_check_doc(L, -1)->doc->tokens;
  lun_unit unit;
  lun_err err;
  if (lun_unit_named(luaL_checkstring(L, 3), &unit, &err)) return bind_raise(L, &err);
  lua_pushinteger(L, lun_units_of(offsets, tokens->start[s->first], unit));
  lua_pushinteger(L, lun_units_of(offsets, lun_token_stop(tokens, s->stop - 1), unit));
  return 2;
}
/* core.units(doc) -> offsets of its text, which it keeps alive */
static int core_units(lua_State *L) {
  lun_units **offsets = lua_newuserdatauv(L, sizeof *offsets, 1);
  *offsets = NULL;
  luaL_setmetatable(L, BIND_UNITS);
  bind_push_doc_text(L, 1);
  size_t size;
  const char *text = lua_tolstring(L, -1, &size);
  lua_setiuservalue(L, -2, 1);
  lun_err err;
  if (lun_units_new(text, (uint32_t)size, offsets, &err)) return bind_raise(L, &err);
  return 1;
}

void bind_open_output(lua_State *L) {
  static const luaL_Reg output[] = {{"write", output_write}, {"commit", output_commit}, {"discard", output_discard}, {"neighbour", output_neighbour}, {NULL, NULL}};
  static const luaL_Reg offsets[] = {{"of", offsets_of}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"output", core_output}, {"same_file", core_same_file}, {"digest", core_digest}, {"sha256", core_sha256}, {"units", core_units}, {NULL, NULL}};
  bind_closing_class(L, BIND_OUTPUT, output, output_discard);
  bind_closing_class(L, BIND_UNITS, offsets, offsets_close);
  luaL_setfuncs(L, functions, 0);
}
