/* What an image remembers of the lexemes of one vocabulary: which words a lexeme is and in which dictionaries it begins an
 * entry, so that each distinct token text is looked up once for all of them and most later tokens cost one load. Owns the
 * look-up of words in an image's table.
 *
 * A vocabulary may be freed and another be made at the same address, so the pointer does not tell them apart. Therefore
 * a witness is put into it: a text that no token can have and that names this image and how many vocabularies it has
 * seen. Only the vocabulary it was put into has it under that number. */
#include <stdio.h>
#include <string.h>

#include "layer/dictionary_image.h"
#include "layer/dictionary_key.h"
#include "lunette/mem.h"

void lun_memo_free(lun_image *image) {
  lun_memo *memo = &image->memo;
  lun_free(memo->of);
  lun_free(memo->pool);
  *memo = (lun_memo){.generation = memo->generation};
  for (uint32_t i = 0; i < image->count; i++) lun_priors_forget(&image->dictionaries[i].priors);
}

static void write_witness(lun_memo *memo) {
  const int size = snprintf(memo->witness_text, LUN_WITNESS_MAX, "\001memo %p %llu", (const void *)memo, (unsigned long long)memo->generation);
  memo->witness_size = size > 0 ? (size_t)size : 0;
}

static bool knows(const lun_memo *memo, const lun_vocab *vocab) {
  size_t size;
  if (memo->vocab != vocab || memo->witness == 0 || memo->witness > lun_vocab_count(vocab)) return false;
  const char *text = lun_vocab_text(vocab, memo->witness, &size);
  return size == memo->witness_size && memcmp(text, memo->witness_text, size) == 0;
}

bool lun_memo_push(lun_memo *memo, uint32_t value) {
  if (memo->pool_count >= LUN_CODE_NONE) return false;
  if (lun_grow((void **)&memo->pool, &memo->pool_capacity, (uint64_t)memo->pool_count + 1, sizeof *memo->pool)) return false;
  memo->pool[memo->pool_count++] = value;
  return true;
}

lun_status lun_memo_prepare(lun_image *image, lun_vocab *vocab, lun_err *err) {
  lun_memo *memo = &image->memo;
  if (!knows(memo, vocab)) {
    lun_memo_free(image);
    memo->generation++;
    write_witness(memo);
    /* Place 0 is that of all lexemes that are no words. */
    if (!lun_memo_push(memo, LUN_CODE_NONE) || !lun_memo_push(memo, LUN_CODE_NONE) || !lun_memo_push(memo, 0)) return lun_fail_memory(err);
    memo->witness = lun_vocab_intern(vocab, memo->witness_text, memo->witness_size);
    if (memo->witness == 0) return lun_fail_memory(err);
    memo->vocab = vocab;
  }
  const uint32_t want = lun_vocab_count(vocab) + 1, before = memo->known;
  if (want <= before) return LUN_OK;
  if (lun_grow((void **)&memo->of, &memo->known, want, sizeof *memo->of)) return lun_fail_memory(err);
  memset(memo->of + before, 0xFF, (memo->known - before) * sizeof *memo->of);
  return LUN_OK;
}

uint32_t lun_image_find_word(const lun_image *image, const char *text, size_t size) {
  const uint32_t hash = lun_image_hash(text, size), mask = image->slot_mask;
  uint32_t at = hash & mask;
  for (uint64_t tried = 0; tried <= mask; tried++, at = (at + 1) & mask) {
    const lun_image_slot *slot = image->slot + at;
    if (slot->word == 0) break;
    if (slot->hash != hash || slot->word > image->words) continue;
    const uint32_t offset = image->word[slot->word - 1].text;
    if (offset >= image->heap_size || size >= image->heap_size - offset) continue;
    if (memcmp(image->heap + offset, text, size) == 0 && image->heap[offset + size] == 0) return slot->word - 1;
  }
  return LUN_CODE_NONE;
}

