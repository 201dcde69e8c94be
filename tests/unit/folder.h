/* A folder of its own for each test of files. Include after cmocka.h. */
#ifndef LUNETTE_TEST_FOLDER_H
#define LUNETTE_TEST_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lunette/io.h"
#include "lunette/mem.h"

enum { PATH_ROOM = 512 };

/* Setup: an empty folder, whose path is *state. */
static inline int make_folder(void **state) {
  char *folder = malloc(PATH_ROOM);
  if (!folder) return -1;
  strcpy(folder, "/tmp/lunette-io-XXXXXX");
  *state = folder;
  return mkdtemp(folder) ? 0 : -1;
}

/* Teardown: removes it with the files in it. */
static inline int remove_folder(void **state) {
  char **names, path[PATH_ROOM];
  size_t count;
  if (lun_io_list(*state, &names, &count, NULL)) return -1;
  for (size_t i = 0; i < count; i++) {
    snprintf(path, sizeof path, "%s/%s", (char *)*state, names[i]);
    if (remove(path)) return -1;
  }
  lun_free(names);
  int failed = rmdir(*state);
  free(*state);
  return failed;
}

/* The path of a name in the folder, written to path. */
static inline const char *in(void **state, const char *name, char path[PATH_ROOM]) {
  snprintf(path, PATH_ROOM, "%s/%s", (char *)*state, name);
  return path;
}

/* Writes a file or fails the test. */
static inline void put(const char *path, const char *bytes, size_t size) {
  lun_err err = {0};
  if (lun_io_write_file(path, bytes, size, &err)) fail_msg("%s", err.message);
}

#endif
