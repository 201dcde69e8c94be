/* Values of times as TIMEX3 writes them, counted from the day of publication and from what the text named before. A document's anchor says
 * what that is, as the text is read from its beginning. */
#ifndef LUNETTE_TIMES_H
#define LUNETTE_TIMES_H

#include "lunette/clause.h"
#include "lunette/dictionary.h"

typedef struct lun_date { int64_t year; int32_t month, day; } lun_date;
/* Days since 1970-01-01 of the proleptic Gregorian calendar, and back. */
int64_t lun_day_number(int64_t year, int64_t month, int64_t day);
lun_date lun_day_date(int64_t day);
int lun_weekday(int64_t day); /* 1 Monday .. 7 Sunday */

enum { LUN_TIME_ROOM = 48 }; /* of a value, with the 0 at its end */
void lun_day_write(int64_t day, char value[LUN_TIME_ROOM]); /* as YYYY-MM-DD */
typedef struct lun_anchor { /* starts zeroed */
  const char *date;       /* that of the document, borrowed while a time is read; NULL for none */
  size_t date_size;
  char own[LUN_DAY_ROOM]; /* the day of publication that the text itself says, "" for none */
  char named[16];         /* the value that was named last, as far as it may be one that others are counted from */
  uint32_t token;         /* at which */
  bool has_token, has_day;
  int64_t day;            /* the last day; the last year and quarter, "" for none */
  char year[5], quarter[8];
} lun_anchor;

typedef struct lun_published { bool known; int64_t day, year, month; } lun_published;
/* The day of publication: that of the document, else the one that the text says. */
lun_published lun_anchor_published(const lun_anchor *anchor);
enum { LUN_ANCHOR_BEGINNING = 40 }; /* tokens: a full date among the first is the day of publication, where none is known */
/* Notes a value that the text names at a token. `begins`: it stands among the first, and may be the day of publication. */
void lun_anchor_name(lun_anchor *anchor, const char *value, size_t size, bool begins, uint32_t token);
/* Notes a day that is counted from another, and writes it as a value. */
void lun_anchor_name_day(lun_anchor *anchor, int64_t day, uint32_t token, char value[LUN_TIME_ROOM]);
/* "day", "week", "month", "quarter" or "year" by how the value that was named last is written; NULL for others. */
const char *lun_anchor_kind(const lun_anchor *anchor);

/* What a match captured, by the names of the captures. */
typedef enum lun_time_part {
  LUN_TIME_DATE, LUN_TIME_DAY, LUN_TIME_EVERY, LUN_TIME_MONTH, LUN_TIME_PART, LUN_TIME_REL, LUN_TIME_YEAR, LUN_TIME_YEARLY, LUN_TIME_PARTS
} lun_time_part;
const char *lun_time_part_name(lun_time_part part);
typedef struct lun_time_words { const char *text; size_t size; } lun_time_words; /* text NULL: not captured */
typedef struct lun_time_match {
  uint32_t first, stop; /* tokens of the span */
  lun_time_words words[LUN_TIME_PARTS];
} lun_time_match;

/* What is told of a match: of a weekday its value and its type; the value of a month, perhaps with a day and a year, of mid-May, of a day in
 * digits, and of a year; whether digits are a day ("" where not); whether a value is stated or counted from the day of publication. */
typedef enum lun_time_asked {
  LUN_TIME_WEEKDAY, LUN_TIME_WEEKDAY_TYPE, LUN_TIME_OF_MONTH, LUN_TIME_WITHIN_MONTH, LUN_TIME_IN_DIGITS, LUN_TIME_IS_IN_DIGITS, LUN_TIME_OF_YEAR, LUN_TIME_FROM, LUN_TIME_ASKED
} lun_time_asked;
const char *lun_time_asked_name(lun_time_asked asked);
const char *lun_time_wants(lun_time_asked asked); /* the name of the part without which there is no answer, or NULL */

/* What reading times needs: dictionaries that number weekdays and months, and whoever makes the document's reader of clauses when it is first
 * wanted, without failing. */
typedef struct lun_times {
  lun_dictionary *weekdays, *months;
  lun_vocab *vocab;
  lun_clauses *(*clauses)(void *context);
  void *context;
} lun_times;
/* Writes what is asked of a match, and notes in the anchor what it names. LUN_INVALID where the match has no such part. */
lun_status lun_time_tell(const lun_times *times, lun_anchor *anchor, lun_time_asked asked, const lun_time_match *match, char value[LUN_TIME_ROOM], lun_err *err);
/* Writes a day in digits, 10/31/89 or 2021-03-03, as a value; false where they are none. */
bool lun_day_in_digits(const char *text, size_t size, char value[LUN_DAY_ROOM]);

#endif
