/* The class machine: the trees of lunette.pattern turned into a machine of core/match. A machine's user value is a table:
 * names of captures by number, what is a list, functions that tests call, and the dictionaries that it must keep alive. */
#include "lua/bind.h"

#include <string.h>

enum { DEPTH_MAX = 2000 };

typedef struct box { lun_machine *machine; } box;

typedef struct builder {
  lua_State *L;
  lun_machine *machine;
  int kept;     /* stack index of the user value */
  int forms;    /* of the function lemmas -> inflected forms */
  int lemmas;   /* of the table lemma -> its forms, as a block of lexemes */
  int keys;     /* of the first of the strings that fields are named by */
  int elements; /* of the table that gets the nodes by number, or 0 */
  uint32_t element;
  int depth;
} builder;

/* Fields of a pattern's tables. Their names lie on the stack, since pushing a name that is there costs less than making it. */
#define FIELDS(X) X(op) X(kind) X(name) X(word) X(lemmas) X(values) X(attribute) X(field) X(sign) X(own) X(source) X(regex) X(negative) X(loose) X(min) X(max) X(lazy) X(names)
typedef enum key {
#define FIELD_KEY(word) KEY_##word,
  FIELDS(FIELD_KEY)
#undef FIELD_KEY
  KEYS
} key;
static const char *const key_names[] = {
#define FIELD_NAME(word) #word,
  FIELDS(FIELD_NAME)
#undef FIELD_NAME
};

lun_machine *bind_check_machine(lua_State *L, int index) {
  box *b = luaL_checkudata(L, index, BIND_MACHINE);
  if (!b->machine) luaL_argerror(L, index, "the machine is closed");
  return b->machine;
}

static int machine_close(lua_State *L) {
  box *b = luaL_checkudata(L, 1, BIND_MACHINE);
  lun_machine_free(b->machine);
  b->machine = NULL;
  return 0;
}

/* Pushes a field of a table that scripts may have written by hand; gives its type. */
static int push_field(builder *b, int index, key name) {
  if (!lua_istable(b->L, index)) luaL_error(b->L, "a pattern holds a %s where a node should be", luaL_typename(b->L, index));
  lua_pushvalue(b->L, b->keys + (int)name);
  return lua_rawget(b->L, index);
}
/* A field's text; NULL when there is none. */
static const char *field(builder *b, int index, key name) {
  const char *text = push_field(b, index, name) == LUA_TSTRING ? lua_tostring(b->L, -1) : NULL;
  lua_pop(b->L, 1); /* the table keeps it */
  return text;
}
static const char *needed(builder *b, int index, key name) {
  const char *text = field(b, index, name);
  if (!text) luaL_error(b->L, "a node of a pattern has no '%s'", key_names[name]);
  return text;
}
static lun_test made(builder *b, lun_test test) {
  if (test == LUN_TEST_FAILED) luaL_error(b->L, "not enough memory");
  return test;
}

/* Strings of the list at the top, which is left there; memory belongs to the state. */
static const char **strings(builder *b, uint32_t *count) {
  const lua_Unsigned n = lua_istable(b->L, -1) ? lua_rawlen(b->L, -1) : 0;
  const char **list = lua_newuserdatauv(b->L, (n ? n : 1) * sizeof *list, 0);
  for (lua_Unsigned i = 0; i < n; i++) {
    lua_rawgeti(b->L, -2, (lua_Integer)i + 1);
    size_t size = 0;
    list[i] = lua_type(b->L, -1) == LUA_TSTRING ? lua_tolstring(b->L, -1, &size) : NULL; /* the list keeps it */
    if (list[i] && strlen(list[i]) != size) luaL_error(b->L, "a text of a pattern holds a NUL");
    if (!list[i]) luaL_error(b->L, "a list of a pattern holds something that is no text");
    lua_pop(b->L, 1);
  }
  *count = (uint32_t)n;
  return list;
}

/* The form of the word at the top, which is popped, that a set of words holds. */
static lun_lexeme word_at_top(builder *b, bool norm) {
  lua_State *L = b->L;
  lun_vocab *vocab = bind_host(L)->vocab;
  size_t size = 0;
  const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &size) : NULL;
  if (!text) luaL_error(L, "a list of a pattern holds something that is no text");
  if (strlen(text) != size) luaL_error(L, "a text of a pattern holds a NUL");
  if (size > UINT16_MAX) luaL_error(L, "a word of a pattern is longer than %d bytes", UINT16_MAX);
  lun_lexeme word = lun_vocab_intern(vocab, text, size);
  if (word) word = norm ? lun_vocab_norm(vocab, word) : lun_vocab_lower(vocab, word);
  if (!word) luaL_error(L, "not enough memory");
  lua_pop(L, 1);
  return word;
}

