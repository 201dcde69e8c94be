/* Archives through libarchive. Its reads go through a stream, so that what fails beneath is reported in the stream's words
 * and short reads are nobody's concern. Names are asked for in UTF-8: libarchive takes that from the thread's locale, which
 * is set around its calls. */
#include "input/archive.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "input/safe_name.h"
#include "lunette/library.h"
#include "lunette/mem.h"

/* The checksum of a tar header counts its own eight bytes as blanks; old programs counted bytes as signed. */
static bool is_tar_header(const unsigned char *b) {
  long stored = 0, sum = 0, signed_sum = 0;
  bool any = false;
  for (int i = 148; i < 156; i++) {
    if (b[i] >= '0' && b[i] <= '7') stored = stored * 8 + b[i] - '0', any = true;
    else if (any) break;
    else if (b[i] != ' ') return false;
  }
  for (int i = 0; i < LUN_ARCHIVE_HEAD; i++) {
    unsigned char byte = i >= 148 && i < 156 ? ' ' : b[i];
    sum += byte;
    signed_sum += (signed char)byte;
  }
  return any && b[0] && (stored == sum || stored == signed_sum);
}

static bool all_zero(const char *head, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (head[i]) return false;
  return size == LUN_ARCHIVE_HEAD;
}

lun_archive_kind lun_archive_of(const char *head, size_t size, const char *path, const char **what) {
  static const struct { const char *bytes; size_t size; const char *what; } others[] = {
      {"7z\xBC\xAF\x27\x1C", 6, "a 7z archive"}, {"Rar!\x1A\x07", 6, "a rar archive"}, {"!<arch>\n", 8, "an ar archive"},
      {"\x04\x22\x4D\x18", 4, "lz4 data"},       {"LZIP", 4, "lzip data"},              {"\x1F\x9D", 2, "data of compress (.Z)"},
      {"MSCF", 4, "a cabinet"},                  {"\xED\xAB\xEE\xDB", 4, "an rpm package"}};
  *what = NULL;
  if (size >= 4 && (!memcmp(head, "PK\3\4", 4) || !memcmp(head, "PK\5\6", 4) || !memcmp(head, "PK\7\10", 4))) return LUN_ARCHIVE_ZIP;
  if (size >= LUN_ARCHIVE_HEAD && is_tar_header((const unsigned char *)head)) return LUN_ARCHIVE_TAR;
  size_t length = strlen(path);
  if (all_zero(head, size) && length > 4 && !strcasecmp(path + length - 4, ".tar")) return LUN_ARCHIVE_TAR;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (size >= others[i].size && !memcmp(head, others[i].bytes, others[i].size)) {
      *what = others[i].what;
      return LUN_ARCHIVE_OTHER;
    }
  return LUN_ARCHIVE_NONE;
}

#ifdef LUNETTE_ARCHIVE_SONAME
#include <archive.h>
#include <archive_entry.h>

#define ARCHIVE(X) \
  X(archive_read_new) X(archive_read_free) X(archive_read_support_format_tar) X(archive_read_support_format_zip) \
  X(archive_read_set_read_callback) X(archive_read_set_seek_callback) X(archive_read_set_callback_data) X(archive_read_open1) \
  X(archive_read_next_header) X(archive_read_data_block) X(archive_error_string) X(archive_set_error) X(archive_entry_pathname) \
  X(archive_entry_filetype) X(archive_entry_hardlink) X(archive_entry_is_data_encrypted)
struct calls { ARCHIVE(LUN_LIBRARY_MEMBER) };
static const char *const call_names[] = {ARCHIVE(LUN_LIBRARY_NAME) NULL};

enum { CHUNK = 1 << 16 };

struct lun_archive {
  struct calls call;
  lun_stream *below;
  const char *name;
  const lun_limits *limits;
  struct archive *archive;
  locale_t locale; /* (locale_t)0 where the system has no C.UTF-8 */
  uint64_t out;
  uint64_t size; /* of the file, 0 where it is not known: what is read again behind a jump is not counted twice */
  bool ended;
  bool warned; /* the data that was given last is wrong, as libarchive found with it: checksums and sizes of zip */
  bool lost; /* a header was damaged, and the next good one is looked for */
  lun_err failure; /* of the stream beneath; code is LUN_OK where it works */
  char member[LUN_NAME_ROOM];
  const void *block; /* of the member, as libarchive gave it: bytes `taken` .. block_size of it are not yet given, */
  size_t taken, block_size;
  la_int64_t block_at, at; /* it belongs at block_at of the member, of which `at` bytes were given: holes are zeros */
  char buffer[CHUNK];
};

