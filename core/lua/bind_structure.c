/* The second half of doc: sentences, paragraphs, parts of the article, and dictionary entries in its text. */
#include "lua/bind.h"

static uint32_t range_stop(const lun_doc *doc, const lun_ranges *ranges, uint32_t i) {
  return i + 1 < ranges->count ? ranges->first[i + 1] : doc->tokens.count;
}

static int sentences_next(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, lua_upvalueindex(1))->doc;
  uint32_t i = (uint32_t)lua_tointeger(L, lua_upvalueindex(2));
  if (i >= doc->sentences.count) return 0;
  lua_pushinteger(L, (lua_Integer)i + 1);
  lua_replace(L, lua_upvalueindex(2));
  lua_pushvalue(L, lua_upvalueindex(1));
  bind_push_span(L, lua_gettop(L), NULL, 0, doc->sentences.first[i], range_stop(doc, &doc->sentences, i));
  return 1;
}
static int paragraphs_next(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, lua_upvalueindex(1))->doc;
  uint32_t i = (uint32_t)lua_tointeger(L, lua_upvalueindex(2));
  const lun_ranges *ranges = &doc->structure.paragraphs;
  if (i >= ranges->count) return 0;
  lua_pushinteger(L, (lua_Integer)i + 1);
  lua_replace(L, lua_upvalueindex(2));
  lua_pushvalue(L, lua_upvalueindex(1));
  bind_push_span(L, lua_gettop(L), NULL, 0, ranges->first[i], range_stop(doc, ranges, i));
  lua_pushstring(L, lun_part_name((lun_part)doc->structure.part[i]));
  return 2;
}
static int doc_sentences(lua_State *L) {
  bind_check_doc(L, 1);
  return bind_iterate(L, sentences_next);
}
static int doc_paragraphs(lua_State *L) {
  bind_check_doc(L, 1);
  return bind_iterate(L, paragraphs_next);
}

static int holding(lua_State *L, const lun_doc *doc, const lun_ranges *ranges) {
  uint32_t n = lun_ranges_at(ranges, bind_check_token(L, 2, doc));
  lua_pushinteger(L, bind_first(ranges->first[n]));
  lua_pushinteger(L, bind_last(range_stop(doc, ranges, n)));
  lua_pushinteger(L, bind_first(n));
  return 3;
}
static int doc_sentence(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  return holding(L, doc, &doc->sentences);
}
static int doc_paragraph(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  return holding(L, doc, &doc->structure.paragraphs);
}
static int doc_part(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  lua_pushstring(L, lun_part_name(lun_doc_part(doc, bind_check_token(L, 2, doc))));
  return 1;
}
/* core.quotation(doc, n): the n-th quotation: first, last, inner first, inner last, then first and last of each part. */
int bind_core_quotation(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  lua_Integer i = luaL_checkinteger(L, 2);
  if (i < 1 || i > (lua_Integer)doc->quotes.count) return 0;
  const lun_quote *q = &doc->quotes.at[i - 1];
  luaL_checkstack(L, (int)(2 * q->part_count) + 5, "a quotation of too many paragraphs");
  lua_pushinteger(L, bind_first(q->first));
  lua_pushinteger(L, bind_last(q->stop));
  lua_pushinteger(L, bind_first(q->inner_first));
  lua_pushinteger(L, bind_last(q->inner_stop));
  for (uint32_t k = 0; k < q->part_count; k++) {
    lua_pushinteger(L, bind_first(doc->quotes.parts[q->part_first + k].first));
    lua_pushinteger(L, bind_last(doc->quotes.parts[q->part_first + k].stop));
  }
  return 4 + 2 * (int)q->part_count;
}

/* core.surround(doc, layer, near): lays what stands around quotations (see lun_doc_surround). */
int bind_core_surround(lua_State *L) {
  lun_err err;
  const lua_Integer near = luaL_checkinteger(L, 3);
  luaL_argcheck(L, near >= 0 && near <= INT32_MAX, 3, "not so many tokens");
  return lun_doc_surround(bind_check_doc(L, 1)->doc, luaL_checkstring(L, 2), (uint32_t)near, &err) ? bind_raise(L, &err) : 0;
}

