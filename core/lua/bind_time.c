/* The class anchor: what times are counted from, as a text is read from its beginning, bound to core/time. One object for a pack; what it knows of a
 * document, the class anchored, is kept with it and forgotten with it. Its functions of a match tell of the time in it, in Lua of the table of a match, in
 * C of what was found. */
#include "lua/bind_time.h"
#include "lunette/times.h"

#include <stdlib.h>
#include <string.h>

#define BIND_ANCHOR "lunette.anchor"
#define BIND_ANCHORED "lunette.anchored"

/* User values: the dictionaries of weekdays and months, and the function doc -> reader of its clauses (lunette.tense). */
enum { OF_WEEKDAYS = 1, OF_MONTHS, OF_READER, ANCHOR_VALUES = 3 };
typedef struct bind_anchor { lun_dictionary *weekdays, *months; } bind_anchor;

/* What an anchor knows of the document at an index; it and the document's date are pushed. */
static lun_anchor *anchored(lua_State *L, int self, int doc) {
  lua_getiuservalue(L, doc, DOC_DATA);
  const int data = lua_gettop(L);
  lua_pushvalue(L, self);
  lun_anchor *a;
  if (lua_rawget(L, data) == LUA_TUSERDATA) a = lua_touserdata(L, -1);
  else {
    lua_pop(L, 1);
    a = lua_newuserdatauv(L, sizeof *a, 1); /* user value: what reads the document's clauses */
    memset(a, 0, sizeof *a);
    luaL_setmetatable(L, BIND_ANCHORED);
    lua_pushvalue(L, self);
    lua_pushvalue(L, -2);
    lua_rawset(L, data);
  }
  lua_getfield(L, data, "date");
  lua_remove(L, data);
  a->date = lua_tolstring(L, -1, &a->date_size);
  return a;
}
static lun_anchor *check_anchored(lua_State *L) {
  bind_check(L, 1, BIND_ANCHOR);
  bind_check_doc(L, 2);
  return anchored(L, 1, 2);
}

/* anchor:published(doc) -> the day of publication as a number of days, its year and its month; nothing where it is not known: what is known of the
 * document, else the first full date near the beginning of its text */
static int anchor_published(lua_State *L) {
  const lun_published p = lun_anchor_published(check_anchored(L));
  if (!p.known) return 0;
  lua_pushinteger(L, p.day);
  lua_pushinteger(L, p.year);
  lua_pushinteger(L, p.month);
  return 3;
}

static void push_unless_empty(lua_State *L, const char *text) {
  if (*text) lua_pushstring(L, text);
  else lua_pushnil(L);
}
static void set_unless_empty(lua_State *L, const char *field, const char *text) {
  push_unless_empty(L, text);
  lua_setfield(L, -2, field);
}
/* anchor:latest(doc) -> what was named last: { day (a number), quarter and year (values), named (the value of any of these, of a week or a month), token
 * (where that stands), own (the day of publication that the text itself says) } */
static int anchor_latest(lua_State *L) {
  enum { FIELDS = 6 };
  const lun_anchor *a = check_anchored(L);
  lua_createtable(L, 0, FIELDS);
  if (a->has_day) {
    lua_pushinteger(L, a->day);
    lua_setfield(L, -2, "day");
  }
  set_unless_empty(L, "quarter", a->quarter);
  set_unless_empty(L, "year", a->year);
  set_unless_empty(L, "named", a->named);
  set_unless_empty(L, "own", a->own);
  if (a->has_token) {
    lua_pushinteger(L, bind_first(a->token));
    lua_setfield(L, -2, "token");
  }
  return 1;
}

/* What an anchor knows of the document at 2, to note what stands at the token at 4, nil for nowhere. */
static lun_anchor *noting(lua_State *L, uint32_t *token) {
  const lun_doc *doc = bind_check_doc(L, 2)->doc;
  *token = lua_isnil(L, 4) ? 0 : bind_check_token(L, 4, doc);
  return check_anchored(L);
}
/* anchor:name(doc, value, first, token) -> value: notes a value that the text names, at token `first` where it is one that may be the day of
 * publication. `token` is where it stands in any case. */
