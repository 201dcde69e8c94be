/* Stops inside and behind words: abbreviations, initials, dotted letters (U.S., p.m.), degrees, file names, hosts.
 * Judges by the word, the built-in list and the few characters around; the end of a sentence is decided later. */
#include "text/scan_stop.h"

#include <string.h>

#include "text/abbreviation.h"
#include "text/web.h"

static bool is_upper(unsigned char byte) { return byte >= 'A' && byte <= 'Z'; }
static bool is_lower(unsigned char byte) { return byte >= 'a' && byte <= 'z'; }
static bool is_letter(unsigned char byte) { return lun_byte_is(byte, LUN_BYTE_LETTER); }
static bool is_digit(unsigned char byte) { return lun_byte_is(byte, LUN_BYTE_DIGIT); }

/* U.S. or p.m or J.K.: single letters joined by stops from `at`; returns the end, 0 when it is fewer than two. */
static uint32_t dotted_letters(const lun_scan *scan, uint32_t at) {
  uint32_t end = at, count = 0;
  while (is_letter(lun_scan_byte(scan, end)) && !lun_byte_is(lun_scan_byte(scan, end + 1), LUN_BYTE_ALNUM | LUN_BYTE_HIGH)) {
    count++;
    end++;
    if (lun_scan_byte(scan, end) != '.') break;
    end++;
  }
  if (count < 2) return 0;
  if (scan->text[end - 1] == '.' && lun_byte_is(lun_scan_byte(scan, end), LUN_BYTE_ALNUM) && count == 2 &&
      is_lower((unsigned char)scan->text[at]))
    return 0; /* a.b.example */
  return end;
}

/* Ph.D. M.Sc. and their like. */
static uint32_t degree(const lun_scan *scan, uint32_t at) {
  static const char degrees[][10] = {"Ph.D", "M.Sc", "B.Sc", "D.Phil", "M.Phil", "Ed.D", "Psy.D", "Sc.D", "LL.M", "LL.B", "LL.D",
                                    "B.Ed", "M.Ed", "M.Eng", "B.Eng", "Lt.Col", "Lt.Gen", "Maj.Gen", "Brig.Gen"};
  for (size_t i = 0; i < sizeof degrees / sizeof degrees[0]; i++) {
    const uint32_t length = (uint32_t)strlen(degrees[i]);
    if (scan->size - at < length || memcmp(scan->text + at, degrees[i], length) != 0) continue;
    const uint32_t end = at + length;
    if (lun_byte_is(lun_scan_byte(scan, end), LUN_BYTE_ALNUM)) continue;
    return end + (lun_scan_byte(scan, end) == '.');
  }
  return 0;
}

static bool is_file_ending(const char *text, uint32_t size) {
  static const char endings[] = "doc xls pdf txt htm php asp jpg gif png zip exe ppt mp3 mp4 csv xml url tar iso avi ";
  if (size == 4) {
    if (strchr("xlm", text[3] | 0x20) == NULL) return false;
  } else if (size != 3) return false;
  char folded[3];
  for (int i = 0; i < 3; i++) folded[i] = (char)(text[i] | 0x20);
  for (const char *item = endings; *item; item += 4)
    if (memcmp(item, folded, 3) == 0) return true;
  return false;
}

static uint32_t alnum_end(const lun_scan *scan, uint32_t at, uint32_t most) {
  const uint32_t start = at;
  while (at - start < most && lun_byte_is(lun_scan_byte(scan, at), LUN_BYTE_ALNUM)) at++;
  return at;
}

/* Words that begin sentences more often than they are names, so that a capital before the stop was no initial. */
static bool begins_sentence(const char *word, uint32_t size) {
  static const char words[] = " the this that these those there then they their he his she her it its we our you your in on at "
                              "if but and as for when what who why how is are was so not no yes after before both ";
  if (size == 0 || size > 6) return size == 0;
  char key[9] = " ";
  for (uint32_t i = 0; i < size; i++) key[i + 1] = (char)(word[i] | 0x20);
  key[size + 1] = ' ';
  return strstr(words, key) != NULL;
}

/* The word before `start` on its line begins with a capital. */
static bool after_capital(const lun_scan *scan, uint32_t start) {
  uint32_t at = start;
  if (at == 0 || scan->text[at - 1] != ' ') return false;
  for (at--; at > 0 && start - at < 24 && !lun_byte_is((unsigned char)scan->text[at - 1], LUN_BYTE_SPACE); at--) {}
  return is_upper((unsigned char)scan->text[at]);
}

