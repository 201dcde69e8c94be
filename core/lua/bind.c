/* What all bindings share: finding the host of a state, checking arguments, converting offsets, making classes, and two
 * tables of the registry: strings of lexemes and names of rules. Nothing here knows what a class does. */
#include "lua/bind.h"

#include <string.h>

/* Where a class stands among those that were checked: it shares its two places with few others. */
static struct bind_met *place_of(lun_host *host, const char *name) {
  struct bind_met *two = host->met + 2 * ((uint64_t)(uintptr_t)name * 0x9E3779B97F4A7C15u >> (64 - BIND_MET_BITS));
  return two[0].name != name && (two[1].name == name || !two[1].name) && two[0].name ? two + 1 : two;
}

/* The object at an index, where it is of the class that stands at a place; else NULL. */
static inline void *object_of(lua_State *L, int index, const char *name, const struct bind_met *met) {
  void *object = lua_touserdata(L, index);
  if (!object || met->name != name || !lua_getmetatable(L, index)) return NULL;
  const void *found = lua_topointer(L, -1);
  lua_pop(L, 1);
  return found == met->metatable ? object : NULL;
}

bool bind_is(lua_State *L, int index, const char *name) {
  const struct bind_met *met = place_of(bind_host(L), name);
  if (!lua_isuserdata(L, index) || met->name == name) return object_of(L, index, name, met);
  return luaL_testudata(L, index, name);
}

void *bind_check(lua_State *L, int index, const char *name) {
  struct bind_met *met = place_of(bind_host(L), name);
  void *object = object_of(L, index, name, met);
  if (object) return object;
  object = luaL_checkudata(L, index, name);
  lua_getmetatable(L, index);
  *met = (struct bind_met){name, lua_topointer(L, -1)};
  lua_pop(L, 1);
  return object;
}

bool bind_is_held_doc(lua_State *L, int index) {
  if (!lua_isuserdata(L, index) || !lua_getmetatable(L, index)) return false;
  const bool held = lua_topointer(L, -1) == bind_host(L)->held_class;
  lua_pop(L, 1);
  return held;
}
bind_doc *bind_check_any_doc(lua_State *L, int index) { return bind_is_held_doc(L, index) ? lua_touserdata(L, index) : bind_check(L, index, BIND_DOC); }
bind_doc *bind_check_doc(lua_State *L, int index) {
  lun_host *host = bind_host(L);
  bind_doc *d = lua_touserdata(L, index);
  if (d && d == host->met_doc) return d;
  d = bind_check_any_doc(L, index);
  if (!d->doc) luaL_argerror(L, index, "the document is closed");
  return host->met_doc = d;
}
bind_span *bind_check_span(lua_State *L, int index) { return bind_check(L, index, BIND_SPAN); }
bind_layer *bind_check_layer(lua_State *L, int index) { return bind_check(L, index, BIND_LAYER); }
bind_dictionary *bind_check_dictionary(lua_State *L, int index) {
  bind_dictionary *d = bind_check(L, index, BIND_DICTIONARY);
  if (!d->dictionary) luaL_argerror(L, index, "the dictionary is closed");
  return d;
}

lua_Integer bind_first(uint32_t offset) { return (lua_Integer)offset + 1; }
lua_Integer bind_last(uint32_t stop) { return (lua_Integer)stop; }

uint32_t bind_check_token(lua_State *L, int index, const lun_doc *doc) {
  int whole;
  lua_Integer i = lua_tointegerx(L, index, &whole);
  if (!whole) i = luaL_checkinteger(L, index); /* raises */
  if (i < 1 || i > (lua_Integer)doc->tokens.count)
    luaL_error(L, "token %I is outside 1 .. %I", (LUAI_UACINT)i, (LUAI_UACINT)doc->tokens.count);
  return (uint32_t)(i - 1);
}

void bind_check_range(lua_State *L, int index, const lun_doc *doc, uint32_t *first, uint32_t *stop) {
  bind_span *span = luaL_testudata(L, index, BIND_SPAN);
  if (span) {
    *first = span->first;
    *stop = span->stop;
    if (*stop > doc->tokens.count) luaL_argerror(L, index, "the span belongs to another document");
    return;
  }
  *first = bind_check_token(L, index, doc);
  *stop = lua_isnoneornil(L, index + 1) ? *first + 1 : bind_check_token(L, index + 1, doc) + 1;
  if (*stop <= *first) luaL_argerror(L, index + 1, "the last token stands before the first");
}

