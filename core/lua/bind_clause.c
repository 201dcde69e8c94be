/* Clauses and statements: word lists, readers of one document's clauses, and the reporter, which reads the statements of documents.
 * Bound to lunette/clause.h and lunette/statement.h. Holds no logic. */
#include "lua/bind.h"

#define BIND_CLAUSE_WORDS "lunette.clause_words"
#define BIND_CLAUSES "lunette.clauses"
#define BIND_REPORTER "lunette.reporter"

/* Boxes of one pointer, NULL when closed. User values of clauses: the document and the words. */
static int words_close(lua_State *L) {
  lun_clause_words **words = bind_check(L, 1, BIND_CLAUSE_WORDS);
  lun_clause_words_free(*words);
  *words = NULL;
  return 0;
}
static int clauses_close(lua_State *L) {
  lun_clauses **clauses = bind_check(L, 1, BIND_CLAUSES);
  lun_clauses_free(*clauses);
  *clauses = NULL;
  return 0;
}
static void keep(lua_State *L, int index, int value) {
  lua_pushvalue(L, index);
  lua_setiuservalue(L, -2, value);
}

static lun_status add_word(void *words, const char *list, const char *word, size_t size, lun_err *err) { return lun_clause_words_add(words, list, word, size, err); }

/* core.clause_words(lists): each a list of words in small letters, by the name of the list; all of them are wanted */
static int core_clause_words(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lun_clause_words **words = bind_push_pointer(L, BIND_CLAUSE_WORDS, 0);
  lun_err err;
  if (lun_clause_words_new(bind_host(L)->vocab, words, &err)) return bind_raise(L, &err);
  bind_add_words(L, 1, "clauses", lun_clause_list, add_word, *words);
  return 1;
}

/* core.clauses(doc, words [, list]): a reader of the document's clauses; words of the list are the verbs that report */
static int core_clauses(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  lun_clause_words *words = bind_check_pointer(L, 2, BIND_CLAUSE_WORDS);
  const char *list = luaL_optstring(L, 3, NULL);
  lua_settop(L, 3);
  lun_clauses **clauses = bind_push_pointer(L, BIND_CLAUSES, 2);
  keep(L, 1, 1);
  keep(L, 2, 2);
  bind_make_part(L, 1);
  lun_err err;
  if (lun_clauses_new(words, doc, clauses, &err) || (list && lun_clauses_cue(*clauses, list, &err))) return bind_raise(L, &err);
  return 1;
}

/* The reader at an index, whose document is open. */
static lun_clauses *open_clauses(lua_State *L, int index) {
  lun_clauses *clauses = bind_check_pointer(L, index, BIND_CLAUSES);
  lua_getiuservalue(L, index, 1);
  bind_check_doc(L, -1);
  lua_pop(L, 1);
  return clauses;
}
lun_clauses *bind_check_clauses(lua_State *L, int index) {
  lun_clauses *clauses = open_clauses(L, index);
  if (!lun_clauses_stand(clauses)) luaL_error(L, "the document was cut anew since its clauses were read");
  return clauses;
}
/* The reader that the table at 1 holds. */
static lun_clauses *clauses_at(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_rawgeti(L, 1, 1);
  lun_clauses *clauses = bind_check_clauses(L, -1);
  lua_pop(L, 1);
  return clauses;
}
/* r:stands() -> whether the document is cut as it was when its clauses were read */
static int clauses_stands(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_rawgeti(L, 1, 1);
  lua_pushboolean(L, lun_clauses_stand(open_clauses(L, -1)));
  return 1;
}
/* Tokens that are asked for may stand beyond either end, but no further than that what is looked at around them can be counted. */
static int32_t token_at(lua_State *L, int index) {
  enum { FARTHEST = INT32_MAX / 2 };
  const lua_Integer token = luaL_checkinteger(L, index);
  return token < 0 ? LUN_NO_TOKEN : token > FARTHEST ? FARTHEST : (int32_t)token - 1;
}
void bind_push_token(lua_State *L, int32_t token) {
  if (token == LUN_NO_TOKEN) lua_pushnil(L);
  else lua_pushinteger(L, bind_first((uint32_t)token));
}
static void push_phrase(lua_State *L, lun_phrase phrase) {
  bind_push_token(L, phrase.first);
  bind_push_token(L, phrase.last);
}
/* What a question leaves on the stack is its answer unless the reader met a failure. */
static int answer(lua_State *L, const lun_clauses *clauses, int count) {
  lun_err err;
  return lun_clauses_failure(clauses, &err) ? bind_raise(L, &err) : count;
}
static int push_subject(lua_State *L, const lun_clauses *clauses, lun_subject subject) {
  if (!lun_is_phrase(subject.phrase)) return answer(L, clauses, 0);
  push_phrase(L, subject.phrase);
  lua_pushstring(L, lun_subject_kind_name(subject.kind));
  push_phrase(L, subject.antecedent);
  return answer(L, clauses, 5);
}

