/* Every text one slip away from a name is looked for among the places. There are a thousand of them, so most are ruled out by
 * a hash of their letters, which follows from hashes of the name's beginnings; what is left is looked up. Where no place begins as the
 * name does, the slip is there, and so at its end. */
#include "name/slip.h"

#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"
#include "lunette/utf8.h"

enum { LETTERS_MAX = 200, PART = 4 /* letters of a beginning, and of an end */, PARTS = 1 << 16 };
static const uint64_t BASE = 0x9E3779B97F4A7C15u;

static bool counts(char c) { return c != ' ' && c != '-' && !(c >= '\t' && c <= '\r'); } /* hyphens and spaces do not */

static uint64_t hash_more(uint64_t hash, const char *text, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (counts(text[i])) hash = hash * BASE + (unsigned char)text[i];
  return hash;
}

/* The two bits of a hash in its word of bits. */
static inline uint64_t bits_of(const lun_slips *slips, uint64_t hash) { return UINT64_C(1) << (hash >> slips->shift & 63) | UINT64_C(1) << (hash >> 26 & 63); }
/* How a name begins and ends, by the hashes of so many letters: bits that tell which of them no place has. */
typedef enum side { BEGINS, ENDS } side;
static uint64_t *part_at(const lun_slips *slips, side of, uint64_t hash) { return &slips->parts[(of * PARTS + (hash >> 48)) / 64]; }
static void put_part(lun_slips *slips, side of, uint64_t hash) { *part_at(slips, of, hash) |= UINT64_C(1) << (hash >> 48 & 63); }
static bool may_have_part(const lun_slips *slips, side of, uint64_t hash) { return *part_at(slips, of, hash) >> (hash >> 48 & 63) & 1; }

static void put(lun_slips *slips, uint64_t hash) {
  uint64_t at = hash >> 32 & slips->mask;
  while (slips->hashes[at] && slips->hashes[at] != hash) at = (at + 1) & slips->mask;
  slips->hashes[at] = hash;
  slips->bits[hash >> slips->shift >> 6] |= bits_of(slips, hash);
}
/* Mostly false where a name is not there, which is found out without a look at its hash. */
static inline bool may_have(const lun_slips *slips, uint64_t hash) {
  const uint64_t bits = bits_of(slips, hash);
  return (slips->bits[hash >> slips->shift >> 6] & bits) == bits;
}
static bool has(const lun_slips *slips, uint64_t hash) {
  if (!may_have(slips, hash)) return false;
  for (uint64_t at = hash >> 32 & slips->mask; slips->hashes[at]; at = (at + 1) & slips->mask)
    if (slips->hashes[at] == hash) return true;
  return false;
}

/* The first row of a place that is known well enough, and 1; rows without a prior are not. */
static uint32_t well_known(const lun_words *words, uint32_t row, uint32_t count, int column, unsigned prior) {
  for (uint32_t k = 0; k < count && column >= 0; k++) {
    const char *value = lun_dictionary_value(words->dictionaries[LUN_LIST_PLACE], row + k, (uint32_t)column);
    if (*value && strtoul(value, NULL, 10) >= prior) return row + k + 1;
  }
  return 0;
}

/* What a character counts for, as keys write it. */
static const char *piece(lun_words *words, const char *text, size_t *size) {
  if (*size == 1) return text;
  const lun_lexeme key = lun_words_key(words, lun_words_intern(words, text, *size));
  return key ? lun_word_text(words, key, size) : text;
}

/* The letters of a place as keys write them; SIZE_MAX for one that is too long to be looked for. */
static size_t letters_of(lun_words *words, const char *surface, char to[LETTERS_MAX]) {
  const size_t size = strlen(surface);
  size_t count = 0;
  for (size_t at = 0, length; at < size; at += length) {
    const char *text = surface + at;
    size_t counted = length = 1;
    if (*text & 0x80) {
      length = lun_utf8_length((unsigned char)*text);
      counted = length = length && length <= size - at ? length : 1;
      text = piece(words, text, &counted);
    }
    for (size_t i = 0; i < counted; i++) {
      if (!counts(text[i])) continue;
      if (count == LETTERS_MAX) return SIZE_MAX;
      to[count++] = text[i];
    }
  }
  return count;
}

