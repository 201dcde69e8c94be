/* Quotation marks as tokens: what they are and which way their neighbours turn them. */
#ifndef LUNETTE_TEXT_QUOTE_MARK_H
#define LUNETTE_TEXT_QUOTE_MARK_H

#include "text/reading.h"

typedef enum lun_mark_family { LUN_MARK_DOUBLE, LUN_MARK_SINGLE, LUN_MARK_ANGLE } lun_mark_family;

enum {
  LUN_MARK_OPENS = 1u << 0,   /* by its shape: “ ‘ „ « `` */
  LUN_MARK_CLOSES = 1u << 1,  /* by its shape: ” ’ » ; a straight mark, also doubled '', has neither */
  LUN_MARK_LOW = 1u << 2,     /* „ ‚ : closed by what opens elsewhere */
  LUN_MARK_LOOSE_BEFORE = 1u << 3, /* a space, an opening mark, a dash or nothing before it */
  LUN_MARK_LOOSE_AFTER = 1u << 4,  /* a space, closing punctuation, a dash or nothing behind it */
  LUN_MARK_APOSTROPHE = 1u << 5,   /* a single mark that belongs to a word: ’90s, ’em */
  LUN_MARK_POSSESSIVE = 1u << 6    /* a single mark behind a final s, or behind a cut -in: closes only in need */
};

typedef struct lun_mark {
  uint32_t first, stop; /* tokens: two where a pair of single marks stands for a double one */
  uint8_t family;
  uint8_t flags;
} lun_mark;

/* The mark that token i begins, with its neighbours inside first .. stop looked at; false where it is none. */
bool lun_mark_at(const lun_reading *r, uint32_t i, uint32_t first, uint32_t stop, lun_mark *mark);

/* Whether tokens from i on name who said what stands before: "he said", "said Smith", "the minister added". */
bool lun_cue_follows(const lun_reading *r, uint32_t i, uint32_t stop);

#endif
