/* Markdown as an article. Lines are read once and every byte is marked as kept or dropped (marks of headings, lists and
 * quotations; fenced code, tables, definitions of links, comments as a whole); paragraphs found on the way have their inline
 * marks dropped (markdown_inline.c); then what is kept is written with its map. A front matter between lines of --- (or
 * +++) is read for what it says about the article. */
#include <string.h>

#include "input/markdown_inline.h"
#include "input/page.h"

enum { KEY_MAX = 20, NAMES_MAX = 400 };

typedef struct reader {
  const char *s;
  uint32_t size;
  uint8_t *marks;
  lun_page *page;
  uint32_t paragraph, stop; /* bytes of the paragraph that is open; equal when none is */
  uint32_t title, title_stop; /* of the front matter */
  bool headed; /* a headline was said */
  uint32_t heading, heading_stop; /* the heading that it is; equal where there is none */
  char names[NAMES_MAX]; /* of a list of authors */
  uint32_t names_size;
  lun_status status;
} reader;

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static uint32_t line_stop(const reader *r, uint32_t at) { /* before its LF */
  const char *end = at < r->size ? memchr(r->s + at, '\n', r->size - at) : NULL;
  return end ? (uint32_t)(end - r->s) : r->size;
}
static uint32_t next_line(const reader *r, uint32_t stop) { return stop < r->size ? stop + 1 : stop; }

static uint32_t trimmed(const reader *r, uint32_t first, uint32_t stop) {
  while (stop > first && is_blank(r->s[stop - 1])) stop--;
  return stop;
}

static void drop(reader *r, uint32_t first, uint32_t stop) { memset(r->marks + first, LUN_MARK_DROP, stop - first); }

static void close_paragraph(reader *r) {
  if (r->stop > r->paragraph) lun_markdown_inline(r->s, r->marks, r->paragraph, r->stop);
  r->paragraph = r->stop = 0;
}

static void say(reader *r, lun_page_key key, uint32_t first, uint32_t stop) {
  if (!r->status) r->status = lun_page_say(r->page, key, r->s + first, stop - first, false);
}

/* Front matter */

static void add_name(reader *r, uint32_t first, uint32_t stop) {
  const uint32_t size = stop - first, comma = r->names_size ? 2 : 0;
  if (!size || r->names_size + comma + size > NAMES_MAX) return;
  if (comma) memcpy(r->names + r->names_size, ", ", comma);
  memcpy(r->names + r->names_size + comma, r->s + first, size);
  r->names_size += comma + size;
}

static void say_value(reader *r, const char *key, uint32_t size, uint32_t first, uint32_t stop) {
  static const struct { const char *name; lun_page_key key; } keys[] = {
      {"title", LUN_PAGE_HEADLINE}, {"headline", LUN_PAGE_HEADLINE}, {"date", LUN_PAGE_DATE},  {"published", LUN_PAGE_DATE},
      {"pubdate", LUN_PAGE_DATE},   {"author", LUN_PAGE_BYLINE},     {"authors", LUN_PAGE_BYLINE}, {"byline", LUN_PAGE_BYLINE},
      {"lang", LUN_PAGE_LANG},      {"language", LUN_PAGE_LANG},     {"url", LUN_PAGE_URL},     {"canonical", LUN_PAGE_URL},
      {"source", LUN_PAGE_URL},     {"site", LUN_PAGE_SITE},         {"publication", LUN_PAGE_SITE}};
  stop = trimmed(r, first, stop);
  char last = 0;
  while (first < stop && (is_blank(r->s[first]) || strchr("[\"'", r->s[first]))) last = r->s[first++];
  while (stop > first && (is_blank(r->s[stop - 1]) || (last && strchr("]\"'", r->s[stop - 1])))) stop--;
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (strlen(keys[i].name) != size || memcmp(keys[i].name, key, size)) continue;
    if (keys[i].key == LUN_PAGE_BYLINE) {
      add_name(r, first, stop);
      return;
    }
    say(r, keys[i].key, first, stop);
    if (keys[i].key == LUN_PAGE_HEADLINE && !r->headed && stop > first) {
      r->title = first;
      r->title_stop = stop;
      r->headed = true;
    }
    return;
  }
}

