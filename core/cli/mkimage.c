/* lunette-mkimage OUT FILE.tsv...: compiles dictionaries into one image while the project is built. A dictionary is called
 * after its file unless the file says otherwise. Knows only the public interface; errors go to standard error, a usage
 * error exits with 2, any other with 1. */
#include <string.h>
#include <unistd.h>

#include "lunette.h"

static void complain(const char *message) {
  lun_io_write(STDERR_FILENO, "standard error", message, strlen(message), NULL);
  lun_io_write(STDERR_FILENO, "standard error", "\n", 1, NULL);
}

/* The name of a file without folders and without what follows its first stop. */
static char *stem_of(const char *path) {
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  const size_t size = strcspn(name, ".");
  char *stem = lun_alloc(size + 1);
  if (!stem) return NULL;
  memcpy(stem, name, size);
  stem[size] = 0;
  return stem;
}

static lun_status add(lun_image_builder *builder, const char *path, lun_err *err) {
  char *bytes = NULL, *stem = stem_of(path);
  size_t size;
  if (!stem) return lun_fail_memory(err);
  lun_status status = lun_io_read_file(path, LUN_TEXT_MAX, &bytes, &size, err);
  if (status == LUN_OK) {
    status = lun_image_builder_add(builder, stem, path, bytes, size, err);
    lun_free(bytes);
  }
  lun_free(stem);
  return status;
}

/* IMAGE.sha256: what receipts say of the dictionaries, worked out once and not at each run. */
static lun_status write_digest(const char *path, const char *image, size_t size, lun_err *err) {
  size_t length = strlen(path);
  char digits[65], *beside = lun_alloc(length + sizeof ".sha256");
  lun_sha256 sum;
  if (!beside) return lun_fail_memory(err);
  memcpy(beside, path, length);
  memcpy(beside + length, ".sha256", sizeof ".sha256");
  lun_sha256_begin(&sum);
  lun_sha256_add(&sum, image, size);
  lun_sha256_end(&sum, digits);
  lun_status status = lun_io_write_file(beside, digits, 64, err);
  lun_free(beside);
  return status;
}

int main(int argc, char **argv) {
  lun_image_builder *builder = NULL;
  lun_err err = {0};
  char *image = NULL;
  size_t size = 0;
  if (argc < 2) {
    complain("usage: lunette-mkimage OUT FILE.tsv...");
    return 2;
  }
  lun_status status = lun_image_builder_new(&builder, &err);
  for (int i = 2; status == LUN_OK && i < argc; i++) status = add(builder, argv[i], &err);
  if (status == LUN_OK) status = lun_image_builder_finish(builder, &image, &size, &err);
  if (status == LUN_OK) status = write_digest(argv[1], image, size, &err);
  if (status == LUN_OK) status = lun_io_write_file(argv[1], image, size, &err);
  if (status != LUN_OK) complain(err.message);
  lun_free(image);
  lun_image_builder_free(builder);
  return status == LUN_OK ? 0 : 1;
}
