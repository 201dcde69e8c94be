/* Words of events: the lists that are told, and what the dictionaries of verbs, nouns and pairs say, as rows with bits made once. What a
 * form of a text leads to is looked up when a document first holds it. */
#include <string.h>

#include "clause/event.h"

static const char *const lists[] = {
#define X(name, text) text,
    EVENT_LISTS(X)
#undef X
};
static const struct {
  const char *text;
  uint64_t bit;
} fixed[] = {
#define X(name, text) {text, E(name)},
    EVENT_FIXED(X)
#undef X
};
enum { LISTS = sizeof lists / sizeof *lists, FIXED = sizeof fixed / sizeof *fixed };

const char *lun_event_list(unsigned i) { return i < LISTS ? lists[i] : NULL; }

lun_status lun_event_words_add(lun_event_words *w, const char *list, const char *word, size_t size, lun_err *err) {
  unsigned i = 0;
  while (i < LISTS && strcmp(lists[i], list) != 0) i++;
  if (i == LISTS) return lun_fail(err, LUN_NOT_FOUND, 0, "events know no list of words '%s'", list);
  return lun_word_bits_add(&w->bits, word, size, (uint64_t)1 << i) ? LUN_OK : lun_fail_memory(err);
}

/* The number that two digits write; CODE_ROOTS where a text begins with no such. */
static unsigned root_of(const char *code) {
  if (code[0] < '0' || code[0] > '9' || code[1] < '0' || code[1] > '9') return CODE_ROOTS;
  return (unsigned)(10 * (code[0] - '0') + code[1] - '0');
}

lun_status lun_event_words_code(lun_event_words *w, const char *table, const char *root, const char *code, lun_err *err) {
  static const char *const tables[] = {
#define X(name, text) text,
      EVENT_CODES(X)
#undef X
  };
  unsigned i = 0;
  while (i < CODE_TABLES && strcmp(tables[i], table) != 0) i++;
  if (i == CODE_TABLES) return lun_fail(err, LUN_NOT_FOUND, 0, "events know no table of codes '%s'", table);
  const unsigned number = root_of(root);
  if (number == CODE_ROOTS || root[2]) return lun_fail(err, LUN_INVALID, 0, "the table of codes '%s' has '%s', which is no root of two digits", table, root);
  const lun_lexeme text = lun_vocab_intern(w->bits.vocab, code, strlen(code));
  if (!text) return lun_fail_memory(err);
  w->codes[i][number] = lun_vocab_text(w->bits.vocab, text, &(size_t){0});
  return LUN_OK;
}

bool lun_event_is_fighting(const char *code) {
  enum { ASSAULT = 18 }; /* the first such root */
  const unsigned root = root_of(code);
  return root >= ASSAULT && root < CODE_ROOTS;
}

bool lun_event_asks(const char *code) {
  enum { APPEAL = 2, DEMAND = 10 };
  const unsigned root = root_of(code);
  return root == APPEAL || root == DEMAND;
}

const char *lun_event_code_of(const lun_event_words *w, event_code table, const char *code) {
  const unsigned number = root_of(code);
  return number < CODE_ROOTS ? w->codes[table][number] : NULL;
}

bool lun_event_is_reciprocal(const lun_events *events, const char *code) {
  const char *list = lun_event_code_of(events->words, CODE_RECIPROCAL, code);
  for (size_t size; list && *list; list += size + strspn(list + size, " "))
    if (!strncmp(code, list, size = strcspn(list, " "))) return true;
  return false;
}

/* The bit of a word that brings whom it is done to. */
static lun_status take_bit(lun_event_words *w, const char *word, size_t size, uint64_t *bit, lun_err *err) {
  if (!lun_word_bits_add(&w->takes, word, size, 0)) return lun_fail_memory(err);
  const lun_lexeme lower = lun_vocab_lower(w->takes.vocab, lun_vocab_find(w->takes.vocab, word, size));
  if (!(*bit = word_bits_of(&w->takes, lower))) {
    if (w->take_count == WORD_BITS) return lun_fail(err, LUN_LIMIT, 0, "the columns 'take' of the dictionaries of events hold more than %d different words", WORD_BITS);
    *bit = (uint64_t)1 << w->take_count++;
    if (!lun_word_bits_add(&w->takes, word, size, *bit)) return lun_fail_memory(err);
  }
  return LUN_OK;
}

static lun_status takes_in(lun_event_words *w, const char *text, uint64_t *takes, lun_err *err) {
  lun_status status = LUN_OK;
  *takes = 0;
  for (text += strspn(text, " "); !status && *text; text += strspn(text, " ")) {
    uint64_t bit = 0;
    const size_t size = strcspn(text, " ");
    status = take_bit(w, text, size, &bit, err);
    *takes |= bit;
    text += size;
  }
  return status;
}

