/* Shared libraries that are loaded when they are first needed, so that a run that needs none starts without them. What a
 * build knows of them are their headers and the file name (soname) that CMake found, LUNETTE_<LIBRARY>_SONAME; where it
 * found none, that name is not defined and the feature says so. */
#ifndef LUNETTE_LIBRARY_H
#define LUNETTE_LIBRARY_H

#include <stddef.h>

#include "lunette/status.h"

/* The functions of a library are listed once, as a macro F that calls its argument with each name:
 *   #define F(X) X(gumbo_parse_with_options) X(gumbo_destroy_output)
 *   struct functions { F(LUN_LIBRARY_MEMBER) };
 *   static const char *const names[] = {F(LUN_LIBRARY_NAME) NULL};
 *   lun_library_load(LUNETTE_GUMBO_SONAME, "libgumbo", names, &functions, sizeof functions, err) */
#define LUN_LIBRARY_MEMBER(name) __typeof__(name) *name;
#define LUN_LIBRARY_NAME(name) #name,

/* Loads the library and fills `functions`, a struct of one function pointer for each of `names` (closed by NULL) in the same
 * order, `size` bytes in all. The library stays loaded until the process ends; loading it again costs a look-up. On failure
 * *functions is zeroed. `package` is what the reader is told to install. LUN_NOT_FOUND: no such library, or it lacks a
 * function, with the loader's own words; LUN_INVALID: size and names do not agree. */
lun_status lun_library_load(const char *soname, const char *package, const char *const *names, void *functions, size_t size, lun_err *err);

/* LUN_NOT_FOUND with the one sentence that all features use whose library was not there when lunette was built. */
lun_status lun_library_absent(const char *what, const char *package, lun_err *err);

#endif
