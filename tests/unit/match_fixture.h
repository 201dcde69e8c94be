/* Machines made by hand: a vocabulary, a machine, short ways to write tests and patterns, and searches whose result is one
 * line of text. A match is written as rule:first-stop, then >first-stop where the rule gives another span, then a
 * name=first-stop in brackets for each capture: "0:1-4>2-4[7=2-3 7=3-4] 1:0-1". */
#ifndef LUNETTE_TEST_MATCH_FIXTURE_H
#define LUNETTE_TEST_MATCH_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/match.h"
#include "lunette/mem.h"

typedef struct fixture {
  lun_vocab *vocab;
  lun_machine *machine;
  uint32_t element; /* number of the last node */
} fixture;

static const lun_rule_options plain = {.within = LUN_NO_CONTEXT, .outside = LUN_NO_CONTEXT};

static inline fixture open_machine(void) {
  fixture f = {0};
  assert_int_equal(lun_vocab_new(&f.vocab, NULL), LUN_OK);
  assert_int_equal(lun_machine_new(f.vocab, &f.machine, NULL), LUN_OK);
  return f;
}
static inline void close_machine(fixture *f) {
  lun_machine_free(f->machine);
  lun_vocab_free(f->vocab);
}

static inline lun_test words(fixture *f, uint32_t count, ...) { /* of lower-cased texts */
  lun_lexeme list[16];
  va_list rest;
  va_start(rest, count);
  for (uint32_t i = 0; i < count; i++) {
    const char *text = va_arg(rest, const char *);
    list[i] = lun_vocab_lower(f->vocab, lun_vocab_intern(f->vocab, text, strlen(text)));
  }
  va_end(rest);
  return lun_test_words(f->machine, false, list, count);
}
static inline lun_test word(fixture *f, const char *text) { return words(f, 1, text); }
static inline lun_test flag(fixture *f, uint32_t bit) { return lun_test_flag(f->machine, bit); }
static inline lun_test any(fixture *f) { return lun_test_any(f->machine); }
static inline lun_test not(fixture *f, lun_test test) { return lun_test_not(f->machine, test); }
static inline lun_test both(fixture *f, lun_test a, lun_test b) { return lun_test_all(f->machine, (lun_test[]){a, b}, 2); }
static inline lun_test one(fixture *f, lun_test a, lun_test b) { return lun_test_one(f->machine, (lun_test[]){a, b}, 2); }

static inline lun_pattern *node(fixture *f, lun_pattern_kind kind, uint32_t children) {
  lun_pattern *x = lun_pattern_new(f->machine, kind, children);
  assert_non_null(x);
  x->element = ++f->element;
  return x;
}
static inline lun_pattern *tok(fixture *f, lun_test test) {
  lun_pattern *x = node(f, LUN_PATTERN_TOKEN, 0);
  x->test = test;
  return x;
}
static inline lun_pattern *w(fixture *f, const char *text) { return tok(f, word(f, text)); }
static inline lun_pattern *around(fixture *f, lun_pattern_kind kind, uint32_t count, lun_pattern *const *children) {
  lun_pattern *x = node(f, kind, count);
  for (uint32_t i = 0; i < count; i++) x->children[i] = children[i];
  return x;
}
#define LIST(...) (uint32_t)(sizeof((lun_pattern *[]){__VA_ARGS__}) / sizeof(lun_pattern *)), (lun_pattern *[]){__VA_ARGS__}
#define SEQ(f, ...) around(f, LUN_PATTERN_SEQUENCE, LIST(__VA_ARGS__))
#define EITHER(f, ...) around(f, LUN_PATTERN_EITHER, LIST(__VA_ARGS__))
static inline lun_pattern *repeat(fixture *f, uint32_t min, uint32_t max, bool lazy, lun_pattern *child) {
  lun_pattern *x = around(f, LUN_PATTERN_REPEAT, 1, &child);
  x->min = min;
  x->max = max;
  x->lazy = lazy;
  return x;
}
static inline lun_pattern *maybe(fixture *f, lun_pattern *child) { return repeat(f, 0, 1, false, child); }
static inline lun_pattern *many(fixture *f, lun_pattern *child) { return repeat(f, 0, UINT32_MAX, false, child); }
static inline lun_pattern *some(fixture *f, lun_pattern *child) { return repeat(f, 1, UINT32_MAX, false, child); }
static inline lun_pattern *cap(fixture *f, uint32_t name, lun_pattern *child) {
  lun_pattern *x = around(f, LUN_PATTERN_CAPTURE, 1, &child);
  x->name = name;
  return x;
}
static inline lun_pattern *cap_list(fixture *f, uint32_t name, lun_pattern *child) {
  lun_pattern *x = cap(f, name, child);
  x->list = true;
  return x;
}
static inline lun_pattern *span(fixture *f, lun_pattern *child) { return around(f, LUN_PATTERN_SPAN, 1, &child); }
static inline lun_pattern *look(fixture *f, bool negative, lun_test test) {
  lun_pattern *x = node(f, LUN_PATTERN_LOOK, 0);
  x->test = test;
  x->negative = negative;
  return x;
}
static inline lun_pattern *whole(fixture *f, lun_context context) {
  lun_pattern *x = node(f, LUN_PATTERN_WHOLE, 0);
  x->context = context;
  return x;
}
static inline lun_pattern *start(fixture *f) { return node(f, LUN_PATTERN_START, 0); }
static inline lun_pattern *stop(fixture *f) { return node(f, LUN_PATTERN_STOP, 0); }

