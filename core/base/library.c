/* Shared libraries loaded when first needed; see the header. */
#include "lunette/library.h"

#include <dlfcn.h>
#include <string.h>

typedef void (*any_function)(void);

static const char *loader_says(void) {
  const char *said = dlerror();
  return said ? said : "the loader gave no reason";
}

lun_status lun_library_load(const char *soname, const char *package, const char *const *names, void *functions, size_t size, lun_err *err) {
  size_t count = 0;
  memset(functions, 0, size);
  while (names[count]) count++;
  if (count * sizeof(any_function) != size)
    return lun_fail(err, LUN_INVALID, 0, "%s: %zu names for %zu bytes of functions", soname, count, size);
  void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return lun_fail(err, LUN_NOT_FOUND, 0, "%s cannot be loaded (%s): on Debian, apt-get install %s", soname, loader_says(), package);
  for (size_t i = 0; i < count; i++) {
    void *found = dlsym(library, names[i]);
    if (!found) {
      memset(functions, 0, size);
      return lun_fail(err, LUN_NOT_FOUND, 0, "%s lacks %s (%s): it is not the release that lunette was built with", soname, names[i], loader_says());
    }
    memcpy((char *)functions + i * sizeof found, &found, sizeof found); /* POSIX: an object pointer holds a function's */
  }
  return LUN_OK;
}

lun_status lun_library_absent(const char *what, const char *package, lun_err *err) {
  return lun_fail(err, LUN_NOT_FOUND, 0, "this lunette was built without %s: on Debian, apt-get install %s, and build it again", what, package);
}
