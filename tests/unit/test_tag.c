/* The tagger over the weights that are embedded: what it says of sentences, that it says it always, and that weights which are not
 * whole are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "lunette/doc.h"
#include "lunette/io.h"
#include "lunette/mem.h"
#include "lunette/tag.h"
#include "text/tag_sum.h"

typedef struct fixture {
  char *weights;
  size_t size;
  lun_vocab *vocab;
  lun_tagger *tagger;
} fixture;

static int set_up(void **state) {
  fixture *f = lun_zalloc(1, sizeof *f);
  assert_non_null(f);
  assert_int_equal(lun_io_read_file("scripts/data/tagger.weights", 1 << 23, &f->weights, &f->size, NULL), LUN_OK);
  assert_int_equal(lun_vocab_new(&f->vocab, NULL), LUN_OK);
  assert_int_equal(lun_tagger_new(f->weights, f->size, f->vocab, &f->tagger, NULL), LUN_OK);
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  lun_tagger_free(f->tagger);
  lun_vocab_free(f->vocab);
  lun_free(f->weights);
  lun_free(f);
  return 0;
}

/* "DT NN ." or with `universal` "DET NOUN PUNCT" of a text. */
static const char *tags_of(fixture *f, const char *text, bool universal) {
  static char line[4096];
  lun_doc *doc;
  const uint8_t *label;
  line[0] = 0;
  assert_int_equal(lun_doc_new(f->vocab, text, strlen(text), &doc, NULL), LUN_OK);
  assert_int_equal(lun_doc_set_tagger(doc, f->tagger, NULL), LUN_OK);
  assert_int_equal(lun_doc_labels(doc, &label, NULL), LUN_OK);
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    assert_true(label[i] < lun_tagger_labels(f->tagger));
    const size_t used = strlen(line);
    snprintf(line + used, sizeof line - used, "%s%s", i ? " " : "", (universal ? lun_tagger_pos : lun_tagger_tag)(f->tagger, label[i]));
  }
  lun_doc_free(doc);
  return line;
}

static void test_the_same_word_differs_by_its_place(void **state) {
  assert_string_equal(tags_of(*state, "They refused to comment on the visit.", true), "PRON VERB PART VERB ADP DET NOUN PUNCT");
  assert_string_equal(tags_of(*state, "The ministers will visit the port.", true), "DET NOUN AUX VERB DET NOUN PUNCT");
  assert_string_equal(tags_of(*state, "The port's old walls have fallen.", false), "DT NN POS JJ NNS VBP VBN .");
}

static void test_words_that_training_never_saw_are_tagged_by_their_form(void **state) {
  assert_string_equal(tags_of(*state, "Mayor Ostrandska quizzled the blorgs.", false), "NNP NNP VBD DT NNS .");
}

static void test_straight_marks_open_and_close(void **state) {
  assert_string_equal(tags_of(*state, "They wrote \"Paris\" twice.", false), "PRP VBD `` NNP '' RB .");
}

static void test_a_text_has_the_same_tags_whatever_was_read_before(void **state) {
  static const char text[] = "Officials in Port Meridian said on Monday that the storm had closed both harbours, leaving 300 people stranded.";
  char first[4096], other[64];
  strcpy(first, tags_of(*state, text, false));
  for (int i = 0; i < 300; i++) { /* more words than are remembered where tests allow few */
    snprintf(other, sizeof other, "Word%d will leave stranded%d harbours.", i, i * 7);
    tags_of(*state, other, false);
    if (i % 50 == 0) assert_string_equal(tags_of(*state, text, false), first);
  }
  void *again = NULL;
  set_up(&again);
  tags_of(again, "People stranded in harbours closed officials.", false);
  assert_string_equal(tags_of(again, text, false), first);
  tear_down(&again);
}

static void test_texts_without_words_and_of_one_word(void **state) {
  assert_string_equal(tags_of(*state, "", false), "");
  assert_string_equal(tags_of(*state, " \n\n ", false), "");
  assert_string_equal(tags_of(*state, "!", true), "PUNCT");
  tags_of(*state, "\xe2\x80\x9c\xc3\x89t\xc3\xa9\xe2\x80\x9d \xe4\xba\xac 3\xc2\xbd", true);
}

