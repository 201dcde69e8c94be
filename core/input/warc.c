#include "lunette/warc.h"
lun_status lun_warc_new(lun_io_source *source, void *state, const char *name, lun_warc **warc, lun_err *err) {
  (void)source; (void)state; (void)name; *warc = NULL;
  return lun_fail(err, LUN_FORMAT, 0, "not yet");
}
void lun_warc_free(lun_warc *warc) { (void)warc; }
lun_warc_outcome lun_warc_next(lun_warc *warc, lun_warc_record *record, lun_err *err) { (void)warc; (void)record; (void)err; return LUN_WARC_END; }
