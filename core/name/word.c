/* What is known of a word: one record for each number of the vocabulary that was asked for, in pages that never move. */
#include "name/word.h"

#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"
#include "lunette/utf8.h"
#include "text/character.h"
#include "text/lexeme.h"

const char *const lun_naming_dictionaries[] = {"lexicon", "given", "surname", "place", "org", "orgnoun", "placenoun", "sayverb", "role", "title", "norp", "month", "nameweight", NULL};

static bool capital(char c) { return c >= 'A' && c <= 'Z'; }
static bool small(char c) { return c >= 'a' && c <= 'z'; }
static bool digit(char c) { return c >= '0' && c <= '9'; }
static bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

int lun_words_column(const lun_words *words, lun_name_list list, const char *name) {
  const lun_dictionary *d = words->dictionaries[list];
  const uint32_t c = lun_dictionary_find_column(d, name);
  return c < lun_dictionary_columns(d) ? (int)c : -1;
}
const char *lun_words_value(const lun_words *words, lun_name_list list, uint32_t row, const char *column) {
  if (!strcmp(column, "surface")) return lun_dictionary_surface(words->dictionaries[list], row);
  const int c = lun_words_column(words, list, column);
  return c < 0 ? "" : lun_dictionary_value(words->dictionaries[list], row, (uint32_t)c);
}
static bool set_add(lun_word_set *set, lun_lexeme word) {
  uint32_t at = word * 2654435761u & set->mask;
  while (set->slots[at] && set->slots[at] != word) at = (at + 1) & set->mask;
  set->slots[at] = word;
  return word;
}
static bool set_room(lun_word_set *set, uint32_t count) {
  uint32_t room = 8;
  while (room < 2 * count + 2) room *= 2;
  set->mask = room - 1;
  return (set->slots = lun_zalloc(room, sizeof *set->slots)) != NULL;
}

/* The lower case of the keys of all entries of a dictionary. */
static lun_status take_lowers(lun_words *words, lun_name_list list, lun_word_set *set, lun_err *err) {
  const lun_dictionary *d = words->dictionaries[list];
  const uint32_t entries = lun_dictionary_entries(d);
  if (!set_room(set, entries)) return lun_fail_memory(err);
  for (uint32_t i = 0; i < entries; i++) {
    uint32_t row;
    if (!lun_dictionary_candidates(d, i, &row)) continue;
    const char *text = lun_dictionary_surface(d, row);
    const lun_lexeme word = lun_vocab_intern(words->vocab, text, strlen(text)), key = word ? lun_vocab_key(words->vocab, word) : 0;
    if (!set_add(set, key ? lun_vocab_lower(words->vocab, key) : 0)) return lun_fail_memory(err);
  }
  return LUN_OK;
}

lun_status lun_words_open(lun_words *words, lun_vocab *vocab, lun_image *image, lun_err *err) {
  words->vocab = vocab;
  words->image = image;
  words->tags[LUN_TAG_UNKNOWN] = (lun_tag){"unknown"};
  words->tags[LUN_TAG_ROLE] = (lun_tag){"role"};
  words->tag_count = LUN_TAG_ROLE + 1;
  for (unsigned i = 0; i < LUN_NAMING_DICTIONARIES; i++) {
    const char *name = lun_naming_dictionaries[i];
    if (!(words->dictionaries[i] = lun_image_find(image, name))) return lun_fail(err, LUN_NOT_FOUND, 0, "names need the dictionary '%s', which is not there", name);
    words->priors[i] = lun_words_column(words, (lun_name_list)i, "prior");
    words->kinds[i] = lun_words_column(words, (lun_name_list)i, i == LUN_LIST_LEXICON ? "tags" : "kind");
    if (i == LUN_LIST_WEIGHT) continue;
    uint64_t bit = lun_dictionary_bit(words->dictionaries[i]);
    words->asked |= bit;
    for (unsigned number = 0; bit; number++, bit >>= 1)
      if (bit & 1) words->list_of[number] = (uint8_t)i;
  }
  lun_status status = take_lowers(words, LUN_LIST_PLACENOUN, &words->place_nouns, err);
  if (!status) status = take_lowers(words, LUN_LIST_MONTH, &words->months, err);
  if (status) return status;
  const int position = lun_words_column(words, LUN_LIST_PLACENOUN, "position");
  if (position < 0) return lun_fail(err, LUN_FORMAT, 0, "the dictionary %s has no column 'position'", lun_dictionary_name(words->dictionaries[LUN_LIST_PLACENOUN]));
  words->position = (uint32_t)position;
  return LUN_OK;
}

