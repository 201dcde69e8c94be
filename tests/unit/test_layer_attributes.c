/* Attributes of spans: own ones and those that spans share. */
#include "layer_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void set(lun_layer *layer, uint32_t id, const char *key, const char *value) {
  assert_int_equal(lun_layer_set(layer, id, key, value, value ? strlen(value) : 0, NULL), LUN_OK);
}

static void test_attributes_are_kept_by_span(void **state) {
  (void)state;
  lun_layer *layer = new_layer("attributes");
  uint32_t a = add(layer, 0, 1), b = add(layer, 1, 2);
  char key[] = "role", value[] = "minister";
  set(layer, a, key, value);
  memset(key, '#', sizeof key - 1); /* both were copied */
  memset(value, '#', sizeof value - 1);
  size_t size;
  assert_string_equal(lun_layer_get(layer, a, "role", &size), "minister");
  assert_int_equal(size, 8);
  assert_null(lun_layer_get(layer, b, "role", &size));
  assert_null(lun_layer_get(layer, a, "roles", NULL));
  assert_true(lun_layer_has(layer, "role", "minister", 8));
  assert_false(lun_layer_has(layer, "role", "minister", 7));
  assert_false(lun_layer_has(layer, "roles", "minister", 8));
  assert_null(lun_layer_get(layer, 0, "role", NULL));
  assert_null(lun_layer_get(layer, 99, "role", NULL));
  set(layer, a, "role", "president");
  assert_string_equal(lun_layer_get(layer, a, "role", NULL), "president");
  set(layer, a, "role", "");
  assert_string_equal(lun_layer_get(layer, a, "role", &size), "");
  assert_int_equal(size, 0);
  assert_int_equal(lun_layer_set(layer, b, "bytes", "a\0b", 3, NULL), LUN_OK);
  assert_memory_equal(lun_layer_get(layer, b, "bytes", &size), "a\0b", 4);
  assert_int_equal(size, 3);
  lun_layer_free(layer);
}

static void lists(lun_layer *layer, uint32_t id, const char *expected) {
  char line[200] = "";
  const char *key, *value;
  size_t size;
  uint32_t i = 0;
  for (; lun_layer_attribute(layer, id, i, &key, &value, &size); i++)
    snprintf(line + strlen(line), sizeof line - strlen(line), "%s=%.*s ", key, (int)size, value);
  assert_string_equal(line, expected);
  assert_false(lun_layer_attribute(layer, id, i + 3, &key, &value, &size));
}

static void test_attributes_are_listed_in_order_of_setting(void **state) {
  (void)state;
  lun_layer *layer = new_layer("attributes");
  uint32_t a = add(layer, 0, 1);
  lists(layer, a, "");
  set(layer, a, "one", "1");
  set(layer, a, "two", "2");
  set(layer, a, "three", "3");
  lists(layer, a, "one=1 two=2 three=3 ");
  set(layer, a, "one", "I"); /* keeps its place */
  lists(layer, a, "one=I two=2 three=3 ");
  set(layer, a, "one", NULL);
  set(layer, a, "never", NULL);
  lists(layer, a, "two=2 three=3 ");
  set(layer, a, "one", "uno"); /* set anew, so last */
  lists(layer, a, "two=2 three=3 one=uno ");
  lists(layer, 7, "");
  lun_layer_free(layer);
}

static void test_names_of_attributes_are_kept_once(void **state) {
  (void)state;
  lun_layer *layer = new_layer("attributes");
  uint32_t a = add(layer, 0, 1), b = add(layer, 1, 2);
  set(layer, a, "role", "x");
  set(layer, b, "other", "y");
  set(layer, b, "role", "z");
  const char *first, *second, *value;
  size_t size;
  assert_true(lun_layer_attribute(layer, a, 0, &first, &value, &size));
  assert_true(lun_layer_attribute(layer, b, 1, &second, &value, &size));
  assert_ptr_equal(first, second);
  assert_ptr_equal(lun_layer_key(layer, "role"), first);
  assert_null(lun_layer_key(layer, "rol"));
  assert_string_equal(lun_layer_get(layer, b, lun_layer_key(layer, "role"), &size), "z");
  for (uint32_t id = 0; id < 5; id++) lun_layer_prefetch_span(layer, id, id % 2); /* no number does harm */
  lun_layer_prefetch(layer, true);
  lun_layer_free(layer);
}

