/* Fronts: the states that stand before a token at once, as one number, so that a run is one look-up a token (a lazy DFA).
 * A front is a list of states, which hold the edges, so it is small and cheap to make. Where more than machine->widest
 * states would stand together their positions become one state: hostile patterns then cost no more than their size a
 * token. Steps are remembered by symbol in a table of fixed size, and by projection in one that grows. */
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

void lun_fronts_free(lun_fronts *f) {
  lun_lists_free(&f->sets);
  lun_free(f->at);
  lun_free(f->bits_block);
  lun_numbers_free(&f->accepts);
  lun_numbers_free(&f->records);
  lun_free(f->steps.at);
  lun_free(f->recent);
  *f = (lun_fronts){0};
}

size_t lun_fronts_memory(const lun_fronts *f) {
  return lun_lists_memory(&f->sets) + f->capacity * sizeof *f->at +
         f->bits_capacity * sizeof *f->bits + f->steps.capacity * sizeof *f->steps.at + f->recent_count * sizeof *f->recent +
         sizeof(uint32_t) * ((size_t)f->accepts.capacity + f->records.capacity);
}

uint64_t lun_fronts_used(const lun_fronts *f) {
  return sizeof(uint32_t) * ((uint64_t)f->sets.items.count + 3 * (uint64_t)f->sets.count + f->accepts.count + f->records.count) +
         f->count * (sizeof *f->at + sizeof *f->bits) + 2 * (uint64_t)f->steps.count * sizeof *f->steps.at;
}

lun_status lun_fronts_room(lun_machine *m, uint32_t recent) {
  lun_free(m->fronts.recent);
  m->fronts.recent = lun_zalloc(recent, sizeof *m->fronts.recent);
  m->fronts.recent_count = recent;
  return m->fronts.recent ? LUN_OK : LUN_NO_MEMORY;
}

/* Rules whose match ends where the front stands, each once. */
static lun_status gather_accepts(lun_machine *m, const uint32_t *states, uint32_t count) {
  lun_numbers *rules = &m->scratch.c;
  rules->count = 0;
  for (uint32_t k = 0; k < count; k++) {
    const lun_state *s = &m->states.at[states[k]];
    if (lun_numbers_append(rules, m->states.accepts.at + s->accept, s->accept_count)) return LUN_NO_MEMORY;
  }
  lun_numbers_sort(rules);
  return lun_numbers_append(&m->fronts.accepts, rules->at, rules->count);
}

/* Of the front that is added next. */
static lun_status add_bits(lun_fronts *f, const lun_front_bits *bits) {
  void *at = f->bits;
  if (lun_grow_lines(&f->bits_block, &at, &f->bits_capacity, (uint64_t)f->count + 1, sizeof *bits)) return LUN_NO_MEMORY;
  f->bits = at;
  f->bits[f->count] = *bits;
  return LUN_OK;
}

/* The front of the states in scratch.b. */
static lun_status intern(lun_machine *m, uint32_t *number) {
  lun_fronts *f = &m->fronts;
  lun_numbers *states = &m->scratch.b;
  lun_numbers_sort(states);
  if (states->count > m->widest) {
    lun_numbers *set = &m->scratch.a;
    set->count = 0;
    for (uint32_t k = 0; k < states->count; k++) {
      uint32_t count;
      const uint32_t *positions = lun_lists_at(&m->states.sets, states->at[k], &count);
      if (lun_numbers_append(set, positions, count)) return LUN_NO_MEMORY;
    }
    states->count = 1;
    if (lun_states_intern(m, set, &states->at[0])) return LUN_NO_MEMORY;
  }
  if (lun_lists_intern(&f->sets, states->at, states->count, number)) return LUN_NO_MEMORY;
  if (*number < f->count) return LUN_OK;
  lun_front_bits bits = {.last = {0}};
  lun_front front = {.accept = f->accepts.count, .ends = true};
  for (uint32_t k = 0; k < states->count; k++) {
    const lun_state *s = &m->states.at[states->at[k]];
    if (s->group_count || s->guard_count) front.ends = false;
    front.inside = k == 0 || front.inside == s->inside ? s->inside : 0;
    lun_glance_join(&bits.next, s->next);
    lun_signature_join(&front.sieve, &s->sieve);
  }
  lun_status status = gather_accepts(m, states->at, states->count);
  front.accept_count = f->accepts.count - front.accept;
  memcpy(bits.words, front.sieve.words, sizeof bits.words);
  if (!status) status = add_bits(f, &bits);
  if (!status) LUN_VECTOR_ADD(f->at, f->capacity, f->count, front, status);
  if (status) m->stale = true; /* the set is known but its front is not */
  return status;
}

