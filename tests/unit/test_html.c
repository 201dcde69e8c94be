/* Pages: what is text and what is not, references, encodings, limits; and on thousands of broken pages that the text is valid and
 * its map leads forward through the source. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lunette/html.h"
#include "lunette/io.h"
#include "lunette/utf8.h"

static void check_map(const lun_page *page, size_t size) {
  const lun_decoded map = {.size = page->size, .edits = page->edits, .edit_count = page->edit_count};
  uint32_t text = 0, source = 0, before = 0;
  assert_int_equal(lun_utf8_valid_prefix(page->text ? page->text : "", page->size), page->size);
  for (uint32_t i = 0; i < page->edit_count; i++) {
    const lun_edit *e = &page->edits[i];
    assert_true(e->text_start >= text && e->source_start >= source);
    text = e->text_start + e->text_size;
    source = e->source_start + e->source_size;
    assert_true(text <= page->size && source <= size);
  }
  for (uint32_t at = 0; at < page->size; at++) {
    const uint32_t start = lun_text_source(&map, at, false), stop = lun_text_source(&map, at + 1, true);
    if (start < before || stop < start || stop > size) fail_msg("byte %u of the text is mapped to %u .. %u behind %u", at, start, stop, before);
    before = start;
  }
}

static void reads(lun_status (*read)(const char *, size_t, lun_page *, lun_err *), const char *source, size_t size, const char *text) {
  lun_page page;
  lun_err err = {0};
  if (read(source, size, &page, &err)) fail_msg("%s", err.message);
  check_map(&page, size);
  assert_string_equal(page.text ? page.text : "", text);
  lun_page_free(&page);
}
static void html(const char *source, const char *text) { reads(lun_html_read, source, strlen(source), text); }
static void markdown(const char *source, const char *text) { reads(lun_markdown_read, source, strlen(source), text); }

static void test_what_is_no_text(void **state) {
  (void)state;
  html("", "");
  html("<p>a</p><script>if (a < b) \"</p><p>not text\"</script><style>p{}</style><textarea><p>x</textarea><noscript>n</noscript><p>b", "a\n\nb");
  html("a<!-- b --> c <!--> d <!---> e <!-- f --!> g <!-- h", "a c d e g");
  html("a<? b > c <!b> d </ e> f </> g <!DOCTYPE x> h", "a c d f g h");
  html("a < b <3 & c", "a < b <3 & c");
  html("<svg><text>x</text></svg><math><mi>y</mi></math><template>z</template><select><option>o</select>a<button>b</button>", "a");
  html("<p hidden>x<p style='color:red; Display : none'>y<p aria-hidden=true>z<p>a", "a");
  html("a<plaintext><p>b</plaintext>", "a\n\n<p>b</plaintext>");
  html("a<title>b<p></title>c", "ac");
  html("<frameset><frame>x<noframes>y</noframes></frameset>", "x");
  html("a <p attr", "a");
  html("a <p title='x", "a");
}

static void test_blocks_and_lines(void **state) {
  (void)state;
  html("<p>a<b>b</b>c<i> d</i>\n\n e<p> f ", "abc d e\n\nf");
  html("a<br>b<br><br>c<hr>d<div>e</div>f", "a\nb\n\nc\n\nd\n\ne\n\nf");
  html("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "a\n\nb\n\nc\n\nd");
  html("<table><tr><td>a<td>b<tr><td>c</table>", "a\n\nb\n\nc");
  html("<table>x<tr><td>a</table>", "x\n\na");
  html("<pre>\na\n  b</pre>", "a\n  b");
  html("<dl><dt>a<dd>b<dt>c</dl>", "a\n\nb\n\nc");
  html("<x-card>a</x-card><p>b <x-tip>c</x-tip> d", "a\n\nb c d");
  html("<b><p>a</b>b</p><a href=x>c<a href=y>d</a>e", "ab\n\ncde");
}

static void test_references(void **state) {
  (void)state;
  html("&amp;&lt;&gt;&quot;&apos;&eacute;&Eacute;&hellip;", "&<>\"'éÉ…");
  html("&#8217;&#x2019;&#X2019;&#146;&#0;&#xD800;&#x110000;&#99999999999;", "’’’’\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  html("&ampx &AMP &notit; &notin; &eacutes &zzz; &; &#; &#x; &", "&x & ¬it; ∉ és &zzz; &; &#; &#x; &");
  html("&CounterClockwiseContourIntegral;&nGt;&zwnj;&zigrarr;&AElig;&Zeta;&aacute;", "∳≫⃒\xE2\x80\x8C⇝ÆΖá");
  html("a&nbsp;b&#160;c\xC2\xA0" "d&nbsp;", "a b c d");
  reads(lun_html_read, "a\0b", 3, "ab");
  reads(lun_html_read, "a<p\0>b<a\0bcdefghijkl>c<p class\0idxyz=x>d", 41, "abc\n\nd"); /* names of no element or attribute */
}

