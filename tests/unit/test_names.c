/* Lists that people bring: what their rows become, what is said of them, and compiled lists that are kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "folder.h"
#include "lunette/digest.h"
#include "lunette/names.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* All entries as `surface(column=value ...)`, candidates of one entry joined by +. */
static void describe(lun_dictionary *dictionary, char *out, size_t room) {
  size_t used = 0;
  out[0] = 0;
  for (uint32_t entry = 0; entry < lun_dictionary_entries(dictionary); entry++) {
    uint32_t row;
    const uint32_t count = lun_dictionary_candidates(dictionary, entry, &row);
    for (uint32_t i = 0; i < count; i++) {
      used += (size_t)snprintf(out + used, room - used, "%s%s(", i ? "+" : used ? " " : "", lun_dictionary_surface(dictionary, row + i));
      for (uint32_t c = 0, any = 0; c < lun_dictionary_columns(dictionary); c++) {
        const char *value = lun_dictionary_value(dictionary, row + i, c);
        if (!*value) continue;
        used += (size_t)snprintf(out + used, room - used, "%s%s=%s", any ? " " : "", lun_dictionary_column(dictionary, c), value);
        any = 1;
      }
      used += (size_t)snprintf(out + used, room - used, ")");
      assert_true(used < room);
    }
  }
}

/* Reads bytes as the file and compares entries and notes. */
static void expect(const char *file, const char *bytes, size_t size, const char *entries, const char *said) {
  lun_image_builder *builder;
  lun_notes notes = {0};
  lun_image *image;
  lun_err err = {0};
  char *built, found[4000];
  size_t built_size;
  assert_int_equal(lun_image_builder_new(&builder, &err), LUN_OK);
  if (lun_names_add(builder, &(lun_names_source){"mine", file, false}, bytes, size, &notes, &err)) fail_msg("%s", err.message);
  assert_int_equal(lun_image_builder_finish(builder, &built, &built_size, &err), LUN_OK);
  assert_int_equal(lun_image_open(built, built_size, &image, &err), LUN_OK);
  describe(lun_image_at(image, 0), found, sizeof found);
  assert_string_equal(found, entries);
  assert_int_equal(notes.size, strlen(said));
  if (notes.size) assert_memory_equal(notes.at, said, notes.size);
  lun_notes_free(&notes);
  lun_image_close(image);
  lun_free(built);
  lun_image_builder_free(builder);
}
static void expect_text(const char *file, const char *text, const char *entries, const char *said) { expect(file, text, strlen(text), entries, said); }

static void test_text_holds_one_name_a_line(void **state) {
  (void)state;
  expect_text("a.txt", "\xEF\xBB\xBF# towns\r\n\r\n  Lima \r\nPort Moresby\rQuito", "Lima() Port Moresby() Quito()", "");
  expect_text("names", "Lima, Peru\n\"Quito\"\n", "\"Quito\"() Lima, Peru()", "");
  expect("a.txt", "\xFF\xFEL\0i\0m\0a\0\n\0\xD1\0u\0\n\0", 18, "Lima() \xC3\x91u()", "");
  expect("a.txt", "Li\0ma\nQuito\n", 12, "Quito()", ":1: a NUL character: save the list as UTF-8 text; the row is left out\n");
  expect_text("a.txt", "S\xE3o Paulo\nLima\n", "Lima() S\xC3\xA3o Paulo()", ": byte 1: not UTF-8; read as Windows-1252\n");
  expect_text("a.txt", "", "", ": the list holds no name\n");
}

static void test_table_columns_become_attributes(void **state) {
  (void)state;
  expect_text("a.csv", "name,country,founded\nNorthwind,NO,1901\nTidewater,,\n", "Northwind(country=NO founded=1901) Tidewater()", "");
  expect_text("A.CSV", "country;Name\r\nNO; Northwind \r\n", "Northwind(country=NO)", "");
  expect_text("a.csv", "sep=|\nname|country\nNorthwind|NO\n", "Northwind(country=NO)", "");
  expect_text("a.csv", "name\tcountry, or none\nNorthwind\tNO\n", "Northwind(country_or_none=NO)", ":1: column 'country, or none' is called country_or_none in patterns and scripts\n");
  expect_text("a.tsv", "name\tkind\nNorthwind, Ltd\tcable\n", "Northwind, Ltd(kind=cable)", "");
  expect_text("a.tsv", "#cols surface\tkind\nNorthwind\tcable\n", "Northwind(kind=cable)", "");
  expect_text("a.csv", "firm,country\nNorthwind,NO\n", "Northwind(country=NO)", ":1: no column is called 'name': the names are taken from the first, 'firm'\n");
  expect_text("a.csv", "name,,kind,kind\nNorthwind,1,2,3\n", "Northwind(kind=2)", ":1: column 2 has no name of letters and is left out: give it one\n:1: two columns are called 'kind': the second is left out; rename it\n");
}

