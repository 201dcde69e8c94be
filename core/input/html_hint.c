/* Hints. Names of classes and ids are read as words ("article-share__list" is article, share, list) and looked up in a table of
 * words that sites use alike; a name that says what a block has or lacks ("has-sidebar", "no-comments") says nothing about the block
 * itself. The tables hold English words of page layout, none of a single site. */
#include "input/html_hint.h"

#include <string.h>

enum { WORD_MAX = 24, SQUEEZED_MAX = 48, NAMES_MAX = 1024 /* bytes of a class attribute that are read */ };

/* Sorted by name. */
static const struct { const char *word; uint16_t hints; } words[] = {
    {"ad", LUN_HINT_ASIDE}, {"ads", LUN_HINT_ASIDE}, {"advert", LUN_HINT_ASIDE}, {"advertisement", LUN_HINT_ASIDE},
    {"advertising", LUN_HINT_ASIDE}, {"adverts", LUN_HINT_ASIDE}, {"appeal", LUN_HINT_ASIDE}, {"attribution", LUN_HINT_BYLINE}, {"author", LUN_HINT_BYLINE}, {"authors", LUN_HINT_BYLINE},
    {"banner", LUN_HINT_ASIDE}, {"bio", LUN_HINT_ASIDE}, {"breadcrumb", LUN_HINT_ASIDE}, {"breadcrumbs", LUN_HINT_ASIDE},
    {"byline", LUN_HINT_BYLINE}, {"bylines", LUN_HINT_BYLINE}, {"caption", LUN_HINT_ASIDE}, {"captions", LUN_HINT_ASIDE},
    {"carousel", LUN_HINT_ASIDE}, {"comment", LUN_HINT_REMARK}, {"commenting", LUN_HINT_REMARK}, {"comments", LUN_HINT_REMARK},
    {"consent", LUN_HINT_REMARK}, {"contributor", LUN_HINT_BYLINE}, {"contributors", LUN_HINT_BYLINE}, {"cookie", LUN_HINT_REMARK}, {"cookies", LUN_HINT_REMARK}, {"copyright", LUN_HINT_ASIDE},
    {"credit", LUN_HINT_ASIDE}, {"date", LUN_HINT_DATE}, {"datetime", LUN_HINT_DATE}, {"deck", LUN_HINT_STANDFIRST},
    {"dek", LUN_HINT_STANDFIRST}, {"disclaimer", LUN_HINT_ASIDE}, {"discussion", LUN_HINT_REMARK}, {"disqus", LUN_HINT_REMARK},
    {"donate", LUN_HINT_ASIDE}, {"donation", LUN_HINT_ASIDE}, {"embed", LUN_HINT_ASIDE}, {"embeds", LUN_HINT_ASIDE}, {"endnotes", LUN_HINT_ASIDE}, {"facebook", LUN_HINT_ASIDE},
    {"feedback", LUN_HINT_ASIDE}, {"footer", LUN_HINT_REMARK}, {"footnotes", LUN_HINT_ASIDE}, {"gallery", LUN_HINT_ASIDE}, {"gdpr", LUN_HINT_REMARK},
    {"headline", LUN_HINT_HEADLINE}, {"instagram", LUN_HINT_ASIDE}, {"kicker", LUN_HINT_ASIDE}, {"lede", LUN_HINT_STANDFIRST},
    {"lightbox", LUN_HINT_ASIDE}, {"login", LUN_HINT_ASIDE}, {"masthead", LUN_HINT_ASIDE}, {"membership", LUN_HINT_ASIDE}, {"menu", LUN_HINT_REMARK},
    {"modal", LUN_HINT_ASIDE}, {"mostread", LUN_HINT_ASIDE}, {"nav", LUN_HINT_REMARK}, {"navbar", LUN_HINT_REMARK},
    {"navigation", LUN_HINT_REMARK}, {"newsletter", LUN_HINT_ASIDE}, {"newsletters", LUN_HINT_ASIDE}, {"notes", LUN_HINT_ASIDE}, {"outbrain", LUN_HINT_ASIDE},
    {"overlay", LUN_HINT_ASIDE}, {"pager", LUN_HINT_ASIDE}, {"pagination", LUN_HINT_ASIDE}, {"paywall", LUN_HINT_ASIDE}, {"poll", LUN_HINT_ASIDE},
    {"popular", LUN_HINT_ASIDE}, {"popup", LUN_HINT_ASIDE}, {"promo", LUN_HINT_ASIDE}, {"promos", LUN_HINT_ASIDE},
    {"promotion", LUN_HINT_ASIDE}, {"pubdate", LUN_HINT_DATE}, {"published", LUN_HINT_DATE}, {"pull", LUN_HINT_ASIDE}, {"pullquote", LUN_HINT_ASIDE}, {"quiz", LUN_HINT_ASIDE},
    {"recirc", LUN_HINT_ASIDE}, {"recirculation", LUN_HINT_ASIDE}, {"recommendations", LUN_HINT_ASIDE}, {"recommended", LUN_HINT_ASIDE},
    {"related", LUN_HINT_ASIDE}, {"replies", LUN_HINT_REMARK}, {"reporter", LUN_HINT_BYLINE}, {"respond", LUN_HINT_REMARK},
    {"share", LUN_HINT_ASIDE}, {"sharebar", LUN_HINT_ASIDE}, {"sharing", LUN_HINT_ASIDE}, {"sidebar", LUN_HINT_ASIDE},
    {"signin", LUN_HINT_ASIDE}, {"signup", LUN_HINT_ASIDE}, {"slideshow", LUN_HINT_ASIDE}, {"social", LUN_HINT_ASIDE},
    {"sponsor", LUN_HINT_ASIDE}, {"sponsored", LUN_HINT_ASIDE}, {"sponsors", LUN_HINT_ASIDE}, {"standfirst", LUN_HINT_STANDFIRST},
    {"subhead", LUN_HINT_STANDFIRST}, {"subheadline", LUN_HINT_STANDFIRST}, {"subscribe", LUN_HINT_ASIDE}, {"subscription", LUN_HINT_ASIDE},
    {"subtitle", LUN_HINT_STANDFIRST}, {"summary", LUN_HINT_STANDFIRST}, {"survey", LUN_HINT_ASIDE}, {"taboola", LUN_HINT_ASIDE},
    {"taglist", LUN_HINT_ASIDE}, {"tags", LUN_HINT_ASIDE}, {"teaser", LUN_HINT_ASIDE}, {"teasers", LUN_HINT_ASIDE},
    {"ticker", LUN_HINT_ASIDE}, {"tiktok", LUN_HINT_ASIDE}, {"time", LUN_HINT_DATE}, {"timestamp", LUN_HINT_DATE},
    {"toc", LUN_HINT_ASIDE}, {"toolbar", LUN_HINT_ASIDE}, {"trending", LUN_HINT_ASIDE}, {"tweet", LUN_HINT_ASIDE},
    {"twitter", LUN_HINT_ASIDE}, {"widget", LUN_HINT_ASIDE}, {"widgets", LUN_HINT_ASIDE}, {"writer", LUN_HINT_BYLINE},
    {"youtube", LUN_HINT_ASIDE}};

