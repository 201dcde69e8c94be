/* Features of mentions: short texts that say what speaks for or against a type, and their weights. What one word or one text
 * says is added up once and remembered under its number. The same code tells the features when somebody asks. */
#ifndef LUNETTE_NAME_FEATURE_H
#define LUNETTE_NAME_FEATURE_H

#include "name/word.h"

typedef struct lun_sums { double at[LUN_NAME_WEIGHTS]; } lun_sums;

typedef struct lun_feature_weight {
  const char *text;
  size_t size;
  lun_sums weights;
} lun_feature_weight;

/* Features of a text's words by a small number and by whether it is one word, which are remembered by both. */
typedef enum lun_counted { LUN_COUNTED_WORDS, LUN_COUNTED_ORDINARY, LUN_COUNTED_PLACE, LUN_COUNTED_ORG, LUN_COUNTED_GIVEN, LUN_COUNTED_SURNAME, LUN_COUNTED_LAST, LUN_COUNTED_KINDS } lun_counted;
enum { LUN_COUNTED_MOST = 16 };

typedef struct lun_features {
  lun_words *words;
  bool opened;
  lun_feature_weight *weights; /* [weight_count] by row of the dictionary */
  uint32_t weight_count, *slots, mask;
  lun_sums *sums; /* [count]; the first stands for nothing */
  uint32_t count, capacity;
  uint32_t counted[LUN_COUNTED_KINDS][2][LUN_COUNTED_MOST];
} lun_features;

/* What marks and limits the features of words go by. */
typedef struct lun_mark { lun_lexeme word; const char *name; } lun_mark;
typedef struct lun_feature_limits {
  unsigned words_most, likely, ending_of, ending, capitals_most; /* see the script that gives them */
  lun_mark *marks; /* [mark_count] */
  uint32_t mark_count, mark_capacity;
} lun_feature_limits;
/* Takes lines of a name and the words that it stands for; `text` is kept, and cut. */
lun_status lun_marks_take(lun_feature_limits *limits, lun_words *words, char *text, lun_err *err);

lun_status lun_features_open(lun_features *features, lun_err *err); /* reads the weights when they are first needed */
void lun_features_close(lun_features *features);
void lun_features_forget(lun_features *features); /* of words too; when too much is remembered */
enum { LUN_FEATURES_MANY = 300000 };              /* sums that are remembered before that */

/* Where features go: they are added up, and told where there is a listener. */
typedef struct lun_sink {
  lun_features *features;
  lun_sums sums;
  const lun_weigh_listener *listener; /* or NULL */
} lun_sink;

void lun_sink_put(lun_sink *sink, const char *text, size_t size);
/* A feature of up to three texts, with spaces between; NULL for none. */
void lun_sink_say(lun_sink *sink, const char *one, const char *two, const char *three);
/* The same, remembered under *sums unless that is NULL: 0 while it was not. */
void lun_sink_once(lun_sink *sink, uint32_t *sums, const char *one, const char *two, const char *three);
typedef struct lun_digits { char text[12]; } lun_digits;
const char *lun_number_text(lun_digits *to, int32_t number);
static inline void lun_sink_add(lun_sink *sink, uint32_t sums) {
  const lun_sums *more = &sink->features->sums[sums];
  for (unsigned k = 0; k < LUN_NAME_WEIGHTS; k++) sink->sums.at[k] += more->at[k];
}
/* Adds what `say` says, which is remembered under *sums: 0 while it was not. */
typedef void lun_sayer(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, unsigned side);
void lun_sink_bundle(lun_sink *sink, uint32_t *sums, lun_sayer *say, const lun_feature_limits *limits, lun_lexeme word, unsigned side);

enum { LUN_BEFORE, LUN_AFTER };
lun_sayer lun_say_text, lun_say_neighbour, lun_say_second; /* the text of a mention; a word beside it; the word beyond that */

#endif