static void test_quoted_cells_hold_separators_line_ends_and_marks(void **state) {
  (void)state;
  expect_text("a.csv", "\"name\",\"note\"\n\"Bramwell, Foods\",\"a \"\"b\"\" c\"\n\"Two\nLines\",\"x\r\ny\"\nThe \"Old\" Mill,\n\"\"\"Q\"\"\",z",
              "\"Q\"(note=z) Bramwell, Foods(note=a \"b\" c) The \"Old\" Mill() Two Lines(note=x\r\ny)", "");
}

static void test_aliases_lead_to_the_row_of_the_name(void **state) {
  (void)state;
  expect_text("a.csv", "name,aliases,cc\nNorthwind Cables,Northwind| NWC ;;Northwind Cables,NO\nNWC,,US\n",
              "NWC(cc=NO name=Northwind Cables)+NWC(cc=US name=NWC) Northwind(cc=NO name=Northwind Cables) Northwind Cables(cc=NO name=Northwind Cables)", "");
}

static void test_bad_rows_are_named_and_the_others_are_there(void **state) {
  (void)state;
  expect_text("a.csv", "name,cc\n\"Open,NO\nLima,PE\n\"Closed\" Ltd,NO\nQuito,EC,,\nToo,Ma,ny\n", "Lima(cc=PE) Quito(cc=EC)",
              ":2: there is text behind a closing quotation mark; one inside a cell is written twice; the row is left out\n"
              ":4: there is text behind a closing quotation mark; one inside a cell is written twice; the row is left out\n"
              ":6: more cells than the first row has: a cell that holds the separator stands in quotation marks; the row is left out\n");
  expect_text("a.csv", "name\nLima\n\"Open\nQuito\n", "Lima() Quito()", ":3: a quotation mark opens a cell and none closes it; the row is left out\n");
  expect_text("a.csv", "name,cc\n,PE\nLima\nLima,\n...,X\nLima,PE\n", "Lima()+Lima(cc=PE)",
              ": 1 row has no name and is left out (line 2)\n: 1 row is there already and counts once (line 4)\n"
              ": 1 name can never be found, for it holds no word or over 64, and is left out (line 5)\n");
  expect_text("a.txt", "Lima\nLima\nLima\nLima\nLima\nWho? What Ltd\n", "Lima() Who? What Ltd()",
              ": 4 rows are there already and count once (lines 2, 3, 4, ...)\n: 1 name holds what ends a sentence and is not found among words (line 6)\n");
  char many[200] = "name\n";
  for (int i = 0; i < 7; i++) strcat(many, "x,y\n");
  expect_text("a.csv", strcat(many, "Lima\n"), "Lima()",
              ":2: more cells than the first row has: a cell that holds the separator stands in quotation marks; the row is left out\n"
              ":3: more cells than the first row has: a cell that holds the separator stands in quotation marks; the row is left out\n"
              ":4: more cells than the first row has: a cell that holds the separator stands in quotation marks; the row is left out\n"
              ":5: more cells than the first row has: a cell that holds the separator stands in quotation marks; the row is left out\n"
              ":6: more cells than the first row has: a cell that holds the separator stands in quotation marks; the row is left out\n"
              ": 2 more rows cannot be read and are left out\n");
}

