/* The class claims: what rules claim in one document, bound to core/match/claim.c and settle.c. Its user values keep what claims
 * are read from when they have won: the searches, two entries each - what was found, who claimed -, and the tables of
 * matches that a condition has seen, by their numbers. */
#include "lua/bind_claim.h"
#include "lua/bind_found.h"
#include "lua/bind_time.h"

typedef struct claims {
  lun_claims claims;
  lun_collector collector; /* here, so that an error of a script leaks nothing */
  bool seen;               /* there is a table of matches */
} claims;
enum { CLAIMS_SEARCHES = 1, CLAIMS_MATCHES, CLAIMS_CLASS, CLAIMS_VALUES = 3 };
enum { SEARCH_FOUND = 1, SEARCH_CLAIMANTS, SEARCH_VALUES = 2 };

static claims *check_claims(lua_State *L, int index) { return bind_check(L, index, BIND_CLAIMS); }

/* Closes what was found in the searches that are kept. */
static void close_searches(lua_State *L) {
  const int searches = lua_gettop(L) + 1;
  const lua_Integer count = lua_getiuservalue(L, 1, CLAIMS_SEARCHES) == LUA_TTABLE ? (lua_Integer)lua_rawlen(L, searches) : 0;
  for (lua_Integer i = SEARCH_FOUND; i <= count; i += SEARCH_VALUES) {
    lua_rawgeti(L, searches, i);
    bind_close_found(L, searches + 1);
    lua_settop(L, searches);
  }
  lua_settop(L, searches - 1);
}

static int claims_close(lua_State *L) {
  claims *c = check_claims(L, 1);
  lun_collector_free(&c->collector);
  lun_claims_free(&c->claims);
  close_searches(L);
  bind_drop_values(L, 1);
  return 0;
}

/* claims:empty(): nothing is claimed, for another document. */
static int claims_empty(lua_State *L) {
  claims *c = check_claims(L, 1);
  lun_claims_empty(&c->claims);
  c->seen = false;
  close_searches(L);
  bind_drop_values(L, 1);
  return 0;
}

/* core.claims(tells): nothing is claimed yet; tells: losses are noted. */
static int core_claims(lua_State *L) {
  const bool tells = lua_toboolean(L, 1);
  claims *c = lua_newuserdatauv(L, sizeof *c, CLAIMS_VALUES);
  *c = (claims){.claims.tells = tells};
  luaL_setmetatable(L, BIND_CLAIMS);
  return 1;
}

/* Pushes a user value of the claims at index 1, a table, which is made when it is first wanted: searches one behind the other, matches by numbers
 * that most claims between them skip. */
static void push_kept(lua_State *L, int value) {
  enum { SEARCHES = 8, MATCHES = 16 }; /* that most documents have */
  if (lua_getiuservalue(L, 1, value) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_createtable(L, value == CLAIMS_SEARCHES ? SEARCH_VALUES * SEARCHES : 0, value == CLAIMS_MATCHES ? MATCHES : 0);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, 1, value);
}

/* How many searches are kept: the number of the next one. */
static uint32_t count_searches(lua_State *L) {
  const uint32_t count = lua_getiuservalue(L, 1, CLAIMS_SEARCHES) == LUA_TTABLE ? (uint32_t)lua_rawlen(L, -1) / SEARCH_VALUES : 0;
  lua_pop(L, 1);
  return count;
}

/* Keeps the class at index 4 for tables of matches. */
static void keep_class(lua_State *L) {
  lua_pushvalue(L, 4);
  lua_setiuservalue(L, 1, CLAIMS_CLASS);
}

/* Keeps the search at index 2 by the claimants at 3. */
static void keep_search(lua_State *L, uint32_t number) {
  push_kept(L, CLAIMS_SEARCHES);
  for (int i = SEARCH_FOUND; i <= SEARCH_CLAIMANTS; i++) {
    lua_pushvalue(L, i + 1);
    lua_rawseti(L, -2, SEARCH_VALUES * (lua_Integer)number + i);
  }
  lua_pop(L, 1);
}

