/* The events that the verbs of a document tell: who does it to whom, what the word that governs a verb makes of its code, and which verbs only
 * govern others. Each verb is read once, in the order of the text, for whom a pronoun means hangs on who did something before. */
#include <string.h>

#include "clause/event.h"

typedef struct finder {
  lun_events *e;
  const lun_event_asked *asked;
  const lun_construction *constructions;
  uint32_t *of;    /* [tokens] number of the construction of the verb that begins there, from 1 */
  bool *seen;      /* [tokens] */
  bool *governors; /* [tokens] */
} finder;

static bool has_root(const char *code, const char *root) { return code[0] == root[0] && code[1] == root[1]; }
static bool is_either(lun_event_actors who, lun_event_actors to) { return who.count || to.count; }
static const char *else_code(const char *code, const char *other) { return code ? code : other; }

static lun_event_actors ask(const finder *f, lun_phrase words) {
  return lun_is_phrase(words) ? f->asked->actors(f->asked->data, words) : (lun_event_actors){0, 0};
}
static lun_event_actors ask_named(const finder *f, lun_phrase words) {
  return lun_is_phrase(words) ? f->asked->named(f->asked->data, words) : (lun_event_actors){0, 0};
}

/* Whether what nobody is named to do is only that people came to harm: they are killed and hurt by floods and on roads as well, so that a
 * sentence which names nobody who does it must show an attack. Harm to who bears arms is an attack where nothing else is said. */
static bool is_mere_harm(const finder *f, const lun_event_made *m) {
  const lun_event_actors to = m->found.to;
  lun_event_cause cause;
  if (!*m->found.code || !lun_event_cause_of_harm(f->e, m->clause->at.first, &cause) || cause == LUN_CAUSE_ATTACK) return false;
  return cause != LUN_CAUSE_NONE || !to.count || !f->asked->armed(f->asked->data, to.list);
}

/* Whether a verb tells of no bodies: a deal hurt farmers, who were hurt by tariffs. */
static bool hurts_no_body(const finder *f, const lun_event_made *m, const lun_construction *around) {
  lun_event_cause cause;
  if (m->who.count || m->own || !m->found.verb || strcmp(m->found.verb->lemma, "hurt") != 0 || (m->clause->passive ? !lun_is_phrase(around->agent) : !lun_is_phrase(m->clause->subject))) return false;
  return lun_event_cause_of_harm(f->e, m->clause->at.first, &cause) && cause == LUN_CAUSE_NONE;
}

/* Whether somebody else says what they are to do: Torres is expected to meet Li. */
static bool is_set_by_others(const finder *f, const lun_event_verb *s) {
  if (s->to == LUN_NO_TOKEN || !clause_tag_is(f->e->c, s->governor, T(VBN))) return false;
  const lun_event_verb *governor = lun_event_verb_of(f->e, (lun_phrase){s->governor, s->governor});
  return governor && governor->passive;
}

/* Whether others are asked to do it, of whom no country is known: urged both sides to meet. */
static bool asks_others(const finder *f, const lun_event_verb *s) {
  return s->to != LUN_NO_TOKEN && clause_tag_is(f->e->c, s->governor, T_VERB) && !is_set_by_others(f, s) && clause_tag_is(f->e->c, s->to - 1, T_NN) && s->to - 1 > s->governor;
}

/* What a row of the governing verb makes of a code: NULL where it says nothing of it; "" where the event is none then. */
static const char *code_by_row(const finder *f, const lun_event_verb *s, const lun_event_row *row, const char *code) {
  const lun_event_words *w = f->e->words;
  const bool demands = has_root(row->code, "10");
  const bool asks = lun_event_asks(row->code);
  if (lun_is_phrase(s->object) || (asks && asks_others(f, s))) {
    if (!asks && !row_is(row, ROW_WANTS)) return NULL;
    if (s->negated) return demands ? "100" : "020"; /* is asked not to do it */
    return else_code(lun_event_code_of(w, demands ? CODE_DEMANDED : CODE_ASKED, code), demands ? "100" : "020");
  }
  if (row_is(row, ROW_THREATENS)) return else_code(lun_event_code_of(w, CODE_INTENDED, code), "130");
  if (has_root(row->code, "12")) return else_code(lun_event_code_of(w, CODE_REFUSED, code), "");
  if (!row_is(row, ROW_INTENDS) || is_set_by_others(f, s)) return NULL;
  return else_code(lun_event_code_of(w, s->governor_negated != s->negated ? CODE_REFUSED : CODE_INTENDED, code), code);
}

