/* The class machine: the trees of lunette.pattern turned into a machine of core/match. A machine's user value is a table:
 * names of captures by number, and in it tables of their numbers by name, of functions that tests call, and of the dictionaries and
 * expressions that it must keep alive. */
#include "lua/bind_builder.h"

#include <string.h>

typedef struct box { lun_machine *machine; } box;

lun_machine *bind_check_machine(lua_State *L, int index) {
  box *b = bind_check(L, index, BIND_MACHINE);
  if (!b->machine) luaL_argerror(L, index, "the machine is closed");
  return b->machine;
}

static int machine_close(lua_State *L) {
  box *b = bind_check(L, 1, BIND_MACHINE);
  lun_machine_free(b->machine);
  b->machine = NULL;
  return 0;
}

/* Numbers what is captured by its name, kept[number] and kept.names[name]; its rule says whether it is a list. */
static void name(builder *b, int index, lun_pattern *x) {
  lua_State *L = b->L;
  bind_push_field(b, b->kept, KEY_names);
  lua_pushstring(L, bind_needed(b, index, KEY_name));
  lua_pushvalue(L, -1);
  if (lua_rawget(L, -3) != LUA_TNUMBER) {
    lua_pop(L, 1);
    const lua_Integer number = (lua_Integer)lua_rawlen(L, b->kept) + 1;
    lua_pushvalue(L, -1);
    lua_rawseti(L, b->kept, number);
    lua_pushvalue(L, -1);
    lua_pushinteger(L, number);
    lua_rawset(L, -4);
    lua_pushinteger(L, number);
  }
  x->name = (uint32_t)lua_tointeger(L, -1);
  lua_pop(L, 1);
  lua_rawget(L, b->captures);
  x->list = lua_toboolean(L, -1);
  lua_pop(L, 2);
}

static lun_pattern *pattern_of(builder *b, int index) {
  static const struct { const char *op; lun_pattern_kind kind; } kinds[] = {
      {"seq", LUN_PATTERN_SEQUENCE}, {"alt", LUN_PATTERN_EITHER}, {"rep", LUN_PATTERN_REPEAT}, {"cap", LUN_PATTERN_CAPTURE},
      {"span", LUN_PATTERN_SPAN},    {"tok", LUN_PATTERN_TOKEN},  {"look", LUN_PATTERN_LOOK},  {"entry", LUN_PATTERN_WHOLE},
      {"layer", LUN_PATTERN_WHOLE},  {"start", LUN_PATTERN_START}, {"stop", LUN_PATTERN_STOP}};
  lua_State *L = b->L;
  const int top = lua_gettop(L);
  if (++b->depth > DEPTH_MAX) luaL_error(L, "the pattern is nested deeper than %d", DEPTH_MAX);
  luaL_checkstack(L, 8, "the pattern is nested too deeply");
  const char *op = bind_needed(b, index, KEY_op);
  size_t k = 0;
  while (k < sizeof kinds / sizeof *kinds && strcmp(kinds[k].op, op)) k++;
  if (k == sizeof kinds / sizeof *kinds) luaL_error(L, "a pattern cannot hold '%s' here", op);
  const bool tested = kinds[k].kind == LUN_PATTERN_TOKEN || kinds[k].kind == LUN_PATTERN_LOOK;
  lun_pattern *x = lun_pattern_new(b->machine, kinds[k].kind, tested ? 0 : (uint32_t)lua_rawlen(L, index));
  if (!x) luaL_error(L, "not enough memory");
  x->element = ++b->element;
  if (b->elements) {
    lua_pushvalue(L, index);
    lua_rawseti(L, b->elements, x->element);
  }
  if (tested) {
    lua_rawgeti(L, index, 1);
    x->test = bind_test(b, lua_gettop(L));
    if (x->kind == LUN_PATTERN_TOKEN && bind_push_field(b, index, KEY_loose) == LUA_TTABLE) x->loose = bind_test(b, lua_gettop(L));
    if (x->kind == LUN_PATTERN_LOOK) {
      bind_push_field(b, index, KEY_negative);
      x->negative = lua_toboolean(L, -1);
    }
  } else if (x->kind == LUN_PATTERN_WHOLE) x->context = bind_context(b, index, *op == 'l');
  else if (x->kind == LUN_PATTERN_CAPTURE) name(b, index, x);
  else if (x->kind == LUN_PATTERN_REPEAT) {
    bind_push_field(b, index, KEY_min);
    bind_push_field(b, index, KEY_max);
    bind_push_field(b, index, KEY_lazy);
    x->min = (uint32_t)lua_tointeger(L, -3);
    x->max = lua_isnil(L, -2) ? UINT32_MAX : (uint32_t)lua_tointeger(L, -2);
    x->lazy = lua_toboolean(L, -1);
  }
  lua_settop(L, top);
  for (uint32_t i = 0; i < x->count; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    x->children[i] = pattern_of(b, lua_gettop(L));
    lua_settop(L, top);
  }
  b->depth--;
  return x;
}

/* A rule's option that is a text; NULL when it has none. */
static const char *option(builder *b, int rule, const char *name) {
  const char *text = lua_getfield(b->L, rule, name) == LUA_TSTRING ? lua_tostring(b->L, -1) : NULL;
  lua_pop(b->L, 1); /* the table keeps it */
  return text;
}

