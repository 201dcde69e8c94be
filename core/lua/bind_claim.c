/* The class claimants: rules of one machine that give layers or facts, as core/match/claim.c asks them. What they claim in a
 * document is the class claims (bind_settle.c). */
#include "lua/bind_claim.h"

#include <stdlib.h>
#include <string.h>

static int claimants_close(lua_State *L) {
  bind_claimants *c = bind_check(L, 1, BIND_CLAIMANTS);
  lun_answers_free(c->answers);
  for (uint32_t k = 0; k < c->count; k++) {
    lun_free((void *)(uintptr_t)c->at[k].surest);
    lun_free((void *)(uintptr_t)c->at[k].short_form);
    lun_free((void *)(uintptr_t)c->at[k].unless);
  }
  lun_free(c->at);
  lun_free(c->rules);
  *c = (bind_claimants){0};
  return 0;
}

static int compare_values(const void *a, const void *b) { return strcmp(((const lun_named_value *)a)->key, ((const lun_named_value *)b)->key); }

const lun_values *bind_values_from(lua_State *L, int first, lun_values_store *store) {
  const int last = lua_gettop(L);
  uint32_t count = 0;
  lun_named_value *at = lua_newuserdatauv(L, (size_t)(last - first + 3) / 2 * sizeof *at, 0);
  for (int i = first; i < last; i += 2) {
    if (lua_isnil(L, i + 1)) continue;
    if (lua_type(L, i) != LUA_TSTRING) luaL_error(L, "names of attributes are strings, not %s", luaL_typename(L, i));
    at[count].key = lua_tostring(L, i);
    at[count].value = bind_push_text(L, i + 1, &at[count].size);
    lua_replace(L, i + 1); /* which keeps the text */
    count++;
  }
  if (count > 1) qsort(at, count, sizeof *at, compare_values);
  const lun_values *values = lun_values_new(store, at, count);
  if (!values) luaL_error(L, "not enough memory");
  lua_settop(L, first - 1);
  return values;
}

const lun_values *bind_values_of(lua_State *L, int index, lun_values_store *store) {
  const int first = lua_gettop(L) + 1;
  if (lua_isnil(L, index)) return NULL;
  luaL_checktype(L, index, LUA_TTABLE);
  for (lua_pushnil(L); lua_next(L, index); lua_pushvalue(L, -2)) luaL_checkstack(L, 4, NULL); /* names and values stay */
  return bind_values_from(L, first, store);
}

static uint32_t number_of(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  const uint32_t number = (uint32_t)luaL_checkinteger(L, -1);
  lua_pop(L, 1);
  return number;
}
static bool says(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  const bool yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}
static lun_asks asks_of(lua_State *L, int index, const char *name) {
  static const char *const names[] = {"nothing", "words", "each", NULL};
  lua_getfield(L, index, name);
  const int asks = luaL_checkoption(L, -1, "nothing", names);
  lua_pop(L, 1);
  return (lun_asks)asks;
}