/* A text of sentences that are set in several ways, with marks that have no side, and words that were never seen. */
static const char several[] =
    "PORT TALKS END IN DISPUTE\n\nMinisters Say Harbour Plan Is Dead\n\n"
    "\"It is time,\" said Velora Ostrandska, who leads the six states' council, \"that they close what they can't keep open.\" "
    "The talks, which had begun on Monday after months of quiet visits, broke down when the delegates left to eat. "
    "Three ships wait; one more is due \" soon \". Nobody quizzled the blorgs or the 3,400 people stranded near the long, cold wall. "
    "1. Fares rise. 2. Routes close. - They refused to comment on the visit and to visit the port that closed down that day.";

static lun_doc *tagged_doc(fixture *f, const char *text) {
  lun_doc *doc;
  assert_int_equal(lun_doc_new(f->vocab, text, strlen(text), &doc, NULL), LUN_OK);
  assert_int_equal(lun_doc_set_tagger(doc, f->tagger, NULL), LUN_OK);
  return doc;
}

/* Asks for every token once, each `step` behind the one before; the number of tokens and `step` have no common factor. */
static void ask_in_steps(fixture *f, const char *text, uint32_t step, const uint8_t *whole) {
  lun_doc *doc = tagged_doc(f, text);
  const uint8_t *label;
  const uint32_t count = doc->tokens.count;
  assert_int_equal(lun_doc_labels_begun(doc, &label, NULL), LUN_OK);
  for (uint32_t i = 0, at = step % count; i < count; i++, at = (at + step) % count) {
    assert_int_equal(lun_doc_label_token(doc, at, NULL), LUN_OK);
    assert_int_equal(label[at], whole[at]);
  }
  assert_memory_equal(label, whole, count);
  lun_doc_free(doc);
}

/* Tokens are tagged as they are asked for, in any order, and as they are when all of them are. */
static void test_tokens_are_tagged_as_they_are_asked_for(void **state) {
  fixture *f = *state;
  uint8_t whole[200];
  lun_doc *doc = tagged_doc(f, several);
  const uint32_t count = doc->tokens.count;
  assert_true(count <= sizeof whole);
  assert_int_equal(lun_tagger_run(f->tagger, &doc->tokens, &doc->sentences, 0, doc->sentences.count, whole, NULL), LUN_OK);
  lun_doc_free(doc);
  for (uint32_t step = 1; step < count; step++) {
    uint32_t a = count, b = step;
    while (b) {
      const uint32_t rest = a % b;
      a = b;
      b = rest;
    }
    if (a == 1) ask_in_steps(f, several, step, whole);
  }
  for (uint32_t i = 0; i < count; i++) { /* each as the first one of its document */
    const uint8_t *label;
    doc = tagged_doc(f, several);
    assert_int_equal(lun_doc_labels_begun(doc, &label, NULL), LUN_OK);
    assert_int_equal(lun_doc_label_token(doc, i, NULL), LUN_OK);
    assert_int_equal(label[i], whole[i]);
    lun_doc_free(doc);
  }
}

/* One sentence of words whose tags hang on those before them, asked for from its end and in leaps: a walk to its beginning for each would
 * take minutes. */
static void test_tokens_of_an_endless_sentence_are_asked_for_in_linear_time(void **state) {
  fixture *f = *state;
  enum { TIMES = 10000 };
  static const char part[] = "saw that left cut ";
  char *text = lun_alloc(TIMES * (sizeof part - 1) + 1);
  assert_non_null(text);
  for (size_t i = 0; i < TIMES; i++) memcpy(text + i * (sizeof part - 1), part, sizeof part);
  lun_doc *doc = tagged_doc(f, text);
  const uint32_t count = doc->tokens.count;
  uint8_t *whole = lun_alloc(count);
  assert_non_null(whole);
  assert_int_equal(doc->sentences.count, 1);
  assert_int_equal(lun_tagger_run(f->tagger, &doc->tokens, &doc->sentences, 0, doc->sentences.count, whole, NULL), LUN_OK);
  const clock_t begin = clock();
  ask_in_steps(f, text, count - 1, whole);
  ask_in_steps(f, text, count / 2 - 1, whole);
  assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 10);
  lun_free(whole);
  lun_doc_free(doc);
  lun_free(text);
}

