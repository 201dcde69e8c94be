/* Settling: what was weighed decides the unsure mentions, what a sure one decided those of the same text; bare surnames follow
 * their full names; names one slip away from a known place are mended. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lunette/mem.h"
#include "name/naming.h"
#include "name/slip.h"

#define LUN_SETTLE_NUMBERS(X)                                                                                             \
  X(sure) X(margin_over) X(weighed_least) X(weighed_most) X(weighed_by) X(doubtful) X(known) X(free_below) X(again) X(given) \
  X(slips) X(slip_sure) X(slip_place) X(slip_bytes) X(slip_org) X(slip_surname) X(scores) X(short_place) X(short_below) X(short_none) X(short_surname) X(person_stays) X(still_place)
#define LUN_SETTLE_TEXTS(X) X(suffixes) X(slip_after) X(no_surname_after) X(no_month_after) X(place_after) X(team_reason)
#define LUN_SETTLE_RULES(X) X(weighed) X(again) X(surname) X(short_org) X(slip) X(team) X(club)
#define LUN_NAME_OF(name) #name,
#define LUN_AS_NUMBER(name) SN_##name,
#define LUN_AS_TEXT(name) ST_##name,
#define LUN_AS_RULE(name) SR_##name,
enum { LUN_SETTLE_NUMBERS(LUN_AS_NUMBER) SN_COUNT };
enum { LUN_SETTLE_TEXTS(LUN_AS_TEXT) ST_COUNT };
enum { LUN_SETTLE_RULES(LUN_AS_RULE) SR_COUNT };
static const char *const numbers[] = {LUN_SETTLE_NUMBERS(LUN_NAME_OF) NULL}, *const texts[] = {LUN_SETTLE_TEXTS(LUN_NAME_OF) NULL},
                         *const rules[] = {LUN_SETTLE_RULES(LUN_NAME_OF) NULL};
const lun_step_names lun_settler_names = {numbers, texts, rules};

static const char *const layers[] = {"person", "place", "org", "norp", "misc"}; /* a name of another kind is none of these four */
static const lun_name_type layer_types[] = {LUN_PERSON, LUN_PLACE, LUN_ORG, LUN_NORP, LUN_NO_NAME};
enum { LAYERS = 5, IN_GIVEN = 1, IN_MENTION = 2 };

struct lun_settler {
  lun_naming *naming;
  double numbers[SN_COUNT];
  uint32_t rules[SR_COUNT];
  lun_word_set sets[ST_team_reason];
  char *team_reason;
  lun_lexeme dashes[2], ampersand;
  lun_slips slips;
  uint64_t *order; /* of the mentions by their first token */
  uint32_t order_capacity;
  uint32_t given;  /* how many of the mentions the document brought; they come first */
  bool weighing;   /* something was weighed */
};

static int32_t number(const lun_settler *s, unsigned name) { return (int32_t)s->numbers[name]; }

lun_status lun_settler_new(lun_naming *naming, const lun_step_given *given, lun_settler **settler, lun_err *err) {
  *settler = NULL;
  lun_settler *s = lun_zalloc(1, sizeof *s);
  if (!s) return lun_fail_memory(err);
  s->naming = naming;
  lun_step_take(&lun_settler_names, given, s->numbers, s->rules);
  const size_t size = strlen(given->texts[ST_team_reason]) + 1;
  lun_status status = (s->team_reason = lun_alloc(size)) ? LUN_OK : lun_fail_memory(err);
  if (!status) memcpy(s->team_reason, given->texts[ST_team_reason], size);
  for (unsigned k = 0; k < ST_team_reason && !status; k++) status = lun_word_set_make(&naming->words, given->texts[k], &s->sets[k], err);
  if (!status && !(s->ampersand = lun_words_intern(&naming->words, "&", 1))) status = lun_fail_memory(err);
  if (!status && (!(s->dashes[0] = lun_words_intern(&naming->words, "-", 1)) || !(s->dashes[1] = lun_words_intern(&naming->words, "\xE2\x80\x93", 3))))
    status = lun_fail_memory(err);
  if (status) lun_settler_free(s);
  else *settler = s;
  return status;
}

void lun_settler_free(lun_settler *s) {
  if (!s) return;
  for (unsigned k = 0; k < ST_team_reason; k++) lun_word_set_free(&s->sets[k]);
  lun_slips_free(&s->slips);
  lun_free(s->team_reason);
  lun_free(s->order);
  lun_free(s);
}

