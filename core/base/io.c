/* Reading files, whole ones and line by line, and folders. Interrupted calls, descriptors that are not ready and short
 * counts are handled in lun_io_read_some and lun_io_write and nowhere else. Files are written in io_file.c. */
#include "lunette/io.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io_call.h"
#include "base/system.h"
#include "lunette/mem.h"

enum {
  CHUNK = 1 << 16,       /* first size of a buffer whose need is not known */
  LARGEST_CALL = 1 << 30 /* bytes asked of one call: some systems refuse more than INT_MAX */
};

lun_status lun_io_refused(lun_err *err, const char *name, const char *what) {
  int code = errno;
  char reason[128];
  if (strerror_r(code, reason, sizeof reason)) snprintf(reason, sizeof reason, "error %d", code);
  return lun_fail(err, code == ENOENT ? LUN_NOT_FOUND : LUN_IO, 0, "%s: %s%s%s", name, what, *what ? ": " : "", reason);
}

/* After a call that failed: whether to call again, at once when it was interrupted, or when a descriptor that does not
 * block (as inherited pipes and terminals may be) is ready. */
static bool again(int fd, short events) {
  if (errno == EINTR) return true;
  if (errno != EAGAIN) return false;
  if (lun_system_wait(fd, events) >= 0 || errno == EINTR) return true;
  errno = EAGAIN;
  return false;
}

ssize_t lun_io_read_some(int fd, void *buffer, size_t size) {
  ssize_t n;
  do n = lun_system_read(fd, buffer, size < LARGEST_CALL ? size : LARGEST_CALL);
  while (n < 0 && again(fd, POLLIN));
  return n;
}

int lun_io_open_file(const char *path, int flags, mode_t mode) {
  int fd;
  do fd = lun_system_open(path, flags | O_CLOEXEC, mode);
  while (fd < 0 && errno == EINTR);
  return fd;
}

int lun_io_open_at(int folder, const char *name, int flags, mode_t mode) {
  int fd;
  do fd = lun_system_openat(folder, name, flags | O_CLOEXEC, mode);
  while (fd < 0 && errno == EINTR);
  return fd;
}

bool lun_io_close_failed(int fd) { return lun_system_close(fd) < 0 && errno != EINTR; }

lun_status lun_io_open(const char *path, int *fd, lun_err *err) {
  struct stat status;
  if (!strcmp(path, "-")) *fd = STDIN_FILENO;
  else if ((*fd = lun_io_open_file(path, O_RDONLY, 0)) < 0) return lun_io_refused(err, path, "cannot be read");
  if (lun_system_fstat(*fd, &status) || !S_ISDIR(status.st_mode)) return LUN_OK;
  lun_io_close(*fd);
  *fd = -1;
  return lun_fail(err, LUN_INVALID, 0, "%s: is a folder", strcmp(path, "-") ? path : "standard input");
}

void lun_io_close(int fd) {
  if (fd > STDIN_FILENO) lun_system_close(fd);
}

lun_status lun_io_read(int fd, const char *name, char *buffer, size_t size, size_t *got, lun_err *err) {
  ssize_t n = lun_io_read_some(fd, buffer, size);
  *got = n < 0 ? 0 : (size_t)n;
  return n < 0 ? lun_io_refused(err, name, "cannot be read") : LUN_OK;
}

lun_status lun_io_key(int fd, char *key, bool *ended, lun_err *err) {
  struct termios usual;
  size_t got;
  *ended = false;
  if (lun_system_keys(fd, true, &usual)) return lun_io_refused(err, "the terminal", "cannot be asked for single keys");
  lun_status status = lun_io_read(fd, "the terminal", key, 1, &got, err);
  lun_system_keys(fd, false, &usual);
  *ended = !status && got == 0;
  return status;
}

lun_status lun_io_seek(int fd, const char *name, int64_t offset, int whence, int64_t *at, lun_err *err) {
  off_t place = lun_system_seek(fd, (off_t)offset, whence);
  *at = (int64_t)place;
  return place < 0 ? lun_io_refused(err, name, "cannot be sought in") : LUN_OK;
}

