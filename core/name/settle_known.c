/* What sure mentions decide: those of the same text, bare surnames, and short forms of organisations. */
#include <string.h>

#include "name/settle.h"

static void note_place(uint32_t *at, uint32_t token) {
  if (!*at || token + 1 < *at) *at = token + 1;
}
static lun_entry_of_name *note_surname(lun_settler *s, const lun_mention *m, lun_lexeme word) {
  lun_entry_of_name *entry = lun_naming_of(s->naming, lun_settle_key(s, word));
  entry->last = true;
  note_place(&entry->person_at, m->first);
  return entry;
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
  lun_entry_of_name *entry = note_surname(s, m, last);
  if (count >= 3 && lun_word_set_has(&s->sets[ST_particles], before)) entry->particle = before;
  entry = lun_naming_of(s->naming, lun_settle_key(s, first));
  entry->first = true;
  note_place(&entry->person_at, m->first);
  size_t size;
  const char *text = lun_word_text(&s->naming->words, last, &size);
  if (lun_text_has_article(text, size)) note_surname(s, m, lun_words_intern(&s->naming->words, text + LUN_ARTICLE, size - LUN_ARTICLE));
  const unsigned shape = lun_word_of(&s->naming->words, before)->shape;
  if (count >= 3 && (shape & LUN_SHAPE_CAPITAL) && !(shape & LUN_SHAPE_STOP)) note_surname(s, m, before);
}

/* Whether what an organisation's name ends with is called after where it is, rather than it is called so without that: Tarvo Hospital. */
static bool is_of_place(lun_settler *s, lun_lexeme last) {
  static const char *const kinds[] = {"gov", "edu", "health", "mil", "rel"};
  const char *kind = lun_word_kind(&s->naming->words, last, LUN_LIST_ORGNOUN);
  for (size_t k = 0; *kind && k < sizeof kinds / sizeof *kinds; k++)
    if (!strcmp(kind, kinds[k])) return true;
  return false;
}

/* The first and the last word of an organisation's name, by which it may be called later: Northgate Resources, Minera Aurora. Not so
 * ordinary words, peoples, and places, unless a small one ends the name; but the first partner of a firm whatever he is: Hart & Bell. */
