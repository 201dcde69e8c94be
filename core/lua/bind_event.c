/* The class events: a reader of the events of one document, and the words that it goes by. Whom words name, and who reports what, it asks of
 * two functions. Bound to lunette/event.h; holds no logic. */
#include "lua/bind_event.h"

#include <string.h>

static int words_close(lua_State *L) {
  lun_event_words **words = bind_check(L, 1, BIND_EVENT_WORDS);
  lun_event_words_free(*words);
  *words = NULL;
  return 0;
}
static int events_close(lua_State *L) {
  lun_events **events = bind_check(L, 1, BIND_EVENTS);
  lun_events_free(*events);
  *events = NULL;
  return 0;
}

static lun_status add_word(void *words, const char *list, const char *word, size_t size, lun_err *err) { return lun_event_words_add(words, list, word, size, err); }

/* Codes by the root of another, by the names of their tables, of the table at an index. */
static void add_codes(lua_State *L, int index, lun_event_words *words) {
  lun_err err;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    luaL_argcheck(L, lua_type(L, -2) == LUA_TSTRING && lua_istable(L, -1), index, "tables of codes by their names");
    const int table = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
      luaL_argcheck(L, lua_type(L, -2) == LUA_TSTRING && lua_type(L, -1) == LUA_TSTRING, index, "codes by roots are texts");
      if (lun_event_words_code(words, lua_tostring(L, table - 1), lua_tostring(L, -2), lua_tostring(L, -1), &err)) bind_raise(L, &err);
    }
  }
}

/* core.event_words(lists, { forms = , verbs = , nouns = , pairs = , spoken = }, codes): the lists of words by their names, all of them,
 * dictionaries, and what governs a verb makes of codes: by a name what becomes of those with a root. Its user values are the dictionaries,
 * and rows that scripts have seen, by their addresses. */
static int core_event_words(lua_State *L) {
  lun_event_sources sources;
  const struct { const char *name; lun_dictionary **dictionary; } wanted[] = {
      {"forms", &sources.forms}, {"verbs", &sources.verbs}, {"nouns", &sources.nouns}, {"pairs", &sources.pairs}, {"spoken", &sources.spoken}};
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checktype(L, 2, LUA_TTABLE);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    lua_getfield(L, 2, wanted[i].name);
    *wanted[i].dictionary = bind_check_dictionary(L, -1)->dictionary;
  }
  lun_event_words **words = bind_push_pointer(L, BIND_EVENT_WORDS, 2);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, -2, 1);
  lua_newtable(L);
  lua_setiuservalue(L, -2, EVENT_WORDS_ROWS);
  lun_err err;
  if (lun_event_words_new(bind_host(L)->vocab, &sources, words, &err)) return bind_raise(L, &err);
  bind_add_words(L, 1, "events", lun_event_list, add_word, *words);
  add_codes(L, 3, *words);
  return 1;
}

/* core.events(clauses, words, asked, of, coder): a reader of the document whose clauses core.clauses gave. asked is a table of functions, which get
 * `of` first: actors(of, first, last) gives the list of those whom words name, reports(of, token, verb) says whether the source of the statement
 * that holds the verb has the token; and for `find` named(of, first, last) gives the list of those whom words name who have no code, armed(of, list)
 * says whether some bear arms, told(of, list) hears who has done something; and own(of, clause), which may be missing, gives what the user's own
 * dictionary says of a verb: its code and that of the other side, true where it says that the verb tells nothing, or nil. coder, or nil, is a
 * table whose first element is what core.actors gave, which knows of most words that they name nobody, and alone is asked of words that are no
 * pronoun and begin with no article. */
