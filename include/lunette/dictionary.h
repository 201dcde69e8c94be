/* Dictionaries: lists of known names and words with attributes, several of them in one image. An image is one block of
 * bytes with offsets instead of pointers, so that it is embedded in the program or mapped from a file and used at once.
 * Keys are runs of words: accents, kinds of apostrophe and the difference between hyphen and space do not count; case
 * does, unless the dictionary folds it. Each dictionary is a trie over word numbers stored as sorted arrays (children of a
 * node by binary search). The dictionaries of an image share one table of words: a lexeme is looked up there once, and
 * remembered is in which of them it begins an entry. */
#ifndef LUNETTE_DICTIONARY_H
#define LUNETTE_DICTIONARY_H

#include "lunette/token.h"

typedef struct lun_image lun_image;           /* an opened image */
typedef struct lun_dictionary lun_dictionary; /* one dictionary of an image */

/* Building. Rows arrive in any order; the image is sorted and the same for the same rows. */
typedef struct lun_image_builder lun_image_builder;
lun_status lun_image_builder_new(lun_image_builder **builder, lun_err *err);
void lun_image_builder_free(lun_image_builder *builder);
/* Adds a dictionary from the bytes of a TSV file: header lines `#dictionary NAME` (default: `name`), `#case exact|fold`
 * (default exact), `#cols surface<TAB>...` (default: surface), other # lines skipped; then rows. A malformed row is
 * LUN_FORMAT with its line in err->position and `file` in the message. Words that can never be found (an entry with no
 * word in it) are LUN_FORMAT too. */
lun_status lun_image_builder_add(lun_image_builder *builder, const char *name, const char *file, const char *tsv, size_t size, lun_err *err);
/* The image's bytes: yours. LUN_LIMIT where there are more than LUN_DICTIONARIES_MAX. */
lun_status lun_image_builder_finish(lun_image_builder *builder, char **bytes, size_t *size, lun_err *err);

/* Opens an image over borrowed bytes (8-byte aligned), checked enough that no later call reads outside them; touches
 * only the header, so it takes microseconds. LUN_FORMAT for what is no image. */
lun_status lun_image_open(const char *bytes, size_t size, lun_image **image, lun_err *err);
void lun_image_close(lun_image *image);

enum { LUN_DICTIONARIES_MAX = 63 };
uint32_t lun_image_count(const lun_image *image);
lun_dictionary *lun_image_at(lun_image *image, uint32_t i);
lun_dictionary *lun_image_find(lun_image *image, const char *name); /* NULL when there is none */

lun_image *lun_dictionary_image(const lun_dictionary *dictionary);
uint32_t lun_dictionary_number(const lun_dictionary *dictionary); /* in the image */
uint64_t lun_dictionary_bit(const lun_dictionary *dictionary);    /* that bit, for sets of the image's dictionaries */
const char *lun_dictionary_name(const lun_dictionary *dictionary);
bool lun_dictionary_folds(const lun_dictionary *dictionary); /* case: what it has of a word it has of it in any case */
uint32_t lun_dictionary_columns(const lun_dictionary *dictionary);          /* without the surface */
const char *lun_dictionary_column(const lun_dictionary *dictionary, uint32_t column);
uint32_t lun_dictionary_find_column(const lun_dictionary *dictionary, const char *name); /* its number, or how many there are */
uint32_t lun_dictionary_entries(const lun_dictionary *dictionary);

/* An entry is one key with one or more candidates (rows). */
typedef struct lun_hit {
  uint32_t first, stop; /* tokens */
  uint32_t entry;       /* of the dictionary */
  uint32_t dictionary;  /* of the image */
} lun_hit;
typedef struct lun_hits { lun_hit *at; uint32_t count, capacity; } lun_hits;

enum { LUN_LOOKUP_RECASE = 1u /* a token in capitals of 4 or more letters also matches as Xxxx (for headlines and datelines) */ };

/* Appends the entries of several dictionaries, given by their bits, in tokens first .. stop: of each dictionary leftmost
 * longest, not overlapping; all in order of their first tokens. An entry never crosses a sentence start. To ask for several
 * dictionaries at once costs little more than to ask for one. Entries are those true on the day (below), all on "". */
