/* What stands at places: whole spans of layers and entries of dictionaries, tests of being inside one, zones, and how far
 * a match may go. */
#include "match_fixture.h"

static const char fruit[] =
  "#dictionary fruit\n#case fold\n#cols surface\tkind\napple\tpome\nblood orange\tcitrus\norange\tcitrus\norange\tcolour\nsea pear\tmade up\npear\tpome\n";

typedef struct list {
  lun_image *image;
  lun_dictionary *dictionary;
  char *bytes;
} list;

static list open_entries(const char *rows, size_t rows_size) {
  list l;
  size_t size;
  lun_image_builder *builder;
  assert_int_equal(lun_image_builder_new(&builder, NULL), LUN_OK);
  assert_int_equal(lun_image_builder_add(builder, "fruit", "fruit.tsv", rows, rows_size, NULL), LUN_OK);
  assert_int_equal(lun_image_builder_finish(builder, &l.bytes, &size, NULL), LUN_OK);
  lun_image_builder_free(builder);
  assert_int_equal(lun_image_open(l.bytes, size, &l.image, NULL), LUN_OK);
  l.dictionary = lun_image_at(l.image, 0);
  return l;
}
static list open_list(void) { return open_entries(fruit, sizeof fruit - 1); }
static void close_list(list *l) {
  lun_image_close(l->image);
  lun_free(l->bytes);
}

static lun_context entries(fixture *f, list *l, const char *attribute, const char *first, const char *second) {
  lun_context context;
  const char *const values[] = {first, second};
  assert_int_equal(lun_context_dictionary(f->machine, l->dictionary, attribute, values, (first ? 1u : 0u) + (second ? 1u : 0u), &context, NULL), LUN_OK);
  return context;
}
static lun_context spans(fixture *f, const char *name, const char *attribute, const char *first, const char *second) {
  lun_context context;
  const char *const values[] = {first, second};
  assert_int_equal(lun_context_layer(f->machine, name, attribute, values, (first ? 1u : 0u) + (second ? 1u : 0u), &context, NULL), LUN_OK);
  return context;
}

static void test_whole_entries(void **state) {
  (void)state;
  list l = open_list();
  for (uint32_t widest = 1; widest <= 2; widest++) {
    fixture f_ = open_machine(), *f = &f_;
    add(f, cap(f, 1, whole(f, entries(f, &l, NULL, NULL, NULL))));
    add(f, whole(f, entries(f, &l, "kind", "citrus", NULL)));
    add(f, whole(f, entries(f, &l, "kind", "pome", "colour")));
    add(f, whole(f, entries(f, &l, "kind", "stone", NULL)));
    add(f, SEQ(f, w(f, "a"), some(f, whole(f, entries(f, &l, NULL, NULL, NULL)))));
    add(f, tok(f, lun_test_inside(f->machine, entries(f, &l, "kind", "made up", NULL))));
    add(f, tok(f, lun_test_begins(f->machine, entries(f, &l, NULL, NULL, NULL))));
    ready(f, widest);
    expect(f, "a blood orange apple, a sea pear, an orange",
           "0:1-3[1=1-3] 0:3-4[1=3-4] 0:6-8[1=6-8] 0:10-11[1=10-11] 1:1-3 1:10-11 2:3-4 2:10-11 4:0-4 4:5-8 5:6-7 5:7-8 6:1-2 6:3-4 6:6-7 6:10-11");
    close_machine(f);
  }
  close_list(&l);
}