static bool common(lun_settler *s, lun_lexeme word) { return lun_word_is(&s->naming->words, word, LUN_FACT_COMMON); }
static lun_lexeme key_of(lun_settler *s, lun_lexeme word) { return lun_words_key(&s->naming->words, word); }
/* Whether a word of a list stands before a token. */
static bool follows(lun_settler *s, const lun_doc *doc, uint32_t token, unsigned set) {
  return token > 0 && lun_word_set_has(&s->sets[set], lun_word_lower(&s->naming->words, lun_token(doc, token - 1)));
}

/* What the document brought is decided, and stands before the mentions. */
static lun_status read_given(lun_settler *s, const lun_doc *doc, lun_err *err) {
  lun_naming *n = s->naming;
  lun_layer *brought[LAYERS];
  s->given = 0;
  for (size_t k = 0; k < LAYERS; k++) {
    brought[k] = lun_doc_layer(doc, layers[k]);
    if (brought[k]) s->given += lun_layer_count(brought[k]);
  }
  if (!s->given) return LUN_OK;
  if (lun_grow((void **)&n->mentions, &n->capacity, (uint64_t)n->count + s->given + 1, sizeof *n->mentions)) return lun_fail_memory(err);
  memmove(n->mentions + s->given, n->mentions, n->count * sizeof *n->mentions);
  n->count += s->given;
  lun_mention *m = n->mentions;
  for (size_t k = 0; k < LAYERS; k++) {
    const uint32_t count = brought[k] ? lun_layer_count(brought[k]) : 0;
    for (uint32_t i = 0; i < count; i++, m++) {
      const lun_span *span = &lun_layer_spans(brought[k])[i];
      *m = (lun_mention){.first = span->first, .last = span->stop - 1, .type = (uint8_t)layer_types[k], .part = LUN_NAME_TYPES, .sure = number(s, SN_given)};
      m->key = key_of(s, lun_naming_plain(n, doc, m));
      for (uint32_t t = m->first; t <= m->last; t++) n->taken[t] |= IN_GIVEN;
    }
  }
  return LUN_OK;
}

/* A place misspelt is looked for after a preposition or `and`, on runs that nothing else knows. */
static bool may_be_slip(lun_settler *s, const lun_doc *doc, const lun_mention *m, uint32_t tries) {
  size_t size;
  if (m->sure >= number(s, SN_sure) || m->type == LUN_PLACE || (m->type == LUN_ORG && m->sure >= number(s, SN_slip_org)) || (int32_t)tries >= number(s, SN_slips)) return false;
  if (!follows(s, doc, m->first, ST_slip_after)) return false;
  lun_word_text(&s->naming->words, m->plain, &size);
  const lun_lexeme last = lun_token(doc, m->last);
  return (int32_t)size >= number(s, SN_slip_bytes) && !common(s, last) && (int32_t)lun_word_prior(&s->naming->words, last, LUN_LIST_SURNAME) < number(s, SN_slip_surname);
}

static void read_weighed(lun_mention *m, const lun_layer *layer, uint32_t id) {
  size_t size;
  const char *type = lun_layer_get(layer, id, "type", &size), *said = lun_layer_get(layer, id, "margin", NULL);
  m->tenths = said ? (int32_t)strtol(said, NULL, 10) : 0;
  m->best = type ? (uint8_t)lun_name_type_of(type, size) : LUN_NO_NAME;
}

static void take_weighed(lun_settler *s, lun_mention *m) {
  const uint8_t is = m->best;
  const double margin = m->tenths / 10.0;
  if (m->sure >= number(s, SN_sure) && !(margin > s->numbers[SN_margin_over])) return;
  if (m->type != is) m->rule = s->rules[SR_weighed];
  m->type = is < LUN_NAME_TYPES ? is : LUN_NO_NAME;
  const double sure = number(s, SN_weighed_least) + floor(margin * s->numbers[SN_weighed_by]);
  m->sure = sure < s->numbers[SN_weighed_most] ? (int32_t)sure : number(s, SN_weighed_most);
  m->weighed = true;
}

