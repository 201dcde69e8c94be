/* The bare system calls, so that tests can put their own in this place. */
#define _XOPEN_SOURCE 700 /* realpath is of its extensions */
#include "base/system.h"

#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int lun_system_open(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }
ssize_t lun_system_read(int fd, void *buffer, size_t size) { return read(fd, buffer, size); }
off_t lun_system_seek(int fd, off_t offset, int whence) { return lseek(fd, offset, whence); }
ssize_t lun_system_write(int fd, const void *buffer, size_t size) { return write(fd, buffer, size); }
int lun_system_wait(int fd, short events) {
  struct pollfd wanted = {.fd = fd, .events = events};
  return poll(&wanted, 1, -1);
}
int lun_system_fsync(int fd) { return fsync(fd); }
int lun_system_close(int fd) { return close(fd); }
int lun_system_rename(const char *from, const char *to) { return rename(from, to); }
int lun_system_unlink(const char *path) { return unlink(path); }
int lun_system_stat(const char *path, struct stat *status) { return stat(path, status); }
int lun_system_lstat(const char *path, struct stat *status) { return lstat(path, status); }
int lun_system_openat(int folder, const char *name, int flags, mode_t mode) { return openat(folder, name, flags, mode); }
int lun_system_renameat(int folder, const char *from, const char *to) { return renameat(folder, from, folder, to); }
int lun_system_unlinkat(int folder, const char *name) { return unlinkat(folder, name, 0); }
int lun_system_statat(int folder, const char *name, struct stat *status) { return fstatat(folder, name, status, AT_SYMLINK_NOFOLLOW); }
char *lun_system_realpath(const char *path, char *real) { return realpath(path, real); }
int lun_system_fstat(int fd, struct stat *status) { return fstat(fd, status); }
int lun_system_mkdir(const char *path, mode_t mode) { return mkdir(path, mode); }
void *lun_system_map(int fd, size_t size) {
  void *mapped = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
  return mapped == MAP_FAILED ? NULL : mapped;
}
void lun_system_unmap(const void *bytes, size_t size) { munmap((void *)(uintptr_t)bytes, size); }
DIR *lun_system_opendir(const char *path) { return opendir(path); }
struct dirent *lun_system_readdir(DIR *folder) { return readdir(folder); }
int lun_system_closedir(DIR *folder) { return closedir(folder); }
int lun_system_keys(int fd, bool single, struct termios *usual) {
  if (!single) return tcsetattr(fd, TCSADRAIN, usual);
  if (tcgetattr(fd, usual)) return -1;
  struct termios bare = *usual;
  bare.c_lflag &= (tcflag_t)~(ICANON | ECHO | ISIG);
  bare.c_cc[VMIN] = 1;
  bare.c_cc[VTIME] = 0;
  return tcsetattr(fd, TCSADRAIN, &bare);
}
