/* What the tagger asks of a word: keys of its features, and the numbers that its text is looked up by. The trainer and the
 * tagger share it, so that both always ask the same. Knows no weights and no neighbours' texts. */
#include "text/tag.h"

#include <string.h>

#include "base/hash_steps.h"
#include "lunette/hash.h"
#include "lunette/utf8.h"

enum { LONGEST_FORM = 48 /* in words of eight bytes */, STEM_BYTES = 40 };

/* Kinds of features' keys. */
enum {
  EXACT = LUN_TAG_FEATURE, LOWER, SUFFIX, PREFIX, SHAPE, CLASS, STEM, LISTS, CLASS_CAP, LISTS_SHAPE, SHAPE_SUFFIX, BIAS,
  STAND, SIDE = STAND + 4 * LUN_TAG_STANDS, BEFORE = SIDE + LUN_TAG_SIDES, BEFORE2, TURN, NEXT
};

/* A text of which several keys are asked. */
typedef struct text {
  const char *bytes;
  size_t size;
  uint32_t hash;
} text;

static inline text text_of(const char *bytes, size_t size) {
  static const uint64_t seed = 0x746167676572001fu;
  const uint64_t hash = size <= LUN_HASH_SHORT ? lun_hash_end(lun_hash_take(bytes, size), lun_hash_begin(seed)) : lun_hash(bytes, size, seed);
  return (text){bytes, size, (uint32_t)(hash ^ hash >> 32)};
}

static inline uint32_t key_of(unsigned kind, const text *of) {
  const uint32_t key = of->hash ^ kind;
  return key ? key : 1;
}

uint32_t lun_tag_key(unsigned kind, const void *bytes, size_t size) {
  const text of = text_of(bytes, size);
  return key_of(kind, &of);
}

uint32_t lun_tag_key2(unsigned kind, uint32_t a, uint32_t b) {
  uint64_t mixed = ((uint64_t)a << 32 | b) + kind * 0x9e3779b97f4a7c15u; /* the finish of MurmurHash3 */
  mixed = (mixed ^ mixed >> 33) * 0xff51afd7ed558ccdu;
  mixed = (mixed ^ mixed >> 33) * 0xc4ceb9fe1a85ec53u;
  const uint32_t key = (uint32_t)(mixed ^ mixed >> 33);
  return key ? key : 1;
}

/* Of up to four bytes. */
static uint32_t short_key(unsigned kind, const char *bytes, size_t size) {
  uint32_t packed = 0;
  for (size_t i = 0; i < size; i++) packed = packed << 8 | (unsigned char)bytes[i];
  return lun_tag_key2(kind, packed, (uint32_t)size);
}

/* Numbers of words are small. */
static uint16_t number_of(const lun_tag_table *words, uint32_t key) { return (uint16_t)lun_tag_look_up(words, key); }

bool lun_tag_form(lun_vocab *vocab, lun_lexeme lexeme, bool lower, char *form, size_t room, size_t *size) {
  const char *bytes = lun_vocab_text(vocab, lexeme, size);
  if (!lun_utf8_is_ascii(bytes, *size)) { /* else no lexeme needs to be made for the form */
    const lun_lexeme made = lower ? lun_vocab_lower(vocab, lexeme) : lun_vocab_norm(vocab, lexeme);
    if (!made) return false;
    bytes = lun_vocab_text(vocab, made, size);
  }
  if (*size > room) { /* a long one is known by its end */
    bytes += *size - room;
    *size = room;
  }
  for (size_t i = 0; i < *size; i++) {
    const char c = bytes[i];
    form[i] = c >= '1' && c <= '9' ? '0' : lower && c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
  }
  return true;
}

/* Both forms of a text of ASCII that is not long, eight bytes at a time; false for another. The forms have room for LONGEST_FORM bytes. */
static bool make_forms(const char *bytes, size_t size, char *norm, char *lower) {
  static const uint64_t each = 0x0101010101010101u, high = 0x8080808080808080u;
  uint64_t words[LONGEST_FORM / 8] = {0};
  if (size > LONGEST_FORM) return false;
  memcpy(words, bytes, size);
  for (size_t i = 0; i * 8 < size; i++) {
    uint64_t x = words[i];
    if (x & high) return false;
    const uint64_t digits = (x + (0x80 - '1') * each) & ~(x + (0x7F - '9') * each) & high, all = (digits << 1) - (digits >> 7);
    x = (x & ~all) | ('0' * each & all);
    memcpy(norm + 8 * i, &x, sizeof x);
    x += ((x + (0x80 - 'A') * each) & ~(x + (0x7F - 'Z') * each) & high) >> 2; /* 'a' - 'A' */
    memcpy(lower + 8 * i, &x, sizeof x);
  }
  return true;
}

