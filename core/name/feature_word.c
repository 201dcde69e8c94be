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
typedef struct tag { const char *text; int size; } tag;
static tag tag_of(lun_words *words, lun_lexeme word) {
  const char *tags = first_value(words, LUN_KNOWN_LEXICON, word, "tags");
  const size_t size = strcspn(tags, " \t\n\v\f\r");
  return size ? (tag){tags, (int)size} : (tag){"unknown", 7};
}

/* The name of a mark among the lines, or NULL. */
static tag mark_of(const lun_words *words, const char *marks, lun_lexeme word) {
  size_t size;
  const char *text = lun_word_text(words, word, &size);
  tag name = {NULL, 0};
  for (const char *p = marks; *p;) {
    if (space(*p)) {
      if (*p++ == '\n') name = (tag){NULL, 0};
      continue;
    }
    const char *end = p;
    while (*end && !space(*end)) end++;
    if (!name.text) name = (tag){p, (int)(end - p)};
    else if ((size_t)(end - p) == size && memcmp(p, text, size) == 0) return name;
    p = end;
  }
  return (tag){NULL, 0};
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
  lun_sink_say(sink, "last in given %s", lun_word_prior(words, p->last, LUN_KNOWN_GIVEN) > limits->likely ? "yes" : "no");
  if (lun_word_prior(words, p->first, LUN_KNOWN_ORG) > limits->likely) lun_sink_say(sink, "begins with organisation");
  if (lun_word_prior(words, p->first, LUN_KNOWN_PLACE) > limits->likely) lun_sink_say(sink, "begins with place");
  if (lun_word_prior(words, p->last, LUN_KNOWN_PLACE) > limits->likely) lun_sink_say(sink, "ends with place");
  if (*(kind = first_value(words, LUN_KNOWN_ORGNOUN, p->last, "kind"))) lun_sink_say(sink, "head of organisation %s %u", kind, lun_word_prior(words, p->last, LUN_KNOWN_ORGNOUN));
  if (lun_word_is(words, p->last, LUN_FACT_ENDS_PLACE)) {
    kind = first_value(words, LUN_KNOWN_PLACENOUN, p->last, "kind");
    lun_sink_say(sink, "head of place%s%s", *kind ? " " : "", kind);
  }
  if (*(kind = first_value(words, LUN_KNOWN_ORGNOUN, p->first, "kind"))) lun_sink_say(sink, "begins with head of organisation %s", kind);
  if (*(kind = first_value(words, LUN_KNOWN_PLACENOUN, p->first, "kind"))) lun_sink_say(sink, "begins with head of place %s", kind);
  if (common(words, p->first)) lun_sink_say(sink, "first word %s", lun_word_text(words, lun_word_lower(words, p->first), NULL));
  if (holds(text, " of ")) lun_sink_say(sink, "holds of");
  if (holds(text, " and ")) lun_sink_say(sink, "holds and");
  if (p->initial) lun_sink_say(sink, "holds initial");
}

