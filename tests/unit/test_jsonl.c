/* Records of JSON Lines: fields by their usual names, what is refused and in which words, bounds, and memory that runs out
 * at every place. This file's own four primitives stand in place of core/base/mem.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/jsonl.h"
#include "lunette/mem.h"
#include "lunette/utf8.h"

static long blocks, countdown = -1;

static bool fails(void) { return countdown >= 0 && countdown-- == 0; }
static void *counted(void *block) {
  if (block) blocks++;
  return block;
}
void *lun_alloc(size_t size) { return fails() ? NULL : counted(malloc(size ? size : 1)); }
void *lun_zalloc(size_t count, size_t size) { return fails() ? NULL : counted(calloc(count ? count : 1, size ? size : 1)); }
void *lun_realloc(void *block, size_t size) {
  if (fails()) return NULL;
  if (!block) blocks++;
  return realloc(block, size ? size : 1);
}
void lun_free(void *block) {
  if (block) blocks--;
  free(block);
}

static lun_record record;
static lun_err err;

#define NAME(text, dotted) {text, sizeof text - 1, dotted}
static const lun_field_name text_names[] = {NAME("text", false), NAME("body", false), NAME("content", false)}, id_names[] = {NAME("id", false), NAME("url", false)},
                            date_names[] = {NAME("date", false), NAME("published", false), NAME("created", false)},
                            title_names[] = {NAME("headline", false), NAME("title", false)};
static const lun_field_name mark_names[] = {NAME("k", false), NAME("m", false)};
static lun_fields fields = {.of = {text_names, id_names, date_names, title_names}, .count = {3, 2, 3, 2}, .marks = mark_names, .mark_count = 2};

/* From a block of its own size, so that a read past the end is seen. */
static lun_status read_line(const char *line, size_t size, uint64_t number) {
  char *exact = malloc(size ? size : 1);
  assert_non_null(exact);
  if (size) memcpy(exact, line, size);
  lun_status status = lun_record_read(exact, size, number, &fields, &record, &err);
  free(exact);
  if (status) {
    assert_int_equal(err.code, status);
    assert_int_equal(lun_utf8_valid_prefix(err.message, strlen(err.message)), strlen(err.message));
    assert_null(record.object);
    assert_null(record.bytes);
  }
  return status;
}
static void reads(const char *line) {
  if (read_line(line, strlen(line), 7)) fail_msg("%s: %s", line, err.message);
}
static void refuses(const char *line, lun_status status, const char *words) {
  lun_status given = read_line(line, strlen(line), 7);
  if (given != status) fail_msg("%.60s: %s", line, lun_status_name(given));
  if (!strstr(err.message, words)) fail_msg("%.60s: said \"%s\"", line, err.message);
}
static void is(const char *string, size_t size, const char *expected) {
  if (!expected) {
    assert_null(string);
    return;
  }
  assert_string_equal(string, expected);
  assert_int_equal(size, strlen(expected));
}

