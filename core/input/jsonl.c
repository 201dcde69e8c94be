/* A line of JSON Lines into a record. The line is first walked once without recursion, so that nesting and long numbers are
 * bounded before the parser sees them; the record then borrows its strings from the parsed object, which it owns. */
#include "lunette/jsonl.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "lunette/mem.h"

static bool white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool lun_record_blank(const char *line, size_t size) {
  size_t i = 0;
  while (i < size && white(line[i])) i++;
  return i == size;
}

/* Past the string that begins at i with its mark, or size when it is not closed. */
static size_t after_string(const char *line, size_t size, size_t i) {
  for (i++; i < size; i++) {
    const char *mark = memchr(line + i, '"', size - i);
    if (!mark) return size;
    i = (size_t)(mark - line);
    size_t back = i;
    while (line[back - 1] == '\\') back--; /* stops at the opening mark at the latest */
    if ((i - back) % 2 == 0) return i + 1;
  }
  return size;
}

static bool of_number(char c) { return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E'; }

/* Bounds that the parser does not keep. Anything else that is wrong with the line is left to it. */
static lun_status check_bounds(const char *line, size_t size, uint64_t number, lun_err *err) {
  size_t depth = 0, digits = 0;
  for (size_t i = 0; i < size;) {
    char c = line[i];
    digits = of_number(c) ? digits + 1 : 0;
    if (digits > LUN_RECORD_NUMBER)
      return lun_fail(err, LUN_LIMIT, i + 1,
                      "line %" PRIu64 ", byte %zu: a number of more than %d bytes", number, i + 1, LUN_RECORD_NUMBER);
    if ((c == '[' || c == '{') && ++depth > LUN_RECORD_DEPTH)
      return lun_fail(err, LUN_LIMIT, i + 1, "line %" PRIu64 ", byte %zu: nested deeper than %d", number, i + 1, LUN_RECORD_DEPTH);
    if ((c == ']' || c == '}') && depth) depth--;
    i = c == '"' ? after_string(line, size, i) : i + 1;
  }
  return LUN_OK;
}

static void *allocate(size_t size) {
  void *block = lun_alloc(size);
  if (!block) errno = ENOMEM;
  return block;
}

/* It is written only where it is not set yet. */
void lun_json_allocator(void) {
  json_malloc_t current;
  json_free_t release;
  json_get_alloc_funcs(&current, &release);
  if (current != allocate || release != lun_free) json_set_alloc_funcs(allocate, lun_free);
}

/* The parser's own words; a control character that it quotes from the line becomes a question mark. */
static lun_status not_json(const json_error_t *error, uint64_t number, size_t skipped, lun_err *err) {
  char said[JSON_ERROR_TEXT_LENGTH];
  snprintf(said, sizeof said, "%s", error->text);
  for (unsigned char *p = (unsigned char *)said; *p; p++) {
    if (*p < 0x20 || *p == 0x7F) *p = '?';
    if (p[0] == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0) p[0] = p[1] = '?';
  }
  size_t position = error->position > 0 ? (size_t)error->position + skipped : 0;
  return lun_fail(err, LUN_FORMAT, position, "line %" PRIu64 ", column %d: %s", number, error->column > 0 ? error->column : 1, said);
}

static const char *type_name(const json_t *value) {
  switch (json_typeof(value)) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "a list";
    case JSON_STRING: return "a string";
    case JSON_INTEGER:
    case JSON_REAL: return "a number";
    case JSON_TRUE:
    case JSON_FALSE: return "a truth value";
    case JSON_NULL: return "null";
  }
  return "something else";
}

/* The first of the names (NULL at the end) whose value is a string. */
static const char *string_of(const json_t *object, const char *const *names, size_t *size) {
  for (; *names; names++) {
    const json_t *value = json_object_get(object, *names);
    if (!json_is_string(value)) continue;
    *size = json_string_length(value);
    return json_string_value(value);
  }
  return NULL;
}

/* An id that is no string yet is made one inside the parsed object, so that it lives as long as the rest. */
static lun_status find_id(json_t *object, uint64_t number, lun_record *r, lun_err *err) {
  static const char *const names[] = {"id", "url"};
  char made[48];
  size_t n = 0;
  for (size_t i = 0; !n && i < sizeof names / sizeof *names; i++) {
    const json_t *value = json_object_get(object, names[i]);
    if (json_is_string(value) && json_string_length(value)) {
      r->id = json_string_value(value);
      r->id_size = json_string_length(value);
      return LUN_OK;
    }
    if (json_is_integer(value)) n = (size_t)snprintf(made, sizeof made, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (json_is_real(value)) n = json_dumpb(value, made, sizeof made, JSON_ENCODE_ANY | JSON_REAL_PRECISION(17));
    if (n > sizeof made) n = 0;
  }
  if (!n) n = (size_t)snprintf(made, sizeof made, "line %" PRIu64, number);
  json_t *id = json_stringn(made, n);
  if (!id || json_object_set_new(object, "id", id)) return lun_fail_memory(err);
  r->id = json_string_value(id);
  r->id_size = n;
  return LUN_OK;
}

static lun_status find_fields(json_t *object, uint64_t number, lun_record *r, lun_err *err) {
  static const char *const texts[] = {"text", "body", "content", NULL}, *const dates[] = {"date", "published", "created", NULL},
                           *const titles[] = {"headline", "title", NULL};
  if (!json_is_object(object))
    return lun_fail(err, LUN_FORMAT, 0, "line %" PRIu64 ": an object is wanted, not %s", number, type_name(object));
  if (!(r->text = string_of(object, texts, &r->text_size))) {
    const json_t *text = json_object_get(object, "text");
    if (text) return lun_fail(err, LUN_FORMAT, 0, "line %" PRIu64 ": its text is %s, not a string", number, type_name(text));
    return lun_fail(err, LUN_FORMAT, 0, "line %" PRIu64 ": no string named text, body or content", number);
  }
  r->date = string_of(object, dates, &r->date_size);
  r->title = string_of(object, titles, &r->title_size);
  return find_id(object, number, r, err);
}

lun_status lun_record_read(const char *line, size_t size, uint64_t number, lun_record *record, lun_err *err) {
  memset(record, 0, sizeof *record);
  if (size > LUN_RECORD_MAX) return lun_fail(err, LUN_LIMIT, 0, "line %" PRIu64 ": over the limit of %d bytes", number, LUN_RECORD_MAX);
  size_t bom = number == 1 && size >= 3 && !memcmp(line, "\xEF\xBB\xBF", 3) ? 3 : 0;
  lun_status status = check_bounds(line, size, number, err);
  if (status) return status;
  lun_json_allocator();
  json_error_t error;
  errno = 0;
  json_t *object = json_loadb(size ? line + bom : "", size - bom, JSON_ALLOW_NUL, &error);
  if (!object) return errno == ENOMEM ? lun_fail_memory(err) : not_json(&error, number, bom, err);
  record->owned = object;
  status = find_fields(object, number, record, err);
  if (status) lun_record_free(record);
  return status;
}

void lun_record_free(lun_record *record) {
  json_decref(record->owned);
  memset(record, 0, sizeof *record);
}
