/* Lays out an image: the words, the arrays of each dictionary in order of their names, then the heap of strings. Owns the order of
 * strings in the heap, which is that of their first use in the finished arrays, so that the bytes do not depend on how
 * the rows arrived. The rows are only read, so a builder can be finished again. */
#include <string.h>

#include "layer/dictionary_build.h"

typedef struct bytes {
  char *at;
  uint32_t size, capacity;
} bytes;

typedef struct packer {
  lun_image_builder *builder;
  bytes image, heap;
  uint32_t *offsets; /* in the heap by string, 0 when not yet there */
  uint32_t *numbers; /* of a column's values by string, plus 1; all 0 between columns */
  uint32_t known;    /* strings that both have room for */
  bool failed;       /* memory is out, or a size does not fit */
  bool large;        /* a dictionary has more nodes than it may */
} packer;

/* Room for `size` bytes, zeroed, at an offset that 8 divides; 0 once something failed. The image may move. */
static uint32_t reserve(packer *p, uint64_t size) {
  const uint64_t start = ((uint64_t)p->image.size + 7) / 8 * 8, stop = start + size;
  if (p->failed || stop > UINT32_MAX - 16 || lun_grow((void **)&p->image.at, &p->image.capacity, stop, 1)) {
    p->failed = true;
    return 0;
  }
  memset(p->image.at + p->image.size, 0, (size_t)(stop - p->image.size));
  p->image.size = (uint32_t)stop;
  return (uint32_t)start;
}

static uint32_t put(packer *p, const void *array, uint64_t count, size_t size) {
  const uint32_t start = reserve(p, count * size);
  if (!p->failed && count > 0) memcpy(p->image.at + start, array, (size_t)count * size);
  return start;
}

static uint32_t *numbers_at(packer *p, uint32_t offset) { return (uint32_t *)(void *)(p->image.at + offset); }

/* The offset of a string in the heap, put there when it is new. */
static uint32_t put_string(packer *p, uint32_t string) {
  if (string == 0 || p->failed || p->offsets[string] != 0) return p->failed ? 0 : p->offsets[string];
  const lun_string *text = p->builder->strings.at + string;
  const uint64_t stop = (uint64_t)p->heap.size + text->size + 1;
  if (stop > UINT32_MAX - 16 || lun_grow((void **)&p->heap.at, &p->heap.capacity, stop, 1)) {
    p->failed = true;
    return 0;
  }
  memcpy(p->heap.at + p->heap.size, text->text, (size_t)text->size + 1);
  p->offsets[string] = p->heap.size;
  p->heap.size = (uint32_t)stop;
  return p->offsets[string];
}

static bool know_strings(packer *p) {
  const uint32_t want = p->builder->strings.count + 1;
  uint32_t *offsets = lun_realloc(p->offsets, want * sizeof *offsets);
  if (offsets) p->offsets = offsets;
  uint32_t *numbers = lun_realloc(p->numbers, want * sizeof *numbers);
  if (numbers) p->numbers = numbers;
  if (!offsets || !numbers) return false;
  memset(offsets + p->known, 0, (want - p->known) * sizeof *offsets);
  memset(numbers + p->known, 0, (want - p->known) * sizeof *numbers);
  p->known = want;
  return true;
}

static lun_image_word *word_at(packer *p, const lun_image_header *header, uint32_t number) {
  return (lun_image_word *)(void *)(numbers_at(p, header->words) + number);
}

/* The words' texts, each with room for its starts, and the table that finds them, at most three quarters full. */
static void put_words(packer *p, const lun_word_numbers *words, lun_image_header *header) {
  uint64_t slots = 4;
  while (slots / 4 * 3 < words->count) slots *= 2;
  header->units = words->units;
  header->words = reserve(p, (uint64_t)words->units * sizeof(uint32_t));
  header->slot_table = reserve(p, slots * sizeof(lun_image_slot));
  header->slot_mask = (uint32_t)(slots - 1);
  for (uint32_t i = 0; i < words->count && !p->failed; i++) {
    size_t size;
    const char *text = lun_vocab_text(p->builder->vocab, words->at[i], &size);
    const uint32_t number = words->numbers[words->at[i]] - 1, hash = lun_image_hash(text, size);
    lun_image_word *word = word_at(p, header, number);
    word->size = (uint16_t)size;
    memcpy(word + 1, text, size);
    lun_image_slot *table = (lun_image_slot *)(void *)(p->image.at + header->slot_table);
    uint32_t at = hash & header->slot_mask;
    while (table[at].word != 0) at = (at + 1) & header->slot_mask;
    table[at] = (lun_image_slot){hash, number + 1};
  }
}

