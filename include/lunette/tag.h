/* Parts of speech: an averaged perceptron (Collins 2002) that decides from left to right. A label is a Penn tag together
 * with its universal part of speech (NN NOUN, IN SCONJ). A tagger belongs to one vocabulary: what depends on a token's
 * text alone is added up once for a lexeme and remembered. */
#ifndef LUNETTE_TAG_H
#define LUNETTE_TAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/status.h"
#include "lunette/token.h"
#include "lunette/vocab.h"

typedef struct lun_tagger lun_tagger;

/* A tagger over weights that lunette-train-tagger wrote; weights (at an address that 8 divides) and vocab are borrowed and must
 * outlive it. Reads nothing of the weights yet, so that a run which asks for no part of speech pays nothing. */
lun_status lun_tagger_new(const void *weights, size_t size, lun_vocab *vocab, lun_tagger **tagger, lun_err *err);
void lun_tagger_free(lun_tagger *tagger);

/* The weights are known to be whole, as those are that are built in and that the tests read: opening looks at no more than their head. */
void lun_tagger_trust(lun_tagger *tagger);

/* Reads all of the weights once for their checksum, where they are not trusted; done by lun_tagger_run when it is first needed. LUN_FORMAT for what is damaged, of
 * another version or of a machine with another order of bytes; LUN_NO_MEMORY. */
lun_status lun_tagger_open(lun_tagger *tagger, lun_err *err);

/* label[i] gets the label of token i, for all tokens of sentences from .. to; they are of the tagger's vocabulary. Errors as of
 * lun_tagger_open; they leave label undefined there and the tagger as usable as it was. */
lun_status lun_tagger_run(lun_tagger *tagger, const lun_tokens *tokens, const lun_ranges *sentences, uint32_t from, uint32_t to, uint8_t *label, lun_err *err);

/* The same for one token of the sentence of tokens first .. stop, and for others of it as far as its label hangs on theirs. `found` and `label`
 * hold LUN_UNREAD where a token has none yet, and get the labels that were found: `found` as they are told from one token to the next, `label`
 * as lun_tagger_run gives them. Asking for all tokens of a sentence, in any order, takes time that is linear in their number. */
enum { LUN_UNREAD = 255 };
typedef struct lun_tag_sentence { /* what is known of a sentence; zeroed before its first token is asked for */
  uint32_t word; /* its first token that is a word, counted from its first */
  uint8_t setting;
  bool seen, whole; /* whole: all of its tokens have labels, which who asks may note */
} lun_tag_sentence;
lun_status lun_tagger_run_token(lun_tagger *tagger, const lun_tokens *tokens, uint32_t first, uint32_t stop, uint32_t token, lun_tag_sentence *sentence,
                                uint8_t *found, uint8_t *label, lun_err *err);

/* Of an open tagger. */
unsigned lun_tagger_labels(const lun_tagger *tagger); /* labels are 0 .. labels - 1 */
const char *lun_tagger_pos(const lun_tagger *tagger, unsigned label); /* universal: "NOUN" */
const char *lun_tagger_tag(const lun_tagger *tagger, unsigned label); /* Penn: "NN" */
/* Bytes held beside the weights. */
size_t lun_tagger_memory(const lun_tagger *tagger);

#endif
