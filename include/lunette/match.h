/* Matching: all rules of a phase in one machine, run over a document in one pass. A machine is built once (contexts,
 * tests, patterns, rules), then searched with any number of documents of its vocabulary. What a test says of a word is
 * worked out once per distinct word; what stands at a place (layers, dictionary entries, sentence starts) is a small second
 * index; both together are the symbol of a token, and the machine steps over symbols. Time is linear in the text.
 *
 * Sources: Glushkov's positions; subset construction over predicates taken as opaque labels, done lazily (D'Antoni and
 * Veanes, symbolic automata; RE2's lazy states); Pike's order of readings. */
#ifndef LUNETTE_MATCH_H
#define LUNETTE_MATCH_H

#include "lunette/doc.h"
#include "lunette/regex.h"

typedef struct lun_machine lun_machine;

/* The vocabulary, the dictionaries and regular expressions are borrowed and must outlive the machine. */
lun_status lun_machine_new(lun_vocab *vocab, lun_machine **machine, lun_err *err);
void lun_machine_free(lun_machine *machine);

/* Contexts: the spans of a layer or the entries of a dictionary that patterns may take whole, fewer when `count` values
 * of an attribute are given (for an entry one candidate must have it). Entries are found leftmost longest; of a layer's
 * spans, by start and longest first, those that overlap none taken. LUN_INVALID when the dictionary has no such column. */
typedef uint32_t lun_context;
lun_status lun_context_layer(lun_machine *machine, const char *name, const char *attribute, const char *const *values,
                             uint32_t count, lun_context *context, lun_err *err);
lun_status lun_context_dictionary(lun_machine *machine, lun_dictionary *dictionary, const char *attribute,
                                  const char *const *values, uint32_t count, lun_context *context, lun_err *err);

/* Tests of one token. Equal tests get equal numbers. LUN_TEST_FAILED: memory is out (and it spreads: a test made of it
 * is it). */
typedef uint32_t lun_test;
#define LUN_TEST_FAILED UINT32_MAX
typedef enum lun_sign { LUN_EQUAL, LUN_UNEQUAL, LUN_LESS, LUN_LESS_EQUAL, LUN_GREATER, LUN_GREATER_EQUAL } lun_sign;
typedef enum lun_measure { LUN_LENGTH /* code points */, LUN_VALUE /* of a number in digits (1,234.5 12th 1990s); no test holds without */ } lun_measure;
lun_test lun_test_any(lun_machine *machine);
lun_test lun_test_flag(lun_machine *machine, uint32_t flag);       /* one LUN_LEX_ bit */
/* The word's lower case, or its norm, is one of the lexemes (which are such forms themselves). */
lun_test lun_test_words(lun_machine *machine, bool norm, const lun_lexeme *words, uint32_t count);
lun_test lun_test_measure(lun_machine *machine, lun_measure measure, lun_sign sign, double bound);
lun_test lun_test_regex(lun_machine *machine, const lun_regex *regex); /* borrowed */
/* How sure a dictionary is of the word (lun_dictionary_prior), or of what stands before its first hyphen. */
lun_test lun_test_prior(lun_machine *machine, lun_dictionary *dictionary, bool head, lun_sign sign, double bound);
lun_test lun_test_call(lun_machine *machine, uint32_t number);     /* what the caller answers, see lun_machine_unknown */
lun_test lun_test_first(lun_machine *machine);                     /* begins a sentence */
lun_test lun_test_inside(lun_machine *machine, lun_context context); /* in a span of it */
lun_test lun_test_begins(lun_machine *machine, lun_context context); /* first token of one */
lun_test lun_test_not(lun_machine *machine, lun_test test);
lun_test lun_test_all(lun_machine *machine, const lun_test *tests, uint32_t count); /* of none: holds */
lun_test lun_test_one(lun_machine *machine, const lun_test *tests, uint32_t count); /* of none: does not */

