/* Places, organisations, nationalities and other names: by the id that linking gave, else by name. Before they are grouped, names of
 * a document are known by their short forms: those that it gives, letters of acronyms, names of companies without what ends or begins them,
 * of bodies without their middle or what they are of, and of regions without what ends them.
 * A short form of several long ones is none. */
#include <string.h>

#include "entity/part.h"
#include "lunette/hash.h"

enum { SEED_ACRONYM = 0x6163, SEED_ID = 0x6964, ACRONYM_MOST = 8 /* letters */ };
static const uint32_t SEVERAL = UINT32_MAX;

static uint64_t key_of(const lun_grouper *g, uint32_t mention) {
  const lun_name_of *name = &g->names[mention];
  return lun_words_hash(g->pool + name->words, name->count, g->out->mentions[mention].layer);
}

/* Notes that a short form stands for the name of a mention, in `longs`: its number and 1, SEVERAL for more than one name. */
static lun_status know_short(lun_grouper *g, uint64_t key, uint32_t mention) {
  uint32_t *at = lun_entity_table_at(&g->longs, key);
  if (!at) return LUN_NO_MEMORY;
  if (!*at) *at = mention + 1;
  else if (*at != SEVERAL && key_of(g, *at - 1) != key_of(g, mention)) *at = SEVERAL;
  return LUN_OK;
}

/* The letters that begin the words of an organisation's name, without small words. */
static lun_status know_acronym(lun_grouper *g, uint32_t mention) {
  const lun_name_of *name = &g->names[mention];
  lun_lexeme letters[ACRONYM_MOST];
  uint32_t count = 0;
  for (uint32_t i = 0; i < name->count; i++) {
    const lun_folded *word = lun_fold(g, g->pool[name->words + i]);
    if (word->flags & LUN_PART_SMALL) continue;
    if (count == ACRONYM_MOST) return LUN_OK;
    letters[count++] = word->initial;
  }
  return count < 2 ? LUN_OK : know_short(g, lun_words_hash(letters, count, SEED_ACRONYM), mention);
}

/* A long name without the words between: the U.N. General Assembly is the U.N. Assembly. */
static lun_status know_outer(lun_grouper *g, uint32_t mention) {
  const lun_name_of *name = &g->names[mention];
  if (name->count < 3) return LUN_OK;
  const lun_lexeme outer[2] = {g->pool[name->words], g->pool[name->words + name->count - 1]};
  return know_short(g, lun_words_hash(outer, 2, LUN_ENTITY_ORG), mention);
}

/* What every land has one of, without whose it is: the Chilean Senate is the Senate. */
static lun_status know_national(lun_grouper *g, uint32_t mention) {
  const lun_name_of *name = &g->names[mention];
  const uint32_t first = g->out->mentions[mention].first;
  char country[2];
  if (!(lun_fold(g, g->pool[name->words + name->count - 1])->flags & LUN_PART_NATIONAL) || !lun_land_of(g, LUN_PEOPLES, first, first + 1, country)) return LUN_OK;
  return know_short(g, lun_words_hash(g->pool + name->words + 1, name->count - 1, LUN_ENTITY_ORG), mention);
}

/* A body without what it is of: the Central Bank of Ireland is the Central Bank. */
static lun_status know_head(lun_grouper *g, uint32_t mention) {
  const lun_name_of *name = &g->names[mention];
  size_t size;
  for (uint32_t i = 2; i + 1 < name->count; i++) {
    const char *text = lun_vocab_text(g->vocab, g->pool[name->words + i], &size);
    if (size == 2 && (!memcmp(text, "of", size) || !memcmp(text, "de", size))) return know_short(g, lun_words_hash(g->pool + name->words, i, LUN_ENTITY_ORG), mention);
  }
  return LUN_OK;
}

static lun_status know_region(lun_grouper *g, uint32_t mention) {
  const lun_name_of *name = &g->names[mention];
  if (name->count < 2 || !(lun_fold(g, g->pool[name->words + name->count - 1])->flags & LUN_PART_REGION)) return LUN_OK;
  return know_short(g, lun_words_hash(g->pool + name->words, name->count - 1, LUN_ENTITY_PLACE), mention);
}

