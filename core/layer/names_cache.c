/* Lists of names opened, compiled or as they were compiled before. A compiled list is one file:
 *
 *   head (its key, the sizes, a digest of what follows, a digest of itself) | image | notes
 *
 * called after its key. The key is a digest of all bytes of the list, of the ending of its file's name and its options, of
 * the form of images and of the sources that cut text and make keys (lunette_fingerprint.h), so a file can never be one of
 * another list or another program; its digests are checked whenever it is opened, and what does not hold is compiled again
 * and replaced. Files are put in place whole, so programs that run at once do not disturb each other. When the folder holds
 * more than FOLDER_MOST bytes of them, the oldest go. */
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "layer/dictionary_image.h"
#include "lunette/digest.h"
#include "lunette/io.h"
#include "lunette/mem.h"
#include "lunette/names.h"
#include "lunette/text.h"
#include "lunette_fingerprint.h"

#define KEPT_MAGIC "lunlist" /* with its NUL eight bytes */
#define KEPT_ENDING ".names"
static const uint64_t FOLDER_MOST = (uint64_t)1 << 30;

typedef struct head {
  char magic[8];
  uint32_t order, version; /* as in an image */
  lun_digest key;
  uint64_t image_size, notes_size;
  lun_digest content; /* of image and notes */
  lun_digest self;    /* of the head up to here */
} head;
enum { KEPT_VERSION = 1, SELF = offsetof(head, self) };

static lun_digest key_of(const lun_names_source *source, lun_digest list, uint64_t size) {
  const uint64_t numbers[] = {KEPT_VERSION, LUN_IMAGE_VERSION, source->fold, list.low, list.high, size};
  const char *const dot = strrchr(source->file, '.');
  const char *const texts[] = {LUN_TEXT_FINGERPRINT, utf8proc_version(), source->name, dot ? dot : ""};
  lun_digester digester;
  lun_digest_begin(&digester);
  lun_digest_add(&digester, numbers, sizeof numbers);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) lun_digest_add(&digester, texts[i], strlen(texts[i]) + 1);
  return lun_digest_end(&digester);
}

/* The path of a key's file; NULL when memory is out. */
static char *path_of(const char *folder, lun_digest key) {
  const size_t size = strlen(folder) + 48;
  char *path = lun_alloc(size);
  if (path) snprintf(path, size, "%s/%016llx%016llx" KEPT_ENDING, folder, (unsigned long long)key.high, (unsigned long long)key.low);
  return path;
}

static bool holds(const char *bytes, size_t size, lun_digest key, head *h) {
  if (size < sizeof *h) return false;
  memcpy(h, bytes, sizeof *h);
  if (memcmp(h->magic, KEPT_MAGIC, sizeof h->magic) != 0 || h->order != LUN_IMAGE_ORDER || h->version != KEPT_VERSION) return false;
  if (!lun_digest_equal(h->key, key) || !lun_digest_equal(h->self, lun_digest_of(bytes, SELF))) return false;
  const uint64_t rest = size - sizeof *h;
  if (h->image_size > rest || h->notes_size != rest - h->image_size || h->notes_size > UINT32_MAX / 2) return false;
  return lun_digest_equal(h->content, lun_digest_of(bytes + sizeof *h, rest));
}

/* False where there is no file of that key, or what it holds does not stand. */
static lun_status open_kept(const char *path, lun_digest key, lun_names *names, bool *opened, lun_err *err) {
  head h;
  *opened = false;
  if (lun_io_map(path, &names->mapped, &names->mapped_size, NULL)) return LUN_OK;
  lun_status status = LUN_FORMAT;
  if (holds(names->mapped, names->mapped_size, key, &h)) {
    names->bytes = names->mapped + sizeof h;
    status = lun_image_open(names->bytes, (size_t)h.image_size, &names->image, err);
    if (status == LUN_OK && lun_grow((void **)&names->notes.at, &names->notes.capacity, h.notes_size + 1, 1)) status = lun_fail_memory(err);
  }
  if (status == LUN_OK && lun_image_count(names->image) == 1) {
    memcpy(names->notes.at, names->bytes + h.image_size, (size_t)h.notes_size);
    names->notes.size = (uint32_t)h.notes_size;
    names->kept = *opened = true;
    return LUN_OK;
  }
  lun_names_close(names);
  return status == LUN_NO_MEMORY ? status : LUN_OK;
}

static bool is_kept_name(const char *name) {
  const size_t size = strlen(name), ending = strlen(KEPT_ENDING);
  return size > ending && strcmp(name + size - ending, KEPT_ENDING) == 0;
}

