/* Guises of words. Owns which forms are listed, the guises by content, and which one each word has, as far as it was asked for. */
#include "lunette/guise.h"

#include "lunette/hash.h"
#include "text/character.h"
#include "text/vocab_slot.h"

enum { FIRST_SLOTS = 256, AHEAD = 24 }; /* words are asked for so many tokens ahead: what is known of them lies far apart */

void lun_guises_free(lun_guises *g) {
  lun_free(g->at);
  lun_free(g->slots);
  lun_free(g->listed);
  *g = (lun_guises){0};
}

static bool is_listed(const lun_guises *g, lun_lexeme form) { return form / 32 < g->listed_count && g->listed[form / 32] >> form % 32 & 1; }

static void forget(lun_vocab *vocab) {
  lun_guises *g = &vocab->guises;
  for (lun_lexeme lexeme = 1; lexeme <= vocab->count; lexeme++) lun_record_of(vocab, lexeme)->guise = 0;
  g->count = 0;
  if (g->slots) memset(g->slots, 0, g->slot_count * sizeof *g->slots);
  g->epoch++;
}

/* Makes room in an array of numbers, of which new ones are 0. */
static lun_status grow(uint32_t **at, uint32_t *capacity, uint64_t want) {
  const uint32_t before = *capacity;
  if (lun_grow((void **)at, capacity, want, sizeof **at)) return LUN_NO_MEMORY;
  memset(*at + before, 0, (*capacity - before) * sizeof **at);
  return LUN_OK;
}

/* All of them or none where memory is out: a listed word must have no guise from before. */
lun_status lun_guises_list(lun_vocab *vocab, const lun_lexeme *forms, uint32_t count) {
  lun_guises *g = &vocab->guises;
  lun_lexeme last = 0;
  bool fresh = false;
  for (uint32_t i = 0; i < count; i++) last = forms[i] > last ? forms[i] : last;
  if (grow(&g->listed, &g->listed_count, (uint64_t)last / 32 + 1)) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    fresh = fresh || !is_listed(g, forms[i]);
    g->listed[forms[i] / 32] |= 1u << forms[i] % 32;
  }
  if (fresh && g->count) forget(vocab);
  return LUN_OK;
}

uint32_t lun_guises_epoch(const lun_vocab *vocab) { return vocab->guises.epoch; }
uint32_t lun_guises_count(const lun_vocab *vocab) { return vocab->guises.count; }
const lun_guise *lun_guises_at(const lun_vocab *vocab, uint32_t guise) { return &vocab->guises.at[guise - 1]; }

static uint32_t hash_of(const lun_guise *guise) {
  const uint64_t hash = lun_hash(guise, sizeof *guise, 0);
  return (uint32_t)(hash ^ hash >> 32);
}

static bool double_slots(lun_guises *g) {
  const uint32_t wanted = g->slot_count ? 2 * g->slot_count : FIRST_SLOTS;
  uint32_t *slots = lun_zalloc(wanted, sizeof *slots);
  if (!slots) return false;
  for (uint32_t i = 0; i < g->count; i++) {
    uint32_t at = hash_of(&g->at[i]) & (wanted - 1);
    while (slots[at]) at = (at + 1) & (wanted - 1);
    slots[at] = i + 1;
  }
  lun_free(g->slots);
  g->slots = slots;
  g->slot_count = wanted;
  return true;
}

/* The number of a guise, which is new or known; 0 when memory is out. */
static uint32_t intern(lun_guises *g, const lun_guise *guise) {
  if (2 * (uint64_t)(g->count + 1) > g->slot_count && !double_slots(g)) return 0;
  uint32_t at = hash_of(guise) & (g->slot_count - 1);
  for (; g->slots[at]; at = (at + 1) & (g->slot_count - 1))
    if (!memcmp(&g->at[g->slots[at] - 1], guise, sizeof *guise)) return g->slots[at];
  if (lun_grow((void **)&g->at, &g->capacity, (uint64_t)g->count + 1, sizeof *g->at)) return 0;
  g->at[g->count++] = *guise;
  return g->slots[at] = g->count;
}

static __attribute__((noinline)) uint32_t find(lun_vocab *vocab, lun_lexeme lexeme) {
  lun_guises *g = &vocab->guises;
  const lun_lexeme norm = lun_vocab_norm(vocab, lexeme);
  lun_lexeme lower;
  if (!norm || !lun_vocab_find_lower(vocab, lexeme, &lower)) return 0;
  lun_record *record = lun_record_of(vocab, lexeme);
  const unsigned char first = (unsigned char)*lun_record_text(record);
  const lun_guise guise = {lun_record_flags(record), is_listed(g, lower) ? lower : 0, is_listed(g, norm) ? norm : 0, lun_record_size(record) && first < 0x80 && !lun_byte_is(first, LUN_BYTE_LETTER)};
  const uint32_t number = intern(g, &guise);
  if (number < LUN_RECORD_GUISES) record->guise = number & (LUN_RECORD_GUISES - 1);
  return number;
}

static inline uint32_t guise_of(lun_vocab *vocab, lun_lexeme lexeme) {
  const uint32_t guise = lun_record_of(vocab, lexeme)->guise;
  return guise ? guise : find(vocab, lexeme);
}

uint32_t lun_guise_of(lun_vocab *vocab, lun_lexeme lexeme) { return guise_of(vocab, lexeme); }

lun_status lun_guises_of(lun_vocab *vocab, const lun_lexeme *lexemes, uint32_t count, uint32_t *guises) {
  const uint32_t foreseen = count > AHEAD ? count - AHEAD : 0;
  for (uint32_t i = 0; i < foreseen; i++) {
    __builtin_prefetch(lun_record_of(vocab, lexemes[i + AHEAD]));
    if (!(guises[i] = guise_of(vocab, lexemes[i]))) return LUN_NO_MEMORY;
  }
  for (uint32_t i = foreseen; i < count; i++)
    if (!(guises[i] = guise_of(vocab, lexemes[i]))) return LUN_NO_MEMORY;
  return LUN_OK;
}
