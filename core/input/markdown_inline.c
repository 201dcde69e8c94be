/* Emphasis, links, images, code, raw HTML and escapes of Markdown, in one pass over a paragraph. Nothing is matched by going
 * back: marks of emphasis are dropped for where they stand, not for what they pair with; a link's address may hold eight levels of
 * brackets, so no byte is looked at more often than that; a code span that is not closed is remembered by its length. */
#include "input/markdown_inline.h"

#include <stdbool.h>
#include <string.h>

enum { BRACKETS = 32, ADDRESS_DEPTH = 8, TAG_MAX = 1000, FENCE_MAX = 31 };

typedef struct paragraph {
  const char *s;
  uint8_t *marks;
  uint32_t at, stop;
  uint32_t open[BRACKETS]; /* of [ that wait for their ] */
  uint32_t opened;
  uint32_t unclosed; /* bit n: no run of n backticks follows */
} paragraph;

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80; }
static bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !is_letter(c); }
static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

static char byte_at(const paragraph *p, uint32_t at) { return at < p->stop ? p->s[at] : '\n'; }

static void drop(paragraph *p, uint32_t first, uint32_t stop) {
  memset(p->marks + first, LUN_MARK_DROP, stop - first);
}

static uint32_t run_length(const paragraph *p, uint32_t at) {
  uint32_t stop = at + 1;
  while (stop < p->stop && p->s[stop] == p->s[at]) stop++;
  return stop - at;
}

/* A code span keeps its words. */
static void code(paragraph *p) {
  const uint32_t length = run_length(p, p->at), first = p->at;
  p->at += length;
  if (length > FENCE_MAX || p->unclosed & 1u << length) return;
  for (uint32_t i = p->at; i < p->stop;) {
    const char *tick = memchr(p->s + i, '`', p->stop - i);
    if (!tick) break;
    i = (uint32_t)(tick - p->s);
    const uint32_t closing = run_length(p, i);
    if (closing == length) {
      drop(p, first, first + length);
      drop(p, i, i + length);
      p->at = i + length;
      return;
    }
    i += closing;
  }
  p->unclosed |= 1u << length;
}

static void emphasis(paragraph *p) {
  const char mark = p->s[p->at];
  const uint32_t length = run_length(p, p->at), first = p->at;
  const char before = first ? p->s[first - 1] : '\n', after = byte_at(p, first + length);
  p->at += length;
  if (is_space(before) && is_space(after)) return;
  if (mark == '_' && is_letter(before) && is_letter(after)) return;
  if (mark == '~' && length != 2) return;
  if (length <= 3) drop(p, first, p->at);
}

/* Behind the ) of an address that begins with the ( at `at`; 0 where it is none. */
static uint32_t address_end(const paragraph *p, uint32_t at) {
  uint32_t depth = 0;
  for (; at < p->stop; at++) {
    const char c = p->s[at];
    if (c == '\\') at++;
    else if (c == '(' && ++depth > ADDRESS_DEPTH) return 0;
    else if (c == ')' && --depth == 0) return at + 1;
    else if (c == '\n') return 0;
    else if (is_space(c)) break;
  }
  while (at < p->stop && (p->s[at] == ' ' || p->s[at] == '\t')) at++;
  const char mark = byte_at(p, at);
  if (mark == '"' || mark == '\'') {
    for (at++; at < p->stop && p->s[at] != mark; at++)
      if (p->s[at] == '\n') return 0;
    at++;
    while (at < p->stop && p->s[at] == ' ') at++;
  }
  return depth == 1 && byte_at(p, at) == ')' ? at + 1 : 0;
}

static uint32_t reference_end(const paragraph *p, uint32_t at) {
  for (uint32_t i = at + 1; i < p->stop && i < at + 100; i++) {
    if (p->s[i] == ']') return i + 1;
    if (p->s[i] == '[' || p->s[i] == '\n') return 0;
  }
  return 0;
}

static void close_bracket(paragraph *p) {
  const uint32_t at = p->at++;
  if (!p->opened) return;
  const uint32_t first = p->open[--p->opened];
  const bool image = first && p->s[first - 1] == '!' && p->marks[first - 1] == LUN_MARK_KEEP;
  uint32_t end = 0;
  if (byte_at(p, at + 1) == '(') end = address_end(p, at + 1);
  else if (byte_at(p, at + 1) == '[') end = reference_end(p, at + 1);
  if (!end && p->s[first + 1] == '^') end = at + 1; /* [^1] */
  if (!end) return;
  if (image || p->s[first + 1] == '^') drop(p, image ? first - 1 : first, end);
  else {
    drop(p, first, first + 1);
    drop(p, at, end);
  }
  p->at = end;
}

static void open_bracket(paragraph *p) {
  if (p->opened == BRACKETS) { /* the outermost will be no link */
    memmove(p->open, p->open + 1, (BRACKETS - 1) * sizeof *p->open);
    p->opened--;
  }
  p->open[p->opened++] = p->at++;
}

/* <br> <https://...> <em class="x"> <!-- --> */
static void angle(paragraph *p) {
  const uint32_t first = p->at++;
  const char next = byte_at(p, first + 1);
  if (!is_letter(next) && next != '/' && next != '!') return;
  uint32_t i = first + 1;
  bool address = false;
  while (i < p->stop && i < first + TAG_MAX && p->s[i] != '>' && p->s[i] != '<') {
    address = address || (p->s[i] == ':' && i > first + 1) || p->s[i] == '@';
    if (is_space(p->s[i]) || p->s[i] == '=') break;
    i++;
  }
  if (byte_at(p, i) == '>' && address) { /* keeps what stands inside */
    drop(p, first, first + 1);
    drop(p, i, i + 1);
    p->at = i + 1;
    return;
  }
  while (i < p->stop && i < first + TAG_MAX && p->s[i] != '>' && p->s[i] != '<') i++;
  if (byte_at(p, i) != '>') {
    p->at = i > first ? i : p->at;
    return;
  }
  const bool line = (next | 0x20) == 'b' && (byte_at(p, first + 2) | 0x20) == 'r' && !is_letter(byte_at(p, first + 3));
  drop(p, first, i + 1);
  if (line) p->marks[first] = LUN_MARK_LINE;
  p->at = i + 1;
}

static void line_end(paragraph *p) {
  const uint32_t at = p->at++;
  const bool hard = at >= 2 && p->s[at - 1] == ' ' && p->s[at - 2] == ' ';
  if (hard && at + 1 < p->stop) p->marks[at] = LUN_MARK_LINE;
}

void lun_markdown_inline(const char *source, uint8_t *marks, uint32_t first, uint32_t stop) {
  paragraph whole = {.s = source, .marks = marks, .at = first, .stop = stop}, *p = &whole;
  while (p->at < stop) {
    if (marks[p->at]) {
      p->at++;
      continue;
    }
    switch (source[p->at]) {
      case '\\':
        if (is_punctuation(byte_at(p, p->at + 1))) drop(p, p->at, p->at + 1);
        else if (byte_at(p, p->at + 1) == '\n' && p->at + 1 < stop) marks[p->at] = LUN_MARK_LINE;
        p->at += 2;
        break;
      case '`': code(p); break;
      case '*': case '_': case '~': emphasis(p); break;
      case '[': open_bracket(p); break;
      case ']': close_bracket(p); break;
      case '<': angle(p); break;
      case '\n': line_end(p); break;
      default: p->at++;
    }
  }
}
