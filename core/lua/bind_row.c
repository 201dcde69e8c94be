/* Rows of reports: their cells as they are kept while the document is open, and as columns and lines of a text for people. */
#include <string.h>

#include "lua/bind.h"
#include "lunette/utf8.h"

/* core.kept_cells(cells, keep, known, seen, room) -> a new table of what is kept of a row's cells, and their number; or nil and the key
 * that is no name, or not among the names of `known`, which may be nil. Valid texts, numbers and truth values are kept as they are, of
 * others what keep(name, value) gives. Names are noted in `seen`, where there is one; room: so many cells are likely. */
static int core_kept_cells(lua_State *L) {
  enum { CELLS = 1, KEEP, KNOWN, SEEN, ROOM, KEPT, KEY, VALUE, MOST = 1 << 10 };
  luaL_checktype(L, CELLS, LUA_TTABLE);
  const lua_Integer room = luaL_checkinteger(L, ROOM);
  const bool has_known = !lua_isnil(L, KNOWN), has_seen = !lua_isnil(L, SEEN);
  lua_Integer count = 0;
  lua_settop(L, ROOM);
  lua_createtable(L, 0, room < 0 ? 0 : room < MOST ? (int)room : MOST);
  for (lua_pushnil(L); lua_next(L, CELLS); count++) {
    bool fits = lua_type(L, KEY) == LUA_TSTRING;
    if (fits && has_known) {
      lua_pushvalue(L, KEY);
      fits = lua_rawget(L, KNOWN) != LUA_TNIL;
      lua_pop(L, 1);
    }
    if (!fits) {
      lua_pushnil(L);
      lua_pushvalue(L, KEY);
      return 2;
    }
    const int type = lua_type(L, VALUE);
    size_t size = 0;
    const char *text = type == LUA_TSTRING ? lua_tolstring(L, VALUE, &size) : NULL;
    if (type != LUA_TNUMBER && type != LUA_TBOOLEAN && !(text && lun_utf8_valid_prefix(text, size) == size)) {
      lua_pushvalue(L, KEEP);
      lua_pushvalue(L, KEY);
      lua_rotate(L, VALUE, -1); /* keep, key, value */
      lua_call(L, 2, 1);
    }
    if (has_seen) {
      lua_pushvalue(L, KEY);
      if (lua_rawget(L, SEEN) == LUA_TNIL) {
        lua_pushvalue(L, KEY);
        lua_pushboolean(L, true);
        lua_rawset(L, SEEN);
      }
      lua_pop(L, 1);
    }
    lua_pushvalue(L, KEY);
    lua_insert(L, VALUE);
    lua_rawset(L, KEPT);
  }
  lua_pushinteger(L, count);
  return 2;
}

/* Whether a text is of ASCII without control characters, each of which takes a cell of a terminal, and has no blanks in a row. */
static bool is_plain(const char *text, size_t size) {
  size_t i = 0;
  while (i < size && text[i] >= ' ' && text[i] <= '~' && !(text[i] == ' ' && i && text[i - 1] == ' ')) i++;
  return i == size;
}

/* core.is_plain(text) -> whether it is of ASCII without control characters, each of which takes a cell, and has no blanks in a row */
static int core_is_plain(lua_State *L) {
  size_t size;
  const char *text = luaL_checklstring(L, 1, &size);
  lua_pushboolean(L, is_plain(text, size));
  return 1;
}

static void push_field(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  lua_rawget(L, -2);
}

/* Pushes the value that the row on top has in the column at 2: a row without a cell `document` says there the id of its own. */
static void push_value(lua_State *L, bool is_document) {
  push_field(L, "cells");
  lua_pushvalue(L, 2);
  if (lua_rawget(L, -2) == LUA_TNIL && is_document) {
    lua_pop(L, 2);
    push_field(L, "document");
    if (lua_istable(L, -1)) push_field(L, "id");
    else lua_pushnil(L);
  }
  lua_remove(L, -2);
}

/* core.text_column(rows, name, shown) -> the texts of a column, the cells that each takes, the most that one takes; nil for that where all are
 * empty. shown(value) gives both for what is neither plain text nor a whole number. */
static int core_text_column(lua_State *L) {
  enum { ROWS = 1, NAME, SHOWN, TEXTS, WIDTHS, ROW, VALUE };
  luaL_checktype(L, ROWS, LUA_TTABLE);
  const bool is_document = !strcmp(luaL_checkstring(L, NAME), "document");
  const lua_Integer count = (lua_Integer)lua_rawlen(L, ROWS);
  lua_Integer widest = 0;
  bool any = false; /* of them says something, if only marks that take no cell */
  lua_settop(L, SHOWN);
  lua_createtable(L, count < INT32_MAX ? (int)count : 0, 1); /* one more for the head, which gets number 0 */
  lua_createtable(L, count < INT32_MAX ? (int)count : 0, 1);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_Integer width;
    lua_rawgeti(L, ROWS, i);
    push_value(L, is_document);
    if (lua_isnil(L, VALUE)) {
      lua_pushliteral(L, "");
      lua_replace(L, VALUE);
    }
    size_t size = 0;
    const bool is_text = lua_type(L, VALUE) == LUA_TSTRING || lua_isinteger(L, VALUE);
    const char *text = is_text ? lua_tolstring(L, VALUE, &size) : NULL; /* which makes a number a text in its place */
    if (text && is_plain(text, size)) width = (lua_Integer)size;
    else {
      lua_pushvalue(L, SHOWN);
      lua_insert(L, VALUE);
      lua_call(L, 1, 2);
      width = luaL_checkinteger(L, -1);
      lua_pop(L, 1);
    }
    if (width > widest) widest = width;
    any = any || lua_rawlen(L, -1);
    lua_rawseti(L, TEXTS, i);
    lua_pushinteger(L, width);
    lua_rawseti(L, WIDTHS, i);
    lua_settop(L, WIDTHS);
  }
  if (any) lua_pushinteger(L, widest);
  else lua_pushnil(L);
  return 3;
}

