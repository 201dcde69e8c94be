/* Symbols: what is true of a token, as one small number. A word has a class (the leaves that hold for its text, worked out
 * once per lexeme), a token has a place (the leaves that hold where it stands; most tokens have none); each pair of both
 * that occurs is a symbol. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { FIRST_SLOTS = 256 };

void lun_symbols_free(lun_symbols *s) {
  lun_lists_free(&s->words);
  lun_lists_free(&s->places);
  lun_lists_free(&s->kinds);
  lun_numbers_free(&s->leaves);
  lun_numbers_free(&s->alone);
  lun_free(s->at);
  lun_free(s->bits_block);
  lun_free(s->place_bits);
  lun_free(s->slots);
  lun_free(s->places_more);
  *s = (lun_symbols){0};
}

size_t lun_symbols_memory(const lun_symbols *s) {
  return lun_lists_memory(&s->words) + lun_lists_memory(&s->places) + lun_lists_memory(&s->kinds) + s->capacity * sizeof *s->at + s->bits_capacity * sizeof *s->bits +
         s->place_bit_capacity * sizeof *s->place_bits +
         s->slot_count * sizeof *s->slots + sizeof(uint32_t) * ((size_t)s->leaves.capacity + s->alone.capacity + 3 * (size_t)s->places_more_slots);
}

/* Appends the leaves of a class and a place to those of all symbols: sets of words, then the others. */
static lun_status add_leaves(lun_machine *m, lun_symbol *symbol, lun_symbol_bits *bits) {
  lun_signature signature = {{0, 0}, {1, 0}};
  lun_symbols *s = &m->symbols;
  symbol->leaf = s->leaves.count;
  for (unsigned part = 0; part < 3; part++) {
    uint32_t count;
    const uint32_t *leaves = part < 2 ? lun_lists_at(&s->words, bits->word, &count) : lun_lists_at(&s->places, bits->place, &count);
    for (uint32_t i = 0; i < count; i++) {
      const bool words = lun_is_words(&m->predicates.leaves[leaves[i]]);
      if (part < 2 && words != (part == 0)) continue;
      lun_signature_add(&signature, words, leaves[i]);
      if (lun_numbers_push(&s->leaves, leaves[i])) return LUN_NO_MEMORY;
    }
    if (part == 0) symbol->word_count = s->leaves.count - symbol->leaf;
  }
  symbol->leaf_count = s->leaves.count - symbol->leaf;
  memcpy(bits->words, signature.words, sizeof bits->words);
  memcpy(symbol->others, signature.others, sizeof symbol->others);
  return lun_lists_intern(&s->kinds, s->leaves.at + symbol->leaf + symbol->word_count, symbol->leaf_count - symbol->word_count, &bits->kind);
}

static lun_status intern_word(lun_machine *m, const lun_numbers *leaves, uint32_t *list) {
  lun_symbols *s = &m->symbols;
  lun_status status = lun_lists_intern(&s->words, leaves->at, leaves->count, list);
  while (!status && s->alone.count <= *list) status = lun_numbers_push(&s->alone, 0);
  return status;
}
static lun_status intern_place(lun_machine *m, const lun_numbers *leaves, uint32_t *list) {
  lun_symbols *s = &m->symbols;
  void *block = s->place_bits;
  if (lun_grow(&block, &s->place_bit_capacity, (uint64_t)s->place_bit_count + 1, sizeof *s->place_bits)) return LUN_NO_MEMORY;
  s->place_bits = block;
  const lun_status status = lun_lists_intern(&s->places, leaves->at, leaves->count, list);
  if (status || *list < s->place_bit_count) return status;
  uint64_t bits = 0;
  for (uint32_t k = 0; k < leaves->count; k++) bits |= m->predicates.sights.bits[leaves->at[k]];
  s->place_bits[s->place_bit_count++] = bits;
  return LUN_OK;
}

