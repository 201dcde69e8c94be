/* States: sets of positions, made when a text first leads to them, with their edges grouped by label. A step is remembered
 * by state and symbol. Positions that one label leads to form one state, so that equal beginnings of rules are one; the
 * targets of several labels that hold at once stay apart (their number is small), or are joined into one state when there
 * are more than machine->widest of them, which is what keeps hostile patterns from exploding: every step makes at most
 * one state for each label. */
#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { FIRST_STEPS = 1024, INDEX_FROM = 6, EMPTY_INDEX = 0 };

void lun_states_free(lun_states *s) {
  lun_lists_free(&s->sets);
  lun_free(s->at);
  lun_free(s->groups);
  lun_numbers_free(&s->targets);
  lun_numbers_free(&s->accepts);
  lun_numbers_free(&s->guards);
  lun_numbers_free(&s->index);
  lun_numbers_free(&s->records);
  lun_free(s->steps);
  lun_free(s->first_step);
  *s = (lun_states){0};
}

size_t lun_states_memory(const lun_states *s) {
  return lun_lists_memory(&s->sets) + s->capacity * sizeof *s->at + s->group_capacity * sizeof *s->groups +
         s->step_capacity * sizeof *s->steps +
         sizeof(uint32_t) * ((size_t)s->targets.capacity + s->accepts.capacity + s->guards.capacity + s->index.capacity +
                             s->records.capacity + s->first_capacity);
}

typedef struct labelled { uint32_t label, target; } labelled;
static int compare_labelled(const void *a, const void *b) {
  const labelled *x = a, *y = b;
  if (x->label != y->label) return x->label < y->label ? -1 : 1;
  return (x->target > y->target) - (x->target < y->target);
}

static uint64_t bit_of(uint32_t leaf) { return 1ull << (leaf * 0x9E3779B1u >> 26); }

/* Fills in the index of a state's groups by their triggers, and its signature. */
static lun_status index_groups(lun_machine *m, lun_state *state) {
  lun_states *s = &m->states;
  lun_numbers *leaves = &m->scratch.c;
  const bool wanted = state->group_count >= INDEX_FROM;
  lun_status status = LUN_OK;
  state->index = s->index.count;
  for (uint32_t g = 0; !status && g < state->group_count; g++) {
    leaves->count = 0;
    if (!lun_predicates_triggers(&m->predicates, s->groups[state->group + g].label, leaves, &status)) {
      state->signature = UINT64_MAX;
      if (wanted && (lun_numbers_push(&s->index, UINT32_MAX) || lun_numbers_push(&s->index, g))) return LUN_NO_MEMORY;
      continue;
    }
    for (uint32_t k = 0; !status && k < leaves->count; k++) {
      state->signature |= bit_of(leaves->at[k]);
      if (wanted && (lun_numbers_push(&s->index, leaves->at[k]) || lun_numbers_push(&s->index, g))) return LUN_NO_MEMORY;
    }
  }
  state->index_count = (s->index.count - state->index) / 2;
  if (state->index_count) qsort(s->index.at + state->index, state->index_count, sizeof(labelled), compare_labelled);
  return status;
}

static lun_status group_edges(lun_machine *m, lun_state *state, labelled *edges, uint32_t count) {
  lun_states *s = &m->states;
  lun_status status = LUN_OK;
  qsort(edges, count, sizeof *edges, compare_labelled);
  state->group = s->group_count;
  for (uint32_t i = 0; i < count; i++) {
    const bool fresh = i == 0 || edges[i].label != edges[i - 1].label;
    if (!fresh && edges[i].target == edges[i - 1].target) continue;
    if (fresh) {
      const lun_group group = {edges[i].label, s->targets.count, 0, 0};
      LUN_VECTOR_ADD(s->groups, s->group_capacity, s->group_count, group, status);
    }
    if (status || lun_numbers_push(&s->targets, edges[i].target)) return LUN_NO_MEMORY;
    s->groups[s->group_count - 1].target_count++;
  }
  state->group_count = s->group_count - state->group;
  return index_groups(m, state);
}

/* What becomes of a set of positions: its edges, and the rules that end there, always or before some symbols. */
static lun_status fill(lun_machine *m, lun_state *state, const uint32_t *positions, uint32_t count) {
  lun_states *s = &m->states;
  uint32_t total = 0, n = 0;
  for (uint32_t i = 0; i < count; i++) total += m->positions[positions[i]].edge_count;
  labelled *edges = lun_alloc((total ? total : 1) * sizeof *edges);
  lun_status status = edges ? LUN_OK : LUN_NO_MEMORY;
  *state = (lun_state){.owner = m->rule_of.at[positions[0]], .accept = s->accepts.count, .guard = s->guards.count};
  if (m->rule_of.at[positions[count - 1]] != state->owner) state->owner = LUN_NONE;
  for (uint32_t i = 0; !status && i < count; i++) {
    const lun_position *p = &m->positions[positions[i]];
    const uint32_t rule = m->rule_of.at[positions[i]];
    for (uint32_t k = p->edge; !status && k < p->edge + p->edge_count; k++) {
      const lun_edge *e = &m->edges[k];
      if (e->target != LUN_END) edges[n++] = (labelled){e->label, e->target};
      else if (e->label != EXPRESSION_TRUE) {
        status = lun_numbers_push(&s->guards, e->label);
        if (!status) status = lun_numbers_push(&s->guards, rule);
      } else if (s->accepts.count == state->accept || s->accepts.at[s->accepts.count - 1] != rule) status = lun_numbers_push(&s->accepts, rule);
    }
  }
  state->accept_count = s->accepts.count - state->accept;
  state->guard_count = (s->guards.count - state->guard) / 2;
  if (!status) status = group_edges(m, state, edges, n);
  if (state->guard_count) state->signature = UINT64_MAX;
  lun_free(edges);
  return status;
}

