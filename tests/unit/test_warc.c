/* Web archives: what of them is a document, what is named instead, and how reading goes on behind what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "input/header.h"
#include "lunette/mem.h"
#include "packed.h"

/* An archive in memory, given `step` bytes at a time; fails at its end when told to. */
typedef struct memory {
  const char *bytes;
  size_t size, at, step;
  bool fails;
} memory;

static lun_status give(void *state, char *buffer, size_t size, size_t *got, lun_err *err) {
  memory *m = state;
  *got = m->size - m->at;
  if (*got > m->step) *got = m->step;
  if (*got > size) *got = size;
  if (!*got && m->fails) return lun_fail(err, LUN_FORMAT, 0, "x.gz: its gzip data is cut short");
  memcpy(buffer, m->bytes + m->at, *got);
  m->at += *got;
  return LUN_OK;
}

/* What a reader gives: [type|id|status|content type|charset|body] for documents, (kind:reason) for others. */
static void told(const packed *p, size_t step, bool fails, char *out) {
  memory m = {p->bytes, p->size, 0, step, fails};
  lun_warc *warc;
  lun_warc_record *r = malloc(sizeof *r);
  lun_err err;
  uint64_t number = 0;
  assert_non_null(r);
  assert_int_equal(lun_warc_new(give, &m, "x.warc", &warc, &err), LUN_OK);
  *out = 0;
  for (lun_warc_outcome outcome; (outcome = lun_warc_next(warc, r, &err)) != LUN_WARC_END;) {
    assert_true(r->number == ++number);
    if (outcome == LUN_WARC_DOCUMENT)
      sprintf(out + strlen(out), "[%s|%s|%d|%s|%s|%.*s]", r->type, r->id, r->status, r->content_type, r->charset, (int)r->size, r->body);
    else {
      assert_non_null(strstr(err.message, "x."));
      sprintf(out + strlen(out), "(%s:%s)", outcome == LUN_WARC_SKIPPED ? "skipped" : "failed", r->reason);
    }
  }
  assert_int_equal(lun_warc_next(warc, r, &err), LUN_WARC_END); /* the end stays the end */
  lun_warc_free(warc);
  free(r);
}

/* The same whole and a few bytes at a time. */
static void assert_told(const packed *p, const char *wanted) {
  static const size_t steps[] = {1 << 20, 1, 7, 100};
  char out[4000];
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    told(p, steps[i], false, out);
    assert_string_equal(out, wanted);
  }
}

static void record(packed *p, const char *type, const char *fields, const char *block, size_t size) {
  add_text(p, "WARC/1.0\r\nWARC-Type: %s\r\n%sContent-Length: %zu\r\n\r\n", type, fields, size);
  add(p, block, size);
  add_text(p, "\r\n\r\n");
}
static void text_record(packed *p, const char *type, const char *fields, const char *block) { record(p, type, fields, block, strlen(block)); }
#define HTTP "Content-Type: application/http; msgtype=response\r\n"

