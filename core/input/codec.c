/* Decoders of gzip, zlib, zstd, xz and bzip2; see the header. Memory comes from mem.h where the library lets it. */
#include "input/codec.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "lunette/library.h"
#include "lunette/mem.h"

#ifdef LUNETTE_ZLIB_SONAME
#define ZLIB_CONST
#include <zlib.h>
#define ZLIB(X) X(inflateInit2_) X(inflate) X(inflateReset) X(inflateEnd)
struct zlib { ZLIB(LUN_LIBRARY_MEMBER) };
static const char *const zlib_names[] = {ZLIB(LUN_LIBRARY_NAME) NULL};
#endif
#ifdef LUNETTE_ZSTD_SONAME
#include <zstd.h>
#define ZSTD(X) X(ZSTD_createDCtx) X(ZSTD_freeDCtx) X(ZSTD_DCtx_setParameter) X(ZSTD_decompressStream) X(ZSTD_isError) X(ZSTD_getErrorName)
struct zstd { ZSTD(LUN_LIBRARY_MEMBER) };
static const char *const zstd_names[] = {ZSTD(LUN_LIBRARY_NAME) NULL};
#endif
#ifdef LUNETTE_LZMA_SONAME
#include <lzma.h>
#define LZMA(X) X(lzma_stream_decoder) X(lzma_code) X(lzma_end)
struct lzma { LZMA(LUN_LIBRARY_MEMBER) };
static const char *const lzma_names[] = {LZMA(LUN_LIBRARY_NAME) NULL};
#endif
#ifdef LUNETTE_BZIP2_SONAME
#include <bzlib.h>
#define BZIP2(X) X(BZ2_bzDecompressInit) X(BZ2_bzDecompress) X(BZ2_bzDecompressEnd)
struct bzip2 { BZIP2(LUN_LIBRARY_MEMBER) };
static const char *const bzip2_names[] = {BZIP2(LUN_LIBRARY_NAME) NULL};
#endif

enum {
  WINDOW_LOG = 27, /* zstd: 128 MiB */
  ZSTD_BEGINNING = 5, /* bytes that tell how large a frame's header is */
  XZ_MEMORY = 256 << 20,
  MOST = 1 << 30 /* bytes offered to a library at once: zlib and bzip2 count in 32 bits */
};

typedef lun_status step_function(lun_codec *c, const char **in, size_t in_size, char **out, size_t out_size, bool *whole, lun_err *err);

struct lun_codec {
  lun_codec_kind kind;
  bool begun;          /* the library holds a state that is to be ended */
  step_function *step;
  void (*end)(lun_codec *c);
  union {
#ifdef LUNETTE_ZLIB_SONAME
    struct { struct zlib call; z_stream stream; } zlib;
#endif
#ifdef LUNETTE_ZSTD_SONAME
    struct { struct zstd call; ZSTD_DCtx *context; size_t wanted; } zstd;
#endif
#ifdef LUNETTE_LZMA_SONAME
    struct { struct lzma call; lzma_stream stream; lzma_allocator allocator; } lzma;
#endif
#ifdef LUNETTE_BZIP2_SONAME
    struct { struct bzip2 call; bz_stream stream; } bzip2;
#endif
    char none;
  } as;
};

lun_codec_kind lun_codec_of(const char *head, size_t size) {
  const unsigned char *b = (const unsigned char *)head;
  if (size >= 3 && !memcmp(head, "\x1F\x8B\x08", 3)) return LUN_CODEC_GZIP;
  if (size >= 4 && !memcmp(head, "\x28\xB5\x2F\xFD", 4)) return LUN_CODEC_ZSTD;
  if (size >= 4 && (b[0] & 0xF0) == 0x50 && !memcmp(head + 1, "\x2A\x4D\x18", 3)) return LUN_CODEC_ZSTD; /* a frame to skip */
  if (size >= 6 && !memcmp(head, "\xFD" "7zXZ\0", 6)) return LUN_CODEC_XZ;
  if (size >= 10 && !memcmp(head, "BZh", 3) && b[3] >= '1' && b[3] <= '9' &&
      (!memcmp(head + 4, "\x31\x41\x59\x26\x53\x59", 6) || !memcmp(head + 4, "\x17\x72\x45\x38\x50\x90", 6)))
    return LUN_CODEC_BZIP2;
  return LUN_CODEC_NONE;
}

