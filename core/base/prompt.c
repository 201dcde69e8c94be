/* Lines of a terminal; see the header. All bytes are read here, so that a wait can end with the session and a signal is
 * answered outside of its handler. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

#include "base/prompt_edit.h"
#include "lunette/io.h"
#include "lunette/mem.h"
#include "lunette/session.h"

static volatile sig_atomic_t resized, continued;
static void note(int number) {
  if (number == SIGWINCH) resized = 1;
  else continued = 1;
}

/* Fills p->bytes; false at the end and when Ctrl-C came. Signals are let in only while it waits. */
static bool fill(lun_prompt *p) {
  sigset_t held, before;
  const int end = lun_session_end_descriptor();
  bool filled = false;
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  sigaddset(&held, SIGWINCH);
  sigaddset(&held, SIGCONT);
  sigprocmask(SIG_BLOCK, &held, &before);
  for (;;) {
    fd_set ready;
    if (lun_session_interrupted()) {
      p->interrupted = true;
      p->from = p->stop = 0;
      break;
    }
    if (resized || continued) {
      if (p->editor) lun_editor_redraw(p->editor, resized, continued);
      resized = continued = 0;
    }
    FD_ZERO(&ready);
    FD_SET(STDIN_FILENO, &ready);
    if (end >= 0) FD_SET(end, &ready);
    if (pselect((end > STDIN_FILENO ? end : STDIN_FILENO) + 1, &ready, NULL, NULL, NULL, &before) < 0) {
      if (errno == EINTR) continue;
      p->ended = true;
      break;
    }
    const ssize_t got = end >= 0 && FD_ISSET(end, &ready) ? 0 : read(STDIN_FILENO, p->bytes, sizeof p->bytes);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    p->from = 0;
    p->stop = got > 0 ? (size_t)got : 0;
    p->ended = got <= 0;
    filled = got > 0;
    break;
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  return filled;
}

bool lun_prompt_byte(lun_prompt *p, char *byte) {
  if (p->from == p->stop && !fill(p)) return false;
  *byte = p->bytes[p->from++];
  return true;
}

lun_status lun_prompt_keep(lun_prompt *p, char byte) {
  if (lun_grow((void **)&p->line, &p->line_room, (uint64_t)p->line_size + 2, 1)) return LUN_NO_MEMORY;
  p->line[p->line_size++] = byte;
  p->line[p->line_size] = 0;
  return LUN_OK;
}

static lun_status read_plain(lun_prompt *p, const char *text, lun_err *err) {
  char byte = 0;
  for (const char *at = text; *at; at++)
    if (*at != 1 && lun_io_write(STDOUT_FILENO, "standard output", at, 1, err)) return err->code;
  p->line_size = 0;
  while (lun_prompt_byte(p, &byte) && byte != '\n')
    if (lun_prompt_keep(p, byte)) return lun_fail_memory(err);
  if (p->ended && p->line_size) p->ended = false; /* a last line without its end */
  return LUN_OK;
}

lun_status lun_prompt_new(bool edited, lun_completer *completer, void *data, lun_prompt **out, const char **missing, lun_err *err) {
  lun_status status = LUN_OK;
  lun_prompt *p = lun_zalloc(1, sizeof *p);
  *out = NULL;
  *missing = NULL;
  if (!p) return lun_fail_memory(err);
  p->complete = completer;
  p->data = data;
  if (edited && (status = lun_editor_new(p, err))) {
    lun_prompt_free(p);
    return status;
  }
  if (p->missing.message[0]) *missing = p->missing.message;
  *out = p;
  return LUN_OK;
}

void lun_prompt_free(lun_prompt *p) {
  if (!p) return;
  lun_editor_free(p->editor);
  lun_free(p->line);
  lun_free(p);
}

lun_status lun_prompt_read(lun_prompt *p, const char *text, lun_prompt_outcome *outcome, const char **line, size_t *size, lun_err *err) {
  struct sigaction noted, before[2];
  memset(&noted, 0, sizeof noted);
  noted.sa_handler = note;
  sigemptyset(&noted.sa_mask);
  sigaction(SIGWINCH, &noted, &before[0]);
  sigaction(SIGCONT, &noted, &before[1]);
  resized = continued = 0;
  p->ended = p->interrupted = false;
  *line = "";
  *size = 0;
  const lun_status status = p->editor ? lun_editor_read(p->editor, text, line, size, err) : read_plain(p, text, err);
  if (!p->editor && p->line_size) {
    *line = p->line;
    *size = p->line_size;
  }
  sigaction(SIGWINCH, &before[0], NULL);
  sigaction(SIGCONT, &before[1], NULL);
  *outcome = p->interrupted ? LUN_PROMPT_INTERRUPTED : p->ended ? LUN_PROMPT_END : LUN_PROMPT_LINE;
  return status;
}

unsigned lun_prompt_width(void) {
  struct winsize size;
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

lun_status lun_prompt_remember(lun_prompt *p, const char *text, lun_err *err) {
  return p->editor ? lun_editor_remember(p->editor, text, err) : LUN_OK;
}
