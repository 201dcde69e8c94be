/* Tests of the trees of lunette.pattern as those of a machine, and the contexts that they name. Each list of words, expression
 * and function is asked for once. */
#include "lua/bind_builder.h"

#include <string.h>

const char *const bind_key_names[KEYS] = {
#define FIELD_NAME(word) #word,
  FIELDS(FIELD_NAME)
#undef FIELD_NAME
};

/* Pushes a field of a table that scripts may have written by hand; gives its type. */
int bind_push_field(builder *b, int index, key name) {
  if (!lua_istable(b->L, index)) luaL_error(b->L, "a pattern holds a %s where a node should be", luaL_typename(b->L, index));
  lua_pushvalue(b->L, b->keys + (int)name);
  return lua_rawget(b->L, index);
}
/* A field's text; NULL when there is none. */
static const char *field(builder *b, int index, key name) {
  const char *text = bind_push_field(b, index, name) == LUA_TSTRING ? lua_tostring(b->L, -1) : NULL;
  lua_pop(b->L, 1); /* the table keeps it */
  return text;
}
const char *bind_needed(builder *b, int index, key name) {
  const char *text = field(b, index, name);
  if (!text) luaL_error(b->L, "a node of a pattern has no '%s'", bind_key_names[name]);
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
  bind_push_field(b, index, KEY_word);
  const lun_lexeme word = word_at_top(b, norm);
  return made(b, lun_test_words(b->machine, norm, &word, 1));
}

/* Room for so many forms of the lemma at an index, which the table keeps. */
static lun_lexeme *room_for_forms(builder *b, int lemma, size_t count) {
  lua_State *L = b->L;
  lua_pushvalue(L, lemma);
  lun_lexeme *words = lua_newuserdatauv(L, (count + 1) * sizeof *words, 0);
  words[0] = (lun_lexeme)count;
  lua_rawset(L, b->lemmas);
  return words;
}

/* The forms of the lemma at the top, which is left there: lexemes of which the first is their number. They are given as a list or as one text
 * with spaces between them. */
static const lun_lexeme *forms_of_lemma(builder *b) {
  lua_State *L = b->L;
  const int lemma = lua_gettop(L), given = lemma + 1;
  lua_pushvalue(L, lemma);
  if (lua_rawget(L, b->lemmas) != LUA_TNIL) {
    const lun_lexeme *known = lua_touserdata(L, given);
    lua_settop(L, lemma);
    return known;
  }
  lua_pop(L, 1);
  lua_pushvalue(L, b->forms);
  lua_createtable(L, 1, 0);
  lua_pushvalue(L, lemma);
  lua_rawseti(L, -2, 1);
  lua_call(L, 1, 1);
  lun_lexeme *words;
  if (lua_type(L, given) == LUA_TSTRING) {
    const char *text = lua_tostring(L, given);
    size_t count = 0, size, at = 0;
    for (const char *form = text; *(form += strspn(form, " ")); form += strcspn(form, " ")) count++;
    words = room_for_forms(b, lemma, count);
    for (const char *form = text; *(form += strspn(form, " ")); form += size) {
      lua_pushlstring(L, form, size = strcspn(form, " "));
      words[++at] = word_at_top(b, false);
    }
  } else {
    const lua_Unsigned count = lua_istable(L, given) ? lua_rawlen(L, given) : 0;
    words = room_for_forms(b, lemma, count);
    for (lua_Unsigned i = 1; i <= count; i++) {
      lua_rawgeti(L, given, (lua_Integer)i);
      words[i] = word_at_top(b, false);
    }
  }
  lua_settop(L, lemma);
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
  bind_push_field(b, index, KEY_source);
  lua_pushvalue(L, -1);
  if (lua_rawget(L, -3) == LUA_TNIL) {
    lua_pop(L, 1);
    bind_push_field(b, index, KEY_regex);
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, -5);
  }
  lun_regex *regex = bind_test_regex(L, -1);
  if (!regex) luaL_error(L, "a pattern holds a regular expression that was not compiled");
  lua_pop(L, 3);
  return made(b, lun_test_regex(b->machine, regex));
}