static void test_a_removed_span_loses_its_attributes(void **state) {
  (void)state;
  lun_layer *layer = new_layer("attributes");
  uint32_t a = add(layer, 0, 1);
  set(layer, a, "role", "x");
  assert_int_equal(lun_layer_remove(layer, a, NULL), LUN_OK);
  assert_null(lun_layer_get(layer, a, "role", NULL));
  lists(layer, a, "");
  lun_err err;
  assert_int_equal(lun_layer_set(layer, a, "role", "y", 1, &err), LUN_NOT_FOUND);
  assert_int_equal(lun_layer_set(layer, 0, "role", "y", 1, &err), LUN_NOT_FOUND);
  lun_layer_free(layer);
}

static void test_attributes_follow_spans_that_are_sorted_elsewhere(void **state) {
  (void)state;
  lun_layer *layer = new_layer("attributes");
  for (uint32_t i = 0; i < 2000; i++) {
    uint32_t first = i * 7919 % 2003, id = add(layer, first, first + 1);
    char text[16];
    snprintf(text, sizeof text, "%u", (unsigned)first);
    set(layer, id, "first", text);
  }
  for (uint32_t i = 0; i < 2000; i++) {
    const lun_span *span = lun_layer_span(layer, i);
    assert_int_equal(strtoul(lun_layer_get(layer, span->id, "first", NULL), NULL, 10), span->first);
  }
  lun_layer_free(layer);
}

static uint32_t add_shared(lun_layer *layer, uint32_t first, const lun_values *values) {
  uint32_t id = 0;
  assert_int_equal(lun_layer_add_shared(layer, first, first + 1, 0, values, &id, NULL), LUN_OK);
  return id;
}

static void test_shared_attributes_outlive_their_makers_and_are_changed_for_one_span(void **state) {
  (void)state;
  lun_values_store *store = lun_values_store_new();
  const lun_values *values = lun_values_new(store, (const lun_named_value[]){{"kind", "port", 4}, {"size", "large", 5}}, 2), *none = lun_values_new(store, NULL, 0);
  lun_layer *layer = new_layer("shared"), *other = new_layer("other");
  assert_null(lun_layer_key(layer, "kind"));
  const uint32_t a = add_shared(layer, 0, values), b = add_shared(layer, 2, values), c = add_shared(layer, 4, none);
  add_shared(other, 0, values);
  lun_err err;
  uint32_t id = 0;
  assert_int_equal(lun_layer_add_shared(layer, 3, 3, 0, values, &id, &err), LUN_INVALID);
  assert_int_equal(lun_layer_count(layer), 3);
  lun_values_store_release(store);
  lun_layer_free(other);
  set(layer, a, "kind", "bay");
  set(layer, a, "depth", "9");
  assert_int_equal(lun_layer_set(layer, a, "size", NULL, 0, NULL), LUN_OK);
  assert_string_equal(lun_layer_get(layer, a, "kind", NULL), "bay");
  assert_string_equal(lun_layer_get(layer, a, "depth", NULL), "9");
  assert_null(lun_layer_get(layer, a, "size", NULL));
  assert_string_equal(lun_layer_get(layer, b, "kind", NULL), "port");
  assert_string_equal(lun_layer_get(layer, b, "size", NULL), "large");
  assert_null(lun_layer_get(layer, b, "depth", NULL));
  assert_null(lun_layer_get(layer, c, "kind", NULL));
  assert_ptr_equal(lun_layer_get(layer, b, lun_layer_key(layer, "kind"), NULL), lun_layer_get(layer, b, "kind", NULL));
  lun_layer_free(layer);
}

static void test_a_list_may_take_the_place_of_attributes(void **state) {
  (void)state;
  lun_values_store *store = lun_values_store_new();
  const lun_values *values = lun_values_new(store, (const lun_named_value[]){{"kind", "port", 4}}, 1);
  lun_layer *layer = new_layer("replaced");
  const uint32_t a = add(layer, 0, 1), b = add(layer, 2, 3);
  set(layer, a, "size", "large");
  lun_layer_seal(layer, 7);
  assert_int_equal(lun_layer_share(layer, a, values, NULL), LUN_OK);
  assert_int_equal(lun_layer_sealed(layer), 0);
  lun_values_store_release(store);
  assert_string_equal(lun_layer_get(layer, a, "kind", NULL), "port");
  assert_null(lun_layer_get(layer, a, "size", NULL));
  assert_string_equal(lun_layer_key(layer, "kind"), "kind");
  set(layer, a, "kind", "bay");
  assert_string_equal(lun_layer_get(layer, a, "kind", NULL), "bay");
  lun_err err;
  assert_int_equal(lun_layer_remove(layer, b, NULL), LUN_OK);
  assert_int_equal(lun_layer_share(layer, b, values, &err), LUN_NOT_FOUND);
  lun_layer_free(layer);
}