static int core_events(lua_State *L) {
  lun_clauses *clauses = bind_check_clauses(L, 1);
  lun_event_words *words = bind_check_pointer(L, 2, BIND_EVENT_WORDS);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 5);
  if (!lua_isnil(L, 5)) luaL_checktype(L, 5, LUA_TTABLE);
  lua_getiuservalue(L, 1, 1);
  bind_settle_day(L, 6);
  lun_events **events = bind_push_pointer(L, BIND_EVENTS, EVENTS_VALUES);
  for (int i = EVENTS_CLAUSES; i <= EVENTS_CODER; i++) bind_keep(L, i, i);
  lua_getiuservalue(L, 2, EVENT_WORDS_ROWS);
  lua_setiuservalue(L, -2, EVENTS_ROWS);
  lua_newtable(L);
  lua_setiuservalue(L, -2, EVENTS_SPANS);
  bind_make_part(L, 6);
  lun_err err;
  return lun_events_new(clauses, words, events, &err) ? bind_raise(L, &err) : 1;
}

lun_events *bind_check_events(lua_State *L, const lun_doc **doc) {
  lun_events *events = bind_check_pointer(L, 1, BIND_EVENTS);
  lua_getiuservalue(L, 1, EVENTS_CLAUSES);
  bind_check_clauses(L, -1);
  lua_getiuservalue(L, -1, 1);
  *doc = bind_check_doc(L, -1)->doc;
  lua_pop(L, 2);
  return events;
}

static int answer(lua_State *L, const lun_events *events, int count) {
  lun_err err;
  return lun_events_failure(events, &err) ? bind_raise(L, &err) : count;
}

/* events:lay(layer): adds the verbs that may tell an event to a layer; events:lay(layer, verb): a verb of a dictionary of one's own */
static int events_lay(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  lun_layer *layer;
  lun_err err;
  lua_settop(L, 3);
  lua_getiuservalue(L, 1, EVENTS_CLAUSES);
  lua_getiuservalue(L, -1, 1);
  lun_status status = lun_doc_layer_make(bind_check_doc(L, -1)->doc, luaL_checkstring(L, 2), &layer, &err);
  if (!status) status = lua_isnoneornil(L, 3) ? lun_events_lay(events, layer, &err) : lun_events_lay_verb(events, layer, (int32_t)bind_check_token(L, 3, doc), &err);
  return status ? bind_raise(L, &err) : 0;
}

void bind_push_event_row(lua_State *L, const lun_event_row *row) {
  lua_getiuservalue(L, 1, EVENTS_ROWS);
  if (lua_rawgetp(L, -1, row) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_createtable(L, 0, 5);
    bind_set_text(L, "surface", row->lemma);
    lua_pushstring(L, row->code);
    lua_setfield(L, -2, "code");
    lua_pushstring(L, row->class);
    lua_setfield(L, -2, "class");
    bind_set_text(L, "event", row->event);
    lua_newtable(L);
    for (const char *word = row->take + strspn(row->take, " "); *word; word += strspn(word, " ")) {
      const size_t size = strcspn(word, " ");
      lua_pushlstring(L, word, size);
      lua_pushboolean(L, true);
      lua_rawset(L, -3);
      word += size;
    }
    lua_setfield(L, -2, "takes");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, -3, row);
  }
  lua_remove(L, -2);
}

