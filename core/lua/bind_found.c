/* The class found: what a machine found in a document. Its user values are the machine, the document and the machine's
 * table of names. Matches are numbers; captures become spans when a match is read. */
#include "lua/bind_found.h"

void bind_close_found(lua_State *L, int index) {
  bind_found *f = lua_touserdata(L, index);
  lun_found_free(&f->found);
  bind_drop_values(L, index);
}

/* found:close(): frees what was found; the object is then of no use. */
static int found_close(lua_State *L) {
  bind_check(L, 1, BIND_FOUND);
  bind_close_found(L, 1);
  return 0;
}

typedef struct lookups { lun_lookups *lookups; } lookups;
/* lookups:close(): frees them; a search would look them up anew. */
static int lookups_close(lua_State *L) {
  lookups *l = bind_check(L, 1, BIND_LOOKUPS);
  lun_lookups_free(l->lookups);
  l->lookups = NULL;
  return 0;
}
lun_lookups *bind_check_lookups(lua_State *L, int index) {
  lookups *l = bind_check(L, index, BIND_LOOKUPS);
  if (!l->lookups) luaL_argerror(L, index, "the lookups are closed");
  return l->lookups;
}
/* lookups:empty(): they are for another document now. */
static int lookups_empty(lua_State *L) {
  lun_lookups_empty(bind_check_lookups(L, 1));
  return 0;
}
/* core.lookups(): remembers the dictionary entries of one document from search to search. */
static int core_lookups(lua_State *L) {
  lookups *l = lua_newuserdatauv(L, sizeof *l, 0);
  l->lookups = NULL;
  luaL_setmetatable(L, BIND_LOOKUPS);
  if (!(l->lookups = lun_lookups_new())) return luaL_error(L, "not enough memory");
  return 1;
}

/* core.look_up(machine, doc, lookups): the dictionary entries that the machine's rules ask for, before a search. */
static int core_look_up(lua_State *L) {
  lun_err err;
  lun_lookups *shared = bind_check_lookups(L, 3);
  bind_settle_day(L, 2);
  if (lun_machine_look_up(bind_check_machine(L, 1), bind_check_doc(L, 2)->doc, shared, &err)) return bind_raise(L, &err);
  return 0;
}

/* Calls the scripts' tests for the words that the machine does not know yet. */
static void answer_calls(lua_State *L, lun_machine *machine, const lun_doc *doc, int kept) {
  uint32_t from = 0;
  lun_lexeme lexeme;
  lun_err err;
  if (!lun_machine_unknown(machine, doc, &from)) return;
  lua_getfield(L, kept, "calls");
  const int calls = lua_gettop(L);
  const uint32_t count = (uint32_t)lua_rawlen(L, calls);
  uint32_t *answers = lua_newuserdatauv(L, (count + 1) * sizeof *answers, 0);
  while ((lexeme = lun_machine_unknown(machine, doc, &from))) {
    uint32_t n = 0;
    for (uint32_t k = 1; k <= count; k++) {
      if (!lun_machine_wonders(machine, lexeme, k)) continue;
      lua_rawgeti(L, calls, (lua_Integer)k);
      bind_push_lexeme(L, lexeme);
      lua_call(L, 1, 1);
      if (lua_toboolean(L, -1)) answers[n++] = k;
      lua_pop(L, 1);
    }
    if (lun_machine_answer(machine, lexeme, answers, n, &err)) bind_raise(L, &err);
  }
  lua_settop(L, calls - 1);
}

void bind_push_found(lua_State *L) {
  bind_found *f = lua_newuserdatauv(L, sizeof *f, FOUND_VALUES);
  *f = (bind_found){.machine = NULL};
  luaL_setmetatable(L, BIND_FOUND);
}

