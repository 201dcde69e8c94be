/* Tokens that begin with neither letter nor digit: punctuation, symbols, runs of them, hashtags, marks before a word that
 * belong to it (’90s, ’tis), ideographs, emoji. Words beyond ASCII are passed on to scan_word.c. */
#include <string.h>

#include "lunette/utf8.h"
#include "text/scan.h"
#include "text/web.h"

static bool is_digit(const lun_scan *scan, uint32_t at) { return lun_byte_is(lun_scan_byte(scan, at), LUN_BYTE_DIGIT); }

static bool in_word(const lun_scan *scan, uint32_t at) {
  uint32_t next;
  return at < scan->size && lun_character_in_word(lun_scan_class(scan, at, &next));
}

static uint32_t emit(lun_scan *scan, uint32_t start, uint32_t end) {
  lun_scan_emit(scan, start, end);
  return end;
}

static uint32_t run_of(const lun_scan *scan, uint32_t at, const char *bytes) {
  while (at < scan->size && scan->text[at] != 0 && strchr(bytes, scan->text[at])) at++;
  return at;
}

/* Dots and ellipsis characters in any mixture. */
static uint32_t dots_end(const lun_scan *scan, uint32_t at) {
  for (;;) {
    if (lun_scan_byte(scan, at) == '.') at++;
    else if (scan->size - at >= 3 && memcmp(scan->text + at, "\xE2\x80\xA6", 3) == 0) at += 3;
    else return at;
  }
}

/* White space or the beginning stands before `at`. */
static bool is_free(const lun_scan *scan, uint32_t at) {
  return at == 0 || lun_byte_is((unsigned char)scan->text[at - 1], LUN_BYTE_SPACE);
}

static uint32_t emoticon_end(const lun_scan *scan, uint32_t start) {
  uint32_t at = start + 1;
  if (!is_free(scan, start)) return 0;
  if (lun_scan_byte(scan, at) == '-') at++;
  const unsigned char mouth = lun_scan_byte(scan, at++);
  if (mouth == 0 || !strchr(")(DPp", mouth)) return 0;
  return at == scan->size || lun_byte_is(lun_scan_byte(scan, at), LUN_BYTE_SPACE) ? at : 0;
}

/* Words that begin with an apostrophe, without it. */
static bool is_clipped(const char *text, uint32_t size, bool surely) {
  static const char words[] = " tis twas em til n cuz ";
  static const char more[] = " cause till bout round cos ere neath twere twill ";
  if (size == 0 || size > 5) return false;
  char key[8] = " ";
  for (uint32_t i = 0; i < size; i++) key[i + 1] = (char)(text[i] | 0x20);
  key[size + 1] = ' ';
  return strstr(words, key) != NULL || (surely && strstr(more, key) != NULL);
}

static bool is_clitic(const char *text, uint32_t size) {
  if (size == 1 && *text == 's') return true;
  static const char words[] = " s d m re ve ll ";
  if (size == 0 || size > 2) return false;
  char key[5] = " ";
  for (uint32_t i = 0; i < size; i++) key[i + 1] = (char)(text[i] | 0x20);
  key[size + 1] = ' ';
  return strstr(words, key) != NULL;
}

/* An apostrophe or single quotation mark of `length` bytes. Before ’ nothing can be opened, so it counts as surely. */
static uint32_t single_mark(lun_scan *scan, uint32_t start, uint32_t length) {
  const char *text = scan->text;
  const uint32_t at = start + length;
  if (scan->size - at >= length && memcmp(text + start, text + at, length) == 0) return emit(scan, start, at + length);
  if (is_digit(scan, at) && is_digit(scan, at + 1) && (start == 0 || !in_word(scan, start - 1))) {
    const uint32_t end = at + 2 + (lun_scan_byte(scan, at + 2) == 's');
    if (!in_word(scan, end) && lun_scan_byte(scan, end) != '%') return emit(scan, start, end);
  }
  uint32_t end = at;
  while (end - at < 6 && lun_byte_is(lun_scan_byte(scan, end), LUN_BYTE_LETTER)) end++;
  if (end == at || in_word(scan, end)) return emit(scan, start, at);
  const bool closing = scan->size - end >= length && memcmp(text + start, text + end, length) == 0; /* 'd' */
  if (end - at == 1 && closing) return (text[at] | 0x20) == 'n' ? emit(scan, start, end + length) : emit(scan, start, at);
  const bool opens = length == 3 && memcmp(text + start, "\xE2\x80\x98", 3) == 0;
  const bool surely = length > 1 && !opens && is_free(scan, start);
  if ((!opens && is_clitic(text + at, end - at)) || is_clipped(text + at, end - at, surely)) return emit(scan, start, end);
  return emit(scan, start, at);
}

