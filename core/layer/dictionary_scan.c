/* The search for entries in tokens: of each dictionary leftmost, then longest, without overlap. Owns the walk through the
 * tries; asks dictionary_memo.c once per lexeme in which dictionaries it begins an entry. Most tokens begin none in those
 * that are asked: one load and one test for all of them. A walk for headlines keeps a small set of states, one for each way
 * the capitals may be read. */
#include <string.h>

#include "layer/dictionary_image.h"
#include "layer/dictionary_key.h"
#include "lunette/mem.h"
#include "lunette/utf8.h"
#include "text/lexeme.h"

enum {
  STATES_MAX = 16,
  WORD_MAX = 16, /* bytes: longer texts are cut to see whether they are one word */
  AHEAD = 4,     /* tokens whose starts are asked for before they are matched */
  BLOCK = 64     /* tokens that are looked at before entries are matched */
};

typedef struct search {
  lun_image *image;
  lun_vocab *vocab;
  const lun_tokens *tokens;
  uint32_t stop;
  const char *day; /* on which entries must be true, "" for any */
  uint64_t dated;  /* bits of the dictionaries whose entries may be untrue on it */
  bool failed;     /* memory is out */
} search;

typedef struct match {
  uint32_t stop, entry; /* stop 0: none */
} match;

/* What is known of a token's lexeme; NULL when memory is out, or for no lexeme of the vocabulary. */
static inline const lun_known *known_of(search *s, uint32_t token) {
  const lun_lexeme lexeme = s->tokens->lexeme[token];
  const lun_memo *memo = &s->image->memo;
  if (lexeme >= memo->known) return NULL;
  const lun_known *known = lun_memo_of(memo, lexeme);
  if (known->set != LUN_SET_UNKNOWN) return known;
  known = lun_memo_learn(s->image, s->vocab, lexeme);
  if (!known) s->failed = true;
  return known;
}

static uint32_t code_of(search *s, uint32_t token, bool fold) {
  const lun_known *known = known_of(s, token);
  return known ? s->image->memo.pool[known->place + (fold ? LUN_POOL_FOLDED : LUN_POOL_CODE)] : LUN_CODE_NONE;
}

/* The node behind all words of a code from a node that is not the root, 0 when there is none. */
static uint32_t step(const lun_dictionary *dictionary, uint32_t node, uint32_t code) {
  const uint32_t value = code & LUN_CODE_NONE;
  if (!(code & LUN_CODE_SEVERAL)) return value == LUN_CODE_NONE ? 0 : lun_dictionary_child(dictionary, node, value);
  const uint32_t *words = dictionary->image->memo.pool + value;
  for (uint32_t i = 1; i <= words[0] && node; i++) node = lun_dictionary_child(dictionary, node, words[i]);
  return node;
}

static inline bool is_true(const search *s, const lun_dictionary *dictionary, uint32_t entry) {
  return !(s->dated >> dictionary->number & 1) || lun_dictionary_true_on(dictionary, entry, s->day);
}

static inline void accept(const search *s, const lun_dictionary *dictionary, uint32_t node, uint32_t stop, match *best) {
  const uint32_t entry = lun_dictionary_entry_at(dictionary, node);
  if (entry == 0 || !is_true(s, dictionary, entry - 1)) return;
  *best = (match){stop, entry - 1};
}

/* The longest match that begins with the token `first`, behind whose words the dictionary stands at `node`. */
static match walk(search *s, const lun_dictionary *dictionary, uint32_t first, uint32_t node) {
  const bool fold = dictionary->record->fold != 0;
  match best = {0, 0};
  accept(s, dictionary, node, first + 1, &best);
  for (uint32_t i = first + 1; i < s->stop && !lun_dictionary_leaf(dictionary, node); i++) {
    if (s->tokens->flags[i] & LUN_TOKEN_SENTENCE) break;
    const uint32_t code = code_of(s, i, fold);
    if ((code & LUN_CODE_JOINS) && lun_key_is_joined(s->tokens, i, first, s->stop)) continue;
    node = step(dictionary, node, code);
    if (node == 0) break;
    accept(s, dictionary, node, i + 1, &best);
  }
  return best;
}

/* Capitals: a state is a node, 0 for the root, and how it was reached. */
typedef struct state {
  uint32_t node;
  bool recased, has_long; /* a word was read in another case; one of them in a token of four letters or more */
} state;
typedef struct states {
  state at[STATES_MAX];
  uint32_t count;
} states;

static void add_state(states *to, state from, uint32_t node) {
  if (node == 0 || to->count == STATES_MAX) return;
  from.node = node;
  to->at[to->count++] = from;
}