/* Reads and drops the front matter; returns where the text begins. */
static uint32_t read_front(reader *r) {
  const uint32_t first_stop = line_stop(r, 0);
  const char mark = r->size ? r->s[0] : 0;
  if ((mark != '-' && mark != '+') || trimmed(r, 0, first_stop) != 3 || r->s[1] != mark || r->s[2] != mark) return 0;
  char key[KEY_MAX];
  uint32_t size = 0, at = next_line(r, first_stop), end = 0;
  for (uint32_t line = at; line < r->size && !end; line = next_line(r, line_stop(r, line))) {
    const uint32_t stop = trimmed(r, line, line_stop(r, line));
    if (stop - line == 3 && (!memcmp(r->s + line, mark == '-' ? "---" : "+++", 3) || !memcmp(r->s + line, "...", 3))) end = line;
  }
  if (!end) return 0;
  while (at < end) {
    const uint32_t stop = line_stop(r, at);
    uint32_t i = at;
    while (i < stop && is_blank(r->s[i])) i++;
    if (i < stop && r->s[i] == '-' && size) say_value(r, key, size, i + 1, stop); /* an item of a list */
    else if (i == at) {
      for (size = 0; i < stop && size < KEY_MAX && r->s[i] != ':' && r->s[i] != '=' && !is_blank(r->s[i]); i++)
        key[size++] = r->s[i] >= 'A' && r->s[i] <= 'Z' ? (char)(r->s[i] | 0x20) : r->s[i];
      while (i < stop && is_blank(r->s[i])) i++;
      if (i < stop && (r->s[i] == ':' || r->s[i] == '=')) say_value(r, key, size, i + 1, stop);
    }
    at = next_line(r, stop);
  }
  if (!r->status) r->status = lun_page_say(r->page, LUN_PAGE_BYLINE, r->names, r->names_size, false);
  at = next_line(r, line_stop(r, end));
  drop(r, 0, at);
  return at;
}

/* Lines */

/* Bytes of a fence at i (three or more ` or ~), else 0. */
static uint32_t fence_at(const reader *r, uint32_t i, uint32_t stop) {
  if (i >= stop || (r->s[i] != '`' && r->s[i] != '~')) return 0;
  uint32_t length = 1;
  while (i + length < stop && r->s[i + length] == r->s[i]) length++;
  return length >= 3 ? length : 0;
}

/* Only marks of one kind, three or more: a rule, or what underlines a heading. */
static bool is_rule(const reader *r, uint32_t i, uint32_t stop, const char *kinds, uint32_t least) {
  if (i >= stop || !strchr(kinds, r->s[i])) return false;
  const char mark = r->s[i];
  uint32_t count = 0;
  for (; i < stop; i++) {
    if (r->s[i] == mark) count++;
    else if (!is_blank(r->s[i])) return false;
  }
  return count >= least;
}

/* |---|:--:| under the head of a table. */
static bool is_table_rule(const reader *r, uint32_t i, uint32_t stop) {
  bool dash = false, bar = false;
  for (; i < stop; i++) {
    if (r->s[i] == '-') dash = true;
    else if (r->s[i] == '|') bar = true;
    else if (r->s[i] != ':' && !is_blank(r->s[i])) return false;
  }
  return dash && bar;
}

/* Bytes of an item's mark with its space, else 0. */
static uint32_t item_at(const reader *r, uint32_t i, uint32_t stop) {
  uint32_t at = i;
  if (at < stop && strchr("-*+", r->s[at])) at++;
  else {
    while (at < stop && is_digit(r->s[at]) && at - i < 9) at++;
    if (at == i || at == stop || (r->s[at] != '.' && r->s[at] != ')')) return 0;
    at++;
  }
  return at < stop && is_blank(r->s[at]) ? at + 1 - i : 0;
}

/* [name]: address */
static bool is_definition(const reader *r, uint32_t i, uint32_t stop) {
  if (i >= stop || r->s[i] != '[') return false;
  while (i < stop && r->s[i] != ']') i++;
  return i + 1 < stop && r->s[i + 1] == ':';
}

static void heading(reader *r, uint32_t i, uint32_t level, uint32_t stop) {
  close_paragraph(r);
  drop(r, i, i + level);
  uint32_t end = trimmed(r, i + level, stop), bare = end;
  while (bare > i + level && r->s[bare - 1] == '#') bare--;
  if (bare < end && is_blank(r->s[bare - 1])) {
    drop(r, bare, end);
    end = trimmed(r, i + level, bare);
  }
  uint32_t first = i + level;
  while (first < end && is_blank(r->s[first])) first++;
  r->paragraph = first;
  r->stop = end;
  close_paragraph(r);
  r->marks[i] = LUN_MARK_PARAGRAPH;
  if (stop < r->size) r->marks[stop] = LUN_MARK_PARAGRAPH;
  if (!r->headed && end > first) { /* the title itself is written from the text */
    say(r, LUN_PAGE_HEADLINE, first, end);
    r->headed = true;
    r->heading = first;
    r->heading_stop = end;
  }
  else if (r->title_stop > r->title && end - first == r->title_stop - r->title && !memcmp(r->s + first, r->s + r->title, end - first))
    drop(r, first, end); /* the front matter's title again */
}

/* Drops what stands from `first` to the line that closes the fence, which is looked for from `at`; returns what follows. */
static uint32_t skip_fenced(reader *r, uint32_t first, uint32_t at, uint32_t length, char mark) {
  while (at < r->size) {
    const uint32_t stop = line_stop(r, at);
    uint32_t i = at;
    while (i < stop && is_blank(r->s[i])) i++;
    at = next_line(r, stop);
    if (i < stop && r->s[i] == mark && fence_at(r, i, stop) >= length) break;
  }
  drop(r, first, at);
  r->marks[first] = LUN_MARK_PARAGRAPH;
  return at;
}

