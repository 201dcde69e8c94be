/* Attribution of the facts `said` of a document: reads what fills their roles, and sets who speaks, what kind of speech each is and its words.
 * Most are told that only when somebody first asks for a role that they lack: until then they are untold, of a class of their own, so that a
 * document costs no more than what is looked at. Bound to lunette/attribution.h; holds no logic. */
#include "lua/bind_attribution.h"

#define BIND_UTTERANCES "lunette.utterances"

/* Names of roles are upvalues of what works with them, behind the word for what was not denied: pushing what is there costs less than making it. */
static void push_names(lua_State *L) {
  for (int place = AT_POSITIVE; place < AT_FACT; place++) lua_pushvalue(L, lua_upvalueindex(place - AT_POSITIVE + 1));
}

static int utterances_close(lua_State *L) {
  lun_utterances_free(bind_check(L, 1, BIND_UTTERANCES));
  return 0;
}

/* The tokens of the span that fills a role of the fact at AT_FACT, of a list the first, which then takes its place; none where nothing does. */
static lun_filler read_filler(lua_State *L, int role) {
  lun_filler filler = {.of = LUN_NOBODY};
  if (get_role(L, AT_FACT, role) == LUA_TTABLE) {
    lua_rawgeti(L, -1, 1);
    lua_pushvalue(L, -1);
    set_role(L, role);
  }
  if (!lua_isnil(L, -1)) {
    if (!lua_isuserdata(L, -1)) luaL_error(L, "a fact 'said' has a %s as its %s, which is to be a span of the document", luaL_typename(L, -1), lua_tostring(L, role));
    const bind_span *s = bind_check_span(L, lua_gettop(L));
    filler.first = s->first;
    filler.stop = s->stop;
  }
  lua_settop(L, AT_FACT);
  return filler;
}

static lun_filler filler_of(lun_phrase phrase) {
  const bool there = lun_is_phrase(phrase);
  return (lun_filler){.first = there ? (uint32_t)phrase.first : 0, .stop = there ? (uint32_t)phrase.last + 1 : 0, .of = LUN_NOBODY};
}
/* Reads the fact at AT_FACT from its statement, where it is untold. One that is not among the same as the first of these is told. */
static bool read_statement(lua_State *L, lun_utterance *u) {
  const lua_Integer number = bind_find_untold(L, AT_FACT, &bind_untold_statements);
  if (!number) return false;
  if (lua_getiuservalue(L, AT_UTTERANCES, UTTERED_STATEMENTS) != LUA_TNIL && !lua_rawequal(L, -1, -2)) {
    bind_tell_untold_statement(L, AT_FACT);
    return false;
  }
  lua_pop(L, 1);
  const lun_statement *s = bind_statement_at(L, lua_gettop(L), number);
  const lun_filler what = filler_of(bind_statement_content(s)), antecedent = filler_of(s->antecedent);
  u->first = what.first;
  u->stop = what.stop;
  u->source = filler_of(s->source);
  u->cue = filler_of(s->cue);
  u->asked_first = antecedent.first;
  u->asked_stop = antecedent.stop;
  u->statement = (uint32_t)number;
  lua_setiuservalue(L, AT_UTTERANCES, UTTERED_STATEMENTS);
  return true;
}

/* Reads the fact at AT_FACT, the number-th. */
static void read_fact(lua_State *L, lun_utterance *u, uint32_t number) {
  if (read_statement(L, u)) {
    lua_settop(L, AT_FACT - 1);
    return;
  }
  if (bind_find_untold(L, AT_FACT, &bind_untold_utterances)) lua_getfield(L, AT_FACT, "kind"); /* which it is told for */
  lua_settop(L, AT_FACT);
  const lun_filler what = read_filler(L, ROLE_WHAT), antecedent = read_filler(L, ROLE_ANTECEDENT);
  if (!what.stop) luaL_error(L, "a fact 'said' wants the span of what is said as its role 'what'");
  u->first = what.first;
  u->stop = what.stop;
  u->source = read_filler(L, ROLE_SOURCE);
  u->cue = read_filler(L, ROLE_CUE);
  u->asked_first = antecedent.first;
  u->asked_stop = antecedent.stop;
  read_filler(L, ROLE_ADDRESSEE);
  if (get_role(L, AT_FACT, ROLE_SPEAKER) != LUA_TNIL) {
    u->speaker.of = number;
    if (lua_istable(L, -1) && lua_getfield(L, -1, "number") == LUA_TNUMBER) u->speaker.entity = bind_check_entity(L, -1);
  }
  lua_settop(L, AT_FACT - 1);
}

