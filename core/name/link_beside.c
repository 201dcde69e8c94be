/* What stands beside a mention: the place that holds it after a comma, its like in a list, a word that says its kind, names of its
 * country within a few words, in the sentence, in the paragraph. Owns the reading of the tokens between mentions. Neighbours
 * count by how sure they are themselves, so what is open says little. */
#include "name/link_part.h"

enum { NEIGHBOURS = 8 /* names to either side that are asked */, HEADS_KNOWN = 1u << 7 };

static const lun_candidate *candidate_of(const lun_linker *linker, const lun_choice *choice) { return &linker->candidates[choice->candidate]; }

static lun_lexeme token_at(const lun_doc *doc, uint32_t i) { return i < doc->tokens.count ? doc->tokens.lexeme[i] : 0; }

/* How far one place lies in another: 1, 0.5 where only the country is known to fit, 0. */
static double holds(const lun_candidate *holder, const lun_candidate *held) {
  bool shared = false;
  for (unsigned i = 0; i < holder->countries; i++) shared = shared || lun_candidate_in(held, holder->country[i]);
  if (!shared || held->kind == LUN_PLACE_COUNTRY || holder->kind == LUN_PLACE_CITY || holder->kind == LUN_PLACE_WATER) return 0;
  if (holder->kind == LUN_PLACE_COUNTRY) return 1;
  if (held->kind == LUN_PLACE_ADMIN1 || holder->countries != 1) return 0;
  if (holder->kind == LUN_PLACE_ADMIN1 && held->within) return held->within == holder->id ? 1 : 0;
  return 0.5;
}

static double surface_holds(const lun_linker *linker, uint32_t surface, const lun_candidate *held) {
  const lun_surface of = linker->surfaces[surface];
  double best = 0;
  for (uint32_t i = of.first; i < of.first + of.count; i++) {
    const double fits = holds(&linker->candidates[i], held);
    if (fits > best) best = fits;
  }
  return best;
}
static double best_holder(const lun_linker *linker, const lun_group *of, const lun_candidate *held) {
  double best = 0;
  for (uint32_t i = of->first; i < of->first + of->count; i++) {
    const double fits = holds(candidate_of(linker, &linker->choices[i]), held);
    if (fits > best) best = fits;
  }
  return best;
}
static double best_held(const lun_linker *linker, const lun_group *of, const lun_candidate *holder) {
  double best = 0;
  for (uint32_t i = of->first; i < of->first + of->count; i++) {
    const double fits = holds(holder, candidate_of(linker, &linker->choices[i]));
    if (fits > best) best = fits;
  }
  return best;
}

/* The group of a neighbour among the places that stands `step` mentions on, with its mention; NULL when there is none. */
static const lun_group *neighbour(const lun_linker *linker, uint32_t mention, int step, const lun_mention **found) {
  const uint32_t at = mention + (uint32_t)step;
  if (at >= linker->mention_count) return NULL;
  const lun_mention *m = &linker->mentions[at];
  if (m->layer != LUN_LINK_PLACES || m->group == LUN_NO_SURFACE || m->sentence != linker->mentions[mention].sentence) return NULL;
  *found = m;
  return &linker->groups[m->group];
}

/* Between two mentions: a comma or an opening bracket alone. */
static bool comma_between(const lun_linker *linker, const lun_doc *doc, const lun_mention *a, const lun_mention *b) {
  const lun_lexeme token = token_at(doc, a->stop);
  return b->first == a->stop + 1 && (token == linker->comma || token == linker->open);
}

/* Between two mentions: what joins the members of a list. */
static bool list_between(const lun_linker *linker, const lun_doc *doc, const lun_mention *a, const lun_mention *b) {
  const lun_lexeme first = token_at(doc, a->stop), second = token_at(doc, a->stop + 1);
  const bool joins = first == linker->comma || first == linker->and || first == linker->or;
  if (b->first == a->stop + 1) return joins;
  return b->first == a->stop + 2 && first == linker->comma && (second == linker->and || second == linker->or);
}

static double alike(const lun_candidate *a, const lun_candidate *b) {
  if (a->kind != b->kind) return 0;
  bool shared = false;
  for (unsigned i = 0; i < a->countries; i++) shared = shared || lun_candidate_in(b, a->country[i]);
  if (a->kind == LUN_PLACE_COUNTRY) return shared ? 0 : 1;
  return !shared ? 0 : a->kind == LUN_PLACE_ADMIN1 ? 1 : a->kind == LUN_PLACE_CITY ? 0.5 : 0;
}

