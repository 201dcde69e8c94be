/* Light groups: how a phrase is cut into them, and which country and part the words of one name. */
#include <string.h>

#include "event/actor.h"
#include "lunette/mem.h"

enum { PART = 3 }; /* letters of a part; a whole body has more */

bool actor_next_piece(const lun_actors *x, actor_pieces *p, uint32_t *first, uint32_t *last, uint32_t *by) {
  *by = p->by;
  while (p->at <= p->last) {
    const uint32_t i = p->at++;
    const uint32_t bits = x->bits[i];
    if (bits & A(INSIDE) || !(bits & (A(JOINS) | A(ATTACHES)))) continue;
    const bool joins = bits & A(JOINS), closes = i > p->from;
    if (!joins && bits & A(AT) && x->bits[i < p->last ? i + 1 : i] & A(BOUND)) continue; /* at least six */
    *first = p->from;
    *last = i - 1;
    *by = p->by;
    if (closes || !joins || !p->by) p->by = joins ? A(JOINS) : bits & (A(ATTACHES) | A(OF) | A(FOR) | A(OWNS));
    p->from = i + 1;
    if (closes) return true;
  }
  if (p->done || p->from > p->last) return false;
  p->done = true;
  *first = p->from;
  *last = p->last;
  *by = p->by;
  return true;
}

const char *actor_tag(lun_actors *x, uint32_t token) {
  const char *tag;
  if (x->failure.code || lun_doc_part_of_speech(x->doc, token, "tag", &tag, &x->failure) || !tag) return "";
  return tag;
}

/* The first token behind another at which anything begins. */
static uint32_t next_after(const lun_actors *x, uint32_t token) { return x->next[token + 1]; }

/* The code of the last of the user's agents among the words, and the last token of it. */
static lun_lexeme agent_of(const lun_actors *x, uint32_t first, uint32_t last, uint32_t *end) {
  lun_lexeme found = 0;
  for (uint32_t i = x->next[first]; i <= last; i = next_after(x, i)) {
    const lun_actor_entry *e = actor_entry(x, LUN_ACTOR_AGENT, i);
    if (!e || e->last > last) continue;
    found = e->code;
    *end = e->last;
  }
  return found;
}

static bool is_whole(const lun_coder *c, lun_lexeme code) {
  size_t size = 0;
  if (code) lun_vocab_text(c->vocab, code, &size);
  return size > PART;
}

/* Whether words of a part are inside of the name of a body of states: a community of states is none of civilians. */
static bool is_in_body_of_states(lun_actors *x, const lun_actor_entry *e) {
  enum { LONGEST = 16 }; /* words of such a name */
  if (is_whole(x->coder, e->code)) return false;
  const uint32_t from = e->first < LONGEST ? 0 : e->first - LONGEST;
  for (uint32_t n = actor_names_from(x, from); n < x->name_count && x->names[n].first <= e->first; n++)
    if (x->names[n].last >= e->last && x->names[n].part == x->coder->igo) return true;
  return false;
}

/* What the words say of a part (GOV) or of a whole body (IGOUNO), and the token at which that ends; words inside names of places and persons
 * say nothing, where those count. */
static lun_lexeme sector_of(lun_actors *x, uint32_t first, uint32_t last, bool names_count, uint32_t *end, bool *head) {
  lun_coder *c = x->coder;
  *head = false;
  lun_lexeme found = agent_of(x, first, last, end);
  if (found) return found;
  uint32_t held = 0; /* up to here the words are inside such a name */
  bool whole = false;
  for (uint32_t i = x->next[first]; i <= last; i = next_after(x, i)) {
    if (names_count && x->bits[i] & A(NAME))
      for (uint32_t n = actor_names_from(x, i); n < x->name_count && x->names[n].first == i; n++)
        if (strcmp(lun_actor_layer(x->names[n].layer), "org") && x->names[n].last <= last && x->names[n].last + 1 > held) held = x->names[n].last + 1;
    const lun_actor_entry *e = actor_entry(x, LUN_ACTOR_SECTOR, i);
    if (!e || e->last > last || e->last < held || is_in_body_of_states(x, e)) continue;
    if (x->bits[i] & A(DESCRIBING) && *actor_tag(x, i) == 'J') continue; /* a general strike */
    if (x->bits[i] & A(PROPER) && strncmp(actor_tag(x, i), "NNP", 3) != 0) continue; /* a house is no parliament */
    if (found && e->head) *end = e->last; /* a rebel leader is of the rebels */
    else if (!whole) {
      found = e->code;
      *end = e->last;
      *head = e->head;
      whole = is_whole(c, found);
    }
  }
  if (!found || (found != c->gov && found != c->mil && found != c->jud)) return found;
  enum { FORMER = 4 }; /* tokens behind the first among which it may be said */
  for (uint32_t i = first; i <= last && i <= first + FORMER; i++)
    if (x->bits[i] & A(FORMER)) return c->eli;
  return found;
}

