/* The guess of a document's language. A document most of whose words speak for English is done after a small sample, the only
 * part that every document pays for: the commonest English words are lexemes from the start, which a few bits tell, so that
 * nothing of the vocabulary is read. For all others there is a mask for each lexeme seen, a bit for each language whose common
 * word it is or in whose script it is written; the words of the table lie hashed. */
#include "lunette/language.h"

#include <string.h>

#include "input/language_words.h"
#include "lunette/mem.h"
#include "lunette/utf8.h"

enum { SAMPLE = 28, LARGER_SAMPLE = 112, WORD_MAX = 16 /* bytes of the longest common word, and some */, SLOTS = 2048, DISTINCT = 4 /* different common words that speak for a language */, ENGLISH = 0, FIRST_SCRIPT = LUN_LANGUAGES_LATIN };
#define IS_WORD (1u << 30)
#define SEEN (1u << 31)
enum { RUSSIAN = FIRST_SCRIPT, UKRAINIAN, GREEK, ARABIC, HEBREW, HINDI, THAI, CHINESE, JAPANESE, KOREAN };

typedef struct common_word {
  const char *at;
  uint32_t size, mask;
} common_word; /* 16 bytes: a run that reads one article pays for every page of the table */

struct lun_languages {
  const lun_vocab *vocab;
  uint64_t *english; /* [english_count] a bit for each of the first lexemes that is a common English word */
  uint32_t english_count;
  uint32_t *masks; /* by lexeme; 0 for one not looked at yet */
  uint32_t known, capacity;
  common_word words[SLOTS]; /* open addressing; far more slots than words */
};

/* The slot of a word, or the free one where it belongs. */
static common_word *slot_of(lun_languages *l, const char *word, size_t size) {
  uint32_t hash = 2166136261u; /* Fowler, Noll and Vo's */
  for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)word[i]) * 16777619u;
  for (uint32_t at = hash ^ hash >> 12;; at++) {
    common_word *slot = &l->words[at % SLOTS];
    if (!slot->mask || ((size_t)slot->size == size && !memcmp(slot->at, word, size))) return slot;
  }
}

/* Marks the common English words, as they stand within a sentence and at its beginning. */
static lun_status mark_english(lun_languages *l, lun_vocab *vocab, lun_err *err) {
  enum { MOST = 256 };
  lun_lexeme lexemes[MOST], last = 0;
  uint32_t count = 0;
  for (const char *p = lun_language_words_of[ENGLISH].words; *p && count + 2 <= MOST; p += strcspn(p, " "), p += *p == ' ') {
    const size_t size = strcspn(p, " ");
    char word[WORD_MAX];
    if (size > sizeof word) continue;
    memcpy(word, p, size);
    for (int turn = 0; turn < 2; turn++, *word = (char)(*word - 32)) {
      const lun_lexeme lexeme = lexemes[count++] = lun_vocab_intern(vocab, word, size);
      if (!lexeme) return lun_fail_memory(err);
      if (lexeme > last) last = lexeme;
    }
  }
  if (!(l->english = lun_zalloc(last / 64 + 1, sizeof *l->english))) return lun_fail_memory(err);
  l->english_count = last / 64 + 1;
  for (uint32_t i = 0; i < count; i++) l->english[lexemes[i] / 64] |= UINT64_C(1) << lexemes[i] % 64;
  return LUN_OK;
}

lun_status lun_languages_new(lun_vocab *vocab, lun_languages **out, lun_err *err) {
  lun_languages *l = *out = lun_zalloc(1, sizeof *l);
  if (!l) return lun_fail_memory(err);
  l->vocab = vocab;
  for (uint32_t i = 0; i < LUN_LANGUAGES; i++)
    for (const char *p = lun_language_words_of[i].words; *p; p += strcspn(p, " "), p += *p == ' ') {
      size_t size = strcspn(p, " ");
      common_word *slot = slot_of(l, p, size);
      *slot = (common_word){p, (uint32_t)size, slot->mask | 1u << i};
    }
  lun_status status = mark_english(l, vocab, err);
  if (status) {
    lun_languages_free(l);
    *out = NULL;
  }
  return status;
}

