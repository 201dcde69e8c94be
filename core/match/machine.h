/* The inside of a machine, shared by the files of this folder.
 *   instruction.c, program.c   patterns -> instructions -> positions and labelled edges (these two: program.h)
 *   symbol.c    words and places -> symbols
 *   state.c     sets of positions and their steps               front.c    sets of states, the memo of steps
 *   search.c    matches of a document                          solo.c     one rule by itself
 *   reading.c   captures of a match                             reach.c    where an end can be reached (long runs)
 *   offset.c    captures that need no reading
 *   machine.c   building, memory                                place.c    layers, dictionary entries, zones
 *   view.c      what is known of the document that is searched glance.c   what is seen of a token at once
 *   anchor.c    what must stand in a match of a rule            watch.c    rules that sleep until that is there
 *   beside.c    what stands beside that                         heed.c     which words wake them
 *   wake.c      what wakes them in a document                   begin.c    how often matches may begin (these six: anchor.h)
 * What symbols, and what states and fronts are made of: symbol.h, front.h.
 * A label is an expression; a position stands for "this element has just taken a token"; an edge says which position is
 * next when its label holds for the next token, or that the rule's end is reached if it does. The pass over the text goes
 * by an edge's loose label, which may hold more often; of a rule that has such an edge the matches are then tried by the
 * labels themselves. */
#ifndef LUN_MATCH_MACHINE_H
#define LUN_MATCH_MACHINE_H

#include "match/anchor.h"
#include "match/front.h"
#include "match/symbol.h"
#include "text/column.h"

#define LUN_END UINT32_MAX /* as the target of an edge: the pattern ends here */

typedef struct lun_edge { uint32_t label, loose, target, actions; } lun_edge; /* actions: offset into machine->actions, 0 none */
typedef struct lun_position {
  uint32_t edge, edge_count, element;
  uint32_t inside; /* taken within a span of this context, + 1 */
  bool ends;       /* some edge is the end */
  bool within;     /* takes a token of a whole span that is not its first */
} lun_position;

struct lun_rule {
  uint32_t position, position_stop; /* its positions; the first stands before the first token */
  uint32_t zone;                    /* + 1; 0 for none */
  bool all, choose, captures, spans, loose;
  uint8_t offsets;                  /* whether its captures begin and end where any match says: OFFSETS_... */
  bool always;                      /* is not to sleep, for its anchors are too frequent */
  bool pardoned;                    /* but only for some time */
  uint32_t capture, capture_stop;   /* its captures; what stands up to here is asked of each match */
  uint32_t anchor, anchor_count;    /* what it offers, in lun_anchors.at */
  uint32_t whole, whole_count;      /* contexts of which it takes whole spans, in lun_anchors.wholes */
  lun_across across;
  lun_glance begin, second;         /* of what can be taken first, and of what can stand behind that */
  uint64_t asks, families;          /* contexts that it asks about, and their families, as bits */
};

enum { OFFSETS_UNKNOWN, OFFSETS_VARY, OFFSETS_FIXED };

/* name LUN_NONE: span:. Of a rule whose offsets are fixed: tokens behind the first of the match; or ~ tokens before its end, where they are negative. */
typedef struct lun_capture_node { uint32_t name, context, context_count; bool list; int32_t opens, closes; } lun_capture_node;
typedef struct lun_zone { lun_context within, outside; uint32_t parts; } lun_zone;

typedef struct lun_place_source { /* of a context */
  char *name, *attribute, **values;
  uint32_t *sizes; /* of the values */
  uint32_t value_count, column;
  lun_dictionary *dictionary; /* NULL for a layer */
  uint32_t family;
  uint32_t leaf[3];           /* inside, first, last: + 1, or 0 while no pattern asks */
  uint32_t member;            /* which of its family */
  bool placed;                /* zones or captures ask for its places */
} lun_place_source;
enum { PLACE_INSIDE, PLACE_FIRST, PLACE_LAST };