/* The child of any node along a word. */
static uint32_t child(const lun_dictionary *dictionary, uint32_t node, uint32_t word) {
  if (node != 0) return lun_dictionary_child(dictionary, node, word);
  uint32_t count;
  const lun_image_start *start = lun_image_starts(dictionary->image, word, &count);
  for (uint32_t i = 0; i < count; i++)
    if (start[i].dictionary == dictionary->number) return lun_dictionary_is_child_of_root(dictionary, start[i].node) ? start[i].node : 0;
  return 0;
}

/* All readings of a token in capitals; words as they are written come first and so win where lengths are equal. */
static void step_recased(const lun_dictionary *dictionary, uint32_t place, states *now) {
  const uint32_t *at = dictionary->image->memo.pool + place;
  const bool is_long = at[LUN_RECASED_LONG] != 0;
  const uint32_t words = at[LUN_RECASED_WORDS];
  at += LUN_RECASED_FIRST;
  for (uint32_t w = 0; w < words; w++, at += 1 + at[0]) {
    states next = {.count = 0};
    for (uint32_t i = 0; i < now->count; i++) {
      for (uint32_t r = 0; r < at[0]; r++) {
        if (at[1 + r] == LUN_CODE_NONE) continue;
        state reached = now->at[i];
        reached.recased = reached.recased || r > 0;
        reached.has_long = reached.has_long || (r > 0 && is_long);
        add_state(&next, reached, child(dictionary, now->at[i].node, at[1 + r]));
      }
    }
    *now = next;
  }
}

/* The same with tokens in capitals read in any case; `node` is 0 where the token `first` is one of them. */
static match walk_recased(search *s, const lun_dictionary *dictionary, uint32_t first, uint32_t node) {
  match best = {0, 0};
  states now = {.at = {{node, false, false}}, .count = 1};
  if (node) accept(s, dictionary, node, first + 1, &best);
  for (uint32_t i = node ? first + 1 : first; i < s->stop && now.count > 0; i++) {
    if (i > first && (s->tokens->flags[i] & LUN_TOKEN_SENTENCE)) break;
    const uint32_t code = code_of(s, i, false), place = lun_memo_recase(s->image, s->vocab, s->tokens->lexeme[i]);
    if ((code & LUN_CODE_JOINS) && lun_key_is_joined(s->tokens, i, first, s->stop)) continue;
    if (place == LUN_RECASE_UNKNOWN) s->failed = true;
    if (s->failed) break;
    if (place == LUN_RECASE_PLAIN) {
      states next = {.count = 0};
      for (uint32_t k = 0; k < now.count; k++) add_state(&next, now.at[k], step(dictionary, now.at[k].node, code));
      now = next;
    } else {
      step_recased(dictionary, place, &now);
    }
    match found = {0, 0};
    for (uint32_t k = 0; k < now.count && found.stop == 0; k++)
      if (!now.at[k].recased || now.at[k].has_long) accept(s, dictionary, now.at[k].node, i + 1, &found);
    if (found.stop != 0) best = found;
  }
  return best;
}

static bool add_hit(lun_hits *hits, uint32_t first, match found, uint32_t dictionary) {
  if (lun_grow((void **)&hits->at, &hits->capacity, (uint64_t)hits->count + 1, sizeof *hits->at)) return false;
  hits->at[hits->count++] = (lun_hit){.first = first, .stop = found.stop, .entry = found.entry, .dictionary = dictionary};
  return true;
}

/* Where the last entry of each dictionary ends. */
typedef struct last { uint32_t stop[LUN_DICTIONARIES_MAX]; } last;

static void take(search *s, uint32_t token, uint32_t dictionary, match found, last *ends, lun_hits *hits) {
  if (found.stop == 0) return;
  ends->stop[dictionary] = found.stop;
  if (!add_hit(hits, token, found, dictionary)) s->failed = true;
}

/* Bits of the word that stands behind a token, for the dictionaries in which case counts and for those that fold it: all where
 * it need not be the next token's first. */
typedef struct followers { uint32_t exact, fold; } followers;

static followers next_words(search *s, uint32_t token) {
  if (token + 1 >= s->stop || s->tokens->flags[token + 1] & LUN_TOKEN_SENTENCE) return (followers){0, 0};
  const lun_known *known = known_of(s, token + 1);
  return known ? (followers){lun_follower_of(known->exact), lun_follower_of(known->folded)} : (followers){0, 0};
}