/* Whether a match of any of the claims behind the first few of spans and of facts is read again when it has won. */
static bool are_read(const lun_claims *c, uint32_t spans, uint32_t facts) {
  if (c->facts.count > facts) return true;
  for (uint32_t i = c->spans.run_count; i-- > 0 && c->spans.runs[i].stop > spans;)
    if (bind_claimant_reads(c->spans.runs[i].by)) return true;
  return false;
}

/* Keeps the match at an index, which stands and is the next to be claimed. */
static void keep_match(lua_State *L, claims *c, int index) {
  push_kept(L, CLAIMS_MATCHES);
  lua_pushvalue(L, index);
  lua_rawseti(L, -2, (lua_Integer)c->claims.standing + 1);
  lua_pop(L, 1);
  c->seen = true;
}

/* A match that is asked about, which has been read: what it was found among, and where things stand: the machine, the document and the table of names,
 * from `values` on, the claimant, and the table of the match, nil until a script is asked. */
typedef struct question {
  bind_found *found;
  uint32_t match;
  int values, claimant, table;
} question;

/* Pushes the table of the match. */
static void push_table(lua_State *L, const question *q) {
  if (lua_isnil(L, q->table)) {
    bind_push_read_match(L, q->found, q->match, q->values);
    lua_getiuservalue(L, 1, CLAIMS_CLASS);
    lua_setmetatable(L, -2);
    lua_replace(L, q->table);
  }
  lua_pushvalue(L, q->table);
}

/* Raises what was raised, on the top, with the rule and the match that a function of these fields of it met. */
static void refuse(lua_State *L, const question *q, const char *fields) {
  lua_getfield(L, q->claimant, "refuse");
  lua_insert(L, -2);
  push_table(L, q);
  lua_pushstring(L, fields);
  lua_call(L, 3, 0);
}

/* Calls the function on the top, which a claimant has, for the match; gives what lua_pcall does. Only what is told in C is always protected. */
static int ask(lua_State *L, const question *q, bool protected) {
  if (bind_is_time(L, -1)) {
    const bool told = bind_push_time(L, lua_gettop(L), q->found, q->match, q->values);
    lua_remove(L, -2);
    return told ? LUA_OK : LUA_ERRRUN;
  }
  push_table(L, q);
  if (protected) return lua_pcall(L, 1, 1, 0);
  lua_call(L, 1, 1);
  return LUA_OK;
}

/* Whether the match stands by the claimant's condition, whose errors say what it met. */
static bool ask_where(lua_State *L, const question *q) {
  lua_getfield(L, q->claimant, "test");
  if (ask(L, q, true)) refuse(L, q, "where");
  const bool stands = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return stands;
}

/* Pushes the attributes that the claimant asks of the match, by turns name and value. */
static void push_asked(lua_State *L, const question *q) {
  const int attributes = lua_gettop(L) + 1;
  lua_getfield(L, q->claimant, "asked");
  for (lua_Integer i = 1; luaL_checkstack(L, LUA_MINSTACK, NULL), lua_rawgeti(L, attributes, i) != LUA_TNIL; i += 3) {
    lua_rawgeti(L, attributes, i + 1);
    if (lua_isfunction(L, -1) && ask(L, q, false)) refuse(L, q, "attributes");
  }
  lua_pop(L, 1);
  lua_remove(L, attributes);
}