void lun_words_close(lun_words *words) {
  for (uint32_t i = 0; i < words->page_count; i++) lun_free(words->pages[i].block);
  lun_free(words->pages);
  lun_free(words->mores.at);
  lun_word_set_free(&words->place_nouns);
  lun_word_set_free(&words->months);
  lun_tokens_free(&words->tokens);
  lun_hits_free(&words->hits);
}

bool lun_text_in_capitals(const char *text, size_t size) {
  for (size_t i = 1; size && capital(text[0]) && i < size && (capital(text[i]) || digit(text[i]) || text[i] == '&' || text[i] == '.' || text[i] == '-'); i++)
    if (capital(text[i])) return true;
  return false;
}

/* Which bytes a text has: classes of all of them, of any of them, and letters in both cases. */
typedef struct bytes { unsigned all, any, cases; } bytes;
enum { CASE_CAPITAL = 1, CASE_SMALL = 2 };
static bytes bytes_of(const char *text, size_t size) {
  bytes b = {~0u, 0, 0};
  for (size_t i = 0; i < size; i++) {
    const unsigned byte = (unsigned char)text[i], class = lun_byte_class[byte];
    b.all &= class;
    b.any |= class;
    b.cases |= (class & LUN_BYTE_LETTER) << (byte >> 5 & 1);
  }
  return b;
}

static uint16_t shape_of(const char *text, size_t size, bytes b) {
  unsigned shape = LUN_SHAPE_MADE;
  if (!size) return (uint16_t)shape;
  const unsigned char first = (unsigned char)text[0];
  if (capital(text[0])) shape |= LUN_SHAPE_CAPITAL | LUN_SHAPE_LETTER | LUN_SHAPE_OPENS;
  else if (small(text[0])) shape |= LUN_SHAPE_LETTER;
  else if (digit(text[0])) shape |= LUN_SHAPE_NUMBER;
  else if (text[0] != '-') shape |= LUN_SHAPE_BEYOND;
  if (first >= 0xC3 && first <= 0xC5) shape |= LUN_SHAPE_OPENS;
  if (capital(text[0]) && size > 1 && small(text[1])) shape |= LUN_SHAPE_PROPER;
  if (b.cases & CASE_CAPITAL && lun_text_in_capitals(text, size)) shape |= LUN_SHAPE_CAPITALS;
  if (b.cases & CASE_SMALL) shape |= LUN_SHAPE_SMALL;
  if (b.any & LUN_BYTE_DIGIT) shape |= LUN_SHAPE_DIGIT;
  if (text[size - 1] == '.') shape |= LUN_SHAPE_STOP;
  if (b.all & LUN_BYTE_LETTER || lun_text_is_plain(text, size)) shape |= LUN_SHAPE_PLAIN;
  return (uint16_t)shape;
}

static lun_word *out_of_memory(lun_words *words) {
  words->failed = true;
  words->nothing = (lun_word){.shape = LUN_SHAPE_MADE};
  return &words->nothing;
}

