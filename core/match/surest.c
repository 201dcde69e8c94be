/* Attributes that are columns of a dictionary: what the row of which it is most sure has for the words of a capture. Owns which
 * cases are told here; rows that are true for a time, and numbers that are not whole, are left to the caller. */
#include <string.h>

#include "lunette/claim.h"
#include "match/machine.h"
#include "match/wording.h"

enum { NUMBER_ROOM = 24, DIGITS_MOST = 9 };

typedef struct telling {
  lun_named_value at[LUN_SUREST_MOST];
  char numbers[LUN_SUREST_MOST][NUMBER_ROOM];
  uint32_t count;
} telling;

static bool has_small_letter(const char *text, size_t size) {
  for (size_t i = 0; i < size; i++) if (text[i] >= 'a' && text[i] <= 'z') return true;
  return false;
}

static bool whole_number(const char *text, int64_t *number) {
  size_t digits = 0;
  *number = 0;
  for (; text[digits] >= '0' && text[digits] <= '9' && digits < DIGITS_MOST; digits++) *number = *number * 10 + (text[digits] - '0');
  return digits && !text[digits];
}

/* A number as text, at the end of its room. */
static const char *written(char room[NUMBER_ROOM], int64_t number) {
  uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
  char *at = room + NUMBER_ROOM - 1;
  *at = 0;
  do *--at = (char)('0' + left % 10);
  while (left /= 10);
  if (number < 0) *--at = '-';
  return at;
}

static lun_status tell(const lun_surest *s, lun_vocab *vocab, const char *words, size_t size, telling *to, bool *told, lun_err *err) {
  const char *value = "";
  uint32_t entry = 0;
  const lun_status status = words ? lun_dictionary_find(s->dictionary, vocab, words, size, &entry, err) : LUN_OK;
  if (status) return status;
  if (entry) value = lun_dictionary_value(s->dictionary, lun_dictionary_best(s->dictionary, entry - 1), s->column);
  else if (words && s->capitals && !has_small_letter(words, size)) *told = false;
  if (!*value) value = s->without;
  if (!value || !*told) return LUN_OK;
  if (s->adds) {
    int64_t number;
    if (!whole_number(value, &number)) {
      *told = false;
      return LUN_OK;
    }
    number = number + s->add < s->most ? number + s->add : s->most;
    value = written(to->numbers[to->count], number);
  }
  to->at[to->count++] = (lun_named_value){s->key, value, strlen(value)};
  return LUN_OK;
}

lun_status lun_surest_tell(const lun_machine *machine, const lun_doc *doc, const lun_found *found, const lun_match *match, const lun_claimant *by,
                           lun_values_store *store, const lun_values **values, bool *told, lun_err *err) {
  telling to = {.count = 0};
  *told = true;
  for (uint32_t i = 0; *told && i < by->surest_count; i++) {
    const lun_surest *s = &by->surest[i];
    size_t size = 0;
    const char *words = lun_captured_words(machine, doc, found, match, s->capture, &size);
    if (lun_dictionary_dated(s->dictionary)) *told = false;
    const lun_status status = *told ? tell(s, machine->vocab, words, size, &to, told, err) : LUN_OK;
    if (status) return status;
  }
  if (*told && !(*values = lun_values_new(store, to.at, to.count))) return lun_fail_memory(err);
  return LUN_OK;
}