static void test_fields_are_found_by_their_usual_names(void **state) {
  (void)state;
  static const struct { const char *line, *id, *text, *date, *title; } cases[] = {
    {"{\"id\":\"a1\",\"text\":\"T\",\"date\":\"2026-01-31\",\"headline\":\"H\"}", "a1", "T", "2026-01-31", "H"},
    {"{\"url\":\"https://a.example/\",\"body\":\"B\",\"published\":\"2026\",\"title\":\"t\"}", "https://a.example/", "B", "2026", "t"},
    {"{\"content\":\"C\",\"created\":\"now\"}", NULL, "C", "now", NULL},
    {"{\"content\":\"C\",\"body\":\"B\",\"text\":\"T\",\"url\":\"u\",\"id\":\"i\",\"title\":\"t\",\"headline\":\"h\",\"created\":\"3\",\"published\":\"2\",\"date\":\"1\"}", "i", "T", "1", "h"},
    {"{\"text\":null,\"body\":\"B\",\"date\":[5],\"published\":\"p\"}", NULL, "B", "p", NULL}, /* what is no string is passed over */
    {"{\"id\":\"\",\"url\":\"u\",\"text\":\"\"}", "u", "", NULL, NULL},
    {"{\"id\":null,\"text\":\"x\"}", NULL, "x", NULL, NULL},
    {"{\"Text\":\"no\",\"text\":\"yes\"}", NULL, "yes", NULL, NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reads(cases[i].line);
    is(record.field[LUN_FIELD_ID].at, record.field[LUN_FIELD_ID].size, cases[i].id);
    is(record.field[LUN_FIELD_TEXT].at, record.field[LUN_FIELD_TEXT].size, cases[i].text);
    is(record.field[LUN_FIELD_DATE].at, record.field[LUN_FIELD_DATE].size, cases[i].date);
    is(record.field[LUN_FIELD_HEADLINE].at, record.field[LUN_FIELD_HEADLINE].size, cases[i].title);
    lun_record_free(&record);
    assert_null(record.field[LUN_FIELD_TEXT].at);
  }
}

static void test_numbers_serve_as_ids(void **state) {
  (void)state;
  static const char *const ids[][2] = {{"1", "1"}, {"-5", "-5"}, {"9007199254740993", "9007199254740993"}, {"9223372036854775807", "9223372036854775807"}, {"1.5", "1.5"}};
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
    char line[80];
    snprintf(line, sizeof line, "{\"id\":%s,\"text\":\"x\"}", ids[i][0]);
    reads(line);
    lun_record copy = record; /* a record may be moved */
    memset(&record, '#', sizeof record);
    is(copy.field[LUN_FIELD_ID].at, copy.field[LUN_FIELD_ID].size, ids[i][1]);
    lun_record_free(&copy);
  }
}

static void test_the_last_of_two_equal_keys_counts(void **state) {
  (void)state;
  reads("{\"id\":1,\"id\":2,\"__index\":\"x\",\"\":3,\"text\":\"a\",\"text\":\"b\"}");
  is(record.field[LUN_FIELD_ID].at, record.field[LUN_FIELD_ID].size, "2");
  is(record.field[LUN_FIELD_TEXT].at, record.field[LUN_FIELD_TEXT].size, "b");
  lun_record_free(&record);
}

static void test_escapes_are_read_and_nul_is_kept(void **state) {
  (void)state;
  reads("{\"text\":\"a\\u0000b\\n\\\"\\\\\\u00e9\\ud83d\\ude00\"}");
  static const char text[] = "a\0b\n\"\\\xC3\xA9\xF0\x9F\x98\x80";
  assert_int_equal(record.field[LUN_FIELD_TEXT].size, sizeof text - 1);
  assert_memory_equal(record.field[LUN_FIELD_TEXT].at, text, sizeof text); /* with the closing NUL */
  lun_record_free(&record);
}

static void test_a_text_is_taken_from_its_record(void **state) {
  (void)state;
  static const char *const lines[] = {"{\"id\":\"a\",\"text\":\"one\\ntwo\"}", /* the direct path */
                                      "{\"id\":7.5,\"te\\u0078t\":\"one\\ntwo\"}"}; /* the parser */
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    assert_int_equal(read_line(lines[i], strlen(lines[i]), 1), LUN_OK);
    assert_int_equal(record.object != NULL, i);
    countdown = 0;
    char *text = lun_record_take_text(&record);
    if (i) assert_null(text); /* and nothing is lost */
    countdown = -1;
    if (i) text = lun_record_take_text(&record);
    for (unsigned field = 0; field < LUN_FIELDS; field++) assert_null(record.field[field].at);
    assert_null(record.object);
    assert_int_equal(blocks, 1); /* the text, and not what it was read from */
    assert_string_equal(text, "one\ntwo");
    lun_free(text);
    assert_int_equal(blocks, 0);
  }
}