int bind_iterate(lua_State *L, lua_CFunction next) {
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next, 2);
  return 1;
}

/* Gives the object on the top the class of spans, of which a great many are made. */
static void set_span_class(lua_State *L) {
  int *reference = &bind_host(L)->span_reference;
  if (!*reference) {
    luaL_getmetatable(L, BIND_SPAN);
    *reference = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, *reference);
  lua_setmetatable(L, -2);
}

void bind_push_entry_span(lua_State *L, int doc_index, int machine_index, lun_machine *machine, lun_context context, const lun_place *place) {
  bind_filled *filled = lua_newuserdatauv(L, sizeof *filled, 2);
  *filled = (bind_filled){{NULL, 0, place->first, place->stop, true}, machine, context, place->id};
  set_span_class(L);
  lua_pushvalue(L, doc_index);
  lua_setiuservalue(L, -2, 1);
  lua_pushvalue(L, machine_index);
  lua_setiuservalue(L, -2, 2);
}

void bind_push_span(lua_State *L, int doc_index, lun_layer *layer, uint32_t id, uint32_t first, uint32_t stop) {
  bind_span *span = lua_newuserdatauv(L, sizeof *span, 1);
  *span = (bind_span){layer, id, first, stop, false};
  set_span_class(L);
  lua_pushvalue(L, doc_index);
  lua_setiuservalue(L, -2, 1);
}

static const char rule_names; /* its address is the registry's key */

static void push_registry_table(lua_State *L, const void *key) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

/* Pushes the table of the strings of lexemes, of which a great many are asked for. */
static void push_lexeme_strings(lua_State *L) {
  int *reference = &bind_host(L)->lexeme_reference;
  if (!*reference) {
    lua_newtable(L);
    *reference = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, *reference);
}

void bind_push_lexeme(lua_State *L, lun_lexeme lexeme) {
  push_lexeme_strings(L);
  if (lua_rawgeti(L, -1, lexeme) != LUA_TSTRING) {
    size_t size;
    const char *text = lun_vocab_text(bind_host(L)->vocab, lexeme, &size);
    lua_pop(L, 1);
    lua_pushlstring(L, text, size);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, lexeme);
  }
  lua_remove(L, -2);
}

uint32_t bind_rule_number(lua_State *L, int index) {
  if (lua_isnoneornil(L, index)) return 0;
  luaL_checkstring(L, index);
  index = lua_absindex(L, index);
  push_registry_table(L, &rule_names);
  lua_pushvalue(L, index);
  if (lua_rawget(L, -2) != LUA_TNUMBER) {
    lua_Integer n = (lua_Integer)lua_rawlen(L, -2) + 1;
    lua_pushvalue(L, index);
    lua_rawseti(L, -3, n);
    lua_pushvalue(L, index);
    lua_pushinteger(L, n);
    lua_rawset(L, -4);
    lua_pop(L, 2);
    return (uint32_t)n;
  }
  lua_Integer n = lua_tointeger(L, -1);
  lua_pop(L, 2);
  return (uint32_t)n;
}

void bind_push_rule(lua_State *L, uint32_t number) {
  if (!number) {
    lua_pushnil(L);
    return;
  }
  push_registry_table(L, &rule_names);
  lua_rawgeti(L, -1, (lua_Integer)number);
  lua_remove(L, -2);
}

/* Calls what lies on top of the stack with the object at index 1, and the key at 2 if it is `keyed`: a C function without upvalues
 * directly, on this function's own stack, for fields are asked very often. */
static int call_field(lua_State *L, bool keyed) {
  lua_CFunction function = lua_tocfunction(L, -1);
  if (function && !lua_getupvalue(L, -1, 1)) {
    lua_settop(L, keyed ? 2 : 1);
    return function(L);
  }
  lua_settop(L, 3);
  lua_insert(L, 1);
  if (!keyed) lua_settop(L, 2);
  lua_call(L, keyed ? 2 : 1, 1);
  return 1;
}

