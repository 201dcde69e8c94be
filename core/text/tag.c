/* The tagger at work: opening it, and tagging whole sentences. */
#include <string.h>

#include "lunette/mem.h"
#include "text/tag_sum.h"

enum { FAR = 9, AHEAD = 6, SOON = 3 }; /* tokens */

lun_tag_stand lun_tag_setting_of_words(const lun_tagger *tagger, const lun_lexeme *lexeme, uint32_t count) {
  lun_tag_setting setting = {0};
  for (uint32_t i = 0; i < count; i++) lun_tag_setting_add(&setting, tagger->memos[lexeme[i]].bits);
  return lun_tag_setting_of(&setting);
}

/* Hints at the rows of a word that is a few tokens ahead: they are spread over megabytes. */
HINT void expect_word(const lun_tagger *tagger, const memo *word, lun_tag_stand stand) {
  const char *own = (const char *)tagger->own.rows[word->own[stand]];
  if (word->fixed == LUN_TAG_NONE)
    for (unsigned line = 0; line < sizeof *tagger->own.rows; line += ROW_ALIGN) PREFETCH(own + line);
  for (unsigned side = 0; side < LUN_TAG_SIDES; side++) PREFETCH(lun_tag_row(tagger, word->sides, side));
}

/* Hints at where the rows of a word stand with the word after it, and with the label before it, which most likely is the one that the word
 * before got last; and at the rows themselves. */
HINT void expect_places(const lun_tagger *tagger, const lun_lexeme *lexeme) {
  const memo *word = tagger->memos + lexeme[0];
  PREFETCH(lun_tag_next_row(tagger, word->cluster, tagger->memos[lexeme[1]].cluster));
  PREFETCH(lun_tag_turn_row(tagger, tagger->memos[lexeme[-1]].last, word->cluster));
}
HINT void expect_labels(const lun_tagger *tagger, const lun_lexeme *lexeme) {
  const memo *word = tagger->memos + lexeme[0];
  PREFETCH(lun_tag_row(tagger, *lun_tag_next_row(tagger, word->cluster, tagger->memos[lexeme[1]].cluster), 0));
  PREFETCH(lun_tag_row(tagger, *lun_tag_turn_row(tagger, tagger->memos[lexeme[-1]].last, word->cluster), 0));
}

/* Makes what is missing of the rows of a word where it stands so, with the labels before it and the cluster of the word after it. */
static bool make_rows(lun_tagger *tagger, lun_lexeme lexeme, lun_tag_stand stand, unsigned before2, unsigned before, unsigned after) {
  const unsigned cluster = tagger->memos[lexeme].cluster;
  return (tagger->memos[lexeme].own[stand] || lun_tag_make_own(tagger, lexeme, stand)) &&
         (*lun_tag_history_row(tagger, before2, before) || lun_tag_make_history(tagger, before2, before)) &&
         (*lun_tag_turn_row(tagger, before, cluster) || lun_tag_make_turn(tagger, before, cluster)) &&
         (*lun_tag_next_row(tagger, cluster, after) || lun_tag_make_next(tagger, cluster, after));
}

/* What is remembered of a word of the sentence, or of what is outside it. */
static inline memo *memo_at(const lun_tagger *tagger, const lun_lexeme *lexeme, uint32_t count, uint32_t i) { return tagger->memos + (i < count ? lexeme[i] : 0); }

/* The label of a word between others, behind two labels; LUN_TAG_NONE when memory is out. */
static inline unsigned choose(lun_tagger *tagger, memo *const word[5], lun_tag_stand stand, unsigned before2, unsigned before) {
  const memo *is = word[2];
  const unsigned after = word[3]->cluster;
  const uint32_t *next = lun_tag_next_row(tagger, is->cluster, after), *history = lun_tag_history_row(tagger, before2, before), *turn = lun_tag_turn_row(tagger, before, is->cluster);
  if ((!is->own[stand] || !*history || !*turn || !*next) && !make_rows(tagger, (lun_lexeme)(is - tagger->memos), stand, before2, before, after)) return LUN_TAG_NONE;
  lun_tag_rows rows = {.split = 0};
  lun_tag_take(tagger, LUN_TAG_BEFORE2, word[0]->sides, &rows);
  lun_tag_take(tagger, LUN_TAG_BEFORE, word[1]->sides, &rows);
  lun_tag_take(tagger, LUN_TAG_AFTER, word[3]->sides, &rows);
  lun_tag_take(tagger, LUN_TAG_AFTER2, word[4]->sides, &rows);
  lun_tag_take(tagger, 4, *next, &rows);
  lun_tag_take(tagger, 5, *history, &rows); /* last those that are known last, for what one label waits for is the one before it */
  lun_tag_take(tagger, 6, *turn, &rows);
  lun_tag_sum sum;
  lun_tag_sum_rows(tagger->own.rows[is->own[stand]], &rows, LUN_TAG_ROWS, &sum);
  return lun_tag_best(&sum);
}

