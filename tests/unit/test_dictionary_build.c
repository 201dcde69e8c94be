/* Dictionaries as built: the form of lists, images that depend on their rows alone, and damaged images. */
#include <time.h>

#include "dictionary_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static lun_status add(lun_image_builder *builder, const char *tsv, lun_err *err) {
  return lun_image_builder_add(builder, "list", "list.tsv", tsv, strlen(tsv), err);
}

static void test_malformed_line_is_named_and_leaves_the_builder_as_it_was(void **state) {
  (void)state;
  static const struct { const char *tsv; unsigned line; const char *what; } cases[] = {
    {"Chile\nPeru\tx\n", 2, "more cells"},
    {"#cols surface\ta\nChile\t1\nPeru\t1\t2\n", 3, "more cells"},
    {"Chile\n\n\tx\n", 3, "empty"},
    {"Chile\n \t \n", 2, "empty"},
    {"# note\r\nChile\r\n...\r\n", 3, "no word"},
    {"\xE2\x80\x94\n", 1, "no word"},
    {"\xE2\x80\x8B\n", 1, "no word"},
    {"Chile\nPer\xFF\n", 2, "UTF-8"},
    {"#case both\nChile\n", 1, "#case"},
    {"#cols name\ta\nChile\n", 1, "surface"},
    {"#cols surface\ta\ta\n", 1, "same name"},
    {"#cols surface\t\ta\n", 1, "no name"},
    {"#cols surface\n#cols surface\n", 2, "second #cols"},
    {"#dictionary \nChile\n", 1, "no name"},
    {"Chile\n#case fold\n", 2, "before the rows"},
    {"a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n\n", 1, "64 words"},
  };
  lun_image_builder *builder;
  char *before, *after;
  size_t before_size, after_size;
  lun_err err;
  assert_int_equal(lun_image_builder_new(&builder, NULL), LUN_OK);
  assert_int_equal(add(builder, "#cols surface\tcc\nChile\tCL\nFord Motor Co.\n", &err), LUN_OK);
  assert_int_equal(lun_image_builder_finish(builder, &before, &before_size, &err), LUN_OK);
  for (size_t i = 0; i < COUNT(cases); i++) {
    if (add(builder, cases[i].tsv, &err) != LUN_FORMAT) fail_msg("%s was accepted", cases[i].tsv);
    assert_int_equal(err.code, LUN_FORMAT);
    assert_int_equal(err.position, cases[i].line);
    assert_memory_equal(err.message, "list.tsv:", 9);
    if (!strstr(err.message, cases[i].what)) fail_msg("'%s' has no '%s'", err.message, cases[i].what);
  }
  assert_int_equal(lun_image_builder_add(builder, "other", "other.tsv", "Peru\nPeru\0x\n", 12, &err), LUN_FORMAT);
  assert_int_equal(err.position, 2);
  assert_int_equal(lun_image_builder_finish(builder, &after, &after_size, &err), LUN_OK);
  assert_int_equal(before_size, after_size);
  assert_memory_equal(before, after, after_size);
  lun_free(before);
  lun_free(after);
  lun_image_builder_free(builder);
}

static void test_header_lines_comments_and_blank_lines_are_no_rows(void **state) {
  (void)state;
  fixture f = open_list("\xEF\xBB\xBF#dictionary  places \n#licence MIT\n#\n\n#cols surface\tcc\r\n# x\ty\tz\r\nChile\tCL\r\n\r\n# more\nPeru\tPE");
  uint32_t entry, row;
  assert_string_equal(lun_dictionary_name(f.dictionary), "places");
  assert_int_equal(lun_dictionary_entries(f.dictionary), 2);
  assert_int_equal(lun_dictionary_lookup(f.dictionary, f.vocab, "Chile", 5, &entry, NULL), LUN_OK);
  assert_int_equal(lun_dictionary_candidates(f.dictionary, entry, &row), 1);
  assert_string_equal(lun_dictionary_value(f.dictionary, row, 0), "CL");
  expect(&f, "Peru and Chile", "0-1=Peru 2-3=Chile");
  close_list(&f);
}

static void test_list_without_rows_is_an_empty_dictionary(void **state) {
  (void)state;
  static const char *const lists[] = {"", "#cols surface\tcc\n"};
  for (size_t i = 0; i < COUNT(lists); i++) {
    fixture f = open_list(lists[i]);
    assert_int_equal(lun_dictionary_entries(f.dictionary), 0);
    expect(&f, "Chile - and Peru", "");
    expect_recased(&f, "CHILE", "");
    close_list(&f);
  }
}

