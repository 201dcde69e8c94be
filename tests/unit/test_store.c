/* Databases: values come back as they went in, errors have their place, a reader cannot write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "lunette/io.h"
#include "lunette/store.h"

#ifdef LUNETTE_SQLITE_SONAME

static char folder[] = "/tmp/lunette-store-XXXXXX", path[64];

static int make_folder(void **state) {
  (void)state;
  if (!mkdtemp(folder)) return 1;
  snprintf(path, sizeof path, "%s/a.db", folder);
  return lun_io_write_file(path, "", 0, NULL) != LUN_OK;
}
static int remove_folder(void **state) {
  (void)state;
  unlink(path);
  return rmdir(folder);
}

static lun_statement *statement_of(lun_store *store, const char *sql) {
  lun_statement *statement;
  assert_int_equal(lun_statement_new(store, sql, strlen(sql), &statement, NULL), LUN_OK);
  return statement;
}

static void test_values_come_back(void **state) {
  static const char text[] = "Zo\xc3\xab\0=1";
  lun_store *store;
  bool row;
  (void)state;
  assert_int_equal(lun_store_open(path, LUN_STORE_FRESH, &store, NULL), LUN_OK);
  assert_int_equal(lun_store_run(store, "BEGIN; CREATE TABLE t (a, b, c, d);", NULL), LUN_OK);
  lun_statement *add = statement_of(store, "INSERT INTO t VALUES (?, ?, ?, ?)");
  for (int64_t i = 1; i <= 3; i++) {
    lun_statement_reset(add);
    assert_int_equal(lun_statement_bind_text(add, 1, text, sizeof text - 1, NULL), LUN_OK);
    assert_int_equal(lun_statement_bind_integer(add, 2, INT64_MIN + i, NULL), LUN_OK);
    assert_int_equal(lun_statement_bind_real(add, 3, 0.1, NULL), LUN_OK);
    assert_int_equal(lun_statement_step(add, &row, NULL), LUN_OK);
    assert_false(row);
    assert_int_equal(lun_store_last(store), i);
  }
  assert_int_equal(lun_statement_bind_text(add, 9, "", 0, NULL), LUN_FORMAT);
  lun_statement_free(add);
  assert_int_equal(lun_store_run(store, "COMMIT", NULL), LUN_OK);
  lun_store_free(store);

  assert_int_equal(lun_store_open(path, LUN_STORE_READ, &store, NULL), LUN_OK);
  lun_statement *ask = statement_of(store, "SELECT a, b AS second, c, d FROM t ORDER BY b");
  assert_int_equal(lun_statement_columns(ask), 4);
  assert_string_equal(lun_statement_column(ask, 1), "second");
  for (int64_t i = 1; i <= 3; i++) {
    assert_int_equal(lun_statement_step(ask, &row, NULL), LUN_OK);
    assert_true(row);
    lun_cell a = lun_statement_value(ask, 0), b = lun_statement_value(ask, 1), c = lun_statement_value(ask, 2), d = lun_statement_value(ask, 3);
    assert_int_equal(a.kind, LUN_CELL_TEXT);
    assert_int_equal(a.size, sizeof text - 1);
    assert_memory_equal(a.text, text, a.size);
    assert_true(b.kind == LUN_CELL_INTEGER && b.integer == INT64_MIN + i);
    assert_true(c.kind == LUN_CELL_REAL && c.real > 0.09 && c.real < 0.11);
    assert_int_equal(d.kind, LUN_CELL_NULL);
  }
  assert_int_equal(lun_statement_step(ask, &row, NULL), LUN_OK);
  assert_false(row);
  lun_statement_free(ask);
  lun_store_free(store);
}

static void test_a_reader_cannot_write(void **state) {
  static const char *const refused[] = {"INSERT INTO t VALUES (1, 2, 3, 4)", "DROP TABLE t", "ATTACH ':memory:' AS m", "PRAGMA user_version = 3", "CREATE TEMP TABLE x (a)", "VACUUM"};
  lun_store *store;
  lun_statement *statement;
  lun_err err;
  (void)state;
  assert_int_equal(lun_store_open(path, LUN_STORE_READ, &store, NULL), LUN_OK);
  for (unsigned i = 0; i < sizeof refused / sizeof *refused; i++) {
    assert_int_equal(lun_statement_new(store, refused[i], strlen(refused[i]), &statement, &err), LUN_INVALID);
    assert_null(statement);
    assert_non_null(strstr(err.message, "nothing is written here"));
  }
  lun_statement_free(statement_of(store, "PRAGMA table_info(t)"));
  lun_store_free(store);
}

/* A process that ends in the middle of a transaction leaves a journal: the first reader takes the half back. */
static void test_an_interrupted_run_is_undone(void **state) {
  (void)state;
  pid_t writer = fork();
  assert_true(writer >= 0);
  if (!writer) {
    lun_store *store;
    if (lun_store_open(path, LUN_STORE_WRITE, &store, NULL)) _exit(1);
    if (lun_store_run(store, "PRAGMA cache_size = 1; BEGIN; CREATE TABLE half (a);"
                             "INSERT INTO half WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT hex(randomblob(50)) FROM n;", NULL)) _exit(1);
    _exit(0);
  }
  int ended;
  assert_int_equal(waitpid(writer, &ended, 0), writer);
  assert_int_equal(ended, 0);
  lun_store *store;
  bool row;
  assert_int_equal(lun_store_open(path, LUN_STORE_READ, &store, NULL), LUN_OK);
  lun_statement *ask = statement_of(store, "SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM sqlite_master WHERE name = 'half')");
  assert_int_equal(lun_statement_step(ask, &row, NULL), LUN_OK);
  assert_int_equal(lun_statement_value(ask, 0).integer, 3);
  assert_int_equal(lun_statement_value(ask, 1).integer, 0);
  lun_statement_free(ask);
  assert_int_equal(lun_store_run(store, "DELETE FROM t", NULL), LUN_INVALID); /* and is a reader still */
  lun_store_free(store);
}

