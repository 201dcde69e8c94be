/* The scorer. It follows C. Kohlschütter, P. Fankhauser and W. Nejdl, "Boilerplate Detection using Shallow Text Features" (WSDM
 * 2010): a block is judged by how many words it has, how many of them are links, and by its neighbours, here with what the page's
 * own names say. The rules, in their order:
 *  1. Headline: html_headline.c.
 *  2. What is named navigation, advertisement, share, comment, caption, ... (html_hint.c) is put aside with all that is in it,
 *     unless it holds the headline's heading or what is named the article's body; a name that says "aside" is not
 *     believed of what holds most of the page's prose. So are the element around a heading that is a link and a list
 *     whose items begin with links, which announce other articles, and a small box that ends in a link of a few words,
 *     which asks for something.
 *  3. The article's element: what is named the body; else the <article> with the headline or with most of the articles' prose;
 *     else <main>; else the smallest element around the headline with most of the prose; and within it the smallest that still has
 *     nine tenths of its prose.
 *  4. In it, behind the headline, a block is text
 *       in a paragraph (p, blockquote, pre, dd): when less than half of its words are links, unless it is short and asks
 *         the reader to do something ("Read more", "Sign up");
 *       in a list: when the list is prose, half a sentence an item, with less than two fifths links;
 *       in a table's cell: when it reads like prose;
 *       anywhere else: when it reads like prose, or ends as a sentence does and stands behind a block that is kept.
 *     A heading is kept when text that is kept follows it. What stands before the first prose or behind the last is
 *     kept only where it ends as a sentence does, in paragraphs, in the element of that prose or beside it.
 *  5. The by-line between headline and text, and what is named standfirst or is a sentence there, belong to it.
 *  6. Fewer than twelve words kept: what is named the body, or the page's only <article>, or its <main> is the article, however
 *     short, when some of it is text; else there is no article, and all that can be seen is the text, without what is named
 *     navigation, consent or comments as long as that leaves anything. */
#include "input/html_article.h"

#include <string.h>

#include "input/html_headline.h"
#include "input/html_hint.h"

enum {
  BYLINE_WORDS = 25,
  HEADING_WORDS = 30,
  ASK_WORDS = 25,
  BODY_WORDS = 40,    /* of prose, the least of an article's element */
  ARTICLE_WORDS = 12, /* the least of an article */
  STRONG_WORDS = 15,
  TEASER_WORDS = 80,  /* the most of what announces another article */
  ASIDE = LUN_HINT_UNSEEN | LUN_HINT_CONTROL | LUN_HINT_ASIDE | LUN_HINT_REMARK
};

typedef struct finder {
  lun_html_view *v;
  const lun_html_meta *meta;
  lun_html_article *a;
  uint32_t root;
  bool brief; /* the article has less than a paragraph: what ends as a sentence is text */
} finder;

static const lun_html_inside *at_node(const finder *f, uint32_t node) { return &f->v->inside[node]; }
static uint32_t parent_of(const finder *f, uint32_t node) { return f->v->tree->nodes[node].parent; }
static uint8_t tag_of(const finder *f, const lun_html_block *b) { return at_node(f, b->node)->tag; }
static uint32_t above(const finder *f, const lun_html_block *b) { return at_node(f, b->inner)->above; }
static bool is_heading(uint8_t tag) { return tag >= LUN_TAG_H1 && tag <= LUN_TAG_H6; }

/* 2. What is put aside */

/* All of several items, and they say more than a name. */
static bool begins_with_links(const lun_html_view *v, const lun_html_inside *list) {
  if (list->first == LUN_HTML_NONE || list->stop - list->first < 2) return false;
  for (uint32_t i = list->first; i < list->stop; i++)
    if (!(v->html->runs[v->blocks[i].first].flags & LUN_RUN_LINK)) return false;
  return true;
}

static bool holds_block(const lun_html_view *v, uint32_t node, uint32_t block) {
  return block != LUN_HTML_NONE && v->inside[node].first <= block && block < v->inside[node].stop;
}