static void test_files_of_one_name_make_one_dictionary_with_all_columns(void **state) {
  (void)state;
  lun_image_builder *builder;
  lun_image *image;
  lun_err err;
  char *bytes;
  size_t size;
  uint32_t entry, row;
  lun_vocab *vocab;
  assert_int_equal(lun_vocab_new(&vocab, NULL), LUN_OK);
  assert_int_equal(lun_image_builder_new(&builder, NULL), LUN_OK);
  assert_int_equal(add(builder, "#dictionary place\n#cols surface\tcc\nChile\tCL\n", &err), LUN_OK);
  assert_int_equal(add(builder, "#dictionary first\nAda\n", &err), LUN_OK);
  assert_int_equal(add(builder, "#dictionary place\n#cols surface\tkind\tcc\nChile\tpepper\t\nPeru\tcountry\tPE\n", &err), LUN_OK);
  assert_int_equal(add(builder, "#dictionary place\n#case fold\nOman\n", &err), LUN_FORMAT);
  assert_int_equal(lun_image_builder_finish(builder, &bytes, &size, &err), LUN_OK);
  lun_image_builder_free(builder);
  assert_int_equal(lun_image_open(bytes, size, &image, &err), LUN_OK);
  assert_int_equal(lun_image_count(image), 2);
  assert_string_equal(lun_dictionary_name(lun_image_at(image, 0)), "first");
  assert_null(lun_image_at(image, 2));
  assert_null(lun_image_find(image, "absent"));
  lun_dictionary *place = lun_image_find(image, "place");
  assert_int_equal(lun_dictionary_entries(place), 2);
  assert_int_equal(lun_dictionary_lookup(place, vocab, "Chile", 5, &entry, &err), LUN_OK);
  assert_int_equal(lun_dictionary_candidates(place, entry, &row), 2);
  assert_string_equal(lun_dictionary_value(place, row, 0), "CL");
  assert_string_equal(lun_dictionary_value(place, row + 1, 1), "pepper");
  assert_int_equal(lun_dictionary_lookup(place, vocab, "Peru", 4, &entry, &err), LUN_OK);
  assert_int_equal(lun_dictionary_candidates(place, entry, &row), 1);
  assert_string_equal(lun_dictionary_value(place, row, 0), "PE");
  assert_string_equal(lun_dictionary_value(place, row, 1), "country");
  lun_image_close(image);
  lun_free(bytes);
  lun_vocab_free(vocab);
}

static void test_image_holds_so_many_dictionaries_and_no_more(void **state) {
  (void)state;
  lun_image_builder *builder;
  lun_image *image;
  lun_err err;
  char *bytes, tsv[60];
  size_t size;
  lun_vocab *vocab;
  lun_tokens tokens = {0};
  lun_hits hits = {0};
  assert_int_equal(lun_vocab_new(&vocab, NULL), LUN_OK);
  assert_int_equal(lun_image_builder_new(&builder, NULL), LUN_OK);
  for (unsigned i = 0; i < LUN_DICTIONARIES_MAX; i++) {
    snprintf(tsv, sizeof tsv, "#dictionary list%02u\nChile\nPeru %u\n", i, i);
    assert_int_equal(add(builder, tsv, &err), LUN_OK);
  }
  assert_int_equal(lun_image_builder_finish(builder, &bytes, &size, &err), LUN_OK);
  assert_int_equal(lun_image_open(bytes, size, &image, &err), LUN_OK);
  assert_int_equal(lun_tokenize("CHILE and Chile and Peru 62", 27, vocab, &tokens, NULL), LUN_OK);
  assert_int_equal(lun_image_scan(image, UINT64_MAX, vocab, &tokens, 0, 9, LUN_LOOKUP_RECASE, "", &hits, &err), LUN_OK);
  assert_int_equal(hits.count, 2 * LUN_DICTIONARIES_MAX + 1);
  assert_int_equal(hits.at[hits.count - 1].dictionary, 62);
  assert_int_equal(add(builder, "#dictionary other\nChile\n", &err), LUN_OK);
  char *more = NULL;
  assert_int_equal(lun_image_builder_finish(builder, &more, &size, &err), LUN_LIMIT);
  assert_null(more);
  lun_image_builder_free(builder);
  lun_hits_free(&hits);
  lun_tokens_free(&tokens);
  lun_image_close(image);
  lun_free(bytes);
  lun_vocab_free(vocab);
}

