/* A multiply-and-fold hash in the manner of wyhash (Wang Yi, 2019, public domain): two 8-byte words are mixed by one
 * 64 x 64 -> 128 bit multiplication whose halves are joined. Both factors of every step hold something that follows from
 * the seed, so that without the seed no key can be chosen whose product is zero, nor two whose factors are exchanged.
 * Words are read low byte first: the same bytes and seed give the same number on every machine. */
#include "lunette/hash.h"

#include <string.h>

static inline uint64_t mix(uint64_t a, uint64_t b) {
#if defined(__SIZEOF_INT128__) && !defined(LUN_HASH_PORTABLE)
  __extension__ typedef unsigned __int128 wide;
  wide product = (wide)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
  uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
  uint64_t low = a0 * b0, m1 = a1 * b0, m2 = a0 * b1, high = a1 * b1;
  uint64_t carry = ((low >> 32) + (uint32_t)m1 + (uint32_t)m2) >> 32;
  return (low + (m1 << 32) + (m2 << 32)) ^ (high + (m1 >> 32) + (m2 >> 32) + carry);
#endif
}

/* n bytes, 4 or 8. The loop is for the machines that keep the high byte first. */
static inline uint64_t load(const unsigned char *p, size_t n) {
  uint64_t word = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && !defined(LUN_HASH_PORTABLE)
  memcpy(&word, p, n);
#else
  for (size_t i = 0; i < n; i++) word |= (uint64_t)p[i] << 8 * i;
#endif
  return word;
}
static inline uint64_t load4(const unsigned char *p) { return load(p, 4); }
static inline uint64_t load8(const unsigned char *p) { return load(p, 8); }

uint64_t lun_hash(const void *bytes, size_t size, uint64_t seed) {
  static const uint64_t k0 = 0xa0761d6478bd642fu, k1 = 0xe7037ed1a0b428dbu, k2 = 0x8ebc6af09c88c6e3u;
  const unsigned char *p = bytes;
  uint64_t secret = mix(seed ^ k0, k1) ^ k1, state = mix(secret ^ k2, k0), a = 0, b = 0;
  size_t left = size;
  for (; left > 16; left -= 16, p += 16) state = mix(load8(p) ^ secret, load8(p + 8) ^ state);
  if (size > 16) { /* the last sixteen bytes, some of them for the second time */
    a = load8(p + left - 16);
    b = load8(p + left - 8);
  } else if (size >= 4) { /* four words of four bytes that overlap as they must */
    size_t inner = size / 8 * 4;
    a = load4(p) << 32 | load4(p + inner);
    b = load4(p + size - 4) << 32 | load4(p + size - 4 - inner);
  } else if (size) {
    a = (uint64_t)p[0] << 16 | (uint64_t)p[size / 2] << 8 | p[size - 1];
  }
  return mix(k2 ^ (uint64_t)size, mix(a ^ secret, b ^ state));
}