/* Eight bytes in one number, of a shorter text with spaces for those that are missing. */
static uint64_t eight(const char *text) {
  uint64_t read;
  memcpy(&read, text, sizeof read);
  return read;
}
static uint64_t fewer(const char *text, size_t size) {
  uint32_t first = 0x20202020u, last = first;
  if (size < 4) memcpy(&first, (const char[4]){size ? text[0] : ' ', size ? text[size / 2] : ' ', size ? text[size - 1] : ' ', ' '}, sizeof first);
  else {
    memcpy(&first, text, sizeof first);
    memcpy(&last, text + size - sizeof last, sizeof last);
  }
  return first | (uint64_t)last << 32;
}

/* The highest bit of each byte that is none of letters, digits and spaces: sums with what is lacking to 0x80 tell what is as great. */
#define BYTES(byte) (UINT64_C(0x0101010101010101) * (byte))
static uint64_t odd(uint64_t read) {
  const uint64_t low = read & BYTES(0x7F), letter = low | BYTES(0x20);
  const uint64_t letters = (letter + BYTES(0x80 - 'a')) & ~(letter + BYTES(0x7F - 'z'));
  const uint64_t digits = (low + BYTES(0x80 - '0')) & ~(low + BYTES(0x7F - '9'));
  const uint64_t spaces = ~((low ^ BYTES(' ')) + BYTES(0x7F));
  return (~(letters | digits | spaces) | read) & BYTES(0x80);
}

bool lun_text_is_plain(const char *text, size_t size) {
  if (size < 8) return !odd(fewer(text, size));
  uint64_t found = odd(eight(text + size - 8));
  for (size_t i = 0; i + 8 < size; i += 8) found |= odd(eight(text + i));
  return !found;
}

static bool cut(lun_words *words, const char *text, size_t size) {
  lun_tokens_clear(&words->tokens);
  const lun_status status = lun_tokenize(text, (uint32_t)size, words->vocab, &words->tokens, NULL);
  if (status != LUN_OK) words->failed = true;
  return status == LUN_OK;
}

uint32_t lun_words_rows(lun_words *words, lun_name_list list, const char *text, size_t size, uint32_t *first_row) {
  lun_dictionary *d = words->dictionaries[list];
  if (!size || size > UINT16_MAX || lun_utf8_valid_prefix(text, size) < size || !cut(words, text, size)) return 0;
  words->hits.count = 0;
  if (lun_dictionary_scan(d, words->vocab, &words->tokens, 0, words->tokens.count, 0, &words->hits, NULL)) words->failed = true;
  const lun_hit *hit = words->hits.at;
  return words->hits.count && hit->first == 0 && hit->stop == words->tokens.count ? lun_dictionary_candidates(d, hit->entry, first_row) : 0;
}

/* The highest prior of an entry's rows; a row without one counts 5. */
static uint8_t prior_of(const lun_words *words, lun_name_list list, uint32_t entry) {
  const lun_dictionary *d = words->dictionaries[list];
  uint32_t row;
  const uint32_t count = lun_dictionary_candidates(d, entry, &row);
  unsigned long best = 0;
  for (uint32_t i = 0; i < count; i++) {
    const char *value = words->priors[list] < 0 ? "" : lun_dictionary_value(d, row + i, (uint32_t)words->priors[list]);
    const unsigned long prior = *value ? strtoul(value, NULL, 10) : 5;
    if (prior > best) best = prior < 255 ? prior : 255;
  }
  return (uint8_t)best;
}

static bool ends_place(const lun_words *words, uint32_t entry) {
  uint32_t row;
  const uint32_t count = lun_dictionary_candidates(words->dictionaries[LUN_LIST_PLACENOUN], entry, &row);
  for (uint32_t i = 0; i < count; i++)
    if (strcmp(lun_dictionary_value(words->dictionaries[LUN_LIST_PLACENOUN], row + i, words->position), "before") != 0) return true;
  return false;
}

