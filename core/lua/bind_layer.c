/* The class layer: spans of one name in one document, and the queries over them. Bound to core/layer; holds no logic. */
#include "lua/bind.h"

/* Pushes the i-th span of the layer at `index`. */
static void push_at(lua_State *L, int index, lun_layer *layer, uint32_t i) {
  const lun_span *span = lun_layer_span(layer, i);
  lua_getiuservalue(L, index, 1);
  bind_push_span(L, lua_gettop(L), layer, span->id, span->first, span->stop);
}

/* One iterator for all queries. Upvalues: layer; place in order and query; first and stop. Two numbers in one, for it costs to get
 * them. */
enum { Q_ALL, Q_AT, Q_WITHIN, Q_COVERING, Q_OVERLAPPING };
static lua_Integer pair(uint32_t low, uint32_t high) { return (lua_Integer)((uint64_t)high << 32 | low); }

static uint32_t place_of(lua_State *L, lun_layer *layer, int kind, uint32_t from) {
  const uint64_t range = (uint64_t)lua_tointeger(L, lua_upvalueindex(3));
  const uint32_t first = (uint32_t)range, stop = (uint32_t)(range >> 32);
  switch (kind) {
    case Q_AT: return lun_layer_at(layer, first, from);
    case Q_WITHIN: return lun_layer_within(layer, first, stop, from);
    case Q_COVERING: return lun_layer_covering(layer, first, stop, from);
    default: return lun_layer_overlapping(layer, first, stop, from);
  }
}

static int query_next(lua_State *L) {
  const bind_layer *l = lua_touserdata(L, lua_upvalueindex(1)); /* which was checked when the query was made */
  const uint64_t place = (uint64_t)lua_tointeger(L, lua_upvalueindex(2));
  const int kind = (int)(place >> 32);
  const uint32_t i = kind == Q_ALL ? (uint32_t)place : place_of(L, l->layer, kind, (uint32_t)place);
  if (i >= lun_layer_count(l->layer)) return 0;
  lua_pushinteger(L, pair(i + 1, (uint32_t)kind));
  lua_replace(L, lua_upvalueindex(2));
  push_at(L, lua_upvalueindex(1), l->layer, i);
  return 1;
}

static int query(lua_State *L, uint32_t kind, uint32_t first, uint32_t stop) {
  lua_pushvalue(L, 1);
  lua_pushinteger(L, pair(0, kind));
  lua_pushinteger(L, pair(first, stop));
  lua_pushcclosure(L, query_next, 3);
  return 1;
}
static int layer_spans(lua_State *L) {
  bind_check_layer(L, 1);
  return query(L, Q_ALL, 0, 0);
}
static const lun_doc *layer_doc(lua_State *L) {
  bind_check_layer(L, 1);
  lua_getiuservalue(L, 1, 1);
  const lun_doc *doc = bind_check_doc(L, -1)->doc;
  lua_pop(L, 1);
  return doc;
}
static int layer_at(lua_State *L) {
  uint32_t token = bind_check_token(L, 2, layer_doc(L));
  return query(L, Q_AT, token, token + 1);
}
static int by_span(lua_State *L, uint32_t kind) {
  uint32_t first, stop;
  bind_check_range(L, 2, layer_doc(L), &first, &stop);
  return query(L, kind, first, stop);
}
static int layer_within(lua_State *L) { return by_span(L, Q_WITHIN); }
static int layer_covering(lua_State *L) { return by_span(L, Q_COVERING); }
static int layer_overlapping(lua_State *L) { return by_span(L, Q_OVERLAPPING); }

static int layer_has(lua_State *L) {
  const bind_layer *l = bind_check_layer(L, 1);
  size_t size;
  const char *key = luaL_checkstring(L, 2), *value = luaL_checklstring(L, 3, &size);
  layer_doc(L);
  lua_pushboolean(L, lun_layer_has(l->layer, key, value, size));
  return 1;
}

static int near(lua_State *L, uint32_t (*find)(lun_layer *, uint32_t)) {
  bind_layer *l = bind_check_layer(L, 1);
  uint32_t i = find(l->layer, bind_check_token(L, 2, layer_doc(L)));
  if (i >= lun_layer_count(l->layer)) lua_pushnil(L);
  else push_at(L, 1, l->layer, i);
  return 1;
}
static int layer_next(lua_State *L) { return near(L, lun_layer_next); }
static int layer_previous(lua_State *L) {
  return near(L, lun_layer_previous);
}

static int layer_length(lua_State *L) {
  lua_pushinteger(L, lun_layer_count(bind_check_layer(L, 1)->layer));
  return 1;
}
static int layer_name(lua_State *L) {
  lua_pushstring(L, lun_layer_name(bind_check_layer(L, 1)->layer));
  return 1;
}
static int layer_string(lua_State *L) {
  bind_layer *l = bind_check_layer(L, 1);
  lua_pushfstring(L, "layer %s (%I spans)", lun_layer_name(l->layer), (LUAI_UACINT)lun_layer_count(l->layer));
  return 1;
}

/* core.seal_layers(doc, names) -> a number that is the same as long as nothing is added to these layers, removed or set, and none of them is made */
static int core_seal_layers(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  uint64_t newest = 0;
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  for (lua_Integer i = 1; lua_rawgeti(L, 2, i) != LUA_TNIL; i++, lua_settop(L, 2)) {
    lun_layer *layer = lun_doc_layer(doc, luaL_checkstring(L, 3));
    if (!layer) continue;
    if (!lun_layer_sealed(layer)) lun_layer_seal(layer, ++bind_host(L)->seals);
    if (lun_layer_sealed(layer) > newest) newest = lun_layer_sealed(layer);
  }
  lua_pushinteger(L, (lua_Integer)newest);
  return 1;
}

void bind_open_layer(lua_State *L) {
  static const luaL_Reg methods[] = {{"spans", layer_spans},       {"at", layer_at},
                                     {"within", layer_within},     {"covering", layer_covering},
                                     {"overlapping", layer_overlapping}, {"has", layer_has}, {"next", layer_next},
                                     {"previous", layer_previous}, {NULL, NULL}};
  static const luaL_Reg getters[] = {{"name", layer_name}, {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__len", layer_length}, {"__tostring", layer_string}, {NULL, NULL}};
  bind_class(L, BIND_LAYER, methods, getters, meta, NULL);
  lua_pushcfunction(L, core_seal_layers);
  lua_setfield(L, -2, "seal_layers");
}