static bool is_symbol(const lun_scan *scan, uint32_t at, uint32_t *next) { return lun_scan_class(scan, at, next) == LUN_CHAR_SYMBOL; }

/* An emoji with its variation, skin colour and joined emoji; two regional letters are a flag. */
static uint32_t symbol_end(const lun_scan *scan, uint32_t start) {
  uint32_t at, next;
  (void)lun_scan_class(scan, start, &at);
  uint32_t code = lun_utf8_code(scan->text + start);
  if (code >= 0x1F1E6 && code <= 0x1F1FF && is_symbol(scan, at, &next)) {
    code = lun_utf8_code(scan->text + at);
    if (code >= 0x1F1E6 && code <= 0x1F1FF) return next;
  }
  for (;;) {
    const lun_character class = lun_scan_class(scan, at, &next);
    if (at >= scan->size) return at;
    code = lun_utf8_code(scan->text + at);
    if (class == LUN_CHAR_MARK || (code >= 0x1F3FB && code <= 0x1F3FF)) at = next;
    else if (code == 0x200D && is_symbol(scan, next, &next)) at = next;
    else return at;
  }
}

static uint32_t high_mark(lun_scan *scan, uint32_t start) {
  const char *text = scan->text;
  uint32_t end, next;
  const lun_character class = lun_scan_class(scan, start, &end);
  const uint32_t length = end - start, code = lun_utf8_code(text + start);
  switch (class) {
    case LUN_CHAR_LETTER: case LUN_CHAR_MARK: case LUN_CHAR_DIGIT: return lun_scan_word(scan, start, start);
    case LUN_CHAR_APOSTROPHE: return single_mark(scan, start, length);
    case LUN_CHAR_SYMBOL: return emit(scan, start, symbol_end(scan, start));
    case LUN_CHAR_IDEOGRAPH:
      while (lun_scan_class(scan, end, &next) == LUN_CHAR_MARK) end = next;
      return emit(scan, start, end);
    case LUN_CHAR_DASH: case LUN_CHAR_HYPHEN:
      while (scan->size - end >= length && memcmp(text + start, text + end, length) == 0) end += length;
      return emit(scan, start, end);
    case LUN_CHAR_SPACE: case LUN_CHAR_LINE: case LUN_CHAR_INVISIBLE: return end; /* not met: skipped before */
    default: break;
  }
  if (code == 0x2026) return emit(scan, start, dots_end(scan, start));
  if (code == 0x2018) return single_mark(scan, start, length);
  return emit(scan, start, end);
}

uint32_t lun_scan_mark(lun_scan *scan, uint32_t start) {
  const char *text = scan->text;
  const unsigned char byte = (unsigned char)text[start];
  if (byte >= 0x80) return high_mark(scan, start);
  const char same[2] = {(char)byte, 0};
  uint32_t end = start + 1;
  switch (byte) {
    case '.':
      if (is_digit(scan, end) && (is_free(scan, start) || strchr("($-+", text[start - 1]))) end = lun_scan_digits(scan, end);
      else end = dots_end(scan, start);
      break;
    case '!': case '?': end = run_of(scan, start, "!?"); break;
    case '+':
      if (is_digit(scan, end) && is_free(scan, start)) end = lun_scan_digits(scan, end);
      else end = run_of(scan, start, same);
      break;
    case '*': case '=': case '_': case '~': case '<': case '>': case '`': case '-': end = run_of(scan, start, same); break;
    case '\'': return single_mark(scan, start, 1);
    case '[':
      if (dots_end(scan, end) > end && lun_scan_byte(scan, dots_end(scan, end)) == ']') end = dots_end(scan, end) + 1;
      break;
    case ':': case ';': {
      const uint32_t face = emoticon_end(scan, start);
      if (face != 0) end = face;
      break;
    }
    case '#': case '@': {
      const size_t tag = lun_web_hashtag(text, scan->size, start);
      if (tag != 0) end = (uint32_t)tag;
      break;
    }
    default: break;
  }
  return emit(scan, start, end);
}
