/* The reader of web archives. One buffer holds a record's header and block and what is read behind them, so that a record
 * whose length is wrong can be searched for the beginning of the next one. Blocks over the limit are passed over as they
 * come. */
#include "lunette/warc.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "input/header.h"
#include "input/safe_name.h"
#include "lunette/mem.h"

enum {
  CHUNK = 1 << 16,
  HEADER_MAX = 1 << 16, /* bytes of a header, WARC's or HTTP's */
  BEHIND = 64,          /* bytes behind a block that are looked at */
  ROOM_MAX = 2 * (LUN_WARC_BODY + HEADER_MAX + BEHIND) + CHUNK /* what the buffer can ever need */
};

struct lun_warc {
  lun_io_source *source;
  void *state;
  char *name, *buffer;
  size_t room, start, used; /* bytes start .. used of buffer are not yet passed */
  char *made;               /* a body that was unpacked */
  uint64_t number;
  bool ended;
  lun_err failure; /* of the source; code is LUN_OK as long as there is none */
};

lun_status lun_warc_new(lun_io_source *source, void *state, const char *name, lun_warc **warc, lun_err *err) {
  lun_warc *w = lun_zalloc(1, sizeof *w);
  *warc = NULL;
  if (!w) return lun_fail_memory(err);
  w->source = source;
  w->state = state;
  w->room = 2 * CHUNK;
  w->name = lun_alloc(strlen(name) + 1);
  w->buffer = lun_alloc(w->room);
  if (!w->name || !w->buffer) {
    lun_warc_free(w);
    return lun_fail_memory(err);
  }
  strcpy(w->name, name);
  *warc = w;
  return LUN_OK;
}

void lun_warc_free(lun_warc *w) {
  if (!w) return;
  lun_free(w->name);
  lun_free(w->buffer);
  lun_free(w->made);
  lun_free(w);
}

/* Reads until `wanted` bytes stand in the buffer or no more come. Gives how many stand there, at most `wanted`. */
static size_t have(lun_warc *w, size_t wanted) {
  while (w->used - w->start < wanted && !w->ended) {
    /* bytes are moved only over as many that were passed: each is moved once on average, however long records say they are */
    if (w->start >= w->used - w->start && w->room - w->start < wanted + CHUNK) {
      memmove(w->buffer, w->buffer + w->start, w->used - w->start);
      w->used -= w->start;
      w->start = 0;
    }
    if (w->room - w->start < wanted + CHUNK) {
      size_t larger = 2 * w->room < ROOM_MAX ? 2 * w->room : ROOM_MAX;
      if (larger < w->start + wanted + CHUNK) larger = w->start + wanted + CHUNK;
      char *grown = lun_realloc(w->buffer, larger);
      if (!grown) {
        lun_fail_memory(&w->failure);
        w->ended = true;
        break;
      }
      w->buffer = grown;
      w->room = larger;
    }
    size_t got = 0;
    w->ended = w->source(w->state, w->buffer + w->used, w->room - w->used, &got, &w->failure) || !got;
    w->used += got;
  }
  return w->used - w->start < wanted ? w->used - w->start : wanted;
}

static bool begins_record(const char *bytes, size_t size) { return size >= 7 && !memcmp(bytes, "WARC/1.", 7); }

/* As lun_header_size, but no header goes over a line that begins *another record: what follows it is read but once. */
static size_t record_header_size(const char *bytes, size_t size, bool *another) {
  *another = false;
  for (const char *p = bytes, *end = bytes + size; (p = memchr(p, '\n', (size_t)(end - p)));) {
    p++;
    *another = begins_record(p, (size_t)(end - p));
    if (!*another) continue;
    size = (size_t)(p - bytes);
    break;
  }
  return lun_header_size(bytes, size);
}

/* Passes over what stands before the next line that begins a record, in the buffer and in what follows. */
static void find_record(lun_warc *w) {
  bool line_start = false;
  for (;;) {
    size_t size = have(w, CHUNK);
    const char *at = w->buffer + w->start, *p = at, *end = at + size;
    if (line_start && begins_record(at, size)) return;
    while ((p = memchr(p, '\n', (size_t)(end - p)))) {
      p++;
      if ((size_t)(end - p) < 7 && !w->ended) break;
      if (begins_record(p, (size_t)(end - p))) break;
    }
    line_start = p != NULL;
    w->start += p ? (size_t)(p - at) : size;
    if (p && begins_record(p, (size_t)(end - p))) return;
    if (!size || (w->ended && w->start == w->used)) return;
  }
}

