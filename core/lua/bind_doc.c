/* The class doc: text and layers of one article. Its text is the Lua string in the first user value, which C borrows, or a block of
 * its own: most texts are never asked for as a whole, and as strings they would be most of the garbage. The second user value is a table for the library (facts, entities, meta).
 * Tokens are in bind_token.c; sentences, paragraphs and dictionary entries in bind_structure.c. Holds no logic. */
#include "lua/bind.h"

#include <string.h>

static int doc_length(lua_State *L) {
  lua_pushinteger(L, bind_check_doc(L, 1)->doc->tokens.count);
  return 1;
}
void bind_push_doc_text(lua_State *L, int doc_index) {
  const lun_doc *doc = bind_check_doc(L, doc_index)->doc;
  if (lua_getiuservalue(L, doc_index, DOC_TEXT) != LUA_TNIL) return;
  lua_pop(L, 1);
  lua_pushlstring(L, doc->text, doc->size);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, doc_index, DOC_TEXT);
}
static int doc_text(lua_State *L) {
  bind_push_doc_text(L, 1);
  return 1;
}
static int doc_encoding(lua_State *L) {
  lua_pushstring(L, lun_decoded_name(&bind_check_doc(L, 1)->decoded));
  return 1;
}
/* core.data(doc): the library's table of a document. */
static int doc_data(lua_State *L) {
  bind_check_doc(L, 1);
  lua_getiuservalue(L, 1, DOC_DATA);
  return 1;
}
/* A field of the library's table: id, file, date, ... */
static int data_field(lua_State *L, const char *name) {
  doc_data(L);
  lua_getfield(L, -1, name);
  return 1;
}
static int doc_id(lua_State *L) { return data_field(L, "id"); }
static int doc_file(lua_State *L) { return data_field(L, "file"); }
static int doc_date(lua_State *L) { return data_field(L, "date"); }

static int doc_span(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  uint32_t first, stop;
  bind_check_range(L, 2, doc, &first, &stop);
  bind_push_span(L, 1, NULL, 0, first, stop);
  return 1;
}

/* core.find_layer(doc, name): a layer, or nil. */
static int doc_find_layer(lua_State *L) {
  lun_layer *layer = lun_doc_layer(bind_check_doc(L, 1)->doc, luaL_checkstring(L, 2));
  if (!layer) {
    lua_pushnil(L);
    return 1;
  }
  bind_layer *l = lua_newuserdatauv(L, sizeof *l, 1);
  l->layer = layer;
  luaL_setmetatable(L, BIND_LAYER);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  return 1;
}
/* core.layer_method(missing): a method that gives the layer of a name as find_layer does, or calls missing(doc, name) where there is none. */
static int doc_layer(lua_State *L) {
  lua_settop(L, 2);
  if (doc_find_layer(L) == 1 && !lua_isnil(L, -1)) return 1;
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_call(L, 2, 1);
  return 1;
}
static int doc_layer_method(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  lua_pushcclosure(L, doc_layer, 1);
  return 1;
}
/* core.make_layer(doc, name): an empty layer unless it is there. */
static int doc_make_layer(lua_State *L) {
  lun_layer *layer;
  lun_err err;
  if (lun_doc_layer_make(bind_check_doc(L, 1)->doc, luaL_checkstring(L, 2), &layer, &err)) return bind_raise(L, &err);
  return 0;
}
void bind_make_layers(lua_State *L, int doc_index, int names) {
  lun_doc *doc = bind_check_doc(L, doc_index)->doc;
  lun_layer *layer;
  lun_err err;
  luaL_checktype(L, names, LUA_TTABLE);
  for (lua_Integer i = 1; lua_rawgeti(L, names, i) != LUA_TNIL; i++, lua_pop(L, 1))
    if (lun_doc_layer_make(doc, luaL_checkstring(L, -1), &layer, &err)) bind_raise(L, &err);
  lua_pop(L, 1);
}
/* core.make_layers(doc, names): the same of a list. */
static int doc_make_layers(lua_State *L) {
  bind_make_layers(L, 1, 2);
  return 0;
}
/* core.span_numbers(doc, name): the highest number that a span of the layer was given; 0 without the layer. */
static int doc_span_numbers(lua_State *L) {
  const lun_layer *layer = lun_doc_layer(bind_check_doc(L, 1)->doc, luaL_checkstring(L, 2));
  lua_pushinteger(L, layer ? (lua_Integer)lun_layer_numbers(layer) : 0);
  return 1;
}
static int layers_next(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, lua_upvalueindex(1))->doc;
  lua_Integer i = lua_tointeger(L, lua_upvalueindex(2));
  if (i >= (lua_Integer)doc->layer_count) return 0;
  lua_pushinteger(L, i + 1);
  lua_replace(L, lua_upvalueindex(2));
  lua_pushstring(L, lun_layer_name(doc->layers[i]));
  return 1;
}
static int doc_layers(lua_State *L) {
  bind_check_doc(L, 1);
  return bind_iterate(L, layers_next);
}