/* r:group(verb, first) -> its first token, the helping verb or nil, whether it is passive, the `to` of an infinitive or nil, whether it
 * is negated */
static int clauses_group(lua_State *L) {
  lun_clauses *c = clauses_at(L);
  const lun_verb_group group = lun_verb_group_of(c, token_at(L, 2), token_at(L, 3));
  bind_push_token(L, group.start);
  bind_push_token(L, group.helper);
  lua_pushboolean(L, group.passive);
  bind_push_token(L, group.to);
  lua_pushboolean(L, group.negated);
  return answer(L, c, 5);
}
/* r:subject(start of a verb group, first) -> first and last token, kind, and of a relative pronoun those of what it stands for */
static int clauses_subject(lua_State *L) {
  lun_clauses *c = clauses_at(L);
  return push_subject(L, c, lun_subject_of(c, token_at(L, 2), token_at(L, 3)));
}
/* r:noun_before(last token, first) -> first and last token */
static int clauses_noun_before(lua_State *L) {
  lun_clauses *c = clauses_at(L);
  push_phrase(L, lun_noun_before(c, token_at(L, 2), token_at(L, 3)));
  return answer(L, c, 2);
}
/* r:noun_after(first token, last [, bare]) -> first and last token */
static int clauses_noun_after(lua_State *L) {
  lun_clauses *c = clauses_at(L);
  push_phrase(L, lun_noun_after(c, token_at(L, 2), token_at(L, 3), lua_toboolean(L, 4)));
  return answer(L, c, 2);
}
/* r:finite_before(token, first) -> token, or nil */
static int clauses_finite_before(lua_State *L) {
  lun_clauses *c = clauses_at(L);
  bind_push_token(L, lun_finite_before(c, token_at(L, 2), token_at(L, 3)));
  return answer(L, c, 1);
}
/* r:tense(first, last) -> "been", "ahead", or "perhaps" where an infinitive tells that it is ahead; nil where nothing tells */
static int clauses_tense(lua_State *L) {
  static const char *const names[] = {[LUN_TENSE_UNTOLD] = NULL, [LUN_HAS_BEEN] = "been", [LUN_TO_COME] = "ahead", [LUN_MAY_COME] = "perhaps"};
  lun_clauses *c = clauses_at(L);
  const lun_phrase phrase = {token_at(L, 2), token_at(L, 3)};
  lua_pushstring(L, names[lun_tense_around(c, phrase)]);
  return answer(L, c, 1);
}

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
  for (int i = 1; i <= 3; i++) keep(L, i, i);
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

/* Places on the stack of reporter_tell: its arguments, the rules of facts by frame and form, the names of roles, the fact that is made. */
#define ROLES(X) X(WHAT, "what") X(CUE, "cue") X(SOURCE, "source") X(ADDRESSEE, "addressee") X(ANTECEDENT, "antecedent") X(MATCH, "match") X(PARTS, "parts") \
  X(STANCE, "stance") X(NEGATED, "negated") X(RULE, "rule") X(TYPE, "type") X(FILE, "file") X(LINE, "line")