/* Parts of names written together, without what stands between their words. */
static const struct { const char *part; uint16_t hints; } parts[] = {
    {"articlebody", LUN_HINT_BODY},    {"articlecontent", LUN_HINT_BODY}, {"articletext", LUN_HINT_BODY},  {"storybody", LUN_HINT_BODY},
    {"storycontent", LUN_HINT_BODY},   {"storytext", LUN_HINT_BODY},      {"entrycontent", LUN_HINT_BODY}, {"postcontent", LUN_HINT_BODY},
    {"postbody", LUN_HINT_BODY},       {"newscontent", LUN_HINT_BODY}, {"newsbody", LUN_HINT_BODY},       {"newstext", LUN_HINT_BODY},     {"bodycopy", LUN_HINT_BODY},
    {"bodytext", LUN_HINT_BODY},       {"maintext", LUN_HINT_BODY},       {"mostread", LUN_HINT_ASIDE},    {"readmore", LUN_HINT_ASIDE},
    {"readnext", LUN_HINT_ASIDE},      {"morestories", LUN_HINT_ASIDE},   {"morenews", LUN_HINT_ASIDE},    {"morefrom", LUN_HINT_ASIDE},
    {"upnext", LUN_HINT_ASIDE},        {"alsolike", LUN_HINT_ASIDE},      {"seealso", LUN_HINT_ASIDE},     {"aboutauthor", LUN_HINT_ASIDE},
    {"abouttheauthor", LUN_HINT_ASIDE}, {"authorbox", LUN_HINT_ASIDE},    {"sronly", LUN_HINT_UNSEEN},     {"visuallyhidden", LUN_HINT_UNSEEN},
    {"screenreader", LUN_HINT_UNSEEN}, {"printonly", LUN_HINT_UNSEEN},    {"skiplink", LUN_HINT_ASIDE},    {"signup", LUN_HINT_ASIDE}};

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c; }