/* More sets of contexts than are remembered: each entry is of those whose bits its number has. */
static void test_entries_of_very_many_kinds(void **state) {
  (void)state;
  enum { ENTRIES = 320, BITS = 9 };
  char rows[16 * ENTRIES + 64], text[8 * ENTRIES], numbers[ENTRIES][4];
  size_t size = (size_t)snprintf(rows, sizeof rows, "#dictionary fruit\n#cols surface\tnumber\n"), written = 0, matches = 0;
  for (unsigned i = 0; i < ENTRIES; i++) {
    snprintf(numbers[i], sizeof numbers[i], "%u", i);
    size += (size_t)snprintf(rows + size, sizeof rows - size, "k%c%c\t%u\n", 'a' + i / 26, 'a' + i % 26, i);
    written += (size_t)snprintf(text + written, sizeof text - written, "k%c%c ", 'a' + i / 26, 'a' + i % 26);
  }
  list l = open_entries(rows, size);
  fixture f_ = open_machine(), *f = &f_;
  for (unsigned bit = 0; bit < BITS; bit++) {
    const char *values[ENTRIES];
    uint32_t count = 0;
    lun_context context;
    for (unsigned i = 0; i < ENTRIES; i++)
      if (i >> bit & 1) values[count++] = numbers[i];
    matches += count;
    assert_int_equal(lun_context_dictionary(f->machine, l.dictionary, "number", values, count, &context, NULL), LUN_OK);
    add(f, whole(f, context));
  }
  ready(f, 0);
  lun_doc *doc = document(f, text);
  for (int twice = 0; twice < 2; twice++) {
    lun_found found = {0};
    assert_int_equal(lun_machine_search(f->machine, doc, NULL, &found, NULL), LUN_OK);
    assert_int_equal(found.match_count, matches);
    for (uint32_t k = 0; k < found.match_count; k++) assert_true(found.matches[k].first >> found.matches[k].rule & 1);
    lun_found_free(&found);
  }
  lun_doc_free(doc);
  close_machine(f);
  close_list(&l);
}

static void test_contexts_are_kept_once(void **state) {
  (void)state;
  list l = open_list();
  fixture f_ = open_machine(), *f = &f_;
  const lun_context all = entries(f, &l, NULL, NULL, NULL), citrus = entries(f, &l, "kind", "citrus", NULL);
  lun_context none;
  const char *layer_name;
  lun_err err = {0};
  assert_true(all != citrus);
  assert_int_equal(entries(f, &l, NULL, NULL, NULL), all);
  assert_int_equal(entries(f, &l, "kind", "citrus", NULL), citrus);
  assert_true(entries(f, &l, "kind", "citrus", "pome") != citrus);
  assert_int_equal(layer(f, "person"), layer(f, "person"));
  assert_true(layer(f, "person") != layer(f, "org"));
  assert_int_equal(spans(f, "person", "kind", "x", NULL), spans(f, "person", "kind", "x", NULL));
  assert_int_equal(lun_context_dictionary(f->machine, l.dictionary, "taste", NULL, 0, &none, &err), LUN_INVALID);
  assert_string_equal(err.message, "dictionary 'fruit' has no column 'taste'");
  assert_ptr_equal(lun_context_of(f->machine, citrus, &layer_name), l.dictionary);
  assert_null(layer_name);
  assert_null(lun_context_of(f->machine, layer(f, "org"), &layer_name));
  assert_string_equal(layer_name, "org");
  uint32_t entry, row;
  assert_int_equal(lun_dictionary_lookup(l.dictionary, f->vocab, "orange", 6, &entry, NULL), LUN_OK);
  assert_int_equal(lun_dictionary_candidates(l.dictionary, entry, &row), 2);
  unsigned with = 0, without = 0;
  for (uint32_t i = 0; i < 2; i++) {
    with += lun_context_row(f->machine, citrus, row + i);
    without += lun_context_row(f->machine, all, row + i);
  }
  assert_int_equal(with, 1);
  assert_int_equal(without, 2);
  close_machine(f);
  close_list(&l);
}

static void test_whole_spans(void **state) {
  (void)state;
  for (uint32_t widest = 1; widest <= 2; widest++) {
    fixture f_ = open_machine(), *f = &f_;
    const lun_context person = layer(f, "person");
    add(f, cap(f, 1, whole(f, person)));
    add(f, SEQ(f, whole(f, spans(f, "person", "kind", "long", NULL)), w(f, "c")));
    add(f, some(f, tok(f, lun_test_inside(f->machine, person))));
    add(f, SEQ(f, w(f, "b"), w(f, "c"))); /* tokens of a span one by one */
    add(f, whole(f, spans(f, "person", "kind", "short", "tiny")));
    add(f, whole(f, layer(f, "nowhere")));
    ready(f, widest);
    lun_doc *doc = document(f, "a b c d e f");
    lay(doc, "person", 0, 2, "kind", "long");
    lay(doc, "person", 1, 3, "kind", "short"); /* overlaps one taken, unless only such are asked for */
    lay(doc, "person", 3, 4, "kind", "tiny");
    lay(doc, "person", 0, 1, NULL, NULL);
    expect_doc(f, doc, "0:0-2[1=0-2] 0:3-4[1=3-4] 1:0-3 2:0-2 2:3-4 3:1-3 4:1-3 4:3-4");
    lun_doc_free(doc);
    expect(f, "a b c", "3:1-3");
    close_machine(f);
  }
}