static void test_white_space_line_ends_and_a_first_mark_are_passed_over(void **state) {
  (void)state;
  reads("  \t{ \"text\" : \"b\" }  \r\n");
  lun_record_free(&record);
  static const char marked[] = "\xEF\xBB\xBF{\"text\":\"a\"}\r";
  assert_int_equal(read_line(marked, sizeof marked - 1, 1), LUN_OK);
  is(record.field[LUN_FIELD_TEXT].at, record.field[LUN_FIELD_TEXT].size, "a");
  lun_record_free(&record);
  assert_int_equal(read_line(marked, sizeof marked - 1, 2), LUN_FORMAT);
}

static void test_blank_lines_are_told_from_records(void **state) {
  (void)state;
  assert_true(lun_record_blank("", 0));
  assert_true(lun_record_blank(" \t\r\n", 4));
  assert_false(lun_record_blank(" {", 2));
  assert_false(lun_record_blank("\0", 1));
  refuses("", LUN_FORMAT, "line 7, column ");
  assert_int_equal(lun_record_read(NULL, 0, 1, &fields, &record, &err), LUN_FORMAT);
}

static void test_what_is_no_json_is_refused_with_line_and_column(void **state) {
  (void)state;
  refuses("not json", LUN_FORMAT, "line 7, column 3: ");
  refuses("{\"id\":2,\"text\":", LUN_FORMAT, "line 7, column 15: ");
  assert_int_equal(err.position, 15);
  refuses("{\"text\":\"ok\"}{\"id\":4}", LUN_FORMAT, "end of file expected near '{'");
  refuses("{\"text\":\"a", LUN_FORMAT, "premature end of input");
  refuses("{\"text\":\"a\tb\"}", LUN_FORMAT, "control character");
  refuses("{\"text\":'a'}", LUN_FORMAT, "column ");
  refuses("{\"text\":\"a\",}", LUN_FORMAT, "column ");
  refuses("{\"\\u0000\":1,\"text\":\"a\"}", LUN_FORMAT, "NUL");
  refuses("{\"text\":\"caf\xE9\"}", LUN_FORMAT, "0xe9"); /* not UTF-8 */
  static const char nul[] = "{\"text\":\"a\0b\"}";
  assert_int_equal(read_line(nul, sizeof nul - 1, 1), LUN_FORMAT);
}

static void test_columns_count_characters_and_positions_bytes(void **state) {
  (void)state;
  refuses("{\"\xC3\xA9\xC3\xA9\":x}", LUN_FORMAT, "line 7, column 7: ");
  assert_int_equal(err.position, 9);
}

static void test_lone_surrogates_are_refused(void **state) {
  (void)state;
  refuses("{\"text\":\"a\\ud800b\"}", LUN_FORMAT, "\\uD800");
  refuses("{\"text\":\"a\\udc00\"}", LUN_FORMAT, "\\uDC00");
  refuses("{\"text\":\"\\ud800\\ud800\"}", LUN_FORMAT, "\\uD800");
}

static void test_what_is_no_article_is_refused(void **state) {
  (void)state;
  refuses("[1,2]", LUN_FORMAT, "line 7: an object is wanted, not a list");
  refuses("null", LUN_FORMAT, "column");
  refuses("{}", LUN_NOT_FOUND, "no field holds the text (fields: none)");
  refuses("{\"a\":1,\"b\":\"x\"}", LUN_NOT_FOUND, "(fields: a, b); --text-field NAME says which");
  refuses("{\"text\":[\"a\"]}", LUN_NOT_FOUND, "its text is a list, not a string");
}