static void test_a_second_file_of_a_large_list_adds_to_it(void **state) {
  (void)state;
  enum { ROWS = 1500 };
  static char first[ROWS * 16], second[ROWS * 16];
  size_t size = 0, more = 0;
  for (int i = 0; i < ROWS; i++) {
    size += (size_t)sprintf(first + size, "Northwind %d\n", i);
    more += (size_t)sprintf(second + more, "Northwind %d\n", i + ROWS - 1);
  }
  lun_image_builder *builder;
  lun_notes notes = {0};
  char *bytes;
  lun_image *image;
  const lun_names_source source = {"mine", "a.txt", false};
  assert_int_equal(lun_image_builder_new(&builder, NULL), LUN_OK);
  assert_int_equal(lun_names_add(builder, &source, first, size, &notes, NULL), LUN_OK);
  assert_int_equal(lun_names_add(builder, &source, second, more, &notes, NULL), LUN_OK);
  assert_string_equal(notes.at, ": 1 row is there already and counts once (line 1)\n");
  assert_int_equal(lun_image_builder_finish(builder, &bytes, &size, NULL), LUN_OK);
  assert_int_equal(lun_image_open(bytes, size, &image, NULL), LUN_OK);
  assert_int_equal(lun_dictionary_entries(lun_image_at(image, 0)), 2 * ROWS - 1);
  lun_image_close(image);
  lun_free(bytes);
  lun_notes_free(&notes);
  lun_image_builder_free(builder);
}

static void test_notes_show_whole_characters(void **state) {
  (void)state;
  char table[120] = "x", wanted[200];
  for (int i = 0; i < 40; i++) strcat(table, "\xC3\x89");
  snprintf(wanted, sizeof wanted, ":1: no column is called 'name': the names are taken from the first, '%.59s'\n", table);
  strcat(table, "\nNorthwind\n");
  expect_text("a.csv", table, "Northwind()", wanted);
}

static void test_what_is_no_list_is_refused_with_a_remedy(void **state) {
  (void)state;
  static const struct { const char *file, *bytes, *what; } cases[] = {
    {"a.csv", "\n\n", "a.csv:1: the table is empty"},
    {"a.csv", "\"name\n", "a.csv:1: a quotation mark opens"},
    {"a.xlsx", "PK\3\4", "save the sheet as CSV"},
    {"a.csv", "PK\3\4 and more", "save the sheet as CSV"},
    {"a.tsv", "#cols name\nLima\n", "a.tsv:1: the first column"},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    lun_image_builder *builder;
    lun_notes notes = {0};
    lun_err err = {0};
    assert_int_equal(lun_image_builder_new(&builder, &err), LUN_OK);
    assert_int_equal(lun_names_add(builder, &(lun_names_source){"mine", cases[i].file, false}, cases[i].bytes, strlen(cases[i].bytes), &notes, &err), LUN_FORMAT);
    if (!strstr(err.message, cases[i].what)) fail_msg("'%s' has no '%s'", err.message, cases[i].what);
    lun_notes_free(&notes);
    lun_image_builder_free(builder);
  }
}

/* Any bytes make a list or a refusal; most mean something to the reader. */
static void test_any_bytes_are_read_in_their_bounds(void **state) {
  (void)state;
  static const char alphabet[] = "\"\",;\t\r\n\nab N.|\xC3\xA9";
  uint32_t random = 7;
  for (int round = 0; round < 3000; round++) {
    char bytes[120];
    const size_t size = (size_t)(random >> 8) % sizeof bytes;
    for (size_t i = 0; i < size; i++) {
      random = random * 1664525u + 1013904223u;
      bytes[i] = random >> 24 > 250 ? (char)(random >> 16) : alphabet[(random >> 8) % (sizeof alphabet - 1)];
    }
    random = random * 1664525u + 1013904223u;
    char *exact = lun_alloc(size);
    assert_non_null(exact);
    if (size) memcpy(exact, bytes, size);
    lun_image_builder *builder;
    lun_notes notes = {0};
    lun_err err = {0};
    assert_int_equal(lun_image_builder_new(&builder, &err), LUN_OK);
    const char *const files[] = {"a.csv", "a.tsv", "a.txt"};
    const lun_status status = lun_names_add(builder, &(lun_names_source){"mine", files[round % 3], false}, exact, size, &notes, &err);
    assert_true(status == LUN_OK || status == LUN_FORMAT);
    lun_notes_free(&notes);
    lun_image_builder_free(builder);
    lun_free(exact);
  }
}

/* A list that is large enough to be kept. */
static size_t write_list(const char *path, const char *last) {
  enum { ROWS = 4000 };
  char *text = lun_alloc((size_t)ROWS * 40);
  assert_non_null(text);
  size_t size = (size_t)sprintf(text, "name,cc,cc\n");
  for (unsigned i = 0; i < ROWS; i++) size += (size_t)sprintf(text + size, "Name%u of Town%u,C%u,\n", i % 97, i, i % 5);
  size += (size_t)sprintf(text + size, "%s,ZZ,\n", last);
  put(path, text, size);
  lun_free(text);
  return size;
}

