/* Noun phrases that refer back: a role noun to a person who is called so or holds such an office, a noun for a body to an organisation, a
 * description to a country. Of several candidates who fits more of the words goes first, then who was named last. */
#include <stdlib.h>
#include <string.h>

#include "reference/part.h"

enum { HIMSELF = 4 /* by which a person fits less who is the owner of what is asked for: his rival */ };

/* Inserted one by one, for they are few and mostly in order. */
static void put_in_order(lun_fittings *list) {
  for (unsigned i = 1; i < list->count; i++) {
    const lun_fitting f = list->at[i];
    unsigned k = i;
    for (; k && (list->at[k - 1].fit < f.fit || (list->at[k - 1].fit == f.fit && list->at[k - 1].stop < f.stop)); k--) list->at[k] = list->at[k - 1];
    list->at[k] = f;
  }
}

static bool is_before(const lun_fittings *list, unsigned k) {
  for (unsigned i = 0; i < k; i++)
    if (list->at[i].entity == list->at[k].entity) return true;
  return false;
}

bool lun_best_of(lun_fittings *list, lun_kept *kept) {
  if (!list->count) return false;
  put_in_order(list);
  const lun_fitting *best = &list->at[0];
  unsigned second = 1;
  while (second < list->count && list->at[second].entity == best->entity) second++;
  const bool unclear = second < list->count && list->at[second].fit == best->fit && list->at[second].sentence == best->sentence;
  *kept = lun_answer(unclear ? LUN_NOBODY : best->entity, best->reason);
  kept->answer.unclear = kept->answer.reason.several = unclear;
  if (unclear) lun_add_other(kept, best->entity, best->reason);
  for (unsigned k = 1, told = 0; k < list->count && told < LUN_MOST_TOLD; k++) {
    if (is_before(list, k)) continue;
    lun_add_other(kept, list->at[k].entity, list->at[k].reason);
    told++;
  }
  return true;
}

static int by_word(const void *a, const void *b) {
  const lun_called *x = a, *y = b;
  if (x->word != y->word) return x->word < y->word ? -1 : 1;
  return (x->entry > y->entry) - (x->entry < y->entry);
}

static int by_number(const void *a, const void *b) {
  const lun_lexeme x = *(const lun_lexeme *)a, y = *(const lun_lexeme *)b;
  return (x > y) - (x < y);
}

/* The words of all roles that the text gives. */
static bool read_role_words(lun_referents *r) {
  const lun_entities *all = r->entities;
  r->role_word_count = 0;
  for (uint32_t i = 0; all && i < all->role_count; i++)
    for (uint32_t t = all->roles[i].first; t < all->roles[i].stop; t++) {
      if (lun_grow((void **)&r->role_words, &r->role_word_capacity, (uint64_t)r->role_word_count + 1, sizeof *r->role_words)) {
        lun_no_memory(r);
        return false;
      }
      r->role_words[r->role_word_count++] = lun_lower_of(r, t);
    }
  if (r->role_word_count > 1) qsort(r->role_words, r->role_word_count, sizeof *r->role_words, by_number);
  return r->role_words_read = !lun_failed(r);
}

/* Whether persons may be called by a noun that the dictionary of roles has not: no other word is one of most roles, and nobody need be asked. */
static bool may_be_called(lun_referents *r, lun_lexeme noun) {
  if (r->count > r->grouped) return true; /* scripts said who there is, and what they are */
  if (!r->role_words_read && !read_role_words(r)) return false;
  uint32_t low = 0, high = r->role_word_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (r->role_words[middle] < noun) low = middle + 1;
    else high = middle;
  }
  return low < r->role_word_count && r->role_words[low] == noun;
}

/* What persons are called, told once; their offices, too, for which many are looked up, only for a noun that the dictionary of roles has, in which
 * the words of offices stand. Who is asked may ask itself, of what was told until then. NULL where it failed. */
