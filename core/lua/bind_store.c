/* Databases for Lua: core.store(path, mode) and its statements. Errors of SQL are raised; holds no logic. */
#include "lua/bind.h"
#include "lunette/store.h"

#define BIND_STORE "lunette.store"
#define BIND_STATEMENT "lunette.statement" /* user value 1: the store; 2: the text that it borrows */

static lun_store *check_store(lua_State *L, int index) {
  lun_store **store = bind_check(L, index, BIND_STORE);
  if (!*store) luaL_argerror(L, index, "the database is closed");
  return *store;
}
/* Statements that are left are closed first: SQLite needs the database for that. */
static int store_close(lua_State *L) {
  lun_store **store = bind_check(L, 1, BIND_STORE);
  lua_getiuservalue(L, 1, 1); /* the statements, which are closed first */
  if (lua_istable(L, -1))
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
      lun_statement **statement = luaL_testudata(L, -2, BIND_STATEMENT);
      if (!statement) continue;
      lun_statement_free(*statement);
      *statement = NULL;
    }
  lun_store_free(*store);
  *store = NULL;
  return 0;
}

/* core.store(path, "read" | "write" | "fresh") -> store, or nil and a message */
static int core_store(lua_State *L) {
  static const char *const modes[] = {"read", "write", "fresh", NULL};
  const char *path = luaL_checkstring(L, 1);
  int mode = luaL_checkoption(L, 2, NULL, modes);
  lun_store **store = lua_newuserdatauv(L, sizeof *store, 1);
  *store = NULL;
  luaL_setmetatable(L, BIND_STORE);
  lua_newtable(L);
  lua_setiuservalue(L, -2, 1);
  lun_err err;
  if (lun_store_open(path, (lun_store_mode)mode, store, &err)) return bind_refuse(L, &err);
  return 1;
}

/* store:run(sql): statements without parameters and rows */
static int store_run(lua_State *L) {
  lun_store *store = check_store(L, 1);
  lun_err err;
  if (lun_store_run(store, luaL_checkstring(L, 2), &err)) return bind_raise(L, &err);
  return 0;
}
static int store_last(lua_State *L) {
  lua_pushinteger(L, lun_store_last(check_store(L, 1)));
  return 1;
}
static int store_keyword(lua_State *L) {
  lua_pushboolean(L, lun_store_keyword(check_store(L, 1), luaL_checkstring(L, 2)));
  return 1;
}

/* store:prepare(sql) -> statement; or nil, a message and the byte where it is wrong (0 where that is not known) */
static int store_prepare(lua_State *L) {
  lun_store *store = check_store(L, 1);
  size_t size;
  const char *sql = luaL_checklstring(L, 2, &size);
  lun_statement **statement = lua_newuserdatauv(L, sizeof *statement, 2);
  *statement = NULL;
  luaL_setmetatable(L, BIND_STATEMENT);
  lun_err err;
  if (lun_statement_new(store, sql, size, statement, &err)) {
    bind_refuse(L, &err);
    lua_pushinteger(L, (lua_Integer)err.position);
    return 3;
  }
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, 3, 1);
  lua_getiuservalue(L, 1, 1);
  lua_pushvalue(L, 3);
  lua_pushboolean(L, 1);
  lua_rawset(L, -3);
  lua_settop(L, 3);
  return 1;
}

static lun_statement *check_statement(lua_State *L) {
  lun_statement **statement = bind_check(L, 1, BIND_STATEMENT);
  if (!*statement) luaL_argerror(L, 1, "the statement is closed");
  return *statement;
}
/* The store keeps its statements until it is closed, so one is collected only together with it: then either may come first. */
static int statement_close(lua_State *L) {
  lun_statement **statement = bind_check(L, 1, BIND_STATEMENT);
  lua_getiuservalue(L, 1, 1);
  lun_store **store = luaL_testudata(L, -1, BIND_STORE);
  if (*statement && store && *store) {
    lua_getiuservalue(L, -1, 1);
    if (lua_istable(L, -1)) {
      lua_pushvalue(L, 1);
      lua_pushnil(L);
      lua_rawset(L, -3);
    }
    lun_statement_free(*statement);
  }
  *statement = NULL;
  return 0;
}

