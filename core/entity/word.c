/* Words of names: each token's folded form, worked out once for a lexeme, and the words of every mention of a document. A person's
 * name ends at a comma; what stands in it between marks or brackets is a nickname; jr and the like are no part of the surname. */
#include <string.h>

#include "entity/part.h"
#include "lunette/hash.h"
#include "lunette/utf8.h"

enum { LONGEST = 256 /* bytes of a word that is written in several tokens */ };

uint64_t lun_words_hash(const lun_lexeme *words, uint32_t count, uint64_t seed) { return lun_hash(words, count * sizeof *words, seed); }

static lun_lexeme failed(lun_grouper *g) {
  g->failed = true;
  return 0;
}

/* The key of a text in lower case without full stops; the text itself where nothing else is in it. */
lun_lexeme lun_fold_text(lun_grouper *g, const char *text, size_t size) {
  lun_lexeme word = lun_vocab_intern(g->vocab, text, size);
  if (word) word = lun_vocab_key(g->vocab, word);
  if (word) word = lun_vocab_lower(g->vocab, word);
  if (!word) return failed(g);
  char out[LONGEST];
  size_t length, kept = 0;
  const char *lower = lun_vocab_text(g->vocab, word, &length);
  if (!memchr(lower, '.', length) || length > LONGEST) return word;
  for (size_t i = 0; i < length; i++)
    if (lower[i] != '.') out[kept++] = lower[i];
  if (!kept) return word;
  word = lun_vocab_intern(g->vocab, out, kept);
  return word ? word : failed(g);
}

static uint16_t flags_of(const lun_grouper *g, lun_lexeme whole) {
  uint16_t flags = 0;
  if (!(g->flagged_bits[lun_flagged_place(whole)] & lun_flagged_bit(whole))) return flags; /* as most */
  for (uint32_t i = 0; i < g->flagged_count; i++)
    if (g->flagged[i].word == whole) flags |= g->flagged[i].flag;
  return flags;
}

lun_status lun_flag_words(lun_grouper *g, const char *words, uint16_t flag, lun_err *err) {
  while (*words) {
    const size_t size = strcspn(words, " ");
    if (size) {
      const lun_lexeme word = lun_fold_text(g, words, size);
      if (!word || lun_grow((void **)&g->flagged, &g->flagged_capacity, (uint64_t)g->flagged_count + 1, sizeof *g->flagged)) return lun_fail_memory(err);
      g->flagged[g->flagged_count++] = (lun_flagged){word, flag};
      g->flagged_bits[lun_flagged_place(word)] |= lun_flagged_bit(word);
    }
    words += size + (words[size] == ' ');
  }
  return LUN_OK;
}

static const lun_folded nothing = {0, 0, LUN_PART_MADE};

const lun_folded *lun_fold(lun_grouper *g, lun_lexeme lexeme) {
  if (!lexeme) return &nothing; /* memory was out before */
  if (lexeme >= g->folded_capacity) {
    const uint32_t known = g->folded_capacity;
    if (lun_grow((void **)&g->folded, &g->folded_capacity, (uint64_t)lun_vocab_count(g->vocab) + 1024, sizeof *g->folded)) {
      g->failed = true;
      return &nothing;
    }
    memset(g->folded + known, 0, (g->folded_capacity - known) * sizeof *g->folded);
  }
  if (g->folded[lexeme].flags) return &g->folded[lexeme];
  size_t size;
  const char *text = lun_vocab_text(g->vocab, lexeme, &size);
  const lun_lexeme whole = lun_fold_text(g, text, size);
  if (!whole) return &nothing;
  text = lun_vocab_text(g->vocab, whole, &size);
  const size_t first = size ? lun_utf8_length((unsigned char)*text) : 0;
  const lun_lexeme initial = first < size ? lun_vocab_intern(g->vocab, text, first) : whole;
  if (!initial) {
    g->failed = true;
    return &nothing;
  }
  g->folded[lexeme] = (lun_folded){whole, initial, (uint16_t)(LUN_PART_MADE | flags_of(g, whole))};
  return &g->folded[lexeme];
}

static bool add_word(lun_grouper *g, lun_name_of *name, lun_lexeme word) {
  if (lun_grow((void **)&g->pool, &g->pool_capacity, (uint64_t)g->pool_count + 1, sizeof *g->pool)) {
    g->failed = true;
    return false;
  }
  g->pool[g->pool_count++] = word;
  name->count++;
  return true;
}

/* A word that is written in tokens i .. stop without space between them. */
static lun_lexeme word_at(lun_grouper *g, uint32_t i, uint32_t stop) {
  const lun_tokens *t = &g->doc->tokens;
  if (stop == i + 1) return lun_fold(g, t->lexeme[i])->whole;
  const uint32_t start = t->start[i], size = lun_token_stop(t, stop - 1) - start;
  return lun_fold_text(g, g->doc->text + start, size < LONGEST ? size : LONGEST);
}

/* Whether the last word of a name says which of its bearers is meant: Jr., XIV. */
static bool is_generation(lun_grouper *g, lun_lexeme word, uint32_t last) {
  const uint16_t flags = lun_fold(g, word)->flags;
  return flags & LUN_PART_GENERATION || (flags & LUN_PART_NUMERAL && lun_vocab_flags(g->vocab, g->doc->tokens.lexeme[last]) & LUN_LEX_UPPER);
}

