/* A container of documents: a plain file, a compressed one, or a tar or zip archive, read member by member and never whole
 * in memory. What a file is, its first bytes say; its name only gives notes. Names of members are data: they are made safe
 * to show and are never used as paths. */
#ifndef LUNETTE_CONTAINER_H
#define LUNETTE_CONTAINER_H

#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"
#include "lunette/warc.h"

/* What an input may ask for; LUN_LIMITS has what lunette uses, tests have less. */
typedef struct lun_limits {
  size_t line;         /* bytes of a line */
  uint64_t ratio;      /* how much larger unpacked data may be than what it came from, */
  uint64_t ratio_from; /* once it has this many bytes */
  uint64_t total;      /* unpacked bytes of one file */
} lun_limits;
extern const lun_limits LUN_LIMITS; /* 64 MiB, 1000, 1 MiB, 10 GiB */

typedef struct lun_container lun_container;

/* "-" is standard input. limits may be NULL for LUN_LIMITS. LUN_NOT_FOUND, LUN_IO, LUN_INVALID (a folder); LUN_FORMAT: a
 * kind of archive that lunette leaves (7z, rar, ...), or one packed twice. */
lun_status lun_container_open(const char *path, const lun_limits *limits, lun_container **container, lun_err *err);
void lun_container_free(lun_container *container);

typedef enum lun_member {
  LUN_MEMBER_END,
  LUN_MEMBER_GIVEN,   /* note->message is "" or a remark */
  LUN_MEMBER_SKIPPED, /* a link, device or pipe: note->message names it */
  LUN_MEMBER_FAILED   /* note->message says why; the next call goes on, or ends where it cannot */
} lun_member;

/* Goes to the next member; folders are passed over. *name lives until the next call: the member's path, made safe, or of a
 * compressed file its path; both without the suffix of compression, which one is undone in a member too. "-" stays "-". */
lun_member lun_container_next(lun_container *container, const char **name, lun_err *note);

/* The member's next bytes (LUN_PEEK at most) without taking them. An error beneath them comes when they have been read. */
lun_status lun_container_peek(lun_container *container, size_t want, const char **bytes, size_t *size, lun_err *err);
enum { LUN_PEEK = 4096 };

/* The rest of the member up to `limit` bytes (LUN_LIMIT beyond it); *bytes is yours (lun_free) and has a NUL after it. */
lun_status lun_container_read(lun_container *container, size_t limit, char **bytes, size_t *size, lun_err *err);

/* The member's next bytes, `room` at most, copied to `buffer`; *size is 0 at the end. */
lun_status lun_container_bytes(lun_container *container, char *buffer, size_t room, size_t *size, lun_err *err);

/* The member's next line, as lun_io_lines_next. Data that breaks off or is damaged fails after the last whole line before
 * it, with the number of the line that it breaks in err->position, and nothing follows. */
lun_status lun_container_line(lun_container *container, const char **line, size_t *size, uint64_t *number, lun_err *err);
/* The same without empty lines, which are counted. */
lun_status lun_container_full_line(lun_container *container, const char **line, size_t *size, uint64_t *number, lun_err *err);

/* The member's next record of a web archive, as lun_warc_next. */
lun_warc_outcome lun_container_record(lun_container *container, lun_warc_record *record, lun_err *err);

#endif
