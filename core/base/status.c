/* Errors as values: filling a lun_err, and the names of codes. A message is composed beside the error and then copied, so
 * that an error's own message may be one of the arguments; one that is too long is cut between characters. */
#include "lunette/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The longest part of a text cut at n bytes that does not end inside a UTF-8 sequence. */
static size_t cut(const char *text, size_t n) {
  size_t start = n;
  while (start && n - start < 3 && ((unsigned char)text[start - 1] & 0xC0) == 0x80) start--;
  if (!start || (unsigned char)text[start - 1] < 0xC0) return n;
  unsigned char lead = (unsigned char)text[start - 1];
  size_t whole = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return n - start + 1 < whole ? start - 1 : n;
}

lun_status lun_fail(lun_err *err, lun_status code, uint64_t position, const char *format, ...) {
  if (err) {
    char message[LUN_MESSAGE_MAX];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    size_t kept = size < 0 ? 0 : (size_t)size < sizeof message ? (size_t)size : cut(message, sizeof message - 1);
    memcpy(err->message, message, kept);
    err->message[kept] = 0;
    err->code = code;
    err->position = position;
  }
  return code;
}

void lun_say_no_memory(lun_err *err) {
  if (!err) return;
  err->code = LUN_NO_MEMORY;
  err->position = 0;
  strcpy(err->message, "out of memory");
}

const char *lun_status_name(lun_status code) {
  switch (code) {
    case LUN_OK: return "ok";
    case LUN_NO_MEMORY: return "out of memory";
    case LUN_IO: return "input or output failed";
    case LUN_NOT_FOUND: return "not found";
    case LUN_INVALID: return "invalid argument";
    case LUN_FORMAT: return "malformed data";
    case LUN_LIMIT: return "over a limit";
  }
  return "unknown status";
}
