/* Processes of a session; see the header. Pipes tell who is still there: the one that waits reads one whose other end all
 * processes of the session hold, they read one whose other end it holds, and a copy reads one of the evaluation's. */
#ifdef __linux__
#define _DEFAULT_SOURCE /* prctl */
#endif
#include "lunette/session.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/io_call.h"

enum { UNSAID = 70, INTERRUPTED = 'i', DONE = 'd' };

typedef struct news { /* from the session to the process that waits */
  pid_t process;
  int code; /* -1 while it goes on */
} news;

static struct {
  volatile sig_atomic_t interrupted, session; /* session: its process, for the one that waits */
  int to_waiting, from_waiting, to_session;
  int to_copy; /* while an evaluation runs, else -1 */
  pid_t copy;
  struct sigaction before; /* what SIGINT did before the session */
} state = {.to_waiting = -1, .from_waiting = -1, .to_session = -1, .to_copy = -1};

static void put(int fd, const void *bytes, size_t size) {
  while (write(fd, bytes, size) < 0 && errno == EINTR) continue;
}

static ssize_t take(int fd, void *bytes, size_t size) {
  ssize_t got;
  while ((got = read(fd, bytes, size)) < 0 && errno == EINTR) continue;
  return got;
}

static void act(int number, void (*handler)(int), struct sigaction *before) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, before);
}

/* The same, but what is ignored stays so. */
static void act_unless_ignored(int number, void (*handler)(int), struct sigaction *before) {
  act(number, handler, before);
  if (before->sa_handler == SIG_IGN) sigaction(number, before, NULL);
}

/* Both ends closed in programs that are started, as everywhere. */
static bool open_pipe(int ends[2]) {
  if (pipe(ends)) return false;
  for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  return true;
}

static void close_pipe(const int ends[2]) {
  const int refused = errno;
  close(ends[0]);
  close(ends[1]);
  errno = refused;
}

/* Of the process that waits: the session ends with it. */
static void pass_on(int number) {
  put(state.to_session, "q", 1);
  if (state.session > 0) kill((pid_t)state.session, number);
  act(number, SIG_DFL, NULL);
  raise(number);
}

/* Of the session. What SIGINT did before clears up and ends the process. */
static void interrupt(int number) {
  if (state.to_copy < 0) {
    state.interrupted = 1;
    return;
  }
  put(state.to_copy, &(char){INTERRUPTED}, 1);
  sigaction(number, &state.before, NULL);
  if (state.before.sa_handler == SIG_IGN) _exit(0);
  raise(number);
}

static void tell(int code) {
  news now;
  memset(&now, 0, sizeof now);
  now.process = getpid();
  now.code = code;
  put(state.to_waiting, &now, sizeof now);
}

/* Waits until no process of the session is left. */
static int wait_for_session(int fd) {
  int code = UNSAID;
  news now;
  struct sigaction term, hang;
  act_unless_ignored(SIGTERM, pass_on, &term);
  act_unless_ignored(SIGHUP, pass_on, &hang);
  while (take(fd, &now, sizeof now) == sizeof now) {
    state.session = (sig_atomic_t)now.process;
    if (now.code >= 0) code = now.code;
    while (waitpid(-1, NULL, WNOHANG) > 0) continue;
  }
  while (waitpid(-1, NULL, 0) > 0 || errno == EINTR) continue;
  sigaction(SIGTERM, &term, NULL);
  sigaction(SIGHUP, &hang, NULL);
  return code;
}

lun_status lun_session_start(bool *waited, int *code, lun_err *err) {
  int up[2], down[2];
  *waited = false;
  if (!open_pipe(up)) return lun_io_refused(err, "the session", "pipe");
  if (!open_pipe(down)) {
    close_pipe(up);
    return lun_io_refused(err, "the session", "pipe");
  }
  const pid_t process = fork();
  if (process < 0) {
    close_pipe(up);
    close_pipe(down);
    return lun_io_refused(err, "the session", "fork");
  }
  if (process) {
    act(SIGINT, SIG_IGN, &state.before);
    close(up[1]);
    close(down[0]);
    state.to_session = down[1];
    state.session = (sig_atomic_t)process;
#ifdef PR_SET_CHILD_SUBREAPER
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* a copy's parent ends before it */
#endif
    *code = wait_for_session(up[0]);
    close(up[0]);
    close(down[1]);
    sigaction(SIGINT, &state.before, NULL);
    *waited = true;
    return LUN_OK;
  }
  close(up[0]);
  close(down[1]);
  state.to_waiting = up[1];
  state.from_waiting = down[0];
  act(SIGINT, interrupt, &state.before);
  tell(-1);
  return LUN_OK;
}

void lun_session_end(int code) { tell(code); }

static bool is_to_end(void) {
  struct pollfd end = {.fd = state.from_waiting, .events = POLLIN};
  return poll(&end, 1, 0) > 0;
}

/* Of a copy: sleeps until the evaluation has ended, one way or the other. */
static lun_session_turn sleep_until(int fd) {
  char how = 0;
  if (take(fd, &how, 1) == 1 && how == DONE) _exit(0);
  close(fd);
  if (is_to_end()) _exit(0);
  act(SIGINT, interrupt, NULL);
  tell(-1);
  return how == INTERRUPTED ? LUN_SESSION_INTERRUPTED : LUN_SESSION_LOST;
}

/* What runs without a copy can only be stopped with the session. */
static lun_status unsaved(const char *what, lun_err *err) {
  const lun_status status = lun_io_refused(err, "the session", what);
  sigaction(SIGINT, &state.before, NULL);
  return status;
}

lun_status lun_session_save(lun_session_turn *turn, lun_err *err) {
  int ends[2];
  sigset_t held, before;
  *turn = LUN_SESSION_SAVED;
  state.interrupted = 0;
  if (state.to_waiting < 0) return lun_fail(err, LUN_INVALID, 0, "there is no session");
  if (!open_pipe(ends)) return unsaved("pipe", err);
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  sigprocmask(SIG_BLOCK, &held, &before);
  const pid_t process = fork();
  if (process < 0) {
    close_pipe(ends);
    const lun_status status = unsaved("fork", err);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return status;
  }
  if (process) {
    close(ends[0]);
    state.copy = process;
    state.to_copy = ends[1];
    sigprocmask(SIG_SETMASK, &before, NULL);
    return LUN_OK;
  }
  close(ends[1]);
  act(SIGINT, SIG_IGN, NULL);
  sigprocmask(SIG_SETMASK, &before, NULL);
  *turn = sleep_until(ends[0]);
  return LUN_OK;
}

void lun_session_done(void) {
  const int fd = state.to_copy;
  if (state.to_waiting >= 0) act(SIGINT, interrupt, NULL);
  if (fd < 0) return;
  state.to_copy = -1;
  put(fd, &(char){DONE}, 1);
  close(fd);
  while (waitpid(state.copy, NULL, 0) < 0 && errno == EINTR) continue;
}

bool lun_session_interrupted(void) {
  const bool interrupted = state.interrupted != 0;
  state.interrupted = 0;
  return interrupted;
}

int lun_session_end_descriptor(void) { return state.from_waiting; }
