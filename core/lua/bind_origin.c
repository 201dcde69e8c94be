/* Who made spans: numbers that scripts/lib/origin.lua gives to makers, noted in layers. Bound to core/layer/layer.c. A document keeps in its
 * user values the list of makers by number, and who runs now. */
#include "lua/bind.h"

/* core.makers(doc) -> the list of makers, or nil; core.keep_makers(doc, list): that is the list now. */
static int core_makers(lua_State *L) {
  bind_check_doc(L, 1);
  lua_getiuservalue(L, 1, DOC_MAKERS);
  return 1;
}
static int core_keep_makers(lua_State *L) {
  bind_check_doc(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_setiuservalue(L, 1, DOC_MAKERS);
  return 0;
}

/* core.running(doc) -> who runs now, a rule or a step, and the match that it is called for; nil for nobody. core.run_as(doc, maker, match): that
 * is who runs now. */
static int core_running(lua_State *L) {
  bind_check_doc(L, 1);
  lua_getiuservalue(L, 1, DOC_MAKER);
  lua_getiuservalue(L, 1, DOC_MATCH);
  return 2;
}
static int core_run_as(lua_State *L) {
  bind_check_doc(L, 1);
  lua_settop(L, 3);
  lua_setiuservalue(L, 1, DOC_MATCH);
  lua_setiuservalue(L, 1, DOC_MAKER);
  return 0;
}

/* The maker of a number at an index, for the match of the tokens behind it, if they are given. */
static lun_maker maker_at(lua_State *L, int index, const lun_doc *doc) {
  lun_maker maker = {(uint32_t)luaL_checkinteger(L, index), 0, 0};
  if (lua_isnoneornil(L, index + 1)) return maker;
  maker.match_first = bind_check_token(L, index + 1, doc);
  maker.match_stop = bind_check_token(L, index + 2, doc) + 1;
  return maker;
}

/* The span at 1, whose document is open. */
static const bind_span *check_span(lua_State *L) {
  const bind_span *s = bind_check_span(L, 1);
  lua_getiuservalue(L, 1, 1);
  bind_check_doc(L, -1);
  lua_pop(L, 1);
  return s;
}

bool bind_note_makers(lua_State *L, const lun_doc *doc, lun_maker maker) {
  bool any = false;
  lun_err err;
  for (uint32_t i = 0; i < doc->layer_count; i++) {
    if (!lun_layer_unsaid(doc->layers[i])) continue;
    any = true;
    if (lun_layer_note_maker(doc->layers[i], 0, maker, &err)) bind_raise(L, &err);
  }
  return any;
}

/* core.note_makers(doc, number, first, last): all spans of which nothing was said before were made by that number, 0 for nobody, for the
 * match of these tokens, if they are given -> whether there were any */
static int core_note_makers(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  lua_pushboolean(L, bind_note_makers(L, doc, maker_at(L, 2, doc)));
  return 1;
}

/* core.note_maker(span, number, first, last): the same of a span that was just added to a layer. */
static int core_note_maker(lua_State *L) {
  const bind_span *s = bind_check_span(L, 1);
  lun_err err;
  luaL_argcheck(L, s->layer != NULL, 1, "the span is in no layer");
  lua_getiuservalue(L, 1, 1);
  const lun_doc *doc = bind_check_doc(L, -1)->doc;
  lua_pop(L, 1);
  return lun_layer_note_maker(s->layer, s->id, maker_at(L, 2, doc), &err) ? bind_raise(L, &err) : 0;
}

/* Pushes the first and the last token of a match, or nothing. */
static int push_bounds(lua_State *L, uint32_t first, uint32_t stop) {
  if (!stop) return 0;
  lua_pushinteger(L, bind_first(first));
  lua_pushinteger(L, bind_last(stop));
  return 2;
}

/* core.span_maker(span): the number of who made it, and the match that was noted with it; nothing where nobody is known. */
static int core_span_maker(lua_State *L) {
  const bind_span *s = check_span(L);
  const lun_maker maker = s->layer ? lun_layer_maker(s->layer, s->id) : (lun_maker){0, 0, 0};
  if (!maker.number) return 0;
  lua_pushinteger(L, maker.number);
  return 1 + push_bounds(L, maker.match_first, maker.match_stop);
}

/* core.span_match(span): the first and last token of the match that it won as a claim for, or nothing. */
static int core_span_match(lua_State *L) {
  const bind_span *s = check_span(L);
  uint32_t first = 0, stop = 0;
  if (s->layer) lun_layer_match(s->layer, s->id, &first, &stop);
  return push_bounds(L, first, stop);
}

/* core.take_makers(doc, list) -> whether nobody runs and no list was kept: then that is the list now, and nobody made what is there. */
static int core_take_makers(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_getiuservalue(L, 1, DOC_MAKER);
  lua_getiuservalue(L, 1, DOC_MAKERS);
  const bool first = !lua_toboolean(L, 3) && lua_isnil(L, 4);
  if (first) {
    bind_note_makers(L, doc, (lun_maker){0, 0, 0});
    lua_pushvalue(L, 2);
    lua_setiuservalue(L, 1, DOC_MAKERS);
  }
  lua_pushboolean(L, first);
  return 1;
}

void bind_open_origin(lua_State *L) {
  static const luaL_Reg functions[] = {{"makers", core_makers}, {"keep_makers", core_keep_makers}, {"take_makers", core_take_makers}, {"running", core_running}, {"run_as", core_run_as},
                                       {"note_makers", core_note_makers}, {"note_maker", core_note_maker}, {"span_maker", core_span_maker},
                                       {"span_match", core_span_match}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
