/* What a document has that says something of an actor, found once: names of layers, entries of dictionaries and of the user's lists, and of
 * each token the bits that questions ask. */
#include <ctype.h>
#include <string.h>

#include "event/actor.h"
#include "lunette/mem.h"

static const char *const layers[] = {"norp", "place", "org", "person"}; /* in this order their names say what is meant */
enum { LAYERS = sizeof layers / sizeof *layers, NORP = 0, ORG = 2, PERSON = 3 };

const char *lun_actor_layer(unsigned i) { return i < LAYERS ? layers[i] : NULL; }

lun_status lun_actors_new(lun_coder *coder, lun_doc *doc, lun_dictionary *actors, lun_dictionary *agents, lun_actors **out, lun_err *err) {
  lun_actors *x = *out = lun_zalloc(1, sizeof *x);
  if (!x) return lun_fail_memory(err);
  *x = (lun_actors){.coder = coder, .doc = doc, .lists = {coder->of.sector, coder->of.nation, actors, agents}, .lexeme = doc->tokens.lexeme, .count = doc->tokens.count};
  return LUN_OK;
}

static void forget(lun_actors *x) {
  lun_free(x->bits);
  lun_free(x->next);
  lun_free(x->names);
  for (int k = 0; k < LUN_ACTOR_KINDS; k++) lun_free(x->entries[k].at);
  lun_free(x->held);
  lun_free(x->groups.at);
  lun_free(x->where.at);
  lun_free(x->found);
}

void lun_actors_free(lun_actors *x) {
  if (!x) return;
  forget(x);
  lun_free(x);
}

bool lun_actors_stand(const lun_actors *x) { return x->lexeme == x->doc->tokens.lexeme && x->count == x->doc->tokens.count; }

/* Notes that these tokens are inside of something. */
static void mark_inside(lun_actors *x, uint32_t first, uint32_t stop) {
  for (uint32_t i = first; i < stop; i++) x->bits[i] |= A(INSIDE);
}

static lun_actor_name name_of(lun_actors *x, const lun_layer *layer, unsigned rank, const lun_span *span, const char *const keys[2]) {
  lun_actor_name name = {.first = span->first, .last = span->stop - 1, .span = span->id, .layer = (uint8_t)rank};
  size_t size;
  const char *cc = rank != PERSON && keys[0] ? lun_layer_get(layer, span->id, keys[0], &size) : NULL;
  const char *kind = rank == ORG && keys[1] ? lun_layer_get(layer, span->id, keys[1], &size) : NULL;
  if (cc) name.country = actor_country(x->coder, cc);
  if (rank == PERSON) name.wants = LUN_WANTS_PART;
  else if (rank == ORG && !name.country) name.wants = LUN_WANTS_COUNTRY;
  if (!kind || strncmp(kind, "ORG.", 4) != 0) return name;
  size_t length = 0;
  while (kind[4 + length] >= 'a' && kind[4 + length] <= 'z') length++;
  name.sport = length == 5 && !memcmp(kind + 4, "sport", 5);
  for (uint32_t i = 0; i < x->coder->body_count; i++) {
    const actor_body *body = &x->coder->bodies[i];
    if (strlen(body->kind) == length && !memcmp(body->kind, kind + 4, length)) name.part = body->part;
  }
  return name;
}

/* Names of all layers, sorted by counting: `next` counts them by their first tokens. */
static lun_status find_names(lun_actors *x, lun_err *err) {
  uint32_t *from = x->next;
  uint64_t count = 0;
  for (int k = 0; k < LAYERS; k++) {
    lun_layer *layer = lun_doc_layer(x->doc, layers[k]);
    const uint32_t spans = layer ? lun_layer_count(layer) : 0;
    uint32_t done = 0;
    count += spans;
    for (uint32_t i = 0; i < spans; i++) {
      const lun_span *span = lun_layer_span(layer, i);
      x->bits[span->first] |= A(NAME);
      from[span->first + 1]++;
      if (k == NORP || span->stop <= done) continue;
      mark_inside(x, span->first > done ? span->first : done, span->stop);
      done = span->stop;
    }
  }
  if (lun_grow((void **)&x->names, &x->name_capacity, count, sizeof *x->names)) return lun_fail_memory(err);
  x->name_count = (uint32_t)count;
  for (uint32_t i = 0; i < x->count; i++) from[i + 1] += from[i];
  for (unsigned k = 0; k < LAYERS; k++) {
    lun_layer *layer = lun_doc_layer(x->doc, layers[k]);
    if (!layer) continue;
    const char *const keys[2] = {lun_layer_key(layer, "cc"), lun_layer_key(layer, "kind")};
    for (uint32_t i = 0; i < lun_layer_count(layer); i++) {
      const lun_span *span = lun_layer_span(layer, i);
      x->names[from[span->first]++] = name_of(x, layer, k, span, keys);
    }
  }
  return LUN_OK;
}

