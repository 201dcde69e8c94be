/* References: core.reference_words(lists, dictionaries, company) -> words; core.referents(doc, words, known) -> referents of a document,
 * which ask the table `known` what scripts know better. Entities are the numbers that groups give, from 1, and tables where an answer is
 * given. Bound to lunette/reference.h; holds no logic. */
#include "lua/bind.h"

#include <string.h>

#define BIND_REFERENCE_WORDS "lunette.reference_words"
#define BIND_REFERENTS "lunette.referents"

enum { OF_DOC = 1, OF_WORDS, OF_KNOWN, OF_GROUPS, OF_MADE, OF_FAILURE, OF_COUNT = OF_FAILURE }; /* user values of referents */

static int words_close(lua_State *L) {
  lun_reference_words **words = luaL_checkudata(L, 1, BIND_REFERENCE_WORDS);
  lun_reference_words_free(*words);
  *words = NULL;
  return 0;
}
static int referents_close(lua_State *L) {
  lun_referents **referents = luaL_checkudata(L, 1, BIND_REFERENTS);
  lun_referents_free(*referents);
  *referents = NULL;
  return 0;
}

/* core.reference_words(lists, { role =, body =, say =, described = }, company): lists of words in small letters by their names, all of
 * them wanted; company: the name of the rule that finds companies */
static int core_reference_words(lua_State *L) {
  static const char *const names[LUN_REFERENCE_DICTIONARIES] = {"role", "body", "say", "described"};
  lun_dictionary *dictionaries[LUN_REFERENCE_DICTIONARIES];
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 3);
  for (int i = 0; i < LUN_REFERENCE_DICTIONARIES; i++) {
    lua_getfield(L, 2, names[i]);
    dictionaries[i] = bind_check_dictionary(L, 4)->dictionary;
    lua_settop(L, 3);
  }
  const uint32_t company = bind_rule_number(L, 3);
  lun_reference_words **words = bind_push_pointer(L, BIND_REFERENCE_WORDS, 1);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, 4, 1);
  lun_err err;
  if (lun_reference_words_new(bind_host(L)->vocab, dictionaries, company, words, &err)) return bind_raise(L, &err);
  for (unsigned i = 0; lun_reference_list(i); i++) {
    if (lua_getfield(L, 1, lun_reference_list(i)) != LUA_TTABLE) return luaL_error(L, "references want a list of words '%s'", lun_reference_list(i));
    const lua_Integer count = luaL_len(L, 5);
    for (lua_Integer k = 1; k <= count; k++) {
      size_t size;
      lua_geti(L, 5, k);
      const char *word = luaL_checklstring(L, 6, &size);
      if (lun_reference_words_add(*words, lun_reference_list(i), word, size, &err)) return bind_raise(L, &err);
      lua_settop(L, 5);
    }
    lua_settop(L, 4);
  }
  return 1;
}

/* core.referents(doc, words, known): known has what is asked, each a function of known: gender(number) -> "M", "F" or nil, whether a
 * title says so; facts(number) -> its country or nil, whether it is that country, whether it has roles; name_ends(number, word) ->
 * boolean; tell_statements() and tell_called(), which call the methods `statements` and `call`; role_word(word) -> boolean;
 * tell_singulars(word), which calls the words' `singular`; entity(number) -> table. */
static int core_referents(lua_State *L) {
  lun_doc *doc = bind_check_doc(L, 1)->doc;
  lun_reference_words *words = bind_check_pointer(L, 2, BIND_REFERENCE_WORDS);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  lun_referents **referents = bind_push_pointer(L, BIND_REFERENTS, OF_COUNT);
  for (int i = OF_DOC; i <= OF_KNOWN; i++) {
    lua_pushvalue(L, i);
    lua_setiuservalue(L, 4, i);
  }
  lun_err err;
  return lun_referents_new(words, doc, referents, &err) ? bind_raise(L, &err) : 1;
}

/* The referents at 1, whose document is open. */
static lun_referents *check_referents(lua_State *L) {
  lun_referents *r = bind_check_pointer(L, 1, BIND_REFERENTS);
  lua_getiuservalue(L, 1, OF_DOC);
  bind_check_doc(L, -1);
  lua_pop(L, 1);
  return r;
}
static uint32_t entity_at(lua_State *L, int index) {
  const lua_Integer number = luaL_optinteger(L, index, 0);
  luaL_argcheck(L, number >= 0 && number < UINT32_MAX, index, "no such entity");
  return number ? (uint32_t)(number - 1) : LUN_NOBODY;
}

