/* The method of the class events that finds what the verbs of a document tell. Holds no logic. */
#include "lua/bind_event.h"

#include <stdlib.h>

typedef struct place { int32_t first; lua_Integer number; } place; /* of a noun, and its fact in the list */
static int compare_places(const void *pa, const void *pb) {
  const place *a = pa, *b = pb;
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  return a->number < b->number ? -1 : 1;
}

/* Puts facts in the list at an index, in the order of their nouns: most stand in that order, for their matches begin with these. */
static void put_nouns(lua_State *L, int facts, int list, place *at, size_t count) {
  size_t ordered = 1;
  while (ordered < count && at[ordered - 1].first <= at[ordered].first) ordered++;
  if (ordered < count) qsort(at, count, sizeof *at, compare_places);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, facts, at[i].number);
    lua_rawseti(L, list, (lua_Integer)i + 1);
  }
}

/* Roles of a construction; their names lie on the stack from an index on, since pushing one that is there costs less than making it. */
static const char *const roles[] = {"verb", "what", "who", "prep", "to", "prep2", "to2", "noun"};
enum { ROLE_VERB, ROLE_WHAT, ROLE_WHO, ROLE_LINKS, ROLE_NOUN = ROLE_LINKS + 2 * LUN_EVENT_LINKS, ROLES };
_Static_assert(sizeof roles / sizeof *roles == ROLES, "names of roles");

static lun_phrase role_at(lua_State *L, int fact, int names, int role, const lun_doc *doc) {
  lua_pushvalue(L, names + role);
  if (lua_rawget(L, fact) != LUA_TNIL) return bind_filler_at_top(L, roles[role], doc);
  lua_pop(L, 1);
  return lun_no_phrase;
}

/* Facts that are constructions of verbs; those of nouns are put in the list at an index, in the order of their nouns. */
static lun_construction *read_constructions(lua_State *L, int facts, const lun_doc *doc, int nouns, int of_verbs, uint32_t *count) {
  const lua_Unsigned all = lua_rawlen(L, facts);
  lun_construction *list = lua_newuserdatauv(L, (all ? all : 1) * sizeof *list, 0);
  const int kept = lua_gettop(L), names = kept + 2, fact = names + ROLES;
  place *of_nouns = lua_newuserdatauv(L, (all ? all : 1) * sizeof *of_nouns, 0);
  size_t noun_count = 0;
  for (int i = 0; i < ROLES; i++) lua_pushstring(L, roles[i]);
  *count = 0;
  for (lua_Unsigned i = 1; i <= all; i++) {
    lua_settop(L, fact - 1);
    if (lua_rawgeti(L, facts, (lua_Integer)i) != LUA_TTABLE) luaL_error(L, "a list of constructions holds a %s", luaL_typename(L, -1));
    const lun_phrase verb = role_at(L, fact, names, ROLE_VERB, doc);
    if (!lun_is_phrase(verb)) {
      of_nouns[noun_count++] = (place){role_at(L, fact, names, ROLE_NOUN, doc).first, (lua_Integer)i};
      continue;
    }
    lun_construction *c = &list[(*count)++];
    *c = (lun_construction){.verb = verb, .what = role_at(L, fact, names, ROLE_WHAT, doc), .agent = role_at(L, fact, names, ROLE_WHO, doc)};
    for (int k = 0; k < LUN_EVENT_LINKS; k++) {
      const lun_phrase to = role_at(L, fact, names, ROLE_LINKS + 2 * k + 1, doc);
      if (!lun_is_phrase(to)) continue;
      const lun_phrase by = role_at(L, fact, names, ROLE_LINKS + 2 * k, doc);
      if (lun_is_phrase(by) || !k) c->link[c->links++] = (lun_event_link){by.first, to};
    }
    lua_rawseti(L, of_verbs, (lua_Integer)*count);
  }
  put_nouns(L, facts, nouns, of_nouns, noun_count);
  lua_settop(L, kept);
  return list;
}

/* Pushes the list of actors of a number, an empty one for none. */
static void push_list(lua_State *L, const bind_asking *asking, lun_event_actors actors) {
  if (actors.list) lua_rawgeti(L, asking->lists, actors.list);
  else lua_newtable(L);
}

/* Pushes what is found by the user's own dictionary: { code, other, to, verb = its text, own = true }. */
static void push_own(lua_State *L, const lun_doc *doc, const lun_event_made *made, int to) {
  const uint32_t start = doc->tokens.start[made->verb.first];
  lua_createtable(L, 0, 5);
  bind_set_text(L, "code", made->found.code);
  bind_set_text(L, "other", made->other);
  lua_pushvalue(L, to);
  lua_setfield(L, -2, "to");
  lua_pushlstring(L, doc->text + start, lun_token_stop(&doc->tokens, (uint32_t)made->verb.last) - start);
  lua_setfield(L, -2, "verb");
  lua_pushboolean(L, true);
  lua_setfield(L, -2, "own");
}

