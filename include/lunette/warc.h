/* Web archives (WARC 1.0 and 1.1), read record by record: what a server sent, without HTTP's headers, chunks and content
 * encodings. A record that holds no document or cannot be read is an outcome of its own, so that records in = documents +
 * skipped + failed. */
#ifndef LUNETTE_WARC_H
#define LUNETTE_WARC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/io.h"
#include "lunette/status.h"

enum {
  LUN_WARC_BODY = 64 << 20, /* bytes of a record's block, and of its document when unpacked */
  LUN_WARC_NAME = 2048      /* bytes of a header's value that is kept */
};

typedef enum lun_warc_outcome { LUN_WARC_END, LUN_WARC_DOCUMENT, LUN_WARC_SKIPPED, LUN_WARC_FAILED } lun_warc_outcome;

/* Texts are made safe to show ("" where a record lacks them) and live, as body does, until the next call. */
typedef struct lun_warc_record {
  uint64_t number;                  /* of the record in its file, from 1 */
  char type[64];                    /* "response", "resource", "conversion", ...; in small letters */
  char id[LUN_WARC_NAME];           /* WARC-Record-ID without < and > */
  char url[LUN_WARC_NAME];          /* WARC-Target-URI, the same */
  char date[64];                    /* WARC-Date */
  char truncated[64];               /* WARC-Truncated: why the crawler kept only the beginning */
  int status;                       /* HTTP's, or 0 */
  char content_type[128];           /* of the document, in small letters and without parameters */
  char charset[64];                 /* as its content type says, in small letters */
  char reason[160];                 /* for SKIPPED and FAILED: short and countable, such as "request" or "status 404" */
  const char *body;                 /* for DOCUMENT */
  size_t size;
} lun_warc_record;

typedef struct lun_warc lun_warc;

/* Reads what `source` gives, which outlives the reader as `name` does not need to. */
lun_status lun_warc_new(lun_io_source *source, void *state, const char *name, lun_warc **warc, lun_err *err);
void lun_warc_free(lun_warc *warc);

/* err->message is a whole sentence for SKIPPED and FAILED, with file, number and url or id. Documents are records of the
 * types response (HTTP status 200 or 203), resource and conversion with text, HTML or an unnamed content type that is no
 * binary data. Behind a record whose length is wrong the next line that begins a record is looked for. A source that fails
 * is one FAILED, and the end. After LUN_NO_MEMORY (err->code) there is nothing more to ask for. */
lun_warc_outcome lun_warc_next(lun_warc *warc, lun_warc_record *record, lun_err *err);

#endif
