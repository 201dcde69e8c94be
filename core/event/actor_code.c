/* Codes: of a country and a part, and the part that words of a role say. */
#include <string.h>

#include "event/actor.h"
#include "lunette/mem.h"

/* A code of a country and a part that is marked by ~, which is left out of it: NGO~ goes first. */
static lun_lexeme joined(lun_coder *c, const char *country, size_t country_size, const char *part, size_t part_size) {
  if (lun_grow((void **)&c->text, &c->text_capacity, (uint64_t)country_size + part_size + 1, 1)) {
    c->failed = true;
    return 0;
  }
  const bool part_first = part_size && part[part_size - 1] == '~';
  size_t kept = part_first ? part_size - 1 : country_size;
  memcpy(c->text, part_first ? part : country, kept);
  if (part_first) memcpy(c->text + kept, country, country_size);
  kept += part_first ? country_size : 0;
  for (size_t i = part_first ? part_size : 0; i < part_size; i++)
    if (part[i] != '~') c->text[kept++] = part[i];
  return actor_intern(c, c->text, kept);
}

lun_lexeme actor_code(lun_coder *c, lun_lexeme country, lun_lexeme part) {
  size_t part_size = 0, country_size = 0;
  const char *part_text = part ? lun_vocab_text(c->vocab, part, &part_size) : "", *country_text = "";
  const bool marked = memchr(part_text, '~', part_size);
  if (country) country_text = lun_vocab_text(c->vocab, country, &country_size);
  if (marked && part_text[part_size - 1] == '~') return joined(c, country_text, country_size, part_text, part_size);
  if (!marked && part_size > 3) return part;
  if (!country && marked) { /* what it is without its mark */
    const lun_lexeme plain = joined(c, "", 0, part_text, part_size);
    if (plain == c->igo) return plain;
  }
  if (!country && (!part || part == c->igo)) return part;
  if (!part) return country;
  if (!country) country_text = lun_vocab_text(c->vocab, c->unknown, &country_size);
  return joined(c, country_text, country_size, part_text, part_size);
}

lun_lexeme actor_code_begin(lun_coder *c, lun_lexeme code, size_t size) {
  size_t whole;
  const char *text = lun_vocab_text(c->vocab, code, &whole);
  return whole > size ? actor_intern(c, text, size) : code;
}

lun_status lun_coder_join(lun_coder *c, lun_lexeme country, lun_lexeme part, lun_lexeme *code, lun_err *err) {
  c->failed = false;
  *code = actor_code(c, country, part);
  return c->failed ? lun_fail_memory(err) : LUN_OK;
}

/* The part that words say as a whole; 0 for none, and for a whole body. */
static lun_lexeme part_of(lun_coder *c, const char *words, size_t size) {
  uint32_t entry;
  if (lun_dictionary_find(c->of.sector, c->vocab, words, size, &entry, NULL)) {
    c->failed = true;
    return 0;
  }
  const lun_lexeme code = entry ? actor_sector_of(c, entry - 1)->code : 0;
  if (!code) return 0;
  size_t length;
  lun_vocab_text(c->vocab, code, &length);
  return length == 3 ? code : 0;
}

static bool is_head(lun_coder *c, const char *word, size_t size) {
  const lun_lexeme lexeme = lun_vocab_find(c->vocab, word, size);
  return lexeme && lexeme < c->word_count && c->words[lexeme] & A(HEADS);
}

static size_t word_size(const char *text, const char *end) {
  size_t size = 0;
  while (text + size < end && !strchr(" \t\n\v\f\r", text[size])) size++;
  return size;
}

/* The longest run of words that ends the text and is known, else the last known word, but for a leader behind one: who is led is meant
 * (student leader). Of a long text the last words are looked at. *head is the last word. */
static lun_lexeme part_at_end(lun_coder *c, const char *text, const char *end, const char **head, size_t *head_size) {
  enum { LONGEST = 100 }; /* letters of what the dictionary may have */
  for (const char *from = text, *space; (space = memchr(from, ' ', (size_t)(end - from))); from = space + 1) {
    const lun_lexeme part = end - from <= LONGEST ? part_of(c, from, (size_t)(end - from)) : 0;
    if (part) return part;
  }
  lun_lexeme part = 0;
  size_t size;
  *head_size = 0;
  for (const char *word = text; word < end; word += size + (size == 0)) {
    if (!(size = word_size(word, end))) continue;
    const lun_lexeme found = part_of(c, word, size);
    if (found && !(part && is_head(c, word, size))) part = found;
    *head = word;
    *head_size = size;
  }
  return part;
}

/* A leader is of who is led: leader of the opposition, rebel commander. */
static lun_lexeme part_of_role(lun_coder *c, const char *role, const char *end) {
  const char *of = role, *head = role;
  size_t head_size = 0;
  while (end - of >= 4 && memcmp(of, " of ", 4) != 0) of++;
  const bool led = end - of >= 4;
  const lun_lexeme part = part_at_end(c, role, led ? of : end, &head, &head_size);
  if (!led || !is_head(c, head, head_size)) return part;
  const char *whose = of + 4;
  if (end - whose >= 4 && !memcmp(whose, "the ", 4)) whose += 4;
  lun_lexeme found = part_of(c, whose, (size_t)(end - whose));
  if (!found) found = part_of(c, whose, word_size(whose, end));
  return found ? found : part;
}

/* Whether one of the first words of a role says that it was held once: former Chilean president. */
static bool is_former(lun_coder *c, const char *role, const char *end) {
  enum { FORMER = 4 };
  const char *word = role;
  for (size_t k = 0, size; k < FORMER && word < end; k++, word += size + 1) {
    size = word_size(word, end);
    const lun_lexeme lexeme = lun_vocab_find(c->vocab, word, size), lower = lexeme ? lun_vocab_lower(c->vocab, lexeme) : 0;
    if (lexeme && !lower) c->failed = true;
    if (lower && lower < c->word_count && c->words[lower] & A(FORMER)) return true;
  }
  return false;
}

lun_status lun_coder_part_of_role(lun_coder *c, const char *role, size_t size, lun_lexeme *part, lun_err *err) {
  c->failed = false;
  *part = part_of_role(c, role, role + size);
  if ((*part == c->gov || *part == c->mil || *part == c->jud) && is_former(c, role, role + size)) *part = c->eli;
  return c->failed ? lun_fail_memory(err) : LUN_OK;
}
