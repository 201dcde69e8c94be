/* The weights of features, by text, and sums of what always comes together. */
#include "name/feature.h"

#include <stdlib.h>
#include <string.h>

#include "lunette/hash.h"
#include "lunette/mem.h"

enum { EXACT_DIGITS = 15, FEATURE_MAX = 600 }; /* bytes; longer ones have no weight, and are told cut */

/* A weight as the recipe writes it, -1.23: digits and a power of ten that are exact give the number nearest to it, as strtod does. */
static double weight_of(const char *text) {
  const bool minus = *text == '-';
  const char *at = text + minus;
  double digits = 0, scale = 1;
  unsigned count = 0;
  for (bool point = false; (*at >= '0' && *at <= '9') || (*at == '.' && !point); at++) {
    if (*at == '.') point = true;
    else {
      digits = digits * 10 + (*at - '0');
      scale *= point ? 10 : 1;
      count++;
    }
  }
  if (*at || !count || count > EXACT_DIGITS) return strtod(text, NULL);
  return minus ? -(digits / scale) : digits / scale;
}

/* The bit for the end of a text and its size; the end has three bytes. */
enum { END = 3 };
static uint32_t bit_of(const char *stop, size_t size) {
  const unsigned char *end = (const unsigned char *)stop - END;
  return ((uint32_t)end[0] << 16 | (uint32_t)end[1] << 8 | (uint32_t)end[2] | (uint32_t)size << 24) * 2654435761u >> 19;
}
_Static_assert(LUN_ENDS == 1 << (32 - 19), "bits are numbered by what is left of a hash");

static lun_status read_weights(lun_features *f, lun_err *err) {
  lun_words *words = f->words;
  lun_dictionary *d = words->dictionaries[LUN_LIST_WEIGHT];
  const uint32_t entries = lun_dictionary_entries(d);
  uint32_t room = 16;
  while (room < 2 * entries) room *= 2;
  int columns[LUN_NAME_WEIGHTS];
  for (unsigned k = 0; k < LUN_NAME_WEIGHTS; k++)
    if ((columns[k] = lun_words_column(words, LUN_LIST_WEIGHT, lun_name_type_name((lun_name_type)k))) < 0)
      return lun_fail(err, LUN_FORMAT, 0, "the dictionary %s has no column '%s'", lun_dictionary_name(d), lun_name_type_name((lun_name_type)k));
  f->weights = lun_zalloc(entries ? entries : 1, sizeof *f->weights);
  f->slots = lun_zalloc(room, sizeof *f->slots);
  if (!f->weights || !f->slots) return lun_fail_memory(err);
  f->mask = room - 1;
  for (uint32_t i = 0; i < entries; i++) {
    uint32_t row;
    if (!lun_dictionary_candidates(d, i, &row)) continue;
    lun_feature_weight *w = &f->weights[f->weight_count++];
    w->text = lun_dictionary_surface(d, row);
    w->size = strlen(w->text);
    for (unsigned k = 0; k < LUN_NAME_WEIGHTS; k++) w->weights.at[k] = weight_of(lun_dictionary_value(d, row, (uint32_t)columns[k]));
    if (!lun_text_is_plain(w->text, w->size)) { /* plain ones are found by their key */
      const lun_lexeme key = lun_words_key(words, lun_words_intern(words, w->text, w->size));
      if (!key) return lun_fail_memory(err);
      w->text = lun_word_text(words, key, &w->size);
    }
    const uint32_t bit = w->size >= END ? bit_of(w->text + w->size, w->size) : 0;
    f->ends[bit / 64] |= UINT64_C(1) << bit % 64;
    uint32_t at = (uint32_t)lun_hash(w->text, w->size, 0) & f->mask;
    while (f->slots[at]) at = (at + 1) & f->mask;
    f->slots[at] = f->weight_count;
  }
  return LUN_OK;
}

static void drop_weights(lun_features *f) {
  lun_free(f->weights);
  lun_free(f->slots);
  f->weights = NULL;
  f->slots = NULL;
  f->weight_count = 0;
}

lun_status lun_features_open(lun_features *f, lun_err *err) {
  if (f->opened) return LUN_OK;
  const lun_status status = read_weights(f, err);
  if (status != LUN_OK) drop_weights(f);
  f->opened = status == LUN_OK;
  return status;
}