/* claims:collect(found, claimants, class): what the claimants claim of what was found -> whether that must stay open until all is settled */
int bind_claims_collect(lua_State *L) {
  enum { FOUND = 2, CLAIMANTS, CLASS, MACHINE, DOC, KEPT, MADE_OF, CLAIMANT, MATCH, ASKED };
  claims *c = check_claims(L, 1);
  bind_found *f = bind_check_readable(L, FOUND);
  bind_claimants *of = bind_check(L, CLAIMANTS, BIND_CLAIMANTS);
  const uint32_t spans = c->claims.spans.count, facts = c->claims.facts.count;
  lua_settop(L, CLASS);
  for (int value = FOUND_MACHINE; value <= FOUND_KEPT; value++) lua_getiuservalue(L, FOUND, value);
  lua_getiuservalue(L, CLAIMANTS, 1);
  const lun_doc *doc = bind_check_doc(L, DOC)->doc;
  lun_collector *x = &c->collector;
  *x = (lun_collector){.machine = f->machine, .doc = doc, .found = &f->found, .claims = &c->claims, .answers = of->answers,
                       .claimants = of->at, .rules = of->rules, .claimant_count = of->count, .key = x->key, .key_capacity = x->key_capacity};
  if (of->count && of->rule_last >= lun_machine_rules(f->machine)) return luaL_argerror(L, CLAIMANTS, "they are not of this machine");
  keep_class(L);
  if (of->reads) x->search = count_searches(L);
  uint32_t match = LUN_NONE, claimant = LUN_NONE; /* of the last question */
  for (;;) {
    bool asks;
    lun_err err;
    if (lun_collect(x, &asks, &err)) return bind_raise(L, &err);
    if (!asks) break;
    if (x->match != match || x->claimant != claimant) { /* else its attributes are asked for behind its condition, of the same table */
      lua_settop(L, MADE_OF);
      lua_rawgeti(L, MADE_OF, (lua_Integer)x->claimant + 1);
      lua_pushnil(L);
      match = x->match;
      claimant = x->claimant;
    } else lua_settop(L, MATCH);
    const question q = {f, x->match, MACHINE, CLAIMANT, MATCH};
    const bool stands = !x->asks_where || ask_where(L, &q);
    if (stands && x->asks_attributes) push_asked(L, &q);
    bind_check_doc(L, DOC);
    bind_check_readable(L, FOUND); /* who was asked may have searched */
    const lun_values *values = stands && x->asks_attributes ? bind_values_from(L, ASKED, lun_answers_store(of->answers)) : NULL;
    if (stands && bind_claimant_reads(&of->at[x->claimant]) && !lua_isnil(L, MATCH)) keep_match(L, c, MATCH);
    if (lun_collect_answer(x, stands, values, &err)) return bind_raise(L, &err);
  }
  const bool stays = of->reads && are_read(&c->claims, spans, facts);
  if (stays) keep_search(L, x->search); /* and no other, which would be closed when these claims are */
  lua_pushboolean(L, stays);
  return 1;
}

/* Pushes the search that a claim is of, and what its claimant was made of; gives what was found. */
static void push_search(lua_State *L, const lun_claim *x) {
  const lua_Integer number = (lua_Integer)x->search * SEARCH_VALUES;
  lua_getiuservalue(L, 1, CLAIMS_SEARCHES);
  lua_rawgeti(L, -1, number + SEARCH_FOUND);
  lua_rawgeti(L, -2, number + SEARCH_CLAIMANTS);
  const bind_claimants *of = lua_touserdata(L, -1);
  lua_getiuservalue(L, -1, 1);
  lua_rawgeti(L, -1, (lua_Integer)(x->by - of->at) + 1);
  lua_replace(L, -3);
  lua_pop(L, 1);
  lua_remove(L, -3);
}

/* Pushes the table of a match that a condition has seen; false, and nothing, where none has. */
static bool push_seen(lua_State *L, const claims *c, const lun_claim *x) {
  if (!c->seen) return false;
  lua_getiuservalue(L, 1, CLAIMS_MATCHES);
  if (lua_rawgeti(L, -1, x->number) == LUA_TTABLE) {
    lua_remove(L, -2);
    return true;
  }
  lua_pop(L, 2);
  return false;
}

/* Adds a span that has won and asks what its attributes are: all are asked for before it is there. */
static void add_asked(lua_State *L, const claims *c, const lun_claim *x, lun_layer *layer) {
  const int top = lua_gettop(L), found = top + 1, claimant = top + 2, match = top + 3;
  push_search(L, x);
  if (!push_seen(L, c, x)) lua_pushnil(L);
  const question q = {bind_push_found_values(L, found, x->match), x->match, match + 1, claimant, match};
  const int asked = lua_gettop(L) + 1;
  push_asked(L, &q);
  uint32_t id;
  lun_err err;
  bind_check_doc(L, 2); /* who was asked may have closed it */
  if (lun_claims_add(x, layer, &id, &err)) bind_raise(L, &err);
  const int last = lua_gettop(L);
  for (int i = asked; i < last; i += 2)
    if (!lua_isnil(L, i + 1)) bind_set_attribute(L, i, layer, id);
  lua_settop(L, top);
}

