/* Lines that a person types at a terminal: edited, with a history and completion, by libedit (BSD) where it is there, else as
 * the terminal gives them. What is pasted is taken whole, line ends included. Reads standard input, writes standard output. */
#ifndef LUNETTE_PROMPT_H
#define LUNETTE_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "lunette/status.h"

typedef struct lun_prompt lun_prompt;

/* What is to be done about the text before the cursor: `remove` characters before it give way to `insert` (NULL: nothing),
 * and `shown` (NULL: nothing) is written below the line. Both are the completer's, until it is called again. */
typedef struct lun_completion {
  unsigned remove;
  const char *insert, *shown;
} lun_completion;
typedef void lun_completer(void *data, const char *before, size_t size, lun_completion *completion);

/* edited: libedit is wanted; without it, or where it is not there, lines come as the terminal gives them.
 * *missing: NULL, or why it is not there, until the prompt is freed. */
lun_status lun_prompt_new(bool edited, lun_completer *completer, void *data, lun_prompt **out, const char **missing, lun_err *err);
void lun_prompt_free(lun_prompt *prompt);

typedef enum lun_prompt_outcome { LUN_PROMPT_LINE, LUN_PROMPT_END, LUN_PROMPT_INTERRUPTED } lun_prompt_outcome;

/* *line (until the next call, without its end) is what was typed behind `text`, in which bytes 1 stand around what takes no
 * place on the terminal. LUN_PROMPT_INTERRUPTED: Ctrl-C, which lun_session_interrupted had noted. */
lun_status lun_prompt_read(lun_prompt *prompt, const char *text, lun_prompt_outcome *outcome, const char **line, size_t *size, lun_err *err);

/* Columns of the terminal as it is now, 0 when unknown. */
unsigned lun_prompt_width(void);

/* Adds to the history, which may hold line ends. */
lun_status lun_prompt_remember(lun_prompt *prompt, const char *text, lun_err *err);

#endif
