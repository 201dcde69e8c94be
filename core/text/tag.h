/* The inside of the tagger, for core/text/tag*.c and the trainer: the form of the weights, and what is asked of a word.
 * Weights are one block in the byte order of the machine that made them:
 *
 *   header | names of labels | words (slots) | features (slots) | pairs | bounds
 *
 * Words and features are found by a 32-bit key, whose share of 2^32 is its place, with linear probing. Slots stand in the order of their
 * keys (Amble and Knuth 1974), so that looking for a key that is not there ends as soon as for one that is: most are not. The value of a word's key
 * is a number: its class in the lexicon, the lists of names it is in, its context, its cluster, its only label. That of a feature says
 * where its pairs stand: a label and what it adds to that label's score. Keys are hashes, so that no text is kept. Those of one text differ in
 * their last bits, by what is asked: so they stand side by side, and what is known of a word is mostly read from one line of a cache. Bounds
 * follow from the features: what labels before a word can add at least and at most. */
#ifndef LUNETTE_TEXT_TAG_H
#define LUNETTE_TEXT_TAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"
#include "lunette/vocab.h"

#define LUN_TAG_MAGIC "luntags" /* with its NUL eight bytes */
enum {
  LUN_TAG_VERSION = 4,
  LUN_TAG_ORDER = 0x01020304,
  LUN_TAG_LABELS = 64,   /* the most there may be, and the width of a row */
  LUN_TAG_NONE = 64,     /* the label before a sentence */
  LUN_TAG_CLUSTERS = 256,
  LUN_TAG_EDGE = 1,      /* cluster and context of what stands outside the sentence */
  LUN_TAG_OWN = 10,      /* the most features of a word in its own place; */
  LUN_TAG_KIN = 6,       /* and of those that it has by its kin */
  LUN_TAG_PAIR_BITS = 24,   /* of a feature's value: place of the first pair; above it their number */
  LUN_TAG_LABEL_BOUND = 2700 /* beyond it nothing is added for the labels before a word, nor for the word after it, either way */
};

typedef struct lun_tag_header {
  char magic[8];
  uint32_t order, version;
  uint64_t checksum; /* lun_tag_checksum */
  uint32_t size;     /* bytes of the whole */
  uint32_t labels, names, names_size; /* "NN\0NOUN\0" for each label */
  uint32_t word_room, word_slots, words;          /* lun_tag_slot[word_slots] */
  uint32_t feature_room, feature_slots, features; /* lun_tag_slot[feature_slots] */
  uint32_t pairs, pair_count;                 /* lun_tag_pair[pair_count] */
  uint32_t contexts;                          /* numbers of contexts are below it */
  uint32_t bounds;                            /* lun_tag_bounds */
} lun_tag_header;

typedef struct lun_tag_slot {
  uint32_t key;   /* of a free one the greatest whose place it is, and the last of a table has the greatest of all: where looking ends */
  uint32_t value; /* 0 of a free one */
} lun_tag_slot;
typedef struct lun_tag_table { /* of weights or of a trainer's making */
  uint32_t room, count; /* places; and slots, which are more: what the last places push on */
  const lun_tag_slot *slots;
} lun_tag_table;
typedef struct lun_tag_pair {
  uint8_t label;
  int8_t weight;
} lun_tag_pair;

typedef struct lun_tag_features {
  lun_tag_table table;
  const lun_tag_pair *pairs;
} lun_tag_features;
typedef struct lun_tag_pairs { const lun_tag_pair *at; uint32_t count; } lun_tag_pairs;

/* For each label the least and the most that the labels before a word can add to it. */
typedef int16_t lun_tag_bound[2][LUN_TAG_LABELS];
typedef struct lun_tag_bounds {
  lun_tag_bound cluster[LUN_TAG_CLUSTERS]; /* of a word of the cluster: by the two labels before it, and by the one before it with it */
  lun_tag_bound before[LUN_TAG_NONE + 1];  /* of a word behind the label: by the two labels before it alone */
} lun_tag_bounds;

/* What a key is of. */
typedef enum lun_tag_kind {
  LUN_TAG_CLASS = 1, LUN_TAG_LISTS, LUN_TAG_KNOWN, LUN_TAG_BUCKET, LUN_TAG_CLUSTER, LUN_TAG_FIXED, /* of words */
  LUN_TAG_FEATURE /* and above: of features */
} lun_tag_kind;

/* Where a word stands, from which its features in its own place depend. */
typedef enum lun_tag_stand { LUN_TAG_INSIDE, LUN_TAG_FIRST, LUN_TAG_TITLED, LUN_TAG_CAPITALS, LUN_TAG_STANDS } lun_tag_stand;
/* From where a neighbour is seen. */
typedef enum lun_tag_side { LUN_TAG_BEFORE2, LUN_TAG_BEFORE, LUN_TAG_AFTER, LUN_TAG_AFTER2, LUN_TAG_SIDES } lun_tag_side;

enum { /* bits of a word */
  LUN_TAG_IS_CAP = 1, LUN_TAG_IS_LOWER = 2, LUN_TAG_IS_CAPITALS = 4, LUN_TAG_IS_WORD = 8,
  LUN_TAG_IS_STRAIGHT = 16, /* a double quotation mark without a side */
  LUN_TAG_IS_SEEN = 32      /* set beside the others where these are known */
};