static lun_called_list *read_called(lun_referents *r, uint64_t bits) {
  const bool offices = (bits & R(ROLE)) != 0;
  lun_called_list *list = &r->called[offices ? LUN_CALLED_ALL : LUN_CALLED_ROLES], *before = r->telling;
  if (!list->read) {
    list->read = true;
    r->telling = list;
    const bool told = r->ask->called(r->ask->context, offices);
    r->telling = before;
    if (lun_not_told(r, told)) {
      lun_forget_called(list);
      return NULL;
    }
  }
  if (!list->sorted) {
    if (list->count > 1) qsort(list->called, list->count, sizeof *list->called, by_word);
    list->sorted = true;
  }
  return list;
}

/* What persons are called by a noun: entries of a list, from *first on, which are in the order of being told. */
static uint32_t called_by(lun_referents *r, lun_lexeme noun, uint64_t bits, const lun_called_list **of, uint32_t *first) {
  const lun_called_list *list = *of = bits & R(ROLE) || may_be_called(r, noun) ? read_called(r, bits) : NULL;
  uint32_t low = 0, high = list ? list->count : 0;
  const uint32_t count = high;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (list->called[middle].word < noun) low = middle + 1;
    else high = middle;
  }
  *first = low;
  while (low < count && list->called[low].word == noun) low++;
  return low - *first;
}

static bool has_word(const lun_called_list *list, const lun_calling *c, lun_lexeme word) {
  for (uint32_t i = 0; i < c->words; i++)
    if (list->words[c->word + i] == word) return true;
  return false;
}

static lun_reason of_words(lun_reason_code code, uint32_t first, uint32_t stop, bool lower) {
  lun_reason reason = lun_reason_of(code);
  reason.first = first;
  reason.stop = stop;
  reason.lower = lower;
  return reason;
}

/* Whether a phrase asks for somebody's deputy, which a person is not called: the deputy minister is no minister. */
static bool is_above(lun_referents *r, const lun_noun_phrase *phrase, const lun_called_list *list, const lun_calling *c) {
  for (uint32_t i = phrase->from; i < phrase->at; i++)
    if (lun_word_is(r, i, R(DEPUTY)) && !has_word(list, c, lun_lower_of(r, i))) return true;
  return false;
}

/* How well what a person is called fits a phrase: words of it, and the country. */
static int fit_of(lun_referents *r, lun_noun_phrase *phrase, const lun_called_list *list, const lun_calling *c, lun_reason *reason) {
  int fit = c->office ? -1 : 0;
  bool missing = false;
  for (uint32_t i = phrase->from; i < phrase->at; i++) {
    if (has_word(list, c, lun_lower_of(r, i))) fit += 2;
    else missing = true;
  }
  for (uint32_t i = 0; i + 1 < c->words; i++) { /* the minister is rather not the former one, the president no vice president */
    const lun_lexeme word = list->words[c->word + i];
    bool said = !(lun_reference_bits(r->words, word) & R(LESSER));
    for (uint32_t k = phrase->from; k < phrase->at && !said; k++) said = lun_lower_of(r, k) == word;
    if (!said) fit--;
  }
  if (lun_phrase_country(r, phrase)) {
    const lun_referent_facts facts = lun_facts_of(r, c->entity);
    if (*facts.country) fit += memcmp(facts.country, phrase->country, 2) ? -3 : 3;
  }
  *reason = of_words(c->office ? LUN_REASON_HOLDS : LUN_REASON_CALLED, missing ? phrase->at : phrase->from, phrase->at + 1, true);
  return fit;
}

/* Whether somebody is called by a word, which stands at the end of what they are called, or before what is attached to it: a campaign manager is
 * no campaign, and the president of a lawyers' association no lawyer. */
static bool is_head(lun_referents *r, const lun_called_list *list, const lun_calling *c, lun_lexeme word) {
  for (uint32_t i = 0; i < c->words; i++) {
    const lun_lexeme next = i + 1 < c->words ? list->words[c->word + i + 1] : 0;
    const bool attached = next && lun_reference_bits(r->words, next) & (R(TAIL) | R(RELATION));
    if (list->words[c->word + i] == word && (!next || attached || next == r->words->and_)) return true;
    if (attached) return false;
  }
  return false;
}

