/* What the class events asks of scripts while it reads, and methods that say what verbs and nouns tell. Holds no logic. */
#include "lua/bind_event.h"

#include <string.h>

static bool may_ask(const bind_asking *asking) { return !asking->raised && lua_checkstack(asking->L, LUA_MINSTACK); }
/* Pushes one of the functions that are asked and its first argument; false where there is none, or one has raised. */
static bool push_function(bind_asking *asking, const char *name) {
  if (!may_ask(asking)) return false;
  const bool is = lua_getfield(asking->L, asking->functions, name) == LUA_TFUNCTION;
  if (is) lua_pushvalue(asking->L, asking->of);
  else lua_pop(asking->L, 1);
  return is;
}
/* Calls it in a protected way; what it raises is kept. */
static bool called(bind_asking *asking, int arguments, int results) {
  if (!lua_pcall(asking->L, arguments, results, 0)) return true;
  lua_replace(asking->L, asking->lists);
  asking->raised = true;
  return false;
}

/* Keeps the list of actors at the top, which is popped, where it has some. */
static lun_event_actors keep_list(bind_asking *asking) {
  lua_State *L = asking->L;
  lun_event_actors actors = {0, 0};
  const lua_Unsigned count = lua_istable(L, -1) ? lua_rawlen(L, -1) : 0;
  if (count) {
    if (!asking->count) {
      lua_createtable(L, asking->room, 0);
      lua_replace(L, asking->lists);
    }
    actors = (lun_event_actors){++asking->count, count > 2 ? 2 : (unsigned)count};
    lua_rawseti(L, asking->lists, actors.list);
  } else lua_pop(L, 1);
  return actors;
}

/* Asks a function of words for a list of actors. */
static lun_event_actors ask_list(bind_asking *asking, const char *name, lun_phrase words) {
  lua_State *L = asking->L;
  lun_event_actors actors = {0, 0};
  if (asking->actors && lun_actors_silent(asking->actors, (uint32_t)words.first, (uint32_t)words.last)) return actors;
  if (!push_function(asking, name)) return actors;
  bind_push_token(L, words.first);
  bind_push_token(L, words.last);
  return called(asking, 3, 1) ? keep_list(asking) : actors;
}

/* Of words that are no pronoun and begin with no article only the reader of actors is asked: they mean whom they name. */
static lun_event_actors ask_actors(void *data, lun_phrase words) {
  bind_asking *asking = data;
  lua_State *L = asking->L;
  const lun_event_actors nobody = {0, 0};
  if (!asking->actors || lun_actors_how(asking->actors, (uint32_t)words.first, (uint32_t)words.last) != LUN_ACTOR_PLAIN) return ask_list(data, "actors", words);
  if (lun_actors_silent(asking->actors, (uint32_t)words.first, (uint32_t)words.last)) return nobody;
  if (!may_ask(asking)) return nobody;
  lua_pushcfunction(L, bind_actors_read);
  lua_pushvalue(L, asking->coder);
  bind_push_token(L, words.first);
  bind_push_token(L, words.last);
  if (!called(asking, 3, 2)) return nobody;
  const bool plain = lua_isnil(L, -1); /* a reader that was not asked before takes all words for such */
  lua_pop(L, plain ? 1 : 2);
  return plain ? keep_list(asking) : ask_list(data, "actors", words);
}
static lun_event_actors ask_named(void *data, lun_phrase words) { return ask_list(data, "named", words); }

static bool ask_reports(void *data, int32_t token, int32_t verb) {
  bind_asking *asking = data;
  if (!push_function(asking, "reports")) return false;
  bind_push_token(asking->L, token);
  bind_push_token(asking->L, verb);
  if (!called(asking, 3, 1)) return false;
  const bool reports = lua_toboolean(asking->L, -1);
  lua_pop(asking->L, 1);
  return reports;
}
static bool ask_armed(void *data, uint32_t list) {
  bind_asking *asking = data;
  if (!push_function(asking, "armed")) return false;
  lua_rawgeti(asking->L, asking->lists, list);
  if (!called(asking, 2, 1)) return false;
  const bool armed = lua_toboolean(asking->L, -1);
  lua_pop(asking->L, 1);
  return armed;
}
static void tell_doers(void *data, uint32_t list) {
  bind_asking *asking = data;
  if (!push_function(asking, "told")) return;
  lua_rawgeti(asking->L, asking->lists, list);
  called(asking, 2, 0);
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
  if (!called(asking, 2, 2)) return LUN_OWN_SILENT;
  const lun_event_own own = lua_isboolean(L, -2) ? LUN_OWN_NONE : lua_isnil(L, -2) ? LUN_OWN_SILENT : LUN_OWN_CODE;
  *code = text_for_good(L, -2);
  *other = text_for_good(L, -1);
  lua_pop(L, 2);
  return own;
}