enum {
  TELL_DOC = 2, TELL_LAYER, TELL_FACTS, TELL_CLASS, TELL_MAKERS, TELL_MAKER, TELL_FILE, TELL_LINE, TELL_RULES,
#define X(name, text) TELL_##name##_ROLE,
  ROLES(X)
#undef X
  TELL_FACT
};
/* Sets a role of the fact at TELL_FACT to the span of a phrase, unless there is none. */
static void set_span(lua_State *L, int role, lun_phrase phrase) {
  if (!lun_is_phrase(phrase)) return;
  lua_pushvalue(L, role);
  bind_push_span(L, TELL_DOC, NULL, 0, (uint32_t)phrase.first, (uint32_t)phrase.last + 1);
  lua_rawset(L, TELL_FACT);
}
static void set_value(lua_State *L, int role, int value) {
  lua_pushvalue(L, role);
  lua_pushvalue(L, value);
  lua_rawset(L, TELL_FACT);
}

/* Pushes the name of the rule that a statement was found by: reported.that, kept in the table at TELL_RULES. */
static void push_rule(lua_State *L, const lun_statement *s) {
  const lua_Integer number = (lua_Integer)s->form * LUN_FRAME_COUNT + s->frame + 1;
  if (lua_rawgeti(L, TELL_RULES, number) != LUA_TNIL) return;
  lua_pop(L, 1);
  lua_pushfstring(L, "reported.%s%s", lun_frame_name(s->frame), lun_frame_form_name(s->form));
  lua_pushvalue(L, -1);
  lua_rawseti(L, TELL_RULES, number);
}

