/* Text in capitals as names are written: the first letter of each word, also behind a hyphen, as it is and the others small. */
#include <string.h>

#include "lunette/mem.h"
#include "lunette/utf8.h"
#include "lunette/vocab.h"

enum { LONGEST = 65535 };

static bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Writes a word with all but its first character small; 0 when memory is out. */
static size_t write_word(lun_vocab *vocab, const char *text, size_t size, char *out, size_t room) {
  const unsigned first = lun_utf8_length((unsigned char)text[0]);
  const size_t kept = first && first < size ? first : size;
  const lun_lexeme rest = kept < size ? lun_vocab_intern(vocab, text + kept, size - kept) : 0, lower = rest ? lun_vocab_lower(vocab, rest) : 0;
  size_t length = 0;
  const char *small = lower ? lun_vocab_text(vocab, lower, &length) : "";
  if ((kept < size && !lower) || kept + length > room) return 0;
  memcpy(out, text, kept);
  memcpy(out + kept, small, length);
  return kept + length;
}

lun_lexeme lun_vocab_titlecase(lun_vocab *vocab, const char *text, size_t size) {
  if (size > LONGEST) return 0;
  const size_t room = 3 * size + 4; /* some letters are longer when they are small */
  char *out = lun_alloc(room);
  size_t length = 0;
  bool failed = !out;
  for (size_t at = 0; at < size && !failed;) {
    if (space(text[at]) || text[at] == '-') {
      out[length++] = text[at++];
      continue;
    }
    size_t end = at;
    while (end < size && !space(text[end]) && text[end] != '-') end++;
    const size_t written = write_word(vocab, text + at, end - at, out + length, room - length - (size - end));
    failed = !written;
    length += written;
    at = end;
  }
  const lun_lexeme made = failed ? 0 : length > LONGEST ? lun_vocab_intern(vocab, text, size) : lun_vocab_intern(vocab, out, length);
  lun_free(out);
  return made;
}
