/* The tagger over the weights that are embedded: what it says of sentences, that it says it always, and that weights which are not
 * whole are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/doc.h"
#include "lunette/io.h"
#include "lunette/mem.h"
#include "lunette/tag.h"
#include "text/tag.h"

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

/* Sentences are tagged when one of their tokens is asked for, and as they are when all are. */
static void test_sentences_are_tagged_as_they_are_asked_for(void **state) {
  fixture *f = *state;
  static const char text[] = "They wrote \"Paris\" twice. The ministers will visit the port. Ana left.";
  lun_doc *doc;
  const uint8_t *label, *all;
  const char *value;
  assert_int_equal(lun_doc_new(f->vocab, text, sizeof text - 1, &doc, NULL), LUN_OK);
  assert_int_equal(lun_doc_set_tagger(doc, f->tagger, NULL), LUN_OK);
  assert_int_equal(lun_doc_labels_begun(doc, &label, NULL), LUN_OK);
  for (uint32_t i = 0; i < doc->tokens.count; i++) assert_int_equal(label[i], LUN_UNREAD);
  const uint32_t second = doc->sentences.first[1], third = doc->sentences.first[2];
  assert_int_equal(lun_doc_part_of_speech(doc, second + 3, "tag", &value, NULL), LUN_OK);
  assert_string_equal(value, "VB");
  assert_int_equal(lun_doc_label_sentence(doc, second, NULL), LUN_OK);
  for (uint32_t i = 0; i < doc->tokens.count; i++) assert_int_equal(label[i] != LUN_UNREAD, i >= second && i < third);
  assert_int_equal(lun_doc_labels(doc, &all, NULL), LUN_OK);
  assert_ptr_equal(all, label);
  uint8_t whole[40];
  assert_true(doc->tokens.count <= sizeof whole);
  assert_int_equal(lun_tagger_run(f->tagger, &doc->tokens, &doc->sentences, whole, NULL), LUN_OK);
  assert_memory_equal(label, whole, doc->tokens.count);
  lun_doc_free(doc);
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
  refused_with(f, &header->feature_room, &many, sizeof many);
  refused_with(f, &header->feature_room, &none, sizeof none);
  refused_with(f, &header->pair_count, &many, sizeof many);
  refused_with(f, &header->pairs, &odd, sizeof odd);
  refused_with(f, &header->contexts, &many, sizeof many);
  lun_tag_slot *slot = (lun_tag_slot *)(void *)(f->weights + header->features);
  while (!slot->key) slot++;
  refused_with(f, &slot->place, &many, sizeof many);
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
      cmocka_unit_test_setup_teardown(test_sentences_are_tagged_as_they_are_asked_for, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_document_cut_anew_is_tagged_anew, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_what_a_document_brings_goes_before_the_tagger, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_damaged_weights_are_refused, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_weights_that_lead_outside_are_refused, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
