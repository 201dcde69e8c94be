/* Attributes that are columns of a dictionary: what the row of which it is most sure has for the words of a capture. Owns which
 * cases are told here; rows that are true for a time, words longer than a lexeme, and numbers that are not whole, are left to the
 * caller. */
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

/* The row that words have in a dictionary, which several attributes ask. */
typedef struct asked { bool there; uint32_t row; } asked;
static bool ask_alike(const lun_surest *a, const lun_surest *b) { return a->dictionary == b->dictionary && a->capture == b->capture && a->capitals == b->capitals; }

/* Words in capitals that the dictionary does not have are looked up as a name is written. */
static lun_status find(const lun_surest *s, lun_vocab *vocab, const char *words, size_t size, asked *found, lun_err *err) {
  uint32_t entry = 0;
  lun_status status = words ? lun_dictionary_find(s->dictionary, vocab, words, size, &entry, err) : LUN_OK;
  if (!status && !entry && words && s->capitals && !has_small_letter(words, size)) {
    const lun_lexeme name = lun_vocab_titlecase(vocab, words, size);
    if (!name) return lun_fail_memory(err);
    words = lun_vocab_text(vocab, name, &size);
    status = lun_dictionary_find(s->dictionary, vocab, words, size, &entry, err);
  }
  found->there = entry > 0;
  if (entry) found->row = lun_dictionary_best(s->dictionary, entry - 1);
  return status;
}

/* Tells an attribute; false where it is no whole number that something is added to. */
static bool tell(const lun_surest *s, const asked *found, telling *to) {
  const char *value = found->there ? lun_dictionary_value(s->dictionary, found->row, s->column) : "";
  if (!*value) value = s->without;
  if (!value) return true;
  if (s->adds) {
    int64_t number;
    if (!whole_number(value, &number)) return false;
    number = number + s->add < s->most ? number + s->add : s->most;
    value = written(to->numbers[to->count], number);
  }
  to->at[to->count++] = (lun_named_value){s->key, value, strlen(value)};
  return true;
}

lun_status lun_surest_tell(const lun_machine *machine, const lun_doc *doc, const lun_found *found, const lun_match *match, const lun_claimant *by,
                           lun_values_store *store, const lun_values **values, bool *told, lun_err *err) {
  telling to = {.count = 0};
  asked row = {false, 0};
  *told = true;
  for (uint32_t i = 0; *told && i < by->surest_count; i++) {
    const lun_surest *s = &by->surest[i];
    if (!i || !ask_alike(s, s - 1)) {
      size_t size = 0;
      const char *words = lun_captured_words(machine, doc, found, match, s->capture, &size);
      *told = !lun_dictionary_dated(s->dictionary) && size <= UINT16_MAX;
      const lun_status status = *told ? find(s, machine->vocab, words, size, &row, err) : LUN_OK;
      if (status) return status;
    }
    *told = *told && tell(s, &row, &to);
  }
  if (*told && !(*values = lun_values_new(store, to.at, to.count))) return lun_fail_memory(err);
  return LUN_OK;
}
