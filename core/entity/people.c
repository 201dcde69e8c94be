/* Persons. Full names first, so that a headline's surname finds its person further down: a full name is who has the same one, or
 * one that it shortens or lengthens; then names of one word, in the order of the text. Persons are found by pairs of their names'
 * words, whole and by their initials, for a long text holds far too many to try each. */
#include <string.h>

#include "entity/part.h"
#include "lunette/hash.h"

enum { RANK_SURNAME = 1, RANK_SECOND, RANK_GIVEN, SEED_PAIR = 0x70616972, SEED_NAME = 0x6e616d65, SEED_UNCLEAR = 0x756e };
enum { SENTENCES_APART = 2 /* of two persons named in one paragraph, for the nearer to be meant */ };

static uint64_t pair_key(lun_lexeme a, lun_lexeme b) { return lun_words_hash((const lun_lexeme[]){a, b}, 2, SEED_PAIR); }
static const lun_lexeme *words_of(const lun_grouper *g, uint32_t words) { return g->pool + words; }

/* Whether a shorter name can mean the person of a longer one: its words, which may be initials, are among the longer one's, in order. */
static bool fits(lun_grouper *g, const lun_lexeme *shorter, uint32_t short_count, const lun_lexeme *longer, uint32_t long_count) {
  uint32_t at = 0;
  if (short_count > long_count) return false;
  for (uint32_t i = 0; i < long_count && at < short_count; i++) {
    const lun_folded *word = lun_fold(g, longer[i]);
    if (longer[i] == shorter[at] || word->initial == shorter[at]) at++;
  }
  return at == short_count;
}

typedef struct search { /* for the person of a full name */
  lun_grouper *g;
  const lun_name_of *name;
  uint32_t found; /* group; LUN_NONE */
} search;

static void try_chain(search *s, uint32_t node) {
  lun_grouper *g = s->g;
  const lun_lexeme *words = words_of(g, s->name->words);
  for (uint32_t tried = 0; node && tried < LUN_CHAIN_MOST; tried++, node = g->nodes[node - 1].next) {
    const uint32_t number = g->nodes[node - 1].group;
    const lun_group_of *group = &g->groups[number];
    if (s->found != LUN_NONE && (number == s->found || group->last <= g->groups[s->found].last)) continue;
    if (group->generation && s->name->generation && group->generation != s->name->generation) continue;
    const lun_lexeme *own = words_of(g, group->words);
    if (fits(g, words, s->name->count, own, group->count) || fits(g, own, group->count, words, s->name->count)) s->found = number;
  }
}

/* Calls see for pairs of words, first one before the second, each whole and by its initial. */
static lun_status each_pair(lun_grouper *g, const lun_name_of *name, uint32_t group, search *s) {
  for (uint32_t i = 0; i + 1 < name->count; i++)
    for (uint32_t j = i + 1; j < name->count; j++) {
      const lun_lexeme a[2] = {g->pool[name->words + i], lun_fold(g, g->pool[name->words + i])->initial};
      const lun_lexeme b[2] = {g->pool[name->words + j], lun_fold(g, g->pool[name->words + j])->initial};
      for (int k = 0; k < 4; k++) {
        if ((k & 1 && a[1] == a[0]) || (k & 2 && b[1] == b[0])) continue;
        const uint64_t key = pair_key(a[k & 1], b[k >> 1]);
        if (s) try_chain(s, lun_entity_table_find(&g->ends, key));
        else {
          uint32_t *at = lun_entity_table_at(&g->pairs, key);
          if (!at || lun_group_chain(g, at, group, 0)) return LUN_NO_MEMORY;
        }
      }
    }
  return LUN_OK;
}

static lun_status know_single(lun_grouper *g, lun_lexeme word, uint32_t group, uint8_t rank) {
  uint32_t *at = lun_entity_table_at(&g->singles, word);
  return at ? lun_group_chain(g, at, group, rank) : LUN_NO_MEMORY;
}

/* A surname without its article, al-Burhan as Burhan; 0 for one without. */
static lun_lexeme without_article(lun_grouper *g, lun_lexeme word) {
  enum { ARTICLE = 3 };
  size_t size;
  const char *text = lun_vocab_text(g->vocab, word, &size);
  if (size < ARTICLE + 3 || text[1] != 'l' || text[2] != '-' || (text[0] != 'a' && text[0] != 'e')) return 0;
  return lun_fold_text(g, text + ARTICLE, size - ARTICLE);
}

