/* JSON through jansson: core.json_encode(value [, indent]) with sorted keys, core.json_decode(text). A table whose keys
 * are 1 .. n is a list, an empty one too unless it has the metatable that core.json_object gives; core.json_null is a member that is null. */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "lua/bind.h"
#include "lunette/jsonl.h"

enum { DEPTH_MAX = 100 };

static const char object_mark; /* its address is the registry's key of the metatable that marks objects */

/* The value under construction is kept in a box, so that a Lua error does not leak it. */
#define BIND_JSON "lunette.json"
static int json_close(lua_State *L) {
  json_t **box = bind_check(L, 1, BIND_JSON);
  json_decref(*box);
  *box = NULL;
  return 0;
}
static json_t **new_box(lua_State *L) {
  json_t **box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = NULL;
  luaL_setmetatable(L, BIND_JSON);
  return box;
}

/* What is no table as JSON, of which the caller owns a reference; NULL for a table. Whatever it raises it raises before it takes memory. */
static json_t *scalar(lua_State *L, int index) {
  json_t *out = NULL;
  size_t size;
  const char *text;
  switch (lua_type(L, index)) {
    case LUA_TNIL: return json_null();
    case LUA_TLIGHTUSERDATA: return json_null(); /* core.json_null */
    case LUA_TBOOLEAN: return json_boolean(lua_toboolean(L, index));
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) out = json_integer(lua_tointeger(L, index));
      else if (!isfinite(lua_tonumber(L, index))) luaL_error(L, "NaN and infinity are no JSON");
      else out = json_real(lua_tonumber(L, index));
      break;
    case LUA_TSTRING:
      text = lua_tolstring(L, index, &size);
      if (lun_utf8_valid_prefix(text, size) != size) luaL_error(L, "a string that is not valid UTF-8 cannot be JSON");
      out = json_stringn_nocheck(text, size);
      break;
    case LUA_TTABLE: return NULL;
    default: luaL_error(L, "a %s cannot be JSON", luaL_typename(L, index));
  }
  if (!out) luaL_error(L, "not enough memory");
  return out;
}

static void encode_table(lua_State *L, int index, int depth, json_t **out);

/* The value on top, popped: a reference that the caller owns. Tables, which may raise when they are half written, stand in a box meanwhile. */
static json_t *take(lua_State *L, int depth) {
  int index = lua_gettop(L);
  json_t *out = scalar(L, index);
  if (!out) {
    json_t **box = new_box(L);
    encode_table(L, index, depth, box);
    out = *box;
    *box = NULL;
  }
  lua_settop(L, index - 1);
  return out;
}

static bool is_list(lua_State *L, int index) {
  lua_Integer n = (lua_Integer)lua_rawlen(L, index), seen = 0;
  if (lua_getmetatable(L, index)) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &object_mark);
    int marked = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    if (marked) return false;
  }
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (!lua_isinteger(L, -2)) {
      lua_pop(L, 2);
      return false;
    }
    seen++;
  }
  return seen == n;
}

static void encode_table(lua_State *L, int index, int depth, json_t **out) {
  if (depth > DEPTH_MAX) luaL_error(L, "a table nested deeper than %d cannot be JSON", DEPTH_MAX);
  luaL_checkstack(L, 6, "JSON");
  if (is_list(L, index)) {
    if (!(*out = json_array())) luaL_error(L, "not enough memory");
    lua_Integer n = (lua_Integer)lua_rawlen(L, index);
    for (lua_Integer i = 1; i <= n; i++) {
      lua_rawgeti(L, index, i);
      if (json_array_append_new(*out, take(L, depth + 1))) luaL_error(L, "not enough memory");
    }
    return;
  }
  if (!(*out = json_object())) luaL_error(L, "not enough memory");
  lua_pushnil(L);
  while (lua_next(L, index)) {
    size_t size;
    if (lua_type(L, -2) != LUA_TSTRING) luaL_error(L, "keys of JSON objects are strings, not %s", luaL_typename(L, -2));
    const char *key = lua_tolstring(L, -2, &size);
    if (json_object_setn_new(*out, key, size, take(L, depth + 1))) luaL_error(L, "key '%s' is not valid UTF-8 or memory is out", key);
  }
}

