/* Whether every match of an expression holds a hyphen, as far as its text shows: a hyphen stands outside of all sets in a part that is
 * not optional, in each of several alternatives. Goes through the text once; what it does not know ends it, with the answer no. */
#include "text/regex_need.h"

#include <string.h>

enum { DEEPEST = 50 }; /* groups within each other */

typedef struct reader {
  const char *at, *end;
  unsigned depth;
  bool lost; /* something stands here that it does not know */
} reader;

static bool at_end(const reader *r) { return r->at == r->end; }
static bool next_is(const reader *r, char c) { return r->at < r->end && *r->at == c; }
static bool take(reader *r, char c) {
  const bool there = next_is(r, c);
  r->at += there;
  return there;
}
static bool take_to(reader *r, char last) {
  const char *found = memchr(r->at, last, (size_t)(r->end - r->at));
  if (!found) r->lost = true;
  else r->at = found + 1;
  return false;
}

static bool read_alternatives(reader *r);

/* Behind "[": to the bracket that closes it, which does not stand first. */
static void skip_set(reader *r) {
  take(r, '^');
  take(r, ']');
  while (!at_end(r) && !next_is(r, ']')) {
    if (next_is(r, '[')) r->lost = true; /* [:alpha:] */
    r->at += next_is(r, '\\') && r->at + 1 < r->end ? 2 : 1;
  }
  if (!take(r, ']')) r->lost = true;
}

/* Behind "\". */
static bool read_escape(reader *r) {
  const char c = at_end(r) ? 'E' : *r->at++;
  if (strchr("QEKRCxo0gkNcu", c)) r->lost = true; /* texts and codes, places and groups */
  else if ((c == 'p' || c == 'P') && take(r, '{')) return take_to(r, '}');
  else if (c == 'p' || c == 'P') r->lost = true;
  return c == '-';
}

/* Behind "(". */
static bool read_group(reader *r) {
  if (++r->depth > DEEPEST || next_is(r, '*')) r->lost = true;
  if (r->lost) return false;
  if (take(r, '?')) {
    take(r, 'i');
    if (take(r, ')')) { /* (?i) is no group but says something of what follows */
      r->depth--;
      return false;
    }
    if (!take(r, ':')) r->lost = true;
  }
  const bool holds = read_alternatives(r);
  if (!take(r, ')')) r->lost = true;
  r->depth--;
  return holds;
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

static bool read_element(reader *r) {
  switch (*r->at++) {
    case '[': skip_set(r); return false;
    case '\\': return read_escape(r);
    case '(': return read_group(r);
    case '-': return true;
    default: return false;
  }
}

static bool read_alternatives(reader *r) {
  bool all = true, holds = false;
  while (!r->lost && !at_end(r) && !next_is(r, ')')) {
    if (take(r, '|')) {
      all = all && holds;
      holds = false;
      continue;
    }
    const bool there = read_element(r), optional = take_quantifier(r);
    holds = holds || (there && !optional);
  }
  return all && holds;
}

bool lun_regex_needs_hyphen(const char *pattern, size_t size) {
  reader r = {.at = pattern, .end = pattern + size};
  const bool holds = read_alternatives(&r);
  return holds && !r.lost && at_end(&r);
}
