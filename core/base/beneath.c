/* Files that must lie in a folder or below it, wherever links and ".." would lead. A path is first resolved as the system
 * resolves it; what is opened then is walked to from the folder, one name at a time, and no link is followed, so a folder
 * that is swapped for a link in between gives an error and never a file from elsewhere. */
#include "lunette/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/system.h"
#include "lunette/mem.h"

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

static lun_status refused(lun_err *err, const char *path, const char *what) {
  int code = errno;
  char reason[128];
  if (strerror_r(code, reason, sizeof reason)) snprintf(reason, sizeof reason, "error %d", code);
  return lun_fail(err, code == ENOENT ? LUN_NOT_FOUND : LUN_IO, 0, "%s: %s: %s", path, what, reason);
}

lun_status lun_io_real(const char *path, char **real, lun_err *err) {
  char *room = lun_alloc(PATH_MAX + 1);
  *real = NULL;
  if (!room) return lun_fail_memory(err);
  if (!lun_system_realpath(path, room)) {
    lun_status status = refused(err, path, "cannot be read");
    lun_free(room);
    return status;
  }
  *real = room;
  return LUN_OK;
}

static int open_at(int folder, const char *name, int flags, mode_t mode) {
  int fd;
  do fd = lun_system_openat(folder, name, flags | O_CLOEXEC | O_NOFOLLOW, mode);
  while (fd < 0 && errno == EINTR);
  return fd;
}

/* Opens the folder of the file `path`, a relative path without "." and "..", below `folder`: its descriptor or -1; *name is
 * the last name of path. */
static int open_folder(const char *folder, const char *path, const char **name) {
  char component[PATH_MAX + 1];
  int fd;
  do fd = lun_system_open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  while (fd < 0 && errno == EINTR);
  for (const char *slash; fd >= 0 && (slash = strchr(path, '/')); path = slash + 1) {
    size_t size = (size_t)(slash - path);
    int next = -1;
    if (!size || size > PATH_MAX || (path[0] == '.' && (size == 1 || (size == 2 && path[1] == '.')))) errno = EINVAL;
    else {
      memcpy(component, path, size);
      component[size] = 0;
      next = open_at(fd, component, O_RDONLY | O_DIRECTORY, 0);
    }
    int code = errno;
    lun_system_close(fd);
    errno = code;
    fd = next;
  }
  *name = path;
  if (fd >= 0 && (!*path || !strcmp(path, ".") || !strcmp(path, ".."))) {
    lun_system_close(fd);
    errno = EINVAL;
    return -1;
  }
  return fd;
}

lun_status lun_io_read_beneath(const char *folder, const char *path, size_t limit, char **bytes, size_t *size, lun_err *err) {
  const char *name;
  struct stat status;
  *bytes = NULL;
  *size = 0;
  int at = open_folder(folder, path, &name);
  if (at < 0) return refused(err, path, "cannot be read");
  int fd = open_at(at, name, O_RDONLY | O_NONBLOCK, 0); /* a pipe without a writer is not waited for */
  int code = errno;
  lun_system_close(at);
  errno = code;
  if (fd < 0) return refused(err, path, "cannot be read");
  lun_status result;
  if (lun_system_fstat(fd, &status)) result = refused(err, path, "cannot be read");
  else if (!S_ISREG(status.st_mode)) result = lun_fail(err, LUN_INVALID, 0, "%s: is no plain file", path);
  else result = lun_io_read_all(fd, path, limit, bytes, size, err);
  lun_system_close(fd);
  return result;
}

/* Writes a new file beside the final one, under a name that no link and no other file has. */
static int open_neighbour(int folder, mode_t mode, char *name, size_t room) {
  for (unsigned attempt = 0; attempt < 10000; attempt++) {
    snprintf(name, room, ".lunette-%ld-%u", (long)getpid(), attempt);
    int fd = open_at(folder, name, O_WRONLY | O_CREAT | O_EXCL, mode);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

static lun_status write_in(int folder, const char *path, const char *name, const char *bytes, size_t size, lun_err *err) {
  struct stat old;
  mode_t mode = 0666;
  char neighbour[64];
  if (!lun_system_statat(folder, name, &old)) {
    if (!S_ISREG(old.st_mode)) return lun_fail(err, LUN_INVALID, 0, "%s: is there and is no plain file", path);
    mode = old.st_mode & 0777; /* what was private stays private */
  } else if (errno != ENOENT) return refused(err, path, "cannot be written");
  int fd = open_neighbour(folder, mode, neighbour, sizeof neighbour);
  if (fd < 0) return refused(err, path, "cannot be written");
  lun_status status = lun_io_write(fd, path, bytes, size, err);
  while (status == LUN_OK && lun_system_fsync(fd) < 0) {
    if (errno == EINVAL) break; /* a file system that knows no fsync */
    if (errno != EINTR) status = refused(err, path, "cannot be written");
  }
  if (lun_system_close(fd) < 0 && errno != EINTR && status == LUN_OK) status = refused(err, path, "cannot be written");
  if (status == LUN_OK && lun_system_renameat(folder, neighbour, name) < 0) status = refused(err, path, "cannot be replaced");
  if (status) lun_system_unlinkat(folder, neighbour);
  return status;
}

lun_status lun_io_write_beneath(const char *folder, const char *path, const char *bytes, size_t size, lun_err *err) {
  const char *name;
  int at = open_folder(folder, path, &name);
  if (at < 0) return refused(err, path, "cannot be written");
  lun_status status = write_in(at, path, name, bytes, size, err);
  lun_system_close(at);
  return status;
}
