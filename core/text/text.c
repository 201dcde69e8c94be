/* What can be asked of a decoded text: where a byte of it stands in the input (binary search over the edits), and what
 * was repaired. */
#include "lunette/text.h"

#include <inttypes.h>
#include <stdio.h>

const char *lun_encoding_name(lun_encoding encoding) {
  switch (encoding) {
    case LUN_UTF8: return "UTF-8";
    case LUN_UTF8_BOM: return "UTF-8 with BOM";
    case LUN_UTF16LE: return "UTF-16LE";
    case LUN_UTF16BE: return "UTF-16BE";
    case LUN_WINDOWS1252: return "Windows-1252";
    case LUN_DECLARED: return "declared";
  }
  return "unknown";
}

const char *lun_decoded_name(const lun_decoded *d) { return d->encoding == LUN_DECLARED ? d->charset : lun_encoding_name(d->encoding); }

uint32_t lun_text_source(const lun_decoded *d, uint32_t offset, bool end) {
  offset = offset > d->before ? offset - d->before : 0;
  /* Edits before the offset. One that begins at it is before a start there, but not before an end there, unless the text begins
   * with it and it has none: no place of the text lies before a byte order mark. */
  uint32_t low = 0, high = d->edit_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const lun_edit *e = &d->edits[middle];
    if (e->text_start < offset || (e->text_start == offset && (!end || (!e->text_size && !offset)))) low = middle + 1;
    else high = middle;
  }
  if (!low) return offset;
  const lun_edit *e = &d->edits[low - 1];
  uint32_t text_stop = e->text_start + e->text_size, source_stop = e->source_start + e->source_size;
  if (offset >= text_stop) return source_stop + (offset - text_stop);
  return end ? source_stop : e->source_start;
}

bool lun_text_warning(const lun_decoded *d, unsigned n, char *line, size_t room) {
  bool utf16 = d->encoding == LUN_UTF16LE || d->encoding == LUN_UTF16BE;
  if (utf16 && n-- == 0) {
    snprintf(line, room, "byte 0: read as %s; offsets refer to the text in UTF-8", lun_encoding_name(d->encoding));
    return true;
  }
  if (d->encoding == LUN_WINDOWS1252 && n-- == 0) {
    snprintf(line, room, "byte %" PRIu32 ": not UTF-8; read as Windows-1252", d->edits[0].source_start);
    return true;
  }
  if (d->encoding == LUN_DECLARED && n-- == 0) {
    snprintf(line, room, "byte %" PRIu32 ": not UTF-8; read as %s, which it declares", d->edit_count ? d->edits[0].source_start : 0, d->charset);
    return true;
  }
  if (d->repaired && n-- == 0) {
    snprintf(line, room, "byte %" PRIu64 ": %" PRIu32 " invalid part%s replaced by U+FFFD", d->first_repaired, d->repaired,
             d->repaired == 1 ? "" : "s");
    return true;
  }
  if (d->nul_count && n-- == 0) {
    snprintf(line, room, "byte %" PRIu64 ": %" PRIu32 " NUL character%s kept", d->first_nul, d->nul_count,
             d->nul_count == 1 ? "" : "s");
    return true;
  }
  return false;
}
