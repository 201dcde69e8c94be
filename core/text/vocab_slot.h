/* The inside of a vocabulary, for vocab.c and the tokenizer's hot loop only. A slot is half a cache line: a text of up
 * to sixteen bytes stands in it padded with zeros, so that two comparisons of numbers decide; a longer one is there as
 * its hash. What the next passes ask of a token for its text alone (its kind, whether it may
 * end a sentence) is carried in the slot, which is in the cache at that moment anyway. */
#ifndef LUNETTE_TEXT_VOCAB_SLOT_H
#define LUNETTE_TEXT_VOCAB_SLOT_H

#include <string.h>

#include "lunette/guise.h"
#include "lunette/mem.h"

enum {
  LUN_SLOT_INLINE = 16,   /* bytes of text that fit in a slot */
  LUN_SLOT_SPLIT = 1 << 7 /* in token_flags: written as one word, read as two tokens (cannot) */
};

typedef struct lun_slot {
  uint64_t key[2];      /* the text; or the hash of a text over 16 bytes */
  uint32_t hash;        /* its low bits are the slot's place */
  lun_lexeme lexeme;    /* 0: the slot is free */
  uint16_t length;
  uint16_t token_flags; /* kind, LUN_TOKEN_STOP and LUN_SLOT_SPLIT of every token with this text */
  uint32_t reserved;    /* keeps slots at half a cache line */
} lun_slot;

typedef struct lun_entry {
  const char *text;
  uint32_t flags;
  uint16_t length;
} lun_entry;

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
  lun_slot *slots; /* at a cache line's start inside slot_block */
  void *slot_block;
  uint32_t mask;  /* number of slots - 1 */
  uint32_t count; /* lexemes */
  uint64_t seed[2];
  lun_entry *entries; /* [capacity]; entry 0 stands for no lexeme */
  uint32_t capacity;
  uint32_t form_capacity;    /* of each of the three arrays below */
  lun_lexeme *forms[3];      /* norm, lower, key; 0 where not yet worked out */
  lun_guises guises;
  lun_arena texts;
};

/* What a text is looked up by. */
typedef struct lun_probe {
  uint64_t key[2];
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

/* The slot that holds the text, or the free one where it belongs. `text` is read only for texts over 16 bytes. */
static inline lun_slot *lun_slot_find(const lun_vocab *vocab, const lun_probe *probe, const char *text) {
  for (uint32_t at = probe->hash;; at++) {
    lun_slot *slot = vocab->slots + (at & vocab->mask);
    if (slot->lexeme == 0) return slot;
    if (slot->key[0] == probe->key[0] && slot->key[1] == probe->key[1] && slot->length == probe->length &&
        (probe->length <= LUN_SLOT_INLINE || memcmp(vocab->entries[slot->lexeme].text, text, probe->length) == 0))
      return slot;
  }
}

/* Fills *probe for any text of up to 65,535 bytes. */
void lun_probe_make(const lun_vocab *vocab, const char *text, size_t size, lun_probe *probe);

/* Gives a text that lun_slot_find did not find its lexeme and slot; NULL when memory is out. Moves all slots when it
 * has to grow. */
lun_slot *lun_slot_add(lun_vocab *vocab, const lun_probe *probe, const char *text);

#endif