static void test_errors_have_their_place(void **state) {
  lun_store *store;
  lun_statement *statement;
  lun_err err = {0};
  (void)state;
  assert_int_equal(lun_store_open(path, LUN_STORE_READ, &store, NULL), LUN_OK);
  assert_int_equal(lun_statement_new(store, "SELECT a, bb FROM t", 19, &statement, &err), LUN_FORMAT);
  assert_int_equal(err.position, 11);
  assert_non_null(strstr(err.message, "bb"));
  assert_int_equal(lun_statement_new(store, "SELECT 1; SELECT 2", 18, &statement, &err), LUN_INVALID);
  assert_int_equal(lun_statement_new(store, " -- x", 5, &statement, &err), LUN_INVALID);
  lun_store_free(store);
}

static void test_what_is_no_database_is_told(void **state) {
  lun_store *store;
  lun_err err;
  char other[64];
  (void)state;
  snprintf(other, sizeof other, "%s/b.db", folder);
  assert_int_equal(lun_store_open(other, LUN_STORE_READ, &store, &err), LUN_IO);
  assert_null(store);
  assert_int_equal(lun_io_write_file(other, "some text that is no database", 29, NULL), LUN_OK);
  assert_int_equal(lun_store_open(other, LUN_STORE_WRITE, &store, &err), LUN_FORMAT);
  unlink(other);
}

static void test_keywords_are_known(void **state) {
  lun_store *store;
  (void)state;
  assert_int_equal(lun_store_open(path, LUN_STORE_READ, &store, NULL), LUN_OK);
  assert_true(lun_store_keyword(store, "from"));
  assert_false(lun_store_keyword(store, "speaker"));
  lun_store_free(store);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_values_come_back),        cmocka_unit_test(test_a_reader_cannot_write),
      cmocka_unit_test(test_errors_have_their_place), cmocka_unit_test(test_what_is_no_database_is_told),
      cmocka_unit_test(test_keywords_are_known),        cmocka_unit_test(test_an_interrupted_run_is_undone),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

#else

static void test_absence_is_told(void **state) {
  lun_store *store;
  lun_err err;
  (void)state;
  assert_int_equal(lun_store_open("a.db", LUN_STORE_READ, &store, &err), LUN_NOT_FOUND);
  assert_non_null(strstr(err.message, "libsqlite3-dev"));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_absence_is_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