static void test_any_change_takes_a_seal_off(void **state) {
  (void)state;
  lun_values_store *store = lun_values_store_new();
  const lun_values *values = lun_values_new(store, (const lun_named_value[]){{"kind", "port", 4}}, 1);
  lun_layer *layer = new_layer("sealed");
  assert_int_equal(lun_layer_sealed(layer), 0);
  const uint32_t a = add(layer, 0, 1);
  lun_layer_seal(layer, 7);
  assert_int_equal(lun_layer_count(layer), 1);
  assert_int_equal(lun_layer_sealed(layer), 7);
  add(layer, 2, 3);
  assert_int_equal(lun_layer_sealed(layer), 0);
  lun_layer_seal(layer, 8);
  add_shared(layer, 4, values);
  assert_int_equal(lun_layer_sealed(layer), 0);
  lun_layer_seal(layer, 9);
  set(layer, a, "kind", "bay");
  assert_int_equal(lun_layer_sealed(layer), 0);
  lun_layer_seal(layer, 10);
  assert_int_equal(lun_layer_remove(layer, a, NULL), LUN_OK);
  assert_int_equal(lun_layer_sealed(layer), 0);
  lun_values_store_release(store);
  lun_layer_free(layer);
}

static void test_hashes_say_which_attributes_are_alike(void **state) {
  (void)state;
  lun_values_store *store = lun_values_store_new();
  const lun_values *values = lun_values_new(store, (const lun_named_value[]){{"kind", "port", 4}, {"size", "large", 5}}, 2);
  lun_layer *layer = new_layer("hashed");
  const uint32_t a = add_shared(layer, 0, values), b = add(layer, 2, 3), none = add(layer, 4, 5);
  set(layer, b, "kind", "port");
  assert_int_not_equal(lun_layer_hash(layer, a), lun_layer_hash(layer, b));
  set(layer, b, "size", "large");
  assert_int_equal(lun_layer_hash(layer, a), lun_layer_hash(layer, b));
  assert_int_not_equal(lun_layer_hash(layer, a), lun_layer_hash(layer, none));
  set(layer, a, "size", "small");
  assert_int_not_equal(lun_layer_hash(layer, a), lun_layer_hash(layer, b));
  lun_values_store_release(store);
  lun_layer_free(layer);
}

/* The names of a list that has more than a store has bits for are known all the same. */
static void test_lists_may_have_many_names(void **state) {
  (void)state;
  enum { NAMES = 70 };
  lun_values_store *store = lun_values_store_new();
  char names[NAMES][4];
  lun_named_value at[NAMES];
  for (unsigned i = 0; i < NAMES; i++) {
    snprintf(names[i], sizeof names[i], "k%u", i);
    at[i] = (lun_named_value){names[i], names[i], strlen(names[i])};
  }
  lun_layer *layer = new_layer("many");
  add_shared(layer, 0, lun_values_new(store, at, 2));
  assert_non_null(lun_layer_key(layer, "k1"));
  assert_null(lun_layer_key(layer, "k2"));
  const uint32_t all = add_shared(layer, 2, lun_values_new(store, at, NAMES));
  for (unsigned i = 0; i < NAMES; i++) {
    assert_non_null(lun_layer_key(layer, names[i]));
    assert_string_equal(lun_layer_get(layer, all, names[i], NULL), names[i]);
  }
  lun_values_store_release(store);
  lun_layer_free(layer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_attributes_are_kept_by_span),
    cmocka_unit_test(test_attributes_are_listed_in_order_of_setting),
    cmocka_unit_test(test_names_of_attributes_are_kept_once),
    cmocka_unit_test(test_a_removed_span_loses_its_attributes),
    cmocka_unit_test(test_attributes_follow_spans_that_are_sorted_elsewhere),
    cmocka_unit_test(test_shared_attributes_outlive_their_makers_and_are_changed_for_one_span),
    cmocka_unit_test(test_a_list_may_take_the_place_of_attributes), cmocka_unit_test(test_any_change_takes_a_seal_off),
    cmocka_unit_test(test_hashes_say_which_attributes_are_alike),
    cmocka_unit_test(test_lists_may_have_many_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
