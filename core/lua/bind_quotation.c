/* Kinds of quotations: the words that they go by. Bound to lunette/quotation.h. Holds no logic. */
#include "lua/bind.h"

static int words_close(lua_State *L) {
  lun_quotation_words **words = bind_check(L, 1, BIND_QUOTATION_WORDS);
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

void bind_open_quotation(lua_State *L) {
  bind_closing_class(L, BIND_QUOTATION_WORDS, NULL, words_close);
  lua_pushcfunction(L, core_quotation_words);
  lua_setfield(L, -2, "quotation_words");
}