/* A column of lines: its texts and the cells that they take lie on the stack, at `at` and behind it. */
typedef struct column {
  int at;
  bool right;               /* texts stand at its right end */
  lua_Integer width;        /* in cells */
  const char *start, *stop; /* what stands around each text that is not empty: colours */
  size_t start_size, stop_size;
} column;

/* Reads the column on top, whose texts and widths take its place. */
static column read_column(lua_State *L) {
  column c = {.at = lua_gettop(L)};
  luaL_checktype(L, c.at, LUA_TTABLE);
  push_field(L, "right");
  c.right = lua_toboolean(L, -1);
  lua_pop(L, 1);
  push_field(L, "width");
  c.width = luaL_checkinteger(L, -1);
  lua_pop(L, 1);
  push_field(L, "start"); /* the column's own table keeps both */
  c.start = luaL_optlstring(L, -1, "", &c.start_size);
  lua_pop(L, 1);
  push_field(L, "stop");
  c.stop = luaL_optlstring(L, -1, "", &c.stop_size);
  lua_pop(L, 1);
  push_field(L, "widths");
  luaL_checktype(L, -1, LUA_TTABLE);
  lua_insert(L, c.at);
  push_field(L, "texts");
  luaL_checktype(L, -1, LUA_TTABLE);
  lua_replace(L, -2);
  lua_insert(L, c.at);
  return c;
}

static void add_blanks(luaL_Buffer *b, lua_Integer count) {
  for (size_t part; count > 0; count -= (lua_Integer)part) {
    part = count < LUAL_BUFFERSIZE ? (size_t)count : LUAL_BUFFERSIZE;
    memset(luaL_prepbuffsize(b, part), ' ', part);
    luaL_addsize(b, part);
  }
}

/* Adds the text that a column has in a row, filled up to the column's width; the last one of a line only before it. */
static void add_cell(lua_State *L, luaL_Buffer *b, const column *c, lua_Integer row, bool last) {
  lua_rawgeti(L, c->at + 1, row);
  const lua_Integer room = c->width - lua_tointeger(L, -1);
  lua_pop(L, 1);
  size_t size;
  lua_rawgeti(L, c->at, row);
  const char *text = lua_tolstring(L, -1, &size);
  lua_pop(L, 1); /* its table holds it: a buffer wants its own place on top */
  const bool before = c->right && room > 0, behind = !c->right && !last && room > 0, any = size || before || behind;
  if (any) luaL_addlstring(b, c->start, c->start_size);
  if (before) add_blanks(b, room);
  luaL_addlstring(b, text ? text : "", size);
  if (behind) add_blanks(b, room);
  if (any) luaL_addlstring(b, c->stop, c->stop_size);
}

/* core.text_lines(columns, from, to, indent) -> the rows of these numbers as lines, one text without a line's end behind the last.
 * columns: a list of { texts, widths, width, right, start, stop }, the first two as core.text_column gives them. No line ends
 * in blanks. */
static int core_text_lines(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  const lua_Integer count = (lua_Integer)lua_rawlen(L, 1), from = luaL_checkinteger(L, 2), to = luaL_checkinteger(L, 3);
  size_t indent_size;
  const char *indent = luaL_checklstring(L, 4, &indent_size);
  luaL_argcheck(L, count < INT32_MAX / 2 - 16, 1, "too many columns");
  lua_settop(L, 4);
  luaL_checkstack(L, 2 * (int)count + 16, "columns of a table");
  column *columns = lua_newuserdatauv(L, (size_t)(count ? count : 1) * sizeof *columns, 0);
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, 1, i + 1);
    columns[i] = read_column(L);
  }
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  for (lua_Integer row = from; row <= to; row++) {
    if (row > from) luaL_addchar(&b, '\n');
    luaL_addlstring(&b, indent, indent_size);
    const size_t start = luaL_bufflen(&b);
    for (lua_Integer i = 0; i < count; i++) {
      if (i) luaL_addlstring(&b, "  ", 2);
      add_cell(L, &b, &columns[i], row, i + 1 == count);
    }
    while (luaL_bufflen(&b) > start && luaL_buffaddr(&b)[luaL_bufflen(&b) - 1] == ' ') luaL_buffsub(&b, 1);
  }
  luaL_pushresult(&b);
  return 1;
}

void bind_open_row(lua_State *L) {
  static const luaL_Reg functions[] = {{"kept_cells", core_kept_cells}, {"is_plain", core_is_plain}, {"text_column", core_text_column},
                                       {"text_lines", core_text_lines}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
