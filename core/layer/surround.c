/* What stands around quotations. */
#include "lunette/doc.h"

static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }
static uint32_t most(uint32_t a, uint32_t b) { return a > b ? a : b; }

static lun_status lay(lun_layer *layer, uint32_t first, uint32_t stop, lun_err *err) {
  uint32_t id;
  return first < stop ? lun_layer_add(layer, first, stop, 0, &id, err) : LUN_OK;
}

static uint32_t stop_of_sentence(const lun_doc *doc, uint32_t sentence) {
  return sentence + 1 < doc->sentences.count ? doc->sentences.first[sentence + 1] : doc->tokens.count;
}

lun_status lun_doc_surround(lun_doc *doc, const char *name, uint32_t near, lun_err *err) {
  lun_layer *layer;
  lun_status status = lun_doc_layer_make(doc, name, &layer, err);
  uint32_t done = 0, reach = 0; /* where the last quotation ends, and what is laid of its sentence */
  for (uint32_t i = 0; !status && i < doc->quotes.count; i++) {
    const lun_quote *q = &doc->quotes.at[i];
    if (q->first < done) continue; /* it stands in that one */
    const uint32_t begin = doc->sentences.first[lun_ranges_at(&doc->sentences, q->first)], far = q->first > near ? q->first - near : 0;
    status = lay(layer, done, least(reach, q->first), err);
    if (!status) status = lay(layer, most(most(begin, far), most(done, reach)), q->first, err);
    done = q->stop;
    const uint32_t end = stop_of_sentence(doc, lun_ranges_at(&doc->sentences, done - 1));
    reach = end - done > near ? done + near : end;
  }
  return status ? status : lay(layer, done, reach, err);
}
