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
  lun_free(s->word_of);
  lun_free(s->symbol_of);
  lun_numbers_free(&s->leaves);
  lun_free(s->at);
  lun_free(s->signatures);
  lun_free(s->slots);
  lun_free(s->placed);
  lun_free(s->places_more);
  *s = (lun_symbols){0};
}

size_t lun_symbols_memory(const lun_symbols *s) {
  return lun_lists_memory(&s->words) + lun_lists_memory(&s->places) + lun_lists_memory(&s->kinds) + s->capacity * sizeof *s->at + s->signature_capacity * sizeof *s->signatures +
         (s->placed ? PLACED * sizeof *s->placed : 0) + sizeof(uint32_t) * (2 * (size_t)s->of_count + s->leaves.capacity + s->slot_count + 3 * (size_t)s->places_more_slots);
}

/* Appends the leaves of a class and a place to those of all symbols: sets of words, then the others. */
static lun_status add_leaves(lun_machine *m, lun_symbol *symbol, lun_signature *signature) {
  lun_symbols *s = &m->symbols;
  symbol->leaf = s->leaves.count;
  for (unsigned part = 0; part < 3; part++) {
    uint32_t count;
    const uint32_t *leaves = part < 2 ? lun_lists_at(&s->words, symbol->word, &count) : lun_lists_at(&s->places, symbol->place, &count);
    for (uint32_t i = 0; i < count; i++) {
      const bool words = lun_is_words(&m->predicates.leaves[leaves[i]]);
      if (part < 2 && words != (part == 0)) continue;
      lun_signature_add(signature, words, leaves[i]);
      if (lun_numbers_push(&s->leaves, leaves[i])) return LUN_NO_MEMORY;
    }
    if (part == 0) symbol->word_count = s->leaves.count - symbol->leaf;
  }
  symbol->leaf_count = s->leaves.count - symbol->leaf;
  return lun_lists_intern(&s->kinds, s->leaves.at + symbol->leaf + symbol->word_count, symbol->leaf_count - symbol->word_count, &symbol->kind);
}

static uint32_t mix(uint32_t a, uint32_t b) {
  const uint64_t h = ((uint64_t)a << 32 | b) * 0x9E3779B97F4A7C15u;
  return (uint32_t)(h >> 32);
}

static lun_status add_symbol(lun_machine *m, uint32_t word, uint32_t place, uint32_t *symbol) {
  lun_symbols *s = &m->symbols;
  lun_status status;
  lun_symbol fresh = {.word = word, .place = place};
  lun_signature signature = {{0, 0}, {1, 0}};
  if (add_leaves(m, &fresh, &signature)) return LUN_NO_MEMORY;
  uint32_t count = s->count;
  LUN_VECTOR_ADD(s->signatures, s->signature_capacity, count, signature, status);
  if (status) return status;
  LUN_VECTOR_ADD(s->at, s->capacity, s->count, fresh, status);
  *symbol = s->count - 1;
  return status;
}

lun_status lun_symbols_init(lun_machine *m) {
  lun_symbols *s = &m->symbols;
  const uint32_t end = LEAF_END;
  uint32_t empty, nowhere, over, symbol;
  m->loaded = 0;
  m->stale = true; /* steps are those of other symbols */
  m->generation++;
  if (lun_lists_intern(&s->words, NULL, 0, &empty) || lun_lists_intern(&s->places, NULL, 0, &nowhere)) return LUN_NO_MEMORY;
  if (lun_lists_intern(&s->places, &end, 1, &over)) return LUN_NO_MEMORY;
  if (!s->placed && !(s->placed = lun_zalloc(PLACED, sizeof *s->placed))) return LUN_NO_MEMORY;
  return add_symbol(m, empty, over, &symbol); /* SYMBOL_END */
}

void lun_machine_load(lun_machine *m, uint32_t symbol) {
  const lun_symbol *s = &m->symbols.at[symbol];
  lun_predicates_load(&m->predicates, m->symbols.leaves.at + s->leaf, s->leaf_count);
  m->loaded = symbol + 1;
}

/* Makes room for all lexemes of the vocabulary. */
static bool grow_lexemes(lun_machine *m) {
  lun_symbols *s = &m->symbols;
  const uint32_t before = s->of_count;
  if (lun_vocab_count(m->vocab) < before) return true;
  uint32_t *const arrays[] = {s->word_of, s->symbol_of};
  uint32_t grown = before;
  for (unsigned k = 0; k < 2; k++) {
    void *block = arrays[k];
    grown = before;
    if (lun_grow(&block, &grown, (uint64_t)lun_vocab_count(m->vocab) + 1, sizeof(uint32_t))) return false;
    memset((uint32_t *)block + before, 0, (grown - before) * sizeof(uint32_t));
    *(k ? &s->symbol_of : &s->word_of) = block;
  }
  s->of_count = grown;
  return true;
}

