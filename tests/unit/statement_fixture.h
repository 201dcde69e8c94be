/* A reporter over two small dictionaries, and what it finds in a sentence as lines of text: those that do not stand in brackets. For the
 * tests of statements only. */
#ifndef LUNETTE_TEST_STATEMENT_FIXTURE_H
#define LUNETTE_TEST_STATEMENT_FIXTURE_H

#include "clause_fixture.h"

static const char *const statement_lists[][2] = {
    {"verbs", "#case fold\n#cols surface\tlemma\tstance\tframes\nsaid\tsay\tneutral\tthat clause quote\nsay\tsay\tneutral\tthat clause quote question\n"
              "told\ttell\tneutral\tthat clause hearer quote\ncalled\tcall\torder\tfor\nplan\tplan\twant\tinfinitive\nplans\tplan\twant\tinfinitive\n"
              "opposed\toppose\toppose\tobject\naccording\taccord\t\taccording\n"},
    {"nouns", "#case fold\n#cols surface\tlemma\tstance\tframes\npromise\tpromise\tpromise\tthat infinitive\n"},
    {"bare", "#cols surface\tlemma\nx\tx\n"}};

typedef struct statement_work {
  clause_work w;
  char *bytes;
  lun_reporter *reporter;
  const lun_statements *found;
} statement_work;

static inline lun_status statement_open(statement_work *s, lun_err *err) {
  lun_image_builder *builder = NULL;
  size_t size;
  s->bytes = NULL;
  s->reporter = NULL;
  lun_status status = clause_open(&s->w, err);
  if (!status) status = lun_image_builder_new(&builder, err);
  for (size_t i = 0; !status && i < sizeof statement_lists / sizeof *statement_lists; i++) {
    const char *rows = statement_lists[i][1];
    status = lun_image_builder_add(builder, statement_lists[i][0], statement_lists[i][0], rows, strlen(rows), err);
  }
  if (!status) status = lun_image_builder_finish(builder, &s->bytes, &size, err);
  lun_image_builder_free(builder);
  if (!status) status = lun_image_open(s->bytes, size, &s->w.image, err);
  if (!status) status = lun_reporter_new(s->w.words, lun_image_find(s->w.image, "verbs"), lun_image_find(s->w.image, "nouns"), &s->reporter, err);
  return status;
}

static inline void statement_close(statement_work *s) {
  lun_reporter_free(s->reporter);
  clause_close(&s->w);
  lun_free(s->bytes);
}

static inline void statement_add(char *to, size_t room, const char *text) {
  const size_t length = strlen(to);
  snprintf(to + length, room - length, "%s", text);
}

static inline void statement_show(const clause_work *w, const lun_statement *x, char *to, size_t room) {
  statement_add(to, room, x->given ? "" : "(");
  statement_add(to, room, lun_frame_name(x->frame));
  statement_add(to, room, lun_frame_form_name(x->form));
  statement_add(to, room, ": ");
  clause_show(w, x->source, to, room);
  if (lun_is_phrase(x->antecedent)) {
    statement_add(to, room, " of ");
    clause_show(w, x->antecedent, to, room);
  }
  statement_add(to, room, " [");
  clause_show(w, x->cue, to, room);
  statement_add(to, room, x->negated ? "] not " : "] ");
  if (lun_is_phrase(x->hearer)) {
    statement_add(to, room, "to ");
    clause_show(w, x->hearer, to, room);
    statement_add(to, room, ": ");
  }
  for (unsigned i = 0; i < x->parts; i++) {
    statement_add(to, room, i ? " | " : "");
    clause_show(w, x->part[i], to, room);
  }
  statement_add(to, room, x->given ? "\n" : ")\n");
}

static inline lun_status statement_read(statement_work *s, const char *tagged, const uint32_t *stated, uint32_t count, char *to, size_t room, lun_err *err) {
  lun_status status = clause_read(&s->w, tagged, err);
  if (!status) status = lun_reporter_run(s->reporter, s->w.doc, stated, count, &s->found, err);
  for (uint32_t i = 0; !status && i < s->found->count; i++) statement_show(&s->w, &s->found->at[i], to, room);
  return status;
}

#endif
