/* Countries of entities: those of places and bodies are what linking said; of a person with a role the country that is stated with
 * it, else that of the organisation behind the name in its sentence, of most places before it in its paragraph, or of the dateline. */
#include <string.h>

#include "entity/part.h"

enum { LETTERS = 26 };

typedef struct walk { /* over mentions in order, asked for ascending tokens */
  const lun_grouper *g;
  uint32_t place, org;    /* the next mention to look at */
  uint32_t paragraph;     /* number; LUN_NONE before the first */
  uint16_t votes[LETTERS * LETTERS], touched[LETTERS * LETTERS];
  uint32_t touched_count;
  char best[2];
  uint32_t most;
} walk;

/* The country of a mention, if it is one alone. */
static bool country_of(const lun_grouper *g, const lun_entity_mention *m, char country[2]) {
  size_t size;
  const char *cc = g->key_cc[m->layer] ? lun_layer_get(g->layer[m->layer], m->span, g->key_cc[m->layer], &size) : NULL;
  if (!cc || size != 2) return false;
  memcpy(country, cc, 2);
  return true;
}

static uint32_t vote_of(const char country[2]) { return ((uint32_t)(country[0] - 'A') % LETTERS) * LETTERS + (uint32_t)(country[1] - 'A') % LETTERS; }

static bool most_places_before(walk *w, uint32_t token, char country[2]) {
  const lun_grouper *g = w->g;
  const lun_ranges *paragraphs = &g->doc->structure.paragraphs;
  const uint32_t paragraph = lun_ranges_at(paragraphs, token);
  if (paragraph != w->paragraph) {
    for (uint32_t i = 0; i < w->touched_count; i++) w->votes[w->touched[i]] = 0;
    w->paragraph = paragraph;
    w->touched_count = w->most = 0;
  }
  for (; w->place < g->out->mention_count && g->out->mentions[w->place].first < token; w->place++) {
    const lun_entity_mention *m = &g->out->mentions[w->place];
    char cc[2];
    if (m->layer != LUN_ENTITY_PLACE || m->first < paragraphs->first[paragraph] || !country_of(g, m, cc)) continue;
    const uint32_t vote = vote_of(cc);
    if (!w->votes[vote]) w->touched[w->touched_count++] = (uint16_t)vote;
    if (w->votes[vote] < UINT16_MAX) w->votes[vote]++;
    if (w->votes[vote] > w->most) {
      w->most = w->votes[vote];
      memcpy(w->best, cc, 2);
    }
  }
  if (w->most) memcpy(country, w->best, 2);
  return w->most > 0;
}

/* Whether an organisation tells others what somebody says, as a paper does, and nothing of where they are from. */
static bool is_medium(const lun_grouper *g, const lun_entity_mention *m) {
  const char *kind = g->key_kind ? lun_layer_get(g->layer[m->layer], m->span, g->key_kind, &(size_t){0}) : NULL;
  return kind && !strncmp(kind, "ORG.media", strlen("ORG.media"));
}

/* The first organisation with a country behind a token that is no medium, if it stands before `stop`. */
static bool organisation_after(walk *w, uint32_t token, uint32_t stop, char country[2]) {
  const lun_entities *out = w->g->out;
  for (; w->org < out->mention_count; w->org++) {
    const lun_entity_mention *m = &out->mentions[w->org];
    if (m->first >= token && m->layer == LUN_ENTITY_ORG && country_of(w->g, m, country) && !is_medium(w->g, m)) return m->stop <= stop;
  }
  return false;
}

/* What names a country at a token: a nationality, else a place. */
static bool stated(const lun_grouper *g, const lun_entity_role *role, char country[2]) {
  for (int layer = 0; layer < 2; layer++) {
    const uint8_t wanted = layer ? LUN_ENTITY_PLACE : LUN_ENTITY_NORP;
    for (uint32_t i = lun_entities_from(g->out, role->from_first); i < g->out->mention_count && g->out->mentions[i].first < role->from_stop; i++)
      if (g->out->mentions[i].layer == wanted && country_of(g, &g->out->mentions[i], country)) return true;
  }
  return false;
}

static bool in_dateline(const lun_grouper *g, char country[2]) {
  const lun_structure *s = &g->doc->structure;
  for (uint32_t i = 0; i < g->out->mention_count && g->out->mentions[i].first < s->dateline_stop; i++)
    if (g->out->mentions[i].layer == LUN_ENTITY_PLACE && g->out->mentions[i].stop > s->dateline_first && country_of(g, &g->out->mentions[i], country)) return true;
  return false;
}

static bool family_first(const lun_grouper *g, const lun_entity *e) {
  for (uint32_t i = 0; e->country_from && i < g->family_first_count; i++)
    if (!memcmp(g->family_first[i], e->country, 2)) return true;
  return false;
}

static void person_country(walk *w, lun_entity *e, bool home, const char dateline[2]) {
  const lun_grouper *g = w->g;
  bool called = false;
  for (uint32_t i = 0; i < e->roles; i++) {
    const lun_entity_role *role = &g->out->roles[e->role + i];
    called = called || role->stop;
    if (role->from_stop && !e->country_from && stated(g, role, e->country)) e->country_from = LUN_COUNTRY_STATED;
  }
  if (e->country_from || !called) return;
  const lun_entity_mention *first = &g->out->mentions[g->out->order[e->mention]];
  const lun_ranges *sentences = &g->doc->sentences;
  const uint32_t sentence = lun_ranges_at(sentences, first->first);
  const uint32_t stop = sentence + 1 < sentences->count ? sentences->first[sentence + 1] : g->doc->tokens.count;
  if (organisation_after(w, first->stop, stop, e->country)) e->country_from = LUN_COUNTRY_ORGANISATION;
  else if (most_places_before(w, first->first, e->country)) e->country_from = LUN_COUNTRY_PARAGRAPH;
  else if (home) {
    memcpy(e->country, dateline, 2);
    e->country_from = LUN_COUNTRY_DATELINE;
  }
}

void lun_entity_countries(lun_grouper *g) {
  walk w = {.g = g, .paragraph = LUN_NONE};
  char dateline[2] = {0};
  const bool home = in_dateline(g, dateline);
  for (uint32_t i = 0; i < g->out->count; i++) {
    lun_entity *e = &g->out->entities[i];
    if (e->type == LUN_ENTITY_PERSON) {
      if (e->roles) person_country(&w, e, home, dateline);
      if (!e->gender_stated && family_first(g, e)) e->gender = LUN_GENDER_UNKNOWN; /* its first word is no given name */
    } else if (country_of(g, &g->out->mentions[e->linked != LUN_NONE ? e->linked : g->out->order[e->mention]], e->country))
      e->country_from = LUN_COUNTRY_LINKED;
  }
}
