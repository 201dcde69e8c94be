/* Naming: the steps of core/name as functions of a document, whose first upvalue is the step. Bound to lunette/name.h; holds no logic. */
#include "lua/bind.h"

#include <string.h>

#define BIND_NAMING "lunette.naming"
#define BIND_STEP "lunette.naming.step"

typedef struct bind_naming {
  lun_naming *naming;
  lua_State *state; /* of the call that goes on, which is asked for names of rules */
} bind_naming;

typedef struct bind_step { /* user value 1: the naming */
  bind_naming *of;
  lun_gatherer *gatherer;
  lun_weigher *weigher;
  lun_settler *settler;
} bind_step;

static const char *rule_name(void *context, uint32_t rule) {
  lua_State *L = ((bind_naming *)context)->state;
  bind_push_rule(L, rule);
  const char *name = lua_tostring(L, -1); /* which the state's table of rules keeps */
  lua_pop(L, 1);
  return name;
}

static int naming_close(lua_State *L) {
  bind_naming *n = bind_check(L, 1, BIND_NAMING);
  lun_naming_free(n->naming);
  n->naming = NULL;
  return 0;
}

/* core.naming() -> naming, which asks the bundled dictionaries */
static int core_naming(lua_State *L) {
  bind_naming *n = lua_newuserdatauv(L, sizeof *n, 0);
  *n = (bind_naming){NULL, L};
  luaL_setmetatable(L, BIND_NAMING);
  lun_err err;
  lun_host *host = bind_host(L);
  if (lun_naming_new(host->vocab, host->image, (lun_rule_names){rule_name, n}, &n->naming, &err)) return bind_raise(L, &err);
  return 1;
}

/* Pushes given[kind][name]. */
static void push_given(lua_State *L, int index, const char *kind, const char *name, int type) {
  lua_getfield(L, index, kind);
  if (!lua_istable(L, -1)) luaL_error(L, "this step of naming is given no table '%s'", kind);
  if (lua_getfield(L, -1, name) != type) luaL_error(L, "this step of naming is given no %s.%s", kind, name);
  lua_remove(L, -2);
}

typedef struct given_arrays {
  double numbers[LUN_STEP_GIVEN_MAX];
  const char *texts[LUN_STEP_GIVEN_MAX];
  uint32_t rules[LUN_STEP_GIVEN_MAX];
} given_arrays;

/* Reads the table { numbers = , texts = , rules = } at `index`, which keeps the texts. */
static lun_step_given read_given(lua_State *L, int index, const lun_step_names *names, given_arrays *to) {
  luaL_checktype(L, index, LUA_TTABLE);
  for (int i = 0; names->numbers[i]; i++) {
    push_given(L, index, "numbers", names->numbers[i], LUA_TNUMBER);
    to->numbers[i] = lua_tonumber(L, -1);
    lua_pop(L, 1);
  }
  for (int i = 0; names->texts[i]; i++) {
    push_given(L, index, "texts", names->texts[i], LUA_TSTRING);
    to->texts[i] = lua_tostring(L, -1);
    lua_pop(L, 1);
  }
  for (int i = 0; names->rules[i]; i++) {
    push_given(L, index, "rules", names->rules[i], LUA_TSTRING);
    to->rules[i] = bind_rule_number(L, -1);
    lua_pop(L, 1);
  }
  return (lun_step_given){to->numbers, to->texts, to->rules};
}

/* Pushes a step of the naming at 1. */
static bind_step *push_step(lua_State *L) {
  bind_naming *of = bind_check(L, 1, BIND_NAMING);
  bind_step *step = lua_newuserdatauv(L, sizeof *step, 1);
  *step = (bind_step){.of = of};
  luaL_setmetatable(L, BIND_STEP);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  return step;
}
static lun_naming *naming_of(lua_State *L, const bind_step *step) {
  step->of->state = L;
  return step->of->naming;
}