/* Contexts of one dictionary or of one layer, whose places are found in one go; where there are more they make two. */
enum { FAMILY_MOST = 31 };
typedef struct lun_family {
  lun_dictionary *dictionary; /* NULL for a layer */
  const char *name;           /* of the layer, borrowed */
  uint8_t *passed;            /* entry -> which of `kinds` it is of, + 1; 0 when that is not known */
  uint32_t *kinds;            /* [kind_count] bits of `context`: few of all that there might be occur */
  uint8_t kind_count;
  bool plain;                 /* its only context asks for no attribute: whatever stands there is its place, and nothing of this is kept */
  uint32_t count, context[FAMILY_MOST];
  uint32_t *of_label;         /* [LABELS_MOST] label of a tagger -> bits of those contexts that ask a part of speech, or NULL */
  const lun_tagger *tagger;   /* whose labels those are */
} lun_family;
enum { LABELS_MOST = UINT8_MAX + 1 };
/* Sets of contexts or families as bits; the last bit is for all beyond it. */
static inline uint64_t lun_set_bit(uint32_t number) { return 1ull << (number < 63 ? number : 63); }
typedef struct lun_candidate { lun_place place; uint32_t contexts; } lun_candidate; /* bits of a family */
typedef struct lun_candidates { lun_candidate *at; uint32_t count, capacity; } lun_candidates;

/* Of a rule. Tokens are counted on from document to document, so that nothing need be cleared between them. */
typedef struct lun_progress {
  uint32_t bound;   /* starts before it are not the rule's any more */
  uint32_t touched; /* last start + 1 at which it was touched */
  uint32_t best;    /* its longest end there */
  uint32_t last;    /* its last match */
} lun_progress;
typedef struct lun_glances { /* of the document that is searched, or read again */
  const lun_view *view; /* its view: the last one laid, or claimed since */
  lun_glance *at;  /* [capacity] */
  uint64_t *known; /* bits of those */
  uint32_t capacity, known_capacity;
  bool all;        /* every one is known */
} lun_glances;
typedef struct lun_scratch {
  /* Lists whose memory is kept. a: positions of a set to intern; b: groups, then states of a step, or the edges of a reading;
   * c: leaves of a label, rules of a front, captures that are open; d: leaves of a word, place or test, watches of a word; e, f,
   * g: next states, rules that end, and states of the step that front.c works out. Each is free again when the function that
   * fills it returns. */
  lun_numbers a, b, c, d, e, f, g;
  lun_progress *progress; /* [rules] */
  uint32_t base;     /* number of this document's first token */
  lun_numbers deferred; /* rules that are searched alone, and the start from which on */
  lun_candidates candidates;
  lun_hits hits;
  lun_glances glances;
  const uint32_t *guises; /* of the tokens of the document that is searched */
  lun_numbers starts;   /* tokens where it is seen that a rule may begin that never sleeps, once all were looked at */
  lun_numbers running, ends; /* rules that the run touched; rule, end of rules that choose */
  uint64_t tokens, matches, captures; /* of the last documents: the next room is made by them */
  lun_numbers visited; /* bits, for readings */
  uint64_t *sets;      /* two sets of positions, for the largest rule */
  uint32_t set_words;
} lun_scratch;

/* Where tokens of each label stand by their label alone, in the last view that had labels. */
typedef struct lun_label_places {
  uint32_t of[LABELS_MOST];
  uint64_t asks, families; /* contexts by label that symbols of that view told of, families of those that it had, and what it had by the tagger */
  uint32_t generation;
  uint8_t by_tagger;       /* 0 before the first */
} lun_label_places;

typedef struct lun_solos { /* see solo.c */
  uint64_t *at;
  uint32_t count, capacity;
  uint32_t *of; /* [of_count] of each rule: + 1; 0 when it is not made, LUN_NONE when the rule is too large */
  uint32_t of_count;
  uint64_t *history; /* of the last run: slots entered by each token */
  uint32_t history_capacity;
} lun_solos;

/* Of four labels next to each other on a symbol, or on a place (TRUTH_OF_PLACE). labels: which four, and of each a bit if it is known, and one if it
 * holds. */