static bool read_forms(lun_vocab *vocab, lun_lexeme lexeme, char *norm, char *lower, text *is, text *low) {
  size_t size, lower_size;
  const char *bytes = lun_vocab_text(vocab, lexeme, &size);
  lower_size = size;
  if (!make_forms(bytes, size, norm, lower) &&
      (!lun_tag_form(vocab, lexeme, false, norm, LONGEST_FORM, &size) || !lun_tag_form(vocab, lexeme, true, lower, LONGEST_FORM, &lower_size)))
    return false;
  *is = text_of(norm, size);
  *low = text_of(lower, lower_size);
  return true;
}

/* Hints at where all keys of a text will be looked up. */
static inline void expect(const lun_tag_table *words, uint32_t hash) {
#if defined(__GNUC__)
  __builtin_prefetch(words->slots + lun_tag_place(hash, words->room));
#else
  (void)words, (void)hash;
#endif
}

static uint16_t class_of(const lun_tag_table *words, const char *bytes, size_t size) {
  return number_of(words, lun_tag_key(LUN_TAG_CLASS, bytes, size));
}

typedef struct ending {
  char bytes[6], instead; /* instead: the letter, or 0 */
  uint8_t size;
} ending;

/* The class of what is left without an ending, with one letter put in its place where the rules of spelling took it. */
static uint16_t class_without(const lun_tag_table *words, const text *of, const ending *without) {
  const size_t cut = without->size, added = without->instead != 0, left = of->size - cut;
  char stem[STEM_BYTES];
  if (of->bytes[of->size - 1] != without->bytes[cut - 1] || of->size < cut + 2 || left + added > sizeof stem || memcmp(of->bytes + left, without->bytes, cut) != 0) return 0;
  if (!added) {
    const uint16_t class = class_of(words, of->bytes, left);
    return !class && left > 3 && of->bytes[left - 1] == of->bytes[left - 2] ? class_of(words, of->bytes, left - 1) : class;
  }
  memcpy(stem, of->bytes, left);
  stem[left] = without->instead;
  return class_of(words, stem, left + 1);
}

/* What a word that the lexicon lacks, or has without tags, is made of: the ending and the class of the rest. */
static uint32_t stem_of(const lun_tag_table *words, const text *lower) {
#define ENDING(bytes, instead) {bytes, instead, sizeof bytes - 1}
  static const ending endings[] = {
      ENDING("ies", 'y'), ENDING("ied", 'y'), ENDING("ily", 'y'), ENDING("ier", 'y'), ENDING("iest", 'y'), ENDING("iness", 'y'), ENDING("ing", 0), ENDING("ing", 'e'), ENDING("ed", 0),
      ENDING("ed", 'e'), ENDING("es", 0), ENDING("s", 0), ENDING("ly", 0), ENDING("ers", 0), ENDING("ers", 'e'), ENDING("er", 0), ENDING("er", 'e'), ENDING("est", 0), ENDING("est", 'e'),
      ENDING("ness", 0), ENDING("less", 0)};
#undef ENDING
  const char *stop = lower->bytes + lower->size, *hyphen = lower->size > 2 ? memchr(lower->bytes + 1, '-', lower->size - 2) : NULL;
  if (hyphen) {
    while (memchr(hyphen + 1, '-', (size_t)(stop - hyphen - 1)) && hyphen + 1 < stop) hyphen = memchr(hyphen + 1, '-', (size_t)(stop - hyphen - 1));
    return 0x10000u + class_of(words, hyphen + 1, (size_t)(stop - hyphen - 1));
  }
  const char last = lower->size ? stop[-1] : 0;
  if (last != 's' && last != 'd' && last != 'g' && last != 'y' && last != 'r' && last != 't') return 0;
  for (unsigned i = 0; i < sizeof endings / sizeof *endings; i++) {
    const uint16_t class = class_without(words, lower, &endings[i]);
    if (class) return (i + 2) << 16 | class;
  }
  return 0;
}

/* Lists of names that hold the word as it is written; a word in capitals as if it had one only. */
static uint16_t lists_of(const lun_tag_table *words, const text *norm, uint32_t flags) {
  if (!(flags & LUN_LEX_CAP)) return 0;
  uint16_t lists = number_of(words, key_of(LUN_TAG_LISTS, norm));
  if (lists || norm->size < 3 || !(flags & LUN_LEX_UPPER)) return lists;
  char title[LONGEST_FORM];
  for (size_t i = 0; i < norm->size; i++) title[i] = i > 0 && norm->bytes[i] >= 'A' && norm->bytes[i] <= 'Z' ? (char)(norm->bytes[i] + 32) : norm->bytes[i];
  return number_of(words, lun_tag_key(LUN_TAG_LISTS, title, norm->size));
}

