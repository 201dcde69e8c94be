/* What lets rules sleep: anchors, watches, and what wakes them in a document. See anchor.c, beside.c, watch.c, heed.c, wake.c and begin.c. */
#ifndef LUN_MATCH_ANCHOR_H
#define LUN_MATCH_ANCHOR_H

#include <string.h>

#include "match/predicate.h"

typedef struct lun_rule lun_rule;
typedef struct lun_view lun_view;

/* See anchor.c. Of `leaves` (a list) one holds `least` to `most` tokens behind the start of every match, and the length of
 * `wholes` whole spans more; most may be LUN_NONE. The token is taken by one of `elements`; a whole span by its first. */
typedef struct lun_anchor {
  uint32_t leaves, elements, least, most, wholes;
  lun_glance before, after; /* of what can be taken next to it; all when it may stand at an end */
} lun_anchor;
/* What must stand on both sides of an anchor that wakes a rule: most events are over with it. Many rules share one. */
typedef struct lun_side { lun_glance before, after; } lun_side;
typedef struct lun_calls { uint32_t first, last, count; } lun_calls; /* of a rule in this document: calls + 1; first 0: none */
/* What else must stand around it, and what has come of that in this document: in a cache line, for most events are of another rule. */
typedef struct lun_gate {
  lun_glance begin, second;        /* where a match begins, and behind that */
  uint64_t witness;                /* words of which one stands `near` to `far` tokens behind the anchor; 0 for none */
  uint8_t least, most, wholes;     /* as of the anchor; GATE_FAR for all from there on */
  int8_t near, far;                /* near 1 and far 0: anywhere in the sentence */
  uint8_t scope : 2;
  bool mixed : 1, chooses : 1;     /* it is not woken in the order of the tokens; the rule does */
  uint16_t extent;                 /* list of contexts of which the rule takes whole spans */
  uint32_t zone;                   /* as of the rule */
  lun_calls calls;
} lun_gate;
enum { GATE_FAR = UINT8_MAX };
/* How far a match may reach: to the ends of its sentence; but for the spans of layers that it takes; or farther. */
enum { SCOPE_SENTENCE, SCOPE_SPANS, SCOPE_WIDE };
typedef struct lun_watch { /* of a rule: what wakes it */
  uint32_t leaves, elements, least, most, wholes; /* of its anchor; leaves: LUN_NONE when the rule never sleeps */
  uint32_t front, epoch;                /* where the rule begins, in the fronts of that epoch, when it is too large for solo.c */
} lun_watch;
/* Of words of a guise: which of lun_anchors.glances they have + 1, and the list of the rules that they wake + 1 (1: none); or 0. */
typedef struct lun_heed { uint32_t glance, wake; } lun_heed;
#define WAKE_BY_CLASS UINT32_MAX /* it depends on the word's class */
typedef struct lun_event { uint32_t token, stop, list; } lun_event; /* something stands that wakes a list of rules */
typedef struct lun_call { uint32_t token, stop, from, next; } lun_call; /* of one rule; from: LUN_NONE when it is not known; next: + 1 */
typedef struct lun_reason { uint64_t asks, families; uint32_t count, zone; } lun_reason; /* what the rules of a list ask about; how many; the zone + 1 that all are of, or 0 */
typedef struct lun_anchors {
  lun_lists leaves, elements;
  lun_anchor *at;
  uint32_t count, capacity;
  lun_watch *watches;                /* [rules] */
  lun_gate *gates;                   /* [rules] in gate_block, aligned */
  void *gate_block;
  uint64_t *woken_often;             /* [rules] how often its watch has woken it in all documents since that was made */
  uint32_t rule_count;               /* of those */
  uint32_t watch_count;              /* rules that sleep */
  uint32_t watch_zone;               /* the zone + 1 that all of these are of, or 0 */
  lun_numbers wholes;
  lun_numbers always;                /* rules that never sleep */
  lun_glance begin;                  /* of what one of those can take first */
  lun_numbers watch_start, watch_of; /* leaf -> rules that it wakes */
  lun_numbers by_place;              /* context, PLACE_..., list of rules that its places wake there; and so on */
  lun_lists woken;                   /* rules that a word or a place wakes: side, how many rules, they; and so on */
  lun_lists side_lists;              /* sides by content */
  lun_side *sides;                   /* [side_count] */
  uint32_t side_count, side_capacity;
  lun_numbers side_of;               /* [rules] */
  lun_reason *reasons;               /* [woken.count] */
  uint32_t reason_count, reason_capacity;
  lun_lists extents;                 /* see lun_gate */
  lun_numbers longest;               /* [extents.count] tokens of the longest of their places in this document */
  struct lun_heed *heeds;            /* [heed_count] of each guise, in that epoch of theirs */
  uint32_t heed_count, guise_epoch;
  lun_few few;                       /* words of which the leaves are looked at, for anchors that are no sets of words */
  lun_numbers wake_of_class;         /* [class] of the symbols of that generation: its list of those + 1, or 0 */
  uint32_t class_generation;
  lun_lists glances;                 /* that words have, by content: so few that they are in the nearest cache */
  lun_numbers seen;                  /* [leaf] at how many of the counted tokens it stood */
  uint64_t begun;                    /* at how many of the counted tokens a rule may begin that is able to sleep and not narrowed, and none that never does */
  uint64_t asks;                     /* contexts that rules ask about which never sleep */
  uint64_t families;                 /* of those, and of the contexts that wake rules or narrow them */
  uint64_t counted, since, check;    /* tokens; since: the last choice; check: after so many it is thought over again */
  lun_event *events;
  uint32_t event_count, event_capacity;
  uint64_t pairs;                    /* of an event and a rule in this document */
  lun_call *call;
  uint32_t call_count, call_capacity;
  bool chosen;        /* false when memory was out at the last choice */
  bool given_up;      /* some rules never sleep for the sake of one document */
  uint32_t pardons;   /* how often those were let sleep again */
  lun_numbers awake;  /* rules that were woken in this document */
} lun_anchors;

