/* Streams of files, of decoders and of other sources, with a buffer in front for looking ahead. A decoder reads all
 * members that follow each other, passes over zero bytes between and behind them, and watches how much it makes of how
 * little. What it has made before an error is given first. */
#include "input/stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lunette/mem.h"

enum { CHUNK = 1 << 16 };

const lun_limits LUN_LIMITS = {64 << 20, 1000, 1 << 20, (uint64_t)10 << 30};

typedef struct decoder {
  lun_codec *codec;
  lun_stream *below;
  const char *name;
  lun_codec_kind kind;
  const lun_limits *limits;
  uint64_t *total;
  uint64_t in, out;
  uint64_t members;   /* that are whole */
  bool between;       /* no member has begun since */
  lun_err cause;      /* what failed behind bytes that were given; code is LUN_OK where nothing did */
  size_t start, used; /* of buffer, not yet decoded */
  char buffer[CHUNK];
} decoder;

struct lun_stream {
  lun_io_source *source;
  void *state;
  int fd; /* -1 where there is none */
  const char *name;
  decoder *decoder; /* NULL where there is none */
  uint64_t taken;
  bool ended;
  lun_err failure; /* code is LUN_OK as long as there is none */
  size_t start, used; /* of head, not yet read */
  char head[LUN_PEEK];
};

lun_status lun_limits_check(const lun_limits *limits, uint64_t in, uint64_t out, uint64_t total, const char *name, lun_err *err) {
  if (total > limits->total)
    return lun_fail(err, LUN_LIMIT, 0, "%s: unpacks to more than %" PRIu64 " bytes, which is the limit for one file: unpack it first and give what comes out", name, limits->total);
  if (out > limits->ratio_from && out / limits->ratio >= in)
    return lun_fail(err, LUN_LIMIT, 0, "%s: unpacks to more than %" PRIu64 " times its size, as only bombs do: if it is none, unpack it first and give what comes out", name, limits->ratio);
  return LUN_OK;
}

static lun_status read_file(void *state, char *buffer, size_t size, size_t *got, lun_err *err) {
  const lun_stream *s = state;
  return lun_io_read(s->fd, s->name, buffer, size, got, err);
}

lun_status lun_stream_over(lun_io_source *source, void *state, lun_stream **stream, lun_err *err) {
  lun_stream *s = *stream = lun_zalloc(1, sizeof *s);
  if (!s) return lun_fail_memory(err);
  s->source = source;
  s->state = state;
  s->fd = -1;
  return LUN_OK;
}

lun_status lun_stream_open(const char *path, const char *name, lun_stream **stream, lun_err *err) {
  lun_status status = lun_stream_over(read_file, NULL, stream, err);
  if (status) return status;
  (*stream)->state = *stream;
  (*stream)->name = name;
  status = lun_io_open(path, &(*stream)->fd, err);
  if (status) {
    lun_stream_free(*stream);
    *stream = NULL;
  }
  return status;
}

void lun_stream_free(lun_stream *s) {
  if (!s) return;
  lun_io_close(s->fd);
  if (s->decoder) {
    lun_codec_free(s->decoder->codec);
    lun_free(s->decoder);
  }
  lun_free(s);
}

/* Drops zero bytes, with which tapes and xz fill up, and says whether bytes of another member follow. */
static bool member_follows(decoder *d) {
  while (d->start < d->used && !d->buffer[d->start]) d->start++;
  return d->start < d->used;
}

static lun_status broken(decoder *d, lun_err *err) {
  const char *codec = lun_codec_name(d->kind);
  if (d->cause.code == LUN_NO_MEMORY) return lun_fail_memory(err);
  if (d->members && d->between && d->cause.code == LUN_FORMAT)
    return lun_fail(err, LUN_FORMAT, 0, "%s: behind %" PRIu64 " whole part%s of %s data stand bytes that are none", d->name, d->members,
                    d->members == 1 ? "" : "s", codec);
  return lun_fail(err, d->cause.code, 0, "%s: its %s data cannot be unpacked: %s", d->name, codec, d->cause.message);
}

/* Decodes what is in the buffer, once; *got may be 0. */
static lun_status step(decoder *d, char *buffer, size_t size, size_t *got, lun_err *err) {
  const char *at = d->buffer + d->start, *in = at;
  size_t offered = d->used - d->start;
  char *out = buffer;
  bool whole;
  if (offered) d->between = d->between && offered >= LUN_CODEC_HEAD && lun_codec_of(at, offered) != d->kind;
  lun_status status = lun_codec_step(d->codec, &in, offered, &out, size, &whole, &d->cause);
  if (!status && offered && in == at && out == buffer && !whole) status = lun_fail(&d->cause, LUN_FORMAT, 0, "damaged data");
  d->start += (size_t)(in - at);
  d->in += (size_t)(in - at);
  *got = (size_t)(out - buffer);
  d->out += *got;
  *d->total += *got;
  if (status) return *got ? LUN_OK : broken(d, err);
  if (whole) d->between = true;
  d->members += whole;
  return LUN_OK;
}