static lun_status number_of_class(lun_event_words *w, const char *text, size_t size, uint16_t *number, lun_err *err) {
  *number = 0;
  if (!size) return LUN_OK;
  const lun_lexeme class = lun_vocab_intern(w->bits.vocab, text, size);
  if (!class) return lun_fail_memory(err);
  uint32_t i = 0;
  while (i < w->class_count && w->classes[i] != class) i++;
  if (i == w->class_count) {
    if (i == UINT16_MAX) return lun_fail(err, LUN_LIMIT, 0, "the dictionaries of events have too many classes");
    if (lun_grow((void **)&w->classes, &w->class_capacity, (uint64_t)i + 1, sizeof *w->classes)) return lun_fail_memory(err);
    w->classes[w->class_count++] = class;
  }
  *number = (uint16_t)(i + 1);
  return LUN_OK;
}

static unsigned traits_of(const lun_event_row *row) {
  static const struct { const char *class; unsigned trait; } known[] = {
      {"intend", ROW_INTENDS}, {"hold", ROW_HOLDS}, {"cancel", ROW_CANCELS}, {"meet", ROW_MEETS}, {"occur", ROW_OCCURS}, {"ties", ROW_BETWEEN}, {"talks", ROW_BETWEEN}, {"negotiation", ROW_BETWEEN},
      {"agreement", ROW_BETWEEN}, {"disaster", ROW_OF_DISASTER}, {"finish", ROW_FINISHES}, {"break", ROW_BREAKS}, {"give", ROW_GIVES}};
  static const struct { const char *lemma; unsigned trait; } lemmas[] = {
      {"want", ROW_WANTS}, {"expect", ROW_WANTS | ROW_EXPECTS}, {"threaten", ROW_THREATENS}, {"plan", ROW_EXPECTS}, {"schedule", ROW_EXPECTS}, {"intend", ROW_EXPECTS}, {"propose", ROW_EXPECTS}, {"set", ROW_EXPECTS}, {"call", ROW_CALLS}, {"find", ROW_FINDS}, {"fire", ROW_FIRES}};
  unsigned traits = strcmp(row->event, "disaster") ? 0 : ROW_DISASTER;
  for (size_t i = 0; *row->class && i < sizeof known / sizeof *known; i++)
    if (*row->class == *known[i].class && !strcmp(row->class, known[i].class)) traits |= known[i].trait;
  for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++)
    if (*row->lemma == *lemmas[i].lemma && !strcmp(row->lemma, lemmas[i].lemma)) traits |= lemmas[i].trait;
  if (*row->code && traits & ROW_CALLS) traits |= ROW_OF_PERSON;
  return traits;
}

static lun_event_weight weight_of(const lun_event_rows *rows) {
  lun_event_weight weight = LUN_EVENT_GOVERNS;
  for (uint32_t i = 0; i < rows->count; i++) {
    const lun_event_row *row = &rows->at[i];
    if (row_is(row, ROW_INTENDS)) continue;
    if (row_is(row, ROW_FINDS)) weight = LUN_EVENT_PAIRS; /* with a word behind it */
    else if (*row->code || *row->event) return LUN_EVENT_TELLS;
    else if (row->class_number) weight = LUN_EVENT_PAIRS;
  }
  return weight;
}

typedef struct columns {
  uint32_t code, class, take, event;
} columns;

static lun_status read_row(lun_event_words *w, lun_dictionary *d, uint32_t number, const columns *at, lun_event_row *row, lun_err *err) {
  row->lemma = lun_dictionary_surface(d, number);
  row->code = lun_dictionary_value(d, number, at->code);
  row->class = lun_dictionary_value(d, number, at->class);
  row->take = lun_dictionary_value(d, number, at->take);
  row->event = lun_dictionary_value(d, number, at->event);
  row->traits = traits_of(row);
  const lun_status status = takes_in(w, row->take, &row->takes, err);
  return status ? status : number_of_class(w, row->class, strlen(row->class), &row->class_number, err);
}

