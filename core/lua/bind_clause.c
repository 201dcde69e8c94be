/* Clauses: word lists, and readers of one document's clauses. Bound to lunette/clause.h. Holds no logic. */
#include "lua/bind.h"

#define BIND_CLAUSES "lunette.clauses"

/* Boxes of one pointer, NULL when closed. User values of clauses: the document and the words. */
static int words_close(lua_State *L) {
  lun_clause_words **words = bind_check(L, 1, BIND_CLAUSE_WORDS);
  lun_clause_words_free(*words);
  *words = NULL;
  return 0;
}
static int clauses_close(lua_State *L) {
  lun_clauses **clauses = bind_check(L, 1, BIND_CLAUSES);
  lun_clauses_free(*clauses);
  *clauses = NULL;
  return 0;
}
static lun_status add_word(void *words, const char *list, const char *word, size_t size, lun_err *err) { return lun_clause_words_add(words, list, word, size, err); }

/* core.clause_words(lists): each a list of words in small letters, by the name of the list; all of them are wanted */
static int core_clause_words(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lun_clause_words **words = bind_push_pointer(L, BIND_CLAUSE_WORDS, 0);
  lun_err err;
  if (lun_clause_words_new(bind_host(L)->vocab, words, &err)) return bind_raise(L, &err);
  bind_add_words(L, 1, "clauses", lun_clause_list, add_word, *words);
  return 1;
}

/* core.clauses(doc, words [, list]): a reader of the document's clauses; words of the list are the verbs that report */
static int core_clauses(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  lun_clause_words *words = bind_check_pointer(L, 2, BIND_CLAUSE_WORDS);
  const char *list = luaL_optstring(L, 3, NULL);
  lua_settop(L, 3);
  lun_clauses **clauses = bind_push_pointer(L, BIND_CLAUSES, 2);
  bind_keep(L, 1, 1);
  bind_keep(L, 2, 2);
  bind_make_part(L, 1);
  lun_err err;
  if (lun_clauses_new(words, doc, clauses, &err) || (list && lun_clauses_cue(*clauses, list, &err))) return bind_raise(L, &err);
  return 1;
}

/* The reader at an index, whose document is open. */
static lun_clauses *open_clauses(lua_State *L, int index) {
  lun_clauses *clauses = bind_check_pointer(L, index, BIND_CLAUSES);
  lua_getiuservalue(L, index, 1);
  bind_check_doc(L, -1);
  lua_pop(L, 1);
  return clauses;
}
lun_clauses *bind_standing_clauses(lua_State *L, int index) {
  lun_clauses *clauses = open_clauses(L, index);
  return lun_clauses_stand(clauses) ? clauses : NULL;
}
lun_clauses *bind_check_clauses(lua_State *L, int index) {
  lun_clauses *clauses = bind_standing_clauses(L, index);
  if (!clauses) luaL_error(L, "the document was cut anew since its clauses were read");
  return clauses;
}
/* The reader that the table at 1 holds. */
static lun_clauses *clauses_at(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_rawgeti(L, 1, 1);
  lun_clauses *clauses = bind_check_clauses(L, -1);
  lua_pop(L, 1);
  return clauses;
}
/* r:stands() -> whether the document is cut as it was when its clauses were read */
static int clauses_stands(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_rawgeti(L, 1, 1);
  lua_pushboolean(L, lun_clauses_stand(open_clauses(L, -1)));
  return 1;
}
/* Tokens that are asked for may stand beyond either end, but no further than that what is looked at around them can be counted. */
static int32_t token_at(lua_State *L, int index) {
  enum { FARTHEST = INT32_MAX / 2 };
  const lua_Integer token = luaL_checkinteger(L, index);
  return token < 0 ? LUN_NO_TOKEN : token > FARTHEST ? FARTHEST : (int32_t)token - 1;
}
void bind_push_token(lua_State *L, int32_t token) {
  if (token == LUN_NO_TOKEN) lua_pushnil(L);
  else lua_pushinteger(L, bind_first((uint32_t)token));
}
static void push_phrase(lua_State *L, lun_phrase phrase) {
  bind_push_token(L, phrase.first);
  bind_push_token(L, phrase.last);
}
/* What a question leaves on the stack is its answer unless the reader met a failure. */
static int answer(lua_State *L, const lun_clauses *clauses, int count) {
  lun_err err;
  return lun_clauses_failure(clauses, &err) ? bind_raise(L, &err) : count;
}
static int push_subject(lua_State *L, const lun_clauses *clauses, lun_subject subject) {
  if (!lun_is_phrase(subject.phrase)) return answer(L, clauses, 0);
  push_phrase(L, subject.phrase);
  lua_pushstring(L, lun_subject_kind_name(subject.kind));
  push_phrase(L, subject.antecedent);
  return answer(L, clauses, 5);
}

