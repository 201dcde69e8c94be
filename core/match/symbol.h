/* What a machine's symbols are made of: words and places, as small numbers (symbol.c). */
#ifndef LUN_MATCH_SYMBOL_H
#define LUN_MATCH_SYMBOL_H

#include "match/predicate.h"

/* Its leaves are in lun_symbols.leaves, those of sets of words first. Symbols that differ in these alone have one kind. */
typedef struct lun_symbol { uint64_t others[2]; uint32_t leaf, word_count, leaf_count; } lun_symbol; /* others: as of its signature */
/* What is asked of most symbols, in half a cache line: the other part of its signature, its kind, its class and its place, and the step on it from the
 * initial state as one of a front, or 0 (front.c). */
typedef struct lun_symbol_bits { uint64_t words[2]; uint32_t kind, word, place, first_step; } lun_symbol_bits;
typedef struct lun_symbols {
  lun_lists words, places, kinds; /* leaves that hold */
  uint64_t *place_bits; /* [place_bit_count] of a place's leaves, as in lun_glance.others */
  uint32_t place_bit_count, place_bit_capacity;
  lun_numbers alone; /* [class] its symbol where nothing stands + 1, or 0 */
  lun_numbers leaves;
  lun_symbol *at;
  lun_symbol_bits *bits; /* apart, as with fronts */
  void *bits_block;
  uint32_t count, capacity, bits_capacity;
  uint32_t *slots; /* [slot_count] by a hash of class and place: symbol + 1, 0 where the slot is free */
  uint32_t slot_count;
  uint32_t *places_more;             /* pairs: place and leaf -> place, as (place, leaf, place) + 1 */
  uint32_t places_more_count, places_more_slots;
} lun_symbols;
enum { SYMBOL_END = 0 };
#define SYMBOL_UNKNOWN (UINT32_C(1) << 31) /* in a view: the place of the token, whose symbol has not been asked for */

#endif
