/* What settling is made of: its settings, what may be called by a short form, and teams. */
#ifndef LUNETTE_NAME_SETTLE_H
#define LUNETTE_NAME_SETTLE_H

#include "name/naming.h"
#include "name/slip.h"

/* Numbers, texts and rules that the script gives, in this order; it says what each means. */
#define LUN_SETTLE_NUMBERS(X)                                                                                             \
  X(sure) X(margin_over) X(weighed_least) X(weighed_most) X(weighed_by) X(doubtful) X(known) X(free_below) X(again) X(given) \
  X(slips) X(slip_sure) X(slip_place) X(slip_bytes) X(slip_org) X(slip_surname) X(scores) X(short_place) X(short_below) X(short_none) X(short_surname) X(person_stays) X(still_place) \
  X(surely_place) X(place_surname)
#define LUN_SETTLE_TEXTS(X) X(suffixes) X(slip_after) X(no_surname_after) X(no_month_after) X(place_after) X(particles) X(team_reason)
#define LUN_SETTLE_RULES(X) X(weighed) X(again) X(surname) X(short_org) X(slip) X(team) X(club) X(run)
#define LUN_AS_NUMBER(name) SN_##name,
#define LUN_AS_TEXT(name) ST_##name,
#define LUN_AS_RULE(name) SR_##name,
enum { LUN_SETTLE_NUMBERS(LUN_AS_NUMBER) SN_COUNT };
enum { LUN_SETTLE_TEXTS(LUN_AS_TEXT) ST_COUNT };
enum { LUN_SETTLE_RULES(LUN_AS_RULE) SR_COUNT };
#undef LUN_AS_NUMBER
#undef LUN_AS_TEXT
#undef LUN_AS_RULE

struct lun_settler {
  lun_naming *naming;
  double numbers[SN_COUNT];
  int32_t whole[SN_COUNT]; /* the same without fractions */
  uint32_t rules[SR_COUNT];
  lun_word_set sets[ST_team_reason];
  char *team_reason;
  lun_lexeme dashes[2], ampersand;
  lun_slips slips;
  uint64_t *order; /* of the mentions by their first token */
  uint32_t order_capacity;
  uint32_t given;  /* how many of the mentions the document brought; they come first */
  bool weighing;   /* something was weighed */
};

static inline int32_t lun_settle_number(const lun_settler *s, unsigned name) { return s->whole[name]; }
static inline lun_lexeme lun_settle_key(lun_settler *s, lun_lexeme word) { return lun_words_key(&s->naming->words, word); }
static inline bool lun_settle_common(lun_settler *s, lun_lexeme word) { return lun_word_is(&s->naming->words, word, LUN_FACT_COMMON); }
/* Whether a token stands behind a word of one of the texts. */
bool lun_settle_follows(lun_settler *s, const lun_doc *doc, uint32_t token, unsigned set);

/* settle_known.c: notes which mention is the surest of its text, and by what people and organisations may be called; then gives what is called so
 * their type. */
void lun_settle_known(lun_settler *s, const lun_doc *doc);
/* settle_team.c: beside scores and the words for players teams are meant, and all through an article of some such, unless a preposition says that
 * something happens there. */
void lun_settle_teams(lun_settler *s, const lun_doc *doc);

#endif
