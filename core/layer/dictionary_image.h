/* The form of an image and of what is opened over it, for the dictionary files of this folder only. An image is one
 * block in the byte order of the machine that built it:
 *
 *   header | directory (one record a dictionary, by name) | words | the dictionaries' arrays | heap of strings
 *
 * Offsets of arrays count bytes from the start of the image, offsets of strings bytes from the start of the heap, whose
 * first and last byte are NUL, so that offset 0 is the empty string and any offset inside begins a string that ends.
 * A string stands in the heap once, whichever surfaces and values it is.
 *
 * All dictionaries share the words: in order of their texts, each with its text and the places where it begins an entry (its
 * starts: a dictionary, a node, and what can be told of it) next to each other, so that a text is looked up once, whichever dictionaries are asked,
 * and little memory is touched for it. The number of a word is its offset in units of four bytes.
 * A dictionary is a trie over word numbers. Nodes are numbered breadth first and every node but the root has one edge that
 * leads to it, so edge e leads to node e + 1 and only the edges' words are stored, sorted within each node.
 * An entry's rows are neighbours. A row is the string of its surface and its cells, side by side, since who asks for one mostly asks for
 * others; a column with few different values holds their numbers in one or two bytes. */
#ifndef LUNETTE_LAYER_DICTIONARY_IMAGE_H
#define LUNETTE_LAYER_DICTIONARY_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash_steps.h"
#include "lunette/dictionary.h"
#include "lunette/hash.h"
#include "text/vocab_slot.h"

#define LUN_IMAGE_MAGIC "lunette" /* with its NUL eight bytes */
enum { LUN_IMAGE_VERSION = 5, LUN_IMAGE_ORDER = 0x01020304 };

typedef struct lun_image_header {
  char magic[8];
  uint32_t order, version; /* LUN_IMAGE_ORDER as the building machine writes it */
  uint64_t size;           /* bytes of the whole image */
  uint32_t count;          /* dictionaries */
  uint32_t directory;      /* lun_image_record[count] */
  uint32_t units, words;          /* uint32_t[units], of which each word has some: lun_image_word, its text and a NUL, its starts */
  uint32_t slot_mask, slot_table; /* lun_image_slot[slot_mask + 1], found by hash with linear probing */
  uint32_t heap, heap_size;
} lun_image_header;

typedef struct lun_image_word {
  uint16_t size, starts; /* bytes of the text, how many starts */
} lun_image_word;

enum { LUN_NODES_MAX = 1 << 26 }; /* of a dictionary */
typedef struct lun_image_start {
  uint32_t node : 26, dictionary : 6;
  uint32_t entry;     /* that ends at the node, + 1; 0 when none does */
  uint32_t followers; /* bits of the words that can follow, see lun_follower_bit; 0 where none can */
} lun_image_start;

/* One of 32 bits for a word: where a start lacks that of the next word, it need not be looked for. */
static inline uint32_t lun_follower_number(uint32_t word) { return word * 0x9E3779B1u >> 27; }
static inline uint32_t lun_follower_bit(uint32_t word) { return UINT32_C(1) << lun_follower_number(word); }
/* The bits of a node's edges; all where there are so many that few would be missing. */
static inline uint32_t lun_follower_bits(const uint32_t *edges, uint32_t low, uint32_t high) {
  uint32_t bits = 0;
  if (low < high && high - low > 48) return UINT32_MAX;
  for (uint32_t e = low; e < high; e++) bits |= lun_follower_bit(edges[e]);
  return bits;
}

typedef struct lun_image_slot {
  uint32_t hash, word; /* word + 1; 0 when the slot is free */
} lun_image_slot;

typedef struct lun_image_record {
  uint32_t name;                   /* string */
  uint32_t fold;                   /* 1: keys are in lower case */
  uint32_t columns, column_table;  /* lun_image_column[columns] */
  uint32_t nodes, node_table;      /* lun_image_node[nodes + 1]; the last one only ends the edges of the one before */
  uint32_t edge_words;             /* uint32_t[nodes - 1] */
  uint32_t entries, entry_rows;    /* first row: uint32_t[entries + 1] */
  uint32_t rows, row_table;        /* [rows] of row_size bytes: a string, the surface, and the cells, the wider ones first */
  uint32_t row_size;
} lun_image_record;

typedef struct lun_image_node {
  uint32_t edge;  /* first of its edges; they end where the next node's begin */
  uint32_t entry; /* the entry that ends here, plus 1; 0 when none does */
} lun_image_node;