static void believe(finder *f) {
  lun_html_view *v = f->v;
  const uint32_t good = v->inside[0].good;
  for (uint32_t n = f->a->headline == LUN_HTML_NONE ? LUN_HTML_NONE : v->blocks[f->a->headline].node; n != LUN_HTML_NONE; n = parent_of(f, n))
    v->inside[n].hints &= ~(uint32_t)(LUN_HINT_ASIDE | LUN_HINT_REMARK | LUN_HINT_STANDFIRST | LUN_HINT_BYLINE);
  for (uint32_t i = 0; i < v->tree->count; i++)
    if (v->inside[i].hints & LUN_HINT_BODY && v->inside[i].words >= BODY_WORDS)
      for (uint32_t n = i; n != LUN_HTML_NONE; n = parent_of(f, n))
        v->inside[n].hints &= ~(uint32_t)(LUN_HINT_ASIDE | LUN_HINT_REMARK);
  uint32_t prose = 0; /* of all that can be seen, put aside or not, but remarks */
  for (uint32_t i = 0; i < v->count; i++)
    if (lun_html_is_prose(&v->blocks[i]) && !(above(f, &v->blocks[i]) & ASIDE & ~(uint32_t)LUN_HINT_ASIDE)) prose += v->blocks[i].words;
  if (good * 3 < prose) /* most of the prose stands in what is named aside: its outermost element was misjudged */
    for (uint32_t i = 0; i < v->tree->count; i++) {
      lun_html_inside *n = &v->inside[i];
      if (n->hints & LUN_HINT_ASIDE && n->words * 2 > prose && n->tag != LUN_TAG_ASIDE) n->hints &= ~(uint32_t)LUN_HINT_ASIDE;
    }
  for (uint32_t i = 0; i < v->count; i++) {
    const lun_html_block *b = &v->blocks[i];
    const uint32_t parent = is_heading(tag_of(f, b)) && b->link_words * 2 > b->words ? parent_of(f, b->node) : LUN_HTML_NONE;
    if (parent == LUN_HTML_NONE || v->inside[parent].words > TEASER_WORDS || holds_block(v, parent, f->a->headline)) continue;
    v->inside[parent].hints |= LUN_HINT_ASIDE;
  }
  for (uint32_t i = 0; i < v->count; i++) {
    const lun_html_block *b = &v->blocks[i];
    if (b->words != b->link_words || b->words > 4) continue;
    uint32_t box = b->node;
    if (v->inside[box].words == b->words && box) box = parent_of(f, box);
    lun_html_inside *n = &v->inside[box];
    if (n->words > TEASER_WORDS || n->stop != i + 1 || n->good * 3 > good || n->good == 0 || holds_block(v, box, f->a->headline)) continue;
    n->hints |= LUN_HINT_ASIDE;
  }
  for (uint32_t i = 0; i < v->tree->count; i++) {
    lun_html_inside *n = &v->inside[i];
    if ((n->tag == LUN_TAG_UL || n->tag == LUN_TAG_OL) && n->words <= 4 * TEASER_WORDS && begins_with_links(v, n)) n->hints |= LUN_HINT_ASIDE;
  }
  lun_html_view_count(v);
}

/* 3. The article's element */

static bool is_container(uint8_t tag) {
  switch (tag) {
    case LUN_TAG_DIV: case LUN_TAG_SECTION: case LUN_TAG_ARTICLE: case LUN_TAG_MAIN: case LUN_TAG_TABLE: case LUN_TAG_GROUP: case LUN_TAG_TR:
    case LUN_TAG_TD: case LUN_TAG_FORM: case LUN_TAG_OTHER: case LUN_TAG_INLINE: case LUN_TAG_ASIDE: return true;
    default: return false;
  }
}

/* The node with the tag or the hint that has most prose, if it has enough of what all such nodes have together. */
static uint32_t best_of(const finder *f, uint8_t tag, uint32_t hint, uint32_t tenths) {
  const lun_html_view *v = f->v;
  uint32_t best = LUN_HTML_NONE, sum = 0, end = 0; /* end: behind the last block of the last such node that stands in no other */
  for (uint32_t i = 0; i < v->tree->count; i++) {
    const lun_html_inside *n = &v->inside[i];
    if (hint ? !(n->hints & hint) : n->tag != tag) continue;
    if (n->above & ASIDE || n->first == LUN_HTML_NONE) continue;
    if (n->first >= end) {
      sum += n->good;
      end = n->stop;
    }
    if (best == LUN_HTML_NONE || n->good > v->inside[best].good) best = i;
  }
  if (best == LUN_HTML_NONE || v->inside[best].good < BODY_WORDS) return LUN_HTML_NONE;
  return v->inside[best].good * 10 >= sum * tenths ? best : LUN_HTML_NONE;
}

