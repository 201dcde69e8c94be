/* The forms of a text under which different spellings meet: norm (one kind of mark), lower case, and key (without
 * accents). Normalisation is utf8proc's, called on buffers of our own so that all memory comes from mem. */
#include <string.h>
#include <utf8proc.h>

#include "lunette/mem.h"
#include "lunette/utf8.h"
#include "lunette/vocab.h"
#include "text/character.h"
#include "text/lexeme.h"

enum { LONGEST = 65535, NOTHING = -1 };

/* What a character is written as in the norm, or NOTHING. */
static int32_t norm_of(uint32_t code) {
  switch (code) {
    case '`': case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2039: case 0x203A: case 0x02BC: case 0xFF07: return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x00AB: case 0x00BB: case 0xFF02: case 0x301D: case 0x301E:
    case 0x301F: return '"';
    default: break;
  }
  if (code < 0x80) return (int32_t)code;
  switch (lun_character_of(code)) {
    case LUN_CHAR_HYPHEN: case LUN_CHAR_DASH: return '-';
    case LUN_CHAR_INVISIBLE: return NOTHING;
    default: return (int32_t)code;
  }
}

/* Letters that carry their stroke or ligature without a combining mark; at most as many bytes as before. */
static const char *plain_letters(int32_t code) {
  switch (code) {
    case 0xC6: return "AE";
    case 0xE6: return "ae";
    case 0xD8: return "O";
    case 0xF8: return "o";
    case 0xDF: return "ss";
    case 0x110: return "D";
    case 0x111: return "d";
    case 0x126: return "H";
    case 0x127: return "h";
    case 0x131: return "i";
    case 0x141: return "L";
    case 0x142: return "l";
    case 0x152: return "OE";
    case 0x153: return "oe";
    default: return NULL;
  }
}

int lun_lexeme_is_form(const char *text, size_t size, uint32_t flags, lun_form form) {
  for (size_t i = 0; flags & LUN_LEX_SIGN && i < size; i++) {
    const unsigned char byte = (unsigned char)text[i];
    if (byte >= 0x80 || byte == '`') return 0;
  }
  if (form == LUN_FORM_LOWER) return (flags & (LUN_LEX_UPPER | LUN_LEX_TITLE | LUN_LEX_MIXED)) == 0;
  return form == LUN_FORM_KEY || !(flags & LUN_LEX_PUNCT) || size < 2 || (text[0] != '-' && text[0] != '\'');
}

/* The norm of each character, in as many bytes or fewer. */
static size_t write_norm(const char *text, size_t size, char *out) {
  size_t length = 0, at = 0;
  bool dashes = true;
  while (at < size) {
    const int32_t code = norm_of(lun_character_next(text, size, &at));
    if (code == NOTHING) continue;
    dashes = dashes && code == '-';
    length += lun_utf8_encode((uint32_t)code, out + length);
  }
  if (dashes && length > 1) length = 1; /* -- is a dash too */
  if (length == 2 && memcmp(out, "''", 2) == 0) { /* and `` '' are typewriter's double marks */
    out[0] = '"';
    length = 1;
  }
  return length;
}

static size_t write_lower(const char *text, size_t size, char *out) {
  size_t length = 0;
  for (size_t at = 0; at < size;) {
    if ((unsigned char)text[at] < 0x80) {
      const char byte = text[at++];
      out[length++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
      continue;
    }
    const uint32_t code = lun_character_next(text, size, &at);
    length += lun_utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)code), out + length);
  }
  return length;
}

static size_t write_plain_letters(const char *text, size_t size, char *out) {
  size_t length = 0;
  for (size_t at = 0; at < size;) {
    const uint32_t code = lun_character_next(text, size, &at);
    const char *letters = plain_letters((int32_t)code);
    if (letters == NULL) {
      length += lun_utf8_encode(code, out + length);
      continue;
    }
    memcpy(out + length, letters, strlen(letters));
    length += strlen(letters);
  }
  return length;
}

/* Drops accents from Latin and Greek letters; in other scripts a combining mark may be a vowel. */
static utf8proc_ssize_t drop_accents(utf8proc_int32_t *codes, utf8proc_ssize_t count) {
  utf8proc_ssize_t kept = 0;
  bool drops = false;
  for (utf8proc_ssize_t i = 0; i < count; i++) {
    const utf8proc_int32_t code = codes[i];
    const bool accent = code >= 0x300 && code <= 0x36F;
    if (!accent) drops = code < 0x400 || (code >= 0x1E00 && code < 0x2000);
    if (!accent || !drops) codes[kept++] = code;
  }
  return kept;
}

/* NFC of the bytes, without accents if asked, as a new block; *length stays 0 where utf8proc refuses. */
static lun_status compose(const char *bytes, size_t size, bool accents, char **out, size_t *length) {
  const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
  const utf8proc_uint8_t *input = (const utf8proc_uint8_t *)bytes;
  *out = NULL;
  *length = 0;
  utf8proc_ssize_t count = utf8proc_decompose(input, (utf8proc_ssize_t)size, NULL, 0, options);
  if (count <= 0) return LUN_OK;
  const size_t room = (size_t)count + 1;
  utf8proc_int32_t *codes = lun_zalloc(room, sizeof *codes);
  char *result = lun_zalloc(room, 4);
  if (!codes || !result) {
    lun_free(codes);
    lun_free(result);
    return LUN_NO_MEMORY;
  }
  count = utf8proc_decompose(input, (utf8proc_ssize_t)size, codes, (utf8proc_ssize_t)room, options);
  if (!accents) count = drop_accents(codes, count);
  count = utf8proc_normalize_utf32(codes, count, options);
  for (utf8proc_ssize_t i = 0; i < count; i++) *length += lun_utf8_encode((uint32_t)codes[i], result + *length);
  lun_free(codes);
  *out = result;
  return LUN_OK;
}

lun_status lun_lexeme_form(const char *text, size_t size, lun_form form, char **bytes, size_t *length) {
  char *written = lun_alloc(3 * size + 4); /* a lower-case letter may be longer, a broken byte becomes three */
  if (!written) return LUN_NO_MEMORY;
  size_t count;
  switch (form) {
    case LUN_FORM_NORM: count = write_norm(text, size, written); break;
    case LUN_FORM_LOWER: count = write_lower(text, size, written); break;
    default: count = write_plain_letters(text, size, written); break;
  }
  if (count > 0 && count <= LONGEST && lun_utf8_is_ascii(written, count)) { /* composed as it is */
    *bytes = written;
    *length = count;
    return LUN_OK;
  }
  char *result = NULL;
  size_t result_length = 0;
  const lun_status status = compose(written, count, form != LUN_FORM_KEY, &result, &result_length);
  if (status == LUN_OK && result_length > 0 && result_length <= LONGEST) {
    lun_free(written);
    *bytes = result;
    *length = result_length;
    return LUN_OK;
  }
  lun_free(result);
  if (status != LUN_OK) {
    lun_free(written);
    return status;
  }
  memcpy(written, text, size);
  *bytes = written;
  *length = size;
  return LUN_OK;
}
