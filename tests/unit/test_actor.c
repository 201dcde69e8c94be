/* Actors: what phrases with known names are as codes, by small dictionaries. */
#include "actor_fixture.h"


static void check_with(bool own, const char *day, const char *tagged, const actor_name *names, const char *wanted) {
  actor_work a;
  lun_err err = {0};
  char shown[400] = "";
  if (actor_open(&a, &err)) fail_msg("%s", err.message);
  a.day = day;
  if (actor_take(&a, tagged, names, own, &err) || actor_show(&a, shown, sizeof shown, &err)) fail_msg("%s", err.message);
  assert_string_equal(shown, wanted);
  actor_close(&a);
}
static void check(const char *tagged, const actor_name *names, const char *wanted) { check_with(false, "", tagged, names, wanted); }

static const actor_name peru = {"place", "Peru", "PE", NULL, "", NULL}, chile = {"place", "Chile", "CL", NULL, "", NULL};
static const actor_name none[] = {{0}};

static void test_country_and_part_make_one_code(void **state) {
  (void)state;
  check("Peru/NNP", (const actor_name[]){peru, {0}}, "PER (Peru)1");
  check("Syrian/JJ rebels/NNS", (const actor_name[]){{"norp", "Syrian", "SY", NULL, NULL, NULL}, {0}}, "SYRREB (Syrian rebels)");
  check("the/DT rebels/NNS", none, "---REB (the rebels)");
  check("the/DT road/NN", none, "");
  check("Malian/JJ troops/NNS", none, "MLIMIL (Malian troops)"); /* which no layer has */
  check("Ormuzian/JJ troops/NNS", none, "---MIL (Ormuzian troops)");
}

static void test_lists_are_several_actors(void **state) {
  (void)state;
  check("Peru/NNP ,/, the/DT rebels/NNS and/CC Chile/NNP", (const actor_name[]){peru, chile, {0}}, "PER (Peru)1, ---REB (the rebels), CHL (Chile)2");
  check("Peru/NNP and/CC Chile/NNP", (const actor_name[]){{"org", "Peru and Chile", "PE", NULL, NULL, NULL}, {0}}, "PER (Peru and Chile)"); /* one name */
  check("Peruvian/JJ and/CC Chilean/JJ troops/NNS", (const actor_name[]){{"norp", "Peruvian", "PE", NULL, NULL, NULL}, {"norp", "Chilean", "CL", NULL, NULL, NULL}, {0}},
        "PERMIL (Peruvian), CHLMIL (Chilean troops)");
  check("at/IN least/JJS six/CD rebels/NNS", none, "---REB (at least six rebels)");
}

static void test_what_is_attached_says_the_country(void **state) {
  (void)state;
  const actor_name both[] = {peru, chile, {0}};
  check("officials/NNS of/IN Peru/NNP and/CC Chile/NNP", both, "PERGOV (officials), CHLGOV (officials)");
  check("troops/NNS and/CC officials/NNS of/IN Peru/NNP", (const actor_name[]){peru, {0}}, "PERMIL (troops), PERGOV (officials)");
  check("the/DT courage/NN of/IN Peru/NNP", (const actor_name[]){peru, {0}}, "PER (the courage of Peru)1");
  check("the/DT courage/NN from/IN Peru/NNP", (const actor_name[]){peru, {0}}, "");
  check("members/NNS of/IN the/DT college/NN", none, "---EDU (members of the college)");
  check("the/DT northern/JJ league/NN in/IN Peru/NNP", (const actor_name[]){peru, {0}}, "IGONLG (the northern league)");
  check("the/DT charity/NN of/IN Chile/NNP", (const actor_name[]){chile, {0}}, "NGO (the charity)");
  check("the/DT Chile/NNP charity/NN", (const actor_name[]){chile, {0}}, "NGOCHL (the Chile charity)1");
  check("the/DT guard/NN of/IN Chile/NNP", (const actor_name[]){chile, {0}}, "CHLCOP (the guard)");
}

