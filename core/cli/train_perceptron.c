/* The averaged perceptron: goes through all sentences several times in an order that chance (the same each time) shuffles, tags them
 * as the tagger would, and where a label is wrong adds to the right one what it takes from the other. What is kept is the mean over
 * all steps of several runs from nothing, each in another order, which errs less than one run. Whole numbers only, so that
 * the same corpora give the same weights. */
#include <string.h>

#include "cli/train.h"

#define NONE UINT32_MAX
enum { MOST_OWN = LUN_TAG_OWN + LUN_TAG_KIN, MOST_ACTIVE = MOST_OWN + 4 + 8 + 4, FEATURE_LEAST = 2, BEFORES = LUN_TAG_NONE + 1 };

typedef struct lexeme_features { /* numbers of features */
  lun_tag_word word;
  uint32_t key[MOST_OWN], own[MOST_OWN]; /* key: of what `own` numbers */
  unsigned own_count;
  uint32_t stand[LUN_TAG_STANDS][4], side[LUN_TAG_SIDES][2];
  bool read;
} lexeme_features;

typedef struct place { /* a sentence */
  uint32_t doc, first, stop;
} place;

typedef struct trainer {
  train_model *model;
  train_corpus *corpus;
  const train_words *words;
  lexeme_features *lexemes;
  lexeme_features outside;
  uint32_t *before, *before2, *turn, *next; /* numbers of features, NONE where not yet made */
  place *places;
  uint32_t place_count, place_capacity;
  uint64_t random;
} trainer;

/* The number of a feature, new or not; NONE when memory is out. */
static uint32_t feature(trainer *t, uint32_t key) {
  train_model *m = t->model;
  const uint32_t number = train_count(&m->features, key, 0), old = m->capacity, old_sums = m->sum_capacity, old_totals = m->total_capacity;
  if (number == UINT32_MAX || lun_grow((void **)&m->weights, &m->capacity, number + 1, sizeof *m->weights) ||
      lun_grow((void **)&m->sums, &m->sum_capacity, number + 1, sizeof *m->sums) ||
      lun_grow((void **)&m->totals, &m->total_capacity, number + 1, sizeof *m->totals))
    return NONE;
  if (m->capacity > old) memset(m->weights + old, 0, (m->capacity - old) * sizeof *m->weights);
  if (m->sum_capacity > old_sums) memset(m->sums + old_sums, 0, (m->sum_capacity - old_sums) * sizeof *m->sums);
  if (m->total_capacity > old_totals) memset(m->totals + old_totals, 0, (m->total_capacity - old_totals) * sizeof *m->totals);
  return number;
}

static uint32_t feature_seen(trainer *t, const train_counts *seen, uint32_t key) {
  const uint32_t number = train_number(seen, key);
  return number == UINT32_MAX || seen->counts[number] < FEATURE_LEAST ? NONE : feature(t, key);
}

static bool count_lexeme(const trainer *t, train_counts *seen, lun_lexeme lexeme) {
  lexeme_features *l = t->lexemes + lexeme;
  uint32_t keys[4];
  if (!l->read && !lun_tag_read(&t->words->words, t->corpus->vocab, lexeme, &l->word)) return false;
  if (!l->read) {
    memcpy(l->key, l->word.own, l->word.own_count * sizeof *l->key);
    l->own_count = l->word.own_count + lun_tag_kin_keys(l->word.kin, l->key + l->word.own_count);
  }
  l->read = true;
  for (unsigned i = 0; i < l->own_count; i++)
    if (train_count(seen, l->key[i], 1) == UINT32_MAX) return false;
  for (unsigned stand = 1; stand < LUN_TAG_STANDS; stand++)
    for (unsigned i = 0, n = lun_tag_stand_keys(&l->word, (lun_tag_stand)stand, keys); i < n; i++)
      if (train_count(seen, keys[i], 1) == UINT32_MAX) return false;
  return true;
}

static void number_lexeme(trainer *t, const train_counts *seen, lexeme_features *l) {
  uint32_t keys[4];
  for (unsigned i = 0; i < l->own_count; i++) l->own[i] = feature_seen(t, seen, l->key[i]);
  for (unsigned stand = 1; stand < LUN_TAG_STANDS; stand++)
    for (unsigned i = 0, n = lun_tag_stand_keys(&l->word, (lun_tag_stand)stand, keys); i < n; i++)
      l->stand[stand][i] = feature_seen(t, seen, keys[i]);
  for (unsigned side = 0; side < LUN_TAG_SIDES; side++) {
    l->side[side][0] = l->word.known ? feature(t, lun_tag_side_key((lun_tag_side)side, l->word.known)) : NONE;
    l->side[side][1] = l->word.bucket ? feature(t, lun_tag_side_key((lun_tag_side)side, l->word.bucket)) : NONE;
  }
}