/* The entries of the asked dictionaries that begin with a token as it is written. */
static inline void match_plain(search *s, uint64_t asked, uint32_t token, const lun_known *known, bool recase, last *ends, lun_hits *hits) {
  followers next = {UINT32_MAX, UINT32_MAX};
  bool seen = recase; /* the next word, which is looked at where something may follow */
  const uint32_t first = known->place + LUN_POOL_FIRST, count = known->starts;
  const lun_image_start *start = lun_pool_starts(s->image, first);
  for (uint32_t k = 0; k < count; k++) {
    const uint32_t number = start[k].dictionary;
    if (!(asked >> number & 1) || token < ends->stop[number]) continue;
    const lun_dictionary *dictionary = s->image->dictionaries + number;
    match found = {0, 0};
    if (start[k].entry && is_true(s, dictionary, start[k].entry - 1)) found = (match){token + 1, start[k].entry - 1};
    if (start[k].followers) {
      const bool fold = s->image->folding >> number & 1;
      if (!seen) next = next_words(s, token);
      seen = true;
      start = lun_pool_starts(s->image, first); /* the pool may have moved */
      if (start[k].followers & (fold ? next.fold : next.exact)) {
        found = recase && !fold ? walk_recased(s, dictionary, token, start[k].node) : walk(s, dictionary, token, start[k].node);
        start = lun_pool_starts(s->image, first);
      }
    }
    take(s, token, number, found, ends, hits);
  }
}

/* Of some tokens those that begin entries of the asked dictionaries, or of whose words nothing is known yet: told without a
 * branch for each, so that what is known of many words is loaded at once. */
static uint32_t find_beginning(const search *s, uint64_t asked, uint32_t first, uint32_t stop, uint32_t found[BLOCK]) {
  const lun_lexeme *lexeme = s->tokens->lexeme;
  const lun_memo memo = s->image->memo; /* which does not change meanwhile */
  const uint64_t stops = asked | LUN_BEGINS_UNKNOWN;
  uint32_t count = 0;
  for (uint32_t i = first; i < stop; i++) {
    const lun_lexeme word = lexeme[i];
    if (word >= memo.known) continue;
    found[count] = i;
    count += (lun_memo_begins(&memo, lun_memo_of(&memo, word)) & stops) != 0;
  }
  return count;
}

static void fetch_starts(const lun_memo *memo, lun_lexeme lexeme) {
  const uint32_t place = lun_memo_of(memo, lexeme)->place;
  if (place < memo->pool_count) __builtin_prefetch(memo->pool + place);
}

static void run(search *s, uint64_t asked, uint32_t first, last *ends, lun_hits *hits) {
  uint32_t found[BLOCK];
  for (uint32_t stop; first < s->stop && !s->failed; first = stop) {
    stop = s->stop - first > BLOCK ? first + BLOCK : s->stop;
    const uint32_t count = find_beginning(s, asked, first, stop, found);
    for (uint32_t i = 0; i < count && !s->failed; i++) {
      if (i + AHEAD < count) fetch_starts(&s->image->memo, s->tokens->lexeme[found[i + AHEAD]]);
      const lun_known *known = known_of(s, found[i]);
      if (known && lun_memo_begins(&s->image->memo, known) & asked) match_plain(s, asked, found[i], known, false, ends, hits);
    }
  }
}

/* The entries of the asked dictionaries that begin with a token in capitals, read in any case. */
static void match_recased(search *s, uint64_t asked, uint32_t token, uint32_t place, last *ends, lun_hits *hits) {
  const uint32_t *pool = s->image->memo.pool + place;
  uint64_t begins = asked & (pool[LUN_RECASED_BEGINS] | (uint64_t)pool[LUN_RECASED_BEGINS + 1] << 32);
  for (uint32_t number = 0; begins; number++, begins >>= 1)
    if (begins & 1 && token >= ends->stop[number])
      take(s, token, number, walk_recased(s, s->image->dictionaries + number, token, 0), ends, hits);
}

static void run_recased(search *s, uint64_t asked, uint32_t first, last *ends, lun_hits *hits) {
  for (uint32_t i = first; i < s->stop && !s->failed; i++) {
    const lun_known *known = known_of(s, i);
    if (!known) continue;
    const uint32_t place = lun_memo_recase(s->image, s->vocab, s->tokens->lexeme[i]);
    if (place == LUN_RECASE_UNKNOWN) s->failed = true;
    else if (place == LUN_RECASE_PLAIN) match_plain(s, asked, i, known, true, ends, hits);
    else {
      match_plain(s, asked & s->image->folding, i, known, false, ends, hits);
      match_recased(s, asked & ~s->image->folding, i, place, ends, hits);
    }
  }
}

