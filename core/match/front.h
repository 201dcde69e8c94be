/* What a machine's states and fronts are made of, and the memo of its steps (state.c, front.c). */
#ifndef LUN_MATCH_FRONT_H
#define LUN_MATCH_FRONT_H

#include "match/predicate.h"

typedef struct lun_group { uint32_t label, target, target_count, state; } lun_group; /* state + 1, or 0 */
typedef struct lun_state { /* a set of positions to which one label leads */
  lun_signature signature; /* triggers of its labels; all ones when some label has none */
  lun_signature sieve;     /* all leaves of its labels: what else is true of a symbol makes no difference */
  uint32_t group, group_count, accept, accept_count, guard, guard_count, index, index_count;
  uint32_t inside;         /* context + 1 of whose span all that follows goes on inside, or ends; 0 */
  lun_glance next;         /* of what can be taken, or lets a rule end */
} lun_state;
typedef struct lun_front { /* the states that stand before a token at once */
  lun_signature sieve;
  uint32_t accept, accept_count; /* in lun_fronts.accepts */
  uint32_t inside;               /* as of states, when it is that of all */
  bool ends;                     /* nothing can follow */
} lun_front;

/* A step is remembered by where it starts and by its projection: a hash of 64 bits of those leaves of the symbol that pass
 * the sieve of the state or front. Two projections of one front that share a hash would be confused; among a million that
 * has a chance of one in thirty million. */
typedef struct lun_step { uint64_t projection; uint32_t from, value; } lun_step; /* from: + 1 */
typedef struct lun_steps { lun_step *at; uint32_t count, capacity; } lun_steps;
/* A step that was taken lately, in eight bytes, so that more of those that are asked for all the time are at hand: the front + 1, its key, the value;
 * 0 for none. The few whose numbers are too large for that are not noted. */
typedef uint64_t lun_recent;
enum { RECENT_FRONT_BITS = 20, RECENT_KEY_BITS = 20, RECENT_VALUE_BITS = 24, RECENT_LINE = 8 /* of a cache line */ };
#define RECENT_KIND (UINT32_C(1) << (RECENT_KEY_BITS - 1)) /* the key is a kind of symbols, not a symbol */
#define RECENT_NEVER UINT64_MAX                             /* front and key, where they are too large */
/* Values of a state's steps: 0 not known; STEP_DEAD; else an offset into `records`, + 2: how many states, how many rules that
 * end before the symbol, both. Values of a front's: 0; STEP_DEAD; 4 * front + 4 + bits, where the front has more to say than
 * where it goes on; or STEP_RECORD and an offset: the next front's value or STEP_DEAD, how many rules end before the
 * symbol, they. */
enum { STEP_DEAD = 1, STEP_SAYS = 1 /* it accepts, or goes on inside a span */, STEP_ENDS = 2 };
#define STEP_RECORD (UINT32_C(1) << 31)

typedef struct lun_states {
  lun_lists sets; /* positions, sorted; the number is the state */
  lun_state *at;
  uint32_t count, capacity;
  lun_group *groups;
  uint32_t group_count, group_capacity;
  lun_numbers targets, accepts, guards, index, records; /* guards: label, rule; index: leaf, group (leaf LUN_NONE: always) */
  lun_steps steps;
  uint32_t initial;
} lun_states;

enum { FRONT_LAST = 4 };
/* A cache line of its own: what is asked of the token that follows, and the last steps from there, each where its key says. */
typedef struct lun_front_bits { lun_glance next; uint64_t words[2]; lun_recent last[FRONT_LAST]; } lun_front_bits;
typedef struct lun_fronts {
  lun_lists sets; /* states, sorted; the number is the front */
  lun_front *at;
  uint32_t count, capacity;
  lun_numbers accepts, records;
  lun_front_bits *bits; /* [capacity] apart, for the loop reads little else */
  void *bits_block;
  uint32_t bits_capacity;
  lun_steps steps;
  lun_recent *recent;        /* [recent_count] by front and symbol; a later step takes the place of an earlier one; or by front
                              * and kind of symbol, where no set of words is shared */
  uint32_t recent_count;
} lun_fronts;

#endif
