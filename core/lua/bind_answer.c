/* What referents answer: what words mean, whom the source of a statement means, and a layer of references. While they look for an answer
 * they ask the table `known` (bind_reference.c) what scripts know. Bound to lunette/reference.h; holds no logic. */
#include "lua/bind_reference.h"

#include <string.h>

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
/* Whether no table was made of an entity, so that groups know all that there is: then they are given. */
static const lun_entities *not_made(lua_State *L, uint32_t entity) {
  const int top = lua_gettop(L);
  luaL_checkstack(L, 4, "too many questions in one");
  lua_getiuservalue(L, 1, OF_GROUPS);
  lua_getiuservalue(L, 1, OF_MADE);
  const lun_entities *groups = lua_isnil(L, top + 1) ? NULL : bind_check(L, top + 1, BIND_GROUPS);
  const bool there = groups && entity < groups->count && lua_rawgeti(L, top + 2, (lua_Integer)entity + 1) == LUA_TNIL;
  lua_settop(L, top);
  return there ? groups : NULL;
}
static bool ask_gender(void *context, uint32_t entity, uint8_t *gender, bool *stated) {
  lua_State *L = context;
  const lun_entities *groups = not_made(L, entity);
  if (groups) {
    *gender = groups->entities[entity].gender;
    *stated = groups->entities[entity].gender_stated;
    return true;
  }
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
/* Pushes what stands for an entity in a table that is a user value of the referents; false and nothing where it is not of that type. */
static bool push_kept(lua_State *L, int value, uint32_t entity, int type) {
  const int top = lua_gettop(L);
  if (lua_getiuservalue(L, 1, value) == LUA_TTABLE && lua_rawgeti(L, -1, (lua_Integer)entity + 1) == type) {
    lua_remove(L, -2);
    return true;
  }
  lua_settop(L, top);
  return false;
}

/* Whether the letters of a kept name end with a word in small letters: false where scripts are to be asked, for their case need not be that of ASCII. */
static bool kept_ends(lua_State *L, uint32_t entity, const char *word, size_t size, bool *ends) {
  size_t all;
  if (!push_kept(L, OF_NAMES, entity, LUA_TSTRING)) return false;
  const char *name = lua_tolstring(L, -1, &all); /* which the table keeps */
  lua_pop(L, 1);
  const size_t from = all > size ? all - size : 0;
  if (!lun_utf8_is_ascii(word, size) || !lun_utf8_is_ascii(name + from, all - from)) return false;
  *ends = all >= size;
  for (size_t i = 0; i < size && *ends; i++) *ends = (name[from + i] >= 'A' && name[from + i] <= 'Z' ? name[from + i] + ('a' - 'A') : name[from + i]) == word[i];
  return true;
}
static bool ask_name_ends(void *context, uint32_t entity, const char *word, size_t size, bool *ends) {
  lua_State *L = context;
  luaL_checkstack(L, 4, "too many questions in one");
  if (kept_ends(L, entity, word, size, ends)) return true;
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
static bool ask_called(void *context, bool offices) {
  ask_begin(context, "tell_called");
  lua_pushboolean(context, offices);
  return ask_end(context, 1, 0);
}
static bool ask_singulars(void *context, const char *word, size_t size) {
  lua_State *L = context;
  ask_begin(L, "tell_singulars");
  lua_pushlstring(L, word, size);
  return ask_end(L, 1, 0);
}
lun_reference_ask bind_asked(lua_State *L) {
  return (lun_reference_ask){L, ask_gender, ask_facts, ask_name_ends, ask_statements, ask_called, ask_singulars};
}

/* Pushes what `known` answers of an entity to one of its functions; raises what fails. */
static void push_of_entity(lua_State *L, const char *name, uint32_t entity) {
  ask_begin(L, name);
  lua_pushinteger(L, (lua_Integer)entity + 1);
  lua_call(L, 2, 1);
}

void bind_push_entity(lua_State *L, uint32_t entity) {
  if (entity == LUN_NOBODY) lua_pushnil(L);
  else if (!push_kept(L, OF_MADE, entity, LUA_TTABLE)) push_of_entity(L, "entity", entity);
}

/* Pushes the name of an entity, for which scripts are asked once, unless they describe it. */
static void push_name(lua_State *L, uint32_t entity) {
  if (!push_kept(L, OF_NAMES, entity, LUA_TSTRING)) push_of_entity(L, "name", entity);
}

/* Pushes the type of an entity. */
static void push_type(lua_State *L, uint32_t entity) {
  const lun_entities *groups = not_made(L, entity);
  if (groups) lua_pushstring(L, lun_entity_type_name((lun_entity_type)groups->entities[entity].type));
  else {
    bind_push_entity(L, entity);
    lua_getfield(L, -1, "type");
    lua_remove(L, -2);
  }
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
    size_t size = 0;
    const char *text = lower ? lun_vocab_text(doc->vocab, lower, &size) : NULL;
    if (!text) luaL_error(L, "not enough memory");
    if (i > reason->first) luaL_addchar(buffer, ' ');
    luaL_addlstring(buffer, text, size);
  }
}

/* The text of a reason that is the same wherever it is given; NULL for others. */
static const char *plain_reason(const lun_reason *reason) {
  const char *pattern = lun_reason_pattern((lun_reason_code)reason->code);
  return strchr(pattern, '%') || reason->several || reason->unnamed ? NULL : pattern;
}
/* Pushes such a text, which is kept by its address: many are too long to be found again by what they say. */
static void push_plain(lua_State *L, const char *text) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, text) == LUA_TSTRING) return;
  lua_pop(L, 1);
  lua_pushstring(L, text);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, text);
}