void bind_set_attribute(lua_State *L, int index, lun_layer *layer, uint32_t id) {
  size_t size;
  lun_err err;
  if (lua_type(L, index) != LUA_TSTRING) luaL_error(L, "names of attributes are strings, not %s", luaL_typename(L, index));
  const char *value = bind_push_text(L, index + 1, &size);
  if (lun_layer_set(layer, id, lua_tostring(L, index), value, size, &err)) bind_raise(L, &err);
  lua_pop(L, 1);
}

/* doc:add(layer, first, last | span, attributes, rule) */
static int doc_add(lua_State *L) {
  lun_doc *doc = bind_check_doc(L, 1)->doc;
  const char *name = luaL_checkstring(L, 2);
  uint32_t first, stop, id;
  bind_check_range(L, 3, doc, &first, &stop);
  if (luaL_testudata(L, 3, BIND_SPAN) && !lua_isnoneornil(L, 4) && !lua_isnumber(L, 4))
    return luaL_argerror(L, 4, "after a span this argument stays nil: doc:add(layer, span, nil, attributes, rule)");
  if (!lua_isnoneornil(L, 5)) luaL_checktype(L, 5, LUA_TTABLE);
  uint32_t rule = bind_rule_number(L, 6);
  lua_settop(L, 6);
  lun_err err;
  lun_layer *layer;
  if (lun_doc_layer_make(doc, name, &layer, &err) || lun_layer_add(layer, first, stop, rule, &id, &err)) return bind_raise(L, &err);
  if (lua_istable(L, 5))
    for (lua_pushnil(L); lua_next(L, 5); lua_settop(L, 7)) bind_set_attribute(L, 7, layer, id);
  bind_push_span(L, 1, layer, id, first, stop);
  return 1;
}
static int doc_remove(lua_State *L) {
  bind_check_doc(L, 1);
  bind_span *s = bind_check_span(L, 2);
  lun_err err;
  if (!s->layer) return luaL_argerror(L, 2, "the span is in no layer");
  if (lun_layer_remove(s->layer, s->id, &err)) return bind_raise(L, &err);
  return 0;
}

static int doc_position(lua_State *L) {
  bind_doc *d = bind_check_doc(L, 1);
  lua_Integer byte = luaL_checkinteger(L, 2);
  if (byte < 1 || byte > (lua_Integer)d->doc->size + 1) return luaL_argerror(L, 2, "byte outside the text");
  uint32_t line, column;
  size_t size;
  lua_getiuservalue(L, 1, DOC_SOURCE);
  const char *source = lua_tolstring(L, -1, &size);
  lun_err err;
  if (!d->lines && lun_lines_new(source ? source : d->doc->text, source ? (uint32_t)size : d->doc->size, &d->lines, &err)) return bind_raise(L, &err);
  lun_lines_place(d->lines, source ? lun_text_source(&d->page, (uint32_t)(byte - 1), false) : (uint32_t)(byte - 1), &line, &column);
  lua_pushinteger(L, line);
  lua_pushinteger(L, column);
  return 2;
}
static int doc_source(lua_State *L) {
  bind_doc *d = bind_check_doc(L, 1);
  uint32_t first, stop;
  bind_check_range(L, 2, d->doc, &first, &stop);
  uint32_t start = lun_text_source(&d->page, d->doc->tokens.start[first], false);
  uint32_t end = lun_text_source(&d->page, lun_token_stop(&d->doc->tokens, stop - 1), true);
  lua_pushinteger(L, lun_text_source(&d->decoded, start, false));
  lua_pushinteger(L, lun_text_source(&d->decoded, end, true));
  return 2;
}
static int warnings_next(lua_State *L) {
  bind_doc *d = bind_check_doc(L, lua_upvalueindex(1));
  lua_Integer i = lua_tointeger(L, lua_upvalueindex(2));
  char line[LUN_MESSAGE_MAX];
  if (!lun_text_warning(&d->decoded, (unsigned)i, line, sizeof line)) return 0;
  lua_pushinteger(L, i + 1);
  lua_replace(L, lua_upvalueindex(2));
  lua_pushstring(L, line);
  return 1;
}
static int doc_warnings(lua_State *L) {
  bind_check_doc(L, 1);
  return bind_iterate(L, warnings_next);
}
/* core.warnings(doc) -> a list of them, or nil for none */
static int core_warnings(lua_State *L) {
  const bind_doc *d = bind_check_doc(L, 1);
  lua_settop(L, 1);
  char line[LUN_MESSAGE_MAX];
  for (unsigned i = 0; lun_text_warning(&d->decoded, i, line, sizeof line); i++) {
    if (!i) lua_newtable(L);
    lua_pushstring(L, line);
    lua_rawseti(L, 2, (lua_Integer)i + 1);
  }
  lua_settop(L, 2);
  return 1;
}

