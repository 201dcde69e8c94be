/* Dictionaries as searched: what is found in running text, and what is the same when it is looked up. */
#include "dictionary_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_longest_entry_from_the_left_wins(void **state) {
  (void)state;
  fixture f = open_list("New York\nYork\nNew York City\nYork City Council\nCity\nUnited Nations Security Council\nUnited\n");
  expect(&f, "New York City Council met in York .", "0-3=New York City 6-7=York");
  expect(&f, "old York City Council", "1-4=York City Council");
  expect(&f, "United Nations General Assembly", "0-1=United");
  expect(&f, "the United Nations Security Council , New York City", "1-5=United Nations Security Council 6-9=New York City");
  expect(&f, "New", "");
  expect(&f, "", "");
  close_list(&f);
}

static void test_scan_stays_in_its_range_and_appends(void **state) {
  (void)state;
  fixture f = open_list("New York\nYork\n");
  lun_tokens tokens = {0};
  lun_hits hits = {0};
  assert_int_equal(lun_tokenize("New York New York", 17, f.vocab, &tokens, NULL), LUN_OK);
  assert_int_equal(lun_dictionary_scan(f.dictionary, f.vocab, &tokens, 1, 3, 0, &hits, NULL), LUN_OK);
  assert_int_equal(hits.count, 1);
  assert_int_equal(hits.at[0].first, 1);
  assert_int_equal(lun_dictionary_scan(f.dictionary, f.vocab, &tokens, 2, 900, 0, &hits, NULL), LUN_OK);
  assert_int_equal(hits.count, 2);
  assert_int_equal(hits.at[1].first, 2);
  assert_int_equal(hits.at[1].stop, 4);
  lun_hits_free(&hits);
  lun_tokens_free(&tokens);
  close_list(&f);
}

static void test_entry_never_crosses_a_sentence_start(void **state) {
  (void)state;
  fixture f = open_list("New York\nYork Minster\nNew\n");
  expect_in_sentences(&f, "all is New York Minster", 3, 0, "2-3=New 3-5=York Minster");
  expect_in_sentences(&f, "all is New York Minster", 2, 0, "2-4=New York");
  expect_in_sentences(&f, "ALL IS NEW YORK MINSTER", 3, LUN_LOOKUP_RECASE, "3-5=York Minster");
  close_list(&f);
}

static void test_accents_marks_and_normal_forms_do_not_count(void **state) {
  (void)state;
  fixture f = open_list("Pi\xC3\xB1" "era\nC\xC3\xB4te d'Ivoire\nL\xC3\xB3" "dz\nO'Higgins\n");
  static const char *const pinera[] = {"Pi\xC3\xB1" "era", "Pinera", "Pin\xCC\x83" "era"};
  static const char *const ivoire[] = {"C\xC3\xB4te d\xE2\x80\x99Ivoire", "Cote d'Ivoire", "C\xC3\xB4te  d\xCA\xBCIvoire"};
  uint32_t entry;
  expect_same(&f, pinera, COUNT(pinera), &entry);
  expect_same(&f, ivoire, COUNT(ivoire), &entry);
  expect(&f, "Mr. O\xE2\x80\x99Higgins of Lodz met Pi\xC3\xB1" "era's men", "1-2=O'Higgins 3-4=L\xC3\xB3" "dz 5-6=Pi\xC3\xB1" "era");
  expect(&f, "pinera PINERA", "");
  close_list(&f);
}

static void test_hyphen_counts_as_space_both_ways(void **state) {
  (void)state;
  fixture f = open_list("Vice President\nSaint-Denis\nJean\nPort-au-Prince\nTrans-Siberian Railway\n");
  static const char *const dashes[] = {"Saint-Denis", "Saint Denis", "Saint\xE2\x80\x91" "Denis", "Saint\xE2\x80\x93" "Denis"};
  uint32_t entry;
  expect_same(&f, dashes, COUNT(dashes), &entry);
  expect(&f, "the Vice-President met the Vice President in Port au Prince", "1-2=Vice President 4-6=Vice President 7-10=Port-au-Prince");
  expect(&f, "Port-au Prince", "0-2=Port-au-Prince");
  expect(&f, "the Trans\xE2\x80\x93Siberian Railway", "1-5=Trans-Siberian Railway");
  close_list(&f);
}

