/* Header fields, chunks and content encodings; see the header. */
#include "input/header.h"

#include <string.h>
#include <strings.h>

#include "input/codec.h"
#include "input/safe_name.h"
#include "input/stream.h"
#include "lunette/mem.h"

static bool blank(char c) { return c == ' ' || c == '\t'; }

size_t lun_header_size(const char *bytes, size_t size) {
  const char *end = bytes + size, *p = bytes;
  while (p < end && (p = memchr(p, '\n', (size_t)(end - p)))) {
    p++;
    if (p < end && *p == '\n') return (size_t)(p - bytes) + 1;
    if (p + 1 < end && p[0] == '\r' && p[1] == '\n') return (size_t)(p - bytes) + 2;
  }
  return 0;
}

void lun_header_unfold(char *bytes, size_t size) {
  for (size_t i = 0; i + 1 < size; i++)
    if (bytes[i] == '\n' && blank(bytes[i + 1])) {
      bytes[i] = ' ';
      if (i && bytes[i - 1] == '\r') bytes[i - 1] = ' ';
    }
}

const char *lun_header_value(const char *bytes, size_t size, const char *name, size_t *length) {
  const char *end = bytes + size, *line = memchr(bytes, '\n', size);
  size_t name_length = strlen(name);
  while (line && ++line < end) {
    const char *stop = memchr(line, '\n', (size_t)(end - line)), *last = stop ? stop : end, *colon = memchr(line, ':', (size_t)(last - line));
    if (colon) {
      const char *name_end = colon, *value = colon + 1;
      while (name_end > line && blank(name_end[-1])) name_end--;
      if ((size_t)(name_end - line) == name_length && !strncasecmp(line, name, name_length)) {
        while (value < last && blank(*value)) value++;
        while (last > value && (blank(last[-1]) || last[-1] == '\r')) last--;
        *length = (size_t)(last - value);
        return value;
      }
    }
    line = stop;
  }
  *length = 0;
  return NULL;
}

static void copy_lower(const char *bytes, size_t size, char *out, size_t room) {
  while (size && blank(*bytes)) bytes++, size--;
  while (size && blank(bytes[size - 1])) size--;
  lun_safe_text(bytes, size, out, room);
  for (; *out; out++)
    if (*out >= 'A' && *out <= 'Z') *out = (char)(*out - 'A' + 'a');
}

void lun_header_content_type(const char *value, size_t length, char *type, size_t type_room, char *charset, size_t charset_room) {
  const char *end = value ? value + length : NULL, *semicolon = value ? memchr(value, ';', length) : NULL;
  *type = *charset = 0;
  if (!value) return;
  copy_lower(value, (size_t)((semicolon ? semicolon : end) - value), type, type_room);
  while (semicolon) {
    const char *p = semicolon + 1;
    semicolon = memchr(p, ';', (size_t)(end - p));
    const char *stop = semicolon ? semicolon : end;
    while (p < stop && blank(*p)) p++;
    if (stop - p < 8 || strncasecmp(p, "charset=", 8)) continue;
    p += 8;
    while (p < stop && (blank(*p) || *p == '"' || *p == '\'')) p++;
    while (stop > p && (blank(stop[-1]) || stop[-1] == '"' || stop[-1] == '\'')) stop--;
    copy_lower(p, (size_t)(stop - p), charset, charset_room);
    return;
  }
}

static int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = (char)(c | 0x20);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The line that begins a chunk: moves *at behind it and gives the chunk's size. */
static bool chunk_line(const char *body, size_t size, size_t *at, size_t *chunk) {
  size_t i = *at, n = 0;
  while (i < size && hexadecimal(body[i]) >= 0) {
    if (n > SIZE_MAX >> 5) return false;
    n = n * 16 + (size_t)hexadecimal(body[i++]);
  }
  if (i == *at) return false;
  while (i < size && blank(body[i])) i++;
  if (i < size && body[i] != ';' && body[i] != '\r' && body[i] != '\n') return false;
  const char *end = memchr(body + i, '\n', size - i);
  if (!end) return false;
  *at = (size_t)(end - body) + 1;
  *chunk = n;
  return true;
}

lun_status lun_chunks_join(char *body, size_t *size, bool cut, lun_err *err) {
  size_t at = 0, used = 0, chunk;
  for (bool first = true; at < *size; first = false) {
    if (!chunk_line(body, *size, &at, &chunk)) {
      if (first) return LUN_OK;
      if (cut) break;
      return lun_fail(err, LUN_FORMAT, 0, "a chunk of its body begins with no size");
    }
    if (!chunk) {
      *size = used;
      return LUN_OK;
    }
    bool whole = chunk <= *size - at, ended = whole && (chunk == *size - at || body[at + chunk] == '\r' || body[at + chunk] == '\n');
    if (first && whole && !ended) return LUN_OK;
    if (!whole && !cut) {
      if (first) return LUN_OK;
      break;
    }
    if (!whole) chunk = *size - at;
    memmove(body + used, body + at, chunk);
    used += chunk;
    at += chunk;
    if (at < *size && body[at] == '\r') at++;
    if (at < *size && body[at] == '\n') at++;
  }
  *size = used;
  return cut || !used ? LUN_OK : lun_fail(err, LUN_FORMAT, 0, "the chunks of its body are cut short");
}

