/* A layer: its spans by number (which never changes), their attributes, and the queries. The sorted order stands in
 * span_order.c. Attributes are a short list for each span in order of setting; their names are kept once for a layer,
 * their values in an arena that lives as long as the layer. A list that spans share (values.c) is copied for the span that
 * sets one of its own. */
#include "lunette/layer.h"

#include <string.h>

#include "layer/span_order.h"
#include "layer/values.h"

enum { KEPT_SPANS = 1024, KEPT_BYTES = 1 << 16 }; /* of an empty layer: more room than that is large */

typedef struct attributes { lun_attribute *first; bool shared; } attributes; /* keys of own ones are the layer's */
typedef struct range { uint32_t first, stop; } range;
typedef struct record { /* of a span; a removed one has stop == first */
  lun_span span;
  range match; /* stop 0 where there was none */
  attributes list;
} record;

typedef struct run { uint32_t first, last; lun_maker maker; } run; /* numbers of spans */

typedef struct held { lun_values_store *store; uint64_t keys; } held; /* keys: bits of those that are the layer's too */

struct lun_layer {
  char *name;
  record *records; /* [count] by number - 1 */
  uint32_t count, capacity, room; /* room: spans for which it is made in the order too */
  uint32_t live;
  run *made; /* [made_count] up the numbers */
  uint32_t made_count, made_capacity, said; /* said: the highest number of which it was said who made it */
  uint64_t seal;
  bool removed; /* the order may still hold spans that are gone */
  lun_span_order order;
  const char **keys; /* [key_count], in order of first use: few, so they are searched one by one */
  uint32_t key_count, key_capacity;
  held *stores; /* [store_count] of lists that spans share */
  uint32_t store_count, store_capacity;
  held met; /* the one of the last list */
  lun_arena arena;
};

lun_status lun_layer_new(const char *name, lun_layer **layer, lun_err *err) {
  *layer = NULL;
  lun_layer *l = lun_zalloc(1, sizeof *l);
  if (!l) return lun_fail_memory(err);
  lun_arena_init(&l->arena);
  size_t size = strlen(name) + 1;
  if (!(l->name = lun_alloc(size))) {
    lun_layer_free(l);
    return lun_fail_memory(err);
  }
  memcpy(l->name, name, size);
  *layer = l;
  return LUN_OK;
}

void lun_layer_free(lun_layer *l) {
  if (!l) return;
  lun_arena_free(&l->arena);
  lun_span_order_free(&l->order);
  lun_free(l->name);
  lun_free(l->records);
  lun_free(l->made);
  lun_free(l->keys);
  for (uint32_t i = 0; i < l->store_count; i++) lun_values_store_release(l->stores[i].store);
  lun_free(l->stores);
  lun_free(l);
}

bool lun_layer_empty(lun_layer *l) {
  const bool large = l->capacity > KEPT_SPANS || l->arena.total > KEPT_BYTES;
  for (uint32_t i = 0; i < l->store_count; i++) lun_values_store_release(l->stores[i].store);
  lun_arena_clear(&l->arena);
  lun_span_order_empty(&l->order);
  l->count = l->live = l->key_count = l->store_count = l->made_count = l->said = 0;
  l->seal = 0;
  l->met = (held){NULL, 0};
  l->removed = false;
  return !large;
}

const char *lun_layer_name(const lun_layer *l) { return l->name; }

uint32_t lun_layer_count(const lun_layer *l) { return l->live; }

static bool alive(const lun_layer *l, uint32_t id) { return id && id <= l->count && l->records[id - 1].span.first < l->records[id - 1].span.stop; }

static bool gone(const lun_span *span, const void *layer) { return !alive(layer, span->id); }

static const lun_span_order *in_order(lun_layer *l) {
  if (l->removed) lun_span_order_drop(&l->order, gone, l);
  l->removed = false;
  lun_span_order_sort(&l->order);
  return &l->order;
}
static const lun_span_order *with_tree(lun_layer *l) {
  in_order(l);
  lun_span_order_settle(&l->order);
  return &l->order;
}

const lun_span *lun_layer_span(lun_layer *l, uint32_t i) {
  const lun_span_order *order = in_order(l);
  return i < order->count ? &order->at[i] : NULL;
}

const lun_span *lun_layer_spans(lun_layer *l) { return in_order(l)->at; }

uint32_t lun_layer_numbers(const lun_layer *l) { return l->count; }