/* Removes the oldest files until the folder holds no more than it may; the new one stays. Nothing that goes wrong matters. */
static void prune(const char *folder, const char *fresh) {
  char **files, *oldest = lun_alloc(strlen(folder) + 300), *path = lun_alloc(strlen(folder) + 300);
  size_t count = 0;
  for (unsigned round = 0; oldest && path && round < 100; round++) {
    uint64_t total = 0, size;
    int64_t when = INT64_MAX, written;
    if (lun_io_list(folder, &files, &count, NULL)) break;
    for (size_t i = 0; i < count; i++) {
      if (!is_kept_name(files[i]) || strlen(files[i]) > 255) continue;
      sprintf(path, "%s/%s", folder, files[i]);
      if (lun_io_about(path, &size, &written, NULL)) continue;
      total += size;
      if (written >= when || strcmp(path, fresh) == 0) continue;
      when = written;
      strcpy(oldest, path);
    }
    lun_free(files);
    if (total <= FOLDER_MOST || when == INT64_MAX || lun_io_remove(oldest, NULL)) break;
  }
  lun_free(oldest);
  lun_free(path);
}

/* Keeps a list that was compiled now; whether it could be kept is all that is told. */
static bool keep(const char *folder, const char *path, lun_digest key, const char *image, size_t image_size, const lun_notes *notes) {
  const size_t size = sizeof(head) + image_size + notes->size;
  if (lun_io_make_folder(folder, 0700, NULL)) return false;
  char *bytes = lun_alloc(size);
  if (!bytes) return false;
  head h = {.magic = KEPT_MAGIC, .order = LUN_IMAGE_ORDER, .version = KEPT_VERSION, .key = key, .image_size = image_size, .notes_size = notes->size};
  memcpy(bytes + sizeof h, image, image_size);
  if (notes->size) memcpy(bytes + sizeof h + image_size, notes->at, notes->size);
  h.content = lun_digest_of(bytes + sizeof h, size - sizeof h);
  h.self = lun_digest_of(&h, SELF);
  memcpy(bytes, &h, sizeof h);
  const bool kept = lun_io_write_file(path, bytes, size, NULL) == LUN_OK;
  lun_free(bytes);
  if (kept) prune(folder, path);
  return kept;
}

static lun_status compile(const lun_names_source *source, const char *bytes, size_t size, lun_names *names, size_t *image_size, lun_err *err) {
  lun_image_builder *builder;
  lun_status status = lun_image_builder_new(&builder, err);
  if (status != LUN_OK) return status;
  status = lun_names_add(builder, source, bytes, size, &names->notes, err);
  if (status == LUN_OK) status = lun_image_builder_finish(builder, &names->built, image_size, err);
  lun_image_builder_free(builder);
  names->bytes = names->built;
  if (status == LUN_OK) status = lun_image_open(names->built, *image_size, &names->image, err);
  if (status == LUN_OK && lun_image_count(names->image) != 1)
    status = lun_fail(err, LUN_FORMAT, 0, "%s: holds %u dictionaries; a list is one", source->file, (unsigned)lun_image_count(names->image));
  return status;
}

lun_status lun_names_open(const lun_names_source *source, const char *folder, lun_names *names, lun_err *err) {
  *names = (lun_names){0};
  lun_digest list;
  uint64_t size;
  char *path = NULL, *bytes = NULL;
  size_t bytes_size = 0, image_size = 0;
  bool opened = false;
  lun_status status = LUN_OK;
  /* a pipe can be read but once */
  const bool is_file = folder && lun_io_kind_of(source->file) == LUN_IO_FILE && lun_io_about(source->file, &size, &(int64_t){0}, NULL) == LUN_OK &&
                       size >= LUN_NAMES_SMALL;
  if (is_file) {
    status = lun_io_digest(source->file, LUN_TEXT_MAX, &list, &size, err);
    const lun_digest key = key_of(source, list, size);
    if (status == LUN_OK && !(path = path_of(folder, key))) status = lun_fail_memory(err);
    if (status == LUN_OK) status = open_kept(path, key, names, &opened, err);
  }
  if (status == LUN_OK && !opened) {
    status = lun_io_read_file(source->file, LUN_TEXT_MAX, &bytes, &bytes_size, err);
    if (status == LUN_OK) status = compile(source, bytes, bytes_size, names, &image_size, err);
    if (status == LUN_OK && is_file) { /* the key of the bytes that were compiled, which may be newer */
      lun_free(path);
      const lun_digest key = key_of(source, lun_digest_of(bytes, bytes_size), bytes_size);
      path = path_of(folder, key);
      names->kept = path && keep(folder, path, key, names->built, image_size, &names->notes);
    }
  }
  lun_free(path);
  lun_free(bytes);
  if (status != LUN_OK) lun_names_close(names);
  return status;
}

void lun_names_close(lun_names *names) {
  lun_image_close(names->image);
  lun_io_unmap(names->mapped, names->mapped_size);
  lun_free(names->built);
  lun_notes_free(&names->notes);
  *names = (lun_names){0};
}
