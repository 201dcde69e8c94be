/* Quotations: what stands between quotation marks, found by a state machine over the mark tokens of each paragraph.
 * Curly, straight, low, angle and single marks; nested ones; a quotation over several paragraphs that each open and only
 * the last of which closes; marks the wrong way round; marks that are never closed. */
#ifndef LUNETTE_QUOTE_H
#define LUNETTE_QUOTE_H

#include "lunette/token.h"

enum {
  LUN_QUOTE_UNCLOSED = 1u << 0,  /* no closing mark: ends where its paragraph does */
  LUN_QUOTE_TURNED = 1u << 1,    /* a mark stands the wrong way round */
  LUN_QUOTE_SINGLE = 1u << 2,    /* outer marks are single ones */
  LUN_QUOTE_JOINED = 1u << 3     /* holds several paragraphs */
};

typedef struct lun_quote {
  uint32_t first, stop;  /* tokens with the marks */
  uint32_t inner_first, inner_stop; /* tokens of the content, without the outer marks */
  uint8_t depth;         /* 0 for an outer quotation, 1 for one inside it, ... */
  uint8_t flags;
  uint32_t part_first, part_count; /* its pieces in lun_quotes.parts: one a paragraph */
} lun_quote;

typedef struct lun_quotes {
  lun_quote *at; /* sorted by first, then longest first */
  uint32_t count, capacity;
  struct lun_quote_part { uint32_t first, stop; } *parts; /* tokens of content, without marks */
  uint32_t part_count, part_capacity;
} lun_quotes;

lun_status lun_quotes_find(const char *text, const lun_vocab *vocab, const lun_tokens *tokens, const lun_structure *structure,
                           lun_quotes *quotes, lun_err *err);
void lun_quotes_free(lun_quotes *quotes);

#endif
