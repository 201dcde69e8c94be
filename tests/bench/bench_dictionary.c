/* Dictionaries alone: reads the documents of a file (parted by NUL) with one vocabulary beforehand, then looks up the named
 * dictionaries of an image in all of them and prints tokens, entries found, distinct words and seconds of CPU of the
 * looking: first with nothing remembered yet, then again. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lunette/dictionary.h"
#include "lunette/doc.h"
#include "lunette/io.h"
#include "lunette/mem.h"

enum { LARGEST = 1 << 28 };

static double cpu(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static lun_status named(lun_image *image, char **names, int count, uint64_t *asked, lun_err *err) {
  *asked = 0;
  for (int i = 0; i < count; i++) {
    const lun_dictionary *dictionary = lun_image_find(image, names[i]);
    if (!dictionary) return lun_fail(err, LUN_NOT_FOUND, 0, "no dictionary '%s'", names[i]);
    *asked |= lun_dictionary_bit(dictionary);
  }
  return LUN_OK;
}

int main(int argc, char **argv) {
  lun_err err = {0};
  lun_vocab *vocab = NULL;
  lun_image *image = NULL;
  lun_doc **docs = NULL;
  lun_hits hits = {0};
  char *bytes = NULL, *text = NULL;
  size_t image_size = 0, size = 0;
  uint32_t count = 0, capacity = 0;
  uint64_t tokens = 0, asked = 0;
  if (argc < 4) {
    fputs("usage: bench_dictionary IMAGE FILE DICTIONARY...\n", stderr);
    return 2;
  }
  lun_heap_widen(); /* as the program does */
  lun_status status = lun_io_read_file(argv[1], LARGEST, &bytes, &image_size, &err);
  if (status == LUN_OK) status = lun_io_read_file(argv[2], LARGEST, &text, &size, &err);
  if (status == LUN_OK) status = lun_image_open(bytes, image_size, &image, &err);
  if (status == LUN_OK) status = named(image, argv + 3, argc - 3, &asked, &err);
  if (status == LUN_OK) status = lun_vocab_new(&vocab, &err);
  for (size_t at = 0; status == LUN_OK && at < size;) {
    const char *end = memchr(text + at, 0, size - at);
    const size_t length = end ? (size_t)(end - text) - at : size - at;
    status = lun_grow((void **)&docs, &capacity, count + 1, sizeof(lun_doc *));
    if (status == LUN_OK) status = lun_doc_new(vocab, text + at, length, docs + count, &err);
    if (status == LUN_OK) tokens += docs[count++]->tokens.count;
    at += length + 1;
  }
  const uint32_t words = vocab ? lun_vocab_count(vocab) : 0;
  for (int pass = 0; status == LUN_OK && pass < 2; pass++) {
    uint64_t entries = 0;
    const double start = cpu();
    for (uint32_t i = 0; status == LUN_OK && i < count; i++) {
      hits.count = 0;
      status = lun_doc_entries(docs[i], image, asked, 0, docs[i]->tokens.count, &hits, &err);
      entries += hits.count;
    }
    if (status == LUN_OK)
      printf("%s %llu tokens %llu entries %u words %.5f seconds\n", pass ? "again" : "first", (unsigned long long)tokens, (unsigned long long)entries, (unsigned)words, cpu() - start);
  }
  if (status) fprintf(stderr, "%s\n", err.message);
  for (uint32_t i = 0; i < count; i++) lun_doc_free(docs[i]);
  lun_free(docs);
  lun_hits_free(&hits);
  lun_image_close(image);
  lun_vocab_free(vocab);
  lun_free(text);
  lun_free(bytes);
  return status == LUN_OK ? 0 : 1;
}
