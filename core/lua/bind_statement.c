/* Statements for Lua: the reporter, which reads those of documents, and their facts, which are told when somebody asks (bind_untold.h). Bound to
 * lunette/statement.h; holds no logic. */
#include "lua/bind_untold.h"

#define BIND_REPORTER "lunette.reporter"
#define BIND_STATEMENTS "lunette.statements"

enum { REPORTER_RULES = 4 };
typedef struct bind_reporter { /* user values: the words, the dictionaries, the names of rules */
  lun_reporter *reporter;
  const lun_statements *found; /* in the document of that many tokens, which it last read */
  const lun_doc *doc;
  uint32_t tokens;
} bind_reporter;

static int reporter_close(lua_State *L) {
  bind_reporter *r = bind_check(L, 1, BIND_REPORTER);
  lun_reporter_free(r->reporter);
  *r = (bind_reporter){NULL, NULL, NULL, 0};
  return 0;
}

/* core.reporter(words, verbs, nouns): reads statements, from the entries of two dictionaries */
static int core_reporter(lua_State *L) {
  lun_clause_words *words = bind_check_pointer(L, 1, BIND_CLAUSE_WORDS);
  lun_dictionary *verbs = bind_check_dictionary(L, 2)->dictionary, *nouns = bind_check_dictionary(L, 3)->dictionary;
  lua_settop(L, 3);
  bind_reporter *r = lua_newuserdatauv(L, sizeof *r, REPORTER_RULES);
  *r = (bind_reporter){NULL, NULL, NULL, 0};
  luaL_setmetatable(L, BIND_REPORTER);
  for (int i = 1; i <= 3; i++) bind_keep(L, i, i);
  lua_newtable(L);
  lua_setiuservalue(L, -2, REPORTER_RULES);
  lun_err err;
  return lun_reporter_new(words, verbs, nouns, &r->reporter, &err) ? bind_raise(L, &err) : 1;
}