static void test_claims_of_the_page(void **state) {
  (void)state;
  static const char source[] =
      "<html lang=en><title>Ana leaves Lima, says why | Wire</title><meta property=og:site_name content=Wire><meta name=author content='By A &amp; B'>"
      "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-01-02\",\"author\":[{\"name\":\"A\"},\"B\"]}]}</script>"
      "<body><h1>Ana leaves Lima, says why</h1><p>She left the city on Friday because she had been told that the sea was larger than it looks from there.</p>";
  static const char *const wanted[] = {"date=2024-01-02", "byline=A, B", "byline=By A & B", "site=Wire", "lang=en", "headline=Ana leaves Lima, says why"};
  lun_page page;
  assert_int_equal(lun_html_read(source, sizeof source - 1, &page, NULL), LUN_OK);
  assert_int_equal(page.field_count, sizeof wanted / sizeof *wanted);
  for (uint32_t i = 0; i < page.field_count; i++) {
    char line[200];
    snprintf(line, sizeof line, "%s=%s", lun_page_key_name(page.fields[i].key), page.fields[i].value);
    assert_string_equal(line, wanted[i]);
  }
  assert_false(page.whole);
  lun_page_free(&page);
}

static void test_the_site_is_cut_from_titles(void **state) {
  (void)state;
#define STORY "<p>She left the city on Friday because she had been told that the sea was larger than it looks from there."
  static const char *const titles[][2] = {
      {"Ana leaves Lima at last - The Wire", "Ana leaves Lima at last"},
      {"Ana leaves Lima at last &ndash; The Wire", "Ana leaves Lima at last"},
      {"The Wire | Ana leaves Lima", "The Wire | Ana leaves Lima"},
      {"Ana-Rosa leaves Lima", "Ana-Rosa leaves Lima"},
      {"Ana leaves - and so does everyone who knew her there", "Ana leaves - and so does everyone who knew her there"}};
  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
    char source[400], text[400];
    snprintf(source, sizeof source, "<title>%s</title>" STORY, titles[i][0]);
    snprintf(text, sizeof text, "%s\n\n%s", titles[i][1], &STORY[3]);
    html(source, text);
  }
  html("<title>The Wire | Ana leaves Lima</title><meta property=og:site_name content='The Wire'>" STORY,
       "Ana leaves Lima\n\nShe left the city on Friday because she had been told that the sea was larger than it looks from there.");
}

static void test_a_title_below_the_by_line_is_left_out(void **state) {
  (void)state;
  html("<p>By Ana Torres</p><title>Ana leaves Lima at last</title>" STORY, "By Ana Torres\n\nShe left the city on Friday because she had been told that the sea was larger than it looks from there.");
}

static void test_names_put_blocks_aside(void **state) {
  (void)state;
#define PROSE " of the page has as many words as a sentence of an article has, and none of them is a link to somewhere else."
  static const char *const aside[] = {"class=ad", "class='x attribution-box youtube'", "id=shareBar", "class=\"post__related-links\"", "role=navigation", "id=cookie_notice",
                                      "class=newsletterSignup", "class='more-stories'", "role=dialog", "class=comments", "class=widgets"},
                    *const kept[] = {"class=head", "class=has-sidebar", "class='no-comments'", "class=shared", "id=adrift", "class=body", "role=main", ""};
  char source[700], text[400];
  for (size_t i = 0; i < sizeof aside / sizeof *aside + sizeof kept / sizeof *kept; i++) {
    const bool put = i < sizeof aside / sizeof *aside;
    snprintf(source, sizeof source, "<h1>The news of today</h1><p>The first" PROSE "<p>The second" PROSE "<div %s>The third" PROSE "</div>",
             put ? aside[i] : kept[i - sizeof aside / sizeof *aside]);
    snprintf(text, sizeof text, "The news of today\n\nThe first" PROSE "\n\nThe second" PROSE "%s", put ? "" : "\n\nThe third" PROSE);
    html(source, text);
  }
}

/* Pages of a sentence or two: the article where an element says where it is, else all but navigation, consent and comments. */
#define AROUND(article)                                                                                                                \
  "<nav><a href=/>Home</a> <a href=/w>World</a></nav><div class=cookie-banner>We use cookies. Accept them all today.</div>" article     \
  "<section id=comments><div class=comment><p>This is nonsense, Carl wrote here.</p></div></section>"