typedef struct lun_image_column {
  uint32_t name;             /* string */
  uint32_t width;            /* bytes of a cell: 1 or 2 a number of a value, 4 a string */
  uint32_t place;            /* of its cell in a row */
  uint32_t values, distinct; /* strings: uint32_t[distinct]; none for width 4 */
} lun_image_column;

static inline uint32_t lun_image_hash(const char *text, size_t size) {
  const uint64_t seed = 0x6c756e65747465u;
  const uint64_t hash = size <= LUN_HASH_SHORT ? lun_hash_end(lun_hash_take(text, size), lun_hash_begin(seed)) : lun_hash(text, size, seed);
  return (uint32_t)(hash ^ hash >> 32);
}

/* What is known of the lexemes of one vocabulary: eight bytes of each, for of most no more is asked. A set says in which dictionaries an
 * entry may begin with it; what follows from its text stands in `pool` at its place:
 *   its code for the dictionaries in which case counts | its code for those that fold it | the place of its readings as a token in
 *   capitals, 0 where they were not asked | the starts, with the node behind all words of the lexeme
 * A code says which words a lexeme is: LUN_CODE_NONE (holds a word that no dictionary has), a word's number, or with
 * LUN_CODE_SEVERAL a place in `pool` where the number of words and the words stand. LUN_CODE_JOINS: a dash that between two
 * tokens without spaces counts as a hyphen. */
#define LUN_CODE_SEVERAL 0x40000000u
#define LUN_CODE_JOINS 0x20000000u
#define LUN_CODE_NONE 0x1FFFFFFFu /* also the mask of words and places */
#define LUN_BEGINS_UNKNOWN (UINT64_C(1) << 63) /* beside the bits of dictionaries: nothing is known of the lexeme yet */
#define LUN_RECASE_UNKNOWN 0xFFFFFFFFu
#define LUN_RECASE_PLAIN 0xFFFFFFFEu /* not a token in capitals, its code holds */
enum { LUN_POOL_CODE, LUN_POOL_FOLDED, LUN_POOL_RECASED, LUN_POOL_FIRST }; /* at a lexeme's place */
/* Numbers of sets; others are found by hash. The last one is for those that find no room: the starts tell which they are. */
enum { LUN_SET_UNKNOWN, LUN_SET_NONE, LUN_SET_ALL, LUN_SET_FIRST, LUN_SETS = 4096 };
/* The word that a lexeme is or begins with, for the starts of the token before: the number of its bit, or one of these. */
enum { LUN_FOLLOWS_NEVER = 32, LUN_FOLLOWS_ANY /* it need not be the next token's first */ };

typedef struct lun_known {
  uint32_t place : 30; /* in the pool */
  uint32_t alone : 2;  /* LUN_ALONE where its text by itself is cut into that one token, LUN_ALONE_UNKNOWN while it was not asked */
  uint32_t set : 12;
  uint32_t exact : 6, folded : 6; /* for the dictionaries in which case counts, and those that fold it */
  uint32_t starts : 6;            /* how many: a dictionary has one at most */
} lun_known;

enum { LUN_WITNESS_SIZE = 32, LUN_ALONE_UNKNOWN = 0, LUN_ALONE, LUN_ALONE_NOT };
typedef struct lun_memo {
  const lun_vocab *vocab;
  lun_lexeme witness;  /* a lexeme put into the vocabulary to know it again, see dictionary_memo.c */
  char witness_text[LUN_WITNESS_SIZE + 1];
  uint64_t generation; /* vocabularies seen */
  char ***known_pages; /* where what is known of lexemes stands: in the records of the vocabulary, if these are lent to this memo, or in `pages` */
  uint32_t known_offset, known_bits; /* in a page, and the width of a lexeme there as a power of two */
  char **pages;                    /* [page_capacity] of LUN_PAGE lexemes each, all zeros first */
  uint32_t page_capacity, known;   /* lexemes that there is room for */
  uint64_t *sets;      /* [LUN_SETS] bits of dictionaries, of which set_count have been found by hash; 0 there: free */
  uint32_t set_count;
  uint32_t *pool;
  uint32_t pool_count, pool_capacity;
} lun_memo;

/* Priors that were asked for: of the lexemes of the memo's vocabulary a place for each of LUN_PRIOR_WORDS remainders of their numbers, of
 * texts that are no lexeme one for each of LUN_PRIOR_TEXTS of their hash, which a later one takes over. */
