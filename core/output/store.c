/* Databases through libsqlite3; see the header. */
#include "lunette/store.h"

#include <string.h>

#include "lunette/library.h"
#include "lunette/mem.h"

#ifdef LUNETTE_SQLITE_SONAME
#include <sqlite3.h>

#define FUNCTIONS(X)                                                                                                    \
  X(sqlite3_open_v2) X(sqlite3_close_v2) X(sqlite3_exec) X(sqlite3_errmsg) X(sqlite3_extended_errcode)                  \
  X(sqlite3_error_offset) X(sqlite3_busy_timeout) X(sqlite3_set_authorizer) X(sqlite3_keyword_check)                    \
  X(sqlite3_last_insert_rowid) X(sqlite3_prepare_v2) X(sqlite3_finalize) X(sqlite3_step) X(sqlite3_reset)               \
  X(sqlite3_clear_bindings) X(sqlite3_stmt_readonly) X(sqlite3_bind_text64) X(sqlite3_bind_int64) X(sqlite3_bind_double) X(sqlite3_bind_null)    \
  X(sqlite3_column_count) X(sqlite3_column_name) X(sqlite3_column_type) X(sqlite3_column_int64) X(sqlite3_column_double) \
  X(sqlite3_column_blob) X(sqlite3_column_bytes)

typedef struct functions { FUNCTIONS(LUN_LIBRARY_MEMBER) } functions;
static const char *const function_names[] = {FUNCTIONS(LUN_LIBRARY_NAME) NULL};

enum { WAIT_FOR_OTHERS = 5000 }; /* milliseconds */

struct lun_store {
  functions call;
  sqlite3 *made;
  bool reads; /* LUN_STORE_READ */
};

struct lun_statement {
  lun_store *store;
  sqlite3_stmt *made;
};

static lun_status refused(const lun_store *s, int code, lun_err *err) {
  const char *said = s->made ? s->call.sqlite3_errmsg(s->made) : "";
  int base = code & 0xFF;
  if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY)
    return lun_fail(err, LUN_IO, 0, "a run that wrote it was interrupted, and what it left half done cannot be undone here: make the file and its folder writable");
  if (base == SQLITE_NOMEM) return lun_fail_memory(err);
  if (base == SQLITE_AUTH || base == SQLITE_READONLY) return lun_fail(err, LUN_INVALID, 0, "only questions (SELECT ...) are answered: nothing is written here");
  if (base == SQLITE_NOTADB) return lun_fail(err, LUN_FORMAT, 0, "it is no SQLite database");
  bool system = base == SQLITE_IOERR || base == SQLITE_FULL || base == SQLITE_CANTOPEN || base == SQLITE_BUSY || base == SQLITE_LOCKED;
  return lun_fail(err, system ? LUN_IO : LUN_FORMAT, 0, "%s", said);
}

/* What a question may not do. The file is open for reading alone and statements that write are refused when they are
 * prepared; this keeps away other files, temporary tables and settings. (Full-text tables declare themselves by a CREATE TABLE
 * of their own, which therefore passes here.) */
