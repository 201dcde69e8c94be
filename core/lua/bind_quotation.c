/* Kinds of quotations: the words that they go by. Bound to lunette/quotation.h. Holds no logic. */
#include "lua/bind.h"

#define BIND_QUOTATION_WORDS "lunette.quotation_words"

static int words_close(lua_State *L) {
  lun_quotation_words **words = luaL_checkudata(L, 1, BIND_QUOTATION_WORDS);
  lun_quotation_words_free(*words);
  *words = NULL;
  return 0;
}

static lun_status add_word(void *words, const char *list, const char *word, size_t size, lun_err *err) { return lun_quotation_words_add(words, list, word, size, err); }

/* core.quotation_words(lists): lists of words by the name of the list; all of them are wanted */
static int core_quotation_words(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lun_quotation_words **words = bind_push_pointer(L, BIND_QUOTATION_WORDS, 0);
  lun_err err;
  if (lun_quotation_words_new(bind_host(L)->vocab, words, &err)) return bind_raise(L, &err);
  bind_add_words(L, 1, "quotations", lun_quotation_list, add_word, *words);
  return 1;
}

/* The tokens of two arguments, no phrase where the first is nil or false or the last stands before it. */
static lun_phrase opt_phrase(lua_State *L, int index, const lun_doc *doc) {
  if (!lua_toboolean(L, index) || luaL_checkinteger(L, index) > luaL_checkinteger(L, index + 1)) return lun_no_phrase;
  return (lun_phrase){(int32_t)bind_check_token(L, index, doc), (int32_t)bind_check_token(L, index + 1, doc)};
}

/* words:kind(doc, first, last, first and last of what stands between the marks, said, first and last of the cue or nil, continues, first of the
 * clause around it or nil) -> "direct", "mixed", "scare" or "title" */
static int words_kind(lua_State *L) {
  lun_quotation_words *words = bind_check_pointer(L, 1, BIND_QUOTATION_WORDS);
  const lun_doc *doc = bind_check_doc(L, 2)->doc;
  const lun_quotation q = {.whole = opt_phrase(L, 3, doc), .content = opt_phrase(L, 5, doc), .said = lua_toboolean(L, 7), .cue = opt_phrase(L, 8, doc),
                           .continues = lua_toboolean(L, 10), .within = lua_toboolean(L, 11) ? (int32_t)bind_check_token(L, 11, doc) : LUN_NO_TOKEN};
  luaL_argcheck(L, lun_is_phrase(q.whole), 3, "a quotation has tokens");
  lun_quotation_kind kind;
  lun_err err;
  if (lun_quotation_kind_of(words, doc, &q, &kind, &err)) return bind_raise(L, &err);
  lua_pushstring(L, lun_quotation_kind_name(kind));
  return 1;
}

void bind_open_quotation(lua_State *L) {
  static const luaL_Reg methods[] = {{"kind", words_kind}, {NULL, NULL}};
  bind_closing_class(L, BIND_QUOTATION_WORDS, methods, words_close);
  lua_pushcfunction(L, core_quotation_words);
  lua_setfield(L, -2, "quotation_words");
}
