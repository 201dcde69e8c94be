/* The tokenizer of pages. It reads tags, attributes, comments and raw text as the HTML standard cuts them and hands the parser a
 * skeleton: gumbo 0.10 takes about a microsecond for ten bytes, and its time is quadratic in the attributes of a tag, in the depth
 * of the tree and in misnested formatting, so it sees neither text, nor attributes, nor formatting, nor more than 512 levels.
 * That the skeleton cannot nest deeper is kept by a stack: an end tag is written only for the element on top, after those for all
 * that stand above the one it names, so whatever is open in the parser is open here too. What an end tag may close
 * is bounded as in the standard (an inline element closes no block, a block in a cell nothing outside it), and elements whose end
 * tags may be left out are closed by what follows them, so that long lists do not count as deep ones. Time is linear: each byte is
 * looked at a bounded number of times, and the stack has a bounded height. */
#include "input/html_scan.h"

#include <string.h>

#include "lunette/mem.h"

enum { NAME_MAX_BYTES = 16 };

typedef struct scanner {
  lun_html *h;
  const char *s;
  uint32_t size, at;
  uint32_t hash[LUN_HTML_DEPTH];           /* of the names of open elements */
  const lun_tag_kind *kind[LUN_HTML_DEPTH];
  uint32_t element[LUN_HTML_DEPTH];        /* LUN_HTML_NONE for those that are not in the skeleton */
  uint32_t depth, over;                    /* over: open elements that are deeper than counted */
  uint32_t flags;                          /* for the next run */
  uint32_t first_attribute;                /* of the tag that is read */
  bool link;
  lun_status status;
} scanner;

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c; }

/* Whether there may be one more element or run; a page that is over the limit is given up. */
static bool more(scanner *x) {
  if (!x->status && x->h->element_count + x->h->run_count >= LUN_HTML_MOST) x->status = LUN_LIMIT;
  return !x->status;
}

static bool grow(scanner *x, void **at, uint32_t *capacity, uint64_t want, size_t size) {
  if (!x->status && want > *capacity) x->status = lun_grow(at, capacity, want, size);
  return !x->status;
}

static void put(scanner *x, const char *text, size_t size) {
  lun_html *h = x->h;
  if (!grow(x, (void **)&h->skeleton, &h->skeleton_capacity, (uint64_t)h->skeleton_size + size, 1)) return;
  memcpy(h->skeleton + h->skeleton_size, text, size);
  h->skeleton_size += (uint32_t)size;
}

static uint32_t add_element(scanner *x, const lun_tag_kind *kind, uint32_t start, bool in_tree) {
  lun_html *h = x->h;
  if (!more(x)) return LUN_HTML_NONE;
  if (!grow(x, (void **)&h->elements, &h->element_capacity, (uint64_t)h->element_count + 1, sizeof *h->elements)) return LUN_HTML_NONE;
  h->elements[h->element_count] = (lun_html_element){start, 0, 0, in_tree ? h->skeleton_size : LUN_HTML_NONE, x->first_attribute,
                                                     (uint8_t)(h->attribute_count - x->first_attribute), kind->tag};
  return h->element_count++;
}

/* Text */

static void add_run(scanner *x, uint32_t start, uint32_t stop) {
  lun_html *h = x->h;
  if (start == stop) return;
  uint32_t i = start;
  while (i < stop && is_space(x->s[i])) i++;
  const bool white = i == stop;
  if (white && (x->flags & (LUN_RUN_BLOCK | LUN_RUN_LINE))) return;
  const char last = h->skeleton_size ? h->skeleton[h->skeleton_size - 1] : '>';
  if (last != 'x') put(x, white ? " " : "x", 1);
  if (!more(x)) return;
  if (!grow(x, (void **)&h->runs, &h->run_capacity, (uint64_t)h->run_count + 1, sizeof *h->runs)) return;
  uint32_t flags = x->flags | (x->link ? LUN_RUN_LINK : 0u) | (white ? LUN_RUN_WHITE : 0u);
  h->runs[h->run_count++] = (lun_html_run){start, stop, h->skeleton_size - 1, LUN_HTML_NONE, (uint8_t)flags};
  x->flags = 0;
}

/* The stack */

static bool is_block(const scanner *x, uint32_t i) { return (x->kind[i]->flags & LUN_TAG_BLOCK) != 0; }

static void close_top(scanner *x) {
  const uint32_t i = --x->depth, element = x->element[i];
  if (is_block(x, i)) x->flags |= LUN_RUN_BLOCK;
  if (element == LUN_HTML_NONE || x->status) return;
  lun_html *h = x->h;
  const char *name = x->kind[i]->skeleton;
  const size_t size = strlen(name);
  if (h->elements[element].skeleton + size + 2 == h->skeleton_size) { /* nothing was in it */
    h->skeleton_size = h->elements[element].skeleton;
    h->elements[element].skeleton = LUN_HTML_NONE;
    return;
  }
  put(x, "</", 2);
  put(x, name, size);
  put(x, ">", 1);
}

