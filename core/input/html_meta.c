/* Reads the head of a page. JSON-LD is asked first, since it is written for readers like this one: of all objects in it, at most a
 * few levels deep, the first with a headline or a date of publication is the article. Then come the names of <meta> that are in
 * use, in the order of how often they are right. */
#include "input/html_meta.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

#include "lunette/jsonl.h"

enum { LEVELS = 6, AUTHORS = 12 };

typedef struct reader {
  const lun_html *html;
  lun_page *page;
  lun_html_meta *meta;
  lun_status status;
} reader;

static void say(reader *r, lun_page_key key, const char *value, size_t size) {
  if (!r->status) r->status = lun_page_say(r->page, key, value, size, true);
}

/* The value that was said last, if it is of this kind. */
static const char *last_said(const reader *r, lun_page_key key) {
  const lun_page *page = r->page;
  if (r->status || !page->field_count || page->fields[page->field_count - 1].key != key) return NULL;
  return page->fields[page->field_count - 1].value;
}

/* JSON-LD */

static bool is_address(const char *text, size_t size) { return size > 7 && (!memcmp(text, "http://", 7) || !memcmp(text, "https:/", 7)); }

static const char *text_of(const json_t *object, const char *key) { return json_string_value(json_object_get(object, key)); }

static void add_author(char *names, size_t room, const json_t *author) {
  const char *name = json_is_string(author) ? json_string_value(author) : text_of(author, "name");
  if (!name || !*name || is_address(name, strlen(name))) return;
  size_t used = strlen(names), size = strlen(name);
  if (used + size + 3 > room) return;
  if (used) memcpy(names + used, ", ", 3), used += 2;
  memcpy(names + used, name, size + 1);
}

static void read_authors(reader *r, const json_t *author) {
  char names[400] = "";
  if (json_is_array(author)) {
    for (size_t i = 0; i < json_array_size(author) && i < AUTHORS; i++) add_author(names, sizeof names, json_array_get(author, i));
  } else add_author(names, sizeof names, author);
  say(r, LUN_PAGE_BYLINE, names, strlen(names));
}

/* The article among an object and what it holds. */
static const json_t *find_article(const json_t *value, int levels) {
  if (levels == 0) return NULL;
  if (json_is_array(value)) {
    for (size_t i = 0; i < json_array_size(value); i++) {
      const json_t *found = find_article(json_array_get(value, i), levels - 1);
      if (found) return found;
    }
    return NULL;
  }
  if (!json_is_object(value)) return NULL;
  if (text_of(value, "headline") || text_of(value, "datePublished")) return value;
  const char *const inside[] = {"@graph", "mainEntity", "mainEntityOfPage", "hasPart"};
  for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
    const json_t *found = find_article(json_object_get(value, inside[i]), levels - 1);
    if (found) return found;
  }
  return NULL;
}

static void read_data(reader *r, const lun_html_element *script, bool *found) {
  uint32_t length;
  const char *type = lun_html_attribute_of(r->html, script, LUN_ATTRIBUTE_TYPE, &length);
  if (*found || !type || length < 19 || memcmp(type, "application/ld+json", 19)) return;
  lun_json_allocator();
  errno = 0;
  json_t *data = json_loadb(r->html->source + script->content, script->content_stop - script->content, JSON_ALLOW_NUL, NULL);
  if (errno == ENOMEM) r->status = LUN_NO_MEMORY; /* with an object, too; else without one it is no JSON, and says nothing */
  const json_t *article = find_article(data, LEVELS);
  if (article) {
    const char *date = text_of(article, "datePublished"), *headline = text_of(article, "headline");
    const char *site = text_of(json_object_get(article, "publisher"), "name"), *lang = text_of(article, "inLanguage");
    if (date) say(r, LUN_PAGE_DATE, date, strlen(date));
    read_authors(r, json_object_get(article, "author"));
    if (lang) say(r, LUN_PAGE_LANG, lang, strlen(lang));
    if (site) say(r, LUN_PAGE_SITE, site, strlen(site));
    if (site && !r->meta->site) r->meta->site = last_said(r, LUN_PAGE_SITE);
    if (headline) {
      say(r, LUN_PAGE_HEADLINE, headline, strlen(headline));
      r->meta->headline = last_said(r, LUN_PAGE_HEADLINE);
    }
    *found = true;
  }
  json_decref(data);
}

