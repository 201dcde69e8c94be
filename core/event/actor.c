/* Actors of a phrase: its light groups, those that stand for themselves and those that are attached to them - a country, a body of which
 * others are - as a list of codes. */
#include <string.h>

#include "event/actor.h"
#include "lunette/mem.h"

enum { BORROWED = 256 }; /* actors that a phrase may have before one that others are attached to lends them to those before it */

static actor_light *add_light(lun_actors *x, actor_lights *list, const actor_light *light) {
  if (lun_grow((void **)&list->at, &list->capacity, (uint64_t)list->count + 1, sizeof *list->at)) {
    x->coder->failed = true;
    return NULL;
  }
  list->at[list->count] = *light;
  return &list->at[list->count++];
}

/* Whether a group and what `of` attaches to it are a title and its bearer: U.S. Secretary of State Ana Torres. */
static bool is_title(lun_actors *x, const actor_light *group, const actor_light *bearer) {
  return !(x->bits[bearer->first] & A(NAME)) && !strcmp(actor_tag(x, group->last), "NNP") && !strcmp(actor_tag(x, bearer->first), "NNP");
}

/* Whether a group and what `of` attaches to it say who somebody is: Secretary of Defense Ana Torres, not supporters of Torres. */
static bool bears_title(lun_actors *x, const actor_light *group, const actor_light *bearer) {
  if (!bearer->person || group->person || !strcmp(actor_tag(x, group->last), "NNS")) return false;
  if (!group->part) return is_title(x, group, bearer);
  for (uint32_t n = actor_names_from(x, bearer->first); n < x->name_count && x->names[n].first == bearer->first; n++)
    if (!strcmp(lun_actor_layer(x->names[n].layer), "person")) return false;
  return true;
}

/* Cuts the words into groups; what is attached to one stands in x->where, one after the other. */
static void read_groups(lun_actors *x, uint32_t first, uint32_t last) {
  actor_pieces pieces = {.at = first, .from = first, .last = last};
  actor_light light, *group = NULL; /* the last one */
  uint32_t a, z;
  uint32_t by;
  x->groups.count = x->where.count = 0;
  while (actor_next_piece(x, &pieces, &a, &z, &by)) {
    actor_read_light(x, a, z, &light);
    light.by = by & A(JOINS) ? 0 : by;
    if (by & A(OF) && group && bears_title(x, group, &light)) { /* Secretary of Defense Ana Torres */
      group->entity = light.entity;
      group->person = true;
      if (!group->country) group->country = light.country;
      if (!group->part) group->part = light.part;
      group->last = light.last;
    } else if (group && (light.by || (by && group->wheres && !light.part && light.country && !light.person))) { /* officials of Peru and Chile */
      if (!group->wheres) group->where = x->where.count;
      if (add_light(x, &x->where, &light)) group->wheres++;
    } else group = add_light(x, &x->groups, &light);
    if (x->coder->failed) return;
  }
}

static void put(lun_actors *x, const actor_light *g, lun_lexeme country) {
  const lun_lexeme code = g->sport ? 0 : actor_code(x->coder, country, g->part); /* who beats whom in a match is no event of this kind */
  if (!code) return;
  for (uint32_t i = x->found_count; i-- > 0 && x->found[i].first == g->first && x->found[i].last == g->last;) /* demonstrators in two cities of a country */
    if (x->found[i].code == code) return;
  if (lun_grow((void **)&x->found, &x->found_capacity, (uint64_t)x->found_count + 1, sizeof *x->found)) {
    x->coder->failed = true;
    return;
  }
  x->found[x->found_count++] = (lun_actor){g->first, g->last, g->entity, code, country, g->part};
}

/* Whether a part wants a country: it is neither a whole body nor of none. */
static bool wants_country(const lun_coder *c, const actor_light *g) {
  if (g->country || !g->part) return false;
  size_t size;
  const char *text = lun_vocab_text(c->vocab, g->part, &size);
  return size <= 3 || *text == '~';
}

/* Whether a head has no part of its own, or that of a government, which all sorts of bodies have officials and spokesmen of. */
static bool is_of_anybody(const lun_coder *c, const actor_light *g) {
  const char *text = g->part ? lun_vocab_text(c->vocab, g->part, NULL) : "";
  return !*text || !strcmp(text + (*text == '~'), "GOV");
}

/* A part of what is attached: officials of Peru. */
static void put_attached(lun_actors *x, const actor_light *g, const actor_light *where, uint32_t count) {
  enum { COUNTRY = 3, LISTED = 6 }; /* letters of a code that say where; of one of the user's list */
  actor_light spoken_for = *g;
  bool any = false;
  for (uint32_t i = 0; g->head && is_of_anybody(x->coder, g) && i < count; i++) /* a spokesman for a bank is of the bank; soldiers of a government are soldiers */
    if (where[i].part && !where[i].person && where[i].by & (A(OF) | A(FOR))) {
      spoken_for.part = where[i].part;
      g = &spoken_for;
      break;
    }
  for (uint32_t i = 0; i < count; i++) {
    if (!where[i].country) continue;
    put(x, g, actor_code_begin(x->coder, where[i].country, where[i].own ? LISTED : COUNTRY));
    any = true;
  }
  if (!any) put(x, g, 0);
}

/* What is attached stands for a group that is no actor: the courage of Peru; not for a name that nobody knows, nor for what is done with it: Burhan
 * in Peru, the use of force. */