enum { LUN_PRIOR_WORDS = 512, LUN_PRIOR_TEXTS = 1024 };
typedef struct lun_prior_word {
  lun_lexeme lexeme; /* 0: free */
  float prior;       /* of those that a float tells exactly, as of whole numbers */
} lun_prior_word;
typedef struct lun_prior_text {
  char text[52];
  uint32_t size; /* 0: free */
  double prior;
} lun_prior_text;
typedef struct lun_priors {
  lun_prior_word *words; /* [LUN_PRIOR_WORDS] */
  lun_prior_text *texts; /* [LUN_PRIOR_TEXTS] */
  uint32_t column;       /* + 1; 0 when it has not been looked for */
} lun_priors;

struct lun_dictionary {
  lun_image *image;
  uint32_t number; /* in the image */
  const lun_image_record *record;
  const lun_image_column *columns;
  const lun_image_node *nodes;
  const uint32_t *edges;
  const uint32_t *entry_rows;
  const char *rows;
  lun_priors priors;
  uint32_t from, to; /* columns; as many as there are columns when it has none such */
  bool dated;        /* it has one of these */
};

typedef struct lun_image_bounds {
  uint32_t nodes, entries;
} lun_image_bounds;

enum { LUN_WANTS = 8 }; /* documents */
struct lun_image {
  const char *bytes;
  const char *heap;
  uint32_t heap_size, count;
  uint32_t units, slot_mask;
  const uint32_t *words;
  const lun_image_slot *slots;
  uint64_t folding; /* bits of the dictionaries that fold case */
  lun_memo memo;
  lun_tokens cut; /* of the text that was looked up last: room for the next one */
  uint64_t wants[LUN_WANTS]; /* bits of dictionaries that the last documents asked */
  uint32_t documents;        /* how many there were; the last one's stand at their remainder */
  lun_dictionary *dictionaries; /* [count] */
  lun_image_bounds bounds[LUN_DICTIONARIES_MAX]; /* of the dictionaries, side by side: each start that is met is checked against them */
};

static inline const char *lun_image_string(const lun_image *image, uint32_t offset) {
  return offset < image->heap_size ? image->heap + offset : "";
}

/* Units of a word. */
static inline uint32_t lun_image_text_units(uint32_t size) { return 1 + (size + 4) / 4; }
static inline uint32_t lun_image_word_units(uint32_t size, uint32_t starts) { 
  return lun_image_text_units(size) + starts * (uint32_t)(sizeof(lun_image_start) / sizeof(uint32_t));
}

/* A word by its number; NULL where the image is damaged. */
static inline const lun_image_word *lun_image_word_at(const lun_image *image, uint32_t number) {
  if (number >= image->units) return NULL;
  const lun_image_word *word = (const lun_image_word *)(const void *)(image->words + number);
  return lun_image_word_units(word->size, word->starts) <= image->units - number ? word : NULL;
}

/* The starts of a word, none where the image is damaged. */
static inline const lun_image_start *lun_image_starts(const lun_image *image, uint32_t number, uint32_t *count) {
  const lun_image_word *word = lun_image_word_at(image, number);
  *count = word ? word->starts : 0;
  return word ? (const lun_image_start *)(const void *)(image->words + number + lun_image_text_units(word->size)) : NULL;
}

static inline lun_known *lun_memo_of(const lun_memo *memo, lun_lexeme lexeme) {
  return (lun_known *)(void *)((*memo->known_pages)[lexeme >> LUN_PAGE_BITS] + memo->known_offset + ((size_t)(lexeme & (LUN_PAGE - 1)) << memo->known_bits));
}

/* Bits of the dictionaries in which an entry may begin with a lexeme, or LUN_BEGINS_UNKNOWN. */
static inline uint64_t lun_memo_begins(const lun_memo *memo, const lun_known *known) { return memo->sets[known->set]; }

static inline uint32_t lun_follower_of(uint32_t number) {
  return number < LUN_FOLLOWS_NEVER ? UINT32_C(1) << number : number == LUN_FOLLOWS_ANY ? UINT32_MAX : 0;
}

static inline const lun_image_start *lun_pool_starts(const lun_image *image, uint32_t place) {
  return (const lun_image_start *)(const void *)(image->memo.pool + place);
}

static inline bool lun_dictionary_is_child_of_root(const lun_dictionary *dictionary, uint32_t node) {
  return node > 0 && node < dictionary->record->nodes;
}

/* The child of a node that is not the root along a word, 0 when there is none. Children have greater numbers than their
 * parents also in a damaged image, so that every walk ends. */
