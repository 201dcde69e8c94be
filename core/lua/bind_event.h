/* What the two files that bind the reader of events share. */
#ifndef LUNETTE_BIND_EVENT_H
#define LUNETTE_BIND_EVENT_H

#include "lua/bind.h"
#include "lunette/actor.h"

#define BIND_EVENT_WORDS "lunette.event_words"
#define BIND_EVENTS "lunette.events"

/* User values of a reader: clauses, words, the table of functions that are asked, what they get first, the table that holds the reader of actors, rows
 * and spans that scripts have seen. */
enum { EVENTS_CLAUSES = 1, EVENTS_WORDS, EVENTS_ASKED, EVENTS_OF, EVENTS_CODER, EVENTS_ROWS, EVENTS_SPANS, EVENTS_VALUES = EVENTS_SPANS };
enum { EVENT_WORDS_ROWS = 2 }; /* of the words */

/* The reader at 1, whose document is open and the same. */
lun_events *bind_check_events(lua_State *L, const lun_doc **doc);

/* What is asked of scripts while the reader at 1 looks for something. A function that raises ends nothing there: that is done when the reader
 * is through. */
typedef struct bind_asking {
  lun_event_asked asked;
  lua_State *L;
  const lun_doc *doc;
  const lun_actors *actors; /* NULL: functions are asked of all words */
  int functions, of, coder, lists; /* where on the stack they stand; lists of actors by their numbers, nil without any, or the error */
  int room;                        /* for lists */
  uint32_t count;                  /* of lists */
  bool raised;
} bind_asking;
/* Pushes what is asked and what is kept, which most often is `room` lists. */
const lun_event_asked *bind_ask(lua_State *L, const lun_doc *doc, int room, bind_asking *asking);
void bind_answered(bind_asking *asking); /* raises what was raised */
/* Lets the reader of actors at an index keep what it looks names up by until it is told to let go of it: entities may change when scripts run. */
void bind_keep_sources(lua_State *L, int reader, bool kept);
int bind_actors_read(lua_State *L); /* the method `read` of readers */

/* Pushes { surface, code, class, event, takes }. */
void bind_push_event_row(lua_State *L, const lun_event_row *row);
/* Pushes the lemma of the noun at a token, or its small letters. */
void bind_push_event_word(lua_State *L, const lun_events *events, const lun_doc *doc, int32_t token);
int bind_push_event_clause(lua_State *L, const lun_doc *doc, const lun_event_verb *verb);
/* Sets a field of the table on the top, unless the text is "". */
void bind_set_text(lua_State *L, const char *name, const char *text);

/* Pushes { code, event, to, what, verb, thing, off, made = { verb, noun, head } }; `to` is the list of actors at an index. */
void bind_push_event_found(lua_State *L, const lun_events *events, const lun_doc *doc, const lun_event_found *found, int to);
/* The tokens of a role of the fact at an index, the first where it is a list; none where nothing fills it. */
lun_phrase bind_role_of(lua_State *L, int fact, const char *role, const lun_doc *doc);
lun_phrase bind_filler_at_top(lua_State *L, const char *role, const lun_doc *doc); /* of what fills the role, which is popped */

lun_phrase bind_check_phrase(lua_State *L, int index, const lun_doc *doc); /* of two tokens */
void bind_push_event_time(lua_State *L, lun_event_span time);   /* a span of the layer "time", nil for none */
void bind_push_event_place(lua_State *L, lun_event_span place); /* of the layer "place" */

int bind_events_find(lua_State *L);
int bind_events_occurrence(lua_State *L);
int bind_events_status(lua_State *L);
int bind_events_circumstances(lua_State *L);
int bind_events_conjunction(lua_State *L);
int bind_events_about(lua_State *L);
int bind_events_counted(lua_State *L);

#endif