/* Notes what an entry that takes all of a text says of it; false when memory is out. */
static bool note(lun_words *words, lun_word *word, lun_lexeme number, lun_name_list list, uint32_t entry) {
  static const uint16_t facts[LUN_NAMING_DICTIONARIES] = {
      [LUN_LIST_LEXICON] = LUN_FACT_LEXICON, [LUN_LIST_SAYVERB] = LUN_FACT_SAYVERB, [LUN_LIST_ROLE] = LUN_FACT_ROLE, [LUN_LIST_TITLE] = LUN_FACT_TITLE,
      [LUN_LIST_NORP] = LUN_FACT_NORP,       [LUN_LIST_MONTH] = LUN_FACT_MONTH,     [LUN_LIST_PLACE] = LUN_FACT_PLACE};
  word->facts = (uint16_t)(word->facts | facts[list]);
  if (list >= LUN_LIST_GIVEN && list <= LUN_LIST_ORGNOUN) word->prior[list - LUN_LIST_GIVEN] = prior_of(words, list, entry);
  uint32_t row;
  if (list == LUN_LIST_LEXICON && lun_dictionary_candidates(words->dictionaries[list], entry, &row)) word->tag = lun_words_tag_at(words, row);
  if (list != LUN_LIST_ORGNOUN && list != LUN_LIST_PLACENOUN) return true;
  if (list == LUN_LIST_PLACENOUN && ends_place(words, entry)) word->facts = (uint16_t)(word->facts | LUN_FACT_ENDS_PLACE);
  lun_word_more *more = lun_word_more_make(words, number);
  if (!more) return false;
  *(list == LUN_LIST_ORGNOUN ? &more->orgnoun : &more->placenoun) = entry + 1;
  word->facts = (uint16_t)(word->facts | LUN_FACT_MORE);
  return true;
}

/* Letters alone are one token wherever they stand, but for words that are cut in two, which are no names: cannot. So are digits alone, and
 * a mark. */
static bool is_one(const char *text, size_t size, bytes b) {
  if (b.all & LUN_BYTE_LETTER) return lun_lexeme_split(text, size) == 0;
  return b.all & LUN_BYTE_DIGIT || (size == 1 && !(b.all & (LUN_BYTE_SPACE | LUN_BYTE_HIGH)));
}

enum { FEW = 8 };
typedef struct few { /* tokens */
  lun_lexeme lexeme[FEW];
  uint16_t flags[FEW];
  lun_tokens tokens;
} few;

/* Cuts a text as the tokenizer does where it is a few words of letters alone with one space between; false for any other. */
static bool cut_few(lun_words *words, const char *text, size_t size, few *to) {
  uint32_t count = 0;
  for (size_t at = 0, start; at < size; at++) {
    for (start = at; at < size && lun_byte_is((unsigned char)text[at], LUN_BYTE_LETTER); at++) continue;
    if (count == FEW || at == start || (at < size && (text[at] != ' ' || at + 1 == size)) || lun_lexeme_split(text + start, at - start)) return false;
    if (!(to->lexeme[count] = lun_words_intern(words, text + start, at - start))) return false;
    to->flags[count++] = 0;
  }
  to->tokens = (lun_tokens){.count = count, .lexeme = to->lexeme, .flags = to->flags};
  return count > 0;
}

static bool look_up(lun_words *words, lun_word *word, lun_lexeme number, const char *text, size_t size, bytes b) {
  if (!size || (b.any & LUN_BYTE_HIGH && lun_utf8_valid_prefix(text, size) < size)) return true;
  const lun_tokens one = {.count = 1, .lexeme = &number}, *tokens = &one;
  few several;
  if (!is_one(text, size, b)) {
    tokens = cut_few(words, text, size, &several) ? &several.tokens : &words->tokens;
    if (tokens == &words->tokens && !cut(words, text, size)) return false;
  }
  words->hits.count = 0;
  if (tokens->count && lun_image_entries_at_first(words->image, words->asked, words->vocab, tokens, &words->hits, NULL)) return false;
  for (uint32_t i = 0; i < words->hits.count; i++) {
    const lun_hit *hit = &words->hits.at[i];
    if (hit->stop == tokens->count && !note(words, word, number, (lun_name_list)words->list_of[hit->dictionary], hit->entry)) return false;
  }
  return true;
}

