/* Memory that runs out while a page is read, in the scanner, inside the parser, in the scorer, in JSON-LD, and while the text
 * is written: nothing is left behind, and the error is the memory's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fault.h"
#include "lunette/html.h"

static const char page[] =
    "<html lang=en><title>Port opens after storm | Wire</title><meta name=author content='Ana &amp; Ben'>"
    "<script type='application/ld+json'>{\"headline\":\"Port opens after storm\",\"datePublished\":\"2024-01-02\",\"author\":{\"name\":\"Ana\"}}</script>"
    "<body><nav class=menu><a href=/>Home</a></nav><table><tr>lost<td>cell</table><h1>Port opens after storm</h1><p class=byline>By <a rel=author href=x>Ana</a>"
    "<p>The port of Callao opened on Friday, two days after a storm had closed it, &amp; ships <b>are</b> moving again.<br><br>"
    "\xE2\x80\x9CWe worked all night and all of the day before it,\xE2\x80\x9D said the minister of ports and of canals in Lima.</p>"
    "<ul><li>One ship was lost in the storm on Wednesday.<li>None was lost in the storms of the year before.</ul><svg>x</svg><pre>\nfour\n  five</pre>";

static const char markdown[] = "---\ntitle: Port opens\ndate: 2024-01-02\nauthors:\n  - Ana\n  - Ben\n---\n# Port opens\n\nThe *port* of [Callao](x)\n> opened &amp; closed\n\n- a\n- b\n";

typedef lun_status reader(const char *source, size_t size, lun_page *page, lun_err *err);
typedef struct request {
  reader *read;
  const char *source;
} request;

static lun_status read_page(void *argument) {
  const request *asked = argument;
  lun_page out;
  lun_err err = {0};
  const lun_status status = asked->read(asked->source, strlen(asked->source), &out, &err);
  if (status) {
    assert_int_equal(err.code, status);
    assert_null(out.text);
    assert_null(out.fields);
    return status;
  }
  assert_non_null(strstr(out.text, "Port opens"));
  assert_true(out.field_count >= 3);
  lun_page_free(&out);
  return status;
}

static void test_pages_survive_any_failing_allocation(void **state) {
  (void)state;
  request asked = {lun_html_read, page};
  lun_page warm; /* the library and the seed of jansson's hash stay */
  assert_int_equal(lun_html_read(page, sizeof page - 1, &warm, NULL), LUN_OK);
  lun_page_free(&warm);
  assert_true(fault_mem_sweep("page", read_page, &asked) > 100);
  asked = (request){lun_markdown_read, markdown};
  assert_true(fault_mem_sweep("Markdown", read_page, &asked) > 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages_survive_any_failing_allocation)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