static void close_to(scanner *x, uint32_t i) {
  while (x->depth > i) close_top(x);
}

static void push(scanner *x, const lun_tag_kind *kind, uint32_t hash, uint32_t start, bool kept) {
  if (x->depth == LUN_HTML_DEPTH) {
    x->over++;
    return;
  }
  uint32_t element = LUN_HTML_NONE;
  if (kept) {
    element = add_element(x, kind, start, true);
    put(x, "<", 1);
    put(x, kind->skeleton, strlen(kind->skeleton));
    put(x, ">", 1);
  }
  x->hash[x->depth] = hash;
  x->kind[x->depth] = kind;
  x->element[x->depth++] = element;
}

static bool in_table(uint8_t tag) {
  return tag == LUN_TAG_TABLE || tag == LUN_TAG_TR || tag == LUN_TAG_TD || tag == LUN_TAG_TH || tag == LUN_TAG_GROUP || tag == LUN_TAG_CAPTION;
}
static bool is_cell(uint8_t tag) { return tag == LUN_TAG_TD || tag == LUN_TAG_TH || tag == LUN_TAG_CAPTION; }
static bool is_heading(uint8_t tag) { return tag >= LUN_TAG_H1 && tag <= LUN_TAG_H6; }

/* Closes the nearest element for which `same` holds, unless one stands above it for which `bar` holds. */
static void close_nearest(scanner *x, bool (*same)(uint8_t), bool (*bar)(uint8_t)) {
  for (uint32_t i = x->depth; i-- > 0;) {
    if (same(x->kind[i]->tag)) {
      close_to(x, i);
      return;
    }
    if (is_block(x, i) && bar(x->kind[i]->tag)) return;
  }
}
static bool is_item(uint8_t tag) { return tag == LUN_TAG_LI; }
static bool is_term(uint8_t tag) { return tag == LUN_TAG_DT || tag == LUN_TAG_DD; }
static bool is_row(uint8_t tag) { return tag == LUN_TAG_TR; }
static bool is_group(uint8_t tag) { return tag == LUN_TAG_GROUP || tag == LUN_TAG_CAPTION; }
static bool is_table(uint8_t tag) { return tag == LUN_TAG_TABLE; }
static bool is_table_or_row(uint8_t tag) { return tag == LUN_TAG_TABLE || tag == LUN_TAG_TR; }
static bool bars_item(uint8_t tag) { return tag != LUN_TAG_DIV && tag != LUN_TAG_P && tag != LUN_TAG_ADDRESS; }
static bool is_paragraph(uint8_t tag) { return tag == LUN_TAG_P; }
static bool any(uint8_t tag) { return tag != LUN_TAG_P; }

/* What a start tag ends that has no end tag of its own. */
static void imply_ends(scanner *x, uint8_t tag) {
  close_nearest(x, is_paragraph, any);
  if (tag == LUN_TAG_LI) close_nearest(x, is_item, bars_item);
  else if (is_term(tag)) close_nearest(x, is_term, bars_item);
  else if (tag == LUN_TAG_TD || tag == LUN_TAG_TH) close_nearest(x, is_cell, is_table_or_row);
  else if (tag == LUN_TAG_TR) close_nearest(x, is_row, is_table);
  else if (is_group(tag)) close_nearest(x, is_group, is_table);
  else if (is_heading(tag) && x->depth && is_heading(x->kind[x->depth - 1]->tag)) close_top(x);
}

static uint32_t hash_of(const char *name, size_t size) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)lower(name[i])) * 16777619u;
  return hash;
}

/* A made-up element (<news-card>) is a block, unless it stands in a paragraph or a heading: then it is a part of that. */
static const lun_tag_kind made_up = {"", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT};

static const lun_tag_kind *kind_of_made_up(const scanner *x, const lun_tag_kind *other, uint32_t hash, bool end) {
  for (uint32_t i = x->depth; i-- > 0;) {
    if (end && x->hash[i] == hash) return x->kind[i];
    if (is_block(x, i) && !end) return is_paragraph(x->kind[i]->tag) || is_heading(x->kind[i]->tag) ? other : &made_up;
  }
  return end ? other : &made_up;
}