void lun_languages_free(lun_languages *l) {
  if (!l) return;
  lun_free(l->english);
  lun_free(l->masks);
  lun_free(l);
}

const char *lun_language_name(const char *code) {
  for (uint32_t i = 0; i < LUN_LANGUAGES; i++)
    if (!strcmp(lun_language_words_of[i].code, code)) return lun_language_words_of[i].name;
  return NULL;
}

/* The language that writes a character of no Latin script; -1 for any other character. */
static int script_of(uint32_t c) {
  if (c < 0x370) return -1;
  if (c < 0x400) return GREEK;
  if (c < 0x530) return c == 0x404 || c == 0x406 || c == 0x407 || c == 0x454 || c == 0x456 || c == 0x457 || c == 0x490 || c == 0x491 ? UKRAINIAN : RUSSIAN;
  if (c >= 0x590 && c < 0x600) return HEBREW;
  if (c >= 0x600 && c < 0x780) return ARABIC;
  if (c >= 0x900 && c < 0x980) return HINDI;
  if (c >= 0xE00 && c < 0xE80) return THAI;
  if (c >= 0x3040 && c < 0x3100) return JAPANESE;
  if ((c >= 0x3400 && c < 0xA000) || (c >= 0x20000 && c < 0x30000)) return CHINESE;
  if ((c >= 0xAC00 && c < 0xD7B0) || (c >= 0x1100 && c < 0x1200)) return KOREAN;
  return -1;
}

/* Letters A to Z and the capitals of Latin-1 in lower case; enough for words this short. */
static size_t fold(const char *text, size_t size, char *to) {
  for (size_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)text[i], before = i ? (unsigned char)text[i - 1] : 0;
    if (c >= 'A' && c <= 'Z') c = (unsigned char)(c + 32);
    else if (before == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97) c = (unsigned char)(c + 32);
    to[i] = (char)c;
  }
  return size;
}

static uint32_t mask_of(lun_languages *l, lun_lexeme lexeme) {
  size_t size;
  const char *text = lun_vocab_text(l->vocab, lexeme, &size);
  if (!(lun_vocab_flags(l->vocab, lexeme) & LUN_LEX_WORD) || !size) return SEEN;
  uint32_t mask = SEEN | IS_WORD;
  if ((unsigned char)text[0] >= 0xCD) { /* beyond Latin */
    for (const char *p = text, *end = text + size; p < end;) {
      uint32_t code;
      unsigned n = lun_utf8_decode(p, end, &code);
      int script = n ? script_of(code) : -1;
      if (script >= 0) mask |= 1u << script;
      p += n ? n : 1;
    }
    if (mask & 1u << JAPANESE) mask &= ~(1u << CHINESE); /* kana among the characters */
    if (mask & 1u << UKRAINIAN) mask &= ~(1u << RUSSIAN);
  }
  if (size > WORD_MAX) return mask;
  char folded[WORD_MAX];
  return mask | slot_of(l, folded, fold(text, size, folded))->mask;
}

/* Masks for all lexemes that the vocabulary has by now. */
static lun_status make_room(lun_languages *l, lun_err *err) {
  const uint32_t count = lun_vocab_count(l->vocab) + 1;
  if (count <= l->known) return LUN_OK;
  if (lun_grow((void **)&l->masks, &l->capacity, count, sizeof *l->masks)) return lun_fail_memory(err);
  memset(l->masks + l->known, 0, (l->capacity - l->known) * sizeof *l->masks);
  l->known = l->capacity;
  return LUN_OK;
}

static inline uint32_t look(lun_languages *l, lun_lexeme lexeme) {
  uint32_t mask = l->masks[lexeme];
  return mask ? mask : (l->masks[lexeme] = mask_of(l, lexeme));
}