lun_status lun_fronts_of(lun_machine *m, lun_numbers *positions, uint32_t *front) {
  uint32_t state;
  lun_status status = lun_states_intern(m, positions, &state);
  m->scratch.b.count = 0;
  if (!status) status = lun_numbers_push(&m->scratch.b, state);
  return status ? status : intern(m, front);
}

lun_status lun_fronts_start(lun_machine *m, uint32_t *front) {
  lun_fronts *f = &m->fronts;
  lun_numbers kept = {0}, states = {0}, *set = &m->scratch.a;
  lun_status status = LUN_OK;
  uint32_t count = 0;
  if (*front != LUN_NONE) { /* the positions of each of its states, with their number before them */
    const uint32_t *list = lun_lists_at(&f->sets, *front, &count);
    for (uint32_t k = 0; !status && k < count; k++) {
      uint32_t n;
      const uint32_t *positions = lun_lists_at(&m->states.sets, list[k], &n);
      status = lun_numbers_push(&kept, n);
      if (!status) status = lun_numbers_append(&kept, positions, n);
    }
  }
  m->epoch++;
  lun_lists_clear(&f->sets);
  if (f->recent && f->count) memset(f->recent, 0, f->recent_count * sizeof *f->recent); /* of fronts, so there is nothing while there are none */
  f->count = f->accepts.count = f->records.count = f->steps.count = 0;
  if (f->steps.at) memset(f->steps.at, 0, f->steps.capacity * sizeof *f->steps.at);
  for (uint32_t i = 0; i < m->symbols.count; i++) m->symbols.bits[i].first_step = 0;
  if (!status) status = lun_states_start(m);
  for (uint32_t at = 0; !status && at < kept.count; at += kept.at[at] + 1) {
    uint32_t state;
    set->count = 0;
    status = lun_numbers_append(set, kept.at + at + 1, kept.at[at]);
    if (!status) status = lun_states_intern(m, set, &state);
    if (!status) status = lun_numbers_push(&states, state);
  }
  if (!status && count) {
    m->scratch.b.count = 0;
    status = lun_numbers_append(&m->scratch.b, states.at, states.count);
    if (!status) status = intern(m, front);
  }
  m->stale = status != LUN_OK;
  lun_numbers_free(&kept);
  lun_numbers_free(&states);
  return status;
}

static lun_signature signature_of(const lun_machine *m, uint32_t symbol) {
  lun_signature leaves;
  memcpy(leaves.words, m->symbols.bits[symbol].words, sizeof leaves.words);
  memcpy(leaves.others, m->symbols.at[symbol].others, sizeof leaves.others);
  return leaves;
}

/* What follows some states on a symbol. scratch.e and f are its own; a, b, c and d those of what is called. */
static lun_status work_out(lun_machine *m, const uint32_t *states, uint32_t count, uint32_t symbol, uint32_t *value) {
  lun_fronts *f = &m->fronts;
  lun_numbers *next = &m->scratch.e, *rules = &m->scratch.f;
  lun_status status = LUN_OK;
  const lun_signature leaves = signature_of(m, symbol);
  next->count = rules->count = 0;
  for (uint32_t k = 0; !status && k < count; k++) {
    uint32_t step;
    if (!lun_signature_shared(&m->states.at[states[k]].signature, &leaves)) continue;
    status = lun_states_step(m, states[k], symbol, count > 1, &step);
    if (status || step == STEP_DEAD) continue;
    const uint32_t *record = m->states.records.at + step - 2;
    status = lun_numbers_append(next, record + 2, record[0]);
    if (!status) status = lun_numbers_append(rules, record + 2 + record[0], record[1]);
  }
  lun_numbers_sort(rules);
  *value = STEP_DEAD;
  if (!status && next->count) {
    uint32_t front;
    m->scratch.b.count = 0;
    status = lun_numbers_append(&m->scratch.b, next->at, next->count);
    if (!status) status = intern(m, &front);
    if (!status) *value = 4 * front + 4 + (f->at[front].accept_count || f->at[front].inside ? STEP_SAYS : 0) + (f->at[front].ends ? STEP_ENDS : 0);
  }
  if (!status && rules->count) {
    const uint32_t after = *value;
    *value = STEP_RECORD | f->records.count;
    status = lun_numbers_push(&f->records, after);
    if (!status) status = lun_numbers_push(&f->records, rules->count);
    if (!status) status = lun_numbers_append(&f->records, rules->at, rules->count);
  }
  return status;
}

