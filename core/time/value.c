/* Values of weekdays, months and days by what a match captured: which one it is, the verb around it or the day of publication tells.
 * What is not known of a day stands as X in its value, as TIMEX3 writes it: XXXX-05, XXXX-WXX-1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lunette/times.h"
#include "lunette/utf8.h"

enum { MONTHS = 12, FROM_ANOTHER_YEAR = 300 /* days that count against a year in which the verb would be wrong */ };

/* One time that is being told. */
typedef struct telling {
  const lun_times *times;
  lun_anchor *anchor;
  const lun_time_match *m;
  char *value;
  lun_err *err;
} telling;

static const lun_time_words *said(const telling *t, lun_time_part part) { return t->m->words[part].text ? &t->m->words[part] : NULL; }
static bool ends_with(const lun_time_words *w, const char *end) {
  const size_t size = strlen(end);
  return w->size >= size && !memcmp(w->text + w->size - size, end, size);
}
/* Whether words are this one, in small letters or not. */
static bool is_word(const lun_time_words *w, const char *word) {
  if (!w || w->size != strlen(word)) return false;
  for (size_t i = 0; i < w->size; i++) if ((w->text[i] >= 'A' && w->text[i] <= 'Z' ? w->text[i] + ('a' - 'A') : w->text[i]) != word[i]) return false;
  return true;
}
/* -1 for last and the like, 1 for next, 0 for others: lunette.timex has the same words. */
static int step_of(const lun_time_words *rel) {
  static const struct { const char *word; int step; } steps[] = {
      {"last", -1}, {"past", -1}, {"previous", -1}, {"preceding", -1}, {"prior", -1}, {"before", -1}, {"latest", -1}, {"recent", -1},
      {"next", 1},  {"coming", 1}, {"following", 1}, {"upcoming", 1}};
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) if (is_word(rel, steps[i].word)) return steps[i].step;
  return 0;
}

/* The number that a dictionary of weekdays or months has for words, as they stand or as names are written; 0 for others. */
static lun_status number_of(const telling *t, lun_dictionary *dictionary, const lun_time_words *w, int *number) {
  uint32_t entry = 0;
  lun_status status = lun_dictionary_find(dictionary, t->times->vocab, w->text, w->size, &entry, t->err);
  if (!status && !entry) {
    size_t size;
    const lun_lexeme name = lun_vocab_titlecase(t->times->vocab, w->text, w->size);
    if (!name) return lun_fail_memory(t->err);
    const char *text = lun_vocab_text(t->times->vocab, name, &size);
    status = lun_dictionary_find(dictionary, t->times->vocab, text, size, &entry, t->err);
  }
  uint32_t row;
  *number = 0;
  if (status || !entry || !lun_dictionary_candidates(dictionary, entry - 1, &row)) return status;
  *number = atoi(lun_dictionary_value(dictionary, row, lun_dictionary_find_column(dictionary, "number")));
  return LUN_OK;
}

static lun_status tense_of(const telling *t, lun_tense *tense) {
  lun_clauses *clauses = t->times->clauses(t->times->context);
  *tense = lun_tense_around(clauses, (lun_phrase){(int32_t)t->m->first, (int32_t)t->m->stop - 1});
  return lun_clauses_failure(clauses, t->err);
}
static lun_status is_over(const telling *t, lun_tense tense, bool *over) {
  lun_clauses *clauses = t->times->clauses(t->times->context);
  *over = lun_tense_is_over(clauses, (lun_phrase){(int32_t)t->m->first, (int32_t)t->m->stop - 1}, tense);
  return lun_clauses_failure(clauses, t->err);
}
static bool is_ahead(lun_tense tense) { return tense == LUN_TO_COME || tense == LUN_MAY_COME; }

/* Writes words behind what stands in a room, as many of their characters as it holds. */
static void write_words(char *room, size_t size, const lun_time_words *w) {
  const size_t most = size - 1 - strlen(room);
  strncat(room, w->text, w->size <= most ? w->size : lun_utf8_valid_prefix(w->text, most));
}
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void name(const telling *t, bool begins) {
  lun_anchor_name(t->anchor, t->value, strlen(t->value), begins && t->m->first < LUN_ANCHOR_BEGINNING, t->m->stop - 1);
}

