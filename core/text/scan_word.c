/* Words that are not plain letters between spaces: with hyphens, apostrophes, stops, digits, characters beyond ASCII;
 * and numbers, with units written without a space as tokens of their own (5|pm, 221|bn). Owns the rules of what holds a
 * word together and of what is split off it (n't, 's); asks web.c for addresses and scan_stop.c whether a stop belongs to
 * the word. One pass with bounded look-ahead. */
#include <string.h>

#include "text/scan.h"
#include "text/scan_stop.h"
#include "text/web.h"

static bool in_word(const lun_scan *scan, uint32_t at) {
  const unsigned char byte = lun_scan_byte(scan, at);
  if (byte < 0x80) return lun_byte_is(byte, LUN_BYTE_ALNUM);
  uint32_t next;
  return lun_character_in_word(lun_scan_class(scan, at, &next));
}

static uint32_t letters_end(const lun_scan *scan, uint32_t at) {
  while (lun_byte_is(lun_scan_byte(scan, at), LUN_BYTE_LETTER)) at++;
  return at;
}

/* Bytes of an apostrophe at `at`, also of a mark taken for one when it stands between letters; else 0. */
static uint32_t apostrophe_size(const lun_scan *scan, uint32_t at) {
  const unsigned char byte = lun_scan_byte(scan, at);
  if (byte == '\'' || byte == '`') return 1;
  if (byte < 0x80) return 0;
  uint32_t next;
  if (lun_scan_class(scan, at, &next) == LUN_CHAR_APOSTROPHE) return next - at;
  return scan->size - at >= 3 && memcmp(scan->text + at, "\xE2\x80\x98", 3) == 0 ? 3 : 0;
}

/* Where the clitic behind the apostrophe at `at` ends, 0 when there is none; *split is where it starts, which is one
 * letter earlier for n't. */
static uint32_t clitic_end(const lun_scan *scan, uint32_t start, uint32_t at, uint32_t *split) {
  const char *text = scan->text;
  const uint32_t letters = at + apostrophe_size(scan, at);
  if (letters == at) return 0;
  const uint32_t end = letters_end(scan, letters);
  if (end == letters || end - letters > 2 || in_word(scan, end)) return 0;
  if (lun_scan_byte(scan, end) == '-' && in_word(scan, end + 1)) return 0; /* bird's-eye */
  char folded[2] = {(char)(text[letters] | 0x20), end - letters > 1 ? (char)(text[letters + 1] | 0x20) : ' '};
  *split = at;
  if (folded[1] == ' ') {
    if (folded[0] == 't' && at > start && (text[at - 1] | 0x20) == 'n') {
      *split = at - 1;
      return end;
    }
    const bool decade = at > start && text[at - 1] == '0' && lun_byte_is((unsigned char)text[start], LUN_BYTE_DIGIT);
    if (folded[0] == 's' && decade) return 0; /* 1990's */
    return folded[0] == 's' || folded[0] == 'd' || folded[0] == 'm' ? end : 0;
  }
  return memcmp(folded, "re", 2) == 0 || memcmp(folded, "ve", 2) == 0 || memcmp(folded, "ll", 2) == 0 ? end : 0;
}

/* Emits the word up to `at` and all clitics behind it. */
static uint32_t finish(lun_scan *scan, uint32_t start, uint32_t at) {
  const unsigned char byte = lun_scan_byte(scan, at);
  uint32_t split = at, end = 0;
  if (byte == '\'' || byte == '`' || byte >= 0x80) end = clitic_end(scan, start, at, &split);
  while (end != 0) {
    if (split > start) lun_scan_emit(scan, start, split);
    start = split;
    at = end;
    end = clitic_end(scan, at, at, &split);
    if (end != 0 && split < at) break;
  }
  lun_scan_emit(scan, start, at);
  return at;
}

/* Inside a word, at a character that is neither ASCII letter nor digit: where the word goes on, or 0. */
static uint32_t beyond_high(const lun_scan *scan, uint32_t at) {
  uint32_t next;
  switch (lun_scan_class(scan, at, &next)) {
    case LUN_CHAR_LETTER: case LUN_CHAR_MARK: case LUN_CHAR_DIGIT: return next;
    case LUN_CHAR_HYPHEN: return in_word(scan, next) ? next : 0;
    case LUN_CHAR_INVISIBLE: break;
    default: return 0;
  }
  for (at = next; lun_scan_class(scan, at, &next) == LUN_CHAR_INVISIBLE; at = next) {}
  return in_word(scan, at) ? at : 0;
}