/* One sentence: its tokens are count lexemes, all of them read; `known` lexemes stand there, of which the ones behind the sentence are most
 * likely asked for next. False when memory is out. */
static bool tag_sentence(lun_tagger *tagger, const lun_lexeme *lexeme, uint32_t count, uint32_t known, uint8_t *label) {
  const lun_tag_stand setting = lun_tag_setting_of_words(tagger, lexeme, count);
  memo *word[5] = {tagger->memos, tagger->memos, tagger->memos, memo_at(tagger, lexeme, count, 0), memo_at(tagger, lexeme, count, 1)};
  unsigned before2 = LUN_TAG_NONE, before = LUN_TAG_NONE;
  bool first = setting == LUN_TAG_INSIDE;
  for (uint32_t i = 0; i < count; i++) {
    if (i + FAR < known) PREFETCH(tagger->memos + lexeme[i + FAR]);
    if (i + AHEAD + 1 < known) {
      expect_word(tagger, tagger->memos + lexeme[i + AHEAD], setting);
      expect_places(tagger, lexeme + i + AHEAD);
    }
    if (i + SOON + 1 < known) expect_labels(tagger, lexeme + i + SOON);
    for (unsigned w = 0; w < 4; w++) word[w] = word[w + 1];
    word[4] = memo_at(tagger, lexeme, count, i + 2);
    const lun_tag_stand stand = first ? LUN_TAG_FIRST : setting;
    if (word[2]->bits & LUN_TAG_IS_WORD) first = false;
    unsigned chosen = word[2]->fixed;
    if (chosen == LUN_TAG_NONE && (chosen = choose(tagger, word, stand, before2, before)) == LUN_TAG_NONE) return false;
    label[i] = word[2]->last = (uint8_t)chosen;
    before2 = before;
    before = chosen;
  }
  return true;
}

void lun_tag_turn_quotes(const lun_tagger *tagger, const lun_tokens *tokens, uint32_t first, uint32_t stop, uint8_t *label) {
  if (tagger->opening == LUN_TAG_NONE || tagger->closing == LUN_TAG_NONE) return;
  for (uint32_t i = first; i < stop; i++) {
    if (!(tagger->memos[tokens->lexeme[i]].bits & LUN_TAG_IS_STRAIGHT)) continue;
    const bool before = (tokens->flags[i] & (LUN_TOKEN_SPACE | LUN_TOKEN_LINE)) != 0;
    const bool after = i + 1 == tokens->count || (tokens->flags[i + 1] & (LUN_TOKEN_SPACE | LUN_TOKEN_LINE)) != 0;
    if (before != after) label[i] = (uint8_t)(before ? tagger->opening : tagger->closing);
  }
}

/* Makes ready for tokens first .. stop: reads their words. */
static lun_status prepare(lun_tagger *tagger, const lun_tokens *tokens, uint32_t first, uint32_t stop, lun_err *err) {
  const lun_status status = lun_tagger_open(tagger, err);
  if (status) return status;
  if (!lun_tag_make_room(tagger)) return lun_fail_memory(err);
  for (uint32_t i = first; i < stop; i++) {
    const lun_lexeme lexeme = tokens->lexeme[i];
    if (i + FAR < tokens->count) PREFETCH(tagger->memos + tokens->lexeme[i + FAR]);
    if (!tagger->memos[lexeme].sides && !lun_tag_learn(tagger, lexeme)) return lun_fail_memory(err);
  }
  return LUN_OK;
}

static bool run_sentence(lun_tagger *tagger, const lun_tokens *tokens, uint32_t first, uint32_t stop, uint8_t *label) {
  if (!tag_sentence(tagger, tokens->lexeme + first, stop - first, tokens->count - first, label + first)) return false;
  lun_tag_turn_quotes(tagger, tokens, first, stop, label);
  return true;
}

lun_status lun_tagger_run(lun_tagger *tagger, const lun_tokens *tokens, const lun_ranges *sentences, uint8_t *label, lun_err *err) {
  const lun_status status = prepare(tagger, tokens, 0, tokens->count, err);
  for (uint32_t s = 0; !status && s < sentences->count; s++) {
    const uint32_t stop = s + 1 < sentences->count ? sentences->first[s + 1] : tokens->count;
    if (!run_sentence(tagger, tokens, sentences->first[s], stop, label)) return lun_fail_memory(err);
  }
  return status;
}