/* What the governing word makes of a code: wants to attack, asked Peru to help, refused to meet. "" where the event is none then; *governs: the
 * two verbs tell one event. */
static const char *code_by_governor(const finder *f, const lun_event_verb *s, const char *code, bool *governs) {
  const lun_event_words *w = f->e->words;
  const lun_event_rows *rows = lun_event_verb_rows(f->e, s->governor);
  const bool object = lun_is_phrase(s->object);
  *governs = false;
  if (s->passive && !object) return code; /* expects to be tried: others do it */
  if (object && event_word_is(f->e, s->governor, E(CAUSING))) return code;
  *governs = true;
  if (!object && event_word_is(f->e, s->governor, E(WILLING))) return else_code(lun_event_code_of(w, CODE_INTENDED, code), code);
  if (!object && event_word_is(f->e, s->governor, E(UNWILLING))) return else_code(lun_event_code_of(w, CODE_REFUSED, code), "");
  for (uint32_t i = 0; rows && i < rows->count; i++) {
    const char *made = code_by_row(f, s, &rows->at[i], code);
    if (made) return made;
  }
  *governs = false;
  return object ? "" : code; /* who is to do it is not said to have done it */
}

/* Takes into account what governs the verb, and whether it is denied. False where the event is none then. */
static bool take_governor(finder *f, lun_event_made *m) {
  const lun_event_verb *s = m->clause;
  bool governs;
  const char *code = code_by_governor(f, s, m->found.code, &governs);
  if (!*code) return false;
  if (governs && lun_is_phrase(s->object)) m->to = ask(f, s->object);
  else if (governs && asks_others(f, s) && lun_event_asks(code)) m->to = (lun_event_actors){0, 0};
  else if (lun_is_phrase(s->object)) m->who = ask(f, s->object); /* forced Chile to leave: Chile does it */
  if (s->negated && s->governor == LUN_NO_TOKEN && event_word_is(f->e, s->modal, E(WILL)) && !m->found.called_off) /* will not help: refuses to */
    code = else_code(lun_event_code_of(f->e->words, CODE_REFUSED, code), code);
  m->base = m->found.code;
  m->found.code = code;
  if (governs) f->governors[s->governor] = true;
  return true;
}

static bool ends_in_name(const finder *f, lun_phrase words) { return lun_is_phrase(words) && clause_tag_is(f->e->c, words.last, T(NNP) | T(NNPS)); }

/* Whether who beats whom is told of a game: a name beats a name by six wickets, 3-0, in the final. Police who beat fans after the final do not
 * play. */
static bool is_game(const finder *f, const lun_event_made *m, const lun_construction *around) {
  lun_clauses *c = f->e->c;
  const lun_event_verb *s = m->clause;
  if (!(lun_event_bits_of(f->e->words, m->found.verb->lemma) & E(CONTEST)) || !ends_in_name(f, s->subject) || !ends_in_name(f, around->what)) return false;
  const lun_phrase near = lun_clause_around(c, s->at.first);
  for (int32_t i = near.first; i <= near.last; i++) {
    size_t size;
    const char *text = lun_vocab_text(c->doc->vocab, c->lexeme[i], &size);
    const bool score = size == 3 && text[0] >= '0' && text[0] <= '9' && text[1] == '-' && text[2] >= '0' && text[2] <= '9';
    if (score || event_word_is(f->e, i, E(SPORT))) return true;
  }
  return false;
}

/* Whether a verb only says whose words stand before it: "Why?" asked Torres. */
static bool is_cue_behind(const finder *f, const lun_event_verb *s) {
  return s->at.first > 0 && !lun_is_phrase(s->subject) && lun_clause_quotation(f->e->c, s->at.first - 1);
}

/* Names sides that have no code: Ana Torres was arrested; police arrested Ana Torres. Of sides of whom no country is known, verbs that tell of
 * matches and arguments as well as of fighting tell nothing. */
