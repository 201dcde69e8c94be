/* Workbooks for Lua: core.book(path). Holds no logic. */
#include "lua/bind.h"
#include "lunette/sheet.h"

#define BIND_BOOK "lunette.book"

static lun_book *check_book(lua_State *L) {
  lun_book **book = bind_check(L, 1, BIND_BOOK);
  if (!*book) luaL_argerror(L, 1, "the workbook is closed");
  return *book;
}
static int book_discard(lua_State *L) {
  lun_book **book = bind_check(L, 1, BIND_BOOK);
  lun_book_free(*book);
  *book = NULL;
  return 0;
}

/* book:sheet(name, columns) -> number of the sheet */
static int book_sheet(lua_State *L) {
  lun_book *book = check_book(L);
  const char *name = luaL_checkstring(L, 2);
  luaL_checktype(L, 3, LUA_TTABLE);
  uint32_t count = (uint32_t)lua_rawlen(L, 3), sheet;
  const char **columns = lua_newuserdatauv(L, (count + 1) * sizeof *columns, 0);
  for (uint32_t i = 0; i < count; i++) {
    lua_rawgeti(L, 3, (lua_Integer)i + 1);
    columns[i] = luaL_checkstring(L, -1); /* the table keeps it */
    lua_pop(L, 1);
  }
  lun_err err;
  if (lun_book_sheet(book, name, columns, count, &sheet, &err)) return bind_raise(L, &err);
  lua_pushinteger(L, sheet);
  return 1;
}

/* book:put(sheet, row, column, value) -> whether a text was cut; row and column from 1; numbers, booleans and texts */
static int book_put(lua_State *L) {
  lun_book *book = check_book(L);
  uint32_t sheet = (uint32_t)luaL_checkinteger(L, 2), row = (uint32_t)(luaL_checkinteger(L, 3) - 1), column = (uint32_t)(luaL_checkinteger(L, 4) - 1);
  bool cut = false;
  size_t size;
  lun_err err;
  lun_status status;
  if (lua_type(L, 5) == LUA_TNUMBER) status = lun_book_number(book, sheet, row, column, lua_tonumber(L, 5), &err);
  else if (lua_isboolean(L, 5)) status = lun_book_boolean(book, sheet, row, column, lua_toboolean(L, 5), &err);
  else {
    const char *text = luaL_checklstring(L, 5, &size);
    status = lun_book_text(book, sheet, row, column, text, size, &cut, &err);
  }
  if (status) return bind_raise(L, &err);
  lua_pushboolean(L, cut);
  return 1;
}
/* book:date(sheet, row, column, year, month, day) */
static int book_date(lua_State *L) {
  lun_book *book = check_book(L);
  uint32_t sheet = (uint32_t)luaL_checkinteger(L, 2), row = (uint32_t)(luaL_checkinteger(L, 3) - 1), column = (uint32_t)(luaL_checkinteger(L, 4) - 1);
  lun_err err;
  if (lun_book_date(book, sheet, row, column, (int)luaL_checkinteger(L, 5), (int)luaL_checkinteger(L, 6), (int)luaL_checkinteger(L, 7), &err))
    return bind_raise(L, &err);
  return 0;
}

/* book:close() -> true, or nil and a message */
static int book_close(lua_State *L) {
  lun_book *book = check_book(L);
  lun_err err;
  lun_status status = lun_book_close(book, &err);
  book_discard(L);
  if (status) return bind_refuse(L, &err);
  lua_pushboolean(L, 1);
  return 1;
}

/* core.book(path) -> book, or nil and a message */
static int core_book(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  lun_book **book = lua_newuserdatauv(L, sizeof *book, 0);
  *book = NULL;
  luaL_setmetatable(L, BIND_BOOK);
  lun_err err;
  if (lun_book_new(path, book, &err)) return bind_refuse(L, &err);
  return 1;
}

void bind_open_sheet(lua_State *L) {
  static const luaL_Reg methods[] = {{"sheet", book_sheet}, {"put", book_put}, {"date", book_date}, {"close", book_close}, {"discard", book_discard}, {NULL, NULL}};
  bind_closing_class(L, BIND_BOOK, methods, book_discard);
  lua_pushcfunction(L, core_book);
  lua_setfield(L, -2, "book");
}
