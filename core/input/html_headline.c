/* Which block of a page is its headline: the first heading (h1 to h3) whose words are those of the page's titles (og:title, JSON-LD,
 * <title>); else an element named headline; else a line of text that is one of the titles; else the first h1 of three words or
 * more outside navigation. Titles are compared by their letters and digits, without the site's name. */
#include "input/html_headline.h"

#include <string.h>

#include "input/html_hint.h"

enum {
  KEY_MAX = 512,      /* bytes of titles that are compared */
  HEADING_WORDS = 30,
  ASIDE = LUN_HINT_UNSEEN | LUN_HINT_CONTROL | LUN_HINT_ASIDE | LUN_HINT_REMARK
};

typedef struct key {
  char bytes[KEY_MAX];
  uint32_t size;
} key;

static bool begins(const key *whole, const key *part) { return part->size <= whole->size && !memcmp(whole->bytes, part->bytes, part->size); }
static bool holds(const key *whole, const key *part) {
  for (uint32_t i = 0; i + part->size <= whole->size; i++)
    if (!memcmp(whole->bytes + i, part->bytes, part->size)) return true;
  return false;
}

/* The same headline, perhaps with the site's name around one or cut short. */
static bool same_title(const key *heading, const key *title) {
  if (heading->size < 8 || title->size < 8) return false;
  if (begins(heading, title)) return title->size * 3 >= heading->size;
  return holds(title, heading) && heading->size * 2 >= title->size;
}

/* A block that begins with a line that is the title. */
static uint32_t find_line(lun_html_view *v, const key *title) {
  key line;
  for (uint32_t i = 0; i < v->count && title->size >= 8; i++) {
    const lun_html_block *b = &v->blocks[i];
    if (v->inside[b->inner].above & ASIDE || b->words > 2 * HEADING_WORDS) continue;
    line.size = 0;
    for (uint32_t r = b->first; r < b->stop; r++) {
      const lun_html_run *run = &v->html->runs[r];
      if (r > b->first && run->flags & LUN_RUN_LINE) {
        if (line.size == title->size && begins(&line, title)) {
          lun_html_view_split(v, i, r);
          return i;
        }
        break;
      }
      line.size += lun_html_key(v->html->source + run->start, run->stop - run->start, line.bytes + line.size, KEY_MAX - line.size);
    }
    if (line.size == title->size && begins(&line, title) && b->words <= HEADING_WORDS && !b->link_words) return i;
  }
  return LUN_HTML_NONE;
}

uint32_t lun_html_headline_find(lun_html_view *v, const lun_html_meta *meta) {
  key titles[LUN_HTML_TITLES + 1], heading;
  uint32_t count = 0, named = LUN_HTML_NONE, first = LUN_HTML_NONE, lower = LUN_HTML_NONE;
  for (size_t i = 0; i < LUN_HTML_TITLES; i++) {
    const lun_html_slice title = lun_html_without_site(v->html->source, meta->titles[i], meta->site);
    titles[count].size = lun_html_key(v->html->source + title.start, title.stop - title.start, titles[count].bytes, KEY_MAX);
    if (titles[count].size) count++;
  }
  if (meta->headline) {
    titles[count].size = lun_html_key(meta->headline, (uint32_t)strlen(meta->headline), titles[count].bytes, KEY_MAX);
    count++;
  }
  for (uint32_t i = 0; i < v->count; i++) {
    const lun_html_block *b = &v->blocks[i];
    const uint8_t tag = v->inside[b->node].tag;
    const uint32_t hints = v->inside[b->inner].above;
    if (hints & (LUN_HINT_UNSEEN | LUN_HINT_CONTROL) || b->words > HEADING_WORDS + 10) continue;
    const bool marked = (v->inside[b->node].hints & LUN_HINT_HEADLINE) && b->words >= 3 && !(hints & LUN_HINT_REMARK) && !b->link_words;
    if (tag != LUN_TAG_H1 && tag != LUN_TAG_H2 && tag != LUN_TAG_H3 && !marked) continue;
    heading.size = lun_html_block_key(v, b, heading.bytes, KEY_MAX);
    for (uint32_t t = 0; t < count; t++) {
      if (!same_title(&heading, &titles[t])) continue;
      if (tag == LUN_TAG_H1) return i;
      if (lower == LUN_HTML_NONE) lower = i;
    }
    if (marked && named == LUN_HTML_NONE) named = i;
    if (tag == LUN_TAG_H1 && b->words >= 3 && !(hints & LUN_HINT_REMARK) && first == LUN_HTML_NONE) first = i;
  }
  if (lower == LUN_HTML_NONE) lower = named;
  for (uint32_t t = 0; t < count && lower == LUN_HTML_NONE; t++) lower = find_line(v, &titles[t]);
  return lower != LUN_HTML_NONE ? lower : first;
}

lun_html_slice lun_html_best_title(const lun_html *html, const lun_html_meta *meta) {
  lun_html_slice title = {0, 0};
  for (size_t i = 0; i < LUN_HTML_TITLES && title.stop == title.start; i++)
    title = lun_html_without_site(html->source, meta->titles[i], meta->site);
  return title;
}
