/* Evidence from the whole document: votes for countries and regions, what speaks for each candidate, and the two rounds in which
 * names that are sure decide those that are not. A name votes by the logarithm of its mentions, its candidates in the
 * proportion of their chances, and no name hears its own vote. */
#include <math.h>
#include <string.h>

#include "name/link_part.h"

enum { ROUNDS = 2 };

static lun_candidate *candidate_of(const lun_linker *linker, const lun_choice *choice) { return &linker->candidates[choice->candidate]; }

static double doubling(const lun_linker *linker, double votes) {
  return votes <= 0 ? 0 : fmin(log2(1 + votes), linker->weight[LUN_LINK_MOST]);
}

/* The place of an id in the tally, or where it would stand. */
static uint32_t slot_of(const lun_tally *tally, lun_id id) {
  uint32_t at = id * 0x9E3779B1u & (tally->room - 1);
  while (tally->key[at] && tally->key[at] != id) at = (at + 1) & (tally->room - 1);
  return at;
}

static lun_status tally_make(lun_tally *tally, uint32_t ids, lun_err *err) {
  uint32_t room = 64;
  while (room < 2 * ids) room *= 2;
  if (room > tally->capacity) {
    lun_id *key = lun_alloc(room * sizeof *key);
    float *votes = lun_alloc(room * sizeof *votes);
    if (!key || !votes) {
      lun_free(key);
      lun_free(votes);
      return lun_fail_memory(err);
    }
    lun_free(tally->key);
    lun_free(tally->votes);
    *tally = (lun_tally){key, votes, room, room};
  }
  tally->room = room;
  return LUN_OK;
}

static void tally_add(lun_tally *tally, lun_id id, double votes) {
  if (!id) return;
  const uint32_t at = slot_of(tally, id);
  if (!tally->key[at]) tally->votes[at] = 0;
  tally->key[at] = id;
  tally->votes[at] += (float)votes;
}

static void vote_country(lun_linker *linker, uint16_t country, double votes) {
  if (!linker->is_touched[country]) {
    linker->is_touched[country] = true;
    linker->touched[linker->touched_count++] = country;
    linker->votes[country] = linker->regions[country] = linker->nation[country] = 0;
  }
  linker->votes[country] += (float)votes;
}

static double vote_of(const lun_linker *linker, const lun_group *group, const lun_choice *choice) {
  const lun_candidate *c = candidate_of(linker, choice);
  return (double)group->weight * (double)choice->share * lun_evidence_says(linker, group->layer, c) / c->countries;
}

/* An abbreviated holder: N.H. behind Salem. */
static void vote_follower(lun_linker *linker, uint32_t surface) {
  const lun_candidate *c = &linker->candidates[linker->surfaces[surface].first];
  if (c->countries) vote_country(linker, c->country[0], 1);
  if (c->kind == LUN_PLACE_ADMIN1) tally_add(&linker->tally, c->id, 1);
}

static bool votes(const lun_group *group) { return !group->other && !(group->elsewhere && !group->inside); }

static void count_votes(lun_linker *linker) {
  for (uint32_t i = 0; i < linker->touched_count; i++) linker->is_touched[linker->touched[i]] = false;
  linker->touched_count = 0;
  linker->nations = 0;
  memset(linker->tally.key, 0, linker->tally.room * sizeof *linker->tally.key);
  for (uint32_t i = 0; i < linker->mention_count; i++) {
    const lun_mention *m = &linker->mentions[i];
    if (m->follows != LUN_NO_SURFACE) vote_follower(linker, m->follows);
    if (m->group == LUN_NO_SURFACE && m->country != LUN_NO_COUNTRY)
      vote_country(linker, m->country, m->layer == LUN_LINK_ORGANISATIONS ? linker->weight[LUN_LINK_ORGANISATION] : 1);
  }
  for (uint32_t g = 0; g < linker->group_count; g++) {
    const lun_group *group = &linker->groups[g];
    for (uint32_t i = group->first; votes(group) && i < group->first + group->count; i++) {
      const lun_choice *choice = &linker->choices[i];
      const lun_candidate *c = candidate_of(linker, choice);
      const double part = (double)group->weight * (double)choice->share;
      for (unsigned k = 0; k < c->countries; k++) vote_country(linker, c->country[k], vote_of(linker, group, choice));
      if (group->layer != LUN_LINK_PLACES || !c->countries) continue;
      if (c->kind == LUN_PLACE_COUNTRY) {
        linker->nations += (float)part;
        linker->nation[c->country[0]] += (float)part;
      } else if (c->kind == LUN_PLACE_ADMIN1) {
        linker->regions[c->country[0]] += (float)part;
        tally_add(&linker->tally, c->id, part);
      }
      tally_add(&linker->tally, c->within, part);
    }
  }
}

