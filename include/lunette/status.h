/* Status codes and error values. Core functions never print or exit: they return a lun_status and, where the caller
 * gives a lun_err, say what went wrong and where. */
#ifndef LUNETTE_STATUS_H
#define LUNETTE_STATUS_H

#include <stdint.h>

typedef enum lun_status {
  LUN_OK = 0,
  LUN_NO_MEMORY, /* an allocation failed; nothing was changed */
  LUN_IO,        /* the operating system refused; message holds the path and strerror */
  LUN_NOT_FOUND, /* no such file, dictionary, layer */
  LUN_INVALID,   /* an argument out of its range */
  LUN_FORMAT,    /* data that does not follow its format */
  LUN_LIMIT      /* larger than a stated limit */
} lun_status;

enum { LUN_MESSAGE_MAX = 400 };

typedef struct lun_err {
  lun_status code;
  uint64_t position; /* byte or line, as the function says; 0 where it has no meaning */
  char message[LUN_MESSAGE_MAX];
} lun_err;

/* Fills *err (which may be NULL) with a printf message and returns code, so `return lun_fail(err, ...)` reads well.
 * err->message may be among the arguments. A message that is too long is cut between characters. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
lun_status lun_fail(lun_err *err, lun_status code, uint64_t position, const char *format, ...);

/* LUN_NO_MEMORY with its message. */
lun_status lun_fail_memory(lun_err *err);

/* "ok", "out of memory", ...; static, never NULL. */
const char *lun_status_name(lun_status code);

#endif
