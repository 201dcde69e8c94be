/* A list of names that somebody brings, as a dictionary: a text with one name a line, or a table (CSV, or the same with
 * semicolons or tabs) whose column `name` holds the names, whose column `aliases` other ways to write them, and whose other
 * columns become attributes. Rows that cannot be read are left out and said; the others are there. A large list is kept
 * compiled in a folder, under a digest of its bytes and of all that the result depends on. */
#ifndef LUNETTE_NAMES_H
#define LUNETTE_NAMES_H

#include "lunette/dictionary.h"

typedef struct lun_names_source {
  const char *name; /* of the dictionary */
  const char *file; /* its path, which messages begin with; its ending says the form */
  bool fold;        /* case does not count */
} lun_names_source;

/* What is to be said of a list: lines `:7: text` about a line of the file and `: text` about all of it, to be printed behind
 * the file's name, each with its line end. Yours; starts zeroed. */
typedef struct lun_notes {
  char *at;
  uint32_t size, capacity;
} lun_notes;
void lun_notes_free(lun_notes *notes);

/* Adds a list to a builder, from bytes of any encoding that lun_text_decode knows. LUN_FORMAT when nothing of it can be
 * used (no text, a table without a head), with file:line and what to do. */
lun_status lun_names_add(lun_image_builder *builder, const lun_names_source *source, const char *bytes, size_t size, lun_notes *notes, lun_err *err);

/* A list opened: the image holds one dictionary. Yours: lun_names_close, which also takes one that was never opened. */
typedef struct lun_names {
  lun_image *image;
  const char *bytes; /* of the image */
  lun_notes notes;
  const char *mapped; /* NULL when the image was compiled now */
  size_t mapped_size;
  char *built;
  bool kept; /* it is in the folder, or was put there */
} lun_names;

/* Opens the list of a file. `folder` is where compiled lists are kept (NULL: nowhere); it is made when it is not there, and
 * whatever is wrong with it or in it only costs time. Lists under LUN_NAMES_SMALL bytes and what is no regular file are
 * not kept. Errors as lun_io_read_file and lun_names_add. */
enum { LUN_NAMES_SMALL = 1 << 16 };
lun_status lun_names_open(const lun_names_source *source, const char *folder, lun_names *names, lun_err *err);
void lun_names_close(lun_names *names);

#endif
