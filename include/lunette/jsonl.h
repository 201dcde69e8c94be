/* One line of a JSON Lines file as an article: an object with a text, and where they are given an id, a date and a title.
 * Fields are found by the names that are in use. jansson parses; what it allocates comes from mem.h. */
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

/* All strings are valid UTF-8 with a closing NUL, and may hold NUL characters; they are borrowed from the record. */
typedef struct lun_record {
  const char *id; /* id, url (a text that is not empty, or a number), else "line N" */
  size_t id_size;
  const char *text; /* text, body, content: the first that is a string */
  size_t text_size;
  const char *date; /* date, published, created, as it stands there; NULL when there is none */
  size_t date_size;
  const char *title; /* headline, title; NULL when there is none */
  size_t title_size;
  void *owned; /* the parsed line */
} lun_record;

/* Whether a line holds nothing but white space; such lines are no records. */
bool lun_record_blank(const char *line, size_t size);

/* Reads one line (without or with its line end); `number` is its number from 1. A byte order mark before line 1 is passed
 * over. Of keys that come twice the last counts. A text with \u0000 keeps its NULs. On success the record is yours
 * (lun_record_free); else it is zeroed and holds nothing. err->position is the byte of the line, from 1, where it has one.
 * LUN_FORMAT (no JSON, with what is wrong and the column; lone surrogates; invalid UTF-8; a number that no double or
 * 64-bit integer holds; no object; no text), LUN_LIMIT (the three limits above), LUN_NO_MEMORY. */
lun_status lun_record_read(const char *line, size_t size, uint64_t number, lun_record *record, lun_err *err);
void lun_record_free(lun_record *record);

/* Lets all that jansson allocates in this process come from mem.h, and errno be ENOMEM where it cannot: the parser reports
 * some failed allocations as errors of syntax. lun_record_read does it; who uses jansson otherwise calls it first. */
void lun_json_allocator(void);

#endif
