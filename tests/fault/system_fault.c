/* The system calls of core/base/system.h, each as it is unless a fault is ordered. A close that fails has closed, as it
 * does on Linux. The counters are file-scope data, which only tests may have. */
#define _XOPEN_SOURCE 700 /* realpath is of its extensions */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/system.h"
#include "fault.h"

static struct {
  struct { uint64_t calls, nth; int code; } orders[FAULT_ANY + 1];
  bool failed;
  unsigned most, turn;
  unsigned interrupt, interrupt_turn, unready, unready_turn;
  uint64_t open;
} sys;

void fault_reset(void) {
  uint64_t open = sys.open;
  fault_mem_fail(0, FAULT_ONCE);
  memset(&sys, 0, sizeof sys);
  sys.open = open;
}

void fault_system_fail(fault_call call, uint64_t nth, int code) {
  sys.orders[call].calls = 0;
  sys.orders[call].nth = nth;
  sys.orders[call].code = code;
  sys.failed = false;
}

bool fault_system_failed(void) { return sys.failed; }
uint64_t fault_system_calls(fault_call call) { return sys.orders[call].calls; }
void fault_system_short(unsigned most) { sys.most = most, sys.turn = 0; }
void fault_system_interrupt(unsigned every) { sys.interrupt = every, sys.interrupt_turn = 0; }
void fault_system_unready(unsigned every) { sys.unready = every, sys.unready_turn = 0; }
uint64_t fault_system_open(void) { return sys.open; }

/* Counts one call and says whether it is to fail, with errno set. */
static bool due(fault_call call) {
  const fault_call kinds[] = {call, FAULT_ANY};
  for (unsigned k = 0; k < 2; k++)
    if (++sys.orders[kinds[k]].calls == sys.orders[kinds[k]].nth) {
      sys.failed = true;
      errno = sys.orders[kinds[k]].code;
      return true;
    }
  bool moves = call == FAULT_READ || call == FAULT_WRITE;
  if (moves && sys.unready && ++sys.unready_turn % sys.unready == 0) {
    errno = EAGAIN;
    return true;
  }
  bool slow = moves || call == FAULT_OPEN || call == FAULT_WAIT || call == FAULT_FSYNC || call == FAULT_CLOSE;
  if (slow && sys.interrupt && ++sys.interrupt_turn % sys.interrupt == 0) {
    errno = EINTR;
    return true;
  }
  return false;
}

static size_t cut(size_t size) {
  if (!sys.most) return size;
  size_t part = 1 + sys.turn++ % sys.most;
  return size < part ? size : part;
}

int lun_system_open(const char *path, int flags, mode_t mode) {
  int fd = due(FAULT_OPEN) ? -1 : open(path, flags, mode);
  sys.open += fd >= 0;
  return fd;
}

ssize_t lun_system_read(int fd, void *buffer, size_t size) { return due(FAULT_READ) ? -1 : read(fd, buffer, cut(size)); }

off_t lun_system_seek(int fd, off_t offset, int whence) { return due(FAULT_SEEK) ? -1 : lseek(fd, offset, whence); }

ssize_t lun_system_write(int fd, const void *buffer, size_t size) { return due(FAULT_WRITE) ? -1 : write(fd, buffer, cut(size)); }

int lun_system_wait(int fd, short events) {
  struct pollfd wanted = {.fd = fd, .events = events};
  return due(FAULT_WAIT) ? -1 : poll(&wanted, 1, -1);
}

int lun_system_fsync(int fd) { return due(FAULT_FSYNC) ? -1 : fsync(fd); }

int lun_system_close(int fd) {
  int result = close(fd);
  sys.open--;
  return due(FAULT_CLOSE) ? -1 : result;
}

int lun_system_rename(const char *from, const char *to) { return due(FAULT_RENAME) ? -1 : rename(from, to); }

int lun_system_unlink(const char *path) { return due(FAULT_UNLINK) ? -1 : unlink(path); }

int lun_system_stat(const char *path, struct stat *status) { return due(FAULT_STAT) ? -1 : stat(path, status); }

int lun_system_lstat(const char *path, struct stat *status) { return due(FAULT_STAT) ? -1 : lstat(path, status); }
int lun_system_openat(int folder, const char *name, int flags, mode_t mode) {
  int fd = due(FAULT_OPEN) ? -1 : openat(folder, name, flags, mode);
  sys.open += fd >= 0;
  return fd;
}

int lun_system_renameat(int folder, const char *from, const char *to) { return due(FAULT_RENAME) ? -1 : renameat(folder, from, folder, to); }

int lun_system_unlinkat(int folder, const char *name) { return due(FAULT_UNLINK) ? -1 : unlinkat(folder, name, 0); }

int lun_system_statat(int folder, const char *name, struct stat *status) {
  return due(FAULT_STAT) ? -1 : fstatat(folder, name, status, AT_SYMLINK_NOFOLLOW);
}

char *lun_system_realpath(const char *path, char *real) { return due(FAULT_STAT) ? NULL : realpath(path, real); }

int lun_system_fstat(int fd, struct stat *status) { return due(FAULT_FSTAT) ? -1 : fstat(fd, status); }

int lun_system_mkdir(const char *path, mode_t mode) { return due(FAULT_MKDIR) ? -1 : mkdir(path, mode); }
void *lun_system_map(int fd, size_t size) {
  if (due(FAULT_MAP)) return NULL;
  void *mapped = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  return mapped == MAP_FAILED ? NULL : mapped;
}
void lun_system_unmap(const void *bytes, size_t size) { munmap((void *)(uintptr_t)bytes, size); }

DIR *lun_system_opendir(const char *path) {
  DIR *folder = due(FAULT_OPENDIR) ? NULL : opendir(path);
  sys.open += folder != NULL;
  return folder;
}

struct dirent *lun_system_readdir(DIR *folder) { return due(FAULT_READDIR) ? NULL : readdir(folder); }

int lun_system_closedir(DIR *folder) {
  int result = closedir(folder);
  sys.open--;
  return due(FAULT_CLOSEDIR) ? -1 : result;
}

int lun_system_keys(int fd, bool single, struct termios *usual) {
  if (!single) return tcsetattr(fd, TCSADRAIN, usual);
  if (tcgetattr(fd, usual)) return -1;
  struct termios bare = *usual;
  bare.c_lflag &= (tcflag_t)~(ICANON | ECHO | ISIG);
  bare.c_cc[VMIN] = 1;
  bare.c_cc[VTIME] = 0;
  return tcsetattr(fd, TCSADRAIN, &bare);
}
