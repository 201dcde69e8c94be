/* A coder over small dictionaries, a sentence with its tags and with names of layers, and the actors of all of its words as one line of text.
 * For the tests of actors only. */
#ifndef LUNETTE_TEST_ACTOR_FIXTURE_H
#define LUNETTE_TEST_ACTOR_FIXTURE_H

#include "clause_fixture.h"
#include "lunette/actor.h"

static const char *const actor_dictionaries[][2] = {
    {"sector", "#case fold\n#cols surface\tcode\ngovernment\tGOV\nsecretary\tGOV\nofficials\tGOV\nminister\tGOV\nrebel\tREB\nrebels\tREB\nleader\tELI\nstudent\tCVL\ntroops\tMIL\nnorthern league\tIGONLG\n"
               "college\tEDU\ncharity\tNGO~\nopposition\tOPP\nguard\t~COP\n"},
    {"nation", "#cols surface\tcc\nMalian\tML\nOrmuzian\t\n"},
    {"office", "#cols surface\tcc\tkind\nAda Mercado\tPE\tstate\nIlo Mercado\tPE\tgovernment\nEva Duarte\tCL\tstate\nJoe Duarte\tPE\tstate\nKim Orto\tCL\tdefence\n"},
    {"country", "#cols surface\tcode\nPE\tPER\nCL\tCHL\nML\tMLI\nSY\tSYR\n"},
    {"actor", "#cols surface\tcode\tfrom\tto\nBramwell\tbrm\t\t\nVeltra\tvltgov\t\t2010\nVeltra\tVLTREB\t2011\t\nNoname\t\t\t\nSomewhere\t---\t\t\n"},
    {"agent", "#cols surface\tcode\nwardens\t~hwd\n"},
    {"bare", "#cols surface\nx\n"}};
enum { ACTOR_DICTIONARIES = sizeof actor_dictionaries / sizeof *actor_dictionaries };
static const char *const actor_lists[][2] = {{"joins", ","}, {"joins", "and"}, {"sides", "sides"}, {"possessives", "its"}, {"sides", "ministers"}, {"attaches", "of"}, {"attaches", "in"}, {"attaches", "at"}, {"attaches", "from"},
                                             {"owns", "of"}, {"former", "former"}, {"heads", "leader"}, {"heads", "officials"}, {"pronouns", "they"}};

typedef struct actor_name { const char *layer, *words, *cc, *type, *country, *part; } actor_name; /* country, part: what the caller knows; an entity where country is not NULL */
typedef struct actor_work {
  clause_work w;
  char *bytes;
  lun_coder *coder;
  lun_actors *reader;
  const char *day; /* of the article, or NULL */
} actor_work;

static inline lun_dictionary *actor_dictionary(const actor_work *a, const char *name) { return lun_image_find(a->w.image, name); }

static inline lun_status actor_open(actor_work *a, lun_err *err) {
  lun_image_builder *builder = NULL;
  size_t size;
  *a = (actor_work){0};
  lun_status status = lun_vocab_new(&a->w.vocab, err);
  if (!status) status = lun_image_builder_new(&builder, err);
  for (size_t i = 0; !status && i < ACTOR_DICTIONARIES; i++)
    status = lun_image_builder_add(builder, actor_dictionaries[i][0], actor_dictionaries[i][0], actor_dictionaries[i][1], strlen(actor_dictionaries[i][1]), err);
  if (!status) status = lun_image_builder_finish(builder, &a->bytes, &size, err);
  lun_image_builder_free(builder);
  if (!status) status = lun_image_open(a->bytes, size, &a->w.image, err);
  if (status) return status;
  const lun_coder_dictionaries of = {actor_dictionary(a, "sector"), actor_dictionary(a, "nation"), actor_dictionary(a, "office"), actor_dictionary(a, "country")};
  status = lun_coder_new(a->w.vocab, &of, &a->coder, err);
  for (size_t i = 0; !status && i < sizeof actor_lists / sizeof *actor_lists; i++)
    status = lun_coder_add(a->coder, actor_lists[i][0], actor_lists[i][1], strlen(actor_lists[i][1]), err);
  return status ? status : lun_coder_add_body(a->coder, "gov", "GOV", err);
}

static inline void actor_close(actor_work *a) {
  lun_actors_free(a->reader);
  lun_coder_free(a->coder);
  clause_close(&a->w);
  lun_free(a->bytes);
}

static inline lun_status actor_lay(actor_work *a, const actor_name *name, lun_err *err) {
  const char *const attributes[2][2] = {{"cc", name->cc}, {"kind", name->type}};
  return clause_lay(&a->w, name->layer, name->words, attributes, err);
}

static inline lun_lexeme actor_text(const actor_work *a, const char *text) { return text && *text ? lun_vocab_intern(a->w.vocab, text, strlen(text)) : 0; }

/* Tells what each name is known as: the number of its entity is that of its place in the list, from 1. */
static inline lun_status actor_tell(actor_work *a, const actor_name *names, lun_err *err) {
  const lun_actor_name *name;
  for (uint32_t number = 0;; number++) {
    const lun_status status = lun_actors_untold(a->reader, 0, a->w.doc->tokens.count - 1, &number, &name, err);
    if (status || !name) return status;
    uint32_t k = 0;
    char words[100] = "";
    clause_show(&a->w, (lun_phrase){(int32_t)name->first, (int32_t)name->last}, words, sizeof words);
    while (names[k].words && (strcmp(names[k].words, words) || strcmp(names[k].layer, lun_actor_layer(name->layer)))) k++;
    assert_non_null(names[k].words);
    lun_actors_tell(a->reader, number, names[k].country ? k + 1 : 0, actor_text(a, names[k].country), actor_text(a, names[k].part));
  }
}

/* Reads a sentence with names, whose last one has no words; with the lists of the user where `own`. */
static inline lun_status actor_take(actor_work *a, const char *tagged, const actor_name *names, bool own, lun_err *err) {
  lun_actors_free(a->reader);
  a->reader = NULL;
  lun_status status = clause_read(&a->w, tagged, err);
  if (!status && a->day) lun_doc_set_day(a->w.doc, a->day, strlen(a->day));
  for (const actor_name *name = names; !status && name->words; name++) status = actor_lay(a, name, err);
  if (!status) status = lun_actors_new(a->coder, a->w.doc, own ? actor_dictionary(a, "actor") : NULL, own ? actor_dictionary(a, "agent") : NULL, &a->reader, err);
  return status ? status : actor_tell(a, names, err);
}

/* CODE country part entity (words), ... of the actors of all words, appended. */
static inline lun_status actor_show(actor_work *a, char *to, size_t room, lun_err *err) {
  const lun_actor *list;
  uint32_t count;
  const lun_status status = lun_actors_read(a->reader, 0, a->w.doc->tokens.count - 1, &list, &count, err);
  for (uint32_t i = 0; !status && i < count; i++) {
    size_t size, length = strlen(to);
    const char *code = lun_vocab_text(a->w.vocab, list[i].code, &size);
    snprintf(to + length, room - length, "%s%s (", i ? ", " : "", code);
    clause_show(&a->w, (lun_phrase){(int32_t)list[i].first, (int32_t)list[i].last}, to, room);
    length = strlen(to);
    if (list[i].entity) snprintf(to + length, room - length, ")%u", list[i].entity);
    else snprintf(to + length, room - length, ")");
  }
  return status;
}

#endif