/* Who asks for one token after the other gets what they get when all are tagged; after a few whole sentences are worked out at once. */
static void test_tokens_in_turn(void **state) {
  fixture *f = *state;
  lun_doc *doc = tagged_doc(f, several), *bare;
  uint8_t whole[256], label;
  const uint8_t *begun;
  assert_true(doc->tokens.count <= sizeof whole && doc->sentences.count > 3);
  assert_int_equal(lun_tagger_run(f->tagger, &doc->tokens, &doc->sentences, 0, doc->sentences.count, whole, NULL), LUN_OK);
  for (uint32_t step = 1; step <= 2; step++) {
    for (uint32_t i = 0; i < doc->tokens.count; i += step) {
      assert_int_equal(lun_doc_label_in_turn(doc, i, &label, NULL), LUN_OK);
      assert_int_equal(label, whole[i]);
    }
    if (step == 1) assert_true(doc->tags->whole + 1 >= doc->sentences.count);
  }
  lun_doc_free(doc);
  doc = tagged_doc(f, several);
  const uint32_t last = doc->sentences.first[doc->sentences.count - 1];
  for (uint32_t i = doc->tokens.count; i-- > last;) assert_int_equal(lun_doc_label_in_turn(doc, i, &label, NULL), LUN_OK);
  assert_int_equal(doc->tags->whole, 0);
  assert_int_equal(lun_doc_labels_begun(doc, &begun, NULL), LUN_OK);
  for (uint32_t i = 0; i < last; i++) assert_int_equal(begun[i], LUN_UNREAD);
  lun_doc_free(doc);
  assert_int_equal(lun_doc_new(f->vocab, several, strlen(several), &bare, NULL), LUN_OK);
  assert_int_equal(lun_doc_label_in_turn(bare, 0, &label, NULL), LUN_OK);
  assert_int_equal(label, LUN_UNREAD);
  lun_doc_free(bare);
}

/* Some sentences of a text get what they get when all are tagged, and the others nothing. */
static void test_sentences_by_themselves(void **state) {
  fixture *f = *state;
  lun_doc *doc = tagged_doc(f, several);
  uint8_t whole[256], label[256];
  const uint32_t sentences = doc->sentences.count;
  assert_true(doc->tokens.count <= sizeof whole && sentences > 3);
  assert_int_equal(lun_tagger_run(f->tagger, &doc->tokens, &doc->sentences, 0, sentences, whole, NULL), LUN_OK);
  for (uint32_t from = 0; from < sentences; from++)
    for (uint32_t to = from; to <= sentences; to++) {
      const uint32_t first = doc->sentences.first[from], stop = to < sentences ? doc->sentences.first[to] : doc->tokens.count;
      memset(label, LUN_UNREAD, sizeof label);
      assert_int_equal(lun_tagger_run(f->tagger, &doc->tokens, &doc->sentences, from, to, label, NULL), LUN_OK);
      for (uint32_t i = 0; i < doc->tokens.count; i++) assert_int_equal(label[i], i >= first && i < stop ? whole[i] : LUN_UNREAD);
    }
  lun_doc_free(doc);
}

static void test_other_tokens_stay_unread(void **state) {
  fixture *f = *state;
  static const char text[] = "They wrote \"Paris\" twice. The ministers will visit the port. Ana left.";
  lun_doc *doc = tagged_doc(f, text);
  const uint8_t *label, *all;
  const char *value;
  assert_int_equal(lun_doc_labels_begun(doc, &label, NULL), LUN_OK);
  for (uint32_t i = 0; i < doc->tokens.count; i++) assert_int_equal(label[i], LUN_UNREAD);
  const uint32_t second = doc->sentences.first[1], third = doc->sentences.first[2];
  assert_int_equal(lun_doc_part_of_speech(doc, second + 3, "tag", &value, NULL), LUN_OK);
  assert_string_equal(value, "VB");
  for (uint32_t i = 0; i < doc->tokens.count; i++) assert_true(label[i] == LUN_UNREAD || (i >= second && i <= second + 3));
  assert_int_equal(lun_doc_label_token(doc, third - 1, NULL), LUN_OK);
  for (uint32_t i = 0; i < doc->tokens.count; i++) assert_true(label[i] == LUN_UNREAD || (i >= second && i < third));
  assert_int_equal(lun_doc_labels(doc, &all, NULL), LUN_OK);
  assert_ptr_equal(all, label);
  uint8_t whole[40];
  assert_true(doc->tokens.count <= sizeof whole);
  assert_int_equal(lun_tagger_run(f->tagger, &doc->tokens, &doc->sentences, 0, doc->sentences.count, whole, NULL), LUN_OK);
  assert_memory_equal(label, whole, doc->tokens.count);
  lun_doc_free(doc);
}

