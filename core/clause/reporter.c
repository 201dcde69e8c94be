/* The statements of a document: entries of the two dictionaries in the order of the text, each read for itself, then a sentence's
 * together, for what stands inside the content of another is not told apart. What the dictionaries say of an entry is read once. */
#include <stdio.h>
#include <string.h>

#include "clause/report.h"
#include "lunette/mem.h"

typedef struct source { /* a dictionary */
  lun_dictionary *dictionary;
  uint32_t lemma, stance, frames; /* columns */
  lun_report_entry *entries;      /* [of the dictionary] */
  lun_hits hits;
  uint32_t next; /* hit */
} source;

struct lun_reporter {
  lun_clause_words *words;
  source verbs, nouns;
  lun_values_store *values;
  lun_statements statements;
};

static lun_status open_source(source *x, lun_dictionary *dictionary, lun_err *err) {
  x->dictionary = dictionary;
  lun_status status = lun_word_column(dictionary, "lemma", "statements", &x->lemma, err);
  if (!status) status = lun_word_column(dictionary, "stance", "statements", &x->stance, err);
  if (!status) status = lun_word_column(dictionary, "frames", "statements", &x->frames, err);
  if (status) return status;
  x->entries = lun_zalloc((size_t)lun_dictionary_entries(dictionary) + 1, sizeof *x->entries);
  return x->entries ? LUN_OK : lun_fail_memory(err);
}

lun_status lun_reporter_new(lun_clause_words *words, lun_dictionary *verbs, lun_dictionary *nouns, lun_reporter **out, lun_err *err) {
  lun_reporter *r = *out = lun_zalloc(1, sizeof *r);
  if (!r) return lun_fail_memory(err);
  r->words = words;
  lun_status status = (r->values = lun_values_store_new()) ? LUN_OK : lun_fail_memory(err);
  if (!status) status = open_source(&r->verbs, verbs, err);
  if (!status) status = open_source(&r->nouns, nouns, err);
  if (status) {
    lun_reporter_free(r);
    *out = NULL;
  }
  return status;
}

void lun_reporter_free(lun_reporter *r) {
  if (!r) return;
  lun_free(r->verbs.entries);
  lun_free(r->nouns.entries);
  lun_hits_free(&r->verbs.hits);
  lun_hits_free(&r->nouns.hits);
  lun_values_store_release(r->values);
  lun_free(r->statements.at);
  lun_free(r);
}

static uint32_t frames_in(const char *text) {
  uint32_t frames = 0;
  while (*text) {
    const size_t size = strcspn(text, " ");
    for (lun_frame f = 0; f < LUN_FRAME_COUNT; f++)
      if (strlen(lun_frame_name(f)) == size && !memcmp(lun_frame_name(f), text, size)) frames |= (uint32_t)1 << f;
    text += size + (text[size] == ' ');
  }
  return frames;
}

/* What the first row of an entry says; NULL when memory is out. */
static const lun_report_entry *entry_of(lun_reporter *r, source *x, uint32_t number) {
  lun_report_entry *entry = &x->entries[number];
  if (entry->known) return entry;
  uint32_t row = 0;
  lun_dictionary_candidates(x->dictionary, number, &row);
  const char *lemma = lun_dictionary_value(x->dictionary, row, x->lemma), *frames = lun_dictionary_value(x->dictionary, row, x->frames);
  const size_t size = strlen(lemma) + strlen(frames) + 3;
  char *reason = lun_alloc(size);
  if (!reason) return NULL;
  snprintf(reason, size, "%s: %s", lemma, frames);
  entry->stance = lun_dictionary_value(x->dictionary, row, x->stance);
  const lun_named_value named[] = {{"reason", reason, size - 1}, {"stance", entry->stance, strlen(entry->stance)}};
  entry->values = lun_values_new(r->values, named, *entry->stance ? 2 : 1);
  lun_free(reason);
  entry->frames = frames_in(frames);
  entry->known = entry->values != NULL;
  return entry->known ? entry : NULL;
}

/* Makes the verbs that say something in a clause the cues of subjects and clauses. */
static lun_status mark_cues(lun_reporter *r, lun_clauses *c, lun_err *err) {
  lun_status status = LUN_OK;
  for (uint32_t i = 0; !status && i < r->verbs.hits.count; i++) {
    const lun_hit *hit = &r->verbs.hits.at[i];
    const lun_report_entry *entry = entry_of(r, &r->verbs, hit->entry);
    if (!entry) return lun_fail_memory(err);
    if (entry->frames & F_SAYS) status = lun_clauses_mark(c, (int32_t)hit->first, CUE_AS_VERB, err);
  }
  return status;
}

