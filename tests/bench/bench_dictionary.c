/* Dictionaries alone: reads the documents of a file (parted by NUL) with one vocabulary beforehand, then looks up the named
 * dictionaries of an image in all of them and prints tokens, entries found, distinct words and seconds of CPU of the
 * looking: first with nothing remembered yet, then again. What a new word costs is the difference of both, which whole runs blur, since
 * something disturbs each of them somewhere. So some hundred documents are looked up in both states one right after the other, and of ROUNDS such
 * pairs the median is taken. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lunette/dictionary.h"
#include "lunette/doc.h"
#include "lunette/io.h"
#include "lunette/mem.h"

enum { LARGEST = 1 << 28, ROUNDS = 8, STRETCH = 512 /* documents timed together */ };

/* Documents with a vocabulary and an image of their own. */
typedef struct reading {
  lun_vocab *vocab;
  lun_image *image;
  lun_doc **docs;
  uint32_t count;
  uint64_t asked, tokens, entries; /* found since it was opened */
} reading;

/* Seconds of a stretch of documents in each round: when all is known, and what more it takes when nothing is. */
typedef struct stretch {
  double again[ROUNDS], more[ROUNDS];
} stretch;

typedef struct input {
  char *bytes, *text, **names; /* the image, the documents, the dictionaries */
  size_t image_size, size;
  int name_count;
} input;

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

static lun_status read_all(reading *r, const char *text, size_t size, lun_err *err) {
  uint32_t capacity = 0;
  for (size_t at = 0; at < size;) {
    const char *end = memchr(text + at, 0, size - at);
    const size_t length = end ? (size_t)(end - text) - at : size - at;
    if (lun_grow((void **)&r->docs, &capacity, (uint64_t)r->count + 1, sizeof(lun_doc *))) return lun_fail_memory(err);
    const lun_status status = lun_doc_new(r->vocab, text + at, length, &r->docs[r->count], err);
    if (status) return status;
    r->tokens += r->docs[r->count++]->tokens.count;
    at += length + 1;
  }
  return LUN_OK;
}

static lun_status open_reading(const input *in, reading *r, lun_err *err) {
  *r = (reading){.count = 0};
  lun_status status = lun_image_open(in->bytes, in->image_size, &r->image, err);
  if (!status) status = named(r->image, in->names, in->name_count, &r->asked, err);
  if (!status) status = lun_vocab_new(&r->vocab, err);
  return status ? status : read_all(r, in->text, in->size, err);
}

static void close_reading(reading *r) {
  for (uint32_t i = 0; i < r->count; i++) lun_doc_free(r->docs[i]);
  lun_free(r->docs);
  lun_image_close(r->image);
  lun_vocab_free(r->vocab);
}

/* Seconds of some documents. */
static lun_status look(reading *r, uint32_t from, double *seconds, lun_err *err) {
  lun_hits hits = {0};
  lun_status status = LUN_OK;
  const double start = cpu();
  for (uint32_t i = from; !status && i < r->count && i < from + STRETCH; i++) {
    hits.count = 0;
    status = lun_doc_entries(r->docs[i], r->image, r->asked, 0, r->docs[i]->tokens.count, &hits, err);
    r->entries += hits.count;
  }
  *seconds = cpu() - start;
  lun_hits_free(&hits);
  return status;
}

/* One round: both states by turns, each first in every other round. */
static lun_status run_round(const input *in, reading *known, stretch *stretches, unsigned round, lun_err *err) {
  reading fresh;
  lun_status status = open_reading(in, &fresh, err);
  known->entries = 0;
  for (uint32_t i = 0; !status && i < known->count; i += STRETCH) {
    stretch *s = &stretches[i / STRETCH];
    reading *pair[2] = {known, &fresh};
    double seconds[2] = {0};
    for (unsigned k = 0; !status && k < 2; k++) status = look(pair[(k + round) % 2], i, &seconds[(k + round) % 2], err);
    s->again[round] = seconds[0];
    s->more[round] = seconds[1] - seconds[0];
  }
  close_reading(&fresh);
  return status;
}

static int compare(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}
static double median(double rounds[ROUNDS]) {
  qsort(rounds, ROUNDS, sizeof *rounds, compare);
  return (rounds[(ROUNDS - 1) / 2] + rounds[ROUNDS / 2]) / 2;
}

static void print(const reading *r, stretch *stretches) {
  double again = 0, more = 0;
  for (uint32_t i = 0; i < r->count; i += STRETCH) {
    again += median(stretches[i / STRETCH].again);
    more += median(stretches[i / STRETCH].more);
  }
  for (unsigned pass = 0; pass < 2; pass++)
    printf("%s %llu tokens %llu entries %u words %.5f seconds\n", pass ? "again" : "first", (unsigned long long)r->tokens, (unsigned long long)r->entries, (unsigned)lun_vocab_count(r->vocab), pass ? again : again + more);
}

int main(int argc, char **argv) {
  lun_err err = {0};
  input in = {.names = argv + 3, .name_count = argc - 3};
  reading known = {.count = 0};
  if (argc < 4) {
    fputs("usage: bench_dictionary IMAGE FILE DICTIONARY...\n", stderr);
    return 2;
  }
  lun_heap_widen(); /* as the program does */
  lun_status status = lun_io_read_file(argv[1], LARGEST, &in.bytes, &in.image_size, &err);
  if (!status) status = lun_io_read_file(argv[2], LARGEST, &in.text, &in.size, &err);
  if (!status) status = open_reading(&in, &known, &err);
  stretch *stretches = lun_zalloc(known.count / STRETCH + 1, sizeof *stretches);
  if (!stretches) status = lun_fail_memory(&err);
  double seconds;
  for (uint32_t i = 0; !status && i < known.count; i += STRETCH) status = look(&known, i, &seconds, &err);
  for (unsigned round = 0; !status && round < ROUNDS; round++) status = run_round(&in, &known, stretches, round, &err);
  if (!status) print(&known, stretches);
  else fprintf(stderr, "%s\n", err.message);
  close_reading(&known);
  lun_free(stretches);
  lun_free(in.text);
  lun_free(in.bytes);
  return status == LUN_OK ? 0 : 1;
}