static uint32_t hint_of_word(const char *word) {
  size_t low = 0, high = sizeof words / sizeof *words;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = strcmp(word, words[middle].word);
    if (order == 0) return words[middle].hints;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return 0;
}

static bool says_of_others(const char *word) {
  return !strcmp(word, "has") || !strcmp(word, "with") || !strcmp(word, "no") || !strcmp(word, "without") || !strcmp(word, "not");
}

/* One name of a class or id. */
static uint32_t hints_of_name(const char *name, uint32_t size) {
  char word[WORD_MAX], squeezed[SQUEEZED_MAX];
  uint32_t hints = 0, length = 0, all = 0;
  for (uint32_t i = 0; i <= size; i++) {
    const bool letter = i < size && is_letter(name[i]);
    const bool begins = letter && i > 0 && name[i] <= 'Z' && name[i - 1] >= 'a' && name[i - 1] <= 'z'; /* shareBar */
    if (length && (!letter || begins)) {
      word[length < sizeof word ? length : 0] = 0;
      if (says_of_others(word)) return 0;
      hints |= hint_of_word(word);
      length = 0;
    }
    if (!letter) continue;
    if (length < sizeof word) word[length++] = lower(name[i]);
    if (all + 1 < sizeof squeezed) squeezed[all++] = lower(name[i]);
  }
  squeezed[all] = 0;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (strstr(squeezed, parts[i].part)) hints |= parts[i].hints;
  if (hints & (LUN_HINT_ASIDE | LUN_HINT_REMARK)) hints &= ~(uint32_t)(LUN_HINT_BODY | LUN_HINT_HEADLINE | LUN_HINT_STANDFIRST);
  return hints;
}

static uint32_t hints_of_names(const char *names, uint32_t size) {
  uint32_t hints = 0;
  if (size > NAMES_MAX) size = NAMES_MAX;
  for (uint32_t i = 0; i < size;) {
    while (i < size && (unsigned char)names[i] <= ' ') i++;
    uint32_t first = i;
    while (i < size && (unsigned char)names[i] > ' ') i++;
    if (i > first) hints |= hints_of_name(names + first, i - first);
  }
  return hints;
}

/* Whether one of the words of a value, parted by white space, is `word`. */
static bool has_word(const char *value, uint32_t size, const char *word) {
  const size_t length = strlen(word);
  for (uint32_t i = 0; i + length <= size; i++) {
    if (i > 0 && (unsigned char)value[i - 1] > ' ') continue;
    if (!memcmp(value + i, word, length) && (i + length == size || (unsigned char)value[i + length] <= ' ')) return true;
  }
  return false;
}

static bool is_undisplayed(const char *style, uint32_t size) {
  char squeezed[256];
  uint32_t n = 0;
  for (uint32_t i = 0; i < size && n + 1 < sizeof squeezed; i++)
    if ((unsigned char)style[i] > ' ') squeezed[n++] = lower(style[i]);
  squeezed[n] = 0;
  return strstr(squeezed, "display:none") || strstr(squeezed, "visibility:hidden");
}

