/* What the bindings share: the host behind a state, the userdata of each class, and the conversion between C's 0-based
 * half-open ranges and Lua's 1-based inclusive ones, which happens in bind.c and nowhere else. */
#ifndef LUNETTE_BIND_H
#define LUNETTE_BIND_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>

#include "lunette.h"
#include "lunette/host.h"

enum { BIND_MET_BITS = 7, BIND_MET = 2 << BIND_MET_BITS, BIND_OFTEN = 4 };

struct lun_host {
  lua_State *state;
  struct lun_pool *pool;
  lun_vocab *vocab;
  lun_image *image;
  lun_tagger *tagger; /* of all documents; opened when first asked */
  lun_languages *languages; /* made when first asked for */
  lun_doc *spare;           /* a document that was closed, whose memory the next one uses; or NULL */
  struct bind_met { const char *name; const void *metatable; } met[BIND_MET]; /* classes whose objects were checked, by the addresses of their names */
  struct bind_doc *met_doc; /* the open document that was checked last, which its closing forgets; or NULL */
  const void *held_class;   /* the metatable of the document in hand; NULL until there was one */
  bool keeps_pos, keeps_tag, lists_tag; /* whether these methods of documents, and lists of tags, keep the names of the tagger's labels */
  luaL_Reg often[BIND_OFTEN]; /* fields of spans that are asked most, by the addresses of the strings that the class has of their names */
  int span_reference; /* to the metatable of spans in the registry; 0 until the first was made */
  int lexeme_reference; /* to the strings of lexemes there, likewise */
  uint64_t seals;       /* numbers that layers were sealed with */
  lun_host_options options;
};

static inline lun_host *bind_host(lua_State *L) { return *(lun_host **)lua_getextraspace(L); }

/* Class names in the registry. */
#define BIND_DOC "lunette.doc"
#define BIND_HELD_DOC "lunette.held_doc" /* of the document in hand: bind_hold_doc */
#define BIND_SPAN "lunette.span"
#define BIND_LAYER "lunette.layer"
#define BIND_DICTIONARY "lunette.dictionary"
#define BIND_MACHINE "lunette.machine"
#define BIND_FOUND "lunette.found"
#define BIND_REGEX "lunette.regex"
#define BIND_STEMMER "lunette.stemmer"
#define BIND_LOOKUPS "lunette.lookups"
#define BIND_CLAIMANTS "lunette.claimants"
#define BIND_CLAIMS "lunette.claims"
#define BIND_ACTORS "lunette.actors" /* a lun_actors, boxed; its first user value is its document */
#define BIND_GROUPS "lunette.groups" /* a lun_entities */
#define BIND_QUOTATION_WORDS "lunette.quotation_words"
#define BIND_CLAUSE_WORDS "lunette.clause_words"

/* User values of a doc: its string; a table for the library; of a page what it was read from; what core.discard closes; who made its spans, by
 * number; who runs now; the match that they are called for (bind_origin.c). */
enum { DOC_TEXT = 1, DOC_DATA, DOC_SOURCE, DOC_PARTS, DOC_MAKERS, DOC_MAKER, DOC_MATCH, DOC_VALUES = DOC_MATCH };

typedef struct bind_doc {
  lun_doc *doc;
  char *text;        /* NULL where it is that of the Lua string in its user value; else its own, which becomes one when it is asked for */
  lun_decoded decoded;
  lun_lines *lines;  /* of the text, of a page of its source; made when a place is first asked for */
  lun_decoded page;  /* of a page: the map from its text to the decoded source; else without edits */
} bind_doc;

typedef struct bind_span { /* user value 1: the doc */
  lun_layer *layer;        /* NULL for a span of no layer; lives as long as the doc */
  uint32_t id;
  uint32_t first, stop;
  bool filled; /* it is the first member of a bind_filled */
} bind_span;
/* A capture that an entry fills, of which there are far fewer. User value 2: the machine. */
typedef struct bind_filled {
  bind_span span;
  lun_machine *machine;
  lun_context context;
  uint32_t entry;
} bind_filled;

typedef struct bind_layer { /* user value 1: the doc */
  lun_layer *layer;
} bind_layer;

typedef struct bind_dictionary {
  lun_dictionary *dictionary;
  lun_names own; /* closed with the userdata; nothing for the embedded image's */
} bind_dictionary;

/* luaL_checkudata for a constant name, by the metatable's address rather than by the name: metatables stand in the registry as long as the
 * state. Names are few, and those of three classes that share two places are looked up more often. */
