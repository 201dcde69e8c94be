/* What reads records, for the library: names of fields and JSON objects by them (core.fields, core.record), values of a JSON
 * text (core.json_cut), separated values (core.csv), bytes as UTF-8 (core.decode), the language of a document
 * (core.language). Holds no logic. */
#include <string.h>

#include "lua/bind.h"

#define BIND_FIELDS "lunette.fields"
#define BIND_CSV "lunette.csv"
#define BIND_DECODED "lunette.decoded"

typedef struct bind_fields { /* user value 1: the list of names, which are borrowed */
  lun_fields fields;
  lun_record record; /* the one read last, until its text is taken, the next is read, or all is collected */
  lun_field_name *names;
} bind_fields;

lun_record *bind_record_at(lua_State *L, int index) {
  bind_fields *f = luaL_testudata(L, index, BIND_FIELDS);
  return f && f->record.field[LUN_FIELD_TEXT].at ? &f->record : NULL;
}
static int fields_text(lua_State *L) {
  const lun_record *record = bind_record_at(L, 1);
  if (!record) return luaL_error(L, "fields that hold no text");
  lua_pushlstring(L, record->field[LUN_FIELD_TEXT].at, record->field[LUN_FIELD_TEXT].size);
  return 1;
}
static int fields_size(lua_State *L) {
  const lun_record *record = bind_record_at(L, 1);
  lua_pushinteger(L, record ? (lua_Integer)record->field[LUN_FIELD_TEXT].size : 0);
  return 1;
}
static int fields_close(lua_State *L) {
  bind_fields *f = bind_check(L, 1, BIND_FIELDS);
  lun_record_free(&f->record);
  lun_free(f->names);
  f->names = NULL;
  return 0;
}

/* core.fields({texts, ids, dates, headlines, marks}, whole): lists of names for core.record */
static int core_fields(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  size_t count = 0;
  for (int field = 0; field <= LUN_FIELDS; field++) {
    if (lua_rawgeti(L, 1, field + 1) != LUA_TTABLE) return luaL_argerror(L, 1, "five lists of names are wanted");
    count += lua_rawlen(L, -1);
    lua_pop(L, 1);
  }
  bind_fields *f = lua_newuserdatauv(L, sizeof *f, 1);
  memset(f, 0, sizeof *f);
  luaL_setmetatable(L, BIND_FIELDS);
  f->fields.whole = lua_toboolean(L, 2);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, -3, 1);
  if (!(f->names = lun_zalloc(count, sizeof *f->names))) return luaL_error(L, "not enough memory");
  lua_Integer n = 0;
  for (int field = 0; field <= LUN_FIELDS; field++) {
    lua_rawgeti(L, 1, field + 1);
    const uint32_t names = (uint32_t)lua_rawlen(L, -1);
    *(field < LUN_FIELDS ? &f->fields.of[field] : &f->fields.marks) = f->names + n;
    *(field < LUN_FIELDS ? &f->fields.count[field] : &f->fields.mark_count) = names;
    for (uint32_t i = 1; i <= names; i++) {
      size_t size;
      if (lua_rawgeti(L, -1, i) != LUA_TSTRING) return luaL_argerror(L, 1, "names are texts");
      const char *name = lua_tolstring(L, -1, &size);
      f->names[n] = (lun_field_name){name, (uint32_t)size, strchr(name, '.') != NULL};
      lua_rawseti(L, -3, ++n);
    }
    lua_pop(L, 1);
  }
  lun_fields_index(&f->fields);
  lua_pop(L, 1);
  return 1;
}

/* nil, a message, and what kind of failure it is */
static int refuse_as(lua_State *L, const lun_err *err) {
  lua_pushnil(L);
  lua_pushstring(L, err->message);
  lua_pushstring(L, lun_status_name(err->code));
  return 3;
}