lun_status lun_image_scan(lun_image *image, uint64_t dictionaries, lun_vocab *vocab, const lun_tokens *tokens, uint32_t first,
                          uint32_t stop, unsigned options, const char *day, lun_hits *hits, lun_err *err);
/* Meets lexemes first .. stop before a scan, which is quicker for many than each when it comes. */
lun_status lun_image_learn(lun_image *image, lun_vocab *vocab, lun_lexeme first, lun_lexeme stop, lun_err *err);
/* Which dictionaries of an image documents ask: a document begins (`fresh`), or asks more. Gives those that this one or one of the
 * last few has asked, which had better be looked up in the same pass. */
uint64_t lun_image_want(lun_image *image, uint64_t dictionaries, bool fresh);
/* The scan of one dictionary, on any day. */
lun_status lun_dictionary_scan(lun_dictionary *dictionary, lun_vocab *vocab, const lun_tokens *tokens, uint32_t first,
                               uint32_t stop, unsigned options, lun_hits *hits, lun_err *err);
/* Those, on any day, that begin with the first of some tokens, of which there is one at least: of each dictionary the longest. */
lun_status lun_image_entries_at_first(lun_image *image, uint64_t dictionaries, lun_vocab *vocab, const lun_tokens *tokens, lun_hits *hits, lun_err *err);
void lun_hits_free(lun_hits *hits);

/* Rows that are true for a time: columns `from` and `to` hold a year, a month or a day (2010, 2010-03, 2010-03-11), which
 * is of the time itself; an empty one, or any other text, bounds nothing. A day is written YYYY-MM-DD; on "" all rows are true. */
enum { LUN_DAY_ROOM = 11 };
bool lun_day_is_written(const char *text, size_t size); /* whether a cell is such a year, month or day */
bool lun_dictionary_dated(const lun_dictionary *dictionary);
bool lun_dictionary_valid(const lun_dictionary *dictionary, uint32_t row, const char *day);

/* The entry of a surface given as text, as it would be found in running text; LUN_NOT_FOUND when there is none. */
lun_status lun_dictionary_lookup(lun_dictionary *dictionary, lun_vocab *vocab, const char *surface, size_t size, uint32_t *entry, lun_err *err);

/* The same with *entry 0 and no error when there is none, else the entry + 1: where many texts are none, it is quicker. */
lun_status lun_dictionary_find(lun_dictionary *dictionary, lun_vocab *vocab, const char *surface, size_t size, uint32_t *entry, lun_err *err);

/* How sure the dictionary is of a text, looked up like that: the highest number in the column `prior` of its rows, 5 for a row
 * without one, 0 where there is no entry and never less. Of those asked last it is remembered. */
lun_status lun_dictionary_prior(lun_dictionary *dictionary, lun_vocab *vocab, lun_lexeme lexeme, double *prior, lun_err *err);
/* Bits of the dictionaries of an image in which that is 0 for a lexeme: one question in place of many. No bits where its text is not
 * cut into that one token. */
lun_status lun_image_lacks(lun_image *image, lun_vocab *vocab, lun_lexeme lexeme, uint64_t *dictionaries, lun_err *err);
double lun_dictionary_prior_of_row(lun_dictionary *dictionary, uint32_t row);
uint32_t lun_dictionary_best(lun_dictionary *dictionary, uint32_t entry); /* the first row of an entry that is surest, on any day */
lun_status lun_dictionary_prior_of(lun_dictionary *dictionary, lun_vocab *vocab, const char *text, size_t size, double *prior, lun_err *err);

/* Candidates of an entry: rows in order of the file. Borrowed strings, "" where the row has no such column. */
uint32_t lun_dictionary_candidates(const lun_dictionary *dictionary, uint32_t entry, uint32_t *first_row);
const char *lun_dictionary_surface(const lun_dictionary *dictionary, uint32_t row);
const char *lun_dictionary_value(const lun_dictionary *dictionary, uint32_t row, uint32_t column);

#endif
