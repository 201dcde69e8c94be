/* What words say: those of a mention wherever it stands, and those beside it. */
#include <string.h>

#include "name/feature.h"

static bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool small_letter(char c) { return c >= 'a' && c <= 'z'; }
static bool capital(char c) { return c >= 'A' && c <= 'Z'; }
static bool common(lun_words *words, lun_lexeme word) { return lun_word_is(words, word, LUN_FACT_COMMON); }

/* The kind of organisation or place that a head noun makes; "" for none. */
static const char *kind_of(lun_words *words, lun_name_list list, lun_lexeme word) { return lun_word_kind(words, word, list); }

/* Says what part of speech a word is where it stands, or that it is a role. */
static void say_tag(lun_sink *sink, lun_tagged which, const char *where, lun_lexeme word, bool role, const char *more) {
  lun_words *words = sink->features->words;
  const uint8_t number = role ? LUN_TAG_ROLE : lun_word_of(words, word)->tag;
  lun_kept *kept = number == LUN_TAG_UNNUMBERED ? NULL : &sink->features->tagged[number][which];
  if (lun_sink_kept(sink, kept)) return;
  const lun_tag tag = role ? words->tags[LUN_TAG_ROLE] : lun_word_tag(words, word);
  lun_sink_keep(sink, kept, where, more ? tag.text : "is", more ? more : tag.text);
}

/* The name of a mark, or NULL. */
static const char *mark_of(const lun_feature_limits *limits, lun_lexeme word) {
  for (uint32_t i = 0; word <= limits->last_mark && i < limits->mark_count; i++)
    if (limits->marks[i].word == word) return limits->marks[i].name;
  return NULL;
}

/* A feature whose text, and what stands before it, is always the same. */
static void say_fixed(lun_sink *sink, lun_fixed fixed, unsigned side, const char *where, const char *what) {
  lun_sink_once(sink, &sink->features->fixed[fixed][side], where ? where : what, where ? what : NULL, NULL);
}

typedef struct parts { /* of a text, by white space */
  lun_lexeme first, last;
  unsigned count, ordinary;
  bool initial; /* one between others is an initial */
} parts;