/* The code of a text without LUN_CODE_JOINS; false when memory is out. */
static bool read_code(lun_image *image, const char *text, size_t size, uint32_t *code) {
  lun_memo *memo = &image->memo;
  const uint32_t place = memo->pool_count;
  size_t at = 0, length;
  const char *part;
  *code = LUN_CODE_NONE;
  while (lun_key_word(text, size, &at, &part, &length)) {
    const uint32_t word = lun_image_find_word(image, part, length);
    if (word == LUN_CODE_NONE) {
      memo->pool_count = place;
      *code = LUN_CODE_NONE;
      return true;
    }
    if (memo->pool_count == place && at >= size) { /* the one word of the token: nothing in the pool */
      *code = word;
      return true;
    }
    *code = place | LUN_CODE_SEVERAL;
    if ((memo->pool_count == place && !lun_memo_push(memo, 0)) || !lun_memo_push(memo, word)) return false;
    memo->pool[place]++;
  }
  return true;
}

typedef struct starts {
  uint64_t begins;
  uint32_t count;
  lun_image_start at[LUN_DICTIONARIES_MAX];
} starts;

/* Where a lexeme of this code begins entries, in the dictionaries that fold case or in the others. */
static void find_starts(lun_image *image, uint32_t code, bool fold, starts *found) {
  const uint32_t *words = code & LUN_CODE_SEVERAL ? image->memo.pool + (code & LUN_CODE_NONE) : NULL;
  uint32_t count;
  const lun_image_start *start = lun_image_starts(image, words ? words[1] : code, &count);
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t number = start[i].dictionary;
    if (number >= image->count || found->begins >> number & 1 || (image->folding >> number & 1) != fold) continue;
    const lun_dictionary *dictionary = image->dictionaries + number;
    uint32_t node = lun_dictionary_is_child_of_root(dictionary, start[i].node) ? start[i].node : 0;
    for (uint32_t k = 2; words && node && k <= words[0]; k++) node = lun_dictionary_child(dictionary, node, words[k]);
    if (!node) continue;
    found->begins |= lun_dictionary_bit(dictionary);
    found->at[found->count++] = (lun_image_start){number, node};
  }
}

static bool read_codes(lun_image *image, lun_vocab *vocab, lun_lexeme lexeme, uint32_t *code, uint32_t *folded) {
  char lower[LUN_KEY_LOWER_MAX];
  size_t size, lower_size;
  const char *text = lun_key_text(vocab, lexeme, false, &size);
  if (!text || !read_code(image, text, size, code)) return false;
  *folded = *code;
  if (!image->folding) return true;
  const char *other = lun_key_lower(vocab, lexeme, text, size, lower, &lower_size);
  return other == text || (other && read_code(image, other, lower_size, folded));
}

const lun_known *lun_memo_learn(lun_image *image, lun_vocab *vocab, lun_lexeme lexeme) {
  lun_memo *memo = &image->memo;
  lun_known *known = memo->of + lexeme;
  const uint32_t before = memo->pool_count;
  uint32_t code, folded;
  starts found = {.begins = 0};
  bool complete = read_codes(image, vocab, lexeme, &code, &folded);
  if (complete) {
    find_starts(image, code, false, &found);
    if (image->folding) find_starts(image, folded, true, &found);
    const uint32_t joins = lun_key_is_joiner(vocab, lexeme) ? LUN_CODE_JOINS : 0;
    if (!(code & LUN_CODE_SEVERAL)) code |= joins;
    if (!(folded & LUN_CODE_SEVERAL)) folded |= joins;
    if (code == LUN_CODE_NONE && folded == LUN_CODE_NONE) {
      *known = (lun_known){.recased = known->recased};
      return known;
    }
  }
  const uint32_t place = memo->pool_count;
  complete = complete && lun_memo_push(memo, code) && lun_memo_push(memo, folded) && lun_memo_push(memo, found.count);
  for (uint32_t i = 0; complete && i < found.count; i++)
    complete = lun_memo_push(memo, found.at[i].dictionary) && lun_memo_push(memo, found.at[i].node);
  if (complete) *known = (lun_known){found.begins, place, known->recased};
  else memo->pool_count = before;
  return complete ? known : NULL;
}