/* The place of an untold fact in what was taken, whose utterances it pushes; NULL and nothing for another. */
static const lun_taking *find_taking(lua_State *L, int fact, const lun_utterances **all) {
  const lua_Integer number = bind_find_untold(L, fact, &bind_untold_utterances);
  if (!number) return NULL;
  *all = bind_check(L, lua_gettop(L), BIND_UTTERANCES);
  if (number > (*all)->taken_count) bind_raise_untold(L);
  return &(*all)->taken[number - 1];
}

/* core.tell_fact(fact): tells it, if it is untold. */
static int tell_fact(lua_State *L) {
  static const int kept[AT_MADE] = {UTTERED_OF, UTTERED_FACTS, 0, 0, UTTERED_STANCE, UTTERED_CLASS, 0, UTTERED_DOC, 0, UTTERED_MADE}; /* by place, from 1 */
  const lun_utterances *all;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  const lun_taking *taking = find_taking(L, 1, &all);
  if (!taking) {
    bind_tell_untold_statement(L, 1);
    return 0;
  }
  const lun_taking taken = *taking;
  lua_getiuservalue(L, 2, UTTERED_CLASS);
  bind_end_untold(L, 1, 3);
  luaL_checkstack(L, AT_OTHER + LUA_MINSTACK, "roles of facts");
  for (int place = 1; place <= AT_MADE; place++) {
    if (place == AT_UTTERANCES) lua_pushvalue(L, 2);
    else if (kept[place - 1]) lua_getiuservalue(L, 2, kept[place - 1]);
    else lua_pushnil(L);
  }
  lua_rotate(L, 1, -3);
  lua_settop(L, AT_MADE); /* where the list of facts keeps this one */
  push_names(L);
  bind_tell_taken(L, all, &taken);
  return 0;
}

bool bind_untold_said(lua_State *L, int fact, lun_said *said) {
  const lun_utterances *all;
  const lun_taking *taken = find_taking(L, fact, &all);
  if (!taken) return false;
  const lun_utterance *u = &all->at[taken->number];
  *said = (lun_said){u->first, u->stop, u->speaker.entity, taken->what == LUN_UTTERED_CLAUSE};
  lua_pop(L, 1);
  return true;
}

/* Whether the fact of what was taken can be told later: it was given, nothing that attribution sets is there, and it has no second half. */
static bool can_wait(lua_State *L, const lun_utterances *all, const lun_taking *taken) {
  if (taken->what != LUN_UTTERED_CLAUSE && taken->what != LUN_UTTERED_QUOTATION) return false;
  if (taken->number >= all->given || all->at[taken->number].joined) return false;
  lua_settop(L, AT_FACT - 1);
  push_fact(L, all, taken->number);
  return get_role(L, AT_FACT, ROLE_SPEAKER) == LUA_TNIL && get_role(L, AT_FACT, ROLE_KIND) == LUA_TNIL;
}
static void tell_all(lua_State *L, const lun_utterances *all) {
  for (uint32_t i = 0; i < all->taken_count; i++) {
    if (!can_wait(L, all, &all->taken[i])) {
      bind_tell_taken(L, all, &all->taken[i]);
      continue;
    }
    lua_settop(L, AT_FACT);
    lua_pushinteger(L, (lua_Integer)i + 1);
    lua_rawsetp(L, AT_FACT, &bind_untold);
    lua_pushvalue(L, AT_UNTOLD);
    lua_setmetatable(L, AT_FACT);
  }
}

