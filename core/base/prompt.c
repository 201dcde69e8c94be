/* Lines of a terminal; see the header. All bytes are read here, so that a wait can end with the session and a signal is
 * answered outside of its handler; libedit, which would send signals on to everyone at the terminal, gets characters. */
#include "lunette/prompt.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

#include "lunette/io.h"
#include "lunette/library.h"
#include "lunette/mem.h"
#include "lunette/session.h"
#include "lunette/utf8.h"

#ifdef LUNETTE_EDIT_SONAME
#include <histedit.h>
#include <locale.h>

#define FUNCTIONS(X)                                                                                          \
  X(el_init) X(el_end) X(el_set) X(el_get) X(el_gets) X(el_line) X(el_insertstr) X(el_deletestr) X(el_cursor) X(el_resize) \
  X(el_source) X(history_init) X(history_end) X(history)

typedef struct functions { FUNCTIONS(LUN_LIBRARY_MEMBER) } functions;
static const char *const function_names[] = {FUNCTIONS(LUN_LIBRARY_NAME) NULL};
#endif

enum { AT_ONCE = 4096, MOST_REMEMBERED = 2000 };

struct lun_prompt {
  lun_completer *complete;
  void *data;
  char bytes[AT_ONCE]; /* read and not yet taken */
  size_t from, stop;
  bool ended, interrupted;
  char *line; /* of the plain kind; what is pasted */
  uint32_t line_size, line_room;
  lun_err missing;
#ifdef LUNETTE_EDIT_SONAME
  functions call;
  EditLine *editor;
  History *history;
  locale_t locale;
  const char *text;
  bool searching;
  wchar_t key, next; /* for the search, by which it was called; what comes after it, or 0 */
  int match;         /* how many matches were passed over */
  char *sought, *shown, *kept; /* what is looked for; the prompt meanwhile; the line as it was */
  uint32_t sought_size, sought_room, shown_room;
#endif
};

static volatile sig_atomic_t resized, continued;
static void note(int number) {
  if (number == SIGWINCH) resized = 1;
  else continued = 1;
}

