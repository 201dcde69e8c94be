/* The class linker: core.linker(place, norp, org, within or nil) -> a linker without weights. Its user value keeps the
 * dictionaries. Holds no logic. */
#include "lua/bind.h"

#define BIND_LINKER "lunette.linker"

static lun_linker *check_linker(lua_State *L) {
  lun_linker **linker = bind_check(L, 1, BIND_LINKER);
  if (!*linker) luaL_argerror(L, 1, "the linker is closed");
  return *linker;
}
static int linker_close(lua_State *L) {
  lun_linker **linker = bind_check(L, 1, BIND_LINKER);
  lun_linker_free(*linker);
  *linker = NULL;
  return 0;
}

static int core_linker(lua_State *L) {
  lun_dictionary *dictionary[LUN_LINK_LAYERS];
  for (int i = 0; i < LUN_LINK_LAYERS; i++) dictionary[i] = bind_check_dictionary(L, i + 1)->dictionary;
  lun_dictionary *within = lua_isnoneornil(L, LUN_LINK_LAYERS + 1) ? NULL : bind_check_dictionary(L, LUN_LINK_LAYERS + 1)->dictionary;
  lua_settop(L, LUN_LINK_LAYERS + 1);
  lun_linker **linker = lua_newuserdatauv(L, sizeof *linker, LUN_LINK_LAYERS + 1);
  *linker = NULL;
  luaL_setmetatable(L, BIND_LINKER);
  for (int i = 1; i <= LUN_LINK_LAYERS + 1; i++) {
    lua_pushvalue(L, i);
    lua_setiuservalue(L, -2, i);
  }
  lun_err err;
  return lun_linker_new(bind_host(L)->vocab, dictionary, within, linker, &err) ? bind_raise(L, &err) : 1;
}

/* linker:weights() -> names of all weights */
static int linker_weights(lua_State *L) {
  lua_newtable(L);
  for (unsigned i = 0; i < LUN_LINK_WEIGHTS; i++) {
    lua_pushstring(L, lun_link_term_name((lun_link_term)i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}
/* linker:weigh(number of the name in weights(), weight) */
static int linker_weigh(lua_State *L) {
  lun_linker *linker = check_linker(L);
  const lua_Integer term = luaL_checkinteger(L, 2) - 1;
  luaL_argcheck(L, term >= 0 && term < LUN_LINK_WEIGHTS, 2, "no such weight");
  lun_linker_weigh(linker, (lun_link_term)term, luaL_checknumber(L, 3));
  return 0;
}
/* linker:country(cc, number), or nil and a message */
static int linker_country(lua_State *L) {
  lun_err err;
  if (lun_linker_weigh_country(check_linker(L), luaL_checkstring(L, 2), luaL_checknumber(L, 3), &err)) return bind_refuse(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}
/* linker:head(kind, word, before), or nil and a message */
static int linker_head(lua_State *L) {
  lun_err err;
  if (lun_linker_add_head(check_linker(L), luaL_checkstring(L, 2), luaL_checkstring(L, 3), lua_toboolean(L, 4), &err)) return bind_refuse(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* linker:short(word, id), or nil and a message */
static int linker_short(lua_State *L) {
  lun_err err;
  if (lun_linker_add_short(check_linker(L), luaL_checkstring(L, 2), luaL_checkstring(L, 3), &err)) return bind_refuse(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* Reads what the facts of a document say from a list of spans, long and short in turn, and its date; leaves memory for it on
 * the stack. */
static lun_link_facts facts_of(lua_State *L, const lun_doc *doc, int aliases, int date) {
  lun_link_facts facts = {NULL, 0, luaL_optstring(L, date, NULL)};
  if (lua_isnoneornil(L, aliases)) return facts;
  luaL_checktype(L, aliases, LUA_TTABLE);
  facts.aliases = (uint32_t)(lua_rawlen(L, aliases) / 2);
  lun_link_alias *alias = lua_newuserdatauv(L, (facts.aliases + 1) * sizeof *alias, 0);
  for (uint32_t i = 0; i < facts.aliases; i++) {
    lua_rawgeti(L, aliases, (lua_Integer)i * 2 + 1);
    bind_check_range(L, lua_gettop(L), doc, &alias[i].long_first, &alias[i].long_stop);
    lua_rawgeti(L, aliases, (lua_Integer)i * 2 + 2);
    bind_check_range(L, lua_gettop(L), doc, &alias[i].short_first, &alias[i].short_stop);
    lua_pop(L, 2);
  }
  facts.alias = alias;
  return facts;
}

/* linker:run(doc, aliases or nil, date or nil) */
static int linker_run(lua_State *L) {
  lun_linker *linker = check_linker(L);
  lun_doc *doc = bind_check_doc(L, 2)->doc;
  const lun_link_facts facts = facts_of(L, doc, 3, 4);
  lun_err err;
  return lun_linker_run(linker, doc, &facts, &err) ? bind_raise(L, &err) : 0;
}

/* A choice as a table: id, surface, cc, kind, score, and `for`: what spoke for it, by name of the weight. */
static void push_choice(lua_State *L, const lun_link_choice *choice) {
  const struct { const char *name, *value; } texts[] = {{"id", choice->id}, {"surface", choice->surface}, {"cc", choice->cc}, {"kind", choice->kind}};
  lua_createtable(L, 0, 6);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (!*texts[i].value) continue;
    lua_pushstring(L, texts[i].value);
    lua_setfield(L, -2, texts[i].name);
  }
  lua_pushnumber(L, choice->score);
  lua_setfield(L, -2, "score");
  lua_newtable(L);
  for (unsigned i = 0; i < LUN_LINK_TERMS; i++) {
    if (choice->term[i] <= 0 && choice->term[i] >= 0) continue;
    lua_pushnumber(L, choice->term[i]);
    lua_setfield(L, -2, lun_link_term_name((lun_link_term)i));
  }
  lua_setfield(L, -2, "terms");
}

/* linker:explain(doc, layer, number of the span, aliases or nil, date or nil) -> list of choices, best first; whether none is meant */
static int linker_explain(lua_State *L) {
  static const char *const layers[] = {"place", "norp", "org", NULL};
  lun_linker *linker = check_linker(L);
  lun_doc *doc = bind_check_doc(L, 2)->doc;
  const lun_link_layer layer = (lun_link_layer)luaL_checkoption(L, 3, NULL, layers);
  const uint32_t span = (uint32_t)luaL_checkinteger(L, 4);
  const lun_link_facts facts = facts_of(L, doc, 5, 6);
  void **box = bind_push_box(L);
  lun_link_choices choices = {0};
  lun_err err;
  const lun_status status = lun_linker_explain(linker, doc, &facts, layer, span, &choices, &err);
  *box = choices.at;
  if (status) return bind_raise(L, &err);
  lua_createtable(L, (int)choices.count, 0);
  for (uint32_t i = 0; i < choices.count; i++) {
    push_choice(L, &choices.at[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushboolean(L, choices.elsewhere);
  return 2;
}

void bind_open_link(lua_State *L) {
  static const luaL_Reg methods[] = {{"weights", linker_weights}, {"weigh", linker_weigh}, {"country", linker_country}, {"head", linker_head}, {"short", linker_short},
                                     {"run", linker_run},     {"explain", linker_explain}, {NULL, NULL}};
  bind_closing_class(L, BIND_LINKER, methods, linker_close);
  lua_pushcfunction(L, core_linker);
  lua_setfield(L, -2, "linker");
}