const lun_span *lun_layer_by_id(lun_layer *l, uint32_t id) { return alive(l, id) ? &l->records[id - 1].span : NULL; }

lun_status lun_layer_reserve(lun_layer *l, uint32_t more) {
  const uint64_t want = (uint64_t)l->count + more;
  if (lun_grow((void **)&l->records, &l->capacity, want, sizeof *l->records) || lun_span_order_reserve(&l->order, want)) return LUN_NO_MEMORY;
  l->room = l->capacity < l->order.room ? l->capacity : l->order.room;
  return LUN_OK;
}

static lun_status make_room(lun_layer *l, uint32_t first, uint32_t stop, lun_err *err) {
  if (first >= stop) return lun_fail(err, LUN_INVALID, first, "layer %s: a span holds at least one token", l->name);
  return lun_layer_reserve(l, 1) ? lun_fail_memory(err) : LUN_OK;
}

/* Adds a span; its record is the last. */
static inline lun_status add(lun_layer *l, uint32_t first, uint32_t stop, uint32_t rule, attributes list, range match, lun_err *err) {
  lun_status status = first >= stop || l->count >= l->room ? make_room(l, first, stop, err) : LUN_OK;
  if (status) return status;
  record *r = &l->records[l->count];
  *r = (record){{first, stop, rule, l->count + 1}, match, list};
  if (lun_span_order_add(&l->order, &r->span)) return lun_fail_memory(err);
  l->count++;
  l->live++;
  l->seal = 0;
  return LUN_OK;
}

lun_status lun_layer_add(lun_layer *l, uint32_t first, uint32_t stop, uint32_t rule, uint32_t *id, lun_err *err) {
  const lun_status status = add(l, first, stop, rule, (attributes){NULL, false}, (range){0, 0}, err);
  if (!status && id) *id = l->count;
  return status;
}

static lun_status not_there(const lun_layer *l, uint32_t id, lun_err *err) {
  return lun_fail(err, LUN_NOT_FOUND, id, "layer %s: the span is no longer there", l->name);
}

lun_status lun_layer_remove(lun_layer *l, uint32_t id, lun_err *err) {
  if (!alive(l, id)) return not_there(l, id, err);
  record *r = &l->records[id - 1];
  r->span.stop = r->span.first;
  r->list = (attributes){NULL, false};
  l->live--;
  l->seal = 0;
  l->removed = true;
  return LUN_OK;
}

/* The link that points to the attribute of that name, or to NULL at the end of the list. */
static lun_attribute **find(lun_attribute **link, const char *key) {
  while (*link && !lun_same_key((*link)->key, key)) link = &(*link)->next;
  return link;
}

const char *lun_layer_key(const lun_layer *l, const char *key) {
  for (uint32_t i = 0; i < l->key_count; i++)
    if (l->keys[i] == key) return key;
  for (uint32_t i = 0; i < l->key_count; i++)
    if (lun_same_key(l->keys[i], key)) return l->keys[i];
  return NULL;
}

/* The layer's own copy of a key, or the key itself where it stays as long as the layer; NULL when memory is out. */
static const char *intern(lun_layer *l, const char *key, bool stays) {
  const char *known = lun_layer_key(l, key);
  if (known) return known;
  if (lun_grow((void **)&l->keys, &l->key_capacity, (uint64_t)l->key_count + 1, sizeof *l->keys)) return NULL;
  const char *copy = stays ? key : lun_arena_copy(&l->arena, key, strlen(key));
  if (copy) l->keys[l->key_count++] = copy;
  return copy;
}

static held *hold(lun_layer *l, lun_values_store *store) {
  for (uint32_t i = l->store_count; i-- > 0;)
    if (l->stores[i].store == store) return &l->stores[i];
  if (lun_grow((void **)&l->stores, &l->store_capacity, (uint64_t)l->store_count + 1, sizeof *l->stores)) return NULL;
  lun_values_store_hold(store);
  l->stores[l->store_count] = (held){store, 0};
  return &l->stores[l->store_count++];
}

/* Makes the names of a list names of the layer. By their bits, without a look at the list; only those past the 63rd share one. */
static bool take_keys(lun_layer *l, const lun_values *values, held *store) {
  const uint64_t last = UINT64_C(1) << 63, more = values->keys & ~store->keys;
  for (uint32_t i = 0; i < 63 && more >> i; i++) {
    const char *key = more >> i & 1 ? lun_values_store_key(values->store, i) : NULL;
    if (key && !intern(l, key, true)) return false;
  }
  for (const lun_attribute *a = more & last ? values->first : NULL; a; a = a->next)
    if (!intern(l, a->key, true)) return false;
  store->keys |= values->keys & ~last;
  return true;
}

