/* The vocabulary: texts and their numbers. Owns the texts, the table that finds them, and the forms worked out so far;
 * refuses to know how text is cut. Open addressing with linear probing over 32-byte slots at most three quarters full (see
 * vocab_slot.h), hashed with a seed of its own so that a text cannot be made whose words all fall together. */
#include "lunette/vocab.h"

#include "lunette/hash.h"
#include "text/lexeme.h"
#include "text/vocab_slot.h"

enum { FIRST_SLOTS = 1 << 12, QUICK_GROWTH = 1 << 15, LONGEST = 65535, CACHE_LINE = 64, SMALL = 64 /* bytes */ };

/* Not secret, but not to be guessed by one who writes articles: addresses of this process, well mixed. */
static void choose_seed(lun_vocab *vocab) {
  const uintptr_t place = (uintptr_t)&place;
  const uint64_t text[3] = {(uintptr_t)vocab, place, (uintptr_t)&lun_vocab_new};
  vocab->seed[0] = lun_hash(text, sizeof text, 0x9e3779b97f4a7c15u);
  vocab->seed[1] = lun_hash(text, sizeof text, vocab->seed[0]);
}

/* Free slots; *block is what to release. Aligned, so that no slot lies across two cache lines. */
static lun_slot *new_slots(uint32_t room, void **block) {
  char *bytes = lun_zalloc((size_t)room + CACHE_LINE / sizeof(lun_slot), sizeof(lun_slot));
  *block = bytes;
  if (!bytes) return NULL;
  return (lun_slot *)(void *)(bytes + (CACHE_LINE - (uintptr_t)bytes % CACHE_LINE) % CACHE_LINE);
}

lun_status lun_vocab_new(lun_vocab **out, lun_err *err) {
  *out = NULL;
  lun_vocab *vocab = lun_zalloc(1, sizeof *vocab);
  if (!vocab) return lun_fail_memory(err);
  lun_arena_init(&vocab->texts);
  vocab->slots = new_slots(FIRST_SLOTS, &vocab->slot_block);
  vocab->mask = FIRST_SLOTS - 1;
  if (!vocab->slots || lun_grow((void **)&vocab->entries, &vocab->capacity, FIRST_SLOTS / 2 + 1, sizeof *vocab->entries)) {
    lun_vocab_free(vocab);
    return lun_fail_memory(err);
  }
  vocab->entries[0] = (lun_entry){.text = ""};
  choose_seed(vocab);
  *out = vocab;
  return LUN_OK;
}

void lun_vocab_free(lun_vocab *vocab) {
  if (!vocab) return;
  for (int i = 0; i < 3; i++) lun_free(vocab->forms[i]);
  lun_guises_free(&vocab->guises);
  lun_arena_free(&vocab->texts);
  lun_free(vocab->entries);
  lun_free(vocab->slot_block);
  lun_free(vocab);
}

void lun_probe_make(const lun_vocab *vocab, const char *text, size_t size, lun_probe *probe) {
  probe->length = (uint16_t)size;
  probe->key[0] = probe->key[1] = 0;
  if (size <= LUN_SLOT_INLINE) memcpy(probe->key, text, size);
  else probe->key[0] = lun_hash(text, size, vocab->seed[0]);
  probe->hash = lun_probe_hash(vocab, probe->key[0], probe->key[1]);
}

static bool grow_slots(lun_vocab *vocab) {
  const uint32_t old_room = vocab->mask + 1;
  if (old_room > UINT32_MAX / 4) return false;
  const uint32_t room = old_room * (old_room < QUICK_GROWTH ? 4 : 2), mask = room - 1;
  void *block;
  lun_slot *slots = new_slots(room, &block);
  if (!slots) return false;
  for (uint32_t i = 0; i < old_room; i++) {
    const lun_slot *slot = vocab->slots + i;
    if (slot->lexeme == 0) continue;
    uint32_t at = slot->hash & mask;
    while (slots[at].lexeme != 0) at = (at + 1) & mask;
    slots[at] = *slot;
  }
  lun_free(vocab->slot_block);
  vocab->slots = slots;
  vocab->slot_block = block;
  vocab->mask = mask;
  return true;
}

lun_slot *lun_slot_add(lun_vocab *vocab, const lun_probe *probe, const char *text) {
  if (vocab->count >= vocab->mask / 4 * 3 && !grow_slots(vocab)) return NULL;
  if (lun_grow((void **)&vocab->entries, &vocab->capacity, (uint64_t)vocab->count + 2, sizeof *vocab->entries)) return NULL;
  const char *copy = lun_arena_copy(&vocab->texts, text, probe->length);
  if (!copy) return NULL;
  const lun_lexeme lexeme = ++vocab->count;
  const uint32_t flags = lun_lexeme_flags(copy, probe->length);
  vocab->entries[lexeme] = (lun_entry){.text = copy, .flags = flags, .length = probe->length};
  lun_slot *slot = lun_slot_find(vocab, probe, text);
  *slot = (lun_slot){.key = {probe->key[0], probe->key[1]}, .hash = probe->hash, .lexeme = lexeme,
                     .length = probe->length, .token_flags = lun_lexeme_token_flags(copy, probe->length, flags)};
  return slot;
}

lun_lexeme lun_vocab_intern(lun_vocab *vocab, const char *text, size_t size) {
  if (size > LONGEST) return 0;
  lun_probe probe;
  lun_probe_make(vocab, text, size, &probe);
  const lun_slot *slot = lun_slot_find(vocab, &probe, text);
  if (slot->lexeme == 0) slot = lun_slot_add(vocab, &probe, text);
  return slot ? slot->lexeme : 0;
}

