/* Whether a short form may stand for a long one by its letters. All ways to place them are followed at once: a bit for each letter
 * says whether it may stand at the byte before, and whether it may at any before that. */
#include "lunette/vocab.h"

static bool letter(unsigned char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }
static bool word(unsigned char c) { return letter(c) || (unsigned char)(c - '0') < 10; }

/* The text of a form's key in small letters; NULL when memory is out. */
static const char *small_key(lun_vocab *vocab, const char *text, size_t size, size_t *length) {
  const lun_lexeme form = size ? lun_vocab_intern(vocab, text, size) : 0, key = form ? lun_vocab_key(vocab, form) : 0, lower = key ? lun_vocab_lower(vocab, key) : 0;
  *length = 0;
  return lower ? lun_vocab_text(vocab, lower, length) : size ? NULL : "";
}

lun_status lun_acronym(lun_vocab *vocab, const char *full, size_t full_size, const char *brief, size_t brief_size, bool *fits, lun_err *err) {
  enum { MOST = 64 };
  *fits = false;
  if (!full_size || !brief_size || full_size > UINT16_MAX || brief_size > UINT16_MAX) return LUN_OK;
  if (letter((unsigned char)*full) && letter((unsigned char)*brief) && (*full | 0x20) != (*brief | 0x20)) return LUN_OK;
  size_t size, length, count = 0;
  const char *text = small_key(vocab, full, full_size, &size), *from = small_key(vocab, brief, brief_size, &length);
  if (!text || !from) return lun_fail_memory(err);
  uint64_t letters[26] = {0}, placed = 0, before = 0; /* letters: bits of the places in the short form that hold it */
  char first = 0;
  for (size_t i = 0; i < length; i++) {
    if (!letter((unsigned char)from[i])) continue;
    if (count == MOST) return LUN_OK;
    if (!count) first = from[i];
    letters[(from[i] | 0x20) - 'a'] |= UINT64_C(1) << count++;
  }
  if (count < 2 || count >= size || *text != first) return LUN_OK;
  for (size_t i = 0; i < size; i++) {
    const unsigned char c = (unsigned char)text[i];
    const bool begins = word(c) && (!i || !word((unsigned char)text[i - 1]));
    const uint64_t may = before << 1 | (begins ? placed << 1 | 1 : 0);
    before = letter(c) ? letters[(c | 0x20) - 'a'] & may : 0;
    placed |= before;
  }
  *fits = placed >> (count - 1) & 1;
  return LUN_OK;
}
