/* What every match of an expression holds, as far as its text shows: a hyphen, or another sign than a letter of ASCII, stands in a part
 * that is not optional, in each of several alternatives; whether all that it takes is ASCII without small letters; and in which bytes
 * it may end. Goes through the text once; what it does not know ends it, with the answer that nothing is held. */
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

/* A part of the expression: what it holds, the bytes that it may end in, and whether it may take nothing. */
typedef struct part { uint32_t holds; lun_bytes last; bool empty; } part;

static void add_bytes(lun_bytes *bytes, unsigned from, unsigned to) {
  for (unsigned byte = from; byte <= to; byte++) bytes->bits[byte / 64] |= 1ull << (byte % 64);
}
static void join_bytes(lun_bytes *bytes, const lun_bytes *more) {
  for (unsigned k = 0; k < 4; k++) bytes->bits[k] |= more->bits[k];
}
static part of_all_bytes(void) {
  part all = {.holds = 0};
  add_bytes(&all.last, 0, 0xFF);
  return all;
}
/* The part, and what follows it. */
static void follow(part *before, const part *next) {
  before->holds |= next->holds;
  if (!next->empty) before->last = (lun_bytes){{0}};
  join_bytes(&before->last, &next->last);
  before->empty = before->empty && next->empty;
}
static void join_alternative(part *all, const part *one) {
  all->holds &= one->holds;
  join_bytes(&all->last, &one->last);
  all->empty = all->empty || one->empty;
}

static part read_alternatives(reader *r);

/* Both cases of the letters; of two of them there is a third, beyond ASCII, which they are the other cases of. */
static void fold_bytes(lun_bytes *bytes) {
  if (lun_bytes_has(bytes, 0xFF)) { /* as all beyond ASCII have */
    add_bytes(bytes, 'k', 'k');
    add_bytes(bytes, 's', 's');
  }
  for (unsigned small = 'a'; small <= 'z'; small++) {
    const unsigned large = small - 0x20;
    if (!lun_bytes_has(bytes, (unsigned char)small) && !lun_bytes_has(bytes, (unsigned char)large)) continue;
    add_bytes(bytes, small, small);
    add_bytes(bytes, large, large);
    if (small == 'k' || small == 's') add_bytes(bytes, 0x80, 0xFF);
  }
}

/* A byte that stands for itself. What follows one beyond ASCII may make the whole character optional. */
static part read_byte(reader *r, char c) {
  const unsigned char byte = (unsigned char)c;
  const bool letter = lun_byte_is(byte, LUN_BYTE_LETTER), beyond = byte >= 0x80;
  part read = {.empty = beyond};
  if (beyond || (letter && (r->fold || byte >= 'a'))) r->small = true;
  add_bytes(&read.last, byte, beyond ? 0xFF : byte);
  if (beyond) add_bytes(&read.last, 0x80, 0xFF);
  if (r->fold) fold_bytes(&read.last);
  if (c == '-') read.holds = LUN_LEX_HYPHEN | LUN_LEX_SIGN;
  else if (!letter && !beyond) read.holds = LUN_LEX_SIGN;
  return read;
}

/* Behind "[": to the bracket that closes it, which does not stand first. A set of signs holds one. */
static part read_set(reader *r) {
  bool signs = !take(r, '^'), first = true;
  part read = signs ? (part){.holds = 0} : of_all_bytes();
  if (!signs) r->small = true;
  for (; !at_end(r) && (first || !next_is(r, ']')); first = false) {
    unsigned char from = (unsigned char)*r->at++, to = from;
    if (from == '[' || (from == '\\' && (next_is(r, 'Q') || next_is(r, 'E')))) r->lost = true; /* [:alpha:] */
    if (from == '\\' && !at_end(r)) {
      from = to = (unsigned char)*r->at++;
      if (lun_byte_is(from, LUN_BYTE_LETTER | LUN_BYTE_DIGIT)) from = 0, to = 0xFF; /* \w and the like, with which no range begins */
    }
    if (from == to && next_is(r, '-') && r->at + 1 < r->end && r->at[1] != ']') {
      to = (unsigned char)r->at[1];
      r->at += 2;
      if (to == '\\' || to == '[') r->lost = true;
    }
    if (from > to) r->lost = true;
    else add_bytes(&read.last, from, to);
    if (from >= 0x80) add_bytes(&read.last, '-', '-'); /* which is none of a range behind another */
    if (to >= 0x80) add_bytes(&read.last, 0x80, 0xFF);
    if (to >= 'A' && from <= 'z' && !(from > 'Z' && to < 'a')) signs = false;
    if (to >= 0x80) signs = false;
    if (to >= 0x80 || (to >= 'a' && from <= 'z') || (r->fold && to >= 'A' && from <= 'Z')) r->small = true;
  }
  if (!take(r, ']')) r->lost = true;
  if (signs) read.holds = LUN_LEX_SIGN;
  if (r->fold) fold_bytes(&read.last);
  return read;
}