/* The words by which alone a person may be called. */
static lun_status know_singles(lun_grouper *g, uint32_t number) {
  const lun_group_of *group = &g->groups[number];
  const lun_lexeme *words = words_of(g, group->words);
  lun_status status = know_single(g, words[group->count - 1], number, RANK_SURNAME);
  const lun_lexeme bare = without_article(g, words[group->count - 1]);
  if (!status && bare) status = know_single(g, bare, number, RANK_SURNAME);
  uint32_t second = group->count >= 3 ? group->count - 2 : 0; /* Neves of Ana Clara Neves da Costa */
  while (second && lun_fold(g, words[second])->flags & LUN_PART_SMALL) second--;
  if (!status && second) status = know_single(g, words[second], number, RANK_SECOND);
  if (!status && group->count >= 2) /* a first word that is no given name may be the family's */
    status = know_single(g, words[0], number, lun_gender_of(g, group->named) ? RANK_GIVEN : RANK_SURNAME);
  if (!status && group->nickname) status = know_single(g, group->nickname, number, RANK_GIVEN);
  return status;
}

static uint8_t gender_of_title(lun_grouper *g, uint32_t mention) {
  size_t size;
  const char *title = lun_layer_get(g->layer[LUN_ENTITY_PERSON], g->out->mentions[mention].span, "title", &size);
  if (!title || !size) return LUN_GENDER_UNKNOWN;
  const uint16_t flags = lun_fold(g, lun_fold_text(g, title, size))->flags;
  return flags & LUN_PART_MALE ? LUN_GENDER_M : flags & LUN_PART_FEMALE ? LUN_GENDER_F : LUN_GENDER_UNKNOWN;
}

/* What the words of a role end with, before those that say of what: the deputy minister of health. */
lun_folded lun_role_head(lun_grouper *g, const lun_entity_role *role) {
  lun_folded head = {0, 0, 0};
  for (uint32_t i = role->first; i < role->stop; i++) {
    const lun_folded word = *lun_fold(g, g->doc->tokens.lexeme[i]);
    if (head.whole && word.flags & LUN_PART_SMALL) break;
    head = word;
  }
  return head;
}
static lun_lexeme head_of(lun_grouper *g, const lun_entity_role *role) { return lun_role_head(g, role).whole; }

