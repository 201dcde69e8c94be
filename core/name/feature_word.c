/* What words say: those of a mention wherever it stands, and those beside it. */
#include <string.h>

#include "name/feature.h"

static bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool small_letter(char c) { return c >= 'a' && c <= 'z'; }
static bool capital(char c) { return c >= 'A' && c <= 'Z'; }
static bool common(lun_words *words, lun_lexeme word) { return lun_word_is(words, word, LUN_FACT_COMMON); }

/* A column of a text's first row in a dictionary; "" for none. */
static const char *first_value(lun_words *words, lun_known dictionary, lun_lexeme word, const char *column) {
  uint32_t row;
  return lun_words_rows(words, dictionary, word, &row) ? lun_words_value(words, dictionary, row, column) : "";
}

/* The commonest part of speech of an ordinary word, as the lexicon has it. */
typedef struct tag { char text[16]; } tag;
static const char *tag_of(lun_words *words, lun_lexeme word, tag *to) {
  const char *tags = first_value(words, LUN_KNOWN_LEXICON, word, "tags");
  const size_t size = strcspn(tags, " \t\n\v\f\r");
  if (!size || size >= sizeof to->text) return "unknown";
  memcpy(to->text, tags, size);
  to->text[size] = 0;
  return to->text;
}

/* The name of a mark, or NULL. */
static const char *mark_of(const lun_feature_limits *limits, lun_lexeme word) {
  for (uint32_t i = 0; i < limits->mark_count; i++)
    if (limits->marks[i].word == word) return limits->marks[i].name;
  return NULL;
}

typedef struct parts { /* of a text, by white space */
  lun_lexeme first, last;
  unsigned count, ordinary;
  bool initial; /* one between others is an initial */
} parts;

static parts parts_of(lun_words *words, const char *text, size_t size) {
  parts p = {0};
  for (size_t at = 0; at < size;) {
    if (space(text[at])) {
      at++;
      continue;
    }
    size_t end = at;
    while (end < size && !space(text[end])) end++;
    p.last = lun_words_number(words, text + at, end - at);
    if (!p.count++) p.first = p.last;
    if (common(words, p.last)) p.ordinary++;
    if (end - at == 2 && p.count > 1 && end < size && capital(text[at]) && text[at + 1] == '.') p.initial = true;
    at = end;
  }
  return p;
}

static bool holds(const char *text, const char *what) { return strstr(text, what) != NULL; }
static bool pair(const char *text, size_t size, bool (*one)(char), bool (*two)(char)) {
  for (size_t i = 1; i < size; i++)
    if (one(text[i - 1]) && two(text[i])) return true;
  return false;
}
static bool hyphen(char c) { return c == '-'; }

static void say_several(lun_sink *sink, const lun_feature_limits *limits, const char *text, const parts *p) {
  lun_words *words = sink->features->words;
  const char *kind;
  lun_digits digits;
  lun_sink_say(sink, "last in given", lun_word_prior(words, p->last, LUN_KNOWN_GIVEN) > limits->likely ? "yes" : "no", NULL);
  if (lun_word_prior(words, p->first, LUN_KNOWN_ORG) > limits->likely) lun_sink_say(sink, "begins with organisation", NULL, NULL);
  if (lun_word_prior(words, p->first, LUN_KNOWN_PLACE) > limits->likely) lun_sink_say(sink, "begins with place", NULL, NULL);
  if (lun_word_prior(words, p->last, LUN_KNOWN_PLACE) > limits->likely) lun_sink_say(sink, "ends with place", NULL, NULL);
  const unsigned head = lun_word_prior(words, p->last, LUN_KNOWN_ORGNOUN);
  if (head && *(kind = first_value(words, LUN_KNOWN_ORGNOUN, p->last, "kind"))) lun_sink_say(sink, "head of organisation", kind, lun_number_text(&digits, (int32_t)head));
  if (lun_word_is(words, p->last, LUN_FACT_ENDS_PLACE)) {
    kind = first_value(words, LUN_KNOWN_PLACENOUN, p->last, "kind");
    lun_sink_say(sink, "head of place", *kind ? kind : NULL, NULL);
  }
  if (lun_word_prior(words, p->first, LUN_KNOWN_ORGNOUN) && *(kind = first_value(words, LUN_KNOWN_ORGNOUN, p->first, "kind"))) lun_sink_say(sink, "begins with head of organisation", kind, NULL);
  if (*(kind = first_value(words, LUN_KNOWN_PLACENOUN, p->first, "kind"))) lun_sink_say(sink, "begins with head of place", kind, NULL);
  if (common(words, p->first)) lun_sink_say(sink, "first word", lun_word_text(words, lun_word_lower(words, p->first), NULL), NULL);
  if (holds(text, " of ")) lun_sink_say(sink, "holds of", NULL, NULL);
  if (holds(text, " and ")) lun_sink_say(sink, "holds and", NULL, NULL);
  if (p->initial) lun_sink_say(sink, "holds initial", NULL, NULL);
}

