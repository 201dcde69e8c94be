/* What the two files that bind the reader of events share. */
#ifndef LUNETTE_BIND_EVENT_H
#define LUNETTE_BIND_EVENT_H

#include "lua/bind.h"

#define BIND_EVENT_WORDS "lunette.event_words"
#define BIND_EVENTS "lunette.events"

/* User values of a reader: clauses, words, the functions that are asked for actors and for reports, rows and
 * spans that scripts have seen. */
enum { EVENTS_CLAUSES = 1, EVENTS_WORDS, EVENTS_ACTORS, EVENTS_REPORTS, EVENTS_ROWS, EVENTS_SPANS, EVENTS_VALUES = EVENTS_SPANS };
enum { EVENT_WORDS_ROWS = 2 }; /* of the words */

/* The reader at 1, whose document is open and the same. */
lun_events *bind_check_events(lua_State *L, const lun_doc **doc);

/* What is asked of scripts while the reader at 1 looks for something. A function that raises ends nothing there: that is done when the reader
 * is through. */
typedef struct bind_asking {
  lun_event_asked asked;
  lua_State *L;
  int kept; /* where on the stack the last list of actors stands that has some, or the error */
  bool raised;
} bind_asking;
/* Pushes nil for the place that is kept. */
const lun_event_asked *bind_ask(lua_State *L, bind_asking *asking);
void bind_answered(const bind_asking *asking); /* raises what was raised */

/* Pushes { surface, code, class, event, takes }. */
void bind_push_event_row(lua_State *L, const lun_event_row *row);
/* Pushes the lemma of the noun at a token, or its small letters. */
void bind_push_event_word(lua_State *L, const lun_events *events, const lun_doc *doc, int32_t token);
int bind_push_event_clause(lua_State *L, const lun_doc *doc, const lun_event_verb *verb);
/* Sets a field of the table on the top, unless the text is "". */
void bind_set_text(lua_State *L, const char *name, const char *text);

int bind_events_told(lua_State *L);
int bind_events_reach(lua_State *L);
int bind_events_occurrence(lua_State *L);
int bind_events_cause(lua_State *L);
int bind_events_status(lua_State *L);

#endif
