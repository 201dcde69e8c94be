/* The class layer: spans of one name in one document, and the queries over them. Bound to core/layer; holds no logic. */
#include "lua/bind.h"

/* Pushes the i-th span of the layer at `index`. */
static void push_at(lua_State *L, int index, lun_layer *layer, uint32_t i) {
  const lun_span *span = lun_layer_span(layer, i);
  lua_getiuservalue(L, index, 1);
  bind_push_span(L, lua_gettop(L), layer, span->id, span->first, span->stop);
}

/* One iterator for all queries. Upvalues: layer, place in order, first, stop, query. */
enum { Q_ALL, Q_AT, Q_WITHIN, Q_COVERING, Q_OVERLAPPING };
static int query_next(lua_State *L) {
  const bind_layer *l = lua_touserdata(L, lua_upvalueindex(1)); /* which was checked when the query was made */
  uint32_t from = (uint32_t)lua_tointeger(L, lua_upvalueindex(2)), first = (uint32_t)lua_tointeger(L, lua_upvalueindex(3)),
           stop = (uint32_t)lua_tointeger(L, lua_upvalueindex(4)), i = from;
  switch (lua_tointeger(L, lua_upvalueindex(5))) {
    case Q_AT: i = lun_layer_at(l->layer, first, from); break;
    case Q_WITHIN: i = lun_layer_within(l->layer, first, stop, from); break;
    case Q_COVERING: i = lun_layer_covering(l->layer, first, stop, from); break;
    case Q_OVERLAPPING: i = lun_layer_overlapping(l->layer, first, stop, from); break;
    default: break;
  }
  if (i >= lun_layer_count(l->layer)) return 0;
  lua_pushinteger(L, (lua_Integer)i + 1);
  lua_replace(L, lua_upvalueindex(2));
  push_at(L, lua_upvalueindex(1), l->layer, i);
  return 1;
}

static int query(lua_State *L, int kind, uint32_t first, uint32_t stop) {
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  lua_pushinteger(L, first);
  lua_pushinteger(L, stop);
  lua_pushinteger(L, kind);
  lua_pushcclosure(L, query_next, 5);
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
static int by_span(lua_State *L, int kind) {
  uint32_t first, stop;
  bind_check_range(L, 2, layer_doc(L), &first, &stop);
  return query(L, kind, first, stop);
}
static int layer_within(lua_State *L) { return by_span(L, Q_WITHIN); }
static int layer_covering(lua_State *L) { return by_span(L, Q_COVERING); }
static int layer_overlapping(lua_State *L) { return by_span(L, Q_OVERLAPPING); }

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

void bind_open_layer(lua_State *L) {
  static const luaL_Reg methods[] = {{"spans", layer_spans},       {"at", layer_at},
                                     {"within", layer_within},     {"covering", layer_covering},
                                     {"overlapping", layer_overlapping}, {"next", layer_next},
                                     {"previous", layer_previous}, {NULL, NULL}};
  static const luaL_Reg getters[] = {{"name", layer_name}, {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__len", layer_length}, {"__tostring", layer_string}, {NULL, NULL}};
  bind_class(L, BIND_LAYER, methods, getters, meta, NULL);
}
