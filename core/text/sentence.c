/* Where sentences begin. Owns the decision at each place where one may end; refuses everything that is not such a place:
 * the loop reads the flags of tokens alone, and only at a token that the tokenizer marked as a possible end are words
 * around it looked at. Stops and the marks that close behind them belong to the sentence that they end. What follows
 * decides: a small letter goes on, a name after an abbreviation goes on, a word that begins sentences begins one. */
#include "text/structure_part.h"

#include "lunette/mem.h"

enum {
  NAME_REACH = 7,       /* tokens of a name behind a dash */
  SIGNATURE_REACH = 16, /* tokens of the name and the work that sign a quotation */
  CUE_REACH = 6,        /* tokens between a closing mark and its verb of saying */
  HEADING_REACH = 16,   /* tokens of a heading that ran into its paragraph */
  OBJECT_REACH = 120    /* tokens of a quotation that is the object of its clause, to either side */
};

typedef struct splitter {
  lun_reading r;
  uint32_t first; /* of the sentence being read */
} splitter;

typedef struct ending { /* stops and closing marks from a candidate on */
  uint32_t next; /* first token behind them */
  bool full;     /* a full stop, alone */
  bool loud;     /* ? or ! */
  bool dots;     /* an ellipsis */
  bool quoted;   /* a quotation mark closes behind the stop */
  bool closed;   /* any mark does */
} ending;

static bool begins_paragraph(const splitter *s, uint32_t i) {
  return i >= s->r.tokens->count || (s->r.tokens->flags[i] & LUN_TOKEN_PARAGRAPH);
}

/* A quotation mark that closes here: one for closing that touches the stop, or a straight or turned one that touches
 * what is before it and not what follows. */
static bool closes(const splitter *s, uint32_t i, uint32_t flags) {
  const lun_reading *r = &s->r;
  bool spaced = lun_reading_spaced(r, i);
  bool open_after = begins_paragraph(s, i + 1) || lun_reading_spaced(r, i + 1);
  if (flags & LUN_LEX_CLOSE) return !spaced || open_after;
  if (!(flags & LUN_LEX_QUOTE) || spaced) return false;
  if (open_after) return true;
  if (flags & LUN_LEX_OPEN) return false;
  return !(lun_reading_flags(r, i + 1) & LUN_LEX_CAP); /* ."He: straight, and a space was lost before it */
}

static void take_stop(const splitter *s, uint32_t i, ending *e) {
  const char *p = s->r.text + s->r.tokens->start[i];
  size_t size = s->r.tokens->length[i];
  if (memchr(p, '?', size) || memchr(p, '!', size)) e->loud = true;
  else if (size == 1 && *p == '.') {
    if (e->full && lun_reading_spaced(&s->r, i)) e->dots = true; /* . . . */
    e->full = true;
  } else e->dots = true;
}

static ending ending_at(const splitter *s, uint32_t i) {
  ending e = {i + 1, false, false, false, false, false};
  if (lun_reading_flags(&s->r, i) & LUN_LEX_STOP) take_stop(s, i, &e);
  for (; !begins_paragraph(s, e.next); e.next++) {
    uint32_t flags = lun_reading_flags(&s->r, e.next);
    if (flags & LUN_LEX_STOP) take_stop(s, e.next, &e);
    else if (closes(s, e.next, flags)) {
      e.closed = true;
      e.quoted = e.quoted || (flags & LUN_LEX_QUOTE);
    } else break;
  }
  return e;
}

/* The first word at or behind i, past marks that open. */
static uint32_t word_from(const splitter *s, uint32_t i) {
  while (!begins_paragraph(s, i)) {
    uint32_t flags = lun_reading_flags(&s->r, i);
    if (!(flags & (LUN_LEX_OPEN | LUN_LEX_QUOTE)) || (flags & LUN_LEX_WORD)) return i;
    i++;
  }
  return s->r.tokens->count;
}

/* Smith said, Prime Minister Jane Doe asked: names, then a verb of saying, right behind a closing mark. */
static bool speaker_follows(const splitter *s, uint32_t i) {
  for (uint32_t k = i; k < i + CUE_REACH && !begins_paragraph(s, k); k++) {
    uint32_t flags = lun_reading_flags(&s->r, k);
    if (!(flags & LUN_LEX_WORD)) return false;
    uint32_t classes = lun_reading_classes(&s->r, k);
    if (flags & LUN_LEX_CAP) {
      if ((classes & LUN_WORD_STARTER) && !(k == i && (classes & LUN_WORD_PRONOUN))) return false;
    } else {
      return k > i && (classes & LUN_WORD_CUE);
    }
  }
  return false;
}

