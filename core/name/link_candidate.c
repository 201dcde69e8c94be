/* Candidates of names: rows of dictionaries, each read once, and which of them a run of tokens has. Owns the memory of what was
 * looked up: rows by entry, and short runs of tokens in slots that a later run may take. Rows of one name with one id are one
 * candidate; a nationality of several countries is as many candidates. */
#include <stdlib.h>
#include <string.h>

#include "name/link_part.h"

#define NO_COLUMN UINT32_MAX
enum { PRIOR_UNSAID = 5 };

static uint32_t column_of(const lun_dictionary *dictionary, const char *name) {
  const uint32_t c = lun_dictionary_find_column(dictionary, name);
  return c < lun_dictionary_columns(dictionary) ? c : NO_COLUMN;
}

lun_status lun_source_open(lun_linker *linker, lun_link_layer layer, lun_dictionary *dictionary, lun_err *err) {
  lun_source *s = &linker->source[layer];
  *s = (lun_source){dictionary, column_of(dictionary, "type"), column_of(dictionary, "id"), column_of(dictionary, "cc"), column_of(dictionary, "prior"),
                    column_of(dictionary, "flags"), column_of(dictionary, "from"), column_of(dictionary, "to"), NULL, NULL};
  s->surface_of = lun_zalloc(lun_dictionary_entries(dictionary), sizeof *s->surface_of);
  s->slots = lun_zalloc(LUN_SLOTS, sizeof *s->slots);
  return s->surface_of && s->slots ? LUN_OK : lun_fail_memory(err);
}