/* The reader of actors of the document that the table at the top, which is left there, holds; NULL where there is nil. */
static const lun_actors *actors_of(lua_State *L, const lun_doc *doc) {
  if (lua_isnil(L, -1)) return NULL;
  lua_rawgeti(L, -1, 1);
  const lun_actors *actors = bind_check_pointer(L, -1, BIND_ACTORS);
  lua_getiuservalue(L, -1, 1);
  if (bind_check_doc(L, -1)->doc != doc || !lun_actors_stand(actors)) luaL_error(L, "the reader of actors is of another document");
  lua_pop(L, 1);
  bind_keep_sources(L, -1, true);
  lua_pop(L, 1);
  return actors;
}

const lun_event_asked *bind_ask(lua_State *L, const lun_doc *doc, int room, bind_asking *asking) {
  const int functions = lua_gettop(L) + 1;
  for (int i = EVENTS_ASKED; i <= EVENTS_CODER; i++) lua_getiuservalue(L, 1, i);
  const lun_actors *actors = actors_of(L, doc);
  *asking = (bind_asking){{asking, ask_actors, ask_reports, ask_named, ask_armed, tell_doers, NULL}, L, doc, actors, functions, functions + 1, functions + 2, functions + 3, room, 0, false};
  lua_pushnil(L);
  if (lua_getfield(L, functions, "own") == LUA_TFUNCTION) asking->asked.own = ask_own;
  lua_pop(L, 1);
  return &asking->asked;
}
void bind_answered(bind_asking *asking) {
  if (asking->actors) {
    lua_rawgeti(asking->L, asking->coder, 1);
    bind_keep_sources(asking->L, -1, false);
    lua_pop(asking->L, 1);
  }
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
  lua_getfield(L, fact, role);
  return bind_filler_at_top(L, role, doc);
}
lun_phrase bind_filler_at_top(lua_State *L, const char *role, const lun_doc *doc) {
  lun_phrase phrase = lun_no_phrase;
  if (lua_istable(L, -1)) {
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
  if (lun_is_phrase(found->patient)) {
    lua_createtable(L, 0, 3);
    bind_push_token(L, found->patient.first);
    lua_setfield(L, -2, "first");
    bind_push_token(L, found->patient.last);
    lua_setfield(L, -2, "last");
    lua_pushliteral(L, "");
    lua_setfield(L, -2, "part"); /* as an actor without a code */
    lua_setfield(L, -2, found->person ? "whom" : "patient");
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
 * place, or what becomes of it: the number to go on with, what it tells, its clause and the tokens of the verb; nothing at the end */
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
  const bool any = lun_event_occurrence(events, bind_ask(L, doc, 0, &asking), &next, &clause, &found);
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

static bool field_is(lua_State *L, int index, const char *name, const char *text) {
  lua_getfield(L, index, name);
  const bool same = lua_type(L, -1) == LUA_TSTRING && !strcmp(lua_tostring(L, -1), text);
  lua_pop(L, 1);
  return same;
}

/* The group of the verb at an index, NULL for nil. */
static const lun_event_verb *verb_at(lua_State *L, int index, lun_events *events, const lun_doc *doc) {
  if (lua_isnil(L, index)) return NULL;
  const int32_t v = (int32_t)bind_check_token(L, index, doc);
  return lun_event_verb_of(events, (lun_phrase){v, v});
}
/* Pushes the status of what stands at a token, of which the fact `said` at an index may tell. */
static void push_status(lua_State *L, lun_events *events, const lun_doc *doc, const lun_event_verb *verb, int32_t at, int fact, bool off) {
  lun_event_told told = {lun_no_phrase, lun_no_phrase, false};
  if (lua_istable(L, fact) && !field_is(L, fact, "polarity", "negative"))
    told = (lun_event_told){bind_role_of(L, fact, "what", doc), bind_role_of(L, fact, "cue", doc), field_is(L, fact, "kind", "direct")};
  const bool tells = lun_is_phrase(told.what) && lun_is_phrase(told.cue);
  lua_pushstring(L, lun_event_status_name(lun_event_status_of(events, verb, at, tells ? &told : NULL, off)));
}

/* events:status(verb or nil, token, fact `said` that tells of it or nil) -> "happened", "planned", "alleged", "denied" or "conditional" */
int bind_events_status(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  const int32_t at = (int32_t)bind_check_token(L, 3, doc);
  push_status(L, events, doc, verb_at(L, 2, events, doc), at, 4, false);
  return answer(L, events, 1);
}

/* events:circumstances(verb or nil, first, last, end, told, off, from, to) -> of an event whose verb or noun are tokens first to last and whose
 * construction ends with a token: its time, or nil; its place, or nil, and whether it is "stated" or that of the "dateline"; its status, as above,
 * told by the fact `told` or nil, called off where `off`; and its sentence. from and to, or nil, are the tokens of where a journey goes. */
int bind_events_circumstances(lua_State *L) {
  const lun_doc *doc;
  lua_settop(L, 9);
  lun_events *events = bind_check_events(L, &doc);
  const lun_phrase at = bind_check_phrase(L, 3, doc), journey = lua_isnil(L, 8) ? lun_no_phrase : bind_check_phrase(L, 8, doc);
  const int32_t end = (int32_t)bind_check_token(L, 5, doc);
  bool stated;
  bind_push_event_time(L, lun_event_time_of(events, at));
  const lun_event_span place = lun_event_place_of(events, end, journey, &stated);
  bind_push_event_place(L, place);
  lua_pushstring(L, !place.id ? NULL : stated ? "stated" : "dateline");
  push_status(L, events, doc, verb_at(L, 2, events, doc), at.first, 6, lua_toboolean(L, 7));
  const lun_ranges *sentences = &doc->sentences;
  const uint32_t n = lun_ranges_at(sentences, (uint32_t)at.first);
  lua_getiuservalue(L, 1, EVENTS_CLAUSES);
  lua_getiuservalue(L, -1, 1);
  bind_push_span(L, lua_gettop(L), NULL, 0, sentences->first[n], n + 1 < sentences->count ? sentences->first[n + 1] : doc->tokens.count);
  lua_replace(L, -3);
  lua_pop(L, 1);
  return answer(L, events, 5);
}

static int32_t opt_token(lua_State *L, int index, const lun_doc *doc) { return lua_isnoneornil(L, index) ? LUN_NO_TOKEN : (int32_t)bind_check_token(L, index, doc); }

/* events:conjunction(token, start, subject, gerund) -> the token of the conjunction that brings the event at a token, and what it makes of the
 * order: "before", "after" or "during"; nil for none. start and subject are the first tokens of the group of its verb and of its subject, or nil;
 * gerund: it is a participle that stands by itself. */
int bind_events_conjunction(lua_State *L) {
  static const char *const names[] = {"before", "after", "during"};
  const lun_doc *doc;
  lun_event_order order;
  lun_events *events = bind_check_events(L, &doc);
  const int32_t token = lun_event_conjunction(events, (int32_t)bind_check_token(L, 2, doc), opt_token(L, 3, doc), opt_token(L, 4, doc), lua_toboolean(L, 5), &order);
  bind_push_token(L, token);
  if (token == LUN_NO_TOKEN) return answer(L, events, 1);
  lua_pushstring(L, names[order]);
  return answer(L, events, 2);
}

/* events:counted(word, token) -> the first token from one on that begins with a word and stands right behind a unit of time in days or longer: two
 * months before; nil for none */
int bind_events_counted(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  const char *word = luaL_checkstring(L, 2);
  const lua_Integer from = luaL_checkinteger(L, 3);
  luaL_argcheck(L, from >= 1, 3, "no token");
  bind_push_token(L, from > INT32_MAX ? LUN_NO_TOKEN : lun_event_counted(events, word, (int32_t)from - 1));
  return 1;
}

/* events:about(first, last, ahead) -> of what an event is about, its number, if one of so many tokens from the first on is one, and the lemma of the
 * noun that heads it, or its small letters; nil for none */
int bind_events_about(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  const lun_phrase words = bind_check_phrase(L, 2, doc);
  const lua_Integer ahead = luaL_checkinteger(L, 4), there = words.last - words.first;
  luaL_argcheck(L, ahead >= 1, 4, "no number of tokens");
  const int32_t number = lun_event_number(events, (lun_phrase){words.first, words.first + (int32_t)(ahead - 1 < there ? ahead - 1 : there)});
  const lun_event_thing thing = lun_event_thing_of(events, words);
  if (number == LUN_NO_TOKEN) lua_pushnil(L);
  else bind_push_lexeme(L, lun_vocab_lower(doc->vocab, doc->tokens.lexeme[number]));
  if (thing.head == LUN_NO_TOKEN) lua_pushnil(L);
  else bind_push_event_word(L, events, doc, thing.head);
  return answer(L, events, 2);
}