/* The same at an ASCII mark that may stand inside a word. */
static uint32_t beyond_mark(const lun_scan *scan, uint32_t start, uint32_t at) {
  const unsigned char next = lun_scan_byte(scan, at + 1);
  const bool alnum = lun_byte_is(next, LUN_BYTE_ALNUM);
  switch (scan->text[at]) {
    case '-':
      if (lun_byte_is(next, LUN_BYTE_DIGIT)) return lun_scan_digits(scan, at + 1);
      return alnum || in_word(scan, at + 1) ? at + 1 : 0;
    case '&': return alnum && scan->text[at - 1] != '.' ? at + 1 : 0;
    case '_':
      while (lun_scan_byte(scan, at) == '_') at++;
      return lun_byte_is(lun_scan_byte(scan, at), LUN_BYTE_ALNUM) ? at : 0;
    case '/': /* n/a, w/o, I/O */
      if (at - start != 1 || !lun_byte_is(next, LUN_BYTE_LETTER)) return 0;
      if (!lun_byte_is((unsigned char)scan->text[start], LUN_BYTE_LETTER)) return 0;
      return letters_end(scan, at + 1) - at <= 3 && !in_word(scan, letters_end(scan, at + 1)) ? at + 1 : 0;
    default: return 0;
  }
}

/* US$, HK$ before an amount, or alone, as dictionaries and patterns write them. */
static bool is_money(const lun_scan *scan, uint32_t start, uint32_t at) {
  if (at - start > 3) return false;
  for (uint32_t i = start; i < at; i++)
    if (scan->text[i] < 'A' || scan->text[i] > 'Z') return false;
  if (at + 1 == scan->size) return true;
  const uint32_t amount = at + 1 + (lun_scan_byte(scan, at + 1) == ' ');
  return lun_byte_is(lun_scan_byte(scan, amount), LUN_BYTE_DIGIT);
}

/* At an @, or at a mark that a word cannot well go on behind, though the name in an address can. */
static bool may_be_email(const lun_scan *scan, uint32_t at) {
  const unsigned char byte = (unsigned char)scan->text[at];
  if (!lun_byte_is(byte, LUN_BYTE_LOCAL)) return byte == '@';
  const unsigned char next = lun_scan_byte(scan, at + 1);
  return lun_byte_is(next, LUN_BYTE_LOCAL) || (byte != '-' && lun_byte_is(next, LUN_BYTE_ALNUM));
}

uint32_t lun_scan_word(lun_scan *scan, uint32_t start, uint32_t at) {
  const char *text = scan->text;
  uint32_t part = start; /* what stands behind the last hyphen */
  bool asked = false;    /* whether it is an e-mail address */
  bool stopped = false;  /* holds a stop */
  for (;;) {
    while (at < scan->size && lun_byte_is((unsigned char)text[at], LUN_BYTE_ALNUM)) at++;
    if (at >= scan->size) break;
    const unsigned char byte = (unsigned char)text[at];
    if (lun_byte_is(byte, LUN_BYTE_ENDS)) break;
    if (!asked && may_be_email(scan, at)) {
      asked = true;
      const size_t end = lun_web_email(text, scan->size, start);
      if (end != 0) {
        lun_scan_emit(scan, start, (uint32_t)end);
        return (uint32_t)end;
      }
    }
    if (byte == '.') {
      const lun_stop stop = lun_stop_judge(scan, start, part, at, !stopped);
      stopped = true;
      at = stop.end;
      if (stop.last) break;
      continue;
    }
    if (byte == ':') {
      const size_t end = lun_scan_byte(scan, at + 1) == '/' ? lun_web_url(text, scan->size, start) : 0;
      if (end == 0) break;
      lun_scan_emit(scan, start, (uint32_t)end);
      return (uint32_t)end;
    }
    if (byte == '$') {
      if (!is_money(scan, start, at)) break;
      lun_scan_emit(scan, start, at + 1);
      return at + 1;
    }
    const uint32_t apostrophe = apostrophe_size(scan, at);
    if (apostrophe != 0) {
      uint32_t split;
      if (at == start || !in_word(scan, at + apostrophe) || clitic_end(scan, start, at, &split)) break;
      if (lun_byte_is(lun_scan_byte(scan, at + apostrophe), LUN_BYTE_DIGIT)) break;
      at += apostrophe;
      continue;
    }
    const uint32_t on = byte >= 0x80 ? beyond_high(scan, at) : at > start ? beyond_mark(scan, start, at) : 0;
    if (on == 0) break;
    if (byte == '-') part = at + 1;
    at = on;
  }
  return finish(scan, start, at);
}