void bind_search(lua_State *L, int found_index, int machine_index, int doc_index, lun_lookups *shared) {
  bind_found *f = lua_touserdata(L, found_index);
  const lun_doc *doc = bind_check_doc(L, doc_index)->doc;
  const int kept = lua_gettop(L) + 1;
  lun_err err;
  f->machine = bind_check_machine(L, machine_index);
  bind_settle_day(L, doc_index);
  lua_getiuservalue(L, machine_index, 1);
  if (lun_machine_begin(f->machine, &err)) bind_raise(L, &err);
  answer_calls(L, f->machine, doc, kept);
  lua_setiuservalue(L, found_index, FOUND_KEPT);
  lua_pushvalue(L, machine_index);
  lua_setiuservalue(L, found_index, FOUND_MACHINE);
  lua_pushvalue(L, doc_index);
  lua_setiuservalue(L, found_index, FOUND_DOC);
  if (lun_machine_search(f->machine, doc, shared, &f->found, &err)) bind_raise(L, &err);
}

/* core.search(machine, doc, lookups) */
static int core_search(lua_State *L) {
  lun_lookups *shared = lua_isnoneornil(L, 3) ? NULL : ((lookups *)bind_check(L, 3, BIND_LOOKUPS))->lookups;
  lua_settop(L, 3);
  bind_check_machine(L, 1);
  bind_check_doc(L, 2);
  bind_push_found(L);
  bind_search(L, 4, 1, 2, shared);
  return 1;
}

bind_found *bind_check_found(lua_State *L, int index) {
  bind_found *f = bind_check(L, index, BIND_FOUND);
  if (!f->found.view) luaL_argerror(L, index, "what was found is closed");
  return f;
}

bind_found *bind_check_readable(lua_State *L, int index) {
  bind_found *f = bind_check_found(L, index);
  if (!lun_found_stale(f->machine, &f->found)) return f;
  lua_getiuservalue(L, index, FOUND_DOC);
  lua_getiuservalue(L, index, FOUND_KEPT);
  answer_calls(L, f->machine, bind_check_doc(L, -2)->doc, lua_gettop(L));
  lua_pop(L, 2);
  return f;
}
static void push_match(lua_State *L, uint32_t match) {
  if (match == LUN_NONE) lua_pushnil(L);
  else lua_pushinteger(L, bind_first(match));
}
static uint32_t check_match(lua_State *L, const bind_found *f) {
  const lua_Integer n = luaL_checkinteger(L, 2);
  if (n < 1 || n > (lua_Integer)f->found.match_count) luaL_argerror(L, 2, "no such match");
  return (uint32_t)(n - 1);
}
/* found:first(rule) -> its first match or nil */
static int found_first(lua_State *L) {
  bind_found *f = bind_check_found(L, 1);
  const lua_Integer rule = luaL_checkinteger(L, 2);
  if (rule < 1 || rule > (lua_Integer)lun_machine_rules(f->machine)) return luaL_argerror(L, 2, "no such rule");
  push_match(L, f->found.first_of[rule - 1]);
  return 1;
}
/* found:bounds(match) -> first and last token of the whole match, the rule's next match */
static int found_bounds(lua_State *L) {
  bind_found *f = bind_check_found(L, 1);
  const lun_match *m = &f->found.matches[check_match(L, f)];
  lua_pushinteger(L, bind_first(m->first));
  lua_pushinteger(L, bind_last(m->stop));
  push_match(L, m->next);
  return 3;
}

static void push_capture(lua_State *L, bind_found *f, const lun_capture *capture, int doc_index, int machine_index) {
  lun_context context;
  lun_place place;
  const char *layer;
  if (!lun_found_whole(f->machine, &f->found, capture, &context, &place)) bind_push_span(L, doc_index, NULL, 0, capture->first, capture->stop);
  else if (lun_context_of(f->machine, context, &layer)) bind_push_entry_span(L, doc_index, machine_index, f->machine, context, &place);
  else bind_push_span(L, doc_index, lun_doc_layer(bind_check_doc(L, doc_index)->doc, layer), place.id, place.first, place.stop);
}

/* Pushes the list that the table at `into` has under the name at an index, which is made with its first. */
static void push_list(lua_State *L, int name, int into) {
  lua_pushvalue(L, name);
  if (lua_rawget(L, into) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, name);
  lua_pushvalue(L, -2);
  lua_rawset(L, into);
}