/* Pushes { construction or the span of the verb, first token, found, who, to, clause } of an event. */
static void push_made(lua_State *L, const lun_events *events, const lun_doc *doc, const lun_event_made *made, const bind_asking *asking) {
  lua_createtable(L, 6, 0);
  const int list = lua_gettop(L);
  push_list(L, asking, made->found.to);
  if (made->own) push_own(L, doc, made, list + 1);
  else bind_push_event_found(L, events, doc, &made->found, list + 1);
  if (made->base) bind_set_text(L, "base", made->base);
  lua_rawseti(L, list, 3);
  push_list(L, asking, made->who);
  lua_rawseti(L, list, 4);
  if (made->to.list && made->to.list == made->who.list) lua_rawgeti(L, list, 4);
  else push_list(L, asking, made->to);
  lua_rawseti(L, list, 5);
  bind_push_event_clause(L, doc, made->clause);
  lua_rawseti(L, list, 6);
  bind_push_token(L, made->verb.first);
  lua_rawseti(L, list, 2);
  lua_settop(L, list);
}

/* The tokens of what a verb told: of its construction, which stands in a list, else of the verb. */
static lun_phrase match_of(lua_State *L, const lun_event_made *made, int of_verbs, const lun_doc *doc) {
  if (!made->construction) return made->verb;
  lua_rawgeti(L, of_verbs, made->construction);
  const lun_phrase match = bind_role_of(L, lua_gettop(L), "match", doc);
  lua_pop(L, 1);
  return match;
}

/* Puts the set of the tokens of all that verbs tell at an index, which is made for as many. */
static void put_covered(lua_State *L, const lun_doc *doc, const lun_event_made *made, uint32_t count, int of_verbs, int index) {
  lun_phrase *match = lua_newuserdatauv(L, (count ? count : 1) * sizeof *match, 0);
  int64_t tokens = 0;
  for (uint32_t i = 0; i < count; i++) {
    match[i] = match_of(L, &made[i], of_verbs, doc);
    tokens += match[i].last - match[i].first + 1;
  }
  if (!tokens) {
    lua_pop(L, 1);
    return;
  }
  lua_createtable(L, 0, tokens < doc->tokens.count ? (int)tokens : (int)doc->tokens.count);
  for (uint32_t i = 0; i < count; i++)
    for (int32_t k = match[i].first; k <= match[i].last; k++) {
      lua_pushboolean(L, true);
      lua_rawseti(L, -2, k + 1);
    }
  lua_replace(L, index);
  lua_pop(L, 1);
}

/* events:find(constructions, layer): of a list of facts, those with a `verb` are what stands around the verbs of a layer -> what these tell, a
 * list of { construction or span of a verb that stands alone, first token, found, who, to, clause }; the other constructions, in a list by their
 * nouns; and the tokens of all that a verb tells, a set. */
int bind_events_find(lua_State *L) {
  enum { MOST = 1 << 20 }; /* constructions that lists have room for from the beginning */
  const lun_doc *doc;
  lun_events *events = bind_check_events(L, &doc);
  lun_layer *layer = lun_doc_layer(doc, luaL_checkstring(L, 3));
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 3);
  luaL_checkstack(L, 2 * LUA_MINSTACK, NULL);
  const lua_Unsigned all = lua_rawlen(L, 2);
  const int most = all < MOST ? (int)all : MOST;
  for (int i = 4; i <= 6; i++) lua_createtable(L, i == 6 ? 0 : most, 0); /* 4: events; 5: constructions of nouns; 6: tokens */
  if (!layer || (!all && !lun_layer_count(layer))) return 3;
  lua_createtable(L, most, 0); /* 7: constructions of verbs */
  uint32_t count, made_count;
  const lun_construction *constructions = read_constructions(L, 2, doc, 5, 7, &count); /* 8 */
  const lun_event_made *made;
  lua_Integer told = 0;
  lun_err err;
  bind_asking asking;
  const lun_event_asked *asked = bind_ask(L, doc, most, &asking); /* most constructions have a list of actors */
  const lun_status status = lun_events_find(events, asked, layer, constructions, count, &made, &made_count, &err);
  bind_answered(&asking);
  if (status) return bind_raise(L, &err);
  lua_getiuservalue(L, 1, EVENTS_CLAUSES);
  lua_getiuservalue(L, -1, 1);
  const int document = lua_gettop(L);
  put_covered(L, doc, made, made_count, 7, 6);
  for (uint32_t i = 0; i < made_count; i++) {
    if (made[i].governs) continue;
    push_made(L, events, doc, &made[i], &asking);
    if (made[i].construction) lua_rawgeti(L, 7, made[i].construction);
    else {
      const lun_span *span = lun_layer_span(layer, made[i].span);
      bind_push_span(L, document, layer, span->id, span->first, span->stop);
    }
    lua_rawseti(L, -2, 1);
    lua_rawseti(L, 4, ++told);
  }
  lua_settop(L, 6);
  return 3;
}
