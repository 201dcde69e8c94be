/* The entries of dictionaries in one document. Owns that each dictionary is looked up once, whichever machine asks, and that
 * all dictionaries of an image that are asked together are looked up in one pass over the tokens; those that the last documents
 * asked later on are taken along. */
#include <string.h>

#include "lunette/guise.h"
#include "lunette/mem.h"
#include "match/machine.h"

typedef struct lookup {
  lun_dictionary *dictionary;
  lun_image *image; /* that it is of, and its bit there */
  uint64_t bit;
  lun_hit *at;
  uint32_t count;
} lookup;
typedef struct block { /* the entries that one pass found */
  struct block *before;
  lun_hit at[];
} block;
struct lun_lookups {
  lookup *at;
  uint32_t count, capacity;
  lun_image *image; /* of the first of them; and bits of those that are of it */
  uint64_t of_image;
  block *blocks;
  uint32_t *guises; /* [guise_count] of the tokens, in an epoch of a vocabulary's */
  const lun_vocab *vocab;
  uint32_t guise_count, guise_capacity, guise_epoch;
};

lun_lookups *lun_lookups_new(void) { return lun_zalloc(1, sizeof(lun_lookups)); }
void lun_lookups_empty(lun_lookups *lookups) {
  for (block *at = lookups->blocks, *before; at; at = before) {
    before = at->before;
    lun_free(at);
  }
  *lookups = (lun_lookups){.at = lookups->at, .capacity = lookups->capacity, .guises = lookups->guises, .guise_capacity = lookups->guise_capacity};
}
void lun_lookups_free(lun_lookups *lookups) {
  if (!lookups) return;
  lun_lookups_empty(lookups);
  lun_free(lookups->at);
  lun_free(lookups->guises);
  lun_free(lookups);
}

lun_status lun_lookups_guises(lun_lookups *lookups, lun_vocab *vocab, const lun_doc *doc, const uint32_t **guises) {
  const uint32_t count = doc->tokens.count, epoch = lun_guises_epoch(vocab);
  void *room = lookups->guises;
  if (lookups->vocab != vocab || lookups->guise_count != count || lookups->guise_epoch != epoch) {
    lookups->guise_count = 0;
    if (lun_grow(&room, &lookups->guise_capacity, (uint64_t)count + 1, sizeof *lookups->guises)) return LUN_NO_MEMORY;
    lookups->guises = room;
    const lun_status status = lun_guises_of(vocab, doc->tokens.lexeme, count, lookups->guises);
    if (status) return status;
    lookups->guise_count = count;
    lookups->guise_epoch = epoch;
    lookups->vocab = vocab;
  }
  *guises = lookups->guises;
  return LUN_OK;
}

const lun_hit *lun_lookups_of(const lun_lookups *lookups, const lun_dictionary *dictionary, uint32_t *count) {
  const lookup *at = lookups->at;
  while (at->dictionary != dictionary) at++; /* few, and it is there */
  *count = at->count;
  return at->at;
}

static lookup lookup_of(lun_dictionary *dictionary) { return (lookup){dictionary, lun_dictionary_image(dictionary), lun_dictionary_bit(dictionary), NULL, 0}; }

static bool has(const lun_lookups *lookups, const lookup *wanted) {
  if (wanted->image == lookups->image) return lookups->of_image & wanted->bit;
  for (uint32_t i = 0; i < lookups->count; i++)
    if (lookups->at[i].dictionary == wanted->dictionary) return true;
  return false;
}

static bool knows(const lun_lookups *lookups, const lun_image *image, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (lookups->at[i].image == image) return true;
  return false;
}

/* Adds one that is not there. */
static lun_status add(lun_lookups *lookups, const lookup *fresh) {
  lun_status status;
  LUN_VECTOR_ADD(lookups->at, lookups->capacity, lookups->count, *fresh, status);
  if (!status && !lookups->image) lookups->image = fresh->image;
  if (!status && fresh->image == lookups->image) lookups->of_image |= fresh->bit;
  return status;
}

/* Gives the new lookups from `first` on that are of the image their entries, which stand in *hits in the order of the text. */
static lun_status share_out(lun_lookups *lookups, uint32_t first, const lun_image *image, const lun_hits *hits) {
  uint32_t counts[LUN_DICTIONARIES_MAX] = {0};
  lun_hit *next[LUN_DICTIONARIES_MAX];
  block *fresh = lun_alloc(sizeof *fresh + hits->count * sizeof *hits->at);
  if (!fresh) return LUN_NO_MEMORY;
  fresh->before = lookups->blocks;
  lookups->blocks = fresh;
  lun_hit *at = fresh->at;
  for (uint32_t i = 0; i < hits->count; i++) counts[hits->at[i].dictionary]++;
  for (uint32_t k = first; k < lookups->count; k++) {
    lookup *one = &lookups->at[k];
    if (one->image != image) continue;
    const uint32_t number = lun_dictionary_number(one->dictionary);
    one->at = next[number] = at;
    one->count = counts[number];
    at += counts[number];
  }
  for (uint32_t i = 0; i < hits->count; i++) *next[hits->at[i].dictionary]++ = hits->at[i];
  return LUN_OK;
}

/* Bits of the new lookups from `first` on that are of an image. */
static uint64_t asked_of(const lun_lookups *lookups, uint32_t first, const lun_image *image) {
  uint64_t asked = 0;
  for (uint32_t i = first; i < lookups->count; i++)
    if (lookups->at[i].image == image) asked |= lookups->at[i].bit;
  return asked;
}

/* One pass for each image of the new lookups from `first` on. */
static lun_status pass(lun_lookups *lookups, uint32_t first, const lun_doc *doc, lun_hits *hits, lun_err *err) {
  for (uint32_t k = first, asked_for = lookups->count; k < asked_for; k++) {
    lun_image *image = lookups->at[k].image;
    if (lookups->at[k].at) continue;
    uint64_t usual = lun_image_want(image, asked_of(lookups, k, image), !knows(lookups, image, k));
    if (image == lookups->image) usual &= ~lookups->of_image;
    for (; usual; usual &= usual - 1) {
      const lookup one = lookup_of(lun_image_at(image, (uint32_t)__builtin_ctzll(usual)));
      if (!has(lookups, &one) && add(lookups, &one)) return lun_fail_memory(err);
    }
    hits->count = 0;
    const lun_status status = lun_doc_entries(doc, image, asked_of(lookups, k, image), 0, doc->tokens.count, hits, err);
    if (status) return status;
    if (share_out(lookups, k, image, hits)) return lun_fail_memory(err);
  }
  return LUN_OK;
}

lun_status lun_lookups_find(lun_lookups *lookups, lun_machine *m, uint64_t families, const lun_doc *doc, lun_err *err) {
  const uint32_t first = lookups->count;
  const uint64_t before = lookups->of_image;
  lun_status status = LUN_OK;
  for (uint32_t f = 0; !status && f < m->family_count; f++) {
    if (!m->families[f].dictionary || !(families & lun_set_bit(f))) continue;
    const lookup one = lookup_of(m->families[f].dictionary);
    if (has(lookups, &one)) lun_image_want(one.image, one.bit, false);
    else status = add(lookups, &one);
  }
  if (status) lun_fail_memory(err);
  else status = pass(lookups, first, doc, &m->scratch.hits, err);
  if (status) {
    lookups->count = first;
    lookups->of_image = before;
  }
  return status;
}

lun_status lun_machine_look_up(lun_machine *m, const lun_doc *doc, lun_lookups *lookups, lun_err *err) {
  return lun_lookups_find(lookups, m, UINT64_MAX, doc, err);
}
