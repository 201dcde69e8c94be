/* The classes grouper and groups: core.grouper(dictionary of given names, words) -> grouper, which groups a document's mentions, and
 * what it gives. Numbers of entities are from 1; their tables are made in bind_made.c. Bound to lunette/entity.h; holds no logic. */
#include "lua/bind.h"

#include <string.h>

#define BIND_GROUPER "lunette.grouper"

static int grouper_close(lua_State *L) {
  lun_grouper **grouper = bind_check(L, 1, BIND_GROUPER);
  lun_grouper_free(*grouper);
  *grouper = NULL;
  return 0;
}

static const char *words_field(lua_State *L, const char *name) {
  if (lua_getfield(L, 2, name) != LUA_TSTRING) luaL_error(L, "a grouper is given no words '%s'", name);
  return lua_tostring(L, -1); /* which the table keeps */
}

/* core.grouper(given, { male = , female = , generation = , numeral = , company = , small = , family_first = , home = , team = , region = ,
 * national = , joint = }, dictionary of nationalities or nil, of places) */
static int core_grouper(lua_State *L) {
  lun_dictionary *given = bind_check_dictionary(L, 1)->dictionary;
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 4);
  lun_dictionary *nationalities = lua_isnil(L, 3) ? NULL : bind_check_dictionary(L, 3)->dictionary, *places = nationalities ? bind_check_dictionary(L, 4)->dictionary : NULL;
  const lun_entity_words words = {words_field(L, "male"), words_field(L, "female"), words_field(L, "generation"),
                                  words_field(L, "numeral"), words_field(L, "company"), words_field(L, "small"), words_field(L, "family_first"), words_field(L, "home"), words_field(L, "team"), words_field(L, "region"),
                                  words_field(L, "national"), words_field(L, "joint")};
  lua_settop(L, 4);
  lua_createtable(L, 3, 0); /* which keeps what it borrows */
  for (int i = 0; i < 3; i++) {
    lua_pushvalue(L, i ? i + 2 : 1);
    lua_rawseti(L, -2, i + 1);
  }
  lun_grouper **grouper = bind_push_pointer(L, BIND_GROUPER, 1);
  lua_pushvalue(L, 5);
  lua_setiuservalue(L, -2, 1);
  lun_err err;
  if (lun_grouper_new(bind_host(L)->vocab, given, &words, grouper, &err)) return bind_raise(L, &err);
  lun_grouper_lands(*grouper, nationalities, places);
  return 1;
}

/* The tokens of what fills a role of the fact on the top, the first where it is a list; 0 and 0 where nothing does. */
static void read_filler(lua_State *L, const char *role, const lun_doc *doc, uint32_t range[2]) {
  range[0] = range[1] = 0;
  if (lua_getfield(L, -1, role) == LUA_TTABLE) {
    lua_rawgeti(L, -1, 1);
    lua_remove(L, -2);
  }
  const bind_span *s = lua_isuserdata(L, -1) ? bind_check_span(L, lua_gettop(L)) : NULL;
  lua_pop(L, 1);
  if (!s || s->stop > doc->tokens.count) return;
  range[0] = s->first;
  range[1] = s->stop;
}

/* Ranges of tokens of what fills these roles of each fact of the list at `index`. */
static uint32_t *read_facts(lua_State *L, int index, const lun_doc *doc, const char *const *roles, uint32_t count, uint32_t *facts) {
  luaL_checktype(L, index, LUA_TTABLE);
  const lua_Unsigned n = lua_rawlen(L, index);
  uint32_t *ranges = lua_newuserdatauv(L, (n ? 2 * n * count : 1) * sizeof *ranges, 0);
  for (lua_Unsigned i = 0; i < n; i++) {
    if (lua_rawgeti(L, index, (lua_Integer)i + 1) != LUA_TTABLE) luaL_error(L, "a list of facts holds a %s", luaL_typename(L, -1));
    for (uint32_t k = 0; k < count; k++) read_filler(L, roles[k], doc, ranges + 2 * (count * i + k));
    lua_pop(L, 1);
  }
  *facts = (uint32_t)n;
  return ranges;
}

/* grouper(doc, facts of roles, facts of aliases) -> groups */
static int grouper_run(lua_State *L) {
  static const char *const of_role[] = {"who", "role", "from"}, *const of_alias[] = {"long", "short"};
  lun_grouper *grouper = bind_check_pointer(L, 1, BIND_GROUPER);
  lun_doc *doc = bind_check_doc(L, 2)->doc;
  uint32_t role_count, alias_count;
  lua_settop(L, 4);
  const uint32_t *role = read_facts(L, 3, doc, of_role, 3, &role_count), *alias = read_facts(L, 4, doc, of_alias, 2, &alias_count);
  lun_entities *groups = lua_newuserdatauv(L, sizeof *groups, 1); /* user value: the document */
  memset(groups, 0, sizeof *groups);
  luaL_setmetatable(L, BIND_GROUPS);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, -2, 1);
  lun_err err;
  _Static_assert(sizeof(lun_entity_role) == 6 * sizeof(uint32_t) && sizeof(lun_entity_alias) == 4 * sizeof(uint32_t), "ranges side by side");
  return lun_grouper_run(grouper, doc, (const lun_entity_role *)(const void *)role, role_count, (const lun_entity_alias *)(const void *)alias, alias_count, groups, &err)
             ? bind_raise(L, &err) : 1;
}