void lun_features_close(lun_features *f) {
  drop_weights(f);
  lun_free(f->sums);
  lun_free(f->sum_slots);
}

/* The slot of sums, or the free one where they would stand: a number, and above it a part of their hash, by which most others are passed
 * over without a look at them. */
static uint32_t sum_slot(const lun_features *f, const lun_sums *sums, uint32_t *tag) {
  const uint64_t hash = lun_hash((const char *)sums, sizeof *sums, 0);
  uint32_t at = (uint32_t)hash & f->sum_mask;
  *tag = (uint32_t)(hash >> 32) & ~(uint32_t)UINT16_MAX;
  for (uint32_t slot; (slot = f->sum_slots[at]) != 0; at = (at + 1) & f->sum_mask)
    if ((slot & ~(uint32_t)UINT16_MAX) == *tag && memcmp(&f->sums[slot & UINT16_MAX], sums, sizeof *sums) == 0) break;
  return at;
}

static bool grow_sum_slots(lun_features *f) {
  const uint32_t room = f->sum_slots ? 2 * (f->sum_mask + 1) : 1024;
  uint32_t *slots = room ? lun_zalloc(room, sizeof *slots) : NULL;
  if (!slots) return false;
  lun_free(f->sum_slots);
  f->sum_slots = slots;
  f->sum_mask = room - 1;
  for (uint32_t i = 1, tag; i < f->count; i++) {
    const uint32_t at = sum_slot(f, &f->sums[i], &tag);
    slots[at] = tag | i;
  }
  return true;
}

static void forget_sums(lun_features *f) {
  f->count = 0;
  memset(f->sum_slots, 0, ((size_t)f->sum_mask + 1) * sizeof *f->sum_slots);
  lun_words_unsay(f->words);
}

/* The number of sums; 0 when memory is out. When all numbers are given away all sums are forgotten. */
static uint16_t number_of(lun_features *f, const lun_sums *sums) {
  if (f->count > UINT16_MAX) forget_sums(f);
  if ((!f->sum_slots || f->count > f->sum_mask / 2) && !grow_sum_slots(f)) return 0;
  uint32_t tag;
  const uint32_t at = sum_slot(f, sums, &tag);
  if (f->sum_slots[at]) return (uint16_t)f->sum_slots[at];
  if (lun_grow((void **)&f->sums, &f->capacity, (uint64_t)f->count + 2, sizeof *f->sums)) return 0;
  if (!f->count) f->sums[f->count++] = (lun_sums){{0}};
  f->sums[f->count] = *sums;
  f->sum_slots[at] = tag | f->count;
  return (uint16_t)f->count++;
}

static const lun_sums *weights_of(lun_features *f, const char *text, size_t size) {
  if (size + 1 >= FEATURE_MAX) return NULL;
  const char *key = text;
  size_t key_size = size;
  if (!lun_text_is_plain(text, size)) { /* marks, hyphens and accents count as dictionaries say */
    uint32_t row;
    if (!lun_words_rows(f->words, LUN_LIST_WEIGHT, text, size, &row)) return NULL;
    key = lun_dictionary_surface(f->words->dictionaries[LUN_LIST_WEIGHT], row);
    key_size = strlen(key);
    if (!lun_text_is_plain(key, key_size)) {
      const lun_lexeme number = lun_words_key(f->words, lun_words_intern(f->words, key, key_size));
      if (!number) return NULL;
      key = lun_word_text(f->words, number, &key_size);
    }
  }
  for (uint32_t at = (uint32_t)lun_hash(key, key_size, 0) & f->mask; f->slots[at]; at = (at + 1) & f->mask) {
    const lun_feature_weight *w = &f->weights[f->slots[at] - 1];
    if (w->size == key_size && memcmp(w->text, key, key_size) == 0) return &w->weights;
  }
  return NULL;
}

void lun_sink_put(lun_sink *sink, const char *text, size_t size) {
  const lun_sums *weights = weights_of(sink->features, text, size);
  if (weights) lun_sink_add(sink, weights);
  if (sink->listener) sink->listener->feature(sink->listener->context, text, weights ? weights->at : NULL);
}

