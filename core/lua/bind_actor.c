/* Actors of events: the coder, which makes codes, and readers of documents. Bound to lunette/actor.h. Holds no logic: what is known of the
 * persons and bodies that names mean, groups and scripts say. */
#include "lua/bind_event.h"
#include "lua/bind_reference.h"

#define BIND_CODER "lunette.coder"

/* Boxes of one pointer, NULL when closed. User values of a coder: its dictionaries. */
static int coder_close(lua_State *L) {
  lun_coder **coder = bind_check(L, 1, BIND_CODER);
  lun_coder_free(*coder);
  *coder = NULL;
  return 0;
}
/* User values of a reader: its document ... lists by the range that they were read of, entities by their numbers; and what names are looked up by,
 * while that is kept: false before it is asked, then a list of the three. */
enum { READER_DOC = 1, READER_CODER, READER_ACTORS, READER_AGENTS, READER_LISTS, READER_ENTITIES, READER_SOURCES };
static int actors_close(lua_State *L) {
  lun_actors **actors = bind_check(L, 1, BIND_ACTORS);
  lun_actors_free(*actors);
  *actors = NULL;
  return 0;
}

static lun_status add_word(void *coder, const char *list, const char *word, size_t size, lun_err *err) { return lun_coder_add(coder, list, word, size, err); }

/* core.coder({ sector, nation, office, country }, lists, bodies): four dictionaries, lists of words in small letters by the name of the list,
 * and the parts of kinds of bodies { gov = "GOV", ... } */
static int core_coder(lua_State *L) {
  static const char *const names[] = {"sector", "nation", "office", "country"};
  lun_dictionary *of[4];
  for (int i = 1; i <= 3; i++) luaL_checktype(L, i, LUA_TTABLE);
  lua_settop(L, 3);
  lun_coder **coder = bind_push_pointer(L, BIND_CODER, 4); /* 4 */
  for (int i = 0; i < 4; i++) {
    lua_getfield(L, 1, names[i]);
    of[i] = bind_check_dictionary(L, -1)->dictionary;
    lua_setiuservalue(L, 4, i + 1);
  }
  const lun_coder_dictionaries dictionaries = {of[0], of[1], of[2], of[3]};
  lun_err err;
  if (lun_coder_new(bind_host(L)->vocab, &dictionaries, coder, &err)) return bind_raise(L, &err);
  bind_add_words(L, 2, "actors", lun_coder_list, add_word, *coder);
  for (lua_pushnil(L); lua_next(L, 3); lua_pop(L, 1)) {
    luaL_argcheck(L, lua_type(L, -2) == LUA_TSTRING && lua_type(L, -1) == LUA_TSTRING, 3, "kinds of bodies and their parts are texts");
    if (lun_coder_add_body(*coder, lua_tostring(L, -2), lua_tostring(L, -1), &err)) return bind_raise(L, &err);
  }
  return 1;
}

static void push_code(lua_State *L, lun_lexeme code) {
  if (code) bind_push_lexeme(L, code);
  else lua_pushnil(L);
}
static lun_lexeme check_code(lua_State *L, int index) {
  size_t size;
  const char *text = luaL_optlstring(L, index, "", &size);
  luaL_argcheck(L, size <= UINT16_MAX, index, "longer than 65,535 bytes");
  if (!size) return 0;
  const lun_lexeme code = lun_vocab_intern(bind_host(L)->vocab, text, size);
  return code ? code : (lun_lexeme)luaL_error(L, "not enough memory");
}

/* coder:country("GB...") -> "GBR", or nil */
static int coder_country(lua_State *L) {
  lun_lexeme country;
  lun_err err;
  lun_coder *coder = bind_check_pointer(L, 1, BIND_CODER);
  if (lun_coder_country(coder, luaL_checkstring(L, 2), &country, &err)) return bind_raise(L, &err);
  push_code(L, country);
  return 1;
}
/* coder:leader(name) -> whether heads of state or government of one country alone have that last name, and the country */
static int coder_leader(lua_State *L) {
  size_t size;
  bool known;
  lun_lexeme country;
  lun_err err;
  lun_coder *coder = bind_check_pointer(L, 1, BIND_CODER);
  const char *name = luaL_checklstring(L, 2, &size);
  if (lun_coder_leader(coder, name, size, &known, &country, &err)) return bind_raise(L, &err);
  lua_pushboolean(L, known);
  push_code(L, country);
  return 2;
}
/* coder:part_of_role(words in small letters) -> "GOV", or nil */
static int coder_part_of_role(lua_State *L) {
  size_t size;
  lun_lexeme part;
  lun_err err;
  lun_coder *coder = bind_check_pointer(L, 1, BIND_CODER);
  const char *role = luaL_checklstring(L, 2, &size);
  if (lun_coder_part_of_role(coder, role, size, &part, &err)) return bind_raise(L, &err);
  push_code(L, part);
  return 1;
}
/* coder:code(country or nil, part or nil) -> one code of both, or nil */
static int coder_code(lua_State *L) {
  lun_lexeme code;
  lun_err err;
  lun_coder *coder = bind_check_pointer(L, 1, BIND_CODER);
  if (lun_coder_join(coder, check_code(L, 2), check_code(L, 3), &code, &err)) return bind_raise(L, &err);
  push_code(L, code);
  return 1;
}