void bind_push_reason(lua_State *L, const lun_reason *reason) {
  const char *plain = plain_reason(reason);
  if (plain) {
    push_plain(L, plain);
    return;
  }
  const char *pattern = lun_reason_pattern((lun_reason_code)reason->code), *words = strchr(pattern, '%');
  luaL_checkstack(L, 8, "a reason");
  lua_getiuservalue(L, 1, OF_DOC);
  const lun_doc *doc = bind_check_doc(L, -1)->doc;
  if (reason->entity == LUN_NOBODY) lua_pushliteral(L, "");
  else push_name(L, reason->entity);
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
  bind_push_entity(L, entity);
  lua_setfield(L, -2, "entity");
  bind_push_reason(L, reason);
  lua_setfield(L, -2, "reason");
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
}

/* Copies an answer and its list of several, which it pushes, for entities are described by scripts, which may ask as well. */
static lun_reference_answer copy_answer(lua_State *L, const lun_reference_answer *told) {
  lun_reference_answer answer = *told;
  uint32_t *several = lua_newuserdatauv(L, (answer.many ? answer.many : 1) * sizeof *several, 0);
  if (answer.many) memcpy(several, told->several, answer.many * sizeof *several);
  answer.several = several;
  return answer;
}

/* Pushes an answer. */
static void push_answer(lua_State *L, const lun_reference_answer *told) {
  const lun_reference_answer answer = copy_answer(L, told);
  const lun_reason has_name = {.entity = LUN_NOBODY, .code = LUN_REASON_HAS_NAME};
  lua_createtable(L, 0, 4);
  if (answer.many) {
    lua_createtable(L, (int)answer.many, 0);
    for (uint32_t i = 0; i < answer.many; i++) {
      bind_push_entity(L, answer.several[i]);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_setfield(L, -2, "several");
  }
  bind_push_entity(L, answer.entity);
  lua_setfield(L, -2, "entity");
  lua_createtable(L, (int)(answer.others + answer.rival_count), 0);
  for (uint32_t i = 0; i < answer.others; i++) add_other(L, answer.other[i].entity, &answer.other[i].reason);
  for (uint32_t i = 0; i < answer.rival_count; i++) add_other(L, answer.rivals[i], &has_name);
  lua_setfield(L, -2, "others");
  bind_push_reason(L, &answer.reason);
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

int bind_raise_asked(lua_State *L, const lun_err *err) {
  if (err->code != LUN_INVALID || lua_getiuservalue(L, 1, OF_FAILURE) == LUA_TNIL) return bind_raise(L, err);
  lua_pushnil(L);
  lua_setiuservalue(L, 1, OF_FAILURE);
  return lua_error(L);
}

/* referents:of(span) -> what it means: { entity, reason, others, several, unclear, country }, or nil (lunette.reference) */
static int referents_of(lua_State *L) {
  lun_referents *r = bind_check_referents(L);
  const bind_span *s = bind_check_span(L, 2);
  const lun_reference_ask ask = bind_asked(L);
  const lun_reference_answer *answer;
  lun_err err;
  if (lun_reference_of(r, &ask, s->first, s->stop, &answer, &err)) return bind_raise_asked(L, &err);
  if (answer) push_answer(L, answer);
  else lua_pushnil(L);
  return 1;
}

/* referents:source(span, speaker, quote) -> the entity that the source of a statement means or nil, and the reason; speaker: the number of
 * who spoke before, quote: the last token of that, both nil where there is none */
static int referents_source(lua_State *L) {
  lun_referents *r = bind_check_referents(L);
  const bind_span *s = bind_check_span(L, 2);
  const uint32_t speaker = bind_check_entity(L, 3);
  const lua_Integer quote = luaL_optinteger(L, 4, 0);
  luaL_argcheck(L, quote >= 0 && quote < UINT32_MAX, 4, "no such token");
  const lun_reference_ask ask = bind_asked(L);
  lun_source source;
  lun_err err;
  if (lun_source_of(r, &ask, s->first, s->stop, speaker, (uint32_t)quote, &source, &err)) return bind_raise_asked(L, &err);
  bind_push_entity(L, source.entity);
  bind_push_reason(L, &source.reason);
  return 2;
}

/* Adds the name of an entity to a buffer. */
static void add_name(lua_State *L, luaL_Buffer *buffer, uint32_t entity) {
  push_name(L, entity);
  if (lua_type(L, -1) != LUA_TSTRING) {
    luaL_tolstring(L, -1, NULL);
    lua_remove(L, -2);
  }
  luaL_addvalue(buffer);
}
static void add_separator(luaL_Buffer *buffer, bool first) {
  if (!first) luaL_addstring(buffer, "; ");
}

/* A span that is being laid: where it stands, and the layer. */
typedef struct laid { lun_layer *layer; uint32_t id; } laid;

static void set_text(lua_State *L, const laid *to, const char *key, const char *value, size_t size) {
  lun_err err;
  if (lun_layer_set(to->layer, to->id, key, value, size, &err)) bind_raise(L, &err);
}
/* Sets an attribute to the text on the top, which it pops. */
static void set_top(lua_State *L, const laid *to, const char *key) {
  size_t size;
  if (lua_type(L, -1) != LUA_TSTRING) {
    luaL_tolstring(L, -1, NULL);
    lua_remove(L, -2);
  }
  const char *value = lua_tolstring(L, -1, &size);
  set_text(L, to, key, value, size);
  lua_pop(L, 1);
}

static void set_others(lua_State *L, const laid *to, const lun_reference_answer *answer) {
  const uint32_t count = answer->others + answer->rival_count;
  if (!count) return;
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (uint32_t i = 0; i < count; i++) {
    const lun_reason has_name = {.entity = LUN_NOBODY, .code = LUN_REASON_HAS_NAME};
    add_separator(&buffer, !i);
    add_name(L, &buffer, i < answer->others ? answer->other[i].entity : answer->rivals[i - answer->others]);
    luaL_addstring(&buffer, " (");
    bind_push_reason(L, i < answer->others ? &answer->other[i].reason : &has_name);
    luaL_addvalue(&buffer);
    luaL_addchar(&buffer, ')');
  }
  luaL_pushresult(&buffer);
  set_top(L, to, "others");
}

static void set_several(lua_State *L, const laid *to, const lun_reference_answer *answer) {
  if (!answer->many) return;
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (uint32_t i = 0; i < answer->many; i++) {
    add_separator(&buffer, !i);
    add_name(L, &buffer, answer->several[i]);
  }
  luaL_pushresult(&buffer);
  set_top(L, to, "several");
}

/* Lays an answer as a span. */
static void lay_answer(lua_State *L, lun_layer *layer, uint32_t first, uint32_t stop, const lun_reference_answer *told) {
  const lun_reference_answer answer = copy_answer(L, told);
  laid to = {layer, 0};
  lun_err err;
  if (lun_layer_add(layer, first, stop, 0, &to.id, &err)) bind_raise(L, &err);
  if (answer.entity != LUN_NOBODY) {
    push_name(L, answer.entity);
    set_top(L, &to, "entity");
    push_type(L, answer.entity);
    set_top(L, &to, "type");
  }
  const char *plain = plain_reason(&answer.reason);
  if (plain) set_text(L, &to, "reason", plain, strlen(plain));
  else {
    bind_push_reason(L, &answer.reason);
    set_top(L, &to, "reason");
  }
  set_others(L, &to, &answer);
  set_several(L, &to, &answer);
  lua_pop(L, 1);
  if ((answer.unclear && lun_layer_set(layer, to.id, "unclear", "yes", 3, &err)) ||
      (*answer.country && lun_layer_set(layer, to.id, "country", answer.country, sizeof answer.country, &err)))
    bind_raise(L, &err);
}

/* referents:lay(from, to): follows back every span of a layer, but those within a longer one unless they are pronouns, and lays what it
 * means in another: attributes entity and type, reason, others (each with its reason in brackets), several, unclear ("yes") and country.
 * What no pronoun is and nobody is called by is left out. */
static int referents_lay(lua_State *L) {
  lun_referents *r = bind_check_referents(L);
  const char *from = luaL_checkstring(L, 2), *to = luaL_checkstring(L, 3);
  lua_settop(L, 3);
  lua_getiuservalue(L, 1, OF_DOC);
  lua_getiuservalue(L, 1, OF_WORDS);
  lun_doc *doc = bind_check_doc(L, 4)->doc;
  lun_reference_words *words = bind_check_pointer(L, 5, BIND_REFERENCE_WORDS);
  lun_layer *asked_of = lun_doc_layer(doc, from), *layer;
  const lun_reference_ask ask = bind_asked(L);
  uint32_t stop = 0; /* of the longest phrases; words in one may refer, too: his minister */
  lun_err err;
  if (lun_doc_layer_make(doc, to, &layer, &err)) return bind_raise(L, &err);
  for (uint32_t i = 0; asked_of && i < lun_layer_count(asked_of); i++) {
    const lun_span s = *lun_layer_span(asked_of, i);
    const bool pronoun = s.stop - s.first == 1 && lun_reference_is_pronoun(words, doc->tokens.lexeme[s.first]), within = s.stop <= stop && !pronoun;
    const lun_reference_answer *answer = NULL;
    if (!within && lun_reference_of(r, &ask, s.first, s.stop, &answer, &err)) return bind_raise_asked(L, &err);
    if (s.stop > stop) stop = s.stop;
    if (!answer || (!pronoun && answer->entity == LUN_NOBODY && !answer->many && !answer->unclear && !*answer->country)) continue;
    const uint32_t entity = answer->entity;
    lay_answer(L, layer, s.first, s.stop, answer);
    if (entity != LUN_NOBODY && lun_referents_refer(r, s.first, s.stop, entity, false, &err)) return bind_raise(L, &err);
  }
  return 0;
}

void bind_open_answers(lua_State *L) {
  static const luaL_Reg methods[] = {{"of", referents_of}, {"source", referents_source}, {"lay", referents_lay}, {NULL, NULL}};
  luaL_getmetatable(L, BIND_REFERENTS);
  lua_getfield(L, -1, "__index");
  luaL_setfuncs(L, methods, 0);
  lua_pop(L, 2);
}
