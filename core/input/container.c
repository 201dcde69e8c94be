/* Containers: which of a plain file, a compressed one or an archive stands behind a path, and its members one by one.
 *
 *   file  ->  [decoder]  ->  archive  ->  member  ->  [decoder]      an archive, with one compression around or in it
 *   file  ->  [decoder]                                              a single document or a file of records
 *
 * Whatever is packed deeper than that is refused by its name. */
#include "lunette/container.h"

#include <stdio.h>
#include <string.h>

#include "input/archive.h"
#include "input/safe_name.h"
#include "lunette/mem.h"

enum { SHOWN = 130 }; /* bytes of a path or a member's name in a message */

struct lun_container {
  char *path;        /* as given, or "standard input" */
  char shown[SHOWN]; /* the same for messages */
  char *single;      /* the name of a file that is no archive */
  lun_limits limits;
  uint64_t unpacked;        /* bytes that the decoder of the whole file gave */
  uint64_t member_unpacked; /* and those of its members */
  lun_stream *file, *plain; /* plain: the decoder of the file; NULL where it is not compressed */
  lun_codec_kind codec;     /* of the file */
  lun_archive *archive;     /* NULL for a single file */
  bool done;                /* the single file has been given */
  lun_archive_member member;
  char label[2 * SHOWN];     /* path!member, for messages */
  lun_stream *raw, *decoded; /* of the member of an archive */
  lun_stream *current;       /* what is read; NULL between members */
  lun_io_lines *lines;       /* made when asked for */
  uint64_t line_number;      /* of the last line */
  bool broken;               /* no more lines: what they come from failed */
  lun_warc *warc;
};

static lun_status nested(const char *label, const char *what, lun_err *err) {
  return lun_fail(err, LUN_FORMAT, 0, "%s: holds %s, which is packed too deeply: unpack it first", label, what);
}

/* What stands inside one compression must be neither compressed nor, where `inner`, an archive. */
static lun_status check_depth(const char *label, const char *head, size_t size, bool packed, bool inner, lun_err *err) {
  const char *what;
  char compressed[32];
  lun_codec_kind codec = lun_codec_of(head, size);
  if (packed && codec) {
    snprintf(compressed, sizeof compressed, "%s data", lun_codec_name(codec));
    return nested(label, compressed, err);
  }
  switch (lun_archive_of(head, size, label, &what)) {
    case LUN_ARCHIVE_NONE: return LUN_OK;
    case LUN_ARCHIVE_OTHER: return lun_fail(err, LUN_FORMAT, 0, "%s: is %s, which is not read: unpack it first", label, what);
    case LUN_ARCHIVE_ZIP: return packed || inner ? nested(label, "a zip archive", err) : LUN_OK;
    case LUN_ARCHIVE_TAR: return inner ? nested(label, "a tar archive", err) : LUN_OK;
  }
  return LUN_OK;
}

static lun_status open_path(lun_container *c, const char *path, lun_err *err) {
  const char *head, *what;
  size_t size, length = strlen(path);
  lun_status status = lun_stream_open(path, c->path, &c->file, err);
  if (!status) status = lun_stream_peek(c->file, LUN_ARCHIVE_HEAD, &head, &size, err);
  if (status) return status;
  c->codec = lun_codec_of(head, size);
  if (c->codec) {
    status = lun_stream_decode(c->file, c->codec, c->shown, &c->limits, &c->unpacked, &c->plain, err);
    if (status) return status;
    if (lun_stream_peek(c->plain, LUN_ARCHIVE_HEAD, &head, &size, NULL)) size = 0; /* reported when it is read */
  }
  memcpy(c->single, path, length + 1);
  c->single[length - lun_codec_suffix(path, length)] = 0;
  status = check_depth(c->shown, head, size, c->codec, false, err);
  if (status) return status;
  lun_archive_kind kind = lun_archive_of(head, size, c->single, &what);
  if (kind) return lun_archive_new(c->plain ? c->plain : c->file, kind, c->shown, &c->limits, &c->archive, err);
  return LUN_OK;
}

