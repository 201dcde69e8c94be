/* The run of packs over a document where nobody watches it: rounds one after the other, each a search, what its rules claim, and steps. What
 * is to be done in which round scripts/lib/phase_plan.lua plans; what a round does stands in bind_settle.c and in the steps. */
#include "lua/bind_claim.h"
#include "lua/bind_found.h"

/* core.run_steps(doc, steps, number): calls steps, of which a list has three entries each - the step, its function, names of the layers that it
 * makes -, and notes that all spans that one adds to any layer, and all its facts, were made by it: a maker of that number, of the next one
 * the next. */
static int core_run_steps(lua_State *L) {
  enum { DOC = 1, STEPS, NUMBER, OUTER, OUTER_MATCH, STEP, EACH, MAKES };
  bind_check_doc(L, DOC);
  luaL_checktype(L, STEPS, LUA_TTABLE);
  uint32_t number = (uint32_t)luaL_checkinteger(L, NUMBER);
  lua_settop(L, NUMBER);
  lua_getiuservalue(L, DOC, DOC_MAKER);
  lua_getiuservalue(L, DOC, DOC_MATCH);
  if (lua_isnil(L, OUTER)) bind_note_makers(L, bind_check_doc(L, DOC)->doc, (lun_maker){0, 0, 0});
  lua_pushnil(L);
  lua_setiuservalue(L, DOC, DOC_MATCH);
  for (lua_Integer i = 1; lua_rawgeti(L, STEPS, i) != LUA_TNIL; i += 3, lua_settop(L, OUTER_MATCH)) {
    lua_rawgeti(L, STEPS, i + 1);
    lua_rawgeti(L, STEPS, i + 2);
    bind_make_layers(L, DOC, MAKES);
    lua_pushvalue(L, STEP);
    lua_setiuservalue(L, DOC, DOC_MAKER);
    lua_pushvalue(L, EACH);
    lua_pushvalue(L, DOC);
    lua_call(L, 1, 0);
    bind_note_makers(L, bind_check_doc(L, DOC)->doc, (lun_maker){number++, 0, 0});
  }
  lua_settop(L, OUTER_MATCH);
  lua_setiuservalue(L, DOC, DOC_MATCH);
  lua_setiuservalue(L, DOC, DOC_MAKER);
  return 0;
}

enum { DOC = 1, ROUNDS, CLAIMS, LOOKUPS, BEFORE, FACTS_OF, ROUND }; /* where things stand, and what a round lists: */
enum { MACHINE = ROUND + 1, CLAIMANTS, LAYERS, FACTS, STEPS, FIRST, ROUND_LAST = FIRST };

/* Calls a function of values that stand at these indices, up to 0. */
static void call(lua_State *L, lua_CFunction function, const int *values, int results) {
  int count = 0;
  lua_pushcfunction(L, function);
  for (; values[count]; count++) lua_pushvalue(L, values[count]);
  lua_call(L, count, results);
}

enum { MATCH_CLASS = 1, IDLE, VALUES = IDLE }; /* upvalues: the class of matches; what was found and is closed, for the next search */

/* Searches the document and collects what the round's rules claim. */
static void search(lua_State *L, lun_lookups *lookups) {
  enum { FOUND = ROUND_LAST + 1, CLASS };
  lua_pushvalue(L, lua_upvalueindex(IDLE));
  lua_pushnil(L);
  lua_replace(L, lua_upvalueindex(IDLE));
  if (lua_isnil(L, FOUND)) {
    lua_settop(L, ROUND_LAST);
    bind_push_found(L);
  }
  bind_search(L, FOUND, MACHINE, DOC, lookups);
  bool stays = false;
  if (lua_toboolean(L, CLAIMANTS)) {
    lua_pushvalue(L, lua_upvalueindex(MATCH_CLASS));
    call(L, bind_claims_collect, (const int[]){CLAIMS, FOUND, CLAIMANTS, CLASS, 0}, 1);
    stays = lua_toboolean(L, -1);
  }
  if (!stays) {
    bind_close_found(L, FOUND);
    lua_pushvalue(L, FOUND);
    lua_replace(L, lua_upvalueindex(IDLE));
  }
  lua_settop(L, ROUND_LAST);
}

/* Makes the facts of the types that the round settles. */
static void settle_facts(lua_State *L) {
  enum { LIST = ROUND_LAST + 1, CLASS, MAKERS };
  lua_pushvalue(L, FACTS_OF);
  lua_pushvalue(L, DOC);
  lua_call(L, 1, 3);
  call(L, bind_claims_facts, (const int[]){CLAIMS, FACTS, CLASS, LIST, MAKERS, 0}, 0);
  lua_settop(L, ROUND_LAST);
}

/* core.run_rounds(doc, rounds, from, claims, lookups, before, facts_of): runs a list's rounds from one on, to one that is not there, but false:
 * its number, or one more than there are. Each lists its machine and claimants, the layers and the types of facts that are settled (see
 * claims:settle and claims:facts) and its steps (see core.run_steps), false for none, and the number of the first of these as a maker, to which
 * `before` is added. facts_of(doc) gives the list of the document's facts, their class, and the list of their makers. */
static int core_run_rounds(lua_State *L) {
  bind_check_doc(L, DOC);
  luaL_checktype(L, ROUNDS, LUA_TTABLE);
  lua_Integer k = luaL_checkinteger(L, 3);
  lua_remove(L, 3);
  lun_lookups *lookups = bind_check_lookups(L, LOOKUPS);
  const lua_Integer before = luaL_checkinteger(L, BEFORE), count = (lua_Integer)lua_rawlen(L, ROUNDS);
  lua_settop(L, FACTS_OF);
  luaL_checkstack(L, LUA_MINSTACK, NULL);
  for (; k <= count && lua_rawgeti(L, ROUNDS, k) == LUA_TTABLE; k++, lua_settop(L, FACTS_OF)) {
    for (int i = MACHINE; i <= ROUND_LAST; i++) lua_rawgeti(L, ROUND, i - ROUND);
    if (lua_toboolean(L, MACHINE)) search(L, lookups);
    if (lua_toboolean(L, LAYERS)) {
      lua_pushinteger(L, before + 1);
      call(L, bind_claims_settle, (const int[]){CLAIMS, DOC, LAYERS, ROUND_LAST + 1, 0}, 0);
      lua_settop(L, ROUND_LAST);
    }
    if (lua_toboolean(L, FACTS) && bind_claims_have_facts(L, CLAIMS)) settle_facts(L);
    if (lua_toboolean(L, STEPS)) {
      lua_pushinteger(L, before + lua_tointeger(L, FIRST));
      call(L, core_run_steps, (const int[]){DOC, STEPS, ROUND_LAST + 1, 0}, 0);
    }
  }
  lua_pushinteger(L, k);
  return 1;
}

void bind_open_phase(lua_State *L) {
  lua_pushcfunction(L, core_run_steps);
  lua_setfield(L, -2, "run_steps");
  lua_getfield(L, -1, "match_class");
  lua_pushnil(L);
  lua_pushcclosure(L, core_run_rounds, VALUES);
  lua_setfield(L, -2, "run_rounds");
}
