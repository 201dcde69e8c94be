/* From the rows of a list to its trie. Owns the numbering of entries and nodes, which follow from the texts alone: keys are
 * sorted, and nodes are numbered breadth first, each a range of the sorted keys that share their first words. Only candidates
 * of one entry keep the order of the file. */
#include <string.h>

#include "layer/dictionary_build.h"

typedef struct work {
  const lun_list *list;
  uint32_t *ranks; /* of the list's pool of words: their numbers + 1 */
  lun_item *items, *room;
  lun_item *groups; /* distinct keys in order: place is the key's index among keys and others, number its entry */
  uint32_t group_count;
  uint32_t *row_entry;
  uint32_t *low, *high; /* [nodes] ranges of groups */
  uint32_t low_capacity, high_capacity;
} work;

void lun_trie_free(lun_trie *trie) {
  lun_free(trie->nodes);
  lun_free(trie->edges);
  lun_free(trie->rows);
  lun_free(trie->entry_rows);
  *trie = (lun_trie){0};
}

static const lun_key *key_at(const lun_list *list, uint32_t i) {
  return i < list->key_count ? list->keys + i : list->others + (i - list->key_count);
}

/* The words of the list's pool by their numbers, next to each other, for they are compared often. */
static lun_status number_words(work *w, const lun_word_numbers *words) {
  w->ranks = lun_zalloc(w->list->word_count, sizeof *w->ranks);
  if (!w->ranks) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < w->list->word_count; i++) w->ranks[i] = words->numbers[w->list->words[i]];
  return LUN_OK;
}

static int compare_keys(const void *context, uint32_t a, uint32_t b) {
  const work *w = context;
  const lun_key *ka = key_at(w->list, a), *kb = key_at(w->list, b);
  const uint32_t *ra = w->ranks + ka->first, *rb = w->ranks + kb->first;
  const uint32_t shared = ka->count < kb->count ? ka->count : kb->count;
  for (uint32_t i = 0; i < shared; i++)
    if (ra[i] != rb[i]) return ra[i] < rb[i] ? -1 : 1;
  return (ka->count > kb->count) - (ka->count < kb->count);
}

/* Sorts all keys and makes one entry of the rows whose keys are equal. A further cut of a surface leads to the entry of its
 * row, unless it is an entry of its own. */
static lun_status number_entries(work *w, lun_trie *trie) {
  const lun_list *list = w->list;
  const uint32_t total = list->key_count + list->other_count;
  w->items = lun_zalloc(total, sizeof *w->items);
  w->room = lun_zalloc(total, sizeof *w->room);
  w->row_entry = lun_zalloc(list->row_count, sizeof *w->row_entry);
  trie->rows = lun_zalloc(list->row_count, sizeof *trie->rows);
  trie->entry_rows = lun_zalloc((size_t)list->row_count + 1, sizeof *trie->entry_rows);
  if (!w->items || !w->room || !w->row_entry || !trie->rows || !trie->entry_rows) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < total; i++) {
    const lun_key *key = key_at(list, i);
    const uint64_t second = key->count > 1 ? w->ranks[key->first + 1] : 0;
    w->items[i] = (lun_item){(uint64_t)w->ranks[key->first] << 32 | second, i};
  }
  lun_items_sort(w->items, w->room, total, compare_keys, w);
  w->groups = w->room; /* no longer needed for sorting */
  uint32_t rows = 0;
  for (uint32_t i = 0, end; i < total; i = end) {
    const uint32_t key = w->items[i].number;
    const bool is_entry = key < list->key_count; /* rows' own keys come first among equal ones */
    for (end = i; end < total && w->items[end].place == w->items[i].place && compare_keys(w, key, w->items[end].number) == 0; end++) {
      const uint32_t row = w->items[end].number;
      if (row >= list->key_count) continue;
      w->row_entry[row] = trie->entry_count;
      trie->rows[rows++] = row;
    }
    w->groups[w->group_count++] = (lun_item){key, is_entry ? trie->entry_count : UINT32_MAX};
    if (is_entry) trie->entry_rows[++trie->entry_count] = rows;
  }
  for (uint32_t i = 0; i < w->group_count; i++)
    if (w->groups[i].number == UINT32_MAX) w->groups[i].number = w->row_entry[key_at(list, (uint32_t)w->groups[i].place)->row];
  return LUN_OK;
}

static bool add_node(work *w, lun_trie *trie, uint32_t low, uint32_t high) {
  const uint64_t want = (uint64_t)trie->node_count + 2;
  if (lun_grow((void **)&trie->nodes, &trie->node_capacity, want, sizeof *trie->nodes) ||
      lun_grow((void **)&trie->edges, &trie->edge_capacity, want, sizeof *trie->edges) ||
      lun_grow((void **)&w->low, &w->low_capacity, want, sizeof *w->low) ||
      lun_grow((void **)&w->high, &w->high_capacity, want, sizeof *w->high))
    return false;
  w->low[trie->node_count] = low;
  w->high[trie->node_count] = high;
  trie->nodes[trie->node_count++] = (lun_image_node){0, 0};
  return true;
}

static const lun_key *group_key(const work *w, uint32_t group) { return key_at(w->list, (uint32_t)w->groups[group].place); }

static lun_status number_nodes(work *w, lun_trie *trie) {
  if (!add_node(w, trie, 0, w->group_count)) return LUN_NO_MEMORY;
  uint32_t depth = 0, level_end = 1;
  for (uint32_t node = 0; node < trie->node_count; node++) {
    if (node == level_end) {
      depth++;
      level_end = trie->node_count;
    }
    uint32_t group = w->low[node];
    const uint32_t high = w->high[node];
    trie->nodes[node].edge = trie->node_count - 1;
    if (group < high && group_key(w, group)->count == depth) trie->nodes[node].entry = w->groups[group++].number + 1;
    while (group < high) {
      const uint32_t rank = w->ranks[group_key(w, group)->first + depth], first = group;
      while (group < high && w->ranks[group_key(w, group)->first + depth] == rank) group++;
      trie->edges[trie->node_count - 1] = rank - 1;
      if (!add_node(w, trie, first, group)) return LUN_NO_MEMORY;
    }
  }
  trie->nodes[trie->node_count] = (lun_image_node){trie->node_count - 1, 0};
  return LUN_OK;
}

lun_status lun_trie_build(const lun_list *list, const lun_word_numbers *words, lun_trie *trie) {
  work w = {.list = list};
  *trie = (lun_trie){0};
  lun_status status = (uint64_t)list->key_count + list->other_count < UINT32_MAX ? LUN_OK : LUN_NO_MEMORY;
  if (status == LUN_OK) status = number_words(&w, words);
  if (status == LUN_OK) status = number_entries(&w, trie);
  if (status == LUN_OK) status = number_nodes(&w, trie);
  lun_free(w.ranks);
  lun_free(w.items);
  lun_free(w.room);
  lun_free(w.row_entry);
  lun_free(w.low);
  lun_free(w.high);
  return status;
}