/* Whether what somebody is called names another owner than a person: Torres's lawyer, where the lawyer of Li is asked for. */
static bool is_of_another(lun_referents *r, const lun_called_list *list, const lun_calling *c, uint32_t token, uint32_t owner) {
  size_t size = 0, end = 0;
  const char *word = "";
  for (uint32_t i = 0; i + 1 < c->words && !end; i++) {
    word = lun_vocab_text(r->doc->vocab, list->words[c->word + i], &size);
    end = size > 2 && !memcmp(word + size - 2, "'s", 2) ? 2 : size > 4 && !memcmp(word + size - 4, "\xE2\x80\x99s", 4) ? 4 : 0;
  }
  lun_antecedent found[LUN_WINDOW];
  const unsigned count = end ? lun_candidates(r, token, LUN_ENTITY_PERSON, 0, found) : 0;
  bool others = false, ends = false;
  for (unsigned k = 0; k < count; k++) {
    if (lun_not_told(r, r->ask->name_ends(r->ask->context, found[k].entity, word, size - end, &ends))) return false;
    if (ends && found[k].entity == owner) return false;
    others = others || ends;
  }
  return others;
}

/* The person that his or her at the beginning of a phrase means, as far as that is known now; LUN_NOBODY. */
static uint32_t owner_of(lun_referents *r, const lun_noun_phrase *phrase) {
  if (!(phrase->determiner & R(OWN))) return LUN_NOBODY;
  const lun_worded *known = lun_worded_at(r, phrase->first, phrase->first + 1);
  if (known && known->answer && known->answer != LUN_NOBODY) return r->kept[known->answer - 1].answer.entity;
  return lun_person_before(r, phrase->first, lun_gender_of_word(r, phrase->first), LUN_NOBODY, 0, LUN_NOBODY).answer.entity;
}

/* Persons who are called the head of a phrase, or hold an office of that name. */
static bool called(lun_referents *r, lun_noun_phrase *phrase, lun_kept *kept) {
  if (phrase->head_bits & R(ROLES)) return false;
  lun_fittings list = {.count = 0};
  const lun_called_list *of;
  uint32_t first = 0;
  const uint32_t count = called_by(r, phrase->head, phrase->head_bits, &of, &first), owner = count ? owner_of(r, phrase) : LUN_NOBODY;
  for (uint32_t k = count; k > 0 && count - k <= LUN_TRIED; k--) {
    const lun_calling c = of->calling[of->called[first + k - 1].entry];
    const uint32_t place = lun_latest(r, c.entity, phrase->first);
    if (place == LUN_NOBODY || !is_head(r, of, &c, phrase->head) || is_above(r, phrase, of, &c) || (owner != LUN_NOBODY && is_of_another(r, of, &c, phrase->first, owner))) continue;
    lun_reason reason;
    const int fit = fit_of(r, phrase, of, &c, &reason) - (owner != LUN_NOBODY && c.entity == owner ? HIMSELF : 0);
    lun_add_fitting(&list, &r->of_type[lun_type_of(r, c.entity)].at[place], c.entity, fit, reason);
  }
  return lun_best_of(&list, kept);
}

static bool is_of(lun_referents *r, uint32_t person, const lun_noun_phrase *phrase, bool with_role) {
  const lun_referent_facts facts = lun_facts_of(r, person);
  return facts.has_roles == with_role && !memcmp(facts.country, phrase->country, 2);
}

/* The head of the Pentagon: the last person with a role and a country that fits what is named. */
static bool leader(lun_referents *r, lun_noun_phrase *phrase, lun_kept *kept) {
  if (!lun_phrase_country(r, phrase)) return false;
  const bool nation = phrase->country_layer == LUN_ENTITY_NORP;
  if (nation ? !(phrase->head_bits & R(LEADING)) : !phrase->tail) return false;
  const lun_reason reason = of_words(phrase->country_layer == LUN_ENTITY_ORG ? LUN_REASON_LEADS : LUN_REASON_OF, phrase->country_first, phrase->country_stop, false);
  lun_antecedent found[LUN_WINDOW];
  lun_fittings list = {.count = 0};
  const unsigned count = lun_candidates(r, phrase->first, LUN_ENTITY_PERSON, 0, found);
  for (unsigned k = 0; k < count; k++)
    if (is_of(r, found[k].entity, phrase, true)) lun_add_fitting(&list, &found[k], found[k].entity, 0, reason);
  if (lun_best_of(&list, kept)) return true;
  const char code[3] = {phrase->country[0], phrase->country[1], 0};
  const uint32_t place = lun_last_of_kind(r, phrase->first, LUN_ENTITY_PERSON, LUN_MENTION_ROLE_OF, 0, code);
  if (place == LUN_NOBODY) return false;
  *kept = lun_answer(r->of_type[LUN_ENTITY_PERSON].at[place].entity, reason);
  return true;
}