static uint32_t article_with_headline(const finder *f) {
  if (f->a->headline == LUN_HTML_NONE) return LUN_HTML_NONE;
  for (uint32_t n = f->v->blocks[f->a->headline].node; n != LUN_HTML_NONE; n = parent_of(f, n))
    if (at_node(f, n)->tag == LUN_TAG_ARTICLE) return at_node(f, n)->good >= BODY_WORDS ? n : LUN_HTML_NONE;
  return LUN_HTML_NONE;
}

static uint32_t around_headline(const finder *f) {
  if (f->a->headline == LUN_HTML_NONE) return LUN_HTML_NONE;
  const uint32_t all = f->v->inside[0].good;
  for (uint32_t n = f->v->blocks[f->a->headline].node; n != LUN_HTML_NONE; n = parent_of(f, n))
    if (at_node(f, n)->good >= BODY_WORDS && at_node(f, n)->good * 10 >= all * 6) return n;
  return LUN_HTML_NONE;
}

static uint32_t find_root(const finder *f) {
  const lun_html_view *v = f->v;
  uint32_t root = best_of(f, 0, LUN_HINT_BODY, 8);
  if (root == LUN_HTML_NONE) root = article_with_headline(f);
  if (root == LUN_HTML_NONE) root = best_of(f, LUN_TAG_ARTICLE, 0, 6);
  if (root == LUN_HTML_NONE) root = best_of(f, LUN_TAG_MAIN, 0, 6);
  if (root == LUN_HTML_NONE) root = around_headline(f);
  if (root == LUN_HTML_NONE) root = 0;
  for (uint32_t i = root + 1; i < v->tree->count; i++) { /* children stand behind their parent, the heavy one before its own children */
    if (v->tree->nodes[i].parent != root || v->inside[i].good * 10 < v->inside[root].good * 9 || !v->inside[i].good) continue;
    if (!is_container(v->inside[i].tag)) break;
    root = i;
  }
  return root;
}

/* 4. Blocks */

/* A sentence of an article may begin with it. */
static bool is_word_of_sentences(const char *ask) {
  static const char *const words[] = {"watch", "comments", "tags", "topics", "recommended", "sponsored", "loading", "copyright"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (!strcmp(ask, words[i])) return true;
  return false;
}

static bool is_ask(const finder *f, const lun_html_block *b) {
  static const char *const asks[] = {"advertisement", "sponsored", "readmore", "readalso", "readnext", "sharethis",
                                     "sharevia", "shareon", "followus", "signup", "subscribe", "relatedarticle",
                                     "relatedstor", "clickhere", "copyright", "allrightsreserved", "leaveacomment",
                                     "loginto", "recommended", "mostread", "supportedby", "storycontinues",
                                     "articlecontinues", "continuereading", "skipto", "loading", "tags", "topics",
                                     "filedunder", "imagesource", "getournewsletter", "getthelatest", "joinourwhatsapp",
                                     "downloadourapp", "morefrom", "moreon", "seealso", "comments", "reportanerror",
                                     "printthis", "enablejavascript", "pleaseenable", "watch", "alsoread"};
  char bytes[64];
  if (b->words > ASK_WORDS) return false;
  const uint32_t size = lun_html_block_key(f->v, b, bytes, sizeof bytes);
  if (!size) return true;
  for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
    if (bytes[0] != asks[i][0]) continue;
    const size_t length = strlen(asks[i]);
    if (size < length || memcmp(bytes, asks[i], length)) continue;
    if (is_word_of_sentences(asks[i]) && b->ends && !b->link_words && b->words > 6) continue;
    return true;
  }
  const char *text = f->v->html->source + f->v->html->runs[b->first].start;
  const uint32_t left = f->v->html->size - f->v->html->runs[b->first].start;
  static const char *const signs[] = {"\xC2\xA9", "&copy;", "(c) ", "(C) ", "&#169;"};
  const uint32_t white = left && (unsigned char)*text <= ' ';
  for (size_t i = 0; i < sizeof signs / sizeof *signs && b->words < 16; i++) {
    const size_t length = strlen(signs[i]);
    if (left > length + white && !memcmp(text + white, signs[i], length)) return true;
  }
  return false;
}

