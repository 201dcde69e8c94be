/* Ages: the 45-year-old, the 45-year-old farmer. Whoever is said to be of that age, else who was the subject of the sentence before and of
 * whom no age is told. */
#include <string.h>

#include "reference/part.h"

enum { DIGITS = 3, ASKED = 12 /* mentions of a person that are looked at */ };
typedef struct age { const char *text; size_t size; } age; /* its digits; size 0 for none */

/* The age that the word at a token begins with: 45, 45-year-old. */
static age age_at(lun_referents *r, uint32_t token, bool old) {
  static const char rest[] = "-year-old";
  size_t size, digits = 0;
  const char *text = token < r->doc->tokens.count ? lun_vocab_text(r->doc->vocab, r->doc->tokens.lexeme[token], &size) : "";
  if (!*text) return (age){NULL, 0};
  while (digits < size && text[digits] >= '0' && text[digits] <= '9') digits++;
  const bool whole = old ? size - digits == sizeof rest - 1 && !memcmp(text + digits, rest, sizeof rest - 1) : digits == size;
  return (age){text, digits && digits <= DIGITS && whole ? digits : 0};
}

/* The age that stands beside a name: Ana Torres, 45, left; Ana Torres (45); the 45-year-old Torres. */
static age age_beside(lun_referents *r, const lun_antecedent *m) {
  const age before = m->first ? age_at(r, m->first - 1, true) : (age){NULL, 0};
  if (before.size || m->stop + 2 >= r->doc->tokens.count) return before;
  const lun_tokens *tokens = &r->doc->tokens;
  const char opens = r->doc->text[tokens->start[m->stop]], closes = r->doc->text[tokens->start[m->stop + 2]];
  const bool marked = (opens == ',' && (closes == ',' || closes == '.')) || (opens == '(' && closes == ')');
  return marked ? age_at(r, m->stop + 1, false) : (age){NULL, 0};
}

static age age_of(lun_referents *r, uint32_t person, uint32_t token) {
  const uint32_t *own;
  const uint32_t count = lun_named_before(r, person, token, &own);
  for (uint32_t k = count; k > 0 && count - k < ASKED; k--) {
    const age told = age_beside(r, &r->of_type[LUN_ENTITY_PERSON].at[own[k - 1]]);
    if (told.size) return told;
  }
  return (age){NULL, 0};
}

bool lun_aged(lun_referents *r, const lun_noun_phrase *phrase, lun_kept *kept) {
  age wanted = {NULL, 0};
  for (uint32_t t = phrase->from; t <= phrase->at && !wanted.size; t++) wanted = age_at(r, t, true);
  if (!wanted.size) return false;
  lun_antecedent found[LUN_WINDOW];
  lun_fittings list = {.count = 0};
  const unsigned count = lun_candidates(r, phrase->first, LUN_ENTITY_PERSON, 0, found);
  const uint32_t sentence = lun_sentence_of(r, phrase->first);
  for (unsigned k = 0; k < count; k++) {
    const age told = age_of(r, found[k].entity, phrase->first);
    const bool same = told.size == wanted.size && !memcmp(told.text, wanted.text, told.size);
    const bool led = !told.size && found[k].sentence < sentence && lun_sentence_of(r, sentence - 1) == found[k].sentence && lun_is_subject(r, &found[k]);
    if (same || led) lun_add_fitting(&list, &found[k], found[k].entity, same, lun_reason_of(same ? LUN_REASON_AGED : LUN_REASON_SUBJECT_BEFORE));
  }
  return lun_best_of(&list, kept);
}