void *bind_check(lua_State *L, int index, const char *name);
bool bind_is(lua_State *L, int index, const char *name); /* luaL_testudata likewise */
bind_doc *bind_check_doc(lua_State *L, int index);
bind_doc *bind_check_any_doc(lua_State *L, int index); /* one that may be closed */
bool bind_is_held_doc(lua_State *L, int index);
bind_span *bind_check_span(lua_State *L, int index);
bind_layer *bind_check_layer(lua_State *L, int index);
bind_dictionary *bind_check_dictionary(lua_State *L, int index);
lun_machine *bind_check_machine(lua_State *L, int index);
lun_regex *bind_test_regex(lua_State *L, int index); /* NULL when it is none */
/* Which rows of an entry are meant: with a machine those that pass in a context, with a day those that are true on it; without
 * one ("") those that have no end go before the others. */
typedef struct bind_choice {
  const lun_machine *machine; /* or NULL */
  lun_context context;
  const char *day;
} bind_choice;
/* Makes the day of publication that the library's table names the document's, for the look-ups of its entries; gives it. */
const char *bind_settle_day(lua_State *L, int doc);
/* Pushes a list of rows {surface = , column = value}: the candidates of an entry. */
void bind_push_candidates(lua_State *L, lun_dictionary *dictionary, uint32_t entry, const bind_choice *choice);
/* Pushes what the first of them has in a column, or as `name`: its column of that name, else its surface. nil without. */
void bind_push_candidate_value(lua_State *L, lun_dictionary *dictionary, uint32_t entry, const bind_choice *choice, const char *key);

/* Pushes what core.record gives for a line, but as its text the fields themselves, which hold it until they read another one: its size is
 * theirs, and core.doc takes it from them. Whether the line itself may be asked for again. fields_index is absolute. */
int bind_push_record(lua_State *L, int fields_index, const char *line, size_t size, uint64_t number, bool *again);

/* Conversions. Tokens and bytes in Lua are 1-based. */
uint32_t bind_check_token(lua_State *L, int index, const lun_doc *doc);            /* raises when not 1 .. #doc */
lua_Integer bind_first(uint32_t offset);                                           /* C start -> Lua first */
lua_Integer bind_last(uint32_t stop);                                              /* C stop -> Lua last */
/* A range of tokens from two arguments or one span argument. */
void bind_check_range(lua_State *L, int index, const lun_doc *doc, uint32_t *first, uint32_t *stop);

/* Sets an attribute of a span of a layer: its name stands at an index, its value behind that. */
void bind_set_attribute(lua_State *L, int index, lun_layer *layer, uint32_t id);
/* Pushes a span whose document stands at doc_index (absolute). */
void bind_push_span(lua_State *L, int doc_index, lun_layer *layer, uint32_t id, uint32_t first, uint32_t stop);
/* The same for a capture that an entry of a dictionary fills; the machine stands at machine_index (absolute). */
void bind_push_entry_span(lua_State *L, int doc_index, int machine_index, lun_machine *machine, lun_context context, const lun_place *place);
/* Returns an iterator to Lua: `next`, whose upvalues are the first argument and how many it has given, 0 at first. */
int bind_iterate(lua_State *L, lua_CFunction next);
/* Pushes the string of a lexeme from the state's cache. */
void bind_push_lexeme(lua_State *L, lun_lexeme lexeme);

/* Numbers of rule names, kept in the state: 0 for nil. */
uint32_t bind_rule_number(lua_State *L, int index);
void bind_push_rule(lua_State *L, uint32_t number);

/* Makes the metatable of a class: methods, and getters that are called for a field's value. Unknown names go to `missing`
 * (a C function of object and name) or raise with the class and a suggestion. Of the one class that has a `missing`, spans, the first BIND_OFTEN
 * getters are told by the address of the name alone. */
void bind_class(lua_State *L, const char *name, const luaL_Reg *methods, const luaL_Reg *getters, const luaL_Reg *meta,
                lua_CFunction missing);

/* Takes the document on the top in hand, in place of another. Methods of the one in hand are found in a table, without a call of C for each.
 * There can be one only: what Lua asks behind a table is not told whose field is wanted. */
void bind_hold_doc(lua_State *L);

/* bind_class for a class of objects that have no fields and are closed when they are collected; methods may be NULL. */
void bind_closing_class(lua_State *L, const char *name, const luaL_Reg *methods, lua_CFunction close);
/* Pushes an object of such a class that is one pointer, NULL until what it owns is made, with so many user values; gives where the
 * pointer stands. */
void *bind_push_pointer(lua_State *L, const char *name, int values);
/* The pointer of the object at an index; raises for another class, and for one that is closed. */
void *bind_check_pointer(lua_State *L, int index, const char *name);

/* luaL_tolstring, which looks for a metafield of strings too: most values are strings. */
const char *bind_push_text(lua_State *L, int index, size_t *size);
/* Makes the value at an index a user value of the object on the top. */
void bind_keep(lua_State *L, int index, int value);
/* Makes the object on the top, of a class that is closed when it is collected, a part of the document at an index: core.discard closes it as well. */
void bind_make_part(lua_State *L, int doc_index);
/* Takes its user values from the object at an index, which was closed. What is closed when it is collected lives one collection longer, and
 * with it all that it keeps: of a document, all that was found in it. */
