/* One JSON object as an article: a text, and where they are given an id, a date and a headline, by the names of fields that
 * the caller lists. An object of a usual shape is read straight from its bytes (core/input/json_flat.c); jansson parses all
 * others, and what it allocates comes from mem.h. */
#ifndef LUNETTE_JSONL_H
#define LUNETTE_JSONL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

enum {
  LUN_RECORD_MAX = 1 << 28, /* bytes of a line */
  LUN_RECORD_DEPTH = 512,   /* lists and objects inside each other */
  LUN_RECORD_NUMBER = 1024  /* bytes of a number */
};

typedef enum lun_field { LUN_FIELD_TEXT, LUN_FIELD_ID, LUN_FIELD_DATE, LUN_FIELD_HEADLINE, LUN_FIELDS } lun_field;

/* A name of a field. One with a dot, when no field is called so, leads into objects: meta.date. */
typedef struct lun_field_name {
  const char *at; /* borrowed, with a closing NUL */
  uint32_t size;
  bool dotted;
} lun_field_name;

/* What is looked for: for each field its names, the most wanted first. Made ready by lun_fields_index. */
enum { LUN_FIELD_NAMES = 256, LUN_FIELD_SLOTS = 2 * LUN_FIELD_NAMES };
typedef struct lun_fields {
  const lun_field_name *of[LUN_FIELDS];
  uint32_t count[LUN_FIELDS];
  const lun_field_name *marks; /* [mark_count] names that are only looked for (lun_record.marked) */
  uint32_t mark_count;
  bool whole; /* the parsed object is wanted too (lun_record.object) */
  bool indexed; /* and the names by a hash: their number among all, + 1, and 0 for none */
  uint16_t slots[LUN_FIELD_SLOTS];
} lun_fields;

/* Notes where the names stand, so that a key of an object is not held against each of them. Where it was not called, or there are
 * more than LUN_FIELD_NAMES names or one with a dot, objects are read all the same, but by jansson. */
void lun_fields_index(lun_fields *fields);

/* Valid UTF-8 that may hold NUL characters; at is NULL where no name gave anything. Borrowed from the record. */
typedef struct lun_value {
  const char *at;
  size_t size;
  uint32_t name; /* which of the names gave it */
} lun_value;

/* text and headline: the first name with a string that is not empty, else the first with an empty one. id and date: the
 * first with a string that is not empty or a number, as it is written in decimals. */
typedef struct lun_record {
  lun_value field[LUN_FIELDS];
  uint32_t texts; /* names of the text that have a string which is not empty */
  bool marked;    /* the object has a field of fields->marks */
  void *object;   /* json_t of jansson: the parsed line, where it was parsed */
  char *bytes;    /* what the fields borrow that does not stand in the line as it is */
} lun_record;

/* Whether a line holds nothing but white space; such lines are no records. */
bool lun_record_blank(const char *line, size_t size);

/* Reads one object (without or with a line end); `number` is the line from 1 on which it begins. A byte order mark before
 * line 1 is passed over. Of keys that come twice the last counts. A text with \u0000 keeps its NULs. The record may borrow
 * from `line`. On success it is yours (lun_record_free); else it is zeroed and holds nothing. err->position is the byte of
 * the line, from 1, where it has one. LUN_FORMAT (no JSON, with what is wrong and the column; lone surrogates; invalid
 * UTF-8; a number that no double or 64-bit integer holds; no object), LUN_NOT_FOUND (no text), LUN_LIMIT (the three limits
 * above), LUN_NO_MEMORY. */
lun_status lun_record_read(const char *line, size_t size, uint64_t number, const lun_fields *fields, lun_record *record, lun_err *err);
void lun_record_free(lun_record *record);
/* Takes the text of a record, with a closing NUL, in a block that is yours (lun_free); the record holds nothing then. NULL when memory is
 * out, and all stays as it was. */
char *lun_record_take_text(lun_record *record);

/* Writes \ufffd over every half of a surrogate pair that stands alone in the escapes of a JSON text, which keeps its size; gives how
 * many there were. */
uint32_t lun_json_mend(char *bytes, size_t size);

/* Lets all that jansson allocates in this process come from mem.h. lun_record_read does it; who uses jansson otherwise calls it
 * first. */
void lun_json_allocator(void);
/* Whether memory ran out for jansson in this thread since the last call. It is asked before and after parsing: the parser
 * reports some failed allocations as errors of syntax and passes over others. */
bool lun_json_ran_out(void);

/* The values of a JSON text one after the other, found by their brackets and strings alone: what stands between is for
 * lun_record_read to judge. A text that is one list gives its items. */
typedef struct lun_json_cut {
  const char *bytes;
  size_t size, at;
  uint64_t line;
  bool list; /* within a list, which ends at its bracket */
} lun_json_cut;

void lun_json_cut_open(lun_json_cut *cut, const char *bytes, size_t size);
/* The same for the first list of objects that stands in the object bytes[start .. stop), at most `depth` objects deep; false
 * when there is none. */
bool lun_json_cut_inside(lun_json_cut *cut, const char *bytes, size_t start, size_t stop, unsigned depth);
/* The next value, bytes[*start .. *stop), which begins on *line; false at the end. */
bool lun_json_cut_next(lun_json_cut *cut, size_t *start, size_t *stop, uint64_t *line);

#endif
