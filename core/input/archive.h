/* tar and zip archives, read member by member through libarchive, which is loaded when the first one is met. */
#ifndef LUNETTE_ARCHIVE_H
#define LUNETTE_ARCHIVE_H

#include "input/stream.h"

/* What an archive's beginning says; `size` up to LUN_ARCHIVE_HEAD bytes. */
typedef enum lun_archive_kind { LUN_ARCHIVE_NONE, LUN_ARCHIVE_TAR, LUN_ARCHIVE_ZIP, LUN_ARCHIVE_OTHER } lun_archive_kind;
enum { LUN_ARCHIVE_HEAD = 512 };
/* *what names a kind that is not read. An empty tar is all zeros, as other files may be: `path` must then end in .tar. */
lun_archive_kind lun_archive_of(const char *head, size_t size, const char *path, const char **what);

enum { LUN_NAME_ROOM = 1024 };
typedef struct lun_archive_member {
  char name[LUN_NAME_ROOM]; /* made safe */
  const char *skip;         /* "a symbolic link" ...; NULL for a file */
} lun_archive_member;

typedef struct lun_archive lun_archive;
/* `below`, `name` (for messages) and `limits` are borrowed. */
lun_status lun_archive_new(lun_stream *below, lun_archive_kind kind, const char *name, const lun_limits *limits, lun_archive **archive, lun_err *err);
void lun_archive_free(lun_archive *archive);

/* The next member that is no folder; *given is false at the end. After a failure the next call goes on behind it where that
 * is possible, else it gives the end. */
lun_status lun_archive_next(lun_archive *archive, lun_archive_member *member, bool *given, lun_err *err);
lun_io_source lun_archive_read; /* state: the archive; bytes of its current member */

#endif