static void open_list(const char *path, const char *folder, bool kept, const char *last, bool fold) {
  lun_names names;
  lun_vocab *vocab;
  uint32_t entry, row;
  lun_err err = {0};
  if (lun_names_open(&(lun_names_source){"mine", path, fold}, folder, &names, &err)) fail_msg("%s", err.message);
  assert_int_equal(names.mapped != NULL, kept);
  assert_int_equal(lun_vocab_new(&vocab, &err), LUN_OK);
  lun_dictionary *dictionary = lun_image_at(names.image, 0);
  assert_string_equal(lun_dictionary_name(dictionary), "mine");
  if (lun_dictionary_lookup(dictionary, vocab, last, strlen(last), &entry, &err)) fail_msg("%s", err.message);
  assert_int_equal(lun_dictionary_candidates(dictionary, entry, &row), 1);
  assert_string_equal(lun_dictionary_value(dictionary, row, 0), "ZZ");
  assert_int_equal(lun_dictionary_entries(dictionary), 4001);
  static const char said[] = ":1: two columns are called 'cc': the second is left out; rename it\n";
  assert_int_equal(names.notes.size, sizeof said - 1);
  assert_memory_equal(names.notes.at, said, sizeof said - 1);
  lun_names_close(&names);
  lun_vocab_free(vocab);
}

/* The names in the cache folder; the path of the first is written to path. */
static size_t kept_files(const char *folder, char path[PATH_ROOM]) {
  char **names;
  size_t count;
  if (lun_io_list(folder, &names, &count, NULL)) return 0;
  if (count) assert_true(snprintf(path, PATH_ROOM, "%s/%s", folder, names[0]) < PATH_ROOM);
  lun_free(names);
  return count;
}

static void empty(const char *folder) {
  char path[PATH_ROOM];
  while (kept_files(folder, path)) assert_int_equal(lun_io_remove(path, NULL), LUN_OK);
  assert_int_equal(rmdir(folder), 0);
}

static void test_compiled_list_is_kept_and_used_until_a_byte_changes(void **state) {
  char path[PATH_ROOM], folder[PATH_ROOM], other[PATH_ROOM], kept[PATH_ROOM];
  in(state, "a.csv", path);
  in(state, "cache", folder);
  in(state, "b.csv", other);
  write_list(path, "Port Amalia");
  open_list(path, folder, false, "Port Amalia", false);
  assert_int_equal(kept_files(folder, kept), 1);
  open_list(path, folder, true, "Port Amalia", false);
  open_list(path, NULL, false, "Port Amalia", false);
  write_list(other, "Port Amalia"); /* the same bytes elsewhere are the same list */
  open_list(other, folder, true, "Port Amalia", false);
  open_list(path, folder, false, "port amalia", true); /* another option is another list */
  assert_int_equal(kept_files(folder, kept), 2);
  write_list(path, "Port Emilia");
  open_list(path, folder, false, "Port Emilia", false);
  open_list(path, folder, true, "Port Emilia", false);
  empty(folder);
}

static void test_small_list_is_not_kept(void **state) {
  char path[PATH_ROOM], folder[PATH_ROOM], kept[PATH_ROOM];
  lun_names names;
  put(in(state, "a.txt", path), "Lima\n", 5);
  in(state, "cache", folder);
  assert_int_equal(lun_names_open(&(lun_names_source){"mine", path, false}, folder, &names, NULL), LUN_OK);
  assert_false(names.kept);
  lun_names_close(&names);
  assert_int_equal(kept_files(folder, kept), 0);
  assert_int_equal(lun_names_open(&(lun_names_source){"mine", "/nonexistent/a.csv", false}, folder, &names, NULL), LUN_NOT_FOUND);
}

