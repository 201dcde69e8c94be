/* Places that stand for their teams. */
#include "name/settle.h"

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

void lun_settle_teams(lun_settler *s, const lun_doc *doc) {
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
  const bool of_scores = found >= lun_settle_number(s, SN_scores), of_players = playing >= lun_settle_number(s, SN_scores);
  for (uint32_t i = s->given; (of_scores || of_players) && i < n->count; i++) {
    lun_mention *m = &n->mentions[i];
    const lun_entry_of_name *entry = &n->entries[m->entry];
    if (m->type != LUN_PLACE || !((of_scores && entry->scored) || (of_players && entry->plays)) || lun_settle_follows(s, doc, m->first, ST_place_after) || lun_doc_part(doc, m->first) == LUN_DATELINE) continue;
    m->type = LUN_ORG;
    m->rule = s->rules[SR_team];
    m->reason = s->team_reason;
    m->weighed = false;
  }
}
