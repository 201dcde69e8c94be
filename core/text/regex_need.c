/* What every match of an expression holds, as far as its text shows: a hyphen, or another sign than a letter of ASCII, stands in a part
 * that is not optional, in each of several alternatives; and whether all that it takes is ASCII without small letters. Goes through
 * the text once; what it does not know ends it, with the answer that nothing is held. */
#include "text/regex_need.h"

#include <string.h>

#include "lunette/vocab.h"
#include "text/character.h"

enum { DEEPEST = 50 }; /* groups within each other */

typedef struct reader {
  const char *at, *end;
  unsigned depth;
  bool fold; /* (?i) was read */
  bool small; /* something may take a small letter, or what is beyond ASCII */
  bool lost; /* something stands here that it does not know */
} reader;

static bool at_end(const reader *r) { return r->at == r->end; }
static bool next_is(const reader *r, char c) { return r->at < r->end && *r->at == c; }
static bool take(reader *r, char c) {
  const bool there = next_is(r, c);
  r->at += there;
  return there;
}
static void take_to(reader *r, char last) {
  const char *found = memchr(r->at, last, (size_t)(r->end - r->at));
  if (!found) r->lost = true;
  else r->at = found + 1;
}

static uint32_t read_alternatives(reader *r);

/* A byte that stands for itself. */
static uint32_t read_byte(reader *r, char c) {
  const unsigned char byte = (unsigned char)c;
  const bool letter = lun_byte_is(byte, LUN_BYTE_LETTER);
  if (byte >= 0x80 || (letter && (r->fold || byte >= 'a'))) r->small = true;
  if (c == '-') return LUN_LEX_HYPHEN | LUN_LEX_SIGN;
  return letter || byte >= 0x80 ? 0 : LUN_LEX_SIGN;
}

/* Behind "[": to the bracket that closes it, which does not stand first. A set of signs holds one. */
static uint32_t read_set(reader *r) {
  bool signs = !take(r, '^'), first = true;
  if (!signs) r->small = true;
  for (; !at_end(r) && (first || !next_is(r, ']')); first = false) {
    unsigned char from = (unsigned char)*r->at++, to = from;
    if (from == '[') r->lost = true; /* [:alpha:] */
    if (from == '\\' && !at_end(r)) {
      from = to = (unsigned char)*r->at++;
      if (lun_byte_is(from, LUN_BYTE_LETTER | LUN_BYTE_DIGIT)) from = 0, to = 0xFF; /* \w and the like */
    } else if (next_is(r, '-') && r->at + 1 < r->end && r->at[1] != ']') {
      to = (unsigned char)r->at[1];
      r->at += 2;
      if (to == '\\' || to == '[') r->lost = true;
    }
    if (to >= 'A' && from <= 'z' && !(from > 'Z' && to < 'a')) signs = false;
    if (to >= 0x80) signs = false;
    if (to >= 0x80 || (to >= 'a' && from <= 'z') || (r->fold && to >= 'A' && from <= 'Z')) r->small = true;
  }
  if (!take(r, ']')) r->lost = true;
  return signs ? LUN_LEX_SIGN : 0;
}

/* Behind "\". */
static uint32_t read_escape(reader *r) {
  const char c = at_end(r) ? 'E' : *r->at++;
  if (strchr("QEKRCxo0gkNcu", c)) r->lost = true; /* texts and codes, places and groups */
  else if ((c == 'p' || c == 'P') && take(r, '{')) take_to(r, '}');
  else if (c == 'p' || c == 'P') r->lost = true;
  if (!lun_byte_is((unsigned char)c, LUN_BYTE_LETTER | LUN_BYTE_DIGIT)) return read_byte(r, c);
  r->small = true;
  return 0;
}

/* Behind "(". What is only looked at ahead is not held. */
static uint32_t read_group(reader *r) {
  if (++r->depth > DEEPEST || next_is(r, '*')) r->lost = true;
  if (r->lost) return 0;
  bool ahead = false;
  if (take(r, '?')) {
    if (take(r, 'i')) r->fold = true;
    if (take(r, ')')) { /* (?i) is no group but says something of what follows */
      r->depth--;
      return 0;
    }
    ahead = take(r, '=') || take(r, '!');
    if (!ahead && !take(r, ':')) r->lost = true;
  }
  const uint32_t holds = read_alternatives(r);
  if (!take(r, ')')) r->lost = true;
  r->depth--;
  return ahead ? 0 : holds;
}

/* Whether what stands before may be left out, as what follows it says. */
static bool take_quantifier(reader *r) {
  bool optional = false;
  if (take(r, '?') || take(r, '*')) optional = true;
  else if (take(r, '{')) {
    optional = next_is(r, '0') || next_is(r, ',');
    if (at_end(r) || !strchr("0123456789,", *r->at)) r->lost = true; /* a brace is meant */
    else take_to(r, '}');
  } else if (!take(r, '+')) return false;
  if (!take(r, '?')) take(r, '+');
  if (!at_end(r) && strchr("?*+{", *r->at)) r->lost = true; /* PCRE2 refuses another one, as far as is known */
  return optional;
}

static uint32_t read_element(reader *r) {
  const char c = *r->at++;
  switch (c) {
    case '[': return read_set(r);
    case '\\': return read_escape(r);
    case '(': return read_group(r);
    case '.': r->small = true; return 0;
    case '^': case '$': return 0;
    default: return read_byte(r, c);
  }
}

static uint32_t read_alternatives(reader *r) {
  uint32_t all = UINT32_MAX, holds = 0;
  while (!r->lost && !at_end(r) && !next_is(r, ')')) {
    if (take(r, '|')) {
      all &= holds;
      holds = 0;
      continue;
    }
    const uint32_t there = read_element(r);
    if (!take_quantifier(r)) holds |= there;
  }
  return all & holds;
}

uint32_t lun_regex_needs(const char *pattern, size_t size) {
  reader r = {.at = pattern, .end = pattern + size};
  const uint32_t holds = read_alternatives(&r);
  if (r.lost || !at_end(&r)) return 0;
  return holds | (r.small ? 0 : LUN_LEX_UPPER);
}