lun_status lun_tagger_run_sentence(lun_tagger *tagger, const lun_tokens *tokens, uint32_t first, uint32_t stop, uint8_t *label, lun_err *err) {
  const lun_status status = prepare(tagger, tokens, first, stop, err);
  return status || run_sentence(tagger, tokens, first, stop, label) ? status : lun_fail_memory(err);
}

static void read_names(lun_tagger *tagger) {
  const char *name = (const char *)tagger->header + tagger->header->names;
  tagger->opening = tagger->closing = LUN_TAG_NONE;
  for (unsigned i = 0; i < tagger->header->labels; i++) {
    tagger->tag[i] = name;
    if (!strcmp(name, "``")) tagger->opening = i;
    if (!strcmp(name, "''")) tagger->closing = i;
    tagger->pos[i] = name += strlen(name) + 1;
    name += strlen(name) + 1;
  }
}

lun_status lun_tagger_new(const void *weights, size_t size, lun_vocab *vocab, lun_tagger **out, lun_err *err) {
  lun_tagger *tagger = *out = lun_zalloc(1, sizeof *tagger);
  if (!tagger) return lun_fail_memory(err);
  *tagger = (lun_tagger){.weights = weights, .size = size, .vocab = vocab};
  return LUN_OK;
}

static void close_tagger(lun_tagger *tagger) {
  lun_free(tagger->memos);
  lun_free(tagger->own.block);
  lun_free(tagger->pairs.block);
  lun_free(tagger->kins);
  lun_free(tagger->contexts);
  lun_free(tagger->known);
  lun_free(tagger->before);
  lun_free(tagger->turn);
  lun_free(tagger->next);
  *tagger = (lun_tagger){.weights = tagger->weights, .size = tagger->size, .vocab = tagger->vocab};
}

lun_status lun_tagger_open(lun_tagger *tagger, lun_err *err) {
  if (tagger->header) return LUN_OK;
  const lun_status status = lun_tag_check(tagger->weights, tagger->size, err);
  if (status) return status;
  const lun_tag_header *header = tagger->weights;
  const char *bytes = tagger->weights;
  tagger->header = header;
  tagger->words = (lun_tag_table){header->word_room, header->word_slots, (const lun_tag_slot *)(const void *)(bytes + header->words)};
  tagger->features = (lun_tag_features){{header->feature_room, header->feature_slots, (const lun_tag_slot *)(const void *)(bytes + header->features)},
                                        (const lun_tag_pair *)(const void *)(bytes + header->pairs)};
  tagger->bounds = (const lun_tag_bounds *)(const void *)(bytes + header->bounds);
  read_names(tagger);
  tagger->kins = lun_zalloc(KINS, sizeof *tagger->kins);
  tagger->contexts = lun_zalloc((size_t)header->contexts + LUN_TAG_EDGE + 1, sizeof *tagger->contexts);
  tagger->known = lun_zalloc((size_t)header->contexts + 1, sizeof *tagger->known);
  tagger->before = lun_zalloc(BEFORES * BEFORES, sizeof *tagger->before);
  tagger->turn = lun_zalloc(BEFORES * LUN_TAG_CLUSTERS, sizeof *tagger->turn);
  tagger->next = lun_zalloc(LUN_TAG_CLUSTERS * LUN_TAG_CLUSTERS, sizeof *tagger->next);
  if (!tagger->kins || !tagger->contexts || !tagger->known || !tagger->before || !tagger->turn || !tagger->next || !lun_tag_make_edges(tagger)) {
    close_tagger(tagger);
    return lun_fail_memory(err);
  }
  return LUN_OK;
}

void lun_tagger_free(lun_tagger *tagger) {
  if (!tagger) return;
  close_tagger(tagger);
  lun_free(tagger);
}

unsigned lun_tagger_labels(const lun_tagger *tagger) { return tagger->header->labels; }
const char *lun_tagger_pos(const lun_tagger *tagger, unsigned label) { return tagger->pos[label]; }
const char *lun_tagger_tag(const lun_tagger *tagger, unsigned label) { return tagger->tag[label]; }

size_t lun_tagger_memory(const lun_tagger *tagger) {
  return sizeof *tagger + KINS * sizeof *tagger->kins + (size_t)tagger->memo_capacity * sizeof *tagger->memos + (size_t)tagger->own.capacity * sizeof *tagger->own.rows +
         (size_t)tagger->pairs.capacity * sizeof *tagger->pairs.rows +
         (size_t)tagger->header->contexts * sizeof *tagger->known + ((size_t)tagger->header->contexts + BEFORES * BEFORES + BEFORES * LUN_TAG_CLUSTERS + LUN_TAG_CLUSTERS * LUN_TAG_CLUSTERS) * sizeof(uint32_t);
}
