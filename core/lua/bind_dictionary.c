/* The class dictionary: the embedded ones and those that scripts make of their lists. Bound to core/layer. */
#include "lua/bind.h"

#include <string.h>

static int dictionary_close(lua_State *L) {
  bind_dictionary *d = bind_check(L, 1, BIND_DICTIONARY);
  d->dictionary = NULL;
  lun_names_close(&d->own);
  return 0;
}

/* A day on which only rows are true that have no end: without a day they go first, in every run alike. */
static const char endless[] = "9999-12-31";

const char *bind_settle_day(lua_State *L, int doc) {
  lun_doc *of = bind_check_doc(L, doc)->doc;
  size_t size;
  lua_getiuservalue(L, doc, 2);
  lua_getfield(L, -1, "date");
  const char *date = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &size) : NULL;
  lun_doc_set_day(of, date ? date : "", date ? size : 0);
  lua_pop(L, 2);
  return of->day;
}

/* The rows of an entry, one after the other, as a choice orders them. */
typedef struct rows {
  const lun_dictionary *dictionary;
  const bind_choice *choice;
  uint32_t first, count, next;
  int now; /* 1: those without an end, 0: the others, -1: all in the order of the list */
} rows;
static rows rows_of(const lun_dictionary *dictionary, uint32_t entry, const bind_choice *choice) {
  rows r = {.dictionary = dictionary, .choice = choice, .now = !*choice->day && lun_dictionary_dated(dictionary) ? 1 : -1};
  r.count = lun_dictionary_candidates(dictionary, entry, &r.first);
  return r;
}
static bool rows_next(rows *r, uint32_t *row) {
  for (;; r->next = 0, r->now = 0) {
    while (r->next < r->count) {
      *row = r->first + r->next++;
      if (r->choice->machine && !lun_context_row(r->choice->machine, r->choice->context, *row)) continue;
      if (lun_dictionary_valid(r->dictionary, *row, r->now < 0 ? r->choice->day : endless) != (r->now == 0)) return true;
    }
    if (r->now != 1) return false;
  }
}

static void push_row(lua_State *L, const lun_dictionary *dictionary, uint32_t row) {
  const uint32_t columns = lun_dictionary_columns(dictionary);
  lua_createtable(L, 0, (int)columns + 1);
  lua_pushstring(L, lun_dictionary_surface(dictionary, row));
  lua_setfield(L, -2, "surface");
  for (uint32_t c = 0; c < columns; c++) {
    const char *value = lun_dictionary_value(dictionary, row, c);
    if (!*value) continue;
    lua_pushstring(L, value);
    lua_setfield(L, -2, lun_dictionary_column(dictionary, c));
  }
}

void bind_push_candidates(lua_State *L, lun_dictionary *dictionary, uint32_t entry, const bind_choice *choice) {
  uint32_t row, kept = 0;
  rows r = rows_of(dictionary, entry, choice);
  lua_createtable(L, (int)r.count, 0);
  while (rows_next(&r, &row)) {
    push_row(L, dictionary, row);
    lua_rawseti(L, -2, (lua_Integer)++kept);
  }
}

void bind_push_candidate_value(lua_State *L, lun_dictionary *dictionary, uint32_t entry, const bind_choice *choice, const char *key) {
  uint32_t row, columns = lun_dictionary_columns(dictionary), c = 0;
  rows r = rows_of(dictionary, entry, choice);
  const bool there = rows_next(&r, &row);
  while (c < columns && strcmp(lun_dictionary_column(dictionary, c), key) != 0) c++;
  if (c == columns && strcmp(key, "name") && lua_getfield(L, LUA_REGISTRYINDEX, "lunette.missing_column") == LUA_TFUNCTION) {
    lua_pushstring(L, lun_dictionary_name(dictionary));
    lua_pushstring(L, key);
    lua_call(L, 2, 0);
  }
  const char *value = there && c < columns ? lun_dictionary_value(dictionary, row, c) : "";
  if (there && !*value && !strcmp(key, "name")) value = lun_dictionary_surface(dictionary, row);
  if (*value) lua_pushstring(L, value);
  else lua_pushnil(L);
}

/* The day that an argument begins with, which may be missing. */
static const char *check_day(lua_State *L, int index) {
  size_t size;
  const char *day = luaL_optlstring(L, index, "", &size);
  if (size > 0 && (size < LUN_DAY_ROOM - 1 || !lun_day_is_written(day, LUN_DAY_ROOM - 1))) luaL_argerror(L, index, "a day is written YYYY-MM-DD");
  return day;
}