static void put_owner(lun_actors *x, const actor_light *g, const actor_light *where, uint32_t count) {
  const bool name = !strcmp(actor_tag(x, g->last), "NNP"), deed = x->bits[g->last] & A(DEEDS);
  for (uint32_t i = 0; i < count; i++) {
    if ((name && !(where[i].by & A(OF))) || (deed && !where[i].country)) continue;
    if (!(where[i].country || where[i].part) || !(where[i].by & A(OWNS))) continue;
    const actor_light owner = {.first = g->first, .last = where[i].last, .entity = where[i].entity, .part = where[i].part};
    put(x, &owner, where[i].country);
    return;
  }
}

/* A person of whom no more is said than where they are from: Ana Torres of Peru. */
static void put_origin(lun_actors *x, const actor_light *g, const actor_light *where, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (where[i].country && !where[i].part && !where[i].person && !where[i].body && where[i].by & A(OF)) put(x, g, where[i].country);
}

static void put_groups(lun_actors *x) {
  actor_light *groups = x->groups.at;
  uint32_t lender = 0; /* the first group from here on to which others are attached */
  for (uint32_t k = 0; k < x->groups.count && !x->coder->failed; k++) {
    actor_light *g = &groups[k];
    const actor_light *behind = k + 1 < x->groups.count ? g + 1 : NULL, *from = g;
    const bool nation = g->country && !g->part && g->first == g->last && g->nation;
    if (nation && behind && behind->country && behind->part && !behind->person) g->part = behind->part; /* Indian and Chinese troops */
    if (lender <= k) lender = k + 1;
    while (lender < x->groups.count && !groups[lender].wheres) lender++;
    if (!g->wheres && !g->country && g->part && lender < x->groups.count && x->found_count < BORROWED) from = &groups[lender];
    const actor_light *where = from->wheres ? x->where.at + from->where : NULL;
    if (where && wants_country(x->coder, g)) put_attached(x, g, where, from->wheres);
    else if (where && !g->country && !g->part) (g->person ? put_origin : put_owner)(x, g, where, from->wheres);
    else put(x, g, g->country);
  }
}

lun_status lun_actors_read(lun_actors *x, uint32_t first, uint32_t last, const lun_actor **list, uint32_t *count, lun_err *err) {
  *list = NULL;
  *count = 0;
  const lun_status status = actor_begin(x, err);
  if (status || first > last || x->next[first] > last) return status;
  x->failure.code = LUN_OK;
  x->found_count = 0;
  read_groups(x, first, last);
  if (!x->coder->failed) put_groups(x);
  if (x->coder->failed) return lun_fail_memory(err);
  if (x->failure.code) {
    if (err) *err = x->failure;
    return x->failure.code;
  }
  *list = x->found;
  *count = x->found_count;
  return LUN_OK;
}

/* Whether words mean two of whom it was told: both sides, the two countries, the two foreign ministers. */
static bool is_pair(const lun_actors *x, uint32_t first, uint32_t last) {
  if (first == last || !(x->bits[last] & A(SIDES))) return false;
  return x->bits[first] & A(BOTH) || (x->bits[first] & A(THE) && x->bits[first + 1] & A(TWO));
}

lun_actor_how lun_actors_how(const lun_actors *x, uint32_t first, uint32_t last) {
  if (!x->begun) return LUN_ACTOR_PLAIN;
  if (first == last) return x->bits[first] & A(PRONOUNS) ? LUN_ACTOR_PRONOUN : LUN_ACTOR_PLAIN;
  if (is_pair(x, first, last)) return LUN_ACTOR_PAIR;
  return x->bits[first] & A(THE) ? LUN_ACTOR_ARTICLE : x->bits[first] & A(POSSESSIVES) ? LUN_ACTOR_OWNED : LUN_ACTOR_PLAIN;
}

bool lun_actors_silent(const lun_actors *x, uint32_t first, uint32_t last) {
  const lun_actor_how how = lun_actors_how(x, first, last);
  return x->begun && x->next[first] > last && how != LUN_ACTOR_PRONOUN && how != LUN_ACTOR_PAIR;
}

/* Whether a noun or a mark of possession stands behind a name: what is theirs. */
static bool is_theirs(lun_actors *x, uint32_t token) {
  static const char *const nouns[] = {"NN", "NNS", "NNP", "NNPS", "POS"};
  const char *tag = actor_tag(x, token);
  for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
    if (!strcmp(tag, nouns[i])) return true;
  return false;
}

static const lun_actor_name *named(lun_actors *x, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i <= last && x->next[i] <= last; i++) {
    if (!strcmp(actor_tag(x, i), "IN")) return NULL;
    for (uint32_t n = x->next[i] == i ? actor_names_from(x, i) : x->name_count; n < x->name_count && x->names[n].first == i; n++) {
      const lun_actor_name *name = &x->names[n];
      if (name->wants != LUN_WANTS_PART && strcmp(lun_actor_layer(name->layer), "org")) continue;
      if (name->last <= last && !(name->last < last && is_theirs(x, name->last + 1)) && name->entity) return name;
    }
  }
  return NULL;
}

lun_status lun_actors_named(lun_actors *x, uint32_t first, uint32_t last, const lun_actor_name **name, lun_err *err) {
  *name = NULL;
  const lun_status status = actor_begin(x, err);
  if (status || first > last) return status;
  x->failure.code = LUN_OK;
  *name = named(x, first, last);
  if (x->failure.code && err) *err = x->failure;
  return x->failure.code;
}
