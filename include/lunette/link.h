/* Linking: which of the dictionaries' places, nationalities and organisations a name means. Every name of a document that
 * several rows have is decided by evidence over the whole document: what stands beside it, which countries and regions the
 * others lie in, and how sure the dictionary is. The kinds of evidence are fixed here, how much each counts is handed over.
 * Results are attributes of the spans: id, cc, kind, name, `also` (the other ids, where the evidence leaves a tie) and
 * `within` (the holder, of a place that no dictionary has there). */
#ifndef LUNETTE_LINK_H
#define LUNETTE_LINK_H

#include "lunette/doc.h"

/* What can speak for a candidate, and what else has a weight. */
typedef enum lun_link_term {
  LUN_LINK_PRIOR,     /* its prior, a step */
  LUN_LINK_CAPITAL,   /* it is a capital, but not one called like its country */
  LUN_LINK_TOWN,      /* taken from a district that is called after its town, and from a town that is called like its country */
  LUN_LINK_GIVEN,     /* the document brought its id */
  LUN_LINK_HEAD,      /* a word beside it says its kind: state, city */
  LUN_LINK_INSIDE,    /* what holds it follows: Paris, France */
  LUN_LINK_HOLDS,     /* what it holds stands before: Tbilisi, Georgia */
  LUN_LINK_LIST,      /* it stands in a list of its like */
  LUN_LINK_DATELINE,  /* it is a town and stands in the dateline */
  LUN_LINK_BESIDE,    /* a few words that say where it lies: in Chile, Chile's, the Chilean city of */
  LUN_LINK_SENTENCE,  /* a name of its country in its sentence */
  LUN_LINK_PARAGRAPH, /* in its paragraph */
  LUN_LINK_COUNTRY,   /* names of its country in the document, a doubling */
  LUN_LINK_REGION,    /* names of its admin1, or in it, a doubling */
  LUN_LINK_FELLOW,    /* other countries, or other admin1 of its country, a doubling */
  LUN_LINK_OPEN,      /* it lies in no one country: a sea, a continent */
  LUN_LINK_LONG_FORM, /* the long form that the document gives is its */
  LUN_LINK_CARRY,     /* what stands beside another mention, by this share of it */
  LUN_LINK_TERMS,
  LUN_LINK_TIE = LUN_LINK_TERMS, /* scores less than this apart are a tie */
  LUN_LINK_NATION,               /* how much the name of a country or a people says of the country, a place in it saying 1 */
  LUN_LINK_ORGANISATION,         /* how much an organisation does */
  LUN_LINK_HOME,                 /* how many mentions one in the dateline counts for */
  LUN_LINK_SAME_REGION,          /* how much a name in its own admin1 says in the sentence and the paragraph, */
  LUN_LINK_OTHER_REGION,         /* and one in another */
  LUN_LINK_MOST,                 /* doublings that count */
  LUN_LINK_NEAR,                 /* tokens that are few */
  LUN_LINK_WEIGHTS
} lun_link_term;
const char *lun_link_term_name(lun_link_term term); /* "prior", "tie", ... */

typedef enum lun_link_layer { LUN_LINK_PLACES, LUN_LINK_PEOPLES, LUN_LINK_ORGANISATIONS, LUN_LINK_LAYERS } lun_link_layer;

typedef struct lun_linker lun_linker;

/* dictionary[]: what the spans of the layers place, norp and org are looked up in; columns are read by name (type, id, cc, prior,
 * flags, from, to). `within`, or NULL: the holder (column `within`) of an id. All borrowed, as the vocabulary is, which
 * the documents must share. All weights are 0. LUN_NO_MEMORY. */
lun_status lun_linker_new(lun_vocab *vocab, lun_dictionary *const dictionary[LUN_LINK_LAYERS], lun_dictionary *within, lun_linker **linker, lun_err *err);
void lun_linker_free(lun_linker *linker);
void lun_linker_weigh(lun_linker *linker, lun_link_term term, double weight);
/* How much names of this country speak for what lies in it, 1 if never set; less where articles from anywhere have some. LUN_INVALID
 * for what is no code of two capitals. */
lun_status lun_linker_weigh_country(lun_linker *linker, const char *cc, double weight, lun_err *err);
/* A word in lower case that says of a name beside it that it is of a kind ("LOC.city"), kept for what reads the tokens between
 * names too. `before`: it stands before the name,
 * with "of" between them; else behind it. LUN_INVALID for a kind without a place in the ranking; LUN_NO_MEMORY. */
lun_status lun_linker_add_head(lun_linker *linker, const char *kind, const char *word, bool before, lun_err *err);

/* A short form that says behind a comma which first-level division holds a place: "N.H." is iso:US-NH. LUN_INVALID for an id that is
 * not of the form iso:CC-...; LUN_NO_MEMORY. */
lun_status lun_linker_add_short(lun_linker *linker, const char *word, const char *id, lun_err *err);

/* A short name and the long one that the document gives it, as tokens. */
typedef struct lun_link_alias {
  uint32_t long_first, long_stop, short_first, short_stop;
} lun_link_alias;
typedef struct lun_link_facts {
  const lun_link_alias *alias; /* [aliases] */
  uint32_t aliases;
  const char *date; /* of the document, as ISO 8601; NULL when it has none */
} lun_link_facts;

/* Links the spans of the three layers. What a document brought (a span without a rule) keeps its id, and so does one to which a
 * script's own rule gave one: it has an `id`, but is not `sure` to a degree as settled names are. The same again changes nothing. LUN_NO_MEMORY: some spans may be linked. */
lun_status lun_linker_run(lun_linker *linker, lun_doc *doc, const lun_link_facts *facts, lun_err *err);

/* Why: the candidates of one span with what spoke for each, best first. */
typedef struct lun_link_choice {
  const char *id, *surface, *cc, *kind; /* borrowed; "" where the row has none */
  double score, term[LUN_LINK_TERMS];
} lun_link_choice;
typedef struct lun_link_choices {
  lun_link_choice *at; /* yours: lun_link_choices_free; starts zeroed */
  uint32_t count, capacity;
  bool elsewhere; /* none of them is meant: what follows, or the long form, says another */
} lun_link_choices;
/* Nothing is appended for a span that is not of these layers, that is in no dictionary or that brought its id. What is worked out for
 * a document is kept for its other spans until the linker runs, or the document gets or loses one. LUN_NO_MEMORY. */
lun_status lun_linker_explain(lun_linker *linker, lun_doc *doc, const lun_link_facts *facts, lun_link_layer layer, uint32_t span,
                              lun_link_choices *choices, lun_err *err);
void lun_link_choices_free(lun_link_choices *choices);

#endif