static lun_status read_rows(lun_event_words *w, event_kind kind, lun_dictionary *d, lun_err *err) {
  columns at;
  lun_status status = lun_word_column(d, "code", "events", &at.code, err);
  if (!status) status = lun_word_column(d, "class", "events", &at.class, err);
  if (!status) status = lun_word_column(d, "take", "events", &at.take, err);
  if (!status) status = lun_word_column(d, "event", "events", &at.event, err);
  const uint32_t entries = lun_dictionary_entries(d);
  uint32_t rows = 0, first, made = 0;
  for (uint32_t i = 0; i < entries; i++) rows += lun_dictionary_candidates(d, i, &first);
  if (status) return status;
  w->rows[kind] = lun_zalloc((size_t)rows + 1, sizeof **w->rows);
  w->of_entry[kind] = lun_zalloc((size_t)entries + 1, sizeof **w->of_entry);
  if (!w->rows[kind] || !w->of_entry[kind]) return lun_fail_memory(err);
  for (uint32_t i = 0; !status && i < entries; i++) {
    lun_event_rows *of = &w->of_entry[kind][i];
    of->at = w->rows[kind] + made;
    of->count = lun_dictionary_candidates(d, i, &first);
    for (uint32_t k = 0; !status && k < of->count; k++) status = read_row(w, d, first + k, &at, &w->rows[kind][made++], err);
    of->weight = weight_of(of);
    for (uint32_t k = 0; k < of->count; k++) of->tells_fate |= row_is(&of->at[k], ROW_CANCELS | ROW_HOLDS | ROW_FINISHES | ROW_BREAKS | ROW_EXPECTS);
  }
  return status;
}

/* A pair's words are the class of the verb and that of the noun; of several rows the first counts. */
static lun_status read_pairs(lun_event_words *w, lun_dictionary *d, lun_err *err) {
  uint32_t code, take, event, first;
  lun_status status = lun_word_column(d, "code", "events", &code, err);
  if (!status) status = lun_word_column(d, "take", "events", &take, err);
  if (!status) status = lun_word_column(d, "event", "events", &event, err);
  const uint32_t entries = lun_dictionary_entries(d), side = w->class_count + 1;
  if (status) return status;
  w->pairs = lun_zalloc((size_t)entries + 1, sizeof *w->pairs);
  w->pair_of = lun_zalloc((size_t)side * side, sizeof *w->pair_of);
  if (!w->pairs || !w->pair_of) return lun_fail_memory(err);
  for (uint32_t i = 0; !status && i < entries; i++) {
    if (i == UINT16_MAX) return lun_fail(err, LUN_LIMIT, 0, "the dictionary %s has too many entries", lun_dictionary_name(d));
    lun_dictionary_candidates(d, i, &first);
    const char *surface = lun_dictionary_surface(d, first);
    const size_t size = strcspn(surface, " ");
    uint16_t verb, noun;
    status = number_of_class(w, surface, size, &verb, err);
    if (!status) status = number_of_class(w, surface + size + (surface[size] == ' '), strlen(surface + size + (surface[size] == ' ')), &noun, err);
    if (status || verb >= side || noun >= side) continue; /* a class that no row has makes nothing */
    w->pairs[i].code = lun_dictionary_value(d, first, code);
    w->pairs[i].event = lun_dictionary_value(d, first, event);
    w->pair_of[(size_t)verb * side + noun] = (uint16_t)(i + 1);
    status = takes_in(w, lun_dictionary_value(d, first, take), &w->pairs[i].takes, err);
  }
  w->class_count = side - 1;
  return status;
}

static lun_status make_voices(lun_event_words *w, lun_err *err) {
  static const char *const names[EVENT_VOICES] = {"active", "linked", "passive", "gerund"};
  if (!(w->store = lun_values_store_new())) return lun_fail_memory(err);
  for (int i = 0; i < EVENT_VOICES; i++) {
    const lun_named_value voice = {"voice", names[i], strlen(names[i])};
    if (!(w->voices[i] = lun_values_new(w->store, &voice, 1))) return lun_fail_memory(err);
  }
  return LUN_OK;
}

/* Rows of a lemma; NULL where the dictionary of the kind has none. */
static lun_status rows_of(lun_event_words *w, event_kind kind, const char *lemma, const lun_event_rows **rows, lun_err *err) {
  lun_dictionary *d = kind == EVENT_VERB ? w->sources.verbs : w->sources.nouns;
  uint32_t entry;
  const lun_status status = lun_dictionary_find(d, w->bits.vocab, lemma, strlen(lemma), &entry, err);
  *rows = !status && entry ? &w->of_entry[kind][entry - 1] : NULL;
  return status;
}

