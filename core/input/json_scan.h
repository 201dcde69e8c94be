/* What the readers of JSON in this folder share. */
#ifndef LUNETTE_JSON_SCAN_H
#define LUNETTE_JSON_SCAN_H

#include "lunette/jsonl.h"

static inline bool lun_json_white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/* Past the string that begins at i with its mark, or size when it is not closed. */
size_t lun_json_after_string(const char *line, size_t size, size_t i);

/* Reads an object without building it. *taken is false, and the record zeroed, for whatever is not plainly what jansson
 * would read in the same way: that is then for jansson. LUN_NO_MEMORY. */
lun_status lun_json_flat(const char *line, size_t size, const lun_fields *fields, lun_record *record, bool *taken, lun_err *err);

#endif