static parts parts_of(lun_words *words, lun_lexeme word, const char *text, size_t size) {
  parts p = {0};
  size_t letters = 0;
  while (letters < size && !space(text[letters])) letters++;
  if (size && letters == size) return (parts){word, word, 1, common(words, word), false};
  for (size_t at = 0; at < size;) {
    if (space(text[at])) {
      at++;
      continue;
    }
    size_t end = at;
    while (end < size && !space(text[end])) end++;
    p.last = lun_words_intern(words, text + at, end - at);
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

static lun_kept *counted(lun_sink *sink, lun_counted kind, unsigned number, bool one) {
  return number < LUN_COUNTED_MOST ? &sink->features->counted[kind][one][number] : NULL;
}

static void say_several(lun_sink *sink, const lun_feature_limits *limits, const char *text, const parts *p) {
  lun_words *words = sink->features->words;
  const char *kind;
  lun_digits digits;
  const bool given = lun_word_prior(words, p->last, LUN_LIST_GIVEN) > limits->likely;
  lun_sink_once(sink, counted(sink, LUN_COUNTED_LAST, given, false), "last in given", given ? "yes" : "no", NULL);
  if (lun_word_prior(words, p->first, LUN_LIST_ORG) > limits->likely) say_fixed(sink, LUN_FIXED_BEGINS_ORG, 0, NULL, "begins with organisation");
  if (lun_word_prior(words, p->first, LUN_LIST_PLACE) > limits->likely) say_fixed(sink, LUN_FIXED_BEGINS_PLACE, 0, NULL, "begins with place");
  if (lun_word_prior(words, p->last, LUN_LIST_PLACE) > limits->likely) say_fixed(sink, LUN_FIXED_ENDS_PLACE, 0, NULL, "ends with place");
  const unsigned head = lun_word_prior(words, p->last, LUN_LIST_ORGNOUN);
  if (*(kind = kind_of(words, LUN_LIST_ORGNOUN, p->last))) lun_sink_say(sink, "head of organisation", kind, lun_number_text(&digits, (int32_t)head));
  if (lun_word_is(words, p->last, LUN_FACT_ENDS_PLACE)) {
    kind = kind_of(words, LUN_LIST_PLACENOUN, p->last);
    lun_sink_say(sink, "head of place", *kind ? kind : NULL, NULL);
  }
  if (*(kind = kind_of(words, LUN_LIST_ORGNOUN, p->first))) lun_sink_say(sink, "begins with head of organisation", kind, NULL);
  if (*(kind = kind_of(words, LUN_LIST_PLACENOUN, p->first))) lun_sink_say(sink, "begins with head of place", kind, NULL);
  if (common(words, p->first)) lun_sink_say(sink, "first word", lun_word_text(words, lun_word_lower(words, p->first), NULL), NULL);
  if (holds(text, " of ")) say_fixed(sink, LUN_FIXED_OF, 0, NULL, "holds of");
  if (holds(text, " and ")) say_fixed(sink, LUN_FIXED_AND, 0, NULL, "holds and");
  if (p->initial) say_fixed(sink, LUN_FIXED_INITIAL, 0, NULL, "holds initial");
}

static void say_number(lun_sink *sink, lun_counted kind, const char *what, unsigned number, bool one, const char *more) {
  lun_digits digits;
  lun_kept *kept = counted(sink, kind, number, one);
  if (!lun_sink_kept(sink, kept)) lun_sink_keep(sink, kept, what, lun_number_text(&digits, (int32_t)number), more);
}

/* The small letters that a word ends in: of letters of ASCII, as most names are that are met once, without a number for all of them. */
static void say_ending(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word) {
  enum { LONGEST = 16 };
  lun_words *words = sink->features->words;
  char small[LONGEST + 1] = {0};
  size_t size;
  const char *text = lun_word_text(words, word, &size);
  if (limits->ending <= LONGEST && !(lun_vocab_flags(words->vocab, word) & LUN_LEX_SIGN)) {
    const size_t kept = size < limits->ending ? size : limits->ending;
    for (size_t i = 0; i < kept; i++) small[i] = text[size - kept + i] | 0x20;
    text = small;
  } else {
    text = lun_word_text(words, lun_word_lower(words, word), &size);
    if (size > limits->ending) text += size - limits->ending;
  }
  lun_sink_say(sink, "ends in", text, NULL);
}

void lun_say_text(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, unsigned side) {
  (void)side;
  lun_words *words = sink->features->words;
  size_t size, last_size, capitals = 0;
  const char *text = lun_word_text(words, word, &size);
  const parts p = parts_of(words, word, text, size);
  if (!p.first || !p.last) return;
  const bool alone = p.count == 1;
  const char *one = alone ? "only" : "of several", *last = lun_word_text(words, p.last, &last_size);
  const unsigned ordinary = p.ordinary == 0 ? 0 : p.ordinary == p.count ? 1 : 2;
  static const char *const shares[] = {"none", "all", "some"};
  say_number(sink, LUN_COUNTED_WORDS, "words", p.count < limits->words_most ? p.count : limits->words_most, alone, NULL);
  lun_sink_once(sink, counted(sink, LUN_COUNTED_ORDINARY, ordinary, alone), "ordinary", shares[ordinary], one);
  say_number(sink, LUN_COUNTED_PLACE, "place", lun_word_prior(words, word, LUN_LIST_PLACE), alone, one);
  say_number(sink, LUN_COUNTED_ORG, "organisation", lun_word_prior(words, word, LUN_LIST_ORG), alone, NULL);
  say_number(sink, LUN_COUNTED_GIVEN, "given", lun_word_prior(words, p.first, LUN_LIST_GIVEN), alone, one);
  say_number(sink, LUN_COUNTED_SURNAME, "surname", lun_word_prior(words, p.last, LUN_LIST_SURNAME), alone, one);
  if (p.count > 1) say_several(sink, limits, text, &p);
  if (common(words, p.last)) {
    const lun_lexeme lower = lun_word_lower(words, p.last);
    lun_sink_say(sink, "last word", lun_word_text(words, lower, NULL), NULL);
    say_tag(sink, alone ? LUN_TAGGED_ONLY : LUN_TAGGED_LAST, "last word is", lower, false, one);
  } else if (last_size > limits->ending_of && !(capital(last[last_size - 1]) && capital(last[last_size - 2]))) {
    say_ending(sink, limits, p.last);
  }
  while (capitals < size && (capital(text[capitals]) || text[capitals] == '.' || text[capitals] == '&')) capitals++;
  if (capitals == size) {
    lun_digits digits;
    lun_sink_say(sink, "capitals", lun_number_text(&digits, size < limits->capitals_most ? (int32_t)size : (int32_t)limits->capitals_most), NULL);
  }
  if (pair(last, last_size, small_letter, capital)) say_fixed(sink, LUN_FIXED_MIXED, 0, NULL, "mixed capitals");
  if (lun_word_shaped(words, p.last, LUN_SHAPE_DIGIT)) say_fixed(sink, LUN_FIXED_DIGIT, 0, NULL, "digit");
  if (!holds(text, "-")) return;
  if (pair(text, size, hyphen, small_letter)) say_fixed(sink, LUN_FIXED_HYPHEN_SMALL, 0, NULL, "hyphen small");
  else say_fixed(sink, LUN_FIXED_HYPHEN, 0, NULL, "hyphen");
}

static const char *const sides[] = {"before", "after"}, *const second_sides[] = {"two before", "two after"};

void lun_say_neighbour(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, unsigned side) {
  lun_words *words = sink->features->words;
  const char *where = sides[side], *mark = mark_of(limits, word);
  const lun_lexeme small = lun_word_lower(words, word);
  if (mark) lun_sink_say(sink, where, mark, NULL);
  else if (lun_word_shaped(words, word, LUN_SHAPE_NUMBER)) say_fixed(sink, LUN_FIXED_NUMBER, side, where, "number");
  else if (lun_word_is(words, word, LUN_FACT_NORP)) say_fixed(sink, LUN_FIXED_NATIONALITY, side, where, "nationality");
  else if (word != small && !common(words, word)) say_fixed(sink, LUN_FIXED_CAPITAL, side, where, "capital");
  else if (common(words, small)) {
    lun_sink_say(sink, where, lun_word_text(words, small, NULL), NULL);
    say_tag(sink, side == LUN_AFTER ? LUN_TAGGED_AFTER : LUN_TAGGED_BEFORE, where, small, false, NULL);
  } else say_fixed(sink, LUN_FIXED_OTHER, side, where, "other");
  if (lun_word_is(words, small, LUN_FACT_SAYVERB)) say_fixed(sink, LUN_FIXED_SAYING, side, where, "verb of saying");
  if (lun_word_is(words, small, LUN_FACT_ROLE) || lun_word_is(words, small, LUN_FACT_TITLE)) say_fixed(sink, LUN_FIXED_ROLE, side, where, "role");
  if (lun_word_prior(words, small, LUN_LIST_ORGNOUN) > 0) say_fixed(sink, LUN_FIXED_ORG_NOUN, side, where, "noun of organisations");
  if (word == small && lun_word_is(words, small, LUN_FACT_PLACE_NOUN)) say_fixed(sink, LUN_FIXED_PLACE_NOUN, side, where, "noun of places");
}

void lun_say_second(lun_sink *sink, const lun_feature_limits *limits, lun_lexeme word, unsigned side) {
  lun_words *words = sink->features->words;
  const char *where = second_sides[side], *mark = mark_of(limits, word);
  const lun_lexeme small = lun_word_lower(words, word);
  if (mark) {
    lun_sink_say(sink, where, mark, NULL);
    lun_sink_say(sink, where, "is", mark);
    return;
  }
  const bool role = side == LUN_AFTER && lun_word_is(words, small, LUN_FACT_ROLE);
  if (common(words, word)) lun_sink_say(sink, where, lun_word_text(words, small, NULL), NULL);
  else say_fixed(sink, LUN_FIXED_OTHER, 2 + side, where, "other");
  say_tag(sink, side == LUN_AFTER ? LUN_TAGGED_SECOND_AFTER : LUN_TAGGED_SECOND_BEFORE, where, small, role, NULL);
}