static lun_status add_symbol(lun_machine *m, uint32_t word, uint32_t place, uint32_t *symbol) {
  lun_symbols *s = &m->symbols;
  lun_status status;
  lun_symbol fresh = {.leaf = 0};
  lun_symbol_bits bits = {.word = word, .place = place};
  if (add_leaves(m, &fresh, &bits)) return LUN_NO_MEMORY;
  void *at = s->bits;
  if (lun_grow_lines(&s->bits_block, &at, &s->bits_capacity, (uint64_t)s->count + 1, sizeof bits)) return LUN_NO_MEMORY;
  s->bits = at;
  s->bits[s->count] = bits;
  LUN_VECTOR_ADD(s->at, s->capacity, s->count, fresh, status);
  *symbol = s->count - 1;
  return status;
}

lun_status lun_symbols_init(lun_machine *m) {
  uint32_t end = LEAF_END;
  uint32_t empty, nowhere, over, symbol;
  m->loaded = 0;
  memset(m->truth, 0, sizeof *m->truth << TRUTH_BITS);
  m->stale = true; /* steps are those of other symbols */
  m->generation++;
  if (intern_word(m, &(lun_numbers){0}, &empty) || intern_place(m, &(lun_numbers){0}, &nowhere)) return LUN_NO_MEMORY;
  if (intern_place(m, &(lun_numbers){&end, 1, 1}, &over)) return LUN_NO_MEMORY;
  return add_symbol(m, empty, over, &symbol); /* SYMBOL_END */
}

void lun_machine_load(lun_machine *m, uint32_t symbol) {
  const lun_symbol *s = &m->symbols.at[symbol];
  lun_predicates_load(&m->predicates, m->symbols.leaves.at + s->leaf, s->leaf_count);
  m->loaded = symbol + 1;
}

void lun_machine_load_place(lun_machine *m, uint32_t place) {
  uint32_t count;
  const uint32_t *leaves = lun_lists_at(&m->symbols.places, place, &count);
  lun_predicates_load(&m->predicates, leaves, count);
  m->loaded = 0;
}

lun_status lun_machine_learn(lun_machine *m, lun_lexeme lexeme, const uint32_t *answers, uint32_t count, lun_err *err) {
  lun_numbers *leaves = &m->scratch.d;
  uint32_t class;
  leaves->count = 0;
  const lun_status status = lun_predicates_classify(&m->predicates, m->vocab, lexeme, answers, count, leaves, err);
  if (status) return status;
  if (intern_word(m, leaves, &class)) return lun_fail_memory(err);
  *lun_class_of(m, lexeme) = class + 1;
  return LUN_OK;
}

lun_lexeme lun_machine_unknown(lun_machine *m, const lun_doc *doc, uint32_t *from) {
  if (!m->predicates.calls) return 0;
  for (; *from < doc->tokens.count; ++*from) {
    const lun_lexeme lexeme = doc->tokens.lexeme[*from];
    if (!*lun_class_of(m, lexeme)) return lexeme;
  }
  return 0;
}
bool lun_machine_wonders(const lun_machine *m, lun_lexeme lexeme, uint32_t call) {
  const lun_predicates *p = &m->predicates;
  for (uint32_t i = 0; i < p->others.count; i++) {
    const lun_leaf *leaf = &p->leaves[p->others.at[i]];
    if (leaf->kind == LEAF_CALL && leaf->number == call) return lun_predicates_wonders(p, p->others.at[i], lun_vocab_flags(m->vocab, lexeme));
  }
  return false;
}
lun_status lun_machine_answer(lun_machine *m, lun_lexeme lexeme, const uint32_t *answers, uint32_t count, lun_err *err) {
  return lun_machine_learn(m, lexeme, answers, count, err);
}

static bool double_slots(lun_symbols *s) {
  const uint32_t wanted = s->slot_count ? 2 * s->slot_count : FIRST_SLOTS;
  uint32_t *slots = lun_zalloc(wanted, sizeof *slots);
  if (!slots) return false;
  for (uint32_t i = 0; i < s->count; i++) {
    uint32_t at = lun_symbols_mix(s->bits[i].place, s->bits[i].word) & (wanted - 1);
    while (slots[at]) at = (at + 1) & (wanted - 1);
    slots[at] = i + 1;
  }
  lun_free(s->slots);
  s->slots = slots;
  s->slot_count = wanted;
  return true;
}

