/* Cuts the runs of a page into blocks and counts. A block ends where an element that makes paragraphs begins or ends, at two line
 * breaks, and where the node of that kind changes. Counts of nodes are added up from the last to the first, since each
 * stands behind its parent, so all of it is linear. */
#include "input/html_block.h"

#include <string.h>

#include "input/html_entity.h"
#include "input/html_hint.h"
#include "lunette/mem.h"

/* Elements inside paragraphs. */
static bool is_inline(uint8_t tag) {
  switch (tag) {
    case LUN_TAG_A: case LUN_TAG_CONTROL: case LUN_TAG_FOREIGN: case LUN_TAG_INLINE: case LUN_TAG_OTHER: case LUN_TAG_TIME: case LUN_TAG_UNSEEN: return true;
    default: return false;
  }
}

/* Words and the last mark of a run. */
static void read_run(const lun_html *html, const lun_html_run *run, lun_html_block *block, bool *inside) {
  const char *s = html->source;
  for (uint32_t i = run->start; i < run->stop; i++) {
    const unsigned char c = (unsigned char)s[i];
    if (c <= ' ') {
      *inside = false;
      continue;
    }
    if (!*inside) {
      block->words++;
      block->link_words += (run->flags & LUN_RUN_LINK) != 0;
    }
    *inside = true;
  }
}

static bool ends_with(const char *p, size_t size, const char *mark) {
  const size_t length = strlen(mark);
  return size >= length && !memcmp(p + size - length, mark, length);
}

static bool is_word(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'; }

/* Whether the run ends as a sentence does, past marks that close; *seen is false for one without any mark or letter. */
static bool run_ends(const lun_html *html, const lun_html_run *run, bool *seen) {
  static const char *const closing[] = {"\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "&quot;", "&rdquo;", "&rsquo;", "&#8221;",
                                        "&#8217;", "&raquo;", "&nbsp;", "&#39;", "&#34;", " ", "\n", "\t", "\r", "\xC2\xA0"};
  static const char *const stops[] = {".", "!", "?", ":", "\xE2\x80\xA6", "&hellip;", "&#8230;"};
  const char *p = html->source + run->start;
  size_t size = run->stop - run->start;
  for (bool again = true; again && size && !is_word((unsigned char)p[size - 1]);) {
    again = false;
    for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
      if (ends_with(p, size, closing[i])) {
        size -= strlen(closing[i]);
        again = true;
      }
  }
  *seen = size > 0;
  if (size && is_word((unsigned char)p[size - 1])) return p[size - 1] == '.';
  for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
    if (ends_with(p, size, stops[i])) return true;
  return false;
}

static void finish(const lun_html *html, lun_html_block *block) {
  bool seen = false;
  for (uint32_t i = block->stop; i-- > block->first && !seen;) block->ends = run_ends(html, &html->runs[i], &seen);
  if (!block->ends) { /* (Reporting by Ana Torres) */
    const lun_html_run *first = &html->runs[block->first], *last = &html->runs[block->stop - 1];
    uint32_t start = first->start, stop = last->stop;
    while (start < first->stop && (unsigned char)html->source[start] <= ' ') start++;
    while (stop > last->start && (unsigned char)html->source[stop - 1] <= ' ') stop--;
    block->ends = start < first->stop && stop > last->start && html->source[start] == '(' && html->source[stop - 1] == ')';
  }
}

static void add_run(const lun_html *html, lun_html_block *block, uint32_t i, bool *inside) {
  const lun_html_run *run = &html->runs[i];
  if (run->flags & LUN_RUN_LINE || i == block->first) {
    *inside = false;
    block->lines++;
  }
  block->stop = i + 1;
  read_run(html, run, block, inside);
}

static lun_status make_blocks(lun_html_view *v) {
  const lun_html *h = v->html;
  lun_html_block *block = NULL;
  bool inside = false;
  for (uint32_t i = 0; i < h->run_count; i++) {
    const lun_html_run *run = &h->runs[i];
    const uint32_t node = v->inside[run->node].block;
    if (block && ((run->flags & (LUN_RUN_BLOCK | LUN_RUN_LINES)) || (node != block->node && !(run->flags & LUN_RUN_WHITE)))) {
      finish(h, block);
      block = NULL;
    }
    if (v->inside[run->node].above & (LUN_HINT_UNSEEN | LUN_HINT_CONTROL)) continue;
    if (!block) {
      if (run->flags & LUN_RUN_WHITE) continue;
      if (lun_grow((void **)&v->blocks, &v->capacity, (uint64_t)v->count + 1, sizeof *v->blocks)) return LUN_NO_MEMORY;
      block = &v->blocks[v->count++];
      *block = (lun_html_block){.first = i, .node = node, .inner = run->node};
      inside = false;
    }
    add_run(h, block, i, &inside);
  }
  if (block) finish(h, block);
  return LUN_OK;
}

static void count_block(const lun_html_view *v, lun_html_block *block, uint32_t first, uint32_t stop) {
  bool inside = false;
  *block = (lun_html_block){.first = first, .node = v->inside[v->html->runs[first].node].block, .inner = v->html->runs[first].node};
  for (uint32_t i = first; i < stop; i++) add_run(v->html, block, i, &inside);
  finish(v->html, block);
}

void lun_html_view_split(lun_html_view *v, uint32_t block, uint32_t run) {
  if (lun_grow((void **)&v->blocks, &v->capacity, (uint64_t)v->count + 1, sizeof *v->blocks)) return;
  memmove(v->blocks + block + 1, v->blocks + block, (v->count - block) * sizeof *v->blocks);
  v->count++;
  const uint32_t first = v->blocks[block].first, stop = v->blocks[block].stop;
  count_block(v, &v->blocks[block], first, run);
  count_block(v, &v->blocks[block + 1], run, stop);
  lun_html_view_count(v); /* blocks behind have other numbers now */
}

bool lun_html_is_prose(const lun_html_block *b) { return b->words >= 10 && b->link_words * 3 <= b->words && b->words >= 4 * b->lines; }

void lun_html_view_count(lun_html_view *v) {
  const uint32_t aside = LUN_HINT_UNSEEN | LUN_HINT_CONTROL | LUN_HINT_ASIDE | LUN_HINT_REMARK;
  for (uint32_t i = 0; i < v->tree->count; i++) {
    const uint32_t parent = v->tree->nodes[i].parent;
    lun_html_inside *n = &v->inside[i];
    n->above = n->hints | (parent == LUN_HTML_NONE ? 0 : v->inside[parent].above);
    n->words = n->good = 0;
    n->first = n->stop = LUN_HTML_NONE;
  }
  for (uint32_t i = 0; i < v->count; i++) {
    const lun_html_block *b = &v->blocks[i];
    lun_html_inside *n = &v->inside[b->node];
    const uint32_t above = v->inside[b->inner].above;
    if (!(above & (LUN_HINT_UNSEEN | LUN_HINT_CONTROL))) n->words += b->words;
    if (!(above & aside) && lun_html_is_prose(b)) n->good += b->words;
    if (n->first == LUN_HTML_NONE) n->first = i;
    n->stop = i + 1;
  }
  for (uint32_t i = v->tree->count; i-- > 1;) {
    const lun_html_inside *n = &v->inside[i];
    lun_html_inside *above = &v->inside[v->tree->nodes[i].parent];
    above->words += n->words;
    above->good += n->good;
    if (n->first == LUN_HTML_NONE) continue;
    if (above->first == LUN_HTML_NONE || n->first < above->first) above->first = n->first;
    if (above->stop == LUN_HTML_NONE || n->stop > above->stop) above->stop = n->stop;
  }
}

lun_status lun_html_view_make(const lun_html *html, const lun_html_tree *tree, lun_html_view *view) {
  *view = (lun_html_view){.html = html, .tree = tree};
  if (!(view->inside = lun_zalloc(tree->count, sizeof *view->inside))) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < tree->count; i++) {
    const uint32_t element = tree->nodes[i].element;
    const uint32_t parent = tree->nodes[i].parent;
    const uint8_t tag = element == LUN_HTML_NONE ? (uint8_t)LUN_TAG_DIV : html->elements[element].tag;
    view->inside[i].tag = tag;
    view->inside[i].block = is_inline(tag) && parent != LUN_HTML_NONE ? view->inside[parent].block : i;
    if (tag == LUN_TAG_UL || tag == LUN_TAG_OL || tag == LUN_TAG_DL) view->inside[i].list = i;
    else view->inside[i].list = parent == LUN_HTML_NONE ? LUN_HTML_NONE : view->inside[parent].list;
    if (element != LUN_HTML_NONE) view->inside[i].hints = lun_html_hints(html, &html->elements[element]);
  }
  lun_html_view_count(view); /* what is above each node, for make_blocks */
  lun_status status = make_blocks(view);
  if (!status) lun_html_view_count(view);
  return status;
}