static la_ssize_t give_bytes(struct archive *archive, void *state, const void **bytes) {
  lun_archive *a = state;
  size_t got;
  *bytes = a->buffer;
  if (a->failure.code || lun_stream_read(a->below, a->buffer, sizeof a->buffer, &got, &a->failure)) {
    a->call.archive_set_error(archive, EIO, "%s", a->failure.message);
    return ARCHIVE_FATAL;
  }
  return (la_ssize_t)got;
}

static la_int64_t go_to(struct archive *archive, void *state, la_int64_t offset, int whence) {
  lun_archive *a = state;
  int64_t at;
  lun_err err;
  if (!lun_stream_seek(a->below, offset, whence, &at, &err)) return at;
  a->call.archive_set_error(archive, EIO, "%s", err.message);
  return ARCHIVE_FATAL;
}

static lun_status encrypted(const lun_archive *a, lun_err *err) {
  char shown[130];
  lun_safe_short(a->member, shown, sizeof shown);
  return lun_fail(err, LUN_FORMAT, 0, "%s!%s: is encrypted: unpack it first with its password", a->name, shown);
}

/* What failed: the stream's own message, or libarchive's with the archive's name. */
static lun_status refused(lun_archive *a, const char *member, lun_err *err) {
  if (a->failure.code) {
    if (err) *err = a->failure;
    return a->failure.code;
  }
  const char *said = a->call.archive_error_string(a->archive);
  if (said && strstr(said, "an't allocate")) return lun_fail_memory(err);
  if (said && (strstr(said, "assphrase") || strstr(said, "ncrypt"))) return encrypted(a, err);
  char shown[130];
  lun_safe_short(member, shown, sizeof shown);
  return lun_fail(err, LUN_FORMAT, 0, "%s%s%s: cannot be unpacked: %s", a->name, *member ? "!" : "", shown, said ? said : "damaged");
}

lun_status lun_archive_new(lun_stream *below, lun_archive_kind kind, const char *name, const lun_limits *limits, lun_archive **archive, lun_err *err) {
  *archive = NULL;
  lun_archive *a = lun_zalloc(1, sizeof *a);
  if (!a) return lun_fail_memory(err);
  a->below = below;
  a->name = name;
  a->limits = limits;
  lun_err cause;
  lun_status status = lun_library_load(LUNETTE_ARCHIVE_SONAME, "libarchive13", call_names, &a->call, sizeof a->call, &cause);
  if (status) {
    lun_free(a);
    return lun_fail(err, status, 0, "%s: %s", name, cause.message);
  }
  a->archive = a->call.archive_read_new();
  if (!a->archive) {
    lun_free(a);
    return lun_fail_memory(err);
  }
  a->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  if (kind == LUN_ARCHIVE_ZIP) a->call.archive_read_support_format_zip(a->archive);
  else a->call.archive_read_support_format_tar(a->archive);
  a->call.archive_read_set_read_callback(a->archive, give_bytes);
  int64_t here, size;
  if (kind == LUN_ARCHIVE_ZIP && lun_stream_can_seek(below) && !lun_stream_seek(below, 0, SEEK_CUR, &here, NULL) &&
      !lun_stream_seek(below, 0, SEEK_END, &size, NULL) && !lun_stream_seek(below, here, SEEK_SET, &here, NULL)) {
    a->size = (uint64_t)size;
    a->call.archive_read_set_seek_callback(a->archive, go_to);
  }
  a->call.archive_read_set_callback_data(a->archive, a);
  locale_t before = a->locale ? uselocale(a->locale) : (locale_t)0;
  int result = a->call.archive_read_open1(a->archive);
  if (before) uselocale(before);
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
    status = refused(a, "", err);
    lun_archive_free(a);
    return status;
  }
  *archive = a;
  return LUN_OK;
}

void lun_archive_free(lun_archive *a) {
  if (!a) return;
  a->call.archive_read_free(a->archive);
  if (a->locale) freelocale(a->locale);
  lun_free(a);
}