const char *lun_number_text(lun_digits *to, int32_t number) {
  char *at = to->text + sizeof to->text - 1;
  int64_t rest = number < 0 ? -(int64_t)number : number;
  *at = 0;
  do *--at = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (number < 0) *--at = '-';
  return at;
}

enum { PARTS = 3 };
typedef struct said { /* the parts of a feature's text, and how long it is with spaces between */
  const char *part[PARTS];
  size_t length[PARTS], size;
  unsigned last;
} said;

/* Whether a text may have a weight. Of one with other than letters, digits and spaces nothing is known. */
static bool may_weigh(const lun_features *f, const said *s) {
  if (s->length[s->last] < END) return true;
  const uint32_t bit = bit_of(s->part[s->last] + s->length[s->last], s->size);
  if (f->ends[bit / 64] >> bit % 64 & 1) return true;
  for (unsigned k = 0; k <= s->last; k++)
    if (s->part[k] && !lun_text_is_plain(s->part[k], s->length[k])) return true;
  return false;
}

static size_t append(char *to, size_t length, const char *text, size_t size) {
  if (!text) return length;
  const size_t room = FEATURE_MAX - 1 - length;
  if (length && room) to[length++] = ' ';
  const size_t kept = size < FEATURE_MAX - 1 - length ? size : FEATURE_MAX - 1 - length;
  memcpy(to + length, text, kept);
  return length + kept;
}

void lun_sink_say(lun_sink *sink, const char *one, const char *two, const char *three) {
  char text[FEATURE_MAX];
  said s = {.part = {one, two, three}};
  for (unsigned k = 0; k < PARTS; k++) {
    if (!s.part[k]) continue;
    s.length[k] = strlen(s.part[k]);
    s.size += s.length[k] + (s.size > 0);
    s.last = k;
  }
  if (!sink->listener && !may_weigh(sink->features, &s)) return;
  size_t size = 0;
  for (unsigned k = 0; k < PARTS; k++) size = append(text, size, s.part[k], s.length[k]);
  text[size] = 0;
  lun_sink_put(sink, text, size);
}

lun_status lun_marks_take(lun_feature_limits *limits, lun_words *words, char *text, lun_err *err) {
  for (char *line = text; *line;) {
    char *end = line + strcspn(line, "\n"), *next = *end ? end + 1 : end;
    const char *name = NULL;
    *end = 0;
    for (char *p = line; *(p += strspn(p, " \t"));) {
      const size_t size = strcspn(p, " \t");
      if (!name) name = p;
      else {
        const lun_lexeme word = lun_words_intern(words, p, size);
        if (!word || lun_grow((void **)&limits->marks, &limits->mark_capacity, (uint64_t)limits->mark_count + 1, sizeof *limits->marks)) return lun_fail_memory(err);
        limits->marks[limits->mark_count++] = (lun_mark){word, name};
        if (word > limits->last_mark) limits->last_mark = word;
      }
      p += size;
      if (*p) *p++ = 0;
    }
    line = next;
  }
  return LUN_OK;
}

void lun_sink_keep(lun_sink *sink, lun_kept *kept, const char *one, const char *two, const char *three) {
  lun_sink own = {sink->features, {{0}}, sink->listener};
  lun_sink_say(&own, one, two, three);
  lun_sink_add(sink, &own.sums);
  if (kept && !sink->features->words->failed) *kept = (lun_kept){own.sums, true};
}

void lun_sink_learn(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, lun_said where) {
  static lun_sayer *const sayers[LUN_SAID_COUNT] = {lun_say_neighbour, lun_say_second, lun_say_neighbour, lun_say_second, lun_say_text};
  lun_words *words = sink->features->words;
  lun_sink own = {sink->features, {{0}}, sink->listener};
  const bool failed = words->failed;
  words->failed = false;
  sayers[where](&own, limits, word, where == LUN_SAID_AFTER || where == LUN_SAID_SECOND_AFTER ? LUN_AFTER : LUN_BEFORE);
  lun_sink_add(sink, &own.sums);
  lun_word *known = lun_word_of(words, word);
  if (!words->failed) {
    known->said[where] = number_of(sink->features, &own.sums);
    words->failed = !known->said[where];
  }
  words->failed = words->failed || failed;
}