static void read_person(lun_grouper *g, const lun_entity_mention *m, lun_name_of *name) {
  const lun_tokens *t = &g->doc->tokens;
  bool aside = false;
  uint32_t last = m->first;
  for (uint32_t i = m->first, next; i < m->stop; i = next) {
    const uint32_t flags = lun_vocab_flags(g->vocab, t->lexeme[i]);
    next = i + 1;
    if (flags & LUN_LEX_PUNCT) {
      if (name->count && g->doc->text[t->start[i]] == ',') break;
      if (flags & (LUN_LEX_QUOTE | LUN_LEX_OPEN | LUN_LEX_CLOSE)) aside = !aside && name->count;
      continue;
    }
    while (next < m->stop && !(t->flags[next] & (LUN_TOKEN_SPACE | LUN_TOKEN_LINE)) && !(lun_vocab_flags(g->vocab, t->lexeme[next]) & LUN_LEX_PUNCT)) next++;
    const lun_lexeme word = word_at(g, i, next);
    if (!aside) last = i;
    if (aside) name->nickname = name->nickname ? name->nickname : word;
    else if (name->count < LUN_NAME_WORDS) add_word(g, name, word);
    else g->pool[g->pool_count - 1] = word; /* the last one is the surname */
  }
  if (name->count > 1 && is_generation(g, g->pool[g->pool_count - 1], last)) {
    name->generation = g->pool[--g->pool_count];
    name->count--;
  }
}

static void read_other(lun_grouper *g, const lun_entity_mention *m, lun_name_of *name) {
  const lun_tokens *t = &g->doc->tokens;
  for (uint32_t i = m->first; i < m->stop; i++) {
    const lun_folded *word = lun_fold(g, t->lexeme[i]);
    if (i > m->first || m->stop == i + 1 || !(word->flags & LUN_PART_SMALL)) add_word(g, name, word->whole);
  }
}

lun_status lun_names_read(lun_grouper *g, lun_err *err) {
  const lun_entities *out = g->out;
  g->pool_count = 0;
  if (lun_grow((void **)&g->names, &g->name_capacity, out->mention_count, sizeof *g->names)) return lun_fail_memory(err);
  for (uint32_t i = 0; i < out->mention_count; i++) {
    const lun_entity_mention *m = &out->mentions[i];
    lun_name_of *name = &g->names[i];
    *name = (lun_name_of){.words = g->pool_count};
    if (m->layer == LUN_ENTITY_PERSON) read_person(g, m, name);
    else read_other(g, m, name);
    if (!name->count) add_word(g, name, word_at(g, m->first, m->stop));
  }
  return g->failed ? lun_fail_memory(err) : LUN_OK;
}

/* What the dictionary says of a given name: the first of its rows that says so, if the name is no rare one. */
static uint8_t look_up_gender(lun_grouper *g, const char *text, size_t size) {
  enum { LEAST = 5 };
  uint32_t entry, row;
  if (lun_dictionary_find(g->given, g->vocab, text, size, &entry, NULL)) g->failed = true;
  else if (entry)
    for (uint32_t rows = lun_dictionary_candidates(g->given, entry - 1, &row); rows; rows--, row++) {
      const char *gender = lun_dictionary_value(g->given, row, g->given_gender), *prior = lun_dictionary_value(g->given, row, g->given_prior);
      if ((*gender == 'M' || *gender == 'F') && (!*prior || *prior >= '0' + LEAST)) return *gender == 'M' ? LUN_GENDER_M : LUN_GENDER_F;
    }
  return LUN_GENDER_UNKNOWN;
}

uint8_t lun_gender_of(lun_grouper *g, uint32_t mention) {
  const lun_lexeme lexeme = g->doc->tokens.lexeme[g->out->mentions[mention].first];
  if (lexeme >= g->gender_capacity) {
    const uint32_t known = g->gender_capacity;
    if (lun_grow((void **)&g->genders, &g->gender_capacity, (uint64_t)lun_vocab_count(g->vocab) + 1024, sizeof *g->genders)) {
      g->failed = true;
      return LUN_GENDER_UNKNOWN;
    }
    memset(g->genders + known, 0, g->gender_capacity - known);
  }
  if (g->genders[lexeme]) return g->genders[lexeme] - 1;
  size_t size;
  const char *text = lun_vocab_text(g->vocab, lexeme, &size);
  uint8_t gender = look_up_gender(g, text, size);
  char titled[LONGEST];
  if (!gender && size > 1 && size <= LONGEST && lun_vocab_flags(g->vocab, lexeme) & LUN_LEX_UPPER) { /* a headline in capitals */
    for (size_t i = 0; i < size; i++) titled[i] = (char)(i && text[i] >= 'A' && text[i] <= 'Z' ? text[i] + ('a' - 'A') : text[i]);
    gender = look_up_gender(g, titled, size);
  }
  if (!g->failed) g->genders[lexeme] = gender + 1;
  return gender;
}