lun_status lun_io_read_all(int fd, const char *name, size_t limit, char **bytes, size_t *size, lun_err *err) {
  struct stat status;
  size_t most = limit < SIZE_MAX - 1 ? limit + 1 : limit; /* one byte more than allowed shows that there is more */
  size_t room = CHUNK, used = 0;
  *bytes = NULL;
  *size = 0;
  if (lun_system_fstat(fd, &status) == 0) {
    if (S_ISDIR(status.st_mode)) return lun_fail(err, LUN_INVALID, 0, "%s: is a folder", name);
    if (S_ISREG(status.st_mode) && status.st_size > 0)
      room = (uint64_t)status.st_size < most ? (size_t)status.st_size + 1 : most; /* the last byte meets the end at once */
  }
  if (room > most) room = most;
  char *buffer = lun_alloc(room + 1);
  if (!buffer) return lun_fail_memory(err);
  for (;;) {
    ssize_t n = lun_io_read_some(fd, buffer + used, room - used);
    if (n < 0) {
      lun_status result = lun_io_refused(err, name, "cannot be read");
      lun_free(buffer);
      return result;
    }
    if (n == 0) break;
    used += (size_t)n;
    if (used > limit) {
      lun_free(buffer);
      return lun_fail(err, LUN_LIMIT, limit, "%s: larger than %zu bytes", name, limit);
    }
    if (used == room) {
      size_t wanted = room < most / 2 ? 2 * room : most;
      char *grown = wanted > room ? lun_realloc(buffer, wanted + 1) : NULL;
      if (!grown) {
        lun_free(buffer);
        return lun_fail_memory(err);
      }
      buffer = grown;
      room = wanted;
    }
  }
  buffer[used] = 0;
  *bytes = buffer;
  *size = used;
  return LUN_OK;
}

lun_status lun_io_read_file(const char *path, size_t limit, char **bytes, size_t *size, lun_err *err) {
  *bytes = NULL;
  *size = 0;
  if (!strcmp(path, "-")) return lun_io_read_all(STDIN_FILENO, "standard input", limit, bytes, size, err);
  int fd = lun_io_open_file(path, O_RDONLY, 0);
  if (fd < 0) return lun_io_refused(err, path, "cannot be read");
  lun_status status = lun_io_read_all(fd, path, limit, bytes, size, err);
  lun_system_close(fd);
  return status;
}

void lun_io_occupy_standard(void) {
  struct stat status;
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (lun_system_fstat(fd, &status) < 0 && errno == EBADF) lun_system_open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY, 0);
}

lun_status lun_io_map(const char *path, const char **bytes, size_t *size, lun_err *err) {
  struct stat status;
  *bytes = NULL;
  *size = 0;
  const int fd = lun_io_open_file(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0); /* a pipe without a writer is not waited for */
  if (fd < 0) return lun_io_refused(err, path, "cannot be read");
  lun_status result = LUN_OK;
  if (lun_system_fstat(fd, &status) < 0) result = lun_io_refused(err, path, "cannot be read");
  else if (!S_ISREG(status.st_mode) || status.st_uid != geteuid() || status.st_size <= 0 || (uint64_t)status.st_size > SIZE_MAX)
    result = lun_fail(err, LUN_INVALID, 0, "%s: is no file with bytes of this user", path);
  void *mapped = result == LUN_OK ? lun_system_map(fd, (size_t)status.st_size) : NULL;
  if (result == LUN_OK && !mapped) result = lun_io_refused(err, path, "cannot be mapped");
  lun_system_close(fd);
  if (result != LUN_OK) return result;
  *bytes = mapped;
  *size = (size_t)status.st_size;
  return LUN_OK;
}

void lun_io_unmap(const char *bytes, size_t size) {
  if (bytes) lun_system_unmap(bytes, size);
}

lun_status lun_io_make_folder(const char *path, unsigned mode, lun_err *err) {
  const size_t size = strlen(path);
  char *part = lun_alloc(size + 1);
  lun_status status = LUN_OK;
  if (!part) return lun_fail_memory(err);
  memcpy(part, path, size + 1);
  for (size_t i = 1; i <= size && status == LUN_OK; i++) {
    if (part[i] != '/' && part[i] != 0) continue;
    part[i] = 0;
    if (lun_system_mkdir(part, (mode_t)mode) < 0 && errno != EEXIST && lun_io_kind_of(part) != LUN_IO_FOLDER) status = lun_io_refused(err, part, "cannot be made");
    part[i] = path[i];
  }
  lun_free(part);
  if (status == LUN_OK && lun_io_kind_of(path) != LUN_IO_FOLDER) return lun_fail(err, LUN_INVALID, 0, "%s: is no folder", path);
  return status;
}