static const char *kind_of(lun_archive *a, struct archive_entry *entry) {
  if (a->call.archive_entry_hardlink(entry)) return "a hard link";
  switch (a->call.archive_entry_filetype(entry)) {
    case AE_IFREG: case 0: return NULL;
    case AE_IFLNK: return "a symbolic link";
    case AE_IFIFO: return "a named pipe";
    case AE_IFSOCK: return "a socket";
    case AE_IFCHR: case AE_IFBLK: return "a device";
    default: return "no file";
  }
}

lun_status lun_archive_next(lun_archive *a, lun_archive_member *member, bool *given, lun_err *err) {
  struct archive_entry *entry;
  *given = false;
  while (!a->ended) {
    locale_t before = a->locale ? uselocale(a->locale) : (locale_t)0;
    int result = a->call.archive_read_next_header(a->archive, &entry);
    bool good = result == ARCHIVE_OK || result == ARCHIVE_WARN;
    const char *path = good ? a->call.archive_entry_pathname(entry) : NULL;
    if (before) uselocale(before);
    bool lost = a->lost;
    a->lost = result == ARCHIVE_RETRY;
    if (result == ARCHIVE_EOF) a->ended = true;
    else if (result == ARCHIVE_RETRY && lost) continue;
    else if (!good) {
      a->ended = result == ARCHIVE_FATAL;
      a->member[0] = 0;
      return refused(a, "", err);
    } else if (a->call.archive_entry_filetype(entry) != AE_IFDIR) {
      lun_safe_path(path ? path : "", path ? strlen(path) : 0, a->member, sizeof a->member);
      if (!*a->member) strcpy(a->member, "unnamed");
      memcpy(member->name, a->member, sizeof a->member);
      member->skip = kind_of(a, entry);
      a->taken = a->block_size = 0;
      a->at = 0;
      a->warned = false;
      *given = true;
      if (!member->skip && a->call.archive_entry_is_data_encrypted(entry))
        return encrypted(a, err);
      return LUN_OK;
    }
  }
  return LUN_OK;
}

lun_status lun_archive_read(void *state, char *buffer, size_t size, size_t *got, lun_err *err) {
  lun_archive *a = state;
  *got = 0;
  uint64_t in = lun_stream_taken(a->below);
  lun_status status = lun_limits_check(a->limits, a->size && in > a->size ? a->size : in, a->out, a->out, a->name, err);
  if (status) {
    a->ended = true; /* passing over the rest would unpack it */
    return status;
  }
  while (a->taken == a->block_size) {
    a->taken = 0;
    if (a->warned) {
      a->block_size = 0;
      return refused(a, a->member, err);
    }
    int result = a->call.archive_read_data_block(a->archive, &a->block, &a->block_size, &a->block_at);
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) a->block_size = 0;
    if (result == ARCHIVE_EOF) return LUN_OK;
    if (result == ARCHIVE_FATAL) a->ended = true;
    a->warned = result == ARCHIVE_WARN;
    if (result != ARCHIVE_OK && !a->warned) return refused(a, a->member, err);
  }
  bool hole = a->at < a->block_at;
  size_t left = hole ? (size_t)(a->block_at - a->at) : a->block_size - a->taken;
  *got = left < size ? left : size;
  if (hole) memset(buffer, 0, *got);
  else memcpy(buffer, (const char *)a->block + a->taken, *got);
  if (!hole) a->taken += *got;
  a->at += (la_int64_t)*got;
  if (!hole) a->block_at = a->at;
  a->out += *got;
  return LUN_OK;
}
#else
lun_status lun_archive_new(lun_stream *below, lun_archive_kind kind, const char *name, const lun_limits *limits, lun_archive **archive, lun_err *err) {
  (void)below, (void)kind, (void)name, (void)limits;
  *archive = NULL;
  return lun_library_absent("libarchive", "libarchive-dev", err);
}
void lun_archive_free(lun_archive *a) { (void)a; }
lun_status lun_archive_next(lun_archive *a, lun_archive_member *member, bool *given, lun_err *err) {
  (void)a, (void)member;
  *given = false;
  return lun_library_absent("libarchive", "libarchive-dev", err);
}
lun_status lun_archive_read(void *state, char *buffer, size_t size, size_t *got, lun_err *err) {
  (void)state, (void)buffer, (void)size;
  *got = 0;
  return lun_library_absent("libarchive", "libarchive-dev", err);
}
#endif
