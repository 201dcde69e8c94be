/* Decodes one character reference as the HTML standard says: numbers with the repairs of Windows-1252, names by bisection
 * among those with the same first letter. A reference of more than 32 bytes is none, so any text is read in linear time. */
#include "input/html_entity.h"

#include <string.h>

#include "lunette/utf8.h"

enum { REFERENCE_MAX = 32 };

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* What numbers of the C1 controls are read as; 0 where they stay. */
static uint32_t repaired(uint32_t code) {
  static const uint16_t windows[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return LUN_REPLACEMENT;
  if (code >= 0x80 && code < 0xA0 && windows[code - 0x80]) return windows[code - 0x80];
  return code;
}

static int digit_value(char c, bool hex) {
  if (is_digit(c)) return c - '0';
  if (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) return (c | 0x20) - 'a' + 10;
  return -1;
}

static size_t decode_number(const char *p, const char *end, char *out, unsigned *size) {
  const char *at = p + 2;
  const bool hex = at < end && (*at | 0x20) == 'x';
  if (hex) at++;
  const char *first = at;
  uint32_t code = 0;
  for (int value; at < end && (value = digit_value(*at, hex)) >= 0; at++) {
    if (at - p > REFERENCE_MAX) return 0;
    if (code <= 0x10FFFF) code = code * (hex ? 16 : 10) + (uint32_t)value;
  }
  if (at == first) return 0;
  if (at < end && *at == ';') at++;
  *size = lun_utf8_encode(repaired(code), out);
  return (size_t)(at - p);
}

/* The text of a name of `length` bytes, closed by a NUL, and whether it needs no semicolon; NULL when there is no such name. */
static const char *find_name(const char *name, size_t length, bool *bare) {
  const lun_entity_letter *letter = &lun_entity_letters[name[0] <= 'Z' ? name[0] - 'A' : name[0] - 'a' + 26];
  const char *first = letter->names, *low = first, *high = first + letter->size;
  while (low < high) {
    const char *entry = low + (high - low) / 2;
    while (entry > first && entry[-1]) entry--;
    size_t size = 0;
    while (entry[size] != ' ' && entry[size] != '&') size++;
    int order = memcmp(name, entry, length < size ? length : size);
    if (order == 0) order = (length > size) - (length < size);
    if (order == 0) {
      *bare = entry[size] == '&';
      return entry + size + (*bare ? 2 : 1);
    }
    if (order < 0) high = entry;
    else low = entry + strlen(entry) + 1;
  }
  return NULL;
}

static size_t decode_name(const char *p, const char *end, bool attribute, char *out, unsigned *size) {
  size_t length = 0;
  const char *name = p + 1, *text = NULL;
  bool bare = false;
  while (length < REFERENCE_MAX && name + length < end && (is_letter(name[length]) || is_digit(name[length]))) length++;
  const bool closed = name + length < end && name[length] == ';';
  size_t taken = length;
  if (closed) text = find_name(name, length, &bare);
  if (!text) { /* the longest beginning that needs no semicolon; none has more than six letters */
    for (taken = length < 6 ? length : 6; taken >= 2; taken--)
      if ((text = find_name(name, taken, &bare)) && bare) break;
      else text = NULL;
    if (!text) return 0;
    if (attribute && name + taken < end && (is_letter(name[taken]) || is_digit(name[taken]) || name[taken] == '=')) return 0;
  }
  *size = (unsigned)strlen(text);
  memcpy(out, text, *size);
  return 1 + taken + (closed && taken == length);
}

size_t lun_entity_decode(const char *p, const char *end, bool attribute, char out[LUN_ENTITY_MAX], unsigned *size) {
  if (end - p < 2) return 0;
  if (p[1] == '#') return decode_number(p, end, out, size);
  return is_letter(p[1]) ? decode_name(p, end, attribute, out, size) : 0;
}
