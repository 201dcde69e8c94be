/* The words of all lists of a builder. Owns their numbers, which follow from the texts alone: the words are sorted. */
#include <string.h>

#include "layer/dictionary_build.h"

void lun_words_free(lun_words *words) {
  lun_free(words->at);
  lun_free(words->numbers);
  *words = (lun_words){0};
}

static int compare_words(const void *context, uint32_t a, uint32_t b) {
  size_t a_size, b_size;
  const char *a_text = lun_vocab_text(context, a, &a_size), *b_text = lun_vocab_text(context, b, &b_size);
  const int order = memcmp(a_text, b_text, a_size < b_size ? a_size : b_size);
  return order != 0 ? order : (a_size > b_size) - (a_size < b_size);
}

/* A number that orders texts by their first bytes. */
static uint64_t place_of(const char *text, size_t size) {
  uint64_t place = 0;
  for (size_t i = 0; i < 8; i++) place = place << 8 | (i < size ? (unsigned char)text[i] : 0);
  return place;
}

/* Marks the words of all lists and counts them. */
static uint32_t mark_words(const lun_image_builder *builder, uint32_t *numbers) {
  uint32_t count = 0;
  for (uint32_t l = 0; l < builder->list_count; l++) {
    const lun_list *list = builder->lists + l;
    for (uint32_t i = 0; i < list->word_count; i++) {
      count += numbers[list->words[i]] == 0;
      numbers[list->words[i]] = 1;
    }
  }
  return count;
}

lun_status lun_words_number(const lun_image_builder *builder, lun_words *words) {
  const uint32_t lexemes = lun_vocab_count(builder->vocab) + 1;
  *words = (lun_words){.numbers = lun_zalloc(lexemes, sizeof *words->numbers)};
  if (!words->numbers) return LUN_NO_MEMORY;
  words->count = mark_words(builder, words->numbers);
  words->at = lun_zalloc(words->count, sizeof *words->at);
  lun_item *items = lun_zalloc(words->count, sizeof *items), *room = lun_zalloc(words->count, sizeof *room);
  const bool complete = words->at && items && room;
  uint32_t count = 0;
  for (uint32_t lexeme = 1; complete && lexeme < lexemes; lexeme++) {
    if (words->numbers[lexeme] == 0) continue;
    size_t size;
    const char *text = lun_vocab_text(builder->vocab, lexeme, &size);
    items[count++] = (lun_item){place_of(text, size), lexeme};
  }
  if (complete) lun_items_sort(items, room, count, compare_words, builder->vocab);
  for (uint32_t i = 0; i < count; i++) {
    words->at[i] = items[i].number;
    words->numbers[items[i].number] = i + 1;
  }
  lun_free(items);
  lun_free(room);
  return complete ? LUN_OK : LUN_NO_MEMORY;
}