/* One record on its way: offsets are of the buffer from w->start. */
typedef struct reading {
  lun_warc *w;
  lun_warc_record *record;
  lun_err *err;
  size_t header;
  uint64_t length; /* of the block */
} reading;

static lun_warc_outcome outcome(reading *r, lun_warc_outcome kind, const char *reason, const char *sentence) {
  lun_warc_record *record = r->record;
  char about[96];
  lun_safe_short(*record->url ? record->url : record->id, about, sizeof about);
  lun_safe_text(reason, strlen(reason), record->reason, sizeof record->reason);
  lun_fail(r->err, kind == LUN_WARC_FAILED ? LUN_FORMAT : LUN_OK, record->number, "%s: record %" PRIu64 "%s%s%s: %s", r->w->name, record->number,
           *about ? " (" : "", about, *about ? ")" : "", sentence ? sentence : reason);
  return kind;
}

/* What stopped in the middle: the source failed or is at its end. */
static lun_warc_outcome cut(reading *r) {
  lun_warc *w = r->w;
  if (!w->failure.code) return outcome(r, LUN_WARC_FAILED, "cut short", "the file ends inside it, or its length is wrong");
  lun_err failure = w->failure;
  w->start = w->used;
  w->failure.code = LUN_OK; /* reported once */
  snprintf(r->record->reason, sizeof r->record->reason, "%s", failure.code == LUN_FORMAT ? "damaged data" : lun_status_name(failure.code));
  if (r->err) *r->err = failure;
  return LUN_WARC_FAILED;
}

static void copy_field(const char *header, size_t size, const char *name, char *out, size_t room) {
  size_t length;
  const char *value = lun_header_value(header, size, name, &length);
  if (length >= 2 && value[0] == '<' && value[length - 1] == '>') value++, length -= 2;
  lun_safe_text(value ? value : "", length, out, room);
}

static void lower(char *text) {
  for (; *text; text++)
    if (*text >= 'A' && *text <= 'Z') *text = (char)(*text - 'A' + 'a');
}

static bool read_length(const char *header, size_t size, uint64_t *number) {
  size_t length;
  const char *value = lun_header_value(header, size, "content-length", &length);
  *number = 0;
  for (size_t i = 0; i < length; i++) {
    if (value[i] < '0' || value[i] > '9' || *number > (UINT64_MAX >> 1) / 10 - 1) return false;
    *number = *number * 10 + (uint64_t)(value[i] - '0');
  }
  return length > 0;
}

/* Whether text may be expected: HTML and plain text, and what names no type and holds no NUL. */
static bool is_text(const char *type, const char *body, size_t size) {
  static const char *const types[] = {"text/html", "application/xhtml+xml", "text/plain", "text/markdown"};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (!strcmp(type, types[i])) return true;
  bool unnamed = !*type || !strcmp(type, "application/octet-stream") || !strcmp(type, "unknown/unknown") || !strcmp(type, "unk");
  return unnamed && !memchr(body, 0, size < 1024 ? size : 1024);
}

/* What the document's place is in the block, once its header says that it is one. */
typedef struct payload {
  size_t start; /* of the body in the block */
  bool chunked;
  const char *encodings;
  size_t encodings_length;
} payload;

/* The number in "HTTP/1.1 200 OK", or 0. */
static int status_of(const char *line, size_t size) {
  if (size < 12 || memcmp(line, "HTTP/", 5)) return 0;
  size_t at = 5;
  while (at < size && at < 10 && line[at] != ' ') at++;
  while (at < size && line[at] == ' ') at++;
  int status = 0;
  for (size_t i = at; i < at + 3; i++) {
    if (i >= size || line[i] < '0' || line[i] > '9') return 0;
    status = status * 10 + line[i] - '0';
  }
  return status;
}

