/* Regular expressions on words. The expression is compiled to code only after USES_BEFORE_CODE words, since that takes
 * longer than a short run. */
#include "lunette/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>
#include <string.h>

#include "lunette/mem.h"
#include "lunette/vocab.h"
#include "lunette/utf8.h"
#include "text/character.h"
#include "text/regex_need.h"

enum { USES_BEFORE_CODE = 100, MATCH_LIMIT = 100000 };

struct lun_regex {
  pcre2_code *code;
  pcre2_match_data *match;
  pcre2_match_context *context;
  const uint8_t *first; /* bitmap of first bytes, or NULL; belongs to the code */
  uint32_t shortest, last; /* bytes; a byte of every match + 1 (a letter: or its capital), or 0 */
  char *ending;            /* of every match, or NULL */
  uint32_t ending_size;
  uint32_t uses;
  lun_regex_need need;
  bool fast;      /* the code is there */
};

static bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/* What follows the last sign of an expression that is made of letters, digits and . + * only, so that a match ends in it. */
static size_t ending_of(const char *pattern, size_t size) {
  size_t from = size;
  for (size_t i = 0; i < size; i++)
    if (!is_plain(pattern[i]) && pattern[i] != '.' && pattern[i] != '+' && pattern[i] != '*') return 0;
  while (from > 0 && is_plain(pattern[from - 1])) from--;
  return size - from;
}

lun_status lun_regex_new(const char *pattern, size_t size, lun_regex **out, lun_err *err) {
  int code;
  PCRE2_SIZE offset;
  lun_regex *r = lun_zalloc(1, sizeof *r);
  *out = NULL;
  if (!r) return lun_fail_memory(err);
  r->code = pcre2_compile((PCRE2_SPTR)pattern, size, PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_ANCHORED | PCRE2_ENDANCHORED,
                          &code, &offset, NULL);
  if (!r->code) {
    PCRE2_UCHAR message[256];
    pcre2_get_error_message(code, message, sizeof message);
    lun_regex_free(r);
    return lun_fail(err, LUN_FORMAT, offset, "%s", (const char *)message);
  }
  r->match = pcre2_match_data_create(1, NULL);
  r->context = pcre2_match_context_create(NULL);
  if (!r->match || !r->context) {
    lun_regex_free(r);
    return lun_fail_memory(err);
  }
  r->ending_size = (uint32_t)ending_of(pattern, size);
  if (r->ending_size && !(r->ending = lun_alloc(r->ending_size))) {
    lun_regex_free(r);
    return lun_fail_memory(err);
  }
  if (r->ending_size) memcpy(r->ending, pattern + size - r->ending_size, r->ending_size);
  r->need = lun_regex_needs(pattern, size);
  pcre2_set_match_limit(r->context, MATCH_LIMIT);
  uint32_t kind = 0, unit = 0, shortest = 0;
  pcre2_pattern_info(r->code, PCRE2_INFO_MINLENGTH, &shortest); /* characters, so no more than bytes */
  r->shortest = shortest;
  pcre2_pattern_info(r->code, PCRE2_INFO_FIRSTBITMAP, &r->first);
  pcre2_pattern_info(r->code, PCRE2_INFO_LASTCODETYPE, &kind);
  pcre2_pattern_info(r->code, PCRE2_INFO_LASTCODEUNIT, &unit);
  const bool letter = (unit | 0x20) >= 'a' && (unit | 0x20) <= 'z'; /* may stand for both cases, under (?i) */
  if (kind == 1 && unit < 0x80) r->last = letter ? (unit | 0x20) + 1 : unit + 1;
  *out = r;
  return LUN_OK;
}

void lun_regex_free(lun_regex *r) {
  if (!r) return;
  pcre2_match_context_free(r->context);
  pcre2_match_data_free(r->match);
  pcre2_code_free(r->code);
  lun_free(r->ending);
  lun_free(r);
}

static bool holds(const char *word, size_t size, uint32_t byte) {
  const bool letter = byte >= 'a' && byte <= 'z';
  return memchr(word, (int)byte, size) || (letter && memchr(word, (int)(byte - 0x20), size));
}

/* Whether only bytes from one on to another begin a match; there is one that does. */
static bool begins_within(const lun_regex *r, unsigned from, unsigned to) {
  for (unsigned byte = 0; byte < 256; byte++)
    if (r->first[byte / 8] >> (byte % 8) & 1 && (byte < from || byte > to)) return false;
  return true;
}

uint32_t lun_regex_flags(const lun_regex *r) {
  const uint32_t held = r->need.flags & LUN_LEX_HYPHEN ? LUN_LEX_HYPHEN : r->need.flags & LUN_LEX_SIGN; /* a hyphen is a sign */
  if (!r->first || !r->shortest) return held;
  if (begins_within(r, 'A', 'Z')) return held | LUN_LEX_CAP | (r->need.flags & LUN_LEX_UPPER);
  return held | (begins_within(r, '0', '9') ? LUN_LEX_DIGIT : 0);
}

bool lun_regex_begins_odd(const lun_regex *r) {
  if (!r->first || !r->shortest) return false;
  for (unsigned byte = 0; byte < 256; byte++)
    if (r->first[byte / 8] >> (byte % 8) & 1 && (byte >= 0x80 || lun_byte_is((unsigned char)byte, LUN_BYTE_LETTER))) return false;
  return true;
}

uint32_t lun_regex_last(const lun_regex *regex, unsigned char bytes[LUN_REGEX_LAST_MOST]) {
  uint32_t count = 0;
  for (unsigned byte = 0; byte < 256; byte++) {
    if (!lun_bytes_has(&regex->need.last, (unsigned char)byte)) continue;
    if (count == LUN_REGEX_LAST_MOST) return 0;
    bytes[count++] = (unsigned char)byte;
  }
  return count;
}

bool lun_regex_matches(const lun_regex *regex, const char *word, size_t size) {
  lun_regex *r = (lun_regex *)(uintptr_t)regex; /* counting its uses changes nothing that shows */
  if (size < r->shortest || (r->ending && !size)) return false;
  if (size && !lun_bytes_has(&r->need.last, (unsigned char)word[size - 1])) return false; /* which most words are told by */
  if (r->ending) {
    if (size < r->ending_size || memcmp(word + size - r->ending_size, r->ending, r->ending_size)) return false;
  } else if (r->last && !holds(word, size, r->last - 1)) return false;
  const unsigned char first = size ? (unsigned char)*word : 0;
  if (r->first && size && !(r->first[first / 8] >> (first % 8) & 1)) return false;
  if (++r->uses == USES_BEFORE_CODE) r->fast = pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE) == 0; /* slower without, that is all */
  if (r->fast && lun_utf8_is_ascii(word, size)) return pcre2_jit_match(r->code, (PCRE2_SPTR)word, size, 0, 0, r->match, r->context) >= 0; /* it does not look whether UTF-8 is valid */
  return pcre2_match(r->code, (PCRE2_SPTR)word, size, 0, 0, r->match, r->context) >= 0;
}