static lun_status take(lun_grouper *g, uint32_t group, uint32_t mention, uint8_t gender, lun_entity_why why) {
  lun_group_join(g, group, mention, why);
  lun_group_of *person = &g->groups[group];
  if (gender) {
    person->gender = gender;
    person->gender_stated = true;
  }
  if (!person->generation) person->generation = g->names[mention].generation;
  for (uint32_t r = g->names[mention].role; r; r = g->role_next[r - 1]) {
    const lun_lexeme head = head_of(g, &g->roles[r - 1]);
    if (head && lun_group_chain(g, &g->groups[group].heads, head, 0)) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}

/* Makes a group known by a name that is its longest so far. */
static lun_status know_name(lun_grouper *g, uint32_t number, uint32_t mention) {
  const lun_name_of *name = &g->names[mention];
  lun_group_of *group = &g->groups[number];
  const lun_lexeme *words = words_of(g, name->words);
  group->words = name->words;
  group->count = name->count;
  group->named = mention;
  if (name->nickname) group->nickname = name->nickname;
  if (name->generation) group->generation = name->generation;
  uint32_t *ends = lun_entity_table_at(&g->ends, pair_key(words[0], words[name->count - 1]));
  if (!ends || lun_group_chain(g, ends, number, 0) || each_pair(g, name, number, NULL)) return LUN_NO_MEMORY;
  if (!name->nickname) return LUN_OK;
  uint32_t *nickname = lun_entity_table_at(&g->pairs, pair_key(name->nickname, words[name->count - 1])); /* Bob Smith */
  return nickname ? lun_group_chain(g, nickname, number, 1) : LUN_NO_MEMORY;
}

/* The person whose nickname a full name begins with. */
static uint32_t by_nickname(const lun_grouper *g, const lun_name_of *name) {
  const lun_lexeme *words = words_of(g, name->words);
  uint32_t node = lun_entity_table_find(&g->pairs, pair_key(words[0], words[name->count - 1]));
  for (uint32_t tried = 0; node && tried < LUN_CHAIN_MOST; tried++, node = g->nodes[node - 1].next)
    if (g->nodes[node - 1].rank && g->groups[g->nodes[node - 1].group].nickname == words[0]) return g->nodes[node - 1].group;
  return LUN_NONE;
}

static lun_status full_name(lun_grouper *g, uint32_t mention) {
  const lun_name_of *name = &g->names[mention];
  const lun_lexeme *words = words_of(g, name->words);
  const uint64_t whole = lun_words_hash(words, name->count, SEED_NAME ^ name->generation);
  search s = {g, name, lun_entity_table_find(&g->exact, whole) - 1};
  bool longer = false;
  if (s.found == LUN_NONE) {
    try_chain(&s, lun_entity_table_find(&g->pairs, pair_key(words[0], words[name->count - 1])));
    each_pair(g, name, 0, &s);
    if (s.found == LUN_NONE) s.found = by_nickname(g, name);
    longer = s.found == LUN_NONE || name->count > g->groups[s.found].count;
    if (s.found == LUN_NONE) s.found = lun_group_new(g, LUN_ENTITY_PERSON, mention);
    uint32_t *exact = s.found == LUN_NONE ? NULL : lun_entity_table_at(&g->exact, whole);
    if (!exact || (longer && know_name(g, s.found, mention))) return LUN_NO_MEMORY;
    *exact = s.found + 1;
  }
  return take(g, s.found, mention, gender_of_title(g, mention), LUN_WHY_NAME);
}

typedef struct choice { /* among persons whom a name of one word fits */
  uint32_t group[LUN_CHAIN_MOST];
  uint32_t count;
} choice;

/* The group that a group was joined to in the end. */
static uint32_t root_of(const lun_grouper *g, uint32_t group) {
  while (g->groups[group].same != group) group = g->groups[group].same = g->groups[g->groups[group].same].same;
  return group;
}

static void gather(const lun_grouper *g, lun_lexeme word, choice *c) {
  uint8_t best = RANK_GIVEN + 1;
  c->count = 0;
  uint32_t node = lun_entity_table_find(&g->singles, word);
  for (uint32_t tried = 0; node && tried < LUN_CHAIN_MOST; tried++, node = g->nodes[node - 1].next) {
    const lun_link_node *at = &g->nodes[node - 1];
    const uint32_t group = root_of(g, at->group);
    bool known = at->rank > best;
    if (at->rank < best) c->count = 0;
    if (at->rank < best) best = at->rank;
    for (uint32_t i = 0; i < c->count; i++) known = known || c->group[i] == group;
    if (!known) c->group[c->count++] = group;
  }
}

static bool has_head(const lun_grouper *g, const lun_group_of *group, lun_lexeme head) {
  uint32_t node = group->heads;
  for (uint32_t tried = 0; node && tried < LUN_CHAIN_MOST; tried++, node = g->nodes[node - 1].next)
    if (g->nodes[node - 1].group == head) return true;
  return false;
}

static uint32_t place_of(const lun_grouper *g, const lun_ranges *ranges, const lun_group_of *group) {
  return lun_ranges_at(ranges, g->out->mentions[group->last].first);
}

/* Each says of a group whether it is one of those that are rather meant; of no group where it has nothing to say. */
typedef struct asked { const lun_grouper *g; uint8_t gender; lun_lexeme head; uint32_t most, sentence; } asked;
static bool of_gender(const asked *a, const lun_group_of *group) { return group->gender == a->gender; }
static bool not_of_other_gender(const asked *a, const lun_group_of *group) { return !group->gender || group->gender == a->gender; }
static bool called(const asked *a, const lun_group_of *group) { return has_head(a->g, group, a->head); }
static bool before(const asked *a, const lun_group_of *group) { (void)a; return group->last != LUN_NONE; }
static bool in_paragraph(const asked *a, const lun_group_of *group) { return place_of(a->g, &a->g->doc->structure.paragraphs, group) == a->most; }
static bool in_sentence(const asked *a, const lun_group_of *group) { return place_of(a->g, &a->g->doc->sentences, group) + SENTENCES_APART > a->sentence; }

/* Leaves those of whom `is` holds, if it holds of any; whether one is left. */
static bool narrow(const asked *a, choice *c, bool (*is)(const asked *, const lun_group_of *)) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < c->count; i++) count += is(a, &a->g->groups[c->group[i]]);
  if (!count) return false;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < c->count; i++)
    if (is(a, &a->g->groups[c->group[i]])) c->group[kept++] = c->group[i];
  c->count = kept;
  return kept == 1;
}