/* r:group(verb, first) -> its first token, the helping verb or nil, whether it is passive, the `to` of an infinitive or nil, whether it
 * is negated */
static int clauses_group(lua_State *L) {
  lun_clauses *c = clauses_at(L);
  const lun_verb_group group = lun_verb_group_of(c, token_at(L, 2), token_at(L, 3));
  bind_push_token(L, group.start);
  bind_push_token(L, group.helper);
  lua_pushboolean(L, group.passive);
  bind_push_token(L, group.to);
  lua_pushboolean(L, group.negated);
  return answer(L, c, 5);
}
/* r:subject(start of a verb group, first) -> first and last token, kind, and of a relative pronoun those of what it stands for */
static int clauses_subject(lua_State *L) {
  lun_clauses *c = clauses_at(L);
  return push_subject(L, c, lun_subject_of(c, token_at(L, 2), token_at(L, 3)));
}
/* r:noun_before(last token, first) -> first and last token */
static int clauses_noun_before(lua_State *L) {
  lun_clauses *c = clauses_at(L);
  push_phrase(L, lun_noun_before(c, token_at(L, 2), token_at(L, 3)));
  return answer(L, c, 2);
}
/* r:noun_after(first token, last [, bare]) -> first and last token */
static int clauses_noun_after(lua_State *L) {
  lun_clauses *c = clauses_at(L);
  push_phrase(L, lun_noun_after(c, token_at(L, 2), token_at(L, 3), lua_toboolean(L, 4)));
  return answer(L, c, 2);
}
/* r:finite_before(token, first) -> token, or nil */
static int clauses_finite_before(lua_State *L) {
  lun_clauses *c = clauses_at(L);
  bind_push_token(L, lun_finite_before(c, token_at(L, 2), token_at(L, 3)));
  return answer(L, c, 1);
}
/* r:tense(first, last) -> "been", "ahead", or "perhaps" where an infinitive tells that it is ahead; nil where nothing tells */
static int clauses_tense(lua_State *L) {
  static const char *const names[] = {[LUN_TENSE_UNTOLD] = NULL, [LUN_HAS_BEEN] = "been", [LUN_TO_COME] = "ahead", [LUN_MAY_COME] = "perhaps"};
  lun_clauses *c = clauses_at(L);
  const lun_phrase phrase = {token_at(L, 2), token_at(L, 3)};
  lua_pushstring(L, names[lun_tense_around(c, phrase)]);
  return answer(L, c, 1);
}

/* core.clause_methods: what readers of clauses can be asked. A reader is a table whose first element is what core.clauses gives, so that
 * scripts keep what they know of its document beside it. */
void bind_open_clause(lua_State *L) {
  static const luaL_Reg methods[] = {{"group", clauses_group}, {"subject", clauses_subject},
                                     {"noun_before", clauses_noun_before}, {"noun_after", clauses_noun_after}, {"finite_before", clauses_finite_before}, {"tense", clauses_tense}, {"stands", clauses_stands}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"clause_words", core_clause_words}, {"clauses", core_clauses}, {NULL, NULL}};
  bind_closing_class(L, BIND_CLAUSE_WORDS, NULL, words_close);
  bind_closing_class(L, BIND_CLAUSES, NULL, clauses_close);
  luaL_setfuncs(L, functions, 0);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "clause_methods");
}