static uint32_t skip_comment(reader *r, uint32_t first) {
  uint32_t at = first + 4;
  while (at < r->size && !(r->s[at] == '>' && r->s[at - 1] == '-' && r->s[at - 2] == '-')) at++;
  at = at < r->size ? at + 1 : at;
  drop(r, first, at);
  return at;
}

static uint32_t skip_table(reader *r, uint32_t first) {
  uint32_t at = first;
  while (at < r->size) {
    const uint32_t stop = line_stop(r, at);
    if (!memchr(r->s + at, '|', stop - at)) break;
    at = next_line(r, stop);
  }
  drop(r, first, at);
  r->marks[first] = LUN_MARK_PARAGRAPH;
  return at;
}

/* Reads the line at `at`; returns where the next begins. */
static uint32_t read_line(reader *r, uint32_t at) {
  const uint32_t stop = line_stop(r, at), next = next_line(r, stop);
  uint32_t i = at;
  bool begins = r->stop == r->paragraph;
  for (;;) { /* quotations */
    while (i < stop && is_blank(r->s[i])) i++;
    if (i == stop || r->s[i] != '>') break;
    r->marks[i++] = LUN_MARK_DROP;
  }
  const uint32_t end = trimmed(r, i, stop);
  if (i >= end) {
    close_paragraph(r);
    if (stop < r->size) r->marks[stop] = LUN_MARK_PARAGRAPH;
    return next;
  }
  uint32_t level = 0;
  while (level < 7 && i + level < end && r->s[i + level] == '#') level++;
  if (level && level < 7 && i + level < end && is_blank(r->s[i + level])) {
    heading(r, i, level, stop);
    return next;
  }
  const uint32_t fence = fence_at(r, i, end), next_stop = line_stop(r, next);
  if (fence && (r->s[i] == '~' || !memchr(r->s + i + fence, '`', end - i - fence))) {
    close_paragraph(r);
    return skip_fenced(r, at, next, fence, r->s[i]);
  }
  if (end - i >= 4 && !memcmp(r->s + i, "<!--", 4)) {
    close_paragraph(r);
    return skip_comment(r, i);
  }
  if (is_rule(r, i, end, begins ? "-*_" : "=-*_", begins ? 3 : r->s[i] == '=' || r->s[i] == '-' ? 1 : 3)) {
    close_paragraph(r);
    drop(r, i, end);
    r->marks[i] = LUN_MARK_PARAGRAPH;
    return next;
  }
  if (memchr(r->s + i, '|', end - i) && next < r->size && is_table_rule(r, next, next_stop)) {
    close_paragraph(r);
    return skip_table(r, at);
  }
  if (begins && is_definition(r, i, end)) {
    drop(r, at, next);
    return next;
  }
  const uint32_t item = item_at(r, i, end);
  if (item) {
    close_paragraph(r);
    drop(r, i, i + item);
    r->marks[i] = LUN_MARK_PARAGRAPH;
    i += item;
    begins = true;
  }
  if (begins) r->paragraph = i;
  r->stop = next;
  return next;
}

static lun_status write_text(reader *r, uint32_t from) {
  lun_page_writer w;
  lun_page_begin(&w, r->page, r->s);
  lun_page_html(&w, r->title, r->title_stop, false);
  r->page->headline = r->page->size;
  lun_page_break(&w, 2);
  for (uint32_t i = from; i < r->size;) {
    const uint8_t mark = r->marks[i];
    uint32_t stop = i + 1;
    while (stop < r->size && r->marks[stop] == mark) stop++;
    if (mark == LUN_MARK_KEEP) {
      const bool first = r->page->headline == r->page->size; /* a heading that text stands before is not the article's */
      lun_page_html(&w, i, stop, false);
      if (first && i < r->heading_stop && stop > r->heading) r->page->headline = r->page->size;
    }
    else if (mark != LUN_MARK_DROP) lun_page_break(&w, mark == LUN_MARK_LINE ? 1 : 2);
    i = stop;
  }
  return lun_page_finish(&w, NULL);
}

lun_status lun_markdown_read(const char *source, size_t size, lun_page *page, lun_err *err) {
  memset(page, 0, sizeof *page);
  if (size > LUN_PAGE_MAX) return lun_fail(err, LUN_LIMIT, size, "a text of %zu bytes is over the limit of %d", size, LUN_PAGE_MAX);
  reader r = {.s = size ? source : "", .size = (uint32_t)size, .page = page};
  if (!(r.marks = lun_zalloc(size + 1, 1))) return lun_fail_memory(err);
  const uint32_t from = read_front(&r);
  for (uint32_t at = from; at < r.size && !r.status;) at = read_line(&r, at);
  close_paragraph(&r);
  lun_status status = r.status ? r.status : write_text(&r, from);
  lun_free(r.marks);
  if (!status) return LUN_OK;
  lun_page_free(page);
  return lun_fail_memory(err);
}
