/* Text from inside an input that is shown to people or becomes an id: valid UTF-8 without characters that drive a terminal
 * or turn the direction of writing, each of which becomes U+FFFD. */
#ifndef LUNETTE_SAFE_NAME_H
#define LUNETTE_SAFE_NAME_H

#include <stddef.h>

/* Writes at most room - 1 bytes, cut between characters, and a NUL; gives how many. */
size_t lun_safe_text(const char *bytes, size_t size, char *out, size_t room);
/* The same for messages: of what is too long only the end, behind "...", so that there is room for what is to be said. */
void lun_safe_short(const char *text, char *out, size_t room);
/* The same for a path: no leading "/", and ".." becomes "__", so that it names no place outside wherever it is put. */
size_t lun_safe_path(const char *bytes, size_t size, char *out, size_t room);

#endif