lun_status lun_states_intern(lun_machine *m, lun_numbers *positions, uint32_t *number) {
  lun_states *s = &m->states;
  lun_numbers_sort(positions);
  if (lun_lists_intern(&s->sets, positions->at, positions->count, number)) return LUN_NO_MEMORY;
  if (*number < s->count) return LUN_OK;
  lun_state state = {0};
  lun_status status = fill(m, &state, positions->at, positions->count);
  if (!status) LUN_VECTOR_ADD(s->at, s->capacity, s->count, state, status);
  if (status) { /* the set is known but its state is not: nothing that is remembered would be right */
    lun_lists_clear(&s->sets);
    s->count = 0;
  }
  return status;
}

static void forget(lun_states *s) {
  lun_lists_clear(&s->sets);
  s->count = s->group_count = s->targets.count = s->accepts.count = s->guards.count = s->index.count = s->step_count = 0;
  s->records.count = 0;
  if (s->steps) memset(s->steps, 0, s->step_capacity * sizeof *s->steps);
  if (s->first_step) memset(s->first_step, 0, s->first_capacity * sizeof *s->first_step);
}

lun_status lun_states_start(lun_machine *m) {
  lun_numbers *set = &m->scratch.a;
  forget(&m->states);
  set->count = 0;
  for (uint32_t r = 0; r < m->rule_count; r++)
    if (lun_numbers_push(set, m->rules[r].position)) return LUN_NO_MEMORY;
  return m->rule_count ? lun_states_intern(m, set, &m->states.initial) : LUN_OK;
}

/* Groups of a state whose label holds for the symbol, appended to *groups (offsets among the state's). */
static lun_status groups_that_hold(lun_machine *m, const lun_state *state, uint32_t symbol, lun_numbers *groups) {
  const lun_states *s = &m->states;
  lun_status status = LUN_OK;
  if (state->group_count < INDEX_FROM) {
    for (uint32_t g = 0; !status && g < state->group_count; g++)
      if (lun_machine_holds(m, s->groups[state->group + g].label, symbol)) status = lun_numbers_push(groups, g);
    return status;
  }
  const labelled *index = (const labelled *)(const void *)(s->index.at + state->index);
  const lun_symbol *sym = &m->symbols.at[symbol];
  uint32_t counts[2];
  const uint32_t *leaves[2] = {lun_lists_at(&m->symbols.words, sym->word, &counts[0]), lun_lists_at(&m->symbols.places, sym->place, &counts[1])};
  for (unsigned part = 0; part < 3; part++)
    for (uint32_t k = 0; k < (part < 2 ? counts[part] : 1); k++) {
      const uint32_t leaf = part < 2 ? leaves[part][k] : UINT32_MAX; /* the last: labels without a trigger */
      uint32_t low = 0, high = state->index_count;
      while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (index[middle].label < leaf) low = middle + 1;
        else high = middle;
      }
      for (; !status && low < state->index_count && index[low].label == leaf; low++)
        if (lun_machine_holds(m, s->groups[state->group + index[low].target].label, symbol)) status = lun_numbers_push(groups, index[low].target);
    }
  lun_numbers_sort(groups); /* a label with two triggers may have been found twice */
  return status;
}

static lun_status state_of_group(lun_machine *m, uint32_t group, uint32_t *state) {
  lun_states *s = &m->states;
  lun_status status = LUN_OK;
  if (!s->groups[group].state) {
    lun_numbers *set = &m->scratch.a;
    set->count = 0;
    status = lun_numbers_append(set, s->targets.at + s->groups[group].target, s->groups[group].target_count);
    if (!status) status = lun_states_intern(m, set, state);
    if (!status) s->groups[group].state = *state + 1;
    return status;
  }
  *state = s->groups[group].state - 1;
  return status;
}

