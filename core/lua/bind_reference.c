/* References: core.reference_words(lists, dictionaries, company) -> words; core.referents(doc, words, known) -> referents of a document,
 * which ask the table `known` what scripts know better. Entities are the numbers that groups give, from 1, and tables where an answer is
 * given. What they answer is in bind_answer.c. Bound to lunette/reference.h; holds no logic. */
#include "lua/bind_reference.h"

#include <string.h>

static int words_close(lua_State *L) {
  lun_reference_words **words = bind_check(L, 1, BIND_REFERENCE_WORDS);
  lun_reference_words_free(*words);
  *words = NULL;
  return 0;
}
static int referents_close(lua_State *L) {
  lun_referents **referents = bind_check(L, 1, BIND_REFERENTS);
  lun_referents_free(*referents);
  *referents = NULL;
  return 0;
}

static lun_status add_word(void *words, const char *list, const char *word, size_t size, lun_err *err) { return lun_reference_words_add(words, list, word, size, err); }

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
  bind_add_words(L, 1, "references", lun_reference_list, add_word, *words);
  return 1;
}

/* core.referents(doc, words, known): known has what is asked, each a function of known: gender(number) -> "M", "F" or nil, whether a
 * title says so; facts(number) -> its country or nil, whether it is that country, whether it has roles; name(number);
 * name_ends(number, word) -> boolean; tell_statements() and tell_called(offices), which call the methods `statements` and `call`;
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
  lua_newtable(L);
  lua_setiuservalue(L, 4, OF_NAMES);
  bind_make_part(L, 1);
  lun_err err;
  return lun_referents_new(words, doc, referents, &err) ? bind_raise(L, &err) : 1;
}

/* The referents at 1, whose document is open. */
lun_referents *bind_check_referents(lua_State *L) {
  lun_referents *r = bind_check_pointer(L, 1, BIND_REFERENTS);
  lua_getiuservalue(L, 1, OF_DOC);
  bind_check_doc(L, -1);
  lua_pop(L, 1);
  return r;
}
uint32_t bind_check_entity(lua_State *L, int index) {
  const lua_Integer number = luaL_optinteger(L, index, 0);
  luaL_argcheck(L, number >= 0 && number < UINT32_MAX, index, "no such entity");
  return number ? (uint32_t)(number - 1) : LUN_NOBODY;
}

/* words:singular(text): one of those that `known` was asked for */
static int words_singular(lua_State *L) {
  lun_reference_words *words = bind_check_pointer(L, 1, BIND_REFERENCE_WORDS);
  size_t size;
  const char *text = luaL_checklstring(L, 2, &size);
  lun_err err;
  return lun_reference_words_singular(words, text, size, &err) ? bind_raise(L, &err) : 0;
}

/* The mentions of the added entity at `index`, whose number among them is `number`: spans of the document at 6. Counts them where `to` is
 * NULL; else reads no more than `room`, for a table may give others when it is asked again. */
static uint32_t read_mentions(lua_State *L, int index, uint32_t number, lun_added_mention *to, uint32_t room) {
  const lun_doc *doc = bind_check_doc(L, 6)->doc;
  uint32_t count = 0;
  lua_getfield(L, index, "mentions");
  if (!lua_istable(L, -1)) lua_newtable(L);
  const lua_Unsigned n = lua_rawlen(L, -1);
  const int top = lua_gettop(L);
  for (lua_Unsigned i = 1; i <= n && count < room; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i);
    const bind_span *s = lua_isuserdata(L, -1) ? bind_check_span(L, lua_gettop(L)) : NULL;
    if (s && lua_getiuservalue(L, -1, 1) && lua_rawequal(L, -1, 6) && s->stop <= doc->tokens.count) {
      if (to) to[count] = (lun_added_mention){number, s->first, s->stop, s->layer, s->id};
      count++;
    }
    lua_settop(L, top);
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

/* referents:renew(groups or nil, made, names, list): the entities that were grouped, with the tables of those that were made of them and of names
 * that are known, both by number, and the list of those that were added */
static int referents_renew(lua_State *L) {
  lun_referents *r = bind_check_referents(L);
  const lun_entities *groups = lua_isnoneornil(L, 2) ? NULL : bind_check(L, 2, BIND_GROUPS);
  luaL_checktype(L, 3, LUA_TTABLE);
  luaL_checktype(L, 4, LUA_TTABLE);
  luaL_checktype(L, 5, LUA_TTABLE);
  lua_settop(L, 5);
  lua_getiuservalue(L, 1, OF_DOC);
  const uint32_t count = (uint32_t)lua_rawlen(L, 5);
  uint32_t mentions = 0, at = 0;
  uint8_t *types = lua_newuserdatauv(L, count + 1, 0); /* 7 */
  for (uint32_t i = 0; i < count; i++) {
    lua_rawgeti(L, 5, (lua_Integer)i + 1);
    types[i] = read_type(L, 8);
    mentions += read_mentions(L, 8, i, NULL, UINT32_MAX);
    lua_settop(L, 7);
  }
  lun_added_mention *added = lua_newuserdatauv(L, (mentions + 1) * sizeof *added, 0); /* 8 */
  for (uint32_t i = 0; i < count; i++) {
    lua_rawgeti(L, 5, (lua_Integer)i + 1);
    at += read_mentions(L, 9, i, added + at, mentions - at);
    lua_settop(L, 8);
  }
  lun_err err;
  if (lun_referents_renew(r, groups, types, count, added, at, &err)) return bind_raise(L, &err);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, 1, OF_GROUPS);
  lua_pushvalue(L, 3);
  lua_setiuservalue(L, 1, OF_MADE);
  lua_pushvalue(L, 4);
  lua_setiuservalue(L, 1, OF_NAMES);
  return 0;
}

