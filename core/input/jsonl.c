/* A line of JSON Lines into a record. The direct path of json_flat.c comes first; what it does not take is walked once
 * without recursion, so that nesting and long numbers are bounded before the parser sees them, and parsed. The fields then
 * borrow their strings from the parsed object, which the record owns. */
#include "lunette/jsonl.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "input/json_scan.h"
#include "input/safe_name.h"
#include "lunette/mem.h"

bool lun_record_blank(const char *line, size_t size) {
  size_t i = 0;
  while (i < size && lun_json_white(line[i])) i++;
  return i == size;
}

size_t lun_json_after_string(const char *line, size_t size, size_t i) {
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
    i = c == '"' ? lun_json_after_string(line, size, i) : i + 1;
  }
  return LUN_OK;
}

/* The parser passes over some failed allocations, drops the bytes that it had no room for, and sets errno to 0 as it goes on, so
 * the failure is kept here. Its allocator has no argument that could carry it. */
static _Thread_local bool ran_out;

bool lun_json_ran_out(void) {
  bool failed = ran_out;
  ran_out = false;
  return failed;
}

static void *allocate(size_t size) {
  void *block = lun_alloc(size);
  if (!block) ran_out = true;
  return block;
}

/* It is written only where it is not set yet. */
void lun_json_allocator(void) {
  json_malloc_t current;
  json_free_t release;
  json_get_alloc_funcs(&current, &release);
  if (current != allocate || release != lun_free) json_set_alloc_funcs(allocate, lun_free);
}