/* HTTP's header before the body. DOCUMENT: go on; else the record's outcome. */
static lun_warc_outcome read_http(reading *r, char *block, size_t size, payload *p) {
  lun_warc_record *record = r->record;
  size_t length, header = lun_header_size(block, size < HEADER_MAX ? size : HEADER_MAX);
  if (!header && size < HEADER_MAX) header = size; /* an answer without a body */
  record->status = header ? status_of(block, header) : 0;
  if (!record->status) return outcome(r, LUN_WARC_FAILED, "no HTTP header", "its block does not begin with a header of HTTP");
  lun_header_unfold(block, header);
  p->start = header;
  const char *value = lun_header_value(block, header, "content-type", &length);
  lun_header_content_type(value, length, record->content_type, sizeof record->content_type, record->charset, sizeof record->charset);
  value = lun_header_value(block, header, "transfer-encoding", &length);
  p->chunked = value && length >= 7 && !strncasecmp(value + length - 7, "chunked", 7);
  p->encodings = lun_header_value(block, header, "content-encoding", &p->encodings_length);
  if (record->status == 200 || record->status == 203) return LUN_WARC_DOCUMENT;
  char reason[32];
  snprintf(reason, sizeof reason, "status %d", record->status);
  return outcome(r, LUN_WARC_SKIPPED, reason, NULL);
}

/* Whether the record, of whose block the first `size` bytes are here, holds a document, and where. */
static lun_warc_outcome classify(reading *r, char *block, size_t size, payload *p) {
  lun_warc_record *record = r->record;
  const char *header = r->w->buffer + r->w->start, *type = record->type;
  size_t length;
  memset(p, 0, sizeof *p);
  if (!*type) return outcome(r, LUN_WARC_FAILED, "no type", "it has no WARC-Type");
  bool response = !strcmp(type, "response");
  if (!response && strcmp(type, "resource") && strcmp(type, "conversion")) return outcome(r, LUN_WARC_SKIPPED, type, NULL);
  if (lun_header_value(header, r->header, "warc-segment-number", &length)) return outcome(r, LUN_WARC_FAILED, "segmented", "it is cut into segments, which are not put together");
  const char *value = lun_header_value(header, r->header, "content-type", &length);
  if (response && ((length >= 16 && !strncasecmp(value, "application/http", 16)) || (size >= 5 && !memcmp(block, "HTTP/", 5)))) {
    lun_warc_outcome kind = read_http(r, block, size, p);
    if (kind != LUN_WARC_DOCUMENT) return kind;
  } else lun_header_content_type(value, length, record->content_type, sizeof record->content_type, record->charset, sizeof record->charset);
  if (p->start >= r->length) return outcome(r, LUN_WARC_SKIPPED, "empty", "its document is empty");
  if (is_text(record->content_type, block + p->start, p->encodings ? 0 : size - p->start)) return LUN_WARC_DOCUMENT;
  return outcome(r, LUN_WARC_SKIPPED, *record->content_type ? record->content_type : "binary", NULL);
}

static lun_warc_outcome failed_body(reading *r, const lun_err *cause) {
  if (cause->code == LUN_NO_MEMORY) {
    lun_fail_memory(r->err);
    return LUN_WARC_FAILED;
  }
  return outcome(r, LUN_WARC_FAILED, strstr(cause->message, "content encoding") ? cause->message : "damaged body", cause->message);
}

/* Takes chunks and encodings off a whole body. */
static lun_warc_outcome unwrap(reading *r, char *block, const payload *p) {
  lun_warc_record *record = r->record;
  char *body = block + p->start;
  size_t size = (size_t)r->length - p->start, made_size;
  bool truncated = *record->truncated;
  lun_err cause;
  if (p->chunked && lun_chunks_join(body, &size, truncated, &cause)) return failed_body(r, &cause);
  if (p->encodings) {
    if (lun_encodings_undo(p->encodings, p->encodings_length, body, size, LUN_WARC_BODY, truncated, &r->w->made, &made_size, &cause)) return failed_body(r, &cause);
    if (r->w->made) body = r->w->made, size = made_size;
    if (!is_text(record->content_type, body, size))
      return outcome(r, LUN_WARC_SKIPPED, *record->content_type ? record->content_type : "binary", NULL);
  }
  if (!size) return outcome(r, LUN_WARC_SKIPPED, "empty", "its document is empty");
  record->body = body;
  record->size = size;
  return LUN_WARC_DOCUMENT;
}