static void test_match_begins_and_ends_at_token_borders(void **state) {
  (void)state;
  fixture f = open_list("Jean\nLuc Picard\nVice President\nDenis - Saint\n");
  expect(&f, "Jean-Luc Picard and the Vice-President-elect", "");
  expect(&f, "Denis - Saint or Denis-Saint", "0-3=Denis - Saint");
  expect(&f, "Vice \xE2\x80\x94 President , Vice\xE2\x80\x94President", "");
  close_list(&f);
}

static void test_punctuation_and_abbreviations_match_as_they_are_written(void **state) {
  (void)state;
  fixture f = open_list("Washington, D.C.\nSt. John's\nWashington\nAT&T\nFord Motor Co.\nU.S.\n%\n$\n");
  expect(&f, "He left Washington, D.C. for St. John\xE2\x80\x99s on Friday.", "2-5=Washington, D.C. 6-9=St. John's");
  expect(&f, "Washington , Ohio", "0-1=Washington");
  expect(&f, "AT&T and U.S. firms", "0-1=AT&T 2-3=U.S.");
  expect(&f, "up 5 % or $ 4", "2-3=% 4-5=$");
  close_list(&f);
}

static void test_closing_stop_is_found_with_its_word_and_apart_from_it(void **state) {
  (void)state;
  fixture f = open_list("Ford Motor Co.\nMarch Inc.\nthe Corp.\n");
  static const char *const texts[] = {"from Ford Motor Co., which", "from Ford Motor Co.", "from Ford Motor Co. The end", "from Ford Motor Co. said it"};
  for (size_t i = 0; i < COUNT(texts); i++) {
    lun_tokens tokens = {0};
    lun_hits hits = {0};
    assert_int_equal(lun_tokenize(texts[i], (uint32_t)strlen(texts[i]), f.vocab, &tokens, NULL), LUN_OK);
    assert_int_equal(lun_dictionary_scan(f.dictionary, f.vocab, &tokens, 0, tokens.count, 0, &hits, NULL), LUN_OK);
    assert_int_equal(hits.count, 1);
    assert_int_equal(lun_token_stop(&tokens, hits.at[0].stop - 1), 19);
    lun_hits_free(&hits);
    lun_tokens_free(&tokens);
  }
  assert_int_equal(lun_dictionary_entries(f.dictionary), 3);
  close_list(&f);
}

static void test_case_counts_unless_the_dictionary_folds_it(void **state) {
  (void)state;
  fixture exact = open_list("Chile\niPhone\n"), fold = open_list("#case fold\n#cols surface\nPrime Minister\n\xC3\x89tat\n");
  assert_true(lun_dictionary_folds(fold.dictionary) && !lun_dictionary_folds(exact.dictionary));
  expect(&exact, "Chile chile CHILE iPhone IPhone", "0-1=Chile 3-4=iPhone");
  expect(&fold, "Prime Minister , prime minister , PRIME-MINISTER", "0-2=Prime Minister 3-5=Prime Minister 6-7=Prime Minister");
  expect(&fold, "\xC3\xA9tat \xC3\x89TAT etat", "0-1=\xC3\x89tat 1-2=\xC3\x89tat 2-3=\xC3\x89tat");
  expect_recased(&fold, "PRIME MINISTER", "0-2=Prime Minister");
  close_list(&exact);
  close_list(&fold);
}