/* Names inside of the words, in the order of the text. */
static bool hold_names(lun_actors *x, uint32_t first, uint32_t last) {
  x->held_count = 0;
  for (uint32_t n = actor_names_from(x, first); n < x->name_count && x->names[n].first <= last; n++) {
    if (x->names[n].last > last) continue;
    if (lun_grow((void **)&x->held, &x->held_capacity, (uint64_t)x->held_count + 1, sizeof *x->held)) {
      x->coder->failed = true;
      return false;
    }
    x->held[x->held_count++] = n;
  }
  return true;
}

static lun_lexeme either(lun_lexeme a, lun_lexeme b) { return a ? a : b; }

static void take_person(const lun_actor_name *name, actor_light *r) {
  r->person = true;
  if (!name->entity) return;
  r->country = either(r->country, name->country);
  r->part = either(r->part, name->part);
  r->entity = name->entity;
}
static void take_body(lun_actors *x, const lun_actor_name *name, actor_light *r) {
  uint32_t end;
  bool head;
  const lun_lexeme part = sector_of(x, name->first, name->last, false, &end, &head);
  r->body = true;
  r->sport |= name->sport;
  if (!r->own) {
    r->country = either(r->country, name->country);
    r->part = either(r->part, either(part, name->part));
  }
  if (!r->entity) r->entity = name->entity;
}
static void take_place(lun_actors *x, const lun_actor_name *name, bool nationality, actor_light *r) {
  if (r->own) return;
  r->country = either(r->country, name->country);
  if (!r->entity) r->entity = name->entity;
  r->nation = nationality && *actor_tag(x, name->first) == 'J';
}
static void take_names(lun_actors *x, actor_light *r) {
  const char *layer;
  for (unsigned rank = 0; x->held_count && (layer = lun_actor_layer(rank)); rank++)
    for (uint32_t i = 0; i < x->held_count; i++) {
      const lun_actor_name *name = &x->names[x->held[i]];
      if (name->layer != rank) continue;
      if (!strcmp(layer, "person")) take_person(name, r);
      else if (!strcmp(layer, "org")) take_body(x, name, r);
      else take_place(x, name, !strcmp(layer, "norp"), r);
    }
}

/* Whether the letters of a code behind the country have a part in them, whose ~ does not count. */
static bool has_part(const lun_coder *c, lun_lexeme code, lun_lexeme part) {
  const char *text = lun_vocab_text(c->vocab, code, &(size_t){0}), *letters = lun_vocab_text(c->vocab, part, &(size_t){0});
  for (size_t i = 0; i < 3; i++)
    if (!text[i]) return false;
  for (text += 3;; text++) {
    const char *at = text, *letter = letters;
    for (; *letter; letter++)
      if (*letter != '~' && *letter != *at++) break;
    if (!*letter) return true;
    if (!*text) return false;
  }
}

/* Whether the words end with the last name of a head of state or government, and with no other person of that name. */
static bool ends_with_leader(lun_actors *x, uint32_t first, uint32_t last) {
  if (!(x->bits[last] & A(LEADER)) || strcmp(actor_tag(x, last), "NNP") != 0) return false;
  const lun_tokens *tokens = &x->doc->tokens;
  for (uint32_t i = 0; i < x->held_count; i++) {
    const lun_actor_name *name = &x->names[x->held[i]];
    if (name->last != last || name->first < first || strcmp(lun_actor_layer(name->layer), "person") != 0) continue;
    const uint32_t start = tokens->start[name->first];
    if (!actor_may_lead(x->coder, x->doc->text + start, lun_token_stop(tokens, last) - start)) return false;
  }
  return true;
}

void actor_read_light(lun_actors *x, uint32_t first, uint32_t last, actor_light *r) {
  lun_coder *c = x->coder;
  *r = (actor_light){.first = first, .last = last};
  if (x->next[first] > last || !hold_names(x, first, last)) return;
  const bool agents = x->lists[LUN_ACTOR_AGENT] != NULL;
  for (uint32_t i = x->lists[LUN_ACTOR_LISTED] ? x->next[first] : last + 1; i <= last; i = next_after(x, i)) {
    const lun_actor_entry *e = actor_entry(x, LUN_ACTOR_LISTED, i);
    if (!e || e->last > last) continue;
    r->country = either(e->code, r->country);
    r->named = e->last;
    r->own = true;
  }
  take_names(x, r);
  for (uint32_t i = x->next[first]; i <= last && !r->country; i = next_after(x, i)) { /* a nationality that no rule took for one */
    const lun_actor_entry *e = actor_entry(x, LUN_ACTOR_NATION, i);
    if (!e || e->last > last || !e->code) continue;
    r->country = e->code;
    r->nation = *actor_tag(x, i) == 'J';
  }
  uint32_t end = last;
  const lun_lexeme part = sector_of(x, first, last, true, &end, &r->head);
  if (part && !(r->own && end <= r->named && !agents)) r->part = part;
  if (!r->country && !r->part && ends_with_leader(x, first, last)) {
    size_t size;
    r->country = actor_country(c, lun_vocab_text(c->vocab, c->leaders[x->lexeme[last]], &size));
    r->part = c->gov;
    r->person = true;
  }
  if (r->own && r->part && r->country && has_part(c, r->country, r->part)) r->part = 0;
  if (r->country == c->unknown) r->country = 0;
}
