/* Arrays of tokens and of ranges of tokens: growth, release and search by offset. Knows nothing of how they are made. */
#include "lunette/token.h"

#include "lunette/mem.h"

void lun_tokens_clear(lun_tokens *tokens) { tokens->count = 0; }

void lun_tokens_free(lun_tokens *tokens) {
  lun_free(tokens->start);
  lun_free(tokens->length);
  lun_free(tokens->lexeme);
  lun_free(tokens->flags);
  *tokens = (lun_tokens){0};
}

uint32_t lun_tokens_at(const lun_tokens *tokens, uint32_t offset) {
  uint32_t low = 0, high = tokens->count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (lun_token_stop(tokens, middle) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

void lun_ranges_free(lun_ranges *ranges) {
  lun_free(ranges->first);
  *ranges = (lun_ranges){0};
}

uint32_t lun_ranges_at(const lun_ranges *ranges, uint32_t token) {
  uint32_t low = 0, high = ranges->count;
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    if (ranges->first[middle] > token) high = middle;
    else low = middle;
  }
  return low;
}