static void test_capitals_are_read_in_other_cases_when_asked(void **state) {
  (void)state;
  fixture f = open_list("Santiago\nRio de Janeiro\nPort-au-Prince\nO'Brien\nC\xC3\xB4te d'Ivoire\nMcDonald\nUs\nIN\nTo\nEl Al\nNew York\nNATO\n");
  expect(&f, "SANTIAGO RIO DE JANEIRO", "");
  expect_recased(&f, "SANTIAGO AND RIO DE JANEIRO", "0-1=Santiago 2-5=Rio de Janeiro");
  expect_recased(&f, "PORT-AU-PRINCE , C\xC3\x94TE D\xE2\x80\x99IVOIRE", "0-1=Port-au-Prince 2-4=C\xC3\xB4te d'Ivoire");
  expect_recased(&f, "O'BRIEN AND MCDONALD", "0-1=O'Brien 2-3=McDonald");
  expect_recased(&f, "US IN TO EL AL", "1-2=IN");
  expect_recased(&f, "NATO MEETS IN NEW YORK", "0-1=NATO 2-3=IN 3-5=New York");
  expect_recased(&f, "Rio de Janeiro and santiago", "0-3=Rio de Janeiro");
  close_list(&f);
}

static void test_exact_form_is_preferred_to_another_case(void **state) {
  (void)state;
  fixture f = open_list("MARS\nMars\nmars\nVENUS\n");
  expect_recased(&f, "MARS VENUS Mars", "0-1=MARS 1-2=VENUS 2-3=Mars");
  close_list(&f);
}

static void test_entry_has_its_rows_in_order_of_the_file(void **state) {
  (void)state;
  fixture f = open_list("#cols surface\tcc\tprior\nSan Jose\tUS\t7\nGeorgia\tGE\t6\nSan Jos\xC3\xA9\tCR\t8\nGeorgia\tUS\n Georgia \t\t6\n");
  uint32_t entry, row;
  assert_int_equal(lun_dictionary_entries(f.dictionary), 2);
  assert_int_equal(lun_dictionary_columns(f.dictionary), 2);
  assert_string_equal(lun_dictionary_column(f.dictionary, 0), "cc");
  assert_string_equal(lun_dictionary_column(f.dictionary, 1), "prior");
  assert_string_equal(lun_dictionary_column(f.dictionary, 2), "");
  assert_string_equal(lun_dictionary_name(f.dictionary), "list");
  assert_int_equal(lun_dictionary_lookup(f.dictionary, f.vocab, "San-Jose", 8, &entry, NULL), LUN_OK);
  assert_int_equal(lun_dictionary_candidates(f.dictionary, entry, &row), 2);
  assert_string_equal(lun_dictionary_surface(f.dictionary, row), "San Jose");
  assert_string_equal(lun_dictionary_surface(f.dictionary, row + 1), "San Jos\xC3\xA9");
  assert_string_equal(lun_dictionary_value(f.dictionary, row + 1, 0), "CR");
  assert_string_equal(lun_dictionary_value(f.dictionary, row + 1, 1), "8");
  assert_int_equal(lun_dictionary_lookup(f.dictionary, f.vocab, "Georgia", 7, &entry, NULL), LUN_OK);
  assert_int_equal(lun_dictionary_candidates(f.dictionary, entry, &row), 3);
  assert_string_equal(lun_dictionary_value(f.dictionary, row, 0), "GE");
  assert_string_equal(lun_dictionary_value(f.dictionary, row + 1, 1), "");
  assert_string_equal(lun_dictionary_value(f.dictionary, row + 2, 0), "");
  assert_string_equal(lun_dictionary_surface(f.dictionary, row + 2), "Georgia");
  assert_string_equal(lun_dictionary_value(f.dictionary, 99, 0), "");
  assert_string_equal(lun_dictionary_surface(f.dictionary, 99), "");
  assert_int_equal(lun_dictionary_candidates(f.dictionary, 99, &row), 0);
  close_list(&f);
}

static void test_lookup_takes_the_whole_surface_or_nothing(void **state) {
  (void)state;
  fixture f = open_list("New York\n");
  static const char *const absent[] = {"New", "New York City", "new york", "", " ", "\xFF", "York"};
  uint32_t entry;
  lun_err err;
  for (size_t i = 0; i < COUNT(absent); i++)
    assert_int_equal(lun_dictionary_lookup(f.dictionary, f.vocab, absent[i], strlen(absent[i]), &entry, &err), LUN_NOT_FOUND);
  assert_int_equal(lun_dictionary_lookup(f.dictionary, f.vocab, " New  York ", 11, &entry, &err), LUN_OK);
  close_list(&f);
}