static void test_image_depends_on_rows_and_not_on_their_order(void **state) {
  (void)state;
  char *one, *two, *three;
  size_t one_size, two_size, three_size;
  compile("#cols surface\tcc\nNew York\tUS\nYork\tGB\nFord Co.\tUS\nNew\nZ\xC3\xBCrich\tCH\n", &one, &one_size);
  compile("#cols surface\tcc\nZ\xC3\xBCrich\tCH\nNew\nYork\tGB\nFord Co.\tUS\nNew York\tUS\n", &two, &two_size);
  compile("#cols surface\tcc\nZ\xC3\xBCrich\tCH\nNew\nYork\tGB\nFord Co.\tUS\nNew York\tFR\n", &three, &three_size);
  assert_int_equal(one_size, two_size);
  assert_memory_equal(one, two, one_size);
  assert_true(three_size != one_size || memcmp(one, three, one_size) != 0);
  lun_free(one);
  lun_free(two);
  lun_free(three);
}

static void test_columns_of_any_width_give_their_values_back(void **state) {
  (void)state;
  enum { ROWS = 3000 };
  char *tsv = lun_alloc(ROWS * 80), expected[40];
  assert_non_null(tsv);
  size_t length = (size_t)snprintf(tsv, 80, "#cols surface\tfew\tsome\tall\n");
  for (int i = 0; i < ROWS; i++) length += (size_t)snprintf(tsv + length, 80, "Name%d\tv%d\tv%d\tv%d\n", i, i % 3, i % 700, i);
  fixture f = open_list(tsv);
  for (int i = 0; i < ROWS; i++) {
    const int values[] = {i % 3, i % 700, i};
    uint32_t entry, row;
    snprintf(expected, sizeof expected, "Name%d", i);
    assert_int_equal(lun_dictionary_lookup(f.dictionary, f.vocab, expected, strlen(expected), &entry, NULL), LUN_OK);
    assert_int_equal(lun_dictionary_candidates(f.dictionary, entry, &row), 1);
    for (uint32_t c = 0; c < 3; c++) {
      snprintf(expected, sizeof expected, "v%d", values[c]);
      assert_string_equal(lun_dictionary_value(f.dictionary, row, c), expected);
    }
  }
  close_list(&f);
  lun_free(tsv);
}

/* Everything that can be asked of an image; nothing is promised about the answers. */
static void use(const char *bytes, size_t size, lun_vocab *vocab, const lun_tokens *tokens, unsigned *opened) {
  lun_image *image;
  lun_hits hits = {0};
  if (lun_image_open(bytes, size, &image, NULL) != LUN_OK) return;
  ++*opened;
  size_t read = 0;
  for (uint32_t i = 0; i < lun_image_count(image); i++) {
    lun_dictionary *dictionary = lun_image_at(image, i);
    uint32_t entry, row;
    read += strlen(lun_dictionary_name(dictionary));
    for (unsigned options = 0; options < 2; options++)
      assert_int_equal(lun_dictionary_scan(dictionary, vocab, tokens, 0, tokens->count, options, &hits, NULL), LUN_OK);
    (void)lun_dictionary_lookup(dictionary, vocab, "New York City", 13, &entry, NULL);
    for (uint32_t e = 0; e < lun_dictionary_entries(dictionary) && e < 100; e++) {
      const uint32_t rows = lun_dictionary_candidates(dictionary, e, &row);
      for (uint32_t r = row; r < row + rows && r < row + 100; r++) {
        read += strlen(lun_dictionary_surface(dictionary, r));
        for (uint32_t c = 0; c < lun_dictionary_columns(dictionary) && c < 10; c++)
          read += strlen(lun_dictionary_column(dictionary, c)) + strlen(lun_dictionary_value(dictionary, r, c));
      }
    }
  }
  assert_true(read < SIZE_MAX);
  lun_hits_free(&hits);
  lun_image_close(image);
}

