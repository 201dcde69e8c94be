/* What times of a document are counted from: the day of publication, and what the text named last. */
#include <string.h>

#include "lunette/times.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Whether a text begins as a pattern does, in which 0 stands for any digit. */
static bool begins_as(const char *text, size_t size, const char *pattern) {
  const size_t length = strlen(pattern);
  if (size < length) return false;
  for (size_t i = 0; i < length; i++) if (pattern[i] == '0' ? !is_digit(text[i]) : text[i] != pattern[i]) return false;
  return true;
}
static bool is_as(const char *text, size_t size, const char *pattern) { return size == strlen(pattern) && begins_as(text, size, pattern); }

/* The digits at a place, which is moved behind them; false without any. */
static bool read_number(const char *text, size_t size, size_t *at, int64_t *number) {
  enum { MOST = 9 };
  const size_t from = *at;
  for (*number = 0; *at < size && is_digit(text[*at]) && *at - from < MOST; ++*at) *number = *number * 10 + (text[*at] - '0');
  return *at > from;
}

static lun_published published_on(const char *date, size_t size) {
  lun_published p = {.known = false};
  int64_t day;
  size_t at = 0;
  if (!read_number(date, size, &at, &p.year) || at == size || date[at++] != '-' || !read_number(date, size, &at, &p.month) || at == size || date[at++] != '-' ||
      !read_number(date, size, &at, &day))
    return p;
  p.known = true;
  p.day = lun_day_number(p.year, p.month, day);
  return p;
}

lun_published lun_anchor_published(const lun_anchor *a) { return a->date ? published_on(a->date, a->date_size) : published_on(a->own, strlen(a->own)); }

void lun_anchor_name(lun_anchor *a, const char *value, size_t size, bool begins, uint32_t token) {
  const size_t kept = size < sizeof a->named - 1 ? size : sizeof a->named - 1;
  memcpy(a->named, value, kept);
  a->named[kept] = 0;
  a->token = token;
  a->has_token = true;
  if (begins_as(value, size, "0000-00-00")) {
    if (begins && !a->date && !*a->own) memcpy(a->own, value, LUN_DAY_ROOM - 1);
    a->has_day = true;
    a->day = published_on(value, LUN_DAY_ROOM - 1).day;
  }
  if (is_as(value, size, "0000-Q0")) memcpy(a->quarter, value, size);
  if (begins_as(value, size, "0000")) memcpy(a->year, value, sizeof a->year - 1);
}

void lun_anchor_name_day(lun_anchor *a, int64_t day, uint32_t token, char value[LUN_TIME_ROOM]) {
  lun_day_write(day, value);
  lun_anchor_name(a, value, strlen(value), false, token);
  a->has_day = true; /* also of a year in more or less than four digits */
  a->day = day;
}

const char *lun_anchor_kind(const lun_anchor *a) {
  static const struct { const char *pattern, *kind; } kinds[] = {
      {"0000-00-00", "day"}, {"0000-00", "month"}, {"0000-Q0", "quarter"}, {"0000-W00", "week"}, {"0000", "year"}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (a->has_token && is_as(a->named, strlen(a->named), kinds[i].pattern)) return kinds[i].kind;
  return NULL;
}