static double country_votes(const lun_linker *linker, const lun_group *group, uint16_t country) {
  double sum = linker->is_touched[country] ? (double)linker->votes[country] : 0;
  for (uint32_t i = group->first; votes(group) && i < group->first + group->count; i++)
    if (lun_candidate_in(candidate_of(linker, &linker->choices[i]), country)) sum -= vote_of(linker, group, &linker->choices[i]);
  return sum;
}

static double region_votes(const lun_linker *linker, const lun_group *group, const lun_candidate *of) {
  const lun_id region = of->kind == LUN_PLACE_ADMIN1 ? of->id : of->within;
  if (!region || !linker->tally.room) return 0;
  const uint32_t at = slot_of(&linker->tally, region);
  double sum = linker->tally.key[at] ? (double)linker->tally.votes[at] : 0;
  for (uint32_t i = group->first; votes(group) && i < group->first + group->count; i++) {
    const lun_candidate *c = candidate_of(linker, &linker->choices[i]);
    if ((c->kind == LUN_PLACE_ADMIN1 && c->id == region) || c->within == region) sum -= (double)group->weight * (double)linker->choices[i].share;
  }
  return sum;
}

/* Names of other countries, but of none that the name itself may lie in; of other admin1 of the country. */
static double fellow_votes(const lun_linker *linker, const lun_group *group, const lun_candidate *of) {
  const bool country = of->kind == LUN_PLACE_COUNTRY;
  if (group->layer != LUN_LINK_PLACES || !of->countries || (!country && of->kind != LUN_PLACE_ADMIN1)) return 0;
  double sum = country ? (double)linker->nations : linker->is_touched[of->country[0]] ? (double)linker->regions[of->country[0]] : 0;
  for (uint32_t i = group->first; i < group->first + group->count; i++) {
    const lun_candidate *c = candidate_of(linker, &linker->choices[i]);
    if (!c->countries || !linker->is_touched[c->country[0]]) continue;
    bool first = true;
    for (uint32_t k = group->first; k < i; k++) first = first && !lun_candidate_in(candidate_of(linker, &linker->choices[k]), c->country[0]);
    if (country && first) sum -= (double)linker->nation[c->country[0]];
    if (!country && votes(group) && c->kind == LUN_PLACE_ADMIN1 && c->country[0] == of->country[0]) sum -= (double)group->weight * (double)linker->choices[i].share;
  }
  return sum;
}

double lun_evidence_whole(const lun_linker *linker, const lun_group *group, const lun_choice *choice, double *term) {
  const lun_candidate *c = candidate_of(linker, choice);
  double parts[LUN_LINK_TERMS] = {0};
  parts[LUN_LINK_PRIOR] = (double)c->prior;
  parts[LUN_LINK_CAPITAL] = c->capital;
  parts[LUN_LINK_TOWN] = c->district || c->state ? -1 : 0;
  parts[LUN_LINK_GIVEN] = choice->given;
  parts[LUN_LINK_LONG_FORM] = choice->long_form;
  const double region = region_votes(linker, group, c), inside = c->kind == LUN_PLACE_ADMIN1 ? region : 0; /* not counted twice */
  for (unsigned i = 0; i < c->countries; i++) {
    const double named = doubling(linker, country_votes(linker, group, c->country[i]) - inside) * (double)linker->common[c->country[i]];
    if (named > parts[LUN_LINK_COUNTRY]) parts[LUN_LINK_COUNTRY] = named;
  }
  parts[LUN_LINK_REGION] = doubling(linker, region);
  parts[LUN_LINK_FELLOW] = c->district ? 0 : doubling(linker, fellow_votes(linker, group, c));
  parts[LUN_LINK_OPEN] = group->layer == LUN_LINK_PLACES && !c->countries;
  return lun_weigh_parts(linker, parts, term);
}

double lun_evidence_score(const lun_linker *linker, const lun_mention *mention, uint32_t choice, double *term) {
  const lun_choice *c = &linker->choices[linker->groups[mention->group].first + choice];
  const double own = (double)linker->locals[mention->local + choice];
  const double carried = linker->weight[LUN_LINK_CARRY] * (double)c->best_local;
  if (term && carried > own) term[LUN_LINK_CARRY] += carried - own;
  return (double)c->whole + (carried > own ? carried : own);
}

/* The chances of a group's candidates, and the best of them. */
static void share_out(lun_linker *linker, lun_group *group) {
  lun_choice *choice = &linker->choices[group->first];
  double most = -1e9, sum = 0;
  for (uint32_t i = 0; i < group->count; i++) {
    const double score = (double)choice[i].whole + (double)choice[i].best_local;
    if (score <= most) continue;
    most = score;
    group->best = i;
  }
  for (uint32_t i = 0; i < group->count; i++) {
    choice[i].share = (float)exp((double)choice[i].whole + (double)choice[i].best_local - most);
    sum += (double)choice[i].share;
  }
  for (uint32_t i = 0; i < group->count; i++) choice[i].share = (float)((double)choice[i].share / sum);
}

