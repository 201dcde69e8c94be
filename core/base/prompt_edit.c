/* Lines that libedit edits: keys, completion, what is pasted, the search among what was typed before. libedit would send signals
 * on to everyone at the terminal and searches in ways that lose the line, so it gets characters, and the search is ours. */
#include "base/prompt_edit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lunette/io.h"
#include "lunette/library.h"
#include "lunette/mem.h"
#include "lunette/utf8.h"

#ifdef LUNETTE_EDIT_SONAME
#include <histedit.h>
#include <locale.h>

#define FUNCTIONS(X)                                                                                    \
  X(el_init) X(el_end) X(el_set) X(el_get) X(el_gets) X(el_line) X(el_insertstr) X(el_deletestr) X(el_cursor)     \
  X(el_resize) X(el_source) X(history_init) X(history_end) X(history)

typedef struct functions { FUNCTIONS(LUN_LIBRARY_MEMBER) } functions;
static const char *const function_names[] = {FUNCTIONS(LUN_LIBRARY_NAME) NULL};

enum { MOST_REMEMBERED = 2000 };
enum { BREAK = 0x1d, PASTE = 0x1e, SEARCH_STEP = 0x1f, CONTROL_G = 7, BACKSPACE = 8, CONTROL_R = 0x12, DELETE = 0x7f }; /* keys */

struct lun_editor {
  lun_prompt *prompt;
  functions call;
  EditLine *made;
  History *history;
  locale_t locale;
  const char *text;
  bool searching;
  wchar_t key, next;           /* for the search, by which it was called; what comes after it, or 0 */
  int match;                   /* how many matches were passed over */
  char *sought, *shown, *kept; /* what is looked for; the prompt meanwhile; the line as it was */
  uint32_t sought_size, sought_room, shown_room;
};

static lun_editor *reading; /* libedit calls back with nothing of ours but what it is asked for by a function of its own */

static unsigned char end_search(lun_editor *e) {
  e->searching = false;
  lun_free(e->kept);
  e->kept = NULL;
  return CC_REFRESH;
}

static const char paste_mark[] = "\033[200~", break_mark[] = "\033\r"; /* before what is pasted; Alt-Enter */

/* Takes a sequence of the terminal that has come as a whole. In vi's mode Escape is a command, so that no sequence may begin with
 * it there. */
static bool take_sequence(lun_prompt *p, const char *sequence) {
  const size_t size = strlen(sequence);
  if (p->stop - p->from < size || memcmp(p->bytes + p->from, sequence, size)) return false;
  p->from += size;
  return true;
}

/* A character of the terminal: 1, or 0 at the end and when Ctrl-C came. What is no UTF-8 becomes U+FFFD. While something is
 * searched for the search gets its keys, of which libedit sees one that calls it. */