lun_status lun_io_remove(const char *path, lun_err *err) {
  return lun_system_unlink(path) < 0 ? lun_io_refused(err, path, "cannot be removed") : LUN_OK;
}

lun_status lun_io_about(const char *path, uint64_t *size, int64_t *written, lun_err *err) {
  struct stat status;
  *size = 0;
  *written = 0;
  if (lun_system_stat(path, &status) < 0) return lun_io_refused(err, path, "cannot be read");
  *size = status.st_size > 0 ? (uint64_t)status.st_size : 0;
  *written = (int64_t)status.st_mtime;
  return LUN_OK;
}

lun_status lun_io_write(int fd, const char *name, const char *bytes, size_t size, lun_err *err) {
  while (size) {
    ssize_t n = lun_system_write(fd, bytes, size < LARGEST_CALL ? size : LARGEST_CALL);
    if (n < 0) {
      if (again(fd, POLLOUT)) continue;
      return lun_io_refused(err, name, "cannot be written");
    }
    if (n == 0) return lun_fail(err, LUN_IO, 0, "%s: cannot be written: nothing more is taken", name);
    bytes += n;
    size -= (size_t)n;
  }
  return LUN_OK;
}

lun_io_kind lun_io_kind_of(const char *path) {
  struct stat status;
  if (lun_system_stat(path, &status)) return LUN_IO_NONE;
  return S_ISREG(status.st_mode) ? LUN_IO_FILE : S_ISDIR(status.st_mode) ? LUN_IO_FOLDER : LUN_IO_OTHER;
}

