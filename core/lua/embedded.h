/* What the build embeds: all scripts as text and the compiled dictionaries. */
#ifndef LUNETTE_EMBEDDED_H
#define LUNETTE_EMBEDDED_H

typedef struct lun_embedded_script {
  const char *name; /* "lib/cli.lua" */
  const char *start, *stop;
} lun_embedded_script;

extern const lun_embedded_script lun_embedded_scripts[]; /* ends with a row of NULLs */
extern const char lun_embedded_image[], lun_embedded_image_end[];

#endif
