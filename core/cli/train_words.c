/* The table of words that goes with the weights: what the dictionaries say of a word (its tags in the lexicon, whether it is a
 * name), which words are known as neighbours, which group each belongs to, and which only ever had one label. */
#include <stdlib.h>
#include <string.h>

#include "cli/train.h"

enum {
  LONGEST_LINE = 1 << 16, LONGEST_WORD = 48,
  KNOWN_LEAST = 5, BUCKET_LEAST = 8, CLASS_LEAST = 12, /* sightings */
  WORD_CLUSTERS = 150, /* the most frequent words are groups of their own */
  FIXED_LEAST = 10, FIXED_IN_1000 = 996,
  SURE_LEAST = 1000 /* of a word for which the lexicon has several tags, before it has only one label */
};

static uint32_t *slot_of(const train_counts *counts, uint32_t key) {
  for (uint32_t at = key * 2654435769u;; at++) {
    uint32_t *slot = counts->slots + (at & counts->mask);
    if (*slot == 0 || counts->keys[*slot - 1] == key) return slot;
  }
}

uint32_t train_number(const train_counts *counts, uint32_t key) {
  if (!counts->slots) return UINT32_MAX;
  const uint32_t found = *slot_of(counts, key);
  return found ? found - 1 : UINT32_MAX;
}

static bool widen(train_counts *counts) {
  const uint32_t room = counts->slots ? (counts->mask + 1) * 2 : 1024;
  uint32_t *slots = lun_zalloc(room, sizeof *slots);
  if (!slots) return false;
  lun_free(counts->slots);
  counts->slots = slots;
  counts->mask = room - 1;
  for (uint32_t i = 0; i < counts->count; i++) *slot_of(counts, counts->keys[i]) = i + 1;
  return true;
}

uint32_t train_count(train_counts *counts, uint32_t key, uint32_t more) {
  if ((!counts->slots || counts->count >= counts->mask / 2) && !widen(counts)) return UINT32_MAX;
  uint32_t *slot = slot_of(counts, key);
  if (*slot == 0) {
    if (lun_grow((void **)&counts->keys, &counts->capacity, counts->count + 1, sizeof *counts->keys) ||
        lun_grow((void **)&counts->counts, &counts->count_capacity, counts->count + 1, sizeof *counts->counts))
      return UINT32_MAX;
    counts->keys[counts->count] = key;
    counts->counts[counts->count] = 0;
    *slot = ++counts->count;
  }
  counts->counts[*slot - 1] += more;
  return *slot - 1;
}

typedef struct ranked {
  uint32_t count, key, number;
} ranked;
static int by_count(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return x->key < y->key ? -1 : x->key > y->key;
}

uint32_t *train_counts_order(const train_counts *counts) {
  ranked *list = lun_alloc(counts->count * sizeof *list);
  uint32_t *order = lun_alloc(counts->count * sizeof *order);
  if (list && order) {
    for (uint32_t i = 0; i < counts->count; i++) list[i] = (ranked){counts->counts[i], counts->keys[i], i};
    qsort(list, counts->count, sizeof *list, by_count);
    for (uint32_t i = 0; i < counts->count; i++) order[i] = list[i].number;
  } else {
    lun_free(order);
    order = NULL;
  }
  lun_free(list);
  return order;
}

void train_counts_free(train_counts *counts) {
  lun_free(counts->slots);
  lun_free(counts->keys);
  lun_free(counts->counts);
  *counts = (train_counts){0};
}

/* Sets a key's value; false when memory is out. */
static bool put(train_words *words, uint32_t key, uint16_t value) {
  const uint32_t number = train_count(&words->table, key, 0);
  if (number == UINT32_MAX) return false;
  words->table.counts[number] = value;
  return true;
}

/* Calls `row` for each line of a dictionary that is one word: its surface, and the rest of the line. */
typedef bool row_function(void *state, const char *word, size_t size, const char *rest, size_t rest_size);
static lun_status each_row(const char *data, const char *name, row_function *row, void *state, lun_err *err) {
  char path[4096];
  const char *line;
  size_t size;
  uint64_t number;
  lun_io_lines *lines = NULL;
  if (strlen(data) + strlen(name) + 6 > sizeof path) return lun_fail(err, LUN_INVALID, 0, "a path is too long");
  strcpy(path, data);
  strcat(strcat(strcat(path, "/"), name), ".tsv");
  lun_status status = lun_io_lines_new(path, LONGEST_LINE, &lines, err);
  while (status == LUN_OK && (status = lun_io_lines_next(lines, &line, &size, &number, err)) == LUN_OK && line) {
    if (size == 0 || *line == '#') continue;
    const char *tab = memchr(line, '\t', size), *stop = tab ? tab : line + size;
    const size_t word = (size_t)(stop - line);
    if (word > LONGEST_WORD || memchr(line, ' ', word)) continue;
    if (!row(state, line, word, tab ? tab + 1 : stop, tab ? size - word - 1 : 0)) status = lun_fail_memory(err);
  }
  lun_io_lines_free(lines);
  return status;
}