static void say_number(lun_sink *sink, const char *what, size_t number, const char *more) {
  lun_digits digits;
  lun_sink_say(sink, what, lun_number_text(&digits, number < INT32_MAX ? (int32_t)number : INT32_MAX), more);
}

void lun_say_text(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, unsigned side) {
  (void)side;
  lun_words *words = sink->features->words;
  size_t size, last_size, capitals = 0;
  const char *text = lun_word_text(words, word, &size);
  const parts p = parts_of(words, text, size);
  if (!p.first || !p.last) return;
  const char *one = p.count == 1 ? "only" : "of several", *last = lun_word_text(words, p.last, &last_size);
  say_number(sink, "words", p.count < limits->words_most ? p.count : limits->words_most, NULL);
  lun_sink_say(sink, "ordinary", p.ordinary == 0 ? "none" : p.ordinary == p.count ? "all" : "some", one);
  say_number(sink, "place", lun_word_prior(words, word, LUN_KNOWN_PLACE), one);
  say_number(sink, "organisation", lun_word_prior(words, word, LUN_KNOWN_ORG), NULL);
  say_number(sink, "given", lun_word_prior(words, p.first, LUN_KNOWN_GIVEN), one);
  say_number(sink, "surname", lun_word_prior(words, p.last, LUN_KNOWN_SURNAME), one);
  if (p.count > 1) say_several(sink, limits, text, &p);
  const lun_lexeme lower = lun_word_lower(words, p.last);
  size_t lower_size;
  const char *lower_text = lun_word_text(words, lower, &lower_size);
  if (common(words, p.last)) {
    tag t;
    lun_sink_say(sink, "last word", lower_text, NULL);
    lun_sink_say(sink, "last word is", tag_of(words, lower, &t), one);
  } else if (last_size > limits->ending_of && !(capital(last[last_size - 1]) && capital(last[last_size - 2]))) {
    lun_sink_say(sink, "ends in", lower_text + (lower_size > limits->ending ? lower_size - limits->ending : 0), NULL);
  }
  while (capitals < size && (capital(text[capitals]) || text[capitals] == '.' || text[capitals] == '&')) capitals++;
  if (capitals == size) say_number(sink, "capitals", size < limits->capitals_most ? size : limits->capitals_most, NULL);
  if (pair(last, last_size, small_letter, capital)) lun_sink_say(sink, "mixed capitals", NULL, NULL);
  if (lun_word_shaped(words, p.last, LUN_SHAPE_DIGIT)) lun_sink_say(sink, "digit", NULL, NULL);
  if (holds(text, "-")) lun_sink_say(sink, pair(text, size, hyphen, small_letter) ? "hyphen small" : "hyphen", NULL, NULL);
}

static const char *const sides[] = {"before", "after"}, *const second_sides[] = {"two before", "two after"};

void lun_say_neighbour(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, unsigned side) {
  lun_words *words = sink->features->words;
  const char *where = sides[side], *mark = mark_of(limits, word);
  const lun_lexeme small = lun_word_lower(words, word);
  if (mark) lun_sink_say(sink, where, mark, NULL);
  else if (lun_word_shaped(words, word, LUN_SHAPE_NUMBER)) lun_sink_say(sink, where, "number", NULL);
  else if (lun_word_is(words, word, LUN_FACT_NORP)) lun_sink_say(sink, where, "nationality", NULL);
  else if (word != small && !common(words, word)) lun_sink_say(sink, where, "capital", NULL);
  else if (common(words, small)) {
    tag t;
    lun_sink_say(sink, where, lun_word_text(words, small, NULL), NULL);
    lun_sink_say(sink, where, "is", tag_of(words, small, &t));
  } else lun_sink_say(sink, where, "other", NULL);
  if (lun_word_is(words, small, LUN_FACT_SAYVERB)) lun_sink_say(sink, where, "verb of saying", NULL);
  if (lun_word_is(words, small, LUN_FACT_ROLE) || lun_word_is(words, small, LUN_FACT_TITLE)) lun_sink_say(sink, where, "role", NULL);
  if (lun_word_prior(words, small, LUN_KNOWN_ORGNOUN) > 0) lun_sink_say(sink, where, "noun of organisations", NULL);
  if (word == small && lun_word_is(words, small, LUN_FACT_PLACE_NOUN)) lun_sink_say(sink, where, "noun of places", NULL);
}

void lun_say_second(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, unsigned side) {
  lun_words *words = sink->features->words;
  const char *where = second_sides[side], *mark = mark_of(limits, word), *is = mark;
  const lun_lexeme small = lun_word_lower(words, word);
  tag t;
  if (!mark) is = side == LUN_AFTER && lun_word_is(words, small, LUN_FACT_ROLE) ? "role" : tag_of(words, small, &t);
  if (mark) lun_sink_say(sink, where, mark, NULL);
  else lun_sink_say(sink, where, common(words, word) ? lun_word_text(words, small, NULL) : "other", NULL);
  lun_sink_say(sink, where, "is", is);
}
