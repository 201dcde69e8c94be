/* What the files of core/base that handle descriptors share: opening and closing with interruptions handled, and the
 * message of a call that was refused. */
#ifndef LUNETTE_IO_CALL_H
#define LUNETTE_IO_CALL_H

#include <stdbool.h>
#include <sys/types.h>

#include "lunette/status.h"

/* The status and message of a call that has just failed: "NAME: WHAT: reason" with errno's reason. */
lun_status lun_io_refused(lun_err *err, const char *name, const char *what);

/* open(2) with O_CLOEXEC, called again when it was interrupted. */
int lun_io_open_file(const char *path, int flags, mode_t mode);

/* Closes; true when that failed. An interrupted close has closed: calling it again could hit a descriptor that someone
 * else just got. */
bool lun_io_close_failed(int fd);

/* read(2), called again when it was interrupted or the descriptor was not ready. */
ssize_t lun_io_read_some(int fd, void *buffer, size_t size);

#endif
