/* States: sets of positions to which one label leads, made when a text first leads to them, with their edges grouped by
 * label. Equal beginnings of rules are one state. A step gives the states of all labels that hold; it is remembered by state
 * and by what of the symbol the state's labels ask at all. */
#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"
#include "match/machine.h"

enum { FIRST_STEPS = 1024, INDEX_FROM = 8 };

void lun_states_free(lun_states *s) {
  lun_lists_free(&s->sets);
  lun_free(s->at);
  lun_free(s->groups);
  lun_free(s->steps.at);
  lun_numbers_free(&s->targets);
  lun_numbers_free(&s->accepts);
  lun_numbers_free(&s->guards);
  lun_numbers_free(&s->index);
  lun_numbers_free(&s->records);
  *s = (lun_states){0};
}

size_t lun_states_memory(const lun_states *s) {
  return lun_lists_memory(&s->sets) + s->capacity * sizeof *s->at +
         s->group_capacity * sizeof *s->groups + s->steps.capacity * sizeof *s->steps.at +
         sizeof(uint32_t) * ((size_t)s->targets.capacity + s->accepts.capacity + s->guards.capacity + s->index.capacity + s->records.capacity);
}

uint64_t lun_states_used(const lun_states *s) {
  return sizeof(uint32_t) * ((uint64_t)s->sets.items.count + s->targets.count +
                             s->accepts.count + s->guards.count + s->index.count + s->records.count) +
         s->count * sizeof *s->at + s->group_count * sizeof *s->groups + 2 * (uint64_t)s->steps.count * sizeof *s->steps.at;
}

typedef struct labelled { uint32_t label, target; } labelled;
static int compare_labelled(const void *a, const void *b) {
  const labelled *x = a, *y = b;
  if (x->label != y->label) return x->label < y->label ? -1 : 1;
  return (x->target > y->target) - (x->target < y->target);
}

