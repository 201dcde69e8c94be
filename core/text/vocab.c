/* The vocabulary: texts and their numbers. Owns the texts, the table that finds them, and the forms worked out so far;
 * refuses to know how text is cut. Open addressing with linear probing over 4-byte slots at most three quarters full (see
 * vocab_slot.h), hashed with a seed of its own so that a text cannot be made whose words all fall together. */
#include "lunette/vocab.h"

#include "lunette/hash.h"
#include "text/column.h"
#include "text/lexeme.h"
#include "text/vocab_slot.h"

enum { FIRST_SLOTS = 1 << 12, QUICK_GROWTH = 1 << 15, LONGEST = 65535, SMALL = 64 /* bytes */ };

/* Not secret, but not to be guessed by one who writes articles: addresses of this process, well mixed. */
static void choose_seed(lun_vocab *vocab) {
  const uintptr_t place = (uintptr_t)&place;
  const uint64_t text[3] = {(uintptr_t)vocab, place, (uintptr_t)&lun_vocab_new};
  vocab->seed[0] = lun_hash(text, sizeof text, 0x9e3779b97f4a7c15u);
  vocab->seed[1] = lun_hash(text, sizeof text, vocab->seed[0]);
}

/* A page for the lines of further lexemes, of every shelf that is in use. */
static bool add_page(lun_vocab *vocab, uint32_t page) {
  for (unsigned s = 0; s < LUN_SHELVES; s++)
    if ((s == 0 || vocab->shelves[s].used) && !lun_shelf_add_page(vocab, &vocab->shelves[s], page)) return false;
  return true;
}

lun_status lun_vocab_new(lun_vocab **out, lun_err *err) {
  *out = NULL;
  lun_vocab *vocab = lun_zalloc(1, sizeof *vocab);
  if (!vocab) return lun_fail_memory(err);
  lun_arena_init(&vocab->texts);
  vocab->slots = lun_zalloc(FIRST_SLOTS, sizeof *vocab->slots);
  vocab->mask = FIRST_SLOTS - 1;
  if (!vocab->slots || !add_page(vocab, 0)) {
    lun_vocab_free(vocab);
    return lun_fail_memory(err);
  }
  *lun_record_of(vocab, 0) = (lun_record){.bits = (uint32_t)LUN_RECORD_SPLIT << LUN_RECORD_TOKEN_SHIFT}; /* no text is it plainly */
  choose_seed(vocab);
  *out = vocab;
  return LUN_OK;
}

void lun_vocab_free(lun_vocab *vocab) {
  if (!vocab) return;
  lun_guises_free(&vocab->guises);
  lun_arena_free(&vocab->texts);
  for (unsigned s = 0; s < LUN_SHELVES; s++) lun_free(vocab->shelves[s].pages);
  lun_free(vocab->slots);
  lun_free(vocab);
}

void lun_probe_make(const lun_vocab *vocab, const char *text, size_t size, lun_probe *probe) {
  probe->length = (uint16_t)size;
  probe->key[0] = probe->key[1] = 0;
  if (size <= LUN_RECORD_INLINE) memcpy(probe->key, text, size);
  else probe->key[0] = lun_hash(text, size, vocab->seed[0]);
  probe->hash = lun_probe_hash(vocab, probe->key[0], probe->key[1]);
}

static void put_slot(lun_slot *slots, uint32_t mask, uint32_t hash, lun_lexeme lexeme) {
  uint32_t at = hash & mask;
  while (slots[at] != 0) at = (at + 1) & mask;
  slots[at] = (hash & ~mask) | lexeme;
}

static uint32_t hash_of(const lun_vocab *vocab, const lun_record *record) {
  if (!(record->bits & LUN_RECORD_LONGER)) return lun_probe_hash(vocab, record->of.key[0], record->of.key[1]);
  return lun_probe_hash(vocab, lun_hash(record->of.longer.text, record->of.longer.size, vocab->seed[0]), 0);
}

static bool grow_slots(lun_vocab *vocab) {
  const uint32_t old_room = vocab->mask + 1;
  if (old_room > UINT32_MAX / 4) return false;
  const uint32_t room = old_room * (old_room < QUICK_GROWTH ? 4 : 2);
  lun_slot *slots = lun_zalloc(room, sizeof *slots);
  if (!slots) return false;
  for (lun_lexeme lexeme = 1; lexeme <= vocab->count; lexeme++) put_slot(slots, room - 1, hash_of(vocab, lun_record_of(vocab, lexeme)), lexeme);
  lun_free(vocab->slots);
  vocab->slots = slots;
  vocab->mask = room - 1;
  return true;
}