static lun_dictionary *opt_dictionary(lua_State *L, int index) { return lua_toboolean(L, index) ? bind_check_dictionary(L, index)->dictionary : NULL; }

/* core.actors(doc, coder, actors, agents): a reader of the document's actors; the two are lists of the user, or false */
static int core_actors(lua_State *L) {
  enum { LISTS = 16, ENTITIES = 8 }; /* that most documents are asked for */
  lun_doc *doc = bind_check_doc(L, 1)->doc;
  lun_coder *coder = bind_check_pointer(L, 2, BIND_CODER);
  lun_dictionary *listed = opt_dictionary(L, 3), *agents = opt_dictionary(L, 4);
  lua_settop(L, 4);
  bind_settle_day(L, 1);
  lun_actors **actors = bind_push_pointer(L, BIND_ACTORS, READER_SOURCES);
  for (int i = READER_DOC; i <= READER_AGENTS; i++) {
    lua_pushvalue(L, i);
    lua_setiuservalue(L, 5, i);
  }
  for (int i = READER_LISTS; i <= READER_ENTITIES; i++) {
    lua_createtable(L, 0, i == READER_LISTS ? LISTS : ENTITIES);
    lua_setiuservalue(L, 5, i);
  }
  bind_make_part(L, 1);
  lun_err err;
  return lun_actors_new(coder, doc, listed, agents, actors, &err) ? bind_raise(L, &err) : 1;
}

/* The reader of the table at 1, which it pushes; its document is open and the same. */
static lun_actors *actors_at(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_rawgeti(L, 1, 1);
  lun_actors *actors = bind_check_pointer(L, -1, BIND_ACTORS);
  lua_getiuservalue(L, -1, READER_DOC);
  bind_check_doc(L, -1);
  if (!lun_actors_stand(actors)) luaL_error(L, "the document was cut anew since its actors were read");
  lua_pop(L, 1);
  return actors;
}
/* Tokens of the two arguments behind the table; of no token where the last stands before the first. */
static bool check_words(lua_State *L, lua_Integer at[2]) {
  at[0] = luaL_checkinteger(L, 2);
  at[1] = luaL_checkinteger(L, 3);
  if (at[1] < at[0]) return false;
  lua_rawgeti(L, 1, 1);
  lua_getiuservalue(L, -1, READER_DOC);
  const lun_doc *doc = bind_check_doc(L, -1)->doc;
  lua_pop(L, 2);
  bind_check_token(L, 2, doc);
  bind_check_token(L, 3, doc);
  return true;
}

/* The country of the entity of a number of groups whose country nobody completes; false where a script must be asked. The groups, or nil, stand
 * at 6, the table of entities that scripts have seen at 7. */
static bool country_of_group(lua_State *L, lun_coder *coder, uint32_t number, lun_lexeme *country) {
  const lun_entities *groups = lua_isnil(L, 6) ? NULL : bind_check(L, 6, BIND_GROUPS);
  if (!groups || number > groups->count) return false;
  const bool seen = lua_rawgeti(L, 7, number) != LUA_TNIL;
  lua_pop(L, 1);
  if (seen) return false;
  const lun_entity *e = &groups->entities[number - 1];
  const char cc[] = {e->country[0], e->country[1], 0};
  lun_err err;
  *country = 0;
  if (e->country_from && lun_coder_country(coder, cc, country, &err)) bind_raise(L, &err);
  return true;
}

void bind_keep_sources(lua_State *L, int reader, bool kept) {
  const int index = lua_absindex(L, reader);
  if (kept) lua_pushboolean(L, false);
  else lua_pushnil(L);
  lua_setiuservalue(L, index, READER_SOURCES);
}

/* Keeps what stands at 5 to 7. */
static void keep_sources(lua_State *L) {
  lua_createtable(L, 3, 0);
  for (int i = 5; i <= 7; i++) {
    lua_pushvalue(L, i);
    lua_rawseti(L, -2, i - 4);
  }
  lua_setiuservalue(L, 4, READER_SOURCES);
}

/* Pushes what names are looked up by, which the table at 1 gives: referents, groups or nil, and the entities that scripts have seen. The reader
 * stands at 4. */
