/* SHA-256 as FIPS 180-4 gives it: the message is padded to blocks of 64 bytes, each mixed into eight words by 64 rounds. */
#include "lunette/sha256.h"

#include <string.h>

static const uint32_t round_constants[64] = {
    0x428a2f98u, 0x71374491u, 0xb5c0fbcfu, 0xe9b5dba5u, 0x3956c25bu, 0x59f111f1u, 0x923f82a4u, 0xab1c5ed5u, 0xd807aa98u, 0x12835b01u, 0x243185beu,
    0x550c7dc3u, 0x72be5d74u, 0x80deb1feu, 0x9bdc06a7u, 0xc19bf174u, 0xe49b69c1u, 0xefbe4786u, 0x0fc19dc6u, 0x240ca1ccu, 0x2de92c6fu, 0x4a7484aau,
    0x5cb0a9dcu, 0x76f988dau, 0x983e5152u, 0xa831c66du, 0xb00327c8u, 0xbf597fc7u, 0xc6e00bf3u, 0xd5a79147u, 0x06ca6351u, 0x14292967u, 0x27b70a85u,
    0x2e1b2138u, 0x4d2c6dfcu, 0x53380d13u, 0x650a7354u, 0x766a0abbu, 0x81c2c92eu, 0x92722c85u, 0xa2bfe8a1u, 0xa81a664bu, 0xc24b8b70u, 0xc76c51a3u,
    0xd192e819u, 0xd6990624u, 0xf40e3585u, 0x106aa070u, 0x19a4c116u, 0x1e376c08u, 0x2748774cu, 0x34b0bcb5u, 0x391c0cb3u, 0x4ed8aa4au, 0x5b9cca4fu,
    0x682e6ff3u, 0x748f82eeu, 0x78a5636fu, 0x84c87814u, 0x8cc70208u, 0x90befffau, 0xa4506cebu, 0xbef9a3f7u, 0xc67178f2u};

static inline uint32_t turned(uint32_t x, unsigned by) { return x >> by | x << (32 - by); }

static inline uint32_t load(const unsigned char *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void mix(uint32_t state[8], const unsigned char *block) {
  uint32_t w[64];
  for (unsigned i = 0; i < 16; i++) w[i] = load(block + 4 * i);
  for (unsigned i = 16; i < 64; i++) {
    uint32_t early = turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ w[i - 15] >> 3;
    uint32_t late = turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + early + w[i - 7] + late;
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (unsigned i = 0; i < 64; i++) {
    uint32_t first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + round_constants[i] + w[i];
    uint32_t second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + first;
    d = c, c = b, b = a, a = first + second;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

void lun_sha256_begin(lun_sha256 *sum) {
  static const uint32_t first[8] = {0x6a09e667u, 0xbb67ae85u, 0x3c6ef372u, 0xa54ff53au, 0x510e527fu, 0x9b05688cu, 0x1f83d9abu, 0x5be0cd19u};
  memcpy(sum->state, first, sizeof first);
  sum->size = 0;
}

void lun_sha256_add(lun_sha256 *sum, const void *bytes, size_t size) {
  const unsigned char *p = bytes;
  size_t kept = sum->size % 64;
  sum->size += size;
  if (kept) {
    size_t wanted = 64 - kept < size ? 64 - kept : size;
    memcpy(sum->rest + kept, p, wanted);
    if (kept + wanted < 64) return;
    mix(sum->state, sum->rest);
    p += wanted, size -= wanted;
  }
  for (; size >= 64; size -= 64, p += 64) mix(sum->state, p);
  if (size) memcpy(sum->rest, p, size);
}

void lun_sha256_end(lun_sha256 *sum, char hexadecimal[65]) {
  static const char digits[] = "0123456789abcdef";
  static const unsigned char padding[64] = {0x80};
  unsigned char length[8];
  for (unsigned i = 0; i < 8; i++) length[i] = (unsigned char)(sum->size * 8 >> (56 - 8 * i));
  size_t kept = sum->size % 64;
  lun_sha256_add(sum, padding, kept < 56 ? 56 - kept : 120 - kept);
  lun_sha256_add(sum, length, sizeof length);
  for (unsigned i = 0; i < 32; i++) {
    unsigned byte = sum->state[i / 4] >> (24 - 8 * (i % 4)) & 255;
    hexadecimal[2 * i] = digits[byte >> 4];
    hexadecimal[2 * i + 1] = digits[byte & 15];
  }
  hexadecimal[64] = 0;
}