/* referents:attribute(facts, words, near, stance, class, untold class) -> roles of facts that are to be made: attributes the facts `said` of a
 * document, which are in the order of the text, and sets speaker, speakers, nameless, reason, kind, content, parts, words, quote, joins, stance, polarity and
 * unattributed, of those of the untold class once core.tell_fact is called. words: those of quotations; near: tokens that a source or a cue
 * stands from its quotation at most; stance(text of a cue) -> its stance, its polarity; class: of facts that are told. */
static int referents_attribute(lua_State *L) {
  static const int kept[] = {1, AT_FACTS, AT_STANCE, AT_CLASS, AT_DOC, AT_MADE}; /* as user values, in their order */
  lun_referents *r = bind_check_referents(L);
  lun_quotation_words *words = bind_check_pointer(L, AT_WORDS, BIND_QUOTATION_WORDS);
  const lun_reference_ask ask = bind_asked(L);
  const lua_Integer near = luaL_checkinteger(L, AT_NEAR);
  luaL_argcheck(L, near >= 0 && near <= INT32_MAX, AT_NEAR, "not so many tokens");
  luaL_checktype(L, AT_FACTS, LUA_TTABLE);
  luaL_checktype(L, AT_STANCE, LUA_TFUNCTION);
  luaL_checktype(L, AT_CLASS, LUA_TTABLE);
  luaL_checktype(L, AT_UNTOLD, LUA_TTABLE);
  lua_settop(L, AT_UNTOLD);
  lua_getiuservalue(L, 1, OF_DOC);
  const lua_Unsigned count = lua_rawlen(L, AT_FACTS);
  luaL_argcheck(L, count < UINT32_MAX / 4, AT_FACTS, "too many facts");
  lun_utterances *all = lua_newuserdatauv(L, sizeof *all, UTTERED_COUNT);
  *all = (lun_utterances){.at = NULL};
  luaL_setmetatable(L, BIND_UTTERANCES);
  luaL_checkstack(L, AT_OTHER + LUA_MINSTACK, "roles of facts");
  lun_err err;
  if (lun_utterances_give(all, (uint32_t)count, &err)) return bind_raise(L, &err);
  lua_newtable(L);
  push_names(L);
  for (uint32_t i = 0; i < count; i++) {
    if (lua_rawgeti(L, AT_FACTS, (lua_Integer)i + 1) != LUA_TTABLE) return luaL_error(L, "a list of facts holds a %s", luaL_typename(L, -1));
    read_fact(L, &all->at[i], i);
  }
  if (lun_utterances_attribute(r, &ask, words, (uint32_t)near, all, &err)) return bind_raise_asked(L, &err);
  for (int i = 0; i < (int)(sizeof kept / sizeof *kept); i++) {
    lua_pushvalue(L, kept[i]);
    lua_setiuservalue(L, AT_UTTERANCES, i + 1);
  }
  lua_pushvalue(L, AT_UTTERANCES);
  lua_rawsetp(L, AT_UNTOLD, &bind_untold_utterances);
  tell_all(L, all);
  lua_settop(L, AT_UTTERANCES);
  bind_make_part(L, AT_DOC);
  lua_getiuservalue(L, AT_UTTERANCES, UTTERED_MADE);
  return 1;
}

void bind_open_attribution(lua_State *L) {
  static const char *const names[] = {"positive",
#define X(name, text) text,
      ROLES(X)
#undef X
  };
  enum { NAMES = sizeof names / sizeof *names };
  static const luaL_Reg methods[] = {{"attribute", referents_attribute}, {NULL, NULL}}, functions[] = {{"tell_fact", tell_fact}, {NULL, NULL}};
  bind_closing_class(L, BIND_UTTERANCES, NULL, utterances_close);
  luaL_checkstack(L, NAMES + LUA_MINSTACK, "names of roles");
  for (size_t i = 0; i < NAMES; i++) lua_pushstring(L, names[i]);
  luaL_setfuncs(L, functions, NAMES);
  luaL_getmetatable(L, BIND_REFERENTS);
  lua_getfield(L, -1, "__index");
  for (size_t i = 0; i < NAMES; i++) lua_pushstring(L, names[i]);
  luaL_setfuncs(L, methods, NAMES);
  lua_pop(L, 2);
}