static int step_close(lua_State *L) {
  bind_step *step = lua_touserdata(L, 1);
  lun_gatherer_free(step->gatherer);
  lun_weigher_free(step->weigher);
  lun_settler_free(step->settler);
  *step = (bind_step){0};
  return 0;
}
/* The step of the function that is called. */
static bind_step *step_at_work(lua_State *L) {
  bind_step *step = lua_touserdata(L, lua_upvalueindex(1));
  naming_of(L, step);
  return step;
}

/* The aliases of the list at 2: for each first and last token of the long form, of the short one, and the rule. */
static lun_alias *read_aliases(lua_State *L, const lun_doc *doc, uint32_t *count) {
  const lua_Unsigned n = lua_istable(L, 2) ? lua_rawlen(L, 2) / 5 : 0;
  lun_alias *aliases = n ? lua_newuserdatauv(L, n * sizeof *aliases, 0) : NULL;
  for (lua_Unsigned i = 0; i < n; i++) {
    for (int k = 1; k <= 5; k++) lua_rawgeti(L, 2, (lua_Integer)(5 * i) + k);
    for (int k = 0; k < 2; k++) {
      aliases[i].first[k] = bind_check_token(L, 2 * k - 5, doc);
      aliases[i].last[k] = bind_check_token(L, 2 * k - 4, doc);
      if (aliases[i].last[k] < aliases[i].first[k]) luaL_error(L, "a form of an alias ends before it begins");
    }
    aliases[i].rule = bind_rule_number(L, -1);
    lua_pop(L, 5);
  }
  *count = (uint32_t)n;
  return aliases;
}
/* gather(doc, aliases) */
static int gather(lua_State *L) {
  bind_step *step = step_at_work(L);
  lun_doc *doc = bind_check_doc(L, 1)->doc;
  uint32_t count;
  lun_err err;
  lua_settop(L, 2);
  const lun_alias *aliases = read_aliases(L, doc, &count);
  return lun_gather(step->gatherer, doc, aliases, count, &err) ? bind_raise(L, &err) : 0;
}
/* weigh(doc); further upvalues: own, none, rule */
static int weigh(lua_State *L) {
  bind_step *step = step_at_work(L);
  const lun_weighing how = {lua_tonumber(L, lua_upvalueindex(2)), lua_tonumber(L, lua_upvalueindex(3)), (uint32_t)lua_tointeger(L, lua_upvalueindex(4))};
  lun_err err;
  return lun_weigh(step->weigher, bind_check_doc(L, 1)->doc, &how, &err) ? bind_raise(L, &err) : 0;
}
/* weighing(own, none, rule) -> weigh */
static int weighing(lua_State *L) {
  luaL_checknumber(L, 1);
  luaL_checknumber(L, 2);
  const uint32_t rule = bind_rule_number(L, 3);
  lua_settop(L, 2);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_pushinteger(L, rule);
  lua_pushcclosure(L, weigh, 4);
  return 1;
}
/* settle(doc) */
static int settle(lua_State *L) {
  bind_step *step = step_at_work(L);
  lun_err err;
  return lun_settle(step->settler, bind_check_doc(L, 1)->doc, &err) ? bind_raise(L, &err) : 0;
}

/* What is told of weighing goes into the list on the top: for each mention a table, whose features { text, weights... } are
 * its list. */