static void test_numbers_are_exact_or_refused(void **state) {
  (void)state;
  refuses("{\"a\":1e999999,\"text\":\"x\"}", LUN_FORMAT, "overflow");
  refuses("{\"a\":12345678901234567890123,\"text\":\"x\"}", LUN_FORMAT, "integer");
  refuses("{\"a\":01,\"text\":\"x\"}", LUN_FORMAT, "column");
  refuses("{\"a\":NaN,\"text\":\"x\"}", LUN_FORMAT, "column");
  reads("{\"a\":0.1e-400,\"b\":-0,\"text\":\"x\"}");
  lun_record_free(&record);
}

static void test_control_characters_of_the_line_do_not_reach_the_message(void **state) {
  (void)state;
  refuses("{\"text\":\x1B[2J}", LUN_FORMAT, "column ");
  refuses("{\"text\":\xC2\x9B" "2J}", LUN_FORMAT, "column ");
  assert_null(strstr(err.message, "\xC2\x9B"));
  for (const char *p = err.message; *p; p++) assert_true((unsigned char)*p >= 0x20);
  refuses("{\"text\":\"Hello \\u00\xC3\xA9\"}", LUN_FORMAT, "invalid escape"); /* quoted up to the middle of the letter */
  refuses("{\"a\xC2\x9B" "2J\":1,\"\xE2\x80\xAE\":2}", LUN_NOT_FOUND, "fields: a\xEF\xBF\xBD" "2J, \xEF\xBF\xBD)");
}

/* {"text":"x","a": then `open` n times, what stands inside, `close` n times, and } */
static lun_status nested(unsigned n, bool closed) {
  char *line = malloc(2 * n + 40);
  assert_non_null(line);
  size_t size = (size_t)sprintf(line, "{\"text\":\"x\",\"a\":");
  memset(line + size, '[', n);
  size += n;
  if (closed) {
    memset(line + size, ']', n);
    size += n;
    line[size++] = '}';
  }
  lun_status status = read_line(line, size, 3);
  free(line);
  return status;
}

static void test_nesting_is_bounded(void **state) {
  (void)state;
  assert_int_equal(nested(LUN_RECORD_DEPTH - 1, true), LUN_OK);
  lun_record_free(&record);
  assert_int_equal(nested(LUN_RECORD_DEPTH, true), LUN_LIMIT);
  assert_non_null(strstr(err.message, "line 3, byte "));
  assert_int_equal(nested(1000000, true), LUN_LIMIT);
  assert_int_equal(nested(1000000, false), LUN_LIMIT);
}

static void test_brackets_and_digits_inside_strings_are_not_counted(void **state) {
  (void)state;
  char line[5000] = "{\"text\":\"";
  for (unsigned i = 0; i < 600; i++) strcat(line, "\\\"[{1");
  strcat(line, "\\\\\",\"b\":\"]\"}");
  reads(line);
  assert_int_equal(record.field[LUN_FIELD_TEXT].size, 600 * 4 + 1);
  lun_record_free(&record);
  char digits[2100] = "{\"text\":\"";
  memset(digits + 9, '9', 2000);
  strcpy(digits + 2009, "\"}");
  reads(digits);
  lun_record_free(&record);
}

static void test_long_numbers_are_refused_unread(void **state) {
  (void)state;
  enum { SIZE = 100000 };
  char *line = malloc(SIZE + 40);
  assert_non_null(line);
  size_t size = (size_t)sprintf(line, "{\"text\":\"x\",\"a\":");
  memset(line + size, '9', SIZE);
  line[size + SIZE] = '}';
  assert_int_equal(read_line(line, size + SIZE + 1, 1), LUN_LIMIT);
  assert_non_null(strstr(err.message, "number"));
  free(line);
}

static void test_a_line_over_the_limit_is_refused_unread(void **state) {
  (void)state;
  assert_int_equal(lun_record_read("{", (size_t)LUN_RECORD_MAX + 1, 9, &fields, &record, &err), LUN_LIMIT);
  assert_non_null(strstr(err.message, "line 9"));
}