typedef struct lun_truth { uint32_t which, labels; } lun_truth;
enum { TRUTH_BITS = 12, TRUTH_KNOWN = 4, TRUTH_LABELS = 8 };
#define TRUTH_OF_PLACE (UINT32_C(1) << 31)

struct lun_machine {
  lun_vocab *vocab;
  lun_column classes; /* of its words: the class + 1, or 0 */
  lun_arena arena;    /* of patterns, until the machine is ready */
  struct lun_program *program; /* the rule that was last written out, whose room is used again; until then */
  lun_predicates predicates;
  lun_place_source *contexts;
  uint32_t context_count, context_capacity;
  lun_family *families;
  uint32_t family_count, family_capacity;
  lun_zone *zones;
  uint32_t zone_count, zone_capacity;
  lun_rule *rules;
  uint32_t rule_count, rule_capacity;
  lun_position *positions;
  uint32_t position_count, position_capacity;
  lun_edge *edges;
  uint32_t edge_count, edge_capacity;
  lun_capture_node *captures;
  uint32_t capture_count, capture_capacity;
  lun_numbers capture_contexts, actions, rule_of; /* rule_of: by position */
  lun_anchors anchors;
  lun_symbols symbols;
  lun_states states;
  lun_fronts fronts;
  lun_solos solos;
  lun_label_places label_places;
  lun_scratch scratch;
  uint32_t widest;       /* states that are kept apart in one step */
  uint32_t loaded;       /* symbol + 1 whose truth the predicates hold */
  uint32_t generation;   /* of the symbols */
  lun_truth *truth;      /* [1 << TRUTH_BITS] of labels on symbols or places, the last ones asked for; by hash */
  void *truth_block;
  uint32_t epoch;        /* of the fronts */
  size_t limit;          /* see lun_machine_limits */
  uint32_t long_run, long_reading, sample;
  bool paragraphs;       /* some rule asks where paragraphs begin */
  bool stale;            /* states and fronts are to be made anew, for memory was out or symbols are new */
};

/* Places of a context; tokens of the longest; whether they are the tokens of some labels of the tagger, and then how many: those are
 * listed where zones or captures ask for them, or by lun_view_list. */
typedef struct lun_place_run { uint32_t first, stop, longest, tokens; bool by_label; } lun_place_run;

enum { LABEL_POS = 1, LABEL_TAG = 2 };

/* The view of a document that a search makes and readings use. */
struct lun_view {
  const lun_doc *doc;
  uint32_t count, generation;
  uint64_t asks;        /* contexts that symbols tell of */
  uint64_t wanted;      /* families that its rules ask about */
  uint64_t families;    /* whose places were found */
  const uint8_t *labels; /* [count] of the tokens by the tagger, where contexts ask for them; or NULL */
  uint64_t labelled, labelled_families; /* contexts that they answer, and the families of these */
  uint8_t by_tagger;    /* what of them the document does not bring: LABEL_POS, LABEL_TAG */
  uint32_t *symbols;    /* [count + 1]; the last is SYMBOL_END; see lun_view_symbol */
  uint32_t *first_of;   /* [rules] as in lun_found */
  lun_place *places;    /* of all contexts, one after the other; `room` as long as they fit there */
  lun_place *room;
  uint32_t place_count, place_capacity;
  lun_place_run *runs;  /* [contexts] */
  uint32_t *zone_stops; /* [zones][count] where a match from there must have ended; 0: none begins there */
};

/* program.c */
void lun_program_free(lun_machine *machine);