lun_lexeme lun_vocab_find(const lun_vocab *vocab, const char *text, size_t size) {
  if (size > LONGEST) return 0;
  lun_probe probe;
  lun_probe_make(vocab, text, size, &probe);
  return lun_slot_find(vocab, &probe, text)->lexeme;
}

void lun_vocab_fetch(const lun_vocab *vocab, const char *text, size_t size) {
  lun_probe probe;
  if (size > LONGEST) return;
  lun_probe_make(vocab, text, size, &probe);
  __builtin_prefetch(vocab->slots + (probe.hash & vocab->mask));
}

uint32_t lun_vocab_count(const lun_vocab *vocab) { return vocab->count; }

static const lun_entry *entry_of(const lun_vocab *vocab, lun_lexeme lexeme) {
  return vocab->entries + (lexeme <= vocab->count ? lexeme : 0);
}

const char *lun_vocab_text(const lun_vocab *vocab, lun_lexeme lexeme, size_t *size) {
  const lun_entry *entry = entry_of(vocab, lexeme);
  if (size) *size = entry->length;
  return entry->text;
}

uint32_t lun_vocab_flags(const lun_vocab *vocab, lun_lexeme lexeme) { return entry_of(vocab, lexeme)->flags; }

bool lun_vocab_has(const lun_vocab *vocab, lun_lexeme lexeme, const char *text, size_t size) {
  const lun_entry *entry = entry_of(vocab, lexeme);
  return entry->length == size && memcmp(entry->text, text, size) == 0;
}

/* All three arrays of forms grow together, to the capacity of the entries. */
static bool grow_forms(lun_vocab *vocab) {
  const uint32_t old = vocab->form_capacity, capacity = vocab->capacity;
  for (int i = 0; i < 3; i++) {
    lun_lexeme *grown = lun_realloc(vocab->forms[i], capacity * sizeof *grown);
    if (!grown) return false; /* those that did grow are used only up to form_capacity */
    memset(grown + old, 0, (capacity - old) * sizeof *grown);
    vocab->forms[i] = grown;
  }
  vocab->form_capacity = capacity;
  return true;
}

/* A form that is another text. Most are the lower case of a word of ASCII letters. */
static lun_lexeme intern_form(lun_vocab *vocab, const lun_entry *entry, lun_form form) {
  char *bytes, small[SMALL];
  size_t size;
  if (form == LUN_FORM_LOWER && !(entry->flags & LUN_LEX_SIGN) && entry->length <= SMALL) {
    for (size_t i = 0; i < entry->length; i++) small[i] = entry->text[i] | 0x20;
    return lun_vocab_intern(vocab, small, entry->length);
  }
  if (lun_lexeme_form(entry->text, entry->length, form, &bytes, &size)) return 0;
  const lun_lexeme lexeme = lun_vocab_intern(vocab, bytes, size);
  lun_free(bytes);
  return lexeme;
}

static lun_lexeme form_of(lun_vocab *vocab, lun_lexeme lexeme, lun_form form) {
  if (lexeme == 0 || lexeme > vocab->count) return 0;
  if (lexeme < vocab->form_capacity && vocab->forms[form][lexeme] != 0) return vocab->forms[form][lexeme];
  const lun_entry entry = vocab->entries[lexeme];
  lun_lexeme result = lexeme;
  if (!lun_lexeme_is_form(entry.text, entry.length, entry.flags, form)) result = intern_form(vocab, &entry, form);
  if (result == 0) return 0;
  if (lexeme >= vocab->form_capacity && !grow_forms(vocab)) return 0;
  return vocab->forms[form][lexeme] = result;
}

/* Words of ASCII letters are their own norm, and where they are small their own lower case too: nothing is kept of that. */
static bool is_norm(const lun_vocab *vocab, lun_lexeme lexeme) { return lexeme <= vocab->count && !(vocab->entries[lexeme].flags & LUN_LEX_SIGN); }
static bool is_small(const lun_vocab *vocab, lun_lexeme lexeme) {
  return lexeme <= vocab->count && (vocab->entries[lexeme].flags & (LUN_LEX_SIGN | LUN_LEX_LOWER)) == LUN_LEX_LOWER;
}

lun_lexeme lun_vocab_norm(lun_vocab *vocab, lun_lexeme lexeme) {
  return is_norm(vocab, lexeme) ? lexeme : form_of(vocab, lexeme, LUN_FORM_NORM);
}

lun_lexeme lun_vocab_lower(lun_vocab *vocab, lun_lexeme lexeme) {
  return is_small(vocab, lexeme) ? lexeme : form_of(vocab, lun_vocab_norm(vocab, lexeme), LUN_FORM_LOWER);
}

lun_lexeme lun_vocab_lower_known(const lun_vocab *vocab, lun_lexeme lexeme) {
  if (is_small(vocab, lexeme)) return lexeme;
  const lun_lexeme norm = is_norm(vocab, lexeme) ? lexeme : lexeme < vocab->form_capacity ? vocab->forms[LUN_FORM_NORM][lexeme] : 0;
  return norm && norm < vocab->form_capacity ? vocab->forms[LUN_FORM_LOWER][norm] : 0;
}

lun_lexeme lun_vocab_key(lun_vocab *vocab, lun_lexeme lexeme) {
  return is_norm(vocab, lexeme) ? lexeme : form_of(vocab, lun_vocab_norm(vocab, lexeme), LUN_FORM_KEY);
}

size_t lun_vocab_memory(const lun_vocab *vocab) {
  return sizeof *vocab + ((size_t)vocab->mask + 1) * sizeof *vocab->slots + vocab->capacity * sizeof *vocab->entries +
         3 * (size_t)vocab->form_capacity * sizeof *vocab->forms[0] + lun_guises_memory(&vocab->guises) + vocab->texts.total;
}