static lun_status know_company(lun_grouper *g, uint32_t mention) {
  const lun_name_of *name = &g->names[mention];
  const lun_lexeme *words = g->pool + name->words;
  for (uint32_t count = name->count; count > 1 && lun_fold(g, words[count - 1])->flags & LUN_PART_COMPANY;)
    if (know_short(g, lun_words_hash(words, --count, LUN_ENTITY_ORG), mention)) return LUN_NO_MEMORY;
  if (name->count > 2 && words[1] == g->ampersand && know_short(g, lun_words_hash(words, 1, LUN_ENTITY_ORG), mention)) return LUN_NO_MEMORY; /* its first partner */
  if (name->count > 1 && lun_fold(g, words[0])->flags & LUN_PART_COMPANY) return know_short(g, lun_words_hash(words + 1, name->count - 1, LUN_ENTITY_ORG), mention);
  return LUN_OK;
}

/* The letters of a mention that is one word in capitals, as a key; 0 for others. */
static uint64_t acronym_key(lun_grouper *g, uint32_t mention) {
  const lun_entity_mention *m = &g->out->mentions[mention];
  const lun_lexeme lexeme = g->doc->tokens.lexeme[m->first];
  if (m->stop != m->first + 1 || !(lun_vocab_flags(g->vocab, lexeme) & LUN_LEX_UPPER)) return 0;
  size_t size;
  const lun_lexeme whole = lun_fold(g, lexeme)->whole;
  if (!whole) return 0;
  const char *text = lun_vocab_text(g->vocab, whole, &size);
  lun_lexeme letters[ACRONYM_MOST];
  if (size < 2 || size > ACRONYM_MOST) return 0;
  for (size_t i = 0; i < size; i++) {
    if (text[i] < 'a' || text[i] > 'z') return 0;
    if (!(letters[i] = lun_vocab_intern(g->vocab, &text[i], 1))) g->failed = true;
  }
  return lun_words_hash(letters, (uint32_t)size, SEED_ACRONYM);
}

static uint64_t key_of_text(lun_grouper *g, uint32_t first, uint32_t stop, lun_entity_type type) {
  lun_lexeme words[64];
  uint32_t count = 0;
  for (uint32_t i = first; i < stop && count < sizeof words / sizeof *words; i++) {
    const lun_folded *word = lun_fold(g, g->doc->tokens.lexeme[i]);
    if (i > first || stop == first + 1 || !(word->flags & LUN_PART_SMALL)) words[count++] = word->whole;
  }
  return lun_words_hash(words, count, type);
}

/* What a document says: the short form's key leads to the long one's. Keys have 64 bits, so the long one is kept as a mention of it. */
static lun_status know_aliases(lun_grouper *g, const lun_entity_alias *aliases, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = lun_entities_from(g->out, aliases[i].long_first); k < g->out->mention_count && g->out->mentions[k].first < aliases[i].long_stop; k++) {
      const lun_entity_mention *m = &g->out->mentions[k];
      if (m->layer == LUN_ENTITY_PERSON || m->stop > aliases[i].long_stop) continue;
      const uint64_t key = key_of_text(g, aliases[i].short_first, aliases[i].short_stop, m->layer);
      uint32_t *at = lun_entity_table_at(&g->aliases, key);
      if (!at) return LUN_NO_MEMORY;
      if (key_of(g, k) != key) *at = k + 1;
    }
  return LUN_OK;
}

/* The group of the only name that a key stands for in short. */
uint32_t lun_long_of(const lun_grouper *g, lun_entity_type type, uint64_t key) {
  const uint32_t mention = lun_entity_table_find(&g->longs, key);
  if (!mention || mention == SEVERAL || g->out->mentions[mention - 1].layer != type) return LUN_NONE;
  return lun_entity_table_find(&g->keys, key_of(g, mention - 1)) - 1;
}

static uint64_t id_of(const lun_grouper *g, uint32_t mention) {
  const lun_entity_mention *m = &g->out->mentions[mention];
  size_t size;
  const char *id = g->key_id[m->layer] ? lun_layer_get(g->layer[m->layer], m->span, g->key_id[m->layer], &size) : NULL;
  return id && size ? lun_hash(id, size, SEED_ID + m->layer) : 0;
}

static bool is_short(const lun_grouper *g, const lun_entity_mention *m) {
  return m->stop == m->first + 1 && lun_vocab_flags(g->vocab, g->doc->tokens.lexeme[m->first]) & (LUN_LEX_UPPER | LUN_LEX_ABBREV);
}