/* symbol.c */
void lun_symbols_free(lun_symbols *symbols);
size_t lun_symbols_memory(const lun_symbols *symbols);
lun_status lun_symbols_init(lun_machine *machine); /* also after they were freed */
/* The class of a word + 1, or 0 where it has not been worked out; it stays where it is. */
static inline uint32_t *lun_class_of(const lun_machine *machine, lun_lexeme lexeme) { return lun_column_of(machine->vocab, machine->classes, lexeme); }
lun_status lun_machine_learn(lun_machine *machine, lun_lexeme lexeme, const uint32_t *answers, uint32_t count, lun_err *err);
/* What a context's place adds to a token of it. */
enum { ADDS_FIRST, ADDS_INNER, ADDS_LAST, ADDS_ONLY, ADDS };
/* Where something of a place is looked for first. Places that were made next to each other, such as those of each part of speech, stand so. */
static inline uint32_t lun_symbols_mix(uint32_t place, uint32_t other) {
  const uint64_t h = ((uint64_t)(place / 8) << 32 | other) * 0x9E3779B97F4A7C15u;
  return (uint32_t)(h >> 32) * 8 + place % 8;
}
/* The place with the leaves of a code more: LEAF_SENTENCE, LEAF_PARAGRAPH, or LEAF_FIRST_FREE + ADDS * context + what it adds. */
lun_status lun_symbols_place(lun_machine *machine, uint32_t place, uint32_t code, uint32_t *more);
/* The symbol of a word at a place. */
lun_status lun_symbols_learn(lun_machine *machine, lun_lexeme lexeme, uint32_t place, uint32_t *symbol, lun_err *err);

/* heed.c: what is seen of words of a guise wherever they stand. */
static inline lun_status lun_anchors_glance(lun_machine *machine, uint32_t guise, lun_glance *glance) {
  lun_anchors *a = &machine->anchors;
  if ((guise >= a->heed_count || !a->heeds[guise].glance) && lun_anchors_see(machine, guise)) return LUN_NO_MEMORY;
  memcpy(glance, a->glances.items.at + (size_t)(a->heeds[guise].glance - 1) * (sizeof *glance / sizeof(uint32_t)), sizeof *glance);
  return LUN_OK;
}