/* What is asked of `known`: pushes its function and itself, then calls it in a protected way; what fails is kept. */
static void ask_begin(lua_State *L, const char *name) {
  luaL_checkstack(L, 8, "too many questions in one");
  lua_getiuservalue(L, 1, OF_KNOWN);
  lua_getfield(L, -1, name);
  lua_insert(L, -2);
}
static bool ask_end(lua_State *L, int arguments, int results) {
  if (!lua_pcall(L, arguments + 1, results, 0)) return true;
  lua_setiuservalue(L, 1, OF_FAILURE);
  return false;
}
static bool ask_of_entity(lua_State *L, const char *name, uint32_t entity, int results) {
  ask_begin(L, name);
  lua_pushinteger(L, (lua_Integer)entity + 1);
  return ask_end(L, 1, results);
}
static bool ask_gender(void *context, uint32_t entity, uint8_t *gender, bool *stated) {
  lua_State *L = context;
  if (!ask_of_entity(L, "gender", entity, 2)) return false;
  const char *text = lua_tostring(L, -2);
  *gender = !text ? LUN_GENDER_UNKNOWN : *text == 'M' ? LUN_GENDER_M : LUN_GENDER_F;
  *stated = lua_toboolean(L, -1);
  lua_pop(L, 2);
  return true;
}
static bool ask_facts(void *context, uint32_t entity, lun_referent_facts *facts) {
  lua_State *L = context;
  size_t size;
  if (!ask_of_entity(L, "facts", entity, 3)) return false;
  const char *country = lua_tolstring(L, -3, &size);
  if (country && size == sizeof facts->country) memcpy(facts->country, country, size);
  facts->is_country = lua_toboolean(L, -2);
  facts->has_roles = lua_toboolean(L, -1);
  lua_pop(L, 3);
  return true;
}
static bool ask_name_ends(void *context, uint32_t entity, const char *word, size_t size, bool *ends) {
  lua_State *L = context;
  ask_begin(L, "name_ends");
  lua_pushinteger(L, (lua_Integer)entity + 1);
  lua_pushlstring(L, word, size);
  if (!ask_end(L, 2, 1)) return false;
  *ends = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return true;
}
static bool ask_statements(void *context) {
  ask_begin(context, "tell_statements");
  return ask_end(context, 0, 0);
}
static bool ask_called(void *context) {
  ask_begin(context, "tell_called");
  return ask_end(context, 0, 0);
}
static bool ask_role_word(void *context, const char *word, size_t size, bool *is) {
  lua_State *L = context;
  ask_begin(L, "role_word");
  lua_pushlstring(L, word, size);
  if (!ask_end(L, 1, 1)) return false;
  *is = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return true;
}
static bool ask_singulars(void *context, const char *word, size_t size) {
  lua_State *L = context;
  ask_begin(L, "tell_singulars");
  lua_pushlstring(L, word, size);
  return ask_end(L, 1, 0);
}
static lun_reference_ask asked(lua_State *L) {
  return (lun_reference_ask){L, ask_gender, ask_facts, ask_name_ends, ask_statements, ask_called, ask_role_word, ask_singulars};
}

/* words:singular(text): one of those that `known` was asked for */
static int words_singular(lua_State *L) {
  lun_reference_words *words = bind_check_pointer(L, 1, BIND_REFERENCE_WORDS);
  size_t size;
  const char *text = luaL_checklstring(L, 2, &size);
  lun_err err;
  return lun_reference_words_singular(words, text, size, &err) ? bind_raise(L, &err) : 0;
}