/* Makes the fact of a statement, at TELL_FACT, and adds its cue to the layer. */
static void push_statement(lua_State *L, lun_doc *doc, lun_layer *cues, const lun_statement *s) {
  enum { ROOM = 14 }; /* attribution adds others when they are asked for */
  uint32_t cue;
  lun_err err;
  if (lun_layer_add_shared(cues, (uint32_t)s->cue.first, (uint32_t)s->cue.last + 1, 0, s->entry->values, &cue, &err)) bind_raise(L, &err);
  lua_createtable(L, 0, ROOM);
  if (s->quote) {
    lua_pushvalue(L, TELL_WHAT_ROLE);
    bind_push_span(L, TELL_DOC, lun_doc_layer(doc, "quote"), s->quote, (uint32_t)s->part[0].first, (uint32_t)s->part[0].last + 1);
    lua_rawset(L, TELL_FACT);
  } else set_span(L, TELL_WHAT_ROLE, lun_statement_content(s));
  lua_pushvalue(L, TELL_CUE_ROLE);
  bind_push_span(L, TELL_DOC, cues, cue, (uint32_t)s->cue.first, (uint32_t)s->cue.last + 1);
  lua_rawset(L, TELL_FACT);
  set_span(L, TELL_SOURCE_ROLE, s->source);
  set_span(L, TELL_ADDRESSEE_ROLE, s->hearer);
  set_span(L, TELL_ANTECEDENT_ROLE, s->antecedent);
  set_span(L, TELL_MATCH_ROLE, lun_statement_extent(s));
  if (s->parts > 1) {
    lua_pushvalue(L, TELL_PARTS_ROLE);
    lua_createtable(L, (int)s->parts, 0);
    for (unsigned i = 0; i < s->parts; i++) {
      bind_push_span(L, TELL_DOC, NULL, 0, (uint32_t)s->part[i].first, (uint32_t)s->part[i].last + 1);
      lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_rawset(L, TELL_FACT);
  }
  if (*s->entry->stance) {
    lua_pushvalue(L, TELL_STANCE_ROLE);
    lua_pushstring(L, s->entry->stance);
    lua_rawset(L, TELL_FACT);
  }
  if (s->negated) {
    lua_pushvalue(L, TELL_NEGATED_ROLE);
    lua_pushboolean(L, true);
    lua_rawset(L, TELL_FACT);
  }
  lua_pushvalue(L, TELL_RULE_ROLE);
  push_rule(L, s);
  lua_rawset(L, TELL_FACT);
}

/* reporter:tell(doc, layer, facts, class, makers, maker): makes the statements that it found in the document, and that stand, facts `said`, with
 * their rules and matches; adds each to the list of facts, its maker in the same place to that of makers, and its cue to a layer. */
static int reporter_tell(lua_State *L) {
  static const char *const roles[] = {
#define X(name, text) text,
      ROLES(X)
#undef X
  };
  const bind_reporter *r = check_reporter(L);
  lun_doc *doc = bind_check_doc(L, TELL_DOC)->doc;
  lun_layer *cues;
  lun_err err;
  check_read(L, r, doc);
  if (lun_doc_layer_make(doc, luaL_checkstring(L, TELL_LAYER), &cues, &err)) return bind_raise(L, &err);
  luaL_checktype(L, TELL_FACTS, LUA_TTABLE);
  luaL_checktype(L, TELL_CLASS, LUA_TTABLE);
  lua_settop(L, TELL_MAKER);
  if (!lua_isnil(L, TELL_MAKER)) luaL_checktype(L, TELL_MAKERS, LUA_TTABLE);
  luaL_checkstack(L, TELL_FACT + 8, "roles of facts");
  lua_settop(L, TELL_LINE);
  if (!lua_isnil(L, TELL_MAKER)) {
    lua_getfield(L, TELL_MAKER, "file");
    lua_replace(L, TELL_FILE);
    lua_getfield(L, TELL_MAKER, "line");
    lua_replace(L, TELL_LINE);
  }
  lua_getiuservalue(L, 1, REPORTER_RULES);
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) lua_pushstring(L, roles[i]);
  lua_Integer made = (lua_Integer)lua_rawlen(L, TELL_FACTS);
  for (uint32_t i = 0; i < r->found->count; i++) {
    const lun_statement *s = &r->found->at[i];
    if (!s->given) continue;
    push_statement(L, doc, cues, s);
    lua_pushvalue(L, TELL_TYPE_ROLE);
    lua_pushliteral(L, "said");
    lua_rawset(L, TELL_FACT);
    made++;
    if (!lua_isnil(L, TELL_MAKER)) {
      set_value(L, TELL_FILE_ROLE, TELL_FILE);
      set_value(L, TELL_LINE_ROLE, TELL_LINE);
      lua_pushvalue(L, TELL_MAKER);
      lua_rawseti(L, TELL_MAKERS, made);
    }
    lua_pushvalue(L, TELL_CLASS);
    lua_setmetatable(L, TELL_FACT);
    lua_rawseti(L, TELL_FACTS, made);
  }
  return 0;
}

/* core.clause_methods: what readers of clauses can be asked. A reader is a table whose first element is what core.clauses gives, so that
 * scripts keep what they know of its document beside it. */
void bind_open_clause(lua_State *L) {
  static const luaL_Reg methods[] = {{"group", clauses_group}, {"subject", clauses_subject},
                                     {"noun_before", clauses_noun_before}, {"noun_after", clauses_noun_after}, {"finite_before", clauses_finite_before}, {"tense", clauses_tense}, {"stands", clauses_stands}, {NULL, NULL}};
  static const luaL_Reg reporter_methods[] = {{"run", reporter_run}, {"place", reporter_place}, {"tell", reporter_tell}, {NULL, NULL}};
  static const luaL_Reg functions[] = {{"clause_words", core_clause_words}, {"clauses", core_clauses}, {"reporter", core_reporter}, {"frame_names", core_frame_names}, {NULL, NULL}};
  bind_closing_class(L, BIND_CLAUSE_WORDS, NULL, words_close);
  bind_closing_class(L, BIND_CLAUSES, NULL, clauses_close);
  bind_closing_class(L, BIND_REPORTER, reporter_methods, reporter_close);
  luaL_setfuncs(L, functions, 0);
  luaL_newlib(L, methods);
  lua_setfield(L, -2, "clause_methods");
}