/* The dictionary at 1, in *entry the number of its entry of the text at 2 and 1, or 0, and in *choice the rows of the day at 3. */
static lun_dictionary *find_entry(lua_State *L, uint32_t *entry, bind_choice *choice) {
  lun_dictionary *dictionary = bind_check_dictionary(L, 1)->dictionary;
  size_t size;
  const char *surface = luaL_checklstring(L, 2, &size);
  *choice = (bind_choice){NULL, 0, check_day(L, 3)};
  lun_err err;
  if (lun_dictionary_find(dictionary, bind_host(L)->vocab, surface, size, entry, &err)) bind_raise(L, &err);
  return dictionary;
}

static int dictionary_lookup(lua_State *L) {
  uint32_t entry;
  bind_choice choice;
  lun_dictionary *dictionary = find_entry(L, &entry, &choice);
  if (entry) bind_push_candidates(L, dictionary, entry - 1, &choice);
  if (!entry || lua_rawlen(L, -1) == 0) lua_pushnil(L);
  return 1;
}
/* dictionary:best(text, day) -> of the rows that lookup gives the first of which the dictionary is most sure, or nil */
static int dictionary_best(lua_State *L) {
  uint32_t entry, row, best = LUN_NONE;
  bind_choice choice;
  double sure = 0;
  lun_dictionary *dictionary = find_entry(L, &entry, &choice);
  rows r = {.dictionary = dictionary, .choice = &choice};
  if (entry) r = rows_of(dictionary, entry - 1, &choice);
  while (entry && rows_next(&r, &row)) {
    const double prior = lun_dictionary_prior_of_row(dictionary, row);
    if (best != LUN_NONE && prior <= sure) continue;
    best = row;
    sure = prior;
  }
  if (best == LUN_NONE) lua_pushnil(L);
  else push_row(L, dictionary, best);
  return 1;
}
/* dictionary:prior(text): how sure it is of a text */
static int dictionary_prior(lua_State *L) {
  lun_dictionary *dictionary = bind_check_dictionary(L, 1)->dictionary;
  size_t size;
  const char *text = luaL_checklstring(L, 2, &size);
  double prior;
  lun_err err;
  if (lun_dictionary_prior_of(dictionary, bind_host(L)->vocab, text, size, &prior, &err)) return bind_raise(L, &err);
  lua_Integer whole;
  if (lua_numbertointeger(prior, &whole) && (double)whole == prior) lua_pushinteger(L, whole);
  else lua_pushnumber(L, prior);
  return 1;
}
static int dictionary_candidates(lua_State *L) {
  lun_dictionary *dictionary = bind_check_dictionary(L, 1)->dictionary;
  lua_Integer entry = luaL_checkinteger(L, 2);
  if (entry < 1 || entry > (lua_Integer)lun_dictionary_entries(dictionary)) return luaL_argerror(L, 2, "no such entry");
  const bind_choice choice = {NULL, 0, check_day(L, 3)};
  bind_push_candidates(L, dictionary, (uint32_t)(entry - 1), &choice);
  return 1;
}
static int dictionary_length(lua_State *L) {
  lua_pushinteger(L, lun_dictionary_entries(bind_check_dictionary(L, 1)->dictionary));
  return 1;
}
static int dictionary_name(lua_State *L) {
  lua_pushstring(L, lun_dictionary_name(bind_check_dictionary(L, 1)->dictionary));
  return 1;
}
static int dictionary_columns(lua_State *L) {
  const lun_dictionary *dictionary = bind_check_dictionary(L, 1)->dictionary;
  lua_newtable(L);
  for (uint32_t i = 0; i < lun_dictionary_columns(dictionary); i++) {
    lua_pushstring(L, lun_dictionary_column(dictionary, i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}
static int dictionary_string(lua_State *L) {
  const lun_dictionary *d = bind_check_dictionary(L, 1)->dictionary;
  lua_pushfstring(L, "dictionary %s (%I entries)", lun_dictionary_name(d), (LUAI_UACINT)lun_dictionary_entries(d));
  return 1;
}

static bind_dictionary *new_dictionary(lua_State *L) {
  bind_dictionary *d = lua_newuserdatauv(L, sizeof *d, 0);
  memset(d, 0, sizeof *d);
  luaL_setmetatable(L, BIND_DICTIONARY);
  return d;
}

/* core.embedded_dictionary(name) -> dictionary or nil; without a name the list of names. */
static int core_embedded_dictionary(lua_State *L) {
  lun_image *image = bind_host(L)->image;
  if (lua_isnoneornil(L, 1)) {
    lua_newtable(L);
    for (uint32_t i = 0; i < lun_image_count(image); i++) {
      lua_pushstring(L, lun_dictionary_name(lun_image_at(image, i)));
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
  }
  lun_dictionary *found = lun_image_find(image, luaL_checkstring(L, 1));
  if (!found) {
    lua_pushnil(L);
    return 1;
  }
  new_dictionary(L)->dictionary = found;
  return 1;
}

/* A builder in a userdata, so that an error of Lua does not leak it. */
#define BIND_BUILDER "lunette.builder"
static int builder_close(lua_State *L) {
  lun_image_builder **builder = bind_check(L, 1, BIND_BUILDER);
  if (*builder) lun_image_builder_free(*builder);
  *builder = NULL;
  return 0;
}

/* core.compile_dictionary(name, file, tsv) -> dictionary, or nil and a message */
static int core_compile_dictionary(lua_State *L) {
  size_t size;
  const char *name = luaL_checkstring(L, 1), *file = luaL_checkstring(L, 2), *tsv = luaL_checklstring(L, 3, &size);
  lun_image_builder **builder = lua_newuserdatauv(L, sizeof *builder, 0);
  *builder = NULL;
  luaL_setmetatable(L, BIND_BUILDER);
  bind_dictionary *d = new_dictionary(L);
  lun_err err;
  if (lun_image_builder_new(builder, &err) || lun_image_builder_add(*builder, name, file, tsv, size, &err) ||
      lun_image_builder_finish(*builder, &d->own.built, &size, &err) || lun_image_open(d->own.built, size, &d->own.image, &err))
    return bind_refuse(L, &err);
  if (lun_image_count(d->own.image) != 1) return luaL_error(L, "dictionary '%s' is empty", name);
  d->dictionary = lun_image_at(d->own.image, 0);
  return 1;
}

/* core.open_list(name, file, fold, folder or nil) -> dictionary, notes, where it is from: "kept" in the folder, "keeping",
 * which is compiled now and kept, or "compiled"; or nil and a message */
static int core_open_list(lua_State *L) {
  const lun_names_source source = {luaL_checkstring(L, 1), luaL_checkstring(L, 2), lua_toboolean(L, 3)};
  const char *folder = luaL_optstring(L, 4, NULL);
  bind_dictionary *d = new_dictionary(L);
  lun_err err;
  if (lun_names_open(&source, folder, &d->own, &err)) return bind_refuse(L, &err);
  d->dictionary = lun_image_at(d->own.image, 0);
  lua_pushlstring(L, d->own.notes.at ? d->own.notes.at : "", d->own.notes.size);
  lua_pushstring(L, d->own.mapped ? "kept" : d->own.kept ? "keeping" : "compiled");
  return 3;
}

/* core.list_cache() -> the folder for compiled lists that the environment names, or nil */
static int core_list_cache(lua_State *L) {
  lua_pushstring(L, bind_host(L)->options.cache);
  return 1;
}

/* core.list_data() -> the folder for lists of the user's own, or nil */
static int core_list_data(lua_State *L) {
  lua_pushstring(L, bind_host(L)->options.data);
  return 1;
}

void bind_open_dictionary(lua_State *L) {
  static const luaL_Reg methods[] = {{"lookup", dictionary_lookup}, {"best", dictionary_best}, {"prior", dictionary_prior}, {"candidates", dictionary_candidates}, {NULL, NULL}};
  static const luaL_Reg getters[] = {{"name", dictionary_name}, {"columns", dictionary_columns}, {NULL, NULL}};
  static const luaL_Reg meta[] = {{"__len", dictionary_length}, {"__tostring", dictionary_string}, {"__gc", dictionary_close}, {NULL, NULL}};
  bind_class(L, BIND_DICTIONARY, methods, getters, meta, NULL);
  bind_closing_class(L, BIND_BUILDER, NULL, builder_close);
  static const luaL_Reg functions[] = {{"embedded_dictionary", core_embedded_dictionary},
                                       {"compile_dictionary", core_compile_dictionary},
                                       {"open_list", core_open_list}, {"list_cache", core_list_cache}, {"list_data", core_list_data}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
