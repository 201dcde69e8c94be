/* What a layer asks of lists of attributes: which names they have, and their hashes, of which those of shared lists stand before
 * them. */
#ifndef LUNETTE_LAYER_VALUES_H
#define LUNETTE_LAYER_VALUES_H

#include <string.h>

#include "lunette/layer.h"

/* Most names differ in their first letter. */
static inline bool lun_same_key(const char *a, const char *b) { return a == b || (*a == *b && !strcmp(a, b)); }

const char *lun_values_store_key(const lun_values_store *store, uint32_t number); /* by its bit; NULL for none */
uint64_t lun_attributes_hash(const lun_attribute *first);
uint64_t lun_attributes_hash_kept(const lun_attribute *first); /* of a list that lun_values_new made */

#endif
