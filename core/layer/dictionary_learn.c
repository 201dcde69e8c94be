/* From a lexeme to what is known of it: which words it is and in which dictionaries it begins an entry. Owns that many lexemes
 * that are met at once are looked up side by side: each costs a few loads from all over the image, which is larger than the
 * nearer caches, and the loads of one need not wait for those of another. */
#include <string.h>

#include "layer/dictionary_image.h"
#include "layer/dictionary_key.h"
#include "lunette/mem.h"
#include "text/character.h"

enum { TOGETHER = 32, STARTS_NEAR = 8 /* units behind which the first start of most words ends */, UNITS = sizeof(lun_image_start) / sizeof(uint32_t) };

/* A lexeme about to be looked up. Its key form and that in lower case are at hand where it is short and of plain ASCII, as most
 * are. */
typedef struct reading {
  lun_lexeme lexeme;
  bool plain;
  bool changed; /* the text in lower case is another */
  const char *text;
  size_t size;
  uint32_t hash, lower_hash;
  uint32_t word, lower_word; /* of the image with that hash, or LUN_CODE_NONE; its text has not been compared */
  char lower[LUN_KEY_LOWER_MAX];
} reading;

/* Signs that key forms keep as they are, and that part no words. */
static bool is_kept(char byte) { return byte == '.' || byte == ',' || byte == '\'' || byte == '&' || byte == ':' || byte == '/' || byte == '$' || byte == '%'; }

/* Whether a text is its own key form, and one word, for having only letters, digits and a few signs of ASCII, of which an
 * apostrophe is not the first; written in lower case to `lower`. */
static bool read_signs(const char *text, size_t size, char lower[LUN_KEY_LOWER_MAX], bool *changed) {
  unsigned char differs = 0;
  if (size > LUN_KEY_LOWER_MAX || *text == '\'') return false;
  for (size_t i = 0; i < size; i++) {
    const unsigned char byte = (unsigned char)text[i], class = lun_byte_class[byte];
    if (!(class & LUN_BYTE_ALNUM) && !is_kept(text[i])) return false;
    const unsigned char small = class & LUN_BYTE_LETTER ? byte | 0x20 : byte;
    lower[i] = (char)small;
    differs |= small ^ byte;
  }
  *changed = differs != 0;
  return size > 0;
}

/* The same of any text; of most the vocabulary says that they are letters of ASCII alone, and whether all are small. */
static bool read_plain(const lun_record *record, const char *text, size_t size, char lower[LUN_KEY_LOWER_MAX], bool *changed) {
  const uint64_t small = UINT64_C(0x2020202020202020), bytes[2] = {record->of.key[0] | small, record->of.key[1] | small};
  if (record->bits & (LUN_LEX_SIGN | LUN_RECORD_LONGER)) return read_signs(text, size, lower, changed);
  *changed = !(record->bits & LUN_LEX_LOWER);
  memcpy(lower, bytes, sizeof bytes);
  return size > 0;
}

static void begin(const lun_image *image, const lun_vocab *vocab, lun_lexeme lexeme, reading *r) {
  const lun_record *record = lun_record_at(vocab, lexeme);
  r->lexeme = lexeme;
  r->text = lun_record_text(record);
  r->size = lun_record_size(record);
  r->plain = read_plain(record, r->text, r->size, r->lower, &r->changed);
  if (!r->plain) return;
  r->hash = lun_image_hash(r->text, r->size);
  __builtin_prefetch(image->slots + (r->hash & image->slot_mask));
  if (!image->folding || !r->changed) return;
  r->lower_hash = lun_image_hash(r->lower, r->size);
  __builtin_prefetch(image->slots + (r->lower_hash & image->slot_mask));
}

/* The word with a hash, LUN_CODE_NONE where there is none, whose text and first starts are asked for. */
static uint32_t word_with(const lun_image *image, uint32_t hash) {
  const uint32_t mask = image->slot_mask;
  uint32_t at = hash & mask;
  for (uint64_t tried = 0; tried <= mask; tried++, at = (at + 1) & mask) {
    const lun_image_slot *slot = image->slots + at;
    if (slot->word == 0) break;
    if (slot->hash != hash || slot->word > image->units) continue;
    __builtin_prefetch(image->words + slot->word - 1);
    __builtin_prefetch(image->words + slot->word - 1 + STARTS_NEAR);
    return slot->word - 1;
  }
  return LUN_CODE_NONE;
}

