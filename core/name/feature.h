/* Features of mentions: short texts that say what speaks for or against a type, and their weights. What one word or one text
 * says is added up once and remembered under a number in its record: many say the same, so that there are few sums, which stay
 * in the cache. The same code tells the features when somebody asks. */
#ifndef LUNETTE_NAME_FEATURE_H
#define LUNETTE_NAME_FEATURE_H

#include "name/word.h"

typedef struct lun_sums { double at[LUN_NAME_WEIGHTS]; } lun_sums;

typedef struct lun_kept { lun_sums sums; bool known; } lun_kept;

typedef struct lun_feature_weight {
  const char *text;
  size_t size;
  lun_sums weights;
} lun_feature_weight;

/* Features of a text's words by a small number and by whether it is one word, which are remembered by both. */
typedef enum lun_counted { LUN_COUNTED_WORDS, LUN_COUNTED_ORDINARY, LUN_COUNTED_PLACE, LUN_COUNTED_ORG, LUN_COUNTED_GIVEN, LUN_COUNTED_SURNAME, LUN_COUNTED_LAST, LUN_COUNTED_KINDS } lun_counted;
enum { LUN_COUNTED_MOST = 16 };

/* Features that are the same whatever the words are, which are remembered by these. */
typedef enum lun_fixed {
  LUN_FIXED_BEGINS_ORG, LUN_FIXED_BEGINS_PLACE, LUN_FIXED_ENDS_PLACE, LUN_FIXED_OF, LUN_FIXED_AND, LUN_FIXED_INITIAL, LUN_FIXED_MIXED, LUN_FIXED_DIGIT,
  LUN_FIXED_HYPHEN, LUN_FIXED_HYPHEN_SMALL, LUN_FIXED_NUMBER, LUN_FIXED_NATIONALITY, LUN_FIXED_CAPITAL, LUN_FIXED_OTHER, LUN_FIXED_SAYING, LUN_FIXED_ROLE,
  LUN_FIXED_ORG_NOUN, LUN_FIXED_PLACE_NOUN, LUN_FIXED_COUNT
} lun_fixed;

/* Features of parts of speech, by what stands before these. */
typedef enum lun_tagged { LUN_TAGGED_BEFORE, LUN_TAGGED_AFTER, LUN_TAGGED_SECOND_BEFORE, LUN_TAGGED_SECOND_AFTER, LUN_TAGGED_LAST, LUN_TAGGED_ONLY, LUN_TAGGED_COUNT } lun_tagged;

enum { LUN_ENDS = 8192 };
typedef struct lun_features {
  lun_words *words;
  bool opened;
  lun_feature_weight *weights; /* [weight_count] by row of the dictionary */
  uint32_t weight_count, *slots, mask;
  uint64_t ends[LUN_ENDS / 64]; /* bits of how their texts end and how long they are, which rule out most others */
  lun_sums *sums; /* [count] each once; the first stands for nothing */
  uint32_t count, capacity, *sum_slots, sum_mask;
  lun_kept fixed[LUN_FIXED_COUNT][4]; /* by what stands before it, as its author numbers that */
  lun_kept counted[LUN_COUNTED_KINDS][2][LUN_COUNTED_MOST];
  lun_kept tagged[LUN_TAGS][LUN_TAGGED_COUNT];
} lun_features;

/* What marks and limits the features of words go by. */
typedef struct lun_mark { lun_lexeme word; const char *name; } lun_mark;
typedef struct lun_feature_limits {
  unsigned words_most, likely, ending_of, ending, capitals_most; /* see the script that gives them */
  lun_mark *marks; /* [mark_count] */
  uint32_t mark_count, mark_capacity;
  lun_lexeme last_mark; /* the highest of their words, which stand at the beginning of the vocabulary */
} lun_feature_limits;
/* Takes lines of a name and the words that it stands for; `text` is kept, and cut. */
lun_status lun_marks_take(lun_feature_limits *limits, lun_words *words, char *text, lun_err *err);

lun_status lun_features_open(lun_features *features, lun_err *err); /* reads the weights when they are first needed */
void lun_features_close(lun_features *features);

/* Where features go: they are added up, and told where there is a listener. */
typedef struct lun_sink {
  lun_features *features;
  lun_sums sums;
  const lun_weigh_listener *listener; /* or NULL */
} lun_sink;

void lun_sink_put(lun_sink *sink, const char *text, size_t size);
/* A feature of up to three texts, with spaces between; NULL for none. */
void lun_sink_say(lun_sink *sink, const char *one, const char *two, const char *three);
typedef struct lun_digits { char text[12]; } lun_digits;
const char *lun_number_text(lun_digits *to, int32_t number);
static inline void lun_sink_add(lun_sink *sink, const lun_sums *more) {
  for (unsigned k = 0; k < LUN_NAME_WEIGHTS; k++) sink->sums.at[k] += more->at[k];
}
/* Adds what was remembered, if it was and nobody listens. */
static inline bool lun_sink_kept(lun_sink *sink, const lun_kept *kept) {
  if (!kept || !kept->known || sink->listener) return false;
  lun_sink_add(sink, &kept->sums);
  return true;
}
/* A feature as lun_sink_say has it, remembered as *kept unless that is NULL. */
void lun_sink_keep(lun_sink *sink, lun_kept *kept, const char *one, const char *two, const char *three);
static inline void lun_sink_once(lun_sink *sink, lun_kept *kept, const char *one, const char *two, const char *three) {
  if (!lun_sink_kept(sink, kept)) lun_sink_keep(sink, kept, one, two, three);
}
/* Adds what a text says by itself or a word where it stands; worked out and remembered when it is first asked. */
void lun_sink_learn(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, lun_said where);
static inline void lun_sink_word(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, lun_said where) {
  const uint32_t said = lun_word_of(sink->features->words, word)->said[where];
  if (said && !sink->listener) lun_sink_add(sink, &sink->features->sums[said]);
  else lun_sink_learn(sink, limits, word, where);
}

/* What features are of: the text of a mention; a word beside it; the word beyond that. */
typedef void lun_sayer(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, unsigned side);
enum { LUN_BEFORE, LUN_AFTER };
lun_sayer lun_say_text, lun_say_neighbour, lun_say_second;

#endif