static void test_a_capture_knows_the_span_that_fills_it(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  const lun_context person = layer(f, "person"), org = layer(f, "org");
  add(f, SEQ(f, cap(f, 1, EITHER(f, whole(f, person), whole(f, org))), cap(f, 2, SEQ(f, whole(f, person), maybe(f, w(f, "x"))))));
  ready(f, 0);
  lun_doc *doc = document(f, "a b c a b d x");
  const uint32_t o = lay(doc, "org", 0, 2, NULL, NULL), p = lay(doc, "person", 2, 3, NULL, NULL);
  lay(doc, "org", 3, 5, NULL, NULL);
  lay(doc, "person", 5, 6, NULL, NULL);
  lun_found found = {0};
  assert_int_equal(lun_machine_search(f->machine, doc, NULL, &found, NULL), LUN_OK);
  assert_int_equal(found.match_count, 2);
  lun_context context;
  lun_place place;
  const lun_match *m = &found.matches[0];
  assert_true(lun_found_whole(f->machine, &found, &found.captures[m->captures], &context, &place));
  assert_int_equal(context, org);
  assert_int_equal(place.id, o);
  assert_true(lun_found_whole(f->machine, &found, &found.captures[m->captures + 1], &context, &place));
  assert_int_equal(context, person);
  assert_int_equal(place.id, p);
  m = &found.matches[1];
  assert_true(lun_found_whole(f->machine, &found, &found.captures[m->captures], &context, &place));
  assert_int_equal(place.first, 3);
  assert_false(lun_found_whole(f->machine, &found, &found.captures[m->captures + 1], &context, &place)); /* more than the span */
  lun_found_free(&found);
  lun_doc_free(doc);
  close_machine(f);
}

static void test_a_whole_span_may_hold_sentences(void **state) {
  (void)state;
  for (uint32_t widest = 1; widest <= 2; widest++) {
    fixture f_ = open_machine(), *f = &f_;
    add(f, SEQ(f, w(f, "one"), whole(f, layer(f, "speech")), w(f, "z")));
    add(f, SEQ(f, w(f, "one"), some(f, tok(f, lun_test_inside(f->machine, layer(f, "speech"))))));
    ready(f, widest);
    lun_doc *doc = document(f, "One two. Three four z.");
    lay(doc, "speech", 1, 5, NULL, NULL);
    expect_doc(f, doc, "0:0-6 1:0-3");
    lun_doc_free(doc);
    close_machine(f);
  }
}

static void test_across(void **state) {
  (void)state;
  static const char *const expected[] = {"0:0-3 0:3-6 0:6-9 1:2-3 1:5-6 1:8-9", "0:0-6 0:6-9 1:5-6 1:8-9", "0:0-9 1:8-9"};
  for (int across = 0; across < 3; across++)
    for (uint32_t widest = 1; widest <= 2; widest++) {
      fixture f_ = open_machine(), *f = &f_;
      lun_rule_options options = plain;
      options.across = (lun_across)across;
      add_with(f, some(f, tok(f, any(f))), options);
      add_with(f, SEQ(f, tok(f, flag(f, LUN_LEX_STOP)), look(f, true, any(f))), options); /* nothing follows where it may go */
      ready(f, widest);
      expect(f, "One two. Three four.\n\nFive six.", expected[across]);
      close_machine(f);
    }
}