static void test_words_that_are_cut_in_two_are_looked_up_as_they_are_cut(void **state) {
  (void)state;
  fixture f = open_list("cannot\nGonna\nnot\nAnnouncementsofficerslist\n");
  static const char *const there[] = {"cannot", "can not", "Gonna", "Gon na", "not", "Announcementsofficerslist"}, *const absent[] = {"can", "Gon", "na"};
  uint32_t entry;
  lun_err err;
  for (size_t i = 0; i < COUNT(there); i++)
    if (lun_dictionary_lookup(f.dictionary, f.vocab, there[i], strlen(there[i]), &entry, &err)) fail_msg("%s", err.message);
  for (size_t i = 0; i < COUNT(absent); i++) {
    assert_int_equal(lun_dictionary_find(f.dictionary, f.vocab, absent[i], strlen(absent[i]), &entry, &err), LUN_OK);
    assert_int_equal(entry, 0);
  }
  close_list(&f);
}

static void test_a_lexeme_is_the_entries_that_its_text_is(void **state) {
  (void)state;
  fixture f = open_list("#cols surface\tprior\nNorth\t3\nNorth Sea\t8\nU.S.\t7\ncannot\t6\nnot\t2\nsea-bed\t4\n");
  static const struct { const char *text; double prior; bool one; } words[] = {
    {"North", 3, true}, {"North Sea", 8, false}, {"U.S.", 7, true}, {"cannot", 6, false}, {"not", 2, true}, {"sea-bed", 4, true}, {"Sea", 0, false}, {"\xFF", 0, false}};
  for (unsigned again = 0; again < 2; again++)
    for (size_t i = 0; i < COUNT(words); i++) {
      const lun_lexeme lexeme = lun_vocab_intern(f.vocab, words[i].text, strlen(words[i].text));
      lun_hits hits = {0};
      double prior = -1;
      assert_int_equal(lun_dictionary_prior(f.dictionary, f.vocab, lexeme, &prior, NULL), LUN_OK);
      if (prior < words[i].prior || prior > words[i].prior) fail_msg("%s: %g", words[i].text, prior);
      uint64_t lacking;
      assert_int_equal(lun_image_lacks(f.image, f.vocab, lexeme, &lacking, NULL), LUN_OK);
      assert_int_equal(lacking & lun_dictionary_bit(f.dictionary), strcmp(words[i].text, "Sea") ? 0 : 1);
      lun_lexeme new = lun_vocab_intern(f.vocab, again ? "Bay" : "Strait", again ? 3 : 6);
      assert_int_equal(lun_image_lacks(f.image, f.vocab, new, &lacking, NULL), LUN_OK);
      assert_int_equal(lacking & 1, 1);
      lun_lexeme one = lexeme;
      const lun_tokens tokens = {.count = 1, .lexeme = &one};
      assert_int_equal(lun_image_entries_at_first(f.image, lun_dictionary_bit(f.dictionary), f.vocab, &tokens, &hits, NULL), LUN_OK);
      assert_int_equal(hits.count, words[i].one);
      if (hits.count) assert_true(hits.at[0].first == 0 && hits.at[0].stop == 1);
      lun_hits_free(&hits);
    }
  close_list(&f);
}

/* Hits of a scan as text, those of one dictionary. */
static void write_hits(const lun_image *image, const lun_hits *hits, uint32_t number, char *line, size_t room) {
  size_t length = 0;
  line[0] = 0;
  for (uint32_t i = 0; i < hits->count; i++) {
    if (hits->at[i].dictionary != number) continue;
    length += (size_t)snprintf(line + length, room - length, "%u-%u=%u ", (unsigned)hits->at[i].first, (unsigned)hits->at[i].stop, (unsigned)hits->at[i].entry);
    assert_true(length < room && number < lun_image_count(image));
  }
}

