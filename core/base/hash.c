/* A multiply-and-fold hash in the manner of wyhash (Wang Yi, 2019, public domain): two 8-byte words are mixed by one
 * 64 x 64 -> 128 bit multiplication whose halves are joined. Both factors of every step hold something that follows from
 * the seed, so that without the seed no key can be chosen whose product is zero, nor two whose factors are exchanged.
 * Words are read low byte first: the same bytes and seed give the same number on every machine. */
#include "lunette/hash.h"

#include "base/hash_steps.h"

uint64_t lun_hash(const void *bytes, size_t size, uint64_t seed) {
  const unsigned char *p = bytes;
  lun_hash_seed state = lun_hash_begin(seed);
  if (size <= LUN_HASH_SHORT) return lun_hash_end(lun_hash_take(bytes, size), state);
  size_t left = size;
  for (; left > 16; left -= 16, p += 16) state.state = lun_hash_mix(lun_hash_word(p, 8) ^ state.secret, lun_hash_word(p + 8, 8) ^ state.state);
  /* the last sixteen bytes, some of them for the second time */
  return lun_hash_end((lun_hash_text){lun_hash_word(p + left - 16, 8), lun_hash_word(p + left - 8, 8), size}, state);
}