static uint32_t at(trainer *t, uint32_t *numbers, uint32_t index, uint32_t key) {
  if (numbers[index] == NONE) numbers[index] = feature(t, key);
  return numbers[index];
}

static unsigned best_of(const int32_t score[LUN_TAG_LABELS], unsigned labels) {
  unsigned best = 0;
  for (unsigned i = 1; i < labels; i++) best = score[i] > score[best] ? i : best;
  return best;
}

static void learn(train_model *m, const uint32_t *active, unsigned count, unsigned right, unsigned wrong) {
  for (unsigned i = 0; i < count; i++) {
    m->weights[active[i]][right]++;
    m->weights[active[i]][wrong]--;
    m->sums[active[i]][right] += m->steps;
    m->sums[active[i]][wrong] -= m->steps;
  }
}

/* The features of the middle one of five words; how many. */
static unsigned gather(trainer *t, const lexeme_features *const around[5], lun_tag_stand stand, unsigned before2, unsigned before,
                       uint32_t active[MOST_ACTIVE]) {
  const lexeme_features *own = around[2];
  const unsigned cluster = own->word.cluster, after = around[3]->word.cluster;
  unsigned n = 0;
  for (unsigned i = 0; i < own->own_count; i++) active[n++] = own->own[i];
  for (unsigned i = 0; stand != LUN_TAG_INSIDE && i < 4; i++) active[n++] = own->stand[stand][i];
  static const unsigned where[LUN_TAG_SIDES] = {0, 1, 3, 4};
  for (unsigned side = 0; side < LUN_TAG_SIDES; side++)
    for (unsigned i = 0; i < 2; i++) active[n++] = around[where[side]]->side[side][i];
  active[n++] = at(t, t->before, before, lun_tag_before_key(before));
  active[n++] = at(t, t->before2, before2 * BEFORES + before, lun_tag_before2_key(before2, before));
  active[n++] = at(t, t->turn, before * LUN_TAG_CLUSTERS + cluster, lun_tag_turn_key(before, cluster));
  active[n++] = at(t, t->next, cluster * LUN_TAG_CLUSTERS + after, lun_tag_next_key(cluster, after));
  unsigned kept = 0;
  for (unsigned i = 0; i < n; i++)
    if (active[i] != NONE) active[kept++] = active[i];
  return kept;
}

static void go_through(trainer *t, const place *p, uint64_t *wrong, uint64_t *all) {
  const train_doc *d = t->corpus->docs + p->doc;
  const lun_lexeme *lexeme = d->doc->tokens.lexeme;
  lun_tag_setting setting = {0};
  for (uint32_t i = p->first; i < p->stop; i++) lun_tag_setting_add(&setting, t->lexemes[lexeme[i]].word.bits);
  const lun_tag_stand set = lun_tag_setting_of(&setting);
  bool first = set == LUN_TAG_INSIDE;
  unsigned before2 = LUN_TAG_NONE, before = LUN_TAG_NONE;
  for (uint32_t i = p->first; i < p->stop; i++) {
    const lexeme_features *own = t->lexemes + lexeme[i];
    const lun_tag_stand stand = first ? LUN_TAG_FIRST : set;
    if (own->word.bits & LUN_TAG_IS_WORD) first = false;
    unsigned chosen = own->word.fixed;
    if (chosen == LUN_TAG_NONE) {
      const lexeme_features *around[5];
      uint32_t active[MOST_ACTIVE];
      int32_t score[LUN_TAG_LABELS] = {0};
      for (uint32_t k = 0; k < 5; k++) around[k] = i + k >= p->first + 2 && i + k < p->stop + 2 ? t->lexemes + lexeme[i + k - 2] : &t->outside;
      const unsigned count = gather(t, around, stand, before2, before, active);
      for (unsigned k = 0; k < count; k++)
        for (unsigned l = 0; l < LUN_TAG_LABELS; l++) score[l] += t->model->weights[active[k]][l];
      chosen = best_of(score, t->corpus->label_count);
      t->model->steps++;
      ++*all;
      if (d->label[i] != TRAIN_NO_LABEL && d->label[i] != chosen) {
        ++*wrong;
        learn(t->model, active, count, d->label[i], chosen);
      }
    }
    before2 = before;
    before = chosen;
  }
}

