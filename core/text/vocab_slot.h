/* The inside of a vocabulary, for the files of this folder only. Looking up a text touches two cache lines: a slot of a small
 * table, which tells the hash and the lexeme, and the lexeme's record, where all stands together that is asked of a text alone:
 * the text itself where it is short, so that two comparisons of numbers decide, its flags, its other forms, what every
 * token with it carries, and what others keep of it, who ask soon after: a rare word costs one line of the cache, not one of each.
 * Records do not move, and those of words that are met early, as common ones are, are neighbours. */
#ifndef LUNETTE_TEXT_VOCAB_SLOT_H
#define LUNETTE_TEXT_VOCAB_SLOT_H

#include <string.h>

#include "lunette/guise.h"
#include "lunette/mem.h"

enum {
  LUN_RECORD_INLINE = 15,    /* bytes of text that stand in a record, with a NUL behind */
  LUN_RECORD_SPLIT = 1 << 7, /* in the flags of a token: written as one word, read as two (cannot) */
  LUN_RECORD_GUISES = 1 << 20, /* below this a guise has room in a record */
  LUN_RECORD_UNREAD = 0xFFF, /* of classes: not yet worked out; no word is in all */
  LUN_PAGE_BITS = 10,        /* of a lexeme: its place in a page of records */
  LUN_PAGE = 1 << LUN_PAGE_BITS,
  LUN_LINE_BITS = 6,         /* of bytes in a line of the cache, as which records begin */
  LUN_LINE = 1 << LUN_LINE_BITS,
  LUN_RECORD_COLUMNS = 6,    /* that stand in records */
  LUN_SHELVES = 256
};
#define LUN_RECORD_NORM 0x80000000u /* in `other`: the text is its own norm, and the rest its key form */

/* The lexeme in as many low bits as a slot's number has, which are enough, and above it the hash: its bits below are where the slot
 * stands. 0: the slot is free. So sixteen slots share a cache line. */
typedef uint32_t lun_slot;

/* In `bits`: the LUN_LEX_ flags; where the text is not in the record; what stands in the upper half of the number, the flags of
 * every token with this text, which are its kind, LUN_TOKEN_STOP and LUN_RECORD_SPLIT; and how many bytes it has in the record. */
#define LUN_RECORD_FLAGS 0x000FFFFFu
#define LUN_RECORD_LONGER 0x00100000u
#define LUN_RECORD_TOKEN 0xF0C0u
#define LUN_RECORD_SIZE 0x0F000000u
enum { LUN_RECORD_TOKEN_SHIFT = 16, LUN_RECORD_SIZE_SHIFT = 24 };

typedef struct lun_record {
  union {
    uint64_t key[2]; /* a short text, padded with zeros */
    char text[LUN_RECORD_INLINE + 1];
    struct {
      const char *text; /* in the arena */
      uint32_t size;
    } longer;
  } of;
  uint32_t bits;
  uint32_t guise : 20;   /* 0 where it was not asked for or has no room */
  uint32_t classes : 12; /* see reading.h */
  lun_lexeme lower;      /* of its norm; 0 where not yet worked out */
  lun_lexeme other;      /* its norm, or with LUN_RECORD_NORM its key form; 0 where not yet worked out */
  uint64_t known;        /* lent to one image of dictionaries (dictionary_image.h) */
  uint32_t columns[LUN_RECORD_COLUMNS]; /* see column.h */
} lun_record;
_Static_assert(sizeof(lun_record) == LUN_LINE, "a record is a line of the cache");

typedef struct lun_guises {
  lun_guise *at;
  uint32_t count, capacity;
  uint32_t *slots;  /* [slot_count] by hash: guise, or 0 */
  uint32_t slot_count;
  uint32_t *listed; /* [listed_count] bits of lexemes */
  uint32_t listed_count, epoch;
} lun_guises;
void lun_guises_free(lun_guises *guises);

/* Lines by lexeme, as far as there are lexemes. */
typedef struct lun_shelf {
  char **pages; /* [page_capacity] of LUN_PAGE lines each */
  uint32_t page_capacity;
  uint16_t taken, used; /* bits of its columns: those that somebody keeps, and those that may hold numbers */
} lun_shelf;

struct lun_vocab {
  lun_slot *slots;
  uint32_t mask;  /* number of slots - 1 */
  uint32_t count; /* lexemes */
  uint64_t seed[2];
  lun_shelf shelves[LUN_SHELVES]; /* of the first lines are records, of which 0 stands for no lexeme; others, where they are needed, hold columns alone */
  bool lent; /* `known` of the records */
  lun_arena texts; /* the pages and what is too long for them */
  lun_guises guises;
};