static uint32_t hints_of_tag(uint8_t tag) {
  switch (tag) {
    case LUN_TAG_NAV: return LUN_HINT_REMARK;
    case LUN_TAG_FOOTER: case LUN_TAG_ASIDE: case LUN_TAG_FIGURE: case LUN_TAG_FIGCAPTION: case LUN_TAG_CAPTION: return LUN_HINT_ASIDE;
    case LUN_TAG_CONTROL: case LUN_TAG_FOREIGN: return LUN_HINT_CONTROL;
    case LUN_TAG_UNSEEN: return LUN_HINT_UNSEEN;
    case LUN_TAG_TD: case LUN_TAG_TH: return LUN_HINT_CELL;
    case LUN_TAG_PRE: return LUN_HINT_EXACT;
    default: return 0;
  }
}

static uint32_t hints_of_role(const char *role, uint32_t size) {
  static const struct { const char *role; uint16_t hints; } roles[] = {
      {"navigation", LUN_HINT_REMARK}, {"contentinfo", LUN_HINT_REMARK}, {"complementary", LUN_HINT_ASIDE}, {"banner", LUN_HINT_ASIDE},
      {"search", LUN_HINT_CONTROL},    {"dialog", LUN_HINT_REMARK},      {"alertdialog", LUN_HINT_REMARK},  {"menu", LUN_HINT_REMARK},
      {"menubar", LUN_HINT_REMARK},    {"button", LUN_HINT_CONTROL},     {"toolbar", LUN_HINT_ASIDE}};
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
    if (has_word(role, size, roles[i].role)) return roles[i].hints;
  return 0;
}

/* Of a made-up element the name says what it is, as a class does. */
static uint32_t hints_of_element(const lun_html *html, const lun_html_element *e) {
  if (e->tag != LUN_TAG_DIV && e->tag != LUN_TAG_OTHER) return hints_of_tag(e->tag);
  const char *name = html->source + e->start + 1;
  uint32_t size = 0;
  bool made_up = false;
  for (; size < SQUEEZED_MAX && e->start + 1 + size < html->size && (is_letter(name[size]) || name[size] == '-'); size++) made_up = made_up || name[size] == '-';
  return made_up ? hints_of_name(name, size) : 0;
}

uint32_t lun_html_hints(const lun_html *html, const lun_html_element *e) {
  uint32_t size, hints = hints_of_element(html, e);
  const char *value;
  if ((value = lun_html_attribute_of(html, e, LUN_ATTRIBUTE_CLASS, &size))) hints |= hints_of_names(value, size);
  if ((value = lun_html_attribute_of(html, e, LUN_ATTRIBUTE_ID, &size))) hints |= hints_of_names(value, size);
  if ((value = lun_html_attribute_of(html, e, LUN_ATTRIBUTE_ROLE, &size))) hints |= hints_of_role(value, size);
  if ((value = lun_html_attribute_of(html, e, LUN_ATTRIBUTE_ITEMPROP, &size))) {
    if (has_word(value, size, "articleBody")) hints |= LUN_HINT_BODY;
    if (has_word(value, size, "headline")) hints |= LUN_HINT_HEADLINE;
    if (has_word(value, size, "author")) hints |= LUN_HINT_BYLINE;
    if (has_word(value, size, "datePublished")) hints |= LUN_HINT_DATE;
  }
  if ((value = lun_html_attribute_of(html, e, LUN_ATTRIBUTE_REL, &size)) && has_word(value, size, "author")) hints |= LUN_HINT_BYLINE;
  if (lun_html_attribute_of(html, e, LUN_ATTRIBUTE_HIDDEN, &size)) hints |= LUN_HINT_UNSEEN;
  if ((value = lun_html_attribute_of(html, e, LUN_ATTRIBUTE_ARIA_HIDDEN, &size)) && has_word(value, size, "true")) hints |= LUN_HINT_UNSEEN;
  if ((value = lun_html_attribute_of(html, e, LUN_ATTRIBUTE_STYLE, &size)) && is_undisplayed(value, size)) hints |= LUN_HINT_UNSEEN;
  if (e->tag == LUN_TAG_TIME) hints |= LUN_HINT_DATE;
  return hints;
}