/* The mentions of the added entity at `index`, whose number among them is `number`. */
static uint32_t read_mentions(lua_State *L, int index, const lun_doc *doc, uint32_t number, lun_added_mention *to) {
  uint32_t count = 0;
  lua_getfield(L, index, "mentions");
  if (!lua_istable(L, -1)) lua_newtable(L);
  const lua_Unsigned n = lua_rawlen(L, -1);
  for (lua_Unsigned i = 1; i <= n; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i);
    const bind_span *s = lua_isuserdata(L, -1) ? bind_check_span(L, lua_gettop(L)) : NULL;
    if (s && s->stop <= doc->tokens.count) {
      if (to) to[count] = (lun_added_mention){number, s->first, s->stop, s->layer, s->id};
      count++;
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return count;
}

static uint8_t read_type(lua_State *L, int index) {
  int type = 0;
  lua_getfield(L, index, "type");
  const char *name = lua_tostring(L, -1);
  while (type < LUN_ENTITY_TYPES && (!name || strcmp(name, lun_entity_type_name((lun_entity_type)type)) != 0)) type++;
  lua_pop(L, 1);
  return (uint8_t)type;
}

/* referents:renew(groups or nil, made, list): the entities that were grouped, with the table of those that were made of them by number,
 * and the list of those that were added */
static int referents_renew(lua_State *L) {
  lun_referents *r = check_referents(L);
  const lun_entities *groups = lua_isnoneornil(L, 2) ? NULL : luaL_checkudata(L, 2, BIND_GROUPS);
  luaL_checktype(L, 3, LUA_TTABLE);
  luaL_checktype(L, 4, LUA_TTABLE);
  lua_settop(L, 4);
  lua_getiuservalue(L, 1, OF_DOC);
  const lun_doc *doc = bind_check_doc(L, 5)->doc;
  const uint32_t count = (uint32_t)lua_rawlen(L, 4);
  uint32_t mentions = 0, at = 0;
  uint8_t *types = lua_newuserdatauv(L, count + 1, 0); /* 6 */
  for (uint32_t i = 0; i < count; i++) {
    lua_rawgeti(L, 4, (lua_Integer)i + 1);
    types[i] = read_type(L, 7);
    mentions += read_mentions(L, 7, doc, i, NULL);
    lua_settop(L, 6);
  }
  lun_added_mention *added = lua_newuserdatauv(L, (mentions + 1) * sizeof *added, 0); /* 7 */
  for (uint32_t i = 0; i < count; i++) {
    lua_rawgeti(L, 4, (lua_Integer)i + 1);
    at += read_mentions(L, 8, doc, i, added + at);
    lua_settop(L, 7);
  }
  lun_err err;
  if (lun_referents_renew(r, groups, types, count, added, at, &err)) return bind_raise(L, &err);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, 1, OF_GROUPS);
  lua_pushvalue(L, 3);
  lua_setiuservalue(L, 1, OF_MADE);
  return 0;
}

/* The tokens of the span at 2. */
static const bind_span *span_at(lua_State *L) { return bind_check_span(L, 2); }

/* referents:refer(span, number, names): the words of a span mean an entity; `names` where they are a name of it */
static int referents_refer(lua_State *L) {
  lun_referents *r = check_referents(L);
  const bind_span *s = span_at(L);
  const uint32_t entity = entity_at(L, 3);
  lun_err err;
  return lun_referents_refer(r, s->first, s->stop, entity, lua_toboolean(L, 4), &err) ? bind_raise(L, &err) : 0;
}