/* anchor.c */
lun_status lun_anchors_add(lun_machine *machine, const lun_pattern *pattern, lun_across across, lun_rule *rule);
/* Whether a leaf may be an anchor: sets of words, being inside a layer's span or an entry, and tests that hold for few words (to *few which;
 * none for the others). */
bool lun_anchors_may(const lun_machine *machine, uint32_t leaf, lun_few *few);
/* Tokens in a million at which one of the leaves is thought to stand. */
uint64_t lun_anchor_expected(const lun_machine *machine, const uint32_t *leaves, uint32_t count);
/* What it costs to be woken by an anchor, in steps for a million tokens: each event is looked at; of `share` of them starts
 * are tried, and of those `begins` go on to be run (1 at most). */
double lun_anchor_cost(const lun_machine *machine, const lun_anchor *anchor, double share, double begins);

/* beside.c */
/* Tells of every rule what can be taken first and next to its anchors, and what it asks about; once all rules are there. */
lun_status lun_anchors_look_around(lun_machine *machine);

/* watch.c */
void lun_anchors_free(lun_anchors *anchors);
size_t lun_anchors_memory(const lun_anchors *anchors);
lun_status lun_anchors_ready(lun_machine *machine); /* once all rules are there; chooses */
/* Takes of every rule the rarest anchor, as far as it is known. Steps are stale then. */
lun_status lun_anchors_choose(lun_machine *machine);
/* A list of rules that something wakes, which are sorted by their sides, and why it matters. */
lun_status lun_anchors_list(lun_machine *machine, const uint32_t *rules, uint32_t count, uint32_t *list);
/* Whether rules wake so often, in the last so many tokens or in those of this document, that the frequent ones had better
 * be always awake; they will be after the next choice. */
bool lun_anchors_crowded(lun_machine *machine, uint64_t tokens, bool here);
/* Lets rules sleep again that were given up for the sake of one document, after the next choice; false when there are none.
 * Each time it takes four times as long until it is due again. */
bool lun_anchors_pardon(lun_machine *machine);
/* Gives up all rules that something of this document wakes, or of those awake the k-th and all behind it. */
void lun_anchors_give_up_heard(lun_machine *machine);
void lun_anchors_give_up(lun_machine *machine, uint32_t k);

/* begin.c */
/* Counts at how many of the first tokens of a view, whose places were all found, it can be seen that only such rules may begin as sleep. */
lun_status lun_anchors_count_starts(lun_machine *machine, const lun_view *view, uint32_t tokens);

/* heed.c */
/* Makes room for what is known of each guise and each word of the vocabulary; before tokens are glanced at. */
lun_status lun_anchors_meet(lun_machine *machine);
/* Finds the glance of words of a guise that has not been seen. */
lun_status lun_anchors_see(lun_machine *machine, uint32_t guise);
/* The list of the rules that a word of a guise wakes. */
lun_status lun_anchors_learn(lun_machine *machine, uint32_t guise, lun_lexeme lexeme, uint32_t *list, lun_err *err);
/* Counts at how many tokens of a view, whose places were all found, each leaf stands that may be an anchor. */
lun_status lun_anchors_count(lun_machine *machine, const lun_view *view, lun_err *err);

/* wake.c */
/* Notes what in a document wakes which rules; may choose anew before. Finds all places that those rules and the ones that
 * never sleep ask about. */
lun_status lun_view_wake(lun_machine *machine, lun_view *view, lun_lookups *lookups, lun_err *err);
/* Calls the rules of which what stands around lets them match there; once symbols are laid. */
lun_status lun_view_call(lun_machine *machine, const lun_view *view);
/* Tokens from which a match may begin that the rule's anchor at a token is about: *from to *to, which is included, where
 * *from is given as what was tried already. False when there are none. */
bool lun_view_window(const lun_machine *machine, const lun_view *view, uint32_t rule, uint32_t token, uint32_t *from, uint32_t *to);

#endif
