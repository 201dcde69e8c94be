/* A tagged document with names, speakers and cues in it, statements that are given, and what is made of them as lines of text. For the tests of
 * attribution only. */
#ifndef LUNETTE_TEST_ATTRIBUTION_FIXTURE_H
#define LUNETTE_TEST_ATTRIBUTION_FIXTURE_H

#include "lunette/attribution.h"
#include "reference_fixture.h"

typedef struct attribution_work {
  reference_work r;
  lun_quotation_words *words;
  lun_utterances all;
} attribution_work;

/* Words of the text, which stand there once: of what is said, of the source and of the cue, NULL for none. */
typedef struct attribution_given { const char *what, *source, *cue; } attribution_given;

static inline lun_status attribution_open(attribution_work *w, lun_err *err) {
  static const char *const lists[][2] = {{"ends", "."}, {"ends", ","}, {"small", "of"}, {"small", "the"}, {"naming", "in"}};
  *w = (attribution_work){.words = NULL};
  lun_status status = reference_open(&w->r, err);
  if (!status) status = lun_reference_words_add(w->r.words, "article", "a", 1, err);
  if (!status) status = lun_quotation_words_new(w->r.w.vocab, &w->words, err);
  for (size_t i = 0; !status && i < sizeof lists / sizeof *lists; i++) status = lun_quotation_words_add(w->words, lists[i][0], lists[i][1], strlen(lists[i][1]), err);
  return status;
}
static inline void attribution_close(attribution_work *w) {
  lun_utterances_free(&w->all);
  lun_quotation_words_free(w->words);
  reference_close(&w->r);
}

static inline lun_filler attribution_filler(const attribution_work *w, const char *words) {
  const char *text = w->r.w.text, *at = words ? strstr(text, words) : NULL;
  if (!at) return (lun_filler){.of = LUN_NOBODY};
  const uint32_t start = (uint32_t)(at - text), size = (uint32_t)strlen(words);
  return (lun_filler){.first = lun_tokens_at(&w->r.w.doc->tokens, start), .stop = lun_tokens_at(&w->r.w.doc->tokens, start + size - 1) + 1, .of = LUN_NOBODY};
}

static inline void attribution_show(const attribution_work *w, const lun_filler *filler, char *to, size_t room) {
  const lun_filler *from = filler;
  clause_show(&w->r.w, from->stop ? (lun_phrase){(int32_t)from->first, (int32_t)from->stop - 1} : lun_no_phrase, to, room);
}

/* One line for each statement that was taken: kind | who | source | cue | pattern of the reason. */
static inline lun_status attribution_tell(attribution_work *w, const attribution_given *given, uint32_t count, char *to, size_t room, lun_err *err) {
  const lun_reference_ask ask = reference_ask(&w->r);
  *to = 0;
  lun_status status = lun_utterances_give(&w->all, count, err);
  if (status) return status;
  for (uint32_t i = 0; i < count; i++) {
    lun_utterance *u = &w->all.at[i];
    const lun_filler what = attribution_filler(w, given[i].what);
    u->first = what.first;
    u->stop = what.stop;
    u->source = attribution_filler(w, given[i].source);
    u->cue = attribution_filler(w, given[i].cue);
  }
  if ((status = lun_utterances_attribute(w->r.referents, &ask, w->words, 60, &w->all, err))) return status;
  for (uint32_t i = 0; i < w->all.taken_count; i++) {
    static const char *const names[] = {"clause", NULL, "half", "title"};
    const lun_taking *t = &w->all.taken[i];
    snprintf(to + strlen(to), room - strlen(to), "%s", names[t->what] ? names[t->what] : t->direct ? "direct" : "mixed");
    if (t->number != LUN_NOBODY) {
      const lun_utterance *u = &w->all.at[t->number];
      if (t->number >= count) snprintf(to + strlen(to), room - strlen(to), " %s", lun_utterance_rule_name((lun_utterance_rule)t->rule));
      strcat(to, " | ");
      reference_show_entity(&w->r, u->speaker.entity, to, room);
      for (uint32_t k = 1; k < u->speaker.many; k++) {
        strcat(to, " + ");
        reference_show_entity(&w->r, u->speaker.several[k], to, room);
      }
      strcat(to, " | ");
      attribution_show(w, &u->source, to, room);
      strcat(to, " | ");
      attribution_show(w, &u->cue, to, room);
      const char *reason = u->reasoned ? lun_reason_pattern((lun_reason_code)u->reason.code) : u->reason_of != LUN_NOBODY ? "as another" : "-";
      snprintf(to + strlen(to), room - strlen(to), " | %s", reason);
    }
    strcat(to, "\n");
  }
  return LUN_OK;
}

#endif
