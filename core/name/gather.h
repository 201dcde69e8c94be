/* What gathering is made of: its settings, how sentences are set, candidates, and what a run is by its own words. */
#ifndef LUNETTE_NAME_GATHER_H
#define LUNETTE_NAME_GATHER_H

#include "name/naming.h"

/* Numbers that the script gives, in this order; it says what each means. */
#define LUN_GATHER_NUMBERS(X)                                                                                             \
  X(sure_unsaid) X(sure_first) X(sure_later) X(long_word) X(given_within) X(words_within) X(head_in_capitals)             \
  X(cut_in_heading) X(opens_sentence) X(person_kept) X(person_found) X(person_in_run) X(place_followed) X(place_doubted)  \
  X(alias) X(alias_place) X(alias_person) X(place_within) X(org_head) X(place_head) X(part_person) X(part_org)            \
  X(part_place_end) X(part_place_surely) X(given_first) X(given_surely) X(person_given) X(part_place) X(cued) X(unknown) X(person_words) X(capitals)           \
  X(known_alone) X(person_at_post) X(post_place) X(post_surname) X(post_given) X(person_known) X(after_the) X(person_alone) X(pair_place) X(undecided)
#define LUN_GATHER_TEXTS(X) X(headings) X(closers) X(openers) X(place_cues) X(compass) X(joint) X(region) X(settled) X(post_joints) X(post_within) X(articles) X(letters)
#define LUN_GATHER_RULES(X) X(run) X(person) X(places_within) X(places_acting) X(alias_other)

#define LUN_AS_NUMBER(name) GN_##name,
#define LUN_AS_TEXT(name) GT_##name,
#define LUN_AS_RULE(name) GR_##name,
enum { LUN_GATHER_NUMBERS(LUN_AS_NUMBER) GN_COUNT };
enum { LUN_GATHER_TEXTS(LUN_AS_TEXT) GT_COUNT };
enum { LUN_GATHER_RULES(LUN_AS_RULE) GR_COUNT };

typedef struct lun_candidate {
  uint32_t first, last, rule;
  uint32_t id;     /* of its span in `layer`, 0 when its tokens are no longer the span's */
  lun_layer *layer;
  int32_t sure;
  uint32_t part;   /* of a whole run: number of its first part, and 1 */
  uint8_t type, set;
  bool whole, inside;
  lun_list_key key; /* of its attributes as a mention; key.of: a hash of those that it has itself */
} lun_candidate;

/* How sure a list of attributes says that it is, by its hash, so that most lists are not gone through: they stand far apart. */
enum { LUN_SURES = 2048 };
typedef struct lun_sure { uint64_t of; int32_t sure; } lun_sure;

/* A candidate's: what comes first has the smaller order. */
typedef struct lun_place_of {
  uint64_t order;
  uint32_t number;
  uint32_t together; /* of the first of those that hang together: how many they are */
} lun_place_of;

typedef struct lun_run {
  uint32_t first, last;
  uint8_t set;
  bool start;
} lun_run;

struct lun_gatherer {
  lun_naming *naming;
  int32_t numbers[GN_COUNT];
  uint32_t rules[GR_COUNT];
  unsigned headings; /* bits of lun_part */
  uint8_t closers[32], openers[32]; /* sets of bytes */
  lun_word_set place_cues, compass, settled, post_joints, post_within, articles, letters;
  bool others; /* the document has short forms of what is no organisation */
  lun_lexeme hyphen, ampersand, may_join[2], the;
  lun_lexeme region; /* the kind of a place that may be two */
  lun_sure sures[LUN_SURES];
  lun_candidate *candidates;
  uint32_t count, capacity;
  lun_place_of *order, *spare;
  uint32_t order_capacity, spare_capacity;
  lun_run *runs, *cut;
  uint32_t run_count, run_capacity, cut_count, cut_capacity;
  lun_place_of *chosen;
  uint32_t chosen_count, chosen_capacity;
  uint8_t *settings; /* [sentences] */
  uint32_t setting_capacity, sentence; /* the one that was asked for last */
};

static inline int32_t lun_number(const lun_gatherer *g, unsigned name) { return g->numbers[name]; }
static inline bool lun_byte_in(const uint8_t *set, unsigned char byte) { return (set[byte / 8] >> byte % 8 & 1) != 0; }

/* How the sentence at a token is set, of which its capitals then say nothing. Mostly it is the sentence that was asked for last, and
 * one as most are: at a word that holds a small letter it is plain without a look at others. */
enum { LUN_SETTING_KNOWN = 1u << 0, LUN_SETTING_USUAL = 1u << 1, LUN_SETTING_SHIFT = 5 };
lun_name_set lun_setting_indeed(lun_gatherer *g, const lun_doc *doc, uint32_t token);
static inline lun_name_set lun_setting(lun_gatherer *g, const lun_doc *doc, uint32_t token) {
  const lun_ranges *s = &doc->sentences;
  const uint32_t n = g->sentence;
  if (n < s->count && token >= s->first[n] && (n + 1 == s->count || token < s->first[n + 1])) {
    const uint8_t memo = g->settings[n];
    if (memo & LUN_SETTING_KNOWN) return (lun_name_set)(memo >> LUN_SETTING_SHIFT);
    if (memo & LUN_SETTING_USUAL && lun_word_shaped(&g->naming->words, lun_token(doc, token), LUN_SHAPE_SMALL)) return LUN_SET_PLAIN;
  }
  return lun_setting_indeed(g, doc, token);
}
bool lun_begins(const lun_gatherer *g, const lun_doc *doc, uint32_t token); /* stands where every word has a capital */
/* Whether a word stands with a capital within a sentence of the document. */
static inline bool lun_within(const lun_gatherer *g, lun_lexeme word) {
  const lun_word *place = lun_word_place(&g->naming->words, word);
  return place && place->within == g->naming->document;
}
/* The runs of the document, cut where the setting of their sentence asks for it, as g->cut; notes which words stand with a capital
 * within a sentence. */
lun_status lun_find_runs(lun_gatherer *g, const lun_doc *doc, lun_err *err);
/* Where a person's name begins in a run that holds another word before it; 0 where none does. */
uint32_t lun_person_within(lun_gatherer *g, const lun_doc *doc, uint32_t first, uint32_t last);
/* Where a person's name begins in a run that begins with what his post is of; 0 where none does. */
uint32_t lun_person_at_post(lun_gatherer *g, const lun_doc *doc, uint32_t first, uint32_t last);
lun_candidate *lun_candidate_add(lun_gatherer *g); /* to be written; NULL when memory is out */
lun_status lun_find_candidates(lun_gatherer *g, const lun_doc *doc, lun_err *err);
/* Puts the numbers of the candidates in order, as g->order, without those less sure than `least`: in the order of the text those that
 * overlap, directly or by others; among these, what is to be taken first. */
lun_status lun_order_candidates(lun_gatherer *g, int32_t least, uint32_t *count, lun_err *err);
/* Puts numbers of candidates in the order of their `order`, then of their rules' names. */
lun_status lun_sort_candidates(lun_gatherer *g, lun_place_of *at, uint32_t count, lun_err *err);
/* What a run is by its own words, as far as rules can tell. */
void lun_kind_of_run(lun_gatherer *g, const lun_doc *doc, lun_candidate *run);

#endif