/* A part of the day as a value has it behind its day; "" for others. */
static const char *part_of_day(const lun_time_words *w) {
  static const struct { const char *word, *code; } parts[] = {{"morning", "TMO"}, {"afternoon", "TAF"}, {"evening", "TEV"}, {"night", "TNI"}};
  if (!w) return "";
  const lun_time_words one = {w->text, w->size - (w->size && (w->text[w->size - 1] | 0x20) == 's')};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) if (is_word(&one, parts[i].word)) return parts[i].code;
  return "";
}

/* Whether a weekday is counted from the day that the text named: the previous Friday. */
static bool is_of_text(const telling *t) {
  const lun_time_words *rel = said(t, LUN_TIME_REL);
  return t->anchor->has_day && (is_word(rel, "previous") || is_word(rel, "preceding") || is_word(rel, "following"));
}

/* The weekday nearest to the day of publication in the direction that the verb tells; the day itself counts. */
static lun_status weekday_near(const telling *t, int64_t today, int wanted, int64_t *day) {
  enum { WEEK = 7 };
  const lun_time_words *rel = said(t, LUN_TIME_REL);
  const int back = (lun_weekday(today) - wanted + WEEK) % WEEK, on = (WEEK - back) % WEEK, step = step_of(rel);
  lun_tense tense = LUN_TENSE_UNTOLD;
  *day = today - back;
  if (step < 0) *day = today - (back ? back : WEEK);
  else if (step > 0) *day = today + (on ? on : WEEK);
  else if (!rel) {
    const lun_status status = t->anchor->date ? tense_of(t, &tense) : LUN_OK;
    if (status) return status;
    if (!t->anchor->date || is_ahead(tense)) *day = today + on;
  }
  return LUN_OK;
}

/* Where only the text says a day, what it tells next is of that day or of those that follow: they went on strike on Monday, June 3, 2019;
 * two more died on Tuesday. */
static lun_status weekday(const telling *t) {
  const lun_time_words *w = said(t, LUN_TIME_DAY), *part = said(t, LUN_TIME_PART);
  const char *code = part_of_day(part);
  int wanted;
  const lun_status status = number_of(t, t->times->weekdays, w, &wanted);
  if (status) return status;
  const lun_published p = lun_anchor_published(t->anchor);
  if (!wanted) strcpy(t->value, "XXXX-WXX");
  else if (!p.known || said(t, LUN_TIME_EVERY) || ends_with(w, "days") || (part && ends_with(part, "s"))) snprintf(t->value, LUN_TIME_ROOM, "XXXX-WXX-%d%s", wanted, code);
  else {
    int64_t day;
    const lun_status read = weekday_near(t, is_of_text(t) ? t->anchor->day : p.day, wanted, &day);
    if (read) return read;
    lun_anchor_name_day(t->anchor, day, t->m->stop - 1, t->value);
    strcat(t->value, code);
  }
  return LUN_OK;
}
static lun_status weekday_type(const telling *t) {
  const bool set = said(t, LUN_TIME_EVERY) || ends_with(said(t, LUN_TIME_DAY), "days");
  strcpy(t->value, set ? "SET" : said(t, LUN_TIME_PART) ? "TIME" : "DATE");
  return LUN_OK;
}

/* The year of a month that is given without one: the one in which it is nearest to publication, but the next time where the verb looks
 * ahead, and not long after publication where it looks back, or not after it at all where nothing else can be meant. */
static lun_status year_near(const telling *t, const lun_published *p, int month, int64_t day, int64_t *year) {
  enum { JUST_GONE = 31, SOON = 45, MIDDLE = 15, OVER = 2, A_YEAR = 366 };
  lun_tense tense;
  lun_status status = tense_of(t, &tense);
  int64_t least = 0;
  bool over = false;
  if (!status) status = is_over(t, tense, &over);
  if (status) return status;
  for (int64_t y = p->year - 1; y <= p->year + 1; y++) {
    const int64_t days = lun_day_number(y, month, day ? day : MIDDLE) - p->day;
    int64_t cost = days < 0 ? -days : days;
    if ((tense == LUN_TO_COME && days < -JUST_GONE) || (tense == LUN_HAS_BEEN && !over && days > SOON)) cost += FROM_ANOTHER_YEAR;
    else if (over && lun_day_number(y, month, day ? day : 1) - p->day > OVER) cost += A_YEAR;
    if (y == p->year - 1 || cost < least) {
      *year = y;
      least = cost;
    }
  }
  return LUN_OK;
}

