/* What lets rules sleep: anchors, watches, and what wakes them in a document. See anchor.c, watch.c and wake.c. */
#ifndef LUN_MATCH_ANCHOR_H
#define LUN_MATCH_ANCHOR_H

#include "match/predicate.h"

typedef struct lun_rule lun_rule;
typedef struct lun_view lun_view;

/* See anchor.c. Of `leaves` (a list) one holds `least` to `most` tokens behind the start of every match, and the length of
 * `wholes` whole spans more; most may be LUN_NONE. The token is taken by one of `elements`; a whole span by its first. */
typedef struct lun_anchor {
  uint32_t leaves, elements, least, most, wholes;
  lun_triggers before, after; /* of what can be taken next to it; all when it may stand at an end */
} lun_anchor;
typedef struct lun_watch { /* rules that wake together */
  lun_triggers begin, before, after; /* of what can be taken first, and next to the anchor, by one of its rules */
  uint32_t leaves, least, most, wholes;
  uint32_t member, member_count;   /* its rules, in `members` */
  uint32_t alone;                  /* its rule, when that is the only one; or LUN_NONE */
  uint32_t context, context_count; /* of which they take whole spans, in `contexts` */
  lun_across across;
  uint64_t asks, families; /* contexts that they ask about, and their families */
  uint32_t front, epoch; /* where its rules begin, in the fronts of that epoch */
  uint64_t woken;        /* events in all documents since it was made */
  uint32_t witness;      /* + 1: one of its leaves must stand so many tokens from the anchor, or in the same scope; 0 for none */
  int64_t near, far;     /* where; far is 0 and near 1 for the scope */
  uint32_t place;        /* + 1: its events are the places of this context, and are not noted; 0 */
  bool mixed;            /* its events do not come in order */
  bool follows, goes_on; /* `before` and `after` say something */
} lun_watch;
typedef struct lun_calls { uint32_t first, last, count; } lun_calls; /* of a watch or a witness in this document: events + 1 (of a watch of places 1); first 0: none */
typedef struct lun_event { uint32_t token, stop, next; } lun_event; /* where an anchor stands; next: + 1 */
typedef struct lun_anchors {
  lun_lists leaves, elements;
  lun_anchor *at;
  uint32_t count, capacity;
  lun_watch *watches;
  uint32_t watch_count, watch_capacity;
  lun_numbers members, contexts, wholes;
  lun_numbers always;                /* rules that never sleep */
  lun_numbers watch_start, watch_of; /* leaf -> watches that it wakes */
  lun_numbers by_place;              /* context, PLACE_..., watch that its places wake there; and so on */
  lun_lists woken;                   /* watches that a word wakes */
  lun_numbers wake_of;               /* [lexeme] its list of those + 1, or 0 */
  uint16_t *traits;                  /* [trait_count] of each lexeme; 0: not known */
  uint32_t trait_count;
  uint32_t *deaf;                    /* bits of lexemes that are known to wake none: small enough for the nearest cache */
  lun_numbers seen;                  /* [leaf] at how many of the counted tokens it stood */
  uint64_t asks;                     /* contexts that rules ask about which never sleep */
  uint64_t families;                 /* of those, and of the contexts that wake watches or narrow rules */
  uint64_t counted, since, check;    /* tokens; since: the last choice; check: after so many it is thought over again */
  lun_numbers witnesses; /* their lists of leaves; a witness is woken as a watch of the number watch_count + its own */
  lun_calls *calls; /* [watch_count + witnesses.count] */
  uint32_t call_capacity;
  lun_event *events;
  uint32_t event_count, event_capacity;
  bool chosen;        /* false when memory was out at the last choice */
  bool given_up;      /* some rules never sleep for the sake of one document */
  uint32_t pardons;   /* how often those were let sleep again */
  lun_numbers awake;  /* watches that were woken in this document */
  lun_numbers heard;  /* and witnesses */
} lun_anchors;

/* Numbers of 32 bits in `deaf`, for so many lexemes. */
static inline size_t lun_deaf_words(uint32_t lexemes) { return ((size_t)lexemes + 31) / 32; }

/* anchor.c */
lun_status lun_anchors_add(lun_machine *machine, const lun_pattern *pattern, lun_across across, lun_rule *rule);
/* Tokens in a million at which one of the leaves is thought to stand. */
uint64_t lun_anchor_expected(const lun_machine *machine, const uint32_t *leaves, uint32_t count);
/* What it costs to be woken by an anchor, in steps for a million tokens: each event is looked at; of `share` of them starts
 * are tried, and of those `begins` go on to be run (1 at most). */
double lun_anchor_cost(const lun_machine *machine, const lun_anchor *anchor, double share, double begins);

/* watch.c */
void lun_anchors_free(lun_anchors *anchors);
size_t lun_anchors_memory(const lun_anchors *anchors);
lun_status lun_anchors_ready(lun_machine *machine); /* once all rules are there; chooses */
/* Takes of every rule the rarest anchor, as far as it is known, and makes watches of them. Steps are stale then. */
lun_status lun_anchors_choose(lun_machine *machine);
/* Whether watches wake so often, in the last so many tokens or in those of this document, that the frequent ones had better
 * be always awake; they will be after the next choice. */
bool lun_anchors_crowded(lun_machine *machine, uint64_t tokens, bool here);
/* Lets rules sleep again that were given up for the sake of one document, after the next choice; false when there are none.
 * Each time it takes four times as long until it is due again. */
bool lun_anchors_pardon(lun_machine *machine);
/* Gives up all awake watches from the k-th on. */
void lun_anchors_give_up(lun_machine *machine, uint32_t k);

/* wake.c */
/* Notes where watches are woken in a document; may choose anew before. Finds all places that those watches and the rules
 * that never sleep ask about. */
lun_status lun_view_wake(lun_machine *machine, lun_view *view, lun_lookups *lookups, lun_err *err);
/* Whether what stands next to an anchor that woke a watch lets one of its rules match there. */
lun_status lun_view_wakes(lun_machine *machine, const lun_view *view, const lun_watch *watch, uint32_t first, uint32_t stop, bool *wakes);
/* Whether the witness of a watch stands where its event at a token wants it. *event: that of the witness from which on to
 * look, + 1, which goes on with it; 0 when there are no more. */
bool lun_view_witness(const lun_machine *machine, const lun_view *view, const lun_watch *watch, uint32_t token, uint32_t *event);
/* Tokens from which a match may begin that the watch's event at a token is about: *from to *to, which is included, where
 * *from is given as what was tried already. False when there are none. */
bool lun_view_window(const lun_machine *machine, const lun_view *view, const lun_watch *watch, uint32_t token, uint32_t *from, uint32_t *to);

#endif