/* Fills in the index of a state's groups by their triggers, its signature, and what is seen of what it takes. */
static lun_status index_groups(lun_machine *m, lun_state *state) {
  lun_states *s = &m->states;
  lun_numbers *leaves = &m->scratch.c;
  const bool wanted = state->group_count >= INDEX_FROM;
  lun_status status = LUN_OK;
  state->index = s->index.count;
  for (uint32_t g = 0; !status && g < state->group_count; g++) {
    leaves->count = 0;
    lun_glance_join(&state->next, lun_sights_some(&m->predicates.sights, s->groups[state->group + g].label));
    if (!lun_predicates_triggers(&m->predicates, s->groups[state->group + g].label, leaves, &status)) {
      state->signature = LUN_SIGNATURE_ALL;
      if (wanted && (lun_numbers_push(&s->index, UINT32_MAX) || lun_numbers_push(&s->index, g))) return LUN_NO_MEMORY;
      continue;
    }
    for (uint32_t k = 0; !status && k < leaves->count; k++) {
      lun_signature_add(&state->signature, lun_is_words(&m->predicates.leaves[leaves->at[k]]), leaves->at[k]);
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
  *state = (lun_state){.accept = s->accepts.count, .guard = s->guards.count};
  for (uint32_t i = 0; !status && i < count; i++) {
    const lun_position *p = &m->positions[positions[i]];
    const uint32_t rule = m->rule_of.at[positions[i]];
    for (uint32_t k = p->edge; !status && k < p->edge + p->edge_count; k++) {
      const lun_edge *e = &m->edges[k];
      lun_signature_join(&state->sieve, &m->predicates.leaves_of[e->loose]);
      const uint32_t inside = e->target == LUN_END ? 0 : m->positions[e->target].inside;
      if (n == 0 && e->target != LUN_END) state->inside = inside;
      if (inside != state->inside) state->inside = 0;
      if (e->target != LUN_END) edges[n++] = (labelled){e->loose, e->target};
      else if (e->label != EXPRESSION_TRUE) {
        lun_glance_join(&state->next, lun_sights_some(&m->predicates.sights, e->label));
        status = lun_numbers_push(&s->guards, e->label);
        if (!status) status = lun_numbers_push(&s->guards, rule);
      } else if (s->accepts.count == state->accept || s->accepts.at[s->accepts.count - 1] != rule) status = lun_numbers_push(&s->accepts, rule);
    }
  }
  state->accept_count = s->accepts.count - state->accept;
  state->guard_count = (s->guards.count - state->guard) / 2;
  if (!status) status = group_edges(m, state, edges, n);
  if (state->guard_count) state->signature = LUN_SIGNATURE_ALL, state->inside = 0;
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
  if (status) m->stale = true; /* the set is known but its state is not */
  return status;
}

lun_status lun_states_start(lun_machine *m) {
  lun_numbers *set = &m->scratch.a;
  lun_states *s = &m->states;
  lun_lists_clear(&s->sets);
  s->count = s->group_count = s->targets.count = s->accepts.count = s->guards.count = s->index.count = 0;
  s->records.count = s->steps.count = set->count = 0;
  if (s->steps.at) memset(s->steps.at, 0, s->steps.capacity * sizeof *s->steps.at);
  for (uint32_t k = 0; k < m->anchors.always.count; k++)
    if (lun_numbers_push(set, m->rules[m->anchors.always.at[k]].position)) return LUN_NO_MEMORY;
  return lun_states_intern(m, set, &s->initial);
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
  for (uint32_t k = 0; !status && k <= sym->leaf_count; k++) {
    const uint32_t leaf = k < sym->leaf_count ? m->symbols.leaves.at[sym->leaf + k] : UINT32_MAX; /* labels without a trigger */
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

/* scratch.b: groups, then states; scratch.a and c are used by what is called. */
static lun_status work_out(lun_machine *m, uint32_t number, uint32_t symbol, uint32_t *value) {
  lun_states *s = &m->states;
  const lun_state state = s->at[number];
  lun_numbers *list = &m->scratch.b;
  list->count = 0;
  lun_status status = symbol == SYMBOL_END ? LUN_OK : groups_that_hold(m, &state, symbol, list);
  for (uint32_t k = 0; !status && k < list->count; k++) status = state_of_group(m, state.group + list->at[k], &list->at[k]);
  const uint32_t states = list->count;
  for (uint32_t k = 0; !status && k < state.guard_count; k++) {
    const uint32_t *guard = s->guards.at + state.guard + 2 * k;
    if (lun_machine_holds(m, guard[0], symbol)) status = lun_numbers_push(list, guard[1]);
  }
  *value = STEP_DEAD;
  if (status || list->count == 0) return status;
  *value = s->records.count + 2;
  if (lun_numbers_push(&s->records, states) || lun_numbers_push(&s->records, list->count - states)) return LUN_NO_MEMORY;
  return lun_numbers_append(&s->records, list->at, list->count);
}

static uint32_t slot_of(uint32_t from, uint64_t projection) {
  const uint64_t h = (projection + from) * 0x9E3779B97F4A7C15u;
  return (uint32_t)(h >> 32);
}

bool lun_steps_find(const lun_steps *steps, uint32_t from, uint64_t projection, uint32_t *value) {
  if (!steps->capacity) return false;
  for (uint32_t at = slot_of(from + 1, projection) & (steps->capacity - 1); steps->at[at].from; at = (at + 1) & (steps->capacity - 1))
    if (steps->at[at].from == from + 1 && steps->at[at].projection == projection) {
      *value = steps->at[at].value;
      return true;
    }
  return false;
}

static void put(lun_step *at, uint32_t capacity, lun_step step) {
  uint32_t slot = slot_of(step.from, step.projection) & (capacity - 1);
  while (at[slot].from) slot = (slot + 1) & (capacity - 1);
  at[slot] = step;
}

lun_status lun_steps_add(lun_steps *steps, uint32_t from, uint64_t projection, uint32_t value) {
  if (3 * (uint64_t)(steps->count + 1) > 2 * (uint64_t)steps->capacity) {
    const uint32_t wanted = steps->capacity ? 2 * steps->capacity : FIRST_STEPS;
    lun_step *fresh = lun_zalloc(wanted, sizeof *fresh);
    if (!fresh) return LUN_NO_MEMORY;
    for (uint32_t i = 0; i < steps->capacity; i++)
      if (steps->at[i].from) put(fresh, wanted, steps->at[i]);
    lun_free(steps->at);
    steps->at = fresh;
    steps->capacity = wanted;
  }
  put(steps->at, steps->capacity, (lun_step){projection, from + 1, value});
  steps->count++;
  return LUN_OK;
}

static inline uint64_t mix(uint64_t hash, uint32_t leaf) {
  hash = (hash ^ leaf) * 0xFF51AFD7ED558CCDu;
  return hash ^ hash >> 32;
}

uint64_t lun_project(const lun_machine *m, const lun_signature *sieve, uint32_t symbol) {
  if (symbol == SYMBOL_END) return 0; /* no token can be taken there, whatever its leaves say */
  const lun_symbol *s = &m->symbols.at[symbol];
  const uint32_t *leaf = m->symbols.leaves.at + s->leaf;
  uint64_t hash = 0x9E3779B97F4A7C15u;
  for (uint32_t k = 0; k < s->leaf_count; k++) {
    const uint64_t *bits = k < s->word_count ? sieve->words : sieve->others;
    const uint32_t bit = lun_leaf_bit(leaf[k]);
    if (bits[bit / 64] >> (bit % 64) & 1) hash = mix(hash, leaf[k]);
  }
  return hash;
}

lun_status lun_states_step(lun_machine *m, uint32_t state, uint32_t symbol, bool shared, uint32_t *value) {
  if (!shared) return work_out(m, state, symbol, value);
  const uint64_t projection = lun_project(m, &m->states.at[state].sieve, symbol);
  if (lun_steps_find(&m->states.steps, state, projection, value)) return LUN_OK;
  const lun_status status = work_out(m, state, symbol, value);
  return status ? status : lun_steps_add(&m->states.steps, state, projection, *value);
}