void bind_drop_values(lua_State *L, int index);

/* Pushes a box for memory of mem.h: what is put in it is freed with it, so that an error of Lua leaks nothing. */
void **bind_push_box(lua_State *L);
/* Pushes bytes of such memory as a string and frees them; `box` is an empty one. */
void bind_push_boxed(lua_State *L, void **box, char *bytes, size_t size);

/* Adds every word of the lists that the table at an index holds, by the names that `name` gives for 0, 1, ... until NULL; all of them are
 * wanted. `what` wants them, for the message. */
typedef lun_status bind_word_adder(void *to, const char *list, const char *word, size_t size, lun_err *err);
void bind_add_words(lua_State *L, int index, const char *what, const char *(*name)(unsigned), bind_word_adder *add, void *to);

/* Raises an error from a lun_err with the script's position. */
LUN_RARE int bind_raise(lua_State *L, const lun_err *err);
/* Pushes nil and the message: for what the environment refused. */
int bind_refuse(lua_State *L, const lun_err *err);

void bind_open_doc(lua_State *L);
void bind_open_structure(lua_State *L);
void bind_open_tokens(lua_State *L);
void bind_open_token_lists(lua_State *L);
int bind_core_dateline_rest(lua_State *L);
void bind_open_span(lua_State *L);
void bind_open_layer(lua_State *L);
void bind_open_dictionary(lua_State *L);
int bind_open_core(lua_State *L); /* pushes the table of "lunette.core" */
void bind_open_system(lua_State *L); /* adds files and terminal to the core table on the top */
void bind_open_output(lua_State *L); /* these three add files that writers make to the core table on the top */
void bind_open_row(lua_State *L);
void bind_open_sheet(lua_State *L);
void bind_open_store(lua_State *L);
void bind_open_guard(lua_State *L); /* adds what sandboxes stand on */
void bind_open_container(lua_State *L);
void bind_open_json(lua_State *L);
/* Pushes what a json_t of jansson holds. */
void bind_push_json(lua_State *L, const void *json);
void bind_open_input(lua_State *L);
void bind_open_amount(lua_State *L);
void bind_open_time(lua_State *L);
void bind_open_regex(lua_State *L);
void bind_open_stem(lua_State *L);
void bind_open_machine(lua_State *L);
void bind_open_found(lua_State *L);
void bind_open_claim(lua_State *L);
void bind_open_fact(lua_State *L);
void bind_open_origin(lua_State *L);
void bind_open_phase(lua_State *L);
void bind_open_annotation(lua_State *L);
void bind_open_prompt(lua_State *L);
void bind_open_html(lua_State *L);
void bind_open_name(lua_State *L);
void bind_open_link(lua_State *L);
void bind_open_entity(lua_State *L);
void bind_open_made(lua_State *L);
void bind_open_clause(lua_State *L);
void bind_open_statement(lua_State *L);
void bind_open_actor(lua_State *L);
void bind_open_reference(lua_State *L);
void bind_open_event(lua_State *L);
void bind_open_quotation(lua_State *L);
/* The reader that core.clauses gave, whose document is open and the same. */
lun_clauses *bind_check_clauses(lua_State *L, int index);
/* The same whose document may have been cut anew since: NULL then. */
lun_clauses *bind_standing_clauses(lua_State *L, int index);
/* Pushes a token of clauses, nil for none. */
void bind_push_token(lua_State *L, int32_t token);

/* Pushes a closed doc whose data stands at data_index; decoded is filled by the caller, then bind_fill_doc opens it. */
bind_doc *bind_push_doc(lua_State *L, int data_index);
/* Opens the doc at doc_index with the text on the top, which it takes. */
void bind_fill_doc(lua_State *L, int doc_index, bind_doc *d, uint32_t headline);
/* Pushes the decoded text, `input` where it is the text as it stands, and lets decoded borrow nothing. */
void bind_push_decoded(lua_State *L, lun_decoded *decoded, int input);

/* The record whose text fields at an index hold; NULL where there are none, or they hold none. */
lun_record *bind_record_at(lua_State *L, int index);
/* Pushes the text of the doc at an index. */
void bind_push_doc_text(lua_State *L, int doc_index);

/* Makes the layers of a list of names, at an index, that the document at another has not. */
void bind_make_layers(lua_State *L, int doc_index, int names);
/* Notes that all spans of which nothing was said before were made by the maker; whether there were any. */
bool bind_note_makers(lua_State *L, const lun_doc *doc, lun_maker maker);

int bind_core_quotation(lua_State *L);
int bind_core_surround(lua_State *L);

extern const luaL_Reg bind_structure_methods[]; /* the second half of doc's methods */

#endif