/* <meta> */

static bool equals(const char *text, uint32_t size, const char *word) {
  if (size != strlen(word)) return false;
  for (uint32_t i = 0; i < size; i++) {
    char c = text[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c | 0x20);
    if (c != word[i]) return false;
  }
  return true;
}

/* Names and properties in lower case, in the order of trust. */
static const struct { const char *name; lun_page_key key; } claims[] = {
    {"article:published_time", LUN_PAGE_DATE}, {"datepublished", LUN_PAGE_DATE},      {"og:published_time", LUN_PAGE_DATE},
    {"parsely-pub-date", LUN_PAGE_DATE},       {"sailthru.date", LUN_PAGE_DATE},      {"article.published", LUN_PAGE_DATE},
    {"pubdate", LUN_PAGE_DATE},                {"publishdate", LUN_PAGE_DATE},        {"publish-date", LUN_PAGE_DATE},
    {"publication_date", LUN_PAGE_DATE},       {"publish_date", LUN_PAGE_DATE},       {"dc.date.issued", LUN_PAGE_DATE},
    {"dcterms.issued", LUN_PAGE_DATE},         {"dcterms.created", LUN_PAGE_DATE},    {"dc.date.created", LUN_PAGE_DATE},
    {"dc.date", LUN_PAGE_DATE},                {"citation_publication_date", LUN_PAGE_DATE}, {"date", LUN_PAGE_DATE},
    {"author", LUN_PAGE_BYLINE},               {"byl", LUN_PAGE_BYLINE},              {"parsely-author", LUN_PAGE_BYLINE},
    {"sailthru.author", LUN_PAGE_BYLINE},      {"dc.creator", LUN_PAGE_BYLINE},       {"dcterms.creator", LUN_PAGE_BYLINE},
    {"citation_author", LUN_PAGE_BYLINE},      {"article:author", LUN_PAGE_BYLINE},   {"og:url", LUN_PAGE_URL},
    {"og:site_name", LUN_PAGE_SITE},           {"application-name", LUN_PAGE_SITE},   {"og:locale", LUN_PAGE_LANG},
    {"dc.language", LUN_PAGE_LANG}};
enum { CLAIMS = sizeof claims / sizeof *claims };
static const char *const title_names[] = {"og:title", "twitter:title", "parsely-title"};

typedef struct found_claims {
  lun_html_slice at[CLAIMS]; /* the first of each name */
  lun_html_slice canonical, lang;
} found_claims;

static void read_meta(reader *r, const lun_html_element *e, found_claims *found) {
  static const lun_attribute_key named[] = {LUN_ATTRIBUTE_PROPERTY, LUN_ATTRIBUTE_NAME, LUN_ATTRIBUTE_ITEMPROP};
  uint32_t size, length;
  const char *content = lun_html_attribute_of(r->html, e, LUN_ATTRIBUTE_CONTENT, &size);
  if (!content || !size) return;
  const uint32_t start = (uint32_t)(content - r->html->source);
  const lun_html_slice slice = {start, start + size};
  for (size_t n = 0; n < sizeof named / sizeof *named; n++) {
    const char *name = lun_html_attribute_of(r->html, e, named[n], &length);
    if (!name) continue;
    for (size_t i = 0; i < CLAIMS; i++)
      if (!found->at[i].stop && equals(name, length, claims[i].name)) {
        found->at[i] = slice;
        return;
      }
    for (size_t i = 0; i < sizeof title_names / sizeof *title_names; i++)
      if (!r->meta->titles[i].stop && equals(name, length, title_names[i])) {
        r->meta->titles[i] = slice;
        return;
      }
  }
}

static lun_html_slice attribute_slice(const lun_html *html, const lun_html_element *e, lun_attribute_key key) {
  uint32_t size;
  const char *value = lun_html_attribute_of(html, e, key, &size);
  if (!value) return (lun_html_slice){0, 0};
  const uint32_t start = (uint32_t)(value - html->source);
  return (lun_html_slice){start, start + size};
}

static void say_slice(reader *r, lun_page_key key, lun_html_slice slice) {
  if (slice.stop > slice.start) say(r, key, r->html->source + slice.start, slice.stop - slice.start);
}

