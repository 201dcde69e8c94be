/* Statements of persons: the shortest that holds each token, and those with a speaker by their ends. The tokens are painted from the
 * shortest statement on, each once: a token that is painted leads on to the next one that is not, as in a union of sets. */
#include <stdlib.h>

#include "reference/part.h"

typedef struct length { uint32_t length, number; } length;
static int by_length(const void *a, const void *b) {
  const length *x = a, *y = b;
  if (x->length != y->length) return x->length < y->length ? -1 : 1;
  return (x->number > y->number) - (x->number < y->number);
}

/* The first token at or behind one that is not painted: `next` holds, of each, one that is nearer to it. */
static uint32_t unpainted(uint32_t *next, uint32_t token) {
  while (next[token] != token) token = next[token] = next[next[token]];
  return token;
}

static void paint(lun_referents *r, const length *order, uint32_t *next) {
  const uint32_t tokens = r->doc->tokens.count;
  for (uint32_t t = 0; t <= tokens; t++) next[t] = t;
  for (uint32_t t = 0; t < tokens; t++) r->said_at[t] = 0;
  for (uint32_t i = 0; i < r->said_count; i++) {
    const lun_said *s = &r->said[order[i].number];
    for (uint32_t t = unpainted(next, s->first); t < s->stop; t = unpainted(next, t)) {
      r->said_at[t] = order[i].number + 1;
      next[t] = t + 1;
    }
  }
}

lun_status lun_referents_statements(lun_referents *r, const lun_said *said, uint32_t count, lun_err *err) {
  const uint32_t tokens = r->doc->tokens.count;
  for (uint32_t i = 0; i < count; i++)
    if (said[i].first >= said[i].stop || said[i].stop > tokens) return lun_fail(err, LUN_INVALID, i, "a statement of another document");
  length *order = lun_alloc(((size_t)count + 1) * sizeof *order);
  uint32_t *next = lun_alloc(((size_t)tokens + 1) * sizeof *next);
  lun_status status = LUN_OK;
  if (!order || !next || lun_grow((void **)&r->said, &r->said_capacity, count, sizeof *r->said) || lun_grow((void **)&r->said_end, &r->said_end_capacity, count, sizeof *r->said_end) ||
      lun_grow((void **)&r->said_at, &r->said_at_capacity, tokens, sizeof *r->said_at))
    status = lun_fail_memory(err);
  else {
    r->said_count = count;
    r->said_ends = 0;
    for (uint32_t i = 0; i < count; i++) {
      r->said[i] = said[i];
      order[i] = (length){said[i].stop, i};
    }
    if (count > 1) qsort(order, count, sizeof *order, by_length);
    for (uint32_t i = 0; i < count; i++)
      if (said[order[i].number].speaker != LUN_NOBODY) r->said_end[r->said_ends++] = order[i].number;
    for (uint32_t i = 0; i < count; i++) order[i] = (length){said[i].stop - said[i].first, i};
    if (count > 1) qsort(order, count, sizeof *order, by_length);
    paint(r, order, next);
  }
  lun_free(order);
  lun_free(next);
  return status;
}

uint32_t lun_referents_statement_at(const lun_referents *r, uint32_t token) {
  return r->said_count && token < r->doc->tokens.count && r->said_at[token] ? r->said_at[token] - 1 : LUN_NOBODY;
}