/* Patterns: a tree of nodes that the machine owns. `element` is the caller's number for the node, for explaining. */
typedef enum lun_pattern_kind {
  LUN_PATTERN_SEQUENCE, LUN_PATTERN_EITHER, /* of children, in written order */
  LUN_PATTERN_REPEAT,                       /* child, min, max (UINT32_MAX: none), lazy */
  LUN_PATTERN_CAPTURE,                      /* child, name: the caller's number below 2^30 */
  LUN_PATTERN_SPAN,                         /* child: what the rule gives */
  LUN_PATTERN_TOKEN, LUN_PATTERN_LOOK,      /* test; look: negative */
  LUN_PATTERN_WHOLE,                        /* one whole span of a context */
  LUN_PATTERN_START, LUN_PATTERN_STOP       /* of the sentence */
} lun_pattern_kind;
typedef struct lun_pattern lun_pattern;
struct lun_pattern {
  lun_pattern_kind kind;
  bool lazy, negative, list; /* list: of a capture, see lun_capture_lists */
  uint32_t min, max, name, element; /* element: of each node its own */
  lun_test test;
  lun_test loose; /* of a token: holds wherever `test` does, and is shared by more rules; LUN_TEST_FAILED for none */
  lun_context context;
  lun_pattern **children;
  uint32_t count;
};
/* A token's loose test is what the pass over the text asks; where it says that a rule matches, the test itself decides. So
 * a thousand gaps that stop at a word of their own go on as one. */
/* A node with room for its children, no loose test, all else zero; NULL when memory is out. Freed by lun_machine_ready. */
lun_pattern *lun_pattern_new(lun_machine *machine, lun_pattern_kind kind, uint32_t children);

typedef enum lun_across { LUN_IN_SENTENCE, LUN_ACROSS_PARAGRAPH, LUN_ACROSS_DOCUMENT } lun_across;
#define LUN_NO_CONTEXT UINT32_MAX
typedef struct lun_rule_options {
  lun_across across;
  bool all;                    /* the longest match at every start, overlapping ones too */
  bool choose;                 /* give at every start the longest match and up to 8 shorter ones: the caller chooses */
                               /* (runs of rules with either end after about 2,048 tokens; others have no such end) */
  lun_context within, outside; /* LUN_NO_CONTEXT for none */
  uint32_t parts;              /* bit 1 << lun_part for each part allowed; 0 for all */
} lun_rule_options;
/* Adds a rule; rules are numbered 0, 1, ... in order. LUN_LIMIT when the pattern is too large. */
lun_status lun_machine_add(lun_machine *machine, const lun_pattern *pattern, const lun_rule_options *options, lun_err *err);
/* Ends building. `widest`: states that may stand side by side before they are joined; 0 for the default, others for tests. */
lun_status lun_machine_ready(lun_machine *machine, uint32_t widest, lun_err *err);

uint32_t lun_machine_rules(const lun_machine *machine);
size_t lun_machine_memory(const lun_machine *machine); /* bytes held, scratch included */
/* Limits, which tests make small: bytes of what is worked out while running (made anew when it is over), tokens after which
 * a rule's run counts as long and is searched alone, positions times tokens up to which a match is read forwards, and tokens
 * after which it is thought over again what wakes which rule. */
void lun_machine_limits(lun_machine *machine, size_t bytes, uint32_t run, uint32_t reading, uint32_t sample);

/* Forgets words and places when they have become too many; to be called before each search and before its answers. */
lun_status lun_machine_begin(lun_machine *machine, lun_err *err);

/* Words that the caller must answer for before a search, when lun_test_call was used, and before reading from a stale
 * lun_found (since which the machine has forgotten words): the next lexeme of the document,
 * from token *from on, that is not known yet; 0 when there is none. answers: count numbers of calls that hold. */
lun_lexeme lun_machine_unknown(lun_machine *machine, const lun_doc *doc, uint32_t *from);
/* Whether it makes a difference for any rule what a call answers for a word: not where all that ask it ask for a flag besides. */
bool lun_machine_wonders(const lun_machine *machine, lun_lexeme lexeme, uint32_t call);
lun_status lun_machine_answer(lun_machine *machine, lun_lexeme lexeme, const uint32_t *answers, uint32_t count, lun_err *err);