static lun_test words_test(builder *b, bool norm) { /* of the list at the top */
  lua_State *L = b->L;
  const int top = lua_gettop(L);
  lun_lexeme few[32];
  const lua_Unsigned count = lua_istable(L, -1) ? lua_rawlen(L, -1) : 0;
  lun_lexeme *words = count <= sizeof few / sizeof *few ? few : lua_newuserdatauv(L, count * sizeof *words, 0);
  for (lua_Unsigned i = 0; i < count; i++) {
    lua_rawgeti(L, top, (lua_Integer)i + 1);
    words[i] = word_at_top(b, norm);
  }
  const lun_test test = made(b, lun_test_words(b->machine, norm, words, (uint32_t)count));
  lua_settop(L, top);
  return test;
}

static lun_test one_word(builder *b, int index, bool norm) {
  push_field(b, index, KEY_word);
  const lun_lexeme word = word_at_top(b, norm);
  return made(b, lun_test_words(b->machine, norm, &word, 1));
}

/* The forms of the lemma at the top, which is left there: lexemes of which the first is their number. */
static const lun_lexeme *forms_of_lemma(builder *b) {
  lua_State *L = b->L;
  lua_pushvalue(L, -1);
  if (lua_rawget(L, b->lemmas) == LUA_TNIL) {
    lua_pop(L, 1);
    const int lemma = lua_gettop(L);
    lua_pushvalue(L, b->forms);
    lua_createtable(L, 1, 0);
    lua_pushvalue(L, lemma);
    lua_rawseti(L, -2, 1);
    lua_call(L, 1, 1);
    const lua_Unsigned count = lua_istable(L, -1) ? lua_rawlen(L, -1) : 0;
    lun_lexeme *words = lua_newuserdatauv(L, (count + 1) * sizeof *words, 0);
    words[0] = (lun_lexeme)count;
    for (lua_Unsigned i = 1; i <= count; i++) {
      lua_rawgeti(L, lemma + 1, (lua_Integer)i);
      words[i] = word_at_top(b, false);
    }
    lua_pushvalue(L, lemma);
    lua_pushvalue(L, -2);
    lua_rawset(L, b->lemmas);
    lua_settop(L, lemma);
    return words; /* the table keeps them */
  }
  const lun_lexeme *words = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return words;
}

static lun_test forms_test(builder *b) { /* of the lemmas at the top, which are popped */
  lua_State *L = b->L;
  const int top = lua_gettop(L);
  const lua_Unsigned lemmas = lua_istable(L, top) ? lua_rawlen(L, top) : 0;
  lua_Unsigned room = 0, count = 0;
  lun_lexeme few[64], *words = few;
  for (unsigned pass = 0; pass < 2; pass++) {
    if (pass && room > sizeof few / sizeof *few) words = lua_newuserdatauv(L, room * sizeof *words, 0);
    for (lua_Unsigned i = 1; i <= lemmas; i++) {
      if (lua_rawgeti(L, top, (lua_Integer)i) == LUA_TNIL) luaL_error(L, "a list of a pattern holds something that is no text");
      const lun_lexeme *forms = forms_of_lemma(b);
      if (pass) memcpy(words + count, forms + 1, forms[0] * sizeof *words), count += forms[0];
      else room += forms[0];
      lua_pop(L, 1);
    }
  }
  const lun_test test = made(b, lun_test_words(b->machine, false, words, (uint32_t)count));
  lua_settop(L, top - 1);
  return test;
}

/* What stands at the top is called for each word; the same one is asked once. */
static lun_test call_test(builder *b) {
  lua_State *L = b->L;
  lua_getfield(L, b->kept, "calls");
  lua_pushvalue(L, -2);
  if (lua_rawget(L, -2) != LUA_TNUMBER) {
    const lua_Integer number = (lua_Integer)lua_rawlen(L, -2) + 1;
    lua_pop(L, 1);
    lua_pushvalue(L, -2);
    lua_pushinteger(L, number);
    lua_rawset(L, -3);
    lua_pushvalue(L, -2);
    lua_rawseti(L, -2, number);
    lua_pushinteger(L, number);
  }
  const lun_test test = made(b, lun_test_call(b->machine, (uint32_t)lua_tointeger(L, -1)));
  lua_pop(L, 3);
  return test;
}

/* Kept by its source, so that the same expression is one test. */
static lun_test regex_test(builder *b, int index) {
  lua_State *L = b->L;
  lua_getfield(L, b->kept, "regexes");
  push_field(b, index, KEY_source);
  lua_pushvalue(L, -1);
  if (lua_rawget(L, -3) == LUA_TNIL) {
    lua_pop(L, 1);
    push_field(b, index, KEY_regex);
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, -5);
  }
  lun_regex *regex = bind_test_regex(L, -1);
  if (!regex) luaL_error(L, "a pattern holds a regular expression that was not compiled");
  lua_pop(L, 3);
  return made(b, lun_test_regex(b->machine, regex));
}