static void add_named(const finder *f, lun_event_made *m, const lun_construction *around) {
  const lun_event_verb *s = m->clause;
  if (!strcmp(m->found.event, "disaster") || (!m->found.noun && lun_event_bits_of(f->e->words, m->found.verb->lemma) & E(CONTEST))) return;
  if (!m->who.count && (s->passive || !lun_event_is_between(f->e, f->asked, s))) m->who = ask_named(f, s->passive ? around->agent : s->subject);
  if (!m->to.count) m->to = ask_named(f, s->passive ? s->subject : around->what);
  for (unsigned k = 0; m->found.noun && !m->to.count && k < around->links; k++) /* dropped charges against Torres */
    if (lun_event_takes_by(f->e, &around->link[k]) & m->found.noun->takes) m->to = ask_named(f, around->link[k].words);
}

/* Whether a verb is done to persons: arrested, charged, tortured. */
static bool is_of_persons(const lun_event_found *found) {
  static const char *const codes[] = {"173", "174", "180", "181", "182", "186"}, *const events[] = {"arrest", "court", "release"};
  if (found->noun) return false;
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (!strcmp(found->code, codes[i])) return true;
  for (size_t i = 0; i < sizeof events / sizeof *events; i++)
    if (!strcmp(found->event, events[i])) return true;
  return false;
}

/* Notes what a verb is done to by its words alone, where they name nobody: two suspects were arrested, shops were looted, assets frozen. It is
 * enough for an event of what is done with hands, or told by a verb and its noun. */
static void find_patient(const finder *f, const lun_construction *around, lun_event_made *m) {
  lun_clauses *c = f->e->c;
  const lun_event_verb *s = m->clause;
  lun_event_found *found = &m->found;
  const bool person = is_of_persons(found), contest = lun_event_bits_of(f->e->words, found->verb->lemma) & E(CONTEST);
  const bool done = found->noun ? (*found->code ? strcmp(found->code, "04") > 0 : *found->event != '\0') : !strcmp(found->code, "145") || strcmp(found->code, "17") > 0;
  const lun_phrase words = s->passive ? s->subject : person ? around->what : lun_no_phrase;
  if (row_is(found->verb, ROW_EXPECTS) && clause_word_is(c, s->at.last + 1, W(TO))) return; /* the deal was expected to end */
  if (m->to.count || !lun_is_phrase(words) || (person && (lun_event_thing_of(f->e, words).rows || lun_event_is_when_or_where(f->e, words))) ||
      !clause_tag_is(c, words.last, T_NN | T(CD) | (person ? T(PRP) : 0))) return;
  if (m->who.count ? person || s->passive : !contest && s->passive && (person || done)) {
    found->patient = words;
    found->person = person;
  }
}

/* What the user's own dictionary says of a verb. False where the event is none then, or it is silent. */
static bool read_own(finder *f, const lun_construction *around, lun_event_made *m, lun_event_own *own) {
  lun_event_reading reading;
  const lun_event_verb *s = lun_event_clause_of(f->e, f->asked, around->verb);
  if (!s) return false;
  *own = f->asked->own(f->asked->data, s, &m->found.code, &m->other);
  if (*own && s->gerund_of != LUN_NO_TOKEN) f->governors[s->gerund_of] = true;
  if (*own != LUN_OWN_CODE || !lun_event_read(f->e, f->asked, around, true, &reading)) return false;
  m->own = true;
  m->clause = s;
  m->found.to = lun_event_reach(f->asked, &reading);
  m->who = ask(f, reading.who);
  return true;
}

static bool read_verb(finder *f, const lun_construction *around, lun_event_made *m) {
  lun_event_reading reading;
  if (!lun_event_read(f->e, f->asked, around, f->asked->own != NULL, &reading)) return false;
  const bool tells = lun_event_resolve(f->e, f->asked, &reading, &m->found);
  if (reading.clause->gerund_of != LUN_NO_TOKEN) f->governors[reading.clause->gerund_of] = true;
  if (!tells) return false;
  m->clause = reading.clause;
  m->who = ask(f, reading.who);
  return true;
}