/* The year of a month by words before or behind it: last June, June last year. */
static int64_t year_by(const telling *t, const lun_published *p, int month) {
  const int step = step_of(said(t, LUN_TIME_REL));
  if (said(t, LUN_TIME_YEARLY)) return p->year + step;
  return step < 0 ? p->year - (month >= p->month) : step > 0 ? p->year + (month <= p->month) : p->year;
}

/* Writes the year of a month. */
static lun_status write_year(const telling *t, int month, int64_t day, char year[LUN_TIME_ROOM]) {
  enum { THIS_CENTURY = 50 /* years in two digits below it are of the 21st */, YEAR = 31 };
  const lun_time_words *w = said(t, LUN_TIME_YEAR);
  const lun_published p = lun_anchor_published(t->anchor);
  int64_t number = 0;
  if (w) {
    const bool two = w->size == 2 && is_digit(w->text[0]) && is_digit(w->text[1]);
    strcpy(year, !two ? "" : (w->text[0] - '0') * 10 + (w->text[1] - '0') < THIS_CENTURY ? "20" : "19");
    write_words(year, YEAR, w);
    return LUN_OK;
  }
  strcpy(year, "XXXX");
  if (!p.known) return LUN_OK;
  if (said(t, LUN_TIME_REL)) number = year_by(t, &p, month);
  else {
    const lun_status status = year_near(t, &p, month, day, &number);
    if (status) return status;
  }
  snprintf(year, LUN_TIME_ROOM, "%04lld", (long long)number);
  return LUN_OK;
}

static lun_status of_month(const telling *t) {
  enum { LAST = 31, DIGITS = 4 };
  const lun_time_words *w = said(t, LUN_TIME_DAY);
  char year[LUN_TIME_ROOM];
  int month;
  int64_t day = 0;
  for (size_t i = 0; w && i < w->size && i < DIGITS && w->text[i] >= '0' && w->text[i] <= '9'; i++) day = day * 10 + (w->text[i] - '0');
  lun_status status = number_of(t, t->times->months, said(t, LUN_TIME_MONTH), &month);
  if (!status && !month) strcpy(t->value, "XXXX-XX");
  if (status || !month || (status = write_year(t, month, day, year))) return status;
  if (day && day <= LAST) snprintf(t->value, LUN_TIME_ROOM, "%.30s-%02d-%02d", year, month, (int)day);
  else snprintf(t->value, LUN_TIME_ROOM, "%.30s-%02d", year, month);
  name(t, said(t, LUN_TIME_YEAR));
  return LUN_OK;
}

/* A month that a word says more of: mid-May, early-March. */
static lun_status within_month(const telling *t) {
  const lun_time_words *w = said(t, LUN_TIME_PART);
  char year[LUN_TIME_ROOM];
  int month;
  size_t at = w->size;
  while (at && w->text[at - 1] != '-') at--;
  char named[LUN_TIME_ROOM] = ""; /* as names are written, also mid-may */
  write_words(named, sizeof named, &(lun_time_words){w->text + at, w->size - at});
  if (*named >= 'a' && *named <= 'z') *named = (char)(*named - ('a' - 'A'));
  lun_status status = number_of(t, t->times->months, &(lun_time_words){named, strlen(named)}, &month);
  if (!status && !month) strcpy(t->value, "XXXX-XX");
  if (!status && month && !(status = write_year(t, month, 0, year))) snprintf(t->value, LUN_TIME_ROOM, "%.30s-%02d", year, month);
  return status;
}