static void note_short_orgs(lun_settler *s, const lun_doc *doc, const lun_mention *m) {
  lun_words *words = &s->naming->words;
  for (unsigned end = 0; m->last > m->first && end < 2; end++) {
    const lun_lexeme word = lun_token(doc, end ? m->last : m->first);
    const bool partner = lun_token(doc, m->first + 1) == s->ampersand;
    if (!end && !partner && is_of_place(s, lun_token(doc, m->last))) continue;
    if (!lun_word_shaped(words, word, LUN_SHAPE_PROPER) || (partner ? end : lun_settle_common(s, word)) || lun_word_is(words, word, LUN_FACT_NORP)) continue;
    if (end ? (int32_t)lun_word_prior(words, word, LUN_LIST_PLACE) >= lun_settle_number(s, SN_short_place) : lun_word_is(words, word, LUN_FACT_PLACE)) continue;
    lun_entry_of_name *entry = lun_naming_of(s->naming, lun_settle_key(s, word));
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
  if (initials) lun_naming_of(s->naming, lun_settle_key(s, initials))->initials = true;
}

/* Which mention is the surest of its text, and by what people and organisations may be called. */
static void note_known(lun_settler *s, const lun_doc *doc) {
  lun_naming *n = s->naming;
  for (uint32_t i = 0; i < n->count; i++) {
    lun_mention *m = &n->mentions[i];
    m->entry = lun_naming_entry(n, m->key);
    lun_entry_of_name *entry = &n->entries[m->entry];
    if (m->key && (i < s->given || (m->type != LUN_NO_NAME && m->sure >= lun_settle_number(s, SN_known) && (!entry->known || m->sure > n->mentions[entry->known - 1].sure)))) entry->known = i + 1;
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
  return entry->last || (entry->first && !lun_word_is(&s->naming->words, word, LUN_FACT_PLACE) && !lun_settle_common(s, word));
}

/* Whether a mention stands before the person who has its word in his name, when an organisation has it before. */
static bool before_person(const lun_mention *m, const lun_entry_of_name *entry) {
  return entry->shortens && entry->org_at && (!entry->person_at || (entry->org_at < entry->person_at && m->first + 1 < entry->person_at));
}

/* A known place, before the person who has its name is named, but for a headline. */
static bool is_still_place(lun_settler *s, const lun_doc *doc, const lun_mention *m, const lun_entry_of_name *entry) {
  if (m->first + 1 >= entry->person_at || m->first != m->last || (m->type != LUN_PLACE && m->was != LUN_PLACE) || lun_doc_part(doc, m->first) == LUN_HEADLINE) return false;
  return (int32_t)lun_word_prior(&s->naming->words, lun_token(doc, m->first), LUN_LIST_PLACE) >= lun_settle_number(s, SN_still_place);
}

/* Whether a word alone is an unsure mention, and the short name of an organisation: not where it says where something happens. */
static bool is_short_org(lun_settler *s, const lun_doc *doc, const lun_mention *m, const lun_entry_of_name *entry) {
  if (!(entry->shortens || entry->initials) || m->type == LUN_ORG || m->first != m->last || !m->key) return false;
  if (entry->initials && m->type == LUN_NO_NAME && lun_word_shaped(&s->naming->words, lun_token(doc, m->first), LUN_SHAPE_CAPITALS)) return true;
  if (!entry->shortens) return false;
  if ((entry->last || entry->first) && !before_person(m, entry)) return false;
  if (m->type == LUN_PERSON && entry->last) return m->sure < lun_settle_number(s, SN_person_stays) && (int32_t)lun_word_prior(&s->naming->words, lun_token(doc, m->first), LUN_LIST_SURNAME) < lun_settle_number(s, SN_short_surname);
  return m->sure < lun_settle_number(s, m->type == LUN_NO_NAME ? SN_short_none : SN_short_below) && !lun_settle_follows(s, doc, m->first, ST_place_after);
}

/* A place as sure as countries and capitals are, whose name is hardly a surname: whatever was taken for somebody's name, Ghana is a country. */
static bool is_surely_place(lun_settler *s, const lun_mention *m, lun_lexeme word) {
  if (m->type != LUN_PLACE || (int32_t)lun_word_prior(&s->naming->words, word, LUN_LIST_PLACE) < lun_settle_number(s, SN_surely_place)) return false;
  return (int32_t)lun_word_prior(&s->naming->words, word, LUN_LIST_SURNAME) < lun_settle_number(s, SN_place_surname);
}

/* Whether a word alone means a person who is called so: where nothing was weighed and it is not sure, where it is no name otherwise, or where a
 * place has the surname. */
static bool is_called(lun_settler *s, const lun_doc *doc, const lun_mention *m, const lun_entry_of_name *entry) {
  const lun_lexeme word = lun_token(doc, m->first);
  if (!(entry->last || entry->first) || m->type == LUN_PERSON || m->first != m->last || !m->key || !called(s, entry, word) || before_person(m, entry) || is_surely_place(s, m, word)) return false;
  const bool is_free = !s->weighing && m->sure < lun_settle_number(s, SN_free_below);
  const bool is_other = m->type == LUN_NO_NAME ? !lun_settle_common(s, word) : m->type == LUN_PLACE && entry->last;
  return (is_free || is_other) && !lun_settle_follows(s, doc, m->first, ST_no_surname_after);
}

/* Whether another mention of its text is known, and says otherwise. What the document brought says so to surer ones; but what is no
 * name of these kinds, as a storm, says nothing of what somebody bears. */
static bool is_known_otherwise(lun_settler *s, const lun_mention *m, const lun_entry_of_name *entry) {
  if (!m->key || !entry->known || m->type == s->naming->mentions[entry->known - 1].type) return false;
  const bool brought = entry->known <= s->given, borne = entry->first || entry->last;
  if (brought && borne && s->naming->mentions[entry->known - 1].type == LUN_NO_NAME) return false;
  if (m->sure >= lun_settle_number(s, brought ? SN_free_below : SN_known)) return false;
  return m->rule != s->rules[SR_surname] && m->rule != s->rules[SR_short_org];
}

static void turn(lun_settler *s, lun_mention *m, lun_name_type type, unsigned rule) {
  m->type = (uint8_t)type;
  m->sure = lun_settle_number(s, SN_again);
  m->rule = s->rules[rule];
}

/* A surname with the particle that the full name has: bin Salman, Bin Salman. */
static void take_particle(lun_settler *s, const lun_doc *doc, lun_mention *m) {
  if (m->first == m->last && m->type == LUN_PERSON && m->first > 0) {
    const lun_entry_of_name *entry = &s->naming->entries[m->entry];
    if (entry->particle && lun_token(doc, m->first - 1) == entry->particle) m->first--;
  } else if (m->first + 1 == m->last && m->type != LUN_PERSON) {
    uint32_t at;
    if (!lun_naming_has(s->naming, lun_settle_key(s, lun_token(doc, m->last)), &at) || !s->naming->entries[at].particle) return;
    if (lun_word_lower(&s->naming->words, lun_token(doc, m->first)) == s->naming->entries[at].particle) turn(s, m, LUN_PERSON, SR_surname);
  }
}

/* What most entries do not say stands first in each condition. */
static void follow_known(lun_settler *s, const lun_doc *doc) {
  lun_naming *n = s->naming;
  for (uint32_t i = s->given; i < n->count; i++) {
    lun_mention *m = &n->mentions[i];
    const lun_entry_of_name *entry = &n->entries[m->entry];
    const bool still_place = m->key && is_still_place(s, doc, m, entry);
    if (still_place && m->type == LUN_PERSON) {
      m->type = LUN_PLACE;
      m->rule = s->rules[SR_again];
    }
    if (!still_place && is_called(s, doc, m, entry)) turn(s, m, LUN_PERSON, SR_surname);
    else if (is_short_org(s, doc, m, entry)) turn(s, m, LUN_ORG, SR_short_org);
    if (still_place || !is_known_otherwise(s, m, entry)) continue;
    m->type = n->mentions[entry->known - 1].type;
    m->rule = s->rules[SR_again];
  }
}

void lun_settle_known(lun_settler *s, const lun_doc *doc) {
  note_known(s, doc);
  follow_known(s, doc);
  for (uint32_t i = s->given; i < s->naming->count; i++) take_particle(s, doc, &s->naming->mentions[i]);
}
