/* The mentions of one document, in the order of the text, and the names that they share. Owns the walk over the three layers;
 * each mention gets its sentence and paragraph, each name the candidates that the document's date allows. Mentions of no
 * dictionary are kept, for their country may be known. */
#include <string.h>

#include "name/link_part.h"

static const char *const layer_names[LUN_LINK_LAYERS] = {"place", "norp", "org"};

typedef struct walk {
  lun_linker *linker;
  lun_doc *doc;
  const lun_link_facts *facts;
  lun_layer *layer[LUN_LINK_LAYERS];
  uint32_t at[LUN_LINK_LAYERS];
  uint32_t sentence, paragraph;
} walk;

/* The range that holds a token, from the one that held an earlier token on. */
static uint32_t range_of(const lun_ranges *ranges, uint32_t from, uint32_t token) {
  while (from + 1 < ranges->count && ranges->first[from + 1] <= token) from++;
  return from;
}

/* Dates are compared as far as the row's says: 2014 holds from the first of January to the last of December. */
static bool holds_at(const lun_linker *linker, lun_link_layer layer, const lun_candidate *candidate, const char *date) {
  const char *from = lun_candidate_value(linker, layer, candidate, linker->source[layer].from);
  const char *to = lun_candidate_value(linker, layer, candidate, linker->source[layer].to);
  return (!*from || strncmp(date, from, strlen(from)) >= 0) && (!*to || strncmp(date, to, strlen(to)) <= 0);
}

static lun_status add_choices(walk *w, lun_link_layer layer, lun_group *group, lun_err *err) {
  lun_linker *linker = w->linker;
  const lun_surface surface = linker->surfaces[group->surface];
  if (lun_grow((void **)&linker->choices, &linker->choice_capacity, (uint64_t)linker->choice_count + surface.count, sizeof *linker->choices))
    return lun_fail_memory(err);
  group->first = linker->choice_count;
  for (int every = 0; every < 2 && linker->choice_count == group->first; every++) {
    for (uint32_t i = surface.first; i < surface.first + surface.count && linker->choice_count - group->first < LUN_CHOICES_MAX; i++) {
      const lun_candidate *candidate = &linker->candidates[i];
      if (!every && candidate->dated && w->facts->date && !holds_at(linker, layer, candidate, w->facts->date)) continue;
      linker->choices[linker->choice_count++] = (lun_choice){.candidate = i};
    }
  }
  group->count = linker->choice_count - group->first;
  return LUN_OK;
}

static lun_status group_of(walk *w, lun_link_layer layer, uint32_t surface, uint32_t *number, lun_err *err) {
  lun_linker *linker = w->linker;
  *number = linker->surfaces[surface].group;
  if (*number < linker->group_count && linker->groups[*number].surface == surface) return LUN_OK;
  lun_group group = {.surface = surface, .layer = (uint8_t)layer};
  if (lun_grow((void **)&linker->groups, &linker->group_capacity, (uint64_t)linker->group_count + 1, sizeof *linker->groups)) return lun_fail_memory(err);
  const lun_status status = add_choices(w, layer, &group, err);
  if (status) return status;
  *number = linker->group_count;
  linker->groups[linker->group_count++] = group;
  linker->surfaces[surface].group = *number;
  return LUN_OK;
}

/* The surface of a short form behind a comma: Salem, N.H. One of capitals alone (NH) must end there. */
static void find_follower(const walk *w, lun_mention *m) {
  const lun_tokens *tokens = &w->doc->tokens;
  const uint32_t at = m->stop + 1;
  if (at >= tokens->count || tokens->lexeme[m->stop] != w->linker->comma) return;
  const uint32_t flags = lun_vocab_flags(w->doc->vocab, tokens->lexeme[at]);
  if (!(flags & (LUN_LEX_ABBREV | LUN_LEX_UPPER))) return;
  const bool ends = at + 1 >= tokens->count || (tokens->flags[at + 1] & LUN_TOKEN_SENTENCE) ||
                    (lun_vocab_flags(w->doc->vocab, tokens->lexeme[at + 1]) & LUN_LEX_PUNCT);
  if (!ends && !(flags & LUN_LEX_ABBREV)) return;
  for (uint32_t i = 0; i < w->linker->short_count && m->follows == LUN_NO_SURFACE; i++)
    if (w->linker->shorts[i].word == tokens->lexeme[at]) m->follows = w->linker->shorts[i].surface;
}