static void test_keys_of_a_text_have_the_same_place(void **state) {
  (void)state;
  static const char *const texts[] = {"the", "Committee", "x", "a word of more than sixteen bytes"};
  for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++)
    for (unsigned kind = LUN_TAG_CLASS; kind <= LUN_TAG_FEATURE; kind++) {
      const uint32_t key = lun_tag_key(kind, texts[i], strlen(texts[i]));
      assert_int_equal(lun_tag_place(key, 1 << 17), lun_tag_place(lun_tag_key(LUN_TAG_CLASS, texts[i], strlen(texts[i])), 1 << 17));
      for (unsigned other = LUN_TAG_CLASS; other < kind; other++) assert_int_not_equal(key, lun_tag_key(other, texts[i], strlen(texts[i])));
      if (i > 0) assert_int_not_equal(lun_tag_place(key, 1 << 17), lun_tag_place(lun_tag_key(kind, texts[i - 1], strlen(texts[i - 1])), 1 << 17));
    }
}


/* What labels before a word can add is what the features say. */
static void test_bounds_follow_from_the_features(void **state) {
  fixture *f = *state;
  const lun_tag_header *header = (const lun_tag_header *)(const void *)f->weights;
  const lun_tag_features features = {{header->feature_room, header->feature_slots, (const lun_tag_slot *)(const void *)(f->weights + header->features)},
                                     (const lun_tag_pair *)(const void *)(f->weights + header->pairs)};
  lun_tag_bounds *bounds = lun_alloc(sizeof *bounds);
  assert_non_null(bounds);
  lun_tag_find_bounds(&features, header->labels, bounds);
  assert_memory_equal(bounds, f->weights + header->bounds, sizeof *bounds);
  for (unsigned before2 = 0; before2 < header->labels; before2++) {
    int32_t sum[LUN_TAG_LABELS] = {0};
    lun_tag_add(lun_tag_find(&features, lun_tag_before_key(3)), sum);
    lun_tag_add(lun_tag_find(&features, lun_tag_before2_key(before2, 3)), sum);
    for (unsigned l = 0; l < header->labels; l++) assert_true(bounds->before[3][0][l] <= sum[l] && sum[l] <= bounds->before[3][1][l]);
    lun_tag_add(lun_tag_find(&features, lun_tag_turn_key(3, 40)), sum);
    for (unsigned l = 0; l < header->labels; l++) assert_true(bounds->cluster[40][0][l] <= sum[l] && sum[l] <= bounds->cluster[40][1][l]);
  }
  lun_free(bounds);
}

static void test_a_document_cut_anew_is_tagged_anew(void **state) {
  fixture *f = *state;
  static const uint32_t start[] = {0, 4}, stop[] = {3, 9};
  const lun_cut cut = {.start = start, .stop = stop, .count = 2};
  const uint8_t *label;
  lun_doc *doc;
  assert_int_equal(lun_doc_new(f->vocab, "Ana left.", 9, &doc, NULL), LUN_OK);
  assert_int_equal(lun_doc_labels(doc, &label, NULL), LUN_OK);
  assert_null(label);
  assert_int_equal(lun_doc_set_tagger(doc, f->tagger, NULL), LUN_OK);
  assert_int_equal(lun_doc_labels(doc, &label, NULL), LUN_OK);
  assert_int_equal(lun_doc_recut(doc, &cut, NULL), LUN_OK);
  assert_int_equal(lun_doc_labels(doc, &label, NULL), LUN_OK);
  assert_non_null(label);
  lun_doc_free(doc);
}

