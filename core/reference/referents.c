/* What is known of a document: its entities, what words were said to mean, and the answers that were given. Owns the object and the way
 * from a question to who answers it. */
#include <string.h>

#include "reference/part.h"

_Static_assert((int)LUN_REASON_SAME_NAME == (int)LUN_WHY_NAME && (int)LUN_REASON_NAMED_AS_NEAR == (int)LUN_WHY_UNCLEAR, "reasons of names are those of entities");

bool lun_not_told(lun_referents *r, bool told) {
  if (!told && !lun_failed(r)) lun_fail(&r->failure, LUN_INVALID, 0, "what was asked for a reference failed");
  return !told;
}

void lun_no_memory(lun_referents *r) {
  if (!lun_failed(r)) lun_fail_memory(&r->failure);
}

static uint32_t range_of(const lun_ranges *ranges, uint32_t token, uint32_t count, uint32_t *stop) {
  const uint32_t n = lun_ranges_at(ranges, token);
  *stop = n + 1 < ranges->count ? ranges->first[n + 1] : count;
  return ranges->first[n];
}

uint32_t lun_sentence_of(const lun_referents *r, uint32_t token) { return r->doc->sentences.first[lun_ranges_at(&r->doc->sentences, token)]; }
uint32_t lun_paragraph_of(const lun_referents *r, uint32_t token) {
  const lun_ranges *paragraphs = &r->doc->structure.paragraphs;
  return paragraphs->first[lun_ranges_at(paragraphs, token)];
}
uint32_t lun_sentence_stop(const lun_referents *r, uint32_t token) {
  uint32_t stop;
  range_of(&r->doc->sentences, token, r->doc->tokens.count, &stop);
  return stop;
}
uint32_t lun_paragraph_stop(const lun_referents *r, uint32_t token) {
  uint32_t stop;
  range_of(&r->doc->structure.paragraphs, token, r->doc->tokens.count, &stop);
  return stop;
}

lun_lexeme lun_lower_of(lun_referents *r, uint32_t token) {
  const lun_lexeme lower = lun_vocab_lower(r->doc->vocab, r->doc->tokens.lexeme[token]);
  if (!lower) lun_no_memory(r);
  return lower;
}

const char *lun_tag_at(lun_referents *r, uint32_t token) {
  const char *tag;
  lun_err err;
  if (lun_doc_part_of_speech(r->doc, token, "tag", &tag, &err)) {
    if (!lun_failed(r)) r->failure = err;
    return "";
  }
  return tag ? tag : "";
}

uint8_t lun_type_of(const lun_referents *r, uint32_t entity) {
  if (entity < r->grouped) return r->entities->entities[entity].type;
  return entity < r->count ? r->added_type[entity - r->grouped] : LUN_ENTITY_TYPES;
}

lun_referent_facts lun_facts_of(lun_referents *r, uint32_t entity) {
  lun_referent_facts facts = {.is_country = false};
  lun_not_told(r, r->ask->facts(r->ask->context, entity, &facts));
  return facts;
}

lun_status lun_referents_new(lun_reference_words *words, lun_doc *doc, lun_referents **out, lun_err *err) {
  lun_referents *r = *out = lun_zalloc(1, sizeof *r);
  if (!r) return lun_fail_memory(err);
  r->words = words;
  r->doc = doc;
  return LUN_OK;
}

/* Frees what was made of the entities, so that it is made anew. */
static void forget(lun_referents *r) {
  for (unsigned t = 0; t < LUN_ENTITY_TYPES; t++) {
    lun_mentions *list = &r->of_type[t];
    lun_free(list->at);
    lun_free(list->leads);
    lun_free(list->own);
    lun_free(list->own_first);
    *list = (lun_mentions){.read = false};
  }
  for (uint32_t i = 0; i < r->kind_count; i++) {
    lun_free(r->kinds[i].codes);
    lun_free(r->kinds[i].place);
  }
  r->kind_count = r->kept_count = r->together_count = 0;
  for (unsigned i = 0; i < LUN_CALLED_LISTS; i++) lun_forget_called(&r->called[i]);
  r->role_words_read = false;
  for (uint32_t i = 0; i < r->worded_count; i++) r->worded[i].answer = 0;
}

void lun_referents_free(lun_referents *r) {
  if (!r) return;
  forget(r);
  void *const blocks[] = {r->added_type, r->added, r->kinds, r->gender, r->ended, r->referring, r->worded, r->kept, r->together, r->said, r->said_at, r->said_end, r->role_words};
  for (unsigned i = 0; i < sizeof blocks / sizeof *blocks; i++) lun_free(blocks[i]);
  for (unsigned i = 0; i < LUN_CALLED_LISTS; i++) {
    lun_free(r->called[i].calling);
    lun_free(r->called[i].called);
    lun_free(r->called[i].words);
  }
  lun_free(r);
}