static void say_claims(reader *r, const found_claims *found) {
  say_slice(r, LUN_PAGE_URL, found->canonical);
  for (size_t i = 0; i < CLAIMS; i++) {
    const lun_html_slice slice = found->at[i];
    if (claims[i].key == LUN_PAGE_BYLINE && is_address(r->html->source + slice.start, slice.stop - slice.start)) continue;
    say_slice(r, claims[i].key, slice);
    if (slice.stop && claims[i].key == LUN_PAGE_SITE && !r->meta->site) r->meta->site = last_said(r, LUN_PAGE_SITE);
  }
  say_slice(r, LUN_PAGE_LANG, found->lang);
}

lun_status lun_html_meta_read(const lun_html *html, lun_page *page, lun_html_meta *meta) {
  reader r = {html, page, meta, LUN_OK};
  found_claims found = {0};
  bool article = false;
  memset(meta, 0, sizeof *meta);
  for (uint32_t i = 0; i < html->element_count; i++) {
    const lun_html_element *e = &html->elements[i];
    uint32_t size;
    if (e->tag == LUN_TAG_SCRIPT) read_data(&r, e, &article);
    else if (e->tag == LUN_TAG_META) read_meta(&r, e, &found);
    else if (e->tag == LUN_TAG_HTML && !found.lang.stop) found.lang = attribute_slice(html, e, LUN_ATTRIBUTE_LANG);
    else if (e->tag == LUN_TAG_TITLE && !meta->titles[LUN_HTML_TITLES - 1].stop)
      meta->titles[LUN_HTML_TITLES - 1] = (lun_html_slice){e->content, e->content_stop};
    else if (e->tag == LUN_TAG_LINK && !found.canonical.stop) {
      const char *rel = lun_html_attribute_of(html, e, LUN_ATTRIBUTE_REL, &size);
      if (rel && equals(rel, size, "canonical")) found.canonical = attribute_slice(html, e, LUN_ATTRIBUTE_HREF);
    }
  }
  say_claims(&r, &found);
  return r.status;
}

/* Titles */

/* Bytes of a mark that parts a headline from the site's name at p, which a space stands before and behind; 0 where there is none. */
static uint32_t divider(const char *p, const char *end) {
  static const char *const marks[] = {"-", "|", "::", "\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xB7", "\xC2\xBB", "&ndash;", "&mdash;", "&#8211;", "&#8212;", "&#124;"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    const size_t size = strlen(marks[i]);
    if ((size_t)(end - p) > size && !memcmp(p, marks[i], size) && p[size] == ' ') return (uint32_t)size;
  }
  return 0;
}

static uint32_t count_words(const char *p, const char *end) {
  uint32_t words = 0;
  for (bool inside = false; p < end; p++) {
    const bool space = *p == ' ' || *p == '\n' || *p == '\t';
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

static bool is_site(const char *p, uint32_t size, const char *site) {
  if (!site || strlen(site) != size) return false;
  for (uint32_t i = 0; i < size; i++)
    if ((p[i] | 0x20) != (site[i] | 0x20)) return false;
  return true;
}

lun_html_slice lun_html_without_site(const char *source, lun_html_slice title, const char *site) {
  while (title.start < title.stop && (unsigned char)source[title.start] <= ' ') title.start++;
  while (title.stop > title.start && (unsigned char)source[title.stop - 1] <= ' ') title.stop--;
  const char *start = source + title.start, *end = source + title.stop;
  uint32_t at = 0, size = 0; /* of the last divider */
  for (const char *p = start + 1; p < end; p++) {
    uint32_t mark = p[-1] == ' ' ? divider(p, end) : 0;
    if (!mark) continue;
    if (!size && is_site(start, (uint32_t)(p - 1 - start), site)) {
      title.start += (uint32_t)(p - start) + mark + 1;
      return lun_html_without_site(source, title, NULL);
    }
    at = (uint32_t)(p - start);
    size = mark;
  }
  if (!size) return title;
  const char *rest = start + at + size + 1;
  const bool named = is_site(rest, (uint32_t)(end - rest), site);
  if (named || (count_words(rest, end) <= 4 && count_words(start, start + at) >= 4)) title.stop = title.start + at - 1;
  return title;
}