/* The businesswoman: the last person of the gender, where the noun says nothing but that. The Dutch physician: the last person from
 * there of whom no other role is known. */
static bool last_person(lun_referents *r, lun_noun_phrase *phrase, bool by_gender, lun_kept *kept) {
  const uint8_t gender = phrase->head_bits & R(MAN) ? LUN_GENDER_M : LUN_GENDER_F;
  if (phrase->head_bits & R(ROLES)) return false; /* the Democrats are not one */
  if (by_gender ? !(phrase->head_bits & (R(MAN) | R(WOMAN))) : !(phrase->head_bits & R(ROLE)) || !lun_phrase_country(r, phrase) || phrase->country_layer != LUN_ENTITY_NORP) return false;
  const lun_reason reason = by_gender ? lun_reason_of(gender == LUN_GENDER_F ? LUN_REASON_WOMAN : LUN_REASON_MAN) : of_words(LUN_REASON_COUNTRYMAN, phrase->country_first, phrase->country_stop, false);
  lun_antecedent found[LUN_WINDOW];
  lun_fittings list = {.count = 0};
  const unsigned count = lun_candidates(r, phrase->first, LUN_ENTITY_PERSON, 0, found);
  for (unsigned k = 0; k < count; k++)
    if (by_gender ? lun_referent_gender(r, found[k].entity) == gender : is_of(r, found[k].entity, phrase, false)) lun_add_fitting(&list, &found[k], found[k].entity, 0, reason);
  return lun_best_of(&list, kept);
}

/* The German: the last person from there, else of the paragraph one of whom no country is known. */
static bool countryman(lun_referents *r, lun_noun_phrase *phrase, lun_kept *kept) {
  if (phrase->head_bits & R(ROLES) || phrase->at != phrase->from || !lun_phrase_country(r, phrase) || phrase->country_layer != LUN_ENTITY_NORP || phrase->country_stop <= phrase->at) return false;
  const lun_reason reason = of_words(LUN_REASON_COUNTRYMAN, phrase->country_first, phrase->country_stop, false);
  lun_antecedent found[LUN_WINDOW];
  lun_fittings list = {.count = 0};
  const unsigned count = lun_candidates(r, phrase->first, LUN_ENTITY_PERSON, 0, found);
  const uint32_t paragraph = lun_paragraph_of(r, phrase->first);
  for (unsigned k = 0; k < count; k++) {
    const lun_referent_facts facts = lun_facts_of(r, found[k].entity);
    const bool from = !memcmp(facts.country, phrase->country, 2);
    if (from || (!*facts.country && found[k].paragraph == paragraph)) lun_add_fitting(&list, &found[k], found[k].entity, from, reason);
  }
  return lun_best_of(&list, kept);
}

typedef struct together { uint32_t at[LUN_TRIED]; unsigned count; } together;

/* In the order of their numbers. */
static void add_person(together *list, uint32_t entity) {
  unsigned k = list->count;
  for (unsigned i = 0; i < list->count; i++)
    if (list->at[i] == entity) return;
  if (k == LUN_TRIED) return;
  for (list->count++; k && list->at[k - 1] > entity; k--) list->at[k] = list->at[k - 1];
  list->at[k] = entity;
}