/* What is refused by a verb that says no more, where it is to say something: declined to comment. NULL where it is not. */
static const char *code_of_silence(const finder *f, lun_phrase verb) {
  const lun_events *e = f->e;
  int32_t i = verb.last + 1;
  if (!clause_word_is(e->c, i++, W(TO))) return NULL;
  if (clause_tag_is(e->c, i, T(RB))) i++;
  if (!clause_tag_is(e->c, i, T(VB))) return NULL;
  size_t size;
  const char *word = lun_vocab_text(e->c->doc->vocab, e->c->lexeme[i], &size);
  uint32_t row;
  if (!lun_event_spoken_row(f->e, word, size, &row)) return NULL;
  const char *root = lun_dictionary_value(e->words->sources.spoken, row, e->words->spoken_root);
  return has_root(root, "01") ? lun_event_code_of(e->words, CODE_REFUSED, root) : NULL;
}

/* Whether those who do it do it to each other: criticized one another, fired at each other. */
static bool is_to_each_other(const finder *f, lun_phrase verb) {
  enum { NEAR = 4 }; /* tokens behind the verb */
  for (int32_t i = verb.last + 1; i < f->e->count - 1 && i <= verb.last + NEAR; i++)
    if ((event_word_is(f->e, i, E(EACH)) && event_word_is(f->e, i + 1, E(OTHERS))) || (event_word_is(f->e, i, E(SINGLE)) && event_word_is(f->e, i + 1, E(ANOTHER))))
      return !clause_tag_is(f->e->c, i + 2, T_NN | T_JJ | T(CD));
  return false;
}

/* Whether an event is told of those of whom nothing is known as well: the airline closed a plant, the Greens won six seats. */
static bool tells_of_anybody(const finder *f, const lun_event_made *m) {
  static const char *const events[] = {"business", "court", "election", "law", "movement"};
  const lun_event_verb *s = m->clause;
  if (!m->found.noun && strcmp(m->found.event, "court") && (strcmp(m->found.event, "movement") || !s->passive)) return false;
  if (clause_tag_is(f->e->c, s->subject.last, T(PRP)) || lun_event_is_when_or_where(f->e, s->subject)) return false;
  for (size_t i = 0; i < sizeof events / sizeof *events; i++)
    if (!strcmp(m->found.event, events[i])) return true;
  return false;
}

/* Whether those who protest are told by their number only: thousands marched, some 4,000 walked out; not: in 2018 ... */
static bool is_crowd(const finder *f, const lun_event_made *m) {
  enum { YEAR = 4 };
  const lun_event_verb *s = m->clause;
  if (!has_root(m->found.code, "14") || s->passive || !lun_is_phrase(s->subject) || s->subject.last > s->start) return false;
  size_t size;
  (void)lun_vocab_text(f->e->c->doc->vocab, f->e->c->lexeme[s->subject.last], &size);
  return event_word_is(f->e, s->subject.last, E(MANY)) || (clause_tag_is(f->e->c, s->subject.last, T(CD)) && size > YEAR);
}