/* Classes of the lexicon: the first three tags of a word, or its first where that is rare; 1 for words without. */
typedef struct classes {
  train_words *words;
  train_counts seen;
  uint16_t *numbers; /* of seen, once it is complete */
} classes;
static uint32_t class_key(const char *rest, size_t size, unsigned tags) {
  const char *tab = memchr(rest, '\t', size), *at = tab ? tab + 1 : rest + size, *stop = rest + size, *end = at;
  for (unsigned i = 0; i < tags && end < stop; i++) {
    if (i > 0) end++;
    while (end < stop && *end != ' ') end++;
  }
  return end == at ? 0 : lun_tag_key(0, at, (size_t)(end - at));
}
static bool count_class(void *state, const char *word, size_t size, const char *rest, size_t rest_size) {
  classes *c = state;
  (void)word, (void)size;
  const uint32_t one = class_key(rest, rest_size, 1), three = class_key(rest, rest_size, 3);
  return one == 0 || (train_count(&c->seen, three, 1) != UINT32_MAX && train_count(&c->seen, one, CLASS_LEAST) != UINT32_MAX);
}
static bool put_class(void *state, const char *word, size_t size, const char *rest, size_t rest_size) {
  classes *c = state;
  const uint32_t one = class_key(rest, rest_size, 1), three = class_key(rest, rest_size, 3);
  uint16_t class = 1;
  if (one != 0) {
    class = c->numbers[train_number(&c->seen, three)];
    if (!class) class = c->numbers[train_number(&c->seen, one)];
    if (one != three && train_count(&c->words->several, lun_tag_key(LUN_TAG_CLASS, word, size), 1) == UINT32_MAX) return false;
  }
  return put(c->words, lun_tag_key(LUN_TAG_CLASS, word, size), class);
}
static lun_status read_classes(train_words *words, const char *data, lun_err *err) {
  classes c = {.words = words};
  lun_status status = each_row(data, "lexicon", count_class, &c, err);
  if (status == LUN_OK && !(c.numbers = lun_zalloc(c.seen.count, sizeof *c.numbers))) status = lun_fail_memory(err);
  uint16_t next = 2;
  for (uint32_t i = 0; status == LUN_OK && i < c.seen.count; i++)
    if (c.seen.counts[i] >= CLASS_LEAST) c.numbers[i] = next++;
  if (status == LUN_OK) status = each_row(data, "lexicon", put_class, &c, err);
  lun_free(c.numbers);
  train_counts_free(&c.seen);
  return status;
}

typedef struct list {
  train_words *words;
  uint16_t bit;
} list;
static bool put_list(void *state, const char *word, size_t size, const char *rest, size_t rest_size) {
  const list *l = state;
  (void)rest, (void)rest_size;
  const uint32_t number = train_count(&l->words->table, lun_tag_key(LUN_TAG_LISTS, word, size), 0);
  if (number == UINT32_MAX) return false;
  l->words->table.counts[number] |= l->bit;
  return true;
}
static lun_status read_lists(train_words *words, const char *data, lun_err *err) {
  static const char *const names[] = {"given", "surname", "place", "norp", "org"};
  lun_status status = LUN_OK;
  for (unsigned i = 0; status == LUN_OK && i < sizeof names / sizeof *names; i++) {
    list l = {words, (uint16_t)(1u << i)};
    status = each_row(data, names[i], put_list, &l, err);
  }
  return status;
}

/* The table as it is found by keys. */
static bool lay_out(train_words *words) {
  lun_tag_slot *slots = lun_alloc(words->table.count * sizeof *slots);
  lun_free(words->slots);
  words->slots = NULL;
  for (uint32_t i = 0; slots && i < words->table.count; i++) slots[i] = (lun_tag_slot){words->table.keys[i], words->table.counts[i]};
  if (slots) words->slots = train_table(slots, words->table.count, &words->words);
  lun_free(slots);
  return words->slots != NULL;
}

/* Counted over the training documents. */
typedef struct sightings {
  train_counts known, bucket, cluster[2], fixed;
  uint32_t *labels; /* [fixed][LUN_TAG_LABELS] */
  uint32_t label_capacity, several_capacity;
  uint32_t *several; /* [fixed] 1 where the lexicon has several tags */
} sightings;

