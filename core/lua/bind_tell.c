/* Tells facts `said` what attribution has found of them: who speaks, what kind of speech each is and its words; and makes those of statements that
 * none was given of. Holds no logic. */
#include "lua/bind_attribution.h"

static void push_text(lua_State *L, const lun_doc *doc, uint32_t first, uint32_t stop) {
  const uint32_t start = doc->tokens.start[first];
  lua_pushlstring(L, doc->text + start, lun_token_stop(&doc->tokens, stop - 1) - start);
}
static void set_string(lua_State *L, int role, const char *text) {
  lua_pushstring(L, text);
  set_role(L, role);
}
/* Sets a role of the fact at AT_FACT to what it is of another one. */
static void copy_role(lua_State *L, const lun_utterances *all, uint32_t of, int role) {
  push_fact(L, all, of);
  lua_pushvalue(L, role);
  lua_gettable(L, -2); /* which an untold one is told for */
  set_role(L, role);
  lua_pop(L, 1);
}
static void set_filler(lua_State *L, const lun_utterances *all, int role, const lun_filler *filler) {
  if (!filler->stop) return;
  if (filler->of != LUN_NOBODY) {
    copy_role(L, all, filler->of, role);
    return;
  }
  bind_push_span(L, AT_DOC, filler->layer, filler->id, filler->first, filler->stop);
  set_role(L, role);
}

