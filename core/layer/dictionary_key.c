/* Keys of tokens. Owns what counts when a token is looked up and what does not: accents and kinds of marks do not (the
 * vocabulary's key form), a hyphen inside a token is a space, and a short dash written close between two tokens is such
 * a hyphen. Owns also the ways a word in capitals may be written in running text. Refuses to know any dictionary. */
#include "layer/dictionary_key.h"

#include <string.h>

#include "lunette/utf8.h"
#include "text/lexeme.h"

const char *lun_key_text(lun_vocab *vocab, lun_lexeme lexeme, bool fold, size_t *size) {
  const char *text = lun_vocab_text(vocab, lexeme, size);
  if (!fold && lun_lexeme_is_form(text, *size, lun_vocab_flags(vocab, lexeme), LUN_FORM_NORM)) return text; /* ASCII has no accents */
  lun_lexeme key = lun_vocab_key(vocab, lexeme);
  if (key != 0 && fold) key = lun_vocab_lower(vocab, key);
  return key != 0 ? lun_vocab_text(vocab, key, size) : NULL;
}

const char *lun_key_lower(lun_vocab *vocab, lun_lexeme lexeme, const char *text, size_t size, char out[LUN_KEY_LOWER_MAX], size_t *lower_size) {
  size_t ascii = 0;
  bool changed = false;
  *lower_size = size;
  if (size > LUN_KEY_LOWER_MAX) return lun_key_text(vocab, lexeme, true, lower_size);
  for (; ascii < size && (unsigned char)text[ascii] < 0x80; ascii++) {
    const bool capital = text[ascii] >= 'A' && text[ascii] <= 'Z';
    out[ascii] = (char)(capital ? text[ascii] + ('a' - 'A') : text[ascii]);
    changed = changed || capital;
  }
  if (ascii < size) return lun_key_text(vocab, lexeme, true, lower_size);
  return changed ? out : text;
}

/* A hyphen with something other than a hyphen on both sides. */
static bool is_inner_hyphen(const char *text, size_t size, size_t at) {
  return text[at] == '-' && at > 0 && at + 1 < size && text[at - 1] != '-' && text[at + 1] != '-';
}

bool lun_key_word(const char *text, size_t size, size_t *at, const char **word, size_t *length) {
  if (*at >= size) return false;
  size_t end = *at;
  while (end < size && !is_inner_hyphen(text, size, end)) end++;
  *word = text + *at;
  *length = end - *at;
  *at = end < size ? end + 1 : size;
  return true;
}

bool lun_key_is_joiner(const lun_vocab *vocab, lun_lexeme lexeme) {
  if (!(lun_vocab_flags(vocab, lexeme) & LUN_LEX_DASH)) return false;
  size_t size;
  uint32_t code;
  const char *text = lun_vocab_text(vocab, lexeme, &size);
  if (lun_utf8_decode(text, text + size, &code) != size) return false;
  return code == '-' || (code >= 0x2010 && code <= 0x2013) || code == 0x2212;
}

unsigned lun_key_letters(const char *text, size_t size) {
  unsigned letters = 0;
  for (size_t i = 0; i < size; i++) {
    const unsigned char byte = (unsigned char)text[i];
    letters += (byte >= 'A' && byte <= 'Z') || byte >= 0xC0;
  }
  return letters;
}

/* Where the character at `at` ends. */
static size_t after(const char *text, size_t size, size_t at) {
  const size_t end = at < size ? at + lun_utf8_length((unsigned char)text[at]) : size;
  return end < size ? end : size;
}

/* Copies `text` in lower case, but the character at each offset of capitals[] as it stands in upper. Offsets must
 * mean the same in both, so all before them is ASCII or as long in both cases. */
static size_t write_word(const char *upper, size_t upper_size, const char *lower, size_t lower_size, const size_t *capitals,
                         unsigned count, char *out) {
  size_t from = 0, written = 0;
  for (unsigned i = 0; i < count; i++) {
    const size_t at = capitals[i], upper_end = after(upper, upper_size, at);
    if (at >= upper_size || at >= lower_size || at < from) continue;
    memcpy(out + written, lower + from, at - from);
    written += at - from;
    memcpy(out + written, upper + at, upper_end - at);
    written += upper_end - at;
    from = after(lower, lower_size, at);
  }
  memcpy(out + written, lower + from, lower_size - from);
  return written + lower_size - from;
}

size_t lun_key_recase(const char *upper, size_t upper_size, const char *lower, size_t lower_size, unsigned way,
                      char out[LUN_KEY_RECASED_MAX]) {
  if (way > 4 || upper_size > LUN_KEY_RECASED_MAX / 4 || lower_size > LUN_KEY_RECASED_MAX / 4) return 0;
  const char *mark = memchr(upper, '\'', upper_size);
  const size_t behind = mark ? (size_t)(mark - upper) + 1 : 0;
  size_t capitals[2] = {0, 0};
  unsigned count = 0;
  out[0] = 0;
  switch (way) {
    case 0: count = 1; break; /* Xxxx */
    case 1: break;            /* xxxx */
    case 2: /* O'Brien */
    case 3: /* d'Ivoire */
      if (behind == 0 || behind >= upper_size || behind >= lower_size || upper_size != lower_size) return 1;
      count = way == 2 ? 2 : 1;
      capitals[count - 1] = behind;
      break;
    default: /* McDonald */
      if (upper_size < 4 || lower_size < 4 || memcmp(upper, "MC", 2) != 0) return 1;
      count = 2;
      capitals[1] = 2;
      break;
  }
  return write_word(upper, upper_size, lower, lower_size, capitals, count, out);
}
