/* Places of a text in characters and UTF-16 units; see the header. A mark every STEP bytes holds the counts
 * before it. */
#include "lunette/units.h"

#include <string.h>

#include "lunette/mem.h"

enum { STEP = 256 };

typedef struct mark {
  uint32_t chars, pairs; /* characters before this place; of them those of two UTF-16 units */
} mark;

struct lun_units {
  const char *text; /* borrowed */
  uint32_t size;
  mark marks[];
};

lun_status lun_unit_named(const char *name, lun_unit *unit, lun_err *err) {
  static const char *const names[] = {"bytes", "chars", "utf16"};
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
    if (!strcmp(name, names[i])) {
      *unit = (lun_unit)i;
      return LUN_OK;
    }
  return lun_fail(err, LUN_INVALID, 0, "unknown unit of offsets '%s': one of bytes, chars, utf16", name);
}

/* Counts the bytes from .. stop into m. */
static void count(const lun_units *o, uint32_t from, uint32_t stop, mark *m) {
  for (uint32_t i = from; i < stop; i++) {
    unsigned char c = (unsigned char)o->text[i];
    if ((c & 0xC0) == 0x80) continue;
    m->chars++;
    if (c >= 0xF0) m->pairs++;
  }
}

lun_status lun_units_new(const char *text, uint32_t size, lun_units **out, lun_err *err) {
  uint32_t marks = size / STEP + 1;
  lun_units *o = lun_alloc(sizeof *o + marks * sizeof *o->marks);
  *out = o;
  if (!o) return lun_fail_memory(err);
  o->text = text;
  o->size = size;
  mark m = {0, 0};
  for (uint32_t i = 0; i < marks; i++) {
    if (i) count(o, (i - 1) * STEP, i * STEP, &m);
    o->marks[i] = m;
  }
  return LUN_OK;
}

void lun_units_free(lun_units *o) { lun_free(o); }

static mark mark_of(const lun_units *o, uint32_t byte) {
  if (byte > o->size) byte = o->size;
  while (byte && byte < o->size && ((unsigned char)o->text[byte] & 0xC0) == 0x80) byte--;
  mark m = o->marks[byte / STEP];
  count(o, byte / STEP * STEP, byte, &m);
  return m;
}

uint32_t lun_units_of(const lun_units *o, uint32_t byte, lun_unit unit) {
  if (unit == LUN_UNIT_BYTES) return byte;
  mark m = mark_of(o, byte);
  return unit == LUN_UNIT_CHARS ? m.chars : m.chars + m.pairs;
}