lun_status lun_image_scan(lun_image *image, uint64_t dictionaries, lun_vocab *vocab, const lun_tokens *tokens, uint32_t first,
                          uint32_t stop, unsigned options, const char *day, lun_hits *hits, lun_err *err) {
  const uint64_t asked = dictionaries & ((UINT64_C(1) << image->count) - 1);
  const lun_status status = lun_memo_prepare(image, vocab, err);
  if (status != LUN_OK) return status;
  const uint32_t before = hits->count;
  search s = {.image = image, .vocab = vocab, .tokens = tokens, .stop = stop < tokens->count ? stop : tokens->count, .day = day};
  for (uint32_t k = 0; *day && k < image->count; k++)
    if (image->dictionaries[k].dated) s.dated |= UINT64_C(1) << k;
  last ends;
  memset(ends.stop, 0, image->count * sizeof *ends.stop);
  if ((options & LUN_LOOKUP_RECASE) && (asked & ~image->folding)) run_recased(&s, asked, first, &ends, hits);
  else run(&s, asked, first, &ends, hits);
  if (!s.failed) return LUN_OK;
  hits->count = before;
  return lun_fail_memory(err);
}

lun_status lun_dictionary_scan(lun_dictionary *dictionary, lun_vocab *vocab, const lun_tokens *tokens, uint32_t first,
                               uint32_t stop, unsigned options, lun_hits *hits, lun_err *err) {
  return lun_image_scan(dictionary->image, lun_dictionary_bit(dictionary), vocab, tokens, first, stop, options, "", hits, err);
}

void lun_hits_free(lun_hits *hits) {
  lun_free(hits->at);
  *hits = (lun_hits){0};
}

/* Where a dictionary stands behind a lexeme of which this is known, 0 where it begins no entry. */
static uint32_t node_of(const lun_dictionary *dictionary, const lun_known *known) {
  const lun_memo *memo = &dictionary->image->memo;
  if (!known || !(lun_memo_begins(memo, known) & lun_dictionary_bit(dictionary))) return 0;
  const lun_image_start *start = lun_pool_starts(dictionary->image, known->place + LUN_POOL_FIRST);
  for (uint32_t count = known->starts; count; count--, start++)
    if (start->dictionary == dictionary->number) return start->node;
  return 0;
}