static void test_what_a_document_brings_goes_before_the_tagger(void **state) {
  fixture *f = *state;
  lun_doc *doc;
  lun_layer *layer;
  uint32_t id;
  const char *value;
  assert_int_equal(lun_doc_new(f->vocab, "Ana left.", 9, &doc, NULL), LUN_OK);
  assert_int_equal(lun_doc_set_tagger(doc, f->tagger, NULL), LUN_OK);
  assert_int_equal(lun_doc_layer_make(doc, "token", &layer, NULL), LUN_OK);
  assert_int_equal(lun_layer_add(layer, 1, 2, 0, &id, NULL), LUN_OK);
  assert_int_equal(lun_layer_set(layer, id, "pos", "X", 1, NULL), LUN_OK);
  assert_int_equal(lun_doc_part_of_speech(doc, 1, "pos", &value, NULL), LUN_OK);
  assert_string_equal(value, "X");
  assert_int_equal(lun_doc_part_of_speech(doc, 0, "pos", &value, NULL), LUN_OK);
  assert_null(value);
  assert_int_equal(lun_doc_part_of_speech(doc, 1, "tag", &value, NULL), LUN_OK); /* of these it brought none */
  assert_string_equal(value, "VBD");
  lun_doc_free(doc);
}

/* Rows of any bytes, some of them with rests. */
static void test_sums_are_the_same_however_wide_they_are(void **state) {
  static _Alignas(ROW_ALIGN) uint16_t pairs[LUN_TAG_ROWS][LUN_TAG_REST + 1][WIDTH / 2];
  static _Alignas(ROW_ALIGN) int16_t own[WIDTH];
  (void)state;
#ifdef LUN_TAG_WIDE
  if (!__builtin_cpu_supports("avx2")) skip();
  uint32_t random = 1;
  for (unsigned turn = 0; turn < 2000; turn++) {
    lun_tag_rows rows = {.split = turn % 3 ? 0 : random >> 24 & 0x7F};
    for (unsigned r = 0; r < LUN_TAG_ROWS; r++) {
      rows.at[r] = pairs[r][0];
      for (unsigned i = 0; i < WIDTH / 2; i++) {
        pairs[r][0][i] = (uint16_t)((random = random * 1664525 + 1013904223) >> 16);
        pairs[r][LUN_TAG_REST][i] = turn % 2 ? 0x00FF : 0x0100; /* one more or less of the upper byte */
      }
    }
    for (unsigned i = 0; i < WIDTH; i++) own[i] = (int16_t)(turn % 5 ? (int)((random = random * 1664525 + 1013904223) >> 22) - 512 : -9000);
    if (turn % 7 == 0) memset(pairs, 0x80, sizeof pairs); /* many are equal */
    lun_tag_sum sum;
    lun_tag_sum_rows(own, &rows, LUN_TAG_ROWS, &sum);
    assert_int_equal(lun_tag_best_wide(own, &rows), lun_tag_best(&sum));
  }
#else
  (void)pairs, (void)own;
  skip();
#endif
}

static lun_status open_weights(fixture *f, const char *weights, size_t size) {
  lun_tagger *tagger;
  lun_err err;
  assert_int_equal(lun_tagger_new(weights, size, f->vocab, &tagger, &err), LUN_OK);
  const lun_status status = lun_tagger_open(tagger, &err);
  lun_tagger_free(tagger);
  return status;
}

static void test_damaged_weights_are_refused(void **state) {
  fixture *f = *state;
  for (size_t at = 0; at < f->size; at += at < sizeof(lun_tag_header) ? 1 : 49999) {
    f->weights[at] ^= 0x10;
    assert_int_equal(open_weights(f, f->weights, f->size), LUN_FORMAT);
    f->weights[at] ^= 0x10;
  }
  assert_int_equal(open_weights(f, f->weights, f->size - 1), LUN_FORMAT);
  assert_int_equal(open_weights(f, f->weights, sizeof(lun_tag_header) - 1), LUN_FORMAT);
  assert_int_equal(open_weights(f, f->weights, 0), LUN_FORMAT);
  assert_int_equal(open_weights(f, f->weights, f->size), LUN_OK);
}

static void test_weights_that_are_trusted_are_not_looked_through(void **state) {
  fixture *f = *state;
  lun_tag_header *header = (lun_tag_header *)(void *)f->weights;
  lun_tagger *tagger;
  lun_err err;
  header->checksum ^= 1;
  assert_int_equal(open_weights(f, f->weights, f->size), LUN_FORMAT);
  assert_int_equal(lun_tagger_new(f->weights, f->size, f->vocab, &tagger, &err), LUN_OK);
  lun_tagger_trust(tagger);
  header->version++;
  assert_int_equal(lun_tagger_open(tagger, &err), LUN_FORMAT);
  header->version--;
  assert_int_equal(lun_tagger_open(tagger, &err), LUN_OK);
  lun_tagger_free(tagger);
  header->checksum ^= 1;
}