static void test_persons_and_bodies_are_what_is_known_of_them(void **state) {
  (void)state;
  check("Ana/NNP Torres/NNP", (const actor_name[]){{"person", "Ana Torres", NULL, NULL, "PER", "OPP"}, {0}}, "PEROPP (Ana Torres)1");
  check("Ana/NNP Torres/NNP", (const actor_name[]){{"person", "Ana Torres", "CL", NULL, NULL, NULL}, {0}}, ""); /* nobody that is known */
  check("Secretary/NNP of/IN Defense/NNP Ana/NNP Torres/NNP", (const actor_name[]){{"person", "Ana Torres", NULL, NULL, "PER", NULL}, {0}}, "PERGOV (Secretary of Defense Ana Torres)1");
  check("the/DT Port/NNP Board/NNP", (const actor_name[]){{"org", "Port Board", NULL, "ORG.gov", "CHL", "REB"}, {0}}, "CHLGOV (the Port Board)1");
  check("the/DT Port/NNP Board/NNP", (const actor_name[]){{"org", "Port Board", "PE", "ORG.gov", "CHL", NULL}, {0}}, "PERGOV (the Port Board)1"); /* its own country first */
  check("Lima/NNP United/NNP", (const actor_name[]){{"org", "Lima United", "PE", "ORG.sport", "", NULL}, {0}}, ""); /* a team is no actor */
  check("Mercado/NNP", none, "PERGOV (Mercado)");
  check("Mercado/NN", none, "");
  check("Duarte/NNP", none, ""); /* two countries had one of that name */
  check("Orto/NNP", none, "");
}

static void test_parts_of_leaders_and_of_who_was(void **state) {
  (void)state;
  check("a/DT rebel/NN leader/NN", none, "---REB (a rebel leader)");
  check("a/DT former/JJ minister/NN", none, "---ELI (a former minister)");
  check("a/DT former/JJ rebel/NN", none, "---REB (a former rebel)");
  check("Northern/NNP League/NNP Bay/NNP", (const actor_name[]){{"place", "Northern League Bay", "CL", NULL, NULL, NULL}, {0}}, "CHL (Northern League Bay)"); /* words of a name */
}

static void test_lists_of_the_user_go_first(void **state) {
  (void)state;
  check_with(true, "", "the/DT Bramwell/NNP wardens/NNS", none, "BRMHWD (the Bramwell wardens)");
  check_with(true, "2010-05-01", "Veltra/NNP", (const actor_name[]){{"place", "Veltra", "PE", NULL, NULL, NULL}, {0}}, "VLTGOV (Veltra)");
  check_with(true, "2012-05-01", "Veltra/NNP", none, "VLTREB (Veltra)");
  check_with(true, "", "Veltra/NNP", none, "VLTREB (Veltra)"); /* the one without an end */
  check_with(true, "", "Veltra/NNP rebels/NNS", none, "VLTREB (Veltra rebels)");
  check_with(true, "", "Noname/NNP rebels/NNS", none, "---REB (Noname rebels)"); /* no code */
  check_with(true, "", "Somewhere/NNP", none, "");
  check_with(true, "", "officials/NNS of/IN Veltra/NNP", none, "VLTREBGOV (officials)");
}

static void test_roles_say_a_part(void **state) {
  (void)state;
  static const char *const cases[][2] = {{"minister", "GOV"}, {"student leader", "CVL"}, {"leader of the opposition", "OPP"}, {"leader of rebels in the north", "REB"},
                                         {"minister of rebels", "GOV"}, {"northern league", ""}, {"gardener", ""}, {"", ""}, {" of ", ""}, {"deputy minister", "GOV"}};
  actor_work a;
  lun_err err = {0};
  assert_int_equal(actor_open(&a, &err), LUN_OK);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    lun_lexeme part;
    assert_int_equal(lun_coder_part_of_role(a.coder, cases[i][0], strlen(cases[i][0]), &part, &err), LUN_OK);
    assert_int_equal(part, actor_text(&a, cases[i][1]));
  }
  actor_close(&a);
}

