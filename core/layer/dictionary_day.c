/* Rows that are true for a time: columns `from` and `to` hold a year, a month or a day as ISO 8601 writes them, so that a day
 * lies within a row's time where it does not sort before the one and, as far as that is written, not behind the other. Owns
 * that comparison. Any other text in these columns bounds nothing, for lists of journeys have such columns too. */
#include <string.h>

#include "layer/dictionary_image.h"

static bool is_digits(const char *text, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (text[i] < '0' || text[i] > '9') return false;
  return true;
}

bool lun_day_is_written(const char *text, size_t size) {
  if (size != 4 && size != 7 && size != 10) return false;
  return is_digits(text, 4) && (size < 7 || (text[4] == '-' && is_digits(text + 5, 2))) && (size < 10 || (text[7] == '-' && is_digits(text + 8, 2)));
}

void lun_dictionary_find_days(lun_dictionary *dictionary) {
  dictionary->from = lun_dictionary_find_column(dictionary, "from");
  dictionary->to = lun_dictionary_find_column(dictionary, "to");
  dictionary->dated = dictionary->from < dictionary->record->columns || dictionary->to < dictionary->record->columns;
}

bool lun_dictionary_dated(const lun_dictionary *dictionary) {
  return dictionary->dated;
}

bool lun_dictionary_valid(const lun_dictionary *dictionary, uint32_t row, const char *day) {
  if (!*day) return true;
  const char *from = lun_dictionary_value(dictionary, row, dictionary->from), *to = lun_dictionary_value(dictionary, row, dictionary->to);
  const size_t from_size = strlen(from), to_size = strlen(to);
  if (lun_day_is_written(from, from_size) && strncmp(day, from, from_size) < 0) return false;
  return !lun_day_is_written(to, to_size) || strncmp(day, to, to_size) <= 0;
}

bool lun_dictionary_true_on(const lun_dictionary *dictionary, uint32_t entry, const char *day) {
  uint32_t row, rows = lun_dictionary_candidates(dictionary, entry, &row);
  for (uint32_t i = 0; i < rows; i++)
    if (lun_dictionary_valid(dictionary, row + i, day)) return true;
  return false;
}