/* Pushes the table of an entity; nil for nobody. */
static void push_entity(lua_State *L, uint32_t entity) {
  if (entity == LUN_NOBODY) {
    lua_pushnil(L);
    return;
  }
  if (lua_getiuservalue(L, 1, OF_MADE) == LUA_TTABLE) {
    if (lua_rawgeti(L, -1, (lua_Integer)entity + 1) == LUA_TTABLE) {
      lua_remove(L, -2);
      return;
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  lua_getiuservalue(L, 1, OF_KNOWN);
  lua_getfield(L, -1, "entity");
  lua_insert(L, -2);
  lua_pushinteger(L, (lua_Integer)entity + 1);
  lua_call(L, 2, 1);
}

/* referents:at(first, last) -> the entity of these tokens, or nil */
static int referents_at(lua_State *L) {
  const lun_referents *r = check_referents(L);
  const lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
  push_entity(L, first < 1 || last < first || last > UINT32_MAX ? LUN_NOBODY : lun_referents_at(r, (uint32_t)first - 1, (uint32_t)last));
  return 1;
}

static void add_words(lua_State *L, luaL_Buffer *buffer, const lun_doc *doc, const lun_reason *reason) {
  if (reason->surface) luaL_addstring(buffer, reason->surface);
  if (reason->first >= reason->stop) return;
  if (reason->surface) luaL_addchar(buffer, ' ');
  if (!reason->lower) {
    const uint32_t start = doc->tokens.start[reason->first];
    luaL_addlstring(buffer, doc->text + start, lun_token_stop(&doc->tokens, reason->stop - 1) - start);
    return;
  }
  for (uint32_t i = reason->first; i < reason->stop; i++) {
    const lun_lexeme lower = lun_vocab_lower(doc->vocab, doc->tokens.lexeme[i]);
    size_t size;
    const char *text = lower ? lun_vocab_text(doc->vocab, lower, &size) : NULL;
    if (!text) luaL_error(L, "not enough memory");
    if (i > reason->first) luaL_addchar(buffer, ' ');
    luaL_addlstring(buffer, text, size);
  }
}

/* Pushes the text of a reason. */
static void push_reason(lua_State *L, const lun_reason *reason) {
  const char *pattern = lun_reason_pattern((lun_reason_code)reason->code), *words = strchr(pattern, '%');
  if (!words && !reason->several && !reason->unnamed) {
    lua_pushstring(L, pattern);
    return;
  }
  luaL_checkstack(L, 8, "a reason");
  lua_getiuservalue(L, 1, OF_DOC);
  const lun_doc *doc = bind_check_doc(L, -1)->doc;
  if (reason->entity == LUN_NOBODY) lua_pushliteral(L, "");
  else {
    push_entity(L, reason->entity);
    lua_getfield(L, -1, "name");
    lua_remove(L, -2);
  }
  const char *name = luaL_tolstring(L, -1, NULL); /* the name lies beneath the buffer */
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  if (reason->several) luaL_addstring(&buffer, "more than one is ");
  luaL_addlstring(&buffer, pattern, words ? (size_t)(words - pattern) : strlen(pattern));
  if (words && reason->entity != LUN_NOBODY) luaL_addstring(&buffer, name);
  else if (words) add_words(L, &buffer, doc, reason);
  if (words) luaL_addstring(&buffer, words + 1);
  if (reason->unnamed) luaL_addstring(&buffer, ", which the text does not name");
  luaL_pushresult(&buffer);
  lua_replace(L, -4);
  lua_pop(L, 2);
}

/* Sets fields of a runner-up and puts it at the end of the list on the top. */
static void add_other(lua_State *L, uint32_t entity, const lun_reason *reason) {
  lua_createtable(L, 0, 2);
  push_entity(L, entity);
  lua_setfield(L, -2, "entity");
  push_reason(L, reason);
  lua_setfield(L, -2, "reason");
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
}

/* Pushes an answer, copied from *told, for entities are described by scripts, which may ask as well. */
static void push_answer(lua_State *L, const lun_reference_answer *told) {
  const lun_reference_answer answer = *told;
  const lun_reason has_name = {.entity = LUN_NOBODY, .code = LUN_REASON_HAS_NAME};
  lua_createtable(L, 0, 4);
  if (answer.many) {
    lua_createtable(L, (int)answer.many, 0);
    for (uint32_t i = 0; i < answer.many; i++) {
      push_entity(L, answer.several[i]);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_setfield(L, -2, "several");
  }
  push_entity(L, answer.entity);
  lua_setfield(L, -2, "entity");
  lua_createtable(L, (int)(answer.others + answer.rival_count), 0);
  for (uint32_t i = 0; i < answer.others; i++) add_other(L, answer.other[i].entity, &answer.other[i].reason);
  for (uint32_t i = 0; i < answer.rival_count; i++) add_other(L, answer.rivals[i], &has_name);
  lua_setfield(L, -2, "others");
  push_reason(L, &answer.reason);
  lua_setfield(L, -2, "reason");
  if (answer.unclear) {
    lua_pushboolean(L, true);
    lua_setfield(L, -2, "unclear");
  }
  if (*answer.country) {
    lua_pushlstring(L, answer.country, sizeof answer.country);
    lua_setfield(L, -2, "country");
  }
}

/* Raises what failed when `known` was asked, else what failed otherwise. */
static int raise(lua_State *L, const lun_err *err) {
  if (err->code != LUN_INVALID || lua_getiuservalue(L, 1, OF_FAILURE) == LUA_TNIL) return bind_raise(L, err);
  lua_pushnil(L);
  lua_setiuservalue(L, 1, OF_FAILURE);
  return lua_error(L);
}

/* referents:of(span) -> what it means: { entity, reason, others, several, unclear, country }, or nil (lunette.reference) */
static int referents_of(lua_State *L) {
  lun_referents *r = check_referents(L);
  const bind_span *s = span_at(L);
  const lun_reference_ask ask = asked(L);
  const lun_reference_answer *answer;
  lun_err err;
  if (lun_reference_of(r, &ask, s->first, s->stop, &answer, &err)) return raise(L, &err);
  if (answer) push_answer(L, answer);
  else lua_pushnil(L);
  return 1;
}

/* referents:source(span, speaker, quote) -> the entity that the source of a statement means or nil, and the reason; speaker: the number of
 * who spoke before, quote: the last token of that, both nil where there is none */
static int referents_source(lua_State *L) {
  lun_referents *r = check_referents(L);
  const bind_span *s = span_at(L);
  const uint32_t speaker = entity_at(L, 3);
  const lua_Integer quote = luaL_optinteger(L, 4, 0);
  luaL_argcheck(L, quote >= 0 && quote < UINT32_MAX, 4, "no such token");
  const lun_reference_ask ask = asked(L);
  lun_source source;
  lun_err err;
  if (lun_source_of(r, &ask, s->first, s->stop, speaker, (uint32_t)quote, &source, &err)) return raise(L, &err);
  push_entity(L, source.entity);
  push_reason(L, &source.reason);
  return 2;
}

/* referents:statements({ first, last, speaker or 0, indirect, ... }) */
static int referents_statements(lua_State *L) {
  enum { FIELDS = 4 };
  lun_referents *r = check_referents(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_getiuservalue(L, 1, OF_DOC);
  const lun_doc *doc = bind_check_doc(L, 3)->doc;
  const uint32_t count = (uint32_t)(lua_rawlen(L, 2) / FIELDS);
  lun_said *said = lua_newuserdatauv(L, (count + 1) * sizeof *said, 0);
  for (uint32_t i = 0; i < count; i++) {
    for (int k = 1; k <= FIELDS; k++) lua_rawgeti(L, 2, FIELDS * (lua_Integer)i + k);
    said[i] = (lun_said){bind_check_token(L, 5, doc), bind_check_token(L, 6, doc) + 1, entity_at(L, 7), lua_toboolean(L, 8)};
    lua_settop(L, 4);
  }
  lun_err err;
  return lun_referents_statements(r, said, count, &err) ? bind_raise(L, &err) : 0;
}
/* referents:statement(token) -> the number of the shortest statement that holds it, or nil */
static int referents_statement(lua_State *L) {
  const lun_referents *r = check_referents(L);
  const lua_Integer token = luaL_checkinteger(L, 2);
  const uint32_t number = token < 1 || token > UINT32_MAX ? LUN_NOBODY : lun_referents_statement_at(r, (uint32_t)token - 1);
  if (number == LUN_NOBODY) lua_pushnil(L);
  else lua_pushinteger(L, (lua_Integer)number + 1);
  return 1;
}
/* referents:call(number, text, office): what a person is called, in small letters */
static int referents_call(lua_State *L) {
  lun_referents *r = check_referents(L);
  const uint32_t entity = entity_at(L, 2);
  size_t size;
  const char *text = luaL_checklstring(L, 3, &size);
  lun_err err;
  luaL_argcheck(L, entity != LUN_NOBODY, 2, "no such entity");
  return lun_referents_call(r, entity, text, size, lua_toboolean(L, 4), &err) ? bind_raise(L, &err) : 0;
}

void bind_open_reference(lua_State *L) {
  static const luaL_Reg of_words[] = {{"singular", words_singular}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"renew", referents_renew}, {"refer", referents_refer}, {"at", referents_at}, {"of", referents_of}, {"source", referents_source},
                                     {"statements", referents_statements}, {"statement", referents_statement}, {"call", referents_call}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"reference_words", core_reference_words}, {"referents", core_referents}, {NULL, NULL}};
  bind_closing_class(L, BIND_REFERENCE_WORDS, of_words, words_close);
  bind_closing_class(L, BIND_REFERENTS, methods, referents_close);
  luaL_setfuncs(L, functions, 0);
}