static lun_entities *check_groups(lua_State *L) { return bind_check(L, 1, BIND_GROUPS); }
static const lun_entity *check_entity(lua_State *L, int index) {
  const lun_entities *groups = check_groups(L);
  const lua_Integer number = luaL_checkinteger(L, index);
  luaL_argcheck(L, number >= 1 && number <= (lua_Integer)groups->count, index, "no such entity");
  return &groups->entities[number - 1];
}
static int groups_close(lua_State *L) {
  lun_entities_free(check_groups(L));
  return 0;
}

static const char *const genders[] = {NULL, "M", "F"};

/* groups:gender(number) -> "M", "F" or nil, and whether a title says so */
static int groups_gender(lua_State *L) {
  const lun_entity *e = check_entity(L, 2);
  lua_pushstring(L, genders[e->gender]);
  lua_pushboolean(L, e->gender_stated);
  return 2;
}
/* groups:country(number) -> "GB", or nil */
static int groups_country(lua_State *L) {
  const lun_entity *e = check_entity(L, 2);
  if (e->country_from) lua_pushlstring(L, e->country, sizeof e->country);
  else lua_pushnil(L);
  return 1;
}
/* groups:next(number or 0, type or nil) -> the next number of that type, and its type */
static int groups_next(lua_State *L) {
  const lun_entities *groups = check_groups(L);
  const char *wanted = luaL_optstring(L, 3, NULL);
  for (lua_Integer i = luaL_checkinteger(L, 2); i >= 0 && i < (lua_Integer)groups->count; i++) {
    const char *type = lun_entity_type_name((lun_entity_type)groups->entities[i].type);
    if (wanted && *wanted != *type) continue;
    lua_pushstring(L, type);
    if (wanted && !lua_rawequal(L, 3, -1)) {
      lua_pop(L, 1);
      continue;
    }
    lua_pushinteger(L, i + 1);
    lua_insert(L, -2);
    return 2;
  }
  return 0;
}

/* groups:type(number) -> its type */
static int groups_type(lua_State *L) {
  lua_pushstring(L, lun_entity_type_name((lun_entity_type)check_entity(L, 2)->type));
  return 1;
}

