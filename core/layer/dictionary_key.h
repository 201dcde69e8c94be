/* Keys: what remains of a token when it is looked up. Shared by the builder and the search, so that both sides read a
 * text alike. */
#ifndef LUNETTE_LAYER_DICTIONARY_KEY_H
#define LUNETTE_LAYER_DICTIONARY_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lunette/token.h"

enum { LUN_KEY_RECASED_MAX = 512 /* bytes of a word in another case */, LUN_KEY_LOWER_MAX = 64 };

/* The key form of a lexeme, in lower case if asked; NULL when memory is out. Valid as long as the vocabulary. */
const char *lun_key_text(lun_vocab *vocab, lun_lexeme lexeme, bool fold, size_t *size);

/* The same in lower case, `text` being the key form: that text itself where it is lower case, and written to `out` rather than
 * into the vocabulary where it is short and ASCII. NULL when memory is out. */
const char *lun_key_lower(lun_vocab *vocab, lun_lexeme lexeme, const char *text, size_t size, char out[LUN_KEY_LOWER_MAX], size_t *lower_size);

/* The words of a key form are what stands between its inner hyphens. Gives the word that begins at *at and moves *at to
 * the next; false when there is none. */
bool lun_key_word(const char *text, size_t size, size_t *at, const char **word, size_t *length);

/* A hyphen or short dash standing alone: between two tokens without spaces it is no word, just as a hyphen inside a token. */
bool lun_key_is_joiner(const lun_vocab *vocab, lun_lexeme lexeme);

/* Whether token i stands close between its neighbours. `first` and `stop` bound the tokens looked at. */
static inline bool lun_key_is_joined(const lun_tokens *tokens, uint32_t i, uint32_t first, uint32_t stop) {
  return i > first && i + 1 < stop && !((tokens->flags[i] | tokens->flags[i + 1]) & (LUN_TOKEN_SPACE | LUN_TOKEN_LINE));
}

/* Other ways to write a word in capitals, given also in lower case: way 0, 1, ... until 0 is returned, else the bytes
 * written to out; 1 byte of NUL where a way does not apply. */
size_t lun_key_recase(const char *upper, size_t upper_size, const char *lower, size_t lower_size, unsigned way,
                      char out[LUN_KEY_RECASED_MAX]);

/* Letters of a text whose letters are all capitals. */
unsigned lun_key_letters(const char *text, size_t size);

#endif
