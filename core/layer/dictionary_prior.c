/* How sure a dictionary is of a text. Owns what is remembered of it: rules ask the same words again and again, of all kinds of
 * dictionaries. Of each dictionary a few words are remembered: they are asked again within a document. */
#include <stdlib.h>
#include <string.h>

#include "layer/dictionary_image.h"
#include "lunette/mem.h"

#define PRIOR_OF_A_ROW_WITHOUT 5.0

static double number_of(const char *value) {
  if (*value >= '0' && *value <= '9' && !value[1]) return *value - '0';
  char *end;
  if (!*value || value[strspn(value, "+-.0123456789eE")]) return PRIOR_OF_A_ROW_WITHOUT;
  const double number = strtod(value, &end);
  return *end ? PRIOR_OF_A_ROW_WITHOUT : number;
}

/* The column of priors, found once: as many as there are columns where there is none. */
static uint32_t column_of(lun_dictionary *dictionary) {
  uint32_t *column = &dictionary->priors.column;
  if (!*column) *column = lun_dictionary_find_column(dictionary, "prior") + 1;
  return *column - 1;
}

double lun_dictionary_prior_of_row(lun_dictionary *dictionary, uint32_t row) { return number_of(lun_dictionary_value(dictionary, row, column_of(dictionary))); }

uint32_t lun_dictionary_best(lun_dictionary *dictionary, uint32_t entry) {
  uint32_t first;
  const uint32_t rows = lun_dictionary_candidates(dictionary, entry, &first);
  uint32_t best = first;
  double sure = lun_dictionary_prior_of_row(dictionary, first);
  for (uint32_t row = first + 1; row < first + rows; row++) {
    const double prior = lun_dictionary_prior_of_row(dictionary, row);
    if (prior <= sure) continue;
    best = row;
    sure = prior;
  }
  return best;
}

/* The prior of what lun_dictionary_find gave: an entry + 1, or 0. */
static double prior_of_found(lun_dictionary *dictionary, uint32_t entry) {
  uint32_t row;
  const uint32_t rows = entry ? lun_dictionary_candidates(dictionary, entry - 1, &row) : 0;
  double prior = 0;
  for (uint32_t i = 0; i < rows; i++) {
    const double number = lun_dictionary_prior_of_row(dictionary, row + i);
    if (number > prior) prior = number;
  }
  return prior;
}

lun_status lun_dictionary_prior(lun_dictionary *dictionary, lun_vocab *vocab, lun_lexeme lexeme, double *prior, lun_err *err) {
  lun_priors *priors = &dictionary->priors;
  uint32_t entry;
  lun_status status = lun_memo_prepare(dictionary->image, vocab, err);
  *prior = 0;
  if (status || lun_memo_lacks(&dictionary->image->memo, lexeme) & lun_dictionary_bit(dictionary)) return status;
  if (!priors->words && !(priors->words = lun_zalloc(LUN_PRIOR_WORDS, sizeof *priors->words))) return lun_fail_memory(err);
  lun_prior_word *word = priors->words + lexeme % LUN_PRIOR_WORDS;
  if (word->lexeme == lexeme && lexeme) {
    *prior = (double)word->prior;
    return LUN_OK;
  }
  if ((status = lun_dictionary_find_lexeme(dictionary, vocab, lexeme, &entry, err))) return status;
  *prior = prior_of_found(dictionary, entry);
  if ((double)(float)*prior == *prior) *word = (lun_prior_word){lexeme, (float)*prior};
  return LUN_OK;
}

static lun_status prior_of_longer(lun_dictionary *dictionary, lun_vocab *vocab, const char *text, size_t size, double *prior, lun_err *err) {
  lun_priors *priors = &dictionary->priors;
  lun_prior_text *place = NULL;
  if (size <= sizeof place->text && size) {
    if (!priors->texts && !(priors->texts = lun_zalloc(LUN_PRIOR_TEXTS, sizeof *priors->texts))) return lun_fail_memory(err);
    place = priors->texts + lun_image_hash(text, size) % LUN_PRIOR_TEXTS;
    *prior = place->prior;
    if (place->size == size && memcmp(place->text, text, size) == 0) return LUN_OK;
  }
  uint32_t entry;
  const lun_status status = lun_dictionary_find(dictionary, vocab, text, size, &entry, err);
  if (!status) *prior = prior_of_found(dictionary, entry);
  if (status || !place) return status;
  memcpy(place->text, text, size);
  place->size = (uint32_t)size;
  place->prior = *prior;
  return LUN_OK;
}

lun_status lun_dictionary_prior_of(lun_dictionary *dictionary, lun_vocab *vocab, const char *text, size_t size, double *prior, lun_err *err) {
  const lun_lexeme lexeme = size <= UINT16_MAX ? lun_vocab_find(vocab, text, size) : 0;
  return lexeme ? lun_dictionary_prior(dictionary, vocab, lexeme, prior, err) : prior_of_longer(dictionary, vocab, text, size, prior, err);
}

void lun_priors_forget(lun_priors *priors) {
  lun_free(priors->words);
  priors->words = NULL;
}

void lun_priors_free(lun_priors *priors) {
  lun_priors_forget(priors);
  lun_free(priors->texts);
  priors->texts = NULL;
}
