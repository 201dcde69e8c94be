/* Entities for Lua: tables that are made of groups when somebody first looks for one. What makes them and what goes through them are closures.
 * Upvalues: the class of entities, the key of what one that nobody has described is told from, and names of fields; of the iterator also the
 * three values that it works on, and how many it has gone over. */
#include "lua/bind.h"

#include <string.h>

enum { UP_CLASS = 1, UP_UNTOLD, UP_NUMBER, UP_TYPE, UP_GROUPS, UP_MADE, UP_OF, UP_OF_GROUPS, UP_OF_MADE, UP_WANTED, UP_GIVEN, UP_MAKER = UP_MADE, UP_EACH = UP_GIVEN };
enum { AT_GROUPED = 1, AT_GROUPS, AT_MADE }; /* on the stack: what entities were grouped into, its groups, and the entities that were made of them */

/* Sets a field of the entity that is being made to what is on the top, which it pops. */
static void set_named(lua_State *L, int entity, int name) {
  lua_pushvalue(L, lua_upvalueindex(name));
  lua_insert(L, -2);
  lua_rawset(L, entity);
}
/* Pushes the entity of a number. */
static void push_entity(lua_State *L, const lun_entities *groups, lua_Integer number) {
  if (lua_rawgeti(L, AT_MADE, number) != LUA_TNIL) return;
  lua_createtable(L, 0, 4);
  const int made = lua_gettop(L);
  lua_pushinteger(L, number);
  set_named(L, made, UP_NUMBER);
  lua_pushstring(L, lun_entity_type_name((lun_entity_type)groups->entities[number - 1].type));
  set_named(L, made, UP_TYPE);
  lua_pushvalue(L, AT_GROUPED);
  set_named(L, made, UP_UNTOLD);
  lua_pushvalue(L, lua_upvalueindex(UP_CLASS));
  lua_setmetatable(L, made);
  lua_pushvalue(L, made);
  lua_rawseti(L, AT_MADE, number);
}
/* Pushes groups and entities of what stands at AT_GROUPED. */
static const lun_entities *push_grouped(lua_State *L) {
  luaL_checktype(L, AT_GROUPED, LUA_TTABLE);
  for (int name = UP_GROUPS; name <= UP_MADE; name++) {
    lua_pushvalue(L, lua_upvalueindex(name));
    lua_rawget(L, AT_GROUPED);
  }
  luaL_checktype(L, AT_MADE, LUA_TTABLE);
  return bind_check(L, AT_GROUPS, BIND_GROUPS);
}

/* made(grouped, number) -> the entity of a number */
static int entity_made(lua_State *L) {
  const lua_Integer number = luaL_checkinteger(L, 2);
  lua_settop(L, AT_GROUPED);
  const lun_entities *groups = push_grouped(L);
  luaL_argcheck(L, number >= 1 && number <= (lua_Integer)groups->count, 2, "no such entity");
  push_entity(L, groups, number);
  return 1;
}

static int next_entity(lua_State *L) {
  lua_settop(L, 0);
  for (int up = UP_OF; up <= UP_OF_MADE; up++) lua_pushvalue(L, lua_upvalueindex(up));
  const lun_entities *groups = bind_check(L, AT_GROUPS, BIND_GROUPS);
  const lua_Integer wanted = lua_tointeger(L, lua_upvalueindex(UP_WANTED));
  lua_Integer number = lua_tointeger(L, lua_upvalueindex(UP_GIVEN));
  while (number < (lua_Integer)groups->count && wanted >= 0 && groups->entities[number].type != wanted) number++;
  if (number >= (lua_Integer)groups->count) return 0;
  lua_pushinteger(L, number + 1);
  lua_replace(L, lua_upvalueindex(UP_GIVEN));
  push_entity(L, groups, number + 1);
  return 1;
}
/* each(grouped, type or nil) -> iterator over the entities of the type, or all */
static int entity_each(lua_State *L) {
  const char *type = lua_toboolean(L, 2) ? luaL_checkstring(L, 2) : NULL;
  int wanted = type ? 0 : -1;
  while (type && wanted < LUN_ENTITY_TYPES && strcmp(type, lun_entity_type_name((lun_entity_type)wanted)) != 0) wanted++;
  lua_settop(L, AT_GROUPED);
  push_grouped(L);
  for (int up = UP_CLASS; up <= UP_MAKER; up++) {
    lua_pushvalue(L, lua_upvalueindex(up));
    lua_insert(L, up);
  }
  lua_pushinteger(L, wanted);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_entity, UP_EACH);
  return 1;
}

/* core.entity_makers(class, key) -> made, each: of a class, telling by a key what an entity is to be described from */
static int core_entity_makers(lua_State *L) {
  static const char *const fields[] = {"number", "type", "groups", "made"};
  static const lua_CFunction makers[] = {entity_made, entity_each};
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, UP_UNTOLD);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) lua_pushstring(L, fields[i]);
  for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
    for (int up = UP_CLASS; up <= UP_MAKER; up++) lua_pushvalue(L, up);
    lua_pushcclosure(L, makers[i], UP_MAKER);
  }
  return sizeof makers / sizeof *makers;
}

void bind_open_made(lua_State *L) {
  lua_pushcfunction(L, core_entity_makers);
  lua_setfield(L, -2, "entity_makers");
}
