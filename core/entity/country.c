/* Countries of entities: those of places and bodies are what linking said, or of a body what owns it in the text or its own name says, or, of what every
 * land has one of, that of most places in the article; of a person with a role the
 * country that is stated with it, else that of the organisation in the role or behind the name, of most places before it in its
 * paragraph, or of the dateline. */
#include <string.h>

#include "entity/part.h"

enum { LETTERS = 26, TOLD = 8 /* tokens behind a name in which it is told of what body somebody is */ };

typedef struct walk { /* over mentions in order, asked for ascending tokens */
  lun_grouper *g;
  uint32_t place, org;    /* the next mention to look at */
  uint32_t paragraph;     /* number; LUN_NONE before the first */
  uint16_t votes[LETTERS * LETTERS], touched[LETTERS * LETTERS];
  uint32_t touched_count;
  char best[2];
  uint32_t most;
  char dateline[2], article[2]; /* '-': none; 0: the article's was not asked */
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

static bool is_word(const lun_grouper *g, uint32_t token, const char *const *words, size_t count) {
  size_t size;
  const char *text = lun_vocab_text(g->vocab, g->doc->tokens.lexeme[token], &size);
  for (size_t i = 0; i < count; i++)
    if (!strcmp(text, words[i])) return true;
  return false;
}

static bool is_possessive(const lun_grouper *g, uint32_t token) {
  static const char *const marks[] = {"'s", "’s", "'", "’"};
  return is_word(g, token, marks, sizeof marks / sizeof *marks);
}

/* Whether an organisation is attached to the name that ends before a token, by a preposition or in what is told between commas: Ana Torres of
 * Acme; Ana Torres, chosen to lead Acme. */
static bool is_attached(const lun_grouper *g, uint32_t first, uint32_t token) {
  static const char *const commas[] = {","}, *const articles[] = {"the"}, *const to[] = {"of", "at", "for", "with", "from"};
  if (first == token) return false;
  if (!is_word(g, token, commas, 1)) {
    if (is_word(g, first - 1, articles, 1)) first--;
    return first == token + 1 && is_word(g, token, to, sizeof to / sizeof *to);
  }
  for (uint32_t i = token + 1; i < first; i++)
    if (!(lun_vocab_flags(g->vocab, g->doc->tokens.lexeme[i]) & LUN_LEX_LOWER)) return false;
  return first - token <= TOLD;
}

/* The organisation with a country that is attached behind a token and no medium. */
static bool organisation_after(walk *w, uint32_t token, char country[2]) {
  const lun_entities *out = w->g->out;
  for (; w->org < out->mention_count; w->org++) {
    const lun_entity_mention *m = &out->mentions[w->org];
    if (m->first < token || m->layer != LUN_ENTITY_ORG || !country_of(w->g, m, country) || is_medium(w->g, m)) continue;
    return is_attached(w->g, m->first, token);
  }
  return false;
}

/* The first mention in a range of tokens that is of a layer; with a country, where one is asked for. NULL for none. */
static const lun_entity_mention *mention_in(const lun_grouper *g, uint32_t first, uint32_t stop, uint8_t layer, char *country) {
  for (uint32_t i = lun_entities_from(g->out, first); i < g->out->mention_count && g->out->mentions[i].first < stop; i++) {
    const lun_entity_mention *m = &g->out->mentions[i];
    if (m->layer == layer && (!country || country_of(g, m, country))) return m;
  }
  return NULL;
}

/* Whether a place is a country, and no town or part of one. */
static bool is_country(const lun_grouper *g, const lun_entity_mention *m) {
  size_t size;
  const char *id = g->key_id[LUN_ENTITY_PLACE] ? lun_layer_get(g->layer[LUN_ENTITY_PLACE], m->span, g->key_id[LUN_ENTITY_PLACE], &size) : NULL;
  return id && size == sizeof "iso:XX" - 1 && !memcmp(id, "iso:", 4);
}

/* Whether a place in a role is where somebody works, and need not be from: the mission chief for Kenya, a coordinator in Chad; not the mayor of Lima. */
static bool is_posting(const lun_grouper *g, const lun_entity_role *role, uint32_t place) {
  static const char *const in[] = {"in", "for"}, *const of[] = {"of", "from", "at"};
  for (uint32_t i = place; i > role->first && place < role->stop; i--) {
    if (is_word(g, i - 1, in, sizeof in / sizeof *in)) return true;
    if (is_word(g, i - 1, of, sizeof of / sizeof *of)) return false;
  }
  return false;
}

/* What names a country with a role: a nationality, else a country, else a town; whoever plays for that or is sent there is not from there. */
static lun_country_from stated(lun_grouper *g, const lun_entity_role *role, char country[2]) {
  const uint32_t first = role->from_stop ? role->from_first : role->first, stop = role->from_stop ? role->from_stop : role->stop;
  if (mention_in(g, first, stop, LUN_ENTITY_NORP, country)) return LUN_COUNTRY_STATED;
  const lun_entity_mention *place = mention_in(g, first, stop, LUN_ENTITY_PLACE, country);
  if (!place) return LUN_COUNTRY_NONE;
  if (is_posting(g, role, place->first)) return LUN_COUNTRY_NONE;
  if (is_country(g, place)) return LUN_COUNTRY_STATED;
  return role->stop && lun_role_head(g, role).flags & LUN_PART_TEAM ? LUN_COUNTRY_NONE : LUN_COUNTRY_PLACE;
}

/* The organisation that the words of a role name: the chairman of Acme. */
static const lun_entity_mention *organisation_of(const lun_grouper *g, const lun_entity_role *role) {
  return mention_in(g, role->first, role->stop, LUN_ENTITY_ORG, NULL);
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

/* Whether a role is held with somebody: his lawyer, the fund's president; not the mayor of what only has a land's name for an owner: the city's mayor. */
static bool is_servant(const lun_grouper *g, const lun_entity_role *role) {
  static const char *const whose[] = {"his", "her", "its", "their", "His", "Her", "Its", "Their"}, *const lands[] = {"country", "nation", "kingdom", "state", "province", "region", "district", "county", "city", "town", "village"};
  uint32_t mark = role->first ? role->first - 1 : 0;
  if (is_word(g, mark, whose, sizeof whose / sizeof *whose)) return true;
  for (uint32_t i = role->first; i < role->stop && !is_possessive(g, mark); i++) mark = i;
  return mark && is_possessive(g, mark) && !is_word(g, mark - 1, lands, sizeof lands / sizeof *lands);
}

/* Whether a role says that somebody mostly is from where they are written of: a minister, the opposition candidate; nobody's servant, nor an Acme
 * president, of a body that nobody knows. */
static bool is_at_home(lun_grouper *g, const lun_entity_role *role) {
  const lun_tokens *t = &g->doc->tokens;
  if (!role->stop || !(lun_role_head(g, role).flags & LUN_PART_HOME) || is_servant(g, role)) return false;
  if (role->stop < role->first + 2 || lun_vocab_flags(g->vocab, t->lexeme[role->stop - 1]) & LUN_LEX_CAP) return true; /* Justice Minister */
  return !(lun_vocab_flags(g->vocab, t->lexeme[role->first]) & LUN_LEX_CAP) || lun_fold(g, t->lexeme[role->first])->flags & LUN_PART_HOME;
}

/* The land that more than half of the places and peoples with one are of, where there are some, or more than of any other where it is that of the dateline. */
static bool count_lands(const lun_grouper *g, const char dateline[2], char country[2]) {
  enum { LEAST = 3 };
  uint32_t votes[LETTERS * LETTERS] = {0}, all = 0, most = 0;
  for (uint32_t i = 0; i < g->out->mention_count; i++) {
    const lun_entity_mention *m = &g->out->mentions[i];
    char cc[2];
    if ((m->layer != LUN_ENTITY_PLACE && m->layer != LUN_ENTITY_NORP) || !country_of(g, m, cc)) continue;
    all++;
    if (++votes[vote_of(cc)] <= most) continue;
    most = votes[vote_of(cc)];
    memcpy(country, cc, 2);
  }
  return (most >= LEAST && most * 2 > all) || (most && !memcmp(country, dateline, 2));
}

static bool land_of_article(walk *w, char country[2]) {
  if (!*w->article && !count_lands(w->g, w->dateline, w->article)) *w->article = '-';
  if (*w->article != '-') memcpy(country, w->article, 2);
  return *w->article != '-';
}

/* Of whom no country is said: that of the body which a role names, and of no other; else of one that is attached to the name; else of places before
 * and of the dateline, of those who mostly are from where they are written of. */
static void guess_country(walk *w, lun_entity *e) {
  lun_grouper *g = w->g;
  bool at_home = false, placed = false; /* a role names a place, though it says nothing of where somebody is from */
  for (uint32_t i = 0; i < e->roles; i++) {
    const lun_entity_role *role = &g->out->roles[e->role + i];
    const lun_entity_mention *org = organisation_of(g, role);
    if (org) {
      const lun_entity *body = &g->out->entities[org->entity];
      if (body->country_from) {
        memcpy(e->country, body->country, 2);
        e->country_from = LUN_COUNTRY_ORGANISATION;
      }
      return;
    }
    at_home = at_home || is_at_home(g, role);
    placed = placed || (role->stop && mention_in(g, role->first, role->stop + 2, LUN_ENTITY_PLACE, NULL));
  }
  const lun_entity_mention *first = &g->out->mentions[g->out->order[e->mention]];
  if (organisation_after(w, first->stop, e->country)) e->country_from = LUN_COUNTRY_ORGANISATION;
  else if (!at_home) return;
  else if (most_places_before(w, first->first, e->country)) e->country_from = LUN_COUNTRY_PARAGRAPH;
  else if (*w->dateline != '-') {
    memcpy(e->country, w->dateline, 2);
    e->country_from = LUN_COUNTRY_DATELINE;
  } else if (!placed && land_of_article(w, e->country)) e->country_from = LUN_COUNTRY_ARTICLE;
}

static void person_country(walk *w, lun_entity *e) {
  bool called = false;
  for (uint32_t i = 0; i < e->roles; i++) {
    const lun_entity_role *role = &w->g->out->roles[e->role + i];
    char country[2];
    const lun_country_from from = stated(w->g, role, country);
    called = called || role->stop;
    if (!from || (e->country_from && e->country_from <= from)) continue;
    memcpy(e->country, country, 2);
    e->country_from = (uint8_t)from;
  }
  if (!e->country_from && called) guess_country(w, e);
}

bool lun_land_of(lun_grouper *g, lun_names_of which, uint32_t first, uint32_t stop, char country[2]) {
  lun_dictionary *lands = g->lands[which != LUN_PEOPLES];
  if (!lands) return false;
  const lun_tokens *t = &g->doc->tokens;
  uint32_t entry = 0, row = 0;
  const uint32_t cc = lun_dictionary_find_column(lands, "cc"), type = lun_dictionary_find_column(lands, "type");
  if (lun_dictionary_find(lands, g->vocab, g->doc->text + t->start[first], lun_token_stop(t, stop - 1) - t->start[first], &entry, NULL)) g->failed = true;
  if (!entry) return false;
  bool any = false;
  for (uint32_t rows = lun_dictionary_candidates(lands, entry - 1, &row); rows; rows--, row++) {
    const char *of = lun_dictionary_value(lands, row, cc);
    const char *kind = lun_dictionary_value(lands, row, type);
    const bool fits = which == LUN_PEOPLES || which == LUN_PLACES || !strcmp(kind, "LOC.country") || (which == LUN_PARTS && !strcmp(kind, "LOC.admin1"));
    if (strlen(of) != 2 || !fits || (any && memcmp(country, of, 2))) return false;
    memcpy(country, of, 2);
    any = true;
  }
  return any;
}

/* The land with whose name, or that of its people, a body's own begins or ends, or that of the place that it is of: Kenya Wildlife Service, Danish Acme,
 * Bank of Ghana, Acme Brazil. */
static bool named_land(lun_grouper *g, const lun_entity_mention *m, char country[2]) {
  static const char *const of[] = {"of"}, *const articles[] = {"the"}, *const seas[] = {"Ocean", "Sea"};
  enum { MOST = 3 };
  if (m->stop < m->first + 2) return false;
  for (uint32_t stop = m->stop - m->first > MOST ? m->first + MOST : m->stop - 1; stop > m->first; stop--)
    if (!is_word(g, stop, seas, 2) && (lun_land_of(g, LUN_PEOPLES, m->first, stop, country) || lun_land_of(g, LUN_PARTS, m->first, stop, country))) return true;
  for (uint32_t i = m->stop - 1; i > m->first; i--)
    if (is_word(g, i - 1, of, 1)) return lun_land_of(g, LUN_PLACES, i + (is_word(g, i, articles, 1) && i + 1 < m->stop), m->stop, country);
  return lun_land_of(g, LUN_LANDS, m->stop - 1, m->stop, country) || (m->stop > m->first + 2 && lun_land_of(g, LUN_LANDS, m->stop - 2, m->stop, country));
}

/* Whether a body is what every land has one of: the Interior Ministry, the Supreme Court. */
static bool is_national(lun_grouper *g, const lun_entity_mention *m) {
  static const char *const of[] = {"of"};
  const lun_lexeme *lexeme = g->doc->tokens.lexeme;
  const uint16_t first = lun_fold(g, lexeme[m->first])->flags;
  if (first & LUN_PART_JOINT) return false;
  if (lun_fold(g, lexeme[m->stop - 1])->flags & LUN_PART_NATIONAL) return true;
  return first & LUN_PART_NATIONAL && m->stop > m->first + 2 && is_word(g, m->first + 1, of, 1);
}

/* Of a body that no dictionary has a country of: South Korea's Acme, Danish Acme. */
static void body_country(walk *w, lun_entity *e) {
  lun_grouper *g = w->g;
  for (uint32_t k = 0; k < e->mentions && !e->country_from; k++) {
    const uint32_t number = g->out->order[e->mention + k], first = g->out->mentions[number].first;
    const lun_entity_mention *before = number ? &g->out->mentions[number - 1] : NULL;
    if (!before || !country_of(g, before, e->country)) continue;
    const bool nation = before->layer == LUN_ENTITY_NORP && before->stop == first;
    const bool owner = before->layer == LUN_ENTITY_PLACE && before->stop + 1 == first && is_possessive(g, before->stop) && is_country(g, before);
    if (nation || owner) e->country_from = LUN_COUNTRY_STATED;
  }
  for (uint32_t k = 0; k < e->mentions && !e->country_from; k++)
    if (named_land(g, &g->out->mentions[g->out->order[e->mention + k]], e->country)) e->country_from = LUN_COUNTRY_STATED;
  if (!e->country_from && is_national(g, &g->out->mentions[e->named]) && land_of_article(w, e->country)) e->country_from = LUN_COUNTRY_ARTICLE;
}

void lun_entity_countries(lun_grouper *g) {
  walk w = {.g = g, .paragraph = LUN_NONE};
  if (!in_dateline(g, w.dateline)) *w.dateline = '-';
  for (uint32_t i = 0; i < g->out->count; i++) {
    lun_entity *e = &g->out->entities[i];
    if (e->type == LUN_ENTITY_PERSON) continue;
    if (country_of(g, &g->out->mentions[e->linked != LUN_NONE ? e->linked : g->out->order[e->mention]], e->country)) e->country_from = LUN_COUNTRY_LINKED;
    else if (e->type == LUN_ENTITY_ORG) body_country(&w, e);
  }
  for (uint32_t i = 0; i < g->out->count; i++) {
    lun_entity *e = &g->out->entities[i];
    if (e->type != LUN_ENTITY_PERSON) continue;
    if (e->roles) person_country(&w, e);
    if (!e->gender_stated && family_first(g, e)) e->gender = LUN_GENDER_UNKNOWN; /* its first word is no given name */
  }
}