/* Has the lower case of the tokens that may say a kind worked out, so that nothing can fail when they are read. */
static bool lower_neighbours(const lun_doc *doc, const lun_mention *m) {
  const lun_tokens *tokens = &doc->tokens;
  if (m->stop < tokens->count && !lun_vocab_lower(doc->vocab, tokens->lexeme[m->stop])) return false;
  return m->first < 2 || lun_vocab_lower(doc->vocab, tokens->lexeme[m->first - 2]) != 0;
}

static lun_status add_mention(walk *w, lun_link_layer layer, const lun_span *span, lun_err *err) {
  lun_linker *linker = w->linker;
  lun_layer *of = w->layer[layer];
  size_t size;
  w->sentence = range_of(&w->doc->sentences, w->sentence, span->first);
  w->paragraph = range_of(&w->doc->structure.paragraphs, w->paragraph, span->first);
  lun_mention m = {.first = span->first, .stop = span->stop, .span = span->id, .group = LUN_NO_SURFACE, .sentence = w->sentence,
                   .paragraph = w->paragraph, .country = LUN_NO_COUNTRY, .follows = LUN_NO_SURFACE, .layer = (uint8_t)layer};
  m.home = span->first < w->doc->structure.dateline_stop && span->stop > w->doc->structure.dateline_first;
  m.brought = !span->rule && lun_layer_get(of, span->id, "id", NULL) && !lun_layer_get(of, span->id, "linked", NULL);
  m.own = span->rule && !lun_layer_get(of, span->id, "sure", NULL) && lun_layer_get(of, span->id, "id", NULL);
  uint32_t surface;
  lun_status status = lun_surface_of(linker, w->doc, layer, span->first, span->stop, &surface, err);
  const char *name = !status && surface == LUN_NO_SURFACE ? lun_layer_get(of, span->id, "name", &size) : NULL;
  if (name) status = lun_surface_named(linker, layer, name, size, &surface, err);
  if (!status && surface != LUN_NO_SURFACE) status = group_of(w, layer, surface, &m.group, err);
  if (status) return status;
  if (m.brought || m.group == LUN_NO_SURFACE) {
    const char *cc = lun_layer_get(of, span->id, "cc", &size);
    if (cc) m.country = lun_country_of(cc, size);
  }
  if (layer == LUN_LINK_PLACES) {
    if (m.group != LUN_NO_SURFACE && !lower_neighbours(w->doc, &m)) return lun_fail_memory(err);
    find_follower(w, &m);
  }
  if (m.group != LUN_NO_SURFACE) {
    lun_group *group = &linker->groups[m.group];
    group->mentions++;
    group->home += m.home;
    m.local = linker->local_count;
    const char *id = m.brought ? lun_layer_get(of, span->id, "id", NULL) : NULL;
    for (uint32_t i = group->first; id && i < group->first + group->count; i++)
      linker->choices[i].given |= !strcmp(id, lun_id_text(linker, linker->candidates[linker->choices[i].candidate].id));
    if (lun_grow((void **)&linker->locals, &linker->local_capacity, (uint64_t)linker->local_count + group->count, sizeof *linker->locals))
      return lun_fail_memory(err);
    for (uint32_t i = 0; i < group->count; i++) linker->locals[linker->local_count++] = 0;
  }
  if (lun_grow((void **)&linker->mentions, &linker->mention_capacity, (uint64_t)linker->mention_count + 1, sizeof *linker->mentions)) return lun_fail_memory(err);
  linker->mentions[linker->mention_count++] = m;
  return LUN_OK;
}

lun_status lun_mentions_gather(lun_linker *linker, lun_doc *doc, const lun_link_facts *facts, lun_err *err) {
  walk w = {.linker = linker, .doc = doc, .facts = facts};
  linker->mention_count = linker->group_count = linker->choice_count = linker->local_count = 0;
  for (unsigned layer = 0; layer < LUN_LINK_LAYERS; layer++) w.layer[layer] = lun_doc_layer(doc, layer_names[layer]);
  for (;;) {
    const lun_span *next = NULL;
    unsigned from = 0;
    for (unsigned layer = 0; layer < LUN_LINK_LAYERS; layer++) {
      const lun_span *span = w.layer[layer] && w.at[layer] < lun_layer_count(w.layer[layer]) ? lun_layer_span(w.layer[layer], w.at[layer]) : NULL;
      if (!span || (next && next->first <= span->first)) continue;
      next = span;
      from = layer;
    }
    if (!next) return LUN_OK;
    w.at[from]++;
    const lun_status status = add_mention(&w, (lun_link_layer)from, next, err);
    if (status) return status;
  }
}