/* Holds the store of a list and knows its names; false when memory is out. */
static bool learn(lun_layer *l, const lun_values *values) {
  held *store = hold(l, values->store);
  if (!store || (values->keys & ~store->keys && !take_keys(l, values, store))) return false;
  l->met = *store;
  return true;
}
static inline bool know(lun_layer *l, const lun_values *values) {
  return !values->first || (l->met.store == values->store && !(values->keys & ~l->met.keys)) || learn(l, values);
}

lun_status lun_layer_add_shared(lun_layer *l, uint32_t first, uint32_t stop, uint32_t rule, const lun_values *values, uint32_t *id, lun_err *err) {
  if (!know(l, values)) return lun_fail_memory(err);
  const lun_status status = add(l, first, stop, rule, (attributes){values->first, values->first != NULL}, (range){0, 0}, err);
  if (!status) *id = l->count;
  return status;
}

lun_status lun_layer_share(lun_layer *l, uint32_t id, const lun_values *values, lun_err *err) {
  if (!alive(l, id)) return not_there(l, id, err);
  if (!know(l, values)) return lun_fail_memory(err);
  l->records[id - 1].list = (attributes){values->first, values->first != NULL};
  l->seal = 0;
  return LUN_OK;
}

lun_status lun_layer_add_match(lun_layer *l, const lun_span *span, const lun_values *values, uint32_t first, uint32_t stop, lun_err *err) {
  if (values && !know(l, values)) return lun_fail_memory(err);
  lun_attribute *list = values ? values->first : NULL;
  return add(l, span->first, span->stop, span->rule, (attributes){list, list != NULL}, (range){first, stop}, err);
}

uint64_t lun_layer_hash(const lun_layer *l, uint32_t id) {
  if (!id || id > l->count) return 0;
  const attributes *list = &l->records[id - 1].list;
  return list->shared ? lun_attributes_hash_kept(list->first) : lun_attributes_hash(list->first);
}

void lun_layer_seal(lun_layer *l, uint64_t number) { l->seal = number; }
uint64_t lun_layer_sealed(const lun_layer *l) { return l->seal; }

/* Gives a span that shares its list a copy of its own, whose values stay where they are. */
static lun_status unshare(lun_layer *l, attributes *list) {
  lun_attribute *first = NULL, **link = &first;
  for (const lun_attribute *a = list->first; a; a = a->next) {
    if (!(*link = lun_arena_alloc(&l->arena, sizeof **link))) return LUN_NO_MEMORY;
    **link = (lun_attribute){NULL, lun_layer_key(l, a->key), a->value, a->size};
    link = &(*link)->next;
  }
  *list = (attributes){first, false};
  return LUN_OK;
}

bool lun_layer_match(const lun_layer *l, uint32_t id, uint32_t *first, uint32_t *stop) {
  if (!id || id > l->count || !l->records[id - 1].match.stop) return false;
  *first = l->records[id - 1].match.first;
  *stop = l->records[id - 1].match.stop;
  return true;
}

lun_status lun_layer_note_maker(lun_layer *l, uint32_t from, lun_maker maker, lun_err *err) {
  const uint32_t first = from > l->said ? from : l->said + 1;
  if (first <= l->count && maker.number) {
    if (lun_grow((void **)&l->made, &l->made_capacity, (uint64_t)l->made_count + 1, sizeof *l->made)) return lun_fail_memory(err);
    l->made[l->made_count++] = (run){first, l->count, maker};
  }
  l->said = l->count;
  return LUN_OK;
}

bool lun_layer_unsaid(const lun_layer *l) { return l->said < l->count; }

lun_maker lun_layer_maker(const lun_layer *l, uint32_t id) {
  uint32_t low = 0, high = l->made_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (l->made[middle].last < id) low = middle + 1;
    else high = middle;
  }
  return low < l->made_count && l->made[low].first <= id ? l->made[low].maker : (lun_maker){0, 0, 0};
}