/* core.frame_names() -> names of what a word may bring along, by which rules of statements are called */
static int core_frame_names(lua_State *L) {
  lua_createtable(L, LUN_FRAME_COUNT, 0);
  for (int i = 0; i < LUN_FRAME_COUNT; i++) {
    lua_pushstring(L, lun_frame_name((lun_frame)i));
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

static bind_reporter *check_reporter(lua_State *L) {
  bind_reporter *r = bind_check(L, 1, BIND_REPORTER);
  if (!r->reporter) luaL_argerror(L, 1, "it is closed");
  return r;
}

/* reporter:run(doc, stated) -> how many statements it found; stated: first tokens of the quotations that have one already */
static int reporter_run(lua_State *L) {
  bind_reporter *r = check_reporter(L);
  const lun_doc *doc = bind_check_doc(L, 2)->doc;
  luaL_checktype(L, 3, LUA_TTABLE);
  bind_settle_day(L, 2);
  const lua_Unsigned count = lua_rawlen(L, 3);
  uint32_t *stated = lua_newuserdatauv(L, (count + 1) * sizeof *stated, 0);
  for (lua_Unsigned i = 0; i < count; i++) {
    lua_rawgeti(L, 3, (lua_Integer)i + 1);
    stated[i] = bind_check_token(L, -1, doc);
    lua_pop(L, 1);
  }
  lun_err err;
  r->doc = NULL;
  if (lun_reporter_run(r->reporter, doc, stated, (uint32_t)count, &r->found, &err)) return bind_raise(L, &err);
  r->doc = doc;
  r->tokens = doc->tokens.count;
  lua_pushinteger(L, r->found->count);
  return 1;
}

static void check_read(lua_State *L, const bind_reporter *r, const lun_doc *doc) {
  if (doc != r->doc || doc->tokens.count != r->tokens) luaL_argerror(L, 2, "it has read another document since");
}
static const lun_statement *check_statement(lua_State *L, const bind_reporter *r, const lun_doc *doc) {
  const lua_Integer n = luaL_checkinteger(L, 3);
  check_read(L, r, doc);
  luaL_argcheck(L, n >= 1 && n <= (lua_Integer)r->found->count, 3, "no such statement");
  return &r->found->at[n - 1];
}

/* reporter:place(doc, n) -> the token of the n-th statement's verb or noun */
static int reporter_place(lua_State *L) {
  const lun_statement *s = check_statement(L, check_reporter(L), bind_check_doc(L, 2)->doc);
  lua_pushinteger(L, bind_first((uint32_t)s->first));
  return 1;
}

/* Statements of a document whose facts are untold: user values are the document, the name of the layer of their cues, the class of facts that
 * are told, who made them, and the reporter. */
enum { TOLD_OF = 1, TOLD_LAYER, TOLD_CLASS, TOLD_MAKER, TOLD_REPORTER, TOLD_COUNT = TOLD_REPORTER };
typedef struct told { lun_statement statement; uint32_t cue; } told; /* cue: its number in the layer */
typedef struct bind_statements { told *at; uint32_t count; } bind_statements;

const char bind_untold = 0, bind_untold_statements = 0, bind_untold_utterances = 0;

lua_Integer bind_find_untold(lua_State *L, int fact, const char *key) {
  const int top = lua_gettop(L);
  if (lua_rawgetp(L, fact, &bind_untold) == LUA_TNUMBER && lua_getmetatable(L, fact) && lua_rawgetp(L, -1, key) == LUA_TUSERDATA) {
    const lua_Integer number = lua_tointeger(L, top + 1);
    lua_replace(L, top + 1);
    lua_settop(L, top + 1);
    return number;
  }
  lua_settop(L, top);
  return 0;
}

bool bind_is_untold(lua_State *L, int fact) {
  const bool untold = lua_rawgetp(L, fact, &bind_untold) == LUA_TNUMBER;
  lua_pop(L, 1);
  return untold;
}

void bind_raise_untold(lua_State *L) { luaL_error(L, "the document of a fact 'said' was closed before anybody looked at the fact: take it from doc:facts(\"said\") while the document is open"); }

void bind_end_untold(lua_State *L, int fact, int class) {
  lua_pushvalue(L, class);
  lua_setmetatable(L, fact);
  lua_pushnil(L);
  lua_rawsetp(L, fact, &bind_untold);
}

static int statements_close(lua_State *L) {
  bind_statements *s = bind_check(L, 1, BIND_STATEMENTS);
  lun_free(s->at);
  *s = (bind_statements){NULL, 0};
  return 0;
}

static const told *told_at(lua_State *L, int statements, lua_Integer number) {
  const bind_statements *s = bind_check(L, statements, BIND_STATEMENTS);
  if (number < 1 || number > (lua_Integer)s->count) bind_raise_untold(L);
  return &s->at[number - 1];
}
const lun_statement *bind_statement_at(lua_State *L, int statements, lua_Integer number) { return &told_at(L, statements, number)->statement; }

lun_phrase bind_statement_content(const lun_statement *s) { return s->quote ? s->part[0] : lun_statement_content(s); }

/* Sets a role of the fact at an index to what is on the top, which it pops. */
static void set_role(lua_State *L, int fact, const char *role) {
  lua_pushstring(L, role);
  lua_insert(L, -2);
  lua_rawset(L, fact);
}
/* Sets a role of the fact to the span of a phrase, unless there is none. */
static void set_span(lua_State *L, int fact, int doc, const char *role, lun_phrase phrase) {
  if (!lun_is_phrase(phrase)) return;
  bind_push_span(L, doc, NULL, 0, (uint32_t)phrase.first, (uint32_t)phrase.last + 1);
  set_role(L, fact, role);
}

void bind_tell_statement(lua_State *L, int fact, int statements, lua_Integer number) {
  const told *t = told_at(L, statements, number);
  const lun_statement *s = &t->statement;
  const int top = lua_gettop(L), doc = top + 1, maker = top + 2;
  luaL_checkstack(L, LUA_MINSTACK, "roles of facts");
  lua_getiuservalue(L, statements, TOLD_OF);
  const lun_doc *of = bind_check_doc(L, doc)->doc;
  lua_getiuservalue(L, statements, TOLD_MAKER);
  if (s->quote) {
    bind_push_span(L, doc, lun_doc_layer(of, "quote"), s->quote, (uint32_t)s->part[0].first, (uint32_t)s->part[0].last + 1);
    set_role(L, fact, "what");
  } else set_span(L, fact, doc, "what", lun_statement_content(s));
  lua_getiuservalue(L, statements, TOLD_LAYER);
  bind_push_span(L, doc, lun_doc_layer(of, lua_tostring(L, -1)), t->cue, (uint32_t)s->cue.first, (uint32_t)s->cue.last + 1);
  set_role(L, fact, "cue");
  set_span(L, fact, doc, "source", s->source);
  set_span(L, fact, doc, "addressee", s->hearer);
  set_span(L, fact, doc, "antecedent", s->antecedent);
  if (s->parts > 1) {
    lua_createtable(L, (int)s->parts, 0);
    for (unsigned i = 0; i < s->parts; i++) {
      bind_push_span(L, doc, NULL, 0, (uint32_t)s->part[i].first, (uint32_t)s->part[i].last + 1);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    set_role(L, fact, "parts");
  }
  if (*s->entry->stance) {
    lua_pushstring(L, s->entry->stance);
    set_role(L, fact, "stance");
  }
  if (s->negated) {
    lua_pushboolean(L, true);
    set_role(L, fact, "negated");
  }
  static const char *const of_maker[] = {"file", "line"};
  for (size_t i = 0; i < sizeof of_maker / sizeof *of_maker && lua_istable(L, maker); i++) {
    lua_getfield(L, maker, of_maker[i]);
    set_role(L, fact, of_maker[i]);
  }
  lua_settop(L, top);
}

bool bind_tell_untold_statement(lua_State *L, int fact) {
  const lua_Integer number = bind_find_untold(L, fact, &bind_untold_statements);
  if (!number) return false;
  const int statements = lua_gettop(L);
  lua_getiuservalue(L, statements, TOLD_CLASS);
  bind_end_untold(L, fact, statements + 1);
  bind_tell_statement(L, fact, statements, number);
  lua_settop(L, statements - 1);
  return true;
}

/* Places on the stack of reporter_tell: its arguments, then the rules of facts by frame and form, the statements, names of roles, and the fact. */
enum { TELL_DOC = 2, TELL_LAYER, TELL_FACTS, TELL_CLASS, TELL_UNTOLD, TELL_MAKERS, TELL_MAKER, TELL_RULES, TELL_STATEMENTS, TELL_TYPE, TELL_SAID, TELL_MATCH, TELL_RULE, TELL_FACT };

/* Pushes the name of the rule that a statement was found by: reported.that, kept in the table at TELL_RULES. */
static void push_rule(lua_State *L, const lun_statement *s) {
  const lua_Integer number = (lua_Integer)s->form * LUN_FRAME_COUNT + s->frame + 1;
  if (lua_rawgeti(L, TELL_RULES, number) != LUA_TNIL) return;
  lua_pop(L, 1);
  lua_pushfstring(L, "reported.%s%s", lun_frame_name(s->frame), lun_frame_form_name(s->form));
  lua_pushvalue(L, -1);
  lua_rawseti(L, TELL_RULES, number);
}

/* Makes the fact of a statement, at TELL_FACT, with what facts are listed by. */
static void push_statement(lua_State *L, const lun_statement *s, uint32_t number) {
  enum { ROOM = 20 }; /* of most facts that are told, so that it need not grow */
  const lun_phrase extent = lun_statement_extent(s);
  lua_createtable(L, 0, ROOM);
  lua_pushvalue(L, TELL_TYPE);
  lua_pushvalue(L, TELL_SAID);
  lua_rawset(L, TELL_FACT);
  lua_pushvalue(L, TELL_MATCH);
  bind_push_span(L, TELL_DOC, NULL, 0, (uint32_t)extent.first, (uint32_t)extent.last + 1);
  lua_rawset(L, TELL_FACT);
  lua_pushvalue(L, TELL_RULE);
  push_rule(L, s);
  lua_rawset(L, TELL_FACT);
  lua_pushinteger(L, (lua_Integer)number + 1);
  lua_rawsetp(L, TELL_FACT, &bind_untold);
  lua_pushvalue(L, TELL_UNTOLD);
  lua_setmetatable(L, TELL_FACT);
}

/* Keeps the statements that stand, at TELL_STATEMENTS, and adds their cues to a layer. */
static bind_statements *keep_statements(lua_State *L, const lun_statements *found, lun_layer *cues) {
  static const int kept[] = {TELL_DOC, TELL_LAYER, TELL_CLASS, TELL_MAKER, 1}; /* as user values, in their order */
  bind_statements *all = lua_newuserdatauv(L, sizeof *all, TOLD_COUNT);
  *all = (bind_statements){NULL, 0};
  luaL_setmetatable(L, BIND_STATEMENTS);
  for (int i = 0; i < TOLD_COUNT; i++) bind_keep(L, kept[i], i + 1);
  lun_err err;
  if (!(all->at = lun_alloc(((size_t)found->count + 1) * sizeof *all->at))) {
    lun_fail_memory(&err);
    bind_raise(L, &err);
  }
  for (uint32_t i = 0; i < found->count; i++) {
    const lun_statement *s = &found->at[i];
    if (!s->given) continue;
    told *t = &all->at[all->count];
    t->statement = *s;
    if (lun_layer_add_shared(cues, (uint32_t)s->cue.first, (uint32_t)s->cue.last + 1, 0, s->entry->values, &t->cue, &err)) bind_raise(L, &err);
    all->count++;
  }
  return all;
}

/* reporter:tell(doc, layer, facts, class, untold class, makers, maker): makes the statements that it found in the document, and that stand, facts
 * `said` of the untold class, with their rules and matches, which are of the other once core.tell_fact is called; adds each to the list of facts,
 * its maker in the same place to that of makers, and its cue to a layer. */
static int reporter_tell(lua_State *L) {
  const bind_reporter *r = check_reporter(L);
  lun_doc *doc = bind_check_doc(L, TELL_DOC)->doc;
  lun_layer *cues;
  lun_err err;
  check_read(L, r, doc);
  if (lun_doc_layer_make(doc, luaL_checkstring(L, TELL_LAYER), &cues, &err)) return bind_raise(L, &err);
  for (int i = TELL_FACTS; i <= TELL_UNTOLD; i++) luaL_checktype(L, i, LUA_TTABLE);
  lua_settop(L, TELL_MAKER);
  if (!lua_isnil(L, TELL_MAKER)) luaL_checktype(L, TELL_MAKERS, LUA_TTABLE);
  luaL_checkstack(L, TELL_FACT + 8, "roles of facts");
  lua_getiuservalue(L, 1, REPORTER_RULES);
  const bind_statements *all = keep_statements(L, r->found, cues);
  lua_pushvalue(L, TELL_STATEMENTS);
  lua_rawsetp(L, TELL_UNTOLD, &bind_untold_statements);
  bind_make_part(L, TELL_DOC);
  lua_pushliteral(L, "type");
  lua_pushliteral(L, "said");
  lua_pushliteral(L, "match");
  lua_pushliteral(L, "rule");
  lua_Integer made = (lua_Integer)lua_rawlen(L, TELL_FACTS);
  for (uint32_t i = 0; i < all->count; i++) {
    push_statement(L, &all->at[i].statement, i);
    made++;
    if (!lua_isnil(L, TELL_MAKER)) {
      lua_pushvalue(L, TELL_MAKER);
      lua_rawseti(L, TELL_MAKERS, made);
    }
    lua_rawseti(L, TELL_FACTS, made);
  }
  return 0;
}

void bind_open_statement(lua_State *L) {
  static const luaL_Reg methods[] = {{"run", reporter_run}, {"place", reporter_place}, {"tell", reporter_tell}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"reporter", core_reporter}, {"frame_names", core_frame_names}, {NULL, NULL}};
  bind_closing_class(L, BIND_REPORTER, methods, reporter_close);
  bind_closing_class(L, BIND_STATEMENTS, NULL, statements_close);
  luaL_setfuncs(L, functions, 0);
}
