/* Texts of reasons. */
#include "lunette/reference.h"

const char *lun_reason_pattern(lun_reason_code code) {
  static const char *const patterns[] = {
#define X(name, text) text,
      LUN_REASONS(X)
#undef X
  };
  return code < LUN_REASON_COUNT ? patterns[code] : "";
}
