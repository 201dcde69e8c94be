/* Writing files. A file is replaced by writing a neighbour and renaming it, so its final name never holds half a result.
 * A lun_io_file keeps some bytes back, so that many small pieces are few calls. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/io_call.h"
#include "base/system.h"
#include "lunette/io.h"
#include "lunette/mem.h"

enum { KEPT_BACK = 1 << 16 };

struct lun_io_file {
  int fd;           /* -1 when closed */
  bool owned;       /* the descriptor is ours to close */
  char *name;       /* the final path, also for messages */
  char *temporary;  /* NULL for what is written as it stands */
  size_t used;
  char bytes[KEPT_BACK];
};

int lun_io_open_neighbour(int folder, mode_t mode, char *name, size_t prefix, size_t room) {
  for (unsigned attempt = 0; attempt < 10000; attempt++) {
    snprintf(name + prefix, room - prefix, ".lunette-%ld-%u", (long)getpid(), attempt);
    int fd = lun_io_open_at(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

lun_status lun_io_sync(int fd, const char *name, lun_err *err) {
  while (lun_system_fsync(fd) < 0) {
    if (errno == EINVAL) break;
    if (errno != EINTR) return lun_io_refused(err, name, "cannot be written");
  }
  return LUN_OK;
}

lun_status lun_io_file_new(const char *path, lun_io_file **out, lun_err *err) {
  struct stat old;
  mode_t mode = 0666;
  bool through = false;
  *out = NULL;
  if (path && lun_system_stat(path, &old) == 0) {
    if (S_ISDIR(old.st_mode)) return lun_fail(err, LUN_INVALID, 0, "%s: is a folder", path);
    through = !S_ISREG(old.st_mode); /* a device or a pipe cannot be replaced */
    mode = old.st_mode & 0777;       /* what was private stays private */
  }
  const char *name = path ? path : "standard output";
  size_t length = strlen(name) + 1, room = length + 64;
  lun_io_file *file = lun_alloc(sizeof *file + length + room);
  if (!file) return lun_fail_memory(err);
  file->name = (char *)(file + 1);
  file->temporary = NULL;
  file->used = 0;
  file->owned = path != NULL;
  memcpy(file->name, name, length);
  if (!path) file->fd = STDOUT_FILENO;
  else if (through) file->fd = lun_io_open_file(path, O_WRONLY, 0);
  else {
    file->temporary = file->name + length;
    const char *slash = strrchr(path, '/');
    const size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    memcpy(file->temporary, path, folder);
    file->fd = lun_io_open_neighbour(AT_FDCWD, mode, file->temporary, folder, room);
  }
  if (file->fd < 0) {
    lun_status status = lun_io_refused(err, path, "cannot be written");
    lun_free(file);
    return status;
  }
  *out = file;
  return LUN_OK;
}

static lun_status flush(lun_io_file *file, lun_err *err) {
  size_t used = file->used;
  file->used = 0;
  return lun_io_write(file->fd, file->name, file->bytes, used, err);
}

lun_status lun_io_file_write(lun_io_file *file, const char *bytes, size_t size, lun_err *err) {
  if (file->used + size > KEPT_BACK) {
    lun_status status = flush(file, err);
    if (status) return status;
  }
  if (size > KEPT_BACK) return lun_io_write(file->fd, file->name, bytes, size, err);
  if (size) memcpy(file->bytes + file->used, bytes, size);
  file->used += size;
  return LUN_OK;
}

lun_status lun_io_file_commit(lun_io_file *file, lun_err *err) {
  lun_status status = flush(file, err);
  if (status == LUN_OK && file->temporary) status = lun_io_sync(file->fd, file->name, err);
  if (file->owned) {
    if (lun_io_close_failed(file->fd) && status == LUN_OK) status = lun_io_refused(err, file->name, "cannot be written");
    file->fd = -1;
  }
  if (file->temporary) {
    if (status == LUN_OK && lun_system_rename(file->temporary, file->name) < 0) status = lun_io_refused(err, file->name, "cannot be replaced");
    if (status) lun_system_unlink(file->temporary);
    file->temporary = NULL;
  }
  return status;
}

void lun_io_file_free(lun_io_file *file) {
  if (!file) return;
  if (file->owned && file->fd >= 0) lun_system_close(file->fd);
  if (file->temporary) lun_system_unlink(file->temporary);
  lun_free(file);
}

const char *lun_io_file_neighbour(const lun_io_file *file) { return file->temporary; }

lun_status lun_io_write_file(const char *path, const char *bytes, size_t size, lun_err *err) {
  lun_io_file *file;
  lun_status status = lun_io_file_new(path, &file, err);
  if (status) return status;
  status = lun_io_file_write(file, bytes, size, err);
  if (status == LUN_OK) status = lun_io_file_commit(file, err);
  lun_io_file_free(file);
  return status;
}