static void name(lun_language *guess, uint32_t language, uint32_t common) {
  guess->code = lun_language_words_of[language].code;
  guess->name = lun_language_words_of[language].name;
  guess->common = common;
}

static unsigned bits_of(uint64_t x) {
  unsigned n = 0;
  for (; x; x &= x - 1) n++;
  return n;
}

/* Whether a sample of words speaks for English so clearly that no other language needs a look. */
static bool plainly_english(const lun_languages *l, const lun_tokens *tokens, uint32_t sample, lun_language *guess) {
  uint32_t step = tokens->count / sample + 1, words = 0, english = 0;
  for (uint32_t i = 0; i < tokens->count; i += step) {
    const lun_lexeme lexeme = tokens->lexeme[i];
    if ((tokens->flags[i] & LUN_TOKEN_KIND) != LUN_KIND_WORD) continue;
    words++;
    if (lexeme / 64 < l->english_count) english += l->english[lexeme / 64] >> lexeme % 64 & 1;
  }
  guess->words = words;
  if (words < LUN_LANGUAGE_LEAST || english * 5 < words) return false;
  name(guess, ENGLISH, english);
  return true;
}

lun_status lun_language_guess(lun_languages *l, const lun_tokens *tokens, lun_language *guess, lun_err *err) {
  memset(guess, 0, sizeof *guess);
  if (plainly_english(l, tokens, SAMPLE, guess) || plainly_english(l, tokens, LARGER_SAMPLE, guess)) return LUN_OK;
  lun_status status = make_room(l, err);
  if (status) return status;
  const uint32_t stop = tokens->count < LUN_LANGUAGE_MOST ? tokens->count : LUN_LANGUAGE_MOST;
  uint64_t different[LUN_LANGUAGES] = {0}; /* a bit by the hash of each word that hits: few bits, few words */
  uint32_t hits[LUN_LANGUAGES] = {0}, words = 0, others = 0, best = 1, script = FIRST_SCRIPT;
  for (uint32_t i = 0; i < stop; i++) {
    uint32_t mask = look(l, tokens->lexeme[i]);
    if (!(mask & IS_WORD)) continue;
    /* languages that put no spaces between words make few tokens, and long ones */
    uint32_t weight = mask >> CHINESE & 3 || mask >> THAI & 1 ? 1 + tokens->length[i] / 6u : 1;
    words += weight;
    for (uint32_t bits = mask & ((1u << LUN_LANGUAGES) - 1), k = 0; bits; bits >>= 1, k++)
      if (bits & 1) {
        hits[k] += weight;
        different[k] |= UINT64_C(1) << (tokens->lexeme[i] * 2654435769u >> 26);
      }
  }
  guess->words = words;
  if (words < LUN_LANGUAGE_LEAST) return LUN_OK;
  if (hits[JAPANESE] * 4 >= hits[CHINESE]) hits[JAPANESE] += hits[CHINESE], hits[CHINESE] = 0;
  if (hits[UKRAINIAN] * 10 >= hits[RUSSIAN]) hits[UKRAINIAN] += hits[RUSSIAN], hits[RUSSIAN] = 0;
  else hits[RUSSIAN] += hits[UKRAINIAN], hits[UKRAINIAN] = 0;
  for (uint32_t k = FIRST_SCRIPT; k < LUN_LANGUAGES; k++) {
    others += hits[k];
    if (hits[k] > hits[script]) script = k;
  }
  for (uint32_t k = 2; k < LUN_LANGUAGES_LATIN; k++) if (hits[k] > hits[best]) best = k;
  if (others * 2 > words) name(guess, script, hits[script]);
  else if (bits_of(different[best]) >= DISTINCT && hits[best] * 10 >= words && hits[best] >= 2 * hits[ENGLISH]) name(guess, best, hits[best]);
  else if (hits[ENGLISH] * 10 >= words) name(guess, ENGLISH, hits[ENGLISH]);
  return LUN_OK;
}
