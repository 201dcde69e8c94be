/* lunette-train-tagger: learns the weights of the tagger from corpora in JSON Lines and says how well the tagger does with them on
 * others. The same input gives the same bytes. Not part of what is installed; scripts/data/recipe/tagger.sh says how the
 * weights that are embedded were made. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/train.h"

enum { MOST_FILES = 64 };

static const char usage[] =
    "usage: lunette-train-tagger --data DICTIONARIES -o WEIGHTS [--epochs N] [--runs N] [--without GENRE,GENRE] [--test FILE.jsonl]... FILE.jsonl...\n";

void train_say(const char *format, ...) {
  char line[512];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  lun_io_write(STDERR_FILENO, "standard error", line, strlen(line), NULL);
}

typedef struct options {
  const char *data, *out, *without, *train[MOST_FILES], *test[MOST_FILES];
  unsigned train_count, test_count, epochs, runs;
} options;

static bool read_options(options *o, int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    const char *value = i + 1 < argc ? argv[i + 1] : NULL;
    if (argv[i][0] != '-') {
      if (o->train_count == MOST_FILES) return false;
      o->train[o->train_count++] = argv[i];
      continue;
    }
    if (!value) return false;
    if (!strcmp(argv[i], "--data")) o->data = value;
    else if (!strcmp(argv[i], "-o")) o->out = value;
    else if (!strcmp(argv[i], "--without")) o->without = value;
    else if (!strcmp(argv[i], "--epochs")) o->epochs = (unsigned)strtoul(value, NULL, 10);
    else if (!strcmp(argv[i], "--runs")) o->runs = (unsigned)strtoul(value, NULL, 10);
    else if (!strcmp(argv[i], "--test") && o->test_count < MOST_FILES) o->test[o->test_count++] = value;
    else return false;
    i++;
  }
  return o->data && o->out && o->train_count > 0 && o->epochs > 0 && o->runs > 0;
}

/* Of tokens that are cut as in the gold. */
static lun_status test(lun_tagger *tagger, const train_corpus *corpus, unsigned file, const char *path, lun_err *err) {
  uint32_t all = 0, pos = 0, tag = 0;
  for (uint32_t d = 0; d < corpus->count; d++) {
    const train_doc *t = corpus->docs + d;
    if (t->file != file) continue;
    const uint32_t count = t->doc->tokens.count;
    uint8_t *label = lun_alloc(count);
    if (!label) return lun_fail_memory(err);
    lun_status status = lun_tagger_run(tagger, &t->doc->tokens, &t->doc->sentences, 0, t->doc->sentences.count, label, err);
    for (uint32_t i = 0; status == LUN_OK && i < count; i++) {
      if (!t->exact[i] || t->pair[i] == UINT16_MAX) continue;
      const char *gold = corpus->pairs[t->pair[i]].names;
      all++;
      tag += !strcmp(gold, lun_tagger_tag(tagger, label[i]));
      pos += !strcmp(gold + strlen(gold) + 1, lun_tagger_pos(tagger, label[i]));
    }
    lun_free(label);
    if (status) return status;
  }
  train_say("%s: upos %.2f pos %.2f (%u tokens)\n", path, 100.0 * pos / (all ? all : 1), 100.0 * tag / (all ? all : 1), all);
  return LUN_OK;
}

static lun_status run(const options *o, train_corpus *corpus, train_words *words, train_model *model, char **bytes, lun_err *err) {
  lun_status status = lun_vocab_new(&corpus->vocab, err);
  size_t size = 0;
  for (unsigned i = 0; status == LUN_OK && i < o->train_count; i++) status = train_corpus_read(corpus, o->train[i], i, o->without, err);
  for (unsigned i = 0; status == LUN_OK && i < o->test_count; i++) status = train_corpus_read(corpus, o->test[i], o->train_count + i, NULL, err);
  if (status == LUN_OK) status = train_corpus_label(corpus, o->train_count, err);
  if (status == LUN_OK) status = train_words_make(words, corpus, o->train_count, o->data, err);
  if (status == LUN_OK) status = train_perceptron(model, corpus, words, o->train_count, o->epochs, o->runs, err);
  if (status == LUN_OK) status = train_weights(model, corpus, words, bytes, &size, err);
  if (status == LUN_OK) status = lun_io_write_file(o->out, *bytes, size, err);
  lun_tagger *tagger = NULL;
  if (status == LUN_OK) status = lun_tagger_new(*bytes, size, corpus->vocab, &tagger, err);
  if (status == LUN_OK) status = lun_tagger_open(tagger, err);
  for (unsigned i = 0; status == LUN_OK && i < o->test_count; i++) status = test(tagger, corpus, o->train_count + i, o->test[i], err);
  lun_tagger_free(tagger);
  return status;
}

int main(int argc, char **argv) {
  options o = {.epochs = 6, .runs = 4};
  train_corpus corpus = {0};
  train_words words = {0};
  train_model model = {0};
  lun_err err = {0};
  char *bytes = NULL;
  if (!read_options(&o, argc, argv)) {
    train_say("%s", usage);
    return 2;
  }
  const lun_status status = run(&o, &corpus, &words, &model, &bytes, &err);
  if (status) train_say("lunette-train-tagger: %s\n", err.message);
  lun_free(bytes);
  train_model_free(&model);
  train_words_free(&words);
  train_corpus_free(&corpus);
  return status ? 1 : 0;
}
