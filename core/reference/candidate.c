/* Candidates: who was meant before a token, by name or by words that were followed back themselves. Those words hang on the array
 * `ended` by their last tokens, in the order in which they were told; of those that were said to mean somebody each last token has a bit. */
#include "reference/part.h"

enum { BACK = 3 /* paragraphs before a token that candidates are taken from */, BITS = 64 };

static lun_worded *find(const lun_referents *r, uint32_t first, uint32_t stop, uint32_t referred) {
  uint32_t n = r->ended && stop <= r->doc->tokens.count && stop ? r->ended[stop - 1] : 0;
  while (n && (r->worded[n - 1].first != first || r->worded[n - 1].referred != referred)) n = r->worded[n - 1].next;
  return n ? &r->worded[n - 1] : NULL;
}

static lun_worded *make(lun_referents *r, uint32_t first, uint32_t stop, uint32_t referred) {
  lun_worded *known = find(r, first, stop, referred);
  if (known) return known;
  const size_t tokens = r->doc->tokens.count;
  if ((!r->ended && !(r->ended = lun_zalloc(tokens + 1, sizeof *r->ended))) || (!r->referring && !(r->referring = lun_zalloc(tokens / BITS + 1, sizeof *r->referring))) ||
      lun_grow((void **)&r->worded, &r->worded_capacity, (uint64_t)r->worded_count + 1, sizeof *r->worded))
    return NULL;
  uint32_t *at = &r->ended[stop - 1];
  while (*at) at = &r->worded[*at - 1].next;
  r->worded[r->worded_count] = (lun_worded){.first = first, .stop = stop, .referred = referred, .now = LUN_NOBODY};
  *at = ++r->worded_count;
  if (referred != LUN_NOBODY) r->referring[(stop - 1) / BITS] |= (uint64_t)1 << (stop - 1) % BITS;
  return &r->worded[r->worded_count - 1];
}

lun_worded *lun_worded_at(const lun_referents *r, uint32_t first, uint32_t stop) { return find(r, first, stop, LUN_NOBODY); }
lun_worded *lun_worded_make(lun_referents *r, uint32_t first, uint32_t stop) { return make(r, first, stop, LUN_NOBODY); }
lun_status lun_worded_refer(lun_referents *r, uint32_t first, uint32_t stop, uint32_t entity) { return make(r, first, stop, entity) ? LUN_OK : LUN_NO_MEMORY; }

/* The last token before `stop`, and behind `least` - 1, that words end with which were said to mean an entity, and 1; 0 for none. */
static uint32_t referring_before(const lun_referents *r, uint32_t stop, uint32_t least) {
  while (r->referring && stop >= least && stop) {
    const uint32_t shift = (BITS - 1) - (stop - 1) % BITS;
    const uint64_t bits = r->referring[(stop - 1) / BITS] << shift; /* the bit of the token stands highest */
    const uint32_t back = bits ? (uint32_t)__builtin_clzll(bits) : BITS - shift;
    if (bits) return stop - back >= least ? stop - back : 0;
    if (back >= stop) return 0;
    stop -= back;
  }
  return 0;
}

/* The last words that end at or before a token, and behind `least`, that were said to mean an entity of a type: false for none. */
static bool referred(const lun_referents *r, uint32_t token, uint32_t least, lun_entity_type type, lun_antecedent *found) {
  for (uint32_t stop = referring_before(r, token, least); stop; stop = referring_before(r, stop - 1, least))
    for (uint32_t n = r->ended[stop - 1]; n; n = r->worded[n - 1].next) {
      const lun_worded *w = &r->worded[n - 1];
      if (w->referred == LUN_NOBODY || lun_type_of(r, w->referred) != type) continue;
      *found = (lun_antecedent){.first = w->first, .stop = w->stop, .entity = w->referred, .sentence = lun_sentence_of(r, w->first),
                                .paragraph = lun_paragraph_of(r, w->first), .place = n - 1, .subject = w->subject, .refers = true};
      return true;
    }
  return false;
}

static bool is_among(const lun_antecedent *found, unsigned count, uint32_t entity) {
  for (unsigned k = 0; k < count; k++)
    if (found[k].entity == entity) return true;
  return false;
}

unsigned lun_candidates(lun_referents *r, uint32_t token, lun_entity_type type, uint32_t from, lun_antecedent found[LUN_WINDOW]) {
  const lun_mentions *list = lun_mentions_of(r, type);
  const uint32_t least = (token + 1 > LUN_NEAREST ? token + 1 - LUN_NEAREST : 1) / LUN_BLOCK * LUN_BLOCK;
  uint32_t i = lun_mentions_before(list, token), paragraph = lun_paragraph_of(r, token);
  unsigned count = 0, paragraphs = 0;
  lun_antecedent refer;
  bool refers = referred(r, token, least, type, &refer);
  for (unsigned looked = 0; looked < LUN_WINDOW; looked++) {
    lun_antecedent m;
    if (refers && !(i && list->at[i - 1].stop >= refer.stop)) {
      m = refer;
      refers = referred(r, m.stop - 1, least, type, &refer);
    } else if (i) m = list->at[--i];
    else break;
    if (m.first < from) break;
    if (m.paragraph != paragraph) {
      paragraph = m.paragraph;
      paragraphs++;
    }
    if (paragraphs > BACK) break;
    if (!is_among(found, count, m.entity)) found[count++] = m;
  }
  return count;
}
