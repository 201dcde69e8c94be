/* A digest in the manner of XXH3 for long inputs (Yann Collet, xxHash 0.8, 2020, BSD 2-clause; its description, not its
 * code): eight lanes of 64 bits take a stripe of 64 bytes at a time. Each lane adds the product of the halves of its word,
 * masked, and its neighbour's word as it stands, so that no word can erase what came before; every sixteen stripes the
 * lanes are scrambled. At the end all lanes are folded, twice with different masks, with the number of bytes. Masks are
 * numbers of a Weyl sequence, mixed (Steele and others, Fast Splittable Pseudorandom Number Generators, 2014). Words are
 * read low byte first. */
#include "lunette/digest.h"

#include <string.h>

#include "lunette/hash.h"

enum { STRIPES = 16, MASKS = LUN_DIGEST_LANES + STRIPES };

/* mask(n) for n from 0: what SplitMix64 gives from the seed 0. */
static inline uint64_t mask(uint64_t n) {
  uint64_t z = (n + 1) * 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

static inline uint64_t load(const unsigned char *p) {
  uint64_t word = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && !defined(LUN_HASH_PORTABLE)
  memcpy(&word, p, sizeof word);
#else
  for (size_t i = 0; i < 8; i++) word |= (uint64_t)p[i] << 8 * i;
#endif
  return word;
}

static inline void take(uint64_t lanes[LUN_DIGEST_LANES], const unsigned char *stripe, const uint64_t *masks) {
  for (size_t i = 0; i < LUN_DIGEST_LANES; i++) {
    const uint64_t word = load(stripe + 8 * i), masked = word ^ masks[i];
    lanes[i ^ 1] += word;
    lanes[i] += (masked & 0xffffffffu) * (masked >> 32);
  }
}

static inline void scramble(uint64_t lanes[LUN_DIGEST_LANES], const uint64_t *masks) {
  for (size_t i = 0; i < LUN_DIGEST_LANES; i++) lanes[i] = (lanes[i] ^ lanes[i] >> 47 ^ masks[i]) * 0x9e3779b1u;
}

void lun_digest_begin(lun_digester *digester) {
  memset(digester, 0, sizeof *digester);
  for (size_t i = 0; i < LUN_DIGEST_LANES; i++) digester->lanes[i] = mask(MASKS + i);
}

void lun_digest_add(lun_digester *digester, const void *bytes, size_t size) {
  const unsigned char *p = bytes;
  const size_t held = (size_t)(digester->size % LUN_DIGEST_STRIPE);
  uint64_t masks[MASKS], lanes[LUN_DIGEST_LANES], stripe = digester->size / LUN_DIGEST_STRIPE % STRIPES;
  digester->size += size;
  if (held + size < LUN_DIGEST_STRIPE) {
    if (size) memcpy(digester->rest + held, p, size);
    return;
  }
  for (uint64_t i = 0; i < MASKS; i++) masks[i] = mask(i);
  memcpy(lanes, digester->lanes, sizeof lanes);
  if (held) { /* fill up the stripe that was begun */
    memcpy(digester->rest + held, p, LUN_DIGEST_STRIPE - held);
    p += LUN_DIGEST_STRIPE - held;
    size -= LUN_DIGEST_STRIPE - held;
    take(lanes, digester->rest, masks + stripe);
    stripe++;
  }
  for (;;) {
    if (stripe == STRIPES) {
      scramble(lanes, masks + STRIPES);
      stripe = 0;
    }
    if (size < LUN_DIGEST_STRIPE) break;
    take(lanes, p, masks + stripe);
    stripe++;
    p += LUN_DIGEST_STRIPE;
    size -= LUN_DIGEST_STRIPE;
  }
  memcpy(digester->lanes, lanes, sizeof lanes);
  if (size) memcpy(digester->rest, p, size);
}

lun_digest lun_digest_end(const lun_digester *digester) {
  uint64_t parts[LUN_DIGEST_LANES + 1];
  unsigned char rest[LUN_DIGEST_STRIPE] = {0};
  memcpy(parts, digester->lanes, sizeof digester->lanes);
  parts[LUN_DIGEST_LANES] = digester->size;
  memcpy(rest, digester->rest, (size_t)(digester->size % LUN_DIGEST_STRIPE));
  unsigned char bytes[sizeof parts + sizeof rest];
  for (size_t i = 0; i <= LUN_DIGEST_LANES; i++)
    for (size_t k = 0; k < 8; k++) bytes[8 * i + k] = (unsigned char)(parts[i] >> 8 * k);
  memcpy(bytes + sizeof parts, rest, sizeof rest);
  return (lun_digest){lun_hash(bytes, sizeof bytes, mask(0)), lun_hash(bytes, sizeof bytes, mask(1))};
}

lun_digest lun_digest_of(const void *bytes, size_t size) {
  lun_digester digester;
  lun_digest_begin(&digester);
  lun_digest_add(&digester, bytes, size);
  return lun_digest_end(&digester);
}