static int doc_close(lua_State *L) {
  enum { SPARE = 1 << 15 /* tokens: of a longer document nothing is kept */ };
  bind_doc *d = bind_check_any_doc(L, 1);
  lun_host *host = bind_host(L);
  lun_lines_free(d->lines);
  d->lines = NULL;
  if (d->doc && !host->spare && d->doc->tokens.capacity <= SPARE) host->spare = d->doc;
  else lun_doc_free(d->doc);
  d->doc = NULL;
  if (host->met_doc == d) host->met_doc = NULL;
  lun_free(d->text);
  d->text = NULL;
  lun_decoded_free(&d->decoded);
  lun_decoded_free(&d->page);
  return 0;
}
/* core.discard(doc): frees it, and its parts before it; for whoever is done with it, and not for what a part may call while it runs. */
static int core_discard(lua_State *L) {
  enum { PARTS = 2, PART = 4 };
  bind_check_any_doc(L, 1);
  lua_settop(L, 1);
  if (lua_getiuservalue(L, 1, DOC_PARTS) == LUA_TTABLE)
    for (lua_pushnil(L); lua_next(L, PARTS); lua_settop(L, PART - 1)) {
      luaL_getmetafield(L, PART, "__gc");
      lua_pushvalue(L, PART);
      lua_call(L, 1, 0);
      bind_drop_values(L, PART);
    }
  doc_close(L);
  bind_drop_values(L, 1);
  return 0;
}
static int doc_string(lua_State *L) {
  bind_doc *d = bind_check_doc(L, 1);
  doc_id(L);
  lua_pushfstring(L, "doc %s (%I tokens)", lua_tostring(L, -1) ? lua_tostring(L, -1) : "without id", (LUAI_UACINT)d->doc->tokens.count);
  return 1;
}

bind_doc *bind_push_doc(lua_State *L, int data_index) {
  bind_doc *d = lua_newuserdatauv(L, sizeof *d, DOC_VALUES);
  memset(d, 0, sizeof *d);
  bind_hold_doc(L);
  lua_pushvalue(L, data_index);
  lua_setiuservalue(L, -2, DOC_DATA);
  return d;
}

void bind_push_decoded(lua_State *L, lun_decoded *decoded, int input) {
  if (!decoded->bytes) {
    lua_pushvalue(L, input);
    return;
  }
  lua_pushlstring(L, decoded->bytes, decoded->size);
  lun_free(decoded->bytes);
  decoded->bytes = NULL;
}

static void open_doc(lua_State *L, bind_doc *d, const char *text, size_t size, uint32_t headline) {
  lun_err err;
  lun_host *host = bind_host(L);
  lun_doc *used = host->spare;
  host->spare = NULL;
  if (lun_doc_headed(host->vocab, text, size, headline, used, &d->doc, &err) || lun_doc_set_tagger(d->doc, host->tagger, &err)) bind_raise(L, &err);
}

void bind_fill_doc(lua_State *L, int doc_index, bind_doc *d, uint32_t headline) {
  size_t size;
  const char *text = lua_tolstring(L, -1, &size);
  lua_setiuservalue(L, doc_index, DOC_TEXT);
  open_doc(L, d, text, size, headline);
}