static void set_speaker(lua_State *L, const lun_utterances *all, const lun_utterance *u) {
  if (u->speaker.of != LUN_NOBODY) {
    copy_role(L, all, u->speaker.of, ROLE_SPEAKER);
    copy_role(L, all, u->speaker.of, ROLE_SPEAKERS);
    copy_role(L, all, u->speaker.of, ROLE_NAMELESS);
  } else {
    bind_push_entity(L, u->speaker.entity);
    set_role(L, ROLE_SPEAKER);
  }
  if (u->speaker.many) {
    lua_createtable(L, (int)u->speaker.many, 0);
    for (uint32_t i = 0; i < u->speaker.many; i++) {
      bind_push_entity(L, u->speaker.several[i]);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    set_role(L, ROLE_SPEAKERS);
  }
  if (u->speaker.nameless_count) {
    lua_createtable(L, (int)u->speaker.nameless_count, 0);
    for (uint32_t i = 0; i < u->speaker.nameless_count; i++) {
      bind_push_span(L, AT_DOC, NULL, 0, u->speaker.nameless[i].first, u->speaker.nameless[i].stop);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    set_role(L, ROLE_NAMELESS);
  }
  if (u->reasoned) {
    bind_push_reason(L, &u->reason);
    set_role(L, ROLE_REASON);
  } else if (u->reason_of != LUN_NOBODY) copy_role(L, all, u->reason_of, ROLE_REASON);
}

/* Makes the fact of a statement that none was given of, at AT_FACT. */
static void make_fact(lua_State *L, const lun_doc *doc, const lun_utterances *all, const lun_taking *taken) {
  enum { ROLES = 20 };
  const lun_utterance *u = &all->at[taken->number];
  lun_layer *quotes = lun_doc_layer(doc, "quote");
  const uint32_t spans = quotes ? lun_layer_count(quotes) : 0;
  uint32_t id = 0;
  for (uint32_t i = spans ? lun_layer_next(quotes, u->first) : 0; i < spans && !id; i++) {
    const lun_span *s = lun_layer_span(quotes, i);
    if (s->first != u->first) break;
    if (s->stop == u->stop) id = s->id;
  }
  lua_createtable(L, 0, ROLES);
  bind_push_span(L, AT_DOC, id ? quotes : NULL, id, u->first, u->stop);
  lua_pushvalue(L, -1);
  set_role(L, ROLE_WHAT);
  set_role(L, ROLE_MATCH);
  lua_pushfstring(L, "attribution.%s", lun_utterance_rule_name((lun_utterance_rule)taken->rule));
  set_role(L, ROLE_RULE);
  set_filler(L, all, ROLE_SOURCE, &u->source);
  set_filler(L, all, ROLE_CUE, &u->cue);
  set_speaker(L, all, u);
  lua_pushvalue(L, AT_FACT);
  lua_rawseti(L, AT_MADE, (lua_Integer)(taken->number - all->given) + 1);
}

/* Adds the spans of a quotation's parts to the list on the top. */
static void add_parts(lua_State *L, const lun_doc *doc, const lun_quote *q) {
  lua_Integer count = (lua_Integer)lua_rawlen(L, -1);
  for (uint32_t i = 0; i < q->part_count; i++) {
    const uint32_t first = doc->quotes.parts[q->part_first + i].first, stop = doc->quotes.parts[q->part_first + i].stop;
    if (first >= stop) continue;
    bind_push_span(L, AT_DOC, NULL, 0, first, stop);
    lua_rawseti(L, -2, ++count);
  }
}

/* What the cue of the fact at AT_FACT says of what is said, and whether it was said at all. */
static void set_stance(lua_State *L, const lun_doc *doc, const lun_filler *cue) {
  lua_settop(L, AT_FACT);
  lua_pushvalue(L, AT_POSITIVE); /* AT_OTHER: the polarity */
  if (cue->stop && get_role(L, AT_FACT, ROLE_STANCE) == LUA_TNIL) {
    lua_pushvalue(L, AT_STANCE);
    push_text(L, doc, cue->first, cue->stop);
    lua_call(L, 1, 2);
    lua_replace(L, AT_OTHER);
    set_role(L, ROLE_STANCE);
  }
  get_role(L, AT_FACT, ROLE_NEGATED);
  if (lua_toboolean(L, -1)) {
    lua_pushnil(L);
    set_role(L, ROLE_NEGATED);
    lua_pushliteral(L, "negative");
    lua_replace(L, AT_OTHER);
  }
  lua_pushvalue(L, AT_OTHER);
  set_role(L, ROLE_POLARITY);
  lua_settop(L, AT_FACT);
}

/* What is common to all facts, once their speakers are known. */
static void complete(lua_State *L, const lun_doc *doc, const lun_utterance *u) {
  set_stance(L, doc, &u->cue);
  if (get_role(L, AT_FACT, ROLE_SPEAKER) == LUA_TNIL) {
    const lun_reason none = {.entity = LUN_NOBODY, .code = LUN_REASON_NO_SOURCE};
    if (get_role(L, AT_FACT, ROLE_REASON) == LUA_TNIL) bind_push_reason(L, &none);
    set_role(L, ROLE_UNATTRIBUTED);
  }
  lua_settop(L, AT_FACT);
}

/* The words of two pieces. */
static void push_both(lua_State *L, int first, int second) {
  lua_pushvalue(L, first);
  lua_pushliteral(L, " … ");
  lua_pushvalue(L, second);
  lua_concat(L, 3);
}

static void tell_clause(lua_State *L, const lun_doc *doc, const lun_utterance *u) {
  set_string(L, ROLE_KIND, "indirect");
  get_role(L, AT_FACT, ROLE_WHAT); /* AT_OTHER */
  lua_pushvalue(L, AT_OTHER);
  set_role(L, ROLE_CONTENT);
  if (get_role(L, AT_FACT, ROLE_PARTS) == LUA_TNIL) {
    lua_createtable(L, 1, 0);
    lua_pushvalue(L, AT_OTHER);
    lua_rawseti(L, -2, 1);
    set_role(L, ROLE_PARTS);
  } else if (lua_geti(L, AT_OTHER + 1, 2) != LUA_TNIL) {
    lua_getfield(L, -1, "text");
    lua_geti(L, AT_OTHER + 1, 1);
    lua_getfield(L, -1, "text");
    push_both(L, lua_gettop(L), AT_OTHER + 3);
    set_role(L, ROLE_WORDS);
    complete(L, doc, u);
    return;
  }
  push_text(L, doc, u->first, u->stop);
  set_role(L, ROLE_WORDS);
  complete(L, doc, u);
}

/* Pushes what stands between the marks of a quotation; with its marks where nothing does. */
static void push_content(lua_State *L, const lun_quote *q) {
  const bool empty = q->inner_first >= q->inner_stop;
  bind_push_span(L, AT_DOC, NULL, 0, empty ? q->first : q->inner_first, empty ? q->stop : q->inner_stop);
}
static void push_content_text(lua_State *L, const lun_doc *doc, const lun_quote *q) {
  const bool empty = q->inner_first >= q->inner_stop;
  push_text(L, doc, empty ? q->first : q->inner_first, empty ? q->stop : q->inner_stop);
}

static void tell_quotation(lua_State *L, const lun_doc *doc, const lun_quote *q, const lun_utterance *u, bool direct) {
  set_string(L, ROLE_KIND, direct ? "direct" : "mixed");
  push_content(L, q);
  set_role(L, ROLE_CONTENT);
  get_role(L, AT_FACT, ROLE_WHAT);
  set_role(L, ROLE_QUOTE);
  lua_createtable(L, (int)(q->part_count < 1 << 16 ? q->part_count : 0), 0);
  add_parts(L, doc, q);
  set_role(L, ROLE_PARTS);
  push_content_text(L, doc, q);
  set_role(L, ROLE_WORDS);
  complete(L, doc, u);
}

/* The fact at AT_OTHER gets a second half, which may have a fact at AT_FACT. */
static void tell_half(lua_State *L, const lun_doc *doc, const lun_quote *q, bool told) {
  if (told) {
    push_content(L, q);
    set_role(L, ROLE_CONTENT);
    lua_pushvalue(L, AT_OTHER);
    set_role(L, ROLE_JOINS);
  }
  get_role(L, AT_OTHER, ROLE_PARTS);
  add_parts(L, doc, q);
  get_role(L, AT_OTHER, ROLE_WORDS);
  push_content_text(L, doc, q);
  push_both(L, AT_OTHER + 2, AT_OTHER + 3);
  lua_pushvalue(L, ROLE_WORDS);
  lua_insert(L, -2);
  lua_rawset(L, AT_OTHER);
}

/* Sets the roles that the fact at AT_FACT has from its statement. */
static void tell_statement(lua_State *L, lua_Integer number) {
  bind_end_untold(L, AT_FACT, AT_CLASS);
  lua_getiuservalue(L, AT_UTTERANCES, UTTERED_STATEMENTS);
  bind_tell_statement(L, AT_FACT, AT_FACT + 1, number);
  lua_settop(L, AT_FACT);
}

void bind_tell_taken(lua_State *L, const lun_utterances *all, const lun_taking *taken) {
  const lun_doc *doc = bind_check_doc(L, AT_DOC)->doc;
  const bool told = taken->number != LUN_NOBODY, given = told && taken->number < all->given;
  const lun_utterance none = {.speaker = {.entity = LUN_NOBODY, .of = LUN_NOBODY}}, copy = told ? all->at[taken->number] : none, *u = &copy; /* closing the document frees them */
  lua_settop(L, AT_FACT - 1);
  if (told && !given) make_fact(L, doc, all, taken);
  else if (told) push_fact(L, all, taken->number);
  else lua_pushnil(L);
  if (given && u->statement) tell_statement(L, u->statement);
  if (given && u->asked) set_speaker(L, all, u);
  doc = bind_check_doc(L, AT_DOC)->doc; /* who completes the description of a speaker may have closed it */
  const lun_quote *q = taken->what == LUN_UTTERED_CLAUSE ? NULL : &doc->quotes.at[taken->quote];
  if (taken->what == LUN_UTTERED_HALF) push_fact(L, all, taken->joins);
  switch ((lun_uttered)taken->what) {
  case LUN_UTTERED_CLAUSE: tell_clause(L, doc, u); break;
  case LUN_UTTERED_QUOTATION: tell_quotation(L, doc, q, u, taken->direct); break;
  case LUN_UTTERED_HALF: tell_half(L, doc, q, told); break;
  case LUN_UTTERED_TITLE: break;
  }
}
