/* The class container: core.container(path) -> a plain or compressed file or an archive, or nil and a message; "-" is
 * standard input. What it is, its first bytes say. The order is next, then one of read, lines, warc, then next again:
 *
 *   container:next() -> name [, remark]         the next document or file of records; a single file is its only member
 *                    -> false, message, kind    kind "skipped" (a link, a device) or "failed"; the next call goes on
 *                    -> nil                     at the end
 *   container:read [limit] -> bytes            the member from where it stands, whole; limit 64 MiB
 *                          -> nil, message
 *   container:peek([size]) -> bytes             the next bytes (512, at most 4096) without taking them; nil, message
 *   container:block() -> bytes                  the next bytes, 64 KiB at most; nil at the end; false, message
 *   container:lines() -> iterator               line, number | false, message, number | nil at the end
 *   container:records(fields [, always]) -> iterator  number, size, line, then as core.record, but the fields as the text, which hold it:
 *                                               objects of JSON, one a line. The line is nil where nobody needs it, unless `always`:
 *                                               the record was read, brings no annotation and has one text. false, message, number as of lines; nil at the end
 *   container:warc() -> iterator                table | false, message, kind, reason, type | nil at the end; kind as above,
 *                                               reason short enough to count by
 *   container:close()                           at any time; what is still held is freed
 *
 * After false from lines the next line follows where the line was too long; where the data is damaged or cut, nil. A
 * record's table has number, type, id, url, date, truncated, status, content_type, charset, body; what is not known is nil.
 * An iterator belongs to its member: called after container:next it raises. */
#include <string.h>

#include "lua/bind.h"
#include "lunette/container.h"
#include "lunette/jsonl.h"

#define BIND_CONTAINER "lunette.container"

typedef struct container {
  lun_container *container; /* NULL when closed */
  lua_Integer member;       /* counts next, so that an iterator knows its own */
  lun_warc_record *record;  /* made when asked for */
} container;

static int container_close(lua_State *L) {
  container *c = bind_check(L, 1, BIND_CONTAINER);
  lun_container_free(c->container);
  lun_free(c->record);
  c->container = NULL;
  c->record = NULL;
  return 0;
}

static container *check(lua_State *L, int index) {
  container *c = bind_check(L, index, BIND_CONTAINER);
  if (!c->container) luaL_argerror(L, index, "the container is closed");
  return c;
}

static int core_container(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  container *c = lua_newuserdatauv(L, sizeof *c, 0);
  memset(c, 0, sizeof *c);
  luaL_setmetatable(L, BIND_CONTAINER);
  lun_err err;
  if (lun_container_open(path, NULL, &c->container, &err)) return bind_refuse(L, &err);
  return 1;
}

static int container_next(lua_State *L) {
  container *c = check(L, 1);
  const char *name;
  lun_err note;
  c->member++;
  lun_member outcome = lun_container_next(c->container, &name, &note);
  if (outcome == LUN_MEMBER_END) return 0;
  if (outcome == LUN_MEMBER_GIVEN) {
    lua_pushstring(L, name);
    if (!*note.message) return 1;
    lua_pushstring(L, note.message);
    return 2;
  }
  lua_pushboolean(L, 0);
  lua_pushstring(L, note.message);
  lua_pushstring(L, outcome == LUN_MEMBER_SKIPPED ? "skipped" : "failed");
  return 3;
}

/* Misuse raises; what the input refuses is nil and a message. */
static int refuse(lua_State *L, const lun_err *err) { return err->code == LUN_INVALID ? bind_raise(L, err) : bind_refuse(L, err); }

static int container_read(lua_State *L) {
  container *c = check(L, 1);
  lua_Integer limit = luaL_optinteger(L, 2, (lua_Integer)LUN_LIMITS.line);
  luaL_argcheck(L, limit >= 0 && limit < LUN_TEXT_MAX, 2, "outside 0 .. 256 MiB");
  char *bytes;
  size_t size;
  lun_err err;
  void **box = bind_push_box(L);
  if (lun_container_read(c->container, (size_t)limit, &bytes, &size, &err)) return refuse(L, &err);
  bind_push_boxed(L, box, bytes, size);
  return 1;
}

static int container_peek(lua_State *L) {
  container *c = check(L, 1);
  lua_Integer want = luaL_optinteger(L, 2, 512);
  luaL_argcheck(L, want >= 0 && want <= LUN_PEEK, 2, "outside 0 .. 4096");
  const char *bytes;
  size_t size;
  lun_err err;
  if (lun_container_peek(c->container, (size_t)want, &bytes, &size, &err)) return refuse(L, &err);
  lua_pushlstring(L, bytes, size);
  return 1;
}

/* The container of an iterator: upvalue 1, and 2 the number of the member it belongs to. */
static container *owner(lua_State *L) {
  container *c = lua_touserdata(L, lua_upvalueindex(1));
  if (!c->container) luaL_error(L, "the container of this iterator is closed");
  if (lua_tointeger(L, lua_upvalueindex(2)) != c->member) luaL_error(L, "this iterator belongs to a member that container:next has left");
  return c;
}

