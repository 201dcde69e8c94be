/* Files that must lie in a folder or below it, wherever links and ".." would lead. A path is first resolved as the system
 * resolves it; what is opened then is walked to from the folder, one name at a time, and no link is followed, so a folder
 * that is swapped for a link in between gives an error and never a file from elsewhere. */
#include "lunette/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>

#include "base/io_call.h"
#include "base/system.h"
#include "lunette/mem.h"

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

lun_status lun_io_real(const char *path, char **real, lun_err *err) {
  char *room = lun_alloc(PATH_MAX + 1);
  *real = NULL;
  if (!room) return lun_fail_memory(err);
  if (!lun_system_realpath(path, room)) {
    lun_status status = lun_io_refused(err, path, "cannot be read");
    lun_free(room);
    return status;
  }
  *real = room;
  return LUN_OK;
}

/* No link is followed. */
static int open_at(int folder, const char *name, int flags, mode_t mode) { return lun_io_open_at(folder, name, flags | O_NOFOLLOW, mode); }

/* Opens the folder of the file `path`, a relative path without "." and "..", below `folder`: its descriptor or -1; *name is
 * the last name of path. */
static int open_folder(const char *folder, const char *path, const char **name) {
  char component[PATH_MAX + 1];
  int fd = lun_io_open_file(folder, O_RDONLY | O_DIRECTORY, 0);
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
  if (at < 0) return lun_io_refused(err, path, "cannot be read");
  int fd = open_at(at, name, O_RDONLY | O_NONBLOCK, 0); /* a pipe without a writer is not waited for */
  int code = errno;
  lun_system_close(at);
  errno = code;
  if (fd < 0) return lun_io_refused(err, path, "cannot be read");
  lun_status result;
  if (lun_system_fstat(fd, &status)) result = lun_io_refused(err, path, "cannot be read");
  else if (!S_ISREG(status.st_mode)) result = lun_fail(err, LUN_INVALID, 0, "%s: is no plain file", path);
  else result = lun_io_read_all(fd, path, limit, bytes, size, err);
  lun_system_close(fd);
  return result;
}

static lun_status write_in(int folder, const char *path, const char *name, const char *bytes, size_t size, lun_err *err) {
  struct stat old;
  mode_t mode = 0666;
  char neighbour[64];
  if (!lun_system_statat(folder, name, &old)) {
    if (!S_ISREG(old.st_mode)) return lun_fail(err, LUN_INVALID, 0, "%s: is there and is no plain file", path);
    mode = old.st_mode & 0777; /* what was private stays private */
  } else if (errno != ENOENT) return lun_io_refused(err, path, "cannot be written");
  int fd = lun_io_open_neighbour(folder, mode, neighbour, 0, sizeof neighbour);
  if (fd < 0) return lun_io_refused(err, path, "cannot be written");
  lun_status status = lun_io_write(fd, path, bytes, size, err);
  if (status == LUN_OK) status = lun_io_sync(fd, path, err);
  if (lun_io_close_failed(fd) && status == LUN_OK) status = lun_io_refused(err, path, "cannot be written");
  if (status == LUN_OK && lun_system_renameat(folder, neighbour, name) < 0) status = lun_io_refused(err, path, "cannot be replaced");
  if (status) lun_system_unlinkat(folder, neighbour);
  return status;
}

lun_status lun_io_write_beneath(const char *folder, const char *path, const char *bytes, size_t size, lun_err *err) {
  const char *name;
  int at = open_folder(folder, path, &name);
  if (at < 0) return lun_io_refused(err, path, "cannot be written");
  lun_status status = write_in(at, path, name, bytes, size, err);
  lun_system_close(at);
  return status;
}