/* When the slots are there. */
static void go_on(const lun_image *image, reading *r) {
  if (!r->plain) return;
  r->word = r->lower_word = word_with(image, r->hash);
  if (image->folding && r->changed) r->lower_word = word_with(image, r->lower_hash);
}

/* The word of a text, of which word_with has told. Two words of one hash are rare. */
static uint32_t word_of(const lun_image *image, uint32_t number, const char *text, size_t size, uint32_t hash) {
  const lun_image_word *word = number == LUN_CODE_NONE ? NULL : lun_image_word_at(image, number);
  if (number == LUN_CODE_NONE || (word && word->size == size && memcmp(word + 1, text, size) == 0)) return number;
  return lun_image_find_word(image, text, size, hash);
}

/* The code of a text without LUN_CODE_JOINS; false when memory is out. */
static bool read_code(lun_image *image, const char *text, size_t size, uint32_t *code) {
  lun_memo *memo = &image->memo;
  const uint32_t place = memo->pool_count;
  size_t at = 0, length;
  const char *part;
  *code = LUN_CODE_NONE;
  while (lun_key_word(text, size, &at, &part, &length)) {
    const uint32_t word = lun_image_find_word(image, part, length, lun_image_hash(part, length));
    if (word == LUN_CODE_NONE) {
      memo->pool_count = place;
      *code = LUN_CODE_NONE;
      return true;
    }
    if (memo->pool_count == place && at >= size) { /* the one word of the token: nothing in the pool */
      *code = word;
      return true;
    }
    *code = place | LUN_CODE_SEVERAL;
    if ((memo->pool_count == place && !lun_memo_push(memo, 0)) || !lun_memo_push(memo, word)) return false;
    memo->pool[place]++;
  }
  return true;
}

/* The start behind further words, up to words[words[0]]; its node is 0 where they do not lead on. */
static lun_image_start go_behind(const lun_dictionary *dictionary, lun_image_start start, const uint32_t *words) {
  for (uint32_t k = 2; start.node && k <= words[0]; k++) start.node = lun_dictionary_child(dictionary, start.node, words[k]) & (LUN_NODES_MAX - 1);
  if (!start.node) return start;
  const uint32_t low = dictionary->nodes[start.node].edge, high = dictionary->nodes[start.node + 1].edge;
  start.entry = dictionary->nodes[start.node].entry;
  start.followers = high <= dictionary->record->nodes - 1 ? lun_follower_bits(dictionary->edges, low, high) : 0;
  return start;
}

/* Where the first word of a code begins entries. */
typedef struct list {
  const lun_image_start *at;
  uint32_t count;
} list;
static list starts_of(const lun_image *image, uint32_t code) {
  list starts;
  starts.at = lun_image_starts(image, code & LUN_CODE_SEVERAL ? image->memo.pool[(code & LUN_CODE_NONE) + 1] : code, &starts.count);
  return starts;
}

/* Writes to `to` those starts that are of some dictionaries and lead on behind all words of the code. Gives how many they are. */
static uint32_t take_starts(const lun_image *image, list starts, uint32_t code, uint64_t of, uint64_t *begins, lun_image_start *to) {
  uint32_t taken = 0;
  for (uint32_t i = 0; i < starts.count; i++) {
    lun_image_start start = starts.at[i];
    if (start.dictionary >= image->count || !((of & ~*begins) >> start.dictionary & 1)) continue;
    const lun_image_bounds bounds = image->bounds[start.dictionary];
    if (!start.node || start.node >= bounds.nodes) continue;
    if (code & LUN_CODE_SEVERAL) start = go_behind(image->dictionaries + start.dictionary, start, image->memo.pool + (code & LUN_CODE_NONE));
    if (!start.node) continue;
    if (start.entry > bounds.entries) start.entry = 0;
    *begins |= UINT64_C(1) << start.dictionary;
    to[taken++] = start;
  }
  return taken;
}

/* What stands for the first word of a code with the starts of the token before. */
static uint32_t follows_of(const lun_memo *memo, uint32_t code) {
  const uint32_t value = code & LUN_CODE_NONE;
  if (code & LUN_CODE_SEVERAL) return lun_follower_number(memo->pool[value + 1]);
  return code & LUN_CODE_JOINS ? LUN_FOLLOWS_ANY : value == LUN_CODE_NONE ? LUN_FOLLOWS_NEVER : lun_follower_number(value);
}