static void test_several_dictionaries_at_once_have_what_each_has_alone(void **state) {
  (void)state;
  static const char *const lists[] = {
    "#dictionary places\nNew York\nYork\nPort-au-Prince\nHarbour Street\nChile\n",
    "#dictionary roles\n#case fold\nharbour master\nmaster\nport\nchile expert\nNew York mayor\n",
    "#dictionary papers\nNew York Harbour News\nHarbour\nNEWS\nMaster Mind\n",
    "#dictionary empty\n",
  };
  static const char *const texts[] = {
    "The New York harbour master , a Chile expert , read the New York Harbour News of Port-au-Prince .",
    "NEW YORK MAYOR AND HARBOUR MASTER OF CHILE READ NEW YORK HARBOUR NEWS",
    "Harbour Street 's master mind the Master Mind , HARBOUR STREET , PORT-AU-PRINCE",
    "nothing at all",
  };
  lun_image_builder *builder;
  lun_image *image;
  lun_vocab *vocab;
  lun_err err;
  char *bytes, one[1000], all[1000];
  size_t size, found = 0;
  assert_int_equal(lun_image_builder_new(&builder, &err), LUN_OK);
  for (size_t i = 0; i < COUNT(lists); i++)
    if (lun_image_builder_add(builder, "", "list.tsv", lists[i], strlen(lists[i]), &err)) fail_msg("%s", err.message);
  assert_int_equal(lun_image_builder_finish(builder, &bytes, &size, &err), LUN_OK);
  lun_image_builder_free(builder);
  assert_int_equal(lun_image_open(bytes, size, &image, &err), LUN_OK);
  assert_int_equal(lun_vocab_new(&vocab, &err), LUN_OK);
  for (uint64_t asked = 0; asked < 16; asked++) {
    for (size_t t = 0; t < 2 * COUNT(texts); t++) {
      lun_tokens tokens = {0};
      lun_hits together = {0}, alone = {0};
      const char *text = texts[t / 2];
      const unsigned options = t % 2 ? LUN_LOOKUP_RECASE : 0;
      assert_int_equal(lun_tokenize(text, (uint32_t)strlen(text), vocab, &tokens, &err), LUN_OK);
      if (asked % 2) assert_int_equal(lun_image_learn(image, vocab, 1, lun_vocab_count(vocab) + 1, &err), LUN_OK);
      assert_int_equal(lun_image_scan(image, asked, vocab, &tokens, 0, tokens.count, options, "", &together, &err), LUN_OK);
      for (uint32_t d = 0; d < lun_image_count(image); d++) {
        alone.count = 0;
        assert_int_equal(lun_dictionary_number(lun_image_at(image, d)), d);
        if (asked >> d & 1) assert_int_equal(lun_dictionary_scan(lun_image_at(image, d), vocab, &tokens, 0, tokens.count, options, &alone, &err), LUN_OK);
        write_hits(image, &alone, d, one, sizeof one);
        write_hits(image, &together, d, all, sizeof all);
        assert_string_equal(all, one);
        found += alone.count;
      }
      for (uint32_t i = 1; i < together.count; i++) assert_true(together.at[i].first >= together.at[i - 1].first);
      lun_hits_free(&together);
      lun_hits_free(&alone);
      lun_tokens_free(&tokens);
    }
  }
  assert_true(found > 100);
  lun_image_close(image);
  lun_vocab_free(vocab);
  lun_free(bytes);
}

/* What documents ask is remembered for some of them. */
static void test_an_image_tells_what_the_last_documents_asked(void **state) {
  (void)state;
  fixture f = open_list("Chile\n");
  assert_int_equal(lun_image_want(f.image, 1, true), 1);
  assert_int_equal(lun_image_want(f.image, 4, false), 5); /* the same document asks more */
  for (int later = 1; later < 8; later++) assert_int_equal(lun_image_want(f.image, 2, true), 7);
  assert_int_equal(lun_image_want(f.image, 8, true), 10); /* the first one is forgotten */
  close_list(&f);
}