static void test_damaged_kept_list_is_compiled_again(void **state) {
  char path[PATH_ROOM], folder[PATH_ROOM], kept[PATH_ROOM], *whole;
  size_t size;
  in(state, "a.csv", path);
  in(state, "cache", folder);
  write_list(path, "Port Amalia");
  open_list(path, folder, false, "Port Amalia", false);
  assert_int_equal(kept_files(folder, kept), 1);
  assert_int_equal(lun_io_read_file(kept, SIZE_MAX, &whole, &size, NULL), LUN_OK);
  for (unsigned round = 0; round < 260; round++) {
    const size_t at = round < 120 ? round : (size_t)round * 2654435761u % size, cut = round % 13 == 12 ? at : size;
    whole[at] = (char)(whole[at] ^ (1 << round % 8));
    put(kept, whole, cut);
    whole[at] = (char)(whole[at] ^ (1 << round % 8));
    open_list(path, folder, false, "Port Amalia", false);
    if (round % 20 == 0) open_list(path, folder, true, "Port Amalia", false);
  }
  put(kept, "", 0);
  open_list(path, folder, false, "Port Amalia", false);
  assert_int_equal(remove(kept), 0); /* another's file, or no file */
  assert_int_equal(symlink(path, kept), 0);
  open_list(path, folder, false, "Port Amalia", false);
  open_list(path, folder, true, "Port Amalia", false);
  lun_free(whole);
  empty(folder);
}

static void test_folder_that_cannot_be_used_only_costs_time(void **state) {
  char path[PATH_ROOM], folder[PATH_ROOM];
  in(state, "a.csv", path);
  write_list(path, "Port Amalia");
  in(state, "a.csv/below", folder); /* below a file */
  open_list(path, folder, false, "Port Amalia", false);
  open_list(path, folder, false, "Port Amalia", false);
  open_list(path, "/proc/none", false, "Port Amalia", false);
}

static void test_digest_tells_bytes_apart_and_not_pieces(void **state) {
  (void)state;
  enum { SIZE = 5000 };
  unsigned char *bytes = lun_alloc(SIZE);
  assert_non_null(bytes);
  for (size_t i = 0; i < SIZE; i++) bytes[i] = (unsigned char)(i * 37 >> 3);
  static const size_t sizes[] = {0, 1, 63, 64, 65, 1023, 1024, 1025, 2048, SIZE};
  for (size_t s = 0; s < COUNT(sizes); s++) {
    const lun_digest whole = lun_digest_of(bytes, sizes[s]);
    for (size_t piece = 1; piece < 300; piece += 7) {
      lun_digester digester;
      lun_digest_begin(&digester);
      for (size_t at = 0; at < sizes[s]; at += piece) lun_digest_add(&digester, bytes + at, sizes[s] - at < piece ? sizes[s] - at : piece);
      assert_true(lun_digest_equal(lun_digest_end(&digester), whole));
    }
    for (size_t at = 0; at < sizes[s]; at++) {
      bytes[at] ^= (unsigned char)(1 << at % 8);
      const lun_digest other = lun_digest_of(bytes, sizes[s]);
      assert_true(other.low != whole.low && other.high != whole.high);
      bytes[at] ^= (unsigned char)(1 << at % 8);
    }
    if (s > 0) assert_false(lun_digest_equal(whole, lun_digest_of(bytes, sizes[s] - 1)));
  }
  memset(bytes, 0, SIZE); /* zeros, whose number alone counts */
  for (size_t i = 1; i < SIZE; i++) assert_false(lun_digest_equal(lun_digest_of(bytes, i), lun_digest_of(bytes, i - 1)));
  lun_free(bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_text_holds_one_name_a_line),
    cmocka_unit_test(test_table_columns_become_attributes),
    cmocka_unit_test(test_quoted_cells_hold_separators_line_ends_and_marks),
    cmocka_unit_test(test_aliases_lead_to_the_row_of_the_name),
    cmocka_unit_test(test_bad_rows_are_named_and_the_others_are_there),
    cmocka_unit_test(test_a_second_file_of_a_large_list_adds_to_it),
    cmocka_unit_test(test_notes_show_whole_characters),
    cmocka_unit_test(test_what_is_no_list_is_refused_with_a_remedy),
    cmocka_unit_test(test_any_bytes_are_read_in_their_bounds),
    cmocka_unit_test_setup_teardown(test_compiled_list_is_kept_and_used_until_a_byte_changes, make_folder, remove_folder),
    cmocka_unit_test_setup_teardown(test_small_list_is_not_kept, make_folder, remove_folder),
    cmocka_unit_test_setup_teardown(test_damaged_kept_list_is_compiled_again, make_folder, remove_folder),
    cmocka_unit_test_setup_teardown(test_folder_that_cannot_be_used_only_costs_time, make_folder, remove_folder),
    cmocka_unit_test(test_digest_tells_bytes_apart_and_not_pieces),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
