/* The inside of a vocabulary, for the files of this folder only. Looking up a text touches two cache lines: a slot of a small
 * table, which tells the hash and the lexeme, and the lexeme's record, where all stands together that is asked of a text alone:
 * the text itself where it is short, so that two comparisons of numbers decide, its flags, its other forms, and what every
 * token with it carries. Records do not move, and those of words that are met early, as common ones are, are neighbours. */
#ifndef LUNETTE_TEXT_VOCAB_SLOT_H
#define LUNETTE_TEXT_VOCAB_SLOT_H

#include <string.h>

#include "lunette/guise.h"
#include "lunette/mem.h"

enum {
  LUN_RECORD_INLINE = 15,   /* bytes of text that stand in a record, with a NUL behind */
  LUN_RECORD_SPLIT = 1 << 7, /* in token_flags: written as one word, read as two tokens (cannot) */
  LUN_PAGE_BITS = 10,        /* of a lexeme: its place in a page of records */
  LUN_PAGE = 1 << LUN_PAGE_BITS
};
#define LUN_RECORD_NORM 0x80000000u /* in `other`: the text is its own norm, and the rest its key form */

/* The lexeme in as many low bits as a slot's number has, which are enough, and above it the hash: its bits below are where the slot
 * stands. 0: the slot is free. So sixteen slots share a cache line. */
typedef uint32_t lun_slot;

typedef struct lun_record {
  union {
    uint64_t key[2]; /* a short text, padded with zeros */
    char text[LUN_RECORD_INLINE + 1];
    const char *longer; /* in the arena */
  } of;
  uint32_t flags;
  uint16_t length;
  uint16_t token_flags; /* kind, LUN_TOKEN_STOP and LUN_RECORD_SPLIT of every token with this text */
  lun_lexeme lower;     /* of its norm; 0 where not yet worked out */
  lun_lexeme other;     /* its norm, or with LUN_RECORD_NORM its key form; 0 where not yet worked out */
} lun_record;

typedef struct lun_guises {
  lun_guise *at;
  uint32_t count, capacity;
  uint32_t *slots;  /* [slot_count] by hash: guise, or 0 */
  uint32_t slot_count;
  uint32_t *of;     /* [of_count] of a lexeme; 0 where it was not asked for */
  uint32_t of_count;
  uint32_t *listed; /* [listed_count] bits of lexemes */
  uint32_t listed_count, epoch;
} lun_guises;
void lun_guises_free(lun_guises *guises);
size_t lun_guises_memory(const lun_guises *guises);

struct lun_vocab {
  lun_slot *slots;
  uint32_t mask;  /* number of slots - 1 */
  uint32_t count; /* lexemes */
  uint64_t seed[2];
  lun_record **pages; /* [page_capacity] of LUN_PAGE records each, as far as there are lexemes; record 0 stands for no lexeme */
  uint32_t page_capacity;
  lun_arena texts; /* the pages and what is too long for them */
  lun_guises guises;
};

static inline lun_record *lun_record_of(const lun_vocab *vocab, lun_lexeme lexeme) {
  return vocab->pages[lexeme >> LUN_PAGE_BITS] + (lexeme & (LUN_PAGE - 1));
}

/* The same of any number: the record that stands for no lexeme where it is none. */
static inline lun_record *lun_record_at(const lun_vocab *vocab, lun_lexeme lexeme) { return lun_record_of(vocab, lexeme <= vocab->count ? lexeme : 0); }

static inline const char *lun_record_text(const lun_record *record) {
  return record->length <= LUN_RECORD_INLINE ? record->of.text : record->of.longer;
}

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

/* `text` is read only where it is longer than a record. */
static inline bool lun_record_is(const lun_record *record, const lun_probe *probe, const char *text) {
  if (record->length != probe->length) return false;
  if (record->length > LUN_RECORD_INLINE) return memcmp(record->of.longer, text, record->length) == 0;
  return record->of.key[0] == probe->key[0] && record->of.key[1] == probe->key[1];
}

/* The lexeme of the text, 0 where it has none. */
lun_lexeme lun_probe_find(const lun_vocab *vocab, const lun_probe *probe, const char *text);

/* Fills *probe for any text of up to 65,535 bytes. */
void lun_probe_make(const lun_vocab *vocab, const char *text, size_t size, lun_probe *probe);

/* Gives a text that lun_probe_find did not find its lexeme; 0 when memory is out. */
lun_lexeme lun_probe_add(lun_vocab *vocab, const lun_probe *probe, const char *text);

#endif
