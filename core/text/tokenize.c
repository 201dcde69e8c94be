/* Cuts text into tokens: the loop that meets every one. Owns the batch, the writing of tokens and the white
 * space between them; words of plain ASCII letters are taken here sixteen bytes at a time, everything else goes to
 * scan_word.c and scan_mark.c. A mask of the
 * sixteen bytes' classes tells where a word ends, and the same sixteen bytes, cut there, are its key in the vocabulary. */
#include "lunette/hash.h"
#include "lunette/token.h"
#include "lunette/utf8.h"
#include "text/lexeme.h"
#include "text/scan.h"
#include "text/scan_stop.h"

#if defined(__SSE2__) && !defined(LUN_SCAN_PORTABLE)
#define WITH_SSE2 1
#include <emmintrin.h>
#else
#define WITH_SSE2 0
#endif

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#else
#define PREFETCH(address) ((void)(address))
#define LIKELY(condition) (condition)
#endif

enum { LONGEST = 65535, WIDTH = 16 };

/* letters: number of ASCII letters at p, at most WIDTH, and those letters as a key, padded with zeros (no key if WIDTH).
 * take: the `size` bytes at p, at most WIDTH, as a key. `room` bytes may be read. */
#if WITH_SSE2
static inline __m128i load(const char *p, size_t room) {
  if (LIKELY(room >= WIDTH)) return _mm_loadu_si128((const __m128i *)(const void *)p);
  char padded[WIDTH] = {0};
  memcpy(padded, p, room);
  return _mm_loadu_si128((const __m128i *)(const void *)padded);
}

static inline void keep(__m128i bytes, size_t size, uint64_t key[2]) {
  static const unsigned char mask[2 * WIDTH] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  const __m128i kept = _mm_and_si128(bytes, _mm_loadu_si128((const __m128i *)(const void *)(mask + WIDTH - size)));
  _mm_storeu_si128((__m128i *)(void *)key, kept);
}

static inline unsigned letters(const char *p, size_t room, uint64_t key[2]) {
  const __m128i bytes = load(p, room);
  /* Lower case, moved so that a is the least signed number: letters are the 26 least. */
  const __m128i moved = _mm_add_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8((char)(-128 - 'a')));
  const unsigned mask = (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(moved, _mm_set1_epi8(-128 + 26)));
  const unsigned count = (unsigned)__builtin_ctz(~mask);
  keep(bytes, count, key);
  return count;
}

static inline void take(const char *p, size_t room, size_t size, uint64_t key[2]) { keep(load(p, room), size, key); }
#else
static inline void take(const char *p, size_t room, size_t size, uint64_t key[2]) {
  (void)room;
  key[0] = key[1] = 0;
  memcpy(key, p, size);
}

static inline unsigned letters(const char *p, size_t room, uint64_t key[2]) {
  const unsigned most = room < WIDTH ? (unsigned)room : WIDTH;
  unsigned count = 0;
  while (count < most && lun_byte_is((unsigned char)p[count], LUN_BYTE_LETTER)) count++;
  take(p, room, count, key);
  return count;
}
#endif

static bool reserve(lun_tokens *tokens, uint64_t want) {
  if (want <= tokens->capacity) return true;
  const uint64_t doubled = 2 * (uint64_t)tokens->capacity;
  const uint64_t room = want > doubled ? want : doubled;
  if (room > UINT32_MAX) return false;
  uint32_t *start = lun_realloc(tokens->start, room * sizeof *start);
  if (start) tokens->start = start;
  uint16_t *length = lun_realloc(tokens->length, room * sizeof *length);
  if (length) tokens->length = length;
  lun_lexeme *lexeme = lun_realloc(tokens->lexeme, room * sizeof *lexeme);
  if (lexeme) tokens->lexeme = lexeme;
  uint16_t *flags = lun_realloc(tokens->flags, room * sizeof *flags);
  if (flags) tokens->flags = flags;
  if (!start || !length || !lexeme || !flags) return false;
  tokens->capacity = (uint32_t)room;
  return true;
}