static void test_memory_may_run_out_anywhere(void **state) {
  (void)state;
  static const char line[] =
    "{\"id\":12,\"text\":\"a text \\u00e9 that is long enough to be kept outside of any small buffer\",\"list\":[1,2.5,[true,null],{\"k\":\"v\"}],\"date\":\"2026-01-31\","
    "\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8}";
  assert_int_equal(blocks, 0);
  for (unsigned whole = 0; whole < 2; whole++) {
    fields.whole = whole;
    long n = 0;
    for (;; n++) {
      countdown = n;
      lun_status status = lun_record_read(line, sizeof line - 1, 1, &fields, &record, &err);
      bool failed = countdown < 0;
      countdown = -1;
      if (status) {
        if (status != LUN_NO_MEMORY) fail_msg("allocation %ld: %s", n, err.message);
        assert_true(failed);
        assert_null(record.object);
      } else {
        is(record.field[LUN_FIELD_ID].at, record.field[LUN_FIELD_ID].size, "12");
        lun_record_free(&record);
      }
      if (blocks) fail_msg("allocation %ld: %ld blocks left", n, blocks);
      if (!failed) break;
    }
    assert_true(n > (whole ? 20 : 0));
  }
  fields.whole = false;
}

/* A JSON-like line put together at random from parts that are right, odd or wrong. */
static size_t random_line(char *line, unsigned *seed) {
  static const char *const parts[] = {
    "{", "}", "[", "]", ":", ",", " ", "\t", "\"text\"", "\"text\":", "\"id\":", "\"date\":", "\"title\":", "\"body\":\"b\"", "\"a\\u00e9\\n\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"",
    "\"\\u0000\"", "\"\xC3\xA9\"", "\"\xC3\"", "\"\"", "\"x\"", "1", "-1", "0", "01", "1.5", "-0", "1e5", "12345678901234567890", "123456789012345678", "true", "false", "null", "nul",
    "\"\\q\"", "\"a\tb\"", "\"k\":1,", "\"text\":\"t\",", "\"id\":\"i\",", "\"id\":7,", "{\"text\":\"T\"}", "[1,\"2\",{\"z\":[]}]", "\"m\":{\"n\":[{}]},", "\"te\\u0078t\":"};
  enum { PARTS = sizeof parts / sizeof *parts };
  size_t size = 0;
  unsigned n = 1 + (unsigned)rand_r(seed) % 8;
  if (rand_r(seed) % 4) size += (size_t)sprintf(line, "{");
  if (rand_r(seed) % 2) size += (size_t)sprintf(line + size, "\"text\":\"t\",");
  for (unsigned i = 0; i < n; i++) {
    if (rand_r(seed) % 2) size += (size_t)sprintf(line + size, "\"%s\":", (const char *[]){"text", "id", "date", "k"}[rand_r(seed) % 4]);
    size += (size_t)sprintf(line + size, "%s", parts[(unsigned)rand_r(seed) % PARTS]);
    if (rand_r(seed) % 2) size += (size_t)sprintf(line + size, ",");
  }
  if (rand_r(seed) % 4) size += (size_t)sprintf(line + size, "\"body\":\"\"}");
  return size;
}

