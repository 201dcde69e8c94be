/* Reads a file whole, cuts it into tokens, interns them, finds structure and sentences, and prints counts: what
 * `wc -w` is compared with in tokens.sh. The file is taken in pieces of about 64 KB that end at a blank line and share
 * one vocabulary and the same arrays, as a run over many articles does; -p SIZE sets another size, -p 0 takes it as one
 * text. -l FILE looks a list of names up as well, kept compiled in the folder of -c. With -t it prints the seconds of CPU
 * that each stage took. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lunette/io.h"
#include "lunette/mem.h"
#include "lunette/names.h"
#include "lunette/token.h"

enum { LARGEST = 1 << 28, PIECE = 1 << 16 };

typedef struct totals {
  uint64_t tokens, sentences, paragraphs, names;
  double reading, opening, tokenizing, structure, sentence, looking;
} totals;

static double cpu(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Where a piece of about `wanted` bytes ends. */
static size_t piece_end(const char *text, size_t size, size_t at, size_t wanted) {
  if (size - at <= wanted) return size;
  for (size_t end = at + wanted; end + 1 < size; end++)
    if (text[end] == '\n' && text[end + 1] == '\n') return end + 2;
  return size;
}

static lun_status go(const char *text, uint32_t size, lun_vocab *vocab, lun_tokens *tokens, lun_structure *structure,
                     lun_ranges *sentences, lun_dictionary *list, lun_hits *hits, totals *sum, lun_err *err) {
  const double start = cpu();
  lun_tokens_clear(tokens);
  lun_status status = lun_tokenize(text, size, vocab, tokens, err);
  const double tokenized = cpu();
  if (status == LUN_OK) status = lun_structure_find(text, vocab, tokens, structure, err);
  const double structured = cpu();
  if (status == LUN_OK) status = lun_sentences_split(text, vocab, tokens, structure, sentences, err);
  const double split = cpu();
  hits->count = 0;
  if (status == LUN_OK && list) status = lun_dictionary_scan(list, vocab, tokens, 0, tokens->count, 0, hits, err);
  sum->names += hits->count;
  sum->looking += cpu() - split;
  sum->tokens += tokens->count;
  sum->sentences += sentences->count;
  sum->paragraphs += structure->paragraphs.count;
  sum->tokenizing += tokenized - start;
  sum->structure += structured - tokenized;
  sum->sentence += split - structured;
  return status;
}

int main(int argc, char **argv) {
  bool times = false;
  size_t piece = PIECE;
  const char *path = NULL, *list = NULL, *cache = NULL;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "-t") == 0) times = true;
    else if (strcmp(argv[i], "-p") == 0 && i + 1 < argc) piece = strtoul(argv[++i], NULL, 10);
    else if (strcmp(argv[i], "-l") == 0 && i + 1 < argc) list = argv[++i];
    else if (strcmp(argv[i], "-c") == 0 && i + 1 < argc) cache = argv[++i];
    else path = argv[i];
  }
  if (piece == 0) piece = LARGEST;
  if (!path) {
    fputs("usage: bench_tokens [-t] [-p SIZE] [-l LIST [-c FOLDER]] FILE\n", stderr);
    return 2;
  }
  lun_err err = {0};
  totals sum = {0};
  lun_tokens tokens = {0};
  lun_structure structure = {0};
  lun_ranges sentences = {0};
  lun_vocab *vocab = NULL;
  lun_names names = {0};
  lun_hits hits = {0};
  char *text = NULL;
  size_t size = 0;
  const double start = cpu();
  lun_status status = lun_io_read_file(path, LARGEST, &text, &size, &err);
  sum.reading = cpu() - start;
  if (status == LUN_OK && list) status = lun_names_open(&(lun_names_source){"list", list, false}, cache, &names, &err);
  sum.opening = cpu() - start - sum.reading;
  if (status == LUN_OK) status = lun_vocab_new(&vocab, &err);
  for (size_t at = 0, end; status == LUN_OK && at < size; at = end) {
    end = piece_end(text, size, at, piece);
    status = go(text + at, (uint32_t)(end - at), vocab, &tokens, &structure, &sentences,
                names.image ? lun_image_at(names.image, 0) : NULL, &hits, &sum, &err);
  }
  if (status == LUN_OK) {
    printf("%llu tokens, %llu sentences, %llu paragraphs, %lu lexemes\n", (unsigned long long)sum.tokens,
           (unsigned long long)sum.sentences, (unsigned long long)sum.paragraphs, (unsigned long)lun_vocab_count(vocab));
    if (list) printf("%llu names\n", (unsigned long long)sum.names);
    if (times && list) printf("seconds: open list %.4f, look up %.4f\n", sum.opening, sum.looking);
    if (times)
      printf("seconds: read %.4f, tokenize %.4f, structure %.4f, sentences %.4f, all %.4f\n", sum.reading, sum.tokenizing,
             sum.structure, sum.sentence, cpu() - start);
  } else fprintf(stderr, "%s\n", err.message);
  lun_ranges_free(&sentences);
  lun_structure_free(&structure);
  lun_tokens_free(&tokens);
  lun_hits_free(&hits);
  lun_names_close(&names);
  lun_vocab_free(vocab);
  lun_free(text);
  return status == LUN_OK ? 0 : 1;
}