static void add_called(lun_referents *r, const lun_noun_phrase *phrase, lun_lexeme word, together *list) {
  const lun_called_list *of;
  uint32_t first = 0;
  const uint32_t count = called_by(r, word, lun_reference_looked_up(r->words, word, &r->failure), &of, &first);
  for (uint32_t k = 0; k < count && list->count < LUN_TRIED; k++) {
    const lun_calling *c = &of->calling[of->called[first + k].entry];
    const uint32_t entity = c->entity, place = lun_latest(r, entity, phrase->first);
    if (place == LUN_NOBODY || !is_head(r, of, c, word)) continue;
    if (word == phrase->head && lun_type_of(r, entity) == LUN_ENTITY_PERSON) { /* the ministers, Ana Torres and Luis Vega */
      uint32_t from, to;
      lun_joined(r, &r->of_type[LUN_ENTITY_PERSON].at[place], LUN_ENTITY_PERSON, &from, &to);
      for (; from < to; from++) add_person(list, r->of_type[LUN_ENTITY_PERSON].at[from].entity);
    }
    add_person(list, entity);
  }
}

/* Persons called so in the plural: the ministers. */
static bool called_together(lun_referents *r, const lun_noun_phrase *phrase, lun_kept *kept) {
  if (!(phrase->head_bits & R(ROLES))) return false;
  uint32_t count;
  size_t size;
  const char *text = lun_vocab_text(r->doc->vocab, phrase->head, &size);
  const lun_called_list *called = read_called(r, phrase->head_bits);
  if (!called || !(called->letters & lun_letter_of(text))) return false; /* no singular begins otherwise */
  if (!lun_reference_singulars(r->words, phrase->head, &count) &&
      (lun_reference_plural(r->words, phrase->head, &r->failure) || lun_not_told(r, r->ask->singulars(r->ask->context, text, size))))
    return false;
  together list = {.count = 0};
  const lun_lexeme *singular = lun_reference_singulars(r->words, phrase->head, &count);
  for (uint32_t i = 0; i < count; i++, singular = lun_reference_singulars(r->words, phrase->head, &count)) add_called(r, phrase, singular[i], &list);
  if (list.count < 2) return false;
  *kept = lun_answer(LUN_NOBODY, of_words(LUN_REASON_CALLED, phrase->at, phrase->at + 1, true));
  for (unsigned k = 0; k < list.count; k++) lun_add_together(r, kept, list.at[k]);
  return true;
}

/* Whether a mention is of an organisation of the kind that a noun says. */
static bool is_mention_alike(const lun_referents *r, lun_layer *layer, uint32_t id, uint64_t bits) {
  static const struct { const char *kind; uint64_t nouns; } of_kind[] = {
      {"ORG.com", R(COMPANY) | R(GROUP)}, {"ORG.party", R(PARTY)}, {"ORG.sport", R(TEAM)}, {"ORG.ngo", R(GROUP) | R(ORGANISATION)}, {"ORG.armed", R(GROUP)},
      {"ORG.igo", R(ORGANISATION)}, {"ORG.media", R(MEDIUM)}};
  const char *kind = lun_layer_get(layer, id, "kind", NULL);
  for (size_t i = 0; kind && i < sizeof of_kind / sizeof *of_kind; i++)
    if (bits & of_kind[i].nouns && !strcmp(kind, of_kind[i].kind)) return true;
  const lun_span *span = lun_layer_by_id(layer, id);
  return bits & (R(COMPANY) | R(GROUP)) && span && span->rule == r->words->company;
}

/* Whether an organisation is of that kind by one of its first mentions: its headline has Veltra, its lead Veltra Inc. */
static bool is_alike(const lun_referents *r, uint32_t entity, uint64_t bits) {
  enum { FIRST = 4 };
  if (!(bits & R_KIND)) return false;
  if (entity < r->grouped) {
    const lun_entity *e = &r->entities->entities[entity];
    for (uint32_t i = 0; i < e->mentions && i < FIRST; i++) {
      const lun_entity_mention *m = &r->entities->mentions[r->entities->order[e->mention + i]];
      lun_layer *layer = lun_doc_layer(r->doc, lun_entity_type_name((lun_entity_type)m->layer));
      if (layer && is_mention_alike(r, layer, m->span, bits)) return true;
    }
    return false;
  }
  for (uint32_t i = 0; i < r->added_count; i++)
    if (r->added[i].entity == entity - r->grouped) return r->added[i].layer && is_mention_alike(r, r->added[i].layer, r->added[i].span, bits);
  return false;
}