static void test_damaged_image_is_refused_or_read_within_its_bounds(void **state) {
  (void)state;
  static const char text[] = "New York City and NEW YORK CITY , Port-au-Prince , PORT-AU-PRINCE and Rio de Janeiro Rio York 5";
  char *whole, *damaged;
  size_t size;
  lun_vocab *vocab;
  lun_tokens tokens = {0};
  unsigned opened = 0, refused = 0;
  compile("#cols surface\tcc\tid\nNew York\tUS\ta\nNew York City\tUS\tb\nYork\tGB\tc\nPort-au-Prince\tHT\td\nRio de Janeiro\tBR\te\nRio\tBR\tf\nCity\t\tg\n", &whole, &size);
  assert_int_equal(lun_vocab_new(&vocab, NULL), LUN_OK);
  assert_int_equal(lun_tokenize(text, sizeof text - 1, vocab, &tokens, NULL), LUN_OK);
  for (size_t at = 0; at < size; at++) { /* cut to each length */
    damaged = lun_alloc(at);
    assert_non_null(damaged);
    memcpy(damaged, whole, at);
    lun_image *image;
    lun_err err;
    assert_int_equal(lun_image_open(damaged, at, &image, &err), LUN_FORMAT);
    assert_null(image);
    lun_free(damaged);
  }
  static const unsigned char changes[] = {0x01, 0x80, 0xFF, 0x7F, 0x10};
  for (size_t at = 0; at < size; at++) { /* each byte changed */
    for (size_t c = 0; c < COUNT(changes); c++) {
      damaged = lun_alloc(size);
      assert_non_null(damaged);
      memcpy(damaged, whole, size);
      damaged[at] = (char)(damaged[at] ^ (char)changes[c]);
      const unsigned before = opened;
      use(damaged, size, vocab, &tokens, &opened);
      refused += opened == before;
      lun_free(damaged);
    }
  }
  uint32_t random = 1;
  for (int round = 0; round < 3000; round++) { /* numbers behind the header replaced by small or large ones */
    damaged = lun_alloc(size);
    assert_non_null(damaged);
    memcpy(damaged, whole, size);
    for (int k = 0; k < 6; k++) {
      random = random * 1664525u + 1013904223u;
      const size_t at = 56 + (random >> 8) % (size - 60) / 4 * 4;
      random = random * 1664525u + 1013904223u;
      const uint32_t value = random & 0x10000 ? random >> 27 : random;
      memcpy(damaged + at, &value, sizeof value);
    }
    use(damaged, size, vocab, &tokens, &opened);
    lun_free(damaged);
  }
  assert_true(refused > 100);
  assert_true(opened > 1000);
  lun_tokens_free(&tokens);
  lun_vocab_free(vocab);
  lun_free(whole);
}

static void test_image_must_be_aligned(void **state) {
  (void)state;
  char *bytes;
  size_t size;
  lun_image *image;
  lun_err err;
  compile("Chile\n", &bytes, &size);
  char *moved = lun_alloc(size + 8);
  assert_non_null(moved);
  memcpy(moved + 4, bytes, size);
  assert_int_equal(lun_image_open(moved + 4, size, &image, &err), LUN_INVALID);
  lun_free(moved);
  lun_free(bytes);
}

static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

static void test_a_million_entries_are_built_and_found(void **state) {
  (void)state;
  enum { ENTRIES = 1000000 };
  char *tsv = lun_alloc((size_t)ENTRIES * 40), *bytes, name[40];
  size_t length = 0, size;
  assert_non_null(tsv);
  for (unsigned i = 0; i < ENTRIES; i++) length += (size_t)sprintf(tsv + length, "Name%u of Town%u\n", (unsigned)(i % 70001), i);
  const double start = seconds();
  compile(tsv, &bytes, &size);
  const double built = seconds();
  fixture f = {.bytes = bytes, .size = size};
  assert_int_equal(lun_vocab_new(&f.vocab, NULL), LUN_OK);
  const double opening = seconds();
  assert_int_equal(lun_image_open(bytes, size, &f.image, NULL), LUN_OK);
  const double opened = seconds();
  f.dictionary = lun_image_at(f.image, 0);
  assert_int_equal(lun_dictionary_entries(f.dictionary), ENTRIES);
  for (unsigned i = 0; i < ENTRIES; i += 997) {
    uint32_t entry, row;
    const int written = snprintf(name, sizeof name, "Name%u of Town%u", (unsigned)(i % 70001), i);
    assert_int_equal(lun_dictionary_lookup(f.dictionary, f.vocab, name, (size_t)written, &entry, NULL), LUN_OK);
    assert_int_equal(lun_dictionary_candidates(f.dictionary, entry, &row), 1);
    assert_string_equal(lun_dictionary_surface(f.dictionary, row), name);
  }
  print_message("1,000,000 entries: built in %.2f s, %.1f MB, opened in %.0f us\n", built - start, (double)size / 1e6, (opened - opening) * 1e6);
  lun_free(tsv);
  close_list(&f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_malformed_line_is_named_and_leaves_the_builder_as_it_was),
    cmocka_unit_test(test_header_lines_comments_and_blank_lines_are_no_rows),
    cmocka_unit_test(test_list_without_rows_is_an_empty_dictionary),
    cmocka_unit_test(test_files_of_one_name_make_one_dictionary_with_all_columns),
    cmocka_unit_test(test_image_holds_so_many_dictionaries_and_no_more),
    cmocka_unit_test(test_image_depends_on_rows_and_not_on_their_order),
    cmocka_unit_test(test_columns_of_any_width_give_their_values_back),
    cmocka_unit_test(test_damaged_image_is_refused_or_read_within_its_bounds),
    cmocka_unit_test(test_image_must_be_aligned),
    cmocka_unit_test(test_a_million_entries_are_built_and_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