static int next_character(EditLine *editor, wchar_t *character) {
  lun_editor *e = reading;
  char bytes[4];
  uint32_t code = LUN_REPLACEMENT;
  (void)editor;
  if (e->next) {
    *character = e->next;
    e->next = 0;
    return 1;
  }
  if (!lun_prompt_byte(e->prompt, bytes)) return 0;
  e->prompt->from--;
  const bool pasted = take_sequence(e->prompt, paste_mark);
  if (pasted || take_sequence(e->prompt, break_mark)) {
    *character = pasted ? PASTE : BREAK;
    if (e->searching) end_search(e);
    return 1;
  }
  e->prompt->from++;
  const unsigned length = lun_utf8_length((unsigned char)bytes[0]);
  unsigned got = 1;
  while (got < length && lun_prompt_byte(e->prompt, bytes + got)) got++;
  lun_utf8_decode(bytes, bytes + got, &code);
  *character = (wchar_t)code;
  if (e->prompt->ended || e->prompt->interrupted) return 0;
  if (e->searching) {
    e->key = *character;
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
static void replace_line(lun_editor *e, const char *text) {
  const LineInfo *line = e->call.el_line(e->made);
  int behind = 0, all = 0;
  for (const char *at = line->buffer; at < line->lastchar; at++) {
    const bool begins = ((unsigned char)*at & 0xC0) != 0x80;
    all += begins;
    behind += begins && at >= line->cursor;
  }
  e->call.el_cursor(e->made, behind);
  e->call.el_deletestr(e->made, all);
  if (*text) e->call.el_insertstr(e->made, text);
}

/* The newest line that holds what is sought, but for those passed over; NULL without. */
static const char *find_remembered(lun_editor *e, int passed) {
  HistEvent event;
  for (int more = e->call.history(e->history, &event, H_FIRST); more >= 0; more = e->call.history(e->history, &event, H_NEXT))
    if (strstr(event.str, e->sought) && passed-- == 0) return event.str;
  return NULL;
}

/* Shows what is sought, and the line that has it. */
static unsigned char show_found(lun_editor *e) {
  static const char before[] = "search \"", behind[] = "\": ";
  const char *found = e->sought_size ? find_remembered(e, e->match) : NULL;
  if (grow(&e->shown, &e->shown_room, sizeof before + sizeof behind + e->sought_size)) return CC_ERROR;
  memcpy(e->shown, before, sizeof before - 1);
  memcpy(e->shown + sizeof before - 1, e->sought, e->sought_size);
  memcpy(e->shown + sizeof before - 1 + e->sought_size, behind, sizeof behind);
  if (found) replace_line(e, found);
  return found || !e->sought_size ? CC_REFRESH : CC_REFRESH_BEEP;
}

/* Ctrl-R: what is typed from now on is sought among what was typed before. */
static unsigned char search(EditLine *editor, int character) {
  lun_editor *e = reading;
  const LineInfo *line = e->call.el_line(editor);
  const size_t size = (size_t)(line->lastchar - line->buffer);
  (void)character;
  if (grow(&e->sought, &e->sought_room, 0) || !(e->kept = lun_alloc(size + 1))) return CC_ERROR;
  memcpy(e->kept, line->buffer, size);
  e->kept[size] = 0;
  e->sought[e->sought_size = 0] = 0;
  e->match = 0;
  e->searching = true;
  return show_found(e);
}

/* A key of the search: one more character, Ctrl-R for an older line, Ctrl-G to leave all as it was; any other key ends it and does
 * what it always does. */
static unsigned char step_search(EditLine *editor, int character) {
  lun_editor *e = reading;
  char bytes[4];
  (void)editor, (void)character;
  if (!e->searching) return CC_ERROR;
  if (e->key == CONTROL_G) {
    replace_line(e, e->kept);
    return end_search(e);
  } else if (e->key == CONTROL_R) {
    if (e->sought_size && !find_remembered(e, ++e->match)) e->match--;
    return show_found(e);
  } else if (e->key == BACKSPACE || e->key == DELETE) {
    while (e->sought_size && ((unsigned char)e->sought[--e->sought_size] & 0xC0) == 0x80) continue;
    e->match = 0;
  } else if (e->key < ' ') {
    e->next = e->key;
    return end_search(e);
  } else {
    const unsigned size = lun_utf8_encode((uint32_t)e->key, bytes);
    if (grow(&e->sought, &e->sought_room, e->sought_size + size)) return CC_ERROR;
    memcpy(e->sought + e->sought_size, bytes, size);
    e->sought_size += size;
    e->match = 0;
  }
  e->sought[e->sought_size] = 0;
  return show_found(e);
}

/* Tab. */
static unsigned char complete(EditLine *editor, int character) {
  lun_editor *e = reading;
  lun_completion completion = {0, NULL, NULL};
  const LineInfo *line = e->call.el_line(editor);
  (void)character;
  if (e->prompt->complete) e->prompt->complete(e->prompt->data, line->buffer, (size_t)(line->cursor - line->buffer), &completion);
  if (completion.remove) e->call.el_deletestr(editor, (int)completion.remove);
  if (completion.insert && e->call.el_insertstr(editor, completion.insert)) return CC_ERROR;
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
  lun_editor *e = reading;
  lun_prompt *p = e->prompt;
  char byte;
  (void)character;
  p->line_size = 0;
  while (lun_prompt_byte(p, &byte)) {
    if (lun_prompt_keep(p, byte)) return CC_ERROR;
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
  return p->line_size && e->call.el_insertstr(editor, p->line) ? CC_ERROR : CC_REFRESH;
}

static void set_up(lun_editor *e) {
  EditLine *editor = e->made;
  const char *mode;
  e->text = "";
  e->call.el_set(editor, EL_EDITOR, "emacs");
  e->call.el_set(editor, EL_PROMPT_ESC, prompt_text, '\1');
  e->call.el_set(editor, EL_HIST, e->call.history, e->history);
  e->call.el_set(editor, EL_GETCFN, next_character);
  e->call.el_set(editor, EL_ADDFN, "lunette-complete", "completes what stands before the cursor", complete);
  e->call.el_set(editor, EL_ADDFN, "lunette-break", "puts a line end", break_line);
  e->call.el_set(editor, EL_ADDFN, "lunette-search", "searches what was typed", search);
  e->call.el_set(editor, EL_ADDFN, "lunette-search-step", "takes a key of the search", step_search);
  e->call.el_set(editor, EL_ADDFN, "lunette-paste", "takes what is pasted", paste);
  e->call.el_source(editor, NULL); /* ~/.editrc: what the reader is used to; `bind -v` there forgets all keys, so ours come behind */
  e->call.el_set(editor, EL_BIND, "^I", "lunette-complete", NULL);
  e->call.el_set(editor, EL_BIND, "^]", "lunette-break", NULL);
  e->call.el_set(editor, EL_BIND, "^^", "lunette-paste", NULL);
  if (!e->call.el_get(editor, EL_EDITOR, &mode) && !strcmp(mode, "emacs")) { /* also where they come in pieces */
    e->call.el_set(editor, EL_BIND, break_mark, "lunette-break", NULL);
    e->call.el_set(editor, EL_BIND, paste_mark, "lunette-paste", NULL);
  }
  e->call.el_set(editor, EL_BIND, "^R", "lunette-search", NULL);
  e->call.el_set(editor, EL_BIND, "^_", "lunette-search-step", NULL);
}

lun_status lun_editor_new(lun_prompt *p, lun_err *err) {
  HistEvent event;
  lun_editor *e = p->editor = lun_zalloc(1, sizeof *e);
  if (!e) return lun_fail_memory(err);
  e->prompt = p;
  if (lun_library_load(LUNETTE_EDIT_SONAME, "libedit2", function_names, &e->call, sizeof e->call, &p->missing)) goto without;
  if (!(e->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0)) && !(e->locale = newlocale(LC_CTYPE_MASK, "C", (locale_t)0)))
    return lun_fail_memory(err);
  reading = e;
  const locale_t before = uselocale(e->locale);
  if ((e->history = e->call.history_init())) {
    e->call.history(e->history, &event, H_SETSIZE, (int)MOST_REMEMBERED);
    e->call.history(e->history, &event, H_SETUNIQUE, 1);
    if ((e->made = e->call.el_init("lunette", stdin, stdout, stderr))) set_up(e);
  }
  uselocale(before);
  if (e->made) return LUN_OK;
  lun_fail(&p->missing, LUN_IO, 0, "libedit does not know what to do with this terminal: see TERM");
without:
  lun_editor_free(e);
  p->editor = NULL;
  return LUN_OK;
}

void lun_editor_free(lun_editor *e) {
  if (!e) return;
  if (e->locale) {
    const locale_t before = uselocale(e->locale);
    if (e->made) e->call.el_end(e->made);
    if (e->history) e->call.history_end(e->history);
    uselocale(before);
    freelocale(e->locale);
  }
  if (reading == e) reading = NULL;
  lun_free(e->sought);
  lun_free(e->shown);
  lun_free(e->kept);
  lun_free(e);
}

lun_status lun_editor_read(lun_editor *e, const char *text, const char **line, size_t *size, lun_err *err) {
  static const char on[] = "\033[?2004h", off[] = "\033[?2004l";
  int count = 0;
  reading = e;
  e->text = text;
  e->next = 0;
  if (lun_io_write(STDOUT_FILENO, "standard output", on, sizeof on - 1, err)) return err->code;
  const locale_t before = uselocale(e->locale);
  e->call.el_set(e->made, EL_PREP_TERM, 1); /* before the prompt can be seen, so that no key is the terminal's own */
  const char *got = e->call.el_gets(e->made, &count);
  uselocale(before);
  end_search(e);
  fflush(stdout);
  if (lun_io_write(STDOUT_FILENO, "standard output", off, sizeof off - 1, err)) return err->code;
  if (!got || count <= 0) e->prompt->ended = !e->prompt->interrupted;
  *line = got && count > 0 ? got : "";
  *size = strlen(*line);
  if (*size && (*line)[*size - 1] == '\n') --*size;
  return LUN_OK;
}

lun_status lun_editor_remember(lun_editor *e, const char *text, lun_err *err) {
  HistEvent event;
  const locale_t before = uselocale(e->locale);
  const int code = e->call.history(e->history, &event, H_ENTER, text);
  uselocale(before);
  return code < 0 ? lun_fail_memory(err) : LUN_OK;
}

void lun_editor_redraw(lun_editor *e, bool resized, bool continued) {
  if (resized) e->call.el_resize(e->made);
  if (continued) {
    e->call.el_set(e->made, EL_PREP_TERM, 0);
    e->call.el_set(e->made, EL_PREP_TERM, 1);
  }
  fputs("\r\033[K", stdout); /* libedit draws anew from where the cursor stands */
  e->call.el_set(e->made, EL_REFRESH);
}
#else
lun_status lun_editor_new(lun_prompt *p, lun_err *err) {
  (void)err;
  lun_library_absent("editing of lines", "libedit-dev", &p->missing);
  return LUN_OK;
}
void lun_editor_free(lun_editor *editor) { (void)editor; }
lun_status lun_editor_read(lun_editor *editor, const char *text, const char **line, size_t *size, lun_err *err) {
  (void)editor, (void)text, (void)line, (void)size;
  return lun_library_absent("editing of lines", "libedit-dev", err);
}
lun_status lun_editor_remember(lun_editor *editor, const char *text, lun_err *err) {
  (void)editor, (void)text;
  return lun_library_absent("editing of lines", "libedit-dev", err);
}
void lun_editor_redraw(lun_editor *editor, bool resized, bool continued) { (void)editor, (void)resized, (void)continued; }
#endif