/* Why the first of a choice is meant, when it has been narrowed to one; else unclear. */
static lun_entity_why decide(lun_grouper *g, uint32_t mention, uint8_t gender, choice *c) {
  asked a = {g, gender, 0, 0, 0};
  if (gender && (narrow(&a, c, not_of_other_gender) || narrow(&a, c, of_gender))) return LUN_WHY_GENDER;
  for (uint32_t r = g->names[mention].role; r; r = g->role_next[r - 1]) {
    a.head = head_of(g, &g->roles[r - 1]);
    if (a.head && narrow(&a, c, called)) return LUN_WHY_ROLE;
  }
  if (narrow(&a, c, before)) return LUN_WHY_BEFORE;
  if (!before(&a, &g->groups[c->group[0]])) { /* a headline: who is named first */
    uint32_t first = c->group[0];
    for (uint32_t i = 1; i < c->count; i++) first = g->groups[c->group[i]].named < g->groups[first].named ? c->group[i] : first;
    c->group[0] = first;
    c->count = 1;
    return LUN_WHY_AFTER;
  }
  for (uint32_t i = 0; i < c->count; i++) {
    const lun_group_of *group = &g->groups[c->group[i]];
    const uint32_t paragraph = place_of(g, &g->doc->structure.paragraphs, group), sentence = place_of(g, &g->doc->sentences, group);
    if (paragraph > a.most) a.most = paragraph;
    if (sentence > a.sentence) a.sentence = sentence;
  }
  if (narrow(&a, c, in_paragraph)) return LUN_WHY_PARAGRAPH;
  return narrow(&a, c, in_sentence) ? LUN_WHY_SENTENCE : LUN_WHY_UNCLEAR;
}

/* The group of all mentions of a word that fit these persons as well. */
static lun_status unclear_mention(lun_grouper *g, uint32_t mention, lun_lexeme word, choice *c) {
  for (uint32_t i = 1; i < c->count; i++) /* in order of the groups */
    for (uint32_t k = i; k && c->group[k - 1] > c->group[k]; k--) {
      const uint32_t swapped = c->group[k];
      c->group[k] = c->group[k - 1];
      c->group[k - 1] = swapped;
    }
  uint32_t *known = lun_entity_table_at(&g->unclear, lun_hash(c->group, c->count * sizeof *c->group, SEED_UNCLEAR ^ word));
  if (!known) return LUN_NO_MEMORY;
  if (!*known) {
    const uint32_t made = lun_group_new(g, LUN_ENTITY_PERSON, mention);
    if (made == LUN_NONE) return LUN_NO_MEMORY;
    g->groups[made].unclear = true;
    *known = made + 1;
  }
  lun_group_join(g, *known - 1, mention, LUN_WHY_UNCLEAR);
  return LUN_OK;
}

/* An organisation whose short form a name without a title is: Acme, where the document has Acme Holdings Inc. */
static uint32_t company_of(const lun_grouper *g, uint32_t mention, lun_lexeme word) {
  if (lun_layer_get(g->layer[LUN_ENTITY_PERSON], g->out->mentions[mention].span, "title", NULL)) return LUN_NONE;
  return lun_long_of(g, LUN_ENTITY_ORG, lun_words_hash(&word, 1, LUN_ENTITY_ORG));
}