static lun_status read_decoded(void *state, char *buffer, size_t size, size_t *got, lun_err *err) {
  decoder *d = state;
  *got = 0;
  if (d->cause.code) return broken(d, err);
  lun_status status = lun_limits_check(d->limits, d->in, d->out, *d->total, d->name, err);
  while (!status && !*got) {
    bool more = d->members && d->between ? member_follows(d) : d->start < d->used;
    if (more || !d->between) {
      status = step(d, buffer, size, got, err);
      if (status || *got || d->start < d->used) continue;
    }
    d->start = 0;
    status = lun_stream_read(d->below, d->buffer, sizeof d->buffer, &d->used, err);
    if (status) d->used = 0;
    else if (!d->used && d->between) break;
    else if (!d->used) status = lun_fail(err, LUN_FORMAT, 0, "%s: its %s data is cut short: the rest is missing", d->name, lun_codec_name(d->kind));
  }
  return status;
}

lun_status lun_stream_decode(lun_stream *below, lun_codec_kind kind, const char *name, const lun_limits *limits, uint64_t *total,
                             lun_stream **stream, lun_err *err) {
  *stream = NULL;
  decoder *d = lun_zalloc(1, sizeof *d);
  if (!d) return lun_fail_memory(err);
  d->below = below;
  d->kind = kind;
  d->name = name;
  d->limits = limits;
  d->total = total;
  d->between = true;
  lun_status status = lun_codec_new(kind, &d->codec, &d->cause);
  if (status == LUN_NO_MEMORY) lun_fail_memory(err);
  else if (status) lun_fail(err, status, 0, "%s: %s", name, d->cause.message);
  if (!status) status = lun_stream_over(read_decoded, d, stream, err);
  if (status) {
    lun_codec_free(d->codec);
    lun_free(d);
  } else (*stream)->decoder = d;
  return status;
}

/* Reads from the source into a buffer; an error is kept. */
static lun_status pull(lun_stream *s, char *buffer, size_t size, size_t *got) {
  *got = 0;
  if (s->ended || s->failure.code) return s->failure.code;
  lun_err failure;
  lun_status status = s->source(s->state, buffer, size, got, &failure);
  if (status) s->failure = failure;
  s->taken += *got;
  s->ended = !status && !*got;
  return status;
}

lun_status lun_stream_read(void *state, char *buffer, size_t size, size_t *got, lun_err *err) {
  lun_stream *s = state;
  size_t ahead = s->used - s->start;
  if (ahead) {
    *got = ahead < size ? ahead : size;
    memcpy(buffer, s->head + s->start, *got);
    s->start += *got;
    return LUN_OK;
  }
  lun_status status = pull(s, buffer, size, got);
  if (status && err) *err = s->failure;
  return status;
}

lun_status lun_stream_peek(lun_stream *s, size_t want, const char **bytes, size_t *size, lun_err *err) {
  if (want > sizeof s->head) want = sizeof s->head;
  if (s->start && s->used - s->start < want) {
    memmove(s->head, s->head + s->start, s->used - s->start);
    s->used -= s->start;
    s->start = 0;
  }
  while (s->used - s->start < want && !s->ended && !s->failure.code) {
    size_t got;
    pull(s, s->head + s->used, sizeof s->head - s->used, &got);
    s->used += got;
  }
  *bytes = s->head + s->start;
  *size = s->used - s->start < want ? s->used - s->start : want;
  if (*size || !s->failure.code) return LUN_OK;
  if (err) *err = s->failure;
  return s->failure.code;
}

bool lun_stream_can_seek(lun_stream *s) {
  int64_t at;
  return s->fd >= 0 && !lun_io_seek(s->fd, s->name, 0, SEEK_CUR, &at, NULL);
}

lun_status lun_stream_seek(lun_stream *s, int64_t offset, int whence, int64_t *at, lun_err *err) {
  if (whence == SEEK_CUR) offset -= (int64_t)(s->used - s->start); /* what was looked at stands before the descriptor's place */
  lun_status status = lun_io_seek(s->fd, s->name, offset, whence, at, err);
  if (status) return status;
  s->start = s->used = 0;
  s->ended = false;
  return LUN_OK;
}

uint64_t lun_stream_taken(const lun_stream *s) { return s->taken; }
