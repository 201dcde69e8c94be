/* Whether weights are what lunette-train-tagger wrote: every size, offset and number in them is checked here once, so that
 * the tagger reads them without looking again. */
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

static bool words_hold(const lun_tag_header *header, const uint32_t *keys) {
  for (uint32_t i = 0; i < header->word_room; i++)
    if (keys[i] == 0) return true;
  return false; /* without a free place looking would not end */
}

static bool features_hold(const lun_tag_header *header, const lun_tag_slot *slots) {
  bool has_free = false;
  for (uint32_t i = 0; i < header->feature_room; i++) {
    const uint32_t first = slots[i].place & ((1u << LUN_TAG_PAIR_BITS) - 1), count = slots[i].place >> LUN_TAG_PAIR_BITS;
    if (slots[i].key == 0) has_free = true;
    else if (first > header->pair_count || count > header->pair_count - first) return false;
  }
  return has_free;
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

lun_status lun_tag_check(const void *weights, size_t size, lun_err *err) {
  const char *bytes = weights;
  const lun_tag_header *header = weights;
  if (size < sizeof *header || memcmp(header->magic, LUN_TAG_MAGIC, sizeof header->magic) != 0)
    return lun_fail(err, LUN_FORMAT, 0, "no weights of a tagger");
  if (header->order != LUN_TAG_ORDER || header->version != LUN_TAG_VERSION)
    return lun_fail(err, LUN_FORMAT, 0, "weights of another version or of a machine with another order of bytes: train them anew");
  if (header->size != size || lun_tag_checksum(weights, size) != header->checksum)
    return lun_fail(err, LUN_FORMAT, 0, "the weights of the tagger are damaged");
  if (header->labels == 0 || header->labels > LUN_TAG_LABELS || header->contexts > UINT16_MAX + 1u || !inside(header, header->names, header->names_size, 1, 1) ||
      !inside(header, header->word_keys, header->word_room, sizeof(uint32_t), 4) ||
      !inside(header, header->word_values, header->word_room, sizeof(uint16_t), 2) ||
      !inside(header, header->features, header->feature_room, sizeof(lun_tag_slot), 4) ||
      !inside(header, header->pairs, header->pair_count, sizeof(lun_tag_pair), 1) || !names_hold(header, bytes + header->names) ||
      !words_hold(header, (const uint32_t *)(const void *)(bytes + header->word_keys)) ||
      !features_hold(header, (const lun_tag_slot *)(const void *)(bytes + header->features)) ||
      !pairs_hold(header, (const lun_tag_pair *)(const void *)(bytes + header->pairs)))
    return lun_fail(err, LUN_FORMAT, 0, "the weights of the tagger are damaged");
  return LUN_OK;
}
