/* core.amount(text, powers, power) -> the exact number that a text writes in digits: 4.2, 1,234, 36.5 million, 10bn. powers: word -> the
 * power of ten that it multiplies by; power: another that multiplies besides, or nil. nil for what is written in another way. */
#include "lua/bind.h"
#include "lunette/amount.h"

static bool is_letter(char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }

/* Adds a power on the top, which it pops. */
static bool add_power(lua_State *L, int *power) {
  int known;
  const lua_Integer by = lua_tointegerx(L, -1, &known);
  lua_pop(L, 1);
  if (!known || by < -LUN_AMOUNT_POWER || by > LUN_AMOUNT_POWER) return false;
  *power += (int)by;
  return *power >= -LUN_AMOUNT_POWER && *power <= LUN_AMOUNT_POWER;
}

/* Adds the power of what stands behind the number: nothing, or one word. */
static bool add_behind(lua_State *L, const char *text, size_t at, size_t size, int *power) {
  if (at == size) return true;
  while (at < size && (text[at] == ' ' || text[at] == '-' || text[at] == '\n')) at++;
  const size_t word = at;
  while (at < size && is_letter(text[at])) at++;
  if (at == word || at < size) return false;
  lua_pushlstring(L, text + word, size - word);
  lua_rawget(L, 2);
  return add_power(L, power);
}

static int core_amount(lua_State *L) {
  size_t size;
  const char *text = luaL_checklstring(L, 1, &size);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 3);
  const size_t length = lun_amount_length(text, size);
  int power = 0;
  if (!length || length > LUN_AMOUNT_MOST || !add_behind(L, text, length, size, &power)) return 0;
  if (!lua_isnil(L, 3)) {
    lua_pushvalue(L, 3);
    if (!add_power(L, &power)) return 0;
  }
  char room[LUN_AMOUNT_ROOM];
  lua_pushlstring(L, room, lun_amount_write(text, length, power, room));
  return 1;
}

void bind_open_amount(lua_State *L) {
  lua_pushcfunction(L, core_amount);
  lua_setfield(L, -2, "amount");
}