/* What a claimant's `words` names: true, or names of captures, whose numbers the table of the machine's at an index has. */
static void names_of(lua_State *L, int index, int kept, lun_claimant *x) {
  lua_getfield(L, index, "words");
  const int words = lua_gettop(L);
  x->all_words = lua_isboolean(L, words) && lua_toboolean(L, words);
  lua_getfield(L, kept, "names");
  for (lua_Unsigned i = 1; lua_istable(L, words) && i <= lua_rawlen(L, words); i++) {
    lua_rawgeti(L, words, (lua_Integer)i);
    lua_rawget(L, words + 1);
    if (x->name_count == sizeof x->names / sizeof *x->names) luaL_error(L, "asks names more than %d captures", (int)x->name_count);
    if (lua_isinteger(L, -1)) x->names[x->name_count++] = (uint32_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
  }
  lua_settop(L, words - 1);
}

static const char *text_in(lua_State *L, int index, const char *name) { /* the table keeps it */
  lua_getfield(L, index, name);
  const char *text = luaL_optstring(L, -1, NULL);
  lua_pop(L, 1);
  return text;
}
static int64_t whole_in(lua_State *L, int index, const char *name) {
  lua_getfield(L, index, name);
  const int64_t number = luaL_optinteger(L, -1, 0);
  lua_pop(L, 1);
  return number;
}

/* The number of the capture that a field names, which the table of the machine's at an index has; LUN_NONE for none. */
static uint32_t capture_in(lua_State *L, int index, int kept, const char *name) {
  lua_getfield(L, kept, "names");
  lua_getfield(L, index, name);
  if (!lua_isnil(L, -1)) lua_rawget(L, -2);
  const uint32_t number = lua_isinteger(L, -1) ? (uint32_t)lua_tointeger(L, -1) : LUN_NONE;
  lua_pop(L, 2);
  return number;
}

/* One of a claimant's `surest`, at the top, which is popped; names of captures have their numbers in the table of the machine's at an index. */
static lun_surest surest_at_top(lua_State *L, int kept) {
  const int top = lua_gettop(L);
  lun_surest s = {.key = text_in(L, top, "key"), .without = text_in(L, top, "without"), .adds = says(L, top, "adds"), .capitals = says(L, top, "capitals"),
                  .add = whole_in(L, top, "add"), .most = whole_in(L, top, "most")};
  lua_getfield(L, top, "dictionary");
  s.dictionary = bind_check_dictionary(L, -1)->dictionary;
  const char *column = text_in(L, top, "column");
  if (!s.key || !column) luaL_error(L, "an attribute of a row wants a key and a column");
  s.column = lun_dictionary_find_column(s.dictionary, column);
  if (s.column == lun_dictionary_columns(s.dictionary)) luaL_error(L, "the dictionary has no column '%s'", column);
  s.capture = capture_in(L, top, kept, "capture");
  lua_settop(L, top - 1);
  return s;
}

static void surest_of(lua_State *L, int index, int kept, lun_claimant *x) {
  lua_getfield(L, index, "surest");
  const int list = lua_gettop(L);
  const lua_Unsigned count = lua_istable(L, list) ? lua_rawlen(L, list) : 0;
  if (count > LUN_SUREST_MOST) luaL_error(L, "more than %d attributes of rows", LUN_SUREST_MOST);
  lun_surest *at = count ? lun_zalloc(count, sizeof *at) : NULL;
  if (count && !at) luaL_error(L, "not enough memory");
  x->surest = at; /* which is freed with the claimant, whatever is raised */
  for (lua_Unsigned i = 0; i < count; i++) {
    lua_rawgeti(L, list, (lua_Integer)i + 1);
    at[i] = surest_at_top(L, kept);
  }
  x->surest_count = (uint32_t)count;
  lua_settop(L, list - 1);
}

/* A claimant's `short_form`: a condition that is told before the caller is asked. */
static void short_form_of(lua_State *L, int index, int kept, lun_claimant *x) {
  const int form = lua_gettop(L) + 1;
  if (lua_getfield(L, index, "short_form") == LUA_TTABLE) {
    lun_short_form *made = lun_zalloc(1, sizeof *made);
    if (!made) luaL_error(L, "not enough memory");
    x->short_form = made; /* which is freed with the claimant, whatever is raised */
    made->full = capture_in(L, form, kept, "full");
    made->brief = capture_in(L, form, kept, "brief");
    made->both = says(L, form, "both");
    if (lua_getfield(L, form, "dictionary") != LUA_TNIL) made->dictionary = bind_check_dictionary(L, -1)->dictionary;
  }
  lua_settop(L, form - 1);
}

/* A claimant's `unless`: a condition that most matches meet. */
static void unless_of(lua_State *L, int index, int kept, lun_claimant *x) {
  const int at = lua_gettop(L) + 1;
  if (lua_getfield(L, index, "unless") == LUA_TTABLE) {
    lun_unless *made = lun_zalloc(1, sizeof *made);
    if (!made) luaL_error(L, "not enough memory");
    x->unless = made; /* which is freed with the claimant, whatever is raised */
    made->capture = capture_in(L, at, kept, "capture");
    if (lua_getfield(L, at, "dictionary") != LUA_TNIL) made->dictionary = bind_check_dictionary(L, -1)->dictionary;
    if (lua_getfield(L, at, "endings") == LUA_TTABLE)
      for (unsigned i = 0; i < LUN_UNLESS_ENDINGS; i++, lua_pop(L, 1)) made->endings[i] = lua_rawgeti(L, at + 2, (lua_Integer)i + 1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
  }
  lua_settop(L, at - 1);
}

/* core.claimants(machine, list, most): each { rule = its number in the machine, layer = a number or 0, fact = a number or 0, key = the
 * capture whose tokens its facts compete for, name =, place =, priority =, overlaps =, every =, where = "words" | "each", attributes =
 * "words" | "each", words = true | names of captures, values =, surest = list of { key =, capture =, dictionary =, column =, adds =, add =,
 * most =, without =, capitals = }, sorted, short_form = { full =, brief =, dictionary = or nil, both = }, unless = { capture =, dictionary = or nil, endings = list or nil }, test = the function that says whether a match stands, refuse(message, match, fields) raises what that or another function of these fields raised, asked = the
 * names of the attributes that are asked of each match, or of each span that wins, each before its value or function and whether it is one;
 * of rules that give facts file =, line =, maker = }; most: answers that are remembered. */
static int core_claimants(lua_State *L) {
  bind_check_machine(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  const uint32_t most = (uint32_t)luaL_optinteger(L, 3, 0);
  lua_settop(L, 2);
  lua_getiuservalue(L, 1, 1); /* 3 */
  const uint32_t count = (uint32_t)lua_rawlen(L, 2);
  bind_claimants *c = lua_newuserdatauv(L, sizeof *c, 1); /* 4 */
  *c = (bind_claimants){0};
  luaL_setmetatable(L, BIND_CLAIMANTS);
  lua_pushvalue(L, 2); /* keeps what its `surest`, `short_form` and `unless` borrow */
  lua_setiuservalue(L, 4, 1);
  c->at = lun_zalloc(count ? count : 1, sizeof *c->at);
  c->rules = lun_alloc((count ? count : 1) * sizeof *c->rules);
  c->answers = lun_answers_new(most);
  if (!c->at || !c->rules || !c->answers) return luaL_error(L, "not enough memory");
  c->count = count;
  for (uint32_t k = 0; k < count; k++) {
    lua_settop(L, 4);
    lua_rawgeti(L, 2, (lua_Integer)k + 1); /* 5 */
    lun_claimant *x = &c->at[k];
    x->rule = number_of(L, 5, "rule") - 1;
    x->layer = number_of(L, 5, "layer");
    x->fact = (uint32_t)whole_in(L, 5, "fact");
    x->key = capture_in(L, 5, 3, "key");
    x->place = number_of(L, 5, "place");
    lua_getfield(L, 5, "name");
    x->name = bind_rule_number(L, 6);
    lua_getfield(L, 5, "priority");
    x->priority = luaL_optnumber(L, 7, 0);
    x->overlaps = says(L, 5, "overlaps");
    x->every = says(L, 5, "every");
    x->where = asks_of(L, 5, "where");
    x->attributes = asks_of(L, 5, "attributes");
    names_of(L, 5, 3, x);
    surest_of(L, 5, 3, x);
    short_form_of(L, 5, 3, x);
    unless_of(L, 5, 3, x);
    lua_getfield(L, 5, "values");
    x->values = bind_values_of(L, 8, lun_answers_constants(c->answers));
    c->rules[k] = x->rule;
    if (x->rule > c->rule_last) c->rule_last = x->rule;
    c->reads = c->reads || bind_claimant_reads(x);
  }
  lua_settop(L, 4);
  return 1;
}

/* claimants:count(number) -> matches that it was offered, claims that it made */
static int claimants_count(lua_State *L) {
  const bind_claimants *c = bind_check(L, 1, BIND_CLAIMANTS);
  const lua_Integer k = luaL_checkinteger(L, 2);
  luaL_argcheck(L, k >= 1 && k <= (lua_Integer)c->count, 2, "no such claimant");
  lua_pushinteger(L, (lua_Integer)c->at[k - 1].matches);
  lua_pushinteger(L, (lua_Integer)c->at[k - 1].claims);
  return 2;
}

/* claimants:answers() -> how many wordings are remembered, bytes */
static int claimants_answers(lua_State *L) {
  const bind_claimants *c = bind_check(L, 1, BIND_CLAIMANTS);
  lua_pushinteger(L, lun_answers_count(c->answers));
  lua_pushinteger(L, (lua_Integer)lun_answers_memory(c->answers));
  return 2;
}

void bind_open_claimants(lua_State *L) {
  static const luaL_Reg methods[] = {{"answers", claimants_answers}, {"count", claimants_count}, {NULL, NULL}};
  bind_closing_class(L, BIND_CLAIMANTS, methods, claimants_close);
  lua_pushcfunction(L, core_claimants);
  lua_setfield(L, -2, "claimants");
}
