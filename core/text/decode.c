/* From the bytes of an input to valid UTF-8. The encoding is decided first (byte order mark; UTF-8; a charset that is declared; Windows-1252), then the
 * text is measured, then written, so that text and edits are each allocated once at their size. An input that is valid
 * UTF-8 without a mark is the text as it stands and is not copied. Nothing is refused but what is too large, and nothing
 * is changed but what is invalid: line ends, spaces, accents and NUL stay as they are. */
#include "lunette/text.h"

#include <string.h>

#include "lunette/mem.h"
#include "lunette/utf8.h"
#include "text/charset.h"
#include "text/windows1252.h"

/* What the text will take. */
typedef struct measure {
  uint64_t size;
  uint32_t edits;
} measure;

/* The text for what stands at p, which is no valid UTF-8: how many bytes of input it replaces, and its own `size`. */
static unsigned replace(const char *p, const char *end, bool windows, char text[4], unsigned *size) {
  *size = lun_utf8_encode(windows ? lun_windows1252_code((unsigned char)*p) : LUN_REPLACEMENT, text);
  return windows ? 1 : lun_utf8_invalid_part(p, end);
}

static measure measure_bytes(const char *p, const char *end, bool windows) {
  measure m = {0, 0};
  char text[4];
  unsigned size;
  while (p < end) {
    size_t valid = lun_utf8_valid_prefix(p, (size_t)(end - p));
    p += valid;
    m.size += valid;
    if (p == end) break;
    p += replace(p, end, windows, text, &size);
    m.size += size;
    m.edits++;
  }
  return m;
}

static lun_status too_large(lun_err *err, uint64_t size) {
  return lun_fail(err, LUN_LIMIT, size, "a text of %llu bytes is over the limit of %d", (unsigned long long)size, LUN_TEXT_MAX);
}

/* Room for the text with a closing NUL, and for the edits. */
static lun_status reserve(lun_decoded *out, measure m, lun_err *err) {
  if (m.size > LUN_TEXT_MAX) return too_large(err, m.size);
  if (!(out->bytes = lun_alloc((size_t)m.size + 1))) return lun_fail_memory(err);
  out->bytes[m.size] = 0;
  if (m.edits && lun_grow((void **)&out->edits, &out->edit_capacity, m.edits, sizeof *out->edits)) return lun_fail_memory(err);
  return LUN_OK;
}

static void append(lun_decoded *out, const char *bytes, size_t size) {
  if (size) memcpy(out->bytes + out->size, bytes, size);
  out->size += (uint32_t)size;
}

static void edit(lun_decoded *out, const char *text, unsigned text_size, size_t source_start, unsigned source_size) {
  out->edits[out->edit_count++] = (lun_edit){out->size, text_size, (uint32_t)source_start, source_size};
  append(out, text, text_size);
}

static void note_repair(lun_decoded *out, size_t at) {
  if (!out->repaired++) out->first_repaired = at;
}

static void note_nul(lun_decoded *out, size_t at) {
  if (!out->nul_count++) out->first_nul = at;
}

/* UTF-8 after a mark of `bom` bytes, or Windows-1252. */
static lun_status from_bytes(const char *input, size_t size, unsigned bom, bool windows, lun_decoded *out, lun_err *err) {
  const char *p = input + bom, *end = input + size;
  measure m = measure_bytes(p, end, windows);
  m.edits += bom > 0;
  lun_status status = reserve(out, m, err);
  if (status) return status;
  if (bom) edit(out, "", 0, 0, bom);
  while (p < end) {
    size_t valid = lun_utf8_valid_prefix(p, (size_t)(end - p));
    append(out, p, valid);
    p += valid;
    if (p == end) break;
    char text[4];
    unsigned text_size, replaced = replace(p, end, windows, text, &text_size);
    if (!windows) note_repair(out, (size_t)(p - input));
    edit(out, text, text_size, (size_t)(p - input), replaced);
    p += replaced;
  }
  return LUN_OK;
}