lun_status lun_referents_renew(lun_referents *r, const lun_entities *entities, const uint8_t *types, uint32_t count, const lun_added_mention *mentions, uint32_t mention_count, lun_err *err) {
  if (r->busy) return lun_fail(err, LUN_INVALID, 0, "entities are added while a reference is followed back");
  const uint32_t grouped = entities ? entities->count : 0;
  forget(r);
  r->count = r->grouped = r->added_count = 0;
  if (lun_grow((void **)&r->added_type, &r->added_capacity, count, sizeof *r->added_type) ||
      lun_grow((void **)&r->added, &r->added_mention_capacity, mention_count, sizeof *r->added) ||
      lun_grow((void **)&r->gender, &r->gender_capacity, (uint64_t)grouped + count, sizeof *r->gender))
    return lun_fail_memory(err);
  for (uint32_t i = 0; i < mention_count; i++)
    if (mentions[i].entity >= count || mentions[i].first >= mentions[i].stop || mentions[i].stop > r->doc->tokens.count)
      return lun_fail(err, LUN_INVALID, i, "a mention of no entity, or of another document");
  if (count) memcpy(r->added_type, types, count);
  if (mention_count) memcpy(r->added, mentions, mention_count * sizeof *mentions);
  if (grouped + count) memset(r->gender, 0, grouped + count);
  r->entities = entities;
  r->added_count = mention_count;
  r->grouped = grouped;
  r->count = grouped + count;
  return LUN_OK;
}

lun_status lun_referents_refer(lun_referents *r, uint32_t first, uint32_t stop, uint32_t entity, bool names, lun_err *err) {
  if (first >= stop || stop > r->doc->tokens.count) return lun_fail(err, LUN_INVALID, first, "words of another document");
  lun_worded *w = lun_worded_make(r, first, stop);
  if (!w) return lun_fail_memory(err);
  w->now = entity;
  return !names && lun_worded_refer(r, first, stop, entity) ? lun_fail_memory(err) : LUN_OK;
}

uint32_t lun_referents_at(const lun_referents *r, uint32_t first, uint32_t stop) {
  const lun_worded *w = lun_worded_at(r, first, stop);
  if (w && w->now != LUN_NOBODY) return w->now;
  const uint32_t mention = r->entities ? lun_entities_at(r->entities, first, stop) : UINT32_MAX;
  return mention == UINT32_MAX ? LUN_NOBODY : r->entities->mentions[mention].entity;
}

lun_status lun_referents_call(lun_referents *r, uint32_t entity, const char *text, size_t size, bool office, lun_err *err) {
  lun_called_list *list = r->telling;
  if (!list) return lun_fail(err, LUN_INVALID, 0, "nobody asked what persons are called");
  if (lun_grow((void **)&list->calling, &list->calling_capacity, (uint64_t)list->calling_count + 1, sizeof *list->calling)) return lun_fail_memory(err);
  lun_calling *calling = &list->calling[list->calling_count++];
  *calling = (lun_calling){.entity = entity, .word = list->word_count, .office = office};
  list->sorted = false;
  for (size_t i = 0; i < size;) {
    size_t end = i;
    while (end < size && text[end] != ' ' && (text[end] < '\t' || text[end] > '\r')) end++;
    const lun_lexeme word = end > i && end - i <= UINT16_MAX ? lun_vocab_intern(r->doc->vocab, text + i, end - i) : 0;
    if (word) {
      if (lun_grow((void **)&list->words, &list->word_capacity, (uint64_t)list->word_count + 1, sizeof *list->words) ||
          lun_grow((void **)&list->called, &list->capacity, (uint64_t)list->count + 1, sizeof *list->called))
        return lun_fail_memory(err);
      list->words[list->word_count++] = word;
      list->letters |= lun_letter_of(text + i);
      list->called[list->count++] = (lun_called){word, list->calling_count - 1};
      calling->words++;
    }
    i = end + 1;
  }
  return LUN_OK;
}

void lun_forget_called(lun_called_list *list) {
  list->calling_count = list->count = list->word_count = 0;
  list->read = list->sorted = false;
  list->letters = 0;
}

void lun_add_together(lun_referents *r, lun_kept *kept, uint32_t entity) {
  if (lun_grow((void **)&r->together, &r->together_capacity, (uint64_t)r->together_count + 1, sizeof *r->together)) {
    lun_no_memory(r);
    return;
  }
  if (!kept->answer.many++) kept->several = r->together_count;
  r->together[r->together_count++] = entity;
}

static bool find(lun_referents *r, uint32_t first, uint32_t stop, lun_kept *kept) {
  const uint64_t bits = stop - first == 1 ? lun_word_bits(r, first) : 0;
  if (bits & R(PLURAL)) *kept = lun_they(r, first);
  else if (bits & R_PRONOUN) *kept = lun_person_in_text(r, first, lun_gender_of_word(r, first));
  else return lun_noun(r, first, stop, kept);
  return true;
}