static double in_list(const lun_linker *linker, const lun_doc *doc, uint32_t mention, const lun_candidate *c) {
  const lun_mention *m = &linker->mentions[mention], *other;
  double best = 0;
  for (int step = -1; step <= 1; step += 2) {
    const lun_group *group = neighbour(linker, mention, step, &other);
    if (!group || group == &linker->groups[m->group] || !(step < 0 ? list_between(linker, doc, other, m) : list_between(linker, doc, m, other))) continue;
    for (uint32_t i = group->first; i < group->first + group->count; i++) {
      const double like = alike(c, candidate_of(linker, &linker->choices[i])) * (double)linker->choices[i].share;
      if (like > best) best = like;
    }
  }
  return best;
}

/* The kinds that words beside a mention say, as bits. */
static uint8_t heads_of(const lun_linker *linker, const lun_doc *doc, const lun_mention *m) {
  const bool of = m->first > 1 && doc->tokens.lexeme[m->first - 1] == linker->of;
  const lun_lexeme after = m->stop < doc->tokens.count ? lun_vocab_lower(doc->vocab, doc->tokens.lexeme[m->stop]) : 0;
  const lun_lexeme before = of ? lun_vocab_lower(doc->vocab, doc->tokens.lexeme[m->first - 2]) : 0;
  unsigned kinds = HEADS_KNOWN;
  for (uint32_t i = 0; i < linker->head_count; i++) {
    const lun_head *head = &linker->heads[i];
    if (head->word == (head->before ? before : after)) kinds |= 1u << head->kind;
  }
  return (uint8_t)kinds;
}

void lun_beside_heads(lun_linker *linker, const lun_doc *doc) {
  for (uint32_t i = 0; i < linker->mention_count; i++) {
    lun_mention *m = &linker->mentions[i];
    if (m->layer == LUN_LINK_PLACES && m->group != LUN_NO_SURFACE && linker->groups[m->group].count > 1) m->heads = heads_of(linker, doc, m);
  }
}

double lun_evidence_says(const lun_linker *linker, unsigned layer, const lun_candidate *candidate) {
  if (layer == LUN_LINK_ORGANISATIONS) return linker->weight[LUN_LINK_ORGANISATION];
  return layer == LUN_LINK_PEOPLES || candidate->kind == LUN_PLACE_COUNTRY ? linker->weight[LUN_LINK_NATION] : 1;
}

static lun_id region_of(const lun_candidate *c) { return c->kind == LUN_PLACE_ADMIN1 ? c->id : c->within; }

/* How surely a neighbour says that a country of the candidate is the one, and how much it says. */
static double agreement(const lun_linker *linker, const lun_mention *n, const lun_candidate *c, double *says) {
  if (n->group == LUN_NO_SURFACE) {
    if (n->country == LUN_NO_COUNTRY || !lun_candidate_in(c, n->country)) return 0;
    *says = (double)linker->common[n->country];
    return 1;
  }
  const lun_group *group = &linker->groups[n->group];
  const lun_choice *best = &linker->choices[group->first + group->best];
  const lun_candidate *b = candidate_of(linker, best);
  for (unsigned i = 0; i < b->countries; i++) {
    if (!lun_candidate_in(c, b->country[i])) continue;
    const lun_id mine = region_of(c), its = region_of(b);
    const double common = (double)linker->common[b->country[i]];
    *says = lun_evidence_says(linker, n->layer, b);
    if (mine && mine == its) *says *= linker->weight[LUN_LINK_SAME_REGION];
    else *says *= mine && its ? common * linker->weight[LUN_LINK_OTHER_REGION] : common;
    return (double)best->share / b->countries;
  }
  return 0;
}

static const lun_candidate *best_of(const lun_linker *linker, const lun_mention *m) {
  const lun_group *group = &linker->groups[m->group];
  return candidate_of(linker, &linker->choices[group->first + group->best]);
}

/* Whether a few words between two names say that the first lies in the second: in, of, `, capital of`. */
static bool lies_between(const lun_linker *linker, const lun_doc *doc, const lun_mention *a, const lun_mention *b) {
  if (b->first <= a->stop || b->first - a->stop > linker->weight[LUN_LINK_NEAR]) return false;
  bool lies = false, apart = true; /* apart: behind a comma what lies somewhere may have a name first */
  for (uint32_t i = a->stop; i < b->first; i++) {
    const lun_lexeme token = doc->tokens.lexeme[i];
    if ((lun_vocab_flags(doc->vocab, token) & LUN_LEX_PUNCT) && (i > a->stop || token != linker->comma)) return false;
    if (i == a->stop) apart = token == linker->comma;
    lies = lies || ((i == a->stop || apart) && (token == linker->in || token == linker->of));
  }
  return lies;
}