/* Makes the layer and adds what wins to it: its number, name, and whether claims compete stand at an index. */
static void settle_layer(lua_State *L, claims *c, lun_doc *doc, int index, uint32_t maker) {
  lun_layer *layer;
  const lun_claim *asks;
  lun_err err;
  if (lun_doc_layer_make(doc, luaL_checkstring(L, index + 1), &layer, &err)) bind_raise(L, &err);
  const uint32_t first = lun_layer_numbers(layer) + 1;
  if (lun_claims_settle(&c->claims, (uint32_t)luaL_checkinteger(L, index), lua_toboolean(L, index + 2), layer, doc->tokens.count, &err)) bind_raise(L, &err);
  for (;;) {
    if (lun_claims_give(&c->claims, layer, &asks, &err)) bind_raise(L, &err);
    if (!asks) break;
    add_asked(L, c, asks, layer);
  }
  if (lun_layer_note_maker(layer, first, (lun_maker){maker, 0, 0}, &err)) bind_raise(L, &err);
}

/* claims:settle(doc, layers, maker): makes the layers of a list of three entries each - number, name, whether claims compete - and adds
 * what wins to them; maker: the number of those who made these spans (bind_origin.c) */
int bind_claims_settle(lua_State *L) {
  enum { ENTRIES = 3 };
  claims *c = check_claims(L, 1);
  lun_doc *doc = bind_check_doc(L, 2)->doc;
  luaL_checktype(L, 3, LUA_TTABLE);
  const uint32_t maker = (uint32_t)luaL_optinteger(L, 4, 0);
  const lua_Integer count = (lua_Integer)lua_rawlen(L, 3);
  for (lua_Integer k = 0; k + ENTRIES <= count; k += ENTRIES) {
    lua_settop(L, 3);
    for (int i = 1; i <= ENTRIES; i++) lua_rawgeti(L, 3, k + i);
    settle_layer(L, c, doc, 4, maker);
  }
  return 0;
}

/* Where things stand while facts are made: names of fields, since pushing one that is there costs less than making it, then the number and the name
 * of a type, and what push_search pushes, the fact, and what it is read from. */
enum { NAME_MATCH = 6, NAME_RULE, NAME_FILE, NAME_LINE, NAME_TYPE, NAME_NAME, NAME_MAKER, FACT_NUMBER, FACT_TYPE, FACT_FOUND, FACT_MAKER, FACT, FACT_VALUES };
static const char *const field_names[] = {"match", "rule", "file", "line", "type", "name", "maker"};

/* Sets a field of the fact to that of its maker. */
static void copy_field(lua_State *L, int from, int to) {
  lua_pushvalue(L, to);
  lua_pushvalue(L, from);
  lua_rawget(L, FACT_MAKER);
  lua_rawset(L, FACT);
}
/* Sets a field of the fact to the value at the top, which is popped. */
static void set_field(lua_State *L, int name) {
  lua_pushvalue(L, name);
  lua_insert(L, -2);
  lua_rawset(L, FACT);
}