static lun_context context_of(builder *b, int index, bool layer) {
  lua_State *L = b->L;
  const int top = lua_gettop(L);
  const char *name = needed(b, index, KEY_name), *attribute = field(b, index, KEY_attribute);
  uint32_t count;
  lun_context context;
  lun_err err;
  lun_status status;
  push_field(b, index, KEY_values);
  const char **values = strings(b, &count);
  if (layer) status = lun_context_layer(b->machine, name, attribute, values, count, &context, &err);
  else {
    lua_getfield(L, LUA_REGISTRYINDEX, "lunette.find_dictionary");
    lua_pushstring(L, name);
    lua_call(L, 1, 1);
    lun_dictionary *dictionary = bind_check_dictionary(L, -1)->dictionary;
    lua_getfield(L, b->kept, "dictionaries");
    lua_pushvalue(L, -2);
    lua_pushboolean(L, 1);
    lua_rawset(L, -3);
    status = lun_context_dictionary(b->machine, dictionary, attribute, values, count, &context, &err);
  }
  if (status) bind_raise(L, &err);
  lua_settop(L, top);
  return context;
}

static lun_test test_of(builder *b, int index);

static lun_test *tests_of(builder *b, int index, uint32_t *count) {
  const lua_Unsigned n = lua_rawlen(b->L, index);
  lun_test *tests = lua_newuserdatauv(b->L, (n ? n : 1) * sizeof *tests, 0);
  for (lua_Unsigned i = 0; i < n; i++) {
    lua_rawgeti(b->L, index, (lua_Integer)i + 1);
    tests[i] = test_of(b, lua_gettop(b->L));
    lua_pop(b->L, 1);
  }
  *count = (uint32_t)n;
  return tests;
}

static lun_test compare_test(builder *b, int index) {
  static const char *const signs[] = {"=", "!=", "<", "<=", ">", ">=", NULL}; /* in the order of lun_sign */
  lua_State *L = b->L;
  const char *name = needed(b, index, KEY_field), *sign = needed(b, index, KEY_sign);
  lun_sign which = LUN_EQUAL;
  for (unsigned i = 0; signs[i]; i++) if (!strcmp(signs[i], sign)) which = (lun_sign)i;
  push_field(b, index, KEY_values);
  lun_test test;
  if (!strcmp(name, "len") || !strcmp(name, "value")) {
    lua_rawgeti(L, -1, 1);
    test = made(b, lun_test_measure(b->machine, *name == 'l' ? LUN_LENGTH : LUN_VALUE, which, luaL_checknumber(L, -1)));
    lua_pop(L, 2);
    return test;
  }
  if (!strcmp(name, "lemma")) test = forms_test(b);
  else {
    test = words_test(b, !strcmp(name, "text"));
    lua_pop(L, 1);
  }
  return which == LUN_UNEQUAL ? made(b, lun_test_not(b->machine, test)) : test;
}

static lun_test name_test(builder *b, int index) {
  push_field(b, index, KEY_own);
  if (lua_isinteger(b->L, -1)) {
    const lun_test test = made(b, lun_test_flag(b->machine, (uint32_t)lua_tointeger(b->L, -1)));
    lua_pop(b->L, 1);
    return test;
  }
  if (lua_type(b->L, -1) != LUA_TSTRING) return call_test(b);
  lua_pop(b->L, 1);
  return made(b, lun_test_first(b->machine));
}

static lun_test test_of(builder *b, int index) {
  lua_State *L = b->L;
  const int top = lua_gettop(L);
  if (++b->depth > DEPTH_MAX) luaL_error(L, "a test is nested deeper than %d", DEPTH_MAX);
  luaL_checkstack(L, 12, "a test is nested too deeply");
  const char *kind = needed(b, index, KEY_kind);
  lun_test test = LUN_TEST_FAILED;
  uint32_t count;
  if (!strcmp(kind, "any")) test = lun_test_any(b->machine);
  else if (!strcmp(kind, "lower")) test = one_word(b, index, false);
  else if (!strcmp(kind, "text")) test = one_word(b, index, true);
  else if (!strcmp(kind, "forms")) {
    push_field(b, index, KEY_lemmas);
    test = forms_test(b);
  } else if (!strcmp(kind, "regex")) {
    test = regex_test(b, index);
  } else if (!strcmp(kind, "name")) test = name_test(b, index);
  else if (!strcmp(kind, "compare")) test = compare_test(b, index);
  else if (!strcmp(kind, "entry") || !strcmp(kind, "layer")) test = lun_test_inside(b->machine, context_of(b, index, *kind == 'l'));
  else if (!strcmp(kind, "begins")) {
    lua_rawgeti(L, index, 1);
    const char *op = needed(b, lua_gettop(L), KEY_op);
    test = lun_test_begins(b->machine, context_of(b, lua_gettop(L), *op == 'l'));
  } else {
    lun_test *tests = tests_of(b, index, &count);
    if (!strcmp(kind, "not") && count == 1) test = lun_test_not(b->machine, tests[0]);
    else if (strcmp(kind, "and") && strcmp(kind, "or")) luaL_error(L, "a pattern cannot hold the test '%s' here", kind);
    else test = *kind == 'a' ? lun_test_all(b->machine, tests, count) : lun_test_one(b->machine, tests, count);
  }
  lua_settop(L, top);
  b->depth--;
  return made(b, test);
}

