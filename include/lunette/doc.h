/* A document: one text cut into tokens, sentences, paragraphs and quotations, and the layers that rules lay over it.
 * The text is borrowed and must outlive the document (in Lua it is a string or a block that the document holds). */
#ifndef LUNETTE_DOC_H
#define LUNETTE_DOC_H

#include "lunette/dictionary.h"
#include "lunette/layer.h"
#include "lunette/quote.h"
#include "lunette/tag.h"
#include "lunette/text.h"

typedef struct lun_tags { /* apart from the document, for it is filled when a reader first asks */
  lun_tagger *tagger; /* borrowed */
  uint8_t *label;     /* [tokens.count] of the tagger, LUN_UNREAD of tokens that nobody has asked for; NULL until asked for */
  uint8_t *found;     /* [tokens.count] the same as the tagger tells them from one token to the next */
  lun_tag_sentence *sentences; /* [sentences.count], in one block with both */
  uint32_t whole;     /* sentences all of whose tokens were asked for at once */
  uint32_t next;      /* the token behind the one that was asked for last by lun_doc_label_in_turn, */
  uint32_t since;     /* and the one from which on all up to there were asked for one after the other */
} lun_tags;

enum { LUN_LAYER_HINTS = 64 };
typedef struct lun_doc {
  const char *text; /* borrowed */
  uint32_t size;
  lun_vocab *vocab; /* borrowed */
  lun_tokens tokens;
  lun_lexeme fresh, fresh_stop; /* the lexemes that its text was the first to have */
  lun_structure structure;
  lun_ranges sentences;
  lun_quotes quotes;
  lun_layer **layers; /* [layer_count], in order of making; behind them empty ones up to layer_kept, of the document before */
  uint32_t *layer_hashes; /* of their names, so that looking for one reads no other */
  uint8_t layer_hints[LUN_LAYER_HINTS]; /* where to look first, by the remainder of the hash */
  uint32_t layer_count, layer_kept, layer_capacity;
  lun_layer *brought; /* the layer "token", what the document says of its own tokens, once there is one: asked token by token */
  lun_tags *tags; /* NULL without a tagger */
  char day[LUN_DAY_ROOM]; /* of publication, YYYY-MM-DD, on which dictionary entries must be true; "" when it is not known */
} lun_doc;

/* text is valid UTF-8. LUN_NO_MEMORY, LUN_LIMIT (over LUN_TEXT_MAX bytes). */
lun_status lun_doc_new(lun_vocab *vocab, const char *text, size_t size, lun_doc **doc, lun_err *err);
/* The same for a text whose first bytes, as many as `headline`, are known to be its headline, whatever they look like. `used` is
 * NULL or a document that nobody holds any more: its memory is used again, and it is freed where this fails. */
lun_status lun_doc_headed(lun_vocab *vocab, const char *text, size_t size, uint32_t headline, lun_doc *used, lun_doc **doc, lun_err *err);
/* Makes it anew with tokens, and sentences where the cut has them, that somebody else found; nothing of it may be held, and
 * only the layer "quote" may be there (LUN_INVALID). On failure it stays as it was. Errors as of lun_tokens_take. */
lun_status lun_doc_recut(lun_doc *doc, const lun_cut *cut, lun_err *err);
void lun_doc_free(lun_doc *doc);

/* Gives the document the tagger that it asks when its parts of speech are first asked for; of the same vocabulary. LUN_NO_MEMORY. */
lun_status lun_doc_set_tagger(lun_doc *doc, lun_tagger *tagger, lun_err *err);
/* Sets its day of publication; what begins with no day of that form is none. */
void lun_doc_set_day(lun_doc *doc, const char *day, size_t size);
/* The label of each token, worked out now if it was not before; NULL for a document without a tagger. Errors as of lun_tagger_run. */
lun_status lun_doc_labels(const lun_doc *doc, const uint8_t **label, lun_err *err);
/* The same array as it stands, LUN_UNREAD for tokens that were not asked for; then works out the label of a token, of a document that has the
 * array. */
lun_status lun_doc_labels_begun(const lun_doc *doc, const uint8_t **label, lun_err *err);
lun_status lun_doc_label_token(const lun_doc *doc, uint32_t token, lun_err *err);
/* The label of a token; LUN_UNREAD in a document without a tagger. Who asks for some tokens in turn most likely goes on: the sentence of the
 * next is then worked out whole, and after some more all that follow, which is cheaper. Errors as of lun_tagger_run. */
static inline lun_status lun_doc_label_in_turn(const lun_doc *doc, uint32_t token, uint8_t *label, lun_err *err);
/* "pos" (universal) or "tag" (Penn) of a token: what the document brought in its layer "token", or if that has none of the kind, what
 * the tagger says. *value is NULL where neither says anything, and borrowed. */
lun_status lun_doc_part_of_speech(const lun_doc *doc, uint32_t token, const char *kind, const char **value, lun_err *err);

/* The layer of that name, or NULL. "quote" is there from the start: all quotations, with the attributes depth, and
 * unclosed, turned, single, joined where they hold ("1"). */
lun_layer *lun_doc_layer(const lun_doc *doc, const char *name);
/* The same, made when it is missing. */
lun_status lun_doc_layer_make(lun_doc *doc, const char *name, lun_layer **layer, lun_err *err);

/* Makes the layer of that name, of the stretches that stand outside of all quotations in the sentences that quotations are in, no farther
 * from these than `near` tokens. LUN_NO_MEMORY. */
lun_status lun_doc_surround(lun_doc *doc, const char *name, uint32_t near, lun_err *err);

/* The part of the article that a token stands in (LUN_DATELINE for its tokens, else its paragraph's part). */
lun_part lun_doc_part(const lun_doc *doc, uint32_t token);
const char *lun_part_name(lun_part part); /* "body", "headline", ... */

/* For lun_doc_label_in_turn: the label of a token that has none yet. */
lun_status lun_doc_read_label(const lun_doc *doc, uint32_t token, uint8_t *label, lun_err *err);

/* Notes that a token is asked for in turn: its label, or LUN_UNREAD where it has none yet. */
static inline uint8_t lun_doc_label_known(const lun_doc *doc, uint32_t token) {
  lun_tags *tags = doc->tags;
  if (!tags) return LUN_UNREAD;
  if (token != tags->next) tags->since = token;
  tags->next = token + 1;
  return tags->label ? tags->label[token] : LUN_UNREAD;
}

static inline lun_status lun_doc_label_in_turn(const lun_doc *doc, uint32_t token, uint8_t *label, lun_err *err) {
  *label = lun_doc_label_known(doc, token);
  return *label == LUN_UNREAD && doc->tags ? lun_doc_read_label(doc, token, label, err) : LUN_OK;
}

/* Appends the entries of an image's dictionaries in tokens first .. stop (see lun_image_scan); words in capitals are read as
 * names too in headlines, datelines and other parts that are often set so. */
lun_status lun_doc_entries(const lun_doc *doc, lun_image *image, uint64_t dictionaries, uint32_t first, uint32_t stop, lun_hits *hits, lun_err *err);

#endif
