/* How often rules may begin, as it is seen at a glance: counted in the first tokens, so that it can be told what it would cost if none of
 * a machine's rules slept (watch.c). */
#include "lunette/mem.h"
#include "match/machine.h"

/* Adds the bits of a place's leaves to those of the tokens that it is of. */
static void add_place_bits(const lun_machine *m, const lun_place *place, uint32_t context, uint64_t *bits) {
  const uint32_t *leaf = m->contexts[context].leaf;
  const uint64_t *of = m->predicates.sights.bits;
  if (leaf[PLACE_FIRST]) bits[place->first] |= of[leaf[PLACE_FIRST] - 1];
  if (leaf[PLACE_LAST]) bits[place->stop - 1] |= of[leaf[PLACE_LAST] - 1];
  for (uint32_t i = place->first; leaf[PLACE_INSIDE] && i < place->stop; i++) bits[i] |= of[leaf[PLACE_INSIDE] - 1];
}

lun_status lun_anchors_count_starts(lun_machine *m, const lun_view *view, uint32_t tokens) {
  lun_anchors *a = &m->anchors;
  lun_glance begin = {0, 0};
  if (lun_anchors_meet(m)) return LUN_NO_MEMORY;
  uint64_t *bits = lun_zalloc(view->count + (size_t)1, sizeof *bits);
  if (!bits) return LUN_NO_MEMORY;
  for (uint32_t r = 0; r < m->rule_count; r++)
    if (!lun_rule_is_narrowed(m, &m->rules[r])) lun_glance_join(&begin, m->rules[r].begin);
  for (uint32_t c = 0; c < m->context_count; c++)
    for (uint32_t k = view->runs[c].first; k < view->runs[c].stop && view->places[k].stop <= tokens; k++) add_place_bits(m, &view->places[k], c, bits);
  lun_status status = LUN_OK;
  for (uint32_t i = 0; !status && i < tokens; i++) {
    lun_glance glance;
    if ((status = lun_anchors_glance(m, m->scratch.guises[i], &glance))) break;
    glance.others |= bits[i];
    if (view->doc->tokens.flags[i] & LUN_TOKEN_SENTENCE) glance.others |= m->predicates.sights.bits[LEAF_SENTENCE];
    a->begun += lun_glance_shared(glance, begin) && !lun_glance_shared(glance, a->begin);
  }
  lun_free(bits);
  return status;
}