static lun_context narrowed_by(builder *b, int rule, const char *name) {
  lun_context context = LUN_NO_CONTEXT;
  lun_err err;
  const char *layer = option(b, rule, name);
  if (layer && lun_context_layer(b->machine, layer, NULL, NULL, 0, &context, &err)) bind_raise(b->L, &err);
  return context;
}

static lun_rule_options options_of(builder *b, int rule) {
  lua_State *L = b->L;
  lun_rule_options o = {.within = narrowed_by(b, rule, "within"), .outside = narrowed_by(b, rule, "outside")};
  const char *across = option(b, rule, "across");
  if (across) o.across = *across == 'p' ? LUN_ACROSS_PARAGRAPH : LUN_ACROSS_DOCUMENT;
  const char *keep = option(b, rule, "keep");
  lua_getfield(L, rule, "keep");
  lua_getfield(L, rule, "where");
  o.all = lua_toboolean(L, -2);
  o.choose = lua_toboolean(L, -1) || (keep && !strcmp(keep, "every"));
  lua_pop(L, 2);
  if (lua_getfield(L, rule, "parts") == LUA_TTABLE)
    for (unsigned part = LUN_BODY; part <= LUN_DATELINE; part++) {
      lua_getfield(L, -1, lun_part_name((lun_part)part));
      if (lua_toboolean(L, -1)) o.parts |= 1u << part;
      lua_pop(L, 1);
    }
  lua_pop(L, 1);
  return o;
}

/* core.machine(rules, forms, widest): rules is a list of { tree =, captures = { name -> is a list }, across =, keep =, where =,
 * within =, outside =, parts =, elements = a table that gets the tree's nodes by number }; forms({ lemma }) gives words, in a list or as
 * one text with spaces between them. */
static int core_machine(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  const uint32_t widest = (uint32_t)luaL_optinteger(L, 3, 0);
  lua_settop(L, 2);
  box *m = lua_newuserdatauv(L, sizeof *m, 1);
  m->machine = NULL;
  luaL_setmetatable(L, BIND_MACHINE);
  lua_newtable(L);
  for (const char *const *name = (const char *const[]){"names", "calls", "dictionaries", "regexes", NULL}; *name; name++) {
    lua_newtable(L);
    lua_setfield(L, 4, *name);
  }
  lua_pushvalue(L, 4);
  lua_setiuservalue(L, 3, 1);
  lun_err err;
  lun_status status = lun_machine_new(bind_host(L)->vocab, &m->machine, &err);
  if (status == LUN_LIMIT) { /* machines that nobody has a use for any more give their columns back when they are collected */
    lua_gc(L, LUA_GCCOLLECT);
    status = lun_machine_new(bind_host(L)->vocab, &m->machine, &err);
  }
  if (status) return bind_raise(L, &err);
  lua_newtable(L); /* 5: forms by lemma */
  lua_newtable(L); /* 6: numbers of tests */
  luaL_checkstack(L, KEYS + 8, NULL);
  for (size_t k = 0; k < KEYS; k++) lua_pushstring(L, bind_key_names[k]); /* 7 and on */
  const int rule = lua_gettop(L) + 1, tree = rule + 1, elements = rule + 2, captures = rule + 3;
  builder b = {.L = L, .machine = m->machine, .kept = 4, .forms = 2, .lemmas = 5, .tests = 6, .keys = 7, .captures = captures};
  const lua_Unsigned rules = lua_rawlen(L, 1);
  for (lua_Unsigned i = 1; i <= rules; i++) {
    lua_settop(L, rule - 1);
    lua_rawgeti(L, 1, (lua_Integer)i);
    lua_getfield(L, rule, "tree");
    lua_getfield(L, rule, "elements");
    lua_getfield(L, rule, "captures");
    luaL_checktype(L, captures, LUA_TTABLE);
    b.elements = lua_istable(L, elements) ? elements : 0;
    b.element = 0;
    const lun_rule_options options = options_of(&b, rule);
    const lun_pattern *pattern = pattern_of(&b, tree);
    if (lun_machine_add(m->machine, pattern, &options, &err)) {
      lua_pushstring(L, option(&b, rule, "id"));
      return luaL_error(L, "%s%s%s", lua_isnil(L, -1) ? "" : lua_tostring(L, -1), lua_isnil(L, -1) ? "" : ": ", err.message);
    }
  }
  if (lun_machine_ready(m->machine, widest, &err)) return bind_raise(L, &err);
  lua_settop(L, 3);
  return 1;
}

static int machine_memory(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lun_machine_memory(bind_check_machine(L, 1)));
  return 1;
}
/* machine:limits(bytes, run, reading, sample) */
static int machine_limits(lua_State *L) {
  lun_machine_limits(bind_check_machine(L, 1), (size_t)luaL_checkinteger(L, 2), (uint32_t)luaL_checkinteger(L, 3), (uint32_t)luaL_checkinteger(L, 4), (uint32_t)luaL_checkinteger(L, 5));
  return 0;
}

void bind_open_machine(lua_State *L) {
  static const luaL_Reg methods[] = {{"memory", machine_memory}, {"limits", machine_limits}, {NULL, NULL}};
  static const luaL_Reg getters[] = {{NULL, NULL}}, meta[] = {{"__gc", machine_close}, {NULL, NULL}};
  bind_class(L, BIND_MACHINE, methods, getters, meta, NULL);
  lua_pushcfunction(L, core_machine);
  lua_setfield(L, -2, "machine");
}