static lun_status single_name(lun_grouper *g, uint32_t mention) {
  const lun_lexeme word = words_of(g, g->names[mention].words)[0];
  const uint8_t gender = gender_of_title(g, mention);
  choice c;
  gather(g, word, &c);
  const choice all = c;
  lun_entity_why why = LUN_WHY_PART;
  if (c.count > 1) why = decide(g, mention, gender, &c);
  if (c.count > 1) {
    const lun_status status = unclear_mention(g, mention, word, &c);
    return status ? status : lun_group_rivals(g, mention, c.group, c.count, LUN_NONE);
  }
  const lun_group_of *found = c.count ? &g->groups[c.group[0]] : NULL;
  if (found && gender && found->gender_stated && found->gender != gender) found = NULL; /* Mr. Torres is not Mrs. Torres */
  if (!found) {
    const uint32_t company = c.count ? LUN_NONE : company_of(g, mention, word);
    if (company != LUN_NONE) {
      lun_group_join(g, company, mention, LUN_WHY_COMPANY);
      return LUN_OK;
    }
    c.group[0] = lun_group_new(g, LUN_ENTITY_PERSON, mention);
    if (c.group[0] == LUN_NONE) return LUN_NO_MEMORY;
    lun_group_of *made = &g->groups[c.group[0]];
    made->words = g->names[mention].words;
    made->count = 1;
    made->gender = lun_gender_of(g, mention);
    why = LUN_WHY_NAME;
    if (know_singles(g, c.group[0])) return LUN_NO_MEMORY;
  } else if (found->count == 1) why = why == LUN_WHY_PART ? LUN_WHY_NAME : why;
  const lun_status status = take(g, c.group[0], mention, gender, why);
  return status || all.count < 2 ? status : lun_group_rivals(g, mention, all.group, all.count, c.group[0]);
}

/* Joins one group to another: who is known by two names. */
static void join(lun_grouper *g, uint32_t into, uint32_t from) {
  lun_group_of *kept = &g->groups[into], *joined = &g->groups[from];
  joined->same = into;
  if (!kept->gender_stated && (joined->gender_stated || !kept->gender)) {
    kept->gender = joined->gender;
    kept->gender_stated = joined->gender_stated;
  }
}

/* The group of the person named at some tokens whose mentions are grouped; LUN_NONE. */
static uint32_t person_at(const lun_grouper *g, uint32_t first, uint32_t stop, bool full) {
  const uint32_t mention = lun_entities_at(g->out, first, stop);
  if (mention == LUN_NONE || g->out->mentions[mention].layer != LUN_ENTITY_PERSON || (full && g->names[mention].count < 2)) return LUN_NONE;
  const uint32_t group = root_of(g, g->group_of[mention]);
  return g->groups[group].type == LUN_ENTITY_PERSON && !g->groups[group].unclear ? group : LUN_NONE;
}

/* Joins who is known by two names: by full ones alone, or by any. */
static void join_known(lun_grouper *g, const lun_entity_alias *aliases, uint32_t alias_count, bool full) {
  for (uint32_t i = 0; i < alias_count; i++) {
    const uint32_t into = person_at(g, aliases[i].long_first, aliases[i].long_stop, full), from = person_at(g, aliases[i].short_first, aliases[i].short_stop, full);
    if (into != LUN_NONE && from != LUN_NONE && into != from) join(g, into, from);
  }
}

/* Gives mentions and rivals the groups that theirs were joined to. */
static void settle_joined(lun_grouper *g) {
  lun_entities *out = g->out;
  for (uint32_t i = 0; i < out->mention_count; i++) {
    if (out->mentions[i].layer != LUN_ENTITY_PERSON) continue;
    const uint32_t group = root_of(g, g->group_of[i]);
    if (group != g->group_of[i]) lun_group_join(g, group, i, LUN_WHY_ALIAS);
  }
  for (uint32_t i = 0; i < out->rival_count; i++) out->rivals[i] = root_of(g, out->rivals[i]);
}

lun_status lun_group_people(lun_grouper *g, const lun_entity_alias *aliases, uint32_t alias_count) {
  const lun_entities *out = g->out;
  const uint32_t first = g->group_count;
  for (uint32_t i = 0; i < out->mention_count; i++)
    if (out->mentions[i].layer == LUN_ENTITY_PERSON && g->names[i].count > 1 && full_name(g, i)) return LUN_NO_MEMORY;
  join_known(g, aliases, alias_count, true);
  for (uint32_t i = first; i < g->group_count; i++) {
    if (!g->groups[i].gender) g->groups[i].gender = lun_gender_of(g, g->groups[i].named);
    g->groups[i].last = LUN_NONE; /* from here on: as far as the text has been read */
    if (know_singles(g, i)) return LUN_NO_MEMORY;
  }
  for (uint32_t i = 0; i < out->mention_count; i++) {
    if (out->mentions[i].layer != LUN_ENTITY_PERSON) continue;
    if (g->names[i].count > 1) g->groups[root_of(g, g->group_of[i])].last = i;
    else if (single_name(g, i)) return LUN_NO_MEMORY;
  }
  join_known(g, aliases, alias_count, false);
  settle_joined(g);
  return LUN_OK;
}