static void tell_mention(void *context, const lun_weighed *mention) {
  lua_State *L = context;
  lua_settop(L, 2);
  lua_newtable(L);
  lua_pushinteger(L, bind_first(mention->first));
  lua_setfield(L, 3, "first");
  lua_pushinteger(L, bind_last(mention->last + 1));
  lua_setfield(L, 3, "last");
  lua_pushstring(L, lun_name_type_name(mention->type));
  lua_setfield(L, 3, "type");
  lua_pushstring(L, mention->text);
  lua_setfield(L, 3, "text");
  lua_pushstring(L, mention->key);
  lua_setfield(L, 3, "key");
  lua_pushvalue(L, 3);
  lua_rawseti(L, 2, (lua_Integer)lua_rawlen(L, 2) + 1);
}
static void tell_feature(void *context, const char *text, const double *weights) {
  lua_State *L = context;
  lua_newtable(L);
  lua_pushstring(L, text);
  lua_rawseti(L, 4, 1);
  for (int k = 0; weights && k < LUN_NAME_WEIGHTS; k++) {
    lua_pushnumber(L, weights[k]);
    lua_rawseti(L, 4, k + 2);
  }
  lua_rawseti(L, 3, (lua_Integer)lua_rawlen(L, 3) + 1);
}
/* tell(doc) -> list of mentions */
static int tell(lua_State *L) {
  bind_step *step = step_at_work(L);
  lun_err err;
  lua_settop(L, 1);
  lua_newtable(L);
  const lun_weigh_listener listener = {tell_mention, tell_feature, L};
  if (lun_weigh_tell(step->weigher, bind_check_doc(L, 1)->doc, &listener, &err)) return bind_raise(L, &err);
  lua_settop(L, 2);
  return 1;
}

/* naming:gatherer(given) -> gather */
static int naming_gatherer(lua_State *L) {
  given_arrays arrays;
  lun_err err;
  const lun_step_given given = read_given(L, 2, &lun_gatherer_names, &arrays);
  bind_step *step = push_step(L);
  if (lun_gatherer_new(naming_of(L, step), &given, &step->gatherer, &err)) return bind_raise(L, &err);
  lua_pushcclosure(L, gather, 1);
  return 1;
}
/* naming:weigher(given) -> weighing, tell */
static int naming_weigher(lua_State *L) {
  given_arrays arrays;
  lun_err err;
  const lun_step_given given = read_given(L, 2, &lun_weigher_names, &arrays);
  bind_step *step = push_step(L);
  if (lun_weigher_new(naming_of(L, step), &given, &step->weigher, &err)) return bind_raise(L, &err);
  lua_pushvalue(L, -1);
  lua_pushcclosure(L, weighing, 1);
  lua_insert(L, -2);
  lua_pushcclosure(L, tell, 1);
  return 2;
}
/* naming:settler(given) -> settle */
static int naming_settler(lua_State *L) {
  given_arrays arrays;
  lun_err err;
  const lun_step_given given = read_given(L, 2, &lun_settler_names, &arrays);
  bind_step *step = push_step(L);
  if (lun_settler_new(naming_of(L, step), &given, &step->settler, &err)) return bind_raise(L, &err);
  lua_pushcclosure(L, settle, 1);
  return 1;
}

/* The text at `index`. */
static const char *check_form(lua_State *L, int index, size_t *size) {
  luaL_checktype(L, index, LUA_TSTRING);
  const char *text = lua_tolstring(L, index, size);
  if (lun_utf8_valid_prefix(text, *size) != *size) luaL_argerror(L, index, "not valid UTF-8");
  return text;
}
/* core.acronym(long, short) -> whether the short form can stand for the long one */
static int core_acronym(lua_State *L) {
  size_t size, length;
  const char *full = check_form(L, 1, &size), *brief = check_form(L, 2, &length);
  bool fits;
  lun_err err;
  if (lun_acronym(bind_host(L)->vocab, full, size, brief, length, &fits, &err)) return bind_raise(L, &err);
  lua_pushboolean(L, fits);
  return 1;
}

void bind_open_name(lua_State *L) {
  static const luaL_Reg makers[] = {{"gatherer", naming_gatherer}, {"weigher", naming_weigher}, {"settler", naming_settler}, {NULL, NULL}};
  bind_closing_class(L, BIND_NAMING, makers, naming_close);
  bind_closing_class(L, BIND_STEP, NULL, step_close);
  static const luaL_Reg functions[] = {{"naming", core_naming}, {"acronym", core_acronym}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