/* Puts what is known of a lexeme with these codes into the pool; false when memory is out. */
static bool put(lun_image *image, lun_known *known, uint32_t code, uint32_t folded) {
  lun_memo *memo = &image->memo;
  const list exact = starts_of(image, code), other = folded == code ? (list){NULL, 0} : starts_of(image, folded);
  const uint32_t place = memo->pool_count;
  uint64_t begins = 0;
  if (!lun_memo_room(memo, LUN_POOL_FIRST + UNITS * (exact.count + other.count)) || !lun_memo_push_place(memo, code, folded)) return false;
  lun_image_start *to = (lun_image_start *)(void *)(memo->pool + memo->pool_count);
  uint32_t count = take_starts(image, exact, code, folded == code ? UINT64_MAX : ~image->folding, &begins, to);
  if (other.count) count += take_starts(image, other, folded, image->folding, &begins, to + count);
  memo->pool_count += UNITS * count;
  known->place = place & LUN_CODE_NONE;
  known->set = lun_memo_set(memo, begins) & (LUN_SETS - 1);
  known->exact = follows_of(memo, code) & 63;
  known->folded = follows_of(memo, folded) & 63;
  known->starts = count & 63;
  return true;
}

static bool read_codes(lun_image *image, lun_vocab *vocab, const reading *r, uint32_t *code, uint32_t *folded) {
  char lower[LUN_KEY_LOWER_MAX];
  size_t size, lower_size;
  if (r->plain) {
    *folded = *code = word_of(image, r->word, r->text, r->size, r->hash);
    if (image->folding && r->changed) *folded = word_of(image, r->lower_word, r->lower, r->size, r->lower_hash);
    return true;
  }
  const char *text = lun_key_text(vocab, r->lexeme, false, &size);
  if (!text || !read_code(image, text, size, code)) return false;
  const uint32_t joins = lun_key_is_joiner(vocab, r->lexeme) ? LUN_CODE_JOINS : 0;
  *folded = *code;
  if (image->folding) {
    const char *other = lun_key_lower(vocab, r->lexeme, text, size, lower, &lower_size);
    if (!other || (other != text && !read_code(image, other, lower_size, folded))) return false;
  }
  if (!(*code & LUN_CODE_SEVERAL)) *code |= joins;
  if (!(*folded & LUN_CODE_SEVERAL)) *folded |= joins;
  return true;
}

static const lun_known *finish(lun_image *image, lun_vocab *vocab, const reading *r) {
  lun_memo *memo = &image->memo;
  lun_known *known = lun_memo_of(memo, r->lexeme);
  const uint32_t before = memo->pool_count;
  uint32_t code, folded;
  const bool read = read_codes(image, vocab, r, &code, &folded);
  if (read && code == LUN_CODE_NONE && folded == LUN_CODE_NONE) {
    *known = (lun_known){.alone = known->alone, .set = LUN_SET_NONE, .exact = LUN_FOLLOWS_NEVER, .folded = LUN_FOLLOWS_NEVER};
    return known;
  }
  if (read && put(image, known, code, folded)) return known;
  memo->pool_count = before;
  return NULL;
}

const lun_known *lun_memo_learn(lun_image *image, lun_vocab *vocab, lun_lexeme lexeme) {
  reading r;
  begin(image, vocab, lexeme, &r);
  go_on(image, &r);
  return finish(image, vocab, &r);
}

static bool finish_all(lun_image *image, lun_vocab *vocab, reading *readings, uint32_t count) {
  bool complete = true;
  for (uint32_t i = 0; i < count; i++) go_on(image, readings + i);
  for (uint32_t i = 0; i < count && complete; i++) complete = finish(image, vocab, readings + i) != NULL;
  return complete;
}

lun_status lun_image_learn(lun_image *image, lun_vocab *vocab, lun_lexeme first, lun_lexeme stop, lun_err *err) {
  reading readings[TOGETHER];
  uint32_t count = 0;
  const lun_status status = lun_memo_prepare(image, vocab, err);
  if (status) return status;
  if (stop > image->memo.known) stop = image->memo.known;
  for (lun_lexeme lexeme = first; lexeme < stop; lexeme++) {
    if (lun_memo_of(&image->memo, lexeme)->set != LUN_SET_UNKNOWN) continue;
    begin(image, vocab, lexeme, readings + count++);
    if (count < TOGETHER) continue;
    if (!finish_all(image, vocab, readings, count)) return lun_fail_memory(err);
    count = 0;
  }
  return finish_all(image, vocab, readings, count) ? LUN_OK : lun_fail_memory(err);
}