/* Unpacks a whole buffer; what follows the data is left. */
static lun_status unpack(lun_codec_kind kind, const char *bytes, size_t size, size_t most, bool cut, char **made, size_t *made_size, lun_err *err) {
  enum { FIRST = 1 << 16 };
  const char *in = bytes, *end = bytes + size;
  size_t room = FIRST, used = 0;
  bool whole = false;
  lun_codec *codec;
  lun_status status = lun_codec_new(kind, &codec, err);
  if (status) return status;
  char *buffer = lun_alloc(room);
  if (!buffer) status = lun_fail_memory(err);
  while (!status) {
    if (used == room) {
      if (room > most || lun_limits_check(&LUN_LIMITS, (uint64_t)(in - bytes), used, used, "its body", NULL))
        status = lun_fail(err, LUN_LIMIT, 0, "its body unpacks to too much: over %zu bytes, or over 1000 times its size", most);
      char *grown = status ? NULL : lun_realloc(buffer, room <= most / 2 ? 2 * room : most + 1);
      if (grown) buffer = grown, room = room <= most / 2 ? 2 * room : most + 1;
      else if (!status) status = lun_fail_memory(err);
      if (status) break;
    }
    const char *before = in;
    char *out = buffer + used;
    status = lun_codec_step(codec, &in, (size_t)(end - in), &out, room - used, &whole, err);
    bool stuck = in == before && out == buffer + used && !whole;
    used = (size_t)(out - buffer);
    if (status || (whole && lun_codec_of(in, (size_t)(end - in)) != kind)) break;
    if (stuck) {
      if (!cut) status = lun_fail(err, LUN_FORMAT, 0, "its %s data is cut short", lun_codec_name(kind));
      break;
    }
  }
  if (!status && used > most) status = lun_fail(err, LUN_LIMIT, 0, "its body unpacks to more than %zu bytes", most);
  lun_codec_free(codec);
  if (status) lun_free(buffer);
  else *made = buffer, *made_size = used;
  return status;
}

static bool named(const char *name, size_t length, const char *wanted) { return length == strlen(wanted) && !strncasecmp(name, wanted, length); }

/* Which decoder an encoding asks for; NONE with LUN_OK where the body stays as it is. */
static lun_status encoding_of(const char *name, size_t length, const char *body, size_t size, lun_codec_kind *kind, lun_err *err) {
  *kind = LUN_CODEC_NONE;
  if (!length || named(name, length, "identity") || !size) return LUN_OK;
  if (named(name, length, "gzip") || named(name, length, "x-gzip")) {
    if (lun_codec_of(body, size) == LUN_CODEC_GZIP) *kind = LUN_CODEC_GZIP; /* crawlers unpack, and keep the header */
    return LUN_OK;
  }
  if (named(name, length, "deflate")) {
    const unsigned char *b = (const unsigned char *)body;
    bool framed = size >= 2 && (b[0] & 15) == 8 && (b[0] << 8 | b[1]) % 31 == 0;
    *kind = framed ? LUN_CODEC_ZLIB : LUN_CODEC_DEFLATE;
    return LUN_OK;
  }
  char shown[64];
  lun_safe_text(name, length, shown, sizeof shown);
  return lun_fail(err, LUN_FORMAT, 0, "content encoding %s", shown);
}

lun_status lun_encodings_undo(const char *encodings, size_t length, const char *body, size_t size, size_t most, bool cut,
                              char **made, size_t *made_size, lun_err *err) {
  *made = NULL;
  *made_size = 0;
  while (length) { /* the last was applied last */
    size_t start = length;
    while (start && encodings[start - 1] != ',') start--;
    const char *name = encodings + start;
    size_t n = length - start;
    while (n && blank(*name)) name++, n--;
    while (n && blank(name[n - 1])) n--;
    length = start ? start - 1 : 0;
    lun_codec_kind kind;
    char *unpacked = NULL;
    size_t unpacked_size = 0;
    lun_status status = encoding_of(name, n, *made ? *made : body, *made ? *made_size : size, &kind, err);
    if (!status && kind) status = unpack(kind, *made ? *made : body, *made ? *made_size : size, most, cut, &unpacked, &unpacked_size, err);
    if (status || kind) {
      lun_free(*made);
      *made = status ? NULL : unpacked;
      *made_size = unpacked_size;
    }
    if (status) return status;
  }
  return LUN_OK;
}