/* Whether what stands between two names says that the second belongs to the first: a possessive, `city of`. */
static bool owns_between(const lun_linker *linker, const lun_doc *doc, const lun_mention *a, const lun_mention *b) {
  if (b->first <= a->stop || b->first - a->stop > linker->weight[LUN_LINK_NEAR]) return false;
  if (b->first == a->stop + 1 && (doc->tokens.flags[a->stop] & LUN_TOKEN_KIND) == LUN_KIND_CLITIC) return true;
  if (b->first < a->stop + 2 || doc->tokens.lexeme[b->first - 1] != linker->of) return false;
  for (uint32_t i = 0; i < linker->head_count; i++)
    if (linker->heads[i].before && linker->heads[i].word == lun_vocab_lower(doc->vocab, doc->tokens.lexeme[b->first - 2])) return true;
  return false;
}

typedef struct vicinity { double beside, sentence, paragraph; } vicinity;
static vicinity look_around(const lun_linker *linker, const lun_doc *doc, uint32_t mention, const lun_candidate *c) {
  const lun_mention *m = &linker->mentions[mention];
  vicinity found = {0, 0, 0};
  for (int step = -1; step <= 1; step += 2) {
    for (uint32_t k = 1; k <= NEIGHBOURS; k++) {
      const uint32_t at = step < 0 ? mention - k : mention + k;
      if (at >= linker->mention_count) break;
      const lun_mention *n = &linker->mentions[at];
      if (n->paragraph != m->paragraph) break;
      double says;
      const double agrees = n->group == m->group || lun_mention_astray(linker, at) ? 0 : agreement(linker, n, c, &says);
      if (agrees <= 0) continue;
      const bool close = n->sentence == m->sentence;
      const bool may_hold = n->layer == LUN_LINK_PEOPLES || (n->group != LUN_NO_SURFACE && holds(best_of(linker, n), c) > 0);
      if (close && may_hold && m->layer == LUN_LINK_PLACES && agrees > found.beside &&
          (step < 0 ? owns_between(linker, doc, n, m) : lies_between(linker, doc, m, n)))
        found.beside = agrees;
      if (close && agrees * says > found.sentence) found.sentence = agrees * says;
      if (agrees * says > found.paragraph) found.paragraph = agrees * says;
    }
  }
  return found;
}

double lun_evidence_beside(const lun_linker *linker, const lun_doc *doc, uint32_t mention, const lun_choice *choice, double *term) {
  const lun_mention *m = &linker->mentions[mention], *other;
  const lun_candidate *c = candidate_of(linker, choice);
  double parts[LUN_LINK_TERMS] = {0};
  if (m->layer == LUN_LINK_PLACES) {
    const lun_group *next = neighbour(linker, mention, 1, &other);
    if (next && comma_between(linker, doc, m, other)) parts[LUN_LINK_INSIDE] = best_holder(linker, next, c);
    if (m->follows != LUN_NO_SURFACE) parts[LUN_LINK_INSIDE] = surface_holds(linker, m->follows, c);
    const lun_group *last = neighbour(linker, mention, -1, &other);
    if (last && comma_between(linker, doc, other, m)) parts[LUN_LINK_HOLDS] = best_held(linker, last, c);
    parts[LUN_LINK_LIST] = in_list(linker, doc, mention, c);
    if (c->kind) parts[LUN_LINK_HEAD] = (m->heads & HEADS_KNOWN ? m->heads : heads_of(linker, doc, m)) >> c->kind & 1;
    parts[LUN_LINK_DATELINE] = m->home && c->kind == LUN_PLACE_CITY;
  }
  const vicinity around = look_around(linker, doc, mention, c);
  parts[LUN_LINK_BESIDE] = around.beside;
  parts[LUN_LINK_SENTENCE] = around.sentence;
  parts[LUN_LINK_PARAGRAPH] = around.paragraph;
  return lun_weigh_parts(linker, parts, term);
}