/* Numbers of capture names: names[number] and names[name]. */
static uint32_t name_of(builder *b, int index) {
  lua_State *L = b->L;
  push_field(b, b->kept, KEY_names);
  lua_pushstring(L, needed(b, index, KEY_name));
  lua_pushvalue(L, -1);
  if (lua_rawget(L, -3) != LUA_TNUMBER) {
    lua_pop(L, 1);
    const lua_Integer number = (lua_Integer)lua_rawlen(L, -2) + 1;
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, number);
    lua_pushvalue(L, -1);
    lua_pushinteger(L, number);
    lua_rawset(L, -4);
    lua_pushinteger(L, number);
  }
  const uint32_t number = (uint32_t)lua_tointeger(L, -1);
  lua_pop(L, 3);
  return number;
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
  const char *op = needed(b, index, KEY_op);
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
    x->test = test_of(b, lua_gettop(L));
    if (x->kind == LUN_PATTERN_TOKEN && push_field(b, index, KEY_loose) == LUA_TTABLE) x->loose = test_of(b, lua_gettop(L));
    if (x->kind == LUN_PATTERN_LOOK) {
      push_field(b, index, KEY_negative);
      x->negative = lua_toboolean(L, -1);
    }
  } else if (x->kind == LUN_PATTERN_WHOLE) x->context = context_of(b, index, *op == 'l');
  else if (x->kind == LUN_PATTERN_CAPTURE) x->name = name_of(b, index);
  else if (x->kind == LUN_PATTERN_REPEAT) {
    push_field(b, index, KEY_min);
    push_field(b, index, KEY_max);
    push_field(b, index, KEY_lazy);
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
  lua_getfield(L, rule, "keep");
  lua_getfield(L, rule, "where");
  o.all = lua_toboolean(L, -2);
  o.choose = lua_toboolean(L, -1);
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
 * within =, outside =, parts =, elements = a table that gets the tree's nodes by number }; forms(lemmas) gives words. */
static int core_machine(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  const uint32_t widest = (uint32_t)luaL_optinteger(L, 3, 0);
  lua_settop(L, 2);
  box *m = lua_newuserdatauv(L, sizeof *m, 1);
  m->machine = NULL;
  luaL_setmetatable(L, BIND_MACHINE);
  lua_newtable(L);
  for (const char *const *name = (const char *const[]){"names", "lists", "calls", "dictionaries", "regexes", NULL}; *name; name++) {
    lua_newtable(L);
    lua_setfield(L, 4, *name);
  }
  lua_pushvalue(L, 4);
  lua_setiuservalue(L, 3, 1);
  lun_err err;
  if (lun_machine_new(bind_host(L)->vocab, &m->machine, &err)) return bind_raise(L, &err);
  lua_newtable(L); /* 5: forms by lemma */
  luaL_checkstack(L, KEYS + 8, NULL);
  for (size_t k = 0; k < KEYS; k++) lua_pushstring(L, key_names[k]); /* 6 and on */
  const int rule = lua_gettop(L) + 1, tree = rule + 1, elements = rule + 2;
  builder b = {.L = L, .machine = m->machine, .kept = 4, .forms = 2, .lemmas = 5, .keys = 6};
  const lua_Unsigned rules = lua_rawlen(L, 1);
  for (lua_Unsigned i = 1; i <= rules; i++) {
    lua_settop(L, rule - 1);
    lua_rawgeti(L, 1, (lua_Integer)i);
    lua_getfield(L, rule, "tree");
    lua_getfield(L, rule, "elements");
    b.elements = lua_istable(L, elements) ? elements : 0;
    b.element = 0;
    const lun_rule_options options = options_of(&b, rule);
    const lun_pattern *pattern = pattern_of(&b, tree);
    if (lun_machine_add(m->machine, pattern, &options, &err)) {
      lua_pushstring(L, option(&b, rule, "id"));
      return luaL_error(L, "%s%s%s", lua_isnil(L, -1) ? "" : lua_tostring(L, -1), lua_isnil(L, -1) ? "" : ": ", err.message);
    }
    lua_getfield(L, 4, "lists");
    lua_getfield(L, rule, "captures");
    lua_rawseti(L, -2, (lua_Integer)i);
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
