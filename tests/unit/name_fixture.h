/* Naming over a few dictionaries of its own, given words and numbers like those of the bundled packs; documents whose
 * candidates are written by hand; and layers as one line of text. For the tests of names only. */
#ifndef LUNETTE_TEST_NAME_FIXTURE_H
#define LUNETTE_TEST_NAME_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/mem.h"
#include "lunette/name.h"

static const char *const name_lists[][2] = {
    {"lexicon", "#case fold\n#cols surface\tband\ttags\nthe\t10\tDT\nsaid\t10\tVBD\nmet\t10\tVBD VBN\nof\t10\tIN\nin\t10\tIN\nto\t10\tTO\nold\t10\tJJ\ntown\t10\tNN\nmay\t10\tMD NNP\nthey\t10\tPRP\n"},
    {"given", "#cols surface\tprior\nAna\t8\nTomas\t6\nTheresa\t7\n"},
    {"surname", "#cols surface\tprior\nTorres\t8\nMay\t5\n"},
    {"place", "#cols surface\ttype\tid\tcc\tprior\tflags\nLima\tLOC.city\tgn:1\tPE\t9\nPeru\tLOC.country\tiso:PE\tPE\t9\nRio de Janeiro\tLOC.city\tgn:2\tBR\t8\n"
              "Latin America and the Caribbean\tLOC.region\tx:1\t\t7\nChile\tLOC.country\tiso:CL\tCL\t9\nGhana\tLOC.country\tiso:GH\tGH\t9\n"},
    {"org", "#cols surface\ttype\tid\tcc\tprior\nUnited Nations\tORG.igo\tlun:org/un\t\t9\n"},
    {"orgnoun", "#cols surface\tkind\tprior\nCommittee\tgov\t7\nagency\tgov\t5\n"},
    {"placenoun", "#cols surface\tkind\tposition\tprior\nIsland\tplace\tafter\t8\nMount\tplace\tbefore\t8\n"},
    {"sayverb", "#case fold\n#cols surface\nsaid\n"},
    {"role", "#case fold\n#cols surface\nfarmer\n"},
    {"title", "#case fold\n#cols surface\tkind\nking\troy\n"},
    {"norp", "#cols surface\ttype\tid\tcc\tprior\nChilean\tNORP.nat\tiso:CL\tCL\t8\n"},
    {"month", "#cols surface\tnumber\nMay\t5\n"},
    {"nameweight", "#cols surface\tperson\torg\tplace\tnone\nafter is VBD\t1.50\t0.10\t-0.50\t-0.25\nbefore in\t-1.00\t0.00\t2.00\t0.00\n"
                   "surname here\t1.00\t0\t0\t0\nends in \xC3\xA1n\t0.25\t0\t0\t0\nordinary none only\t0.50\t0.25\t0.25\t0\n"},
};

static const struct { const char *name; double value; } name_numbers[] = {
    {"long_word", 3}, {"sure_unsaid", 5}, {"cut_in_heading", 1}, {"head_in_capitals", 7}, {"opens_sentence", 4}, {"person_kept", 9},
    {"given_within", 6}, {"words_within", 3}, {"person_found", 6}, {"place_doubted", 8}, {"place_followed", 2}, {"sure_first", 5},
    {"sure_later", 2}, {"alias", 8}, {"alias_place", 7}, {"alias_person", 9}, {"place_within", 7}, {"person_in_run", 5}, {"org_head", 5},
    {"place_head", 5}, {"part_person", 5}, {"part_org", 4}, {"part_place", 4}, {"part_place_end", 6}, {"given_first", 5}, {"given_surely", 7}, {"person_given", 5},
    {"person_words", 4}, {"cued", 4}, {"unknown", 3}, {"capitals", 3}, {"known_alone", 4}, {"person_at_post", 9}, {"post_place", 9}, {"post_surname", 4}, {"post_given", 7}, {"person_known", 3}, {"after_the", 3},
    {"person_alone", 2}, {"undecided", 1}, {"words_most", 5}, {"seen_most", 4}, {"capitals_most", 6}, {"likely", 4}, {"ending", 3},
    {"ending_of", 4}, {"sure_elsewhere", 7}, {"sure_shape", 5}, {"described_words", 6}, {"sure", 8}, {"margin_over", 4}, {"weighed_least", 3},
    {"weighed_by", 2}, {"weighed_most", 8}, {"doubtful", 2}, {"known", 5}, {"free_below", 9}, {"again", 4}, {"given", 10}, {"slips", 4},
    {"slip_bytes", 7}, {"slip_org", 5}, {"slip_surname", 4}, {"slip_place", 7}, {"slip_sure", 8}, {"scores", 3}, {"pair_place", 7}, {"surely_place", 9}, {"place_surname", 4}};