/* Words that are met together are found as those that are met one by one, with signs in them, in capitals and in no list. */
static void test_words_met_together_are_what_each_is_alone(void **state) {
  (void)state;
  static const char list[] = "#dictionary list\nU.S.\no'clock\n1,200\nAT&T\n'tis\nB-52\nChile\nchile\nT.V. Azteca\nX/Y\n$5\n50%\n";
  static const char text[] = "At 9 o'clock 1,200 men of AT&T in the U.S. and Chile ate chile ; 'tis B-52 , T.V. Azteca , X/Y , $5 or 50% , CHILE , zebra .";
  char lines[2][1000];
  for (int together = 0; together < 2; together++) {
    fixture f = open_list(list);
    lun_tokens tokens = {0};
    lun_hits hits = {0};
    lun_err err;
    assert_int_equal(lun_tokenize(text, (uint32_t)strlen(text), f.vocab, &tokens, &err), LUN_OK);
    if (together) assert_int_equal(lun_image_learn(f.image, f.vocab, 1, UINT32_MAX, &err), LUN_OK);
    assert_int_equal(lun_image_scan(f.image, 1, f.vocab, &tokens, 0, tokens.count, 0, "", &hits, &err), LUN_OK);
    assert_true(hits.count >= 9);
    write_hits(f.image, &hits, 0, lines[together], sizeof lines[together]);
    lun_hits_free(&hits);
    lun_tokens_free(&tokens);
    close_list(&f);
  }
  assert_string_equal(lines[0], lines[1]);
}

static void test_images_of_one_vocabulary_know_their_own(void **state) {
  (void)state;
  fixture first = open_list("Chile\nPeru\n"), second = open_list("Peru\nCuba\n");
  lun_vocab_free(second.vocab);
  second.vocab = first.vocab;
  for (int i = 0; i < 3; i++) {
    expect(&first, "Chile , Peru , Cuba", "0-1=Chile 2-3=Peru");
    expect(&second, "Chile , Peru , Cuba", "2-3=Peru 4-5=Cuba");
  }
  lun_image_close(first.image); /* whose words go on to be known to nobody */
  assert_int_equal(lun_image_open(first.bytes, first.size, &first.image, NULL), LUN_OK);
  first.dictionary = lun_image_at(first.image, 0);
  expect(&first, "Cuba , Chile", "2-3=Chile");
  expect(&second, "Cuba , Chile", "0-1=Cuba");
  lun_image_close(second.image);
  lun_free(second.bytes);
  close_list(&first);
}

static void test_another_vocabulary_is_told_apart_even_at_the_same_address(void **state) {
  (void)state;
  fixture f = open_list("Chile\nPeru\n");
  for (int i = 0; i < 20; i++) {
    expect(&f, i % 2 ? "one Chile two" : "Peru one two", i % 2 ? "1-2=Chile" : "0-1=Peru");
    lun_vocab_free(f.vocab);
    assert_int_equal(lun_vocab_new(&f.vocab, NULL), LUN_OK);
  }
  lun_vocab *first = f.vocab, *second;
  assert_int_equal(lun_vocab_new(&second, NULL), LUN_OK);
  for (int i = 0; i < 6; i++) {
    f.vocab = i % 2 ? first : second;
    expect(&f, i % 2 ? "in Chile and Peru" : "Peru , Chile", i % 2 ? "1-2=Chile 3-4=Peru" : "0-1=Peru 2-3=Chile");
  }
  lun_vocab_free(second);
  f.vocab = first;
  close_list(&f);
}

static void test_memo_grows_with_the_vocabulary(void **state) {
  (void)state;
  fixture f = open_list("word 4999\nword 12\n");
  char text[40];
  for (int i = 0; i < 5000; i++) {
    snprintf(text, sizeof text, "word %d", i);
    expect_in_sentences(&f, text, 0, i % 2 ? LUN_LOOKUP_RECASE : 0, i == 12 ? "0-2=word 12" : i == 4999 ? "0-2=word 4999" : "");
  }
  close_list(&f);
}