void lun_html_view_free(lun_html_view *view) {
  lun_free(view->blocks);
  lun_free(view->inside);
  memset(view, 0, sizeof *view);
}

static uint32_t add_key(const char *text, uint32_t size, char *key, uint32_t used, uint32_t room) {
  const char *end = text + size;
  for (const char *p = text; p < end;) {
    char out[LUN_ENTITY_MAX] = {*p};
    unsigned n = 1;
    size_t taken = *p == '&' ? lun_entity_decode(p, end, false, out, &n) : 0;
    if (!taken && (unsigned char)*p >= 0x80)
      while (n < 4 && p + n < end && ((unsigned char)p[n] & 0xC0) == 0x80) out[n] = p[n], n++;
    p += taken ? taken : n;
    if (n == 3 && out[0] == '\xE2' && out[1] == '\x80') continue; /* quotation marks and dashes */
    if (n == 1) {
      if (out[0] >= 'A' && out[0] <= 'Z') out[0] = (char)(out[0] | 0x20);
      if (!((out[0] >= 'a' && out[0] <= 'z') || (out[0] >= '0' && out[0] <= '9'))) continue;
    } else if (n == 2 && out[0] == '\xC2') continue; /* signs and spaces of Latin-1 */
    if (used + n > room) break;
    memcpy(key + used, out, n);
    used += n;
  }
  return used;
}

uint32_t lun_html_key(const char *text, uint32_t size, char *key, uint32_t room) { return add_key(text, size, key, 0, room); }

uint32_t lun_html_block_key(const lun_html_view *v, const lun_html_block *block, char *key, uint32_t room) {
  uint32_t used = 0;
  for (uint32_t i = block->first; i < block->stop && used + 4 < room; i++)
    used = add_key(v->html->source + v->html->runs[i].start, v->html->runs[i].stop - v->html->runs[i].start, key, used, room);
  return used;
}