/* referents:refer(span, number, names): the words of a span mean an entity; `names` where they are a name of it */
static int referents_refer(lua_State *L) {
  lun_referents *r = bind_check_referents(L);
  const bind_span *s = bind_check_span(L, 2);
  const uint32_t entity = bind_check_entity(L, 3);
  lun_err err;
  return lun_referents_refer(r, s->first, s->stop, entity, lua_toboolean(L, 4), &err) ? bind_raise(L, &err) : 0;
}

/* referents:at(first, last) -> the entity of these tokens, or nil */
static int referents_at(lua_State *L) {
  const lun_referents *r = bind_check_referents(L);
  const lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
  bind_push_entity(L, first < 1 || last < first || last > UINT32_MAX ? LUN_NOBODY : lun_referents_at(r, (uint32_t)first - 1, (uint32_t)last));
  return 1;
}

/* Reads a fact `said` on the top: false where its kind or what is said is not known yet. */
static bool read_said(lua_State *L, const lun_doc *doc, lun_said *said) {
  const int fact = lua_gettop(L);
  if (bind_untold_said(L, fact, said)) return said->stop <= doc->tokens.count;
  lua_getfield(L, fact, "kind");
  lua_getfield(L, fact, "what");
  const char *kind = lua_tostring(L, -2);
  const bind_span *what = kind && lua_isuserdata(L, -1) ? bind_check_span(L, fact + 2) : NULL;
  const bool told = what && what->stop <= doc->tokens.count;
  if (told) {
    *said = (lun_said){what->first, what->stop, LUN_NOBODY, !strcmp(kind, "indirect")};
    if (lua_getfield(L, fact, "speaker") == LUA_TTABLE) {
      lua_getfield(L, -1, "number");
      said->speaker = bind_check_entity(L, fact + 4);
    }
  }
  lua_settop(L, fact);
  return told;
}
/* referents:statements(list): the facts `said` of the document, in order; takes those out of the list whose kind is not known */
static int referents_statements(lua_State *L) {
  lun_referents *r = bind_check_referents(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_getiuservalue(L, 1, OF_DOC);
  const lun_doc *doc = bind_check_doc(L, 3)->doc;
  const uint32_t all = (uint32_t)lua_rawlen(L, 2);
  uint32_t count = 0;
  lun_said *said = lua_newuserdatauv(L, ((size_t)all + 1) * sizeof *said, 0);
  for (uint32_t i = 1; i <= all; i++) {
    if (lua_rawgeti(L, 2, i) == LUA_TTABLE && read_said(L, doc, said + count)) lua_rawseti(L, 2, ++count);
    else lua_pop(L, 1);
  }
  for (uint32_t i = count; i < all; i++) {
    lua_pushnil(L);
    lua_rawseti(L, 2, (lua_Integer)i + 1);
  }
  lun_err err;
  return lun_referents_statements(r, said, count, &err) ? bind_raise(L, &err) : 0;
}
/* referents:statement(token) -> the number of the shortest statement that holds it, or nil */
static int referents_statement(lua_State *L) {
  const lun_referents *r = bind_check_referents(L);
  const lua_Integer token = luaL_checkinteger(L, 2);
  const uint32_t number = token < 1 || token > UINT32_MAX ? LUN_NOBODY : lun_referents_statement_at(r, (uint32_t)token - 1);
  if (number == LUN_NOBODY) lua_pushnil(L);
  else lua_pushinteger(L, (lua_Integer)number + 1);
  return 1;
}
/* referents:call(number, text, office): what a person is called, in small letters */
static int referents_call(lua_State *L) {
  lun_referents *r = bind_check_referents(L);
  const uint32_t entity = bind_check_entity(L, 2);
  size_t size;
  const char *text = luaL_checklstring(L, 3, &size);
  lun_err err;
  luaL_argcheck(L, entity != LUN_NOBODY, 2, "no such entity");
  return lun_referents_call(r, entity, text, size, lua_toboolean(L, 4), &err) ? bind_raise(L, &err) : 0;
}

void bind_open_reference(lua_State *L) {
  static const luaL_Reg of_words[] = {{"singular", words_singular}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"renew", referents_renew}, {"refer", referents_refer}, {"at", referents_at},
                                     {"statements", referents_statements}, {"statement", referents_statement}, {"call", referents_call}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"reference_words", core_reference_words}, {"referents", core_referents}, {NULL, NULL}};
  bind_closing_class(L, BIND_REFERENCE_WORDS, of_words, words_close);
  bind_closing_class(L, BIND_REFERENTS, methods, referents_close);
  bind_open_answers(L);
  bind_open_attribution(L);
  luaL_setfuncs(L, functions, 0);
}
