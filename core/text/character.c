/* Classes of characters: a table for bytes, Unicode's general category with a few exceptions for the rest. */
#include "text/character.h"

#include <utf8proc.h>

#include "lunette/utf8.h"

/* Rows of sixteen bytes from 0x00; see LUN_BYTE_LETTER and so on for the bits. */
const uint8_t lun_byte_class[256] = {
  12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
  12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
  12, 8, 24, 8, 0, 88, 16, 0, 24, 24, 8, 72, 24, 64, 64, 16,
  2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 8, 8, 8, 8, 8,
  0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 8, 24, 24, 24, 64,
  0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 24, 24, 24, 8, 12,
  32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
  32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
  32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
  32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
  32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
  32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
  32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
  32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32
};

static bool is_ideograph(uint32_t code) {
  if (code < 0x3041 || (code >= 0xAC00 && code < 0xF900)) return false;
  return (code <= 0x30FF && code != 0x30FB) || (code >= 0x31F0 && code <= 0x31FF) || (code >= 0x3400 && code <= 0x4DBF) ||
         (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x3FFFF);
}

static lun_character ascii(uint32_t code) {
  const uint8_t class = lun_byte_class[code];
  if (class & LUN_BYTE_LETTER) return LUN_CHAR_LETTER;
  if (class & LUN_BYTE_DIGIT) return LUN_CHAR_DIGIT;
  if (class & LUN_BYTE_SPACE) return code == '\n' || code == '\r' ? LUN_CHAR_LINE : LUN_CHAR_SPACE;
  switch (code) {
    case '\'': return LUN_CHAR_APOSTROPHE;
    case '-': return LUN_CHAR_HYPHEN;
    case '$': case '+': case '<': case '=': case '>': case '^': case '|': case '~': return LUN_CHAR_SYMBOL;
    default: return LUN_CHAR_PUNCT;
  }
}

lun_character lun_character_of(uint32_t code) {
  if (code < 0x80) return ascii(code);
  if (code >= 0xC0 && code < 0x250) return code == 0xD7 || code == 0xF7 ? LUN_CHAR_SYMBOL : LUN_CHAR_LETTER;
  switch (code) {
    case 0x2019: case 0x02BC: case 0xFF07: return LUN_CHAR_APOSTROPHE;
    case 0x2010: case 0x2011: return LUN_CHAR_HYPHEN;
    case 0x2028: case 0x2029: return LUN_CHAR_LINE;
    case 0x2212: return LUN_CHAR_DASH;
    case 0x00AD: case 0x200B: case 0x200C: case 0x200D: case 0x2060: case 0xFEFF: return LUN_CHAR_INVISIBLE;
    default: break;
  }
  if (is_ideograph(code)) return code >= 0x3099 && code <= 0x309A ? LUN_CHAR_MARK : LUN_CHAR_IDEOGRAPH;
  switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return LUN_CHAR_LETTER;
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME: return LUN_CHAR_MARK;
    case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_NL: case UTF8PROC_CATEGORY_NO: return LUN_CHAR_DIGIT;
    case UTF8PROC_CATEGORY_ZS: case UTF8PROC_CATEGORY_CC: return LUN_CHAR_SPACE;
    case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP: return LUN_CHAR_LINE;
    case UTF8PROC_CATEGORY_CF: return LUN_CHAR_INVISIBLE;
    case UTF8PROC_CATEGORY_PD: return LUN_CHAR_DASH;
    case UTF8PROC_CATEGORY_PC: case UTF8PROC_CATEGORY_PS: case UTF8PROC_CATEGORY_PE: case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF: case UTF8PROC_CATEGORY_PO: return LUN_CHAR_PUNCT;
    default: return LUN_CHAR_SYMBOL;
  }
}

uint32_t lun_character_next(const char *text, size_t size, size_t *at) {
  const unsigned char byte = (unsigned char)text[*at];
  if (byte < 0x80) {
    ++*at;
    return byte;
  }
  uint32_t code = LUN_REPLACEMENT;
  const unsigned length = lun_utf8_decode(text + *at, text + size, &code);
  *at += length ? length : 1;
  return code;
}