static uint32_t shape_of(const char *norm, size_t size, uint32_t flags) {
  uint32_t shape = flags & (LUN_LEX_LOWER | LUN_LEX_UPPER | LUN_LEX_TITLE | LUN_LEX_MIXED | LUN_LEX_CAP | LUN_LEX_DIGIT | LUN_LEX_NUMBER | LUN_LEX_PUNCT |
                            LUN_LEX_OPEN | LUN_LEX_CLOSE | LUN_LEX_QUOTE | LUN_LEX_STOP | LUN_LEX_DASH | LUN_LEX_ABBREV | LUN_LEX_WORD | LUN_LEX_CURRENCY);
  if (size > 2 && memchr(norm + 1, '-', size - 2)) shape |= 1u << 20;
  if (size == 1) shape |= 1u << 21;
  if (size > 2 && norm[size - 1] == '.') shape |= 1u << 22;
  return shape;
}

static unsigned bits_of(const char *norm, size_t size, uint32_t flags) {
  unsigned bits = 0;
  if (flags & LUN_LEX_WORD) bits |= LUN_TAG_IS_WORD;
  if (size == 1 && *norm == '"' && !(flags & (LUN_LEX_OPEN | LUN_LEX_CLOSE))) bits |= LUN_TAG_IS_STRAIGHT;
  if (flags & LUN_LEX_CAP) bits |= LUN_TAG_IS_CAP;
  if ((flags & LUN_LEX_LOWER) && size > 3) bits |= LUN_TAG_IS_LOWER;
  if ((flags & LUN_LEX_UPPER) && size > 3) bits |= LUN_TAG_IS_CAPITALS;
  return bits;
}

bool lun_tag_bits(lun_vocab *vocab, lun_lexeme lexeme, unsigned *bits) {
  char form[LONGEST_FORM];
  size_t size;
  const char *norm = lun_vocab_text(vocab, lexeme, &size);
  if (!lun_utf8_is_ascii(norm, size)) {
    if (!lun_tag_form(vocab, lexeme, false, form, sizeof form, &size)) return false;
    norm = form;
  }
  *bits = bits_of(norm, size, lun_vocab_flags(vocab, lexeme));
  return true;
}

unsigned lun_tag_kin_keys(const uint32_t kin[3], uint32_t keys[LUN_TAG_KIN]) {
  const uint32_t shape = kin[0], class = kin[1], lists = kin[2]; /* the shape holds all flags that are asked here */
  uint32_t *key = keys;
  *key++ = lun_tag_key2(SHAPE, shape, 0);
  *key++ = lun_tag_key2(CLASS, class, 0);
  *key++ = lun_tag_key2(BIAS, 0, 0);
  if (shape & LUN_LEX_WORD) *key++ = lun_tag_key2(CLASS_CAP, class, shape & (LUN_LEX_CAP | LUN_LEX_UPPER));
  if (shape & LUN_LEX_CAP) {
    *key++ = lun_tag_key2(LISTS, lists, 0);
    *key++ = lun_tag_key2(LISTS_SHAPE, lists, class + 1);
  }
  return (unsigned)(key - keys);
}

typedef struct form { /* of a word */
  text norm, lower;
  uint32_t shape, class, lists, stem;
} form;

/* Adds the key of the last n bytes, of which *suffix holds all but the first. */
static uint32_t *add_suffix(uint32_t *own, const char *lower, size_t size, uint32_t n, uint32_t *suffix) {
  *suffix |= (uint32_t)(unsigned char)lower[size - n] << 8 * (n - 1);
  *own++ = lun_tag_key2(SUFFIX, *suffix, n); /* as short_key has it */
  return own;
}

static void read_own(lun_tag_word *word, const form *x) {
  const char *lower = x->lower.bytes;
  const size_t size = x->lower.size;
  const uint32_t cap = x->shape & LUN_LEX_CAP;
  uint32_t *own = word->own, suffix = 0, n = 0;
  if (x->shape & LUN_LEX_WORD) {
    while (n < 2 && n + 1 < size) own = add_suffix(own, lower, size, ++n, &suffix);
    if (size > 2) *own++ = short_key(PREFIX, lower, 2);
  }
  word->own_common = (unsigned)(own - word->own);
  *own++ = key_of(EXACT, &x->norm);
  *own++ = word->stand[0] = key_of(LOWER, &x->lower);
  if (x->shape & LUN_LEX_WORD) {
    while (n < 4 && n + 1 < size) own = add_suffix(own, lower, size, ++n, &suffix);
    if (size > 3) *own++ = short_key(PREFIX, lower, 3);
    if (x->stem) *own++ = lun_tag_key2(STEM, x->stem, cap);
    const size_t last = size < 3 ? size : 3;
    *own++ = lun_tag_key2(SHAPE_SUFFIX, x->shape, short_key(SUFFIX, lower + size - last, last));
  }
  word->own_count = (unsigned)(own - word->own);
  word->kin[0] = x->shape;
  word->kin[1] = x->class;
  word->kin[2] = x->lists;
  word->stand[1] = x->class << 1 | (cap != 0);
  word->stand[2] = x->shape;
  word->stand[3] = x->lists << 16 | (x->class <= 1 ? x->stem : x->class);
}