static lun_status fill(lun_event_words *w, const lun_event_sources *sources, lun_err *err) {
  for (unsigned i = 0; i < FIXED; i++)
    if (!lun_word_bits_add(&w->bits, fixed[i].text, strlen(fixed[i].text), fixed[i].bit)) return lun_fail_memory(err);
  if (!(w->forms = lun_zalloc((size_t)lun_dictionary_entries(sources->forms) + 1, sizeof *w->forms))) return lun_fail_memory(err);
  lun_status status = lun_word_column(sources->forms, "lemma", "events", &w->form_lemma, err);
  if (!status) status = lun_word_column(sources->forms, "kind", "events", &w->form_kind, err);
  if (!status) status = lun_word_column(sources->spoken, "lemma", "events", &w->spoken_lemma, err);
  if (!status) status = lun_word_column(sources->spoken, "cameo", "events", &w->spoken_root, err);
  if (!status) status = take_bit(w, "object", strlen("object"), &w->takes_object, err);
  if (!status) status = take_bit(w, "nothing", strlen("nothing"), &w->takes_nothing, err);
  if (!status) status = take_bit(w, "with", strlen("with"), &w->takes_with, err);
  if (!status) status = read_rows(w, EVENT_VERB, sources->verbs, err);
  if (!status) status = read_rows(w, EVENT_NOUN, sources->nouns, err);
  if (!status) status = read_pairs(w, sources->pairs, err);
  if (!status) status = rows_of(w, EVENT_NOUN, "money", &w->money, err);
  return status ? status : make_voices(w, err);
}

lun_status lun_event_words_new(lun_vocab *vocab, const lun_event_sources *sources, lun_event_words **out, lun_err *err) {
  lun_event_words *w = *out = lun_zalloc(1, sizeof *w);
  if (!w) return lun_fail_memory(err);
  *w = (lun_event_words){.sources = *sources, .bits.vocab = vocab, .takes.vocab = vocab};
  const lun_status status = fill(w, sources, err);
  if (status) {
    lun_event_words_free(w);
    *out = NULL;
  }
  return status;
}

void lun_event_words_free(lun_event_words *w) {
  if (!w) return;
  for (int k = 0; k < EVENT_KINDS; k++) {
    lun_free(w->rows[k]);
    lun_free(w->of_entry[k]);
  }
  lun_word_bits_free(&w->bits);
  lun_word_bits_free(&w->takes);
  lun_free(w->forms);
  lun_free(w->classes);
  lun_free(w->pairs);
  lun_free(w->pair_of);
  lun_values_store_release(w->store);
  lun_free(w);
}

uint64_t lun_event_bits_of(const lun_event_words *w, const char *text) {
  const lun_lexeme lexeme = lun_vocab_find(w->bits.vocab, text, strlen(text));
  return lexeme ? word_bits_of(&w->bits, lexeme) : 0;
}

const event_pair *lun_event_pair_of(const lun_event_words *w, const lun_event_row *verb, const lun_event_row *noun) {
  const uint16_t number = w->pair_of[(size_t)verb->class_number * (w->class_count + 1) + noun->class_number];
  return number ? &w->pairs[number - 1] : NULL;
}

static bool is_of_kind(const lun_event_words *w, uint32_t row, event_kind kind) {
  return !strcmp(lun_dictionary_value(w->sources.forms, row, w->form_kind), kind == EVENT_VERB ? "verb" : "noun");
}

lun_status lun_event_form_of(lun_event_words *w, uint32_t entry, const event_form **out, lun_err *err) {
  event_form *form = &w->forms[entry];
  lun_status status = LUN_OK;
  uint32_t first;
  const uint32_t count = form->known ? 0 : lun_dictionary_candidates(w->sources.forms, entry, &first);
  for (uint32_t i = 0; i < count; i++) {
    for (event_kind kind = EVENT_VERB; kind < EVENT_KINDS && !status; kind++)
      if (!form->rows[kind] && is_of_kind(w, first + i, kind)) status = rows_of(w, kind, lun_dictionary_value(w->sources.forms, first + i, w->form_lemma), &form->rows[kind], err);
  }
  form->known = !status;
  *out = form;
  return status;
}

lun_status lun_event_noun_of(lun_event_words *w, const char *text, size_t size, const lun_event_rows **rows, lun_err *err) {
  uint32_t entry, first;
  *rows = NULL;
  lun_status status = lun_dictionary_find(w->sources.forms, w->bits.vocab, text, size, &entry, err);
  const uint32_t count = !status && entry ? lun_dictionary_candidates(w->sources.forms, entry - 1, &first) : 0;
  for (uint32_t i = 0; !status && i < count; i++)
    if (is_of_kind(w, first + i, EVENT_NOUN)) status = rows_of(w, EVENT_NOUN, lun_dictionary_value(w->sources.forms, first + i, w->form_lemma), rows, err);
  return status;
}
