/* A reader of events over five small dictionaries, for sentences whose tags are written by hand. Those who act are words with a capital. For
 * the tests of events only. */
#ifndef LUNETTE_TEST_EVENT_FIXTURE_H
#define LUNETTE_TEST_EVENT_FIXTURE_H

#include "clause_fixture.h"
#include "lunette/event.h"

static const char *const event_dictionaries[][2] = {
    {"forms", "#case fold\n#cols surface\tlemma\tkind\nattack\tattack\tverb\nattack\tattack\tnoun\nattacked\tattack\tverb\nattacking\tattack\tverb\nattacks\tattack\tnoun\n"
              "hold\thold\tverb\nheld\thold\tverb\ncancelled\tcancel\tverb\ntalks\ttalk\tnoun\nasked\task\tverb\nhelp\thelp\tverb\nplan\tplan\tverb\nplans\tplan\tverb\n"
              "killed\tkill\tverb\nbroke out\tbreak out\tverb\ncalls for\tcall for\tverb\ncalls\tcall\tnoun\nmet\tmeet\tverb\nflood\tflood\tnoun\nsigning\tsign\tverb\n"
              "protested\tprotest\tverb\nties\ttie\tnoun\nimproved\timprove\tverb\n"},
    {"verbs", "#cols surface\tcode\tclass\ttake\tevent\nattack\t190\t\tobject\nhold\t\thold\ncancel\t\tcancel\nask\t020\t\tobject that\nhelp\t070\t\tobject\nplan\t030\tintend\n"
              "kill\t190\t\tobject\nkill\t\t\tobject\tdisaster\nbreak out\t\toccur\ncall for\t020\nmeet\t040\tmeet\twith\nsign\t050\t\twith\nprotest\t140\t\tnothing against\n"
              "improve\t050\t\twith\n"},
    {"nouns", "#cols surface\tcode\tclass\ttake\tevent\nattack\t190\tattack\ton\ntalk\t046\ttalks\twith\ncall\t\tcall\nflood\t\tdisaster\t\tdisaster\ntie\t\tties\twith\n"},
    {"pairs", "#cols surface\tcode\ttake\tevent\nhold talks\t04\twith\ncancel attack\t087\ton\ncancel talks\t164\twith\nhold parade\t999\n"},
    {"spoken", "#case fold\n#cols surface\tlemma\tcameo\nsaid\tsay\t01\ndenied\tdeny\t01\nalleged\tallege\t11\ndismissed\tdismiss\t12\n"},
    {"bare", "#cols surface\tlemma\nx\tx\n"}};
static const char *const event_lists[][2] = {
    {"counting", "at"}, {"counting", "about"}, {"dating", "on"}, {"partitive", "series"}, {"about", "with"}, {"about", "of"}, {"about", "on"}, {"hedge", "reportedly"}, {"doubt", "may"},
    {"denying", "denied"}, {"alleging", "accused"}, {"bringing", "began"}, {"denial", "deny"}, {"denial", "dismiss"}, {"allegation", "allege"}, {"tale", "reports"}, {"other", "who"},
    {"condition", "if"}, {"opening", "while"}, {"opening", "who"}, {"relative", "who"}, {"locating", "in"}, {"locating", "near"}, {"harm", "kill"}, {"weapon", "bomb"}, {"accident", "crash"},
    {"earlier", "before"}, {"later", "after"}, {"later", "since"}, {"meanwhile", "while"}, {"contrast", "since"}, {"willing", "ready"}, {"unwilling", "reluctant"}, {"contest", "attack"}};
static const char *const event_codes[][3] = {{"intended", "07", "033"}, {"intended", "19", "138"}, {"asked", "07", "023"}, {"refused", "07", "122"}, {"reciprocal", "04", "04"}};

typedef struct event_work {
  clause_work w;
  char *bytes;
  lun_event_words *words;
  lun_clauses *clauses;
  lun_events *events;
  uint32_t told; /* the list of those who have done something last */
} event_work;

static inline lun_event_sources event_sources(const event_work *s) {
  lun_image *i = s->w.image;
  return (lun_event_sources){lun_image_find(i, "forms"), lun_image_find(i, "verbs"), lun_image_find(i, "nouns"), lun_image_find(i, "pairs"), lun_image_find(i, "spoken")};
}