/* Another initial stands before: J. R. */
static bool after_initial(const lun_scan *scan, uint32_t start) {
  if (start < 3 || scan->text[start - 1] != ' ' || scan->text[start - 2] != '.') return false;
  if (!is_upper((unsigned char)scan->text[start - 3])) return false;
  return start == 3 || !lun_byte_is((unsigned char)scan->text[start - 4], LUN_BYTE_ALNUM | LUN_BYTE_HIGH);
}

static bool after_comma(const lun_scan *scan, uint32_t start) {
  return start >= 2 && scan->text[start - 1] == ' ' && scan->text[start - 2] == ',';
}

bool lun_stop_kept(const lun_scan *scan, uint32_t start, uint32_t at) {
  const char *text = scan->text;
  const uint32_t size = at - start;
  if (size == 0 || size > LUN_ABBREVIATION_MAX) return false;
  const unsigned char behind = lun_scan_byte(scan, at + 1);
  const bool joined = behind == ',' || behind == ';' || behind == ':'; /* no sentence ends before these */
  uint32_t next = at + 1;
  while (lun_scan_byte(scan, next) == ' ') next++;
  const unsigned char follows = next > at + 1 ? lun_scan_byte(scan, next) : 0;
  if (size == 1 && is_upper((unsigned char)text[start])) {
    if (joined || is_lower(follows) || after_initial(scan, start)) return true;
    if ((behind == ')' || behind == ']') && after_capital(scan, start)) return true;
    if (!is_upper(follows) && follows < 0x80) return false;
    if (text[start] == 'I' && !after_capital(scan, start)) return false;
    return !begins_sentence(text + next, alnum_end(scan, next, 8) - next);
  }
  switch (lun_abbreviation_find(text + start, size)) {
    case LUN_ABBR_ALWAYS: case LUN_ABBR_TITLE: return true;
    case LUN_ABBR_NUMBER: return is_digit(follows) || (follows == '#' && is_digit(lun_scan_byte(scan, next + 1)));
    case LUN_ABBR_CAREFUL: return joined || is_lower(follows) || is_digit(follows) || (follows && after_comma(scan, start));
    default: return false;
  }
}

lun_stop lun_stop_judge(const lun_scan *scan, uint32_t start, uint32_t part, uint32_t at, bool first) {
  const char *text = scan->text;
  const lun_stop apart = {.end = at, .last = true};
  const unsigned char next = lun_scan_byte(scan, at + 1);
  if (!lun_byte_is(next, LUN_BYTE_ALNUM | LUN_BYTE_HIGH)) {
    if (next == '.' || !lun_stop_kept(scan, part, at)) return apart;
    return (lun_stop){.end = at + 1};
  }
  if (next >= 0x80) return lun_stop_kept(scan, part, at) ? (lun_stop){.end = at + 1, .last = true} : apart;
  const unsigned char before = (unsigned char)text[at - (at > start)];
  if (is_digit(before) && is_digit(next)) return (lun_stop){.end = lun_scan_digits(scan, at + 1)};
  size_t end = first ? lun_web_url(text, scan->size, start) : 0;
  if (end == 0 && first) end = lun_web_host(text, scan->size, start);
  if (end != 0) return (lun_stop){.end = (uint32_t)end, .last = true};
  uint32_t stop = at - part == 1 ? dotted_letters(scan, part) : 0;
  if (stop == 0) stop = degree(scan, part);
  if (stop != 0) return (lun_stop){.end = stop, .last = lun_byte_is(lun_scan_byte(scan, stop), LUN_BYTE_ALNUM)};
  const uint32_t rest = alnum_end(scan, at + 1, 8);
  if (is_upper(next) || is_digit(next)) {
    if (at - part == 1 && is_upper(before) && is_upper(next)) return (lun_stop){.end = at + 1, .last = true}; /* J.Smith */
    const lun_abbreviation class = lun_abbreviation_find(text + part, at - part);
    if (class == LUN_ABBR_TITLE || class == LUN_ABBR_ALWAYS || (class == LUN_ABBR_NUMBER && is_digit(next)))
      return (lun_stop){.end = at + 1, .last = true}; /* St.Louis, No.5 */
  }
  if (is_file_ending(text + at + 1, rest - at - 1)) return (lun_stop){.end = rest};
  if (is_lower(next) && is_lower(before)) return (lun_stop){.end = at + 1}; /* comp.lang.lua */
  return apart;
}