lun_status lun_container_open(const char *path, const lun_limits *limits, lun_container **container, lun_err *err) {
  *container = NULL;
  lun_container *c = lun_zalloc(1, sizeof *c);
  if (!c) return lun_fail_memory(err);
  const char *name = strcmp(path, "-") ? path : "standard input";
  c->limits = limits ? *limits : LUN_LIMITS;
  c->path = lun_alloc(strlen(name) + 1);
  c->single = lun_alloc(strlen(path) + 1);
  lun_status status = c->path && c->single ? LUN_OK : lun_fail_memory(err);
  if (!status) {
    strcpy(c->path, name);
    lun_safe_short(name, c->shown, sizeof c->shown);
    status = open_path(c, path, err);
  }
  if (status) lun_container_free(c);
  else *container = c;
  return status;
}

static void leave_member(lun_container *c) {
  lun_io_lines_free(c->lines);
  lun_warc_free(c->warc);
  lun_stream_free(c->decoded);
  lun_stream_free(c->raw);
  c->lines = NULL;
  c->warc = NULL;
  c->decoded = c->raw = c->current = NULL;
  c->line_number = 0;
  c->broken = false;
}

void lun_container_free(lun_container *c) {
  if (!c) return;
  leave_member(c);
  lun_archive_free(c->archive);
  lun_stream_free(c->plain);
  lun_stream_free(c->file);
  lun_free(c->path);
  lun_free(c->single);
  lun_free(c);
}

/* A name that says what the data is not: a remark, or a failure where there is nothing at all. */
static lun_member named_compressed(const char *label, bool empty, lun_err *note) {
  if (empty) {
    lun_fail(note, LUN_FORMAT, 0, "%s: is empty, and so no compressed file", label);
    return LUN_MEMBER_FAILED;
  }
  lun_fail(note, LUN_OK, 0, "%s: is not compressed, as its name says: read as it stands", label);
  return LUN_MEMBER_GIVEN;
}

static lun_member give_single(lun_container *c, const char **name, lun_err *note) {
  const char *head;
  size_t size = 0;
  if (c->done) return LUN_MEMBER_END;
  c->done = true;
  c->current = c->plain ? c->plain : c->file;
  *name = c->single;
  strcpy(c->label, c->shown);
  if (c->codec || strlen(c->single) == strlen(c->path) || !strcmp(c->single, "-")) return LUN_MEMBER_GIVEN;
  if (lun_stream_peek(c->file, 1, &head, &size, note)) return LUN_MEMBER_FAILED;
  return named_compressed(c->shown, !size, note);
}

/* Opens the member that the archive stands at. */
static lun_status enter_member(lun_container *c, bool *empty, lun_codec_kind *codec, lun_err *err) {
  const char *head;
  size_t size;
  lun_status status = lun_stream_over(lun_archive_read, c->archive, &c->raw, err);
  if (!status) status = lun_stream_peek(c->raw, LUN_ARCHIVE_HEAD, &head, &size, err);
  if (status) return status;
  c->current = c->raw;
  *empty = !size;
  *codec = lun_codec_of(head, size);
  if (*codec) {
    status = lun_stream_decode(c->raw, *codec, c->label, &c->limits, &c->member_unpacked, &c->decoded, err);
    if (status) return status;
    c->current = c->decoded;
    if (lun_stream_peek(c->decoded, LUN_ARCHIVE_HEAD, &head, &size, NULL)) size = 0;
  }
  return check_depth(c->label, head, size, *codec, true, err);
}

static lun_member give_member(lun_container *c, const char **name, lun_err *note) {
  bool given, empty;
  lun_codec_kind codec;
  lun_status status = lun_archive_next(c->archive, &c->member, &given, note);
  if (status) return LUN_MEMBER_FAILED;
  if (!given) return LUN_MEMBER_END;
  char member[SHOWN];
  lun_safe_short(c->member.name, member, sizeof member);
  snprintf(c->label, sizeof c->label, "%s!%s", c->shown, member);
  if (c->member.skip) {
    lun_fail(note, LUN_OK, 0, "%s: is %s: skipped", c->label, c->member.skip);
    return LUN_MEMBER_SKIPPED;
  }
  if (enter_member(c, &empty, &codec, note)) {
    leave_member(c);
    return LUN_MEMBER_FAILED;
  }
  *name = c->member.name;
  size_t length = strlen(c->member.name), suffix = lun_codec_suffix(c->member.name, length);
  c->member.name[length - suffix] = 0;
  lun_member outcome = suffix && !codec ? named_compressed(c->label, empty, note) : LUN_MEMBER_GIVEN;
  if (outcome == LUN_MEMBER_FAILED) leave_member(c);
  return outcome;
}

