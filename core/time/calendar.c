/* Days of the calendar: their numbers, and back. Years begin in March, so that leap days come last. */
#include <stdio.h>

#include "lunette/times.h"

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

int64_t lun_day_number(int64_t year, int64_t month, int64_t day) {
  enum { DAYS_OF_ERA = 146097, BEFORE_1970 = 719468 };
  if (month <= 2) year--;
  const int64_t era = floor_div(year, 400), of_era = year - era * 400;
  return era * DAYS_OF_ERA + of_era * 365 + of_era / 4 - of_era / 100 + (153 * (month + 9 - 12 * floor_div(month + 9, 12)) + 2) / 5 + day - 1 - BEFORE_1970;
}

lun_date lun_day_date(int64_t number) {
  number += 719468;
  const int64_t era = floor_div(number, 146097);
  int64_t day = number - era * 146097;
  const int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  day -= 365 * year + year / 4 - year / 100;
  const int64_t month = (5 * day + 2) / 153;
  lun_date date = {.year = era * 400 + year, .month = (int32_t)(month < 10 ? month + 3 : month - 9), .day = (int32_t)(day - (153 * month + 2) / 5 + 1)};
  date.year += date.month <= 2;
  return date;
}

int lun_weekday(int64_t day) { return (int)((day + 3) % 7 + 7) % 7 + 1; }

void lun_day_write(int64_t day, char value[LUN_TIME_ROOM]) {
  const lun_date date = lun_day_date(day);
  snprintf(value, LUN_TIME_ROOM, "%04lld-%02d-%02d", (long long)date.year, date.month, date.day);
}