/* Keeps an answer to a question of these tokens; without one that it means nothing. */
static uint32_t keep(lun_referents *r, uint32_t first, uint32_t stop, const lun_kept *kept) {
  lun_worded *w = lun_failed(r) ? NULL : lun_worded_make(r, first, stop);
  if (!w || lun_grow((void **)&r->kept, &r->kept_capacity, (uint64_t)r->kept_count + 1, sizeof *r->kept)) {
    lun_no_memory(r);
    return LUN_NOBODY;
  }
  w->answer = kept ? ++r->kept_count : LUN_NOBODY;
  if (!kept) return LUN_NOBODY;
  r->kept[r->kept_count - 1] = *kept;
  return r->kept_count - 1;
}

static uint32_t refer_back(lun_referents *r, uint32_t first, uint32_t stop) {
  const lun_worded *w = lun_worded_at(r, first, stop);
  if (w && w->answer) return w->answer == LUN_NOBODY ? LUN_NOBODY : w->answer - 1;
  lun_kept kept = lun_answer(LUN_NOBODY, lun_reason_of(LUN_REASON_UNKNOWN));
  const bool found = find(r, first, stop, &kept);
  return keep(r, first, stop, found ? &kept : NULL);
}

/* The runners-up of an answer, too; those that are found later are found now. */
static const lun_reference_answer *whole(lun_referents *r, uint32_t number) {
  if (r->kept[number].later) {
    lun_kept kept = r->kept[number];
    lun_find_others(r, &kept);
    r->kept[number] = kept;
  }
  lun_kept *kept = &r->kept[number];
  kept->answer.several = kept->answer.many ? r->together + kept->several : NULL;
  return &kept->answer;
}

/* The words of a name are told from their entity, anew each time. */
static const lun_reference_answer *of_name(lun_referents *r, uint32_t first, uint32_t stop) {
  const uint32_t mention = r->entities ? lun_entities_at(r->entities, first, stop) : UINT32_MAX;
  if (mention == UINT32_MAX) return NULL;
  const lun_entity_mention *m = &r->entities->mentions[mention];
  r->name = (lun_reference_answer){.entity = lun_referents_at(r, first, stop), .reason = lun_reason_of((lun_reason_code)m->why)};
  r->name.rivals = r->entities->rivals + m->rival;
  r->name.rival_count = m->rivals;
  r->name.unclear = m->why == LUN_WHY_UNCLEAR;
  return &r->name;
}

const lun_reference_answer *lun_meant(lun_referents *r, uint32_t first, uint32_t stop) {
  const lun_reference_answer *named = of_name(r, first, stop);
  const uint32_t number = named ? LUN_NOBODY : refer_back(r, first, stop);
  return number == LUN_NOBODY ? named : whole(r, number);
}

const lun_reference_answer *lun_meant_before(lun_referents *r, uint32_t token, uint32_t speaker, uint32_t quote) {
  const lun_kept kept = lun_word_is(r, token, R(PLURAL)) ? lun_they(r, token) : lun_person_before(r, token, lun_gender_of_word(r, token), speaker, quote, LUN_NOBODY);
  const uint32_t number = keep(r, token, token + 1, &kept);
  if (number == LUN_NOBODY) return NULL;
  lun_kept *known = &r->kept[number]; /* runners-up are found when somebody asks for them */
  known->answer.several = known->answer.many ? r->together + known->several : NULL;
  return &known->answer;
}

lun_status lun_question_begin(lun_referents *r, const lun_reference_ask *ask, uint32_t first, uint32_t stop, lun_question *question, lun_err *err) {
  if (first >= stop || stop > r->doc->tokens.count) return lun_fail(err, LUN_INVALID, first, "words of another document");
  question->before = r->ask;
  r->ask = ask;
  if (!r->busy++) r->failure.code = LUN_OK;
  return LUN_OK;
}

lun_status lun_question_end(lun_referents *r, const lun_question *question, lun_err *err) {
  r->ask = question->before;
  r->busy--;
  if (lun_failed(r) && err) *err = r->failure;
  return r->failure.code;
}

lun_status lun_reference_of(lun_referents *r, const lun_reference_ask *ask, uint32_t first, uint32_t stop, const lun_reference_answer **answer, lun_err *err) {
  lun_question question = {NULL};
  *answer = NULL;
  lun_status status = lun_question_begin(r, ask, first, stop, &question, err);
  if (status) return status;
  const lun_reference_answer *found = lun_meant(r, first, stop);
  status = lun_question_end(r, &question, err);
  if (!status) *answer = found;
  return status;
}