/* Two numbers and a year of two or four digits, with signs between them: the numbers, and how many digits the year has; 0 for others. */
static int read_day(const char *text, size_t size, unsigned numbers[3]) {
  size_t at = 0;
  int digits = 0;
  for (int k = 0; k < 3; k++) {
    if (k && (at == size || (text[at] != '/' && text[at] != '.' && text[at] != '-'))) return 0;
    if (k) at++;
    numbers[k] = 0;
    for (digits = 0; at < size && text[at] >= '0' && text[at] <= '9' && digits < (k < 2 ? 2 : 4); digits++, at++) numbers[k] = numbers[k] * 10 + (unsigned)(text[at] - '0');
    if (!digits) return 0;
  }
  return at == size && (digits == 2 || digits == 4) ? digits : 0;
}
bool lun_day_in_digits(const char *text, size_t size, char value[LUN_DAY_ROOM]) {
  enum { CENTURY = 50, LAST = 31 };
  static const char form[] = "0000-00-00";
  unsigned numbers[3];
  const int digits = read_day(text, size, numbers);
  if (digits) {
    const unsigned year = digits == 2 ? numbers[2] + (numbers[2] < CENTURY ? 2000 : 1900) : numbers[2], turned = numbers[0] > MONTHS;
    const unsigned month = numbers[turned], day = numbers[!turned];
    if (month < 1 || month > MONTHS || day < 1 || day > LAST) return false;
    snprintf(value, LUN_DAY_ROOM, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
    return true;
  }
  if (size != sizeof form - 1) return false;
  for (size_t i = 0; i < size; i++) {
    if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != '-' && text[i] != '/') return false;
    value[i] = form[i] == '0' ? text[i] : '-';
  }
  value[size] = 0;
  return true;
}

static lun_status in_digits(const telling *t) {
  const lun_time_words *w = said(t, LUN_TIME_DATE);
  if (!lun_day_in_digits(w->text, w->size, t->value)) return lun_fail(t->err, LUN_INVALID, 0, "'%.*s' is no day in digits", (int)w->size, w->text);
  name(t, true);
  return LUN_OK;
}
static lun_status is_in_digits(const telling *t) {
  const lun_time_words *w = said(t, LUN_TIME_DATE);
  if (!lun_day_in_digits(w->text, w->size, t->value)) *t->value = 0;
  return LUN_OK;
}
static lun_status of_year(const telling *t) {
  const lun_time_words *w = said(t, LUN_TIME_YEAR);
  *t->value = 0;
  write_words(t->value, LUN_TIME_ROOM, w);
  name(t, false);
  return LUN_OK;
}
static lun_status from(const telling *t) {
  strcpy(t->value, said(t, LUN_TIME_YEAR) || !lun_anchor_published(t->anchor).known ? "stated" : "published");
  return LUN_OK;
}

static const char *const part_names[] = {"date", "day", "every", "month", "part", "rel", "year", "yearly"};
const char *lun_time_part_name(lun_time_part part) { return part_names[part]; }

/* What can be asked, and what a match must have captured for it. */
static const struct { const char *name; lun_status (*tell)(const telling *); lun_time_part wants; } asking[] = {
    [LUN_TIME_WEEKDAY] = {"weekday", weekday, LUN_TIME_DAY},     [LUN_TIME_WEEKDAY_TYPE] = {"weekday_type", weekday_type, LUN_TIME_DAY},
    [LUN_TIME_OF_MONTH] = {"month", of_month, LUN_TIME_MONTH},   [LUN_TIME_IN_DIGITS] = {"digits", in_digits, LUN_TIME_DATE},
    [LUN_TIME_WITHIN_MONTH] = {"within_month", within_month, LUN_TIME_PART},
    [LUN_TIME_IS_IN_DIGITS] = {"is_digits", is_in_digits, LUN_TIME_DATE},
    [LUN_TIME_OF_YEAR] = {"year", of_year, LUN_TIME_YEAR},       [LUN_TIME_FROM] = {"from", from, LUN_TIME_PARTS},
};
const char *lun_time_asked_name(lun_time_asked asked) { return asking[asked].name; }
const char *lun_time_wants(lun_time_asked asked) { return asking[asked].wants == LUN_TIME_PARTS ? NULL : part_names[asking[asked].wants]; }

lun_status lun_time_tell(const lun_times *times, lun_anchor *anchor, lun_time_asked asked, const lun_time_match *match, char value[LUN_TIME_ROOM], lun_err *err) {
  const telling t = {times, anchor, match, value, err};
  if (lun_time_wants(asked) && !said(&t, asking[asked].wants)) return lun_fail(err, LUN_INVALID, 0, "'%s' wants a capture '%s'", asking[asked].name, lun_time_wants(asked));
  return asking[asked].tell(&t);
}
