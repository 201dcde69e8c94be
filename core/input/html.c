/* A page from its bytes to its article: decoded, scanned, parsed, judged, and written with its map. */
#include "lunette/html.h"

#include <string.h>

#include "input/html_article.h"
#include "input/html_hint.h"
#include "input/page.h"

enum { HEAD_BYTES = 1024 /* where a charset is looked for, as browsers do */ };

static bool starts_with(const char *p, const char *end, const char *word) {
  for (; *word; p++, word++) {
    if (p == end) return false;
    const char c = *p >= 'A' && *p <= 'Z' ? (char)(*p | 0x20) : *p;
    if (c != *word) return false;
  }
  return true;
}

static bool is_name(char c) { return (unsigned char)c > ' ' && c != '"' && c != '\'' && c != ';' && c != '>' && c != '/' && c != '?'; }

/* The value behind a word such as `charset` that stands at p; NULL where none does. */
static const char *value_of(const char *p, const char *end, const char *word, size_t *size) {
  if (!starts_with(p, end, word)) return NULL;
  for (p += strlen(word); p < end && (*p == ' ' || *p == '=' || *p == '"' || *p == '\''); p++) continue;
  for (*size = 0; p + *size < end && is_name(p[*size]);) ++*size;
  return *size ? p : NULL;
}

/* What the first bytes declare: the charset of the first <meta> that names one, or the encoding of an XML declaration; else NULL. */
static const char *declared_in(const char *input, size_t size, size_t *length) {
  const char *end = input + (size < HEAD_BYTES ? size : HEAD_BYTES);
  for (const char *p = input; (p = memchr(p, '<', (size_t)(end - p))); p++) {
    const bool xml = p == input && starts_with(p, end, "<?xml");
    if (!xml && !starts_with(p, end, "<meta")) continue;
    for (const char *q = p; q < end && *q != '>'; q++) {
      const char *value = value_of(q, end, xml ? "encoding" : "charset", length);
      if (value) return value;
    }
  }
  return NULL;
}

lun_status lun_html_decode(const char *input, size_t size, const char *charset, size_t length, lun_decoded *out, lun_err *err) {
  if (!lun_text_is_charset(charset, length)) charset = declared_in(size ? input : "", size, &length);
  return charset ? lun_text_decode_declared(input, size, charset, length, out, err) : lun_text_decode(input, size, out, err);
}

static void write_block(lun_page_writer *w, const lun_html_view *v, const lun_html_block *b) {
  const bool exact = v->inside[b->node].above & LUN_HINT_EXACT;
  const bool heading = v->inside[b->node].tag >= LUN_TAG_H1 && v->inside[b->node].tag <= LUN_TAG_H6;
  lun_page_break(w, 2);
  for (uint32_t i = b->first; i < b->stop; i++) {
    const lun_html_run *run = &v->html->runs[i];
    if (!lun_html_run_seen(v, run)) continue;
    if (i > b->first && run->flags & LUN_RUN_LINE) {
      if (heading) lun_page_space(w, w->at, run->start);
      else lun_page_break(w, 1);
    }
    uint32_t start = run->start;
    if (exact && i == b->first) { /* a line end behind <pre> */
      start += start < run->stop && v->html->source[start] == '\r';
      start += start < run->stop && v->html->source[start] == '\n';
    }
    lun_page_html(w, start, run->stop, exact);
  }
}

/* The names of a by-line, as far as they stand together. */
static void write_byline(lun_page_writer *w, const lun_html_view *v, const lun_html_article *a) {
  const lun_html_block *b = &v->blocks[a->byline];
  bool begun = false;
  lun_page_break(w, 2);
  for (uint32_t i = b->first; i < b->stop; i++) {
    const lun_html_run *run = &v->html->runs[i];
    if (!lun_html_run_seen(v, run)) continue;
    const bool in = lun_html_in_byline(v, a, run);
    if (begun && !in && !(run->flags & LUN_RUN_WHITE)) return;
    if (!in) continue;
    begun = begun || !(run->flags & LUN_RUN_WHITE);
    lun_page_html(w, run->start, run->stop, false);
  }
}