/* Whether a record or the end of the file stands behind `before` bytes of the buffer and empty lines. */
static bool ends_well(lun_warc *w, size_t before) {
  size_t size = have(w, before + BEHIND);
  const char *at = w->buffer + w->start;
  while (before < size && (at[before] == '\r' || at[before] == '\n')) before++;
  return before == size || begins_record(at + before, size - before);
}

static lun_warc_outcome wrong_length(reading *r) {
  find_record(r->w);
  return outcome(r, LUN_WARC_FAILED, "wrong length", "no record follows where its length says that it ends: it is left out, and reading goes on at the next one");
}

/* A block larger than the limit: told by its beginning, and passed over. */
static lun_warc_outcome pass_over(reading *r) {
  lun_warc *w = r->w;
  payload p;
  size_t size = have(w, r->header + HEADER_MAX) - r->header;
  lun_warc_outcome kind = classify(r, w->buffer + w->start + r->header, size, &p);
  if (kind == LUN_WARC_DOCUMENT) kind = outcome(r, LUN_WARC_FAILED, "too large", "it is larger than 64 MiB, the limit for one document");
  w->start += r->header;
  for (uint64_t left = r->length; left;) {
    size_t n = have(w, left < CHUNK ? (size_t)left : CHUNK);
    if (!n) return cut(r);
    w->start += n;
    left -= n;
  }
  return ends_well(w, 0) ? kind : wrong_length(r);
}

static lun_warc_outcome read_block(reading *r) {
  lun_warc *w = r->w;
  if (r->length > LUN_WARC_BODY) return pass_over(r);
  size_t whole = r->header + (size_t)r->length;
  if (have(w, whole) < whole) {
    w->start += r->header - 1; /* the next one may begin at once */
    find_record(w);
    return cut(r);
  }
  if (!ends_well(w, whole)) {
    if (w->failure.code) return cut(r);
    w->start += r->header - 1;
    return wrong_length(r);
  }
  payload p;
  char *block = w->buffer + w->start + r->header;
  lun_warc_outcome kind = classify(r, block, (size_t)r->length, &p);
  if (kind == LUN_WARC_DOCUMENT) kind = unwrap(r, block, &p);
  w->start += whole;
  return kind;
}

lun_warc_outcome lun_warc_next(lun_warc *w, lun_warc_record *record, lun_err *err) {
  reading r = {w, record, err, 0, 0};
  memset(record, 0, sizeof *record);
  if (err) err->code = LUN_OK;
  lun_free(w->made);
  w->made = NULL;
  for (;;) {
    if (!have(w, 1)) break;
    if (w->buffer[w->start] != '\r' && w->buffer[w->start] != '\n') break;
    w->start++;
  }
  if (w->start == w->used && !w->failure.code) return LUN_WARC_END;
  record->number = ++w->number;
  if (w->start == w->used) return cut(&r);
  size_t size = have(w, 7);
  if (!begins_record(w->buffer + w->start, size)) {
    find_record(w);
    return outcome(&r, LUN_WARC_FAILED, "no record", "it does not begin with WARC/1.0 or WARC/1.1");
  }
  bool another = false;
  for (size_t wanted = 1024; !r.header && !another && wanted <= HEADER_MAX; wanted *= 2) {
    size = have(w, wanted);
    r.header = record_header_size(w->buffer + w->start, size, &another);
    if (size < wanted) break;
  }
  if (!r.header) {
    if (size < HEADER_MAX && w->ended && !another) {
      w->start = w->used;
      return cut(&r);
    }
    w->start++;
    find_record(w);
    return outcome(&r, LUN_WARC_FAILED, "no header", "its header does not end");
  }
  char *header = w->buffer + w->start;
  lun_header_unfold(header, r.header);
  copy_field(header, r.header, "warc-type", record->type, sizeof record->type);
  copy_field(header, r.header, "warc-record-id", record->id, sizeof record->id);
  copy_field(header, r.header, "warc-target-uri", record->url, sizeof record->url);
  copy_field(header, r.header, "warc-date", record->date, sizeof record->date);
  copy_field(header, r.header, "warc-truncated", record->truncated, sizeof record->truncated);
  lower(record->type);
  if (!read_length(header, r.header, &r.length)) {
    w->start += r.header - 1;
    find_record(w);
    return outcome(&r, LUN_WARC_FAILED, "no length", "it has no Content-Length that is a number");
  }
  return read_block(&r);
}