/* Whether an organisation is the subject of the sentence before one that begins with a token. */
static bool has_led_before(lun_referents *r, lun_antecedent *m, uint32_t sentence) {
  return m->sentence < sentence && lun_sentence_of(r, sentence - 1) == m->sentence && lun_is_subject(r, m);
}

/* How well an organisation fits whose name ends with the noun: the subject of the sentence before goes before others, then who is named much
 * more often. */
static int fit_of_end(lun_referents *r, lun_antecedent *m, uint32_t sentence, uint32_t most) {
  enum { ENDS = 1, OFTEN = 1, LED = 2, MUCH = 2 /* times as often */ };
  uint32_t own;
  lun_own_mentions(r, m->entity, &own);
  return ENDS + (has_led_before(r, m, sentence) ? LED : 0) + (own >= MUCH * most ? OFTEN : 0);
}

/* The most mentions of any other candidate. */
static uint32_t most_of_others(lun_referents *r, const lun_antecedent *found, unsigned count, unsigned but) {
  uint32_t most = 1;
  for (unsigned k = 0; k < count; k++) {
    uint32_t own = 0;
    if (found[k].entity != found[but].entity) lun_own_mentions(r, found[k].entity, &own);
    if (own > most) most = own;
  }
  return most;
}

/* The company: the organisation whose name ends with the noun, or which is of that kind, named last. */
static bool body(lun_referents *r, const lun_noun_phrase *phrase, lun_kept *kept) {
  if (!(phrase->head_bits & (R_KIND | R(BODY)))) return false;
  size_t size;
  const char *head = lun_vocab_text(r->doc->vocab, phrase->head, &size);
  lun_antecedent found[LUN_WINDOW];
  lun_fittings list = {.count = 0};
  const unsigned count = lun_candidates(r, phrase->first, LUN_ENTITY_ORG, 0, found);
  const uint32_t sentence = lun_sentence_of(r, phrase->first);
  for (unsigned k = 0; k < count; k++) {
    bool ends = false;
    if (lun_not_told(r, r->ask->name_ends(r->ask->context, found[k].entity, head, size, &ends))) return false;
    if (ends) lun_add_fitting(&list, &found[k], found[k].entity, fit_of_end(r, &found[k], sentence, most_of_others(r, found, count, k)), lun_reason_of(LUN_REASON_NAME_ENDS));
    else if (is_alike(r, found[k].entity, phrase->head_bits)) lun_add_fitting(&list, &found[k], found[k].entity, has_led_before(r, &found[k], sentence), of_words(LUN_REASON_LAST_BODY, phrase->at, phrase->at + 1, true));
  }
  return lun_best_of(&list, kept);
}

bool lun_noun(lun_referents *r, uint32_t first, uint32_t stop, lun_kept *kept) {
  lun_noun_phrase phrase = lun_phrase_read(r, first, stop);
  if (!phrase.determiner || !phrase.head) return false;
  const bool body_only = phrase.head_bits & (R_KIND | R(BODY)) && !(phrase.head_bits & R(ROLE)); /* the campaign Torres ran */
  uint32_t beside = body_only ? LUN_NOBODY : lun_named_beside(r, &phrase, LUN_ENTITY_PERSON);
  if (beside == LUN_NOBODY && phrase.head_bits & (R_KIND | R(BODY))) beside = lun_named_beside(r, &phrase, LUN_ENTITY_ORG);
  if (beside != LUN_NOBODY) *kept = lun_answer(beside, lun_reason_of(LUN_REASON_BESIDE));
  else if (!lun_aged(r, &phrase, kept) && !lun_own_country(r, &phrase, kept) && !lun_country(r, &phrase, kept) && !called_together(r, &phrase, kept) && !called(r, &phrase, kept) &&
           !leader(r, &phrase, kept) && !body(r, &phrase, kept) && !last_person(r, &phrase, true, kept) && !last_person(r, &phrase, false, kept) && !countryman(r, &phrase, kept))
    *kept = lun_answer(LUN_NOBODY, lun_reason_of(LUN_REASON_UNKNOWN));
  return true;
}