static void test_short_articles(void **state) {
  (void)state;
  html(AROUND("<main><article><h1>Fog at sea</h1><p>The ferry stayed in port.</p></article></main>"), "Fog at sea\n\nThe ferry stayed in port.");
  html(AROUND("<article><p>The ferry stayed in port.</p></article>"), "The ferry stayed in port.");
  html(AROUND("<main><h1>Fog</h1>The ferry stayed in port.<div>It sailed at noon.</div></main>"), "Fog\n\nThe ferry stayed in port.\n\nIt sailed at noon.");
  html(AROUND("<div class=article-body><p>The ferry stayed in port.</p></div>"), "The ferry stayed in port.");
  html(AROUND("<h1>Fog at sea</h1><p>The ferry stayed in port.</p>"), "Fog at sea\n\nThe ferry stayed in port.");
  html(AROUND("<article><p>The ferry stayed in port.</p></article><article><p>The train went.</p></article>"), "The ferry stayed in port.\n\nThe train went.");
  html("<div class=comment><p>All that there is.</p></div>", "All that there is.");
}

static void decodes_as(const char *input, const char *charset, lun_encoding encoding, const char *text) {
  lun_decoded d;
  const lun_status status = lun_html_decode(input, strlen(input), charset, strlen(charset), &d, NULL);
  if (status == LUN_NOT_FOUND && encoding == LUN_DECLARED) return; /* a system with few charsets */
  assert_int_equal(status, LUN_OK);
  assert_int_equal(d.encoding, encoding);
  if (text) assert_non_null(strstr(d.bytes ? d.bytes : input, text));
  lun_decoded_free(&d);
}

static void decodes(const char *input, lun_encoding encoding, const char *text) { decodes_as(input, "", encoding, text); }

static void test_encodings(void **state) {
  (void)state;
  decodes("<meta charset=\"windows-1252\">\n\x93 1 \x94", LUN_WINDOWS1252, "“ 1 ”");
  decodes("<META http-equiv=x content='text/html; charset=ISO-8859-1'>\n\xE9 1", LUN_WINDOWS1252, "é 1");
  decodes("<meta charset=utf-8>\n\xE9 1", LUN_UTF8, "\xEF\xBF\xBD 1");
  decodes("<meta charset=latin1>\xC3\xA9", LUN_UTF8, "é"); /* the bytes know better */
  decodes("\xEF\xBB\xBF<meta charset=latin1>\xC3\xA9", LUN_UTF8_BOM, "é");
  decodes("caf\xE9", LUN_WINDOWS1252, "café");
  decodes("<meta charset=koi8-r>\xED\xC9\xD2", LUN_DECLARED, "Мир");
  decodes("<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>\x93\x8C\x8B\x9E", LUN_DECLARED, "東京");
  decodes("<?xml version='1.0' encoding='windows-1251'?>\xCC\xE8\xF0", LUN_DECLARED, "Мир");
  decodes("<meta charset=koi8-r>Мир", LUN_UTF8, "Мир");
  decodes("<meta name=x content=y><meta charset=gb2312>\xB1\xB1\xBE\xA9", LUN_DECLARED, "北京");
  decodes("<meta charset=no-such>caf\xE9", LUN_WINDOWS1252, "café");
  decodes_as("\xED\xC9\xD2", "KOI8-R", LUN_DECLARED, "Мир");
  decodes_as("<meta charset=koi8-r>\xCC\xE8\xF0", "windows-1251", LUN_DECLARED, "Мир"); /* HTTP goes first */
  decodes_as("<meta charset=koi8-r>\xED\xC9\xD2", "utf-8", LUN_DECLARED, "Мир"); /* which these bytes are not */
}

static void test_limits(void **state) {
  (void)state;
  lun_page page;
  lun_err err;
  assert_int_equal(lun_html_read("x", (size_t)LUN_PAGE_MAX + 1, &page, &err), LUN_LIMIT);
  assert_int_equal(lun_markdown_read("x", (size_t)LUN_PAGE_MAX + 1, &page, &err), LUN_LIMIT);
  assert_null(page.text);
  enum { PARAGRAPHS = 300000, SIZE = 4 * PARAGRAPHS };
  char *many = malloc(SIZE);
  assert_non_null(many);
  for (size_t i = 0; i < SIZE; i += 4) memcpy(many + i, "<p>x", 4);
  assert_int_equal(lun_html_read(many, SIZE, &page, &err), LUN_LIMIT);
  assert_non_null(strstr(err.message, "no article"));
  assert_null(page.text);
  assert_int_equal(lun_html_read(many, SIZE / 2, &page, &err), LUN_OK);
  lun_page_free(&page);
  free(many);
}