static void test_the_direct_path_reads_what_the_parser_reads(void **state) {
  (void)state;
  unsigned seed = 20260531, good = 0, direct = 0;
  char line[1000];
  for (unsigned turn = 0; turn < 300000; turn++) {
    size_t size = random_line(line, &seed);
    lun_record parsed;
    fields.whole = true;
    lun_status expected = lun_record_read(line, size, 1, &fields, &parsed, NULL);
    fields.whole = false;
    lun_status status = lun_record_read(line, size, 1, &fields, &record, NULL);
    if (status != expected) fail_msg("%.*s: %s, not %s", (int)size, line, lun_status_name(status), lun_status_name(expected));
    if (status) continue;
    good++;
    direct += !record.object;
    for (unsigned f = 0; f < LUN_FIELDS; f++) {
      const lun_value *a = &record.field[f], *b = &parsed.field[f];
      if (!a->at != !b->at || a->size != b->size || a->name != b->name || (a->at && memcmp(a->at, b->at, a->size + 1)))
        fail_msg("%.*s: field %u differs", (int)size, line, f);
    }
    if (record.marked != parsed.marked) fail_msg("%.*s: marked %d, not %d", (int)size, line, record.marked, parsed.marked);
    if (record.texts != parsed.texts) fail_msg("%.*s: %u texts, not %u", (int)size, line, record.texts, parsed.texts);
    lun_record_free(&parsed);
    lun_record_free(&record);
  }
  if (!(good > 3000 && direct > good / 2 && direct < good)) fail_msg("%u good, %u direct", good, direct);
}

static void test_dotted_names_lead_into_objects(void **state) {
  (void)state;
  static const lun_field_name deep[] = {NAME("meta.body", true)};
  const lun_fields kept = fields;
  fields.of[LUN_FIELD_TEXT] = deep;
  fields.count[LUN_FIELD_TEXT] = 1;
  lun_fields_index(&fields);
  assert_false(fields.indexed);
  reads("{\"meta\":{\"body\":\"B\"}}");
  is(record.field[LUN_FIELD_TEXT].at, record.field[LUN_FIELD_TEXT].size, "B");
  lun_record_free(&record);
  reads("{\"meta.body\":\"flat\",\"meta\":{\"body\":\"B\"}}");
  is(record.field[LUN_FIELD_TEXT].at, record.field[LUN_FIELD_TEXT].size, "flat");
  lun_record_free(&record);
  refuses("{\"meta\":[1]}", LUN_NOT_FOUND, "fields: meta");
  fields = kept;
}

/* The values of a text, each in brackets with its line. */
static void cuts(const char *text, bool inside, const char *expected) {
  char out[300] = "";
  lun_json_cut cut;
  size_t start, stop, size = strlen(text);
  uint64_t line;
  if (inside) assert_true(lun_json_cut_inside(&cut, text, 0, size, 4));
  else lun_json_cut_open(&cut, text, size);
  while (lun_json_cut_next(&cut, &start, &stop, &line)) sprintf(out + strlen(out), "<%u:%.*s>", (unsigned)line, (int)(stop - start), text + start);
  if (strcmp(out, expected)) fail_msg("%s: %s, not %s", text, out, expected);
}

static void test_a_json_text_is_cut_into_its_records(void **state) {
  (void)state;
  cuts("", false, "");
  cuts("[]", false, "");
  cuts("[{\"a\":\"]\"},\n {\"b\":[1]}]", false, "<1:{\"a\":\"]\"}><2:{\"b\":[1]}>");
  cuts("{\"a\":1}\n{\"b\":2}\n", false, "<1:{\"a\":1}><2:{\"b\":2}>");
  cuts("\xEF\xBB\xBF[ {\"a\":1} , nonsense , {\"b\"", false, "<1:{\"a\":1}><1:nonsense><1:{\"b\">");
  cuts("{\"n\":[1,2],\"r\":{\"docs\":[\n{\"a\":1},{\"b\":2}]},\"z\":[{}]}", true, "<2:{\"a\":1}><2:{\"b\":2}>");
  cuts("}]", false, "<1:}><1:]>");
  lun_json_cut cut;
  assert_false(lun_json_cut_inside(&cut, "{\"a\":[1],\"b\":2}", 0, 17, 4));
}

static void mends(const char *text, uint32_t count, const char *mended) {
  char copy[100];
  strcpy(copy, text);
  assert_int_equal(lun_json_mend(copy, strlen(text)), count);
  assert_string_equal(copy, mended);
}

