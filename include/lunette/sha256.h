/* SHA-256 (FIPS 180-4), for telling whether files are the same. */
#ifndef LUNETTE_SHA256_H
#define LUNETTE_SHA256_H

#include <stddef.h>
#include <stdint.h>

typedef struct lun_sha256 {
  uint32_t state[8];
  uint64_t size;        /* bytes so far */
  unsigned char rest[64]; /* the size % 64 bytes that fill no block yet */
} lun_sha256;

void lun_sha256_begin(lun_sha256 *sum);
void lun_sha256_add(lun_sha256 *sum, const void *bytes, size_t size);
void lun_sha256_end(lun_sha256 *sum, char hexadecimal[65]); /* 64 digits in lower case and a NUL; sum is used up */

#endif