static bool ends_at_abbreviation(const splitter *s, uint32_t i, const ending *e) {
  const lun_reading *r = &s->r;
  uint32_t flags = lun_reading_flags(r, i);
  if (flags & LUN_LEX_TITLE_ABBREV) return false;
  if (!lun_reading_spaced(r, e->next)) return false;
  uint32_t word = word_from(s, e->next);
  if (word >= r->tokens->count) return false;
  uint32_t after = lun_reading_flags(r, word);
  if (e->loud) return (after & LUN_LEX_CAP) != 0;
  if (!(after & LUN_LEX_CAP) || (after & LUN_LEX_ABBREV)) return false;
  uint32_t classes = lun_reading_classes(r, word);
  if (classes & LUN_WORD_STARTER) return !((flags & LUN_LEX_INITIAL) && lun_reading_is(r, word, "I"));
  return lun_reading_is(r, i, "etc.");
}

/* A number that counts the items of a list: "1." at the beginning. */
static bool is_item_number(const splitter *s, uint32_t i) {
  if (i != s->first + 1) return false;
  return (lun_reading_flags(&s->r, s->first) & LUN_LEX_NUMBER) && s->r.tokens->length[s->first] <= 3;
}

/* Whether a small letter behind a stop goes on with the sentence. Behind a plain word and a full stop it rather begins
 * one, carelessly written; behind ? and ! only where neither stands in the middle of something. */
static bool goes_on_small(const splitter *s, uint32_t i, const ending *e, uint32_t word) {
  const lun_reading *r = &s->r;
  if (i == s->first || !lun_reading_spaced(r, e->next)) return true;
  if (e->next != word) return !(e->full && lun_reading_is(r, e->next, "("));
  uint32_t before = lun_reading_flags(r, i - 1);
  if (e->loud) return !(before & LUN_LEX_LOWER);
  return !(before & LUN_LEX_LOWER) || r->tokens->length[i - 1] < 2;
}

/* Marks that set what follows apart from a finished sentence: dashes, bullets, rows of signs. */
static bool parts_text(const splitter *s, uint32_t i, uint32_t flags) {
  const lun_reading *r = &s->r;
  if (!lun_reading_spaced(r, i)) return false;
  if (flags & LUN_LEX_DASH) { /* a name alone behind a dash signs what was said */
    uint32_t k = i + 1;
    while (k < i + NAME_REACH && !begins_paragraph(s, k) && (lun_reading_flags(r, k) & LUN_LEX_CAP)) k++;
    return !begins_paragraph(s, k);
  }
  return lun_reading_is(r, i, "*") || lun_reading_is(r, i, "•") || r->tokens->length[i] > 3;
}

/* A quotation that stands right behind its cue, with neither comma nor colon (he said "We go. You stay."), is the object of
 * its clause: the sentence goes on until the mark closes. Looks back to the nearest mark and ahead for its other half. */
static bool inside_object(const splitter *s, uint32_t i) {
  const lun_reading *r = &s->r;
  for (uint32_t k = i; k > s->first + 1 && i - k < OBJECT_REACH; k--) {
    if (!lun_reading_is_quote(r, k - 1)) continue;
    if (!(lun_reading_classes(r, k - 2) & LUN_WORD_CUE) || !lun_reading_spaced(r, k - 1) || lun_reading_spaced(r, k)) return false;
    for (uint32_t n = i + 1; n < r->tokens->count && n < i + OBJECT_REACH && !begins_paragraph(s, n); n++)
      if (lun_reading_is_quote(r, n)) return !lun_reading_spaced(r, n);
    return false;
  }
  return false;
}

