/* Hashing: a fast 64-bit hash for tables (seeded, so keys cannot be chosen to collide). Not for secrets. */
#ifndef LUNETTE_HASH_H
#define LUNETTE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* bytes may be NULL where size is 0. The same on every machine, and kept in files: compiled dictionaries hold hashes. */
uint64_t lun_hash(const void *bytes, size_t size, uint64_t seed);

#endif