static inline char *lun_line_of(const lun_shelf *shelf, lun_lexeme lexeme) {
  return shelf->pages[lexeme >> LUN_PAGE_BITS] + ((size_t)(lexeme & (LUN_PAGE - 1)) << LUN_LINE_BITS);
}

static inline lun_record *lun_record_of(const lun_vocab *vocab, lun_lexeme lexeme) {
  return (lun_record *)(void *)lun_line_of(&vocab->shelves[0], lexeme);
}

/* The same of any number: the record that stands for no lexeme where it is none. */
static inline lun_record *lun_record_at(const lun_vocab *vocab, lun_lexeme lexeme) { return lun_record_of(vocab, lexeme <= vocab->count ? lexeme : 0); }

static inline const char *lun_record_text(const lun_record *record) {
  return record->bits & LUN_RECORD_LONGER ? record->of.longer.text : record->of.text;
}
static inline uint32_t lun_record_size(const lun_record *record) {
  return record->bits & LUN_RECORD_LONGER ? record->of.longer.size : (record->bits & LUN_RECORD_SIZE) >> LUN_RECORD_SIZE_SHIFT;
}
static inline uint32_t lun_record_flags(const lun_record *record) { return record->bits & LUN_RECORD_FLAGS; }
static inline uint16_t lun_record_token_flags(const lun_record *record) { return record->bits >> LUN_RECORD_TOKEN_SHIFT & LUN_RECORD_TOKEN; }

/* What a text is looked up by. */
typedef struct lun_probe {
  uint64_t key[2]; /* the text, padded with zeros; or the hash of one too long for a record */
  uint32_t hash;
  uint16_t length;
} lun_probe;

/* Both halves of a 128-bit product, folded: every bit of both numbers reaches every bit of the result. */
static inline uint64_t lun_fold_multiply(uint64_t a, uint64_t b) {
#if defined(__SIZEOF_INT128__)
  __extension__ typedef unsigned __int128 wide;
  const wide product = (wide)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
  const uint64_t al = a & 0xffffffff, ah = a >> 32, bl = b & 0xffffffff, bh = b >> 32;
  const uint64_t low = al * bl, mid = ah * bl + (low >> 32), mid2 = al * bh + (mid & 0xffffffff);
  return (mid2 << 32 | (low & 0xffffffff)) ^ (ah * bh + (mid >> 32) + (mid2 >> 32));
#endif
}

static inline uint32_t lun_probe_hash(const lun_vocab *vocab, uint64_t low, uint64_t high) {
  const uint64_t folded = lun_fold_multiply(low ^ vocab->seed[0], high ^ vocab->seed[1]);
  return (uint32_t)(folded ^ folded >> 32);
}

static inline bool lun_slot_may_be(const lun_vocab *vocab, lun_slot slot, uint32_t hash) { return (slot ^ hash) <= vocab->mask; }

/* The lexeme of the first text with such a hash, most likely the one looked for; 0 where there is none. */
static inline lun_lexeme lun_probe_guess(const lun_vocab *vocab, uint32_t hash) {
  for (uint32_t at = hash;; at++) {
    const lun_slot slot = vocab->slots[at & vocab->mask];
    if (slot == 0 || lun_slot_may_be(vocab, slot, hash)) return slot & vocab->mask;
  }
}

/* Of a text that stands in its record and is one token: most are. */
static inline bool lun_record_is_plainly(const lun_record *record, const lun_probe *probe) {
  const uint32_t asked = LUN_RECORD_LONGER | LUN_RECORD_SIZE | (uint32_t)LUN_RECORD_SPLIT << LUN_RECORD_TOKEN_SHIFT;
  return record->of.key[0] == probe->key[0] && record->of.key[1] == probe->key[1] &&
         (record->bits & asked) == (uint32_t)probe->length << LUN_RECORD_SIZE_SHIFT;
}

/* `text` is read only where it is longer than a record. */
static inline bool lun_record_is(const lun_record *record, const lun_probe *probe, const char *text) {
  if (lun_record_size(record) != probe->length) return false;
  if (record->bits & LUN_RECORD_LONGER) return memcmp(record->of.longer.text, text, probe->length) == 0;
  return record->of.key[0] == probe->key[0] && record->of.key[1] == probe->key[1];
}

/* The lexeme of the text, 0 where it has none. */
lun_lexeme lun_probe_find(const lun_vocab *vocab, const lun_probe *probe, const char *text);

/* Fills *probe for any text of up to 65,535 bytes. */
void lun_probe_make(const lun_vocab *vocab, const char *text, size_t size, lun_probe *probe);

/* Gives a text that lun_probe_find did not find its lexeme; 0 when memory is out. */
lun_lexeme lun_probe_add(lun_vocab *vocab, const lun_probe *probe, const char *text);

#endif
