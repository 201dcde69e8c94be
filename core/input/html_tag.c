/* The table of HTML's elements, sorted by name, and the names of the attributes that are read. An element that browsers show in
 * another way, or not at all, stands in the skeleton as a <div> or <span>, so that the parser needs to know it no better. */
#include "input/html_tag.h"

#include <string.h>

/* clang-format off */
static const lun_tag_kind kinds[] = {
    {"a", "span", LUN_TAG_A, 0},
    {"abbr", "span", LUN_TAG_INLINE, 0},
    {"acronym", "span", LUN_TAG_INLINE, 0},
    {"address", "address", LUN_TAG_ADDRESS, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"applet", "span", LUN_TAG_UNSEEN, LUN_TAG_KEPT},
    {"area", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"article", "article", LUN_TAG_ARTICLE, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"aside", "aside", LUN_TAG_ASIDE, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"audio", "span", LUN_TAG_UNSEEN, LUN_TAG_KEPT},
    {"b", "span", LUN_TAG_INLINE, 0},
    {"base", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"bdi", "span", LUN_TAG_INLINE, 0},
    {"bdo", "span", LUN_TAG_INLINE, 0},
    {"big", "span", LUN_TAG_INLINE, 0},
    {"blockquote", "blockquote", LUN_TAG_BLOCKQUOTE, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"body", NULL, LUN_TAG_BODY, 0},
    {"br", NULL, LUN_TAG_BR, LUN_TAG_EMPTY},
    {"button", "span", LUN_TAG_CONTROL, LUN_TAG_KEPT},
    {"canvas", "span", LUN_TAG_UNSEEN, LUN_TAG_KEPT},
    {"caption", "caption", LUN_TAG_CAPTION, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"center", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"cite", "span", LUN_TAG_INLINE, 0},
    {"code", "span", LUN_TAG_INLINE, 0},
    {"col", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"colgroup", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"command", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"datalist", "span", LUN_TAG_CONTROL, LUN_TAG_KEPT},
    {"dd", "dd", LUN_TAG_DD, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"del", "span", LUN_TAG_INLINE, 0},
    {"details", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"dfn", "span", LUN_TAG_INLINE, 0},
    {"dialog", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"dir", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"div", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"dl", "dl", LUN_TAG_DL, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"dt", "dt", LUN_TAG_DT, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"em", "span", LUN_TAG_INLINE, 0},
    {"embed", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"fieldset", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"figcaption", "figcaption", LUN_TAG_FIGCAPTION, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"figure", "figure", LUN_TAG_FIGURE, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"font", "span", LUN_TAG_INLINE, 0},
    {"footer", "footer", LUN_TAG_FOOTER, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"form", "div", LUN_TAG_FORM, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"frame", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"frameset", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"h1", "h1", LUN_TAG_H1, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"h2", "h2", LUN_TAG_H2, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"h3", "h3", LUN_TAG_H3, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"h4", "h4", LUN_TAG_H4, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"h5", "h5", LUN_TAG_H5, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"h6", "h6", LUN_TAG_H6, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"head", NULL, LUN_TAG_HEAD, 0},
    {"header", "header", LUN_TAG_HEADER, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"hgroup", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"hr", NULL, LUN_TAG_HR, LUN_TAG_BLOCK | LUN_TAG_EMPTY},
    {"html", NULL, LUN_TAG_HTML, LUN_TAG_SAID},
    {"i", "span", LUN_TAG_INLINE, 0},
    {"iframe", NULL, LUN_TAG_RAW, LUN_TAG_TEXT},
    {"image", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"img", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"input", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"ins", "span", LUN_TAG_INLINE, 0},
    {"kbd", "span", LUN_TAG_INLINE, 0},
    {"keygen", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"label", "span", LUN_TAG_CONTROL, LUN_TAG_KEPT},
    {"legend", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"li", "li", LUN_TAG_LI, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"link", NULL, LUN_TAG_LINK, LUN_TAG_EMPTY | LUN_TAG_SAID},
    {"listing", "pre", LUN_TAG_PRE, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"main", "main", LUN_TAG_MAIN, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"map", "span", LUN_TAG_UNSEEN, LUN_TAG_KEPT},
    {"mark", "span", LUN_TAG_INLINE, 0},
    {"marquee", "span", LUN_TAG_UNSEEN, LUN_TAG_KEPT},
    {"math", "span", LUN_TAG_FOREIGN, LUN_TAG_KEPT},
    {"menu", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"meta", NULL, LUN_TAG_META, LUN_TAG_EMPTY | LUN_TAG_SAID},
    {"meter", "span", LUN_TAG_CONTROL, LUN_TAG_KEPT},
    {"nav", "nav", LUN_TAG_NAV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"nobr", "span", LUN_TAG_INLINE, 0},
    {"noembed", NULL, LUN_TAG_RAW, LUN_TAG_TEXT},
    {"noframes", NULL, LUN_TAG_RAW, LUN_TAG_TEXT},
    {"noscript", "span", LUN_TAG_UNSEEN, LUN_TAG_KEPT},
    {"object", "span", LUN_TAG_UNSEEN, LUN_TAG_KEPT},
    {"ol", "ol", LUN_TAG_OL, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"output", "span", LUN_TAG_CONTROL, LUN_TAG_KEPT},
    {"p", "p", LUN_TAG_P, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"param", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"plaintext", NULL, LUN_TAG_PLAINTEXT, LUN_TAG_BLOCK | LUN_TAG_TEXT},
    {"pre", "pre", LUN_TAG_PRE, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"progress", "span", LUN_TAG_CONTROL, LUN_TAG_KEPT},
    {"q", "span", LUN_TAG_INLINE, 0},
    {"rb", "span", LUN_TAG_INLINE, 0},
    {"rp", "span", LUN_TAG_INLINE, 0},
    {"rt", "span", LUN_TAG_INLINE, 0},
    {"ruby", "span", LUN_TAG_INLINE, 0},
    {"s", "span", LUN_TAG_INLINE, 0},
    {"samp", "span", LUN_TAG_INLINE, 0},
    {"script", NULL, LUN_TAG_SCRIPT, LUN_TAG_TEXT | LUN_TAG_SAID},
    {"search", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"section", "section", LUN_TAG_SECTION, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"select", "span", LUN_TAG_CONTROL, LUN_TAG_KEPT},
    {"small", "span", LUN_TAG_INLINE, 0},
    {"source", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"span", "span", LUN_TAG_INLINE, 0},
    {"strike", "span", LUN_TAG_INLINE, 0},
    {"strong", "span", LUN_TAG_INLINE, 0},
    {"style", NULL, LUN_TAG_RAW, LUN_TAG_TEXT},
    {"sub", "span", LUN_TAG_INLINE, 0},
    {"summary", "div", LUN_TAG_DIV, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"sup", "span", LUN_TAG_INLINE, 0},
    {"svg", "span", LUN_TAG_FOREIGN, LUN_TAG_KEPT},
    {"table", "table", LUN_TAG_TABLE, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"tbody", "tbody", LUN_TAG_GROUP, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"td", "td", LUN_TAG_TD, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"template", "span", LUN_TAG_UNSEEN, LUN_TAG_KEPT},
    {"textarea", NULL, LUN_TAG_RAW, LUN_TAG_TEXT},
    {"tfoot", "tfoot", LUN_TAG_GROUP, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"th", "th", LUN_TAG_TH, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"thead", "thead", LUN_TAG_GROUP, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"time", "span", LUN_TAG_TIME, 0},
    {"title", NULL, LUN_TAG_TITLE, LUN_TAG_TEXT | LUN_TAG_SAID},
    {"tr", "tr", LUN_TAG_TR, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"track", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"tt", "span", LUN_TAG_INLINE, 0},
    {"u", "span", LUN_TAG_INLINE, 0},
    {"ul", "ul", LUN_TAG_UL, LUN_TAG_BLOCK | LUN_TAG_KEPT},
    {"var", "span", LUN_TAG_INLINE, 0},
    {"video", "span", LUN_TAG_UNSEEN, LUN_TAG_KEPT},
    {"wbr", NULL, LUN_TAG_VOID, LUN_TAG_EMPTY},
    {"xmp", NULL, LUN_TAG_RAW, LUN_TAG_TEXT},
};
/* clang-format on */