static inline void put(const lun_tokens *tokens, uint32_t at, uint32_t start, uint16_t length, lun_lexeme lexeme, const lun_record *record, uint32_t flags) {
  tokens->start[at] = start;
  tokens->length[at] = length;
  tokens->lexeme[at] = lexeme;
  tokens->flags[at] = (uint16_t)(flags | lun_record_token_flags(record));
}

static lun_lexeme intern(lun_vocab *vocab, const lun_probe *probe, const char *text) {
  const lun_lexeme lexeme = lun_probe_find(vocab, probe, text);
  return lexeme ? lexeme : lun_probe_add(vocab, probe, text);
}

/* What is new, or is one lexeme and two tokens (cannot). False when memory is out. */
static bool store_rare(lun_scan *scan, const lun_scan_item *item) {
  const char *text = scan->text + item->start;
  lun_tokens *tokens = scan->tokens;
  lun_lexeme lexeme = intern(scan->vocab, &item->probe, text);
  if (!lexeme) return false;
  const lun_record *record = lun_record_of(scan->vocab, lexeme);
  if (scan->whole || !(lun_record_token_flags(record) & LUN_RECORD_SPLIT)) {
    put(tokens, tokens->count, item->start, item->probe.length, lexeme, record, item->flags);
    tokens->flags[tokens->count++] &= (uint16_t)~LUN_RECORD_SPLIT;
    return true;
  }
  const size_t first = lun_lexeme_split(text, item->probe.length);
  const size_t parts[2][2] = {{0, first}, {first, item->probe.length - first}};
  for (int i = 0; i < 2; i++) {
    lun_probe probe;
    const char *part = text + parts[i][0];
    lun_probe_make(scan->vocab, part, parts[i][1], &probe);
    if (!(lexeme = intern(scan->vocab, &probe, part))) return false;
    put(tokens, tokens->count++, item->start + (uint32_t)parts[i][0], probe.length, lexeme, lun_record_of(scan->vocab, lexeme), i == 0 ? item->flags : 0);
  }
  return true;
}

/* The lexemes that the items most likely have, 0 for those that are new; their records are asked for. */
static void guess(const lun_scan *scan, uint32_t count, lun_lexeme lexemes[LUN_SCAN_BATCH]) {
  for (uint32_t i = 0; i < count; i++) {
    lexemes[i] = lun_probe_guess(scan->vocab, scan->batch[i].probe.hash);
    PREFETCH(lun_record_of(scan->vocab, lexemes[i]));
  }
}

static void flush(lun_scan *scan) {
  const uint32_t count = scan->pending;
  lun_tokens *tokens = scan->tokens;
  lun_lexeme lexemes[LUN_SCAN_BATCH];
  scan->pending = 0;
  if (scan->failed || !reserve(tokens, (uint64_t)tokens->count + 2 * LUN_SCAN_BATCH)) {
    scan->failed = true;
    return;
  }
  const lun_tokens arrays = *tokens; /* which do not move: there is room */
  guess(scan, count, lexemes);
  for (uint32_t i = 0; i < count; i++) {
    const lun_scan_item *item = scan->batch + i;
    const lun_record *record = lun_record_of(scan->vocab, lexemes[i]);
    if (LIKELY(lun_record_is_plainly(record, &item->probe))) {
      put(&arrays, tokens->count++, item->start, item->probe.length, lexemes[i], record, item->flags);
    } else if (!store_rare(scan, item)) {
      scan->failed = true;
      return;
    }
  }
}

/* Adds what is in the item's key and length. */
static inline void push(lun_scan *scan, lun_scan_item *item, uint32_t start) {
  item->probe.hash = lun_probe_hash(scan->vocab, item->probe.key[0], item->probe.key[1]);
  PREFETCH(scan->vocab->slots + (item->probe.hash & scan->vocab->mask));
  item->start = start;
  item->flags = scan->flags;
  scan->flags = 0;
  if (++scan->pending == LUN_SCAN_BATCH) flush(scan);
}