/* jansson must not be left by an error of Lua, so it writes to memory of its own box. It goes on where a key could not be written. */
typedef struct written {
  void **box;
  uint32_t size, capacity;
  bool failed;
} written;

static int append(const char *buffer, size_t size, void *data) {
  written *w = data;
  w->failed = w->failed || lun_grow(w->box, &w->capacity, (uint64_t)w->size + size, 1);
  if (w->failed) return -1;
  memcpy((char *)*w->box + w->size, buffer, size);
  w->size += (uint32_t)size;
  return 0;
}

static int core_json_encode(lua_State *L) {
  size_t indent = (size_t)luaL_optinteger(L, 2, 0);
  lua_settop(L, 1);
  json_t **value = new_box(L);
  if (!(*value = scalar(L, 1))) encode_table(L, 1, 0, value);
  written w = {.box = bind_push_box(L)};
  size_t flags = JSON_SORT_KEYS | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15) | (indent ? JSON_INDENT(indent & 31) : JSON_COMPACT);
  if (json_dump_callback(*value, append, &w, flags) || w.failed) return luaL_error(L, "not enough memory");
  lua_pushlstring(L, *w.box ? *w.box : "", w.size);
  return 1;
}

void bind_push_json(lua_State *L, const void *json) {
  const json_t *value = json;
  luaL_checkstack(L, 6, "JSON nested too deeply");
  switch (json_typeof(value)) {
    case JSON_OBJECT: {
      lua_newtable(L);
      /* jansson iterates over a mutable object only; nothing is changed here */
      void *iterator = json_object_iter((json_t *)(uintptr_t)value);
      for (; iterator; iterator = json_object_iter_next((json_t *)(uintptr_t)value, iterator)) {
        lua_pushstring(L, json_object_iter_key(iterator));
        bind_push_json(L, json_object_iter_value(iterator));
        lua_rawset(L, -3);
      }
      return;
    }
    case JSON_ARRAY:
      lua_newtable(L);
      for (size_t i = 0; i < json_array_size(value); i++) {
        bind_push_json(L, json_array_get(value, i));
        lua_rawseti(L, -2, (lua_Integer)i + 1);
      }
      return;
    case JSON_STRING: lua_pushlstring(L, json_string_value(value), json_string_length(value)); return;
    case JSON_INTEGER: lua_pushinteger(L, json_integer_value(value)); return;
    case JSON_REAL: lua_pushnumber(L, json_real_value(value)); return;
    case JSON_TRUE: lua_pushboolean(L, 1); return;
    case JSON_FALSE: lua_pushboolean(L, 0); return;
    default: lua_pushnil(L); return;
  }
}

static int core_json_decode(lua_State *L) {
  size_t size;
  const char *text = luaL_checklstring(L, 1, &size);
  json_error_t error;
  json_t **box = new_box(L);
  lun_json_ran_out();
  *box = json_loadb(text, size, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
  if (lun_json_ran_out()) return luaL_error(L, "not enough memory");
  if (!*box) {
    lua_pushnil(L);
    lua_pushfstring(L, "line %d column %d: %s", error.line, error.column, error.text);
    return 2;
  }
  bind_push_json(L, *box);
  return 1;
}

/* core.json_object(table) -> the same table, written as an object even when empty. */
static int core_json_object(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &object_mark);
  lua_setmetatable(L, 1);
  return 1;
}

void bind_open_json(lua_State *L) {
  static const luaL_Reg functions[] = {{"json_encode", core_json_encode}, {"json_decode", core_json_decode},
                                       {"json_object", core_json_object}, {NULL, NULL}};
  lun_json_allocator();
  bind_closing_class(L, BIND_JSON, NULL, json_close);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &object_mark);
  luaL_setfuncs(L, functions, 0);
  lua_pushlightuserdata(L, NULL);
  lua_setfield(L, -2, "json_null");
}
