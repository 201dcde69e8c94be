/* Making names safe to show; see the header. */
#include "input/safe_name.h"

#include <stdbool.h>
#include <string.h>

#include "lunette/utf8.h"

static bool harmful(uint32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || (code >= 0x200E && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

size_t lun_safe_text(const char *bytes, size_t size, char *out, size_t room) {
  const char *p = bytes, *end = bytes + size;
  size_t used = 0;
  while (p < end) {
    uint32_t code;
    char encoded[4];
    unsigned n = lun_utf8_decode(p, end, &code);
    if (!n || harmful(code)) code = LUN_REPLACEMENT;
    p += n ? n : lun_utf8_invalid_part(p, end);
    unsigned length = lun_utf8_encode(code, encoded);
    if (used + length >= room) break;
    memcpy(out + used, encoded, length);
    used += length;
  }
  out[used] = 0;
  return used;
}

void lun_safe_short(const char *text, char *out, size_t room) {
  size_t size = strlen(text);
  if (size < room && (lun_safe_text(text, size, out, room) == size || 3 * size < room)) return;
  const char *from = text + (size > room / 2 ? size - room / 2 : 0); /* what is not valid may take three times its bytes */
  while ((*from & 0xC0) == 0x80) from++;
  memcpy(out, "...", 3);
  lun_safe_text(from, strlen(from), out + 3, room - 3);
}

size_t lun_safe_path(const char *bytes, size_t size, char *out, size_t room) {
  while (size && *bytes == '/') bytes++, size--;
  size_t used = lun_safe_text(bytes, size, out, room);
  for (size_t at = 0; at < used; at += strcspn(out + at, "/\\") + 1)
    if (out[at] == '.' && out[at + 1] == '.' && (at + 2 == used || out[at + 2] == '/' || out[at + 2] == '\\')) out[at] = out[at + 1] = '_';
  return used;
}