/* The nearest list above a block and below the article's element. */
static uint32_t list_of(const finder *f, uint32_t node) {
  const uint32_t list = at_node(f, node)->list;
  return list != LUN_HTML_NONE && list > f->root ? list : LUN_HTML_NONE;
}

static bool is_prose_list(const finder *f, uint32_t list) {
  lun_html_inside *n = &f->v->inside[list];
  if (n->listed) return n->listed == 1;
  uint32_t items = 0, words = 0, links = 0;
  for (uint32_t i = n->first; i < n->stop; i++) {
    const lun_html_block *b = &f->v->blocks[i];
    if (above(f, b) & ASIDE) continue;
    items++;
    words += b->words;
    links += b->link_words;
  }
  n->listed = words >= 5 * items && links * 5 < words * 2 ? 1 : 2;
  return n->listed == 1;
}

static bool is_in_cell(const finder *f, const lun_html_block *b) {
  return above(f, b) & LUN_HINT_CELL && !(at_node(f, f->root)->above & LUN_HINT_CELL);
}

static bool is_strong(const lun_html_block *b) { return b->words >= STRONG_WORDS && b->link_words * 3 < b->words; }

/* Whether a block that is no heading is text of the article. */
static bool is_text(const finder *f, const lun_html_block *b, bool after_text) {
  if (above(f, b) & ASIDE || is_ask(f, b)) return false;
  const uint32_t in = list_of(f, b->node);
  if (in != LUN_HTML_NONE) return is_prose_list(f, in);
  switch (tag_of(f, b)) {
    case LUN_TAG_P: case LUN_TAG_BLOCKQUOTE: case LUN_TAG_PRE: case LUN_TAG_DD:
      if (is_in_cell(f, b) && b->words < STRONG_WORDS && !(after_text && b->ends)) return false;
      return b->link_words * 2 < b->words && (b->ends || b->words >= 4 || after_text);
    case LUN_TAG_FORM: return false;
    default:
      if (is_in_cell(f, b) && !lun_html_is_prose(b)) return false;
      if (f->brief && b->ends && b->words >= 3 && b->link_words * 3 < b->words) return true;
      return lun_html_is_prose(b) || (after_text && b->ends && b->words >= 3 && b->link_words * 3 < b->words);
  }
}

static bool is_paragraph(const finder *f, const lun_html_block *b) {
  const uint8_t tag = tag_of(f, b);
  return tag == LUN_TAG_P || tag == LUN_TAG_BLOCKQUOTE || tag == LUN_TAG_PRE;
}

/* Keeps text in blocks first .. stop; returns its words. */
static uint32_t keep_text(finder *f, uint32_t first, uint32_t stop) {
  lun_html_view *v = f->v;
  uint32_t words = 0, strong = LUN_HTML_NONE, last = 0;
  bool after = false;
  for (uint32_t i = first; i < stop; i++) {
    lun_html_block *b = &v->blocks[i];
    if (i == f->a->headline || is_heading(tag_of(f, b))) continue;
    b->kept = is_text(f, b, after);
    after = b->kept || (after && b->words < 4);
    if (!b->kept || !is_strong(b)) continue;
    if (strong == LUN_HTML_NONE) strong = i;
    last = i;
  }
  for (uint32_t i = first; i < stop; i++) {
    lun_html_block *b = &v->blocks[i];
    const bool outside = strong != LUN_HTML_NONE && (i < strong || i > last);
    const uint32_t edge = strong != LUN_HTML_NONE ? v->blocks[i < strong ? strong : last].node : LUN_HTML_NONE;
    if (b->kept && outside) {
      const bool beside = is_paragraph(f, b) || b->node == edge || parent_of(f, b->node) == parent_of(f, edge);
      b->kept = (b->ends && beside) || (i > last && list_of(f, b->node) != LUN_HTML_NONE);
    }
    if (b->kept) words += b->words;
  }
  for (uint32_t i = stop; i-- > first;) { /* headings before text */
    lun_html_block *b = &v->blocks[i];
    if (!is_heading(tag_of(f, b)) || i == f->a->headline || above(f, b) & ASIDE) continue;
    if (b->words > HEADING_WORDS || b->link_words * 2 > b->words || is_ask(f, b)) continue;
    b->kept = i + 1 < stop && v->blocks[i + 1].kept && strong != LUN_HTML_NONE && i < last;
  }
  return words;
}

