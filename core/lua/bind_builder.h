/* What turns the trees of lunette.pattern into tests and patterns of a machine: shared by bind_machine.c and bind_test.c. */
#ifndef LUNETTE_BIND_BUILDER_H
#define LUNETTE_BIND_BUILDER_H

#include "lua/bind.h"

enum { DEPTH_MAX = 2000 };

typedef struct builder {
  lua_State *L;
  lun_machine *machine;
  int kept;     /* stack index of the user value */
  int forms;    /* of the function lemmas -> inflected forms */
  int lemmas;   /* of the table lemma -> its forms, as a block of lexemes */
  int tests;    /* of the table of a test -> its number: trees share what macros stand for */
  int keys;     /* of the first of the strings that fields are named by */
  int elements; /* of the table that gets the nodes by number, or 0 */
  int captures; /* of the rule's table of a name -> whether it is a list */
  uint32_t element;
  int depth;
} builder;

/* Fields of a pattern's tables. Their names lie on the stack, since pushing a name that is there costs less than making it. */
#define FIELDS(X) \
  X(op) X(kind) X(name) X(word) X(lemmas) X(values) X(attribute) X(field) X(sign) X(own) X(source) X(regex) X(negative) X(loose) \
  X(min) X(max) X(lazy) X(names)
typedef enum key {
#define FIELD_KEY(word) KEY_##word,
  FIELDS(FIELD_KEY)
#undef FIELD_KEY
  KEYS
} key;
extern const char *const bind_key_names[KEYS];

/* bind_test.c. They raise an error when a tree is not what it should be. */
int bind_push_field(builder *b, int index, key name);            /* gives its type */
const char *bind_needed(builder *b, int index, key name);        /* a field's text */
lun_context bind_context(builder *b, int index, bool layer);     /* that a node names */
lun_test bind_test(builder *b, int index);

#endif