void lun_scan_emit(lun_scan *scan, uint32_t start, uint32_t end) {
  while (start < end) {
    uint32_t stop = end;
    if (end - start > LONGEST) {
      stop = start + LONGEST;
      while (((unsigned char)scan->text[stop] & 0xC0) == 0x80) stop--;
    }
    lun_scan_item *item = scan->batch + scan->pending;
    item->probe.length = (uint16_t)(stop - start);
    if (stop - start <= LUN_RECORD_INLINE) {
      take(scan->text + start, scan->size - start, stop - start, item->probe.key);
    } else {
      item->probe.key[0] = lun_hash(scan->text + start, stop - start, scan->vocab->seed[0]);
      item->probe.key[1] = 0;
    }
    push(scan, item, start);
    start = stop;
  }
}

lun_character lun_scan_class(const lun_scan *scan, uint32_t at, uint32_t *next) {
  *next = at;
  if (at >= scan->size) return LUN_CHAR_SPACE;
  const char *p = scan->text + at;
  *next = at + lun_utf8_length((unsigned char)*p);
  return lun_character_of(lun_utf8_code(p));
}

/* What the character at `at` is for this purpose; *next is where it ends. CR LF is one line end. */
static lun_character space_at(const lun_scan *scan, uint32_t at, uint32_t *next) {
  const unsigned char byte = (unsigned char)scan->text[at];
  *next = at + 1;
  if (byte == ' ' || byte == '\t') return LUN_CHAR_SPACE;
  if (byte == '\n') return LUN_CHAR_LINE;
  if (byte == '\r') {
    *next += lun_scan_byte(scan, at + 1) == '\n';
    return LUN_CHAR_LINE;
  }
  return lun_scan_class(scan, at, next);
}

/* Skips white space and what is invisible from `at`, notes in scan->flags what later stages want to know of it, returns
 * where something visible stands. Control characters count as white space. */
static uint32_t skip_space(lun_scan *scan, uint32_t at) {
  uint32_t lines = 0, spaces = 0, next = at;
  const uint32_t start = at;
  bool tab = false;
  for (; at < scan->size; at = next) {
    const lun_character class = space_at(scan, at, &next);
    if (class == LUN_CHAR_LINE) {
      lines++;
      spaces = 0;
      tab = false;
    } else if (class == LUN_CHAR_SPACE) {
      spaces++;
      tab = tab || scan->text[at] == '\t';
    } else if (class != LUN_CHAR_INVISIBLE) break;
  }
  if (at > start) scan->flags |= LUN_TOKEN_SPACE;
  if (lines > 0) scan->flags |= LUN_TOKEN_LINE;
  if (lines > 1) scan->flags |= LUN_TOKEN_BLANK;
  if ((lines > 0 || start == 0) && (tab || spaces > 1)) scan->flags |= LUN_TOKEN_INDENT;
  return at;
}

/* The two commonest marks behind a word that may be more than marks: a stop before white space that is not the word's
 * own, and 's. Then the word ends at once. */
static bool ends_plainly(const lun_scan *scan, uint32_t start, uint32_t end) {
  const unsigned char mark = (unsigned char)scan->text[end], behind = lun_scan_byte(scan, end + 1);
  if (mark == '.') return lun_byte_is(behind, LUN_BYTE_SPACE) && !lun_stop_kept(scan, start, end);
  return mark == '\'' && behind == 's' && lun_byte_is(lun_scan_byte(scan, end + 2), LUN_BYTE_SPACE);
}

