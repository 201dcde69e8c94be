/* A layer and spans in it, for the tests of layers only. */
#ifndef LUNETTE_TEST_LAYER_FIXTURE_H
#define LUNETTE_TEST_LAYER_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lunette/layer.h"

static inline lun_layer *new_layer(const char *name) {
  lun_layer *layer;
  assert_int_equal(lun_layer_new(name, &layer, NULL), LUN_OK);
  return layer;
}

static inline uint32_t add(lun_layer *layer, uint32_t first, uint32_t stop) {
  uint32_t id = 0;
  assert_int_equal(lun_layer_add(layer, first, stop, 0, &id, NULL), LUN_OK);
  return id;
}

#endif
