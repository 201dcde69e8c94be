/* The tagger at work: opening it, and tagging whole sentences. */
#include <string.h>

#include "lunette/mem.h"
#include "text/tag_sum.h"

enum { FAR = 9, AHEAD = 6, SOON = 3, OUTSIDE = 2 }; /* tokens */

/* Hints at the rows of a word that is a few tokens ahead: they are spread over megabytes. */
HINT void expect_word(const lun_tagger *tagger, const memo *word) {
  const char *own = (const char *)tagger->own.rows[word->own[LUN_TAG_INSIDE]];
  for (unsigned line = 0; line < sizeof *tagger->own.rows; line += ROW_ALIGN) PREFETCH(own + line);
  for (unsigned side = 0; side < LUN_TAG_SIDES; side++) PREFETCH(lun_tag_row(tagger, word->sides, side));
}

/* Hints at where the rows of a word stand with the word after it, and with the label before it, which most likely is the one that the word
 * before got last; and at the rows themselves. */
HINT void expect_places(const lun_tagger *tagger, const memo *word) {
  PREFETCH(lun_tag_next_row(tagger, word->cluster, word[1].cluster));
  PREFETCH(lun_tag_turn_row(tagger, word[-1].last, word->cluster));
}
HINT void expect_labels(const lun_tagger *tagger, const memo *word) {
  PREFETCH(lun_tag_row(tagger, *lun_tag_next_row(tagger, word->cluster, word[1].cluster), 0));
  PREFETCH(lun_tag_row(tagger, *lun_tag_turn_row(tagger, word[-1].last, word->cluster), 0));
}

/* Makes what is missing of the rows of a word where it stands so, with the labels before it. */
static bool make_rows(lun_tagger *tagger, memo *word, lun_lexeme lexeme, lun_tag_stand stand, unsigned before2, unsigned before) {
  const unsigned cluster = word->cluster, after = word[1].cluster;
  const uint32_t *own = lun_tag_own_row(tagger, lexeme, stand);
  if (!*own && !lun_tag_make_own(tagger, lexeme, stand)) return false;
  word->own[stand == LUN_TAG_FIRST] = *own;
  return (*lun_tag_history_row(tagger, before2, before) || lun_tag_make_history(tagger, before2, before)) &&
         (*lun_tag_turn_row(tagger, before, cluster) || lun_tag_make_turn(tagger, before, cluster)) &&
         (*lun_tag_next_row(tagger, cluster, after) || lun_tag_make_next(tagger, cluster, after));
}

/* The label of a word between others, behind two labels; LUN_TAG_NONE when memory is out. */
static inline unsigned choose(lun_tagger *tagger, memo *word, lun_lexeme lexeme, lun_tag_stand stand, unsigned before2, unsigned before) {
  const uint32_t *own = word->own + (stand == LUN_TAG_FIRST), *next = lun_tag_next_row(tagger, word->cluster, word[1].cluster);
  const uint32_t *history = lun_tag_history_row(tagger, before2, before), *turn = lun_tag_turn_row(tagger, before, word->cluster);
  if ((!*own || !*history || !*turn || !*next) && !make_rows(tagger, word, lexeme, stand, before2, before)) return LUN_TAG_NONE;
  lun_tag_rows rows = {.split = 0};
  lun_tag_take(tagger, LUN_TAG_BEFORE2, word[-2].sides, &rows);
  lun_tag_take(tagger, LUN_TAG_BEFORE, word[-1].sides, &rows);
  lun_tag_take(tagger, LUN_TAG_AFTER, word[1].sides, &rows);
  lun_tag_take(tagger, LUN_TAG_AFTER2, word[2].sides, &rows);
  lun_tag_take(tagger, 4, *next, &rows);
  lun_tag_take(tagger, 5, *history, &rows); /* last those that are known last, for what one label waits for is the one before it */
  lun_tag_take(tagger, 6, *turn, &rows);
#ifdef LUN_TAG_WIDE
  if (tagger->wide) return lun_tag_best_wide(tagger->own.rows[*own], &rows);
#endif
  lun_tag_sum sum;
  lun_tag_sum_rows(tagger->own.rows[*own], &rows, LUN_TAG_ROWS, &sum);
  return lun_tag_best(&sum);
}