/* The company plans to leave: what the tagger takes for a noun is the verb where the sentence has no other. */
static bool is_taken_for_noun(lun_clauses *c, int32_t v) {
  if (!clause_tag_is(c, v + 1, T(TO)) || !clause_tag_is(c, v + 2, T(VB)) || !clause_tag_is(c, v - 1, T_NN)) return false;
  const lun_phrase around = lun_clause_around(c, v);
  return lun_finite_before(c, around.last, around.first) == LUN_NO_TOKEN;
}

static bool read_hit(lun_clauses *c, const lun_hit *hit, bool noun, uint32_t frames, lun_statement *s) {
  const lun_phrase at = {(int32_t)hit->first, (int32_t)hit->stop - 1};
  if (lun_clause_quotation(c, at.first)) return false;
  const bool verb = clause_tag_is(c, at.first, T_VERB), several = clause_tag_is(c, at.first, T(NNS));
  if (!(noun ? several || clause_tag_is(c, at.first, T(NN)) : verb || several)) return false;
  if (noun) return lun_statement_of_noun(c, at, frames, s);
  return (verb || is_taken_for_noun(c, at.first)) && lun_statement_of_verb(c, at, frames, s);
}

static bool holds(const lun_statement *other, lun_phrase cue) {
  for (unsigned i = 0; i < other->parts; i++)
    if (other->part[i].first <= cue.first && cue.last <= other->part[i].last) return true;
  return false;
}

/* Where a cue stands inside what another of the sentence's reports it is not told apart, unless somebody says something there in a clause, or
 * calls something what stands between quotation marks. */
static bool is_nested(const lun_statement *list, uint32_t count, uint32_t number) {
  const lun_statement *s = &list[number];
  if ((uint32_t)1 << s->frame & F_SAYS && s->finite && s->entry->frames & F_SAYS) return false;
  if (s->frame == LUN_FRAME_QUOTE && s->finite && lun_is_phrase(s->source)) return false;
  for (uint32_t k = number; k-- > 0;) {
    if (s->cue.first - list[k].cue.last > CLAUSE_WITHIN) break;
    if (holds(&list[k], s->cue)) return true;
  }
  for (uint32_t k = number + 1; k < count; k++) {
    if (list[k].cue.first - s->cue.last > CLAUSE_WITHIN) break;
    if (holds(&list[k], s->cue)) return true;
  }
  return false;
}

/* Whether a mark within a quotation, before its closing one, ends it: "..., and" goes on with the one who said it. */
static bool is_closed(lun_clauses *c, const clause_outer *quote) {
  size_t size;
  const char *word = lun_vocab_text(c->doc->vocab, c->lexeme[clause_most(quote->last - 1, 0)], &size);
  return (size == 1 && strchr(",.!?", word[0])) || !strcmp(word, "…");
}

/* The quotation that is all of what is said, if one is. */
static const clause_outer *whole_quotation(lun_clauses *c, const lun_statement *s) {
  if (!s->parts) return lun_clause_quotation(c, s->part[0].first);
  const lun_phrase content = lun_statement_content(s);
  const clause_outer *quote = lun_clause_quotation(c, content.first);
  return quote && quote->first == content.first && (quote->last >= content.last || is_closed(c, quote)) ? quote : NULL;
}

typedef struct work {
  lun_reporter *r;
  lun_clauses *c;
  uint8_t *stated; /* [quote_count]: quotations that have a statement */
} work;

/* Whether an object is followed by a quotation that has a statement and tells what it is called: he called the bridge "a gift", or
 * described it as "a gift", is told once, as the quotation; not so what stands further apart, as in `praised the town for its "quiet courage"`. So is an object that begins with one: he
 * accused "agitators" of the fire. */
static bool is_told_by_quotation(const work *w, const lun_statement *s) {
  if ((s->frame != LUN_FRAME_OBJECT && s->frame != LUN_FRAME_QUOTE) || !s->parts) return false;
  const lun_phrase content = lun_statement_content(s);
  const clause_outer *quote = lun_clause_quotation(w->c, content.last), *opens = lun_clause_quotation(w->c, content.first);
  if (opens && opens->first == content.first && opens->last < content.last && w->stated[opens - w->c->quotes]) return true;
  if (s->frame != LUN_FRAME_OBJECT || !quote || quote->first <= content.first || !w->stated[quote - w->c->quotes]) return false;
  for (int32_t i = content.first; i < quote->first; i++)
    if (clause_tag_is(w->c, i, T(IN) | T(TO)) && !clause_word_is(w->c, i, W(AS))) return false;
  return true;
}