static void test_codes_of_countries_and_leaders(void **state) {
  (void)state;
  actor_work a;
  lun_err err = {0};
  lun_lexeme country;
  bool known;
  assert_int_equal(actor_open(&a, &err), LUN_OK);
  static const char *const countries[][2] = {{"PE", "PER"}, {"PE-LIM", "PER"}, {"pe", ""}, {"P", ""}, {"", ""}, {"XX", ""}, {"XX", ""}};
  for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
    assert_int_equal(lun_coder_country(a.coder, countries[i][0], &country, &err), LUN_OK);
    assert_int_equal(country, actor_text(&a, countries[i][1]));
  }
  assert_int_equal(lun_coder_leader(a.coder, "Ada Mercado", 11, &known, &country, &err), LUN_OK);
  assert_true(known && country == actor_text(&a, "PER"));
  assert_int_equal(lun_coder_leader(a.coder, "Duarte", 6, &known, &country, &err), LUN_OK);
  assert_true(!known && !country);
  static const char *const joined[][3] = {{"PER", "GOV", "PERGOV"}, {"PER", "", "PER"}, {"", "GOV", "---GOV"}, {"", "", ""}, {"PER", "IGOUNO", "IGOUNO"},
                                          {"", "IGO", "IGO"}, {"PER", "IGO", "PERIGO"}, {"PER", "NGO~", "NGOPER"}, {"", "NGO~", "NGO"}, {"PER", "~COPS", "PERCOPS"}, {"", "~IGO", "IGO"}, {"PER", "~IGO", "PERIGO"}, {"~P", "MIL", "~PMIL"}, {"~P", "NGO~", "NGO~P"}};
  for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
    lun_lexeme code;
    assert_int_equal(lun_coder_join(a.coder, actor_text(&a, joined[i][0]), actor_text(&a, joined[i][1]), &code, &err), LUN_OK);
    assert_int_equal(code, actor_text(&a, joined[i][2]));
  }
  assert_int_equal(lun_coder_add(a.coder, "nothing", "x", 1, &err), LUN_NOT_FOUND);
  assert_int_equal(lun_coder_add_body(a.coder, "parliament", "LEG", &err), LUN_INVALID);
  lun_coder *coder;
  const lun_coder_dictionaries of = {actor_dictionary(&a, "bare"), actor_dictionary(&a, "nation"), actor_dictionary(&a, "office"), actor_dictionary(&a, "country")};
  assert_int_equal(lun_coder_new(a.w.vocab, &of, &coder, &err), LUN_INVALID);
  assert_string_equal(err.message, "the dictionary 'bare' wants the column 'code'");
  actor_close(&a);
}

static void check_named(const char *tagged, const actor_name *names, uint32_t entity) {
  actor_work a;
  lun_err err = {0};
  const lun_actor_name *name;
  if (actor_open(&a, &err) || actor_take(&a, tagged, names, false, &err)) fail_msg("%s", err.message);
  assert_int_equal(lun_actors_named(a.reader, 0, a.w.doc->tokens.count - 1, &name, &err), LUN_OK);
  assert_int_equal(name ? name->entity : 0, entity);
  actor_close(&a);
}

static void test_named_is_the_first_person_or_body(void **state) {
  (void)state;
  const actor_name torres[] = {{"person", "Torres", NULL, NULL, "", NULL}, {0}}, two[] = {{"place", "Lima", "PE", NULL, "", NULL}, {"org", "Port Board", NULL, NULL, "", NULL}, {0}};
  check_named("the/DT mayor/NN Torres/NNP", torres, 1);
  check_named("Torres/NNP 's/POS campaign/NN", torres, 0);
  check_named("the/DT campaign/NN of/IN Torres/NNP", torres, 0);
  check_named("Lima/NNP ,/, Port/NNP Board/NNP", two, 2);
  check_named("Torres/NNP", (const actor_name[]){{"person", "Torres", NULL, NULL, NULL, NULL}, {0}}, 0);
}

static void test_entries_and_names_among_tokens(void **state) {
  (void)state;
  actor_work a;
  lun_err err = {0};
  const lun_actor_entry *entries;
  const lun_actor_name *names;
  uint32_t count;
  if (actor_open(&a, &err) || actor_take(&a, "Malian/JJ rebels/NNS met/VBD officials/NNS of/IN Peru/NNP", (const actor_name[]){peru, {0}}, false, &err)) fail_msg("%s", err.message);
  assert_int_equal(lun_actors_entries(a.reader, LUN_ACTOR_SECTOR, 1, 5, &entries, &count, &err), LUN_OK);
  assert_true(count == 2 && entries[0].first == 1 && entries[1].last == 3 && entries[1].head && !entries[0].head);
  assert_int_equal(lun_actors_entries(a.reader, LUN_ACTOR_SECTOR, 2, 2, &entries, &count, &err), LUN_OK);
  assert_int_equal(count, 0);
  assert_int_equal(lun_actors_entries(a.reader, LUN_ACTOR_NATION, 0, 5, &entries, &count, &err), LUN_OK);
  assert_true(count == 1 && entries->code == actor_text(&a, "MLI"));
  assert_int_equal(lun_actors_entries(a.reader, LUN_ACTOR_AGENT, 0, 5, &entries, &count, &err), LUN_OK);
  assert_int_equal(count, 0);
  assert_int_equal(lun_actors_names(a.reader, 0, 4, &names, &count, &err), LUN_OK);
  assert_int_equal(count, 0);
  assert_int_equal(lun_actors_names(a.reader, 0, 5, &names, &count, &err), LUN_OK);
  assert_true(count == 1 && names->first == 5 && names->last == 5);
  assert_true(lun_actors_stand(a.reader));
  actor_close(&a);
}