/* The span of the layer `weighed` with the tokens of a mention, both in order; *at is where to look from. */
static uint32_t weighed_id(lun_layer *layer, const lun_mention *m, uint32_t *at) {
  uint32_t id = 0;
  for (; layer && *at < lun_layer_count(layer); ++*at) {
    const lun_span *span = lun_layer_span(layer, *at);
    if (span->first > m->first || (span->first == m->first && span->stop <= m->last)) break;
    if (span->first == m->first && span->stop == m->last + 1) id = span->id;
  }
  return id;
}

/* The mentions with the types that rules and weighing give them, without parts of whole ones and what the document brought. */
static void read_mentions(lun_settler *s, const lun_doc *doc) {
  lun_naming *n = s->naming;
  lun_layer *layer = lun_doc_layer(doc, "weighed");
  uint32_t at = 0, tries = 0, kept = s->given, whole_last = 0;
  bool whole = false;
  s->weighing = layer && lun_layer_count(layer);
  const bool known = layer && n->held_weighed && lun_layer_sealed(layer) == n->held;
  for (uint32_t i = s->given; i < n->count; i++) {
    lun_mention *m = &n->mentions[i];
    m->key = key_of(s, lun_naming_plain(n, doc, m));
    if (may_be_slip(s, doc, m, tries)) {
      tries++;
      if ((m->row = lun_slip_find(&s->slips, &n->words, m->plain, (unsigned)number(s, SN_slip_place), (unsigned)number(s, SN_slip_bytes)))) {
        m->type = LUN_PLACE;
        m->sure = number(s, SN_slip_sure);
        m->rule = s->rules[SR_slip];
      }
    }
    const uint32_t id = known ? m->was != LUN_NORP : weighed_id(layer, m, &at);
    if (id && !known) read_weighed(m, layer, id);
    if (id && m->type != LUN_NORP && !m->row) take_weighed(s, m);
    else if (m->sure < number(s, SN_doubtful)) m->type = LUN_NO_NAME;
    if (m->part < LUN_NAME_TYPES) {
      whole = m->type != LUN_NO_NAME;
      whole_last = m->last;
    }
    bool held = m->inside && whole && whole_last >= m->last;
    for (uint32_t t = m->first; t <= m->last && !held; t++) held = n->taken[t] & IN_GIVEN;
    if (held) continue;
    if (kept < i) n->mentions[kept] = *m;
    kept++;
  }
  n->count = kept;
}

static void note_place(uint32_t *at, uint32_t token) {
  if (!*at || token + 1 < *at) *at = token + 1;
}
static void note_surname(lun_settler *s, const lun_mention *m, lun_lexeme word) {
  lun_entry_of_name *entry = lun_naming_of(s->naming, key_of(s, word));
  entry->last = true;
  note_place(&entry->person_at, m->first);
}

/* Words of a person's name by which it may be called later: the last one, of three or more also the one before it (two
 * surnames), and the first where the family name stands first; without its article too: al-Burhan. */
static void note_short_forms(lun_settler *s, const lun_doc *doc, const lun_mention *m) {
  lun_lexeme first = 0, last = 0, before = 0;
  uint32_t count = 0;
  for (uint32_t i = m->first; i <= m->last; i++) {
    const lun_lexeme word = lun_token(doc, i);
    if (lun_word_set_has(&s->sets[ST_suffixes], word)) continue;
    if (!count++) first = word;
    before = last;
    last = word;
  }
  if (count < 2) return;
  note_surname(s, m, last);
  lun_entry_of_name *entry = lun_naming_of(s->naming, key_of(s, first));
  entry->first = true;
  note_place(&entry->person_at, m->first);
  size_t size;
  const char *text = lun_word_text(&s->naming->words, last, &size);
  if (lun_text_has_article(text, size)) note_surname(s, m, lun_words_intern(&s->naming->words, text + LUN_ARTICLE, size - LUN_ARTICLE));
  const unsigned shape = lun_word_of(&s->naming->words, before)->shape;
  if (count >= 3 && (shape & LUN_SHAPE_CAPITAL) && !(shape & LUN_SHAPE_STOP)) note_surname(s, m, before);
}

/* The first and the last word of an organisation's name, by which it may be called later: Northgate Resources, Minera Aurora. Not so
 * ordinary words, peoples, and places, unless a small one ends the name; but the first partner of a firm whatever he is: Hart & Bell. */
