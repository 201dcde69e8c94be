/* Tokens, sentences and paragraphs of one text. Tokens are a struct of arrays: 12 bytes a token. All offsets are
 * 0-based bytes of the text; ranges of tokens are half-open. */
#ifndef LUNETTE_TOKEN_H
#define LUNETTE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"
#include "lunette/vocab.h"

/* Flags of a token in its place. The low bits say what stands before it, the top four are its kind. */
enum {
  LUN_TOKEN_SPACE = 1u << 0,     /* white space (or an invisible character) before it */
  LUN_TOKEN_LINE = 1u << 1,      /* a line break before it; also set on the first token */
  LUN_TOKEN_BLANK = 1u << 2,     /* a blank line before it (or nothing: the first token) */
  LUN_TOKEN_INDENT = 1u << 3,    /* its line begins with white space (tab, or two or more spaces) */
  LUN_TOKEN_SENTENCE = 1u << 4,  /* first of its sentence (set by lun_sentences_split) */
  LUN_TOKEN_PARAGRAPH = 1u << 5, /* first of its paragraph (set by lun_structure_find) */
  LUN_TOKEN_STOP = 1u << 6,      /* may end a sentence: . ! ? …, an abbreviation, or a mark that closes (tokenizer) */
  LUN_TOKEN_KIND = 0xF000        /* mask of the kind */
};
typedef enum lun_token_kind {
  LUN_KIND_WORD = 0x0000,
  LUN_KIND_NUMBER = 0x1000,
  LUN_KIND_PUNCT = 0x2000,
  LUN_KIND_SYMBOL = 0x3000,
  LUN_KIND_URL = 0x4000,
  LUN_KIND_EMAIL = 0x5000,
  LUN_KIND_HASHTAG = 0x6000, /* #word or @name */
  LUN_KIND_CLITIC = 0x7000   /* 's n't 're ...: belongs to the word before it */
} lun_token_kind;

typedef struct lun_tokens {
  uint32_t count, capacity;
  uint32_t *start;     /* [count] */
  uint16_t *length;    /* [count] bytes; a longer run is cut at a character into several tokens */
  lun_lexeme *lexeme;  /* [count] */
  uint16_t *flags;     /* [count] */
} lun_tokens;

/* Cuts size bytes of valid UTF-8 into tokens, appended to *tokens (which starts zeroed); interns them in vocab.
 * LUN_NO_MEMORY leaves *tokens to be freed. Thread-safe for different vocabularies. */
lun_status lun_tokenize(const char *text, uint32_t size, lun_vocab *vocab, lun_tokens *tokens, lun_err *err);
/* A cut that somebody else made: bytes start[i] .. stop[i] of the text are token i, in order and none over another (what
 * lies between them is no token); sentence holds the numbers of the tokens that begin one, ascending, or is NULL. */
typedef struct lun_cut {
  const uint32_t *start, *stop; /* [count] */
  uint32_t count;
  const uint32_t *sentence; /* [sentence_count] */
  uint32_t sentence_count;
} lun_cut;
/* The same with the cut given. LUN_INVALID (err->position: number of the token, from 1) for one that cannot stand there. */
lun_status lun_tokens_take(const char *text, uint32_t size, lun_vocab *vocab, const lun_cut *cut, lun_tokens *tokens, lun_err *err);
void lun_tokens_clear(lun_tokens *tokens); /* count to 0, keeps the memory for the next text */
void lun_tokens_free(lun_tokens *tokens);
static inline uint32_t lun_token_stop(const lun_tokens *t, uint32_t i) { return t->start[i] + t->length[i]; }
/* First token whose end is after `offset`, or count. */
uint32_t lun_tokens_at(const lun_tokens *tokens, uint32_t offset);

/* Of `count` records of `size` bytes, which begin with the token (uint32_t) that they are in the order of, the number of the first that stands
 * at a token or behind it; count for none. By halving. */
static inline uint32_t lun_first_from(const void *records, size_t size, uint32_t count, uint32_t token) {
  uint32_t low = 0;
  while (low < count) {
    const uint32_t middle = low + (count - low) / 2;
    if (*(const uint32_t *)(const void *)((const char *)records + middle * size) < token) low = middle + 1;
    else count = middle;
  }
  return low;
}

typedef struct lun_ranges { /* ranges of tokens, in order, covering all of them */
  uint32_t count, capacity;
  uint32_t *first; /* [count]; range i is first[i] .. first[i + 1] or the number of tokens */
} lun_ranges;
void lun_ranges_free(lun_ranges *ranges);
/* Index of the range that holds the token. */
uint32_t lun_ranges_at(const lun_ranges *ranges, uint32_t token);

/* What a paragraph is, from where it stands and what it looks like. */
typedef enum lun_part { LUN_BODY = 0, LUN_HEADLINE, LUN_BYLINE, LUN_LEAD, LUN_CAPTION, LUN_RELATED, LUN_DATELINE } lun_part;

typedef struct lun_structure {
  lun_ranges paragraphs;
  uint8_t *part;                     /* [paragraphs.count] lun_part; LUN_LEAD is the first body paragraph */
  uint32_t part_capacity;
  uint32_t dateline_first, dateline_stop; /* tokens of the place(s) before the dash, without it; equal when there is none */
  uint32_t dateline_end;             /* first token after the whole dateline with agency and dash */
  uint32_t headline;                 /* bytes at the text's beginning that are known to be its headline; given, not found */
} lun_structure;

/* Finds paragraphs (blank lines; indentation; otherwise single lines unless they are hard-wrapped), headline, byline,
 * dateline, captions and related headlines, and sets LUN_TOKEN_PARAGRAPH. Needs tokens only. */
lun_status lun_structure_find(const char *text, const lun_vocab *vocab, lun_tokens *tokens, lun_structure *structure, lun_err *err);
void lun_structure_free(lun_structure *structure);

/* Sets LUN_TOKEN_SENTENCE and fills sentences. Every paragraph begins one, so does a dateline's end not. A sentence is
 * never cut between `:` or `,` and an opening mark, nor between a closing mark after ?!. and a lower-case cue. */
lun_status lun_sentences_split(const char *text, const lun_vocab *vocab, lun_tokens *tokens, const lun_structure *structure,
                               lun_ranges *sentences, lun_err *err);
/* The same with the sentences of a cut; every paragraph begins one here too. */
lun_status lun_sentences_take(const lun_cut *cut, lun_tokens *tokens, lun_ranges *sentences, lun_err *err);

#endif