void bind_found_captures(lua_State *L, bind_found *f, uint32_t number, int values, int into) {
  const lun_match *m = &f->found.matches[number];
  if (!m->capture_count) return;
  const int name = lua_gettop(L) + 1;
  for (uint32_t k = 0; k < m->capture_count; k++) {
    const lun_capture *capture = &f->found.captures[m->captures + k];
    lua_rawgeti(L, values + 2, (lua_Integer)lun_capture_name(f->machine, capture->capture));
    if (lun_capture_lists(f->machine, capture->capture)) {
      push_list(L, name, into);
      push_capture(L, f, capture, values + 1, values);
      lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
      lua_settop(L, name - 1);
    } else {
      push_capture(L, f, capture, values + 1, values);
      lua_rawset(L, into);
    }
  }
}

bind_found *bind_push_found_values(lua_State *L, int index, uint32_t number) {
  bind_found *f = bind_check_readable(L, index);
  lun_err err;
  lua_getiuservalue(L, index, FOUND_MACHINE);
  lua_getiuservalue(L, index, FOUND_DOC);
  lua_getiuservalue(L, index, FOUND_KEPT);
  bind_check_doc(L, -2);
  if (lun_found_reads(f->machine, &f->found, number) && lun_found_read(f->machine, &f->found, number, &err)) bind_raise(L, &err);
  return f;
}

void bind_push_read_match(lua_State *L, bind_found *f, uint32_t number, int values) {
  const int match = lua_gettop(L) + 1;
  const lun_match *m = &f->found.matches[number];
  lua_createtable(L, 5, (int)m->capture_count);
  lua_pushvalue(L, values + 1);
  lua_rawseti(L, match, 1);
  const lua_Integer bounds[] = {bind_first(m->given_first), bind_last(m->given_stop), bind_first(m->first), bind_last(m->stop)};
  for (int i = 0; i < 4; i++) {
    lua_pushinteger(L, bounds[i]);
    lua_rawseti(L, match, i + 2);
  }
  bind_found_captures(L, f, number, values, match);
}

void bind_push_match(lua_State *L, int index, uint32_t number) {
  const int values = lua_gettop(L) + 1;
  bind_push_read_match(L, bind_push_found_values(L, index, number), number, values);
  lua_replace(L, values);
  lua_settop(L, values);
}

/* The method `read` of a match's number: see bind_push_match. */
static int found_read(lua_State *L) {
  bind_push_match(L, 1, check_match(L, bind_check_found(L, 1)));
  return 1;
}

/* found:count() -> matches, captures, tokens from which rules were run */
static int found_count(lua_State *L) {
  const bind_found *f = bind_check_found(L, 1);
  lua_pushinteger(L, f->found.match_count);
  lua_pushinteger(L, f->found.capture_count);
  lua_pushinteger(L, f->found.starts);
  return 3;
}