bool lun_tag_read(const lun_tag_table *words, lun_vocab *vocab, lun_lexeme lexeme, lun_tag_word *word) {
  char norm[LONGEST_FORM], lower[LONGEST_FORM];
  form x;
  if (!read_forms(vocab, lexeme, norm, lower, &x.norm, &x.lower)) return false;
  expect(words, x.lower.hash);
  expect(words, x.norm.hash);
  const uint32_t flags = lun_vocab_flags(vocab, lexeme);
  x.shape = shape_of(norm, x.norm.size, flags);
  x.class = number_of(words, key_of(LUN_TAG_CLASS, &x.lower));
  x.lists = lists_of(words, &x.norm, flags);
  x.stem = x.class <= 1 && (flags & LUN_LEX_WORD) ? stem_of(words, &x.lower) : 0;
  word->bits = bits_of(norm, x.norm.size, flags);
  read_own(word, &x);

  const size_t size = x.lower.size;
  const uint32_t suffix = x.class <= 1 && (flags & LUN_LEX_WORD) ? short_key(SUFFIX, lower + (size > 2 ? size - 2 : 0), size > 2 ? 2 : size) : 0;
  word->bucket_key = lun_tag_key2(LUN_TAG_BUCKET, x.shape ^ (x.lists ? 1u << 24 : 0), x.class > 1 ? x.class : x.stem ? x.stem : suffix);
  word->cluster_key[0] = key_of(LUN_TAG_CLUSTER, &x.lower);
  word->cluster_key[1] = lun_tag_key2(LUN_TAG_CLUSTER, flags & (LUN_LEX_CAP | LUN_LEX_DIGIT | LUN_LEX_PUNCT | LUN_LEX_OPEN | LUN_LEX_CLOSE),
                                      flags & LUN_LEX_CAP ? x.lists != 0 : x.class > 1 ? x.class : x.stem ? x.stem >> 16 << 16 : 1);
  word->known = number_of(words, key_of(LUN_TAG_KNOWN, &x.lower));
  word->bucket = number_of(words, word->bucket_key);
  const uint16_t cluster = number_of(words, word->cluster_key[0]);
  word->cluster = (uint8_t)(cluster ? cluster : number_of(words, word->cluster_key[1]));
  const uint16_t fixed = number_of(words, key_of(LUN_TAG_FIXED, &x.norm));
  word->fixed = (uint8_t)(fixed ? fixed - 1 : LUN_TAG_NONE);
  return true;
}

unsigned lun_tag_stand_keys(const lun_tag_word *word, lun_tag_stand stand, uint32_t keys[4]) {
  if (stand == LUN_TAG_INSIDE) return 0;
  for (unsigned i = 0; i < 4; i++) keys[i] = lun_tag_key2(STAND + 4 * (unsigned)stand + i, word->stand[i], 0);
  return 4;
}

uint32_t lun_tag_side_key(lun_tag_side side, uint16_t context) { return lun_tag_key2(SIDE + (unsigned)side, context, 0); }
uint32_t lun_tag_before_key(unsigned before) { return lun_tag_key2(BEFORE, before, 0); }
uint32_t lun_tag_before2_key(unsigned before2, unsigned before) { return lun_tag_key2(BEFORE2, before2, before); }
uint32_t lun_tag_turn_key(unsigned before, unsigned cluster) { return lun_tag_key2(TURN, before, cluster); }
uint32_t lun_tag_next_key(unsigned cluster, unsigned after) { return lun_tag_key2(NEXT, cluster, after); }

lun_tag_stand lun_tag_setting_of(const lun_tag_setting *setting) {
  if (setting->capitals > 1 && setting->lower * 4 <= setting->capitals) return LUN_TAG_CAPITALS;
  if (setting->capitalised > 2 && setting->lower * 4 <= setting->capitalised) return LUN_TAG_TITLED;
  return LUN_TAG_INSIDE;
}
