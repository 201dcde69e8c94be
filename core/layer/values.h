/* What a layer asks of lists of attributes: their hashes, of which those of shared lists stand before them. */
#ifndef LUNETTE_LAYER_VALUES_H
#define LUNETTE_LAYER_VALUES_H

#include "lunette/layer.h"

uint64_t lun_attributes_hash(const lun_attribute *first);
uint64_t lun_attributes_hash_kept(const lun_attribute *first); /* of a list that lun_values_new made */

#endif
