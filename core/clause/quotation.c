/* Kinds of quotations: words are counted only as far as a limit asks, and those that stand before and behind the marks are looked up as bits. */
#include "lunette/quotation.h"

#include <string.h>

#include "clause/clause.h"
#include "lunette/mem.h"

enum {
  HEADING = 6,                    /* words of a quotation in single marks which, alone in its paragraph and said by nobody, heads a section */
  FEW = 2,                        /* words that are no statement where nobody says them */
  CLAUSE = 6,                     /* words behind a comma or a dash that are a statement, and no name, where nobody says them */
  SENTENCE = 5,                   /* words that are one where they begin with a capital and end in a stop */
  LEAD = 3, REST = 4, MANY = LEAD * REST, /* words of what is said that may stand in front of the marks, and as how many of them at least stand between; more are never asked for */
  CAPITALS = 2                    /* words with a capital that a title has at least */
};

/* Lists that are told, by scripts/lib/quotation.lua: words in small letters, then marks and words as they are written. */
#define QUOTATION_LISTS(X) X(SUBJECTS, "subjects") X(BEHIND, "behind") X(NAMING, "naming")
#define QUOTATION_WRITTEN(X) X(SMALL, "small") X(ENDS, "ends") X(SINGLE, "single")
#define QUOTATION_FIXED(X) X(OF, "of") X(THAT, "that") X(BY, "by") X(COLON, ":") X(COMMA, ",") X(DASH, "-")
enum {
#define X(name, text) LIST_##name,
  QUOTATION_LISTS(X) QUOTATION_WRITTEN(X) LISTS,
  WRITTEN = LIST_SMALL,
#undef X
#define X(name, text) WORD_OF_##name,
  WORD_OF_LISTS = LISTS - 1, QUOTATION_FIXED(X)
#undef X
};
#define Q(name) ((uint64_t)1 << LIST_##name)
#define Q_WORD(name) ((uint64_t)1 << WORD_OF_##name)

typedef struct written { lun_lexeme *at; uint32_t count, capacity; } written;
struct lun_quotation_words {
  word_bits bits;
  written lists[LISTS - WRITTEN];
};

static const char *const names[] = {
#define X(name, text) text,
    QUOTATION_LISTS(X) QUOTATION_WRITTEN(X)
#undef X
};
static const struct { const char *text; uint64_t bit; } fixed[] = {
#define X(name, text) {text, Q_WORD(name)},
    QUOTATION_FIXED(X)
#undef X
};

const char *lun_quotation_list(unsigned i) { return i < LISTS ? names[i] : NULL; }

lun_status lun_quotation_words_new(lun_vocab *vocab, lun_quotation_words **out, lun_err *err) {
  lun_quotation_words *w = *out = lun_zalloc(1, sizeof *w);
  if (!w) return lun_fail_memory(err);
  w->bits.vocab = vocab;
  for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
    if (!lun_word_bits_add(&w->bits, fixed[i].text, strlen(fixed[i].text), fixed[i].bit)) {
      lun_quotation_words_free(w);
      *out = NULL;
      return lun_fail_memory(err);
    }
  return LUN_OK;
}

void lun_quotation_words_free(lun_quotation_words *w) {
  if (!w) return;
  for (int i = 0; i < LISTS - WRITTEN; i++) lun_free(w->lists[i].at);
  lun_word_bits_free(&w->bits);
  lun_free(w);
}

lun_status lun_quotation_words_add(lun_quotation_words *w, const char *list, const char *word, size_t size, lun_err *err) {
  unsigned i = 0;
  while (i < LISTS && strcmp(names[i], list) != 0) i++;
  if (i == LISTS) return lun_fail(err, LUN_NOT_FOUND, 0, "quotations know no list of words '%s'", list);
  if (i < WRITTEN) return lun_word_bits_add(&w->bits, word, size, (uint64_t)1 << i) ? LUN_OK : lun_fail_memory(err);
  written *to = &w->lists[i - WRITTEN];
  const lun_lexeme lexeme = lun_vocab_intern(w->bits.vocab, word, size);
  if (!lexeme || lun_grow((void **)&to->at, &to->capacity, (uint64_t)to->count + 1, sizeof *to->at)) return lun_fail_memory(err);
  to->at[to->count++] = lexeme;
  return LUN_OK;
}