static uint64_t next_random(trainer *t) { /* xorshift64* */
  t->random ^= t->random >> 12;
  t->random ^= t->random << 25;
  t->random ^= t->random >> 27;
  return t->random * 2685821657736338717u;
}

static void shuffle(trainer *t) {
  for (uint32_t i = t->place_count; i > 1; i--) {
    const uint32_t other = (uint32_t)(next_random(t) % i);
    const place held = t->places[i - 1];
    t->places[i - 1] = t->places[other];
    t->places[other] = held;
  }
}

static uint32_t *numbers(size_t count) {
  uint32_t *list = lun_alloc(count * sizeof *list);
  if (list) memset(list, 0xFF, count * sizeof *list);
  return list;
}

static bool prepare(trainer *t, unsigned files) {
  train_counts seen = {0};
  t->lexemes = lun_zalloc((size_t)lun_vocab_count(t->corpus->vocab) + 1, sizeof *t->lexemes);
  t->before = numbers(BEFORES);
  t->before2 = numbers(BEFORES * BEFORES);
  t->turn = numbers(BEFORES * LUN_TAG_CLUSTERS);
  t->next = numbers(LUN_TAG_CLUSTERS * LUN_TAG_CLUSTERS);
  bool good = t->lexemes && t->before && t->before2 && t->turn && t->next;
  const uint32_t lexemes = lun_vocab_count(t->corpus->vocab);
  for (uint32_t d = 0; good && d < t->corpus->count; d++) {
    const lun_doc *doc = t->corpus->docs[d].doc;
    if (t->corpus->docs[d].file >= files) continue;
    for (uint32_t i = 0; good && i < doc->tokens.count; i++) good = count_lexeme(t, &seen, doc->tokens.lexeme[i]);
    for (uint32_t s = 0; good && s < doc->sentences.count; s++) {
      good = !lun_grow((void **)&t->places, &t->place_capacity, t->place_count + 1, sizeof *t->places);
      const uint32_t stop = s + 1 < doc->sentences.count ? doc->sentences.first[s + 1] : doc->tokens.count;
      if (good) t->places[t->place_count++] = (place){d, doc->sentences.first[s], stop};
    }
  }
  for (uint32_t i = 1; good && i <= lexemes; i++)
    if (t->lexemes[i].read) number_lexeme(t, &seen, t->lexemes + i);
  t->outside.word = (lun_tag_word){.known = LUN_TAG_EDGE, .cluster = LUN_TAG_EDGE};
  for (unsigned side = 0; good && side < LUN_TAG_SIDES; side++) {
    t->outside.side[side][0] = feature(t, lun_tag_side_key((lun_tag_side)side, LUN_TAG_EDGE));
    t->outside.side[side][1] = NONE;
  }
  train_counts_free(&seen);
  return good;
}

/* Adds what a run has learnt to the totals and forgets it. */
static void end_run(train_model *m) {
  for (uint32_t i = 0; i < m->features.count; i++)
    for (unsigned l = 0; l < LUN_TAG_LABELS; l++) m->totals[i][l] += m->weights[i][l] * m->steps - m->sums[i][l];
  memset(m->weights, 0, m->features.count * sizeof *m->weights);
  memset(m->sums, 0, m->features.count * sizeof *m->sums);
  m->total_steps += m->steps;
  m->steps = 0;
}

lun_status train_perceptron(train_model *model, train_corpus *corpus, const train_words *words, unsigned files, unsigned epochs,
                            unsigned runs, lun_err *err) {
  trainer t = {.model = model, .corpus = corpus, .words = words, .random = 88172645463325252u};
  const bool good = prepare(&t, files);
  for (unsigned run = 0; good && run < runs; run++) {
    uint64_t wrong = 0, all = 0;
    for (unsigned epoch = 0; epoch < epochs; epoch++) {
      wrong = all = 0;
      shuffle(&t);
      for (uint32_t i = 0; i < t.place_count; i++) go_through(&t, t.places + i, &wrong, &all);
    }
    end_run(model);
    train_say("run %u: %llu of %llu wrong in its last pass\n", run + 1, (unsigned long long)wrong, (unsigned long long)all);
  }
  lun_free(t.lexemes);
  lun_free(t.before);
  lun_free(t.before2);
  lun_free(t.turn);
  lun_free(t.next);
  lun_free(t.places);
  return good ? LUN_OK : lun_fail_memory(err);
}

void train_model_free(train_model *model) {
  train_counts_free(&model->features);
  lun_free(model->weights);
  lun_free(model->sums);
  lun_free(model->totals);
}