/* Whether the tokenizer leaves a text whole wherever it stands: short, and plain letters alone. */
static bool is_one_word(const char *text, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (!((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z'))) return false;
  return size < WORD_MAX && lun_lexeme_split(text, size) == 0;
}

/* The entry that is one word, of a lexeme whose vocabulary the memo is for. */
static lun_status find_word(lun_dictionary *dictionary, lun_vocab *vocab, lun_lexeme lexeme, uint32_t *entry, lun_err *err) {
  const lun_tokens tokens = {.lexeme = &lexeme, .count = 1};
  search s = {.image = dictionary->image, .vocab = vocab, .tokens = &tokens, .stop = 1, .day = ""};
  const uint32_t node = node_of(dictionary, known_of(&s, 0));
  if (s.failed) return lun_fail_memory(err);
  if (node) *entry = lun_dictionary_entry_at(dictionary, node);
  return LUN_OK;
}

static lun_status find_surface(lun_dictionary *dictionary, lun_vocab *vocab, const char *surface, size_t size, uint32_t *entry, lun_err *err) {
  lun_tokens *tokens = &dictionary->image->cut;
  match found = {0, 0};
  lun_tokens_clear(tokens);
  lun_status status = lun_tokenize(surface, (uint32_t)size, vocab, tokens, err);
  if (status == LUN_OK) status = lun_memo_prepare(dictionary->image, vocab, err);
  if (status == LUN_OK && tokens->count > 0) {
    search s = {.image = dictionary->image, .vocab = vocab, .tokens = tokens, .stop = tokens->count, .day = ""};
    const uint32_t node = node_of(dictionary, known_of(&s, 0));
    if (node) found = walk(&s, dictionary, 0, node);
    if (s.failed) status = lun_fail_memory(err);
  }
  if (status == LUN_OK && found.stop != 0 && found.stop == tokens->count) *entry = found.entry + 1;
  return status;
}

lun_status lun_dictionary_find(lun_dictionary *dictionary, lun_vocab *vocab, const char *surface, size_t size, uint32_t *entry, lun_err *err) {
  *entry = 0;
  if (size == 0 || size > UINT16_MAX) return LUN_OK;
  if (is_one_word(surface, size)) {
    const lun_lexeme lexeme = lun_vocab_intern(vocab, surface, size);
    const lun_status status = lexeme ? lun_memo_prepare(dictionary->image, vocab, err) : lun_fail_memory(err);
    return status ? status : find_word(dictionary, vocab, lexeme, entry, err);
  }
  if (lun_utf8_valid_prefix(surface, size) < size) return LUN_OK;
  return find_surface(dictionary, vocab, surface, size, entry, err);
}

/* Whether the tokenizer makes a lexeme of its text again, and of all of it. */
static lun_status is_alone(lun_image *image, lun_vocab *vocab, lun_lexeme lexeme, bool *alone, lun_err *err) {
  lun_known *known = lun_memo_of(&image->memo, lexeme);
  *alone = known->alone == LUN_ALONE;
  if (known->alone != LUN_ALONE_UNKNOWN) return LUN_OK;
  const lun_record *record = lun_record_at(vocab, lexeme);
  const char *text = lun_record_text(record);
  const size_t size = lun_record_size(record);
  *alone = size < WORD_MAX && !(lun_record_flags(record) & LUN_LEX_SIGN) && !(lun_record_token_flags(record) & LUN_RECORD_SPLIT);
  if (!*alone && lun_utf8_valid_prefix(text, size) == size) {
    lun_tokens_clear(&image->cut);
    const lun_status status = lun_tokenize(text, (uint32_t)size, vocab, &image->cut, err);
    if (status) return status;
    *alone = image->cut.count == 1 && image->cut.lexeme[0] == lexeme;
  }
  known->alone = *alone ? LUN_ALONE : LUN_ALONE_NOT;
  return LUN_OK;
}

lun_status lun_image_lacks(lun_image *image, lun_vocab *vocab, lun_lexeme lexeme, uint64_t *dictionaries, lun_err *err) {
  bool alone = false;
  lun_status status = lun_memo_prepare(image, vocab, err);
  *dictionaries = 0;
  if (!status && lexeme < image->memo.known) status = is_alone(image, vocab, lexeme, &alone, err);
  if (status || !alone) return status;
  if (lun_memo_of(&image->memo, lexeme)->set == LUN_SET_UNKNOWN && !lun_memo_learn(image, vocab, lexeme)) return lun_fail_memory(err);
  *dictionaries = lun_memo_lacks(&image->memo, lexeme);
  return LUN_OK;
}

lun_status lun_dictionary_find_lexeme(lun_dictionary *dictionary, lun_vocab *vocab, lun_lexeme lexeme, uint32_t *entry, lun_err *err) {
  bool alone = false;
  lun_image *image = dictionary->image;
  const lun_status status = lexeme < image->memo.known ? is_alone(image, vocab, lexeme, &alone, err) : LUN_OK;
  *entry = 0;
  if (status || alone) return status ? status : find_word(dictionary, vocab, lexeme, entry, err);
  size_t size;
  const char *text = lun_vocab_text(vocab, lexeme, &size);
  return lun_dictionary_find(dictionary, vocab, text, size, entry, err);
}

lun_status lun_image_entries_at_first(lun_image *image, uint64_t dictionaries, lun_vocab *vocab, const lun_tokens *tokens, lun_hits *hits, lun_err *err) {
  search s = {.image = image, .vocab = vocab, .tokens = tokens, .stop = tokens->count, .day = ""};
  const lun_status status = lun_memo_prepare(image, vocab, err);
  if (status) return status;
  const lun_known *known = known_of(&s, 0);
  if (!known || !(lun_memo_begins(&image->memo, known) & dictionaries)) return s.failed ? lun_fail_memory(err) : LUN_OK;
  const uint32_t first = known->place + LUN_POOL_FIRST, count = known->starts, before = hits->count;
  for (uint32_t k = 0; k < count && !s.failed; k++) {
    const lun_image_start *start = lun_pool_starts(image, first) + k; /* walking may move the pool */
    const uint32_t number = start->dictionary;
    if (!(dictionaries >> number & 1)) continue;
    const match one = {start->entry != 0, start->entry - 1}, found = start->followers && s.stop > 1 ? walk(&s, image->dictionaries + number, 0, start->node) : one;
    if (found.stop && !add_hit(hits, 0, found, number)) s.failed = true;
  }
  if (!s.failed) return LUN_OK;
  hits->count = before;
  return lun_fail_memory(err);
}

lun_status lun_dictionary_lookup(lun_dictionary *dictionary, lun_vocab *vocab, const char *surface, size_t size, uint32_t *entry, lun_err *err) {
  const lun_status status = lun_dictionary_find(dictionary, vocab, surface, size, entry, err);
  if (status) return status;
  if (*entry == 0) return lun_fail(err, LUN_NOT_FOUND, 0, "'%.*s' is not in dictionary %s", (int)size, surface, lun_dictionary_name(dictionary));
  --*entry;
  return LUN_OK;
}