static void weigh_group(lun_linker *linker, lun_group *group) {
  for (uint32_t i = group->first; i < group->first + group->count; i++)
    linker->choices[i].whole = (float)lun_evidence_whole(linker, group, &linker->choices[i], NULL);
}

static void weigh_beside(lun_linker *linker, const lun_doc *doc) {
  for (uint32_t i = 0; i < linker->choice_count; i++) linker->choices[i].best_local = 0;
  for (uint32_t i = 0; i < linker->mention_count; i++) {
    const lun_mention *m = &linker->mentions[i];
    if (m->group == LUN_NO_SURFACE || linker->groups[m->group].count < 2) continue;
    const lun_group *group = &linker->groups[m->group];
    for (uint32_t k = 0; k < group->count; k++) {
      lun_choice *choice = &linker->choices[group->first + k];
      const float local = (float)lun_evidence_beside(linker, doc, i, choice, NULL);
      linker->locals[m->local + k] = local;
      if (local > choice->best_local) choice->best_local = local;
    }
  }
}

/* The name that an alias's short form is, NULL where it is no organisation of the dictionary. */
static lun_group *short_group(lun_linker *linker, const lun_link_alias *alias) {
  uint32_t low = 0, high = linker->mention_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (linker->mentions[middle].first < alias->short_first) low = middle + 1;
    else high = middle;
  }
  for (; low < linker->mention_count && linker->mentions[low].first == alias->short_first; low++) {
    const lun_mention *m = &linker->mentions[low];
    if (m->layer == LUN_LINK_ORGANISATIONS && m->stop == alias->short_stop && m->group != LUN_NO_SURFACE && !m->brought) return &linker->groups[m->group];
  }
  return NULL;
}

/* What the document's long forms say of its short ones. */
static lun_status read_alias(lun_linker *linker, const lun_doc *doc, const lun_link_alias *alias, lun_err *err) {
  lun_group *group = short_group(linker, alias);
  if (!group || alias->long_first >= alias->long_stop || alias->long_stop > doc->tokens.count) return LUN_OK;
  uint32_t surface;
  lun_status status = lun_surface_of(linker, doc, LUN_LINK_ORGANISATIONS, alias->long_first, alias->long_stop, &surface, err);
  bool any = false;
  for (uint32_t i = group->first; !status && i < group->first + group->count; i++) {
    lun_choice *choice = &linker->choices[i];
    const lun_candidate *c = candidate_of(linker, choice);
    bool same = false;
    if (surface == LUN_NO_SURFACE) status = lun_candidate_called(linker, doc, c, alias->long_first, alias->long_stop, &same, err);
    for (uint32_t k = 0; surface != LUN_NO_SURFACE && k < linker->surfaces[surface].count; k++)
      same = same || linker->candidates[linker->surfaces[surface].first + k].id == c->id;
    choice->long_form = choice->long_form || same;
    any = any || same;
  }
  group->other = !any;
  return status;
}

lun_status lun_evidence_weigh(lun_linker *linker, const lun_doc *doc, const lun_link_facts *facts, lun_err *err) {
  lun_status status = LUN_OK;
  for (uint32_t i = 0; !status && i < facts->aliases; i++) status = read_alias(linker, doc, &facts->alias[i], err);
  if (status) return status;
  lun_beside_holders(linker, doc);
  bool open = false;
  for (uint32_t g = 0; g < linker->group_count; g++) open = open || linker->groups[g].count > 1;
  if (!open) return LUN_OK;
  if ((status = tally_make(&linker->tally, 2 * linker->choice_count + linker->mention_count, err))) return status;
  lun_beside_heads(linker, doc);
  count_votes(linker); /* of none yet: what is worked out first is the candidates themselves */
  for (uint32_t g = 0; g < linker->group_count; g++) {
    lun_group *group = &linker->groups[g];
    group->weight = 0;
    if (group->count > 1) {
      weigh_group(linker, group);
      share_out(linker, group);
    } else if (group->count) linker->choices[group->first].share = 1; /* whatever speaks for it */
    group->weight = (float)log2(1 + group->mentions + group->home * (linker->weight[LUN_LINK_HOME] > 1 ? linker->weight[LUN_LINK_HOME] - 1 : 0));
  }
  for (unsigned round = 0; round < ROUNDS; round++) {
    weigh_beside(linker, doc);
    for (uint32_t g = 0; g < linker->group_count; g++) if (linker->groups[g].count > 1) share_out(linker, &linker->groups[g]);
    count_votes(linker);
    for (uint32_t g = 0; g < linker->group_count; g++) {
      if (linker->groups[g].count < 2) continue;
      weigh_group(linker, &linker->groups[g]);
    }
    for (uint32_t g = 0; g < linker->group_count; g++) if (linker->groups[g].count > 1) share_out(linker, &linker->groups[g]);
  }
  return LUN_OK;
}