/* Whether the key at 2 is in the table of an upvalue, whose value is pushed then. */
static bool class_has(lua_State *L, int upvalue) {
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(upvalue)) != LUA_TNIL) return true;
  lua_settop(L, 2);
  return false;
}

/* Upvalues of what follows: MISSING may be nil, HELD is the table whose only element is the document in hand. */
enum { METHODS = 1, GETTERS, CLASS_NAME, MISSING, HELD };

static int class_missing(lua_State *L) {
  if (!lua_isnil(L, lua_upvalueindex(MISSING))) {
    lua_pushvalue(L, lua_upvalueindex(MISSING));
    return call_field(L, true);
  }
  return luaL_error(L, "a %s has no field or method '%s'", lua_tostring(L, lua_upvalueindex(CLASS_NAME)), luaL_tolstring(L, 2, NULL));
}

/* __index: methods, getters, then `missing`; no name is two of them. */
static int class_index(lua_State *L) {
  if (class_has(L, METHODS)) return 1;
  return class_has(L, GETTERS) ? call_field(L, false) : class_missing(L);
}
/* The same of a class that has more than its getters as fields, which are asked most. */
static int class_index_fields(lua_State *L) {
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : NULL;
  const luaL_Reg *often = bind_host(L)->often;
  for (int i = 0; key && i < BIND_OFTEN; i++)
    if (often[i].name == key) {
      lua_settop(L, 1);
      return often[i].func(L);
    }
  if (class_has(L, GETTERS)) return call_field(L, false);
  return class_has(L, METHODS) ? 1 : class_missing(L);
}

/* Behind the table of methods of the document in hand, which gets them as they are asked for. */
static int class_index_held(lua_State *L) {
  if (class_has(L, METHODS)) {
    lua_pushvalue(L, 2);
    lua_pushvalue(L, -2);
    lua_rawset(L, 1);
    return 1;
  }
  lua_rawgeti(L, lua_upvalueindex(HELD), 1);
  lua_replace(L, 1);
  return class_has(L, GETTERS) ? call_field(L, false) : class_missing(L);
}

/* Pushes a table with one field. */
static void push_with(lua_State *L, const char *key, const char *value) {
  lua_createtable(L, 0, 1);
  lua_pushstring(L, value);
  lua_setfield(L, -2, key);
}

/* Makes the class of the document in hand, whose metatable is on the top: it is that of all documents but for the methods. */
static void make_held_class(lua_State *L) {
  const int held = lua_gettop(L);
  luaL_getmetatable(L, BIND_DOC);
  for (lua_pushnil(L); lua_next(L, held + 1);) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, held);
  }
  lua_newtable(L); /* its methods, */
  lua_createtable(L, 0, 1); /* what stands behind them, */
  lua_getfield(L, held, "methods");
  lua_getfield(L, held, "getters");
  lua_pushstring(L, strchr(BIND_DOC, '.') + 1);
  lua_pushnil(L);
  lua_newtable(L); /* and the document, which this does not keep */
  push_with(L, "__mode", "v");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_setfield(L, held, "held");
  lua_pushcclosure(L, class_index_held, HELD);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_setfield(L, held, "__index");
  bind_host(L)->held_class = lua_topointer(L, held);
  lua_settop(L, held);
}

void bind_hold_doc(lua_State *L) {
  const int doc = lua_gettop(L);
  if (luaL_newmetatable(L, BIND_HELD_DOC)) make_held_class(L);
  lua_getfield(L, -1, "held");
  if (lua_rawgeti(L, -1, 1) == LUA_TUSERDATA) luaL_setmetatable(L, BIND_DOC);
  lua_pushvalue(L, doc);
  lua_rawseti(L, doc + 2, 1);
  lua_pushvalue(L, doc + 1);
  lua_setmetatable(L, doc);
  lua_settop(L, doc);
}