static void put_place(lun_slips *slips, lun_words *words, const char *surface) {
  char letters[LETTERS_MAX];
  const size_t count = letters_of(words, surface, letters);
  if (count > LETTERS_MAX) return;
  const size_t first = count < PART ? count : PART;
  const uint64_t begins = hash_more(0, letters, first);
  put(slips, hash_more(begins, letters + first, count - first) | 1);
  if (first < PART) return;
  put_part(slips, BEGINS, begins);
  put_part(slips, ENDS, hash_more(0, letters + count - PART, PART));
}

static bool make(lun_slips *slips, lun_words *words, unsigned prior) {
  const lun_dictionary *places = words->dictionaries[LUN_LIST_PLACE];
  const uint32_t entries = lun_dictionary_entries(places);
  uint32_t room = 64, known = 0, *rows = lun_alloc(entries * sizeof *rows);
  for (uint32_t i = 0; rows && i < entries; i++) {
    uint32_t row;
    const uint32_t count = lun_dictionary_candidates(places, i, &row);
    if (well_known(words, row, count, words->priors[LUN_LIST_PLACE], prior)) rows[known++] = row;
  }
  while (room < 4 * (uint64_t)known && room < 1u << 30) room *= 2;
  slips->mask = room - 1;
  for (slips->shift = 64 - 6; UINT64_C(1) << (64 - slips->shift) < 4 * (uint64_t)room; slips->shift--) continue;
  slips->hashes = rows ? lun_zalloc(room, sizeof *slips->hashes) : NULL;
  slips->bits = slips->hashes ? lun_zalloc((size_t)1 << (64 - 6 - slips->shift), sizeof *slips->bits) : NULL;
  slips->parts = slips->bits ? lun_zalloc(2 * PARTS / 64, sizeof *slips->parts) : NULL;
  for (uint32_t i = 0; slips->parts && i < known; i++) put_place(slips, words, lun_dictionary_surface(places, rows[i]));
  lun_free(rows);
  if (!slips->parts) lun_slips_free(slips);
  return slips->parts != NULL;
}

void lun_slips_free(lun_slips *slips) {
  lun_free(slips->hashes);
  lun_free(slips->bits);
  lun_free(slips->parts);
  *slips = (lun_slips){0};
}

typedef struct attempt {
  const lun_slips *slips;
  lun_words *words;
  const char *text;
  size_t size;
  unsigned prior;
  uint32_t start[LETTERS_MAX + 2]; /* byte of each character, and the end */
  unsigned count;                  /* characters */
  unsigned first, last;            /* between these the slip must be */
  uint64_t before[LETTERS_MAX + 2]; /* hash of all before a character */
  uint64_t after[LETTERS_MAX + 2];  /* hash of all from a character on */
  uint64_t power[LETTERS_MAX + 2];  /* by which what stands before it is multiplied */
} attempt;

/* The hash of a text that goes on after some letters, of which the hash is given, as the name does from a character on. */
static uint64_t hash_with(const attempt *a, uint64_t letters, unsigned from) { return letters * a->power[from] + a->after[from]; }

/* The row of a text made of the name's beginning, some bytes and its end, if that hash and then its letters are a place's. */
static uint32_t look(const attempt *a, uint64_t hash, unsigned to, const char *bytes, size_t size, unsigned from) {
  char text[LETTERS_MAX * 4 + 16];
  if (!has(a->slips, hash | 1)) return 0;
  const size_t head = a->start[to], tail = a->size - a->start[from];
  memcpy(text, a->text, head);
  memcpy(text + head, bytes, size);
  memcpy(text + head + size, a->text + a->start[from], tail);
  uint32_t row = 0;
  const uint32_t count = lun_words_rows(a->words, LUN_LIST_PLACE, text, head + size + tail, &row);
  return well_known(a->words, row, count, a->words->priors[LUN_LIST_PLACE], a->prior);
}

static const char *piece_of(const attempt *a, unsigned i, size_t *size) {
  *size = a->start[i + 1] - a->start[i];
  return piece(a->words, a->text + a->start[i], size);
}

/* Hashes of beginnings, and where the slip ends at the latest. */
static void add_beginnings(attempt *a) {
  size_t letters = 0;
  a->before[0] = 0;
  a->last = a->count;
  for (unsigned i = 0; i < a->count; i++) {
    size_t size;
    const char *text = piece_of(a, i, &size);
    a->before[i + 1] = hash_more(a->before[i], text, size);
    const size_t before = letters;
    for (size_t b = 0; b < size; b++) letters += counts(text[b]);
    if (before < PART && letters == PART && !may_have_part(a->slips, BEGINS, a->before[i + 1])) a->last = i;
  }
}