/* First token of the next sentence, or 0 where none ends at candidate i. */
static uint32_t next_sentence(const splitter *s, uint32_t i, uint32_t *resume) {
  const lun_reading *r = &s->r;
  uint32_t flags = lun_reading_flags(r, i);
  if (!(flags & (LUN_LEX_STOP | LUN_LEX_ABBREV))) return 0;
  ending e = ending_at(s, i);
  *resume = e.next;
  if (begins_paragraph(s, e.next)) return 0;
  if (!e.quoted && inside_object(s, i)) return 0;
  if (flags & LUN_LEX_ABBREV) return ends_at_abbreviation(s, i, &e) ? e.next : 0;
  if (is_item_number(s, i)) return 0;
  uint32_t after = lun_reading_flags(r, e.next);
  if (!lun_reading_spaced(r, e.next) && !e.closed && (after & LUN_LEX_PUNCT) && !(after & (LUN_LEX_OPEN | LUN_LEX_QUOTE))) return 0;
  uint32_t word = word_from(s, e.next);
  uint32_t begins = word < r->tokens->count ? lun_reading_flags(r, word) : 0;
  if (e.quoted && (e.loud || (e.dots && !e.full)) && speaker_follows(s, e.next)) return 0;
  if (e.dots && !e.full && lun_reading_is(r, e.next, "I")) return 0; /* a pause: I is no capital by choice */
  if (begins & (LUN_LEX_CAP | LUN_LEX_MIXED)) return e.next;
  if (begins & (LUN_LEX_DIGIT | LUN_LEX_CURRENCY)) return e.dots || word != e.next || (e.closed && e.loud) ? 0 : e.next;
  if (e.closed || e.dots) return 0;
  if (begins & LUN_LEX_LOWER) return goes_on_small(s, i, &e, word) ? 0 : e.next;
  return e.full && parts_text(s, e.next, after) ? e.next : 0;
}

/* A weekday as the first word, looked at without its class first because every paragraph is asked. */
static bool may_be_weekday(const lun_reading *r, uint32_t i) {
  const char *p = r->text + r->tokens->start[i];
  size_t size = r->tokens->length[i];
  return size >= 6 && size <= 9 && memcmp(p + size - 3, "day", 3) == 0;
}

/* A whole date in front of a paragraph, or at a headline's end, is set apart: "Thursday, May 7, 2015 The government". */
static uint32_t behind_date(const lun_reading *r, uint32_t first, uint32_t stop) {
  uint32_t end = lun_date_end(r, first, stop);
  if (end < first + 4 || end >= stop) return 0;
  return (lun_reading_flags(r, end) & LUN_LEX_CAP) && !(lun_reading_classes(r, end) & LUN_WORD_MONTH) ? end : 0;
}

/* A quotation set apart with its signature: "..." - Jane Doe. No stop ends such a paragraph, and it is one sentence. */
static bool is_signed(const splitter *s, uint32_t first, uint32_t stop) {
  const lun_reading *r = &s->r;
  if (lun_reading_ends(r, first, stop) || !(lun_reading_flags(r, first) & LUN_LEX_QUOTE)) return false;
  for (uint32_t i = stop - 1; i > first + 1 && i + SIGNATURE_REACH > stop; i--) {
    uint32_t flags = lun_reading_flags(r, i), before = lun_reading_flags(r, i - 1);
    if (flags & LUN_LEX_STOP) return false;
    if ((flags & LUN_LEX_QUOTE) && (before & LUN_LEX_STOP) && !lun_reading_spaced(r, i))
      return i + 1 < stop && (lun_reading_flags(r, i + 1) & (LUN_LEX_CAP | LUN_LEX_DASH));
  }
  return false;
}

static lun_status begin(lun_ranges *sentences, lun_tokens *tokens, uint32_t i, lun_err *err) {
  if (sentences->count > 0 && sentences->first[sentences->count - 1] == i) return LUN_OK;
  if (sentences->count == sentences->capacity &&
      lun_grow((void **)&sentences->first, &sentences->capacity, (uint64_t)sentences->count + 1, sizeof *sentences->first))
    return lun_fail_memory(err);
  sentences->first[sentences->count++] = i;
  tokens->flags[i] |= LUN_TOKEN_SENTENCE;
  return LUN_OK;
}

/* "... Image: Jane Doe." behind a caption that has no stop of its own. */
static uint32_t behind_caption(const lun_reading *r, uint32_t first, uint32_t stop) {
  for (uint32_t i = first + 1; i + 2 < stop; i++)
    if (lun_reading_is(r, i + 1, ":") && (lun_reading_classes(r, i) & LUN_WORD_CREDIT))
      return lun_reading_flags(r, i - 1) & LUN_LEX_PUNCT ? 0 : i;
  return 0;
}

