/* Bytes of compressed files and archives, made here so that tests need no programs: gzip with its data stored, zstd of one
 * byte repeated, tar. Include after cmocka.h. */
#ifndef LUNETTE_TEST_PACKED_H
#define LUNETTE_TEST_PACKED_H

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lunette/warc.h"

/* "one\ntwo\n" */
static const char ONE_TWO_BZIP2[] =
  "\x42\x5A\x68\x39\x31\x41\x59\x26\x53\x59\xA7\x14\x2B\x77\x00\x00\x02\xC1\x80\x00\x10\x02\x01\x84\x80\x20\x00\x21\x80\x0C\x02\x38\xF5"
  "\x1B\x8B\xB9\x22\x9C\x28\x48\x53\x8A\x15\xBB\x80";
static const char ONE_TWO_XZ[] =
  "\xFD\x37\x7A\x58\x5A\x00\x00\x04\xE6\xD6\xB4\x46\x02\x00\x21\x01\x16\x00\x00\x00\x74\x2F\xE5\xA3\x01\x00\x07\x6F\x6E\x65\x0A\x74\x77"
  "\x6F\x0A\x00\x51\xAB\x9E\xAF\x57\x75\x70\x49\x00\x01\x20\x08\xBB\x19\xD9\xBB\x1F\xB6\xF3\x7D\x01\x00\x00\x00\x00\x04\x59\x5A";
static const char ONE_TWO_ZSTD[] = "\x28\xB5\x2F\xFD\x04\x58\x41\x00\x00\x6F\x6E\x65\x0A\x74\x77\x6F\x0A\xE6\xA6\x0E\x40";

typedef struct packed {
  char *bytes;
  size_t size, room;
} packed;

static inline void forget(packed *p) {
  free(p->bytes);
  *p = (packed){0};
}

static inline void add(packed *p, const char *bytes, size_t size) {
  if (p->size + size > p->room) {
    p->room = 2 * (p->size + size);
    p->bytes = realloc(p->bytes, p->room);
    assert_non_null(p->bytes);
  }
  if (size) memcpy(p->bytes + p->size, bytes, size);
  p->size += size;
}

__attribute__((format(printf, 2, 3))) static inline void add_text(packed *p, const char *format, ...) {
  char text[2000];
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  assert_true(size >= 0 && (size_t)size < sizeof text);
  add(p, text, (size_t)size);
}

static inline void add_number(packed *p, uint64_t number, int bytes) {
  for (int i = 0; i < bytes; i++) add(p, &(char){(char)(number >> 8 * i & 255)}, 1);
}

static inline uint32_t checksum(const char *bytes, size_t size) {
  uint32_t sum = 0xFFFFFFFFu;
  for (size_t i = 0; i < size; i++) {
    sum ^= (unsigned char)bytes[i];
    for (int bit = 0; bit < 8; bit++) sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320u : 0);
  }
  return ~sum;
}

/* One gzip member whose data is stored, in blocks of at most 60,000 bytes. */
static inline void add_gzip(packed *p, const char *bytes, size_t size) {
  add(p, "\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10);
  size_t at = 0;
  do {
    size_t n = size - at < 60000 ? size - at : 60000;
    add_number(p, at + n == size, 1);
    add_number(p, n, 2);
    add_number(p, ~n, 2);
    add(p, bytes + at, n);
    at += n;
  } while (at < size);
  add_number(p, checksum(bytes, size), 4);
  add_number(p, size, 4);
}

/* A zstd frame of `blocks` blocks of 100,000 times the same byte, four bytes each. */
static inline void add_zstd(packed *p, size_t blocks, char byte) {
  add(p, "\x28\xB5\x2F\xFD\x00\x60", 6); /* window: 4 MiB */
  for (size_t i = 1; i <= blocks; i++) {
    add_number(p, (i == blocks) | 1u << 1 | 100000u << 3, 3);
    add(p, &byte, 1);
  }
}

/* A member of a tar archive; type '0' is a file, '1' a hard link, '2' a symbolic link, '5' a folder, '6' a pipe. */
static inline void add_tar(packed *p, const char *name, char type, const char *bytes, size_t size) {
  char header[512] = {0};
  unsigned sum = 0;
  snprintf(header, 100, "%s", name);
  memcpy(header + 100, "0000644\0000000000\0000000000", 24);
  snprintf(header + 124, 12, "%011o", (unsigned)size);
  memcpy(header + 136, "00000000000", 12);
  memset(header + 148, ' ', 8);
  header[156] = type;
  if (type == '1' || type == '2') strcpy(header + 157, "a.txt");
  memcpy(header + 257, "ustar\00000", 8);
  for (int i = 0; i < 512; i++) sum += (unsigned char)header[i];
  snprintf(header + 148, 8, "%06o", sum);
  add(p, header, 512);
  add(p, bytes, size);
  static const char zeros[512];
  if (size % 512) add(p, zeros, 512 - size % 512);
}
static inline void end_tar(packed *p) {
  static const char zeros[1024];
  add(p, zeros, 1024);
}

#endif