static void end_tag(scanner *x, const lun_tag_kind *kind, uint32_t hash) {
  const bool block = (kind->flags & LUN_TAG_BLOCK) != 0;
  if (kind->tag == LUN_TAG_A) x->link = false;
  if (kind->tag == LUN_TAG_BR) x->flags |= LUN_RUN_LINE;
  if (block) x->flags |= LUN_RUN_BLOCK;
  if (!kind->skeleton) return;
  if (x->over) {
    x->over--;
    return;
  }
  for (uint32_t i = x->depth; i-- > 0;) {
    if (x->hash[i] == hash) {
      close_to(x, i);
      return;
    }
    if (!is_block(x, i)) continue;
    const uint8_t tag = x->kind[i]->tag;
    if (!block || tag == LUN_TAG_TABLE || (is_cell(tag) && !in_table(kind->tag))) return;
    if (kind->tag == LUN_TAG_LI && (tag == LUN_TAG_UL || tag == LUN_TAG_OL)) return;
  }
}

/* Tags */

static uint32_t find(const scanner *x, uint32_t from, char c) {
  const char *p = from < x->size ? memchr(x->s + from, c, x->size - from) : NULL;
  return p ? (uint32_t)(p - x->s) : x->size;
}

static void add_attribute(scanner *x, lun_attribute_key key, uint32_t *seen, uint32_t start, uint32_t stop) {
  lun_html *h = x->h;
  if (key == LUN_ATTRIBUTE_NONE || *seen & (1u << key)) return;
  if (!grow(x, (void **)&h->attributes, &h->attribute_capacity, (uint64_t)h->attribute_count + 1, sizeof *h->attributes)) return;
  *seen |= 1u << key;
  h->attributes[h->attribute_count++] = (lun_html_attribute){start, stop, (uint8_t)key};
}

/* Reads attributes up to the end of the tag; false when the page ends before it. *seen gets a bit for each key. */
static bool read_attributes(scanner *x, uint32_t at, uint32_t *seen) {
  char name[NAME_MAX_BYTES];
  x->first_attribute = x->h->attribute_count;
  for (*seen = 0;;) {
    while (at < x->size && (is_space(x->s[at]) || x->s[at] == '/')) at++;
    if (at == x->size) break;
    if (x->s[at] == '>') {
      x->at = at + 1;
      return true;
    }
    uint32_t first = at++, length; /* a name may begin with = */
    while (at < x->size && !is_space(x->s[at]) && x->s[at] != '/' && x->s[at] != '>' && x->s[at] != '=') at++;
    length = at - first;
    lun_attribute_key key = LUN_ATTRIBUTE_NONE;
    if (length < sizeof name) {
      for (uint32_t i = 0; i < length; i++) name[i] = lower(x->s[first + i]);
      key = lun_attribute_of(name, length);
    }
    while (at < x->size && is_space(x->s[at])) at++;
    uint32_t start = at, stop = at;
    if (at < x->size && x->s[at] == '=') {
      do at++;
      while (at < x->size && is_space(x->s[at]));
      if (at == x->size) break;
      const char mark = x->s[at];
      if (mark == '"' || mark == '\'') {
        start = at + 1;
        stop = find(x, start, mark);
        if (stop == x->size) break;
        at = stop + 1;
      } else {
        start = at;
        while (at < x->size && !is_space(x->s[at]) && x->s[at] != '>') at++;
        stop = at;
      }
    }
    add_attribute(x, key, seen, start, stop);
  }
  x->at = x->size;
  return false;
}

/* Passes over text without tags; its end tag is left to be read. */
static void read_text(scanner *x, const char *name, size_t size, uint32_t element) {
  uint32_t from = x->at, at = from;
  for (;;) {
    at = find(x, at, '<');
    if (at == x->size) break;
    if (x->size - at > size + 2 && x->s[at + 1] == '/') {
      size_t k = 0;
      while (k < size && lower(x->s[at + 2 + k]) == name[k]) k++;
      const char next = x->s[at + 2 + size];
      if (k == size && (is_space(next) || next == '>' || next == '/')) break;
    }
    at++;
  }
  x->at = at;
  if (element == LUN_HTML_NONE || x->status) return;
  x->h->elements[element].content = from;
  x->h->elements[element].content_stop = at;
}

static void start_tag(scanner *x, const lun_tag_kind *kind, uint32_t hash, const char *name, size_t size, uint32_t start, uint32_t seen) {
  static const uint32_t hints = 1u << LUN_ATTRIBUTE_CLASS | 1u << LUN_ATTRIBUTE_ID | 1u << LUN_ATTRIBUTE_ITEMPROP | 1u << LUN_ATTRIBUTE_REL |
                                1u << LUN_ATTRIBUTE_HIDDEN | 1u << LUN_ATTRIBUTE_STYLE | 1u << LUN_ATTRIBUTE_ARIA_HIDDEN |
                                1u << LUN_ATTRIBUTE_ROLE | 1u << LUN_ATTRIBUTE_DATETIME;
  uint32_t element = LUN_HTML_NONE;
  if (kind->flags & LUN_TAG_BLOCK) {
    imply_ends(x, kind->tag);
    x->flags |= LUN_RUN_BLOCK;
  }
  if (kind->tag == LUN_TAG_BR) x->flags |= x->flags & LUN_RUN_LINE ? (uint32_t)LUN_RUN_LINES : (uint32_t)LUN_RUN_LINE;
  if (kind->tag == LUN_TAG_A) {
    for (uint32_t i = x->depth; i-- > 0 && !is_block(x, i);)
      if (x->hash[i] == hash) {
        close_to(x, i);
        break;
      }
    x->link = (seen & 1u << LUN_ATTRIBUTE_HREF) != 0;
  }
  if (kind->flags & LUN_TAG_SAID) element = add_element(x, kind, start, false);
  else if (kind->skeleton) push(x, kind, hash, start, (kind->flags & LUN_TAG_KEPT) || (seen & hints));
  if (kind->tag == LUN_TAG_PLAINTEXT) {
    add_run(x, x->at, x->size);
    x->at = x->size;
  } else if (kind->flags & LUN_TAG_TEXT) read_text(x, name, size, element);
}