static void test_lone_surrogates_are_mended_and_nothing_else(void **state) {
  (void)state;
  mends("\"\\ud800\"", 1, "\"\\ufffd\"");
  mends("\\uDFFF\\ud83d\\ude00\\ud83d\\ud83d\\ude00", 2, "\\ufffd\\ud83d\\ude00\\ufffd\\ud83d\\ude00");
  mends("\\\\ud800 \\ud80 \\ud8", 0, "\\\\ud800 \\ud80 \\ud8");
  mends("\\ud83d\\u0041", 1, "\\ufffd\\u0041");
  mends("\\n\\\"\\", 0, "\\n\\\"\\");
  mends("", 0, "");
}

/* Names of one size that begin and end alike stand behind each other in the index. */
static void test_a_name_of_two_fields_gives_both_and_others_like_it_nothing(void **state) {
  (void)state;
  static const lun_field_name texts[] = {NAME("lane", false), NAME("lede", false)}, ids[] = {NAME("line", false), NAME("lane", false)};
  const lun_fields kept = fields;
  fields.of[LUN_FIELD_TEXT] = texts;
  fields.of[LUN_FIELD_ID] = ids;
  fields.count[LUN_FIELD_TEXT] = fields.count[LUN_FIELD_ID] = 2;
  lun_fields_index(&fields);
  reads("{\"lame\":\"no\",\"lane\":\"A\",\"\":\"none\"}");
  assert_null(record.object);
  is(record.field[LUN_FIELD_TEXT].at, record.field[LUN_FIELD_TEXT].size, "A");
  is(record.field[LUN_FIELD_ID].at, record.field[LUN_FIELD_ID].size, "A");
  assert_int_equal(record.field[LUN_FIELD_ID].name, 1);
  lun_record_free(&record);
  reads("{\"lede\":\"B\",\"line\":\"C\",\"lane\":null}");
  is(record.field[LUN_FIELD_TEXT].at, record.field[LUN_FIELD_TEXT].size, "B");
  is(record.field[LUN_FIELD_ID].at, record.field[LUN_FIELD_ID].size, "C");
  lun_record_free(&record);
  fields = kept;
}

int main(void) {
  lun_fields_index(&fields);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_fields_are_found_by_their_usual_names),
    cmocka_unit_test(test_numbers_serve_as_ids),
    cmocka_unit_test(test_the_last_of_two_equal_keys_counts),
    cmocka_unit_test(test_escapes_are_read_and_nul_is_kept),
    cmocka_unit_test(test_a_text_is_taken_from_its_record),
    cmocka_unit_test(test_white_space_line_ends_and_a_first_mark_are_passed_over),
    cmocka_unit_test(test_blank_lines_are_told_from_records),
    cmocka_unit_test(test_what_is_no_json_is_refused_with_line_and_column),
    cmocka_unit_test(test_columns_count_characters_and_positions_bytes),
    cmocka_unit_test(test_lone_surrogates_are_refused),
    cmocka_unit_test(test_what_is_no_article_is_refused),
    cmocka_unit_test(test_numbers_are_exact_or_refused),
    cmocka_unit_test(test_control_characters_of_the_line_do_not_reach_the_message),
    cmocka_unit_test(test_nesting_is_bounded),
    cmocka_unit_test(test_brackets_and_digits_inside_strings_are_not_counted),
    cmocka_unit_test(test_long_numbers_are_refused_unread),
    cmocka_unit_test(test_a_line_over_the_limit_is_refused_unread),
    cmocka_unit_test(test_the_direct_path_reads_what_the_parser_reads),
    cmocka_unit_test(test_dotted_names_lead_into_objects),
    cmocka_unit_test(test_a_name_of_two_fields_gives_both_and_others_like_it_nothing),
    cmocka_unit_test(test_a_json_text_is_cut_into_its_records),
    cmocka_unit_test(test_lone_surrogates_are_mended_and_nothing_else),
    cmocka_unit_test(test_memory_may_run_out_anywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
