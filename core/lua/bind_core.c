/* The table "lunette.core", from which scripts/lib builds the module: the classes' makers, forms of words, facts about a
 * lexeme, and the method tables of the classes, so that the library can add what is written in Lua. */
#include "lua/bind.h"

#include <string.h>
#include <utf8proc.h>

static int push_text_form(lua_State *L, lun_lexeme (*form)(lun_vocab *, lun_lexeme)) {
  size_t size;
  lun_vocab *vocab = bind_host(L)->vocab;
  const char *text = luaL_checklstring(L, 1, &size);
  if (size > UINT16_MAX) return luaL_argerror(L, 1, "longer than 65,535 bytes");
  if (lun_utf8_valid_prefix(text, size) != size) return luaL_argerror(L, 1, "not valid UTF-8");
  lun_lexeme lexeme = lun_vocab_intern(vocab, text, size);
  if (lexeme) lexeme = form(vocab, lexeme);
  if (!lexeme) return luaL_error(L, "not enough memory");
  bind_push_lexeme(L, lexeme);
  return 1;
}
static int core_key(lua_State *L) { return push_text_form(L, lun_vocab_key); }

/* Writes the small letters of a text in as many bytes; false where that takes more than ASCII, or might be of signs, which have norms. */
static bool write_small(const char *text, size_t size, char *out) {
  bool letters = false;
  for (size_t i = 0; i < size; i++) {
    const char byte = text[i];
    if ((unsigned char)byte >= 0x80 || byte == '`') return false;
    const bool capital = byte >= 'A' && byte <= 'Z';
    letters = letters || capital || (byte >= 'a' && byte <= 'z');
    out[i] = (char)(capital ? byte + ('a' - 'A') : byte);
  }
  return letters;
}
static int core_lower(lua_State *L) {
  char small[64]; /* most texts are short, and no words that are met again */
  size_t size;
  const char *text = luaL_checklstring(L, 1, &size);
  if (size > sizeof small || !write_small(text, size, small)) return push_text_form(L, lun_vocab_lower);
  lua_pushlstring(L, small, size);
  return 1;
}
static int core_norm(lua_State *L) { return push_text_form(L, lun_vocab_norm); }

/* core.valid(value) -> whether it is a text of valid UTF-8; many bytes at a time, of which utf8.len looks at each */
static int core_valid(lua_State *L) {
  size_t size = 0;
  const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &size) : NULL;
  lua_pushboolean(L, text && lun_utf8_valid_prefix(text, size) == size);
  return 1;
}