lun_io_kind lun_io_kind_of_name(const char *path, uint64_t *size) {
  struct stat status;
  *size = 0;
  if (lun_system_lstat(path, &status)) return LUN_IO_NONE;
  if (S_ISLNK(status.st_mode)) return LUN_IO_LINK;
  if (S_ISREG(status.st_mode)) *size = (uint64_t)status.st_size;
  return S_ISREG(status.st_mode) ? LUN_IO_FILE : S_ISDIR(status.st_mode) ? LUN_IO_FOLDER : LUN_IO_OTHER;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

lun_status lun_io_list(const char *path, char ***names, size_t *count, lun_err *err) {
  *names = NULL;
  *count = 0;
  DIR *folder = lun_system_opendir(path);
  if (!folder) return lun_io_refused(err, path, "cannot be listed");
  char *text = NULL; /* the names one after the other, each with its NUL */
  uint32_t room = 0, used = 0, n = 0;
  lun_status status = LUN_OK;
  for (;;) {
    errno = 0;
    struct dirent *entry = lun_system_readdir(folder);
    if (!entry) {
      if (errno) status = lun_io_refused(err, path, "cannot be listed");
      break;
    }
    if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
    size_t size = strlen(entry->d_name) + 1;
    if (lun_grow((void **)&text, &room, (uint64_t)used + size, 1)) {
      status = lun_fail_memory(err);
      break;
    }
    memcpy(text + used, entry->d_name, size);
    used += (uint32_t)size;
    n++;
  }
  lun_system_closedir(folder);
  if (status == LUN_OK) {
    char **list = lun_alloc(n * sizeof *list + used);
    if (!list) status = lun_fail_memory(err);
    else {
      char *copy = (char *)(list + n);
      if (used) memcpy(copy, text, used);
      for (uint32_t i = 0; i < n; i++, copy += strlen(copy) + 1) list[i] = copy;
      if (n) qsort(list, n, sizeof *list, by_bytes);
      *names = list;
      *count = n;
    }
  }
  lun_free(text);
  return status;
}

struct lun_io_lines {
  int fd; /* -1 where a source was given */
  lun_io_source *source;
  void *state;
  bool ended; /* there are no more bytes */
  bool over;  /* the line being read is longer than the limit: its bytes are dropped as they come */
  char *name, *buffer;
  size_t limit, room;
  size_t start, used; /* bytes start .. used of buffer are not yet given out */
  size_t seen;        /* of these, the first `seen` hold no line end */
  uint64_t number;
};

static lun_status read_descriptor(void *state, char *buffer, size_t size, size_t *got, lun_err *err) {
  const lun_io_lines *l = state;
  return lun_io_read(l->fd, l->name, buffer, size, got, err);
}

lun_status lun_io_lines_over(lun_io_source *source, void *state, const char *name, size_t line_limit, lun_io_lines **lines, lun_err *err) {
  *lines = NULL;
  lun_io_lines *l = lun_zalloc(1, sizeof *l);
  if (!l) return lun_fail_memory(err);
  l->fd = -1;
  l->source = source;
  l->state = state;
  l->limit = line_limit;
  l->room = CHUNK;
  l->name = lun_alloc(strlen(name) + 1);
  l->buffer = lun_alloc(l->room);
  if (!l->name || !l->buffer) {
    lun_io_lines_free(l);
    return lun_fail_memory(err);
  }
  strcpy(l->name, name);
  *lines = l;
  return LUN_OK;
}

lun_status lun_io_lines_new(const char *path, size_t line_limit, lun_io_lines **lines, lun_err *err) {
  lun_status status = lun_io_lines_over(read_descriptor, NULL, strcmp(path, "-") ? path : "standard input", line_limit, lines, err);
  if (status) return status;
  (*lines)->state = *lines;
  status = lun_io_open(path, &(*lines)->fd, err);
  if (status) {
    lun_io_lines_free(*lines);
    *lines = NULL;
  }
  return status;
}

void lun_io_lines_free(lun_io_lines *l) {
  if (!l) return;
  lun_io_close(l->fd);
  lun_free(l->name);
  lun_free(l->buffer);
  lun_free(l);
}

/* Reads more behind the bytes that are there; makes room first. */
static lun_status fill(lun_io_lines *l, lun_err *err) {
  if (l->start) {
    memmove(l->buffer, l->buffer + l->start, l->used - l->start);
    l->used -= l->start;
    l->start = 0;
  }
  if (l->used == l->room) {
    char *grown = l->room <= SIZE_MAX / 2 ? lun_realloc(l->buffer, 2 * l->room) : NULL;
    if (!grown) return lun_fail_memory(err);
    l->buffer = grown;
    l->room *= 2;
  }
  size_t got;
  lun_status status = l->source(l->state, l->buffer + l->used, l->room - l->used, &got, err);
  if (status) return status;
  if (got == 0) l->ended = true;
  l->used += got;
  return LUN_OK;
}

/* Gives out the line of `length` bytes at start, which `ending` bytes of line end follow. */
static lun_status give(lun_io_lines *l, size_t length, size_t ending, const char **line, size_t *size, lun_err *err) {
  bool over = l->over;
  const char *at = l->buffer + l->start;
  l->start += length + ending;
  l->seen = 0;
  l->over = false;
  l->number++;
  if (length && at[length - 1] == '\r') length--;
  if (over || length > l->limit)
    return lun_fail(err, LUN_LIMIT, l->number, "%s: line %llu is longer than %zu bytes", l->name, (unsigned long long)l->number, l->limit);
  *line = at;
  *size = length;
  return LUN_OK;
}

void lun_io_lines_skip_empty(lun_io_lines *l) {
  const char *p = l->buffer + l->start, *end = l->buffer + l->used;
  if (l->over || p == end || (*p != '\n' && *p != '\r')) return;
  for (; p < end; l->number++) {
    const size_t ending = *p == '\n' ? 1 : *p == '\r' && end - p > 1 && p[1] == '\n' ? 2 : 0;
    if (!ending) break;
    p += ending;
  }
  l->start = (size_t)(p - l->buffer);
  l->seen = 0;
}

lun_status lun_io_lines_next(lun_io_lines *l, const char **line, size_t *size, uint64_t *number, lun_err *err) {
  *line = NULL;
  *size = 0;
  for (;;) {
    size_t length = l->used - l->start;
    const char *at = l->buffer + l->start, *end = length > l->seen ? memchr(at + l->seen, '\n', length - l->seen) : NULL;
    if (end || (l->ended && (length || l->over))) {
      lun_status status = give(l, end ? (size_t)(end - at) : length, end != NULL, line, size, err);
      *number = l->number;
      return status;
    }
    if (l->ended) return LUN_OK;
    l->seen = length;
    if (l->over || (length && length - 1 > l->limit)) { /* one byte more may be the first of CR LF */
      l->over = true;
      l->start = l->used;
      l->seen = 0;
    }
    lun_status status = fill(l, err);
    if (status) return status;
  }
}