/* Pushes the list of rows, an empty one for NULL. */
static void push_rows(lua_State *L, const lun_event_rows *rows) {
  const uint32_t count = rows ? rows->count : 0;
  lua_createtable(L, (int)count, 0);
  for (uint32_t i = 0; i < count; i++) {
    bind_push_event_row(L, &rows->at[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

/* Tokens beyond either end have no rows. */
static int32_t row_token(lua_State *L) {
  const lua_Integer token = luaL_checkinteger(L, 2);
  return token < 1 || token > INT32_MAX ? LUN_NO_TOKEN : (int32_t)token - 1;
}
/* events:rows(token), events:nouns(token): of the verb that begins there, of the noun that ends there: { surface, code, class, event, takes }
 * in a list */
static int events_rows(lua_State *L) {
  const lun_doc *doc;
  push_rows(L, lun_event_verb_rows(bind_check_events(L, &doc), row_token(L)));
  return 1;
}
static int events_nouns(lua_State *L) {
  const lun_doc *doc;
  push_rows(L, lun_event_noun_rows(bind_check_events(L, &doc), row_token(L)));
  return 1;
}

lun_phrase bind_check_phrase(lua_State *L, int index, const lun_doc *doc) {
  const lun_phrase phrase = {(int32_t)bind_check_token(L, index, doc), (int32_t)bind_check_token(L, index + 1, doc)};
  luaL_argcheck(L, phrase.first <= phrase.last, index + 1, "stands before the first token");
  return phrase;
}

/* events:thing(first, last) -> the first row of the noun that heads the words or nil, its token, its lemma or small letters; nothing without
 * a noun */
static int events_thing(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  const lun_event_thing thing = lun_event_thing_of(events, bind_check_phrase(L, 2, doc));
  if (thing.head == LUN_NO_TOKEN) return answer(L, events, 0);
  if (thing.rows) bind_push_event_row(L, thing.rows->at);
  else lua_pushnil(L);
  bind_push_token(L, thing.head);
  bind_push_event_word(L, events, doc, thing.head);
  return answer(L, events, 3);
}

static void set_phrase(lua_State *L, const char *name, lun_phrase phrase) {
  if (!lun_is_phrase(phrase)) return;
  lua_createtable(L, 2, 0);
  bind_push_token(L, phrase.first);
  lua_rawseti(L, -2, 1);
  bind_push_token(L, phrase.last);
  lua_rawseti(L, -2, 2);
  lua_setfield(L, -2, name);
}
static void set_token(lua_State *L, const char *name, int32_t token) {
  if (token == LUN_NO_TOKEN) return;
  bind_push_token(L, token);
  lua_setfield(L, -2, name);
}
static void set_true(lua_State *L, const char *name, bool value) {
  if (!value) return;
  lua_pushboolean(L, true);
  lua_setfield(L, -2, name);
}

int bind_push_event_clause(lua_State *L, const lun_doc *doc, const lun_event_verb *verb) {
  enum { FIELDS = 8 }; /* that most have */
  const char *tag;
  lun_err err;
  if (lun_doc_part_of_speech(doc, (uint32_t)verb->at.first, "tag", &tag, &err)) return bind_raise(L, &err);
  lua_createtable(L, 0, FIELDS);
  set_token(L, "v", verb->at.first);
  set_token(L, "first", verb->around.first);
  set_token(L, "last", verb->around.last);
  lua_pushstring(L, tag);
  lua_setfield(L, -2, "tag");
  set_token(L, "start", verb->start);
  set_token(L, "helper", verb->helper);
  set_token(L, "to", verb->to);
  set_true(L, "passive", verb->passive);
  set_true(L, "negated", verb->negated);
  set_token(L, "modal", verb->modal);
  set_token(L, "governor", verb->governor);
  set_true(L, "governor_negated", verb->governor_negated);
  set_token(L, "gerund_of", verb->gerund_of);
  set_phrase(L, "subject", verb->subject);
  set_phrase(L, "object", verb->object);
  return 1;
}

static int push_verb(lua_State *L, const lun_events *events, const lun_doc *doc, const lun_event_verb *verb) { return verb ? bind_push_event_clause(L, doc, verb) : answer(L, events, 0); }
/* events:verb(first, last) -> { v, first, last = tokens of its sentence, tag, start = of its group, helper, modal, to, passive, negated } */
static int events_verb(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  return answer(L, events, push_verb(L, events, doc, lun_event_verb_of(events, bind_check_phrase(L, 2, doc))));
}
/* events:clause(first, last) -> the same with governor, governor_negated, gerund_of, subject and object = { first, last } */
static int events_clause(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  const lun_phrase verb = bind_check_phrase(L, 2, doc);
  lua_settop(L, 3);
  bind_asking asking;
  const lun_event_asked *asked = bind_ask(L, doc, 0, &asking);
  const lun_event_verb *read = lun_event_clause_of(events, asked, verb);
  bind_answered(&asking);
  return answer(L, events, push_verb(L, events, doc, read));
}

/* Spans are the same each time. `sign` tells the layers apart in the table of those that were pushed. */
static void push_span(lua_State *L, const char *layer, int sign, lun_event_span span) {
  if (!span.id) {
    lua_pushnil(L);
    return;
  }
  lua_getiuservalue(L, 1, EVENTS_SPANS);
  if (lua_rawgeti(L, -1, sign * (lua_Integer)span.id) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_getiuservalue(L, 1, EVENTS_CLAUSES);
    lua_getiuservalue(L, -1, 1);
    const int doc = lua_gettop(L);
    bind_push_span(L, doc, lun_doc_layer(bind_check_doc(L, doc)->doc, layer), span.id, (uint32_t)span.at.first, (uint32_t)span.at.last + 1);
    lua_replace(L, doc - 1);
    lua_settop(L, doc - 1);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, sign * (lua_Integer)span.id);
  }
  lua_remove(L, -2);
}
void bind_push_event_time(lua_State *L, lun_event_span time) { push_span(L, "time", 1, time); }
void bind_push_event_place(lua_State *L, lun_event_span place) { push_span(L, "place", -1, place); }
/* events:time(first, last): of the event of these tokens; events:first_time(first, last): among them; a span of the layer "time", or nil */
static int events_time(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  bind_push_event_time(L, lun_event_time_of(events, bind_check_phrase(L, 2, doc)));
  return answer(L, events, 1);
}
static int events_first_time(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  bind_push_event_time(L, lun_event_first_time(events, bind_check_phrase(L, 2, doc)));
  return answer(L, events, 1);
}
/* events:place(token, first, last) -> the place of what stands at a token, a span of the layer "place", and whether it is "stated" or that of
 * the "dateline"; nothing for none. first and last, or nil, are those of where a journey goes. */
static int events_place(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  const lun_phrase journey = lua_isnoneornil(L, 3) ? lun_no_phrase : bind_check_phrase(L, 3, doc);
  bool stated;
  const lun_event_span place = lun_event_place_of(events, (int32_t)bind_check_token(L, 2, doc), journey, &stated);
  if (!place.id) return answer(L, events, 0);
  bind_push_event_place(L, place);
  lua_pushstring(L, stated ? "stated" : "dateline");
  return answer(L, events, 2);
}
/* events:place_at(token) -> the span of the layer "place" that begins there, or nil */
static int events_place_at(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  bind_push_event_place(L, lun_event_place_at(events, (int32_t)bind_check_token(L, 2, doc)));
  return answer(L, events, 1);
}
/* events:is_when_or_where(first, last): whether the words begin with a time or a place, or end with a place */
static int events_is_when_or_where(lua_State *L) {
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  lua_pushboolean(L, lun_event_is_when_or_where(events, bind_check_phrase(L, 2, doc)));
  return answer(L, events, 1);
}

/* events:is_reciprocal(code): whether what it tells is done by those who do it to each other; of nil it is not */
static int events_is_reciprocal(lua_State *L) {
  const lun_doc *doc;
  const lun_events *events = bind_check_events(L, &doc);
  lua_pushboolean(L, lun_event_is_reciprocal(events, luaL_optstring(L, 2, "")));
  return 1;
}

void bind_open_event(lua_State *L) {
  static const luaL_Reg methods[] = {{"time", events_time}, {"first_time", events_first_time}, {"place", events_place}, {"place_at", events_place_at}, {"is_when_or_where", events_is_when_or_where}, {"is_reciprocal", events_is_reciprocal},
                                     {"lay", events_lay}, {"rows", events_rows}, {"nouns", events_nouns},
                                     {"thing", events_thing}, {"verb", events_verb},     {"clause", events_clause}, {"find", bind_events_find},
                                     {"occurrence", bind_events_occurrence}, {"status", bind_events_status}, {"circumstances", bind_events_circumstances}, {"conjunction", bind_events_conjunction}, {"about", bind_events_about}, {"counted", bind_events_counted}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"event_words", core_event_words}, {"events", core_events}, {NULL, NULL}};
  bind_closing_class(L, BIND_EVENT_WORDS, NULL, words_close);
  bind_closing_class(L, BIND_EVENTS, methods, events_close);
  luaL_setfuncs(L, functions, 0);
}