/* How a sentence is set. Where it is not as usual its words get their own rows of that setting in place of those inside a sentence. False when
 * memory is out. */
static bool set_sentence(lun_tagger *tagger, memo *word, const lun_lexeme *lexeme, uint32_t count, lun_tag_stand *stand) {
  lun_tag_setting setting = {0};
  for (uint32_t i = 0; i < count; i++) lun_tag_setting_add(&setting, word[i].bits);
  *stand = lun_tag_setting_of(&setting);
  if (!lun_tag_make_set(tagger, *stand)) return false;
  for (uint32_t i = 0; i < count && *stand != LUN_TAG_INSIDE; i++) word[i].own[LUN_TAG_INSIDE] = *lun_tag_own_row(tagger, lexeme[i], *stand);
  return true;
}

/* One sentence of the sequence: its words are count lexemes. False when memory is out. */
static bool tag_sentence(lun_tagger *tagger, memo *word, const lun_lexeme *lexeme, uint32_t count, uint8_t *label) {
  lun_tag_stand setting;
  if (!set_sentence(tagger, word, lexeme, count, &setting)) return false;
  unsigned before2 = LUN_TAG_NONE, before = LUN_TAG_NONE;
  bool first = setting == LUN_TAG_INSIDE;
  for (uint32_t i = 0; i < count; i++, word++) {
    expect_word(tagger, word + AHEAD);
    expect_places(tagger, word + AHEAD);
    expect_labels(tagger, word + SOON);
    const lun_tag_stand stand = first ? LUN_TAG_FIRST : setting;
    if (word->bits & LUN_TAG_IS_WORD) first = false;
    unsigned chosen = word->fixed;
    if (chosen == LUN_TAG_NONE && (chosen = choose(tagger, word, lexeme[i], stand, before2, before)) == LUN_TAG_NONE) return false;
    label[i] = tagger->memos[lexeme[i]].last = (uint8_t)chosen;
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

typedef struct stretch { /* of sentences, with its tokens */
  const lun_tokens *tokens;
  const lun_ranges *sentences;
  uint32_t from, to, first, stop;
} stretch;

static uint32_t first_of(const stretch *s, uint32_t sentence) { return sentence < s->sentences->count ? s->sentences->first[sentence] : s->tokens->count; }

/* Reads the words and lays out the sequence: those of each sentence, with two of what is outside on either side. *seen gets all bits of the words.
 * False when memory is out. */
static bool make_sequence(lun_tagger *tagger, const stretch *s, unsigned *seen) {
  const uint64_t count = s->stop - s->first + OUTSIDE * (s->to - s->from + 1ull) + AHEAD;
  if (lun_grow((void **)&tagger->sequence, &tagger->sequence_capacity, count, sizeof *tagger->sequence)) return false;
  const lun_lexeme *lexeme = s->tokens->lexeme;
  memo *word = tagger->sequence, *memos = tagger->memos;
  for (uint32_t sentence = s->from; sentence < s->to; sentence++) {
    for (unsigned i = 0; i < OUTSIDE; i++) *word++ = *memos;
    for (uint32_t i = first_of(s, sentence), stop = first_of(s, sentence + 1); i < stop; i++, word++) {
      if (i + FAR < s->stop) PREFETCH(memos + lexeme[i + FAR]);
      if (!memos[lexeme[i]].sides && !lun_tag_learn(tagger, lexeme[i])) return false;
      *word = memos[lexeme[i]];
      *seen |= word->bits;
    }
  }
  for (unsigned i = 0; i < OUTSIDE + AHEAD; i++) *word++ = *memos;
  return true;
}

/* Makes ready for a stretch: reads its words. */
static lun_status prepare(lun_tagger *tagger, const stretch *s, unsigned *seen, lun_err *err) {
  const lun_status status = lun_tagger_open(tagger, err);
  if (status) return status;
  return lun_tag_make_room(tagger) && make_sequence(tagger, s, seen) ? LUN_OK : lun_fail_memory(err);
}

lun_status lun_tagger_run(lun_tagger *tagger, const lun_tokens *tokens, const lun_ranges *sentences, uint32_t from, uint32_t to, uint8_t *label, lun_err *err) {
  stretch s = {tokens, sentences, from, to, 0, 0};
  s.first = first_of(&s, from);
  s.stop = first_of(&s, to);
  unsigned seen = 0;
  const lun_status status = prepare(tagger, &s, &seen, err);
  if (status) return status;
  memo *word = tagger->sequence + OUTSIDE;
  for (uint32_t sentence = from; sentence < to; sentence++) {
    const uint32_t first = first_of(&s, sentence), count = first_of(&s, sentence + 1) - first;
    if (!tag_sentence(tagger, word, tokens->lexeme + first, count, label + first)) return lun_fail_memory(err);
    word += count + OUTSIDE;
  }
  if (seen & LUN_TAG_IS_STRAIGHT) lun_tag_turn_quotes(tagger, tokens, s.first, s.stop, label);
  return LUN_OK;
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
  lun_free(tagger->set);
  lun_free(tagger->sequence);
  lun_free(tagger->own.block);
  lun_free(tagger->pairs.block);
  lun_free(tagger->kins);
  lun_free(tagger->commons);
  lun_free(tagger->contexts);
  lun_free(tagger->known);
  lun_free(tagger->before);
  lun_free(tagger->turn);
  lun_free(tagger->next);
  *tagger = (lun_tagger){.weights = tagger->weights, .size = tagger->size, .trusted = tagger->trusted, .vocab = tagger->vocab};
}

void lun_tagger_trust(lun_tagger *tagger) { tagger->trusted = true; }

lun_status lun_tagger_open(lun_tagger *tagger, lun_err *err) {
  if (tagger->header) return LUN_OK;
  const lun_status status = (tagger->trusted ? lun_tag_check_head : lun_tag_check)(tagger->weights, tagger->size, err);
  if (status) return status;
  const lun_tag_header *header = tagger->weights;
  const char *bytes = tagger->weights;
  tagger->header = header;
  tagger->words = (lun_tag_table){header->word_room, header->word_slots, (const lun_tag_slot *)(const void *)(bytes + header->words)};
  tagger->features = (lun_tag_features){{header->feature_room, header->feature_slots, (const lun_tag_slot *)(const void *)(bytes + header->features)},
                                        (const lun_tag_pair *)(const void *)(bytes + header->pairs)};
  tagger->bounds = (const lun_tag_bounds *)(const void *)(bytes + header->bounds);
  read_names(tagger);
#ifdef LUN_TAG_WIDE
  tagger->wide = __builtin_cpu_supports("avx2");
#endif
  tagger->kins = lun_zalloc(KINS, sizeof *tagger->kins);
  tagger->commons = lun_zalloc(COMMONS, sizeof *tagger->commons);
  tagger->contexts = lun_zalloc((size_t)header->contexts + LUN_TAG_EDGE + 1, sizeof *tagger->contexts);
  tagger->known = lun_zalloc((size_t)header->contexts + 1, sizeof *tagger->known);
  tagger->before = lun_zalloc(BEFORES * BEFORES, sizeof *tagger->before);
  tagger->turn = lun_zalloc(BEFORES * LUN_TAG_CLUSTERS, sizeof *tagger->turn);
  tagger->next = lun_zalloc(LUN_TAG_CLUSTERS * LUN_TAG_CLUSTERS, sizeof *tagger->next);
  if (!tagger->kins || !tagger->commons || !tagger->contexts || !tagger->known || !tagger->before || !tagger->turn || !tagger->next || !lun_tag_make_edges(tagger)) {
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
  return sizeof *tagger + KINS * sizeof *tagger->kins + COMMONS * sizeof *tagger->commons + ((size_t)tagger->memo_capacity + tagger->sequence_capacity) * sizeof *tagger->memos +
         (size_t)tagger->set_capacity * sizeof *tagger->set + (size_t)tagger->own.capacity * sizeof *tagger->own.rows +
         (size_t)tagger->pairs.capacity * sizeof *tagger->pairs.rows +
         (size_t)tagger->header->contexts * sizeof *tagger->known + ((size_t)tagger->header->contexts + BEFORES * BEFORES + BEFORES * LUN_TAG_CLUSTERS + LUN_TAG_CLUSTERS * LUN_TAG_CLUSTERS) * sizeof(uint32_t);
}