/* A heading that ran into the paragraph: an opening preposition with a capital that no stop parts from the word before. */
static uint32_t behind_heading(const lun_reading *r, uint32_t first, uint32_t stop) {
  static const char openers[][6] = {"In", "On", "After", "When", "While"};
  for (uint32_t i = first + 2; i < first + HEADING_REACH && i + 2 < stop; i++) {
    char initial = r->text[r->tokens->start[i]];
    if (r->tokens->flags[i] & LUN_TOKEN_STOP) return 0;
    if (initial != 'I' && initial != 'O' && initial != 'A' && initial != 'W') continue;
    for (size_t k = 0; k < sizeof openers / sizeof openers[0]; k++) {
      if (!lun_reading_is(r, i, openers[k])) continue;
      uint32_t before = lun_reading_flags(r, i - 1), after = lun_reading_flags(r, i + 1);
      if (!(before & LUN_LEX_WORD) || (lun_reading_classes(r, i - 1) & (LUN_WORD_SMALL | LUN_WORD_STARTER))) return 0;
      if (!(after & LUN_LEX_LOWER) && !(lun_reading_classes(r, i + 1) & (LUN_WORD_WEEKDAY | LUN_WORD_MONTH))) return 0;
      return i;
    }
  }
  return 0;
}

static uint32_t paragraph_stop(const lun_structure *structure, uint32_t n, uint32_t count) {
  return n + 1 < structure->paragraphs.count ? structure->paragraphs.first[n + 1] : count;
}

/* Where a second sentence begins inside paragraph n without a stop before it, or 0. */
static uint32_t silent_break(const lun_reading *r, const lun_structure *structure, uint32_t n) {
  uint32_t first = structure->paragraphs.first[n], stop = paragraph_stop(structure, n, r->tokens->count);
  if (may_be_weekday(r, first)) return behind_date(r, first, stop);
  if (structure->part[n] == LUN_CAPTION) return behind_caption(r, first, stop);
  if (structure->part[n] != LUN_HEADLINE) return behind_heading(r, first, stop);
  for (uint32_t i = first + 1; i < stop; i++)
    if (may_be_weekday(r, i) && lun_date_end(r, i, stop) == stop && stop - i >= 4) return i;
  return 0;
}

lun_status lun_sentences_split(const char *text, const lun_vocab *vocab, lun_tokens *tokens, const lun_structure *structure,
                               lun_ranges *sentences, lun_err *err) {
  splitter s = {{text, vocab, tokens}, 0};
  uint32_t paragraph = 0, broken = 0;
  sentences->count = 0;
  for (uint32_t i = 0;; i++) {
    i = lun_tokens_next(tokens, i, broken >= i && broken < tokens->count ? broken : tokens->count, LUN_TOKEN_STOP | LUN_TOKEN_PARAGRAPH);
    if (i >= tokens->count) return LUN_OK;
    uint16_t flags = tokens->flags[i];
    if ((flags & LUN_TOKEN_PARAGRAPH) || (i == broken && broken > 0)) {
      if (begin(sentences, tokens, i, err)) return LUN_NO_MEMORY;
      s.first = i;
    }
    if (flags & LUN_TOKEN_PARAGRAPH) {
      uint32_t stop = paragraph_stop(structure, paragraph, tokens->count);
      if ((flags & LUN_TOKEN_KIND) == LUN_KIND_PUNCT && is_signed(&s, i, stop)) {
        paragraph++;
        i = stop - 1;
        continue;
      }
      broken = silent_break(&s.r, structure, paragraph++);
    }
    if (!(flags & LUN_TOKEN_STOP)) continue;
    uint32_t resume = i + 1, next = next_sentence(&s, i, &resume);
    if (next > 0) {
      if (begin(sentences, tokens, next, err)) return LUN_NO_MEMORY;
      s.first = next;
    }
    i = resume - 1; /* the marks behind the stop are looked at already */
  }
}

lun_status lun_sentences_take(const lun_cut *cut, lun_tokens *tokens, lun_ranges *sentences, lun_err *err) {
  sentences->count = 0;
  for (uint32_t i = 0, k = 0; i < tokens->count; i++) {
    while (k < cut->sentence_count && cut->sentence[k] < i) k++;
    const bool begins = k < cut->sentence_count && cut->sentence[k] == i;
    if ((begins || (tokens->flags[i] & LUN_TOKEN_PARAGRAPH)) && begin(sentences, tokens, i, err)) return LUN_NO_MEMORY;
  }
  return LUN_OK;
}