static void note_short_orgs(lun_settler *s, const lun_doc *doc, const lun_mention *m) {
  lun_words *words = &s->naming->words;
  for (unsigned end = 0; m->last > m->first && end < 2; end++) {
    const lun_lexeme word = lun_token(doc, end ? m->last : m->first);
    const bool partner = lun_token(doc, m->first + 1) == s->ampersand;
    if (!lun_word_shaped(words, word, LUN_SHAPE_PROPER) || (partner ? end : common(s, word)) || lun_word_is(words, word, LUN_FACT_NORP)) continue;
    if (end ? (int32_t)lun_word_prior(words, word, LUN_LIST_PLACE) >= number(s, SN_short_place) : lun_word_is(words, word, LUN_FACT_PLACE)) continue;
    lun_entry_of_name *entry = lun_naming_of(s->naming, key_of(s, word));
    entry->shortens = true;
    note_place(&entry->org_at, m->first);
  }
}

/* The letters that begin the words of an organisation's name, by which it may be called without being told so. */
static void note_initials(lun_settler *s, const lun_doc *doc, const lun_mention *m) {
  enum { LEAST = 2, MOST = 8 };
  char letters[MOST];
  size_t count = 0;
  for (uint32_t i = m->first; i <= m->last && count < MOST; i++) {
    const lun_lexeme word = lun_token(doc, i);
    if (lun_word_shaped(&s->naming->words, word, LUN_SHAPE_CAPITAL)) letters[count++] = *lun_word_text(&s->naming->words, word, NULL);
  }
  const lun_lexeme initials = count >= LEAST ? lun_vocab_find(s->naming->words.vocab, letters, count) : 0;
  if (initials) lun_naming_of(s->naming, key_of(s, initials))->initials = true;
}

/* Which mention is the surest of its text, and by what people and organisations may be called. */
static void note_known(lun_settler *s, const lun_doc *doc) {
  lun_naming *n = s->naming;
  for (uint32_t i = 0; i < n->count; i++) {
    lun_mention *m = &n->mentions[i];
    m->entry = lun_naming_entry(n, m->key);
    lun_entry_of_name *entry = &n->entries[m->entry];
    if (m->key && (i < s->given || (m->type != LUN_NO_NAME && m->sure >= number(s, SN_known) && (!entry->known || m->sure > n->mentions[entry->known - 1].sure)))) entry->known = i + 1;
  }
  for (uint32_t i = 0; i < n->count; i++) {
    if (n->mentions[i].type == LUN_PERSON) note_short_forms(s, doc, &n->mentions[i]);
    else if (n->mentions[i].type == LUN_ORG && n->mentions[i].last > n->mentions[i].first) {
      note_short_orgs(s, doc, &n->mentions[i]);
      note_initials(s, doc, &n->mentions[i]);
    }
  }
}

/* Whether a word alone is the surname of somebody, or a given name that is nothing else. */
static bool called(lun_settler *s, const lun_entry_of_name *entry, lun_lexeme word) {
  return entry->last || (entry->first && !lun_word_is(&s->naming->words, word, LUN_FACT_PLACE) && !common(s, word));
}

/* Whether a mention stands before the person who has its word in his name, when an organisation has it before. */
static bool before_person(const lun_mention *m, const lun_entry_of_name *entry) {
  return entry->shortens && entry->org_at && (!entry->person_at || (entry->org_at < entry->person_at && m->first + 1 < entry->person_at));
}

/* A known place, before the person who has its name is named, but for a headline. */
static bool is_still_place(lun_settler *s, const lun_doc *doc, const lun_mention *m, const lun_entry_of_name *entry) {
  if ((m->type != LUN_PLACE && m->was != LUN_PLACE) || m->first != m->last || m->first + 1 >= entry->person_at || lun_doc_part(doc, m->first) == LUN_HEADLINE) return false;
  return (int32_t)lun_word_prior(&s->naming->words, lun_token(doc, m->first), LUN_LIST_PLACE) >= number(s, SN_still_place);
}