lun_member lun_container_next(lun_container *c, const char **name, lun_err *note) {
  lun_err unwanted;
  if (!note) note = &unwanted;
  note->code = LUN_OK;
  note->message[0] = 0;
  *name = NULL;
  leave_member(c);
  lun_member outcome = c->archive ? give_member(c, name, note) : give_single(c, name, note);
  if (outcome != LUN_MEMBER_GIVEN) *name = NULL, c->current = NULL;
  return outcome;
}

static lun_status no_member(lun_err *err) { return lun_fail(err, LUN_INVALID, 0, "no member is open: go to the next one first"); }

lun_status lun_container_peek(lun_container *c, size_t want, const char **bytes, size_t *size, lun_err *err) {
  *bytes = NULL;
  *size = 0;
  return c->current ? lun_stream_peek(c->current, want, bytes, size, err) : no_member(err);
}

lun_status lun_container_read(lun_container *c, size_t limit, char **bytes, size_t *size, lun_err *err) {
  enum { FIRST = 1 << 16 };
  size_t room = limit < FIRST ? limit + 1 : FIRST, used = 0, got;
  *bytes = NULL;
  *size = 0;
  if (!c->current) return no_member(err);
  char *buffer = lun_alloc(room + 1);
  lun_status status = buffer ? LUN_OK : lun_fail_memory(err);
  while (!status) {
    status = lun_stream_read(c->current, buffer + used, room - used, &got, err);
    if (status || !got) break;
    used += got;
    if (used > limit)
      status = lun_fail(err, LUN_LIMIT, 0, "%s: is larger than %zu bytes, the limit for one document: cut it into documents first", c->label, limit);
    else if (used == room) {
      size_t wanted = room <= limit / 2 ? 2 * room : limit + 1;
      char *grown = lun_realloc(buffer, wanted + 1);
      if (!grown) status = lun_fail_memory(err);
      else buffer = grown, room = wanted;
    }
  }
  if (status) {
    lun_free(buffer);
    return status;
  }
  buffer[used] = 0;
  *bytes = buffer;
  *size = used;
  return LUN_OK;
}

lun_status lun_container_bytes(lun_container *c, char *buffer, size_t room, size_t *size, lun_err *err) {
  *size = 0;
  return c->current ? lun_stream_read(c->current, buffer, room, size, err) : no_member(err);
}

lun_status lun_container_line(lun_container *c, const char **line, size_t *size, uint64_t *number, lun_err *err) {
  *line = NULL;
  *size = *number = 0;
  if (!c->current) return no_member(err);
  if (!c->lines) {
    lun_status status = lun_io_lines_over(lun_stream_read, c->current, c->label, c->limits.line, &c->lines, err);
    if (status) return status;
  }
  if (c->broken) return LUN_OK;
  lun_status status = lun_io_lines_next(c->lines, line, size, number, err);
  if (*number) c->line_number = *number;
  else if (status) {
    c->broken = true;
    if (err) err->position = c->line_number + 1;
  }
  return status;
}

lun_status lun_container_full_line(lun_container *c, const char **line, size_t *size, uint64_t *number, lun_err *err) {
  lun_status status;
  do {
    if (c->lines) lun_io_lines_skip_empty(c->lines);
    status = lun_container_line(c, line, size, number, err);
  } while (!status && *line && !*size);
  return status;
}

lun_warc_outcome lun_container_record(lun_container *c, lun_warc_record *record, lun_err *err) {
  lun_status status = LUN_OK;
  if (!c->current) status = no_member(err);
  else if (!c->warc) status = lun_warc_new(lun_stream_read, c->current, c->label, &c->warc, err);
  if (!status) return lun_warc_next(c->warc, record, err);
  memset(record, 0, sizeof *record);
  return LUN_WARC_FAILED;
}
