/* The methods of the class events that say what a construction tells. Holds no logic. */
#include "lua/bind_event.h"

#include <string.h>

static unsigned ask_actors(void *data, lun_phrase words) {
  bind_asking *asking = data;
  lua_State *L = asking->L;
  if (asking->raised || !lua_checkstack(L, LUA_MINSTACK)) return 0;
  lua_getiuservalue(L, 1, EVENTS_ACTORS);
  bind_push_token(L, words.first);
  bind_push_token(L, words.last);
  asking->raised = lua_pcall(L, 2, 1, 0) != LUA_OK;
  const lua_Unsigned count = asking->raised || !lua_istable(L, -1) ? 0 : lua_rawlen(L, -1);
  if (asking->raised || count) lua_replace(L, asking->kept);
  else lua_pop(L, 1);
  return count > 2 ? 2 : (unsigned)count;
}
static bool ask_reports(void *data, int32_t token, int32_t verb) {
  bind_asking *asking = data;
  lua_State *L = asking->L;
  if (asking->raised || !lua_checkstack(L, LUA_MINSTACK)) return false;
  lua_getiuservalue(L, 1, EVENTS_REPORTS);
  bind_push_token(L, token);
  bind_push_token(L, verb);
  asking->raised = lua_pcall(L, 2, 1, 0) != LUA_OK;
  const bool reports = !asking->raised && lua_toboolean(L, -1);
  if (asking->raised) lua_replace(L, asking->kept);
  else lua_pop(L, 1);
  return reports;
}

const lun_event_asked *bind_ask(lua_State *L, bind_asking *asking) {
  lua_pushnil(L);
  *asking = (bind_asking){{asking, ask_actors, ask_reports}, L, lua_gettop(L), false};
  return &asking->asked;
}
void bind_answered(const bind_asking *asking) {
  if (!asking->raised) return;
  lua_pushvalue(asking->L, asking->kept);
  lua_error(asking->L);
}

void bind_set_text(lua_State *L, const char *name, const char *text) {
  if (!*text) return;
  lua_pushstring(L, text);
  lua_setfield(L, -2, name);
}

void bind_push_event_word(lua_State *L, const lun_events *events, const lun_doc *doc, int32_t token) {
  const lun_event_rows *rows = lun_event_noun_rows(events, token);
  if (rows) lua_pushstring(L, rows->at->lemma);
  else bind_push_lexeme(L, lun_vocab_lower(doc->vocab, doc->tokens.lexeme[token]));
}

static int answer(lua_State *L, const lun_events *events, int count) {
  lun_err err;
  return lun_events_failure(events, &err) ? bind_raise(L, &err) : count;
}

/* The tokens of a role of the fact at an index, the first where it is a list. */
static lun_phrase role_of(lua_State *L, int fact, const char *role, const lun_doc *doc) {
  lun_phrase phrase = lun_no_phrase;
  if (lua_getfield(L, fact, role) == LUA_TTABLE) {
    lua_rawgeti(L, -1, 1);
    lua_remove(L, -2);
  }
  if (!lua_isnil(L, -1)) {
    const bind_span *s = bind_check_span(L, lua_gettop(L));
    if (s->stop > doc->tokens.count) luaL_error(L, "the role '%s' is a span of another document", role);
    phrase = (lun_phrase){(int32_t)s->first, (int32_t)s->stop - 1};
  }
  lua_pop(L, 1);
  return phrase;
}

/* The construction of the verb at 2 and 3, with the roles of the fact at 4, if there is one. */
static lun_construction check_construction(lua_State *L, const lun_doc *doc) {
  static const char *const preposition[LUN_EVENT_LINKS] = {"prep", "prep2"}, *const brought[LUN_EVENT_LINKS] = {"to", "to2"};
  lun_construction c = {.verb = {(int32_t)bind_check_token(L, 2, doc), (int32_t)bind_check_token(L, 3, doc)}, .what = lun_no_phrase, .agent = lun_no_phrase};
  if (lua_isnoneornil(L, 4)) return c;
  luaL_checktype(L, 4, LUA_TTABLE);
  c.what = role_of(L, 4, "what", doc);
  c.agent = role_of(L, 4, "who", doc);
  for (int i = 0; i < LUN_EVENT_LINKS; i++) {
    const lun_phrase by = role_of(L, 4, preposition[i], doc), to = role_of(L, 4, brought[i], doc);
    if (lun_is_phrase(to) && (lun_is_phrase(by) || !i)) c.link[c.links++] = (lun_event_link){by.first, to};
  }
  return c;
}

/* Pushes { code, event, to = the list of actors that is kept, what, verb, thing, off, made = { verb, noun, head } }. */
static void push_found(lua_State *L, const lun_events *events, const lun_doc *doc, const lun_event_found *found, int kept) {
  enum { FIELDS = 8 };
  lua_createtable(L, 0, FIELDS);
  bind_set_text(L, "code", found->code);
  bind_set_text(L, "event", found->event);
  if (found->reaches) lua_pushvalue(L, kept);
  else lua_newtable(L);
  lua_setfield(L, -2, "to");
  if (found->thing != LUN_NO_TOKEN) {
    bind_push_event_word(L, events, doc, found->thing);
    lua_setfield(L, -2, "what");
  }
  bind_set_text(L, "verb", found->verb->lemma);
  if (found->noun) {
    lua_pushboolean(L, true);
    lua_setfield(L, -2, "thing");
  }
  if (found->called_off) {
    lua_pushboolean(L, true);
    lua_setfield(L, -2, "off");
  }
  lua_createtable(L, 0, found->noun ? 3 : 1);
  bind_push_event_row(L, found->verb);
  lua_setfield(L, -2, "verb");
  if (found->noun) {
    bind_push_event_row(L, found->noun);
    lua_setfield(L, -2, "noun");
    bind_push_token(L, found->head);
    lua_setfield(L, -2, "head");
  }
  lua_setfield(L, -2, "made");
}

