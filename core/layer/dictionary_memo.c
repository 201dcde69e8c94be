/* What an image remembers of the lexemes of one vocabulary, so that each distinct token text is looked up once for all its
 * dictionaries. Owns for which vocabulary that holds, the memory, and the look-up of words in an image's table.
 *
 * A vocabulary may be freed and another be made at the same address, so the pointer does not tell them apart. Therefore
 * a witness is put into it: a text that no token can have and that names this image and how many vocabularies it has
 * seen. Only the vocabulary it was put into has it under that number. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "layer/dictionary_image.h"
#include "layer/dictionary_key.h"
#include "lunette/mem.h"

enum { KNOWN_BITS = 3, FIRST_POOL = 1 << 19 /* units, which are touched when they are needed */ };
_Static_assert(sizeof(lun_known) == 1 << KNOWN_BITS, "eight bytes are known of a lexeme");

void lun_memo_free(lun_image *image) {
  lun_memo *memo = &image->memo;
  for (uint32_t page = 0; memo->pages && page < memo->known / LUN_PAGE; page++) lun_free(memo->pages[page]);
  lun_free(memo->pages);
  lun_free(memo->sets);
  lun_free(memo->pool);
  *memo = (lun_memo){.generation = memo->generation};
  for (uint32_t i = 0; i < image->count; i++) lun_priors_forget(&image->dictionaries[i].priors);
}

static void write_witness(lun_memo *memo) {
  snprintf(memo->witness_text, sizeof memo->witness_text, "\001%016llx%015llx", (unsigned long long)(uintptr_t)memo, (unsigned long long)memo->generation);
}

bool lun_memo_room(lun_memo *memo, uint32_t more) {
  const uint64_t want = (uint64_t)memo->pool_count + more;
  if (want <= memo->pool_capacity) return true;
  return want < LUN_CODE_NONE && lun_grow((void **)&memo->pool, &memo->pool_capacity, want, sizeof *memo->pool) == LUN_OK;
}

bool lun_memo_push(lun_memo *memo, uint32_t value) {
  if (!lun_memo_room(memo, 1)) return false;
  memo->pool[memo->pool_count++] = value;
  return true;
}

bool lun_memo_push_place(lun_memo *memo, uint32_t code, uint32_t folded) {
  if (!lun_memo_room(memo, LUN_POOL_FIRST)) return false;
  uint32_t *at = memo->pool + memo->pool_count;
  at[LUN_POOL_CODE] = code;
  at[LUN_POOL_FOLDED] = folded;
  at[LUN_POOL_RECASED] = 0;
  memo->pool_count += LUN_POOL_FIRST;
  return true;
}

uint32_t lun_memo_set(lun_memo *memo, uint64_t dictionaries) {
  const uint64_t hash = dictionaries * 0x9E3779B97F4A7C15u;
  if (!dictionaries) return LUN_SET_NONE;
  for (uint32_t at = (uint32_t)(hash >> 32);; at++) {
    const uint32_t number = at % LUN_SETS;
    if (memo->sets[number] == dictionaries) return number;
    if (memo->sets[number] || number < LUN_SET_FIRST) continue;
    if (memo->set_count >= LUN_SETS / 4 * 3) return LUN_SET_ALL;
    memo->set_count++;
    memo->sets[number] = dictionaries;
    return number;
  }
}

static bool begin_sets(lun_memo *memo) {
  memo->sets = lun_zalloc(LUN_SETS, sizeof *memo->sets);
  if (!memo->sets) return false;
  memo->sets[LUN_SET_UNKNOWN] = LUN_BEGINS_UNKNOWN;
  memo->sets[LUN_SET_ALL] = ~LUN_BEGINS_UNKNOWN;
  return true;
}

/* The first memo of a vocabulary has the records to itself as long as the vocabulary lives, which it cannot know the end of. */
static void place_known(lun_memo *memo, lun_vocab *vocab) {
  if (vocab->lent) {
    memo->known_pages = &memo->pages;
    memo->known_bits = KNOWN_BITS;
    memo->known_offset = 0;
    return;
  }
  vocab->lent = true;
  memo->known_pages = &vocab->shelves[0].pages;
  memo->known_bits = LUN_LINE_BITS;
  memo->known_offset = offsetof(lun_record, known);
}

static bool add_page(lun_memo *memo) {
  const uint32_t page = memo->known / LUN_PAGE;
  if (memo->known_bits == KNOWN_BITS) {
    if (lun_grow((void **)&memo->pages, &memo->page_capacity, (uint64_t)page + 1, sizeof *memo->pages)) return false;
    if (!(memo->pages[page] = lun_zalloc(LUN_PAGE, sizeof(lun_known)))) return false;
  }
  memo->known += LUN_PAGE;
  return true;
}

lun_status lun_memo_prepare_indeed(lun_image *image, lun_vocab *vocab, lun_err *err) {
  lun_memo *memo = &image->memo;
  if (!lun_memo_knows(memo, vocab)) {
    lun_memo_free(image);
    memo->generation++;
    write_witness(memo);
    /* Place 0 is that of all lexemes that are no words. */
    if (!lun_memo_room(memo, image->units < FIRST_POOL ? image->units : FIRST_POOL)) return lun_fail_memory(err);
    if (!begin_sets(memo) || !lun_memo_push_place(memo, LUN_CODE_NONE, LUN_CODE_NONE)) return lun_fail_memory(err);
    memo->witness = lun_vocab_intern(vocab, memo->witness_text, LUN_WITNESS_SIZE);
    if (memo->witness == 0) return lun_fail_memory(err);
    memo->vocab = vocab;
    place_known(memo, vocab);
  }
  while (memo->known <= lun_vocab_count(vocab))
    if (!add_page(memo)) return lun_fail_memory(err);
  return LUN_OK;
}

uint32_t lun_image_find_word(const lun_image *image, const char *text, size_t size, uint32_t hash) {
  const uint32_t mask = image->slot_mask;
  uint32_t at = hash & mask;
  for (uint64_t tried = 0; tried <= mask; tried++, at = (at + 1) & mask) {
    const lun_image_slot *slot = image->slots + at;
    if (slot->word == 0) break;
    if (slot->hash != hash) continue;
    const lun_image_word *word = lun_image_word_at(image, slot->word - 1);
    if (word && word->size == size && memcmp(word + 1, text, size) == 0) return slot->word - 1;
  }
  return LUN_CODE_NONE;
}