/* What a verb tells; false where that is no event. */
static bool tell(finder *f, const lun_construction *around, lun_event_made *m) {
  lun_event_own own = LUN_OWN_SILENT;
  m->found = (lun_event_found){.head = LUN_NO_TOKEN, .thing = LUN_NO_TOKEN, .code = "", .event = "", .patient = lun_no_phrase};
  m->other = "";
  if (!(f->asked->own && read_own(f, around, m, &own)) && (own || !read_verb(f, around, m))) return false;
  const lun_event_verb *s = m->clause;
  if (!m->own && (is_cue_behind(f, s) || is_game(f, m, around))) return false;
  const bool by_pronoun = lun_is_phrase(s->subject) && !s->passive && clause_tag_is(f->e->c, s->subject.first, T(PRP));
  if (!by_pronoun && hurts_no_body(f, m, around)) return false;
  if (!m->own && !m->who.count && !by_pronoun && is_mere_harm(f, m)) {
    m->found.code = "";
    m->found.event = "casualty";
  }
  const char *silence = !m->own && has_root(m->found.code, "12") ? code_of_silence(f, m->verb) : NULL;
  if (silence) m->found = (lun_event_found){.verb = m->found.verb, .head = m->found.head, .thing = LUN_NO_TOKEN, .code = silence, .event = "", .patient = lun_no_phrase};
  m->to = m->found.to;
  const bool together = m->own || lun_event_is_reciprocal(f->e, m->found.code) || is_to_each_other(f, m->verb);
  if (!m->to.count && m->who.count > 1 && !s->passive && *m->found.code && together) m->to = m->who;
  if (*m->found.code && !m->own && !take_governor(f, m)) return false;
  if (!*m->found.code && lun_is_phrase(s->object) && !event_word_is(f->e, s->governor, E(CAUSING))) return false; /* asked Peru to extradite them */
  if (!m->own && !is_either(m->who, m->to)) add_named(f, m, around);
  if (!m->own) find_patient(f, around, m);
  const bool harm = !strcmp(m->found.event, "disaster") || !strcmp(m->found.event, "casualty");
  const bool tried = lun_is_phrase(s->subject) && tells_of_anybody(f, m); /* a banker went on trial */
  if (!*m->found.code && !*m->found.event) return false;
  if (!is_either(m->who, m->to) && !lun_is_phrase(m->found.patient) && (*m->found.code || !(harm || tried)) && !is_crowd(f, m)) return false;
  const bool fought = lun_event_is_fighting(m->found.code) && m->to.count;
  if (s->gerund && s->helper == LUN_NO_TOKEN && !m->who.count && !((harm || fought) && lun_is_phrase(s->subject))) return false; /* a bomb exploded, killing six */
  if (m->who.count) f->asked->told(f->asked->data, m->who.list);
  if (!m->own) add_named(f, m, around);
  return true;
}

/* Whether a verb needs no construction, by its voice. */
static bool may_stand_alone(const lun_layer *layer, const lun_span *span, const char *voice) {
  size_t size;
  const char *value = voice ? lun_layer_get(layer, span->id, voice, &size) : NULL;
  return value && (!strcmp(value, "active") || !strcmp(value, "linked"));
}

static lun_status find(finder *f, lun_layer *verbs, lun_err *err) {
  lun_events *e = f->e;
  const char *voice = lun_layer_key(verbs, "voice");
  for (uint32_t i = 0; i < lun_layer_count(verbs); i++) {
    const lun_span *span = lun_layer_span(verbs, i);
    const uint32_t number = f->of[span->first];
    if (f->seen[span->first] || (!number && !may_stand_alone(verbs, span, voice))) continue;
    f->seen[span->first] = true;
    const lun_construction alone = {.verb = {(int32_t)span->first, (int32_t)span->stop - 1}, .what = lun_no_phrase, .agent = lun_no_phrase};
    const lun_construction *around = number ? &f->constructions[number - 1] : &alone;
    lun_event_made made = {.construction = number, .span = i, .verb = around->verb};
    if (!tell(f, around, &made)) continue;
    if (lun_grow((void **)&e->made, &e->made_capacity, (uint64_t)e->made_count + 1, sizeof *e->made)) return lun_fail_memory(err);
    e->made[e->made_count++] = made;
  }
  return lun_events_failure(e, err);
}

lun_status lun_events_find(lun_events *e, const lun_event_asked *asked, lun_layer *verbs, const lun_construction *constructions, uint32_t count,
                           const lun_event_made **made, uint32_t *made_count, lun_err *err) {
  const size_t tokens = (size_t)e->count + 1;
  finder f = {e, asked, constructions, lun_zalloc(tokens, sizeof *f.of), lun_zalloc(tokens, sizeof *f.seen), lun_zalloc(tokens, sizeof *f.governors)};
  lun_status status = f.of && f.seen && f.governors ? LUN_OK : lun_fail_memory(err);
  e->made_count = 0;
  for (uint32_t i = 0; !status && i < count; i++) f.of[constructions[i].verb.first] = i + 1;
  if (!status) status = find(&f, verbs, err);
  for (uint32_t i = 0; !status && i < e->made_count; i++) e->made[i].governs = f.governors[e->made[i].verb.first];
  lun_free(f.of);
  lun_free(f.seen);
  lun_free(f.governors);
  *made = e->made;
  *made_count = e->made_count;
  return status;
}