lun_context bind_context(builder *b, int index, bool layer) {
  lua_State *L = b->L;
  const int top = lua_gettop(L);
  const char *name = bind_needed(b, index, KEY_name), *attribute = field(b, index, KEY_attribute);
  uint32_t count;
  lun_context context;
  lun_err err;
  lun_status status;
  bind_push_field(b, index, KEY_values);
  const char **values = strings(b, &count);
  if (layer) status = lun_context_layer(b->machine, name, attribute, values, count, &context, &err);
  else {
    if (lua_getfield(L, index, "dictionary") == LUA_TNIL) { /* not looked up when the pattern was checked */
      lua_getfield(L, LUA_REGISTRYINDEX, "lunette.find_dictionary");
      lua_pushstring(L, name);
      lua_call(L, 1, 1);
    }
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

static lun_test *tests_of(builder *b, int index, uint32_t *count) {
  const lua_Unsigned n = lua_rawlen(b->L, index);
  lun_test *tests = lua_newuserdatauv(b->L, (n ? n : 1) * sizeof *tests, 0);
  for (lua_Unsigned i = 0; i < n; i++) {
    lua_rawgeti(b->L, index, (lua_Integer)i + 1);
    tests[i] = bind_test(b, lua_gettop(b->L));
    lua_pop(b->L, 1);
  }
  *count = (uint32_t)n;
  return tests;
}

static lun_sign sign_of(builder *b, int index) {
  static const char *const signs[] = {"=", "!=", "<", "<=", ">", ">=", NULL}; /* in the order of lun_sign */
  const char *sign = bind_needed(b, index, KEY_sign);
  lun_sign which = LUN_EQUAL;
  for (unsigned i = 0; signs[i]; i++) if (!strcmp(signs[i], sign)) which = (lun_sign)i;
  return which;
}

/* How sure a dictionary is of the word. */
static lun_test prior_test(builder *b, int index) {
  lua_State *L = b->L;
  const lun_sign sign = sign_of(b, index);
  lua_getfield(L, index, "head");
  const bool head = lua_toboolean(L, -1);
  lua_pop(L, 1);
  bind_push_field(b, index, KEY_values);
  lua_rawgeti(L, -1, 1);
  lua_getfield(L, b->kept, "dictionaries");
  lua_getfield(L, index, "dictionary");
  lun_dictionary *dictionary = bind_check_dictionary(L, -1)->dictionary;
  lua_pushboolean(L, 1);
  lua_rawset(L, -3);
  const lun_test test = made(b, lun_test_prior(b->machine, dictionary, head, sign, luaL_checknumber(L, -2)));
  lua_pop(L, 3);
  return test;
}

static lun_test compare_test(builder *b, int index) {
  lua_State *L = b->L;
  const char *name = bind_needed(b, index, KEY_field);
  const lun_sign which = sign_of(b, index);
  lun_test test;
  if (!strcmp(name, "stem")) {
    bind_push_field(b, index, KEY_own);
    test = call_test(b);
    return which == LUN_UNEQUAL ? made(b, lun_test_not(b->machine, test)) : test;
  }
  bind_push_field(b, index, KEY_values);
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
  bind_push_field(b, index, KEY_own);
  if (lua_isinteger(b->L, -1)) {
    const lun_test test = made(b, lun_test_flag(b->machine, (uint32_t)lua_tointeger(b->L, -1)));
    lua_pop(b->L, 1);
    return test;
  }
  if (lua_type(b->L, -1) != LUA_TSTRING) return call_test(b);
  lua_pop(b->L, 1);
  return made(b, lun_test_first(b->machine));
}

static lun_test read_test(builder *b, int index) {
  lua_State *L = b->L;
  const int top = lua_gettop(L);
  if (++b->depth > DEPTH_MAX) luaL_error(L, "a test is nested deeper than %d", DEPTH_MAX);
  luaL_checkstack(L, 12, "a test is nested too deeply");
  const char *kind = bind_needed(b, index, KEY_kind);
  lun_test test = LUN_TEST_FAILED;
  uint32_t count;
  if (!strcmp(kind, "any")) test = lun_test_any(b->machine);
  else if (!strcmp(kind, "lower")) test = one_word(b, index, false);
  else if (!strcmp(kind, "text")) test = one_word(b, index, true);
  else if (!strcmp(kind, "forms")) {
    bind_push_field(b, index, KEY_lemmas);
    test = forms_test(b);
  } else if (!strcmp(kind, "regex")) {
    test = regex_test(b, index);
  } else if (!strcmp(kind, "name")) test = name_test(b, index);
  else if (!strcmp(kind, "prior")) test = prior_test(b, index);
  else if (!strcmp(kind, "compare")) test = compare_test(b, index);
  else if (!strcmp(kind, "entry") || !strcmp(kind, "layer")) test = lun_test_inside(b->machine, bind_context(b, index, *kind == 'l'));
  else if (!strcmp(kind, "begins")) {
    lua_rawgeti(L, index, 1);
    const char *op = bind_needed(b, lua_gettop(L), KEY_op);
    test = lun_test_begins(b->machine, bind_context(b, lua_gettop(L), *op == 'l'));
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

lun_test bind_test(builder *b, int index) {
  lua_State *L = b->L;
  luaL_checkstack(L, 4, "a test is nested too deeply");
  lua_pushvalue(L, index);
  if (lua_istable(L, -1) && lua_rawget(L, b->tests) == LUA_TNUMBER) {
    const lun_test known = (lun_test)lua_tointeger(L, -1);
    lua_pop(L, 1);
    return known;
  }
  lua_pop(L, 1);
  const lun_test test = read_test(b, index);
  lua_pushvalue(L, index);
  lua_pushinteger(L, (lua_Integer)test);
  lua_rawset(L, b->tests);
  return test;
}