static bool see(sightings *s, train_words *words, lun_vocab *vocab, lun_lexeme lexeme, uint8_t label) {
  char form[LONGEST_WORD];
  size_t size;
  lun_tag_word word;
  if (!lun_tag_read(&words->words, vocab, lexeme, &word) || !lun_tag_form(vocab, lexeme, true, form, sizeof form, &size)) return false;
  if (train_count(&s->known, lun_tag_key(LUN_TAG_KNOWN, form, size), 1) == UINT32_MAX || train_count(&s->bucket, word.bucket_key, 1) == UINT32_MAX ||
      train_count(&s->cluster[0], word.cluster_key[0], 1) == UINT32_MAX || train_count(&s->cluster[1], word.cluster_key[1], 1) == UINT32_MAX)
    return false;
  if (label == TRAIN_NO_LABEL) return true;
  const uint32_t several = train_number(&words->several, lun_tag_key(LUN_TAG_CLASS, form, size)) != UINT32_MAX;
  if (!lun_tag_form(vocab, lexeme, false, form, sizeof form, &size)) return false;
  const uint32_t number = train_count(&s->fixed, lun_tag_key(LUN_TAG_FIXED, form, size), 1), old = s->label_capacity;
  if (number == UINT32_MAX || lun_grow((void **)&s->labels, &s->label_capacity, ((uint64_t)number + 1) * LUN_TAG_LABELS, sizeof *s->labels)) return false;
  if (s->label_capacity > old) memset(s->labels + old, 0, (s->label_capacity - old) * sizeof *s->labels);
  s->labels[number * LUN_TAG_LABELS + label]++;
  if (lun_grow((void **)&s->several, &s->several_capacity, (uint64_t)number + 1, sizeof *s->several)) return false;
  s->several[number] = several;
  return true;
}

/* Numbers the keys seen at least so often, the most frequent first, from *next up to `stop`. */
static bool number_keys(train_words *words, const train_counts *counts, uint32_t least, uint32_t most, uint32_t *next, uint32_t stop) {
  uint32_t *order = train_counts_order(counts);
  bool good = order != NULL;
  for (uint32_t i = 0; good && i < counts->count && i < most && *next < stop && counts->counts[order[i]] >= least; i++)
    good = put(words, counts->keys[order[i]], (uint16_t)(*next)++);
  lun_free(order);
  return good;
}

static bool put_fixed(train_words *words, const sightings *s) {
  for (uint32_t i = 0; i < s->fixed.count; i++)
    for (unsigned label = 0; label < LUN_TAG_LABELS; label++) {
      const uint64_t all = s->fixed.counts[i];
      if (all < (s->several[i] ? SURE_LEAST : FIXED_LEAST)) continue;
      if ((uint64_t)s->labels[i * LUN_TAG_LABELS + label] * 1000 < all * FIXED_IN_1000) continue;
      if (!put(words, s->fixed.keys[i], (uint16_t)(label + 1))) return false;
    }
  return true;
}

lun_status train_words_make(train_words *words, train_corpus *corpus, unsigned files, const char *data, lun_err *err) {
  sightings s = {0};
  lun_status status = read_classes(words, data, err);
  if (status == LUN_OK) status = read_lists(words, data, err);
  if (status) return status;
  bool good = lay_out(words);
  for (uint32_t d = 0; good && d < corpus->count; d++)
    for (uint32_t i = 0; good && corpus->docs[d].file < files && i < corpus->docs[d].doc->tokens.count; i++)
      good = see(&s, words, corpus->vocab, corpus->docs[d].doc->tokens.lexeme[i], corpus->docs[d].label[i]);
  uint32_t cluster = LUN_TAG_EDGE + 1;
  words->contexts = LUN_TAG_EDGE + 1;
  good = good && number_keys(words, &s.cluster[0], KNOWN_LEAST, WORD_CLUSTERS, &cluster, LUN_TAG_CLUSTERS) &&
         number_keys(words, &s.cluster[1], KNOWN_LEAST, UINT32_MAX, &cluster, LUN_TAG_CLUSTERS) &&
         number_keys(words, &s.known, KNOWN_LEAST, UINT32_MAX, &words->contexts, UINT16_MAX) &&
         number_keys(words, &s.bucket, BUCKET_LEAST, UINT32_MAX, &words->contexts, UINT16_MAX) && put_fixed(words, &s) && lay_out(words);
  train_counts_free(&s.known);
  train_counts_free(&s.bucket);
  train_counts_free(&s.cluster[0]);
  train_counts_free(&s.cluster[1]);
  train_counts_free(&s.fixed);
  lun_free(s.labels);
  lun_free(s.several);
  return good ? LUN_OK : lun_fail_memory(err);
}

void train_words_free(train_words *words) {
  train_counts_free(&words->table);
  train_counts_free(&words->several);
  lun_free(words->slots);
}