static int allow_questions(void *data, int action, const char *first, const char *second, const char *base, const char *trigger) {
  static const char *const pragmas[] = {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list", "user_version", "application_id", "data_version"};
  (void)data, (void)base, (void)trigger;
  switch (action) {
    case SQLITE_ATTACH: case SQLITE_DETACH: case SQLITE_TRANSACTION: case SQLITE_SAVEPOINT: case SQLITE_CREATE_VTABLE: case SQLITE_CREATE_TEMP_TABLE:
    case SQLITE_CREATE_TEMP_VIEW: case SQLITE_CREATE_TEMP_INDEX: case SQLITE_CREATE_TEMP_TRIGGER: case SQLITE_ANALYZE: case SQLITE_REINDEX:
      return SQLITE_DENY;
    case SQLITE_PRAGMA:
      for (size_t i = 0; i < sizeof pragmas / sizeof *pragmas; i++)
        if (!strcmp(first, pragmas[i])) return i < 6 || !second ? SQLITE_OK : SQLITE_DENY;
      return SQLITE_DENY;
    default: return SQLITE_OK;
  }
}

/* Opens the file, anew where it is open already, and runs `set`: an extended code of SQLite's, 0 for none. */
static int connect(lun_store *s, const char *path, int how, const char *set) {
  s->call.sqlite3_close_v2(s->made);
  s->made = NULL;
  int code = s->call.sqlite3_open_v2(path, &s->made, how, NULL);
  if (!code) {
    s->call.sqlite3_busy_timeout(s->made, WAIT_FOR_OTHERS);
    code = s->call.sqlite3_exec(s->made, set, NULL, NULL, NULL);
  }
  return code && s->made ? s->call.sqlite3_extended_errcode(s->made) : code;
}

lun_status lun_store_open(const char *path, lun_store_mode mode, lun_store **out, lun_err *err) {
  *out = NULL;
  lun_store *s = lun_zalloc(1, sizeof *s);
  if (!s) return lun_fail_memory(err);
  lun_status status = lun_library_load(LUNETTE_SQLITE_SONAME, "libsqlite3-dev", function_names, &s->call, sizeof s->call, err);
  if (status) {
    lun_free(s);
    return status;
  }
  s->reads = mode == LUN_STORE_READ;
  int code = s->reads ? connect(s, path, SQLITE_OPEN_READONLY, "SELECT count(*) FROM sqlite_master;")
                      : connect(s, path, SQLITE_OPEN_READWRITE, mode == LUN_STORE_FRESH ? "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                                                                                        : "PRAGMA foreign_keys = ON; SELECT count(*) FROM sqlite_master;");
  if (s->reads && code == SQLITE_READONLY_ROLLBACK) { /* left by a run that was interrupted: whoever may write takes the half back */
    connect(s, path, SQLITE_OPEN_READWRITE, "SELECT count(*) FROM sqlite_master;");
    code = connect(s, path, SQLITE_OPEN_READONLY, "SELECT count(*) FROM sqlite_master;");
  }
  if (!code && s->reads) code = s->call.sqlite3_set_authorizer(s->made, allow_questions, NULL);
  if (code) {
    status = refused(s, code, err);
    lun_store_free(s);
    return status;
  }
  *out = s;
  return LUN_OK;
}

void lun_store_free(lun_store *s) {
  if (!s) return;
  s->call.sqlite3_close_v2(s->made);
  lun_free(s);
}

lun_status lun_store_run(lun_store *s, const char *sql, lun_err *err) {
  int code = s->call.sqlite3_exec(s->made, sql, NULL, NULL, NULL);
  return code ? refused(s, code, err) : LUN_OK;
}

int64_t lun_store_last(const lun_store *s) { return s->call.sqlite3_last_insert_rowid(s->made); }

bool lun_store_keyword(const lun_store *s, const char *word) { return s->call.sqlite3_keyword_check(word, (int)strlen(word)) != 0; }

lun_status lun_statement_new(lun_store *s, const char *sql, size_t size, lun_statement **out, lun_err *err) {
  *out = NULL;
  if (size > INT32_MAX) return lun_fail(err, LUN_LIMIT, 0, "the statement is too long");
  lun_statement *statement = lun_zalloc(1, sizeof *statement);
  if (!statement) return lun_fail_memory(err);
  statement->store = s;
  const char *rest = sql, *end = sql + size;
  int code = s->call.sqlite3_prepare_v2(s->made, sql, (int)size, &statement->made, &rest);
  if (code) {
    int at = s->call.sqlite3_error_offset(s->made);
    lun_status status = refused(s, code, err);
    if (err && at >= 0) err->position = (uint64_t)at + 1;
    lun_free(statement);
    return status;
  }
  if (!statement->made) {
    lun_free(statement);
    return lun_fail(err, LUN_INVALID, 0, "there is no statement");
  }
  if (s->reads && !s->call.sqlite3_stmt_readonly(statement->made)) {
    lun_statement_free(statement);
    return refused(s, SQLITE_READONLY, err);
  }
  sqlite3_stmt *second = NULL; /* of comments and blanks alone no statement is made */
  const char *from = rest;
  if (rest < end) code = s->call.sqlite3_prepare_v2(s->made, rest, (int)(end - rest), &second, NULL);
  if (second || code) {
    s->call.sqlite3_finalize(second);
    lun_statement_free(statement);
    return lun_fail(err, LUN_INVALID, (uint64_t)(from - sql) + 1, "one statement at a time");
  }
  *out = statement;
  return LUN_OK;
}

void lun_statement_free(lun_statement *statement) {
  if (!statement) return;
  statement->store->call.sqlite3_finalize(statement->made);
  lun_free(statement);
}

static lun_status bound(lun_statement *st, int code, lun_err *err) { return code ? refused(st->store, code, err) : LUN_OK; }

lun_status lun_statement_bind_text(lun_statement *st, uint32_t parameter, const char *text, size_t size, lun_err *err) {
  int code = text ? st->store->call.sqlite3_bind_text64(st->made, (int)parameter, text, size, SQLITE_STATIC, SQLITE_UTF8)
                  : st->store->call.sqlite3_bind_null(st->made, (int)parameter);
  return bound(st, code, err);
}

lun_status lun_statement_bind_integer(lun_statement *st, uint32_t parameter, int64_t value, lun_err *err) {
  return bound(st, st->store->call.sqlite3_bind_int64(st->made, (int)parameter, value), err);
}

lun_status lun_statement_bind_real(lun_statement *st, uint32_t parameter, double value, lun_err *err) {
  return bound(st, st->store->call.sqlite3_bind_double(st->made, (int)parameter, value), err);
}

lun_status lun_statement_step(lun_statement *st, bool *row, lun_err *err) {
  int code = st->store->call.sqlite3_step(st->made);
  *row = code == SQLITE_ROW;
  return *row || code == SQLITE_DONE ? LUN_OK : refused(st->store, code, err);
}

void lun_statement_reset(lun_statement *st) {
  st->store->call.sqlite3_reset(st->made);
  st->store->call.sqlite3_clear_bindings(st->made);
}

uint32_t lun_statement_columns(const lun_statement *st) { return (uint32_t)st->store->call.sqlite3_column_count(st->made); }

const char *lun_statement_column(const lun_statement *st, uint32_t column) {
  const char *name = st->store->call.sqlite3_column_name(st->made, (int)column);
  return name ? name : "";
}

lun_cell lun_statement_value(const lun_statement *st, uint32_t column) {
  const functions *call = &st->store->call;
  lun_cell value = {LUN_CELL_NULL, 0, 0, NULL, 0};
  int i = (int)column;
  switch (call->sqlite3_column_type(st->made, i)) {
    case SQLITE_INTEGER:
      value.kind = LUN_CELL_INTEGER;
      value.integer = call->sqlite3_column_int64(st->made, i);
      break;
    case SQLITE_FLOAT:
      value.kind = LUN_CELL_REAL;
      value.real = call->sqlite3_column_double(st->made, i);
      break;
    case SQLITE_NULL: break;
    default:
      value.kind = LUN_CELL_TEXT;
      value.text = call->sqlite3_column_blob(st->made, i);
      if (value.text) value.size = (size_t)call->sqlite3_column_bytes(st->made, i); /* without room for a blob of zeros it still has a length */
      else value.text = "";
  }
  return value;
}

#else

struct lun_store { char nothing; };
struct lun_statement { char nothing; };

/* No store can be opened, so nothing below is ever reached with one. */
lun_status lun_store_open(const char *path, lun_store_mode mode, lun_store **store, lun_err *err) {
  (void)path, (void)mode;
  *store = NULL;
  return lun_library_absent("SQLite", "libsqlite3-dev", err);
}
void lun_store_free(lun_store *store) { (void)store; }
lun_status lun_store_run(lun_store *store, const char *sql, lun_err *err) {
  (void)sql;
  return lun_store_open("", LUN_STORE_READ, &store, err);
}
int64_t lun_store_last(const lun_store *store) {
  (void)store;
  return 0;
}
bool lun_store_keyword(const lun_store *store, const char *word) {
  (void)store, (void)word;
  return false;
}
lun_status lun_statement_new(lun_store *store, const char *sql, size_t size, lun_statement **statement, lun_err *err) {
  (void)sql, (void)size;
  *statement = NULL;
  return lun_store_open("", LUN_STORE_READ, &store, err);
}
void lun_statement_free(lun_statement *statement) { (void)statement; }
static lun_status absent(lun_err *err) { return lun_library_absent("SQLite", "libsqlite3-dev", err); }
lun_status lun_statement_bind_text(lun_statement *st, uint32_t parameter, const char *text, size_t size, lun_err *err) {
  (void)st, (void)parameter, (void)text, (void)size;
  return absent(err);
}
lun_status lun_statement_bind_integer(lun_statement *st, uint32_t parameter, int64_t value, lun_err *err) {
  (void)st, (void)parameter, (void)value;
  return absent(err);
}
lun_status lun_statement_bind_real(lun_statement *st, uint32_t parameter, double value, lun_err *err) {
  (void)st, (void)parameter, (void)value;
  return absent(err);
}
lun_status lun_statement_step(lun_statement *st, bool *row, lun_err *err) {
  (void)st;
  *row = false;
  return absent(err);
}
void lun_statement_reset(lun_statement *st) { (void)st; }
uint32_t lun_statement_columns(const lun_statement *st) {
  (void)st;
  return 0;
}
const char *lun_statement_column(const lun_statement *st, uint32_t column) {
  (void)st, (void)column;
  return "";
}
lun_cell lun_statement_value(const lun_statement *st, uint32_t column) {
  (void)st, (void)column;
  return (lun_cell){LUN_CELL_NULL, 0, 0, NULL, 0};
}

#endif