static inline uint32_t lun_dictionary_child(const lun_dictionary *dictionary, uint32_t node, uint32_t word) {
  uint32_t low = dictionary->nodes[node].edge, high = dictionary->nodes[node + 1].edge;
  if (low < node || high > dictionary->record->nodes - 1) return 0;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2, found = dictionary->edges[middle];
    if (found == word) return middle + 1;
    if (found < word) low = middle + 1;
    else high = middle;
  }
  return 0;
}

static inline bool lun_dictionary_leaf(const lun_dictionary *dictionary, uint32_t node) {
  return dictionary->nodes[node].edge >= dictionary->nodes[node + 1].edge;
}

/* The entry that ends at a node, plus 1; 0 when none does. */
static inline uint32_t lun_dictionary_entry_at(const lun_dictionary *dictionary, uint32_t node) {
  const uint32_t entry = dictionary->nodes[node].entry;
  return entry <= dictionary->record->entries ? entry : 0;
}

void lun_dictionary_find_days(lun_dictionary *dictionary); /* its columns from and to, on opening */
bool lun_dictionary_true_on(const lun_dictionary *dictionary, uint32_t entry, const char *day); /* one of its rows is */
/* Makes the memo one of this vocabulary with room for all its lexemes. */
lun_status lun_memo_prepare_indeed(lun_image *image, lun_vocab *vocab, lun_err *err);
static inline bool lun_memo_knows(const lun_memo *memo, const lun_vocab *vocab) {
  if (memo->vocab != vocab || memo->witness > vocab->count) return false;
  const lun_record *record = lun_record_of(vocab, memo->witness);
  return lun_record_size(record) == LUN_WITNESS_SIZE && memcmp(record->of.longer.text, memo->witness_text, LUN_WITNESS_SIZE) == 0;
}
static inline lun_status lun_memo_prepare(lun_image *image, lun_vocab *vocab, lun_err *err) {
  const bool ready = lun_memo_knows(&image->memo, vocab) && lun_vocab_count(vocab) < image->memo.known;
  return ready ? LUN_OK : lun_memo_prepare_indeed(image, vocab, err);
}
void lun_memo_free(lun_image *image);
/* Works out what is known of a lexeme, which the memo has room for; NULL when memory is out. */
const lun_known *lun_memo_learn(lun_image *image, lun_vocab *vocab, lun_lexeme lexeme);
/* LUN_RECASE_PLAIN, or the place in the pool where the readings of a token in capitals stand; LUN_RECASE_UNKNOWN when memory
 * is out. There: bits of the dictionaries in which one of them may begin (the lower half, the upper half), 1 if the token has
 * four letters or more, the number of its words, and for each word the number of its readings, then the readings: first the
 * word as it is written or LUN_CODE_NONE, then others. */
enum { LUN_RECASED_BEGINS, LUN_RECASED_LONG = 2, LUN_RECASED_WORDS, LUN_RECASED_FIRST };
uint32_t lun_memo_recase(lun_image *image, lun_vocab *vocab, lun_lexeme lexeme);
bool lun_memo_room(lun_memo *memo, uint32_t more);  /* in the pool; false when memory is out */
bool lun_memo_push(lun_memo *memo, uint32_t value); /* to the pool */
bool lun_memo_push_place(lun_memo *memo, uint32_t code, uint32_t folded); /* to the pool, without starts */
uint32_t lun_memo_set(lun_memo *memo, uint64_t dictionaries); /* the number of a set, or LUN_SET_ALL */
/* The number of the word with this text and its hash, or LUN_CODE_NONE. */
uint32_t lun_image_find_word(const lun_image *image, const char *text, size_t size, uint32_t hash);

/* Bits of the dictionaries in which it is remembered that a lexeme's text is no entry: by itself it is that token, and none
 * begins with it. */
static inline uint64_t lun_memo_lacks(const lun_memo *memo, lun_lexeme lexeme) {
  const lun_known *known = lexeme < memo->known ? lun_memo_of(memo, lexeme) : NULL;
  return !known || known->alone != LUN_ALONE || known->set == LUN_SET_UNKNOWN ? 0 : ~lun_memo_begins(memo, known);
}

/* lun_dictionary_find of a lexeme's text, whose vocabulary the memo is made ready for. */
lun_status lun_dictionary_find_lexeme(lun_dictionary *dictionary, lun_vocab *vocab, lun_lexeme lexeme, uint32_t *entry, lun_err *err);

void lun_priors_forget(lun_priors *priors); /* those of lexemes */
void lun_priors_free(lun_priors *priors);

#endif
