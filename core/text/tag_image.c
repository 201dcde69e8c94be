/* Whether weights are what lunette-train-tagger wrote: every size, offset and number in them is checked here once, so that
 * the tagger reads them without looking again. And the bounds in them, which follow from the features. */
#include <string.h>

#include "lunette/hash.h"
#include "text/tag.h"

static bool inside(const lun_tag_header *header, uint32_t at, uint64_t count, size_t each, size_t align) {
  return at >= sizeof *header && at % align == 0 && at <= header->size && count * each <= header->size - at;
}

static bool names_hold(const lun_tag_header *header, const char *names) {
  uint32_t ends = 0;
  for (uint32_t i = 0; i < header->names_size; i++) ends += names[i] == 0;
  return header->names_size > 0 && names[header->names_size - 1] == 0 && ends == 2 * header->labels;
}

static bool table_holds(uint32_t room, uint32_t count, const lun_tag_slot *slots) {
  if (!room || room >= count || slots[count - 1].key != UINT32_MAX) return false; /* looking would not end */
  for (uint32_t i = 1; i < count; i++)
    if (slots[i].key < slots[i - 1].key) return false;
  return true;
}

static bool features_hold(const lun_tag_header *header, const lun_tag_slot *slots) {
  for (uint32_t i = 0; i < header->feature_slots; i++) {
    const uint32_t first = slots[i].value & ((1u << LUN_TAG_PAIR_BITS) - 1), count = slots[i].value >> LUN_TAG_PAIR_BITS;
    if (first > header->pair_count || count > header->pair_count - first) return false;
  }
  return true;
}

static bool pairs_hold(const lun_tag_header *header, const lun_tag_pair *pairs) {
  for (uint32_t i = 0; i < header->pair_count; i++)
    if (pairs[i].label >= header->labels) return false;
  return true;
}

uint64_t lun_tag_checksum(const void *weights, size_t size) {
  lun_tag_header header;
  memcpy(&header, weights, sizeof header);
  header.checksum = 0;
  return lun_hash((const char *)weights + sizeof header, size - sizeof header, lun_hash(&header, sizeof header, 0));
}

lun_status lun_tag_check_head(const void *weights, size_t size, lun_err *err) {
  const lun_tag_header *header = weights;
  if (size < sizeof *header || memcmp(header->magic, LUN_TAG_MAGIC, sizeof header->magic) != 0)
    return lun_fail(err, LUN_FORMAT, 0, "no weights of a tagger");
  if (header->order != LUN_TAG_ORDER || header->version != LUN_TAG_VERSION)
    return lun_fail(err, LUN_FORMAT, 0, "weights of another version or of a machine with another order of bytes: train them anew");
  return header->size == size ? LUN_OK : lun_fail(err, LUN_FORMAT, 0, "the weights of the tagger are damaged");
}

lun_status lun_tag_check(const void *weights, size_t size, lun_err *err) {
  const char *bytes = weights;
  const lun_tag_header *header = weights;
  const lun_status status = lun_tag_check_head(weights, size, err);
  if (status) return status;
  if (lun_tag_checksum(weights, size) != header->checksum || header->labels == 0 || header->labels > LUN_TAG_LABELS || header->contexts > UINT16_MAX + 1u || !inside(header, header->names, header->names_size, 1, 1) ||
      !inside(header, header->words, header->word_slots, sizeof(lun_tag_slot), 4) || !inside(header, header->features, header->feature_slots, sizeof(lun_tag_slot), 4) ||
      !inside(header, header->pairs, header->pair_count, sizeof(lun_tag_pair), 1) || !inside(header, header->bounds, 1, sizeof(lun_tag_bounds), 2) || !names_hold(header, bytes + header->names) ||
      !table_holds(header->word_room, header->word_slots, (const lun_tag_slot *)(const void *)(bytes + header->words)) ||
      !table_holds(header->feature_room, header->feature_slots, (const lun_tag_slot *)(const void *)(bytes + header->features)) ||
      !features_hold(header, (const lun_tag_slot *)(const void *)(bytes + header->features)) ||
      !pairs_hold(header, (const lun_tag_pair *)(const void *)(bytes + header->pairs)))
    return lun_fail(err, LUN_FORMAT, 0, "the weights of the tagger are damaged");
  return LUN_OK;
}

static int16_t cut(int32_t sum) { return (int16_t)(sum > LUN_TAG_LABEL_BOUND ? LUN_TAG_LABEL_BOUND : sum < -LUN_TAG_LABEL_BOUND ? -LUN_TAG_LABEL_BOUND : sum); }

/* Widens a bound so that it holds from `least` to `most` of each label, with what is added to both. */
static void widen(lun_tag_bound bound, const int16_t *least, const int16_t *most, const int32_t *added, bool first) {
  for (unsigned l = 0; l < LUN_TAG_LABELS; l++) {
    const int16_t low = (int16_t)(least[l] + cut(added[l])), high = (int16_t)(most[l] + cut(added[l]));
    if (first || low < bound[0][l]) bound[0][l] = low;
    if (first || high > bound[1][l]) bound[1][l] = high;
  }
}

/* The label of a number below labels + 1: the last stands for none. */
static unsigned label_of(unsigned number, unsigned labels) { return number < labels ? number : LUN_TAG_NONE; }

void lun_tag_find_bounds(const lun_tag_features *features, unsigned labels, lun_tag_bounds *bounds) {
  static const int16_t nothing[LUN_TAG_LABELS];
  memset(bounds, 0, sizeof *bounds);
  for (unsigned i = 0; i <= labels; i++) {
    const unsigned before = label_of(i, labels);
    for (unsigned k = 0; k <= labels; k++) {
      int32_t sum[LUN_TAG_LABELS] = {0};
      lun_tag_add(lun_tag_find(features, lun_tag_before_key(before)), sum);
      lun_tag_add(lun_tag_find(features, lun_tag_before2_key(label_of(k, labels), before)), sum);
      widen(bounds->before[before], nothing, nothing, sum, k == 0);
    }
    for (unsigned cluster = 0; cluster < LUN_TAG_CLUSTERS; cluster++) {
      int32_t sum[LUN_TAG_LABELS] = {0};
      lun_tag_add(lun_tag_find(features, lun_tag_turn_key(before, cluster)), sum);
      widen(bounds->cluster[cluster], bounds->before[before][0], bounds->before[before][1], sum, i == 0);
    }
  }
}