/* Whether a word alone is an unsure mention, and the short name of an organisation: not where it says where something happens. */
static bool is_short_org(lun_settler *s, const lun_doc *doc, const lun_mention *m, const lun_entry_of_name *entry) {
  if (m->type == LUN_ORG || m->first != m->last || !m->key || !(entry->shortens || entry->initials)) return false;
  if (entry->initials && m->type == LUN_NO_NAME && lun_word_shaped(&s->naming->words, lun_token(doc, m->first), LUN_SHAPE_CAPITALS)) return true;
  if (!entry->shortens) return false;
  if ((entry->last || entry->first) && !before_person(m, entry)) return false;
  if (m->type == LUN_PERSON && entry->last) return m->sure < number(s, SN_person_stays) && (int32_t)lun_word_prior(&s->naming->words, lun_token(doc, m->first), LUN_LIST_SURNAME) < number(s, SN_short_surname);
  return m->sure < number(s, m->type == LUN_NO_NAME ? SN_short_none : SN_short_below) && !follows(s, doc, m->first, ST_place_after);
}

static void follow_known(lun_settler *s, const lun_doc *doc) {
  lun_naming *n = s->naming;
  for (uint32_t i = s->given; i < n->count; i++) {
    lun_mention *m = &n->mentions[i];
    const lun_entry_of_name *entry = &n->entries[m->entry];
    const lun_lexeme word = lun_token(doc, m->first);
    const bool still_place = m->key && is_still_place(s, doc, m, entry);
    if (still_place && m->type == LUN_PERSON) {
      m->type = LUN_PLACE;
      m->rule = s->rules[SR_again];
    }
    if (m->type != LUN_PERSON && m->first == m->last && m->key && called(s, entry, word) && !before_person(m, entry) && !still_place &&
        ((!s->weighing && m->sure < number(s, SN_free_below)) || (m->type == LUN_NO_NAME && !common(s, word)) || (m->type == LUN_PLACE && entry->last)) && !follows(s, doc, m->first, ST_no_surname_after)) {
      m->type = LUN_PERSON;
      m->sure = number(s, SN_again);
      m->rule = s->rules[SR_surname];
    } else if (is_short_org(s, doc, m, entry)) {
      m->type = LUN_ORG;
      m->sure = number(s, SN_again);
      m->rule = s->rules[SR_short_org];
    }
    if (m->key && entry->known && m->sure < number(s, SN_known) && !still_place && m->type != n->mentions[entry->known - 1].type && m->rule != s->rules[SR_surname] && m->rule != s->rules[SR_short_org]) {
      m->type = n->mentions[entry->known - 1].type;
      m->rule = s->rules[SR_again];
    }
  }
}

static void add(lun_settler *s, const lun_doc *doc, uint32_t token, lun_name_type type, unsigned rule) {
  lun_mention *m = lun_naming_add(s->naming, token, token);
  if (!m) return;
  m->type = m->was = (uint8_t)type;
  m->sure = number(s, SN_again);
  m->rule = s->rules[rule];
  m->key = key_of(s, lun_token(doc, token));
  m->entry = lun_naming_entry(s->naming, m->key);
}

/* What begins a sentence may be a name that stands elsewhere. */
static void add_openers(lun_settler *s, const lun_doc *doc) {
  lun_naming *n = s->naming;
  for (uint32_t k = 0; k < doc->sentences.count; k++) {
    const uint32_t i = doc->sentences.first[k];
    uint32_t at;
    if (i >= doc->tokens.count || n->taken[i]) continue;
    const lun_lexeme word = lun_token(doc, i);
    if (!lun_word_shaped(&n->words, word, LUN_SHAPE_OPENS) || !lun_naming_has(n, key_of(s, word), &at)) continue;
    const lun_entry_of_name *entry = &n->entries[at];
    if ((entry->known || entry->last) && !common(s, word)) add(s, doc, i, entry->known ? (lun_name_type)n->mentions[entry->known - 1].type : LUN_PERSON, SR_again);
  }
}

/* Surnames that are titles or months: King, May. */
static void add_odd_surnames(lun_settler *s, const lun_doc *doc) {
  lun_naming *n = s->naming;
  lun_words *words = &n->words;
  bool odd = false;
  for (uint32_t i = 1; i < n->entry_count && !odd; i++)
    odd = n->entries[i].last && (lun_word_is(words, n->entries[i].number, LUN_FACT_TITLE) || lun_word_is(words, n->entries[i].number, LUN_FACT_MONTH_SET));
  for (uint32_t i = 1; odd && i < doc->tokens.count; i++) {
    const lun_lexeme word = lun_token(doc, i);
    uint32_t at;
    if (n->taken[i] || lun_opens_sentence(doc, i) || !lun_word_shaped(words, word, LUN_SHAPE_PROPER) || !lun_naming_has(n, key_of(s, word), &at) || !n->entries[at].last) continue;
    if (!lun_word_is(words, word, LUN_FACT_TITLE) && !lun_word_is(words, word, LUN_FACT_MONTH)) continue;
    if (i + 1 < doc->tokens.count && lun_word_shaped(words, lun_token(doc, i + 1), LUN_SHAPE_CAPITAL | LUN_SHAPE_NUMBER)) continue;
    if (!follows(s, doc, i, ST_no_month_after)) add(s, doc, i, LUN_PERSON, SR_surname);
  }
}

