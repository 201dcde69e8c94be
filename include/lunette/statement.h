/* Statements: what verbs and nouns that report (he said, her promise) say without quotation marks around all of it, or with a quoted
 * fragment in it - source, cue, content and hearer, read from the clauses around each. Which words report, what they bring along
 * and what stance they take is told by dictionaries. */
#ifndef LUNETTE_STATEMENT_H
#define LUNETTE_STATEMENT_H

#include "lunette/clause.h"

/* What a word brings along, and so how its content stands: a clause with `that` or without, a question, an infinitive, a gerund, a thing
 * (the verb may also take whom it asks), words behind a colon, a quotation, an adjective, `according to`, what a passive tells of,
 * or what a preposition brings. Dictionaries name frames in their column `frames`. */
#define LUN_FRAMES(X) \
  X(THAT, "that") X(CLAUSE, "clause") X(QUESTION, "question") X(INFINITIVE, "infinitive") X(GERUND, "gerund") X(OBJECT, "object") X(WHOM, "whom") \
  X(HEARER, "hearer") X(COLON, "colon") X(QUOTE, "quote") X(ADJECTIVE, "adjective") X(ACCORDING, "according") X(PASSIVE, "passive") X(ABOUT, "about") \
  X(OF, "of") X(FOR, "for") X(AGAINST, "against") X(ON, "on") X(TO, "to") X(AT, "at") X(OVER, "over") X(WITH, "with") X(AS, "as") X(IN, "in") \
  X(FROM, "from") X(INTO, "into") X(BY, "by")
typedef enum lun_frame {
#define X(name, text) LUN_FRAME_##name,
  LUN_FRAMES(X)
#undef X
  LUN_FRAME_COUNT
} lun_frame;
typedef enum lun_frame_form { LUN_FORM_PLAIN, LUN_FORM_CLAUSE, LUN_FORM_ING, LUN_FORM_QUESTION } lun_frame_form; /* of what a preposition brings: warned against closing it */
const char *lun_frame_name(lun_frame frame);           /* "that", ... */
const char *lun_frame_form_name(lun_frame_form form); /* "", "+clause", "+ing", "+question" */

/* What a dictionary says of an entry. */
typedef struct lun_report_entry {
  bool known;
  uint32_t frames; /* bits of lun_frame */
  const char *stance; /* "" for none; borrowed from the dictionary */
  const lun_values *values; /* attributes of a cue: reason, stance */
} lun_report_entry;

typedef struct lun_statement {
  lun_phrase cue;        /* with helping verbs, and the preposition that the verb brings */
  lun_phrase source;     /* who says it */
  lun_phrase antecedent; /* what a relative pronoun that is the source stands for */
  lun_phrase hearer;     /* who is told */
  lun_phrase part[2];    /* the content */
  uint8_t parts;
  bool finite;  /* somebody says it here */
  bool negated; /* and does not */
  bool noun;    /* by a noun: her promise */
  lun_frame frame;
  lun_frame_form form;
  uint32_t quote; /* the quotation that is all of the content: its number in the layer "quote"; 0 for none */
  int32_t first;  /* token of the verb or noun that was asked */
  bool given;     /* false where it only is part of what another says, or of a quotation that has a statement already */
  const lun_report_entry *entry;
} lun_statement;
typedef struct lun_statements {
  lun_statement *at;
  uint32_t count, capacity;
} lun_statements;
/* The tokens of its content, and of all of it. */
lun_phrase lun_statement_content(const lun_statement *statement);
lun_phrase lun_statement_extent(const lun_statement *statement);

/* Reads documents of a vocabulary. `verbs` and `nouns` have the columns lemma, stance and frames. All is borrowed, and must outlive it.
 * LUN_FORMAT: a dictionary has no such column. LUN_NO_MEMORY. */
typedef struct lun_reporter lun_reporter;
lun_status lun_reporter_new(lun_clause_words *words, lun_dictionary *verbs, lun_dictionary *nouns, lun_reporter **reporter, lun_err *err);
void lun_reporter_free(lun_reporter *reporter);
/* The statements of a document in the order of their verbs, those that are not given too; borrowed until the next call. `stated`: first
 * tokens of the quotations that have a statement already. LUN_NO_MEMORY; errors as of lun_clauses_new. */
lun_status lun_reporter_run(lun_reporter *reporter, const lun_doc *doc, const uint32_t *stated, uint32_t stated_count, const lun_statements **statements, lun_err *err);

#endif
