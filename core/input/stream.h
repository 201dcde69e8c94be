/* A stream of bytes that can be looked into before it is read: an open file, or what a decoder makes of another stream,
 * or a member of an archive. An error stays: once reported it is reported again. */
#ifndef LUNETTE_STREAM_H
#define LUNETTE_STREAM_H

#include <stdbool.h>

#include "input/codec.h"
#include "lunette/container.h"
#include "lunette/io.h"

typedef struct lun_stream lun_stream;

/* `name` is for messages; it and what a stream stands on are borrowed and outlive it. */
lun_status lun_stream_open(const char *path, const char *name, lun_stream **stream, lun_err *err);
lun_status lun_stream_over(lun_io_source *source, void *state, lun_stream **stream, lun_err *err);
/* *total counts what is given, against limits->total, for all decoders of a file together. */
lun_status lun_stream_decode(lun_stream *below, lun_codec_kind kind, const char *name, const lun_limits *limits, uint64_t *total,
                             lun_stream **stream, lun_err *err);
void lun_stream_free(lun_stream *stream); /* not what it stands on */

lun_io_source lun_stream_read; /* state: the stream */
lun_status lun_stream_peek(lun_stream *stream, size_t want, const char **bytes, size_t *size, lun_err *err);
/* As lun_io_seek, for files that are no pipes. */
bool lun_stream_can_seek(lun_stream *stream);
lun_status lun_stream_seek(lun_stream *stream, int64_t offset, int whence, int64_t *at, lun_err *err);
/* Bytes that have been taken from the file or source beneath. */
uint64_t lun_stream_taken(const lun_stream *stream);

/* LUN_LIMIT when `out` bytes made of `in` are more than the limits allow, or LUN_OK. */
lun_status lun_limits_check(const lun_limits *limits, uint64_t in, uint64_t out, uint64_t total, const char *name, lun_err *err);

#endif