static lun_referents *push_sources(lua_State *L) {
  const int kept = lua_getiuservalue(L, 4, READER_SOURCES);
  if (kept == LUA_TTABLE) {
    for (int i = 1; i <= 3; i++) lua_rawgeti(L, 5, i);
    lua_remove(L, 5);
    return bind_check_pointer(L, 5, BIND_REFERENTS);
  }
  lua_settop(L, 4);
  if (lua_getfield(L, 1, "sources") != LUA_TFUNCTION) luaL_error(L, "actors want a method 'sources'");
  lua_pushvalue(L, 1);
  lua_call(L, 1, 2);
  lun_referents *referents = bind_check_pointer(L, 5, BIND_REFERENTS);
  lua_getiuservalue(L, 5, OF_MADE);
  luaL_checktype(L, 7, LUA_TTABLE);
  if (kept == LUA_TBOOLEAN) keep_sources(L);
  return referents;
}

/* Asks what the names among tokens mean, of which it was not asked yet: referents the entity, groups the country of those that scripts have not
 * seen, else the method known(number, "country" or "part") of the table at 1 the country and the part. The reader stands at 4. */
static void ask_names(lua_State *L, lun_actors *actors, uint32_t first, uint32_t last) {
  static const char *const wants[] = {NULL, "country", "part"};
  const lun_referents *referents = NULL;
  lun_coder *coder = NULL;
  const lun_actor_name *name;
  lun_err err;
  for (uint32_t number = 0;; number++) {
    if (lun_actors_untold(actors, first, last, &number, &name, &err)) bind_raise(L, &err);
    if (!name) break;
    if (!referents) {
      lua_getiuservalue(L, 4, READER_CODER);
      coder = bind_check_pointer(L, 5, BIND_CODER);
      lua_settop(L, 4);
      referents = push_sources(L);
    }
    const uint32_t found = lun_referents_at(referents, name->first, name->last + 1), entity = found == LUN_NOBODY ? 0 : found + 1;
    lun_lexeme country = 0, part = 0;
    if (entity && name->wants != LUN_WANTS_ENTITY && !(name->wants == LUN_WANTS_COUNTRY && country_of_group(L, coder, entity, &country))) {
      if (lua_getfield(L, 1, "known") != LUA_TFUNCTION) luaL_error(L, "actors want a method 'known'");
      lua_pushvalue(L, 1);
      lua_pushinteger(L, entity);
      lua_pushstring(L, wants[name->wants]);
      lua_call(L, 3, 2);
      country = check_code(L, 8);
      part = check_code(L, 9);
      lua_settop(L, 7);
    }
    lun_actors_tell(actors, number, entity, country, part);
  }
  lua_settop(L, 4);
}

/* Pushes the entity of a number, for which the table at 1 is asked once. The reader stands at 4. */
static void push_entity(lua_State *L, uint32_t number) {
  lua_getiuservalue(L, 4, READER_ENTITIES);
  if (lua_rawgeti(L, -1, number) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_getfield(L, 1, "numbered");
    lua_pushvalue(L, 1);
    lua_pushinteger(L, number);
    lua_call(L, 2, 1);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, number);
  }
  lua_remove(L, -2);
}

static void push_actor(lua_State *L, const lun_actor *a) {
  lua_createtable(L, 0, 6);
  push_code(L, a->code);
  lua_setfield(L, -2, "code");
  if (a->entity) {
    push_entity(L, a->entity);
    lua_setfield(L, -2, "entity");
  }
  lua_pushinteger(L, bind_first(a->first));
  lua_setfield(L, -2, "first");
  lua_pushinteger(L, bind_first(a->last));
  lua_setfield(L, -2, "last");
  if (a->country) {
    push_code(L, a->country);
    lua_setfield(L, -2, "country");
  }
  if (a->part) {
    push_code(L, a->part);
    lua_setfield(L, -2, "part");
  }
}

static void push_list(lua_State *L, lun_actors *actors, uint32_t first, uint32_t last) {
  const lun_actor *list;
  uint32_t count;
  lun_err err;
  ask_names(L, actors, first, last);
  if (lun_actors_read(actors, first, last, &list, &count, &err)) bind_raise(L, &err);
  lua_createtable(L, (int)count, 0); /* 5 */
  for (uint32_t i = 0; i < count; i++) {
    push_actor(L, &list[i]);
    lua_rawseti(L, 5, (lua_Integer)i + 1);
  }
}

/* read: reader, first, last -> { { code, entity, first, last, country, part } }, the same list each time; "pronoun" where that is all that the
 * words are, "article" where they begin with it, "pair" where they mean two of whom it was told,
 * "owned" where they begin with his, its or their */
