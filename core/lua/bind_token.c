/* The tokens of doc: words, forms, kinds, places in the text, and parts of speech, whose names are upvalues of what gives them: they are asked
 * for token after token; and tables that read them as they are asked. Holds no logic. */
#include "lua/bind.h"

/* The document at 1 and its token at 2. These methods are called for token after token, so that what is as it should be is seen here. */
static inline const lun_doc *check_token(lua_State *L, uint32_t *token) {
  const bind_doc *d = lua_touserdata(L, 1);
  if (!d || d != bind_host(L)->met_doc) d = bind_check_doc(L, 1);
  const lua_Unsigned i = (lua_Unsigned)lua_tointeger(L, 2) - 1; /* of what is no number it lies beyond all tokens */
  *token = i < d->doc->tokens.count ? (uint32_t)i : bind_check_token(L, 2, d->doc);
  return d->doc;
}

static int doc_word(lua_State *L) {
  uint32_t token;
  const lun_doc *doc = check_token(L, &token);
  bind_push_lexeme(L, doc->tokens.lexeme[token]);
  return 1;
}
static int push_lower(lua_State *L, const lun_doc *doc, uint32_t token) {
  lun_lexeme lexeme = lun_vocab_lower(doc->vocab, doc->tokens.lexeme[token]);
  if (!lexeme) return luaL_error(L, "not enough memory");
  bind_push_lexeme(L, lexeme);
  return 1;
}
static int push_brought(lua_State *L, const lun_doc *doc, uint32_t token, const char *kind) {
  const char *value;
  lun_err err;
  if (lun_doc_part_of_speech(doc, token, kind, &value, &err)) return bind_raise(L, &err);
  lua_pushstring(L, value);
  return 1;
}
/* Makes names of the tagger's labels the upvalues of the function that runs, by one more than their numbers. */
static void keep_names(lua_State *L, const lun_tagger *tagger, const char *(*name)(const lun_tagger *, unsigned)) {
  for (unsigned label = 0; label < lun_tagger_labels(tagger); label++) {
    lua_pushstring(L, name(tagger, label));
    lua_replace(L, lua_upvalueindex((int)label + 1));
  }
}
/* The label of a token that has none yet; LUN_UNREAD without a tagger. Apart, so that the other tokens need no room for an error. */
static uint8_t read_label(lua_State *L, const lun_doc *doc, uint32_t token) {
  uint8_t label = LUN_UNREAD;
  lun_err err;
  if (doc->tags && lun_doc_read_label(doc, token, &label, &err)) bind_raise(L, &err);
  return label;
}
static int push_label(lua_State *L, const lun_doc *doc, uint32_t token, const char *kind, bool *kept, const char *(*name)(const lun_tagger *, unsigned)) {
  if (doc->brought) return push_brought(L, doc, token, kind);
  uint8_t label = lun_doc_label_known(doc, token);
  if (label == LUN_UNREAD && (label = read_label(L, doc, token)) == LUN_UNREAD) {
    lua_pushnil(L);
    return 1;
  }
  if (!*kept) keep_names(L, doc->tags->tagger, name);
  *kept = true;
  lua_pushvalue(L, lua_upvalueindex(label + 1));
  return 1;
}
static int doc_pos(lua_State *L) {
  uint32_t token;
  const lun_doc *doc = check_token(L, &token);
  return push_label(L, doc, token, "pos", &bind_host(L)->keeps_pos, lun_tagger_pos);
}
static int doc_tag(lua_State *L) {
  uint32_t token;
  const lun_doc *doc = check_token(L, &token);
  return push_label(L, doc, token, "tag", &bind_host(L)->keeps_tag, lun_tagger_tag);
}
static int doc_lower(lua_State *L) {
  uint32_t token;
  const lun_doc *doc = check_token(L, &token);
  return push_lower(L, doc, token);
}

/* The key under which a list of tokens keeps its document. */
static const char list_doc = 0;

/* What is asked of the list of tokens at 1 at the number at 2; false beyond either end of its document. */
static bool listed_token(lua_State *L, const lun_doc **doc, uint32_t *token) {
  const lua_Unsigned i = (lua_Unsigned)luaL_checkinteger(L, 2) - 1;
  lua_rawgetp(L, 1, &list_doc);
  const bind_doc *d = lua_touserdata(L, 3);
  if (!d || d != bind_host(L)->met_doc) d = bind_check_doc(L, 3);
  *doc = d->doc;
  *token = (uint32_t)i;
  return i < d->doc->tokens.count;
}
/* Notes what is on the top in the list, so that it is read once. */
static int note_listed(lua_State *L) {
  lua_pushvalue(L, -1);
  lua_rawseti(L, 1, lua_tointeger(L, 2));
  return 1;
}
static int push_nothing(lua_State *L) {
  lua_pushliteral(L, "");
  return 1;
}
static int list_lower(lua_State *L) {
  const lun_doc *doc;
  uint32_t token;
  if (!listed_token(L, &doc, &token)) return push_nothing(L);
  push_lower(L, doc, token);
  return note_listed(L);
}
static int list_tag(lua_State *L) {
  const lun_doc *doc;
  uint32_t token;
  if (!listed_token(L, &doc, &token)) return push_nothing(L);
  push_label(L, doc, token, "tag", &bind_host(L)->lists_tag, lun_tagger_tag);
  if (lua_isnil(L, -1)) return push_nothing(L); /* without a tagger */
  return note_listed(L);
}
/* core.lower_list(doc), core.tag_list(doc) -> a table that reads the small letters or the tag of a token when it is first asked for it: "" of numbers
 * beyond either end. It has room for all tokens, since growing costs more than the words that most documents are asked for. */
