/* Images opened over borrowed bytes, and what can be asked of their entries. Owns the check that an image is one: on
 * opening, every array of every record must lie inside the bytes; numbers that stand in the arrays are checked where they
 * are read, so that opening touches the header and the directory and nothing else. Refuses to build or search. */
#include <string.h>

#include "layer/dictionary_image.h"
#include "lunette/mem.h"

static lun_status damaged(lun_err *err, const char *what) { return lun_fail(err, LUN_FORMAT, 0, "no dictionary image: %s", what); }

/* An array of `count` elements at an offset, or NULL when it does not lie inside. */
static const void *section(const char *bytes, uint64_t image_size, uint32_t offset, uint64_t count, size_t size) {
  if (offset % sizeof(uint32_t) != 0 || offset > image_size || count > (image_size - offset) / size) return NULL;
  return bytes + offset;
}

static lun_status check_header(const char *bytes, size_t size, lun_image_header *header, lun_err *err) {
  if ((uintptr_t)bytes % 8 != 0) return lun_fail(err, LUN_INVALID, 0, "a dictionary image must be aligned to 8 bytes");
  if (size < sizeof *header) return damaged(err, "too short");
  memcpy(header, bytes, sizeof *header);
  if (memcmp(header->magic, LUN_IMAGE_MAGIC, sizeof header->magic) != 0) return damaged(err, "it does not begin like one");
  if (header->order != LUN_IMAGE_ORDER) return damaged(err, "built on a machine of the other byte order");
  if (header->version != LUN_IMAGE_VERSION) return damaged(err, "built by another version");
  if (header->size != size) return damaged(err, "not as long as it says");
  if (header->heap > size || header->heap_size != size - header->heap || header->heap_size == 0 || bytes[header->heap] != 0 || bytes[size - 1] != 0)
    return damaged(err, "its strings do not lie inside");
  if (!section(bytes, size, header->directory, header->count, sizeof(lun_image_record)))
    return damaged(err, "its directory does not lie inside");
  if (header->count > LUN_DICTIONARIES_MAX) return damaged(err, "more dictionaries than there may be");
  return LUN_OK;
}

static bool open_words(lun_image *image, uint64_t size, const lun_image_header *header) {
  image->units = header->units;
  image->slot_mask = header->slot_mask;
  image->words = section(image->bytes, size, header->words, header->units, sizeof *image->words);
  image->slots = section(image->bytes, size, header->slot_table, (uint64_t)header->slot_mask + 1, sizeof *image->slots);
  return image->words && image->slots && header->units < LUN_CODE_NONE && (header->slot_mask & (header->slot_mask + 1)) == 0;
}

static bool open_dictionary(lun_image *image, uint64_t size, const lun_image_record *record, uint32_t number) {
  const char *bytes = image->bytes;
  lun_dictionary *dictionary = image->dictionaries + number;
  dictionary->image = image;
  dictionary->number = number;
  dictionary->record = record;
  image->bounds[number] = (lun_image_bounds){record->nodes, record->entries};
  if (record->fold) image->folding |= lun_dictionary_bit(dictionary);
  dictionary->columns = section(bytes, size, record->column_table, record->columns, sizeof *dictionary->columns);
  dictionary->nodes = section(bytes, size, record->node_table, (uint64_t)record->nodes + 1, sizeof *dictionary->nodes);
  if (record->nodes == 0 || record->nodes > LUN_NODES_MAX) return false;
  dictionary->edges = section(bytes, size, record->edge_words, record->nodes - 1, sizeof *dictionary->edges);
  dictionary->entry_rows = section(bytes, size, record->entry_rows, (uint64_t)record->entries + 1, sizeof *dictionary->entry_rows);
  if (record->row_size < sizeof(uint32_t) || record->row_size % sizeof(uint32_t)) return false;
  dictionary->rows = section(bytes, size, record->row_table, record->rows, record->row_size);
  if (!dictionary->columns || !dictionary->nodes || !dictionary->edges || !dictionary->entry_rows || !dictionary->rows) return false;
  for (uint32_t c = 0; c < record->columns; c++) {
    const lun_image_column *column = dictionary->columns + c;
    if (column->width != 1 && column->width != 2 && column->width != 4) return false;
    if (column->place > record->row_size - column->width || !section(bytes, size, column->values, column->distinct, sizeof(uint32_t))) return false;
  }
  lun_dictionary_find_days(dictionary);
  return true;
}

