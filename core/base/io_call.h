/* What the files of core/base that handle descriptors share: opening and closing with interruptions handled, and the
 * message of a call that was refused. */
#ifndef LUNETTE_IO_CALL_H
#define LUNETTE_IO_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "lunette/status.h"

/* The status and message of a call that has just failed: "NAME: WHAT: reason" with errno's reason. */
lun_status lun_io_refused(lun_err *err, const char *name, const char *what);

/* open(2) and openat(2) with O_CLOEXEC, called again when they were interrupted. */
int lun_io_open_file(const char *path, int flags, mode_t mode);
int lun_io_open_at(int folder, const char *name, int flags, mode_t mode);

/* Opens a new file in a folder (a descriptor, or AT_FDCWD), under a name that no link and no other file has. The name is
 * written to `name` (`room` bytes) behind its first `prefix` bytes, a path that stands there; it does not grow out of
 * another name, which may be as long as names can be. Names left behind by killed processes of the same number are passed
 * over. */
int lun_io_open_neighbour(int folder, mode_t mode, char *name, size_t prefix, size_t room);

/* fsync(2), called again when it was interrupted; a file system that knows none is content. `name` is for messages. */
lun_status lun_io_sync(int fd, const char *name, lun_err *err);

/* Closes; true when that failed. An interrupted close has closed: calling it again could hit a descriptor that someone
 * else just got. */
bool lun_io_close_failed(int fd);

/* read(2), called again when it was interrupted or the descriptor was not ready. */
ssize_t lun_io_read_some(int fd, void *buffer, size_t size);

#endif