/* Gives a doc a text of its own: `before` and behind it what was decoded from the input, which a record may have, that then holds
 * nothing. False when memory is out. */
static bool own_text(bind_doc *d, const char *before, size_t before_size, const char *input, lun_record *record) {
  lun_decoded *decoded = &d->decoded;
  if (!before_size && decoded->bytes) {
    d->text = decoded->bytes;
    decoded->bytes = NULL;
  } else if (!before_size && record) d->text = lun_record_take_text(record);
  else if ((d->text = lun_alloc(before_size + decoded->size + 1))) {
    memcpy(d->text, before, before_size);
    memcpy(d->text + before_size, decoded->bytes ? decoded->bytes : input, decoded->size);
    d->text[before_size + decoded->size] = 0;
    lun_free(decoded->bytes);
    decoded->bytes = NULL;
  }
  if (d->text && record) lun_record_free(record);
  return d->text != NULL;
}

/* core.doc(bytes, data [, before [, charset [, headed]]]) -> doc, or nil and a message. `bytes` is a string, or fields, whose text is
 * taken; `before` is text that stands before that of the bytes, its headline; `charset` what they are declared to be; `headed` how many
 * bytes of the text itself are the headline.
 * Box first: the userdata is closed and has its metatable before anything is acquired. */
static int core_doc(lua_State *L) {
  size_t size, before_size;
  lun_record *record = bind_record_at(L, 1);
  const char *input = record ? record->field[LUN_FIELD_TEXT].at : luaL_checklstring(L, 1, &size);
  if (record) size = record->field[LUN_FIELD_TEXT].size;
  luaL_checktype(L, 2, LUA_TTABLE);
  const char *before = luaL_optlstring(L, 3, "", &before_size);
  size_t length;
  const char *charset = luaL_optlstring(L, 4, "", &length);
  lua_Integer headed = luaL_optinteger(L, 5, 0);
  luaL_argcheck(L, headed >= 0 && headed <= LUN_TEXT_MAX, 5, "no size of a text");
  lua_settop(L, 4);
  bind_doc *d = bind_push_doc(L, 2);
  lun_err err;
  if (lun_text_decode_declared(input, size, charset, length, &d->decoded, &err)) return err.code == LUN_NOT_FOUND ? bind_refuse(L, &err) : bind_raise(L, &err);
  const uint32_t headline = before_size ? (uint32_t)before_size : (uint32_t)headed;
  d->decoded.before = (uint32_t)before_size;
  if (record || before_size || d->decoded.bytes) {
    if (!own_text(d, before, before_size, input, record)) return luaL_error(L, "not enough memory");
    open_doc(L, d, d->text, before_size + d->decoded.size, headline);
  } else {
    lua_pushvalue(L, 1);
    bind_fill_doc(L, 5, d, headline);
  }
  return 1;
}

void bind_open_doc(lua_State *L) {
  static const luaL_Reg methods[] = {{"span", doc_span},         {"layers", doc_layers}, {"add", doc_add},           {"remove", doc_remove},
                                     {"position", doc_position}, {"source", doc_source}, {"warnings", doc_warnings}, {NULL, NULL}};
  static const luaL_Reg getters[] = {{"text", doc_text}, {"encoding", doc_encoding}, {"id", doc_id},
                                     {"file", doc_file}, {"date", doc_date},         {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__len", doc_length}, {"__tostring", doc_string}, {"__gc", doc_close}, {NULL, NULL}};
  bind_class(L, BIND_DOC, methods, getters, meta, NULL);
  luaL_getmetatable(L, BIND_DOC);
  lua_getfield(L, -1, "methods");
  luaL_setfuncs(L, bind_structure_methods, 0);
  bind_open_tokens(L);
  lua_pop(L, 1);
  lua_getfield(L, -1, "getters");
  bind_open_structure(L); /* adds headline, byline, dateline to the getters on the top */
  lua_pop(L, 2);
  static const luaL_Reg functions[] = {{"doc", core_doc}, {"close", doc_close}, {"discard", core_discard}, {"data", doc_data}, {"find_layer", doc_find_layer}, {"layer_method", doc_layer_method}, {"span_numbers", doc_span_numbers},
                                       {"dateline_rest", bind_core_dateline_rest}, {"make_layer", doc_make_layer}, {"make_layers", doc_make_layers}, {"warnings", core_warnings}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
  bind_open_token_lists(L);
}
