/* The class span: a run of tokens with its document, perhaps in a layer. Bound to core/layer; holds no logic. */
#include "lua/bind.h"

#include <string.h>

static const lun_doc *span_doc(lua_State *L, int index) {
  lua_getiuservalue(L, index, 1);
  bind_doc *d = bind_check_doc(L, -1);
  return d->doc;
}

/* The bytes of a span; leaves the doc on the stack. */
static const lun_doc *span_bytes(lua_State *L, int index, uint32_t *start, uint32_t *stop) {
  bind_span *s = bind_check_span(L, index);
  const lun_doc *doc = span_doc(L, index);
  *start = doc->tokens.start[s->first];
  *stop = lun_token_stop(&doc->tokens, s->stop - 1);
  return doc;
}

static int span_text(lua_State *L) {
  uint32_t start, stop;
  const lun_doc *doc = span_bytes(L, 1, &start, &stop);
  lua_pushlstring(L, doc->text + start, stop - start);
  return 1;
}
static int span_start(lua_State *L) {
  uint32_t start, stop;
  span_bytes(L, 1, &start, &stop);
  lua_pushinteger(L, bind_first(start));
  return 1;
}
static int span_stop(lua_State *L) {
  uint32_t start, stop;
  span_bytes(L, 1, &start, &stop);
  lua_pushinteger(L, bind_last(stop));
  return 1;
}
static int span_first(lua_State *L) {
  lua_pushinteger(L, bind_first(bind_check_span(L, 1)->first));
  return 1;
}
static int span_last(lua_State *L) {
  lua_pushinteger(L, bind_last(bind_check_span(L, 1)->stop));
  return 1;
}
static int span_layer(lua_State *L) {
  bind_span *s = bind_check_span(L, 1);
  if (s->layer) lua_pushstring(L, lun_layer_name(s->layer));
  else lua_pushnil(L);
  return 1;
}
static int span_rule(lua_State *L) {
  bind_span *s = bind_check_span(L, 1);
  const lun_span *span = s->layer ? lun_layer_by_id(s->layer, s->id) : NULL;
  bind_push_rule(L, span ? span->rule : 0);
  return 1;
}
static int span_get_doc(lua_State *L) {
  bind_check_span(L, 1);
  lua_getiuservalue(L, 1, 1);
  return 1;
}
/* core.span_number(span): its number within its layer, for the library's tables. */
static int span_number(lua_State *L) {
  lua_pushinteger(L, bind_check_span(L, 1)->id);
  return 1;
}

/* The capture of a pattern that an entry fills, which the span at index 1 may be. */
static const bind_filled *filled_at(const bind_span *s) { return s->filled ? (const bind_filled *)s : NULL; }
/* The rows that it may mean. */
static bind_choice choice_of(lua_State *L, const bind_filled *s) {
  lua_getiuservalue(L, 1, 1);
  return (bind_choice){s->machine, s->context, bind_settle_day(L, lua_gettop(L))};
}
static void push_value(lua_State *L, const bind_filled *s, const char *key) {
  const char *layer;
  lun_dictionary *dictionary = lun_context_of(s->machine, s->context, &layer);
  const bind_choice choice = choice_of(L, s);
  bind_push_candidate_value(L, dictionary, s->entry, &choice, key);
}

static int span_attribute(lua_State *L) {
  bind_span *s = bind_check_span(L, 1);
  const char *key = luaL_checkstring(L, 2), *value;
  size_t size;
  if (s->filled) push_value(L, filled_at(s), key);
  else if (s->layer && (value = lun_layer_get(s->layer, s->id, key, &size))) lua_pushlstring(L, value, size);
  else lua_pushnil(L);
  return 1;
}

static int span_set(lua_State *L) {
  bind_span *s = bind_check_span(L, 1);
  const char *key = luaL_checkstring(L, 2);
  if (!s->layer) return luaL_error(L, "a span of no layer has no attributes: add it with doc:add(layer, span)");
  size_t size = 0;
  const char *value = lua_isnoneornil(L, 3) ? NULL : luaL_tolstring(L, 3, &size);
  lun_err err;
  if (lun_layer_set(s->layer, s->id, key, value, size, &err)) return bind_raise(L, &err);
  return 0;
}

/* span:candidates(): the rows of the entry that the capture's #dictionary took; an empty list for other spans. */
static int span_candidates(lua_State *L) {
  const bind_filled *s = filled_at(bind_check_span(L, 1));
  const char *layer;
  if (!s) {
    lua_newtable(L);
    return 1;
  }
  const bind_choice choice = choice_of(L, s);
  bind_push_candidates(L, lun_context_of(s->machine, s->context, &layer), s->entry, &choice);
  return 1;
}