/* Works out a step. scratch.b: groups, then states; scratch.a and c are used by what is called. */
static lun_status work_out(lun_machine *m, uint32_t number, uint32_t symbol, uint32_t *value) {
  lun_states *s = &m->states;
  const lun_state state = s->at[number];
  lun_numbers *list = &m->scratch.b;
  list->count = 0;
  lun_status status = symbol == SYMBOL_END ? LUN_OK : groups_that_hold(m, &state, symbol, list);
  if (status) return status;
  if (list->count > m->widest) {
    lun_numbers *set = &m->scratch.a;
    set->count = 0;
    for (uint32_t k = 0; k < list->count; k++) {
      const lun_group *group = &s->groups[state.group + list->at[k]];
      if (lun_numbers_append(set, s->targets.at + group->target, group->target_count)) return LUN_NO_MEMORY;
    }
    list->count = 1;
    if ((status = lun_states_intern(m, set, &list->at[0]))) return status;
  } else {
    for (uint32_t k = 0; k < list->count; k++)
      if ((status = state_of_group(m, state.group + list->at[k], &list->at[k]))) return status;
    lun_numbers_sort(list);
  }
  const uint32_t states = list->count;
  for (uint32_t k = 0; k < state.guard_count; k++) {
    const uint32_t *guard = s->guards.at + state.guard + 2 * k;
    if (lun_machine_holds(m, guard[0], symbol) && lun_numbers_push(list, guard[1])) return LUN_NO_MEMORY;
  }
  if (list->count == 0) *value = STEP_DEAD;
  else if (list->count == 1 && states == 1) *value = 2 * list->at[0] + 4;
  else {
    *value = 2 * s->records.count + 1;
    if (lun_numbers_push(&s->records, states) || lun_numbers_push(&s->records, list->count - states)) return LUN_NO_MEMORY;
    if (lun_numbers_append(&s->records, list->at, list->count)) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

lun_status lun_states_first(lun_machine *m, uint32_t symbol, uint32_t *value) {
  lun_states *s = &m->states;
  if (symbol >= s->first_capacity) {
    void *block = s->first_step;
    const uint32_t before = s->first_capacity;
    if (lun_grow(&block, &s->first_capacity, (uint64_t)symbol + 1, sizeof *s->first_step)) return LUN_NO_MEMORY;
    s->first_step = block;
    memset(s->first_step + before, 0, (s->first_capacity - before) * sizeof *s->first_step);
  }
  const lun_status status = work_out(m, s->initial, symbol, value);
  if (!status) s->first_step[symbol] = *value;
  return status;
}

static uint32_t slot_of(uint32_t state, uint32_t symbol) {
  const uint64_t h = ((uint64_t)state << 32 | symbol) * 0x9E3779B97F4A7C15u;
  return (uint32_t)(h >> 32);
}

static bool double_steps(lun_states *s) {
  const uint32_t wanted = s->step_capacity ? 2 * s->step_capacity : FIRST_STEPS;
  lun_step *steps = lun_zalloc(wanted, sizeof *steps);
  if (!steps) return false;
  for (uint32_t i = 0; i < s->step_capacity; i++) {
    if (!s->steps[i].state) continue;
    uint32_t at = slot_of(s->steps[i].state, s->steps[i].symbol) & (wanted - 1);
    while (steps[at].state) at = (at + 1) & (wanted - 1);
    steps[at] = s->steps[i];
  }
  lun_free(s->steps);
  s->steps = steps;
  s->step_capacity = wanted;
  return true;
}

lun_status lun_states_step(lun_machine *m, uint32_t state, uint32_t symbol, uint32_t *value) {
  lun_states *s = &m->states;
  const uint32_t key = state + 1, hash = slot_of(key, symbol);
  if (s->step_capacity)
    for (uint32_t at = hash & (s->step_capacity - 1); s->steps[at].state; at = (at + 1) & (s->step_capacity - 1))
      if (s->steps[at].state == key && s->steps[at].symbol == symbol) {
        *value = s->steps[at].value;
        return LUN_OK;
      }
  const lun_status status = work_out(m, state, symbol, value);
  if (status) return status;
  if (3 * (uint64_t)(s->step_count + 1) > 2 * (uint64_t)s->step_capacity && !double_steps(s)) return LUN_NO_MEMORY;
  uint32_t at = hash & (s->step_capacity - 1);
  while (s->steps[at].state) at = (at + 1) & (s->step_capacity - 1);
  s->steps[at] = (lun_step){key, symbol, *value};
  s->step_count++;
  return LUN_OK;
}

lun_status lun_states_renew(lun_machine *m, lun_numbers *states) {
  lun_states *s = &m->states;
  lun_numbers kept = {0}, *set = &m->scratch.a; /* lengths and positions of the sets */
  lun_status status = LUN_OK;
  for (uint32_t k = 0; !status && k < states->count; k++) {
    uint32_t count;
    const uint32_t *positions = lun_lists_at(&s->sets, states->at[k], &count);
    status = lun_numbers_push(&kept, count);
    if (!status) status = lun_numbers_append(&kept, positions, count);
  }
  if (!status) status = lun_states_start(m);
  for (uint32_t k = 0, at = 0; !status && k < states->count; k++) {
    const uint32_t count = kept.at[at];
    set->count = 0;
    status = lun_numbers_append(set, kept.at + at + 1, count);
    if (!status) status = lun_states_intern(m, set, &states->at[k]);
    at += count + 1;
  }
  lun_numbers_free(&kept);
  return status;
}
