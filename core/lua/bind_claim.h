/* The class claimants for those who collect what they claim, and the class claims for those who have it collected and settled. */
#ifndef LUNETTE_BIND_CLAIM_H
#define LUNETTE_BIND_CLAIM_H

#include "lua/bind.h"
#include "lunette/claim.h"

typedef struct bind_claimants { /* user value: the list that they were made of */
  lun_claimant *at;
  uint32_t *rules; /* [count] theirs */
  uint32_t count, rule_last; /* rule_last: the highest of them */
  bool reads;      /* matches of some are read again when they have won */
  lun_answers *answers;
} bind_claimants;

/* Whether a match of a claimant is read again when it has won. */
static inline bool bind_claimant_reads(const lun_claimant *by) { return by->fact || by->attributes == LUN_ASKS_EACH; }

/* The table of attributes at an index (absolute) as a list in the store; NULL for nil. */
const lun_values *bind_values_of(lua_State *L, int index, lun_values_store *store);
/* The same of what stands from an index on, by turns name and value, nil for none; all of which is popped. */
const lun_values *bind_values_from(lua_State *L, int first, lun_values_store *store);
void bind_open_claimants(lua_State *L);

/* Methods of claims (bind_settle.c) for those who run a document's rounds. */
int bind_claims_collect(lua_State *L);
int bind_claims_settle(lua_State *L);
int bind_claims_facts(lua_State *L);
bool bind_claims_have_facts(lua_State *L, int index); /* whether a fact is claimed that is not settled */

#endif