static void test_rows_are_true_for_a_time(void **state) {
  (void)state;
  fixture f = open_list("#cols surface\tfrom\tto\nOld Port City\t\t1999\nOld Port\t2000-06\t\nPort City\t2001-02-03\t2001-02-03\n"
                        "City\t\t\nPort\tLima\tQuito\nPort\t1950\t1960\n");
  static const struct { const char *day, *found; } days[] = {
    {"", "0-3=Old Port City"},           {"1999-12-31", "0-3=Old Port City"},  {"2000-01-01", "1-2=Port 2-3=City"},
    {"2000-05-31", "1-2=Port 2-3=City"}, {"2000-06-01", "0-2=Old Port 2-3=City"}, {"2026-01-01", "0-2=Old Port 2-3=City"},
  };
  for (size_t i = 0; i < COUNT(days); i++) expect_on(&f, "Old Port City", 0, 0, days[i].day, days[i].found);
  expect_on(&f, "new Port City", 0, 0, "2001-02-03", "1-3=Port City");
  expect_on(&f, "new Port City", 0, 0, "2001-02-04", "1-2=Port 2-3=City");
  uint32_t entry, row;
  assert_true(lun_dictionary_dated(f.dictionary));
  assert_int_equal(lun_dictionary_lookup(f.dictionary, f.vocab, "Port", 4, &entry, NULL), LUN_OK);
  assert_int_equal(lun_dictionary_candidates(f.dictionary, entry, &row), 2);
  assert_true(lun_dictionary_valid(f.dictionary, row, "1940-01-01")); /* cities are no days */
  assert_false(lun_dictionary_valid(f.dictionary, row + 1, "1949-12-31"));
  assert_true(lun_dictionary_valid(f.dictionary, row + 1, "1960-12-31"));
  assert_false(lun_dictionary_valid(f.dictionary, row + 1, "1961-01-01"));
  close_list(&f);
  f = open_list("Port\n");
  assert_false(lun_dictionary_dated(f.dictionary));
  expect_on(&f, "Port", 0, 0, "2001-02-03", "0-1=Port");
  close_list(&f);
}

static void test_years_months_and_days_are_told_from_other_text(void **state) {
  (void)state;
  static const char *const days[] = {"2019", "2019-03", "2019-03-31"};
  static const char *const others[] = {"", "201", "2019-3", "2019/03", "2019-03-3", "2019-03-3x", "2019-03-31T", "Lima"};
  for (size_t i = 0; i < COUNT(days); i++) assert_true(lun_day_is_written(days[i], strlen(days[i])));
  for (size_t i = 0; i < COUNT(others); i++) assert_false(lun_day_is_written(others[i], strlen(others[i])));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_longest_entry_from_the_left_wins),
    cmocka_unit_test(test_scan_stays_in_its_range_and_appends),
    cmocka_unit_test(test_entry_never_crosses_a_sentence_start),
    cmocka_unit_test(test_accents_marks_and_normal_forms_do_not_count),
    cmocka_unit_test(test_hyphen_counts_as_space_both_ways),
    cmocka_unit_test(test_match_begins_and_ends_at_token_borders),
    cmocka_unit_test(test_punctuation_and_abbreviations_match_as_they_are_written),
    cmocka_unit_test(test_closing_stop_is_found_with_its_word_and_apart_from_it),
    cmocka_unit_test(test_case_counts_unless_the_dictionary_folds_it),
    cmocka_unit_test(test_capitals_are_read_in_other_cases_when_asked),
    cmocka_unit_test(test_exact_form_is_preferred_to_another_case),
    cmocka_unit_test(test_entry_has_its_rows_in_order_of_the_file),
    cmocka_unit_test(test_lookup_takes_the_whole_surface_or_nothing),
    cmocka_unit_test(test_words_that_are_cut_in_two_are_looked_up_as_they_are_cut),
    cmocka_unit_test(test_a_lexeme_is_the_entries_that_its_text_is),
    cmocka_unit_test(test_several_dictionaries_at_once_have_what_each_has_alone),
    cmocka_unit_test(test_an_image_tells_what_the_last_documents_asked),
    cmocka_unit_test(test_words_met_together_are_what_each_is_alone),
    cmocka_unit_test(test_another_vocabulary_is_told_apart_even_at_the_same_address),
    cmocka_unit_test(test_images_of_one_vocabulary_know_their_own),
    cmocka_unit_test(test_memo_grows_with_the_vocabulary),
    cmocka_unit_test(test_rows_are_true_for_a_time),
    cmocka_unit_test(test_years_months_and_days_are_told_from_other_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