/* The code in capitals of the row of the user's list that tells on the day of the article. */
static lun_lexeme listed_code(lun_actors *x, const lun_dictionary *list, uint32_t entry) {
  lun_coder *c = x->coder;
  const uint32_t column = lun_dictionary_find_column(list, "code"), row = actor_row(list, entry, x->doc->day);
  const char *code = column < lun_dictionary_columns(list) ? lun_dictionary_value(list, row, column) : "";
  const size_t size = strlen(code);
  if (!size) return 0;
  if (lun_grow((void **)&c->text, &c->text_capacity, size, 1)) {
    c->failed = true;
    return 0;
  }
  for (size_t i = 0; i < size; i++) c->text[i] = (char)toupper((unsigned char)code[i]);
  return actor_intern(c, c->text, size);
}

static bool add_entry(lun_actors *x, lun_actor_kind kind, const lun_hit *hit) {
  actor_entries *entries = &x->entries[kind];
  lun_coder *c = x->coder;
  lun_actor_entry e = {.first = hit->first, .last = hit->stop - 1, .entry = hit->entry};
  if (kind == LUN_ACTOR_SECTOR) {
    const actor_sector *sector = actor_sector_of(c, hit->entry);
    e.code = sector->code;
    e.head = sector->head;
  } else if (kind == LUN_ACTOR_NATION) {
    e.code = actor_country(c, lun_dictionary_value(c->of.nation, actor_row(c->of.nation, hit->entry, ""), c->nation_cc));
  } else e.code = listed_code(x, x->lists[kind], hit->entry);
  if (lun_grow((void **)&entries->at, &entries->capacity, (uint64_t)entries->count + 1, sizeof *entries->at)) return false;
  entries->at[entries->count++] = e;
  x->bits[e.first] |= A_KIND(kind);
  if (kind == LUN_ACTOR_LISTED || kind == LUN_ACTOR_SECTOR) mark_inside(x, hit->first, hit->stop); /* head of state */
  return true;
}

/* Entries of all lists; those of one image are looked up together. */
static lun_status find_entries(lun_actors *x, lun_err *err) {
  lun_status status = LUN_OK;
  unsigned done = 0;
  for (int k = 0; !status && k < LUN_ACTOR_KINDS; k++) {
    if (!x->lists[k] || done & 1u << k) continue;
    lun_image *image = lun_dictionary_image(x->lists[k]);
    int kind_of[LUN_DICTIONARIES_MAX];
    uint64_t bits = 0;
    for (int j = k; j < LUN_ACTOR_KINDS; j++) {
      if (!x->lists[j] || lun_dictionary_image(x->lists[j]) != image) continue;
      done |= 1u << j;
      bits |= lun_dictionary_bit(x->lists[j]);
      kind_of[lun_dictionary_number(x->lists[j])] = j;
    }
    lun_hits hits = {0};
    status = lun_doc_entries(x->doc, image, bits, 0, x->count, &hits, err);
    for (uint32_t i = 0; !status && i < hits.count; i++)
      if (!add_entry(x, (lun_actor_kind)kind_of[hits.at[i].dictionary], &hits.at[i])) status = lun_fail_memory(err);
    lun_hits_free(&hits);
  }
  return status;
}

/* Officers are of the police where the document tells of police more than of an army. */
static void settle_officers(lun_actors *x) {
  actor_entries *sectors = &x->entries[LUN_ACTOR_SECTOR];
  uint32_t police = 0, army = 0, officers = 0;
  for (uint32_t i = 0; i < sectors->count; i++) {
    const bool uniformed = actor_sector_of(x->coder, sectors->at[i].entry)->uniformed;
    officers += uniformed;
    police += sectors->at[i].code == x->coder->cop;
    army += !uniformed && sectors->at[i].code == x->coder->mil;
  }
  for (uint32_t i = 0; officers && police > army && i < sectors->count; i++)
    if (actor_sector_of(x->coder, sectors->at[i].entry)->uniformed) sectors->at[i].code = x->coder->cop;
}

