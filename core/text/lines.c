/* Lines and columns; see the header. A mark every STEP bytes holds the place of the byte there. */
#include "lunette/lines.h"

#include <string.h>

#include "lunette/mem.h"

enum { STEP = 128 };

typedef struct mark {
  uint32_t lines, characters; /* lines before this one; characters of it before this place */
} mark;

struct lun_lines {
  const char *text; /* borrowed */
  uint32_t size;
  mark marks[];
};

/* A stretch without an end of a line, of which there are most, is counted many bytes at a time. */
static void pass(const lun_lines *l, uint32_t from, uint32_t stop, mark *m) {
  const char *text = l->text + from;
  const uint32_t size = stop - from;
  if (!size) return;
  if (!memchr(text, '\n', size) && !memchr(text, '\r', size)) {
    uint32_t first = 0; /* bytes that a character begins with */
    for (uint32_t i = 0; i < size; i++) first += ((unsigned char)text[i] & 0xC0) != 0x80;
    m->characters += first;
    return;
  }
  for (uint32_t i = from; i < stop; i++) {
    const char c = l->text[i];
    /* CR LF ends at its LF */
    if (c == '\n' || (c == '\r' && (i + 1 == l->size || l->text[i + 1] != '\n'))) *m = (mark){m->lines + 1, 0};
    else m->characters += ((unsigned char)c & 0xC0) != 0x80;
  }
}

lun_status lun_lines_new(const char *text, uint32_t size, lun_lines **lines, lun_err *err) {
  const uint32_t marks = size / STEP + 1;
  lun_lines *l = lun_alloc(sizeof *l + marks * sizeof *l->marks);
  *lines = l;
  if (!l) return lun_fail_memory(err);
  l->text = text;
  l->size = size;
  mark m = {0, 0};
  for (uint32_t i = 0; i < marks; i++) {
    if (i) pass(l, (i - 1) * STEP, i * STEP, &m);
    l->marks[i] = m;
  }
  return LUN_OK;
}

void lun_lines_free(lun_lines *lines) { lun_free(lines); }

void lun_lines_place(const lun_lines *l, uint32_t byte, uint32_t *line, uint32_t *column) {
  if (byte > l->size) byte = l->size;
  mark m = l->marks[byte / STEP];
  pass(l, byte / STEP * STEP, byte, &m);
  *line = m.lines + 1;
  *column = m.characters + 1;
}