typedef struct entries { lun_hits hits; uint32_t next; } entries;
#define BIND_ENTRIES "lunette.entries"

static int entries_close(lua_State *L) {
  entries *e = bind_check(L, 1, BIND_ENTRIES);
  lun_hits_free(&e->hits);
  return 0;
}
static int entries_next(lua_State *L) {
  entries *e = bind_check(L, lua_upvalueindex(1), BIND_ENTRIES);
  if (e->next >= e->hits.count) return 0;
  const lun_hit *hit = &e->hits.at[e->next++];
  lua_pushinteger(L, bind_first(hit->first));
  lua_pushinteger(L, bind_last(hit->stop));
  lua_pushinteger(L, bind_first(hit->entry));
  return 3;
}

static int doc_entries(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  lun_dictionary *dictionary;
  if (lua_type(L, 2) == LUA_TSTRING) {
    lua_getfield(L, LUA_REGISTRYINDEX, "lunette.find_dictionary");
    lua_pushvalue(L, 2);
    lua_call(L, 1, 1);
    lua_replace(L, 2);
  }
  dictionary = bind_check_dictionary(L, 2)->dictionary;
  uint32_t first = 0, stop = doc->tokens.count;
  if (!lua_isnoneornil(L, 3)) first = bind_check_token(L, 3, doc);
  if (!lua_isnoneornil(L, 4)) stop = bind_check_token(L, 4, doc) + 1;
  bind_settle_day(L, 1);
  entries *e = lua_newuserdatauv(L, sizeof *e, 0);
  *e = (entries){{NULL, 0, 0}, 0};
  luaL_setmetatable(L, BIND_ENTRIES);
  lun_err err;
  if (lun_doc_entries(doc, lun_dictionary_image(dictionary), lun_dictionary_bit(dictionary), first, stop, &e->hits, &err)) return bind_raise(L, &err);
  lua_pushcclosure(L, entries_next, 1);
  return 1;
}

/* headline, byline: the first paragraph that is one; dateline: its place names. */
static int part_span(lua_State *L, lun_part part) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  for (uint32_t i = 0; i < doc->structure.paragraphs.count; i++)
    if (doc->structure.part[i] == part) {
      bind_push_span(L, 1, NULL, 0, doc->structure.paragraphs.first[i], range_stop(doc, &doc->structure.paragraphs, i));
      return 1;
    }
  lua_pushnil(L);
  return 1;
}
static int doc_headline(lua_State *L) { return part_span(L, LUN_HEADLINE); }
static int doc_byline(lua_State *L) { return part_span(L, LUN_BYLINE); }
static int doc_dateline(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  if (doc->structure.dateline_first < doc->structure.dateline_stop)
    bind_push_span(L, 1, NULL, 0, doc->structure.dateline_first, doc->structure.dateline_stop);
  else lua_pushnil(L);
  return 1;
}

/* core.dateline_rest(doc) -> what stands in the dateline behind its places, nil for nothing */
int bind_core_dateline_rest(lua_State *L) {
  const lun_doc *doc = bind_check_doc(L, 1)->doc;
  const uint32_t first = doc->structure.dateline_stop;
  uint32_t stop = first;
  if (doc->structure.dateline_first < first)
    while (stop < doc->tokens.count && lun_doc_part(doc, stop) == LUN_DATELINE) stop++;
  if (stop == first) return 0;
  const uint32_t from = doc->tokens.start[first];
  lua_pushlstring(L, doc->text + from, lun_token_stop(&doc->tokens, stop - 1) - from);
  return 1;
}

const luaL_Reg bind_structure_methods[] = {
    {"sentences", doc_sentences}, {"paragraphs", doc_paragraphs}, {"sentence", doc_sentence}, {"paragraph", doc_paragraph},
    {"part", doc_part},           {"entries", doc_entries},     {NULL, NULL}};

void bind_open_structure(lua_State *L) {
  static const luaL_Reg getters[] = {{"headline", doc_headline}, {"byline", doc_byline}, {"dateline", doc_dateline}, {NULL, NULL}};
  luaL_setfuncs(L, getters, 0);
  bind_closing_class(L, BIND_ENTRIES, NULL, entries_close);
}
