/* The coder: lists of words as bits by lexeme, and what dictionaries say of sectors, countries and leaders, each looked up once. */
#include <string.h>

#include "event/actor.h"
#include "lunette/mem.h"

static const char *const lists[] = {
#define X(name, text) text,
    ACTOR_LISTS(X)
#undef X
};
enum { LISTS = sizeof lists / sizeof *lists };

const char *lun_coder_list(unsigned i) { return i < LISTS ? lists[i] : NULL; }

static lun_status want_column(const lun_dictionary *dictionary, const char *name, uint32_t *column, lun_err *err) {
  *column = lun_dictionary_find_column(dictionary, name);
  if (*column < lun_dictionary_columns(dictionary)) return LUN_OK;
  return lun_fail(err, LUN_INVALID, 0, "the dictionary '%s' wants the column '%s'", lun_dictionary_name(dictionary), name);
}

/* Room for the number of a lexeme. */
static bool reserve(uint32_t **list, uint32_t *count, lun_lexeme lexeme) {
  const uint32_t old = *count;
  if (lun_grow((void **)list, count, (uint64_t)lexeme + 1, sizeof **list)) return false;
  if (*count > old) memset(*list + old, 0, (*count - old) * sizeof **list);
  return true;
}

static bool add_word(lun_coder *c, const char *word, size_t size, uint32_t bit) {
  const lun_lexeme lexeme = lun_vocab_intern(c->vocab, word, size), lower = lexeme ? lun_vocab_lower(c->vocab, lexeme) : 0;
  if (!lower || !reserve(&c->words, &c->word_count, lower)) return false;
  c->words[lower] |= bit;
  return true;
}

static bool add_plain(lun_coder *c, lun_lexeme lexeme) {
  const uint32_t old = c->plain_count;
  if (lun_grow((void **)&c->plain, &c->plain_count, (uint64_t)lexeme / 64 + 1, sizeof *c->plain)) return false;
  if (c->plain_count > old) memset(c->plain + old, 0, (c->plain_count - old) * sizeof *c->plain);
  c->plain[lexeme / 64] |= (uint64_t)1 << lexeme % 64;
  return true;
}

uint32_t actor_learn(lun_coder *c, lun_lexeme lexeme) {
  const lun_lexeme lower = lun_vocab_lower(c->vocab, lexeme);
  const bool leads = lexeme < c->leader_count && c->leaders[lexeme] && c->leaders[lexeme] != ACTOR_NONE;
  const uint32_t listed = lower < c->word_count ? c->words[lower] : 0, bits = listed | (leads && !(listed & A(NO_LEADERS)) ? A(LEADER) : 0);
  if (!lower || !(bits ? reserve(&c->learned, &c->learned_count, lexeme) : add_plain(c, lexeme))) {
    c->failed = true;
    return 0;
  }
  if (bits) c->learned[lexeme] = bits;
  return bits;
}

lun_status lun_coder_add(lun_coder *c, const char *list, const char *word, size_t size, lun_err *err) {
  for (unsigned i = 0; i < LISTS; i++)
    if (!strcmp(lists[i], list)) return add_word(c, word, size, (uint32_t)(1u << i)) ? LUN_OK : lun_fail_memory(err);
  return lun_fail(err, LUN_NOT_FOUND, 0, "actors know no list of words '%s'", list);
}

lun_status lun_coder_add_body(lun_coder *c, const char *kind, const char *part, lun_err *err) {
  actor_body body = {{0}, actor_intern(c, part, strlen(part))};
  if (strlen(kind) >= sizeof body.kind) return lun_fail(err, LUN_INVALID, 0, "a kind of bodies has fewer than %zu letters: '%s'", sizeof body.kind, kind);
  memcpy(body.kind, kind, strlen(kind));
  if (!body.part || lun_grow((void **)&c->bodies, &c->body_capacity, (uint64_t)c->body_count + 1, sizeof *c->bodies)) return lun_fail_memory(err);
  c->bodies[c->body_count++] = body;
  return LUN_OK;
}

/* The last word of a text. */
static const char *last_word(const char *text, size_t size, size_t *length) {
  size_t start = size;
  while (start && !strchr(" \t\n\v\f\r", text[start - 1])) start--;
  *length = size - start;
  return text + start;
}

static bool add_leader(lun_coder *c, const char *name, const char *cc) {
  size_t size;
  const char *last = last_word(name, strlen(name), &size);
  const lun_lexeme word = actor_intern(c, last, size), of = *cc ? actor_intern(c, cc, strlen(cc)) : ACTOR_NONE;
  if (!word || !of || !reserve(&c->leaders, &c->leader_count, word)) return false;
  c->leaders[word] = !c->leaders[word] || c->leaders[word] == of ? of : ACTOR_NONE;
  return true;
}

static lun_status add_leaders(lun_coder *c, lun_err *err) {
  const lun_dictionary *office = c->of.office;
  uint32_t kind, cc, row;
  lun_status status = want_column(office, "kind", &kind, err);
  if (!status) status = want_column(office, "cc", &cc, err);
  for (uint32_t entry = 0; !status && entry < lun_dictionary_entries(office); entry++)
    for (uint32_t rows = lun_dictionary_candidates(office, entry, &row); !status && rows; rows--, row++) {
      const char *of = lun_dictionary_value(office, row, kind);
      const bool leads = !strcmp(of, "state") || !strcmp(of, "government");
      if (leads && !add_leader(c, lun_dictionary_surface(office, row), lun_dictionary_value(office, row, cc))) status = lun_fail_memory(err);
    }
  return status;
}