/* Weights whose checksum fits but whose numbers lead outside. */
static void refused_with(fixture *f, void *place, const void *bytes, size_t size) {
  lun_tag_header *header = (lun_tag_header *)(void *)f->weights;
  char before[16];
  const uint64_t sum = header->checksum;
  memcpy(before, place, size);
  memcpy(place, bytes, size);
  header->checksum = lun_tag_checksum(f->weights, f->size);
  assert_int_equal(open_weights(f, f->weights, f->size), LUN_FORMAT);
  memcpy(place, before, size);
  header->checksum = sum;
}

static void test_weights_that_lead_outside_are_refused(void **state) {
  fixture *f = *state;
  lun_tag_header *header = (lun_tag_header *)(void *)f->weights;
  const uint32_t many = UINT32_MAX - 3, none = 0, labels = 65, odd = header->pairs + (uint32_t)f->size;
  refused_with(f, &header->labels, &labels, sizeof labels);
  refused_with(f, &header->labels, &none, sizeof none);
  refused_with(f, &header->names, &many, sizeof many);
  refused_with(f, &header->names_size, &none, sizeof none);
  refused_with(f, &header->word_room, &many, sizeof many);
  refused_with(f, &header->word_room, &none, sizeof none);
  refused_with(f, &header->word_slots, &many, sizeof many);
  refused_with(f, &header->word_slots, &none, sizeof none);
  refused_with(f, &header->words, &odd, sizeof odd);
  refused_with(f, &header->feature_slots, &many, sizeof many);
  refused_with(f, &header->feature_slots, &none, sizeof none);
  refused_with(f, &header->feature_room, &many, sizeof many);
  refused_with(f, &header->feature_room, &none, sizeof none);
  refused_with(f, &header->pair_count, &many, sizeof many);
  refused_with(f, &header->pairs, &odd, sizeof odd);
  refused_with(f, &header->contexts, &many, sizeof many);
  refused_with(f, &header->bounds, &many, sizeof many);
  lun_tag_slot *slot = (lun_tag_slot *)(void *)(f->weights + header->features), *word = (lun_tag_slot *)(void *)(f->weights + header->words);
  refused_with(f, &slot->value, &many, sizeof many);
  refused_with(f, &slot->key, &many, sizeof many); /* looking would end too soon, */
  refused_with(f, &word->key, &many, sizeof many);
  refused_with(f, &slot[header->feature_slots - 1].key, &many, sizeof many); /* or not at all */
  refused_with(f, &word[header->word_slots - 1].key, &many, sizeof many);
  lun_tag_pair *pair = (lun_tag_pair *)(void *)(f->weights + header->pairs);
  const uint8_t label = (uint8_t)header->labels;
  refused_with(f, &pair->label, &label, sizeof label);
  assert_int_equal(open_weights(f, f->weights, f->size), LUN_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_the_same_word_differs_by_its_place, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_words_that_training_never_saw_are_tagged_by_their_form, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_straight_marks_open_and_close, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_text_has_the_same_tags_whatever_was_read_before, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_texts_without_words_and_of_one_word, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_tokens_are_tagged_as_they_are_asked_for, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_tokens_of_an_endless_sentence_are_asked_for_in_linear_time, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_tokens_in_turn, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_sentences_by_themselves, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_other_tokens_stay_unread, set_up, tear_down),
      cmocka_unit_test(test_keys_of_a_text_have_the_same_place),
      cmocka_unit_test_setup_teardown(test_bounds_follow_from_the_features, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_document_cut_anew_is_tagged_anew, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_what_a_document_brings_goes_before_the_tagger, set_up, tear_down),
      cmocka_unit_test(test_sums_are_the_same_however_wide_they_are),
      cmocka_unit_test_setup_teardown(test_weights_that_are_trusted_are_not_looked_through, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_damaged_weights_are_refused, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_weights_that_lead_outside_are_refused, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