static void test_words_may_refer_back(void **state) {
  (void)state;
  actor_work a;
  lun_err err = {0};
  if (actor_open(&a, &err) || actor_take(&a, "They/PRP met/VBD the/DT rebels/NNS ./.", none, false, &err)) fail_msg("%s", err.message);
  assert_int_equal(lun_actors_how(a.reader, 0, 0), LUN_ACTOR_PRONOUN);
  assert_true(lun_actors_silent(a.reader, 1, 1));
  assert_false(lun_actors_silent(a.reader, 0, 0)); /* a pronoun may mean somebody */
  assert_false(lun_actors_silent(a.reader, 1, 3));
  assert_int_equal(lun_actors_how(a.reader, 0, 1), LUN_ACTOR_PLAIN);
  assert_int_equal(lun_actors_how(a.reader, 2, 3), LUN_ACTOR_ARTICLE);
  assert_int_equal(lun_actors_how(a.reader, 3, 3), LUN_ACTOR_PLAIN);
  actor_close(&a);
}

static void test_what_is_theirs_refers_back(void **state) {
  (void)state;
  actor_work a;
  lun_err err = {0};
  if (actor_open(&a, &err) || actor_take(&a, "Its/PRP$ rebels/NNS met/VBD ./.", none, false, &err)) fail_msg("%s", err.message);
  assert_int_equal(lun_actors_how(a.reader, 0, 1), LUN_ACTOR_OWNED);
  assert_int_equal(lun_actors_how(a.reader, 1, 1), LUN_ACTOR_PLAIN);
  assert_false(lun_actors_silent(a.reader, 0, 1));
  actor_close(&a);
}

static void test_two_of_whom_it_was_told(void **state) {
  (void)state;
  actor_work a;
  lun_err err = {0};
  if (actor_open(&a, &err) || actor_take(&a, "Both/DT sides/NNS met/VBD the/DT two/CD foreign/JJ ministers/NNS and/CC two/CD ministers/NNS of/IN the/DT two/CD ./.", none, false, &err)) fail_msg("%s", err.message);
  assert_int_equal(lun_actors_how(a.reader, 0, 1), LUN_ACTOR_PAIR);
  assert_false(lun_actors_silent(a.reader, 0, 1)); /* though nothing begins there */
  assert_int_equal(lun_actors_how(a.reader, 3, 6), LUN_ACTOR_PAIR);
  assert_int_equal(lun_actors_how(a.reader, 8, 9), LUN_ACTOR_PLAIN); /* any two */
  assert_int_equal(lun_actors_how(a.reader, 3, 5), LUN_ACTOR_ARTICLE);
  assert_int_equal(lun_actors_how(a.reader, 11, 12), LUN_ACTOR_ARTICLE);
  assert_int_equal(lun_actors_how(a.reader, 1, 1), LUN_ACTOR_PLAIN);
  actor_close(&a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_country_and_part_make_one_code), cmocka_unit_test(test_lists_are_several_actors), cmocka_unit_test(test_what_is_attached_says_the_country),
      cmocka_unit_test(test_persons_and_bodies_are_what_is_known_of_them), cmocka_unit_test(test_parts_of_leaders_and_of_who_was), cmocka_unit_test(test_lists_of_the_user_go_first),
      cmocka_unit_test(test_roles_say_a_part), cmocka_unit_test(test_codes_of_countries_and_leaders), cmocka_unit_test(test_named_is_the_first_person_or_body),
      cmocka_unit_test(test_entries_and_names_among_tokens), cmocka_unit_test(test_words_may_refer_back), cmocka_unit_test(test_what_is_theirs_refers_back), cmocka_unit_test(test_two_of_whom_it_was_told)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
