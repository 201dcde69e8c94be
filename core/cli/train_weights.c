/* Lays out what was learnt as the block that the tagger opens (text/tag.h): means over all steps in steps of an eighth, small ones dropped. */
#include <string.h>

#include "cli/train.h"

enum { SCALE = 8, SMALLEST = 2, MOST_PAIRS = 255, ALIGN = 64 };

static int32_t mean(const train_model *m, uint32_t feature, unsigned label) {
  const int64_t total = m->totals[feature][label] * SCALE, half = m->total_steps / 2;
  return (int32_t)((total + (total < 0 ? -half : half)) / m->total_steps);
}

typedef struct pairs {
  lun_tag_pair *list;
  uint32_t count, capacity;
} pairs;

/* The pairs of a feature, appended; more than a byte holds are several of one label. */
static bool add_pairs(pairs *p, const train_model *m, uint32_t feature, unsigned labels, uint32_t *added) {
  *added = 0;
  for (unsigned label = 0; label < labels; label++) {
    int32_t left = mean(m, feature, label);
    if (left < SMALLEST && left > -SMALLEST) continue;
    for (; left != 0 && *added < MOST_PAIRS; ++*added) {
      const int32_t part = left > INT8_MAX ? INT8_MAX : left < -INT8_MAX ? -INT8_MAX : left;
      if (lun_grow((void **)&p->list, &p->capacity, p->count + 1, sizeof *p->list)) return false;
      p->list[p->count++] = (lun_tag_pair){(uint8_t)label, (int8_t)part};
      left -= part;
    }
  }
  return true;
}

static uint32_t take(size_t *size, size_t bytes) {
  const size_t at = (*size + ALIGN - 1) / ALIGN * ALIGN;
  *size = at + bytes;
  return (uint32_t)at;
}

static lun_status lay_out(const train_corpus *corpus, const train_words *words, const pairs *p, const lun_tag_table *table, char **out, size_t *out_size,
                          lun_err *err) {
  lun_tag_header header = {.magic = LUN_TAG_MAGIC, .order = LUN_TAG_ORDER, .version = LUN_TAG_VERSION, .labels = corpus->label_count,
                           .word_room = words->words.room, .word_slots = words->words.count, .feature_room = table->room, .feature_slots = table->count,
                           .pair_count = p->count, .contexts = words->contexts};
  const size_t word_bytes = words->words.count * sizeof *words->slots, feature_bytes = table->count * sizeof *table->slots;
  size_t size = sizeof header;
  for (unsigned i = 0; i < corpus->label_count; i++) header.names_size += (uint32_t)corpus->pairs[corpus->labels[i]].size;
  header.names = take(&size, header.names_size);
  header.words = take(&size, word_bytes);
  header.features = take(&size, feature_bytes);
  header.pairs = take(&size, p->count * sizeof *p->list);
  header.bounds = take(&size, sizeof(lun_tag_bounds));
  header.size = (uint32_t)size;
  char *bytes = lun_zalloc(size, 1), *name;
  if (!bytes) return lun_fail_memory(err);
  name = bytes + header.names;
  for (unsigned i = 0; i < corpus->label_count; i++) {
    memcpy(name, corpus->pairs[corpus->labels[i]].names, corpus->pairs[corpus->labels[i]].size);
    name += corpus->pairs[corpus->labels[i]].size;
  }
  memcpy(bytes + header.words, words->slots, word_bytes);
  memcpy(bytes + header.features, table->slots, feature_bytes);
  memcpy(bytes + header.pairs, p->list, p->count * sizeof *p->list);
  const lun_tag_features features = {*table, p->list};
  lun_tag_find_bounds(&features, corpus->label_count, (lun_tag_bounds *)(void *)(bytes + header.bounds));
  memcpy(bytes, &header, sizeof header);
  header.checksum = lun_tag_checksum(bytes, size);
  memcpy(bytes, &header, sizeof header);
  *out = bytes;
  *out_size = size;
  return LUN_OK;
}

lun_status train_weights(const train_model *model, const train_corpus *corpus, const train_words *words, char **bytes, size_t *size, lun_err *err) {
  pairs p = {0};
  uint32_t kept = 0;
  lun_tag_slot *list = lun_alloc(model->features.count * sizeof *list);
  bool good = list != NULL;
  for (uint32_t i = 0; good && i < model->features.count; i++) {
    const uint32_t first = p.count;
    uint32_t added;
    good = add_pairs(&p, model, i, corpus->label_count, &added);
    if (added) list[kept++] = (lun_tag_slot){model->features.keys[i], added << LUN_TAG_PAIR_BITS | first};
  }
  lun_status status = !good ? lun_fail_memory(err) : p.count >> LUN_TAG_PAIR_BITS ? lun_fail(err, LUN_LIMIT, 0, "too many weights") : LUN_OK;
  if (status == LUN_OK) train_say("%u features, %u weights, %u words\n", kept, p.count, words->table.count);
  lun_tag_table table;
  lun_tag_slot *slots = status == LUN_OK ? train_table(list, kept, &table) : NULL;
  if (status == LUN_OK) status = slots ? lay_out(corpus, words, &p, &table, bytes, size, err) : lun_fail_memory(err);
  lun_free(slots);
  lun_free(list);
  lun_free(p.list);
  return status;
}
