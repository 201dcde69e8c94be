/* Recognises addresses by their shape: a scheme, an ending that is a known top-level domain, an @ between a name and a
 * host. Owns the list of endings; refuses to judge whether an address exists. Looks ahead a bounded number of bytes, so
 * that asking at every word of a text stays linear. */
#include "text/web.h"

#include <string.h>

#include "text/character.h"

enum { LOCAL_MAX = 64, HOST_MAX = 253, LABEL_MAX = 63 };

static bool byte_is(const char *text, size_t size, size_t at, unsigned classes) {
  return at < size && lun_byte_is((unsigned char)text[at], classes);
}

/* Closing punctuation at the end of an address belongs to the sentence; a bracket only if it was not opened inside. */
static size_t trim(const char *text, size_t at, size_t end) {
  size_t open = 0, close = 0;
  for (size_t i = at; i < end; i++) {
    open += text[i] == '(';
    close += text[i] == ')';
  }
  while (end > at) {
    const char last = text[end - 1];
    if (last == ')') {
      if (close <= open) break;
      close--;
    } else if (!strchr(".,;:!?'*_~]}|", last)) break;
    end--;
  }
  return end;
}

/* Where the path of a URL ends: at white space, brackets and quotation marks. */
static size_t path_end(const char *text, size_t size, size_t at) {
  const size_t start = at;
  while (at < size) {
    const unsigned char byte = (unsigned char)text[at];
    if (byte < 0x80) {
      if (lun_byte_is(byte, LUN_BYTE_SPACE) || strchr("<>\"`{}|\\^", byte)) break;
      at++;
      continue;
    }
    size_t next = at;
    const lun_character class = lun_character_of(lun_character_next(text, size, &next));
    if (class != LUN_CHAR_LETTER && class != LUN_CHAR_MARK && class != LUN_CHAR_DIGIT) break;
    at = next;
  }
  return trim(text, start, at);
}

size_t lun_web_url(const char *text, size_t size, size_t at) {
  size_t i = at;
  while (i < size && i - at < 12 && lun_byte_is((unsigned char)text[i], LUN_BYTE_LETTER)) i++;
  if (i == at) return 0;
  if (size - i > 3 && memcmp(text + i, "://", 3) == 0) {
    const size_t end = path_end(text, size, i + 3);
    return end > i + 3 ? end : 0;
  }
  if (i - at == 3 && (memcmp(text + at, "www", 3) == 0 || memcmp(text + at, "WWW", 3) == 0) && i < size && text[i] == '.') {
    if (!byte_is(text, size, i + 1, LUN_BYTE_ALNUM)) return 0;
    return path_end(text, size, i + 1);
  }
  return 0;
}

/* Endings after which a dotted name is a host. Countries only where the letters are not an English word or common
 * abbreviation. Sorted by length, then name. */
static bool is_ending(const char *label, size_t size) {
  static const char two[] = "ac au be br ca ch cl cn cz de dk es eu fi fm fr gr hk hu ie il jp ke kr lk ly mx ng nl nz "
                            "pk pl pt ru se sg tr tv tw ua uk us za";
  static const char three[] = "biz com edu gov int mil net org";
  static const char four[] = "aero arpa asia coop info jobs mobi name news";
  const char *list = size == 2 ? two : size == 3 ? three : size == 4 ? four : NULL;
  if (!list) return false;
  char folded[5] = {0};
  for (size_t i = 0; i < size; i++) folded[i] = (char)(label[i] | 0x20);
  for (const char *item = list; *item; item += size + (item[size] != 0))
    if (memcmp(item, folded, size) == 0) return true;
  return false;
}

/* Labels joined by dots from `at`; the end, and in *last where the last label starts. 0 when there is no dot inside. */
static size_t labels(const char *text, size_t size, size_t at, size_t *last) {
  size_t i = at, end = 0, label = at, dots = 0;
  for (;;) {
    while (i < size && i - at <= HOST_MAX && (lun_byte_is((unsigned char)text[i], LUN_BYTE_ALNUM) || text[i] == '-')) i++;
    if (i == label || i - at > HOST_MAX) break;
    end = i;
    *last = label;
    if (i + 1 >= size || text[i] != '.' || !lun_byte_is((unsigned char)text[i + 1], LUN_BYTE_ALNUM)) break;
    label = ++i;
    dots++;
  }
  while (end > *last && text[end - 1] == '-') end--;
  return dots > 0 && end > *last ? end : 0;
}

size_t lun_web_host(const char *text, size_t size, size_t at) {
  size_t last = at;
  const size_t end = labels(text, size, at, &last);
  if (end == 0 || !is_ending(text + last, end - last)) return 0;
  if (last - at < 3) return 0; /* one letter and a dot: an abbreviation rather */
  if (end < size && text[end] == '/' && byte_is(text, size, end + 1, LUN_BYTE_ALNUM)) return path_end(text, size, end);
  if (end < size && (text[end] == '_' || text[end] == '@')) return 0;
  return end;
}

size_t lun_web_email(const char *text, size_t size, size_t at) {
  size_t i = at;
  while (i < size && i - at <= LOCAL_MAX && lun_byte_is((unsigned char)text[i], LUN_BYTE_ALNUM | LUN_BYTE_LOCAL)) i++;
  if (i == at || i >= size || text[i] != '@' || text[i - 1] == '.') return 0;
  if (!byte_is(text, size, i + 1, LUN_BYTE_ALNUM)) return 0;
  size_t last = 0;
  const size_t end = labels(text, size, i + 1, &last);
  if (end != 0) return end;
  size_t stop = i + 1; /* name@HOST inside a company */
  while (stop < size && stop - i <= LABEL_MAX && lun_byte_is((unsigned char)text[stop], LUN_BYTE_ALNUM)) stop++;
  return stop;
}

size_t lun_web_hashtag(const char *text, size_t size, size_t at) {
  size_t i = at + 1;
  bool letter = false;
  while (i < size) {
    const unsigned char byte = (unsigned char)text[i];
    if (byte < 0x80) {
      if (!lun_byte_is(byte, LUN_BYTE_ALNUM) && byte != '_') break;
      letter = letter || lun_byte_is(byte, LUN_BYTE_LETTER) || byte == '_';
      i++;
      continue;
    }
    size_t next = i;
    const lun_character class = lun_character_of(lun_character_next(text, size, &next));
    if (class != LUN_CHAR_LETTER && class != LUN_CHAR_MARK && class != LUN_CHAR_DIGIT) break;
    letter = true;
    i = next;
  }
  return letter ? i : 0;
}

lun_token_kind lun_web_kind(const char *text, size_t size) {
  bool odd = false;
  for (size_t i = 0; i < size && !odd; i++) odd = text[i] == '.' || text[i] == '@' || text[i] == '#' || text[i] == ':';
  if (!odd) return LUN_KIND_WORD;
  if (text[0] == '#' || text[0] == '@') return lun_web_hashtag(text, size, 0) == size ? LUN_KIND_HASHTAG : LUN_KIND_WORD;
  if (lun_web_url(text, size, 0) == size || lun_web_host(text, size, 0) == size) return LUN_KIND_URL;
  if (lun_web_email(text, size, 0) == size) return LUN_KIND_EMAIL;
  return LUN_KIND_WORD;
}
