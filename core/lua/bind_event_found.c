/* What the class events asks of scripts while it reads, and methods that say what verbs and nouns tell. Holds no logic. */
#include "lua/bind_event.h"

#include <string.h>

/* Pushes one of the functions that are asked; false where there is none, or one has raised. */
static bool push_function(bind_asking *asking, const char *name) {
  if (asking->raised || !lua_checkstack(asking->L, LUA_MINSTACK)) return false;
  if (lua_getfield(asking->L, asking->functions, name) == LUA_TFUNCTION) return true;
  lua_pop(asking->L, 1);
  return false;
}
/* Calls it in a protected way; what it raises is kept. */
static bool called(bind_asking *asking, int arguments, int results) {
  if (!lua_pcall(asking->L, arguments, results, 0)) return true;
  lua_replace(asking->L, asking->lists);
  asking->raised = true;
  return false;
}

/* Asks a function of words for a list of actors, which is kept where it has some. */
static lun_event_actors ask_list(bind_asking *asking, const char *name, lun_phrase words) {
  lua_State *L = asking->L;
  lun_event_actors actors = {0, 0};
  if (!push_function(asking, name)) return actors;
  bind_push_token(L, words.first);
  bind_push_token(L, words.last);
  if (!called(asking, 2, 1)) return actors;
  const lua_Unsigned count = lua_istable(L, -1) ? lua_rawlen(L, -1) : 0;
  if (count) {
    actors = (lun_event_actors){++asking->count, count > 2 ? 2 : (unsigned)count};
    lua_rawseti(L, asking->lists, actors.list);
  } else lua_pop(L, 1);
  return actors;
}
static lun_event_actors ask_actors(void *data, lun_phrase words) { return ask_list(data, "actors", words); }
static lun_event_actors ask_named(void *data, lun_phrase words) { return ask_list(data, "named", words); }

static bool ask_reports(void *data, int32_t token, int32_t verb) {
  bind_asking *asking = data;
  if (!push_function(asking, "reports")) return false;
  bind_push_token(asking->L, token);
  bind_push_token(asking->L, verb);
  if (!called(asking, 2, 1)) return false;
  const bool reports = lua_toboolean(asking->L, -1);
  lua_pop(asking->L, 1);
  return reports;
}
static bool ask_armed(void *data, uint32_t list) {
  bind_asking *asking = data;
  if (!push_function(asking, "armed")) return false;
  lua_rawgeti(asking->L, asking->lists, list);
  if (!called(asking, 1, 1)) return false;
  const bool armed = lua_toboolean(asking->L, -1);
  lua_pop(asking->L, 1);
  return armed;
}
static void tell_doers(void *data, uint32_t list) {
  bind_asking *asking = data;
  if (!push_function(asking, "told")) return;
  lua_rawgeti(asking->L, asking->lists, list);
  called(asking, 1, 0);
}

/* The text at an index for good; "" for none. */
static const char *text_for_good(lua_State *L, int index) {
  size_t size;
  const char *text = lua_tolstring(L, index, &size);
  lun_vocab *vocab = bind_host(L)->vocab;
  const lun_lexeme lexeme = text && size <= UINT16_MAX ? lun_vocab_intern(vocab, text, size) : 0;
  return lexeme ? lun_vocab_text(vocab, lexeme, &size) : "";
}
static lun_event_own ask_own(void *data, const lun_event_verb *verb, const char **code, const char **other) {
  bind_asking *asking = data;
  lua_State *L = asking->L;
  if (!push_function(asking, "own")) return LUN_OWN_SILENT;
  bind_push_event_clause(L, asking->doc, verb);
  if (!called(asking, 1, 2)) return LUN_OWN_SILENT;
  const lun_event_own own = lua_isboolean(L, -2) ? LUN_OWN_NONE : lua_isnil(L, -2) ? LUN_OWN_SILENT : LUN_OWN_CODE;
  *code = text_for_good(L, -2);
  *other = text_for_good(L, -1);
  lua_pop(L, 2);
  return own;
}

const lun_event_asked *bind_ask(lua_State *L, const lun_doc *doc, bind_asking *asking) {
  lua_getiuservalue(L, 1, EVENTS_ASKED);
  lua_newtable(L);
  *asking = (bind_asking){{asking, ask_actors, ask_reports, ask_named, ask_armed, tell_doers, NULL}, L, doc, lua_gettop(L) - 1, lua_gettop(L), 0, false};
  if (lua_getfield(L, asking->functions, "own") == LUA_TFUNCTION) asking->asked.own = ask_own;
  lua_pop(L, 1);
  return &asking->asked;
}
void bind_answered(const bind_asking *asking) {
  if (!asking->raised) return;
  lua_pushvalue(asking->L, asking->lists);
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

lun_phrase bind_role_of(lua_State *L, int fact, const char *role, const lun_doc *doc) {
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

void bind_push_event_found(lua_State *L, const lun_events *events, const lun_doc *doc, const lun_event_found *found, int to) {
  enum { FIELDS = 8 };
  lua_createtable(L, 0, FIELDS);
  bind_set_text(L, "code", found->code);
  bind_set_text(L, "event", found->event);
  lua_pushvalue(L, to);
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
  const bool any = lun_event_occurrence(events, bind_ask(L, doc, &asking), &next, &clause, &found);
  bind_answered(&asking);
  if (!any) return answer(L, events, 0);
  lua_newtable(L); /* it reaches nobody */
  const int nobody = lua_gettop(L);
  lua_pushinteger(L, next);
  bind_push_event_found(L, events, doc, &found, nobody);
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
  if (lua_istable(L, 4) && !field_is(L, 4, "polarity", "negative")) told = (lun_event_told){bind_role_of(L, 4, "what", doc), bind_role_of(L, 4, "cue", doc), field_is(L, 4, "kind", "direct")};
  lua_pushstring(L, lun_event_status_name(lun_event_status_of(events, verb, at, lun_is_phrase(told.what) && lun_is_phrase(told.cue) ? &told : NULL)));
  return answer(L, events, 1);
}
