/* The search for entries in tokens: leftmost, then longest, without overlap. Owns the walk through the trie; asks
 * dictionary_memo.c once per lexeme which words it is. Most tokens begin no entry, which their code says: one load and
 * one test. A walk for headlines keeps a small set of states, one for each way the capitals may be read. */
#include "layer/dictionary_image.h"
#include "layer/dictionary_key.h"
#include "lunette/mem.h"
#include "lunette/utf8.h"

enum { STATES_MAX = 16 };

typedef struct search {
  lun_dictionary *dictionary;
  lun_vocab *vocab;
  const lun_tokens *tokens;
  uint32_t stop;
  bool failed; /* memory is out */
} search;

typedef struct match {
  uint32_t stop, entry; /* stop 0: none */
} match;

static uint32_t code_of(search *s, uint32_t token) {
  const lun_lexeme lexeme = s->tokens->lexeme[token];
  const lun_memo *memo = &s->dictionary->memo;
  uint32_t code = lexeme < memo->known ? memo->codes[lexeme] : LUN_CODE_NONE;
  if (code != LUN_CODE_UNKNOWN) return code;
  code = lun_memo_code(s->dictionary, s->vocab, lexeme);
  if (code != LUN_CODE_UNKNOWN) return code;
  s->failed = true;
  return LUN_CODE_NONE;
}

/* The node behind all words of a code, 0 when there is none. */
static uint32_t step(const lun_dictionary *dictionary, uint32_t node, uint32_t code) {
  const uint32_t value = code & LUN_CODE_NONE;
  if (!(code & LUN_CODE_SEVERAL)) return value == LUN_CODE_NONE ? 0 : lun_dictionary_child(dictionary, node, value);
  const uint32_t *words = dictionary->memo.pool + value;
  for (uint32_t i = 1; i <= words[0]; i++) {
    node = lun_dictionary_child(dictionary, node, words[i]);
    if (node == 0) return 0;
  }
  return node;
}

static void accept(const lun_dictionary *dictionary, uint32_t node, uint32_t stop, match *best) {
  const uint32_t entry = dictionary->nodes[node].entry;
  if (entry != 0 && entry <= dictionary->record->entries) *best = (match){stop, entry - 1};
}

static match walk(search *s, uint32_t first) {
  const lun_dictionary *dictionary = s->dictionary;
  match best = {0, 0};
  uint32_t node = 0;
  for (uint32_t i = first; i < s->stop; i++) {
    if (i > first && (s->tokens->flags[i] & LUN_TOKEN_SENTENCE)) break;
    const uint32_t code = code_of(s, i);
    if ((code & LUN_CODE_JOINS) && lun_key_is_joined(s->tokens, i, first, s->stop)) continue;
    node = step(dictionary, node, code);
    if (node == 0) break;
    accept(dictionary, node, i + 1, &best);
    if (lun_dictionary_leaf(dictionary, node)) break;
  }
  return best;
}

/* Capitals: a state is a node and how it was reached. */
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

/* All readings of a token in capitals; words as they are written come first and so win where lengths are equal. */
static void step_recased(const lun_dictionary *dictionary, uint32_t place, states *now) {
  const uint32_t *at = dictionary->memo.pool + place;
  const bool is_long = at[0] != 0;
  const uint32_t words = at[1];
  at += 2;
  for (uint32_t w = 0; w < words; w++, at += 1 + at[0]) {
    states next = {.count = 0};
    for (uint32_t i = 0; i < now->count; i++) {
      for (uint32_t r = 0; r < at[0]; r++) {
        if (at[1 + r] == LUN_CODE_NONE) continue;
        state reached = now->at[i];
        reached.recased = reached.recased || r > 0;
        reached.has_long = reached.has_long || (r > 0 && is_long);
        add_state(&next, reached, lun_dictionary_child(dictionary, now->at[i].node, at[1 + r]));
      }
    }
    *now = next;
  }
}

static match walk_recased(search *s, uint32_t first) {
  lun_dictionary *dictionary = s->dictionary;
  match best = {0, 0};
  states now = {.count = 1};
  now.at[0] = (state){0, false, false};
  for (uint32_t i = first; i < s->stop && now.count > 0; i++) {
    if (i > first && (s->tokens->flags[i] & LUN_TOKEN_SENTENCE)) break;
    const uint32_t code = code_of(s, i), place = lun_memo_recased(dictionary, s->vocab, s->tokens->lexeme[i]);
    if ((code & LUN_CODE_JOINS) && lun_key_is_joined(s->tokens, i, first, s->stop)) continue;
    if (place == LUN_CODE_UNKNOWN) s->failed = true;
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
      if (!now.at[k].recased || now.at[k].has_long) accept(dictionary, now.at[k].node, i + 1, &found);
    if (found.stop != 0) best = found;
  }
  return best;
}