static inline lun_context layer(fixture *f, const char *name) {
  lun_context context;
  assert_int_equal(lun_context_layer(f->machine, name, NULL, NULL, 0, &context, NULL), LUN_OK);
  return context;
}

static inline void add_with(fixture *f, lun_pattern *pattern, lun_rule_options options) {
  lun_err err;
  if (lun_machine_add(f->machine, pattern, &options, &err)) fail_msg("%s", err.message);
}
static inline void add(fixture *f, lun_pattern *pattern) { add_with(f, pattern, plain); }
static inline void ready(fixture *f, uint32_t widest) { assert_int_equal(lun_machine_ready(f->machine, widest, NULL), LUN_OK); }

static inline lun_doc *document(fixture *f, const char *text) {
  lun_doc *doc;
  lun_err err;
  if (lun_doc_new(f->vocab, text, strlen(text), &doc, &err)) fail_msg("%s", err.message);
  return doc;
}
static inline uint32_t lay(lun_doc *doc, const char *name, uint32_t first, uint32_t after, const char *key, const char *value) {
  lun_layer *there;
  uint32_t id;
  assert_int_equal(lun_doc_layer_make(doc, name, &there, NULL), LUN_OK);
  assert_int_equal(lun_layer_add(there, first, after, 0, &id, NULL), LUN_OK);
  if (key) assert_int_equal(lun_layer_set(there, id, key, value, strlen(value), NULL), LUN_OK);
  return id;
}

/* Writes what was found, rule after rule; reads what has not been read. */
static inline void write_found(lun_machine *m, lun_found *found, char *line, size_t room) {
  size_t n = 0;
  line[0] = 0;
  for (uint32_t rule = 0; rule < lun_machine_rules(m); rule++)
    for (uint32_t k = found->first_of[rule]; k != LUN_NONE; k = found->matches[k].next) {
      if (lun_found_reads(m, found, k)) assert_int_equal(lun_found_read(m, found, k, NULL), LUN_OK);
      const lun_match x = found->matches[k];
      assert_int_equal(x.rule, rule);
      n += (size_t)snprintf(line + n, room - n, "%s%u:%u-%u", n ? " " : "", x.rule, x.first, x.stop);
      if (x.given_first != x.first || x.given_stop != x.stop) n += (size_t)snprintf(line + n, room - n, ">%u-%u", x.given_first, x.given_stop);
      for (uint32_t c = 0; c < x.capture_count; c++) {
        const lun_capture *capture = &found->captures[x.captures + c];
        n += (size_t)snprintf(line + n, room - n, "%s%u%s=%u-%u%s", c ? " " : "[", lun_capture_name(m, capture->capture),
                              lun_capture_lists(m, capture->capture) ? "*" : "", capture->first, capture->stop, c + 1 == x.capture_count ? "]" : "");
      }
      assert_true(n < room);
    }
}

static inline void expect_doc(fixture *f, const lun_doc *doc, const char *expected) {
  char line[4000];
  lun_found found = {0};
  lun_err err;
  assert_int_equal(lun_machine_begin(f->machine, NULL), LUN_OK);
  if (lun_machine_search(f->machine, doc, NULL, &found, &err)) fail_msg("%s", err.message);
  write_found(f->machine, &found, line, sizeof line);
  assert_string_equal(line, expected);
  lun_found_free(&found);
}
static inline void expect(fixture *f, const char *text, const char *expected) {
  lun_doc *doc = document(f, text);
  expect_doc(f, doc, expected);
  lun_doc_free(doc);
}

/* One pattern on one text, with one state at a time and with many. */
#define EXPECT_ONE(pattern, text, expected)    \
  for (uint32_t widest = 1; widest <= 2; widest++) {      \
    fixture f_ = open_machine(), *f = &f_;     \
    add(f, pattern);                           \
    ready(f, widest);                            \
    expect(f, text, expected);                 \
    close_machine(f);                          \
  }

#endif
