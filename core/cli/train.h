/* The trainer of the tagger in its parts: corpora with gold labels, the table of words, the perceptron, the weights. */
#ifndef LUNETTE_CLI_TRAIN_H
#define LUNETTE_CLI_TRAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "lunette.h"
#include "text/tag.h"

enum { TRAIN_NO_LABEL = 255 };

typedef struct train_doc {
  lun_doc *doc;
  char *text;
  uint16_t *pair; /* [tokens] number of the gold pair of tags, UINT16_MAX for none */
  bool *exact;    /* [tokens] cut as in the gold */
  uint8_t *label; /* [tokens] the label of the pair, or TRAIN_NO_LABEL */
  unsigned file;  /* number of its file */
} train_doc;

typedef struct train_pair { /* a Penn tag and a universal one, "NN\0NOUN" */
  char *names;
  size_t size;
  uint32_t count;
} train_pair;

typedef struct train_corpus {
  lun_vocab *vocab;
  train_doc *docs;
  uint32_t count, capacity;
  train_pair *pairs;
  uint32_t pair_count, pair_capacity;
  uint16_t labels[LUN_TAG_LABELS]; /* pairs that are labels, the most frequent first */
  unsigned label_count;
} train_corpus;

/* Reads JSON Lines of documents with "text", "tokens", "pos", "upos"; those of the genres in `without` (commas between them) are left out. */
lun_status train_corpus_read(train_corpus *corpus, const char *path, unsigned file, const char *without, lun_err *err);
/* Chooses labels from the documents of files below `files` and gives all documents theirs. */
lun_status train_corpus_label(train_corpus *corpus, unsigned files, lun_err *err);
void train_corpus_free(train_corpus *corpus);

/* Counts by key, numbered in the order of their coming. */
typedef struct train_counts {
  uint32_t *slots; /* number + 1 */
  uint32_t mask;
  uint32_t *keys, *counts;
  uint32_t count, capacity, count_capacity;
} train_counts;
/* The number of a key, new or not; UINT32_MAX when memory is out. */
uint32_t train_count(train_counts *counts, uint32_t key, uint32_t more);
uint32_t train_number(const train_counts *counts, uint32_t key); /* UINT32_MAX where it is not there */
/* Numbers by count, the greatest first, then by key; yours, NULL when memory is out. */
uint32_t *train_counts_order(const train_counts *counts);
void train_counts_free(train_counts *counts);

/* Makes a table of slots, none of whose keys is another's, in any order, which gets that of their keys. Its slots are yours; NULL when memory is
 * out. */
lun_tag_slot *train_table(lun_tag_slot *list, uint32_t count, lun_tag_table *table);

typedef struct train_words {
  train_counts table; /* keys, and values in the place of counts */
  train_counts several; /* classes' keys of words for which the lexicon has several tags */
  lun_tag_slot *slots; /* the table as weights hold it */
  lun_tag_table words;
  uint32_t contexts;
} train_words;
/* Makes the table of words from the dictionaries in the folder `data` and the documents of files below `files`. */
lun_status train_words_make(train_words *words, train_corpus *corpus, unsigned files, const char *data, lun_err *err);
void train_words_free(train_words *words);

typedef struct train_model {
  train_counts features;
  int32_t (*weights)[LUN_TAG_LABELS];
  int64_t (*sums)[LUN_TAG_LABELS]; /* of one run: each change times the step it was made at */
  int64_t (*totals)[LUN_TAG_LABELS]; /* over all runs: each weight times the steps it held for */
  uint32_t capacity, sum_capacity, total_capacity;
  int64_t steps, total_steps;
} train_model;
lun_status train_perceptron(train_model *model, train_corpus *corpus, const train_words *words, unsigned files, unsigned epochs, unsigned runs, lun_err *err);
void train_model_free(train_model *model);

/* The weights as one block: yours. */
lun_status train_weights(const train_model *model, const train_corpus *corpus, const train_words *words, char **bytes, size_t *size, lun_err *err);

void train_say(const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 1, 2)))
#endif
    ;

#endif