/* How many digits, one or two, begin a text; 0 for more or none. */
static unsigned goals(const char *text) {
  unsigned n = 0;
  while (text[n] >= '0' && text[n] <= '9' && n < 3) n++;
  return n < 3 ? n : 0;
}
static bool is_goals(lun_settler *s, lun_lexeme word) {
  const char *text = lun_word_text(&s->naming->words, word, NULL);
  const unsigned n = goals(text);
  return n && !text[n];
}

/* Whether a score stands at a token: 3-0, or 3 - 0. */
static bool scored(lun_settler *s, const lun_doc *doc, uint64_t token) {
  if (token >= doc->tokens.count) return false;
  const uint32_t i = (uint32_t)token;
  if (!lun_word_shaped(&s->naming->words, lun_token(doc, i), LUN_SHAPE_NUMBER)) return false;
  const char *text = lun_word_text(&s->naming->words, lun_token(doc, i), NULL);
  const unsigned n = goals(text);
  if (n && text[n] == '-') {
    const unsigned more = goals(text + n + 1);
    return more && !text[n + 1 + more];
  }
  if (!n || text[n] || i + 2 >= doc->tokens.count) return false;
  const lun_lexeme middle = lun_token(doc, i + 1);
  return (middle == s->dashes[0] || middle == s->dashes[1]) && is_goals(s, lun_token(doc, i + 2));
}

/* Beside scores and the words for players teams are meant, and all through an article of some such, unless a preposition says that something happens
 * there. */
static void turn_teams(lun_settler *s, const lun_doc *doc) {
  lun_naming *n = s->naming;
  int32_t found = 0, playing = 0;
  for (uint32_t i = s->given; i < n->count; i++) {
    const lun_mention *m = &n->mentions[i];
    lun_entry_of_name *entry = &n->entries[m->entry];
    if (m->rule == s->rules[SR_club]) {
      playing += !entry->plays;
      entry->plays = true;
      continue;
    }
    if (m->type != LUN_PLACE || entry->scored) continue;
    if (!scored(s, doc, (uint64_t)m->last + 1) && !(m->first >= 1 && scored(s, doc, m->first - 1)) && !(m->first >= 3 && scored(s, doc, m->first - 3))) continue;
    entry->scored = true;
    found++;
  }
  const bool of_scores = found >= number(s, SN_scores), of_players = playing >= number(s, SN_scores);
  for (uint32_t i = s->given; (of_scores || of_players) && i < n->count; i++) {
    lun_mention *m = &n->mentions[i];
    const lun_entry_of_name *entry = &n->entries[m->entry];
    if (m->type != LUN_PLACE || !((of_scores && entry->scored) || (of_players && entry->plays)) || follows(s, doc, m->first, ST_place_after) || lun_doc_part(doc, m->first) == LUN_DATELINE) continue;
    m->type = LUN_ORG;
    m->rule = s->rules[SR_team];
    m->reason = s->team_reason;
    m->weighed = false;
  }
}

/* Adds what the dictionary says of a place that was mended, or what the mention said where that was decided. */
static void put_known(lun_settler *s, lun_list_draft *draft, const lun_mention *m, const lun_layer *mentions) {
  static const char *const kept[] = {"id", "cc", "kind", "name", "title"}, *const columns[] = {"id", "cc", "type", "surface"};
  for (size_t k = 0; m->row && k < sizeof columns / sizeof *columns; k++) {
    const char *value = lun_words_value(&s->naming->words, LUN_LIST_PLACE, m->row - 1, columns[k]);
    if (*value) lun_draft_text(draft, kept[k], value);
  }
  for (size_t k = 0; mentions && k < sizeof kept / sizeof *kept; k++) {
    size_t size;
    const char *value = lun_layer_get(mentions, m->id, kept[k], &size);
    if (value) lun_draft_put(draft, kept[k], value, size);
  }
}