static int attributes_next(lua_State *L) {
  bind_span *s = bind_check_span(L, lua_upvalueindex(1));
  lua_Integer i = lua_tointeger(L, lua_upvalueindex(2));
  const char *key, *value;
  size_t size;
  if (!s->layer || !lun_layer_attribute(s->layer, s->id, (uint32_t)i, &key, &value, &size)) return 0;
  lua_pushinteger(L, i + 1);
  lua_replace(L, lua_upvalueindex(2));
  lua_pushstring(L, key);
  lua_pushlstring(L, value, size);
  return 2;
}
static int span_attributes(lua_State *L) {
  bind_check_span(L, 1);
  return bind_iterate(L, attributes_next);
}

static int span_tokens(lua_State *L) {
  bind_span *s = bind_check_span(L, 1);
  lua_getiuservalue(L, 1, 1);
  lua_getfield(L, -1, "tokens");
  lua_insert(L, -2);
  lua_pushinteger(L, bind_first(s->first));
  lua_pushinteger(L, bind_last(s->stop));
  lua_call(L, 3, 1);
  return 1;
}
/* span:sentence(most): the sentence that holds the first token; with `most` only what of it lies that many tokens before the span
 * and behind it. */
static int span_sentence(lua_State *L) {
  bind_span *s = bind_check_span(L, 1);
  const lua_Integer most = luaL_optinteger(L, 2, (lua_Integer)UINT32_MAX);
  luaL_argcheck(L, most >= 0, 2, "a number of tokens is not below 0");
  const lun_doc *doc = span_doc(L, 1);
  uint32_t n = lun_ranges_at(&doc->sentences, s->first), first = doc->sentences.first[n];
  uint32_t stop = n + 1 < doc->sentences.count ? doc->sentences.first[n + 1] : doc->tokens.count;
  if (s->first - first > most) first = s->first - (uint32_t)most;
  const uint32_t end = s->stop < stop ? s->stop : stop; /* a span may go on behind the sentence */
  if (stop - end > most) stop = end + (uint32_t)most;
  bind_push_span(L, lua_gettop(L), NULL, 0, first, stop);
  return 1;
}

static int same_doc(lua_State *L) {
  lua_getiuservalue(L, 1, 1);
  lua_getiuservalue(L, 2, 1);
  int same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}
static int span_contains(lua_State *L) {
  bind_span *a = bind_check_span(L, 1), *b = bind_check_span(L, 2);
  lua_pushboolean(L, same_doc(L) && a->first <= b->first && b->stop <= a->stop);
  return 1;
}
static int span_overlaps(lua_State *L) {
  bind_span *a = bind_check_span(L, 1), *b = bind_check_span(L, 2);
  lua_pushboolean(L, same_doc(L) && a->first < b->stop && b->first < a->stop);
  return 1;
}
static int span_equal(lua_State *L) {
  bind_span *a = luaL_testudata(L, 1, BIND_SPAN), *b = luaL_testudata(L, 2, BIND_SPAN);
  lua_pushboolean(L, a && b && a->layer == b->layer && a->id == b->id && a->first == b->first && a->stop == b->stop && same_doc(L));
  return 1;
}
static int span_length(lua_State *L) {
  bind_span *s = bind_check_span(L, 1);
  lua_pushinteger(L, (lua_Integer)(s->stop - s->first));
  return 1;
}

void bind_open_span(lua_State *L) {
  static const luaL_Reg methods[] = {{"tokens", span_tokens},     {"sentence", span_sentence}, {"set", span_set},
                                     {"get", span_attribute},     {"attributes", span_attributes},
                                     {"contains", span_contains}, {"overlaps", span_overlaps},
                                     {"candidates", span_candidates}, {NULL, NULL}};
  static const luaL_Reg getters[] = {{"text", span_text},   {"first", span_first}, {"last", span_last},
                                     {"doc", span_get_doc}, {"start", span_start}, {"stop", span_stop},
                                     {"layer", span_layer}, {"rule", span_rule},   {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__tostring", span_text}, {"__len", span_length}, {"__eq", span_equal}, {NULL, NULL}};
  bind_class(L, BIND_SPAN, methods, getters, meta, span_attribute);
  lua_pushcfunction(L, span_number);
  lua_setfield(L, -2, "span_number");
}
