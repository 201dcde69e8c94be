/* Rows that are true for a time: columns `from` and `to` hold a year, a month or a day as ISO 8601 writes them, so that a day
 * lies within a row's time where it does not sort before the one and, as far as that is written, not behind the other. Owns
 * that comparison, and the search for entries of which some row is true on a day. Any other text in these columns bounds
 * nothing, for lists of journeys have such columns too. */
#include <string.h>

#include "layer/dictionary_image.h"
#include "lunette/mem.h"

static bool is_digits(const char *text, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (text[i] < '0' || text[i] > '9') return false;
  return true;
}

bool lun_day_is_written(const char *text, size_t size) {
  if (size != 4 && size != 7 && size != 10) return false;
  return is_digits(text, 4) && (size < 7 || (text[4] == '-' && is_digits(text + 5, 2))) && (size < 10 || (text[7] == '-' && is_digits(text + 8, 2)));
}

static uint32_t column_of(const lun_dictionary *dictionary, const char *name) {
  uint32_t column = 0;
  while (column < dictionary->record->columns && strcmp(lun_dictionary_column(dictionary, column), name) != 0) column++;
  return column;
}

void lun_dictionary_find_days(lun_dictionary *dictionary) {
  dictionary->from = column_of(dictionary, "from");
  dictionary->to = column_of(dictionary, "to");
}

bool lun_dictionary_dated(const lun_dictionary *dictionary) {
  return dictionary->from < dictionary->record->columns || dictionary->to < dictionary->record->columns;
}

bool lun_dictionary_valid(const lun_dictionary *dictionary, uint32_t row, const char *day) {
  if (!*day) return true;
  const char *from = lun_dictionary_value(dictionary, row, dictionary->from), *to = lun_dictionary_value(dictionary, row, dictionary->to);
  const size_t from_size = strlen(from), to_size = strlen(to);
  if (lun_day_is_written(from, from_size) && strncmp(day, from, from_size) < 0) return false;
  return !lun_day_is_written(to, to_size) || strncmp(day, to, to_size) <= 0;
}

static bool entry_valid(const lun_dictionary *dictionary, uint32_t entry, const char *day) {
  uint32_t row, rows = lun_dictionary_candidates(dictionary, entry, &row);
  for (uint32_t i = 0; i < rows; i++)
    if (lun_dictionary_valid(dictionary, row + i, day)) return true;
  return false;
}

static lun_status add_hit(lun_hits *hits, lun_hit hit, lun_err *err) {
  void *block = hits->at;
  if (lun_grow(&block, &hits->capacity, (uint64_t)hits->count + 1, sizeof hit)) return lun_fail_memory(err);
  hits->at = block;
  hits->at[hits->count++] = hit;
  return LUN_OK;
}

typedef struct span_search {
  lun_dictionary *dictionary;
  lun_vocab *vocab;
  const lun_tokens *tokens;
  unsigned options;
  const char *day;
  lun_hits found; /* scratch */
} span_search;

/* The longest entry true on the day that begins at a token and ends before `stop`; *hit.stop is 0 when there is none. */
static lun_status longest_at(span_search *s, uint32_t at, uint32_t stop, lun_hit *hit, lun_err *err) {
  *hit = (lun_hit){0, 0, 0};
  while (stop > at) {
    s->found.count = 0;
    const lun_status status = lun_dictionary_scan(s->dictionary, s->vocab, s->tokens, at, stop, s->options, &s->found, err);
    if (status) return status;
    if (s->found.count == 0 || s->found.at[0].first != at) return LUN_OK;
    if (entry_valid(s->dictionary, s->found.at[0].entry, s->day)) {
      *hit = s->found.at[0];
      return LUN_OK;
    }
    stop = s->found.at[0].stop - 1;
  }
  return LUN_OK;
}

/* What is left of an entry's tokens when it is not true on the day: shorter ones within it. */
static lun_status add_within(span_search *s, const lun_hit *whole, lun_hits *hits, lun_err *err) {
  lun_hit hit;
  for (uint32_t at = whole->first; at < whole->stop; at = hit.stop ? hit.stop : at + 1) {
    lun_status status = longest_at(s, at, at == whole->first ? whole->stop - 1 : whole->stop, &hit, err);
    if (!status && hit.stop) status = add_hit(hits, hit, err);
    if (status) return status;
  }
  return LUN_OK;
}

lun_status lun_dictionary_scan_day(lun_dictionary *dictionary, lun_vocab *vocab, const lun_tokens *tokens, uint32_t first, uint32_t stop,
                                   unsigned options, const char *day, lun_hits *hits, lun_err *err) {
  if (!*day || !lun_dictionary_dated(dictionary)) return lun_dictionary_scan(dictionary, vocab, tokens, first, stop, options, hits, err);
  span_search search = {dictionary, vocab, tokens, options, day, {NULL, 0, 0}};
  lun_hits all = {NULL, 0, 0};
  lun_status status = lun_dictionary_scan(dictionary, vocab, tokens, first, stop, options, &all, err);
  for (uint32_t i = 0; !status && i < all.count; i++)
    status = entry_valid(dictionary, all.at[i].entry, day) ? add_hit(hits, all.at[i], err) : add_within(&search, &all.at[i], hits, err);
  lun_hits_free(&search.found);
  lun_hits_free(&all);
  return status;
}