lun_status lun_fronts_first(lun_machine *m, uint32_t symbol, uint32_t *value) {
  const lun_status status = work_out(m, &m->states.initial, 1, symbol, value);
  if (!status) m->symbols.bits[symbol].first_step = *value;
  return status;
}

static uint64_t id_of(uint32_t front, uint32_t number, bool by_kind) {
  const bool fits = front + 1 < UINT32_C(1) << RECENT_FRONT_BITS && number < RECENT_KIND;
  return fits ? (uint64_t)(front + 1) << RECENT_KEY_BITS | (by_kind ? RECENT_KIND : 0) | number : RECENT_NEVER;
}
/* Values with STEP_RECORD as their lowest bit, so that they are small. */
static bool recall(lun_recent step, uint64_t id, uint32_t *value) {
  const uint32_t kept = step & ((UINT32_C(1) << RECENT_VALUE_BITS) - 1);
  *value = kept >> 1 | kept << 31;
  return step >> RECENT_VALUE_BITS == id;
}
static void note(lun_recent *step, uint64_t id, uint32_t value) {
  const uint32_t kept = value << 1 | value >> 31;
  if (id != RECENT_NEVER && kept >> RECENT_VALUE_BITS == 0) *step = id << RECENT_VALUE_BITS | kept;
}
/* Keys next to each other, which are of symbols that were met together, are in one line. */
static lun_recent *recent_of(const lun_fronts *f, uint64_t id) {
  const uint32_t line = (uint32_t)((id / RECENT_LINE) * 0x9E3779B97F4A7C15u >> 32);
  return &f->recent[(line * RECENT_LINE + id % RECENT_LINE) & (f->recent_count - 1)];
}

lun_status lun_fronts_step(lun_machine *m, uint32_t front, uint32_t symbol, uint32_t *value) {
  lun_fronts *f = &m->fronts;
  lun_front_bits *bits = &f->bits[front];
  const lun_symbol_bits *of_symbol = &m->symbols.bits[symbol];
  const uint64_t *asked = bits->words, *words = of_symbol->words;
  const bool by_kind = !((asked[0] & words[0]) | (asked[1] & words[1])) && symbol != SYMBOL_END;
  const uint64_t id = id_of(front, by_kind ? of_symbol->kind : symbol, by_kind);
  if (recall(bits->last[id % FRONT_LAST], id, value)) return LUN_OK;
  lun_recent *recent = recent_of(f, id);
  if (recall(*recent, id, value)) {
    bits->last[id % FRONT_LAST] = *recent;
    return LUN_OK;
  }
  lun_status status = LUN_OK;
  const uint64_t projection = lun_project(m, &f->at[front].sieve, symbol);
  if (!lun_steps_find(&f->steps, front, projection, value)) {
    uint32_t count;
    const uint32_t *states = lun_lists_at(&f->sets, front, &count);
    lun_numbers *copy = &m->scratch.g; /* the list moves when a front is made */
    copy->count = 0;
    status = lun_numbers_append(copy, states, count);
    if (!status) status = work_out(m, copy->at, count, symbol, value);
    if (!status) status = lun_steps_add(&f->steps, front, projection, *value);
  }
  if (status) return status;
  note(recent, id, *value);
  note(&f->bits[front].last[id % FRONT_LAST], id, *value); /* where it is now: it may have moved */
  return LUN_OK;
}