lun_place_kind lun_place_kind_of(const char *type) {
  static const struct { const char *type; lun_place_kind kind; } kinds[] = {
      {"LOC.country", LUN_PLACE_COUNTRY}, {"LOC.admin1", LUN_PLACE_ADMIN1}, {"LOC.city", LUN_PLACE_CITY}, {"LOC.water", LUN_PLACE_WATER}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (!strcmp(kinds[i].type, type)) return kinds[i].kind;
  return LUN_PLACE_OTHER;
}

uint16_t lun_country_of(const char *cc, size_t size) {
  if (size != 2 || cc[0] < 'A' || cc[0] > 'Z' || cc[1] < 'A' || cc[1] > 'Z') return LUN_NO_COUNTRY;
  return (uint16_t)((cc[0] - 'A') * 26 + (cc[1] - 'A'));
}

bool lun_candidate_in(const lun_candidate *candidate, uint16_t country) {
  for (unsigned i = 0; i < candidate->countries; i++)
    if (candidate->country[i] == country) return true;
  return false;
}

const char *lun_candidate_value(const lun_linker *linker, lun_link_layer layer, const lun_candidate *candidate, uint32_t column) {
  return lun_dictionary_value(linker->source[layer].dictionary, candidate->row, column);
}

static lun_candidate *add(lun_linker *linker, lun_err *err) {
  if (lun_grow((void **)&linker->candidates, &linker->candidate_capacity, (uint64_t)linker->candidate_count + 1, sizeof *linker->candidates)) {
    lun_fail_memory(err);
    return NULL;
  }
  lun_candidate *candidate = &linker->candidates[linker->candidate_count++];
  *candidate = (lun_candidate){0};
  return candidate;
}

/* A nationality without an id is that of each of its countries. */
static lun_status add_peoples(lun_linker *linker, const lun_candidate *row, lun_err *err) {
  for (unsigned i = 0; i < row->countries; i++) {
    const char id[] = {'i', 's', 'o', ':', (char)('A' + row->country[i] / 26), (char)('A' + row->country[i] % 26), 0};
    lun_candidate *candidate = add(linker, err);
    if (!candidate) return LUN_NO_MEMORY;
    *candidate = *row;
    candidate->country[0] = row->country[i];
    candidate->countries = 1;
    if (!(candidate->id = lun_id_of(linker, id, false))) return lun_fail_memory(err);
  }
  return LUN_OK;
}

static lun_status read_row(lun_linker *linker, lun_link_layer layer, uint32_t row, uint32_t first, lun_err *err) {
  const lun_source *s = &linker->source[layer];
  lun_dictionary *dictionary = s->dictionary;
  const char *id = lun_dictionary_value(dictionary, row, s->id), *flags = lun_dictionary_value(dictionary, row, s->flags);
  const char *prior = lun_dictionary_value(dictionary, row, s->prior), *cc = lun_dictionary_value(dictionary, row, s->cc);
  lun_candidate c = {.row = row, .kind = (uint8_t)lun_place_kind_of(lun_dictionary_value(dictionary, row, s->type))};
  c.prior = *prior ? strtof(prior, NULL) : PRIOR_UNSAID;
  c.capital = strchr(flags, 'k') != NULL;
  c.many = layer == LUN_LINK_ORGANISATIONS && strchr(flags, 'm') != NULL;
  c.shared = c.many || (layer == LUN_LINK_ORGANISATIONS && strchr(flags, 'n') != NULL);
  c.dated = *lun_dictionary_value(dictionary, row, s->from) || *lun_dictionary_value(dictionary, row, s->to);
  for (; *cc && c.countries < LUN_CANDIDATE_COUNTRIES; cc += cc[strcspn(cc, ",")] ? strcspn(cc, ",") + 1 : strlen(cc)) {
    const uint16_t country = lun_country_of(cc, strcspn(cc, ","));
    if (country != LUN_NO_COUNTRY) c.country[c.countries++] = country;
  }
  if (layer == LUN_LINK_PEOPLES && c.countries > 1 && !*id) return add_peoples(linker, &c, err);
  if (*id && !(c.id = lun_id_of(linker, id, true))) return lun_fail_memory(err);
  for (uint32_t i = first; c.id && !c.dated && i < linker->candidate_count; i++) {
    lun_candidate *same = &linker->candidates[i];
    if (same->id != c.id || same->dated) continue;
    if (c.prior > same->prior) same->prior = c.prior;
    same->capital = same->capital || c.capital;
    if (!strchr(flags, 'A')) same->row = row; /* of two spellings the one that is no alias */
    return LUN_OK;
  }
  c.within = lun_id_within(linker, c.id);
  lun_candidate *candidate = add(linker, err);
  if (!candidate) return LUN_NO_MEMORY;
  *candidate = c;
  return LUN_OK;
}

/* Finds towns that a division is called after: it holds the town, or is of a rank that holds none. The town is as likely as it. */
static void find_towns(lun_linker *linker, uint32_t first) {
  for (uint32_t i = first; i < linker->candidate_count; i++) {
    lun_candidate *town = &linker->candidates[i];
    for (uint32_t k = first; k < linker->candidate_count; k++) {
      lun_candidate *other = &linker->candidates[k];
      if (!town->countries || town->kind != LUN_PLACE_CITY || !lun_candidate_in(other, town->country[0])) continue;
      if (other->kind == LUN_PLACE_COUNTRY) {
        town->state = true;
        town->capital = false;
      }
      if (other->kind != LUN_PLACE_ADMIN1) continue;
      if (town->within && town->within != other->id && lun_id_holds(linker, other->id)) continue;
      town->town = other->district = true;
      if (other->prior > town->prior) town->prior = other->prior;
    }
  }
}

/* The surface of an entry, read now if it was not before. */
static lun_status surface_of_entry(lun_linker *linker, lun_link_layer layer, uint32_t entry, uint32_t *surface, lun_err *err) {
  lun_source *s = &linker->source[layer];
  if (s->surface_of[entry]) {
    *surface = s->surface_of[entry] - 1;
    return LUN_OK;
  }
  const uint32_t first = linker->candidate_count;
  uint32_t row, rows = lun_dictionary_candidates(s->dictionary, entry, &row);
  lun_status status = layer == LUN_LINK_PLACES ? lun_ids_read_within(linker, err) : LUN_OK;
  if (!status && lun_grow((void **)&linker->surfaces, &linker->surface_capacity, (uint64_t)linker->surface_count + 1, sizeof *linker->surfaces))
    status = lun_fail_memory(err);
  for (uint32_t i = 0; !status && i < rows; i++) status = read_row(linker, layer, row + i, first, err);
  if (!status && layer == LUN_LINK_PLACES) find_towns(linker, first);
  if (status) {
    linker->candidate_count = first;
    return status;
  }
  linker->surfaces[linker->surface_count++] = (lun_surface){first, linker->candidate_count - first, 0};
  s->surface_of[entry] = linker->surface_count;
  *surface = linker->surface_count - 1;
  return LUN_OK;
}

/* Looks the run up as it stands, then as a name in capitals may be meant. */
static lun_status look_up(lun_linker *linker, const lun_doc *doc, lun_link_layer layer, uint32_t first, uint32_t stop, uint32_t *surface, lun_err *err) {
  lun_source *s = &linker->source[layer];
  *surface = LUN_NO_SURFACE;
  for (unsigned options = 0; options <= LUN_LOOKUP_RECASE; options++) {
    linker->hits.count = 0;
    const lun_status status = lun_dictionary_scan(s->dictionary, doc->vocab, &doc->tokens, first, stop, options, &linker->hits, err);
    if (status) return status;
    const lun_hit *hit = linker->hits.at;
    if (linker->hits.count == 1 && hit->first == first && hit->stop == stop) return surface_of_entry(linker, layer, hit->entry, surface, err);
    if (linker->hits.count > 1 || !(lun_vocab_flags(doc->vocab, doc->tokens.lexeme[stop - 1]) & LUN_LEX_UPPER)) break;
  }
  return LUN_OK;
}

lun_status lun_surface_of(lun_linker *linker, const lun_doc *doc, lun_link_layer layer, uint32_t first, uint32_t stop, uint32_t *surface, lun_err *err) {
  const uint32_t tokens = stop - first;
  const lun_lexeme *token = doc->tokens.lexeme + first;
  if (tokens > LUN_SLOT_TOKENS) return look_up(linker, doc, layer, first, stop, surface, err);
  uint32_t hash = tokens;
  for (uint32_t i = 0; i < tokens; i++) hash = (hash ^ token[i]) * 0x9E3779B1u;
  lun_slot *slot = &linker->source[layer].slots[hash >> 16 & (LUN_SLOTS - 1)];
  if (slot->tokens == tokens && !memcmp(slot->token, token, tokens * sizeof *token)) {
    *surface = slot->surface;
    return LUN_OK;
  }
  const lun_status status = look_up(linker, doc, layer, first, stop, surface, err);
  if (status) return status;
  slot->tokens = tokens;
  slot->surface = *surface;
  memcpy(slot->token, token, tokens * sizeof *token);
  return LUN_OK;
}

lun_status lun_surface_of_id(lun_linker *linker, const char *id, uint32_t *surface, lun_err *err) {
  const size_t size = strlen(id);
  const uint16_t country = size > 7 && !memcmp(id, "iso:", 4) && id[6] == '-' ? lun_country_of(id + 4, 2) : LUN_NO_COUNTRY;
  if (country == LUN_NO_COUNTRY) return lun_fail(err, LUN_INVALID, 0, "'%s' is no id of a first-level division, as iso:US-NH is", id);
  const lun_id number = lun_id_of(linker, id, false);
  if (!number || lun_grow((void **)&linker->surfaces, &linker->surface_capacity, (uint64_t)linker->surface_count + 1, sizeof *linker->surfaces))
    return lun_fail_memory(err);
  lun_candidate *candidate = add(linker, err);
  if (!candidate) return LUN_NO_MEMORY;
  *candidate = (lun_candidate){.id = number, .country = {country}, .countries = 1, .kind = LUN_PLACE_ADMIN1};
  linker->surfaces[linker->surface_count] = (lun_surface){linker->candidate_count - 1, 1, 0};
  *surface = linker->surface_count++;
  return LUN_OK;
}

lun_status lun_surface_named(lun_linker *linker, lun_link_layer layer, const char *name, size_t size, uint32_t *surface, lun_err *err) {
  uint32_t entry;
  *surface = LUN_NO_SURFACE;
  const lun_status status = lun_dictionary_lookup(linker->source[layer].dictionary, linker->vocab, name, size, &entry, err);
  if (status) return status == LUN_NOT_FOUND ? LUN_OK : status;
  return surface_of_entry(linker, layer, entry, surface, err);
}

static int by_owner(const void *a, const void *b) {
  const lun_owner *x = a, *y = b;
  if (x->id != y->id) return x->id < y->id ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

/* Which rows of organisations have an id, for the few articles that explain a short form. */
static lun_status read_owners(lun_linker *linker, lun_err *err) {
  const lun_source *s = &linker->source[LUN_LINK_ORGANISATIONS];
  uint32_t rows = 0, row, count = 0;
  for (uint32_t entry = 0; entry < lun_dictionary_entries(s->dictionary); entry++) rows += lun_dictionary_candidates(s->dictionary, entry, &row);
  lun_owner *owners = lun_alloc((rows ? rows : 1) * sizeof *owners);
  if (!owners) return lun_fail_memory(err);
  for (uint32_t i = 0; i < rows; i++) {
    const char *id = lun_dictionary_value(s->dictionary, i, s->id);
    if (!*id) continue;
    owners[count] = (lun_owner){lun_id_of(linker, id, true), i};
    if (owners[count++].id) continue;
    lun_free(owners);
    return lun_fail_memory(err);
  }
  qsort(owners, count, sizeof *owners, by_owner);
  linker->owners = owners;
  linker->owner_count = count;
  return LUN_OK;
}

/* Whether half of the words of a long form that have a capital stand in a surface as well. */
static bool mostly_in(const lun_doc *doc, uint32_t first, uint32_t stop, const char *surface) {
  uint32_t words = 0, shared = 0;
  for (uint32_t i = first; i < stop; i++) {
    size_t size;
    const char *text = lun_vocab_text(doc->vocab, doc->tokens.lexeme[i], &size), *at = surface;
    if (!(lun_vocab_flags(doc->vocab, doc->tokens.lexeme[i]) & LUN_LEX_CAP)) continue;
    words++;
    while ((at = strstr(at, text)) != NULL) {
      if ((at == surface || at[-1] == ' ') && (at[size] == ' ' || at[size] == 0)) {
        shared++;
        break;
      }
      at += size;
    }
  }
  return words && shared * 2 >= words;
}

lun_status lun_candidate_called(lun_linker *linker, const lun_doc *doc, const lun_candidate *candidate, uint32_t first, uint32_t stop, bool *called, lun_err *err) {
  *called = false;
  const lun_status status = linker->owners ? LUN_OK : read_owners(linker, err);
  if (status) return status;
  uint32_t low = 0, high = linker->owner_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (linker->owners[middle].id < candidate->id) low = middle + 1;
    else high = middle;
  }
  for (; low < linker->owner_count && linker->owners[low].id == candidate->id && !*called; low++)
    *called = mostly_in(doc, first, stop, lun_dictionary_surface(linker->source[LUN_LINK_ORGANISATIONS].dictionary, linker->owners[low].row));
  return LUN_OK;
}
