/* What the two kinds of prompt share: bytes of the terminal (prompt.c), and lines that libedit edits (prompt_edit.c). */
#ifndef LUNETTE_PROMPT_EDIT_H
#define LUNETTE_PROMPT_EDIT_H

#include <stdint.h>

#include "lunette/prompt.h"

typedef struct lun_editor lun_editor;

struct lun_prompt {
  lun_completer *complete;
  void *data;
  char bytes[4096]; /* read and not yet taken */
  size_t from, stop;
  bool ended, interrupted;
  char *line; /* of the plain kind; what is pasted */
  uint32_t line_size, line_room;
  lun_err missing; /* why there is no editor, or "" */
  lun_editor *editor;
};

/* False at the end and when Ctrl-C came. */
bool lun_prompt_byte(lun_prompt *p, char *byte);
/* Adds a byte to p->line. */
lun_status lun_prompt_keep(lun_prompt *p, char byte);

/* Where libedit is not there p->editor stays NULL and p->missing says why. */
lun_status lun_editor_new(lun_prompt *p, lun_err *err);
void lun_editor_free(lun_editor *editor);
lun_status lun_editor_read(lun_editor *editor, const char *text, const char **line, size_t *size, lun_err *err);
lun_status lun_editor_remember(lun_editor *editor, const char *text, lun_err *err);
/* The terminal has another size, or was somebody else's for a while. */
void lun_editor_redraw(lun_editor *editor, bool resized, bool continued);

#endif