lun_lexeme lun_probe_find(const lun_vocab *vocab, const lun_probe *probe, const char *text) {
  for (uint32_t at = probe->hash;; at++) {
    const lun_slot slot = vocab->slots[at & vocab->mask];
    if (slot == 0) return 0;
    const lun_lexeme lexeme = slot & vocab->mask;
    if (lun_slot_may_be(vocab, slot, probe->hash) && lun_record_is(lun_record_of(vocab, lexeme), probe, text)) return lexeme;
  }
}

/* Most texts are their own forms, as is told without working them out. */
static void begin_forms(lun_record *record, lun_lexeme lexeme, const char *text, size_t size) {
  const uint32_t flags = lun_record_flags(record);
  if (!lun_lexeme_is_form(text, size, flags, LUN_FORM_NORM)) return;
  record->other = LUN_RECORD_NORM | lexeme;
  if (lun_lexeme_is_form(text, size, flags, LUN_FORM_LOWER)) record->lower = lexeme;
}

/* Writes a text to its record; false when memory is out. */
static bool put_text(lun_vocab *vocab, lun_record *record, const lun_probe *probe, const char *text) {
  if (probe->length <= LUN_RECORD_INLINE) {
    memcpy(record->of.key, probe->key, sizeof probe->key);
    record->bits = (uint32_t)probe->length << LUN_RECORD_SIZE_SHIFT | lun_lexeme_word_flags(probe->key, probe->length);
    return true;
  }
  record->of.longer.text = lun_arena_copy(&vocab->texts, text, probe->length);
  record->of.longer.size = probe->length;
  record->bits = LUN_RECORD_LONGER;
  return record->of.longer.text != NULL;
}

lun_lexeme lun_probe_add(lun_vocab *vocab, const lun_probe *probe, const char *text) {
  const lun_lexeme lexeme = vocab->count + 1;
  if (vocab->count >= vocab->mask / 4 * 3 && !grow_slots(vocab)) return 0;
  if (lexeme % LUN_PAGE == 0 && !add_page(vocab, lexeme / LUN_PAGE)) return 0;
  lun_record *record = lun_record_of(vocab, lexeme);
  *record = (lun_record){.classes = LUN_RECORD_UNREAD};
  if (!put_text(vocab, record, probe, text)) return 0;
  if (!lun_record_flags(record)) record->bits |= lun_lexeme_flags(text, probe->length);
  record->bits |= (uint32_t)lun_lexeme_token_flags(text, probe->length, lun_record_flags(record)) << LUN_RECORD_TOKEN_SHIFT;
  begin_forms(record, lexeme, text, probe->length);
  put_slot(vocab->slots, vocab->mask, probe->hash, lexeme);
  return vocab->count = lexeme;
}

lun_lexeme lun_vocab_intern(lun_vocab *vocab, const char *text, size_t size) {
  if (size > LONGEST) return 0;
  lun_probe probe;
  lun_probe_make(vocab, text, size, &probe);
  const lun_lexeme lexeme = lun_probe_find(vocab, &probe, text);
  return lexeme ? lexeme : lun_probe_add(vocab, &probe, text);
}

lun_lexeme lun_vocab_find(const lun_vocab *vocab, const char *text, size_t size) {
  if (size > LONGEST) return 0;
  lun_probe probe;
  lun_probe_make(vocab, text, size, &probe);
  return lun_probe_find(vocab, &probe, text);
}

void lun_vocab_fetch(const lun_vocab *vocab, const char *text, size_t size) {
  lun_probe probe;
  if (size > LONGEST) return;
  lun_probe_make(vocab, text, size, &probe);
  __builtin_prefetch(vocab->slots + (probe.hash & vocab->mask));
}

uint32_t lun_vocab_count(const lun_vocab *vocab) { return vocab->count; }

const char *lun_vocab_text(const lun_vocab *vocab, lun_lexeme lexeme, size_t *size) {
  const lun_record *record = lun_record_at(vocab, lexeme);
  if (size) *size = lun_record_size(record);
  return lun_record_text(record);
}

uint32_t lun_vocab_flags(const lun_vocab *vocab, lun_lexeme lexeme) { return lun_record_flags(lun_record_at(vocab, lexeme)); }

/* Writes the lower case of a word of ASCII letters, as most are; false for any other. */
static bool write_small(const lun_record *record, char small[SMALL], size_t *size) {
  const char *text = lun_record_text(record);
  *size = lun_record_size(record);
  if (record->bits & LUN_LEX_SIGN || *size > SMALL) return false;
  for (size_t i = 0; i < *size; i++) small[i] = text[i] | 0x20;
  return *size > 0;
}

