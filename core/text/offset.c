/* The ruler of offset.h. A first byte tells how long its character is and whether UTF-16 needs two units for it. */
#include "lunette/offset.h"

#include "lunette/utf8.h"

lun_ruler lun_ruler_of(const char *text, size_t size, lun_unit unit) { return (lun_ruler){text, size, 0, 0, unit}; }

static size_t length_at(const lun_ruler *ruler) {
  return ruler->unit == LUN_UNIT_BYTES ? 1 : lun_utf8_length((unsigned char)ruler->text[ruler->byte]);
}
static uint64_t units_of(const lun_ruler *ruler, size_t length) { return ruler->unit == LUN_UNIT_UTF16 && length == 4 ? 2 : 1; }

static void begin_anew(lun_ruler *ruler) {
  ruler->byte = 0;
  ruler->units = 0;
}

size_t lun_ruler_byte(lun_ruler *ruler, uint64_t units) {
  if (units < ruler->units) begin_anew(ruler);
  while (ruler->units < units && ruler->byte < ruler->size) {
    const size_t length = length_at(ruler);
    const uint64_t more = units_of(ruler, length);
    if (ruler->units + more > units) return ruler->byte;
    ruler->units += more;
    ruler->byte += length;
  }
  return ruler->units < units ? SIZE_MAX : ruler->byte;
}

uint64_t lun_ruler_units(lun_ruler *ruler, size_t byte) {
  if (byte < ruler->byte) begin_anew(ruler);
  while (ruler->byte < byte && ruler->byte < ruler->size) {
    const size_t length = length_at(ruler);
    ruler->units += units_of(ruler, length);
    ruler->byte += length;
  }
  return ruler->units;
}
