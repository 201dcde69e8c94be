/* Compressed data, one interface over four libraries: which of them a beginning belongs to, and a decoder that takes from
 * one buffer and gives to another. The libraries are loaded when their data is first met. They are used directly and not
 * through libarchive, which does not compare gzip's checksum and drops what stands before a cut. */
#ifndef LUNETTE_CODEC_H
#define LUNETTE_CODEC_H

#include <stdbool.h>
#include <stddef.h>

#include "lunette/status.h"

typedef enum lun_codec_kind {
  LUN_CODEC_NONE,
  LUN_CODEC_GZIP,
  LUN_CODEC_ZSTD,
  LUN_CODEC_XZ,
  LUN_CODEC_BZIP2,
  LUN_CODEC_ZLIB,   /* never by its beginning: HTTP's "deflate" */
  LUN_CODEC_DEFLATE /* the same without zlib's frame */
} lun_codec_kind;

enum { LUN_CODEC_HEAD = 16 }; /* bytes that lun_codec_of looks at */

lun_codec_kind lun_codec_of(const char *head, size_t size);
const char *lun_codec_name(lun_codec_kind kind);
/* Bytes of the suffix (with its dot) by which a path says that it is compressed, or 0. A path that is nothing else has none. */
size_t lun_codec_suffix(const char *path, size_t size);

typedef struct lun_codec lun_codec;
lun_status lun_codec_new(lun_codec_kind kind, lun_codec **codec, lun_err *err);
void lun_codec_free(lun_codec *codec);

/* Moves *in and *out on by what was taken and given. *whole: the member (gzip), frame (zstd) or stream (xz, bzip2) has
 * ended, its checksum is right, and the next call begins another. LUN_FORMAT with the library's words; LUN_NO_MEMORY,
 * LUN_LIMIT (a window that is too large). What was given before stays good. */
lun_status lun_codec_step(lun_codec *codec, const char **in, size_t in_size, char **out, size_t out_size, bool *whole, lun_err *err);

#endif