static void push_rivals(lua_State *L, const lun_entities *groups, const lun_entity_mention *m) {
  lua_createtable(L, (int)m->rivals, 0);
  for (uint32_t i = 0; i < m->rivals; i++) {
    lua_pushinteger(L, (lua_Integer)groups->rivals[m->rival + i] + 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}
/* The document at 2, which must be the one that was grouped: one that has layers is not cut anew. */
static const lun_doc *check_grouped(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 2)->doc;
  lua_getiuservalue(L, 1, 1);
  luaL_argcheck(L, lua_rawequal(L, -1, 2), 2, "another document was grouped");
  lua_pop(L, 1);
  return doc;
}
static lun_layer *layer_of(const lun_doc *doc, const lun_entity_mention *m) { return lun_doc_layer(doc, lun_entity_type_name((lun_entity_type)m->layer)); }
static void push_mention(lua_State *L, const lun_doc *doc, const lun_entity_mention *m) { bind_push_span(L, 2, layer_of(doc, m), m->span, m->first, m->stop); }

static void set_text(lua_State *L, const lun_doc *doc, const lun_entity_mention *m, const char *attribute, const char *field) {
  size_t size;
  const char *value = lun_layer_get(layer_of(doc, m), m->span, attribute, &size);
  if (!value) return;
  lua_pushlstring(L, value, size);
  lua_setfield(L, 4, field);
}

static void set_known(lua_State *L, const lun_entity *e) {
  static const char *const from[] = {NULL, NULL, "stated", "place", "organisation", "paragraph", "dateline", "article"};
  _Static_assert(sizeof from / sizeof *from == LUN_COUNTRY_ARTICLE + 1, "a text of each");
  if (e->gender) {
    lua_pushstring(L, genders[e->gender]);
    lua_setfield(L, 4, "gender");
  }
  if (e->gender_stated) {
    lua_pushboolean(L, 1);
    lua_setfield(L, 4, "gender_stated");
  }
  if (e->country_from) {
    lua_pushlstring(L, e->country, sizeof e->country);
    lua_setfield(L, 4, "country");
    lua_pushstring(L, from[e->country_from]);
    lua_setfield(L, 4, "country_from");
  }
}

/* Pushes the list of an entity's mentions, of which only those that are written as none before where `spelt`. */
static void push_mentions(lua_State *L, const lun_entities *groups, const lun_doc *doc, const lun_entity *e, bool spelt) {
  lua_Integer n = 0;
  lua_createtable(L, spelt ? 1 : (int)e->mentions, 0);
  for (uint32_t i = 0; i < e->mentions; i++) {
    const lun_entity_mention *m = &groups->mentions[groups->order[e->mention + i]];
    if (spelt && !m->spelt) continue;
    push_mention(L, doc, m);
    lua_rawseti(L, -2, ++n);
  }
}
/* groups:mentions(doc, number) -> its mentions, each a span; groups:spellings(doc, number) -> those that are written as none before */
static int groups_mentions(lua_State *L) {
  const lun_doc *doc = check_grouped(L);
  push_mentions(L, check_groups(L), doc, check_entity(L, 3), false);
  return 1;
}
static int groups_spellings(lua_State *L) {
  const lun_doc *doc = check_grouped(L);
  push_mentions(L, check_groups(L), doc, check_entity(L, 3), true);
  return 1;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
/* Pushes a text with one space in place of each run of white space. */
static void push_spaced(lua_State *L, const char *text, size_t size) {
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (size_t i = 0; i < size; i++)
    if (!is_space(text[i])) luaL_addchar(&buffer, text[i]);
    else if (!i || !is_space(text[i - 1])) luaL_addchar(&buffer, ' ');
  luaL_pushresult(&buffer);
}
static const char *words_of(const lun_doc *doc, uint32_t first, uint32_t stop, size_t *size) {
  const uint32_t start = doc->tokens.start[first];
  *size = lun_token_stop(&doc->tokens, stop - 1) - start;
  return doc->text + start;
}
/* Pushes the text of tokens like that. */
static void push_words(lua_State *L, const lun_doc *doc, uint32_t first, uint32_t stop) {
  size_t size;
  const char *text = words_of(doc, first, stop, &size);
  push_spaced(L, text, size);
}
/* The name that the layer says of a mention; NULL where the words do. */
static const char *known_name(const lun_doc *doc, const lun_entity *e, const lun_entity_mention *named, size_t *size) {
  return e->type != LUN_ENTITY_PERSON ? lun_layer_get(layer_of(doc, named), named->span, "name", size) : NULL;
}

static bool has_roles(const lun_entities *groups, const lun_entity *e) {
  for (uint32_t i = 0; i < e->roles; i++)
    if (groups->roles[e->role + i].stop) return true;
  return false;
}
/* groups:facts(doc, number) -> its country or nil, whether it is that country, whether it has roles */
static int groups_facts(lua_State *L) {
  const lun_entities *groups = check_groups(L);
  const lun_doc *doc = check_grouped(L);
  const lun_entity *e = check_entity(L, 3);
  const lun_entity_mention *linked = e->linked != UINT32_MAX ? &groups->mentions[e->linked] : NULL;
  size_t size = 0;
  const char *id = linked ? lun_layer_get(layer_of(doc, linked), linked->span, "id", &size) : NULL;
  if (e->country_from) lua_pushlstring(L, e->country, sizeof e->country);
  else lua_pushnil(L);
  lua_pushboolean(L, e->country_from && id && size == 4 + sizeof e->country && !memcmp(id, "iso:", 4) && !memcmp(id + 4, e->country, sizeof e->country));
  lua_pushboolean(L, has_roles(groups, e));
  return 3;
}
/* Pushes the name of an entity: that of the dictionary for one that is no person, else the text of the mention that names it; and of this
 * the layer and the part of the article, else nil. */
static void push_name(lua_State *L, const lun_entities *groups, const lun_doc *doc, const lun_entity *e) {
  const lun_entity_mention *named = &groups->mentions[e->named];
  size_t size = 0;
  const char *name = known_name(doc, e, named, &size);
  if (name) {
    lua_pushlstring(L, name, size);
    lua_pushnil(L);
    lua_pushnil(L);
    return;
  }
  push_words(L, doc, named->first, named->stop);
  lua_pushstring(L, lun_entity_type_name((lun_entity_type)named->layer));
  lua_pushstring(L, lun_part_name(lun_doc_part(doc, named->first)));
}
/* groups:is_listed(doc, number, dictionary) -> whether the dictionary has its name, or that is of one word and roles are said, so that it may be a
 * family name there; nil where the name has no small letter, and may be printed otherwise */
static int groups_is_listed(lua_State *L) {
  const lun_entities *groups = check_groups(L);
  const lun_doc *doc = check_grouped(L);
  const lun_entity *e = check_entity(L, 3);
  lun_dictionary *dictionary = bind_check_dictionary(L, 4)->dictionary;
  const lun_entity_mention *named = &groups->mentions[e->named];
  size_t size = 0;
  const char *name = known_name(doc, e, named, &size);
  if (!name) name = words_of(doc, named->first, named->stop, &size);
  bool small = false, several = false;
  for (size_t i = 0; i < size; i++) {
    small = small || (name[i] >= 'a' && name[i] <= 'z');
    several = several || is_space(name[i]);
  }
  if (!small) return 0;
  uint32_t entry = 0;
  lun_err err;
  const bool may_be_family = !several && has_roles(groups, e);
  if (!may_be_family && lun_dictionary_find(dictionary, bind_host(L)->vocab, name, size, &entry, &err)) return bind_raise(L, &err);
  lua_pushboolean(L, may_be_family || entry);
  return 1;
}
static void push_roles(lua_State *L, const lun_entities *groups, const lun_doc *doc, const lun_entity *e) {
  lua_Integer n = 0;
  lua_createtable(L, (int)e->roles, 0);
  for (uint32_t i = 0; i < e->roles; i++) {
    const lun_entity_role *role = &groups->roles[e->role + i];
    if (!role->stop) continue;
    push_words(L, doc, role->first, role->stop);
    lua_rawseti(L, -2, ++n);
  }
}

/* groups:named(doc, number) -> its name, the layer and the part of the article that this is from, or nil, whether it has roles, its type */
static int groups_named(lua_State *L) {
  const lun_entities *groups = check_groups(L);
  const lun_doc *doc = check_grouped(L);
  const lun_entity *e = check_entity(L, 3);
  push_name(L, groups, doc, e);
  lua_pushboolean(L, has_roles(groups, e));
  lua_pushstring(L, lun_entity_type_name((lun_entity_type)e->type));
  return 5;
}
/* groups:roles(doc, number) -> the list of its roles, each a text, or nil; groups:first(number) -> first and last token of its first mention */
static int groups_roles(lua_State *L) {
  const lun_entities *groups = check_groups(L);
  const lun_doc *doc = check_grouped(L);
  const lun_entity *e = check_entity(L, 3);
  if (!has_roles(groups, e)) return 0;
  push_roles(L, groups, doc, e);
  return 1;
}
static int groups_first(lua_State *L) {
  const lun_entities *groups = check_groups(L);
  const lun_entity_mention *first = &groups->mentions[groups->order[check_entity(L, 2)->mention]];
  lua_pushinteger(L, bind_first(first->first));
  lua_pushinteger(L, bind_first(first->stop - 1));
  return 2;
}
/* groups:describe(doc, number, entity) sets id, also, country, country_from, gender and gender_stated of the table entity; gives what push_name
 * pushes, the list of its roles and, if it is unclear, the numbers of those that it may be. */
static int groups_describe(lua_State *L) {
  const lun_entities *groups = check_groups(L);
  const lun_doc *doc = check_grouped(L);
  const lun_entity *e = check_entity(L, 3);
  luaL_checktype(L, 4, LUA_TTABLE);
  lua_settop(L, 4);
  set_known(L, e);
  if (e->linked != UINT32_MAX) {
    set_text(L, doc, &groups->mentions[e->linked], "id", "id");
    set_text(L, doc, &groups->mentions[e->linked], "also", "also");
  }
  push_name(L, groups, doc, e);
  push_roles(L, groups, doc, e);
  if (!e->unclear) return 4;
  push_rivals(L, groups, &groups->mentions[groups->order[e->mention]]);
  return 5;
}

static int groups_length(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)check_groups(L)->count);
  return 1;
}

void bind_open_entity(lua_State *L) {
  static const luaL_Reg methods[] = {{"next", groups_next}, {"type", groups_type}, {"gender", groups_gender}, {"country", groups_country}, {"facts", groups_facts}, {"named", groups_named}, {"roles", groups_roles}, {"is_listed", groups_is_listed}, {"first", groups_first}, {"mentions", groups_mentions}, {"spellings", groups_spellings}, {"describe", groups_describe}, {NULL, NULL}};
  bind_closing_class(L, BIND_GROUPER, NULL, grouper_close);
  luaL_getmetatable(L, BIND_GROUPER);
  lua_pushcfunction(L, grouper_run);
  lua_setfield(L, -2, "__call");
  lua_pop(L, 1);
  bind_closing_class(L, BIND_GROUPS, methods, groups_close);
  luaL_getmetatable(L, BIND_GROUPS);
  lua_pushcfunction(L, groups_length);
  lua_setfield(L, -2, "__len");
  lua_pop(L, 1);
  static const luaL_Reg functions[] = {{"grouper", core_grouper}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
