/* What is shared by the two halves of writing a rule out: its instructions (instruction.c), and what becomes of them, its
 * positions and edges (program.c). */
#ifndef LUN_MATCH_PROGRAM_H
#define LUN_MATCH_PROGRAM_H

#include "match/machine.h"

enum { LOOKS_MAX = 64 };

typedef enum lun_code { CODE_TAKE, CODE_SPLIT, CODE_JUMP, CODE_OPEN, CODE_CLOSE, CODE_LOOK, CODE_MATCH } lun_code;
typedef struct instruction {
  lun_code code;
  uint32_t a, b;     /* take: test, element; split: first, second; jump: to; open, close: capture; look: number */
  uint32_t position; /* take: + 1 */
  lun_test loose;    /* take */
  uint32_t inside;   /* take: context + 1, of what is taken within a span */
  bool held;         /* take: goes on inside a span, so it may begin a sentence */
  lun_test later, later_loose; /* take: its labels where nothing is looked at ahead and it is not the first; or LUN_TEST_FAILED */
  uint32_t round, visit;       /* when a way last came by, and the latest visit of that round */
  uint32_t followed;           /* a position behind which stands what can be taken from here, + 1 */
} instruction;
typedef struct look { lun_test first, later; } look; /* as seen before the first token of a match, and after it */

typedef struct way { uint32_t at, actions; uint64_t looks; } way;      /* actions: a chain of cells + 1 */
typedef struct cell { uint32_t action, before; } cell;                 /* action: 2 * capture + closes */
typedef struct visit { uint64_t looks; uint32_t before; } visit; /* + 1 */

typedef struct lun_program {
  lun_machine *machine;
  const lun_rule_options *options;
  lun_rule *rule;
  instruction *code;
  uint32_t count, capacity;
  look looks[LOOKS_MAX];
  uint32_t look_count;
  way *ways;
  uint32_t way_count, way_capacity;
  cell *cells;
  uint32_t cell_count, cell_capacity;
  visit *visits;
  uint32_t visit_count, visit_capacity;
  uint32_t round;      /* how many positions were followed */
  uint32_t shared;     /* edges that several positions have, for each of them but the first */
  lun_numbers takers;  /* instruction of each position after the first, in the order in which edges first led to them */
  lun_numbers chain;
  lun_test refuse;     /* holds where no token may be taken but the first; and where one may */
  lun_test accept;
  lun_test over;       /* holds where there is nothing to look at */
  uint32_t edges, actions, contexts; /* how many the machine had before */
} program;

/* instruction.c */
lun_test lun_leaf_test(lun_machine *machine, uint32_t leaf); /* of a place that every machine knows, or of a context */
/* Writes a pattern to the program's instructions, behind those that are there; ends with a match. */
lun_status lun_program_write(program *program, const lun_pattern *pattern, lun_err *err);

#endif