static bool make_page(lun_word_page *page) {
  enum { HALF = 32 };
  _Static_assert(sizeof(lun_word) == HALF, "a record is half a line of the cache");
  const size_t size = HALF + LUN_WORDS_PAGE * sizeof *page->words;
  if (!(page->block = lun_zalloc(1, size))) return false;
  lun_touch(page->block, size);
  char *at = page->block;
  at += (HALF - (uintptr_t)at % HALF) % HALF;
  page->words = (lun_word *)(void *)at;
  return true;
}

lun_word *lun_word_new_room(lun_words *words, lun_lexeme number) {
  const uint32_t page = number / LUN_WORDS_PAGE;
  if (page >= words->page_count) {
    if (lun_grow((void **)&words->pages, &words->page_capacity, (uint64_t)page + 1, sizeof *words->pages)) return NULL;
    while (words->page_count <= page) words->pages[words->page_count++] = (lun_word_page){NULL, NULL};
  }
  if (!words->pages[page].words && !make_page(&words->pages[page])) return NULL;
  return words->pages[page].words + number % LUN_WORDS_PAGE;
}

/* Notes of letters what they have of ordinary words: what the lexicon has of small ones, it has of all where it folds case. So the
 * lower case of names, which most are met nowhere in, need no number. */
static void be_letters(const lun_words *words, lun_word *word, lun_lexeme number, bool are_small) {
  if (are_small) word->lower = number;
  else if (!lun_dictionary_folds(words->dictionaries[LUN_LIST_LEXICON])) return;
  word->facts |= LUN_FACT_COMMON << LUN_FACTS_ASKED;
  if (word->facts & LUN_FACT_LEXICON) word->facts |= LUN_FACT_COMMON;
}

lun_word *lun_word_make(lun_words *words, lun_lexeme number) {
  lun_word *place = lun_word_room(words, number);
  if (!place) return out_of_memory(words);
  size_t size;
  const char *text = lun_word_text(words, number, &size);
  const bytes b = bytes_of(text, size);
  lun_word made = {.shape = shape_of(text, size, b), .facts = place->facts, .entry = place->entry, .within = place->within};
  if (!look_up(words, &made, number, text, size, b)) return out_of_memory(words);
  if (b.all & LUN_BYTE_LETTER) be_letters(words, &made, number, !(b.cases & CASE_CAPITAL));
  *place = made;
  return place;
}

void lun_words_unsay(lun_words *words) {
  for (uint32_t page = 0; page < words->page_count; page++)
    for (uint32_t i = 0; words->pages[page].words && i < LUN_WORDS_PAGE; i++) memset(words->pages[page].words[i].said, 0, sizeof words->pages[page].words[i].said);
}

/* Whether a word is none of a set whatever its case, as its letters say: what has others too is not ruled out. */
static bool is_ruled_out(lun_words *words, const lun_word_set *set, lun_lexeme word) {
  size_t size;
  const char *text = lun_word_text(words, word, &size);
  if (!size || !is_one(text, size, bytes_of(text, size))) return false;
  lun_lexeme lower;
  if (lun_vocab_find_lower(words->vocab, word, &lower)) return !lower || !lun_word_set_has(set, lower);
  words->failed = true;
  return false;
}

static bool is_place_noun(lun_words *words, lun_lexeme word) {
  if (is_ruled_out(words, &words->place_nouns, word)) return false;
  char raised[256];
  size_t size;
  const char *text = lun_word_text(words, word, &size);
  if (!size || size > sizeof raised || !small(text[0])) return lun_word_is(words, word, LUN_FACT_ENDS_PLACE);
  memcpy(raised, text, size);
  raised[0] = (char)(raised[0] - 'a' + 'A');
  const lun_lexeme number = lun_words_intern(words, raised, size);
  return number && lun_word_is(words, number, LUN_FACT_ENDS_PLACE);
}