/* The starts of each word, in order of the dictionaries: the edges of their roots. */
static void put_starts(packer *p, const lun_image_header *header) {
  for (uint32_t i = 0; i < header->count; i++) {
    const lun_image_record *record = (const lun_image_record *)(const void *)(p->image.at + header->directory) + i;
    const lun_image_node *nodes = (const lun_image_node *)(const void *)(p->image.at + record->node_table);
    const uint32_t *edges = numbers_at(p, record->edge_words);
    for (uint32_t e = 0; e < nodes[1].edge; e++) {
      lun_image_word *word = word_at(p, header, edges[e]);
      lun_image_start *start = (lun_image_start *)(void *)((uint32_t *)(void *)word + lun_image_word_units(word->size, word->starts++));
      *start = (lun_image_start){(e + 1) & (LUN_NODES_MAX - 1), i & 63, nodes[e + 1].entry, lun_follower_bits(edges, nodes[e + 1].edge, nodes[e + 2].edge)};
    }
  }
}

static uint32_t cell_of(const lun_list *list, uint32_t row, uint32_t column) {
  const lun_row *of = list->rows + row;
  return column < of->cell_count ? list->cells[of->cell + column] : 0;
}

/* Numbers the different values of a column in order of their first use and writes their strings; returns how many there
 * are, or 0 when there are so many that numbers would save nothing. */
static uint32_t number_values(packer *p, const lun_list *list, const lun_trie *trie, uint32_t column, uint32_t *values) {
  const uint32_t rows = list->row_count, most = rows / 2 < UINT16_MAX ? rows / 2 + 1 : UINT16_MAX;
  uint32_t distinct = 0;
  for (uint32_t row = 0; row < rows && distinct <= most; row++) {
    const uint32_t value = cell_of(list, trie->rows[row], column);
    if (p->numbers[value] != 0) continue;
    values[distinct++] = value;
    p->numbers[value] = distinct;
  }
  if (distinct <= most) return distinct;
  for (uint32_t i = 0; i < distinct; i++) p->numbers[values[i]] = 0;
  return 0;
}

/* What a column holds, and how wide its cells are. */
static void measure_column(packer *p, const lun_list *list, const lun_trie *trie, uint32_t column, uint32_t *values, lun_image_column *out) {
  const uint32_t distinct = number_values(p, list, trie, column, values);
  out->width = distinct == 0 ? 4 : distinct <= 256 ? 1 : 2;
  out->distinct = distinct;
  for (uint32_t i = 0; i < distinct; i++) p->numbers[values[i]] = 0;
}

/* Bytes of a row, in which each column gets its place. */
static uint32_t place_columns(lun_image_column *columns, uint32_t count) {
  uint32_t size = sizeof(uint32_t);
  for (uint32_t width = 4; width; width /= 2)
    for (uint32_t c = 0; c < count; c++) {
      if (columns[c].width != width) continue;
      columns[c].place = size;
      size += width;
    }
  return (size + 3) / 4 * 4;
}

static void put_cell(packer *p, uint32_t at, uint32_t width, uint32_t number) {
  const uint16_t narrow = (uint16_t)number;
  if (width == 4) memcpy(p->image.at + at, &number, sizeof number);
  else if (width == 2) memcpy(p->image.at + at, &narrow, sizeof narrow);
  else p->image.at[at] = (char)(unsigned char)number;
}

static void put_column(packer *p, const lun_list *list, const lun_trie *trie, uint32_t column, const lun_image_record *record, uint32_t *values, lun_image_column *out) {
  const uint32_t distinct = number_values(p, list, trie, column, values);
  out->name = put_string(p, list->columns[column]);
  out->values = reserve(p, (uint64_t)distinct * sizeof(uint32_t));
  for (uint32_t i = 0; i < distinct && !p->failed; i++) {
    const uint32_t offset = put_string(p, values[i]);
    numbers_at(p, out->values)[i] = offset;
  }
  for (uint32_t row = 0; row < list->row_count && !p->failed; row++) {
    const uint32_t value = cell_of(list, trie->rows[row], column), number = distinct ? p->numbers[value] - 1 : put_string(p, value);
    put_cell(p, record->row_table + row * record->row_size + out->place, out->width, number);
  }
  for (uint32_t i = 0; i < distinct; i++) p->numbers[values[i]] = 0;
}

static void put_rows(packer *p, const lun_list *list, const lun_trie *trie, lun_image_record *record) {
  uint32_t *values = lun_zalloc((size_t)list->row_count + 1, sizeof *values);
  lun_image_column *columns = lun_zalloc(list->column_count, sizeof *columns);
  p->failed = p->failed || !values || !columns;
  for (uint32_t c = 0; c < list->column_count && !p->failed; c++) measure_column(p, list, trie, c, values, columns + c);
  if (!p->failed) record->row_size = place_columns(columns, list->column_count);
  record->row_table = reserve(p, (uint64_t)list->row_count * record->row_size);
  for (uint32_t row = 0; row < list->row_count && !p->failed; row++)
    put_cell(p, record->row_table + row * record->row_size, 4, put_string(p, list->rows[trie->rows[row]].surface));
  for (uint32_t c = 0; c < list->column_count && !p->failed; c++) put_column(p, list, trie, c, record, values, columns + c);
  if (!p->failed) memcpy(p->image.at + record->column_table, columns, list->column_count * sizeof *columns);
  lun_free(columns);
  lun_free(values);
}