int bind_actors_read(lua_State *L) {
  static const char *const how[] = {NULL, "article", "pronoun", "pair", "owned"};
  lua_Integer at[2];
  lua_settop(L, 3);
  lun_actors *actors = actors_at(L); /* 4 */
  if (!check_words(L, at)) {
    lua_newtable(L);
    return 1;
  }
  const lua_Integer key = at[0] << 32 | at[1];
  const uint32_t first = (uint32_t)(at[0] - 1), last = (uint32_t)(at[1] - 1);
  lua_getiuservalue(L, 4, READER_LISTS);
  if (lua_rawgeti(L, -1, key) != LUA_TTABLE) {
    lua_settop(L, 4);
    push_list(L, actors, first, last);
    lua_getiuservalue(L, 4, READER_LISTS);
    lua_pushvalue(L, 5);
    lua_rawseti(L, -2, key);
    lua_settop(L, 5);
  }
  lua_pushstring(L, how[lun_actors_how(actors, first, last)]);
  return 2;
}

/* reader:named(first, last) -> first and last token of the first person or body that they name, and its entity; nil for none */
static int actors_named(lua_State *L) {
  lua_Integer at[2];
  const lun_actor_name *name;
  lun_err err;
  lua_settop(L, 3);
  lun_actors *actors = actors_at(L); /* 4 */
  if (!check_words(L, at)) return 0;
  ask_names(L, actors, (uint32_t)(at[0] - 1), (uint32_t)(at[1] - 1));
  if (lun_actors_named(actors, (uint32_t)(at[0] - 1), (uint32_t)(at[1] - 1), &name, &err)) return bind_raise(L, &err);
  if (!name) return 0;
  lua_pushinteger(L, bind_first(name->first));
  lua_pushinteger(L, bind_first(name->last));
  push_entity(L, name->entity);
  return 3;
}

/* reader:names(first, last) -> spans of the names that begin among the tokens */
static int actors_names(lua_State *L) {
  lua_Integer at[2];
  const lun_actor_name *list = NULL;
  uint32_t count = 0;
  lun_err err;
  lua_settop(L, 3);
  lun_actors *actors = actors_at(L); /* 4 */
  if (check_words(L, at) && lun_actors_names(actors, (uint32_t)(at[0] - 1), (uint32_t)(at[1] - 1), &list, &count, &err)) return bind_raise(L, &err);
  lua_getiuservalue(L, 4, READER_DOC); /* 5 */
  const lun_doc *doc = bind_check_doc(L, 5)->doc;
  lua_createtable(L, (int)count, 0);
  for (uint32_t i = 0; i < count; i++) {
    bind_push_span(L, 5, lun_doc_layer(doc, lun_actor_layer(list[i].layer)), list[i].span, list[i].first, list[i].last + 1);
    lua_rawseti(L, 6, (lua_Integer)i + 1);
  }
  return 1;
}

/* reader:entries(first, last, kind) -> { first, last, number, ... } of the entries that begin among the tokens: of "sector", of nationalities
 * "nation", of the user's lists "actor" and "agent" */
static int actors_entries(lua_State *L) {
  static const char *const kinds[] = {"sector", "nation", "actor", "agent", NULL};
  lua_Integer at[2], n = 0;
  const lun_actor_entry *list = NULL;
  uint32_t count = 0;
  lun_err err;
  const lun_actor_kind kind = (lun_actor_kind)luaL_checkoption(L, 4, NULL, kinds);
  lun_actors *actors = actors_at(L);
  if (check_words(L, at) && lun_actors_entries(actors, kind, (uint32_t)(at[0] - 1), (uint32_t)(at[1] - 1), &list, &count, &err)) return bind_raise(L, &err);
  lua_createtable(L, (int)(3 * count), 0);
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t numbers[] = {list[i].first, list[i].last, list[i].entry};
    for (int k = 0; k < 3; k++) {
      lua_pushinteger(L, bind_first(numbers[k]));
      lua_rawseti(L, -2, ++n);
    }
  }
  return 1;
}

/* core.actor_methods: what readers can be asked. A reader is a table whose first element is what core.actors gives, so that scripts keep what
 * they know of its document beside it. */
void bind_open_actor(lua_State *L) {
  static const luaL_Reg coder[] = {{"country", coder_country}, {"leader", coder_leader}, {"part_of_role", coder_part_of_role}, {"code", coder_code}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"read", bind_actors_read}, {"named", actors_named}, {"names", actors_names}, {"entries", actors_entries}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"coder", core_coder}, {"actors", core_actors}, {NULL, NULL}};
  bind_closing_class(L, BIND_CODER, coder, coder_close);
  bind_closing_class(L, BIND_ACTORS, NULL, actors_close);
  luaL_setfuncs(L, functions, 0);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "actor_methods");
}