/* view.c */
lun_status lun_view_new(const lun_machine *machine, const lun_doc *doc, lun_view **view, lun_err *err); /* nothing found yet */
void lun_view_free(lun_view *view);
/* Finds the places of families that have not been found; symbols are to be laid after that. */
lun_status lun_view_need(lun_machine *machine, lun_view *view, uint64_t families, lun_lookups *lookups, lun_err *err);
/* Makes all symbols unknown, but for where they stand; also in a new generation. */
lun_status lun_view_lay(lun_machine *machine, lun_view *view, lun_err *err);
lun_status lun_view_learn(lun_machine *machine, const lun_view *view, uint32_t first, uint32_t stop, lun_err *err); /* those of some tokens; stop may be count + 1 */
/* What is seen of a token, or of the end of the text; its symbol is not found for that. */
lun_status lun_view_look_at_all(lun_machine *machine, const lun_view *view); /* when most will be asked for; fills scratch.starts */
lun_status lun_view_look(lun_machine *machine, const lun_view *view, uint32_t token, lun_glance *glance);
static inline lun_status lun_view_glance(lun_machine *machine, const lun_view *view, uint32_t token, lun_glance *glance) {
  const lun_glances *g = &machine->scratch.glances;
  if (!g->all && !(g->known[token / 64] >> (token % 64) & 1)) return lun_view_look(machine, view, token, glance);
  *glance = g->at[token];
  return LUN_OK;
}
/* Whether the rule of a gate may begin at a token. */
static inline lun_status lun_view_begins(lun_machine *machine, const lun_view *view, const lun_gate *gate, uint32_t token, bool *begins) {
  lun_glance first, second;
  if (lun_view_glance(machine, view, token, &first)) return LUN_NO_MEMORY;
  *begins = lun_glance_shared(gate->begin, first);
  if (!*begins || lun_glance_is_all(gate->second)) return LUN_OK;
  if (lun_view_glance(machine, view, token + 1, &second)) return LUN_NO_MEMORY;
  *begins = lun_glance_shared(gate->second, second);
  return LUN_OK;
}
/* Of the token before; before the first one there is nothing. */
static inline lun_status lun_view_glance_before(lun_machine *machine, const lun_view *view, uint32_t token, lun_glance *glance) {
  *glance = (lun_glance){0, GLANCE_ANY};
  return token ? lun_view_glance(machine, view, token - 1, glance) : LUN_OK;
}
/* What is asked of a token first when its symbol is to be found. */
static inline void lun_view_prefetch(const lun_machine *machine, const lun_view *view, uint32_t token) {
  __builtin_prefetch(lun_class_of(machine, view->doc->tokens.lexeme[token]));
}
/* Forgets what was seen of another document, if glances are of one: before what was found in a document is read later on. */
lun_status lun_view_take_glances(lun_machine *machine, const lun_view *view);
static inline lun_status lun_view_claim_glances(lun_machine *machine, const lun_view *view) {
  const lun_glances *g = &machine->scratch.glances;
  return g->all && g->view == view ? LUN_OK : lun_view_take_glances(machine, view);
}
lun_status lun_view_find_symbol(lun_machine *machine, const lun_view *view, uint32_t token, uint32_t *symbol, lun_err *err);
/* The symbol of a token, which is found when it is first asked for. */
static inline lun_status lun_view_symbol(lun_machine *machine, const lun_view *view, uint32_t token, uint32_t *symbol) {
  *symbol = view->symbols[token];
  return *symbol & SYMBOL_UNKNOWN ? lun_view_find_symbol(machine, view, token, symbol, NULL) : LUN_OK;
}
/* Where a token stands, as a list of leaves in lun_symbols.places. */
static inline uint32_t lun_view_place_of(const lun_machine *machine, const lun_view *view, uint32_t token) {
  const uint32_t symbol = view->symbols[token];
  return symbol & SYMBOL_UNKNOWN ? symbol & ~SYMBOL_UNKNOWN : machine->symbols.bits[symbol].place;
}
void lun_machine_load(lun_machine *machine, uint32_t symbol);
void lun_machine_load_place(lun_machine *machine, uint32_t place);
/* Of a label on a symbol, or on a place alone when it asks for nothing else. */
static inline bool lun_machine_asks(lun_machine *machine, uint32_t label, uint32_t symbol, bool place) {
  const uint32_t which = symbol | (place ? TRUTH_OF_PLACE : 0), labels = label / 4 << TRUTH_LABELS, bit = 1u << label % 4;
  const uint64_t line = (uint64_t)(which / 8) << 32 | label / 4; /* labels of a rule are mostly next to each other, and symbols that are frequent */
  lun_truth *truth = &machine->truth[line * 0x9E3779B97F4A7C15u >> (64 + 3 - TRUTH_BITS) << 3 | which % 8];
  const bool there = truth->which == which && truth->labels >> TRUTH_LABELS == label / 4;
  if (there && truth->labels & bit << TRUTH_KNOWN) return truth->labels & bit;
  if (place) lun_machine_load_place(machine, symbol);
  else if (machine->loaded != symbol + 1) lun_machine_load(machine, symbol);
  const bool holds = lun_predicates_holds(&machine->predicates, label);
  if (!there) *truth = (lun_truth){which, labels};
  truth->labels |= bit << TRUTH_KNOWN | (holds ? bit : 0);
  return holds;
}
static inline bool lun_machine_holds(lun_machine *machine, uint32_t label, uint32_t symbol) { return label == EXPRESSION_TRUE || lun_machine_asks(machine, label, symbol, false); }
/* The same of a token: of most a glance tells, which is nearer at hand than what was remembered of its symbol. */
static inline lun_status lun_view_holds(lun_machine *machine, const lun_view *view, uint32_t label, uint32_t token, bool *holds) {
  const lun_sight *sight = &machine->predicates.sights.at[label];
  lun_glance glance;
  uint32_t symbol;
  *holds = true;
  if (label == EXPRESSION_TRUE) return LUN_OK;
  if (lun_view_glance(machine, view, token, &glance)) return LUN_NO_MEMORY;
  *holds = lun_sight_passes(sight, glance);
  if (!*holds || lun_sight_settles(sight, glance)) return LUN_OK;
  if (lun_view_symbol(machine, view, token, &symbol)) return LUN_NO_MEMORY;
  *holds = lun_machine_holds(machine, label, symbol);
  return LUN_OK;
}
static inline bool lun_machine_holds_at(lun_machine *machine, uint32_t label, uint32_t place) { return lun_machine_asks(machine, label, place, true); }

