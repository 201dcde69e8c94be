/* What the tagger asks of a word: keys of its features, and the numbers that its text is looked up by. The trainer and the
 * tagger share it, so that both always ask the same. Knows no weights and no neighbours' texts. */
#include "text/tag.h"

#include <string.h>

#include "lunette/hash.h"

enum { LONGEST_FORM = 48, STEM_BYTES = 40 };

/* Kinds of features' keys. */
enum {
  EXACT = LUN_TAG_FEATURE, LOWER, SUFFIX, PREFIX, SHAPE, CLASS, STEM, LISTS, CLASS_CAP, LISTS_SHAPE, SHAPE_SUFFIX, BIAS,
  STAND, SIDE = STAND + 4 * LUN_TAG_STANDS, BEFORE = SIDE + LUN_TAG_SIDES, BEFORE2, TURN, NEXT
};

uint32_t lun_tag_key(unsigned kind, const void *bytes, size_t size) {
  const uint64_t hash = lun_hash(bytes, size, 0x7461676765720000u + kind);
  const uint32_t key = (uint32_t)(hash ^ hash >> 32);
  return key ? key : 1;
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

uint16_t lun_tag_look_up(const lun_tag_words *words, uint32_t key) {
  for (uint32_t at = lun_tag_place(key, words->room);; at = lun_tag_next_place(at, words->room)) {
    if (words->keys[at] == key) return words->values[at];
    if (words->keys[at] == 0) return 0;
  }
}

bool lun_tag_form(lun_vocab *vocab, lun_lexeme lexeme, bool lower, char *form, size_t room, size_t *size) {
  const char *text = lun_vocab_text(vocab, lexeme, size);
  unsigned char all = 0;
  for (size_t i = 0; i < *size; i++) all |= (unsigned char)text[i];
  const bool ascii = all < 0x80; /* then no lexeme needs to be made for the form */
  if (!ascii) {
    const lun_lexeme made = lower ? lun_vocab_lower(vocab, lexeme) : lun_vocab_norm(vocab, lexeme);
    if (!made) return false;
    text = lun_vocab_text(vocab, made, size);
  }
  if (*size > room) { /* a long one is known by its end */
    text += *size - room;
    *size = room;
  }
  for (size_t i = 0; i < *size; i++) {
    const char c = text[i];
    form[i] = c >= '1' && c <= '9' ? '0' : lower && c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
  }
  return true;
}

/* Asks for where keys will be looked up, which is all over the table. */
static void expect(const lun_tag_words *words, const uint32_t *keys, size_t count) {
#if defined(__GNUC__)
  for (size_t i = 0; i < count; i++) {
    const uint32_t place = lun_tag_place(keys[i], words->room);
    __builtin_prefetch(words->keys + place);
    __builtin_prefetch(words->values + place);
  }
#else
  (void)words, (void)keys, (void)count;
#endif
}

static uint16_t class_of(const lun_tag_words *words, const char *text, size_t size) {
  return lun_tag_look_up(words, lun_tag_key(LUN_TAG_CLASS, text, size));
}

/* The class of what is left without an ending, with one letter put in its place where the rules of spelling took it. */
static uint16_t class_without(const lun_tag_words *words, const char *text, size_t size, const char *ending, const char *instead) {
  const size_t cut = strlen(ending), added = strlen(instead);
  char stem[STEM_BYTES];
  if (text[size - 1] != ending[cut - 1] || size < cut + 2 || size - cut + added > sizeof stem || memcmp(text + size - cut, ending, cut) != 0) return 0;
  memcpy(stem, text, size - cut);
  memcpy(stem + size - cut, instead, added);
  size = size - cut + added;
  uint16_t class = class_of(words, stem, size);
  if (!class && !added && size > 3 && stem[size - 1] == stem[size - 2]) class = class_of(words, stem, size - 1);
  return class;
}

/* What a word that the lexicon lacks, or has without tags, is made of: the ending and the class of the rest. */
static uint32_t stem_of(const lun_tag_words *words, const char *lower, size_t size) {
  static const struct { const char *ending, *instead; } endings[] = {
      {"ies", "y"}, {"ied", "y"}, {"ily", "y"}, {"ier", "y"}, {"iest", "y"}, {"iness", "y"}, {"ing", ""}, {"ing", "e"}, {"ed", ""}, {"ed", "e"},
      {"es", ""}, {"s", ""}, {"ly", ""}, {"ers", ""}, {"ers", "e"}, {"er", ""}, {"er", "e"}, {"est", ""}, {"est", "e"}, {"ness", ""}, {"less", ""}};
  const char *hyphen = size > 2 ? memchr(lower + 1, '-', size - 2) : NULL;
  if (hyphen) {
    while (memchr(hyphen + 1, '-', (size_t)(lower + size - hyphen - 1)) && hyphen + 1 < lower + size)
      hyphen = memchr(hyphen + 1, '-', (size_t)(lower + size - hyphen - 1));
    return 0x10000u + class_of(words, hyphen + 1, (size_t)(lower + size - hyphen - 1));
  }
  for (unsigned i = 0; i < sizeof endings / sizeof *endings; i++) {
    const uint16_t class = class_without(words, lower, size, endings[i].ending, endings[i].instead);
    if (class) return (i + 2) << 16 | class;
  }
  return 0;
}

/* Lists of names that hold the word as it is written; a word in capitals as if it had one only. */
static uint16_t lists_of(const lun_tag_words *words, const char *norm, size_t size, uint32_t flags) {
  if (!(flags & LUN_LEX_CAP)) return 0;
  uint16_t lists = lun_tag_look_up(words, lun_tag_key(LUN_TAG_LISTS, norm, size));
  if (lists || size < 3 || !(flags & LUN_LEX_UPPER)) return lists;
  char title[LONGEST_FORM];
  for (size_t i = 0; i < size; i++) title[i] = i > 0 && norm[i] >= 'A' && norm[i] <= 'Z' ? (char)(norm[i] + 32) : norm[i];
  return lun_tag_look_up(words, lun_tag_key(LUN_TAG_LISTS, title, size));
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
  char norm[LONGEST_FORM];
  size_t size;
  if (!lun_tag_form(vocab, lexeme, false, norm, sizeof norm, &size)) return false;
  *bits = bits_of(norm, size, lun_vocab_flags(vocab, lexeme));
  return true;
}

/* A feature that follows from a word's kin. */
static uint32_t *add_alike(lun_tag_word *word, uint32_t *own, uint32_t key) {
  word->alike |= 1u << (own - word->own);
  *own = key;
  return own + 1;
}

typedef struct form { /* of a word */
  const char *norm, *lower;
  size_t size, lower_size;
  uint32_t flags, shape, class, lists, stem;
} form;

static void read_own(lun_tag_word *word, const form *x) {
  uint32_t *own = word->own;
  *own++ = lun_tag_key(EXACT, x->norm, x->size);
  *own++ = word->stand[0] = lun_tag_key(LOWER, x->lower, x->lower_size);
  own = add_alike(word, own, lun_tag_key2(SHAPE, x->shape, 0));
  own = add_alike(word, own, lun_tag_key2(CLASS, x->class, 0));
  own = add_alike(word, own, lun_tag_key2(BIAS, 0, 0));
  if (x->flags & LUN_LEX_WORD) {
    for (size_t n = 1; n <= 4 && n < x->lower_size; n++) *own++ = short_key(SUFFIX, x->lower + x->lower_size - n, n);
    for (size_t n = 2; n <= 3 && n < x->lower_size; n++) *own++ = short_key(PREFIX, x->lower, n);
    own = add_alike(word, own, lun_tag_key2(CLASS_CAP, x->class, x->flags & (LUN_LEX_CAP | LUN_LEX_UPPER)));
    if (x->stem) *own++ = lun_tag_key2(STEM, x->stem, x->flags & LUN_LEX_CAP);
    const size_t n = x->lower_size < 3 ? x->lower_size : 3;
    *own++ = lun_tag_key2(SHAPE_SUFFIX, x->shape, short_key(SUFFIX, x->lower + x->lower_size - n, n));
  }
  if (x->flags & LUN_LEX_CAP) {
    own = add_alike(word, own, lun_tag_key2(LISTS, x->lists, 0));
    own = add_alike(word, own, lun_tag_key2(LISTS_SHAPE, x->lists, x->class + 1));
  }
  word->kin[0] = x->shape; /* which holds all flags that are asked above */
  word->kin[1] = x->class;
  word->kin[2] = x->lists;
  word->own_count = (unsigned)(own - word->own);
  word->stand[1] = x->class << 1 | ((x->flags & LUN_LEX_CAP) != 0);
  word->stand[2] = x->shape;
  word->stand[3] = x->lists << 16 | (x->class <= 1 ? x->stem : x->class);
}

bool lun_tag_read(const lun_tag_words *words, lun_vocab *vocab, lun_lexeme lexeme, bool own, lun_tag_word *word) {
  char norm[LONGEST_FORM], lower[LONGEST_FORM];
  size_t size, lower_size;
  memset(word, 0, sizeof *word);
  if (!lun_tag_form(vocab, lexeme, false, norm, sizeof norm, &size)) return false;
  if (!lun_tag_form(vocab, lexeme, true, lower, sizeof lower, &lower_size)) return false;
  const uint32_t known_key = lun_tag_key(LUN_TAG_KNOWN, lower, lower_size), fixed_key = lun_tag_key(LUN_TAG_FIXED, norm, size);
  word->cluster_key[0] = lun_tag_key(LUN_TAG_CLUSTER, lower, lower_size);
  expect(words, (const uint32_t[]){lun_tag_key(LUN_TAG_CLASS, lower, lower_size), lun_tag_key(LUN_TAG_LISTS, norm, size), known_key, fixed_key, word->cluster_key[0]}, 5);
  const uint32_t flags = lun_vocab_flags(vocab, lexeme), shape = shape_of(norm, size, flags);
  const uint32_t class = class_of(words, lower, lower_size), lists = lists_of(words, norm, size, flags);
  const uint32_t stem = class <= 1 && (flags & LUN_LEX_WORD) ? stem_of(words, lower, lower_size) : 0;
  const bool letters = (flags & LUN_LEX_WORD) != 0;

  word->bits = bits_of(norm, size, flags);
  if (own) read_own(word, &(form){norm, lower, size, lower_size, flags, shape, class, lists, stem});

  const uint32_t suffix = class <= 1 && letters ? short_key(SUFFIX, lower + (lower_size > 2 ? lower_size - 2 : 0), lower_size > 2 ? 2 : lower_size) : 0;
  word->bucket_key = lun_tag_key2(LUN_TAG_BUCKET, shape ^ (lists ? 1u << 24 : 0), class > 1 ? class : stem ? stem : suffix);
  word->cluster_key[1] = lun_tag_key2(LUN_TAG_CLUSTER, flags & (LUN_LEX_CAP | LUN_LEX_DIGIT | LUN_LEX_PUNCT | LUN_LEX_OPEN | LUN_LEX_CLOSE),
                                      flags & LUN_LEX_CAP ? lists != 0 : class > 1 ? class : stem ? stem >> 16 << 16 : 1);
  word->known = lun_tag_look_up(words, known_key);
  word->bucket = lun_tag_look_up(words, word->bucket_key);
  const uint16_t cluster = lun_tag_look_up(words, word->cluster_key[0]);
  word->cluster = (uint8_t)(cluster ? cluster : lun_tag_look_up(words, word->cluster_key[1]));
  const uint16_t fixed = lun_tag_look_up(words, fixed_key);
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
