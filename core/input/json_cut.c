/* Cuts a JSON text into its values by brackets and strings, so that one broken record costs no other one and none is built
 * before it is its turn. Owns nothing; every byte is passed over a bounded number of times. */
#include <string.h>

#include "input/json_scan.h"

static void skip(lun_json_cut *cut) {
  for (; cut->at < cut->size; cut->at++) {
    char c = cut->bytes[cut->at];
    if (c == '\n') cut->line++;
    else if (!lun_json_white(c) && c != ',') return;
  }
}

/* Past the value that begins at i: a bracket to its partner, a string to its mark, anything else to what cannot belong to it. */
static size_t after_value(const char *bytes, size_t size, size_t i) {
  size_t depth = 0;
  while (i < size) {
    char c = bytes[i];
    if (c == '"') {
      i = lun_json_after_string(bytes, size, i);
      if (!depth) return i;
      continue;
    }
    if (c == '[' || c == '{') depth++;
    else if (c == ']' || c == '}') {
      if (!depth) return i;
      if (!--depth) return i + 1;
    } else if (!depth && (lun_json_white(c) || c == ',')) return i;
    i++;
  }
  return size;
}

static uint64_t line_ends(const char *bytes, size_t start, size_t stop) {
  uint64_t count = 0;
  for (const char *p = bytes + start, *end = bytes + stop; p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++) count++;
  return count;
}

void lun_json_cut_open(lun_json_cut *cut, const char *bytes, size_t size) {
  *cut = (lun_json_cut){bytes, size, size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0, 1, false};
  skip(cut);
  if (cut->at < size && bytes[cut->at] == '[') {
    cut->list = true;
    cut->at++;
  }
}

/* The first list of objects in the object that begins at `start`; where it begins, or 0. */
static size_t find_list(const char *bytes, size_t start, size_t stop, unsigned depth) {
  size_t i = start + 1;
  while (i < stop) {
    while (i < stop && (lun_json_white(bytes[i]) || bytes[i] == ',' || bytes[i] == ':')) i++;
    if (i >= stop || bytes[i] == '}' || bytes[i] == ']') return 0;
    if (bytes[i] == '[') {
      size_t first = i + 1;
      while (first < stop && lun_json_white(bytes[first])) first++;
      if (first < stop && bytes[first] == '{') return i;
    }
    if (bytes[i] == '{' && depth > 1) {
      size_t inner = find_list(bytes, i, stop, depth - 1);
      if (inner) return inner;
    }
    size_t next = after_value(bytes, stop, i);
    i = next > i ? next : i + 1;
  }
  return 0;
}

bool lun_json_cut_inside(lun_json_cut *cut, const char *bytes, size_t start, size_t stop, unsigned depth) {
  size_t list = find_list(bytes, start, stop, depth);
  if (!list) return false;
  *cut = (lun_json_cut){bytes, stop, list + 1, 1 + line_ends(bytes, 0, list), true};
  return true;
}

bool lun_json_cut_next(lun_json_cut *cut, size_t *start, size_t *stop, uint64_t *line) {
  skip(cut);
  if (cut->at >= cut->size) return false;
  char c = cut->bytes[cut->at];
  if (cut->list && c == ']') {
    cut->at = cut->size;
    return false;
  }
  *start = cut->at;
  *line = cut->line;
  *stop = after_value(cut->bytes, cut->size, cut->at);
  if (*stop == *start) ++*stop; /* a bracket that closes nothing */
  cut->line += line_ends(cut->bytes, *start, *stop);
  cut->at = *stop;
  return true;
}