lun_status lun_coder_new(lun_vocab *vocab, const lun_coder_dictionaries *dictionaries, lun_coder **out, lun_err *err) {
  static const struct { const char *text; uint32_t bit; } fixed[] = {{"of", A(OF)}, {"for", A(FOR)}, {"at", A(AT)}, {"least", A(BOUND)}, {"most", A(BOUND)}, {"the", A(THE)}, {"both", A(BOTH)}, {"two", A(TWO)}};
  lun_coder *c = *out = lun_zalloc(1, sizeof *c);
  if (!c) return lun_fail_memory(err);
  c->vocab = vocab;
  c->of = *dictionaries;
  lun_status status = want_column(c->of.sector, "code", &c->sector_code, err);
  if (!status) status = want_column(c->of.nation, "cc", &c->nation_cc, err);
  if (!status) status = want_column(c->of.country, "code", &c->country_code, err);
  for (size_t i = 0; !status && i < sizeof fixed / sizeof *fixed; i++)
    if (!add_word(c, fixed[i].text, strlen(fixed[i].text), fixed[i].bit)) status = lun_fail_memory(err);
  struct { lun_lexeme *of; const char *text; } const codes[] = {{&c->gov, "GOV"}, {&c->mil, "MIL"}, {&c->cop, "COP"}, {&c->jud, "JUD"}, {&c->eli, "ELI"}, {&c->igo, "IGO"}, {&c->unknown, "---"}};
  for (size_t i = 0; !status && i < sizeof codes / sizeof *codes; i++) *codes[i].of = actor_intern(c, codes[i].text, 3);
  if (!status && !(c->sectors = lun_zalloc((size_t)lun_dictionary_entries(c->of.sector) + 1, sizeof *c->sectors))) c->failed = true;
  if (!status && c->failed) status = lun_fail_memory(err);
  if (!status) status = add_leaders(c, err);
  if (status) {
    lun_coder_free(c);
    *out = NULL;
  }
  return status;
}

void lun_coder_free(lun_coder *c) {
  if (!c) return;
  lun_free(c->words);
  lun_free(c->learned);
  lun_free(c->plain);
  lun_free(c->leaders);
  lun_free(c->sectors);
  lun_free(c->bodies);
  lun_free(c->text);
  lun_free(c);
}

uint32_t actor_row(const lun_dictionary *dictionary, uint32_t entry, const char *day) {
  uint32_t first;
  const uint32_t rows = lun_dictionary_candidates(dictionary, entry, &first);
  const char *const days[] = {day, "9999-12-31"};
  for (int k = *day ? 0 : 1; k < 2; k++)
    for (uint32_t i = 0; i < rows; i++)
      if (lun_dictionary_valid(dictionary, first + i, days[k])) return first + i;
  return first;
}

const actor_sector *actor_sector_of(lun_coder *c, uint32_t entry) {
  actor_sector *sector = &c->sectors[entry];
  if (sector->read) return sector;
  const uint32_t row = actor_row(c->of.sector, entry, "");
  const char *code = lun_dictionary_value(c->of.sector, row, c->sector_code), *surface = lun_dictionary_surface(c->of.sector, row);
  const lun_lexeme word = actor_intern(c, surface, strlen(surface));
  if (word && actor_word(c, word) & A(HEADS)) sector->head = true;
  if (word && actor_word(c, word) & A(UNIFORMED)) sector->uniformed = true;
  if (*code) sector->code = actor_intern(c, code, strlen(code));
  sector->read = !c->failed;
  return sector;
}

lun_lexeme actor_country(lun_coder *c, const char *cc) {
  if (*cc < 'A' || *cc > 'Z' || cc[1] < 'A' || cc[1] > 'Z') return 0;
  lun_lexeme *known = &c->three[26 * (*cc - 'A') + cc[1] - 'A'];
  if (!*known) {
    uint32_t entry;
    if (lun_dictionary_find(c->of.country, c->vocab, cc, 2, &entry, NULL)) {
      c->failed = true;
      return 0;
    }
    const char *code = entry ? lun_dictionary_value(c->of.country, actor_row(c->of.country, entry - 1, ""), c->country_code) : "";
    *known = *code ? actor_intern(c, code, strlen(code)) : ACTOR_NONE;
  }
  return *known == ACTOR_NONE ? 0 : *known;
}

lun_status lun_coder_country(lun_coder *c, const char *cc, lun_lexeme *country, lun_err *err) {
  c->failed = false;
  *country = actor_country(c, cc);
  return c->failed ? lun_fail_memory(err) : LUN_OK;
}

bool actor_may_lead(lun_coder *c, const char *name, size_t size) {
  const char *end = memchr(name, ' ', size);
  uint32_t entry = 0;
  if (!end || end[-1] == '.') return true;
  if (lun_dictionary_find(c->of.office, c->vocab, name, size, &entry, NULL)) c->failed = true;
  return entry != 0;
}

lun_status lun_coder_leader(lun_coder *c, const char *name, size_t size, bool *known, lun_lexeme *country, lun_err *err) {
  size_t length;
  const char *last = last_word(name, size, &length);
  const lun_lexeme word = lun_vocab_find(c->vocab, last, length), of = word && word < c->leader_count ? c->leaders[word] : 0;
  *country = 0;
  c->failed = false;
  *known = of && of != ACTOR_NONE && actor_may_lead(c, name, size);
  if (c->failed) return lun_fail_memory(err);
  return *known ? lun_coder_country(c, lun_vocab_text(c->vocab, of, &length), country, err) : LUN_OK;
}