static int anchor_name(lua_State *L) {
  size_t size;
  uint32_t token;
  lua_settop(L, 5);
  const char *value = luaL_checklstring(L, 3, &size);
  const bool begins = !lua_isnil(L, 4) && luaL_checkinteger(L, 4) <= LUN_ANCHOR_BEGINNING;
  lua_remove(L, 4);
  lun_anchor *a = noting(L, &token);
  lun_anchor_name(a, value, size, begins, token);
  a->has_token = !lua_isnil(L, 4);
  lua_settop(L, 3);
  return 1;
}
/* A year, month, day or number of days, of a size that days can be counted with. */
static lua_Integer check_count(lua_State *L, int index) {
  const lua_Integer most = (lua_Integer)1 << 50, count = luaL_checkinteger(L, index);
  luaL_argcheck(L, count > -most && count < most, index, "beyond what days are counted to");
  return count;
}
/* anchor:name_day(doc, day, token) -> its value: the same of a day, as a number, that is counted from another */
static int anchor_name_day(lua_State *L) {
  char value[LUN_TIME_ROOM];
  uint32_t token;
  lua_settop(L, 4);
  const lua_Integer day = check_count(L, 3);
  lun_anchor *a = noting(L, &token);
  lun_anchor_name_day(a, day, token, value);
  a->has_token = !lua_isnil(L, 4);
  lua_pushstring(L, value);
  return 1;
}

/* anchor:base(doc, text_says) -> the day to count from, and "text" or "published": the one named before where the words say so and there is one, else
 * the day of publication */
static int anchor_base(lua_State *L) {
  enum { MIDDLE = 7 }; /* of a year */
  const bool text_says = lua_toboolean(L, 3);
  lua_settop(L, 2);
  const lun_anchor *a = check_anchored(L);
  const lun_published p = lun_anchor_published(a);
  const bool of_year = text_says && !a->has_day && *a->year && p.known && atoi(a->year) != p.year, of_text = of_year || (text_says && a->has_day);
  if (of_text) lua_pushinteger(L, of_year ? lun_day_number(atoi(a->year), MIDDLE, 1) : a->day);
  else if (p.known) lua_pushinteger(L, p.day);
  else lua_pushnil(L);
  lua_pushstring(L, of_text ? "text" : "published");
  return 2;
}

static uint32_t sentence_of(const lun_doc *doc, uint32_t token) { return doc->sentences.first[lun_ranges_at(&doc->sentences, token)]; }

/* anchor:near(doc, token) -> what was named last in the sentence of a token or the one before: { value, kind (day, week, month, quarter, year), token };
 * nil where that has none */
static int anchor_near(lua_State *L) {
  enum { FAR = 150 }; /* tokens between a time and one that is counted from it, of a sentence without end */
  const lun_doc *doc = bind_check_doc(L, 2)->doc;
  const uint32_t token = bind_check_token(L, 3, doc);
  const lun_anchor *a = check_anchored(L);
  const char *kind = lun_anchor_kind(a);
  if (!kind || a->token >= token || token - a->token > FAR) return 0;
  uint32_t first = sentence_of(doc, token);
  if (first) first = sentence_of(doc, first - 1);
  if (a->token < first) return 0;
  lua_createtable(L, 0, 3);
  lua_pushstring(L, a->named);
  lua_setfield(L, -2, "value");
  lua_pushstring(L, kind);
  lua_setfield(L, -2, "kind");
  lua_pushinteger(L, bind_first(a->token));
  lua_setfield(L, -2, "token");
  return 1;
}

/* What reads the clauses of a document: kept where the anchor has what it knows of it. */
typedef struct reading { lua_State *L; int self, doc, anchored; } reading;
static lun_clauses *clauses_of(void *context) {
  const reading *r = context;
  lua_State *L = r->L;
  lun_clauses *clauses;
  luaL_checkstack(L, 4, NULL);
  if (lua_getiuservalue(L, r->anchored, 1) == LUA_TNIL || !(clauses = bind_standing_clauses(L, -1))) {
    lua_pop(L, 1);
    lua_getiuservalue(L, r->self, OF_READER);
    lua_pushvalue(L, r->doc);
    lua_call(L, 1, 1);
    lua_rawgeti(L, -1, 1);
    lua_remove(L, -2);
    clauses = bind_check_clauses(L, -1);
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, r->anchored, 1);
  }
  lua_pop(L, 1);
  return clauses;
}