/* Dictionary entries of one document, looked up once and shared by all machines. */
typedef struct lun_lookups lun_lookups;
lun_lookups *lun_lookups_new(void); /* NULL when memory is out */
void lun_lookups_free(lun_lookups *lookups);
void lun_lookups_empty(lun_lookups *lookups); /* for another document */
/* Looks up what the machine's rules ask for; a search does it itself where it has not been done. */
lun_status lun_machine_look_up(lun_machine *machine, const lun_doc *doc, lun_lookups *lookups, lun_err *err);

typedef struct lun_place { uint32_t first, stop, id; } lun_place; /* of a context: id of the span, or the entry */
typedef struct lun_capture { uint32_t capture, first, stop; } lun_capture;
#define LUN_NONE UINT32_MAX
typedef struct lun_match {
  uint32_t rule, first, stop;       /* tokens of the whole match */
  uint32_t given_first, given_stop; /* of the span that the rule gives; with `choose` only after lun_found_read */
  uint32_t captures, capture_count; /* in lun_found.captures; likewise */
  uint32_t next;                    /* the next match of the rule, by start (then longest first), or LUN_NONE */
} lun_match;

/* What a search found. Matches of a rule are chained; captures stand in the order in which they open. */
typedef struct lun_found {
  lun_match *matches;
  uint32_t match_count, match_capacity;
  lun_capture *captures;
  uint32_t capture_count, capture_capacity;
  uint32_t *first_of; /* [rules] first match of each rule or LUN_NONE; the view's */
  uint32_t starts;    /* tokens from which rules were run; a token counts for each group of rules that woke together */
  struct lun_view *view;
} lun_found;

/* Searches a document. *found starts zeroed; free it with lun_found_free whatever happens. lookups may be NULL. */
lun_status lun_machine_search(lun_machine *machine, const lun_doc *doc, lun_lookups *lookups, lun_found *found, lun_err *err);
/* Whether the machine has forgotten words since: answers are then wanted again before anything is read. */
bool lun_found_stale(const lun_machine *machine, const lun_found *found);
/* Whether a match has yet to be read: those of rules that choose. Reading fills in its captures and the given span. */
bool lun_found_reads(const lun_machine *machine, const lun_found *found, uint32_t match);
bool lun_rule_reads(const lun_machine *machine, uint32_t rule); /* whether those of a rule have */
lun_status lun_found_read(lun_machine *machine, lun_found *found, uint32_t match, lun_err *err);
void lun_found_free(lun_found *found);

/* A capture of the machine: its name, whether there may be several, and the place of a context that fills exactly these tokens; false when none does. */
uint32_t lun_capture_name(const lun_machine *machine, uint32_t capture);
bool lun_capture_lists(const lun_machine *machine, uint32_t capture); /* whether its rule makes a list of what has that name */
bool lun_found_whole(const lun_machine *machine, const lun_found *found, const lun_capture *capture, lun_context *context,
                     lun_place *place);

/* The dictionary of a context, or NULL and the name of its layer; whether a row of an entry has the attribute asked for. */
lun_dictionary *lun_context_of(const lun_machine *machine, lun_context context, const char **layer);
bool lun_context_row(const lun_machine *machine, lun_context context, uint32_t row);

/* The reading of a match: for each of its tokens the element that took it, written to elements[stop - first]. */
lun_status lun_found_elements(lun_machine *machine, lun_found *found, const lun_match *match, uint32_t *elements, lun_err *err);

/* What a rule tries from a start, in the order of the tokens and there in written order, for explaining: every element
 * that is wanted after what was taken before, and whether it took the token. Element 0 is the end of the pattern, tried
 * before the token that follows. Of several ways to the same place only the first goes on, and nothing does beyond some
 * LUN_ATTEMPTS_MAX attempts. Within, outside and parts are not asked. */
#define LUN_ATTEMPTS_MAX 50000u
typedef struct lun_attempt { uint32_t token, element, from; bool took; } lun_attempt; /* from: an attempt, or LUN_NONE */
typedef struct lun_attempts { lun_attempt *at; uint32_t count, capacity; } lun_attempts;
lun_status lun_found_attempts(lun_machine *machine, lun_found *found, uint32_t rule, uint32_t start, lun_attempts *attempts, lun_err *err);

#endif