lun_status lun_machine_learn(lun_machine *m, lun_lexeme lexeme, const uint32_t *answers, uint32_t count, lun_err *err) {
  lun_symbols *s = &m->symbols;
  lun_numbers *leaves = &m->scratch.d;
  uint32_t class;
  leaves->count = 0;
  if (!grow_lexemes(m)) return lun_fail_memory(err);
  const lun_status status = lun_predicates_classify(&m->predicates, m->vocab, lexeme, answers, count, leaves, err);
  if (status) return status;
  if (lun_lists_intern(&s->words, leaves->at, leaves->count, &class)) return lun_fail_memory(err);
  s->word_of[lexeme] = class + 1;
  s->symbol_of[lexeme] = 0;
  return LUN_OK;
}

lun_lexeme lun_machine_unknown(lun_machine *m, const lun_doc *doc, uint32_t *from) {
  if (!m->predicates.calls) return 0;
  for (; *from < doc->tokens.count; ++*from) {
    const lun_lexeme lexeme = doc->tokens.lexeme[*from];
    if (lexeme >= m->symbols.of_count || !m->symbols.word_of[lexeme]) return lexeme;
  }
  return 0;
}
lun_status lun_machine_answer(lun_machine *m, lun_lexeme lexeme, const uint32_t *answers, uint32_t count, lun_err *err) {
  return lun_machine_learn(m, lexeme, answers, count, err);
}

static bool double_slots(lun_symbols *s) {
  const uint32_t wanted = s->slot_count ? 2 * s->slot_count : FIRST_SLOTS;
  uint32_t *slots = lun_zalloc(wanted, sizeof *slots);
  if (!slots) return false;
  for (uint32_t i = 0; i < s->count; i++) {
    uint32_t at = mix(s->at[i].word, s->at[i].place) & (wanted - 1);
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
  uint32_t at = mix(word, place) & (s->slot_count - 1);
  for (; s->slots[at]; at = (at + 1) & (s->slot_count - 1)) {
    *symbol = s->slots[at] - 1;
    if (s->at[*symbol].word == word && s->at[*symbol].place == place) return LUN_OK;
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
    uint32_t at = mix(from[0], from[1]) & (wanted - 1);
    while (slots[3 * at + 2]) at = (at + 1) & (wanted - 1);
    memcpy(slots + 3 * at, from, 3 * sizeof *slots);
  }
  lun_free(s->places_more);
  s->places_more = slots;
  s->places_more_slots = wanted;
  return true;
}

/* The place with one leaf more. */
static lun_status place_with(lun_machine *m, uint32_t place, uint32_t leaf, uint32_t *more) {
  lun_symbols *s = &m->symbols;
  if (2 * (uint64_t)(s->places_more_count + 1) > s->places_more_slots && !double_more(s)) return LUN_NO_MEMORY;
  uint32_t at = mix(place, leaf) & (s->places_more_slots - 1);
  for (; s->places_more[3 * at + 2]; at = (at + 1) & (s->places_more_slots - 1))
    if (s->places_more[3 * at] == place && s->places_more[3 * at + 1] == leaf) {
      *more = s->places_more[3 * at + 2] - 1;
      return LUN_OK;
    }
  uint32_t count;
  const uint32_t *leaves = lun_lists_at(&s->places, place, &count);
  lun_numbers *list = &m->scratch.d;
  list->count = 0;
  if (lun_numbers_append(list, leaves, count) || lun_numbers_push(list, leaf)) return LUN_NO_MEMORY;
  lun_numbers_sort(list);
  if (lun_lists_intern(&s->places, list->at, list->count, more)) return LUN_NO_MEMORY;
  s->places_more_count++;
  s->places_more[3 * at] = place;
  s->places_more[3 * at + 1] = leaf;
  s->places_more[3 * at + 2] = *more + 1;
  return LUN_OK;
}

/* Adds a leaf to the places of a run of tokens; those next to each other mostly stand at the same place. */
static lun_status add_leaf(lun_machine *m, uint32_t *at, uint32_t count, uint32_t leaf) {
  uint32_t before = 0, after = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (i == 0 || at[i] != before) {
      before = at[i];
      if (place_with(m, before, leaf, &after)) return LUN_NO_MEMORY;
    }
    at[i] = after;
  }
  return LUN_OK;
}

