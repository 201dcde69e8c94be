/* Looking at single tokens: the words behind them, by class. Shared by what finds structure, sentences and quotations,
 * so that each small list of English words stands once. Costs a look at the text, so it is asked only where a flag of
 * the token says that something may happen. */
#ifndef LUNETTE_TEXT_READING_H
#define LUNETTE_TEXT_READING_H

#include <string.h>

#include "lunette/token.h"
#include "text/vocab_slot.h"

enum { /* classes of words, case-blind */
  LUN_WORD_STARTER = 1u << 0,  /* with a capital after an abbreviation it begins a sentence rather than a name: The He In */
  LUN_WORD_CUE = 1u << 1,      /* a verb of saying in the forms that stand beside a quotation: said asks warned */
  LUN_WORD_PRONOUN = 1u << 2,  /* he she they ... as a speaker */
  LUN_WORD_SMALL = 1u << 3,    /* stays in lower case in a title-case heading */
  LUN_WORD_MONTH = 1u << 4,    /* also short: Jan Sept. */
  LUN_WORD_WEEKDAY = 1u << 5,
  LUN_WORD_CREDIT = 1u << 6,   /* photo, image, ...: names the maker of a picture */
  LUN_WORD_FRONT = 1u << 7,    /* updated, published, ...: begins a line about the article */
  LUN_WORD_LABEL = 1u << 8,    /* WATCH, BREAKING, ...: stands in capitals before a dash or colon and is no place */
  LUN_WORD_POINTER = 1u << 9,  /* related, read, more, ...: points to another article */
  LUN_WORD_ELISION = 1u << 10, /* what an apostrophe in front belongs to: 'em 'til 'twas */
  LUN_WORD_QUESTION = 1u << 11 /* begins a question: how what is did */
};

typedef struct lun_reading {
  const char *text;
  const lun_vocab *vocab;
  const lun_tokens *tokens;
} lun_reading;

/* Whether tokens first .. stop end as a sentence does: in a stop or an abbreviation, and perhaps marks that close. */
bool lun_reading_ends(const lun_reading *r, uint32_t first, uint32_t stop);

/* Classes of a word; a stop at its end does not count. 0 for any other. */
uint32_t lun_word_classes(const char *word, size_t size);

/* Those of a token's, worked out once for all with its text. */
static inline uint32_t lun_reading_classes(const lun_reading *r, uint32_t i) {
  lun_record *record = lun_record_of(r->vocab, r->tokens->lexeme[i]);
  if (record->classes == LUN_RECORD_UNREAD) record->classes = lun_word_classes(lun_record_text(record), lun_record_size(record)) & LUN_RECORD_UNREAD;
  return record->classes;
}
static inline uint32_t lun_reading_flags(const lun_reading *r, uint32_t i) {
  return lun_record_flags(lun_record_of(r->vocab, r->tokens->lexeme[i]));
}
/* The first of the tokens from i on, before `stop`, with one of these flags; stop where there is none. Four are looked at together, for most
 * have none. */
static inline uint32_t lun_tokens_next(const lun_tokens *tokens, uint32_t i, uint32_t stop, uint16_t flags) {
  uint64_t four;
  for (; i < stop && stop - i >= 4; i += 4) {
    memcpy(&four, tokens->flags + i, sizeof four);
    if (!(four &= flags * UINT64_C(0x0001000100010001))) continue;
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return i + (uint32_t)__builtin_ctzll(four) / 16;
#else
    break;
#endif
  }
  while (i < stop && !(tokens->flags[i] & flags)) i++;
  return i;
}
/* A quotation mark; of words, as most tokens are, it is told without a look at the lexeme. */
static inline bool lun_reading_is_quote(const lun_reading *r, uint32_t i) {
  const uint16_t kind = r->tokens->flags[i] & LUN_TOKEN_KIND;
  return (kind == LUN_KIND_PUNCT || kind == LUN_KIND_SYMBOL) && (lun_reading_flags(r, i) & LUN_LEX_QUOTE) != 0;
}
static inline bool lun_reading_is(const lun_reading *r, uint32_t i, const char *exact) {
  const char *p = r->text + r->tokens->start[i];
  size_t size = strlen(exact);
  return *p == *exact && r->tokens->length[i] == size && memcmp(p, exact, size) == 0;
}
static inline bool lun_reading_spaced(const lun_reading *r, uint32_t i) { return (r->tokens->flags[i] & LUN_TOKEN_SPACE) != 0; }

#endif