/* Pushes the table of the fact that a claim has won, whose search is pushed: captures, or what a condition has made of its match, and its rule. */
static void push_fact(lua_State *L, const claims *c, const lun_claim *x) {
  const bind_found *f = lua_touserdata(L, FACT_FOUND);
  lua_createtable(L, 0, 5 + (int)f->found.matches[x->match].capture_count);
  int doc = FACT_VALUES;
  if (push_seen(L, c, x)) {
    for (lua_pushnil(L); lua_next(L, FACT_VALUES);) {
      if (lua_type(L, -2) == LUA_TSTRING) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, FACT);
      } else lua_pop(L, 1);
    }
    lua_getiuservalue(L, FACT_FOUND, FOUND_DOC);
    lua_replace(L, FACT_VALUES);
  } else {
    bind_found_captures(L, bind_push_found_values(L, FACT_FOUND, x->match), x->match, FACT_VALUES, FACT);
    doc = FACT_VALUES + 1;
  }
  bind_push_span(L, doc, NULL, 0, x->match_first, x->match_stop);
  set_field(L, NAME_MATCH);
  copy_field(L, NAME_NAME, NAME_RULE);
  copy_field(L, NAME_FILE, NAME_FILE);
  copy_field(L, NAME_LINE, NAME_LINE);
  lua_pushvalue(L, FACT_TYPE);
  set_field(L, NAME_TYPE);
  lua_settop(L, FACT);
}

/* claims:facts(types, class, facts, makers): makes the facts of what wins of a list of two entries each - number and name of a type -, and
 * adds each to the list of facts, and its `maker` to that of makers, in the same place. */
int bind_claims_facts(lua_State *L) {
  enum { ENTRIES = 2 };
  claims *c = check_claims(L, 1);
  lun_err err;
  for (int i = 2; i <= 5; i++) luaL_checktype(L, i, LUA_TTABLE);
  lua_Integer made = (lua_Integer)lua_rawlen(L, 4);
  const lua_Integer count = (lua_Integer)lua_rawlen(L, 2);
  lua_settop(L, 5);
  luaL_checkstack(L, 2 * LUA_MINSTACK, NULL);
  if (c->claims.facts.run_count)
    for (int i = NAME_MATCH; i <= NAME_MAKER; i++) lua_pushstring(L, field_names[i - NAME_MATCH]);
  for (lua_Integer k = 0; c->claims.facts.run_count && k + ENTRIES <= count; k += ENTRIES) {
    lua_settop(L, NAME_MAKER);
    for (int i = 1; i <= ENTRIES; i++) lua_rawgeti(L, 2, k + i);
    if (lun_claims_settle_facts(&c->claims, (uint32_t)luaL_checkinteger(L, FACT_NUMBER), &err)) return bind_raise(L, &err);
    for (const lun_claim *x; (x = lun_claims_next_fact(&c->claims));) {
      push_search(L, x);
      lua_pushvalue(L, NAME_MAKER);
      lua_rawget(L, FACT_MAKER);
      lua_rawseti(L, 5, ++made);
      push_fact(L, c, x);
      lua_pushvalue(L, 3);
      lua_setmetatable(L, FACT);
      lua_rawseti(L, 4, made);
      lua_settop(L, FACT_TYPE);
    }
  }
  return 0;
}

bool bind_claims_have_facts(lua_State *L, int index) { return check_claims(L, index)->claims.facts.run_count > 0; }

/* claims:losses() -> a list of who lost and to whom, by turns: names of rules; "" for a span that no rule made */
static int claims_losses(lua_State *L) {
  const claims *c = check_claims(L, 1);
  lua_createtable(L, (int)(2 * c->claims.loss_count), 0);
  for (uint32_t k = 0; k < c->claims.loss_count; k++) {
    const lun_loss *loss = &c->claims.losses[k];
    const uint32_t by = loss->winner ? loss->winner->name : loss->rule;
    bind_push_rule(L, loss->loser->name);
    lua_rawseti(L, 2, 2 * (lua_Integer)k + 1);
    if (by) bind_push_rule(L, by);
    else lua_pushliteral(L, "");
    lua_rawseti(L, 2, 2 * (lua_Integer)k + 2);
  }
  return 1;
}

void bind_open_claim(lua_State *L) {
  static const luaL_Reg methods[] = {{"collect", bind_claims_collect}, {"settle", bind_claims_settle}, {"facts", bind_claims_facts}, {"losses", claims_losses},
                                     {"empty", claims_empty}, {"close", claims_close}, {NULL, NULL}};
  bind_open_claimants(L);
  bind_closing_class(L, BIND_CLAIMS, methods, claims_close);
  lua_pushcfunction(L, core_claims);
  lua_setfield(L, -2, "claims");
}
