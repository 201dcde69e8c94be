/* The inside of the tagger at work, for its files:
 *   tag_row.c    rows of scores, and what is remembered of words    tag.c    opening, whole sentences
 *   tag_sum.h    sums of rows                                       tag_one.c    single tokens
 * A token's score for each label is a sum of eight rows, one of its own, one for each of four neighbours, and three for the labels before
 * it and the word after it. A row is 64 numbers, added up from the weights when it is first needed and remembered: own rows by lexeme,
 * neighbours' by lexeme or, of unknown words, once for all that are alike, the others by their numbers. Words that only ever had one label in
 * training get it without a sum. Rows are cut to bounds whose sum a number of 16 bits holds. */
#ifndef LUNETTE_TEXT_TAGGER_H
#define LUNETTE_TEXT_TAGGER_H

#include "lunette/tag.h"
#include "text/tag.h"

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#define HINT static inline __attribute__((always_inline)) /* gcc drops calls of functions that do nothing else */
#else
#define PREFETCH(address) ((void)(address))
#define HINT static inline
#endif

#ifndef LUN_TAG_MOST_ROWS /* tests set fewer */
#define LUN_TAG_MOST_ROWS (1 << 18) /* 16 to 32 MB */
#endif

enum {
  WIDTH = LUN_TAG_LABELS,
  BEFORES = LUN_TAG_NONE + 1,
  ROW_ALIGN = 64,
  KINS = 256,
  COMMONS = 1024,
  READINGS = 128,
  MOST_ROWS = LUN_TAG_MOST_ROWS /* beyond it all that is remembered is forgotten before the next text */
};

/* Where rows of pairs stand: the number of the first of them, and below it a bit for each of them whose numbers need more than bytes: the upper
 * ones stand in the row that is LUN_TAG_REST behind it. Sides are four rows, all others one; 0 is no row. */
enum { LUN_TAG_PLACE_BITS = 6 /* bytes of a row, so that a place is an offset too */, LUN_TAG_REST = LUN_TAG_SIDES };

typedef struct memo { /* of a lexeme; of a size that none lies on two lines of a cache */
  uint32_t own[LUN_TAG_TITLED]; /* own rows inside and at the start of a sentence, 0 where not yet made */
  uint32_t sides;               /* its four sides; 0 where the lexeme has not been read */
  uint8_t cluster, fixed;
  uint8_t last; /* the label that it got last; the fixed one at first */
  uint8_t bits; /* 0 where they are not known, which may be so or not beside all else */
} memo;

typedef struct kin { /* of words that have some features alike */
  bool known;
  uint32_t is[3];
  int16_t sum[WIDTH]; /* of those */
} kin;

typedef struct common { /* a feature that many words have */
  uint32_t key;
  int16_t weight[WIDTH];
} common;

struct lun_tagger {
  const void *weights;
  size_t size;
  bool trusted; /* the weights are whole */
  const lun_tag_header *header; /* NULL until it is open */
  lun_tag_table words;
  lun_tag_features features;
  const lun_tag_bounds *bounds;
  bool wide; /* the processor adds sixteen numbers at once */
  const char *pos[LUN_TAG_LABELS], *tag[LUN_TAG_LABELS];
  unsigned opening, closing; /* labels of quotation marks, LUN_TAG_NONE without */
  lun_vocab *vocab;
  memo *memos; /* [memo_capacity], by lexeme; the first stands for all that is outside a sentence */
  uint32_t memo_capacity;
  uint32_t (*set)[LUN_TAG_STANDS - LUN_TAG_TITLED]; /* [set_capacity] own rows by lexeme, in sentences that are set otherwise */
  uint32_t set_capacity;
  memo *sequence; /* [sequence_capacity]: those of the words of sentences that are tagged, as they stand */
  uint32_t sequence_capacity;
  struct { int16_t (*rows)[WIDTH]; void *block; uint32_t count, capacity; } own;   /* rows are aligned within the block */
  struct { uint16_t (*rows)[WIDTH / 2]; void *block; uint32_t count, capacity; } pairs;
  kin *kins;          /* [KINS] those met last, by hash */
  common *commons;    /* [COMMONS] those met last, by key */
  struct lun_tag_reading { lun_lexeme lexeme; lun_tag_word word; } readings[READINGS]; /* of lexemes read last, by number; lexeme 0: none */
  uint32_t *contexts; /* [header->contexts]: sides of unknown words and of the edge */
  struct lun_tag_known { uint32_t sides; uint16_t bucket; } *known; /* [header->contexts] the same of the known word of the context met last, and what words it is like */
  uint32_t *before;   /* [BEFORES * BEFORES] */
  uint32_t *turn;     /* [BEFORES * CLUSTERS] */
  uint32_t *next;     /* [CLUSTERS * CLUSTERS] */
};

/* tag_row.c; each is false when memory is out. */
/* The rows of the edge, which are there before all others. */
bool lun_tag_make_edges(lun_tagger *tagger);
/* Makes room for what is known of all lexemes; forgets it first where it is too much. */
bool lun_tag_make_room(lun_tagger *tagger);
/* Makes room for the own rows of all lexemes where they stand so. */
bool lun_tag_make_set(lun_tagger *tagger, lun_tag_stand stand);
/* Makes its bits known of a lexeme. */
bool lun_tag_see(lun_tagger *tagger, lun_lexeme lexeme);
/* Reads a lexeme, its bits too, for all but its own rows. */
bool lun_tag_learn(lun_tagger *tagger, lun_lexeme lexeme);
/* The row of a lexeme's own where it stands so, for which there is room, of the word after it, of the labels before it, and of the label before it with it, which are
 * missing; the lexeme has been read. */
bool lun_tag_make_own(lun_tagger *tagger, lun_lexeme lexeme, lun_tag_stand stand);
bool lun_tag_make_next(lun_tagger *tagger, unsigned cluster, unsigned after);
bool lun_tag_make_history(lun_tagger *tagger, unsigned before2, unsigned before);
bool lun_tag_make_turn(lun_tagger *tagger, unsigned before, unsigned cluster);

static inline uint32_t *lun_tag_own_row(const lun_tagger *t, lun_lexeme lexeme, lun_tag_stand stand) {
  return stand < LUN_TAG_TITLED ? t->memos[lexeme].own + stand : t->set[lexeme] + (stand - LUN_TAG_TITLED);
}
static inline uint32_t *lun_tag_next_row(const lun_tagger *t, unsigned cluster, unsigned after) { return t->next + cluster * LUN_TAG_CLUSTERS + after; }
static inline uint32_t *lun_tag_history_row(const lun_tagger *t, unsigned before2, unsigned before) { return t->before + before2 * BEFORES + before; }
static inline uint32_t *lun_tag_turn_row(const lun_tagger *t, unsigned before, unsigned cluster) { return t->turn + before * LUN_TAG_CLUSTERS + cluster; }

static inline const uint16_t *lun_tag_row(const lun_tagger *t, uint32_t place, unsigned side) {
  return (const uint16_t *)(const void *)((const char *)t->pairs.rows + (place & -1u << LUN_TAG_PLACE_BITS)) + side * (WIDTH / 2);
}

/* Turns the labels of straight marks among tokens first .. stop: they open or close by where white space stands beside them, which no
 * text of a token tells. */
void lun_tag_turn_quotes(const lun_tagger *tagger, const lun_tokens *tokens, uint32_t first, uint32_t stop, uint8_t *label);

#endif
