/* The steps of lun_hash, for who hashes one short text with several seeds: of up to 16 bytes it takes two numbers, which are the same for
 * every seed, and of a seed two others, which the compiler works out where it is written in the source. */
#ifndef LUNETTE_BASE_HASH_STEPS_H
#define LUNETTE_BASE_HASH_STEPS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LUN_HASH_K0 0xa0761d6478bd642fu
#define LUN_HASH_K1 0xe7037ed1a0b428dbu
#define LUN_HASH_K2 0x8ebc6af09c88c6e3u
enum { LUN_HASH_SHORT = 16 };

static inline uint64_t lun_hash_mix(uint64_t a, uint64_t b) {
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
static inline uint64_t lun_hash_word(const unsigned char *p, size_t n) {
  uint64_t word = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && !defined(LUN_HASH_PORTABLE)
  memcpy(&word, p, n);
#else
  for (size_t i = 0; i < n; i++) word |= (uint64_t)p[i] << 8 * i;
#endif
  return word;
}
typedef struct lun_hash_text { /* of at most LUN_HASH_SHORT bytes */
  uint64_t a, b, size;
} lun_hash_text;
typedef struct lun_hash_seed {
  uint64_t secret, state;
} lun_hash_seed;

static inline lun_hash_text lun_hash_take(const void *bytes, size_t size) {
  const unsigned char *p = bytes;
  lun_hash_text text = {0, 0, size};
  if (size >= 4) { /* four words of four bytes that overlap as they must */
    const size_t inner = size / 8 * 4;
    text.a = lun_hash_word(p, 4) << 32 | lun_hash_word(p + inner, 4);
    text.b = lun_hash_word(p + size - 4, 4) << 32 | lun_hash_word(p + size - 4 - inner, 4);
  } else if (size) {
    text.a = (uint64_t)p[0] << 16 | (uint64_t)p[size / 2] << 8 | p[size - 1];
  }
  return text;
}

static inline lun_hash_seed lun_hash_begin(uint64_t seed) {
  const uint64_t secret = lun_hash_mix(seed ^ LUN_HASH_K0, LUN_HASH_K1) ^ LUN_HASH_K1;
  return (lun_hash_seed){secret, lun_hash_mix(secret ^ LUN_HASH_K2, LUN_HASH_K0)};
}

static inline uint64_t lun_hash_end(lun_hash_text text, lun_hash_seed seed) {
  return lun_hash_mix(LUN_HASH_K2 ^ text.size, lun_hash_mix(text.a ^ seed.secret, text.b ^ seed.state));
}

#endif