typedef struct look { /* at one quotation */
  lun_quotation_words *words;
  const lun_doc *doc;
  const lun_quotation *q;
  lun_phrase content;
  int32_t start, number; /* of the sentence that it begins in: its first token, its number */
  uint64_t before;       /* bits of the word before it in that sentence */
  bool failed;
} look;

static uint64_t bits_at(look *k, int32_t token) {
  const lun_lexeme lower = lun_vocab_lower(k->doc->vocab, k->doc->tokens.lexeme[token]);
  k->failed |= !lower;
  return word_bits_of(&k->words->bits, lower);
}
static bool is_written(const look *k, int list, int32_t token) {
  const written *of = &k->words->lists[list - WRITTEN];
  for (uint32_t i = 0; i < of->count; i++)
    if (of->at[i] == k->doc->tokens.lexeme[token]) return true;
  return false;
}
static const char *text_at(const look *k, int32_t token, size_t *size) { return lun_vocab_text(k->doc->vocab, k->doc->tokens.lexeme[token], size); }
static int32_t sentence_of(const look *k, int32_t token) { return (int32_t)lun_ranges_at(&k->doc->sentences, (uint32_t)token); }
static int32_t sentence_start(const look *k, int32_t token) { return (int32_t)k->doc->sentences.first[sentence_of(k, token)]; }

static bool is_large(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return is_large(c) || (c >= 'a' && c <= 'z'); }
static bool is_of_word(char c) { return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80; }

/* How a word stands in titles. CUT: 's, 're. */
typedef enum manner { NOTHING, CUT, PLAIN, NUMBER, CAPITAL } manner;
static manner manner_of(const char *word, size_t size) {
  bool any = false;
  for (size_t i = 0; !any && i < size; i++) any = is_of_word(word[i]);
  if (!any || *word == '\'' || *word == '\xE2') return is_letter(word[size - 1]) ? CUT : NOTHING;
  return is_large(*word) ? CAPITAL : is_digit(*word) ? NUMBER : PLAIN;
}

/* Words of a quotation, counted as far as `enough`, and whether they are written as titles are: all but the small ones with a capital, and no
 * clause that a cut verb begins (That's Hull). */
static int words_of(look *k, int enough, bool *title) {
  const int32_t first = k->content.first;
  int words = 0, capitals = 0;
  *title = true;
  for (int32_t i = first; i <= k->content.last && (words < enough || *title); i++) {
    size_t size;
    const char *word = text_at(k, i, &size);
    const manner how = manner_of(word, size);
    words += how >= PLAIN;
    capitals += how == CAPITAL;
    if (how == PLAIN && (i == first || !is_written(k, LIST_SMALL, i))) *title = false;
    else if (how == CUT && i == first + 1 && bits_at(k, first) & Q(SUBJECTS) && sentence_start(k, i) == first - 1) *title = false;
  }
  *title = *title && capitals >= CAPITALS;
  return words;
}

/* Whether the sentence that a quotation is a part of goes on behind it as more than what leads to who says it. */
static bool goes_on(look *k) {
  const int32_t after = k->q->whole.last + 1;
  if (after >= (int32_t)k->doc->tokens.count || sentence_start(k, after) == after || bits_at(k, after) & Q(BEHIND)) return false;
  size_t size;
  return is_of_word(*text_at(k, after, &size));
}

/* Whether a quotation is all of what is said but for a few words before it: from a token on. */
static bool is_most(look *k, int words, int32_t said) {
  const lun_phrase whole = k->q->whole;
  if (said < whole.first && bits_at(k, said) & Q_WORD(THAT)) said++;
  const int32_t lead = whole.first - said;
  return lead >= 0 && lead <= LEAD && words >= lead * REST && !goes_on(k);
}

/* Whether words that nobody is known to say are only set off: a few, a title, what somebody wrote, what heads a section. */
static bool is_set_off(look *k, int words, bool title, bool single) {
  const lun_phrase whole = k->q->whole;
  if ((words <= FEW && !k->q->continues) || title) return true;
  const lun_ranges *paragraphs = &k->doc->structure.paragraphs;
  const uint32_t n = lun_ranges_at(paragraphs, (uint32_t)whole.first);
  const int32_t above = (int32_t)paragraphs->first[n], below = n + 1 < paragraphs->count ? (int32_t)paragraphs->first[n + 1] - 1 : (int32_t)k->doc->tokens.count - 1;
  if (whole.last < below && bits_at(k, whole.last + 1) & Q_WORD(BY)) return true; /* "...," by Ana Torres */
  return single && words <= HEADING && whole.first == above && whole.last >= below - 1;
}