void lun_say_text(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, unsigned side) {
  (void)side;
  lun_words *words = sink->features->words;
  size_t size, last_size, capitals = 0;
  const char *text = lun_word_text(words, word, &size);
  const parts p = parts_of(words, text, size);
  if (!p.first || !p.last) return;
  const char *one = p.count == 1 ? "only" : "of several", *last = lun_word_text(words, p.last, &last_size);
  lun_sink_say(sink, "words %u", p.count < limits->words_most ? p.count : limits->words_most);
  lun_sink_say(sink, "ordinary %s %s", p.ordinary == 0 ? "none" : p.ordinary == p.count ? "all" : "some", one);
  lun_sink_say(sink, "place %u %s", lun_word_prior(words, word, LUN_KNOWN_PLACE), one);
  lun_sink_say(sink, "organisation %u", lun_word_prior(words, word, LUN_KNOWN_ORG));
  lun_sink_say(sink, "given %u %s", lun_word_prior(words, p.first, LUN_KNOWN_GIVEN), one);
  lun_sink_say(sink, "surname %u %s", lun_word_prior(words, p.last, LUN_KNOWN_SURNAME), one);
  if (p.count > 1) say_several(sink, limits, text, &p);
  const lun_lexeme lower = lun_word_lower(words, p.last);
  size_t lower_size;
  const char *lower_text = lun_word_text(words, lower, &lower_size);
  if (common(words, p.last)) {
    const tag t = tag_of(words, lower);
    lun_sink_say(sink, "last word %s", lower_text);
    lun_sink_say(sink, "last word is %.*s %s", t.size, t.text, one);
  } else if (last_size > limits->ending_of && !(capital(last[last_size - 1]) && capital(last[last_size - 2]))) {
    lun_sink_say(sink, "ends in %s", lower_text + (lower_size > limits->ending ? lower_size - limits->ending : 0));
  }
  while (capitals < size && (capital(text[capitals]) || text[capitals] == '.' || text[capitals] == '&')) capitals++;
  if (capitals == size) lun_sink_say(sink, "capitals %u", size < limits->capitals_most ? (unsigned)size : limits->capitals_most);
  if (pair(last, last_size, small_letter, capital)) lun_sink_say(sink, "mixed capitals");
  if (lun_word_shaped(words, p.last, LUN_SHAPE_DIGIT)) lun_sink_say(sink, "digit");
  if (holds(text, "-")) lun_sink_say(sink, pair(text, size, hyphen, small_letter) ? "hyphen small" : "hyphen");
}

static const char *const sides[] = {"before", "after"};

void lun_say_neighbour(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, unsigned side) {
  lun_words *words = sink->features->words;
  const char *where = sides[side];
  const lun_lexeme small = lun_word_lower(words, word);
  const tag mark = mark_of(words, limits->marks, word);
  if (mark.text) lun_sink_say(sink, "%s %.*s", where, mark.size, mark.text);
  else if (lun_word_shaped(words, word, LUN_SHAPE_NUMBER)) lun_sink_say(sink, "%s number", where);
  else if (lun_word_is(words, word, LUN_FACT_NORP)) lun_sink_say(sink, "%s nationality", where);
  else if (word != small && !common(words, word)) lun_sink_say(sink, "%s capital", where);
  else if (common(words, small)) {
    const tag t = tag_of(words, small);
    lun_sink_say(sink, "%s %s", where, lun_word_text(words, small, NULL));
    lun_sink_say(sink, "%s is %.*s", where, t.size, t.text);
  } else lun_sink_say(sink, "%s other", where);
  if (lun_word_is(words, small, LUN_FACT_SAYVERB)) lun_sink_say(sink, "%s verb of saying", where);
  if (lun_word_is(words, small, LUN_FACT_ROLE) || lun_word_is(words, small, LUN_FACT_TITLE)) lun_sink_say(sink, "%s role", where);
  if (lun_word_prior(words, small, LUN_KNOWN_ORGNOUN) > 0) lun_sink_say(sink, "%s noun of organisations", where);
  if (word == small && lun_word_is(words, small, LUN_FACT_PLACE_NOUN)) lun_sink_say(sink, "%s noun of places", where);
}

void lun_say_second(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, unsigned side) {
  lun_words *words = sink->features->words;
  const char *where = sides[side];
  const lun_lexeme small = lun_word_lower(words, word);
  const tag mark = mark_of(words, limits->marks, word);
  tag is = mark;
  if (!mark.text) is = side == LUN_AFTER && lun_word_is(words, small, LUN_FACT_ROLE) ? (tag){"role", 4} : tag_of(words, small);
  if (mark.text) lun_sink_say(sink, "two %s %.*s", where, mark.size, mark.text);
  else lun_sink_say(sink, "two %s %s", where, common(words, word) ? lun_word_text(words, small, NULL) : "other");
  lun_sink_say(sink, "two %s is %.*s", where, is.size, is.text);
}
