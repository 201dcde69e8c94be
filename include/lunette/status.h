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

/* Of functions that are called where something has gone wrong, or seldom: what leads to them is compiled out of the way of the rest. */
#if defined(__GNUC__)
#define LUN_RARE __attribute__((cold))
#else
#define LUN_RARE
#endif

/* Fills *err (which may be NULL) with a printf message and returns code, so `return lun_fail(err, ...)` reads well.
 * err->message may be among the arguments. A message that is too long is cut between characters. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
LUN_RARE lun_status lun_fail(lun_err *err, lun_status code, uint64_t position, const char *format, ...);

/* LUN_NO_MEMORY with its message. */
LUN_RARE void lun_say_no_memory(lun_err *err);
static inline lun_status lun_fail_memory(lun_err *err) {
  lun_say_no_memory(err);
  return LUN_NO_MEMORY; /* where it can be seen that it is not LUN_OK */
}

/* "ok", "out of memory", ...; static, never NULL. */
const char *lun_status_name(lun_status code);

#endif