static const char *const name_texts[][2] = {
    {"headings", "headline related caption"}, {"closers", ".?!\""}, {"openers", "\"`:_"}, {"region", "LOC.region"}, {"joint", "and the"},
    {"settled", "people.titled"}, {"place_cues", "in at near"}, {"compass", "north old"}, {"post_joints", "of to"}, {"post_within", "of the"}, {"marks", "comma ,\n stop . ?\n"}, {"joins", ", and"},
    {"described_by", ", is was"}, {"articles", "a an the"}, {"described_until", "of in"}, {"suffixes", "Jr. ,"}, {"slip_after", "in to"},
    {"no_surname_after", "in at from"}, {"no_month_after", "in the"}, {"place_after", "in at"}, {"letters", "TV MPs"}, {"particles", "de von"}, {"team_reason", "its score is told"}};
/* Rules by their numbers, from 1. */
static const char *const name_rules[] = {"", "people.given", "places.known", "orgs.known", "people.titled", "mentions.run", "mentions.person", "places.within",
                                         "weigh.mentions", "names.again", "names.surname", "names.misspelt", "names.team"};
static const char *const name_rule_roles[][2] = {{"run", "mentions.run"}, {"person", "mentions.person"}, {"places_within", "places.within"}, {"weighed", "weigh.mentions"},
                                                 {"again", "names.again"}, {"surname", "names.surname"}, {"slip", "names.misspelt"}, {"team", "names.team"}};
enum { NAME_RULES = sizeof name_rules / sizeof *name_rules };

static inline const char *name_of_rule(void *context, uint32_t rule) {
  (void)context;
  return rule < NAME_RULES ? name_rules[rule] : NULL;
}
static inline uint32_t name_rule(const char *name) {
  uint32_t i = 0;
  while (i < NAME_RULES && strcmp(name_rules[i], name) != 0) i++;
  return i;
}

typedef struct name_given {
  double numbers[LUN_STEP_GIVEN_MAX];
  const char *texts[LUN_STEP_GIVEN_MAX];
  uint32_t rules[LUN_STEP_GIVEN_MAX];
} name_given;

static inline lun_step_given name_give(const lun_step_names *names, name_given *to) {
  for (size_t i = 0; names->numbers[i]; i++)
    for (size_t k = 0; k < sizeof name_numbers / sizeof *name_numbers; k++)
      if (!strcmp(names->numbers[i], name_numbers[k].name)) to->numbers[i] = name_numbers[k].value;
  for (size_t i = 0; names->texts[i]; i++)
    for (size_t k = 0; k < sizeof name_texts / sizeof *name_texts; k++)
      if (!strcmp(names->texts[i], name_texts[k][0])) to->texts[i] = name_texts[k][1];
  for (size_t i = 0; names->rules[i]; i++)
    for (size_t k = 0; k < sizeof name_rule_roles / sizeof *name_rule_roles; k++)
      if (!strcmp(names->rules[i], name_rule_roles[k][0])) to->rules[i] = name_rule(name_rule_roles[k][1]);
  return (lun_step_given){to->numbers, to->texts, to->rules};
}