/* The parser's own words, made safe to show: it quotes from the line, and may cut a character in two. */
static lun_status not_json(const json_error_t *error, uint64_t number, size_t skipped, lun_err *err) {
  char said[2 * JSON_ERROR_TEXT_LENGTH];
  lun_safe_text(error->text, strlen(error->text), said, sizeof said);
  size_t position = error->position > 0 ? (size_t)error->position + skipped : 0;
  uint64_t line = error->line > 1 ? number + (uint64_t)error->line - 1 : number;
  return lun_fail(err, LUN_FORMAT, position, "line %" PRIu64 ", column %d: %s", line, error->column > 0 ? error->column : 1, said);
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

/* The value that a name leads to, or NULL. */
static json_t *value_of(const json_t *object, const lun_field_name *name) {
  json_t *value = json_object_get(object, name->at);
  if (value || !name->dotted) return value;
  char key[256];
  const char *at = name->at;
  while (object) {
    size_t size = strcspn(at, ".");
    if (size >= sizeof key) return NULL;
    memcpy(key, at, size);
    key[size] = 0;
    value = json_object_get(object, key); /* NULL of what is no object */
    if (!at[size]) return value;
    object = value;
    at += size + 1;
  }
  return NULL;
}

static void take_string(lun_value *out, const json_t *value, uint32_t name) {
  *out = (lun_value){json_string_value(value), json_string_length(value), name};
}

/* A number as a text, which the record owns. */
static lun_status take_number(lun_record *r, lun_field field, const json_t *value, uint32_t name, lun_err *err) {
  enum { ROOM = 48 };
  if (!r->bytes && !(r->bytes = lun_zalloc(LUN_FIELDS, ROOM))) return lun_fail_memory(err);
  char *made = r->bytes + field * ROOM;
  size_t n = json_is_integer(value) ? (size_t)snprintf(made, ROOM, "%" JSON_INTEGER_FORMAT, json_integer_value(value))
                                    : json_dumpb(value, made, ROOM - 1, JSON_ENCODE_ANY | JSON_REAL_PRECISION(17));
  if (!n || n >= ROOM) return lun_fail_memory(err);
  r->field[field] = (lun_value){made, n, name};
  return LUN_OK;
}

static lun_status find_field(const json_t *object, const lun_fields *fields, lun_field field, lun_record *r, lun_err *err) {
  const bool numbers = field == LUN_FIELD_ID || field == LUN_FIELD_DATE;
  lun_value *out = &r->field[field];
  for (uint32_t i = 0; i < fields->count[field]; i++) {
    const json_t *value = value_of(object, &fields->of[field][i]);
    const bool filled = json_is_string(value) && json_string_length(value);
    if (filled && field == LUN_FIELD_TEXT) r->texts++;
    if (filled && !(out->at && out->size)) take_string(out, value, i);
    else if (!numbers && json_is_string(value) && !out->at) take_string(out, value, i);
    else if (numbers && json_is_number(value) && !out->at) {
      lun_status status = take_number(r, field, value, i, err);
      if (status) return status;
    }
    if (out->at && out->size && field != LUN_FIELD_TEXT) break;
  }
  return LUN_OK;
}

/* Which fields there are, for the reader who looks for the one that holds the text. */
static lun_status no_text(json_t *object, const lun_fields *fields, uint64_t number, lun_err *err) {
  const json_t *text = fields->count[LUN_FIELD_TEXT] ? value_of(object, &fields->of[LUN_FIELD_TEXT][0]) : NULL;
  if (text) return lun_fail(err, LUN_NOT_FOUND, 0, "line %" PRIu64 ": its %s is %s, not a string", number, fields->of[LUN_FIELD_TEXT][0].at, type_name(text));
  char list[200], shown[400];
  size_t used = 0;
  list[0] = 0;
  for (void *i = json_object_iter(object); i && used < sizeof list / 2; i = json_object_iter_next(object, i)) {
    const char *key = json_object_iter_key(i);
    if (strlen(key) > 40) continue;
    used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", used ? ", " : "", key);
  }
  lun_safe_text(list, used, shown, sizeof shown);
  return lun_fail(err, LUN_NOT_FOUND, 0, "line %" PRIu64 ": no field holds the text (fields: %s); --text-field NAME says which", number, used ? shown : "none");
}

static lun_status find_fields(json_t *object, const lun_fields *fields, uint64_t number, lun_record *r, lun_err *err) {
  if (!json_is_object(object))
    return lun_fail(err, LUN_FORMAT, 0, "line %" PRIu64 ": an object is wanted, not %s", number, type_name(object));
  for (lun_field field = 0; field < LUN_FIELDS; field++) {
    lun_status status = find_field(object, fields, field, r, err);
    if (status) return status;
  }
  for (uint32_t i = 0; i < fields->mark_count; i++) r->marked = r->marked || json_object_get(object, fields->marks[i].at);
  return r->field[LUN_FIELD_TEXT].at ? LUN_OK : no_text(object, fields, number, err);
}

lun_status lun_record_read(const char *line, size_t size, uint64_t number, const lun_fields *fields, lun_record *record, lun_err *err) {
  memset(record, 0, sizeof *record);
  if (size > LUN_RECORD_MAX) return lun_fail(err, LUN_LIMIT, 0, "line %" PRIu64 ": over the limit of %d bytes", number, LUN_RECORD_MAX);
  if (!size) line = "";
  size_t bom = number == 1 && size >= 3 && !memcmp(line, "\xEF\xBB\xBF", 3) ? 3 : 0;
  if (!fields->whole) {
    bool taken;
    lun_status status = lun_json_flat(line + bom, size - bom, fields, record, &taken, err);
    if (status || taken) return status;
  }
  lun_status status = check_bounds(line, size, number, err);
  if (status) return status;
  lun_json_allocator();
  json_error_t error;
  lun_json_ran_out();
  json_t *object = json_loadb(line + bom, size - bom, JSON_ALLOW_NUL, &error);
  if (lun_json_ran_out()) {
    json_decref(object);
    return lun_fail_memory(err);
  }
  if (!object) return not_json(&error, number, bom, err);
  record->object = object;
  status = find_fields(object, fields, number, record, err);
  if (status) lun_record_free(record);
  return status;
}

void lun_record_free(lun_record *record) {
  json_decref(record->object);
  lun_free(record->bytes);
  memset(record, 0, sizeof *record);
}

char *lun_record_take_text(lun_record *record) {
  const lun_value *text = &record->field[LUN_FIELD_TEXT];
  char *taken = record->bytes;
  if (text->at == taken) record->bytes = NULL; /* of the direct path, which puts the text first */
  else {
    if (!(taken = lun_alloc(text->size + 1))) return NULL;
    memcpy(taken, text->at, text->size);
    taken[text->size] = 0;
  }
  lun_record_free(record);
  return taken;
}