/* Writes the place of every token to view->symbols. */
static lun_status lay_places(lun_machine *m, lun_view *view) {
  uint32_t sentence, paragraph, *at = view->symbols;
  if (place_with(m, 0, LEAF_SENTENCE, &sentence) || place_with(m, sentence, LEAF_PARAGRAPH, &paragraph)) return LUN_NO_MEMORY;
  memset(at, 0, view->count * sizeof *at);
  const lun_ranges *sentences = &view->doc->sentences, *paragraphs = &view->doc->structure.paragraphs;
  for (uint32_t k = 0; k < sentences->count; k++) at[sentences->first[k]] = sentence;
  for (uint32_t k = 0; m->paragraphs && k < paragraphs->count; k++) at[paragraphs->first[k]] = paragraph;
  for (uint32_t c = 0; c < m->context_count; c++) {
    const uint32_t *leaf = m->contexts[c].leaf;
    for (uint32_t k = view->place_of[c]; k < view->place_of[c + 1]; k++) {
      const lun_place *place = &view->places[k];
      lun_status status = LUN_OK;
      if (leaf[PLACE_INSIDE]) status = add_leaf(m, at + place->first, place->stop - place->first, leaf[PLACE_INSIDE] - 1);
      if (!status && leaf[PLACE_FIRST]) status = place_with(m, at[place->first], leaf[PLACE_FIRST] - 1, &at[place->first]);
      if (!status && leaf[PLACE_LAST]) status = place_with(m, at[place->stop - 1], leaf[PLACE_LAST] - 1, &at[place->stop - 1]);
      if (status) return status;
    }
  }
  return LUN_OK;
}

lun_status lun_view_resolve(lun_machine *m, lun_view *view, lun_err *err) {
  lun_symbols *s = &m->symbols;
  if ((!s->count && lun_symbols_init(m)) || lay_places(m, view)) return lun_fail_memory(err);
  if (!grow_lexemes(m)) return lun_fail_memory(err);
  const lun_lexeme *lexemes = view->doc->tokens.lexeme;
  uint32_t starts = 0;
  for (uint32_t i = 0; i < view->count; i++) {
    const uint32_t place = view->symbols[i], known = place ? 0 : s->symbol_of[lexemes[i]];
    view->starts[starts] = i;
    if (known) {
      view->symbols[i] = (known & ~SYMBOL_DEAD) - 1;
      starts += !(known & SYMBOL_DEAD);
      continue;
    }
    struct lun_placed *placed = &s->placed[mix(lexemes[i], place) % PLACED];
    if (placed->lexeme == lexemes[i] && placed->place == place) {
      view->symbols[i] = placed->symbol;
      starts++;
      continue;
    }
    if (!s->word_of[lexemes[i]]) {
      const lun_status status = lun_machine_learn(m, lexemes[i], NULL, 0, err);
      if (status) return status;
    }
    if (symbol_of(m, s->word_of[lexemes[i]] - 1, place, &view->symbols[i])) return lun_fail_memory(err);
    if (!place) s->symbol_of[lexemes[i]] = view->symbols[i] + 1;
    *placed = (struct lun_placed){lexemes[i], place, view->symbols[i]};
    starts++;
  }
  view->start_count = starts;
  view->symbols[view->count] = SYMBOL_END;
  view->generation = m->generation; /* not before: a view half done is stale */
  return LUN_OK;
}

lun_status lun_view_new(lun_machine *m, const lun_doc *doc, lun_lookups *lookups, lun_view **out, lun_err *err) {
  const size_t tokens = (size_t)doc->tokens.count + 1, contexts = (size_t)m->context_count + 1;
  lun_view *view = lun_alloc(sizeof *view + (2 * tokens + contexts) * sizeof(uint32_t));
  *out = view;
  if (!view) return lun_fail_memory(err);
  *view = (lun_view){.doc = doc, .count = doc->tokens.count, .symbols = (uint32_t *)(void *)(view + 1)};
  view->starts = view->symbols + tokens;
  view->place_of = view->starts + tokens;
  lun_status status = lun_view_find_places(m, view, lookups, err);
  if (!status) status = lun_view_find_zones(m, view, err);
  return status ? status : lun_view_resolve(m, view, err);
}

void lun_view_free(lun_view *view) {
  if (!view) return;
  lun_free(view->places);
  lun_free(view->zone_stops);
  lun_free(view);
}