static bool keeps(const lun_mention *m) { return m->id && !m->row && m->type == m->was && m->part >= LUN_NAME_TYPES; }

static lun_list_key list_key(const lun_mention *m) {
  const uint64_t of = m->row ? m->row : !keeps(m) ? 0 : m->of;
  return lun_list_key_of(of, LUN_OF_NAME | (uint64_t)(uint8_t)m->sure << 50 | (uint64_t)m->weighed << 49 | (uint64_t)(m->reason != NULL) << 48 | (uint64_t)(m->row > 0) << 47 |
                                 (uint64_t)keeps(m) << 46);
}

static lun_status put(lun_settler *s, lun_layer *layer, const lun_mention *m, const lun_layer *mentions, lun_err *err) {
  lun_lists *lists = &s->naming->lists;
  uint32_t id, list = lun_lists_find(lists, &m->made);
  if (!list) {
    lun_list_draft draft = {.count = 0};
    lun_digits digits;
    lun_draft_text(&draft, "sure", lun_number_text(&digits, m->sure));
    if (m->reason) lun_draft_text(&draft, "reason", m->reason);
    if (m->weighed) lun_draft_text(&draft, "weighed", "yes");
    put_known(s, &draft, m, keeps(m) ? mentions : NULL);
    if (!(list = lun_lists_make(lists, &m->made, draft.at, draft.count))) return lun_fail_memory(err);
  }
  return lun_layer_add_shared(layer, m->first, m->last + 1, m->rule, &lists->at[list].values, &id, err);
}

/* Adds all that is a name to its layer, in order. */
static lun_status put_all(lun_settler *s, lun_doc *doc, lun_err *err) {
  lun_naming *n = s->naming;
  lun_layer *of_type[LUN_NAME_TYPES] = {NULL};
  const lun_layer *mentions = lun_doc_layer(doc, "mention");
  lun_status status = LUN_OK;
  uint32_t count[LUN_NAME_TYPES] = {0};
  for (uint32_t i = s->given; i < n->count; i++) {
    n->mentions[i].made = list_key(&n->mentions[i]);
    count[n->mentions[i].type]++;
    lun_lists_fetch_slot(&n->lists, &n->mentions[i].made);
  }
  for (uint32_t i = s->given; i < n->count; i++) lun_lists_fetch(&n->lists, &n->mentions[i].made);
  for (uint32_t i = s->given; i < n->count && !status; i++) {
    const lun_mention *m = &n->mentions[s->order[i] & UINT32_MAX];
    if (m->type == LUN_NO_NAME) continue;
    if (!of_type[m->type]) {
      status = lun_doc_layer_make(doc, lun_name_type_name((lun_name_type)m->type), &of_type[m->type], err);
      if (!status && lun_layer_reserve(of_type[m->type], count[m->type])) status = lun_fail_memory(err);
    }
    if (!status) status = put(s, of_type[m->type], m, mentions, err);
  }
  return status;
}

static int compare(const void *a, const void *b) {
  const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

lun_status lun_settle(lun_settler *s, lun_doc *doc, lun_err *err) {
  lun_naming *n = s->naming;
  lun_status status = lun_naming_mentioned(n, doc, err);
  if (!status) status = lun_naming_free_tokens(n, doc, err);
  if (!status) status = read_given(s, doc, err);
  if (!status) read_mentions(s, doc);
  n->held = 0; /* they are changed now */
  if (status) return status;
  for (uint32_t i = s->given; i < n->count; i++)
    for (uint32_t t = n->mentions[i].first; t <= n->mentions[i].last; t++) n->taken[t] |= IN_MENTION;
  const uint32_t in_order = n->count;
  note_known(s, doc);
  follow_known(s, doc);
  add_openers(s, doc);
  add_odd_surnames(s, doc);
  turn_teams(s, doc);
  if (n->words.failed || lun_grow((void **)&s->order, &s->order_capacity, (uint64_t)n->count + 1, sizeof *s->order)) return lun_fail_memory(err);
  for (uint32_t i = s->given; i < n->count; i++) s->order[i] = (uint64_t)n->mentions[i].first << 32 | i;
  if (n->count > in_order) qsort(s->order + s->given, n->count - s->given, sizeof *s->order, compare);
  return put_all(s, doc, err);
}
