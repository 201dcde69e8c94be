/* The text of a page while it is written: bytes, and an edit wherever they are not the source's next bytes. White space and
 * line ends wait until a character follows, so that none stands at the edges of a line. The first failure is kept and the rest
 * of the writing does nothing, so that callers ask once, at the end. */
#include "input/page.h"

#include <string.h>

#include "input/html_entity.h"

const char *lun_page_key_name(lun_page_key key) {
  static const char *const names[] = {"headline", "date", "byline", "url", "lang", "site"};
  return names[key];
}

void lun_page_begin(lun_page_writer *w, lun_page *page, const char *source) {
  *w = (lun_page_writer){.page = page, .source = source};
}

static bool reserve(lun_page_writer *w, uint32_t more) {
  lun_page *page = w->page;
  if (!w->status && (uint64_t)page->size + more + 1 > page->capacity)
    w->status = lun_grow((void **)&page->text, &page->capacity, (uint64_t)page->size + more + 1, 1);
  return !w->status;
}

static void append(lun_page_writer *w, const char *bytes, uint32_t size) {
  if (!size || !reserve(w, size)) return;
  memcpy(w->page->text + w->page->size, bytes, size);
  w->page->size += size;
}

/* Bytes that stand for source bytes from `start` up to `stop`, where the next piece goes on; what lies between what is written
 * and `start` is passed over. */
static void edit(lun_page_writer *w, const char *bytes, uint32_t size, uint32_t start, uint32_t stop) {
  lun_page *page = w->page;
  if (w->status) return;
  if (lun_grow((void **)&page->edits, &page->edit_capacity, (uint64_t)page->edit_count + 1, sizeof *page->edits)) {
    w->status = LUN_NO_MEMORY;
    return;
  }
  page->edits[page->edit_count++] = (lun_edit){page->size, size, start, stop - start};
  append(w, bytes, size);
  w->at = stop;
}

/* What waits, before a character at `start`. */
static void settle(lun_page_writer *w, uint32_t start) {
  const bool space = w->space, breaks = w->breaks > 0 && w->page->size > 0;
  w->space = false;
  if (breaks) edit(w, "\n\n", w->breaks > 1 ? 2 : 1, w->at, start);
  else if (space && w->page->size > 0) {
    if (w->space_start == w->at && w->space_stop == w->at + 1) append(w, " ", 1);
    else edit(w, " ", 1, w->space_start, w->space_stop);
    w->at = w->space_stop;
  }
  w->breaks = 0;
  if (w->at != start) edit(w, "", 0, w->at, start);
}

void lun_page_copy(lun_page_writer *w, uint32_t start, uint32_t stop) {
  if (start == stop) return;
  settle(w, start);
  append(w, w->source + start, stop - start);
  w->at = stop;
}

void lun_page_replace(lun_page_writer *w, const char *bytes, uint32_t size, uint32_t start, uint32_t stop) {
  settle(w, start);
  edit(w, bytes, size, start, stop);
}

void lun_page_space(lun_page_writer *w, uint32_t start, uint32_t stop) {
  if (!w->space) w->space_start = start;
  w->space = true;
  w->space_stop = stop;
}

void lun_page_break(lun_page_writer *w, uint32_t lines) {
  if (lines > w->breaks) w->breaks = lines;
}

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
static bool is_hard_space(const char *p, const char *end) { return end - p >= 2 && p[0] == '\xC2' && p[1] == '\xA0'; }

void lun_page_html(lun_page_writer *w, uint32_t start, uint32_t stop, bool exact) {
  const char *s = w->source, *end = s + stop;
  uint32_t from = start; /* of what can be copied as it is */
  for (uint32_t i = start; i < stop;) {
    char c = s[i], out[LUN_ENTITY_MAX];
    unsigned size = 0;
    const bool hard = is_hard_space(s + i, end);
    if (c != '&' && c != 0 && !hard && (exact || !is_space(c))) {
      i++;
      continue;
    }
    uint32_t next = i + 1 + hard;
    if (c == '&') {
      size_t taken = lun_entity_decode(s + i, end, false, out, &size);
      if (!taken) {
        i++;
        continue;
      }
      next = i + (uint32_t)taken;
    } else if (c != 0 && !hard) {
      while (next < stop && is_space(s[next])) next++;
      if (next == i + 1 && c == ' ' && i > from) { /* most white space is as it will be written */
        if (next < stop && s[next] != '&' && s[next] != 0) {
          i = next;
          continue;
        }
      }
    }
    lun_page_copy(w, from, i);
    if ((size == 1 && is_space(out[0]) && !exact) || (size == 2 && is_hard_space(out, out + 2))) lun_page_space(w, i, next);
    else if (size) lun_page_replace(w, out, size, i, next);
    else if (c != 0) lun_page_space(w, i, next);
    i = from = next;
  }
  lun_page_copy(w, from, stop);
}

lun_status lun_page_say(lun_page *page, lun_page_key key, const char *value, size_t size, bool html) {
  char *copy = lun_arena_alloc(&page->strings, 2 * size + 1); /* some references stand for more bytes than they take */
  if (!copy) return LUN_NO_MEMORY;
  size_t length = 0;
  const char *end = value + size;
  for (const char *p = value; p < end;) {
    char out[LUN_ENTITY_MAX] = {*p};
    unsigned n = 1;
    size_t taken = html && *p == '&' ? lun_entity_decode(p, end, true, out, &n) : 0;
    p += taken ? taken : 1;
    if (n == 2 && !memcmp(out, "\xC2\xA0", 2)) {
      n = 1;
      out[0] = ' ';
    }
    if (n == 1 && ((unsigned char)out[0] <= ' ' || out[0] == 0x7F)) {
      if (length && copy[length - 1] != ' ') copy[length++] = ' ';
    } else {
      for (unsigned k = 0; k < n; k++) copy[length++] = out[k];
    }
  }
  while (length && copy[length - 1] == ' ') length--;
  copy[length] = 0;
  if (!length) return LUN_OK;
  if (lun_grow((void **)&page->fields, &page->field_capacity, (uint64_t)page->field_count + 1, sizeof *page->fields)) return LUN_NO_MEMORY;
  page->fields[page->field_count++] = (lun_page_field){key, copy};
  return LUN_OK;
}

lun_status lun_page_finish(lun_page_writer *w, lun_err *err) {
  if (w->page->size && reserve(w, 0)) w->page->text[w->page->size] = 0;
  return w->status ? lun_fail_memory(err) : LUN_OK;
}

void lun_page_free(lun_page *page) {
  lun_free(page->text);
  lun_free(page->edits);
  lun_free(page->fields);
  lun_arena_free(&page->strings);
  memset(page, 0, sizeof *page);
}