/* place.c */
lun_status lun_families_make(lun_machine *machine);
void lun_families_free(lun_machine *machine);
size_t lun_families_memory(const lun_machine *machine);
lun_status lun_view_find_places(lun_machine *machine, lun_view *view, lun_family *family, const lun_lookups *lookups, lun_err *err);
/* Lists the places of a context, if they are not. */
lun_status lun_view_list(const lun_machine *machine, lun_view *view, lun_context context);
lun_status lun_view_find_zones(const lun_machine *machine, lun_view *view, lun_err *err);
/* Whether a rule is looked for in spans of a layer alone. */
static inline bool lun_rule_is_narrowed(const lun_machine *machine, const lun_rule *rule) { return rule->zone && machine->zones[rule->zone - 1].within != LUN_NO_CONTEXT; }
/* The place of a context that holds the token, or NULL. */
const lun_place *lun_view_around(const lun_view *view, lun_context context, uint32_t token);
/* The place of a context that begins at the token, or NULL. */
const lun_place *lun_view_place(const lun_view *view, lun_context context, uint32_t first);

/* state.c */
void lun_states_free(lun_states *states);
size_t lun_states_memory(const lun_states *states);
uint64_t lun_states_used(const lun_states *states); /* bytes, not counting room that is kept */
lun_status lun_states_start(lun_machine *machine); /* makes the initial state; forgets what there was */
lun_status lun_states_intern(lun_machine *machine, lun_numbers *positions, uint32_t *state); /* sorts them */
/* What follows a state on a symbol: an offset into records + 2, or STEP_DEAD. It is remembered where several fronts may
 * share the state; a front of one state remembers it itself. */
lun_status lun_states_step(lun_machine *machine, uint32_t state, uint32_t symbol, bool shared, uint32_t *value);
/* The leaves of a symbol that pass a sieve, hashed. */
uint64_t lun_project(const lun_machine *machine, const lun_signature *sieve, uint32_t symbol);
bool lun_steps_find(const lun_steps *steps, uint32_t from, uint64_t projection, uint32_t *value);
lun_status lun_steps_add(lun_steps *steps, uint32_t from, uint64_t projection, uint32_t value);

/* front.c */
void lun_fronts_free(lun_fronts *fronts);
size_t lun_fronts_memory(const lun_fronts *fronts);
uint64_t lun_fronts_used(const lun_fronts *fronts);
lun_status lun_fronts_room(lun_machine *machine, uint32_t recent); /* a power of two; once, before the first start */
/* Makes states and fronts anew; *front (which may be LUN_NONE) gets its new number. */
lun_status lun_fronts_start(lun_machine *machine, uint32_t *front);
/* The front of one state: of some positions, which are sorted. */
lun_status lun_fronts_of(lun_machine *machine, lun_numbers *positions, uint32_t *front);
lun_status lun_fronts_first(lun_machine *machine, uint32_t symbol, uint32_t *value);
lun_status lun_fronts_step(lun_machine *machine, uint32_t front, uint32_t symbol, uint32_t *value);

/* solo.c: one rule from one start, by itself. */
void lun_solos_free(lun_solos *solos);
size_t lun_solos_memory(const lun_solos *solos);
lun_status lun_solos_ready(lun_machine *machine);
lun_status lun_solo_fits(lun_machine *machine, uint32_t rule, bool *fits); /* whether the rule is small enough for it */
void lun_solo_prefetch(const lun_machine *machine, uint32_t rule);
/* The longest end of a match from a start; 0 when there is none, LUN_NONE when the run was long and the rule
 * is to be searched alone. All ends are appended to *ends, as rule and end, where it is given. */
lun_status lun_solo_run(lun_machine *machine, const lun_view *view, uint32_t rule, uint32_t start, uint64_t *steps,
                        lun_numbers *ends, uint32_t *end);
/* Reads the match that the last run found. */
lun_status lun_solo_read(lun_machine *machine, lun_found *found, lun_match *match, lun_err *err);

