/* Files. The only place that reads, writes or renames: short counts and EINTR are handled here once. Messages of
 * errors name the path and what the system said. The bare system calls stand in system.c, so a test that links its
 * own can cut reads short, interrupt them or fail the n-th write. */
#ifndef LUNETTE_IO_H
#define LUNETTE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"

/* Reads a whole file, or standard input for "-", up to `limit` bytes (LUN_LIMIT beyond it).
 * *bytes is yours (lun_free) and has a NUL after *size bytes. A folder is LUN_INVALID. */
lun_status lun_io_read_file(const char *path, size_t limit, char **bytes, size_t *size, lun_err *err);

/* The same from an open descriptor; `name` is for messages. */
lun_status lun_io_read_all(int fd, const char *name, size_t limit, char **bytes, size_t *size, lun_err *err);

/* Writes all bytes to an open descriptor. */
lun_status lun_io_write(int fd, const char *name, const char *bytes, size_t size, lun_err *err);

/* Writes a file whole or not at all: a temporary neighbour is written, synced and renamed over path. An old file's
 * permissions are kept as far as the umask allows; a link is replaced, not followed. A device or pipe is written as it
 * stands; a folder is LUN_INVALID. */
lun_status lun_io_write_file(const char *path, const char *bytes, size_t size, lun_err *err);

/* A file that is written piece by piece and is whole or not at all: its bytes go to a temporary neighbour, which commit
 * syncs and renames over path as lun_io_write_file does; freed without a commit, it leaves path as it was. NULL is
 * standard output, which like a device or a pipe is written as it stands. */
typedef struct lun_io_file lun_io_file;
lun_status lun_io_file_new(const char *path, lun_io_file **file, lun_err *err);
lun_status lun_io_file_write(lun_io_file *file, const char *bytes, size_t size, lun_err *err); /* kept until some are together */
lun_status lun_io_file_commit(lun_io_file *file, lun_err *err); /* once; nothing can be written afterwards */
void lun_io_file_free(lun_io_file *file);
/* The neighbour's path, for a library that writes files by their names; NULL for what is written as it stands. */
const char *lun_io_file_neighbour(const lun_io_file *file);

/* SHA-256 of a file's bytes, in hexadecimal, and their number. Holds only a piece of the file at a time. */
lun_status lun_io_digest(const char *path, char hexadecimal[65], uint64_t *size, lun_err *err);

/* Whether two paths name one file; false where one is missing. */
bool lun_io_same(const char *a, const char *b);

/* Makes the descriptors 0, 1 and 2 taken where the program was started without them, so that no file opened later gets
 * their numbers; reading from and writing to them fails as before. */
void lun_io_guard_standard(void);

typedef enum lun_io_kind { LUN_IO_NONE, LUN_IO_FILE, LUN_IO_FOLDER, LUN_IO_OTHER } lun_io_kind;
lun_io_kind lun_io_kind_of(const char *path);

/* The names in a folder, sorted by bytes, without "." and ".."; both the array and its strings are one block: lun_free(*names). */
lun_status lun_io_list(const char *path, char ***names, size_t *count, lun_err *err);

/* A line-wise reader that holds one line at a time; "-" is standard input, a folder is LUN_INVALID. Lines end at LF or CR LF. */
typedef struct lun_io_lines lun_io_lines;
lun_status lun_io_lines_new(const char *path, size_t line_limit, lun_io_lines **lines, lun_err *err);
/* *line points into the reader until the next call and has no line end; *line is NULL at the end of the file. A line
 * over the limit is skipped whole and gives LUN_LIMIT with its number in err->position; the next call goes on. After LUN_NO_MEMORY and LUN_IO the same line
 * can be asked for again. */
lun_status lun_io_lines_next(lun_io_lines *lines, const char **line, size_t *size, uint64_t *number, lun_err *err);
void lun_io_lines_free(lun_io_lines *lines);

#endif
