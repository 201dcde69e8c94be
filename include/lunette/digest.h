/* Digests: 128 bits that tell the contents of files apart, worked out in pieces at several gigabytes a second. Same bytes,
 * same digest, on every machine and however they are cut into pieces. Not for secrets, nor against one who builds two
 * files to have the same digest. */
#ifndef LUNETTE_DIGEST_H
#define LUNETTE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lun_digest {
  uint64_t low, high;
} lun_digest;

enum { LUN_DIGEST_STRIPE = 64, LUN_DIGEST_LANES = 8 };
typedef struct lun_digester {
  uint64_t lanes[LUN_DIGEST_LANES];
  uint64_t size; /* bytes so far */
  unsigned char rest[LUN_DIGEST_STRIPE]; /* the last size % 64 of them */
} lun_digester;

void lun_digest_begin(lun_digester *digester);
void lun_digest_add(lun_digester *digester, const void *bytes, size_t size);
lun_digest lun_digest_end(const lun_digester *digester); /* of all bytes so far; more can follow */
lun_digest lun_digest_of(const void *bytes, size_t size);
static inline bool lun_digest_equal(lun_digest a, lun_digest b) { return a.low == b.low && a.high == b.high; }

#endif