/* 5. By-line and standfirst */

static bool says_by(const finder *f, const lun_html_block *b) {
  static const char *const made[] = {"Words", "Text", "Story", "Written", "Report", "Reported", "Reporting"};
  const lun_html_run *run = &f->v->html->runs[b->first];
  const char *s = f->v->html->source;
  uint32_t i = run->start;
  while (i < run->stop && (unsigned char)s[i] <= ' ') i++;
  for (size_t k = 0; k < sizeof made / sizeof *made; k++) {
    const uint32_t size = (uint32_t)strlen(made[k]);
    if (run->stop - i <= size || memcmp(s + i, made[k], size) || s[i + size] != ' ') continue;
    i += size + 1;
    break;
  }
  return run->stop - i >= 2 && (s[i] == 'B' || s[i] == 'b') && (s[i + 1] | 0x20) == 'y' && (run->stop - i == 2 || (unsigned char)s[i + 2] <= ' ' || s[i + 2] == ':');
}

/* Some run of the block stands in what is named a by-line. */
static bool has_byline(const finder *f, const lun_html_block *b) {
  for (uint32_t i = b->first; i < b->stop; i++)
    if (at_node(f, f->v->html->runs[i].node)->above & LUN_HINT_BYLINE) return true;
  return false;
}

bool lun_html_in_byline(const lun_html_view *v, const lun_html_article *a, const lun_html_run *run) {
  const uint32_t above = v->inside[run->node].above;
  uint32_t i = run->start;
  while (i < run->stop && (unsigned char)v->html->source[i] <= ' ') i++;
  if (i < run->stop && v->html->source[i] >= '0' && v->html->source[i] <= '9') return false; /* a date without a name */
  return !(above & LUN_HINT_DATE) && (a->says_by || above & LUN_HINT_BYLINE);
}

static void keep_front(finder *f, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++) {
    lun_html_block *b = &f->v->blocks[i];
    const uint32_t hints = above(f, b);
    if (b->kept || i == f->a->headline || hints & (LUN_HINT_UNSEEN | LUN_HINT_CONTROL | LUN_HINT_REMARK)) continue;
    const bool names = b->words <= BYLINE_WORDS && b->words >= 2 && (says_by(f, b) || (has_byline(f, b) && !b->ends));
    if (f->a->byline == LUN_HTML_NONE && names) {
      f->a->byline = i;
      f->a->says_by = says_by(f, b);
      b->kept = true;
    } else if (hints & LUN_HINT_STANDFIRST && !(hints & ASIDE) && b->words >= 4 && b->link_words * 2 < b->words) b->kept = true;
    else if (!is_heading(tag_of(f, b)) && !(hints & ASIDE) && b->ends && b->words >= 8 && !b->link_words && !is_ask(f, b)) b->kept = true;
  }
}

/* 6. A short article, or all that can be seen */

/* The outermost node with the tag or the hint, if there is one only. */
static uint32_t only_of(const finder *f, uint8_t tag, uint32_t hint) {
  const lun_html_view *v = f->v;
  uint32_t found = LUN_HTML_NONE;
  for (uint32_t i = 0; i < v->tree->count; i++) {
    const lun_html_inside *n = &v->inside[i];
    if (hint ? !(n->hints & hint) : n->tag != tag) continue;
    if (n->above & ASIDE || n->first == LUN_HTML_NONE) continue;
    if (found != LUN_HTML_NONE && n->first < v->inside[found].stop) continue;
    if (found != LUN_HTML_NONE) return LUN_HTML_NONE;
    found = i;
  }
  return found;
}

static uint32_t find_brief_root(const finder *f) {
  const uint32_t body = only_of(f, 0, LUN_HINT_BODY), article = only_of(f, LUN_TAG_ARTICLE, 0);
  if (body != LUN_HTML_NONE) return body;
  return article != LUN_HTML_NONE ? article : only_of(f, LUN_TAG_MAIN, 0);
}

