/* Attribution of the facts `said` of a document: reads what fills their roles, and sets who speaks, what kind of speech each is and its words.
 * Most are told that only when somebody first asks for a role that they lack: until then they are untold, of a class of their own, so that a
 * document costs no more than what is looked at. Bound to lunette/attribution.h; holds no logic. */
#include "lua/bind_reference.h"
#include "lua/bind_untold.h"

#define BIND_UTTERANCES "lunette.utterances"
enum { UTTERED_OF = 1, UTTERED_FACTS, UTTERED_STANCE, UTTERED_CLASS, UTTERED_DOC, UTTERED_MADE, UTTERED_STATEMENTS, UTTERED_COUNT = UTTERED_STATEMENTS }; /* user values */
/* Places on the stack: arguments, what the work keeps, the names of roles, and what is at hand. Facts are read and written by the names that lie
 * there, without their class, for a document has many. */
#define ROLES(X) X(WHAT, "what") X(SOURCE, "source") X(CUE, "cue") X(ANTECEDENT, "antecedent") X(ADDRESSEE, "addressee") X(SPEAKER, "speaker") X(SPEAKERS, "speakers") X(NAMELESS, "nameless") X(REASON, "reason") \
  X(KIND, "kind") X(CONTENT, "content") X(PARTS, "parts") X(WORDS, "words") X(QUOTE, "quote") X(JOINS, "joins") X(STANCE, "stance") X(POLARITY, "polarity") \
  X(NEGATED, "negated") X(UNATTRIBUTED, "unattributed") X(MATCH, "match") X(RULE, "rule")
enum {
  AT_FACTS = 2, AT_WORDS, AT_NEAR, AT_STANCE, AT_CLASS, AT_UNTOLD, AT_DOC, AT_UTTERANCES, AT_MADE, AT_POSITIVE,
#define X(name, text) ROLE_##name,
  ROLES(X)
#undef X
  AT_FACT, AT_OTHER
};

/* Names of roles are upvalues of what works with them, behind the word for what was not denied: pushing what is there costs less than making it. */
static void push_names(lua_State *L) {
  for (int place = AT_POSITIVE; place < AT_FACT; place++) lua_pushvalue(L, lua_upvalueindex(place - AT_POSITIVE + 1));
}

/* Pushes a role of the fact at a place, and gives its type. */
static int get_role(lua_State *L, int fact, int role) {
  lua_pushvalue(L, role);
  return lua_rawget(L, fact);
}
/* Sets a role of the fact at AT_FACT to what is on the top, which it pops. */
static void set_role(lua_State *L, int role) {
  lua_pushvalue(L, role);
  lua_insert(L, -2);
  lua_rawset(L, AT_FACT);
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

/* Pushes the fact of a number. */
static void push_fact(lua_State *L, const lun_utterances *all, uint32_t number) {
  if (number < all->given) lua_rawgeti(L, AT_FACTS, (lua_Integer)number + 1);
  else lua_rawgeti(L, AT_MADE, (lua_Integer)(number - all->given) + 1);
}
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

static void tell(lua_State *L, const lun_utterances *all, const lun_taking *taken) {
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
  tell(L, all, &taken);
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
      tell(L, all, &all->taken[i]);
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