#ifdef LUNETTE_EDIT_SONAME
static void redraw(lun_prompt *p) {
  if (!p->editor) return;
  if (resized) p->call.el_resize(p->editor);
  if (continued) { /* whoever had the terminal has left it as it was then */
    p->call.el_set(p->editor, EL_PREP_TERM, 0);
    p->call.el_set(p->editor, EL_PREP_TERM, 1);
  }
  p->call.el_set(p->editor, EL_REFRESH);
}
#else
static void redraw(lun_prompt *p) { (void)p; }
#endif

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
      break;
    }
    if (resized || continued) {
      redraw(p);
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

static bool next_byte(lun_prompt *p, char *byte) {
  if (p->from == p->stop && !fill(p)) return false;
  *byte = p->bytes[p->from++];
  return true;
}

static lun_status keep(lun_prompt *p, char byte) {
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
  while (next_byte(p, &byte) && byte != '\n')
    if (keep(p, byte)) return lun_fail_memory(err);
  if (p->ended && p->line_size) p->ended = false; /* a last line without its end */
  return LUN_OK;
}

#ifdef LUNETTE_EDIT_SONAME
enum { SEARCH_STEP = 0x1f, CONTROL_G = 7, BACKSPACE = 8, CONTROL_R = 0x12, DELETE = 0x7f };

static lun_prompt *reading; /* libedit calls back with nothing of ours but what it is asked for by a function of its own */

/* A character of the terminal: 1, or 0 at the end and when Ctrl-C came. What is no UTF-8 becomes U+FFFD. While something is
 * searched for the search gets its keys, of which libedit sees one that calls it. */
static int next_character(EditLine *editor, wchar_t *character) {
  lun_prompt *p = reading;
  char bytes[4];
  uint32_t code = LUN_REPLACEMENT;
  (void)editor;
  if (p->next) {
    *character = p->next;
    p->next = 0;
    return 1;
  }
  if (!next_byte(p, bytes)) return 0;
  const unsigned length = lun_utf8_length((unsigned char)bytes[0]);
  unsigned got = 1;
  while (got < length && next_byte(p, bytes + got)) got++;
  lun_utf8_decode(bytes, bytes + got, &code);
  *character = (wchar_t)code;
  if (p->ended || p->interrupted) return 0;
  if (p->searching) {
    p->key = *character;
    *character = SEARCH_STEP;
  }
  return 1;
}

static char *prompt_text(EditLine *editor) {
  (void)editor;
  return reading->searching ? reading->shown : (char *)(uintptr_t)reading->text;
}

static lun_status grow(char **bytes, uint32_t *room, size_t size) { return lun_grow((void **)bytes, room, size + 1, 1); }

/* Puts a text in the place of the line, behind whose end the cursor then stands. */
static void replace_line(lun_prompt *p, const char *text) {
  const LineInfo *line = p->call.el_line(p->editor);
  int behind = 0, all = 0;
  for (const char *at = line->buffer; at < line->lastchar; at++) {
    const bool begins = ((unsigned char)*at & 0xC0) != 0x80;
    all += begins;
    behind += begins && at >= line->cursor;
  }
  p->call.el_cursor(p->editor, behind);
  p->call.el_deletestr(p->editor, all);
  if (*text) p->call.el_insertstr(p->editor, text);
}

/* The newest line that holds what is sought, but for those passed over; NULL without. */
static const char *find_remembered(lun_prompt *p, int passed) {
  HistEvent event;
  for (int more = p->call.history(p->history, &event, H_FIRST); more >= 0; more = p->call.history(p->history, &event, H_NEXT))
    if (strstr(event.str, p->sought) && passed-- == 0) return event.str;
  return NULL;
}

static unsigned char end_search(lun_prompt *p) {
  p->searching = false;
  lun_free(p->kept);
  p->kept = NULL;
  return CC_REFRESH;
}

/* Shows what is sought, and the line that has it. */
static unsigned char show_found(lun_prompt *p) {
  static const char before[] = "search \"", behind[] = "\": ";
  const char *found = p->sought_size ? find_remembered(p, p->match) : NULL;
  if (grow(&p->shown, &p->shown_room, sizeof before + sizeof behind + p->sought_size)) return CC_ERROR;
  memcpy(p->shown, before, sizeof before - 1);
  memcpy(p->shown + sizeof before - 1, p->sought, p->sought_size);
  memcpy(p->shown + sizeof before - 1 + p->sought_size, behind, sizeof behind);
  if (found) replace_line(p, found);
  return found || !p->sought_size ? CC_REFRESH : CC_REFRESH_BEEP;
}

/* Ctrl-R: what is typed from now on is sought among what was typed before. */
static unsigned char search(EditLine *editor, int character) {
  lun_prompt *p = reading;
  const LineInfo *line = p->call.el_line(editor);
  const size_t size = (size_t)(line->lastchar - line->buffer);
  (void)character;
  if (grow(&p->sought, &p->sought_room, 0) || !(p->kept = lun_alloc(size + 1))) return CC_ERROR;
  memcpy(p->kept, line->buffer, size);
  p->kept[size] = 0;
  p->sought[p->sought_size = 0] = 0;
  p->match = 0;
  p->searching = true;
  return show_found(p);
}

/* A key of the search: one more character, Ctrl-R for an older line, Ctrl-G to leave all as it was; any other key ends it and does
 * what it always does. */
static unsigned char step_search(EditLine *editor, int character) {
  lun_prompt *p = reading;
  char bytes[4];
  (void)editor, (void)character;
  if (!p->searching) return CC_ERROR;
  if (p->key == CONTROL_G) {
    replace_line(p, p->kept);
    return end_search(p);
  } else if (p->key == CONTROL_R) {
    if (p->sought_size && !find_remembered(p, ++p->match)) p->match--;
    return show_found(p);
  } else if (p->key == BACKSPACE || p->key == DELETE) {
    while (p->sought_size && ((unsigned char)p->sought[--p->sought_size] & 0xC0) == 0x80) continue;
    p->match = 0;
  } else if (p->key < ' ') {
    p->next = p->key;
    return end_search(p);
  } else {
    const unsigned size = lun_utf8_encode((uint32_t)p->key, bytes);
    if (grow(&p->sought, &p->sought_room, p->sought_size + size)) return CC_ERROR;
    memcpy(p->sought + p->sought_size, bytes, size);
    p->sought_size += size;
    p->match = 0;
  }
  p->sought[p->sought_size] = 0;
  return show_found(p);
}

/* Tab. */
static unsigned char complete(EditLine *editor, int character) {
  lun_prompt *p = reading;
  lun_completion completion = {0, NULL, NULL};
  const LineInfo *line = p->call.el_line(editor);
  (void)character;
  if (p->complete) p->complete(p->data, line->buffer, (size_t)(line->cursor - line->buffer), &completion);
  if (completion.remove) p->call.el_deletestr(editor, (int)completion.remove);
  if (completion.insert && p->call.el_insertstr(editor, completion.insert)) return CC_ERROR;
  if (completion.shown) {
    fputc('\n', stdout);
    fputs(completion.shown, stdout);
    return CC_REDISPLAY;
  }
  return completion.insert ? CC_REFRESH : CC_ERROR;
}

/* Alt-Enter. */
static unsigned char break_line(EditLine *editor, int character) {
  (void)character;
  return reading->call.el_insertstr(editor, "\n") ? CC_ERROR : CC_REFRESH;
}

/* What stands between the marks that a terminal puts around a paste, the first of which has called this. */
static unsigned char paste(EditLine *editor, int character) {
  static const char mark[] = "\033[201~";
  lun_prompt *p = reading;
  char byte;
  (void)character;
  p->line_size = 0;
  while (next_byte(p, &byte)) {
    if (keep(p, byte)) return CC_ERROR;
    if (p->line_size >= sizeof mark - 1 && !memcmp(p->line + p->line_size - (sizeof mark - 1), mark, sizeof mark - 1)) break;
  }
  if (p->ended || p->interrupted) return CC_EOF;
  const uint32_t size = p->line_size - (uint32_t)(sizeof mark - 1);
  p->line_size = 0;
  for (uint32_t i = 0; i < size; i++) { /* a line end comes as CR; nothing else that a terminal obeys is let in */
    const char c = p->line[i];
    const bool ends = c == '\r' || c == '\n';
    if (c == '\n' && i && p->line[i - 1] == '\r') continue;
    if (ends || c == '\t' || (unsigned char)c >= ' ') p->line[p->line_size++] = ends ? '\n' : c;
  }
  while (p->line_size && p->line[p->line_size - 1] == '\n') p->line_size--;
  p->line[p->line_size] = 0;
  return p->line_size && p->call.el_insertstr(editor, p->line) ? CC_ERROR : CC_REFRESH;
}

static lun_status open_editor(lun_prompt *p, lun_err *err) {
  HistEvent event;
  const lun_status status = lun_library_load(LUNETTE_EDIT_SONAME, "libedit2", function_names, &p->call, sizeof p->call, &p->missing);
  if (status) return LUN_OK;
  if (!(p->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0)) && !(p->locale = newlocale(LC_CTYPE_MASK, "C", (locale_t)0)))
    return lun_fail_memory(err);
  reading = p;
  const locale_t before = uselocale(p->locale);
  if ((p->history = p->call.history_init())) p->call.history(p->history, &event, H_SETSIZE, (int)MOST_REMEMBERED);
  if (p->history && (p->editor = p->call.el_init("lunette", stdin, stdout, stderr))) {
    EditLine *editor = p->editor;
    p->call.history(p->history, &event, H_SETUNIQUE, 1);
    p->text = "";
    p->call.el_set(editor, EL_EDITOR, "emacs");
    p->call.el_set(editor, EL_PROMPT_ESC, prompt_text, '\1');
    p->call.el_set(editor, EL_HIST, p->call.history, p->history);
    p->call.el_set(editor, EL_GETCFN, next_character);
    p->call.el_set(editor, EL_ADDFN, "lunette-complete", "completes what stands before the cursor", complete);
    p->call.el_set(editor, EL_ADDFN, "lunette-break", "puts a line end", break_line);
    p->call.el_set(editor, EL_ADDFN, "lunette-search", "searches what was typed", search);
    p->call.el_set(editor, EL_ADDFN, "lunette-search-step", "takes a key of the search", step_search);
    p->call.el_set(editor, EL_ADDFN, "lunette-paste", "takes what is pasted", paste);
    p->call.el_set(editor, EL_BIND, "^I", "lunette-complete", NULL);
    p->call.el_set(editor, EL_BIND, "\033\r", "lunette-break", NULL);
    p->call.el_set(editor, EL_BIND, "\033\n", "lunette-break", NULL);
    p->call.el_set(editor, EL_BIND, "\033[200~", "lunette-paste", NULL);
    p->call.el_set(editor, EL_BIND, "^R", "lunette-search", NULL);
    p->call.el_set(editor, EL_BIND, "^_", "lunette-search-step", NULL);
    p->call.el_source(editor, NULL); /* ~/.editrc, which says what the reader is used to */
  }
  uselocale(before);
  if (!p->editor) lun_fail(&p->missing, LUN_IO, 0, "libedit does not know what to do with this terminal: see TERM");
  return LUN_OK;
}