/* Pushes the list of actors that words name. */
static void push_actors(lua_State *L, lun_phrase words) {
  if (!lun_is_phrase(words)) {
    lua_newtable(L);
    return;
  }
  lua_getiuservalue(L, 1, EVENTS_ACTORS);
  bind_push_token(L, words.first);
  bind_push_token(L, words.last);
  lua_call(L, 2, 1);
}

/* events:told(first, last of a verb, fact or nil [, any]) -> the token of the verb whose object the verb is or nil, and where the construction
 * tells something what that is, the clause, and the list of actors that do it. Most verbs can tell nothing where they stand and are not read,
 * unless `any` is true. */
int bind_events_told(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  const lun_construction around = check_construction(L, doc);
  lua_settop(L, 5);
  bind_asking asking;
  lun_event_reading reading;
  lun_event_found found;
  const lun_event_asked *asked = bind_ask(L, &asking);
  const bool read = lun_event_read(events, asked, &around, lua_toboolean(L, 5), &reading), tells = read && lun_event_resolve(events, asked, &reading, &found);
  bind_answered(&asking);
  if (!read) return answer(L, events, 0);
  bind_push_token(L, reading.clause->gerund_of);
  if (!tells) return answer(L, events, 1);
  push_found(L, events, doc, &found, asking.kept);
  bind_push_event_clause(L, doc, reading.clause);
  push_actors(L, reading.who);
  return answer(L, events, 4);
}

/* events:reach(first, last of a verb, fact or nil) -> the list of actors that the construction reaches, whatever the verb is; the list of
 * those who do it */
int bind_events_reach(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  const lun_construction around = check_construction(L, doc);
  lua_settop(L, 4);
  bind_asking asking;
  lun_event_reading reading;
  const lun_event_asked *asked = bind_ask(L, &asking);
  const bool read = lun_event_read(events, asked, &around, true, &reading), reaches = read && lun_event_reach(asked, &reading);
  bind_answered(&asking);
  if (reaches) lua_pushvalue(L, asking.kept);
  else lua_newtable(L);
  if (!read) return answer(L, events, 1);
  push_actors(L, reading.who);
  return answer(L, events, 2);
}

/* events:occurrence(number) -> of that verb of the document (0 for the first) or the first behind it that says only that something takes
 * place: the number to go on with, what it tells, its clause and the tokens of the verb; nothing at the end */
int bind_events_occurrence(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  const lua_Integer from = luaL_checkinteger(L, 2);
  luaL_argcheck(L, from >= 0 && from <= UINT32_MAX, 2, "no number of a verb");
  lua_settop(L, 2);
  uint32_t next = (uint32_t)from;
  bind_asking asking;
  const lun_event_verb *clause;
  lun_event_found found;
  const bool any = lun_event_occurrence(events, bind_ask(L, &asking), &next, &clause, &found);
  bind_answered(&asking);
  if (!any) return answer(L, events, 0);
  lua_pushinteger(L, next);
  push_found(L, events, doc, &found, asking.kept);
  bind_push_event_clause(L, doc, clause);
  bind_push_token(L, clause->at.first);
  bind_push_token(L, clause->at.last);
  return answer(L, events, 5);
}

/* events:cause(verb) -> "attack", "disaster" or "none" of a verb of harm that does not say how, by its sentence; nil of others */
int bind_events_cause(lua_State *L) {
  static const char *const names[] = {"none", "attack", "disaster"};
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  lun_event_cause cause;
  const bool harm = lun_event_cause_of_harm(events, (int32_t)bind_check_token(L, 2, doc), &cause);
  lua_pushstring(L, harm ? names[cause] : NULL);
  return answer(L, events, 1);
}

static bool field_is(lua_State *L, int index, const char *name, const char *text) {
  lua_getfield(L, index, name);
  const bool same = lua_type(L, -1) == LUA_TSTRING && !strcmp(lua_tostring(L, -1), text);
  lua_pop(L, 1);
  return same;
}

/* events:status(verb or nil, token, fact `said` that tells of it or nil) -> "happened", "planned", "alleged", "denied" or "conditional" */
int bind_events_status(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  const lun_event_verb *verb = NULL;
  const int32_t at = (int32_t)bind_check_token(L, 3, doc);
  lun_event_told told = {lun_no_phrase, lun_no_phrase, false};
  if (!lua_isnil(L, 2)) {
    const int32_t v = (int32_t)bind_check_token(L, 2, doc);
    verb = lun_event_verb_of(events, (lun_phrase){v, v});
  }
  if (lua_istable(L, 4) && !field_is(L, 4, "polarity", "negative")) told = (lun_event_told){role_of(L, 4, "what", doc), role_of(L, 4, "cue", doc), field_is(L, 4, "kind", "direct")};
  lua_pushstring(L, lun_event_status_name(lun_event_status_of(events, verb, at, lun_is_phrase(told.what) && lun_is_phrase(told.cue) ? &told : NULL)));
  return answer(L, events, 1);
}