int bind_push_record(lua_State *L, int fields_index, const char *line, size_t size, uint64_t number, bool *again) {
  bind_fields *f = bind_check(L, fields_index, BIND_FIELDS);
  lun_err err;
  lun_record_free(&f->record);
  *again = true;
  if (lun_record_read(line, size, number, &f->fields, &f->record, &err)) return refuse_as(L, &err);
  *again = f->record.marked || f->record.texts > 1;
  luaL_checkstack(L, 12, NULL);
  lua_pushvalue(L, fields_index); /* which a text always is in */
  for (int field = LUN_FIELD_TEXT + 1; field < LUN_FIELDS; field++) {
    const lun_value *v = &f->record.field[field];
    if (v->at) lua_pushlstring(L, v->at, v->size);
    else lua_pushnil(L);
  }
  for (int field = 0; field < LUN_FIELDS; field++) {
    if (f->record.field[field].at) lua_pushinteger(L, (lua_Integer)f->record.field[field].name + 1);
    else lua_pushnil(L);
  }
  lua_pushinteger(L, f->record.texts);
  lua_pushboolean(L, f->record.marked);
  if (f->fields.whole) bind_push_json(L, f->record.object);
  else lua_pushnil(L);
  return 2 * LUN_FIELDS + 3;
}

/* core.json_mend(text) -> the text with \ufffd for every lone half of a surrogate pair, and how many there were */
static int core_json_mend(lua_State *L) {
  size_t size;
  const char *text = luaL_checklstring(L, 1, &size);
  luaL_Buffer buffer;
  char *copy = luaL_buffinitsize(L, &buffer, size);
  memcpy(copy, text, size);
  lua_Integer count = lun_json_mend(copy, size);
  luaL_pushresultsize(&buffer, size);
  lua_pushinteger(L, count);
  return 2;
}

/* core.record(line, number, fields) -> text, id, date, headline, then which name gave each (from 1), how many names have a
 * text, whether there is a mark, and the whole object where fields want it; or nil, a message, the kind of failure */
static int core_record(lua_State *L) {
  size_t size;
  bool again;
  const char *line = luaL_checklstring(L, 1, &size);
  const int count = bind_push_record(L, 3, line, size, (uint64_t)luaL_checkinteger(L, 2), &again);
  lun_record *record = bind_record_at(L, 3);
  if (record) {
    lua_pushlstring(L, record->field[LUN_FIELD_TEXT].at, record->field[LUN_FIELD_TEXT].size);
    lua_replace(L, -count - 1);
    lun_record_free(record);
  }
  return count;
}

/* upvalues: the text, the cut */
static int cut_next(lua_State *L) {
  lun_json_cut *cut = lua_touserdata(L, lua_upvalueindex(2));
  size_t start, stop;
  uint64_t line;
  if (!lun_json_cut_next(cut, &start, &stop, &line)) return 0;
  lua_pushinteger(L, (lua_Integer)start + 1);
  lua_pushinteger(L, (lua_Integer)stop);
  lua_pushinteger(L, (lua_Integer)line);
  return 3;
}
/* core.json_cut(text [, first, last]) -> iterator over first byte, last byte, line of its values; with first and last over
 * the items of the first list of objects inside the object that stands there, or nil */
static int core_json_cut(lua_State *L) {
  size_t size;
  const char *text = luaL_checklstring(L, 1, &size);
  lua_Integer first = luaL_optinteger(L, 2, 0), last = luaL_optinteger(L, 3, 0);
  lua_settop(L, 1);
  lun_json_cut *cut = lua_newuserdatauv(L, sizeof *cut, 0);
  if (!first) lun_json_cut_open(cut, text, size);
  else if (first < 1 || last > (lua_Integer)size || !lun_json_cut_inside(cut, text, (size_t)first - 1, (size_t)last, 4)) return 0;
  lua_pushcclosure(L, cut_next, 2);
  return 1;
}