static void test_markdown_marks(void **state) {
  (void)state;
  markdown("", "");
  markdown("# A *b* #\ntext\nmore\n\nnext", "A b\n\ntext more\n\nnext");
  markdown("A\n===\nb\n- - -\nc", "A\n\nb\n\nc");
  markdown("> a\n> b\n>\n> c\nd", "a b\n\nc d");
  markdown("- a\n- b\n  c\n1. d\n2) e\n-f", "a\n\nb c\n\nd\n\ne -f");
  markdown("a **b** __c__ _d_ ~~e~~ `f * g` 2 * 3 x_y_z \\*h\\*", "a b c d e f * g 2 * 3 x_y_z *h*");
  markdown("[a](b) [c](d(e)f \"g\") [h][i] ![j](k) l[^1] [m] <http://n.o> <b>p</b> q<!-- r -->", "a c h l [m] http://n.o p q");
  markdown("a  \nb\\\nc<br>d", "a\nb\nc\nd");
  markdown("a\n```\ncode\n```\nb\n~~~\nc", "a\n\nb");
  markdown("a\n\n| b | c |\n|---|---|\n| d | e |\n\nf", "a\n\nf");
  markdown("[a]: http://b\n[^1]: c\nd &amp; e", "d & e");
  markdown("a `b", "a `b");
  markdown("---\ntitle: \"A: b\"\ntags: [x]\n---\n# A: b\n\nc", "A: b\n\nc");
  markdown("+++\ntitle = 'A'\n+++\nc\r\nd\r\n\r\ne", "A\n\nc d\n\ne");
  markdown("---\na", "a");
}

/* Broken pages */

static uint32_t seed = 1;
static uint32_t chance(uint32_t n) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % n;
}

static void break_and_read(const char *path, lun_status (*read)(const char *, size_t, lun_page *, lun_err *), unsigned turns) {
  static const char *const pieces[] = {"<", ">", "</p>", "<p>", "<div>", "</div>", "<table>", "<td>", "</table>", "<!--", "-->", "&", "&amp", "&#", "\"", "'",
                                       "<a href=x>", "<script>", "</script>", "<title>", "<b", "<li>", "</ul>", "<br><br>", "<h1>", "<svg>", "<x-y class='nav'>",
                                       "\n", "`", "**", "[", "](", "\n\n# ", "\n> ", "\n---\n", "\xC3\xA9", "<pre>", "<select>", "</body>", "<form>"};
  char *bytes;
  size_t size;
  assert_int_equal(lun_io_read_file(path, 1 << 24, &bytes, &size, NULL), LUN_OK);
  for (unsigned turn = 0; turn < turns; turn++) {
    char *page_bytes = malloc(2 * size + 2000);
    size_t length = 0;
    for (size_t i = 0; i < size;) {
      const uint32_t what = chance(60);
      size_t take = 1 + chance(120);
      if (take > size - i) take = size - i;
      if (what < 12) {
        const char *piece = pieces[chance(sizeof pieces / sizeof *pieces)];
        if (length + strlen(piece) + take < 2 * size) {
          memcpy(page_bytes + length, piece, strlen(piece));
          length += strlen(piece);
        }
      } else if (what < 16) {
        i += take;
        continue;
      }
      if (length + take < 2 * size + 1000) {
        memcpy(page_bytes + length, bytes + i, take);
        length += take;
      }
      i += take;
    }
    lun_decoded d;
    lun_page page;
    lun_err err = {0};
    assert_int_equal(lun_text_decode(page_bytes, length, &d, NULL), LUN_OK);
    const char *text = d.bytes ? d.bytes : page_bytes;
    char *exact = malloc(d.size ? d.size : 1); /* of its own size, so that a read past the end is seen */
    memcpy(exact, text, d.size);
    if (read(exact, d.size, &page, &err)) fail_msg("%s", err.message);
    check_map(&page, d.size);
    lun_page_free(&page);
    lun_decoded_free(&d);
    free(exact);
    free(page_bytes);
  }
  lun_free(bytes);
}

static void test_broken_pages_keep_their_map(void **state) {
  (void)state;
  break_and_read("tests/html/harbour-strike.html", lun_html_read, 150);
  break_and_read("tests/html/summit-unclosed.html", lun_html_read, 150);
  break_and_read("tests/html/bridge-blog.html", lun_html_read, 150);
  break_and_read("tests/html/glacier-lake.html", lun_html_read, 100);
  break_and_read("README.md", lun_markdown_read, 150);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_no_text),       cmocka_unit_test(test_blocks_and_lines),
      cmocka_unit_test(test_references),            cmocka_unit_test(test_claims_of_the_page),
      cmocka_unit_test(test_the_site_is_cut_from_titles), cmocka_unit_test(test_short_articles), cmocka_unit_test(test_encodings), cmocka_unit_test(test_names_put_blocks_aside),
      cmocka_unit_test(test_a_title_below_the_by_line_is_left_out),
      cmocka_unit_test(test_limits),                cmocka_unit_test(test_markdown_marks),
      cmocka_unit_test(test_broken_pages_keep_their_map)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