static void bind_values(lua_State *L, lun_statement *statement, int from, int count) {
  lun_err err;
  lun_statement_reset(statement);
  for (int i = 0; i < count; i++) {
    int index = from + i;
    size_t size;
    const char *text;
    lun_status status = LUN_OK;
    uint32_t parameter = (uint32_t)i + 1;
    switch (lua_type(L, index)) {
      case LUA_TNIL: break;
      case LUA_TBOOLEAN: status = lun_statement_bind_integer(statement, parameter, lua_toboolean(L, index), &err); break;
      case LUA_TNUMBER:
        if (lua_isinteger(L, index)) status = lun_statement_bind_integer(statement, parameter, lua_tointeger(L, index), &err);
        else status = lun_statement_bind_real(statement, parameter, lua_tonumber(L, index), &err);
        break;
      default:
        text = luaL_checklstring(L, index, &size);
        status = lun_statement_bind_text(statement, parameter, text, size, &err);
    }
    if (status) bind_raise(L, &err);
  }
}

static int push_row(lua_State *L, const lun_statement *statement) {
  uint32_t count = lun_statement_columns(statement);
  luaL_checkstack(L, (int)count + 2, "columns");
  for (uint32_t i = 0; i < count; i++) {
    lun_cell value = lun_statement_value(statement, i);
    switch (value.kind) {
      case LUN_CELL_INTEGER: lua_pushinteger(L, value.integer); break;
      case LUN_CELL_REAL: lua_pushnumber(L, value.real); break;
      case LUN_CELL_TEXT: lua_pushlstring(L, value.text, value.size); break;
      default: lua_pushnil(L);
    }
  }
  return (int)count;
}

/* statement:run(value...) -> the values of its first row, nothing without one */
static int statement_run(lua_State *L) {
  lun_statement *statement = check_statement(L);
  lun_err err;
  bool row;
  bind_values(L, statement, 2, lua_gettop(L) - 1);
  lun_status status = lun_statement_step(statement, &row, &err);
  int count = !status && row ? push_row(L, statement) : 0;
  lun_statement_reset(statement);
  return status ? bind_raise(L, &err) : count;
}

/* statement:bind(value): the one parameter of a statement that next steps */
static int statement_bind(lua_State *L) {
  lun_statement *statement = check_statement(L);
  lua_settop(L, 2);
  bind_values(L, statement, 2, 1);
  lua_setiuservalue(L, 1, 2); /* a text is borrowed */
  return 0;
}

/* statement:next() -> true and the values of the next row, or false */
static int statement_next(lua_State *L) {
  lun_statement *statement = check_statement(L);
  lun_err err;
  bool row;
  if (lun_statement_step(statement, &row, &err)) return bind_raise(L, &err);
  lua_pushboolean(L, row);
  return 1 + (row ? push_row(L, statement) : 0);
}

/* statement:columns() -> list of names */
static int statement_columns(lua_State *L) {
  const lun_statement *statement = check_statement(L);
  uint32_t count = lun_statement_columns(statement);
  lua_createtable(L, (int)count, 0);
  for (uint32_t i = 0; i < count; i++) {
    lua_pushstring(L, lun_statement_column(statement, i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

void bind_open_store(lua_State *L) {
  static const luaL_Reg store[] = {{"run", store_run}, {"prepare", store_prepare}, {"last", store_last}, {"keyword", store_keyword}, {"close", store_close}, {NULL, NULL}};
  static const luaL_Reg statement[] = {{"run", statement_run}, {"bind", statement_bind}, {"next", statement_next}, {"columns", statement_columns}, {"close", statement_close}, {NULL, NULL}};
  bind_closing_class(L, BIND_STORE, store, store_close);
  bind_closing_class(L, BIND_STATEMENT, statement, statement_close);
  lua_pushcfunction(L, core_store);
  lua_setfield(L, -2, "store");
}
