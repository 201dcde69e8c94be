/* What a text tells of itself: its flags and the flags of every token with that text. Worked out once for a lexeme, in
 * one pass over its characters; knows no vocabulary and no place, and allocates nothing. */
#include "text/lexeme.h"

#include <string.h>
#include <utf8proc.h>

#include "lunette/token.h"
#include "text/abbreviation.h"
#include "text/character.h"
#include "text/vocab_slot.h"
#include "text/web.h"

typedef struct survey { /* of the characters of a text */
  uint32_t letters, uppers, lowers, digits, others, symbols, stops, dashes;
  uint32_t first_letter_upper, inner_uppers; /* capitals that do not begin a part of the word */
  uint32_t first, characters;
} survey;

static bool is_upper(uint32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z';
  const utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

static bool is_stop(uint32_t code) {
  switch (code) {
    case '.': case '!': case '?': case 0x2026: case 0x203C: case 0x203D: case 0x2047: case 0x2048: case 0x2049:
    case 0x061F: case 0x0964: case 0x3002: case 0xFF01: case 0xFF0E: case 0xFF1F: return true;
    default: return false;
  }
}

static survey look_at(const char *text, size_t size) {
  survey s = {0};
  bool in_part = false;
  for (size_t at = 0; at < size; s.characters++) {
    const uint32_t code = lun_character_next(text, size, &at);
    if (s.characters == 0) s.first = code;
    switch (lun_character_of(code)) {
      case LUN_CHAR_LETTER: case LUN_CHAR_IDEOGRAPH: {
        const bool upper = is_upper(code);
        if (s.letters++ == 0) s.first_letter_upper = upper;
        s.uppers += upper;
        s.inner_uppers += upper && in_part;
        s.lowers += !upper && (code < 0x80 || utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LL);
        in_part = true;
        break;
      }
      case LUN_CHAR_MARK: case LUN_CHAR_INVISIBLE: break;
      case LUN_CHAR_DIGIT: s.digits++; in_part = true; break;
      case LUN_CHAR_HYPHEN: case LUN_CHAR_DASH: s.dashes++; s.others++; in_part = false; break;
      case LUN_CHAR_SYMBOL: s.symbols++; s.others++; in_part = false; break;
      default: s.stops += is_stop(code); s.others++; in_part = false; break;
    }
  }
  return s;
}

/* A number in digits: separators inside, a sign, point or apostrophe before, an ordinal's or a decade's ending. */
static bool is_number(const char *text, size_t size) {
  size_t at = 0, digits = 0;
  bool separated = false;
  while (at < size) {
    size_t next = at;
    const uint32_t code = lun_character_next(text, size, &next);
    const lun_character class = lun_character_of(code);
    if (class == LUN_CHAR_DIGIT) digits++, separated = false;
    else if (digits == 0) {
      if (code != '+' && code != '.' && code != 0x2018 && class != LUN_CHAR_APOSTROPHE && class != LUN_CHAR_HYPHEN &&
          class != LUN_CHAR_DASH)
        return false;
    } else if (separated || code == 0 || code > 0x7F || !strchr(".,:/-", (int)code)) break;
    else separated = true;
    at = next;
  }
  if (digits == 0 || separated) return false;
  if (at < size) {
    size_t next = at;
    if (lun_character_of(lun_character_next(text, size, &next)) == LUN_CHAR_APOSTROPHE) at = next;
  }
  static const char endings[][3] = {"s", "st", "nd", "rd", "th", "S", "ST", "ND", "RD", "TH"};
  for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
    if (size - at == strlen(endings[i]) && memcmp(text + at, endings[i], size - at) == 0) return true;
  return at == size;
}

static uint32_t mark_flags(uint32_t code) {
  switch (code) {
    case '(': case '[': case '{': return LUN_LEX_OPEN;
    case ')': case ']': case '}': return LUN_LEX_CLOSE;
    case '"': case '\'': case 0xFF02: return LUN_LEX_QUOTE;
    case '`': case 0x2018: case 0x201A: case 0x201B: case 0x201C: case 0x201E: case 0x201F: case 0x00AB: case 0x2039:
    case 0x300C: case 0x300E: case 0x301D: return LUN_LEX_QUOTE | LUN_LEX_OPEN;
    case 0x2019: case 0x201D: case 0x00BB: case 0x203A: case 0x300D: case 0x300F: case 0x301E: case 0x301F:
      return LUN_LEX_QUOTE | LUN_LEX_CLOSE;
    default: break;
  }
  switch (code < 0x80 ? UTF8PROC_CATEGORY_CN : utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_PS: return LUN_LEX_OPEN;
    case UTF8PROC_CATEGORY_PE: return LUN_LEX_CLOSE;
    case UTF8PROC_CATEGORY_PI: return LUN_LEX_QUOTE | LUN_LEX_OPEN;
    case UTF8PROC_CATEGORY_PF: return LUN_LEX_QUOTE | LUN_LEX_CLOSE;
    default: return 0;
  }
}

static bool is_money_sign(uint32_t code) {
  return code == '$' || (code >= 0x80 && utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_SC);
}

static uint32_t punctuation_flags(const char *text, size_t size, const survey *s) {
  uint32_t flags = LUN_LEX_PUNCT;
  if (s->stops == s->characters) flags |= LUN_LEX_STOP;
  /* [...]: left out words, which may have held the end of a sentence */
  else if (s->stops + 2 == s->characters && (text[0] == '[' || text[0] == '(') && (text[size - 1] == ']' || text[size - 1] == ')')) flags |= LUN_LEX_STOP;
  if (s->dashes == s->characters || (size == 1 && text[0] == '_')) flags |= LUN_LEX_DASH; /* wires write _ for a dash */
  if (s->characters == 1) {
    flags |= mark_flags(s->first);
    if (is_money_sign(s->first)) flags |= LUN_LEX_CURRENCY;
  } else if (size == 2 && memcmp(text, "``", 2) == 0) flags |= LUN_LEX_QUOTE | LUN_LEX_OPEN;
  else if (size == 2 && memcmp(text, "''", 2) == 0) flags |= LUN_LEX_QUOTE | LUN_LEX_CLOSE;
  return flags;
}

static uint32_t case_flags(uint32_t letters, uint32_t uppers, uint32_t inner_uppers, bool cap) {
  if (uppers == 0) return LUN_LEX_WORD | LUN_LEX_LOWER;
  const uint32_t flags = LUN_LEX_WORD | (cap ? LUN_LEX_CAP : 0);
  if (uppers == letters) return flags | LUN_LEX_UPPER;
  return flags | (cap && inner_uppers == 0 ? LUN_LEX_TITLE : LUN_LEX_MIXED);
}

/* The highest bit of each byte that is a letter of ASCII, and of each that is a capital. */
static uint64_t letters_of(uint64_t bytes, uint64_t *capitals) {
  const uint64_t each = UINT64_MAX / 255, low = (bytes | 0x20 * each) & 0x7F * each;
  const uint64_t letters = (low + (0x80 - 'a') * each) & ~(low + (0x80 - 'z' - 1) * each) & ~bytes & 0x80 * each;
  *capitals = letters & ~(bytes << 2);
  return letters;
}

static uint32_t count_of(uint64_t highest) { return (uint32_t)((highest >> 7) * (UINT64_MAX / 255) >> 56); }

uint32_t lun_lexeme_word_flags(const uint64_t bytes[2], size_t size) {
  uint64_t capitals[2];
  const uint64_t first = letters_of(bytes[0], &capitals[0]), second = letters_of(bytes[1], &capitals[1]);
  if (size == 0 || count_of(first) + count_of(second) != size) return 0;
  char initial;
  memcpy(&initial, bytes, 1);
  const uint32_t uppers = count_of(capitals[0]) + count_of(capitals[1]), first_upper = (initial & 0x20) == 0;
  return case_flags((uint32_t)size, uppers, uppers - first_upper, first_upper);
}

static uint32_t word_flags(const char *text, size_t size) {
  uint64_t bytes[2] = {0};
  if (size > sizeof bytes) return 0;
  memcpy(bytes, text, size);
  return lun_lexeme_word_flags(bytes, size);
}

/* The flags of a text of ASCII letters, and of several such with spaces between; 0 for any other. Most new texts are such. */
static uint32_t plain_flags(const char *text, size_t size) {
  uint32_t letters = 0, uppers = 0, first_uppers = 0; /* of these, such as begin a part */
  bool in_part = false, cap = false;
  for (size_t i = 0; i < size; i++) {
    const bool letter = lun_byte_is((unsigned char)text[i], LUN_BYTE_LETTER), upper = letter & ((text[i] & 0x20) == 0);
    if (!letter && text[i] != ' ') return 0;
    if (!in_part) {
      first_uppers += upper;
      cap = letters ? cap : upper;
    }
    letters += letter;
    uppers += upper;
    in_part = letter;
  }
  return letters ? case_flags(letters, uppers, uppers - first_uppers, cap) | (letters < size ? LUN_LEX_SIGN : 0) : 0;
}

uint32_t lun_lexeme_flags(const char *text, size_t size) {
  if (size == 0) return 0;
  uint32_t flags = word_flags(text, size);
  if (flags == 0) flags = plain_flags(text, size);
  if (flags != 0) return flags;
  const survey s = look_at(text, size);
  flags = LUN_LEX_SIGN;
  if (memchr(text, '-', size)) flags |= LUN_LEX_HYPHEN;
  if (s.letters + s.digits == 0) return s.others ? flags | punctuation_flags(text, size, &s) : flags;
  if (s.digits != 0) {
    flags |= LUN_LEX_DIGIT;
    if (is_number(text, size)) flags |= LUN_LEX_NUMBER;
  }
  if (s.letters == 0) return flags;
  flags |= LUN_LEX_WORD;
  if (s.first_letter_upper) flags |= LUN_LEX_CAP;
  if (s.uppers == 0) flags |= LUN_LEX_LOWER;
  else if (s.lowers == 0 && s.uppers == s.letters) flags |= LUN_LEX_UPPER;
  else if (s.first_letter_upper && s.inner_uppers == 0) flags |= LUN_LEX_TITLE;
  else flags |= LUN_LEX_MIXED;
  if (text[size - 1] == '.') {
    flags |= LUN_LEX_ABBREV;
    if (s.characters == 2 && s.uppers == 1) flags |= LUN_LEX_INITIAL;
    else if (lun_abbreviation_find(text, size - 1) == LUN_ABBR_TITLE) flags |= LUN_LEX_TITLE_ABBREV;
  }
  if (text[size - 1] == '$' && s.others == 1) flags |= LUN_LEX_CURRENCY;
  return flags;
}

static bool is_clitic(const char *text, size_t size) {
  char folded[8];
  size_t length = 0;
  for (size_t at = 0; at < size;) {
    if (length == 4) return false;
    const uint32_t code = lun_character_next(text, size, &at);
    if (code == '`') folded[length++] = '\'';
    else if (code < 0x80) folded[length++] = (char)(lun_byte_is((unsigned char)code, LUN_BYTE_LETTER) ? code | 0x20 : code);
    else if (lun_character_of(code) == LUN_CHAR_APOSTROPHE || code == 0x2018) folded[length++] = '\'';
    else return false;
  }
  static const char clitics[][4] = {"'s", "'d", "'m", "n't", "'re", "'ve", "'ll"};
  for (size_t i = 0; i < sizeof clitics / sizeof clitics[0]; i++)
    if (length == strlen(clitics[i]) && memcmp(folded, clitics[i], length) == 0) return true;
  return false;
}

size_t lun_lexeme_split(const char *text, size_t size) {
  static const struct { char text[8]; uint8_t first; } words[] = {
    {"cannot", 3}, {"gonna", 3}, {"wanna", 3}, {"gotta", 3}, {"dont", 2}, {"didnt", 3}, {"doesnt", 4}, {"isnt", 2},
    {"wasnt", 3}, {"couldnt", 5},
  };
  if (size < 4 || size > 7) return 0;
  const char last = (char)(text[size - 1] | 0x20);
  if (last != 't' && last != 'a') return 0; /* in which all of them end */
  char folded[8] = {0};
  for (size_t i = 0; i < size; i++) folded[i] = (char)(text[i] | 0x20);
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (memcmp(folded, words[i].text, sizeof folded) == 0) return words[i].first;
  return 0;
}

uint16_t lun_lexeme_token_flags(const char *text, size_t size, uint32_t flags) {
  uint16_t result = LUN_KIND_WORD;
  const bool straight = (flags & (LUN_LEX_QUOTE | LUN_LEX_OPEN)) == LUN_LEX_QUOTE;
  if (flags & (LUN_LEX_STOP | LUN_LEX_ABBREV | LUN_LEX_CLOSE) || straight) result |= LUN_TOKEN_STOP;
  if (flags & LUN_LEX_PUNCT) {
    bool punct = false;
    for (size_t at = 0; at < size && !punct;) {
      const lun_character class = lun_character_of(lun_character_next(text, size, &at));
      punct = class != LUN_CHAR_SYMBOL && class != LUN_CHAR_MARK && class != LUN_CHAR_INVISIBLE;
    }
    return (uint16_t)(result | (punct ? LUN_KIND_PUNCT : LUN_KIND_SYMBOL));
  }
  if (flags & LUN_LEX_NUMBER) return result | LUN_KIND_NUMBER;
  if (flags & LUN_LEX_CURRENCY) return result | LUN_KIND_SYMBOL;
  if (lun_lexeme_split(text, size)) return result | LUN_RECORD_SPLIT;
  if (!(flags & LUN_LEX_SIGN)) return result;
  bool plain = true;
  for (size_t i = 0; i < size && plain; i++) plain = lun_byte_is((unsigned char)text[i], LUN_BYTE_LETTER) || text[i] == ' ';
  if (plain) return result;
  if (is_clitic(text, size)) return result | LUN_KIND_CLITIC;
  return (uint16_t)(result | lun_web_kind(text, size));
}