static int csv_close(lua_State *L) {
  lun_table **csv = bind_check(L, 1, BIND_CSV);
  lun_table_free(*csv);
  *csv = NULL;
  return 0;
}
/* core.csv(separator or nil, limit of a row) -> csv */
static int core_csv(lua_State *L) {
  const char *separator = luaL_optstring(L, 1, "");
  size_t limit = (size_t)luaL_checkinteger(L, 2);
  lun_table **csv = lua_newuserdatauv(L, sizeof *csv, 0);
  *csv = NULL;
  luaL_setmetatable(L, BIND_CSV);
  lun_err err;
  if (lun_table_new(*separator, false, limit, csv, &err)) return bind_raise(L, &err);
  return 1;
}
/* csv:feed(bytes, last) */
static int csv_feed(lua_State *L) {
  lun_table **csv = bind_check(L, 1, BIND_CSV);
  size_t size;
  const char *bytes = luaL_checklstring(L, 2, &size);
  lun_err err;
  if (lun_table_feed(*csv, bytes, size, lua_toboolean(L, 3), &err)) return bind_raise(L, &err);
  return 0;
}
/* csv:next() -> cells, line; nil when more is needed; false, message, line, kind of failure */
static int csv_next(lua_State *L) {
  lun_table **csv = bind_check(L, 1, BIND_CSV);
  lun_table_row row;
  lun_err err;
  lun_status status = lun_table_next(*csv, &row, &err);
  if (status == LUN_NO_MEMORY) return bind_raise(L, &err);
  if (status) {
    lua_pushboolean(L, 0);
    lua_pushstring(L, err.message);
    lua_pushinteger(L, (lua_Integer)err.position);
    lua_pushstring(L, lun_status_name(status));
    return 4;
  }
  if (!row.count) return 0;
  lua_createtable(L, (int)row.count, 0);
  for (uint32_t i = 0; i < row.count; i++) {
    lua_pushlstring(L, row.cell[i], row.size[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_pushinteger(L, (lua_Integer)row.line);
  return 2;
}
static int csv_separator(lua_State *L) {
  lun_table **csv = bind_check(L, 1, BIND_CSV);
  char separator = lun_table_separator(*csv);
  lua_pushlstring(L, &separator, separator != 0);
  return 1;
}

static int decoded_close(lua_State *L) {
  lun_decoded_free(bind_check(L, 1, BIND_DECODED));
  return 0;
}
/* core.decode(bytes) -> valid UTF-8, the encoding's name */
static int core_decode(lua_State *L) {
  size_t size;
  const char *bytes = luaL_checklstring(L, 1, &size);
  lua_settop(L, 1);
  lun_decoded *decoded = lua_newuserdatauv(L, sizeof *decoded, 0);
  memset(decoded, 0, sizeof *decoded);
  luaL_setmetatable(L, BIND_DECODED);
  lun_err err;
  if (lun_text_decode(bytes, size, decoded, &err)) return bind_refuse(L, &err);
  if (decoded->bytes) lua_pushlstring(L, decoded->bytes, decoded->size);
  else lua_pushvalue(L, 1);
  lua_pushstring(L, lun_decoded_name(decoded));
  lun_decoded_free(decoded);
  return 2;
}

/* core.language(doc [, more]) -> code, nil where nothing is decided; with more also name, words looked at, common ones */
static int core_language(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  lun_err err;
  lun_language guess;
  lun_host *host = bind_host(L);
  if (!host->languages && lun_languages_new(host->vocab, &host->languages, &err)) return bind_raise(L, &err);
  if (lun_language_guess(host->languages, &doc->tokens, &guess, &err)) return bind_raise(L, &err);
  lua_pushstring(L, guess.code);
  if (!lua_toboolean(L, 2)) return 1;
  lua_pushstring(L, guess.name);
  lua_pushinteger(L, guess.words);
  lua_pushinteger(L, guess.common);
  return 4;
}
/* core.language_name(code) -> its name, or nil */
static int core_language_name(lua_State *L) {
  lua_pushstring(L, lun_language_name(luaL_checkstring(L, 1)));
  return 1;
}

void bind_open_input(lua_State *L) {
  static const luaL_Reg functions[] = {{"fields", core_fields}, {"record", core_record}, {"json_mend", core_json_mend}, {"json_cut", core_json_cut}, {"csv", core_csv},
                                       {"decode", core_decode}, {"language", core_language}, {"language_name", core_language_name}, {NULL, NULL}};
  static const luaL_Reg text[] = {{"__tostring", fields_text}, {"__len", fields_size}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"feed", csv_feed}, {"next", csv_next}, {"separator", csv_separator}, {NULL, NULL}};
  bind_closing_class(L, BIND_FIELDS, NULL, fields_close);
  luaL_getmetatable(L, BIND_FIELDS);
  luaL_setfuncs(L, text, 0);
  lua_pop(L, 1);
  bind_closing_class(L, BIND_DECODED, NULL, decoded_close);
  bind_closing_class(L, BIND_CSV, methods, csv_close);
  luaL_setfuncs(L, functions, 0);
}
