/* The tagger alone: cuts the texts of a file (parts parted by blank lines, one vocabulary) beforehand, then tags all of them and
 * prints tokens and seconds of CPU of the tagging: first with nothing remembered yet, then again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lunette/io.h"
#include "lunette/mem.h"
#include "lunette/tag.h"

enum { LARGEST = 1 << 28, PIECE = 1 << 16 };

typedef struct piece {
  lun_tokens tokens;
  lun_structure structure;
  lun_ranges sentences;
} piece;

static double cpu(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static size_t piece_end(const char *text, size_t size, size_t at) {
  if (size - at <= PIECE) return size;
  for (size_t end = at + PIECE; end + 1 < size; end++)
    if (text[end] == '\n' && text[end + 1] == '\n') return end + 2;
  return size;
}

static lun_status cut(const char *text, size_t size, lun_vocab *vocab, piece *p, lun_err *err) {
  lun_status status = lun_tokenize(text, (uint32_t)size, vocab, &p->tokens, err);
  if (status == LUN_OK) status = lun_structure_find(text, vocab, &p->tokens, &p->structure, err);
  if (status == LUN_OK) status = lun_sentences_split(text, vocab, &p->tokens, &p->structure, &p->sentences, err);
  return status;
}

int main(int argc, char **argv) {
  lun_err err = {0};
  lun_vocab *vocab = NULL;
  lun_tagger *tagger = NULL;
  char *weights = NULL, *text = NULL;
  uint8_t *label = NULL;
  piece *pieces = NULL;
  size_t weight_size = 0, size = 0;
  uint32_t count = 0, capacity = 0, most = 0;
  uint64_t all = 0;
  if (argc != 3) {
    fputs("usage: bench_tagger WEIGHTS FILE\n", stderr);
    return 2;
  }
  lun_status status = lun_io_read_file(argv[1], LARGEST, &weights, &weight_size, &err);
  if (status == LUN_OK) status = lun_io_read_file(argv[2], LARGEST, &text, &size, &err);
  if (status == LUN_OK) status = lun_vocab_new(&vocab, &err);
  for (size_t at = 0, end; status == LUN_OK && at < size; at = end) {
    end = piece_end(text, size, at);
    status = lun_grow((void **)&pieces, &capacity, count + 1, sizeof *pieces);
    if (status) break;
    memset(pieces + count, 0, sizeof *pieces);
    status = cut(text + at, end - at, vocab, pieces + count++, &err);
    all += pieces[count - 1].tokens.count;
    most = pieces[count - 1].tokens.count > most ? pieces[count - 1].tokens.count : most;
  }
  if (status == LUN_OK && !(label = lun_alloc(most))) status = lun_fail_memory(&err);
  for (int pass = 0; status == LUN_OK && pass < 2; pass++) {
    const double start = cpu();
    if (pass == 0) status = lun_tagger_new(weights, weight_size, vocab, &tagger, &err);
    for (uint32_t i = 0; status == LUN_OK && i < count; i++) status = lun_tagger_run(tagger, &pieces[i].tokens, &pieces[i].sentences, 0, pieces[i].sentences.count, label, &err);
    if (status == LUN_OK) printf("%s %llu tokens %.4f seconds %.1f MB held\n", pass ? "again" : "first", (unsigned long long)all, cpu() - start, (double)lun_tagger_memory(tagger) / 1e6);
  }
  if (status) fprintf(stderr, "%s\n", err.message);
  for (uint32_t i = 0; i < count; i++) {
    lun_tokens_free(&pieces[i].tokens);
    lun_structure_free(&pieces[i].structure);
    lun_ranges_free(&pieces[i].sentences);
  }
  lun_free(pieces);
  lun_free(label);
  lun_tagger_free(tagger);
  lun_vocab_free(vocab);
  lun_free(text);
  lun_free(weights);
  return status == LUN_OK ? 0 : 1;
}
