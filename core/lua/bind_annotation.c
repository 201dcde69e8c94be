/* What readers and writers of annotation need of C: offsets of other tools, and documents cut as another tool cut them. Lists
 * hold 0-based offsets, as those tools have them. Holds no logic. */
#include "lua/bind.h"
#include "lunette/offset.h"

static lun_ruler check_ruler(lua_State *L) {
  static const char *const units[] = {"bytes", "chars", "utf16", NULL}; /* in the order of lun_unit */
  size_t size;
  const char *text = luaL_checklstring(L, 1, &size);
  const int unit = luaL_checkoption(L, 2, NULL, units);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  lua_newtable(L);
  return lun_ruler_of(text, size, (lun_unit)unit);
}

/* core.bytes_of(text, unit, list) -> list: the byte of each offset, false for one behind the end; ascending ones are cheap. */
static int core_bytes_of(lua_State *L) {
  lun_ruler ruler = check_ruler(L);
  const lua_Integer count = (lua_Integer)lua_rawlen(L, 3);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 3, i);
    const lua_Integer units = luaL_checkinteger(L, -1);
    const size_t byte = units < 0 ? SIZE_MAX : lun_ruler_byte(&ruler, (uint64_t)units);
    if (byte == SIZE_MAX) lua_pushboolean(L, 0);
    else lua_pushinteger(L, (lua_Integer)byte);
    lua_rawseti(L, 4, i);
    lua_settop(L, 4);
  }
  return 1;
}

/* core.units_of(text, unit, list) -> list: the offset at each byte. */
static int core_units_of(lua_State *L) {
  lun_ruler ruler = check_ruler(L);
  const lua_Integer count = (lua_Integer)lua_rawlen(L, 3);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 3, i);
    const lua_Integer byte = luaL_checkinteger(L, -1);
    lua_pushinteger(L, (lua_Integer)lun_ruler_units(&ruler, byte < 0 ? 0 : (size_t)byte));
    lua_rawseti(L, 4, i);
    lua_settop(L, 4);
  }
  return 1;
}

/* The numbers of the list at `index`, less `base`, in memory of the state. */
static uint32_t *numbers(lua_State *L, int index, lua_Integer base, uint32_t *count) {
  luaL_checktype(L, index, LUA_TTABLE);
  const lua_Unsigned n = lua_rawlen(L, index);
  luaL_argcheck(L, n < UINT32_MAX, index, "too long a list");
  uint32_t *list = lua_newuserdatauv(L, (n ? n : 1) * sizeof *list, 0);
  for (lua_Unsigned i = 0; i < n; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    const lua_Integer value = luaL_checkinteger(L, -1);
    luaL_argcheck(L, value >= base && value < UINT32_MAX, index, "an offset outside of any text");
    list[i] = (uint32_t)(value - base);
    lua_pop(L, 1);
  }
  *count = (uint32_t)n;
  return list;
}

/* core.recut(doc, starts, stops [, sentences]) -> true, or nil, message, number of the token that cannot stand where it is
 * said to. Bytes from 0, half-open; sentences: the first token of each, from 1. Only for a document that nobody has seen yet. */
static int core_recut(lua_State *L) {
  lun_doc *doc = bind_check_doc(L, 1)->doc;
  lua_settop(L, 4);
  lun_cut cut = {0};
  uint32_t stops;
  lun_err err;
  cut.start = numbers(L, 2, 0, &cut.count);
  cut.stop = numbers(L, 3, 0, &stops);
  luaL_argcheck(L, stops == cut.count, 3, "as many ends as starts are wanted");
  if (!lua_isnil(L, 4)) cut.sentence = numbers(L, 4, 1, &cut.sentence_count);
  const lun_status status = lun_doc_recut(doc, &cut, &err);
  if (status == LUN_INVALID && err.position) {
    bind_refuse(L, &err);
    lua_pushinteger(L, (lua_Integer)err.position);
    return 3;
  }
  if (status) return bind_raise(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

void bind_open_annotation(lua_State *L) {
  static const luaL_Reg functions[] = {{"bytes_of", core_bytes_of}, {"units_of", core_units_of}, {"recut", core_recut}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