const char *lun_codec_name(lun_codec_kind kind) {
  static const char *const names[] = {"uncompressed", "gzip", "zstd", "xz", "bzip2", "zlib", "deflate"};
  return names[kind];
}

size_t lun_codec_suffix(const char *path, size_t size) {
  static const char *const suffixes[] = {".gz", ".gzip", ".tgz", ".zst", ".zstd", ".tzst", ".xz", ".txz", ".bz2", ".tbz2", ".tbz"};
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
    size_t n = strlen(suffixes[i]);
    if (size > n && !strncasecmp(path + size - n, suffixes[i], n) && path[size - n - 1] != '/') return n;
  }
  return 0;
}

#if defined LUNETTE_BZIP2_SONAME
static void *give_int(void *state, int count, int size) {
  (void)state;
  return lun_zalloc((size_t)count, (size_t)size);
}
#endif
#if defined LUNETTE_BZIP2_SONAME || defined LUNETTE_LZMA_SONAME || defined LUNETTE_ZLIB_SONAME
static void take_back(void *state, void *block) {
  (void)state;
  lun_free(block);
}
#endif

#ifdef LUNETTE_ZLIB_SONAME
static void *give_unsigned(void *state, unsigned count, unsigned size) {
  (void)state;
  return lun_zalloc(count, size);
}

static lun_status zlib_step(lun_codec *c, const char **in, size_t in_size, char **out, size_t out_size, bool *whole, lun_err *err) {
  z_stream *z = &c->as.zlib.stream;
  z->next_in = (const Bytef *)*in;
  z->avail_in = (uInt)in_size;
  z->next_out = (Bytef *)*out;
  z->avail_out = (uInt)out_size;
  int result = c->as.zlib.call.inflate(z, Z_NO_FLUSH);
  *in = (const char *)z->next_in;
  *out = (char *)z->next_out;
  *whole = result == Z_STREAM_END;
  if (*whole) c->as.zlib.call.inflateReset(z);
  if (result == Z_MEM_ERROR) return lun_fail_memory(err);
  if (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR) return LUN_OK;
  return lun_fail(err, LUN_FORMAT, 0, "%s", result == Z_NEED_DICT ? "needs a dictionary" : z->msg ? z->msg : "damaged data");
}

static void zlib_end(lun_codec *c) { c->as.zlib.call.inflateEnd(&c->as.zlib.stream); }

static lun_status zlib_begin(lun_codec *c, lun_err *err) {
  lun_status status = lun_library_load(LUNETTE_ZLIB_SONAME, "zlib1g", zlib_names, &c->as.zlib.call, sizeof c->as.zlib.call, err);
  if (status) return status;
  c->step = zlib_step;
  c->end = zlib_end;
  c->as.zlib.stream.zalloc = give_unsigned;
  c->as.zlib.stream.zfree = take_back;
  int bits = c->kind == LUN_CODEC_GZIP ? 15 + 16 : c->kind == LUN_CODEC_ZLIB ? 15 : -15;
  return c->as.zlib.call.inflateInit2_(&c->as.zlib.stream, bits, ZLIB_VERSION, (int)sizeof(z_stream)) == Z_OK ? LUN_OK : lun_fail_memory(err);
}
#else
static lun_status zlib_begin(lun_codec *c, lun_err *err) {
  (void)c;
  return lun_library_absent("zlib", "zlib1g-dev", err);
}
#endif