/* The tag whose name begins at `at`. */
static void read_tag(scanner *x, uint32_t start, uint32_t at, bool end) {
  char name[NAME_MAX_BYTES];
  uint32_t first = at, seen;
  while (at < x->size && !is_space(x->s[at]) && x->s[at] != '/' && x->s[at] != '>') at++;
  const size_t size = at - first;
  for (size_t i = 0; i < size && i < sizeof name; i++) name[i] = lower(x->s[first + i]);
  const lun_tag_kind *kind = lun_tag_of(name, size < sizeof name ? size : 0);
  const uint32_t hash = hash_of(x->s + first, size), before = x->h->attribute_count;
  if (kind->tag == LUN_TAG_OTHER && memchr(x->s + first, '-', size)) kind = kind_of_made_up(x, kind, hash, end);
  if (!read_attributes(x, at, &seen)) return;
  const uint32_t elements = x->h->element_count;
  if (end) end_tag(x, kind, hash);
  else start_tag(x, kind, hash, name, size, start, seen);
  if (x->h->element_count == elements) x->h->attribute_count = before; /* nobody will ask for them */
}

static bool starts(const scanner *x, uint32_t at, const char *text) {
  const size_t size = strlen(text);
  return x->size - at >= size && memcmp(x->s + at, text, size) == 0;
}

/* Behind the comment whose <!-- begins at `at`. */
static uint32_t comment_end(const scanner *x, uint32_t at) {
  at += 4;
  if (starts(x, at, ">")) return at + 1;
  if (starts(x, at, "->")) return at + 2;
  for (;;) {
    at = find(x, at, '-');
    if (at == x->size) return at;
    if (starts(x, at, "-->")) return at + 3;
    if (starts(x, at, "--!>")) return at + 4;
    at++;
  }
}

static uint32_t behind(const scanner *x, uint32_t at) {
  at = find(x, at, '>');
  return at < x->size ? at + 1 : at;
}

lun_status lun_html_scan(const char *source, uint32_t size, lun_html *html) {
  memset(html, 0, sizeof *html);
  html->source = source;
  html->size = size;
  scanner *x = lun_zalloc(1, sizeof *x);
  if (!x) return LUN_NO_MEMORY;
  x->h = html;
  x->s = source;
  x->size = size;
  x->flags = LUN_RUN_BLOCK;
  put(x, "<!DOCTYPE html><body>", 21);
  uint32_t text = 0; /* where the run begins that is being read */
  while (x->at < size && !x->status) {
    const uint32_t at = find(x, x->at, '<');
    const char next = at + 1 < size ? source[at + 1] : 0, third = at + 2 < size ? source[at + 2] : 0;
    const bool tag = is_letter(next) || (next == '/' && is_letter(third)), other = next == '!' || next == '?' || (next == '/' && third);
    if (at < size && !tag && !other) { /* a < that is text */
      x->at = at + 1;
      continue;
    }
    add_run(x, text, at);
    x->at = at;
    if (tag) read_tag(x, at, at + 1 + (next == '/'), next == '/');
    else if (other) x->at = starts(x, at, "<!--") ? comment_end(x, at) : behind(x, at + 2);
    text = x->at;
  }
  add_run(x, text, size);
  close_to(x, 0);
  lun_status status = x->status;
  lun_free(x);
  return status;
}

void lun_html_free(lun_html *html) {
  lun_free(html->elements);
  lun_free(html->attributes);
  lun_free(html->runs);
  lun_free(html->skeleton);
  memset(html, 0, sizeof *html);
}

const char *lun_html_attribute_of(const lun_html *html, const lun_html_element *element, lun_attribute_key key, uint32_t *length) {
  for (uint32_t i = 0; i < element->attribute_count; i++) {
    const lun_html_attribute *a = &html->attributes[element->attribute + i];
    if (a->key != key) continue;
    *length = a->stop - a->start;
    return html->source + a->start;
  }
  return NULL;
}