/* Behind "\". */
static part read_escape(reader *r) {
  const char c = at_end(r) ? 'E' : *r->at++;
  if (strchr("QEKRCxo0gkNcu", c)) r->lost = true; /* texts and codes, places and groups */
  else if ((c == 'p' || c == 'P') && take(r, '{')) take_to(r, '}');
  else if (c == 'p' || c == 'P') r->lost = true;
  if (!lun_byte_is((unsigned char)c, LUN_BYTE_LETTER | LUN_BYTE_DIGIT)) return read_byte(r, c);
  r->small = true;
  return of_all_bytes();
}

/* Behind "(". What is only looked at ahead is not held. */
static part read_group(reader *r) {
  const part nothing = {.empty = true};
  if (++r->depth > DEEPEST || next_is(r, '*')) r->lost = true;
  if (r->lost) return nothing;
  bool ahead = false;
  if (take(r, '?')) {
    if (take(r, 'i')) r->fold = true;
    if (take(r, ')')) { /* (?i) is no group but says something of what follows */
      r->depth--;
      return nothing;
    }
    ahead = take(r, '=') || take(r, '!');
    if (!ahead && !take(r, ':')) r->lost = true;
  }
  const part read = read_alternatives(r);
  if (!take(r, ')')) r->lost = true;
  r->depth--;
  return ahead ? nothing : read;
}

static void take_digits(reader *r) {
  while (!at_end(r) && lun_byte_is((unsigned char)*r->at, LUN_BYTE_DIGIT)) r->at++;
}

/* Whether what stands before may be left out, as what follows it says. Other braces than {2}, {2,} and {2,4} are meant as such, or not, by
 * the version of PCRE2. */
static bool take_quantifier(reader *r) {
  bool optional = false;
  if (take(r, '?') || take(r, '*')) optional = true;
  else if (take(r, '{')) {
    const char *least = r->at;
    optional = next_is(r, '0');
    take_digits(r);
    if (r->at == least) r->lost = true;
    if (take(r, ',')) take_digits(r);
    if (!take(r, '}')) r->lost = true;
  } else if (!take(r, '+')) return false;
  if (!take(r, '?')) take(r, '+');
  if (!at_end(r) && strchr("?*+{", *r->at)) r->lost = true; /* PCRE2 refuses another one, as far as is known */
  return optional;
}

static part read_element(reader *r) {
  const char c = *r->at++;
  switch (c) {
    case '[': return read_set(r);
    case '\\': return read_escape(r);
    case '(': return read_group(r);
    case '.': r->small = true; return of_all_bytes();
    case '^': case '$': return (part){.empty = true};
    default: return read_byte(r, c);
  }
}

static part read_alternatives(reader *r) {
  part all = {.holds = UINT32_MAX}, one = {.empty = true};
  while (!r->lost && !at_end(r) && !next_is(r, ')')) {
    if (take(r, '|')) {
      join_alternative(&all, &one);
      one = (part){.empty = true};
      continue;
    }
    part there = read_element(r);
    if (take_quantifier(r)) {
      there.holds = 0;
      there.empty = true;
    }
    follow(&one, &there);
  }
  join_alternative(&all, &one);
  return all;
}

lun_regex_need lun_regex_needs(const char *pattern, size_t size) {
  reader r = {.at = pattern, .end = pattern + size};
  const part read = read_alternatives(&r);
  if (r.lost || !at_end(&r)) return (lun_regex_need){0, of_all_bytes().last};
  return (lun_regex_need){read.holds | (r.small ? 0 : LUN_LEX_UPPER), read.last};
}