static lun_status read_edited(lun_prompt *p, const char *text, const char **line, size_t *size, lun_err *err) {
  static const char on[] = "\033[?2004h", off[] = "\033[?2004l";
  int count = 0;
  reading = p;
  p->text = text;
  p->next = 0;
  if (lun_io_write(STDOUT_FILENO, "standard output", on, sizeof on - 1, err)) return err->code;
  const locale_t before = uselocale(p->locale);
  p->call.el_set(p->editor, EL_PREP_TERM, 1); /* before the prompt can be seen, so that no key is the terminal's own */
  const char *got = p->call.el_gets(p->editor, &count);
  uselocale(before);
  end_search(p);
  fflush(stdout);
  if (lun_io_write(STDOUT_FILENO, "standard output", off, sizeof off - 1, err)) return err->code;
  if (!got || count <= 0) p->ended = !p->interrupted;
  *line = got && count > 0 ? got : "";
  *size = strlen(*line);
  if (*size && (*line)[*size - 1] == '\n') --*size;
  return LUN_OK;
}
#endif

lun_status lun_prompt_new(bool edited, lun_completer *completer, void *data, lun_prompt **out, const char **missing, lun_err *err) {
  lun_status status = LUN_OK;
  lun_prompt *p = lun_zalloc(1, sizeof *p);
  *out = NULL;
  *missing = NULL;
  if (!p) return lun_fail_memory(err);
  p->complete = completer;
  p->data = data;
  if (edited) {
#ifdef LUNETTE_EDIT_SONAME
    status = open_editor(p, err);
#else
    lun_library_absent("editing of lines", "libedit-dev", &p->missing);
#endif
  }
  if (status) {
    lun_prompt_free(p);
    return status;
  }
  if (p->missing.message[0]) *missing = p->missing.message;
  *out = p;
  return LUN_OK;
}