/* The first <h1> of a short article, whatever the page's titles say. */
static uint32_t heading_of(const finder *f) {
  const lun_html_inside *root = at_node(f, f->root);
  for (uint32_t i = root->first; i < root->stop; i++)
    if (tag_of(f, &f->v->blocks[i]) == LUN_TAG_H1 && !(above(f, &f->v->blocks[i]) & ASIDE)) return i;
  return LUN_HTML_NONE;
}

static uint32_t keep_seen(finder *f, uint32_t hidden) {
  uint32_t words = 0;
  for (uint32_t i = 0; i < f->v->count; i++) {
    lun_html_block *b = &f->v->blocks[i];
    b->kept = !(above(f, b) & hidden);
    if (b->kept) words += b->words;
  }
  return words;
}

static void keep_all(finder *f) {
  const uint32_t hidden = LUN_HINT_UNSEEN | LUN_HINT_CONTROL;
  f->a->whole = true;
  f->a->headline = f->a->byline = LUN_HTML_NONE;
  if (!keep_seen(f, hidden | LUN_HINT_REMARK)) keep_seen(f, hidden);
}

bool lun_html_run_seen(const lun_html_view *v, const lun_html_run *run) {
  return !(v->inside[run->node].above & (LUN_HINT_UNSEEN | LUN_HINT_CONTROL));
}

/* Keeps the text of the article's element, behind its headline; gives its words, and the blocks that it was looked for in. */
static uint32_t keep_article(finder *f, uint32_t *begin, uint32_t *end) {
  lun_html_article *article = f->a;
  const lun_html_inside *root = at_node(f, f->root);
  uint32_t first = root->first == LUN_HTML_NONE ? 0 : root->first, stop = root->first == LUN_HTML_NONE ? 0 : root->stop;
  for (uint32_t i = 0; i < f->v->count; i++) f->v->blocks[i].kept = false;
  if (article->headline != LUN_HTML_NONE && article->headline >= first) { /* a headline in the text's last half is none */
    uint32_t before = 0, all = 0;
    for (uint32_t i = first; i < stop; i++) {
      const uint32_t words = lun_html_is_prose(&f->v->blocks[i]) && !(above(f, &f->v->blocks[i]) & ASIDE) ? f->v->blocks[i].words : 0;
      all += words;
      before += i < article->headline ? words : 0;
    }
    if (before * 2 > all) article->headline = LUN_HTML_NONE;
    else if (article->headline < stop) first = article->headline + 1;
  }
  *begin = first;
  *end = stop;
  return keep_text(f, first, stop);
}

void lun_html_article_find(lun_html_view *view, const lun_html_meta *meta, lun_html_article *article) {
  finder f = {.v = view, .meta = meta, .a = article};
  *article = (lun_html_article){.headline = LUN_HTML_NONE, .byline = LUN_HTML_NONE};
  const uint32_t headline = article->headline = lun_html_headline_find(view, meta);
  believe(&f);
  f.root = find_root(&f);
  uint32_t first, stop, words = keep_article(&f, &first, &stop);
  if (words < ARTICLE_WORDS) {
    article->headline = headline;
    f.root = find_brief_root(&f);
    f.brief = true;
    if (headline == LUN_HTML_NONE && f.root != LUN_HTML_NONE) article->headline = heading_of(&f);
    if (f.root == LUN_HTML_NONE || !keep_article(&f, &first, &stop)) {
      keep_all(&f);
      return;
    }
  }
  uint32_t text = first;
  while (text < stop && !view->blocks[text].kept) text++;
  if (article->headline != LUN_HTML_NONE && article->headline > text) article->headline = LUN_HTML_NONE; /* the map leads forward only */
  if (article->headline == LUN_HTML_NONE) article->title = lun_html_best_title(view->html, meta);
  const uint32_t front = article->headline != LUN_HTML_NONE ? article->headline + 1 : first;
  keep_front(&f, front, text);
  uint32_t begin = front;
  while (begin < text && !view->blocks[begin].kept) begin++;
  if (article->title.stop > view->html->runs[view->blocks[begin].first].start) article->title = (lun_html_slice){0, 0}; /* the map leads forward only */
}