/* What a block says, as a claim; with an article only its by-line. */
static lun_status say_block(lun_page *page, lun_page_key key, const lun_html_view *v, const lun_html_block *b, const lun_html_article *a) {
  lun_page block = {0};
  lun_page_writer w;
  lun_page_begin(&w, &block, v->html->source);
  if (a) write_byline(&w, v, a);
  else write_block(&w, v, b);
  lun_status status = w.status;
  if (!status && block.size) status = lun_page_say(page, key, block.text, block.size, false);
  lun_page_free(&block);
  return status;
}

/* Dates that readers see: of a <time>, or of an element named so. */
static lun_status say_dates(lun_page *page, const lun_html_view *v) {
  const lun_html *h = v->html;
  lun_status status = LUN_OK;
  for (int turn = 0; turn < 2; turn++)
    for (uint32_t i = 0, said = 0; i < v->tree->count && said < 2 && !status; i++) {
      const uint32_t element = v->tree->nodes[i].element;
      uint32_t size;
      const lun_html_inside *n = &v->inside[i];
      if (element == LUN_HTML_NONE || !(n->hints & LUN_HINT_DATE) || n->above & (LUN_HINT_REMARK | LUN_HINT_ASIDE)) continue;
      const char *value = lun_html_attribute_of(h, &h->elements[element], turn ? LUN_ATTRIBUTE_CONTENT : LUN_ATTRIBUTE_DATETIME, &size);
      if (value) status = lun_page_say(page, LUN_PAGE_DATE, value, size, true);
      else if (turn && n->first != LUN_HTML_NONE && n->words < 20) status = say_block(page, LUN_PAGE_DATE, v, &v->blocks[n->first], NULL);
      else continue;
      said++;
    }
  return status;
}

static lun_status write_page(lun_page *page, const lun_html_view *v, const lun_html_article *a) {
  lun_page_writer w;
  lun_status status = LUN_OK;
  lun_page_begin(&w, page, v->html->source);
  if (a->headline != LUN_HTML_NONE) {
    write_block(&w, v, &v->blocks[a->headline]);
    status = say_block(page, LUN_PAGE_HEADLINE, v, &v->blocks[a->headline], NULL);
  } else if (a->title.stop > a->title.start) {
    lun_page_html(&w, a->title.start, a->title.stop, false);
    status = lun_page_say(page, LUN_PAGE_HEADLINE, v->html->source + a->title.start, a->title.stop - a->title.start, true);
  }
  page->headline = page->size;
  if (!status && a->byline != LUN_HTML_NONE) status = say_block(page, LUN_PAGE_BYLINE, v, &v->blocks[a->byline], a);
  if (!status) status = say_dates(page, v);
  for (uint32_t i = 0; i < v->count; i++) {
    if (i == a->byline) write_byline(&w, v, a);
    else if (v->blocks[i].kept) write_block(&w, v, &v->blocks[i]);
  }
  if (status) return status;
  page->whole = a->whole;
  return lun_page_finish(&w, NULL);
}

static lun_status read_page(const char *source, uint32_t size, lun_page *page, lun_err *err) {
  lun_html html;
  lun_html_tree tree = {0};
  lun_html_view view = {0};
  lun_html_meta meta;
  lun_html_article article;
  lun_status status = lun_html_scan(source, size, &html);
  if (status == LUN_LIMIT) lun_fail(err, LUN_LIMIT, 0, "a page of more than %d elements and stretches of text is no article", LUN_HTML_MOST);
  else if (status) lun_fail_memory(err);
  else if (!(status = lun_html_parse(&html, &tree, err))) {
    if ((status = lun_html_view_make(&html, &tree, &view)) || (status = lun_html_meta_read(&html, page, &meta))) lun_fail_memory(err);
    else {
      lun_html_article_find(&view, &meta, &article);
      if ((status = write_page(page, &view, &article))) lun_fail_memory(err);
    }
  }
  lun_html_view_free(&view);
  lun_html_tree_free(&tree);
  lun_html_free(&html);
  return status;
}

lun_status lun_html_read(const char *source, size_t size, lun_page *page, lun_err *err) {
  memset(page, 0, sizeof *page);
  if (size > LUN_PAGE_MAX) return lun_fail(err, LUN_LIMIT, size, "a page of %zu bytes is over the limit of %d", size, LUN_PAGE_MAX);
  lun_status status = read_page(size ? source : "", (uint32_t)size, page, err);
  if (status) lun_page_free(page);
  return status;
}