/* Whether a title is named: by the word before it, or by who speaks of it further before. */
static bool is_named(const look *k) {
  const lun_phrase cue = k->q->cue, whole = k->q->whole;
  const bool close = lun_is_phrase(cue) && cue.last == whole.first - 1;
  if (whole.first <= k->start) return false;
  if (k->before & Q(NAMING) && !(k->before & Q_WORD(OF) && close)) return true;
  return lun_is_phrase(cue) && cue.last < whole.first - 2 && !(k->before & Q_WORD(COLON));
}

static bool begins_large(const char *word, size_t size) {
  return is_large(*word) || (size > 1 && *word == '\xC3' && (unsigned char)word[1] >= 0x80 && (unsigned char)word[1] <= 0x9E);
}

/* Where what is said begins, of which the quotation may be a part. */
static int32_t said_from(const look *k) {
  const lun_phrase cue = k->q->cue;
  if (k->q->within != LUN_NO_TOKEN) return k->q->within;
  if (!lun_is_phrase(cue)) return LUN_NO_TOKEN;
  return cue.last < k->q->whole.first ? cue.last + 1 : cue.first > k->q->whole.last ? k->start : LUN_NO_TOKEN;
}

static lun_quotation_kind kind_of(look *k) {
  const lun_quotation *q = k->q;
  const int32_t first = q->whole.first;
  bool whole = first == k->start || k->before & Q_WORD(COLON) || (k->before & Q_WORD(THAT) && !(q->said && goes_on(k))) || q->continues || (lun_is_phrase(q->cue) && q->cue.last == first - 1), title;
  const bool single = !q->said && is_written(k, LIST_SINGLE, first);
  const int words = words_of(k, whole && !single ? FEW + 1 : MANY, &title);
  if (k->before & Q_WORD(COLON) && lun_doc_part(k->doc, (uint32_t)first) == LUN_HEADLINE) return LUN_QUOTATION_DIRECT;
  if (title && is_named(k)) return q->said ? LUN_QUOTATION_TITLE : LUN_QUOTATION_SCARE;
  if (!q->said && is_set_off(k, words, title, single)) return LUN_QUOTATION_SCARE;
  if (words > FEW && whole) return LUN_QUOTATION_DIRECT;
  size_t size;
  const char *begins = text_at(k, k->content.first, &size);
  const bool capital = begins_large(begins, size), stop = is_written(k, LIST_ENDS, k->content.last);
  if (k->before & (Q_WORD(COMMA) | Q_WORD(DASH))) whole = whole || q->said || capital || words >= CLAUSE;
  if ((words > FEW && whole) || (words >= SENTENCE && capital && stop)) return LUN_QUOTATION_DIRECT;
  if (words >= 1 && whole && stop && (q->said || first == k->start)) return LUN_QUOTATION_DIRECT;
  if (sentence_of(k, k->content.last) > k->number) return LUN_QUOTATION_DIRECT; /* sentences of its own */
  const int32_t said = said_from(k);
  if (said != LUN_NO_TOKEN && is_most(k, words, said)) return LUN_QUOTATION_DIRECT;
  return q->said ? LUN_QUOTATION_MIXED : LUN_QUOTATION_SCARE;
}

lun_status lun_quotation_kind_of(lun_quotation_words *words, const lun_doc *doc, const lun_quotation *q, lun_quotation_kind *kind, lun_err *err) {
  look k = {.words = words, .doc = doc, .q = q, .content = lun_is_phrase(q->content) ? q->content : q->whole};
  k.number = sentence_of(&k, q->whole.first);
  k.start = (int32_t)doc->sentences.first[k.number];
  if (q->whole.first > k.start) k.before = bits_at(&k, q->whole.first - 1);
  *kind = kind_of(&k);
  return k.failed ? lun_fail_memory(err) : LUN_OK;
}