static void put_list(packer *p, const lun_list *list, const lun_word_numbers *words, uint32_t record_at) {
  lun_trie trie;
  lun_image_record record = {.fold = list->fold, .columns = list->column_count, .rows = list->row_count};
  if (lun_trie_build(list, words, &trie) != LUN_OK) p->failed = true;
  record.name = put_string(p, list->name);
  record.column_table = reserve(p, (uint64_t)list->column_count * sizeof(lun_image_column));
  p->large = p->large || (!p->failed && trie.node_count > LUN_NODES_MAX);
  p->failed = p->failed || p->large;
  if (!p->failed) {
    record.nodes = trie.node_count;
    record.node_table = put(p, trie.nodes, (uint64_t)trie.node_count + 1, sizeof *trie.nodes);
    record.edge_words = put(p, trie.edges, trie.node_count - 1, sizeof *trie.edges);
    record.entries = trie.entry_count;
    record.entry_rows = put(p, trie.entry_rows, (uint64_t)trie.entry_count + 1, sizeof *trie.entry_rows);
    put_rows(p, list, &trie, &record);
  }
  if (!p->failed) memcpy(p->image.at + record_at, &record, sizeof record);
  lun_trie_free(&trie);
}

static int compare_names(const void *context, uint32_t a, uint32_t b) {
  const lun_image_builder *builder = context;
  return strcmp(builder->strings.at[builder->lists[a].name].text, builder->strings.at[builder->lists[b].name].text);
}

/* All lists in order of their names. */
static void put_lists(packer *p, const lun_word_numbers *words, uint32_t directory) {
  const uint32_t count = p->builder->list_count;
  lun_item *items = lun_zalloc(count, sizeof *items), *room = lun_zalloc(count, sizeof *room);
  if (!items || !room) p->failed = true;
  for (uint32_t i = 0; i < count && !p->failed; i++) items[i] = (lun_item){0, i};
  if (!p->failed) lun_items_sort(items, room, count, compare_names, p->builder);
  for (uint32_t i = 0; i < count && !p->failed; i++)
    put_list(p, p->builder->lists + items[i].number, words, directory + i * (uint32_t)sizeof(lun_image_record));
  lun_free(items);
  lun_free(room);
}

lun_status lun_image_builder_finish(lun_image_builder *builder, char **out, size_t *size, lun_err *err) {
  packer p = {.builder = builder};
  *out = NULL;
  *size = 0;
  if (builder->list_count > LUN_DICTIONARIES_MAX) return lun_fail(err, LUN_LIMIT, 0, "%u dictionaries, but an image holds %d at most", (unsigned)builder->list_count, LUN_DICTIONARIES_MAX);
  lun_image_header header = {.magic = LUN_IMAGE_MAGIC, .order = LUN_IMAGE_ORDER, .version = LUN_IMAGE_VERSION, .count = builder->list_count};
  reserve(&p, sizeof header);
  header.directory = reserve(&p, (uint64_t)builder->list_count * sizeof(lun_image_record));
  p.failed = p.failed || !know_strings(&p) || lun_grow((void **)&p.heap.at, &p.heap.capacity, 1, 1) != LUN_OK;
  if (!p.failed) {
    p.heap.at[0] = 0;
    p.heap.size = 1;
    lun_word_numbers words;
    p.failed = lun_word_numbers_make(builder, &words) != LUN_OK;
    if (!p.failed) put_words(&p, &words, &header);
    if (!p.failed) put_lists(&p, &words, header.directory);
    if (!p.failed) put_starts(&p, &header);
    lun_word_numbers_free(&words);
  }
  header.heap_size = p.heap.size;
  header.heap = put(&p, p.heap.at, p.heap.size, 1);
  header.size = p.image.size;
  if (!p.failed) memcpy(p.image.at, &header, sizeof header);
  const bool is_large = p.large || (uint64_t)p.image.size + p.heap.size > UINT32_MAX / 2;
  lun_free(p.heap.at);
  lun_free(p.offsets);
  lun_free(p.numbers);
  if (p.failed) {
    lun_free(p.image.at);
    return is_large ? lun_fail(err, LUN_LIMIT, 0, "the dictionaries do not fit in an image") : lun_fail_memory(err);
  }
  *out = p.image.at;
  *size = p.image.size;
  return LUN_OK;
}