static int new_list(lua_State *L) {
  enum { ROOM = 1 << 16 };
  const uint32_t count = bind_check_doc(L, 1)->doc->tokens.count;
  lua_settop(L, 1);
  lua_createtable(L, count < ROOM ? (int)count : ROOM, 1);
  lua_pushvalue(L, 1);
  lua_rawsetp(L, 2, &list_doc);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_setmetatable(L, 2);
  return 1;
}
static int doc_lexeme(lua_State *L) {
  uint32_t token;
  const lun_doc *doc = check_token(L, &token);
  lua_pushinteger(L, doc->tokens.lexeme[token]);
  return 1;
}
static int doc_bounds(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  uint32_t i = bind_check_token(L, 2, doc);
  lua_pushinteger(L, bind_first(doc->tokens.start[i]));
  lua_pushinteger(L, bind_last(lun_token_stop(&doc->tokens, i)));
  return 2;
}
static int doc_spaced(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  lua_pushboolean(L, doc->tokens.flags[bind_check_token(L, 2, doc)] & (LUN_TOKEN_SPACE | LUN_TOKEN_LINE));
  return 1;
}
static int doc_kind(lua_State *L) {
  static const char *const names[] = {"word", "number", "punct", "symbol", "url", "email", "hashtag", "clitic"};
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  lua_pushstring(L, names[(doc->tokens.flags[bind_check_token(L, 2, doc)] >> 12) & 7]);
  return 1;
}
static int doc_at(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  lua_Integer byte = luaL_checkinteger(L, 2);
  if (byte < 1) return luaL_argerror(L, 2, "bytes are counted from 1");
  uint32_t i = byte > (lua_Integer)doc->size ? doc->tokens.count : lun_tokens_at(&doc->tokens, (uint32_t)(byte - 1));
  if (i < doc->tokens.count) lua_pushinteger(L, bind_first(i));
  else lua_pushnil(L);
  return 1;
}

static int tokens_next(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, lua_upvalueindex(1))->doc;
  lua_Integer i = lua_tointeger(L, lua_upvalueindex(2));
  if (i > lua_tointeger(L, lua_upvalueindex(3))) return 0;
  lua_pushinteger(L, i + 1);
  lua_replace(L, lua_upvalueindex(2));
  lua_pushinteger(L, i);
  bind_push_lexeme(L, doc->tokens.lexeme[i - 1]);
  return 2;
}
static int doc_tokens(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  uint32_t first = 0, stop = doc->tokens.count;
  if (!lua_isnoneornil(L, 2)) first = bind_check_token(L, 2, doc);
  if (!lua_isnoneornil(L, 3)) stop = bind_check_token(L, 3, doc) + 1;
  lua_pushvalue(L, 1);
  lua_pushinteger(L, bind_first(first));
  lua_pushinteger(L, bind_last(stop));
  lua_pushcclosure(L, tokens_next, 3);
  return 1;
}

enum { LABELS = 64 }; /* of parts of speech, at most */

/* Pushes a function that keeps the names of labels. */
static void push_speaking(lua_State *L, lua_CFunction function) {
  luaL_checkstack(L, LABELS, NULL);
  for (int label = 0; label < LABELS; label++) lua_pushnil(L);
  lua_pushcclosure(L, function, LABELS);
}

/* Adds the functions to the table on the top. */
void bind_open_token_lists(lua_State *L) {
  static const luaL_Reg lists[] = {{"lower_list", list_lower}, {"tag_list", list_tag}, {NULL, NULL}};
  for (const luaL_Reg *list = lists; list->name; list++) {
    lua_createtable(L, 0, 1);
    push_speaking(L, list->func);
    lua_setfield(L, -2, "__index");
    lua_pushcclosure(L, new_list, 1);
    lua_setfield(L, -2, list->name);
  }
}

/* Adds the methods to the table on the top. */
void bind_open_tokens(lua_State *L) {
  static const luaL_Reg methods[] = {{"word", doc_word},     {"lower", doc_lower}, {"lexeme", doc_lexeme}, {"bounds", doc_bounds},
                                     {"spaced", doc_spaced}, {"kind", doc_kind},   {"at", doc_at},         {"tokens", doc_tokens},
                                     {NULL, NULL}};
  static const luaL_Reg speech[] = {{"pos", doc_pos}, {"tag", doc_tag}, {NULL, NULL}};
  luaL_setfuncs(L, methods, 0);
  for (const luaL_Reg *m = speech; m->name; m++) {
    push_speaking(L, m->func);
    lua_setfield(L, -2, m->name);
  }
}
