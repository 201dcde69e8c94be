/* What tells files apart without holding them: their digests, read through piece by piece, and whether two paths are one. */
#include <fcntl.h>

#include "base/io_call.h"
#include "base/system.h"
#include "lunette/io.h"
#include "lunette/mem.h"
#include "lunette/sha256.h"

enum { PIECE = 1 << 18 };

typedef void taker(void *state, const void *bytes, size_t size);

/* Gives all bytes of a file to `take`, and their number. */
static lun_status read_through(const char *path, size_t limit, taker *take, void *state, uint64_t *size, lun_err *err) {
  lun_status status = LUN_OK;
  *size = 0;
  const int fd = lun_io_open_file(path, O_RDONLY, 0);
  if (fd < 0) return lun_io_refused(err, path, "cannot be read");
  char *piece = lun_alloc(PIECE);
  if (!piece) status = lun_fail_memory(err);
  while (status == LUN_OK) {
    const ssize_t n = lun_io_read_some(fd, piece, PIECE);
    if (n == 0) break;
    if (n < 0) status = lun_io_refused(err, path, "cannot be read");
    else if ((*size += (uint64_t)n) > limit) status = lun_fail(err, LUN_LIMIT, limit, "%s: larger than %zu bytes", path, limit);
    else take(state, piece, (size_t)n);
  }
  lun_free(piece);
  lun_system_close(fd);
  return status;
}

static void add_to_digest(void *state, const void *bytes, size_t size) { lun_digest_add(state, bytes, size); }
static void add_to_sha256(void *state, const void *bytes, size_t size) { lun_sha256_add(state, bytes, size); }

lun_status lun_io_digest(const char *path, size_t limit, lun_digest *digest, uint64_t *size, lun_err *err) {
  lun_digester digester;
  *digest = (lun_digest){0, 0};
  lun_digest_begin(&digester);
  const lun_status status = read_through(path, limit, add_to_digest, &digester, size, err);
  if (status == LUN_OK) *digest = lun_digest_end(&digester);
  return status;
}

lun_status lun_io_sha256(const char *path, char hexadecimal[65], uint64_t *size, lun_err *err) {
  lun_sha256 sum;
  hexadecimal[0] = 0;
  lun_sha256_begin(&sum);
  const lun_status status = read_through(path, SIZE_MAX, add_to_sha256, &sum, size, err);
  if (status == LUN_OK) lun_sha256_end(&sum, hexadecimal);
  return status;
}

bool lun_io_same(const char *a, const char *b) {
  struct stat first, second;
  return lun_system_stat(a, &first) == 0 && lun_system_stat(b, &second) == 0 && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}