static bool is_digit(const lun_scan *scan, uint32_t at) { return lun_byte_is(lun_scan_byte(scan, at), LUN_BYTE_DIGIT); }

uint32_t lun_scan_digits(const lun_scan *scan, uint32_t at) {
  for (;;) {
    while (is_digit(scan, at)) at++;
    const unsigned char mark = lun_scan_byte(scan, at);
    if (!is_digit(scan, at + 1)) return at;
    if (mark == ',') { /* thousands, or the groups of two that are used in India */
      if (!is_digit(scan, at + 2)) return at;
      const bool three = is_digit(scan, at + 3);
      if (three ? is_digit(scan, at + 4) : lun_scan_byte(scan, at + 3) != ',' || !is_digit(scan, at + 6)) return at;
    } else if (mark != '.' && mark != ':' && mark != '/') return at;
    at++;
  }
}

/* A unit of measure, time or money; b and t only after a money sign. */
static bool is_unit(const char *text, uint32_t size, bool money) {
  static const char units[] = " am pm AM PM bn mn tn m k K km cm mm kg mg ml ft lb lbs oz mph kph kmh hr hrs min GB MB TB KB kb mb gb "
                              "GHz MHz kHz MW GW kW kWh ";
  if (size > 3) return false;
  if (money && size == 1 && strchr("bBtT", *text)) return true;
  char key[6] = " ";
  memcpy(key + 1, text, size);
  key[size + 1] = ' ';
  return strstr(units, key) != NULL;
}

static bool after_money(const lun_scan *scan, uint32_t start) {
  if (start >= 1 && scan->text[start - 1] == '$') return true;
  return (start >= 2 && memcmp(scan->text + start - 2, "\xC2\xA3", 2) == 0) ||    /* pound */
         (start >= 3 && memcmp(scan->text + start - 3, "\xE2\x82\xAC", 3) == 0); /* euro */
}

/* Nothing behind that would make it part of a longer word. */
static bool is_apart(const lun_scan *scan, uint32_t at) {
  const unsigned char byte = lun_scan_byte(scan, at);
  if (byte == '-') return !lun_byte_is(lun_scan_byte(scan, at + 1), LUN_BYTE_ALNUM | LUN_BYTE_HIGH);
  return byte != '_' && !lun_byte_is(byte, LUN_BYTE_ALNUM | LUN_BYTE_HIGH);
}

uint32_t lun_scan_number(lun_scan *scan, uint32_t start) {
  const uint32_t at = lun_scan_digits(scan, start);
  const unsigned char byte = lun_scan_byte(scan, at);
  if (lun_byte_is(byte, LUN_BYTE_ENDS) || at >= scan->size) {
    lun_scan_emit(scan, start, at);
    return at;
  }
  if (lun_byte_is(byte, LUN_BYTE_LETTER)) {
    uint32_t end = at;
    while (end - at < 4 && lun_byte_is(lun_scan_byte(scan, end), LUN_BYTE_LETTER)) end++;
    const bool half = end - at == 1 && (byte == 'a' || byte == 'p'); /* 5p.m. */
    const bool noon = half && lun_scan_byte(scan, end) == '.' && lun_scan_byte(scan, end + 1) == 'm';
    if (noon || (is_unit(scan->text + at, end - at, after_money(scan, start)) && is_apart(scan, end))) {
      lun_scan_emit(scan, start, at);
      return at;
    }
  }
  return lun_scan_word(scan, start, at);
}