static inline void name_compile(char **bytes, size_t *size) {
  lun_image_builder *builder;
  lun_err err = {0};
  assert_int_equal(lun_image_builder_new(&builder, &err), LUN_OK);
  for (size_t i = 0; i < sizeof name_lists / sizeof *name_lists; i++)
    if (lun_image_builder_add(builder, name_lists[i][0], name_lists[i][0], name_lists[i][1], strlen(name_lists[i][1]), &err)) fail_msg("%s", err.message);
  assert_int_equal(lun_image_builder_finish(builder, bytes, size, &err), LUN_OK);
  lun_image_builder_free(builder);
}

typedef struct name_work {
  lun_vocab *vocab;
  lun_image *image;
  lun_naming *naming;
  lun_gatherer *gatherer;
  lun_weigher *weigher;
  lun_settler *settler;
} name_work;

static inline void name_close(name_work *w) {
  lun_gatherer_free(w->gatherer);
  lun_weigher_free(w->weigher);
  lun_settler_free(w->settler);
  lun_naming_free(w->naming);
  if (w->image) lun_image_close(w->image);
  lun_vocab_free(w->vocab);
  *w = (name_work){0};
}

static inline lun_status name_open(name_work *w, const char *bytes, size_t size, lun_err *err) {
  name_given given = {{0}, {0}, {0}};
  *w = (name_work){0};
  lun_status status = lun_vocab_new(&w->vocab, err);
  if (!status) status = lun_image_open(bytes, size, &w->image, err);
  if (!status) status = lun_naming_new(w->vocab, w->image, (lun_rule_names){name_of_rule, NULL}, &w->naming, err);
  if (!status) {
    const lun_step_given of = name_give(&lun_gatherer_names, &given);
    status = lun_gatherer_new(w->naming, &of, &w->gatherer, err);
  }
  if (!status) {
    const lun_step_given of = name_give(&lun_weigher_names, &given);
    status = lun_weigher_new(w->naming, &of, &w->weigher, err);
  }
  if (!status) {
    const lun_step_given of = name_give(&lun_settler_names, &given);
    status = lun_settler_new(w->naming, &of, &w->settler, err);
  }
  return status;
}

/* A candidate or run: layer, first and last token from 1, rule, sureness (NULL for a run). */
typedef struct name_claim { const char *layer; uint32_t first, last; const char *rule, *sure; } name_claim;

static inline lun_status name_claim_all(lun_doc *doc, const name_claim *claims, size_t count, lun_err *err) {
  lun_status status = LUN_OK;
  for (size_t i = 0; i < count && !status; i++) {
    lun_layer *layer;
    uint32_t id;
    status = lun_doc_layer_make(doc, claims[i].layer, &layer, err);
    if (!status) status = lun_layer_add(layer, claims[i].first - 1, claims[i].last, name_rule(claims[i].rule), &id, err);
    if (!status && claims[i].sure) status = lun_layer_set(layer, id, "sure", claims[i].sure, strlen(claims[i].sure), err);
  }
  return status;
}

static inline lun_status name_run(name_work *w, lun_doc *doc, bool weighs, lun_err *err) {
  const lun_weighing how = {0.5, -0.1, name_rule("weigh.mentions")};
  lun_status status = lun_gather(w->gatherer, doc, NULL, 0, err);
  if (!status && weighs) status = lun_weigh(w->weigher, doc, &how, err);
  return status ? status : lun_settle(w->settler, doc, err);
}

/* Spans of a layer as "text[sure] rule" with "; " between. */
static inline void name_show(lun_doc *doc, const char *name, char *to, size_t room) {
  lun_layer *layer = lun_doc_layer(doc, name);
  size_t length = 0;
  *to = 0;
  for (uint32_t i = 0; layer && i < lun_layer_count(layer); i++) {
    const lun_span *span = lun_layer_span(layer, i);
    const uint32_t start = doc->tokens.start[span->first], stop = lun_token_stop(&doc->tokens, span->stop - 1);
    const char *sure = lun_layer_get(layer, span->id, "sure", NULL);
    length += (size_t)snprintf(to + length, room - length, "%s%.*s[%s] %s", i ? "; " : "", (int)(stop - start), doc->text + start, sure ? sure : "-", name_rules[span->rule]);
    assert_true(length < room);
  }
}

#endif