void lun_prompt_free(lun_prompt *p) {
  if (!p) return;
#ifdef LUNETTE_EDIT_SONAME
  const locale_t before = p->locale ? uselocale(p->locale) : (locale_t)0;
  if (p->editor) p->call.el_end(p->editor);
  if (p->history) p->call.history_end(p->history);
  if (p->locale) {
    uselocale(before);
    freelocale(p->locale);
  }
  if (reading == p) reading = NULL;
  lun_free(p->sought);
  lun_free(p->shown);
  lun_free(p->kept);
#endif
  lun_free(p->line);
  lun_free(p);
}

lun_status lun_prompt_read(lun_prompt *p, const char *text, lun_prompt_outcome *outcome, const char **line, size_t *size, lun_err *err) {
  struct sigaction noted, before[2];
  lun_status status;
  bool plain = true;
  memset(&noted, 0, sizeof noted);
  noted.sa_handler = note;
  sigemptyset(&noted.sa_mask);
  sigaction(SIGWINCH, &noted, &before[0]);
  sigaction(SIGCONT, &noted, &before[1]);
  resized = continued = 0;
  p->ended = p->interrupted = false;
  *line = "";
  *size = 0;
#ifdef LUNETTE_EDIT_SONAME
  plain = !p->editor;
  if (!plain) status = read_edited(p, text, line, size, err);
#endif
  if (plain && !(status = read_plain(p, text, err)) && p->line_size) {
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
#ifdef LUNETTE_EDIT_SONAME
  HistEvent event;
  if (p->history) {
    const locale_t before = uselocale(p->locale);
    const int code = p->call.history(p->history, &event, H_ENTER, text);
    uselocale(before);
    if (code < 0) return lun_fail_memory(err);
  }
#else
  (void)p, (void)text, (void)err;
#endif
  return LUN_OK;
}