lun_status lun_image_open(const char *bytes, size_t size, lun_image **out, lun_err *err) {
  *out = NULL;
  lun_image_header header;
  const lun_status status = check_header(bytes, size, &header, err);
  if (status != LUN_OK) return status;
  lun_image *image = lun_zalloc(1, sizeof *image);
  lun_dictionary *dictionaries = lun_zalloc(header.count, sizeof *dictionaries);
  if (!image || !dictionaries) {
    lun_free(image);
    lun_free(dictionaries);
    return lun_fail_memory(err);
  }
  *image = (lun_image){.bytes = bytes, .heap = bytes + header.heap, .heap_size = header.heap_size, .count = header.count, .dictionaries = dictionaries};
  const lun_image_record *records = section(bytes, size, header.directory, header.count, sizeof *records);
  bool whole = open_words(image, size, &header);
  for (uint32_t i = 0; i < header.count && whole; i++) whole = open_dictionary(image, size, records + i, i);
  if (whole) *out = image;
  else lun_image_close(image);
  return whole ? LUN_OK : damaged(err, "its arrays do not lie inside");
}

void lun_image_close(lun_image *image) {
  if (!image) return;
  lun_memo_free(image);
  lun_tokens_free(&image->cut);
  for (uint32_t i = 0; i < image->count; i++) lun_priors_free(&image->dictionaries[i].priors);
  lun_free(image->dictionaries);
  lun_free(image);
}

uint32_t lun_image_count(const lun_image *image) { return image->count; }

lun_dictionary *lun_image_at(lun_image *image, uint32_t i) { return i < image->count ? image->dictionaries + i : NULL; }

lun_dictionary *lun_image_find(lun_image *image, const char *name) {
  for (uint32_t i = 0; i < image->count; i++)
    if (strcmp(lun_dictionary_name(image->dictionaries + i), name) == 0) return image->dictionaries + i;
  return NULL;
}

lun_image *lun_dictionary_image(const lun_dictionary *dictionary) { return dictionary->image; }

uint32_t lun_dictionary_number(const lun_dictionary *dictionary) { return dictionary->number; }

uint64_t lun_dictionary_bit(const lun_dictionary *dictionary) { return UINT64_C(1) << dictionary->number; }

bool lun_dictionary_folds(const lun_dictionary *dictionary) { return dictionary->record->fold != 0; }
const char *lun_dictionary_name(const lun_dictionary *dictionary) {
  return lun_image_string(dictionary->image, dictionary->record->name);
}

uint32_t lun_dictionary_columns(const lun_dictionary *dictionary) { return dictionary->record->columns; }

const char *lun_dictionary_column(const lun_dictionary *dictionary, uint32_t column) {
  return column < dictionary->record->columns ? lun_image_string(dictionary->image, dictionary->columns[column].name) : "";
}

uint32_t lun_dictionary_find_column(const lun_dictionary *dictionary, const char *name) {
  uint32_t column = 0;
  while (column < dictionary->record->columns && strcmp(lun_dictionary_column(dictionary, column), name) != 0) column++;
  return column;
}

uint32_t lun_dictionary_entries(const lun_dictionary *dictionary) { return dictionary->record->entries; }

uint32_t lun_dictionary_candidates(const lun_dictionary *dictionary, uint32_t entry, uint32_t *first_row) {
  *first_row = 0;
  if (entry >= dictionary->record->entries) return 0;
  const uint32_t first = dictionary->entry_rows[entry], stop = dictionary->entry_rows[entry + 1];
  if (first > stop || stop > dictionary->record->rows) return 0;
  *first_row = first;
  return stop - first;
}

static const char *row_at(const lun_dictionary *dictionary, uint32_t row) { return dictionary->rows + (size_t)row * dictionary->record->row_size; }

const char *lun_dictionary_surface(const lun_dictionary *dictionary, uint32_t row) {
  uint32_t surface;
  if (row >= dictionary->record->rows) return "";
  memcpy(&surface, row_at(dictionary, row), sizeof surface);
  return lun_image_string(dictionary->image, surface);
}

const char *lun_dictionary_value(const lun_dictionary *dictionary, uint32_t row, uint32_t column) {
  if (row >= dictionary->record->rows || column >= dictionary->record->columns) return "";
  const lun_image_column *of = dictionary->columns + column;
  const char *cell = row_at(dictionary, row) + of->place;
  uint16_t narrow;
  uint32_t number;
  if (of->width == 1) {
    number = (unsigned char)*cell;
  } else if (of->width == 2) {
    memcpy(&narrow, cell, sizeof narrow);
    number = narrow;
  } else {
    memcpy(&number, cell, sizeof number);
    return lun_image_string(dictionary->image, number);
  }
  if (number >= of->distinct) return "";
  memcpy(&number, dictionary->image->bytes + of->values + (size_t)number * sizeof number, sizeof number);
  return lun_image_string(dictionary->image, number);
}

uint64_t lun_image_want(lun_image *image, uint64_t dictionaries, bool fresh) {
  uint64_t all = 0;
  if (fresh) image->wants[++image->documents % LUN_WANTS] = 0;
  image->wants[image->documents % LUN_WANTS] |= dictionaries;
  for (unsigned i = 0; i < LUN_WANTS; i++) all |= image->wants[i];
  return all;
}