/* Pushes what a match says, by the anchor at an index, nil for nothing; the document stands at another. False, and why, where the match lacks what is
 * asked. */
static bool push_told(lua_State *L, int self, int doc, lun_time_asked asked, const lun_time_match *m) {
  const bind_anchor *of = lua_touserdata(L, self);
  char value[LUN_TIME_ROOM];
  lun_err err;
  lun_anchor *a = anchored(L, self, doc);
  reading r = {L, self, doc, lua_gettop(L) - 1};
  const lun_times times = {of->weekdays, of->months, bind_host(L)->vocab, clauses_of, &r};
  const lun_status status = lun_time_tell(&times, a, asked, m, value, &err);
  if (status && status != LUN_INVALID) bind_raise(L, &err);
  lua_settop(L, r.anchored - 1);
  push_unless_empty(L, status ? err.message : value);
  return !status;
}

static lun_time_words words_of(const lun_doc *doc, uint32_t first, uint32_t stop) {
  const uint32_t start = doc->tokens.start[first];
  return (lun_time_words){doc->text + start, lun_token_stop(&doc->tokens, stop - 1) - start};
}

/* The words of a capture of the table of a match at 1, or of the first of several. */
static lun_time_words captured(lua_State *L, const lun_doc *doc, const char *name) {
  lun_time_words words = {NULL, 0};
  if (lua_getfield(L, 1, name) == LUA_TTABLE) {
    lua_rawgeti(L, -1, 1);
    lua_remove(L, -2);
  }
  const bind_span *s = lua_isnil(L, -1) ? NULL : bind_check_span(L, -1);
  if (s && s->stop > s->first && s->stop <= doc->tokens.count) words = words_of(doc, s->first, s->stop);
  lua_pop(L, 1);
  return words;
}
static uint32_t token_in(lua_State *L, const char *name, const lun_doc *doc) {
  lua_getfield(L, 1, name);
  const uint32_t token = bind_check_token(L, -1, doc);
  lua_pop(L, 1);
  return token;
}

enum { TELLS_BY = 1, TELLS_WHAT }; /* upvalues: the anchor, and what is asked */
static lun_time_asked asked_by(lua_State *L, int function) {
  lua_getupvalue(L, function, TELLS_WHAT);
  const lun_time_asked asked = (lun_time_asked)lua_tointeger(L, -1);
  lua_pop(L, 1);
  return asked;
}
/* A function of the table of a match. */
static int tell(lua_State *L) {
  enum { MATCH = 1, DOC, SELF };
  luaL_checktype(L, MATCH, LUA_TTABLE);
  lua_settop(L, MATCH);
  lua_getfield(L, MATCH, "doc");
  const lun_doc *doc = bind_check_doc(L, DOC)->doc;
  lun_time_match m = {.first = token_in(L, "first", doc), .stop = token_in(L, "last", doc) + 1};
  for (lun_time_part part = 0; part < LUN_TIME_PARTS; part++) m.words[part] = captured(L, doc, lun_time_part_name(part));
  lua_pushvalue(L, lua_upvalueindex(TELLS_BY));
  return push_told(L, SELF, DOC, (lun_time_asked)lua_tointeger(L, lua_upvalueindex(TELLS_WHAT)), &m) ? 1 : luaL_error(L, "%s", lua_tostring(L, -1));
}

bool bind_is_time(lua_State *L, int index) { return lua_tocfunction(L, index) == tell; }