bool lun_word_ask(lun_words *words, lun_lexeme word, unsigned fact) {
  const bool failed = words->failed;
  words->failed = false;
  bool yes = false;
  if (fact == LUN_FACT_COMMON) yes = lun_word_is(words, lun_word_lower(words, word), LUN_FACT_LEXICON);
  else if (fact == LUN_FACT_PLACE_NOUN) yes = is_place_noun(words, word);
  else if (fact == LUN_FACT_MONTH_SET) yes = !is_ruled_out(words, &words->months, word) && lun_word_is(words, lun_words_titlecase(words, word), LUN_FACT_MONTH);
  lun_word *known = lun_word_of(words, word);
  if (!words->failed) {
    known->facts = (uint16_t)(known->facts | fact << LUN_FACTS_ASKED | (yes ? fact : 0));
  }
  words->failed = words->failed || failed;
  return yes;
}

lun_lexeme lun_word_ask_lower(lun_words *words, lun_lexeme word) {
  const lun_lexeme lower = word ? lun_vocab_lower(words->vocab, word) : 0;
  if (!lower) {
    words->failed = words->failed || word;
    return 0;
  }
  return lun_word_of(words, word)->lower = lower;
}

lun_lexeme lun_words_intern(lun_words *words, const char *text, size_t size) {
  if (size > UINT16_MAX) return 0;
  const lun_lexeme number = lun_vocab_intern(words->vocab, text, size);
  if (!number) words->failed = true;
  return number;
}

lun_lexeme lun_word_ask_key(lun_words *words, lun_lexeme word) {
  const lun_word_more *known = lun_word_more_of(words, word);
  if (known && known->key) return known->key;
  size_t size;
  const char *text = lun_word_text(words, word, &size);
  if (word && size && lun_text_is_plain(text, size)) return word;
  const lun_lexeme key = word && size ? lun_vocab_key(words->vocab, word) : 0;
  lun_word_more *more = key ? lun_word_more_make(words, word) : NULL;
  if (more) more->key = key;
  else words->failed = words->failed || word;
  return key;
}

/* Whether all letters but the first are small, as they are in title case. */
static bool is_titled(const char *text, size_t size) {
  size_t i = 1;
  while (i < size && small(text[i])) i++;
  return i == size && lun_byte_is((unsigned char)text[0], LUN_BYTE_LETTER);
}

lun_lexeme lun_words_titlecase(lun_words *words, lun_lexeme word) {
  size_t size;
  const char *text = lun_word_text(words, word, &size);
  if (is_titled(text, size)) return word;
  const lun_word_more *known = lun_word_more_of(words, word);
  if (known && known->titled) return known->titled;
  const lun_lexeme made = lun_vocab_titlecase(words->vocab, text, size);
  lun_word_more *more = made ? lun_word_more_make(words, word) : NULL;
  if (more) more->titled = made;
  words->failed = words->failed || !made;
  return made ? made : word;
}

lun_status lun_word_set_make(lun_words *words, const char *text, lun_word_set *set, lun_err *err) {
  uint32_t count = 0;
  for (const char *p = text; *p; p++) count += space(*p) || !p[1];
  if (!set_room(set, count)) return lun_fail_memory(err);
  for (const char *p = text; *p;) {
    if (space(*p)) {
      p++;
      continue;
    }
    const char *end = p;
    while (*end && !space(*end)) end++;
    if (!set_add(set, lun_vocab_intern(words->vocab, p, (size_t)(end - p)))) return lun_fail_memory(err);
    p = end;
  }
  return LUN_OK;
}

void lun_word_set_free(lun_word_set *set) {
  lun_free(set->slots);
  *set = (lun_word_set){0};
}
