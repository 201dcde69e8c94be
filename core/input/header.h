/* Header fields as WARC and HTTP write them ("Name: value" lines up to an empty line), and what HTTP does to a body on its
 * way: chunks and content encodings. */
#ifndef LUNETTE_HEADER_H
#define LUNETTE_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "lunette/container.h"

/* Bytes of the header with its empty line, or 0 where that does not come. Lines end at LF or CR LF. */
size_t lun_header_size(const char *bytes, size_t size);
/* Makes one line of each that goes on in the next (which then begins with a blank). */
void lun_header_unfold(char *bytes, size_t size);
/* The value of the first field of that name (small letters; in the header case does not count), trimmed. The first line is
 * no field. NULL where there is none. */
const char *lun_header_value(const char *bytes, size_t size, const char *name, size_t *length);

/* The type of a Content-Type ("text/html") and its charset, in small letters, made safe to show; "" where there is none. */
void lun_header_content_type(const char *value, size_t length, char *type, size_t type_room, char *charset, size_t charset_room);

/* Takes the chunks of a body apart in its place. A body whose first chunk is none was taken apart before and stays. LUN_FORMAT:
 * a later chunk is none, or the last is missing, which `cut` allows. */
lun_status lun_chunks_join(char *body, size_t *size, bool cut, lun_err *err);

/* Undoes the encodings of a Content-Encoding: gzip and deflate; LUN_FORMAT names another, and damaged data. *made is yours
 * (lun_free), or NULL where body stays as it is: also when it only says that it is gzip. LUN_LIMIT over `most` bytes. */
lun_status lun_encodings_undo(const char *encodings, size_t length, const char *body, size_t size, size_t most, bool cut,
                              char **made, size_t *made_size, lun_err *err);

#endif