static int iterate(lua_State *L, lua_CFunction next) {
  container *c = check(L, 1);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, c->member);
  lua_pushcclosure(L, next, 2);
  return 1;
}

static int container_block(lua_State *L) {
  enum { BLOCK = 1 << 16 };
  container *c = check(L, 1);
  size_t size;
  lun_err err;
  luaL_Buffer buffer;
  char *bytes = luaL_buffinitsize(L, &buffer, BLOCK);
  if (lun_container_bytes(c->container, bytes, BLOCK, &size, &err)) {
    if (err.code == LUN_INVALID) return bind_raise(L, &err);
    lua_pushboolean(L, 0);
    lua_pushstring(L, err.message);
    return 2;
  }
  if (!size) return 0;
  luaL_pushresultsize(&buffer, size);
  return 1;
}

/* What an iterator of lines gives for one that could not be read. */
static int refuse_line(lua_State *L, const lun_err *err) {
  if (err->code == LUN_INVALID) return bind_raise(L, err);
  lua_pushboolean(L, 0);
  lua_pushstring(L, err->message);
  lua_pushinteger(L, (lua_Integer)err->position);
  return 3;
}

static int next_line(lua_State *L) {
  container *c = owner(L);
  const char *line;
  size_t size;
  uint64_t number;
  lun_err err;
  lun_status status = lun_container_line(c->container, &line, &size, &number, &err);
  if (status) return refuse_line(L, &err);
  if (!line) return 0;
  lua_pushlstring(L, line, size);
  lua_pushinteger(L, (lua_Integer)number);
  return 2;
}
static int container_lines(lua_State *L) { return iterate(L, next_line); }

/* upvalues: the container, the member's number, the fields, whether lines are always wanted */
static int next_json(lua_State *L) {
  container *c = owner(L);
  const char *line;
  size_t size;
  uint64_t number;
  bool again;
  lun_err err;
  lua_settop(L, 0);
  do {
    if (lun_container_full_line(c->container, &line, &size, &number, &err)) return refuse_line(L, &err);
    if (!line) return 0;
  } while (lun_record_blank(line, size));
  lua_pushinteger(L, (lua_Integer)number);
  lua_pushinteger(L, (lua_Integer)size);
  lua_pushnil(L);
  const int count = bind_push_record(L, lua_upvalueindex(3), line, size, number, &again);
  if (again || lua_toboolean(L, lua_upvalueindex(4))) {
    lua_pushlstring(L, line, size);
    lua_replace(L, 3);
  }
  return 3 + count;
}
static int container_records(lua_State *L) {
  container *c = check(L, 1);
  luaL_checktype(L, 2, LUA_TUSERDATA);
  lua_settop(L, 3);
  lua_pushinteger(L, c->member);
  lua_insert(L, 2);
  lua_pushcclosure(L, next_json, 4);
  return 1;
}

static void set(lua_State *L, const char *field, const char *text) {
  if (!*text) return;
  lua_pushstring(L, text);
  lua_setfield(L, -2, field);
}

static int next_record(lua_State *L) {
  container *c = owner(L);
  lun_err err = {0};
  if (!c->record && !(c->record = lun_zalloc(1, sizeof *c->record))) return luaL_error(L, "not enough memory");
  lun_warc_record *r = c->record;
  lun_warc_outcome outcome = lun_container_record(c->container, r, &err);
  if (outcome == LUN_WARC_END) return 0;
  if (outcome != LUN_WARC_DOCUMENT) {
    if (err.code == LUN_INVALID || err.code == LUN_NO_MEMORY) return bind_raise(L, &err);
    lua_pushboolean(L, 0);
    lua_pushstring(L, err.message);
    lua_pushstring(L, outcome == LUN_WARC_SKIPPED ? "skipped" : "failed");
    lua_pushstring(L, r->reason);
    lua_pushstring(L, r->type);
    return 5;
  }
  lua_createtable(L, 0, 10);
  lua_pushinteger(L, (lua_Integer)r->number);
  lua_setfield(L, -2, "number");
  set(L, "type", r->type);
  set(L, "id", r->id);
  set(L, "url", r->url);
  set(L, "date", r->date);
  set(L, "truncated", r->truncated);
  set(L, "content_type", r->content_type);
  set(L, "charset", r->charset);
  if (r->status) {
    lua_pushinteger(L, r->status);
    lua_setfield(L, -2, "status");
  }
  lua_pushlstring(L, r->body, r->size);
  lua_setfield(L, -2, "body");
  return 1;
}
static int container_warc(lua_State *L) { return iterate(L, next_record); }

void bind_open_container(lua_State *L) {
  static const luaL_Reg methods[] = {{"next", container_next}, {"read", container_read}, {"peek", container_peek}, {"block", container_block}, {"lines", container_lines},
                                     {"records", container_records}, {"warc", container_warc}, {"close", container_close}, {NULL, NULL}};
  static const luaL_Reg getters[] = {{NULL, NULL}}, meta[] = {{"__gc", container_close}, {"__close", container_close}, {NULL, NULL}};
  bind_class(L, BIND_CONTAINER, methods, getters, meta, NULL);
  lua_pushcfunction(L, core_container);
  lua_setfield(L, -2, "container");
}