static void test_records_that_hold_a_document_are_told_from_those_that_hold_none(void **state) {
  packed p = {0};
  (void)state;
  text_record(&p, "warcinfo", "", "software: none\r\n");
  text_record(&p, "request", HTTP, "GET / HTTP/1.1\r\n\r\n");
  text_record(&p, "response", "WARC-Record-ID: <urn:uuid:1>\r\n" HTTP, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"UTF-8\"\r\n\r\n<p>One</p>");
  text_record(&p, "response", HTTP, "HTTP/2 200\r\ncontent-type: Text/HTML\r\n\r\nTwo");
  text_record(&p, "response", HTTP, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\ngone");
  text_record(&p, "response", HTTP, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG");
  text_record(&p, "response", HTTP, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
  text_record(&p, "response", HTTP, "nothing of the kind");
  text_record(&p, "metadata", "", "a: b\r\n");
  text_record(&p, "revisit", HTTP, "HTTP/1.1 200 OK\r\n\r\n");
  text_record(&p, "resource", "Content-Type: text/plain\r\n", "Three");
  text_record(&p, "conversion", "Content-Type: text/plain; charset=latin1\r\n", "Four");
  record(&p, "resource", "", "a\0b", 3);
  text_record(&p, "resource", "", "Five");
  text_record(&p, "response", "WARC-Segment-Number: 1\r\n" HTTP, "HTTP/1.1 200 OK\r\n\r\nhalf");
  text_record(&p, "continuation", "", "rest");
  assert_told(&p, "(skipped:warcinfo)(skipped:request)[response|urn:uuid:1|200|text/html|utf-8|<p>One</p>][response||200|text/html||Two]"
                  "(skipped:status 404)(skipped:image/png)(skipped:empty)(failed:no HTTP header)(skipped:metadata)(skipped:revisit)"
                  "[resource||0|text/plain||Three][conversion||0|text/plain|latin1|Four](skipped:binary)[resource||0|||Five]"
                  "(failed:segmented)(skipped:continuation)");
  forget(&p);
}

static void test_both_releases_any_case_and_folded_lines_are_read(void **state) {
  packed p = {0};
  (void)state;
  add_text(&p, "\r\n\nWARC/1.1\r\nwarc-type: RESOURCE\r\nWARC-RECORD-ID:<urn:a\r\n b>\r\nCONTENT-TYPE:\r\n\ttext/plain ;\r\n  charset=utf-8\r\ncontent-length:  3 \r\n\r\nabc\r\n\r\n");
  add_text(&p, "WARC/1.0\nWARC-Type: resource\nContent-Type: text/plain\nContent-Length: 3\n\ndef\n\n");
  add_text(&p, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nghi"); /* without an end */
  assert_told(&p, "[resource|urn:a   b|0|text/plain|utf-8|abc][resource||0|text/plain||def][resource||0|text/plain||ghi]");
  forget(&p);
}

static void test_the_address_is_kept_also_where_it_ends_in_a_slash(void **state) {
  packed p = {0};
  memory m;
  lun_warc *warc;
  static lun_warc_record r;
  lun_err err;
  (void)state;
  text_record(&p, "response", "WARC-Target-URI: http://news.example/2031/\r\nWARC-Date: 2031-05-06T07:08:09Z\r\n" HTTP, "HTTP/1.1 200 OK\r\n\r\na");
  text_record(&p, "response", "WARC-Target-URI: <http://news.example/\x1B[2J\xFF>\r\nWARC-Truncated: length\r\n" HTTP, "HTTP/1.1 200 OK\r\n\r\nb");
  m = (memory){p.bytes, p.size, 0, 1 << 20, false};
  assert_int_equal(lun_warc_new(give, &m, "x.warc", &warc, &err), LUN_OK);
  assert_int_equal(lun_warc_next(warc, &r, &err), LUN_WARC_DOCUMENT);
  assert_string_equal(r.url, "http://news.example/2031/");
  assert_string_equal(r.date, "2031-05-06T07:08:09Z");
  assert_string_equal(r.truncated, "");
  assert_int_equal(lun_warc_next(warc, &r, &err), LUN_WARC_DOCUMENT);
  assert_string_equal(r.url, "http://news.example/\xEF\xBF\xBD[2J\xEF\xBF\xBD");
  assert_string_equal(r.truncated, "length");
  lun_warc_free(warc);
  forget(&p);
}

#define CHUNKED HTTP, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"

static void test_chunks_are_joined(void **state) {
  static const struct { const char *body, *told; } cases[] = {
    {"3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n", "abcdefg"},
    {"A\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n", "0123456789"},
    {"3 \r\nabc\r\n0\r\n", "abc"},
    {"<p>joined before", "<p>joined before"},
    {"bad\r\nstart", "bad\r\nstart"}, /* hexadecimal, but what it counts is not there */
  };
  packed p = {0};
  char fields[600];
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char wanted[200];
    p.size = 0;
    snprintf(fields, sizeof fields, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n%s", cases[i].body);
    text_record(&p, "response", HTTP, fields);
    snprintf(wanted, sizeof wanted, "[response||200|text/html||%s]", cases[i].told);
    assert_told(&p, wanted);
  }
  p.size = 0;
  text_record(&p, "response", CHUNKED "3\r\nabc\r\nzz\r\n");
  text_record(&p, "response", CHUNKED "3\r\nabc\r\n9\r\nde");
  text_record(&p, "response", "WARC-Truncated: time\r\n" CHUNKED "3\r\nabc\r\n9\r\nde");
  text_record(&p, "response", CHUNKED "ffffffffffffffffffff\r\na");
  assert_told(&p, "(failed:damaged body)(failed:damaged body)[response||200|text/html||abcde][response||200|text/html||ffffffffffffffffffff\r\na]");
  forget(&p);
}

static void response_encoded(packed *p, const char *encoding, const char *body, size_t size) {
  packed block = {0};
  add_text(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %s\r\n\r\n", encoding);
  add(&block, body, size);
  record(p, "response", HTTP, block.bytes, block.size);
  forget(&block);
}

static void test_content_encodings_are_undone(void **state) {
  static const char zlib[] = "\x78\x9C\x2B\x49\xAD\x28\x01\x00\x04\x67\x01\xC6"; /* "text" */
  packed p = {0}, gzip = {0}, twice = {0};
  (void)state;
  add_gzip(&gzip, "text", 4);
  add_gzip(&twice, gzip.bytes, gzip.size);
  response_encoded(&p, "gzip", gzip.bytes, gzip.size);
  response_encoded(&p, "x-gzip", "plain all the same", 18);
  response_encoded(&p, "deflate", zlib, sizeof zlib - 1);
  response_encoded(&p, "deflate", zlib + 2, sizeof zlib - 7);
  response_encoded(&p, "gzip, GZIP", twice.bytes, twice.size);
  response_encoded(&p, "identity", "text", 4);
  response_encoded(&p, "br", "\x0B\x02\x80text\x03", 8);
  response_encoded(&p, "gzip", gzip.bytes, gzip.size - 6);
  gzip.bytes[gzip.size - 8] ^= 1; /* its checksum */
  response_encoded(&p, "gzip", gzip.bytes, gzip.size);
#define TEXT "[response||200|text/html||text]"
  assert_told(&p, TEXT "[response||200|text/html||plain all the same]" TEXT TEXT TEXT TEXT "(failed:content encoding br)(failed:damaged body)(failed:damaged body)");
  forget(&p);
  forget(&gzip);
  forget(&twice);
}

static void test_a_body_that_unpacks_to_too_much_is_refused(void **state) {
  enum { LARGE = 200000, MOST = 100000 };
  char *bytes = calloc(1, LARGE), *made;
  size_t size;
  packed gzip = {0};
  lun_err err;
  (void)state;
  assert_non_null(bytes);
  add_gzip(&gzip, bytes, LARGE);
  assert_int_equal(lun_encodings_undo("gzip", 4, gzip.bytes, gzip.size, MOST, false, &made, &size, &err), LUN_LIMIT);
  assert_null(made);
  assert_int_equal(lun_encodings_undo("gzip", 4, gzip.bytes, gzip.size, LARGE - 1, false, &made, &size, &err), LUN_LIMIT);
  assert_int_equal(lun_encodings_undo("gzip", 4, gzip.bytes, gzip.size, LARGE, false, &made, &size, &err), LUN_OK);
  assert_int_equal(size, LARGE);
  lun_free(made);
  forget(&gzip);
  free(bytes);
}

static void test_behind_a_record_whose_length_is_wrong_the_next_is_read(void **state) {
  packed p = {0};
  (void)state;
  add_text(&p, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 3\r\n\r\nlonger than it says\r\nWARC/0.9 is none\r\n\r\n");
  text_record(&p, "resource", "Content-Type: text/plain\r\n", "one");
  add_text(&p, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 60\r\n\r\nshorter\r\n\r\n");
  text_record(&p, "resource", "Content-Type: text/plain\r\n", "two");
  add_text(&p, "WARC/1.0\r\nWARC-Type: resource\r\n\r\nno length\r\n\r\n");
  text_record(&p, "resource", "Content-Type: text/plain\r\n", "three");
  add_text(&p, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: -4\r\n\r\nfour\r\n\r\n");
  add_text(&p, "WARC/1.0\r\nContent-Length: 4\r\n\r\nfive\r\n\r\n");
  add_text(&p, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 5000\r\n\r\nto the end\r\n\r\n");
  text_record(&p, "resource", "Content-Type: text/plain\r\n", "six");
  add_text(&p, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 70\r\n\r\n");
  text_record(&p, "resource", "Content-Type: text/plain\r\n", "seven");
  add_text(&p, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 9\r\n\r\ncut");
  assert_told(&p, "(failed:wrong length)[resource||0|text/plain||one](failed:wrong length)[resource||0|text/plain||two](failed:no length)"
                  "[resource||0|text/plain||three](failed:no length)(failed:no type)(failed:cut short)[resource||0|text/plain||six](failed:wrong length)[resource||0|text/plain||seven](failed:cut short)");
  forget(&p);
}

static void test_what_is_no_record_is_named_and_passed(void **state) {
  packed p = {0};
  char out[400];
  (void)state;
  add_text(&p, "no archive at all\n");
  assert_told(&p, "(failed:no record)");
  add_text(&p, "WARC/1.0\r\nWARC-Type: reso");
  assert_told(&p, "(failed:no record)(failed:cut short)");
  p.size = 0;
  assert_told(&p, "");
  add_text(&p, "WARC/1.0\r\n");
  for (int i = 0; i < 9000; i++) add_text(&p, "Field: %d\r\n", i);
  add_text(&p, "\r\n");
  text_record(&p, "resource", "Content-Type: text/plain\r\n", "one");
  assert_told(&p, "(failed:no header)[resource||0|text/plain||one]");
  p.size = 0;
  add_text(&p, "WARC/1.0\r\nWARC-Type: resource\r\n");
  text_record(&p, "resource", "Content-Type: text/plain\r\n", "one");
  assert_told(&p, "(failed:no header)[resource||0|text/plain||one]");
  p.size = 0;
  text_record(&p, "resource", "Content-Type: text/plain\r\n", "one");
  add_text(&p, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 9\r\n\r\ncut");
  told(&p, 5, true, out);
  assert_string_equal(out, "[resource||0|text/plain||one](failed:damaged data)");
  p.size = 0;
  text_record(&p, "resource", "Content-Type: text/plain\r\n", "one");
  told(&p, 5, true, out);
  assert_string_equal(out, "[resource||0|text/plain||one](failed:damaged data)");
  forget(&p);
}

static void test_a_record_over_the_limit_is_passed_over_in_bounded_memory(void **state) {
  packed p = {0};
  size_t large = (size_t)LUN_WARC_BODY + 10;
  char *block = malloc(large), out[400];
  (void)state;
  assert_non_null(block);
  memset(block, 'x', large);
  record(&p, "resource", "Content-Type: text/plain\r\n", block, large);
  record(&p, "metadata", "", block, large);
  text_record(&p, "resource", "Content-Type: text/plain\r\n", "one");
  told(&p, 1 << 20, false, out);
  assert_string_equal(out, "(failed:too large)(skipped:metadata)[resource||0|text/plain||one]");
  free(block);
  forget(&p);
}

/* Records of `text` in front of `behind` bytes are all looked at, in seconds of processor time. */
static double time_of(const char *text, size_t count, size_t behind) {
  packed p = {0};
  char *rest = calloc(1, behind + 1);
  lun_warc_record *r = malloc(sizeof *r);
  lun_warc *warc;
  lun_err err;
  size_t failed = 0;
  assert_non_null(rest);
  assert_non_null(r);
  for (size_t i = 0; i < count; i++) add_text(&p, "%s", text);
  add(&p, rest, behind);
  memory m = {p.bytes, p.size, 0, 1 << 16, false};
  assert_int_equal(lun_warc_new(give, &m, "x.warc", &warc, &err), LUN_OK);
  clock_t began = clock();
  while (lun_warc_next(warc, r, &err) != LUN_WARC_END) failed++;
  double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
  assert_true(failed >= count);
  lun_warc_free(warc);
  forget(&p);
  free(rest);
  free(r);
  return seconds;
}

/* Each of these took minutes when a record cost as much as it said, or as a header may have. */
static void test_records_that_say_to_be_large_cost_no_more_than_their_bytes(void **state) {
  (void)state;
  assert_true(time_of("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 60000000\r\n\r\n", 20000, 62000000) < 20);
  assert_true(time_of("WARC/1.0\r\n", 200000, 0) < 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_records_that_hold_a_document_are_told_from_those_that_hold_none),
    cmocka_unit_test(test_both_releases_any_case_and_folded_lines_are_read),
    cmocka_unit_test(test_the_address_is_kept_also_where_it_ends_in_a_slash),
    cmocka_unit_test(test_chunks_are_joined),
    cmocka_unit_test(test_content_encodings_are_undone),
    cmocka_unit_test(test_a_body_that_unpacks_to_too_much_is_refused),
    cmocka_unit_test(test_behind_a_record_whose_length_is_wrong_the_next_is_read),
    cmocka_unit_test(test_what_is_no_record_is_named_and_passed),
    cmocka_unit_test(test_a_record_over_the_limit_is_passed_over_in_bounded_memory),
    cmocka_unit_test(test_records_that_say_to_be_large_cost_no_more_than_their_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