/* A form that is another text. */
static lun_lexeme intern_form(lun_vocab *vocab, const lun_record *record, lun_form form) {
  char *bytes, small[SMALL];
  size_t size;
  if (form == LUN_FORM_LOWER && write_small(record, small, &size)) return lun_vocab_intern(vocab, small, size);
  const char *text = lun_record_text(record);
  size = lun_record_size(record);
  if (lun_lexeme_form(text, size, form, &bytes, &size)) return 0;
  const lun_lexeme lexeme = lun_vocab_intern(vocab, bytes, size);
  lun_free(bytes);
  return lexeme;
}

static lun_lexeme form_of(lun_vocab *vocab, lun_lexeme lexeme, lun_form form) {
  const lun_record *record = lun_record_of(vocab, lexeme);
  return lun_lexeme_is_form(lun_record_text(record), lun_record_size(record), lun_record_flags(record), form) ? lexeme : intern_form(vocab, record, form);
}

/* Apart from what is known already, which is asked for again and again. */
static __attribute__((noinline)) lun_lexeme work_out_norm(lun_vocab *vocab, lun_lexeme lexeme) {
  const lun_lexeme norm = form_of(vocab, lexeme, LUN_FORM_NORM);
  lun_record_of(vocab, lexeme)->other = norm == lexeme ? LUN_RECORD_NORM : norm;
  return norm;
}

lun_lexeme lun_vocab_norm(lun_vocab *vocab, lun_lexeme lexeme) {
  const lun_record *record = lun_record_at(vocab, lexeme);
  if (record->other & LUN_RECORD_NORM) return lexeme;
  return record->other || lun_record_size(record) == 0 ? record->other : work_out_norm(vocab, lexeme);
}

/* A lexeme's norm, and whether that is its own norm: of a Greek accent it is a grave one, which is not, so that other forms are
 * not kept with it. False when memory is out. */
static bool find_norm(lun_vocab *vocab, lun_lexeme lexeme, lun_lexeme *norm, bool *own) {
  *norm = lun_vocab_norm(vocab, lexeme);
  const lun_lexeme again = *norm == lexeme ? lexeme : lun_vocab_norm(vocab, *norm);
  *own = again == *norm;
  return again != 0;
}

static __attribute__((noinline)) lun_lexeme work_out_lower(lun_vocab *vocab, lun_lexeme lexeme) {
  lun_lexeme norm;
  bool own;
  if (!find_norm(vocab, lexeme, &norm, &own)) return 0;
  return lun_record_of(vocab, lexeme)->lower = own && norm != lexeme ? lun_vocab_lower(vocab, norm) : form_of(vocab, norm, LUN_FORM_LOWER);
}

lun_lexeme lun_vocab_lower(lun_vocab *vocab, lun_lexeme lexeme) {
  const lun_record *record = lun_record_at(vocab, lexeme);
  return record->lower || lun_record_size(record) == 0 ? record->lower : work_out_lower(vocab, lexeme);
}

bool lun_vocab_find_lower(lun_vocab *vocab, lun_lexeme lexeme, lun_lexeme *lower) {
  char small[SMALL];
  size_t size;
  lun_record *record = lun_record_at(vocab, lexeme);
  if (!record->lower && write_small(record, small, &size)) {
    record->lower = *lower = lun_vocab_find(vocab, small, size);
    return true;
  }
  return (*lower = lun_vocab_lower(vocab, lexeme)) != 0;
}

lun_lexeme lun_vocab_lower_known(const lun_vocab *vocab, lun_lexeme lexeme) {
  const lun_record *record = lun_record_at(vocab, lexeme);
  if (record->lower || record->other & LUN_RECORD_NORM) return record->lower;
  const lun_record *norm = lun_record_of(vocab, record->other);
  return norm->other & LUN_RECORD_NORM ? norm->lower : 0;
}

lun_lexeme lun_vocab_key(lun_vocab *vocab, lun_lexeme lexeme) {
  lun_lexeme norm;
  bool own;
  if (!find_norm(vocab, lexeme, &norm, &own)) return 0;
  if (!own) return form_of(vocab, norm, LUN_FORM_KEY);
  lun_record *record = lun_record_of(vocab, norm);
  if (record->other == LUN_RECORD_NORM) record->other |= form_of(vocab, norm, LUN_FORM_KEY);
  return record->other & ~LUN_RECORD_NORM;
}