static void run(lun_scan *scan) {
  const char *text = scan->text;
  const uint32_t size = scan->size;
  uint32_t at = skip_space(scan, 0);
  scan->flags |= LUN_TOKEN_LINE | LUN_TOKEN_BLANK;
  while (at < size && !scan->failed) {
    const unsigned class = lun_byte_class[(unsigned char)text[at]];
    if (LIKELY(class & LUN_BYTE_LETTER)) {
      lun_scan_item *item = scan->batch + scan->pending;
      const unsigned count = letters(text + at, size - at, item->probe.key);
      const uint32_t end = at + count;
      if (LIKELY(count < WIDTH && (end >= size || lun_byte_is((unsigned char)text[end], LUN_BYTE_ENDS) ||
                                   ends_plainly(scan, at, end)))) {
        item->probe.length = (uint16_t)count;
        push(scan, item, at);
        at = end;
      } else {
        at = lun_scan_word(scan, at, end);
      }
    } else if (class & LUN_BYTE_ALONE) {
      lun_scan_item *item = scan->batch + scan->pending;
      take(text + at, size - at, 1, item->probe.key);
      item->probe.length = 1;
      push(scan, item, at);
      at++;
    } else if (class & LUN_BYTE_DIGIT) {
      at = lun_scan_number(scan, at);
    } else {
      at = lun_scan_mark(scan, at);
    }
    if (at >= size) break;
    if (LIKELY(text[at] == ' ' && at + 1 < size && !lun_byte_is((unsigned char)text[at + 1], LUN_BYTE_SPACE | LUN_BYTE_HIGH))) {
      scan->flags |= LUN_TOKEN_SPACE;
      at++;
    } else if (lun_byte_is((unsigned char)text[at], LUN_BYTE_SPACE | LUN_BYTE_HIGH)) {
      at = skip_space(scan, at);
    }
  }
}

static void begin(lun_scan *scan, const char *text, uint32_t size, lun_vocab *vocab, lun_tokens *tokens, uint32_t expected) {
  scan->text = text;
  scan->size = size;
  scan->flags = scan->pending = 0;
  scan->failed = !reserve(tokens, (uint64_t)tokens->count + expected + 2 * LUN_SCAN_BATCH);
  scan->whole = false;
  scan->vocab = vocab;
  scan->tokens = tokens;
}

/* Whether token i of a cut can stand where it is said to: behind the one before, at whole characters, not too long. */
static bool can_stand(const char *text, uint32_t size, const lun_cut *cut, uint32_t i) {
  const uint32_t start = cut->start[i], stop = cut->stop[i];
  if (start >= stop || stop > size || stop - start > LONGEST || (i > 0 && start < cut->stop[i - 1])) return false;
  return ((unsigned char)text[start] & 0xC0) != 0x80 && (stop == size || ((unsigned char)text[stop] & 0xC0) != 0x80);
}

lun_status lun_tokens_take(const char *text, uint32_t size, lun_vocab *vocab, const lun_cut *cut, lun_tokens *tokens, lun_err *err) {
  lun_scan scan;
  begin(&scan, text, size, vocab, tokens, cut->count);
  scan.whole = true;
  uint32_t at = 0;
  for (uint32_t i = 0; i < cut->count && !scan.failed; i++) {
    if (!can_stand(text, size, cut, i))
      return lun_fail(err, LUN_INVALID, i + 1, "token %u cannot stand at bytes %u to %u", i + 1, cut->start[i], cut->stop[i]);
    while ((at = skip_space(&scan, at)) < cut->start[i]) at += lun_utf8_length((unsigned char)text[at]); /* what no token holds */
    if (i == 0) scan.flags |= LUN_TOKEN_LINE | LUN_TOKEN_BLANK;
    lun_scan_emit(&scan, cut->start[i], cut->stop[i]);
    at = cut->stop[i];
  }
  flush(&scan);
  return scan.failed ? lun_fail_memory(err) : LUN_OK;
}

lun_status lun_tokenize(const char *text, uint32_t size, lun_vocab *vocab, lun_tokens *tokens, lun_err *err) {
  lun_scan scan;
  begin(&scan, text, size, vocab, tokens, size / 6);
  run(&scan);
  flush(&scan);
  return scan.failed ? lun_fail_memory(err) : LUN_OK;
}