#define A_BEGINS (A(NAME) | A(LEADER) | A_KIND(LUN_ACTOR_SECTOR) | A_KIND(LUN_ACTOR_NATION) | A_KIND(LUN_ACTOR_LISTED) | A_KIND(LUN_ACTOR_AGENT))
static void mark_words(lun_actors *x) {
  x->next[x->count] = x->count;
  for (uint32_t i = x->count; i-- > 0;) {
    x->bits[i] |= actor_word(x->coder, x->lexeme[i]);
    x->next[i] = x->bits[i] & A_BEGINS ? i : x->next[i + 1];
  }
}

lun_status actor_begin(lun_actors *x, lun_err *err) {
  x->coder->failed = false;
  if (x->begun) return LUN_OK;
  x->bits = lun_zalloc((size_t)x->count + 1, sizeof *x->bits);
  x->next = lun_zalloc((size_t)x->count + 2, sizeof *x->next);
  lun_status status = x->bits && x->next ? find_names(x, err) : lun_fail_memory(err);
  if (!status) status = find_entries(x, err);
  if (!status) settle_officers(x);
  if (!status) mark_words(x);
  if (!status && x->coder->failed) status = lun_fail_memory(err);
  if (!status) x->begun = true;
  else { /* the next question begins anew */
    forget(x);
    *x = (lun_actors){.coder = x->coder, .doc = x->doc, .lists = {x->lists[0], x->lists[1], x->lists[2], x->lists[3]}, .lexeme = x->lexeme, .count = x->count};
  }
  return status;
}

static uint32_t entries_from(const actor_entries *entries, uint32_t token) {
  return lun_first_from(entries->at, sizeof *entries->at, entries->count, token);
}
uint32_t actor_names_from(const lun_actors *x, uint32_t token) {
  return lun_first_from(x->names, sizeof *x->names, x->name_count, token);
}
const lun_actor_entry *actor_entry(const lun_actors *x, lun_actor_kind kind, uint32_t token) {
  return x->bits[token] & A_KIND(kind) ? &x->entries[kind].at[entries_from(&x->entries[kind], token)] : NULL;
}

lun_status lun_actors_entries(lun_actors *x, lun_actor_kind kind, uint32_t first, uint32_t last, const lun_actor_entry **list, uint32_t *count, lun_err *err) {
  const lun_status status = actor_begin(x, err);
  if (status) return status;
  const uint32_t from = entries_from(&x->entries[kind], first), to = entries_from(&x->entries[kind], last + 1);
  *list = from < to ? &x->entries[kind].at[from] : NULL;
  *count = from < to ? to - from : 0;
  return LUN_OK;
}

lun_status lun_actors_names(lun_actors *x, uint32_t first, uint32_t last, const lun_actor_name **list, uint32_t *count, lun_err *err) {
  const lun_status status = actor_begin(x, err);
  if (status) return status;
  const uint32_t from = actor_names_from(x, first), to = actor_names_from(x, last + 1);
  *list = from < to ? &x->names[from] : NULL;
  *count = from < to ? to - from : 0;
  return LUN_OK;
}

lun_status lun_actors_untold(lun_actors *x, uint32_t first, uint32_t last, uint32_t *number, const lun_actor_name **name, lun_err *err) {
  const lun_status status = actor_begin(x, err);
  if (status) return status;
  uint32_t i = actor_names_from(x, first);
  if (*number > i) i = *number;
  while (i < x->name_count && x->names[i].first <= last && (x->names[i].told || x->names[i].last > last)) i++;
  *number = i < x->name_count && x->names[i].first <= last ? i : ACTOR_NONE;
  *name = *number == ACTOR_NONE ? NULL : &x->names[i];
  return LUN_OK;
}

void lun_actors_tell(lun_actors *x, uint32_t number, uint32_t entity, lun_lexeme country, lun_lexeme part) {
  lun_actor_name *name = &x->names[number];
  name->told = true;
  name->entity = entity;
  if (name->wants >= LUN_WANTS_COUNTRY) name->country = country;
  if (name->wants == LUN_WANTS_PART) name->part = part;
}