/* The character at *at, which moves past it; UINT32_MAX for an unpaired surrogate and for a last odd byte. */
static uint32_t next_utf16(const char *input, size_t size, bool big, size_t *at) {
  const unsigned char *p = (const unsigned char *)input + *at;
  size_t left = size - *at;
  *at += left < 2 ? left : 2;
  if (left < 2) return UINT32_MAX;
  uint32_t unit = big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
  if (unit < 0xD800 || unit > 0xDFFF) return unit;
  if (unit > 0xDBFF || left < 4) return UINT32_MAX;
  uint32_t low = big ? (uint32_t)p[2] << 8 | p[3] : (uint32_t)p[3] << 8 | p[2];
  if (low < 0xDC00 || low > 0xDFFF) return UINT32_MAX;
  *at += 2;
  return 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF));
}

static lun_status from_utf16(const char *input, size_t size, bool big, lun_decoded *out, lun_err *err) {
  char text[4];
  measure m = {0, 0};
  for (size_t at = 2; at < size;) m.size += lun_utf8_encode(next_utf16(input, size, big, &at), text);
  lun_status status = reserve(out, m, err);
  if (status) return status;
  for (size_t at = 2; at < size;) {
    size_t start = at;
    uint32_t code = next_utf16(input, size, big, &at);
    if (code == UINT32_MAX) note_repair(out, start);
    if (code == 0) note_nul(out, start);
    append(out, text, lun_utf8_encode(code, text));
  }
  return LUN_OK;
}

static void find_nul(lun_decoded *out, const char *text) {
  for (const char *p = text, *end = text + out->size; p < end && (p = memchr(p, 0, (size_t)(end - p))); p++)
    note_nul(out, out->nul_count ? 0 : lun_text_source(out, (uint32_t)(p - text), false));
}

static lun_status decode(const char *input, size_t size, const lun_charset *declared, lun_decoded *out, lun_err *err) {
  if (size >= 2 && (!memcmp(input, "\xFF\xFE", 2) || !memcmp(input, "\xFE\xFF", 2))) {
    bool big = !memcmp(input, "\xFE\xFF", 2);
    out->encoding = big ? LUN_UTF16BE : LUN_UTF16LE;
    return from_utf16(input, size, big, out, err);
  }
  if (size >= 3 && !memcmp(input, "\xEF\xBB\xBF", 3)) {
    out->encoding = LUN_UTF8_BOM;
    return from_bytes(input, size, 3, false, out, err);
  }
  size_t valid = lun_utf8_valid_prefix(input, size);
  const bool escapes = declared && lun_charset_escapes(declared, input, size);
  if (valid == size && !escapes) {
    out->size = (uint32_t)size;
    return LUN_OK;
  }
  if (declared && !lun_charset_is_windows1252(declared)) {
    out->encoding = LUN_DECLARED;
    out->charset = lun_charset_name(declared);
    return lun_charset_decode(declared, input, size, out, err);
  }
  bool windows = declared || lun_windows1252_fits(input, size);
  if (windows) out->encoding = LUN_WINDOWS1252;
  return from_bytes(input, size, 0, windows, out, err);
}

static lun_status decode_whole(const char *input, size_t size, const lun_charset *declared, lun_decoded *out, lun_err *err) {
  memset(out, 0, sizeof *out);
  if (!size) input = "";
  if (size > LUN_TEXT_MAX) return too_large(err, size);
  lun_status status = decode(input, size, declared, out, err);
  if (status) lun_decoded_free(out);
  else if (out->encoding != LUN_UTF16LE && out->encoding != LUN_UTF16BE) find_nul(out, out->bytes ? out->bytes : input);
  return status;
}

lun_status lun_text_decode(const char *input, size_t size, lun_decoded *out, lun_err *err) {
  return decode_whole(input, size, NULL, out, err);
}
lun_status lun_text_decode_declared(const char *input, size_t size, const char *charset, size_t length, lun_decoded *out, lun_err *err) {
  return decode_whole(input, size, lun_charset_named(charset, length), out, err);
}
bool lun_text_is_charset(const char *name, size_t size) { return lun_charset_named(name, size) != NULL; }

void lun_decoded_free(lun_decoded *decoded) {
  lun_free(decoded->bytes);
  lun_free(decoded->edits);
  memset(decoded, 0, sizeof *decoded);
}
