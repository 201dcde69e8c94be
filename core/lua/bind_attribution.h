/* What attribution of facts `said` works with on the stack: shared by bind_attribution.c, which reads them, and bind_tell.c, which tells what was
 * found of them. */
#ifndef LUNETTE_BIND_ATTRIBUTION_H
#define LUNETTE_BIND_ATTRIBUTION_H

#include "lua/bind_reference.h"
#include "lua/bind_untold.h"

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

/* Pushes a role of the fact at a place, and gives its type. */
static inline int get_role(lua_State *L, int fact, int role) {
  lua_pushvalue(L, role);
  return lua_rawget(L, fact);
}
/* Sets a role of the fact at AT_FACT to what is on the top, which it pops. */
static inline void set_role(lua_State *L, int role) {
  lua_pushvalue(L, role);
  lua_insert(L, -2);
  lua_rawset(L, AT_FACT);
}
/* Pushes the fact of a number. */
static inline void push_fact(lua_State *L, const lun_utterances *all, uint32_t number) {
  if (number < all->given) lua_rawgeti(L, AT_FACTS, (lua_Integer)number + 1);
  else lua_rawgeti(L, AT_MADE, (lua_Integer)(number - all->given) + 1);
}

/* Tells what was taken of a document, at its places on the stack: sets the roles of its fact, which it makes where none was given. */
void bind_tell_taken(lua_State *L, const lun_utterances *all, const lun_taking *taken);

#endif