/* lookup.c */
/* Looks up the dictionaries of a set of families that have not been yet. */
lun_status lun_lookups_find(lun_lookups *lookups, lun_machine *machine, uint64_t families, const lun_doc *doc, lun_err *err);
/* The guises of the document's tokens, found once for all machines. */
lun_status lun_lookups_guises(lun_lookups *lookups, lun_vocab *vocab, const lun_doc *doc, const uint32_t **guises);
/* The entries of a dictionary that has been, in the order of the text. */
const lun_hit *lun_lookups_of(const lun_lookups *lookups, const lun_dictionary *dictionary, uint32_t *count);

/* reading.c */
/* The longest end of a rule's match from a start, not beyond `most`, by its labels; 0 when there is none. All ends are
 * appended to *ends where it is given. */
lun_status lun_longest_end(lun_machine *machine, const lun_view *view, uint32_t rule, uint32_t start, uint32_t most, lun_numbers *ends, uint32_t *end);
lun_status lun_read_match(lun_machine *machine, lun_found *found, lun_match *match, lun_err *err);
typedef lun_status lun_reader(lun_machine *machine, lun_found *found, lun_match *match, lun_err *err);
/* The captures of a match: by the offsets of its rule, or else by the reader. */
lun_status lun_read_captures(lun_machine *machine, lun_found *found, lun_match *match, lun_reader *reader, lun_err *err);
/* A reading from its actions in order: 2 * capture, + 1 where it closes. */
lun_status lun_read_open(lun_machine *machine, const lun_found *found, lun_match *match, lun_err *err);
lun_status lun_read_action(lun_machine *machine, lun_found *found, lun_match *match, uint32_t action, uint32_t token, lun_err *err);
lun_status lun_read_close(lun_found *found, lun_match *match, lun_status status); /* gives the status */

/* offset.c */
lun_status lun_offsets_find(lun_machine *machine, lun_rule *rule); /* whether they are fixed, and which */
lun_status lun_offsets_read(const lun_machine *machine, lun_found *found, lun_match *match); /* of a rule of which they are */

/* reach.c */
typedef struct lun_leading { uint32_t from, label; } lun_leading; /* an edge: the position that it leads from, in the rule, and its label */
typedef struct lun_reach {
  lun_machine *machine;
  const uint32_t *symbols;
  const lun_rule *rule;
  uint32_t from, stop; /* tokens */
  bool exact;          /* only an end at `stop` counts */
  uint32_t words;      /* of 64 positions */
  lun_leading *leading;  /* edges by their targets, and */
  uint32_t *into;        /* [positions of the rule + 2] where those of each target begin; LUN_END is the last target */
  uint64_t *checkpoints; /* at from, from + BLOCK, ... */
  uint64_t *blocks[2];
  uint32_t block_of[2]; /* + 1 */
} lun_reach;
lun_status lun_reach_open(lun_reach *reach, lun_machine *machine, const uint32_t *symbols, const lun_rule *rule, uint32_t from,
                          uint32_t stop, bool exact); /* starts zeroed */
void lun_reach_close(lun_reach *reach);
/* Positions of the rule from which, standing before the token, the end can be reached. */
const uint64_t *lun_reach_at(lun_reach *reach, uint32_t token);
static inline bool lun_reach_has(const uint64_t *set, uint32_t position) { return set[position / 64] >> (position % 64) & 1; }

/* Searches one rule alone from a token on, with a pass backwards first. */
lun_status lun_search_alone(lun_machine *machine, lun_found *found, uint32_t rule, uint32_t from, lun_err *err);
lun_status lun_found_add(lun_machine *machine, lun_found *found, uint32_t rule, uint32_t first, uint32_t stop, lun_reader *reader, lun_err *err);

#define LUN_VECTOR_ADD(pointer, capacity, count, value, status)                         \
  do {                                                                                  \
    (status) = LUN_OK;                                                                  \
    if ((count) >= (capacity)) {                                                        \
      void *block_ = (pointer);                                                         \
      (status) = lun_grow(&block_, &(capacity), (uint64_t)(count) + 1, sizeof *(pointer)); \
      (pointer) = block_;                                                               \
    }                                                                                   \
    if (!(status)) (pointer)[(count)++] = (value);                                      \
  } while (0)

#endif