typedef struct found { uint64_t key; lun_entity_why why; } found;

/* The key of the name that a mention stands for. */
static found canonical(lun_grouper *g, uint32_t mention) {
  const uint64_t own = key_of(g, mention);
  uint32_t other = lun_entity_table_find(&g->aliases, own);
  if (other) return (found){key_of(g, other - 1), LUN_WHY_ALIAS};
  const uint8_t layer = g->out->mentions[mention].layer;
  if (layer != LUN_ENTITY_ORG && layer != LUN_ENTITY_PLACE) return (found){own, LUN_WHY_NAME};
  other = lun_entity_table_find(&g->longs, own);
  if (other && other != SEVERAL && !(id_of(g, mention) && !id_of(g, other - 1) && lun_fold(g, g->pool[g->names[mention].words])->flags & LUN_PART_NATIONAL))
    return (found){key_of(g, other - 1), LUN_WHY_COMPANY}; /* nor is the Congress that linking knows the Chilean one */
  if (layer == LUN_ENTITY_PLACE) return (found){own, LUN_WHY_NAME};
  const uint64_t letters = acronym_key(g, mention);
  other = letters ? lun_entity_table_find(&g->longs, letters) : 0;
  if (other && other != SEVERAL) return (found){key_of(g, other - 1), LUN_WHY_ACRONYM};
  return (found){own, LUN_WHY_NAME};
}

static lun_status group_mention(lun_grouper *g, uint32_t mention) {
  const lun_entity_mention *m = &g->out->mentions[mention];
  const uint64_t id = id_of(g, mention), own = key_of(g, mention);
  found f = canonical(g, mention);
  uint32_t by_name = lun_entity_table_find(&g->keys, f.key), group = f.why == LUN_WHY_ALIAS ? by_name : 0;
  if (f.why == LUN_WHY_ACRONYM && id && by_name && !lun_entity_table_find(&g->ids, id)) { /* RSF, where the Rapid Support Forces are named and no Reporters */
    lun_group_join(g, by_name - 1, mention, f.why);
    return LUN_OK;
  }
  if (!group && id && (group = lun_entity_table_find(&g->ids, id)) && group != by_name) f.why = LUN_WHY_ID;
  if (!group && by_name && !(id && g->groups[by_name - 1].id && g->groups[by_name - 1].id != id)) group = by_name; /* one name may be two places */
  const bool made = !group;
  if (made) {
    group = lun_group_new(g, m->layer, mention) + 1;
    if (!group) return LUN_NO_MEMORY;
    g->groups[group - 1].short_name = is_short(g, m);
  }
  uint32_t *at[3];
  if (id) {
    if (!(at[0] = lun_entity_table_at(&g->ids, id))) return LUN_NO_MEMORY;
    *at[0] = group;
  }
  if (!(at[1] = lun_entity_table_at(&g->keys, own))) return LUN_NO_MEMORY;
  *at[1] = group;
  if (!(at[2] = lun_entity_table_at(&g->keys, f.key))) return LUN_NO_MEMORY;
  *at[2] = group;
  lun_group_of *of = &g->groups[group - 1];
  if (id && !of->id) {
    of->id = id;
    of->linked = mention;
  }
  if (of->short_name && !is_short(g, m)) {
    of->short_name = false;
    of->named = mention;
  }
  lun_group_join(g, group - 1, mention, made ? LUN_WHY_NAME : f.why);
  return LUN_OK;
}

lun_status lun_group_named(lun_grouper *g, const lun_entity_alias *aliases, uint32_t alias_count) {
  const lun_entities *out = g->out;
  if (know_aliases(g, aliases, alias_count)) return LUN_NO_MEMORY;
  for (uint32_t i = 0; i < out->mention_count; i++) {
    if (out->mentions[i].layer == LUN_ENTITY_ORG && g->names[i].count > 1 && (know_acronym(g, i) || know_company(g, i) || know_outer(g, i) || know_head(g, i) || know_national(g, i))) return LUN_NO_MEMORY;
    if (out->mentions[i].layer == LUN_ENTITY_PLACE && know_region(g, i)) return LUN_NO_MEMORY;
  }
  for (uint32_t i = 0; i < out->mention_count; i++)
    if (out->mentions[i].layer != LUN_ENTITY_PERSON && group_mention(g, i)) return LUN_NO_MEMORY;
  return LUN_OK;
}