static lun_status symbol_of(lun_machine *m, uint32_t word, uint32_t place, uint32_t *symbol) {
  lun_symbols *s = &m->symbols;
  if (2 * (uint64_t)(s->count + 1) > s->slot_count && !double_slots(s)) return LUN_NO_MEMORY;
  uint32_t at = lun_symbols_mix(place, word) & (s->slot_count - 1);
  for (; s->slots[at]; at = (at + 1) & (s->slot_count - 1)) {
    *symbol = s->slots[at] - 1;
    if (s->bits[*symbol].word == word && s->bits[*symbol].place == place) return LUN_OK;
  }
  if (add_symbol(m, word, place, symbol)) return LUN_NO_MEMORY;
  s->slots[at] = *symbol + 1;
  return LUN_OK;
}

static bool double_more(lun_symbols *s) {
  const uint32_t wanted = s->places_more_slots ? 2 * s->places_more_slots : FIRST_SLOTS;
  uint32_t *slots = lun_zalloc(wanted, 3 * sizeof *slots);
  if (!slots) return false;
  for (uint32_t i = 0; i < s->places_more_slots; i++) {
    const uint32_t *from = s->places_more + 3 * i;
    if (!from[2]) continue;
    uint32_t at = lun_symbols_mix(from[0], from[1]) & (wanted - 1);
    while (slots[3 * at + 2]) at = (at + 1) & (wanted - 1);
    memcpy(slots + 3 * at, from, 3 * sizeof *slots);
  }
  lun_free(s->places_more);
  s->places_more = slots;
  s->places_more_slots = wanted;
  return true;
}

lun_status lun_symbols_place(lun_machine *m, uint32_t place, uint32_t code, uint32_t *more) {
  lun_symbols *s = &m->symbols;
  if (2 * (uint64_t)(s->places_more_count + 1) > s->places_more_slots && !double_more(s)) return LUN_NO_MEMORY;
  uint32_t at = lun_symbols_mix(place, code) & (s->places_more_slots - 1);
  for (; s->places_more[3 * at + 2]; at = (at + 1) & (s->places_more_slots - 1))
    if (s->places_more[3 * at] == place && s->places_more[3 * at + 1] == code) {
      *more = s->places_more[3 * at + 2] - 1;
      return LUN_OK;
    }
  uint32_t count;
  const uint32_t *leaves = lun_lists_at(&s->places, place, &count);
  lun_numbers *list = &m->scratch.d;
  list->count = 0;
  lun_status status = lun_numbers_append(list, leaves, count);
  if (code < LEAF_FIRST_FREE && !status) status = lun_numbers_push(list, code);
  else {
    const uint32_t *leaf = m->contexts[(code - LEAF_FIRST_FREE) / ADDS].leaf, adds = (code - LEAF_FIRST_FREE) % ADDS;
    const bool wanted[] = {[PLACE_INSIDE] = true, [PLACE_FIRST] = adds == ADDS_FIRST || adds == ADDS_ONLY, [PLACE_LAST] = adds == ADDS_LAST || adds == ADDS_ONLY};
    for (unsigned which = PLACE_INSIDE; !status && which <= PLACE_LAST; which++)
      if (wanted[which] && leaf[which]) status = lun_numbers_push(list, leaf[which] - 1);
  }
  lun_numbers_sort(list);
  if (status || intern_place(m, list, more)) return LUN_NO_MEMORY;
  s->places_more_count++;
  s->places_more[3 * at] = place;
  s->places_more[3 * at + 1] = code;
  s->places_more[3 * at + 2] = *more + 1;
  return LUN_OK;
}

/* The symbol of a word where something stands or whose symbol is not known. */
lun_status lun_symbols_learn(lun_machine *m, lun_lexeme lexeme, uint32_t place, uint32_t *symbol, lun_err *err) {
  if (!*lun_class_of(m, lexeme)) {
    const lun_status status = lun_machine_learn(m, lexeme, NULL, 0, err);
    if (status) return status;
  }
  const uint32_t class = *lun_class_of(m, lexeme) - 1;
  if (symbol_of(m, class, place, symbol)) return lun_fail_memory(err);
  if (!place) m->symbols.alone.at[class] = *symbol + 1;
  return LUN_OK;
}