lun_status lun_layer_set(lun_layer *l, uint32_t id, const char *key, const char *value, size_t size, lun_err *err) {
  if (!alive(l, id)) return not_there(l, id, err);
  attributes *list = &l->records[id - 1].list;
  l->seal = 0;
  if (list->shared && unshare(l, list)) return lun_fail_memory(err);
  lun_attribute **link = find(&list->first, key);
  if (!value) {
    if (*link) *link = (*link)->next;
    return LUN_OK;
  }
  const char *copy = lun_arena_copy(&l->arena, value, size);
  if (!copy) return lun_fail_memory(err);
  if (!*link) {
    const char *name = intern(l, key, false);
    lun_attribute *made = name ? lun_arena_alloc(&l->arena, sizeof *made) : NULL;
    if (!made) return lun_fail_memory(err);
    *made = (lun_attribute){NULL, name, NULL, 0};
    *link = made;
  }
  (*link)->value = copy;
  (*link)->size = size;
  return LUN_OK;
}

const char *lun_layer_get(const lun_layer *l, uint32_t id, const char *key, size_t *size) {
  if (!id || id > l->count) return NULL;
  const lun_attribute *a = *find(&l->records[id - 1].list.first, key);
  if (!a) return NULL;
  if (size) *size = a->size;
  return a->value;
}

bool lun_layer_has(lun_layer *l, const char *key, const char *value, size_t size) {
  const char *own = lun_layer_key(l, key);
  for (uint32_t i = 0; own && i < l->live; i++) {
    size_t length;
    const char *given = lun_layer_get(l, lun_layer_span(l, i)->id, own, &length);
    if (given && length == size && !memcmp(given, value, size)) return true;
  }
  return false;
}

void lun_layer_prefetch(const lun_layer *l, bool inside) {
  if (!inside) {
    for (size_t offset = 0; offset < sizeof *l; offset += 64) __builtin_prefetch((const char *)l + offset);
    return;
  }
  __builtin_prefetch(l->name);
  __builtin_prefetch(l->order.at);
  __builtin_prefetch(l->records);
  __builtin_prefetch(l->keys);
}

void lun_layer_prefetch_span(const lun_layer *l, uint32_t id, bool values) {
  if (!id || id > l->count) return;
  const lun_attribute *first = l->records[id - 1].list.first;
  __builtin_prefetch(values && first ? (const void *)first->value : (const void *)first);
}

bool lun_layer_attribute(const lun_layer *l, uint32_t id, uint32_t i, const char **key, const char **value, size_t *size) {
  if (!id || id > l->count) return false;
  const lun_attribute *a = l->records[id - 1].list.first;
  while (a && i--) a = a->next;
  if (!a) return false;
  *key = a->key;
  *value = a->value;
  *size = a->size;
  return true;
}

/* A place found before `to`, or the layer's count. */
static uint32_t found(const lun_span_order *order, uint32_t place, uint32_t to) { return place < to ? place : order->count; }

uint32_t lun_layer_covering(lun_layer *l, uint32_t first, uint32_t stop, uint32_t from) {
  const lun_span_order *order = with_tree(l);
  if (first == UINT32_MAX) return order->count;
  uint32_t to = lun_span_order_lower(order, first + 1);
  return found(order, lun_span_order_reaching(order, stop, from, to), to);
}

uint32_t lun_layer_overlapping(lun_layer *l, uint32_t first, uint32_t stop, uint32_t from) {
  const lun_span_order *order = with_tree(l);
  if (first >= stop) return order->count;
  uint32_t to = lun_span_order_lower(order, stop);
  return found(order, lun_span_order_reaching(order, first + 1, from, to), to);
}

uint32_t lun_layer_at(lun_layer *l, uint32_t token, uint32_t from) { return lun_layer_overlapping(l, token, token + 1, from); }

uint32_t lun_layer_within(lun_layer *l, uint32_t first, uint32_t stop, uint32_t from) {
  const lun_span_order *order = with_tree(l);
  uint32_t start = lun_span_order_lower(order, first), to = lun_span_order_lower(order, stop);
  return found(order, lun_span_order_ending(order, stop, from > start ? from : start, to), to);
}

uint32_t lun_layer_next(lun_layer *l, uint32_t token) { return lun_span_order_lower(in_order(l), token); }

uint32_t lun_layer_previous(lun_layer *l, uint32_t token) {
  const lun_span_order *order = with_tree(l);
  return lun_span_order_last_ending(order, token, lun_span_order_lower(order, token));
}