/* Whether what follows a name reads as the end of "Paris, Texas": a comma, a stop, a bracket, the end, but no further name. */
static bool closed_after(const lun_linker *linker, const lun_doc *doc, uint32_t mention) {
  const lun_mention *m = &linker->mentions[mention];
  if (m->stop >= doc->tokens.count || (m->home && m->stop >= doc->structure.dateline_stop)) return true;
  const lun_lexeme after = token_at(doc, m->stop), next = token_at(doc, m->stop + 1);
  if (doc->tokens.flags[m->stop] & LUN_TOKEN_SENTENCE) return true;
  if (!(lun_vocab_flags(doc->vocab, after) & LUN_LEX_PUNCT) || (doc->tokens.flags[m->stop] & LUN_TOKEN_KIND) == LUN_KIND_CLITIC) return false;
  const bool name = mention + 1 < linker->mention_count && linker->mentions[mention + 1].first == m->stop + 1;
  return !(after == linker->comma && (name || next == linker->and || next == linker->or));
}

/* A country or an admin1 that is not a town of the same name as well. */
static bool is_holder(const lun_linker *linker, const lun_group *group) {
  bool found = false;
  for (uint32_t i = group->first; i < group->first + group->count; i++) {
    const lun_candidate *c = candidate_of(linker, &linker->choices[i]);
    if (c->kind != LUN_PLACE_COUNTRY && c->kind != LUN_PLACE_ADMIN1) continue;
    bool town = false;
    for (uint32_t k = group->first; k < group->first + group->count; k++) {
      const lun_candidate *other = candidate_of(linker, &linker->choices[k]);
      town = town || (other->kind == LUN_PLACE_CITY && c->countries && lun_candidate_in(other, c->country[0]));
    }
    found = found || !town;
  }
  return found;
}

static bool may_be_town(const lun_linker *linker, const lun_group *group) {
  bool town = false;
  for (uint32_t i = group->first; i < group->first + group->count; i++) {
    const uint8_t kind = candidate_of(linker, &linker->choices[i])->kind;
    if (kind == LUN_PLACE_COUNTRY) return false;
    town = town || kind == LUN_PLACE_CITY;
  }
  return town;
}

void lun_beside_holders(lun_linker *linker, const lun_doc *doc) {
  for (uint32_t i = 0; i < linker->mention_count; i++) {
    lun_mention *m = &linker->mentions[i];
    const lun_mention *follower, *before;
    if (m->layer != LUN_LINK_PLACES || m->brought) continue;
    const bool abbreviated = m->follows != LUN_NO_SURFACE;
    const lun_group *next = abbreviated ? NULL : neighbour(linker, i, 1, &follower);
    const bool in = !abbreviated && next && m->group == LUN_NO_SURFACE && follower->first == m->stop + 1 && token_at(doc, m->stop) == linker->in;
    if (!abbreviated && (!next || !(in || comma_between(linker, doc, m, follower)))) continue;
    const bool closed = abbreviated || (is_holder(linker, next) && (in || closed_after(linker, doc, i + 1)));
    if (m->group == LUN_NO_SURFACE) { /* Idabel, Oklahoma, and Hugo in Oklahoma, of which no dictionary knows */
      if (closed && !(i > 0 && neighbour(linker, i, -1, &before) && list_between(linker, doc, before, m))) m->holder = abbreviated ? i + 1 : i + 2;
      continue;
    }
    lun_group *group = &linker->groups[m->group];
    double fits = 0;
    for (uint32_t k = group->first; k < group->first + group->count; k++) {
      const lun_candidate *c = candidate_of(linker, &linker->choices[k]);
      const double here = abbreviated ? surface_holds(linker, m->follows, c) : best_holder(linker, next, c);
      if (here > fits) fits = here;
    }
    if (fits > 0) {
      group->inside = true;
      m->fits = true;
    } else if (may_be_town(linker, group) && closed) {
      if (!abbreviated && i > 0 && neighbour(linker, i, -1, &before) && list_between(linker, doc, before, m)) continue;
      m->holder = abbreviated ? i + 1 : i + 2;
      if (!group->elsewhere) group->elsewhere = i + 1;
    }
  }
}

bool lun_mention_astray(const lun_linker *linker, uint32_t mention) {
  const lun_mention *m = &linker->mentions[mention];
  if (m->group == LUN_NO_SURFACE || m->brought) return false;
  const lun_group *group = &linker->groups[m->group];
  return m->holder || group->other || (group->elsewhere && !group->inside && !m->fits);
}
