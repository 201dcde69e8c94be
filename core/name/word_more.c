/* What few words have, by a hash of the word: the record of a word says whether it has some, so that most ask for nothing here. And what
 * nouns and parts of speech are of words, as the rows of dictionaries have it. */
#include <string.h>

#include "lunette/mem.h"
#include "name/word.h"

/* The slot of a word, or the free one where it would stand. */
static lun_word_more *slot_of(const lun_word_mores *mores, lun_lexeme word) {
  uint32_t at = word * 2654435761u & mores->mask;
  while (mores->at[at].word && mores->at[at].word != word) at = (at + 1) & mores->mask;
  return &mores->at[at];
}

static bool grow(lun_word_mores *mores) {
  enum { FIRST = 256 };
  const uint32_t room = mores->at ? 2 * (mores->mask + 1) : FIRST;
  lun_word_mores more = {room ? lun_zalloc(room, sizeof *more.at) : NULL, mores->count, room - 1};
  if (!more.at) return false;
  for (uint32_t i = 0; mores->at && i <= mores->mask; i++)
    if (mores->at[i].word) *slot_of(&more, mores->at[i].word) = mores->at[i];
  lun_free(mores->at);
  *mores = more;
  return true;
}

lun_word_more *lun_word_more_of(const lun_words *words, lun_lexeme word) {
  const lun_word *place = lun_word_place(words, word);
  return place && place->facts & LUN_FACT_MORE ? slot_of(&words->mores, word) : NULL;
}

lun_word_more *lun_word_more_make(lun_words *words, lun_lexeme word) {
  lun_word_more *known = lun_word_more_of(words, word);
  if (known) return known;
  lun_word *place = lun_word_room(words, word);
  if (!place || ((!words->mores.at || words->mores.count > words->mores.mask / 2) && !grow(&words->mores))) return NULL;
  place->facts |= LUN_FACT_MORE;
  words->mores.count++;
  known = slot_of(&words->mores, word);
  *known = (lun_word_more){.word = word};
  return known;
}

/* Tags of the lexicon, else a kind; "" for none. */
static const char *kind_at(const lun_words *words, lun_name_list list, uint32_t row) {
  return words->kinds[list] < 0 ? "" : lun_dictionary_value(words->dictionaries[list], row, (uint32_t)words->kinds[list]);
}
const char *lun_word_kind(lun_words *words, lun_lexeme word, lun_name_list list) {
  const lun_word_more *more = lun_word_of(words, word)->facts & LUN_FACT_MORE ? lun_word_more_of(words, word) : NULL;
  const uint32_t entry = !more ? 0 : list == LUN_LIST_ORGNOUN ? more->orgnoun : more->placenoun;
  uint32_t row;
  return entry && lun_dictionary_candidates(words->dictionaries[list], entry - 1, &row) ? kind_at(words, list, row) : "";
}

/* The first part of speech of a row of the lexicon; unknown where it has none, or one that is too long. */
static lun_tag tag_at(const lun_words *words, uint32_t row) {
  const char *tags = kind_at(words, LUN_LIST_LEXICON, row);
  lun_tag tag = {{0}};
  size_t size = 0;
  for (; tags[size] && !(tags[size] == ' ' || (tags[size] >= '\t' && tags[size] <= '\r')); size++) {
    if (size + 1 == sizeof tag.text) return words->tags[LUN_TAG_UNKNOWN];
    tag.text[size] = tags[size];
  }
  return size ? tag : words->tags[LUN_TAG_UNKNOWN];
}

uint8_t lun_words_tag_at(lun_words *words, uint32_t row) {
  const lun_tag tag = tag_at(words, row);
  uint32_t number = 0;
  while (number < words->tag_count && memcmp(&words->tags[number], &tag, sizeof tag) != 0) number++;
  if (number == LUN_TAGS) return LUN_TAG_UNNUMBERED;
  if (number == words->tag_count) words->tags[words->tag_count++] = tag;
  return (uint8_t)number;
}

lun_tag lun_word_tag(lun_words *words, lun_lexeme word) {
  const uint8_t number = lun_word_of(words, word)->tag;
  if (number != LUN_TAG_UNNUMBERED) return words->tags[number];
  size_t size;
  uint32_t row;
  const char *text = lun_word_text(words, word, &size);
  return lun_words_rows(words, LUN_LIST_LEXICON, text, size, &row) ? tag_at(words, row) : words->tags[LUN_TAG_UNKNOWN];
}