void bind_class(lua_State *L, const char *name, const luaL_Reg *methods, const luaL_Reg *getters, const luaL_Reg *meta,
                lua_CFunction missing) {
  luaL_newmetatable(L, name);
  luaL_setfuncs(L, meta, 0);
  lua_newtable(L);
  luaL_setfuncs(L, methods, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "methods");
  lua_newtable(L);
  luaL_setfuncs(L, getters, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -4, "getters");
  for (int i = 0; missing && i < BIND_OFTEN && getters[i].name; i++) {
    lua_pushstring(L, getters[i].name); /* which is a key of the getters: so it stays where it is */
    bind_host(L)->often[i] = (luaL_Reg){lua_tostring(L, -1), getters[i].func};
    lua_pop(L, 1);
  }
  lua_pushstring(L, strchr(name, '.') + 1);
  if (missing) lua_pushcfunction(L, missing);
  else lua_pushnil(L);
  lua_pushcclosure(L, missing ? class_index_fields : class_index, MISSING);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
}

void bind_closing_class(lua_State *L, const char *name, const luaL_Reg *methods, lua_CFunction close) {
  luaL_newmetatable(L, name);
  lua_pushcfunction(L, close);
  lua_setfield(L, -2, "__gc");
  if (methods) {
    lua_newtable(L);
    luaL_setfuncs(L, methods, 0);
    lua_setfield(L, -2, "__index");
  }
  lua_pop(L, 1);
}

void *bind_push_pointer(lua_State *L, const char *name, int values) {
  void **box = lua_newuserdatauv(L, sizeof *box, values);
  *box = NULL;
  luaL_setmetatable(L, name);
  return box;
}
void *bind_check_pointer(lua_State *L, int index, const char *name) {
  void **box = bind_check(L, index, name);
  if (!*box) luaL_argerror(L, index, "it is closed");
  return *box;
}

const char *bind_push_text(lua_State *L, int index, size_t *size) {
  if (lua_type(L, index) != LUA_TSTRING) return luaL_tolstring(L, index, size);
  lua_pushvalue(L, index);
  return lua_tolstring(L, -1, size);
}

void bind_drop_values(lua_State *L, int index) {
  index = lua_absindex(L, index);
  int value = 1;
  do lua_pushnil(L);
  while (lua_setiuservalue(L, index, value++));
}

void bind_keep(lua_State *L, int index, int value) {
  lua_pushvalue(L, index);
  lua_setiuservalue(L, -2, value);
}

void bind_make_part(lua_State *L, int doc_index) {
  if (lua_getiuservalue(L, doc_index, DOC_PARTS) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_newtable(L);
    if (luaL_newmetatable(L, "lunette.parts")) {
      lua_pushliteral(L, "v");
      lua_setfield(L, -2, "__mode");
    }
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, doc_index, DOC_PARTS);
  }
  lua_pushvalue(L, -2);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  lua_pop(L, 1);
}

static int box_close(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  lun_free(*box);
  *box = NULL;
  return 0;
}
void **bind_push_box(lua_State *L) {
  void **box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = NULL;
  if (luaL_newmetatable(L, "lunette.box")) {
    lua_pushcfunction(L, box_close);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return box;
}

void bind_push_boxed(lua_State *L, void **box, char *bytes, size_t size) {
  *box = bytes;
  lua_pushlstring(L, bytes, size);
  *box = NULL; /* at once: articles are large and the collector may be far */
  lun_free(bytes);
}

void bind_add_words(lua_State *L, int index, const char *what, const char *(*name)(unsigned), bind_word_adder *add, void *to) {
  index = lua_absindex(L, index);
  for (unsigned i = 0; name(i); i++) {
    if (lua_getfield(L, index, name(i)) != LUA_TTABLE) luaL_error(L, "%s want a list of words '%s'", what, name(i));
    const lua_Integer count = luaL_len(L, -1);
    for (lua_Integer k = 1; k <= count; k++) {
      size_t size;
      lun_err err;
      lua_geti(L, -1, k);
      const char *word = luaL_checklstring(L, -1, &size);
      if (add(to, name(i), word, size, &err)) bind_raise(L, &err);
      lua_pop(L, 1);
    }
    lua_pop(L, 1);
  }
}

int bind_raise(lua_State *L, const lun_err *err) { return luaL_error(L, "%s", err->message); }

int bind_refuse(lua_State *L, const lun_err *err) {
  lua_pushnil(L);
  lua_pushstring(L, err->message);
  return 2;
}