static const lun_tag_kind other = {"", "span", LUN_TAG_OTHER, 0};

/* A name may hold any byte, NUL among them. */
static int compare(const char *name, size_t size, const char *with) {
  const size_t length = strlen(with);
  const int order = memcmp(name, with, size < length ? size : length);
  return order ? order : (size > length) - (size < length);
}

const lun_tag_kind *lun_tag_of(const char *name, size_t size) {
  size_t low = 0, high = sizeof kinds / sizeof *kinds;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = compare(name, size, kinds[middle].name);
    if (order == 0) return &kinds[middle];
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return &other;
}

lun_attribute_key lun_attribute_of(const char *name, size_t size) {
  static const struct { const char *name; uint8_t key; } keys[] = {
      {"aria-hidden", LUN_ATTRIBUTE_ARIA_HIDDEN}, {"class", LUN_ATTRIBUTE_CLASS}, {"content", LUN_ATTRIBUTE_CONTENT},
      {"datetime", LUN_ATTRIBUTE_DATETIME}, {"hidden", LUN_ATTRIBUTE_HIDDEN}, {"href", LUN_ATTRIBUTE_HREF},
      {"id", LUN_ATTRIBUTE_ID}, {"itemprop", LUN_ATTRIBUTE_ITEMPROP}, {"lang", LUN_ATTRIBUTE_LANG},
      {"name", LUN_ATTRIBUTE_NAME}, {"property", LUN_ATTRIBUTE_PROPERTY}, {"rel", LUN_ATTRIBUTE_REL},
      {"role", LUN_ATTRIBUTE_ROLE}, {"style", LUN_ATTRIBUTE_STYLE}, {"type", LUN_ATTRIBUTE_TYPE}};
  if (size < 2 || size > 11) return LUN_ATTRIBUTE_NONE;
  for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
    if (compare(name, size, keys[k].name) == 0) return (lun_attribute_key)keys[k].key;
  return LUN_ATTRIBUTE_NONE;
}
