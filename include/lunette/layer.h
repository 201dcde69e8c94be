/* Layers: named sets of spans over the tokens of one document, each sorted by first token, then longest first. A span
 * knows the rule that made it and carries attributes (short strings). */
#ifndef LUNETTE_LAYER_H
#define LUNETTE_LAYER_H

#include "lunette/mem.h"
#include "lunette/token.h"

typedef struct lun_span {
  uint32_t first, stop; /* tokens, half-open, never empty */
  uint32_t rule;        /* number given by the caller, 0 for none */
  uint32_t id;          /* within the layer, stable while spans come and go; 1.. */
} lun_span;

typedef struct lun_layer lun_layer;

lun_status lun_layer_new(const char *name, lun_layer **layer, lun_err *err);
void lun_layer_free(lun_layer *layer);
/* Takes out all spans and attributes, as if it were new, and keeps the room for as many; false where that room is large, and such a
 * layer had better be freed. */
bool lun_layer_empty(lun_layer *layer);
const char *lun_layer_name(const lun_layer *layer);
uint32_t lun_layer_count(const lun_layer *layer);
const lun_span *lun_layer_span(lun_layer *layer, uint32_t i); /* i-th in order, the others behind it; borrowed until the next add or remove */
const lun_span *lun_layer_spans(lun_layer *layer);              /* all of them in order, as many as are counted; borrowed likewise */
uint32_t lun_layer_numbers(const lun_layer *layer); /* the highest id given so far, to removed spans too */
const lun_span *lun_layer_by_id(lun_layer *layer, uint32_t id); /* NULL when removed */

/* Adds a span; the same range may be added again. *id gets its number. Sorting is done when it is next read. */
lun_status lun_layer_add(lun_layer *layer, uint32_t first, uint32_t stop, uint32_t rule, uint32_t *id, lun_err *err);
lun_status lun_layer_reserve(lun_layer *layer, uint32_t more); /* room for so many spans at once */
lun_status lun_layer_remove(lun_layer *layer, uint32_t id, lun_err *err); /* LUN_NOT_FOUND */

/* Attributes by name. Values are copied; NULL removes. get gives NULL when there is none. */
lun_status lun_layer_set(lun_layer *layer, uint32_t id, const char *key, const char *value, size_t size, lun_err *err);
const char *lun_layer_get(const lun_layer *layer, uint32_t id, const char *key, size_t *size);
/* Whether any span has that value. */
bool lun_layer_has(lun_layer *layer, const char *key, const char *value, size_t size);
/* The layer's own copy of an attribute's name, with which getting it is fastest; NULL while no span ever had it. */
const char *lun_layer_key(const lun_layer *layer, const char *key);
/* Hints: what they name will be asked for, so that it comes from memory at once and not piece after piece. First of a
 * layer and then of what it holds; first of a span's attributes and then of their values. */
void lun_layer_prefetch(const lun_layer *layer, bool inside);
void lun_layer_prefetch_span(const lun_layer *layer, uint32_t id, bool values);
/* Attributes that many spans have alike are kept once: a list in a store, which whoever holds it keeps alive. */
typedef struct lun_attribute {
  struct lun_attribute *next;
  const char *key, *value;
  size_t size; /* of the value */
} lun_attribute;
typedef struct lun_values_store lun_values_store;
typedef struct lun_values { lun_values_store *store; lun_attribute *first; uint64_t keys; } lun_values; /* keys: bits of the store's, all for those past the 63rd */
typedef struct lun_named_value { const char *key, *value; size_t size; } lun_named_value;
lun_values_store *lun_values_store_new(void); /* held once; NULL when memory is out */
void lun_values_store_hold(lun_values_store *store);
void lun_values_store_release(lun_values_store *store); /* NULL is allowed */
size_t lun_values_store_memory(const lun_values_store *store);
const lun_values *lun_values_new(lun_values_store *store, const lun_named_value *at, uint32_t count); /* copies; NULL when memory is out */
/* Adds a span with a list of attributes; those of others with that list stay as they are when one is set. */
lun_status lun_layer_add_shared(lun_layer *layer, uint32_t first, uint32_t stop, uint32_t rule, const lun_values *values, uint32_t *id, lun_err *err);
uint64_t lun_layer_hash(const lun_layer *layer, uint32_t id); /* of a span's attributes, in their order */

/* A number that whoever wrote a layer leaves on it: it is there as long as nothing is added, removed or set; then 0. */
void lun_layer_seal(lun_layer *layer, uint64_t number);
uint64_t lun_layer_sealed(const lun_layer *layer);

/* Gives a span such a list in place of its attributes. LUN_NOT_FOUND when the span is no longer there; LUN_NO_MEMORY. */
lun_status lun_layer_share(lun_layer *layer, uint32_t id, const lun_values *values, lun_err *err);
/* Adds a span, but for its number, that was made for a match of the tokens first .. stop, with a list or without one (NULL); and
 * those tokens of a span that was added so. */
lun_status lun_layer_add_match(lun_layer *layer, const lun_span *span, const lun_values *values, uint32_t first, uint32_t stop, lun_err *err);
bool lun_layer_match(const lun_layer *layer, uint32_t id, uint32_t *first, uint32_t *stop);

/* Who made spans: a number of the caller's, 0 for nobody, of all that were added, from the span with the number `from` on, since this was
 * last said of the layer; and the tokens of the match that they were made for, stop 0 for none. */
typedef struct lun_maker { uint32_t number, match_first, match_stop; } lun_maker;
lun_status lun_layer_note_maker(lun_layer *layer, uint32_t from, lun_maker maker, lun_err *err);
lun_maker lun_layer_maker(const lun_layer *layer, uint32_t id); /* of number 0 where nothing was said */
bool lun_layer_unsaid(const lun_layer *layer); /* whether spans were added since */

/* i-th attribute of a span in order of setting; false when there are no more. */
bool lun_layer_attribute(const lun_layer *layer, uint32_t id, uint32_t i, const char **key, const char **value, size_t *size);

/* Queries. `from` is where to look from (0 at first); each gives the index of the next span in order that qualifies,
 * or the layer's count. */
uint32_t lun_layer_at(lun_layer *layer, uint32_t token, uint32_t from);                          /* holds the token */
uint32_t lun_layer_within(lun_layer *layer, uint32_t first, uint32_t stop, uint32_t from);       /* lies inside the range */
uint32_t lun_layer_covering(lun_layer *layer, uint32_t first, uint32_t stop, uint32_t from);     /* holds the range */
uint32_t lun_layer_overlapping(lun_layer *layer, uint32_t first, uint32_t stop, uint32_t from);  /* shares a token with it */
uint32_t lun_layer_next(lun_layer *layer, uint32_t token);     /* first that begins at or after token, or count */
uint32_t lun_layer_previous(lun_layer *layer, uint32_t token); /* last that ends at or before token, or count */

#endif