/* Hashes of ends, and where the slip begins at the earliest. */
static void add_ends(attempt *a) {
  size_t letters = 0;
  a->first = 1;
  a->after[a->count] = 0;
  a->power[a->count] = 1;
  a->power[a->count + 1] = 0;
  for (unsigned i = a->count; i-- > 0;) {
    size_t size;
    const char *text = piece_of(a, i, &size);
    uint64_t power = a->power[i + 1];
    const size_t before = letters;
    for (size_t b = 0; b < size; b++) {
      if (!counts(text[b])) continue;
      power *= BASE;
      letters++;
    }
    a->power[i] = power;
    a->after[i] = hash_more(0, text, size) * a->power[i + 1] + a->after[i + 1];
    if (before < PART && letters == PART && i > 2 && !may_have_part(a->slips, ENDS, a->after[i])) a->first = i - 1;
  }
}

/* One letter more before a character, or one in its place. The hashes of the next letter follow from those of the last. */
static uint32_t try_letters(const attempt *a, unsigned i) {
  const bool ends = i == a->count;
  uint64_t more = hash_with(a, a->before[i] * BASE + 'a', i), other = ends ? 0 : hash_with(a, a->before[i] * BASE + 'a', i + 1);
  uint32_t row = 0;
  for (char letter = 'a'; letter <= 'z' && !row; letter++) {
    if (may_have(a->slips, more | 1)) row = look(a, more, i, &letter, 1, i);
    if (!ends && !row && may_have(a->slips, other | 1)) row = look(a, other, i, &letter, 1, i + 1);
    more += a->power[i];
    other += a->power[i + 1];
  }
  return row;
}

static uint32_t try_all(const attempt *a) {
  uint32_t row = 0;
  for (unsigned i = a->first; i < a->count && i <= a->last && !row; i++) { /* two that changed places, one too many */
    const char *text = a->text + a->start[i];
    const size_t size = a->start[i + 1] - a->start[i];
    if (i + 1 < a->count) {
      char swapped[8];
      size_t first, next = a->start[i + 2] - a->start[i + 1];
      memcpy(swapped, a->text + a->start[i + 1], next);
      memcpy(swapped + next, text, size);
      const char *key = piece_of(a, i + 1, &first);
      uint64_t hash = hash_more(a->before[i], key, first);
      key = piece_of(a, i, &first);
      hash = hash_more(hash, key, first);
      row = look(a, hash_with(a, hash, i + 2), i, swapped, next + size, i + 2);
    }
    if (!row) row = look(a, hash_with(a, a->before[i], i + 1), i, "", 0, i + 1);
  }
  for (unsigned i = a->first; i <= a->last && !row; i++) row = try_letters(a, i); /* one missing, one wrong */
  return row;
}

static bool may_be(const char *text, size_t size, unsigned least) {
  if (size < least || size > LETTERS_MAX) return false;
  for (size_t i = 0; i < size; i++) {
    const char c = text[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
    if (!letter && counts(c) && c != '\'') return false;
  }
  return true;
}

uint32_t lun_slip_find(lun_slips *slips, lun_words *words, lun_lexeme text, unsigned prior, unsigned least) {
  lun_word *known = lun_word_of(words, text);
  if (known->facts & LUN_FACT_NO_SLIP) return 0;
  attempt a; /* too large to be cleared for nothing */
  a.slips = slips;
  a.words = words;
  a.prior = prior;
  a.count = 0;
  a.text = lun_word_text(words, text, &a.size);
  uint32_t row = 0;
  if (may_be(a.text, a.size, least) && !lun_word_is(words, text, LUN_FACT_PLACE)) {
    if (!slips->bits && !make(slips, words, prior)) {
      words->failed = true;
      return 0;
    }
    for (size_t at = 0; at < a.size; at += lun_utf8_length((unsigned char)a.text[at])) a.start[a.count++] = (uint32_t)at;
    a.start[a.count] = a.start[a.count + 1] = (uint32_t)a.size;
    add_beginnings(&a);
    add_ends(&a);
    row = try_all(&a);
  }
  if (!row && !words->failed) known->facts |= LUN_FACT_NO_SLIP;
  return row;
}