bool bind_push_time(lua_State *L, int function, const bind_found *f, uint32_t number, int values) {
  const lun_doc *doc = bind_check_doc(L, values + 1)->doc;
  const lun_match *match = &f->found.matches[number];
  lun_time_match m = {.first = match->given_first, .stop = match->given_stop};
  for (uint32_t k = 0; k < match->capture_count; k++) {
    const lun_capture *capture = &f->found.captures[match->captures + k];
    lua_rawgeti(L, values + 2, (lua_Integer)lun_capture_name(f->machine, capture->capture));
    const char *name = lua_tostring(L, -1);
    for (lun_time_part part = 0; name && part < LUN_TIME_PARTS; part++)
      if (!m.words[part].text && !strcmp(name, lun_time_part_name(part))) m.words[part] = words_of(doc, capture->first, capture->stop);
    lua_pop(L, 1);
  }
  lua_getupvalue(L, function, TELLS_BY);
  const bool told = push_told(L, lua_gettop(L), values + 1, asked_by(L, function), &m);
  lua_remove(L, -2);
  return told;
}

/* anchor:tells(what) -> a function of a match: see core/time/value.c for what can be asked */
static int anchor_tells(lua_State *L) {
  bind_check(L, 1, BIND_ANCHOR);
  const char *what = luaL_checkstring(L, 2);
  lun_time_asked asked = 0;
  while (asked < LUN_TIME_ASKED && strcmp(what, lun_time_asked_name(asked))) asked++;
  if (asked == LUN_TIME_ASKED) return luaL_argerror(L, 2, "it tells weekday, weekday_type, month, within_month, digits, is_digits, year and from");
  lua_pushvalue(L, 1);
  lua_pushinteger(L, asked);
  lua_pushcclosure(L, tell, 2);
  return 1;
}

/* core.day_number(year, month, day) -> days since 1970-01-01 of the proleptic Gregorian calendar */
static int core_day_number(lua_State *L) {
  lua_pushinteger(L, lun_day_number(check_count(L, 1), check_count(L, 2), check_count(L, 3)));
  return 1;
}
/* core.day_date(number) -> year, month, day */
static int core_day_date(lua_State *L) {
  const lun_date date = lun_day_date(check_count(L, 1));
  lua_pushinteger(L, date.year);
  lua_pushinteger(L, date.month);
  lua_pushinteger(L, date.day);
  return 3;
}
/* core.time_wants(function) -> the capture that such a function wants, and what it is asked; nothing for others */
static int core_time_wants(lua_State *L) {
  if (!bind_is_time(L, 1)) return 0;
  const lun_time_asked asked = asked_by(L, 1);
  lua_pushstring(L, lun_time_wants(asked));
  lua_pushstring(L, lun_time_asked_name(asked));
  return 2;
}

static lun_dictionary *numbering(lua_State *L, int index) {
  lun_dictionary *dictionary = bind_check_dictionary(L, index)->dictionary;
  luaL_argcheck(L, lun_dictionary_find_column(dictionary, "number") < lun_dictionary_columns(dictionary), index, "the dictionary has no column 'number'");
  return dictionary;
}
/* core.anchor(weekdays, months, reader): an anchor by dictionaries that number these, and a function doc -> reader of its clauses */
static int core_anchor(lua_State *L) {
  lun_dictionary *weekdays = numbering(L, 1), *months = numbering(L, 2);
  luaL_checktype(L, 3, LUA_TFUNCTION);
  lua_settop(L, 3);
  bind_anchor *a = lua_newuserdatauv(L, sizeof *a, ANCHOR_VALUES);
  *a = (bind_anchor){weekdays, months};
  luaL_setmetatable(L, BIND_ANCHOR);
  for (int value = OF_WEEKDAYS; value <= OF_READER; value++) bind_keep(L, value, value);
  return 1;
}

void bind_open_time(lua_State *L) {
  static const luaL_Reg methods[] = {{"published", anchor_published}, {"latest", anchor_latest}, {"name", anchor_name}, {"name_day", anchor_name_day}, {"near", anchor_near}, {"base", anchor_base},
                                     {"tells", anchor_tells}, {NULL, NULL}};
  luaL_newmetatable(L, BIND_ANCHORED);
  luaL_newmetatable(L, BIND_ANCHOR);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, false); /* scripts have such objects: the methods stay ours */
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
  static const luaL_Reg functions[] = {{"anchor", core_anchor}, {"time_wants", core_time_wants}, {"day_number", core_day_number}, {"day_date", core_day_date}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