#define BIND_WORDS "lunette.words"
static int words_close(lua_State *L) {
  lun_tokens_free(bind_check(L, 1, BIND_WORDS));
  return 0;
}
/* core.words(text) -> the texts of its tokens */
static int core_words(lua_State *L) {
  size_t size;
  const char *text = luaL_checklstring(L, 1, &size);
  if (size > UINT16_MAX) return luaL_argerror(L, 1, "longer than 65,535 bytes");
  if (lun_utf8_valid_prefix(text, size) != size) return luaL_argerror(L, 1, "not valid UTF-8");
  lun_tokens *tokens = lua_newuserdatauv(L, sizeof *tokens, 0);
  memset(tokens, 0, sizeof *tokens);
  luaL_setmetatable(L, BIND_WORDS);
  lun_err err;
  if (lun_tokenize(text, (uint32_t)size, bind_host(L)->vocab, tokens, &err)) return bind_raise(L, &err);
  lua_createtable(L, (int)tokens->count, 0);
  for (uint32_t i = 0; i < tokens->count; i++) {
    lua_pushlstring(L, text + tokens->start[i], tokens->length[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* core.lexeme(number) -> text, lower, flags */
static int core_lexeme(lua_State *L) {
  lun_vocab *vocab = bind_host(L)->vocab;
  lua_Integer n = luaL_checkinteger(L, 1);
  if (n < 1 || n > (lua_Integer)lun_vocab_count(vocab)) return luaL_argerror(L, 1, "no such lexeme");
  lun_lexeme lower = lun_vocab_lower(vocab, (lun_lexeme)n);
  if (!lower) return luaL_error(L, "not enough memory");
  bind_push_lexeme(L, (lun_lexeme)n);
  bind_push_lexeme(L, lower);
  lua_pushinteger(L, lun_vocab_flags(vocab, (lun_lexeme)n));
  return 3;
}

/* Cells of a text on a terminal up to `limit`; *bytes gets how many bytes they take. */
static lua_Integer measure(const char *text, size_t size, lua_Integer limit, size_t *bytes) {
  lua_Integer cells = 0;
  const char *p = text, *end = text + size;
  while (p < end) {
    if (*p >= ' ' && *p <= '~') { /* of every table there are columns of these */
      if (cells == limit) break;
      cells++, p++;
      continue;
    }
    uint32_t code;
    unsigned n = lun_utf8_decode(p, end, &code);
    int width = n ? utf8proc_charwidth((utf8proc_int32_t)code) : 1;
    if (cells + width > limit) break;
    cells += width;
    p += n ? n : 1;
  }
  *bytes = (size_t)(p - text);
  return cells;
}
/* core.width(text) -> cells */
static int core_width(lua_State *L) {
  size_t size, bytes;
  const char *text = luaL_checklstring(L, 1, &size);
  lua_pushinteger(L, measure(text, size, LUA_MAXINTEGER - 2, &bytes));
  return 1;
}
/* core.cut(text, cells) -> the longest beginning that takes no more cells */
static int core_cut(lua_State *L) {
  size_t size, bytes;
  const char *text = luaL_checklstring(L, 1, &size);
  measure(text, size, luaL_checkinteger(L, 2), &bytes);
  lua_pushlstring(L, text, bytes);
  return 1;
}

/* core.methods(class) -> table of methods, table of getters */
static int core_methods(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  lua_pushfstring(L, "lunette.%s", name);
  if (lua_rawget(L, LUA_REGISTRYINDEX) != LUA_TTABLE) return luaL_argerror(L, 1, "no such class");
  lua_getfield(L, -1, "methods");
  lua_getfield(L, -2, "getters");
  return 2;
}

/* core.class(value) -> "doc", "span", "layer", "dictionary" or nil */
static int core_class(lua_State *L) {
  static const char *const names[] = {BIND_SPAN, BIND_DOC, BIND_LAYER, BIND_DICTIONARY};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (bind_is(L, 1, names[i]) || (!strcmp(names[i], BIND_DOC) && bind_is_held_doc(L, 1))) {
      lua_pushstring(L, strchr(names[i], '.') + 1);
      return 1;
    }
  lua_pushnil(L);
  return 1;
}

/* core.missing_column_with(function): what is called with the name of a dictionary and a column that a row was asked for and has not. */
static int core_missing_column_with(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  lua_setfield(L, LUA_REGISTRYINDEX, "lunette.missing_column");
  return 0;
}

/* core.find_dictionary_with(function): what doc:entries("name") calls. */
static int core_find_dictionary_with(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  lua_setfield(L, LUA_REGISTRYINDEX, "lunette.find_dictionary");
  return 0;
}

static void push_flags(lua_State *L) {
  static const struct { const char *name; unsigned bit; } flags[] = {
      {"lower", LUN_LEX_LOWER}, {"upper", LUN_LEX_UPPER}, {"title", LUN_LEX_TITLE}, {"mixed", LUN_LEX_MIXED},
      {"cap", LUN_LEX_CAP},     {"digit", LUN_LEX_DIGIT}, {"number", LUN_LEX_NUMBER}, {"punct", LUN_LEX_PUNCT},
      {"open", LUN_LEX_OPEN},   {"close", LUN_LEX_CLOSE}, {"quote", LUN_LEX_QUOTE}, {"stop", LUN_LEX_STOP},
      {"dash", LUN_LEX_DASH},   {"abbrev", LUN_LEX_ABBREV}, {"title_abbrev", LUN_LEX_TITLE_ABBREV},
      {"initial", LUN_LEX_INITIAL}, {"word", LUN_LEX_WORD}, {"currency", LUN_LEX_CURRENCY}};
  lua_createtable(L, 0, (int)(sizeof flags / sizeof *flags));
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
    lua_pushinteger(L, flags[i].bit);
    lua_setfield(L, -2, flags[i].name);
  }
}

int bind_open_core(lua_State *L) {
  static const luaL_Reg functions[] = {{"key", core_key},     {"lower", core_lower},     {"norm", core_norm},
                                       {"lexeme", core_lexeme}, {"words", core_words}, {"methods", core_methods}, {"class", core_class},
                                       {"width", core_width}, {"cut", core_cut}, {"valid", core_valid},
                                       {"find_dictionary_with", core_find_dictionary_with}, {"missing_column_with", core_missing_column_with},
                                       {"quotation", bind_core_quotation}, {"surround", bind_core_surround}, {NULL, NULL}};
  bind_closing_class(L, BIND_WORDS, NULL, words_close);
  luaL_newlib(L, functions);
  push_flags(L);
  lua_setfield(L, -2, "flags");
  lua_pushstring(L, LUNETTE_VERSION);
  lua_setfield(L, -2, "version");
  bind_open_doc(L);
  bind_open_span(L);
  bind_open_layer(L);
  bind_open_dictionary(L);
  bind_open_system(L);
  bind_open_output(L);
  bind_open_row(L);
  bind_open_sheet(L);
  bind_open_store(L);
  bind_open_guard(L);
  bind_open_container(L);
  bind_open_json(L);
  bind_open_input(L);
  bind_open_amount(L);
  bind_open_time(L);
  bind_open_regex(L);
  bind_open_stem(L);
  bind_open_machine(L);
  bind_open_found(L);
  bind_open_claim(L);
  bind_open_fact(L);
  bind_open_origin(L);
  bind_open_phase(L);
  bind_open_html(L);
  bind_open_name(L);
  bind_open_link(L);
  bind_open_entity(L);
  bind_open_made(L);
  bind_open_clause(L);
  bind_open_statement(L);
  bind_open_actor(L);
  bind_open_reference(L);
  bind_open_event(L);
  bind_open_quotation(L);
  bind_open_annotation(L);
  bind_open_prompt(L);
  return 1;
}
