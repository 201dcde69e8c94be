/* The system calls that io.c uses, each as it is. A test that defines these is linked in place of system.c, so it has to
 * define every one of them. */
#ifndef LUNETTE_SYSTEM_H
#define LUNETTE_SYSTEM_H

#include <dirent.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <termios.h>

int lun_system_open(const char *path, int flags, mode_t mode);
ssize_t lun_system_read(int fd, void *buffer, size_t size);
off_t lun_system_seek(int fd, off_t offset, int whence);
ssize_t lun_system_write(int fd, const void *buffer, size_t size);
int lun_system_wait(int fd, short events); /* poll for one descriptor, without a time limit */
int lun_system_fsync(int fd);
int lun_system_close(int fd);
int lun_system_rename(const char *from, const char *to);
int lun_system_unlink(const char *path);
int lun_system_stat(const char *path, struct stat *status);
int lun_system_lstat(const char *path, struct stat *status);
int lun_system_openat(int folder, const char *name, int flags, mode_t mode);
int lun_system_renameat(int folder, const char *from, const char *to);
int lun_system_unlinkat(int folder, const char *name);
int lun_system_statat(int folder, const char *name, struct stat *status); /* of a link itself */
char *lun_system_realpath(const char *path, char *real);                  /* real has room for PATH_MAX bytes */
int lun_system_fstat(int fd, struct stat *status);
int lun_system_mkdir(const char *path, mode_t mode);
void *lun_system_map(int fd, size_t size); /* for reading, private; NULL when it cannot be */
void lun_system_unmap(const void *bytes, size_t size);
DIR *lun_system_opendir(const char *path);
struct dirent *lun_system_readdir(DIR *folder);
int lun_system_closedir(DIR *folder);
/* A terminal gives keys one by one, without showing them or making signals of them; or again as it was, which *usual holds. */
int lun_system_keys(int fd, bool single, struct termios *usual);

#endif