#ifdef LUNETTE_ZSTD_SONAME
/* The library is given one block at a time, as it asks for: what it has made of others before an error it does not give. */
static lun_status zstd_step(lun_codec *c, const char **in, size_t in_size, char **out, size_t out_size, bool *whole, lun_err *err) {
  size_t wanted = c->as.zstd.wanted;
  ZSTD_inBuffer from = {*in, in_size < wanted ? in_size : wanted, 0};
  ZSTD_outBuffer to = {*out, out_size, 0};
  size_t result = c->as.zstd.call.ZSTD_decompressStream(c->as.zstd.context, &to, &from);
  *in += from.pos;
  *out += to.pos;
  *whole = result == 0;
  c->as.zstd.wanted = result ? result : ZSTD_BEGINNING;
  if (!c->as.zstd.call.ZSTD_isError(result)) return LUN_OK;
  const char *said = c->as.zstd.call.ZSTD_getErrorName(result);
  if (strstr(said, "too much memory")) return lun_fail(err, LUN_LIMIT, 0, "its window is larger than 128 MiB: compress it again without --ultra --long");
  if (strstr(said, "llocation error")) return lun_fail_memory(err);
  return lun_fail(err, LUN_FORMAT, 0, "%s", said);
}

static void zstd_end(lun_codec *c) { c->as.zstd.call.ZSTD_freeDCtx(c->as.zstd.context); }

static lun_status zstd_begin(lun_codec *c, lun_err *err) {
  lun_status status = lun_library_load(LUNETTE_ZSTD_SONAME, "libzstd1", zstd_names, &c->as.zstd.call, sizeof c->as.zstd.call, err);
  if (status) return status;
  c->step = zstd_step;
  c->end = zstd_end;
  c->as.zstd.wanted = ZSTD_BEGINNING;
  c->as.zstd.context = c->as.zstd.call.ZSTD_createDCtx();
  if (!c->as.zstd.context) return lun_fail_memory(err);
  c->as.zstd.call.ZSTD_DCtx_setParameter(c->as.zstd.context, ZSTD_d_windowLogMax, WINDOW_LOG);
  return LUN_OK;
}
#else
static lun_status zstd_begin(lun_codec *c, lun_err *err) {
  (void)c;
  return lun_library_absent("zstd", "libzstd-dev", err);
}
#endif

#ifdef LUNETTE_LZMA_SONAME
static void *give_size(void *state, size_t count, size_t size) {
  (void)state;
  return size && count > SIZE_MAX / size ? NULL : lun_alloc(count * size);
}

static lun_status lzma_begin_stream(lun_codec *c, lun_err *err) {
  lzma_ret result = c->as.lzma.call.lzma_stream_decoder(&c->as.lzma.stream, XZ_MEMORY, 0);
  return result == LZMA_OK ? LUN_OK : lun_fail_memory(err);
}

static lun_status lzma_step(lun_codec *c, const char **in, size_t in_size, char **out, size_t out_size, bool *whole, lun_err *err) {
  lzma_stream *z = &c->as.lzma.stream;
  z->next_in = (const uint8_t *)*in;
  z->avail_in = in_size;
  z->next_out = (uint8_t *)*out;
  z->avail_out = out_size;
  lzma_ret result = c->as.lzma.call.lzma_code(z, LZMA_RUN);
  *in = (const char *)z->next_in;
  *out = (char *)z->next_out;
  *whole = result == LZMA_STREAM_END;
  switch (result) {
    case LZMA_OK: case LZMA_BUF_ERROR: return LUN_OK;
    case LZMA_STREAM_END: return lzma_begin_stream(c, err);
    case LZMA_MEM_ERROR: return lun_fail_memory(err);
    case LZMA_MEMLIMIT_ERROR: return lun_fail(err, LUN_LIMIT, 0, "its dictionary is larger than 256 MiB: compress it again with xz -9 or less");
    case LZMA_FORMAT_ERROR: return lun_fail(err, LUN_FORMAT, 0, "incorrect header");
    case LZMA_OPTIONS_ERROR: return lun_fail(err, LUN_FORMAT, 0, "options that this liblzma does not know");
    default: return lun_fail(err, LUN_FORMAT, 0, "damaged data or incorrect data check");
  }
}

static void lzma_finish(lun_codec *c) { c->as.lzma.call.lzma_end(&c->as.lzma.stream); }