typedef struct lun_tag_word {
  uint32_t own[LUN_TAG_OWN]; /* keys of features that hold wherever it stands, without those of its kin; first those that many words have */
  unsigned own_common, own_count;
  uint32_t kin[3];    /* its shape, class and lists of names */
  uint32_t stand[4];  /* what the features of a stand are made of */
  unsigned bits;
  uint16_t known;   /* its context where it is a known word, else 0 */
  uint16_t bucket;  /* the context of all words like it */
  uint8_t cluster;
  uint8_t fixed;    /* its only label, or LUN_TAG_NONE */
  uint32_t bucket_key, cluster_key[2]; /* what the two were looked up by: for the trainer, who numbers them */
} lun_tag_word;

/* Where a key is looked for first among `room` places. */
static inline uint32_t lun_tag_place(uint32_t key, uint32_t room) { return (uint32_t)((uint64_t)key * room >> 32); }
/* The value of a key; 0 where it is not there. */
static inline uint32_t lun_tag_look_up(const lun_tag_table *table, uint32_t key) {
  const lun_tag_slot *slot = table->slots + lun_tag_place(key, table->room);
  while (slot->key < key) slot++;
  return slot->key == key ? slot->value : 0;
}
/* Never 0. Those of one text are the same but for the bits of their kinds. */
uint32_t lun_tag_key(unsigned kind, const void *bytes, size_t size);
uint32_t lun_tag_key2(unsigned kind, uint32_t a, uint32_t b);
/* The text that words are looked up by: norm or lower form with every digit as 0. False when memory is out. */
bool lun_tag_form(lun_vocab *vocab, lun_lexeme lexeme, bool lower, char *form, size_t room, size_t *size);
/* The bits of a lexeme alone. False when memory is out. */
bool lun_tag_bits(lun_vocab *vocab, lun_lexeme lexeme, unsigned *bits);
/* Tells all of a lexeme. False when memory is out. */
bool lun_tag_read(const lun_tag_table *words, lun_vocab *vocab, lun_lexeme lexeme, lun_tag_word *word);

/* The weights of a feature; none where it has none. */
static inline lun_tag_pairs lun_tag_find(const lun_tag_features *features, uint32_t key) {
  const uint32_t value = lun_tag_look_up(&features->table, key);
  return (lun_tag_pairs){features->pairs + (value & ((1u << LUN_TAG_PAIR_BITS) - 1)), value >> LUN_TAG_PAIR_BITS};
}
static inline void lun_tag_add(lun_tag_pairs pairs, int32_t sum[LUN_TAG_LABELS]) {
  const lun_tag_pair *pair = pairs.at, *stop = pair + pairs.count;
  for (; stop - pair >= 4; pair += 4) { /* some features have dozens */
    sum[pair[0].label] += pair[0].weight;
    sum[pair[1].label] += pair[1].weight;
    sum[pair[2].label] += pair[2].weight;
    sum[pair[3].label] += pair[3].weight;
  }
  for (; pair < stop; pair++) sum[pair->label] += pair->weight;
}
/* Works out the bounds of features. */
void lun_tag_find_bounds(const lun_tag_features *features, unsigned labels, lun_tag_bounds *bounds);

/* Keys of features. */
unsigned lun_tag_kin_keys(const uint32_t kin[3], uint32_t keys[LUN_TAG_KIN]); /* how many */
unsigned lun_tag_stand_keys(const lun_tag_word *word, lun_tag_stand stand, uint32_t keys[4]); /* how many */
uint32_t lun_tag_side_key(lun_tag_side side, uint16_t context);
uint32_t lun_tag_before_key(unsigned before);                    /* the label before */
uint32_t lun_tag_before2_key(unsigned before2, unsigned before); /* the two labels before */
uint32_t lun_tag_turn_key(unsigned before, unsigned cluster);    /* the label before with the word */
uint32_t lun_tag_next_key(unsigned cluster, unsigned after);     /* the word with the word after it */

/* How a sentence is set, from its words' bits: LUN_TAG_INSIDE (as usual), LUN_TAG_TITLED or LUN_TAG_CAPITALS. */
typedef struct lun_tag_setting {
  uint32_t capitalised, lower, capitals;
} lun_tag_setting;
static inline void lun_tag_setting_add(lun_tag_setting *setting, unsigned bits) {
  setting->capitalised += bits & LUN_TAG_IS_CAP;
  setting->lower += (bits & LUN_TAG_IS_LOWER) != 0;
  setting->capitals += (bits & LUN_TAG_IS_CAPITALS) != 0;
}
lun_tag_stand lun_tag_setting_of(const lun_tag_setting *setting);

/* Of all but the checksum itself; size is at least a header's. */
uint64_t lun_tag_checksum(const void *weights, size_t size);
/* Whether weights are of this version and machine, and as long as they say. LUN_FORMAT. */
lun_status lun_tag_check_head(const void *weights, size_t size, lun_err *err);
/* Checks weights whole. LUN_FORMAT. */
lun_status lun_tag_check(const void *weights, size_t size, lun_err *err);

#endif