static inline lun_status event_open(event_work *s, lun_err *err) {
  lun_image_builder *builder = NULL;
  size_t size;
  s->bytes = NULL;
  s->words = NULL;
  s->clauses = NULL;
  s->events = NULL;
  lun_status status = clause_open(&s->w, err);
  if (!status) status = lun_image_builder_new(&builder, err);
  for (size_t i = 0; !status && i < sizeof event_dictionaries / sizeof *event_dictionaries; i++) {
    const char *rows = event_dictionaries[i][1];
    status = lun_image_builder_add(builder, event_dictionaries[i][0], event_dictionaries[i][0], rows, strlen(rows), err);
  }
  if (!status) status = lun_image_builder_finish(builder, &s->bytes, &size, err);
  lun_image_builder_free(builder);
  if (!status) status = lun_image_open(s->bytes, size, &s->w.image, err);
  if (status) return status;
  const lun_event_sources sources = event_sources(s);
  status = lun_event_words_new(s->w.vocab, &sources, &s->words, err);
  for (size_t i = 0; !status && i < sizeof event_lists / sizeof *event_lists; i++)
    status = lun_event_words_add(s->words, event_lists[i][0], event_lists[i][1], strlen(event_lists[i][1]), err);
  for (size_t i = 0; !status && i < sizeof event_codes / sizeof *event_codes; i++)
    status = lun_event_words_code(s->words, event_codes[i][0], event_codes[i][1], event_codes[i][2], err);
  return status;
}

static inline lun_status event_read(event_work *s, const char *tagged, lun_err *err) {
  lun_events_free(s->events);
  lun_clauses_free(s->clauses);
  s->events = NULL;
  s->clauses = NULL;
  lun_status status = clause_read(&s->w, tagged, err);
  if (!status) status = lun_clauses_new(s->w.words, s->w.doc, &s->clauses, err);
  return status ? status : lun_events_new(s->clauses, s->words, &s->events, err);
}

/* Lays a time, or a place where it has no type, over words that stand in the text once. */
static inline lun_status event_lay(event_work *s, const char *words, const char *type, const char *value, lun_err *err) {
  const char *const attributes[2][2] = {{"type", type}, {"value", value}};
  return clause_lay(&s->w, type ? "time" : "place", words, attributes, err);
}

static inline void event_close(event_work *s) {
  lun_events_free(s->events);
  lun_clauses_free(s->clauses);
  lun_event_words_free(s->words);
  clause_close(&s->w);
  lun_free(s->bytes);
}

static inline const char *event_word(const event_work *s, int32_t token) {
  size_t size;
  return lun_vocab_text(s->w.vocab, s->w.doc->tokens.lexeme[token], &size);
}
/* The n-th token, from 0, with such a text; LUN_NO_TOKEN where there is none. */
static inline int32_t event_at(const event_work *s, const char *word, int n) {
  for (int32_t i = 0; i < (int32_t)s->w.doc->tokens.count; i++)
    if (!strcmp(event_word(s, i), word) && n-- == 0) return i;
  return LUN_NO_TOKEN;
}
/* The number of a list is that of its first token, from 1. */
static inline lun_event_actors event_actors(void *data, lun_phrase words) {
  unsigned count = 0;
  for (int32_t i = words.first; i <= words.last; i++) count += *event_word(data, i) >= 'A' && *event_word(data, i) <= 'Z';
  return count ? (lun_event_actors){(uint32_t)words.first + 1, count > 2 ? 2 : count} : (lun_event_actors){0, 0};
}
/* Who has no code is called somebody. */
static inline lun_event_actors event_named(void *data, lun_phrase words) {
  return strcmp(event_word(data, words.first), "somebody") ? (lun_event_actors){0, 0} : (lun_event_actors){(uint32_t)words.first + 1, 1};
}
static inline bool event_armed(void *data, uint32_t list) { return !strcmp(event_word(data, (int32_t)list - 1), "Rebels"); }
static inline void event_told(void *data, uint32_t list) { ((event_work *)data)->told = list; }
static inline bool event_reports(void *data, int32_t token, int32_t verb) {
  return token > verb && !strcmp(event_word(data, token + 1), "ministry");
}
static inline lun_event_asked event_asked(event_work *s) { return (lun_event_asked){s, event_actors, event_reports, event_named, event_armed, event_told, NULL}; }

#endif