/* Decides which statements of a sentence are given, and what of them is a quotation. */
static void settle(work *w, lun_statement *list, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) list[i].given = !is_told_by_quotation(w, &list[i]) && (!list[i].parts || !is_nested(list, count, i));
  for (uint32_t i = 0; i < count; i++) {
    if (!list[i].given) continue;
    const clause_outer *quote = whole_quotation(w->c, &list[i]);
    list[i].quote = quote ? quote->id : 0;
    if (!quote) continue;
    uint8_t *stated = &w->stated[quote - w->c->quotes];
    list[i].given = !*stated;
    *stated = 1;
    list[i].part[0] = (lun_phrase){quote->first, quote->last};
    list[i].parts = 1;
  }
}

/* The hit that comes next in the text, of a verb before that of a noun; false at the end. */
static bool next_hit(lun_reporter *r, source **from, const lun_hit **hit) {
  const bool verbs = r->verbs.next < r->verbs.hits.count, nouns = r->nouns.next < r->nouns.hits.count;
  if (!verbs && !nouns) return false;
  const bool noun = !verbs || (nouns && r->nouns.hits.at[r->nouns.next].first < r->verbs.hits.at[r->verbs.next].first);
  *from = noun ? &r->nouns : &r->verbs;
  *hit = &(*from)->hits.at[(*from)->next++];
  return true;
}

static lun_status read_all(work *w, lun_err *err) {
  lun_reporter *r = w->r;
  lun_statements *all = &r->statements;
  source *from;
  const lun_hit *hit;
  uint32_t begun = 0; /* the first statement of the sentence */
  int32_t sentence = LUN_NO_TOKEN;
  lun_status status = mark_cues(r, w->c, err);
  while (!status && next_hit(r, &from, &hit)) {
    const lun_report_entry *entry = entry_of(r, from, hit->entry);
    if (!entry || lun_grow((void **)&all->at, &all->capacity, (uint64_t)all->count + 1, sizeof *all->at)) return lun_fail_memory(err);
    if (!read_hit(w->c, hit, from == &r->nouns, entry->frames, &all->at[all->count])) continue;
    const int32_t first = lun_clause_sentence(w->c, (int32_t)hit->first).first;
    if (first != sentence) {
      settle(w, all->at + begun, all->count - begun);
      begun = all->count;
      sentence = first;
    }
    all->at[all->count++].entry = entry;
  }
  settle(w, all->at + begun, all->count - begun);
  return status;
}

static lun_status find(source *x, uint64_t dictionaries, const lun_doc *doc, lun_err *err) {
  return lun_doc_entries(doc, lun_dictionary_image(x->dictionary), dictionaries, 0, doc->tokens.count, &x->hits, err);
}

/* The entries of both dictionaries, in one pass where they are of one image. */
static lun_status find_entries(lun_reporter *r, const lun_doc *doc, lun_err *err) {
  source *verbs = &r->verbs, *nouns = &r->nouns;
  const uint64_t verb_bit = lun_dictionary_bit(verbs->dictionary), noun_bit = lun_dictionary_bit(nouns->dictionary);
  verbs->hits.count = verbs->next = nouns->hits.count = nouns->next = 0;
  if (lun_dictionary_image(verbs->dictionary) != lun_dictionary_image(nouns->dictionary)) {
    const lun_status status = find(verbs, verb_bit, doc, err);
    return status ? status : find(nouns, noun_bit, doc, err);
  }
  const lun_status status = find(verbs, verb_bit | noun_bit, doc, err);
  if (status) return status;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < verbs->hits.count; i++) {
    const lun_hit hit = verbs->hits.at[i];
    if (hit.dictionary != lun_dictionary_number(nouns->dictionary)) verbs->hits.at[kept++] = hit;
    else if (lun_grow((void **)&nouns->hits.at, &nouns->hits.capacity, (uint64_t)nouns->hits.count + 1, sizeof hit)) return lun_fail_memory(err);
    else nouns->hits.at[nouns->hits.count++] = hit;
  }
  verbs->hits.count = kept;
  return LUN_OK;
}

lun_status lun_reporter_run(lun_reporter *r, const lun_doc *doc, const uint32_t *stated, uint32_t stated_count, const lun_statements **statements, lun_err *err) {
  *statements = &r->statements;
  r->statements.count = 0;
  lun_status status = find_entries(r, doc, err);
  if (status || (!r->verbs.hits.count && !r->nouns.hits.count)) return status;
  work w = {.r = r};
  if ((status = lun_clauses_new(r->words, doc, &w.c, err))) return status;
  if ((w.stated = lun_zalloc((size_t)w.c->quote_count + 1, 1))) {
    for (uint32_t i = 0; i < stated_count; i++) {
      const clause_outer *quote = lun_clause_quotation(w.c, (int32_t)stated[i]);
      if (quote && quote->first == (int32_t)stated[i]) w.stated[quote - w.c->quotes] = 1;
    }
    status = read_all(&w, err);
    if (!status) status = lun_clauses_failure(w.c, err);
  } else status = lun_fail_memory(err);
  lun_free(w.stated);
  lun_clauses_free(w.c);
  return status;
}
