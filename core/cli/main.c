/* The program: looks at the environment and the terminal, starts the host and hands it the command line. All commands
 * are in scripts/lib/cli.lua and commands.lua. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lunette.h"
#include "lunette/host.h"
#include "lunette/mem.h"

static int report(const lun_err *err) {
  static const char name[] = "lunette: ";
  lun_io_write(STDERR_FILENO, "standard error", name, sizeof name - 1, NULL);
  lun_io_write(STDERR_FILENO, "standard error", err->message, strlen(err->message), NULL);
  lun_io_write(STDERR_FILENO, "standard error", "\n", 1, NULL);
  return 70;
}

static int colour_wanted(void) {
  const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
  return !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

/* The folder where lunette keeps what it can make again, in `folder` or NULL: LUNETTE_CACHE (none: nowhere), else lunette/
 * in XDG_CACHE_HOME, else in ~/.cache. A path that is not whole is as good as none. */
static const char *cache_folder(char *folder, size_t room) {
  const char *own = getenv("LUNETTE_CACHE"), *shared = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
  int size = -1;
  if (own && *own) return strcmp(own, "none") != 0 ? own : NULL;
  if (shared && *shared == '/') size = snprintf(folder, room, "%s/lunette", shared);
  else if (home && *home == '/') size = snprintf(folder, room, "%s/.cache/lunette", home);
  return size > 0 && (size_t)size < room ? folder : NULL;
}

/* The folder where a user keeps lists of their own: LUNETTE_DATA, else lunette/ in XDG_DATA_HOME, else in ~/.local/share. */
static const char *data_folder(char *folder, size_t room) {
  const char *own = getenv("LUNETTE_DATA"), *shared = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
  int size = -1;
  if (own && *own) return own;
  if (shared && *shared == '/') size = snprintf(folder, room, "%s/lunette", shared);
  else if (home && *home == '/') size = snprintf(folder, room, "%s/.local/share/lunette", home);
  return size > 0 && (size_t)size < room ? folder : NULL;
}

/* Where the lines of the prompt are kept, in `path` or NULL: LUNETTE_HISTORY (none: nowhere), else lunette/history in
 * XDG_STATE_HOME, else in ~/.local/state. */
static const char *history_file(char *path, size_t room) {
  const char *own = getenv("LUNETTE_HISTORY"), *shared = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
  int size = -1;
  if (own && *own) return strcmp(own, "none") != 0 ? own : NULL;
  if (shared && *shared == '/') size = snprintf(path, room, "%s/lunette/history", shared);
  else if (home && *home == '/') size = snprintf(path, room, "%s/.local/state/lunette/history", home);
  return size > 0 && (size_t)size < room ? path : NULL;
}

/* Whether a terminal can move its cursor. */
static int is_capable(const char *term) { return term && *term && strcmp(term, "dumb") != 0; }

/* The one thing that outlives a run that is interrupted. */
static char unfinished[4096];

static void end_by_signal(int number) {
  if (unfinished[0]) unlink(unfinished);
  signal(number, SIG_DFL);
  raise(number);
}

int main(int argc, char **argv) {
  struct winsize size;
  char cache[4096], data[4096], history[4096];
  lun_host_options options = {.scripts = getenv("LUNETTE_PATH"), .cache = cache_folder(cache, sizeof cache), .data = data_folder(data, sizeof data),
                              .history = history_file(history, sizeof history), .unfinished = unfinished, .unfinished_room = sizeof unfinished};
  lun_host *host;
  lun_err err;
  int code;
  lun_heap_widen();
  lun_io_occupy_standard();
  signal(SIGPIPE, SIG_IGN);
  static const int endings[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (signal(endings[i], end_by_signal) == SIG_IGN) signal(endings[i], SIG_IGN);
  if (isatty(STDOUT_FILENO) && colour_wanted()) options.terminal |= 1;
  if (isatty(STDERR_FILENO) && colour_wanted()) options.terminal |= 2;
  if (isatty(STDERR_FILENO) && getenv("TERM") && strcmp(getenv("TERM"), "dumb") != 0) options.terminal |= 8;
  if (isatty(STDIN_FILENO)) options.terminal |= 4;
  if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && is_capable(getenv("TERM"))) options.terminal |= 16;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) options.width = size.ws_col;
  /* --scripts DIR stands before everything else, since the command line itself is a script */
  for (int i = 1; i + 1 < argc; i++)
    if (!strcmp(argv[i], "--scripts")) options.scripts = argv[i + 1];
  if (lun_host_new(&options, &host, &err)) return report(&err);
  if (lun_host_command(host, argc - 1, (const char *const *)(argv + 1), &code, &err)) code = report(&err);
  lun_host_free(host);
  return code;
}