static void test_zones(void **state) {
  (void)state;
  for (uint32_t widest = 1; widest <= 2; widest++) {
    fixture f_ = open_machine(), *f = &f_;
    lun_rule_options in = plain, out = plain, headline = plain, both_ways = plain;
    in.within = layer(f, "quote");
    out.outside = layer(f, "quote");
    headline.parts = 1u << LUN_HEADLINE;
    both_ways.within = layer(f, "x");
    both_ways.outside = layer(f, "y");
    lun_pattern *low = some(f, tok(f, flag(f, LUN_LEX_LOWER)));
    add_with(f, low, in);
    add_with(f, low, out);
    add_with(f, some(f, tok(f, any(f))), headline);
    add_with(f, low, both_ways);
    add_with(f, SEQ(f, w(f, "b"), look(f, false, flag(f, LUN_LEX_CLOSE))), in); /* may look at what is outside */
    ready(f, widest);
    lun_doc *doc = document(f, "\xE2\x80\x9C" "a b\xE2\x80\x9D c d");
    expect_doc(f, doc, "0:1-3 1:4-6 4:2-3");
    lay(doc, "x", 1, 2, NULL, NULL);
    lay(doc, "x", 2, 3, NULL, NULL); /* two spans side by side are two zones */
    lay(doc, "x", 4, 6, NULL, NULL);
    lay(doc, "y", 5, 6, NULL, NULL);
    expect_doc(f, doc, "0:1-3 1:4-6 3:1-2 3:2-3 3:4-5 4:2-3");
    lun_doc_free(doc);
    doc = document(f, "Town votes for bridge\n\nThe town voted on Friday to build a second bridge over the river, after a debate of six hours.");
    lun_found found = {0};
    assert_int_equal(lun_machine_search(f->machine, doc, NULL, &found, NULL), LUN_OK);
    uint32_t in_headline = 0;
    while (in_headline < doc->tokens.count && lun_doc_part(doc, in_headline) == LUN_HEADLINE) in_headline++;
    assert_int_equal(in_headline, 4);
    assert_int_equal(found.matches[found.first_of[2]].stop, 4);
    assert_int_equal(found.matches[found.first_of[2]].next, LUN_NONE);
    lun_found_free(&found);
    lun_doc_free(doc);
    close_machine(f);
  }
}

/* Spans side by side are zones of their own; one that stands in another is none. */
static void test_a_zone_is_each_span_for_itself(void **state) {
  (void)state;
  fixture f_ = open_machine(), *f = &f_;
  lun_rule_options in = plain;
  in.within = layer(f, "x");
  add_with(f, some(f, tok(f, flag(f, LUN_LEX_LOWER))), in);
  ready(f, 0);
  lun_doc *doc = document(f, "a b c d e f");
  lay(doc, "x", 0, 2, NULL, NULL);
  lay(doc, "x", 2, 4, NULL, NULL);
  expect_doc(f, doc, "0:0-2 0:2-4");
  lun_doc_free(doc);
  doc = document(f, "a b c d e f");
  lay(doc, "x", 0, 4, NULL, NULL);
  lay(doc, "x", 2, 3, NULL, NULL);
  expect_doc(f, doc, "0:0-4");
  lun_doc_free(doc);
  close_machine(f);
}

static void test_look_ups_are_shared(void **state) {
  (void)state;
  list l = open_list();
  fixture a = open_machine(), b = open_machine();
  add(&a, whole(&a, entries(&a, &l, NULL, NULL, NULL)));
  add(&b, whole(&b, entries(&b, &l, "kind", "pome", NULL)));
  ready(&a, 0);
  ready(&b, 0);
  lun_doc *first = document(&a, "an apple, a blood orange"), *second = document(&b, "an apple, a blood orange");
  lun_lookups *lookups = lun_lookups_new();
  assert_non_null(lookups);
  assert_int_equal(lun_machine_look_up(a.machine, first, lookups, NULL), LUN_OK);
  for (int twice = 0; twice < 2; twice++) {
    lun_found found = {0};
    assert_int_equal(lun_machine_search(a.machine, first, lookups, &found, NULL), LUN_OK);
    assert_int_equal(found.match_count, 2);
    lun_found_free(&found);
    assert_int_equal(lun_machine_search(b.machine, second, lookups, &found, NULL), LUN_OK); /* the same tokens */
    assert_int_equal(found.match_count, 1);
    lun_found_free(&found);
  }
  lun_doc *third = document(&a, "one blood orange");
  lun_found found = {0};
  lun_lookups_empty(lookups);
  assert_int_equal(lun_machine_search(a.machine, third, lookups, &found, NULL), LUN_OK);
  assert_int_equal(found.match_count, 1);
  lun_found_free(&found);
  lun_lookups_free(lookups);
  lun_lookups_free(NULL);
  lun_doc_free(third);
  lun_doc_free(first);
  lun_doc_free(second);
  close_machine(&a);
  close_machine(&b);
  close_list(&l);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_whole_entries), cmocka_unit_test(test_entries_of_very_many_kinds),
    cmocka_unit_test(test_contexts_are_kept_once),
    cmocka_unit_test(test_whole_spans),
    cmocka_unit_test(test_a_capture_knows_the_span_that_fills_it),
    cmocka_unit_test(test_a_whole_span_may_hold_sentences),
    cmocka_unit_test(test_across),
    cmocka_unit_test(test_zones), cmocka_unit_test(test_a_zone_is_each_span_for_itself),
    cmocka_unit_test(test_look_ups_are_shared),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
