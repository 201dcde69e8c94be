/* Files. The only place that reads, writes or renames: short counts and EINTR are handled here once. Messages of
 * errors name the path and what the system said. The bare system calls stand in system.c, so a test that links its
 * own can cut reads short, interrupt them or fail the n-th write. */
#ifndef LUNETTE_IO_H
#define LUNETTE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/digest.h"
#include "lunette/status.h"

/* Reads a whole file, or standard input for "-", up to `limit` bytes (LUN_LIMIT beyond it).
 * *bytes is yours (lun_free) and has a NUL after *size bytes. A folder is LUN_INVALID. */
lun_status lun_io_read_file(const char *path, size_t limit, char **bytes, size_t *size, lun_err *err);

/* The same from an open descriptor; `name` is for messages. */
lun_status lun_io_read_all(int fd, const char *name, size_t limit, char **bytes, size_t *size, lun_err *err);

/* An open input: "-" is standard input, a folder is LUN_INVALID. lun_io_close closes it; standard input stays open. */
lun_status lun_io_open(const char *path, int *fd, lun_err *err);
void lun_io_close(int fd);
/* 1 .. size bytes, as many as there are at once; *got is 0 at the end. `name` is for messages. */
lun_status lun_io_read(int fd, const char *name, char *buffer, size_t size, size_t *got, lun_err *err);
/* The next byte that is typed at a terminal, not shown and without waiting for the end of its line; control characters come as they
 * are, also that of an interrupt. *ended when there is none. */
lun_status lun_io_key(int fd, char *key, bool *ended, lun_err *err);
/* As lseek; *at is the new place. LUN_IO for what cannot be sought in, as pipes. */
lun_status lun_io_seek(int fd, const char *name, int64_t offset, int whence, int64_t *at, lun_err *err);

/* Where bytes come from when they are no file's: 1 .. size bytes at a call, *got 0 at the end. */
typedef lun_status lun_io_source(void *state, char *buffer, size_t size, size_t *got, lun_err *err);

/* Puts something that gives and takes nothing in the place of each standard stream that is closed, so that no file opened
 * later becomes one. Reading and writing it goes on failing. */
void lun_io_occupy_standard(void);

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

/* Whether two paths name one file; false where one is missing. */
bool lun_io_same(const char *a, const char *b);

typedef enum lun_io_kind { LUN_IO_NONE, LUN_IO_FILE, LUN_IO_FOLDER, LUN_IO_OTHER, LUN_IO_LINK } lun_io_kind;
lun_io_kind lun_io_kind_of(const char *path); /* of what a link leads to */
/* The same for the name itself: a link is LUN_IO_LINK. *size gets the bytes of a file, else 0. */
lun_io_kind lun_io_kind_of_name(const char *path, uint64_t *size);

/* The digest and the number of bytes of a file's contents, read through without being held; `limit` as above. */
lun_status lun_io_digest(const char *path, size_t limit, lun_digest *digest, uint64_t *size, lun_err *err);

/* The SHA-256 of a file's contents in hexadecimal, and their number: for others to compare, who know no lun_digest. */
lun_status lun_io_sha256(const char *path, char hexadecimal[65], uint64_t *size, lun_err *err);

/* The bytes of a regular file that this user owns, mapped for reading (no link is followed): page aligned, shared with the
 * system's cache, so that only what is touched is read. For files that the program itself puts in place whole and never
 * changes: one who cuts such a file short while it is mapped ends the program by a signal. LUN_INVALID for what is no
 * such file or has no bytes. */
lun_status lun_io_map(const char *path, const char **bytes, size_t *size, lun_err *err);
void lun_io_unmap(const char *bytes, size_t size);

/* Makes a folder and those above it that are not there, with these permissions (0700: for this user alone) less the umask. */
lun_status lun_io_make_folder(const char *path, unsigned mode, lun_err *err);
lun_status lun_io_remove(const char *path, lun_err *err); /* a file */
/* Bytes of a file and when it was last written, in seconds since 1970. */
lun_status lun_io_about(const char *path, uint64_t *size, int64_t *written, lun_err *err);

/* The names in a folder, sorted by bytes, without "." and ".."; both the array and its strings are one block: lun_free(*names). */
lun_status lun_io_list(const char *path, char ***names, size_t *count, lun_err *err);

/* The path of what is there, absolute and without links, "." and "..": yours (lun_free). */
lun_status lun_io_real(const char *path, char **real, lun_err *err);

/* Reads and writes a plain file below a folder: `path` is relative, without "." and "..", and no link on the way is
 * followed. `folder` itself is as it is. What is there and is no plain file is LUN_INVALID; folders are not made. */
lun_status lun_io_read_beneath(const char *folder, const char *path, size_t limit, char **bytes, size_t *size, lun_err *err);
lun_status lun_io_write_beneath(const char *folder, const char *path, const char *bytes, size_t size, lun_err *err);

/* A line-wise reader that holds one line at a time; "-" is standard input, a folder is LUN_INVALID. Lines end at LF or CR LF. */
typedef struct lun_io_lines lun_io_lines;
lun_status lun_io_lines_new(const char *path, size_t line_limit, lun_io_lines **lines, lun_err *err);
/* The same over what `source` gives, which must outlive the reader; `name` is for messages. */
lun_status lun_io_lines_over(lun_io_source *source, void *state, const char *name, size_t line_limit, lun_io_lines **lines, lun_err *err);
/* *line points into the reader until the next call and has no line end; *line is NULL at the end of the file. A line
 * over the limit is skipped whole and gives LUN_LIMIT with its number in err->position; the next call goes on. After LUN_NO_MEMORY and LUN_IO the same line
 * can be asked for again. */
lun_status lun_io_lines_next(lun_io_lines *lines, const char **line, size_t *size, uint64_t *number, lun_err *err);
/* Passes over the empty lines that stand next among the bytes that have been read. */
void lun_io_lines_skip_empty(lun_io_lines *lines);
void lun_io_lines_free(lun_io_lines *lines);

#endif