static bool add_hit(lun_hits *hits, uint32_t first, match found) {
  if (hits->count == hits->capacity &&
      lun_grow((void **)&hits->at, &hits->capacity, (uint64_t)hits->count + 1, sizeof *hits->at))
    return false;
  hits->at[hits->count++] = (lun_hit){.first = first, .stop = found.stop, .entry = found.entry};
  return true;
}

/* The next token that may begin an entry. */
static uint32_t next_start(const search *s, uint32_t from) {
  const lun_lexeme *lexeme = s->tokens->lexeme;
  const uint32_t *codes = s->dictionary->memo.codes, known = s->dictionary->memo.known, stop = s->stop;
  while (from < stop && (lexeme[from] >= known || !(codes[lexeme[from]] & LUN_CODE_BEGINS))) from++;
  return from;
}

/* The match at a token that may begin an entry. Where nothing can follow, as in lists of single words, no walk is needed. */
static inline match match_at(search *s, uint32_t token) {
  const lun_dictionary *dictionary = s->dictionary;
  const uint32_t code = dictionary->memo.codes[s->tokens->lexeme[token]], word = code & ~LUN_CODE_BEGINS;
  if (word < dictionary->record->roots && lun_dictionary_leaf(dictionary, word + 1)) {
    match found = {0, 0};
    accept(dictionary, word + 1, token + 1, &found);
    return found;
  }
  return walk(s, token);
}

static void run(search *s, uint32_t first, lun_hits *hits) {
  for (uint32_t i = next_start(s, first); i < s->stop && !s->failed; i = next_start(s, i)) {
    const match found = match_at(s, i);
    if (found.stop != 0 && !add_hit(hits, i, found)) s->failed = true;
    i = found.stop != 0 ? found.stop : i + 1;
  }
}

/* Whether nothing begins at a token, read in any case; false also where that is not known yet. */
static bool is_no_start(const search *s, uint32_t token) {
  const lun_memo *memo = &s->dictionary->memo;
  const lun_lexeme lexeme = s->tokens->lexeme[token];
  if (lexeme >= memo->known || lexeme >= memo->recased_known) return true;
  return memo->recased[lexeme] == LUN_RECASE_PLAIN && !(memo->codes[lexeme] & LUN_CODE_BEGINS);
}

static void run_recased(search *s, uint32_t first, lun_hits *hits) {
  for (uint32_t i = first; i < s->stop && !s->failed;) {
    if (is_no_start(s, i)) {
      i++;
      continue;
    }
    const match found = walk_recased(s, i);
    if (found.stop != 0 && !add_hit(hits, i, found)) s->failed = true;
    i = found.stop != 0 ? found.stop : i + 1;
  }
}

lun_status lun_dictionary_scan(lun_dictionary *dictionary, lun_vocab *vocab, const lun_tokens *tokens, uint32_t first,
                               uint32_t stop, unsigned options, lun_hits *hits, lun_err *err) {
  const bool recase = (options & LUN_LOOKUP_RECASE) && dictionary->record->fold == 0;
  const lun_status status = lun_memo_prepare(dictionary, vocab, recase, err);
  if (status != LUN_OK) return status;
  const uint32_t before = hits->count;
  search s = {.dictionary = dictionary, .vocab = vocab, .tokens = tokens, .stop = stop < tokens->count ? stop : tokens->count};
  if (recase) run_recased(&s, first, hits);
  else run(&s, first, hits);
  if (!s.failed) return LUN_OK;
  hits->count = before;
  return lun_fail_memory(err);
}

void lun_hits_free(lun_hits *hits) {
  lun_free(hits->at);
  *hits = (lun_hits){0};
}

lun_status lun_dictionary_lookup(lun_dictionary *dictionary, lun_vocab *vocab, const char *surface, size_t size, uint32_t *entry, lun_err *err) {
  lun_tokens tokens = {0};
  match found = {0, 0};
  *entry = 0;
  if (size == 0 || size > UINT16_MAX || lun_utf8_valid_prefix(surface, size) < size)
    return lun_fail(err, LUN_NOT_FOUND, 0, "not in dictionary %s", lun_dictionary_name(dictionary));
  lun_status status = lun_tokenize(surface, (uint32_t)size, vocab, &tokens, err);
  if (status == LUN_OK) status = lun_memo_prepare(dictionary, vocab, false, err);
  if (status == LUN_OK) {
    search s = {.dictionary = dictionary, .vocab = vocab, .tokens = &tokens, .stop = tokens.count};
    found = walk(&s, 0);
    if (s.failed) status = lun_fail_memory(err);
  }
  if (status == LUN_OK && (found.stop == 0 || found.stop != tokens.count))
    status = lun_fail(err, LUN_NOT_FOUND, 0, "'%.*s' is not in dictionary %s", (int)size, surface, lun_dictionary_name(dictionary));
  lun_tokens_free(&tokens);
  if (status == LUN_OK) *entry = found.entry;
  return status;
}