/* found:elements(match) -> for each token of the whole match the number of the element that took it */
static int found_elements(lua_State *L) {
  bind_found *f = bind_check_readable(L, 1);
  const lun_match m = f->found.matches[check_match(L, f)];
  lun_err err;
  uint32_t *elements = lua_newuserdatauv(L, (m.stop - m.first) * sizeof *elements, 0);
  if (lun_found_elements(f->machine, &f->found, &m, elements, &err)) return bind_raise(L, &err);
  lua_createtable(L, (int)(m.stop - m.first), 0);
  for (uint32_t k = 0; k < m.stop - m.first; k++) {
    lua_pushinteger(L, (lua_Integer)elements[k]);
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  return 1;
}

/* found:attempts(rule, first) -> all that the rule tries from a token, four numbers each: the token, the element or 0 for the
 * end, the attempt before it or 0, and 1 when the element took the token */
static int found_attempts(lua_State *L) {
  bind_found *f = bind_check_readable(L, 1);
  lua_getiuservalue(L, 1, FOUND_DOC);
  const lun_doc *doc = bind_check_doc(L, -1)->doc;
  const lua_Integer rule = luaL_checkinteger(L, 2);
  if (rule < 1 || rule > (lua_Integer)lun_machine_rules(f->machine)) return luaL_argerror(L, 2, "no such rule");
  const uint32_t first = bind_check_token(L, 3, doc);
  lun_attempts attempts = {NULL, 0, 0};
  lun_err err;
  void **kept = bind_push_box(L);
  const lun_status status = lun_found_attempts(f->machine, &f->found, (uint32_t)(rule - 1), first, &attempts, &err);
  *kept = attempts.at;
  if (status) return bind_raise(L, &err);
  lua_createtable(L, (int)(4 * attempts.count), 0);
  for (uint32_t k = 0; k < attempts.count; k++) {
    const lun_attempt *a = &attempts.at[k];
    const lua_Integer values[] = {bind_first(a->token), (lua_Integer)a->element, a->from == LUN_NONE ? 0 : (lua_Integer)a->from + 1, a->took};
    for (int i = 0; i < 4; i++) {
      lua_pushinteger(L, values[i]);
      lua_rawseti(L, -2, 4 * (lua_Integer)k + i + 1);
    }
  }
  return 1;
}

/* What a match says of itself, besides its captures; those up to MATCH_LAST are kept in it under these numbers (see bind_push_match). */
enum { MATCH_DOC = 1, MATCH_GIVEN_FIRST, MATCH_GIVEN_LAST, MATCH_FIRST, MATCH_LAST, MATCH_GIVEN, MATCH_WHOLE, MATCH_TEXT };
static const char *const match_fields[] = {"doc", "first", "last", "match_first", "match_last", "span", "match", "text", NULL};

/* The span of a match from the token that it keeps under one number to that under the next. */
static void push_span_of(lua_State *L, lua_Integer from) {
  uint32_t first, stop;
  lua_settop(L, 2);
  lua_rawgeti(L, 1, MATCH_DOC);
  lua_rawgeti(L, 1, from);
  lua_rawgeti(L, 1, from + 1);
  bind_check_range(L, 4, bind_check_doc(L, 3)->doc, &first, &stop);
  bind_push_span(L, 3, NULL, 0, first, stop);
}

/* __index of matches; a capture that is not there is nil. Upvalue: numbers of the fields by name. */
static int match_get(lua_State *L) {
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TNIL) return 1;
  const lua_Integer field = lua_tointeger(L, -1);
  if (field <= MATCH_LAST) {
    lua_rawgeti(L, 1, field);
    return 1;
  }
  push_span_of(L, field == MATCH_WHOLE ? MATCH_FIRST : MATCH_GIVEN_FIRST);
  if (field == MATCH_TEXT) lua_getfield(L, -1, "text");
  return 1;
}

/* core.match_class: the metatable of matches. `first` and `last` are of the span that the rule gives. */
static void push_match_class(lua_State *L) {
  lua_newtable(L);
  lua_newtable(L);
  for (lua_Integer k = 0; match_fields[k]; k++) {
    lua_pushinteger(L, k + 1);
    lua_setfield(L, -2, match_fields[k]);
  }
  lua_pushcclosure(L, match_get, 1);
  lua_setfield(L, -2, "__index");
}

void bind_open_found(lua_State *L) {
  static const luaL_Reg methods[] = {{"close", found_close}, {"first", found_first},       {"bounds", found_bounds},     {"read", found_read},
                                     {"count", found_count}, {"elements", found_elements}, {"attempts", found_attempts}, {NULL, NULL}};
  static const luaL_Reg getters[] = {{NULL, NULL}}, meta[] = {{"__gc", found_close}, {NULL, NULL}};
  static const luaL_Reg none[] = {{NULL, NULL}}, lookups_methods[] = {{"close", lookups_close}, {"empty", lookups_empty}, {NULL, NULL}}, lookups_meta[] = {{"__gc", lookups_close}, {NULL, NULL}};
  bind_class(L, BIND_FOUND, methods, getters, meta, NULL);
  bind_class(L, BIND_LOOKUPS, lookups_methods, none, lookups_meta, NULL);
  lua_pushcfunction(L, core_search);
  lua_setfield(L, -2, "search");
  lua_pushcfunction(L, core_look_up);
  lua_setfield(L, -2, "look_up");
  lua_pushcfunction(L, core_lookups);
  lua_setfield(L, -2, "lookups");
  push_match_class(L);
  lua_setfield(L, -2, "match_class");
}