static lun_status lzma_begin(lun_codec *c, lun_err *err) {
  lun_status status = lun_library_load(LUNETTE_LZMA_SONAME, "liblzma5", lzma_names, &c->as.lzma.call, sizeof c->as.lzma.call, err);
  if (status) return status;
  c->step = lzma_step;
  c->end = lzma_finish;
  c->as.lzma.allocator = (lzma_allocator){give_size, take_back, NULL};
  c->as.lzma.stream = (lzma_stream)LZMA_STREAM_INIT;
  c->as.lzma.stream.allocator = &c->as.lzma.allocator;
  status = lzma_begin_stream(c, err);
  if (status) lzma_finish(c);
  return status;
}
#else
static lun_status lzma_begin(lun_codec *c, lun_err *err) {
  (void)c;
  return lun_library_absent("liblzma", "liblzma-dev", err);
}
#endif

#ifdef LUNETTE_BZIP2_SONAME
static lun_status bzip2_begin_stream(lun_codec *c, lun_err *err) {
  c->begun = c->as.bzip2.call.BZ2_bzDecompressInit(&c->as.bzip2.stream, 0, 0) == BZ_OK;
  return c->begun ? LUN_OK : lun_fail_memory(err);
}

static void bzip2_end(lun_codec *c) { c->as.bzip2.call.BZ2_bzDecompressEnd(&c->as.bzip2.stream); }

static lun_status bzip2_step(lun_codec *c, const char **in, size_t in_size, char **out, size_t out_size, bool *whole, lun_err *err) {
  bz_stream *z = &c->as.bzip2.stream;
  union { const char *read; char *any; } from = {*in}; /* the library's field is not const, but it only reads */
  z->next_in = from.any;
  z->avail_in = (unsigned)in_size;
  z->next_out = *out;
  z->avail_out = (unsigned)out_size;
  int result = c->as.bzip2.call.BZ2_bzDecompress(z);
  *in = z->next_in;
  *out = z->next_out;
  *whole = result == BZ_STREAM_END;
  if (result == BZ_OK) return LUN_OK;
  if (result == BZ_MEM_ERROR) return lun_fail_memory(err);
  if (!*whole) return lun_fail(err, LUN_FORMAT, 0, "%s", result == BZ_DATA_ERROR_MAGIC ? "incorrect header" : "damaged data or incorrect data check");
  bzip2_end(c);
  return bzip2_begin_stream(c, err);
}

static lun_status bzip2_begin(lun_codec *c, lun_err *err) {
  lun_status status = lun_library_load(LUNETTE_BZIP2_SONAME, "libbz2-1.0", bzip2_names, &c->as.bzip2.call, sizeof c->as.bzip2.call, err);
  if (status) return status;
  c->step = bzip2_step;
  c->end = bzip2_end;
  c->as.bzip2.stream.bzalloc = give_int;
  c->as.bzip2.stream.bzfree = take_back;
  return bzip2_begin_stream(c, err);
}
#else
static lun_status bzip2_begin(lun_codec *c, lun_err *err) {
  (void)c;
  return lun_library_absent("bzip2", "libbz2-dev", err);
}
#endif

lun_status lun_codec_new(lun_codec_kind kind, lun_codec **codec, lun_err *err) {
  *codec = NULL;
  lun_codec *c = lun_zalloc(1, sizeof *c);
  if (!c) return lun_fail_memory(err);
  c->kind = kind;
  lun_status status = kind == LUN_CODEC_ZSTD ? zstd_begin(c, err) : kind == LUN_CODEC_XZ ? lzma_begin(c, err)
                    : kind == LUN_CODEC_BZIP2 ? bzip2_begin(c, err) : zlib_begin(c, err);
  c->begun = !status;
  if (status) lun_codec_free(c);
  else *codec = c;
  return status;
}

void lun_codec_free(lun_codec *c) {
  if (!c) return;
  if (c->begun) c->end(c);
  lun_free(c);
}

lun_status lun_codec_step(lun_codec *c, const char **in, size_t in_size, char **out, size_t out_size, bool *whole, lun_err *err) {
  *whole = false;
  return c->step(c, in, in_size < MOST ? in_size : MOST, out, out_size < MOST ? out_size : MOST, whole, err);
}
