/* The words of all lists of a builder. Owns their numbers, which follow from the texts alone: the words are sorted. */
#include <string.h>

#include "layer/dictionary_build.h"

void lun_word_numbers_free(lun_word_numbers *words) {
  lun_free(words->at);
  lun_free(words->numbers);
  *words = (lun_word_numbers){0};
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

typedef struct counts {
  uint32_t words;
  uint32_t *starts; /* by lexeme: 1 + in how many lists a word begins an entry; 0 for what is no word */
  uint32_t *list;   /* by lexeme: the last one of them, + 1 */
} counts;

static void count_list(const lun_image_builder *builder, uint32_t number, counts *c) {
  const lun_list *list = builder->lists + number;
  for (uint32_t i = 0; i < list->word_count; i++) {
    uint32_t *starts = c->starts + list->words[i];
    c->words += *starts == 0;
    *starts += *starts == 0;
  }
  for (uint32_t i = 0; i < list->key_count + list->other_count; i++) {
    const lun_key *key = i < list->key_count ? list->keys + i : list->others + (i - list->key_count);
    const lun_lexeme first = list->words[key->first];
    c->starts[first] += c->list[first] != number + 1;
    c->list[first] = number + 1;
  }
}

/* The words sorted into words->at. */
static lun_status sort_words(const lun_image_builder *builder, const uint32_t *starts, uint32_t lexemes, lun_word_numbers *words) {
  words->at = lun_zalloc(words->count, sizeof *words->at);
  lun_item *items = lun_zalloc(words->count, sizeof *items), *room = lun_zalloc(words->count, sizeof *room);
  const bool complete = words->at && items && room;
  uint32_t count = 0;
  for (uint32_t lexeme = 1; complete && lexeme < lexemes; lexeme++) {
    if (starts[lexeme] == 0) continue;
    size_t size;
    const char *text = lun_vocab_text(builder->vocab, lexeme, &size);
    items[count++] = (lun_item){place_of(text, size), lexeme};
  }
  if (complete) lun_items_sort(items, room, count, compare_words, builder->vocab);
  for (uint32_t i = 0; i < count; i++) words->at[i] = items[i].number;
  lun_free(items);
  lun_free(room);
  return complete ? LUN_OK : LUN_NO_MEMORY;
}

lun_status lun_word_numbers_make(const lun_image_builder *builder, lun_word_numbers *words) {
  const uint32_t lexemes = lun_vocab_count(builder->vocab) + 1;
  counts c = {0, lun_zalloc(lexemes, sizeof *c.starts), lun_zalloc(lexemes, sizeof *c.list)};
  *words = (lun_word_numbers){.numbers = lun_zalloc(lexemes, sizeof *words->numbers)};
  lun_status status = c.starts && c.list && words->numbers ? LUN_OK : LUN_NO_MEMORY;
  for (uint32_t l = 0; !status && l < builder->list_count; l++) count_list(builder, l, &c);
  words->count = c.words;
  if (!status) status = sort_words(builder, c.starts, lexemes, words);
  for (uint32_t i = 0; !status && i < words->count; i++) {
    const lun_lexeme lexeme = words->at[i];
    size_t size;
    lun_vocab_text(builder->vocab, lexeme, &size);
    words->numbers[lexeme] = words->units + 1;
    words->units += lun_image_word_units((uint32_t)size, c.starts[lexeme] - 1);
    if (words->units >= LUN_CODE_NONE - UINT16_MAX) status = LUN_NO_MEMORY;
  }
  lun_free(c.starts);
  lun_free(c.list);
  return status;
}
